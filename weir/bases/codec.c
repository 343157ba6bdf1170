/* SPDX-License-Identifier: MIT */
/* The step of decoders and encoders: what comes in is given to the codec, and what must not overtake what the codec keeps
 * back (new caps, a new segment, the end) waits until it is drained. */
#include <weir/bases/codec-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/graph/explain-hook.h>

/* --- output --------------------------------------------------------------------------------------------------------- */

static void
push_tags (WeirCodec *self)
{
  WeirTagList *all;

  if (self->outcaps == NULL || (self->own_tags == NULL && self->their_tags == NULL))
    return;
  all = weir_tag_list_merge (self->their_tags, self->own_tags, WEIR_TAG_MERGE_REPLACE);
  if (all != NULL)
    weir_pad_push_event (self->srcpad, weir_event_new_tag (all));
}

static void
push_early (WeirCodec *self)
{
  WeirEvent *event;

  while ((event = g_queue_pop_head (&self->early)) != NULL)
    weir_pad_push_event (self->srcpad, event);
}

static gboolean
still_admitted (WeirCodec *self)
{
  g_autoptr (WeirCaps) peer = weir_pad_peer_query_caps (self->srcpad, NULL);

  return weir_caps_is_any (peer) || weir_caps_can_intersect (self->outcaps, peer);
}

static WeirCaps *
choose (WeirCodec *self, WeirCaps *offered, GError **error)
{
  g_autoptr (WeirCaps) own = weir_pad_own_caps (self->srcpad), fitting = NULL;
  WeirCaps *common;

  fitting = weir_caps_intersect_full (offered, own, WEIR_CAPS_INTERSECT_FIRST);
  if (weir_caps_is_empty (fitting)) {
    g_autofree char *text = weir_caps_to_string (offered);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "its output is %s, which its source pad doesn't allow",
                 text);
    return NULL;
  }
  common = weir_base_common_caps (self->srcpad, fitting, error);
  if (common == NULL)
    return NULL;
  return weir_caps_is_fixed (common) ? common : weir_caps_fixate (common);
}

gboolean
weir_codec_set_output_caps (WeirCodec *self, WeirCaps *offered, WeirCaps **chosen, GError **error)
{
  WeirCaps *caps;

  weir_pad_check_reconfigure (self->srcpad);
  if (self->outcaps != NULL && !self->renegotiate && weir_caps_is_subset (self->outcaps, offered) && still_admitted (self)) {
    if (chosen != NULL)
      *chosen = weir_caps_ref (self->outcaps);
    return TRUE;
  }
  caps = choose (self, offered, error);
  if (caps == NULL)
    return FALSE;
  self->renegotiate = FALSE;
  self->changed = TRUE;
  weir_caps_take (&self->outcaps, caps);
  weir_base_push_caps (self->srcpad, caps);
  push_early (self);
  push_tags (self);
  if (chosen != NULL)
    *chosen = weir_caps_ref (caps);
  return TRUE;
}

void
weir_codec_set_tags (WeirCodec *self, WeirTagList *tags)
{
  g_clear_pointer (&self->own_tags, weir_tag_list_unref);
  self->own_tags = tags != NULL ? weir_tag_list_ref (tags) : NULL;
  push_tags (self);
}

WeirFlowReturn
weir_codec_push (WeirCodec *self, WeirBuffer *buffer)
{
  return weir_pad_hot_push (self->srcpad, buffer);
}

/* --- draining ------------------------------------------------------------------------------------------------------- */

typedef enum { DONE = 1, PARKED, ENDED, FAILED } Result;

static Result
result_of (WeirFlowReturn ret, GError **error)
{
  switch (ret) {
  case WEIR_FLOW_OK:
  case WEIR_FLOW_FLUSHING:
  case WEIR_FLOW_NOT_LINKED:
    return DONE;
  case WEIR_FLOW_AGAIN:
    return PARKED;
  case WEIR_FLOW_EOS:
    return ENDED;
  default:
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "a frame could not be handled (%s)",
                   weir_flow_get_name (ret));
    return FAILED;
  }
}

/* Everything that is kept back comes out. */
static Result
drain (WeirCodec *self, GError **error)
{
  Result result = DONE;

  if (self->busy && self->formatted)
    result = result_of (self->funcs->handle_frame (self->element, NULL, error), error);
  if (result == DONE || result == ENDED)
    self->busy = FALSE;
  return result;
}

/* --- events --------------------------------------------------------------------------------------------------------- */

static Result
take_caps (WeirCodec *self, WeirCaps *caps, GError **error)
{
  if (!weir_base_accept_caps (self->sinkpad, caps, error))
    return FAILED;
  if (self->formatted && weir_caps_is_equal (caps, self->incaps))
    return DONE;
  weir_caps_replace (&self->incaps, caps);
  self->formatted = FALSE;
  if (!self->funcs->set_format (self->element, caps, error)) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "the codec refused the format of its input");
    return FAILED;
  }
  self->formatted = TRUE;
  return DONE;
}

static void
take_tags (WeirCodec *self, WeirEvent *event)
{
  WeirTagList *tags;

  weir_event_parse_tag (event, &tags);
  g_clear_pointer (&self->their_tags, weir_tag_list_unref);
  self->their_tags = weir_tag_list_ref (tags);
  push_tags (self);
  weir_event_unref (event);
}

/* Passes it on: after the output's caps, if it belongs behind them. */
static void
pass_on (WeirCodec *self, WeirEvent *event)
{
  gboolean waits = self->outcaps == NULL && WEIR_EVENT_IS_SERIALIZED (event) && event->type != WEIR_EVENT_STREAM_START;

  if (waits && event->type != WEIR_EVENT_EOS && event->type != WEIR_EVENT_GAP) {
    g_queue_push_tail (&self->early, event);
    return;
  }
  if (waits)
    push_early (self); /* nothing with caps came before it */
  weir_pad_push_event (self->srcpad, event);
}

/* The event stays at the head until what it must not overtake is out. */
static Result
handle_event (WeirCodec *self, WeirEvent *event, GError **error)
{
  WeirEventType type = event->type;
  Result result = DONE;
  WeirCaps *caps;

  if (type == WEIR_EVENT_CAPS || type == WEIR_EVENT_SEGMENT || type == WEIR_EVENT_EOS || type == WEIR_EVENT_STREAM_START)
    result = drain (self, error);
  if (result == PARKED || result == FAILED)
    return result;
  event = (WeirEvent *) weir_pad_take (self->sinkpad);
  if (event == NULL)
    return result;
  if (type == WEIR_EVENT_SEGMENT)
    weir_event_copy_segment (event, self->segment);
  if (self->funcs->sink_event (self->element, event)) {
    weir_event_unref (event);
    return result;
  }
  if (type == WEIR_EVENT_CAPS) {
    weir_event_parse_caps (event, &caps);
    result = take_caps (self, caps, error);
    weir_event_unref (event);
  } else if (type == WEIR_EVENT_TAG) {
    take_tags (self, event);
  } else {
    pass_on (self, event);
  }
  return result;
}

/* Bytes that come without caps (a file, straight into a decoder): what the pad takes, if that is one format only. */
static gboolean
take_template (WeirCodec *self)
{
  g_autoptr (WeirCaps) caps = weir_pad_own_caps (self->sinkpad);

  return self->incaps == NULL && weir_caps_is_fixed (caps) && take_caps (self, caps, NULL) == DONE;
}

/* --- frames --------------------------------------------------------------------------------------------------------- */

static Result
handle_frame (WeirCodec *self, WeirBuffer *frame /* (transfer full) */, GError **error)
{
  Result result;

  if (!self->formatted && !take_template (self)) {
    weir_buffer_unref (frame);
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "data came without caps; put what knows them before it: a parser, a demuxer, or a capsfilter with caps "
                 "in full");
    return FAILED;
  }
  self->busy = TRUE;
  result = result_of (self->funcs->handle_frame (self->element, frame, error), error);
  if (result == PARKED)
    self->pending = frame;
  else
    weir_buffer_unref (frame);
  return result;
}

static Result
handle_list (WeirCodec *self, GError **error)
{
  WeirBufferList *list = (WeirBufferList *) weir_pad_take (self->sinkpad);
  WeirBuffer *all = weir_buffer_new ();

  /* packets of one frame */
  for (guint i = 0; i < weir_buffer_list_length (list); i++)
    all = weir_buffer_append (all, weir_buffer_ref (weir_buffer_list_get (list, i)));
  weir_buffer_list_unref (list);
  return handle_frame (self, all, error);
}

static Result
handle_item (WeirCodec *self, WeirMini *item, GError **error)
{
  if (self->pending != NULL)
    return handle_frame (self, g_steal_pointer (&self->pending), error);
  if (item->kind == WEIR_MINI_EVENT)
    return handle_event (self, (WeirEvent *) item, error);
  if (!weir_pad_hot_has_room (self->srcpad)) {
    weir_element_want_room (self->element, self->srcpad);
    return PARKED;
  }
  if (WEIR_UNLIKELY (weir_pad_hot_needs_reconfigure (self->srcpad)) && self->outcaps != NULL) {
    weir_pad_check_reconfigure (self->srcpad);
    self->renegotiate = !still_admitted (self);
  }
  if (item->kind == WEIR_MINI_BUFFER_LIST)
    return handle_list (self, error);
  return handle_frame (self, weir_pad_hot_take_buffer (self->sinkpad), error);
}

WeirProcess
weir_codec_process (WeirCodec *self, GError **error)
{
  for (;;) {
    WeirMini *item = weir_pad_hot_peek (self->sinkpad);

    if (item == NULL && self->pending == NULL) {
      weir_element_want_more (self->element, self->sinkpad, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    switch (handle_item (self, item, error)) {
    case DONE:
      break;
    case PARKED:
      return WEIR_PROCESS_PARK;
    case ENDED:
      weir_pad_set_unwanted (self->sinkpad);
      return WEIR_PROCESS_EOS;
    case FAILED:
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (self->element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- life ----------------------------------------------------------------------------------------------------------- */

void
weir_codec_init (WeirCodec *self, WeirElement *element, WeirPad *sinkpad, WeirPad *srcpad, WeirSegment *segment,
                 const WeirCodecFuncs *funcs)
{
  self->element = element;
  self->sinkpad = sinkpad;
  self->srcpad = srcpad;
  self->segment = segment;
  self->funcs = funcs;
  g_queue_init (&self->early);
  weir_segment_init (segment, WEIR_FORMAT_UNDEFINED);
}

void
weir_codec_flush (WeirCodec *self)
{
  g_clear_pointer (&self->pending, weir_buffer_unref);
  if (self->formatted)
    self->funcs->reset (self->element);
  self->busy = FALSE;
  weir_segment_init (self->segment, WEIR_FORMAT_UNDEFINED);
}

void
weir_codec_clear (WeirCodec *self)
{
  WeirEvent *event;

  while ((event = g_queue_pop_head (&self->early)) != NULL)
    weir_event_unref (event);
  g_clear_pointer (&self->pending, weir_buffer_unref);
  g_clear_pointer (&self->incaps, weir_caps_unref);
  g_clear_pointer (&self->outcaps, weir_caps_unref);
  g_clear_pointer (&self->their_tags, weir_tag_list_unref);
  g_clear_pointer (&self->own_tags, weir_tag_list_unref);
  weir_base_pool_clear (&self->pool);
  self->formatted = self->renegotiate = self->busy = FALSE;
  weir_segment_init (self->segment, WEIR_FORMAT_UNDEFINED);
}
