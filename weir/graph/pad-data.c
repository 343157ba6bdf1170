/* SPDX-License-Identifier: MIT */
/* What flows through pads: pushing, peeking, taking, and the sticky events at both ends.
 *
 * The usual case is one test of `slow` and the link's own inline code. All that is rare (no link, probes, EOS went by,
 * not active) sets a bit in `slow` and is dealt with apart. */
#include <weir/graph/element-private.h>
#include <weir/sched/link-inline.h>

void
weir_pad_set_slow (WeirPad *pad, guint bits, gboolean on)
{
  if (on)
    __atomic_fetch_or (&pad->slow, bits, __ATOMIC_RELAXED);
  else
    __atomic_fetch_and (&pad->slow, ~bits, __ATOMIC_RELAXED);
}

void
weir_pad_note_epoch (WeirPad *pad)
{
  if (pad->link != NULL)
    pad->epoch = weir_link_get_epoch (pad->link);
}

/* --- sticky events -------------------------------------------------------------------------------------------------- */

static gboolean
same_sticky (WeirEvent *a, WeirEvent *b)
{
  const WeirStructure *sa, *sb;

  if (a->type != b->type)
    return FALSE;
  if (a->type != WEIR_EVENT_CUSTOM_DOWNSTREAM_STICKY)
    return TRUE;
  sa = weir_event_get_structure (a);
  sb = weir_event_get_structure (b);
  return sa != NULL && sb != NULL && weir_structure_has_name (sa, weir_structure_get_name (sb));
}

/* Without ownership: the pad's caps are others now, and so are those of the ghost pads that show it. */
void
weir_pad_notify_caps (WeirPad *pad)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_rwlock_rdlock (&weir_graph_lock);
  for (WeirPad *at = pad; at != NULL; at = at->ghost)
    g_ptr_array_add (shown, g_object_ref (at));
  pthread_rwlock_unlock (&weir_graph_lock);
  for (guint i = 0; i < shown->len; i++)
    g_object_notify (shown->pdata[i], "caps");
}

static gboolean
is_watched (WeirPad *pad)
{
  static gsize notify;
  GQuark caps = g_quark_from_static_string ("caps");
  gboolean watched = FALSE;

  if (g_once_init_enter (&notify))
    g_once_init_leave (&notify, g_signal_lookup ("notify", G_TYPE_OBJECT));
  pthread_rwlock_rdlock (&weir_graph_lock);
  for (WeirPad *at = pad; at != NULL && !watched; at = at->ghost)
    watched = weir_signal_is_connected (at, (guint) notify, caps);
  pthread_rwlock_unlock (&weir_graph_lock);
  return watched;
}

/* Handlers are user code: they are called when the element was let go. */
static void
tell_caps (WeirPad *pad)
{
  WeirOut *out;

  if (pad->element == NULL || !is_watched (pad))
    return;
  if (!weir_task_is_owner (pad->element->priv->task)) {
    weir_pad_notify_caps (pad);
    return;
  }
  out = g_new0 (WeirOut, 1);
  out->kind = WEIR_OUT_PAD_CAPS;
  out->pad = g_object_ref (pad);
  weir_element_outbox_push (pad->element, out);
}

void
weir_pad_store_sticky (WeirPad *pad, WeirEvent *event)
{
  guint at;

  pthread_mutex_lock (&pad->lock);
  for (at = 0; at < pad->stickies->len; at++) {
    WeirEvent *there = g_ptr_array_index (pad->stickies, at);

    if (same_sticky (there, event)) {
      g_ptr_array_remove_index (pad->stickies, at);
      break;
    }
    if (there->type > event->type)
      break;
  }
  g_ptr_array_insert (pad->stickies, (int) at, weir_event_ref (event));
  pthread_mutex_unlock (&pad->lock);
  if (event->type == WEIR_EVENT_CAPS)
    tell_caps (pad);
}

/* What probes have not let pass yet, or what waits for the next step, comes in its turn. */
static gboolean
comes_by_itself (WeirPad *pad, WeirEvent *event)
{
  gboolean found;

  pthread_mutex_lock (&pad->lock);
  found = pad->shown == (WeirMini *) event || g_queue_find (&pad->staged, event) != NULL
          || g_queue_find (&pad->passed, event) != NULL;
  pthread_mutex_unlock (&pad->lock);
  return found;
}

void
weir_pad_resend_stickies (WeirPad *pad)
{
  for (guint i = 0; i < pad->stickies->len; i++) {
    WeirEvent *event = g_ptr_array_index (pad->stickies, i);

    if (comes_by_itself (pad, event))
      continue;
    weir_link_hot_push (pad->link, (WeirMini *) weir_event_ref (event), weir_link_get_epoch (pad->link));
  }
}

/**
 * weir_pad_get_sticky_event:
 * @pad: a pad
 * @event_type: which kind
 * @idx: the how many-th of that kind, from 0
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the event that was last seen here
 */
WeirEvent *
weir_pad_get_sticky_event (WeirPad *pad, WeirEventType event_type, guint idx)
{
  WeirEvent *found = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  pthread_mutex_lock (&pad->lock);
  for (guint i = 0; i < pad->stickies->len && found == NULL; i++) {
    WeirEvent *event = g_ptr_array_index (pad->stickies, i);
    if (event->type == event_type && idx-- == 0)
      found = weir_event_ref (event);
  }
  pthread_mutex_unlock (&pad->lock);
  return found;
}

/**
 * weir_pad_sticky_events_foreach:
 * @pad: a pad
 * @foreach_func: (scope call): called for each
 * @user_data: (closure): given to it
 *
 * Shows the sticky events of @pad in their order. Thread: any.
 */
void
weir_pad_sticky_events_foreach (WeirPad *pad, WeirPadStickyEventsForeachFunction foreach_func, gpointer user_data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_event_unref);

  g_return_if_fail (WEIR_IS_PAD (pad));

  pthread_mutex_lock (&pad->lock);
  for (guint i = 0; i < pad->stickies->len; i++)
    g_ptr_array_add (events, weir_event_ref (g_ptr_array_index (pad->stickies, i)));
  pthread_mutex_unlock (&pad->lock);

  for (guint i = 0; i < events->len; i++) {
    WeirEvent *event = g_ptr_array_index (events, i);
    if (!foreach_func (pad, &event, user_data))
      break;
  }
}

/**
 * weir_pad_get_stream_id:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the id of the stream that flows here
 */
char *
weir_pad_get_stream_id (WeirPad *pad)
{
  g_autoptr (WeirEvent) event = weir_pad_get_sticky_event (pad, WEIR_EVENT_STREAM_START, 0);
  const char *id = NULL;

  if (event != NULL)
    weir_event_parse_stream_start (event, &id);
  return g_strdup (id);
}

/* --- source pads ---------------------------------------------------------------------------------------------------- */

static WeirFlowReturn
flow_of (WeirPush push)
{
  switch (push) {
  case WEIR_PUSH_OK:
    return WEIR_FLOW_OK;
  case WEIR_PUSH_FLUSHING:
    return WEIR_FLOW_FLUSHING;
  case WEIR_PUSH_UNWANTED:
    return WEIR_FLOW_EOS;
  }
  g_return_val_if_reached (WEIR_FLOW_ERROR);
}

static WeirFlowReturn
push_slow (WeirPad *pad, WeirMini *item)
{
  guint slow = weir_pad_slow (pad);

  if ((slow & WEIR_PAD_SLOW_INACTIVE) != 0) {
    weir_mini_unref (item);
    return WEIR_FLOW_FLUSHING;
  }
  if ((slow & WEIR_PAD_SLOW_EOS) != 0 && WEIR_ITEM_IS_BUFFER (item)) {
    weir_mini_unref (item);
    return WEIR_FLOW_EOS;
  }
  if ((slow & (WEIR_PAD_SLOW_PROBES | WEIR_PAD_SLOW_STAGED)) != 0) {
    weir_pad_stage (pad, item);
    return WEIR_FLOW_OK;
  }
  if ((slow & WEIR_PAD_SLOW_UNLINKED) != 0) {
    if (pad->hold) {
      if (!WEIR_ITEM_IS_EVENT (item) || !WEIR_EVENT_IS_STICKY ((WeirEvent *) item))
        g_queue_push_tail (&pad->passed, item);
      else
        weir_mini_unref (item); /* it stands in the tail set, from which a link is filled first */
      return WEIR_FLOW_OK;
    }
    pad->wasted |= WEIR_ITEM_IS_BUFFER (item);
    weir_mini_unref (item);
    return WEIR_FLOW_NOT_LINKED;
  }
  return flow_of (weir_link_hot_push (pad->link, item, pad->epoch));
}

WeirFlowReturn
weir_pad_push_item (WeirPad *pad, WeirMini *item)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return push_slow (pad, item);
  return flow_of (weir_link_hot_push (pad->link, item, pad->epoch));
}

/**
 * weir_pad_push:
 * @pad: a source pad
 * @buffer: (transfer full): what shall go on its way
 *
 * Gives a buffer to the pad's link. It doesn't wait for room: look for it first (weir_pad_has_room ()).
 * Thread: owner of the pad's element.
 *
 * Returns: what became of it
 */
WeirFlowReturn
weir_pad_push (WeirPad *pad, WeirBuffer *buffer)
{
  return weir_pad_push_item (pad, (WeirMini *) buffer);
}

/**
 * weir_pad_push_list:
 * @pad: a source pad
 * @list: (transfer full): several buffers at once
 *
 * As weir_pad_push (), for each buffer of the list. Thread: owner of the pad's element.
 *
 * Returns: what became of the last one
 */
WeirFlowReturn
weir_pad_push_list (WeirPad *pad, WeirBufferList *list)
{
  WeirFlowReturn ret = WEIR_FLOW_OK;
  guint n = weir_buffer_list_length (list);

  for (guint i = 0; i < n && ret == WEIR_FLOW_OK; i++)
    ret = weir_pad_push (pad, weir_buffer_ref (weir_buffer_list_get (list, i)));
  weir_buffer_list_unref (list);
  return ret;
}

/* Owner: a downstream event leaves by a source pad. */
static gboolean
push_downstream (WeirPad *pad, WeirEvent *event)
{
  gboolean eos = event->type == WEIR_EVENT_EOS;
  WeirFlowReturn ret;

  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_EOS) != 0 && event->type != WEIR_EVENT_STREAM_START) {
    weir_event_unref (event);
    return FALSE;
  }
  if (event->type == WEIR_EVENT_STREAM_START)
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_EOS, FALSE);
  if (WEIR_EVENT_IS_STICKY (event) && (weir_pad_slow (pad) & WEIR_PAD_SLOW_INACTIVE) == 0)
    weir_pad_store_sticky (pad, event);
  if (eos) /* before others can see it: bin.c asks */
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_EOS, TRUE);
  ret = weir_pad_push_item (pad, (WeirMini *) event);
  return ret == WEIR_FLOW_OK;
}

typedef struct {
  WeirPad *pad;
  WeirEvent *event;
  gboolean within_probe; /* of this pad */
  gboolean ok;
} PushCall;

static void
push_call (gpointer self, gpointer data)
{
  PushCall *call = data;

  weir_pad_note_epoch (call->pad);
  call->ok = (call->within_probe ? weir_pad_push_before_shown : push_downstream) (call->pad,
                                                                                  g_steal_pointer (&call->event));
}

/**
 * weir_pad_push_event:
 * @pad: a pad
 * @event: (transfer full): the event
 *
 * Sends an event from @pad to its peer: downstream from a source pad, in order with the data; upstream from a sink pad.
 * What a probe of the pad sends downstream goes before what it is shown.
 *
 * Thread: any.
 *
 * Returns: %FALSE if there is nobody who could take it
 */
gboolean
weir_pad_push_event (WeirPad *pad, WeirEvent *event)
{
  WeirPad *peer;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  if (pad->direction == WEIR_PAD_SRC) {
    WeirPad *leaf = weir_pad_leaf (pad);
    PushCall call = { .pad = leaf, .event = event };

    if (leaf == NULL || leaf->element == NULL) {
      weir_event_unref (event);
      return FALSE;
    }
    if (event->type == WEIR_EVENT_FLUSH_START || event->type == WEIR_EVENT_FLUSH_STOP)
      return weir_element_flush_downstream (leaf, event);
    if (weir_task_is_owner (leaf->element->priv->task))
      return push_downstream (leaf, event);
    call.within_probe = weir_pad_is_within_probe (leaf);
    if (!weir_task_call (leaf->element->priv->task, push_call, &call))
      weir_event_unref (event);
    return call.ok;
  }

  peer = weir_pad_get_far (pad);
  if (peer == NULL || peer->element == NULL) {
    g_clear_object (&peer);
    weir_event_unref (event);
    return FALSE;
  }
  ok = weir_element_mail (peer->element, peer, event);
  g_object_unref (peer);
  return ok;
}

/**
 * weir_pad_has_room:
 * @pad: a source pad
 *
 * Asks before the next input is taken whether its output may be pushed. It also may where it will be
 * dropped (after EOS, or where the pad isn't active or linked), so that an element doesn't wait for nobody.
 * Thread: owner of the pad's element.
 *
 * Returns: %FALSE if the element should park with weir_element_want_room ()
 */
gboolean
weir_pad_has_room (WeirPad *pad)
{
  guint slow = weir_pad_slow (pad);

  if (WEIR_LIKELY (slow == 0))
    return weir_link_hot_has_room (pad->link);
  if ((slow & (WEIR_PAD_SLOW_INACTIVE | WEIR_PAD_SLOW_EOS)) != 0)
    return TRUE; /* what is pushed goes nowhere: find out by pushing */
  if ((slow & WEIR_PAD_SLOW_STAGED) != 0 || !g_queue_is_empty (&pad->passed))
    return FALSE;
  if ((slow & WEIR_PAD_SLOW_UNLINKED) != 0)
    return !pad->hold;
  return weir_link_hot_has_room (pad->link);
}

/* --- sink pads ------------------------------------------------------------------------------------------------------ */

void
weir_pad_leave_queue (WeirPad *pad)
{
  if (pad->link == NULL)
    return;
  weir_link_set_consumer (pad->link, NULL);
  g_clear_pointer (&pad->link, weir_link_unref);
}

/* The queue of an earlier producer is empty and its producer gone: go on with the next one. */
static WeirMini *
peek_chain (WeirPad *pad)
{
  WeirMini *item = pad->link != NULL ? weir_link_hot_peek (pad->link) : NULL;

  while (item == NULL && !g_queue_is_empty (&pad->next_links)) {
    weir_pad_leave_queue (pad);
    pad->link = g_queue_pop_head (&pad->next_links);
    item = weir_link_hot_peek (pad->link);
  }
  if (g_queue_is_empty (&pad->next_links))
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_CHAIN, FALSE);
  return item;
}

static WeirMini *
peek_slow (WeirPad *pad)
{
  WeirMini *item;

  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_INACTIVE) != 0)
    return NULL;
  if (pad->held != NULL)
    return pad->held;
  item = peek_chain (pad);
  if (item == NULL || (weir_pad_slow (pad) & (WEIR_PAD_SLOW_PROBES | WEIR_PAD_SLOW_STAGED)) == 0)
    return item;
  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_STAGED) == 0)
    weir_pad_stage (pad, weir_link_hot_take (pad->link));
  return NULL;
}

/**
 * weir_pad_peek: (skip)
 * @pad: a sink pad
 *
 * Looks at the next item, which stays there. Thread: owner of the pad's element.
 *
 * Returns: (transfer none) (nullable): a buffer or an event, valid until it is taken; %NULL: nothing now
 */
WeirMini *
weir_pad_peek (WeirPad *pad)
{
  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0))
    return peek_slow (pad);
  return weir_link_hot_peek (pad->link);
}

static void
take_sticky (WeirPad *pad, WeirEvent *event)
{
  weir_pad_store_sticky (pad, event);
  if (event->type == WEIR_EVENT_EOS)
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_EOS, TRUE);
  else if (event->type == WEIR_EVENT_STREAM_START)
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_EOS, FALSE);
}

/**
 * weir_pad_take: (skip)
 * @pad: a sink pad
 *
 * Takes the next item. A sticky event is kept by the pad, too. Thread: owner of the pad's element.
 *
 * Returns: (transfer full) (nullable): a buffer or an event; %NULL: nothing now
 */
WeirMini *
weir_pad_take (WeirPad *pad)
{
  WeirMini *item;

  if (WEIR_UNLIKELY (weir_pad_slow (pad) != 0)) {
    if (peek_slow (pad) == NULL)
      return NULL;
    item = pad->held != NULL ? g_steal_pointer (&pad->held) : weir_link_hot_take (pad->link);
  } else {
    item = weir_link_hot_take (pad->link);
  }
  if (item != NULL && WEIR_ITEM_IS_EVENT (item) && WEIR_EVENT_IS_STICKY ((WeirEvent *) item))
    take_sticky (pad, (WeirEvent *) item);
  return item;
}

/**
 * weir_pad_level:
 * @pad: a sink pad
 *
 * Counts what waits at the pad. Thread: owner of the pad's element.
 *
 * Returns: buffers and events
 */
guint
weir_pad_level (WeirPad *pad)
{
  guint64 level = pad->held != NULL;

  if (pad->link != NULL)
    level += weir_link_level_items (pad->link);
  for (GList *l = pad->next_links.head; l != NULL; l = l->next)
    level += weir_link_level_items (l->data);
  return (guint) MIN (level, G_MAXUINT);
}

/**
 * weir_pad_set_unwanted:
 * @pad: a sink pad
 *
 * Says that no more is wanted: what is pushed from now on is dropped, and its producer learns it. A flush
 * takes it back.
 * Thread: owner of the pad's element.
 */
void
weir_pad_set_unwanted (WeirPad *pad)
{
  if (pad->link != NULL)
    weir_link_set_unwanted (pad->link, TRUE);
}

/* --- forgetting ----------------------------------------------------------------------------------------------------- */

static gboolean
keep_sticky (WeirMini *item, gpointer data)
{
  WeirEvent *event = (WeirEvent *) item;

  return WEIR_ITEM_IS_EVENT (item) && WEIR_EVENT_IS_STICKY (event) && event->type != WEIR_EVENT_SEGMENT
         && event->type != WEIR_EVENT_EOS;
}

static void
forget_sticky (WeirPad *pad, WeirEventType type)
{
  pthread_mutex_lock (&pad->lock);
  for (guint i = 0; i < pad->stickies->len; i++) {
    WeirEvent *event = g_ptr_array_index (pad->stickies, i);
    if (event->type == type) {
      g_ptr_array_remove_index (pad->stickies, i);
      break;
    }
  }
  pthread_mutex_unlock (&pad->lock);
}

void
weir_pad_drop_queue (WeirPad *pad)
{
  weir_pad_clear_staged (pad);
  g_clear_pointer (&pad->held, weir_mini_unref);
  if (pad->direction == WEIR_PAD_SINK) {
    if (pad->link != NULL) {
      weir_link_drop (pad->link, keep_sticky, NULL);
      weir_link_set_unwanted (pad->link, FALSE);
    }
    for (GList *l = pad->next_links.head; l != NULL; l = l->next)
      weir_link_drop (l->data, keep_sticky, NULL);
  }
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_EOS, FALSE);
  forget_sticky (pad, WEIR_EVENT_SEGMENT);
  forget_sticky (pad, WEIR_EVENT_EOS);
}

void
weir_pad_reset (WeirPad *pad)
{
  weir_pad_drop_queue (pad);
  if (pad->direction == WEIR_PAD_SINK && pad->link != NULL)
    weir_link_drop (pad->link, NULL, NULL);
  pthread_mutex_lock (&pad->lock);
  g_ptr_array_set_size (pad->stickies, 0);
  pthread_mutex_unlock (&pad->lock);
}
