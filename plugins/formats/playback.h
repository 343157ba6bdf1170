/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/registry/plugin-impl.h>

G_BEGIN_DECLS

GType weir_typefind_get_type (void);
GType weir_decodebin_get_type (void);

/* Ends with an empty row. */
extern const WeirTypeFindInfo weir_type_finders[];

G_END_DECLS
