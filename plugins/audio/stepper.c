/* SPDX-License-Identifier: MIT */
/* libswresample's filters of one and two samples are off by one, so this is done here. Sample j that goes out stands at
 * j * in_rate / out_rate among those that come in; it is counted in whole numbers, so that nothing drifts. */
#include "plugins/audio/stepper.h"

#include <math.h>
#include <string.h>

#define MAX_SAMPLE_BYTES 8

struct _WeirAudioStepper {
  guint64 in_rate, out_rate;
  gboolean linear;
  WeirAudioFormat format;
  gsize width;                                             /* bytes of a sample */
  guint n_planes, per_plane;                               /* channels of a plane */
  guint64 n_in, n_out;                                     /* since the beginning, per channel */
  guint8 last[WEIR_AUDIO_MAX_CHANNELS * MAX_SAMPLE_BYTES]; /* that came in, of each channel */
};

WeirAudioStepper *
weir_audio_stepper_new (const WeirAudioInfo *info, WeirAudioFormat format, gint out_rate,
                        gboolean linear)
{
  WeirAudioStepper *self = g_new0 (WeirAudioStepper, 1);
  gboolean together = info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED;

  self->in_rate = (guint64) info->rate;
  self->out_rate = (guint64) out_rate;
  self->linear = linear;
  self->format = format;
  self->width = (gsize) weir_audio_format_get_info (format)->width / 8;
  self->n_planes = together ? 1 : (guint) info->channels;
  self->per_plane = together ? (guint) info->channels : 1;
  return self;
}

void
weir_audio_stepper_free (WeirAudioStepper *self)
{
  g_free (self);
}

void
weir_audio_stepper_reset (WeirAudioStepper *self)
{
  self->n_in = self->n_out = 0;
}

/* The first sample that goes out which needs sample `n` of those that come in, or a later one. */
static guint64
first_beyond (const WeirAudioStepper *self, guint64 n)
{
  if (n == 0)
    return 0;
  /* nearest: j * in / out + 1/2 >= n; linear: j * in / out > n - 1 */
  return self->linear
           ? (n - 1) * self->out_rate / self->in_rate + 1
           : ((2 * n - 1) * self->out_rate + 2 * self->in_rate - 1) / (2 * self->in_rate);
}

gsize
weir_audio_stepper_get_out_frames (const WeirAudioStepper *self, gsize n)
{
  return (gsize) (first_beyond (self, self->n_in + n) - self->n_out);
}

/* From `a` to `b`, channel by channel. */
#define MIX(type, round)                                                                           \
  for (guint c = 0; c < n; c++) {                                                                  \
    gdouble mixed = ((const type *) a)[c]                                                          \
                    + ((gdouble) ((const type *) b)[c] - (gdouble) ((const type *) a)[c]) * share; \
    ((type *) to)[c] = (type) round (mixed);                                                       \
  }

static void
mix (WeirAudioFormat format, const guint8 *a, const guint8 *b, gdouble share, guint8 *to, guint n)
{
  switch (format) {
  case WEIR_AUDIO_FORMAT_U8:
    MIX (guint8, rint)
    break;
  case WEIR_AUDIO_FORMAT_S16:
    MIX (gint16, rint)
    break;
  case WEIR_AUDIO_FORMAT_S32:
    MIX (gint32, rint)
    break;
  case WEIR_AUDIO_FORMAT_F32:
    MIX (gfloat, )
    break;
  default:
    MIX (gdouble, )
  }
}

static void
process_plane (const WeirAudioStepper *self, const guint8 *from, guint8 *last, guint8 *to,
               gsize n_out)
{
  gsize bytes = self->width * self->per_plane;

  for (gsize i = 0; i < n_out; i++, to += bytes) {
    guint64 place = (self->n_out + i) * self->in_rate;
    guint64 k =
      self->linear ? place / self->out_rate : (2 * place + self->out_rate) / (2 * self->out_rate);
    guint64 rest = self->linear ? place % self->out_rate : 0;
    const guint8 *a = k < self->n_in ? last : from + (k - self->n_in) * bytes;

    if (rest == 0)
      memcpy (to, a, bytes);
    else
      mix (self->format, a, from + (k + 1 - self->n_in) * bytes,
           (gdouble) rest / (gdouble) self->out_rate, to, self->per_plane);
  }
}

gsize
weir_audio_stepper_process (WeirAudioStepper *self, const guint8 *const from[], gsize n,
                            guint8 *const to[])
{
  gsize n_out = weir_audio_stepper_get_out_frames (self, n), bytes = self->width * self->per_plane;

  if (n == 0)
    return 0;
  for (guint p = 0; p < self->n_planes; p++) {
    process_plane (self, from[p], self->last + p * bytes, to[p], n_out);
    memcpy (self->last + p * bytes, from[p] + (n - 1) * bytes, bytes);
  }
  self->n_in += n;
  self->n_out += n_out;
  return n_out;
}

gsize
weir_audio_stepper_finish (WeirAudioStepper *self, guint8 *const to[])
{
  guint8 last[sizeof self->last];
  const guint8 *from[WEIR_AUDIO_MAX_CHANNELS];

  if (self->n_in == 0)
    return 0;
  memcpy (last, self->last, sizeof last);
  for (guint p = 0; p < self->n_planes; p++)
    from[p] = last + p * self->width * self->per_plane;
  return weir_audio_stepper_process (self, from, 1, to);
}
