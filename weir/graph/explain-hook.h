/* SPDX-License-Identifier: MIT */
/* Where a later room (negotiate) explains why caps don't fit. Without it there is a plain sentence. */
#pragma once

#include <weir/graph/pad.h>

G_BEGIN_DECLS

/* Sets `error` (WEIR_CORE_ERROR_NEGOTIATION): the two pads, both caps, the field, the cure. */
typedef void (*WeirExplainLink) (WeirPad *src, WeirPad *sink, const WeirCaps *offered, const WeirCaps *wanted,
                                 GError **error);
void weir_set_explain_link (WeirExplainLink func);
/* Thread: any; looks at the graph, runs no element. */
WEIR_API void weir_explain_link (WeirPad *src, WeirPad *sink, const WeirCaps *offered, const WeirCaps *wanted,
                                 GError **error);

G_END_DECLS
