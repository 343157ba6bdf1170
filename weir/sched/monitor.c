/* SPDX-License-Identifier: MIT */
/* The only way in which code of the library waits, and the only clock it reads. */
#include <errno.h>
#include <time.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>

__thread WeirThread weir_thread __attribute__ ((tls_model ("initial-exec")));

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;
  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/**
 * weir_now_ns: (skip)
 *
 * Reads the monotonic clock; virtual in the simulation. Thread: any.
 *
 * Returns: ns since an unknown time
 */
gint64
weir_now_ns (void)
{
  return WEIR_UNLIKELY (weir_sim_on) ? weir_sim_now_ns () : read_clock (CLOCK_MONOTONIC);
}

/**
 * weir_wall_now_ns: (skip)
 *
 * Reads the wall clock, which may jump; in the simulation it is virtual. Thread: any.
 *
 * Returns: ns since 1970
 */
gint64
weir_wall_now_ns (void)
{
  return weir_sim_on ? weir_sim_wall_now_ns () : read_clock (CLOCK_REALTIME);
}

/**
 * weir_random_u32: (skip)
 *
 * Draws a number; in the simulation the seed decides it. Thread: any.
 *
 * Returns: any 32 bits, not fit for secrets
 */
guint32
weir_random_u32 (void)
{
  return weir_sim_on ? weir_sim_random () : g_random_int ();
}

void
weir_monitor_init (WeirMonitor *monitor)
{
  pthread_condattr_t attr;
  pthread_condattr_init (&attr);
  pthread_condattr_setclock (&attr, CLOCK_MONOTONIC);
  pthread_mutex_init (&monitor->mutex, NULL);
  pthread_cond_init (&monitor->cond, &attr);
  pthread_condattr_destroy (&attr);
  monitor->sim_waiters = 0;
}

void
weir_monitor_clear (WeirMonitor *monitor)
{
  pthread_cond_destroy (&monitor->cond);
  pthread_mutex_destroy (&monitor->mutex);
}

void
weir_monitor_enter (WeirMonitor *monitor)
{
  if (WEIR_UNLIKELY (weir_sim_on))
    weir_sim_monitor_enter (monitor);
  else
    pthread_mutex_lock (&monitor->mutex);
}

void
weir_monitor_leave (WeirMonitor *monitor)
{
  if (WEIR_UNLIKELY (weir_sim_on))
    weir_sim_monitor_leave (monitor);
  else
    pthread_mutex_unlock (&monitor->mutex);
}

gboolean
weir_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns)
{
  weir_callback_begin (); /* whom it waits for may take long */
  if (WEIR_UNLIKELY (weir_sim_on))
    return weir_sim_monitor_wait (monitor, deadline_ns);
  if (deadline_ns == WEIR_FOREVER) {
    pthread_cond_wait (&monitor->cond, &monitor->mutex);
    return TRUE;
  }
  struct timespec until = { .tv_sec = MAX (0, deadline_ns) / 1000000000,
                            .tv_nsec = MAX (0, deadline_ns) % 1000000000 };
  return pthread_cond_timedwait (&monitor->cond, &monitor->mutex, &until) != ETIMEDOUT;
}

void
weir_monitor_notify_all (WeirMonitor *monitor)
{
  if (WEIR_UNLIKELY (weir_sim_on))
    weir_sim_monitor_notify_all (monitor);
  else
    pthread_cond_broadcast (&monitor->cond);
}
