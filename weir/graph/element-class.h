/* SPDX-License-Identifier: MIT */
/* The parts of element.c that element-props.c and element-pads.c share. */
#pragma once

#include <weir/graph/element-private.h>

G_BEGIN_DECLS

enum { WEIR_ELEMENT_SIGNAL_PAD_ADDED, WEIR_ELEMENT_SIGNAL_PAD_REMOVED, WEIR_ELEMENT_SIGNAL_NO_MORE_PADS, WEIR_ELEMENT_N_SIGNALS };
extern guint weir_element_signals[WEIR_ELEMENT_N_SIGNALS];

/* Instance init: the always pads of the class's table. */
void weir_element_make_always_pads (WeirElement *self, WeirElementClass *klass);
/* Dispose: unlinks and drops all pads. */
void weir_element_drop_pads (WeirElement *self);

G_END_DECLS
