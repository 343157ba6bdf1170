/* SPDX-License-Identifier: MIT */
/* What all commands do that take a launch line. */
#include <cli/line.h>

#include <cli/say.h>
#include <weir/base/error.h>
#include <weir/launch/argv.h>
#include <weir/launch/parse.h>

static gboolean
is_negative_number (const char *argument)
{
  return *argument == '-' && (g_ascii_isdigit (argument[1]) || argument[1] == '.');
}

/* Numbers are hidden from GOption behind words that it doesn't look at. */
gboolean
cli_parse_line_options (const CliProgram *program, const CliCommand *command,
                        const GOptionEntry *options, int *argc, char ***argv, int *status)
{
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (NULL, NULL, g_free, NULL);

  for (int i = 1; i < *argc; i++) {
    if (!is_negative_number ((*argv)[i]))
      continue;
    char *word = g_strdup ("number");
    g_hash_table_insert (hidden, word, (*argv)[i]);
    (*argv)[i] = word;
  }
  const gboolean goes_on = cli_parse_options (program, command, options, argc, argv, status);
  for (int i = 1; i < *argc; i++) {
    char *number = g_hash_table_lookup (hidden, (*argv)[i]);
    if (number != NULL)
      (*argv)[i] = number;
  }
  return goes_on;
}

int
cli_status_of_line_error (const GError *error)
{
  if (error->domain == WEIR_PARSE_ERROR)
    return error->code == WEIR_PARSE_ERROR_LINK || error->code == WEIR_PARSE_ERROR_DELAYED_LINK
             ? CLI_EXIT_FAILED
             : CLI_EXIT_USAGE;
  if (error->domain == WEIR_ERROR)
    return error->code == WEIR_ERROR_SYNTAX || error->code == WEIR_ERROR_UNKNOWN_NAME
               || error->code == WEIR_ERROR_WRONG_VALUE
             ? CLI_EXIT_USAGE
             : CLI_EXIT_FAILED;
  return CLI_EXIT_FAILED;
}

/* One element alone plays in a pipeline of its own. */
static WeirPipeline *
wrap (WeirElement *element /* (transfer full) */)
{
  if (WEIR_IS_PIPELINE (element))
    return WEIR_PIPELINE (element);
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  weir_bin_add (WEIR_BIN (pipeline), element);
  g_object_unref (element);
  return WEIR_PIPELINE (pipeline);
}

WeirPipeline *
cli_build_line (const CliProgram *program, const CliCommand *command, char **argv, int *status)
{
  g_autoptr (GError) error = NULL;

  if (argv[1] == NULL) {
    *status = cli_fail_usage (program, command, "PIPELINE is missing");
    return NULL;
  }
  g_autofree char *line = weir_launch_join_argv ((const char *const *) argv + 1);
  WeirElement *element = weir_parse_launch (line, &error);
  if (element == NULL) {
    cli_say_error (NULL, error);
    *status = cli_status_of_line_error (error);
    return NULL;
  }
  return wrap (g_object_ref_sink (element));
}
