/* SPDX-License-Identifier: MIT */
/* Drives a demuxer of libavformat, which fetches its bytes through callbacks and never opens
 * anything by itself. */
#include "demux.h"

#include <libavutil/display.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <weir/base/error.h>

#include "codec-caps.h"
#include "error.h"
#include "memory.h"

#define IO_BYTES (64 * 1024)
/* Damaged packets in a row after which there is nothing to be hoped for. */
#define MAX_BAD 1000

struct _WeirLibavDemux {
  AVFormatContext *context; /* (owned) */
  AVIOContext *io;          /* (owned) */
  AVPacket *packet;         /* (owned) */
  AVPacket *ahead;          /* (owned) (nullable): read to see where a seek got to */
  WeirLibavReader reader;
  guint64 position; /* of the next byte that the callback gives */

  WeirLibavStream *streams; /* (owned) */
  guint n_streams;
  WeirTagList *tags; /* (owned) (nullable) */
  gint64 last_ns;    /* of the packets so far, in the file's time */
  guint n_bad;
  gboolean cut; /* a packet was shorter than it should be */
};

/* --- bytes ---------------------------------------------------------------------------------------------- */

static int
read_cb (void *opaque, guint8 *to, int n)
{
  WeirLibavDemux *self = opaque;
  gssize got = self->reader.read_at (self->reader.data, self->position, to, (gsize) n);

  if (got < 0)
    return self->reader.is_cancelled (self->reader.data) ? AVERROR_EXIT : AVERROR (EIO);
  if (got == 0)
    return AVERROR_EOF;
  self->position += (guint64) got;
  return (int) got;
}

static gint64
seek_cb (void *opaque, gint64 offset, int whence)
{
  WeirLibavDemux *self = opaque;
  gint64 size = self->reader.get_size (self->reader.data);

  switch (whence & ~AVSEEK_FORCE) {
  case AVSEEK_SIZE:
    return size >= 0 ? size : AVERROR (ENOSYS);
  case SEEK_CUR:
    offset += (gint64) self->position;
    break;
  case SEEK_END:
    if (size < 0)
      return AVERROR (ENOSYS);
    offset += size;
    break;
  default:
    break;
  }
  if (offset < 0)
    return AVERROR (EINVAL);
  self->position = (guint64) offset;
  return offset;
}

static int
interrupt_cb (void *opaque)
{
  WeirLibavDemux *self = opaque;
  return self->reader.is_cancelled (self->reader.data);
}

/* Files that name other files: what is read is what the pipeline says, nothing else. */
static int
refuse_open_cb (AVFormatContext *context, AVIOContext **io, const char *url, int flags,
                AVDictionary **options)
{
  return AVERROR (EPERM);
}

/* --- what there is ---------------------------------------------------------------------------------------- */

static void
add_string_tag (WeirTagList *tags, const AVDictionary *metadata, const char *key, const char *tag)
{
  const AVDictionaryEntry *entry = av_dict_get (metadata, key, NULL, 0);

  if (entry != NULL && entry->value[0] != '\0' && g_utf8_validate (entry->value, -1, NULL))
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE, tag, entry->value, NULL);
}

static WeirTagList *
finish_tags (WeirTagList *tags)
{
  if (weir_tag_list_is_empty (tags))
    g_clear_pointer (&tags, weir_tag_list_unref);
  return tags;
}

static WeirTagList *
file_tags (const AVFormatContext *context)
{
  WeirTagList *tags = weir_tag_list_new_empty ();

  add_string_tag (tags, context->metadata, "title", WEIR_TAG_TITLE);
  add_string_tag (tags, context->metadata, "artist", WEIR_TAG_ARTIST);
  add_string_tag (tags, context->metadata, "album", WEIR_TAG_ALBUM);
  add_string_tag (tags, context->metadata, "comment", WEIR_TAG_COMMENT);
  add_string_tag (tags, context->metadata, "encoder", WEIR_TAG_ENCODER);
  weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE, WEIR_TAG_CONTAINER_FORMAT,
                     context->iformat->long_name, NULL);
  weir_tag_list_set_scope (tags, WEIR_TAG_SCOPE_GLOBAL);
  return finish_tags (tags);
}

/* The matrix turns counter-clockwise; the tag says how to turn so that it is upright. */
static const char *
orientation (const AVStream *stream)
{
  const guint8 *matrix = av_stream_get_side_data (stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
  double degrees;

  if (matrix == NULL)
    return NULL;
  degrees = av_display_rotation_get ((const gint32 *) matrix);
  if (!isfinite (degrees)) /* the matrix turns nothing */
    return NULL;
  switch ((360 - lrint (degrees)) % 360) {
  case 90:
    return "rotate-90";
  case 180:
    return "rotate-180";
  case 270:
    return "rotate-270";
  default:
    return NULL;
  }
}

static WeirTagList *
stream_tags (const AVStream *stream)
{
  WeirTagList *tags = weir_tag_list_new_empty ();
  const AVCodecParameters *par = stream->codecpar;
  const char *title = weir_libav_codec_title (par->codec_id);
  const char *turn = orientation (stream);

  if (title != NULL && par->codec_type != AVMEDIA_TYPE_SUBTITLE)
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE,
                       par->codec_type == AVMEDIA_TYPE_AUDIO ? WEIR_TAG_AUDIO_CODEC
                                                             : WEIR_TAG_VIDEO_CODEC,
                       title, NULL);
  if (par->bit_rate > 0 && par->bit_rate <= G_MAXUINT)
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE, WEIR_TAG_BITRATE, (guint) par->bit_rate, NULL);
  if (turn != NULL)
    weir_tag_list_add (tags, WEIR_TAG_MERGE_REPLACE, WEIR_TAG_IMAGE_ORIENTATION, turn, NULL);
  add_string_tag (tags, stream->metadata, "language", WEIR_TAG_LANGUAGE_CODE);
  weir_tag_list_set_scope (tags, WEIR_TAG_SCOPE_STREAM);
  return finish_tags (tags);
}

static void
describe_stream (WeirLibavDemux *self, guint i)
{
  AVStream *stream = self->context->streams[i];
  WeirLibavStream *out = &self->streams[i];
  AVRational rate = stream->avg_frame_rate;
  AVCodecParameters *par = stream->codecpar;

  if (rate.num <= 0 || rate.den <= 0)
    rate = stream->r_frame_rate;
  if (par->sample_aspect_ratio.num <= 0)
    par->sample_aspect_ratio = stream->sample_aspect_ratio;
  out->type = par->codec_type;
  out->codec = avcodec_get_name (par->codec_id);
  out->caps = weir_libav_caps_new (par, rate);
  out->tags = stream_tags (stream);
  out->duration_ns = stream->duration != AV_NOPTS_VALUE
                       ? av_rescale_q (stream->duration, stream->time_base, WEIR_LIBAV_NS)
                       : -1;
  out->wanted = TRUE;
}

/* --- life --------------------------------------------------------------------------------------------------- */

void
weir_libav_demux_free (WeirLibavDemux *self)
{
  if (self == NULL)
    return;
  avformat_close_input (&self->context);
  if (self->io != NULL) {
    av_freep (&self->io->buffer);
    avio_context_free (&self->io);
  }
  av_packet_free (&self->packet);
  av_packet_free (&self->ahead);
  for (guint i = 0; i < self->n_streams; i++) {
    g_clear_pointer (&self->streams[i].caps, weir_caps_unref);
    g_clear_pointer (&self->streams[i].tags, weir_tag_list_unref);
  }
  g_free (self->streams);
  g_clear_pointer (&self->tags, weir_tag_list_unref);
  g_free (self);
}

static int
open_context (WeirLibavDemux *self, const char *format)
{
  const AVInputFormat *input = format != NULL ? av_find_input_format (format) : NULL;
  int ret;

  self->context->pb = self->io;
  self->context->flags |= AVFMT_FLAG_CUSTOM_IO;
  self->context->io_open = refuse_open_cb;
  self->context->interrupt_callback = (AVIOInterruptCB){ interrupt_cb, self };
  /* frees the context when it fails */
  ret = avformat_open_input (&self->context, NULL, input, NULL);
  if (ret >= 0)
    ret = avformat_find_stream_info (self->context, NULL);
  return ret;
}

WeirLibavDemux *
weir_libav_demux_new (const char *format, const WeirLibavReader *reader, GError **error)
{
  g_autoptr (WeirLibavDemux) self = g_new0 (WeirLibavDemux, 1);
  int ret;

  weir_libav_init ();
  weir_libav_forget ();
  self->reader = *reader;
  self->packet = av_packet_alloc ();
  self->context = avformat_alloc_context ();
  self->io = avio_alloc_context (av_malloc (IO_BYTES), IO_BYTES, 0, self, read_cb, NULL, seek_cb);
  if (self->packet == NULL || self->context == NULL || self->io == NULL)
    g_error ("no memory for a demuxer");
  self->io->seekable = reader->seekable ? AVIO_SEEKABLE_NORMAL : 0;
  if (!reader->seekable)
    self->io->seek = NULL;

  ret = open_context (self, format);
  if (ret < 0) {
    weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX, ret,
                          "its streams can't be found");
    return NULL;
  }
  self->streams = g_new0 (WeirLibavStream, self->context->nb_streams);
  self->n_streams = self->context->nb_streams;
  for (guint i = 0; i < self->n_streams; i++)
    describe_stream (self, i);
  self->tags = file_tags (self->context);
  return g_steal_pointer (&self);
}

guint
weir_libav_demux_n_streams (WeirLibavDemux *self)
{
  return self->n_streams;
}

WeirLibavStream *
weir_libav_demux_get_stream (WeirLibavDemux *self, guint i)
{
  g_return_val_if_fail (i < self->n_streams, NULL);
  return &self->streams[i];
}

gint64
weir_libav_demux_duration_ns (WeirLibavDemux *self)
{
  gint64 duration = self->context->duration;
  return duration != AV_NOPTS_VALUE && duration > 0 ? duration * (WEIR_SECOND / AV_TIME_BASE) : -1;
}

WeirTagList *
weir_libav_demux_get_tags (WeirLibavDemux *self)
{
  return self->tags;
}

/* --- packets ------------------------------------------------------------------------------------------------- */

/* Subtitles of MP4 begin with the length of their text (3GPP TS 26.245); styles may follow. */
static gboolean
unwrap_text (AVPacket *packet)
{
  gsize length;

  if (packet->size < 2)
    return FALSE;
  length = (gsize) packet->data[0] << 8 | packet->data[1];
  if (length == 0 || length > (gsize) packet->size - 2)
    return FALSE;
  packet->data += 2;
  packet->size = (int) length;
  return g_utf8_validate ((const char *) packet->data, (gssize) length, NULL);
}

/* Sound that fills the codec, and pictures that only others refer to, lie before 0. */
static void
clip_start (WeirBuffer *buffer, gint64 pts_ns)
{
  if (pts_ns >= 0)
    return;
  if (WEIR_BUFFER_DURATION_IS_VALID (buffer) && (gint64) buffer->duration + pts_ns > 0) {
    buffer->pts = 0;
    buffer->duration -= (WeirClockTime) -pts_ns;
  } else {
    buffer->flags |= WEIR_BUFFER_FLAG_DECODE_ONLY;
  }
}

static int
fetch (WeirLibavDemux *self)
{
  if (self->ahead == NULL)
    return av_read_frame (self->context, self->packet);
  av_packet_move_ref (self->packet, self->ahead);
  av_packet_free (&self->ahead);
  return 0;
}

static WeirBuffer *
make_buffer (WeirLibavDemux *self)
{
  AVPacket *packet = self->packet;
  AVStream *stream = self->context->streams[packet->stream_index];
  gint64 time = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
  WeirBuffer *buffer;

  if (time != AV_NOPTS_VALUE)
    self->last_ns =
      MAX (self->last_ns, av_rescale_q (time + packet->duration, stream->time_base, WEIR_LIBAV_NS));
  if ((packet->flags & AV_PKT_FLAG_CORRUPT) != 0)
    self->cut = TRUE;
  if (stream->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT && !unwrap_text (packet))
    return NULL;
  buffer = weir_libav_buffer_from_packet (packet, stream->time_base);
  if (packet->pts != AV_NOPTS_VALUE)
    clip_start (buffer, av_rescale_q (packet->pts, stream->time_base, WEIR_LIBAV_NS));
  if (packet->pos >= 0)
    buffer->offset = (guint64) packet->pos;
  return buffer;
}

static WeirLibavStatus
failed (WeirLibavDemux *self, int ret, GError **error)
{
  if (ret == AVERROR_EOF)
    return WEIR_LIBAV_EOS;
  if (ret == AVERROR (EAGAIN))
    return WEIR_LIBAV_AGAIN;
  weir_libav_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX, ret,
                        "a part can't be read");
  if (ret == AVERROR_INVALIDDATA && self->n_bad++ < MAX_BAD) {
    self->cut = self->cut || avio_feof (self->io);
    return WEIR_LIBAV_BAD;
  }
  return WEIR_LIBAV_ERROR;
}

WeirLibavStatus
weir_libav_demux_read (WeirLibavDemux *self, guint *stream, WeirBuffer **buffer, GError **error)
{
  weir_libav_forget ();
  for (;;) {
    int ret = fetch (self);

    if (ret < 0)
      return failed (self, ret, error);
    self->n_bad = 0;
    *buffer = NULL;
    *stream = (guint) self->packet->stream_index;
    if (*stream < self->n_streams && self->streams[*stream].wanted && self->packet->size > 0)
      *buffer = make_buffer (self);
    av_packet_unref (self->packet);
    if (*buffer != NULL)
      return WEIR_LIBAV_OK;
    if (self->reader.is_cancelled (self->reader.data))
      return WEIR_LIBAV_AGAIN;
  }
}

gboolean
weir_libav_demux_is_truncated (WeirLibavDemux *self)
{
  gint64 promised = weir_libav_demux_duration_ns (self);

  /* a second of doubt: tracks end at different times, and lengths are estimates in some formats */
  return self->cut
         || (promised > 0
             && self->context->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
             && self->last_ns + (gint64) WEIR_SECOND < promised);
}

/* Where it is: the first packet of a wanted stream tells. */
static WeirClockTime
look_where (WeirLibavDemux *self, WeirClockTime expected)
{
  self->ahead = av_packet_alloc ();
  while (self->ahead != NULL && av_read_frame (self->context, self->ahead) >= 0) {
    guint stream = (guint) self->ahead->stream_index;
    WeirClockTime at =
      stream < self->n_streams
        ? weir_libav_time_ns (self->ahead->pts, self->context->streams[stream]->time_base)
        : WEIR_CLOCK_TIME_NONE;

    if (stream < self->n_streams && self->streams[stream].wanted)
      return WEIR_CLOCK_TIME_IS_VALID (at) ? at : expected;
    av_packet_unref (self->ahead);
  }
  av_packet_free (&self->ahead);
  return expected;
}

gboolean
weir_libav_demux_seek (WeirLibavDemux *self, WeirClockTime time_ns, gboolean after,
                       WeirClockTime *reached_ns, GError **error)
{
  gint64 time = (gint64) (time_ns / (WEIR_SECOND / AV_TIME_BASE));
  int ret;

  weir_libav_forget ();
  if (self->context->start_time != AV_NOPTS_VALUE && self->context->start_time > time)
    time = self->context->start_time;
  ret = av_seek_frame (self->context, -1, time, after ? 0 : AVSEEK_FLAG_BACKWARD);
  if (ret < 0 && after)
    ret = av_seek_frame (self->context, -1, time, AVSEEK_FLAG_BACKWARD);
  if (ret < 0) {
    weir_libav_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, ret,
                          "there is no way to %.3f s", (double) time_ns / (double) WEIR_SECOND);
    return FALSE;
  }
  av_packet_free (&self->ahead);
  self->n_bad = 0;
  *reached_ns = look_where (self, time_ns);
  return TRUE;
}
