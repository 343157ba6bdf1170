/* SPDX-License-Identifier: MIT */
/* JSON by hand: the library links GLib alone, and what it writes is simple. */
#include <weir/diagram/json-writer.h>

#include <math.h>
#include <string.h>

/**
 * weir_json_writer_init: (skip)
 * @writer: the writer, uninitialised
 *
 * Begins an empty text. Thread: any (one writer, one thread).
 */
void
weir_json_writer_init (WeirJsonWriter *writer)
{
  *writer = (WeirJsonWriter){ .out = g_string_new (NULL), .is_first = TRUE };
}

/**
 * weir_json_writer_finish: (skip)
 * @writer: the writer; all that was begun has ended
 *
 * Ends the text. Thread: any (one writer, one thread).
 *
 * Returns: (transfer full): it, with a line break at its end
 */
char *
weir_json_writer_finish (WeirJsonWriter *writer)
{
  g_return_val_if_fail (writer->depth == 0, NULL);

  g_string_append_c (writer->out, '\n');
  return g_string_free (g_steal_pointer (&writer->out), FALSE);
}

static void
begin_line (WeirJsonWriter *writer)
{
  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

/* What stands before a value or key. */
static void
separate (WeirJsonWriter *writer)
{
  if (writer->has_key) {
    writer->has_key = FALSE;
    return;
  }
  if (!writer->is_first)
    g_string_append_c (writer->out, ',');
  if (writer->depth > 0)
    begin_line (writer);
  writer->is_first = FALSE;
}

/**
 * weir_json_writer_begin: (skip)
 * @writer: the writer
 * @bracket: `{` for an object, `[` for an array
 *
 * Opens an object or array. Thread: any (one writer, one thread).
 */
void
weir_json_writer_begin (WeirJsonWriter *writer, char bracket)
{
  separate (writer);
  g_string_append_c (writer->out, bracket);
  writer->depth++;
  writer->is_first = TRUE;
}

/**
 * weir_json_writer_end: (skip)
 * @writer: the writer
 * @bracket: `}` or `]`
 *
 * Closes what was opened last. Thread: any (one writer, one thread).
 */
void
weir_json_writer_end (WeirJsonWriter *writer, char bracket)
{
  g_return_if_fail (writer->depth > 0 && !writer->has_key);

  writer->depth--;
  if (!writer->is_first)
    begin_line (writer);
  writer->is_first = FALSE;
  g_string_append_c (writer->out, bracket);
}

static void
append_quoted (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *c = valid; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf (out, "\\%c", *c);
    else if (*c == '\n')
      g_string_append (out, "\\n");
    else if (*c == '\t')
      g_string_append (out, "\\t");
    else if ((guchar) *c < 0x20 || *c == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *c);
    else
      g_string_append_c (out, *c);
  }
  g_string_append_c (out, '"');
}

/**
 * weir_json_writer_key: (skip)
 * @writer: the writer
 * @key: name of the member whose value follows
 *
 * Begins a member of an object. Thread: any (one writer, one thread).
 */
void
weir_json_writer_key (WeirJsonWriter *writer, const char *key)
{
  separate (writer);
  append_quoted (writer->out, key);
  g_string_append (writer->out, ": ");
  writer->has_key = TRUE;
}

/**
 * weir_json_writer_string: (skip)
 * @writer: the writer
 * @text: (nullable): the text; %NULL is null
 *
 * Writes a string. What isn't UTF-8 in it becomes U+FFFD. Thread: any (one writer, one thread).
 */
void
weir_json_writer_string (WeirJsonWriter *writer, const char *text)
{
  separate (writer);
  if (text != NULL)
    append_quoted (writer->out, text);
  else
    g_string_append (writer->out, "null");
}

/**
 * weir_json_writer_double: (skip)
 * @writer: the writer
 * @number: the number
 *
 * Writes a number, the same in every locale; null if JSON doesn't have it. Thread: any (one writer, one thread).
 */
void
weir_json_writer_double (WeirJsonWriter *writer, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE] = "null";

  separate (writer);
  if (isfinite (number)) {
    /* As many digits as it takes to read the same number back. */
    g_ascii_formatd (digits, sizeof digits, "%.15g", number);
    if (g_ascii_strtod (digits, NULL) != number)
      g_ascii_formatd (digits, sizeof digits, "%.17g", number);
  }
  g_string_append (writer->out, digits);
}

/**
 * weir_json_writer_uint: (skip)
 * @writer: the writer
 * @number: the number
 *
 * Writes a whole number. Thread: any (one writer, one thread).
 */
void
weir_json_writer_uint (WeirJsonWriter *writer, guint64 number)
{
  separate (writer);
  g_string_append_printf (writer->out, "%" G_GUINT64_FORMAT, number);
}

/**
 * weir_json_writer_boolean: (skip)
 * @writer: the writer
 * @value: the value
 *
 * Writes true or false. Thread: any (one writer, one thread).
 */
void
weir_json_writer_boolean (WeirJsonWriter *writer, gboolean value)
{
  separate (writer);
  g_string_append (writer->out, value ? "true" : "false");
}
