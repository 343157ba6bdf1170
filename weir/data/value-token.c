/* SPDX-License-Identifier: MIT */
/* Single words as values of each type. Locale plays no part; what doesn't fit a type is refused
 * rather than cut. */
#include <weir/base/time.h>
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Words for numbers that depend on the machine or the type. */
gboolean
weir_number_from_word (const char *token, gint64 min, gint64 max, gint64 *number)
{
  if (g_ascii_strcasecmp (token, "min") == 0)
    *number = min;
  else if (g_ascii_strcasecmp (token, "max") == 0)
    *number = max;
  else if (g_ascii_strcasecmp (token, "little_endian") == 0)
    *number = G_LITTLE_ENDIAN;
  else if (g_ascii_strcasecmp (token, "big_endian") == 0)
    *number = G_BIG_ENDIAN;
  else if (g_ascii_strcasecmp (token, "byte_order") == 0)
    *number = G_BYTE_ORDER;
  else
    return FALSE;
  return TRUE;
}

/* Decimal, octal (leading 0) or hexadecimal. Masks are written in hexadecimal with the sign bit
 * set, so such numbers may use all bits of the type. */
static gboolean
parse_signed (const char *token, gint64 min, gint64 max, gint64 *number)
{
  const char *digits = token[0] == '-' || token[0] == '+' ? token + 1 : token;
  char *end;
  guint64 magnitude;

  if (weir_number_from_word (token, min, max, number))
    return TRUE;
  if (!g_ascii_isdigit (digits[0]))
    return FALSE;
  errno = 0;
  magnitude = g_ascii_strtoull (digits, &end, 0);
  if (*end != '\0' || errno != 0)
    return FALSE;
  if (token[0] == '-') {
    if (magnitude > (guint64) max + 1)
      return FALSE;
    *number = (gint64) (0 - magnitude);
  } else if (magnitude <= (guint64) max) {
    *number = (gint64) magnitude;
  } else if (digits[0] == '0' && (max == G_MAXINT64 || magnitude <= 2 * (guint64) max + 1)) {
    *number = max == G_MAXINT64 ? (gint64) magnitude : (gint64) (gint32) (guint32) magnitude;
  } else {
    return FALSE;
  }
  return *number >= min;
}

static gboolean
parse_unsigned (const char *token, guint64 max, guint64 *number)
{
  char *end;

  if (g_ascii_strcasecmp (token, "max") == 0) {
    *number = max;
    return TRUE;
  }
  if (g_ascii_strcasecmp (token, "min") == 0) {
    *number = 0;
    return TRUE;
  }
  if (token[0] == '+')
    token++;
  if (!g_ascii_isdigit (token[0]))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtoull (token, &end, 0);
  return *end == '\0' && errno == 0 && *number <= max;
}

gboolean
weir_double_from_word (const char *token, double *number)
{
  char *end;

  if (g_ascii_strcasecmp (token, "max") == 0 || g_ascii_strcasecmp (token, "min") == 0) {
    *number = g_ascii_strcasecmp (token, "max") == 0 ? G_MAXDOUBLE : -G_MAXDOUBLE;
    return TRUE;
  }
  *number = g_ascii_strtod (token, &end);
  return end != token && *end == '\0';
}

static gboolean
parse_fraction (const char *token, WeirFraction *fraction)
{
  g_autofree char *numerator = NULL;
  const char *slash = strchr (token, '/');
  gint64 num, denom = 1;

  numerator = slash ? g_strndup (token, (gsize) (slash - token)) : g_strdup (token);
  if (!parse_signed (numerator, -G_MAXINT, G_MAXINT, &num))
    return FALSE;
  if (slash && !parse_signed (slash + 1, -G_MAXINT, G_MAXINT, &denom))
    return FALSE;
  return denom != 0
         && weir_util_fraction_multiply ((int) num, (int) denom, 1, 1, &fraction->num,
                                         &fraction->denom);
}

static gboolean
parse_flag_set (const char *token, guint *flags, guint *mask)
{
  const char *p = token[0] == '+' ? token + 1 : token;
  guint64 parts[2];

  for (guint i = 0; i < 2; i++) {
    char *end;
    if (!g_ascii_isxdigit (*p))
      return FALSE;
    errno = 0;
    parts[i] = g_ascii_strtoull (p, &end, 16);
    if (errno != 0 || parts[i] > G_MAXUINT32 || *end != (i == 0 ? ':' : '\0'))
      return FALSE;
    p = end + 1;
  }
  *flags = (guint) parts[0];
  *mask = (guint) parts[1];
  return TRUE;
}

/* @short_forms: also 1 and 0. */
gboolean
weir_boolean_from_word (const char *token, gboolean short_forms, gboolean *truth)
{
  static const char *const yes[] = { "true", "yes", "t", "1" };
  static const char *const no[] = { "false", "no", "f", "0" };

  for (guint i = 0; i < (short_forms ? 4 : 3); i++) {
    *truth = g_ascii_strcasecmp (token, yes[i]) == 0;
    if (*truth || g_ascii_strcasecmp (token, no[i]) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Launch lines may spell a value as programs in C do in that world: GST_FORMAT_TIME. (transfer full) */
static char *
own_spelling (const char *token)
{
  return g_str_has_prefix (token, "GST_") ? g_strconcat ("WEIR_", token + strlen ("GST_"), NULL)
                                          : g_strdup (token);
}

static gboolean
parse_enum (GValue *dest, GType type, const char *token)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *known = g_enum_get_value_by_nick (G_ENUM_CLASS (klass), token);
  g_autofree char *name = own_spelling (token);
  gint64 number;

  if (!known)
    known = g_enum_get_value_by_name (G_ENUM_CLASS (klass), name);
  if (!known && parse_signed (token, G_MININT, G_MAXINT, &number))
    known = g_enum_get_value (G_ENUM_CLASS (klass), (int) number);
  if (known)
    g_value_set_enum (dest, known->value);
  return known != NULL;
}

static gboolean
parse_flags (GValue *dest, GType type, const char *token)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_auto (GStrv) words = g_strsplit_set (token, "+|", -1);
  guint flags = 0;

  for (char **word = words; *word; word++) {
    GFlagsValue *known;
    guint64 number;

    if (**word == '\0')
      continue;
    known = g_flags_get_value_by_nick (G_FLAGS_CLASS (klass), *word);
    if (!known)
      known = g_flags_get_value_by_name (G_FLAGS_CLASS (klass), *word);
    if (known)
      flags |= known->value;
    else if (parse_unsigned (*word, G_MAXUINT, &number))
      flags |= (guint) number;
    else
      return FALSE;
  }
  g_value_set_flags (dest, flags);
  return TRUE;
}

static gboolean
parse_date (GValue *dest, const char *token)
{
  guint year, month, day;
  int used = 0;

  if (sscanf (token, "%4u-%2u-%2u%n", &year, &month, &day, &used) != 3 || token[used] != '\0'
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_value_take_boxed (dest, g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year));
  return TRUE;
}

static gboolean
parse_date_time (GValue *dest, const char *token)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GDateTime *time = g_date_time_new_from_iso8601 (token, utc);

  if (time)
    g_value_take_boxed (dest, time);
  return time != NULL;
}

/* Numbers of the types that GObject brings. */
static gboolean
parse_number (GValue *dest, GType type, const char *token)
{
  gint64 number;
  guint64 natural;
  double real;

  switch (type) {
  case G_TYPE_INT:
    if (!parse_signed (token, G_MININT, G_MAXINT, &number))
      return FALSE;
    g_value_set_int (dest, (int) number);
    return TRUE;
  case G_TYPE_INT64:
    if (!parse_signed (token, G_MININT64, G_MAXINT64, &number))
      return FALSE;
    g_value_set_int64 (dest, number);
    return TRUE;
  case G_TYPE_LONG:
    if (!parse_signed (token, G_MINLONG, G_MAXLONG, &number))
      return FALSE;
    g_value_set_long (dest, (glong) number);
    return TRUE;
  case G_TYPE_CHAR:
    if (!parse_signed (token, G_MININT8, G_MAXINT8, &number))
      return FALSE;
    g_value_set_schar (dest, (gint8) number);
    return TRUE;
  case G_TYPE_UCHAR:
    if (!parse_unsigned (token, G_MAXUINT8, &natural))
      return FALSE;
    g_value_set_uchar (dest, (guchar) natural);
    return TRUE;
  case G_TYPE_UINT:
    if (!parse_unsigned (token, G_MAXUINT, &natural))
      return FALSE;
    g_value_set_uint (dest, (guint) natural);
    return TRUE;
  case G_TYPE_ULONG:
    if (!parse_unsigned (token, G_MAXULONG, &natural))
      return FALSE;
    g_value_set_ulong (dest, (gulong) natural);
    return TRUE;
  case G_TYPE_UINT64:
    if (!parse_unsigned (token, G_MAXUINT64, &natural))
      return FALSE;
    g_value_set_uint64 (dest, natural);
    return TRUE;
  case G_TYPE_DOUBLE:
    if (!weir_double_from_word (token, &real))
      return FALSE;
    g_value_set_double (dest, real);
    return TRUE;
  case G_TYPE_FLOAT:
    if (!weir_double_from_word (token, &real))
      return FALSE;
    g_value_set_float (dest, (float) CLAMP (real, -G_MAXFLOAT, G_MAXFLOAT));
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
parse_boxed (GValue *dest, GType type, const char *token)
{
  const WeirValueTable *table;
  WeirFraction fraction;
  WeirBitmask mask;
  guint flags, care;

  if (type == WEIR_TYPE_FRACTION) {
    if (!parse_fraction (token, &fraction))
      return FALSE;
    g_value_set_boxed (dest, &fraction);
    return TRUE;
  }
  if (type == WEIR_TYPE_BITMASK) {
    if (!parse_unsigned (token, G_MAXUINT64, &mask.v))
      return FALSE;
    g_value_set_boxed (dest, &mask);
    return TRUE;
  }
  if (type == WEIR_TYPE_FLAG_SET) {
    if (!parse_flag_set (token, &flags, &care))
      return FALSE;
    weir_value_set_flagset (dest, flags, care);
    return TRUE;
  }
  if (type == WEIR_TYPE_CAPS_FEATURES) {
    g_value_take_boxed (dest, weir_caps_features_from_string (token));
    return g_value_get_boxed (dest) != NULL;
  }
  if (type == G_TYPE_DATE)
    return parse_date (dest, token);
  if (type == G_TYPE_DATE_TIME)
    return parse_date_time (dest, token);
  table = weir_value_find_table (type);
  return table && table->deserialize && table->deserialize (dest, token);
}

/* Sets an unset value of @type from a word; FALSE, and unset, if it isn't one of that type. */
gboolean
weir_value_from_token (GValue *dest, GType type, const char *token)
{
  gboolean truth, ok;

  g_value_init (dest, type);
  if (type == G_TYPE_STRING) {
    g_value_set_string (dest, token);
    ok = TRUE;
  } else if (type == G_TYPE_BOOLEAN) {
    ok = weir_boolean_from_word (token, TRUE, &truth);
    if (ok)
      g_value_set_boolean (dest, truth);
  } else if (type == G_TYPE_GTYPE) {
    GType named = weir_value_type_from_name (token);
    g_value_set_gtype (dest, named);
    ok = named != G_TYPE_INVALID;
  } else if (G_TYPE_IS_ENUM (type)) {
    ok = parse_enum (dest, type, token);
  } else if (G_TYPE_IS_FLAGS (type)) {
    ok = parse_flags (dest, type, token);
  } else if (G_TYPE_IS_BOXED (type)) {
    ok = parse_boxed (dest, type, token);
  } else {
    ok = parse_number (dest, type, token);
  }
  if (!ok)
    g_value_unset (dest);
  return ok;
}
