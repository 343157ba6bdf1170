/* SPDX-License-Identifier: MIT */
/* How texts are wrapped, and what values are called. (What is said of real elements is looked at by
 * test-weir.c.) */
#include <cli/inspect.h>

static void
assert_wrapped (const char *text, guint indent, guint n_columns, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_inspect_wrap (out, text, indent, n_columns);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_wrap (void)
{
  assert_wrapped ("", 2, 40, "");
  assert_wrapped ("short", 2, 40, "short\n");
  assert_wrapped ("exactly twenty words", 0, 20, "exactly twenty words\n");
  assert_wrapped ("exactly twenty words and more", 0, 20, "exactly twenty words\nand more\n");
  assert_wrapped ("a line that goes on and on", 4, 26, "a line that goes on\n    and on\n");
  /* A word that is too long is not cut. */
  assert_wrapped ("x abcdefghijklmnopqrstuvwxyz y", 0, 20, "x\nabcdefghijklmnopqrstuvwxyz\ny\n");
  assert_wrapped ("abcdefghijklmnopqrstuvwxyz y", 0, 20, "abcdefghijklmnopqrstuvwxyz\ny\n");
  /* Characters count, not bytes. */
  assert_wrapped (
    "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4 "
    "\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6",
    0, 20,
    "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4 "
    "\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\xc3\xb6\n");
}

static void
test_type_names (void)
{
  WeirFactoryProperty property = { .name = "x", .type = "guint64" };

  g_assert_cmpstr (cli_inspect_type_name (&property), ==, "integer");
  property.type = "WeirSomething";
  g_assert_cmpstr (cli_inspect_type_name (&property), ==, "WeirSomething");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/inspect/wrap", test_wrap);
  g_test_add_func ("/cli/inspect/type-names", test_type_names);
  return g_test_run ();
}
