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
  if (WEIR_UNLIKELY (pad->slow != 0))
    return weir_pad_peek (pad);
  return weir_link_hot_peek (pad->link);
}

/* Owner, sink pad: the buffer that was just peeked. */
static inline WeirBuffer *
weir_pad_hot_take_buffer (WeirPad *pad)
{
  if (WEIR_UNLIKELY (pad->slow != 0))
    return (WeirBuffer *) weir_pad_take (pad);
  return (WeirBuffer *) weir_link_hot_take (pad->link);
}

/* Owner, source pad. */
static inline gboolean
weir_pad_hot_has_room (WeirPad *pad)
{
  if (WEIR_UNLIKELY (pad->slow != 0))
    return weir_pad_has_room (pad);
  return weir_link_hot_has_room (pad->link);
}

/* Owner, source pad; (transfer full). */
static inline WeirFlowReturn
weir_pad_hot_push (WeirPad *pad, WeirBuffer *buffer)
{
  if (WEIR_UNLIKELY (pad->slow != 0))
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

/* Owner: downstream changed what it admits. A load; the mark is taken away by weir_pad_check_reconfigure (). */
static inline gboolean
weir_pad_hot_needs_reconfigure (WeirPad *pad)
{
  return __atomic_load_n (&pad->need_reconfigure, __ATOMIC_RELAXED) != 0;
}

/* Owner. As weir_task_budget_used (), without the call where it isn't. */
static inline gboolean
weir_element_hot_budget_used (WeirElement *self)
{
  return weir_task_budget_used (self->priv->task);
}

G_END_DECLS
