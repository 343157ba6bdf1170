/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
#include <weir/data/audio-info.h>

G_BEGIN_DECLS

/* Raw audio formats and channels in the words of FFmpeg's libraries. Thread: any */

/* AV_SAMPLE_FMT_NONE where FFmpeg has no such sample (other byte order, 24 bits...). */
enum AVSampleFormat weir_libav_sample_format (WeirAudioFormat format, WeirAudioLayout layout);

/* WEIR_AUDIO_FORMAT_UNKNOWN where Weir has none. @layout may be %NULL. */
WeirAudioFormat weir_libav_audio_format (enum AVSampleFormat format, WeirAudioLayout *layout);

/* AV_CHAN_NONE where FFmpeg has no such place, and the reverse. */
enum AVChannel weir_libav_channel (WeirAudioChannelPosition position);
WeirAudioChannelPosition weir_libav_channel_position (enum AVChannel channel);

/* The layout of an info's channels. Where FFmpeg would put them in another order, or some have no
 * place, only their number is said. Released with av_channel_layout_uninit (). */
void weir_libav_channel_layout (const WeirAudioInfo *info, AVChannelLayout *layout);

/* Sets format, rate, channels and positions. Channels come in the order of @layout; %FALSE, and
 * @info without positions, if that isn't the order that Weir's masks ask for. */
gboolean weir_libav_audio_info (enum AVSampleFormat format, gint rate,
                                const AVChannelLayout *layout, WeirAudioInfo *info);

G_END_DECLS
