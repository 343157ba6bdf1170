/* SPDX-License-Identifier: MIT */
/* The step of a source: what must go before a buffer (stream-start, caps, segment), the buffer itself, its pace, its end.
 * Seeks are in source-seek.c. */
#include <weir/bases/flow-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/bases/source-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirSource, weir_source, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_INT (WeirSourcePrivate, num_buffers, "num-buffers", -1, G_MAXINT, -1, WEIR_PROP_LIVE,
                 "Ends the stream after this many buffers; -1: never"),
  WEIR_PROP_UINT (WeirSourcePrivate, blocksize, "blocksize", 0, G_MAXUINT, 4096, WEIR_PROP_LIVE,
                  "Bytes of a buffer, where the element has no reason for another size"),
  WEIR_PROP_BOOLEAN (WeirSourcePrivate, do_timestamp, "do-timestamp", FALSE, WEIR_PROP_LIVE,
                     "Stamps buffers that have no time with the running time at which they were made"),
  WEIR_PROP_BOOLEAN (WeirSourcePrivate, typefind, "typefind", FALSE, 0,
                     "Takes part in finding out the type of the stream; the elements after the source do that"),
};

/* --- what goes before buffers --------------------------------------------------------------------------------------- */

static void
say_start (WeirSource *self)
{
  WeirSourcePrivate *p = self->priv;

  p->said_start = TRUE;
  if (p->stream_id != NULL) {
    WeirEvent *event = weir_event_new_stream_start (p->stream_id);

    weir_event_set_group_id (event, weir_util_group_id_next ());
    weir_pad_push_event (self->srcpad, event);
  } else {
    weir_base_push_stream_start (WEIR_ELEMENT_CAST (self), self->srcpad, NULL, weir_util_group_id_next (), 0);
  }
}

static WeirCaps *
choose (WeirSource *self, WeirCaps *caps /* (transfer full) */)
{
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);

  if (weir_caps_is_fixed (caps))
    return caps;
  if (klass->fixate != NULL)
    return klass->fixate (self, caps);
  return weir_caps_fixate (caps);
}

/* WeirElementClass.choose_caps: what negotiate () would choose. */
static WeirCaps *
weir_source_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible)
{
  WeirSource *self = WEIR_SOURCE_CAST (element);
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);

  if (klass->get_caps != NULL) {
    g_autoptr (WeirCaps) own = klass->get_caps (self);
    WeirCaps *narrowed = weir_caps_intersect_full (own, possible, WEIR_CAPS_INTERSECT_FIRST);

    weir_caps_take (&possible, narrowed);
  }
  return choose (self, possible);
}

static gboolean
negotiate (WeirSource *self, GError **error)
{
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);
  g_autoptr (WeirCaps) own = klass->get_caps != NULL ? klass->get_caps (self) : weir_pad_own_caps (self->srcpad);
  g_autoptr (WeirCaps) current = weir_pad_get_current_caps (self->srcpad);
  g_autoptr (WeirCaps) chosen = NULL;
  WeirCaps *common;

  self->priv->negotiated = TRUE;
  if (weir_caps_is_any (own))
    return TRUE; /* it doesn't know what it makes */
  common = weir_base_common_caps (self->srcpad, own, error);
  if (common == NULL)
    return FALSE;
  /* what flows already is kept where it is still admitted */
  if (current != NULL && weir_caps_is_subset (current, common)) {
    weir_caps_unref (common);
    return TRUE;
  }
  chosen = choose (self, common);
  if (klass->set_caps != NULL && !klass->set_caps (self, chosen, error))
    return FALSE;
  weir_base_push_caps (self->srcpad, chosen);
  return TRUE;
}

gboolean
weir_source_prepare (WeirSource *self, GError **error)
{
  WeirSourcePrivate *p = self->priv;

  if (!p->said_start)
    say_start (self);
  if ((weir_pad_check_reconfigure (self->srcpad) || !p->negotiated) && !negotiate (self, error))
    return FALSE;
  return TRUE;
}

static void
say_segment (WeirSource *self)
{
  WeirEvent *event = weir_event_new_segment (&self->segment);

  if (self->priv->seqnum != WEIR_SEQNUM_INVALID)
    weir_event_set_seqnum (event, self->priv->seqnum);
  weir_pad_push_event (self->srcpad, event);
  self->priv->need_segment = FALSE;
}

/* --- the end -------------------------------------------------------------------------------------------------------- */

WeirProcess
weir_source_end (WeirSource *self)
{
  WeirSourcePrivate *p = self->priv;
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  g_clear_pointer (&p->held, weir_buffer_unref);
  if (!p->said_start)
    say_start (self);
  if (p->need_segment)
    say_segment (self);
  if ((self->segment.flags & WEIR_SEGMENT_FLAG_SEGMENT) != 0 && !p->end_asked) {
    gint64 position = (gint64) self->segment.position;

    weir_element_post_message (element, weir_message_new_segment_done (WEIR_OBJECT_CAST (self), self->segment.format, position));
    weir_pad_push_event (self->srcpad, weir_event_new_segment_done (self->segment.format, position));
    p->at_end = TRUE;
    weir_element_want_rest (element);
    return WEIR_PROCESS_PARK;
  }
  p->at_end = TRUE;
  return WEIR_PROCESS_EOS;
}

/* --- one buffer ----------------------------------------------------------------------------------------------------- */

static void
stamp (WeirSource *self, WeirBuffer *buffer)
{
  WeirSourcePrivate *p = self->priv;
  gboolean unstamped = buffer->pts == WEIR_CLOCK_TIME_NONE && buffer->dts == WEIR_CLOCK_TIME_NONE;

  if (p->do_timestamp && unstamped) {
    WeirClockTime now = weir_element_running_time (WEIR_ELEMENT_CAST (self));

    buffer->dts = buffer->pts = now;
  } else if (p->first && unstamped && !p->live && self->segment.time == 0) {
    buffer->dts = buffer->pts = 0; /* the beginning is known */
  }
  p->first = FALSE;
  if (p->discont) {
    buffer->flags |= WEIR_BUFFER_FLAG_DISCONT;
    p->discont = FALSE;
  }
}

/* Follows the stream. TRUE: that was the last buffer of the segment. */
static gboolean
advance (WeirSource *self, WeirBuffer *buffer)
{
  WeirSegment *segment = &self->segment;
  WeirElementPrivate *published = WEIR_ELEMENT_CAST (self)->priv;
  guint64 position;

  if (segment->format == WEIR_FORMAT_TIME) {
    WeirClockTime at = buffer->pts != WEIR_CLOCK_TIME_NONE ? buffer->pts : buffer->dts;

    if (at == WEIR_CLOCK_TIME_NONE)
      return FALSE;
    position = at;
    if (buffer->duration != WEIR_CLOCK_TIME_NONE && segment->rate >= 0)
      position += buffer->duration;
    __atomic_store_n (&published->position_time, (gint64) position, __ATOMIC_RELAXED);
  } else if (segment->format == WEIR_FORMAT_BYTES) {
    if (buffer->offset != WEIR_BUFFER_OFFSET_NONE)
      segment->position = buffer->offset;
    position = segment->position + weir_buffer_size (buffer);
    __atomic_store_n (&published->position_bytes, (gint64) position, __ATOMIC_RELAXED);
  } else {
    return FALSE;
  }
  segment->position = position;
  if (segment->rate < 0)
    return position <= segment->start && segment->start != 0;
  if (segment->stop == WEIR_CLOCK_TIME_NONE || position < segment->stop)
    return FALSE;
  segment->position = segment->stop;
  return TRUE;
}

/* TRUE: the buffer isn't due yet; the deadline is wanted. */
static gboolean
waits (WeirSource *self, WeirBuffer *buffer)
{
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirClockTime start = WEIR_CLOCK_TIME_NONE, end = WEIR_CLOCK_TIME_NONE, running, now;

  if (klass->get_times == NULL)
    return FALSE;
  klass->get_times (self, buffer, &start, &end);
  if (start == WEIR_CLOCK_TIME_NONE)
    return FALSE;
  running = self->segment.format == WEIR_FORMAT_TIME
              ? weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, start)
              : start;
  now = weir_element_running_time (element);
  if (running == WEIR_CLOCK_TIME_NONE || now == WEIR_CLOCK_TIME_NONE || now >= running)
    return FALSE;
  weir_element_want_deadline (element, weir_element_now_ns (element) + (gint64) (running - now));
  return TRUE;
}

typedef enum { MADE = 1, MADE_LAST, PARKED, ENDED, FAILED } Made;

static Made
make_one (WeirSource *self, GError **error)
{
  WeirSourcePrivate *p = self->priv;
  WeirBuffer *buffer = g_steal_pointer (&p->held);
  gboolean last;

  if (buffer == NULL) {
    switch (weir_flow_checked (WEIR_SOURCE_GET_CLASS (self)->create (self, &buffer, error), error)) {
    case WEIR_FLOW_OK:
      g_return_val_if_fail (buffer != NULL, FAILED);
      break;
    case WEIR_FLOW_AGAIN:
      return PARKED;
    case WEIR_FLOW_EOS:
      return ENDED;
    default:
      if (error != NULL && *error == NULL)
        g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "no data could be made");
      return FAILED;
    }
    if (p->left > 0)
      p->left--;
    stamp (self, buffer);
  }
  if (waits (self, buffer)) {
    p->held = buffer;
    return PARKED;
  }
  if (p->need_segment)
    say_segment (self);
  last = advance (self, buffer);
  if (weir_pad_hot_push (self->srcpad, buffer) == WEIR_FLOW_EOS)
    return ENDED; /* downstream wants no more */
  return last ? MADE_LAST : MADE;
}

static WeirProcess
weir_source_process (WeirElement *element, GError **error)
{
  WeirSource *self = WEIR_SOURCE_CAST (element);
  WeirSourcePrivate *p = self->priv;

  if (p->seek != NULL && !weir_source_perform_seek (self, error))
    return WEIR_PROCESS_ERROR;
  if (p->at_end) {
    weir_element_want_rest (element);
    return WEIR_PROCESS_PARK;
  }
  for (;;) {
    if (p->end_asked || (p->left == 0 && p->held == NULL))
      return weir_source_end (self);
    if (p->live && !weir_element_is_playing (element)) {
      weir_element_want_state (element);
      return WEIR_PROCESS_PARK;
    }
    if (!weir_pad_hot_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    if (WEIR_UNLIKELY (!p->said_start || !p->negotiated || weir_pad_hot_needs_reconfigure (self->srcpad))
        && !weir_source_prepare (self, error))
      return WEIR_PROCESS_ERROR;
    switch (make_one (self, error)) {
    case MADE:
      break;
    case PARKED:
      return WEIR_PROCESS_PARK;
    case MADE_LAST:
    case ENDED:
      return weir_source_end (self);
    case FAILED:
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static void
forget (WeirSource *self)
{
  WeirSourcePrivate *p = self->priv;

  g_clear_pointer (&p->held, weir_buffer_unref);
  p->need_segment = TRUE;
  p->at_end = FALSE;
  p->end_asked = FALSE;
  p->discont = TRUE;
}

static gboolean
weir_source_start (WeirElement *element, GError **error)
{
  WeirSource *self = WEIR_SOURCE_CAST (element);
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);
  WeirSourcePrivate *p = self->priv;

  forget (self);
  p->said_start = FALSE;
  p->negotiated = FALSE;
  p->first = TRUE;
  p->discont = FALSE;
  p->left = p->num_buffers;
  p->duration = -1;
  p->seqnum = WEIR_SEQNUM_INVALID;
  weir_segment_init (&self->segment, p->format);
  weir_element_set_live (element, p->live);
  weir_element_set_paces (element, p->live);
  if (klass->start != NULL && !klass->start (self, error))
    return FALSE;
  if (p->format == WEIR_FORMAT_TIME || p->format == WEIR_FORMAT_BYTES)
    weir_element_publish_seekable (element, weir_source_can_seek (self), 0, p->duration);
  return TRUE;
}

static void
weir_source_stop (WeirElement *element)
{
  WeirSource *self = WEIR_SOURCE_CAST (element);
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);

  if (klass->stop != NULL)
    klass->stop (self);
  forget (self);
  g_clear_pointer (&self->priv->seek, weir_event_unref);
  weir_base_pool_clear (&self->priv->pool);
}

static void
weir_source_flush (WeirElement *element, WeirPad *pad)
{
  forget (WEIR_SOURCE_CAST (element));
}

/* A program ends the stream orderly: after what was made. */
static gboolean
weir_source_take_event (WeirElement *element, WeirEvent *event)
{
  if (event->type != WEIR_EVENT_EOS)
    return FALSE;
  if (element->priv->active)
    WEIR_SOURCE_CAST (element)->priv->end_asked = TRUE;
  return TRUE;
}

static gboolean
weir_source_src_event (WeirElement *element, WeirPad *pad, WeirEvent *event)
{
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (element);

  if (klass->event != NULL && klass->event (WEIR_SOURCE_CAST (element), event))
    return TRUE;
  weir_event_unref (event);
  return FALSE;
}

static void
weir_source_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirSourcePrivate *p = WEIR_SOURCE_CAST (element)->priv;

  if (prop == &props[0])
    p->left = p->num_buffers;
}

static void
weir_source_finalize (GObject *object)
{
  WeirSourcePrivate *p = WEIR_SOURCE_CAST (object)->priv;

  g_clear_pointer (&p->held, weir_buffer_unref);
  g_clear_pointer (&p->seek, weir_event_unref);
  g_free (p->stream_id);
  weir_base_pool_clear (&p->pool);
  G_OBJECT_CLASS (weir_source_parent_class)->finalize (object);
}

/**
 * WeirSourceClass::create:
 * @self: the source
 * @buffer: (out) (transfer full) (optional) (nullable): the next buffer
 * @error: return location for an error
 *
 * Makes the next buffer.
 *
 * Returns: %WEIR_FLOW_OK; %WEIR_FLOW_EOS: there is no more
 */

/**
 * WeirSourceClass::fixate:
 * @self: the source
 * @caps: (transfer full): what is possible
 *
 * Chooses one format.
 *
 * Returns: (transfer full): fixed caps
 */

/**
 * WeirSourceClass::get_times:
 * @self: the source
 * @buffer: a buffer
 * @start: (out): when it is due
 * @end: (out): when it ends
 *
 * Says when a buffer is due, in the segment's time.
 */

static void
weir_source_class_init (WeirSourceClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_source_finalize;
  element_class->process = weir_source_process;
  element_class->choose_caps = weir_source_choose_caps;
  element_class->start = weir_source_start;
  element_class->stop = weir_source_stop;
  element_class->flush = weir_source_flush;
  element_class->seek = weir_source_record_seek;
  element_class->take_event = weir_source_take_event;
  element_class->src_event = weir_source_src_event;
  element_class->property_applied = weir_source_property_applied;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirSource_private_offset);
}

static void
weir_source_init (WeirSource *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  guint n_pads;
  WeirPad *const *pads = weir_element_src_pads (element, &n_pads);

  self->priv = weir_source_get_instance_private (self);
  self->priv->format = WEIR_FORMAT_BYTES;
  self->priv->duration = -1;
  self->srcpad = n_pads > 0 ? pads[0] : NULL;
  weir_segment_init (&self->segment, WEIR_FORMAT_BYTES);
  weir_element_set_flags (element, WEIR_ELEMENT_FLAG_SOURCE, TRUE);
}

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_source_set_live:
 * @self: the source
 * @live: whether its data exists only while it plays
 *
 * A live source makes nothing while paused, and gives each buffer when it is due. Call it in instance init, `open` or
 * `start`. Thread: owner.
 */
void
weir_source_set_live (WeirSource *self, gboolean live)
{
  self->priv->live = live;
  weir_element_set_live (WEIR_ELEMENT_CAST (self), live);
  weir_element_set_paces (WEIR_ELEMENT_CAST (self), live);
}

/**
 * weir_source_is_live:
 * @self: the source
 *
 * Thread: owner.
 *
 * Returns: whether its data exists only while it plays
 */
gboolean
weir_source_is_live (WeirSource *self)
{
  return self->priv->live;
}

/**
 * weir_source_set_format:
 * @self: the source
 * @format: bytes (the default) or time
 *
 * What its segments count in. Call it in instance init, `open` or `start`. Thread: owner.
 */
void
weir_source_set_format (WeirSource *self, WeirFormat format)
{
  self->priv->format = format;
  weir_segment_init (&self->segment, format);
}

/**
 * weir_source_set_caps:
 * @self: the source
 * @caps: (transfer none): fixed caps
 *
 * Says what follows, for a source that knows it and has no choice. Thread: owner.
 */
void
weir_source_set_caps (WeirSource *self, WeirCaps *caps)
{
  if (!self->priv->said_start)
    say_start (self);
  weir_base_push_caps (self->srcpad, caps);
  self->priv->negotiated = TRUE;
}

/**
 * weir_source_set_do_timestamp:
 * @self: the source
 * @do_timestamp: whether buffers without time get the running time
 *
 * Has buffers without time stamped as they are made. Thread: owner.
 */
void
weir_source_set_do_timestamp (WeirSource *self, gboolean do_timestamp)
{
  self->priv->do_timestamp = do_timestamp;
}

/**
 * weir_source_get_blocksize:
 * @self: the source
 *
 * Thread: owner.
 *
 * Returns: bytes of a buffer, as the user wants it
 */
guint
weir_source_get_blocksize (WeirSource *self)
{
  return self->priv->blocksize != 0 ? self->priv->blocksize : 4096;
}

/**
 * weir_source_set_duration:
 * @self: the source
 * @duration: in its format; -1: unknown
 *
 * Says how long the stream is. Thread: owner.
 */
void
weir_source_set_duration (WeirSource *self, gint64 duration)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  self->priv->duration = duration;
  self->segment.duration = (guint64) duration;
  weir_element_publish_duration (element, self->priv->format, duration);
  weir_element_publish_seekable (element, weir_source_can_seek (self), 0, duration);
}

/**
 * weir_source_new_segment:
 * @self: the source
 * @segment: (transfer none): what follows
 *
 * Goes before the next buffer. Thread: owner.
 */
void
weir_source_new_segment (WeirSource *self, const WeirSegment *segment)
{
  self->segment = *segment;
  self->priv->need_segment = TRUE;
}

/**
 * weir_source_set_stream_id:
 * @self: the source
 * @stream_id: (nullable): what the stream is called; %NULL: a random name
 *
 * Names the stream. Thread: owner.
 */
void
weir_source_set_stream_id (WeirSource *self, const char *stream_id)
{
  g_free (self->priv->stream_id);
  self->priv->stream_id = g_strdup (stream_id);
}

/**
 * weir_source_allocate:
 * @self: the source
 * @size: bytes
 *
 * Memory for a buffer, from a pool. Thread: owner.
 *
 * Returns: (transfer full): the buffer, whose bytes may be anything
 */
WeirBuffer *
weir_source_allocate (WeirSource *self, gsize size)
{
  return weir_base_pool_acquire (&self->priv->pool, size);
}
