/* SPDX-License-Identifier: MIT */
/* funnel, valve, the selectors, clocksync: what joins, parts and holds streams. */
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

#define SRC(settings) line_element (weir_fake_src_get_type (), settings)
#define SINK(settings) line_element (weir_fake_sink_get_type (), settings)
#define IDENTITY(settings) line_element (weir_identity_get_type (), settings)
/* 1 kB a buffer, 100 kB a second: 10 ms each */
#define TIMED "format=time sizetype=fixed sizemax=1000 datarate=100000"

static void
test_funnel (void)
{
  WeirElement *funnel = line_element (weir_funnel_get_type (), NULL), *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=200"), IDENTITY (NULL), funnel, sink, NULL);

  for (guint i = 0; i < 3; i++) {
    WeirElement *more = SRC ("num-buffers=100");

    line_add (line, NULL, more);
    g_assert_true (weir_element_link (more, funnel));
  }
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 500);
  line_free (line);
}

/* While the funnel waits for both: one input is linked anew, the other given back. */
static void
test_funnel_changes (void)
{
  WeirElement *funnel = line_element (weir_funnel_get_type (), NULL), *sink = SINK (NULL);
  WeirElement *src = SRC ("is-live=true sync=true num-buffers=5 " TIMED), *gone = SRC ("is-live=true sync=true " TIMED);
  WeirElement *line = line_new (src, funnel, sink, NULL);
  g_autoptr (WeirPad) pad = NULL;

  line_add (line, NULL, gone);
  g_assert_true (weir_element_link (gone, funnel));
  weir_element_set_state (line, WEIR_STATE_PAUSED);
  weir_sim_sleep_ns (20 * WEIR_MSECOND);
  weir_element_unlink (src, funnel);
  weir_element_unlink (gone, funnel);
  pad = weir_element_get_static_pad (funnel, "sink_1");
  weir_element_release_request_pad (funnel, pad);
  weir_element_set_state (gone, WEIR_STATE_NULL);
  g_assert_true (weir_bin_remove (WEIR_BIN (line), gone));
  g_assert_true (weir_element_link_pads (src, "src", funnel, "sink_0"));
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 5);
  line_free (line);
}

static void
test_valve_open (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=100"), line_element (weir_valve_get_type (), NULL), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 100);
  line_free (line);
}

static void
test_valve_closed (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=100"), line_element (weir_valve_get_type (), "drop=true"), sink, NULL);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 0);
  line_free (line);
}

static void
test_valve_opens (void)
{
  WeirElement *valve = line_element (weir_valve_get_type (), "drop=true"), *sink = SINK ("async=false");
  WeirElement *line = line_new (SRC ("is-live=true sync=true " TIMED), valve, sink, NULL);

  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (100 * WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (sink), ==, 0);
  line_set (valve, "drop=false");
  for (guint i = 0; i < 1000 && line_rendered (sink) < 5; i++)
    weir_sim_sleep_ns (5 * WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (sink), >=, 5);
  line_free (line);
}

static void
test_output_selector (void)
{
  WeirElement *selector = line_element (weir_output_selector_get_type (), NULL), *a = SINK ("async=false");
  WeirElement *b = SINK ("async=false"), *line;
  g_autoptr (WeirPad) second = NULL;

  line = line_new (SRC ("is-live=true sync=true " TIMED), selector, a, NULL);
  line_add (line, selector, b);
  line_reach (line, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 1000 && line_rendered (a) < 3; i++)
    weir_sim_sleep_ns (5 * WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (a), >=, 3);
  g_assert_cmpuint (line_rendered (b), ==, 0);
  second = weir_element_get_static_pad (selector, "src_1");
  g_object_set (selector, "active-pad", second, NULL);
  for (guint i = 0; i < 1000 && line_rendered (b) < 3; i++)
    weir_sim_sleep_ns (5 * WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (b), >=, 3);
  line_free (line);
}

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer counts)
{
  guint8 byte;

  if (weir_buffer_extract (buffer, 0, &byte, 1) == 1)
    __atomic_fetch_add (&((guint *) counts)[byte == 'b'], 1, __ATOMIC_RELAXED);
}

static void
wait_for_three (const guint *count)
{
  for (guint i = 0; i < 1000 && __atomic_load_n (count, __ATOMIC_RELAXED) < 3; i++)
    weir_sim_sleep_ns (5 * WEIR_MSECOND);
  g_assert_cmpuint (__atomic_load_n (count, __ATOMIC_RELAXED), >=, 3);
}

static void
test_input_selector (void)
{
  WeirElement *selector = line_element (weir_input_selector_get_type (), NULL), *sink = SINK ("signal-handoffs=true");
  WeirElement *line, *b = SRC ("is-live=true sync=true filltype=pattern pattern=b " TIMED);
  g_autoptr (WeirPad) second = NULL;
  guint counts[2] = { 0 };

  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), counts);
  line = line_new (SRC ("is-live=true sync=true filltype=pattern pattern=a " TIMED), selector, sink, NULL);
  line_add (line, NULL, b);
  g_assert_true (weir_element_link (b, selector));
  line_reach (line, WEIR_STATE_PLAYING);
  wait_for_three (&counts[0]);
  g_assert_cmpuint (__atomic_load_n (&counts[1], __ATOMIC_RELAXED), ==, 0);
  second = weir_element_get_static_pad (selector, "sink_1");
  g_object_set (selector, "active-pad", second, NULL);
  wait_for_three (&counts[1]);
  line_free (line);
}

static void
test_clocksync (void)
{
  WeirElement *sink = SINK (NULL);
  WeirElement *line
    = line_new (SRC ("num-buffers=30 " TIMED), line_element (weir_clock_sync_get_type (), NULL), sink, NULL);
  gint64 before = weir_now_ns ();

  line_run_well (line);
  g_assert_cmpint (weir_now_ns () - before, >=, 285 * WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (sink), ==, 30);
  line_free (line);
}

/* A tee whose branches meet again. */
static void
test_rejoins (void)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *funnel = line_element (weir_funnel_get_type (), NULL);
  WeirElement *a = IDENTITY (NULL), *b = line_element (weir_queue_get_type (), "max-size-buffers=2"), *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=500"), tee, a, funnel, sink, NULL);

  line_add (line, tee, b);
  g_assert_true (weir_element_link (b, funnel));
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 1000);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/funnel/joins", test_funnel);
  line_add_test ("/funnel/rejoins", test_rejoins);
  line_add_test ("/funnel/changes", test_funnel_changes);
  line_add_test ("/valve/open", test_valve_open);
  line_add_test ("/valve/closed", test_valve_closed);
  line_add_test ("/valve/opens", test_valve_opens);
  line_add_test ("/selectors/output", test_output_selector);
  line_add_test ("/selectors/input", test_input_selector);
  line_add_test ("/clocksync/waits", test_clocksync);
  return line_test_run ();
}
