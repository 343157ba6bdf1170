/* SPDX-License-Identifier: MIT */
#include <weir/registry/init.h>
#include <weir/registry/registry.h>

static void
test_version (void)
{
  guint major, minor, micro, nano;
  g_autofree char *text = weir_version_string (), *expected = NULL;

  weir_version (&major, &minor, &micro, &nano);
  expected = g_strdup_printf ("Weir %u.%u.%u", major, minor, micro);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (nano, ==, 0);
}

static void
test_again_and_again (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_is_initialized ());
  weir_init (NULL, NULL);
  g_assert_true (weir_is_initialized ());
  g_assert_true (weir_init_check (NULL, NULL, &error));
  g_assert_true (WEIR_IS_REGISTRY (weir_registry_get ()));
  weir_deinit ();
  g_assert_false (weir_is_initialized ());
  weir_deinit ();
  weir_init (NULL, NULL);
  g_assert_true (WEIR_IS_REGISTRY (weir_registry_get ()));
  weir_deinit ();
}

static void
assert_options (const char *line, const char *expected)
{
  g_auto (GStrv) all = g_strsplit (line, " ", -1);
  g_autofree char **argv = g_memdup2 (all, (g_strv_length (all) + 1) * sizeof (char *));
  int argc = (int) g_strv_length (all);
  char **list = argv;

  weir_init (&argc, &list);
  g_autofree char *left = g_strjoinv (" ", argv);
  g_assert_cmpstr (left, ==, expected);
  g_assert_cmpuint (g_strv_length (argv), ==, (guint) argc);
}

static void
test_options (void)
{
  assert_options ("prog", "prog");
  assert_options ("prog a --weir-debug=caps:1 b", "prog a b");
  assert_options ("prog --gst-debug *:1 -v", "prog -v");
  assert_options ("prog --weir-debug", "prog --weir-debug");
  assert_options ("prog --weir-debugger x -- --weir-debug=*:1",
                  "prog --weir-debugger x -- --weir-debug=*:1");
  weir_deinit ();
}

static gpointer
init_thread (gpointer data)
{
  weir_init (NULL, NULL);
  return weir_registry_get ();
}

static void
test_threads (void)
{
  GThread *threads[8];
  gpointer registry = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("init", init_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    gpointer seen = g_thread_join (threads[i]);
    g_assert_true (registry == NULL || registry == seen);
    registry = seen;
  }
  weir_deinit ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("WEIR_PLUGIN_PATH");
  g_setenv ("WEIR_PLUGIN_SYSTEM_PATH", "", TRUE);
  g_test_add_func ("/init/version", test_version);
  g_test_add_func ("/init/again-and-again", test_again_and_again);
  g_test_add_func ("/init/options", test_options);
  g_test_add_func ("/init/threads", test_threads);
  return g_test_run ();
}
