/* SPDX-License-Identifier: MIT */
/* From a command's arguments to a pipeline. */
#pragma once

#include <cli/args.h>
#include <weir/graph/pipeline.h>

G_BEGIN_DECLS

/* As cli_parse_options (), where options may stand before, behind and within a launch line, in which
 * a lone number may be negative: `videotestsrc num-buffers = -1 ! fakesink -v`. */
gboolean cli_parse_line_options (const CliProgram *program, const CliCommand *command,
                                 const GOptionEntry *options, int *argc, char ***argv, int *status);

/* (transfer full) (nullable) The pipeline that the words behind argv[0] describe; also of a single
 * element a pipeline. NULL: what is wrong was said, and *status is the exit status. */
WeirPipeline *cli_build_line (const CliProgram *program, const CliCommand *command, char **argv,
                              int *status);

/* Exit status for a line that could not be built: 2 if it is written wrongly, 1 if what it says
 * can't be. */
int cli_status_of_line_error (const GError *error);

G_END_DECLS
