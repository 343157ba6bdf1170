/* SPDX-License-Identifier: MIT */
/* What is said and returned for right and wrong calls. Each call runs as a program of its own, so
 * that its output can be read. */
#include <cli/args.h>

#include <locale.h>
#include <string.h>

static int
run_draw (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  g_autofree char *file = NULL;
  gboolean verbose = FALSE;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &file, "where to write", "FILE" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "say more", NULL },
    G_OPTION_ENTRY_NULL,
  };
  int status = CLI_EXIT_OK;

  if (!cli_parse_options (program, command, options, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_fail_usage (program, command, "What is to be drawn?");
  g_print ("%s|%d", file != NULL ? file : "(none)", verbose);
  for (int i = 1; i < argc; i++)
    g_print ("|%s", argv[i]);
  g_print ("\n");
  return CLI_EXIT_OK;
}

static int
run_nothing (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  int status = CLI_EXIT_FAILED;

  return cli_parse_options (program, command, NULL, &argc, &argv, &status) ? CLI_EXIT_FAILED
                                                                           : status;
}

static const CliCommand commands[] = {
  { "draw", "THING...", "Draws things", "Things are words.", "draw -o x.svg house", run_draw },
  { "nothing", NULL, "Does nothing", NULL, "nothing", run_nothing },
  { NULL },
};

static const CliProgram program = { "pen", "1.2.3", "Draws.", commands };

/* Runs `pen` with those arguments, split at spaces, and compares what comes of it. */
static void
assert_call (const char *arguments, int status, const char *out, const char *err)
{
  g_auto (GStrv) argv = g_strsplit (arguments, " ", -1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int wait_status = 0;

  g_ptr_array_add (all, (gpointer) "/proc/self/exe");
  g_ptr_array_add (all, (gpointer) "--as-program");
  for (guint i = 0; argv[i] != NULL && *arguments != '\0'; i++)
    g_ptr_array_add (all, argv[i]);
  g_ptr_array_add (all, NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", &error);
  g_assert_no_error (error);
  all->pdata[0] = self;
  g_spawn_sync (NULL, (char **) all->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, &complaint,
                &wait_status, &error);
  g_assert_no_error (error);
  g_test_message ("pen %s\n%s%s", arguments, text, complaint);
  g_assert_cmpint (wait_status, ==, status << 8);
  if (out != NULL)
    g_assert_cmpstr (text, ==, out);
  if (err != NULL)
    g_assert_cmpstr (complaint, ==, err);
}

static void
test_calls (void)
{
  assert_call ("draw a b", 0, "(none)|0|a|b\n", "");
  assert_call ("draw -o x a -v ! b", 0, "x|1|a|!|b\n", "");
  assert_call ("draw a -- -v", 0, "(none)|0|a|--|-v\n", "");
  assert_call ("draw -- -v a", 0, "(none)|0|-v|a\n", "");
  assert_call ("--version", 0, "pen 1.2.3\n", "");
}

static void
test_wrong_calls (void)
{
  assert_call ("", 2, "", "pen: A command is missing\nTry 'pen --help'.\n");
  assert_call ("drwa", 2, "",
               "pen: There is no command \"drwa\"; did you mean \"draw\"?\nTry 'pen --help'.\n");
  assert_call ("xyzzy", 2, "", "pen: There is no command \"xyzzy\"\nTry 'pen --help'.\n");
  assert_call ("-x draw", 2, "",
               "pen: There is no option \"-x\" before a command\nTry 'pen --help'.\n");
  assert_call ("draw", 2, "", "pen draw: What is to be drawn?\nTry 'pen draw --help'.\n");
  assert_call ("draw --nope a", 2, "", "pen draw: Unknown option --nope\nTry 'pen draw --help'.\n");
  assert_call ("help drwa", 2, "", NULL);
}

static void
test_help (void)
{
  static const char *const all = "Usage: pen COMMAND [OPTIONS] [ARGUMENTS]\n"
                                 "\n"
                                 "Draws.\n"
                                 "\n"
                                 "Commands:\n"
                                 "  draw     Draws things\n"
                                 "  nothing  Does nothing\n"
                                 "\n"
                                 "Options:\n"
                                 "  --help     this text; after a command, help for it\n"
                                 "  --version  the version\n"
                                 "\n"
                                 "Example:\n"
                                 "  pen draw -o x.svg house\n";
  static const char *const draw = "Usage:\n"
                                  "  pen draw [OPTION…] THING...\n"
                                  "\n"
                                  "Draws things\n"
                                  "\n"
                                  "Options:\n"
                                  "  -o, --output=FILE     where to write\n"
                                  "  -v, --verbose         say more\n"
                                  "\n"
                                  "Things are words.\n"
                                  "\n"
                                  "Example:\n"
                                  "  pen draw -o x.svg house\n"
                                  "\n";

  assert_call ("--help", 0, all, "");
  assert_call ("-h", 0, all, "");
  assert_call ("help", 0, all, "");
  assert_call ("draw --help", 0, draw, "");
  assert_call ("draw a -h", 0, draw, "");
  assert_call ("help draw", 0, draw, "");
  assert_call ("nothing --help", 0, NULL, "");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc > 1 && g_str_equal (argv[1], "--as-program"))
    return cli_run (&program, argc - 1, argv + 1);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/args/calls", test_calls);
  g_test_add_func ("/cli/args/wrong-calls", test_wrong_calls);
  g_test_add_func ("/cli/args/help", test_help);
  return g_test_run ();
}
