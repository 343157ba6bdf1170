/* SPDX-License-Identifier: MIT */
/* jpegenc and pngenc: a picture file out of each frame, by libavcodec. */
#include <string.h>
#include <weir/registry/plugin-feature.h>

#include "codec-encoder.h"
#include "codecs.h"

typedef struct {
  WeirEncoder parent_instance;

  int quality;
  guint compression_level;
  gboolean snapshot;

  WeirLibavEncoder *codec;       /* (owned) (nullable) */
  WeirVideoInfo info;            /* of what the codec gets */
  guint8 luma[256], chroma[256]; /* limited to full range */
  gboolean expand;
  gboolean done; /* the one picture of a snapshot went out */
} WeirImageEnc;

typedef struct {
  WeirEncoderClass parent_class;
  const char *codec; /* libavcodec's name */
} WeirImageEncClass;

static GType weir_image_enc_get_type (void);
G_DEFINE_ABSTRACT_TYPE (WeirImageEnc, weir_image_enc, WEIR_TYPE_ENCODER)

#define SELF(object) ((WeirImageEnc *) (object))
#define CODEC(object) (((WeirImageEncClass *) G_OBJECT_GET_CLASS (object))->codec)

/* --- range ------------------------------------------------------------------------------------------------- */

/* JPEG's numbers go from 0 to 255 (JFIF); video's from 16 to 235, and to 240 for colours (BT.601). */
static void
prepare_range (WeirImageEnc *self)
{
  for (int i = 0; i < 256; i++) {
    self->luma[i] = (guint8) CLAMP (((i - 16) * 255 + 109) / 219, 0, 255);
    self->chroma[i] =
      (guint8) CLAMP (128 + ((i - 128) * 255 + (i < 128 ? -112 : 112)) / 224, 0, 255);
  }
}

static WeirBuffer *
expand_range (WeirImageEnc *self, WeirBuffer *buffer)
{
  WeirBuffer *full = weir_buffer_new_allocate (NULL, weir_buffer_get_size (buffer), NULL);
  gsize luma_bytes = MIN (self->info.offset[1], weir_buffer_get_size (buffer));
  WeirMapInfo from, to;

  if (weir_buffer_map (buffer, &from, WEIR_MAP_READ)) {
    weir_buffer_map (full, &to, WEIR_MAP_WRITE);
    for (gsize i = 0; i < luma_bytes; i++)
      to.data[i] = self->luma[from.data[i]];
    for (gsize i = luma_bytes; i < from.size; i++)
      to.data[i] = self->chroma[from.data[i]];
    weir_buffer_unmap (full, &to);
    weir_buffer_unmap (buffer, &from);
  }
  weir_buffer_copy_into (full, buffer, WEIR_BUFFER_COPY_METADATA, 0, (gsize) -1);
  return full;
}

/* --- the codec ------------------------------------------------------------------------------------------------ */

/* The quality that the world's JPEG library knows scales its tables by a percentage; libavcodec's
 * tables are half as coarse and are scaled by an eighth of its quantizer. */
static double
jpeg_quantizer (int quality)
{
  double percent = quality < 50 ? 5000.0 / MAX (quality, 1) : 200.0 - 2.0 * quality;
  return CLAMP (percent * 0.055, 1.0, 31.0);
}

static void
setup_cb (AVCodecContext *context, AVDictionary **options, gpointer user_data)
{
  WeirImageEnc *self = user_data;

  context->thread_count = 1;
  if (context->codec_id == AV_CODEC_ID_PNG) {
    context->compression_level = (int) self->compression_level;
    return;
  }
  context->flags |= AV_CODEC_FLAG_QSCALE;
  context->qmin = 1;
  context->global_quality = (int) (jpeg_quantizer (self->quality) * FF_QP2LAMBDA);
}

static void
stop (WeirEncoder *encoder)
{
  g_clear_pointer (&SELF (encoder)->codec, weir_libav_encoder_free);
  SELF (encoder)->done = FALSE;
}

static gboolean
open_codec (WeirImageEnc *self, GError **error)
{
  g_clear_pointer (&self->codec, weir_libav_encoder_free);
  self->codec = weir_libav_encoder_new_video (CODEC (self), &self->info, setup_cb, self, error);
  return self->codec != NULL;
}

static gboolean
set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  WeirImageEnc *self = SELF (encoder);
  g_autoptr (WeirCaps) coded = NULL;

  if (!weir_video_info_from_caps (&self->info, caps)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "the caps describe no raw video");
    return FALSE;
  }
  self->expand = strcmp (CODEC (self), "mjpeg") == 0
                 && self->info.colorimetry.range != WEIR_VIDEO_COLOR_RANGE_0_255;
  if (strcmp (CODEC (self), "mjpeg") == 0)
    self->info.colorimetry.range = WEIR_VIDEO_COLOR_RANGE_0_255;
  if (!open_codec (self, error))
    return FALSE;
  coded = weir_codec_output_caps (self->codec, NULL);
  weir_structure_remove_field (weir_caps_get_structure (coded, 0), "codec_data");
  if (self->info.fps_n == 0)
    weir_caps_set_simple (coded, "framerate", WEIR_TYPE_FRACTION, 0, 1, NULL);
  weir_codec_set_tags (encoder, self->codec, FALSE);
  return weir_encoder_set_output_caps (encoder, coded, error);
}

static WeirFlowReturn
handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  WeirImageEnc *self = SELF (encoder);
  g_autoptr (WeirBuffer) full = NULL;
  WeirFlowReturn flow;

  if (self->done)
    return WEIR_FLOW_EOS;
  if (self->codec == NULL && (buffer == NULL || !open_codec (self, error)))
    return buffer == NULL ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
  if (buffer != NULL && self->expand)
    full = expand_range (self, buffer);
  flow = weir_codec_encode (encoder, self->codec, full != NULL ? full : buffer, error);
  if (buffer == NULL)
    g_clear_pointer (&self->codec, weir_libav_encoder_free);
  if (flow == WEIR_FLOW_OK && buffer != NULL && self->snapshot) {
    self->done = TRUE;
    return WEIR_FLOW_EOS;
  }
  return flow;
}

static void
weir_image_enc_property_applied (WeirElement *element, const WeirProp *prop)
{
  /* the quality may change while it runs: pictures don't depend on each other */
  if (SELF (element)->codec != NULL && prop->offset == G_STRUCT_OFFSET (WeirImageEnc, quality))
    g_clear_pointer (&SELF (element)->codec, weir_libav_encoder_free);
}

static void
weir_image_enc_class_init (WeirImageEncClass *klass)
{
  WeirEncoderClass *encoder_class = WEIR_ENCODER_CLASS (klass);

  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_image_enc_property_applied;
  encoder_class->set_format = set_format;
  encoder_class->handle_frame = handle_frame;
  encoder_class->stop = stop;
}

static void
weir_image_enc_init (WeirImageEnc *self)
{
  prepare_range (self);
}

/* --- JPEG -------------------------------------------------------------------------------------------------------- */

typedef WeirImageEnc WeirJpegEnc;
typedef WeirImageEncClass WeirJpegEncClass;
G_DEFINE_TYPE (WeirJpegEnc, weir_jpegenc, weir_image_enc_get_type ())

static const WeirProp jpeg_props[] = {
  WEIR_PROP_INT (WeirImageEnc, quality, "quality", 0, 100, 85, WEIR_PROP_LIVE,
                 "Quality, in percent of the best"),
  WEIR_PROP_BOOLEAN (WeirImageEnc, snapshot, "snapshot", FALSE, 0,
                     "Ends the stream after one picture"),
};

static const WeirElementInfo jpeg_info = {
  .name = "jpegenc",
  .long_name = "JPEG encoder",
  .klass = "Codec/Encoder/Image",
  .description = "Encodes each picture as JPEG",
  .example = "videotestsrc num-buffers=1 ! jpegenc ! filesink location=picture.jpg",
  .rank = WEIR_RANK_PRIMARY,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK ("sink",
                 "video/x-raw, format=(string){ I420, Y42B, Y444 }, width=(int)[ 1, 65535 ], "
                 "height=(int)[ 1, 65535 ], framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      WEIR_SRC ("src", "image/jpeg, width=(int)[ 1, 65535 ], height=(int)[ 1, 65535 ], "
                       "framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      {} },
  .props = jpeg_props,
  .n_props = G_N_ELEMENTS (jpeg_props),
};

static void
weir_jpegenc_class_init (WeirJpegEncClass *klass)
{
  klass->codec = "mjpeg";
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &jpeg_info);
}

static void
weir_jpegenc_init (WeirJpegEnc *self)
{
}

/* --- PNG ---------------------------------------------------------------------------------------------------------- */

typedef WeirImageEnc WeirPngEnc;
typedef WeirImageEncClass WeirPngEncClass;
G_DEFINE_TYPE (WeirPngEnc, weir_pngenc, weir_image_enc_get_type ())

static const WeirProp png_props[] = {
  WEIR_PROP_BOOLEAN (WeirImageEnc, snapshot, "snapshot", TRUE, 0,
                     "Ends the stream after one picture"),
  WEIR_PROP_UINT (WeirImageEnc, compression_level, "compression-level", 0, 9, 6, 0,
                  "Effort to make files small"),
};

static const WeirElementInfo png_info = {
  .name = "pngenc",
  .long_name = "PNG encoder",
  .klass = "Codec/Encoder/Image",
  .description = "Encodes each picture as PNG",
  .example = "videotestsrc num-buffers=1 ! videoconvert ! pngenc ! filesink location=picture.png",
  .rank = WEIR_RANK_PRIMARY,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK (
        "sink",
        "video/x-raw, format=(string){ RGBA, RGB, GRAY8, GRAY16_BE }, width=(int)[ 1, 1000000 ], "
        "height=(int)[ 1, 1000000 ], framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      WEIR_SRC ("src", "image/png, width=(int)[ 1, 1000000 ], height=(int)[ 1, 1000000 ], "
                       "framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      {} },
  .props = png_props,
  .n_props = G_N_ELEMENTS (png_props),
};

static void
weir_pngenc_class_init (WeirPngEncClass *klass)
{
  klass->codec = "png";
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &png_info);
}

static void
weir_pngenc_init (WeirPngEnc *self)
{
}
