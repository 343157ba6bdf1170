/* SPDX-License-Identifier: MIT */
/* The text of the status line for each width and for what isn't known. */
#include <cli/progress.h>

#include <tests/harness/comma-locale.h>

#include <math.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static const CliProgress usual = {
  .state = "PLAYING",
  .position_ns = 5 * SECOND,
  .duration_ns = 10 * SECOND,
  .frames_per_s = 30,
  .speed = 1.02,
  .memory_bytes = 45 * 1000 * 1000,
};

static void
assert_line (const CliProgress *progress, guint n_columns, const char *expected)
{
  g_autofree char *line = cli_progress_format (progress, n_columns, FALSE);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_widths (void)
{
  assert_line (&usual, 120,
               "0:00:05 / 0:00:10  [####################....................]   50 %  "
               "30.0 frames/s  1.02x  45 MB");
  assert_line (&usual, 80,
               "0:00:05 / 0:00:10  [###########............]   50 %  30.0 frames/s  1.02x  45 MB");
  assert_line (&usual, 60, "0:00:05 / 0:00:10   50 %  30.0 frames/s  1.02x  45 MB");
  assert_line (&usual, 50, "0:00:05 / 0:00:10   50 %  30.0 frames/s  1.02x");
  assert_line (&usual, 40, "0:00:05 / 0:00:10   50 %  30.0 frames/s");
  assert_line (&usual, 20, "0:00:05 / 0:00:10");
  assert_line (&usual, 10, "");
  assert_line (&usual, 0, "");
}

static void
test_unknown (void)
{
  const CliProgress nothing = {
    .position_ns = -1, .duration_ns = -1, .frames_per_s = -1, .speed = -1
  };
  const CliProgress live = {
    .position_ns = 3725 * SECOND,
    .duration_ns = -1,
    .frames_per_s = NAN,
    .speed = INFINITY,
    .n_drops = 7,
  };
  const CliProgress preroll = {
    .state = "PAUSED", .position_ns = 0, .duration_ns = -1, .frames_per_s = 0, .speed = -1
  };

  assert_line (&nothing, 80, "-:--:--");
  assert_line (&live, 80, "1:02:05  7 dropped");
  assert_line (&preroll, 80, "PAUSED  0:00:00  0.0 frames/s");
}

static void
test_ends (void)
{
  CliProgress progress = usual;

  progress.position_ns = 10 * SECOND - 1;
  g_autofree char *almost = cli_progress_format (&progress, 70, FALSE);
  g_assert_nonnull (strstr (almost, " 99 %"));
  progress.position_ns = 12 * SECOND;
  g_autofree char *past = cli_progress_format (&progress, 80, FALSE);
  g_assert_nonnull (strstr (past, "[#######################]  100 %"));
  progress.position_ns = 0;
  g_autofree char *begin = cli_progress_format (&progress, 80, FALSE);
  g_assert_nonnull (strstr (begin, "[.......................]    0 %"));
}

/* Never wider than asked for, in ASCII and in UTF-8, and in no locale with a comma. */
static void
test_all_widths (void)
{
  comma_locale_set ();
  for (guint n_columns = 0; n_columns < 200; n_columns++)
    for (gint64 position = 0; position <= 10 * SECOND; position += SECOND / 7) {
      CliProgress progress = usual;
      progress.position_ns = position;
      g_autofree char *ascii = cli_progress_format (&progress, n_columns, FALSE);
      g_autofree char *utf8 = cli_progress_format (&progress, n_columns, TRUE);
      g_assert_true (g_str_is_ascii (ascii));
      g_assert_true (g_utf8_validate (utf8, -1, NULL));
      g_assert_cmpuint (strlen (ascii), <=, n_columns);
      g_assert_cmpint (g_utf8_strlen (utf8, -1), ==, strlen (ascii));
      g_assert_null (strchr (utf8, ','));
    }
  comma_locale_unset ();
}

static void
test_units (void)
{
  static const struct {
    guint64 n_bytes;
    const char *text;
  } sizes[] = {
    { 0, "0 B" },         { 999, "999 B" },      { 1000, "1.0 kB" },
    { 9949, "9.9 kB" },   { 9950, "10 kB" },     { 999499, "999 kB" },
    { 999500, "1.0 MB" }, { 45600000, "46 MB" }, { G_MAXUINT64, "18 EB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *text = cli_format_bytes (sizes[i].n_bytes);
    g_assert_cmpstr (text, ==, sizes[i].text);
  }
  g_autofree char *days = cli_format_time (100 * 3600 * SECOND);
  g_autofree char *negative = cli_format_time (-1);
  g_autofree char *longest = cli_format_time (G_MAXINT64);
  g_assert_cmpstr (days, ==, "100:00:00");
  g_assert_cmpstr (negative, ==, "0:00:00");
  g_assert_cmpstr (longest, ==, "2562047:47:16");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/progress/widths", test_widths);
  g_test_add_func ("/cli/progress/unknown", test_unknown);
  g_test_add_func ("/cli/progress/ends", test_ends);
  g_test_add_func ("/cli/progress/all-widths", test_all_widths);
  g_test_add_func ("/cli/progress/units", test_units);
  return g_test_run ();
}
