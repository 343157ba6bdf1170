/* SPDX-License-Identifier: MIT */
/* Where the channels of raw sound lie in their buffer, when they lie apart. */
#pragma once

#include <weir/data/audio-info.h>
#include <weir/data/meta.h>

G_BEGIN_DECLS

#define WEIR_AUDIO_META_API_TYPE (weir_audio_meta_api_get_type ())

/**
 * WeirAudioMeta:
 * @meta: the head
 * @info: the format
 * @samples: how many samples each channel has
 * @offsets: (array): byte of the buffer at which each channel begins, where channels lie apart
 *
 * Where the samples of raw sound lie.
 */
typedef struct {
  WeirMeta meta;
  WeirAudioInfo info;
  gsize samples;
  gsize offsets[WEIR_AUDIO_MAX_CHANNELS];
} WeirAudioMeta;

WEIR_API GType weir_audio_meta_api_get_type (void);
WEIR_API const WeirMetaInfo *weir_audio_meta_get_info (void);
WEIR_API WeirAudioMeta *weir_buffer_get_audio_meta (WeirBuffer *buffer);
WEIR_API WeirAudioMeta *weir_buffer_add_audio_meta (WeirBuffer *buffer, const WeirAudioInfo *info,
                                                    gsize samples, const gsize *offsets);

G_END_DECLS
