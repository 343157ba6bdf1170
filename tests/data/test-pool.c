/* SPDX-License-Identifier: MIT */
/* Pools: bounds, coming back from anywhere, the handshake with who waits, and ends in any order. */
#include <pthread.h>
#include <weir/data/buffer-pool.h>
#include <weir/data/buffer-private.h>
#include <weir/data/meta.h>

static WeirBufferPool *
new_pool (guint size, guint min_buffers, guint max_buffers)
{
  WeirBufferPool *pool = weir_buffer_pool_new ();
  WeirStructure *config = weir_buffer_pool_get_config (pool);
  weir_buffer_pool_config_set_params (config, NULL, size, min_buffers, max_buffers);
  g_assert_true (weir_buffer_pool_set_config (pool, config));
  g_assert_true (weir_buffer_pool_set_active (pool, TRUE));
  return pool;
}

static WeirBuffer *
acquire (WeirBufferPool *pool)
{
  WeirBuffer *buffer;
  g_assert_cmpint (weir_buffer_pool_acquire_buffer (pool, &buffer, NULL), ==, WEIR_FLOW_OK);
  g_assert_true (weir_buffer_is_writable (buffer));
  return buffer;
}

static void
test_config (void)
{
  g_autoptr (WeirBufferPool) pool = weir_buffer_pool_new ();
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("video/x-raw, width=(int)16");
  WeirAllocationParams params = { 0, 127, 0, 32 }, read;
  WeirStructure *config = weir_buffer_pool_get_config (pool);
  weir_buffer_pool_config_set_params (config, caps, 100, 2, 4);
  weir_buffer_pool_config_set_allocator (config, NULL, &params);
  g_assert_true (weir_buffer_pool_config_validate_params (config, caps, 100, 2, 4));
  g_assert_false (weir_buffer_pool_config_validate_params (config, caps, 101, 2, 4));
  g_assert_false (weir_buffer_pool_config_validate_params (config, NULL, 100, 2, 4));
  g_assert_true (weir_buffer_pool_set_config (pool, config));

  config = weir_buffer_pool_get_config (pool);
  WeirCaps *read_caps;
  guint size, min_buffers, max_buffers;
  g_assert_true (
    weir_buffer_pool_config_get_params (config, &read_caps, &size, &min_buffers, &max_buffers));
  g_assert_true (weir_caps_is_equal (read_caps, caps));
  g_assert_cmpuint (size, ==, 100);
  g_assert_cmpuint (min_buffers, ==, 2);
  g_assert_cmpuint (max_buffers, ==, 4);
  weir_buffer_pool_config_get_allocator (config, NULL, &read);
  g_assert_cmpuint (read.align, ==, 127);
  weir_structure_free (config);

  g_assert_true (weir_buffer_pool_set_active (pool, TRUE));
  WeirBuffer *buffer = acquire (pool);
  WeirMapInfo info;
  weir_buffer_map (buffer, &info, WEIR_MAP_READ);
  g_assert_cmpuint ((guintptr) info.data % 128, ==, 0);
  g_assert_cmpuint (info.maxsize, ==, 132);
  weir_buffer_unmap (buffer, &info);
  weir_buffer_unref (buffer);
  /* Not while it is active; not with fewer buffers at the most than at the least. */
  g_assert_false (weir_buffer_pool_set_config (pool, weir_buffer_pool_get_config (pool)));
  weir_buffer_pool_set_active (pool, FALSE);
  config = weir_buffer_pool_get_config (pool);
  weir_buffer_pool_config_set_params (config, NULL, 10, 5, 4);
  g_assert_false (weir_buffer_pool_set_config (pool, config));
}

static void
test_reuse (void)
{
  g_autoptr (WeirBufferPool) pool = new_pool (64, 1, 0);
  WeirBuffer *buffer = acquire (pool);
  WeirBuffer *first = buffer;
  buffer->pts = 5;
  weir_buffer_set_flags (buffer, WEIR_BUFFER_FLAG_GAP);
  weir_buffer_set_size (buffer, 10);
  g_autoptr (WeirBuffer) parent = weir_buffer_new ();
  weir_buffer_add_parent_buffer_meta (buffer, parent)->parent.flags |= WEIR_META_FLAG_POOLED;
  weir_buffer_add_parent_buffer_meta (buffer, parent);
  g_assert_cmpuint (weir_buffer_pool_get_n_outstanding (pool), ==, 1);
  weir_buffer_pool_release_buffer (pool, buffer);
  g_assert_cmpuint (weir_buffer_pool_get_n_outstanding (pool), ==, 0);

  buffer = acquire (pool);
  g_assert_true (buffer == first);
  g_assert_false (WEIR_BUFFER_PTS_IS_VALID (buffer));
  g_assert_cmpuint (buffer->flags, ==, 0);
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 64);
  g_assert_cmpuint (weir_buffer_get_n_meta (buffer, WEIR_PARENT_BUFFER_META_API_TYPE), ==, 1);
  weir_buffer_unref (buffer);
}

/* A buffer whose memory somebody keeps can't be given out again: its bytes would change under
 * them. */
static void
test_memory_kept (void)
{
  g_autoptr (WeirBufferPool) pool = new_pool (64, 0, 1);
  WeirBuffer *buffer = acquire (pool);
  weir_buffer_memset (buffer, 0, 7, -1);
  g_autoptr (WeirBuffer) copy = weir_buffer_copy (buffer);
  weir_buffer_unref (buffer);
  buffer = acquire (pool);
  weir_buffer_memset (buffer, 0, 9, -1);
  guint8 byte = 0;
  weir_buffer_extract (copy, 0, &byte, 1);
  g_assert_cmpuint (byte, ==, 7);
  weir_buffer_unref (buffer);

  /* Nor one whose memories were changed. */
  buffer = acquire (pool);
  weir_buffer_append_memory (buffer, weir_allocator_alloc (NULL, 1, NULL));
  g_assert_true (WEIR_BUFFER_FLAG_IS_SET (buffer, WEIR_BUFFER_FLAG_TAG_MEMORY));
  weir_buffer_unref (buffer);
  buffer = acquire (pool);
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 1);
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 64);
  weir_buffer_unref (buffer);
}

static void
wake_cb (gpointer data)
{
  __atomic_add_fetch ((int *) data, 1, __ATOMIC_SEQ_CST);
}

static void
test_bounded (void)
{
  int n_wakes = 0;
  g_autoptr (WeirBufferPool) pool = new_pool (16, 0, 2);
  weir_buffer_pool_set_wake (pool, wake_cb, &n_wakes);
  WeirBuffer *a = acquire (pool), *b = acquire (pool), *c;
  g_assert_cmpint (weir_buffer_pool_acquire_buffer (pool, &c, NULL), ==, WEIR_FLOW_AGAIN);
  g_assert_null (c);
  g_assert_cmpint (n_wakes, ==, 0);
  weir_buffer_unref (a);
  g_assert_cmpint (n_wakes, ==, 1);
  weir_buffer_unref (b);
  g_assert_cmpint (n_wakes, ==, 1); /* nobody asked since */
  a = acquire (pool);
  b = acquire (pool);
  g_assert_cmpint (weir_buffer_pool_acquire_buffer (pool, &c, NULL), ==, WEIR_FLOW_AGAIN);
  weir_buffer_pool_set_flushing (pool, TRUE);
  g_assert_cmpint (n_wakes, ==, 2);
  g_assert_cmpint (weir_buffer_pool_acquire_buffer (pool, &c, NULL), ==, WEIR_FLOW_FLUSHING);
  weir_buffer_pool_set_flushing (pool, FALSE);
  weir_buffer_unref (a);
  weir_buffer_unref (b);
}

static void
test_inactive (void)
{
  g_autoptr (WeirBufferPool) pool = new_pool (16, 2, 0);
  WeirBuffer *out = acquire (pool), *none;
  weir_buffer_pool_set_active (pool, FALSE);
  g_assert_false (weir_buffer_pool_is_active (pool));
  g_assert_cmpint (weir_buffer_pool_acquire_buffer (pool, &none, NULL), ==, WEIR_FLOW_FLUSHING);
  /* One is out: its size can't be changed under it. */
  g_assert_false (weir_buffer_pool_set_config (pool, weir_buffer_pool_get_config (pool)));
  weir_buffer_unref (out);
  g_assert_true (weir_buffer_pool_set_config (pool, weir_buffer_pool_get_config (pool)));
}

static void
test_pool_goes_first (void)
{
  WeirBufferPool *pool = new_pool (16, 3, 0);
  WeirBuffer *buffer = acquire (pool);
  WeirBuffer *other = acquire (pool);
  g_object_unref (pool);
  weir_buffer_memset (buffer, 0, 1, -1);
  weir_buffer_unref (buffer);
  g_assert_cmpuint (weir_buffer_get_size (other), ==, 16);
  weir_buffer_unref (other);
}

/* Threads give back while one acquires and sleeps when there is none: no wake may be lost. */
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t cond;
  gboolean woken;
} Sleeper;

static void
sleeper_wake_cb (gpointer data)
{
  Sleeper *sleeper = data;
  pthread_mutex_lock (&sleeper->lock);
  sleeper->woken = TRUE;
  pthread_cond_signal (&sleeper->cond);
  pthread_mutex_unlock (&sleeper->lock);
}

static gpointer
releaser_cb (gpointer data)
{
  WeirBuffer *buffer;
  while ((buffer = g_async_queue_pop (data)) != (gpointer) 1)
    weir_buffer_unref (buffer);
  return NULL;
}

static void
test_no_lost_wake (void)
{
  Sleeper sleeper = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, FALSE };
  g_autoptr (WeirBufferPool) pool = new_pool (16, 0, 3);
  weir_buffer_pool_set_wake (pool, sleeper_wake_cb, &sleeper);
  g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
  GThread *threads[2];
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("releaser", releaser_cb, queue);
  for (guint i = 0; i < 30000; i++) {
    WeirBuffer *buffer;
    while (weir_buffer_pool_acquire_buffer (pool, &buffer, NULL) == WEIR_FLOW_AGAIN) {
      pthread_mutex_lock (&sleeper.lock);
      while (!sleeper.woken)
        pthread_cond_wait (&sleeper.cond, &sleeper.lock);
      sleeper.woken = FALSE;
      pthread_mutex_unlock (&sleeper.lock);
    }
    g_async_queue_push (queue, buffer);
  }
  for (int i = 0; i < 2; i++)
    g_async_queue_push (queue, (gpointer) 1);
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (weir_buffer_pool_get_n_outstanding (pool), ==, 0);
  weir_buffer_pool_set_wake (pool, NULL, NULL);
}

/* Buffers come back while the pool is switched off and goes: none may be left behind or end
 * twice. */
static void
test_end_race (void)
{
  for (guint round = 0; round < 300; round++) {
    WeirBufferPool *pool = new_pool (16, 0, 0);
    g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
    for (guint i = 0; i < 20; i++)
      g_async_queue_push (queue, acquire (pool));
    g_async_queue_push (queue, (gpointer) 1);
    GThread *thread = g_thread_new ("releaser", releaser_cb, queue);
    if (round % 2 == 0)
      weir_buffer_pool_set_active (pool, FALSE);
    g_object_unref (pool);
    g_thread_join (thread);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool/config", test_config);
  g_test_add_func ("/pool/reuse", test_reuse);
  g_test_add_func ("/pool/memory-kept", test_memory_kept);
  g_test_add_func ("/pool/bounded", test_bounded);
  g_test_add_func ("/pool/inactive", test_inactive);
  g_test_add_func ("/pool/pool-goes-first", test_pool_goes_first);
  g_test_add_func ("/pool/no-lost-wake", test_no_lost_wake);
  g_test_add_func ("/pool/end-race", test_end_race);
  return g_test_run ();
}
