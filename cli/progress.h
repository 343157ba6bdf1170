/* SPDX-License-Identifier: MIT */
/* The line that shows how far a pipeline is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *state;    /* (nullable): "PLAYING"; shown while it isn't playing */
  gint64 position_ns;   /* below 0: unknown */
  gint64 duration_ns;   /* below 0: unknown */
  double frames_per_s;  /* below 0: unknown */
  double speed;         /* 1 is real time; below 0: unknown */
  guint64 memory_bytes; /* 0: unknown */
  guint64 n_drops;      /* 0: not shown */
} CliProgress;

/* (transfer full) The line, at most n_columns wide: what doesn't fit is left out, the least
 * important first. Without UTF-8 it is plain ASCII. The same in every locale. */
char *cli_progress_format (const CliProgress *progress, guint n_columns, gboolean is_utf8);

/* (transfer full) "0:01:02", with more hours than one digit if it takes them. */
char *cli_format_time (gint64 time_ns);

/* (transfer full) "45 MB", in steps of 1000. */
char *cli_format_bytes (guint64 n_bytes);

G_END_DECLS
