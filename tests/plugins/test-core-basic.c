/* SPDX-License-Identifier: MIT */
/* fakesrc, identity, capsfilter, queue, tee, fakesink: what every line is made of. */
#include <string.h>

#include <weir/bases/sink.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

#define SRC(settings) line_element (weir_fake_src_get_type (), settings)
#define SINK(settings) line_element (weir_fake_sink_get_type (), settings)
#define IDENTITY(settings) line_element (weir_identity_get_type (), settings)

static void
test_counts (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=1000"), IDENTITY (NULL), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 1000);
  line_free (line);
}

/* Those for pictures and sound keep time. */
static void
test_by_the_clock (void)
{
  static const struct {
    GType (*get_type) (void);
    gboolean sync;
    const char *refused;
  } sinks[] = { { weir_fake_sink_get_type, FALSE, NULL },
                { weir_fake_video_sink_get_type, TRUE, "audio/x-raw" },
                { weir_fake_audio_sink_get_type, TRUE, "video/x-raw" } };

  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++) {
    WeirElement *sink = line_element (sinks[i].get_type (), NULL);
    g_autoptr (WeirElement) owned = g_object_ref_sink (sink);
    g_autoptr (WeirPad) pad = weir_element_get_static_pad (sink, "sink");
    gboolean sync, silent;

    g_object_get (sink, "sync", &sync, "silent", &silent, NULL);
    g_assert_cmpint (sync, ==, sinks[i].sync);
    g_assert_true (silent);
    if (sinks[i].refused != NULL) {
      g_autoptr (WeirCaps) caps = weir_caps_from_string (sinks[i].refused);

      g_assert_false (weir_pad_query_accept_caps (pad, caps));
    }
  }
}

static void
test_no_buffers (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=0"), IDENTITY (NULL), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 0);
  line_free (line);
}

static void
test_twice (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=10"), sink, NULL);

  for (guint i = 0; i < 2; i++) {
    line_run_well (line);
    g_assert_cmpuint (line_rendered (sink), ==, 10);
    line_reach (line, WEIR_STATE_READY);
  }
  line_free (line);
}

static void
test_prerolls (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC (NULL), IDENTITY (NULL), sink, NULL);
  g_autoptr (WeirSample) sample = NULL;

  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_cmpuint (line_rendered (sink), ==, 0);
  sample = weir_sink_get_last_sample (WEIR_SINK_ELEMENT (sink));
  g_assert_nonnull (sample);
  g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, ==, 0);
  line_reach (line, WEIR_STATE_PLAYING);
  line_reach (line, WEIR_STATE_PAUSED);
  line_reach (line, WEIR_STATE_PLAYING);
  line_free (line);
}

static void
test_sink_ends (void)
{
  WeirElement *sink = SINK ("num-buffers=7");
  WeirElement *line = line_new (SRC (NULL), IDENTITY (NULL), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 6); /* the one at which it ended isn't counted as shown */
  line_free (line);
}

static void
test_program_ends (void)
{
  WeirElement *line = line_new (SRC (NULL), IDENTITY (NULL), SINK (NULL), NULL);
  g_autoptr (WeirMessage) message = NULL;

  line_reach (line, WEIR_STATE_PLAYING);
  g_assert_true (weir_element_send_event (line, weir_event_new_eos ()));
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  line_free (line);
}

/* --- bytes ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  guint n;
  gsize bytes;
  guint8 first;
} Seen;

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  Seen *seen = data;
  WeirMapInfo map;

  seen->n++;
  if (weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
    seen->bytes += map.size;
    if (map.size > 0)
      seen->first = map.data[0];
    weir_buffer_unmap (buffer, &map);
  }
}

static void
test_handoff (void)
{
  Seen seen = { 0 };
  WeirElement *sink = SINK ("signal-handoffs=true");
  WeirElement *line = line_new (SRC ("num-buffers=20 sizetype=fixed sizemax=100 filltype=pattern pattern=x"), sink, NULL);

  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), &seen);
  line_run_well (line);
  g_assert_cmpuint (seen.n, ==, 20);
  g_assert_cmpuint (seen.bytes, ==, 2000);
  g_assert_cmpint (seen.first, ==, 'x');
  line_free (line);
}

typedef struct {
  guint64 next;
  guint wrong;
} Order;

static void
order_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  Order *order = data;

  order->wrong += buffer->offset != order->next++;
}

/* Several workers move buffers through neighbouring links at the same time. */
static void
test_order (void)
{
  const guint64 n = weir_sim_active () ? 2000 : 100000;
  g_autofree char *settings = g_strdup_printf ("num-buffers=%" G_GUINT64_FORMAT, n);
  WeirElement *last = IDENTITY (NULL), *sink = SINK ("signal-handoffs=true");
  WeirElement *line = line_new (SRC (settings), last, NULL);
  Order order = { 0 };

  for (guint i = 0; i < 20; i++) {
    WeirElement *next = IDENTITY (NULL);

    line_add (line, last, next);
    last = next;
  }
  line_add (line, last, sink);
  g_signal_connect (sink, "handoff", G_CALLBACK (order_cb), &order);
  line_run_well (line);
  g_assert_cmpuint (order.next, ==, n);
  g_assert_cmpuint (order.wrong, ==, 0);
  line_free (line);
}

static void
test_subbuffers (void)
{
  Seen seen = { 0 };
  WeirElement *sink = SINK ("signal-handoffs=true");
  WeirElement *line
    = line_new (SRC ("num-buffers=20 data=subbuffer parentsize=1000 sizetype=fixed sizemax=300 filltype=zero"), sink, NULL);

  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), &seen);
  line_run_well (line);
  g_assert_cmpuint (seen.bytes, ==, 6000);
  line_free (line);
}

/* --- identity ------------------------------------------------------------------------------------------------------- */

static void
test_identity_fails (void)
{
  WeirElement *line = line_new (SRC (NULL), IDENTITY ("error-after=5"), SINK (NULL), NULL);
  g_autofree char *error = line_run (line);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error, "after 5 buffers"));
  line_free (line);
}

static void
test_identity_ends (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC (NULL), IDENTITY ("eos-after=5"), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 5);
  line_free (line);
}

static void
test_identity_drops (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=2000"), IDENTITY ("drop-probability=0.5"), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), >, 800);
  g_assert_cmpuint (line_rendered (sink), <, 1200);
  line_free (line);
}

static void
identity_handoff_cb (WeirElement *identity, WeirBuffer *buffer, gpointer n)
{
  __atomic_fetch_add ((guint *) n, 1, __ATOMIC_RELAXED);
}

static void
test_identity_handoff (void)
{
  WeirElement *identity = IDENTITY (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=100"), identity, SINK (NULL), NULL);
  guint n = 0;

  g_signal_connect (identity, "handoff", G_CALLBACK (identity_handoff_cb), &n);
  line_run_well (line);
  /* the end is told after all that was told before it */
  g_assert_cmpuint (__atomic_load_n (&n, __ATOMIC_RELAXED), ==, 100);
  line_free (line);
}

static void
test_identity_sleeps (void)
{
  WeirElement *line = line_new (SRC ("num-buffers=10"), IDENTITY ("sleep-time=5000"), SINK (NULL), NULL);
  gint64 before = weir_now_ns ();

  line_run_well (line);
  g_assert_cmpint (weir_now_ns () - before, >=, 50 * WEIR_MSECOND);
  line_free (line);
}

static void
test_identity_says (void)
{
  WeirElement *identity = IDENTITY ("silent=false");
  WeirElement *line = line_new (SRC ("num-buffers=3"), identity, SINK (NULL), NULL);
  g_autofree char *message = NULL;

  line_run_well (line);
  g_object_get (identity, "last-message", &message, NULL);
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "eos"));
  line_free (line);
}

/* --- capsfilter ----------------------------------------------------------------------------------------------------- */

static void
test_caps_are_added (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *filter = line_element (weir_caps_filter_get_type (), NULL);
  WeirElement *line;
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw, format=S16LE, rate=8000, channels=1"), got = NULL;
  g_autoptr (WeirPad) pad = NULL;

  g_object_set (filter, "caps", caps, NULL);
  line = line_new (SRC ("num-buffers=3"), filter, sink, NULL);
  line_reach (line, WEIR_STATE_PAUSED);
  pad = weir_element_get_static_pad (sink, "sink");
  got = weir_pad_get_current_caps (pad);
  g_assert_nonnull (got);
  g_assert_true (weir_caps_is_equal (got, caps));
  line_run_well (line);
  line_free (line);
}

static void
test_open_caps_fail (void)
{
  WeirElement *filter = line_element (weir_caps_filter_get_type (), NULL);
  WeirElement *line;
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw, rate=[ 1, 8000 ]");
  g_autofree char *error = NULL;

  g_object_set (filter, "caps", caps, NULL);
  line = line_new (SRC ("num-buffers=3"), filter, SINK (NULL), NULL);
  error = line_run (line);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error, "leaves them open"));
  line_free (line);
}

static void
test_filters_conflict (void)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *a = line_element (weir_caps_filter_get_type (), "caps=video/x-raw,width=320");
  WeirElement *b = line_element (weir_caps_filter_get_type (), "caps=video/x-raw,width=640");
  g_autoptr (GError) error = NULL;

  line_add (pipeline, NULL, a);
  line_add (pipeline, NULL, b);
  g_assert_false (weir_element_link_checked (a, NULL, b, NULL, NULL, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION);
  line_free (pipeline);
}

/* --- queue and tee -------------------------------------------------------------------------------------------------- */

static void
test_queue (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=500"), line_element (weir_queue_get_type (), "max-size-buffers=3"), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 500);
  line_free (line);
}

static void
test_queue_threshold (void)
{
  WeirElement *sink = SINK (NULL), *queue = line_element (weir_queue_get_type (), "min-threshold-buffers=10");
  WeirElement *line = line_new (SRC ("num-buffers=25"), queue, sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 25);
  line_free (line);
}

static void
test_queue_level (void)
{
  WeirElement *queue = line_element (weir_queue_get_type (), "max-size-buffers=5 max-size-bytes=0 max-size-time=0");
  WeirElement *line = line_new (SRC (NULL), queue, IDENTITY (NULL), SINK (NULL), NULL);
  guint level = 0;

  line_reach (line, WEIR_STATE_PAUSED);
  for (guint i = 0; i < 1000 && level < 5; i++) {
    weir_sim_sleep_ns (WEIR_MSECOND);
    g_object_get (queue, "current-level-buffers", &level, NULL);
  }
  g_assert_cmpuint (level, >=, 5);
  g_assert_cmpuint (level, <=, 6);
  line_free (line);
}

static void
test_tee (void)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *a = SINK (NULL), *b = SINK (NULL), *c = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=300"), tee, a, NULL);
  int n;

  line_add (line, tee, IDENTITY (NULL));
  line_add (line, tee, b);
  line_add (line, tee, c);
  g_object_get (tee, "num-src-pads", &n, NULL);
  g_assert_cmpint (n, ==, 4);
  line_run_well (line);
  g_assert_cmpuint (line_rendered (a), ==, 300);
  g_assert_cmpuint (line_rendered (b), ==, 300);
  g_assert_cmpuint (line_rendered (c), ==, 300);
  line_free (line);
}

static void
test_tee_alone (void)
{
  WeirElement *line = line_new (SRC ("num-buffers=3"), line_element (weir_tee_get_type (), NULL), NULL);
  g_autoptr (WeirMessage) message = NULL;

  weir_element_set_state (line, WEIR_STATE_PLAYING);
  message = line_wait (line, WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_ERROR);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/core/counts", test_counts);
  line_add_test ("/core/no-buffers", test_no_buffers);
  line_add_test ("/core/by-the-clock", test_by_the_clock);
  line_add_test ("/core/twice", test_twice);
  line_add_test ("/core/prerolls", test_prerolls);
  line_add_test ("/core/order", test_order);
  line_add_test ("/core/sink-ends", test_sink_ends);
  line_add_test ("/core/program-ends", test_program_ends);
  line_add_test ("/fakesink/handoff", test_handoff);
  line_add_test ("/fakesrc/subbuffers", test_subbuffers);
  line_add_test ("/identity/fails", test_identity_fails);
  line_add_test ("/identity/ends", test_identity_ends);
  line_add_test ("/identity/drops", test_identity_drops);
  line_add_test ("/identity/handoff", test_identity_handoff);
  line_add_test ("/identity/sleeps", test_identity_sleeps);
  line_add_test ("/identity/says", test_identity_says);
  line_add_test ("/capsfilter/adds", test_caps_are_added);
  line_add_test ("/capsfilter/open", test_open_caps_fail);
  line_add_test ("/capsfilter/conflict", test_filters_conflict);
  line_add_test ("/queue/passes", test_queue);
  line_add_test ("/queue/threshold", test_queue_threshold);
  line_add_test ("/queue/level", test_queue_level);
  line_add_test ("/tee/all", test_tee);
  line_add_test ("/tee/alone", test_tee_alone);
  return line_test_run ();
}
