/* SPDX-License-Identifier: MIT */
/* How bases choose caps, and what they say when there are none. */
#pragma once

#include <weir/graph/element-private.h>

G_BEGIN_DECLS

/* Owner of the source pad. What both `own` (in its preferred order) and downstream admit; NULL: `error` explains.
 * (transfer full) */
WeirCaps *weir_base_common_caps (WeirPad *src, WeirCaps *own, GError **error);
/* Owner. Pushes a CAPS event, unless the pad's current caps are equal. */
void weir_base_push_caps (WeirPad *src, WeirCaps *caps);
/* Owner of the sink pad: do the caps fit what it admits? FALSE: `error` explains. */
gboolean weir_base_accept_caps (WeirPad *sink, WeirCaps *caps, GError **error);
/* Owner. Pushes STREAM_START with an id of its own; (nullable) `suffix` tells the streams of an element apart. */
void weir_base_push_stream_start (WeirElement *self, WeirPad *src, const char *suffix, guint group_id,
                                  WeirStreamFlags flags);

G_END_DECLS
