/* SPDX-License-Identifier: MIT */
/* The muxers that are libavformat's: one element class, one row per kind of file. */
#include <weir/bases/muxer.h>
#include <weir/registry/plugin-feature.h>

#include "libav-formats.h"
#include "plugins/libav/mux.h"

typedef struct {
  WeirElementInfo info;
  const char *format; /* libavformat's name */
  const char *caps;   /* of what goes out */
} Kind;

typedef struct {
  WeirMuxer parent_instance;

  gboolean streamable;
  guint fragment_duration_ms;

  WeirLibavMux *mux; /* (owned) (nullable) */
} WeirLibavMuxer;

typedef struct {
  WeirMuxerClass parent_class;
  const Kind *kind;
} WeirLibavMuxerClass;

#define SELF(object) ((WeirLibavMuxer *) (object))
#define KIND(object) (((WeirLibavMuxerClass *) G_OBJECT_GET_CLASS (object))->kind)

static void
write_cb (gpointer user_data, guint64 offset, const guint8 *bytes, gsize n)
{
  WeirMuxer *self = user_data;

  if (weir_muxer_tell (self) != offset)
    weir_muxer_seek (self, offset);
  weir_muxer_write (self, bytes, n);
}

static void
stop (WeirMuxer *muxer)
{
  g_clear_pointer (&SELF (muxer)->mux, weir_libav_mux_free);
}

/* In fragments nothing that was written is changed later. Where streams begin is told in the movie's time scale, whose
 * usual milliseconds would put sound up to a half beside pictures. */
static void
set_options (WeirLibavMuxer *self)
{
  g_autofree char *duration_us = NULL;

  weir_libav_mux_set_option (self->mux, "movie_timescale", "90000");
  if (!self->streamable && self->fragment_duration_ms == 0)
    return;
  weir_libav_mux_set_option (self->mux, "movflags",
                             self->fragment_duration_ms > 0
                               ? "empty_moov+default_base_moof"
                               : "frag_keyframe+empty_moov+default_base_moof");
  if (self->fragment_duration_ms > 0) {
    duration_us = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                   self->fragment_duration_ms * G_GUINT64_CONSTANT (1000));
    weir_libav_mux_set_option (self->mux, "frag_duration", duration_us);
  }
}

/* Streams are numbered from 1 in the inputs' data: 0 is one that ended without a format. */
static gboolean
begin (WeirMuxer *muxer, GError **error)
{
  WeirLibavMuxer *self = SELF (muxer);
  g_autoptr (WeirCaps) caps = weir_caps_from_string (KIND (self)->caps);
  WeirMuxerInput *const *inputs;
  guint n_inputs, n_streams = 0;

  stop (muxer);
  self->mux = weir_libav_mux_new (KIND (self)->format, !self->streamable, write_cb, self, error);
  if (self->mux == NULL)
    return FALSE;
  inputs = weir_muxer_get_inputs (muxer, &n_inputs);
  for (guint i = 0; i < n_inputs; i++) {
    int stream;

    inputs[i]->data = NULL;
    if (inputs[i]->caps == NULL)
      continue;
    stream = weir_libav_mux_add_stream (self->mux, inputs[i]->caps, error);
    if (stream < 0)
      return FALSE;
    inputs[i]->data = GINT_TO_POINTER (stream + 1);
    if (inputs[i]->tags != NULL)
      weir_libav_mux_add_tags (self->mux, inputs[i]->tags);
    n_streams++;
  }
  if (n_streams == 0) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX,
                 "there is nothing to put into the file: no input has brought a stream");
    return FALSE;
  }
  set_options (self);
  return weir_muxer_set_output_caps (muxer, caps, error)
         && weir_libav_mux_write_header (self->mux, error);
}

static WeirFlowReturn
mux (WeirMuxer *muxer, WeirMuxerInput *input, WeirBuffer *buffer, GError **error)
{
  int stream = GPOINTER_TO_INT (input->data) - 1;

  if (stream < 0)
    return WEIR_FLOW_OK;
  return weir_libav_mux_write (SELF (muxer)->mux, stream, buffer,
                               weir_muxer_input_pts (input, buffer),
                               weir_muxer_input_dts (input, buffer), error)
           ? WEIR_FLOW_OK
           : WEIR_FLOW_ERROR;
}

static WeirFlowReturn
finish (WeirMuxer *muxer, GError **error)
{
  return weir_libav_mux_write_trailer (SELF (muxer)->mux, error) ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

/* --- the kinds --------------------------------------------------------------------------------------------- */

static void
class_init (gpointer klass, gpointer kind)
{
  WeirMuxerClass *muxer_class = klass;

  ((WeirLibavMuxerClass *) klass)->kind = kind;
  muxer_class->begin = begin;
  muxer_class->mux = mux;
  muxer_class->finish = finish;
  muxer_class->stop = stop;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &((const Kind *) kind)->info);
}

static GType
register_kind (const char *type_name, const Kind *kind)
{
  GTypeInfo info = { .class_size = sizeof (WeirLibavMuxerClass),
                     .class_init = class_init,
                     .class_data = kind,
                     .instance_size = sizeof (WeirLibavMuxer) };
  return g_type_register_static (WEIR_TYPE_MUXER, type_name, &info, G_TYPE_FLAG_FINAL);
}

static const WeirProp mov_props[] = {
  WEIR_PROP_BOOLEAN (WeirLibavMuxer, streamable, "streamable", FALSE, 0,
                     "Writes fragments, and goes back to nothing: for pipes and networks"),
  WEIR_PROP_UINT (WeirLibavMuxer, fragment_duration_ms, "fragment-duration", 0, G_MAXUINT, 0, 0,
                  "Writes fragments of this many ms; 0: one index at the end"),
};

#define DEFINE_MUXER(symbol, type_name, format_, what_, long_name_, caps_, src_caps, props_,       \
                     n_props_, example_, ...)                                                      \
  static const Kind symbol##_kind = {                                                              \
    .info = { .name = #symbol,                                                                     \
              .long_name = long_name_,                                                             \
              .klass = "Codec/Muxer",                                                              \
              .description = "Puts streams together in " what_ " file",                            \
              .example = example_,                                                                 \
              .rank = WEIR_RANK_PRIMARY,                                                           \
              .props = props_,                                                                     \
              .n_props = n_props_,                                                                 \
              .pads = (const WeirPadInfo[]){ __VA_ARGS__, WEIR_SRC ("src", src_caps), {} } },      \
    .format = format_,                                                                             \
    .caps = caps_,                                                                                 \
  };                                                                                               \
  GType weir_##symbol##_get_type (void)                                                            \
  {                                                                                                \
    static gsize type;                                                                             \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, register_kind (type_name, &symbol##_kind));                        \
    return type;                                                                                   \
  }

#define AVC "video/x-h264, stream-format=(string)avc, alignment=(string)au"
#define MPEG4 "video/mpeg, mpegversion=(int)4, systemstream=(boolean)false"
#define AAC "audio/mpeg, mpegversion=(int)4, stream-format=(string)raw"
#define MP3 "audio/mpeg, mpegversion=(int)1, layer=(int)3"
#define TEXT "text/x-raw, format=(string)utf8"
#define PCM                                                                                        \
  "audio/x-raw, format=(string){ S16LE, S24LE, S32LE, F32LE, U8 }, layout=(string)interleaved"

#define VIDEO_PAD(caps_) WEIR_SINK_REQUEST ("video_%u", caps_)
#define AUDIO_PAD(caps_) WEIR_SINK_REQUEST ("audio_%u", caps_)
#define TEXT_PAD WEIR_SINK_REQUEST ("subtitle_%u", TEXT)

DEFINE_MUXER (
  mp4mux, "WeirMP4Mux", "mp4", "an MP4", "MP4 muxer", "video/quicktime, variant=(string)iso",
  "video/quicktime, variant=(string)iso", mov_props, G_N_ELEMENTS (mov_props),
  "videotestsrc num-buffers=100 ! x264enc ! mp4mux ! filesink location=out.mp4",
  VIDEO_PAD (AVC
             "; " MPEG4
             "; video/x-h265, stream-format=(string)hvc1; video/x-av1; video/x-vp9; image/jpeg"),
  AUDIO_PAD (AAC "; " MP3 "; audio/x-opus; audio/x-ac3; audio/x-alac"), TEXT_PAD)
DEFINE_MUXER (
  qtmux, "WeirQTMux", "mov", "a QuickTime", "QuickTime muxer",
  "video/quicktime, variant=(string)apple",
  "video/quicktime, variant=(string)apple; video/quicktime", mov_props, G_N_ELEMENTS (mov_props),
  "videotestsrc num-buffers=100 ! x264enc ! qtmux ! filesink location=out.mov",
  VIDEO_PAD (AVC
             "; " MPEG4
             "; video/x-h265, stream-format=(string)hvc1; video/x-prores; image/jpeg; image/png"),
  AUDIO_PAD (AAC "; " MP3 "; audio/x-alac; audio/x-alaw; audio/x-mulaw; " PCM), TEXT_PAD)
DEFINE_MUXER (
  matroskamux, "WeirMatroskaMux", "matroska", "a Matroska", "Matroska muxer", "video/x-matroska",
  "video/x-matroska; audio/x-matroska", NULL, 0,
  "videotestsrc num-buffers=100 ! x264enc ! matroskamux ! filesink location=out.mkv",
  VIDEO_PAD (AVC "; " MPEG4 "; video/x-h265, stream-format=(string)hvc1; video/x-av1; video/x-vp8; "
                 "video/x-vp9; image/jpeg; video/x-ffv, ffvversion=(int)1"),
  AUDIO_PAD (AAC "; " MP3 "; audio/x-opus; audio/x-vorbis; audio/x-flac; audio/x-ac3; " PCM),
  TEXT_PAD)
DEFINE_MUXER (avimux, "WeirAviMux", "avi", "an AVI", "AVI muxer", "video/x-msvideo",
              "video/x-msvideo", NULL, 0,
              "videotestsrc num-buffers=100 ! jpegenc ! avimux ! filesink location=out.avi",
              VIDEO_PAD ("image/jpeg; " MPEG4
                         "; video/x-h264, stream-format=(string)byte-stream, alignment=(string)au"),
              AUDIO_PAD (MP3 "; audio/x-ac3; audio/x-alaw; audio/x-mulaw; " PCM))
