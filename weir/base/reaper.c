/* SPDX-License-Identifier: MIT */
/* The reaper: user code that an item's end brings with it (destroy notifies of wrapped memory, the last reference of an
 * object that a message names) must not run where the item ends, which may be in the middle of an element's step. It is
 * queued here until the thread has let go. */
#include <pthread.h>
#include <weir/base/reaper.h>

typedef struct _Entry Entry;
struct _Entry {
  Entry *next;
  GDestroyNotify func;
  gpointer data;
};

__thread guint weir_reaper_holds __attribute__ ((tls_model ("initial-exec")));
gboolean weir_reaper_any;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Entry *head; /* (owned) guarded by lock */
static Entry **tail = &head;

void
weir_reaper_push (GDestroyNotify func, gpointer data)
{
  g_return_if_fail (func != NULL);

  if (weir_reaper_holds == 0) {
    func (data);
    return;
  }
  Entry *entry = g_new (Entry, 1);
  *entry = (Entry){ .func = func, .data = data };

  pthread_mutex_lock (&lock);
  *tail = entry;
  tail = &entry->next;
  /* relaxed: the thread that pushed polls itself, and others that see it come for the lock */
  __atomic_store_n (&weir_reaper_any, TRUE, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&lock);
}

void
weir_reaper_drain (void)
{
  for (;;) {
    pthread_mutex_lock (&lock);
    Entry *entry = head;
    head = NULL;
    tail = &head;
    __atomic_store_n (&weir_reaper_any, FALSE, __ATOMIC_RELAXED);
    pthread_mutex_unlock (&lock);
    if (entry == NULL)
      return;
    while (entry != NULL) {
      Entry *next = entry->next;
      entry->func (entry->data);
      g_free (entry);
      entry = next;
    }
  }
}
