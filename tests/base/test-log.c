/* SPDX-License-Identifier: MIT */
#include <weir/base/log.h>

WEIR_LOG_TOPIC ("fish");

static GString *lines;

static void
collect_cb (const char *topic, WeirDebugLevel level, const char *path, const char *message,
            gpointer user_data)
{
  g_string_append_printf (lines, "%s %s %s %s\n", weir_debug_level_get_name (level), topic,
                          path ? path : "-", message);
}

static int evaluated;

static int
count (void)
{
  return ++evaluated;
}

static void
say_all (void)
{
  WEIR_LOG_ERROR ("/p/e", "e%d", count ());
  WEIR_LOG_WARNING (NULL, "w%d", count ());
  WEIR_LOG_INFO (NULL, "i%d", count ());
  WEIR_LOG_DEBUG (NULL, "d%d", count ());
  WEIR_LOG_TRACE (NULL, "t%d", count ());
}

static void
check (const char *list, const char *expected, int n_evaluated)
{
  weir_debug_set_threshold_from_string (list, TRUE);
  say_all (); /* a topic's first line is asked about however it is set */
  g_string_set_size (lines, 0);
  evaluated = 0;
  say_all ();
  g_assert_cmpstr (lines->str, ==, expected);
  g_assert_cmpint (evaluated, ==, n_evaluated);
}

static void
test_thresholds (void)
{
  check ("0", "", 0);
  check ("1", "ERROR fish /p/e e1\n", 1);
  check ("2", "ERROR fish /p/e e1\nWARN fish - w2\n", 2);
  check ("3", "ERROR fish /p/e e1\nWARN fish - w2\n", 2);
  check ("4", "ERROR fish /p/e e1\nWARN fish - w2\nINFO fish - i3\n", 3);
  check ("5", "ERROR fish /p/e e1\nWARN fish - w2\nINFO fish - i3\nDEBUG fish - d4\n", 4);
  check ("*:0,fish:1", "ERROR fish /p/e e1\n", 1);
  check ("fish:error,bird:5", "ERROR fish /p/e e1\n", 1);
  check ("5,fi*:none", "", 0);
  check (" f?sh:1 , ", "ERROR fish /p/e e1\n", 1);
  check ("bird:5", "ERROR fish /p/e e1\n", 1);
}

static void
test_by_name (void)
{
  weir_debug_set_threshold_from_string ("0", TRUE);
  weir_debug_set_threshold_for_name ("fish", WEIR_LEVEL_WARNING);
  evaluated = 0;
  g_string_set_size (lines, 0);
  say_all ();
  g_assert_cmpstr (lines->str, ==, "ERROR fish /p/e e1\nWARN fish - w2\n");
  weir_debug_set_threshold_from_string ("0", TRUE);
  weir_debug_set_default_threshold (WEIR_LEVEL_ERROR);
  g_assert_cmpint (weir_debug_get_default_threshold (), ==, WEIR_LEVEL_ERROR);
  g_string_set_size (lines, 0);
  evaluated = 0;
  say_all ();
  g_assert_cmpstr (lines->str, ==, "ERROR fish /p/e e1\n");
}

/* What programs say themselves, and the switch over all. */
static void
test_text (void)
{
  weir_debug_set_threshold_from_string ("app:4", TRUE);
  g_string_set_size (lines, 0);
  weir_log_text ("app", WEIR_LEVEL_INFO, "main.py:3", "100% there");
  weir_log_text ("app", WEIR_LEVEL_DEBUG, NULL, "hidden");
  weir_log_text ("other", WEIR_LEVEL_WARNING, NULL, "hidden");
  g_assert_cmpstr (lines->str, ==, "INFO app main.py:3 100% there\n");
  weir_debug_set_active (FALSE);
  g_assert_false (weir_debug_is_active ());
  weir_log_text ("app", WEIR_LEVEL_ERROR, NULL, "hidden");
  WEIR_LOG_ERROR (NULL, "hidden");
  weir_debug_set_active (TRUE);
  weir_log_text ("app", WEIR_LEVEL_FIXME, NULL, "seen");
  g_assert_cmpstr (lines->str, ==, "INFO app main.py:3 100% there\nFixme app - seen\n");
}

static void
test_environment (void)
{
  if (g_test_subprocess ()) {
    g_setenv ("WEIR_DEBUG", "fish:4,nonsense:x", TRUE);
    WEIR_LOG_INFO ("/p", "seen");
    WEIR_LOG_DEBUG ("/p", "hidden");
    return;
  }
  g_test_trap_subprocess ("/log/environment", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*\"x\" is not a level*");
  g_test_trap_assert_stderr ("*INFO  fish: /p: seen\n*");
  g_test_trap_assert_stderr_unmatched ("*hidden*");
  g_test_trap_assert_stderr_unmatched ("*\033*");
}

static gpointer
speak_thread (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    WEIR_LOG_DEBUG (NULL, "x");
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("speaker", speak_thread, NULL);
  for (int i = 0; i < 200; i++)
    weir_debug_set_threshold_from_string (i % 2 ? "1" : "fish:2", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("WEIR_DEBUG");
  g_unsetenv ("GST_DEBUG");
  g_test_add_func ("/log/text", test_text);
  g_test_add_func ("/log/environment", test_environment);
  if (!g_test_subprocess ()) {
    lines = g_string_new (NULL);
    weir_log_set_writer (collect_cb, NULL);
    g_test_add_func ("/log/thresholds", test_thresholds);
    g_test_add_func ("/log/by-name", test_by_name);
    g_test_add_func ("/log/threads", test_threads);
  }
  return g_test_run ();
}
