/* SPDX-License-Identifier: MIT */
/* Rounds to the integers of a depth. Dither (Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither: A Theoretical
 * Survey", JAES 1992) makes the error a noise that doesn't depend on the sound; shaping (Wannamaker, "Psychoacoustically
 * Optimal Noise Shaping", JAES 1992) subtracts past errors so that the noise lies where ears are dull. libswresample's
 * own shapes are for few rates only, and it cuts bits off where it should round. */
#include "plugins/audio/quantizer.h"

#include <math.h>

#define MAX_TAPS 9

typedef struct {
  guint n;
  gdouble c[MAX_TAPS]; /* of the last error, the one before it... */
} Shape;

static const Shape shapes[] = {
  [WEIR_AUDIO_NOISE_SHAPING_NONE] = { 0, { 0 } },
  [WEIR_AUDIO_NOISE_SHAPING_ERROR_FEEDBACK] = { 1, { 1 } },
  [WEIR_AUDIO_NOISE_SHAPING_SIMPLE] = { 3, { 1.623, -0.982, 0.109 } },
  [WEIR_AUDIO_NOISE_SHAPING_MEDIUM] = { 5, { 2.033, -2.165, 1.959, -1.590, 0.6149 } },
  [WEIR_AUDIO_NOISE_SHAPING_HIGH] = { 9,
                                      { 2.412, -3.370, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569,
                                        0.0847 } },
};

typedef struct {
  gdouble errors[MAX_TAPS]; /* in steps of the depth, the last one first */
  gdouble random;           /* the last one, for tpdf-hf */
} Channel;

struct _WeirAudioQuantizer {
  WeirAudioDither dither;
  const Shape *shape;
  guint32 random;
  gdouble scale, lowest, highest; /* in steps */
  guint shift;
  guint n_channels;
  Channel channels[];
};

WeirAudioQuantizer *
weir_audio_quantizer_new (guint channels, guint depth, WeirAudioDither dither,
                          WeirAudioNoiseShaping shaping, guint32 seed)
{
  WeirAudioQuantizer *self = g_malloc0 (sizeof *self + channels * sizeof *self->channels);

  self->dither = dither;
  self->shape = &shapes[shaping];
  self->random = seed | 1; /* never 0, where it would stay */
  self->scale = ldexp (1, (gint) depth - 1);
  self->lowest = -self->scale;
  self->highest = self->scale - 1;
  self->shift = 32 - depth;
  self->n_channels = channels;
  return self;
}

void
weir_audio_quantizer_free (WeirAudioQuantizer *self)
{
  g_free (self);
}

void
weir_audio_quantizer_reset (WeirAudioQuantizer *self)
{
  for (guint c = 0; c < self->n_channels; c++)
    self->channels[c] = (Channel){ 0 };
}

/* -0.5 to 0.5, each as likely (Marsaglia's xorshift). */
static inline gdouble
uniform (WeirAudioQuantizer *self)
{
  guint32 x = self->random;

  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  self->random = x;
  return (gdouble) (gint32) x * 0x1p-32;
}

static inline gdouble
noise (WeirAudioQuantizer *self, Channel *channel)
{
  gdouble last = channel->random;

  switch (self->dither) {
  case WEIR_AUDIO_DITHER_RPDF:
    return uniform (self);
  case WEIR_AUDIO_DITHER_TPDF:
    return uniform (self) + uniform (self);
  case WEIR_AUDIO_DITHER_TPDF_HF:
    channel->random = uniform (self);
    return channel->random - last;
  default:
    return 0;
  }
}

static inline gint32
quantize (WeirAudioQuantizer *self, Channel *channel, gdouble sample)
{
  const Shape *shape = self->shape;
  gdouble wanted =
            isnan (sample) ? 0 : CLAMP (sample * self->scale, 2 * self->lowest, 2 * self->scale),
          made;

  for (guint i = 0; i < shape->n; i++)
    wanted -= shape->c[i] * channel->errors[i];
  made = rint (wanted + noise (self, channel));
  made = CLAMP (made, self->lowest, self->highest);
  if (shape->n > 0) {
    for (guint i = shape->n - 1; i > 0; i--)
      channel->errors[i] = channel->errors[i - 1];
    /* what was cut off for being too loud isn't noise */
    channel->errors[0] = CLAMP (made - wanted, -2, 2);
  }
  return (gint32) ((guint32) (gint32) made << self->shift);
}

void
weir_audio_quantize_floats (WeirAudioQuantizer *self, guint channel, const gfloat *from, gint32 *to,
                            gsize step, gsize n)
{
  for (gsize i = 0; i < n; i++)
    to[i * step] = quantize (self, &self->channels[channel], (gdouble) from[i * step]);
}

void
weir_audio_quantize_doubles (WeirAudioQuantizer *self, guint channel, const gdouble *from,
                             gint32 *to, gsize step, gsize n)
{
  for (gsize i = 0; i < n; i++)
    to[i * step] = quantize (self, &self->channels[channel], from[i * step]);
}
