/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/audio-channels.h>
#include <weir/data/audio-format.h>
#include <weir/data/caps.h>

G_BEGIN_DECLS

/**
 * WeirAudioFlags:
 * @WEIR_AUDIO_FLAG_NONE: nothing
 * @WEIR_AUDIO_FLAG_UNPOSITIONED: channels have no positions
 *
 * More about sound.
 */
typedef enum {
  WEIR_AUDIO_FLAG_NONE = 0,
  WEIR_AUDIO_FLAG_UNPOSITIONED = 1 << 0,
} WeirAudioFlags;

/**
 * WeirAudioLayout:
 * @WEIR_AUDIO_LAYOUT_INTERLEAVED: one sample of each channel, then the next of each
 * @WEIR_AUDIO_LAYOUT_NON_INTERLEAVED: all samples of a channel, then those of the next channel
 *
 * In which order a buffer holds the samples of several channels.
 */
typedef enum {
  WEIR_AUDIO_LAYOUT_INTERLEAVED = 0,
  WEIR_AUDIO_LAYOUT_NON_INTERLEAVED = 1,
} WeirAudioLayout;

#define WEIR_TYPE_AUDIO_FLAGS (weir_audio_flags_get_type ())
#define WEIR_TYPE_AUDIO_LAYOUT (weir_audio_layout_get_type ())
WEIR_API GType weir_audio_flags_get_type (void);
WEIR_API GType weir_audio_layout_get_type (void);

#define WEIR_TYPE_AUDIO_INFO (weir_audio_info_get_type ())

typedef struct _WeirAudioInfo WeirAudioInfo;

/**
 * WeirAudioInfo:
 * @finfo: facts of the format
 * @flags: more
 * @layout: order of the samples of several channels
 * @rate: samples per second and channel
 * @channels: number of channels
 * @bpf: bytes that one sample of every channel takes together
 * @position: (array fixed-size=64): where the channels' loudspeakers stand; "none" beyond 64
 *
 * Everything that is needed to reach the samples of raw sound. A plain value: copy it by
 * assignment.
 */
struct _WeirAudioInfo {
  const WeirAudioFormatInfo *finfo;
  WeirAudioFlags flags;
  WeirAudioLayout layout;
  gint rate;
  gint channels;
  gint bpf;
  WeirAudioChannelPosition position[WEIR_AUDIO_MAX_CHANNELS];
};

#define WEIR_AUDIO_INFO_IS_VALID(i)                                                                \
  ((i)->finfo != NULL && (i)->rate > 0 && (i)->channels > 0 && (i)->bpf > 0)
#define WEIR_AUDIO_INFO_FORMAT(i) (WEIR_AUDIO_FORMAT_INFO_FORMAT ((i)->finfo))
#define WEIR_AUDIO_INFO_NAME(i) (WEIR_AUDIO_FORMAT_INFO_NAME ((i)->finfo))
#define WEIR_AUDIO_INFO_WIDTH(i) (WEIR_AUDIO_FORMAT_INFO_WIDTH ((i)->finfo))
#define WEIR_AUDIO_INFO_DEPTH(i) (WEIR_AUDIO_FORMAT_INFO_DEPTH ((i)->finfo))
#define WEIR_AUDIO_INFO_BPS(i) (WEIR_AUDIO_FORMAT_INFO_DEPTH ((i)->finfo) >> 3)
#define WEIR_AUDIO_INFO_IS_INTEGER(i) (WEIR_AUDIO_FORMAT_INFO_IS_INTEGER ((i)->finfo))
#define WEIR_AUDIO_INFO_IS_FLOAT(i) (WEIR_AUDIO_FORMAT_INFO_IS_FLOAT ((i)->finfo))
#define WEIR_AUDIO_INFO_IS_SIGNED(i) (WEIR_AUDIO_FORMAT_INFO_IS_SIGNED ((i)->finfo))
#define WEIR_AUDIO_INFO_ENDIANNESS(i) (WEIR_AUDIO_FORMAT_INFO_ENDIANNESS ((i)->finfo))
#define WEIR_AUDIO_INFO_FLAGS(i) ((i)->flags)
#define WEIR_AUDIO_INFO_IS_UNPOSITIONED(i) (((i)->flags & WEIR_AUDIO_FLAG_UNPOSITIONED) != 0)
#define WEIR_AUDIO_INFO_LAYOUT(i) ((i)->layout)
#define WEIR_AUDIO_INFO_RATE(i) ((i)->rate)
#define WEIR_AUDIO_INFO_CHANNELS(i) ((i)->channels)
#define WEIR_AUDIO_INFO_BPF(i) ((i)->bpf)
#define WEIR_AUDIO_INFO_POSITION(i, c) ((i)->position[c])

WEIR_API GType weir_audio_info_get_type (void);
WEIR_API void weir_audio_info_init (WeirAudioInfo *info);
WEIR_API WeirAudioInfo *weir_audio_info_new (void);
WEIR_API WeirAudioInfo *weir_audio_info_new_from_caps (const WeirCaps *caps);
WEIR_API WeirAudioInfo *weir_audio_info_copy (const WeirAudioInfo *info);
WEIR_API void weir_audio_info_free (WeirAudioInfo *info);
WEIR_API void weir_audio_info_set_format (WeirAudioInfo *info, WeirAudioFormat format, gint rate,
                                          gint channels, const WeirAudioChannelPosition *position);
WEIR_API gboolean weir_audio_info_from_caps (WeirAudioInfo *info, const WeirCaps *caps);
WEIR_API WeirCaps *weir_audio_info_to_caps (const WeirAudioInfo *info);
WEIR_API gboolean weir_audio_info_is_equal (const WeirAudioInfo *info, const WeirAudioInfo *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioInfo, weir_audio_info_free)

G_END_DECLS
