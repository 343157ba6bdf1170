/* SPDX-License-Identifier: MIT */
/* Choosing the output's caps for the input's, and what elements call of the transform base. */
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/bases/transform-private.h>
#include <weir/graph/explain-hook.h>

/* What could come out of these caps, in the element's preferred order: the same caps first. */
static WeirCaps *
possible (WeirTransform *self, WeirCaps *incaps)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  g_autoptr (WeirCaps) out = WEIR_ELEMENT_GET_CLASS (self)->transform_caps (element, WEIR_PAD_SINK, incaps);
  g_autoptr (WeirCaps) own = weir_pad_own_caps (self->srcpad);

  if (out == NULL)
    return g_steal_pointer (&own);
  return weir_caps_intersect_full (out, own, WEIR_CAPS_INTERSECT_FIRST);
}

static WeirCaps *
make_fixed (WeirTransform *self, WeirCaps *in, WeirCaps *common /* (transfer full) */)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  /* also what is fixed already: the element may have something to add (the shape of pixels) */
  if (klass->fixate_caps != NULL)
    common = klass->fixate_caps (self, WEIR_PAD_SINK, in, common);
  return weir_caps_is_fixed (common) ? common : weir_caps_fixate (common);
}

WeirCaps *
weir_transform_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible)
{
  if (in == NULL)
    return weir_caps_fixate (possible);
  /* the cheapest way through is none */
  if (weir_caps_is_subset (in, possible)) {
    weir_caps_unref (possible);
    return weir_caps_ref ((WeirCaps *) in);
  }
  return make_fixed (WEIR_TRANSFORM_CAST (element), (WeirCaps *) in, possible);
}

static WeirCaps *
choose (WeirTransform *self, GError **error)
{
  WeirTransformPrivate *p = self->priv;
  g_autoptr (WeirCaps) own = possible (self, p->incaps);
  WeirCaps *common;

  if (weir_caps_is_empty (own)) {
    g_autoptr (WeirCaps) wanted = weir_pad_allowed (self->sinkpad);
    g_autoptr (WeirPad) far = weir_pad_get_far (self->sinkpad);

    if (far != NULL)
      weir_explain_link (far, self->sinkpad, p->incaps, wanted, error);
    return NULL;
  }
  common = weir_base_common_caps (self->srcpad, own, error);
  if (common == NULL)
    return NULL;
  return weir_transform_choose_caps (WEIR_ELEMENT_CAST (self), self->srcpad, p->incaps, common);
}

static void
note_units (WeirTransform *self)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;

  p->in_unit = p->out_unit = 0;
  if (klass->get_unit_size == NULL)
    return;
  if (!klass->get_unit_size (self, p->incaps, &p->in_unit) || !klass->get_unit_size (self, p->outcaps, &p->out_unit))
    p->in_unit = p->out_unit = 0;
}

gboolean
weir_transform_negotiate (WeirTransform *self, GError **error)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;
  g_autoptr (WeirCaps) outcaps = NULL;

  weir_pad_check_reconfigure (self->srcpad);
  if (p->incaps == NULL) {
    p->negotiated = TRUE; /* a stream without caps */
    return TRUE;
  }
  /* why it isn't possible is a long story, told only if it is the end */
  outcaps = choose (self, p->negotiated && p->outcaps != NULL ? NULL : error);
  /* Downstream changed its mind while data of the old agreement is on its way: that goes on, until whoever chooses
   * upstream has answered with new caps, or with an error. */
  if (outcaps == NULL && p->negotiated && p->outcaps != NULL)
    return TRUE;
  if (outcaps == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "no format for the output fits that of the input");
    return FALSE;
  }
  if (!p->negotiated || p->outcaps == NULL || !weir_caps_is_equal (outcaps, p->outcaps)) {
    weir_caps_replace (&p->outcaps, outcaps);
    weir_transform_update_mode (self);
    if (klass->set_caps != NULL && !klass->set_caps (self, p->incaps, outcaps, error)) {
      if (error != NULL && *error == NULL)
        g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "the element refused its formats");
      return FALSE;
    }
    note_units (self);
    weir_transform_update_mode (self);
    weir_base_push_caps (self->srcpad, outcaps);
  }
  p->negotiated = TRUE;
  return TRUE;
}

gboolean
weir_transform_take_caps (WeirTransform *self, WeirCaps *caps, GError **error)
{
  WeirTransformPrivate *p = self->priv;

  if (!weir_base_accept_caps (self->sinkpad, caps, error))
    return FALSE;
  if (p->negotiated && p->incaps != NULL && weir_caps_is_equal (p->incaps, caps))
    return TRUE;
  weir_caps_replace (&p->incaps, caps);
  p->negotiated = FALSE;
  return weir_transform_negotiate (self, error);
}

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_transform_set_passthrough:
 * @self: the element
 * @passthrough: whether buffers pass untouched, whatever the caps are
 *
 * For settings that leave nothing to do. Thread: owner.
 */
void
weir_transform_set_passthrough (WeirTransform *self, gboolean passthrough)
{
  self->priv->always_passthrough = passthrough;
  weir_transform_update_mode (self);
}

/**
 * weir_transform_is_passthrough:
 * @self: the element
 *
 * Thread: owner.
 *
 * Returns: whether buffers pass untouched now
 */
gboolean
weir_transform_is_passthrough (WeirTransform *self)
{
  return self->priv->passthrough;
}

/**
 * weir_transform_set_in_place:
 * @self: the element
 * @in_place: whether `transform_ip` is used where both formats are the same
 *
 * For elements that have both functions. Thread: owner.
 */
void
weir_transform_set_in_place (WeirTransform *self, gboolean in_place)
{
  self->priv->no_in_place = !in_place;
  weir_transform_update_mode (self);
}

/**
 * weir_transform_set_watching:
 * @self: the element
 * @watching: whether `ready` and `before_transform` are called
 *
 * They are, where the class has them, until the element says that it has nothing to look for. Thread: owner.
 */
void
weir_transform_set_watching (WeirTransform *self, gboolean watching)
{
  self->priv->watch_wish = watching;
  weir_transform_update_mode (self);
}

/**
 * weir_transform_set_live:
 * @self: the element
 * @live: whether it gives nothing on before the pipeline plays, because it waits for the clock
 *
 * State changes to PAUSED then wait for no data behind it, as behind a live source. Thread: owner.
 */
void
weir_transform_set_live (WeirTransform *self, gboolean live)
{
  weir_element_set_live (WEIR_ELEMENT_CAST (self), live);
  weir_element_set_paces (WEIR_ELEMENT_CAST (self), live);
}

/**
 * weir_transform_reconfigure:
 * @self: the element
 *
 * Chooses the output's caps anew before the next buffer: what it can do has changed. Thread: owner.
 */
void
weir_transform_reconfigure (WeirTransform *self)
{
  weir_pad_mark_reconfigure (self->srcpad);
}

/**
 * weir_transform_get_in_caps:
 * @self: the element
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the input's format
 */
WeirCaps *
weir_transform_get_in_caps (WeirTransform *self)
{
  return self->priv->incaps;
}

/**
 * weir_transform_get_out_caps:
 * @self: the element
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the output's format
 */
WeirCaps *
weir_transform_get_out_caps (WeirTransform *self)
{
  return self->priv->outcaps;
}

/**
 * weir_transform_allocate:
 * @self: the element
 * @size: bytes
 *
 * Memory for an output, from a pool. Thread: owner.
 *
 * Returns: (transfer full): the buffer, whose bytes may be anything
 */
WeirBuffer *
weir_transform_allocate (WeirTransform *self, gsize size)
{
  return weir_base_pool_acquire (&self->priv->pool, size);
}

/**
 * weir_transform_push:
 * @self: the element
 * @buffer: (transfer full): a further output
 *
 * Thread: owner.
 *
 * Returns: what became of it
 */
WeirFlowReturn
weir_transform_push (WeirTransform *self, WeirBuffer *buffer)
{
  return weir_pad_hot_push (self->srcpad, buffer);
}

/**
 * weir_transform_pass_event:
 * @self: the element
 * @event: (transfer full): an event of the input
 *
 * Passes it on downstream; not caps, which the base has chosen and sent. Thread: owner.
 *
 * Returns: %TRUE
 */
gboolean
weir_transform_pass_event (WeirTransform *self, WeirEvent *event)
{
  if (event->type == WEIR_EVENT_CAPS)
    weir_event_unref (event);
  else
    weir_pad_push_event (self->srcpad, event);
  return TRUE;
}
