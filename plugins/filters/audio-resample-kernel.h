/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/audio-info.h>

G_BEGIN_DECLS

/* Format, channels and rate of sound into another's, by libswresample. No engine. */

/* The values are those of audioconvert's property `dithering`. */
typedef enum {
  WEIR_AUDIO_DITHER_NONE = 0,
  WEIR_AUDIO_DITHER_RPDF = 1,
  WEIR_AUDIO_DITHER_TPDF = 2,
  WEIR_AUDIO_DITHER_TPDF_HF = 3,
} WeirAudioDither;

typedef struct {
  guint quality; /* of a change of rate, 0 (fast) to 10 (best); 4 is usual */
  WeirAudioDither dither;
  const gfloat *mix_matrix; /* (nullable) out channels x in channels, row after row */
} WeirAudioResampleParams;

#define WEIR_AUDIO_RESAMPLE_PARAMS_INIT                                                            \
  {                                                                                                \
    .quality = 4                                                                                   \
  }

typedef struct _WeirAudioResample WeirAudioResample;

/* (transfer full) (nullable): %NULL, with @error in the domain %WEIR_ERROR, for formats or numbers
 * of channels that can't be converted. Infos and parameters are copied. Thread: owner */
WeirAudioResample *weir_audio_resample_new (const WeirAudioInfo *in, const WeirAudioInfo *out,
                                            const WeirAudioResampleParams *params, GError **error);
void weir_audio_resample_free (WeirAudioResample *self);

/* Whether output is input, byte for byte. */
gboolean weir_audio_resample_is_passthrough (const WeirAudioResample *self);

/* How many samples per channel come out at most when @in_frames go in. */
gsize weir_audio_resample_get_out_frames (WeirAudioResample *self, gsize in_frames);

/* What is held back, in nanoseconds. */
guint64 weir_audio_resample_get_latency_ns (WeirAudioResample *self);

/* Converts @in_frames samples per channel from @in: one pointer for interleaved sound, else one for
 * each channel. With @in %NULL, what is held back comes out. Returns the samples per channel
 * written at @out, or -1 with @error. */
gssize weir_audio_resample_process (WeirAudioResample *self, const guint8 *const in[],
                                    gsize in_frames, guint8 *const out[], gsize out_capacity,
                                    GError **error);

/* Forgets what is held back, as after a seek. */
void weir_audio_resample_reset (WeirAudioResample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioResample, weir_audio_resample_free)

G_END_DECLS
