/* SPDX-License-Identifier: MIT */
/* What events of each type hold. Content lies in structures whose names and fields have the
 * spelling that programs know, so that printing, logging and looking into events of others work
 * alike. */
#include <weir/data/event.h>
#include <weir/data/fields-private.h>

#define CHECK(event, kind) g_return_if_fail ((event) != NULL && (event)->type == WEIR_EVENT_##kind)
#define CHECK_WRITABLE(event, kind)                                                                \
  g_return_if_fail ((event) != NULL && (event)->type == WEIR_EVENT_##kind                          \
                    && weir_event_is_writable (event))

/* Streams */

/**
 * weir_event_new_stream_start:
 * @stream_id: what tells the stream from all others
 *
 * Makes a stream-start event, the first of a stream. Thread: any.
 *
 * Returns: (transfer full): an event that begins a stream
 */
WeirEvent *
weir_event_new_stream_start (const char *stream_id)
{
  g_return_val_if_fail (stream_id != NULL, NULL);
  return weir_event_new_custom (
    WEIR_EVENT_STREAM_START,
    weir_structure_new ("GstEventStreamStart", "stream-id", G_TYPE_STRING, stream_id, "flags",
                        WEIR_TYPE_STREAM_FLAGS, WEIR_STREAM_FLAG_NONE, NULL));
}

/**
 * weir_event_parse_stream_start:
 * @event: a stream-start event
 * @stream_id: (out) (optional) (transfer none): what tells the stream from all others
 *
 * Reads a stream-start event. Thread: any.
 */
void
weir_event_parse_stream_start (WeirEvent *event, const char **stream_id)
{
  CHECK (event, STREAM_START);
  if (stream_id != NULL)
    *stream_id = weir_structure_get_string (event->structure, "stream-id");
}

/**
 * weir_event_set_stream_flags:
 * @event: a stream-start event that may be changed
 * @flags: what the stream is like
 *
 * Writes what the stream is like. Thread: owner.
 */
void
weir_event_set_stream_flags (WeirEvent *event, WeirStreamFlags flags)
{
  CHECK_WRITABLE (event, STREAM_START);
  weir_structure_set (event->structure, "flags", WEIR_TYPE_STREAM_FLAGS, flags, NULL);
}

/**
 * weir_event_parse_stream_flags:
 * @event: a stream-start event
 * @flags: (out): what the stream is like
 *
 * Reads what the stream is like. Thread: any.
 */
void
weir_event_parse_stream_flags (WeirEvent *event, WeirStreamFlags *flags)
{
  CHECK (event, STREAM_START);
  WEIR_GET_FLAGS (event->structure, WEIR_TYPE_STREAM_FLAGS, "flags", flags);
}

/**
 * weir_event_set_group_id:
 * @event: a stream-start event that may be changed
 * @group_id: the same for all streams that play together
 *
 * Writes to which group the stream belongs. Thread: owner.
 */
void
weir_event_set_group_id (WeirEvent *event, guint group_id)
{
  CHECK_WRITABLE (event, STREAM_START);
  weir_structure_set (event->structure, "group-id", G_TYPE_UINT, group_id, NULL);
}

/**
 * weir_event_parse_group_id:
 * @event: a stream-start event
 * @group_id: (out): the same for all streams that play together
 *
 * Reads to which group the stream belongs. Thread: any.
 *
 * Returns: %FALSE if @event names none
 */
gboolean
weir_event_parse_group_id (WeirEvent *event, guint *group_id)
{
  g_return_val_if_fail (event != NULL && event->type == WEIR_EVENT_STREAM_START, FALSE);
  guint ignored;
  return weir_structure_get_uint (event->structure, "group-id",
                                  group_id != NULL ? group_id : &ignored);
}

/**
 * weir_event_new_stream_group_done:
 * @group_id: a group of streams
 *
 * Makes a stream-group-done event. Thread: any.
 *
 * Returns: (transfer full): an event that says that all streams of the group were started
 */
WeirEvent *
weir_event_new_stream_group_done (guint group_id)
{
  return weir_event_new_custom (
    WEIR_EVENT_STREAM_GROUP_DONE,
    weir_structure_new ("GstEventStreamGroupDone", "group-id", G_TYPE_UINT, group_id, NULL));
}

/**
 * weir_event_parse_stream_group_done:
 * @event: a stream-group-done event
 * @group_id: (out): a group of streams
 *
 * Reads a stream-group-done event. Thread: any.
 */
void
weir_event_parse_stream_group_done (WeirEvent *event, guint *group_id)
{
  CHECK (event, STREAM_GROUP_DONE);
  WEIR_GET (event->structure, uint, "group-id", group_id);
}

/**
 * weir_event_new_caps:
 * @caps: (transfer none): a fixed format
 *
 * Makes a caps event. Thread: any.
 *
 * Returns: (transfer full): an event that tells the format of what follows
 */
WeirEvent *
weir_event_new_caps (WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, NULL);
  g_return_val_if_fail (weir_caps_is_fixed (caps), NULL);
  return weir_event_new_custom (
    WEIR_EVENT_CAPS, weir_structure_new ("GstEventCaps", "caps", WEIR_TYPE_CAPS, caps, NULL));
}

/**
 * weir_event_parse_caps:
 * @event: a caps event
 * @caps: (out) (transfer none): the format
 *
 * Reads a caps event. The caps are valid as long as @event is. Thread: any.
 */
void
weir_event_parse_caps (WeirEvent *event, WeirCaps **caps)
{
  CHECK (event, CAPS);
  if (caps != NULL)
    *caps = (WeirCaps *) weir_value_get_caps (weir_structure_get_value (event->structure, "caps"));
}

/**
 * weir_event_new_segment:
 * @segment: (transfer none): a segment with a unit
 *
 * Makes a segment event. Thread: any.
 *
 * Returns: (transfer full): an event that tells the times of what follows
 */
WeirEvent *
weir_event_new_segment (const WeirSegment *segment)
{
  g_return_val_if_fail (segment != NULL, NULL);
  g_return_val_if_fail (segment->rate != 0.0 && segment->applied_rate != 0.0, NULL);
  g_return_val_if_fail (segment->format != WEIR_FORMAT_UNDEFINED, NULL);
  return weir_event_new_custom (
    WEIR_EVENT_SEGMENT,
    weir_structure_new ("GstEventSegment", "segment", WEIR_TYPE_SEGMENT, segment, NULL));
}

/**
 * weir_event_parse_segment:
 * @event: a segment event
 * @segment: (out) (transfer none): the segment, valid as long as @event is
 *
 * Reads a segment event without copying. Thread: any.
 */
void
weir_event_parse_segment (WeirEvent *event, const WeirSegment **segment)
{
  CHECK (event, SEGMENT);
  if (segment != NULL)
    *segment = weir_structure_peek_boxed (event->structure, "segment");
}

/**
 * weir_event_copy_segment:
 * @event: a segment event
 * @segment: where to copy the segment; its running time offset is applied
 *
 * Copies the segment out of a segment event. Thread: any.
 */
void
weir_event_copy_segment (WeirEvent *event, WeirSegment *segment)
{
  CHECK (event, SEGMENT);
  g_return_if_fail (segment != NULL);
  const WeirSegment *from;
  weir_event_parse_segment (event, &from);
  *segment = *from;
  if (event->running_time_offset != 0)
    weir_segment_offset_running_time (segment, segment->format, event->running_time_offset);
}

/**
 * weir_event_new_tag:
 * @taglist: (transfer full): facts
 *
 * Makes a tag event. Thread: any.
 *
 * Returns: (transfer full): an event that tells facts about the stream
 */
WeirEvent *
weir_event_new_tag (WeirTagList *taglist)
{
  g_return_val_if_fail (taglist != NULL, NULL);
  gboolean global = weir_tag_list_get_scope (taglist) == WEIR_TAG_SCOPE_GLOBAL;
  WeirStructure *structure = weir_structure_new (global ? "GstTagList-global" : "GstTagList-stream",
                                                 "taglist", WEIR_TYPE_TAG_LIST, taglist, NULL);
  weir_tag_list_unref (taglist);
  return weir_event_new_custom (WEIR_EVENT_TAG, structure);
}

/**
 * weir_event_parse_tag:
 * @event: a tag event
 * @taglist: (out) (transfer none): the facts, valid as long as @event is
 *
 * Reads a tag event. Thread: any.
 */
void
weir_event_parse_tag (WeirEvent *event, WeirTagList **taglist)
{
  CHECK (event, TAG);
  if (taglist != NULL)
    *taglist = weir_structure_peek_boxed (event->structure, "taglist");
}

/**
 * weir_event_new_gap:
 * @timestamp: position at which nothing comes, in ns
 * @duration: for how long, in ns, or %WEIR_CLOCK_TIME_NONE
 *
 * Makes a gap event: it counts as the data that is missing, so that nobody waits for it.
 * Thread: any.
 *
 * Returns: (transfer full): an event that says that nothing comes for a while
 */
WeirEvent *
weir_event_new_gap (WeirClockTime timestamp, WeirClockTime duration)
{
  g_return_val_if_fail (WEIR_CLOCK_TIME_IS_VALID (timestamp), NULL);
  return weir_event_new_custom (
    WEIR_EVENT_GAP, weir_structure_new ("GstEventGap", "timestamp", WEIR_TYPE_CLOCK_TIME, timestamp,
                                        "duration", WEIR_TYPE_CLOCK_TIME, duration, NULL));
}

/**
 * weir_event_parse_gap:
 * @event: a gap event
 * @timestamp: (out) (optional): position at which nothing comes, in ns
 * @duration: (out) (optional): for how long, in ns, or %WEIR_CLOCK_TIME_NONE
 *
 * Reads a gap event. Thread: any.
 */
void
weir_event_parse_gap (WeirEvent *event, WeirClockTime *timestamp, WeirClockTime *duration)
{
  CHECK (event, GAP);
  WEIR_GET (event->structure, uint64, "timestamp", timestamp);
  WEIR_GET (event->structure, uint64, "duration", duration);
}

/**
 * weir_event_set_gap_flags:
 * @event: a gap event that may be changed
 * @flags: what the gap is like
 *
 * Writes why there is a gap. Thread: owner.
 */
void
weir_event_set_gap_flags (WeirEvent *event, WeirGapFlags flags)
{
  CHECK_WRITABLE (event, GAP);
  weir_structure_set (event->structure, "gap-flags", WEIR_TYPE_GAP_FLAGS, flags, NULL);
}

/**
 * weir_event_parse_gap_flags:
 * @event: a gap event
 * @flags: (out) (optional): what the gap is like
 *
 * Reads why there is a gap. Thread: any.
 */
void
weir_event_parse_gap_flags (WeirEvent *event, WeirGapFlags *flags)
{
  CHECK (event, GAP);
  if (flags != NULL)
    *flags = 0;
  WEIR_GET_FLAGS (event->structure, WEIR_TYPE_GAP_FLAGS, "gap-flags", flags);
}

/**
 * weir_event_new_eos:
 *
 * Makes an EOS event, the last of a stream. Thread: any.
 *
 * Returns: (transfer full): an event that ends a stream
 */
WeirEvent *
weir_event_new_eos (void)
{
  return weir_event_new_custom (WEIR_EVENT_EOS, NULL);
}

/**
 * weir_event_new_segment_done:
 * @format: unit of @position
 * @position: where it ended
 *
 * Makes a segment-done event. Thread: any.
 *
 * Returns: (transfer full): an event that ends the segment of a segment seek
 */
WeirEvent *
weir_event_new_segment_done (WeirFormat format, gint64 position)
{
  return weir_event_new_custom (
    WEIR_EVENT_SEGMENT_DONE, weir_structure_new ("GstEventSegmentDone", "format", WEIR_TYPE_FORMAT,
                                                 format, "position", G_TYPE_INT64, position, NULL));
}

/**
 * weir_event_parse_segment_done:
 * @event: a segment-done event
 * @format: (out) (optional): unit of @position
 * @position: (out) (optional): where it ended
 *
 * Reads a segment-done event. Thread: any.
 */
void
weir_event_parse_segment_done (WeirEvent *event, WeirFormat *format, gint64 *position)
{
  CHECK (event, SEGMENT_DONE);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (event->structure, int64, "position", position);
}

/**
 * weir_event_new_buffer_size:
 * @format: unit of the sizes
 * @minsize: at least
 * @maxsize: at the most
 * @async: whether a thread is to be used
 *
 * Makes a buffersize event. Thread: any.
 *
 * Returns: (transfer full): an event that tells how much is to be buffered
 */
WeirEvent *
weir_event_new_buffer_size (WeirFormat format, gint64 minsize, gint64 maxsize, gboolean async)
{
  return weir_event_new_custom (WEIR_EVENT_BUFFERSIZE,
                                weir_structure_new ("GstEventBufferSize", "format",
                                                    WEIR_TYPE_FORMAT, format, "minsize",
                                                    G_TYPE_INT64, minsize, "maxsize", G_TYPE_INT64,
                                                    maxsize, "async", G_TYPE_BOOLEAN, async, NULL));
}

/**
 * weir_event_parse_buffer_size:
 * @event: a buffersize event
 * @format: (out) (optional): unit of the sizes
 * @minsize: (out) (optional): at least
 * @maxsize: (out) (optional): at the most
 * @async: (out) (optional): whether a thread is to be used
 *
 * Reads a buffersize event. Thread: any.
 */
void
weir_event_parse_buffer_size (WeirEvent *event, WeirFormat *format, gint64 *minsize,
                              gint64 *maxsize, gboolean *async)
{
  CHECK (event, BUFFERSIZE);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (event->structure, int64, "minsize", minsize);
  WEIR_GET (event->structure, int64, "maxsize", maxsize);
  WEIR_GET (event->structure, boolean, "async", async);
}

/* Control */

/**
 * weir_event_new_flush_start:
 *
 * Makes a flush-start event. Thread: any.
 *
 * Returns: (transfer full): an event after which data is thrown away
 */
WeirEvent *
weir_event_new_flush_start (void)
{
  return weir_event_new_custom (WEIR_EVENT_FLUSH_START, NULL);
}

/**
 * weir_event_new_flush_stop:
 * @reset_time: whether running time begins anew
 *
 * Makes a flush-stop event. Thread: any.
 *
 * Returns: (transfer full): an event after which data flows again
 */
WeirEvent *
weir_event_new_flush_stop (gboolean reset_time)
{
  return weir_event_new_custom (
    WEIR_EVENT_FLUSH_STOP,
    weir_structure_new ("GstEventFlushStop", "reset-time", G_TYPE_BOOLEAN, reset_time, NULL));
}

/**
 * weir_event_parse_flush_stop:
 * @event: a flush-stop event
 * @reset_time: (out) (optional): whether running time begins anew
 *
 * Reads a flush-stop event. Thread: any.
 */
void
weir_event_parse_flush_stop (WeirEvent *event, gboolean *reset_time)
{
  CHECK (event, FLUSH_STOP);
  WEIR_GET (event->structure, boolean, "reset-time", reset_time);
}

/**
 * weir_event_new_seek:
 * @rate: speed and direction, not 0
 * @format: unit of the positions
 * @flags: how
 * @start_type: what @start means
 * @start: new beginning
 * @stop_type: what @stop means
 * @stop: new end, or -1
 *
 * Makes a seek event. Thread: any.
 *
 * Returns: (transfer full): an event that asks to go elsewhere
 */
WeirEvent *
weir_event_new_seek (double rate, WeirFormat format, WeirSeekFlags flags, WeirSeekType start_type,
                     gint64 start, WeirSeekType stop_type, gint64 stop)
{
  g_return_val_if_fail (rate != 0.0, NULL);
  return weir_event_new_custom (
    WEIR_EVENT_SEEK,
    weir_structure_new ("GstEventSeek", "rate", G_TYPE_DOUBLE, rate, "format", WEIR_TYPE_FORMAT,
                        format, "flags", WEIR_TYPE_SEEK_FLAGS, flags, "cur-type",
                        WEIR_TYPE_SEEK_TYPE, start_type, "cur", G_TYPE_INT64, start, "stop-type",
                        WEIR_TYPE_SEEK_TYPE, stop_type, "stop", G_TYPE_INT64, stop,
                        "trickmode-interval", WEIR_TYPE_CLOCK_TIME, (WeirClockTime) 0, NULL));
}

/**
 * weir_event_parse_seek:
 * @event: a seek event
 * @rate: (out) (optional): speed and direction
 * @format: (out) (optional): unit of the positions
 * @flags: (out) (optional): how
 * @start_type: (out) (optional): what @start means
 * @start: (out) (optional): new beginning
 * @stop_type: (out) (optional): what @stop means
 * @stop: (out) (optional): new end, or -1
 *
 * Reads a seek event. Thread: any.
 */
void
weir_event_parse_seek (WeirEvent *event, double *rate, WeirFormat *format, WeirSeekFlags *flags,
                       WeirSeekType *start_type, gint64 *start, WeirSeekType *stop_type,
                       gint64 *stop)
{
  CHECK (event, SEEK);
  WEIR_GET (event->structure, double, "rate", rate);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET_FLAGS (event->structure, WEIR_TYPE_SEEK_FLAGS, "flags", flags);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_SEEK_TYPE, "cur-type", start_type);
  WEIR_GET (event->structure, int64, "cur", start);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_SEEK_TYPE, "stop-type", stop_type);
  WEIR_GET (event->structure, int64, "stop", stop);
}

/**
 * weir_event_set_seek_trickmode_interval:
 * @event: a seek event that may be changed
 * @interval: time between frames that is enough, in ns
 *
 * Writes how far apart frames may lie when only some of them are played. Thread: owner.
 */
void
weir_event_set_seek_trickmode_interval (WeirEvent *event, WeirClockTime interval)
{
  CHECK_WRITABLE (event, SEEK);
  weir_structure_set (event->structure, "trickmode-interval", WEIR_TYPE_CLOCK_TIME, interval, NULL);
}

/**
 * weir_event_parse_seek_trickmode_interval:
 * @event: a seek event
 * @interval: (out): time between frames that is enough, in ns
 *
 * Reads how far apart frames may lie when only some of them are played. Thread: any.
 */
void
weir_event_parse_seek_trickmode_interval (WeirEvent *event, WeirClockTime *interval)
{
  CHECK (event, SEEK);
  WEIR_GET (event->structure, uint64, "trickmode-interval", interval);
}

/**
 * weir_event_new_navigation:
 * @structure: (transfer full): keys or pointer
 *
 * Makes a navigation event. Thread: any.
 *
 * Returns: (transfer full): an event with what the user does
 */
WeirEvent *
weir_event_new_navigation (WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, NULL);
  return weir_event_new_custom (WEIR_EVENT_NAVIGATION, structure);
}

/**
 * weir_event_new_latency:
 * @latency: the latency, in ns
 *
 * Makes a latency event. Thread: any.
 *
 * Returns: (transfer full): an event that tells sinks the latency of the pipeline
 */
WeirEvent *
weir_event_new_latency (WeirClockTime latency)
{
  return weir_event_new_custom (
    WEIR_EVENT_LATENCY,
    weir_structure_new ("GstEventLatency", "latency", WEIR_TYPE_CLOCK_TIME, latency, NULL));
}

/**
 * weir_event_parse_latency:
 * @event: a latency event
 * @latency: (out) (optional): the latency, in ns
 *
 * Reads a latency event. Thread: any.
 */
void
weir_event_parse_latency (WeirEvent *event, WeirClockTime *latency)
{
  CHECK (event, LATENCY);
  WEIR_GET (event->structure, uint64, "latency", latency);
}

/**
 * weir_event_new_qos:
 * @type: why it is told
 * @proportion: at which part of the wanted speed data comes
 * @diff: how late (positive) or early, in ns
 * @timestamp: running time of the data it is about, in ns
 *
 * Makes a QoS event: a sink tells upstream how it keeps up. Thread: any.
 *
 * Returns: (transfer full): an event that tells how late or early data is
 */
WeirEvent *
weir_event_new_qos (WeirQOSType type, double proportion, WeirClockTimeDiff diff,
                    WeirClockTime timestamp)
{
  return weir_event_new_custom (WEIR_EVENT_QOS,
                                weir_structure_new ("GstEventQOS", "type", WEIR_TYPE_QOS_TYPE, type,
                                                    "proportion", G_TYPE_DOUBLE, proportion, "diff",
                                                    G_TYPE_INT64, diff, "timestamp",
                                                    WEIR_TYPE_CLOCK_TIME, timestamp, NULL));
}

/**
 * weir_event_parse_qos:
 * @event: a qos event
 * @type: (out) (optional): why it is told
 * @proportion: (out) (optional): at which part of the wanted speed data comes
 * @diff: (out) (optional): how late (positive) or early, in ns
 * @timestamp: (out) (optional): running time of the data it is about, in ns
 *
 * Reads a QoS event. The time stamp has the event's running time offset applied, and isn't below 0.
 * Thread: any.
 */
void
weir_event_parse_qos (WeirEvent *event, WeirQOSType *type, double *proportion,
                      WeirClockTimeDiff *diff, WeirClockTime *timestamp)
{
  CHECK (event, QOS);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_QOS_TYPE, "type", type);
  WEIR_GET (event->structure, double, "proportion", proportion);
  WEIR_GET (event->structure, int64, "diff", diff);
  WEIR_GET (event->structure, uint64, "timestamp", timestamp);
  if (timestamp != NULL && *timestamp != WEIR_CLOCK_TIME_NONE && event->running_time_offset != 0) {
    gint64 offset = event->running_time_offset;
    *timestamp = offset < 0 && (guint64) -offset > *timestamp ? 0 : *timestamp + offset;
  }
}

/**
 * weir_event_new_step:
 * @format: unit of @amount
 * @amount: by how much
 * @rate: speed at which, above 0
 * @flush: whether to drop what is in between
 * @intermediate: whether another step follows
 *
 * Makes a step event. Thread: any.
 *
 * Returns: (transfer full): an event that asks to go on by an amount
 */
WeirEvent *
weir_event_new_step (WeirFormat format, guint64 amount, double rate, gboolean flush,
                     gboolean intermediate)
{
  g_return_val_if_fail (rate > 0.0, NULL);
  return weir_event_new_custom (
    WEIR_EVENT_STEP,
    weir_structure_new ("GstEventStep", "format", WEIR_TYPE_FORMAT, format, "amount", G_TYPE_UINT64,
                        amount, "rate", G_TYPE_DOUBLE, rate, "flush", G_TYPE_BOOLEAN, flush,
                        "intermediate", G_TYPE_BOOLEAN, intermediate, NULL));
}

/**
 * weir_event_parse_step:
 * @event: a step event
 * @format: (out) (optional): unit of @amount
 * @amount: (out) (optional): by how much
 * @rate: (out) (optional): speed at which
 * @flush: (out) (optional): whether to drop what is in between
 * @intermediate: (out) (optional): whether another step follows
 *
 * Reads a step event. Thread: any.
 */
void
weir_event_parse_step (WeirEvent *event, WeirFormat *format, guint64 *amount, double *rate,
                       gboolean *flush, gboolean *intermediate)
{
  CHECK (event, STEP);
  WEIR_GET_ENUM (event->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (event->structure, uint64, "amount", amount);
  WEIR_GET (event->structure, double, "rate", rate);
  WEIR_GET (event->structure, boolean, "flush", flush);
  WEIR_GET (event->structure, boolean, "intermediate", intermediate);
}

/**
 * weir_event_new_reconfigure:
 *
 * Makes a reconfigure event. Thread: any.
 *
 * Returns: (transfer full): an event that asks for another agreement on the format
 */
WeirEvent *
weir_event_new_reconfigure (void)
{
  return weir_event_new_custom (WEIR_EVENT_RECONFIGURE, NULL);
}

/**
 * weir_event_new_instant_rate_change:
 * @rate_multiplier: what the speed of the segment is multiplied with
 * @new_flags: how it is played from now on
 *
 * Makes an instant-rate-change event. Thread: any.
 *
 * Returns: (transfer full): an event that changes the speed at once
 */
WeirEvent *
weir_event_new_instant_rate_change (double rate_multiplier, WeirSegmentFlags new_flags)
{
  g_return_val_if_fail (rate_multiplier != 0.0, NULL);
  return weir_event_new_custom (WEIR_EVENT_INSTANT_RATE_CHANGE,
                                weir_structure_new ("GstEventInstantRateChange", "rate",
                                                    G_TYPE_DOUBLE, rate_multiplier, "flags",
                                                    WEIR_TYPE_SEGMENT_FLAGS, new_flags, NULL));
}

/**
 * weir_event_parse_instant_rate_change:
 * @event: an instant-rate-change event
 * @rate_multiplier: (out) (optional): what the speed of the segment is multiplied with
 * @new_flags: (out) (optional): how it is played from now on
 *
 * Reads an instant-rate-change event. Thread: any.
 */
void
weir_event_parse_instant_rate_change (WeirEvent *event, double *rate_multiplier,
                                      WeirSegmentFlags *new_flags)
{
  CHECK (event, INSTANT_RATE_CHANGE);
  WEIR_GET (event->structure, double, "rate", rate_multiplier);
  WEIR_GET_FLAGS (event->structure, WEIR_TYPE_SEGMENT_FLAGS, "flags", new_flags);
}

/**
 * weir_event_new_instant_rate_sync_time:
 * @rate_multiplier: the changed speed
 * @running_time: since which running time it counts, in ns
 * @upstream_running_time: the same without earlier changes of speed, in ns
 *
 * Makes an instant-rate-sync-time event. Thread: any.
 *
 * Returns: (transfer full): an event that tells since when a changed speed counts
 */
WeirEvent *
weir_event_new_instant_rate_sync_time (double rate_multiplier, WeirClockTime running_time,
                                       WeirClockTime upstream_running_time)
{
  g_return_val_if_fail (rate_multiplier != 0.0, NULL);
  return weir_event_new_custom (
    WEIR_EVENT_INSTANT_RATE_SYNC_TIME,
    weir_structure_new ("GstEventInstantRateSyncTime", "rate", G_TYPE_DOUBLE, rate_multiplier,
                        "running-time", WEIR_TYPE_CLOCK_TIME, running_time, "upstream-running-time",
                        WEIR_TYPE_CLOCK_TIME, upstream_running_time, NULL));
}

/**
 * weir_event_parse_instant_rate_sync_time:
 * @event: an instant-rate-sync-time event
 * @rate_multiplier: (out) (optional): the changed speed
 * @running_time: (out) (optional): since which running time it counts, in ns
 * @upstream_running_time: (out) (optional): the same without earlier changes of speed, in ns
 *
 * Reads an instant-rate-sync-time event. Thread: any.
 */
void
weir_event_parse_instant_rate_sync_time (WeirEvent *event, double *rate_multiplier,
                                         WeirClockTime *running_time,
                                         WeirClockTime *upstream_running_time)
{
  CHECK (event, INSTANT_RATE_SYNC_TIME);
  WEIR_GET (event->structure, double, "rate", rate_multiplier);
  WEIR_GET (event->structure, uint64, "running-time", running_time);
  WEIR_GET (event->structure, uint64, "upstream-running-time", upstream_running_time);
}
