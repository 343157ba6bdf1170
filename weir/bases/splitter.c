/* SPDX-License-Identifier: MIT */
/* One input, many outputs: an item goes on when every linked output has room for it. */
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/bases/splitter.h>

struct _WeirSplitterPrivate {
  gboolean allow_not_linked;
  gboolean watching; /* `buffer` is called */
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirSplitter, weir_splitter, WEIR_TYPE_ELEMENT)

/* --- room ----------------------------------------------------------------------------------------------------------- */

/* TRUE when all outputs that are linked have room; else what is missing is wanted. */
static gboolean
all_have_room (WeirSplitter *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  GPtrArray *srcs = element->priv->srcs;
  gboolean room = TRUE;

  for (guint i = 0; i < srcs->len; i++) {
    WeirPad *pad = srcs->pdata[i];

    if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_UNLINKED) != 0 || weir_pad_hot_has_room (pad))
      continue;
    weir_element_want_room (element, pad);
    room = FALSE;
  }
  return room;
}

/* --- items ---------------------------------------------------------------------------------------------------------- */

/* Gives the buffer to every output that gets it. Answers whether anybody took it. */
static WeirFlowReturn
give (WeirSplitter *self, WeirBuffer *buffer /* (transfer full) */)
{
  WeirSplitterClass *klass = WEIR_SPLITTER_GET_CLASS (self);
  GPtrArray *srcs = WEIR_ELEMENT_CAST (self)->priv->srcs;
  WeirPad *last = NULL;
  guint linked = 0, refused = 0;

  for (guint i = 0; i < srcs->len; i++) {
    WeirPad *pad = srcs->pdata[i];

    if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_UNLINKED) != 0)
      continue;
    linked++;
    if (klass->choose != NULL && !klass->choose (self, pad, buffer))
      continue;
    if (last != NULL)
      refused += weir_pad_hot_push (last, weir_buffer_ref (buffer)) == WEIR_FLOW_EOS;
    last = pad;
  }
  if (last != NULL)
    refused += weir_pad_hot_push (last, buffer) == WEIR_FLOW_EOS;
  else
    weir_buffer_unref (buffer);
  if (linked == 0)
    return WEIR_FLOW_NOT_LINKED;
  return refused == linked ? WEIR_FLOW_EOS : WEIR_FLOW_OK;
}

static gboolean
take_event (WeirSplitter *self, GError **error)
{
  WeirEvent *event = (WeirEvent *) weir_pad_take (self->sinkpad);
  GPtrArray *srcs = WEIR_ELEMENT_CAST (self)->priv->srcs;
  WeirCaps *caps;

  if (event == NULL)
    return TRUE;
  if (event->type == WEIR_EVENT_CAPS) {
    weir_event_parse_caps (event, &caps);
    if (!weir_base_accept_caps (self->sinkpad, caps, error)) {
      weir_event_unref (event);
      return FALSE;
    }
  }
  for (guint i = 0; i < srcs->len; i++)
    weir_pad_push_event (srcs->pdata[i], weir_event_ref (event));
  weir_event_unref (event);
  return TRUE;
}

static WeirProcess
refuse_more (WeirSplitter *self)
{
  weir_pad_set_unwanted (self->sinkpad);
  return WEIR_PROCESS_EOS;
}

static WeirProcess
weir_splitter_process (WeirElement *element, GError **error)
{
  WeirSplitter *self = WEIR_SPLITTER_CAST (element);
  WeirSplitterClass *klass = WEIR_SPLITTER_GET_CLASS (self);
  WeirMini *item;
  WeirFlowReturn ret;

  while ((item = weir_pad_hot_peek (self->sinkpad)) != NULL) {
    if (item->kind == WEIR_MINI_EVENT) {
      if (!take_event (self, error))
        return WEIR_PROCESS_ERROR;
      continue;
    }
    if (!all_have_room (self))
      return WEIR_PROCESS_PARK;
    if (item->kind == WEIR_MINI_BUFFER_LIST) {
      WeirBufferList *list = (WeirBufferList *) weir_pad_take (self->sinkpad);

      ret = WEIR_FLOW_OK;
      for (guint i = 0; i < weir_buffer_list_length (list) && ret == WEIR_FLOW_OK; i++)
        ret = give (self, weir_buffer_ref (weir_buffer_list_get (list, i)));
      weir_buffer_list_unref (list);
    } else {
      WeirBuffer *buffer = weir_pad_hot_take_buffer (self->sinkpad);

      if (self->priv->watching && klass->buffer != NULL)
        klass->buffer (self, buffer);
      ret = give (self, buffer);
    }
    if (ret == WEIR_FLOW_EOS)
      return refuse_more (self);
    if (ret == WEIR_FLOW_NOT_LINKED && !self->priv->allow_not_linked) {
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED,
                   "none of its outputs is linked; link one, or set allow-not-linked=true to drop what comes");
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
  if (all_have_room (self)) /* else its wish for input would let upstream run ahead */
    weir_element_want_input (element, self->sinkpad);
  return WEIR_PROCESS_PARK;
}

/* --- pads ----------------------------------------------------------------------------------------------------------- */

static gboolean
copy_sticky (WeirPad *sinkpad, WeirEvent **event, gpointer srcpad)
{
  weir_pad_store_sticky (srcpad, *event);
  return TRUE;
}

static void
say_pads (WeirSplitter *self, int change)
{
  WeirSplitterClass *klass = WEIR_SPLITTER_GET_CLASS (self);

  if (klass->pads_changed != NULL)
    klass->pads_changed (self, (guint) ((int) WEIR_ELEMENT_CAST (self)->priv->srcs->len + change));
}

/* What flows already stands in its sticky set, with which a link of it begins. */
static WeirPad *
weir_splitter_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  WeirSplitter *self = WEIR_SPLITTER_CAST (element);
  WeirPad *pad = weir_pad_new_from_template (templ, name);

  if (element->priv->active)
    weir_pad_sticky_events_foreach (self->sinkpad, copy_sticky, pad);
  say_pads (self, 1);
  return pad;
}

static void
weir_splitter_release_pad (WeirElement *element, WeirPad *pad)
{
  say_pads (WEIR_SPLITTER_CAST (element), -1);
}

/**
 * weir_splitter_resend_sticky:
 * @self: the element
 * @srcpad: one of its outputs
 *
 * Sends the stream's present caps, segment and the like to an output again. Thread: owner.
 */
void
weir_splitter_resend_sticky (WeirSplitter *self, WeirPad *srcpad)
{
  for (guint i = 0; i < self->sinkpad->stickies->len; i++)
    weir_pad_push_event (srcpad, weir_event_ref (g_ptr_array_index (self->sinkpad->stickies, i)));
}

static WeirCaps *
weir_splitter_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_caps_ref ((WeirCaps *) caps);
}

static gboolean
weir_splitter_start (WeirElement *element, GError **error)
{
  WeirSplitterClass *klass = WEIR_SPLITTER_GET_CLASS (element);

  return klass->start == NULL || klass->start (WEIR_SPLITTER_CAST (element), error);
}

static void
weir_splitter_stop (WeirElement *element)
{
  WeirSplitterClass *klass = WEIR_SPLITTER_GET_CLASS (element);

  if (klass->stop != NULL)
    klass->stop (WEIR_SPLITTER_CAST (element));
}

static void
weir_splitter_class_init (WeirSplitterClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = weir_splitter_process;
  element_class->start = weir_splitter_start;
  element_class->stop = weir_splitter_stop;
  element_class->request_pad = weir_splitter_request_pad;
  element_class->release_pad = weir_splitter_release_pad;
  element_class->transform_caps = weir_splitter_transform_caps;
}

static void
weir_splitter_init (WeirSplitter *self)
{
  guint n_sinks;
  WeirPad *const *sinks = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_sinks);

  self->priv = weir_splitter_get_instance_private (self);
  self->sinkpad = n_sinks > 0 ? sinks[0] : NULL;
}

/**
 * weir_splitter_set_allow_not_linked:
 * @self: the element
 * @allow: whether what comes is dropped while no output is linked; else that is an error
 *
 * Says what it means that no output is linked. Thread: owner.
 */
void
weir_splitter_set_allow_not_linked (WeirSplitter *self, gboolean allow)
{
  self->priv->allow_not_linked = allow;
}

/**
 * weir_splitter_set_watching:
 * @self: the element
 * @watching: whether its class's `buffer` is called
 *
 * Has each buffer shown to the class. Thread: owner.
 */
void
weir_splitter_set_watching (WeirSplitter *self, gboolean watching)
{
  self->priv->watching = watching;
}
