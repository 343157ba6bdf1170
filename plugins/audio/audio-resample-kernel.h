/* SPDX-License-Identifier: MIT */
#pragma once

#include "plugins/audio/quantizer.h"

#include <weir/data/audio-info.h>

G_BEGIN_DECLS

/* Format, channels and rate of sound into another's, by libswresample. No engine. */

/* The values are those of audioresample's properties. */
typedef enum {
  WEIR_AUDIO_RESAMPLE_NEAREST = 0,
  WEIR_AUDIO_RESAMPLE_LINEAR = 1,
  WEIR_AUDIO_RESAMPLE_CUBIC = 2,
  WEIR_AUDIO_RESAMPLE_BLACKMAN_NUTTALL = 3,
  WEIR_AUDIO_RESAMPLE_KAISER = 4,
} WeirAudioResampleMethod;

typedef enum {
  WEIR_AUDIO_FILTERS_INTERPOLATED = 0, /* between the filters of 1024 phases */
  WEIR_AUDIO_FILTERS_FULL = 1,         /* one for each phase that occurs */
  WEIR_AUDIO_FILTERS_AUTO = 2,         /* full, unless they take more than full_bytes */
} WeirAudioFilters;

typedef enum {
  WEIR_AUDIO_FILTERS_NEAREST = 0,
  WEIR_AUDIO_FILTERS_LINEAR = 1,
  WEIR_AUDIO_FILTERS_CUBIC = 2,
} WeirAudioFiltersBetween;

typedef struct {
  guint quality; /* of a change of rate, 0 (fast) to 10 (best); 4 is usual */
  WeirAudioResampleMethod method;
  WeirAudioFilters filters;
  guint full_bytes;
  WeirAudioFiltersBetween between;
  WeirAudioDither dither;
  WeirAudioNoiseShaping shaping;
  guint dither_depth;       /* integers of more bits are not dithered */
  guint32 seed;             /* of the dither */
  const gfloat *mix_matrix; /* (nullable) out channels x in channels, row after row */
} WeirAudioResampleParams;

#define WEIR_AUDIO_RESAMPLE_PARAMS_INIT                                                            \
  {                                                                                                \
    .quality = 4, .method = WEIR_AUDIO_RESAMPLE_KAISER, .filters = WEIR_AUDIO_FILTERS_AUTO,        \
    .full_bytes = 1 << 20, .between = WEIR_AUDIO_FILTERS_CUBIC, .dither_depth = 20, .seed = 1      \
  }

typedef struct _WeirAudioResample WeirAudioResample;

/* (transfer full) (nullable): %NULL, with @error in the domain %WEIR_ERROR, for formats or numbers
 * of channels that can't be converted. Infos and parameters are copied. Thread: owner */
WeirAudioResample *weir_audio_resample_new (const WeirAudioInfo *in, const WeirAudioInfo *out,
                                            const WeirAudioResampleParams *params, GError **error);
void weir_audio_resample_free (WeirAudioResample *self);

/* Whether output is input, byte for byte. */
gboolean weir_audio_resample_is_passthrough (const WeirAudioResample *self);

/* How many samples per channel come out at most when @in_frames go in, or of what is held back. */
gsize weir_audio_resample_get_out_frames (WeirAudioResample *self, gsize in_frames);

/* How long samples are held back while they flow, in nanoseconds. */
guint64 weir_audio_resample_get_latency_ns (const WeirAudioResample *self);

/* Converts @in_frames samples per channel from @in: one pointer for interleaved sound, else one for
 * each channel. With @in %NULL, what is held back comes out, so that in all there are as many
 * samples as the time of those that came in is long, rounded up; then it begins anew. Returns the
 * samples per channel written at @out, or -1 with @error. */
gssize weir_audio_resample_process (WeirAudioResample *self, const guint8 *const in[],
                                    gsize in_frames, guint8 *const out[], gsize out_capacity,
                                    GError **error);

/* Forgets what is held back, as after a seek. */
void weir_audio_resample_reset (WeirAudioResample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioResample, weir_audio_resample_free)

G_END_DECLS
