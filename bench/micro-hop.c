/* SPDX-License-Identifier: MIT */
/* What a hop costs: tasks and links alone, without elements. Prints one figure per line: name,
 * value, unit.
 *
 *   micro-hop [--quick]
 *
 * The same item goes round (counted up and down), so that what is measured is the scheduler and
 * not an allocator. */
#include <string.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched.h>

typedef struct {
  WeirTask *task;
  WeirLink *in, *out;
  WeirMini *item;
  guint64 left;
  guint64 cost_ns;
  int *n_done;
  WeirMonitor *monitor;
} Hop;

static guint64 spins_per_us;

/* Never inline: copies of the loop at other addresses take other times. */
G_GNUC_NO_INLINE
static void
spin (guint64 ns)
{
  for (volatile guint64 i = ns * spins_per_us / 1000; i > 0; i--)
    ;
}

static void
calibrate (void)
{
  spins_per_us = 1000;
  gint64 best_ns = G_MAXINT64;
  for (guint i = 0; i < 20; i++) {
    gint64 start_ns = weir_now_ns ();
    spin (100000);
    best_ns = MIN (best_ns, weir_now_ns () - start_ns);
  }
  spins_per_us = 1000 * 100000 / (guint64) best_ns;
}

static WeirStep
finish (Hop *hop)
{
  if (hop->out == NULL) {
    weir_monitor_enter (hop->monitor);
    ++*hop->n_done;
    weir_monitor_notify_all (hop->monitor);
    weir_monitor_leave (hop->monitor);
  }
  weir_task_want (hop->task, WEIR_WAIT_REST);
  return WEIR_STEP_PARK;
}

static WeirStep
source_step (gpointer self)
{
  Hop *hop = self;
  guint32 epoch = weir_link_get_epoch (hop->out);
  do {
    if (hop->left == 0)
      return finish (hop);
    if (!weir_link_hot_has_room (hop->out)) {
      weir_task_want_room (hop->task, hop->out);
      return WEIR_STEP_PARK;
    }
    hop->left--;
    if (hop->cost_ns != 0)
      spin (hop->cost_ns);
    weir_link_hot_push (hop->out, hop->item, epoch);
  } while (!weir_task_budget_used (hop->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
pass_step (gpointer self)
{
  Hop *hop = self;
  guint32 epoch = hop->out != NULL ? weir_link_get_epoch (hop->out) : 0;
  do {
    if (hop->left == 0)
      return finish (hop);
    if (hop->out != NULL && !weir_link_hot_has_room (hop->out)) {
      weir_task_want_room (hop->task, hop->out);
      return WEIR_STEP_PARK;
    }
    WeirMini *item = weir_link_hot_take (hop->in);
    if (item == NULL) {
      weir_task_want_input (hop->task, hop->in, TRUE);
      return WEIR_STEP_PARK;
    }
    hop->left--;
    if (hop->cost_ns != 0)
      spin (hop->cost_ns);
    if (hop->out != NULL)
      weir_link_hot_push (hop->out, item, epoch);
  } while (!weir_task_budget_used (hop->task));
  return WEIR_STEP_AGAIN;
}

static void
deliver (gpointer self)
{
}

static const WeirTaskFuncs source_funcs = { .step = source_step, .deliver = deliver };
static const WeirTaskFuncs pass_funcs = { .step = pass_step, .deliver = deliver };

/* `chains` chains of `length` tasks; nanoseconds of wall time for all. */
static gint64
run (guint chains, guint length, guint opening, guint64 items, guint64 cost_ns)
{
  WeirMonitor monitor;
  int n_done = 0;
  WeirBuffer *buffer = weir_buffer_new ();
  g_autofree Hop *hops = g_new0 (Hop, chains * length);
  weir_monitor_init (&monitor);
  for (guint c = 0; c < chains; c++) {
    WeirTaskGroup *group = weir_task_group_new (NULL);
    for (guint i = 0; i < length; i++) {
      Hop *hop = &hops[c * length + i];
      *hop = (Hop){ .item = (WeirMini *) buffer,
                    .left = items,
                    .cost_ns = cost_ns,
                    .n_done = &n_done,
                    .monitor = &monitor };
      hop->task = weir_task_new (i == 0 ? &source_funcs : &pass_funcs, hop, group);
      if (i == 0)
        continue;
      hop->in = hop[-1].out = weir_link_new ();
      weir_link_set_limits (hop->in, opening, 0, 0);
      weir_link_set_producer (hop->in, hop[-1].task);
      weir_link_set_consumer (hop->in, hop->task);
    }
    weir_task_group_unref (group);
  }
  gint64 start_ns = weir_now_ns ();
  for (guint i = 0; i < chains * length; i++)
    weir_task_wake (hops[i].task);
  weir_monitor_enter (&monitor);
  while (n_done < (int) chains)
    weir_monitor_wait (&monitor, WEIR_FOREVER);
  weir_monitor_leave (&monitor);
  gint64 took_ns = weir_now_ns () - start_ns;
  for (guint i = 0; i < chains * length; i++) {
    weir_task_acquire (hops[i].task);
    weir_task_retire (hops[i].task);
  }
  for (guint i = 0; i < chains * length; i++) {
    if (hops[i].in != NULL)
      weir_link_unref (hops[i].in);
  }
  for (guint i = 0; i < chains * length; i++)
    weir_task_unref (hops[i].task);
  weir_mini_unref ((WeirMini *) buffer);
  weir_monitor_clear (&monitor);
  return took_ns;
}

static gint64
best (guint rounds, guint chains, guint length, guint opening, guint64 items, guint64 cost_ns)
{
  gint64 result_ns = G_MAXINT64;
  for (guint i = 0; i < rounds; i++)
    result_ns = MIN (result_ns, run (chains, length, opening, items, cost_ns));
  return result_ns;
}

int
main (int argc, char **argv)
{
  gboolean quick = argc > 1 && strcmp (argv[1], "--quick") == 0;
  guint64 n = quick ? 20000 : 3000000;
  guint rounds = quick ? 1 : 5;
  calibrate ();
  static const guint openings[] = { 64, 4, 1 };
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    guint64 items = openings[i] == 64 ? n : n / 8;
    double two = (double) best (rounds, 1, 2, openings[i], items, 0) / (double) items;
    double ten = (double) best (rounds, 1, 10, openings[i], items / 4, 0) / (double) (items / 4);
    g_print ("source-to-sink-%u %.1f ns\n", openings[i], two);
    g_print ("pass-through-%u %.1f ns\n", openings[i], (ten - two) / 8);
  }
  guint64 worked = quick ? 200 : 10000;
  double parallel = (double) best (rounds, 1, 10, 64, worked, 5000);
  g_print ("ten-of-5-us %.2f times one core (%u workers)\n",
           10.0 * 5000.0 * (double) worked / parallel, (guint) g_get_num_processors ());
  guint chains = quick ? 50 : 1000;
  double many = (double) best (quick ? 1 : 3, chains, 3, 64, 5000, 0);
  WeirSchedStats stats;
  weir_sched_get_stats (&stats);
  g_print ("%u-chains-of-3 %.3f s\n", chains, many / 1e9);
  g_print ("threads %u\n",
           stats.workers + stats.workers_in_callbacks + stats.heavy + stats.lanes + stats.helpers);
  weir_sched_shutdown ();
  return 0;
}
