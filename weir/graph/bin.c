/* SPDX-License-Identifier: MIT */
/* Bins: what is in them, their states, and what they make of the messages of what is in them. */
#include <weir/graph/bin-private.h>
#include <weir/graph/iterator.h>
#include <weir/graph/pipeline.h>

enum { PROP_ASYNC_HANDLING = 1, PROP_MESSAGE_FORWARD };
enum { SIGNAL_ELEMENT_ADDED, SIGNAL_ELEMENT_REMOVED, SIGNAL_DEEP_ADDED, SIGNAL_DEEP_REMOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_CODE (WeirBin, weir_bin, WEIR_TYPE_ELEMENT,
                         G_ADD_PRIVATE (WeirBin)
                         G_IMPLEMENT_INTERFACE (WEIR_TYPE_CHILD_PROXY, weir_bin_init_child_proxy))

GPtrArray *
weir_bin_snapshot (WeirBin *bin)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_mutex_lock (&bin->bin_priv->lock);
  for (guint i = 0; i < bin->bin_priv->children->len; i++)
    g_ptr_array_add (found, g_object_ref (bin->bin_priv->children->pdata[i]));
  pthread_mutex_unlock (&bin->bin_priv->lock);
  return found;
}

/* --- order: sinks first ---------------------------------------------------------------------------------------------- */

/* The child of `bin` that holds leaf pad `pad`. */
static WeirElement *
child_of (WeirBin *bin, WeirPad *pad)
{
  WeirObject *at = WEIR_OBJECT_CAST (pad), *parent;

  while ((parent = weir_object_peek_parent (at)) != NULL && parent != WEIR_OBJECT_CAST (bin))
    at = parent;
  return parent != NULL ? (WeirElement *) at : NULL;
}

static void visit (WeirBin *bin, WeirElement *element, GHashTable *seen, GPtrArray *order);

static void
visit_below (WeirBin *bin, WeirElement *element, GHashTable *seen, GPtrArray *order)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (element);

  for (guint l = 0; l < leaves->len; l++) {
    GPtrArray *srcs = ((WeirElement *) leaves->pdata[l])->priv->srcs;

    for (guint i = 0; i < srcs->len; i++) {
      WeirPad *far = ((WeirPad *) srcs->pdata[i])->far;
      WeirElement *next = far != NULL ? child_of (bin, far) : NULL;

      if (next != NULL && next != element)
        visit (bin, next, seen, order);
    }
  }
}

/* Depth first along the links; long lines (10,000 elements) are walked without recursion. */
static void
visit (WeirBin *bin, WeirElement *element, GHashTable *seen, GPtrArray *order)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  WeirElement *at = element;

  while (at != NULL && g_hash_table_add (seen, at)) {
    WeirElement *next = NULL;

    g_ptr_array_add (line, at);
    if (!at->priv->is_bin && at->priv->srcs->len == 1) {
      WeirPad *far = ((WeirPad *) at->priv->srcs->pdata[0])->far;
      next = far != NULL ? child_of (bin, far) : NULL;
    } else {
      visit_below (bin, at, seen, order);
    }
    at = next;
  }
  for (guint i = line->len; i > 0; i--)
    g_ptr_array_add (order, g_object_ref (line->pdata[i - 1]));
}

GPtrArray *
weir_bin_sorted (WeirBin *bin)
{
  g_autoptr (GPtrArray) children = weir_bin_snapshot (bin);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *order = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_rwlock_rdlock (&weir_graph_lock);
  for (guint i = 0; i < children->len; i++)
    visit (bin, children->pdata[i], seen, order);
  pthread_rwlock_unlock (&weir_graph_lock);
  return order;
}

/* --- states ----------------------------------------------------------------------------------------------------------- */

static WeirStateChangeReturn
weir_bin_change_state (WeirElement *element, WeirStateChange transition)
{
  WeirBin *self = WEIR_BIN_CAST (element);
  g_autoptr (GPtrArray) order = weir_bin_sorted (self);
  WeirState next = WEIR_STATE_TRANSITION_NEXT (transition);
  gboolean async = FALSE, live = FALSE;

  if (transition == WEIR_STATE_CHANGE_READY_TO_PAUSED)
    weir_bin_reset_eos (self);
  for (guint i = 0; i < order->len; i++) {
    WeirElement *child = order->pdata[i];
    WeirStateChangeReturn ret;

    if (child->priv->locked_state)
      continue;
    __atomic_store_n (&child->priv->target, next, __ATOMIC_RELEASE);
    ret = weir_element_drive (child, next);
    if (ret == WEIR_STATE_CHANGE_FAILURE && next > WEIR_STATE_TRANSITION_CURRENT (transition))
      return ret;
    async |= ret == WEIR_STATE_CHANGE_ASYNC || child->priv->awaiting_preroll;
    live |= ret == WEIR_STATE_CHANGE_NO_PREROLL;
  }
  if (element->priv->task != NULL) {
    WeirStateChangeReturn own = weir_element_leaf_transition (element, transition);
    if (own == WEIR_STATE_CHANGE_FAILURE)
      return own;
    async |= own == WEIR_STATE_CHANGE_ASYNC;
  }
  if (live && next == WEIR_STATE_PAUSED) {
    __atomic_store_n (&element->priv->live, TRUE, __ATOMIC_RELAXED);
    element->priv->awaiting_preroll = async;
    return WEIR_STATE_CHANGE_NO_PREROLL;
  }
  if (next == WEIR_STATE_PAUSED)
    __atomic_store_n (&element->priv->live, FALSE, __ATOMIC_RELAXED);
  return async ? WEIR_STATE_CHANGE_ASYNC : WEIR_STATE_CHANGE_SUCCESS;
}

/* --- messages --------------------------------------------------------------------------------------------------------- */

void
weir_bin_reset_eos (WeirBin *bin)
{
  pthread_mutex_lock (&bin->bin_priv->lock);
  g_hash_table_remove_all (bin->bin_priv->eos_from);
  g_hash_table_remove_all (bin->bin_priv->started);
  bin->bin_priv->eos_posted = FALSE;
  pthread_mutex_unlock (&bin->bin_priv->lock);
}

/* Bin's lock held. Have all children that are ends of streams said it? */
static gboolean
all_sinks_in (WeirBin *bin, GHashTable *said)
{
  gboolean any = FALSE;

  for (guint i = 0; i < bin->bin_priv->children->len; i++) {
    WeirElement *child = bin->bin_priv->children->pdata[i];

    if ((child->priv->flags & WEIR_ELEMENT_FLAG_SINK) == 0 || child->priv->locked_state)
      continue;
    if (!g_hash_table_contains (said, child))
      return FALSE;
    any = TRUE;
  }
  return any;
}

static void
post_eos (gpointer bin)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (bin)->bin_priv;
  WeirMessage *message = weir_message_new_eos (WEIR_OBJECT_CAST (bin)); /* before the look: a seek afterwards bars it */
  gboolean at_end;

  pthread_mutex_lock (&p->lock);
  at_end = p->eos_posted; /* else a seek or a stop came in between */
  pthread_mutex_unlock (&p->lock);
  if (at_end)
    weir_element_route_message (WEIR_ELEMENT_CAST (bin), message);
  else
    weir_message_unref (message);
}

/* Has the end gone by, and lies something in the outbox that was said before? */
static gboolean
is_telling (WeirElement *leaf)
{
  GPtrArray *lists[2] = { leaf->priv->sinks, leaf->priv->srcs };
  gboolean ended = FALSE, telling;

  pthread_mutex_lock (&leaf->priv->lock);
  telling = leaf->priv->telling || !g_queue_is_empty (&leaf->priv->outbox);
  for (guint l = 0; l < 2 && telling; l++) {
    for (guint i = 0; i < lists[l]->len; i++)
      ended |= (__atomic_load_n (&((WeirPad *) lists[l]->pdata[i])->slow, __ATOMIC_RELAXED) & WEIR_PAD_SLOW_EOS) != 0;
  }
  pthread_mutex_unlock (&leaf->priv->lock);
  return telling && ended;
}

/* Who hears of the end has heard all that elements told before it: else a handler that counts would find some missing. */
static gboolean
is_anybody_telling (WeirBin *bin)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (WEIR_ELEMENT_CAST (bin));
  gboolean any = FALSE;

  for (guint i = 0; i < leaves->len && !any; i++)
    any = is_telling (leaves->pdata[i]);
  return any;
}

/* All sinks have said EOS while the bin plays, and it wasn't passed on yet. */
static gboolean
is_at_end (WeirBin *bin)
{
  return !bin->bin_priv->eos_posted && all_sinks_in (bin, bin->bin_priv->eos_from)
         && __atomic_load_n (&WEIR_ELEMENT_CAST (bin)->priv->current, __ATOMIC_ACQUIRE) == WEIR_STATE_PLAYING;
}

void
weir_bin_check_eos (WeirBin *bin)
{
  WeirElement *element = WEIR_ELEMENT_CAST (bin);
  gboolean now;

  pthread_mutex_lock (&bin->bin_priv->lock);
  now = is_at_end (bin);
  /* seq_cst, before the look at the outboxes: who empties one later sees it and comes back */
  __atomic_store_n (&bin->bin_priv->eos_due, now, __ATOMIC_SEQ_CST);
  pthread_mutex_unlock (&bin->bin_priv->lock);
  if (!now || (weir_object_peek_parent (WEIR_OBJECT_CAST (bin)) == NULL && is_anybody_telling (bin)))
    return;

  pthread_mutex_lock (&bin->bin_priv->lock);
  now = is_at_end (bin);
  if (now)
    bin->bin_priv->eos_posted = TRUE;
  pthread_mutex_unlock (&bin->bin_priv->lock);
  if (now) {
    WeirStrand *strand = weir_element_ref_strand (element);

    weir_strand_tell (strand, post_eos, g_object_ref (bin), g_object_unref);
    weir_strand_unref (strand);
  }
}

void
weir_bin_told (WeirBin *bin)
{
  if (__atomic_load_n (&bin->bin_priv->eos_due, __ATOMIC_SEQ_CST))
    weir_bin_check_eos (bin);
}

static void
count_stream_start (WeirBin *bin, WeirMessage *message)
{
  gboolean all;

  pthread_mutex_lock (&bin->bin_priv->lock);
  g_hash_table_add (bin->bin_priv->started, message->src);
  all = all_sinks_in (bin, bin->bin_priv->started);
  if (all)
    g_hash_table_remove_all (bin->bin_priv->started);
  pthread_mutex_unlock (&bin->bin_priv->lock);
  if (all)
    weir_element_post_message (WEIR_ELEMENT_CAST (bin), weir_message_new_stream_start (WEIR_OBJECT_CAST (bin)));
}

static void
note_error (WeirElement *self)
{
  WeirElement *root = weir_element_root (self);
  WeirMonitor *monitor = weir_strand_monitor (root->priv->strand);

  weir_monitor_enter (monitor);
  root->priv->failed = root->priv->current >= WEIR_STATE_READY || root->priv->level >= WEIR_STATE_READY;
  weir_monitor_notify_all (monitor);
  weir_monitor_leave (monitor);
}

/* A new stream begins in a sink that was at its end. */
static void
forget_end_of (WeirBin *self, WeirObject *child)
{
  pthread_mutex_lock (&self->bin_priv->lock);
  if (g_hash_table_remove (self->bin_priv->eos_from, child)) {
    self->bin_priv->eos_posted = FALSE;
    g_hash_table_remove (self->bin_priv->started, child);
  }
  pthread_mutex_unlock (&self->bin_priv->lock);
}

/* What is flushed, or stopped, doesn't hold back an EOS that a thread is just carrying here. */
void
weir_element_bar_eos (WeirElement *element)
{
  __atomic_store_n (&element->priv->eos_barrier, weir_util_seqnum_next (), __ATOMIC_RELEASE);
}

static gboolean
is_current_eos (WeirMessage *message)
{
  guint32 barrier = __atomic_load_n (&WEIR_ELEMENT_CAST (message->src)->priv->eos_barrier, __ATOMIC_ACQUIRE);

  return barrier == 0 || (gint32) (message->seqnum - barrier) > 0;
}

static void
weir_bin_handle_message (WeirBin *self, WeirMessage *message)
{
  gboolean child = message->src != NULL && WEIR_IS_OBJECT (message->src)
                   && weir_object_peek_parent (WEIR_OBJECT_CAST (message->src)) == WEIR_OBJECT_CAST (self);

  switch (message->type) {
  case WEIR_MESSAGE_EOS:
    if (child) {
      pthread_mutex_lock (&self->bin_priv->lock);
      if (is_current_eos (message))
        g_hash_table_add (self->bin_priv->eos_from, message->src);
      pthread_mutex_unlock (&self->bin_priv->lock);
      weir_bin_check_eos (self);
    }
    weir_message_unref (message);
    return;
  case WEIR_MESSAGE_STREAM_START:
    if (child) {
      forget_end_of (self, message->src);
      count_stream_start (self, message);
    }
    weir_message_unref (message);
    return;
  case WEIR_MESSAGE_ERROR:
    note_error (WEIR_ELEMENT_CAST (self));
    break;
  case WEIR_MESSAGE_LATENCY:
    weir_bin_recalculate_latency (WEIR_BIN_CAST (weir_element_root (WEIR_ELEMENT_CAST (self))));
    break;
  default:
    break;
  }
  weir_element_route_message (WEIR_ELEMENT_CAST (self), message);
}

void
weir_bin_take_message (WeirBin *bin, WeirMessage *message)
{
  if (WEIR_BIN_GET_CLASS (bin)->handle_message != weir_bin_handle_message)
    weir_callback_begin ();
  WEIR_BIN_GET_CLASS (bin)->handle_message (bin, message);
}

/* --- what is in it ---------------------------------------------------------------------------------------------------- */

/* A step looks at the group of its task, which goes with the pipeline. */
static void
join (WeirTask *task, WeirTaskGroup *group)
{
  gboolean acquired = !weir_task_is_owner (task) && weir_task_acquire (task);

  weir_task_set_group (task, group);
  if (acquired)
    weir_task_release (task);
}

/* The group and the time of the whole, for what joins it; NULL: leaves it. */
static void
adopt (WeirElement *child, WeirElement *root)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (child);
  WeirTaskGroup *group = root != NULL && WEIR_IS_PIPELINE (root) ? weir_pipeline_task_group (WEIR_PIPELINE_CAST (root)) : NULL;

  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];

    if (leaf->priv->task != NULL)
      join (leaf->priv->task, group);
    if (root != NULL && root->priv->clock != NULL) {
      weir_element_set_clock (leaf, root->priv->clock);
      weir_element_set_base_time (leaf, weir_element_get_base_time (root));
      leaf->priv->latency = root->priv->latency;
    }
  }
}

static void
update_flags (WeirBin *self)
{
  guint flags = 0;

  pthread_mutex_lock (&self->bin_priv->lock);
  for (guint i = 0; i < self->bin_priv->children->len; i++)
    flags |= ((WeirElement *) self->bin_priv->children->pdata[i])->priv->flags;
  pthread_mutex_unlock (&self->bin_priv->lock);
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SINK, (flags & WEIR_ELEMENT_FLAG_SINK) != 0);
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SOURCE, (flags & WEIR_ELEMENT_FLAG_SOURCE) != 0);
}

static gboolean
weir_bin_add_element (WeirBin *self, WeirElement *element)
{
  gboolean taken;

  pthread_mutex_lock (&self->bin_priv->lock);
  taken = g_hash_table_contains (self->bin_priv->by_name, WEIR_OBJECT_NAME (element));
  pthread_mutex_unlock (&self->bin_priv->lock);
  if (taken || weir_object_has_as_ancestor (WEIR_OBJECT_CAST (self), WEIR_OBJECT_CAST (element))
      || !weir_object_set_parent (WEIR_OBJECT_CAST (element), WEIR_OBJECT_CAST (self)))
    return FALSE;

  pthread_mutex_lock (&self->bin_priv->lock);
  g_ptr_array_add (self->bin_priv->children, element);
  g_hash_table_insert (self->bin_priv->by_name, g_strdup (WEIR_OBJECT_NAME (element)), element);
  self->bin_priv->eos_posted = FALSE;
  pthread_mutex_unlock (&self->bin_priv->lock);
  update_flags (self);
  adopt (element, weir_element_root (WEIR_ELEMENT_CAST (self)));
  return TRUE;
}

static void
unlink_pads (WeirElement *element)
{
  GPtrArray *lists[2] = { element->priv->sinks, element->priv->srcs };

  for (guint l = 0; l < 2; l++) {
    for (guint i = 0; i < lists[l]->len; i++) {
      WeirPad *pad = lists[l]->pdata[i];

      if (pad->peer == NULL)
        continue;
      if (l == 0)
        weir_pad_cut_peer (pad->peer, pad);
      else
        weir_pad_cut_peer (pad, pad->peer);
    }
  }
}

static gboolean
weir_bin_remove_element (WeirBin *self, WeirElement *element)
{
  if (!weir_object_has_as_parent (WEIR_OBJECT_CAST (element), WEIR_OBJECT_CAST (self)))
    return FALSE;
  unlink_pads (element);
  pthread_mutex_lock (&self->bin_priv->lock);
  g_ptr_array_remove (self->bin_priv->children, element);
  g_hash_table_remove (self->bin_priv->by_name, WEIR_OBJECT_NAME (element));
  g_hash_table_remove (self->bin_priv->eos_from, element);
  g_hash_table_remove (self->bin_priv->started, element);
  pthread_mutex_unlock (&self->bin_priv->lock);
  update_flags (self);
  adopt (element, NULL);
  weir_object_unparent (WEIR_OBJECT_CAST (element));
  return TRUE;
}

static void
emit_deep (WeirBin *self, WeirElement *child, guint signal)
{
  for (WeirObject *at = WEIR_OBJECT_CAST (self); at != NULL && WEIR_IS_BIN (at); at = weir_object_peek_parent (at))
    g_signal_emit (at, signals[signal], 0, self, child);
}

/**
 * weir_bin_add:
 * @bin: a bin
 * @element: (transfer floating): an element without parent
 *
 * Adds an element. It keeps its state; weir_element_sync_state_with_parent () brings it to the bin's. Thread: any that
 * owns no element.
 *
 * Returns: %FALSE if it has a parent already, or its name is taken in @bin
 */
gboolean
weir_bin_add (WeirBin *bin, WeirElement *element)
{
  WeirStrand *strand;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_BIN (bin), FALSE);
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (WEIR_ELEMENT_CAST (bin) != element, FALSE);

  g_object_ref_sink (element);
  strand = weir_element_enter_strand (WEIR_ELEMENT_CAST (bin));
  ok = WEIR_BIN_GET_CLASS (bin)->add_element (bin, element);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  if (ok) {
    g_signal_emit (bin, signals[SIGNAL_ELEMENT_ADDED], 0, element);
    weir_child_proxy_child_added (WEIR_CHILD_PROXY (bin), G_OBJECT (element), WEIR_OBJECT_NAME (element));
    emit_deep (bin, element, SIGNAL_DEEP_ADDED);
  }
  g_object_unref (element);
  return ok;
}

/**
 * weir_bin_remove:
 * @bin: a bin
 * @element: an element in it
 *
 * Unlinks the element and takes it out; its state stays as it is. Thread: any that owns no element.
 *
 * Returns: %FALSE if it isn't in @bin
 */
gboolean
weir_bin_remove (WeirBin *bin, WeirElement *element)
{
  WeirStrand *strand;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_BIN (bin), FALSE);
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  g_object_ref (element);
  strand = weir_element_enter_strand (WEIR_ELEMENT_CAST (bin));
  ok = WEIR_BIN_GET_CLASS (bin)->remove_element (bin, element);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  if (ok) {
    g_signal_emit (bin, signals[SIGNAL_ELEMENT_REMOVED], 0, element);
    weir_child_proxy_child_removed (WEIR_CHILD_PROXY (bin), G_OBJECT (element), WEIR_OBJECT_NAME (element));
    emit_deep (bin, element, SIGNAL_DEEP_REMOVED);
    weir_bin_check_eos (bin);
  }
  g_object_unref (element);
  return ok;
}

/**
 * weir_bin_add_many: (skip)
 * @bin: a bin
 * @element_1: (transfer floating): an element
 * @...: more elements, then %NULL
 *
 * weir_bin_add () for each. Thread: any that owns no element.
 */
void
weir_bin_add_many (WeirBin *bin, WeirElement *element_1, ...)
{
  va_list args;

  va_start (args, element_1);
  for (WeirElement *element = element_1; element != NULL; element = va_arg (args, WeirElement *))
    weir_bin_add (bin, element);
  va_end (args);
}

/**
 * weir_bin_remove_many: (skip)
 * @bin: a bin
 * @element_1: an element
 * @...: more elements, then %NULL
 *
 * weir_bin_remove () for each. Thread: any that owns no element.
 */
void
weir_bin_remove_many (WeirBin *bin, WeirElement *element_1, ...)
{
  va_list args;

  va_start (args, element_1);
  for (WeirElement *element = element_1; element != NULL; element = va_arg (args, WeirElement *))
    weir_bin_remove (bin, element);
  va_end (args);
}

/* --- object ----------------------------------------------------------------------------------------------------------- */

static void
weir_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (object)->bin_priv;

  if (id == PROP_ASYNC_HANDLING)
    p->async_handling = g_value_get_boolean (value);
  else if (id == PROP_MESSAGE_FORWARD)
    p->message_forward = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (object)->bin_priv;

  if (id == PROP_ASYNC_HANDLING)
    g_value_set_boolean (value, p->async_handling);
  else if (id == PROP_MESSAGE_FORWARD)
    g_value_set_boolean (value, p->message_forward);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_bin_dispose (GObject *object)
{
  WeirBin *self = WEIR_BIN_CAST (object);
  WeirElement *element = WEIR_ELEMENT_CAST (object);
  WeirStrand *strand;

  if (element->priv->level != WEIR_STATE_NULL)
    weir_element_set_state (element, WEIR_STATE_NULL);
  /* an element that ended its pads may be about to remove them: that, too, is done on the strand */
  strand = weir_element_enter_strand (element);
  for (;;) {
    g_autoptr (GPtrArray) children = weir_bin_snapshot (self);

    if (children->len == 0)
      break;
    for (guint i = 0; i < children->len; i++)
      weir_bin_remove_element (self, children->pdata[i]);
  }
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  G_OBJECT_CLASS (weir_bin_parent_class)->dispose (object);
}

static void
weir_bin_finalize (GObject *object)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (object)->bin_priv;

  g_ptr_array_unref (p->children);
  g_hash_table_unref (p->by_name);
  g_hash_table_unref (p->eos_from);
  g_hash_table_unref (p->started);
  pthread_mutex_destroy (&p->lock);
  G_OBJECT_CLASS (weir_bin_parent_class)->finalize (object);
}

static void
add_signals (WeirBinClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  /**
   * WeirBin::element-added:
   * @bin: the bin
   * @element: what was added
   */
  signals[SIGNAL_ELEMENT_ADDED] = g_signal_new ("element-added", type, G_SIGNAL_RUN_FIRST,
                                                G_STRUCT_OFFSET (WeirBinClass, element_added), NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, WEIR_TYPE_ELEMENT);
  /**
   * WeirBin::element-removed:
   * @bin: the bin
   * @element: what was removed
   */
  signals[SIGNAL_ELEMENT_REMOVED] = g_signal_new ("element-removed", type, G_SIGNAL_RUN_FIRST,
                                                  G_STRUCT_OFFSET (WeirBinClass, element_removed), NULL, NULL, NULL,
                                                  G_TYPE_NONE, 1, WEIR_TYPE_ELEMENT);
  /**
   * WeirBin::deep-element-added:
   * @bin: the bin
   * @sub_bin: the bin, in it or itself, to which it was added
   * @element: what was added
   */
  signals[SIGNAL_DEEP_ADDED] = g_signal_new ("deep-element-added", type, G_SIGNAL_RUN_FIRST,
                                             G_STRUCT_OFFSET (WeirBinClass, deep_element_added), NULL, NULL, NULL,
                                             G_TYPE_NONE, 2, WEIR_TYPE_BIN, WEIR_TYPE_ELEMENT);
  /**
   * WeirBin::deep-element-removed:
   * @bin: the bin
   * @sub_bin: the bin, in it or itself, from which it was removed
   * @element: what was removed
   */
  signals[SIGNAL_DEEP_REMOVED] = g_signal_new ("deep-element-removed", type, G_SIGNAL_RUN_FIRST,
                                               G_STRUCT_OFFSET (WeirBinClass, deep_element_removed), NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, WEIR_TYPE_BIN, WEIR_TYPE_ELEMENT);
}

static void
weir_bin_class_init (WeirBinClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);

  gobject_class->set_property = weir_bin_set_property;
  gobject_class->get_property = weir_bin_get_property;
  gobject_class->dispose = weir_bin_dispose;
  gobject_class->finalize = weir_bin_finalize;
  WEIR_ELEMENT_CLASS (klass)->change_state = weir_bin_change_state;
  klass->handle_message = weir_bin_handle_message;
  klass->add_element = weir_bin_add_element;
  klass->remove_element = weir_bin_remove_element;

  g_object_class_install_property (
    gobject_class, PROP_ASYNC_HANDLING,
    g_param_spec_boolean ("async-handling", "Async handling", "The bin handles asynchronous state changes itself", FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_MESSAGE_FORWARD,
    g_param_spec_boolean ("message-forward", "Message forward", "Forwards all messages of what is in the bin", FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  add_signals (klass);
}

static void
weir_bin_init (WeirBin *self)
{
  WeirBinPrivate *p = self->bin_priv = weir_bin_get_instance_private (self);

  pthread_mutex_init (&p->lock, NULL);
  p->children = g_ptr_array_new ();
  p->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  p->eos_from = g_hash_table_new (NULL, NULL);
  p->started = g_hash_table_new (NULL, NULL);
}

/**
 * weir_bin_new:
 * @name: (nullable): its name
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the bin
 */
WeirElement *
weir_bin_new (const char *name)
{
  return g_object_new (WEIR_TYPE_BIN, "name", name, NULL);
}
