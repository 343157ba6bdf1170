/* SPDX-License-Identifier: MIT */
/* The atomics of this room, by one set of names, so that a test build can turn each of them into a
 * choice point.
 *
 * `order` is written without its prefix: WEIR_ATOMIC_LOAD (&word, acquire). Who writes one names
 * its pairing in a comment. With WEIR_ATOMIC_EXPLORE the explorer of the tests takes over: other
 * threads may go on before each access, and plain stores may stay in the storing thread's buffer
 * until the next fence or read-modify-write. */
#pragma once

#include <weir/base/macros.h>

#ifdef WEIR_ATOMIC_EXPLORE

#define WEIR_ATOMIC(type) type

guint64 weir_explore_load (const void *address, gsize size);
void weir_explore_store (void *address, gsize size, guint64 value, gboolean flush);
guint64 weir_explore_exchange (void *address, gsize size, guint64 value);
guint64 weir_explore_add (void *address, gsize size, guint64 value);
gboolean weir_explore_cas (void *address, gsize size, guint64 *expected, guint64 value);
void weir_explore_fence (void);

#define WEIR_EXPLORE_SEQ_relaxed FALSE
#define WEIR_EXPLORE_SEQ_release FALSE
#define WEIR_EXPLORE_SEQ_seq_cst TRUE

#define WEIR_ATOMIC_LOAD(p, order) ((__typeof__ (*(p))) weir_explore_load ((p), sizeof *(p)))
#define WEIR_ATOMIC_STORE(p, value, order)                                                         \
  weir_explore_store ((p), sizeof *(p), (guint64) (value), WEIR_EXPLORE_SEQ_##order)
#define WEIR_ATOMIC_EXCHANGE(p, value, order)                                                      \
  ({ (__typeof__ (*(p))) weir_explore_exchange ((p), sizeof *(p), (guint64) (value)); })
#define WEIR_ATOMIC_ADD(p, value, order)                                                           \
  ({ (__typeof__ (*(p))) weir_explore_add ((p), sizeof *(p), (guint64) (value)); })
#define WEIR_ATOMIC_CAS(p, expected, value, order)                                                 \
  weir_explore_cas ((p), sizeof *(p), (guint64 *) (expected), (guint64) (value))
#define WEIR_ATOMIC_FENCE() weir_explore_fence ()

#else

#include <stdatomic.h>

#define WEIR_ATOMIC(type) _Atomic (type)
#define WEIR_ATOMIC_LOAD(p, order) atomic_load_explicit ((p), memory_order_##order)
#define WEIR_ATOMIC_STORE(p, value, order)                                                         \
  atomic_store_explicit ((p), (value), memory_order_##order)
#define WEIR_ATOMIC_EXCHANGE(p, value, order)                                                      \
  atomic_exchange_explicit ((p), (value), memory_order_##order)
#define WEIR_ATOMIC_ADD(p, value, order)                                                           \
  atomic_fetch_add_explicit ((p), (value), memory_order_##order)
/* Weak: use it in a loop. On failure `expected` holds what was there. */
#define WEIR_ATOMIC_CAS(p, expected, value, order)                                                 \
  atomic_compare_exchange_weak_explicit ((p), (expected), (value), memory_order_##order,           \
                                         memory_order_relaxed)

#ifdef __SANITIZE_THREAD__
/* The thread sanitizer doesn't know fences. A read-modify-write is as strong on the machine,
 * and, being on a variable of the thread's own, it orders nothing in the sanitizer's eyes that
 * the program doesn't order by other means. */
static inline void
weir_atomic_fence (void)
{
  _Atomic (int) own = 0;
  atomic_fetch_add_explicit (&own, 1, memory_order_seq_cst);
}
#define WEIR_ATOMIC_FENCE() weir_atomic_fence ()
#else
/* Full: what was stored before is seen by whoever's fence comes later. */
#define WEIR_ATOMIC_FENCE() atomic_thread_fence (memory_order_seq_cst)
#endif

#endif
