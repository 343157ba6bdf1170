/* SPDX-License-Identifier: MIT */
/* The only way in which code of the library waits, and the only clock it reads. */
#include <errno.h>
#include <time.h>
#include <weir/sched/sched-private.h>

__thread WeirThread weir_thread __attribute__ ((tls_model ("initial-exec")));

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;
  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

gint64
weir_now_ns (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

gint64
weir_wall_now_ns (void)
{
  return read_clock (CLOCK_REALTIME);
}

guint32
weir_random_u32 (void)
{
  return g_random_int ();
}

gint64
weir_coarse_now_ns (void)
{
  return weir_thread.now_ns != 0 ? weir_thread.now_ns : weir_now_ns ();
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
  pthread_mutex_lock (&monitor->mutex);
}

void
weir_monitor_leave (WeirMonitor *monitor)
{
  pthread_mutex_unlock (&monitor->mutex);
}

gboolean
weir_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns)
{
  if (deadline_ns == WEIR_FOREVER) {
    pthread_cond_wait (&monitor->cond, &monitor->mutex);
    return TRUE;
  }
  struct timespec until = { .tv_sec = MAX (0, deadline_ns) / 1000000000, .tv_nsec = MAX (0, deadline_ns) % 1000000000 };
  return pthread_cond_timedwait (&monitor->cond, &monitor->mutex, &until) != ETIMEDOUT;
}

void
weir_monitor_notify_all (WeirMonitor *monitor)
{
  pthread_cond_broadcast (&monitor->cond);
}
