/* SPDX-License-Identifier: MIT */
/* Tells the thread sanitizer what GLib orders. GLib isn't instrumented, and its mutexes, conditions,
 * once-cells and reference counts are atomic words and futexes of its own, so the sanitizer would
 * take two threads that hold a GMutex in turn for unordered ones, and report races that are none. This
 * library is preloaded into the tests of a -Db_sanitize=thread build; it stands in front of these
 * calls and says what they do. (GRecMutex, GRWLock and GThread are made of pthread calls, which the
 * sanitizer sees by itself.)
 *
 * It isn't instrumented itself, and does nothing in a process without the sanitizer. */
#include <dlfcn.h>
#include <glib-object.h>

#define SEEN __attribute__ ((visibility ("default")))
#define MAYBE __attribute__ ((weak)) extern

MAYBE void __tsan_acquire (void *address);
MAYBE void __tsan_release (void *address);
MAYBE void __tsan_mutex_destroy (void *address, unsigned int flags);
MAYBE void __tsan_mutex_pre_lock (void *address, unsigned int flags);
MAYBE void __tsan_mutex_post_lock (void *address, unsigned int flags, int recursion);
MAYBE int __tsan_mutex_pre_unlock (void *address, unsigned int flags);
MAYBE void __tsan_mutex_post_unlock (void *address, unsigned int flags);

/* The sanitizer's flags. */
enum {
  TRY_LOCK = 1 << 4,
  TRY_LOCK_FAILED = 1 << 5,
};

/* GLib's own function of this name; looked up once. */
#define REAL(name)                                                                                 \
  ({                                                                                               \
    static typeof (&name) real_;                                                                   \
    if (__atomic_load_n (&real_, __ATOMIC_ACQUIRE) == NULL)                                        \
      __atomic_store_n (&real_, dlsym (RTLD_NEXT, #name), __ATOMIC_RELEASE);                       \
    real_;                                                                                         \
  })

static void
before_lock (void *mutex, unsigned int flags)
{
  if (__tsan_mutex_pre_lock)
    __tsan_mutex_pre_lock (mutex, flags);
}

static void
after_lock (void *mutex, unsigned int flags)
{
  if (__tsan_mutex_post_lock)
    __tsan_mutex_post_lock (mutex, flags, 1);
}

static void
before_unlock (void *mutex)
{
  if (__tsan_mutex_pre_unlock)
    __tsan_mutex_pre_unlock (mutex, 0);
}

static void
after_unlock (void *mutex)
{
  if (__tsan_mutex_post_unlock)
    __tsan_mutex_post_unlock (mutex, 0);
}

SEEN void
g_mutex_lock (GMutex *mutex)
{
  before_lock (mutex, 0);
  REAL (g_mutex_lock) (mutex);
  after_lock (mutex, 0);
}

SEEN gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  before_lock (mutex, TRY_LOCK);
  locked = REAL (g_mutex_trylock) (mutex);
  after_lock (mutex, locked ? TRY_LOCK : TRY_LOCK | TRY_LOCK_FAILED);
  return locked;
}

SEEN void
g_mutex_unlock (GMutex *mutex)
{
  before_unlock (mutex);
  REAL (g_mutex_unlock) (mutex);
  after_unlock (mutex);
}

SEEN void
g_mutex_clear (GMutex *mutex)
{
  if (__tsan_mutex_destroy)
    __tsan_mutex_destroy (mutex, 0);
  REAL (g_mutex_clear) (mutex);
}

SEEN void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  before_unlock (mutex);
  after_unlock (mutex);
  REAL (g_cond_wait) (cond, mutex);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
}

SEEN gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  before_unlock (mutex);
  after_unlock (mutex);
  signalled = REAL (g_cond_wait_until) (cond, mutex, end_time);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
  return signalled;
}

/* What was set up before a cell is filled is seen by who finds it filled: g_once_init_enter () is an
 * atomic load in the caller's own code. */
SEEN void
(g_once_init_leave) (volatile void *location, gsize result)
{
  if (__tsan_release)
    __tsan_release ((void *) location);
  REAL (g_once_init_leave) (location, result);
}

/* Whoever drops the last reference has seen what all others did before they dropped theirs. So that
 * the last one is known, others are dropped here; the word is GLib's. Objects with a toggle reference
 * (bit 0 of the data list) want to be told, which only GLib can do. */
SEEN void
(g_object_unref) (gpointer instance)
{
  GObject *object = instance;

  if (__tsan_acquire == NULL || !G_IS_OBJECT (object)) {
    REAL (g_object_unref) (object);
    return;
  }
  __tsan_release (object);
  for (guint count = __atomic_load_n (&object->ref_count, __ATOMIC_ACQUIRE);
       count > 1 && (g_datalist_get_flags (&object->qdata) & 1) == 0;)
    if (__atomic_compare_exchange_n (&object->ref_count, &count, count - 1, FALSE, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE))
      return;
  __tsan_acquire (object);
  REAL (g_object_unref) (object);
}
