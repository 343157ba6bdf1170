/* SPDX-License-Identifier: MIT */
/* The hot half of a link, inline: push, room, peek, take. The functions of link.h are these, as
 * calls.
 *
 * Pairings: the producer fills a slot, then releases items_in; the consumer acquires items_in
 * before it reads the slot. The consumer reads the slot, then releases items_out; who acquires
 * items_out knows that the slot is free. */
#pragma once

#include <weir/sched/link-private.h>
#include <weir/sched/task-private.h>

G_BEGIN_DECLS

/* A counter with one writer: a plain addition that others may read. */
#define WEIR_COUNTER_ADD(counter, n)                                                               \
  WEIR_ATOMIC_STORE ((counter), WEIR_ATOMIC_LOAD ((counter), relaxed) + (n), relaxed)

static inline guint32
weir_item_bytes (WeirMini *item)
{
  gsize bytes = WEIR_LIKELY (item->kind == WEIR_MINI_BUFFER)
                  ? weir_buffer_size ((WeirBuffer *) item)
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
  WeirPush answer = WEIR_PUSH_OK;
  if (WEIR_UNLIKELY (WEIR_ATOMIC_LOAD (&link->epoch, relaxed) != epoch
                     || (WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_PUSH) != 0)
      && weir_link_push_rare (link, item, epoch, &answer))
    return answer;

  guint64 in = WEIR_ATOMIC_LOAD (&link->items_in, relaxed);
  guint index = in % WEIR_CHUNK_SLOTS;
  guint32 bytes = weir_item_bytes (item);
  link->tail->slots[index] = item;
  link->tail->bytes[index] = bytes;
  WEIR_COUNTER_ADD (&link->bytes_in, bytes);
  if (WEIR_LIKELY (item->kind == WEIR_MINI_BUFFER))
    WEIR_ATOMIC_STORE (&link->pts_in, ((WeirBuffer *) item)->pts, relaxed);
  else if (!weir_item_is_data (item))
    WEIR_COUNTER_ADD (&link->events_in, 1);
  link->pushed = TRUE;
  if (WEIR_UNLIKELY (index == WEIR_CHUNK_SLOTS - 1))
    weir_link_grow (link);
  WEIR_ATOMIC_STORE (&link->items_in, in + 1, release);
  return answer;
}

/* Owner of the producer. */
static inline gboolean
weir_link_hot_has_room (WeirLink *link)
{
  /* what was seen last of the consumer errs to the careful side */
  if (WEIR_LIKELY (WEIR_ATOMIC_LOAD (&link->items_in, relaxed) - link->items_out_seen
                     < WEIR_ATOMIC_LOAD (&link->opening, relaxed)
                   && WEIR_ATOMIC_LOAD (&link->bytes_in, relaxed) - link->bytes_out_seen
                        < WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed)
                   && WEIR_ATOMIC_LOAD (&link->rare, relaxed) == 0))
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
  if (WEIR_UNLIKELY ((WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_TAKE) != 0))
    return weir_link_peek_locked (link);
  return link->head->slots[out % WEIR_CHUNK_SLOTS];
}

/* Owner of the consumer: the head has been read, and goes. */
static inline void
weir_link_step_over (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
  guint index = out % WEIR_CHUNK_SLOTS;
  WEIR_COUNTER_ADD (&link->bytes_out, link->head->bytes[index]);
  if (WEIR_UNLIKELY (index == WEIR_CHUNK_SLOTS - 1))
    weir_link_pass_chunk (link);
  WEIR_ATOMIC_STORE (&link->items_out, out + 1, release);
}

/* Owner of the consumer. */
static inline void
weir_link_count_out (WeirLink *link, WeirMini *item)
{
  link->taken = TRUE;
  if (WEIR_LIKELY (item->kind == WEIR_MINI_BUFFER))
    WEIR_ATOMIC_STORE (&link->pts_out, ((WeirBuffer *) item)->pts, relaxed);
  else if (!weir_item_is_data (item))
    WEIR_COUNTER_ADD (&link->events_out, 1);
}

/* Owner of the consumer. */
static inline WeirMini *
weir_link_hot_take (WeirLink *link)
{
  WeirMini *item = weir_link_hot_peek (link);
  if (item == NULL)
    return NULL;
  if (WEIR_UNLIKELY ((WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_TAKE) != 0))
    return weir_link_take_locked (link);
  weir_link_count_out (link, item);
  weir_link_step_over (link);
  return item;
}

/* Is it time to go on for a producer that is parked: half drained, or the consumer waits for
 * something else? Any thread. */
static inline gboolean
weir_link_room_worth (WeirLink *link)
{
  guint32 opening = WEIR_ATOMIC_LOAD (&link->opening, relaxed);
  if (WEIR_UNLIKELY (WEIR_ATOMIC_LOAD (&link->rare, relaxed) != 0 || opening == 0))
    return weir_link_room_worth_rare (link);
  guint64 limit_bytes = WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed);
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, acquire); /* pairs with take */
  guint64 bytes_out = WEIR_ATOMIC_LOAD (&link->bytes_out, relaxed);
  guint64 items = WEIR_ATOMIC_LOAD (&link->items_in, acquire) - out;
  guint64 bytes = WEIR_ATOMIC_LOAD (&link->bytes_in, relaxed) - bytes_out;
  if (items <= opening / 2 && bytes <= limit_bytes / 2)
    return TRUE;
  if (items >= opening || (bytes >= limit_bytes && items >= 2))
    return FALSE;
  WeirTask *consumer = WEIR_ATOMIC_LOAD (&link->consumer, relaxed);
  return consumer == NULL
         || (WEIR_ATOMIC_LOAD (&consumer->parked_for, relaxed) & ~(guint32) WEIR_WAIT_ROOM) != 0;
}

/* How long each side waited: the producer parks for room and goes on, the consumer parks for
 * items and goes on. */
static inline void
weir_link_note_full (WeirLink *link, gint64 now_ns)
{
  if (link->full_since_ns == 0)
    link->full_since_ns = now_ns;
  if (WEIR_ATOMIC_LOAD (&link->paced, relaxed) && !WEIR_ATOMIC_LOAD (&link->wished, relaxed))
    WEIR_ATOMIC_STORE (&link->wished, TRUE, relaxed);
}

static inline void
weir_link_note_room (WeirLink *link, gint64 now_ns)
{
  if (link->full_since_ns != 0)
    WEIR_COUNTER_ADD (&link->full_ns, (guint64) MAX (0, now_ns - link->full_since_ns));
  link->full_since_ns = 0;
}

static inline void
weir_link_note_empty (WeirLink *link, gint64 now_ns)
{
  if (link->empty_since_ns == 0)
    link->empty_since_ns = now_ns;
  if (WEIR_ATOMIC_LOAD (&link->hurried, relaxed) != 0
      && WEIR_ATOMIC_LOAD (&link->wished, relaxed))
    WEIR_ATOMIC_STORE (&link->ran_dry, TRUE, relaxed);
}

static inline void
weir_link_note_items (WeirLink *link, gint64 now_ns)
{
  if (link->empty_since_ns != 0)
    WEIR_COUNTER_ADD (&link->empty_ns, (guint64) MAX (0, now_ns - link->empty_since_ns));
  link->empty_since_ns = 0;
}

G_END_DECLS
