/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/graph/element.h>
#include <weir/registry/element-factory.h>

G_BEGIN_DECLS

/* What a handler of autoplug-select answers. */
typedef enum {
  WEIR_AUTOPLUG_SELECT_TRY = 0,    /* use the factory */
  WEIR_AUTOPLUG_SELECT_EXPOSE = 1, /* give the pad out as it is */
  WEIR_AUTOPLUG_SELECT_SKIP = 2,   /* not this factory */
} WeirAutoplugSelectResult;

/* The signals by which programs take part in decodebin's choices. Thread: any that owns no element. */
void weir_decodebin_install_signals (GType type);
gboolean weir_decodebin_signal_continue (WeirElement *self, WeirPad *pad, WeirCaps *caps);
/* (element-type WeirElementFactory) (transfer full) */
GPtrArray *weir_decodebin_signal_factories (WeirElement *self, WeirPad *pad, WeirCaps *caps,
                                            WeirElementFactory *from);
WeirAutoplugSelectResult weir_decodebin_signal_select (WeirElement *self, WeirPad *pad,
                                                       WeirCaps *caps, WeirElementFactory *factory);
void weir_decodebin_signal_unknown_type (WeirElement *self, WeirPad *pad, WeirCaps *caps);
void weir_decodebin_signal_drained (WeirElement *self);
gboolean weir_decodebin_wants_drained (WeirElement *self);

G_END_DECLS
