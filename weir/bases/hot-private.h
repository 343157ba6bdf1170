/* SPDX-License-Identifier: MIT */
/* What bases do per item, inline: one test of the pad's `slow`, and then the link's own code. */
#pragma once

#include <weir/graph/element-private.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/task-private.h>

G_BEGIN_DECLS

/* Owner, sink pad. */
static inline WeirMini *
weir_pad_hot_peek (WeirPad *pad)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return weir_pad_peek (pad);
  return weir_link_hot_peek (pad->link);
}

/* Owner, sink pad: the buffer that was just peeked. */
static inline WeirBuffer *
weir_pad_hot_take_buffer (WeirPad *pad)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return (WeirBuffer *) weir_pad_take (pad);
  return (WeirBuffer *) weir_link_hot_take (pad->link);
}

/* Owner, source pad. */
static inline gboolean
weir_pad_hot_has_room (WeirPad *pad)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return weir_pad_has_room (pad);
  return weir_link_hot_has_room (pad->link);
}

/* Owner, source pad; (transfer full). */
static inline WeirFlowReturn
weir_pad_hot_push (WeirPad *pad, WeirBuffer *buffer)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return weir_pad_push_item (pad, (WeirMini *) buffer);
  switch (weir_link_hot_push (pad->link, (WeirMini *) buffer, pad->epoch)) {
  case WEIR_PUSH_OK:
    return WEIR_FLOW_OK;
  case WEIR_PUSH_FLUSHING:
    return WEIR_FLOW_FLUSHING;
  case WEIR_PUSH_UNWANTED:
    return WEIR_FLOW_EOS;
  }
  g_return_val_if_reached (WEIR_FLOW_ERROR);
}

/* Owner: nothing has come in at `sink`. Asks for more only if what comes of it has a place: where links run on demand, a
 * wish for input that is as good as kept would let every element on the way hold an item, and what is paced grow stale. */
static inline void
weir_element_want_more (WeirElement *self, WeirPad *sink, WeirPad *src)
{
  if (weir_pad_hot_has_room (src))
    weir_element_want_input (self, sink);
  else
    weir_element_want_room (self, src);
}

/* Owner: downstream changed what it admits. A load; the mark is taken away by weir_pad_check_reconfigure (). */
static inline gboolean
weir_pad_hot_needs_reconfigure (WeirPad *pad)
{
  return __atomic_load_n (&pad->need_reconfigure, __ATOMIC_RELAXED) != 0;
}

/* Owner. As weir_element_budget_used (), without the call where it isn't. */
static inline gboolean
weir_element_hot_budget_used (WeirElement *self)
{
  WeirTask *task = self->priv->task;

  if (WEIR_LIKELY (task->budget_items + 1 < task->budget_check)) {
    task->budget_items++;
    return FALSE;
  }
  return weir_task_budget_used (task);
}

/* Owner of both ends: how many items `to` has room for by its opening, as far as is known; 0: look closely. */
static inline guint64
weir_link_hot_room (WeirLink *to)
{
  guint64 ahead = WEIR_ATOMIC_LOAD (&to->items_in, relaxed) - to->items_out_seen;
  guint32 opening = WEIR_ATOMIC_LOAD (&to->opening, relaxed);

  if (WEIR_UNLIKELY (ahead >= opening)) {
    to->items_out_seen = WEIR_ATOMIC_LOAD (&to->items_out, acquire); /* pairs with the consumer's store */
    to->bytes_out_seen = WEIR_ATOMIC_LOAD (&to->bytes_out, relaxed);
    ahead = WEIR_ATOMIC_LOAD (&to->items_in, relaxed) - to->items_out_seen;
  }
  return ahead < opening ? opening - ahead : 0;
}

/* Owner of both ends: moves buffers from the head of one link to the end of another, up to `max`, to the first item that
 * isn't a buffer, or as many as there is room for; the counters are published once. Answers how many; 0 also where one of
 * the links asks for the long way. What peek, has_room, take and push do one by one. */
static inline guint
weir_link_hot_pass (WeirLink *from, WeirLink *to, guint32 epoch, guint max)
{
  guint64 out = WEIR_ATOMIC_LOAD (&from->items_out, relaxed), in = WEIR_ATOMIC_LOAD (&to->items_in, relaxed);
  guint64 bytes = 0, room, room_bytes, limit_bytes, n, done;
  WeirMini *last = NULL;

  if (WEIR_UNLIKELY ((WEIR_ATOMIC_LOAD (&from->rare, relaxed) | WEIR_ATOMIC_LOAD (&to->rare, relaxed)) != 0
                     || WEIR_ATOMIC_LOAD (&to->epoch, relaxed) != epoch))
    return 0;
  from->items_in_seen = WEIR_ATOMIC_LOAD (&from->items_in, acquire); /* pairs with push */
  room = weir_link_hot_room (to); /* once: MIN would look twice, and others are at work */
  n = from->items_in_seen - out;
  n = MIN (n, room);
  n = MIN (n, max);
  limit_bytes = WEIR_ATOMIC_LOAD (&to->limit_bytes, relaxed);
  room_bytes = WEIR_ATOMIC_LOAD (&to->bytes_in, relaxed) - to->bytes_out_seen;
  room_bytes = limit_bytes - MIN (room_bytes, limit_bytes);
  for (done = 0; done < n && bytes < room_bytes; done++) {
    guint at = (out + done) % WEIR_CHUNK_SLOTS, place = (in + done) % WEIR_CHUNK_SLOTS;
    WeirMini *item = from->head->slots[at];

    if (WEIR_UNLIKELY (item->kind != WEIR_MINI_BUFFER))
      break;
    last = item;
    bytes += to->tail->bytes[place] = from->head->bytes[at];
    to->tail->slots[place] = item;
    if (WEIR_UNLIKELY (at == WEIR_CHUNK_SLOTS - 1))
      weir_link_pass_chunk (from);
    if (WEIR_UNLIKELY (place == WEIR_CHUNK_SLOTS - 1))
      weir_link_grow (to);
  }
  if (done == 0)
    return 0;
  from->taken = to->pushed = TRUE;
  WEIR_ATOMIC_STORE (&from->pts_out, ((WeirBuffer *) last)->pts, relaxed);
  WEIR_ATOMIC_STORE (&to->pts_in, ((WeirBuffer *) last)->pts, relaxed);
  WEIR_COUNTER_ADD (&from->bytes_out, bytes);
  WEIR_COUNTER_ADD (&to->bytes_in, bytes);
  WEIR_ATOMIC_STORE (&from->items_out, out + done, release);
  WEIR_ATOMIC_STORE (&to->items_in, in + done, release);
  return (guint) done;
}

/* Owner. Passes buffers on while it may; TRUE: the step should end. */
static inline gboolean
weir_element_hot_pass (WeirElement *self, WeirPad *sink, WeirPad *src)
{
  WeirTask *task = self->priv->task;
  guint n;

  while ((weir_pad_slow (sink) | weir_pad_slow (src)) == 0) {
    n = weir_link_hot_pass (sink->link, src->link, src->epoch, task->budget_check - MIN (task->budget_items, task->budget_check - 1));
    if (n == 0)
      return FALSE;
    task->budget_items += n - 1;
    if (weir_task_budget_used (task))
      return TRUE;
  }
  return FALSE;
}

G_END_DECLS
