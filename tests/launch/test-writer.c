/* SPDX-License-Identifier: MIT */
/* What is written is read back as the same: for trees that code makes, with everything in their
 * strings that strings can hold, and for lines thrown together from pieces of the syntax. */
#include <weir/launch/parser.h>
#include <weir/launch/writer.h>

#include <string.h>

static const char *const names[] = { "a", "fakesrc", "t", "bin", "x-y", "a%d", "p:q", "_9", "1" };
static const char *const values[] = {
  "",
  "a",
  "a b",
  "\"",
  "\\",
  "\\\\ \"'",
  "'",
  "!",
  ")",
  "(",
  "a!",
  "a)",
  " a ",
  "a\\",
  "\n",
  "=",
  "==",
  "x=y",
  "\xc3\xa9",
  "\xff\xfe",
  "video/x-raw, a=\"b c\"",
  "rtsp://a:b@c/d?e=f&g",
  "\t",
  ":",
  "\"a b\"",
  "'a b'",
  "a \\\n b",
  ".",
  "@x",
  "5",
};
static const char *const capses[] = {
  NULL,
  NULL,
  "video/x-raw",
  "video/x-raw, width=[ 1, 2 ]",
  "a/b(c:d, e:f),g=\"h ! i\"; j/k",
  "a/b,c=1:3:5:1,d=\"\\\"\"",
  "a/b,c={ 1 : 2 }",
};
static const char *const uris[] = {
  "file:///a", "/a b", "./a\\b", "../a", "http://a:b@c/d?e!f", "x://\"'()", "/(", "a.b://)",
};
static const char *const pads[] = { "src", "src_0", "sink_%u", "a-b:c" };

#define PICK(rand, list) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

static void
add_pads (GRand *rand, WeirLaunchAst *ast, WeirLaunchPads *target)
{
  const char *chosen[3];
  const gsize n = g_rand_int_range (rand, 0, 4);

  for (gsize i = 0; i < n; i++)
    chosen[i] = PICK (rand, pads);
  if (n > 0 && g_rand_int_range (rand, 0, 3) == 0)
    weir_launch_ast_set_pads (ast, target, chosen, n);
}

static void
add_props (GRand *rand, WeirLaunchAst *ast, WeirLaunchNode *node)
{
  WeirLaunchProp **end = &node->props;

  for (int n = g_rand_int_range (rand, -2, 3); n > 0; n--) {
    const char *name = g_rand_boolean (rand) ? PICK (rand, names) : "@preset";
    *end = weir_launch_ast_new_prop (ast, name, PICK (rand, values));
    end = &(*end)->next;
  }
}

static void add_chains (GRand *rand, WeirLaunchAst *ast, WeirLaunchNode *bin, int depth);

static WeirLaunchNode *
make_node (GRand *rand, WeirLaunchAst *ast, gboolean is_end, int depth)
{
  const int kind = g_rand_int_range (rand, 0, is_end ? 8 : 6);

  if (kind == 7)
    return weir_launch_ast_new_node (ast, WEIR_LAUNCH_REFERENCE, PICK (rand, names), -1);
  if (kind == 6)
    return weir_launch_ast_new_node (ast, WEIR_LAUNCH_URI, PICK (rand, uris), -1);

  const gboolean is_bin = kind == 5 && depth < 4;
  WeirLaunchNode *node = weir_launch_ast_new_node (
    ast, is_bin ? WEIR_LAUNCH_BIN : WEIR_LAUNCH_ELEMENT, PICK (rand, names), -1);
  add_props (rand, ast, node);
  if (is_bin)
    add_chains (rand, ast, node, depth + 1);
  return node;
}

static void
add_chains (GRand *rand, WeirLaunchAst *ast, WeirLaunchNode *bin, int depth)
{
  WeirLaunchChain **chain_end = &bin->chains;

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--) {
    WeirLaunchChain *chain = weir_launch_ast_alloc (ast, sizeof *chain);
    WeirLaunchNode **end = &chain->first, *last = NULL;
    const int n_nodes = g_rand_int_range (rand, 1, 5);
    for (int i = 0; i < n_nodes; i++) {
      WeirLaunchNode *node =
        make_node (rand, ast, n_nodes > 1 && (i == 0 || i == n_nodes - 1), depth);
      const gboolean has_pads = node->kind != WEIR_LAUNCH_URI;
      if (last != NULL)
        last->link = weir_launch_ast_new_link (ast, g_rand_boolean (rand), PICK (rand, capses));
      if (last != NULL && has_pads)
        add_pads (rand, ast, &node->sink_pads);
      if (i + 1 < n_nodes && has_pads)
        add_pads (rand, ast, &node->src_pads);
      *end = node;
      end = &node->next;
      last = node;
    }
    *chain_end = chain;
    chain_end = &chain->next;
  }
}

static void
assert_round_trip (const WeirLaunchAst *ast)
{
  g_autofree char *line = weir_launch_write (ast);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirLaunchAst) again = weir_launch_parse (line, -1, NULL, &error);

  if (error != NULL || !weir_launch_ast_equal (ast, again))
    g_error ("not read back as the same: %s\n%s", line, error != NULL ? error->message : "");
  g_autofree char *line_again = weir_launch_write (again);
  g_assert_cmpstr (line_again, ==, line);
}

static void
test_random_trees (void)
{
  for (guint32 seed = 0; seed < 5000; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (WeirLaunchAst) ast = weir_launch_ast_new ();
    add_chains (rand, ast, ast->root, 0);
    assert_round_trip (ast);
  }
}

static void
test_random_lines (void)
{
  static const char *const pieces[] = {
    "a",           "b",
    " ",           " ",
    "!",           " ! ",
    ":",           " : ",
    ".",           "t.",
    ".s",          ",",
    "(",           ")",
    " ( ",         " ) ",
    "bin.(",       "p=",
    "p=1",         "=",
    "\"",          "'",
    "\\",          "\\ ",
    "video/x-raw", ",w=1",
    ";",           "[",
    "]",           "{",
    "file://x",    "/",
    "@preset=",    "\n",
    "\xc3\xa9",    "\xff",
    "a ! b",       " ! audio/x-raw ! ",
    "(int)",
  };
  guint n_good = 0;

  for (guint32 seed = 0; seed < 60000; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GString) line = g_string_new (NULL);
    for (int n = g_rand_int_range (rand, 1, 12); n > 0; n--)
      g_string_append (line, PICK (rand, pieces));
    WeirLaunchSpan where = { 0 };
    g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line->str, line->len, &where, NULL);
    if (ast == NULL) {
      g_assert_cmpuint (where.start, <=, where.end);
      g_assert_cmpuint (where.end, <=, line->len);
      continue;
    }
    assert_round_trip (ast);
    n_good++;
  }
  g_test_message ("%u of the lines parse", n_good);
  g_assert_cmpuint (n_good, >, 1000);
}

static void
test_equal (void)
{
  static const char *const lines[] = {
    "a",        "b",           "a p=1",       "a p=2",     "a q=1",     "a p=1 q=1", "a ! b",
    "a : b",    "a ! x/y ! b", "a ! x/z ! b", "a  b",      "a .x ! b",  "a .y ! b",  "a .x,y ! b",
    "a ! .x b", "( a )",       "c.( a )",     "( a b )",   "( a ! b )", "( ( a ) )", "a. ! b",
    "a ! b.",   "a ! b.x",     "/a",          "a ! b ! c", "a b c",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (lines); j++) {
      g_autoptr (WeirLaunchAst) a = weir_launch_parse (lines[i], -1, NULL, NULL);
      g_autoptr (WeirLaunchAst) b = weir_launch_parse (lines[j], -1, NULL, NULL);
      g_assert_cmpint (weir_launch_ast_equal (a, b), ==, i == j);
    }
}

static void
test_spelling (void)
{
  const char *line = "bin.(name = 'x'  a  p=\"1\"!video/x-raw!b )t.  !\nc ";
  g_autoptr (WeirLaunchAst) ast = weir_launch_parse (line, -1, NULL, NULL);
  g_autofree char *written = weir_launch_write (ast);

  g_assert_cmpstr (written, ==, "( name=x a p=1 ! video/x-raw ! b )  t. ! c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/writer/random-trees", test_random_trees);
  g_test_add_func ("/launch/writer/random-lines", test_random_lines);
  g_test_add_func ("/launch/writer/equal", test_equal);
  g_test_add_func ("/launch/writer/spelling", test_spelling);
  return g_test_run ();
}
