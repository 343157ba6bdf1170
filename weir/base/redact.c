/* SPDX-License-Identifier: MIT */
/* Camera addresses carry passwords, and launch lines, diagrams, errors and logs carry addresses.
 * Whatever shows a text that may hold one sends it through here. */
#include <weir/base/redact.h>

#include <string.h>

/* The word in which the search is: what lies in it is looked up once, however many schemes it
 * holds. */
typedef struct {
  const char *end;
  const char *last_at; /* (nullable): its last "@" */
} Word;

static gboolean
ends_word (char c)
{
  return c == '\0' || g_ascii_isspace (c) || c == '"' || c == '\'' || c == '<' || c == '>';
}

static void
look_at_word (Word *word, const char *start)
{
  if (word->end != NULL && start < word->end)
    return;
  word->last_at = NULL;
  for (word->end = start; !ends_word (*word->end); word->end++)
    if (*word->end == '@')
      word->last_at = word->end;
}

/* The first byte at or behind `at` that is one of the set, or the end of the word. */
static const char *
find_any (const char *at, const Word *word, const char *set)
{
  while (at < word->end && strchr (set, *at) == NULL)
    at++;
  return at;
}

/* The password of the URI whose authority begins at `authority`: [start, end). Real ones hold
 * slashes and more that should have been escaped, so up to the last "@" it may be one, unless it
 * looks like a port. */
static gboolean
find_password (Word *word, const char *authority, const char **start, const char **end)
{
  look_at_word (word, authority);
  const char *colon = find_any (authority, word, ":/?#@");
  if (colon >= word->end || *colon != ':')
    return FALSE;

  const char *tail = colon + 1;
  while (g_ascii_isdigit (*tail))
    tail++;
  if (tail >= word->end || strchr ("/?#", *tail) != NULL)
    return FALSE;

  const char *authority_end = find_any (colon, word, "/?#");
  const char *at = NULL;
  for (const char *c = colon; c < authority_end; c++)
    if (*c == '@')
      at = c;
  if (at == NULL)
    at = word->last_at;
  if (at == NULL || at <= colon)
    return FALSE;
  *start = colon + 1;
  *end = at;
  return TRUE;
}

/**
 * weir_redact:
 * @text: a text in which URIs may stand: a launch line, a message, the value of a property
 * @places: (array length=n_places) (inout) (nullable): byte offsets into @text, in any order
 * @n_places: how many there are
 *
 * Replaces the password of each URI in @text (`rtsp://user:password@host/`) by `***`, and moves
 * @places to where they are in the result.
 *
 * Thread: any
 *
 * Returns: (transfer full): the text without passwords
 */
char *
weir_redact (const char *text, gsize *places, gsize n_places)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *out = g_string_new (NULL);
  g_autofree gsize *given = g_memdup2 (places, n_places * sizeof *places);
  const char *copied = text;
  Word word = { 0 };

  for (const char *sign = text; *sign != '\0'; sign++) {
    const char *start, *end;
    if (sign < copied || sign[0] != ':' || sign[1] != '/' || sign[2] != '/'
        || !find_password (&word, sign + 3, &start, &end))
      continue;
    g_string_append_len (out, copied, start - copied);
    for (gsize i = 0; i < n_places; i++)
      if (given[i] > (gsize) (start - text))
        places[i] =
          given[i] < (gsize) (end - text) ? out->len : given[i] - (end - text) + out->len + 3;
    g_string_append (out, "***");
    copied = end;
  }
  g_string_append (out, copied);
  return g_string_free (out, FALSE);
}

/**
 * weir_redact_is_secret:
 * @name: name of a property
 *
 * Whether the value of a property of that name is to be shown as `***`: passwords, pass phrases,
 * tokens and keys that open something.
 *
 * Thread: any
 *
 * Returns: %TRUE if it is
 */
gboolean
weir_redact_is_secret (const char *name)
{
  static const char *const parts[] = { "password", "passwd", "passphrase", "user-pw",
                                       "proxy-pw", "secret", "token",      "private-key" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (name, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}
