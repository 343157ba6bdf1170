/* SPDX-License-Identifier: MIT */
/* avenc_aac: encodes sound as AAC, by libavcodec's own encoder. */
#include <weir/registry/plugin-feature.h>

#include "codec-encoder.h"
#include "codecs.h"

struct _WeirAvencAac {
  WeirEncoder parent_instance;

  int bitrate, coder, cutoff_hz;
  gboolean ms, is, pns, tns, ltp, pred;

  WeirLibavEncoder *codec; /* (owned) (nullable) */
  WeirAudioInfo info;
};

G_DECLARE_FINAL_TYPE (WeirAvencAac, weir_avenc_aac, WEIR, AVENC_AAC, WeirEncoder)
G_DEFINE_FINAL_TYPE (WeirAvencAac, weir_avenc_aac, WEIR_TYPE_ENCODER)

static GType
coder_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = { { 0, "ANMR method", "anmr" },
                                       { 1, "Two loop searching", "twoloop" },
                                       { 2, "Fast search", "fast" },
                                       { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirAacEncoderCoder", values));
  return type;
}

static const WeirProp props[] = {
  WEIR_PROP_INT (WeirAvencAac, bitrate, "bitrate", 0, G_MAXINT, 200000, 0, "Bit rate in bit/s"),
  WEIR_PROP_ENUM (WeirAvencAac, coder, "aac-coder", coder_get_type, 1, 0,
                  "How quantizers are searched for"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, ms, "aac-ms", TRUE, 0,
                     "May code sum and difference of two channels"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, is, "aac-is", TRUE, 0, "May code the intensity of two channels"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, pns, "aac-pns", TRUE, 0,
                     "May replace noise by a description of it"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, tns, "aac-tns", TRUE, 0, "May shape noise in time"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, ltp, "aac-ltp", FALSE, 0, "Long term prediction"),
  WEIR_PROP_BOOLEAN (WeirAvencAac, pred, "aac-pred", FALSE, 0, "Prediction of the main profile"),
  WEIR_PROP_INT (WeirAvencAac, cutoff_hz, "cutoff", 0, G_MAXINT, 0, 0,
                 "Frequencies above this many Hz are left out; 0: by the bit rate"),
};

static const WeirElementInfo info = {
  .name = "avenc_aac",
  .long_name = "AAC encoder",
  .klass = "Codec/Encoder/Audio",
  .description = "Encodes sound as AAC, by libavcodec",
  .example = "audiotestsrc num-buffers=200 ! avenc_aac ! mp4mux ! filesink location=out.m4a",
  .rank = WEIR_RANK_SECONDARY,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK (
        "sink",
        "audio/x-raw, format=(string)F32LE, layout=(string){ non-interleaved, interleaved }, "
        "channels=(int)[ 1, 6 ], rate=(int){ 96000, 88200, 64000, 48000, 44100, 32000, 24000, "
        "22050, 16000, 12000, 11025, 8000, 7350 }"),
      WEIR_SRC ("src",
                "audio/mpeg, mpegversion=(int)4, stream-format=(string)raw, framed=(boolean)true, "
                "channels=(int)[ 1, 6 ], rate=(int)[ 4000, 96000 ]"),
      {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
setup_cb (AVCodecContext *context, AVDictionary **options, gpointer user_data)
{
  WeirAvencAac *self = user_data;

  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (self->bitrate > 0)
    context->bit_rate = self->bitrate;
  context->cutoff = self->cutoff_hz;
  av_dict_set_int (options, "aac_coder", self->coder, 0);
  av_dict_set_int (options, "aac_ms", self->ms, 0);
  av_dict_set_int (options, "aac_is", self->is, 0);
  av_dict_set_int (options, "aac_pns", self->pns, 0);
  av_dict_set_int (options, "aac_tns", self->tns, 0);
  av_dict_set_int (options, "aac_ltp", self->ltp, 0);
  av_dict_set_int (options, "aac_pred", self->pred, 0);
}

static void
weir_avenc_aac_stop (WeirEncoder *encoder)
{
  g_clear_pointer (&((WeirAvencAac *) encoder)->codec, weir_libav_encoder_free);
}

static gboolean
open_codec (WeirAvencAac *self, GError **error)
{
  weir_avenc_aac_stop (WEIR_ENCODER_CAST (self));
  self->codec = weir_libav_encoder_new_audio ("aac", &self->info, setup_cb, self, error);
  return self->codec != NULL;
}

static gboolean
weir_avenc_aac_set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  WeirAvencAac *self = (WeirAvencAac *) encoder;
  g_autoptr (WeirCaps) coded = NULL;
  WeirClockTime latency;

  if (!weir_audio_info_from_caps (&self->info, caps)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "the caps describe no raw audio");
    return FALSE;
  }
  if (!open_codec (self, error))
    return FALSE;
  coded = weir_codec_output_caps (self->codec, NULL);
  latency = weir_util_uint64_scale_int (2048, WEIR_SECOND, self->info.rate);
  weir_encoder_set_latency (encoder, latency, latency);
  weir_codec_set_tags (encoder, self->codec, TRUE);
  return weir_encoder_set_output_caps (encoder, coded, error);
}

static WeirFlowReturn
weir_avenc_aac_handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  WeirAvencAac *self = (WeirAvencAac *) encoder;
  WeirFlowReturn flow;

  if (self->codec == NULL && (buffer == NULL || !open_codec (self, error)))
    return buffer == NULL ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
  flow = weir_codec_encode (encoder, self->codec, buffer, error);
  if (buffer == NULL)
    weir_avenc_aac_stop (encoder); /* drained: what follows begins anew */
  return flow;
}

static void
weir_avenc_aac_class_init (WeirAvencAacClass *klass)
{
  WeirEncoderClass *encoder_class = WEIR_ENCODER_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  encoder_class->set_format = weir_avenc_aac_set_format;
  encoder_class->handle_frame = weir_avenc_aac_handle_frame;
  encoder_class->reset = weir_avenc_aac_stop;
  encoder_class->stop = weir_avenc_aac_stop;
}

static void
weir_avenc_aac_init (WeirAvencAac *self)
{
}
