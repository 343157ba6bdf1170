/* SPDX-License-Identifier: MIT */
/* The simulated workers: loopers that take any queued task, not the first one. At most `workers`
 * of them are at work outside callbacks at a time, as in the real pool. */
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

#define DELAY_ONE_IN 32
#define MAX_DELAY_NS 200000

static GPtrArray *ready; /* of WeirTask */
static WeirMonitor monitor;
static guint max_running, n_running, n_idle, n_wakes;
static gboolean ending;
static __thread gboolean is_looper;

static void
loop (void)
{
  for (;;) {
    weir_monitor_enter (&monitor);
    while ((ready->len == 0 || n_running > max_running) && !ending) {
      n_running--;
      n_idle++;
      while (n_wakes == 0 && !ending)
        weir_monitor_wait (&monitor, WEIR_FOREVER);
      n_idle--;
      if (n_wakes > 0)
        n_wakes--; /* who woke it counted it as running */
      else
        n_running++;
    }
    WeirTask *task =
      ready->len > 0 ? g_ptr_array_remove_index_fast (ready, weir_sim_choose (ready->len)) : NULL;
    weir_monitor_leave (&monitor);
    if (task == NULL)
      return;
    if (weir_sim_choose (DELAY_ONE_IN) == 0)
      weir_sim_sleep_ns (weir_sim_choose (MAX_DELAY_NS));
    weir_task_run_entry (task);
    weir_sim_choice_point ();
  }
}

static void
looper_main (gpointer data)
{
  is_looper = TRUE;
  loop ();
  is_looper = FALSE;
}

static void
wake_one (void)
{
  if (n_running >= max_running)
    return;
  n_running++;
  if (n_idle > n_wakes) {
    n_wakes++;
    weir_sim_monitor_notify_all (&monitor);
  } else {
    weir_sim_spawn_daemon ("looper", looper_main, NULL);
  }
}

void
weir_sim_pool_start (guint workers)
{
  weir_monitor_init (&monitor);
  ready = g_ptr_array_new ();
  max_running = MAX (1, workers);
  n_running = n_idle = n_wakes = 0;
  ending = FALSE;
}

/* Not a choice point: the caller may hold locks. */
void
weir_sim_pool_submit (WeirTask *task)
{
  g_ptr_array_add (ready, task);
  wake_one ();
}

void
weir_sim_pool_callback_begin (void)
{
  if (is_looper) {
    n_running--;
    if (ready->len > 0)
      wake_one ();
  }
}

void
weir_sim_pool_callback_end (void)
{
  if (is_looper)
    n_running++;
}

void
weir_sim_pool_end (void)
{
  ending = TRUE;
  weir_sim_monitor_notify_all (&monitor);
}

void
weir_sim_pool_clear (void)
{
  for (guint i = 0; i < ready->len; i++)
    weir_task_unref (ready->pdata[i]); /* stale entries, of tasks that are retired */
  g_clear_pointer (&ready, g_ptr_array_unref);
  weir_monitor_clear (&monitor);
}
