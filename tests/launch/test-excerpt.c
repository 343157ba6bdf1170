/* SPDX-License-Identifier: MIT */
/* The mark stands under the place, whatever the line is made of. */
#include <weir/launch/excerpt.h>

#include <string.h>

static void
test_pictures (void)
{
  static const struct {
    const char *line;
    gsize offset, length;
    const char *message, *expected;
  } pictures[] = {
    { "abc def", 4, 3, "What", "What\n  abc def\n      ^~~\n" },
    { "abc def", 4, 3, NULL, "  abc def\n      ^~~\n" },
    { "abc def", 0, 0, NULL, "  abc def\n  ^\n" },
    { "abc", 3, 0, NULL, "  abc\n     ^\n" },
    { "abc", 99, 99, NULL, "  abc\n     ^\n" },
    { "", 0, 0, NULL, "  \n  ^\n" },
    { "a\tb\nc", 2, 1, NULL, "  a b c\n    ^\n" },
    { "\xc3\xa4 b", 3, 1, NULL, "  \xc3\xa4 b\n    ^\n" },
    { "\xe6\x97\xa5\xe6\x9c\xac b", 3, 3, NULL, "  \xe6\x97\xa5\xe6\x9c\xac b\n    ^~\n" },
    { "\xe6\x97\xa5\xe6\x9c\xac b", 7, 1, NULL, "  \xe6\x97\xa5\xe6\x9c\xac b\n       ^\n" },
    { "e\xcc\x81 b", 4, 1, NULL, "  e\xcc\x81 b\n    ^\n" },
    { "\xff b", 2, 1, NULL, "  \xef\xbf\xbd b\n    ^\n" },
    { "\xc3\xa4", 1, 1, NULL, "  \xc3\xa4\n  ^\n" },
    { "a r://u:pass@h/ b", 16, 1, NULL, "  a r://u:***@h/ b\n                 ^\n" },
    { "a r://u:p@h/ b", 8, 1, "r://u:p@h", "r://u:***@h\n  a r://u:***@h/ b\n          ^~~\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++) {
    g_autofree char *shown = weir_launch_error_render (pictures[i].line, pictures[i].offset,
                                                       pictures[i].length, pictures[i].message);
    g_test_message ("%" G_GSIZE_FORMAT ": %s", i, shown);
    g_assert_cmpstr (shown, ==, pictures[i].expected);
  }
}

/* What stands above the first mark, as many characters as there are marks. */
static char *
read_marked (const char *shown)
{
  g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);
  const char *caret = strchr (lines[1], '^');
  const glong column = caret - lines[1];

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpint (g_utf8_strlen (lines[0], -1), <=, 2 + 76 + 2);
  return g_utf8_substring (lines[0], column,
                           MIN (column + (glong) strlen (caret), g_utf8_strlen (lines[0], -1)));
}

static void
test_long (void)
{
  for (gsize n = 0; n < 700; n++)
    for (gsize behind = 0; behind < 200; behind += 37) {
      g_autofree char *before = g_strnfill (n, '.');
      g_autofree char *rest = g_strnfill (behind, ',');
      g_autofree char *line = g_strconcat (before, "HERE", rest, NULL);
      g_autofree char *shown = weir_launch_error_render (line, n, 4, NULL);
      g_autofree char *marked = read_marked (shown);
      g_assert_cmpstr (marked, ==, "HERE");
      g_assert_cmpint (strstr (shown, "\xe2\x80\xa6") != NULL, ==, n + 4 + behind > 76);
    }
}

static void
test_huge (void)
{
  g_autofree char *line = g_strnfill (4 * 1000 * 1000, 'x');

  memcpy (line + 2000000, "HERE", 4);
  g_autofree char *shown = weir_launch_error_render (line, 2000000, 4, NULL);
  g_autofree char *marked = read_marked (shown);
  g_assert_cmpstr (marked, ==, "HERE");
  g_autofree char *all = weir_launch_error_render (line, 0, 4000000, NULL);
  g_assert_cmpuint (strlen (all), <, 200);
}

static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++) {
    char line[201] = "";
    const gsize n = g_rand_int_range (rand, 0, sizeof line);
    for (gsize j = 0; j < n; j++)
      line[j] = (char) g_rand_int_range (rand, 1, 256);
    g_autofree char *shown = weir_launch_error_render (line, g_rand_int_range (rand, 0, 210),
                                                       g_rand_int_range (rand, 0, 210), NULL);
    g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);
    g_assert_true (g_utf8_validate (shown, -1, NULL));
    g_assert_cmpuint (g_strv_length (lines), ==, 3);
    g_assert_nonnull (strchr (lines[1], '^'));
    g_assert_cmpuint (strlen (lines[1]), <=, 2 + 76 + 2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/excerpt/pictures", test_pictures);
  g_test_add_func ("/launch/excerpt/long", test_long);
  g_test_add_func ("/launch/excerpt/huge", test_huge);
  g_test_add_func ("/launch/excerpt/any-bytes", test_any_bytes);
  return g_test_run ();
}
