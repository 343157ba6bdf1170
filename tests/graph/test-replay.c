/* SPDX-License-Identifier: MIT */
/* A seed replays: the same choices at the same times, whatever lies where in memory. */
#include <weir/sched/sim-private.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

#define SEEDS 40

static guint n_left; /* only one thread of a simulated world runs at a time */

static void
change_cb (gpointer line)
{
  for (guint i = 0; i < 5; i++) {
    weir_element_set_state (line, (WeirState) (WEIR_STATE_READY + weir_sim_choose (3)));
    weir_sim_sleep_ns (weir_sim_choose (1000000));
  }
  g_object_unref (line);
  n_left--;
}

static void
run (guint64 seed)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *funnel = line_element (weir_funnel_get_type (), NULL);
  WeirElement *line = line_new (line_element (weir_fake_src_get_type (), "num-buffers=30"), tee,
                                line_element (weir_identity_get_type (), "sleep-time=100"), funnel,
                                line_element (weir_fake_sink_get_type (), NULL), NULL);

  g_assert_true (weir_element_link (tee, funnel));
  n_left = 2;
  weir_sim_spawn ("changer", change_cb, g_object_ref (line));
  change_cb (g_object_ref (line));
  while (n_left > 0)
    weir_sim_sleep_ns (1000000);
  line_reach (line, WEIR_STATE_READY);
  line_run_well (line);
  line_free (line);
}

static void
test_replays (void)
{
  guint64 before = 0;

  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    guint64 trace;
    g_autofree gpointer elsewhere = g_malloc (1000 * seed);

    g_assert_true (world_simulate (seed, run, NULL));
    trace = weir_sim_get_trace ();
    g_free (g_steal_pointer (&elsewhere));
    g_assert_true (world_simulate (seed, run, NULL));
    g_assert_cmpuint (weir_sim_get_trace (), ==, trace);
    g_assert_cmpuint (trace, !=, before);
    before = trace;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/replays", test_replays);
  return g_test_run ();
}
