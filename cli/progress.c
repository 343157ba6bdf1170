/* SPDX-License-Identifier: MIT */
/* The text of the status line, made from numbers alone, so that it can be tested without a
 * terminal. */
#include <cli/progress.h>

#include <math.h>
#include <string.h>

#define MIN_BAR_COLUMNS 10
#define MAX_BAR_COLUMNS 40
#define GAP "  "

char *
cli_format_time (gint64 time_ns)
{
  const gint64 seconds = MAX (time_ns, 0) / G_GINT64_CONSTANT (1000000000);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600,
                          (int) (seconds / 60 % 60), (int) (seconds % 60));
}

static char *
format_fixed (double number, const char *format, const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, format, number);
  return g_strconcat (digits, unit, NULL);
}

char *
cli_format_bytes (guint64 n_bytes)
{
  static const char *const units[] = { " B", " kB", " MB", " GB", " TB", " PB", " EB" };
  double number = n_bytes;
  guint unit = 0;

  while (number >= 999.5 && unit + 1 < G_N_ELEMENTS (units)) {
    number /= 1000;
    unit++;
  }
  return format_fixed (number, unit > 0 && number < 9.95 ? "%.1f" : "%.0f", units[unit]);
}

static gboolean
has_duration (const CliProgress *progress)
{
  return progress->duration_ns > 0 && progress->position_ns >= 0;
}

static double
part_done (const CliProgress *progress)
{
  return CLAMP ((double) progress->position_ns / progress->duration_ns, 0.0, 1.0);
}

static char *
format_position (const CliProgress *progress)
{
  if (progress->position_ns < 0)
    return g_strdup ("-:--:--");
  g_autofree char *position = cli_format_time (progress->position_ns);
  if (progress->duration_ns <= 0)
    return g_steal_pointer (&position);
  g_autofree char *duration = cli_format_time (progress->duration_ns);
  return g_strconcat (position, " / ", duration, NULL);
}

/* With UTF-8 a column shows eighths. */
static char *
format_bar (double part, guint n_columns, gboolean is_utf8)
{
  static const char *const eighths[] = {
    "",
    "\xe2\x96\x8f",
    "\xe2\x96\x8e",
    "\xe2\x96\x8d",
    "\xe2\x96\x8c",
    "\xe2\x96\x8b",
    "\xe2\x96\x8a",
    "\xe2\x96\x89",
  };
  const guint n_eighths = (guint) floor (part * n_columns * 8);
  GString *bar = g_string_new ("[");
  guint column = 0;

  for (; column < n_eighths / 8; column++)
    g_string_append (bar, is_utf8 ? "\xe2\x96\x88" : "#");
  if (is_utf8 && n_eighths % 8 > 0) {
    g_string_append (bar, eighths[n_eighths % 8]);
    column++;
  }
  for (; column < n_columns; column++)
    g_string_append_c (bar, is_utf8 ? ' ' : '.');
  g_string_append_c (bar, ']');
  return g_string_free (bar, FALSE);
}

/* The parts behind the bar, the most important first; NULL for what isn't known. */
typedef struct {
  char *texts[5];
} Parts;

static Parts
format_parts (const CliProgress *progress)
{
  Parts parts = { { NULL } };

  if (has_duration (progress)) {
    /* Not 100 before it is done. */
    const guint percent = (guint) floor (part_done (progress) * 100);
    parts.texts[0] = g_strdup_printf ("%3u %%", percent);
  }
  if (progress->frames_per_s >= 0 && isfinite (progress->frames_per_s))
    parts.texts[1] = format_fixed (progress->frames_per_s,
                                   progress->frames_per_s < 99.95 ? "%.1f" : "%.0f", " frames/s");
  if (progress->speed >= 0 && isfinite (progress->speed))
    parts.texts[2] = format_fixed (progress->speed, progress->speed < 9.995 ? "%.2f" : "%.1f", "x");
  if (progress->n_drops > 0)
    parts.texts[3] = g_strdup_printf ("%" G_GUINT64_FORMAT " dropped", progress->n_drops);
  if (progress->memory_bytes > 0)
    parts.texts[4] = cli_format_bytes (progress->memory_bytes);
  return parts;
}

/* How many of the parts fit into the columns, and what they take. */
static guint
count_fitting (const Parts *parts, guint n_columns, guint *n_used)
{
  guint n = 0;

  *n_used = 0;
  for (; n < G_N_ELEMENTS (parts->texts); n++) {
    const gsize width = parts->texts[n] == NULL ? 0 : strlen (GAP) + strlen (parts->texts[n]);
    if (*n_used + width > n_columns)
      break;
    *n_used += width;
  }
  return n;
}

char *
cli_progress_format (const CliProgress *progress, guint n_columns, gboolean is_utf8)
{
  const gboolean shows_state = progress->state != NULL && !g_str_equal (progress->state, "PLAYING");
  g_autofree char *position = format_position (progress);
  GString *line = g_string_new (NULL);
  guint n_used = 0;

  if (strlen (position) > n_columns)
    return g_string_free (line, FALSE);
  if (shows_state && strlen (progress->state) + strlen (GAP) + strlen (position) <= n_columns)
    g_string_append_printf (line, "%s" GAP, progress->state);
  g_string_append (line, position);

  Parts parts = format_parts (progress);
  const guint left = n_columns - line->len;
  const guint n_fitting = count_fitting (&parts, left, &n_used);
  const guint bar_frame = strlen (GAP) + strlen ("[]");
  if (has_duration (progress) && left - n_used >= bar_frame + MIN_BAR_COLUMNS) {
    g_autofree char *bar =
      format_bar (part_done (progress), MIN (left - n_used - bar_frame, MAX_BAR_COLUMNS), is_utf8);
    g_string_append_printf (line, GAP "%s", bar);
  }
  for (guint i = 0; i < G_N_ELEMENTS (parts.texts); i++) {
    if (i < n_fitting && parts.texts[i] != NULL)
      g_string_append_printf (line, GAP "%s", parts.texts[i]);
    g_free (parts.texts[i]);
  }
  return g_string_free (line, FALSE);
}
