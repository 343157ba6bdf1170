/* SPDX-License-Identifier: MIT */
/* How much of each channel goes into each. */
#pragma once

#include <weir/data/audio-info.h>

G_BEGIN_DECLS

#define WEIR_AUDIO_MIX_MAX 64

/* What a mix does to samples. */
typedef enum {
  WEIR_AUDIO_MIX_NONE = 1, /* the same channels */
  WEIR_AUDIO_MIX_COPY,     /* each channel out is one that came in, or silent */
  WEIR_AUDIO_MIX_SUM,      /* numbers between the steps of integers arise */
} WeirAudioMixKind;

/* out->channels rows of in->channels factors: `given` if it isn't NULL, else the usual ones (ITU-R BS.775), so weakened
 * that nothing gets louder than full scale. %FALSE: there is no usual way, `error` says so. Pure. */
gboolean weir_audio_mix (const WeirAudioInfo *in, const WeirAudioInfo *out, const gfloat *given,
                         gdouble *matrix, WeirAudioMixKind *kind, GError **error);

G_END_DECLS
