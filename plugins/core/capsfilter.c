/* SPDX-License-Identifier: MIT */
/* capsfilter: lets only some formats pass. It touches no data: its caps narrow what those on both sides may choose. */
#include <weir/bases/transform.h>

#include "core.h"

typedef enum { CHANGE_IMMEDIATE = 0, CHANGE_DELAYED } CapsChangeMode;

GType weir_caps_filter_caps_change_mode_get_type (void);
#define WeirCapsFilterCapsChangeMode CapsChangeMode
G_DEFINE_ENUM_TYPE (WeirCapsFilterCapsChangeMode, weir_caps_filter_caps_change_mode,
                    G_DEFINE_ENUM_VALUE (CHANGE_IMMEDIATE, "immediate"),
                    G_DEFINE_ENUM_VALUE (CHANGE_DELAYED, "delayed"))

G_DECLARE_FINAL_TYPE (WeirCapsFilter, weir_caps_filter, WEIR, CAPS_FILTER, WeirTransform)

struct _WeirCapsFilter {
  WeirTransform parent_instance;

  WeirCaps *caps; /* (owned) (nullable): nothing is left out */
  int change_mode;
};

G_DEFINE_FINAL_TYPE (WeirCapsFilter, weir_caps_filter, WEIR_TYPE_TRANSFORM)

static const WeirProp props[] = {
  WEIR_PROP_BOXED (WeirCapsFilter, caps, "caps", weir_caps_get_type, WEIR_PROP_LIVE, "The formats that may pass"),
  WEIR_PROP_ENUM (WeirCapsFilter, change_mode, "caps-change-mode", weir_caps_filter_caps_change_mode_get_type,
                  CHANGE_IMMEDIATE, WEIR_PROP_LIVE,
                  "Accepted; new caps always count as soon as upstream has answered them, and what is on its way passes"),
};

static const WeirElementInfo info = {
  .name = "capsfilter",
  .long_name = "Caps filter",
  .klass = "Generic",
  .description = "Lets only some formats pass, by narrowing what its neighbours may choose",
  .example = "fakesrc num-buffers=5 ! capsfilter caps=\"audio/x-raw, format=S16LE, rate=8000, channels=1\" ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
weir_caps_filter_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirCapsFilter *self = WEIR_CAPS_FILTER (element);
  WeirTransform *transform = WEIR_TRANSFORM_CAST (self);

  if (prop != &props[0])
    return;
  weir_pad_set_allowed_caps (transform->srcpad, self->caps);
  weir_pad_set_allowed_caps (transform->sinkpad, self->caps);
}

/* Bytes without caps, a file's for one, get those that the user says they have. */
static gboolean
weir_caps_filter_sink_event (WeirTransform *transform, WeirEvent *event, GError **error)
{
  WeirCapsFilter *self = WEIR_CAPS_FILTER (transform);

  if (event->type == WEIR_EVENT_SEGMENT && weir_transform_get_in_caps (transform) == NULL && self->caps != NULL
      && !weir_caps_is_any (self->caps)) {
    if (!weir_caps_is_fixed (self->caps)) {
      g_autofree char *text = weir_caps_to_string (self->caps);

      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                   "the stream that comes in has no caps, and \"%s\" leaves them open; give each field one value", text);
      weir_event_unref (event);
      return FALSE;
    }
    weir_pad_push_event (transform->srcpad, weir_event_new_caps (self->caps));
  }
  return weir_transform_pass_event (transform, event);
}

static void
weir_caps_filter_class_init (WeirCapsFilterClass *klass)
{
  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_caps_filter_property_applied;
  WEIR_TRANSFORM_CLASS (klass)->sink_event = weir_caps_filter_sink_event;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_caps_filter_init (WeirCapsFilter *self)
{
}
