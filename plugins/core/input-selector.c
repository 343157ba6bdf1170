/* SPDX-License-Identifier: MIT */
/* input-selector: passes on one of its inputs, which can be changed at any time. */
#include <weir/graph/element-impl.h>

#include "core.h"

typedef enum { SYNC_ACTIVE_SEGMENT = 0, SYNC_CLOCK } SyncMode;

GType weir_input_selector_sync_mode_get_type (void);
#define WeirInputSelectorSyncMode SyncMode
G_DEFINE_ENUM_TYPE (WeirInputSelectorSyncMode, weir_input_selector_sync_mode,
                    G_DEFINE_ENUM_VALUE (SYNC_ACTIVE_SEGMENT, "active-segment"),
                    G_DEFINE_ENUM_VALUE (SYNC_CLOCK, "clock"))

G_DECLARE_FINAL_TYPE (WeirInputSelector, weir_input_selector, WEIR, INPUT_SELECTOR, WeirElement)

struct _WeirInputSelector {
  WeirElement parent_instance;

  WeirPad *active; /* (owned) (nullable): none was chosen: the first one */
  gboolean sync_streams, cache_buffers, drop_backwards;
  int sync_mode;

  WeirPad *srcpad;
  WeirPad *current;         /* (not owned) (nullable): whose stream flows; only compared */
  WeirClockTime running;    /* running time that the active input has reached */
  WeirClockTime switched;   /* drop-backwards: nothing before this running time */
  gboolean discont;
};

G_DEFINE_FINAL_TYPE (WeirInputSelector, weir_input_selector, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  { .name = "n-pads", .blurb = "How many inputs there are", .kind = WEIR_PROP_KIND_UINT, .flags = WEIR_PROP_READ_ONLY,
    .u = { 0, G_MAXUINT, 0 } },
  WEIR_PROP_OBJECT (WeirInputSelector, active, "active-pad", weir_pad_get_type, WEIR_PROP_LIVE,
                    "The input that is passed on; without one, the first"),
  WEIR_PROP_BOOLEAN (WeirInputSelector, sync_streams, "sync-streams", TRUE, 0,
                     "Drops of the other inputs only what lies behind the active one, so that a change is seamless"),
  WEIR_PROP_ENUM (WeirInputSelector, sync_mode, "sync-mode", weir_input_selector_sync_mode_get_type, SYNC_ACTIVE_SEGMENT, 0,
                  "What the other inputs are compared with: the active one, or the clock"),
  WEIR_PROP_BOOLEAN (WeirInputSelector, cache_buffers, "cache-buffers", FALSE, 0,
                     "Accepted; with sync-streams the other inputs keep what they will need"),
  WEIR_PROP_BOOLEAN (WeirInputSelector, drop_backwards, "drop-backwards", FALSE, 0,
                     "After a change, drops what lies before what went out already"),
};

static const WeirElementInfo info = {
  .name = "input-selector",
  .long_name = "Input selector",
  .klass = "Generic",
  .description = "Passes on one of its inputs, which can be changed at any time",
  .example = "input-selector name=s ! fakesink  fakesrc num-buffers=5 ! s.  fakesrc num-buffers=5 ! s.",
  .pads = (const WeirPadInfo[]){ WEIR_SINK_REQUEST ("sink_%u", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- which one ------------------------------------------------------------------------------------------------------ */

static WeirPad *
active_pad (WeirInputSelector *self)
{
  guint n_pads;
  WeirPad *const *pads = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_pads);

  for (guint i = 0; i < n_pads; i++) {
    if (pads[i] == self->active)
      return self->active;
  }
  return n_pads > 0 ? pads[0] : NULL;
}

static gboolean
send_sticky (WeirPad *pad, WeirEvent **event, gpointer srcpad)
{
  if (WEIR_EVENT_TYPE (*event) != WEIR_EVENT_EOS)
    weir_pad_push_event (srcpad, weir_event_ref (*event));
  return TRUE;
}

static void
switch_to (WeirInputSelector *self, WeirPad *pad)
{
  if (self->current == pad)
    return;
  self->discont = self->current != NULL;
  self->switched = self->drop_backwards ? self->running : WEIR_CLOCK_TIME_NONE;
  self->current = pad;
  weir_pad_sticky_events_foreach (pad, send_sticky, self->srcpad);
}

static WeirClockTime
running_time_of (WeirPad *pad, WeirBuffer *buffer)
{
  g_autoptr (WeirEvent) event = weir_pad_get_sticky_event (pad, WEIR_EVENT_SEGMENT, 0);
  const WeirSegment *segment;

  if (event == NULL || buffer->pts == WEIR_CLOCK_TIME_NONE)
    return WEIR_CLOCK_TIME_NONE;
  weir_event_parse_segment (event, &segment);
  if (segment->format != WEIR_FORMAT_TIME)
    return WEIR_CLOCK_TIME_NONE;
  return weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, buffer->pts);
}

static gboolean
has_ended (WeirPad *pad)
{
  g_autoptr (WeirEvent) eos = weir_pad_get_sticky_event (pad, WEIR_EVENT_EOS, 0);

  return eos != NULL;
}

/* --- the inputs ----------------------------------------------------------------------------------------------------- */

/* What isn't passed on: dropped once the active input has got there. TRUE: something went. */
static gboolean
drain_other (WeirInputSelector *self, WeirPad *pad)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirMini *item = weir_pad_peek (pad);
  WeirClockTime at, reached;

  if (item == NULL)
    return FALSE;
  if (self->sync_streams && WEIR_ITEM_IS_BUFFER (item)) {
    at = running_time_of (pad, (WeirBuffer *) item);
    reached = self->sync_mode == SYNC_CLOCK ? weir_element_running_time (element) : self->running;
    if (at != WEIR_CLOCK_TIME_NONE && (reached == WEIR_CLOCK_TIME_NONE || at > reached))
      return FALSE;
  }
  weir_mini_unref (weir_pad_take (pad));
  return TRUE;
}

/* TRUE: something went. */
static gboolean
serve_active (WeirInputSelector *self, WeirPad *pad, WeirFlowReturn *ret)
{
  WeirMini *item = weir_pad_peek (pad);
  WeirBuffer *buffer;
  WeirClockTime at;

  if (item == NULL)
    return FALSE;
  switch_to (self, pad);
  item = weir_pad_take (pad);
  if (WEIR_ITEM_IS_EVENT (item)) {
    if (WEIR_EVENT_TYPE (item) == WEIR_EVENT_EOS)
      weir_mini_unref (item); /* the others may go on */
    else
      weir_pad_push_event (self->srcpad, (WeirEvent *) item);
    return TRUE;
  }
  if (!WEIR_ITEM_IS_BUFFER (item)) {
    *ret = weir_pad_push_list (self->srcpad, (WeirBufferList *) item);
    return TRUE;
  }
  buffer = (WeirBuffer *) item;
  at = running_time_of (pad, buffer);
  if (at != WEIR_CLOCK_TIME_NONE && self->switched != WEIR_CLOCK_TIME_NONE && at < self->switched) {
    weir_buffer_unref (buffer);
    return TRUE;
  }
  self->running = at;
  if (self->discont) {
    buffer = weir_buffer_make_writable (buffer);
    buffer->flags |= WEIR_BUFFER_FLAG_DISCONT;
    self->discont = FALSE;
  }
  *ret = weir_pad_push (self->srcpad, buffer);
  return TRUE;
}

static WeirProcess
want_more (WeirInputSelector *self, WeirPad *active)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  guint n_pads, ended = 0;
  WeirPad *const *pads = weir_element_sink_pads (element, &n_pads);

  for (guint i = 0; i < n_pads; i++) {
    ended += has_ended (pads[i]);
    if (pads[i] == active || weir_pad_level (pads[i]) == 0)
      weir_element_want_input (element, pads[i]);
  }
  if (active != NULL && has_ended (active) && (ended == n_pads || self->active == NULL))
    return WEIR_PROCESS_EOS;
  if (n_pads == 0)
    weir_element_want_state (element);
  return WEIR_PROCESS_PARK;
}

static WeirProcess
weir_input_selector_process (WeirElement *element, GError **error)
{
  WeirInputSelector *self = WEIR_INPUT_SELECTOR (element);
  WeirPad *active = active_pad (self);
  guint n_pads;
  WeirPad *const *pads = weir_element_sink_pads (element, &n_pads);
  gboolean any = TRUE;

  while (any) {
    WeirFlowReturn ret = WEIR_FLOW_OK;

    any = FALSE;
    for (guint i = 0; i < n_pads; i++) {
      if (pads[i] != active)
        any |= drain_other (self, pads[i]);
    }
    if (active != NULL && !weir_pad_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    if (active != NULL)
      any |= serve_active (self, active, &ret);
    if (ret == WEIR_FLOW_EOS) {
      for (guint i = 0; i < n_pads; i++)
        weir_pad_set_unwanted (pads[i]);
      return WEIR_PROCESS_EOS;
    }
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
  return want_more (self, active);
}

/* --- pads, states --------------------------------------------------------------------------------------------------- */

static void
say_pads (WeirElement *element, int change)
{
  g_auto (GValue) value = G_VALUE_INIT;
  guint n_pads;

  weir_element_sink_pads (element, &n_pads);
  g_value_init (&value, G_TYPE_UINT);
  g_value_set_uint (&value, (guint) ((int) n_pads + change));
  weir_element_update_property (element, "n-pads", &value);
}

static WeirPad *
weir_input_selector_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  say_pads (element, 1);
  return weir_pad_new_from_template (templ, name);
}

static void
weir_input_selector_release_pad (WeirElement *element, WeirPad *pad)
{
  if (WEIR_INPUT_SELECTOR (element)->current == pad)
    WEIR_INPUT_SELECTOR (element)->current = NULL;
  say_pads (element, -1);
}

static WeirCaps *
weir_input_selector_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible)
{
  weir_caps_unref (possible);
  return weir_caps_ref ((WeirCaps *) in);
}

static WeirCaps *
weir_input_selector_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return direction == WEIR_PAD_SRC ? weir_caps_ref ((WeirCaps *) caps) : NULL;
}

static void
forget (WeirInputSelector *self)
{
  self->current = NULL;
  self->running = self->switched = WEIR_CLOCK_TIME_NONE;
  self->discont = FALSE;
}

static void
weir_input_selector_stop (WeirElement *element)
{
  forget (WEIR_INPUT_SELECTOR (element));
}

static void
weir_input_selector_flush (WeirElement *element, WeirPad *pad)
{
  forget (WEIR_INPUT_SELECTOR (element));
}

static void
weir_input_selector_class_init (WeirInputSelectorClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = weir_input_selector_process;
  element_class->stop = weir_input_selector_stop;
  element_class->flush = weir_input_selector_flush;
  element_class->request_pad = weir_input_selector_request_pad;
  element_class->release_pad = weir_input_selector_release_pad;
  element_class->transform_caps = weir_input_selector_transform_caps;
  element_class->choose_caps = weir_input_selector_choose_caps;
  weir_element_class_set_info (element_class, &info);
}

static void
weir_input_selector_init (WeirInputSelector *self)
{
  self->srcpad = weir_element_get_always_pad (WEIR_ELEMENT_CAST (self), "src");
  forget (self);
}
