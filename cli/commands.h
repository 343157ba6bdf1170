/* SPDX-License-Identifier: MIT */
/* The commands of `weir`, each in a file of its own: cmd-NAME.c. */
#pragma once

#include <cli/args.h>

G_BEGIN_DECLS

#define CLI_DECLARE_COMMAND(name)                                                                  \
  int cli_cmd_##name (const CliProgram *program, const CliCommand *command, int argc, char **argv)

CLI_DECLARE_COMMAND (launch);
CLI_DECLARE_COMMAND (inspect);
CLI_DECLARE_COMMAND (graph);
CLI_DECLARE_COMMAND (plan);
CLI_DECLARE_COMMAND (play);
CLI_DECLARE_COMMAND (discover);
CLI_DECLARE_COMMAND (gst_env);

G_END_DECLS
