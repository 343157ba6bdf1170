/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

/* Codecs whose input is a file as it is (filesrc ! jpegdec): bytes without times, cut anywhere. What comes out has times:
 * the segment of bytes is replaced by one of time, behind the output's caps. Owner. */
typedef struct {
  gboolean bytes;   /* the input is such a one */
  gboolean pending; /* the segment is still to be pushed */
} WeirByteInput;

/* For `sink_event`: TRUE: the event was a segment of bytes, and goes no further; `segment` is one of time now. */
gboolean weir_byte_input_take (WeirByteInput *self, WeirSegment *segment, WeirEvent *event);
/* After the output's caps. */
void weir_byte_input_push_segment (WeirByteInput *self, const WeirSegment *segment,
                                   WeirPad *srcpad);

G_END_DECLS
