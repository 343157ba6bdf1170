/* SPDX-License-Identifier: MIT */
/* The table of phases (weir/sched/phase.h) is neither too small nor too big: a task takes no way that it lacks, and takes
 * each that it has. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <weir/sched/sim-private.h>
#include "tests/harness/worlds.h"
#include "nodes.h"

#define SEEDS 300

static void
acquire_next_cb (Node *node)
{
  Net *net = node->data;
  guint n = (guint) __atomic_load_n (&node->delivered, __ATOMIC_RELAXED);
  Node *other = net->nodes->pdata[n % net->nodes->len];
  if (!weir_task_acquire (other->task))
    return;
  weir_sim_choice_point ();
  if (n % 3 == 0) {
    weir_task_emit_begin (other->task);
    weir_sim_choice_point ();
    if (!weir_task_emit_end (other->task))
      return;
  }
  if (n % 5 == 0)
    weir_task_set_outbox (other->task);
  weir_task_release (other->task);
}

static void
disturb_cb (gpointer data)
{
  Net *net = data;
  for (guint i = 0; i < 20; i++) {
    Node *node = net->nodes->pdata[weir_sim_choose (net->nodes->len)];
    if (weir_task_acquire (node->task)) {
      weir_sim_choice_point ();
      weir_task_release (node->task);
    }
    weir_sim_sleep_ns (weir_sim_choose (3000));
  }
}

static void
run (guint64 seed)
{
  static const NodeKind kinds[] = { NODE_PASS, NODE_BLOCK, NODE_SINK };
  Net *net = net_new ();
  Node *last = net_add (net, NODE_SOURCE, "source");
  last->to_make = 100;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    Node *node = net_add (net, kinds[i], "node");
    node->holds = 3;
    node->emit_every = 1 + (guint) (seed + i) % 7;
    node->on_deliver = acquire_next_cb;
    weir_link_set_limits (net_link (net, last, node), 4, 0, 0); /* many steps */
    last = node;
  }
  net_start (net);
  weir_sim_spawn ("disturber", disturb_cb, net);
  disturb_cb (net);
  g_assert_true (net_wait (net, G_MAXINT64 / 4));
  weir_sim_sleep_ns (1000000000); /* the other one has ended */
  net_free (net);
}

static void
run_all (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    g_autofree char *why = NULL;
    if (!world_simulate (seed, run, &why))
      g_error ("%s", why);
  }
}

/* In a child, which ends by g_error () at a transition that isn't in the table. */
static gboolean
dies (void (*func) (void))
{
  pid_t child = fork ();
  int status = 0;
  if (child == 0) {
    const struct rlimit no_core = { 0, 0 };
    setrlimit (RLIMIT_CORE, &no_core);
    if (freopen ("/dev/null", "w", stderr) == NULL || freopen ("/dev/null", "w", stdout) == NULL)
      _exit (2);
    func ();
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

/* A step ends that never began. */
static void
end_twice (void)
{
  WeirWord word = WEIR_PHASE_IDLE;
  weir_phase_end_step (&word, FALSE);
}

static void
end_twice_logged (void)
{
  static WeirPhaseLog log;
  weir_phase_log = &log;
  end_twice ();
}

static void
test_only_known (void)
{
  g_assert_false (dies (run_all));
  g_assert_false (dies (end_twice)); /* it is the table that finds it */
  g_assert_true (dies (end_twice_logged));
}

static void
test_all_occur (void)
{
  run_all ();
  const WeirPhaseLog *log = weir_sim_get_phase_log ();
  for (guint from = 1; from < WEIR_N_PHASES; from++)
    for (guint to = 1; to < WEIR_N_PHASES; to++)
      for (guint who = 1; who < WEIR_N_WHO; who++)
        if ((weir_phase_may[from][to] & (1 << who)) != 0 && log->seen[from][to][who] == 0)
          g_test_fail_printf ("no seed took a task from %s to %s by a %s",
                              weir_phase_get_name (from), weir_phase_get_name (to),
                              weir_who_get_name (who));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/transitions/only-those-of-the-table", test_only_known);
  g_test_add_func ("/sched/transitions/all-of-the-table-occur", test_all_occur);
  int result = g_test_run ();
  weir_sched_shutdown ();
  return result;
}
