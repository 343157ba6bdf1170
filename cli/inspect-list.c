/* SPDX-License-Identifier: MIT */
/* What both forms of `weir inspect` show: elements and plugins in an order that stays the same. */
#include <cli/inspect.h>

#include <weir/base/error.h>

#include <string.h>

static const char *
name_of (gconstpointer feature)
{
  return WEIR_OBJECT_NAME ((gpointer) feature);
}

static const char *
plugin_of (gconstpointer feature)
{
  const char *name = weir_plugin_feature_get_plugin_name (WEIR_PLUGIN_FEATURE ((gpointer) feature));

  return name != NULL ? name : "";
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  gconstpointer first = *(const gpointer *) a, second = *(const gpointer *) b;
  const int by_plugin = strcmp (plugin_of (first), plugin_of (second));

  return by_plugin != 0 ? by_plugin : strcmp (name_of (first), name_of (second));
}

static int
compare_plugins (gconstpointer a, gconstpointer b)
{
  return strcmp (weir_plugin_get_name (*(WeirPlugin *const *) a),
                 weir_plugin_get_name (*(WeirPlugin *const *) b));
}

GPtrArray *
cli_inspect_list_elements (WeirPlugin *plugin)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GList *all = plugin != NULL
                 ? weir_registry_get_feature_list_by_plugin (weir_registry_get (),
                                                             weir_plugin_get_name (plugin))
                 : weir_registry_get_feature_list (weir_registry_get (), WEIR_TYPE_ELEMENT_FACTORY);

  for (GList *at = all; at != NULL; at = at->next)
    if (WEIR_IS_ELEMENT_FACTORY (at->data))
      g_ptr_array_add (found, g_object_ref (at->data));
  weir_plugin_feature_list_free (all);
  g_ptr_array_sort (found, compare_features);
  return found;
}

GPtrArray *
cli_inspect_list_plugins (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GList *all = weir_registry_get_plugin_list (weir_registry_get ());

  for (GList *at = all; at != NULL; at = at->next)
    g_ptr_array_add (found, g_object_ref (at->data));
  weir_plugin_list_free (all);
  g_ptr_array_sort (found, compare_plugins);
  return found;
}

/* --- signals ------------------------------------------------------------------------------------ */

static char *
describe_signal (guint id)
{
  GSignalQuery query;

  g_signal_query (id, &query);
  GString *text = g_string_new (query.signal_name);
  g_string_append (text, " (");
  for (guint i = 0; i < query.n_params; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            g_type_name (query.param_types[i] & ~G_SIGNAL_TYPE_STATIC_SCOPE));
  g_string_append_c (text, ')');
  if ((query.return_type & ~G_SIGNAL_TYPE_STATIC_SCOPE) != G_TYPE_NONE)
    g_string_append_printf (text, " -> %s",
                            g_type_name (query.return_type & ~G_SIGNAL_TYPE_STATIC_SCOPE));
  if ((query.signal_flags & G_SIGNAL_ACTION) != 0)
    g_string_append (text, "; an action: emit it");
  return g_string_free (text, FALSE);
}

static GType
open_type (WeirElementFactory *factory, GError **error)
{
  g_autoptr (WeirPluginFeature) loaded = weir_plugin_feature_load (WEIR_PLUGIN_FEATURE (factory));
  const GType type = loaded != NULL
                       ? weir_element_factory_get_element_type (WEIR_ELEMENT_FACTORY (loaded))
                       : G_TYPE_INVALID;

  if (type == G_TYPE_INVALID || type == G_TYPE_NONE)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_PLUGIN, "the module of \"%s\" can't be opened",
                 name_of (factory));
  return type == G_TYPE_NONE ? G_TYPE_INVALID : type;
}

GPtrArray *
cli_inspect_list_signals (WeirElementFactory *factory, GError **error)
{
  const GType type = open_type (factory, error);

  if (type == G_TYPE_INVALID)
    return NULL;
  GPtrArray *signals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  for (GType at = type; at != WEIR_TYPE_ELEMENT && at != WEIR_TYPE_OBJECT && at != G_TYPE_INVALID;
       at = g_type_parent (at)) {
    guint n;
    g_autofree guint *ids = g_signal_list_ids (at, &n);
    for (guint i = 0; i < n; i++)
      g_ptr_array_add (signals, describe_signal (ids[i]));
  }
  return signals;
}

/* --- completion --------------------------------------------------------------------------------- */

static void
complete_elements (GString *out)
{
  g_autoptr (GPtrArray) elements = cli_inspect_list_elements (NULL);

  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (out, "%s\n", name_of (elements->pdata[i]));
}

static void
complete_properties (GString *out, const char *element, const char *property)
{
  g_autoptr (WeirElementFactory) factory = weir_element_factory_find (element);
  guint n = 0;
  const WeirFactoryProperty *all =
    factory != NULL ? weir_element_factory_get_properties (factory, &n) : NULL;

  for (guint i = 0; i < n; i++) {
    if (property == NULL && (all[i].flags & WEIR_PROP_READ_ONLY) == 0)
      g_string_append_printf (out, "%s\n", all[i].name);
    else if (property != NULL && g_str_equal (all[i].name, property)) {
      for (guint v = 0; v < all[i].n_values; v++)
        g_string_append_printf (out, "%s\n", all[i].values[v].nick);
      if (g_str_equal (all[i].type, "gboolean"))
        g_string_append (out, "true\nfalse\n");
    }
  }
}

char *
cli_inspect_complete (const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 3);
  const guint n = g_strv_length (parts);
  GString *out = g_string_new (NULL);

  if (n == 1 && g_str_equal (parts[0], "element"))
    complete_elements (out);
  else if (n == 2 && g_str_equal (parts[0], "property"))
    complete_properties (out, parts[1], NULL);
  else if (n == 3 && g_str_equal (parts[0], "value"))
    complete_properties (out, parts[1], parts[2]);
  return g_string_free (out, FALSE);
}
