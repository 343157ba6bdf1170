/* SPDX-License-Identifier: MIT */
/* Sounds in blocks of a few hundred samples of double precision, which are then written in the
 * format asked for. Phase is counted in cycles and carried from block to block. */
#include "test-wave.h"

#include <math.h>
#include <string.h>

#define BLOCK 256
#define TABLE 1024
#define PINK_ROWS 12
#define RED_LIMIT 8.0
#define RED_STEP 0.0625

/* What the noise of one channel remembers. */
typedef struct {
  gdouble pink[PINK_ROWS];
  gdouble pink_sum;
  guint pink_count;
  gdouble red;
} ChannelNoise;

struct _WeirTestWave {
  gint channels;
  guint64 sample;       /* number of the next one */
  gdouble phase;        /* of the sample before it, in cycles, 0 to 1 */
  guint64 random;       /* state of the generator */
  gdouble spare_normal; /* second of a pair of normal numbers */
  gboolean have_spare;
  ChannelNoise *noise; /* (owned) one for each channel */
};

static const gchar *const nicks[WEIR_TEST_WAVE_COUNT] = {
  "sine",        "square",     "saw",          "triangle", "silence",
  "white-noise", "pink-noise", "sine-table",   "ticks",    "gaussian-noise",
  "red-noise",   "blue-noise", "violet-noise",
};

const gchar *
weir_test_wave_get_nick (guint wave)
{
  return wave < WEIR_TEST_WAVE_COUNT ? nicks[wave] : NULL;
}

/* SplitMix64 (G. Steele, D. Lea, C. Flood, 2014); from -1 to 1. */
static inline gdouble
uniform (WeirTestWave *self)
{
  guint64 z = self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (gdouble) (gint64) z * 0x1p-63;
}

/* Marsaglia's polar method (1964). */
static gdouble
normal (WeirTestWave *self)
{
  gdouble a, b, s;

  if (self->have_spare) {
    self->have_spare = FALSE;
    return self->spare_normal;
  }
  do {
    a = uniform (self);
    b = uniform (self);
    s = a * a + b * b;
  } while (s >= 1 || s == 0);
  s = sqrt (-2 * log (s) / s);
  self->spare_normal = b * s;
  self->have_spare = TRUE;
  return a * s;
}

/* Voss and McCartney's sum of white noises, each changing half as often as the one before. */
static gdouble
pink (WeirTestWave *self, ChannelNoise *noise)
{
  guint row = (guint) __builtin_ctz (++noise->pink_count | 1u << PINK_ROWS);

  if (row < PINK_ROWS) {
    gdouble fresh = uniform (self);

    noise->pink_sum += fresh - noise->pink[row];
    noise->pink[row] = fresh;
  }
  return (noise->pink_sum + uniform (self)) / (PINK_ROWS + 1);
}

/* A random walk between two walls. */
static gdouble
red (WeirTestWave *self, ChannelNoise *noise)
{
  gdouble next;

  do
    next = noise->red + uniform (self);
  while (fabs (next) >= RED_LIMIT);
  noise->red = next;
  return next * RED_STEP;
}

WeirTestWave *
weir_test_wave_new (gint channels, guint64 seed)
{
  WeirTestWave *self;

  g_return_val_if_fail (channels > 0, NULL);

  self = g_new0 (WeirTestWave, 1);
  self->channels = channels;
  self->random = seed;
  self->noise = g_new0 (ChannelNoise, channels);
  for (gint c = 0; c < channels; c++) {
    ChannelNoise *noise = &self->noise[c];

    for (guint r = 0; r < PINK_ROWS; r++)
      noise->pink_sum += noise->pink[r] = uniform (self);
  }
  return self;
}

void
weir_test_wave_free (WeirTestWave *self)
{
  if (self == NULL)
    return;
  g_free (self->noise);
  g_free (self);
}

static gdouble
fraction (gdouble v)
{
  return v - floor (v);
}

void
weir_test_wave_seek (WeirTestWave *self, guint64 sample, gdouble freq_hz, gint rate)
{
  g_return_if_fail (self != NULL && rate > 0);

  self->sample = sample;
  /* whole seconds and the rest apart, so that large numbers don't cost precision */
  self->phase = fraction (fraction (freq_hz) * (gdouble) (sample / (guint64) rate)
                          + freq_hz * (gdouble) (sample % (guint64) rate) / rate);
}

/* Sines by turning a vector; its length is mended with every block. */
static void
sine_block (gdouble *out, guint n, gdouble phase, gdouble step, gdouble volume)
{
  gdouble s = sin (2 * G_PI * (phase + step)), c = cos (2 * G_PI * (phase + step));
  const gdouble ds = sin (2 * G_PI * step), dc = cos (2 * G_PI * step);

  for (guint i = 0; i < n; i++) {
    gdouble next = s * dc + c * ds;

    out[i] = volume * s;
    c = c * dc - s * ds;
    s = next;
  }
}

static const gdouble *
sine_table (void)
{
  static gdouble table[TABLE];
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    for (guint i = 0; i < TABLE; i++)
      table[i] = sin (2 * G_PI * i / TABLE);
    g_once_init_leave (&made, 1);
  }
  return table;
}

/* A wave that is a function of the phase. */
static void
periodic_block (WeirTestWaveKind kind, gdouble *out, guint n, gdouble phase, gdouble step,
                gdouble volume)
{
  const gdouble *table = sine_table ();

  for (guint i = 0; i < n; i++) {
    gdouble p = fraction (phase + step * (i + 1));

    switch (kind) {
    case WEIR_TEST_WAVE_SQUARE:
      out[i] = p < 0.5 ? volume : -volume;
      break;
    case WEIR_TEST_WAVE_SAW:
      out[i] = volume * 2 * (p < 0.5 ? p : p - 1);
      break;
    case WEIR_TEST_WAVE_TRIANGLE:
      out[i] = volume * 4 * (p < 0.25 ? p : p < 0.75 ? 0.5 - p : p - 1);
      break;
    default:
      out[i] = volume * table[(guint) (p * TABLE) % TABLE];
      break;
    }
  }
}

/* Short sines, beginning at multiples of the interval. */
static void
tick_block (const WeirTestWave *self, const WeirTestWaveParams *p, gint rate, gdouble *out, guint n)
{
  guint64 length = p->freq_hz > 0 ? (guint64) (p->sine_periods_per_tick * rate / p->freq_hz) : 0;
  guint64 ramp = MAX (length / 10, 1);
  gdouble interval = (gdouble) p->tick_interval_ns * rate / 1e9;

  for (guint i = 0; i < n; i++) {
    guint64 at = self->sample + i;
    guint64 number = (guint64) ((gdouble) at / interval);
    guint64 begin, within;
    gdouble volume = p->volume;

    /* a tick begins at the first sample that isn't before its time */
    if ((guint64) ceil ((gdouble) (number + 1) * interval) <= at)
      number++;
    begin = (guint64) ceil ((gdouble) number * interval);
    within = at - begin;
    if (at < begin || within >= length) {
      out[i] = 0;
      continue;
    }
    if (p->marker_tick_period > 0 && number % p->marker_tick_period == 0)
      volume = p->marker_tick_volume;
    if (p->apply_tick_ramp) {
      gdouble soft = MIN (1.0, (gdouble) MIN (within, length - within) / (gdouble) ramp);

      volume *= soft * soft * soft;
    }
    out[i] = volume * sin (2 * G_PI * p->freq_hz * (gdouble) within / rate);
  }
}

static gdouble
noise_sample (WeirTestWave *self, WeirTestWaveKind kind, gint channel, guint64 at)
{
  ChannelNoise *noise = &self->noise[channel];
  gdouble sign = at % 2 == 0 ? 1 : -1;

  switch (kind) {
  case WEIR_TEST_WAVE_WHITE_NOISE:
    return uniform (self);
  case WEIR_TEST_WAVE_PINK_NOISE:
    return pink (self, noise);
  case WEIR_TEST_WAVE_GAUSSIAN_NOISE:
    return normal (self);
  case WEIR_TEST_WAVE_RED_NOISE:
    return red (self, noise);
  /* every other sample turned over: what was low is high */
  case WEIR_TEST_WAVE_BLUE_NOISE:
    return sign * pink (self, noise);
  case WEIR_TEST_WAVE_VIOLET_NOISE:
    return sign * red (self, noise);
  default:
    g_return_val_if_reached (0);
  }
}

static gboolean
is_noise (WeirTestWaveKind kind)
{
  return kind == WEIR_TEST_WAVE_WHITE_NOISE || kind == WEIR_TEST_WAVE_PINK_NOISE
         || kind >= WEIR_TEST_WAVE_GAUSSIAN_NOISE;
}

/* Writes one channel of a block: sample i at d + i * step, both in samples. */
static void
write_channel (WeirAudioFormat format, gpointer data, gsize first, gsize step, const gdouble *in,
               guint n)
{
  switch (format) {
  case WEIR_AUDIO_FORMAT_S16:
    for (guint i = 0; i < n; i++)
      ((gint16 *) data)[first + i * step] = (gint16) (CLAMP (in[i], -1, 1) * G_MAXINT16);
    break;
  case WEIR_AUDIO_FORMAT_S32:
    for (guint i = 0; i < n; i++)
      ((gint32 *) data)[first + i * step] = (gint32) (CLAMP (in[i], -1, 1) * G_MAXINT32);
    break;
  case WEIR_AUDIO_FORMAT_F32:
    for (guint i = 0; i < n; i++)
      ((gfloat *) data)[first + i * step] = (gfloat) in[i];
    break;
  default:
    for (guint i = 0; i < n; i++)
      ((gdouble *) data)[first + i * step] = in[i];
    break;
  }
}

/* A block that all channels have in common. */
static void
common_block (const WeirTestWave *self, const WeirTestWaveParams *p, gint rate, gdouble *out,
              guint n)
{
  gdouble step = p->freq_hz / rate;

  if (p->wave == WEIR_TEST_WAVE_SINE)
    sine_block (out, n, self->phase, step, p->volume);
  else if (p->wave == WEIR_TEST_WAVE_TICKS)
    tick_block (self, p, rate, out, n);
  else if (p->wave == WEIR_TEST_WAVE_SILENCE)
    memset (out, 0, n * sizeof *out);
  else
    periodic_block (p->wave, out, n, self->phase, step, p->volume);
}

gboolean
weir_test_wave_generate (WeirTestWave *self, const WeirTestWaveParams *params,
                         const WeirAudioInfo *info, gpointer data, gsize n)
{
  WeirAudioFormat format = WEIR_AUDIO_INFO_FORMAT (info);
  gboolean planar = info->layout == WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  gsize step = planar ? 1 : (gsize) info->channels;
  gdouble block[BLOCK];

  g_return_val_if_fail (self != NULL && params != NULL && info->channels == self->channels, FALSE);
  g_return_val_if_fail (info->rate > 0 && (guint) params->wave < WEIR_TEST_WAVE_COUNT, FALSE);
  g_return_val_if_fail (params->tick_interval_ns > 0, FALSE);

  if (format != WEIR_AUDIO_FORMAT_S16 && format != WEIR_AUDIO_FORMAT_S32
      && format != WEIR_AUDIO_FORMAT_F32 && format != WEIR_AUDIO_FORMAT_F64)
    return FALSE;
  for (gsize done = 0; done < n;) {
    guint m = (guint) MIN (n - done, BLOCK);

    if (!is_noise (params->wave))
      common_block (self, params, info->rate, block, m);
    for (gint c = 0; c < info->channels; c++) {
      gsize first = planar ? (gsize) c * n + done : done * step + (gsize) c;

      if (is_noise (params->wave))
        for (guint i = 0; i < m; i++)
          block[i] = params->volume * noise_sample (self, params->wave, c, self->sample + i);
      write_channel (format, data, first, step, block, m);
    }
    self->sample += m;
    self->phase = fraction (self->phase + params->freq_hz / info->rate * m);
    done += m;
  }
  return TRUE;
}
