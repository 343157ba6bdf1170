/* SPDX-License-Identifier: MIT */
/* Tells the thread sanitizer what GLib orders. GLib isn't instrumented, and its mutexes, conditions,
 * once-cells and reference counts are atomic words and futexes of its own, so the sanitizer would
 * take two threads that hold a GMutex in turn for unordered ones, and report races that are none. This
 * library is preloaded into the tests of a -Db_sanitize=thread build; it stands in front of these
 * calls, of queues, and of what hands a callback to a main context, and says what they do. What GLib
 * itself calls in the C library is left out of the picture by tsan.supp, so that its other locks stand
 * here too; threads made and joined are seen all the same.
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
  RECURSIVE = 1 << 1,
  READ_LOCK = 1 << 3,
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

/* What a thread did before it releases an address, a later one that acquires it has seen. */
static void
release (void *address)
{
  if (__tsan_release)
    __tsan_release (address);
}

static void
acquire (void *address)
{
  if (__tsan_acquire)
    __tsan_acquire (address);
}

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
before_unlock (void *mutex, unsigned int flags)
{
  if (__tsan_mutex_pre_unlock)
    __tsan_mutex_pre_unlock (mutex, flags);
}

static void
after_unlock (void *mutex, unsigned int flags)
{
  if (__tsan_mutex_post_unlock)
    __tsan_mutex_post_unlock (mutex, flags);
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
  before_unlock (mutex, 0);
  REAL (g_mutex_unlock) (mutex);
  after_unlock (mutex, 0);
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
  before_unlock (mutex, 0);
  after_unlock (mutex, 0);
  REAL (g_cond_wait) (cond, mutex);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
}

SEEN gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  before_unlock (mutex, 0);
  after_unlock (mutex, 0);
  signalled = REAL (g_cond_wait_until) (cond, mutex, end_time);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
  return signalled;
}

SEEN void
g_rec_mutex_lock (GRecMutex *mutex)
{
  before_lock (mutex, RECURSIVE);
  REAL (g_rec_mutex_lock) (mutex);
  after_lock (mutex, RECURSIVE);
}

SEEN gboolean
g_rec_mutex_trylock (GRecMutex *mutex)
{
  gboolean locked;

  before_lock (mutex, RECURSIVE | TRY_LOCK);
  locked = REAL (g_rec_mutex_trylock) (mutex);
  after_lock (mutex, RECURSIVE | (locked ? TRY_LOCK : TRY_LOCK | TRY_LOCK_FAILED));
  return locked;
}

SEEN void
g_rec_mutex_unlock (GRecMutex *mutex)
{
  before_unlock (mutex, 0);
  REAL (g_rec_mutex_unlock) (mutex);
  after_unlock (mutex, 0);
}

SEEN void
g_rw_lock_writer_lock (GRWLock *lock)
{
  before_lock (lock, 0);
  REAL (g_rw_lock_writer_lock) (lock);
  after_lock (lock, 0);
}

SEEN void
g_rw_lock_writer_unlock (GRWLock *lock)
{
  before_unlock (lock, 0);
  REAL (g_rw_lock_writer_unlock) (lock);
  after_unlock (lock, 0);
}

SEEN void
g_rw_lock_reader_lock (GRWLock *lock)
{
  before_lock (lock, READ_LOCK);
  REAL (g_rw_lock_reader_lock) (lock);
  after_lock (lock, READ_LOCK);
}

SEEN void
g_rw_lock_reader_unlock (GRWLock *lock)
{
  before_unlock (lock, READ_LOCK);
  REAL (g_rw_lock_reader_unlock) (lock);
  after_unlock (lock, READ_LOCK);
}

/* What was set up before a cell is filled is seen by who finds it filled: with an atomic load in the
 * caller's own code, or, having waited, here. */
SEEN gboolean
(g_once_init_enter) (volatile void *location)
{
  gboolean is_first = REAL (g_once_init_enter) (location);

  acquire ((void *) location);
  return is_first;
}

SEEN void
(g_once_init_leave) (volatile void *location, gsize result)
{
  release ((void *) location);
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
  release (object);
  for (guint count = __atomic_load_n (&object->ref_count, __ATOMIC_ACQUIRE);
       count > 1 && (g_datalist_get_flags (&object->qdata) & 1) == 0;)
    if (__atomic_compare_exchange_n (&object->ref_count, &count, count - 1, FALSE, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE))
      return;
  acquire (object);
  REAL (g_object_unref) (object);
}

SEEN void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  release (queue);
  REAL (g_async_queue_push) (queue, data);
}

SEEN gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_pop) (queue);

  acquire (queue);
  return data;
}

SEEN gpointer
g_async_queue_try_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_try_pop) (queue);

  acquire (queue);
  return data;
}

SEEN gpointer
g_async_queue_timeout_pop (GAsyncQueue *queue, guint64 timeout)
{
  gpointer data = REAL (g_async_queue_timeout_pop) (queue, timeout);

  acquire (queue);
  return data;
}

/* A callback on its way to a main context. */
typedef struct {
  GSourceFunc func;
  gpointer data;
  GDestroyNotify notify;
} Callback;

static Callback *
callback_new (GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  Callback *callback = g_new (Callback, 1);

  *callback = (Callback) { func, data, notify };
  release (callback);
  return callback;
}

static gboolean
callback_call (gpointer user_data)
{
  Callback *callback = user_data;

  acquire (callback);
  return callback->func (callback->data);
}

static void
callback_free (gpointer user_data)
{
  Callback *callback = user_data;

  acquire (callback);
  if (callback->notify)
    callback->notify (callback->data);
  g_free (callback);
}

SEEN guint
g_idle_add_full (int priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  return REAL (g_idle_add_full) (priority, callback_call, callback_new (func, data, notify),
                                 callback_free);
}

SEEN guint
g_idle_add (GSourceFunc func, gpointer data)
{
  return g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, func, data, NULL);
}

SEEN guint
g_timeout_add_full (int priority, guint interval_ms, GSourceFunc func, gpointer data,
                    GDestroyNotify notify)
{
  return REAL (g_timeout_add_full) (priority, interval_ms, callback_call,
                                    callback_new (func, data, notify), callback_free);
}

SEEN guint
g_timeout_add (guint interval_ms, GSourceFunc func, gpointer data)
{
  return g_timeout_add_full (G_PRIORITY_DEFAULT, interval_ms, func, data, NULL);
}

SEEN void
g_main_context_invoke_full (GMainContext *context, int priority, GSourceFunc func, gpointer data,
                            GDestroyNotify notify)
{
  REAL (g_main_context_invoke_full) (context, priority, callback_call,
                                     callback_new (func, data, notify), callback_free);
}

SEEN void
g_main_context_invoke (GMainContext *context, GSourceFunc func, gpointer data)
{
  g_main_context_invoke_full (context, G_PRIORITY_DEFAULT, func, data, NULL);
}

/* Other kinds of sources call back with arguments of their own. */
SEEN void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  if (source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs)
    REAL (g_source_set_callback) (source, callback_call, callback_new (func, data, notify),
                                  callback_free);
  else
    REAL (g_source_set_callback) (source, func, data, notify);
}

/* A source of the program's own: its functions have seen what was done before it was attached or its
 * time was set. They stand behind these, which find them beside the table that GLib calls by. */
typedef struct {
  GSourceFuncs funcs;
  GSourceFuncs *real;
} Funcs;

static GSourceFuncs *
real_funcs (GSource *source)
{
  acquire (source);
  return ((Funcs *) source->source_funcs)->real;
}

static gboolean
source_prepare (GSource *source, int *timeout_ms)
{
  return real_funcs (source)->prepare (source, timeout_ms);
}

static gboolean
source_check (GSource *source)
{
  return real_funcs (source)->check (source);
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return real_funcs (source)->dispatch (source, callback, user_data);
}

static void
source_finalize (GSource *source)
{
  real_funcs (source)->finalize (source);
}

SEEN GSource *
g_source_new (GSourceFuncs *real, guint struct_size)
{
  static Funcs *tables[64];
  static int n_tables;
  static GMutex lock;
  Funcs *table = NULL;

  REAL (g_mutex_lock) (&lock);
  for (int i = 0; i < n_tables && table == NULL; i++)
    if (tables[i]->real == real)
      table = tables[i];
  if (table == NULL && n_tables < (int) G_N_ELEMENTS (tables)) {
    table = tables[n_tables++] = g_new0 (Funcs, 1);
    table->real = real;
    table->funcs.prepare = real->prepare ? source_prepare : NULL;
    table->funcs.check = real->check ? source_check : NULL;
    table->funcs.dispatch = source_dispatch;
    table->funcs.finalize = real->finalize ? source_finalize : NULL;
  }
  REAL (g_mutex_unlock) (&lock);
  return REAL (g_source_new) (table ? &table->funcs : real, struct_size);
}

SEEN guint
g_source_attach (GSource *source, GMainContext *context)
{
  release (source);
  return REAL (g_source_attach) (source, context);
}

SEEN void
g_source_set_ready_time (GSource *source, gint64 ready_time)
{
  release (source);
  REAL (g_source_set_ready_time) (source, ready_time);
}
