/* SPDX-License-Identifier: MIT */
/* Values as text. The form is the one that caps strings have everywhere, whatever the locale, and
 * the reader in value-read.c gives the same value back. */
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

#include <math.h>
#include <string.h>

/* Characters that need no quotes. */
static gboolean
is_plain (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '+' || c == '/' || c == ':'
         || c == '.';
}

/* Writes a string, in quotes where it would be mistaken for something else without. */
void
weir_writer_string (WeirWriter *writer, const char *string)
{
  const char *p = string;

  if (!string) {
    g_string_append (writer->out, "NULL");
    return;
  }
  while (is_plain (*p))
    p++;
  if (*p == '\0' && p != string && strcmp (string, "NULL") != 0) {
    g_string_append (writer->out, string);
    return;
  }
  g_string_append_c (writer->out, '"');
  for (p = string; *p; p++) {
    if (is_plain (*p))
      g_string_append_c (writer->out, *p);
    else if ((guchar) *p >= 0x20 && (guchar) *p < 0x7f)
      g_string_append_printf (writer->out, "\\%c", *p);
    else
      g_string_append_printf (writer->out, "\\%03o", (guint) (guchar) *p);
  }
  g_string_append_c (writer->out, '"');
}

/* Writes the shortest form that reads back as the same number. */
void
weir_writer_double (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint digits = 15; digits <= 17; digits++) {
    char format[] = "%.15g";
    format[3] = (char) ('0' + digits % 10);
    g_ascii_formatd (text, sizeof text, format, number);
    if (isnan (number) || g_ascii_strtod (text, NULL) == number)
      break;
  }
  g_string_append (out, text);
}

static void
write_float (GString *out, float number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint digits = 6; digits <= 9; digits++) {
    char format[] = "%.6g";
    format[2] = (char) ('0' + digits);
    g_ascii_formatd (text, sizeof text, format, (double) number);
    if (isnan (number) || (float) g_ascii_strtod (text, NULL) == number)
      break;
  }
  g_string_append (out, text);
}

/* The members of a type can be written without it if all have it. */
static gboolean
members_agree (const WeirValueSeq *seq, GType type)
{
  for (guint i = 0; i < seq->n; i++)
    if (weir_value_leaf_type (&seq->values[i]) != type)
      return FALSE;
  return TRUE;
}

static void
write_members (WeirWriter *writer, const GValue *value, gboolean typed_members)
{
  const WeirValueSeq *seq = weir_value_seq (value);
  gboolean is_list = WEIR_VALUE_HOLDS_LIST (value);

  g_string_append (writer->out, is_list ? "{ " : "< ");
  for (guint i = 0; seq && i < seq->n; i++) {
    const GValue *member = &seq->values[i];

    if (i > 0)
      g_string_append (writer->out, ", ");
    if (WEIR_VALUE_HOLDS_LIST (member) || WEIR_VALUE_HOLDS_ARRAY (member))
      weir_writer_value (writer, member, TRUE);
    else if (typed_members)
      weir_writer_typed_value (writer, member);
    else
      weir_writer_value (writer, member, FALSE);
  }
  g_string_append (writer->out, is_list ? " }" : " >");
}

/* printf () takes as long as the rest of the writer together. */
static void
write_int (GString *out, gint64 number)
{
  char digits[24];
  guint at = sizeof digits;
  guint64 rest = number < 0 ? 0 - (guint64) number : (guint64) number;

  do
    digits[--at] = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    digits[--at] = '-';
  g_string_append_len (out, digits + at, (gssize) (sizeof digits - at));
}

static void
write_span (GString *out, const WeirSpan *span)
{
  g_string_append (out, "[ ");
  write_int (out, span->min);
  g_string_append (out, ", ");
  write_int (out, span->max);
  if (span->step != 1) {
    g_string_append (out, ", ");
    write_int (out, span->step);
  }
  g_string_append (out, " ]");
}

static void
write_fraction (GString *out, const GValue *value)
{
  WeirFraction fraction = weir_value_fraction (value);

  write_int (out, fraction.num);
  g_string_append_c (out, '/');
  write_int (out, fraction.denom);
}

static void
write_flags (GString *out, const GValue *value)
{
  GFlagsClass *klass = g_type_class_ref (G_VALUE_TYPE (value));
  guint rest = g_value_get_flags (value);
  gsize start = out->len;

  for (GFlagsValue *flag; rest != 0 && (flag = g_flags_get_first_value (klass, rest));) {
    g_string_append_printf (out, "%s%s", out->len > start ? "+" : "", flag->value_nick);
    rest &= ~flag->value;
  }
  if (rest != 0 || out->len == start)
    g_string_append_printf (out, "%s%u", out->len > start ? "+" : "", rest);
  g_type_class_unref (klass);
}

static void
write_enum (GString *out, const GValue *value)
{
  GEnumClass *klass = g_type_class_ref (G_VALUE_TYPE (value));
  GEnumValue *known = g_enum_get_value (klass, g_value_get_enum (value));

  if (known)
    g_string_append (out, known->value_nick);
  else
    g_string_append_printf (out, "%d", g_value_get_enum (value));
  g_type_class_unref (klass);
}

static gboolean
write_number (GString *out, const GValue *value)
{
  switch (G_VALUE_TYPE (value)) {
  case G_TYPE_BOOLEAN:
    g_string_append (out, g_value_get_boolean (value) ? "true" : "false");
    return TRUE;
  case G_TYPE_CHAR:
    g_string_append_printf (out, "%d", g_value_get_schar (value));
    return TRUE;
  case G_TYPE_UCHAR:
    g_string_append_printf (out, "%u", g_value_get_uchar (value));
    return TRUE;
  case G_TYPE_UINT:
    g_string_append_printf (out, "%u", g_value_get_uint (value));
    return TRUE;
  case G_TYPE_LONG:
    g_string_append_printf (out, "%ld", g_value_get_long (value));
    return TRUE;
  case G_TYPE_ULONG:
    g_string_append_printf (out, "%lu", g_value_get_ulong (value));
    return TRUE;
  case G_TYPE_UINT64:
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, g_value_get_uint64 (value));
    return TRUE;
  case G_TYPE_FLOAT:
    write_float (out, g_value_get_float (value));
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
write_boxed (WeirWriter *writer, const GValue *value)
{
  const WeirValueTable *table = weir_value_find_table (G_VALUE_TYPE (value));
  g_autofree char *text = NULL;

  if (!g_value_get_boxed (value))
    return FALSE;
  if (G_VALUE_TYPE (value) == G_TYPE_DATE) {
    const GDate *date = g_value_get_boxed (value);
    if (!g_date_valid (date))
      return FALSE;
    g_string_append_printf (writer->out, "%04u-%02u-%02u", g_date_get_year (date),
                            g_date_get_month (date), g_date_get_day (date));
    return TRUE;
  }
  if (G_VALUE_TYPE (value) == G_TYPE_DATE_TIME)
    text = g_date_time_format_iso8601 (g_value_get_boxed (value));
  else if (G_VALUE_TYPE (value) == WEIR_TYPE_CAPS_FEATURES)
    text = weir_caps_features_to_string (g_value_get_boxed (value));
  else if (table && table->serialize)
    text = table->serialize (value);
  if (!text)
    return FALSE;
  weir_writer_string (writer, text);
  return TRUE;
}

/* What has no text of its own: only its presence is written. */
static void
write_other (WeirWriter *writer, const GValue *value)
{
  const WeirValueTable *table = weir_value_find_table (G_VALUE_TYPE (value));
  g_autofree char *text = NULL;

  if (write_number (writer->out, value))
    return;
  if (G_VALUE_HOLDS_ENUM (value)) {
    write_enum (writer->out, value);
    return;
  }
  if (G_VALUE_HOLDS_FLAGS (value)) {
    write_flags (writer->out, value);
    return;
  }
  if (G_VALUE_HOLDS_GTYPE (value)) {
    const char *name = g_type_name (g_value_get_gtype (value));
    gboolean ours = name && g_str_has_prefix (name, "Weir");
    g_string_append_printf (writer->out, "%s%s", ours ? "Gst" : "",
                            !name  ? "invalid"
                            : ours ? name + strlen ("Weir")
                                   : name);
    return;
  }
  if (G_VALUE_HOLDS_BOXED (value) && write_boxed (writer, value))
    return;
  if (!G_VALUE_HOLDS_BOXED (value) && table && table->serialize)
    text = table->serialize (value);
  if (text) {
    weir_writer_string (writer, text);
    return;
  }
  writer->failed = TRUE;
  g_string_append (writer->out, "NULL");
}

/* Writes a value without its type. */
void
weir_writer_value (WeirWriter *writer, const GValue *value, gboolean typed_members)
{
  WeirKind kind = weir_value_kind (value);
  GString *out = writer->out;
  WeirSpan span;

  switch (kind) {
  case WEIR_KIND_INT:
  case WEIR_KIND_INT64:
    weir_value_to_span (value, kind, &span);
    write_int (out, span.min);
    break;
  case WEIR_KIND_INT_RANGE:
  case WEIR_KIND_INT64_RANGE:
    weir_value_to_span (value, kind, &span);
    write_span (out, &span);
    break;
  case WEIR_KIND_DOUBLE:
    weir_writer_double (out, value->data[0].v_double);
    break;
  case WEIR_KIND_DOUBLE_RANGE:
    g_string_append (out, "[ ");
    weir_writer_double (out, weir_value_get_double_range_min (value));
    g_string_append (out, ", ");
    weir_writer_double (out, weir_value_get_double_range_max (value));
    g_string_append (out, " ]");
    break;
  case WEIR_KIND_STRING:
    weir_writer_string (writer, weir_value_payload (value));
    break;
  case WEIR_KIND_FRACTION:
    write_fraction (out, value);
    break;
  case WEIR_KIND_FRACTION_RANGE:
    g_string_append (out, "[ ");
    write_fraction (out, weir_value_get_fraction_range_min (value));
    g_string_append (out, ", ");
    write_fraction (out, weir_value_get_fraction_range_max (value));
    g_string_append (out, " ]");
    break;
  case WEIR_KIND_BITMASK:
    g_string_append_printf (out, "0x%016" G_GINT64_MODIFIER "x", weir_value_get_bitmask (value));
    break;
  case WEIR_KIND_FLAG_SET:
    g_string_append_printf (out, "%x:%x", weir_value_get_flagset_flags (value),
                            weir_value_get_flagset_mask (value));
    break;
  case WEIR_KIND_LIST:
  case WEIR_KIND_ARRAY:
    write_members (writer, value, typed_members);
    break;
  case WEIR_KIND_STRUCTURE:
    weir_writer_structure (writer, weir_value_payload (value));
    break;
  case WEIR_KIND_CAPS:
    weir_writer_caps (writer, weir_value_payload (value));
    break;
  case WEIR_KIND_OTHER:
    write_other (writer, value);
    break;
  }
}

/* Writes a value with its type in front, as `(int)5`. */
void
weir_writer_typed_value (WeirWriter *writer, const GValue *value)
{
  GType type = weir_value_leaf_type (value);
  gboolean is_seq = WEIR_VALUE_HOLDS_LIST (value) || WEIR_VALUE_HOLDS_ARRAY (value);

  if (is_seq && weir_value_seq (value) && !members_agree (weir_value_seq (value), type)) {
    weir_writer_value (writer, value, TRUE);
    return;
  }
  g_string_append_c (writer->out, '(');
  g_string_append (writer->out, weir_value_type_name (type));
  g_string_append_c (writer->out, ')');
  weir_writer_value (writer, value, FALSE);
}

/* Text for people: without types. */
char *
weir_value_describe (const GValue *value)
{
  WeirWriter writer = { g_string_new (NULL) };

  weir_writer_value (&writer, value, FALSE);
  return g_string_free (writer.out, FALSE);
}

/**
 * weir_value_serialize:
 * @value: a value
 *
 * Gives a value as text that weir_value_deserialize() reads.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if values of this type have none
 */
char *
weir_value_serialize (const GValue *value)
{
  WeirWriter writer = { 0 };
  WeirKind kind;

  g_return_val_if_fail (G_IS_VALUE (value), NULL);
  kind = weir_value_kind (value);
  if ((kind == WEIR_KIND_STRUCTURE || kind == WEIR_KIND_CAPS) && !weir_value_payload (value))
    return NULL;
  if (kind == WEIR_KIND_STRUCTURE)
    return weir_structure_serialize (weir_value_payload (value), WEIR_SERIALIZE_FLAG_STRICT);
  if (kind == WEIR_KIND_CAPS)
    return weir_caps_serialize (weir_value_payload (value), WEIR_SERIALIZE_FLAG_STRICT);
  writer.out = g_string_new (NULL);
  weir_writer_value (&writer, value, TRUE);
  if (writer.failed) {
    g_string_free (writer.out, TRUE);
    return NULL;
  }
  return g_string_free (writer.out, FALSE);
}
