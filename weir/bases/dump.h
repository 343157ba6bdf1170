/* SPDX-License-Identifier: MIT */
/* Buffers as text, for elements that show what passes (fakesink dump=true, identity silent=false). */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

WEIR_API char *weir_buffer_describe (WeirBuffer *buffer);
WEIR_API void weir_element_dump_buffer (WeirElement *self, WeirBuffer *buffer);
WEIR_API void weir_element_say (WeirElement *self, const char *property, const char *what, WeirPad *pad,
                                WeirMini *item);

G_END_DECLS
