/* SPDX-License-Identifier: MIT */
/* What bash would offer, by calling the completion function as bash does. */
#include <glib.h>

/* words: what was typed, one a line, the last one is completed. (transfer full) the offers, sorted, with
 * blanks between them. */
static char *
complete (const char *words)
{
  static const char script[] = "source \"$1\"; mapfile -t COMP_WORDS <<<\"$2\"; "
                               "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _weir 2>/dev/null; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\" | sort | paste -sd' '";
  g_autofree char *file =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "cli", "completion", "weir.bash", NULL);
  const char *argv[] = { "bash", "-c", script, "bash", file, words, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_strchomp (out);
}

static void
assert_offers (const char *words, const char *expected)
{
  g_autofree char *offers = complete (words);

  g_assert_cmpstr (offers, ==, expected);
}

static void
test_commands (void)
{
  assert_offers ("weir\nla", "launch");
  assert_offers ("weir\np", "plan play");
  assert_offers ("weir\nlaunch\n--qu", "--quiet");
  assert_offers ("weir\nplan\n--", "--help");
}

static void
test_elements (void)
{
  assert_offers ("weir\nlaunch\nvideotests", "videotestsrc");
  assert_offers ("weir\nlaunch\n-v\nvideotests", "videotestsrc");
  assert_offers ("weir\nlaunch\nvideotestsrc\n!\nfakesi", "fakesink");
  assert_offers ("weir\ninspect\nfakesi", "fakesink");
}

static void
test_properties (void)
{
  assert_offers ("weir\nlaunch\nvideotestsrc\npatt", "pattern=");
  assert_offers ("weir\nlaunch\nvideotestsrc\npattern\n=\nball\nnum-b", "num-buffers=");
  assert_offers ("weir\nlaunch\nvideotestsrc\n!\nfakesink\nnum-b", "num-buffers=");
  assert_offers ("weir\nlaunch\nnosuchelement\nnum-b", "");
}

static void
test_values (void)
{
  assert_offers ("weir\nlaunch\nvideotestsrc\npattern\n=\nba", "ball bar");
  assert_offers ("weir\nlaunch\nvideotestsrc\nis-live\n=", "false true");
  assert_offers ("weir\ngraph\nfakesrc\n!\nfakesink\nsilent\n=\nt", "true");
}

int
main (int argc, char **argv)
{
  g_autofree char *plugins = g_build_filename (g_getenv ("WEIR_BUILD"), "plugins", NULL);
  g_autofree char *path = g_strconcat (g_getenv ("WEIR_BUILD"), "/cli:", g_getenv ("PATH"), NULL);

  g_test_init (&argc, &argv, NULL);
  g_setenv ("WEIR_PLUGIN_PATH", plugins, TRUE);
  g_setenv ("PATH", path, TRUE);
  g_test_add_func ("/cli/completion/commands", test_commands);
  g_test_add_func ("/cli/completion/elements", test_elements);
  g_test_add_func ("/cli/completion/properties", test_properties);
  g_test_add_func ("/cli/completion/values", test_values);
  return g_test_run ();
}
