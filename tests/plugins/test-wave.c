/* SPDX-License-Identifier: MIT */
#include "plugins/sources/test-wave.h"

#include <math.h>
#include <string.h>

#define RATE 44100

static gdouble *
generate (WeirTestWaveKind kind, gdouble freq_hz, gsize n, gsize chunk)
{
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  g_autoptr (WeirTestWave) wave = weir_test_wave_new (1, 5);
  gdouble *data = g_new (gdouble, n);
  WeirAudioInfo info;

  params.wave = kind;
  params.freq_hz = freq_hz;
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F64, RATE, 1, NULL);
  for (gsize done = 0; done < n; done += chunk)
    g_assert_true (
      weir_test_wave_generate (wave, &params, &info, data + done, MIN (chunk, n - done)));
  return data;
}

/* First samples as GStreamer 1.22's audiotestsrc gives them at 1 kHz and 44.1 kHz. */
static void
test_known_samples (void)
{
  static const struct {
    WeirTestWaveKind kind;
    gdouble at[4]; /* samples 0, 1, 20 and 25 */
  } cases[] = {
    { WEIR_TEST_WAVE_SINE, { 0.113595, 0.224889, 0.119234, -0.426831 } },
    { WEIR_TEST_WAVE_SQUARE, { 0.8, 0.8, 0.8, -0.8 } },
    { WEIR_TEST_WAVE_SAW, { 0.036281, 0.072562, 0.761905, -0.656689 } },
    { WEIR_TEST_WAVE_TRIANGLE, { 0.072562, 0.145125, 0.07619, -0.286621 } },
    { WEIR_TEST_WAVE_SINE_TABLE, { 0.112527, 0.222816, 0.122238, -0.423843 } },
    { WEIR_TEST_WAVE_SILENCE, { 0, 0, 0, 0 } },
  };
  static const guint which[4] = { 0, 1, 20, 25 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gdouble *d = generate (cases[i].kind, 1000, 64, 64);

    for (guint k = 0; k < 4; k++)
      g_assert_cmpfloat_with_epsilon (d[which[k]], cases[i].at[k], 1e-6);
  }
}

/* Buffers of any length make the same sound, and after a minute the phase is still right. */
static void
test_continuity (void)
{
  for (guint k = 0; k < WEIR_TEST_WAVE_COUNT; k++) {
    g_autofree gdouble *a = generate ((WeirTestWaveKind) k, 997.3, 5000, 5000);
    g_autofree gdouble *b = generate ((WeirTestWaveKind) k, 997.3, 5000, 37);

    for (guint i = 0; i < 5000; i++)
      g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-9);
  }
  {
    const guint n = 60 * RATE;
    g_autofree gdouble *d = generate (WEIR_TEST_WAVE_SINE, 440, n, 1024);

    g_assert_cmpfloat_with_epsilon (d[n - 1], 0.8 * sin (2 * G_PI * fmod (440.0 * n / RATE, 1)),
                                    1e-8);
  }
}

static void
test_seek (void)
{
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  g_autoptr (WeirTestWave) wave = weir_test_wave_new (1, 0);
  g_autofree gdouble *d = generate (WEIR_TEST_WAVE_SINE, 997.3, 3000, 3000);
  WeirAudioInfo info;
  gdouble part[100];

  params.freq_hz = 997.3;
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F64, RATE, 1, NULL);
  weir_test_wave_seek (wave, 2500, 997.3, RATE);
  g_assert_true (weir_test_wave_generate (wave, &params, &info, part, 100));
  for (guint i = 0; i < 100; i++)
    g_assert_cmpfloat_with_epsilon (part[i], d[2500 + i], 1e-9);
}

/* Means, deviations and limits as GStreamer's, at a volume of 0.8. */
static void
test_noise_levels (void)
{
  static const struct {
    WeirTestWaveKind kind;
    gdouble deviation, tolerance, limit;
  } cases[] = {
    { WEIR_TEST_WAVE_WHITE_NOISE, 0.4620, 0.004, 0.8 },
    { WEIR_TEST_WAVE_PINK_NOISE, 0.1280, 0.005, 0.8 },
    { WEIR_TEST_WAVE_GAUSSIAN_NOISE, 0.8, 0.008, 5 },
    { WEIR_TEST_WAVE_RED_NOISE, 0.2245, 0.006, 0.4 },
    { WEIR_TEST_WAVE_BLUE_NOISE, 0.1280, 0.005, 0.8 },
    { WEIR_TEST_WAVE_VIOLET_NOISE, 0.2245, 0.006, 0.4 },
  };
  const guint n = 400000;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gdouble *d = generate (cases[i].kind, 440, n, 1024);
    gdouble sum = 0, squares = 0;

    for (guint k = 0; k < n; k++) {
      g_assert_cmpfloat (fabs (d[k]), <=, cases[i].limit);
      sum += d[k];
      squares += d[k] * d[k];
    }
    g_assert_cmpfloat_with_epsilon (sum / n, 0, 0.02);
    g_assert_cmpfloat_with_epsilon (sqrt (squares / n), cases[i].deviation, cases[i].tolerance);
  }
}

/* Power in a band of frequencies, by Goertzel's algorithm at some of them, in dB. */
static gdouble
band_db (const gdouble *d, guint n, gdouble from_hz, gdouble to_hz)
{
  const guint block = 4096;
  gdouble power = 0;
  guint count = 0;

  for (gdouble f = from_hz; f < to_hz; f += (to_hz - from_hz) / 8) {
    gdouble w = 2 * cos (2 * G_PI * f / RATE);

    for (guint b = 0; b + block <= n; b += block, count++) {
      gdouble s1 = 0, s2 = 0;

      for (guint i = 0; i < block; i++) {
        gdouble window = 0.5 - 0.5 * cos (2 * G_PI * i / block);
        gdouble s = window * d[b + i] + w * s1 - s2;

        s2 = s1;
        s1 = s;
      }
      power += s1 * s1 + s2 * s2 - w * s1 * s2;
    }
  }
  return 10 * log10 (power / count);
}

/* Slopes between 300 Hz and 4.8 kHz, four octaves: white 0, pink -3, red -6 dB an octave; blue and
 * violet are pink and red with the spectrum turned over. */
static void
test_spectra (void)
{
  const guint n = 1 << 16;
  static const struct {
    WeirTestWaveKind kind;
    gdouble low_to_high;
  } cases[] = {
    { WEIR_TEST_WAVE_WHITE_NOISE, 0 },    { WEIR_TEST_WAVE_GAUSSIAN_NOISE, 0 },
    { WEIR_TEST_WAVE_PINK_NOISE, -12.7 }, { WEIR_TEST_WAVE_RED_NOISE, -23.5 },
    { WEIR_TEST_WAVE_BLUE_NOISE, 1 },     { WEIR_TEST_WAVE_VIOLET_NOISE, 0.3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gdouble *d = generate (cases[i].kind, 440, n, 1024);
    gdouble slope = band_db (d, n, 4800, 6400) - band_db (d, n, 300, 400);

    g_test_message ("%s: %.1f dB", weir_test_wave_get_nick (cases[i].kind), slope);
    g_assert_cmpfloat_with_epsilon (slope, cases[i].low_to_high, 2);
  }
  {
    g_autofree gdouble *blue = generate (WEIR_TEST_WAVE_BLUE_NOISE, 440, n, 1024);
    g_autofree gdouble *violet = generate (WEIR_TEST_WAVE_VIOLET_NOISE, 440, n, 1024);

    g_assert_cmpfloat (band_db (blue, n, 21000, 21800) - band_db (blue, n, 1000, 1500), >, 9);
    g_assert_cmpfloat (band_db (violet, n, 21000, 21800) - band_db (violet, n, 1000, 1500), >, 18);
  }
}

static void
test_ticks (void)
{
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  g_autoptr (WeirTestWave) wave = weir_test_wave_new (1, 0);
  const guint n = RATE * 2;
  g_autofree gdouble *d = g_new (gdouble, n);
  WeirAudioInfo info;

  params.wave = WEIR_TEST_WAVE_TICKS;
  params.freq_hz = 1000;
  params.tick_interval_ns = 500000000;
  params.marker_tick_period = 3;
  params.marker_tick_volume = 0.25;
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F64, RATE, 1, NULL);
  g_assert_true (weir_test_wave_generate (wave, &params, &info, d, n));
  for (guint i = 0; i < n; i++) {
    guint number = i / 22050, within = i % 22050;
    gdouble volume = number % 3 == 0 ? 0.25 : 0.8;
    gdouble expected = within < 441 ? volume * sin (2 * G_PI * 1000 * within / RATE) : 0;

    g_assert_cmpfloat_with_epsilon (d[i], expected, 1e-9);
  }
  params.apply_tick_ramp = TRUE;
  weir_test_wave_seek (wave, 22050, 1000, RATE);
  g_assert_true (weir_test_wave_generate (wave, &params, &info, d, 441));
  /* a tenth up, a tenth down, as cubes */
  g_assert_cmpfloat_with_epsilon (d[20], pow (20 / 44.0, 3) * 0.8 * sin (2 * G_PI * 20000 / RATE),
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (d[400], pow (41 / 44.0, 3) * 0.8 * sin (2 * G_PI * 400000 / RATE),
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (d[200], 0.8 * sin (2 * G_PI * 200000 / RATE), 1e-9);
}

/* All formats and both layouts say the same. */
static void
test_formats (void)
{
  static const WeirAudioFormat formats[] = { WEIR_AUDIO_FORMAT_S16, WEIR_AUDIO_FORMAT_S32,
                                             WEIR_AUDIO_FORMAT_F32, WEIR_AUDIO_FORMAT_F64 };
  WeirTestWaveParams params = WEIR_TEST_WAVE_PARAMS_INIT;
  g_autofree gdouble *d = generate (WEIR_TEST_WAVE_SINE, 440, 300, 300);
  WeirAudioInfo info;

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
    for (guint planar = 0; planar < 2; planar++) {
      g_autoptr (WeirTestWave) wave = weir_test_wave_new (3, 0);
      gdouble data[900];

      weir_audio_info_set_format (&info, formats[f], RATE, 3, NULL);
      info.layout = (WeirAudioLayout) planar;
      g_assert_true (weir_test_wave_generate (wave, &params, &info, data, 300));
      for (guint i = 0; i < 300; i++)
        for (guint c = 0; c < 3; c++) {
          guint at = planar ? c * 300 + i : i * 3 + c;
          gdouble v = formats[f] == WEIR_AUDIO_FORMAT_S16   ? ((gint16 *) data)[at] / 32767.0
                      : formats[f] == WEIR_AUDIO_FORMAT_S32 ? ((gint32 *) data)[at] / 2147483647.0
                      : formats[f] == WEIR_AUDIO_FORMAT_F32 ? ((gfloat *) data)[at]
                                                            : data[at];

          g_assert_cmpfloat_with_epsilon (v, d[i],
                                          formats[f] == WEIR_AUDIO_FORMAT_S16 ? 1.0 / 32767 : 1e-7);
        }
    }
  }
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_U8, RATE, 1, NULL);
  {
    g_autoptr (WeirTestWave) wave = weir_test_wave_new (1, 0);
    guint8 bytes[4];

    g_assert_false (weir_test_wave_generate (wave, &params, &info, bytes, 4));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugins/test-wave/known-samples", test_known_samples);
  g_test_add_func ("/plugins/test-wave/continuity", test_continuity);
  g_test_add_func ("/plugins/test-wave/seek", test_seek);
  g_test_add_func ("/plugins/test-wave/noise-levels", test_noise_levels);
  g_test_add_func ("/plugins/test-wave/spectra", test_spectra);
  g_test_add_func ("/plugins/test-wave/ticks", test_ticks);
  g_test_add_func ("/plugins/test-wave/formats", test_formats);
  return g_test_run ();
}
