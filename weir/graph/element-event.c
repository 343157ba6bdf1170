/* SPDX-License-Identifier: MIT */
/* Events that programs send to elements: seeks and flushes run on the strand, over the part of the graph that they
 * concern; others are given to the elements at the ends. */
#include <weir/base/log.h>
#include <weir/graph/bin-private.h>
#include <weir/graph/element-private.h>
#include <weir/graph/pipeline.h>

WEIR_LOG_TOPIC ("seek");

/* --- flushing -------------------------------------------------------------------------------------------------------- */

/* The leaf elements downstream of those in `from`, these included if asked for. Not referenced: the strand keeps them. */
static GPtrArray *
downstream (GPtrArray *from, gboolean with_themselves)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) todo = g_ptr_array_copy (from, NULL, NULL);

  while (todo->len > 0) {
    WeirElement *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);

    if (!g_hash_table_add (seen, at))
      continue;
    if (with_themselves || !g_ptr_array_find (from, at, NULL))
      g_ptr_array_add (found, at);
    for (guint i = 0; i < at->priv->srcs->len; i++) {
      WeirPad *far = ((WeirPad *) at->priv->srcs->pdata[i])->far;
      if (far != NULL && far->element != NULL)
        g_ptr_array_add (todo, far->element);
    }
  }
  return found;
}

typedef struct {
  WeirTask **tasks;
  gboolean *owned;
  guint n;
} Hold;

static void
hold (Hold *held, GPtrArray *elements)
{
  held->tasks = g_new0 (WeirTask *, elements->len);
  held->owned = g_new0 (gboolean, elements->len);
  held->n = 0;
  for (guint i = 0; i < elements->len; i++)
    held->tasks[held->n++] = weir_task_ref (((WeirElement *) elements->pdata[i])->priv->task);
  weir_task_acquire_all (held->tasks, held->owned, held->n);
}

static void
let_go (Hold *held)
{
  for (guint i = 0; i < held->n; i++) {
    if (held->owned[i]) {
      weir_task_release (held->tasks[i]);
      weir_task_wake (held->tasks[i]);
    }
    weir_task_unref (held->tasks[i]);
  }
  g_free (held->tasks);
  g_free (held->owned);
}

/* All owned. Empties the queues into `self` and has it forget the stream. */
static void
flush_element (WeirElement *self)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  for (guint i = 0; i < self->priv->sinks->len; i++) {
    WeirPad *pad = self->priv->sinks->pdata[i];

    if (pad->link != NULL)
      weir_link_raise_epoch (pad->link);
    weir_pad_drop_queue (pad);
  }
  for (guint i = 0; i < self->priv->srcs->len; i++)
    weir_pad_drop_queue (self->priv->srcs->pdata[i]);
  self->priv->resting = FALSE;
  weir_element_bar_eos (self);
  if (klass->flush != NULL)
    klass->flush (self, NULL);
  if (__atomic_load_n (&self->priv->wants_preroll, __ATOMIC_RELAXED)) {
    weir_element_lose_preroll (self);
    self->priv->joins_late = FALSE;
    self->priv->awaiting_preroll = TRUE;
  }
}

/* Strand: what is in the bins between must wait again, and EOS counts from anew. */
static void
lose_states (WeirElement *element)
{
  for (WeirObject *at = weir_object_peek_parent (WEIR_OBJECT_CAST (element)); at != NULL && WEIR_IS_BIN (at);
       at = weir_object_peek_parent (at)) {
    WEIR_ELEMENT_CAST (at)->priv->awaiting_preroll = TRUE;
    WEIR_ELEMENT_CAST (at)->priv->last_return = WEIR_STATE_CHANGE_ASYNC;
    weir_bin_reset_eos (WEIR_BIN_CAST (at));
    weir_element_bar_eos (WEIR_ELEMENT_CAST (at));
  }
}

/* Strand: empties what is downstream of `from`; `before_release` is called while all is held. */
static void
flush_graph (GPtrArray *from, gboolean with_themselves, void (*before_release) (gpointer data), gpointer data)
{
  g_autoptr (GPtrArray) elements = downstream (from, with_themselves);
  Hold held;

  hold (&held, elements);
  for (guint i = 0; i < elements->len; i++) {
    WeirElement *at = elements->pdata[i];

    if (!held.owned[i] || !at->priv->active)
      continue;
    flush_element (at);
    if (__atomic_load_n (&at->priv->wants_preroll, __ATOMIC_RELAXED))
      lose_states (at);
  }
  if (before_release != NULL)
    before_release (data);
  let_go (&held);
}

gboolean
weir_element_flush_downstream (WeirPad *pad, WeirEvent *event)
{
  g_autoptr (GPtrArray) from = g_ptr_array_new ();
  WeirStrand *strand;

  /* FLUSH_START alone does nothing that its STOP won't do: queues are emptied in one go. A source says again what the
   * flush has dropped: its segment, and its end. */
  if (event->type == WEIR_EVENT_FLUSH_STOP) {
    strand = weir_element_enter_strand (pad->element);
    g_ptr_array_add (from, pad->element);
    flush_graph (from, pad->element->priv->sinks->len == 0, NULL, NULL);
    weir_strand_leave (strand);
    weir_strand_unref (strand);
  }
  weir_event_unref (event);
  return TRUE;
}

/* --- seeking ---------------------------------------------------------------------------------------------------------- */

/* The nearest elements upstream of `from` (itself first) that can seek. */
static void
find_seekers (WeirElement *from, GHashTable *seen, GPtrArray *found)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();

  g_ptr_array_add (todo, from);
  while (todo->len > 0) {
    WeirElement *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);

    if (!g_hash_table_add (seen, at))
      continue;
    if (WEIR_ELEMENT_GET_CLASS (at)->seek != NULL) {
      g_ptr_array_add (found, at);
      continue;
    }
    for (guint i = 0; i < at->priv->sinks->len; i++) {
      WeirPad *far = ((WeirPad *) at->priv->sinks->pdata[i])->far;
      if (far != NULL && far->element != NULL)
        g_ptr_array_add (todo, far->element);
    }
  }
}

typedef struct {
  WeirElement *root;
  GPtrArray *seekers; /* of WeirElement */
  WeirEvent *event;
  gboolean ok;        /* one of them does it */
} Seek;

static void
seek_call (gpointer element, gpointer data)
{
  WeirElement *self = element;
  Seek *seek = data;
  g_autoptr (GError) error = NULL;

  if (WEIR_ELEMENT_GET_CLASS (self)->seek (self, seek->event, &error)) {
    seek->ok = TRUE;
  } else {
    g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (self));
    WEIR_LOG_WARNING (path, "can't seek: %s", error != NULL ? error->message : "no reason given");
  }
}

/* Strand: running time begins anew. */
static void
restart_time (WeirElement *root)
{
  gboolean playing = root->priv->level == WEIR_STATE_PLAYING;

  if (!WEIR_IS_PIPELINE (root))
    return;
  if (weir_element_get_start_time (root) != WEIR_CLOCK_TIME_NONE)
    weir_element_set_start_time (root, 0);
  if (playing) {
    g_autoptr (WeirClock) clock = weir_element_get_clock (root);
    WeirClockTime now = clock != NULL ? weir_clock_get_time (clock) : 0;

    weir_bin_distribute_time (WEIR_BIN_CAST (root), clock, now);
  }
}

/* All is held: whoever is let go renders by the new time. */
static void
seek_flushed (gpointer data)
{
  Seek *seek = data;

  for (guint i = 0; i < seek->seekers->len; i++)
    seek_call (seek->seekers->pdata[i], seek);
  if (seek->ok)
    restart_time (seek->root);
}

static void
wake_all (GPtrArray *from)
{
  g_autoptr (GPtrArray) elements = downstream (from, TRUE);

  for (guint i = 0; i < elements->len; i++)
    weir_task_wake (((WeirElement *) elements->pdata[i])->priv->task);
}

gboolean
weir_element_perform_seek (WeirElement *self, WeirEvent *event)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (self), seekers = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Seek seek = { weir_element_root (self), seekers, event, FALSE };
  WeirSeekFlags flags;

  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];
    if (leaf != self && leaf->priv->srcs->len > 0)
      continue; /* from the ends of the streams upstream */
    find_seekers (leaf, seen, seekers);
  }
  weir_event_parse_seek (event, NULL, NULL, &flags, NULL, NULL, NULL, NULL);
  if ((flags & WEIR_SEEK_FLAG_FLUSH) != 0) {
    /* all at once: where their streams meet, one must not drop what another has sent since */
    flush_graph (seekers, TRUE, seek_flushed, &seek);
    wake_all (seekers);
    return seek.ok;
  }
  for (guint i = 0; i < seekers->len; i++) {
    WeirTask *task = ((WeirElement *) seekers->pdata[i])->priv->task;

    weir_task_call (task, seek_call, &seek);
    weir_task_wake (task);
  }
  return seek.ok;
}

/* --- the public calls ------------------------------------------------------------------------------------------------- */

static gboolean
send_down (WeirElement *self, WeirEvent *event)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->priv->srcs->len; i++)
    any |= weir_pad_push_event (self->priv->srcs->pdata[i], weir_event_ref (event));
  return any;
}

typedef struct {
  WeirEvent *event;
  gboolean taken;
} Delivery;

static void
give (gpointer object, gpointer data)
{
  WeirElement *self = object;
  Delivery *delivery = data;
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  if (klass->take_event != NULL)
    delivery->taken = klass->take_event (self, delivery->event);
}

/* Downstream events start at the sources, upstream ones at the sinks. */
static gboolean
send_to_leaf (WeirElement *self, WeirEvent *event)
{
  Delivery delivery = { event, FALSE };

  if (self->priv->task == NULL || !weir_task_call (self->priv->task, give, &delivery))
    return FALSE;
  weir_task_wake (self->priv->task);
  if (delivery.taken)
    return TRUE;
  if (WEIR_EVENT_IS_UPSTREAM (event) && self->priv->sinks->len > 0)
    return weir_element_default_src_event (self, NULL, weir_event_ref (event));
  return send_down (self, event);
}

/**
 * weir_element_send_event:
 * @element: an element
 * @event: (transfer full): the event
 *
 * Sends an event to an element, as if from its neighbours. To a bin: downstream events to its sources, upstream ones to
 * its sinks; a seek is done once. EOS to a pipeline ends it orderly. Thread: any that owns no element.
 *
 * Returns: whether somebody took it
 */
gboolean
weir_element_send_event (WeirElement *element, WeirEvent *event)
{
  g_autoptr (GPtrArray) leaves = NULL;
  gboolean any = FALSE;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  if (event->type == WEIR_EVENT_SEEK) {
    WeirStrand *strand = weir_element_enter_strand (element);

    any = weir_element_perform_seek (element, event);
    weir_strand_leave (strand);
    weir_strand_unref (strand);
    weir_event_unref (event);
    return any;
  }
  if (!element->priv->is_bin) {
    any = send_to_leaf (element, event);
    weir_event_unref (event);
    return any;
  }
  leaves = weir_element_leaves (element);
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];
    gboolean at_end = WEIR_EVENT_IS_DOWNSTREAM (event) ? leaf->priv->sinks->len == 0 : leaf->priv->srcs->len == 0;

    if (at_end)
      any |= send_to_leaf (leaf, event);
  }
  weir_event_unref (event);
  return any;
}

typedef struct {
  WeirPad *pad;
  WeirEvent *event; /* (owned) (nullable) */
} SendCall;

/* Owner of a sink pad that isn't linked: the event comes behind what still waits there. */
static void
send_alone (gpointer self, gpointer data)
{
  SendCall *call = data;
  WeirPad *pad = call->pad;
  WeirLink *link = pad->next_links.tail != NULL ? pad->next_links.tail->data : pad->link;

  if (pad->far != NULL || (weir_pad_slow (pad) & WEIR_PAD_SLOW_INACTIVE) != 0)
    return;
  if (link == NULL) {
    link = pad->link = weir_link_new ();
    weir_link_set_consumer (link, pad->element->priv->task);
    weir_link_set_data (link, NULL, pad);
  }
  weir_link_push (link, (WeirMini *) g_steal_pointer (&call->event), weir_link_get_epoch (link));
}

/* Takes the event. */
static gboolean
send_to_unlinked (WeirPad *pad, WeirEvent *event)
{
  WeirTask *task = pad->element->priv->task;
  SendCall call = { pad, event };

  if (task != NULL && WEIR_EVENT_IS_SERIALIZED (event) && event->type != WEIR_EVENT_FLUSH_STOP)
    weir_task_call (task, send_alone, &call);
  if (call.event == NULL) {
    weir_task_wake (task);
    return TRUE;
  }
  weir_event_unref (call.event);
  return FALSE;
}

/**
 * weir_pad_send_event:
 * @pad: a pad
 * @event: (transfer full): the event
 *
 * Gives an event to @pad as if its peer had sent it. A sink pad needs no peer for what goes in order with the data: EOS
 * ends a branch that was cut off. Thread: any that owns no element.
 *
 * Returns: whether it was taken
 */
gboolean
weir_pad_send_event (WeirPad *pad, WeirEvent *event)
{
  WeirPad *leaf;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  leaf = weir_pad_leaf (pad);
  if (leaf == NULL || leaf->element == NULL) {
    weir_event_unref (event);
    return FALSE;
  }
  if (event->type == WEIR_EVENT_SEEK)
    return weir_element_send_event (leaf->element, event);
  if (leaf->direction == WEIR_PAD_SRC)
    return weir_element_mail (leaf->element, leaf, event);
  if (leaf->far != NULL)
    return weir_pad_push_event (leaf->far, event);
  return send_to_unlinked (leaf, event);
}

/**
 * weir_element_seek:
 * @element: an element, mostly the pipeline
 * @rate: speed; negative: backwards
 * @format: of @start and @stop
 * @flags: how
 * @start_type: how @start is meant
 * @start: where to begin
 * @stop_type: how @stop is meant
 * @stop: where to end
 *
 * Thread: any that owns no element.
 *
 * Returns: whether the seek was done
 */
gboolean
weir_element_seek (WeirElement *element, double rate, WeirFormat format, WeirSeekFlags flags, WeirSeekType start_type,
                   gint64 start, WeirSeekType stop_type, gint64 stop)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  return weir_element_send_event (element,
                                  weir_event_new_seek (rate, format, flags, start_type, start, stop_type, stop));
}

/**
 * weir_element_seek_simple:
 * @element: an element, mostly the pipeline
 * @format: of @seek_pos
 * @seek_flags: how
 * @seek_pos: where to
 *
 * Thread: any that owns no element.
 *
 * Returns: whether the seek was done
 */
gboolean
weir_element_seek_simple (WeirElement *element, WeirFormat format, WeirSeekFlags seek_flags, gint64 seek_pos)
{
  return weir_element_seek (element, 1.0, format, seek_flags, WEIR_SEEK_TYPE_SET, seek_pos, WEIR_SEEK_TYPE_NONE, 0);
}
