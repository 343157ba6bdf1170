/* SPDX-License-Identifier: MIT */
/* Random graphs and storms, in the simulation (a seed each) and in the real pool: order is kept,
 * nothing is lost or doubled, and everything ends, or stalls by name.
 *
 *   test-graphs [--seed N]   N alone, with its report */
#include <stdlib.h>
#include <string.h>
#include <weir/sched/sim-private.h>
#include "nodes.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MAX_NODES 14

/* Chance of the test's own, so that a seed means the same graph in both worlds. */
typedef struct {
  guint64 state;
} Dice;

static guint
roll (Dice *dice, guint n)
{
  dice->state = dice->state * G_GUINT64_CONSTANT (6364136223846793005)
                + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) ((dice->state >> 33) % n);
}

typedef struct {
  guint64 seed;
  gboolean storms;
  guint items;
} Plan;

static guint n_well, n_stalled;

/* --- callbacks that do what user code may ---------------------------------------------------- */

static void
acquire_others_cb (Node *node)
{
  Net *net = node->data;
  Node *other =
    net->nodes
      ->pdata[(gsize) __atomic_load_n (&node->delivered, __ATOMIC_RELAXED) % net->nodes->len];
  if (!weir_task_acquire (other->task))
    return;
  weir_sim_choice_point ();
  if (__atomic_load_n (&node->delivered, __ATOMIC_RELAXED) % 3 == 0) {
    weir_task_emit_begin (other->task);
    weir_sim_choice_point ();
    if (!weir_task_emit_end (other->task))
      return;
  }
  if (__atomic_load_n (&node->delivered, __ATOMIC_RELAXED) % 5 == 0)
    weir_task_set_outbox (other->task);
  weir_task_release (other->task);
}

/* --- graphs ---------------------------------------------------------------------------------- */

/* One more consumer of what any node before it makes. */
static void
connect (Net *net, Dice *dice, Node *to, guint n_before)
{
  Node *from;
  do
    from = net->nodes->pdata[roll (dice, n_before)];
  while (from->n_out >= NODE_MAX_PORTS - 1 || from == to);
  WeirLink *link = net_link (net, from, to);
  static const guint openings[] = { 0, 0, 1, 2, 4, 64 };
  guint opening = openings[roll (dice, G_N_ELEMENTS (openings))];
  if (opening != 0)
    weir_link_set_limits (link, opening, 0, 0);
  if (roll (dice, 6) == 0)
    weir_link_set_paced (link, TRUE);
}

static Node *
add_random (Net *net, Dice *dice)
{
  static const NodeKind kinds[] = { NODE_PASS,   NODE_PASS,  NODE_MIX,  NODE_MIX,
                                    NODE_FUNNEL, NODE_DELAY, NODE_THIN, NODE_BLOCK };
  static const char *const names[] = { "pass",   "pass",  "mix",  "mix",
                                       "funnel", "delay", "thin", "block" };
  guint which = roll (dice, G_N_ELEMENTS (kinds));
  guint n_before = net->nodes->len;
  Node *node = net_add (net, kinds[which], names[which]);
  guint n_in = kinds[which] == NODE_MIX || kinds[which] == NODE_FUNNEL ? 1 + roll (dice, 3) : 1;
  node->holds = 2 + roll (dice, 80);
  for (guint i = 0; i < n_in; i++)
    connect (net, dice, node, n_before);
  return node;
}

static void
season (Node *node, Dice *dice)
{
  static const guint64 costs[] = { 0, 0, 0, 0, 500, 20000 };
  node->cost_ns = costs[roll (dice, G_N_ELEMENTS (costs))];
  if (roll (dice, 4) == 0) {
    node->emit_every = 1 + roll (dice, 20);
    node->on_deliver = acquire_others_cb;
  }
}

static Net *
make_graph (Dice *dice, guint items)
{
  Net *net = net_new ();
  guint n_sources = 1 + roll (dice, 2);
  guint n = n_sources + 1 + roll (dice, MAX_NODES - n_sources - 4);
  for (guint i = 0; i < n_sources; i++)
    net_add (net, NODE_SOURCE, "source")->to_make = 1 + roll (dice, items);
  while (net->nodes->len < n)
    season (add_random (net, dice), dice);
  for (guint i = 0; i < n; i++) {
    Node *node = net->nodes->pdata[i];
    if (node->n_out > 0)
      continue;
    Node *sink = net_add (net, NODE_SINK, "sink");
    net_link (net, node, sink);
    season (sink, dice);
  }
  /* small enough that a hopeless graph is told within the test */
  weir_task_group_set_max_bytes (net->group, 20000);
  return net;
}

/* --- storms: other threads that take, wake, set and let go ----------------------------------- */

typedef struct {
  Net *net;
  Dice dice;
  guint rounds;
} Storm;

static void
storm_cb (gpointer data)
{
  Storm *storm = data;
  Net *net = storm->net;
  for (guint i = 0; i < storm->rounds; i++) {
    Node *node = net->nodes->pdata[roll (&storm->dice, net->nodes->len)];
    switch (roll (&storm->dice, 5)) {
    case 0:
      weir_task_wake (node->task);
      break;
    case 1:
      if (weir_task_try_acquire (node->task))
        weir_task_release (node->task);
      break;
    case 2:
      if (weir_task_acquire (node->task)) {
        weir_task_set_outbox (node->task);
        weir_task_release (node->task);
      }
      break;
    case 3:
      weir_sim_sleep_ns (roll (&storm->dice, 100000));
      break;
    default:
      if (weir_task_acquire (node->task)) {
        weir_sim_choice_point ();
        weir_task_release (node->task);
      }
      break;
    }
  }
}

/* The control strand of the net: takes several at once. */
static void
strand_cb (gpointer data)
{
  Storm *storm = data;
  Net *net = storm->net;
  for (guint i = 0; i < storm->rounds; i++) {
    WeirTask *tasks[MAX_NODES * 2];
    gboolean owned[MAX_NODES * 2];
    guint n = 0;
    for (guint j = roll (&storm->dice, 3); j < net->nodes->len && n < G_N_ELEMENTS (tasks);
         j += 1 + roll (&storm->dice, 3))
      tasks[n++] = ((Node *) net->nodes->pdata[j])->task;
    weir_task_acquire_all (tasks, owned, n);
    weir_sim_choice_point ();
    while (n-- > 0)
      if (owned[n])
        weir_task_release (tasks[n]);
  }
}

typedef struct {
  void (*func) (gpointer data);
  Storm storm;
  WeirMonitor *monitor;
  guint *n_left;
} Thread;

static void
thread_cb (gpointer data)
{
  Thread *thread = data;
  thread->func (&thread->storm);
  weir_monitor_enter (thread->monitor);
  --*thread->n_left;
  weir_monitor_notify_all (thread->monitor);
  weir_monitor_leave (thread->monitor);
}

static void
check_net (Net *net, const Plan *plan, gboolean ended)
{
  if (!ended)
    g_error ("seed %" G_GUINT64_FORMAT ": neither an end nor a stall report", plan->seed);
  if (net->n_stalls > 0) {
    /* only a thinning branch that rejoins can be hopeless */
    g_assert_nonnull (net->stall);
    g_assert_cmpuint (strlen (net->stall), >, 0);
    n_stalled++;
    return;
  }
  n_well++;
  for (guint i = 0; i < net->nodes->len; i++) {
    Node *node = net->nodes->pdata[i];
    g_assert_true (weir_task_acquire (node->task));
    if (node->n_in == 0)
      g_assert_cmpuint (node->made, ==, node->to_make);
    for (guint j = 0; j < node->n_in; j++) {
      g_assert_true (node->in_eos[j]);
      g_assert_cmpuint (weir_link_level_items (node->in[j]), ==, 0);
      WeirLinkCounters counters;
      weir_link_get_counters (node->in[j], &counters);
      g_assert_cmpuint (counters.items_in, ==, counters.items_out);
      g_assert_cmpuint (counters.items_in, ==, node->next_seq[j] + 1); /* and EOS */
      g_assert_cmpuint (counters.drops, ==, 0);
    }
    weir_task_release (node->task);
  }
}

static void
run_plan (gpointer data)
{
  const Plan *plan = data;
  Dice dice = { plan->seed * 7919 + 1 };
  Net *net = make_graph (&dice, plan->items);
  Thread threads[3];
  guint n_left = 0;
  WeirMonitor monitor;
  weir_monitor_init (&monitor);
  net_start (net);
  if (plan->storms) {
    n_left = G_N_ELEMENTS (threads);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
      threads[i] = (Thread){
        i == 0 ? strand_cb : storm_cb, { net, { plan->seed + i }, 20 }, &monitor, &n_left
      };
      weir_spawn ("storm", thread_cb, &threads[i]);
    }
  }
  gboolean ended = net_wait_or_stall (net, weir_sim_active () ? 3000000 * SECOND : 60 * SECOND);
  weir_monitor_enter (&monitor);
  while (n_left > 0)
    weir_monitor_wait (&monitor, WEIR_FOREVER);
  weir_monitor_leave (&monitor);
  check_net (net, plan, ended);
  weir_monitor_clear (&monitor);
  net_free (net);
}

/* --- removal in the middle ------------------------------------------------------------------- */

/* A callback retires its own task, or another thread does: whoever waits for it is told. */
static void
retire_cb (Node *node)
{
  if (weir_task_acquire (node->task))
    weir_task_retire (node->task);
}

static void
retirer_cb (gpointer data)
{
  Storm *storm = data;
  Node *node = storm->net->nodes->pdata[roll (&storm->dice, storm->net->nodes->len)];
  weir_sim_sleep_ns (roll (&storm->dice, 50000));
  if (weir_task_acquire (node->task))
    weir_task_retire (node->task);
}

static void
run_removal (gpointer data)
{
  const Plan *plan = data;
  Dice dice = { plan->seed * 104729 + 3 };
  Net *net = net_new ();
  Node *last = net_add (net, NODE_SOURCE, "source");
  last->to_make = 100;
  for (guint i = 0; i < 3; i++) {
    Node *node = net_add (net, i == 0 ? NODE_PASS : i == 1 ? NODE_BLOCK : NODE_SINK, "node");
    node->holds = 3;
    net_link (net, last, node);
    node->emit_every = 1 + roll (&dice, 30);
    node->on_deliver = i == 1 ? retire_cb : acquire_others_cb;
    last = node;
  }
  net_start (net);
  guint n_left = 3;
  WeirMonitor monitor;
  weir_monitor_init (&monitor);
  Thread threads[3];
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    threads[i] = (Thread){ i == 0   ? strand_cb
                           : i == 1 ? retirer_cb
                                    : storm_cb,
                           { net, { plan->seed + i }, 20 },
                           &monitor,
                           &n_left };
    weir_spawn ("storm", thread_cb, &threads[i]);
  }
  weir_monitor_enter (&monitor);
  while (n_left > 0)
    weir_monitor_wait (&monitor, WEIR_FOREVER);
  weir_monitor_leave (&monitor);
  weir_monitor_clear (&monitor);
  net_free (net);
}

/* --- the cases ------------------------------------------------------------------------------- */

static void
simulate (const char *what, void (*func) (gpointer data), Plan *plan)
{
  WeirSimParams params = { .seed = plan->seed,
                           .workers = 1 + (guint) (plan->seed % 3),
                           .log_transitions = TRUE };
  g_autofree char *why = NULL;
  if (!weir_sim_run (&params, func, plan, &why))
    g_error ("%s: %s", what, why);
}

static void
test_sim_graphs (void)
{
  n_well = n_stalled = 0;
  for (guint64 seed = 1; seed <= 1200; seed++)
    simulate ("graphs", run_plan, &(Plan){ .seed = seed, .storms = seed % 2 == 0, .items = 150 });
  g_test_message ("%u ended, %u stalled by name", n_well, n_stalled);
  g_assert_cmpuint (n_well, >, 600);
}

static void
test_sim_removal (void)
{
  for (guint64 seed = 1; seed <= 1000; seed++)
    simulate ("removal", run_removal, &(Plan){ .seed = seed });
}

/* The table beside the enum is neither too small (checked at each transition) nor too big. */
static void
test_table (void)
{
  const WeirPhaseLog *log = weir_sim_get_phase_log ();
  for (guint from = 1; from < WEIR_N_PHASES; from++)
    for (guint to = 1; to < WEIR_N_PHASES; to++)
      for (guint who = 1; who < WEIR_N_WHO; who++)
        if ((weir_phase_may[from][to] & (1 << who)) != 0 && log->seen[from][to][who] == 0)
          g_test_fail_printf ("no seed took a task from %s to %s by a %s",
                              weir_phase_get_name (from), weir_phase_get_name (to),
                              weir_who_get_name (who));
}

static void
test_real_graphs (void)
{
  for (guint64 seed = 1; seed <= 60; seed++)
    run_plan (&(Plan){ .seed = seed, .storms = seed % 2 == 0, .items = 2000 });
}

static void
test_real_removal (void)
{
  for (guint64 seed = 1; seed <= 100; seed++)
    run_removal (&(Plan){ .seed = seed });
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--seed") == 0) {
    guint64 seed = g_ascii_strtoull (argv[2], NULL, 10);
    simulate ("graphs", run_plan, &(Plan){ .seed = seed, .storms = seed % 2 == 0, .items = 150 });
    return 0;
  }
  g_test_init (&argc, &argv, NULL);
  if (g_strcmp0 (g_getenv ("WEIR_TEST_WORLD"), "simulated") == 0) {
    g_test_add_func ("/sched/graphs/simulated", test_sim_graphs);
    g_test_add_func ("/sched/graphs/removal-simulated", test_sim_removal);
    g_test_add_func ("/sched/graphs/table", test_table);
  } else {
    g_test_add_func ("/sched/graphs/real", test_real_graphs);
    g_test_add_func ("/sched/graphs/removal-real", test_real_removal);
  }
  int result = g_test_run ();
  weir_sched_shutdown ();
  return result;
}
