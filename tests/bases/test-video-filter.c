/* SPDX-License-Identifier: MIT */
/* The base of filters of pictures: in place, into another picture, untouched; wherever planes lie; what doesn't fit. */
#include <string.h>
#include <weir/bases/video-filter.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"
#include "toys.h"

/* --- two filters: one turns grey into its opposite, one makes a picture of its first pixel ------------------------------ */

typedef struct {
  WeirVideoFilter parent_instance;
  guint set; /* calls of set_info */
} TestFilter;
typedef WeirVideoFilterClass TestFilterClass;
typedef TestFilter Invert, Spread, Idle;
typedef TestFilterClass InvertClass, SpreadClass, IdleClass;
static GType invert_get_type (void);
static GType spread_get_type (void);
static GType idle_get_type (void);
G_DEFINE_TYPE (Invert, invert, WEIR_TYPE_VIDEO_FILTER)
G_DEFINE_TYPE (Spread, spread, WEIR_TYPE_VIDEO_FILTER)
G_DEFINE_TYPE (Idle, idle, WEIR_TYPE_VIDEO_FILTER)

#define CAPS "video/x-raw, format=GRAY8"
static const WeirPadInfo pads[] = { WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} };
static const WeirElementInfo invert_info = { .name = "testinvert", .klass = "Filter", .description = "Opposite grey",
                                             .example = "testinvert ! fakesink", .pads = pads };
static const WeirElementInfo spread_info = { .name = "testspread", .klass = "Filter", .description = "One pixel for all",
                                             .example = "testspread ! fakesink", .pads = pads };
static const WeirElementInfo idle_info = { .name = "testidle", .klass = "Filter", .description = "Nothing",
                                           .example = "testidle ! fakesink", .pads = pads };

static gboolean
set_info (WeirVideoFilter *filter, WeirCaps *incaps, const WeirVideoInfo *in, WeirCaps *outcaps, const WeirVideoInfo *out,
          GError **error)
{
  ((TestFilter *) filter)->set++;
  if (in->width != 99)
    return TRUE;
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "not 99 pixels");
  return FALSE;
}

static WeirFlowReturn
invert_frame (WeirVideoFilter *filter, WeirVideoFrame *frame, GError **error)
{
  for (int y = 0; y < WEIR_VIDEO_FRAME_HEIGHT (frame); y++)
    for (int x = 0; x < WEIR_VIDEO_FRAME_WIDTH (frame); x++)
      ((guint8 *) frame->data[0])[y * frame->info.stride[0] + x] ^= 0xff;
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
spread_frame (WeirVideoFilter *filter, const WeirVideoFrame *in, WeirVideoFrame *out, GError **error)
{
  guint8 value = *(guint8 *) in->data[0];

  if (value == 7)
    return WEIR_TRANSFORM_DROPPED;
  memset (out->data[0], value, out->info.size);
  return WEIR_FLOW_OK;
}

static void
invert_class_init (TestFilterClass *klass)
{
  klass->set_info = set_info;
  klass->transform_frame_ip = invert_frame;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &invert_info);
}

static void
spread_class_init (TestFilterClass *klass)
{
  klass->set_info = set_info;
  klass->transform_frame = spread_frame;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &spread_info);
}

static void
idle_class_init (TestFilterClass *klass)
{
  klass->set_info = set_info;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &idle_info);
}

static void
invert_init (TestFilter *self)
{
}

static void
spread_init (TestFilter *self)
{
}

static void
idle_init (TestFilter *self)
{
}

/* --- pictures through them ------------------------------------------------------------------------------------------------ */

static int width;       /* of what comes, by the caps */
static gboolean padded; /* its lines are further apart than the format says */
static guint8 value;    /* its pixels */
static gsize missing;   /* bytes at its end */

typedef struct {
  WeirSource parent_instance;
  guint sent;
} GreySource;
typedef WeirSourceClass GreySourceClass;
static GType grey_source_get_type (void);
G_DEFINE_TYPE (GreySource, grey_source, WEIR_TYPE_SOURCE)
static const WeirElementInfo source_info = { .name = "testgrey", .klass = "Source", .description = "Grey",
                                             .example = "testgrey ! fakesink",
                                             .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", CAPS), {} } };

static WeirFlowReturn
grey_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  static const gsize offset[WEIR_VIDEO_MAX_PLANES] = { 3 };
  static const gint stride[WEIR_VIDEO_MAX_PLANES] = { 160 };
  gsize size = padded ? 3 + 160 * 4 : (gsize) ((width + 3) / 4 * 4) * 4;

  if (((GreySource *) source)->sent++ == 2)
    return WEIR_FLOW_EOS;
  *buffer = weir_buffer_new_allocate (NULL, size - missing, NULL);
  weir_buffer_memset (*buffer, 0, value, size - missing);
  if (padded)
    weir_buffer_add_video_meta_full (*buffer, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_GRAY8, (guint) width, 4, 1,
                                     offset, stride);
  return WEIR_FLOW_OK;
}

static WeirCaps *
grey_caps (WeirSource *source)
{
  return weir_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "GRAY8", "width", G_TYPE_INT, width, "height",
                               G_TYPE_INT, 4, "framerate", WEIR_TYPE_FRACTION, 25, 1, NULL);
}

static void
grey_source_class_init (GreySourceClass *klass)
{
  klass->create = grey_create;
  klass->get_caps = grey_caps;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &source_info);
}

static void
grey_source_init (GreySource *self)
{
}

/* Runs one filter. What its last picture's second line begins with, and how many came. (transfer full): the error. */
static char *
run (GType type, guint8 *pixel, guint64 *n)
{
  WeirElement *filter = line_element (type, NULL), *sink = line_element (weir_fake_sink_get_type (), "sync=false");
  WeirElement *line = line_new (line_element (grey_source_get_type (), NULL), filter, sink, NULL);
  g_autoptr (WeirSample) sample = NULL;
  char *error = line_run (line);

  *n = line_rendered (sink);
  g_object_get (sink, "last-sample", &sample, NULL);
  *pixel = 0;
  if (sample != NULL) {
    WeirVideoInfo info;
    WeirVideoFrame frame;

    g_assert_true (weir_video_info_from_caps (&info, weir_sample_get_caps (sample)));
    g_assert_true (weir_video_frame_map (&frame, &info, weir_sample_get_buffer (sample), WEIR_MAP_READ));
    *pixel = ((guint8 *) frame.data[0])[frame.info.stride[0]];
    weir_video_frame_unmap (&frame);
  }
  if (error == NULL)
    g_assert_cmpuint (((TestFilter *) filter)->set, ==, 1);
  line_free (line);
  return error;
}

static void
assert_gives (GType type, guint8 wanted, guint64 wanted_n)
{
  guint8 pixel;
  guint64 n;
  g_autofree char *error = run (type, &pixel, &n);

  g_assert_cmpstr (error, ==, NULL);
  g_assert_cmpuint (n, ==, wanted_n);
  if (n > 0)
    g_assert_cmpuint (pixel, ==, wanted);
}

static void
test_pictures (void)
{
  width = 30;
  value = 100;
  missing = 0;
  for (padded = FALSE; padded <= TRUE; padded++) {
    assert_gives (invert_get_type (), 155, 2);
    assert_gives (spread_get_type (), 100, 2);
    assert_gives (idle_get_type (), 100, 2);
  }
  value = 7;
  padded = FALSE;
  assert_gives (spread_get_type (), 0, 0); /* dropped */
}

static void
test_refused (void)
{
  const GType types[] = { invert_get_type (), spread_get_type () };
  guint8 pixel;
  guint64 n;

  padded = FALSE;
  value = 100;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *short_one = NULL, *wrong_size = NULL;

    width = 30;
    missing = 1;
    short_one = run (types[i], &pixel, &n);
    g_assert_nonnull (short_one);
    g_assert_nonnull (strstr (short_one, "127 bytes"));
    width = 99;
    missing = 0;
    wrong_size = run (types[i], &pixel, &n);
    g_assert_nonnull (wrong_size);
    g_assert_nonnull (strstr (wrong_size, "not 99 pixels"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/video-filter/pictures", test_pictures);
  line_add_test ("/video-filter/refused", test_refused);
  return line_test_run ();
}
