/* SPDX-License-Identifier: MIT */
/* Values from text. The text may come from a command line, a file or the network: the reader goes
 * through it once, nests only so deep, and says where it stopped and what it wanted there. */
#include <weir/base/error.h>
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

#include <string.h>

void
weir_reader_skip_space (WeirReader *reader)
{
  while (g_ascii_isspace (*reader->at))
    reader->at++;
}

/* Goes over @c, and space before it, if it is next. */
gboolean
weir_reader_accept (WeirReader *reader, char c)
{
  weir_reader_skip_space (reader);
  if (*reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean G_GNUC_PRINTF (4, 5)
  fail_at (WeirReader *reader, const char *at, WeirError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  glong position;
  va_list args;

  if (reader->error)
    return FALSE;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  position = (glong) (at - reader->start) + 1;
  g_set_error (&reader->error, WEIR_ERROR, (int) code, "at character %ld: %s", position, message);
  return FALSE;
}

/* A few characters of what is there, for a message. */
static char *
excerpt (const char *at)
{
  gsize len = strnlen (at, 21);
  g_autofree char *part = NULL;
  g_autofree char *valid = NULL;

  if (len == 0)
    return g_strdup ("the end");
  part = g_strndup (at, MIN (len, 20));
  valid = g_utf8_make_valid (part, -1);
  return g_strdup_printf ("\"%s%s\"", valid, len > 20 ? "..." : "");
}

/* Notes that @expected is missing at the reader's place. */
gboolean
weir_reader_fail (WeirReader *reader, const char *expected)
{
  g_autofree char *found = excerpt (reader->at);

  return fail_at (reader, reader->at, WEIR_ERROR_SYNTAX, "expected %s, found %s", expected, found);
}

/* One level deeper; FALSE if that is too deep. */
gboolean
weir_reader_enter (WeirReader *reader)
{
  if (reader->depth >= WEIR_STRUCTURE_MAX_DEPTH)
    return fail_at (reader, reader->at, WEIR_ERROR_LIMIT, "nested more than %d deep",
                    WEIR_STRUCTURE_MAX_DEPTH);
  reader->depth++;
  return TRUE;
}

void
weir_reader_leave (WeirReader *reader)
{
  reader->depth--;
}

/* Whether a word without quotes may have that character. */
static gboolean
is_bare (char c)
{
  switch (c) {
  case '\0':
  case ',':
  case ';':
  case '=':
  case '(':
  case ')':
  case '{':
  case '}':
  case '[':
  case ']':
  case '<':
  case '>':
  case '"':
  case '\\':
    return FALSE;
  default:
    return !g_ascii_isspace (c);
  }
}

/* Goes over `\c` or `\ooo` and appends what it stands for. */
static gboolean
read_escape (WeirReader *reader, GString *out)
{
  const char *p = reader->at + 1;

  if (*p == '\0')
    return weir_reader_fail (reader, "a character after the backslash");
  if (p[0] >= '0' && p[0] <= '3' && p[1] >= '0' && p[1] <= '7' && p[2] >= '0' && p[2] <= '7') {
    char c = (char) ((p[0] - '0') * 64 + (p[1] - '0') * 8 + (p[2] - '0'));
    if (c == '\0')
      return weir_reader_fail (reader, "a character other than 0");
    g_string_append_c (out, c);
    reader->at = p + 3;
  } else {
    g_string_append_c (out, *p);
    reader->at = p + 1;
  }
  return TRUE;
}

/* A bare word or a quoted string. */
gboolean
weir_reader_string (WeirReader *reader, GString *out, gboolean *was_quoted)
{
  const char *start, *run;
  gboolean quoted;

  weir_reader_skip_space (reader);
  start = reader->at;
  quoted = *start == '"';
  if (was_quoted)
    *was_quoted = quoted;
  if (quoted)
    reader->at++;
  for (;;) {
    if (*reader->at == '\\') {
      if (!read_escape (reader, out))
        return FALSE;
      continue;
    }
    run = reader->at;
    if (quoted)
      reader->at += strcspn (run, "\"\\");
    else
      while (is_bare (*reader->at))
        reader->at++;
    if (reader->at == run)
      break;
    g_string_append_len (out, run, reader->at - run);
  }
  if (!quoted)
    return reader->at > start || weir_reader_fail (reader, "a word");
  if (*reader->at != '"')
    return fail_at (reader, start, WEIR_ERROR_SYNTAX, "this quote is never closed");
  reader->at++;
  return TRUE;
}

/* What a word without a type is: the first type that admits it. */
static void
guess_from_token (GValue *dest, const char *token)
{
  gboolean truth;

  if (weir_value_from_token (dest, G_TYPE_INT, token)
      || weir_value_from_token (dest, G_TYPE_DOUBLE, token)
      || weir_value_from_token (dest, WEIR_TYPE_FRACTION, token)
      || weir_value_from_token (dest, WEIR_TYPE_FLAG_SET, token))
    return;
  if (weir_boolean_from_word (token, FALSE, &truth)) {
    g_value_init (dest, G_TYPE_BOOLEAN);
    g_value_set_boolean (dest, truth);
    return;
  }
  weir_value_from_token (dest, G_TYPE_STRING, token);
}

/* A structure or caps inside quotes: text within the text. */
static gboolean
read_quoted_container (WeirReader *reader, const char *at, GType type, const char *token,
                       GValue *value)
{
  WeirReader inner = { token, token, reader->depth, NULL };
  gpointer content = NULL;

  if (!weir_reader_enter (&inner)) {
    g_propagate_error (&reader->error, inner.error);
    return FALSE;
  }
  content =
    type == WEIR_TYPE_CAPS ? weir_reader_caps (&inner, '\0') : weir_reader_structure (&inner);
  if (content && type == WEIR_TYPE_STRUCTURE) {
    weir_reader_accept (&inner, ';');
    weir_reader_skip_space (&inner);
    if (*inner.at != '\0') {
      weir_reader_fail (&inner, "the end of the structure");
      weir_structure_free (content);
      content = NULL;
    }
  }
  if (!content) {
    fail_at (reader, at, (WeirError) inner.error->code, "in the quoted text, %s",
             inner.error->message);
    g_clear_error (&inner.error);
    return FALSE;
  }
  g_value_init (value, type);
  g_value_take_boxed (value, content);
  return TRUE;
}

/* A structure or caps inside brackets. */
static gboolean
read_bracketed_container (WeirReader *reader, GType type, GValue *value)
{
  gpointer content;

  if (!weir_reader_enter (reader))
    return FALSE;
  content =
    type == WEIR_TYPE_CAPS ? weir_reader_caps (reader, ']') : weir_reader_structure (reader);
  if (!content)
    return FALSE;
  if (type == WEIR_TYPE_STRUCTURE)
    weir_reader_accept (reader, ';');
  g_value_init (value, type);
  g_value_take_boxed (value, content);
  weir_reader_leave (reader);
  return weir_reader_accept (reader, ']') || weir_reader_fail (reader, "]");
}

static gboolean
read_word (WeirReader *reader, GType type, GValue *value)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *at;
  gboolean quoted;

  weir_reader_skip_space (reader);
  at = reader->at;
  if (!is_bare (*at) && *at != '"' && *at != '\\')
    return weir_reader_fail (reader, "a value");
  if (!weir_reader_string (reader, word, &quoted))
    return FALSE;
  if (!g_utf8_validate (word->str, (gssize) word->len, NULL))
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "this is not valid UTF-8");
  if (type == G_TYPE_INVALID && quoted)
    type = G_TYPE_STRING;
  if (type == G_TYPE_INVALID) {
    guess_from_token (value, word->str);
    return TRUE;
  }
  if (type == WEIR_TYPE_STRUCTURE || type == WEIR_TYPE_CAPS)
    return read_quoted_container (reader, at, type, word->str, value);
  if (type == G_TYPE_STRING && !quoted && strcmp (word->str, "NULL") == 0) {
    g_value_init (value, G_TYPE_STRING);
    return TRUE;
  }
  if (!weir_value_from_token (value, type, word->str)) {
    g_autofree char *found = excerpt (word->str);
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "%s is no value of type %s", found,
                    weir_value_type_name (type));
  }
  return TRUE;
}

/* `{ a, b }` or `< a, b >`, after the opening bracket. */
static gboolean
read_members (WeirReader *reader, GType type, char closer, GValue *value)
{
  gboolean is_list = closer == '}';
  guint n_sets = 0;

  if (!weir_reader_enter (reader))
    return FALSE;
  if (is_list)
    weir_value_list_init (value, 0);
  else
    weir_value_array_init (value, 0);
  while (!weir_reader_accept (reader, closer)) {
    GValue member = G_VALUE_INIT;

    if (!weir_reader_value (reader, type, &member)) {
      g_value_unset (value);
      return FALSE;
    }
    if (is_list && !weir_value_hashes (&member) && ++n_sets > WEIR_VALUE_MAX_SETS) {
      g_value_unset (&member);
      g_value_unset (value);
      return fail_at (reader, reader->at, WEIR_ERROR_LIMIT,
                      "more than %d ranges and the like in a list", WEIR_VALUE_MAX_SETS);
    }
    weir_value_seq_take (weir_value_seq (value), &member);
    if (!weir_reader_accept (reader, ',')) {
      if (weir_reader_accept (reader, closer))
        break;
      g_value_unset (value);
      return weir_reader_fail (reader, is_list ? "\",\" or \"}\"" : "\",\" or \">\"");
    }
  }
  weir_reader_leave (reader);
  return TRUE;
}

/* Whether what follows the bracket is the name of a structure rather than the end of a range. */
static gboolean
at_structure (WeirReader *reader)
{
  g_autofree char *word = NULL;
  const char *p;
  gint64 number;
  double real;

  weir_reader_skip_space (reader);
  if (!g_ascii_isalpha (*reader->at))
    return FALSE;
  for (p = reader->at; is_bare (*p); p++)
    ;
  if (p - reader->at > 16)
    return TRUE;
  word = g_strndup (reader->at, (gsize) (p - reader->at));
  return !weir_number_from_word (word, 0, 0, &number) && !weir_double_from_word (word, &real);
}

static gboolean
range_from_spans (WeirReader *reader, const char *at, gboolean is_64, const GValue *ends, guint n,
                  GValue *value)
{
  WeirSpan min, max, step = { 1, 1, 1 };
  WeirKind kind = is_64 ? WEIR_KIND_INT64 : WEIR_KIND_INT;

  weir_value_to_span (&ends[0], kind, &min);
  weir_value_to_span (&ends[1], kind, &max);
  if (n == 3)
    weir_value_to_span (&ends[2], kind, &step);
  if (step.min <= 0)
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "the step of a range must be positive");
  if (min.min > max.min)
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE,
                    "this range ends below its start, at %" G_GINT64_FORMAT, max.min);
  if (min.min % step.min != 0 || max.min % step.min != 0)
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE,
                    "the ends of this range are no multiples of its step, %" G_GINT64_FORMAT,
                    step.min);
  weir_value_init_span (value, is_64, min.min, max.min, step.min);
  return TRUE;
}

/* Ranges of doubles and fractions: the ends are set, of the same type. */
static gboolean
range_from_ends (WeirReader *reader, const char *at, const GValue *ends, GValue *value)
{
  int order = weir_value_compare (&ends[0], &ends[1]);

  if (order == WEIR_VALUE_EQUAL) {
    weir_value_init_and_copy (value, &ends[0]);
  } else if (order != WEIR_VALUE_LESS_THAN) {
    return fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "this range ends below its start");
  } else if (G_VALUE_HOLDS_DOUBLE (&ends[0])) {
    g_value_init (value, WEIR_TYPE_DOUBLE_RANGE);
    weir_value_set_double_range (value, g_value_get_double (&ends[0]),
                                 g_value_get_double (&ends[1]));
  } else {
    g_value_init (value, WEIR_TYPE_FRACTION_RANGE);
    weir_value_set_fraction_range (value, &ends[0], &ends[1]);
  }
  return TRUE;
}

static gboolean
read_range_ends (WeirReader *reader, char *words[3], guint *n)
{
  *n = 0;
  do {
    g_autoptr (GString) word = g_string_new (NULL);

    if (*n == 3)
      return weir_reader_fail (reader, "\"]\" after start, end and step of a range");
    if (!weir_reader_string (reader, word, NULL))
      return FALSE;
    words[(*n)++] = g_strdup (word->str);
  } while (weir_reader_accept (reader, ','));
  if (*n < 2)
    return weir_reader_fail (reader, "\",\" and the end of the range");
  return weir_reader_accept (reader, ']') || weir_reader_fail (reader, "\"]\"");
}

static gboolean
ends_from_words (char *words[3], guint n, GType type, GValue ends[3])
{
  for (guint i = 0; i < n; i++)
    if (!weir_value_from_token (&ends[i], type, words[i])) {
      while (i-- > 0)
        g_value_unset (&ends[i]);
      return FALSE;
    }
  return TRUE;
}

/* `[ start, end ]` or `[ start, end, step ]`, after the opening bracket. */
static gboolean
read_range (WeirReader *reader, GType type, GValue *value)
{
  const char *at = reader->at;
  char *words[3] = { NULL };
  GValue ends[3] = { G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT };
  const GType guesses[] = { G_TYPE_INT, WEIR_TYPE_FRACTION, G_TYPE_DOUBLE };
  guint n;
  gboolean ok = read_range_ends (reader, words, &n);

  if (ok && type == G_TYPE_INVALID) {
    for (guint i = 0; i < G_N_ELEMENTS (guesses) && type == G_TYPE_INVALID; i++)
      if (ends_from_words (words, n, guesses[i], ends))
        type = guesses[i];
    ok = type != G_TYPE_INVALID
         || fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "the ends of this range are no numbers");
  } else if (ok) {
    if (type != G_TYPE_INT && type != G_TYPE_INT64 && type != G_TYPE_DOUBLE
        && type != WEIR_TYPE_FRACTION)
      ok = fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "there are no ranges of type %s",
                    weir_value_type_name (type));
    else if (!ends_from_words (words, n, type, ends))
      ok = fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "the ends of this range are not of type %s",
                    weir_value_type_name (type));
  }
  if (ok && (type == G_TYPE_INT || type == G_TYPE_INT64))
    ok = range_from_spans (reader, at, type == G_TYPE_INT64, ends, n, value);
  else if (ok && n == 3)
    ok = fail_at (reader, at, WEIR_ERROR_WRONG_VALUE, "only ranges of whole numbers have a step");
  else if (ok)
    ok = range_from_ends (reader, at, ends, value);
  for (guint i = 0; i < 3; i++) {
    g_free (words[i]);
    if (G_IS_VALUE (&ends[i]))
      g_value_unset (&ends[i]);
  }
  return ok;
}

/* `(type)`, after the opening bracket. */
static gboolean
read_type (WeirReader *reader, GType *type)
{
  static const char *const known[] = { "int",     "uint",      "gint64",  "guint64",  "float",
                                       "double",  "boolean",   "string",  "fraction", "bitmask",
                                       "flagset", "structure", "GstCaps", "buffer",   "date" };
  g_autoptr (GString) name = g_string_new (NULL);
  const char *at, *meant;

  weir_reader_skip_space (reader);
  at = reader->at;
  if (!weir_reader_string (reader, name, NULL))
    return FALSE;
  if (!weir_reader_accept (reader, ')'))
    return weir_reader_fail (reader, "\")\" after the type");
  *type = weir_value_type_from_name (name->str);
  if (*type != G_TYPE_INVALID && G_TYPE_IS_VALUE (*type) && !G_TYPE_IS_VALUE_ABSTRACT (*type))
    return TRUE;
  meant = weir_error_did_you_mean (known, G_N_ELEMENTS (known), name->str);
  if (meant && strcmp (meant, name->str) != 0)
    return fail_at (reader, at, WEIR_ERROR_UNKNOWN_NAME,
                    "there is no type \"%.40s\"; did you mean %s?", name->str, meant);
  return fail_at (reader, at, WEIR_ERROR_UNKNOWN_NAME, "there is no type \"%.40s\"", name->str);
}

/* A value; @type is G_TYPE_INVALID if nothing is known about its type. */
gboolean
weir_reader_value (WeirReader *reader, GType type, GValue *value)
{
  if (weir_reader_accept (reader, '(') && !read_type (reader, &type))
    return FALSE;
  if (weir_reader_accept (reader, '{'))
    return read_members (reader, type, '}', value);
  if (weir_reader_accept (reader, '<'))
    return read_members (reader, type, '>', value);
  if (weir_reader_accept (reader, '[')) {
    if (type == G_TYPE_INVALID && at_structure (reader))
      type = WEIR_TYPE_STRUCTURE;
    if (type == WEIR_TYPE_STRUCTURE || type == WEIR_TYPE_CAPS) {
      if (read_bracketed_container (reader, type, value))
        return TRUE;
      if (G_IS_VALUE (value))
        g_value_unset (value);
      return FALSE;
    }
    return read_range (reader, type, value);
  }
  return read_word (reader, type, value);
}

/* The type of the members where a value of @type is written as a set. */
static GType
member_type (GType type)
{
  if (type == WEIR_TYPE_INT_RANGE)
    return G_TYPE_INT;
  if (type == WEIR_TYPE_INT64_RANGE)
    return G_TYPE_INT64;
  if (type == WEIR_TYPE_DOUBLE_RANGE)
    return G_TYPE_DOUBLE;
  if (type == WEIR_TYPE_FRACTION_RANGE)
    return WEIR_TYPE_FRACTION;
  if (type == WEIR_TYPE_LIST || type == WEIR_TYPE_ARRAY)
    return G_TYPE_INVALID;
  return type;
}

/**
 * weir_value_deserialize:
 * @dest: a value of the type that is wanted
 * @src: the text
 *
 * Sets a value from text, as weir_value_serialize() gives it. Text for a string is taken as it is
 * unless it is in quotes.
 *
 * Thread: any
 *
 * Returns: %FALSE if the text is no value of the type; @dest is then as before
 */
gboolean
weir_value_deserialize (GValue *dest, const char *src)
{
  WeirReader reader = { src, src, 0, NULL };
  GValue value = G_VALUE_INIT;
  gboolean ok;

  g_return_val_if_fail (G_IS_VALUE (dest), FALSE);
  g_return_val_if_fail (src != NULL, FALSE);

  if (G_VALUE_HOLDS_STRING (dest) && src[0] != '"') {
    if (!g_utf8_validate (src, -1, NULL))
      return FALSE;
    g_value_set_string (dest, strcmp (src, "NULL") == 0 ? NULL : src);
    return TRUE;
  }
  if ((G_VALUE_HOLDS (dest, WEIR_TYPE_CAPS) || G_VALUE_HOLDS (dest, WEIR_TYPE_STRUCTURE))
      && src[0] != '[' && src[0] != '"')
    ok = read_quoted_container (&reader, src, G_VALUE_TYPE (dest), src, &value);
  else if (G_VALUE_HOLDS_BOXED (dest) && weir_value_kind (dest) == WEIR_KIND_OTHER && src[0] != '"')
    ok = weir_value_from_token (&value, G_VALUE_TYPE (dest), src);
  else
    ok = weir_reader_value (&reader, member_type (G_VALUE_TYPE (dest)), &value);
  weir_reader_skip_space (&reader);
  if (ok
      && (G_VALUE_TYPE (&value) != G_VALUE_TYPE (dest) || (*reader.at != '\0' && reader.at != src)))
    ok = FALSE;
  if (ok)
    g_value_copy (&value, dest);
  if (G_IS_VALUE (&value))
    g_value_unset (&value);
  g_clear_error (&reader.error);
  return ok;
}
