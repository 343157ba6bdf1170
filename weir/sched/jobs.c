/* SPDX-License-Identifier: MIT */
/* Jobs in helper threads that own nothing; those of one key run one after the other. */
#include <weir/sched/sched-private.h>

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} Job;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *queues; /* (locked) key -> GQueue of Job, while a helper is at it */

void
weir_jobs_forget (void)
{
  queues = NULL;
}

static void
run_one_cb (gpointer data)
{
  Job *job = data;
  job->func (job->data);
  g_free (job);
}

static void
run_key_cb (gpointer key)
{
  for (;;) {
    pthread_mutex_lock (&lock);
    GQueue *queue = g_hash_table_lookup (queues, key);
    Job *job = g_queue_pop_head (queue);
    if (job == NULL) {
      g_hash_table_remove (queues, key);
      if (g_hash_table_size (queues) == 0)
        g_clear_pointer (&queues, g_hash_table_unref);
    }
    pthread_mutex_unlock (&lock);
    if (job == NULL)
      return;
    run_one_cb (job);
  }
}

void
weir_run_job (gpointer key, void (*func) (gpointer data), gpointer data)
{
  Job *job = g_new (Job, 1);
  *job = (Job){ func, data };
  if (key == NULL) {
    weir_threads_run (WEIR_THREAD_HELPER, "weir-helper", run_one_cb, job);
    return;
  }
  pthread_mutex_lock (&lock);
  if (queues == NULL)
    queues = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_queue_free);
  GQueue *queue = g_hash_table_lookup (queues, key);
  gboolean fresh = queue == NULL;
  if (fresh) {
    queue = g_queue_new ();
    g_hash_table_insert (queues, key, queue);
  }
  g_queue_push_tail (queue, job);
  pthread_mutex_unlock (&lock);
  if (fresh)
    weir_threads_run (WEIR_THREAD_HELPER, "weir-helper", run_key_cb, key);
}

void
weir_spawn (const char *name, void (*func) (gpointer data), gpointer data)
{
  Job *job = g_new (Job, 1);
  *job = (Job){ func, data };
  weir_threads_run (WEIR_THREAD_HELPER, g_intern_string (name), run_one_cb, job);
}
