/* SPDX-License-Identifier: MIT */
/* valve: drops everything while it is closed. */
#include <weir/bases/transform.h>

#include "core.h"

typedef enum { DROP_ALL = 0, DROP_FORWARD_STICKY, DROP_TO_GAP } DropMode;

GType weir_valve_drop_mode_get_type (void);
#define WeirValveDropMode DropMode
G_DEFINE_ENUM_TYPE (WeirValveDropMode, weir_valve_drop_mode,
                    G_DEFINE_ENUM_VALUE (DROP_ALL, "drop-all"),
                    G_DEFINE_ENUM_VALUE (DROP_FORWARD_STICKY, "forward-sticky-events"),
                    G_DEFINE_ENUM_VALUE (DROP_TO_GAP, "transform-to-gap"))

G_DECLARE_FINAL_TYPE (WeirValve, weir_valve, WEIR, VALVE, WeirTransform)

struct _WeirValve {
  WeirTransform parent_instance;

  gboolean drop;
  int mode;
  gboolean held_sticky; /* sticky events came while it was closed, and were not passed on */
  gboolean discont;     /* the next buffer doesn't follow the last one */
};

G_DEFINE_FINAL_TYPE (WeirValve, weir_valve, WEIR_TYPE_TRANSFORM)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirValve, drop, "drop", FALSE, WEIR_PROP_LIVE, "Closed: drops what comes"),
  WEIR_PROP_ENUM (WeirValve, mode, "drop-mode", weir_valve_drop_mode_get_type, DROP_ALL, 0,
                  "What passes a closed valve: nothing, sticky events, or GAP events in place of buffers too"),
};

static const WeirElementInfo info = {
  .name = "valve",
  .long_name = "Valve",
  .klass = "Filter",
  .description = "Drops everything while it is closed",
  .example = "fakesrc num-buffers=5 ! valve drop=false ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
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

static WeirFlowReturn
weir_valve_ready (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirValve *self = WEIR_VALVE (transform);

  if (!self->drop) {
    if (self->held_sticky)
      weir_pad_sticky_events_foreach (transform->sinkpad, send_sticky, transform->srcpad);
    self->held_sticky = FALSE;
    return WEIR_FLOW_OK;
  }
  if (self->mode == DROP_TO_GAP && buffer->pts != WEIR_CLOCK_TIME_NONE)
    weir_pad_push_event (transform->srcpad, weir_event_new_gap (buffer->pts, buffer->duration));
  self->discont = TRUE;
  return WEIR_TRANSFORM_DROPPED;
}

static WeirFlowReturn
weir_valve_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirValve *self = WEIR_VALVE (transform);

  buffer->flags |= WEIR_BUFFER_FLAG_DISCONT;
  self->discont = FALSE;
  weir_transform_set_passthrough (transform, TRUE);
  return WEIR_FLOW_OK;
}

static gboolean
weir_valve_sink_event (WeirTransform *transform, WeirEvent *event, GError **error)
{
  WeirValve *self = WEIR_VALVE (transform);

  /* the end of the stream is always told: nothing would ever tell it again */
  if (self->drop && self->mode == DROP_ALL && WEIR_EVENT_TYPE (event) != WEIR_EVENT_EOS) {
    self->held_sticky |= WEIR_EVENT_IS_STICKY (event);
    weir_event_unref (event);
    return TRUE;
  }
  return weir_transform_pass_event (transform, event);
}

static void
update (WeirValve *self)
{
  WeirTransform *transform = WEIR_TRANSFORM_CAST (self);

  weir_transform_set_watching (transform, self->drop || self->held_sticky);
  weir_transform_set_passthrough (transform, self->drop || !self->discont);
}

static gboolean
weir_valve_start (WeirTransform *transform, GError **error)
{
  WeirValve *self = WEIR_VALVE (transform);

  self->held_sticky = self->discont = FALSE;
  update (self);
  return TRUE;
}

static void
weir_valve_property_applied (WeirElement *element, const WeirProp *prop)
{
  update (WEIR_VALVE (element));
}

static void
weir_valve_class_init (WeirValveClass *klass)
{
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_valve_property_applied;
  transform_class->ready = weir_valve_ready;
  transform_class->transform_ip = weir_valve_transform_ip;
  transform_class->sink_event = weir_valve_sink_event;
  transform_class->start = weir_valve_start;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_valve_init (WeirValve *self)
{
  update (self);
}
