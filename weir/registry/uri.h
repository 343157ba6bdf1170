/* SPDX-License-Identifier: MIT */
/* From URIs to elements that handle them. (URIs as texts: weir/graph/uri-handler.h.) */
#pragma once

#include <weir/registry/types.h>

G_BEGIN_DECLS

WEIR_API gboolean weir_uri_protocol_is_supported (WeirURIType type, const char *protocol);
WEIR_API WeirElement *weir_element_make_from_uri (WeirURIType type, const char *uri,
                                                  const char *elementname, GError **error);

G_END_DECLS
