/* SPDX-License-Identifier: MIT */
/* What lines mean, where mistakes are found, and that no line takes long. */
#include <weir/launch/parser.h>

#include <weir/base/error.h>
#include <weir/launch/excerpt.h>
#include <weir/launch/writer.h>

#include <tests/harness/golden.h>

static WeirLaunchAst *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  WeirLaunchAst *ast = weir_launch_parse (line, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ast);
  return ast;
}

static void
assert_span (const char *line, WeirLaunchSpan span, const char *text)
{
  g_autofree char *part = g_strndup (line + span.start, span.end - span.start);

  g_assert_cmpstr (part, ==, text);
}

/* The line must be refused, with that code, at that part of it. */
static void
assert_refused (const char *line, int code, const char *part, const char *message_part)
{
  g_autoptr (GError) error = NULL;
  WeirLaunchSpan where = { 0 };
  g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line, -1, &where, &error);

  g_assert_null (ast);
  g_assert_error (error, WEIR_PARSE_ERROR, code);
  assert_span (line, where, part);
  g_assert_nonnull (strstr (error->message, message_part));
}

/* Every line of golden/launch/lines.txt, with what it is read as, or the error as a user sees it. */
static void
test_golden (void)
{
  g_autofree char *path = golden_path ("launch/lines.txt");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autoptr (GError) parse_error = NULL;
    WeirLaunchSpan where = { 0 };
    g_autoptr (WeirLaunchAst) ast = weir_launch_parse (lines[i], -1, &where, &parse_error);
    if (ast != NULL) {
      g_autofree char *written = weir_launch_write (ast);
      g_string_append_printf (out, "%s\n  = %s\n\n", lines[i], written);
    } else {
      g_autofree char *shown = weir_launch_error_render (
        lines[i], where.start, where.end - where.start, parse_error->message);
      g_string_append_printf (out, "%s\n\n", shown);
    }
  }
  golden_check ("launch/lines.expected", out->str);
}

static void
test_element (void)
{
  const char *line = "  videotestsrc pattern=snow  name = \"a b\"  ";
  g_autoptr (WeirLaunchAst) ast = parse (line);
  const WeirLaunchNode *node = ast->root->chains->first;

  g_assert_cmpint (node->kind, ==, WEIR_LAUNCH_ELEMENT);
  g_assert_cmpstr (node->name, ==, "videotestsrc");
  assert_span (line, node->name_span, "videotestsrc");
  assert_span (line, node->span, "videotestsrc pattern=snow  name = \"a b\"");
  g_assert_null (node->next);
  g_assert_null (node->link);
  g_assert_null (ast->root->chains->next);

  const WeirLaunchProp *prop = node->props;
  g_assert_cmpstr (prop->name, ==, "pattern");
  g_assert_cmpstr (prop->value, ==, "snow");
  prop = prop->next;
  g_assert_cmpstr (prop->value, ==, "a b");
  assert_span (line, prop->span, "name = \"a b\"");
  assert_span (line, prop->name_span, "name");
  assert_span (line, prop->value_span, "\"a b\"");
  g_assert_null (prop->next);
  g_assert_true (weir_launch_node_find_prop (node, "name") == prop);
  g_assert_null (weir_launch_node_find_prop (node, "nam"));
}

static void
test_values (void)
{
  static const struct {
    const char *written, *meant;
  } values[] = {
    { "a", "a" },
    { "\"a b\"", "a b" },
    { "'a b'", "a b" },
    { "'a\"b'", "a\"b" },
    { "\"a\\\"b\"", "a\"b" },
    { "a\\ b", "a b" },
    { "\\ a", " a" },
    { "a\\\\b", "a\\b" },
    { "\"\"", "" },
    { "''", "" },
    { "a=b", "a=b" },
    { "a!", "a!" },
    { "!a", "!a" },
    { "\"!\"", "!" },
    { "=a", "=a" },
    { "a)", "a)" },
    { "5\\", "5\\" },
    { "video/x-raw,a=\"b\\ c\"", "video/x-raw,a=\"b\\ c\"" },
    { "\"line\nline\"", "line\nline" },
    { "\xff\xfe", "\xff\xfe" },
    { "\xe6\x97\xa5", "\xe6\x97\xa5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *line = g_strdup_printf ("x p=%s", values[i].written);
    g_autoptr (WeirLaunchAst) ast = parse (line);
    g_assert_cmpstr (ast->root->chains->first->props->value, ==, values[i].meant);
    assert_span (line, ast->root->chains->first->props->value_span, values[i].written);
  }
}

static void
test_links (void)
{
  const char *line =
    "a .x,y ! video/x-raw, width = (int) 640 ! .z b : c:video/x-raw(memory:A,b:C)!d";
  g_autoptr (WeirLaunchAst) ast = parse (line);
  const WeirLaunchNode *node = ast->root->chains->first;

  g_assert_cmpuint (node->src_pads.n, ==, 2);
  g_assert_cmpstr (node->src_pads.names[0], ==, "x");
  g_assert_cmpstr (node->src_pads.names[1], ==, "y");
  assert_span (line, node->src_pads.span, "x,y");
  g_assert_false (node->link->all_pads);
  g_assert_cmpstr (node->link->caps, ==, "video/x-raw, width = (int) 640");
  assert_span (line, node->link->caps_span, "video/x-raw, width = (int) 640");
  assert_span (line, node->link->span, "! video/x-raw, width = (int) 640 !");
  node = node->next;
  g_assert_cmpuint (node->sink_pads.n, ==, 1);
  g_assert_cmpstr (node->sink_pads.names[0], ==, "z");
  g_assert_true (node->link->all_pads);
  g_assert_null (node->link->caps);
  node = node->next;
  g_assert_cmpstr (node->name, ==, "c:video");
}

static void
test_caps_end (void)
{
  static const struct {
    const char *written, *caps;
  } lines[] = {
    { "a ! video/x-raw(memory:DMABuf, meta:B) , w=1 ! b",
      "video/x-raw(memory:DMABuf, meta:B) , w=1" },
    { "a ! video/x-raw,c=1:3:5:1 : b", "video/x-raw,c=1:3:5:1" },
    { "a : video/x-raw: b", "video/x-raw" },
    { "a ! video/x-raw,s=\"x ! y : z\" ! b", "video/x-raw,s=\"x ! y : z\"" },
    { "a ! video/x-raw,s=x\\!y ! b", "video/x-raw,s=x\\!y" },
    { "a ! video/x-raw;audio/x-raw , r=[ 1, 2 ]!b", "video/x-raw;audio/x-raw , r=[ 1, 2 ]" },
    { "a ! video/x-raw,\\ w=1\\  ! b", "video/x-raw, w=1" },
    { "a ! application/vnd.x+y_z ! b", "application/vnd.x+y_z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (WeirLaunchAst) ast = parse (lines[i].written);
    const WeirLaunchNode *node = ast->root->chains->first;
    g_assert_cmpstr (node->link->caps, ==, lines[i].caps);
    g_assert_cmpstr (node->next->name, ==, "b");
  }
}

static void
test_references (void)
{
  const char *line = "a ! t.  t.src_0 , src_%u ! b  t. ! u.sink";
  g_autoptr (WeirLaunchAst) ast = parse (line);
  const WeirLaunchChain *chain = ast->root->chains;

  g_assert_cmpint (chain->first->next->kind, ==, WEIR_LAUNCH_REFERENCE);
  g_assert_cmpstr (chain->first->next->name, ==, "t");
  g_assert_cmpuint (chain->first->next->sink_pads.n, ==, 0);
  chain = chain->next;
  assert_span (line, chain->span, "t.src_0 , src_%u ! b");
  assert_span (line, chain->first->span, "t.src_0 , src_%u");
  assert_span (line, chain->first->name_span, "t");
  g_assert_cmpuint (chain->first->src_pads.n, ==, 2);
  g_assert_cmpstr (chain->first->src_pads.names[1], ==, "src_%u");
  chain = chain->next;
  g_assert_cmpuint (chain->first->next->sink_pads.n, ==, 1);
  g_assert_cmpstr (chain->first->next->sink_pads.names[0], ==, "sink");
  g_assert_null (chain->next);
}

static void
test_bins (void)
{
  const char *line = "pipeline.( name=p d::e=1 a ! ( b ) .x ! c  f ) ( g )";
  g_autoptr (WeirLaunchAst) ast = parse (line);
  const WeirLaunchNode *bin = ast->root->chains->first;

  g_assert_cmpint (bin->kind, ==, WEIR_LAUNCH_BIN);
  g_assert_cmpstr (bin->name, ==, "pipeline");
  g_assert_cmpstr (bin->props->name, ==, "name");
  g_assert_cmpstr (bin->props->next->name, ==, "d::e");
  assert_span (line, bin->span, "pipeline.( name=p d::e=1 a ! ( b ) .x ! c  f )");
  g_assert_cmpstr (bin->chains->first->next->chains->first->name, ==, "b");
  g_assert_cmpstr (bin->chains->first->next->src_pads.names[0], ==, "x");
  g_assert_cmpstr (bin->chains->next->first->name, ==, "f");
  g_assert_cmpstr (ast->root->chains->next->first->name, ==, "bin");
}

static void
test_uris (void)
{
  g_autoptr (WeirLaunchAst) ast =
    parse ("file:///a\\ b?x=1!y ! v1.0+x://h/a,b;c#d  ./x ! ../y  /z");
  const WeirLaunchChain *chain = ast->root->chains;

  g_assert_cmpint (chain->first->kind, ==, WEIR_LAUNCH_URI);
  g_assert_cmpstr (chain->first->name, ==, "file:///a b?x=1!y");
  g_assert_cmpstr (chain->first->next->name, ==, "v1.0+x://h/a,b;c#d");
  g_assert_cmpstr (chain->next->first->name, ==, "./x");
  g_assert_cmpstr (chain->next->first->next->name, ==, "../y");
  g_assert_cmpstr (chain->next->next->first->name, ==, "/z");
}

static void
test_errors (void)
{
  assert_refused ("", WEIR_PARSE_ERROR_EMPTY, "", "empty");
  assert_refused (" \t\n", WEIR_PARSE_ERROR_EMPTY, "", "empty");
  assert_refused ("a ! ( )", WEIR_PARSE_ERROR_EMPTY_BIN, "( )", "empty");
  assert_refused ("a ! b )", WEIR_PARSE_ERROR_SYNTAX, ")", "closes nothing");
  assert_refused ("( a ! ( b )", WEIR_PARSE_ERROR_SYNTAX, "(", "never closed");
  assert_refused ("( a p=5)", WEIR_PARSE_ERROR_SYNTAX, ")", "part of the value");
  assert_refused ("a p=\"x ! b", WEIR_PARSE_ERROR_SYNTAX, "\"", "never closed");
  assert_refused ("a ! video/x-raw,f=\"x ! b", WEIR_PARSE_ERROR_SYNTAX, "\"", "never closed");
  assert_refused ("a ! video/x-raw,f=[1,2 ! b", WEIR_PARSE_ERROR_SYNTAX, "[", "never closed");
  assert_refused ("a ! video/x-raw b", WEIR_PARSE_ERROR_SYNTAX, "b", "link or a comma");
  assert_refused ("a ! video/x-raw", WEIR_PARSE_ERROR_SYNTAX, "video/x-raw", "missing after");
  assert_refused ("video/x-raw ! b", WEIR_PARSE_ERROR_SYNTAX, "video/x-raw", "between two links");
  assert_refused ("a ! ! b", WEIR_PARSE_ERROR_SYNTAX, "!", "missing between");
  assert_refused ("a p= ! b", WEIR_PARSE_ERROR_SYNTAX, "p=", "no value");
  assert_refused ("a p=", WEIR_PARSE_ERROR_SYNTAX, "p=", "no value");
  assert_refused ("a p= q=3", WEIR_PARSE_ERROR_SYNTAX, "p=", "no value");
  assert_refused ("t.", WEIR_PARSE_ERROR_SYNTAX, "t.", "linked to nothing");
  assert_refused ("a \xe2\x80\x9cx", WEIR_PARSE_ERROR_SYNTAX, "\xe2\x80\x9c", "Unexpected char");
  assert_refused ("a \xff", WEIR_PARSE_ERROR_SYNTAX, "\xff", "0xff");
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;
  WeirLaunchSpan where = { 0 };

  g_assert_null (weir_launch_parse ("a\0b", 3, &where, &error));
  g_assert_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX);
  g_assert_cmpuint (where.start, ==, 1);
}

static void
test_nesting (void)
{
  for (gsize depth = WEIR_LAUNCH_MAX_DEPTH; depth <= WEIR_LAUNCH_MAX_DEPTH + 1; depth++) {
    g_autoptr (GString) line = g_string_new (NULL);
    for (gsize i = 0; i < depth; i++)
      g_string_append (line, "( ");
    g_string_append (line, "a");
    for (gsize i = 0; i < depth; i++)
      g_string_append (line, " )");

    g_autoptr (GError) error = NULL;
    WeirLaunchSpan where = { 0 };
    g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line->str, -1, &where, &error);
    if (depth == WEIR_LAUNCH_MAX_DEPTH) {
      g_assert_no_error (error);
    } else {
      g_assert_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX);
      g_assert_cmpuint (where.start, ==, 2 * WEIR_LAUNCH_MAX_DEPTH);
    }
  }
}

/* Lines that a parser could take long for. None may take more than a second, under a sanitizer even;
 * most take a few milliseconds. */
static void
test_large (void)
{
  static const struct {
    const char *begin, *repeated, *end;
    gsize n;
  } lines[] = {
    { "a", " ! identity name=x", "", 10000 },
    { "a", "  t.src_0 ! fakesink", "", 10000 },
    { "( a )", " ( a )", "", 20000 },
    { "a ! video/x-raw", ",field=(int)[ 1, 64 ]", " ! b", 50000 },
    { "a ! video/x-raw,x={ 1", ", 2", " } ! b", 350000 },
    { "a p=\"", "\\\"x ", "\"", 250000 },
    { "a p=", "x\\ ", "", 330000 },
    { "a", " p=1", "", 250000 },
    { "a .x", ",y", " ! b", 500000 },
    { "", "(", "", 1000000 },
    { "a ! video/x-raw,x=", ":", "", 1000000 },
    { "a ! video/x-raw", ";video/x-raw", "", 80000 },
    { "a", "                      ", "b", 50000 },
    { "", "a.", "", 500000 },
    { "", "a+", "", 500000 },
    { "", "a://b", "", 200000 },
    { "a x=", "://u:p", "", 150000 },
    { "a", " ! video/x-raw", "", 80000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GString) line = g_string_new (lines[i].begin);
    for (gsize j = 0; j < lines[i].n; j++)
      g_string_append (line, lines[i].repeated);
    g_string_append (line, lines[i].end);

    g_autoptr (GError) error = NULL;
    WeirLaunchSpan where = { 0 };
    g_test_timer_start ();
    g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line->str, line->len, &where, &error);
    g_autofree char *shown =
      ast == NULL
        ? weir_launch_error_render (line->str, where.start, where.end - where.start, error->message)
        : weir_launch_write (ast);
    g_test_message ("%s%s...: %.1f ms", lines[i].begin, lines[i].repeated,
                    g_test_timer_elapsed () * 1e3);
    g_assert_cmpfloat (g_test_timer_last (), <, 1.0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/parser/golden", test_golden);
  g_test_add_func ("/launch/parser/element", test_element);
  g_test_add_func ("/launch/parser/values", test_values);
  g_test_add_func ("/launch/parser/links", test_links);
  g_test_add_func ("/launch/parser/caps-end", test_caps_end);
  g_test_add_func ("/launch/parser/references", test_references);
  g_test_add_func ("/launch/parser/bins", test_bins);
  g_test_add_func ("/launch/parser/uris", test_uris);
  g_test_add_func ("/launch/parser/errors", test_errors);
  g_test_add_func ("/launch/parser/nul", test_nul);
  g_test_add_func ("/launch/parser/nesting", test_nesting);
  g_test_add_func ("/launch/parser/large", test_large);
  return g_test_run ();
}
