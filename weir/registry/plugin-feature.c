/* SPDX-License-Identifier: MIT */
/* Features are what programs look for in the registry; plugins are only where they come from. */
#include <weir/registry/plugin-feature-private.h>
#include <weir/registry/plugin.h>

#include <string.h>

G_DEFINE_ABSTRACT_TYPE (WeirPluginFeature, weir_plugin_feature, WEIR_TYPE_OBJECT)

GType
weir_rank_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_RANK_NONE, "WEIR_RANK_NONE", "none" },
    { WEIR_RANK_MARGINAL, "WEIR_RANK_MARGINAL", "marginal" },
    { WEIR_RANK_SECONDARY, "WEIR_RANK_SECONDARY", "secondary" },
    { WEIR_RANK_PRIMARY, "WEIR_RANK_PRIMARY", "primary" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirRank", values));
  return type;
}

static void
weir_plugin_feature_finalize (GObject *object)
{
  g_clear_object (&WEIR_PLUGIN_FEATURE_CAST (object)->plugin);
  G_OBJECT_CLASS (weir_plugin_feature_parent_class)->finalize (object);
}

static void
weir_plugin_feature_class_init (WeirPluginFeatureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_plugin_feature_finalize;
}

static void
weir_plugin_feature_init (WeirPluginFeature *feature)
{
}

gboolean
weir_plugin_feature_load_checked (WeirPluginFeature *feature, GError **error)
{
  WeirPluginFeatureClass *klass =
    G_TYPE_INSTANCE_GET_CLASS (feature, WEIR_TYPE_PLUGIN_FEATURE, WeirPluginFeatureClass);

  return klass->load (feature, error);
}

/**
 * weir_plugin_feature_load:
 * @feature: a feature
 *
 * Opens the module that it needs to work.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): @feature, or %NULL if the module can't be opened
 */
WeirPluginFeature *
weir_plugin_feature_load (WeirPluginFeature *feature)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), NULL);
  if (weir_plugin_feature_load_checked (feature, &error))
    return g_object_ref (feature);
  g_warning ("%s", error->message);
  return NULL;
}

/**
 * weir_plugin_feature_set_rank:
 * @feature: a feature
 * @rank: its #WeirRank, or a number between
 *
 * Changes how much it is preferred, for this process.
 *
 * Thread: any
 */
void
weir_plugin_feature_set_rank (WeirPluginFeature *feature, guint rank)
{
  g_return_if_fail (WEIR_IS_PLUGIN_FEATURE (feature));
  g_atomic_int_set (&feature->rank, (gint) rank);
}

/**
 * weir_plugin_feature_get_rank:
 * @feature: a feature
 *
 * Says how much it is preferred.
 *
 * Thread: any
 *
 * Returns: its #WeirRank, or a number between
 */
guint
weir_plugin_feature_get_rank (WeirPluginFeature *feature)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), WEIR_RANK_NONE);
  return (guint) g_atomic_int_get (&feature->rank);
}

/**
 * weir_plugin_feature_get_plugin:
 * @feature: a feature
 *
 * Gives the plugin that it is from.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the plugin; %NULL if the program registered it itself
 */
WeirPlugin *
weir_plugin_feature_get_plugin (WeirPluginFeature *feature)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), NULL);
  return feature->plugin != NULL ? g_object_ref (feature->plugin) : NULL;
}

/**
 * weir_plugin_feature_get_plugin_name:
 * @feature: a feature
 *
 * Names the plugin that it is from.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the plugin's name
 */
const char *
weir_plugin_feature_get_plugin_name (WeirPluginFeature *feature)
{
  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), NULL);
  return feature->plugin != NULL ? weir_plugin_get_name (feature->plugin) : NULL;
}

/**
 * weir_plugin_feature_check_version:
 * @feature: a feature
 * @min_major: major version
 * @min_minor: minor version
 * @min_micro: micro version
 *
 * Asks whether its plugin is of that version or later.
 *
 * Thread: any
 *
 * Returns: whether it is; %FALSE if the version isn't known
 */
gboolean
weir_plugin_feature_check_version (WeirPluginFeature *feature, guint min_major, guint min_minor,
                                   guint min_micro)
{
  const guint wanted[] = { min_major, min_minor, min_micro };

  g_return_val_if_fail (WEIR_IS_PLUGIN_FEATURE (feature), FALSE);
  if (feature->plugin == NULL)
    return FALSE;

  const char *rest = weir_plugin_get_version (feature->plugin);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    char *end;
    guint64 part = g_ascii_strtoull (rest, &end, 10);

    if (end == rest && i == 0)
      return FALSE;
    if (part != wanted[i])
      return part > wanted[i];
    rest = *end == '.' ? end + 1 : end;
  }
  return TRUE;
}

/**
 * weir_plugin_feature_list_copy:
 * @list: (element-type Weir.PluginFeature) (transfer none): features
 *
 * Copies a list of features.
 *
 * Thread: any
 *
 * Returns: (element-type Weir.PluginFeature) (transfer full): the copy
 */
GList *
weir_plugin_feature_list_copy (GList *list)
{
  return g_list_copy_deep (list, (GCopyFunc) g_object_ref, NULL);
}

/**
 * weir_plugin_feature_list_free:
 * @list: (element-type Weir.PluginFeature) (transfer full): features
 *
 * Frees a list of features.
 *
 * Thread: any
 */
void
weir_plugin_feature_list_free (GList *list)
{
  g_list_free_full (list, g_object_unref);
}

/**
 * weir_plugin_feature_rank_compare_func:
 * @p1: a feature
 * @p2: another one
 *
 * For sorting: higher ranks first, then by name.
 *
 * Thread: any
 *
 * Returns: less than 0 if the first comes first, more than 0 if it comes later
 */
int
weir_plugin_feature_rank_compare_func (gconstpointer p1, gconstpointer p2)
{
  guint rank1 = weir_plugin_feature_get_rank ((WeirPluginFeature *) p1);
  guint rank2 = weir_plugin_feature_get_rank ((WeirPluginFeature *) p2);

  if (rank1 != rank2)
    return rank1 > rank2 ? -1 : 1;
  return strcmp (WEIR_OBJECT_NAME (p1), WEIR_OBJECT_NAME (p2));
}
