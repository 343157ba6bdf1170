/* SPDX-License-Identifier: MIT */
/* Segments: which part of a stream flows, and how its positions become running time and stream
 * time. */
#pragma once

#include <weir/data/format.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SEGMENT (weir_segment_get_type ())
#define WEIR_TYPE_SEGMENT_FLAGS (weir_segment_flags_get_type ())
#define WEIR_TYPE_SEEK_FLAGS (weir_seek_flags_get_type ())
#define WEIR_TYPE_SEEK_TYPE (weir_seek_type_get_type ())

/**
 * WeirSeekType:
 * @WEIR_SEEK_TYPE_NONE: stays as it is
 * @WEIR_SEEK_TYPE_SET: counted from the beginning
 * @WEIR_SEEK_TYPE_END: counted from the end
 *
 * How a seek means its values.
 */
typedef enum {
  WEIR_SEEK_TYPE_NONE = 0,
  WEIR_SEEK_TYPE_SET = 1,
  WEIR_SEEK_TYPE_END = 2,
} WeirSeekType;

/**
 * WeirSeekFlags:
 * @WEIR_SEEK_FLAG_NONE: nothing
 * @WEIR_SEEK_FLAG_FLUSH: throw away what is on its way
 * @WEIR_SEEK_FLAG_ACCURATE: exactly there, also if that takes longer
 * @WEIR_SEEK_FLAG_KEY_UNIT: to the nearest key frame
 * @WEIR_SEEK_FLAG_SEGMENT: a message at the end instead of EOS
 * @WEIR_SEEK_FLAG_TRICKMODE: leave out what isn't worth its time when playing fast
 * @WEIR_SEEK_FLAG_SKIP: old name of @WEIR_SEEK_FLAG_TRICKMODE
 * @WEIR_SEEK_FLAG_SNAP_BEFORE: to the key frame before
 * @WEIR_SEEK_FLAG_SNAP_AFTER: to the key frame after
 * @WEIR_SEEK_FLAG_SNAP_NEAREST: to the nearest of the two
 * @WEIR_SEEK_FLAG_TRICKMODE_KEY_UNITS: only key frames
 * @WEIR_SEEK_FLAG_TRICKMODE_NO_AUDIO: no sound
 * @WEIR_SEEK_FLAG_TRICKMODE_FORWARD_PREDICTED: no bidirectionally predicted frames
 * @WEIR_SEEK_FLAG_INSTANT_RATE_CHANGE: only the speed changes, at once
 *
 * How to seek.
 */
typedef enum {
  WEIR_SEEK_FLAG_NONE = 0,
  WEIR_SEEK_FLAG_FLUSH = 1 << 0,
  WEIR_SEEK_FLAG_ACCURATE = 1 << 1,
  WEIR_SEEK_FLAG_KEY_UNIT = 1 << 2,
  WEIR_SEEK_FLAG_SEGMENT = 1 << 3,
  WEIR_SEEK_FLAG_TRICKMODE = 1 << 4,
  WEIR_SEEK_FLAG_SKIP = 1 << 4,
  WEIR_SEEK_FLAG_SNAP_BEFORE = 1 << 5,
  WEIR_SEEK_FLAG_SNAP_AFTER = 1 << 6,
  WEIR_SEEK_FLAG_SNAP_NEAREST = WEIR_SEEK_FLAG_SNAP_BEFORE | WEIR_SEEK_FLAG_SNAP_AFTER,
  WEIR_SEEK_FLAG_TRICKMODE_KEY_UNITS = 1 << 7,
  WEIR_SEEK_FLAG_TRICKMODE_NO_AUDIO = 1 << 8,
  WEIR_SEEK_FLAG_TRICKMODE_FORWARD_PREDICTED = 1 << 9,
  WEIR_SEEK_FLAG_INSTANT_RATE_CHANGE = 1 << 10,
} WeirSeekFlags;

/**
 * WeirSegmentFlags:
 * @WEIR_SEGMENT_FLAG_NONE: nothing
 * @WEIR_SEGMENT_FLAG_RESET: running time begins anew
 * @WEIR_SEGMENT_FLAG_TRICKMODE: leave out what isn't worth its time
 * @WEIR_SEGMENT_FLAG_SKIP: old name of @WEIR_SEGMENT_FLAG_TRICKMODE
 * @WEIR_SEGMENT_FLAG_SEGMENT: a message at the end instead of EOS
 * @WEIR_SEGMENT_FLAG_TRICKMODE_KEY_UNITS: only key frames
 * @WEIR_SEGMENT_FLAG_TRICKMODE_FORWARD_PREDICTED: no bidirectionally predicted frames
 * @WEIR_SEGMENT_FLAG_TRICKMODE_NO_AUDIO: no sound
 *
 * How a segment is played. The values are those of #WeirSeekFlags.
 */
typedef enum {
  WEIR_SEGMENT_FLAG_NONE = WEIR_SEEK_FLAG_NONE,
  WEIR_SEGMENT_FLAG_RESET = WEIR_SEEK_FLAG_FLUSH,
  WEIR_SEGMENT_FLAG_TRICKMODE = WEIR_SEEK_FLAG_TRICKMODE,
  WEIR_SEGMENT_FLAG_SKIP = WEIR_SEEK_FLAG_TRICKMODE,
  WEIR_SEGMENT_FLAG_SEGMENT = WEIR_SEEK_FLAG_SEGMENT,
  WEIR_SEGMENT_FLAG_TRICKMODE_KEY_UNITS = WEIR_SEEK_FLAG_TRICKMODE_KEY_UNITS,
  WEIR_SEGMENT_FLAG_TRICKMODE_FORWARD_PREDICTED = WEIR_SEEK_FLAG_TRICKMODE_FORWARD_PREDICTED,
  WEIR_SEGMENT_FLAG_TRICKMODE_NO_AUDIO = WEIR_SEEK_FLAG_TRICKMODE_NO_AUDIO,
} WeirSegmentFlags;

/* All that a seek passes on to the segment. */
#define WEIR_SEGMENT_INSTANT_FLAGS                                                                 \
  (WEIR_SEGMENT_FLAG_TRICKMODE | WEIR_SEGMENT_FLAG_TRICKMODE_KEY_UNITS                             \
   | WEIR_SEGMENT_FLAG_TRICKMODE_FORWARD_PREDICTED | WEIR_SEGMENT_FLAG_TRICKMODE_NO_AUDIO)

/**
 * WeirSegment:
 * @flags: how it is played
 * @rate: speed and direction, not 0
 * @applied_rate: what of the speed has been applied to the data already
 * @format: unit of the values
 * @base: running time at which it begins
 * @offset: how much of it is left out at the beginning, in running time
 * @start: first position
 * @stop: last position, or -1
 * @time: stream time of @start
 * @position: where in it one is
 * @duration: of the whole stream, or -1
 *
 * A part of a stream.
 */
typedef struct {
  WeirSegmentFlags flags;
  double rate;
  double applied_rate;
  WeirFormat format;
  guint64 base;
  guint64 offset;
  guint64 start;
  guint64 stop;
  guint64 time;
  guint64 position;
  guint64 duration;
} WeirSegment;

WEIR_API GType weir_segment_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_segment_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_seek_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_seek_type_get_type (void) G_GNUC_CONST;

WEIR_API WeirSegment *weir_segment_new (void);
WEIR_API WeirSegment *weir_segment_copy (const WeirSegment *segment);
WEIR_API void weir_segment_copy_into (const WeirSegment *src, WeirSegment *dest);
WEIR_API void weir_segment_free (WeirSegment *segment);
WEIR_API void weir_segment_init (WeirSegment *segment, WeirFormat format);
WEIR_API gboolean weir_segment_is_equal (const WeirSegment *s0, const WeirSegment *s1);

WEIR_API guint64 weir_segment_to_running_time (const WeirSegment *segment, WeirFormat format,
                                               guint64 position);
WEIR_API gint weir_segment_to_running_time_full (const WeirSegment *segment, WeirFormat format,
                                                 guint64 position, guint64 *running_time);
WEIR_API guint64 weir_segment_to_stream_time (const WeirSegment *segment, WeirFormat format,
                                              guint64 position);
WEIR_API gint weir_segment_to_stream_time_full (const WeirSegment *segment, WeirFormat format,
                                                guint64 position, guint64 *stream_time);
WEIR_API guint64 weir_segment_position_from_running_time (const WeirSegment *segment,
                                                          WeirFormat format, guint64 running_time);
WEIR_API gint weir_segment_position_from_running_time_full (const WeirSegment *segment,
                                                            WeirFormat format, guint64 running_time,
                                                            guint64 *position);
WEIR_API guint64 weir_segment_position_from_stream_time (const WeirSegment *segment,
                                                         WeirFormat format, guint64 stream_time);
WEIR_API gint weir_segment_position_from_stream_time_full (const WeirSegment *segment,
                                                           WeirFormat format, guint64 stream_time,
                                                           guint64 *position);
WEIR_API guint64 weir_segment_to_position (const WeirSegment *segment, WeirFormat format,
                                           guint64 running_time);
WEIR_API gboolean weir_segment_set_running_time (WeirSegment *segment, WeirFormat format,
                                                 guint64 running_time);
WEIR_API gboolean weir_segment_offset_running_time (WeirSegment *segment, WeirFormat format,
                                                    gint64 offset);
WEIR_API gboolean weir_segment_clip (const WeirSegment *segment, WeirFormat format, guint64 start,
                                     guint64 stop, guint64 *clip_start, guint64 *clip_stop);
WEIR_API gboolean weir_segment_do_seek (WeirSegment *segment, double rate, WeirFormat format,
                                        WeirSeekFlags flags, WeirSeekType start_type, guint64 start,
                                        WeirSeekType stop_type, guint64 stop, gboolean *update);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSegment, weir_segment_free)

G_END_DECLS
