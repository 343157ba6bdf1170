/* SPDX-License-Identifier: MIT */
/* x264enc: encodes pictures as H.264, by libavcodec's libx264.
 *
 * Properties go to x264 only where they were set: what isn't said is what the speed preset says. */
#include <string.h>
#include <weir/registry/plugin-feature.h>

#include "codec-encoder.h"
#include "codecs.h"
#include "x264-settings.h"
#include "plugins/libav/h264.h"
#include "plugins/libav/memory.h"

#define FORMATS "{ I420, NV12, Y42B, Y444, NV16, NV21, I420_10LE, I422_10LE, Y444_10LE, GRAY8 }"
#define PROFILES                                                                                   \
  "{ high-4:4:4, high-4:2:2, high-10, high, main, baseline, constrained-baseline, "                \
  "high-4:4:4-intra, high-4:2:2-intra, high-10-intra }"

struct _WeirX264Enc {
  WeirEncoder parent_instance;

  WeirX264Settings settings;

  WeirLibavEncoder *codec; /* (owned) (nullable) */
  WeirVideoInfo info;
  gboolean avc;            /* units with lengths, not with start codes */
  gboolean headers_apart;  /* the parameter sets are asked for, and don't stand in the stream */
  const char *profile;     /* (nullable): what downstream wants, in x264's words */
  gboolean plain_baseline; /* it knows only "baseline", of which what x264 makes is a part */
};

G_DECLARE_FINAL_TYPE (WeirX264Enc, weir_x264enc, WEIR, X264_ENC, WeirEncoder)
G_DEFINE_FINAL_TYPE (WeirX264Enc, weir_x264enc, WEIR_TYPE_ENCODER)

/* --- what downstream wants ------------------------------------------------------------------------------ */

static const char *
profile_for_x264 (const char *profile)
{
  static const char *const names[][2] = {
    { "constrained-baseline", "baseline" },
    { "baseline", "baseline" },
    { "main", "main" },
    { "high", "high" },
    { "high-10", "high10" },
    { "high-10-intra", "high10" },
    { "high-4:2:2", "high422" },
    { "high-4:2:2-intra", "high422" },
    { "high-4:4:4", "high444" },
    { "high-4:4:4-intra", "high444" },
  };

  for (guint i = 0; profile != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i][0], profile) == 0)
      return names[i][1];
  return NULL;
}

static gboolean
admits (const WeirCaps *caps, const char *field_caps)
{
  g_autoptr (WeirCaps) wanted = weir_caps_from_string (field_caps);
  return weir_caps_can_intersect (caps, wanted);
}

static gboolean
choose_shape (WeirX264Enc *self, GError **error)
{
  g_autoptr (WeirCaps) allowed = weir_encoder_get_allowed_caps (WEIR_ENCODER_CAST (self), error);

  if (allowed == NULL)
    return FALSE;
  self->avc =
    !self->settings.byte_stream && admits (allowed, "video/x-h264, stream-format=(string)avc");
  /* one profile is a wish; a list is what somebody can take, and high is in all of those but the oldest */
  self->profile =
    profile_for_x264 (weir_structure_get_string (weir_caps_get_structure (allowed, 0), "profile"));
  self->plain_baseline = !admits (allowed, "video/x-h264, profile=(string)constrained-baseline");
  if (self->profile == NULL && !admits (allowed, "video/x-h264, profile=(string)high")) {
    if (admits (allowed, "video/x-h264, profile=(string)main"))
      self->profile = "main";
    else if (admits (allowed, "video/x-h264, profile=(string){ constrained-baseline, baseline }"))
      self->profile = "baseline";
  }
  return TRUE;
}

/* --- the codec ------------------------------------------------------------------------------------------- */

static void
setup_cb (AVCodecContext *context, AVDictionary **options, gpointer user_data)
{
  WeirX264Enc *self = user_data;

  if (self->headers_apart)
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  weir_x264_settings_apply (&self->settings, context, options, self->avc, self->profile);
}

/* The parameter sets that the codec gives: with lengths, or with start codes, as its units. */
static GBytes *
make_avcc (WeirX264Enc *self)
{
  const AVCodecContext *context = weir_libav_encoder_context (self->codec);
  gsize size = (gsize) context->extradata_size;
  g_autoptr (WeirBuffer) sized = NULL;
  g_autoptr (WeirBuffer) stream = NULL;
  WeirMapInfo map;
  GBytes *avcc = NULL;

  if (!self->avc || size == 0)
    return size == 0 ? NULL : weir_h264_make_avcc (context->extradata, size);
  sized = weir_buffer_new_memdup (context->extradata, size);
  stream = weir_h264_to_byte_stream (sized, 4, NULL);
  if (stream != NULL && weir_buffer_map (stream, &map, WEIR_MAP_READ)) {
    avcc = weir_h264_make_avcc (map.data, map.size);
    weir_buffer_unmap (stream, &map);
  }
  return avcc;
}

static gboolean
set_output (WeirX264Enc *self, GError **error)
{
  g_autoptr (GBytes) avcc = make_avcc (self);
  g_autoptr (WeirCaps) caps = NULL;

  if (avcc == NULL) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, "x264 gave no parameter sets");
    return FALSE;
  }
  caps = weir_codec_output_caps (self->codec, avcc);
  if (!self->avc) {
    weir_caps_set_simple (caps, "stream-format", G_TYPE_STRING, "byte-stream", NULL);
    weir_structure_remove_field (weir_caps_get_structure (caps, 0), "codec_data");
  }
  if (self->plain_baseline
      && g_strcmp0 (weir_structure_get_string (weir_caps_get_structure (caps, 0), "profile"),
                    "constrained-baseline")
           == 0)
    weir_caps_set_simple (caps, "profile", G_TYPE_STRING, "baseline", NULL);
  if (self->info.fps_n == 0)
    weir_caps_set_simple (caps, "framerate", WEIR_TYPE_FRACTION, 0, 1, NULL);
  return weir_encoder_set_output_caps (WEIR_ENCODER_CAST (self), caps, error);
}

static void
weir_x264enc_stop (WeirEncoder *encoder)
{
  g_clear_pointer (&((WeirX264Enc *) encoder)->codec, weir_libav_encoder_free);
}

static gboolean
open_codec (WeirX264Enc *self, gboolean headers_apart, GError **error)
{
  weir_x264enc_stop (WEIR_ENCODER_CAST (self));
  self->headers_apart = headers_apart;
  self->codec = weir_libav_encoder_new_video ("libx264", &self->info, setup_cb, self, error);
  return self->codec != NULL;
}

static gboolean
weir_x264enc_set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  WeirX264Enc *self = (WeirX264Enc *) encoder;
  WeirClockTime latency = 0;

  if (!weir_video_info_from_caps (&self->info, caps)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "the caps describe no raw video");
    return FALSE;
  }
  if (!choose_shape (self, error) || !open_codec (self, TRUE, error) || !set_output (self, error))
    return FALSE;
  if (!self->avc && !open_codec (self, FALSE, error)) /* that was for its profile and level */
    return FALSE;
  if (self->info.fps_n > 0)
    latency = weir_util_uint64_scale (weir_x264_settings_delay_frames (&self->settings)
                                        * (guint64) WEIR_SECOND,
                                      (guint64) self->info.fps_d, (guint64) self->info.fps_n);
  weir_encoder_set_latency (encoder, latency, latency);
  weir_codec_set_tags (encoder, self->codec, FALSE);
  return TRUE;
}

static WeirFlowReturn
weir_x264enc_handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  WeirX264Enc *self = (WeirX264Enc *) encoder;
  WeirFlowReturn flow;

  if (self->codec == NULL && (buffer == NULL || !open_codec (self, self->avc, error)))
    return buffer == NULL ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
  flow = weir_codec_encode (encoder, self->codec, buffer, error);
  if (buffer == NULL)
    weir_x264enc_stop (encoder); /* drained: what follows begins anew */
  return flow;
}

/* --- what is set --------------------------------------------------------------------------------------------- */

static const WeirProp props[] = { WEIR_X264_PROPS (WeirX264Enc, settings) };

static const WeirElementInfo info = {
  .name = "x264enc",
  .long_name = "x264 H.264 encoder",
  .klass = "Codec/Encoder/Video",
  .description = "Encodes pictures as H.264, by libx264",
  .example = "videotestsrc num-buffers=100 ! x264enc ! mp4mux ! filesink location=out.mp4",
  .rank = WEIR_RANK_PRIMARY,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK ("sink", "video/x-raw, format=(string)" FORMATS ", width=(int)[ 1, 16384 ], "
                         "height=(int)[ 1, 16384 ], framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      WEIR_SRC ("src",
                "video/x-h264, stream-format=(string){ avc, byte-stream }, alignment=(string)au, "
                "profile=(string)" PROFILES ", width=(int)[ 1, 16384 ], height=(int)[ 1, 16384 ], "
                "framerate=(fraction)[ 0/1, 2147483647/1 ]"),
      {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
weir_x264enc_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirX264Enc *self = (WeirX264Enc *) element;

  weir_x264_settings_note (&self->settings, prop->name);
}

static void
weir_x264enc_class_init (WeirX264EncClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirEncoderClass *encoder_class = WEIR_ENCODER_CLASS (klass);

  weir_element_class_set_info (element_class, &info);
  element_class->property_applied = weir_x264enc_property_applied;
  encoder_class->set_format = weir_x264enc_set_format;
  encoder_class->handle_frame = weir_x264enc_handle_frame;
  encoder_class->reset = weir_x264enc_stop;
  encoder_class->stop = weir_x264enc_stop;
}

static void
weir_x264enc_init (WeirX264Enc *self)
{
}
