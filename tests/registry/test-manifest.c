/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <weir/registry/registry-private.h>

#define BEGIN "weir-manifest\t1\t0.1.0\n"
#define PLUGIN                                                                                     \
  "plugin\tcore\tcore.so\t12\t34\tThe core\t1.2\tMIT\tweir\tpack\thttps://example.org\n"
#define ELEMENT                                                                                    \
  "element\tmaker\t128\tWeirMaker\n"                                                               \
  "long-name\tMaker\nklass\tSource/Video\ndescription\tMakes\\tall\\nof it \\\\ you know\n"        \
  "author\tA B\nexample\tmaker ! fakesink\nparents\tWeirElement\tWeirObject\n"                     \
  "interfaces\tWeirURIHandler\nuri\tsrc\tfile\thttp\n"                                             \
  "pad\tsrc\tsrc\talways\tvideo/x-raw, width=[1, 9]\npad\tside_%u\tsink\trequest\tANY\n"           \
  "prop\tmode\tMakerMode\t1\t\t\tsoft\tHow\nvalue\t0\tsoft\tSoft\nvalue\t-7\thard\tHard\n"         \
  "prop\tspeed\tgdouble\t0\t0\t1.5\t1\tHow fast\n"

static WeirManifest *
parse (const char *text, GError **error)
{
  return weir_manifest_parse (g_strdup (text), strlen (text), error);
}

static const WeirManifestEntry *
element_nth (const WeirManifest *manifest, guint index)
{
  return &g_array_index (manifest->elements, WeirManifestEntry, index);
}

static void
test_index (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirManifest) manifest =
    parse (BEGIN PLUGIN ELEMENT
           "element\tother\t0\tWeirOther\ntypefind\taudio/x-a\t64\ta,b\taudio/x-a\n" PLUGIN
           "element\tlast\t1\tWeirLast\nfailed\tbad.so\t5\t6\tit crashed\n",
           &error);

  g_assert_no_error (error);
  g_assert_cmpstr (manifest->version, ==, "0.1.0");
  g_assert_cmpuint (manifest->plugins->len, ==, 2);
  const WeirManifestPlugin *plugin = &g_array_index (manifest->plugins, WeirManifestPlugin, 0);
  g_assert_cmpstr (plugin->name, ==, "core");
  g_assert_cmpstr (plugin->file, ==, "core.so");
  g_assert_cmpint (plugin->mtime_us, ==, 12);
  g_assert_cmpuint (plugin->size, ==, 34);
  g_assert_cmpstr (plugin->description, ==, "The core");
  g_assert_cmpstr (plugin->version, ==, "1.2");
  g_assert_cmpstr (plugin->license, ==, "MIT");
  g_assert_cmpstr (plugin->source, ==, "weir");
  g_assert_cmpstr (plugin->package, ==, "pack");
  g_assert_cmpstr (plugin->origin, ==, "https://example.org");

  g_assert_cmpuint (manifest->elements->len, ==, 3);
  g_assert_cmpstr (element_nth (manifest, 0)->name, ==, "maker");
  g_assert_cmpuint (element_nth (manifest, 0)->rank, ==, 128);
  g_assert_cmpuint (element_nth (manifest, 0)->end - element_nth (manifest, 0)->begin, ==,
                    strlen (ELEMENT));
  g_assert_cmpstr (element_nth (manifest, 1)->name, ==, "other");
  g_assert_cmpuint (element_nth (manifest, 1)->plugin, ==, 0);
  g_assert_cmpuint (element_nth (manifest, 2)->plugin, ==, 1);

  g_auto (GStrv) extensions = NULL;
  g_autofree char *caps = NULL;
  g_assert_cmpuint (manifest->type_finds->len, ==, 1);
  weir_manifest_parse_type_find (
    manifest, &g_array_index (manifest->type_finds, WeirManifestEntry, 0), &extensions, &caps);
  g_assert_cmpstrv (extensions, ((const char *[]){ "a", "b", NULL }));
  g_assert_cmpstr (caps, ==, "audio/x-a");

  g_assert_cmpuint (manifest->failures->len, ==, 1);
  const WeirManifestFailure *failure = &g_array_index (manifest->failures, WeirManifestFailure, 0);
  g_assert_cmpstr (failure->file, ==, "bad.so");
  g_assert_cmpstr (failure->reason, ==, "it crashed");
}

static void
test_details (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirElementDetails) details =
    weir_element_details_parse (ELEMENT, strlen (ELEMENT), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (details->type_name, ==, "WeirMaker");
  g_assert_cmpstr (details->long_name, ==, "Maker");
  g_assert_cmpstr (details->klass, ==, "Source/Video");
  g_assert_cmpstr (details->description, ==, "Makes\tall\nof it \\ you know");
  g_assert_cmpstr (details->author, ==, "A B");
  g_assert_cmpstr (details->example, ==, "maker ! fakesink");
  g_assert_cmpstrv (details->parents->pdata,
                    ((const char *[]){ "WeirElement", "WeirObject", NULL }));
  g_assert_cmpstrv (details->interfaces->pdata, ((const char *[]){ "WeirURIHandler", NULL }));
  g_assert_cmpint (details->uri_type, ==, WEIR_URI_SRC);
  g_assert_cmpstrv (details->uri_protocols->pdata, ((const char *[]){ "file", "http", NULL }));

  g_assert_cmpuint (g_list_length (details->templates), ==, 2);
  WeirStaticPadTemplate *src = details->templates->data, *side = details->templates->next->data;
  g_assert_cmpstr (src->name_template, ==, "src");
  g_assert_cmpint (src->direction, ==, WEIR_PAD_SRC);
  g_assert_cmpint (src->presence, ==, WEIR_PAD_ALWAYS);
  g_autoptr (WeirCaps) caps = weir_static_pad_template_get_caps (src);
  g_autofree char *caps_text = weir_caps_to_string (caps);
  g_assert_cmpstr (caps_text, ==, "video/x-raw, width=(int)[ 1, 9 ]");
  g_assert_cmpint (side->direction, ==, WEIR_PAD_SINK);
  g_assert_cmpint (side->presence, ==, WEIR_PAD_REQUEST);

  g_assert_cmpuint (details->props->len, ==, 2);
  const WeirFactoryProperty *mode = &g_array_index (details->props, WeirFactoryProperty, 0),
                            *speed = mode + 1;
  g_assert_cmpstr (mode->name, ==, "mode");
  g_assert_cmpint (mode->flags, ==, WEIR_PROP_LIVE);
  g_assert_null (mode->minimum);
  g_assert_cmpstr (mode->default_value, ==, "soft");
  g_assert_cmpuint (mode->n_values, ==, 2);
  g_assert_cmpint (mode->values[1].value, ==, -7);
  g_assert_cmpstr (mode->values[1].nick, ==, "hard");
  g_assert_cmpstr (mode->values[0].name, ==, "Soft");
  g_assert_cmpuint (speed->n_values, ==, 0);
  g_assert_cmpstr (speed->maximum, ==, "1.5");
  g_assert_cmpstr (speed->blurb, ==, "How fast");
}

/* What a later version says more is passed over, in the file and in an element. */
static void
test_unknown_lines (void)
{
  g_autoptr (GError) error = NULL;
  const char *text = BEGIN "future\tx\n\n" PLUGIN ELEMENT "mood\tgood\n";
  g_autoptr (WeirManifest) manifest = parse (text, &error);
  g_assert_no_error (error);

  const WeirManifestEntry *entry = element_nth (manifest, 0);
  g_autoptr (WeirElementDetails) details =
    weir_element_details_parse (manifest->text + entry->begin, entry->end - entry->begin, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->props->len, ==, 2);
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "hello\n",
    "weir-manifest\n",
    "weir-manifest\t2\t0.1.0\n",
    PLUGIN,
    BEGIN BEGIN,
    BEGIN "plugin\tcore\n",
    BEGIN "plugin\tcore\tcore.so\tx\t34\t\t\t\t\t\t\n",
    BEGIN "plugin\t\tcore.so\t1\t34\t\t\t\t\t\t\n",
    BEGIN ELEMENT,
    BEGIN PLUGIN "element\tx\n",
    BEGIN PLUGIN "element\tx\t-1\tX\n",
    BEGIN PLUGIN "element\tx\t99999999999999999999999\tX\n",
    BEGIN PLUGIN "element\t\t0\tX\n",
    BEGIN "failed\tx\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    WeirManifest *manifest = parse (texts[i], &error);

    if (manifest != NULL)
      g_error ("taken: %s", texts[i]);
    g_assert_error (error, WEIR_ERROR, WEIR_ERROR_SYNTAX);
  }
}

/* A line of an element that is damaged is left out; the others count. */
static void
test_damaged_details (void)
{
  static const char *const lines[] = { "pad\tx\n",
                                       "pad\tx\tup\talways\tANY\n",
                                       "pad\tx\tsrc\tnever\tANY\n",
                                       "prop\tx\n",
                                       "prop\tx\ty\tz\t\t\t\t\n",
                                       "value\t1\n",
                                       "uri\tup\n",
                                       "klass\n",
                                       "value\t1\ta\tb\n" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *text =
      g_strconcat ("element\tx\t1\tX\n", lines[i], "description\tStill here\n", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (WeirElementDetails) details =
      weir_element_details_parse (text, strlen (text), &error);

    g_assert_error (error, WEIR_ERROR, WEIR_ERROR_SYNTAX);
    g_assert_cmpstr (details->description, ==, "Still here");
    g_assert_null (details->templates);
    g_assert_cmpuint (details->props->len, ==, 0);
  }
}

static void
test_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *fields[4];
  guint n;

  weir_manifest_add_line (text, "word", "", "a\tb\nc\\d", "e", "f", NULL);
  weir_manifest_add_line (text, "next", NULL);
  char *next =
    weir_manifest_split (text->str, text->str + text->len, fields, G_N_ELEMENTS (fields), &n);
  g_assert_cmpuint (n, ==, 4); /* the fifth has no place */
  g_assert_cmpstr (fields[0], ==, "word");
  g_assert_cmpstr (fields[1], ==, "");
  g_assert_cmpstr (fields[2], ==, "a\tb\nc\\d");
  g_assert_cmpstr (fields[3], ==, "e");
  g_assert_nonnull (next);
  g_assert_null (
    weir_manifest_split (next, text->str + text->len, fields, G_N_ELEMENTS (fields), &n));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (fields[0], ==, "next");
}

/* --- writing ------------------------------------------------------------------------------------ */

typedef struct {
  WeirElement parent_instance;
  double gain;
  guint64 big;
} Sample;
typedef WeirElementClass SampleClass;
GType sample_get_type (void);
G_DEFINE_TYPE (Sample, sample, WEIR_TYPE_ELEMENT)

static const WeirProp sample_props[] = {
  WEIR_PROP_DOUBLE (Sample, gain, "gain", -1.25, 1e300, 0.5, WEIR_PROP_LIVE, "A gain"),
  WEIR_PROP_UINT64 (Sample, big, "big", 0, G_MAXUINT64, G_MAXUINT64, 0, "A number"),
};
static WeirElementInfo sample_info = {
  .name = "sample",
  .klass = "Filter",
  .description = "Is a sample",
  .example = "sample ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"),
                                 WEIR_SRC_SOMETIMES ("src_%u", "audio/x-raw"),
                                 {} },
  .props = sample_props,
  .n_props = G_N_ELEMENTS (sample_props),
};

static WeirProcess
sample_process (WeirElement *element, GError **error)
{
  return WEIR_PROCESS_EOS;
}

static void
sample_class_init (SampleClass *klass)
{
  klass->process = sample_process;
  weir_element_class_set_info (klass, &sample_info);
}

static void
sample_init (Sample *sample)
{
}

static const WeirFactoryProperty *
find_prop (const WeirElementDetails *details, const char *name)
{
  for (guint i = 0; i < details->props->len; i++) {
    const WeirFactoryProperty *prop = &g_array_index (details->props, WeirFactoryProperty, i);
    if (strcmp (prop->name, name) == 0)
      return prop;
  }
  return NULL;
}

static void
test_written (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  weir_manifest_add_element (text, "sample", 7, sample_get_type ());
  g_autoptr (WeirElementDetails) details =
    weir_element_details_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->type_name, ==, "Sample");
  g_assert_cmpstr (details->long_name, ==, "Is a sample");
  g_assert_null (details->author);
  g_assert_cmpstr (details->parents->pdata[0], ==, "WeirElement");
  g_assert_cmpuint (g_list_length (details->templates), ==, 2);

  const WeirFactoryProperty *gain = find_prop (details, "gain"), *big = find_prop (details, "big");
  g_assert_cmpstr (gain->type, ==, "gdouble");
  g_assert_cmpstr (gain->minimum, ==, "-1.25");
  g_assert_cmpstr (gain->default_value, ==, "0.5");
  g_assert_cmpfloat (g_ascii_strtod (gain->maximum, NULL), ==, 1e300);
  g_assert_cmpint (gain->flags, ==, WEIR_PROP_LIVE);
  g_assert_cmpstr (big->maximum, ==, "18446744073709551615");
  g_assert_nonnull (find_prop (details, "name"));
}

static void
assert_lacks (const char *what)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_manifest_check_element (sample_get_type (), &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_PLUGIN);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;
  const WeirElementInfo whole = sample_info;
  WeirElementClass *klass = g_type_class_ref (sample_get_type ());

  g_assert_true (weir_manifest_check_element (sample_get_type (), &error));
  g_assert_no_error (error);
  sample_info.description = NULL;
  assert_lacks ("description");
  sample_info = whole;
  sample_info.example = "";
  assert_lacks ("example");
  sample_info = whole;
  klass->process = NULL;
  assert_lacks ("process");
  klass->process = sample_process;
  g_assert_false (weir_manifest_check_element (WEIR_TYPE_ELEMENT, &error));
  g_assert_nonnull (error);
  g_type_class_unref (klass);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest/index", test_index);
  g_test_add_func ("/manifest/details", test_details);
  g_test_add_func ("/manifest/unknown-lines", test_unknown_lines);
  g_test_add_func ("/manifest/damaged", test_damaged);
  g_test_add_func ("/manifest/damaged-details", test_damaged_details);
  g_test_add_func ("/manifest/lines", test_lines);
  g_test_add_func ("/manifest/written", test_written);
  g_test_add_func ("/manifest/check", test_check);
  return g_test_run ();
}
