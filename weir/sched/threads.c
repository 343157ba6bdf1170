/* SPDX-License-Identifier: MIT */
/* Cached threads: for helper jobs, blocking lanes and heavy steps. Whoever has something to run
 * gets a thread at once; a thread that has run dry waits a while for more before it ends. */
#include <string.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>

#define IDLE_NS (5 * G_GINT64_CONSTANT (1000000000))
#define PATIENCE_NS 1000000 /* of the end, before it is looked who else must be ended */

typedef struct _Thread Thread;
struct _Thread {
  void (*func) (gpointer data); /* NULL: idle */
  gpointer data;
  const char *name;
  WeirThreadKind kind;
  Thread *next_idle;
  pthread_cond_t cond;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static Thread *idle;    /* (locked) */
static guint n_threads; /* (locked) */
static gboolean ending; /* (locked) */
static WEIR_ATOMIC (guint) busy[WEIR_N_THREAD_KINDS];

/* Under the lock. FALSE: nothing came. */
static gboolean
wait_for_work (Thread *thread)
{
  struct timespec until;
  gint64 deadline_ns = weir_now_ns () + IDLE_NS;
  until.tv_sec = deadline_ns / 1000000000;
  until.tv_nsec = deadline_ns % 1000000000;
  thread->next_idle = idle;
  idle = thread;
  while (thread->func == NULL && !ending)
    if (pthread_cond_timedwait (&thread->cond, &lock, &until) != 0)
      break;
  if (thread->func != NULL)
    return TRUE;
  for (Thread **place = &idle; *place != NULL; place = &(*place)->next_idle) {
    if (*place == thread) {
      *place = thread->next_idle;
      break;
    }
  }
  return FALSE;
}

static void *
thread_main (void *data)
{
  Thread *thread = data;
  do {
    pthread_setname_np (pthread_self (), thread->name);
    thread->func (thread->data);
    pthread_mutex_lock (&lock);
    WEIR_ATOMIC_ADD (&busy[thread->kind], -1, relaxed);
    thread->func = NULL;
    gboolean more = wait_for_work (thread);
    if (!more && --n_threads == 0)
      pthread_cond_broadcast (&ended);
    pthread_mutex_unlock (&lock);
    if (!more)
      break;
  } while (TRUE);
  pthread_cond_destroy (&thread->cond);
  g_free (thread);
  return NULL;
}

static void
start (Thread *thread)
{
  pthread_attr_t attr;
  pthread_t id;
  pthread_condattr_t cond_attr;
  pthread_condattr_init (&cond_attr);
  pthread_condattr_setclock (&cond_attr, CLOCK_MONOTONIC);
  pthread_cond_init (&thread->cond, &cond_attr);
  pthread_condattr_destroy (&cond_attr);
  pthread_attr_init (&attr);
  pthread_attr_setdetachstate (&attr, PTHREAD_CREATE_DETACHED);
  int error = pthread_create (&id, &attr, thread_main, thread);
  pthread_attr_destroy (&attr);
  if (error != 0)
    g_error ("can't start a thread for '%s': %s", thread->name, g_strerror (error));
}

void
weir_threads_run (WeirThreadKind kind, const char *name, void (*func) (gpointer data),
                  gpointer data)
{
  if (weir_sim_on) {
    weir_sim_spawn_daemon (name, func, data);
    return;
  }
  WEIR_ATOMIC_ADD (&busy[kind], 1, relaxed);
  pthread_mutex_lock (&lock);
  Thread *thread = idle;
  gboolean fresh = thread == NULL;
  if (fresh) {
    thread = g_new0 (Thread, 1);
    n_threads++;
  } else {
    idle = thread->next_idle;
  }
  thread->func = func;
  thread->data = data;
  thread->name = name;
  thread->kind = kind;
  if (!fresh)
    pthread_cond_signal (&thread->cond);
  pthread_mutex_unlock (&lock);
  if (fresh)
    start (thread);
}

guint
weir_threads_count (WeirThreadKind kind)
{
  return WEIR_ATOMIC_LOAD (&busy[kind], relaxed);
}

gboolean
weir_threads_shutdown (void)
{
  struct timespec until;

  clock_gettime (CLOCK_REALTIME, &until);
  until.tv_nsec += PATIENCE_NS;
  if (until.tv_nsec >= 1000000000) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000;
  }
  pthread_mutex_lock (&lock);
  ending = TRUE;
  for (Thread *thread = idle; thread != NULL; thread = thread->next_idle)
    pthread_cond_signal (&thread->cond);
  while (n_threads > 0 && pthread_cond_timedwait (&ended, &lock, &until) == 0)
    ;
  gboolean all = n_threads == 0;
  ending = !all;
  pthread_mutex_unlock (&lock);
  return all;
}
