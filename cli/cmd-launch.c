/* SPDX-License-Identifier: MIT */
/* `weir launch`: plays a launch line. */
#include <cli/commands.h>

#include <cli/line.h>
#include <cli/say.h>
#include <cli/session.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define DUMP_VARIABLE "WEIR_DEBUG_DUMP_DOT_DIR"

typedef struct {
  CliSessionOptions session;
  gboolean sends_eos, no_fault, shows_trace; /* taken, without a meaning of their own */
  gboolean converts;
  char *dot_dir; /* (owned) (nullable) */
} Options;

/* GOption gives the callback of an option nothing of the caller's. */
static gboolean wants_service;

static gboolean
serve_cb (const char *name, const char *value, gpointer data, GError **error)
{
  wants_service = TRUE;
  return TRUE;
}

static gboolean
parse (const CliProgram *program, const CliCommand *command, Options *options, int *argc,
       char ***argv, int *status)
{
  CliSessionOptions *session = &options->session;
  const GOptionEntry entries[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &session->is_verbose,
      "Say which caps and properties change", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &session->is_quiet, "Say nothing but errors", NULL },
    { "messages", 'm', 0, G_OPTION_ARG_NONE, &session->shows_messages,
      "Show all messages of the pipeline", NULL },
    { "tags", 't', 0, G_OPTION_ARG_NONE, &session->shows_tags, "Show tags", NULL },
    { "no-position", 0, 0, G_OPTION_ARG_NONE, &session->hides_position, "Show no status line",
      NULL },
    { "dot", 0, 0, G_OPTION_ARG_FILENAME, &options->dot_dir,
      "Leave a diagram of each state change in a folder", "DIR" },
    { "eos-on-shutdown", 'e', 0, G_OPTION_ARG_NONE, &options->sends_eos,
      "End the streams on Ctrl-C; it is always so", NULL },
    { "no-fault", 'f', 0, G_OPTION_ARG_NONE, &options->no_fault,
      "Taken for the sake of old scripts; means nothing", NULL },
    { "trace", 'T', 0, G_OPTION_ARG_NONE, &options->shows_trace,
      "Taken for the sake of old scripts; means nothing", NULL },
    { "serve", 0, G_OPTION_FLAG_HIDDEN | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK,
      (gpointer) serve_cb, NULL, NULL },
    { "auto-convert", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->converts, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return cli_parse_line_options (program, command, entries, argc, argv, status);
}

/* What this version doesn't have. TRUE: it was asked for, which has been said. */
static gboolean
refuse_absent (const CliProgram *program, const Options *options)
{
  if (wants_service)
    g_printerr ("%s launch: --serve is not there yet: this version has no service and no page. "
                "`%s launch --dot DIR` leaves diagrams of the pipeline.\n",
                program->name, program->name);
  if (options->converts)
    g_printerr ("%s launch: --auto-convert is not there yet. `%s plan PIPELINE` proposes the line "
                "with the converters in it.\n",
                program->name, program->name);
  return wants_service || options->converts;
}

/* The folder for diagrams, from the option or the environment. FALSE: there is none that works. */
static gboolean
prepare_dumps (const char *dot_dir)
{
  const char *folder = dot_dir;

  if (dot_dir != NULL) {
    g_setenv (DUMP_VARIABLE, dot_dir, TRUE);
    g_mkdir_with_parents (dot_dir, 0777);
  }
  if (folder == NULL || *folder == '\0')
    folder = g_getenv (DUMP_VARIABLE);
  if (folder == NULL || *folder == '\0')
    folder = g_getenv ("GST_DEBUG_DUMP_DOT_DIR");
  if (folder == NULL || *folder == '\0')
    return FALSE;
  if (g_access (folder, W_OK | X_OK) != 0) {
    cli_say_note ("no diagrams are written: the folder '%s': %s", folder, g_strerror (errno));
    return FALSE;
  }
  return TRUE;
}

static void
note_meaningless (const Options *options)
{
  if (options->session.is_quiet)
    return;
  if (options->no_fault)
    cli_say_note ("-f means nothing here: no handler for crashes is installed");
  if (options->shows_trace)
    cli_say_note ("-T means nothing here: there is no trace of allocations");
}

int
cli_cmd_launch (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  Options options = { 0 };
  int status = CLI_EXIT_OK;

  const gboolean goes_on = parse (program, command, &options, &argc, &argv, &status);
  g_autofree char *dot_dir = options.dot_dir;
  if (!goes_on)
    return status;
  if (refuse_absent (program, &options))
    return CLI_EXIT_USAGE;
  note_meaningless (&options);
  if (prepare_dumps (dot_dir))
    options.session.dump_name = "weir-launch";

  g_autoptr (WeirPipeline) pipeline = cli_build_line (program, command, argv, &status);
  if (pipeline != NULL)
    status = cli_session_run (pipeline, &options.session);
  return status;
}
