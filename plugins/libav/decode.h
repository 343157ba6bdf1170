/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/codec_par.h>
#include <libavutil/frame.h>
#include <weir/data/audio-info.h>
#include <weir/data/buffer.h>
#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* A decoder of libavcodec: coded buffers in, raw buffers out. No engine. Thread: owner */
typedef struct _WeirLibavDecoder WeirLibavDecoder;

typedef struct {
  const char *codec; /* libavcodec's name of the decoder: "h264" */
  int threads;       /* 0: as many as suit the machine */
  int thread_type;   /* FF_THREAD_*; 0: frames and slices */
  int lowres;        /* 1: half the size, 2: a quarter, where the codec can */
  int skip_frame;    /* enum AVDiscard; 0: decode all */
  gboolean output_corrupt;
} WeirLibavDecoderParams;

typedef enum {
  WEIR_LIBAV_OK = 0,
  WEIR_LIBAV_AGAIN, /* sending: take what it has first; receiving: it needs more */
  WEIR_LIBAV_EOS,   /* drained */
  WEIR_LIBAV_BAD,   /* this piece of data is damaged: the next one may be good. `error` is set */
  WEIR_LIBAV_ERROR, /* for good */
} WeirLibavStatus;

/* (transfer full) (nullable) */
WeirLibavDecoder *weir_libav_decoder_new (const AVCodecParameters *par, AVRational frame_rate,
                                          const WeirLibavDecoderParams *params, GError **error);
void weir_libav_decoder_free (WeirLibavDecoder *self);

/* %NULL: there is no more, give out what is left. */
WeirLibavStatus weir_libav_decoder_send (WeirLibavDecoder *self, WeirBuffer *buffer,
                                         GError **error);
/* The frame is the decoder's, until the next call. */
WeirLibavStatus weir_libav_decoder_receive (WeirLibavDecoder *self, const AVFrame **frame,
                                            GError **error);
/* Forgets the stream. */
void weir_libav_decoder_flush (WeirLibavDecoder *self);
/* How many frames it may hold back. */
guint weir_libav_decoder_delay_frames (WeirLibavDecoder *self);

/* What a frame is. @like: (nullable): what the input's caps said of frame rate and shape. FALSE: a
 * format that Weir has no name for. */
gboolean weir_libav_video_info_from_frame (const AVFrame *frame, AVRational frame_rate,
                                           WeirVideoInfo *info, GError **error);
gboolean weir_libav_audio_info_from_frame (const AVFrame *frame, WeirAudioInfo *info,
                                           GError **error);

/* (transfer full) A frame as a buffer in the default layout of @info: without a copy where the
 * frame already has that layout, else copied (and, for sound, interleaved if @info says so). */
WeirBuffer *weir_libav_buffer_from_video (const AVFrame *frame, const WeirVideoInfo *info);
WeirBuffer *weir_libav_buffer_from_audio (const AVFrame *frame, const WeirAudioInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLibavDecoder, weir_libav_decoder_free)

G_END_DECLS
