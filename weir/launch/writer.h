/* SPDX-License-Identifier: MIT */
/* From a tree back to a launch line. */
#pragma once

#include <weir/launch/ast.h>

G_BEGIN_DECLS

/* The line that parses to the same tree, spelt in one way only: one space between words, two
 * between chains, a value in double quotes where it needs any. (transfer full). Thread: any. */
char *weir_launch_write (const WeirLaunchAst *ast);

/* Appends a value as it stands behind the "=" of a property. */
void weir_launch_write_value (GString *out, const char *value);

G_END_DECLS
