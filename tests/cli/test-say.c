/* SPDX-License-Identifier: MIT */
/* The form of errors: where, what, hint, and no password. */
#include <cli/say.h>

#include <weir/base/error.h>

static void
assert_text (const char *where, GError *error /* (transfer full) */, const char *expected)
{
  g_autofree char *text = cli_say_format ("Error", where, error);

  g_assert_cmpstr (text, ==, expected);
  g_error_free (error);
}

static void
test_where (void)
{
  assert_text (NULL, g_error_new (WEIR_PARSE_ERROR, 0, "no"), "Error: no\n");
  assert_text ("/pipeline0/filesrc0", g_error_new (WEIR_RESOURCE_ERROR, 3, "it isn't there"),
               "Error: /pipeline0/filesrc0: it isn't there\n");
  assert_text ("/pipeline0/filesrc0",
               g_error_new (WEIR_RESOURCE_ERROR, 3, "/pipeline0/filesrc0 can't read"),
               "Error: /pipeline0/filesrc0 can't read\n");
}

static void
test_lines (void)
{
  assert_text (NULL, g_error_new (WEIR_PARSE_ERROR, 0, "there\n  a ! b\n      ^\n"),
               "Error: there\n  a ! b\n      ^\n");
  assert_text (NULL,
               weir_error_new_with_hint (WEIR_ERROR_CAPS, "Try: weir launch a ! b", "no %d", 1),
               "Error: no 1\nTry: weir launch a ! b\n");
}

static void
test_hint_once (void)
{
  assert_text (NULL,
               weir_error_new_with_hint (WEIR_ERROR_UNKNOWN_NAME, "did you mean b?",
                                         "there is no a; did you mean b?"),
               "Error: there is no a; did you mean b?\n");
}

static void
test_secret (void)
{
  assert_text (NULL, g_error_new (WEIR_RESOURCE_ERROR, 3, "rtsp://me:sesame@host/ refuses"),
               "Error: rtsp://me:***@host/ refuses\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/say/where", test_where);
  g_test_add_func ("/cli/say/lines", test_lines);
  g_test_add_func ("/cli/say/hint-once", test_hint_once);
  g_test_add_func ("/cli/say/secret", test_secret);
  return g_test_run ();
}
