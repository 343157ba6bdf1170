/* SPDX-License-Identifier: MIT */
/* Drives a muxer of libavformat. What it writes is handed on with its place, so that a header that
 * is filled in at the end can be written over. */
#include "mux.h"

#include <stdio.h>
#include <weir/base/error.h>

#include "codec-caps.h"
#include "error.h"
#include "memory.h"

#define IO_BYTES (32 * 1024)
/* Packets of a stream that are kept until one of them has a decode time. */
#define MAX_KEPT 33

/* What is known of a stream's times. */
typedef struct {
  GQueue kept;     /* of AVPacket (owned) */
  gint64 last_dts; /* AV_NOPTS_VALUE: none yet */
} Times;

struct _WeirLibavMux {
  AVFormatContext *context; /* (owned) */
  AVIOContext *io;          /* (owned) */
  AVPacket *packet;         /* (owned) */
  AVDictionary *options;    /* (owned) */
  GPtrArray *times;         /* (owned) of Times (owned): per stream */
  gboolean begun;
  guint64 position, end;

  WeirLibavMuxWrite write;
  gpointer user_data;
};

/* --- bytes --------------------------------------------------------------------------------------------- */

static int
write_cb (void *opaque, guint8 *bytes, int n)
{
  WeirLibavMux *self = opaque;

  self->write (self->user_data, self->position, bytes, (gsize) n);
  self->position += (guint64) n;
  self->end = MAX (self->end, self->position);
  return n;
}

static gint64
seek_cb (void *opaque, gint64 offset, int whence)
{
  WeirLibavMux *self = opaque;

  switch (whence & ~AVSEEK_FORCE) {
  case AVSEEK_SIZE:
    return (gint64) self->end;
  case SEEK_CUR:
    offset += (gint64) self->position;
    break;
  case SEEK_END:
    offset += (gint64) self->end;
    break;
  default:
    break;
  }
  if (offset < 0)
    return AVERROR (EINVAL);
  self->position = (guint64) offset;
  return offset;
}

/* --- life ------------------------------------------------------------------------------------------------ */

static void
free_packet (gpointer data)
{
  AVPacket *packet = data;
  av_packet_free (&packet);
}

static void
free_times (gpointer data)
{
  Times *times = data;

  g_queue_clear_full (&times->kept, free_packet);
  g_free (times);
}

void
weir_libav_mux_free (WeirLibavMux *self)
{
  if (self == NULL)
    return;
  avformat_free_context (self->context);
  if (self->io != NULL) {
    av_freep (&self->io->buffer);
    avio_context_free (&self->io);
  }
  av_packet_free (&self->packet);
  av_dict_free (&self->options);
  g_ptr_array_unref (self->times);
  g_free (self);
}

WeirLibavMux *
weir_libav_mux_new (const char *format, gboolean seekable, WeirLibavMuxWrite write,
                    gpointer user_data, GError **error)
{
  g_autoptr (WeirLibavMux) self = g_new0 (WeirLibavMux, 1);
  int ret;

  weir_libav_init ();
  weir_libav_forget ();
  self->write = write;
  self->user_data = user_data;
  self->times = g_ptr_array_new_with_free_func (free_times);
  self->packet = av_packet_alloc ();
  ret = avformat_alloc_output_context2 (&self->context, NULL, format, NULL);
  if (ret < 0) {
    weir_libav_set_error (error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_INIT, ret,
                          "the installed libavformat has no muxer \"%s\"", format);
    return NULL;
  }
  self->io = avio_alloc_context (av_malloc (IO_BYTES), IO_BYTES, 1, self, NULL, write_cb,
                                 seekable ? seek_cb : NULL);
  if (self->packet == NULL || self->io == NULL)
    g_error ("no memory for a muxer");
  self->io->seekable = seekable ? AVIO_SEEKABLE_NORMAL : 0;
  self->context->pb = self->io;
  self->context->flags |= AVFMT_FLAG_CUSTOM_IO;
  return g_steal_pointer (&self);
}

/* --- before the header ------------------------------------------------------------------------------------ */

int
weir_libav_mux_add_stream (WeirLibavMux *self, const WeirCaps *caps, GError **error)
{
  AVStream *stream = avformat_new_stream (self->context, NULL);
  AVRational rate = weir_libav_frame_rate (caps);
  Times *times = g_new0 (Times, 1);

  times->last_dts = AV_NOPTS_VALUE;
  g_ptr_array_add (self->times, times);

  if (stream == NULL)
    g_error ("no memory for a stream");
  weir_libav_forget ();
  if (!weir_libav_parameters_from_caps (caps, stream->codecpar, error))
    return -1;
  if (stream->codecpar->codec_id == AV_CODEC_ID_AAC)
    stream->codecpar->frame_size = 1024;
  stream->sample_aspect_ratio = stream->codecpar->sample_aspect_ratio;
  if (rate.num > 0 && rate.den > 0)
    stream->avg_frame_rate = rate;
  if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && stream->codecpar->sample_rate > 0)
    stream->time_base = (AVRational){ 1, stream->codecpar->sample_rate };
  else if (rate.num > 0 && rate.den > 0)
    stream->time_base = av_inv_q (rate);
  else
    stream->time_base = (AVRational){ 1, 90000 };
  return stream->index;
}

void
weir_libav_mux_add_tags (WeirLibavMux *self, const WeirTagList *tags)
{
  static const char *const names[][2] = { { WEIR_TAG_TITLE, "title" },
                                          { WEIR_TAG_ARTIST, "artist" },
                                          { WEIR_TAG_ALBUM, "album" },
                                          { WEIR_TAG_COMMENT, "comment" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *value = NULL;
    if (weir_tag_list_get_string (tags, names[i][0], &value))
      av_dict_set (&self->context->metadata, names[i][1], value, 0);
  }
}

void
weir_libav_mux_set_option (WeirLibavMux *self, const char *name, const char *value)
{
  av_dict_set (&self->options, name, value, 0);
}

/* --- writing ------------------------------------------------------------------------------------------------ */

static gboolean
check (int ret, const char *what, GError **error)
{
  if (ret < 0)
    weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX, ret, "%s", what);
  return ret >= 0;
}

gboolean
weir_libav_mux_write_header (WeirLibavMux *self, GError **error)
{
  weir_libav_forget ();
  self->begun = check (avformat_write_header (self->context, &self->options),
                       "the file can't be begun with these streams", error);
  return self->begun;
}

static gint64
in_base (gint64 time_ns, AVRational base)
{
  return time_ns == G_MININT64 ? AV_NOPTS_VALUE : av_rescale_q (time_ns, WEIR_LIBAV_NS, base);
}

/* Text of MP4 begins with its length. */
static gboolean
wrap_text (AVPacket *packet)
{
  AVPacket *text = av_packet_alloc ();
  int size = MIN (packet->size, G_MAXUINT16);

  if (text == NULL || av_new_packet (text, size + 2) < 0) {
    av_packet_free (&text);
    return FALSE;
  }
  text->data[0] = (guint8) (size >> 8);
  text->data[1] = (guint8) size;
  memcpy (text->data + 2, packet->data, (gsize) size);
  av_packet_copy_props (text, packet);
  av_packet_unref (packet);
  av_packet_move_ref (packet, text);
  av_packet_free (&text);
  return TRUE;
}

/* --- times --- */

static gint64
length_of (const AVPacket *packet, const AVPacket *next)
{
  if (packet->duration > 0)
    return packet->duration;
  if (next != NULL && next->pts != AV_NOPTS_VALUE && packet->pts != AV_NOPTS_VALUE
      && next->pts > packet->pts)
    return next->pts - packet->pts;
  return 1;
}

/* Counts back from the last packet, whose decode time is known. */
static void
count_back (Times *times)
{
  AVPacket *next = NULL;

  for (GList *l = times->kept.tail; l != NULL; l = l->prev) {
    AVPacket *packet = l->data;

    if (packet->dts == AV_NOPTS_VALUE && next != NULL)
      packet->dts = next->dts - length_of (packet, next);
    if (packet->pts == AV_NOPTS_VALUE)
      packet->pts = packet->dts;
    next = packet;
  }
}

/* None of the packets has a decode time: they are in order of decoding, so their times of showing, put
 * in order and moved before the first that is shown, are as good. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return x < y ? -1 : x > y;
}

static void
invent (Times *times)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 early = 0, last = 0;
  guint i = 0;

  for (GList *l = times->kept.head; l != NULL; l = l->next) {
    gint64 pts = ((AVPacket *) l->data)->pts;
    last = pts != AV_NOPTS_VALUE ? pts : last + 1;
    g_array_append_val (shown, last);
  }
  g_array_sort (shown, compare_times);
  for (GList *l = times->kept.head; l != NULL; l = l->next, i++) {
    AVPacket *packet = l->data;
    if (packet->pts != AV_NOPTS_VALUE)
      early = MAX (early, g_array_index (shown, gint64, i) - packet->pts);
  }
  i = 0;
  for (GList *l = times->kept.head; l != NULL; l = l->next, i++) {
    AVPacket *packet = l->data;

    packet->dts = g_array_index (shown, gint64, i) - early;
    if (packet->pts == AV_NOPTS_VALUE)
      packet->pts = packet->dts;
  }
}

static int
store (WeirLibavMux *self, Times *times, AVPacket *packet)
{
  if (packet->dts == AV_NOPTS_VALUE)
    packet->dts = times->last_dts + length_of (packet, NULL);
  if (times->last_dts != AV_NOPTS_VALUE && packet->dts <= times->last_dts)
    packet->dts = times->last_dts + 1;
  if (packet->pts == AV_NOPTS_VALUE || packet->pts < packet->dts)
    packet->pts = packet->dts;
  times->last_dts = packet->dts;
  return av_write_frame (self->context, packet);
}

static int
store_kept (WeirLibavMux *self, Times *times)
{
  AVPacket *packet;
  int ret = 0;

  if (g_queue_is_empty (&times->kept))
    return 0;
  if (((AVPacket *) times->kept.tail->data)->dts != AV_NOPTS_VALUE)
    count_back (times);
  else
    invent (times);
  while ((packet = g_queue_pop_head (&times->kept)) != NULL) {
    if (ret >= 0)
      ret = store (self, times, packet);
    av_packet_free (&packet);
  }
  return ret;
}

gboolean
weir_libav_mux_write (WeirLibavMux *self, int stream, WeirBuffer *buffer, gint64 pts_ns,
                      gint64 dts_ns, GError **error)
{
  AVStream *to = self->context->streams[stream];
  Times *times = g_ptr_array_index (self->times, (guint) stream);
  AVPacket *packet = self->packet;
  int ret = 0;

  g_return_val_if_fail (self->begun, FALSE);
  weir_libav_forget ();
  if (!weir_libav_packet_from_buffer (packet, buffer)
      || (to->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT && !wrap_text (packet))) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX, "the data can't be read");
    return FALSE;
  }
  packet->stream_index = stream;
  packet->time_base = to->time_base;
  packet->pts = in_base (pts_ns, to->time_base);
  packet->dts = in_base (dts_ns, to->time_base);
  packet->duration = av_rescale_q (packet->duration, WEIR_LIBAV_NS, to->time_base);
  if (to->codecpar->codec_type != AVMEDIA_TYPE_VIDEO && packet->dts == AV_NOPTS_VALUE)
    packet->dts = packet->pts; /* nothing else is put in another order */

  if (times->last_dts == AV_NOPTS_VALUE) {
    AVPacket *kept = av_packet_alloc ();

    if (kept == NULL)
      g_error ("no memory for a packet");
    av_packet_move_ref (kept, packet);
    g_queue_push_tail (&times->kept, kept);
    if (kept->dts != AV_NOPTS_VALUE || g_queue_get_length (&times->kept) >= MAX_KEPT)
      ret = store_kept (self, times);
  } else {
    ret = store (self, times, packet);
  }
  av_packet_unref (packet);
  return check (ret, "a buffer can't be stored", error);
}

gboolean
weir_libav_mux_write_trailer (WeirLibavMux *self, GError **error)
{
  int ret = 0;

  g_return_val_if_fail (self->begun, FALSE);
  weir_libav_forget ();
  for (guint i = 0; i < self->times->len && ret >= 0; i++)
    ret = store_kept (self, g_ptr_array_index (self->times, i));
  if (ret >= 0)
    ret = av_write_trailer (self->context);
  avio_flush (self->io);
  self->begun = FALSE;
  return check (ret, "the file can't be ended", error);
}
