/* SPDX-License-Identifier: MIT */
/* The inputs of a mixer: what they bring, in the output's running time, and up to when that is known. */
#include <weir/bases/hot-private.h>
#include <weir/bases/mixer-private.h>

static void
held_free (gpointer data)
{
  WeirMixerHeld *held = data;

  weir_buffer_unref (held->buffer);
  g_clear_pointer (&held->caps, weir_caps_unref);
  g_free (held);
}

WeirMixerPad *
weir_mixer_pad_new (WeirMixer *mixer, WeirPad *pad)
{
  WeirMixerPad *self = g_new0 (WeirMixerPad, 1);

  self->input.pad = pad;
  self->mixer = mixer;
  g_queue_init (&self->held);
  weir_mixer_pad_forget (self);
  return self;
}

void
weir_mixer_pad_forget (WeirMixerPad *self)
{
  g_queue_clear_full (&self->held, held_free);
  weir_segment_init (&self->input.segment, WEIR_FORMAT_UNDEFINED);
  self->known = self->shift = 0;
  self->joined = self->ended = FALSE;
}

void
weir_mixer_pad_free (gpointer data)
{
  WeirMixerPad *self = data;

  g_queue_clear_full (&self->held, held_free);
  g_clear_pointer (&self->input.caps, weir_caps_unref);
  g_clear_pointer (&self->next_caps, weir_caps_unref);
  g_free (self);
}

/* --- time ------------------------------------------------------------------------------------------------------------- */

/* What the segment leaves of a buffer or gap, in running time. FALSE: nothing. Without a time it follows the one before,
 * without a length it is as long as a frame, for now. */
static gboolean
find_times (WeirMixerPad *self, WeirClockTime pts, WeirClockTime duration, gint64 *start, gint64 *stop)
{
  const WeirMixerPrivate *p = self->mixer->priv;
  const WeirSegment *segment = &self->input.segment;
  guint64 from = pts, to;

  if (duration == WEIR_CLOCK_TIME_NONE)
    duration = (WeirClockTime) (p->stop - p->start);
  if (pts == WEIR_CLOCK_TIME_NONE || segment->format != WEIR_FORMAT_TIME) {
    *start = self->known;
    *stop = *start + (gint64) duration;
    return TRUE;
  }
  to = pts + duration;
  if (!weir_segment_clip (segment, WEIR_FORMAT_TIME, pts, to, &from, &to))
    return FALSE;
  *start = (gint64) weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, from);
  *stop = (gint64) weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, to);
  if (segment->rate < 0) { /* backwards the end comes first */
    gint64 swap = *start;

    *start = *stop;
    *stop = swap;
  }
  if (!self->joined && p->align && *start < p->start && !weir_element_is_fed_live (self->input.pad))
    self->shift = p->start - *start;
  self->joined = TRUE;
  *start += self->shift;
  *stop += self->shift;
  return TRUE;
}

/* --- items ------------------------------------------------------------------------------------------------------------ */

static void
keep (WeirMixerPad *self, WeirBuffer *buffer /* (transfer full) */)
{
  WeirMixerHeld *held;
  gint64 start, stop;

  if (!find_times (self, buffer->pts, buffer->duration, &start, &stop) || stop <= self->mixer->priv->start) {
    weir_buffer_unref (buffer); /* nothing of it would be used */
    return;
  }
  held = g_queue_peek_tail (&self->held);
  if (held != NULL && held->open)
    held->stop = MAX (held->start, start);
  held = g_new0 (WeirMixerHeld, 1);
  *held = (WeirMixerHeld){ .buffer = buffer,
                           .caps = self->next_caps != NULL ? weir_caps_ref (self->next_caps) : NULL,
                           .start = start,
                           .stop = stop,
                           .open = buffer->duration == WEIR_CLOCK_TIME_NONE };
  g_queue_push_tail (&self->held, held);
  self->known = MAX (self->known, stop);
}

static void
keep_list (WeirMixerPad *self, WeirBufferList *list /* (transfer full) */)
{
  guint n = weir_buffer_list_length (list);

  for (guint i = 0; i < n; i++)
    keep (self, weir_buffer_ref (weir_buffer_list_get (list, i)));
  weir_buffer_list_unref (list);
}

static void
take_event (WeirMixerPad *self, WeirEvent *event)
{
  WeirClockTime time, duration;
  gint64 start, stop;
  WeirCaps *caps;

  switch (event->type) {
  case WEIR_EVENT_CAPS:
    weir_event_parse_caps (event, &caps);
    weir_caps_replace (&self->next_caps, caps);
    break;
  case WEIR_EVENT_SEGMENT:
    weir_event_copy_segment (event, &self->input.segment);
    break;
  case WEIR_EVENT_GAP:
    weir_event_parse_gap (event, &time, &duration);
    if (find_times (self, time, duration, &start, &stop))
      self->known = MAX (self->known, stop);
    break;
  case WEIR_EVENT_EOS:
    self->ended = TRUE;
    break;
  case WEIR_EVENT_STREAM_START:
    self->ended = FALSE;
    break;
  default:
    break;
  }
}

void
weir_mixer_pad_read (WeirMixerPad *self)
{
  WeirMini *item;

  while (self->known < self->mixer->priv->stop && (item = weir_pad_take (self->input.pad)) != NULL) {
    if (item->kind == WEIR_MINI_BUFFER) {
      keep (self, (WeirBuffer *) item);
    } else if (item->kind == WEIR_MINI_BUFFER_LIST) {
      keep_list (self, (WeirBufferList *) item);
    } else {
      take_event (self, (WeirEvent *) item);
      weir_mini_unref (item);
    }
  }
}

void
weir_mixer_pad_drop_until (WeirMixerPad *self, gint64 time)
{
  WeirMixerHeld *held;

  while ((held = g_queue_peek_head (&self->held)) != NULL && held->stop <= time)
    held_free (g_queue_pop_head (&self->held));
}

WeirCaps *
weir_mixer_pad_changed_caps (WeirMixerPad *self)
{
  WeirMixerHeld *held = g_queue_peek_head (&self->held);

  if (held == NULL || held->start >= self->mixer->priv->stop || held->caps == NULL)
    return NULL;
  return self->input.caps == NULL || !weir_caps_is_equal (held->caps, self->input.caps) ? held->caps : NULL;
}

/**
 * weir_mixer_input_peek:
 * @input: an input
 * @n: 0 for the first buffer
 * @start: (out) (optional): its running time in ns; may lie before the frame
 * @stop: (out) (optional): the running time of its end in ns; may lie behind the frame
 *
 * Says what the input brings for the frame that is mixed. Buffers stay until their end was mixed.
 *
 * Thread: owner, in `mix`.
 *
 * Returns: (transfer none) (nullable): the buffer; %NULL: there are no more that begin before the frame's end
 */
WeirBuffer *
weir_mixer_input_peek (WeirMixerInput *input, guint n, WeirClockTime *start, WeirClockTime *stop)
{
  WeirMixerPad *self = (WeirMixerPad *) input; /* begins with its public part */
  WeirMixerHeld *held = g_queue_peek_nth (&self->held, n);

  if (held == NULL || held->start >= self->mixer->priv->stop)
    return NULL;
  if (start != NULL)
    *start = (WeirClockTime) MAX (held->start, 0);
  if (stop != NULL)
    *stop = (WeirClockTime) held->stop;
  return held->buffer;
}
