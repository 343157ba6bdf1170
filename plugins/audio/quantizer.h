/* SPDX-License-Identifier: MIT */
/* Fine numbers into coarse ones: rounding, with noise that hides its pattern, in a shape that is heard less. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The values are those of audioconvert's properties `dithering` and `noise-shaping`. */
typedef enum {
  WEIR_AUDIO_DITHER_NONE = 0,
  WEIR_AUDIO_DITHER_RPDF = 1,
  WEIR_AUDIO_DITHER_TPDF = 2,
  WEIR_AUDIO_DITHER_TPDF_HF = 3,
} WeirAudioDither;

typedef enum {
  WEIR_AUDIO_NOISE_SHAPING_NONE = 0,
  WEIR_AUDIO_NOISE_SHAPING_ERROR_FEEDBACK = 1,
  WEIR_AUDIO_NOISE_SHAPING_SIMPLE = 2,
  WEIR_AUDIO_NOISE_SHAPING_MEDIUM = 3,
  WEIR_AUDIO_NOISE_SHAPING_HIGH = 4,
} WeirAudioNoiseShaping;

typedef struct _WeirAudioQuantizer WeirAudioQuantizer;

/* (transfer full): for that many channels of integers of `depth` bits, 8 to 32 */
WeirAudioQuantizer *weir_audio_quantizer_new (guint channels, guint depth, WeirAudioDither dither,
                                              WeirAudioNoiseShaping shaping, guint32 seed);
void weir_audio_quantizer_free (WeirAudioQuantizer *self);
/* Forgets the errors made so far. */
void weir_audio_quantizer_reset (WeirAudioQuantizer *self);

/* `n` samples of one channel, `step` numbers apart on both sides; -1 to 1 in, the high bits of 32 out. What is louder is
 * cut, what is no number is silence. */
void weir_audio_quantize_floats (WeirAudioQuantizer *self, guint channel, const gfloat *from,
                                 gint32 *to, gsize step, gsize n);
void weir_audio_quantize_doubles (WeirAudioQuantizer *self, guint channel, const gdouble *from,
                                  gint32 *to, gsize step, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioQuantizer, weir_audio_quantizer_free)

G_END_DECLS
