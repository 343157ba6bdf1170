/* SPDX-License-Identifier: MIT */
/* Linking elements by name: which of their pads fit. */
#include <string.h>

#include <weir/graph/bin-private.h>
#include <weir/graph/factory-hook.h>
#include <weir/graph/ghost-pad.h>

/* --- finding pads --------------------------------------------------------------------------------------------------- */

/* The pads of `element` that could be linked in `direction`: the named one, or all free ones; request templates last. */
static GPtrArray *
candidates (WeirElement *element, const char *name, WeirPadDirection direction)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *pads = direction == WEIR_PAD_SRC ? element->priv->srcs : element->priv->sinks;

  if (name != NULL) {
    WeirPad *pad = weir_element_get_static_pad (element, name);

    if (pad == NULL)
      pad = weir_element_request_pad_simple (element, name);
    if (pad != NULL)
      g_ptr_array_add (found, pad);
    return found;
  }
  pthread_mutex_lock (&element->priv->lock);
  for (guint i = 0; i < pads->len; i++) {
    WeirPad *pad = pads->pdata[i];
    if (pad->peer == NULL)
      g_ptr_array_add (found, g_object_ref (pad));
  }
  pthread_mutex_unlock (&element->priv->lock);
  /* what stays free inside stands for the bin, unless it is one that makes its pads itself */
  if (found->len == 0 && element->priv->is_bin && WEIR_ELEMENT_GET_CLASS (element)->templates->len == 0) {
    WeirPad *inner = weir_bin_find_unlinked_pad (WEIR_BIN_CAST (element), direction);
    if (inner != NULL)
      g_ptr_array_add (found, inner);
  }
  return found;
}

/* The one that there is, if there are none to be had: the refusal then says what holds it. */
static WeirPad *
any_pad (WeirElement *element, GPtrArray *found, WeirPadDirection direction)
{
  GPtrArray *pads = direction == WEIR_PAD_SRC ? element->priv->srcs : element->priv->sinks;
  WeirPad *pad;

  if (found->len > 0)
    return g_object_ref (found->pdata[0]);
  pthread_mutex_lock (&element->priv->lock);
  pad = pads->len > 0 ? g_object_ref (pads->pdata[0]) : NULL;
  pthread_mutex_unlock (&element->priv->lock);
  return pad;
}

static WeirPadTemplate *
request_template (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  GPtrArray *templates = WEIR_ELEMENT_GET_CLASS (element)->templates;

  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = templates->pdata[i];

    if (templ->presence == WEIR_PAD_REQUEST && templ->direction == direction
        && (caps == NULL || weir_caps_can_intersect (templ->caps, caps)))
      return templ;
  }
  return NULL;
}

static void
no_pad_error (WeirElement *element, const char *name, WeirPadDirection direction, GError **error)
{
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (element));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  GPtrArray *templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  const char *near, *kind = direction == WEIR_PAD_SRC ? "source" : "sink";

  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = templates->pdata[i];
    if (templ->direction == direction)
      g_ptr_array_add (names, templ->name_template);
  }
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  if (names->len == 1) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s has no %s pad: it is %s of a stream", path, kind,
                 direction == WEIR_PAD_SRC ? "an end" : "a beginning");
    return;
  }
  if (name == NULL) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s has no free %s pad (it has %s)", path, kind, list);
    return;
  }
  near = weir_error_did_you_mean ((const char *const *) names->pdata, names->len - 1, name);
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s has no %s pad \"%s\"; it has %s%s%s%s", path, kind, name, list,
               near != NULL ? " (did you mean \"" : "", near != NULL ? near : "", near != NULL ? "\"?)" : "");
}

/* --- one link ------------------------------------------------------------------------------------------------------- */

/* Makes ghost pads so that two pads whose elements are in different bins meet in one. */
static WeirPad *
lift (WeirPad *pad, WeirBin *common)
{
  g_autoptr (WeirPad) at = g_object_ref (pad);

  for (;;) {
    WeirObject *bin = at->element != NULL ? weir_object_peek_parent (WEIR_OBJECT_CAST (at->element)) : NULL;
    WeirPad *ghost;

    if (bin == NULL || bin == WEIR_OBJECT_CAST (common))
      return g_steal_pointer (&at);
    ghost = at->ghost != NULL ? at->ghost : NULL;
    if (ghost == NULL) {
      g_autofree char *name = weir_object_make_name ("proxypad");

      ghost = weir_ghost_pad_new (name, at);
      if (ghost == NULL || !weir_element_add_pad (WEIR_ELEMENT_CAST (bin), ghost))
        return g_steal_pointer (&at);
    }
    g_set_object (&at, ghost);
  }
}

static WeirBin *
common_bin (WeirElement *a, WeirElement *b)
{
  for (WeirObject *at = weir_object_peek_parent (WEIR_OBJECT_CAST (a)); at != NULL; at = weir_object_peek_parent (at)) {
    if (weir_object_has_as_ancestor (WEIR_OBJECT_CAST (b), at))
      return WEIR_BIN_CAST (at);
  }
  return NULL;
}

static gboolean
link_two (WeirPad *src, WeirPad *sink, GError **error)
{
  WeirBin *common = src->element != NULL && sink->element != NULL ? common_bin (src->element, sink->element) : NULL;
  g_autoptr (WeirPad) a = lift (src, common), b = lift (sink, common);

  return weir_pad_link_checked (a, b, error);
}

/* Could they be linked, as far as caps tell? */
static gboolean
fit (WeirPad *src, WeirPad *sink)
{
  g_autoptr (WeirCaps) a = weir_pad_allowed (src), b = weir_pad_allowed (sink);

  return weir_caps_can_intersect (a, b);
}

typedef struct {
  WeirElement *src, *dest;
  const char *src_name, *dest_name;
} Ends;

/* None of the pairs could be linked: why. */
static void
refuse (const Ends *ends, GPtrArray *srcs, GPtrArray *sinks, GError **error)
{
  g_autoptr (WeirPad) src = NULL, sink = NULL;

  if (srcs->len > 0 || ends->src_name == NULL)
    src = any_pad (ends->src, srcs, WEIR_PAD_SRC);
  if (sinks->len > 0 || ends->dest_name == NULL)
    sink = any_pad (ends->dest, sinks, WEIR_PAD_SINK);
  if (src == NULL)
    no_pad_error (ends->src, ends->src_name, WEIR_PAD_SRC, error);
  else if (sink == NULL)
    no_pad_error (ends->dest, ends->dest_name, WEIR_PAD_SINK, error);
  else if (srcs->len > 0 && sinks->len > 0)
    link_two (src, sink, error);
  else
    weir_pad_link_checked (src, sink, error); /* one of them is taken */
}

/* Tries all pairs; the error of the first pair stays. */
static gboolean
link_any (const Ends *ends, GError **error)
{
  g_autoptr (GPtrArray) srcs = candidates (ends->src, ends->src_name, WEIR_PAD_SRC);
  g_autoptr (GPtrArray) sinks = candidates (ends->dest, ends->dest_name, WEIR_PAD_SINK);
  WeirPadTemplate *templ;

  for (guint i = 0; i < srcs->len; i++) {
    for (guint j = 0; j < sinks->len; j++) {
      if (srcs->len == 1 && sinks->len == 1)
        return link_two (srcs->pdata[0], sinks->pdata[0], error);
      if (fit (srcs->pdata[i], sinks->pdata[j]))
        return link_two (srcs->pdata[i], sinks->pdata[j], error);
    }
  }
  if (srcs->len > 0 && ends->dest_name == NULL) {
    for (guint i = 0; i < srcs->len; i++) {
      g_autoptr (WeirCaps) caps = weir_pad_allowed (srcs->pdata[i]);
      g_autoptr (WeirPad) pad = NULL;

      templ = request_template (ends->dest, WEIR_PAD_SINK, caps);
      if (templ != NULL && (pad = weir_element_request_pad (ends->dest, templ, NULL, caps)) != NULL)
        return link_two (srcs->pdata[i], pad, error);
    }
  }
  if (ends->src_name == NULL && (templ = request_template (ends->src, WEIR_PAD_SRC, NULL)) != NULL) {
    g_autoptr (WeirPad) pad = weir_element_request_pad (ends->src, templ, NULL, NULL);
    Ends named = *ends;

    if (pad != NULL) {
      named.src_name = WEIR_OBJECT_NAME (pad);
      if (link_any (&named, error))
        return TRUE;
      weir_element_release_request_pad (ends->src, pad);
      return FALSE;
    }
  }
  refuse (ends, srcs, sinks, error);
  return FALSE;
}

/* With a filter: a capsfilter between the two. */
static gboolean
link_through_filter (const Ends *ends, WeirCaps *filter, GError **error)
{
  WeirElement *capsfilter = weir_make_element ("capsfilter", NULL, error);
  WeirBin *common = common_bin (ends->src, ends->dest);
  Ends first = *ends, second = *ends;

  if (capsfilter == NULL)
    return FALSE;
  if (common == NULL) {
    g_object_unref (g_object_ref_sink (capsfilter));
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "%s and %s are in no common bin: add both to one first",
                 WEIR_OBJECT_NAME (ends->src), WEIR_OBJECT_NAME (ends->dest));
    return FALSE;
  }
  g_object_set (capsfilter, "caps", filter, NULL);
  weir_bin_add (common, capsfilter);
  first.dest = capsfilter;
  first.dest_name = NULL;
  second.src = capsfilter;
  second.src_name = NULL;
  if (link_any (&first, error) && link_any (&second, error)) {
    weir_element_sync_state_with_parent (capsfilter);
    return TRUE;
  }
  weir_bin_remove (common, capsfilter);
  return FALSE;
}

/**
 * weir_element_link_checked:
 * @src: an element
 * @srcpadname: (nullable): its source pad, or %NULL for one that fits
 * @dest: another one
 * @destpadname: (nullable): its sink pad, or %NULL for one that fits
 * @filter: (nullable) (transfer none): caps between them
 * @error: why not, and what to do about it
 *
 * Links two elements, asking for pads where they have to be asked for; with @filter by a capsfilter between them.
 * Elements in different bins are linked by ghost pads. Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_element_link_checked (WeirElement *src, const char *srcpadname, WeirElement *dest, const char *destpadname,
                           WeirCaps *filter, GError **error)
{
  Ends ends = { src, dest, srcpadname, destpadname };

  g_return_val_if_fail (WEIR_IS_ELEMENT (src), FALSE);
  g_return_val_if_fail (WEIR_IS_ELEMENT (dest), FALSE);

  if (filter != NULL)
    return link_through_filter (&ends, filter, error);
  return link_any (&ends, error);
}

/**
 * weir_element_link_pads_filtered:
 * @src: an element
 * @srcpadname: (nullable): its source pad
 * @dest: another one
 * @destpadname: (nullable): its sink pad
 * @filter: (nullable) (transfer none): caps between them
 *
 * As weir_element_link_checked (), which also says why not. Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_element_link_pads_filtered (WeirElement *src, const char *srcpadname, WeirElement *dest, const char *destpadname,
                                 WeirCaps *filter)
{
  return weir_element_link_checked (src, srcpadname, dest, destpadname, filter, NULL);
}

/**
 * weir_element_link_pads:
 * @src: an element
 * @srcpadname: (nullable): its source pad
 * @dest: another one
 * @destpadname: (nullable): its sink pad
 *
 * Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_element_link_pads (WeirElement *src, const char *srcpadname, WeirElement *dest, const char *destpadname)
{
  return weir_element_link_checked (src, srcpadname, dest, destpadname, NULL, NULL);
}

/**
 * weir_element_link_filtered:
 * @src: an element
 * @dest: another one
 * @filter: (nullable) (transfer none): caps between them
 *
 * Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_element_link_filtered (WeirElement *src, WeirElement *dest, WeirCaps *filter)
{
  return weir_element_link_checked (src, NULL, dest, NULL, filter, NULL);
}

/**
 * weir_element_link:
 * @src: an element
 * @dest: another one
 *
 * Links a source pad of @src to a sink pad of @dest. Thread: any that owns no element.
 *
 * Returns: %TRUE if they are linked
 */
gboolean
weir_element_link (WeirElement *src, WeirElement *dest)
{
  return weir_element_link_checked (src, NULL, dest, NULL, NULL, NULL);
}

/**
 * weir_element_link_many: (skip)
 * @element_1: an element
 * @element_2: the next one
 * @...: more elements, then %NULL
 *
 * Links each to the next. Thread: any that owns no element.
 *
 * Returns: %TRUE if all are linked
 */
gboolean
weir_element_link_many (WeirElement *element_1, WeirElement *element_2, ...)
{
  gboolean ok = TRUE;
  va_list args;

  va_start (args, element_2);
  while (element_2 != NULL && ok) {
    ok = weir_element_link (element_1, element_2);
    element_1 = element_2;
    element_2 = va_arg (args, WeirElement *);
  }
  va_end (args);
  return ok;
}

/* --- unlinking ------------------------------------------------------------------------------------------------------ */

/**
 * weir_element_unlink_pads:
 * @src: an element
 * @srcpadname: its source pad
 * @dest: another one
 * @destpadname: its sink pad
 *
 * Cuts the link between two pads that are given by name, if there is one.
 * Thread: any that owns no element.
 */
void
weir_element_unlink_pads (WeirElement *src, const char *srcpadname, WeirElement *dest, const char *destpadname)
{
  g_autoptr (WeirPad) a = NULL, b = NULL;

  g_return_if_fail (WEIR_IS_ELEMENT (src));
  g_return_if_fail (WEIR_IS_ELEMENT (dest));

  a = weir_element_get_static_pad (src, srcpadname);
  b = weir_element_get_static_pad (dest, destpadname);
  if (a != NULL && b != NULL)
    weir_pad_unlink (a, b);
}

/**
 * weir_element_unlink:
 * @src: an element
 * @dest: another one
 *
 * Cuts all links from @src to @dest. Thread: any that owns no element.
 */
void
weir_element_unlink (WeirElement *src, WeirElement *dest)
{
  g_autoptr (GPtrArray) pads = NULL;

  g_return_if_fail (WEIR_IS_ELEMENT (src));
  g_return_if_fail (WEIR_IS_ELEMENT (dest));

  pads = g_ptr_array_new_with_free_func (g_object_unref);
  pthread_mutex_lock (&src->priv->lock);
  for (guint i = 0; i < src->priv->srcs->len; i++)
    g_ptr_array_add (pads, g_object_ref (src->priv->srcs->pdata[i]));
  pthread_mutex_unlock (&src->priv->lock);
  for (guint i = 0; i < pads->len; i++) {
    g_autoptr (WeirPad) peer = weir_pad_get_peer (pads->pdata[i]);

    if (peer != NULL && peer->element == dest)
      weir_pad_unlink (pads->pdata[i], peer);
  }
}

/**
 * weir_element_unlink_many: (skip)
 * @element_1: an element
 * @element_2: the next one
 * @...: more elements, then %NULL
 *
 * Unlinks each from the next. Thread: any that owns no element.
 */
void
weir_element_unlink_many (WeirElement *element_1, WeirElement *element_2, ...)
{
  va_list args;

  va_start (args, element_2);
  while (element_2 != NULL) {
    weir_element_unlink (element_1, element_2);
    element_1 = element_2;
    element_2 = va_arg (args, WeirElement *);
  }
  va_end (args);
}
