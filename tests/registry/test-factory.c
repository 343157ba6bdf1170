/* SPDX-License-Identifier: MIT */
/* Factories as programs see them: known from the manifest, opened when something is made. */
#include "folders.h"

#include <string.h>
#include <weir/registry/registry.h>
#include <weir/registry/uri.h>

static WeirElementFactory *
find (const char *name)
{
  WeirElementFactory *factory = weir_element_factory_find (name);

  g_assert_nonnull (factory);
  return factory;
}

static gboolean
is_open (void)
{
  g_autoptr (WeirPlugin) plugin = weir_registry_find_plugin (weir_registry_get (), "good");

  return weir_plugin_is_loaded (plugin);
}

/* --- before the module is open --- */

static void
test_asking (void)
{
  g_autoptr (WeirElementFactory) filter = find ("goodfilter"), src = find ("goodsrc");
  g_auto (GStrv) keys = weir_element_factory_get_metadata_keys (src);

  g_assert_null (weir_element_factory_find ("nosuch"));
  g_assert_cmpstr (weir_element_factory_get_metadata (filter, WEIR_ELEMENT_METADATA_KLASS), ==,
                   "Filter/Converter/Audio");
  g_assert_cmpstr (weir_element_factory_get_metadata (filter, "description"), ==,
                   "Does good\nto sound");
  g_assert_cmpstr (weir_element_factory_get_metadata (filter, "long-name"), ==,
                   "Does good\nto sound");
  g_assert_cmpstr (weir_element_factory_get_metadata (filter, "author"), ==, "The tests");
  g_assert_null (weir_element_factory_get_metadata (filter, "shoe-size"));
  g_assert_cmpstr (weir_element_factory_get_metadata (src, "long-name"), ==, "Good source");
  g_assert_null (weir_element_factory_get_metadata (src, "author"));
  g_assert_cmpstrv (keys,
                    ((const char *[]){ "long-name", "klass", "description", "example", NULL }));

  g_assert_cmpuint (weir_plugin_feature_get_rank (WEIR_PLUGIN_FEATURE (filter)), ==,
                    WEIR_RANK_MARGINAL);
  g_assert_cmpstr (weir_plugin_feature_get_plugin_name (WEIR_PLUGIN_FEATURE (filter)), ==, "good");
  g_assert_true (weir_plugin_feature_check_version (WEIR_PLUGIN_FEATURE (filter), 1, 4, 2));
  g_assert_true (weir_plugin_feature_check_version (WEIR_PLUGIN_FEATURE (filter), 0, 9, 9));
  g_assert_false (weir_plugin_feature_check_version (WEIR_PLUGIN_FEATURE (filter), 1, 5, 0));
  g_assert_true (weir_registry_check_feature_version (weir_registry_get (), "goodsrc", 1, 4, 0));
  g_assert_false (weir_registry_check_feature_version (weir_registry_get (), "nosuch", 0, 0, 0));

  g_assert_cmpint (weir_element_factory_get_uri_type (src), ==, WEIR_URI_SRC);
  g_assert_cmpstrv (weir_element_factory_get_uri_protocols (src),
                    ((const char *[]){ "good", "better", NULL }));
  g_assert_cmpint (weir_element_factory_get_uri_type (filter), ==, WEIR_URI_UNKNOWN);
  g_assert_cmpuint (g_strv_length ((char **) weir_element_factory_get_uri_protocols (filter)), ==,
                    0);
  g_assert_true (weir_element_factory_has_interface (src, "WeirURIHandler"));
  g_assert_false (weir_element_factory_has_interface (filter, "WeirURIHandler"));
  g_assert_cmpstr (weir_element_factory_get_type_path (src)[0], ==, "WeirElement");
  g_assert_cmpuint (weir_element_factory_get_element_type (src), ==, G_TYPE_INVALID);
  g_assert_false (is_open ());
}

static void
test_templates (void)
{
  g_autoptr (WeirElementFactory) filter = find ("goodfilter");
  const GList *templates = weir_element_factory_get_static_pad_templates (filter);
  g_autoptr (WeirCaps) float_caps = weir_caps_from_string ("audio/x-raw, format=F32LE, rate=44100");
  g_autoptr (WeirCaps) raw = weir_caps_from_string ("audio/x-raw"),
                       video = weir_caps_from_string ("video/x-raw");
  g_autoptr (WeirCaps) odd = weir_caps_from_string ("audio/x-odd, rate=3");

  g_assert_cmpuint (weir_element_factory_get_num_pad_templates (filter), ==, 2);
  g_assert_cmpuint (g_list_length ((GList *) templates), ==, 2);
  g_autoptr (WeirPadTemplate) templ =
    g_object_ref_sink (weir_static_pad_template_get (templates->data));
  g_assert_cmpstr (weir_pad_template_get_name_template (templ), ==, "sink");
  g_assert_cmpint (weir_pad_template_get_direction (templ), ==, WEIR_PAD_SINK);

  g_assert_true (weir_element_factory_can_sink_all_caps (filter, float_caps));
  g_assert_false (weir_element_factory_can_sink_all_caps (filter, raw));
  g_assert_true (weir_element_factory_can_sink_any_caps (filter, raw));
  g_assert_false (weir_element_factory_can_sink_any_caps (filter, video));
  g_assert_false (weir_element_factory_can_sink_any_caps (filter, odd));
  g_assert_true (weir_element_factory_can_src_all_caps (filter, odd));
  g_assert_true (weir_element_factory_can_src_any_caps (filter, raw));
  g_assert_false (is_open ());
}

static const WeirFactoryProperty *
property (WeirElementFactory *factory, const char *name)
{
  guint n;
  const WeirFactoryProperty *all = weir_element_factory_get_properties (factory, &n);

  for (guint i = 0; i < n; i++)
    if (strcmp (all[i].name, name) == 0)
      return &all[i];
  g_error ("no property %s", name);
}

static void
test_properties (void)
{
  g_autoptr (WeirElementFactory) filter = find ("goodfilter");
  const WeirFactoryProperty *gain = property (filter, "gain"), *mode = property (filter, "mode");
  const WeirFactoryProperty *left = property (filter, "left"), *label = property (filter, "label");

  g_assert_cmpstr (gain->type, ==, "gdouble");
  g_assert_cmpstr (gain->blurb, ==, "Linear gain factor");
  g_assert_cmpstr (gain->minimum, ==, "0");
  g_assert_cmpstr (gain->maximum, ==, "10.5");
  g_assert_cmpstr (gain->default_value, ==, "1.5");
  g_assert_cmpint (gain->flags, ==, WEIR_PROP_LIVE);
  g_assert_cmpuint (gain->n_values, ==, 0);
  g_assert_cmpstr (mode->type, ==, "GoodMode");
  g_assert_cmpstr (mode->default_value, ==, "hard");
  g_assert_cmpuint (mode->n_values, ==, 2);
  g_assert_cmpint (mode->values[1].value, ==, 5);
  g_assert_cmpstr (mode->values[0].name, ==, "Soft\tand slow");
  g_assert_cmpstr (left->minimum, ==, "-1");
  g_assert_cmpstr (label->default_value, ==, "a \"b\"");
  g_assert_cmpint (label->flags, ==, WEIR_PROP_LOCATION);
  g_assert_false (is_open ());
}

static void
assert_list (WeirElementFactoryListType type, WeirRank rank, const char *expected)
{
  GList *list = weir_element_factory_list_get_elements (type, rank);
  g_autoptr (GString) names = g_string_new (NULL);

  for (GList *l = list; l != NULL; l = l->next)
    g_string_append_printf (names, "%s ", WEIR_OBJECT_NAME (l->data));
  weir_plugin_feature_list_free (list);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_lists (void)
{
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_SRC, WEIR_RANK_NONE, "goodsrc ");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_SRC, WEIR_RANK_PRIMARY + 1, "");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_SRC | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO,
               WEIR_RANK_NONE, "");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_SRC | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO,
               WEIR_RANK_NONE, "goodsrc ");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_DECODABLE, WEIR_RANK_NONE, "");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_ANY, WEIR_RANK_NONE, "goodsrc ");
  assert_list (WEIR_ELEMENT_FACTORY_TYPE_MEDIA_ANY, WEIR_RANK_NONE, "goodsrc goodfilter ");

  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw, format=F32LE");
  GList *all = weir_registry_get_feature_list (weir_registry_get (), WEIR_TYPE_ELEMENT_FACTORY);
  GList *fitting = weir_element_factory_list_filter (all, caps, WEIR_PAD_SINK, TRUE);
  g_assert_cmpuint (g_list_length (all), ==, 2);
  g_assert_cmpuint (g_list_length (fitting), ==, 1);
  g_assert_cmpstr (WEIR_OBJECT_NAME (fitting->data), ==, "goodfilter");
  weir_plugin_feature_list_free (all);
  weir_plugin_feature_list_free (fitting);
  g_assert_true (weir_uri_protocol_is_supported (WEIR_URI_SRC, "BETTER"));
  g_assert_false (weir_uri_protocol_is_supported (WEIR_URI_SINK, "better"));
  g_assert_false (is_open ());
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_element_factory_make ("nosuch", NULL));
  g_assert_null (weir_element_factory_make_checked ("goodfliter", NULL, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "goodfliter"));
  g_assert_nonnull (strstr (weir_error_get_hint (error), "goodfilter"));
  g_assert_false (is_open ());
}

/* --- making --- */

static gpointer
make_thread (gpointer data)
{
  return g_object_ref_sink (weir_element_factory_make ("goodfilter", NULL));
}

/* Many at once: the module is opened once, all wait for it. */
static void
test_make (void)
{
  g_autoptr (WeirElementFactory) filter = find ("goodfilter");
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("make", make_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (WeirElement) element = g_thread_join (threads[i]);
    g_assert_true (WEIR_IS_ELEMENT (element));
    g_assert_true (weir_element_get_factory (element) == filter);
    g_assert_true (g_str_has_prefix (WEIR_OBJECT_NAME (element), "goodfilter"));
  }
  g_assert_true (is_open ());
  g_assert_cmpstr (g_type_name (weir_element_factory_get_element_type (filter)), ==, "GoodFilter");

  WeirElement *floating = weir_element_factory_make ("goodsrc", "mine");
  g_assert_true (g_object_is_floating (floating));
  g_autoptr (WeirElement) element = g_object_ref_sink (floating);
  g_assert_cmpstr (WEIR_OBJECT_NAME (element), ==, "mine");
}

static void
test_make_with_properties (void)
{
  g_autoptr (WeirElement) element = g_object_ref_sink (
    weir_element_factory_make_full ("goodfilter", "name", "n", "gain", 2.5, "left", 7, NULL));
  double gain;
  int left;

  g_object_get (element, "gain", &gain, "left", &left, NULL);
  g_assert_cmpfloat (gain, ==, 2.5);
  g_assert_cmpint (left, ==, 7);
  g_assert_cmpstr (WEIR_OBJECT_NAME (element), ==, "n");

  const char *names[] = { "left" };
  GValue values[1] = { G_VALUE_INIT };
  g_value_init (&values[0], G_TYPE_INT);
  g_value_set_int (&values[0], 9);
  g_autoptr (WeirElement) other =
    g_object_ref_sink (weir_element_factory_make_with_properties ("goodfilter", 1, names, values));
  g_object_get (other, "left", &left, NULL);
  g_assert_cmpint (left, ==, 9);
  g_assert_null (weir_element_factory_make_full ("nosuch", "gain", 2.5, NULL));

  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*has no property*nosuch*");
  g_assert_null (weir_element_factory_make_full ("goodfilter", "nosuch", 1, NULL));
  g_test_assert_expected_messages ();
}

static void
test_make_from_uri (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirElement) element =
    g_object_ref_sink (weir_element_make_from_uri (WEIR_URI_SRC, "good://there", "u", &error));

  g_assert_no_error (error);
  g_autofree char *uri = weir_uri_handler_get_uri (WEIR_URI_HANDLER (element));
  g_assert_cmpstr (uri, ==, "good://there");
  g_assert_cmpint (weir_uri_handler_get_uri_type (WEIR_URI_HANDLER (element)), ==, WEIR_URI_SRC);
  g_assert_cmpstrv (weir_uri_handler_get_protocols (WEIR_URI_HANDLER (element)),
                    ((const char *[]){ "good", "better", NULL }));
  g_assert_false (weir_uri_handler_set_uri (WEIR_URI_HANDLER (element), "worse://x", &error));
  g_assert_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL);
  g_clear_error (&error);

  g_assert_null (weir_element_make_from_uri (WEIR_URI_SRC, "good://bad", NULL, &error));
  g_assert_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_REFERENCE);
  g_clear_error (&error);
  g_assert_null (weir_element_make_from_uri (WEIR_URI_SINK, "good://there", NULL, &error));
  g_assert_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (weir_element_make_from_uri (WEIR_URI_SRC, "no uri", NULL, &error));
  g_assert_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_URI);
}

/* --- typefind --- */

static const guint8 *
peek_cb (gpointer data, gint64 offset, guint size)
{
  const char *text = data;

  return offset >= 0 && (guint64) offset + size <= strlen (text) ? (const guint8 *) text + offset
                                                                 : NULL;
}

static char *suggestion;

static void
suggest_cb (gpointer data, guint probability, WeirCaps *caps)
{
  g_autofree char *text = weir_caps_to_string (caps);

  g_free (suggestion);
  suggestion = g_strdup_printf ("%u %s", probability, text);
}

static void
own_function (WeirTypeFind *find, gpointer data)
{
  weir_type_find_suggest_simple (find, WEIR_TYPE_FIND_MAXIMUM, "text/x-own", "level", G_TYPE_INT,
                                 GPOINTER_TO_INT (data), NULL);
}

static void
test_type_find (void)
{
  WeirTypeFind find = { .peek = peek_cb, .suggest = suggest_cb, .data = (gpointer) "goodness" };
  GList *list = weir_type_find_factory_get_list ();
  WeirTypeFindFactory *factory = list->data;

  g_assert_cmpuint (g_list_length (list), ==, 1);
  g_assert_cmpstr (WEIR_OBJECT_NAME (factory), ==, "audio/x-good");
  g_assert_cmpstrv (weir_type_find_factory_get_extensions (factory),
                    ((const char *[]){ "good", "gd", NULL }));
  g_autofree char *caps = weir_caps_to_string (weir_type_find_factory_get_caps (factory));
  g_assert_cmpstr (caps, ==, "audio/x-good");
  weir_type_find_factory_call_function (factory, &find);
  g_assert_cmpstr (suggestion, ==, "80 audio/x-good");
  g_clear_pointer (&suggestion, g_free);
  find.data = (gpointer) "goo";
  weir_type_find_factory_call_function (factory, &find);
  g_assert_null (suggestion);
  g_assert_cmpuint (weir_type_find_get_length (&find), ==, 0);
  weir_plugin_feature_list_free (list);

  g_assert_true (weir_type_find_register (NULL, "text/x-own", WEIR_RANK_PRIMARY, own_function,
                                          "own", NULL, GINT_TO_POINTER (3), NULL));
  list = weir_type_find_factory_get_list ();
  g_assert_cmpstr (WEIR_OBJECT_NAME (list->data), ==,
                   "text/x-own"); /* the highest rank comes first */
  weir_type_find_factory_call_function (list->data, &find);
  g_assert_cmpstr (suggestion, ==, "100 text/x-own, level=(int)3");
  g_clear_pointer (&suggestion, g_free);
  weir_plugin_feature_list_free (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folders_init ();
  char *folder = folder_new ("good", NULL);
  g_setenv ("WEIR_PLUGIN_PATH", folder, TRUE);

  g_test_add_func ("/factory/asking", test_asking);
  g_test_add_func ("/factory/templates", test_templates);
  g_test_add_func ("/factory/properties", test_properties);
  g_test_add_func ("/factory/lists", test_lists);
  g_test_add_func ("/factory/unknown", test_unknown);
  g_test_add_func ("/factory/make", test_make);
  g_test_add_func ("/factory/make-with-properties", test_make_with_properties);
  g_test_add_func ("/factory/make-from-uri", test_make_from_uri);
  g_test_add_func ("/factory/type-find", test_type_find);
  int result = g_test_run ();
  folders_clear ();
  g_free (folder);
  return result;
}
