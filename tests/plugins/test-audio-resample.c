/* SPDX-License-Identifier: MIT */
#include "plugins/audio/audio-resample-kernel.h"
#include "plugins/libav/sampfmt.h"
#include "plugins/sources/test-wave.h"

#include <libavutil/log.h>
#include <math.h>
#include <string.h>
#include <weir/base/error.h>

static WeirAudioResample *
resampler (const WeirAudioInfo *in, const WeirAudioInfo *out)
{
  WeirAudioResampleParams params = WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
  g_autoptr (GError) error = NULL;
  WeirAudioResample *r = weir_audio_resample_new (in, out, &params, &error);

  g_assert_no_error (error);
  return r;
}

static gsize
process (WeirAudioResample *r, gconstpointer in, gsize n, gpointer out, gsize capacity)
{
  const guint8 *from[1] = { in };
  guint8 *to[1] = { out };
  g_autoptr (GError) error = NULL;
  gssize made = weir_audio_resample_process (r, in != NULL ? from : NULL, n, to, capacity, &error);

  g_assert_no_error (error);
  g_assert_cmpint (made, >=, 0);
  return (gsize) made;
}

static void
set (WeirAudioInfo *info, WeirAudioFormat format, gint rate, gint channels)
{
  weir_audio_info_set_format (info, format, rate, channels, NULL);
}

/* A sine through every format and back keeps within the precision of the format. */
static void
test_formats (void)
{
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  gdouble wave[512], back[512];
  guint8 stored[512 * 8];
  guint n;
  const WeirAudioFormat *formats = weir_audio_formats_raw (&n);
  g_autoptr (WeirTestWave) source = weir_test_wave_new (1, 0);
  WeirAudioInfo f64, info;

  set (&f64, WEIR_AUDIO_FORMAT_F64, 48000, 1);
  g_assert_true (weir_test_wave_generate (source, &params, &f64, wave, 512));
  for (guint i = 0; i < n; i++) {
    g_autoptr (WeirAudioResample) there = NULL;
    g_autoptr (WeirAudioResample) again = NULL;
    gdouble step;

    set (&info, formats[i], 48000, 1);
    there = resampler (&f64, &info);
    again = resampler (&info, &f64);
    g_assert_cmpuint (process (there, wave, 512, stored, 512), ==, 512);
    g_assert_cmpuint (process (again, stored, 512, back, 512), ==, 512);
    step = WEIR_AUDIO_INFO_IS_FLOAT (&info) ? 1e-7 : 2 * pow (0.5, info.finfo->depth - 1);
    for (guint k = 0; k < 512; k++)
      g_assert_cmpfloat_with_epsilon (back[k], wave[k], step);
  }
}

/* What the bytes are: the same sample in each of the odd formats. */
static void
test_bytes (void)
{
  static const struct {
    WeirAudioFormat format;
    guint8 bytes[4];
  } cases[] = {
    { WEIR_AUDIO_FORMAT_S8, { 0x12 } },
    { WEIR_AUDIO_FORMAT_U8, { 0x92 } },
    { WEIR_AUDIO_FORMAT_S16BE, { 0x12, 0x34 } },
    { WEIR_AUDIO_FORMAT_U16LE, { 0x34, 0x92 } },
    { WEIR_AUDIO_FORMAT_S24LE, { 0x56, 0x34, 0x12 } },
    { WEIR_AUDIO_FORMAT_S24BE, { 0x12, 0x34, 0x56 } },
    { WEIR_AUDIO_FORMAT_U24BE, { 0x92, 0x34, 0x56 } },
    { WEIR_AUDIO_FORMAT_S24_32LE, { 0x56, 0x34, 0x12, 0x00 } },
    { WEIR_AUDIO_FORMAT_S24_32BE, { 0x00, 0x12, 0x34, 0x56 } },
    { WEIR_AUDIO_FORMAT_S20LE, { 0x45, 0x23, 0x01 } },
    { WEIR_AUDIO_FORMAT_U20BE, { 0x09, 0x23, 0x45 } },
    { WEIR_AUDIO_FORMAT_S18BE, { 0x00, 0x48, 0xd1 } },
    { WEIR_AUDIO_FORMAT_U18LE, { 0xd1, 0x48, 0x02 } },
    { WEIR_AUDIO_FORMAT_S32BE, { 0x12, 0x34, 0x56, 0x00 } },
    { WEIR_AUDIO_FORMAT_U32LE, { 0x00, 0x56, 0x34, 0x92 } },
  };
  const gint32 sample = 0x12345600;
  WeirAudioInfo s32, info;

  set (&s32, WEIR_AUDIO_FORMAT_S32, 48000, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WeirAudioResample) there = NULL;
    guint8 made[4] = { 0 };

    set (&info, cases[i].format, 48000, 1);
    there = resampler (&s32, &info);
    g_assert_cmpuint (process (there, &sample, 1, made, 1), ==, 1);
    g_assert_cmpmem (made, (gsize) info.bpf, cases[i].bytes, (gsize) info.bpf);
  }
}

/* 440 Hz at 44.1 kHz is 440 Hz at 48 kHz, as loud, and all of it comes out. */
static void
test_rate (void)
{
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  const gsize n = 44100;
  g_autofree gfloat *in = g_new (gfloat, n);
  g_autofree gfloat *out = g_new (gfloat, 60000);
  g_autoptr (WeirTestWave) source = weir_test_wave_new (1, 0);
  g_autoptr (WeirAudioResample) r = NULL;
  WeirAudioInfo from, to;
  gsize made = 0;

  set (&from, WEIR_AUDIO_FORMAT_F32, 44100, 1);
  set (&to, WEIR_AUDIO_FORMAT_F32, 48000, 1);
  g_assert_true (weir_test_wave_generate (source, &params, &from, in, n));
  r = resampler (&from, &to);
  for (gsize done = 0; done < n; done += 441) {
    g_assert_cmpuint (weir_audio_resample_get_out_frames (r, 441), <=, 1024);
    made += process (r, in + done, 441, out + made, 1024);
  }
  g_assert_cmpuint (weir_audio_resample_get_latency_ns (r), >, 0);
  made += process (r, NULL, 0, out + made, 1024);
  g_assert_cmpuint (made, ==, 48000);
  /* the generator's first sample is one step into the wave */
  for (gsize i = 200; i < 47000; i++)
    g_assert_cmpfloat_with_epsilon (
      out[i], 0.8 * sin (2 * G_PI * 440 * ((gdouble) i / 48000 + 1.0 / 44100)), 2e-3);
  /* it has begun anew, and holds nothing back */
  g_assert_cmpuint (process (r, NULL, 0, out, 1024), ==, 0);
  process (r, in, 441, out, 1024);
  weir_audio_resample_reset (r);
  g_assert_cmpuint (process (r, NULL, 0, out, 1024), ==, 0);
}

/* As many samples as the time is long, rounded up. */
static void
count (const WeirAudioInfo *from, const WeirAudioInfo *to, WeirAudioResampleMethod method,
       gsize length)
{
  static gfloat in[20000], out[400000];
  WeirAudioResampleParams params = WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
  g_autoptr (WeirAudioResample) r = NULL;
  gsize made = 0, in_rate = (gsize) from->rate,
        wanted = (length * (gsize) to->rate + in_rate - 1) / in_rate;

  params.method = method;
  r = weir_audio_resample_new (from, to, &params, NULL);
  g_assert_nonnull (r);
  for (gsize done = 0; done < length; done += 960) {
    gsize n = MIN (960, length - done);

    made += process (r, in + done, n, out, weir_audio_resample_get_out_frames (r, n));
  }
  made += process (r, NULL, 0, out, weir_audio_resample_get_out_frames (r, 0));
  g_assert_cmpuint (made, ==, wanted);
}

static void
test_counts (void)
{
  static const gint rates[] = {
    8000, 11025, 16000, 22050, 32000, 44100, 44101, 48000, 96000, 192000
  };
  static const gsize lengths[] = { 1, 7, 1024, 20000 };

  for (guint a = 0; a < G_N_ELEMENTS (rates); a++)
    for (guint b = 0; b < G_N_ELEMENTS (rates); b++) {
      WeirAudioInfo from, to;

      set (&from, WEIR_AUDIO_FORMAT_F32, rates[a], 1);
      set (&to, WEIR_AUDIO_FORMAT_F32, rates[b], 1);
      for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
        for (guint method = WEIR_AUDIO_RESAMPLE_NEAREST; method <= WEIR_AUDIO_RESAMPLE_KAISER;
             method += 2) {
          count (&from, &to, method, lengths[l]);
          if (method == WEIR_AUDIO_RESAMPLE_NEAREST)
            count (&from, &to, WEIR_AUDIO_RESAMPLE_LINEAR, lengths[l]);
        }
    }
}

/* Without filters: the samples themselves, and what lies on the line between them, in each kind of numbers. */
static void
test_steps (void)
{
  static const WeirAudioFormat formats[] = { WEIR_AUDIO_FORMAT_U8,   WEIR_AUDIO_FORMAT_S16,
                                             WEIR_AUDIO_FORMAT_S32,  WEIR_AUDIO_FORMAT_F32,
                                             WEIR_AUDIO_FORMAT_F64,  WEIR_AUDIO_FORMAT_S24LE,
                                             WEIR_AUDIO_FORMAT_F32BE };
  static const gdouble in[] = { 0, 0.25, -0.5, 0.5 };
  static const gdouble nearest[] = { 0, 0.25, 0.25, -0.5, -0.5, 0.5, 0.5, 0.5 };
  static const gdouble linear[] = { 0, 0.125, 0.25, -0.125, -0.5, 0, 0.5, 0.5 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (formats); i++) {
    WeirAudioResampleParams params = WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
    g_autoptr (WeirAudioResample) there = NULL;
    g_autoptr (WeirAudioResample) twice = NULL;
    WeirAudioInfo f64, f64_twice, info;
    guint8 stored[32];
    gdouble made[16] = { 0 };
    gsize n = 0;

    set (&f64, WEIR_AUDIO_FORMAT_F64, 8000, 1);
    set (&f64_twice, WEIR_AUDIO_FORMAT_F64, 16000, 1);
    set (&info, formats[i / 2], 8000, 1);
    params.method = i % 2 == 0 ? WEIR_AUDIO_RESAMPLE_NEAREST : WEIR_AUDIO_RESAMPLE_LINEAR;
    there = resampler (&f64, &info);
    twice = weir_audio_resample_new (&info, &f64_twice, &params, NULL);
    process (there, in, 4, stored, 4);
    for (guint k = 0; k < 4; k++) /* one by one */
      n += process (twice, stored + k * (guint) info.bpf, 1, made + n, 16 - n);
    n += process (twice, NULL, 0, made + n, 16 - n);
    g_assert_cmpuint (n, ==, 8);
    for (guint k = 0; k < 8; k++)
      g_assert_cmpfloat_with_epsilon (made[k], (i % 2 == 0 ? nearest : linear)[k], 1e-9);
  }
}

static void
test_channels (void)
{
  WeirAudioInfo mono, stereo, surround, swapped;
  g_autoptr (WeirAudioResample) up = NULL;
  g_autoptr (WeirAudioResample) down = NULL;
  g_autoptr (WeirAudioResample) planar = NULL;
  WeirAudioChannelPosition five_one[64];
  gfloat one[2] = { 0.5f, -0.25f }, two[4], six[6] = { 0, 0, 0.5f, 0, 0, 0 };
  gfloat left[2] = { 0 }, right[2] = { 0 };
  guint8 *planes[2] = { (guint8 *) left, (guint8 *) right };
  const guint8 *in[1] = { (const guint8 *) two };

  set (&mono, WEIR_AUDIO_FORMAT_F32, 48000, 1);
  set (&stereo, WEIR_AUDIO_FORMAT_F32, 48000, 2);
  up = resampler (&mono, &stereo);
  g_assert_cmpuint (process (up, one, 2, two, 2), ==, 2);
  g_assert_true (two[0] == 0.5f && two[1] == 0.5f && two[2] == -0.25f && two[3] == -0.25f);

  /* the centre of 5.1 comes equally from both sides */
  weir_audio_channel_positions_from_mask (6, 0x3f, five_one);
  weir_audio_info_set_format (&surround, WEIR_AUDIO_FORMAT_F32, 48000, 6, five_one);
  down = resampler (&surround, &stereo);
  g_assert_cmpuint (process (down, six, 1, two, 2), ==, 1);
  g_assert_cmpfloat_with_epsilon (two[0], 0.5 * G_SQRT2 / 2 / (1 + G_SQRT2), 1e-6);
  g_assert_cmpfloat_with_epsilon (two[0], two[1], 1e-6);

  /* layouts */
  swapped = stereo;
  swapped.layout = WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  planar = resampler (&stereo, &swapped);
  two[0] = 1;
  two[1] = 2;
  two[2] = 3;
  two[3] = 4;
  g_assert_cmpint (weir_audio_resample_process (planar, in, 2, planes, 2, NULL), ==, 2);
  g_assert_cmpfloat (left[1], ==, 3);
  g_assert_cmpfloat (right[0], ==, 2);
}

static void
test_mix_matrix (void)
{
  const gfloat matrix[4] = { 0, 1, 0.5f, 0 };
  WeirAudioResampleParams params = { .quality = 4, .mix_matrix = matrix };
  g_autoptr (WeirAudioResample) r = NULL;
  WeirAudioInfo stereo;
  gfloat in[2] = { 0.25f, 0.5f }, out[2];

  set (&stereo, WEIR_AUDIO_FORMAT_F32, 48000, 2);
  r = weir_audio_resample_new (&stereo, &stereo, &params, NULL);
  g_assert_nonnull (r);
  g_assert_false (weir_audio_resample_is_passthrough (r));
  g_assert_cmpuint (process (r, in, 1, out, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (out[0], 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (out[1], 0.125, 1e-6);
}

/* Ten channels without positions go through as they are; to two there is no usual way. */
static void
test_unpositioned (void)
{
  WeirAudioResampleParams params = WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
  WeirAudioInfo in, out;
  g_autoptr (WeirAudioResample) r = NULL;
  g_autoptr (GError) error = NULL;
  gint16 samples[10] = { 0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000 };
  gint32 made[10];

  set (&in, WEIR_AUDIO_FORMAT_S16, 48000, 10);
  set (&out, WEIR_AUDIO_FORMAT_S32, 48000, 10);
  r = resampler (&in, &out);
  g_assert_cmpuint (process (r, samples, 1, made, 1), ==, 1);
  for (guint c = 0; c < 10; c++)
    g_assert_cmpint (made[c], ==, (gint32) (c * 1000) * 65536);
  set (&out, WEIR_AUDIO_FORMAT_S16, 48000, 2);
  g_assert_null (weir_audio_resample_new (&in, &out, &params, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "mix-matrix"));
}

static void
test_passthrough (void)
{
  WeirAudioInfo info;
  g_autoptr (WeirAudioResample) r = NULL;
  gint16 in[4] = { 1, 2, 3, 4 }, out[4];

  set (&info, WEIR_AUDIO_FORMAT_S16, 48000, 2);
  r = resampler (&info, &info);
  g_assert_true (weir_audio_resample_is_passthrough (r));
  g_assert_cmpuint (process (r, in, 2, out, 2), ==, 2);
  g_assert_cmpmem (in, sizeof in, out, sizeof out);
}

static void
test_tables (void)
{
  AVChannelLayout layout = { 0 };
  WeirAudioChannelPosition seven_one[64];
  WeirAudioInfo info, back;

  weir_audio_channel_positions_from_mask (8, 0xc3f, seven_one);
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F32, 48000, 8, seven_one);
  weir_libav_channel_layout (&info, &layout);
  g_assert_cmpint (layout.order, ==, AV_CHANNEL_ORDER_NATIVE);
  g_assert_cmpuint (layout.u.mask, ==, AV_CH_LAYOUT_7POINT1);
  g_assert_true (weir_libav_audio_info (AV_SAMPLE_FMT_FLT, 48000, &layout, &back));
  g_assert_true (weir_audio_info_is_equal (&info, &back));
  av_channel_layout_uninit (&layout);

  layout = (AVChannelLayout) AV_CHANNEL_LAYOUT_MONO;
  g_assert_true (weir_libav_audio_info (AV_SAMPLE_FMT_S16P, 8000, &layout, &back));
  g_assert_cmpint (back.position[0], ==, WEIR_AUDIO_CHANNEL_POSITION_MONO);
  g_assert_cmpint (back.layout, ==, WEIR_AUDIO_LAYOUT_NON_INTERLEAVED);
  for (gint c = 0; c <= WEIR_AUDIO_CHANNEL_POSITION_SURROUND_RIGHT; c++)
    g_assert_cmpint (weir_libav_channel_position (weir_libav_channel (c)), ==, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  av_log_set_level (AV_LOG_ERROR);
  g_test_add_func ("/plugins/audio-resample/tables", test_tables);
  g_test_add_func ("/plugins/audio-resample/formats", test_formats);
  g_test_add_func ("/plugins/audio-resample/bytes", test_bytes);
  g_test_add_func ("/plugins/audio-resample/rate", test_rate);
  g_test_add_func ("/plugins/audio-resample/counts", test_counts);
  g_test_add_func ("/plugins/audio-resample/steps", test_steps);
  g_test_add_func ("/plugins/audio-resample/channels", test_channels);
  g_test_add_func ("/plugins/audio-resample/mix-matrix", test_mix_matrix);
  g_test_add_func ("/plugins/audio-resample/unpositioned", test_unpositioned);
  g_test_add_func ("/plugins/audio-resample/passthrough", test_passthrough);
  return g_test_run ();
}
