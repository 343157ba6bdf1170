/* SPDX-License-Identifier: MIT */
/* Where steps run that can't run on the workers: blocking lanes, heavy threads, and threads that
 * have a name. */
#include <unistd.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

/* --- blocking: a thread for each task that has something to do ------------------------------- */

static void
run_blocking_cb (gpointer data)
{
  weir_task_run_entry (data);
}

void
weir_lane_submit_blocking (WeirTask *task)
{
  weir_threads_run (WEIR_THREAD_LANE, "weir-lane", run_blocking_cb, task);
}

/* --- heavy: long steps, at most one thread per CPU ------------------------------------------- */

static pthread_mutex_t heavy_lock = PTHREAD_MUTEX_INITIALIZER;
static GQueue heavy_queue = G_QUEUE_INIT; /* (locked) of WeirTask */
static guint n_heavy;                     /* (locked) */

static void
run_heavy_cb (gpointer data)
{
  for (;;) {
    pthread_mutex_lock (&heavy_lock);
    WeirTask *task = g_queue_pop_head (&heavy_queue);
    if (task == NULL)
      n_heavy--;
    pthread_mutex_unlock (&heavy_lock);
    if (task == NULL)
      return;
    weir_task_run_entry (task);
  }
}

void
weir_lane_submit_heavy (WeirTask *task)
{
  static gsize max_heavy;
  if (g_once_init_enter (&max_heavy))
    g_once_init_leave (&max_heavy, (gsize) MAX (1, sysconf (_SC_NPROCESSORS_ONLN)));
  pthread_mutex_lock (&heavy_lock);
  g_queue_push_tail (&heavy_queue, task);
  gboolean more = n_heavy < max_heavy;
  n_heavy += more;
  pthread_mutex_unlock (&heavy_lock);
  if (more)
    weir_threads_run (WEIR_THREAD_HEAVY, "weir-heavy", run_heavy_cb, NULL);
}

/* --- affine: one thread for each name -------------------------------------------------------- */

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
  gboolean done;
} AffineCall;

typedef struct {
  const char *name; /* (interned) */
  WeirMonitor monitor;
  GQueue
    calls; /* (locked by monitor) of AffineCall; they go before steps, so that stopping overtakes */
  GQueue tasks; /* (locked by monitor) of WeirTask */
  WeirThread *thread;
  gboolean ending; /* (locked by monitor) when the calls that wait are done */
  gboolean ended;  /* (locked by monitor) takes nothing more */
  guint n_users;   /* (locked) that have it in their hands */
} Affine;

static pthread_mutex_t affine_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t affine_unused = PTHREAD_COND_INITIALIZER;
static GHashTable *affines; /* (locked) name -> Affine */

static void
affine_main (gpointer data)
{
  Affine *affine = data;
  weir_monitor_enter (&affine->monitor);
  affine->thread = &weir_thread;
  while (!affine->ending || !g_queue_is_empty (&affine->calls)) {
    AffineCall *call = g_queue_pop_head (&affine->calls);
    WeirTask *task = call == NULL ? g_queue_pop_head (&affine->tasks) : NULL;
    if (call == NULL && task == NULL) {
      weir_monitor_wait (&affine->monitor, WEIR_FOREVER);
      continue;
    }
    weir_monitor_leave (&affine->monitor);
    if (call != NULL)
      call->func (call->data);
    else
      weir_task_run_entry (task);
    weir_monitor_enter (&affine->monitor);
    if (call != NULL) {
      call->done = TRUE;
      weir_monitor_notify_all (&affine->monitor);
    }
  }
  affine->ended = TRUE;
  weir_monitor_notify_all (&affine->monitor);
  weir_monitor_leave (&affine->monitor);
}

static Affine *
get_affine (const char *name)
{
  pthread_mutex_lock (&affine_lock);
  if (affines == NULL)
    affines = g_hash_table_new (NULL, NULL);
  Affine *affine = g_hash_table_lookup (affines, name);
  if (affine == NULL) {
    affine = g_new0 (Affine, 1);
    affine->name = name;
    weir_monitor_init (&affine->monitor);
    g_hash_table_insert (affines, (gpointer) name, affine);
    weir_threads_run (WEIR_THREAD_LANE, name, affine_main, affine);
  }
  affine->n_users++;
  pthread_mutex_unlock (&affine_lock);
  return affine;
}

static void
put_affine (Affine *affine)
{
  pthread_mutex_lock (&affine_lock);
  if (--affine->n_users == 0)
    pthread_cond_broadcast (&affine_unused);
  pthread_mutex_unlock (&affine_lock);
}

/* With its monitor entered, and not ended: where all were ended in this moment, another one is begun. */
static Affine *
enter_affine (const char *name)
{
  for (;;) {
    Affine *affine = get_affine (name);
    weir_monitor_enter (&affine->monitor);
    if (!affine->ended)
      return affine;
    weir_monitor_leave (&affine->monitor);
    put_affine (affine);
  }
}

static void
leave_affine (Affine *affine)
{
  weir_monitor_leave (&affine->monitor);
  put_affine (affine);
}

void
weir_lane_submit_affine (WeirTask *task)
{
  Affine *affine = enter_affine (task->affinity);
  g_queue_push_tail (&affine->tasks, task);
  weir_monitor_notify_all (&affine->monitor);
  leave_affine (affine);
}

gboolean
weir_lane_is_here (const char *affinity)
{
  Affine *affine = enter_affine (affinity);
  gboolean here = affine->thread == &weir_thread;
  leave_affine (affine);
  return here;
}

void
weir_lane_call (const char *affinity, void (*func) (gpointer data), gpointer data)
{
  Affine *affine = enter_affine (affinity);
  AffineCall call = { func, data, FALSE };
  g_queue_push_tail (&affine->calls, &call);
  weir_monitor_notify_all (&affine->monitor);
  while (!call.done)
    weir_monitor_wait (&affine->monitor, WEIR_FOREVER);
  leave_affine (affine);
}

void
weir_lanes_forget (void)
{
  affines = NULL;
  g_queue_init (&heavy_queue);
  n_heavy = 0;
}

void
weir_lanes_shutdown (void)
{
  pthread_mutex_lock (&affine_lock);
  GHashTable *old = g_steal_pointer (&affines);
  pthread_mutex_unlock (&affine_lock);
  if (old == NULL)
    return;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Affine *affine = value;
    weir_monitor_enter (&affine->monitor);
    affine->ending = TRUE;
    weir_monitor_notify_all (&affine->monitor);
    while (!affine->ended)
      weir_monitor_wait (&affine->monitor, WEIR_FOREVER);
    weir_monitor_leave (&affine->monitor);
    pthread_mutex_lock (&affine_lock);
    while (affine->n_users > 0)
      pthread_cond_wait (&affine_unused, &affine_lock);
    pthread_mutex_unlock (&affine_lock);
    WeirTask *task;
    while ((task = g_queue_pop_head (&affine->tasks)) != NULL)
      weir_task_run_entry (task); /* stale: every task is retired, or parked for good */
    weir_monitor_clear (&affine->monitor);
    g_free (affine);
  }
  g_hash_table_unref (old);
}
