/* SPDX-License-Identifier: MIT */
/* Any bytes as a launch line: they parse, and then what is written is read back as the same, or
 * they are refused at a place in the line that can be shown. */
#include <weir/launch/excerpt.h>
#include <weir/launch/parser.h>
#include <weir/launch/writer.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  WeirLaunchSpan where = { 0 };
  g_autoptr (WeirLaunchAst) ast = weir_launch_parse ((const char *) data, size, &where, &error);

  if (ast == NULL) {
    g_autofree char *line = g_strndup ((const char *) data, size);
    g_autofree char *shown =
      weir_launch_error_render (line, where.start, where.end - where.start, error->message);
    g_assert_true (where.start <= where.end && where.end <= size);
    g_assert_true (g_utf8_validate (shown, -1, NULL));
    return 0;
  }

  g_autofree char *line = weir_launch_write (ast);
  g_autoptr (WeirLaunchAst) again = weir_launch_parse (line, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (weir_launch_ast_equal (ast, again));
  return 0;
}
