/* SPDX-License-Identifier: MIT */
/* The registry is a table of names. What manifests say lies in it as it was read; a feature becomes an object when it is
 * asked for, and a module is opened when something of it is made. Who comes first keeps a name: the folders that the user
 * names come before the library's own. Plugins are in registry-plugins.c. */
#include <weir/base/log.h>
#include <weir/registry/places-private.h>
#include <weir/registry/registry-private.h>

#include <string.h>

WEIR_LOG_TOPIC ("registry");

struct _WeirRegistryClass {
  WeirObjectClass parent_class;
};

guint weir_registry_signals[WEIR_REGISTRY_N_SIGNALS];
static pthread_mutex_t the_registry_lock = PTHREAD_MUTEX_INITIALIZER;
static WeirRegistry *the_registry; /* (locked) (owned) (nullable) */

G_DEFINE_FINAL_TYPE (WeirRegistry, weir_registry, WEIR_TYPE_OBJECT)

static void
slot_free (gpointer data)
{
  WeirRegistrySlot *slot = data;

  g_clear_object (&slot->feature);
  g_clear_pointer (&slot->manifest, weir_manifest_unref);
  g_clear_pointer (&slot->plugins, g_ptr_array_unref);
  g_free (slot);
}

static void
weir_registry_finalize (GObject *object)
{
  WeirRegistry *registry = WEIR_REGISTRY_CAST (object);

  g_hash_table_unref (registry->elements);
  g_hash_table_unref (registry->type_finds);
  g_hash_table_unref (registry->plugins);
  pthread_mutex_destroy (&registry->lock);
  G_OBJECT_CLASS (weir_registry_parent_class)->finalize (object);
}

static void
weir_registry_class_init (WeirRegistryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_registry_finalize;

  /**
   * WeirRegistry::feature-added:
   * @registry: the registry
   * @feature: the feature
   *
   * A feature came, after the registry was filled at first.
   */
  weir_registry_signals[WEIR_REGISTRY_FEATURE_ADDED] =
    g_signal_new ("feature-added", WEIR_TYPE_REGISTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, WEIR_TYPE_PLUGIN_FEATURE);
  /**
   * WeirRegistry::plugin-added:
   * @registry: the registry
   * @plugin: the plugin
   *
   * A plugin came, after the registry was filled at first.
   */
  weir_registry_signals[WEIR_REGISTRY_PLUGIN_ADDED] =
    g_signal_new ("plugin-added", WEIR_TYPE_REGISTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, WEIR_TYPE_PLUGIN);
}

static void
weir_registry_init (WeirRegistry *registry)
{
  pthread_mutex_init (&registry->lock, NULL);
  registry->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, slot_free);
  registry->type_finds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, slot_free);
  registry->plugins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* --- from manifests ------------------------------------------------------------------------------ */

/* Inside the lock. */
static void
add_slots (GHashTable *table, WeirManifest *manifest, GArray *entries, GPtrArray *plugins)
{
  for (guint i = 0; i < entries->len; i++) {
    const WeirManifestEntry *entry = &g_array_index (entries, WeirManifestEntry, i);

    if (g_hash_table_contains (table, entry->name))
      continue;
    WeirRegistrySlot *slot = g_new0 (WeirRegistrySlot, 1);
    slot->manifest = weir_manifest_ref (manifest);
    slot->entry = entry;
    slot->plugins = g_ptr_array_ref (plugins);
    g_hash_table_insert (table, g_strdup (entry->name), slot);
  }
}

void
weir_registry_add_manifest (WeirRegistry *registry, WeirManifest *manifest, const char *folder)
{
  g_autoptr (GPtrArray) plugins = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < manifest->plugins->len; i++)
    g_ptr_array_add (plugins, weir_plugin_new_from_manifest (
                                &g_array_index (manifest->plugins, WeirManifestPlugin, i), folder));

  pthread_mutex_lock (&registry->lock);
  for (guint i = 0; i < plugins->len; i++) {
    WeirPlugin *plugin = plugins->pdata[i];
    if (!g_hash_table_contains (registry->plugins, weir_plugin_get_name (plugin)))
      g_hash_table_insert (registry->plugins, g_strdup (weir_plugin_get_name (plugin)),
                           g_object_ref (plugin));
  }
  add_slots (registry->elements, manifest, manifest->elements, plugins);
  add_slots (registry->type_finds, manifest, manifest->type_finds, plugins);
  registry->cookie++;
  pthread_mutex_unlock (&registry->lock);
}

static gboolean
add_folder (WeirRegistry *registry, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirManifest) manifest = weir_registry_look_into (folder, &error);

  if (manifest == NULL) {
    if (error != NULL)
      g_warning ("the plugins in %s can't be used: %s", folder, error->message);
    return FALSE;
  }
  weir_registry_add_manifest (registry, manifest, folder);
  return manifest->plugins->len > 0;
}

static void
add_folders (WeirRegistry *registry, const char *list)
{
  g_auto (GStrv) folders = g_strsplit (list, G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; folders[i] != NULL; i++) {
    g_autofree char *folder =
      folders[i][0] != '\0' ? g_canonicalize_filename (folders[i], NULL) : NULL;
    if (folder != NULL)
      add_folder (registry, folder);
  }
}

static void
fill (WeirRegistry *registry)
{
  const char *own = g_getenv ("WEIR_PLUGIN_PATH"), *system = g_getenv ("WEIR_PLUGIN_SYSTEM_PATH");

  if (own != NULL)
    add_folders (registry, own);
  if (system != NULL) {
    add_folders (registry, system);
  } else {
    g_autofree char *installed = weir_place_find (WEIR_LIBDIR "/weir-1.0");
    add_folders (registry, installed);
  }
  WEIR_LOG_INFO (NULL, "%u elements in %u plugins", g_hash_table_size (registry->elements),
                 g_hash_table_size (registry->plugins));
}

/**
 * weir_registry_get:
 *
 * Gives the registry; it is filled when it is first asked for.
 *
 * Thread: any
 *
 * Returns: (transfer none): the registry
 */
WeirRegistry *
weir_registry_get (void)
{
  pthread_mutex_lock (&the_registry_lock);
  if (the_registry == NULL) {
    the_registry = g_object_ref_sink (g_object_new (WEIR_TYPE_REGISTRY, "name", "registry", NULL));
    fill (the_registry);
  }
  WeirRegistry *registry = the_registry;
  pthread_mutex_unlock (&the_registry_lock);
  return registry;
}

void
weir_registry_drop (void)
{
  pthread_mutex_lock (&the_registry_lock);
  WeirRegistry *registry = g_steal_pointer (&the_registry);
  pthread_mutex_unlock (&the_registry_lock);
  g_clear_object (&registry);
}

/**
 * weir_registry_scan_path:
 * @registry: the registry
 * @path: (type filename): a folder
 *
 * Adds the plugins of a folder.
 *
 * Thread: any that owns nothing
 *
 * Returns: whether there are any
 */
gboolean
weir_registry_scan_path (WeirRegistry *registry, const char *path)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *folder = g_canonicalize_filename (path, NULL);
  return add_folder (registry, folder);
}

/* --- features ----------------------------------------------------------------------------------------- */

/* The object, made now if it has not been yet. Inside the lock. Ownership: full. */
static WeirPluginFeature *
slot_feature (WeirRegistrySlot *slot, gboolean is_element)
{
  if (slot->feature == NULL) {
    WeirPlugin *plugin = slot->plugins->pdata[slot->entry->plugin];

    slot->feature = is_element ? (WeirPluginFeature *) weir_element_factory_new_from_manifest (
                      slot->manifest, slot->entry, plugin)
                               : (WeirPluginFeature *) weir_type_find_factory_new_from_manifest (
                                 slot->manifest, slot->entry, plugin);
  }
  return g_object_ref (slot->feature);
}

WeirPluginFeature *
weir_registry_find_in (WeirRegistry *registry, gboolean is_element, const char *name)
{
  pthread_mutex_lock (&registry->lock);
  WeirRegistrySlot *slot =
    g_hash_table_lookup (is_element ? registry->elements : registry->type_finds, name);
  WeirPluginFeature *feature = slot != NULL ? slot_feature (slot, is_element) : NULL;
  pthread_mutex_unlock (&registry->lock);
  return feature;
}

/**
 * weir_registry_find_feature:
 * @registry: the registry
 * @name: a name
 * @type: #WeirElementFactory's or #WeirTypeFindFactory's type
 *
 * Finds a feature of a kind.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the feature
 */
WeirPluginFeature *
weir_registry_find_feature (WeirRegistry *registry, const char *name, GType type)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (type, WEIR_TYPE_PLUGIN_FEATURE), NULL);

  if (type == WEIR_TYPE_ELEMENT_FACTORY)
    return weir_registry_find_in (registry, TRUE, name);
  if (type == WEIR_TYPE_TYPE_FIND_FACTORY)
    return weir_registry_find_in (registry, FALSE, name);
  return weir_registry_lookup_feature (registry, name);
}

/**
 * weir_registry_lookup_feature:
 * @registry: the registry
 * @name: a name
 *
 * Finds a feature of any kind; elements come first.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the feature
 */
WeirPluginFeature *
weir_registry_lookup_feature (WeirRegistry *registry, const char *name)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  WeirPluginFeature *feature = weir_registry_find_in (registry, TRUE, name);
  return feature != NULL ? feature : weir_registry_find_in (registry, FALSE, name);
}

int
weir_registry_compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (WEIR_OBJECT_NAME (a), WEIR_OBJECT_NAME (b));
}

/* All of a kind, by name. Ownership: full. */
static GList *
list_of (WeirRegistry *registry, gboolean is_element)
{
  GHashTableIter iter;
  gpointer slot;
  GList *list = NULL;

  pthread_mutex_lock (&registry->lock);
  g_hash_table_iter_init (&iter, is_element ? registry->elements : registry->type_finds);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    list = g_list_prepend (list, slot_feature (slot, is_element));
  pthread_mutex_unlock (&registry->lock);
  return g_list_sort (list, weir_registry_compare_names);
}

/**
 * weir_registry_get_feature_list:
 * @registry: the registry
 * @type: #WeirElementFactory's or #WeirTypeFindFactory's type, or that of all features
 *
 * Lists features of a kind, by name.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.PluginFeature): the features; free them by weir_plugin_feature_list_free()
 */
GList *
weir_registry_get_feature_list (WeirRegistry *registry, GType type)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);
  g_return_val_if_fail (g_type_is_a (type, WEIR_TYPE_PLUGIN_FEATURE), NULL);

  GList *elements = type != WEIR_TYPE_TYPE_FIND_FACTORY ? list_of (registry, TRUE) : NULL;
  GList *type_finds = type != WEIR_TYPE_ELEMENT_FACTORY ? list_of (registry, FALSE) : NULL;
  return g_list_concat (elements, type_finds);
}

/**
 * weir_registry_feature_filter:
 * @registry: the registry
 * @filter: (scope call): asked about each feature
 * @first: %TRUE to stop at the first that is wanted
 * @user_data: (closure): what @filter gets
 *
 * Lists the features that a function chooses.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.PluginFeature): the features; free them by weir_plugin_feature_list_free()
 */
GList *
weir_registry_feature_filter (WeirRegistry *registry, WeirPluginFeatureFilter filter,
                              gboolean first, gpointer user_data)
{
  GQueue chosen = G_QUEUE_INIT;

  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);

  GList *all = weir_registry_get_feature_list (registry, WEIR_TYPE_PLUGIN_FEATURE);
  for (GList *l = all; l != NULL && !(first && chosen.length > 0); l = l->next)
    if (filter == NULL || filter (l->data, user_data))
      g_queue_push_tail (&chosen, g_object_ref (l->data));
  weir_plugin_feature_list_free (all);
  return chosen.head;
}

static gboolean
is_of_plugin (WeirPluginFeature *feature, gpointer name)
{
  return g_strcmp0 (weir_plugin_feature_get_plugin_name (feature), name) == 0;
}

/**
 * weir_registry_get_feature_list_by_plugin:
 * @registry: the registry
 * @name: a plugin's name
 *
 * Lists the features of a plugin.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.PluginFeature): the features; free them by weir_plugin_feature_list_free()
 */
GList *
weir_registry_get_feature_list_by_plugin (WeirRegistry *registry, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  return weir_registry_feature_filter (registry, is_of_plugin, FALSE, (gpointer) name);
}

/**
 * weir_registry_get_feature_list_cookie:
 * @registry: the registry
 *
 * Gives a number that changes whenever features come or go.
 *
 * Thread: any
 *
 * Returns: the number
 */
guint32
weir_registry_get_feature_list_cookie (WeirRegistry *registry)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), 0);

  pthread_mutex_lock (&registry->lock);
  guint32 cookie = registry->cookie;
  pthread_mutex_unlock (&registry->lock);
  return cookie;
}

/**
 * weir_registry_check_feature_version:
 * @registry: the registry
 * @feature_name: a feature's name
 * @min_major: major version
 * @min_minor: minor version
 * @min_micro: micro version
 *
 * Asks whether there is a feature, and whether its plugin is of that version or later.
 *
 * Thread: any
 *
 * Returns: whether it is
 */
gboolean
weir_registry_check_feature_version (WeirRegistry *registry, const char *feature_name,
                                     guint min_major, guint min_minor, guint min_micro)
{
  g_autoptr (WeirPluginFeature) feature = weir_registry_lookup_feature (registry, feature_name);

  return feature != NULL
         && weir_plugin_feature_check_version (feature, min_major, min_minor, min_micro);
}

/**
 * weir_registry_add_feature:
 * @registry: the registry
 * @feature: a feature
 *
 * Adds a feature. One of the same name and kind is replaced.
 *
 * Thread: any that owns nothing
 *
 * Returns: %TRUE
 */
gboolean
weir_registry_add_feature (WeirRegistry *registry, WeirPluginFeature *feature)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), FALSE);
  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), FALSE);

  g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (feature));
  GHashTable *table = WEIR_IS_ELEMENT_FACTORY (feature) ? registry->elements : registry->type_finds;
  WeirRegistrySlot *slot = g_new0 (WeirRegistrySlot, 1);
  char *old_name = NULL;
  WeirRegistrySlot *old_slot = NULL;

  slot->feature = g_object_ref_sink (feature);
  pthread_mutex_lock (&registry->lock);
  g_hash_table_steal_extended (table, name, (gpointer *) &old_name, (gpointer *) &old_slot);
  g_hash_table_insert (table, g_strdup (name), slot);
  registry->cookie++;
  pthread_mutex_unlock (&registry->lock);

  g_free (old_name);
  g_clear_pointer (&old_slot, slot_free);
  g_signal_emit (registry, weir_registry_signals[WEIR_REGISTRY_FEATURE_ADDED], 0, feature);
  return TRUE;
}

/**
 * weir_registry_remove_feature:
 * @registry: the registry
 * @feature: a feature
 *
 * Takes a feature out. Elements that were made stay.
 *
 * Thread: any that owns nothing
 */
void
weir_registry_remove_feature (WeirRegistry *registry, WeirPluginFeature *feature)
{
  g_return_if_fail (WEIR_IS_REGISTRY (registry));
  g_return_if_fail (WEIR_IS_PLUGIN_FEATURE (feature));

  g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (feature)), *old_name = NULL;
  GHashTable *table = WEIR_IS_ELEMENT_FACTORY (feature) ? registry->elements : registry->type_finds;
  WeirRegistrySlot *old_slot = NULL;

  pthread_mutex_lock (&registry->lock);
  WeirRegistrySlot *slot = g_hash_table_lookup (table, name);
  if (slot != NULL && slot->feature == feature) {
    g_hash_table_steal_extended (table, name, (gpointer *) &old_name, (gpointer *) &old_slot);
    registry->cookie++;
  }
  pthread_mutex_unlock (&registry->lock);
  g_clear_pointer (&old_slot, slot_free);
}

static int
compare_texts (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
weir_registry_suggest_element (WeirRegistry *registry, const char *name)
{
  pthread_mutex_lock (&registry->lock);
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (registry->elements, NULL);
  gsize n = g_hash_table_size (registry->elements);
  qsort (names, n, sizeof *names, compare_texts);
  char *meant = g_strdup (weir_error_did_you_mean ((const char *const *) names, n, name));
  pthread_mutex_unlock (&registry->lock);
  return meant;
}
