/* SPDX-License-Identifier: MIT */
/* Where what is installed with the library is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where `below`, a path below the prefix, is: beside the library, or where it was configured to be. (transfer full).
 * Thread: any. */
char *weir_place_find (const char *below);

G_END_DECLS
