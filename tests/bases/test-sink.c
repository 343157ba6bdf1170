/* SPDX-License-Identifier: MIT */
/* Sinks and sources in time: the clock, preroll, EOS, lateness, seeks, live sources. */
#include <weir/bases/app-src.h>
#include <weir/bases/sink.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"
#include "toys.h"

#define TOLERANCE_NS (WEIR_SECOND / 4)

static WeirElement *
toy_line (const char *source_settings, const char *sink_settings, ToySink **sink)
{
  WeirElement *element = line_element (toy_sink_get_type (), sink_settings);

  *sink = TOY_SINK (element);
  return line_new (line_element (toy_source_get_type (), source_settings), line_element (weir_identity_get_type (), "name=between"),
                   element, NULL);
}

static void
assert_paced (ToySink *sink)
{
  for (guint i = 0; i < sink->seen->len; i++) {
    const ToySeen *one = &g_array_index (sink->seen, ToySeen, i);
    gint64 late = one->at_ns - weir_element_running_time_to_monotonic (WEIR_ELEMENT (sink), one->pts);

    g_assert_cmpint (late, >, -(gint64) WEIR_MSECOND * 2);
    g_assert_cmpint (late, <, TOLERANCE_NS);
  }
}

static void
test_paces (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, NULL, &sink);
  gint64 before = weir_now_ns ();

  line_run_well (line);
  /* EOS comes when the last frame has been shown, too */
  g_assert_cmpint (weir_now_ns () - before, >=, TOY_FRAMES * TOY_FRAME_NS - 2 * WEIR_MSECOND);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES);
  assert_paced (sink);
  line_free (line);
}

/* After the end another source takes the first one's place: no flush is needed, and the pipeline ends a second time. */
static void
test_next_stream (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, "sync=false", &sink);
  g_autoptr (WeirElement) identity = weir_bin_get_by_name (WEIR_BIN (line), "between");
  g_autoptr (WeirPad) in = weir_element_get_static_pad (identity, "sink"), out = weir_pad_get_peer (in);
  g_autoptr (WeirElement) first = weir_pad_get_parent_element (out);
  WeirElement *next = line_element (toy_source_get_type (), NULL);

  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES);
  weir_element_unlink (first, identity);
  line_add (line, NULL, next);
  g_assert_true (weir_element_link (next, identity));
  g_assert_true (weir_element_sync_state_with_parent (next));
  weir_message_unref (line_wait (line, WEIR_MESSAGE_EOS));
  g_assert_cmpuint (sink->seen->len, ==, 2 * TOY_FRAMES);
  g_clear_object (&in);
  g_clear_object (&out);
  line_free (line);
}

static void
test_live (void)
{
  ToySink *sink;
  WeirElement *line = toy_line ("live=true", "sync=false", &sink);

  g_assert_cmpint (weir_element_set_state (line, WEIR_STATE_PAUSED), ==, WEIR_STATE_CHANGE_NO_PREROLL);
  weir_sim_sleep_ns (20 * WEIR_MSECOND);
  g_assert_cmpuint (sink->seen->len, ==, 0);
  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES);
  assert_paced (sink);
  line_free (line);
}

static void
test_preroll (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, NULL, &sink);
  gint64 duration = 0, position = -1;

  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_cmpuint (sink->prerolls, ==, 1);
  g_assert_cmpuint (sink->seen->len, ==, 0);
  g_assert_true (weir_element_query_duration (line, WEIR_FORMAT_TIME, &duration));
  g_assert_cmpint (duration, ==, TOY_FRAMES * TOY_FRAME_NS);
  g_assert_true (weir_element_query_position (line, WEIR_FORMAT_TIME, &position));
  g_assert_cmpint (position, ==, 0);
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 10 * TOY_FRAME_NS));
  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_query_position (line, WEIR_FORMAT_TIME, &position));
  g_assert_cmpint (position, ==, 10 * TOY_FRAME_NS);
  line_free (line);
}

static void
test_pauses (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, NULL, &sink);
  g_autoptr (GArray) then = NULL, later = NULL;
  gint64 position = -1;

  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (200 * WEIR_MSECOND);
  line_reach (line, WEIR_STATE_PAUSED);
  then = toy_sink_get_seen (sink);
  g_assert_cmpuint (then->len, >, 5);
  g_assert_cmpuint (then->len, <, 80);
  g_assert_true (weir_element_query_position (line, WEIR_FORMAT_TIME, &position));
  g_assert_cmpint (position, >=, 5 * TOY_FRAME_NS);
  weir_sim_sleep_ns (300 * WEIR_MSECOND);
  later = toy_sink_get_seen (sink);
  g_assert_cmpuint (later->len, ==, then->len);
  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES);
  for (guint i = 0; i < sink->seen->len; i++)
    g_assert_cmpuint (g_array_index (sink->seen, ToySeen, i).offset, ==, i);
  line_free (line);
}

/* Of what is shown, however far ahead of it the source is. */
static void
assert_position (WeirElement *line, gint64 expected)
{
  gint64 position = -1;

  g_assert_true (weir_element_query_position (line, WEIR_FORMAT_TIME, &position));
  g_assert_cmpint (position, ==, expected);
}

static void
test_seeks (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, "sync=false", &sink);

  line_reach (line, WEIR_STATE_PAUSED);
  assert_position (line, 0);
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 60 * TOY_FRAME_NS));
  line_reach (line, WEIR_STATE_PAUSED);
  assert_position (line, 60 * TOY_FRAME_NS);
  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES - 60);
  g_assert_cmpuint (g_array_index (sink->seen, ToySeen, 0).offset, ==, 60);
  weir_element_set_state (line, WEIR_STATE_NULL);
  g_assert_false (weir_element_query_position (line, WEIR_FORMAT_TIME, NULL));
  line_free (line);
}

static void
test_seeks_at_end (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, "sync=false", &sink);
  g_autoptr (WeirMessage) message = NULL;

  line_run_well (line);
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 90 * TOY_FRAME_NS));
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES + 10);
  line_free (line);
}

/* Nothing that comes after a seek is rendered by the time before it. */
static void
test_seek_begins_time_anew (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, NULL, &sink);
  g_autoptr (WeirMessage) message = NULL;
  gint64 before;

  line_run_well (line);
  before = weir_now_ns ();
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 80 * TOY_FRAME_NS));
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (weir_now_ns () - before, >=, 20 * TOY_FRAME_NS - 2 * WEIR_MSECOND);
  line_free (line);
}

/* A sink that is busy at every buffer for a while. */
typedef struct {
  WeirSink parent_instance;
  gboolean waited;
  guint n;
} BusySink;
typedef WeirSinkClass BusySinkClass;

GType busy_sink_get_type (void);
G_DEFINE_FINAL_TYPE (BusySink, busy_sink, WEIR_TYPE_SINK)

static WeirFlowReturn
busy_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  BusySink *self = (BusySink *) sink;

  self->waited = !self->waited;
  if (self->waited) {
    weir_element_want_deadline (WEIR_ELEMENT (sink), weir_now_ns () + WEIR_MSECOND);
    return WEIR_FLOW_AGAIN;
  }
  g_assert_cmpuint (buffer->offset, ==, self->n);
  self->n++;
  return WEIR_FLOW_OK;
}

static void
busy_sink_class_init (BusySinkClass *klass)
{
  static const WeirPadInfo pads[] = { WEIR_SINK ("sink", "ANY"), {} };
  static const WeirElementInfo info
    = { .name = "busysink", .klass = "Sink", .description = "Waits", .example = "fakesrc ! busysink", .pads = pads };

  klass->render = busy_sink_render;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
busy_sink_init (BusySink *self)
{
}

static void
test_busy_with_lists (void)
{
  WeirElement *source = line_element (weir_app_src_get_type (), NULL), *sink = line_element (busy_sink_get_type (), NULL);
  WeirElement *line = line_new (source, sink, NULL);

  for (guint i = 0; i < 4; i++) {
    WeirBufferList *list = weir_buffer_list_new ();

    for (guint j = 0; j < i; j++) { /* the first one is empty */
      WeirBuffer *buffer = weir_buffer_new ();

      buffer->offset = i * (i - 1) / 2 + j;
      weir_buffer_list_add (list, buffer);
    }
    g_assert_cmpint (weir_app_src_push_buffer_list (WEIR_APP_SRC (source), list), ==, WEIR_FLOW_OK);
  }
  weir_app_src_end_of_stream (WEIR_APP_SRC (source));
  line_run_well (line);
  g_assert_cmpuint (((BusySink *) sink)->n, ==, 6);
  line_free (line);
}

static void
test_stops (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, "sync=false", &sink);
  g_autoptr (WeirMessage) message = NULL;

  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_seek (line, 1.0, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_SEGMENT,
                                    WEIR_SEEK_TYPE_SET, 20 * TOY_FRAME_NS, WEIR_SEEK_TYPE_SET, 30 * TOY_FRAME_NS));
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  message = line_wait (line, WEIR_MESSAGE_SEGMENT_DONE | WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_SEGMENT_DONE);
  for (guint i = 0; i < 1000; i++) {
    g_autoptr (GArray) seen = toy_sink_get_seen (sink);

    if (seen->len == 10)
      break;
    weir_sim_sleep_ns (WEIR_MSECOND);
  }
  g_assert_cmpuint (sink->seen->len, ==, 10);
  line_free (line);
}

/* Each frame takes twice its time: half of them is dropped, and none of them is long late. */
static void
test_late (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, "max-lateness=20000000 qos=true", &sink);

  sink->busy_ns = 2 * TOY_FRAME_NS;
  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, <, 75);
  g_assert_cmpuint (sink->seen->len, >, weir_sim_active () ? 20 : 0); /* a busy machine is later still */
  line_free (line);
}

static void
test_steps (void)
{
  ToySink *sink;
  WeirElement *line = toy_line (NULL, NULL, &sink);
  g_autoptr (WeirMessage) message = NULL;
  g_autoptr (WeirSample) sample = NULL;

  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_send_event (line, weir_event_new_step (WEIR_FORMAT_BUFFERS, 5, 1.0, TRUE, FALSE)));
  message = line_wait (line, WEIR_MESSAGE_STEP_DONE);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_STEP_DONE);
  for (guint i = 0; i < 1000 && (sample == NULL || weir_sample_get_buffer (sample)->offset != 5); i++) {
    weir_sim_sleep_ns (WEIR_MSECOND);
    g_clear_pointer (&sample, weir_sample_unref);
    sample = weir_sink_get_last_sample (WEIR_SINK_CAST (sink));
  }
  g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, ==, 5);
  g_assert_cmpuint (sink->seen->len, ==, 0);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/sink/paces", test_paces);
  line_add_test ("/sink/preroll", test_preroll);
  line_add_test ("/sink/pauses", test_pauses);
  line_add_test ("/sink/late", test_late);
  line_add_test ("/sink/steps", test_steps);
  line_add_test ("/sink/next-stream", test_next_stream);
  line_add_test ("/source/live", test_live);
  line_add_test ("/source/seeks", test_seeks);
  line_add_test ("/source/seeks-at-end", test_seeks_at_end);
  line_add_test ("/sink/busy-with-lists", test_busy_with_lists);
  line_add_test ("/source/seek-begins-time-anew", test_seek_begins_time_anew);
  line_add_test ("/source/stops", test_stops);
  return line_test_run ();
}
