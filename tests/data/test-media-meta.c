/* SPDX-License-Identifier: MIT */
/* The metas of pictures and sound: where planes and channels lie, and what of it copies keep. */
#include <weir/data/audio-meta.h>
#include <weir/data/video-meta.h>

static void
test_planes (void)
{
  static const gsize offset[WEIR_VIDEO_MAX_PLANES] = { 16, 16 + 64 * 8, 16 + 64 * 8 + 32 * 4 };
  static const gint stride[WEIR_VIDEO_MAX_PLANES] = { 64, 32, 32 };
  gsize size = offset[2] + 32 * 4;
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, size, NULL);
  for (guint i = 0; i < size; i++) {
    guint8 byte = i < offset[1] ? 'y' : i < offset[2] ? 'u' : 'v';
    weir_buffer_memset (buffer, i, byte, 1);
  }
  WeirVideoMeta *meta = weir_buffer_add_video_meta_full (
    buffer, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_I420, 50, 8, 3, offset, stride);
  g_assert_true (weir_buffer_get_video_meta (buffer) == meta);
  gsize sizes[WEIR_VIDEO_MAX_PLANES];
  guint heights[WEIR_VIDEO_MAX_PLANES];
  g_assert_true (weir_video_meta_get_plane_size (meta, sizes));
  g_assert_true (weir_video_meta_get_plane_height (meta, heights));
  g_assert_cmpuint (sizes[0], ==, 64 * 8);
  g_assert_cmpuint (sizes[2], ==, 32 * 4);
  g_assert_cmpuint (heights[1], ==, 4);

  /* A deep copy has the same layout; a part of the payload has none. */
  g_autoptr (WeirBuffer) deep = weir_buffer_copy_deep (buffer);
  WeirVideoMeta *copied = weir_buffer_get_video_meta (deep);
  g_assert_nonnull (copied);
  g_assert_true (copied->buffer == deep);
  for (guint i = 0; i < 3; i++) {
    WeirMapInfo info;
    gpointer data;
    gint line;
    g_assert_true (weir_video_meta_map (copied, i, &info, &data, &line, WEIR_MAP_READWRITE));
    g_assert_cmpint (line, ==, stride[i]);
    g_assert_cmpint (*(char *) data, ==, "yuv"[i]);
    g_assert_true (weir_video_meta_unmap (copied, i, &info));
  }
  g_autoptr (WeirBuffer) region = weir_buffer_copy_region (buffer, WEIR_BUFFER_COPY_ALL, 0, 100);
  g_assert_null (weir_buffer_get_video_meta (region));

  WeirVideoAlignment alignment = { 0 };
  alignment.stride_align[1] = 31;
  g_assert_true (weir_video_meta_set_alignment (meta, alignment));
  alignment.stride_align[1] = 63;
  g_assert_false (weir_video_meta_set_alignment (meta, alignment));
}

static void
test_several_pictures (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, 1000, NULL);
  WeirVideoMeta *second =
    weir_buffer_add_video_meta (buffer, WEIR_VIDEO_FRAME_FLAG_NONE, WEIR_VIDEO_FORMAT_RGB, 4, 4);
  second->id = 2;
  WeirVideoMeta *first =
    weir_buffer_add_video_meta (buffer, WEIR_VIDEO_FRAME_FLAG_TFF, WEIR_VIDEO_FORMAT_RGB, 4, 4);
  first->id = 1;
  g_assert_cmpuint (first->n_planes, ==, 1);
  g_assert_cmpint (first->stride[0], ==, 12);
  g_assert_true (weir_buffer_get_video_meta (buffer) == first);
  g_assert_true (weir_buffer_get_video_meta_id (buffer, 2) == second);
  g_assert_null (weir_buffer_get_video_meta_id (buffer, 3));
}

/* Planes in memories of their own. */
static void
test_plane_outside (void)
{
  static const gsize offset[WEIR_VIDEO_MAX_PLANES] = { 0, 64 };
  static const gint stride[WEIR_VIDEO_MAX_PLANES] = { 8, 8 };
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, 64, NULL);
  WeirVideoMeta *meta =
    weir_buffer_add_video_meta_full (buffer, 0, WEIR_VIDEO_FORMAT_NV12, 8, 8, 2, offset, stride);
  WeirMapInfo info;
  gpointer data;
  gint line;
  g_assert_true (weir_video_meta_map (meta, 0, &info, &data, &line, WEIR_MAP_READ));
  weir_video_meta_unmap (meta, 0, &info);
  g_assert_false (weir_video_meta_map (meta, 1, &info, &data, &line, WEIR_MAP_READ));
  weir_buffer_append_memory (buffer, weir_allocator_alloc (NULL, 32, NULL));
  weir_copied_bytes (TRUE);
  g_assert_true (weir_video_meta_map (meta, 1, &info, &data, &line, WEIR_MAP_READ));
  weir_video_meta_unmap (meta, 1, &info);
  g_assert_cmpuint (weir_copied_bytes (FALSE), ==, 0);
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 2);
}

static void
test_channels (void)
{
  WeirAudioInfo info;
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_S16, 48000, 2, NULL);
  info.layout = WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, 400, NULL);
  WeirAudioMeta *meta = weir_buffer_add_audio_meta (buffer, &info, 100, NULL);
  g_assert_nonnull (meta);
  g_assert_cmpuint (meta->offsets[1], ==, 200);
  g_autoptr (WeirBuffer) copy = weir_buffer_copy (buffer);
  g_assert_cmpuint (weir_buffer_get_audio_meta (copy)->offsets[1], ==, 200);
  g_assert_null (weir_buffer_add_audio_meta (buffer, &info, 101, NULL));
  static const gsize outside[] = { 0, 300 };
  g_assert_null (weir_buffer_add_audio_meta (buffer, &info, 100, outside));
  info.layout = WEIR_AUDIO_LAYOUT_INTERLEAVED;
  g_assert_nonnull (weir_buffer_add_audio_meta (buffer, &info, 100, NULL));
  g_assert_null (weir_buffer_add_audio_meta (buffer, &info, 101, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-meta/planes", test_planes);
  g_test_add_func ("/media-meta/several-pictures", test_several_pictures);
  g_test_add_func ("/media-meta/plane-outside", test_plane_outside);
  g_test_add_func ("/media-meta/channels", test_channels);
  return g_test_run ();
}
