/* SPDX-License-Identifier: MIT */
/* Reading a manifest: one pass over its lines that keeps the plugins and where each element's lines begin and end. It is
 * done at every start of every program, so it doesn't take apart what nobody has asked for yet. */
#include <weir/registry/manifest-private.h>

#include <string.h>

#define MAX_FIELDS 16

typedef struct {
  WeirManifest *manifest;
  guint line;
  WeirManifestEntry *open; /* the element whose lines are being passed */
} Reader;

static void
clear_plugin (gpointer data)
{
  WeirManifestPlugin *plugin = data;

  g_free (plugin->name);
  g_free (plugin->file);
  g_free (plugin->description);
  g_free (plugin->version);
  g_free (plugin->license);
  g_free (plugin->source);
  g_free (plugin->package);
  g_free (plugin->origin);
}

static void
clear_entry (gpointer data)
{
  g_free (((WeirManifestEntry *) data)->name);
}

static void
clear_failure (gpointer data)
{
  g_free (((WeirManifestFailure *) data)->file);
  g_free (((WeirManifestFailure *) data)->reason);
}

static GArray *
array_new (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (array, clear);
  return array;
}

WeirManifest *
weir_manifest_ref (WeirManifest *manifest)
{
  g_atomic_int_inc (&manifest->refs);
  return manifest;
}

void
weir_manifest_unref (WeirManifest *manifest)
{
  if (!g_atomic_int_dec_and_test (&manifest->refs))
    return;
  g_array_unref (manifest->plugins);
  g_array_unref (manifest->elements);
  g_array_unref (manifest->type_finds);
  g_array_unref (manifest->failures);
  g_free (manifest->version);
  g_free (manifest->text);
  g_free (manifest);
}

/* --- the kinds of lines that the pass looks at -------------------------------------------- */

static gboolean
damaged (Reader *reader, const char *what, GError **error)
{
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_SYNTAX, "line %u of the manifest is damaged: %s",
               reader->line, what);
  return FALSE;
}

static gboolean
parse_stamp (char **fields, gint64 *mtime_us, guint64 *size)
{
  return weir_manifest_parse_i64 (fields[0], mtime_us)
         && weir_manifest_parse_u64 (fields[1], G_MAXUINT64, size);
}

static gboolean
read_header (Reader *reader, char **fields, guint n, GError **error)
{
  if (n < 3 || strcmp (fields[1], WEIR_MANIFEST_FORMAT) != 0)
    return damaged (reader, "its format is not known", error);
  reader->manifest->version = g_strdup (fields[2]);
  return TRUE;
}

static gboolean
read_plugin (Reader *reader, char **fields, guint n, GError **error)
{
  WeirManifestPlugin plugin = { 0 };

  if (n < 11 || fields[1][0] == '\0' || fields[2][0] == '\0'
      || !parse_stamp (fields + 3, &plugin.mtime_us, &plugin.size))
    return damaged (reader, "not a plugin", error);
  plugin.name = g_strdup (fields[1]);
  plugin.file = g_strdup (fields[2]);
  plugin.description = g_strdup (fields[5]);
  plugin.version = g_strdup (fields[6]);
  plugin.license = g_strdup (fields[7]);
  plugin.source = g_strdup (fields[8]);
  plugin.package = g_strdup (fields[9]);
  plugin.origin = g_strdup (fields[10]);
  g_array_append_val (reader->manifest->plugins, plugin);
  return TRUE;
}

static gboolean
read_entry (Reader *reader, GArray *entries, char **fields, guint n, gsize begin, GError **error)
{
  WeirManifestEntry entry = { .begin = begin, .end = begin };
  guint64 rank;

  if (reader->manifest->plugins->len == 0)
    return damaged (reader, "no plugin comes before it", error);
  if (n < 4 || fields[1][0] == '\0' || !weir_manifest_parse_u64 (fields[2], G_MAXINT, &rank))
    return damaged (reader, "it lacks a name or a rank", error);
  entry.name = g_strdup (fields[1]);
  entry.rank = (guint) rank;
  entry.plugin = reader->manifest->plugins->len - 1;
  g_array_append_val (entries, entry);
  reader->open = &g_array_index (entries, WeirManifestEntry, entries->len - 1);
  return TRUE;
}

static gboolean
read_failure (Reader *reader, char **fields, guint n, GError **error)
{
  WeirManifestFailure failure = { 0 };

  if (n < 5 || !parse_stamp (fields + 2, &failure.mtime_us, &failure.size))
    return damaged (reader, "not a failure", error);
  failure.file = g_strdup (fields[1]);
  failure.reason = g_strdup (fields[4]);
  g_array_append_val (reader->manifest->failures, failure);
  return TRUE;
}

/* What the pass looks at. */
static const struct {
  const char *text;
  gsize length;
} words[] = {
#define WORD(text_)                                                                                \
  {                                                                                                \
    text_, sizeof (text_) - 1                                                                      \
  }
  WORD ("plugin\t"), WORD ("element\t"),       WORD ("typefind\t"),
  WORD ("failed\t"), WORD ("weir-manifest\t"),
#undef WORD
};

/* Which word the line begins with; one more than the last: none of them. */
static guint
first_word (const char *line, gsize size)
{
  guint word = 0;

  while (word < G_N_ELEMENTS (words)
         && (size < words[word].length || memcmp (line, words[word].text, words[word].length) != 0))
    word++;
  return word;
}

/* The line is copied only if it is one of ours: splitting writes into it. */
static gboolean
read_line (Reader *reader, const char *line, gsize size, gsize begin, GError **error)
{
  guint word = first_word (line, size), n;
  char *fields[MAX_FIELDS];

  if (word == G_N_ELEMENTS (words))
    return TRUE;

  g_autofree char *copy = g_strndup (line, size);
  weir_manifest_split (copy, copy + strlen (copy), fields, MAX_FIELDS, &n);
  reader->open = NULL;
  switch (word) {
  case 0:
    return read_plugin (reader, fields, n, error);
  case 1:
    return read_entry (reader, reader->manifest->elements, fields, n, begin, error);
  case 2:
    return read_entry (reader, reader->manifest->type_finds, fields, n, begin, error);
  case 3:
    return read_failure (reader, fields, n, error);
  default:
    return reader->line == 1 ? read_header (reader, fields, n, error)
                             : damaged (reader, "a second beginning", error);
  }
}

WeirManifest *
weir_manifest_parse (char *text, gsize size, GError **error)
{
  g_autoptr (WeirManifest) manifest = g_new0 (WeirManifest, 1);
  Reader reader = { .manifest = manifest };
  gsize next;

  manifest->refs = 1;
  manifest->text = text;
  manifest->plugins = array_new (sizeof (WeirManifestPlugin), clear_plugin);
  manifest->elements = array_new (sizeof (WeirManifestEntry), clear_entry);
  manifest->type_finds = array_new (sizeof (WeirManifestEntry), clear_entry);
  manifest->failures = array_new (sizeof (WeirManifestFailure), clear_failure);

  if (size > WEIR_MANIFEST_MAX_BYTES) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                 "the manifest has %" G_GSIZE_FORMAT " bytes; at most %d are read", size,
                 WEIR_MANIFEST_MAX_BYTES);
    return NULL;
  }
  for (gsize begin = 0; begin < size; begin = next) {
    const char *newline = memchr (text + begin, '\n', size - begin);

    next = newline != NULL ? (gsize) (newline + 1 - text) : size;
    reader.line++;
    if (!read_line (&reader, text + begin, next - begin, begin, error))
      return NULL;
    if (reader.line == 1 && manifest->version == NULL) {
      damaged (&reader, "it doesn't begin as a manifest does", error);
      return NULL;
    }
    if (reader.open != NULL)
      reader.open->end = next;
  }
  if (manifest->version == NULL) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_SYNTAX, "the manifest is empty");
    return NULL;
  }
  return g_steal_pointer (&manifest);
}

WeirManifest *
weir_manifest_read_file (const char *path, GError **error)
{
  char *text;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  return weir_manifest_parse (text, size, error);
}

void
weir_manifest_parse_type_find (const WeirManifest *manifest, const WeirManifestEntry *entry,
                               char ***extensions, char **caps)
{
  g_autofree char *line = g_strndup (manifest->text + entry->begin, entry->end - entry->begin);
  char *fields[MAX_FIELDS];
  guint n;

  weir_manifest_split (line, line + strlen (line), fields, MAX_FIELDS, &n);
  *extensions =
    n > 3 && fields[3][0] != '\0' ? g_strsplit (fields[3], ",", -1) : g_new0 (char *, 1);
  *caps = n > 4 && fields[4][0] != '\0' ? g_strdup (fields[4]) : NULL;
}
