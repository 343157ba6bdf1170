/* SPDX-License-Identifier: MIT */
/* The tables between Weir's raw audio formats and channel positions and FFmpeg's. */
#include "plugins/libav/sampfmt.h"

static const struct {
  WeirAudioFormat weir;
  enum AVSampleFormat packed;
  enum AVSampleFormat planar;
} formats[] = {
  { WEIR_AUDIO_FORMAT_U8, AV_SAMPLE_FMT_U8, AV_SAMPLE_FMT_U8P },
  { WEIR_AUDIO_FORMAT_S16, AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P },
  { WEIR_AUDIO_FORMAT_S32, AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P },
  { WEIR_AUDIO_FORMAT_F32, AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP },
  { WEIR_AUDIO_FORMAT_F64, AV_SAMPLE_FMT_DBL, AV_SAMPLE_FMT_DBLP },
};

static const enum AVChannel channels[] = {
  [WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT] = AV_CHAN_FRONT_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT] = AV_CHAN_FRONT_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_FRONT_CENTER] = AV_CHAN_FRONT_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_LFE1] = AV_CHAN_LOW_FREQUENCY,
  [WEIR_AUDIO_CHANNEL_POSITION_REAR_LEFT] = AV_CHAN_BACK_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_REAR_RIGHT] = AV_CHAN_BACK_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT_OF_CENTER] = AV_CHAN_FRONT_LEFT_OF_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT_OF_CENTER] = AV_CHAN_FRONT_RIGHT_OF_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_REAR_CENTER] = AV_CHAN_BACK_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_LFE2] = AV_CHAN_LOW_FREQUENCY_2,
  [WEIR_AUDIO_CHANNEL_POSITION_SIDE_LEFT] = AV_CHAN_SIDE_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_SIDE_RIGHT] = AV_CHAN_SIDE_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_LEFT] = AV_CHAN_TOP_FRONT_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_RIGHT] = AV_CHAN_TOP_FRONT_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_CENTER] = AV_CHAN_TOP_FRONT_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_CENTER] = AV_CHAN_TOP_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_LEFT] = AV_CHAN_TOP_BACK_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_RIGHT] = AV_CHAN_TOP_BACK_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_LEFT] = AV_CHAN_TOP_SIDE_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_RIGHT] = AV_CHAN_TOP_SIDE_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_CENTER] = AV_CHAN_TOP_BACK_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_CENTER] = AV_CHAN_BOTTOM_FRONT_CENTER,
  [WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_LEFT] = AV_CHAN_BOTTOM_FRONT_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_RIGHT] = AV_CHAN_BOTTOM_FRONT_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_WIDE_LEFT] = AV_CHAN_WIDE_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_WIDE_RIGHT] = AV_CHAN_WIDE_RIGHT,
  [WEIR_AUDIO_CHANNEL_POSITION_SURROUND_LEFT] = AV_CHAN_SURROUND_DIRECT_LEFT,
  [WEIR_AUDIO_CHANNEL_POSITION_SURROUND_RIGHT] = AV_CHAN_SURROUND_DIRECT_RIGHT,
};

enum AVSampleFormat
weir_libav_sample_format (WeirAudioFormat format, WeirAudioLayout layout)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].weir == format)
      return layout == WEIR_AUDIO_LAYOUT_INTERLEAVED ? formats[i].packed : formats[i].planar;
  return AV_SAMPLE_FMT_NONE;
}

WeirAudioFormat
weir_libav_audio_format (enum AVSampleFormat format, WeirAudioLayout *layout)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (formats[i].packed != format && formats[i].planar != format)
      continue;
    if (layout != NULL)
      *layout = formats[i].packed == format ? WEIR_AUDIO_LAYOUT_INTERLEAVED
                                            : WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
    return formats[i].weir;
  }
  return WEIR_AUDIO_FORMAT_UNKNOWN;
}

enum AVChannel
weir_libav_channel (WeirAudioChannelPosition position)
{
  if (position == WEIR_AUDIO_CHANNEL_POSITION_MONO)
    return AV_CHAN_FRONT_CENTER;
  if ((gint) position < 0 || (guint) position >= G_N_ELEMENTS (channels))
    return AV_CHAN_NONE;
  return channels[position];
}

WeirAudioChannelPosition
weir_libav_channel_position (enum AVChannel channel)
{
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    if (channels[i] == channel)
      return (WeirAudioChannelPosition) i;
  return WEIR_AUDIO_CHANNEL_POSITION_INVALID;
}

void
weir_libav_channel_layout (const WeirAudioInfo *info, AVChannelLayout *layout)
{
  guint64 mask = 0;
  gboolean ordered = !WEIR_AUDIO_INFO_IS_UNPOSITIONED (info);

  for (gint i = 0; i < info->channels && ordered; i++) {
    enum AVChannel channel = weir_libav_channel (info->position[i]);

    /* FFmpeg orders channels by their numbers */
    if (channel == AV_CHAN_NONE || channel >= 64 || mask >> channel != 0)
      ordered = FALSE;
    else
      mask |= G_GUINT64_CONSTANT (1) << channel;
  }
  *layout = (AVChannelLayout){ .order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = info->channels };
  if (ordered)
    av_channel_layout_from_mask (layout, mask);
}

gboolean
weir_libav_audio_info (enum AVSampleFormat format, gint rate, const AVChannelLayout *layout,
                       WeirAudioInfo *info)
{
  WeirAudioChannelPosition position[WEIR_AUDIO_MAX_CHANNELS];
  WeirAudioLayout order = WEIR_AUDIO_LAYOUT_INTERLEAVED;
  WeirAudioFormat weir = weir_libav_audio_format (format, &order);
  gint n = layout->nb_channels;
  gboolean placed = layout->order == AV_CHANNEL_ORDER_NATIVE && n <= WEIR_AUDIO_MAX_CHANNELS;

  g_return_val_if_fail (weir != WEIR_AUDIO_FORMAT_UNKNOWN && n > 0, FALSE);

  for (gint i = 0; i < n && placed; i++) {
    enum AVChannel channel = av_channel_layout_channel_from_index (layout, (unsigned) i);

    position[i] = weir_libav_channel_position (channel);
  }
  if (placed && n == 1 && position[0] == WEIR_AUDIO_CHANNEL_POSITION_FRONT_CENTER)
    position[0] = WEIR_AUDIO_CHANNEL_POSITION_MONO;
  if (placed)
    placed = weir_audio_check_valid_channel_positions (position, n, TRUE);
  /* without positions of their own, one and two channels have the usual ones */
  weir_audio_info_set_format (info, weir, rate, n, placed ? position : NULL);
  info->layout = order;
  return placed || n <= 2;
}
