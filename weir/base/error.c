/* SPDX-License-Identifier: MIT */
/* The error domains, the standard text of each code, hints that travel with an error, and the
 * search for the name that somebody meant. */
#include <weir/base/error.h>

#include <string.h>

typedef struct {
  char *hint; /* (owned) (nullable) */
} WeirErrorPrivate;

/* GLib puts the private part of an extended error before it, on its own alignment. */
static WeirErrorPrivate *
private_of (const GError *error)
{
  const gsize align = 2 * sizeof (gsize), size = (sizeof (WeirErrorPrivate) + align - 1) & -align;

  if (error->domain != WEIR_ERROR && error->domain != WEIR_CORE_ERROR)
    return NULL;
  return (WeirErrorPrivate *) ((guint8 *) error - size);
}

/* Called before the domain is set: by size alone. */
static void
hint_init (GError *error)
{
  const gsize align = 2 * sizeof (gsize), size = (sizeof (WeirErrorPrivate) + align - 1) & -align;

  ((WeirErrorPrivate *) ((guint8 *) error - size))->hint = NULL;
}

static void
hint_copy (const GError *src, GError *dest)
{
  const gsize align = 2 * sizeof (gsize), size = (sizeof (WeirErrorPrivate) + align - 1) & -align;

  ((WeirErrorPrivate *) ((guint8 *) dest - size))->hint = g_strdup (private_of (src)->hint);
}

static void
hint_clear (GError *error)
{
  g_clear_pointer (&private_of (error)->hint, g_free);
}

static GQuark
register_once (gsize *place, const char *name)
{
  if (g_once_init_enter (place)) {
    GQuark quark = g_error_domain_register_static (name, sizeof (WeirErrorPrivate), hint_init,
                                                   hint_copy, hint_clear);
    g_once_init_leave (place, quark);
  }
  return (GQuark) *place;
}

/**
 * weir_error_quark:
 *
 * Its errors can carry hints.
 *
 * Thread: any
 *
 * Returns: the domain of #WeirError
 */
GQuark
weir_error_quark (void)
{
  static gsize quark;

  return register_once (&quark, "weir-error-quark");
}

/* The spelling of these is data that programs compare; it is that of the world they come from. A
 * formatter would take the dashes for minus signs. */

/**
 * weir_core_error_quark:
 *
 * Its errors can carry hints, because those of negotiation do.
 *
 * Returns: the domain of #WeirCoreError
 */
GQuark
weir_core_error_quark (void)
{
  static gsize quark;

  return register_once (&quark, "gst-core-error-quark");
}

/**
 * weir_library_error_quark:
 *
 * Returns: the domain of #WeirLibraryError
 */
/* clang-format off */
G_DEFINE_QUARK (gst-library-error-quark, weir_library_error)
/* clang-format on */

/**
 * weir_resource_error_quark:
 *
 * Returns: the domain of #WeirResourceError
 */
/* clang-format off */
G_DEFINE_QUARK (gst-resource-error-quark, weir_resource_error)
/* clang-format on */

/**
 * weir_stream_error_quark:
 *
 * Returns: the domain of #WeirStreamError
 */
/* clang-format off */
G_DEFINE_QUARK (gst-stream-error-quark, weir_stream_error)
/* clang-format on */

/**
 * weir_parse_error_quark:
 *
 * Returns: the domain of #WeirParseError
 */
G_DEFINE_QUARK (gst_parse_error, weir_parse_error)

/**
 * weir_plugin_error_quark:
 *
 * Returns: the domain of #WeirPluginError
 */
G_DEFINE_QUARK (gst_plugin_error, weir_plugin_error)

/**
 * weir_uri_error_quark:
 *
 * Returns: the domain of #WeirURIError
 */
/* clang-format off */
G_DEFINE_QUARK (gst-uri-error-quark, weir_uri_error)
/* clang-format on */

/* clang-format on */

static const char *const core_messages[] = {
  [WEIR_CORE_ERROR_FAILED] = "The engine failed.",
  [WEIR_CORE_ERROR_TOO_LAZY] = "The engine failed, and the cause has no code of its own.",
  [WEIR_CORE_ERROR_NOT_IMPLEMENTED] = "Weir doesn't have this operation.",
  [WEIR_CORE_ERROR_STATE_CHANGE] = "The state could not be changed.",
  [WEIR_CORE_ERROR_PAD] = "A pad is missing or can't do what was asked.",
  [WEIR_CORE_ERROR_THREAD] = "A thread could not be made.",
  [WEIR_CORE_ERROR_NEGOTIATION] = "Two elements have no format in common.",
  [WEIR_CORE_ERROR_EVENT] = "An event could not be handled.",
  [WEIR_CORE_ERROR_SEEK] = "The stream could not be moved to that position.",
  [WEIR_CORE_ERROR_CAPS] = "The caps are not usable.",
  [WEIR_CORE_ERROR_TAG] = "The tags are not usable.",
  [WEIR_CORE_ERROR_MISSING_PLUGIN] = "An element that is needed here is not installed.",
  [WEIR_CORE_ERROR_CLOCK] = "There is no usable clock.",
  [WEIR_CORE_ERROR_DISABLED] = "This build of Weir was made without that function.",
};

static const char *const library_messages[] = {
  [WEIR_LIBRARY_ERROR_FAILED] = "A library failed.",
  [WEIR_LIBRARY_ERROR_TOO_LAZY] = "A library failed, and the cause has no code of its own.",
  [WEIR_LIBRARY_ERROR_INIT] = "A library could not be initialised.",
  [WEIR_LIBRARY_ERROR_SHUTDOWN] = "A library could not be closed.",
  [WEIR_LIBRARY_ERROR_SETTINGS] = "A library refused its settings.",
  [WEIR_LIBRARY_ERROR_ENCODE] = "A library could not encode the stream.",
};

static const char *const resource_messages[] = {
  [WEIR_RESOURCE_ERROR_FAILED] = "A file, host or device failed.",
  [WEIR_RESOURCE_ERROR_TOO_LAZY] = "A file, host or device failed without a code of its own.",
  [WEIR_RESOURCE_ERROR_NOT_FOUND] = "It does not exist.",
  [WEIR_RESOURCE_ERROR_BUSY] = "It is in use already.",
  [WEIR_RESOURCE_ERROR_OPEN_READ] = "It can't be opened for reading.",
  [WEIR_RESOURCE_ERROR_OPEN_WRITE] = "It can't be opened for writing.",
  [WEIR_RESOURCE_ERROR_OPEN_READ_WRITE] = "It can't be opened for reading and writing.",
  [WEIR_RESOURCE_ERROR_CLOSE] = "It can't be closed.",
  [WEIR_RESOURCE_ERROR_READ] = "It can't be read.",
  [WEIR_RESOURCE_ERROR_WRITE] = "It can't be written.",
  [WEIR_RESOURCE_ERROR_SEEK] = "It can't be read or written at that place.",
  [WEIR_RESOURCE_ERROR_SYNC] = "Its data could not be made permanent.",
  [WEIR_RESOURCE_ERROR_SETTINGS] = "It refused its settings.",
  [WEIR_RESOURCE_ERROR_NO_SPACE_LEFT] = "There is no space left.",
  [WEIR_RESOURCE_ERROR_NOT_AUTHORIZED] = "Access to it is not allowed.",
};

static const char *const stream_messages[] = {
  [WEIR_STREAM_ERROR_FAILED] = "The stream failed.",
  [WEIR_STREAM_ERROR_TOO_LAZY] = "The stream failed, and the cause has no code of its own.",
  [WEIR_STREAM_ERROR_NOT_IMPLEMENTED] = "Weir doesn't handle this kind of stream.",
  [WEIR_STREAM_ERROR_TYPE_NOT_FOUND] = "The kind of stream could not be told from its data.",
  [WEIR_STREAM_ERROR_WRONG_TYPE] = "The stream is of another kind than expected.",
  [WEIR_STREAM_ERROR_CODEC_NOT_FOUND] = "No element is installed that decodes or encodes it.",
  [WEIR_STREAM_ERROR_DECODE] = "The stream could not be decoded.",
  [WEIR_STREAM_ERROR_ENCODE] = "The stream could not be encoded.",
  [WEIR_STREAM_ERROR_DEMUX] = "The file's streams could not be taken apart.",
  [WEIR_STREAM_ERROR_MUX] = "The streams could not be put together.",
  [WEIR_STREAM_ERROR_FORMAT] = "The data is not what its format says.",
  [WEIR_STREAM_ERROR_DECRYPT] = "The stream is encrypted and can't be decrypted.",
  [WEIR_STREAM_ERROR_DECRYPT_NOKEY] = "The stream is encrypted and the key is missing.",
};

/**
 * weir_error_get_message:
 * @domain: an error domain
 * @code: a code of the domain
 *
 * Gives the standard sentence for a code, for those who have nothing better to say.
 *
 * Thread: any
 *
 * Returns: (transfer full): the sentence
 */
char *
weir_error_get_message (GQuark domain, int code)
{
  const struct {
    GQuark domain;
    const char *const *messages;
    int n;
  } tables[] = {
    { WEIR_CORE_ERROR, core_messages, G_N_ELEMENTS (core_messages) },
    { WEIR_LIBRARY_ERROR, library_messages, G_N_ELEMENTS (library_messages) },
    { WEIR_RESOURCE_ERROR, resource_messages, G_N_ELEMENTS (resource_messages) },
    { WEIR_STREAM_ERROR, stream_messages, G_N_ELEMENTS (stream_messages) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].domain == domain && code > 0 && code < tables[i].n)
      return g_strdup (tables[i].messages[code]);
  return g_strdup_printf ("Error %d of %s.", code,
                          domain ? g_quark_to_string (domain) : "no domain");
}

static GError *
new_with_hint_valist (WeirError code, const char *hint, const char *format, va_list args)
{
  GError *error = g_error_new_valist (WEIR_ERROR, (int) code, format, args);

  private_of (error)->hint = g_strdup (hint);
  return error;
}

/**
 * weir_error_new_with_hint: (skip)
 * @code: the code, of %WEIR_ERROR
 * @hint: (nullable): what to do about it: a sentence, or a line to paste
 * @format: what failed, on what
 * @...: arguments of @format
 *
 * Makes an error that carries its cure beside its message.
 *
 * Thread: any
 *
 * Returns: (transfer full): the error
 */
GError *
weir_error_new_with_hint (WeirError code, const char *hint, const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = new_with_hint_valist (code, hint, format, args);
  va_end (args);
  return error;
}

/**
 * weir_set_error_with_hint: (skip)
 * @error: (nullable): where the error goes
 * @code: the code, of %WEIR_ERROR
 * @hint: (nullable): what to do about it: a sentence, or a line to paste
 * @format: what failed, on what
 * @...: arguments of @format
 *
 * As g_set_error(), with the cure.
 *
 * Thread: any
 */
void
weir_set_error_with_hint (GError **error, WeirError code, const char *hint, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  g_propagate_error (error, new_with_hint_valist (code, hint, format, args));
  va_end (args);
}

/**
 * weir_error_get_hint:
 * @error: an error of any domain
 *
 * Gives the cure that an error carries.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): what to do about it
 */
const char *
weir_error_get_hint (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return private_of (error) != NULL ? private_of (error)->hint : NULL;
}

/**
 * weir_error_set_hint: (skip)
 * @error: an error of the domain %WEIR_ERROR or %WEIR_CORE_ERROR
 * @hint: (nullable): what to do about it
 *
 * Has the error carry a cure.
 *
 * Thread: any
 */
void
weir_error_set_hint (GError *error, const char *hint)
{
  g_return_if_fail (error != NULL && private_of (error) != NULL);
  g_free (private_of (error)->hint);
  private_of (error)->hint = g_strdup (hint);
}

#define MAX_WORD 64

/* The number of letters to insert, drop, exchange or swap with their neighbour, in lower case;
 * more than @limit if it would take more. (Damerau-Levenshtein, optimal string alignment.) */
static guint
edit_distance (const char *a, gsize a_len, const char *b, gsize b_len, guint limit)
{
  guint rows[3][MAX_WORD + 1];
  guint *before = rows[0], *above = rows[1], *row = rows[2];

  for (gsize j = 0; j <= b_len; j++)
    above[j] = (guint) j;
  for (gsize i = 1; i <= a_len; i++) {
    guint *spare = before, best = limit + 1;

    row[0] = (guint) i;
    for (gsize j = 1; j <= b_len; j++) {
      char x = g_ascii_tolower (a[i - 1]), y = g_ascii_tolower (b[j - 1]);
      guint cost = MIN (above[j], row[j - 1]) + 1;

      cost = MIN (cost, above[j - 1] + (x != y));
      if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2]) && g_ascii_tolower (a[i - 2]) == y)
        cost = MIN (cost, before[j - 2] + 1);
      row[j] = cost;
      best = MIN (best, cost);
    }
    if (best > limit)
      return limit + 1;
    before = above;
    above = row;
    row = spare;
  }
  return above[b_len];
}

/**
 * weir_error_did_you_mean:
 * @candidates: (array length=n_candidates): the names that exist
 * @n_candidates: how many they are
 * @word: what somebody wrote
 *
 * Finds the name that @word was probably meant to be: the nearest by letters changed, at most one
 * in three; or else the shortest name that begins with @word (or the other way round). The
 * first of equals wins.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): one of @candidates, or %NULL if none is near
 */
const char *
weir_error_did_you_mean (const char *const *candidates, gsize n_candidates, const char *word)
{
  const char *nearest = NULL, *longer = NULL;
  gsize word_len, longer_len = G_MAXSIZE;
  guint best;

  g_return_val_if_fail (word != NULL, NULL);
  word_len = strlen (word);
  if (word_len == 0 || word_len > MAX_WORD)
    return NULL;
  best = MAX (1, (guint) word_len / 3) + 1;

  for (gsize i = 0; i < n_candidates; i++) {
    const char *name = candidates[i];
    gsize len = strnlen (name, MAX_WORD + 1), common = MIN (len, word_len);

    if (len == 0 || len > MAX_WORD)
      continue;
    if (common >= 3 && len < longer_len && g_ascii_strncasecmp (name, word, common) == 0) {
      longer = name;
      longer_len = len;
    }
    if ((len > word_len ? len - word_len : word_len - len) < best) {
      guint distance = edit_distance (word, word_len, name, len, best - 1);
      if (distance < best && distance < MAX (len, word_len)) {
        best = distance;
        nearest = name;
      }
    }
  }
  return nearest ? nearest : longer;
}
