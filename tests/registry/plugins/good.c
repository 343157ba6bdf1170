/* SPDX-License-Identifier: MIT */
/* A plugin as it should be: two elements and a typefind function. */
#include <string.h>
#include <weir/registry/plugin-impl.h>

typedef enum { MODE_SOFT = 0, MODE_HARD = 5 } Mode;

static GType
mode_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = { { MODE_SOFT, "Soft\tand slow", "soft" },
                                       { MODE_HARD, "Hard", "hard" },
                                       { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GoodMode", values));
  return type;
}

typedef struct {
  WeirElement parent_instance;
  double gain;
  int mode;
  int left;
  char *label;
} GoodFilter;
typedef WeirElementClass GoodFilterClass;
GType good_filter_get_type (void);
G_DEFINE_TYPE (GoodFilter, good_filter, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_DOUBLE (GoodFilter, gain, "gain", 0.0, 10.5, 1.5, WEIR_PROP_LIVE, "Linear gain factor"),
  WEIR_PROP_ENUM (GoodFilter, mode, "mode", mode_get_type, MODE_HARD, 0, "How"),
  WEIR_PROP_INT (GoodFilter, left, "left", -1, 100, -1, 0, "What is left"),
  WEIR_PROP_STRING (GoodFilter, label, "label", "a \"b\"", WEIR_PROP_LOCATION, "A text"),
};
static const WeirElementInfo filter_info = {
  .name = "goodfilter",
  .klass = "Filter/Converter/Audio",
  .description = "Does good\nto sound",
  .author = "The tests",
  .example = "audiotestsrc ! goodfilter ! fakesink",
  .pads =
    (const WeirPadInfo[]){ WEIR_SINK ("sink", "audio/x-raw, format=F32LE"),
                           WEIR_SRC ("src", "audio/x-raw, format=F32LE; audio/x-odd, rate=[1, 9]"),
                           {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .rank = 64,
};

static WeirProcess
rest (WeirElement *element, GError **error)
{
  return WEIR_PROCESS_EOS;
}

static void
good_filter_class_init (GoodFilterClass *klass)
{
  klass->process = rest;
  weir_element_class_set_info (klass, &filter_info);
}

static void
good_filter_init (GoodFilter *self)
{
}

typedef struct {
  WeirElement parent_instance;
  char *uri;
} GoodSrc;
typedef WeirElementClass GoodSrcClass;

static char *
good_src_get_uri (WeirURIHandler *handler)
{
  return g_strdup (((GoodSrc *) handler)->uri);
}

static gboolean
good_src_set_uri (WeirURIHandler *handler, const char *uri, GError **error)
{
  if (strstr (uri, "bad") != NULL) {
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_REFERENCE, "that is bad");
    return FALSE;
  }
  g_free (((GoodSrc *) handler)->uri);
  ((GoodSrc *) handler)->uri = g_strdup (uri);
  return TRUE;
}

static void
good_src_uri_init (WeirURIHandlerInterface *iface)
{
  iface->get_uri = good_src_get_uri;
  iface->set_uri = good_src_set_uri;
}

GType good_src_get_type (void);
G_DEFINE_TYPE_WITH_CODE (GoodSrc, good_src, WEIR_TYPE_ELEMENT,
                         G_IMPLEMENT_INTERFACE (WEIR_TYPE_URI_HANDLER, good_src_uri_init))

static const char *const protocols[] = { "good", "better", NULL };
static const WeirElementInfo src_info = {
  .name = "goodsrc",
  .long_name = "Good source",
  .klass = "Source/Video",
  .description = "Makes nothing",
  .example = "goodsrc ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"),
                                 WEIR_SINK_REQUEST ("side_%u", "video/x-raw"),
                                 {} },
  .rank = 256,
  .uri_protocols = protocols,
  .uri_type = WEIR_URI_SRC,
};

static void
good_src_finalize (GObject *object)
{
  g_free (((GoodSrc *) object)->uri);
  G_OBJECT_CLASS (good_src_parent_class)->finalize (object);
}

static void
good_src_class_init (GoodSrcClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = good_src_finalize;
  klass->process = rest;
  weir_element_class_set_info (klass, &src_info);
}

static void
good_src_init (GoodSrc *self)
{
}

static void
find_good (WeirTypeFind *find, gpointer data)
{
  guint size = 4;
  const guint8 *bytes = weir_type_find_peek (find, 0, &size);

  if (bytes != NULL && memcmp (bytes, "good", 4) == 0)
    weir_type_find_suggest_empty_simple (find, WEIR_TYPE_FIND_LIKELY, "audio/x-good");
}

static const WeirTypeFindInfo type_finds[] = {
  { "audio/x-good", 128, "good,gd", "audio/x-good", find_good },
  { 0 },
};

static GType (*const elements[]) (void) = { good_filter_get_type, good_src_get_type, NULL };

WEIR_PLUGIN_DEFINE_INFO (.name = "good", .description = "A good plugin", .version = "1.4.2",
                         .license = "MIT", .source = "weir-tests", .package = "tests",
                         .origin = "https://example.org/good", .elements = elements,
                         .type_finds = type_finds)
