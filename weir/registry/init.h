/* SPDX-License-Identifier: MIT */
/* Beginning and end of using the library, and its version. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

WEIR_API void weir_init (int *argc, char **argv[]);
WEIR_API gboolean weir_init_check (int *argc, char **argv[], GError **error);
WEIR_API gboolean weir_is_initialized (void);
WEIR_API void weir_deinit (void);
WEIR_API void weir_version (guint *major, guint *minor, guint *micro, guint *nano);
WEIR_API char *weir_version_string (void);

G_END_DECLS
