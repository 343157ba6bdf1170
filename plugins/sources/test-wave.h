/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/audio-info.h>

G_BEGIN_DECLS

/* The sounds of audiotestsrc, computed into memory. No engine, no threads, no clock. */

/* The values and the nicks are those of audiotestsrc's property `wave`. */
typedef enum {
  WEIR_TEST_WAVE_SINE = 0,
  WEIR_TEST_WAVE_SQUARE = 1,
  WEIR_TEST_WAVE_SAW = 2,
  WEIR_TEST_WAVE_TRIANGLE = 3,
  WEIR_TEST_WAVE_SILENCE = 4,
  WEIR_TEST_WAVE_WHITE_NOISE = 5,
  WEIR_TEST_WAVE_PINK_NOISE = 6,
  WEIR_TEST_WAVE_SINE_TABLE = 7,
  WEIR_TEST_WAVE_TICKS = 8,
  WEIR_TEST_WAVE_GAUSSIAN_NOISE = 9,
  WEIR_TEST_WAVE_RED_NOISE = 10,
  WEIR_TEST_WAVE_BLUE_NOISE = 11,
  WEIR_TEST_WAVE_VIOLET_NOISE = 12,
} WeirTestWaveKind;

#define WEIR_TEST_WAVE_COUNT 13

/* The properties of audiotestsrc that change the sound, by the same names. They may differ from one
 * call to the next: phase and noise go on without a jump. */
typedef struct {
  WeirTestWaveKind wave;
  gdouble freq_hz;
  gdouble volume; /* 0 to 1 */
  guint sine_periods_per_tick;
  guint64 tick_interval_ns;
  guint marker_tick_period; /* every so many ticks one has the marker's volume; 0: none */
  gdouble marker_tick_volume;
  gboolean apply_tick_ramp; /* let ticks begin and end softly */
} WeirTestWaveParams;

/* The values that the properties have by default. */
#define WEIR_TEST_WAVE_PARAMS_INIT                                                                 \
  {                                                                                                \
    .freq_hz = 440, .volume = 0.8, .sine_periods_per_tick = 10, .tick_interval_ns = 1000000000,    \
    .marker_tick_volume = 1.0                                                                      \
  }

/* Where a sound is in time, and the state of its noise. */
typedef struct _WeirTestWave WeirTestWave;

/* (transfer full). The same seed gives the same noise. Thread: owner, for all of these but
 * get_nick. */
WeirTestWave *weir_test_wave_new (gint channels, guint64 seed);
void weir_test_wave_free (WeirTestWave *self);

/* Goes to a sample: phase and ticks are what they would have been, at frequency @freq_hz, if all
 * samples before had been computed. */
void weir_test_wave_seek (WeirTestWave *self, guint64 sample, gdouble freq_hz, gint rate);

/* Writes @n samples per channel at @data: interleaved, or channel after channel, as @info says.
 * Formats: S16, S32, F32 and F64 in the machine's byte order; %FALSE for all others. */
gboolean weir_test_wave_generate (WeirTestWave *self, const WeirTestWaveParams *params,
                                  const WeirAudioInfo *info, gpointer data, gsize n);

/* The nick of a wave (`sine`, `pink-noise`...); %NULL past the last. Thread: any */
const gchar *weir_test_wave_get_nick (guint wave);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestWave, weir_test_wave_free)

G_END_DECLS
