/* SPDX-License-Identifier: MIT */
/* What the files of this room say to each other: threads, the pool, the reactor, lanes, groups. */
#pragma once

#include <weir/sched/atomics.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

typedef struct _WeirWorker WeirWorker;

/* One per thread. Its address is the token of who owns a task. */
typedef struct {
  WeirTask *current;  /* (unowned) whose step runs here */
  WeirWorker *worker; /* (unowned) NULL in threads that are no workers */
  gint64 now_ns;      /* 0, or the time that was read last in this thread's step */
  gboolean delivering, in_callback; /* in deliver (), and in code there that may take long */
  gpointer actor;                   /* in the simulation */
} WeirThread;

#ifdef WEIR_ATOMIC_EXPLORE
/* The explorer's threads are coroutines of one thread. */
WeirThread *weir_explore_thread (void);
#define weir_thread (*weir_explore_thread ())
#else
extern __thread WeirThread weir_thread __attribute__ ((tls_model ("initial-exec")));
#endif

/* The time as of the last look at the clock: for statistics. */
#ifdef WEIR_ATOMIC_EXPLORE
gint64 weir_coarse_now_ns (void);
#else
extern gboolean weir_sim_on;
static inline gint64
weir_coarse_now_ns (void)
{
  return WEIR_LIKELY (weir_thread.now_ns != 0 && !weir_sim_on) ? weir_thread.now_ns
                                                               : weir_now_ns ();
}
#endif

/* Links and groups as seen from outside their owners. Short sections; below every other lock but
 * the reactor's. */
void weir_topology_lock (void);
void weir_topology_unlock (void);

/* --- pool.c ---------------------------------------------------------------------------------- */

/* The task was made QUEUED: until its entry is popped the task's own reference stays. `urgent`:
 * a deadline has come. */
void weir_pool_submit (WeirTask *task, gboolean urgent);
/* The calling thread, if it is a worker, goes into user code, and comes back. */
void weir_pool_callback_begin (void);
void weir_pool_callback_end (void);
/* There is a deadline or descriptor that nobody may be waiting for. */
void weir_pool_mind_reactor (gint64 deadline_ns);
guint weir_pool_get_n_workers (void);

/* --- reactor.c ------------------------------------------------------------------------------- */

/* Owner of the task, as it parks. */
void weir_reactor_add_deadline (WeirTask *task, gint64 deadline_ns);
void weir_reactor_add_fds (WeirTask *task);
/* The task is retired. */
void weir_reactor_forget (WeirTask *task);
/* When to look again, G_MAXINT64: never. */
gint64 weir_reactor_get_next_ns (void);
gboolean weir_reactor_has_fds (void);
/* Wakes every task whose time has come. */
void weir_reactor_fire (gint64 now_ns);
/* Sleeps until the deadline, a descriptor, or a kick; then wakes what is due. At most one thread
 * at a time. */
void weir_reactor_wait (gint64 until_ns);
/* Without sleeping. TRUE: a task was woken for its descriptor. */
gboolean weir_reactor_poll (void);
void weir_reactor_kick (void);
void weir_reactor_shutdown (void);

/* --- threads.c: cached threads --------------------------------------------------------------- */

typedef enum {
  WEIR_THREAD_HELPER = 1,
  WEIR_THREAD_LANE,
  WEIR_THREAD_HEAVY,
  WEIR_N_THREAD_KINDS,
} WeirThreadKind;

/* Runs `func` at once in a thread that has nothing else to do, or a new one. */
void weir_threads_run (WeirThreadKind kind, const char *name, void (*func) (gpointer data),
                       gpointer data);
guint weir_threads_count (WeirThreadKind kind);
/* FALSE: some have still something to do; end the lanes, and call it again. */
gboolean weir_threads_shutdown (void);

/* --- lane.c ---------------------------------------------------------------------------------- */

void weir_lane_submit_blocking (WeirTask *task);
void weir_lane_submit_affine (WeirTask *task);
void weir_lane_submit_heavy (WeirTask *task);
gboolean weir_lane_is_here (const char *affinity);
void weir_lane_call (const char *affinity, void (*func) (gpointer data), gpointer data);
void weir_lanes_shutdown (void);
/* A simulated world got stuck: what its threads hold stays with them. */
void weir_lanes_forget (void);
void weir_jobs_forget (void);

/* --- jobs.c ---------------------------------------------------------------------------------- */

/* When a job will have waited too long for a helper; G_MAXINT64: none waits. */
gint64 weir_jobs_get_next_ns (void);
/* Sends another helper, if one is due. */
void weir_jobs_look (gint64 now_ns);

/* --- counters -------------------------------------------------------------------------------- */

typedef struct {
  WEIR_ATOMIC (guint64) steps, stale_entries;
} WeirSchedCounters;
extern WeirSchedCounters weir_sched_counters;

G_END_DECLS
