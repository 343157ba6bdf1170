/* SPDX-License-Identifier: MIT */
/* What rounding with noise does to sound, measured: the noise has the power that theory gives it, doesn't depend on the
 * sound, and lies where it was asked to. */
#include "plugins/audio/quantizer.h"

#include <math.h>

#define N 48000

/* The errors of 16-bit integers made of `wave`, in their steps. */
static void
errors_of (const gdouble *wave, WeirAudioDither dither, WeirAudioNoiseShaping shaping,
           gdouble *errors)
{
  g_autoptr (WeirAudioQuantizer) q = weir_audio_quantizer_new (1, 16, dither, shaping, 7);
  g_autofree gint32 *made = g_new (gint32, N);

  weir_audio_quantize_doubles (q, 0, wave, made, 1, N);
  for (gsize i = 0; i < N; i++) {
    g_assert_cmpint (made[i] & 0xffff, ==, 0);
    errors[i] = (made[i] >> 16) - wave[i] * 32768;
  }
}

static gdouble *
sine (gdouble amplitude, gdouble hz)
{
  gdouble *wave = g_new (gdouble, N);

  for (gsize i = 0; i < N; i++)
    wave[i] = amplitude * sin (2 * G_PI * hz * (gdouble) i / 48000);
  return wave;
}

static gdouble
power (const gdouble *x)
{
  gdouble sum = 0;

  for (gsize i = 0; i < N; i++)
    sum += x[i] * x[i];
  return sum / N;
}

/* How much of it is at a frequency (Goertzel's filter), as an amplitude. */
static gdouble
at (const gdouble *x, gdouble hz)
{
  gdouble re = 0, im = 0;

  for (gsize i = 0; i < N; i++) {
    re += x[i] * cos (2 * G_PI * hz * (gdouble) i / 48000);
    im += x[i] * sin (2 * G_PI * hz * (gdouble) i / 48000);
  }
  return 2 * hypot (re, im) / N;
}

/* The share of its power below 2 kHz. */
static gdouble
low_share (const gdouble *x)
{
  gdouble sum = 0;

  for (guint hz = 10; hz < 2000; hz += 10)
    sum += pow (at (x, hz), 2) / 2;
  return sum * 10 / power (x);
}

static void
test_power (void)
{
  static const struct {
    WeirAudioDither dither;
    gdouble power; /* of the error, in steps squared: 1/12 of rounding, and that of the noise */
  } cases[] = { { WEIR_AUDIO_DITHER_NONE, 1.0 / 12 },
                { WEIR_AUDIO_DITHER_RPDF, 1.0 / 6 },
                { WEIR_AUDIO_DITHER_TPDF, 1.0 / 4 },
                { WEIR_AUDIO_DITHER_TPDF_HF, 1.0 / 4 } };
  g_autofree gdouble *wave = sine (0.5, 997);
  g_autofree gdouble *errors = g_new (gdouble, N);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gdouble mean = 0;

    errors_of (wave, cases[i].dither, WEIR_AUDIO_NOISE_SHAPING_NONE, errors);
    for (gsize k = 0; k < N; k++)
      mean += errors[k] / N;
    g_assert_cmpfloat_with_epsilon (power (errors), cases[i].power, 0.006);
    g_assert_cmpfloat (fabs (mean), <, 0.01);
  }
}

/* A tone of less than a step is lost without noise, and there with it; and it has no overtones. */
static void
test_small (void)
{
  g_autofree gdouble *wave = sine (0.4 / 32768, 1000);
  g_autofree gdouble *errors = g_new (gdouble, N);

  errors_of (wave, WEIR_AUDIO_DITHER_NONE, WEIR_AUDIO_NOISE_SHAPING_NONE, errors);
  g_assert_cmpfloat_with_epsilon (at (errors, 1000), 0.4, 1e-6);
  errors_of (wave, WEIR_AUDIO_DITHER_TPDF, WEIR_AUDIO_NOISE_SHAPING_NONE, errors);
  g_assert_cmpfloat (at (errors, 1000), <, 0.02);
  g_assert_cmpfloat (at (errors, 3000), <, 0.02);
}

static void
test_shapes (void)
{
  g_autofree gdouble *wave = sine (0.5, 997);
  g_autofree gdouble *errors = g_new (gdouble, N);

  /* white noise has 1/12 of its power below 2 kHz */
  errors_of (wave, WEIR_AUDIO_DITHER_TPDF, WEIR_AUDIO_NOISE_SHAPING_NONE, errors);
  g_assert_cmpfloat_with_epsilon (low_share (errors), 1.0 / 12, 0.02);
  errors_of (wave, WEIR_AUDIO_DITHER_TPDF, WEIR_AUDIO_NOISE_SHAPING_ERROR_FEEDBACK, errors);
  g_assert_cmpfloat (low_share (errors), <, 0.005);
  /* the long ones spare 3 to 4 kHz most; in all there is more noise, but it doesn't run away */
  for (guint shaping = WEIR_AUDIO_NOISE_SHAPING_SIMPLE; shaping <= WEIR_AUDIO_NOISE_SHAPING_HIGH;
       shaping++) {
    gdouble there = 0;

    errors_of (wave, WEIR_AUDIO_DITHER_TPDF, shaping, errors);
    for (guint hz = 3000; hz < 4000; hz += 10)
      there += pow (at (errors, hz), 2) / 2;
    g_assert_cmpfloat (there * 10 / (0.25 / 24), <, 0.2);
    g_assert_cmpfloat (power (errors), >, 0.25);
    g_assert_cmpfloat (power (errors), <, 60);
  }
}

/* Louder than full scale is cut, and leaves no trace; what is no number is silence. */
static void
test_limits (void)
{
  static const gfloat in[] = { 1.0f, -1.0f, 5.0f, -5.0f, INFINITY, -INFINITY, NAN, 0.0f, 0.5f };
  static const gint32 wanted[] = { 32767, -32768, 32767, -32768, 32767, -32768, 0, 0, 16384 };
  gint32 made[G_N_ELEMENTS (in)];

  for (guint shaping = 0; shaping <= WEIR_AUDIO_NOISE_SHAPING_HIGH; shaping++) {
    g_autoptr (WeirAudioQuantizer) q =
      weir_audio_quantizer_new (1, 16, WEIR_AUDIO_DITHER_NONE, shaping, 1);

    weir_audio_quantize_floats (q, 0, in, made, 1, G_N_ELEMENTS (in));
    for (guint i = 0; i < G_N_ELEMENTS (in); i++)
      g_assert_cmpint (ABS ((made[i] >> 16) - wanted[i]), <=, shaping == 0 ? 0 : 40);
  }
}

/* The same seed, the same sound; channels have their own noise, and each its place. */
static void
test_channels (void)
{
  g_autoptr (WeirAudioQuantizer) a = weir_audio_quantizer_new (2, 8, WEIR_AUDIO_DITHER_TPDF, 0, 3);
  g_autoptr (WeirAudioQuantizer) b = weir_audio_quantizer_new (2, 8, WEIR_AUDIO_DITHER_TPDF, 0, 3);
  gfloat in[200] = { 0 };
  gint32 first[200] = { 0 }, second[200] = { 0 };
  guint differ = 0;

  for (guint c = 0; c < 2; c++) {
    weir_audio_quantize_floats (a, c, in + c, first + c, 2, 100);
    weir_audio_quantize_floats (b, c, in + c, second + c, 2, 100);
  }
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  for (guint i = 0; i < 200; i += 2)
    differ += first[i] != first[i + 1];
  g_assert_cmpuint (differ, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugins/quantizer/power", test_power);
  g_test_add_func ("/plugins/quantizer/small", test_small);
  g_test_add_func ("/plugins/quantizer/shapes", test_shapes);
  g_test_add_func ("/plugins/quantizer/limits", test_limits);
  g_test_add_func ("/plugins/quantizer/channels", test_channels);
  return g_test_run ();
}
