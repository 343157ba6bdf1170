/* SPDX-License-Identifier: MIT */
/* What is in a folder of plugins. The library's own has a manifest. For others each module is opened once in a child
 * process (weir-manifest), so that one that crashes or hangs takes nobody with it: it is left out, by name. What the
 * children said is kept in the user's cache, and used until a module comes, goes or changes. */
#include <weir/base/log.h>
#include <weir/registry/places-private.h>
#include <weir/registry/registry-private.h>

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

WEIR_LOG_TOPIC ("scan");

typedef struct {
  char *name; /* (owned): in the folder */
  GStatBuf stamp;
} Module;

static void
clear_module (gpointer data)
{
  g_free (((Module *) data)->name);
}

static int
compare_modules (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Module *) a)->name, ((const Module *) b)->name);
}

/* The modules of a folder, by name. A folder that isn't there has none. */
static GArray *
list_modules (const char *folder)
{
  GArray *modules = g_array_new (FALSE, TRUE, sizeof (Module));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (modules, clear_module);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    Module module = { 0 };

    if (!g_str_has_suffix (name, "." G_MODULE_SUFFIX) || g_stat (path, &module.stamp) != 0
        || !S_ISREG (module.stamp.st_mode))
      continue;
    module.name = g_strdup (name);
    g_array_append_val (modules, module);
  }
  g_array_sort (modules, compare_modules);
  return modules;
}

/* --- the cache ---------------------------------------------------------------------------------- */

static char *
cache_path (const char *folder)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, folder, -1);
  g_autofree char *name = g_strdup_printf ("plugins-%.16s.manifest", sum);

  return g_build_filename (g_get_user_cache_dir (), "weir", name, NULL);
}

static gboolean
is_same (const Module *module, const char *file, gint64 mtime_us, guint64 size)
{
  return strcmp (module->name, file) == 0 && weir_manifest_stamp_us (&module->stamp) == mtime_us
         && (guint64) module->stamp.st_size == size;
}

static gboolean
knows (const WeirManifest *manifest, const Module *module)
{
  for (guint i = 0; i < manifest->plugins->len; i++) {
    const WeirManifestPlugin *plugin = &g_array_index (manifest->plugins, WeirManifestPlugin, i);
    if (is_same (module, plugin->file, plugin->mtime_us, plugin->size))
      return TRUE;
  }
  for (guint i = 0; i < manifest->failures->len; i++) {
    const WeirManifestFailure *failure =
      &g_array_index (manifest->failures, WeirManifestFailure, i);
    if (is_same (module, failure->file, failure->mtime_us, failure->size))
      return TRUE;
  }
  return FALSE;
}

/* Is what the cache says about exactly these modules, and said by this version? */
static gboolean
is_current (const WeirManifest *manifest, GArray *modules)
{
  if (strcmp (manifest->version, WEIR_VERSION) != 0
      || manifest->plugins->len + manifest->failures->len != modules->len)
    return FALSE;
  for (guint i = 0; i < modules->len; i++)
    if (!knows (manifest, &g_array_index (modules, Module, i)))
      return FALSE;
  return TRUE;
}

static void
write_cache (const char *path, GString *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    WEIR_LOG_INFO (folder, "the cache of plugins can't be kept: %s", g_strerror (errno));
  else if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    WEIR_LOG_INFO (path, "the cache of plugins can't be kept: %s", error->message);
}

/* --- looking at modules ------------------------------------------------------------------------- */

/* The program that looks at modules. */
static char *
find_tool (void)
{
  const char *named = g_getenv ("WEIR_MANIFEST_TOOL");
  g_autofree char *installed = NULL;

  if (named != NULL)
    return g_strdup (named);
  installed = weir_place_find (WEIR_LIBEXECDIR "/weir-manifest");
  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  return g_find_program_in_path ("weir-manifest");
}

static char *
why_it_ended (int status, char *complaint)
{
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM)
    return g_strdup ("it did not answer in time");
  if (WIFSIGNALED (status))
    return g_strdup_printf ("it crashed (%s)", g_strsignal (WTERMSIG (status)));
  g_strstrip (complaint);
  return g_strdup (complaint[0] != '\0' ? complaint : "it can't be opened");
}

/* Ownership: full. NULL: `reason` says why. */
static char *
describe_in_child (const char *tool, const char *path, char **reason)
{
  const char *argv[] = { tool, "--stamp", path, NULL };
  g_autofree char *said = NULL, *complaint = NULL;
  g_autoptr (WeirManifest) checked = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, &complaint,
                     &status, &error)) {
    *reason = g_strdup (error->message);
    return NULL;
  }
  if (!g_spawn_check_wait_status (status, NULL)) {
    *reason = why_it_ended (status, complaint);
    return NULL;
  }
  checked = weir_manifest_parse (g_strdup (said), strlen (said), &error);
  if (checked == NULL || checked->plugins->len != 1) {
    *reason = g_strdup (error != NULL ? error->message : "it said nothing");
    return NULL;
  }
  return g_steal_pointer (&said);
}

static void
add_failure (GString *text, const Module *module, const char *reason)
{
  g_autofree char *mtime =
    g_strdup_printf ("%" G_GINT64_FORMAT, weir_manifest_stamp_us (&module->stamp));
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) module->stamp.st_size);

  weir_manifest_add_line (text, "failed", module->name, mtime, size, reason, NULL);
}

static GString *
scan (const char *folder, GArray *modules, GError **error)
{
  g_autofree char *tool = find_tool ();
  GString *text = g_string_new (NULL);

  if (tool == NULL) {
    g_set_error (
      error, WEIR_ERROR, WEIR_ERROR_PLUGIN,
      "the program weir-manifest, which looks at modules, isn't installed; set WEIR_MANIFEST_TOOL to it");
    g_string_free (text, TRUE);
    return NULL;
  }
  weir_manifest_begin (text);
  for (guint i = 0; i < modules->len; i++) {
    const Module *module = &g_array_index (modules, Module, i);
    g_autofree char *path = g_build_filename (folder, module->name, NULL);
    g_autofree char *reason = NULL;
    g_autofree char *said = describe_in_child (tool, path, &reason);

    if (said != NULL) {
      g_string_append (text, strchr (said, '\n') + 1); /* without its first line */
    } else {
      g_warning ("the plugin %s is left out: %s", path, reason);
      add_failure (text, module, reason);
    }
  }
  return text;
}

WeirManifest *
weir_registry_look_into (const char *folder, GError **error)
{
  g_autofree char *own = g_build_filename (folder, WEIR_MANIFEST_NAME, NULL);

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return weir_manifest_read_file (own, error);

  g_autoptr (GArray) modules = list_modules (folder);
  if (modules->len == 0)
    return NULL;

  g_autofree char *path = cache_path (folder);
  g_autoptr (WeirManifest) cached = weir_manifest_read_file (path, NULL);
  if (cached != NULL && is_current (cached, modules))
    return g_steal_pointer (&cached);

  WEIR_LOG_INFO (folder, "looking at %u modules", modules->len);
  GString *text = scan (folder, modules, error);
  if (text == NULL)
    return NULL;
  write_cache (path, text);
  gsize size = text->len;
  return weir_manifest_parse (g_string_free (text, FALSE), size, error);
}
