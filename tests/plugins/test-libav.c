/* SPDX-License-Identifier: MIT */
/* The bridge to FFmpeg's libraries, without the engine: a film of a camera is taken apart, decoded,
 * coded again and put together, and broken files are refused with a sentence. */
#include <glib/gstdio.h>
#include <string.h>
#include <weir/base/error.h>

#include "plugins/libav/codec-caps.h"
#include "plugins/libav/demux.h"
#include "plugins/libav/encode.h"
#include "plugins/libav/error.h"
#include "plugins/libav/h264.h"
#include "plugins/libav/memory.h"
#include "plugins/libav/mux.h"

/* --- bytes in memory ------------------------------------------------------------------------------------ */

typedef struct {
  const guint8 *data;
  gsize size;
} Bytes;

static gssize
read_at (gpointer data, guint64 offset, gpointer to, gsize n)
{
  Bytes *bytes = data;

  if (offset >= bytes->size)
    return 0;
  n = MIN (n, bytes->size - offset);
  memcpy (to, bytes->data + offset, n);
  return (gssize) n;
}

static gint64
get_size (gpointer data)
{
  return (gint64) ((Bytes *) data)->size;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static WeirLibavDemux *
open_bytes (Bytes *bytes, gboolean seekable, const char *format, GError **error)
{
  WeirLibavReader reader = { read_at, get_size, never, seekable, bytes };
  return weir_libav_demux_new (format, &reader, error);
}

/* The films come with a Debian package; where it isn't installed these cases are skipped. */
static GMappedFile *
sample (const char *name, Bytes *bytes)
{
  g_autofree char *path =
    g_build_filename ("/usr/share/forensics-samples/original-files", name, NULL);
  GMappedFile *file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL) {
    g_test_skip ("forensics-samples-files isn't installed");
    return NULL;
  }
  bytes->data = (const guint8 *) g_mapped_file_get_contents (file);
  bytes->size = g_mapped_file_get_length (file);
  return file;
}

static guint
find_stream (WeirLibavDemux *demux, enum AVMediaType type)
{
  for (guint i = 0; i < weir_libav_demux_n_streams (demux); i++)
    if (weir_libav_demux_get_stream (demux, i)->type == type)
      return i;
  g_assert_not_reached ();
}

static WeirLibavDecoder *
decoder_for (WeirLibavStream *stream, const char *codec)
{
  WeirLibavDecoderParams params = { .codec = codec };
  AVCodecParameters *par = avcodec_parameters_alloc ();
  GError *error = NULL;
  WeirLibavDecoder *decoder;

  g_assert_true (weir_libav_parameters_from_caps (stream->caps, par, &error));
  g_assert_no_error (error);
  decoder = weir_libav_decoder_new (par, weir_libav_frame_rate (stream->caps), &params, &error);
  g_assert_no_error (error);
  avcodec_parameters_free (&par);
  return decoder;
}

/* --- taking apart ------------------------------------------------------------------------------------------ */

static void
test_demux (void)
{
  Bytes bytes;
  g_autoptr (GMappedFile) file = sample ("movie2/movie-hello.mp4", &bytes);
  g_autoptr (WeirLibavDemux) demux = NULL;
  GError *error = NULL;
  WeirBuffer *buffer;
  WeirLibavStatus status;
  guint stream, n[8] = { 0 };
  WeirStructure *structure;
  WeirClockTime reached = 0;
  int width = 0;

  if (file == NULL)
    return;
  demux = open_bytes (&bytes, TRUE, "mov,mp4,m4a,3gp,3g2,mj2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (weir_libav_demux_n_streams (demux), ==, 2);
  structure = weir_caps_get_structure (
    weir_libav_demux_get_stream (demux, find_stream (demux, AVMEDIA_TYPE_VIDEO))->caps, 0);
  g_assert_true (weir_structure_has_name (structure, "video/x-h264"));
  g_assert_cmpstr (weir_structure_get_string (structure, "stream-format"), ==, "avc");
  g_assert_true (weir_structure_get_int (structure, "width", &width));
  g_assert_cmpint (width, ==, 1280);
  g_assert_true (weir_structure_has_field (structure, "codec_data"));
  g_assert_true (weir_structure_has_field (structure, "framerate"));

  while ((status = weir_libav_demux_read (demux, &stream, &buffer, &error)) == WEIR_LIBAV_OK) {
    g_assert_cmpuint (stream, <, 2);
    g_assert_true (WEIR_BUFFER_PTS_IS_VALID (buffer));
    n[stream]++;
    weir_buffer_unref (buffer);
  }
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, WEIR_LIBAV_EOS);
  g_assert_cmpuint (n[find_stream (demux, AVMEDIA_TYPE_VIDEO)], ==, 250);
  g_assert_cmpuint (n[find_stream (demux, AVMEDIA_TYPE_AUDIO)], >, 300);
  g_assert_false (weir_libav_demux_is_truncated (demux));

  g_assert_true (weir_libav_demux_seek (demux, 4 * WEIR_SECOND, FALSE, &reached, &error));
  g_assert_cmpint (weir_libav_demux_read (demux, &stream, &buffer, &error), ==, WEIR_LIBAV_OK);
  g_assert_cmpuint (buffer->pts, <=, 4 * WEIR_SECOND);
  g_assert_cmpuint (buffer->pts, >, 1 * WEIR_SECOND);
  g_assert_cmpuint (buffer->pts, ==, reached);
  weir_buffer_unref (buffer);
}

static void
test_demux_pushed (void)
{
  Bytes bytes;
  g_autoptr (GMappedFile) file = sample ("movie2/movie-hello.avi", &bytes);
  g_autoptr (WeirLibavDemux) demux = NULL;
  GError *error = NULL;
  WeirBuffer *buffer;
  guint stream, n = 0;

  if (file == NULL)
    return;
  demux = open_bytes (&bytes, FALSE, NULL, &error);
  g_assert_no_error (error);
  while (weir_libav_demux_read (demux, &stream, &buffer, &error) == WEIR_LIBAV_OK) {
    n++;
    weir_buffer_unref (buffer);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 200);
}

static void
test_demux_broken (void)
{
  Bytes bytes, part;
  g_autoptr (GMappedFile) file = sample ("movie2/movie-hello.mp4", &bytes);
  static const guint8 zeros[4096];
  static const gsize cuts[] = { 0, 7, 100, 4000, 300000 };
  GError *error = NULL;
  WeirLibavDemux *demux;
  WeirBuffer *buffer;
  guint stream;

  if (file == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++) {
    part = (Bytes){ bytes.data, cuts[i] };
    demux = open_bytes (&part, TRUE, "mov,mp4,m4a,3gp,3g2,mj2", &error);
    g_assert_true ((demux == NULL) == (error != NULL));
    if (demux != NULL) {
      WeirLibavStatus status;
      do {
        g_clear_error (&error);
        status = weir_libav_demux_read (demux, &stream, &buffer, &error);
        if (status == WEIR_LIBAV_OK)
          weir_buffer_unref (buffer);
      } while (status == WEIR_LIBAV_OK || status == WEIR_LIBAV_BAD);
      g_assert_true (weir_libav_demux_is_truncated (demux));
      weir_libav_demux_free (demux);
    } else {
      g_assert_cmpstr (error->message, !=, "");
    }
    g_clear_error (&error);
  }
  part = (Bytes){ zeros, sizeof zeros };
  g_assert_null (open_bytes (&part, TRUE, "mov,mp4,m4a,3gp,3g2,mj2", &error));
  g_assert_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX);
  g_clear_error (&error);
}

/* --- there and back -------------------------------------------------------------------------------------------- */

typedef struct {
  GByteArray *bytes;
} Written;

static void
write_cb (gpointer user_data, guint64 offset, const guint8 *data, gsize n)
{
  GByteArray *bytes = user_data;

  if (offset + n > bytes->len)
    g_byte_array_set_size (bytes, (guint) (offset + n));
  memcpy (bytes->data + offset, data, n);
}

static void
x264_setup (AVCodecContext *context, AVDictionary **options, gpointer user_data)
{
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  context->bit_rate = 2048000;
  av_dict_set (options, "preset", "ultrafast", 0);
}

static void
aac_setup (AVCodecContext *context, AVDictionary **options, gpointer user_data)
{
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  context->bit_rate = 64000;
}

/* What the encoder has goes to the muxer; returns how many buffers. */
static guint
move (WeirLibavEncoder *encoder, GPtrArray *to)
{
  GError *error = NULL;
  WeirBuffer *buffer;
  guint n = 0;

  while (weir_libav_encoder_receive (encoder, &buffer, &error) == WEIR_LIBAV_OK) {
    g_ptr_array_add (to, buffer);
    n++;
  }
  g_assert_no_error (error);
  return n;
}

/* Decodes a stream to its end, and encodes it. */
static void
transcode (WeirLibavDemux *demux, guint wanted, const char *codec, WeirLibavEncoder **encoder,
           GPtrArray *coded, guint *n_frames)
{
  WeirLibavStream *described = weir_libav_demux_get_stream (demux, wanted);
  g_autoptr (WeirLibavDecoder) decoder = decoder_for (described, codec);
  WeirVideoInfo video;
  WeirAudioInfo audio;
  const AVFrame *frame;
  GError *error = NULL;
  WeirBuffer *buffer, *raw;
  gboolean more = TRUE;
  guint stream;

  while (more) {
    more = weir_libav_demux_read (demux, &stream, &buffer, &error) == WEIR_LIBAV_OK;
    g_assert_no_error (error);
    if (more && stream != wanted) {
      weir_buffer_unref (buffer);
      continue;
    }
    g_assert_cmpint (weir_libav_decoder_send (decoder, more ? buffer : NULL, &error), ==,
                     WEIR_LIBAV_OK);
    if (more)
      weir_buffer_unref (buffer);
    while (weir_libav_decoder_receive (decoder, &frame, &error) == WEIR_LIBAV_OK) {
      if (described->type == AVMEDIA_TYPE_VIDEO) {
        g_assert_true (
          weir_libav_video_info_from_frame (frame, (AVRational){ 30, 1 }, &video, &error));
        raw = weir_libav_buffer_from_video (frame, &video);
        g_assert_cmpuint (weir_buffer_get_size (raw), ==, video.size);
        if (*encoder == NULL)
          *encoder = weir_libav_encoder_new_video ("libx264", &video, x264_setup, NULL, &error);
      } else {
        g_assert_true (weir_libav_audio_info_from_frame (frame, &audio, &error));
        raw = weir_libav_buffer_from_audio (frame, &audio);
        if (*encoder == NULL)
          *encoder = weir_libav_encoder_new_audio ("aac", &audio, aac_setup, NULL, &error);
      }
      g_assert_no_error (error);
      (*n_frames)++;
      g_assert_cmpint (weir_libav_encoder_send (*encoder, raw, FALSE, &error), ==, WEIR_LIBAV_OK);
      weir_buffer_unref (raw);
      move (*encoder, coded);
    }
    g_assert_no_error (error);
  }
  weir_libav_encoder_send (*encoder, NULL, FALSE, &error);
  move (*encoder, coded);
}

static WeirCaps *
coded_caps (WeirLibavEncoder *encoder)
{
  const AVCodecContext *context = weir_libav_encoder_context (encoder);
  AVCodecParameters *par = avcodec_parameters_alloc ();
  WeirCaps *caps;

  avcodec_parameters_from_context (par, context);
  if (par->codec_id == AV_CODEC_ID_H264) {
    g_autoptr (GBytes) avcc = weir_h264_make_avcc (par->extradata, (gsize) par->extradata_size);
    gsize size;
    const guint8 *data = g_bytes_get_data (avcc, &size);

    av_freep (&par->extradata);
    par->extradata = av_mallocz (size + 64);
    memcpy (par->extradata, data, size);
    par->extradata_size = (int) size;
  }
  caps = weir_libav_caps_new (par, context->framerate);
  avcodec_parameters_free (&par);
  return caps;
}

static void
test_transcode (void)
{
  Bytes bytes;
  g_autoptr (GMappedFile) file = sample ("movie2/movie-hello.mp4", &bytes);
  g_autoptr (GPtrArray) video = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_buffer_unref);
  g_autoptr (GPtrArray) audio = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_buffer_unref);
  g_autoptr (GByteArray) written = g_byte_array_new ();
  WeirLibavEncoder *encoders[2] = { NULL, NULL };
  WeirLibavDemux *demux;
  WeirLibavMux *mux;
  GError *error = NULL;
  guint n_frames[2] = { 0, 0 }, stream;
  guint iv = 0, ia = 0;
  WeirBuffer *buffer;

  if (file == NULL)
    return;
  for (guint i = 0; i < 2; i++) {
    demux = open_bytes (&bytes, TRUE, NULL, &error);
    g_assert_no_error (error);
    transcode (demux, find_stream (demux, i == 0 ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO),
               i == 0 ? "h264" : "aac", &encoders[i], i == 0 ? video : audio, &n_frames[i]);
    weir_libav_demux_free (demux);
  }
  g_assert_cmpuint (n_frames[0], ==, 249);
  g_assert_cmpuint (video->len, ==, 249);

  mux = weir_libav_mux_new ("mp4", TRUE, write_cb, written, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++) {
    g_autoptr (WeirCaps) caps = coded_caps (encoders[i]);
    g_assert_cmpint (weir_libav_mux_add_stream (mux, caps, &error), ==, i);
    g_assert_no_error (error);
  }
  g_assert_true (weir_libav_mux_write_header (mux, &error));
  while (iv < video->len || ia < audio->len) {
    gboolean take_video =
      ia == audio->len
      || (iv < video->len
          && ((WeirBuffer *) video->pdata[iv])->dts <= ((WeirBuffer *) audio->pdata[ia])->dts);
    buffer = take_video ? video->pdata[iv++] : audio->pdata[ia++];
    if (take_video)
      buffer = weir_h264_to_sized (buffer, TRUE);
    else
      weir_buffer_ref (buffer);
    g_assert_true (weir_libav_mux_write (
      mux, take_video ? 0 : 1, buffer,
      WEIR_BUFFER_PTS_IS_VALID (buffer) ? (gint64) buffer->pts : G_MININT64,
      WEIR_BUFFER_DTS_IS_VALID (buffer) ? (gint64) buffer->dts : G_MININT64, &error));
    weir_buffer_unref (buffer);
  }
  g_assert_true (weir_libav_mux_write_trailer (mux, &error));
  g_assert_no_error (error);
  weir_libav_mux_free (mux);
  weir_libav_encoder_free (encoders[0]);
  weir_libav_encoder_free (encoders[1]);

  bytes = (Bytes){ written->data, written->len };
  demux = open_bytes (&bytes, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (weir_libav_demux_n_streams (demux), ==, 2);
  n_frames[0] = 0;
  while (weir_libav_demux_read (demux, &stream, &buffer, &error) == WEIR_LIBAV_OK) {
    n_frames[0] += stream == 0;
    weir_buffer_unref (buffer);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n_frames[0], ==, 249);
  weir_libav_demux_free (demux);
}

/* --- H.264's shapes ---------------------------------------------------------------------------------------------- */

static void
test_h264_shapes (void)
{
  static const guint8 stream[] = { 0, 0, 0,    1,    0x67, 0x42, 0xc0, 0x1f, 9,    0, 0,
                                   0, 1, 0x68, 0xce, 6,    0,    0,    1,    0x65, 1, 2,
                                   0, 0, 3,    0,    0,    0,    1,    0x41, 5 };
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_memdup (stream, sizeof stream);
  g_autoptr (GBytes) avcc = weir_h264_make_avcc (stream, sizeof stream);
  g_autoptr (GBytes) sets = NULL;
  g_autoptr (WeirBuffer) sized = NULL;
  g_autoptr (WeirBuffer) back = NULL;
  const guint8 *data;
  gsize size;
  guint length_bytes = 0;

  g_assert_nonnull (avcc);
  data = g_bytes_get_data (avcc, &size);
  g_assert_cmpstr (weir_h264_profile_name (data[1], data[2]), ==, "constrained-baseline");
  g_assert_cmpstr (weir_h264_level_name (data[3], data[1], data[2]), ==, "3.1");
  sets = weir_h264_split_avcc (data, size, &length_bytes);
  g_assert_nonnull (sets);
  g_assert_cmpuint (length_bytes, ==, 4);

  sized = weir_h264_to_sized (buffer, TRUE);
  g_assert_cmpuint (weir_buffer_get_size (sized), ==, 4 + 6 + 4 + 2);
  back = weir_h264_to_byte_stream (sized, 4, sets);
  g_assert_cmpuint (weir_buffer_get_size (back), ==, 4 + 5 + 4 + 3 + 4 + 6 + 4 + 2);
  weir_buffer_unref (g_steal_pointer (&back));
  /* a length that points behind the end */
  back = weir_h264_to_byte_stream (buffer, 1, NULL);
  g_assert_null (weir_h264_split_avcc (data, 6, &length_bytes));
}

static void
test_caps_there_and_back (void)
{
  static const char *const caps_of[] = {
    "image/jpeg, width=(int)320, height=(int)240, framerate=(fraction)25/1",
    "audio/x-raw, format=(string)S16LE, layout=(string)interleaved, rate=(int)44100, channels=(int)2, "
    "channel-mask=(bitmask)0x3",
    "video/mpeg, mpegversion=(int)2, systemstream=(boolean)false, width=(int)720, height=(int)576",
    "audio/x-opus, rate=(int)48000, channels=(int)2",
    "text/x-raw, format=(string)utf8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (caps_of); i++) {
    g_autoptr (WeirCaps) caps = weir_caps_from_string (caps_of[i]);
    g_autoptr (WeirCaps) back = NULL;
    AVCodecParameters *par = avcodec_parameters_alloc ();
    GError *error = NULL;

    g_assert_true (weir_libav_parameters_from_caps (caps, par, &error));
    g_assert_no_error (error);
    back = weir_libav_caps_new (par, weir_libav_frame_rate (caps));
    g_assert_nonnull (back);
    g_assert_true (weir_caps_is_subset (back, caps));
    avcodec_parameters_free (&par);
  }
}

static void
test_unknown_caps (void)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("application/x-nonsense");
  AVCodecParameters *par = avcodec_parameters_alloc ();
  GError *error = NULL;

  g_assert_false (weir_libav_parameters_from_caps (caps, par, &error));
  g_assert_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "application/x-nonsense"));
  g_clear_error (&error);
  avcodec_parameters_free (&par);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libav/demux", test_demux);
  g_test_add_func ("/libav/demux-pushed", test_demux_pushed);
  g_test_add_func ("/libav/demux-broken", test_demux_broken);
  g_test_add_func ("/libav/transcode", test_transcode);
  g_test_add_func ("/libav/h264-shapes", test_h264_shapes);
  g_test_add_func ("/libav/caps", test_caps_there_and_back);
  g_test_add_func ("/libav/unknown-caps", test_unknown_caps);
  return g_test_run ();
}
