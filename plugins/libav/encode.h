/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/avcodec.h>
#include <weir/data/audio-info.h>
#include <weir/data/buffer.h>
#include <weir/data/video-info.h>

#include "decode.h"

G_BEGIN_DECLS

/* An encoder of libavcodec: raw buffers in, coded buffers out. No engine. Thread: owner.
 *
 * Coding may begin with times that lie before the first picture or sample; where such a time comes
 * out before 0 it is left out of the buffer. */
typedef struct _WeirLibavEncoder WeirLibavEncoder;

/* Sets fields of a context that has its formats, and options, before it is opened. */
typedef void (*WeirLibavEncoderSetup) (AVCodecContext *context, AVDictionary **options,
                                       gpointer user_data);

/* (transfer full) (nullable): @codec is libavcodec's name of an encoder. */
WeirLibavEncoder *weir_libav_encoder_new_video (const char *codec, const WeirVideoInfo *info,
                                                WeirLibavEncoderSetup setup, gpointer user_data,
                                                GError **error);
WeirLibavEncoder *weir_libav_encoder_new_audio (const char *codec, const WeirAudioInfo *info,
                                                WeirLibavEncoderSetup setup, gpointer user_data,
                                                GError **error);
void weir_libav_encoder_free (WeirLibavEncoder *self);

/* %NULL ends the stream. Sound is cut into the codec's frames here. */
WeirLibavStatus weir_libav_encoder_send (WeirLibavEncoder *self, WeirBuffer *buffer,
                                         gboolean force_key, GError **error);
/* (out) (transfer full) */
WeirLibavStatus weir_libav_encoder_receive (WeirLibavEncoder *self, WeirBuffer **buffer,
                                            GError **error);

/* (transfer none) What is known of the stream, extradata included. */
const AVCodecContext *weir_libav_encoder_context (WeirLibavEncoder *self);
/* How many frames it may hold back. */
guint weir_libav_encoder_delay_frames (WeirLibavEncoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLibavEncoder, weir_libav_encoder_free)

G_END_DECLS
