/* SPDX-License-Identifier: MIT */
/* GOption knows options but not commands; these few functions add them, with one way to show help
 * and one way to refuse a call. */
#include <cli/args.h>

#include <weir/base/error.h>

#include <string.h>

const CliCommand *
cli_find_command (const CliProgram *program, const char *name)
{
  for (const CliCommand *command = program->commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}

char *
cli_format_help (const CliProgram *program)
{
  GString *out = g_string_new (NULL);
  gsize width = 0;

  for (const CliCommand *command = program->commands; command->name != NULL; command++)
    width = MAX (width, strlen (command->name));

  g_string_append_printf (out, "Usage: %s COMMAND [OPTIONS] [ARGUMENTS]\n\n%s\n\nCommands:\n",
                          program->name, program->summary);
  for (const CliCommand *command = program->commands; command->name != NULL; command++)
    g_string_append_printf (out, "  %-*s  %s\n", (int) width, command->name, command->summary);
  g_string_append_printf (out, "\nOptions:\n"
                               "  --help     this text; after a command, help for it\n"
                               "  --version  the version\n");
  if (program->commands->name != NULL)
    g_string_append_printf (out, "\nExample:\n  %s %s\n", program->name,
                            program->commands->example);
  return g_string_free (out, FALSE);
}

static GOptionContext *
make_context (const CliProgram *program, const CliCommand *command, const GOptionEntry *options)
{
  g_autofree char *description =
    g_strdup_printf ("%s%sExample:\n  %s %s\n", command->details != NULL ? command->details : "",
                     command->details != NULL ? "\n\n" : "", program->name, command->example);
  GOptionContext *context = g_option_context_new (command->arguments);

  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, description);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, NULL);
  /* GOption's own --help exits the program from within. */
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

static char *
format_command_help (const CliProgram *program, const CliCommand *command,
                     const GOptionEntry *options)
{
  g_autoptr (GOptionContext) context = make_context (program, command, options);
  g_autofree char *before = g_strdup (g_get_prgname ());
  g_autofree char *name = g_strdup_printf ("%s %s", program->name, command->name);

  g_set_prgname (name);
  char *help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname (before);
  return help;
}

int
cli_fail_usage (const CliProgram *program, const CliCommand *command, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (command != NULL)
    g_printerr ("%s %s: %s\nTry '%s %s --help'.\n", program->name, command->name, message,
                program->name, command->name);
  else
    g_printerr ("%s: %s\nTry '%s --help'.\n", program->name, message, program->name);
  return CLI_EXIT_USAGE;
}

/* Before a "--", which ends the options. */
static gboolean
asks_for_help (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;
  return FALSE;
}

gboolean
cli_parse_options (const CliProgram *program, const CliCommand *command,
                   const GOptionEntry *options, int *argc, char ***argv, int *status)
{
  g_autoptr (GError) error = NULL;

  if (asks_for_help (*argc, *argv)) {
    g_autofree char *help = format_command_help (program, command, options);
    g_print ("%s", help);
    *status = CLI_EXIT_OK;
    return FALSE;
  }

  g_autoptr (GOptionContext) context = make_context (program, command, options);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    *status = cli_fail_usage (program, command, "%s", error->message);
    return FALSE;
  }
  /* GOption leaves the "--" in place where words follow it that look like options. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--")) {
    memmove (*argv + 1, *argv + 2, (*argc - 1) * sizeof **argv);
    (*argc)--;
  }
  return TRUE;
}

static int
fail_unknown (const CliProgram *program, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const CliCommand *command = program->commands; command->name != NULL; command++)
    g_ptr_array_add (names, (gpointer) command->name);
  const char *meant =
    weir_error_did_you_mean ((const char *const *) names->pdata, names->len, name);
  if (meant != NULL)
    return cli_fail_usage (program, NULL, "There is no command \"%s\"; did you mean \"%s\"?", name,
                           meant);
  return cli_fail_usage (program, NULL, "There is no command \"%s\"", name);
}

int
cli_run (const CliProgram *program, int argc, char **argv)
{
  const char *first = argc > 1 ? argv[1] : NULL;

  if (first == NULL)
    return cli_fail_usage (program, NULL, "A command is missing");
  if (g_str_equal (first, "--version")) {
    g_print ("%s %s\n", program->name, program->version);
    return CLI_EXIT_OK;
  }
  const gboolean is_help = g_str_equal (first, "help");
  if (g_str_equal (first, "--help") || g_str_equal (first, "-h") || (is_help && argc == 2)) {
    g_autofree char *help = cli_format_help (program);
    g_print ("%s", help);
    return CLI_EXIT_OK;
  }
  if (*first == '-')
    return cli_fail_usage (program, NULL, "There is no option \"%s\" before a command", first);

  /* `weir help launch` is `weir launch --help`. */
  const CliCommand *command = cli_find_command (program, is_help ? argv[2] : first);
  if (command == NULL)
    return fail_unknown (program, is_help ? argv[2] : first);
  if (is_help) {
    char *help_argv[] = { argv[2], (char *) "--help", NULL };
    return command->run (program, command, 2, help_argv);
  }
  return command->run (program, command, argc - 1, argv + 1);
}
