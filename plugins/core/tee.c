/* SPDX-License-Identifier: MIT */
/* tee: gives what it gets to all its outputs. */
#include <weir/bases/dump.h>
#include <weir/bases/splitter.h>

#include "core.h"

typedef enum { PULL_NEVER = 0, PULL_SINGLE } PullMode;

GType weir_tee_pull_mode_get_type (void);
#define WeirTeePullMode PullMode
G_DEFINE_ENUM_TYPE (WeirTeePullMode, weir_tee_pull_mode,
                    G_DEFINE_ENUM_VALUE (PULL_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (PULL_SINGLE, "single"))

G_DECLARE_FINAL_TYPE (WeirTee, weir_tee, WEIR, TEE, WeirSplitter)

struct _WeirTee {
  WeirSplitter parent_instance;

  gboolean has_chain, silent, allow_not_linked;
  int pull_mode;
  WeirPad *alloc_pad; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirTee, weir_tee, WEIR_TYPE_SPLITTER)

static const WeirProp props[] = {
  { .name = "num-src-pads", .blurb = "How many outputs there are", .kind = WEIR_PROP_KIND_INT,
    .flags = WEIR_PROP_READ_ONLY, .i = { 0, G_MAXINT, 0 } },
  WEIR_PROP_BOOLEAN (WeirTee, has_chain, "has-chain", TRUE, 0, "Accepted; it always takes what is given to it"),
  WEIR_PROP_BOOLEAN (WeirTee, silent, "silent", TRUE, WEIR_PROP_LIVE, "Says nothing in last-message"),
  { .name = "last-message", .blurb = "What passed last, unless silent", .kind = WEIR_PROP_KIND_STRING,
    .flags = WEIR_PROP_READ_ONLY },
  WEIR_PROP_ENUM (WeirTee, pull_mode, "pull-mode", weir_tee_pull_mode_get_type, PULL_NEVER, 0,
                  "Accepted; outputs never ask for bytes"),
  WEIR_PROP_OBJECT (WeirTee, alloc_pad, "alloc-pad", weir_pad_get_type, WEIR_PROP_LIVE,
                    "Accepted; memory wishes of the outputs don't pass it"),
  WEIR_PROP_BOOLEAN (WeirTee, allow_not_linked, "allow-not-linked", FALSE, WEIR_PROP_LIVE,
                     "Drops what comes while no output is linked; else that is an error"),
};

static const WeirElementInfo info = {
  .name = "tee",
  .long_name = "Tee",
  .klass = "Generic",
  .description = "Gives what it gets to all its outputs",
  .example = "fakesrc num-buffers=5 ! tee name=t  t. ! fakesink  t. ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC_REQUEST ("src_%u", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
weir_tee_buffer (WeirSplitter *splitter, WeirBuffer *buffer)
{
  weir_element_say (WEIR_ELEMENT_CAST (splitter), "last-message", "chain", splitter->sinkpad, (WeirMini *) buffer);
}

static void
weir_tee_pads_changed (WeirSplitter *splitter, guint n_pads)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_INT);
  g_value_set_int (&value, (int) n_pads);
  weir_element_update_property (WEIR_ELEMENT_CAST (splitter), "num-src-pads", &value);
}

static void
weir_tee_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirTee *self = WEIR_TEE (element);

  weir_splitter_set_allow_not_linked (WEIR_SPLITTER_CAST (self), self->allow_not_linked);
  weir_splitter_set_watching (WEIR_SPLITTER_CAST (self), !self->silent);
}

static void
weir_tee_class_init (WeirTeeClass *klass)
{
  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_tee_property_applied;
  WEIR_SPLITTER_CLASS (klass)->buffer = weir_tee_buffer;
  WEIR_SPLITTER_CLASS (klass)->pads_changed = weir_tee_pads_changed;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_tee_init (WeirTee *self)
{
}
