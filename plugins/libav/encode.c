/* SPDX-License-Identifier: MIT */
/* Drives an encoder of libavcodec. Pictures are lent to it without a copy; sound passes through a
 * store that cuts it into the codec's frames. */
#include "encode.h"

#include <libavutil/audio_fifo.h>
#include <libavutil/opt.h>
#include <weir/base/error.h>

#include "error.h"
#include "memory.h"
#include "pixfmt.h"
#include "sampfmt.h"

struct _WeirLibavEncoder {
  AVCodecContext *context; /* (owned) */
  AVFrame *frame;          /* (owned) */
  AVPacket *packet;        /* (owned) */
  WeirVideoInfo video;
  WeirAudioInfo audio;
  gboolean ended;

  /* sound */
  AVAudioFifo *fifo;      /* (owned) */
  WeirClockTime first_ns; /* when the sound began, or began again after a gap */
  guint64 n_sent;         /* samples since then that the codec has */
};

/* --- life -------------------------------------------------------------------------------------------- */

void
weir_libav_encoder_free (WeirLibavEncoder *self)
{
  if (self == NULL)
    return;
  avcodec_free_context (&self->context);
  av_frame_free (&self->frame);
  av_packet_free (&self->packet);
  if (self->fifo != NULL)
    av_audio_fifo_free (self->fifo);
  g_free (self);
}

static WeirLibavEncoder *
begin (const char *name, GError **error)
{
  g_autoptr (WeirLibavEncoder) self = g_new0 (WeirLibavEncoder, 1);
  const AVCodec *codec;

  weir_libav_init ();
  weir_libav_forget ();
  codec = avcodec_find_encoder_by_name (name);
  if (codec == NULL) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
                 "the installed libavcodec was built without the encoder \"%s\"", name);
    return NULL;
  }
  self->context = avcodec_alloc_context3 (codec);
  self->frame = av_frame_alloc ();
  self->packet = av_packet_alloc ();
  if (self->context == NULL || self->frame == NULL || self->packet == NULL)
    g_error ("no memory for an encoder");
  self->context->time_base = WEIR_LIBAV_NS;
  self->context->thread_count = 0;
  self->first_ns = WEIR_CLOCK_TIME_NONE;
  return g_steal_pointer (&self);
}

/* An option that the codec doesn't have is named: it is a mistake of who set it. */
static gboolean
open_codec (WeirLibavEncoder *self, WeirLibavEncoderSetup setup, gpointer user_data, GError **error)
{
  AVDictionary *options = NULL;
  const AVDictionaryEntry *left;
  gboolean ok;
  int ret;

  if (setup != NULL)
    setup (self->context, &options, user_data);
  ret = avcodec_open2 (self->context, self->context->codec, &options);
  left = av_dict_get (options, "", NULL, AV_DICT_IGNORE_SUFFIX);
  ok = ret >= 0 && left == NULL;
  if (ret < 0)
    weir_libav_set_error (error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_SETTINGS, ret,
                          "the encoder \"%s\" refuses these settings", self->context->codec->name);
  else if (left != NULL)
    g_set_error (error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_SETTINGS,
                 "the encoder \"%s\" has no option \"%s\"", self->context->codec->name, left->key);
  av_dict_free (&options);
  return ok;
}

static void
set_colors (AVCodecContext *context, const WeirVideoInfo *info)
{
  context->color_range = weir_libav_color_range (info->colorimetry.range);
  context->colorspace = weir_libav_color_space (info->colorimetry.matrix);
  context->color_trc = weir_libav_color_transfer (info->colorimetry.transfer);
  context->color_primaries = weir_libav_color_primaries (info->colorimetry.primaries);
  context->chroma_sample_location = weir_libav_chroma_location (info->chroma_site);
}

WeirLibavEncoder *
weir_libav_encoder_new_video (const char *codec, const WeirVideoInfo *info,
                              WeirLibavEncoderSetup setup, gpointer user_data, GError **error)
{
  g_autoptr (WeirLibavEncoder) self = begin (codec, error);
  AVCodecContext *context;

  if (self == NULL)
    return NULL;
  context = self->context;
  self->video = *info;
  context->width = info->width;
  context->height = info->height;
  context->pix_fmt = weir_libav_pixel_format (WEIR_VIDEO_INFO_FORMAT (info));
  context->sample_aspect_ratio = (AVRational){ info->par_n, info->par_d };
  if (info->fps_n > 0)
    context->framerate = (AVRational){ info->fps_n, info->fps_d };
  set_colors (context, info);
  if (!open_codec (self, setup, user_data, error))
    return NULL;
  return g_steal_pointer (&self);
}

WeirLibavEncoder *
weir_libav_encoder_new_audio (const char *codec, const WeirAudioInfo *info,
                              WeirLibavEncoderSetup setup, gpointer user_data, GError **error)
{
  g_autoptr (WeirLibavEncoder) self = begin (codec, error);
  AVCodecContext *context;

  if (self == NULL)
    return NULL;
  context = self->context;
  self->audio = *info;
  /* What the codec takes: planes where it wants planes, whatever the buffers have. */
  context->sample_fmt = weir_libav_sample_format (WEIR_AUDIO_INFO_FORMAT (info), info->layout);
  for (const enum AVSampleFormat *f = context->codec->sample_fmts;
       f != NULL && *f != AV_SAMPLE_FMT_NONE; f++)
    if (av_get_packed_sample_fmt (*f) == av_get_packed_sample_fmt (context->sample_fmt)) {
      context->sample_fmt = *f;
      break;
    }
  context->sample_rate = info->rate;
  context->time_base = (AVRational){ 1, info->rate };
  weir_libav_channel_layout (info, &context->ch_layout);
  if (!open_codec (self, setup, user_data, error))
    return NULL;
  self->fifo = av_audio_fifo_alloc (context->sample_fmt, info->channels, 4096);
  if (self->fifo == NULL)
    g_error ("no memory for an encoder");
  return g_steal_pointer (&self);
}

/* --- pictures ------------------------------------------------------------------------------------------ */

static gboolean
fill_video (WeirLibavEncoder *self, WeirBuffer *buffer, GError **error)
{
  AVFrame *frame = self->frame;
  guint8 *mine[WEIR_VIDEO_MAX_PLANES] = { NULL };
  guint8 *data;
  gsize size;

  if (weir_buffer_get_size (buffer) < self->video.size
      || (frame->buf[0] = weir_libav_buffer_ref (buffer, &data, &size)) == NULL) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE,
                 "a picture has %" G_GSIZE_FORMAT " bytes where its format needs %" G_GSIZE_FORMAT,
                 weir_buffer_get_size (buffer), self->video.size);
    return FALSE;
  }
  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (&self->video); p++)
    mine[p] = data + self->video.offset[p];
  weir_libav_map_planes (self->video.finfo, mine, self->video.stride, frame->data, frame->linesize);
  frame->format = self->context->pix_fmt;
  frame->width = self->video.width;
  frame->height = self->video.height;
  frame->sample_aspect_ratio = self->context->sample_aspect_ratio;
  frame->color_range = self->context->color_range;
  frame->colorspace = self->context->colorspace;
  frame->color_primaries = self->context->color_primaries;
  frame->color_trc = self->context->color_trc;
  frame->pts = WEIR_BUFFER_PTS_IS_VALID (buffer) ? (gint64) buffer->pts : AV_NOPTS_VALUE;
  frame->quality = self->context->global_quality;
  if (WEIR_BUFFER_DURATION_IS_VALID (buffer))
    frame->pkt_duration = (gint64) buffer->duration;
  return TRUE;
}

/* --- sound ---------------------------------------------------------------------------------------------- */

/* Two samples' worth of rounding is no gap; a tenth of a second is. */
static gboolean
is_gap (WeirLibavEncoder *self, WeirClockTime pts, guint64 n_stored)
{
  WeirClockTime expected =
    self->first_ns
    + weir_util_uint64_scale_int (self->n_sent + n_stored, WEIR_SECOND, self->audio.rate);
  WeirClockTime apart = pts > expected ? pts - expected : expected - pts;

  return apart > 100 * WEIR_MSECOND;
}

static gboolean
store_audio (WeirLibavEncoder *self, WeirBuffer *buffer, GError **error)
{
  gint channels = self->audio.channels, bps = self->audio.bpf / self->audio.channels;
  gboolean planes = self->audio.layout == WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  gboolean wants_planes = av_sample_fmt_is_planar (self->context->sample_fmt);
  g_autofree guint8 *sorted = NULL;
  g_autofree gpointer *data = g_new0 (gpointer, (gsize) channels);
  WeirMapInfo map;
  int n, ret;

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, "the sound can't be read");
    return FALSE;
  }
  n = (int) (map.size / (gsize) self->audio.bpf);
  data[0] = map.data;
  if (channels > 1 && wants_planes != planes) {
    gsize from_frame = planes ? (gsize) bps : (gsize) self->audio.bpf;
    gsize from_channel = planes ? (gsize) n * (gsize) bps : (gsize) bps;
    gsize to_frame = planes ? (gsize) self->audio.bpf : (gsize) bps;
    gsize to_channel = planes ? (gsize) bps : (gsize) n * (gsize) bps;

    sorted = g_malloc (map.size);
    for (gint c = 0; c < channels; c++)
      for (int i = 0; i < n; i++)
        memcpy (sorted + (gsize) c * to_channel + (gsize) i * to_frame,
                map.data + (gsize) c * from_channel + (gsize) i * from_frame, (gsize) bps);
    data[0] = sorted;
  }
  if (wants_planes)
    for (gint c = 1; c < channels; c++)
      data[c] = (guint8 *) data[0] + (gsize) c * (gsize) n * (gsize) bps;
  ret = av_audio_fifo_write (self->fifo, data, n);
  weir_buffer_unmap (buffer, &map);
  if (ret < n)
    weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, ret,
                          "the sound can't be stored");
  return ret >= n;
}

/* One frame of the codec's from the store; `all`: what is left, too. AGAIN: there is too little. */
static WeirLibavStatus
send_stored (WeirLibavEncoder *self, gboolean all, GError **error)
{
  int n = av_audio_fifo_size (self->fifo), want = self->context->frame_size;
  AVFrame *frame = self->frame;
  int ret;

  if (want == 0 || (self->context->codec->capabilities & AV_CODEC_CAP_VARIABLE_FRAME_SIZE) != 0)
    want = n;
  if (n == 0 || (n < want && !all))
    return WEIR_LIBAV_AGAIN;
  frame->nb_samples = MIN (n, want);
  frame->format = self->context->sample_fmt;
  frame->sample_rate = self->context->sample_rate;
  if (av_channel_layout_copy (&frame->ch_layout, &self->context->ch_layout) < 0
      || av_frame_get_buffer (frame, 0) < 0)
    g_error ("no memory for sound");
  av_audio_fifo_read (self->fifo, (void **) frame->extended_data, frame->nb_samples);
  frame->pts =
    (gint64) (weir_util_uint64_scale_int_round (self->first_ns, self->audio.rate, (int) WEIR_SECOND)
              + self->n_sent);
  ret = avcodec_send_frame (self->context, frame);
  if (ret >= 0)
    self->n_sent += (guint64) frame->nb_samples;
  av_frame_unref (frame);
  if (ret < 0 && ret != AVERROR (EAGAIN)) {
    weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, ret,
                          "the sound can't be encoded");
    return WEIR_LIBAV_ERROR;
  }
  return WEIR_LIBAV_OK;
}

static WeirLibavStatus
send_audio (WeirLibavEncoder *self, WeirBuffer *buffer, GError **error)
{
  guint64 stored = (guint64) av_audio_fifo_size (self->fifo);

  if (!WEIR_CLOCK_TIME_IS_VALID (self->first_ns)) {
    self->first_ns = WEIR_BUFFER_PTS_IS_VALID (buffer) ? buffer->pts : 0;
  } else if (WEIR_BUFFER_PTS_IS_VALID (buffer) && is_gap (self, buffer->pts, stored)) {
    /* what is stored keeps its time: it is counted back from where the sound goes on */
    guint64 back = weir_util_uint64_scale_int (stored, WEIR_SECOND, self->audio.rate);
    self->first_ns = buffer->pts > back ? buffer->pts - back : 0;
    self->n_sent = 0;
  }
  return store_audio (self, buffer, error) ? WEIR_LIBAV_OK : WEIR_LIBAV_ERROR;
}

/* --- both ------------------------------------------------------------------------------------------------- */

WeirLibavStatus
weir_libav_encoder_send (WeirLibavEncoder *self, WeirBuffer *buffer, gboolean force_key,
                         GError **error)
{
  int ret;

  weir_libav_forget ();
  if (buffer == NULL) {
    self->ended = TRUE;
    if (self->fifo != NULL)
      return WEIR_LIBAV_OK; /* receiving sends what is stored, then the end */
    ret = avcodec_send_frame (self->context, NULL);
    return ret < 0 && ret != AVERROR_EOF ? WEIR_LIBAV_ERROR : WEIR_LIBAV_OK;
  }
  if (self->fifo != NULL)
    return send_audio (self, buffer, error);
  if (!fill_video (self, buffer, error))
    return WEIR_LIBAV_ERROR;
  self->frame->pict_type = force_key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
  self->frame->key_frame = force_key;
  ret = avcodec_send_frame (self->context, self->frame);
  av_frame_unref (self->frame);
  if (ret == AVERROR (EAGAIN))
    return WEIR_LIBAV_AGAIN;
  if (ret < 0) {
    weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, ret,
                          "the picture can't be encoded");
    return WEIR_LIBAV_ERROR;
  }
  return WEIR_LIBAV_OK;
}

static WeirBuffer *
take_packet (WeirLibavEncoder *self)
{
  WeirBuffer *buffer = weir_libav_buffer_from_packet (self->packet, self->context->time_base);

  av_packet_unref (self->packet);
  return buffer;
}

WeirLibavStatus
weir_libav_encoder_receive (WeirLibavEncoder *self, WeirBuffer **buffer, GError **error)
{
  for (;;) {
    int ret = avcodec_receive_packet (self->context, self->packet);

    if (ret >= 0) {
      *buffer = take_packet (self);
      return WEIR_LIBAV_OK;
    }
    if (ret == AVERROR_EOF)
      return WEIR_LIBAV_EOS;
    if (ret != AVERROR (EAGAIN)) {
      weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_ENCODE, ret,
                            "the encoder \"%s\" failed", self->context->codec->name);
      return WEIR_LIBAV_ERROR;
    }
    if (self->fifo == NULL)
      return WEIR_LIBAV_AGAIN;
    switch (send_stored (self, self->ended, error)) {
    case WEIR_LIBAV_OK:
      break;
    case WEIR_LIBAV_AGAIN:
      if (!self->ended)
        return WEIR_LIBAV_AGAIN;
      avcodec_send_frame (self->context, NULL); /* again and again: EOF */
      break;
    default:
      return WEIR_LIBAV_ERROR;
    }
  }
}

const AVCodecContext *
weir_libav_encoder_context (WeirLibavEncoder *self)
{
  return self->context;
}

guint
weir_libav_encoder_delay_frames (WeirLibavEncoder *self)
{
  return (guint) MAX (self->context->delay, 0);
}
