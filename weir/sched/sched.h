/* SPDX-License-Identifier: MIT */
/* The scheduler: who runs ready tasks, and how anything in the library waits.
 *
 * There are two worlds with this interface. The real one: WEIR_WORKERS workers (default: one per
 * CPU), heavy threads, cached threads for blocking lanes, named threads for affine ones, timers and
 * descriptors served by parking workers. The simulated one (sim.h): virtual time, one runnable
 * thread, every open order decided by a seed. Which one is in force is decided once per process or
 * test (weir_sim_run ()); all code below and above is the same.
 *
 * No code of the library waits in any other way than through a WeirMonitor, reads time in any
 * other way than by weir_now_ns (), makes a thread in any other way than weir_spawn (). */
#pragma once

#include <pthread.h>
#include <weir/sched/task.h>

G_BEGIN_DECLS

/* Monotonic time; virtual in the simulation. Thread: any. */
WEIR_API gint64 weir_now_ns (void);
/* Wall-clock time since 1970 in ns; in the simulation derived from the virtual time. */
WEIR_API gint64 weir_wall_now_ns (void);
/* Seeded in the simulation. Thread: any. */
WEIR_API guint32 weir_random_u32 (void);

/* A mutex with a condition. Short sections only: no user code, no element code, no other wait
 * inside. */
typedef struct {
  pthread_mutex_t mutex;
  pthread_cond_t cond;
  guint sim_waiters;
} WeirMonitor;

#define WEIR_FOREVER G_MAXINT64

void weir_monitor_init (WeirMonitor *monitor);
void weir_monitor_clear (WeirMonitor *monitor);
void weir_monitor_enter (WeirMonitor *monitor);
void weir_monitor_leave (WeirMonitor *monitor);
/* Inside the monitor: lets go, waits for a notify or the deadline, comes back in. FALSE: the
 * deadline passed. May wake without a cause: wait in a loop. A worker's thread may only wait
 * here from user code (callbacks), never from a step. */
gboolean weir_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns);
void weir_monitor_notify_all (WeirMonitor *monitor);

/* In deliver (): what follows may take as long as it likes (code of the application, a lock that
 * such code may hold), so the worker's place is handed on until deliver () returns. Elsewhere, and
 * when called again, nothing. */
void weir_callback_begin (void);

/* Runs `func` soon in a helper thread that owns nothing and may wait for ownership (control
 * strands that continue, stall reports, the reaper). Jobs of one `key` run one after the other,
 * in order; NULL: any order. Thread: any. */
void weir_run_job (gpointer key, void (*func) (gpointer data), gpointer data);
/* A thread of its own, for what can't be interrupted (a name look-up). In the simulation an
 * actor with the baton. */
void weir_spawn (const char *name, void (*func) (gpointer data), gpointer data);

/* For statistics: threads by kind, now. */
typedef struct {
  guint workers, workers_in_callbacks, heavy, lanes, helpers;
  guint64 steps, stale_entries;
} WeirSchedStats;
void weir_sched_get_stats (WeirSchedStats *stats);
/* Ends all threads; only for tests and leak checks at exit; every task must be retired or parked
 * for good. */
void weir_sched_shutdown (void);

G_END_DECLS
