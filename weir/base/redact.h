/* SPDX-License-Identifier: MIT */
/* Keeps passwords out of what people and files get to see. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

WEIR_API char *weir_redact (const char *text, gsize *places, gsize n_places);
WEIR_API gboolean weir_redact_is_secret (const char *name);

G_END_DECLS
