/* SPDX-License-Identifier: MIT */
/* The manifest: what the modules of a folder have to offer, as text, so that nobody must open them to know.
 *
 * Lines of fields with tabs between them; a tab, line feed or backslash inside a field is \t, \n, \\. The first field says
 * what the line is about:
 *
 *   weir-manifest FORMAT VERSION                         the first line; VERSION is the library's that wrote it
 *   plugin NAME FILE MTIME SIZE DESCRIPTION VERSION LICENSE SOURCE PACKAGE ORIGIN
 *                                                        FILE from the manifest's folder on; MTIME (us) and SIZE are 0
 *                                                        where the manifest is made together with the modules
 *   element NAME RANK TYPE                               of the plugin above; what follows is about it:
 *   long-name TEXT / klass TEXT / description TEXT / author TEXT / example TEXT
 *   parents TYPE...                                      nearest first
 *   interfaces TYPE...
 *   uri sink|src SCHEME...
 *   pad NAME sink|src always|sometimes|request CAPS
 *   prop NAME TYPE FLAGS MIN MAX DEFAULT BLURB           FLAGS: of WeirPropFlags, a number
 *   value NUMBER NICK NAME                               of the enum or flags property above
 *   typefind NAME RANK EXTENSIONS CAPS                   of the plugin above
 *   failed FILE MTIME SIZE REASON                        a module that can't be used
 *
 * Reading takes one pass that looks at the first fields; what is said about an element is taken apart when somebody
 * asks. A manifest is read as if anybody could have written it. */
#pragma once

#include <glib/gstdio.h>
#include <weir/registry/element-factory.h>
#include <weir/registry/plugin-impl.h>

G_BEGIN_DECLS

#define WEIR_MANIFEST_FORMAT "1"
#define WEIR_MANIFEST_NAME "weir.manifest"
/* Larger ones are refused: 100 times what all plugins together need. */
#define WEIR_MANIFEST_MAX_BYTES (64 * 1024 * 1024)

typedef struct {
  char *name, *file; /* (owned) as all strings here */
  gint64 mtime_us;
  guint64 size;
  char *description, *version, *license, *source, *package, *origin;
} WeirManifestPlugin;

typedef struct {
  char *file;
  gint64 mtime_us;
  guint64 size;
  char *reason;
} WeirManifestFailure;

typedef struct {
  char *name;
  guint rank;
  guint plugin;     /* index */
  gsize begin, end; /* of its lines in the text */
} WeirManifestEntry;

typedef struct {
  gint refs; /* atomic */
  char *text;
  char *version;
  GArray *plugins;  /* of WeirManifestPlugin */
  GArray *elements; /* of WeirManifestEntry */
  GArray *type_finds;
  GArray *failures; /* of WeirManifestFailure */
} WeirManifest;

/* Thread: any. Takes the text, which has a NUL behind its `size` bytes. */
WeirManifest *weir_manifest_parse (char *text /* (transfer full) */, gsize size, GError **error);
WeirManifest *weir_manifest_read_file (const char *path, GError **error);
WeirManifest *weir_manifest_ref (WeirManifest *manifest);
void weir_manifest_unref (WeirManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirManifest, weir_manifest_unref)

/* What a typefind line says. */
void weir_manifest_parse_type_find (const WeirManifest *manifest, const WeirManifestEntry *entry,
                                    char ***extensions /* (out) (transfer full) */,
                                    char **caps /* (out) (transfer full) (nullable) */);

/* --- what is said about an element --- */

typedef struct {
  char *text; /* (owned): all strings lie in here */
  const char *type_name, *long_name, *klass, *description, *author, *example;
  GPtrArray *parents, *interfaces, *uri_protocols; /* (owned) of strings, with a NULL at the end */
  WeirURIType uri_type;
  GList *templates;  /* (owned) of WeirStaticPadTemplate, (owned) */
  GArray *props;     /* (owned) of WeirFactoryProperty */
  GPtrArray *values; /* (owned) of GArray of WeirFactoryValue: by property */
} WeirElementDetails;

/* Takes apart the lines of one element. Never NULL: lines that are damaged are left out, and `error` is set. */
WeirElementDetails *weir_element_details_parse (const char *text, gsize size, GError **error);
void weir_element_details_free (WeirElementDetails *details);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirElementDetails, weir_element_details_free)

/* --- lines --- */

/* Splits the line that begins at `line` in place. Returns where the next one begins; NULL after the last. */
char *weir_manifest_split (char *line, char *end, char **fields, guint max_fields, guint *n_fields);
void weir_manifest_add_line (GString *text, const char *word, ...) G_GNUC_NULL_TERMINATED;
gboolean weir_manifest_parse_u64 (const char *text, guint64 max, guint64 *value);
gboolean weir_manifest_parse_i64 (const char *text, gint64 *value);

/* When a file was changed, in us. */
gint64 weir_manifest_stamp_us (const GStatBuf *stamp);

/* --- writing --- */

/* FALSE: the class is not fit for being registered; the error says what it lacks. */
gboolean weir_manifest_check_element (GType type, GError **error);
void weir_manifest_add_element (GString *text, const char *name, guint rank, GType type);
void weir_manifest_begin (GString *text);

G_END_DECLS
