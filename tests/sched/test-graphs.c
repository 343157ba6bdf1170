/* SPDX-License-Identifier: MIT */
/* Random graphs of bare tasks, and storms: order is kept, nothing is lost or doubled, and everything
 * ends, or stalls by name. */
#include <string.h>
#include "tests/harness/worlds.h"
#include "nodes.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MAX_NODES 14

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
    from = net->nodes->pdata[dice_roll (dice, n_before)];
  while (from->n_out >= NODE_MAX_PORTS - 1 || from == to);
  WeirLink *link = net_link (net, from, to);
  static const guint openings[] = { 0, 0, 1, 2, 4, 64 };
  guint opening = openings[dice_roll (dice, G_N_ELEMENTS (openings))];
  if (opening != 0)
    weir_link_set_limits (link, opening, 0, 0);
  if (dice_roll (dice, 6) == 0)
    weir_link_set_paced (link, TRUE);
}

static Node *
add_random (Net *net, Dice *dice)
{
  static const NodeKind kinds[] = { NODE_PASS,   NODE_PASS,  NODE_MIX,  NODE_MIX,
                                    NODE_FUNNEL, NODE_DELAY, NODE_THIN, NODE_BLOCK };
  static const char *const names[] = { "pass",   "pass",  "mix",  "mix",
                                       "funnel", "delay", "thin", "block" };
  guint which = dice_roll (dice, G_N_ELEMENTS (kinds));
  guint n_before = net->nodes->len;
  Node *node = net_add (net, kinds[which], names[which]);
  guint n_in = kinds[which] == NODE_MIX || kinds[which] == NODE_FUNNEL ? 1 + dice_roll (dice, 3) : 1;
  node->holds = 2 + dice_roll (dice, 80);
  for (guint i = 0; i < n_in; i++)
    connect (net, dice, node, n_before);
  return node;
}

static void
season (Node *node, Dice *dice)
{
  static const guint64 costs[] = { 0, 0, 0, 0, 500, 20000 };
  node->cost_ns = costs[dice_roll (dice, G_N_ELEMENTS (costs))];
  if (dice_roll (dice, 4) == 0) {
    node->emit_every = 1 + dice_roll (dice, 20);
    node->on_deliver = acquire_others_cb;
  }
}

static Net *
make_graph (Dice *dice, guint items)
{
  Net *net = net_new ();
  guint n_sources = 1 + dice_roll (dice, 2);
  guint n = n_sources + 1 + dice_roll (dice, MAX_NODES - n_sources - 4);
  for (guint i = 0; i < n_sources; i++)
    net_add (net, NODE_SOURCE, "source")->to_make = 1 + dice_roll (dice, items);
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
    Node *node = net->nodes->pdata[dice_roll (&storm->dice, net->nodes->len)];
    switch (dice_roll (&storm->dice, 5)) {
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
      weir_sim_sleep_ns (dice_roll (&storm->dice, 100000));
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
    for (guint j = dice_roll (&storm->dice, 3); j < net->nodes->len && n < G_N_ELEMENTS (tasks);
         j += 1 + dice_roll (&storm->dice, 3))
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

/* Only a thinning branch that rejoins can be hopeless. It is told of again and again. */
static gboolean
has_stalled (Net *net)
{
  weir_monitor_enter (&net->monitor);
  gboolean stalled = net->n_stalls > 0;
  g_assert_true (!stalled || (net->stall != NULL && net->stall[0] != '\0'));
  weir_monitor_leave (&net->monitor);
  return stalled;
}

static void
check_net (Net *net, const Plan *plan, gboolean ended)
{
  if (!ended)
    g_error ("seed %" G_GUINT64_FORMAT ": neither an end nor a stall report", plan->seed);
  if (has_stalled (net)) {
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
run_plan (const Plan *plan)
{
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
  Node *node = storm->net->nodes->pdata[dice_roll (&storm->dice, storm->net->nodes->len)];
  weir_sim_sleep_ns (dice_roll (&storm->dice, 50000));
  if (weir_task_acquire (node->task))
    weir_task_retire (node->task);
}

static void
test_removal (guint64 seed)
{
  Dice dice = { seed * 104729 + 3 };
  Net *net = net_new ();
  Node *last = net_add (net, NODE_SOURCE, "source");
  last->to_make = 100;
  for (guint i = 0; i < 3; i++) {
    Node *node = net_add (net, i == 0 ? NODE_PASS : i == 1 ? NODE_BLOCK : NODE_SINK, "node");
    node->holds = 3;
    net_link (net, last, node);
    node->emit_every = 1 + dice_roll (&dice, 30);
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
                           { net, { seed + i }, 20 },
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

static guint
n_items (void)
{
  return weir_sim_active () ? 150 : 2000;
}

static void
test_random (guint64 seed)
{
  run_plan (&(Plan){ .seed = seed, .items = n_items () });
}

static void
test_storms (guint64 seed)
{
  run_plan (&(Plan){ .seed = seed, .storms = TRUE, .items = n_items () });
}

/* The graphs above mean something: most of them aren't hopeless. */
static void
test_most_end (void)
{
  g_assert_cmpuint (n_well, >, n_stalled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_seeded_test ("/sched/graphs/random", test_random, 30);
  world_add_seeded_test ("/sched/graphs/storms", test_storms, 30);
  g_test_add_func ("/sched/graphs/most-end", test_most_end);
  world_add_seeded_test ("/sched/graphs/removal", test_removal, 100);
  return world_test_run ();
}
