/* SPDX-License-Identifier: MIT */
/* Pictures in buffers: planes where the format or a meta says, what doesn't fit is refused, copies leave gaps alone. */
#include <string.h>
#include <weir/data/video-frame.h>

static WeirVideoInfo
info_of (WeirVideoFormat format, guint width, guint height)
{
  WeirVideoInfo info;

  g_assert_true (weir_video_info_set_format (&info, format, width, height));
  return info;
}

static void
test_plain (void)
{
  WeirVideoInfo info = info_of (WEIR_VIDEO_FORMAT_I420, 5, 3);
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, info.size, NULL);
  WeirVideoFrame frame;

  g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_WRITE));
  g_assert_cmpint (WEIR_VIDEO_FRAME_WIDTH (&frame), ==, 5);
  g_assert_cmpint (WEIR_VIDEO_FRAME_COMP_WIDTH (&frame, 1), ==, 3);
  g_assert_cmpint (WEIR_VIDEO_FRAME_COMP_HEIGHT (&frame, 1), ==, 2);
  for (guint p = 0; p < 3; p++)
    g_assert_true (frame.data[p] == frame.map[0].data + info.offset[p]);
  memset (frame.data[2], 0x7e, 1);
  weir_video_frame_unmap (&frame);
  g_assert_null (frame.buffer);
  g_assert_cmpint (weir_buffer_memcmp (buffer, info.offset[2], "\x7e", 1), ==, 0);
}

static void
test_meta (void)
{
  static const gsize offset[WEIR_VIDEO_MAX_PLANES] = { 8, 8 + 32 * 4 };
  static const gint stride[WEIR_VIDEO_MAX_PLANES] = { 32, 48 };
  WeirVideoInfo info = info_of (WEIR_VIDEO_FORMAT_NV12, 10, 4);
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, offset[1] + 48 * 2, NULL);
  WeirVideoFrame frame, tight;
  g_autoptr (WeirBuffer) other = weir_buffer_new_allocate (NULL, info.size, NULL);

  weir_buffer_memset (buffer, 0, 'x', offset[1] + 48 * 2);
  weir_buffer_add_video_meta_full (buffer, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_NV12, 10, 4, 2, offset, stride);
  weir_buffer_memset (other, 0, 'n', info.size);
  g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_READWRITE));
  g_assert_nonnull (frame.meta);
  g_assert_cmpint (WEIR_VIDEO_FRAME_PLANE_STRIDE (&frame, 1), ==, 48);
  g_assert_cmpuint (WEIR_VIDEO_FRAME_PLANE_OFFSET (&frame, 1), ==, offset[1]);
  g_assert_true (weir_video_frame_map (&tight, &info, other, WEIR_MAP_READ));
  g_assert_true (weir_video_frame_copy (&frame, &tight));
  for (guint p = 0; p < 2; p++) {
    const char *line = (char *) frame.data[p] + stride[p];

    g_assert_true (line[0] == 'n' && line[9] == 'n');
    g_assert_cmpint (line[10], ==, 'x'); /* what lies between lines isn't ours */
  }
  weir_video_frame_unmap (&tight);
  weir_video_frame_unmap (&frame);
}

static void
test_refused (void)
{
  WeirVideoInfo info = info_of (WEIR_VIDEO_FORMAT_RGB, 16, 16), grey = info_of (WEIR_VIDEO_FORMAT_GRAY8, 16, 16);
  g_autoptr (WeirBuffer) small = weir_buffer_new_allocate (NULL, info.size - 1, NULL);
  g_autoptr (WeirBuffer) other = weir_buffer_new_allocate (NULL, info.size, NULL);
  WeirVideoFrame frame, second;

  g_assert_false (weir_video_frame_map (&frame, &info, small, WEIR_MAP_READ));
  g_assert_null (frame.buffer);
  weir_buffer_add_video_meta (other, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_GRAY8, 16, 16);
  g_assert_false (weir_video_frame_map (&frame, &info, other, WEIR_MAP_READ)); /* the meta says that it's another format */
  g_assert_false (weir_video_frame_map_id (&frame, &grey, other, 3, WEIR_MAP_READ));
  g_assert_true (weir_video_frame_map_id (&frame, &grey, other, 0, WEIR_MAP_READ));
  g_assert_true (weir_video_frame_map (&second, &grey, other, WEIR_MAP_READ));
  g_assert_false (weir_video_frame_copy_plane (&frame, &second, 1)); /* there is no such plane */
  weir_video_frame_unmap (&second);
  weir_video_frame_unmap (&frame);
}

static void
test_fields (void)
{
  WeirVideoInfo info;
  g_autoptr (WeirCaps) caps
    = weir_caps_from_string ("video/x-raw, format=I420, width=16, height=16, interlace-mode=mixed, framerate=25/1");
  g_autoptr (WeirBuffer) buffer = NULL;
  WeirVideoFrame frame;

  g_assert_true (weir_video_info_from_caps (&info, caps));
  buffer = weir_buffer_new_allocate (NULL, info.size, NULL);
  g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_READ));
  g_assert_false (WEIR_VIDEO_FRAME_IS_INTERLACED (&frame));
  weir_video_frame_unmap (&frame);
  WEIR_BUFFER_FLAG_SET (buffer, WEIR_VIDEO_BUFFER_FLAG_INTERLACED | WEIR_VIDEO_BUFFER_FLAG_TFF);
  g_assert_true (weir_video_frame_map (&frame, &info, buffer, WEIR_MAP_READ));
  g_assert_true (WEIR_VIDEO_FRAME_IS_INTERLACED (&frame) && WEIR_VIDEO_FRAME_IS_TFF (&frame));
  g_assert_false (WEIR_VIDEO_FRAME_IS_RFF (&frame));
  weir_video_frame_unmap (&frame);
}

/* Each format: a copy is the same, whatever the strides are. */
static void
test_copies (void)
{
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);

  for (guint i = 0; i < n; i++) {
    WeirVideoInfo info = info_of (formats[i], 37, 11), wide = info;
    WeirVideoAlignment align = { .padding_right = 64, .padding_bottom = 2 };
    g_autoptr (WeirBuffer) a = weir_buffer_new_allocate (NULL, info.size, NULL), b = NULL, c = NULL;
    WeirVideoFrame from, between, to;

    g_assert_true (weir_video_info_align (&wide, &align));
    b = weir_buffer_new_allocate (NULL, wide.size, NULL);
    c = weir_buffer_new_allocate (NULL, info.size, NULL);
    for (gsize k = 0; k < info.size; k++)
      weir_buffer_memset (a, k, (guint8) (k * 7 + 1), 1);
    weir_buffer_memset (c, 0, 0, info.size);
    weir_buffer_add_video_meta_full (b, WEIR_VIDEO_FRAME_FLAG_NONE, formats[i], 37, 11, info.finfo->n_planes, wide.offset,
                                     wide.stride);
    g_assert_true (weir_video_frame_map (&from, &info, a, WEIR_MAP_READ));
    g_assert_true (weir_video_frame_map (&between, &info, b, WEIR_MAP_READWRITE));
    g_assert_true (weir_video_frame_map (&to, &info, c, WEIR_MAP_WRITE));
    g_assert_true (weir_video_frame_copy (&between, &from) && weir_video_frame_copy (&to, &between));
    for (guint p = 0; p < info.finfo->n_planes; p++)
      for (gint y = 0; y < weir_video_info_get_plane_height (&info, p); y++) {
        const guint8 *f = (guint8 *) from.data[p] + y * info.stride[p], *t = (guint8 *) to.data[p] + y * info.stride[p];

        g_assert_cmpmem (f, 9, t, 9); /* what the narrowest plane has in a line (37 pixels, a quarter) */
      }
    weir_video_frame_unmap (&to);
    weir_video_frame_unmap (&between);
    weir_video_frame_unmap (&from);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/video-frame/plain", test_plain);
  g_test_add_func ("/video-frame/meta", test_meta);
  g_test_add_func ("/video-frame/refused", test_refused);
  g_test_add_func ("/video-frame/fields", test_fields);
  g_test_add_func ("/video-frame/copies", test_copies);
  return g_test_run ();
}
