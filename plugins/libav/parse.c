/* SPDX-License-Identifier: MIT */
/* Cuts coded bytes into frames by libavcodec's parsers, and learns from them what the stream is. */
#include "parse.h"

#include "error.h"
#include "memory.h"

struct _WeirLibavParser {
  AVCodecParserContext *state; /* (owned) */
  AVCodecContext *context;     /* (owned) */
  guint8 *store;               /* (owned): a buffer with room behind it */
  guint store_bytes;
};

WeirLibavParser *
weir_libav_parser_new (enum AVCodecID id, gboolean whole)
{
  WeirLibavParser *self = g_new0 (WeirLibavParser, 1);

  weir_libav_init ();
  self->state = av_parser_init ((int) id);
  self->context = avcodec_alloc_context3 (avcodec_find_decoder (id));
  if (self->context == NULL)
    g_error ("no memory for a parser");
  if (whole && self->state != NULL)
    self->state->flags |= PARSER_FLAG_COMPLETE_FRAMES;
  return self;
}

void
weir_libav_parser_free (WeirLibavParser *self)
{
  if (self == NULL)
    return;
  if (self->state != NULL)
    av_parser_close (self->state);
  avcodec_free_context (&self->context);
  av_free (self->store);
  g_free (self);
}

const AVCodecContext *
weir_libav_parser_context (WeirLibavParser *self)
{
  return self->context;
}

const AVCodecParserContext *
weir_libav_parser_state (WeirLibavParser *self)
{
  return self->state;
}

static WeirClockTime
from_av (gint64 time)
{
  return time == AV_NOPTS_VALUE || time < 0 ? WEIR_CLOCK_TIME_NONE : (WeirClockTime) time;
}

static gint64
to_av (WeirClockTime time)
{
  return WEIR_CLOCK_TIME_IS_VALID (time) ? (gint64) time : AV_NOPTS_VALUE;
}

static WeirBuffer *
make_frame (WeirLibavParser *self, const guint8 *data, int size)
{
  WeirBuffer *frame = weir_buffer_new_memdup (data, (gsize) size);

  frame->pts = from_av (self->state->pts);
  frame->dts = from_av (self->state->dts);
  /* a parser that doesn't know says so; then the frame's kind decides */
  if (self->state->key_frame == 0
      || (self->state->key_frame < 0 && self->state->pict_type != AV_PICTURE_TYPE_I
          && self->state->pict_type != AV_PICTURE_TYPE_NONE))
    frame->flags |= WEIR_BUFFER_FLAG_DELTA_UNIT;
  return frame;
}

void
weir_libav_parser_push (WeirLibavParser *self, WeirBuffer *buffer, WeirLibavParserFrame frame,
                        gpointer user_data)
{
  gsize size = buffer != NULL ? weir_buffer_get_size (buffer) : 0, at = 0;
  gint64 pts = buffer != NULL ? to_av (buffer->pts) : AV_NOPTS_VALUE;
  gint64 dts = buffer != NULL ? to_av (buffer->dts) : AV_NOPTS_VALUE;
  gboolean more = TRUE;

  if (size > G_MAXINT / 2)
    return;
  if (self->state == NULL) {
    if (size > 0)
      frame (user_data, weir_buffer_ref (buffer));
    return;
  }
  av_fast_padded_malloc (&self->store, &self->store_bytes, size + 1);
  if (self->store == NULL)
    g_error ("no memory for a frame");
  if (size > 0)
    weir_buffer_extract (buffer, 0, self->store, size);

  while (more && (at < size || (buffer == NULL && at == 0))) {
    guint8 *data = NULL;
    int n = 0, used;

    used = av_parser_parse2 (
      self->state, self->context, &data, &n, self->store + at, (int) (size - at), pts, dts,
      buffer != NULL && buffer->offset != WEIR_BUFFER_OFFSET_NONE ? (gint64) buffer->offset : 0);
    pts = dts = AV_NOPTS_VALUE;
    if (n > 0)
      more = frame (user_data, make_frame (self, data, n));
    if (used < 0 || (used == 0 && n == 0) || buffer == NULL)
      break;
    at += (gsize) used;
  }
}
