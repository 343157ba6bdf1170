/* SPDX-License-Identifier: MIT */
/* output-selector: gives what it gets to one of its outputs, which can be changed at any time. */
#include <weir/bases/splitter.h>

#include "core.h"

typedef enum { NEGOTIATE_NONE = 0, NEGOTIATE_ALL, NEGOTIATE_ACTIVE } NegotiationMode;

GType weir_output_selector_pad_negotiation_mode_get_type (void);
#define WeirOutputSelectorPadNegotiationMode NegotiationMode
G_DEFINE_ENUM_TYPE (WeirOutputSelectorPadNegotiationMode, weir_output_selector_pad_negotiation_mode,
                    G_DEFINE_ENUM_VALUE (NEGOTIATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (NEGOTIATE_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (NEGOTIATE_ACTIVE, "active"))

G_DECLARE_FINAL_TYPE (WeirOutputSelector, weir_output_selector, WEIR, OUTPUT_SELECTOR, WeirSplitter)

struct _WeirOutputSelector {
  WeirSplitter parent_instance;

  WeirPad *active; /* (owned) (nullable): none was chosen: the first one */
  gboolean resend_latest;
  int negotiation;
  WeirBuffer *latest; /* (owned) (nullable): for resend-latest */
};

G_DEFINE_FINAL_TYPE (WeirOutputSelector, weir_output_selector, WEIR_TYPE_SPLITTER)

static const WeirProp props[] = {
  WEIR_PROP_OBJECT (WeirOutputSelector, active, "active-pad", weir_pad_get_type, WEIR_PROP_LIVE,
                    "The output that gets what comes; without one, the first"),
  WEIR_PROP_BOOLEAN (WeirOutputSelector, resend_latest, "resend-latest", FALSE, WEIR_PROP_LIVE,
                     "Sends the last buffer to an output that becomes the active one"),
  WEIR_PROP_ENUM (WeirOutputSelector, negotiation, "pad-negotiation-mode", weir_output_selector_pad_negotiation_mode_get_type,
                  NEGOTIATE_ALL, 0, "Accepted; the format must always suit all linked outputs"),
};

static const WeirElementInfo info = {
  .name = "output-selector",
  .long_name = "Output selector",
  .klass = "Generic",
  .description = "Gives what it gets to one of its outputs, which can be changed at any time",
  .example = "fakesrc num-buffers=5 ! output-selector name=s  s. ! fakesink  s. ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC_REQUEST ("src_%u", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static gboolean
is_active (WeirOutputSelector *self, WeirPad *pad)
{
  guint n_pads;
  WeirPad *const *pads = weir_element_src_pads (WEIR_ELEMENT_CAST (self), &n_pads);

  for (guint i = 0; i < n_pads; i++) {
    if (pads[i] == self->active)
      return pad == self->active;
  }
  return n_pads > 0 && pads[0] == pad;
}

static gboolean
weir_output_selector_choose (WeirSplitter *splitter, WeirPad *srcpad, WeirBuffer *buffer)
{
  return is_active (WEIR_OUTPUT_SELECTOR (splitter), srcpad);
}

static void
weir_output_selector_buffer (WeirSplitter *splitter, WeirBuffer *buffer)
{
  WeirOutputSelector *self = WEIR_OUTPUT_SELECTOR (splitter);

  g_clear_pointer (&self->latest, weir_buffer_unref);
  self->latest = weir_buffer_ref (buffer);
}

static void
weir_output_selector_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirOutputSelector *self = WEIR_OUTPUT_SELECTOR (element);

  weir_splitter_set_watching (WEIR_SPLITTER_CAST (self), self->resend_latest);
  if (prop == &props[0] && self->resend_latest && self->latest != NULL && self->active != NULL
      && is_active (self, self->active))
    weir_pad_push (self->active, weir_buffer_ref (self->latest));
}

static void
weir_output_selector_stop (WeirSplitter *splitter)
{
  g_clear_pointer (&WEIR_OUTPUT_SELECTOR (splitter)->latest, weir_buffer_unref);
}

static void
weir_output_selector_class_init (WeirOutputSelectorClass *klass)
{
  WeirSplitterClass *splitter_class = WEIR_SPLITTER_CLASS (klass);

  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_output_selector_property_applied;
  splitter_class->choose = weir_output_selector_choose;
  splitter_class->buffer = weir_output_selector_buffer;
  splitter_class->stop = weir_output_selector_stop;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_output_selector_init (WeirOutputSelector *self)
{
}
