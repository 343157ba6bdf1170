/* SPDX-License-Identifier: MIT */
/* The last line of a terminal, rewritten in place. */
#pragma once

#include <cli/progress.h>

G_BEGIN_DECLS

typedef struct {
  int fd;
  gboolean is_terminal; /* else nothing is ever written */
  gboolean is_utf8;
  gboolean is_shown;
  gint64 shown_us; /* when it was last written */
} CliStatusLine;

void cli_status_line_init (CliStatusLine *line, int fd);

/* Shows it, but not more than ten times a second unless is_last. */
void cli_status_line_show (CliStatusLine *line, const CliProgress *progress, gboolean is_last);

/* Takes it away, before anything else is written to the terminal. */
void cli_status_line_clear (CliStatusLine *line);

/* Leaves what is shown and goes to the next line. */
void cli_status_line_end (CliStatusLine *line);

G_END_DECLS
