/* SPDX-License-Identifier: MIT */
/* funnel: gives what several streams bring to one output, in the order in which it comes. */
#include <weir/graph/element-impl.h>

#include "core.h"

G_DECLARE_FINAL_TYPE (WeirFunnel, weir_funnel, WEIR, FUNNEL, WeirElement)

struct _WeirFunnel {
  WeirElement parent_instance;

  gboolean forward_sticky;
  WeirPad *srcpad;
  WeirPad *current;   /* (not owned) (nullable): whose stream flows; only compared */
  guint turn;         /* which input is looked at first */
};

G_DEFINE_FINAL_TYPE (WeirFunnel, weir_funnel, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirFunnel, forward_sticky, "forward-sticky-events", TRUE, 0,
                     "Sends an input's caps, segment and tags again when it takes turns with another one"),
};

static const WeirElementInfo info = {
  .name = "funnel",
  .long_name = "Funnel",
  .klass = "Generic",
  .description = "Gives what several streams bring to one output, in the order in which it comes",
  .example = "funnel name=f ! fakesink  fakesrc num-buffers=5 ! f.  fakesrc num-buffers=5 ! f.",
  .pads = (const WeirPadInfo[]){ WEIR_SINK_REQUEST ("sink_%u", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static gboolean
send_sticky (WeirPad *pad, WeirEvent **event, gpointer srcpad)
{
  if (WEIR_EVENT_TYPE (*event) != WEIR_EVENT_EOS)
    weir_pad_push_event (srcpad, weir_event_ref (*event));
  return TRUE;
}

static void
switch_to (WeirFunnel *self, WeirPad *pad)
{
  gboolean first = self->current == NULL;

  if (self->current == pad)
    return;
  self->current = pad;
  if (first || self->forward_sticky)
    weir_pad_sticky_events_foreach (pad, send_sticky, self->srcpad);
}

/* Stickies of an input whose turn it isn't stay with its pad. */
static void
take_event (WeirFunnel *self, WeirPad *pad)
{
  WeirEvent *event = (WeirEvent *) weir_pad_take (pad);

  if (event == NULL)
    return;
  if (WEIR_EVENT_TYPE (event) == WEIR_EVENT_EOS || (WEIR_EVENT_IS_STICKY (event) && self->current != pad)) {
    weir_event_unref (event);
    return;
  }
  switch_to (self, pad);
  weir_pad_push_event (self->srcpad, event);
}

static gboolean
has_ended (WeirPad *pad)
{
  g_autoptr (WeirEvent) eos = weir_pad_get_sticky_event (pad, WEIR_EVENT_EOS, 0);

  return eos != NULL;
}

/* TRUE: there was an item, and it went on. */
static gboolean
serve (WeirFunnel *self, WeirPad *pad, WeirFlowReturn *ret)
{
  WeirMini *item = weir_pad_peek (pad);

  *ret = WEIR_FLOW_OK;
  if (item == NULL)
    return FALSE;
  if (WEIR_ITEM_IS_EVENT (item)) {
    take_event (self, pad);
    return TRUE;
  }
  switch_to (self, pad);
  item = weir_pad_take (pad);
  *ret = WEIR_ITEM_IS_BUFFER (item) ? weir_pad_push (self->srcpad, (WeirBuffer *) item)
                                    : weir_pad_push_list (self->srcpad, (WeirBufferList *) item);
  return TRUE;
}

static WeirProcess
weir_funnel_process (WeirElement *element, GError **error)
{
  WeirFunnel *self = WEIR_FUNNEL (element);
  guint n_pads, idle = 0, ended = 0;
  WeirPad *const *pads = weir_element_sink_pads (element, &n_pads);
  WeirFlowReturn ret;

  while (idle < n_pads) {
    WeirPad *pad = pads[self->turn++ % n_pads];

    if (!weir_pad_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    idle = serve (self, pad, &ret) ? 0 : idle + 1;
    if (ret == WEIR_FLOW_EOS) {
      for (guint i = 0; i < n_pads; i++)
        weir_pad_set_unwanted (pads[i]);
      return WEIR_PROCESS_EOS;
    }
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
  for (guint i = 0; i < n_pads; i++)
    ended += has_ended (pads[i]);
  if (n_pads > 0 && ended == n_pads)
    return WEIR_PROCESS_EOS;
  if (n_pads == 0)
    weir_element_want_state (element);
  else
    weir_element_want_any (element, pads, n_pads);
  return WEIR_PROCESS_PARK;
}

static WeirPad *
weir_funnel_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  return weir_pad_new_from_template (templ, name);
}

static void
weir_funnel_release_pad (WeirElement *element, WeirPad *pad)
{
  WeirFunnel *self = WEIR_FUNNEL (element);

  if (self->current == pad)
    self->current = NULL;
}

static WeirCaps *
weir_funnel_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible)
{
  weir_caps_unref (possible);
  return weir_caps_ref ((WeirCaps *) in);
}

static WeirCaps *
weir_funnel_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  /* inputs don't depend on each other, only on what the output may be */
  return direction == WEIR_PAD_SRC ? weir_caps_ref ((WeirCaps *) caps) : NULL;
}

static void
weir_funnel_stop (WeirElement *element)
{
  WEIR_FUNNEL (element)->current = NULL;
}

static void
weir_funnel_flush (WeirElement *element, WeirPad *pad)
{
  WEIR_FUNNEL (element)->current = NULL;
}

static void
weir_funnel_class_init (WeirFunnelClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = weir_funnel_process;
  element_class->stop = weir_funnel_stop;
  element_class->flush = weir_funnel_flush;
  element_class->request_pad = weir_funnel_request_pad;
  element_class->release_pad = weir_funnel_release_pad;
  element_class->transform_caps = weir_funnel_transform_caps;
  element_class->choose_caps = weir_funnel_choose_caps;
  weir_element_class_set_info (element_class, &info);
}

static void
weir_funnel_init (WeirFunnel *self)
{
  self->srcpad = weir_element_get_always_pad (WEIR_ELEMENT_CAST (self), "src");
}
