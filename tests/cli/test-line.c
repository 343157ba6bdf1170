/* SPDX-License-Identifier: MIT */
/* Options in and around launch lines, and the exit status of lines that can't be built. */
#include <cli/line.h>

#include <weir/base/error.h>

#include <stdlib.h>

static int
no_run (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  return CLI_EXIT_OK;
}

static const CliCommand commands[] = {
  { .name = "launch",
    .arguments = "PIPELINE",
    .summary = "Play",
    .example = "launch a",
    .run = no_run },
  { .name = NULL },
};
static const CliProgram program = {
  .name = "weir", .version = "0", .summary = "Test", .commands = commands
};

/* Parses the words; -v sets *verbose. (transfer full) what is left of them. */
static char *
parse (const char *words, gboolean *verbose, int *status)
{
  const GOptionEntry entries[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, verbose, "Much", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) all = g_strsplit (words, " ", -1);
  g_autofree char **argv = g_memdup2 (all, (g_strv_length (all) + 1) * sizeof *all);
  char **at = argv;
  int argc = (int) g_strv_length (all);

  *verbose = FALSE;
  *status = -1;
  if (!cli_parse_line_options (&program, &commands[0], entries, &argc, &at, status))
    return NULL;
  g_autofree char **left = g_new0 (char *, argc + 1);
  for (int i = 1; i < argc; i++)
    left[i - 1] = at[i];
  return g_strjoinv (" ", left);
}

static void
test_options (void)
{
  static const struct {
    const char *words, *left;
    gboolean verbose;
  } cases[] = {
    { "launch a ! b", "a ! b", FALSE },
    { "launch -v a ! b", "a ! b", TRUE },
    { "launch a ! b -v", "a ! b", TRUE },
    { "launch a n = -1 ! b -v", "a n = -1 ! b", TRUE },
    { "launch a n = -.5 m = -12", "a n = -.5 m = -12", FALSE },
    { "launch -- a -v", "a -v", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean verbose;
    int status;
    g_autofree char *left = parse (cases[i].words, &verbose, &status);
    g_assert_cmpstr (left, ==, cases[i].left);
    g_assert_cmpint (verbose, ==, cases[i].verbose);
  }
}

static void
test_unknown_option (void)
{
  if (g_test_subprocess ()) {
    gboolean verbose;
    int status;
    g_autofree char *left = parse ("launch -1 --no-such a", &verbose, &status);
    g_assert_null (left);
    exit (status);
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*--no-such*--help*");
}

static void
test_status (void)
{
  static const struct {
    int code, status;
  } cases[] = {
    { WEIR_PARSE_ERROR_SYNTAX, CLI_EXIT_USAGE },
    { WEIR_PARSE_ERROR_NO_SUCH_ELEMENT, CLI_EXIT_USAGE },
    { WEIR_PARSE_ERROR_NO_SUCH_PROPERTY, CLI_EXIT_USAGE },
    { WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY, CLI_EXIT_USAGE },
    { WEIR_PARSE_ERROR_EMPTY, CLI_EXIT_USAGE },
    { WEIR_PARSE_ERROR_LINK, CLI_EXIT_FAILED },
    { WEIR_PARSE_ERROR_DELAYED_LINK, CLI_EXIT_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = g_error_new (WEIR_PARSE_ERROR, cases[i].code, "x");
    g_assert_cmpint (cli_status_of_line_error (error), ==, cases[i].status);
  }
  g_autoptr (GError) unknown = g_error_new (WEIR_ERROR, WEIR_ERROR_UNKNOWN_NAME, "x");
  g_autoptr (GError) plugin = g_error_new (WEIR_ERROR, WEIR_ERROR_PLUGIN, "x");
  g_autoptr (GError) file = g_error_new (WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NOT_FOUND, "x");
  g_assert_cmpint (cli_status_of_line_error (unknown), ==, CLI_EXIT_USAGE);
  g_assert_cmpint (cli_status_of_line_error (plugin), ==, CLI_EXIT_FAILED);
  g_assert_cmpint (cli_status_of_line_error (file), ==, CLI_EXIT_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/line/options", test_options);
  g_test_add_func ("/cli/line/unknown-option", test_unknown_option);
  g_test_add_func ("/cli/line/status", test_status);
  return g_test_run ();
}
