/* SPDX-License-Identifier: MIT */
/* identity: passes everything on as it is; can look at it, delay it, lose it, and end or fail on request. */
#include <weir/bases/dump.h>
#include <weir/bases/listen.h>
#include <weir/bases/transform.h>

#include "core.h"

G_DECLARE_FINAL_TYPE (WeirIdentity, weir_identity, WEIR, IDENTITY, WeirTransform)

struct _WeirIdentity {
  WeirTransform parent_instance;

  guint sleep_us;
  int error_after, eos_after, datarate;
  float drop_probability;
  guint drop_flags;
  gint64 ts_offset;
  gboolean silent, single_segment, dump, sync, check_time, check_offset, handoffs, drop_allocation;

  WeirListen listen;
  gboolean listened;      /* somebody is connected to handoff */
  guint64 seen, bytes;    /* since start */
  gint64 until_ns;        /* sleep-time: the head waits until then; 0: not yet looked at */
  WeirClockTime expected_time;
  guint64 expected_offset;
};

G_DEFINE_FINAL_TYPE (WeirIdentity, weir_identity, WEIR_TYPE_TRANSFORM)

static guint handoff_signal;

static void get_stats (gpointer object, GValue *value);

static const WeirProp props[] = {
  WEIR_PROP_UINT (WeirIdentity, sleep_us, "sleep-time", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
                  "Keeps each buffer for this many microseconds"),
  WEIR_PROP_INT (WeirIdentity, error_after, "error-after", -1, G_MAXINT, -1, WEIR_PROP_LIVE,
                 "Fails after this many buffers; -1: never"),
  WEIR_PROP_FLOAT (WeirIdentity, drop_probability, "drop-probability", 0.0, 1.0, 0.0, WEIR_PROP_LIVE,
                   "The share of buffers that are lost, at random"),
  WEIR_PROP_FLAGS (WeirIdentity, drop_flags, "drop-buffer-flags", weir_buffer_flags_get_type, 0, WEIR_PROP_LIVE,
                   "Drops buffers with any of these flags"),
  WEIR_PROP_INT (WeirIdentity, datarate, "datarate", 0, G_MAXINT, 0, WEIR_PROP_LIVE,
                 "Stamps buffers as if so many bytes came a second; 0: leaves their times"),
  WEIR_PROP_BOOLEAN (WeirIdentity, silent, "silent", TRUE, WEIR_PROP_LIVE, "Says nothing in last-message"),
  WEIR_PROP_BOOLEAN (WeirIdentity, single_segment, "single-segment", FALSE, 0,
                     "Turns times into running times, so that one segment holds everything"),
  { .name = "last-message", .blurb = "What passed last, unless silent", .kind = WEIR_PROP_KIND_STRING,
    .flags = WEIR_PROP_READ_ONLY },
  WEIR_PROP_BOOLEAN (WeirIdentity, dump, "dump", FALSE, WEIR_PROP_LIVE, "Prints the bytes of each buffer"),
  WEIR_PROP_BOOLEAN (WeirIdentity, sync, "sync", FALSE, WEIR_PROP_LIVE, "Keeps each buffer until its time has come"),
  WEIR_PROP_INT64 (WeirIdentity, ts_offset, "ts-offset", G_MININT64, G_MAXINT64, 0, WEIR_PROP_LIVE,
                   "Added to the times of buffers, and waited for, in ns"),
  WEIR_PROP_BOOLEAN (WeirIdentity, check_time, "check-imperfect-timestamp", FALSE, WEIR_PROP_LIVE,
                     "Posts imperfect-timestamp where a buffer's time isn't where the one before it ended"),
  WEIR_PROP_BOOLEAN (WeirIdentity, check_offset, "check-imperfect-offset", FALSE, WEIR_PROP_LIVE,
                     "Posts imperfect-offset where a buffer's offset isn't where the one before it ended"),
  WEIR_PROP_BOOLEAN (WeirIdentity, handoffs, "signal-handoffs", TRUE, WEIR_PROP_LIVE, "Emits handoff for each buffer"),
  WEIR_PROP_BOOLEAN (WeirIdentity, drop_allocation, "drop-allocation", FALSE, WEIR_PROP_LIVE,
                     "Accepted; memory wishes of downstream don't pass it"),
  WEIR_PROP_INT (WeirIdentity, eos_after, "eos-after", -1, G_MAXINT, -1, WEIR_PROP_LIVE,
                 "Ends the stream after this many buffers; -1: never"),
  WEIR_PROP_COMPUTED ("stats", BOXED, weir_structure_get_type, get_stats, "Bytes and buffers that passed"),
};

static const WeirElementInfo info = {
  .name = "identity",
  .long_name = "Identity",
  .klass = "Generic",
  .description = "Passes everything on as it is; can look at it, delay it, lose it, and end or fail on request",
  .example = "fakesrc num-buffers=5 ! identity silent=false ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- what there is to do ------------------------------------------------------------------------------------------- */

static gboolean
changes_times (WeirIdentity *self)
{
  return self->ts_offset != 0 || self->datarate > 0 || self->single_segment;
}

/* With nothing to do, buffers go from link to link. */
static void
update (WeirIdentity *self)
{
  WeirTransform *transform = WEIR_TRANSFORM_CAST (self);
  gboolean looks = self->sleep_us > 0 || self->error_after >= 0 || self->eos_after >= 0 || self->drop_probability > 0
                   || self->drop_flags != 0 || !self->silent || self->dump || self->sync || self->check_time
                   || self->check_offset || (self->handoffs && self->listened);

  weir_transform_set_watching (transform, looks);
  weir_transform_set_passthrough (transform, !changes_times (self));
  weir_transform_set_live (transform, self->sync);
}

static WeirProcess
weir_identity_process (WeirElement *element, GError **error)
{
  WeirIdentity *self = (WeirIdentity *) element;

  if (self->handoffs && weir_element_is_listened (element, handoff_signal, &self->listen) != self->listened) {
    self->listened = !self->listened;
    update (self);
  }
  return WEIR_ELEMENT_CLASS (weir_identity_parent_class)->process (element, error);
}

/* --- before a buffer is taken --------------------------------------------------------------------------------------- */

static gboolean
sleeps (WeirIdentity *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  if (self->sleep_us == 0)
    return FALSE;
  if (self->until_ns == 0)
    self->until_ns = weir_element_now_ns (element) + (gint64) self->sleep_us * 1000;
  if (weir_element_now_ns (element) >= self->until_ns)
    return FALSE;
  weir_element_want_deadline (element, self->until_ns);
  return TRUE;
}

static gboolean
syncs (WeirIdentity *self, WeirBuffer *buffer)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirSegment *segment = &WEIR_TRANSFORM_CAST (self)->segment;
  WeirClockTime running;
  gint64 due_ns;

  if (!self->sync || segment->format != WEIR_FORMAT_TIME || WEIR_BUFFER_DTS_OR_PTS (buffer) == WEIR_CLOCK_TIME_NONE)
    return FALSE;
  if (!weir_element_is_playing (element)) {
    weir_element_want_state (element);
    return TRUE;
  }
  running = weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, WEIR_BUFFER_DTS_OR_PTS (buffer));
  if (running == WEIR_CLOCK_TIME_NONE)
    return FALSE;
  due_ns = weir_element_running_time_to_monotonic (element, running + (guint64) self->ts_offset);
  if (due_ns <= weir_element_now_ns (element))
    return FALSE;
  weir_element_want_deadline (element, due_ns);
  return TRUE;
}

static WeirFlowReturn
weir_identity_ready (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);

  if (self->error_after >= 0 && self->seen >= (guint64) self->error_after) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_FAILED, "failed after %d buffers, as error-after asks for",
                 self->error_after);
    return WEIR_FLOW_ERROR;
  }
  if (self->eos_after >= 0 && self->seen >= (guint64) self->eos_after)
    return WEIR_FLOW_EOS;
  if (sleeps (self) || syncs (self, buffer))
    return WEIR_FLOW_AGAIN;
  self->until_ns = 0;
  self->seen++;
  if ((buffer->flags & self->drop_flags) != 0)
    return WEIR_TRANSFORM_DROPPED;
  if (self->drop_probability > 0
      && weir_element_random_u32 (WEIR_ELEMENT_CAST (self)) < (guint32) (self->drop_probability * (double) G_MAXUINT32)) {
    if (!self->silent)
      weir_element_say (WEIR_ELEMENT_CAST (self), "last-message", "dropping", transform->sinkpad, (WeirMini *) buffer);
    return WEIR_TRANSFORM_DROPPED;
  }
  return WEIR_FLOW_OK;
}

/* --- looking -------------------------------------------------------------------------------------------------------- */

static void
post_imperfect (WeirIdentity *self, const char *what, guint64 expected, guint64 found, WeirBuffer *buffer)
{
  WeirStructure *structure = weir_structure_new (what, "expected", G_TYPE_UINT64, expected, "current", G_TYPE_UINT64, found,
                                                 "cur-timestamp", G_TYPE_UINT64, buffer->pts, "cur-offset", G_TYPE_UINT64,
                                                 buffer->offset, NULL);

  weir_element_post_message (WEIR_ELEMENT_CAST (self), weir_message_new_element (WEIR_OBJECT_CAST (self), structure));
}

static void
check (WeirIdentity *self, WeirBuffer *buffer)
{
  if (self->check_time && self->expected_time != WEIR_CLOCK_TIME_NONE && buffer->pts != WEIR_CLOCK_TIME_NONE
      && buffer->pts != self->expected_time)
    post_imperfect (self, "imperfect-timestamp", self->expected_time, buffer->pts, buffer);
  if (self->check_offset && self->expected_offset != WEIR_BUFFER_OFFSET_NONE && buffer->offset != WEIR_BUFFER_OFFSET_NONE
      && buffer->offset != self->expected_offset)
    post_imperfect (self, "imperfect-offset", self->expected_offset, buffer->offset, buffer);
  self->expected_time = buffer->pts != WEIR_CLOCK_TIME_NONE && buffer->duration != WEIR_CLOCK_TIME_NONE
                          ? buffer->pts + buffer->duration
                          : WEIR_CLOCK_TIME_NONE;
  self->expected_offset = buffer->offset_end;
}

static void
weir_identity_before_transform (WeirTransform *transform, WeirBuffer *buffer)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  if (self->check_time || self->check_offset)
    check (self, buffer);
  if (!self->silent)
    weir_element_say (element, "last-message", "chain", transform->sinkpad, (WeirMini *) buffer);
  if (self->dump)
    weir_element_dump_buffer (element, buffer);
  if (self->handoffs && self->listened)
    weir_element_emit (element, handoff_signal, 0, buffer);
}

static WeirFlowReturn
weir_identity_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);
  gsize size = weir_buffer_get_size (buffer);

  if (self->datarate > 0) {
    buffer->pts = (guint64) ((double) self->bytes * (double) WEIR_SECOND / self->datarate);
    buffer->duration = (guint64) ((double) size * (double) WEIR_SECOND / self->datarate);
  } else if (self->single_segment && transform->segment.format == WEIR_FORMAT_TIME) {
    if (buffer->pts != WEIR_CLOCK_TIME_NONE)
      buffer->pts = weir_segment_to_running_time (&transform->segment, WEIR_FORMAT_TIME, buffer->pts);
    if (buffer->dts != WEIR_CLOCK_TIME_NONE)
      buffer->dts = weir_segment_to_running_time (&transform->segment, WEIR_FORMAT_TIME, buffer->dts);
  }
  if (self->ts_offset != 0) {
    if (buffer->pts != WEIR_CLOCK_TIME_NONE)
      buffer->pts += (guint64) self->ts_offset;
    if (buffer->dts != WEIR_CLOCK_TIME_NONE)
      buffer->dts += (guint64) self->ts_offset;
  }
  self->bytes += size;
  return WEIR_FLOW_OK;
}

static gboolean
weir_identity_sink_event (WeirTransform *transform, WeirEvent *event, GError **error)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);

  if (!self->silent)
    weir_element_say (WEIR_ELEMENT_CAST (self), "last-message", "event", transform->sinkpad, (WeirMini *) event);
  if (self->single_segment && event->type == WEIR_EVENT_SEGMENT && transform->segment.format == WEIR_FORMAT_TIME) {
    WeirSegment whole;

    weir_segment_init (&whole, WEIR_FORMAT_TIME);
    weir_event_unref (event);
    event = weir_event_new_segment (&whole);
  }
  return weir_transform_pass_event (transform, event);
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static gboolean
weir_identity_start (WeirTransform *transform, GError **error)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);

  self->seen = self->bytes = 0;
  self->until_ns = 0;
  self->expected_time = WEIR_CLOCK_TIME_NONE;
  self->expected_offset = WEIR_BUFFER_OFFSET_NONE;
  self->listen = (WeirListen){ 0 };
  self->listened = FALSE;
  update (self);
  return TRUE;
}

static void
weir_identity_reset (WeirTransform *transform)
{
  WeirIdentity *self = WEIR_IDENTITY (transform);

  self->until_ns = 0;
  self->expected_time = WEIR_CLOCK_TIME_NONE;
  self->expected_offset = WEIR_BUFFER_OFFSET_NONE;
}

static void
weir_identity_property_applied (WeirElement *element, const WeirProp *prop)
{
  update (WEIR_IDENTITY (element));
}

static void
get_stats (gpointer object, GValue *value)
{
  WeirIdentity *self = object;

  /* two numbers, read as they are */
  g_value_take_boxed (value, weir_structure_new ("application/x-identity-stats", "num-bytes", G_TYPE_UINT64,
                                                 __atomic_load_n (&self->bytes, __ATOMIC_RELAXED), "num-buffers",
                                                 G_TYPE_UINT64, __atomic_load_n (&self->seen, __ATOMIC_RELAXED), NULL));
}

static void
weir_identity_class_init (WeirIdentityClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  element_class->process = weir_identity_process;
  element_class->property_applied = weir_identity_property_applied;
  transform_class->ready = weir_identity_ready;
  transform_class->before_transform = weir_identity_before_transform;
  transform_class->transform_ip = weir_identity_transform_ip;
  transform_class->sink_event = weir_identity_sink_event;
  transform_class->start = weir_identity_start;
  transform_class->reset = weir_identity_reset;
  weir_element_class_set_info (element_class, &info);

  /* A buffer passes; the argument is the buffer. */
  handoff_signal = g_signal_new ("handoff", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, WEIR_TYPE_BUFFER);
}

static void
weir_identity_init (WeirIdentity *self)
{
  update (self);
}
