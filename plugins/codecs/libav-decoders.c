/* SPDX-License-Identifier: MIT */
/* The decoders that are libavcodec's: one class for pictures and one for sound, a row per codec. */
#include <libavcodec/avcodec.h>
#include <weir/bases/decoder.h>
#include <weir/registry/plugin-feature.h>

#include "byte-input.h"
#include "codecs.h"
#include "plugins/libav/codec-caps.h"
#include "plugins/libav/decode.h"
#include "plugins/libav/parse.h"

typedef struct {
  WeirElementInfo info;
  const char *codec; /* libavcodec's name */
} Kind;

typedef struct {
  WeirDecoder parent_instance;

  int max_threads;
  int skip_frame;
  int lowres;
  guint thread_type;
  gboolean output_corrupt;

  WeirLibavDecoder *codec; /* (owned) (nullable) */
  enum AVCodecID id;
  AVRational frame_rate;
  gboolean is_video;
  WeirByteInput input;
  WeirLibavParser *parser; /* (owned) (nullable): where the input is bytes, cut anywhere */
  WeirVideoInfo video;     /* of what goes out */
  WeirAudioInfo audio;
  gboolean has_info;
} WeirLibavDecoderElement;

typedef struct {
  WeirDecoderClass parent_class;
  const Kind *kind;
} WeirLibavDecoderElementClass;

#define SELF(object) ((WeirLibavDecoderElement *) (object))
#define KIND(object) (((WeirLibavDecoderElementClass *) G_OBJECT_GET_CLASS (object))->kind)

/* --- properties ---------------------------------------------------------------------------------------- */

static GType
skip_frame_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = { { 0, "Skip nothing", "Skip nothing" },
                                       { 1, "Skip B-frames", "Skip B-frames" },
                                       { 2, "Skip IDCT/Dequantization",
                                         "Skip IDCT/Dequantization" },
                                       { 5, "Skip everything", "Skip everything" },
                                       { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirLibAVVidDecSkipFrame", values));
  return type;
}

static GType
lowres_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = { { 0, "full", "full" },
                                       { 1, "1/2-size", "1/2-size" },
                                       { 2, "1/4-size", "1/4-size" },
                                       { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirLibAVVidDecLowres", values));
  return type;
}

static GType
thread_type_get_type (void)
{
  static gsize type;
  static const GFlagsValue values[] = { { 0, "auto", "auto" },
                                        { FF_THREAD_FRAME, "frame", "frame" },
                                        { FF_THREAD_SLICE, "slice", "slice" },
                                        { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_flags_register_static ("WeirLibAVVidDecThreadType", values));
  return type;
}

static const WeirProp video_props[] = {
  WEIR_PROP_ENUM (WeirLibavDecoderElement, lowres, "lowres", lowres_get_type, 0, 0,
                  "Decodes at a fraction of the size, where the codec can"),
  WEIR_PROP_ENUM (WeirLibavDecoderElement, skip_frame, "skip-frame", skip_frame_get_type, 0, 0,
                  "Which frames are left out, to save time"),
  WEIR_PROP_INT (WeirLibavDecoderElement, max_threads, "max-threads", 0, G_MAXINT, 0, 0,
                 "Threads of the codec; 0: as many as suit the machine"),
  WEIR_PROP_BOOLEAN (WeirLibavDecoderElement, output_corrupt, "output-corrupt", TRUE, 0,
                     "Gives out frames that are known to be damaged, too"),
  WEIR_PROP_FLAGS (WeirLibavDecoderElement, thread_type, "thread-type", thread_type_get_type, 0, 0,
                   "What the codec's threads share: frames (later, and faster) or slices"),
};

/* --- the codec ------------------------------------------------------------------------------------------- */

static void
close_codec (WeirDecoder *decoder)
{
  g_clear_pointer (&SELF (decoder)->codec, weir_libav_decoder_free);
  g_clear_pointer (&SELF (decoder)->parser, weir_libav_parser_free);
  SELF (decoder)->has_info = FALSE;
}

/* A live stream should not wait for frames that the codec's threads hold back: said as latency. */
static void
say_latency (WeirLibavDecoderElement *self)
{
  guint frames = weir_libav_decoder_delay_frames (self->codec);
  WeirClockTime latency = 0;

  if (!self->is_video || self->frame_rate.num <= 0 || self->frame_rate.den <= 0)
    return;
  latency = weir_util_uint64_scale (frames * (guint64) WEIR_SECOND, (guint64) self->frame_rate.den,
                                    (guint64) self->frame_rate.num);
  weir_decoder_set_latency ((WeirDecoder *) self, latency, latency);
}

static gboolean
set_format (WeirDecoder *decoder, WeirCaps *caps, GError **error)
{
  WeirLibavDecoderElement *self = SELF (decoder);
  WeirLibavDecoderParams params = { .codec = KIND (self)->codec,
                                    .threads = self->max_threads,
                                    .thread_type = (int) self->thread_type,
                                    .lowres = self->lowres,
                                    .output_corrupt = self->output_corrupt };
  static const int discards[] = { 0, AVDISCARD_BIDIR, AVDISCARD_NONKEY, 0, 0, AVDISCARD_ALL };
  AVCodecParameters *par = avcodec_parameters_alloc ();

  close_codec (decoder);
  if (self->skip_frame > 0 && self->skip_frame < (int) G_N_ELEMENTS (discards))
    params.skip_frame = discards[self->skip_frame];
  if (par == NULL)
    g_error ("no memory for a decoder");
  self->frame_rate = weir_libav_frame_rate (caps);
  if (weir_libav_parameters_from_caps (caps, par, error)) {
    self->id = par->codec_id;
    self->is_video = par->codec_type == AVMEDIA_TYPE_VIDEO;
    self->codec = weir_libav_decoder_new (par, self->frame_rate, &params, error);
  }
  avcodec_parameters_free (&par);
  if (self->codec != NULL)
    say_latency (self);
  return self->codec != NULL;
}

static void
reset (WeirDecoder *decoder)
{
  if (SELF (decoder)->codec != NULL)
    weir_libav_decoder_flush (SELF (decoder)->codec);
  g_clear_pointer (&SELF (decoder)->parser, weir_libav_parser_free);
}

static gboolean
sink_event (WeirDecoder *decoder, WeirEvent *event)
{
  return weir_byte_input_take (&SELF (decoder)->input, &decoder->segment, event);
}

/* --- frames ------------------------------------------------------------------------------------------------ */

/* What comes out; several are offered where more than one costs the same. */
static WeirCaps *
offer (WeirLibavDecoderElement *self)
{
  WeirCaps *caps, *other;

  if (self->is_video)
    return weir_video_info_to_caps (&self->video);
  caps = weir_audio_info_to_caps (&self->audio);
  other = weir_caps_copy (caps);
  weir_caps_set_simple (other, "layout", G_TYPE_STRING, "non-interleaved", NULL);
  weir_caps_append (caps, other);
  return caps;
}

static gboolean
same_format (WeirLibavDecoderElement *self, const AVFrame *frame)
{
  if (!self->has_info)
    return FALSE;
  if (self->is_video) {
    WeirVideoInfo info;
    return weir_libav_video_info_from_frame (frame, self->frame_rate, &info, NULL)
           && weir_video_info_is_equal (&info, &self->video);
  } else {
    WeirAudioInfo info;
    if (!weir_libav_audio_info_from_frame (frame, &info, NULL))
      return FALSE;
    info.layout = self->audio.layout;
    return weir_audio_info_is_equal (&info, &self->audio);
  }
}

static gboolean
negotiate (WeirLibavDecoderElement *self, const AVFrame *frame, GError **error)
{
  g_autoptr (WeirCaps) offered = NULL;
  g_autoptr (WeirCaps) chosen = NULL;

  if (!same_format (self, frame)) {
    self->has_info = self->is_video ? weir_libav_video_info_from_frame (frame, self->frame_rate,
                                                                        &self->video, error)
                                    : weir_libav_audio_info_from_frame (frame, &self->audio, error);
    if (!self->has_info)
      return FALSE;
  }
  offered = offer (self);
  if (!weir_decoder_set_output_caps ((WeirDecoder *) self, offered, &chosen, error))
    return FALSE;
  if (!self->is_video && chosen != NULL)
    weir_audio_info_from_caps (&self->audio, chosen);
  weir_byte_input_push_segment (&self->input, &((WeirDecoder *) self)->segment,
                                ((WeirDecoder *) self)->srcpad);
  return TRUE;
}

static WeirFlowReturn
give_out (WeirLibavDecoderElement *self, GError **error)
{
  WeirDecoder *decoder = (WeirDecoder *) self;
  WeirFlowReturn flow = WEIR_FLOW_OK;
  const AVFrame *frame;

  while (flow == WEIR_FLOW_OK) {
    g_autoptr (GError) reason = NULL;

    switch (weir_libav_decoder_receive (self->codec, &frame, &reason)) {
    case WEIR_LIBAV_OK:
      break;
    case WEIR_LIBAV_BAD:
      flow = weir_decoder_frame_broken (decoder, reason, error);
      continue;
    case WEIR_LIBAV_ERROR:
      g_propagate_error (error, g_steal_pointer (&reason));
      return WEIR_FLOW_ERROR;
    default:
      return WEIR_FLOW_OK;
    }
    if (!negotiate (self, frame, error))
      return WEIR_FLOW_NOT_NEGOTIATED;
    flow = weir_decoder_finish (decoder, self->is_video
                                           ? weir_libav_buffer_from_video (frame, &self->video)
                                           : weir_libav_buffer_from_audio (frame, &self->audio));
  }
  return flow;
}

static WeirFlowReturn
decode (WeirDecoder *decoder, WeirBuffer *buffer, GError **error)
{
  WeirLibavDecoderElement *self = SELF (decoder);
  WeirFlowReturn flow;

  for (guint tries = 0;; tries++) {
    g_autoptr (GError) reason = NULL;

    switch (weir_libav_decoder_send (self->codec, buffer, &reason)) {
    case WEIR_LIBAV_AGAIN:
      flow = give_out (self, error); /* full: makes room, and then takes it */
      if (flow != WEIR_FLOW_OK || tries > 0)
        return flow;
      continue;
    case WEIR_LIBAV_BAD:
      flow = weir_decoder_frame_broken (decoder, reason, error);
      if (flow != WEIR_FLOW_OK)
        return flow;
      break;
    case WEIR_LIBAV_ERROR:
      g_propagate_error (error, g_steal_pointer (&reason));
      return WEIR_FLOW_ERROR;
    default:
      break;
    }
    break;
  }
  flow = give_out (self, error);
  if (buffer == NULL)
    weir_libav_decoder_flush (self->codec); /* drained; more may come after a change of caps */
  return flow;
}

typedef struct {
  WeirDecoder *decoder;
  WeirFlowReturn flow;
  GError **error;
} Cut;

static gboolean
cut_cb (gpointer user_data, WeirBuffer *frame)
{
  Cut *cut = user_data;

  cut->flow = decode (cut->decoder, frame, cut->error);
  weir_buffer_unref (frame);
  return cut->flow == WEIR_FLOW_OK;
}

static WeirFlowReturn
handle_frame (WeirDecoder *decoder, WeirBuffer *buffer, GError **error)
{
  WeirLibavDecoderElement *self = SELF (decoder);
  Cut cut = { decoder, WEIR_FLOW_OK, error };

  if (!self->input.bytes)
    return decode (decoder, buffer, error);
  if (self->parser == NULL)
    self->parser = weir_libav_parser_new (self->id, FALSE);
  weir_libav_parser_push (self->parser, buffer, cut_cb, &cut);
  return buffer != NULL || cut.flow != WEIR_FLOW_OK ? cut.flow : decode (decoder, NULL, error);
}

/* --- the kinds ------------------------------------------------------------------------------------------------ */

static void
class_init (gpointer klass, gpointer kind)
{
  WeirDecoderClass *decoder_class = klass;

  ((WeirLibavDecoderElementClass *) klass)->kind = kind;
  decoder_class->set_format = set_format;
  decoder_class->handle_frame = handle_frame;
  decoder_class->reset = reset;
  decoder_class->stop = close_codec;
  decoder_class->sink_event = sink_event;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &((const Kind *) kind)->info);
}

/* avdec_h264 -> WeirAvdecH264 */
static GType
register_kind (const char *name, const Kind *kind)
{
  g_autoptr (GString) type_name = g_string_new ("Weir");
  GTypeInfo info = { .class_size = sizeof (WeirLibavDecoderElementClass),
                     .class_init = class_init,
                     .class_data = kind,
                     .instance_size = sizeof (WeirLibavDecoderElement) };

  for (const char *p = name; *p != '\0'; p++)
    if (*p != '_')
      g_string_append_c (type_name, p == name || p[-1] == '_' ? g_ascii_toupper (*p) : *p);
  return g_type_register_static (WEIR_TYPE_DECODER, type_name->str, &info, G_TYPE_FLAG_FINAL);
}

#define DEFINE_DECODER(symbol, codec_, klass_, long_name_, rank_, sink_caps, src_caps, props_,     \
                       n_props_, example_)                                                         \
  static const Kind symbol##_kind = {                                                              \
    .info = { .name = #symbol,                                                                     \
              .long_name = long_name_ " decoder",                                                  \
              .klass = klass_,                                                                     \
              .description = "Decodes " long_name_ " by libavcodec",                               \
              .example = example_,                                                                 \
              .rank = rank_,                                                                       \
              .props = props_,                                                                     \
              .n_props = n_props_,                                                                 \
              .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", sink_caps),                        \
                                             WEIR_SRC ("src", src_caps),                           \
                                             {} } },                                               \
    .codec = codec_,                                                                               \
  };                                                                                               \
  GType weir_##symbol##_get_type (void)                                                            \
  {                                                                                                \
    static gsize type;                                                                             \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, register_kind (#symbol, &symbol##_kind));                          \
    return type;                                                                                   \
  }

#define DEFINE_VIDEO(symbol, codec_, klass_, long_name_, rank_, sink_caps)                         \
  DEFINE_DECODER (symbol, codec_, klass_, long_name_, rank_, sink_caps, "video/x-raw",             \
                  video_props, G_N_ELEMENTS (video_props),                                         \
                  "filesrc location=film ! decodebin ! videoconvert ! autovideosink")
#define DEFINE_AUDIO(symbol, codec_, long_name_, rank_, sink_caps)                                 \
  DEFINE_DECODER (symbol, codec_, "Codec/Decoder/Audio", long_name_, rank_, sink_caps,             \
                  "audio/x-raw", NULL, 0,                                                          \
                  "filesrc location=song ! decodebin ! audioconvert ! autoaudiosink")

#define VIDEO "Codec/Decoder/Video"
#define IMAGE "Codec/Decoder/Image"
#define PRIMARY WEIR_RANK_PRIMARY

DEFINE_VIDEO (avdec_h264, "h264", VIDEO, "H.264", PRIMARY,
              "video/x-h264, alignment=(string)au, stream-format=(string){ avc, byte-stream }; "
              "video/x-h264, alignment=(string)nal, stream-format=(string)byte-stream")
DEFINE_VIDEO (avdec_h265, "hevc", VIDEO, "H.265", PRIMARY, "video/x-h265")
DEFINE_VIDEO (avdec_mpeg4, "mpeg4", VIDEO, "MPEG-4 part 2 video", PRIMARY,
              "video/mpeg, mpegversion=(int)4, systemstream=(boolean)false")
DEFINE_VIDEO (avdec_mpeg2video, "mpeg2video", VIDEO, "MPEG-1 and MPEG-2 video", PRIMARY,
              "video/mpeg, mpegversion=(int){ 1, 2 }, systemstream=(boolean)false")
DEFINE_VIDEO (avdec_mjpeg, "mjpeg", VIDEO, "Motion JPEG", WEIR_RANK_MARGINAL, "image/jpeg")
DEFINE_VIDEO (jpegdec, "mjpeg", IMAGE, "JPEG", PRIMARY, "image/jpeg")
DEFINE_VIDEO (pngdec, "png", IMAGE, "PNG", PRIMARY, "image/png")
DEFINE_VIDEO (avdec_vp8, "vp8", VIDEO, "VP8", PRIMARY, "video/x-vp8")
DEFINE_VIDEO (avdec_vp9, "vp9", VIDEO, "VP9", PRIMARY, "video/x-vp9")
DEFINE_VIDEO (av1dec, "libdav1d", VIDEO, "AV1", PRIMARY, "video/x-av1")
DEFINE_VIDEO (avdec_theora, "theora", VIDEO, "Theora", PRIMARY, "video/x-theora")
DEFINE_VIDEO (avdec_ffv1, "ffv1", VIDEO, "FFV1", PRIMARY, "video/x-ffv, ffvversion=(int)1")
DEFINE_VIDEO (avdec_prores, "prores", VIDEO, "ProRes", PRIMARY, "video/x-prores")
DEFINE_AUDIO (avdec_aac, "aac", "AAC", PRIMARY,
              "audio/mpeg, mpegversion=(int)4, stream-format=(string){ raw, adts }")
DEFINE_AUDIO (avdec_mp3, "mp3float", "MP3", PRIMARY, "audio/mpeg, mpegversion=(int)1, layer=(int)3")
DEFINE_AUDIO (avdec_mp2float, "mp2float", "MPEG audio layer 2", PRIMARY,
              "audio/mpeg, mpegversion=(int)1, layer=(int)2")
DEFINE_AUDIO (avdec_flac, "flac", "FLAC", PRIMARY, "audio/x-flac")
DEFINE_AUDIO (avdec_vorbis, "vorbis", "Vorbis", PRIMARY, "audio/x-vorbis")
DEFINE_AUDIO (avdec_opus, "opus", "Opus", PRIMARY, "audio/x-opus")
DEFINE_AUDIO (avdec_ac3, "ac3", "AC-3", PRIMARY, "audio/x-ac3")
DEFINE_AUDIO (avdec_eac3, "eac3", "E-AC-3", PRIMARY, "audio/x-eac3")
DEFINE_AUDIO (avdec_alac, "alac", "ALAC", PRIMARY, "audio/x-alac")
DEFINE_AUDIO (alawdec, "pcm_alaw", "A-law", PRIMARY, "audio/x-alaw")
DEFINE_AUDIO (mulawdec, "pcm_mulaw", "mu-law", PRIMARY, "audio/x-mulaw")
