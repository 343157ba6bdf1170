/* SPDX-License-Identifier: MIT */
/* What the files of the sink base share. */
#pragma once

#include <weir/bases/sink.h>

G_BEGIN_DECLS

/* A step through paused (or playing) data that a program has asked for. */
typedef struct {
  gboolean active;
  WeirFormat format;
  guint64 amount; /* buffers, or ns of running time */
  double rate;
  gboolean flush, intermediate;
  guint64 done;         /* of `amount` */
  WeirClockTime origin; /* running time at which it began */
} WeirSinkStep;

struct _WeirSinkPrivate {
  /* properties */
  gboolean sync, async, qos, enable_last_sample;
  guint blocksize;
  gint64 max_lateness, ts_offset;
  guint64 render_delay, throttle_time, max_bitrate, processing_deadline;

  gboolean keep_out_of_segment; /* buffers outside of the segment are rendered, too */
  WeirClockTime lead; /* how long before its time the element gets a buffer, because it keeps the time itself */
  WeirClockTime own_latency; /* how long before its time it must have it */

  /* the stream, owner */
  WeirCaps *caps;       /* (owned) (nullable) */
  WeirBuffer *pending;  /* (owned) (nullable): taken, and could not be rendered yet */
  WeirBufferList *list; /* (owned) (nullable): taken; `list_at` comes next, after what is pending */
  guint list_at;
  gboolean shown;       /* preroll () was called for the head */
  gboolean prerolled;   /* the engine knows that there is a head */
  gboolean at_eos;
  gboolean finishing;   /* EOS's time has come; finish () isn't done */
  gboolean seen;        /* the head was looked at before: lateness isn't its fault */
  gboolean fresh;       /* nothing was rendered since the clock began to run */
  WeirClockTime last_stop;   /* running time at which the last buffer ends; for EOS */
  WeirClockTime last_render; /* running time of the last buffer that was rendered */
  WeirClockTime next_rate;   /* max-bitrate: not before this running time */
  WeirClockTime last_start;  /* of the last buffer, in the segment's time: position */
  WeirClockTime rendering;   /* running time of what render () is given; NONE: at once */
  gint64 hurried_ns;

  /* lateness, owner */
  guint behind;         /* items in succession that were late, and not less than the one before */
  gint64 late_by;       /* the last item; 0: on time */
  gboolean opened;      /* links were opened for this sink */
  gint64 late_ns;       /* opened: when it was late last, or links were closed a bit */
  gint64 eased_ns;      /* when they were closed a bit, if none was opened since; 0: not */
  gint64 patience_ns;   /* on time for so long: links are closed a bit */

  WeirSinkStep step;

  /* the last sample, owner */
  WeirBuffer *last;  /* (owned) (nullable) */
  WeirCaps *last_caps; /* (owned) (nullable) */

  /* quality, owner */
  guint64 rendered, dropped;
  WeirClockTimeDiff jitter;
  double avg_rate;       /* proportion: 1.0: as fast as the clock */
  WeirClockTime prev_start; /* running time of the item before */
  gint64 prev_ns;           /* when it was done */
  gboolean told_late;
};

/* WeirElementClass.process */
WeirProcess weir_sink_process (WeirElement *element, GError **error);

/* When an item is due, in running time; NONE: at once. */
typedef struct {
  WeirClockTime start, stop; /* running time */
  gint64 due_ns;             /* monotonic; valid if start is */
} WeirSinkTimes;

/* Owner. FALSE: outside of the segment. */
gboolean weir_sink_times (WeirSink *self, WeirBuffer *buffer, WeirSinkTimes *times);
/* Owner: when running time `t` is due for this sink. */
gint64 weir_sink_due_ns (WeirSink *self, WeirClockTime t);
/* Owner: did the buffer come so late that it is dropped? Tells upstream, and hurries. */
gboolean weir_sink_is_late (WeirSink *self, WeirBuffer *buffer, const WeirSinkTimes *times, gint64 now_ns);
/* Owner: the buffer was rendered or dropped: keeps the averages, and tells upstream. */
void weir_sink_judge (WeirSink *self, const WeirSinkTimes *times, gboolean dropped);
/* Owner. WeirElementClass.take_event: a step. */
gboolean weir_sink_take_event (WeirElement *element, WeirEvent *event);
/* Owner: counts a buffer of the active step. TRUE: it is consumed without being rendered. */
gboolean weir_sink_step_over (WeirSink *self, const WeirSinkTimes *times);
void weir_sink_end_step (WeirSink *self, gboolean eos);

G_END_DECLS
