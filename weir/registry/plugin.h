/* SPDX-License-Identifier: MIT */
/* Plugins: modules with elements and typefind functions in them. (For writing one: plugin-impl.h.) */
#pragma once

#include <weir/registry/types.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PLUGIN (weir_plugin_get_type ())
WEIR_API GType weir_plugin_get_type (void) G_GNUC_CONST;
#define WEIR_PLUGIN(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_PLUGIN, WeirPlugin))
#define WEIR_PLUGIN_CAST(object) ((WeirPlugin *) (object))
#define WEIR_IS_PLUGIN(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_PLUGIN))

/**
 * WeirPlugin:
 *
 * A module with elements in it.
 */
typedef struct _WeirPluginClass WeirPluginClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlugin, g_object_unref)

/**
 * WeirPluginFilter:
 * @plugin: a plugin
 * @user_data: (closure): what was given
 *
 * Returns: whether it is wanted
 */
typedef gboolean (*WeirPluginFilter) (WeirPlugin *plugin, gpointer user_data);

WEIR_API const char *weir_plugin_get_name (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_description (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_filename (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_version (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_license (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_source (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_package (WeirPlugin *plugin);
WEIR_API const char *weir_plugin_get_origin (WeirPlugin *plugin);
WEIR_API gboolean weir_plugin_is_loaded (WeirPlugin *plugin);
WEIR_API WeirPlugin *weir_plugin_load (WeirPlugin *plugin);
WEIR_API WeirPlugin *weir_plugin_load_by_name (const char *name);
WEIR_API WeirPlugin *weir_plugin_load_file (const char *filename, GError **error);
WEIR_API void weir_plugin_list_free (GList *list);

G_END_DECLS
