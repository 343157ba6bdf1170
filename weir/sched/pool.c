/* SPDX-License-Identifier: MIT */
/* The workers: one shared queue, and per worker one slot for the task that it has just fed.
 *
 * A worker is running, idle, or inside a callback. At most WEIR_WORKERS run; who goes into a
 * callback makes way for another one, so callbacks may wait for ever. One of the idle ones
 * sleeps in the reactor, the others on their condition. Waking a sleeping thread costs more than
 * a short step: who queues a task that is known to be short relies on itself coming back to the
 * queue soon, and on a tick of 1 ms, should that guess be wrong. */
#include <stdlib.h>
#include <unistd.h>
#include <weir/sched/group-private.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

#define SLOT_RUNS 3
#define SLOT_NS (200 * G_GINT64_CONSTANT (1000))
#define TICK_NS G_GINT64_CONSTANT (1000000)
#define EMPTY_TICKS 10
#define LONG_NS (100 * G_GINT64_CONSTANT (1000))
#define HOUSEKEEPING_STEPS 16
#define POLL_NS (500 * G_GINT64_CONSTANT (1000))
#define MAX_WORKERS 256

struct _WeirWorker {
  WeirTask *slot; /* (owned) (nullable) runs next */
  guint slot_runs;
  gint64 slot_since_ns;
  guint steps; /* since the last housekeeping */
  gint64 polled_ns, house_ns;
  gboolean in_callback; /* written by itself */
  gboolean in_reactor;  /* written by itself */
  gboolean woken;       /* (locked) */
  WeirWorker *next_idle;
  pthread_cond_t cond;
};

typedef struct {
  WeirTask *head, *tail;
} Queue;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static Queue urgent, queue;             /* (locked) */
static WEIR_ATOMIC (guint) n_queued;    /* changed under the lock */
static WEIR_ATOMIC (guint) n_running;   /* changed under the lock */
static guint n_threads, n_in_callbacks; /* (locked) */
static WeirWorker *idle;                /* (locked) sleeping on their conditions */
static WeirWorker *gone; /* (locked) their threads have ended; never freed, somebody may still signal them */
static WeirWorker *in_reactor;          /* (locked) (nullable) */
static WEIR_ATOMIC (gint64) reactor_until_ns;
static guint empty_ticks; /* (locked) */
static WEIR_ATOMIC (gboolean) ticking;
static gboolean ending; /* (locked) */
static guint max_running;

static void *worker_main (void *data);

static void
init_max_running (void)
{
  const char *value = g_getenv ("WEIR_WORKERS");
  glong n = value != NULL ? strtol (value, NULL, 10) : 0;
  max_running =
    n > 0 ? (guint) MIN (n, MAX_WORKERS) : (guint) MAX (1, sysconf (_SC_NPROCESSORS_ONLN));
}

guint
weir_pool_get_n_workers (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once (&once, init_max_running);
  return max_running;
}

/* --- the queue, under the lock --------------------------------------------------------------- */

static void
queue_push (Queue *where, WeirTask *task)
{
  task->queue_next = NULL;
  task->queued_ns = weir_coarse_now_ns ();
  if (where->tail != NULL)
    where->tail->queue_next = task;
  else
    where->head = task;
  where->tail = task;
  WEIR_ATOMIC_STORE (&n_queued, WEIR_ATOMIC_LOAD (&n_queued, relaxed) + 1, relaxed);
}

static WeirTask *
queue_pop (void)
{
  Queue *where = urgent.head != NULL ? &urgent : &queue;
  WeirTask *task = where->head;
  if (task == NULL)
    return NULL;
  where->head = task->queue_next;
  if (where->head == NULL)
    where->tail = NULL;
  WEIR_ATOMIC_STORE (&n_queued, WEIR_ATOMIC_LOAD (&n_queued, relaxed) - 1, relaxed);
  return task;
}

/* --- waking, under the lock ------------------------------------------------------------------ */

static inline void
count_running (gint change)
{
  WEIR_ATOMIC_STORE (&n_running, WEIR_ATOMIC_LOAD (&n_running, relaxed) + (guint) change, relaxed);
}

static void
leave_for_good (WeirWorker *worker)
{
  worker->slot_runs = worker->steps = 0;
  worker->slot_since_ns = worker->polled_ns = worker->house_ns = 0;
  worker->in_callback = worker->in_reactor = worker->woken = FALSE;
  worker->next_idle = gone;
  gone = worker;
}

static void
spawn (void)
{
  pthread_attr_t attr;
  pthread_t id;
  WeirWorker *worker = gone;
  if (worker != NULL) {
    gone = worker->next_idle;
    worker->next_idle = NULL;
  } else {
    worker = g_new0 (WeirWorker, 1);
    pthread_cond_init (&worker->cond, NULL);
  }
  pthread_attr_init (&attr);
  pthread_attr_setdetachstate (&attr, PTHREAD_CREATE_DETACHED);
  int error = pthread_create (&id, &attr, worker_main, worker);
  pthread_attr_destroy (&attr);
  if (error == 0) {
    n_threads++;
    count_running (1);
    return;
  }
  leave_for_good (worker);
  if (n_threads == 0)
    g_error ("can't start a worker thread: %s", g_strerror (error));
}

/* Whom to rouse once the lock is left: who is signalled under it would only wait for it. */
typedef struct {
  WeirWorker *worker; /* (nullable): sleeps on its condition */
  gboolean reactor;   /* kick it */
} Wake;

static void
rouse (Wake wake)
{
  if (wake.worker != NULL)
    pthread_cond_signal (&wake.worker->cond);
  if (wake.reactor)
    weir_reactor_kick ();
}

/* One more worker runs, if there may be one more. */
static Wake
wake_one (void)
{
  if (WEIR_ATOMIC_LOAD (&n_running, relaxed) >= weir_pool_get_n_workers () || ending)
    return (Wake){ 0 };
  WeirWorker *worker = idle;
  if (worker != NULL) {
    idle = worker->next_idle;
    worker->woken = TRUE;
    count_running (1);
    return (Wake){ .worker = worker };
  }
  if (in_reactor != NULL) {
    if (in_reactor->woken)
      return (Wake){ 0 };
    in_reactor->woken = TRUE;
    count_running (1);
    return (Wake){ .reactor = TRUE };
  }
  spawn ();
  return (Wake){ 0 };
}

static gboolean
is_worker_at_work (void)
{
  WeirWorker *worker = weir_thread.worker;
  return worker != NULL && !worker->in_callback && !worker->in_reactor;
}

/* Somebody has to look at the queue. */
static Wake
see_to (WeirTask *task)
{
  if (weir_thread.worker != NULL && weir_thread.worker->in_reactor)
    return (Wake){ 0 }; /* it sees to it itself, when it has fired all that is due */
  if (WEIR_ATOMIC_LOAD (&n_running, relaxed) >= weir_pool_get_n_workers ())
    return (Wake){ 0 };
  guint64 mean_ns = __atomic_load_n (&task->stats.mean_step_ns, __ATOMIC_RELAXED);
  if (!is_worker_at_work () || mean_ns > WEIR_WORTH_A_WAKE_NS || mean_ns == 0 || in_reactor == NULL)
    return wake_one ();
  empty_ticks = 0;
  if (WEIR_ATOMIC_LOAD (&ticking, relaxed))
    return (Wake){ 0 };
  WEIR_ATOMIC_STORE (&ticking, TRUE, relaxed);
  return (Wake){ .reactor = TRUE };
}

void
weir_pool_submit (WeirTask *task, gboolean is_urgent)
{
  if (task->lane == WEIR_LANE_BLOCKING) {
    weir_lane_submit_blocking (task);
    return;
  }
  if (task->lane == WEIR_LANE_AFFINE) {
    weir_lane_submit_affine (task);
    return;
  }
  if (task->heavy) {
    weir_lane_submit_heavy (task);
    return;
  }
  if (WEIR_UNLIKELY (weir_sim_on)) {
    weir_sim_pool_submit (task);
    return;
  }
  WeirWorker *worker = weir_thread.worker;
  if (!is_urgent && weir_thread.current == NULL && is_worker_at_work () && worker->slot == NULL) {
    worker->slot = task;
    return;
  }
  pthread_mutex_lock (&lock);
  /* what the reactor woke, it runs itself, at once */
  is_urgent |= worker != NULL && worker->in_reactor;
  queue_push (is_urgent ? &urgent : &queue, task);
  Wake wake = see_to (task);
  pthread_mutex_unlock (&lock);
  rouse (wake);
}

/* --- callbacks ------------------------------------------------------------------------------- */

/* When to look at groups that may be stuck, and at jobs that wait for a helper. */
static gint64
next_look_ns (void)
{
  return MIN (weir_liveness_get_next_ns (), weir_jobs_get_next_ns ());
}

static void
look (gint64 now_ns, gboolean nobody_works)
{
  weir_jobs_look (now_ns);
  weir_liveness_look (now_ns, nobody_works);
}

static gboolean
has_reasons_to_wait (void)
{
  return weir_reactor_get_next_ns () != G_MAXINT64 || next_look_ns () != G_MAXINT64
         || weir_reactor_has_fds ();
}

void
weir_pool_callback_begin (void)
{
  if (WEIR_UNLIKELY (weir_sim_on)) {
    weir_sim_pool_callback_begin ();
    return;
  }
  WeirWorker *worker = weir_thread.worker;
  if (worker == NULL)
    return;
  pthread_mutex_lock (&lock);
  if (worker->slot != NULL)
    queue_push (&queue, g_steal_pointer (&worker->slot));
  worker->in_callback = TRUE;
  n_in_callbacks++;
  count_running (-1);
  Wake wake = { 0 };
  if (WEIR_ATOMIC_LOAD (&n_queued, relaxed) > 0
      || (WEIR_ATOMIC_LOAD (&n_running, relaxed) == 0 && in_reactor == NULL
          && has_reasons_to_wait ()))
    wake = wake_one ();
  pthread_mutex_unlock (&lock);
  rouse (wake);
}

void
weir_pool_callback_end (void)
{
  if (WEIR_UNLIKELY (weir_sim_on)) {
    weir_sim_pool_callback_end ();
    return;
  }
  WeirWorker *worker = weir_thread.worker;
  if (worker == NULL)
    return;
  pthread_mutex_lock (&lock);
  worker->in_callback = FALSE;
  n_in_callbacks--;
  count_running (1); /* perhaps one too many: then it goes idle after this step */
  pthread_mutex_unlock (&lock);
}

void
weir_pool_mind_reactor (gint64 deadline_ns)
{
  if (weir_sim_on || is_worker_at_work ())
    return; /* it looks itself, often while it is busy, and before it goes idle */
  Wake wake = { 0 };
  pthread_mutex_lock (&lock);
  if (in_reactor != NULL)
    wake.reactor = deadline_ns < WEIR_ATOMIC_LOAD (&reactor_until_ns, relaxed);
  else if (WEIR_ATOMIC_LOAD (&n_running, relaxed) == 0)
    wake = wake_one ();
  pthread_mutex_unlock (&lock);
  rouse (wake);
}

/* --- a worker -------------------------------------------------------------------------------- */

/* Under the lock, something is queued: short steps that are served all the time stay with who
 * serves them. */
static gboolean
is_worth_running (void)
{
  return urgent.head != NULL || WEIR_ATOMIC_LOAD (&n_running, relaxed) == 0
         || weir_now_ns () - queue.head->queued_ns >= TICK_NS;
}

/* Under the lock, counted as not running: sleeps in the reactor. TRUE: counted as running again. */
static gboolean
sleep_in_reactor (WeirWorker *worker)
{
  gboolean tick = WEIR_ATOMIC_LOAD (&ticking, relaxed);
  gint64 until_ns =
    MIN (tick ? weir_now_ns () + TICK_NS : G_MAXINT64, next_look_ns ());
  in_reactor = worker;
  WEIR_ATOMIC_STORE (&reactor_until_ns, MIN (until_ns, weir_reactor_get_next_ns ()), relaxed);
  worker->in_reactor = TRUE;
  pthread_mutex_unlock (&lock);
  weir_reactor_wait (until_ns);
  look (weir_now_ns (), FALSE);
  pthread_mutex_lock (&lock);
  worker->in_reactor = FALSE;
  in_reactor = NULL;
  if (worker->woken) {
    worker->woken = FALSE;
    return TRUE;
  }
  if (WEIR_ATOMIC_LOAD (&n_queued, relaxed) == 0) {
    if (tick && ++empty_ticks > EMPTY_TICKS)
      WEIR_ATOMIC_STORE (&ticking, FALSE, relaxed);
    return FALSE;
  }
  empty_ticks = 0;
  if (!is_worth_running ())
    return FALSE;
  if (WEIR_ATOMIC_LOAD (&n_running, relaxed) >= weir_pool_get_n_workers ())
    return FALSE;
  count_running (1);
  return TRUE;
}

/* Under the lock, counted as not running: sleeps until woken. FALSE: nothing came for long, it
 * should end. */
static gboolean
sleep_on_condition (WeirWorker *worker)
{
  gint64 next_ns = MIN (weir_reactor_get_next_ns (), next_look_ns ());
  if (next_ns < WEIR_ATOMIC_LOAD (&reactor_until_ns, relaxed)) {
    pthread_mutex_unlock (&lock);
    weir_reactor_kick (); /* a deadline that this worker would have looked after */
    pthread_mutex_lock (&lock);
  }
  worker->next_idle = idle;
  idle = worker;
  gboolean surplus = n_threads - n_in_callbacks > weir_pool_get_n_workers ();
  struct timespec until;
  clock_gettime (CLOCK_REALTIME, &until);
  until.tv_sec += 5;
  while (!worker->woken && !ending) {
    if (!surplus)
      pthread_cond_wait (&worker->cond, &lock);
    else if (pthread_cond_timedwait (&worker->cond, &lock, &until) != 0)
      break;
  }
  if (worker->woken) {
    worker->woken = FALSE;
    return TRUE;
  }
  for (WeirWorker **place = &idle; *place != NULL; place = &(*place)->next_idle) {
    if (*place == worker) {
      *place = worker->next_idle;
      break;
    }
  }
  return FALSE;
}

/* FALSE: the worker ends. */
static gboolean
go_idle (WeirWorker *worker)
{
  gboolean runs = FALSE;
  gboolean more = TRUE;
  weir_thread.now_ns = 0;
  /* nobody else is at work: what can't go on now can't go on at all */
  if (worker->slot == NULL && WEIR_ATOMIC_LOAD (&n_running, relaxed) <= 1
      && WEIR_ATOMIC_LOAD (&n_queued, relaxed) == 0)
    look (weir_now_ns (), TRUE);
  pthread_mutex_lock (&lock);
  if (worker->slot != NULL)
    queue_push (&queue, g_steal_pointer (&worker->slot));
  gboolean surplus = WEIR_ATOMIC_LOAD (&n_running, relaxed) > weir_pool_get_n_workers ();
  if (!surplus && WEIR_ATOMIC_LOAD (&n_queued, relaxed) > 0) {
    pthread_mutex_unlock (&lock);
    return TRUE;
  }
  count_running (-1);
  while (!runs && more && !ending) {
    if (in_reactor == NULL) {
      runs = sleep_in_reactor (worker);
    } else {
      more = runs = sleep_on_condition (worker);
    }
  }
  Wake wake = { 0 };
  if (runs && WEIR_ATOMIC_LOAD (&n_queued, relaxed) > 1)
    wake = wake_one ();
  if (ending && runs)
    count_running (-1);
  gboolean goes_on = runs && !ending;
  if (!goes_on) {
    weir_thread.worker = NULL;
    leave_for_good (worker);
    if (--n_threads == 0)
      pthread_cond_broadcast (&ended);
  }
  pthread_mutex_unlock (&lock);
  rouse (wake);
  return goes_on;
}

static WeirTask *
next_task (WeirWorker *worker)
{
  gboolean others = WEIR_ATOMIC_LOAD (&n_queued, relaxed) > 0;
  if (worker->slot != NULL
      && (!others
          || (worker->slot_runs < SLOT_RUNS
              && weir_thread.now_ns - worker->slot_since_ns < SLOT_NS))) {
    worker->slot_runs++;
    return g_steal_pointer (&worker->slot);
  }
  worker->slot_runs = 0;
  worker->slot_since_ns = weir_thread.now_ns;
  if (!others)
    return NULL;
  /* the others' turn; what is in the slot takes its place behind them, where an idle worker can
   * have it, too */
  pthread_mutex_lock (&lock);
  WeirTask *task = queue_pop ();
  if (task != NULL && worker->slot != NULL)
    queue_push (&queue, g_steal_pointer (&worker->slot));
  pthread_mutex_unlock (&lock);
  return task != NULL ? task : g_steal_pointer (&worker->slot);
}

/* A long step begins: what is left in the queue, and the deadlines, may want somebody else. */
static void
before_long_step (void)
{
  Wake wake = { 0 };
  pthread_mutex_lock (&lock);
  if (WEIR_ATOMIC_LOAD (&n_queued, relaxed) > 0 || (in_reactor == NULL && has_reasons_to_wait ()))
    wake = wake_one ();
  else if (in_reactor != NULL)
    wake.reactor = weir_reactor_get_next_ns () < WEIR_ATOMIC_LOAD (&reactor_until_ns, relaxed);
  pthread_mutex_unlock (&lock);
  rouse (wake);
}

/* Between steps: deadlines that have come, descriptors while nobody sleeps on them. */
static void
keep_house (WeirWorker *worker)
{
  WEIR_ATOMIC_ADD (&weir_sched_counters.steps, worker->steps, relaxed);
  worker->steps = 0;
  if (weir_thread.now_ns == worker->house_ns) /* no step was timed meanwhile */
    weir_thread.now_ns = weir_now_ns ();
  gint64 now_ns = worker->house_ns = weir_thread.now_ns;
  weir_reactor_fire (now_ns);
  look (now_ns, FALSE);
  if (weir_reactor_has_fds () && now_ns - worker->polled_ns > POLL_NS) {
    worker->polled_ns = now_ns;
    weir_reactor_poll ();
  }
}

static void *
worker_main (void *data)
{
  WeirWorker *worker = data;
  pthread_setname_np (pthread_self (), "weir-worker");
  weir_thread.worker = worker;
  for (;;) {
    WeirTask *task = NULL;
    if (WEIR_ATOMIC_LOAD (&n_running, relaxed) <= weir_pool_get_n_workers ())
      task = next_task (worker);
    if (task == NULL) {
      if (!go_idle (worker))
        break;
      weir_thread.now_ns = worker->slot_since_ns = weir_now_ns ();
      continue;
    }
    guint64 mean_ns = __atomic_load_n (&task->stats.mean_step_ns, __ATOMIC_RELAXED);
    if (mean_ns > LONG_NS)
      before_long_step ();
    weir_task_run_entry (task);
    if (++worker->steps >= HOUSEKEEPING_STEPS || mean_ns > WEIR_WORTH_A_WAKE_NS)
      keep_house (worker);
  }
  return NULL;
}

/* --- all of it ------------------------------------------------------------------------------- */

void
weir_sched_get_stats (WeirSchedStats *stats)
{
  pthread_mutex_lock (&lock);
  *stats = (WeirSchedStats){
    .workers = n_threads - n_in_callbacks,
    .workers_in_callbacks = n_in_callbacks,
    .heavy = weir_threads_count (WEIR_THREAD_HEAVY),
    .lanes = weir_threads_count (WEIR_THREAD_LANE),
    .helpers = weir_threads_count (WEIR_THREAD_HELPER),
    .steps = WEIR_ATOMIC_LOAD (&weir_sched_counters.steps, relaxed),
    .stale_entries = WEIR_ATOMIC_LOAD (&weir_sched_counters.stale_entries, relaxed),
  };
  pthread_mutex_unlock (&lock);
}

void
weir_sched_shutdown (void)
{
  g_return_if_fail (!weir_sim_on);
  weir_lanes_shutdown ();
  pthread_mutex_lock (&lock);
  ending = TRUE;
  for (WeirWorker *worker = idle; worker != NULL; worker = worker->next_idle)
    pthread_cond_signal (&worker->cond);
  while (n_threads > 0) {
    pthread_mutex_unlock (&lock);
    weir_reactor_kick ();
    pthread_mutex_lock (&lock);
    struct timespec until;
    clock_gettime (CLOCK_REALTIME, &until);
    until.tv_nsec += 1000000;
    if (until.tv_nsec >= 1000000000) {
      until.tv_sec++;
      until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait (&ended, &lock, &until);
  }
  ending = FALSE;
  pthread_mutex_unlock (&lock);
  /* a worker, or a thread that is finishing, may have had a last task for a lane that was gone */
  do
    weir_lanes_shutdown ();
  while (!weir_threads_shutdown ());
  weir_reactor_shutdown ();
  weir_liveness_forget ();
}
