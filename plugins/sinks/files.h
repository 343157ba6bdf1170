/* SPDX-License-Identifier: MIT */
/* The elements of the module of files, and what they share. */
#pragma once

#include <weir/graph/element.h>

G_BEGIN_DECLS

GType weir_file_src_get_type (void);
GType weir_fd_src_get_type (void);
GType weir_file_sink_get_type (void);
GType weir_fd_sink_get_type (void);
GType weir_multi_file_sink_get_type (void);

/* `file:` URIs of elements with a property `location`. Thread: any */
char *weir_file_element_get_uri (WeirElement *element);
gboolean weir_file_element_set_uri (WeirElement *element, const char *uri, GError **error);

G_END_DECLS
