/* SPDX-License-Identifier: MIT */
/* Flushes that a program or an element sends: queues are emptied in one go, at any moment, and the stream goes on in
 * order. */
#include "plugins/core/core.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"
#include "weir/bases/app-sink.h"
#include "weir/bases/app-src.h"

static void
flush (WeirElement *element)
{
  g_assert_true (weir_element_send_event (element, weir_event_new_flush_start ()));
  g_assert_true (weir_element_send_event (element, weir_event_new_flush_stop (TRUE)));
}

/* source ! tee ! (queue ! sink, sink) */
static WeirElement *
fork_new (ToySink **sinks, const char *settings)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL);
  WeirElement *queue = line_element (weir_queue_get_type (), "max-size-buffers=10");
  WeirElement *line = line_new (line_element (toy_source_get_type (), NULL), tee, queue, NULL);

  for (guint i = 0; i < 2; i++) {
    WeirElement *sink = line_element (toy_sink_get_type (), settings);

    line_add (line, i == 0 ? queue : tee, sink);
    sinks[i] = TOY_SINK (sink);
  }
  return line;
}

static void
check_order (ToySink *sink)
{
  for (guint i = 1; i < sink->seen->len; i++)
    g_assert_cmpuint (g_array_index (sink->seen, ToySeen, i).offset, >,
                      g_array_index (sink->seen, ToySeen, i - 1).offset);
}

static void
test_while_playing (void)
{
  ToySink *sinks[2];
  WeirElement *line = fork_new (sinks, NULL);

  weir_element_set_state (line, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 5; i++) {
    weir_sim_sleep_ns (weir_sim_choose (4) * 20 * WEIR_MSECOND);
    flush (line);
  }
  line_run_well (line);
  for (guint i = 0; i < 2; i++)
    check_order (sinks[i]);
  line_free (line);
}

static void
test_while_paused (void)
{
  ToySink *sinks[2];
  WeirElement *line = fork_new (sinks, "sync=false");

  weir_element_set_state (line, WEIR_STATE_PAUSED);
  if (weir_sim_choose (2) == 0)
    line_reach (line, WEIR_STATE_PAUSED);
  flush (line);
  line_reach (line, WEIR_STATE_PAUSED); /* with what came after */
  line_run_well (line);
  for (guint i = 0; i < 2; i++) {
    guint n = sinks[i]->seen->len;

    check_order (sinks[i]);
    /* all that was made is gone, the end too, which then came again; or what was made later is there */
    g_assert_true (n == 0 || g_array_index (sinks[i]->seen, ToySeen, n - 1).offset == TOY_FRAMES - 1);
  }
  line_free (line);
}

/* One branch alone. */
static void
test_branch (void)
{
  ToySink *sinks[2];
  WeirElement *line = fork_new (sinks, NULL);
  g_autoptr (WeirPad) pad = NULL;

  weir_element_set_state (line, WEIR_STATE_PLAYING);
  pad = weir_element_get_static_pad (WEIR_ELEMENT (sinks[0]), "sink");
  for (guint i = 0; i < 4; i++) {
    weir_sim_sleep_ns (weir_sim_choose (4) * 20 * WEIR_MSECOND);
    g_assert_true (weir_pad_send_event (pad, weir_event_new_flush_start ()));
    g_assert_true (weir_pad_send_event (pad, weir_event_new_flush_stop (FALSE)));
  }
  line_run_well (line);
  check_order (sinks[0]);
  g_assert_cmpuint (sinks[1]->seen->len, ==, TOY_FRAMES);
  line_free (line);
}

/* A program that pushes while another thread flushes: what is pushed after the flush comes out. */
typedef struct {
  WeirElement *line;
  WeirMonitor monitor;
  gboolean done; /* (locked by monitor) */
} Flusher;

static void
flusher_cb (gpointer data)
{
  Flusher *flusher = data;

  for (guint i = 0; i < 4; i++) {
    weir_sim_sleep_ns (weir_sim_choose (50) * WEIR_USECOND);
    flush (flusher->line);
  }
  weir_monitor_enter (&flusher->monitor);
  flusher->done = TRUE;
  weir_monitor_notify_all (&flusher->monitor);
  weir_monitor_leave (&flusher->monitor);
}

static void
test_while_pushed (void)
{
  WeirElement *src = line_element (WEIR_TYPE_APP_SRC, "format=time"), *sink = line_element (WEIR_TYPE_APP_SINK, "sync=false");
  Flusher flusher = { .line = line_new (src, line_element (weir_identity_get_type (), NULL), sink, NULL) };
  guint64 last = 0;
  guint n = 0;

  weir_monitor_init (&flusher.monitor);
  weir_element_set_state (flusher.line, WEIR_STATE_PLAYING);
  weir_spawn ("flusher", flusher_cb, &flusher);
  for (guint i = 1; i <= 60; i++) {
    WeirBuffer *buffer = weir_buffer_new ();

    buffer->offset = i;
    weir_app_src_push_buffer (WEIR_APP_SRC (src), buffer);
    weir_sim_choice_point ();
  }
  weir_monitor_enter (&flusher.monitor);
  while (!flusher.done)
    weir_monitor_wait (&flusher.monitor, WEIR_FOREVER);
  weir_monitor_leave (&flusher.monitor);
  for (guint i = 61; i <= 70; i++) {
    WeirBuffer *buffer = weir_buffer_new ();

    buffer->offset = i;
    g_assert_cmpint (weir_app_src_push_buffer (WEIR_APP_SRC (src), buffer), ==, WEIR_FLOW_OK);
  }
  weir_app_src_end_of_stream (WEIR_APP_SRC (src));
  for (;;) {
    g_autoptr (WeirSample) sample = weir_app_sink_pull_sample (WEIR_APP_SINK (sink));

    if (sample == NULL)
      break;
    g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, >, last);
    last = weir_sample_get_buffer (sample)->offset;
    n += last > 60;
  }
  g_assert_cmpuint (n, ==, 10);
  weir_monitor_clear (&flusher.monitor);
  line_free (flusher.line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/flush/while-playing", test_while_playing);
  line_add_test ("/flush/while-paused", test_while_paused);
  line_add_test ("/flush/branch", test_branch);
  line_add_test ("/flush/while-pushed", test_while_pushed);
  return line_test_run ();
}
