/* SPDX-License-Identifier: MIT */
/* The table of names: elements that the program registers, features that come and go, who keeps a name. */
#include "folders.h"

#include <string.h>
#include <weir/graph/bin.h>
#include <weir/registry/plugin-impl.h>
#include <weir/registry/registry.h>

typedef struct {
  WeirElement parent_instance;
  int number;
} Own;
typedef WeirElementClass OwnClass;
GType own_get_type (void);
G_DEFINE_TYPE (Own, own, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_INT (Own, number, "number", 0, 9, 3, WEIR_PROP_LIVE, "A number"),
};
static const WeirElementInfo info = {
  .name = "own",
  .klass = "Sink",
  .description = "Is the program's own",
  .example = "fakesrc ! own",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "text/x-raw"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirProcess
own_process (WeirElement *element, GError **error)
{
  return WEIR_PROCESS_EOS;
}

static void
own_class_init (OwnClass *klass)
{
  klass->process = own_process;
  weir_element_class_set_info (klass, &info);
}

static void
own_init (Own *own)
{
}

/* Has no info. */
typedef WeirElement Naked;
typedef WeirElementClass NakedClass;
GType naked_get_type (void);
G_DEFINE_TYPE (Naked, naked, WEIR_TYPE_ELEMENT)

static void
naked_class_init (NakedClass *klass)
{
}

static void
naked_init (Naked *naked)
{
}

static void
added_cb (WeirRegistry *registry, WeirPluginFeature *feature, GString *names)
{
  g_string_append_printf (names, "%s ", WEIR_OBJECT_NAME (feature));
}

static void
test_register (void)
{
  WeirRegistry *registry = weir_registry_get ();
  g_autoptr (GString) added = g_string_new (NULL);
  gulong handler = g_signal_connect (registry, "feature-added", G_CALLBACK (added_cb), added);
  guint32 cookie = weir_registry_get_feature_list_cookie (registry);

  g_assert_true (weir_element_register (NULL, "mine", WEIR_RANK_SECONDARY, own_get_type ()));
  g_assert_cmpstr (added->str, ==, "mine ");
  g_assert_cmpuint (weir_registry_get_feature_list_cookie (registry), !=, cookie);
  g_signal_handler_disconnect (registry, handler);

  g_autoptr (WeirElementFactory) factory = weir_element_factory_find ("mine");
  g_assert_cmpuint (weir_element_factory_get_element_type (factory), ==, own_get_type ());
  g_assert_cmpuint (weir_plugin_feature_get_rank (WEIR_PLUGIN_FEATURE (factory)), ==,
                    WEIR_RANK_SECONDARY);
  g_assert_null (weir_plugin_feature_get_plugin (WEIR_PLUGIN_FEATURE (factory)));
  g_assert_cmpstr (weir_element_factory_get_metadata (factory, "klass"), ==, "Sink");
  g_assert_cmpuint (weir_element_factory_get_num_pad_templates (factory), ==, 1);
  g_assert_true (weir_element_factory_list_is_type (factory, WEIR_ELEMENT_FACTORY_TYPE_SINK));

  g_autoptr (WeirElement) element = g_object_ref_sink (weir_element_factory_make ("mine", NULL));
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (element, own_get_type ()));
  g_assert_true (weir_element_get_factory (element) == factory);

  weir_plugin_feature_set_rank (WEIR_PLUGIN_FEATURE (factory), WEIR_RANK_PRIMARY);
  g_assert_cmpuint (weir_plugin_feature_get_rank (WEIR_PLUGIN_FEATURE (factory)), ==,
                    WEIR_RANK_PRIMARY);
  weir_registry_remove_feature (registry, WEIR_PLUGIN_FEATURE (factory));
  g_assert_null (weir_element_factory_find ("mine"));
}

static void
test_register_refuses (void)
{
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING, "*lacks an info table*");
  g_assert_false (weir_element_register (NULL, "naked", WEIR_RANK_NONE, naked_get_type ()));
  g_test_assert_expected_messages ();
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING, "*is not a type of elements*");
  g_assert_false (weir_element_register (NULL, "registry", WEIR_RANK_NONE, WEIR_TYPE_REGISTRY));
  g_test_assert_expected_messages ();
  g_assert_null (weir_element_factory_find ("naked"));
}

/* A later registration of a name replaces the first. */
static void
test_replace (void)
{
  g_assert_true (weir_element_register (NULL, "twice", 1, own_get_type ()));
  g_autoptr (WeirElementFactory) first = weir_element_factory_find ("twice");
  g_assert_true (weir_element_register (NULL, "twice", 2, own_get_type ()));
  g_autoptr (WeirElementFactory) second = weir_element_factory_find ("twice");
  g_assert_true (first != second);
  weir_registry_remove_feature (weir_registry_get (),
                                WEIR_PLUGIN_FEATURE (first)); /* is no longer there */
  g_autoptr (WeirElementFactory) third = weir_element_factory_find ("twice");
  g_assert_true (third == second);
  weir_registry_remove_feature (weir_registry_get (), WEIR_PLUGIN_FEATURE (second));
}

static gboolean
is_second (WeirPluginFeature *feature, gpointer data)
{
  return weir_plugin_feature_get_rank (feature) >= GPOINTER_TO_UINT (data);
}

static void
test_filter (void)
{
  WeirRegistry *registry = weir_registry_get ();

  for (guint i = 0; i < 5; i++) {
    g_autofree char *name = g_strdup_printf ("n%u", i);
    weir_element_register (NULL, name, i, own_get_type ());
  }
  GList *some = weir_registry_feature_filter (registry, is_second, FALSE, GUINT_TO_POINTER (2));
  g_assert_cmpuint (g_list_length (some), ==, 3);
  g_assert_cmpstr (WEIR_OBJECT_NAME (some->data), ==, "n2"); /* by name */
  weir_plugin_feature_list_free (some);
  some = weir_registry_feature_filter (registry, is_second, TRUE, GUINT_TO_POINTER (2));
  g_assert_cmpuint (g_list_length (some), ==, 1);
  GList *copy = weir_plugin_feature_list_copy (some);
  weir_plugin_feature_list_free (some);
  g_assert_cmpstr (WEIR_OBJECT_NAME (copy->data), ==, "n2");
  weir_plugin_feature_list_free (copy);

  GList *all = weir_registry_get_feature_list (registry, WEIR_TYPE_ELEMENT_FACTORY);
  all = g_list_sort (all, weir_plugin_feature_rank_compare_func);
  g_assert_cmpstr (WEIR_OBJECT_NAME (all->data), ==, "n4");
  for (GList *l = all; l != NULL; l = l->next)
    weir_registry_remove_feature (registry, l->data);
  weir_plugin_feature_list_free (all);
}

static void
test_load_file (void)
{
  char *folder = folder_new ("good", NULL);
  g_autofree char *path = g_build_filename (folder, "test-plugin-good.so", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_plugin_load_file ("/nowhere.so", &error));
  g_assert_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE);
  g_clear_error (&error);
  g_assert_null (weir_plugin_load_by_name ("good"));

  g_autoptr (WeirPlugin) plugin = weir_plugin_load_file (path, &error);
  g_assert_no_error (error);
  g_assert_true (weir_plugin_is_loaded (plugin));
  g_autoptr (WeirPlugin) again = weir_plugin_load_file (path, &error);
  g_assert_true (plugin == again);
  g_autoptr (WeirPlugin) by_name = weir_plugin_load_by_name ("good");
  g_assert_true (plugin == by_name);
  g_autoptr (WeirPlugin) by_file = weir_registry_lookup (weir_registry_get (), path);
  g_assert_true (plugin == by_file);

  GList *features = weir_registry_get_feature_list_by_plugin (weir_registry_get (), "good");
  g_assert_cmpuint (g_list_length (features), ==, 3);
  weir_plugin_feature_list_free (features);
  GList *plugins = weir_registry_get_plugin_list (weir_registry_get ());
  g_assert_cmpuint (g_list_length (plugins), ==, 1);
  weir_plugin_list_free (plugins);
  g_autoptr (WeirElement) element =
    g_object_ref_sink (weir_element_factory_make ("goodfilter", NULL));
  g_assert_true (WEIR_IS_ELEMENT (element));

  weir_registry_remove_plugin (weir_registry_get (), plugin);
  g_assert_null (weir_registry_find_plugin (weir_registry_get (), "good"));
  g_assert_null (weir_element_factory_find ("goodfilter"));
  folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folders_init ();
  g_test_add_func ("/registry/register", test_register);
  g_test_add_func ("/registry/register-refuses", test_register_refuses);
  g_test_add_func ("/registry/replace", test_replace);
  g_test_add_func ("/registry/filter", test_filter);
  g_test_add_func ("/registry/load-file", test_load_file);
  int result = g_test_run ();
  folders_clear ();
  return result;
}
