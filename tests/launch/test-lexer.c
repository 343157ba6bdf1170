/* SPDX-License-Identifier: MIT */
/* What the lexer makes one token of, and where each begins and ends. */
#include <weir/launch/lexer.h>

#include <weir/base/error.h>

#include <string.h>

/* The kinds of a line's tokens as letters: w(ord) a(ssign) l(ink) r(eference) p(ads) ( ) u(ri). */
static char *
read_kinds (const char *line)
{
  static const char letters[] = "?$walrp()u";
  g_autoptr (WeirLaunchAst) ast = weir_launch_ast_new ();
  WeirLaunchLexer lexer;
  WeirLaunchToken token;
  GString *kinds = g_string_new (NULL);
  gsize end = 0;

  weir_launch_lexer_init (&lexer, line, strlen (line), ast);
  for (;;) {
    g_autoptr (GError) error = NULL;
    if (!weir_launch_lexer_next (&lexer, &token, &error)) {
      g_assert_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX);
      g_assert_cmpuint (lexer.where.end, <=, strlen (line));
      g_string_append_c (kinds, '?');
      break;
    }
    g_assert_cmpuint (token.span.start, >=, end);
    end = token.span.end;
    if (token.kind == WEIR_LAUNCH_TOKEN_END)
      break;
    g_assert_cmpuint (token.span.end, >, token.span.start);
    g_string_append_c (kinds, letters[token.kind]);
  }
  return g_string_free (kinds, FALSE);
}

static void
test_kinds (void)
{
  static const struct {
    const char *line, *kinds;
  } lines[] = {
    { "", "" },
    { "a", "w" },
    { "a!b", "wlw" },
    { "a:b", "w" },
    { "a :b", "wlw" },
    { "a b=c d = e f= g h =i", "waaaa" },
    { "a b.c .d,e ! .f", "wrplp" },
    { "t. t.a , b t", "rrw" },
    { "t . a", "w?" },
    { "t . ( a )", "(w)" },
    { "t.(a)", "(w)" },
    { "(a)(b)", "(w)(w)" },
    { "a ! video/x-raw ! b", "wlw" },
    { "a ! video/x-raw, f={ a:b } : b", "wlw" },
    { "http://a ! b.c://d", "ulu" },
    { "/a ./b ../c", "uuu" },
    { "a \\\n ! \\\n b", "wlw" },
    { "a b=c\\\nd", "waw" },
    { "a @preset=x @preset = 'y z'", "waa" },
    { "a @", "w?" },
    { "a -b", "w?" },
    { "a \"", "w?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *kinds = read_kinds (lines[i].line);
    g_test_message ("%s", lines[i].line);
    g_assert_cmpstr (kinds, ==, lines[i].kinds);
  }
}

/* The lexer must not look behind the length that it was given. */
static void
test_length (void)
{
  const char *line = "a ! video/x-raw,f=\"x\" ! t.src_0,src_1 b=\"c d\" ( e:// \\";

  for (gsize length = 0; length <= strlen (line); length++) {
    g_autoptr (WeirLaunchAst) ast = weir_launch_ast_new ();
    g_autofree char *exact = g_memdup2 (line, length);
    WeirLaunchLexer lexer;
    WeirLaunchToken token = { 0 };
    weir_launch_lexer_init (&lexer, exact, length, ast);
    while (weir_launch_lexer_next (&lexer, &token, NULL) && token.kind != WEIR_LAUNCH_TOKEN_END)
      g_assert_cmpuint (token.span.end, <=, length);
    g_assert_cmpuint (lexer.at, <=, length);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/lexer/kinds", test_kinds);
  g_test_add_func ("/launch/lexer/length", test_length);
  return g_test_run ();
}
