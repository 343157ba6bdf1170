/* SPDX-License-Identifier: MIT */
/* The lines of a manifest: fields between tabs, escapes, numbers. Numbers are read and written without regard to the
 * user's language. */
#include <weir/registry/manifest-private.h>

#include <string.h>

/* Escapes only ever get shorter. */
static void
unescape_in_place (char *field)
{
  char *to = strchr (field, '\\');

  for (char *from = to; from != NULL && *from != '\0'; from++) {
    char c = *from;

    if (c == '\\' && from[1] != '\0') {
      from++;
      c = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
    }
    *to++ = c;
  }
  if (to != NULL)
    *to = '\0';
}

char *
weir_manifest_split (char *line, char *end, char **fields, guint max_fields, guint *n_fields)
{
  char *newline = memchr (line, '\n', (gsize) (end - line));
  char *line_end = newline != NULL ? newline : end;
  guint n = 0;

  *line_end = '\0';
  for (char *field = line; field != NULL && n < max_fields; n++) {
    char *tab = memchr (field, '\t', (gsize) (line_end - field));

    if (tab != NULL)
      *tab = '\0';
    unescape_in_place (field);
    fields[n] = field;
    field = tab != NULL ? tab + 1 : NULL;
  }
  *n_fields = n;
  return newline != NULL && newline + 1 < end ? newline + 1 : NULL;
}

static void
add_escaped (GString *text, const char *field)
{
  for (const char *c = field; *c != '\0'; c++) {
    switch (*c) {
    case '\t':
      g_string_append (text, "\\t");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    default:
      g_string_append_c (text, *c);
    }
  }
}

void
weir_manifest_add_line (GString *text, const char *word, ...)
{
  va_list args;
  const char *field;

  g_string_append (text, word);
  va_start (args, word);
  while ((field = va_arg (args, const char *)) != NULL) {
    g_string_append_c (text, '\t');
    add_escaped (text, field);
  }
  va_end (args);
  g_string_append_c (text, '\n');
}

gboolean
weir_manifest_parse_u64 (const char *text, guint64 max, guint64 *value)
{
  return g_ascii_string_to_unsigned (text, 10, 0, max, value, NULL);
}

gboolean
weir_manifest_parse_i64 (const char *text, gint64 *value)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
}

gint64
weir_manifest_stamp_us (const GStatBuf *stamp)
{
  return (gint64) stamp->st_mtim.tv_sec * G_USEC_PER_SEC + stamp->st_mtim.tv_nsec / 1000;
}
