/* SPDX-License-Identifier: MIT */
/* Plays a pipeline in front of a person: messages, progress, Ctrl-C, and the summary. */
#pragma once

#include <weir/graph/pipeline.h>

G_BEGIN_DECLS

typedef struct {
  gboolean is_quiet;       /* says nothing but errors */
  gboolean is_verbose;     /* says what properties and caps change */
  gboolean shows_messages; /* all of the bus */
  gboolean shows_tags;
  gboolean hides_position;
  const char *dump_name; /* (nullable): begin of the names of diagrams, one a state change */
} CliSessionOptions;

/* Plays until all has ended, something fails or the user has enough. Returns the exit status; the
 * pipeline is in NULL then. */
int cli_session_run (WeirPipeline *pipeline, const CliSessionOptions *options);

G_END_DECLS
