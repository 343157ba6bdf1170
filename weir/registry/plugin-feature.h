/* SPDX-License-Identifier: MIT */
/* What a plugin has to offer: element factories and typefind functions have a name, a rank and a plugin. */
#pragma once

#include <weir/registry/types.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PLUGIN_FEATURE (weir_plugin_feature_get_type ())
WEIR_API GType weir_plugin_feature_get_type (void) G_GNUC_CONST;
#define WEIR_PLUGIN_FEATURE(object)                                                                \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_PLUGIN_FEATURE, WeirPluginFeature))
#define WEIR_PLUGIN_FEATURE_CAST(object) ((WeirPluginFeature *) (object))
#define WEIR_IS_PLUGIN_FEATURE(object)                                                             \
  (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_PLUGIN_FEATURE))

/**
 * WeirPluginFeature:
 *
 * Something that a plugin has to offer.
 */
typedef struct _WeirPluginFeatureClass WeirPluginFeatureClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPluginFeature, g_object_unref)

/**
 * WeirPluginFeatureFilter:
 * @feature: a feature
 * @user_data: (closure): what was given
 *
 * Returns: whether it is wanted
 */
typedef gboolean (*WeirPluginFeatureFilter) (WeirPluginFeature *feature, gpointer user_data);

WEIR_API WeirPluginFeature *weir_plugin_feature_load (WeirPluginFeature *feature);
WEIR_API void weir_plugin_feature_set_rank (WeirPluginFeature *feature, guint rank);
WEIR_API guint weir_plugin_feature_get_rank (WeirPluginFeature *feature);
WEIR_API WeirPlugin *weir_plugin_feature_get_plugin (WeirPluginFeature *feature);
WEIR_API const char *weir_plugin_feature_get_plugin_name (WeirPluginFeature *feature);
WEIR_API gboolean weir_plugin_feature_check_version (WeirPluginFeature *feature, guint min_major,
                                                     guint min_minor, guint min_micro);
WEIR_API GList *weir_plugin_feature_list_copy (GList *list);
WEIR_API void weir_plugin_feature_list_free (GList *list);
WEIR_API int weir_plugin_feature_rank_compare_func (gconstpointer p1, gconstpointer p2);

G_END_DECLS
