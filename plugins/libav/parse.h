/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/avcodec.h>
#include <weir/data/buffer.h>

G_BEGIN_DECLS

/* A parser of libavcodec: cuts coded bytes into frames. No engine. Thread: owner */
typedef struct _WeirLibavParser WeirLibavParser;

/* Takes a frame (transfer full), whose times are known or not. FALSE: stop. */
typedef gboolean (*WeirLibavParserFrame) (gpointer user_data, WeirBuffer *frame);

/* For a codec that libavcodec can't cut, buffers are passed on as they come. @whole: each buffer that comes is a whole frame already, and is only looked at. (transfer full) */
WeirLibavParser *weir_libav_parser_new (enum AVCodecID id, gboolean whole);
void weir_libav_parser_free (WeirLibavParser *self);

/* %NULL: the end, or a gap: what is kept is given out. */
void weir_libav_parser_push (WeirLibavParser *self, WeirBuffer *buffer, WeirLibavParserFrame frame,
                             gpointer user_data);

/* What was seen of the stream so far: sizes, profile, rates; (transfer none); the state is NULL where
 * it can't cut. */
const AVCodecContext *weir_libav_parser_context (WeirLibavParser *self);
const AVCodecParserContext *weir_libav_parser_state (WeirLibavParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLibavParser, weir_libav_parser_free)

G_END_DECLS
