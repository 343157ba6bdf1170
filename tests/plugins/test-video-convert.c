/* SPDX-License-Identifier: MIT */
#include "plugins/filters/video-convert-kernel.h"
#include "plugins/libav/pixfmt.h"
#include "plugins/sources/test-pattern.h"

#include <libavutil/log.h>
#include <string.h>
#include <weir/base/error.h>
#include <weir/data/video-pack.h>

typedef struct {
  WeirVideoInfo info;
  guint8 *memory; /* (owned) */
  guint8 *data[WEIR_VIDEO_MAX_PLANES];
} Picture;

static void
picture_init (Picture *p, WeirVideoFormat format, guint width, guint height)
{
  g_assert_true (weir_video_info_set_format (&p->info, format, width, height));
  p->memory = g_malloc0 (p->info.size + 64);
  for (guint i = 0; i < WEIR_VIDEO_MAX_PLANES; i++)
    p->data[i] = p->memory + p->info.offset[i];
}

static void
picture_paint (Picture *p, WeirTestPatternKind pattern)
{
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  WeirTestPatternFrame frame = { .info = &p->info };

  params.pattern = pattern;
  memcpy (frame.data, p->data, sizeof p->data);
  memcpy (frame.stride, p->info.stride, sizeof p->info.stride);
  weir_test_pattern_paint (&params, &frame, 0);
}

static gboolean
convert (Picture *in, Picture *out, const WeirVideoConvertParams *params)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirVideoConvert) kernel =
    weir_video_convert_new (&in->info, &out->info, params, &error);
  gboolean ok;

  g_assert_no_error (error);
  ok = weir_video_convert_frame (kernel, (const guint8 *const *) in->data, in->info.stride,
                                 out->data, out->info.stride, &error);
  g_assert_no_error (error);
  return ok;
}

/* Eight bits of a component (0: first colour) at a pixel. */
static gint
component_at (const Picture *p, gint x, gint y, guint component)
{
  g_autofree guint16 *line = g_new (guint16, 4 * (gsize) p->info.width);
  gboolean wide = p->info.finfo->unpack_format == WEIR_VIDEO_FORMAT_AYUV64
                  || p->info.finfo->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;

  weir_video_unpack_line (p->info.finfo, WEIR_VIDEO_PACK_FLAG_NONE, (const guint8 *const *) p->data,
                          p->info.stride, y, p->info.width, line);
  return wide ? line[4 * x + 1 + (gint) component] >> 8
              : ((guint8 *) line)[4 * x + 1 + (gint) component];
}

/* Bars from any format to any kind of format come out in their colours. */
static void
test_all_formats (void)
{
  static const WeirVideoFormat kinds[] = { WEIR_VIDEO_FORMAT_I420, WEIR_VIDEO_FORMAT_BGRX,
                                           WEIR_VIDEO_FORMAT_V210, WEIR_VIDEO_FORMAT_AYUV };
  WeirVideoConvertParams params = WEIR_VIDEO_CONVERT_PARAMS_INIT;
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);

  for (guint i = 0; i < 2 * n; i++) {
    WeirVideoFormat other = formats[i / 2];

    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
      Picture in, out, expected;
      gboolean grey;

      picture_init (&in, i % 2 == 0 ? other : kinds[k], 112, 32);
      picture_init (&out, i % 2 == 0 ? kinds[k] : other, 112, 32);
      picture_init (&expected, WEIR_VIDEO_INFO_FORMAT (&out.info), 112, 32);
      grey = WEIR_VIDEO_INFO_IS_GRAY (&in.info);
      /* the painter's greys are of limited range, whatever the default for the format */
      if (grey)
        in.info.colorimetry.range = WEIR_VIDEO_COLOR_RANGE_16_235;
      if (WEIR_VIDEO_INFO_IS_GRAY (&out.info))
        out.info.colorimetry.range = WEIR_VIDEO_COLOR_RANGE_16_235;
      picture_paint (&in, WEIR_TEST_PATTERN_SMPTE75);
      picture_paint (&expected, WEIR_TEST_PATTERN_SMPTE75);
      g_assert_true (convert (&in, &out, &params));
      for (gint bar = 0; bar < (grey ? 1 : 7); bar++)
        for (guint c = 0; c < out.info.finfo->n_components && c < 3; c++) {
          gint made = component_at (&out, bar * 16 + 8, 16, c);
          gint wanted = component_at (&expected, bar * 16 + 8, 16, c);
          /* five bits and ordered dithering are coarse */
          gint tolerance = out.info.finfo->bits < 8 || in.info.finfo->bits < 8 ? 18 : 3;

          if (ABS (made - wanted) > tolerance) {
            g_test_message ("%s to %s: bar %d component %u: %d instead of %d", in.info.finfo->name,
                            out.info.finfo->name, bar, c, made, wanted);
            g_test_fail ();
          }
        }
      g_free (in.memory);
      g_free (out.memory);
      g_free (expected.memory);
    }
  }
}

static void
test_ranges_and_matrices (void)
{
  WeirVideoConvertParams params = { .threads = 1, .chroma = WEIR_VIDEO_CHROMA_FULL };
  Picture in, out;

  picture_init (&in, WEIR_VIDEO_FORMAT_Y444, 16, 16);
  picture_init (&out, WEIR_VIDEO_FORMAT_Y444, 16, 16);
  out.info.colorimetry.range = WEIR_VIDEO_COLOR_RANGE_0_255;
  picture_paint (&in, WEIR_TEST_PATTERN_WHITE);
  convert (&in, &out, &params);
  g_assert_cmpint (component_at (&out, 8, 8, 0), >=, 254);
  picture_paint (&in, WEIR_TEST_PATTERN_BLACK);
  convert (&in, &out, &params);
  g_assert_cmpint (component_at (&out, 8, 8, 0), <=, 1);
  g_free (out.memory);

  /* red of BT.709 is red in RGB, and not that of BT.601 */
  picture_paint (&in, WEIR_TEST_PATTERN_RED);
  memset (in.data[0], 63, (gsize) in.info.stride[0] * 16);
  memset (in.data[1], 102, (gsize) in.info.stride[1] * 16);
  memset (in.data[2], 240, (gsize) in.info.stride[2] * 16);
  weir_video_colorimetry_from_string (&in.info.colorimetry, "bt709");
  picture_init (&out, WEIR_VIDEO_FORMAT_RGB, 16, 16);
  convert (&in, &out, &params);
  g_assert_cmpint (component_at (&out, 8, 8, 0), >=, 252);
  g_assert_cmpint (component_at (&out, 8, 8, 1), <=, 3);
  g_assert_cmpint (component_at (&out, 8, 8, 2), <=, 3);
  g_free (in.memory);
  g_free (out.memory);
}

static void
test_scale_methods (void)
{
  for (guint m = 0; m <= WEIR_VIDEO_SCALE_AREA; m++) {
    for (guint threads = 1; threads <= 2; threads++) {
      WeirVideoConvertParams params = { .method = (WeirVideoScaleMethod) m, .chroma = WEIR_VIDEO_CHROMA_NONE, .threads = threads };
      Picture in, out;

      picture_init (&in, WEIR_VIDEO_FORMAT_I420, 320, 240);
      picture_init (&out, WEIR_VIDEO_FORMAT_I420, 224, 112);
      picture_paint (&in, WEIR_TEST_PATTERN_SMPTE100);
      convert (&in, &out, &params);
      /* long filters ring a little */
      g_assert_cmpint (ABS (component_at (&out, 16, 50, 0) - 235), <=, 6);
      g_assert_cmpint (ABS (component_at (&out, 5 * 32 + 16, 50, 2) - 240), <=, 6);
      g_free (in.memory);
      g_free (out.memory);
    }
  }
}

static void
test_borders (void)
{
  WeirVideoConvertParams params = { .method = WEIR_VIDEO_SCALE_BILINEAR,
                                    .add_borders = TRUE,
                                    .threads = 1 };
  static const WeirVideoFormat formats[] = { WEIR_VIDEO_FORMAT_I420, WEIR_VIDEO_FORMAT_YUY2,
                                             WEIR_VIDEO_FORMAT_RGB,  WEIR_VIDEO_FORMAT_AYUV,
                                             WEIR_VIDEO_FORMAT_V210, WEIR_VIDEO_FORMAT_NV12 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
    Picture in, wide, tall;
    WeirVideoRectangle r;
    gboolean rgb = formats[f] == WEIR_VIDEO_FORMAT_RGB;

    picture_init (&in, WEIR_VIDEO_FORMAT_I420, 160, 120);
    picture_init (&wide, formats[f], 320, 120);
    picture_init (&tall, formats[f], 160, 240);
    picture_paint (&in, WEIR_TEST_PATTERN_WHITE);
    memset (wide.memory, 0x55, wide.info.size);
    memset (tall.memory, 0x55, tall.info.size);
    r = weir_video_convert_fit (&in.info, &wide.info);
    g_assert_cmpint (r.x, ==, 80);
    g_assert_cmpint (r.width, ==, 160);
    convert (&in, &wide, &params);
    convert (&in, &tall, &params);
    g_assert_cmpint (component_at (&wide, 78, 60, 0), ==, rgb ? 0 : 16);
    g_assert_cmpint (component_at (&wide, 242, 60, 0), ==, rgb ? 0 : 16);
    g_assert_cmpint (component_at (&wide, 82, 60, 0), >=, 234);
    g_assert_cmpint (component_at (&wide, 78, 60, 1), ==, rgb ? 0 : 128);
    g_assert_cmpint (component_at (&tall, 80, 58, 0), ==, rgb ? 0 : 16);
    g_assert_cmpint (component_at (&tall, 80, 182, 0), ==, rgb ? 0 : 16);
    g_assert_cmpint (component_at (&tall, 80, 120, 0), >=, 234);
    g_free (in.memory);
    g_free (wide.memory);
    g_free (tall.memory);
  }
}

static void
test_fit (void)
{
  WeirVideoInfo in, out;
  WeirVideoRectangle r;

  weir_video_info_set_format (&in, WEIR_VIDEO_FORMAT_I420, 720, 576);
  in.par_n = 16;
  in.par_d = 15;
  weir_video_info_set_format (&out, WEIR_VIDEO_FORMAT_I420, 768, 576);
  r = weir_video_convert_fit (&in, &out);
  g_assert_cmpint (r.width, ==, 768);
  g_assert_cmpint (r.height, ==, 576);
  out.par_n = 2;
  r = weir_video_convert_fit (&in, &out);
  g_assert_cmpint (r.width, ==, 384);
  g_assert_cmpint (r.x, ==, 192);
}

static void
test_passthrough (void)
{
  WeirVideoConvertParams params = { .chroma = WEIR_VIDEO_CHROMA_NONE, .threads = 1 };
  g_autoptr (WeirVideoConvert) kernel = NULL;
  Picture in, out;

  picture_init (&in, WEIR_VIDEO_FORMAT_NV12, 33, 17);
  picture_init (&out, WEIR_VIDEO_FORMAT_NV12, 33, 17);
  picture_paint (&in, WEIR_TEST_PATTERN_CIRCULAR);
  kernel = weir_video_convert_new (&in.info, &out.info, &params, NULL);
  g_assert_true (weir_video_convert_is_passthrough (kernel));
  g_assert_true (convert (&in, &out, &params));
  for (gint y = 0; y < 17; y++)
    g_assert_cmpmem (in.data[0] + y * 36, 33, out.data[0] + y * 36, 33);
  g_free (in.memory);
  g_free (out.memory);
}

static void
test_refusals (void)
{
  WeirVideoConvertParams params = { .chroma = WEIR_VIDEO_CHROMA_NONE, .threads = 1 };
  g_autoptr (GError) error = NULL;
  WeirVideoInfo in, out;

  weir_video_info_init (&in);
  weir_video_info_set_format (&out, WEIR_VIDEO_FORMAT_I420, 16, 16);
  g_assert_null (weir_video_convert_new (&in, &out, &params, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE);
  g_assert_nonnull (strstr (error->message, "I420"));
  g_assert_false (weir_video_convert_knows (WEIR_VIDEO_FORMAT_ENCODED));
}

/* The table of formats, there and back. */
static void
test_pixel_formats (void)
{
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);

  for (guint i = 0; i < n; i++) {
    enum AVPixelFormat av = weir_libav_pixel_format (formats[i]);
    WeirVideoFormat back = weir_libav_video_format (av);

    if (av == AV_PIX_FMT_NONE)
      g_assert_cmpint (back, ==, WEIR_VIDEO_FORMAT_UNKNOWN);
    else
      g_assert_cmpint (weir_libav_pixel_format (back), ==, av);
  }
  g_assert_cmpint (weir_libav_video_format (AV_PIX_FMT_YUVJ420P), ==, WEIR_VIDEO_FORMAT_I420);
  g_assert_true (weir_libav_is_full_range (AV_PIX_FMT_YUVJ420P));
  g_assert_false (weir_libav_is_full_range (AV_PIX_FMT_YUV420P));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  av_log_set_level (AV_LOG_ERROR);
  g_test_add_func ("/plugins/video-convert/pixel-formats", test_pixel_formats);
  g_test_add_func ("/plugins/video-convert/all-formats", test_all_formats);
  g_test_add_func ("/plugins/video-convert/ranges-and-matrices", test_ranges_and_matrices);
  g_test_add_func ("/plugins/video-convert/scale-methods", test_scale_methods);
  g_test_add_func ("/plugins/video-convert/borders", test_borders);
  g_test_add_func ("/plugins/video-convert/fit", test_fit);
  g_test_add_func ("/plugins/video-convert/passthrough", test_passthrough);
  g_test_add_func ("/plugins/video-convert/refusals", test_refusals);
  return g_test_run ();
}
