/* SPDX-License-Identifier: MIT */
/* The caret under the place. A line may be a megabyte long and hold anything: only what stands near
 * the place is looked at, and each character is measured as a terminal draws it. */
#include <weir/launch/excerpt.h>

#include <weir/base/redact.h>

#include <string.h>

#define WINDOW_COLUMNS 76
/* What is looked at on either side: enough for a window of the longest characters. */
#define REACH_BYTES (WINDOW_COLUMNS * 6)
#define ELLIPSIS "\xe2\x80\xa6"

/* A character as it is shown. */
typedef struct {
  gsize offset; /* in the line */
  gunichar character;
  guint n_columns;
} Cell;

static gboolean
is_continuation (char c)
{
  return ((guchar) c & 0xc0) == 0x80;
}

static guint
count_columns (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/* Appends what stands at `at` and returns its bytes. */
static gsize
append_cell (GArray *cells, const char *line, gsize at, gsize end)
{
  Cell cell = { .offset = at, .character = g_utf8_get_char_validated (line + at, end - at) };
  gsize n_bytes = 1;

  if (cell.character >= (gunichar) -2)
    cell.character = 0xfffd;
  else
    n_bytes = g_unichar_to_utf8 (cell.character, NULL);
  if (cell.character == 0 || g_unichar_iscntrl (cell.character))
    cell.character = ' ';
  /* An accent is drawn over what it follows; one that follows nothing gets a place of its own. */
  cell.n_columns = count_columns (cell.character);
  if (cells->len == 0 && cell.n_columns == 0)
    cell.n_columns = 1;
  g_array_append_val (cells, cell);
  return n_bytes;
}

static GArray *
read_cells (const char *line, gsize line_length, gsize offset, gsize length)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  gsize at = offset > REACH_BYTES ? offset - REACH_BYTES : 0;
  const gsize reach = MIN (length, REACH_BYTES) + REACH_BYTES;
  const gsize end = line_length - offset > reach ? offset + reach : line_length;

  for (guint i = 0; i < 3 && at > 0 && at < offset && is_continuation (line[at]); i++)
    at++;
  while (at < end)
    at += append_cell (cells, line, at, line_length);
  return cells;
}

/* The cell in which the offset lies, or the one behind the last. */
static guint
find_place (const GArray *cells, gsize offset, gsize line_length)
{
  guint place = 0;

  while (place < cells->len && g_array_index (cells, Cell, place).offset < offset)
    place++;
  if (place > 0 && offset < line_length
      && (place == cells->len || g_array_index (cells, Cell, place).offset > offset))
    place--;
  while (place < cells->len && g_array_index (cells, Cell, place).n_columns == 0)
    place--;
  return place;
}

/* The first cell to show: far enough to the left for some of what stands before the place, and for
 * no more of the window to stay empty on the right than must. */
static guint
choose_first (const GArray *cells, guint place)
{
  guint first = place, before = 0, behind = 0;

  for (guint i = place; i < cells->len && behind < WINDOW_COLUMNS; i++)
    behind += g_array_index (cells, Cell, i).n_columns;
  const guint room = WINDOW_COLUMNS - MIN (behind, WINDOW_COLUMNS / 2);
  while (first > 0) {
    before += g_array_index (cells, Cell, first - 1).n_columns;
    if (before > room)
      break;
    first--;
  }
  return first;
}

/**
 * weir_launch_error_render:
 * @line: the launch line
 * @offset: the byte of @line at which the place begins
 * @length: its length in bytes; 0 marks one place
 * @message: (nullable): what to say about it
 *
 * Draws the part of @line around a place, with a mark under the place:
 *
 * ```
 * There is no element "fakesnk"; did you mean "fakesink"?
 *   videotestsrc ! fakesnk
 *                  ^~~~~~~
 * ```
 *
 * At most 76 columns of a line are shown; an ellipsis stands for what is left out on either side.
 * Line breaks and other control characters are shown as spaces, bytes that aren't UTF-8 as U+FFFD,
 * passwords in URIs as `***`.
 *
 * Thread: any
 *
 * Returns: (transfer full): the message, the excerpt and the mark, each with a line break behind it
 */
char *
weir_launch_error_render (const char *line, gsize offset, gsize length, const char *message)
{
  g_return_val_if_fail (line != NULL, NULL);

  const gsize given_length = strlen (line);
  gsize places[2] = { MIN (offset, given_length), 0 };
  places[1] = places[0] + MIN (length, given_length - places[0]);
  g_autofree char *shown = weir_redact (line, places, G_N_ELEMENTS (places));
  offset = places[0];
  length = places[1] - places[0];

  const gsize line_length = strlen (shown);
  g_autoptr (GArray) cells = read_cells (shown, line_length, offset, length);
  const guint place = find_place (cells, offset, line_length);

  GString *out = g_string_new (NULL);
  g_autoptr (GString) mark = g_string_new ("  ");
  guint i = choose_first (cells, place), n_columns = 0;
  const gboolean cut_left = i < cells->len && g_array_index (cells, Cell, i).offset > 0;

  if (message != NULL) {
    g_autofree char *safe_message = weir_redact (message, NULL, 0);
    g_string_append_printf (out, "%s\n", safe_message);
  }
  g_string_append (out, cut_left ? "  " ELLIPSIS : "  ");
  g_string_append (mark, cut_left ? " " : "");
  for (; i < cells->len; i++) {
    const Cell *cell = &g_array_index (cells, Cell, i);
    n_columns += cell->n_columns;
    if (n_columns > WINDOW_COLUMNS) {
      g_string_append (out, ELLIPSIS);
      break;
    }
    g_string_append_unichar (out, cell->character);
    const gboolean marked = i > place && cell->offset < offset + length;
    for (guint column = 0; column < cell->n_columns && (i <= place || marked); column++)
      g_string_append_c (mark, i < place ? ' ' : i == place && column == 0 ? '^' : '~');
  }
  if (place == cells->len)
    g_string_append_c (mark, '^');
  g_string_append_printf (out, "\n%s\n", mark->str);
  return g_string_free (out, FALSE);
}
