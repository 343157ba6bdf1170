/* SPDX-License-Identifier: MIT */
/* Plugins in the registry, and what becomes of their features when their modules are opened. */
#include <weir/registry/registry-private.h>

/**
 * weir_registry_find_plugin:
 * @registry: the registry
 * @name: a plugin's name
 *
 * Finds a plugin.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the plugin
 */
WeirPlugin *
weir_registry_find_plugin (WeirRegistry *registry, const char *name)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  pthread_mutex_lock (&registry->lock);
  WeirPlugin *plugin = g_hash_table_lookup (registry->plugins, name);
  if (plugin != NULL)
    g_object_ref (plugin);
  pthread_mutex_unlock (&registry->lock);
  return plugin;
}

/**
 * weir_registry_get_plugin_list:
 * @registry: the registry
 *
 * Lists the plugins, by name.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.Plugin): the plugins; free them by weir_plugin_list_free()
 */
GList *
weir_registry_get_plugin_list (WeirRegistry *registry)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);

  pthread_mutex_lock (&registry->lock);
  GList *list = g_hash_table_get_values (registry->plugins);
  g_list_foreach (list, (GFunc) (void (*) (void)) g_object_ref, NULL);
  pthread_mutex_unlock (&registry->lock);
  return g_list_sort (list, weir_registry_compare_names);
}

/**
 * weir_registry_plugin_filter:
 * @registry: the registry
 * @filter: (scope call): asked about each plugin
 * @first: %TRUE to stop at the first that is wanted
 * @user_data: (closure): what @filter gets
 *
 * Lists the plugins that a function chooses.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.Plugin): the plugins; free them by weir_plugin_list_free()
 */
GList *
weir_registry_plugin_filter (WeirRegistry *registry, WeirPluginFilter filter, gboolean first,
                             gpointer user_data)
{
  GQueue chosen = G_QUEUE_INIT;

  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), NULL);

  GList *all = weir_registry_get_plugin_list (registry);
  for (GList *l = all; l != NULL && !(first && chosen.length > 0); l = l->next)
    if (filter == NULL || filter (l->data, user_data))
      g_queue_push_tail (&chosen, g_object_ref (l->data));
  weir_plugin_list_free (all);
  return chosen.head;
}

static gboolean
has_filename (WeirPlugin *plugin, gpointer filename)
{
  return g_strcmp0 (weir_plugin_get_filename (plugin), filename) == 0;
}

/**
 * weir_registry_lookup:
 * @registry: the registry
 * @filename: (type filename): a module
 *
 * Finds a plugin by its file.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the plugin
 */
WeirPlugin *
weir_registry_lookup (WeirRegistry *registry, const char *filename)
{
  g_return_val_if_fail (filename != NULL, NULL);

  GList *found = weir_registry_plugin_filter (registry, has_filename, TRUE, (gpointer) filename);
  WeirPlugin *plugin = found != NULL ? found->data : NULL;
  g_list_free (found);
  return plugin;
}

/**
 * weir_registry_add_plugin:
 * @registry: the registry
 * @plugin: a plugin
 *
 * Adds a plugin.
 *
 * Thread: any that owns nothing
 *
 * Returns: %FALSE if there is one of that name already
 */
gboolean
weir_registry_add_plugin (WeirRegistry *registry, WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_REGISTRY (registry), FALSE);
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), FALSE);

  const char *name = weir_plugin_get_name (plugin);
  pthread_mutex_lock (&registry->lock);
  gboolean is_new = !g_hash_table_contains (registry->plugins, name);
  if (is_new)
    g_hash_table_insert (registry->plugins, g_strdup (name), g_object_ref_sink (plugin));
  pthread_mutex_unlock (&registry->lock);
  if (is_new)
    g_signal_emit (registry, weir_registry_signals[WEIR_REGISTRY_PLUGIN_ADDED], 0, plugin);
  return is_new;
}

/**
 * weir_registry_remove_plugin:
 * @registry: the registry
 * @plugin: a plugin
 *
 * Takes a plugin and its features out.
 *
 * Thread: any that owns nothing
 */
void
weir_registry_remove_plugin (WeirRegistry *registry, WeirPlugin *plugin)
{
  g_return_if_fail (WEIR_IS_REGISTRY (registry));
  g_return_if_fail (WEIR_IS_PLUGIN (plugin));

  g_autoptr (WeirPlugin) kept = g_object_ref (plugin);
  GList *features =
    weir_registry_get_feature_list_by_plugin (registry, weir_plugin_get_name (plugin));

  for (GList *l = features; l != NULL; l = l->next)
    weir_registry_remove_feature (registry, l->data);
  weir_plugin_feature_list_free (features);
  pthread_mutex_lock (&registry->lock);
  g_hash_table_remove (registry->plugins, weir_plugin_get_name (plugin));
  pthread_mutex_unlock (&registry->lock);
}

/* --- opened modules -------------------------------------------------------------------------------- */

static gboolean
attach_element (WeirRegistry *registry, WeirPlugin *plugin, GType type, GError **error)
{
  if (!weir_manifest_check_element (type, error))
    return FALSE;

  WeirElementClass *klass = g_type_class_ref (type);
  const WeirElementInfo *info = klass->info;
  g_autoptr (WeirPluginFeature) known = weir_registry_find_in (registry, TRUE, info->name);

  if (known == NULL) {
    g_autoptr (WeirElementFactory) factory =
      weir_element_factory_new_for_type (plugin, info->name, info->rank, type);
    weir_registry_add_feature (registry, WEIR_PLUGIN_FEATURE_CAST (factory));
  } else if (known->plugin == plugin) {
    weir_element_factory_set_type (WEIR_ELEMENT_FACTORY_CAST (known), type);
  }
  g_type_class_unref (klass);
  return TRUE;
}

static void
attach_type_find (WeirRegistry *registry, WeirPlugin *plugin, const WeirTypeFindInfo *info)
{
  g_autoptr (WeirPluginFeature) known = weir_registry_find_in (registry, FALSE, info->name);

  if (known == NULL) {
    g_autoptr (WeirTypeFindFactory) factory = weir_type_find_factory_new (plugin, info);
    weir_type_find_factory_set_function (factory, info->func, NULL, NULL);
    weir_registry_add_feature (registry, WEIR_PLUGIN_FEATURE_CAST (factory));
  } else if (known->plugin == plugin) {
    weir_type_find_factory_set_function (WEIR_TYPE_FIND_FACTORY (known), info->func, NULL, NULL);
  }
}

gboolean
weir_registry_attach (WeirPlugin *plugin, const WeirPluginInfo *info, GError **error)
{
  WeirRegistry *registry = weir_registry_get ();

  for (guint i = 0; info->elements != NULL && info->elements[i] != NULL; i++)
    if (!attach_element (registry, plugin, info->elements[i](), error))
      return FALSE;
  for (guint i = 0; info->type_finds != NULL && info->type_finds[i].name != NULL; i++)
    attach_type_find (registry, plugin, &info->type_finds[i]);
  return TRUE;
}
