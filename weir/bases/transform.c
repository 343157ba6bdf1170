/* SPDX-License-Identifier: MIT */
/* The step of a transform: buffers through, events in their order. Caps are chosen in transform-caps.c. */
#include <weir/bases/flow-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/transform-private.h>
#include <weir/data/meta-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirTransform, weir_transform, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirTransformPrivate, qos, "qos", FALSE, WEIR_PROP_LIVE,
                     "Leaves out work on buffers that would come too late"),
};

void
weir_transform_update_mode (WeirTransform *self)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;
  gboolean same = p->incaps == p->outcaps
                  || (p->incaps != NULL && p->outcaps != NULL && weir_caps_is_equal (p->incaps, p->outcaps));
  gboolean works = klass->transform != NULL || klass->transform_ip != NULL;
  gboolean looks = klass->ready != NULL || klass->before_transform != NULL;

  p->watching = looks && p->watch_wish != 0;
  p->passthrough = p->always_passthrough || !works || (klass->passthrough_on_same_caps && same);
  p->in_place = klass->transform_ip != NULL && (klass->transform == NULL || (same && !p->no_in_place));
  p->plain = p->passthrough && !p->watching && !(klass->transform_ip_on_passthrough && klass->transform_ip != NULL);
}

/* --- the outputs ---------------------------------------------------------------------------------------------------- */

static gsize
output_size (WeirTransform *self, gsize size)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;
  gsize out = size;

  if (klass->transform_size != NULL
      && klass->transform_size (self, WEIR_PAD_SINK, p->incaps, size, p->outcaps, &out))
    return out;
  if (p->in_unit != 0 && p->out_unit != 0)
    return size / p->in_unit * p->out_unit;
  return size;
}

static WeirFlowReturn
make_output (WeirTransform *self, WeirBuffer *inbuf, WeirBuffer **outbuf, GError **error)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  if (klass->prepare_output != NULL)
    return weir_flow_checked (klass->prepare_output (self, inbuf, outbuf, error), error);
  *outbuf = weir_base_pool_acquire (&self->priv->pool, output_size (self, weir_buffer_size (inbuf)));
  weir_buffer_copy_into (*outbuf, inbuf, WEIR_BUFFER_COPY_FLAGS | WEIR_BUFFER_COPY_TIMESTAMPS, 0, (gsize) -1);
  weir_buffer_copy_lasting_metas (*outbuf, inbuf);
  return WEIR_FLOW_OK;
}

/* Would it come too late to be shown? */
static gboolean
too_late (WeirTransform *self, WeirBuffer *buffer)
{
  WeirTransformPrivate *p = self->priv;
  WeirClockTime running;

  if (!p->qos || p->earliest == WEIR_CLOCK_TIME_NONE || self->segment.format != WEIR_FORMAT_TIME
      || buffer->pts == WEIR_CLOCK_TIME_NONE)
    return FALSE;
  running = weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, buffer->pts);
  return running != WEIR_CLOCK_TIME_NONE && running <= p->earliest;
}

/* Takes the input; `*out` is what goes on, if the answer is OK. */
static WeirFlowReturn
turn (WeirTransform *self, WeirBuffer *inbuf, WeirBuffer **out, GError **error)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;
  WeirFlowReturn ret;

  *out = NULL;
  if (p->passthrough) {
    *out = inbuf;
    if (!klass->transform_ip_on_passthrough || klass->transform_ip == NULL)
      return WEIR_FLOW_OK;
    return weir_flow_checked (klass->transform_ip (self, inbuf, error), error);
  }
  if (WEIR_UNLIKELY (too_late (self, inbuf))) {
    *out = inbuf;
    return WEIR_TRANSFORM_DROPPED;
  }
  if (p->in_place) {
    *out = weir_buffer_make_writable (inbuf);
    return weir_flow_checked (klass->transform_ip (self, *out, error), error);
  }
  ret = make_output (self, inbuf, out, error);
  if (ret == WEIR_FLOW_OK && *out != inbuf)
    ret = weir_flow_checked (klass->transform (self, inbuf, *out, error), error);
  if (*out != inbuf)
    weir_buffer_unref (inbuf);
  return ret;
}

/* --- items ---------------------------------------------------------------------------------------------------------- */

typedef enum { WENT_ON = 1, PARKED, ENDED, FAILED } Went;

static Went
handle_failure (WeirFlowReturn ret, GError **error)
{
  switch (ret) {
  case WEIR_FLOW_AGAIN:
    return PARKED;
  case WEIR_FLOW_EOS:
    return ENDED;
  case WEIR_FLOW_FLUSHING:
  case WEIR_FLOW_NOT_LINKED:
    return WENT_ON; /* it went nowhere */
  default:
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "a buffer could not be handled (%s)",
                   weir_flow_get_name (ret));
    return FAILED;
  }
}

static Went
handle_buffer (WeirTransform *self, WeirBuffer *buffer, GError **error)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirTransformPrivate *p = self->priv;
  WeirFlowReturn ret = WEIR_FLOW_OK;
  WeirBuffer *out;

  if (p->watching && klass->ready != NULL)
    ret = weir_flow_checked (klass->ready (self, buffer, error), error);
  if (ret != WEIR_FLOW_OK && ret != WEIR_TRANSFORM_DROPPED)
    return handle_failure (ret, error);
  buffer = weir_pad_hot_take_buffer (self->sinkpad);
  if (ret == WEIR_TRANSFORM_DROPPED) {
    weir_buffer_unref (buffer);
    return WENT_ON;
  }
  if (p->watching && klass->before_transform != NULL)
    klass->before_transform (self, buffer);
  ret = turn (self, buffer, &out, error);
  if (ret == WEIR_FLOW_OK)
    ret = weir_pad_hot_push (self->srcpad, out);
  else
    g_clear_pointer (&out, weir_buffer_unref);
  return ret == WEIR_FLOW_OK || ret == WEIR_TRANSFORM_DROPPED ? WENT_ON : handle_failure (ret, error);
}

/* A list is the buffers in it. */
static Went
handle_list (WeirTransform *self, GError **error)
{
  WeirBufferList *list = (WeirBufferList *) weir_pad_take (self->sinkpad);
  guint n = weir_buffer_list_length (list);
  Went went = WENT_ON;

  for (guint i = 0; i < n && went == WENT_ON; i++) {
    WeirBuffer *out, *buffer = weir_buffer_ref (weir_buffer_list_get (list, i));
    WeirFlowReturn ret = turn (self, buffer, &out, error);

    if (ret == WEIR_FLOW_OK)
      ret = weir_pad_hot_push (self->srcpad, out);
    else
      g_clear_pointer (&out, weir_buffer_unref);
    if (ret != WEIR_FLOW_OK && ret != WEIR_TRANSFORM_DROPPED)
      went = handle_failure (ret, error);
  }
  weir_buffer_list_unref (list);
  return went;
}

static gboolean
drain (WeirTransform *self, GError **error)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);
  WeirFlowReturn ret;

  if (klass->drain == NULL || self->priv->passthrough)
    return TRUE;
  ret = weir_flow_checked (klass->drain (self, error), error);
  return ret == WEIR_FLOW_OK || handle_failure (ret, error) != FAILED;
}

static gboolean
default_sink_event (WeirTransform *self, WeirEvent *event, GError **error)
{
  weir_transform_pass_event (self, event);
  return TRUE;
}

static gboolean
give_event (WeirTransform *self, WeirEvent *event, GError **error)
{
  if (WEIR_TRANSFORM_GET_CLASS (self)->sink_event (self, event, error))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "an event could not be handled");
  return FALSE;
}

static gboolean
handle_event (WeirTransform *self, GError **error)
{
  WeirEvent *event = (WeirEvent *) weir_pad_take (self->sinkpad);
  WeirCaps *caps;
  gboolean ok = TRUE;

  if (event == NULL)
    return TRUE;
  switch (event->type) {
  case WEIR_EVENT_CAPS:
    weir_event_parse_caps (event, &caps);
    ok = (self->priv->incaps == NULL || weir_caps_is_equal (caps, self->priv->incaps) || drain (self, error))
         && weir_transform_take_caps (self, caps, error);
    break;
  case WEIR_EVENT_SEGMENT:
    weir_event_copy_segment (event, &self->segment);
    break;
  case WEIR_EVENT_EOS:
    ok = drain (self, error);
    break;
  default:
    break;
  }
  if (ok)
    return give_event (self, event, error);
  weir_event_unref (event);
  return FALSE;
}

/* Downstream wants no more: upstream learns it, and what is queued here is dropped. */
static WeirProcess
end (WeirTransform *self)
{
  weir_pad_set_unwanted (self->sinkpad);
  return WEIR_PROCESS_EOS;
}

/* From link to link. Stops at anything but a buffer. NULL: nothing there. */
static WeirMini *
pass_plain (WeirTransform *self, WeirProcess *answer)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirPad *sink = self->sinkpad, *src = self->srcpad;
  WeirMini *item;

  if (weir_element_hot_pass (element, sink, src)) {
    *answer = WEIR_PROCESS_AGAIN;
    return NULL;
  }
  *answer = WEIR_PROCESS_PARK;
  while ((item = weir_pad_hot_peek (sink)) != NULL && item->kind == WEIR_MINI_BUFFER) {
    if (WEIR_UNLIKELY (!weir_pad_hot_has_room (src))) {
      weir_element_want_room (element, src);
      return NULL;
    }
    if (WEIR_UNLIKELY (weir_pad_hot_push (src, weir_pad_hot_take_buffer (sink)) == WEIR_FLOW_EOS)) {
      *answer = end (self);
      return NULL;
    }
    if (WEIR_UNLIKELY (weir_element_hot_budget_used (element))) {
      *answer = WEIR_PROCESS_AGAIN;
      return NULL;
    }
  }
  if (item == NULL)
    weir_element_want_more (element, sink, src);
  return item;
}

/* One item that isn't simply passed on. */
static Went
handle_item (WeirTransform *self, WeirMini *item, GError **error)
{
  WeirTransformPrivate *p = self->priv;

  if (item->kind == WEIR_MINI_EVENT)
    return handle_event (self, error) ? WENT_ON : FAILED;
  if (!weir_pad_hot_has_room (self->srcpad)) {
    weir_element_want_room (WEIR_ELEMENT_CAST (self), self->srcpad);
    return PARKED;
  }
  if (WEIR_UNLIKELY (!p->negotiated || weir_pad_hot_needs_reconfigure (self->srcpad))
      && !weir_transform_negotiate (self, error))
    return FAILED;
  if (item->kind == WEIR_MINI_BUFFER_LIST)
    return handle_list (self, error);
  return handle_buffer (self, (WeirBuffer *) item, error);
}

static WeirProcess
weir_transform_process (WeirElement *element, GError **error)
{
  WeirTransform *self = WEIR_TRANSFORM_CAST (element);
  WeirTransformPrivate *p = self->priv;
  WeirProcess answer;
  WeirMini *item;

  for (;;) {
    if (WEIR_LIKELY (p->plain && p->negotiated && !weir_pad_hot_needs_reconfigure (self->srcpad))) {
      item = pass_plain (self, &answer);
      if (item == NULL)
        return answer;
    } else {
      item = weir_pad_hot_peek (self->sinkpad);
      if (item == NULL) {
        weir_element_want_more (element, self->sinkpad, self->srcpad);
        return WEIR_PROCESS_PARK;
      }
    }
    switch (handle_item (self, item, error)) {
    case WENT_ON:
      break;
    case PARKED:
      return WEIR_PROCESS_PARK;
    case ENDED:
      return end (self);
    case FAILED:
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- upstream events, states ---------------------------------------------------------------------------------------- */

static gboolean
weir_transform_src_event (WeirElement *element, WeirPad *pad, WeirEvent *event)
{
  WeirTransform *self = WEIR_TRANSFORM_CAST (element);
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  if (event->type == WEIR_EVENT_QOS) {
    WeirClockTimeDiff diff;
    WeirClockTime timestamp;

    weir_event_parse_qos (event, NULL, &self->priv->proportion, &diff, &timestamp);
    if (timestamp != WEIR_CLOCK_TIME_NONE)
      self->priv->earliest = diff > 0 ? timestamp + 2 * (WeirClockTime) diff
                             : timestamp > (WeirClockTime) -diff ? timestamp - (WeirClockTime) -diff
                                                                 : 0;
  }
  if (klass->src_event != NULL)
    return klass->src_event (self, event);
  return weir_element_default_src_event (element, pad, event);
}

static void
forget (WeirTransform *self)
{
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  weir_segment_init (&self->segment, WEIR_FORMAT_UNDEFINED);
  self->priv->earliest = WEIR_CLOCK_TIME_NONE;
  self->priv->proportion = 1.0;
  if (klass->reset != NULL)
    klass->reset (self);
}

static gboolean
weir_transform_start (WeirElement *element, GError **error)
{
  WeirTransform *self = WEIR_TRANSFORM_CAST (element);
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  weir_segment_init (&self->segment, WEIR_FORMAT_UNDEFINED);
  self->priv->earliest = WEIR_CLOCK_TIME_NONE;
  self->priv->negotiated = FALSE;
  weir_transform_update_mode (self);
  return klass->start == NULL || klass->start (self, error);
}

static void
weir_transform_stop (WeirElement *element)
{
  WeirTransform *self = WEIR_TRANSFORM_CAST (element);
  WeirTransformClass *klass = WEIR_TRANSFORM_GET_CLASS (self);

  forget (self);
  if (klass->stop != NULL)
    klass->stop (self);
  weir_caps_replace (&self->priv->incaps, NULL);
  weir_caps_replace (&self->priv->outcaps, NULL);
  weir_base_pool_clear (&self->priv->pool);
}

static void
weir_transform_flush (WeirElement *element, WeirPad *pad)
{
  forget (WEIR_TRANSFORM_CAST (element));
}

static WeirCaps *
weir_transform_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_caps_ref ((WeirCaps *) caps);
}

static void
weir_transform_finalize (GObject *object)
{
  WeirTransformPrivate *p = WEIR_TRANSFORM_CAST (object)->priv;

  g_clear_pointer (&p->incaps, weir_caps_unref);
  g_clear_pointer (&p->outcaps, weir_caps_unref);
  weir_base_pool_clear (&p->pool);
  G_OBJECT_CLASS (weir_transform_parent_class)->finalize (object);
}

/**
 * WeirTransformClass::fixate_caps:
 * @self: the transform
 * @direction: of the pads that @caps are of
 * @caps: fixed caps
 * @othercaps: (transfer full): what is possible on the other side
 *
 * Chooses one format for the other side.
 *
 * Returns: (transfer full): fixed caps
 */

/**
 * WeirTransformClass::get_unit_size:
 * @self: the transform
 * @caps: fixed caps
 * @size: (out): bytes of a frame
 *
 * Says how large a frame is.
 *
 * Returns: whether that is known
 */

/**
 * WeirTransformClass::transform_size:
 * @self: the transform
 * @direction: of the pads that @caps and @size are of
 * @caps: fixed caps
 * @size: bytes of a buffer
 * @othercaps: fixed caps of the other side
 * @othersize: (out): bytes of the buffer there
 *
 * Says how large the output of a buffer is.
 *
 * Returns: whether that is known
 */

/**
 * WeirTransformClass::prepare_output:
 * @self: the transform
 * @inbuf: a buffer
 * @outbuf: (out) (transfer full): one for its output
 * @error: return location for an error
 *
 * Makes the output buffer.
 *
 * Returns: %WEIR_FLOW_OK, if there is one
 */

/**
 * WeirTransformClass::sink_event:
 * @self: the transform
 * @event: (transfer full): an event that came in order with the buffers
 * @error: return location for an error
 *
 * Handles an event from upstream.
 *
 * Returns: whether it could be handled
 */

/**
 * WeirTransformClass::src_event:
 * @self: the transform
 * @event: (transfer full): an event from downstream
 *
 * Handles an event from downstream.
 *
 * Returns: whether it could be handled
 */

static void
weir_transform_class_init (WeirTransformClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_transform_finalize;
  element_class->process = weir_transform_process;
  element_class->start = weir_transform_start;
  element_class->stop = weir_transform_stop;
  element_class->flush = weir_transform_flush;
  element_class->src_event = weir_transform_src_event;
  element_class->transform_caps = weir_transform_transform_caps;
  element_class->choose_caps = weir_transform_choose_caps;
  klass->sink_event = default_sink_event;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirTransform_private_offset);
}

static void
weir_transform_init (WeirTransform *self)
{
  guint n_sinks, n_srcs;
  WeirPad *const *sinks = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_sinks);
  WeirPad *const *srcs = weir_element_src_pads (WEIR_ELEMENT_CAST (self), &n_srcs);

  self->priv = weir_transform_get_instance_private (self);
  self->sinkpad = n_sinks > 0 ? sinks[0] : NULL;
  self->srcpad = n_srcs > 0 ? srcs[0] : NULL;
  self->priv->earliest = WEIR_CLOCK_TIME_NONE;
  self->priv->watch_wish = -1;
  weir_segment_init (&self->segment, WEIR_FORMAT_UNDEFINED);
}
