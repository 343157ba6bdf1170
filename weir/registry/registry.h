/* SPDX-License-Identifier: MIT */
/* The registry: all that can be made, by name. */
#pragma once

#include <weir/registry/element-factory.h>
#include <weir/registry/plugin.h>
#include <weir/registry/type-find.h>

G_BEGIN_DECLS

#define WEIR_TYPE_REGISTRY (weir_registry_get_type ())
WEIR_API GType weir_registry_get_type (void) G_GNUC_CONST;
#define WEIR_REGISTRY(object)                                                                      \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_REGISTRY, WeirRegistry))
#define WEIR_REGISTRY_CAST(object) ((WeirRegistry *) (object))
#define WEIR_IS_REGISTRY(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_REGISTRY))

/**
 * WeirRegistry:
 *
 * Knows all plugins and what they have to offer.
 *
 * It is filled when it is first asked for: from the folders in `WEIR_PLUGIN_PATH` (with colons between them), then from
 * those in `WEIR_PLUGIN_SYSTEM_PATH` or, if that isn't set, from the one that belongs to the library.
 */
typedef struct _WeirRegistryClass WeirRegistryClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRegistry, g_object_unref)

WEIR_API WeirRegistry *weir_registry_get (void);

WEIR_API WeirPluginFeature *weir_registry_lookup_feature (WeirRegistry *registry, const char *name);
WEIR_API WeirPluginFeature *weir_registry_find_feature (WeirRegistry *registry, const char *name,
                                                        GType type);
WEIR_API GList *weir_registry_get_feature_list (WeirRegistry *registry, GType type);
WEIR_API GList *weir_registry_get_feature_list_by_plugin (WeirRegistry *registry, const char *name);
WEIR_API guint32 weir_registry_get_feature_list_cookie (WeirRegistry *registry);
WEIR_API GList *weir_registry_feature_filter (WeirRegistry *registry,
                                              WeirPluginFeatureFilter filter, gboolean first,
                                              gpointer user_data);
WEIR_API gboolean weir_registry_check_feature_version (WeirRegistry *registry,
                                                       const char *feature_name, guint min_major,
                                                       guint min_minor, guint min_micro);
WEIR_API gboolean weir_registry_add_feature (WeirRegistry *registry, WeirPluginFeature *feature);
WEIR_API void weir_registry_remove_feature (WeirRegistry *registry, WeirPluginFeature *feature);

WEIR_API WeirPlugin *weir_registry_find_plugin (WeirRegistry *registry, const char *name);
WEIR_API WeirPlugin *weir_registry_lookup (WeirRegistry *registry, const char *filename);
WEIR_API GList *weir_registry_get_plugin_list (WeirRegistry *registry);
WEIR_API GList *weir_registry_plugin_filter (WeirRegistry *registry, WeirPluginFilter filter,
                                             gboolean first, gpointer user_data);
WEIR_API gboolean weir_registry_add_plugin (WeirRegistry *registry, WeirPlugin *plugin);
WEIR_API void weir_registry_remove_plugin (WeirRegistry *registry, WeirPlugin *plugin);
WEIR_API gboolean weir_registry_scan_path (WeirRegistry *registry, const char *path);

G_END_DECLS
