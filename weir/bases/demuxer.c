/* SPDX-License-Identifier: MIT */
/* The step of a demuxer: decides where bytes come from, has the element read, and sends what it gave. */
#include <weir/bases/demuxer-private.h>
#include <weir/bases/hot-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirDemuxer, weir_demuxer, WEIR_TYPE_ELEMENT)

/* --- what was given ------------------------------------------------------------------------------------------------- */

static WeirDemuxOut *
next_out (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirDemuxOut *out = g_steal_pointer (&p->head);

  if (out != NULL)
    return out;
  weir_monitor_enter (&p->monitor);
  out = g_queue_pop_head (&p->out);
  if (out != NULL && out->kind == WEIR_DEMUX_OUT_BUFFER)
    p->out_bytes -= weir_buffer_get_size (out->buffer);
  if (p->crowded)
    weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  return out;
}

typedef enum { EMPTIED = 1, NO_ROOM, BUDGET } Sent;

static Sent
send_out (WeirDemuxer *self)
{
  WeirDemuxOut *out;

  while ((out = next_out (self)) != NULL) {
    if (!weir_demuxer_act (self, out)) {
      self->priv->head = out;
      return NO_ROOM;
    }
    weir_demux_out_free (out);
    if (weir_element_hot_budget_used (WEIR_ELEMENT_CAST (self)))
      return BUDGET;
  }
  return EMPTIED;
}

/* --- seeks ---------------------------------------------------------------------------------------------------------- */

static gboolean
perform_seek (WeirDemuxer *self, GError **error)
{
  WeirDemuxerPrivate *p = self->priv;
  g_autoptr (WeirEvent) event = g_steal_pointer (&p->seek);
  WeirSegment segment = p->segment;
  WeirSeekType start_type, stop_type;
  WeirClockTime target, reached;
  WeirSeekFlags flags;
  WeirFormat format;
  gint64 start, stop;
  double rate;

  if (!p->seekable || WEIR_DEMUXER_GET_CLASS (self)->seek_time == NULL)
    return TRUE; /* asked for before that could be known */
  weir_event_parse_seek (event, &rate, &format, &flags, &start_type, &start, &stop_type, &stop);
  if (!weir_segment_do_seek (&segment, rate, format, flags, start_type, (guint64) start, stop_type, (guint64) stop, NULL))
    return TRUE;
  target = reached = segment.position;
  if (!WEIR_DEMUXER_GET_CLASS (self)->seek_time (self, target, flags, &reached, error)) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SEEK, "the seek failed");
    return FALSE;
  }
  if ((flags & WEIR_SEEK_FLAG_KEY_UNIT) != 0 && rate > 0)
    segment.start = segment.position = segment.time = reached;
  p->segment = segment;
  p->seqnum = weir_event_get_seqnum (event);
  p->furthest = WEIR_CLOCK_TIME_NONE;
  p->ended = FALSE;
  for (guint i = 0; i < p->streams->len; i++) {
    WeirDemuxerStream *stream = p->streams->pdata[i];

    stream->need_segment = stream->discont = TRUE;
    stream->ended = FALSE;
    stream->position = WEIR_CLOCK_TIME_NONE;
    stream->flow = WEIR_FLOW_OK;
  }
  if ((flags & WEIR_SEEK_FLAG_SEGMENT) != 0)
    weir_element_post_message (WEIR_ELEMENT_CAST (self),
                               weir_message_new_segment_start (WEIR_OBJECT_CAST (self), format, (gint64) segment.position));
  return TRUE;
}

static gboolean
weir_demuxer_seek (WeirElement *element, WeirEvent *seek, GError **error)
{
  WeirDemuxer *self = WEIR_DEMUXER_CAST (element);
  WeirFormat format;
  double rate;

  weir_event_parse_seek (seek, &rate, &format, NULL, NULL, NULL, NULL, NULL);
  if (format != WEIR_FORMAT_TIME) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, "a demuxer seeks in time, not in %s",
                 weir_format_get_name (format));
    return FALSE;
  }
  if (rate < 0) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, "this demuxer doesn't play backwards");
    return FALSE;
  }
  if (self->priv->opened && (!self->priv->seekable || self->priv->mode != WEIR_DEMUX_PULL)) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, "the stream that comes in can't be read at any place");
    return FALSE;
  }
  weir_event_replace (&self->priv->seek, seek);
  element->priv->resting = FALSE;
  return TRUE;
}

/* --- the step ------------------------------------------------------------------------------------------------------- */

/* The source has begun: can its bytes be read at any place? */
static gboolean
decide (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;

  if (weir_pad_hot_peek (self->sinkpad) == NULL) {
    weir_element_want_input (WEIR_ELEMENT_CAST (self), self->sinkpad);
    return FALSE;
  }
  p->reader = weir_byte_reader_find (self->sinkpad);
  p->mode = p->reader != NULL ? WEIR_DEMUX_PULL : WEIR_DEMUX_PUSH;
  if (p->mode == WEIR_DEMUX_PULL) {
    weir_pad_set_unwanted (self->sinkpad);
  } else {
    p->opened = TRUE;
    weir_demuxer_start_thread (self);
  }
  return TRUE;
}

static gboolean
check_flow (WeirDemuxer *self, gboolean *over, GError **error)
{
  WeirFlowReturn flow = weir_demuxer_combine_flow (self);

  *over = flow == WEIR_FLOW_EOS;
  if (flow != WEIR_FLOW_NOT_LINKED)
    return TRUE;
  g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED,
               "none of its %u streams is linked to anything; link its pads when pad-added tells of them",
               self->priv->streams->len);
  return FALSE;
}

static WeirProcess
end_all (WeirDemuxer *self)
{
  if (self->priv->mode == WEIR_DEMUX_PUSH)
    weir_pad_set_unwanted (self->sinkpad);
  return weir_demuxer_end (self);
}

/* With random access: reads as long as there is room. */
static WeirProcess
pull (WeirDemuxer *self, GError **error)
{
  WeirDemuxerClass *klass = WEIR_DEMUXER_GET_CLASS (self);
  WeirDemuxerPrivate *p = self->priv;
  WeirFlowReturn ret;
  gboolean over;

  if (!p->opened) {
    p->opened = TRUE;
    if (!klass->open_container (self, error))
      return WEIR_PROCESS_ERROR;
  }
  for (;;) {
    switch (send_out (self)) {
    case NO_ROOM:
      return WEIR_PROCESS_PARK;
    case BUDGET:
      return WEIR_PROCESS_AGAIN;
    case EMPTIED:
      break;
    }
    if (!check_flow (self, &over, error))
      return WEIR_PROCESS_ERROR;
    if (p->seek != NULL) {
      if (!perform_seek (self, error))
        return WEIR_PROCESS_ERROR;
      continue;
    }
    if (p->ended || over)
      return end_all (self);
    ret = klass->demux (self, error);
    if (ret == WEIR_FLOW_EOS) {
      p->ended = TRUE;
    } else if (ret != WEIR_FLOW_OK) {
      if (error != NULL && *error == NULL)
        g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX, "the container could not be read");
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (WEIR_ELEMENT_CAST (self)))
      return WEIR_PROCESS_AGAIN;
  }
}

/* The thread reads: the step feeds it, and sends what it gave. */
static WeirProcess
push (WeirDemuxer *self, GError **error)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gboolean over, ended, starving, place;
  GError *failed = NULL;

  weir_demuxer_feed (self);
  switch (send_out (self)) {
  case NO_ROOM:
    return WEIR_PROCESS_PARK;
  case BUDGET:
    return WEIR_PROCESS_AGAIN;
  case EMPTIED:
    break;
  }
  if (!check_flow (self, &over, error))
    return WEIR_PROCESS_ERROR;
  weir_monitor_enter (&p->monitor);
  ended = p->ended && g_queue_is_empty (&p->out);
  starving = p->starving;
  place = p->in_bytes < 1024 * 1024 && !p->in_ended;
  if (ended)
    failed = g_steal_pointer (&p->error);
  weir_monitor_leave (&p->monitor);
  if (failed != NULL) {
    g_propagate_error (error, failed);
    return WEIR_PROCESS_ERROR;
  }
  if (ended || over)
    return end_all (self);
  if (place)
    weir_element_want_input (element, self->sinkpad);
  if (!starving || !place)
    weir_task_want (element->priv->task, WEIR_WAIT_BLOCK); /* the thread is at work, and wakes the element */
  return WEIR_PROCESS_PARK;
}

static WeirProcess
weir_demuxer_process (WeirElement *element, GError **error)
{
  WeirDemuxer *self = WEIR_DEMUXER_CAST (element);

  if (self->priv->mode == WEIR_DEMUX_UNDECIDED && !decide (self))
    return WEIR_PROCESS_PARK;
  return self->priv->mode == WEIR_DEMUX_PULL ? pull (self, error) : push (self, error);
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static gboolean
weir_demuxer_start (WeirElement *element, GError **error)
{
  WeirDemuxerPrivate *p = WEIR_DEMUXER_CAST (element)->priv;

  p->mode = WEIR_DEMUX_UNDECIDED;
  p->opened = p->complete = p->ended = p->seekable = FALSE;
  p->stopping = p->starving = p->crowded = FALSE;
  p->offset = 0;
  p->duration = p->furthest = WEIR_CLOCK_TIME_NONE;
  p->seqnum = WEIR_SEQNUM_INVALID;
  p->group_id = WEIR_GROUP_ID_INVALID;
  weir_segment_init (&p->segment, WEIR_FORMAT_TIME);
  return TRUE;
}

static void
weir_demuxer_stop (WeirElement *element)
{
  WeirDemuxer *self = WEIR_DEMUXER_CAST (element);
  WeirDemuxerPrivate *p = self->priv;

  if (p->mode == WEIR_DEMUX_PUSH)
    weir_demuxer_stop_thread (self);
  if (p->opened)
    WEIR_DEMUXER_GET_CLASS (self)->close_container (self);
  weir_demuxer_clear_streams (self);
  weir_demuxer_clear_input (self);
  g_clear_error (&p->error);
  g_clear_object (&p->reader);
  g_clear_pointer (&p->seek, weir_event_unref);
  p->mode = WEIR_DEMUX_UNDECIDED;
  p->opened = FALSE;
}

/* Packets that were read and not sent are old; streams and tags still count. */
static void
weir_demuxer_flush (WeirElement *element, WeirPad *pad)
{
  WeirDemuxerPrivate *p = WEIR_DEMUXER_CAST (element)->priv;
  GQueue kept = G_QUEUE_INIT;
  WeirDemuxOut *out;

  if (p->head != NULL)
    g_queue_push_head (&p->out, g_steal_pointer (&p->head));
  weir_monitor_enter (&p->monitor);
  while ((out = g_queue_pop_head (&p->out)) != NULL) {
    if (out->kind != WEIR_DEMUX_OUT_BUFFER && out->kind != WEIR_DEMUX_OUT_END) {
      g_queue_push_tail (&kept, out);
      continue;
    }
    weir_demux_out_free (out);
  }
  p->out = kept;
  p->out_bytes = 0;
  if (p->mode == WEIR_DEMUX_PUSH)
    weir_demuxer_clear_input (WEIR_DEMUXER_CAST (element));
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  if (p->mode == WEIR_DEMUX_PULL)
    weir_pad_set_unwanted (WEIR_DEMUXER_CAST (element)->sinkpad);
  for (guint i = 0; i < p->streams->len; i++)
    ((WeirDemuxerStream *) p->streams->pdata[i])->need_segment = TRUE;
}

static void
weir_demuxer_finalize (GObject *object)
{
  WeirDemuxerPrivate *p = WEIR_DEMUXER_CAST (object)->priv;

  weir_monitor_clear (&p->monitor);
  g_ptr_array_unref (p->streams);
  g_hash_table_unref (p->counts);
  G_OBJECT_CLASS (weir_demuxer_parent_class)->finalize (object);
}

static void
weir_demuxer_class_init (WeirDemuxerClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_demuxer_finalize;
  element_class->process = weir_demuxer_process;
  element_class->start = weir_demuxer_start;
  element_class->stop = weir_demuxer_stop;
  element_class->flush = weir_demuxer_flush;
  element_class->seek = weir_demuxer_seek;
}

static void
weir_demuxer_init (WeirDemuxer *self)
{
  guint n_sinks;
  WeirPad *const *sinks = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_sinks);
  WeirDemuxerPrivate *p = self->priv = weir_demuxer_get_instance_private (self);

  self->sinkpad = n_sinks > 0 ? sinks[0] : NULL;
  p->streams = g_ptr_array_new ();
  p->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  weir_monitor_init (&p->monitor);
  g_queue_init (&p->out);
  g_queue_init (&p->in);
}
