/* SPDX-License-Identifier: MIT */
/* Pools. The object is a shell around a core that has a count of its own: one for the shell, one
 * for each buffer that is out, so that a buffer costs no reference of an object and may come back
 * when the shell has gone. What comes back goes on a stack by compare-and-swap, from any thread;
 * who acquires takes the whole stack and keeps the rest. */
#include <pthread.h>
#include <weir/data/buffer-pool.h>
#include <weir/data/buffer-private.h>

#define CONFIG_NAME "GstBufferPoolConfig"

struct _WeirPoolCore {
  gint refs;          /* atomic */
  WeirMini *returned; /* atomic: stack of buffers that came back, chained by mini.next */
  gint total;         /* atomic: buffers that exist, out or here */
  gint outstanding;   /* atomic: those that are out */
  gboolean active;    /* atomic */
  gboolean flushing;  /* atomic */
  gboolean starved;   /* atomic: an acquire got nothing since the last wake */

  pthread_mutex_t lock; /* short sections; guards what follows */
  WeirMini *kept;       /* what was taken off the stack at once, and not yet given out */
  guint size, min_buffers, max_buffers;
  WeirAllocator *allocator; /* (owned) (nullable) */
  WeirAllocationParams params;

  /* Guards what follows, also while it is called: after set_wake () none is under way. */
  pthread_mutex_t wake_lock;
  WeirBufferPoolWakeFunc wake;
  gpointer wake_data;
};

struct _WeirBufferPool {
  GObject parent_instance;
  WeirPoolCore *core;    /* (owned) */
  WeirStructure *config; /* (owned) guarded by core->lock */
};

G_DEFINE_FINAL_TYPE (WeirBufferPool, weir_buffer_pool, G_TYPE_OBJECT)

/* The core */

static void
core_unref (WeirPoolCore *core)
{
  if (__atomic_fetch_sub (&core->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_clear_object (&core->allocator);
  pthread_mutex_destroy (&core->lock);
  pthread_mutex_destroy (&core->wake_lock);
  g_free (core);
}

static void
destroy_buffer (WeirPoolCore *core, WeirMini *mini)
{
  weir_buffer_cell ((WeirBuffer *) mini)->pool = NULL;
  weir_buffer_destroy ((WeirBuffer *) mini);
  __atomic_fetch_sub (&core->total, 1, __ATOMIC_RELEASE);
}

static void
destroy_chain (WeirPoolCore *core, WeirMini *mini)
{
  while (mini != NULL) {
    WeirMini *next = mini->next;
    destroy_buffer (core, mini);
    mini = next;
  }
}

/* Whatever lies here ends: nobody is to have it any more. */
static void
core_empty (WeirPoolCore *core)
{
  pthread_mutex_lock (&core->lock);
  WeirMini *kept = core->kept;
  core->kept = NULL;
  pthread_mutex_unlock (&core->lock);
  destroy_chain (core, kept);
  destroy_chain (core, __atomic_exchange_n (&core->returned, NULL, __ATOMIC_ACQUIRE));
}

static void
core_wake (WeirPoolCore *core)
{
  pthread_mutex_lock (&core->wake_lock);
  if (core->wake != NULL)
    core->wake (core->wake_data);
  pthread_mutex_unlock (&core->wake_lock);
}

/* The other half of the handshake in acquire: what changed is stored before starved is read, all
 * sequentially. */
static void
core_wake_if_starved (WeirPoolCore *core)
{
  if (__atomic_load_n (&core->starved, __ATOMIC_SEQ_CST)
      && __atomic_exchange_n (&core->starved, FALSE, __ATOMIC_SEQ_CST))
    core_wake (core);
}

void
weir_pool_core_return (WeirPoolCore *core, WeirBuffer *buffer)
{
  WeirMini *mini = &buffer->mini;
  gboolean keep = __atomic_load_n (&core->active, __ATOMIC_ACQUIRE)
                  && weir_buffer_is_reusable (buffer, core->size);
  if (keep) {
    weir_buffer_reset (buffer);
    WeirMini *top = __atomic_load_n (&core->returned, __ATOMIC_RELAXED);
    do
      mini->next = top;
    while (!__atomic_compare_exchange_n (&core->returned, &top, mini, TRUE, __ATOMIC_SEQ_CST,
                                         __ATOMIC_RELAXED));
  } else {
    destroy_buffer (core, mini);
  }
  __atomic_fetch_sub (&core->outstanding, 1, __ATOMIC_SEQ_CST);
  core_wake_if_starved (core);
  if (keep && !__atomic_load_n (&core->active, __ATOMIC_SEQ_CST))
    core_empty (core); /* it was switched off meanwhile: nobody else will look here again */
  core_unref (core);
}

static WeirBuffer *
make_buffer (WeirPoolCore *core)
{
  WeirBuffer *buffer = weir_buffer_new_allocate (core->allocator, core->size, &core->params);
  if (buffer != NULL)
    weir_buffer_cell (buffer)->pool = core;
  return buffer;
}

/* With the lock: one that is here, or a new one if there may be one more. */
static WeirBuffer *
take_locked (WeirPoolCore *core)
{
  if (core->kept == NULL)
    core->kept = __atomic_exchange_n (&core->returned, NULL, __ATOMIC_SEQ_CST);
  WeirMini *mini = core->kept;
  if (mini != NULL) {
    core->kept = mini->next;
    mini->next = NULL;
    __atomic_store_n (&mini->refs, 1, __ATOMIC_RELAXED);
    return (WeirBuffer *) mini;
  }
  if (core->max_buffers != 0
      && __atomic_load_n (&core->total, __ATOMIC_SEQ_CST) >= (gint) core->max_buffers)
    return NULL;
  WeirBuffer *buffer = make_buffer (core);
  if (buffer != NULL)
    __atomic_fetch_add (&core->total, 1, __ATOMIC_RELAXED);
  return buffer;
}

/* The object */

static void
weir_buffer_pool_finalize (GObject *object)
{
  WeirBufferPool *self = WEIR_BUFFER_POOL (object);
  WeirPoolCore *core = self->core;
  weir_buffer_pool_set_wake (self, NULL, NULL);
  __atomic_store_n (&core->active, FALSE, __ATOMIC_SEQ_CST);
  core_empty (core);
  weir_structure_free (self->config);
  core_unref (core);
  G_OBJECT_CLASS (weir_buffer_pool_parent_class)->finalize (object);
}

static void
weir_buffer_pool_class_init (WeirBufferPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_buffer_pool_finalize;
}

static void
weir_buffer_pool_init (WeirBufferPool *self)
{
  self->core = g_new0 (WeirPoolCore, 1);
  self->core->refs = 1;
  pthread_mutex_init (&self->core->lock, NULL);
  pthread_mutex_init (&self->core->wake_lock, NULL);
  self->config = weir_structure_new_empty (CONFIG_NAME);
  weir_buffer_pool_config_set_params (self->config, NULL, 0, 0, 0);
}

/**
 * weir_buffer_pool_new:
 *
 * Makes a pool. Thread: any.
 *
 * Returns: (transfer full): a pool, to be configured and activated
 */
WeirBufferPool *
weir_buffer_pool_new (void)
{
  return g_object_new (WEIR_TYPE_BUFFER_POOL, NULL);
}

/**
 * weir_buffer_pool_set_config:
 * @pool: a pool that isn't active
 * @config: (transfer full): from weir_buffer_pool_get_config (), changed by the
 *   weir_buffer_pool_config functions
 *
 * Thread: any.
 *
 * Returns: %FALSE if @pool is active or has buffers out, or @config names no size
 */
gboolean
weir_buffer_pool_set_config (WeirBufferPool *pool, WeirStructure *config)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), FALSE);
  g_return_val_if_fail (config != NULL, FALSE);

  WeirPoolCore *core = pool->core;
  g_autoptr (WeirStructure) taken = config;
  guint size, min_buffers, max_buffers;
  WeirAllocator *allocator = NULL;
  WeirAllocationParams params;
  if (!weir_buffer_pool_config_get_params (config, NULL, &size, &min_buffers, &max_buffers)
      || (max_buffers != 0 && min_buffers > max_buffers))
    return FALSE;
  weir_allocation_params_init (&params);
  weir_buffer_pool_config_get_allocator (config, &allocator, &params);

  pthread_mutex_lock (&core->lock);
  gboolean free = !__atomic_load_n (&core->active, __ATOMIC_RELAXED)
                  && __atomic_load_n (&core->total, __ATOMIC_ACQUIRE) == 0;
  if (free) {
    core->size = size;
    core->min_buffers = min_buffers;
    core->max_buffers = max_buffers;
    core->params = params;
    g_set_object (&core->allocator, allocator);
    weir_structure_free (pool->config);
    pool->config = g_steal_pointer (&taken);
  }
  pthread_mutex_unlock (&core->lock);
  return free;
}

/**
 * weir_buffer_pool_get_config:
 * @pool: a pool
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy of the configuration
 */
WeirStructure *
weir_buffer_pool_get_config (WeirBufferPool *pool)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), NULL);
  pthread_mutex_lock (&pool->core->lock);
  WeirStructure *config = weir_structure_copy (pool->config);
  pthread_mutex_unlock (&pool->core->lock);
  return config;
}

/* Has the smallest number of buffers ready. */
static gboolean
fill_locked (WeirPoolCore *core)
{
  while (__atomic_load_n (&core->total, __ATOMIC_RELAXED) < (gint) core->min_buffers) {
    WeirBuffer *buffer = make_buffer (core);
    if (buffer == NULL)
      return FALSE;
    __atomic_fetch_add (&core->total, 1, __ATOMIC_RELAXED);
    buffer->mini.next = core->kept;
    core->kept = &buffer->mini;
  }
  return TRUE;
}

/**
 * weir_buffer_pool_set_active:
 * @pool: a pool
 * @active: whether it gives out buffers
 *
 * Activating makes the smallest number of buffers. Deactivating frees those that are here, and the
 * others when they come back. Thread: any.
 *
 * Returns: %FALSE if the buffers couldn't be made
 */
gboolean
weir_buffer_pool_set_active (WeirBufferPool *pool, gboolean active)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), FALSE);
  WeirPoolCore *core = pool->core;
  gboolean ok = TRUE;
  if (active) {
    pthread_mutex_lock (&core->lock);
    ok = fill_locked (core);
    if (ok)
      __atomic_store_n (&core->active, TRUE, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock (&core->lock);
  } else {
    __atomic_store_n (&core->active, FALSE, __ATOMIC_SEQ_CST);
    core_wake_if_starved (core);
  }
  if (!active || !ok)
    core_empty (core);
  return ok;
}

/**
 * weir_buffer_pool_is_active:
 * @pool: a pool
 *
 * Tells whether the pool is active. Thread: any.
 *
 * Returns: %TRUE if it gives out buffers
 */
gboolean
weir_buffer_pool_is_active (WeirBufferPool *pool)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), FALSE);
  return __atomic_load_n (&pool->core->active, __ATOMIC_ACQUIRE);
}

/**
 * weir_buffer_pool_set_flushing:
 * @pool: a pool
 * @flushing: whether to refuse
 *
 * While flushing, acquiring answers %WEIR_FLOW_FLUSHING. Thread: any.
 */
void
weir_buffer_pool_set_flushing (WeirBufferPool *pool, gboolean flushing)
{
  g_return_if_fail (WEIR_IS_BUFFER_POOL (pool));
  __atomic_store_n (&pool->core->flushing, flushing, __ATOMIC_SEQ_CST);
  core_wake_if_starved (pool->core);
}

/**
 * weir_buffer_pool_set_wake: (skip)
 * @pool: a pool
 * @func: (nullable): called when asking again is worth while, after an acquire that answered
 *   %WEIR_FLOW_AGAIN
 * @pool_data: for @func
 *
 * When this returns, the function that was set before isn't being called and won't be. Thread: any,
 * but not @func.
 */
void
weir_buffer_pool_set_wake (WeirBufferPool *pool, WeirBufferPoolWakeFunc func, gpointer pool_data)
{
  g_return_if_fail (WEIR_IS_BUFFER_POOL (pool));
  pthread_mutex_lock (&pool->core->wake_lock);
  pool->core->wake = func;
  pool->core->wake_data = pool_data;
  pthread_mutex_unlock (&pool->core->wake_lock);
}

static WeirBuffer *
take (WeirPoolCore *core)
{
  pthread_mutex_lock (&core->lock);
  WeirBuffer *buffer = take_locked (core);
  pthread_mutex_unlock (&core->lock);
  return buffer;
}

/**
 * weir_buffer_pool_acquire_buffer:
 * @pool: a pool
 * @buffer: (out) (transfer full): the buffer, if the answer is %WEIR_FLOW_OK
 * @params: (nullable): nothing that has an effect
 *
 * Gets a buffer of the configured size, contents undefined. Never waits. Thread: any.
 *
 * Returns: %WEIR_FLOW_OK; %WEIR_FLOW_AGAIN if all buffers are out; %WEIR_FLOW_FLUSHING if @pool is
 *   flushing or not active; %WEIR_FLOW_ERROR if the allocator made no memory
 */
WeirFlowReturn
weir_buffer_pool_acquire_buffer (WeirBufferPool *pool, WeirBuffer **buffer, gpointer params)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), WEIR_FLOW_ERROR);
  g_return_val_if_fail (buffer != NULL, WEIR_FLOW_ERROR);

  WeirPoolCore *core = pool->core;
  *buffer = NULL;
  if (!__atomic_load_n (&core->active, __ATOMIC_ACQUIRE)
      || __atomic_load_n (&core->flushing, __ATOMIC_ACQUIRE))
    return WEIR_FLOW_FLUSHING;

  WeirBuffer *taken = take (core);
  if (taken == NULL) {
    /* Say that we starve, then look again: who returns one in between sees either the word or us
     * the buffer. */
    __atomic_store_n (&core->starved, TRUE, __ATOMIC_SEQ_CST);
    taken = take (core);
    if (taken == NULL)
      return core->max_buffers != 0 ? WEIR_FLOW_AGAIN : WEIR_FLOW_ERROR;
    __atomic_store_n (&core->starved, FALSE, __ATOMIC_SEQ_CST);
  }
  __atomic_fetch_add (&core->refs, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add (&core->outstanding, 1, __ATOMIC_RELAXED);
  *buffer = taken;
  return WEIR_FLOW_OK;
}

/**
 * weir_buffer_pool_release_buffer:
 * @pool: a pool
 * @buffer: (transfer full): a buffer from it
 *
 * The same as dropping the last reference of @buffer. Thread: any.
 */
void
weir_buffer_pool_release_buffer (WeirBufferPool *pool, WeirBuffer *buffer)
{
  g_return_if_fail (WEIR_IS_BUFFER_POOL (pool));
  g_return_if_fail (buffer != NULL && weir_buffer_cell (buffer)->pool == pool->core);
  weir_buffer_unref (buffer);
}

/**
 * weir_buffer_pool_get_n_outstanding:
 * @pool: a pool
 *
 * Counts the buffers that are held by somebody. A snapshot: others acquire and release meanwhile.
 * Thread: any.
 *
 * Returns: how many of its buffers are out
 */
guint
weir_buffer_pool_get_n_outstanding (WeirBufferPool *pool)
{
  g_return_val_if_fail (WEIR_IS_BUFFER_POOL (pool), 0);
  return __atomic_load_n (&pool->core->outstanding, __ATOMIC_RELAXED);
}

/* The configuration */

/**
 * weir_buffer_pool_config_set_params:
 * @config: a configuration
 * @caps: (nullable): format of the buffers
 * @size: bytes of each
 * @min_buffers: how many are ready from the beginning
 * @max_buffers: how many there may be; 0: any number
 *
 * Writes the main values into a configuration. Thread: owner.
 */
void
weir_buffer_pool_config_set_params (WeirStructure *config, WeirCaps *caps, guint size,
                                    guint min_buffers, guint max_buffers)
{
  g_return_if_fail (config != NULL);
  weir_structure_set (config, "caps", WEIR_TYPE_CAPS, caps, "size", G_TYPE_UINT, size,
                      "min-buffers", G_TYPE_UINT, min_buffers, "max-buffers", G_TYPE_UINT,
                      max_buffers, NULL);
}

/**
 * weir_buffer_pool_config_get_params:
 * @config: a configuration
 * @caps: (out) (optional) (nullable) (transfer none): format of the buffers
 * @size: (out) (optional): bytes of each
 * @min_buffers: (out) (optional): how many are ready from the beginning
 * @max_buffers: (out) (optional): how many there may be; 0: any number
 *
 * Reads the main values of a configuration. Thread: any.
 *
 * Returns: %FALSE if @config lacks one of them
 */
gboolean
weir_buffer_pool_config_get_params (WeirStructure *config, WeirCaps **caps, guint *size,
                                    guint *min_buffers, guint *max_buffers)
{
  g_return_val_if_fail (config != NULL, FALSE);
  guint ignored;
  if (caps != NULL) {
    const GValue *value = weir_structure_get_value (config, "caps");
    *caps = value != NULL ? (WeirCaps *) weir_value_get_caps (value) : NULL;
  }
  return weir_structure_get_uint (config, "size", size != NULL ? size : &ignored)
         && weir_structure_get_uint (config, "min-buffers",
                                     min_buffers != NULL ? min_buffers : &ignored)
         && weir_structure_get_uint (config, "max-buffers",
                                     max_buffers != NULL ? max_buffers : &ignored);
}

/**
 * weir_buffer_pool_config_validate_params:
 * @config: a configuration
 * @caps: (nullable): format that is wanted
 * @size: bytes that are wanted
 * @min_buffers: how many are wanted from the beginning
 * @max_buffers: how many are wanted at the most, 0: any number
 *
 * Compares a configuration with what one needs: the same caps, buffers as large and as many.
 * Thread: any.
 *
 * Returns: %TRUE if what @config says serves as well
 */
gboolean
weir_buffer_pool_config_validate_params (WeirStructure *config, WeirCaps *caps, guint size,
                                         guint min_buffers, guint max_buffers)
{
  WeirCaps *have_caps;
  guint have_size, have_min, have_max;
  if (!weir_buffer_pool_config_get_params (config, &have_caps, &have_size, &have_min, &have_max))
    return FALSE;
  gboolean same_caps =
    have_caps == caps
    || (have_caps != NULL && caps != NULL && weir_caps_is_equal (have_caps, caps));
  return same_caps && have_size >= size && have_min >= min_buffers
         && (have_max == 0 || max_buffers == 0 || have_max <= max_buffers);
}

/**
 * weir_buffer_pool_config_set_allocator:
 * @config: a configuration
 * @allocator: (nullable): who makes the memory
 * @params: (nullable): flags, alignment, prefix and padding
 *
 * Writes who makes the memory into a configuration. Thread: owner.
 */
void
weir_buffer_pool_config_set_allocator (WeirStructure *config, WeirAllocator *allocator,
                                       const WeirAllocationParams *params)
{
  g_return_if_fail (config != NULL);
  weir_structure_set (config, "allocator", WEIR_TYPE_ALLOCATOR, allocator, "params",
                      WEIR_TYPE_ALLOCATION_PARAMS, params, NULL);
}

/**
 * weir_buffer_pool_config_get_allocator:
 * @config: a configuration
 * @allocator: (out) (optional) (nullable) (transfer none): who makes the memory
 * @params: (out caller-allocates) (optional): flags, alignment, prefix and padding
 *
 * Reads who makes the memory from a configuration. Thread: any.
 *
 * Returns: %FALSE if @config says nothing about it
 */
gboolean
weir_buffer_pool_config_get_allocator (WeirStructure *config, WeirAllocator **allocator,
                                       WeirAllocationParams *params)
{
  g_return_val_if_fail (config != NULL, FALSE);
  const GValue *value = weir_structure_get_value (config, "allocator");
  if (allocator != NULL)
    *allocator = value != NULL ? g_value_get_object (value) : NULL;
  if (params != NULL) {
    const GValue *boxed = weir_structure_get_value (config, "params");
    const WeirAllocationParams *found = boxed != NULL ? g_value_get_boxed (boxed) : NULL;
    if (found != NULL)
      *params = *found;
    else
      weir_allocation_params_init (params);
  }
  return value != NULL;
}
