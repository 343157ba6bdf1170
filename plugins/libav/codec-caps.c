/* SPDX-License-Identifier: MIT */
/* Which caps a coded stream has, and which codec caps mean: one row per codec, so that a new family
 * is a few lines. What a row can't say (profiles, H.264's two shapes) stands in functions beside. */
#include "codec-caps.h"

#include <libavcodec/avcodec.h>
#include <string.h>
#include <weir/data/audio-info.h>
#include <weir/data/buffer.h>
#include <weir/base/error.h>

#include "h264.h"
#include "sampfmt.h"

typedef struct {
  enum AVCodecID id;
  const char *caps; /* what the stream is called: media type and fixed fields */
} Row;

/* Where several rows have the same caps fields, the first one is what the caps mean. */
static const Row rows[] = {
  { AV_CODEC_ID_H264, "video/x-h264" },
  { AV_CODEC_ID_HEVC, "video/x-h265" },
  { AV_CODEC_ID_MPEG4, "video/mpeg, mpegversion=(int)4, systemstream=(boolean)false" },
  { AV_CODEC_ID_MPEG2VIDEO, "video/mpeg, mpegversion=(int)2, systemstream=(boolean)false" },
  { AV_CODEC_ID_MPEG1VIDEO, "video/mpeg, mpegversion=(int)1, systemstream=(boolean)false" },
  { AV_CODEC_ID_MJPEG, "image/jpeg" },
  { AV_CODEC_ID_PNG, "image/png" },
  { AV_CODEC_ID_H263, "video/x-h263, variant=(string)itu" },
  { AV_CODEC_ID_VP8, "video/x-vp8" },
  { AV_CODEC_ID_VP9, "video/x-vp9" },
  { AV_CODEC_ID_AV1, "video/x-av1" },
  { AV_CODEC_ID_THEORA, "video/x-theora" },
  { AV_CODEC_ID_PRORES, "video/x-prores" },
  { AV_CODEC_ID_DNXHD, "video/x-dnxhd" },
  { AV_CODEC_ID_FFV1, "video/x-ffv, ffvversion=(int)1" },
  { AV_CODEC_ID_MSMPEG4V3, "video/x-msmpeg, msmpegversion=(int)43" },
  { AV_CODEC_ID_AAC, "audio/mpeg, mpegversion=(int)4" },
  { AV_CODEC_ID_MP3, "audio/mpeg, mpegversion=(int)1, layer=(int)3" },
  { AV_CODEC_ID_MP2, "audio/mpeg, mpegversion=(int)1, layer=(int)2" },
  { AV_CODEC_ID_OPUS, "audio/x-opus" },
  { AV_CODEC_ID_VORBIS, "audio/x-vorbis" },
  { AV_CODEC_ID_FLAC, "audio/x-flac" },
  { AV_CODEC_ID_AC3, "audio/x-ac3" },
  { AV_CODEC_ID_EAC3, "audio/x-eac3" },
  { AV_CODEC_ID_ALAC, "audio/x-alac" },
  { AV_CODEC_ID_PCM_ALAW, "audio/x-alaw" },
  { AV_CODEC_ID_PCM_MULAW, "audio/x-mulaw" },
  { AV_CODEC_ID_AMR_NB, "audio/AMR" },
  { AV_CODEC_ID_AMR_WB, "audio/AMR-WB" },
  { AV_CODEC_ID_MOV_TEXT, "text/x-raw, format=(string)utf8" },
  { AV_CODEC_ID_TEXT, "text/x-raw, format=(string)utf8" },
  { AV_CODEC_ID_SUBRIP, "text/x-raw, format=(string)utf8" },
};

/* Samples as they are: raw audio in caps, a "codec" in files. */
static const struct {
  enum AVCodecID id;
  WeirAudioFormat format;
} samples[] = {
  { AV_CODEC_ID_PCM_S16LE, WEIR_AUDIO_FORMAT_S16LE },
  { AV_CODEC_ID_PCM_S16BE, WEIR_AUDIO_FORMAT_S16BE },
  { AV_CODEC_ID_PCM_U8, WEIR_AUDIO_FORMAT_U8 },
  { AV_CODEC_ID_PCM_S8, WEIR_AUDIO_FORMAT_S8 },
  { AV_CODEC_ID_PCM_S24LE, WEIR_AUDIO_FORMAT_S24LE },
  { AV_CODEC_ID_PCM_S24BE, WEIR_AUDIO_FORMAT_S24BE },
  { AV_CODEC_ID_PCM_S32LE, WEIR_AUDIO_FORMAT_S32LE },
  { AV_CODEC_ID_PCM_S32BE, WEIR_AUDIO_FORMAT_S32BE },
  { AV_CODEC_ID_PCM_F32LE, WEIR_AUDIO_FORMAT_F32LE },
  { AV_CODEC_ID_PCM_F32BE, WEIR_AUDIO_FORMAT_F32BE },
  { AV_CODEC_ID_PCM_F64LE, WEIR_AUDIO_FORMAT_F64LE },
  { AV_CODEC_ID_PCM_F64BE, WEIR_AUDIO_FORMAT_F64BE },
};

static WeirCaps *
row_caps (guint i)
{
  static WeirCaps *made[G_N_ELEMENTS (rows)];

  if (g_once_init_enter (&made[i]))
    g_once_init_leave (&made[i], weir_caps_from_string (rows[i].caps));
  return made[i];
}

/* --- from parameters ------------------------------------------------------------------------------ */

static void
set_codec_data (WeirCaps *caps, const AVCodecParameters *par)
{
  g_autoptr (WeirBuffer) data = NULL;

  if (par->extradata_size <= 0)
    return;
  data = weir_buffer_new_memdup (par->extradata, (gsize) par->extradata_size);
  weir_caps_set_simple (caps, "codec_data", WEIR_TYPE_BUFFER, data, NULL);
}

static void
describe_h264 (WeirCaps *caps, const AVCodecParameters *par)
{
  const char *profile = NULL, *level = NULL;

  if (par->extradata_size >= 4 && par->extradata[0] == 1) {
    weir_caps_set_simple (caps, "stream-format", G_TYPE_STRING, "avc", "alignment", G_TYPE_STRING,
                          "au", NULL);
    set_codec_data (caps, par);
    profile = weir_h264_profile_name (par->extradata[1], par->extradata[2]);
    level = weir_h264_level_name (par->extradata[3], par->extradata[1], par->extradata[2]);
  } else {
    weir_caps_set_simple (caps, "stream-format", G_TYPE_STRING, "byte-stream", NULL);
  }
  if (profile != NULL)
    weir_caps_set_simple (caps, "profile", G_TYPE_STRING, profile, NULL);
  if (level != NULL)
    weir_caps_set_simple (caps, "level", G_TYPE_STRING, level, NULL);
}

/* ISO/IEC 14496-15 again: a record whose first byte is 1, or a byte stream. */
static void
describe_h265 (WeirCaps *caps, const AVCodecParameters *par)
{
  if (par->extradata_size >= 23 && par->extradata[0] == 1) {
    weir_caps_set_simple (caps, "stream-format", G_TYPE_STRING, "hvc1", "alignment", G_TYPE_STRING,
                          "au", NULL);
    set_codec_data (caps, par);
  } else {
    weir_caps_set_simple (caps, "stream-format", G_TYPE_STRING, "byte-stream", NULL);
  }
}

static const char *
aac_profile (const AVCodecParameters *par)
{
  guint object_type = par->extradata_size >= 2 ? par->extradata[0] >> 3 : 0;

  switch (object_type) {
  case 1:
    return "main";
  case 2:
  case 5: /* with bandwidth extension; what lies below is LC */
  case 29:
    return "lc";
  case 3:
    return "ssr";
  case 4:
    return "ltp";
  default:
    return NULL;
  }
}

static void
describe_aac (WeirCaps *caps, const AVCodecParameters *par)
{
  const char *profile = aac_profile (par);

  weir_caps_set_simple (caps, "framed", G_TYPE_BOOLEAN, TRUE, "stream-format", G_TYPE_STRING,
                        par->extradata_size >= 2 ? "raw" : "adts", NULL);
  set_codec_data (caps, par);
  if (profile != NULL)
    weir_caps_set_simple (caps, "profile", G_TYPE_STRING, profile, "base-profile", G_TYPE_STRING,
                          profile, NULL);
}

static void
set_video_fields (WeirCaps *caps, const AVCodecParameters *par, AVRational frame_rate)
{
  AVRational sar = par->sample_aspect_ratio;

  if (par->width > 0 && par->height > 0)
    weir_caps_set_simple (caps, "width", G_TYPE_INT, par->width, "height", G_TYPE_INT, par->height,
                          NULL);
  if (frame_rate.num > 0 && frame_rate.den > 0)
    weir_caps_set_simple (caps, "framerate", WEIR_TYPE_FRACTION, frame_rate.num, frame_rate.den,
                          NULL);
  if (sar.num > 0 && sar.den > 0)
    weir_caps_set_simple (caps, "pixel-aspect-ratio", WEIR_TYPE_FRACTION, sar.num, sar.den, NULL);
}

static void
set_audio_fields (WeirCaps *caps, const AVCodecParameters *par)
{
  if (par->sample_rate > 0)
    weir_caps_set_simple (caps, "rate", G_TYPE_INT, par->sample_rate, NULL);
  if (par->ch_layout.nb_channels > 0)
    weir_caps_set_simple (caps, "channels", G_TYPE_INT, par->ch_layout.nb_channels, NULL);
}

static WeirCaps *
raw_audio_caps (const AVCodecParameters *par)
{
  WeirAudioInfo info;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    if (samples[i].id != par->codec_id)
      continue;
    if (par->sample_rate <= 0 || par->ch_layout.nb_channels <= 0)
      return NULL;
    /* S16 stands for any format here: what is wanted are rate, channels and positions */
    weir_libav_audio_info (AV_SAMPLE_FMT_S16, par->sample_rate, &par->ch_layout, &info);
    info.finfo = weir_audio_format_get_info (samples[i].format);
    info.bpf = info.channels * WEIR_AUDIO_FORMAT_INFO_WIDTH (info.finfo) / 8;
    return weir_audio_info_to_caps (&info);
  }
  return NULL;
}

WeirCaps *
weir_libav_caps_new (const AVCodecParameters *par, AVRational frame_rate)
{
  WeirCaps *caps = raw_audio_caps (par);

  for (guint i = 0; i < G_N_ELEMENTS (rows) && caps == NULL; i++)
    if (rows[i].id == par->codec_id)
      caps = weir_caps_copy (row_caps (i));
  if (caps == NULL || weir_structure_has_name (weir_caps_get_structure (caps, 0), "audio/x-raw"))
    return caps;

  if (par->codec_id == AV_CODEC_ID_H264)
    describe_h264 (caps, par);
  else if (par->codec_id == AV_CODEC_ID_HEVC)
    describe_h265 (caps, par);
  else if (par->codec_id == AV_CODEC_ID_AAC)
    describe_aac (caps, par);
  else if (par->codec_type != AVMEDIA_TYPE_SUBTITLE)
    set_codec_data (caps, par);
  if (par->codec_id == AV_CODEC_ID_MP3 || par->codec_id == AV_CODEC_ID_MP2)
    weir_caps_set_simple (caps, "parsed", G_TYPE_BOOLEAN, TRUE, NULL);

  if (par->codec_type == AVMEDIA_TYPE_VIDEO)
    set_video_fields (caps, par, frame_rate);
  else if (par->codec_type == AVMEDIA_TYPE_AUDIO)
    set_audio_fields (caps, par);
  return caps;
}

/* --- from caps --------------------------------------------------------------------------------------- */

AVRational
weir_libav_frame_rate (const WeirCaps *caps)
{
  AVRational rate = { 0, 1 };

  if (caps != NULL && weir_caps_get_size (caps) > 0)
    weir_structure_get_fraction (weir_caps_get_structure (caps, 0), "framerate", &rate.num,
                                 &rate.den);
  return rate;
}

static gboolean
take_codec_data (const WeirStructure *structure, AVCodecParameters *par)
{
  const GValue *value = weir_structure_get_value (structure, "codec_data");
  WeirBuffer *data;
  gsize size;

  if (value == NULL || !G_VALUE_HOLDS (value, WEIR_TYPE_BUFFER))
    return TRUE;
  data = g_value_get_boxed (value);
  size = data != NULL ? weir_buffer_get_size (data) : 0;
  if (size == 0 || size > G_MAXINT - AV_INPUT_BUFFER_PADDING_SIZE)
    return size == 0;
  par->extradata = av_mallocz (size + AV_INPUT_BUFFER_PADDING_SIZE);
  if (par->extradata == NULL)
    return FALSE;
  par->extradata_size = (int) weir_buffer_extract (data, 0, par->extradata, size);
  return TRUE;
}

static gboolean
set_raw_audio (const WeirCaps *caps, AVCodecParameters *par)
{
  WeirAudioInfo info;

  if (!weir_audio_info_from_caps (&info, caps) || info.layout != WEIR_AUDIO_LAYOUT_INTERLEAVED)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    if (samples[i].format != WEIR_AUDIO_INFO_FORMAT (&info))
      continue;
    par->codec_type = AVMEDIA_TYPE_AUDIO;
    par->codec_id = samples[i].id;
    par->sample_rate = info.rate;
    par->bits_per_coded_sample = info.bpf / info.channels * 8;
    par->block_align = info.bpf;
    weir_libav_channel_layout (&info, &par->ch_layout);
    return TRUE;
  }
  return FALSE;
}

static gboolean
find_codec (const WeirStructure *structure, AVCodecParameters *par)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (weir_structure_can_intersect (structure, weir_caps_get_structure (row_caps (i), 0))) {
      par->codec_id = rows[i].id;
      par->codec_type = avcodec_get_type (rows[i].id);
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
weir_libav_parameters_from_caps (const WeirCaps *caps, AVCodecParameters *par, GError **error)
{
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  int channels = 0;

  if (weir_structure_has_name (structure, "audio/x-raw") && set_raw_audio (caps, par))
    return TRUE;
  if (!find_codec (structure, par) || !take_codec_data (structure, par)) {
    g_autofree char *text = weir_caps_to_string (caps);
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
                 "no codec is known for %s", text);
    return FALSE;
  }
  weir_structure_get_int (structure, "width", &par->width);
  weir_structure_get_int (structure, "height", &par->height);
  weir_structure_get_fraction (structure, "pixel-aspect-ratio", &par->sample_aspect_ratio.num,
                               &par->sample_aspect_ratio.den);
  weir_structure_get_int (structure, "rate", &par->sample_rate);
  if (weir_structure_get_int (structure, "channels", &channels) && channels > 0)
    av_channel_layout_default (&par->ch_layout, channels);
  return TRUE;
}

const char *
weir_libav_codec_title (enum AVCodecID id)
{
  const AVCodecDescriptor *descriptor = avcodec_descriptor_get (id);

  return descriptor == NULL              ? NULL
         : descriptor->long_name != NULL ? descriptor->long_name
                                         : descriptor->name;
}
