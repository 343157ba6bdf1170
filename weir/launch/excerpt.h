/* SPDX-License-Identifier: MIT */
/* Shows a person the place of a launch line of which an error speaks. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

WEIR_API char *weir_launch_error_render (const char *line, gsize offset, gsize length,
                                         const char *message);

G_END_DECLS
