/* SPDX-License-Identifier: MIT */
/* Drives a decoder of libavcodec. Pictures whose coded size is their real size are decoded straight
 * into memory of the layout that raw video has in Weir, so they leave without a copy. */
#include "decode.h"

#include <libavcodec/avcodec.h>
#include <pthread.h>
#include <weir/base/error.h>

#include "error.h"
#include "memory.h"
#include "pixfmt.h"

struct _WeirLibavDecoder {
  AVCodecContext *context; /* (owned) */
  AVPacket *packet;        /* (owned) */
  AVFrame *frame;          /* (owned) */
  gboolean draining;

  pthread_mutex_t lock; /* the codec's threads ask for memory: guards what follows */
  AVBufferPool *pool;   /* (owned) (nullable) */
  gsize pool_bytes;
};

/* --- memory for pictures ------------------------------------------------------------------------------ */

/* Lines that decoders may read behind the last one. */
#define SLACK_LINES 16

static AVBufferRef *
take_from_pool (WeirLibavDecoder *self, gsize bytes)
{
  AVBufferRef *ref;

  pthread_mutex_lock (&self->lock);
  if (self->pool == NULL || self->pool_bytes != bytes) {
    av_buffer_pool_uninit (&self->pool);
    /* cleared, as FFmpeg does itself: scalers read beyond the right edge, with a weight of 0 */
    self->pool = av_buffer_pool_init (bytes, av_buffer_allocz);
    self->pool_bytes = bytes;
  }
  ref = self->pool != NULL ? av_buffer_pool_get (self->pool) : NULL;
  pthread_mutex_unlock (&self->lock);
  return ref;
}

/* Whether Weir's layout of such a picture suits the decoder: its size is no larger than the picture,
 * its planes come in the same order, and lines are aligned as it wants them. */
static gboolean
suits_layout (AVCodecContext *context, const AVFrame *frame, WeirVideoInfo *info)
{
  int align[AV_NUM_DATA_POINTERS], width = frame->width, height = frame->height;
  WeirVideoFormat format = weir_libav_video_format (frame->format);

  if (format == WEIR_VIDEO_FORMAT_UNKNOWN || frame->width != context->width
      || frame->height != context->height || context->codec_type != AVMEDIA_TYPE_VIDEO)
    return FALSE;
  if (!weir_video_info_set_format (info, format, (guint) width, (guint) height))
    return FALSE;
  avcodec_align_dimensions2 (context, &width, &height, align);
  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (info); p++)
    if (align[p] > 0 && info->stride[p] % align[p] != 0)
      return FALSE;
  return TRUE;
}

static int
get_buffer_cb (AVCodecContext *context, AVFrame *frame, int flags)
{
  WeirLibavDecoder *self = context->opaque;
  WeirVideoInfo info;

  if ((context->codec->capabilities & AV_CODEC_CAP_DR1) == 0
      || !suits_layout (context, frame, &info))
    return avcodec_default_get_buffer2 (context, frame, flags);
  frame->buf[0] = take_from_pool (self, info.size + (gsize) info.stride[0] * SLACK_LINES + 64);
  if (frame->buf[0] == NULL)
    return AVERROR (ENOMEM);
  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (&info); p++) {
    frame->data[p] = frame->buf[0]->data + info.offset[p];
    frame->linesize[p] = info.stride[p];
  }
  frame->extended_data = frame->data;
  return 0;
}

/* --- life ---------------------------------------------------------------------------------------------- */

void
weir_libav_decoder_free (WeirLibavDecoder *self)
{
  if (self == NULL)
    return;
  avcodec_free_context (&self->context);
  av_packet_free (&self->packet);
  av_frame_free (&self->frame);
  av_buffer_pool_uninit (&self->pool);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

static void
configure (WeirLibavDecoder *self, AVRational frame_rate, const WeirLibavDecoderParams *params)
{
  AVCodecContext *context = self->context;

  context->opaque = self;
  context->pkt_timebase = WEIR_LIBAV_NS;
  context->framerate = frame_rate;
  context->thread_count = params->threads;
  if (params->thread_type != 0)
    context->thread_type = params->thread_type;
  context->lowres = params->lowres;
  if (params->skip_frame != 0)
    context->skip_frame = params->skip_frame;
  if (params->output_corrupt)
    context->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
  if (context->codec_type == AVMEDIA_TYPE_VIDEO) {
    context->get_buffer2 = get_buffer_cb;
    /* Else each request of a codec's thread would wait for this one. */
    G_GNUC_BEGIN_IGNORE_DEPRECATIONS
    context->thread_safe_callbacks = 1;
    G_GNUC_END_IGNORE_DEPRECATIONS
  }
}

WeirLibavDecoder *
weir_libav_decoder_new (const AVCodecParameters *par, AVRational frame_rate,
                        const WeirLibavDecoderParams *params, GError **error)
{
  g_autoptr (WeirLibavDecoder) self = g_new0 (WeirLibavDecoder, 1);
  const AVCodec *codec;
  int ret;

  weir_libav_init ();
  weir_libav_forget ();
  pthread_mutex_init (&self->lock, NULL);
  codec = avcodec_find_decoder_by_name (params->codec);
  if (codec == NULL) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
                 "the installed libavcodec was built without the decoder \"%s\"", params->codec);
    return NULL;
  }
  self->context = avcodec_alloc_context3 (codec);
  self->packet = av_packet_alloc ();
  self->frame = av_frame_alloc ();
  if (self->context == NULL || self->packet == NULL || self->frame == NULL)
    g_error ("no memory for a decoder");
  ret = avcodec_parameters_to_context (self->context, par);
  configure (self, frame_rate, params);
  if (ret >= 0)
    ret = avcodec_open2 (self->context, codec, NULL);
  if (ret < 0) {
    weir_libav_set_error (error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_INIT, ret,
                          "the decoder \"%s\" can't begin with this stream", params->codec);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/* --- decoding -------------------------------------------------------------------------------------------- */

static WeirLibavStatus
status_of (int ret, const char *what, GError **error)
{
  if (ret >= 0)
    return WEIR_LIBAV_OK;
  if (ret == AVERROR (EAGAIN))
    return WEIR_LIBAV_AGAIN;
  if (ret == AVERROR_EOF)
    return WEIR_LIBAV_EOS;
  weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DECODE, ret, "%s", what);
  return ret == AVERROR (ENOMEM) || ret == AVERROR (EINVAL) ? WEIR_LIBAV_ERROR : WEIR_LIBAV_BAD;
}

WeirLibavStatus
weir_libav_decoder_send (WeirLibavDecoder *self, WeirBuffer *buffer, GError **error)
{
  WeirLibavStatus status;

  weir_libav_forget ();
  if (buffer == NULL) {
    self->draining = TRUE;
    return status_of (avcodec_send_packet (self->context, NULL), "the decoder can't end", error);
  }
  if (weir_buffer_get_size (buffer) == 0)
    return WEIR_LIBAV_OK;
  if (!weir_libav_packet_from_buffer (self->packet, buffer)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DECODE, "the data can't be read");
    return WEIR_LIBAV_BAD;
  }
  status =
    status_of (avcodec_send_packet (self->context, self->packet), "the data is damaged", error);
  av_packet_unref (self->packet);
  return status;
}

WeirLibavStatus
weir_libav_decoder_receive (WeirLibavDecoder *self, const AVFrame **frame, GError **error)
{
  weir_libav_forget ();
  *frame = self->frame;
  return status_of (avcodec_receive_frame (self->context, self->frame), "the data is damaged",
                    error);
}

void
weir_libav_decoder_flush (WeirLibavDecoder *self)
{
  avcodec_flush_buffers (self->context);
  av_frame_unref (self->frame);
  self->draining = FALSE;
}

guint
weir_libav_decoder_delay_frames (WeirLibavDecoder *self)
{
  guint delay = (guint) MAX (self->context->has_b_frames, 0);

  if ((self->context->active_thread_type & FF_THREAD_FRAME) != 0)
    delay += (guint) MAX (self->context->thread_count - 1, 0);
  return delay;
}
