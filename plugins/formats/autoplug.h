/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/graph/element.h>
#include <weir/registry/element-factory.h>

G_BEGIN_DECLS

/* Which elements may take a stream on towards raw data. Thread: any that owns no element.
 *
 * `from` is the factory of the element that gives the stream (nullable): a parser isn't followed by a parser of the same
 * kind. Those that decode come before those that only cut; else the higher rank first.
 * (element-type WeirElementFactory) (transfer full): with g_object_unref () as free function */
GPtrArray *weir_autoplug_candidates (const WeirCaps *caps, WeirElementFactory *from);

/* Whether a factory is of a kind: has sometimes source pads, ... */
gboolean weir_autoplug_makes_pads (WeirElementFactory *factory);

/* What to call a stream in a message: its media type, and what else tells it from others. (transfer full) */
char *weir_autoplug_describe (const WeirCaps *caps);

G_END_DECLS
