/* SPDX-License-Identifier: MIT */
/* Links, with the caps that may stand between two of their signs. The text of the caps is only cut
 * out here, at the sign that ends it; what it means is for the caps parser. But what can't be right
 * in any caps (a quote or bracket that stays open, two words with nothing between) is said here,
 * where the place is known. */
#include <weir/launch/lexer-private.h>

#include <string.h>

/* How far caps have been read. */
typedef struct {
  gsize at;          /* next byte of the line */
  gsize end;         /* behind the last byte that isn't white space */
  gsize depth;       /* of brackets of all kinds */
  gsize bracket;     /* where the outermost one is */
  gboolean in_space; /* the last byte was white space */
} Scan;

/* Whether a media type stands there: letters, a slash, and more. */
gboolean
weir_launch_lexer_is_caps (const WeirLaunchLexer *lexer, gsize at)
{
  const gsize start = at;

  while (at < lexer->length
         && (g_ascii_isalnum (lexer->line[at]) || strchr ("+-._", lexer->line[at]) != NULL))
    at++;
  return at > start && g_ascii_isalnum (lexer->line[start]) && at + 1 < lexer->length
         && lexer->line[at] == '/' && g_ascii_isalnum (lexer->line[at + 1]);
}

/* How many colons stand there that belong to the caps; 0 if they link. Those of a word (as in
 * memory:DMABuf or 1:3:5:1) have no space on either side. */
static gsize
count_caps_colons (const WeirLaunchLexer *lexer, const Scan *scan)
{
  gsize end = scan->at;

  while (end < lexer->length && lexer->line[end] == ':')
    end++;
  if (scan->in_space || end >= lexer->length || lexer->line[end] == '!'
      || weir_launch_lexer_skip_space (lexer, end) > end)
    return 0;
  return end - scan->at;
}

static gboolean
is_space (const WeirLaunchLexer *lexer, gsize at)
{
  return at < lexer->length && g_ascii_isspace (lexer->line[at]);
}

static void
take (Scan *scan, gsize n_bytes)
{
  scan->at += n_bytes;
  scan->end = scan->at;
  scan->in_space = FALSE;
}

static void
count_bracket (Scan *scan, char c)
{
  if (strchr ("([{<", c) != NULL) {
    if (scan->depth++ == 0)
      scan->bracket = scan->at;
  } else if (strchr (")]}>", c) != NULL && scan->depth > 0) {
    scan->depth--;
  }
}

/* Whether the word that begins here can't belong to the caps, because nothing joins it to what
 * stands before the space. */
static gboolean
is_stray_word (const WeirLaunchLexer *lexer, const Scan *scan)
{
  return scan->depth == 0 && scan->in_space && strchr (",;=)", lexer->line[scan->end - 1]) == NULL
         && strchr (",;=!:()", lexer->line[scan->at]) == NULL;
}

/* Reads what stands at scan->at. Returns FALSE when the caps end there. */
static gboolean
scan_step (WeirLaunchLexer *lexer, Scan *scan)
{
  const char c = lexer->line[scan->at];

  if (c == '\\' && is_space (lexer, scan->at + 1))
    scan->at++;
  if (is_space (lexer, scan->at)) {
    scan->at++;
    scan->in_space = TRUE;
    return TRUE;
  }
  if (c == '!' || (c == ')' && scan->depth == 0) || is_stray_word (lexer, scan))
    return FALSE;

  if (c == '"') {
    const gsize end = weir_launch_lexer_find_quote (lexer, scan->at);
    if (end >= lexer->length)
      return FALSE;
    take (scan, end + 1 - scan->at);
  } else if (c == ':' && scan->depth == 0) {
    const gsize n_colons = count_caps_colons (lexer, scan);
    if (n_colons == 0)
      return FALSE;
    take (scan, n_colons);
  } else if (c == '\\' && scan->at + 1 < lexer->length) {
    take (scan, 2);
  } else {
    count_bracket (scan, c);
    take (scan, 1);
  }
  return TRUE;
}

/* The caps have ended at scan->at, but not with a link. */
static gboolean
fail_in_caps (WeirLaunchLexer *lexer, const Scan *scan, WeirLaunchSpan caps, GError **error)
{
  const WeirLaunchSpan here = { scan->at, scan->at + 1 };

  if (scan->at >= lexer->length) {
    if (scan->depth > 0)
      return weir_launch_lexer_fail (lexer, (WeirLaunchSpan){ scan->bracket, scan->bracket + 1 },
                                     error, "The bracket \"%c\" in the caps is never closed",
                                     lexer->line[scan->bracket]);
    return weir_launch_lexer_fail (lexer, caps, error,
                                   "Caps stand between two links: \"! ELEMENT\" is missing after "
                                   "them");
  }
  if (lexer->line[scan->at] == '"')
    return weir_launch_lexer_fail (lexer, here, error,
                                   "The quote that begins here is never closed");
  if (lexer->line[scan->at] == ')')
    return weir_launch_lexer_fail (lexer, here, error,
                                   "The bin ends after caps: \"! ELEMENT\" is missing before the "
                                   "bracket");
  return weir_launch_lexer_fail (lexer, here, error,
                                 "A link or a comma is missing here: \"! ELEMENT\" after the caps, "
                                 "or \", name=value\" as a part of them");
}

/* The text between the places, without the backslashes that protect white space. */
static char *
copy_caps (WeirLaunchLexer *lexer, gsize start, gsize end)
{
  char *text = weir_launch_ast_alloc (lexer->ast, end - start + 1);
  gsize n = 0;

  for (gsize i = start; i < end; i++) {
    const char c = lexer->line[i];
    if (c == '\\' && i + 1 < end) {
      if (!g_ascii_isspace (lexer->line[i + 1]))
        text[n++] = c;
      i++;
    } else if (c == '"') {
      for (const gsize quote = weir_launch_lexer_find_quote (lexer, i); i < quote; i++)
        text[n++] = lexer->line[i];
    }
    text[n++] = lexer->line[i];
  }
  return text;
}

static gboolean
read_caps (WeirLaunchLexer *lexer, WeirLaunchLink *link, gsize start, GError **error)
{
  Scan scan = { .at = start, .end = start };

  while (scan.at < lexer->length && scan_step (lexer, &scan))
    ;
  link->caps_span = (WeirLaunchSpan){ start, scan.end };

  const char sign = scan.at < lexer->length ? lexer->line[scan.at] : '\0';
  if (sign != '!' && sign != ':')
    return fail_in_caps (lexer, &scan, link->caps_span, error);
  if (scan.depth > 0)
    return weir_launch_lexer_fail (lexer, (WeirLaunchSpan){ scan.bracket, scan.bracket + 1 }, error,
                                   "The bracket \"%c\" in the caps is never closed",
                                   lexer->line[scan.bracket]);
  link->caps = copy_caps (lexer, start, scan.end);
  lexer->at = scan.at + 1;
  return TRUE;
}

/* Reads from the sign at lexer->at. With two signs the first says which kind of link it is. */
gboolean
weir_launch_lexer_read_link (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error)
{
  const gsize start = lexer->at;
  const gsize next = weir_launch_lexer_skip_space (lexer, start + 1);
  WeirLaunchLink *link = weir_launch_ast_new_link (lexer->ast, lexer->line[start] == ':', NULL);

  token->kind = WEIR_LAUNCH_TOKEN_LINK;
  token->link = link;
  lexer->at = start + 1;
  if (next < lexer->length && weir_launch_lexer_is_caps (lexer, next)
      && !read_caps (lexer, link, next, error))
    return FALSE;
  link->span = (WeirLaunchSpan){ start, lexer->at };
  return TRUE;
}
