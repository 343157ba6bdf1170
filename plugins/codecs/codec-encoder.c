/* SPDX-License-Identifier: MIT */
/* What the encoders of this module have in common. */
#include "codec-encoder.h"

#include "plugins/libav/codec-caps.h"

static WeirFlowReturn
give_out (WeirEncoder *encoder, WeirLibavEncoder *codec, GError **error)
{
  WeirFlowReturn flow = WEIR_FLOW_OK;
  WeirBuffer *coded;

  while (flow == WEIR_FLOW_OK) {
    switch (weir_libav_encoder_receive (codec, &coded, error)) {
    case WEIR_LIBAV_OK:
      flow = weir_encoder_finish (encoder, coded);
      break;
    case WEIR_LIBAV_BAD:
    case WEIR_LIBAV_ERROR:
      return WEIR_FLOW_ERROR;
    default:
      return WEIR_FLOW_OK;
    }
  }
  return flow;
}

WeirFlowReturn
weir_codec_encode (WeirEncoder *encoder, WeirLibavEncoder *codec, WeirBuffer *buffer,
                   GError **error)
{
  gboolean force = buffer != NULL && weir_encoder_take_force_key_unit (encoder, buffer);

  for (guint tries = 0;; tries++) {
    WeirLibavStatus status = weir_libav_encoder_send (codec, buffer, force, error);
    WeirFlowReturn flow;

    if (status == WEIR_LIBAV_ERROR || status == WEIR_LIBAV_BAD)
      return WEIR_FLOW_ERROR;
    flow = give_out (encoder, codec, error);
    if (flow != WEIR_FLOW_OK || status != WEIR_LIBAV_AGAIN || tries > 0)
      return flow;
  }
}

WeirCaps *
weir_codec_output_caps (WeirLibavEncoder *codec, GBytes *avcc)
{
  const AVCodecContext *context = weir_libav_encoder_context (codec);
  AVCodecParameters *par = avcodec_parameters_alloc ();
  WeirCaps *caps;

  if (par == NULL || avcodec_parameters_from_context (par, context) < 0)
    g_error ("no memory for a format");
  if (context->codec_id == AV_CODEC_ID_H264) {
    gsize size = 0;
    const guint8 *data = avcc != NULL ? g_bytes_get_data (avcc, &size) : NULL;

    av_freep (&par->extradata);
    par->extradata_size = 0;
    if (size > 0) {
      par->extradata = av_mallocz (size + AV_INPUT_BUFFER_PADDING_SIZE);
      if (par->extradata == NULL)
        g_error ("no memory for a format");
      memcpy (par->extradata, data, size);
      par->extradata_size = (int) size;
    }
  }
  caps = weir_libav_caps_new (par, context->framerate);
  avcodec_parameters_free (&par);
  return caps;
}

void
weir_codec_set_tags (WeirEncoder *encoder, WeirLibavEncoder *codec, gboolean audio)
{
  const AVCodecContext *context = weir_libav_encoder_context (codec);
  const char *title = weir_libav_codec_title (context->codec_id);
  g_autoptr (WeirTagList) tags = weir_tag_list_new_empty ();

  if (title != NULL)
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE,
                       audio ? WEIR_TAG_AUDIO_CODEC : WEIR_TAG_VIDEO_CODEC, title, NULL);
  if (context->bit_rate > 0 && context->bit_rate <= G_MAXUINT)
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE, WEIR_TAG_BITRATE, (guint) context->bit_rate,
                       NULL);
  weir_encoder_set_tags (encoder, tags);
}
