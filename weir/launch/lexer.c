/* SPDX-License-Identifier: MIT */
/* The words of the launch syntax, by hand: what a token is depends on what stands around it (a
 * colon links, or belongs to a name; a bracket opens a bin, or belongs to a value), and a mistake
 * must be named with its place and its cure, which a generated lexer can't.
 *
 * Every byte is looked at a fixed number of times, so a line takes time in proportion to its
 * length whatever it holds. */
#include <weir/launch/lexer-private.h>

#include <weir/base/error.h>

#include <string.h>

gboolean
weir_launch_is_name_start (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

gboolean
weir_launch_is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '%' || c == ':';
}

gboolean
weir_launch_lexer_fail (WeirLaunchLexer *lexer, WeirLaunchSpan where, GError **error,
                        const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  lexer->where = where;
  g_set_error_literal (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX, message);
  return FALSE;
}

void
weir_launch_lexer_init (WeirLaunchLexer *lexer, const char *line, gsize length, WeirLaunchAst *ast)
{
  *lexer = (WeirLaunchLexer){ .line = line, .length = length, .ast = ast };
}

/* Where white space ends that begins at `at`. A backslash before a line break counts as such:
 * lines are pasted from scripts. */
gsize
weir_launch_lexer_skip_space (const WeirLaunchLexer *lexer, gsize at)
{
  for (; at < lexer->length; at++) {
    const char c = lexer->line[at];
    if (c == '\\' && at + 1 < lexer->length && lexer->line[at + 1] == '\n')
      at++;
    else if (!g_ascii_isspace (c))
      break;
  }
  return at;
}

static gsize
skip_name (const WeirLaunchLexer *lexer, gsize at)
{
  while (at < lexer->length && weir_launch_is_name_char (lexer->line[at]))
    at++;
  return at;
}

static gboolean
starts_name (const WeirLaunchLexer *lexer, gsize at)
{
  return at < lexer->length && weir_launch_is_name_start (lexer->line[at]);
}

/* Where an unquoted word ends that begins at `at`: at white space that no backslash protects. */
static gsize
skip_word (const WeirLaunchLexer *lexer, gsize at)
{
  for (; at < lexer->length && !g_ascii_isspace (lexer->line[at]); at++) {
    if (lexer->line[at] != '\\' || at + 1 >= lexer->length)
      continue;
    if (lexer->line[at + 1] == '\n')
      break;
    at++;
  }
  return at;
}

void
weir_launch_unescape (const char *text, gsize length, gboolean keep_in_quotes, char *out)
{
  gboolean in_quotes = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\\' && i + 1 < length) {
      if (in_quotes)
        *out++ = text[i];
      i++;
    } else if (text[i] == '"' && keep_in_quotes) {
      in_quotes = !in_quotes;
    }
    *out++ = text[i];
  }
  *out = '\0';
}

static char *
unescape (WeirLaunchLexer *lexer, gsize start, gsize end, gboolean keep_in_quotes)
{
  char *text = weir_launch_ast_alloc (lexer->ast, end - start + 1);

  weir_launch_unescape (lexer->line + start, end - start, keep_in_quotes, text);
  return text;
}

/* The quote that ends what the one at `at` begins, or the end of the line. */
gsize
weir_launch_lexer_find_quote (const WeirLaunchLexer *lexer, gsize at)
{
  const char quote = lexer->line[at];

  for (at++; at < lexer->length && lexer->line[at] != quote; at++)
    if (lexer->line[at] == '\\')
      at++;
  return MIN (at, lexer->length);
}

static gboolean
read_quoted_value (WeirLaunchLexer *lexer, WeirLaunchProp *prop, gsize at, GError **error)
{
  const gsize end = weir_launch_lexer_find_quote (lexer, at);

  if (end >= lexer->length)
    return weir_launch_lexer_fail (lexer, (WeirLaunchSpan){ at, at + 1 }, error,
                                   "The quote that begins here is never closed; one that belongs "
                                   "to the value is written \\%c",
                                   lexer->line[at]);

  prop->value = unescape (lexer, at + 1, end, FALSE);
  prop->value_span = (WeirLaunchSpan){ at, end + 1 };
  lexer->at = end + 1;
  if (lexer->at < lexer->length && !g_ascii_isspace (lexer->line[lexer->at])
      && strchr ("!)\\", lexer->line[lexer->at]) == NULL)
    return weir_launch_lexer_fail (
      lexer, (WeirLaunchSpan){ lexer->at, skip_word (lexer, lexer->at) }, error,
      "The value of \"%s\" goes on after its closing quote; put all of it between the quotes, or a "
      "space behind them",
      prop->name);
  return TRUE;
}

/* `location= num-buffers=3` gives location the next property as its value, if nobody looks. */
static gboolean
is_assignment (const WeirLaunchLexer *lexer, gsize at)
{
  if (!starts_name (lexer, at))
    return FALSE;
  const gsize end = skip_name (lexer, at);
  return end < lexer->length && lexer->line[end] == '=';
}

static gboolean
read_value (WeirLaunchLexer *lexer, WeirLaunchProp *prop, gsize equals, GError **error)
{
  const gsize at = weir_launch_lexer_skip_space (lexer, equals + 1);
  const char c = at < lexer->length ? lexer->line[at] : '\0';
  const gboolean lone_sign =
    (c == '!' || c == ')') && (at + 1 == lexer->length || g_ascii_isspace (lexer->line[at + 1]));

  if (at >= lexer->length || lone_sign || (at > equals + 1 && is_assignment (lexer, at)))
    return weir_launch_lexer_fail (
      lexer, (WeirLaunchSpan){ prop->name_span.start, equals + 1 }, error,
      "Property \"%s\" gets no value; for an empty one write %s=\"\"", prop->name, prop->name);
  if (c == '"' || c == '\'')
    return read_quoted_value (lexer, prop, at, error);

  const gsize end = skip_word (lexer, at);
  prop->value = unescape (lexer, at, end, TRUE);
  prop->value_span = (WeirLaunchSpan){ at, end };
  if (lexer->line[end - 1] == ')')
    lexer->glued_bracket = prop->value_span;
  lexer->at = end;
  return TRUE;
}

static gboolean
read_assignment (WeirLaunchLexer *lexer, WeirLaunchToken *token, gsize start, gsize end,
                 gsize equals, GError **error)
{
  WeirLaunchProp *prop = weir_launch_ast_alloc (lexer->ast, sizeof *prop);

  prop->name = weir_launch_ast_strndup (lexer->ast, lexer->line + start, end - start);
  prop->name_span = (WeirLaunchSpan){ start, end };
  token->kind = WEIR_LAUNCH_TOKEN_ASSIGN;
  token->name = prop->name;
  token->name_span = prop->name_span;
  token->prop = prop;
  if (!read_value (lexer, prop, equals, error))
    return FALSE;
  prop->span = (WeirLaunchSpan){ start, lexer->at };
  return TRUE;
}

static gboolean
read_preset (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error)
{
  const gsize start = lexer->at;
  const gsize end = skip_name (lexer, start + 1);
  const gsize equals = weir_launch_lexer_skip_space (lexer, end);

  if (end - start != strlen ("@preset")
      || strncmp (lexer->line + start, "@preset", end - start) != 0 || equals >= lexer->length
      || lexer->line[equals] != '=')
    return weir_launch_lexer_fail (lexer, (WeirLaunchSpan){ start, end }, error,
                                   "Only @preset=NAME may begin with @");
  return read_assignment (lexer, token, start, end, equals, error);
}

/* Reads `a,b , c` from `at`, where a name starts. */
static void
read_pads (WeirLaunchLexer *lexer, WeirLaunchToken *token, gsize at)
{
  WeirLaunchPads *pads = &token->pads;
  gsize n = 1, end = skip_name (lexer, at);

  pads->span.start = at;
  for (gsize comma = weir_launch_lexer_skip_space (lexer, end);
       comma < lexer->length && lexer->line[comma] == ',';
       comma = weir_launch_lexer_skip_space (lexer, end)) {
    const gsize next = weir_launch_lexer_skip_space (lexer, comma + 1);
    if (!starts_name (lexer, next))
      break;
    end = skip_name (lexer, next);
    n++;
  }
  pads->span.end = end;

  pads->n = n;
  pads->names = weir_launch_ast_alloc (lexer->ast, n * sizeof *pads->names);
  for (gsize i = 0; i < n; i++) {
    const gsize name_end = skip_name (lexer, at);
    pads->names[i] = weir_launch_ast_strndup (lexer->ast, lexer->line + at, name_end - at);
    if (i + 1 < n)
      at = weir_launch_lexer_skip_space (lexer, weir_launch_lexer_skip_space (lexer, name_end) + 1);
  }
  lexer->at = end;
}

static void
read_uri (WeirLaunchLexer *lexer, WeirLaunchToken *token)
{
  const gsize start = lexer->at;

  lexer->at = skip_word (lexer, start);
  token->kind = WEIR_LAUNCH_TOKEN_URI;
  token->name = unescape (lexer, start, lexer->at, FALSE);
  token->name_span = (WeirLaunchSpan){ start, lexer->at };
  if (lexer->line[lexer->at - 1] == ')')
    lexer->glued_bracket = token->name_span;
}

static gboolean
is_scheme (const WeirLaunchLexer *lexer, gsize at)
{
  if (!g_ascii_isalpha (lexer->line[at]))
    return FALSE;
  while (at < lexer->length
         && (g_ascii_isalnum (lexer->line[at]) || strchr ("+-.", lexer->line[at]) != NULL))
    at++;
  return lexer->length - at >= 3 && strncmp (lexer->line + at, "://", 3) == 0;
}

static gboolean
is_path (const WeirLaunchLexer *lexer, gsize at)
{
  const char *text = lexer->line + at;
  const gsize left = lexer->length - at;

  return (left >= 1 && text[0] == '/') || (left >= 2 && strncmp (text, "./", 2) == 0)
         || (left >= 3 && strncmp (text, "../", 3) == 0);
}

/* Word, assignment, reference or bin with a type: what follows the name tells. */
static gboolean
read_named (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error)
{
  const gsize start = lexer->at;
  const gsize end = skip_name (lexer, start);
  const gsize after = weir_launch_lexer_skip_space (lexer, end);
  const char sign = after < lexer->length ? lexer->line[after] : '\0';

  if (sign == '=')
    return read_assignment (lexer, token, start, end, after, error);

  token->name = weir_launch_ast_strndup (lexer->ast, lexer->line + start, end - start);
  token->name_span = (WeirLaunchSpan){ start, end };
  lexer->at = end;
  token->kind = WEIR_LAUNCH_TOKEN_WORD;
  if (sign != '.')
    return TRUE;

  const gsize bracket = weir_launch_lexer_skip_space (lexer, after + 1);
  if (bracket < lexer->length && lexer->line[bracket] == '(') {
    token->kind = WEIR_LAUNCH_TOKEN_BIN_OPEN;
    lexer->at = bracket + 1;
  } else if (after == end) {
    token->kind = WEIR_LAUNCH_TOKEN_REFERENCE;
    lexer->at = end + 1;
    if (starts_name (lexer, end + 1))
      read_pads (lexer, token, end + 1);
  }
  return TRUE;
}

static gboolean
fail_at_character (WeirLaunchLexer *lexer, GError **error)
{
  const gsize at = lexer->at;
  const char c = lexer->line[at];
  WeirLaunchSpan where = { at, at + 1 };

  if (c == '"' || c == '\'')
    return weir_launch_lexer_fail (lexer, where, error,
                                   "A quote may only begin a value, as in name=%c...%c; caps and "
                                   "names take none, and a value is quoted as a whole",
                                   c, c);
  if (c == '=')
    return weir_launch_lexer_fail (lexer, where, error,
                                   "There is no property name before this \"=\"");
  if (c == ';' || c == ',')
    return weir_launch_lexer_fail (lexer, where, error,
                                   "\"%c\" belongs into caps (between two links) or into a quoted "
                                   "value",
                                   c);
  if (c == '.')
    return weir_launch_lexer_fail (lexer, where, error,
                                   "A name is missing after the dot: .PAD names a pad, NAME. an "
                                   "element");

  const gunichar character = g_utf8_get_char_validated (lexer->line + at, lexer->length - at);
  if (character >= (gunichar) -2 || !g_unichar_isprint (character))
    return weir_launch_lexer_fail (lexer, where, error, "Unexpected byte 0x%02x",
                                   (guint) (guchar) c);
  char utf8[8] = "";
  where.end = at + g_unichar_to_utf8 (character, utf8);
  return weir_launch_lexer_fail (lexer, where, error, "Unexpected character \"%s\"", utf8);
}

static gboolean
read_token (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error)
{
  const gsize at = lexer->at;
  const char c = lexer->line[at];

  if (c == '!' || c == ':')
    return weir_launch_lexer_read_link (lexer, token, error);
  if (c == '(' || c == ')') {
    token->kind = c == '(' ? WEIR_LAUNCH_TOKEN_BIN_OPEN : WEIR_LAUNCH_TOKEN_BIN_CLOSE;
    lexer->at++;
    if (c == '(') {
      token->name = weir_launch_ast_strndup (lexer->ast, "bin", 3);
      token->name_span = (WeirLaunchSpan){ at, at + 1 };
    }
    return TRUE;
  }
  if (c == '@')
    return read_preset (lexer, token, error);
  if (is_path (lexer, at) || is_scheme (lexer, at)) {
    read_uri (lexer, token);
    return TRUE;
  }
  if (weir_launch_lexer_is_caps (lexer, at))
    return weir_launch_lexer_fail (lexer, (WeirLaunchSpan){ at, skip_word (lexer, at) }, error,
                                   "Caps can only stand between two links, as in \"a ! "
                                   "video/x-raw ! b\"");
  if (c == '.' && starts_name (lexer, at + 1)) {
    token->kind = WEIR_LAUNCH_TOKEN_PADS;
    read_pads (lexer, token, at + 1);
    return TRUE;
  }
  if (weir_launch_is_name_start (c))
    return read_named (lexer, token, error);
  return fail_at_character (lexer, error);
}

gboolean
weir_launch_lexer_next (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error)
{
  lexer->at = weir_launch_lexer_skip_space (lexer, lexer->at);
  *token = (WeirLaunchToken){ .kind = WEIR_LAUNCH_TOKEN_END, .span.start = lexer->at };
  if (lexer->at < lexer->length && !read_token (lexer, token, error))
    return FALSE;
  token->span.end = lexer->at;
  return TRUE;
}
