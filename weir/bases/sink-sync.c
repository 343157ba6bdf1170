/* SPDX-License-Identifier: MIT */
/* Sinks and time: when a buffer is due, what happens to late ones, what upstream is told, and steps. */
#include <weir/bases/hot-private.h>
#include <weir/bases/sink-private.h>

/* Looking at the whole graph upstream costs: not for every late buffer. */
#define HURRY_EVERY_NS (2 * WEIR_MSECOND)
/* Not late, but woken a little after the deadline. */
#define LATE_NS (2 * WEIR_MSECOND)
/* So many late items in succession, none less than the one before, are no accident. */
#define BEHIND_ITEMS 4
/* On time for so long, it is tried whether less run-ahead does; twice as long each time that it didn't. */
#define PATIENCE_NS (250 * WEIR_MSECOND)
#define MAX_PATIENCE_NS (32 * WEIR_SECOND)

/* --- when ----------------------------------------------------------------------------------------------------------- */

static void
default_times (WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end)
{
  *start = buffer->pts != WEIR_CLOCK_TIME_NONE ? buffer->pts : buffer->dts;
  if (*start != WEIR_CLOCK_TIME_NONE && buffer->duration != WEIR_CLOCK_TIME_NONE)
    *end = *start + buffer->duration;
}

gint64
weir_sink_due_ns (WeirSink *self, WeirClockTime t)
{
  WeirSinkPrivate *p = self->priv;

  if (p->ts_offset < 0 && t < (WeirClockTime) -p->ts_offset)
    t = 0;
  else
    t += (WeirClockTime) p->ts_offset;
  if (p->next_rate != WEIR_CLOCK_TIME_NONE && t < p->next_rate)
    t = p->next_rate;
  return weir_element_running_time_to_monotonic (WEIR_ELEMENT_CAST (self), t) - (gint64) p->render_delay;
}

gboolean
weir_sink_times (WeirSink *self, WeirBuffer *buffer, WeirSinkTimes *times)
{
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);
  WeirSegment *segment = &self->segment;
  WeirClockTime start = WEIR_CLOCK_TIME_NONE, end = WEIR_CLOCK_TIME_NONE;
  guint64 from, to;

  times->start = times->stop = WEIR_CLOCK_TIME_NONE;
  if (klass->get_times != NULL)
    klass->get_times (self, buffer, &start, &end);
  else
    default_times (buffer, &start, &end);
  if (start == WEIR_CLOCK_TIME_NONE || segment->format != WEIR_FORMAT_TIME)
    return TRUE;
  if (!weir_segment_clip (segment, WEIR_FORMAT_TIME, start, end, &from, &to)) {
    if (!self->priv->keep_out_of_segment)
      return FALSE;
    from = start;
    to = end;
  }
  self->priv->last_start = from;
  times->start = weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, from);
  times->stop = to != WEIR_CLOCK_TIME_NONE ? weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, to) : times->start;
  if (segment->rate < 0) { /* backwards the end comes first */
    WeirClockTime swap = times->start;

    times->start = times->stop;
    times->stop = swap;
  }
  return TRUE;
}

/* --- quality ------------------------------------------------------------------------------------------------------- */

static void
tell_upstream (WeirSink *self, WeirQOSType type, WeirClockTime running, WeirClockTimeDiff diff)
{
  weir_pad_push_event (self->sinkpad, weir_event_new_qos (type, self->priv->avg_rate, diff, running));
}

static void
post_dropped (WeirSink *self, WeirBuffer *buffer, const WeirSinkTimes *times)
{
  WeirSinkPrivate *p = self->priv;
  guint64 stream = weir_segment_to_stream_time (&self->segment, WEIR_FORMAT_TIME, buffer->pts);
  WeirMessage *message
    = weir_message_new_qos (WEIR_OBJECT_CAST (self), p->sync, times->start, stream, buffer->pts, buffer->duration);

  weir_message_set_qos_values (message, p->jitter, p->avg_rate, 1000000);
  weir_message_set_qos_stats (message, WEIR_FORMAT_BUFFERS, p->rendered, p->dropped + 1);
  weir_element_post_message (WEIR_ELEMENT_CAST (self), message);
}

static void
hurry (WeirSink *self, gint64 now_ns, gboolean open)
{
  WeirSinkPrivate *p = self->priv;

  if (self->sinkpad->link == NULL || now_ns - p->hurried_ns < HURRY_EVERY_NS)
    return;
  p->hurried_ns = now_ns;
  weir_link_hurry (self->sinkpad->link, open);
  if (!open)
    return;
  if (p->eased_ns != 0 && now_ns - p->eased_ns < 8 * p->patience_ns) /* it was too early to close */
    p->patience_ns = MIN (2 * p->patience_ns, MAX_PATIENCE_NS);
  else if (!p->opened)
    p->patience_ns = PATIENCE_NS;
  p->opened = TRUE;
  p->eased_ns = 0;
  p->behind = 0;
}

/* Opening costs freshness, and helps only who is late for want of elements that work at the same time. A machine that
 * was busy for a moment makes a row of items late, but each of them less. */
static void
note_late (WeirSink *self, gint64 now_ns, gboolean too_late)
{
  WeirSinkPrivate *p = self->priv;

  p->behind = p->jitter >= p->late_by ? p->behind + 1 : 0;
  p->late_by = p->jitter;
  p->late_ns = now_ns;
  hurry (self, now_ns, p->behind >= BEHIND_ITEMS || (too_late && p->behind > 0));
}

static void
note_on_time (WeirSink *self, gint64 now_ns)
{
  WeirSinkPrivate *p = self->priv;

  p->behind = 0;
  p->late_by = 0;
  if (!p->opened || now_ns - p->late_ns < p->patience_ns || self->sinkpad->link == NULL)
    return;
  p->late_ns = p->eased_ns = now_ns;
  p->opened = weir_link_ease (self->sinkpad->link);
}

gboolean
weir_sink_is_late (WeirSink *self, WeirBuffer *buffer, const WeirSinkTimes *times, gint64 now_ns)
{
  WeirSinkPrivate *p = self->priv;
  gint64 length = (gint64) (times->stop - times->start);
  gboolean too_late;

  p->jitter = now_ns - times->due_ns;
  too_late = p->max_lateness >= 0 && p->jitter > length + p->max_lateness;
  if (p->seen || p->jitter <= LATE_NS)
    note_on_time (self, now_ns);
  else if (!p->fresh)
    note_late (self, now_ns, too_late);
  if (!too_late)
    return FALSE;
  /* a picture a second is shown, however late */
  if (p->last_render == WEIR_CLOCK_TIME_NONE || times->start - p->last_render >= (WeirClockTime) WEIR_SECOND)
    return FALSE;
  if (p->qos)
    post_dropped (self, buffer, times);
  return TRUE;
}

/* How much faster than now the work upstream would have to be. */
static void
average (WeirSink *self, const WeirSinkTimes *times, gint64 now_ns)
{
  WeirSinkPrivate *p = self->priv;

  if (p->prev_start != WEIR_CLOCK_TIME_NONE && times->start > p->prev_start && now_ns > p->prev_ns) {
    double rate = p->jitter <= 0 ? 1.0 : (double) (now_ns - p->prev_ns) / (double) (times->start - p->prev_start);

    p->avg_rate = (p->avg_rate * 7 + rate) / 8;
  }
  p->prev_start = times->start;
  p->prev_ns = now_ns;
}

void
weir_sink_judge (WeirSink *self, const WeirSinkTimes *times, gboolean dropped)
{
  WeirSinkPrivate *p = self->priv;
  gboolean late = p->jitter > LATE_NS;

  if (times->start == WEIR_CLOCK_TIME_NONE)
    return;
  average (self, times, weir_element_now_ns (WEIR_ELEMENT_CAST (self)));
  if (!dropped)
    p->last_render = times->start;
  if (!p->qos)
    return;
  if (p->throttle_time > 0 && !late)
    tell_upstream (self, WEIR_QOS_TYPE_THROTTLE, times->start, (WeirClockTimeDiff) p->throttle_time);
  else if (late || p->told_late)
    tell_upstream (self, late ? WEIR_QOS_TYPE_UNDERFLOW : WEIR_QOS_TYPE_OVERFLOW, times->start, p->jitter);
  p->told_late = late;
}

/* --- steps ---------------------------------------------------------------------------------------------------------- */

gboolean
weir_sink_take_event (WeirElement *element, WeirEvent *event)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkPrivate *p = self->priv;
  WeirSinkStep *step = &p->step;

  if (event->type != WEIR_EVENT_STEP)
    return FALSE;
  weir_event_parse_step (event, &step->format, &step->amount, &step->rate, &step->flush, &step->intermediate);
  if ((step->format != WEIR_FORMAT_BUFFERS && step->format != WEIR_FORMAT_TIME) || !element->priv->active)
    return FALSE;
  step->active = step->amount > 0;
  step->done = 0;
  step->origin = WEIR_CLOCK_TIME_NONE;
  p->shown = FALSE;
  weir_element_post_message (element,
                             weir_message_new_step_start (WEIR_OBJECT_CAST (self), TRUE, step->format, step->amount, step->rate,
                                                          step->flush, step->intermediate));
  return TRUE;
}

void
weir_sink_end_step (WeirSink *self, gboolean eos)
{
  WeirSinkStep *step = &self->priv->step;
  guint64 duration = step->format == WEIR_FORMAT_TIME ? step->done : 0;

  step->active = FALSE;
  weir_element_post_message (WEIR_ELEMENT_CAST (self),
                             weir_message_new_step_done (WEIR_OBJECT_CAST (self), step->format, step->done, step->rate, step->flush,
                                                         step->intermediate, duration, eos));
}

gboolean
weir_sink_step_over (WeirSink *self, const WeirSinkTimes *times)
{
  WeirSinkStep *step = &self->priv->step;

  if (step->format == WEIR_FORMAT_BUFFERS) {
    if (step->done < step->amount) {
      step->done++;
      return TRUE;
    }
  } else if (times->start != WEIR_CLOCK_TIME_NONE) {
    if (step->origin == WEIR_CLOCK_TIME_NONE)
      step->origin = times->start;
    step->done = times->start - step->origin;
    if (step->done < step->amount)
      return TRUE;
  }
  weir_sink_end_step (self, FALSE);
  return FALSE;
}
