/* SPDX-License-Identifier: MIT */
/* Segments. Positions run from start to stop, with a negative rate the other way. Running time
 * begins at base and grows whatever the direction; stream time is where one is in the whole. Values
 * are unsigned, so each mapping also tells the sign of its result; -1 stands for "not known"
 * everywhere. */
#include <math.h>
#include <weir/data/segment.h>

#define NONE ((guint64) -1)

G_DEFINE_BOXED_TYPE (WeirSegment, weir_segment, weir_segment_copy, weir_segment_free)

G_DEFINE_ENUM_TYPE (WeirSeekType, weir_seek_type, G_DEFINE_ENUM_VALUE (WEIR_SEEK_TYPE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WEIR_SEEK_TYPE_SET, "set"),
                    G_DEFINE_ENUM_VALUE (WEIR_SEEK_TYPE_END, "end"))

G_DEFINE_FLAGS_TYPE (
  WeirSeekFlags, weir_seek_flags, G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_NONE, "none"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_FLUSH, "flush"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_ACCURATE, "accurate"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_KEY_UNIT, "key-unit"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_SEGMENT, "segment"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_TRICKMODE, "trickmode"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_SKIP, "skip"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_SNAP_BEFORE, "snap-before"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_SNAP_AFTER, "snap-after"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_SNAP_NEAREST, "snap-nearest"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_TRICKMODE_KEY_UNITS, "trickmode-key-units"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_TRICKMODE_NO_AUDIO, "trickmode-no-audio"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_TRICKMODE_FORWARD_PREDICTED, "trickmode-forward-predicted"),
  G_DEFINE_ENUM_VALUE (WEIR_SEEK_FLAG_INSTANT_RATE_CHANGE, "instant-rate-change"))

G_DEFINE_FLAGS_TYPE (
  WeirSegmentFlags, weir_segment_flags, G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_NONE, "none"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_RESET, "reset"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_TRICKMODE, "trickmode"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_SKIP, "skip"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_SEGMENT, "segment"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_TRICKMODE_KEY_UNITS, "trickmode-key-units"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_TRICKMODE_FORWARD_PREDICTED,
                       "trickmode-forward-predicted"),
  G_DEFINE_ENUM_VALUE (WEIR_SEGMENT_FLAG_TRICKMODE_NO_AUDIO, "trickmode-no-audio"))

/* A number with its sign apart, because positions use all 64 bits. */
typedef struct {
  guint64 size;
  gboolean negative;
} Signed;

static Signed
difference (guint64 a, guint64 b)
{
  return a >= b ? (Signed){ a - b, FALSE } : (Signed){ b - a, TRUE };
}

static Signed
add (Signed a, guint64 b)
{
  return a.negative ? difference (b, a.size) : (Signed){ a.size + b, FALSE };
}

static Signed
negate (Signed a)
{
  return (Signed){ a.size, !a.negative };
}

static guint64
times (guint64 value, double factor)
{
  return factor == 1.0 ? value : (guint64) (value * factor);
}

/* Rounded up, so that the way back doesn't end before where it began. */
static guint64
times_up (guint64 value, double factor)
{
  return factor == 1.0 ? value : (guint64) ceil (value * factor);
}

static guint64
by (guint64 value, double divisor)
{
  return divisor == 1.0 ? value : (guint64) (value / divisor);
}

/* What the functions with "full" in their name return. */
static gint
answer (Signed value, guint64 *result)
{
  if (result != NULL)
    *result = value.size;
  return value.negative && value.size != 0 ? -1 : 1;
}

static gint
unknown (guint64 *result)
{
  if (result != NULL)
    *result = NONE;
  return 0;
}

/**
 * weir_segment_new:
 *
 * Makes a segment on the heap. Thread: any.
 *
 * Returns: (transfer full): a segment without unit
 */
WeirSegment *
weir_segment_new (void)
{
  WeirSegment *segment = g_new (WeirSegment, 1);
  weir_segment_init (segment, WEIR_FORMAT_UNDEFINED);
  return segment;
}

/**
 * weir_segment_copy:
 * @segment: (nullable): a segment
 *
 * Copies a segment to the heap. Thread: any.
 *
 * Returns: (transfer full) (nullable): a copy
 */
WeirSegment *
weir_segment_copy (const WeirSegment *segment)
{
  return segment != NULL ? g_memdup2 (segment, sizeof *segment) : NULL;
}

/**
 * weir_segment_copy_into:
 * @src: a segment
 * @dest: where to copy it
 *
 * Copies one segment over another. Thread: owner.
 */
void
weir_segment_copy_into (const WeirSegment *src, WeirSegment *dest)
{
  g_return_if_fail (src != NULL && dest != NULL);
  *dest = *src;
}

/**
 * weir_segment_free:
 * @segment: (transfer full): a segment
 *
 * Frees what weir_segment_new () or weir_segment_copy () gave. Thread: owner.
 */
void
weir_segment_free (WeirSegment *segment)
{
  g_free (segment);
}

/**
 * weir_segment_init:
 * @segment: a segment
 * @format: its unit
 *
 * Makes it the whole stream: from 0 to an unknown end, at normal speed. Thread: owner.
 */
void
weir_segment_init (WeirSegment *segment, WeirFormat format)
{
  g_return_if_fail (segment != NULL);
  *segment = (WeirSegment){
    .flags = WEIR_SEGMENT_FLAG_NONE,
    .rate = 1.0,
    .applied_rate = 1.0,
    .format = format,
    .stop = NONE,
    .duration = NONE,
  };
}

/**
 * weir_segment_is_equal:
 * @s0: a segment
 * @s1: another one
 *
 * Compares all values. Thread: any.
 *
 * Returns: %TRUE if all their values are equal
 */
gboolean
weir_segment_is_equal (const WeirSegment *s0, const WeirSegment *s1)
{
  g_return_val_if_fail (s0 != NULL && s1 != NULL, FALSE);
  return s0->flags == s1->flags && s0->rate == s1->rate && s0->applied_rate == s1->applied_rate
         && s0->format == s1->format && s0->base == s1->base && s0->offset == s1->offset
         && s0->start == s1->start && s0->stop == s1->stop && s0->time == s1->time
         && s0->position == s1->position && s0->duration == s1->duration;
}

/**
 * weir_segment_to_running_time_full:
 * @segment: a segment
 * @format: its unit
 * @position: a position, inside or outside
 * @running_time: (out) (optional): how far from 0 the running time is
 *
 * Thread: any.
 *
 * Returns: 1 if the running time is @running_time, -1 if it is the negative of it, 0 if it isn't
 *   known
 */
gint
weir_segment_to_running_time_full (const WeirSegment *segment, WeirFormat format, guint64 position,
                                   guint64 *running_time)
{
  g_return_val_if_fail (segment != NULL, 0);
  g_return_val_if_fail (segment->format == format, 0);
  if (position == NONE)
    return unknown (running_time);

  Signed run;
  if (segment->rate > 0.0) {
    run = difference (position, segment->start + segment->offset);
  } else {
    if (segment->stop == NONE || segment->stop < segment->offset)
      return unknown (running_time);
    run = difference (segment->stop - segment->offset, position);
  }
  run.size = by (run.size, ABS (segment->rate));
  return answer (add (run, segment->base), running_time);
}

static gboolean
is_inside (const WeirSegment *segment, guint64 position)
{
  return position >= segment->start && (segment->stop == NONE || position <= segment->stop);
}

/**
 * weir_segment_to_running_time:
 * @segment: a segment
 * @format: its unit
 * @position: a position
 *
 * Thread: any.
 *
 * Returns: the running time of @position, -1 if it lies outside of @segment
 */
guint64
weir_segment_to_running_time (const WeirSegment *segment, WeirFormat format, guint64 position)
{
  g_return_val_if_fail (segment != NULL, NONE);
  g_return_val_if_fail (segment->format == format, NONE);
  guint64 result;
  if (!is_inside (segment, position)
      || weir_segment_to_running_time_full (segment, format, position, &result) != 1)
    return NONE;
  return result;
}

/**
 * weir_segment_to_stream_time_full:
 * @segment: a segment
 * @format: its unit
 * @position: a position, inside or outside
 * @stream_time: (out) (optional): how far from 0 the stream time is
 *
 * Thread: any.
 *
 * Returns: 1 if the stream time is @stream_time, -1 if it is the negative of it, 0 if it isn't
 *   known
 */
gint
weir_segment_to_stream_time_full (const WeirSegment *segment, WeirFormat format, guint64 position,
                                  guint64 *stream_time)
{
  g_return_val_if_fail (segment != NULL, 0);
  g_return_val_if_fail (segment->format == format, 0);
  if (position == NONE || segment->time == NONE)
    return unknown (stream_time);

  Signed way;
  if (segment->applied_rate > 0.0) {
    way = difference (position, segment->start);
  } else {
    if (segment->stop == NONE)
      return unknown (stream_time);
    way = difference (segment->stop, position);
  }
  way.size = times (way.size, ABS (segment->applied_rate));
  return answer (add (way, segment->time), stream_time);
}

/**
 * weir_segment_to_stream_time:
 * @segment: a segment
 * @format: its unit
 * @position: a position
 *
 * Thread: any.
 *
 * Returns: the stream time of @position, -1 if it lies outside of @segment
 */
guint64
weir_segment_to_stream_time (const WeirSegment *segment, WeirFormat format, guint64 position)
{
  g_return_val_if_fail (segment != NULL, NONE);
  g_return_val_if_fail (segment->format == format, NONE);
  guint64 result;
  if (!is_inside (segment, position)
      || weir_segment_to_stream_time_full (segment, format, position, &result) != 1)
    return NONE;
  return result;
}

/**
 * weir_segment_position_from_running_time_full:
 * @segment: a segment
 * @format: its unit
 * @running_time: a running time
 * @position: (out): how far from 0 the position is
 *
 * Thread: any.
 *
 * Returns: 1 if the position is @position, -1 if it is the negative of it, 0 if it isn't known
 */
gint
weir_segment_position_from_running_time_full (const WeirSegment *segment, WeirFormat format,
                                              guint64 running_time, guint64 *position)
{
  g_return_val_if_fail (segment != NULL, 0);
  g_return_val_if_fail (segment->format == format, 0);
  if (running_time == NONE)
    return unknown (position);

  Signed way = difference (running_time, segment->base);
  way.size = times_up (way.size, ABS (segment->rate));
  if (segment->rate > 0.0)
    return answer (add (way, segment->start + segment->offset), position);
  if (segment->stop == NONE || segment->stop < segment->offset)
    return unknown (position);
  return answer (add (negate (way), segment->stop - segment->offset), position);
}

/**
 * weir_segment_position_from_running_time:
 * @segment: a segment
 * @format: its unit
 * @running_time: a running time
 *
 * Thread: any.
 *
 * Returns: the position at that running time, -1 if it lies outside of @segment
 */
guint64
weir_segment_position_from_running_time (const WeirSegment *segment, WeirFormat format,
                                         guint64 running_time)
{
  g_return_val_if_fail (segment != NULL, NONE);
  g_return_val_if_fail (segment->format == format, NONE);
  guint64 position;
  if (weir_segment_position_from_running_time_full (segment, format, running_time, &position) != 1
      || !is_inside (segment, position))
    return NONE;
  return position;
}

/**
 * weir_segment_to_position:
 * @segment: a segment
 * @format: its unit
 * @running_time: a running time
 *
 * The same as weir_segment_position_from_running_time (). Thread: any.
 *
 * Returns: the position at that running time, -1 if it lies outside of @segment
 */
guint64
weir_segment_to_position (const WeirSegment *segment, WeirFormat format, guint64 running_time)
{
  return weir_segment_position_from_running_time (segment, format, running_time);
}

/**
 * weir_segment_position_from_stream_time_full:
 * @segment: a segment
 * @format: its unit
 * @stream_time: a stream time
 * @position: (out): how far from 0 the position is
 *
 * Thread: any.
 *
 * Returns: 1 if the position is @position, -1 if it is the negative of it, 0 if it isn't known
 */
gint
weir_segment_position_from_stream_time_full (const WeirSegment *segment, WeirFormat format,
                                             guint64 stream_time, guint64 *position)
{
  g_return_val_if_fail (segment != NULL, 0);
  g_return_val_if_fail (segment->format == format, 0);
  if (stream_time == NONE || segment->time == NONE)
    return unknown (position);

  Signed way = difference (stream_time, segment->time);
  way.size = by (way.size, ABS (segment->applied_rate));
  if (segment->applied_rate > 0.0)
    return answer (add (way, segment->start), position);
  if (segment->stop == NONE)
    return unknown (position);
  return answer (add (negate (way), segment->stop), position);
}

/**
 * weir_segment_position_from_stream_time:
 * @segment: a segment
 * @format: its unit
 * @stream_time: a stream time
 *
 * Thread: any.
 *
 * Returns: the position at that stream time, -1 if it lies outside of @segment
 */
guint64
weir_segment_position_from_stream_time (const WeirSegment *segment, WeirFormat format,
                                        guint64 stream_time)
{
  g_return_val_if_fail (segment != NULL, NONE);
  g_return_val_if_fail (segment->format == format, NONE);
  guint64 position;
  if (weir_segment_position_from_stream_time_full (segment, format, stream_time, &position) != 1
      || !is_inside (segment, position))
    return NONE;
  return position;
}

/**
 * weir_segment_set_running_time:
 * @segment: a segment
 * @format: its unit
 * @running_time: a running time inside
 *
 * Cuts off what comes before @running_time; what is left keeps its running times. Thread: owner.
 *
 * Returns: %FALSE if @running_time lies outside
 */
gboolean
weir_segment_set_running_time (WeirSegment *segment, WeirFormat format, guint64 running_time)
{
  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (segment->format == format, FALSE);

  guint64 position = weir_segment_position_from_running_time (segment, format, running_time);
  if (position == NONE)
    return FALSE;
  guint64 start = segment->start, stop = segment->stop;
  if (segment->rate > 0.0)
    start = position;
  else
    stop = position;
  segment->time = weir_segment_to_stream_time (segment, format, start);
  segment->start = start;
  segment->stop = stop;
  segment->base = running_time;
  return TRUE;
}

/**
 * weir_segment_offset_running_time:
 * @segment: a segment
 * @format: its unit
 * @offset: by how much
 *
 * Moves all running times; what would come before 0 is left out. Thread: owner.
 *
 * Returns: %FALSE if nothing would be left
 */
gboolean
weir_segment_offset_running_time (WeirSegment *segment, WeirFormat format, gint64 offset)
{
  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (segment->format == format, FALSE);

  if (offset >= 0) {
    segment->base += offset;
    return TRUE;
  }
  guint64 back = -(guint64) offset;
  if (segment->base >= back) {
    segment->base -= back;
    return TRUE;
  }
  guint64 position = weir_segment_position_from_running_time (segment, format, back);
  if (position == NONE)
    return FALSE;
  segment->base = 0;
  if (segment->rate > 0.0)
    segment->offset = position - segment->start;
  else
    segment->offset = segment->stop - position;
  return TRUE;
}

/**
 * weir_segment_clip:
 * @segment: a segment
 * @format: its unit
 * @start: first position of a piece, or -1
 * @stop: last position of it, or -1
 * @clip_start: (out) (optional): @start, not before the segment
 * @clip_stop: (out) (optional): @stop, not behind the segment
 *
 * Cuts a piece to what lies inside. Thread: any.
 *
 * Returns: %FALSE if nothing of the piece does
 */
gboolean
weir_segment_clip (const WeirSegment *segment, WeirFormat format, guint64 start, guint64 stop,
                   guint64 *clip_start, guint64 *clip_stop)
{
  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (segment->format == format, FALSE);

  /* A piece that only touches the border is outside, but for a single point. */
  if (stop != NONE && (stop < segment->start || (start != stop && stop == segment->start)))
    return FALSE;
  if (segment->stop != NONE && start != NONE
      && (start > segment->stop || (segment->start != segment->stop && start == segment->stop)))
    return FALSE;
  if (clip_start != NULL)
    *clip_start = start == NONE ? NONE : MAX (start, segment->start);
  if (clip_stop != NULL)
    *clip_stop = MIN (stop, segment->stop); /* -1 is the highest number */
  return TRUE;
}

/* Where a seek value points, counted from the beginning; `value` may be negative by its bits. */
static guint64
seek_target (const WeirSegment *segment, WeirSeekType type, guint64 value, guint64 old,
             guint64 fallback)
{
  if (type == WEIR_SEEK_TYPE_NONE)
    return old;
  if (type == WEIR_SEEK_TYPE_SET)
    return value == NONE ? fallback : value;
  if (segment->duration == NONE)
    return fallback;
  /* From the end: the value counts on from there, so it is negative as a rule. */
  gint64 delta = (gint64) value;
  if (delta >= 0)
    return segment->duration;
  return -(guint64) delta > segment->duration ? 0 : segment->duration + delta;
}

/* The position is where running time goes on, also if the part begins elsewhere. */
static guint64
seek_offset (double rate, guint64 start, guint64 end, guint64 position)
{
  if (rate > 0.0)
    return position > start ? position - start : 0;
  return end != NONE && end > position ? end - position : 0;
}

/**
 * weir_segment_do_seek:
 * @segment: a segment
 * @rate: the new speed and direction, not 0
 * @format: its unit
 * @flags: how
 * @start_type: what @start means
 * @start: new beginning
 * @stop_type: what @stop means
 * @stop: new end
 * @update: (out) (optional): whether the position changed
 *
 * Applies a seek. Without flush the new part follows in running time on what was played.
 * Thread: owner.
 *
 * Returns: %FALSE if the part would end before it begins
 */
gboolean
weir_segment_do_seek (WeirSegment *segment, double rate, WeirFormat format, WeirSeekFlags flags,
                      WeirSeekType start_type, guint64 start, WeirSeekType stop_type, guint64 stop,
                      gboolean *update)
{
  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (rate != 0.0, FALSE);
  g_return_val_if_fail (segment->format == format, FALSE);

  guint64 position = segment->position;
  guint64 old_start = segment->start;
  start = seek_target (segment, start_type, start, old_start, 0);
  stop = seek_target (segment, stop_type, stop, segment->stop, NONE);
  if (segment->duration != NONE) {
    start = MIN (start, segment->duration);
    if (stop != NONE)
      stop = MIN (stop, segment->duration);
  }
  if (stop != NONE && start > stop)
    return FALSE;

  guint64 base = 0;
  if (!(flags & WEIR_SEEK_FLAG_FLUSH))
    base = weir_segment_to_running_time (segment, format, position);
  if (base == NONE)
    base = segment->base;

  guint64 new_position = position;
  if (rate > 0.0 && start_type != WEIR_SEEK_TYPE_NONE)
    new_position = start;
  else if (rate < 0.0 && stop_type != WEIR_SEEK_TYPE_NONE)
    new_position = stop != NONE ? stop : segment->duration != NONE ? segment->duration : 0;
  if (update != NULL)
    *update = new_position != position;

  segment->rate = rate;
  segment->applied_rate = 1.0;
  segment->base = base;
  segment->offset =
    seek_offset (rate, start, stop != NONE ? stop : segment->duration, new_position);
  segment->flags = (flags & (WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_SEGMENT))
                   | (flags & WEIR_SEGMENT_INSTANT_FLAGS);
  segment->start = start;
  segment->stop = stop;
  segment->time = start;
  segment->position = new_position;
  return TRUE;
}
