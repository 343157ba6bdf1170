/* SPDX-License-Identifier: MIT */
/* Gives times to the output of a codec whose input is bytes. */
#include "byte-input.h"

gboolean
weir_byte_input_take (WeirByteInput *self, WeirSegment *segment, WeirEvent *event)
{
  if (event->type == WEIR_EVENT_STREAM_START)
    self->bytes = self->pending = FALSE;
  if (event->type != WEIR_EVENT_SEGMENT || segment->format == WEIR_FORMAT_TIME)
    return FALSE;
  weir_segment_init (segment, WEIR_FORMAT_TIME);
  self->bytes = self->pending = TRUE;
  return TRUE;
}

void
weir_byte_input_push_segment (WeirByteInput *self, const WeirSegment *segment, WeirPad *srcpad)
{
  if (!self->pending)
    return;
  self->pending = FALSE;
  weir_pad_push_event (srcpad, weir_event_new_segment (segment));
}
