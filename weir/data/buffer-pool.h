/* SPDX-License-Identifier: MIT */
/* Pools: buffers of one size that come back when nobody holds them any more.
 *
 * A pool's buffers may outlive the pool; they come back to its core, which ends with the last of
 * them. A pool with a highest number of buffers that has none left never waits: it answers
 * WEIR_FLOW_AGAIN and tells by the wake function when one has come back. */
#pragma once

#include <weir/data/buffer.h>
#include <weir/data/caps.h>
#include <weir/data/flow.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BUFFER_POOL (weir_buffer_pool_get_type ())
WEIR_API G_DECLARE_FINAL_TYPE (WeirBufferPool, weir_buffer_pool, WEIR, BUFFER_POOL, GObject)

  /**
 * WeirBufferPoolWakeFunc:
 * @pool_data: what was given
 *
 * Called, in any thread, when a buffer has come back after an acquire that got none. Must not wait.
 */
  typedef void (*WeirBufferPoolWakeFunc) (gpointer pool_data);

WEIR_API WeirBufferPool *weir_buffer_pool_new (void);
WEIR_API gboolean weir_buffer_pool_set_config (WeirBufferPool *pool, WeirStructure *config);
WEIR_API WeirStructure *weir_buffer_pool_get_config (WeirBufferPool *pool);
WEIR_API gboolean weir_buffer_pool_set_active (WeirBufferPool *pool, gboolean active);
WEIR_API gboolean weir_buffer_pool_is_active (WeirBufferPool *pool);
WEIR_API void weir_buffer_pool_set_flushing (WeirBufferPool *pool, gboolean flushing);
WEIR_API void weir_buffer_pool_set_wake (WeirBufferPool *pool, WeirBufferPoolWakeFunc func,
                                         gpointer pool_data);
WEIR_API WeirFlowReturn weir_buffer_pool_acquire_buffer (WeirBufferPool *pool, WeirBuffer **buffer,
                                                         gpointer params);
WEIR_API void weir_buffer_pool_release_buffer (WeirBufferPool *pool, WeirBuffer *buffer);
WEIR_API guint weir_buffer_pool_get_n_outstanding (WeirBufferPool *pool);

WEIR_API void weir_buffer_pool_config_set_params (WeirStructure *config, WeirCaps *caps, guint size,
                                                  guint min_buffers, guint max_buffers);
WEIR_API gboolean weir_buffer_pool_config_get_params (WeirStructure *config, WeirCaps **caps,
                                                      guint *size, guint *min_buffers,
                                                      guint *max_buffers);
WEIR_API gboolean weir_buffer_pool_config_validate_params (WeirStructure *config, WeirCaps *caps,
                                                           guint size, guint min_buffers,
                                                           guint max_buffers);
WEIR_API void weir_buffer_pool_config_set_allocator (WeirStructure *config,
                                                     WeirAllocator *allocator,
                                                     const WeirAllocationParams *params);
WEIR_API gboolean weir_buffer_pool_config_get_allocator (WeirStructure *config,
                                                         WeirAllocator **allocator,
                                                         WeirAllocationParams *params);

G_END_DECLS
