/* SPDX-License-Identifier: MIT */
/* The pads of an element: always there, asked for, or made by the element itself. */
#include <string.h>

#include <weir/graph/element-class.h>
#include <weir/graph/ghost-pad.h>
#include <weir/graph/iterator.h>

static GPtrArray *
pads_of (WeirElement *self, WeirPadDirection direction)
{
  return direction == WEIR_PAD_SRC ? self->priv->srcs : self->priv->sinks;
}

/* Strand held, or the element is not yet known to anybody. */
static gboolean
attach (WeirElement *self, WeirPad *pad)
{
  if (!weir_object_set_parent (WEIR_OBJECT_CAST (pad), WEIR_OBJECT_CAST (self)))
    return FALSE;
  pthread_mutex_lock (&self->priv->lock);
  g_ptr_array_add (pads_of (self, pad->direction), pad);
  pad->element = self;
  pthread_mutex_unlock (&self->priv->lock);
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_INACTIVE, !self->priv->active && !self->priv->is_bin);
  return TRUE;
}

/* Owner, or the element is on its way out. */
static void
forget (gpointer object, gpointer data)
{
  WeirElement *self = object;
  WeirPad *pad = data;

  pthread_mutex_lock (&self->priv->lock);
  g_ptr_array_remove (pads_of (self, pad->direction), pad);
  pthread_mutex_unlock (&self->priv->lock);
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_INACTIVE, TRUE);
  weir_pad_reset (pad);
  if (pad->direction == WEIR_PAD_SINK)
    weir_pad_leave_queue (pad);
}

static void
detach (WeirElement *self, WeirPad *pad)
{
  WeirTask *task = self->priv->task;

  if (task == NULL || self->priv->retired || weir_task_is_owner (task) || !weir_task_call (task, forget, pad))
    forget (self, pad);
  pad->element = NULL;
  weir_object_unparent (WEIR_OBJECT_CAST (pad));
}

void
weir_element_make_always_pads (WeirElement *self, WeirElementClass *klass)
{
  for (guint i = 0; klass->templates != NULL && i < klass->templates->len; i++) {
    WeirPadTemplate *templ = g_ptr_array_index (klass->templates, i);

    if (templ->presence == WEIR_PAD_ALWAYS && self->priv->task != NULL)
      attach (self, weir_pad_new_from_template (templ, templ->name_template));
  }
}

void
weir_element_drop_pads (WeirElement *self)
{
  GPtrArray *lists[2] = { self->priv->sinks, self->priv->srcs };

  for (guint l = 0; l < 2; l++) {
    while (lists[l]->len > 0) {
      WeirPad *pad = g_ptr_array_index (lists[l], lists[l]->len - 1);

      if (pad->peer != NULL)
        weir_pad_unlink (pad->direction == WEIR_PAD_SRC ? pad : pad->peer,
                         pad->direction == WEIR_PAD_SRC ? pad->peer : pad);
      if (pad->ghost != NULL)
        weir_ghost_pad_set_target (WEIR_GHOST_PAD (pad->ghost), NULL);
      detach (self, pad);
    }
  }
}

/* --- looking pads up ------------------------------------------------------------------------------------------------ */

static GPtrArray *
snapshot (WeirElement *self, gboolean sinks, gboolean srcs)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_mutex_lock (&self->priv->lock);
  for (guint i = 0; sinks && i < self->priv->sinks->len; i++)
    g_ptr_array_add (found, g_object_ref (g_ptr_array_index (self->priv->sinks, i)));
  for (guint i = 0; srcs && i < self->priv->srcs->len; i++)
    g_ptr_array_add (found, g_object_ref (g_ptr_array_index (self->priv->srcs, i)));
  pthread_mutex_unlock (&self->priv->lock);
  return found;
}

/**
 * weir_element_get_static_pad:
 * @element: an element
 * @name: a pad's name
 *
 * Finds a pad that is there; it makes none. Thread: any.
 *
 * Returns: (transfer full) (nullable): the pad
 */
WeirPad *
weir_element_get_static_pad (WeirElement *element, const char *name)
{
  g_autoptr (GPtrArray) pads = NULL;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  pads = snapshot (element, TRUE, TRUE);
  for (guint i = 0; i < pads->len; i++) {
    WeirPad *pad = g_ptr_array_index (pads, i);
    if (g_strcmp0 (WEIR_OBJECT_NAME (pad), name) == 0)
      return g_object_ref (pad);
  }
  return NULL;
}

/**
 * weir_element_get_always_pad:
 * @self: an element
 * @name: name of a pad that the table declares as always there
 *
 * Finds a pad of the element's own, mostly once, in its init. Thread: owner.
 *
 * Returns: (transfer none) (nullable): the pad, valid as long as @self has it
 */
WeirPad *
weir_element_get_always_pad (WeirElement *self, const char *name)
{
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (self, name);
  return pad; /* the element keeps it */
}

/**
 * weir_element_sink_pads: (skip)
 * @self: an element
 * @n_pads: (out) (optional): how many
 *
 * Looks at the element's sink pads, in their order, without copying. Thread: owner.
 *
 * Returns: (transfer none) (array length=n_pads): the pads, valid until one is added or removed
 */
WeirPad *const *
weir_element_sink_pads (WeirElement *self, guint *n_pads)
{
  if (n_pads != NULL)
    *n_pads = self->priv->sinks->len;
  return (WeirPad *const *) self->priv->sinks->pdata;
}

/**
 * weir_element_src_pads: (skip)
 * @self: an element
 * @n_pads: (out) (optional): how many
 *
 * Looks at the element's source pads, in their order, without copying. Thread: owner.
 *
 * Returns: (transfer none) (array length=n_pads): the pads, valid until one is added or removed
 */
WeirPad *const *
weir_element_src_pads (WeirElement *self, guint *n_pads)
{
  if (n_pads != NULL)
    *n_pads = self->priv->srcs->len;
  return (WeirPad *const *) self->priv->srcs->pdata;
}

static gboolean
foreach (WeirElement *element, gboolean sinks, gboolean srcs, WeirElementForeachPadFunc func, gpointer user_data)
{
  g_autoptr (GPtrArray) pads = snapshot (element, sinks, srcs);

  for (guint i = 0; i < pads->len; i++) {
    if (!func (element, g_ptr_array_index (pads, i), user_data))
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_element_foreach_pad:
 * @element: an element
 * @func: (scope call): called for each pad
 * @user_data: (closure): given to it
 *
 * Thread: any.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
weir_element_foreach_pad (WeirElement *element, WeirElementForeachPadFunc func, gpointer user_data)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  return foreach (element, TRUE, TRUE, func, user_data);
}

/**
 * weir_element_foreach_src_pad:
 * @element: an element
 * @func: (scope call): called for each source pad
 * @user_data: (closure): given to it
 *
 * Thread: any.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
weir_element_foreach_src_pad (WeirElement *element, WeirElementForeachPadFunc func, gpointer user_data)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  return foreach (element, FALSE, TRUE, func, user_data);
}

/**
 * weir_element_foreach_sink_pad:
 * @element: an element
 * @func: (scope call): called for each sink pad
 * @user_data: (closure): given to it
 *
 * Thread: any.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
weir_element_foreach_sink_pad (WeirElement *element, WeirElementForeachPadFunc func, gpointer user_data)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  return foreach (element, TRUE, FALSE, func, user_data);
}

static WeirIterator *
iterate (WeirElement *element, gboolean sinks, gboolean srcs)
{
  g_autoptr (GPtrArray) pads = snapshot (element, sinks, srcs);
  return weir_iterator_new_objects (WEIR_TYPE_PAD, pads);
}

/**
 * weir_element_iterate_pads:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full): over its pads
 */
WeirIterator *
weir_element_iterate_pads (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  return iterate (element, TRUE, TRUE);
}

/**
 * weir_element_iterate_src_pads:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full): over its source pads
 */
WeirIterator *
weir_element_iterate_src_pads (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  return iterate (element, FALSE, TRUE);
}

/**
 * weir_element_iterate_sink_pads:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (transfer full): over its sink pads
 */
WeirIterator *
weir_element_iterate_sink_pads (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  return iterate (element, TRUE, FALSE);
}

/* --- adding and removing -------------------------------------------------------------------------------------------- */

/**
 * weir_element_add_pad:
 * @element: an element
 * @pad: (transfer floating): a pad without parent
 *
 * Adds a pad and tells those who listen for WeirElement::pad-added. Mostly for ghost pads of bins; elements in C
 * announce pads with weir_element_announce_pad (). Thread: any that owns no element.
 *
 * Returns: %FALSE if it has a parent already or the name is taken
 */
gboolean
weir_element_add_pad (WeirElement *element, WeirPad *pad)
{
  g_autoptr (WeirPad) there = NULL;
  WeirStrand *strand;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);

  there = weir_element_get_static_pad (element, WEIR_OBJECT_NAME (pad));
  if (there != NULL) {
    g_object_unref (g_object_ref_sink (pad));
    return FALSE;
  }
  strand = weir_element_enter_strand (element);
  ok = attach (element, pad);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  if (ok)
    g_signal_emit (element, weir_element_signals[WEIR_ELEMENT_SIGNAL_PAD_ADDED], 0, pad);
  return ok;
}

/**
 * weir_element_remove_pad:
 * @element: an element
 * @pad: one of its pads
 *
 * Unlinks and removes it. Thread: any that owns no element.
 *
 * Returns: %FALSE if it isn't a pad of @element
 */
gboolean
weir_element_remove_pad (WeirElement *element, WeirPad *pad)
{
  g_autoptr (WeirPad) kept = NULL, peer = NULL;
  WeirStrand *strand;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);

  if (!weir_object_has_as_parent (WEIR_OBJECT_CAST (pad), WEIR_OBJECT_CAST (element)))
    return FALSE;
  kept = g_object_ref (pad);
  peer = weir_pad_get_peer (pad);
  if (peer != NULL)
    weir_pad_unlink (pad->direction == WEIR_PAD_SRC ? pad : peer, pad->direction == WEIR_PAD_SRC ? peer : pad);
  if (pad->is_ghost)
    weir_ghost_pad_set_target (WEIR_GHOST_PAD (pad), NULL);
  strand = weir_element_enter_strand (element);
  detach (element, pad);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  g_signal_emit (element, weir_element_signals[WEIR_ELEMENT_SIGNAL_PAD_REMOVED], 0, pad);
  return TRUE;
}

/**
 * weir_element_no_more_pads:
 * @element: an element
 *
 * Tells those who listen that all pads are there. Thread: any that owns no element.
 */
void
weir_element_no_more_pads (WeirElement *element)
{
  g_return_if_fail (WEIR_IS_ELEMENT (element));
  g_signal_emit (element, weir_element_signals[WEIR_ELEMENT_SIGNAL_NO_MORE_PADS], 0);
}

/**
 * weir_element_announce_pad:
 * @self: an element
 * @pad: (transfer none): a new pad; a floating reference is taken
 *
 * Adds a pad that the element made itself. `pad-added` is told after the step; what is pushed to a source
 * pad until then waits for the link that a handler makes. Thread: owner.
 */
void
weir_element_announce_pad (WeirElement *self, WeirPad *pad)
{
  WeirOut *out = g_new0 (WeirOut, 1);

  attach (self, pad);
  pad->hold = pad->direction == WEIR_PAD_SRC;
  out->kind = WEIR_OUT_PAD_ADDED;
  out->pad = g_object_ref (pad);
  weir_element_outbox_push (self, out);
}

static void
remove_later (WeirElement *self, gpointer pad)
{
  weir_element_remove_pad (self, pad);
}

/**
 * weir_element_retract_pad:
 * @self: an element
 * @pad: (transfer none): one of its pads
 *
 * Ends a pad: nothing flows any more from now on, and after the step it is unlinked and removed, and `pad-
 * removed` told.
 * Thread: owner.
 */
void
weir_element_retract_pad (WeirElement *self, WeirPad *pad)
{
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_INACTIVE, TRUE);
  weir_element_call_later (self, remove_later, g_object_ref (pad), g_object_unref);
}

/**
 * weir_element_announce_no_more_pads:
 * @self: an element
 *
 * Tells `no-more-pads` after the step. Source pads that nobody has linked by then drop what they hold.
 * Thread: owner.
 */
void
weir_element_announce_no_more_pads (WeirElement *self)
{
  WeirOut *out = g_new0 (WeirOut, 1);

  out->kind = WEIR_OUT_NO_MORE_PADS;
  weir_element_outbox_push (self, out);
}

/* --- request pads --------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirPadTemplate *templ;
  const char *name;
  const WeirCaps *caps;
  WeirPad *pad;
} Request;

static void
make_requested (gpointer object, gpointer data)
{
  WeirElement *self = object;
  Request *request = data;
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  if (klass->request_pad != NULL)
    request->pad = klass->request_pad (self, request->templ, request->name, request->caps);
  if (request->pad != NULL && request->pad->element == NULL && !attach (self, request->pad))
    request->pad = NULL;
}

/* The next free name of a template like src_%u. */
static char *
free_name (WeirElement *self, const char *name_template)
{
  const char *percent = strchr (name_template, '%');

  if (percent == NULL)
    return g_strdup (name_template);
  for (guint i = 0;; i++) {
    g_autofree char *name = g_strdup_printf ("%.*s%u", (int) (percent - name_template), name_template, i);
    g_autoptr (WeirPad) there = weir_element_get_static_pad (self, name);

    if (there == NULL)
      return g_steal_pointer (&name);
  }
}

/**
 * weir_element_request_pad:
 * @element: an element
 * @templ: one of its request templates
 * @name: (nullable): what the pad shall be called
 * @caps: (nullable): what shall flow through it
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the new pad
 */
WeirPad *
weir_element_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  g_autofree char *made = NULL;
  g_autoptr (WeirPad) there = NULL;
  Request request = { templ, name, caps, NULL };
  WeirStrand *strand;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (templ), NULL);

  strand = weir_element_enter_strand (element);
  if (name == NULL || strchr (name, '%') != NULL)
    request.name = made = free_name (element, templ->name_template);
  there = weir_element_get_static_pad (element, request.name);
  if (there == NULL) {
    if (element->priv->task != NULL)
      weir_task_call (element->priv->task, make_requested, &request);
    else
      make_requested (element, &request);
  }
  if (request.pad != NULL)
    g_object_ref (request.pad);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  if (request.pad != NULL)
    g_signal_emit (element, weir_element_signals[WEIR_ELEMENT_SIGNAL_PAD_ADDED], 0, request.pad);
  return request.pad;
}

/* Does `name` fit a template's name: sink_%u and sink_3, sink_%u and sink_%u? */
static gboolean
fits_template (WeirPadTemplate *templ, const char *name)
{
  const char *percent = strchr (templ->name_template, '%');
  gsize stem;

  if (g_str_equal (templ->name_template, name))
    return TRUE;
  if (percent == NULL)
    return FALSE;
  stem = (gsize) (percent - templ->name_template);
  if (strncmp (templ->name_template, name, stem) != 0 || name[stem] == '\0')
    return FALSE;
  if (percent[1] == 's')
    return TRUE;
  return strspn (name + stem, "0123456789_") == strlen (name + stem);
}

/**
 * weir_element_request_pad_simple:
 * @element: an element
 * @name: a request template's name (`src_%u`), or a name that fits one (`src_3`)
 *
 * Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the new pad
 */
WeirPad *
weir_element_request_pad_simple (WeirElement *element, const char *name)
{
  GPtrArray *templates;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = g_ptr_array_index (templates, i);

    if (templ->presence == WEIR_PAD_REQUEST && fits_template (templ, name))
      return weir_element_request_pad (element, templ, strchr (name, '%') != NULL ? NULL : name, NULL);
  }
  return NULL;
}

static void
release_requested (gpointer object, gpointer data)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (object);

  if (klass->release_pad != NULL)
    klass->release_pad (object, data);
}

/**
 * weir_element_release_request_pad:
 * @element: an element
 * @pad: a pad that was asked for
 *
 * Gives it back: it is unlinked and removed. Thread: any that owns no element.
 */
void
weir_element_release_request_pad (WeirElement *element, WeirPad *pad)
{
  g_return_if_fail (WEIR_IS_ELEMENT (element));
  g_return_if_fail (WEIR_IS_PAD (pad));

  if (element->priv->task != NULL)
    weir_task_call (element->priv->task, release_requested, pad);
  weir_element_remove_pad (element, pad);
}

/* --- templates ------------------------------------------------------------------------------------------------------ */

/**
 * weir_element_get_pad_template:
 * @element: an element
 * @name: a template's name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the template
 */
WeirPadTemplate *
weir_element_get_pad_template (WeirElement *element, const char *name)
{
  GPtrArray *templates;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = g_ptr_array_index (templates, i);
    if (g_str_equal (templ->name_template, name))
      return templ;
  }
  return NULL;
}

/**
 * weir_element_get_pad_template_list:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: (element-type Weir.PadTemplate) (transfer container): its templates
 */
GList *
weir_element_get_pad_template_list (WeirElement *element)
{
  GList *list = NULL;
  GPtrArray *templates;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  for (guint i = templates->len; i > 0; i--)
    list = g_list_prepend (list, g_ptr_array_index (templates, i - 1));
  return list;
}

/**
 * weir_element_get_compatible_pad_template:
 * @element: an element
 * @compattempl: a template of another one
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): a template of @element whose pads could be linked with pads of @compattempl
 */
WeirPadTemplate *
weir_element_get_compatible_pad_template (WeirElement *element, WeirPadTemplate *compattempl)
{
  GPtrArray *templates;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  g_return_val_if_fail (WEIR_IS_PAD_TEMPLATE (compattempl), NULL);

  templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = g_ptr_array_index (templates, i);

    if (templ->direction != compattempl->direction && weir_caps_can_intersect (templ->caps, compattempl->caps))
      return templ;
  }
  return NULL;
}

/**
 * weir_element_get_compatible_pad:
 * @element: an element
 * @pad: a pad of another one
 * @caps: (nullable): what shall flow
 *
 * Finds, or asks for, a pad of @element that could be linked with @pad. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the pad
 */
WeirPad *
weir_element_get_compatible_pad (WeirElement *element, WeirPad *pad, WeirCaps *caps)
{
  g_autoptr (GPtrArray) pads = NULL;
  g_autoptr (WeirCaps) wanted = NULL;
  GPtrArray *templates;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);
  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  wanted = weir_pad_query_caps (pad, caps);
  pads = snapshot (element, pad->direction == WEIR_PAD_SRC, pad->direction == WEIR_PAD_SINK);
  for (guint i = 0; i < pads->len; i++) {
    WeirPad *candidate = g_ptr_array_index (pads, i);
    g_autoptr (WeirCaps) offered = NULL;

    if (weir_pad_is_linked (candidate))
      continue;
    offered = weir_pad_query_caps (candidate, NULL);
    if (weir_caps_can_intersect (offered, wanted))
      return g_object_ref (candidate);
  }
  templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = g_ptr_array_index (templates, i);

    if (templ->presence == WEIR_PAD_REQUEST && templ->direction != pad->direction
        && weir_caps_can_intersect (templ->caps, wanted))
      return weir_element_request_pad (element, templ, NULL, NULL);
  }
  return NULL;
}
