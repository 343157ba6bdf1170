/* SPDX-License-Identifier: MIT */
/* The words in a drawing, the same for dot and Mermaid. Caps arrive as text and are cut into lines
 * here, without the caps parser: a drawing must also show what doesn't parse. */
#include <weir/diagram/text.h>

#include <math.h>
#include <string.h>

/* Where things get long: a value of a property, a field of caps, a list of media types. */
#define MAX_VALUE_CHARACTERS 44
#define MAX_FIELDS 12
#define MAX_MEDIA 3

static void
free_caps (gpointer data)
{
  WeirDiagramCaps *caps = data;

  g_free (caps->media);
  g_free (caps->features);
  g_ptr_array_unref (caps->fields);
  g_free (caps);
}

/* Where the part ends that begins at `text`: at a separator outside of quotes and brackets. */
static const char *
find_separator (const char *text, const char *separators)
{
  guint depth = 0;
  gboolean in_quotes = FALSE;

  for (; *text != '\0'; text++) {
    if (*text == '\\' && text[1] != '\0')
      text++;
    else if (*text == '"')
      in_quotes = !in_quotes;
    else if (in_quotes)
      continue;
    else if (depth == 0 && strchr (separators, *text) != NULL)
      break;
    else if (strchr ("([{<", *text) != NULL)
      depth++;
    else if (strchr (")]}>", *text) != NULL && depth > 0)
      depth--;
  }
  return text;
}

/* A field without the types of its values: "width=(int)[ 1, 64 ]" as "width=[ 1, 64 ]". */
static char *
strip_types (const char *field, gsize length)
{
  GString *out = g_string_sized_new (length);
  const char *end = field + length;
  gboolean in_quotes = FALSE;

  for (const char *c = field; c < end; c++) {
    if (!in_quotes && *c == '(') {
      const char *close = c + 1;
      while (close < end && (g_ascii_isalnum (*close) || *close == '/'))
        close++;
      if (close < end && close > c + 1 && *close == ')') {
        c = close;
        while (c + 1 < end && c[1] == ' ')
          c++;
        continue;
      }
    }
    if (*c == '"' && (c == field || c[-1] != '\\'))
      in_quotes = !in_quotes;
    g_string_append_c (out, *c);
  }
  return g_strstrip (g_string_free (out, FALSE));
}

static void
set_media (WeirDiagramCaps *caps, const char *text, gsize length)
{
  g_autofree char *head = g_strndup (text, length);
  char *bracket = strchr (head, '(');
  char *close = bracket != NULL ? strrchr (bracket, ')') : NULL;

  if (close != NULL) {
    *bracket = '\0';
    *close = '\0';
    caps->features = g_strdup (g_strstrip (bracket + 1));
  }
  caps->media = g_strdup (g_strstrip (head));
}

GPtrArray *
weir_diagram_split_caps (const char *text)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (free_caps);

  while (*text != '\0') {
    const char *end = find_separator (text, ";");
    const char *comma = find_separator (text, ",;");
    WeirDiagramCaps *caps = g_new0 (WeirDiagramCaps, 1);

    caps->fields = g_ptr_array_new_with_free_func (g_free);
    set_media (caps, text, comma - text);
    while (comma < end) {
      const char *start = comma + 1;
      comma = find_separator (start, ",;");
      char *field = strip_types (start, comma - start);
      if (*field != '\0')
        g_ptr_array_add (caps->fields, field);
      else
        g_free (field);
    }
    if (*caps->media != '\0')
      g_ptr_array_add (all, caps);
    else
      free_caps (caps);
    text = *end == ';' ? end + 1 : end;
  }
  return all;
}

char *
weir_diagram_shorten (const char *text, glong n_characters)
{
  if (g_utf8_strlen (text, -1) <= n_characters)
    return g_strdup (text);
  g_autofree char *head = g_utf8_substring (text, 0, n_characters - 1);
  return g_strconcat (head, "\xe2\x80\xa6", NULL);
}

/* Three digits that matter, and the letter for thousands. */
char *
weir_diagram_format_number (double number)
{
  static const char *const units[] = { "", " k", " M", " G", " T", " P", " E" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  guint unit = 0;

  if (!isfinite (number))
    return g_strdup ("?");
  while (fabs (number) >= 999.5 && unit + 1 < G_N_ELEMENTS (units)) {
    number /= 1000;
    unit++;
  }
  const gboolean is_whole = fabs (number) >= 99.95 || (unit == 0 && number == floor (number));
  g_ascii_formatd (digits, sizeof digits, is_whole ? "%.0f" : "%.1f", number);
  return g_strconcat (digits, units[unit], NULL);
}

static gboolean
is_verbose (WeirDebugGraphDetails details)
{
  return details == WEIR_DEBUG_GRAPH_SHOW_VERBOSE;
}

gboolean
weir_diagram_shows_prop (const WeirDiagramProp *prop, WeirDebugGraphDetails details)
{
  const guint params = WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS | WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS;

  if (is_verbose (details))
    return TRUE;
  return (details & params) != 0 && !prop->is_default && strcmp (prop->name, "name") != 0;
}

static char *
shorten_unless_verbose (const char *text, WeirDebugGraphDetails details)
{
  return is_verbose (details) ? g_strdup (text) : weir_diagram_shorten (text, MAX_VALUE_CHARACTERS);
}

char *
weir_diagram_prop_text (const WeirDiagramProp *prop, WeirDebugGraphDetails details)
{
  const char *text = prop->value != NULL ? prop->value : "(unset)";
  const gboolean whole = (details & WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS) != 0;
  g_autofree char *value = whole ? g_strdup (text) : weir_diagram_shorten (text, MAX_VALUE_CHARACTERS);

  return g_strconcat (prop->name, "=", value, NULL);
}

/* The digits behind `name=`, or NULL. */
static const char *
find_plain_number (const GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++) {
    const char *field = g_ptr_array_index (fields, i);
    if (g_str_has_prefix (field, name)) {
      const char *value = field + strlen (name);
      return value[strspn (value, "0123456789")] == '\0' ? value : NULL;
    }
  }
  return NULL;
}

/* Width and height read better together; the line stands where the width does. */
static void
add_fields (GPtrArray *lines, const WeirDiagramCaps *caps, WeirDebugGraphDetails details)
{
  const char *width = find_plain_number (caps->fields, "width=");
  const char *height = find_plain_number (caps->fields, "height=");
  const gboolean joined = width != NULL && height != NULL && !is_verbose (details);
  guint n = 0;

  for (guint i = 0; i < caps->fields->len; i++) {
    const char *field = g_ptr_array_index (caps->fields, i);
    if (joined && g_str_has_prefix (field, "height="))
      continue;
    if (++n > MAX_FIELDS && !is_verbose (details)) {
      g_ptr_array_add (lines, g_strdup ("\xe2\x80\xa6"));
      return;
    }
    if (joined && g_str_has_prefix (field, "width="))
      g_ptr_array_add (lines, g_strconcat (width, "\xc3\x97", height, NULL));
    else
      g_ptr_array_add (lines, shorten_unless_verbose (field, details));
  }
}

static char *
media_text (const WeirDiagramCaps *caps)
{
  if (caps->features == NULL)
    return g_strdup (caps->media);
  return g_strdup_printf ("%s(%s)", caps->media, caps->features);
}

static void
add_caps (WeirDiagramLabel *label, const char *text, WeirDebugGraphDetails details)
{
  g_autoptr (GPtrArray) all = weir_diagram_split_caps (text);
  const gboolean with_fields =
    (details & WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS) != 0 && !label->is_guess && all->len == 1;

  for (guint i = 0; i < all->len; i++) {
    const WeirDiagramCaps *caps = g_ptr_array_index (all, i);
    if (i == MAX_MEDIA && all->len > MAX_MEDIA + 1 && !is_verbose (details)) {
      g_ptr_array_add (label->lines, g_strdup_printf ("and %u more", all->len - MAX_MEDIA));
      break;
    }
    g_ptr_array_add (label->lines, media_text (caps));
    label->n_heads++;
    if (with_fields)
      add_fields (label->lines, caps, details);
  }
}

static void
add_number (WeirDiagramLabel *label, double number, const char *unit)
{
  g_autofree char *text = weir_diagram_format_number (number);

  g_ptr_array_add (label->lines, g_strconcat (text, unit, NULL));
  label->n_numbers++;
}

static void
add_numbers (WeirDiagramLabel *label, const WeirDiagramLink *link)
{
  add_number (label, link->buffers_per_s, " buffers/s");
  g_autofree char *bytes = weir_diagram_format_number (link->bytes_per_s);
  g_ptr_array_add (label->lines,
                   g_strconcat (bytes, strchr (bytes, ' ') != NULL ? "B/s" : " B/s", NULL));
  label->n_numbers++;
  if (link->limit_items > 0) {
    g_ptr_array_add (label->lines,
                     g_strdup_printf ("%u of %u waiting", link->fill_items, link->limit_items));
    label->n_numbers++;
  }
  if (link->n_drops > 0)
    add_number (label, link->n_drops, " dropped");
}

WeirDiagramLabel
weir_diagram_link_label (const WeirDiagramLink *link, WeirDebugGraphDetails details)
{
  WeirDiagramLabel label = { .lines = g_ptr_array_new_with_free_func (g_free) };
  const char *caps = link->caps != NULL ? link->caps : link->src->caps;

  if ((details & (WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE | WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS)) != 0) {
    label.is_guess = caps == NULL;
    if (caps == NULL)
      caps = link->src->template_caps;
    if (caps != NULL)
      add_caps (&label, caps, details);
  }
  if (link->has_numbers)
    add_numbers (&label, link);
  return label;
}
