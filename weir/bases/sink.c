/* SPDX-License-Identifier: MIT */
/* The step of a sink: what is at the head of its link, and whether its time has come. Time is in sink-sync.c, what is
 * asked of the sink in sink-object.c. */
#include <weir/bases/flow-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/bases/sink-private.h>

/* Timers fire together: who is woken this much early needn't park again. */
#define EARLY_NS (300 * WEIR_USECOND)

/* --- events --------------------------------------------------------------------------------------------------------- */

static gboolean
take_caps (WeirSink *self, WeirCaps *caps, GError **error)
{
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);

  if (!weir_base_accept_caps (self->sinkpad, caps, error))
    return FALSE;
  if (klass->set_caps != NULL && !klass->set_caps (self, caps, error)) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "the element refused the format");
    return FALSE;
  }
  weir_caps_replace (&self->priv->caps, caps);
  return TRUE;
}

static void
begin_stream (WeirSink *self, WeirEvent *event)
{
  WeirMessage *message = weir_message_new_stream_start (WEIR_OBJECT_CAST (self));
  guint group_id;

  if (weir_event_parse_group_id (event, &group_id))
    weir_message_set_group_id (message, group_id);
  weir_element_post_message (WEIR_ELEMENT_CAST (self), message);
  self->priv->at_eos = FALSE;
}

static gboolean
handle_event (WeirSink *self, GError **error)
{
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);
  g_autoptr (WeirEvent) event = (WeirEvent *) weir_pad_take (self->sinkpad);
  WeirTagList *tags;
  WeirCaps *caps;

  if (event == NULL)
    return TRUE;
  switch (event->type) {
  case WEIR_EVENT_STREAM_START:
    begin_stream (self, event);
    break;
  case WEIR_EVENT_CAPS:
    weir_event_parse_caps (event, &caps);
    if (!take_caps (self, caps, error))
      return FALSE;
    break;
  case WEIR_EVENT_SEGMENT:
    weir_event_copy_segment (event, &self->segment);
    break;
  case WEIR_EVENT_TAG:
    weir_event_parse_tag (event, &tags);
    weir_element_post_message (WEIR_ELEMENT_CAST (self),
                               weir_message_new_tag (WEIR_OBJECT_CAST (self), weir_tag_list_ref (tags)));
    break;
  default:
    break;
  }
  if (klass->event != NULL)
    klass->event (self, event);
  return TRUE;
}

/* --- preroll -------------------------------------------------------------------------------------------------------- */

static void
keep_last (WeirSink *self, WeirBuffer *buffer /* (transfer full) */)
{
  WeirSinkPrivate *p = self->priv;

  if (p->last != NULL)
    weir_buffer_unref (p->last);
  if (WEIR_LIKELY (p->enable_last_sample)) {
    p->last = buffer;
    if (WEIR_UNLIKELY (p->last_caps != p->caps))
      weir_caps_replace (&p->last_caps, p->caps);
  } else {
    p->last = NULL;
    weir_buffer_unref (buffer);
  }
}

static void
publish_position (WeirSink *self)
{
  WeirSinkPrivate *p = self->priv;
  guint64 at, stream;

  if (p->last_start == WEIR_CLOCK_TIME_NONE || self->segment.format != WEIR_FORMAT_TIME)
    return;
  at = p->last_start;
  if (p->lead > 0 && p->sync && weir_element_is_playing (WEIR_ELEMENT_CAST (self)) && self->segment.rate > 0)
    at = MAX (at, self->segment.start + p->lead) - p->lead; /* what is rendered now is for later */
  stream = weir_segment_to_stream_time (&self->segment, WEIR_FORMAT_TIME, at);
  if (stream != WEIR_CLOCK_TIME_NONE)
    __atomic_store_n (&WEIR_ELEMENT_CAST (self)->priv->position_time, (gint64) stream, __ATOMIC_RELAXED);
}

static WeirBuffer *
buffer_of (WeirMini *item)
{
  if (item->kind == WEIR_MINI_BUFFER)
    return (WeirBuffer *) item;
  if (item->kind == WEIR_MINI_BUFFER_LIST && weir_buffer_list_length ((WeirBufferList *) item) > 0)
    return weir_buffer_list_get ((WeirBufferList *) item, 0);
  return NULL;
}

static void
tell_prerolled (WeirSink *self)
{
  if (WEIR_LIKELY (self->priv->prerolled))
    return;
  self->priv->prerolled = TRUE;
  weir_element_set_prerolled (WEIR_ELEMENT_CAST (self));
}

/* What isn't part of the segment doesn't preroll. What is says where the stream stands. */
static gboolean
lies_outside (WeirSink *self, WeirMini *item)
{
  WeirBuffer *buffer = buffer_of (item);
  WeirSinkTimes times;

  return buffer != NULL && !self->priv->shown && item->kind == WEIR_MINI_BUFFER && !weir_sink_times (self, buffer, &times);
}

/* Paused: the head is shown once, and stays. FALSE: failed. */
static gboolean
hold (WeirSink *self, WeirMini *item, GError **error)
{
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);
  WeirBuffer *buffer = buffer_of (item);
  WeirFlowReturn ret = WEIR_FLOW_OK;
  WeirSinkTimes times;

  if (!self->priv->shown && buffer != NULL) {
    weir_sink_times (self, buffer, &times); /* notes where it stands */
    if (klass->preroll != NULL)
      ret = weir_flow_checked (klass->preroll (self, buffer, error), error);
    keep_last (self, weir_buffer_ref (buffer));
    publish_position (self);
  }
  self->priv->shown = TRUE;
  if (ret < WEIR_FLOW_EOS) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "the first buffer could not be shown");
    return FALSE;
  }
  tell_prerolled (self);
  weir_element_want_preroll (WEIR_ELEMENT_CAST (self));
  return TRUE;
}

/* --- items ---------------------------------------------------------------------------------------------------------- */

typedef enum { WENT_ON = 1, PARKED, AT_EOS, REFUSED, FAILED } Went;

/* TRUE: its time hasn't come; the deadline is wanted. */
static gboolean
must_wait (WeirSink *self, WeirClockTime lead, WeirSinkTimes *times, gint64 *now_ns)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 wake_ns;

  *now_ns = weir_element_now_ns (element);
  times->due_ns = weir_sink_due_ns (self, times->start);
  wake_ns = times->due_ns - (gint64) lead;
  if (wake_ns <= *now_ns + EARLY_NS)
    return FALSE;
  self->priv->seen = TRUE;
  weir_element_want_deadline (element, wake_ns);
  return TRUE;
}

static WeirProcess
say_eos (WeirSink *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  self->priv->at_eos = TRUE;
  weir_element_post_message (element, weir_message_new_eos (WEIR_OBJECT_CAST (self)));
  return WEIR_PROCESS_EOS;
}

/* The element wants no more: upstream learns it. */
static WeirProcess
refuse (WeirSink *self)
{
  weir_pad_set_unwanted (self->sinkpad);
  return say_eos (self);
}

static Went
fail (WeirFlowReturn ret, GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "a buffer could not be rendered (%s)",
                 weir_flow_get_name (ret));
  return FAILED;
}

/* Takes the buffer. */
static Went
render (WeirSink *self, WeirBuffer *buffer, GError **error)
{
  WeirFlowReturn ret = weir_flow_checked (WEIR_SINK_GET_CLASS (self)->render (self, buffer, error), error);

  if (WEIR_LIKELY (ret == WEIR_FLOW_OK)) {
    self->priv->rendered++;
    keep_last (self, buffer);
    return WENT_ON;
  }
  if (ret == WEIR_FLOW_AGAIN) {
    self->priv->pending = buffer;
    return PARKED;
  }
  weir_buffer_unref (buffer);
  return ret == WEIR_FLOW_EOS ? REFUSED : fail (ret, error);
}

static void
limit_rate (WeirSink *self, WeirBuffer *buffer, const WeirSinkTimes *times)
{
  WeirSinkPrivate *p = self->priv;
  WeirClockTime from = times->start;

  if (p->max_bitrate == 0 || from == WEIR_CLOCK_TIME_NONE) {
    p->next_rate = WEIR_CLOCK_TIME_NONE;
    return;
  }
  if (p->next_rate != WEIR_CLOCK_TIME_NONE)
    from = MAX (from, p->next_rate);
  p->next_rate = from + (guint64) ((double) weir_buffer_size (buffer) * 8 * (double) WEIR_SECOND / (double) p->max_bitrate);
}

/* A buffer with its whole treatment. Takes it from `*place` when its time has come. */
static Went
handle_buffer (WeirSink *self, WeirBuffer *buffer, gboolean taken, GError **error)
{
  WeirSinkPrivate *p = self->priv;
  WeirSinkTimes times;
  gboolean inside = weir_sink_times (self, buffer, &times), drop = !inside;
  gint64 now_ns = 0;
  Went went;

  if (inside && p->step.active) {
    drop = weir_sink_step_over (self, &times);
    if (!drop) { /* the step ends before this buffer: it is looked at again */
      p->pending = taken ? buffer : NULL;
      return WENT_ON;
    }
  } else if (inside && p->sync && times.start != WEIR_CLOCK_TIME_NONE && !taken) {
    if (must_wait (self, p->lead, &times, &now_ns))
      return PARKED;
    drop = weir_sink_is_late (self, buffer, &times, now_ns);
    if (drop)
      weir_sink_judge (self, &times, TRUE);
  }
  if (!taken)
    buffer = weir_pad_hot_take_buffer (self->sinkpad);
  p->seen = p->shown = FALSE;
  if (times.stop != WEIR_CLOCK_TIME_NONE)
    p->last_stop = times.stop;
  if (drop) {
    p->dropped++;
    weir_buffer_unref (buffer);
    return WENT_ON;
  }
  limit_rate (self, buffer, &times);
  p->fresh = FALSE;
  p->rendering = p->sync ? times.start : WEIR_CLOCK_TIME_NONE;
  publish_position (self);
  went = render (self, buffer, error);
  if (p->sync && went == WENT_ON)
    weir_sink_judge (self, &times, FALSE);
  return went;
}

/* What of the list is left, until one can't be rendered now. */
static Went
render_list (WeirSink *self, GError **error)
{
  WeirSinkPrivate *p = self->priv;
  Went went = WENT_ON;

  while (p->list != NULL && went == WENT_ON) {
    g_autoptr (WeirBuffer) buffer = weir_buffer_ref (weir_buffer_list_get (p->list, p->list_at++));
    WeirSinkTimes times;

    if (p->list_at == weir_buffer_list_length (p->list))
      g_clear_pointer (&p->list, weir_buffer_list_unref);
    if (!weir_sink_times (self, buffer, &times)) {
      p->dropped++;
      continue;
    }
    if (times.stop != WEIR_CLOCK_TIME_NONE)
      p->last_stop = times.stop;
    p->rendering = p->sync ? times.start : WEIR_CLOCK_TIME_NONE;
    went = render (self, g_steal_pointer (&buffer), error);
  }
  return went;
}

static Went
handle_list (WeirSink *self, WeirBufferList *list, GError **error)
{
  WeirBuffer *first = buffer_of ((WeirMini *) list);
  WeirSinkPrivate *p = self->priv;
  WeirSinkTimes times;
  gint64 now_ns;

  if (first != NULL && p->sync && weir_sink_times (self, first, &times) && times.start != WEIR_CLOCK_TIME_NONE
      && must_wait (self, p->lead, &times, &now_ns))
    return PARKED;
  list = (WeirBufferList *) weir_pad_take (self->sinkpad);
  p->seen = p->shown = FALSE;
  p->list_at = 0;
  if (weir_buffer_list_length (list) > 0)
    p->list = list;
  else
    weir_buffer_list_unref (list);
  return render_list (self, error);
}

static Went
handle_gap (WeirSink *self, WeirEvent *event)
{
  WeirSinkPrivate *p = self->priv;
  WeirClockTime start, length;
  WeirSinkTimes times = { WEIR_CLOCK_TIME_NONE, WEIR_CLOCK_TIME_NONE, 0 };
  gint64 now_ns;

  weir_event_parse_gap (event, &start, &length);
  if (self->segment.format == WEIR_FORMAT_TIME && start != WEIR_CLOCK_TIME_NONE)
    times.start = weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, start);
  if (p->sync && times.start != WEIR_CLOCK_TIME_NONE && must_wait (self, p->lead, &times, &now_ns))
    return PARKED;
  event = (WeirEvent *) weir_pad_take (self->sinkpad);
  if (WEIR_SINK_GET_CLASS (self)->event != NULL)
    WEIR_SINK_GET_CLASS (self)->event (self, event);
  weir_event_unref (event);
  p->seen = p->shown = FALSE;
  if (times.start != WEIR_CLOCK_TIME_NONE)
    p->last_stop = times.start + (length != WEIR_CLOCK_TIME_NONE ? length : 0);
  return WENT_ON;
}

static Went
handle_eos (WeirSink *self, GError **error)
{
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);
  WeirSinkPrivate *p = self->priv;
  WeirSinkTimes times = { p->last_stop, p->last_stop, 0 };
  WeirFlowReturn ret;
  gint64 now_ns;

  if (!p->finishing && p->sync && times.start != WEIR_CLOCK_TIME_NONE && must_wait (self, 0, &times, &now_ns))
    return PARKED;
  p->finishing = TRUE;
  if (p->step.active)
    weir_sink_end_step (self, TRUE);
  ret = klass->finish != NULL ? weir_flow_checked (klass->finish (self, error), error) : WEIR_FLOW_OK;
  if (ret == WEIR_FLOW_AGAIN)
    return PARKED;
  if (ret != WEIR_FLOW_OK && ret != WEIR_FLOW_EOS)
    return fail (ret, error);
  p->finishing = FALSE;
  weir_mini_unref (weir_pad_take (self->sinkpad));
  return AT_EOS;
}

static Went
handle_item (WeirSink *self, WeirMini *item, GError **error)
{
  WeirSinkPrivate *p = self->priv;
  WeirEventType type = item->kind == WEIR_MINI_EVENT ? ((WeirEvent *) item)->type : WEIR_EVENT_UNKNOWN;

  if (type != WEIR_EVENT_UNKNOWN && type != WEIR_EVENT_EOS && type != WEIR_EVENT_GAP)
    return handle_event (self, error) ? WENT_ON : FAILED;
  if (!weir_element_is_playing (WEIR_ELEMENT_CAST (self)) && !p->step.active && !lies_outside (self, item))
    return hold (self, item, error) ? PARKED : FAILED;
  if (!p->step.active)
    tell_prerolled (self);
  if (type == WEIR_EVENT_EOS)
    return handle_eos (self, error);
  if (type == WEIR_EVENT_GAP)
    return handle_gap (self, (WeirEvent *) item);
  if (item->kind == WEIR_MINI_BUFFER_LIST)
    return handle_list (self, (WeirBufferList *) item, error);
  return handle_buffer (self, (WeirBuffer *) item, FALSE, error);
}

/* --- the step ------------------------------------------------------------------------------------------------------- */

/* An end of a paced path that runs dry while its producer was kept back asks for more run-ahead. */
static void
run_dry (WeirSink *self)
{
  WeirLink *link = self->sinkpad->link;

  if (!self->priv->sync && link != NULL && WEIR_ATOMIC_LOAD (&link->paced, relaxed)
      && WEIR_ATOMIC_LOAD (&link->wished, relaxed))
    weir_link_hurry (link, TRUE);
  weir_element_want_input (WEIR_ELEMENT_CAST (self), self->sinkpad);
}

/* Does the buffer lie within the segment, without looking closer? */
static inline gboolean
plainly_inside (const WeirSegment *segment, const WeirBuffer *buffer)
{
  return segment->format != WEIR_FORMAT_TIME
         || (buffer->pts != WEIR_CLOCK_TIME_NONE && buffer->pts >= segment->start && buffer->pts < segment->stop);
}

/* Nobody looks at the clock: as fast as they come. Stops at what isn't such a buffer. NULL: nothing there. */
static WeirMini *
render_unsynced (WeirSink *self, WeirProcess *answer, GError **error)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirSinkPrivate *p = self->priv;
  WeirMini *item;

  *answer = WEIR_PROCESS_PARK;
  while ((item = weir_pad_hot_peek (self->sinkpad)) != NULL && item->kind == WEIR_MINI_BUFFER
         && plainly_inside (&self->segment, (WeirBuffer *) item)) {
    p->last_start = ((WeirBuffer *) item)->pts;
    p->rendering = WEIR_CLOCK_TIME_NONE;
    tell_prerolled (self);
    switch (render (self, weir_pad_hot_take_buffer (self->sinkpad), error)) {
    case WENT_ON:
      break;
    case PARKED:
      return NULL;
    case AT_EOS:
    case REFUSED:
      *answer = refuse (self);
      return NULL;
    case FAILED:
      *answer = WEIR_PROCESS_ERROR;
      return NULL;
    }
    if (weir_element_hot_budget_used (element)) {
      *answer = WEIR_PROCESS_AGAIN;
      return NULL;
    }
  }
  if (item == NULL)
    run_dry (self);
  return item;
}

static gboolean
is_unsynced (WeirSink *self)
{
  WeirSinkPrivate *p = self->priv;

  return !p->sync && !p->step.active && p->max_bitrate == 0 && p->pending == NULL && p->list == NULL
         && weir_element_is_playing (WEIR_ELEMENT_CAST (self)) && WEIR_SINK_GET_CLASS (self)->get_times == NULL;
}

WeirProcess
weir_sink_process (WeirElement *element, GError **error)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkPrivate *p = self->priv;
  WeirProcess answer;
  WeirMini *item;
  Went went;

  for (;;) {
    if (is_unsynced (self)) {
      item = render_unsynced (self, &answer, error);
      publish_position (self);
      if (item == NULL)
        return answer;
    } else if ((item = weir_pad_hot_peek (self->sinkpad)) == NULL && p->pending == NULL && p->list == NULL) {
      run_dry (self);
      return WEIR_PROCESS_PARK;
    }
    if (p->pending != NULL)
      went = handle_buffer (self, g_steal_pointer (&p->pending), TRUE, error);
    else if (p->list != NULL)
      went = render_list (self, error);
    else
      went = handle_item (self, item, error);
    switch (went) {
    case WENT_ON:
      break;
    case PARKED:
      return WEIR_PROCESS_PARK;
    case AT_EOS:
      return say_eos (self);
    case REFUSED:
      return refuse (self);
    case FAILED:
      return WEIR_PROCESS_ERROR;
    }
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}
