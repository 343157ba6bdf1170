/* SPDX-License-Identifier: MIT */
/* One program with many commands: `weir COMMAND [OPTIONS] ARGUMENTS`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program's exit status says. */
enum {
  CLI_EXIT_OK = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2, /* the call itself is wrong */
};

typedef struct _CliCommand CliCommand;
typedef struct _CliProgram CliProgram;

struct _CliCommand {
  const char *name;      /* "launch" */
  const char *arguments; /* "PIPELINE", as in the usage line */
  const char *summary;   /* one line, without a full stop */
  const char *details;   /* (nullable): shown below the options */
  const char *example;   /* a call that works, without the program's name */
  /* argv[0] is the command's name. Returns the exit status. */
  int (*run) (const CliProgram *program, const CliCommand *command, int argc, char **argv);
};

struct _CliProgram {
  const char *name;    /* "weir" */
  const char *version; /* "0.1.0" */
  const char *summary;
  const CliCommand *commands; /* (array zero-terminated=1) */
};

/* Runs the command that the arguments name; answers --help, --version and what isn't there itself.
 * Returns the exit status. */
int cli_run (const CliProgram *program, int argc, char **argv);

/* Takes a command's options out of its arguments. FALSE: go no further, but return *status (it was
 * --help, or an option that doesn't exist, which has been said). */
gboolean cli_parse_options (const CliProgram *program, const CliCommand *command,
                            const GOptionEntry *options, int *argc, char ***argv, int *status);

/* Says what is wrong with a call, and where help is. Returns CLI_EXIT_USAGE. */
int cli_fail_usage (const CliProgram *program, const CliCommand *command, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* (transfer full) The text of `weir --help`. */
char *cli_format_help (const CliProgram *program);

const CliCommand *cli_find_command (const CliProgram *program, const char *name);

G_END_DECLS
