/* SPDX-License-Identifier: MIT */
/* Where samples are in mapped buffers. */
#include <weir/data/audio-buffer.h>
#include <weir/data/audio-meta.h>

static WeirAudioInfo
stereo (WeirAudioLayout layout)
{
  WeirAudioInfo info;

  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_S16, 48000, 2, NULL);
  info.layout = layout;
  return info;
}

static void
test_interleaved (void)
{
  WeirAudioInfo info = stereo (WEIR_AUDIO_LAYOUT_INTERLEAVED);
  g_autoptr (WeirBuffer) bytes = weir_buffer_new_allocate (NULL, 40, NULL);
  WeirAudioBuffer samples;

  g_assert_true (weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_WRITE));
  g_assert_cmpuint (WEIR_AUDIO_BUFFER_N_SAMPLES (&samples), ==, 10);
  g_assert_cmpint (WEIR_AUDIO_BUFFER_N_PLANES (&samples), ==, 1);
  g_assert_cmpuint (WEIR_AUDIO_BUFFER_PLANE_SIZE (&samples), ==, 40);
  g_assert_cmpint (WEIR_AUDIO_BUFFER_CHANNELS (&samples), ==, 2);
  ((gint16 *) WEIR_AUDIO_BUFFER_PLANE_DATA (&samples, 0))[19] = 0x1234;
  weir_audio_buffer_unmap (&samples);
  g_assert_cmpint (weir_buffer_memcmp (bytes, 38, &(gint16){ 0x1234 }, 2), ==, 0);

  /* a buffer that others read can't be written to */
  {
    g_autoptr (WeirBuffer) other = weir_buffer_ref (bytes);

    g_assert_true (weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_READ));
    weir_audio_buffer_unmap (&samples);
  }
}

static void
test_planes (void)
{
  WeirAudioInfo info = stereo (WEIR_AUDIO_LAYOUT_NON_INTERLEAVED);
  g_autoptr (WeirBuffer) bytes = weir_buffer_new_allocate (NULL, 40, NULL);
  const gsize offsets[] = { 20, 2 };
  WeirAudioBuffer samples;

  /* one behind the other */
  g_assert_true (weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_READ));
  g_assert_cmpuint (samples.n_samples, ==, 10);
  g_assert_cmpint (samples.n_planes, ==, 2);
  g_assert_cmpuint (WEIR_AUDIO_BUFFER_PLANE_SIZE (&samples), ==, 20);
  g_assert_cmpint ((guint8 *) samples.planes[1] - (guint8 *) samples.planes[0], ==, 20);
  weir_audio_buffer_unmap (&samples);

  /* where the meta says */
  g_assert_nonnull (weir_buffer_add_audio_meta (bytes, &info, 8, offsets));
  g_assert_true (weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_READ));
  g_assert_cmpuint (samples.n_samples, ==, 8);
  g_assert_cmpint ((guint8 *) samples.planes[1] - (guint8 *) samples.planes[0], ==, -18);
  weir_audio_buffer_unmap (&samples);

  /* which is wrong since the buffer was shortened */
  weir_buffer_set_size (bytes, 30);
  g_assert_false (weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_READ));
}

static void
test_refused (void)
{
  WeirAudioInfo info = stereo (WEIR_AUDIO_LAYOUT_INTERLEAVED), many = { 0 };
  g_autoptr (WeirBuffer) odd = weir_buffer_new_allocate (NULL, 41, NULL);
  g_autoptr (WeirBuffer) even = weir_buffer_new_allocate (NULL, 200, NULL);
  WeirAudioBuffer samples;

  g_assert_false (weir_audio_buffer_map (&samples, &info, odd, WEIR_MAP_READ));

  /* any number of channels together, but 64 apart */
  weir_audio_info_set_format (&many, WEIR_AUDIO_FORMAT_S8, 48000, 100, NULL);
  g_assert_true (weir_audio_buffer_map (&samples, &many, even, WEIR_MAP_READ));
  g_assert_cmpuint (samples.n_samples, ==, 2);
  weir_audio_buffer_unmap (&samples);
  many.layout = WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  g_assert_false (weir_audio_buffer_map (&samples, &many, even, WEIR_MAP_READ));
}

/* A meta of the other layout, or of fewer channels, doesn't lead out of the buffer. */
static void
test_wrong_meta (void)
{
  WeirAudioInfo apart = stereo (WEIR_AUDIO_LAYOUT_NON_INTERLEAVED), together = apart, mono;
  g_autoptr (WeirBuffer) bytes = weir_buffer_new_allocate (NULL, 40, NULL);
  g_autoptr (WeirBuffer) small = weir_buffer_new_allocate (NULL, 40, NULL);
  WeirAudioBuffer samples;

  together.layout = WEIR_AUDIO_LAYOUT_INTERLEAVED;
  weir_audio_info_set_format (&mono, WEIR_AUDIO_FORMAT_S16, 48000, 1, NULL);
  g_assert_nonnull (weir_buffer_add_audio_meta (bytes, &mono, 20, NULL));
  g_assert_false (weir_audio_buffer_map (&samples, &apart, bytes, WEIR_MAP_READ));
  g_assert_false (weir_audio_buffer_map (&samples, &together, bytes, WEIR_MAP_READ));
  g_assert_nonnull (weir_buffer_add_audio_meta (small, &together, 10, NULL));
  weir_buffer_set_size (small, 20);
  g_assert_false (weir_audio_buffer_map (&samples, &together, small, WEIR_MAP_READ));
}

static void
test_empty (void)
{
  WeirAudioInfo info = stereo (WEIR_AUDIO_LAYOUT_INTERLEAVED);
  g_autoptr (WeirBuffer) bytes = weir_buffer_new ();
  WeirAudioBuffer samples;

  if (!weir_audio_buffer_map (&samples, &info, bytes, WEIR_MAP_READ))
    return; /* nothing to map is one answer */
  g_assert_cmpuint (samples.n_samples, ==, 0);
  weir_audio_buffer_unmap (&samples);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/audio-buffer/interleaved", test_interleaved);
  g_test_add_func ("/data/audio-buffer/planes", test_planes);
  g_test_add_func ("/data/audio-buffer/refused", test_refused);
  g_test_add_func ("/data/audio-buffer/wrong-meta", test_wrong_meta);
  g_test_add_func ("/data/audio-buffer/empty", test_empty);
  return g_test_run ();
}
