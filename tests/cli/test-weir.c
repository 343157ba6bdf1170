/* SPDX-License-Identifier: MIT */
/* The program as people call it: exit status, what it says and where, and what it leaves behind. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

typedef struct {
  int status;
  char *out, *err;
} Result;

static char *program;

static void
clear_result (Result *result)
{
  g_free (result->out);
  g_free (result->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, clear_result)

/* Runs the program with the arguments of a shell line. variable (nullable): "NAME=VALUE". */
static Result
run_with (const char *variable, const char *folder, const char *line)
{
  Result result = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL, argv = NULL, env = g_get_environ ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  int wait_status;

  if (*line != '\0')
    g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  g_strv_builder_add (builder, program);
  if (words != NULL)
    g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  if (variable != NULL) {
    g_auto (GStrv) parts = g_strsplit (variable, "=", 2);
    env = g_environ_setenv (env, parts[0], parts[1], TRUE);
  }
  g_spawn_sync (folder, argv, env, G_SPAWN_DEFAULT, NULL, NULL, &result.out, &result.err,
                &wait_status, &error);
  g_assert_no_error (error);
  result.status =
    WIFEXITED (wait_status) ? WEXITSTATUS (wait_status) : 128 + WTERMSIG (wait_status);
  return result;
}

static Result
run (const char *line)
{
  return run_with (NULL, NULL, line);
}

static void
assert_says (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("\"%s\" isn't in:\n%s", what, text);
}

static void
test_usage (void)
{
  static const struct {
    const char *line;
    int status;
    const char *says; /* on standard error, or on standard output if the status is 0 */
  } cases[] = {
    { "", 2, "command is missing" },
    { "--help", 0, "gst-env" },
    { "--version", 0, "weir 0" },
    { "lanch x", 2, "did you mean \"launch\"" },
    { "serve", 2, "not there yet" },
    { "top", 2, "not there yet" },
    { "launch", 2, "PIPELINE is missing" },
    { "launch --no-such-option fakesrc ! fakesink", 2, "--no-such-option" },
    { "launch --serve fakesrc ! fakesink", 2, "not there yet" },
    { "launch --serve=8470 fakesrc ! fakesink", 2, "not there yet" },
    { "launch --auto-convert fakesrc ! fakesink", 2, "not there yet" },
    { "launch --help", 0, "Example:" },
    { "inspect --help", 0, "Example:" },
    { "graph --help", 0, "Example:" },
    { "plan --help", 0, "Example:" },
    { "play --help", 0, "Example:" },
    { "discover --help", 0, "Example:" },
    { "gst-env --help", 0, "Example:" },
    { "gst-env", 2, "CMD is missing" },
    { "gst-env /bin/true", 2, "compiled" },
    { "gst-env no-such-program-anywhere", 2, "no-such-program-anywhere" },
    { "inspect one two", 2, "two" },
    { "graph fakesrc ! fakesink", 2, "-o FILE is missing" },
    { "graph fakesrc ! fakesink -o x.bmp", 2, ".svg" },
    { "play", 2, "missing" },
    { "discover a b", 2, "One FILE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Result) result = run (cases[i].line);
    g_test_message ("weir %s", cases[i].line);
    g_assert_cmpint (result.status, ==, cases[i].status);
    assert_says (cases[i].status == 0 ? result.out : result.err, cases[i].says);
    g_assert_cmpstr (cases[i].status == 0 ? result.err : result.out, ==, "");
  }
}

/* Each long option of --help stands in the manual page, where a dash is written with a backslash. */
static void
test_manual (void)
{
  static const char *const names[] = { "launch", "inspect",  "graph",   "plan",
                                       "play",   "discover", "gst-env", NULL };

  for (gsize i = 0; names[i] != NULL; i++) {
    g_autofree char *line = g_strdup_printf ("%s --help", names[i]);
    g_autofree char *file = g_strdup_printf ("weir-%s.1", names[i]);
    g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "docs", "man", file, NULL);
    g_autofree char *page = NULL;
    g_auto (Result) help = run (line);
    g_autoptr (GRegex) option =
      g_regex_new ("^  (?:-\\w, )?--([a-z-]+)", G_REGEX_MULTILINE, 0, NULL);
    g_autoptr (GMatchInfo) match = NULL;

    g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
    for (g_regex_match (option, help.out, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL)) {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_auto (GStrv) parts = g_strsplit (name, "-", -1);
      g_autofree char *escaped = g_strjoinv ("\\-", parts);
      g_autofree char *written = g_strconcat ("\\-\\-", escaped, NULL);
      assert_says (page, written);
    }
  }
}

static void
test_launch (void)
{
  g_auto (Result) ended = run ("launch fakesrc num-buffers=7 ! fakesink name=end");
  g_assert_cmpint (ended.status, ==, 0);
  assert_says (ended.out, "Ended after");
  assert_says (ended.out, "end  7 buffers");
  g_assert_cmpstr (ended.err, ==, "");

  g_auto (Result) quiet = run ("launch -q fakesrc num-buffers=7 ! fakesink");
  g_assert_cmpint (quiet.status, ==, 0);
  g_assert_cmpstr (quiet.out, ==, "");
  g_assert_cmpstr (quiet.err, ==, "");

  /* One argument is a whole line, and options may stand behind it. */
  g_auto (Result) verbose =
    run ("launch 'videotestsrc num-buffers = 2 ! video/x-raw,width=64,height=48 ! fakesink' -v");
  g_assert_cmpint (verbose.status, ==, 0);
  assert_says (verbose.out, "/pipeline0/fakesink0.sink: caps = video/x-raw");
  assert_says (verbose.out, "2 video frames");

  g_auto (Result) old =
    run ("launch -e -m -t -f -T --no-position fakesrc num-buffers=1 ! fakesink");
  g_assert_cmpint (old.status, ==, 0);
  assert_says (old.out, "eos from /pipeline0");
  assert_says (old.err, "-f means nothing");
  assert_says (old.err, "-T means nothing");
}

static void
test_launch_fails (void)
{
  static const struct {
    const char *line;
    int status;
    const char *says;
  } cases[] = {
    { "launch ''", 2, "empty" },
    { "launch 'fakesrc ! fakesinc'", 2, "fakesink" },
    { "launch 'fakesrc num-bufers=1 ! fakesink'", 2, "num-buffers" },
    { "launch 'fakesrc num-buffers=-7 ! fakesink'", 2, "-7" },
    { "launch 'fakesrc ! '", 2, "!" },
    { "launch 'fakesrc num-buffers=9'", 1, "! fakesink" },
    { "launch 'fakesrc num-buffers=9 ! identity'", 1, "! fakesink" },
    { "launch 'appsrc'", 1, "! fakesink" },
    { "launch 'fakesrc num-buffers=9 ! identity error-after=2 ! fakesink'", 1, "identity0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Result) result = run (cases[i].line);
    g_test_message ("weir %s", cases[i].line);
    g_assert_cmpint (result.status, ==, cases[i].status);
    assert_says (result.err, "Error: ");
    assert_says (result.err, cases[i].says);
    g_assert_null (strstr (result.err, "CRITICAL"));
  }
}

static guint
count_files (const char *folder, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += strstr (name, part) != NULL;
  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
test_dumps (void)
{
  static const char *const changes[] = { "-weir-launch.NULL_READY.dot",
                                         "-weir-launch.READY_PAUSED.dot",
                                         "-weir-launch.PAUSED_PLAYING.dot",
                                         "-weir-launch.PLAYING_PAUSED.dot",
                                         "-weir-launch.PAUSED_READY.dot" };
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *variable = g_strconcat ("GST_DEBUG_DUMP_DOT_DIR=", folder, NULL);
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *line =
    g_strdup_printf ("launch --dot %s fakesrc num-buffers=3 ! fakesink", made);

  g_auto (Result) by_variable =
    run_with (variable, NULL, "launch fakesrc num-buffers=3 ! fakesink");
  g_assert_cmpint (by_variable.status, ==, 0);
  g_auto (Result) by_option = run (line);
  g_assert_cmpint (by_option.status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_assert_cmpuint (count_files (folder, changes[i]), ==, 1);
    g_assert_cmpuint (count_files (made, changes[i]), ==, 1);
  }
  remove_folder (made);
  remove_folder (folder);

  g_auto (Result) nowhere = run_with ("WEIR_DEBUG_DUMP_DOT_DIR=/nonexistent/folder", NULL,
                                      "launch fakesrc num-buffers=3 ! fakesink");
  g_assert_cmpint (nowhere.status, ==, 0);
  assert_says (nowhere.err, "/nonexistent/folder");
}

static void
test_interrupted (void)
{
  const char *argv[] = { program, "launch", "videotestsrc", "!", "fakesink", "sync=true", NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;
  int wait_status, err;

  /* It may come at any moment; the streams end, or it had not begun. */
  for (guint i = 0; i < 8; i++) {
    g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                              G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                              &pid, NULL, NULL, &err, &error);
    g_assert_no_error (error);
    g_usleep (i == 7 ? 1000000 : i * 20000);
    kill (pid, SIGINT);
    g_assert_cmpint (waitpid (pid, &wait_status, 0), ==, pid);
    g_close (err, NULL);
    if (i == 7) {
      g_assert_true (WIFEXITED (wait_status));
      g_assert_cmpint (WEXITSTATUS (wait_status), ==, 0);
    }
  }
}

static void
test_inspect (void)
{
  g_auto (Result) all = run ("inspect");
  g_assert_cmpint (all.status, ==, 0);
  assert_says (all.out, "\n  fakesink ");
  assert_says (all.out, "\n  videotestsrc ");

  g_auto (Result) one = run ("inspect videotestsrc");
  g_assert_cmpint (one.status, ==, 0);
  assert_says (one.out, "Source/Video");
  assert_says (one.out, "weir launch videotestsrc");
  assert_says (one.out, "src: source, always there");
  assert_says (one.out, "{ I420,");
  assert_says (one.out, "by itself smpte");
  assert_says (one.out, "num-buffers");

  g_auto (Result) handoff = run ("inspect fakesink");
  assert_says (handoff.out, "handoff (WeirBuffer, WeirPad)");

  g_auto (Result) plugin = run ("inspect core");
  g_assert_cmpint (plugin.status, ==, 0);
  assert_says (plugin.out, "Licence       MIT");
  assert_says (plugin.out, "\n  fakesink ");

  g_auto (Result) unknown = run ("inspect videotestsrk");
  g_assert_cmpint (unknown.status, ==, 2);
  assert_says (unknown.err, "did you mean \"videotestsrc\"");
  g_auto (Result) strange = run ("inspect qqzzxx");
  g_assert_cmpint (strange.status, ==, 2);
  g_assert_null (strstr (strange.err, "did you mean"));
}

static void
test_inspect_for_programs (void)
{
  g_auto (Result) all = run ("inspect --json");
  g_assert_cmpint (all.status, ==, 0);
  assert_says (all.out, "\"name\": \"videotestsrc\"");
  g_assert_null (strstr (all.out, "\"signals\""));

  g_auto (Result) one = run ("inspect fakesink --json");
  assert_says (one.out, "\"klass\": ");
  assert_says (one.out, "\"handoff (WeirBuffer, WeirPad)\"");

  g_auto (Result) plugin = run ("inspect core --json");
  assert_says (plugin.out, "\"element-names\"");

  g_auto (Result) elements = run ("inspect --complete element");
  assert_says (elements.out, "fakesink\n");
  g_auto (Result) properties = run ("inspect --complete property:videotestsrc");
  assert_says (properties.out, "pattern\n");
  g_auto (Result) values = run ("inspect --complete value:videotestsrc:pattern");
  assert_says (values.out, "ball\n");
  g_auto (Result) booleans = run ("inspect --complete value:videotestsrc:is-live");
  g_assert_cmpstr (booleans.out, ==, "true\nfalse\n");
  g_auto (Result) nothing = run ("inspect --complete value:videotestsrc:nothing");
  g_assert_cmpint (nothing.status, ==, 0);
  g_assert_cmpstr (nothing.out, ==, "");
}

static void
test_graph (void)
{
  static const struct {
    const char *name, *begin;
  } files[] = { { "x.dot", "digraph" }, { "x.mmd", "flowchart" }, { "x.json", "{" } };
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *line =
      g_strdup_printf ("graph 'fakesrc name=in ! fakesink' -o %s", files[i].name);
    g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
    g_autofree char *text = NULL;
    g_auto (Result) result = run_with (NULL, folder, line);
    g_assert_cmpint (result.status, ==, 0);
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_true (g_str_has_prefix (text, files[i].begin));
    assert_says (text, "in");
  }
  g_auto (Result) to_stdout = run ("graph 'fakesrc ! fakesink' -o -");
  g_assert_true (g_str_has_prefix (to_stdout.out, "digraph"));
  g_auto (Result) wrong = run_with (NULL, folder, "graph 'fakesrc ! fakesinc' -o y.dot");
  g_assert_cmpint (wrong.status, ==, 2);
  g_auto (Result) nowhere = run ("graph 'fakesrc ! fakesink' -o /nonexistent/x.dot");
  g_assert_cmpint (nowhere.status, ==, 1);
  assert_says (nowhere.err, "/nonexistent/x.dot");
  g_assert_cmpuint (count_files (folder, "y.dot"), ==, 0);
  remove_folder (folder);
}

static void
test_plan (void)
{
  g_auto (Result) good = run ("plan 'videotestsrc ! video/x-raw,format=I420,width=320 ! fakesink'");
  g_assert_cmpint (good.status, ==, 0);
  assert_says (good.out, "I420");
  assert_says (good.out, "320");

  g_auto (Result) bad = run ("plan 'videotestsrc ! audio/x-raw ! fakesink'");
  g_assert_cmpint (bad.status, ==, 1);
  assert_says (bad.err, "audio/x-raw");
  g_auto (Result) wrong = run ("plan 'videotestsrc ! fakesinc'");
  g_assert_cmpint (wrong.status, ==, 2);
}

/* The interpreter that can't import gi is named, with the call that works. */
static void
test_gst_env_python (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *python = g_build_filename (folder, "python3", NULL);
  g_autofree char *line = g_strdup_printf ("gst-env %s x.py 'a b'", python);

  g_assert_true (g_file_set_contents (python, "#!/bin/sh\nexit 1\n", -1, NULL));
  g_assert_cmpint (g_chmod (python, 0755), ==, 0);
  g_auto (Result) result = run (line);
  g_assert_cmpint (result.status, ==, 2);
  assert_says (result.err, python);
  assert_says (result.err, "weir gst-env /usr/bin/python3 x.py 'a b'");
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *plugins = g_build_filename (g_getenv ("WEIR_BUILD"), "plugins", NULL);

  g_test_init (&argc, &argv, NULL);
  program = g_build_filename (g_getenv ("WEIR_BUILD"), "cli", "weir", NULL);
  g_setenv ("WEIR_PLUGIN_PATH", plugins, TRUE);
  g_unsetenv ("WEIR_DEBUG_DUMP_DOT_DIR");
  g_unsetenv ("GST_DEBUG_DUMP_DOT_DIR");
  g_test_add_func ("/cli/weir/usage", test_usage);
  g_test_add_func ("/cli/weir/manual", test_manual);
  g_test_add_func ("/cli/weir/launch", test_launch);
  g_test_add_func ("/cli/weir/launch-fails", test_launch_fails);
  g_test_add_func ("/cli/weir/dumps", test_dumps);
  g_test_add_func ("/cli/weir/interrupted", test_interrupted);
  g_test_add_func ("/cli/weir/inspect", test_inspect);
  g_test_add_func ("/cli/weir/inspect-for-programs", test_inspect_for_programs);
  g_test_add_func ("/cli/weir/graph", test_graph);
  g_test_add_func ("/cli/weir/plan", test_plan);
  g_test_add_func ("/cli/weir/gst-env-python", test_gst_env_python);
  const int status = g_test_run ();
  g_free (program);
  return status;
}
