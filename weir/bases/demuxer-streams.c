/* SPDX-License-Identifier: MIT */
/* The streams of a demuxer: what its functions give is queued, and the step makes pads of it, sends packets, and sees to
 * it that no stream is silent for long, because sinks and muxers downstream wait for all of them. */
#include <string.h>

#include <weir/bases/demuxer-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>

#define LAG_NS (500 * (WeirClockTime) WEIR_MSECOND)
#define SPARSE_LAG_NS (100 * (WeirClockTime) WEIR_MSECOND)

/* --- queueing: any of the element's functions ----------------------------------------------------------------------- */

static void
queue_out (WeirDemuxer *self, WeirDemuxOut *out)
{
  WeirDemuxerPrivate *p = self->priv;
  gboolean first;

  weir_monitor_enter (&p->monitor);
  first = g_queue_is_empty (&p->out);
  g_queue_push_tail (&p->out, out);
  if (out->kind == WEIR_DEMUX_OUT_BUFFER)
    p->out_bytes += weir_buffer_get_size (out->buffer);
  weir_monitor_leave (&p->monitor);
  if (first && p->mode == WEIR_DEMUX_PUSH)
    weir_element_wake (WEIR_ELEMENT_CAST (self));
}

static WeirDemuxOut *
new_out (WeirDemuxOutKind kind, WeirDemuxerStream *stream)
{
  WeirDemuxOut *out = g_new0 (WeirDemuxOut, 1);

  out->kind = kind;
  out->stream = stream;
  return out;
}

void
weir_demux_out_free (WeirDemuxOut *out)
{
  if (out->kind == WEIR_DEMUX_OUT_BUFFER)
    g_clear_pointer (&out->buffer, weir_buffer_unref);
  else if (out->kind == WEIR_DEMUX_OUT_CAPS)
    g_clear_pointer (&out->caps, weir_caps_unref);
  else if (out->kind == WEIR_DEMUX_OUT_TAGS)
    g_clear_pointer (&out->tags, weir_tag_list_unref);
  g_free (out);
}

/**
 * weir_demuxer_add_stream:
 * @self: the demuxer
 * @info: (transfer none): what the stream is
 *
 * Thread: owner; in `open_container` and `demux` only.
 *
 * Returns: (transfer none): the stream, valid until `close_container` has returned
 */
WeirDemuxerStream *
weir_demuxer_add_stream (WeirDemuxer *self, const WeirDemuxerStreamInfo *info)
{
  WeirDemuxerStream *stream = g_new0 (WeirDemuxerStream, 1);

  stream->template_name = g_strdup (info->template_name);
  stream->id = info->id;
  stream->sparse = info->sparse;
  stream->first_caps = weir_caps_ref (info->caps);
  stream->tags = info->tags != NULL ? weir_tag_list_ref (info->tags) : NULL;
  stream->need_segment = TRUE;
  stream->position = WEIR_CLOCK_TIME_NONE;
  queue_out (self, new_out (WEIR_DEMUX_OUT_ADD, stream));
  return stream;
}

/**
 * weir_demuxer_streams_complete:
 * @self: the demuxer
 *
 * Says that no more streams will be added. Thread: owner; in `open_container` and `demux` only.
 */
void
weir_demuxer_streams_complete (WeirDemuxer *self)
{
  queue_out (self, new_out (WEIR_DEMUX_OUT_COMPLETE, NULL));
}

/**
 * weir_demuxer_set_stream_caps:
 * @self: the demuxer
 * @stream: one of its streams
 * @caps: (transfer none): its format from the next packet on
 *
 * Changes the format of a stream. Thread: owner; in `demux` only.
 */
void
weir_demuxer_set_stream_caps (WeirDemuxer *self, WeirDemuxerStream *stream, WeirCaps *caps)
{
  WeirDemuxOut *out = new_out (WEIR_DEMUX_OUT_CAPS, stream);

  out->caps = weir_caps_ref (caps);
  queue_out (self, out);
}

/**
 * weir_demuxer_set_tags:
 * @self: the demuxer
 * @tags: (transfer none): what is known of the whole
 *
 * Says what is known of the whole. Thread: owner; in `open_container` and `demux` only.
 */
void
weir_demuxer_set_tags (WeirDemuxer *self, WeirTagList *tags)
{
  WeirDemuxOut *out = new_out (WEIR_DEMUX_OUT_TAGS, NULL);

  out->tags = weir_tag_list_ref (tags);
  queue_out (self, out);
}

/**
 * weir_demuxer_set_duration:
 * @self: the demuxer
 * @duration: of the whole, in ns
 *
 * Says how long the whole is. Thread: owner; in `open_container` and `demux` only.
 */
void
weir_demuxer_set_duration (WeirDemuxer *self, WeirClockTime duration)
{
  WeirDemuxOut *out = new_out (WEIR_DEMUX_OUT_DURATION, NULL);

  out->number = duration;
  queue_out (self, out);
}

/**
 * weir_demuxer_set_seekable:
 * @self: the demuxer
 * @seekable: whether `seek_time` will work
 *
 * Says whether one can go elsewhere. Thread: owner; in `open_container` and `demux` only.
 */
void
weir_demuxer_set_seekable (WeirDemuxer *self, gboolean seekable)
{
  WeirDemuxOut *out = new_out (WEIR_DEMUX_OUT_SEEKABLE, NULL);

  out->number = seekable;
  queue_out (self, out);
}

/**
 * weir_demuxer_push:
 * @self: the demuxer
 * @stream: one of its streams
 * @buffer: (transfer full): a packet, with pts and dts in stream time, counted from the beginning of the file
 *
 * Gives a packet to its stream. Thread: owner; in `demux` only.
 */
void
weir_demuxer_push (WeirDemuxer *self, WeirDemuxerStream *stream, WeirBuffer *buffer)
{
  WeirDemuxOut *out = new_out (WEIR_DEMUX_OUT_BUFFER, stream);

  out->buffer = buffer;
  queue_out (self, out);
}

/**
 * weir_demuxer_end_stream:
 * @self: the demuxer
 * @stream: one of its streams
 *
 * Says that this stream has no more packets, before the whole ends. Thread: owner; in `demux` only.
 */
void
weir_demuxer_end_stream (WeirDemuxer *self, WeirDemuxerStream *stream)
{
  queue_out (self, new_out (WEIR_DEMUX_OUT_END, stream));
}

/**
 * weir_demuxer_is_wanted:
 * @self: the demuxer
 * @stream: one of its streams
 *
 * Thread: owner; in `demux` only.
 *
 * Returns: whether packets of it go anywhere; others needn't be read
 */
gboolean
weir_demuxer_is_wanted (WeirDemuxer *self, WeirDemuxerStream *stream)
{
  int flow = __atomic_load_n (&stream->flow, __ATOMIC_RELAXED);

  return flow == WEIR_FLOW_OK;
}

/* --- the step's side ------------------------------------------------------------------------------------------------ */

static void
push_tags (WeirDemuxer *self, WeirDemuxerStream *stream)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirTagList *all;

  if (stream->tags == NULL && p->tags == NULL)
    return;
  all = weir_tag_list_merge (stream->tags, p->tags, WEIR_TAG_MERGE_KEEP);
  if (all != NULL)
    weir_pad_push_event (stream->pad, weir_event_new_tag (all));
}

static void
push_segment (WeirDemuxer *self, WeirDemuxerStream *stream)
{
  WeirEvent *event = weir_event_new_segment (&self->priv->segment);

  if (self->priv->seqnum != WEIR_SEQNUM_INVALID)
    weir_event_set_seqnum (event, self->priv->seqnum);
  weir_pad_push_event (stream->pad, event);
  stream->need_segment = FALSE;
}

static char *
next_name (WeirDemuxer *self, const char *template_name)
{
  const char *percent = strchr (template_name, '%');
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->priv->counts, template_name));

  g_hash_table_insert (self->priv->counts, g_strdup (template_name), GUINT_TO_POINTER (n + 1));
  if (percent == NULL)
    return g_strdup (template_name);
  return g_strdup_printf ("%.*s%u", (int) (percent - template_name), template_name, n);
}

static void
announce (WeirDemuxer *self, WeirDemuxerStream *stream)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirPadTemplate *templ = weir_element_get_pad_template (element, stream->template_name);
  g_autofree char *name = next_name (self, stream->template_name);
  g_autofree char *suffix = g_strdup_printf ("%03u", stream->id);
  WeirPad *pad = weir_pad_new_from_template (templ, name);

  stream->pad = g_object_ref_sink (pad);
  g_ptr_array_add (self->priv->streams, stream);
  weir_pad_set_allowed_caps (pad, stream->first_caps);
  weir_element_announce_pad (element, pad);
  if (self->priv->group_id == WEIR_GROUP_ID_INVALID)
    self->priv->group_id = weir_util_group_id_next ();
  weir_base_push_stream_start (element, pad, suffix, self->priv->group_id, stream->sparse ? WEIR_STREAM_FLAG_SPARSE : 0);
  weir_base_push_caps (pad, stream->first_caps);
  push_segment (self, stream);
  push_tags (self, stream);
}

static void
end_stream (WeirDemuxerStream *stream)
{
  if (stream->ended)
    return;
  stream->ended = TRUE;
  weir_pad_push_event (stream->pad, weir_event_new_eos ());
}

static WeirClockTime
time_of (WeirBuffer *buffer)
{
  return buffer->dts != WEIR_CLOCK_TIME_NONE ? buffer->dts : buffer->pts;
}

/* Streams that lag behind say so: whoever waits for them goes on without. */
static void
push_gaps (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;

  if (!p->complete)
    return;
  for (guint i = 0; i < p->streams->len; i++) {
    WeirDemuxerStream *stream = p->streams->pdata[i];
    WeirClockTime lag = stream->sparse ? SPARSE_LAG_NS : LAG_NS;
    WeirClockTime from = stream->position != WEIR_CLOCK_TIME_NONE ? stream->position : p->segment.start;

    if (stream->ended || p->furthest <= from || p->furthest - from <= lag)
      continue;
    if (stream->need_segment)
      push_segment (self, stream);
    weir_pad_push_event (stream->pad, weir_event_new_gap (from, p->furthest - from));
    stream->position = p->furthest;
  }
}

static gboolean
push_buffer (WeirDemuxer *self, WeirDemuxOut *out)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirDemuxerStream *stream = out->stream;
  WeirBuffer *buffer;
  WeirClockTime at, end;
  int flow;

  if (stream->ended)
    return TRUE;
  if (!weir_pad_hot_has_room (stream->pad)) {
    weir_element_want_room (WEIR_ELEMENT_CAST (self), stream->pad);
    return FALSE;
  }
  buffer = g_steal_pointer (&out->buffer);
  at = time_of (buffer);
  if (at != WEIR_CLOCK_TIME_NONE && p->segment.stop != WEIR_CLOCK_TIME_NONE && at >= p->segment.stop) {
    weir_buffer_unref (buffer);
    end_stream (stream); /* nothing of it lies before the end any more */
    return TRUE;
  }
  if (stream->need_segment)
    push_segment (self, stream);
  if (stream->discont) {
    buffer = weir_buffer_make_writable (buffer);
    buffer->flags |= WEIR_BUFFER_FLAG_DISCONT;
    stream->discont = FALSE;
  }
  if (at != WEIR_CLOCK_TIME_NONE) {
    end = at + (buffer->duration != WEIR_CLOCK_TIME_NONE ? buffer->duration : 0);
    if (stream->position == WEIR_CLOCK_TIME_NONE || end > stream->position)
      stream->position = end;
    if (p->furthest == WEIR_CLOCK_TIME_NONE || at > p->furthest)
      p->furthest = at;
  }
  flow = weir_pad_hot_push (stream->pad, buffer);
  __atomic_store_n (&stream->flow, flow == WEIR_FLOW_FLUSHING ? WEIR_FLOW_OK : flow, __ATOMIC_RELAXED);
  if (p->furthest != WEIR_CLOCK_TIME_NONE)
    push_gaps (self);
  return TRUE;
}

static void
say_seekable (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  gboolean seekable = p->seekable && p->mode == WEIR_DEMUX_PULL && WEIR_DEMUXER_GET_CLASS (self)->seek_time != NULL;

  weir_element_publish_seekable (WEIR_ELEMENT_CAST (self), seekable, 0, (gint64) p->duration);
}

static void
take_tags (WeirDemuxer *self, WeirTagList *tags)
{
  WeirDemuxerPrivate *p = self->priv;

  g_clear_pointer (&p->tags, weir_tag_list_unref);
  p->tags = weir_tag_list_ref (tags);
  for (guint i = 0; i < p->streams->len; i++)
    push_tags (self, p->streams->pdata[i]);
}

gboolean
weir_demuxer_act (WeirDemuxer *self, WeirDemuxOut *out)
{
  WeirDemuxerPrivate *p = self->priv;

  switch (out->kind) {
  case WEIR_DEMUX_OUT_ADD:
    announce (self, out->stream);
    break;
  case WEIR_DEMUX_OUT_COMPLETE:
    p->complete = TRUE;
    weir_element_announce_no_more_pads (WEIR_ELEMENT_CAST (self));
    break;
  case WEIR_DEMUX_OUT_CAPS:
    weir_pad_set_allowed_caps (out->stream->pad, out->caps);
    weir_base_push_caps (out->stream->pad, out->caps);
    break;
  case WEIR_DEMUX_OUT_TAGS:
    take_tags (self, out->tags);
    break;
  case WEIR_DEMUX_OUT_BUFFER:
    return push_buffer (self, out);
  case WEIR_DEMUX_OUT_END:
    end_stream (out->stream);
    break;
  case WEIR_DEMUX_OUT_DURATION:
    p->duration = p->segment.duration = out->number;
    weir_element_publish_duration (WEIR_ELEMENT_CAST (self), WEIR_FORMAT_TIME, (gint64) p->duration);
    say_seekable (self);
    break;
  case WEIR_DEMUX_OUT_SEEKABLE:
    p->seekable = out->number != 0;
    say_seekable (self);
    break;
  }
  return TRUE;
}

WeirFlowReturn
weir_demuxer_combine_flow (WeirDemuxer *self)
{
  GPtrArray *streams = self->priv->streams;
  WeirFlowReturn all = WEIR_FLOW_NOT_LINKED;

  if (!self->priv->complete || streams->len == 0)
    return WEIR_FLOW_OK;
  for (guint i = 0; i < streams->len; i++) {
    WeirDemuxerStream *stream = streams->pdata[i];

    if (stream->flow != WEIR_FLOW_NOT_LINKED && stream->flow != WEIR_FLOW_EOS && !stream->ended)
      return WEIR_FLOW_OK;
    if (stream->flow != WEIR_FLOW_NOT_LINKED)
      all = WEIR_FLOW_EOS;
  }
  return all;
}

WeirProcess
weir_demuxer_end (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 position = (gint64) (p->segment.stop != WEIR_CLOCK_TIME_NONE ? p->segment.stop : p->duration);

  if ((p->segment.flags & WEIR_SEGMENT_FLAG_SEGMENT) == 0) {
    for (guint i = 0; i < p->streams->len; i++)
      end_stream (p->streams->pdata[i]);
    return WEIR_PROCESS_EOS;
  }
  weir_element_post_message (element, weir_message_new_segment_done (WEIR_OBJECT_CAST (self), WEIR_FORMAT_TIME, position));
  for (guint i = 0; i < p->streams->len; i++)
    weir_pad_push_event (((WeirDemuxerStream *) p->streams->pdata[i])->pad,
                         weir_event_new_segment_done (WEIR_FORMAT_TIME, position));
  weir_element_want_rest (element);
  return WEIR_PROCESS_PARK;
}

static void
stream_free (WeirDemuxerStream *stream)
{
  g_clear_object (&stream->pad);
  weir_caps_unref (stream->first_caps);
  g_clear_pointer (&stream->tags, weir_tag_list_unref);
  g_free (stream->template_name);
  g_free (stream);
}

/* The pads go with the streams. */
void
weir_demuxer_clear_streams (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirDemuxOut *out;

  for (guint i = 0; i < p->streams->len; i++) {
    WeirDemuxerStream *stream = p->streams->pdata[i];

    weir_element_retract_pad (WEIR_ELEMENT_CAST (self), stream->pad);
    stream_free (stream);
  }
  g_ptr_array_set_size (p->streams, 0);
  g_hash_table_remove_all (p->counts);
  g_clear_pointer (&p->head, weir_demux_out_free);
  while ((out = g_queue_pop_head (&p->out)) != NULL) {
    if (out->kind == WEIR_DEMUX_OUT_ADD)
      stream_free (out->stream);
    weir_demux_out_free (out);
  }
  p->out_bytes = 0;
  g_clear_pointer (&p->tags, weir_tag_list_unref);
}
