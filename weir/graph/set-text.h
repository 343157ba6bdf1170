/* SPDX-License-Identifier: MIT */
/* Setting properties from text, as launch lines, the service and programs do it. */
#pragma once

#include <weir/graph/element.h>

G_BEGIN_DECLS

WEIR_API gboolean weir_util_set_property_from_text (GObject *object, const char *name, const char *text, GError **error);
WEIR_API void weir_util_set_object_arg (GObject *object, const char *name, const char *value);

G_END_DECLS
