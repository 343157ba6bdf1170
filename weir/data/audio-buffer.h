/* SPDX-License-Identifier: MIT */
/* The samples of a buffer of raw sound, mapped. */
#pragma once

#include <weir/data/audio-info.h>
#include <weir/data/buffer.h>

G_BEGIN_DECLS

typedef struct _WeirAudioBuffer WeirAudioBuffer;

/**
 * WeirAudioBuffer:
 * @info: the format
 * @n_samples: how many samples each channel has
 * @n_planes: how many pointers @planes holds: one for interleaved sound, else one for each channel
 * @planes: (array length=n_planes): where each plane begins
 * @buffer: (transfer none): the buffer that is mapped
 *
 * Where the samples are while a buffer is mapped. Lives on the stack, filled by
 * weir_audio_buffer_map () and good until weir_audio_buffer_unmap ().
 */
struct _WeirAudioBuffer {
  WeirAudioInfo info;
  gsize n_samples;
  gint n_planes;
  gpointer *planes;
  WeirBuffer *buffer;

  /*< private >*/
  WeirMapInfo map;
  gpointer places[WEIR_AUDIO_MAX_CHANNELS];
};

#define WEIR_AUDIO_BUFFER_FORMAT(b) (WEIR_AUDIO_INFO_FORMAT (&(b)->info))
#define WEIR_AUDIO_BUFFER_CHANNELS(b) (WEIR_AUDIO_INFO_CHANNELS (&(b)->info))
#define WEIR_AUDIO_BUFFER_LAYOUT(b) (WEIR_AUDIO_INFO_LAYOUT (&(b)->info))
#define WEIR_AUDIO_BUFFER_RATE(b) (WEIR_AUDIO_INFO_RATE (&(b)->info))
#define WEIR_AUDIO_BUFFER_BPF(b) (WEIR_AUDIO_INFO_BPF (&(b)->info))
#define WEIR_AUDIO_BUFFER_N_SAMPLES(b) ((b)->n_samples)
#define WEIR_AUDIO_BUFFER_N_PLANES(b) ((b)->n_planes)
#define WEIR_AUDIO_BUFFER_PLANE_DATA(b, p) ((b)->planes[p])
#define WEIR_AUDIO_BUFFER_PLANE_SIZE(b)                                                            \
  ((b)->n_samples * (gsize) WEIR_AUDIO_BUFFER_BPF (b) / (gsize) (b)->n_planes)

WEIR_API gboolean weir_audio_buffer_map (WeirAudioBuffer *buffer, const WeirAudioInfo *info,
                                         WeirBuffer *bytes, WeirMapFlags flags);
WEIR_API void weir_audio_buffer_unmap (WeirAudioBuffer *buffer);

G_END_DECLS
