/* SPDX-License-Identifier: MIT */
/* What pads admit: pure functions over the graph, in which no element runs.
 *
 * allowed (pad) = the pad's own caps (what the element published, or its template) within what the graph on the other
 * side of the element admits, as its class's transform_caps () carries it over. */
#include <weir/graph/element-private.h>
#include <weir/graph/explain-hook.h>

/* Graphs are deep (10,000 elements in a line): what is further away than this many elements doesn't narrow a choice now;
 * the caps event finds it when it gets there. */
#define MAX_DEPTH 64

static WeirExplainLink explain_link;

void
weir_set_explain_link (WeirExplainLink func)
{
  __atomic_store_n (&explain_link, func, __ATOMIC_RELEASE);
}

/**
 * weir_explain_link: (skip)
 * @src: a source pad
 * @sink: the sink pad it can't agree with
 * @offered: (transfer none): what the first can do
 * @wanted: (transfer none): what the second admits
 * @error: (out) (optional): set to %WEIR_CORE_ERROR_NEGOTIATION: the pads, both caps, the field that differs, the cure
 *
 * Explains why two pads can't agree. Looks at the graph and runs no element. Thread: any.
 */
void
weir_explain_link (WeirPad *src, WeirPad *sink, const WeirCaps *offered, const WeirCaps *wanted, GError **error)
{
  WeirExplainLink func = __atomic_load_n (&explain_link, __ATOMIC_ACQUIRE);
  g_autofree char *src_path = NULL, *sink_path = NULL, *a = NULL, *b = NULL;

  if (error == NULL)
    return;
  if (func != NULL) {
    func (src, sink, offered, wanted, error);
    return;
  }
  src_path = weir_object_get_path_string (WEIR_OBJECT_CAST (src));
  sink_path = weir_object_get_path_string (WEIR_OBJECT_CAST (sink));
  a = weir_caps_to_string (offered);
  b = weir_caps_to_string (wanted);
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
               "%s and %s have no caps in common: the first offers %s, the second wants %s", src_path, sink_path, a, b);
}

WeirCaps *
weir_pad_own_caps (WeirPad *pad)
{
  WeirCaps *caps;

  pthread_mutex_lock (&pad->lock);
  caps = pad->allowed != NULL ? weir_caps_ref (pad->allowed) : NULL;
  pthread_mutex_unlock (&pad->lock);
  if (caps != NULL)
    return caps;
  return pad->templ != NULL ? weir_caps_ref (pad->templ->caps) : weir_caps_new_any ();
}

/* Forks that rejoin lead to the same pads many times over: what was found there is kept, from the first fork on. */
typedef struct {
  GHashTable *found; /* WeirPad -> WeirCaps (owned); NULL: no fork yet */
} Search;

static WeirCaps *allowed_at (Search *search, WeirPad *pad, guint depth);

static WeirCaps *
intersect (WeirCaps *a /* (transfer full) */, WeirCaps *b /* (transfer full) */)
{
  WeirCaps *both;

  if (weir_caps_is_any (b)) {
    weir_caps_unref (b);
    return a;
  }
  both = weir_caps_intersect_full (a, b, WEIR_CAPS_INTERSECT_FIRST);
  weir_caps_unref (a);
  weir_caps_unref (b);
  return both;
}

/* What is behind a pad of an element that others may have asked already. */
static WeirCaps *
allowed_beyond (Search *search, WeirPad *far, guint depth)
{
  WeirCaps *caps = search->found != NULL ? g_hash_table_lookup (search->found, far) : NULL;

  if (caps != NULL)
    return weir_caps_ref (caps);
  caps = allowed_at (search, far, depth);
  if (search->found != NULL)
    g_hash_table_insert (search->found, far, weir_caps_ref (caps));
  return caps;
}

/* What the pads of the other direction, and the graph behind them, admit of this one. */
static WeirCaps *
across (Search *search, WeirPad *pad, WeirCaps *own /* (transfer full) */, guint depth)
{
  WeirElement *element = pad->element;
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (element);
  GPtrArray *others = pad->direction == WEIR_PAD_SINK ? element->priv->srcs : element->priv->sinks;

  if (others->len > 1 && search->found == NULL)
    search->found = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) weir_caps_unref);
  for (guint i = 0; i < others->len && !weir_caps_is_empty (own); i++) {
    WeirPad *other = g_ptr_array_index (others, i);
    g_autoptr (WeirCaps) beyond = weir_pad_own_caps (other);
    WeirCaps *here;

    if (other->far != NULL)
      beyond = intersect (g_steal_pointer (&beyond), allowed_beyond (search, other->far, depth + 1));
    here = klass->transform_caps (element, other->direction, beyond);
    if (here != NULL)
      own = intersect (own, here);
  }
  return own;
}

static WeirCaps *
allowed_at (Search *search, WeirPad *pad, guint depth)
{
  WeirCaps *own = weir_pad_own_caps (pad);
  WeirElement *element = pad->element;

  if (pad->fixed_caps) {
    WeirCaps *current = weir_pad_get_current_caps (pad);
    if (current != NULL) {
      weir_caps_unref (own);
      return current;
    }
  }
  if (element == NULL || depth >= MAX_DEPTH || WEIR_ELEMENT_GET_CLASS (element)->transform_caps == NULL)
    return own;
  return across (search, pad, own, depth);
}

WeirCaps *
weir_pad_allowed (WeirPad *pad)
{
  Search search = { NULL };
  WeirPad *leaf;
  WeirCaps *caps;

  pthread_rwlock_rdlock (&weir_graph_lock);
  leaf = weir_pad_leaf (pad);
  caps = leaf != NULL ? allowed_at (&search, leaf, 0) : weir_pad_own_caps (pad);
  pthread_rwlock_unlock (&weir_graph_lock);
  g_clear_pointer (&search.found, g_hash_table_unref);
  return caps;
}

void
weir_pad_mark_reconfigure (WeirPad *pad)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_ptr_array_add (todo, pad);
  pthread_rwlock_rdlock (&weir_graph_lock);
  while (todo->len > 0) {
    WeirPad *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);

    if (at->element == NULL || !g_hash_table_add (seen, at))
      continue;
    __atomic_store_n (&at->need_reconfigure, 1, __ATOMIC_RELEASE);
    /* one that isn't active chooses when it is; to walk on would make building a long line quadratic */
    if (WEIR_ELEMENT_GET_CLASS (at->element)->transform_caps == NULL || !weir_pad_is_active (at))
      continue;
    for (guint i = 0; i < at->element->priv->sinks->len; i++) {
      WeirPad *far = ((WeirPad *) g_ptr_array_index (at->element->priv->sinks, i))->far;
      if (far != NULL)
        g_ptr_array_add (todo, far);
    }
  }
  pthread_rwlock_unlock (&weir_graph_lock);
}

gboolean
weir_pad_check_reconfigure (WeirPad *pad)
{
  return __atomic_load_n (&pad->need_reconfigure, __ATOMIC_RELAXED) != 0
         && __atomic_exchange_n (&pad->need_reconfigure, 0, __ATOMIC_ACQUIRE) != 0;
}

/**
 * weir_pad_set_allowed_caps:
 * @pad: a pad of the caller's element
 * @caps: (nullable) (transfer none): what it admits from now on, within its template; %NULL: all of the template
 *
 * Replaces what the pad admits, and has those upstream choose again. Thread: owner, or before the element runs.
 */
void
weir_pad_set_allowed_caps (WeirPad *pad, WeirCaps *caps)
{
  WeirCaps *old, *within = NULL;

  g_return_if_fail (WEIR_IS_PAD (pad));

  if (caps != NULL)
    within = pad->templ != NULL ? weir_caps_intersect_full (caps, pad->templ->caps, WEIR_CAPS_INTERSECT_FIRST)
                                : weir_caps_ref (caps);
  pthread_mutex_lock (&pad->lock);
  old = pad->allowed;
  pad->allowed = within;
  pthread_mutex_unlock (&pad->lock);
  g_clear_pointer (&old, weir_caps_unref);

  if (pad->direction == WEIR_PAD_SINK) {
    g_autoptr (WeirPad) far = weir_pad_get_far (pad);
    if (far != NULL)
      weir_pad_mark_reconfigure (far);
  } else {
    weir_pad_mark_reconfigure (pad);
  }
}

/**
 * weir_pad_use_fixed_caps:
 * @pad: a source pad
 *
 * Says that the pad's caps, once they are known, don't change on request. Thread: owner, or before the element runs.
 */
void
weir_pad_use_fixed_caps (WeirPad *pad)
{
  g_return_if_fail (WEIR_IS_PAD (pad));
  pad->fixed_caps = TRUE;
}

/**
 * weir_pad_get_current_caps:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the caps that flow through it now
 */
WeirCaps *
weir_pad_get_current_caps (WeirPad *pad)
{
  g_autoptr (WeirEvent) event = NULL;
  WeirCaps *caps = NULL;
  WeirPad *leaf;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  leaf = weir_pad_leaf (pad);
  if (leaf != NULL)
    event = weir_pad_get_sticky_event (leaf, WEIR_EVENT_CAPS, 0);
  if (event != NULL)
    weir_event_parse_caps (event, &caps);
  return caps != NULL ? weir_caps_ref (caps) : NULL;
}

/**
 * weir_pad_has_current_caps:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: whether caps flow through it
 */
gboolean
weir_pad_has_current_caps (WeirPad *pad)
{
  g_autoptr (WeirCaps) caps = weir_pad_get_current_caps (pad);
  return caps != NULL;
}

/**
 * weir_pad_query_caps:
 * @pad: a pad
 * @filter: (nullable) (transfer none): within these, in their order
 *
 * Thread: any.
 *
 * Returns: (transfer full): what the pad admits
 */
WeirCaps *
weir_pad_query_caps (WeirPad *pad, WeirCaps *filter)
{
  g_autoptr (WeirCaps) allowed = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  allowed = weir_pad_allowed (pad);
  if (filter == NULL)
    return g_steal_pointer (&allowed);
  return weir_caps_intersect_full (filter, allowed, WEIR_CAPS_INTERSECT_FIRST);
}

/**
 * weir_pad_peer_query_caps:
 * @pad: a pad
 * @filter: (nullable) (transfer none): within these, in their order
 *
 * Thread: any.
 *
 * Returns: (transfer full): what its peer admits; @filter, or ANY, without one
 */
WeirCaps *
weir_pad_peer_query_caps (WeirPad *pad, WeirCaps *filter)
{
  g_autoptr (WeirPad) far = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  far = weir_pad_get_far (pad);
  if (far != NULL)
    return weir_pad_query_caps (far, filter);
  return filter != NULL ? weir_caps_ref (filter) : weir_caps_new_any ();
}

/**
 * weir_pad_get_allowed_caps:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what both the pad and its peer admit; %NULL without a peer
 */
WeirCaps *
weir_pad_get_allowed_caps (WeirPad *pad)
{
  g_autoptr (WeirPad) far = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  far = weir_pad_get_far (pad);
  if (far == NULL)
    return NULL;
  return intersect (weir_pad_allowed (pad), weir_pad_allowed (far));
}

/**
 * weir_pad_query_accept_caps:
 * @pad: a pad
 * @caps: (transfer none): fixed caps
 *
 * Thread: any.
 *
 * Returns: whether the pad would take them
 */
gboolean
weir_pad_query_accept_caps (WeirPad *pad, WeirCaps *caps)
{
  g_autoptr (WeirCaps) allowed = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);

  allowed = weir_pad_allowed (pad);
  return weir_caps_can_intersect (caps, allowed);
}

/**
 * weir_pad_peer_query_accept_caps:
 * @pad: a pad
 * @caps: (transfer none): fixed caps
 *
 * Thread: any.
 *
 * Returns: whether its peer would take them; %TRUE without one
 */
gboolean
weir_pad_peer_query_accept_caps (WeirPad *pad, WeirCaps *caps)
{
  g_autoptr (WeirPad) far = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  g_return_val_if_fail (caps != NULL, FALSE);

  far = weir_pad_get_far (pad);
  return far == NULL || weir_pad_query_accept_caps (far, caps);
}
