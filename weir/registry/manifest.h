/* SPDX-License-Identifier: MIT */
/* For the program that writes manifests (weir-manifest). */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

WEIR_API char *weir_manifest_describe_stamped (const char *path, GError **error);
WEIR_API char *weir_manifest_describe_modules (const char *const *paths, const char *base,
                                               GError **error);

G_END_DECLS
