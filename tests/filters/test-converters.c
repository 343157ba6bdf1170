/* SPDX-License-Identifier: MIT */
/* videoconvert, videoscale and videoconvertscale in lines, pixel by pixel: colours with known numbers, all formats there
 * and back, odd and extreme sizes, strides, fields, borders, caps that change, what passes and what is refused. */
#include <stdlib.h>
#include <string.h>
#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>
#include <weir/weir.h>

/* --- lines: a program gives pictures and takes them ------------------------------------------------------------------- */

typedef struct {
  WeirElement *pipeline;
  WeirAppSrc *in;
  WeirAppSink *out;
} Line;

static void
line_begin (Line *line, const char *caps, const char *elements)
{
  g_autofree char *text
    = g_strdup_printf ("appsrc name=in format=time ! %s ! appsink name=out sync=false", elements);
  g_autoptr (WeirCaps) in_caps = weir_caps_from_string (caps);
  GError *error = NULL;

  g_assert_nonnull (in_caps);
  line->pipeline = weir_parse_launch (text, &error);
  g_assert_no_error (error);
  line->in = WEIR_APP_SRC (weir_bin_get_by_name (WEIR_BIN (line->pipeline), "in"));
  line->out = WEIR_APP_SINK (weir_bin_get_by_name (WEIR_BIN (line->pipeline), "out"));
  weir_app_src_set_caps (line->in, in_caps);
  weir_element_set_state (line->pipeline, WEIR_STATE_PLAYING);
}

static void
line_end (Line *line)
{
  weir_element_set_state (line->pipeline, WEIR_STATE_NULL);
  g_clear_object (&line->in);
  g_clear_object (&line->out);
  g_clear_object (&line->pipeline);
}

/* (transfer full): fails the test, with the line's own error, if none comes. */
static WeirSample *
line_pull (Line *line)
{
  WeirSample *sample = weir_app_sink_try_pull_sample (line->out, 20 * WEIR_SECOND);

  if (sample == NULL) {
    g_autoptr (WeirBus) bus = weir_element_get_bus (line->pipeline);
    WeirMessage *message = weir_bus_pop_filtered (bus, WEIR_MESSAGE_ERROR);
    g_autoptr (GError) error = NULL;

    if (message != NULL)
      weir_message_parse_error (message, &error, NULL);
    g_error ("no picture came: %s", error != NULL ? error->message : "nobody says why");
  }
  return sample;
}

/* --- pictures ----------------------------------------------------------------------------------------------------------- */

static WeirVideoInfo
info_of (const char *caps_text)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string (caps_text);
  WeirVideoInfo info;

  g_assert_true (weir_video_info_from_caps (&info, caps));
  return info;
}

static gboolean
is_wide (const WeirVideoFormatInfo *f)
{
  return f->unpack_format == WEIR_VIDEO_FORMAT_AYUV64 || f->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;
}

/* All pixels of lines `first`, `first + step` ... are A, and three colours. */
static void
paint (WeirVideoFrame *frame, const guint8 color[4], gint first, gint step)
{
  gint width = WEIR_VIDEO_FRAME_WIDTH (frame), height = WEIR_VIDEO_INFO_FIELD_HEIGHT (&frame->info);
  g_autofree guint16 *line = g_new (guint16, 4 * (gsize) width);
  const WeirVideoFormatInfo *f = frame->info.finfo;

  for (gint i = 0; i < 4 * width; i++)
    if (is_wide (f))
      line[i] = (guint16) (color[i % 4] * 257);
    else
      ((guint8 *) line)[i] = color[i % 4];
  for (gint y = first; y < height; y += step)
    weir_video_pack_line (f, (guint8 *const *) frame->data, frame->info.stride, y, width, line);
}

static WeirBuffer *
painted (const WeirVideoInfo *info, const guint8 color[4])
{
  WeirBuffer *buffer = weir_buffer_new_allocate (NULL, info->size, NULL);
  WeirVideoFrame frame;

  g_assert_true (weir_video_frame_map (&frame, info, buffer, WEIR_MAP_WRITE));
  paint (&frame, color, 0, 1);
  weir_video_frame_unmap (&frame);
  buffer->pts = 0;
  return buffer;
}

/* A and three colours in eight bits. */
static void
pixel (WeirSample *sample, gint x, gint y, guint8 color[4])
{
  WeirVideoInfo info;
  WeirVideoFrame frame;
  g_autofree guint16 *line = NULL;

  g_assert_true (weir_video_info_from_caps (&info, weir_sample_get_caps (sample)));
  line = g_new (guint16, 4 * (gsize) info.width);
  g_assert_true (weir_video_frame_map (&frame, &info, weir_sample_get_buffer (sample), WEIR_MAP_READ));
  weir_video_unpack_line (info.finfo, WEIR_VIDEO_PACK_FLAG_NONE, (const guint8 *const *) frame.data, frame.info.stride, y,
                          info.width, line);
  for (guint c = 0; c < 4; c++)
    color[c] = is_wide (info.finfo) ? (guint8) (line[4 * x + (gint) c] >> 8) : ((guint8 *) line)[4 * x + (gint) c];
  weir_video_frame_unmap (&frame);
}

static void
assert_near (const char *what, const guint8 found[4], const guint8 wanted[4], gint tolerance)
{
  for (guint c = 1; c < 4; c++)
    if (abs (found[c] - wanted[c]) > tolerance)
      g_error ("%s: %u,%u,%u instead of %u,%u,%u", what, found[1], found[2], found[3], wanted[1], wanted[2], wanted[3]);
}

/* One picture of one colour through the elements; what its middle is then. */
static void
send_color (const char *in_caps, const char *elements, const guint8 color[4], guint8 found[4])
{
  WeirVideoInfo info = info_of (in_caps), out;
  g_autoptr (WeirSample) sample = NULL;
  Line line;

  line_begin (&line, in_caps, elements);
  weir_app_src_push_buffer (line.in, painted (&info, color));
  weir_app_src_end_of_stream (line.in);
  sample = line_pull (&line);
  g_assert_true (weir_video_info_from_caps (&out, weir_sample_get_caps (sample)));
  g_assert_cmpuint (weir_buffer_get_size (weir_sample_get_buffer (sample)), ==, out.size);
  pixel (sample, out.width / 2, out.height / 2, found);
  line_end (&line);
}

/* --- colours ------------------------------------------------------------------------------------------------------------ */

typedef struct {
  guint8 rgb[4], bt601[4], bt709[4], full601[4];
} Triple;

/* ITU-R BT.601 and BT.709, 8 bits; full range as in JFIF. */
static const Triple triples[] = {
  { { 255, 0, 0, 0 }, { 0, 16, 128, 128 }, { 0, 16, 128, 128 }, { 0, 0, 128, 128 } },
  { { 255, 255, 255, 255 }, { 0, 235, 128, 128 }, { 0, 235, 128, 128 }, { 0, 255, 128, 128 } },
  { { 255, 255, 0, 0 }, { 0, 82, 90, 240 }, { 0, 63, 102, 240 }, { 0, 76, 85, 255 } },
  { { 255, 0, 255, 0 }, { 0, 145, 54, 34 }, { 0, 173, 42, 26 }, { 0, 150, 44, 21 } },
  { { 255, 0, 0, 255 }, { 0, 41, 240, 110 }, { 0, 32, 240, 118 }, { 0, 29, 255, 107 } },
  { { 255, 255, 255, 0 }, { 0, 210, 16, 146 }, { 0, 219, 16, 138 }, { 0, 226, 0, 149 } },
  { { 255, 128, 128, 128 }, { 0, 126, 128, 128 }, { 0, 126, 128, 128 }, { 0, 128, 128, 128 } },
};

#define SIZE_16 "width=16,height=16,framerate=25/1"

static void
test_colors (void)
{
  static const char *const meanings[] = { "bt601", "bt709", "1:4:0:0" };

  for (guint i = 0; i < G_N_ELEMENTS (triples); i++) {
    const guint8 *yuv[] = { triples[i].bt601, triples[i].bt709, triples[i].full601 };

    for (guint m = 0; m < G_N_ELEMENTS (meanings); m++) {
      g_autofree char *caps = g_strdup_printf ("video/x-raw,format=I420,colorimetry=%s," SIZE_16, meanings[m]);
      g_autofree char *there = g_strdup_printf ("videoconvert ! %s", caps);
      guint8 found[4];

      send_color ("video/x-raw,format=RGB," SIZE_16, there, triples[i].rgb, found);
      assert_near (meanings[m], found, yuv[m], 2);
      send_color (caps, "videoconvert ! video/x-raw,format=RGB", yuv[m], found);
      assert_near (meanings[m], found, triples[i].rgb, 4);
    }
  }
}

/* One meaning into another, without change of format. */
static void
test_meanings (void)
{
  guint8 found[4];

  for (guint i = 0; i < G_N_ELEMENTS (triples); i++) {
    send_color ("video/x-raw,format=I420,colorimetry=bt601," SIZE_16,
                "videoconvert ! video/x-raw,format=I420,colorimetry=bt709", triples[i].bt601, found);
    assert_near ("bt601 to bt709", found, triples[i].bt709, 3);
    send_color ("video/x-raw,format=I420,colorimetry=bt601," SIZE_16,
                "videoconvert ! video/x-raw,format=I420,colorimetry=1:4:0:0", triples[i].bt601, found);
    assert_near ("limited to full", found, triples[i].full601, 3);
  }
}

/* --- formats and sizes -------------------------------------------------------------------------------------------------- */

static gint
tolerance_of (const WeirVideoFormatInfo *f)
{
  guint depth = f->depth[0];

  for (guint c = 0; c < MIN (f->n_components, 3); c++)
    depth = MIN (depth, f->depth[c]);
  return depth < 8 ? 10 : 5;
}

/* From each format into each kind of format, and back. */
static void
test_formats (void)
{
  static const char *const kinds[] = { "RGB", "I420", "AYUV64" };
  static const guint8 color[4] = { 255, 200, 80, 40 };
  const WeirVideoFormat *formats;
  guint n;

  formats = weir_video_formats_raw (&n);
  g_assert_cmpuint (n, >, 80);
  for (guint i = 0; i < n; i++) {
    const WeirVideoFormatInfo *f = weir_video_format_get_info (formats[i]);
    const char *kind = kinds[i % G_N_ELEMENTS (kinds)];
    g_autofree char *elements
      = g_strdup_printf ("videoconvert ! video/x-raw,format=%s ! videoconvert ! video/x-raw,format=%s ! videoconvert ! "
                         "video/x-raw,format=RGB", f->name, kind);
    static const guint8 grey[4] = { 255, 111, 111, 111 }; /* what is left of the colour */
    guint8 found[4];

    send_color ("video/x-raw,format=RGB,width=37,height=19,framerate=25/1", elements, color, found);
    assert_near (f->name, found, WEIR_VIDEO_FORMAT_INFO_IS_GRAY (f) ? grey : color, tolerance_of (f));
  }
}

static void
test_sizes (void)
{
  static const struct {
    guint w, h;
  } sizes[] = { { 1, 1 }, { 1, 7 }, { 7, 1 }, { 2, 2 }, { 3, 5 }, { 17, 13 }, { 639, 3 }, { 8191, 2 }, { 2, 8191 } };
  static const char *const formats[] = { "I420", "NV12", "YUY2", "UYVY", "v210", "AYUV", "RGB", "RGB16", "BGRA", "P010_10LE",
                                         "Y41B", "YUV9", "GBR" };
  static const guint8 color[4] = { 255, 200, 80, 40 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
      const char *other = formats[(f + s + 1) % G_N_ELEMENTS (formats)];
      const WeirVideoFormatInfo *fi = weir_video_format_get_info (weir_video_format_from_string (formats[f]));
      g_autofree char *caps
        = g_strdup_printf ("video/x-raw,format=RGB,width=%u,height=%u,framerate=25/1", sizes[s].w, sizes[s].h);
      g_autofree char *elements = g_strdup_printf (
        "videoconvert ! video/x-raw,format=%s ! videoconvertscale ! video/x-raw,format=%s,width=%u,height=%u ! "
        "videoconvert ! video/x-raw,format=RGB", formats[f], other, sizes[s].w / 3 + 1, 2 * sizes[s].h + 1);
      guint8 found[4];

      send_color (caps, elements, color, found);
      assert_near (elements, found, color, 12 + tolerance_of (fi));
    }
}

/* More than libswscale's filters hold. */
static void
test_extremes (void)
{
  static const guint8 color[4] = { 255, 200, 80, 40 };
  guint8 found[4];

  send_color ("video/x-raw,format=RGB,width=639,height=3,framerate=25/1",
              "videoconvertscale ! video/x-raw,format=RGBA,width=4,height=641", color, found);
  assert_near ("much narrower", found, color, 3);
  send_color ("video/x-raw,format=RGB,width=1,height=1,framerate=25/1",
              "videoconvertscale ! video/x-raw,format=RGBA,width=2000,height=1000", color, found);
  assert_near ("much larger", found, color, 3);
}

/* A meta says where the planes lie: with gaps, which aren't copied, and not to the output. */
static void
test_strides (void)
{
  static const guint8 yuv[4] = { 255, 145, 54, 34 }, green[4] = { 255, 0, 255, 0 };
  static const char caps[] = "video/x-raw,format=NV12,width=34,height=18,framerate=25/1,colorimetry=bt601";
  static const gint strides[] = { 35, 48, 64, 77 };

  for (guint i = 0; i < G_N_ELEMENTS (strides); i++) {
    const gsize offset[WEIR_VIDEO_MAX_PLANES] = { 5, 5 + (gsize) strides[i] * 18 + 3 };
    const gint stride[WEIR_VIDEO_MAX_PLANES] = { strides[i], strides[i] + 1 };
    gsize size = offset[1] + (gsize) stride[1] * 9;
    WeirVideoInfo info = info_of (caps);
    WeirBuffer *buffer = weir_buffer_new_allocate (NULL, size, NULL);
    WeirVideoFrame frame;
    Line line;

    weir_buffer_memset (buffer, 0, 0xaa, size);
    weir_buffer_add_video_meta_full (buffer, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_NV12, 34, 18, 2, offset, stride);
    g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_WRITE));
    paint (&frame, yuv, 0, 1);
    weir_video_frame_unmap (&frame);
    line_begin (&line, caps, "videoconvert ! video/x-raw,format=RGB");
    weir_app_src_push_buffer (line.in, buffer);
    g_autoptr (WeirSample) sample = line_pull (&line);
    for (gint y = 0; y < 18; y += 17)
      for (gint x = 0; x < 34; x += 11) {
        guint8 found[4];

        pixel (sample, x, y, found);
        assert_near ("strides", found, green, 4);
      }
    g_assert_null (weir_buffer_get_video_meta (weir_sample_get_buffer (sample)));
    line_end (&line);
  }
}

/* --- shapes ------------------------------------------------------------------------------------------------------------- */

static void
look (const char *elements, const guint8 wanted_left[4], const guint8 wanted_middle[4])
{
  static const guint8 red[4] = { 255, 255, 0, 0 };
  static const char caps[] = "video/x-raw,format=RGB,width=40,height=30,framerate=25/1";
  WeirVideoInfo info = info_of (caps);
  guint8 found[4];
  Line line;

  line_begin (&line, caps, elements);
  weir_app_src_push_buffer (line.in, painted (&info, red));
  g_autoptr (WeirSample) sample = line_pull (&line);
  pixel (sample, 1, 15, found);
  assert_near (elements, found, wanted_left, 3);
  pixel (sample, 40, 15, found);
  assert_near (elements, found, wanted_middle, 3);
  line_end (&line);
}

static void
test_borders (void)
{
  static const guint8 red[4] = { 255, 255, 0, 0 }, black[4] = { 255, 0, 0, 0 };

  look ("videoscale ! video/x-raw,width=80,height=30,pixel-aspect-ratio=1/1", black, red);
  look ("videoscale add-borders=false ! video/x-raw,width=80,height=30,pixel-aspect-ratio=1/1", red, red);
  look ("videoscale ! video/x-raw,width=80,height=30", red, red); /* the pixels' shape follows */
  look ("videoconvertscale ! video/x-raw,format=I420,width=80,height=30,pixel-aspect-ratio=1/1 ! videoconvert ! "
        "video/x-raw,format=RGB", black, red);
}

/* Two fields of different colour don't mix, though they share colour samples' lines in 4:2:0. */
static void
test_fields (void)
{
  static const char caps[]
    = "video/x-raw,format=I420,width=16,height=16,framerate=25/1,interlace-mode=interleaved,colorimetry=bt601";
  static const char *const lines[] = { "videoconvert ! video/x-raw,format=RGB",
                                       "videoconvertscale ! video/x-raw,format=RGB,height=8,width=8" };
  WeirVideoInfo info = info_of (caps);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    WeirBuffer *buffer = weir_buffer_new_allocate (NULL, info.size, NULL);
    WeirVideoFrame frame;
    Line line;
    guint8 found[4];

    g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_WRITE));
    for (guint p = 0; p < 3; p++)
      for (gint y = 0; y < weir_video_info_get_plane_height (&info, p); y++) /* upper field red, lower field green */
        memset ((guint8 *) frame.data[p] + y * frame.info.stride[p],
                y % 2 == 0 ? triples[2].bt601[p + 1] : triples[3].bt601[p + 1], (gsize) frame.info.stride[p]);
    weir_video_frame_unmap (&frame);
    line_begin (&line, caps, lines[i]);
    weir_app_src_push_buffer (line.in, buffer);
    g_autoptr (WeirSample) sample = line_pull (&line);
    for (gint y = 0; y < 8; y++) {
      pixel (sample, 3, y, found);
      assert_near ("field", found, y % 2 == 0 ? triples[2].rgb : triples[3].rgb, 5);
    }
    line_end (&line);
  }
}

/* --- what goes through ---------------------------------------------------------------------------------------------------- */

/* Nothing to do: not a byte is copied, and the buffer is the same. */
static void
test_passthrough (void)
{
  static const guint8 color[4] = { 255, 100, 110, 120 };
  static const char caps[] = "video/x-raw,format=I420,width=64,height=48,framerate=25/1";
  WeirVideoInfo info = info_of (caps);
  WeirBuffer *buffer = painted (&info, color);
  WeirMemory *memory = weir_buffer_peek_memory (buffer, 0);
  Line line;

  line_begin (&line, caps, "videoconvert ! videoscale ! videoconvertscale ! video/x-raw,format={RGB,I420}");
  weir_copied_bytes (TRUE);
  weir_app_src_push_buffer (line.in, buffer);
  g_autoptr (WeirSample) sample = line_pull (&line);
  g_assert_true (weir_buffer_peek_memory (weir_sample_get_buffer (sample), 0) == memory);
  g_assert_cmpuint (weir_copied_bytes (FALSE), ==, 0);
  line_end (&line);
}

/* What a buffer says besides its pixels is kept. */
static void
test_kept (void)
{
  static const guint8 color[4] = { 255, 100, 110, 120 };
  static const char caps[] = "video/x-raw,format=RGB,width=8,height=8,framerate=25/1";
  g_autoptr (WeirCaps) reference = weir_caps_from_string ("timestamp/x-unix");
  WeirVideoInfo info = info_of (caps);
  WeirBuffer *buffer = painted (&info, color), *out;
  Line line;

  buffer->pts = 123456789;
  buffer->duration = 40000000;
  buffer->offset = 77;
  buffer->flags |= WEIR_BUFFER_FLAG_MARKER | WEIR_BUFFER_FLAG_DISCONT;
  weir_buffer_add_reference_timestamp_meta (buffer, reference, 99, WEIR_CLOCK_TIME_NONE);
  line_begin (&line, caps, "videoconvertscale ! video/x-raw,format=I420,width=16,height=16");
  weir_app_src_push_buffer (line.in, buffer);
  g_autoptr (WeirSample) sample = line_pull (&line);
  out = weir_sample_get_buffer (sample);
  g_assert_cmpuint (out->pts, ==, 123456789);
  g_assert_cmpuint (out->duration, ==, 40000000);
  g_assert_cmpuint (out->offset, ==, 77);
  g_assert_true (WEIR_BUFFER_FLAG_IS_SET (out, WEIR_BUFFER_FLAG_MARKER));
  g_assert_nonnull (weir_buffer_get_reference_timestamp_meta (out, NULL));
  g_assert_cmpuint (weir_buffer_get_reference_timestamp_meta (out, NULL)->timestamp, ==, 99);
  line_end (&line);
}

/* Another format and size in the middle of the stream, and other settings. */
static void
test_changes (void)
{
  static const guint8 white_yuv[4] = { 255, 235, 128, 128 }, white[4] = { 255, 255, 255, 255 };
  static const char *const caps[] = { "video/x-raw,format=I420,width=64,height=48,framerate=25/1",
                                      "video/x-raw,format=NV12,width=33,height=21,framerate=25/1",
                                      "video/x-raw,format=AYUV,width=128,height=96,framerate=25/1" };
  g_autoptr (WeirElement) scale = NULL;
  Line line;

  line_begin (&line, caps[0], "videoconvertscale name=c ! video/x-raw,format=RGB,width=40,height=30");
  scale = weir_bin_get_by_name (WEIR_BIN (line.pipeline), "c");
  for (guint i = 0; i < 9; i++) {
    WeirVideoInfo info = info_of (caps[i % 3]);
    g_autoptr (WeirCaps) now = weir_caps_from_string (caps[i % 3]);
    g_autoptr (WeirSample) sample = NULL;
    guint8 found[4];

    weir_app_src_set_caps (line.in, now);
    weir_app_src_push_buffer (line.in, painted (&info, white_yuv));
    sample = line_pull (&line);
    pixel (sample, 20, 15, found);
    assert_near (caps[i % 3], found, white, 3);
    weir_util_set_object_arg (G_OBJECT (scale), "method", i % 2 == 0 ? "nearest-neighbour" : "lanczos");
    weir_util_set_object_arg (G_OBJECT (scale), "chroma-mode", i % 2 == 0 ? "full" : "none");
    g_object_set (scale, "n-threads", i % 3, "add-borders", i % 2, NULL);
  }
  line_end (&line);
}

/* A device's memory passes where nothing is to be done, and isn't touched otherwise. */
static void
test_devices (void)
{
  static const char caps[] = "video/x-raw(memory:DMABuf),format=NV12,width=64,height=48,framerate=25/1";
  WeirBuffer *buffer = weir_buffer_new_memdup ("handle", 6);
  Line line;

  buffer->pts = 0;
  line_begin (&line, caps, "videoconvert ! videoscale ! videoconvertscale");
  weir_app_src_push_buffer (line.in, buffer);
  g_autoptr (WeirSample) sample = line_pull (&line);
  g_assert_cmpuint (weir_buffer_get_size (weir_sample_get_buffer (sample)), ==, 6);
  line_end (&line);
}

/* --- what is refused -------------------------------------------------------------------------------------------------------- */

static void
assert_fails (const char *caps, const char *elements, gsize size, const char *says)
{
  g_autoptr (WeirBus) bus = NULL;
  g_autoptr (GError) error = NULL;
  WeirBuffer *buffer = weir_buffer_new_allocate (NULL, size, NULL);
  WeirMessage *message;
  Line line;

  buffer->pts = 0;
  line_begin (&line, caps, elements);
  weir_app_src_push_buffer (line.in, buffer);
  bus = weir_element_get_bus (line.pipeline);
  message = weir_bus_timed_pop_filtered (bus, 20 * WEIR_SECOND, WEIR_MESSAGE_ERROR);
  g_assert_nonnull (message);
  weir_message_parse_error (message, &error, NULL);
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" doesn't say \"%s\"", error->message, says);
  weir_message_unref (message);
  line_end (&line);
}

static void
test_refused (void)
{
  assert_fails ("video/x-raw,format=RGB,width=64,height=48,framerate=25/1", "videoconvert ! video/x-raw,format=I420", 100,
                "a buffer of 100 bytes");
  assert_fails ("video/x-raw,format=I420,width=64,height=50,framerate=25/1,interlace-mode=interleaved",
                "videoconvert ! video/x-raw,format=RGB", 4800, "multiple of 4");
  assert_fails ("video/x-raw(memory:DMABuf),format=NV12,width=64,height=48,framerate=25/1",
                "videoconvert ! video/x-raw,format=RGB", 6, "memory:DMABuf");
  assert_fails ("video/x-raw,format=RGB,width=64,height=48,framerate=25/1", "videoconvert ! video/x-raw,width=32", 9216,
                "width");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  weir_init (&argc, &argv);
  g_test_add_func ("/converters/colors", test_colors);
  g_test_add_func ("/converters/meanings", test_meanings);
  g_test_add_func ("/converters/formats", test_formats);
  g_test_add_func ("/converters/sizes", test_sizes);
  g_test_add_func ("/converters/extremes", test_extremes);
  g_test_add_func ("/converters/strides", test_strides);
  g_test_add_func ("/converters/borders", test_borders);
  g_test_add_func ("/converters/fields", test_fields);
  g_test_add_func ("/converters/passthrough", test_passthrough);
  g_test_add_func ("/converters/kept", test_kept);
  g_test_add_func ("/converters/changes", test_changes);
  g_test_add_func ("/converters/devices", test_devices);
  g_test_add_func ("/converters/refused", test_refused);
  status = g_test_run ();
  weir_deinit ();
  return status;
}
