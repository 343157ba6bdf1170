/* SPDX-License-Identifier: MIT */
/* A plugin is known by name long before its module is opened, which happens when something of it is first made. Opening
 * may take long (a hundred shared objects may come along), so it is done once, by one thread; others wait for it. It is
 * done for good: types can't be unregistered. */
#include <weir/base/log.h>
#include <weir/registry/registry-private.h>

#include <string.h>

WEIR_LOG_TOPIC ("plugin");

typedef enum {
  PLUGIN_CLOSED = 1,
  PLUGIN_OPENING,
  PLUGIN_OPEN,
  PLUGIN_FAILED,
} PluginState;

struct _WeirPlugin {
  WeirObject parent_instance;

  /* constant */
  char *name, *description, *version, *license, *source, *package, *origin;
  char *filename; /* (nullable) */

  WeirMonitor monitor; /* guards what follows */
  PluginState state;
  GThread *opener; /* (unowned): who is at it, for calls from inside the module */
  GError *failure; /* (owned) (nullable) */
};

struct _WeirPluginClass {
  WeirObjectClass parent_class;
};

G_DEFINE_FINAL_TYPE (WeirPlugin, weir_plugin, WEIR_TYPE_OBJECT)

static void
weir_plugin_finalize (GObject *object)
{
  WeirPlugin *plugin = WEIR_PLUGIN_CAST (object);

  g_free (plugin->name);
  g_free (plugin->description);
  g_free (plugin->version);
  g_free (plugin->license);
  g_free (plugin->source);
  g_free (plugin->package);
  g_free (plugin->origin);
  g_free (plugin->filename);
  g_clear_error (&plugin->failure);
  weir_monitor_clear (&plugin->monitor);
  G_OBJECT_CLASS (weir_plugin_parent_class)->finalize (object);
}

static void
weir_plugin_class_init (WeirPluginClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_plugin_finalize;
}

static void
weir_plugin_init (WeirPlugin *plugin)
{
  weir_monitor_init (&plugin->monitor);
  plugin->state = PLUGIN_CLOSED;
}

static WeirPlugin *
plugin_new (const char *name)
{
  WeirPlugin *plugin = g_object_ref_sink (g_object_new (WEIR_TYPE_PLUGIN, "name", name, NULL));

  plugin->name = g_strdup (name);
  return plugin;
}

static char *
text_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

WeirPlugin *
weir_plugin_new_from_manifest (const WeirManifestPlugin *described, const char *folder)
{
  WeirPlugin *plugin = plugin_new (described->name);

  plugin->description = g_strdup (described->description);
  plugin->version = g_strdup (described->version);
  plugin->license = g_strdup (described->license);
  plugin->source = g_strdup (described->source);
  plugin->package = g_strdup (described->package);
  plugin->origin = g_strdup (described->origin);
  plugin->filename = g_build_filename (folder, described->file, NULL);
  return plugin;
}

WeirPlugin *
weir_plugin_new_from_info (const WeirPluginInfo *info, const char *filename)
{
  WeirPlugin *plugin = plugin_new (info->name);

  plugin->description = text_or_empty (info->description);
  plugin->version = text_or_empty (info->version);
  plugin->license = text_or_empty (info->license);
  plugin->source = text_or_empty (info->source);
  plugin->package = text_or_empty (info->package);
  plugin->origin = text_or_empty (info->origin);
  plugin->filename = g_strdup (filename);
  return plugin;
}

/* --- opening ------------------------------------------------------------------------------------ */

static const WeirPluginInfo *
check_info (const WeirPluginInfo *info, const char *path, GError **error)
{
  const char *trouble = NULL;

  if (info->abi != WEIR_PLUGIN_ABI)
    trouble = "it was built for another version of Weir; build it again";
  else if (info->name == NULL || info->name[0] == '\0')
    trouble = "it has no name";
  if (trouble == NULL)
    return info;
  g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE,
               "the plugin %s can't be used: %s", path, trouble);
  return NULL;
}

const WeirPluginInfo *
weir_plugin_open_module (const char *path, GError **error)
{
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol;

  if (module == NULL) {
    g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE,
                 "the plugin %s can't be opened: %s", path, g_module_error ());
    return NULL;
  }
  if (!g_module_symbol (module, WEIR_PLUGIN_SYMBOL, &symbol)) {
    g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE,
                 "%s is not a plugin of Weir: it has no %s (WEIR_PLUGIN_DEFINE () makes it)", path,
                 WEIR_PLUGIN_SYMBOL);
    g_module_close (module);
    return NULL;
  }
  g_module_make_resident (module);
  return check_info (symbol, path, error);
}

static gboolean
open_now (WeirPlugin *plugin, GError **error)
{
  if (plugin->filename == NULL)
    return TRUE; /* made by the program itself */
  if (weir_task_current () != NULL)
    WEIR_LOG_WARNING (
      plugin->name,
      "its module is opened inside a step of an element, which stops others for long");
  WEIR_LOG_INFO (plugin->name, "opening %s", plugin->filename);

  const WeirPluginInfo *info = weir_plugin_open_module (plugin->filename, error);
  if (info == NULL)
    return FALSE;
  if (strcmp (info->name, plugin->name) != 0) {
    g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_NAME_MISMATCH,
                 "%s should hold the plugin %s but holds %s: its manifest is out of date",
                 plugin->filename, plugin->name, info->name);
    return FALSE;
  }
  return weir_registry_attach (plugin, info, error);
}

gboolean
weir_plugin_load_checked (WeirPlugin *plugin, GError **error)
{
  GThread *self = g_thread_self ();
  g_autoptr (GError) failure = NULL;

  weir_monitor_enter (&plugin->monitor);
  while (plugin->state == PLUGIN_OPENING && plugin->opener != self)
    weir_monitor_wait (&plugin->monitor, WEIR_FOREVER);
  gboolean opens = plugin->state == PLUGIN_CLOSED;
  if (opens) {
    plugin->state = PLUGIN_OPENING;
    plugin->opener = self;
  }
  if (plugin->state == PLUGIN_FAILED)
    failure = g_error_copy (plugin->failure);
  weir_monitor_leave (&plugin->monitor);

  if (opens) {
    gboolean opened = open_now (plugin, &failure);

    weir_monitor_enter (&plugin->monitor);
    plugin->state = opened ? PLUGIN_OPEN : PLUGIN_FAILED;
    plugin->opener = NULL;
    if (!opened)
      plugin->failure = g_error_copy (failure);
    weir_monitor_notify_all (&plugin->monitor);
    weir_monitor_leave (&plugin->monitor);
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * weir_plugin_is_loaded:
 * @plugin: a plugin
 *
 * Asks whether its module is open.
 *
 * Thread: any
 *
 * Returns: whether it is
 */
gboolean
weir_plugin_is_loaded (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), FALSE);

  weir_monitor_enter (&plugin->monitor);
  gboolean open = plugin->state == PLUGIN_OPEN;
  weir_monitor_leave (&plugin->monitor);
  return open;
}

/**
 * weir_plugin_load:
 * @plugin: a plugin
 *
 * Opens its module.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): @plugin, or %NULL if the module can't be opened
 */
WeirPlugin *
weir_plugin_load (WeirPlugin *plugin)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  if (weir_plugin_load_checked (plugin, &error))
    return g_object_ref (plugin);
  g_warning ("%s", error->message);
  return NULL;
}

/**
 * weir_plugin_load_by_name:
 * @name: a plugin's name
 *
 * Opens the module of a plugin.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the plugin, or %NULL if there is none of that name or it can't be opened
 */
WeirPlugin *
weir_plugin_load_by_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (WeirPlugin) plugin = weir_registry_find_plugin (weir_registry_get (), name);
  return plugin != NULL ? weir_plugin_load (plugin) : NULL;
}

/**
 * weir_plugin_load_file:
 * @filename: (type filename): a module
 * @error: return location for an error of the domain %WEIR_PLUGIN_ERROR
 *
 * Opens a module, in a folder that need not be searched for plugins, and registers what it has to offer.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the plugin
 */
WeirPlugin *
weir_plugin_load_file (const char *filename, GError **error)
{
  g_return_val_if_fail (filename != NULL, NULL);

  WeirRegistry *registry = weir_registry_get ();
  g_autofree char *path = g_canonicalize_filename (filename, NULL);
  g_autoptr (WeirPlugin) plugin = weir_registry_lookup (registry, path);

  if (plugin == NULL) {
    const WeirPluginInfo *info = weir_plugin_open_module (path, error);

    if (info == NULL)
      return NULL;
    plugin = weir_plugin_new_from_info (info, path);
    if (!weir_registry_add_plugin (registry, plugin)) {
      g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_NAME_MISMATCH,
                   "another file has given a plugin with the name %s already", info->name);
      return NULL;
    }
  }
  return weir_plugin_load_checked (plugin, error) ? g_steal_pointer (&plugin) : NULL;
}

/* --- what it says of itself --------------------------------------------------------------------- */

/**
 * weir_plugin_get_name:
 * @plugin: a plugin
 *
 * Gives its name.
 *
 * Thread: any
 *
 * Returns: (transfer none): the name
 */
const char *
weir_plugin_get_name (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->name;
}

/**
 * weir_plugin_get_description:
 * @plugin: a plugin
 *
 * Says in a sentence what it is.
 *
 * Thread: any
 *
 * Returns: (transfer none): the description
 */
const char *
weir_plugin_get_description (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->description;
}

/**
 * weir_plugin_get_filename:
 * @plugin: a plugin
 *
 * Gives its module.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable) (type filename): the file; %NULL if the program made the plugin itself
 */
const char *
weir_plugin_get_filename (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->filename;
}

/**
 * weir_plugin_get_version:
 * @plugin: a plugin
 *
 * Gives its version.
 *
 * Thread: any
 *
 * Returns: (transfer none): the version
 */
const char *
weir_plugin_get_version (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->version;
}

/**
 * weir_plugin_get_license:
 * @plugin: a plugin
 *
 * Gives its licence.
 *
 * Thread: any
 *
 * Returns: (transfer none): the licence
 */
const char *
weir_plugin_get_license (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->license;
}

/**
 * weir_plugin_get_source:
 * @plugin: a plugin
 *
 * Names the project that it belongs to.
 *
 * Thread: any
 *
 * Returns: (transfer none): the project
 */
const char *
weir_plugin_get_source (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->source;
}

/**
 * weir_plugin_get_package:
 * @plugin: a plugin
 *
 * Names the package that it comes in.
 *
 * Thread: any
 *
 * Returns: (transfer none): the package
 */
const char *
weir_plugin_get_package (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->package;
}

/**
 * weir_plugin_get_origin:
 * @plugin: a plugin
 *
 * Says where it is from.
 *
 * Thread: any
 *
 * Returns: (transfer none): the origin
 */
const char *
weir_plugin_get_origin (WeirPlugin *plugin)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN (plugin), NULL);
  return plugin->origin;
}

/**
 * weir_plugin_list_free:
 * @list: (element-type Weir.Plugin) (transfer full): plugins
 *
 * Frees a list of plugins.
 *
 * Thread: any
 */
void
weir_plugin_list_free (GList *list)
{
  g_list_free_full (list, g_object_unref);
}
