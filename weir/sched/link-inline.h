/* SPDX-License-Identifier: MIT */
/* The hot half of a link, inline: push, room, peek, take. The functions of link.h are these, as calls.
 *
 * Pairings: the producer fills a slot, then releases items_in; the consumer acquires items_in before it reads the slot.
 * The consumer reads the slot, then releases items_out; who acquires items_out knows that the slot is free. */
#pragma once

#include <weir/sched/link-private.h>

G_BEGIN_DECLS

/* A counter with one writer: a plain addition that others may read. */
#define WEIR_COUNTER_ADD(counter, n) \
  WEIR_ATOMIC_STORE ((counter), WEIR_ATOMIC_LOAD ((counter), relaxed) + (n), relaxed)

static inline guint32
weir_item_bytes (WeirMini *item)
{
  gsize bytes = WEIR_LIKELY (item->kind == WEIR_MINI_BUFFER) ? weir_buffer_size ((WeirBuffer *) item)
                                                             : weir_mini_get_bytes (item);
  return (guint32) MIN (bytes, G_MAXUINT32);
}

static inline gboolean
weir_item_is_data (WeirMini *item)
{
  return item->kind != WEIR_MINI_EVENT;
}

/* Owner of the producer. */
static inline WeirPush
weir_link_hot_push (WeirLink *link, WeirMini *item, guint32 epoch)
{
  /* rare: another epoch, unwanted, a leaky policy; `rare` is one word so that the usual case is one test */
  WeirPush answer = WEIR_PUSH_OK;
  if (WEIR_UNLIKELY (WEIR_ATOMIC_LOAD (&link->epoch, relaxed) != epoch
                     || WEIR_ATOMIC_LOAD (&link->rare, relaxed) != 0)
      && weir_link_push_rare (link, item, epoch, &answer))
    return answer;

  WeirChunk *chunk = link->tail;
  if (WEIR_UNLIKELY (link->tail_index == WEIR_CHUNK_SLOTS))
    chunk = weir_link_grow_tail (link);
  guint32 bytes = weir_item_bytes (item);
  chunk->slots[link->tail_index] = item;
  chunk->bytes[link->tail_index++] = bytes;
  WEIR_COUNTER_ADD (&link->bytes_in, bytes);
  if (WEIR_LIKELY (weir_item_is_data (item))) {
    WEIR_COUNTER_ADD (&link->buffers_in, 1);
    if (item->kind == WEIR_MINI_BUFFER)
      WEIR_ATOMIC_STORE (&link->pts_in, ((WeirBuffer *) item)->pts, relaxed);
  }
  link->pushed = TRUE;
  WEIR_ATOMIC_STORE (&link->items_in, WEIR_ATOMIC_LOAD (&link->items_in, relaxed) + 1, release);
  return answer;
}

/* Owner of the producer. */
static inline gboolean
weir_link_hot_has_room (WeirLink *link)
{
  guint64 in = WEIR_ATOMIC_LOAD (&link->items_in, relaxed);
  guint64 bytes = WEIR_ATOMIC_LOAD (&link->bytes_in, relaxed);
  /* what was seen last of the consumer errs to the careful side */
  if (WEIR_LIKELY (in - link->items_out_seen < WEIR_ATOMIC_LOAD (&link->opening, relaxed)
                   && bytes - link->bytes_out_seen < WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed)
                   && WEIR_ATOMIC_LOAD (&link->limit_time_ns, relaxed) == 0))
    return TRUE;
  return weir_link_look_for_room (link);
}

/* Owner of the consumer. */
static inline WeirMini *
weir_link_hot_peek (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
  if (out == link->items_in_seen) {
    link->items_in_seen = WEIR_ATOMIC_LOAD (&link->items_in, acquire); /* pairs with push */
    if (out == link->items_in_seen)
      return NULL;
  }
  if (WEIR_UNLIKELY (WEIR_ATOMIC_LOAD (&link->policy, relaxed) == WEIR_LINK_LEAK_OLDEST
                     || WEIR_ATOMIC_LOAD (&link->locked, relaxed)))
    return weir_link_peek_locked (link);
  if (WEIR_UNLIKELY (link->head_index == WEIR_CHUNK_SLOTS))
    weir_link_pass_chunk (link);
  return link->head->slots[link->head_index];
}

/* Owner of the consumer. */
static inline WeirMini *
weir_link_hot_take (WeirLink *link)
{
  WeirMini *item = weir_link_hot_peek (link);
  if (item == NULL)
    return NULL;
  if (WEIR_UNLIKELY (WEIR_ATOMIC_LOAD (&link->locked, relaxed)))
    return weir_link_take_locked (link);
  WEIR_COUNTER_ADD (&link->bytes_out, link->head->bytes[link->head_index++]);
  if (WEIR_LIKELY (weir_item_is_data (item))) {
    WEIR_COUNTER_ADD (&link->buffers_out, 1);
    if (item->kind == WEIR_MINI_BUFFER)
      WEIR_ATOMIC_STORE (&link->pts_out, ((WeirBuffer *) item)->pts, relaxed);
  }
  link->taken = TRUE;
  WEIR_ATOMIC_STORE (&link->items_out, WEIR_ATOMIC_LOAD (&link->items_out, relaxed) + 1, release);
  return item;
}

G_END_DECLS
