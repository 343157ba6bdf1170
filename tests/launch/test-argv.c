/* SPDX-License-Identifier: MIT */
/* What a shell has cut into arguments comes to the parser as what was typed. */
#include <weir/launch/argv.h>
#include <weir/launch/parser.h>

#include <string.h>

static char *
join (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return weir_launch_join_argv ((const char *const *) argv->pdata);
}

static void
test_lines (void)
{
  g_autofree char *one = join ("a  p=x y ! b", NULL);
  g_autofree char *none = join (NULL, NULL);
  g_autofree char *several = join ("a", "!", "video/x-raw, width=640", "!", "b", NULL);
  g_autofree char *uri = join ("file:///a b", "!", "/c d", NULL);

  g_assert_cmpstr (one, ==, "a  p=x y ! b");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (several, ==, "a ! video/x-raw, width=640 ! b");
  g_assert_cmpstr (uri, ==, "file:///a\\ b ! /c\\ d");
}

static void
test_values (void)
{
  static const struct {
    const char *argument, *value;
  } values[] = {
    { "p=a", "a" },
    { "p=a b", "a b" },
    { "p=", "" },
    { "p=\"a b\"", "a b" },
    { "p='a b'", "a b" },
    { "p=\"", "\"" },
    { "p=a\tb\nc", "a\tb\nc" },
    { "p=5\" disk", "5\" disk" },
    { "p=!", "!" },
    { "p=)", ")" },
    { "p=a\\ b c", "a b c" },
    { "p=video/x-raw, a=\"b c\"", "video/x-raw, a=\"b c\"" },
    { "p=q=r s", "q=r s" },
    { "@preset=a b", "a b" },
    { "c::p=a b", "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *line = join ("a", values[i].argument, "!", "b", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line, -1, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (ast->root->chains->first->props->value, ==, values[i].value);
    g_assert_cmpstr (ast->root->chains->first->next->name, ==, "b");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/argv/lines", test_lines);
  g_test_add_func ("/launch/argv/values", test_values);
  return g_test_run ();
}
