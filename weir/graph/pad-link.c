/* SPDX-License-Identifier: MIT */
/* How pads are linked and unlinked, with ghost pads resolved to the leaf pads behind them. */
#include <weir/graph/element-private.h>
#include <weir/graph/explain-hook.h>

pthread_rwlock_t weir_graph_lock = PTHREAD_RWLOCK_INITIALIZER;

WeirPad *
weir_pad_leaf (WeirPad *pad)
{
  while (pad != NULL && pad->is_ghost)
    pad = pad->target;
  return pad;
}

/* The leaf pad that peers and targets lead to from leaf pad `pad`, or NULL. */
static WeirPad *
wanted_far (WeirPad *pad)
{
  while (pad->ghost != NULL)
    pad = pad->ghost;
  return weir_pad_leaf (pad->peer);
}

WeirPad *
weir_pad_get_far (WeirPad *pad)
{
  WeirPad *leaf, *far;

  pthread_rwlock_rdlock (&weir_graph_lock);
  leaf = weir_pad_leaf (pad);
  far = leaf != NULL ? leaf->far : NULL;
  if (far != NULL)
    g_object_ref (far);
  pthread_rwlock_unlock (&weir_graph_lock);
  return far;
}

/* --- connecting leaf pads: strand held, both elements' tasks owned ------------------------------------------------ */

static void
connect_leaves (WeirPad *src, WeirPad *sink)
{
  WeirLink *link = weir_link_new ();
  gboolean occupied = sink->link != NULL && (weir_link_level_items (sink->link) > 0 || (weir_pad_slow (sink) & WEIR_PAD_SLOW_CHAIN));

  weir_link_set_producer (link, src->element->priv->task);
  weir_link_set_consumer (link, sink->element->priv->task);
  weir_link_set_data (link, src, sink);
  src->link = weir_link_ref (link);
  src->epoch = weir_link_get_epoch (link);
  if (occupied) {
    g_queue_push_tail (&sink->next_links, link);
    weir_pad_set_slow (sink, WEIR_PAD_SLOW_CHAIN, TRUE);
  } else {
    weir_pad_leave_queue (sink);
    sink->link = link;
  }
  src->far = sink;
  sink->far = src;
  weir_pad_set_slow (src, WEIR_PAD_SLOW_UNLINKED, FALSE);
  weir_pad_set_slow (sink, WEIR_PAD_SLOW_UNLINKED | WEIR_PAD_SLOW_EOS, FALSE);
  src->hold = FALSE;
  src->was_linked = TRUE;
  __atomic_store_n (&src->need_reconfigure, 1, __ATOMIC_RELEASE);
  weir_pad_resend_stickies (src);
}

static void
disconnect_leaves (WeirPad *src, WeirPad *sink)
{
  if (src->link != NULL) {
    weir_link_set_producer (src->link, NULL);
    g_clear_pointer (&src->link, weir_link_unref);
  }
  weir_pad_set_slow (src, WEIR_PAD_SLOW_UNLINKED, TRUE);
  src->far = NULL;
  sink->far = NULL;
}

typedef struct {
  WeirTask *tasks[4];
  WeirElement *elements[4]; /* (unowned): of the tasks */
  gboolean owned[4];
  guint n;
} Held;

static void
hold_task (Held *held, WeirPad *pad)
{
  WeirTask *task = pad != NULL && pad->element != NULL ? pad->element->priv->task : NULL;

  if (task == NULL || weir_task_is_owner (task))
    return;
  for (guint i = 0; i < held->n; i++) {
    if (held->tasks[i] == task)
      return;
  }
  held->elements[held->n] = pad->element;
  held->tasks[held->n++] = weir_task_ref (task);
}

static void
let_go (Held *held)
{
  for (guint i = 0; i < held->n; i++) {
    if (held->owned[i]) {
      gboolean active = held->elements[i]->priv->active;

      weir_task_release (held->tasks[i]);
      if (active) /* others are woken when they start: building a pipeline wakes no worker */
        weir_task_wake (held->tasks[i]);
    }
    weir_task_unref (held->tasks[i]);
  }
}

static void
call_linked (WeirPad *pad, gboolean linked)
{
  WeirElementClass *klass;

  if (pad == NULL || pad->element == NULL)
    return;
  klass = WEIR_ELEMENT_GET_CLASS (pad->element);
  if (linked && klass->pad_linked != NULL)
    klass->pad_linked (pad->element, pad);
  else if (!linked && klass->pad_unlinked != NULL)
    klass->pad_unlinked (pad->element, pad);
}

void
weir_pad_reconnect (WeirPad *pad)
{
  WeirPad *want = wanted_far (pad), *old = pad->far, *other_old = want != NULL ? want->far : NULL;
  Held held = { 0 };

  if (want == old)
    return;
  hold_task (&held, pad);
  hold_task (&held, want);
  hold_task (&held, old);
  hold_task (&held, other_old);
  weir_task_acquire_all (held.tasks, held.owned, held.n);

  pthread_rwlock_wrlock (&weir_graph_lock);
  if (old != NULL)
    disconnect_leaves (pad->direction == WEIR_PAD_SRC ? pad : old, pad->direction == WEIR_PAD_SRC ? old : pad);
  if (other_old != NULL && other_old != pad)
    disconnect_leaves (want->direction == WEIR_PAD_SRC ? want : other_old,
                       want->direction == WEIR_PAD_SRC ? other_old : want);
  if (want != NULL)
    connect_leaves (pad->direction == WEIR_PAD_SRC ? pad : want, pad->direction == WEIR_PAD_SRC ? want : pad);
  pthread_rwlock_unlock (&weir_graph_lock);

  if (old != NULL) {
    call_linked (pad, FALSE);
    call_linked (old, FALSE);
  }
  if (want != NULL) {
    call_linked (pad, TRUE);
    call_linked (want, TRUE);
    weir_pad_mark_reconfigure (pad->direction == WEIR_PAD_SRC ? pad : want);
    weir_element_update_pacing (pad->element);
  }
  let_go (&held);
}

void
weir_pad_set_peer (WeirPad *src, WeirPad *sink)
{
  WeirPad *leaf;

  pthread_rwlock_wrlock (&weir_graph_lock);
  __atomic_store_n (&src->peer, sink, __ATOMIC_RELEASE);
  __atomic_store_n (&sink->peer, src, __ATOMIC_RELEASE);
  pthread_rwlock_unlock (&weir_graph_lock);
  leaf = weir_pad_leaf (src);
  if (leaf != NULL)
    weir_pad_reconnect (leaf);
}

void
weir_pad_cut_peer (WeirPad *src, WeirPad *sink)
{
  WeirPad *leaf;

  pthread_rwlock_wrlock (&weir_graph_lock);
  __atomic_store_n (&src->peer, NULL, __ATOMIC_RELEASE);
  __atomic_store_n (&sink->peer, NULL, __ATOMIC_RELEASE);
  pthread_rwlock_unlock (&weir_graph_lock);
  leaf = weir_pad_leaf (src);
  if (leaf != NULL)
    weir_pad_reconnect (leaf);
}

/* --- checks --------------------------------------------------------------------------------------------------------- */

/* Does a path lead downstream from `from` to `target`? Marks what it has seen. */
static gboolean
leads_to (WeirElement *from, WeirElement *target, GHashTable *seen)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();

  g_ptr_array_add (todo, from);
  while (todo->len > 0) {
    WeirElement *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);

    if (at == target)
      return TRUE;
    if (!g_hash_table_add (seen, at))
      continue;
    for (guint i = 0; i < at->priv->srcs->len; i++) {
      WeirPad *far = ((WeirPad *) g_ptr_array_index (at->priv->srcs, i))->far;
      if (far != NULL && far->element != NULL)
        g_ptr_array_add (todo, far->element);
    }
  }
  return FALSE;
}

static gboolean
closes_loop (WeirPad *src, WeirPad *sink)
{
  WeirPad *from = weir_pad_leaf (sink), *to = weir_pad_leaf (src);
  g_autoptr (GHashTable) seen = NULL;

  if (from == NULL || to == NULL || from->element == NULL || to->element == NULL)
    return FALSE;
  if (from->element == to->element)
    return TRUE;
  if (from->element->priv->srcs->len == 0 || to->element->priv->sinks->len == 0)
    return FALSE;
  seen = g_hash_table_new (NULL, NULL);
  return leads_to (from->element, to->element, seen);
}

/* The leaf behind it has left its element, or was never in one. */
static gboolean
is_gone (WeirPad *pad)
{
  WeirPad *leaf = weir_pad_leaf (pad);

  return leaf != NULL && leaf->element == NULL;
}

static WeirPadLinkReturn
check (WeirPad *src, WeirPad *sink, GError **error)
{
  g_autofree char *src_path = weir_object_get_path_string (WEIR_OBJECT_CAST (src));
  g_autofree char *sink_path = weir_object_get_path_string (WEIR_OBJECT_CAST (sink));
  WeirObject *src_bin, *sink_bin;

  if (src->direction != WEIR_PAD_SRC || sink->direction != WEIR_PAD_SINK) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s can't be linked to %s: data goes from a source pad to a sink pad",
                 src_path, sink_path);
    return WEIR_PAD_LINK_WRONG_DIRECTION;
  }
  if (is_gone (src) || is_gone (sink)) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s can't be linked to %s: %s was removed from its element",
                 src_path, sink_path, is_gone (src) ? src_path : sink_path);
    return WEIR_PAD_LINK_WRONG_HIERARCHY;
  }
  if (src->peer != NULL || sink->peer != NULL) {
    WeirPad *taken = src->peer != NULL ? src : sink;
    g_autofree char *other = weir_object_get_path_string (WEIR_OBJECT_CAST (taken->peer));

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD,
                 "%s can't be linked to %s: %s is linked to %s already; unlink these first, or put %s",
                 src_path, sink_path, taken == src ? src_path : sink_path, other,
                 taken == src ? "a tee behind it, for several readers"
                              : "a funnel, an input-selector or a mixer before it, for several writers");
    return WEIR_PAD_LINK_WAS_LINKED;
  }
  src_bin = src->element != NULL ? weir_object_peek_parent (WEIR_OBJECT_CAST (src->element)) : NULL;
  sink_bin = sink->element != NULL ? weir_object_peek_parent (WEIR_OBJECT_CAST (sink->element)) : NULL;
  if (src_bin != sink_bin) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD,
                 "%s can't be linked to %s: they are not in the same bin; add both elements to one bin first, or give "
                 "the inner bin a ghost pad",
                 src_path, sink_path);
    return WEIR_PAD_LINK_WRONG_HIERARCHY;
  }
  if (closes_loop (src, sink)) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD,
                 "%s can't be linked to %s: it would close a loop, in which every element waits for itself; send what "
                 "must go back through an appsink and an appsrc",
                 src_path, sink_path);
    return WEIR_PAD_LINK_NOSCHED;
  }
  return WEIR_PAD_LINK_OK;
}

/* Do the caps admit the link? NULL error: nobody wants the explanation. */
static gboolean
caps_fit (WeirPad *src, WeirPad *sink, GError **error)
{
  g_autoptr (WeirCaps) offered = weir_pad_allowed (src);
  g_autoptr (WeirCaps) wanted = weir_pad_allowed (sink);

  if (weir_caps_can_intersect (offered, wanted))
    return TRUE;
  if (error != NULL)
    weir_explain_link (src, sink, offered, wanted, error);
  return FALSE;
}

/* (transfer full) (nullable) */
static WeirStrand *
strand_of (WeirPad *pad)
{
  g_autoptr (WeirObject) parent = weir_object_get_parent (WEIR_OBJECT_CAST (pad));

  return parent != NULL ? weir_element_ref_strand (WEIR_ELEMENT_CAST (parent)) : NULL;
}

/* The strands of two pads, (transfer full) (nullable): elements without a common root have strands of their own, which
 * are entered in the order of their addresses. */
static WeirStrand *
strands_for (WeirPad *src, WeirPad *sink, WeirStrand **second)
{
  WeirStrand *a = strand_of (src), *b = strand_of (sink);

  if (a == NULL || a == b) {
    g_clear_pointer (&a, weir_strand_unref);
    a = g_steal_pointer (&b);
  }
  *second = b != NULL && a > b ? a : b;
  return b != NULL && a > b ? b : a;
}

static void
drop_both (WeirStrand *first, WeirStrand *second)
{
  g_clear_pointer (&second, weir_strand_unref);
  g_clear_pointer (&first, weir_strand_unref);
}

static void
leave_both (WeirStrand *first, WeirStrand *second)
{
  if (second != NULL)
    weir_strand_leave (second);
  if (first != NULL)
    weir_strand_leave (first);
  drop_both (first, second);
}

static WeirStrand *
enter_for (WeirPad *src, WeirPad *sink, WeirStrand **second)
{
  for (;;) {
    WeirStrand *first = strands_for (src, sink, second), *first_now, *second_now;
    gboolean same;

    if (first != NULL)
      weir_strand_enter (first);
    if (*second != NULL)
      weir_strand_enter (*second);
    first_now = strands_for (src, sink, &second_now);
    same = first == first_now && *second == second_now;
    drop_both (first_now, second_now);
    if (same)
      return first;
    leave_both (first, *second); /* one joined or left a bin while we waited */
  }
}

static WeirPadLinkReturn
link_pads (WeirPad *src, WeirPad *sink, GError **error)
{
  WeirStrand *first, *second;
  WeirPadLinkReturn ret;

  first = enter_for (src, sink, &second);
  ret = check (src, sink, error);
  if (ret == WEIR_PAD_LINK_OK && !caps_fit (src, sink, error))
    ret = WEIR_PAD_LINK_NOFORMAT;
  if (ret == WEIR_PAD_LINK_OK)
    weir_pad_set_peer (src, sink);
  leave_both (first, second);

  if (ret == WEIR_PAD_LINK_OK) {
    g_signal_emit_by_name (src, "linked", sink);
    g_signal_emit_by_name (sink, "linked", src);
  }
  return ret;
}

/**
 * weir_pad_link:
 * @srcpad: a source pad
 * @sinkpad: a sink pad
 *
 * Links two pads, also while data flows. weir_pad_link_checked () says why it can't be done.
 * Thread: any that owns no element.
 *
 * Returns: %WEIR_PAD_LINK_OK or why not
 */
WeirPadLinkReturn
weir_pad_link (WeirPad *srcpad, WeirPad *sinkpad)
{
  g_return_val_if_fail (WEIR_IS_PAD (srcpad), WEIR_PAD_LINK_REFUSED);
  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), WEIR_PAD_LINK_REFUSED);
  return link_pads (srcpad, sinkpad, NULL);
}

/**
 * weir_pad_link_checked:
 * @srcpad: a source pad
 * @sinkpad: a sink pad
 * @error: why not, and what to do about it
 *
 * As weir_pad_link (). Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_pad_link_checked (WeirPad *srcpad, WeirPad *sinkpad, GError **error)
{
  g_return_val_if_fail (WEIR_IS_PAD (srcpad), FALSE);
  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), FALSE);
  return link_pads (srcpad, sinkpad, error) == WEIR_PAD_LINK_OK;
}

/**
 * weir_pad_can_link:
 * @srcpad: a source pad
 * @sinkpad: a sink pad
 *
 * Thread: any that owns no element.
 *
 * Returns: whether weir_pad_link () would succeed
 */
gboolean
weir_pad_can_link (WeirPad *srcpad, WeirPad *sinkpad)
{
  WeirStrand *first, *second;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_PAD (srcpad), FALSE);
  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), FALSE);

  first = enter_for (srcpad, sinkpad, &second);
  ok = check (srcpad, sinkpad, NULL) == WEIR_PAD_LINK_OK && caps_fit (srcpad, sinkpad, NULL);
  leave_both (first, second);
  return ok;
}

/**
 * weir_pad_unlink:
 * @srcpad: a source pad
 * @sinkpad: the sink pad that it is linked with
 *
 * Cuts the link. What the source pad has sent already still reaches the element behind @sinkpad.
 * Thread: any that owns no element.
 *
 * Returns: %FALSE if they were not linked
 */
gboolean
weir_pad_unlink (WeirPad *srcpad, WeirPad *sinkpad)
{
  WeirStrand *first, *second;
  gboolean linked;

  g_return_val_if_fail (WEIR_IS_PAD (srcpad), FALSE);
  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), FALSE);

  first = enter_for (srcpad, sinkpad, &second);
  linked = srcpad->peer == sinkpad && sinkpad->peer == srcpad;
  if (linked)
    weir_pad_cut_peer (srcpad, sinkpad);
  leave_both (first, second);

  if (linked) {
    g_signal_emit_by_name (srcpad, "unlinked", sinkpad);
    g_signal_emit_by_name (sinkpad, "unlinked", srcpad);
  }
  return linked;
}

/**
 * weir_pad_is_linked:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: whether it has a peer
 */
gboolean
weir_pad_is_linked (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  return __atomic_load_n (&pad->peer, __ATOMIC_ACQUIRE) != NULL;
}

/**
 * weir_pad_get_peer:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the pad that it is linked with
 */
WeirPad *
weir_pad_get_peer (WeirPad *pad)
{
  WeirPad *peer;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  pthread_rwlock_rdlock (&weir_graph_lock);
  peer = pad->peer != NULL ? g_object_ref (pad->peer) : NULL;
  pthread_rwlock_unlock (&weir_graph_lock);
  return peer;
}

/**
 * weir_pad_link_get_name:
 * @ret: an answer of weir_pad_link ()
 *
 * Thread: any.
 *
 * Returns: it in words
 */
const char *
weir_pad_link_get_name (WeirPadLinkReturn ret)
{
  switch (ret) {
  case WEIR_PAD_LINK_OK:
    return "ok";
  case WEIR_PAD_LINK_WRONG_HIERARCHY:
    return "wrong hierarchy";
  case WEIR_PAD_LINK_WAS_LINKED:
    return "was linked";
  case WEIR_PAD_LINK_WRONG_DIRECTION:
    return "wrong direction";
  case WEIR_PAD_LINK_NOFORMAT:
    return "no common format";
  case WEIR_PAD_LINK_NOSCHED:
    return "would close a loop";
  case WEIR_PAD_LINK_REFUSED:
    return "refused";
  }
  return "unknown";
}
