/* SPDX-License-Identifier: MIT */
/* Jobs in helper threads that own nothing; those of one key run one after the other.
 *
 * A job may wait for anything (a device that opens), and most are over in microseconds: so one
 * helper runs them all, and whoever looks after the deadlines sends another one when a job has
 * waited for long. */
#include <weir/sched/sched-private.h>

#define LONG_WAIT_NS G_GINT64_CONSTANT (1000000)

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} Job;

typedef struct {
  gpointer key; /* (unowned) (nullable) */
  GQueue jobs;
  gint64 since_ns; /* when it came to stand in the queue */
} Line;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *lines; /* (locked) key -> Line, of those that have jobs or a helper */
static GQueue ready;      /* (locked) of Line, which no helper is at */
static guint n_helpers;   /* (locked) */
static WEIR_ATOMIC (gint64) next_ns = G_MAXINT64;

void
weir_jobs_forget (void)
{
  lines = NULL;
  g_queue_init (&ready);
  n_helpers = 0;
  WEIR_ATOMIC_STORE (&next_ns, G_MAXINT64, relaxed);
}

gint64
weir_jobs_get_next_ns (void)
{
  return WEIR_ATOMIC_LOAD (&next_ns, relaxed);
}

/* Under the lock: when a further helper is due. */
static void
update_next (gint64 not_before_ns)
{
  Line *line = g_queue_peek_head (&ready);
  gint64 then_ns = line != NULL ? MAX (line->since_ns + LONG_WAIT_NS, not_before_ns) : G_MAXINT64;
  WEIR_ATOMIC_STORE (&next_ns, then_ns, relaxed);
}

/* Under the lock. */
static void
stand_in_queue (Line *line)
{
  line->since_ns = weir_now_ns ();
  g_queue_push_tail (&ready, line);
}

static void
end_line (Line *line)
{
  if (line->key != NULL) {
    g_hash_table_remove (lines, line->key);
    if (g_hash_table_size (lines) == 0)
      g_clear_pointer (&lines, g_hash_table_unref);
  }
  g_free (line);
}

static void
help_cb (gpointer unused)
{
  Line *line;
  pthread_mutex_lock (&lock);
  while ((line = g_queue_pop_head (&ready)) != NULL) {
    Job *job = g_queue_pop_head (&line->jobs);
    update_next (0);
    pthread_mutex_unlock (&lock);
    job->func (job->data);
    g_free (job);
    pthread_mutex_lock (&lock);
    if (g_queue_is_empty (&line->jobs))
      end_line (line);
    else
      stand_in_queue (line);
  }
  n_helpers--;
  pthread_mutex_unlock (&lock);
}

void
weir_jobs_look (gint64 now_ns)
{
  if (WEIR_LIKELY (now_ns < weir_jobs_get_next_ns ()))
    return;
  pthread_mutex_lock (&lock);
  gboolean send = now_ns >= weir_jobs_get_next_ns ();
  if (send) {
    n_helpers++;
    update_next (now_ns + LONG_WAIT_NS);
  }
  pthread_mutex_unlock (&lock);
  if (send)
    weir_threads_run (WEIR_THREAD_HELPER, "weir-helper", help_cb, NULL);
}

void
weir_run_job (gpointer key, void (*func) (gpointer data), gpointer data)
{
  Job *job = g_new (Job, 1);
  *job = (Job){ func, data };
  pthread_mutex_lock (&lock);
  Line *line = key != NULL && lines != NULL ? g_hash_table_lookup (lines, key) : NULL;
  gboolean fresh = line == NULL;
  if (fresh) {
    line = g_new0 (Line, 1);
    line->key = key;
    if (key != NULL && lines == NULL)
      lines = g_hash_table_new (NULL, NULL);
    if (key != NULL)
      g_hash_table_insert (lines, key, line);
    stand_in_queue (line);
  }
  g_queue_push_tail (&line->jobs, job);
  /* in the simulation all run side by side: there is more to be found so */
  gboolean send = fresh && (weir_sim_on || n_helpers == 0);
  if (send)
    n_helpers++;
  else if (fresh)
    update_next (0);
  gint64 then_ns = weir_jobs_get_next_ns ();
  pthread_mutex_unlock (&lock);
  if (send)
    weir_threads_run (WEIR_THREAD_HELPER, "weir-helper", help_cb, NULL);
  else if (fresh)
    weir_pool_mind_reactor (then_ns);
}

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} Spawned;

static void
spawned_cb (gpointer data)
{
  g_autofree Spawned *spawned = data;
  spawned->func (spawned->data);
}

void
weir_spawn (const char *name, void (*func) (gpointer data), gpointer data)
{
  Spawned *spawned = g_new (Spawned, 1);
  *spawned = (Spawned){ func, data };
  weir_threads_run (WEIR_THREAD_HELPER, g_intern_string (name), spawned_cb, spawned);
}
