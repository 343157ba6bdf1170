/* SPDX-License-Identifier: MIT */
/* The reaper: user code that an item's end brings with it (destroy notifies of wrapped memory, the
 * last reference of an object that a message names) must not run where the item ends, which may be
 * in the middle of an element's step. It is queued here, and the engine runs it from a thread that
 * owns nothing. */
#include <pthread.h>
#include <weir/base/reaper.h>

typedef struct _Entry Entry;
struct _Entry {
  Entry *next;
  GDestroyNotify func;
  gpointer data;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Entry *head; /* (owned) guarded by lock */
static Entry **tail = &head;
/* written under lock; read without it: relaxed, pairs with nothing */
static void (*installed_kick) (void);
static gboolean (*installed_is_free) (void);

void
weir_reaper_push (GDestroyNotify func, gpointer data)
{
  g_return_if_fail (func != NULL);

  gboolean (*is_free) (void) = __atomic_load_n (&installed_is_free, __ATOMIC_RELAXED);
  if (__atomic_load_n (&installed_kick, __ATOMIC_RELAXED) == NULL || (is_free != NULL && is_free ())) {
    func (data);
    return;
  }
  Entry *entry = g_new (Entry, 1);
  *entry = (Entry){ .func = func, .data = data };

  pthread_mutex_lock (&lock);
  gboolean was_empty = head == NULL;
  void (*kick) (void) = installed_kick;
  *tail = entry;
  tail = &entry->next;
  pthread_mutex_unlock (&lock);

  if (kick == NULL)
    weir_reaper_drain (); /* the engine left between the two looks */
  else if (was_empty)
    kick ();
}

void
weir_reaper_drain (void)
{
  for (;;) {
    pthread_mutex_lock (&lock);
    Entry *entry = head;
    head = NULL;
    tail = &head;
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

void
weir_reaper_install (void (*kick) (void), gboolean (*is_free) (void))
{
  pthread_mutex_lock (&lock);
  __atomic_store_n (&installed_kick, kick, __ATOMIC_RELAXED);
  __atomic_store_n (&installed_is_free, kick != NULL ? is_free : NULL, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&lock);
  if (kick == NULL)
    weir_reaper_drain ();
}
