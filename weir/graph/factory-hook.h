/* SPDX-License-Identifier: MIT */
/* Where the registry, a later room, makes elements for this one. */
#pragma once

#include <weir/graph/types.h>
#include <weir/graph/uri-handler.h>

G_BEGIN_DECLS

typedef WeirElement *(*WeirMakeElement) (const char *factory, const char *name, GError **error);
typedef WeirElement *(*WeirMakeElementForURI) (WeirURIType type, const char *uri, GError **error);
void weir_set_make_element (WeirMakeElement func, WeirMakeElementForURI for_uri);
/* (transfer floating) (nullable). Thread: any that owns no element. */
WeirElement *weir_make_element (const char *factory, const char *name, GError **error);
/* The same: one that reads or writes `uri`. */
WeirElement *weir_make_element_for_uri (WeirURIType type, const char *uri, GError **error);

G_END_DECLS
