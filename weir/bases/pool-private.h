/* SPDX-License-Identifier: MIT */
/* The pool behind a base's output buffers: made anew when the size changes. */
#pragma once

#include <weir/data/buffer-pool.h>

G_BEGIN_DECLS

typedef struct {
  WeirBufferPool *pool; /* (owned) (nullable) */
  gsize size;           /* bytes of its buffers */
} WeirBasePool;

/* A buffer of `size` bytes, 64-byte aligned, without times or flags; small ones don't come from the pool. (transfer full)
 * Thread: owner of the base. */
WeirBuffer *weir_base_pool_acquire (WeirBasePool *self, gsize size);
void weir_base_pool_clear (WeirBasePool *self);

G_END_DECLS
