/* SPDX-License-Identifier: MIT */
/* From a program's arguments to a launch line. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

WEIR_API char *weir_launch_join_argv (const char *const *argv);

G_END_DECLS
