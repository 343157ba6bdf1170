/* SPDX-License-Identifier: MIT */
/* Small elements on the bases, for the tests of the bases: each does the least that its base is for. */
#pragma once

#include <weir/bases/decoder.h>
#include <weir/bases/demuxer.h>
#include <weir/bases/encoder.h>
#include <weir/bases/muxer.h>
#include <weir/bases/sink.h>
#include <weir/bases/source.h>

/* A seekable source in time: frames of 10 ms, `offset` and pts say which; duration 1 s. Its bytes are the frame number
 * as a guint32. */
#define TOY_FRAME_NS (10 * (WeirClockTime) WEIR_MSECOND)
#define TOY_FRAMES 100
GType toy_source_get_type (void);
/* Property live: frames come at their time. */

/* Notes when what was rendered. */
typedef struct {
  guint64 offset;
  WeirClockTime pts;
  gint64 at_ns;
} ToySeen;
G_DECLARE_FINAL_TYPE (ToySink, toy_sink, TOY, SINK, WeirSink)
struct _ToySink {
  WeirSink parent_instance;
  GArray *seen;  /* of ToySeen */
  guint prerolls;
  gint64 busy_ns; /* how long it takes for each */
};
/* A copy of what was seen so far. */
GArray *toy_sink_get_seen (ToySink *self);

/* "audio/x-raw" in, "audio/x-toy" out: the same bytes, two frames later. And back: also two frames later. */
GType toy_encoder_get_type (void);
GType toy_decoder_get_type (void);

/* A container: 4 bytes "TOY1", a byte for the number of streams, then packets of stream (1 byte), length (1 byte), pts in
 * ms (4 bytes), bytes. */
GType toy_muxer_get_type (void);
GType toy_demuxer_get_type (void);

/* Bytes in memory as a source; property pull: also at any place. */
GType toy_bytes_get_type (void);
void toy_bytes_set (WeirElement *element, GBytes *bytes);
