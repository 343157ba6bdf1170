/* SPDX-License-Identifier: MIT */
/* Where the registry, a later room, makes elements for this one. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

typedef WeirElement *(*WeirMakeElement) (const char *factory, const char *name, GError **error);
void weir_set_make_element (WeirMakeElement func);
/* (transfer floating) (nullable). Thread: any that owns no element. */
WeirElement *weir_make_element (const char *factory, const char *name, GError **error);

G_END_DECLS
