/* SPDX-License-Identifier: MIT */
/* What the program tells people beside its results: errors, warnings, notes. All goes to standard
 * error, in colour on a terminal (unless NO_COLOR is set). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Error: MESSAGE" and, on a line of its own, the hint that comes with the error. where (nullable)
 * is named first unless the message names it. */
void cli_say_error (const char *where, const GError *error);
void cli_say_warning (const char *where, const GError *error);
/* "Note: ..." */
void cli_say_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* (transfer full) The text of the above, without its colour; also what ends in a line break. */
char *cli_say_format (const char *word, const char *where, const GError *error);

G_END_DECLS
