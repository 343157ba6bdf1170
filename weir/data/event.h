/* SPDX-License-Identifier: MIT */
/* Events: what is told along the pads, besides buffers.
 *
 * The type of an event says where it goes (upstream, downstream), whether it keeps its place among
 * the buffers (serialized), and whether a pad remembers it for who comes later (sticky). */
#pragma once

#include <weir/base/time.h>
#include <weir/data/caps.h>
#include <weir/data/format.h>
#include <weir/data/mini.h>
#include <weir/data/segment.h>
#include <weir/data/structure.h>
#include <weir/data/tags.h>

G_BEGIN_DECLS

typedef struct _WeirEvent WeirEvent;

#define WEIR_TYPE_EVENT (weir_event_get_type ())
#define WEIR_TYPE_EVENT_TYPE (weir_event_type_get_type ())
#define WEIR_TYPE_EVENT_TYPE_FLAGS (weir_event_type_flags_get_type ())
#define WEIR_TYPE_STREAM_FLAGS (weir_stream_flags_get_type ())
#define WEIR_TYPE_GAP_FLAGS (weir_gap_flags_get_type ())
#define WEIR_TYPE_QOS_TYPE (weir_qos_type_get_type ())

#define WEIR_SEQNUM_INVALID 0u
#define WEIR_GROUP_ID_INVALID 0u

/**
 * WeirEventTypeFlags:
 * @WEIR_EVENT_TYPE_UPSTREAM: goes to sources
 * @WEIR_EVENT_TYPE_DOWNSTREAM: goes to sinks
 * @WEIR_EVENT_TYPE_SERIALIZED: keeps its place among the buffers
 * @WEIR_EVENT_TYPE_STICKY: pads remember the last one of its type
 * @WEIR_EVENT_TYPE_STICKY_MULTI: pads remember several, told apart by the names of their structures
 *
 * How an event travels.
 */
typedef enum {
  WEIR_EVENT_TYPE_UPSTREAM = 1 << 0,
  WEIR_EVENT_TYPE_DOWNSTREAM = 1 << 1,
  WEIR_EVENT_TYPE_SERIALIZED = 1 << 2,
  WEIR_EVENT_TYPE_STICKY = 1 << 3,
  WEIR_EVENT_TYPE_STICKY_MULTI = 1 << 4,
} WeirEventTypeFlags;

#define WEIR_EVENT_NUM_SHIFT 8
#define WEIR_EVENT_MAKE_TYPE(num, flags) (((num) << WEIR_EVENT_NUM_SHIFT) | (flags))
#define WEIR_EVENT_TYPE_BOTH                                                                       \
  ((WeirEventTypeFlags) (WEIR_EVENT_TYPE_UPSTREAM | WEIR_EVENT_TYPE_DOWNSTREAM))

/**
 * WeirEventType:
 * @WEIR_EVENT_UNKNOWN: none
 * @WEIR_EVENT_FLUSH_START: what is on its way is thrown away
 * @WEIR_EVENT_FLUSH_STOP: data flows again
 * @WEIR_EVENT_STREAM_START: a stream begins
 * @WEIR_EVENT_CAPS: the format of what follows
 * @WEIR_EVENT_SEGMENT: the times of what follows
 * @WEIR_EVENT_STREAM_COLLECTION: which streams there are
 * @WEIR_EVENT_TAG: facts about the stream
 * @WEIR_EVENT_BUFFERSIZE: how much is to be buffered
 * @WEIR_EVENT_SINK_MESSAGE: a message that a sink is to post when it comes there
 * @WEIR_EVENT_STREAM_GROUP_DONE: all streams of a group were started
 * @WEIR_EVENT_EOS: the stream ends
 * @WEIR_EVENT_TOC: table of contents
 * @WEIR_EVENT_PROTECTION: what is needed for decryption
 * @WEIR_EVENT_SEGMENT_DONE: the segment of a segment seek ends
 * @WEIR_EVENT_GAP: nothing comes for a while
 * @WEIR_EVENT_INSTANT_RATE_CHANGE: the speed changes, at once
 * @WEIR_EVENT_QOS: how late or early data is
 * @WEIR_EVENT_SEEK: go elsewhere
 * @WEIR_EVENT_NAVIGATION: keys and pointer
 * @WEIR_EVENT_LATENCY: the latency of the pipeline
 * @WEIR_EVENT_STEP: go on by an amount
 * @WEIR_EVENT_RECONFIGURE: agree on a format again
 * @WEIR_EVENT_TOC_SELECT: go to an entry of the table of contents
 * @WEIR_EVENT_SELECT_STREAMS: which streams are wanted
 * @WEIR_EVENT_INSTANT_RATE_SYNC_TIME: since when the changed speed counts
 * @WEIR_EVENT_CUSTOM_UPSTREAM: anything, upstream
 * @WEIR_EVENT_CUSTOM_DOWNSTREAM: anything, downstream, in its place among the buffers
 * @WEIR_EVENT_CUSTOM_DOWNSTREAM_OOB: anything, downstream, at once
 * @WEIR_EVENT_CUSTOM_DOWNSTREAM_STICKY: anything, downstream, remembered
 * @WEIR_EVENT_CUSTOM_BOTH: anything, in its place
 * @WEIR_EVENT_CUSTOM_BOTH_OOB: anything, at once
 *
 * What an event says.
 */
typedef enum {
  WEIR_EVENT_UNKNOWN = WEIR_EVENT_MAKE_TYPE (0, 0),
  WEIR_EVENT_FLUSH_START =
    WEIR_EVENT_MAKE_TYPE (10, WEIR_EVENT_TYPE_UPSTREAM | WEIR_EVENT_TYPE_DOWNSTREAM),
  WEIR_EVENT_FLUSH_STOP = WEIR_EVENT_MAKE_TYPE (
    20, WEIR_EVENT_TYPE_UPSTREAM | WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED),
  WEIR_EVENT_STREAM_START = WEIR_EVENT_MAKE_TYPE (
    40, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_CAPS = WEIR_EVENT_MAKE_TYPE (
    50, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_SEGMENT = WEIR_EVENT_MAKE_TYPE (
    70, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_STREAM_COLLECTION =
    WEIR_EVENT_MAKE_TYPE (75, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_TAG =
    WEIR_EVENT_MAKE_TYPE (80, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_BUFFERSIZE = WEIR_EVENT_MAKE_TYPE (
    90, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_SINK_MESSAGE =
    WEIR_EVENT_MAKE_TYPE (100, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                 | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_STREAM_GROUP_DONE = WEIR_EVENT_MAKE_TYPE (
    105, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_EOS = WEIR_EVENT_MAKE_TYPE (
    110, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_TOC =
    WEIR_EVENT_MAKE_TYPE (120, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                 | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_PROTECTION =
    WEIR_EVENT_MAKE_TYPE (130, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                 | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_SEGMENT_DONE =
    WEIR_EVENT_MAKE_TYPE (150, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED),
  WEIR_EVENT_GAP =
    WEIR_EVENT_MAKE_TYPE (160, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED),
  WEIR_EVENT_INSTANT_RATE_CHANGE =
    WEIR_EVENT_MAKE_TYPE (180, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_STICKY),
  WEIR_EVENT_QOS = WEIR_EVENT_MAKE_TYPE (190, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_SEEK = WEIR_EVENT_MAKE_TYPE (200, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_NAVIGATION = WEIR_EVENT_MAKE_TYPE (210, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_LATENCY = WEIR_EVENT_MAKE_TYPE (220, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_STEP = WEIR_EVENT_MAKE_TYPE (230, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_RECONFIGURE = WEIR_EVENT_MAKE_TYPE (240, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_TOC_SELECT = WEIR_EVENT_MAKE_TYPE (250, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_SELECT_STREAMS = WEIR_EVENT_MAKE_TYPE (260, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_INSTANT_RATE_SYNC_TIME = WEIR_EVENT_MAKE_TYPE (261, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_CUSTOM_UPSTREAM = WEIR_EVENT_MAKE_TYPE (270, WEIR_EVENT_TYPE_UPSTREAM),
  WEIR_EVENT_CUSTOM_DOWNSTREAM =
    WEIR_EVENT_MAKE_TYPE (280, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED),
  WEIR_EVENT_CUSTOM_DOWNSTREAM_OOB = WEIR_EVENT_MAKE_TYPE (290, WEIR_EVENT_TYPE_DOWNSTREAM),
  WEIR_EVENT_CUSTOM_DOWNSTREAM_STICKY =
    WEIR_EVENT_MAKE_TYPE (300, WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED
                                 | WEIR_EVENT_TYPE_STICKY | WEIR_EVENT_TYPE_STICKY_MULTI),
  WEIR_EVENT_CUSTOM_BOTH = WEIR_EVENT_MAKE_TYPE (
    310, WEIR_EVENT_TYPE_UPSTREAM | WEIR_EVENT_TYPE_DOWNSTREAM | WEIR_EVENT_TYPE_SERIALIZED),
  WEIR_EVENT_CUSTOM_BOTH_OOB =
    WEIR_EVENT_MAKE_TYPE (320, WEIR_EVENT_TYPE_UPSTREAM | WEIR_EVENT_TYPE_DOWNSTREAM),
} WeirEventType;

/**
 * WeirStreamFlags:
 * @WEIR_STREAM_FLAG_NONE: nothing
 * @WEIR_STREAM_FLAG_SPARSE: data comes now and then (subtitles)
 * @WEIR_STREAM_FLAG_SELECT: to be chosen by default
 * @WEIR_STREAM_FLAG_UNSELECT: not to be chosen by default
 *
 * What a stream is like.
 */
typedef enum {
  WEIR_STREAM_FLAG_NONE = 0,
  WEIR_STREAM_FLAG_SPARSE = 1 << 0,
  WEIR_STREAM_FLAG_SELECT = 1 << 1,
  WEIR_STREAM_FLAG_UNSELECT = 1 << 2,
} WeirStreamFlags;

/**
 * WeirGapFlags:
 * @WEIR_GAP_FLAG_MISSING_DATA: there should have been data
 *
 * What a gap is like.
 */
typedef enum {
  WEIR_GAP_FLAG_MISSING_DATA = 1 << 0,
} WeirGapFlags;

/**
 * WeirQOSType:
 * @WEIR_QOS_TYPE_OVERFLOW: data comes faster than it is rendered
 * @WEIR_QOS_TYPE_UNDERFLOW: data comes too late
 * @WEIR_QOS_TYPE_THROTTLE: less data is wanted
 *
 * Why quality of service is told.
 */
typedef enum {
  WEIR_QOS_TYPE_OVERFLOW = 0,
  WEIR_QOS_TYPE_UNDERFLOW = 1,
  WEIR_QOS_TYPE_THROTTLE = 2,
} WeirQOSType;

/**
 * WeirEvent:
 * @type: what it says
 * @timestamp: when it was made, in ns, or %WEIR_CLOCK_TIME_NONE
 * @seqnum: the same for all events and messages that come from one cause
 *
 * Something that is told along the pads.
 */
struct _WeirEvent {
  /*< private >*/
  WeirMini mini;

  /*< public >*/
  WeirEventType type;
  guint64 timestamp;
  guint32 seqnum;

  /*< private >*/
  gint64 running_time_offset;
  WeirStructure *structure; /* (owned) (nullable) */
  guint64 mark;             /* of the engine's own events */
};

WEIR_API GType weir_event_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_event_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_event_type_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_stream_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_gap_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_qos_type_get_type (void) G_GNUC_CONST;

WEIR_API guint32 weir_util_seqnum_next (void);
WEIR_API gint32 weir_util_seqnum_compare (guint32 s1, guint32 s2);
WEIR_API guint weir_util_group_id_next (void);

WEIR_API const char *weir_event_type_get_name (WeirEventType type);
WEIR_API GQuark weir_event_type_to_quark (WeirEventType type);
WEIR_API WeirEventTypeFlags weir_event_type_get_flags (WeirEventType type);
WEIR_API guint weir_event_type_to_sticky_ordering (WeirEventType type);

/* Holding */
WEIR_API WeirEvent *weir_event_new_custom (WeirEventType type, WeirStructure *structure);
WEIR_API WeirEvent *weir_event_ref (WeirEvent *event);
WEIR_API void weir_event_unref (WeirEvent *event);
WEIR_API void weir_clear_event (WeirEvent **event_ptr);
WEIR_API WeirEvent *weir_event_copy (const WeirEvent *event);
WEIR_API gboolean weir_event_is_writable (const WeirEvent *event);
WEIR_API WeirEvent *weir_event_make_writable (WeirEvent *event) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API gboolean weir_event_replace (WeirEvent **old_event, WeirEvent *new_event);
WEIR_API WeirEvent *weir_event_steal (WeirEvent **old_event);
WEIR_API gboolean weir_event_take (WeirEvent **old_event, WeirEvent *new_event);
WEIR_API const WeirStructure *weir_event_get_structure (WeirEvent *event);
WEIR_API WeirStructure *weir_event_writable_structure (WeirEvent *event);
WEIR_API gboolean weir_event_has_name (WeirEvent *event, const char *name);
WEIR_API gboolean weir_event_has_name_id (WeirEvent *event, GQuark name);
WEIR_API guint32 weir_event_get_seqnum (WeirEvent *event);
WEIR_API void weir_event_set_seqnum (WeirEvent *event, guint32 seqnum);
WEIR_API gint64 weir_event_get_running_time_offset (WeirEvent *event);
WEIR_API void weir_event_set_running_time_offset (WeirEvent *event, gint64 offset);

/* Streams */
WEIR_API WeirEvent *weir_event_new_stream_start (const char *stream_id);
WEIR_API void weir_event_parse_stream_start (WeirEvent *event, const char **stream_id);
WEIR_API void weir_event_set_stream_flags (WeirEvent *event, WeirStreamFlags flags);
WEIR_API void weir_event_parse_stream_flags (WeirEvent *event, WeirStreamFlags *flags);
WEIR_API void weir_event_set_group_id (WeirEvent *event, guint group_id);
WEIR_API gboolean weir_event_parse_group_id (WeirEvent *event, guint *group_id);
WEIR_API WeirEvent *weir_event_new_stream_group_done (guint group_id);
WEIR_API void weir_event_parse_stream_group_done (WeirEvent *event, guint *group_id);
WEIR_API WeirEvent *weir_event_new_caps (WeirCaps *caps);
WEIR_API void weir_event_parse_caps (WeirEvent *event, WeirCaps **caps);
WEIR_API WeirEvent *weir_event_new_segment (const WeirSegment *segment);
WEIR_API void weir_event_parse_segment (WeirEvent *event, const WeirSegment **segment);
WEIR_API void weir_event_copy_segment (WeirEvent *event, WeirSegment *segment);
WEIR_API WeirEvent *weir_event_new_tag (WeirTagList *taglist);
WEIR_API void weir_event_parse_tag (WeirEvent *event, WeirTagList **taglist);
WEIR_API WeirEvent *weir_event_new_gap (WeirClockTime timestamp, WeirClockTime duration);
WEIR_API void weir_event_parse_gap (WeirEvent *event, WeirClockTime *timestamp,
                                    WeirClockTime *duration);
WEIR_API void weir_event_set_gap_flags (WeirEvent *event, WeirGapFlags flags);
WEIR_API void weir_event_parse_gap_flags (WeirEvent *event, WeirGapFlags *flags);
WEIR_API WeirEvent *weir_event_new_eos (void);
WEIR_API WeirEvent *weir_event_new_segment_done (WeirFormat format, gint64 position);
WEIR_API void weir_event_parse_segment_done (WeirEvent *event, WeirFormat *format,
                                             gint64 *position);
WEIR_API WeirEvent *weir_event_new_buffer_size (WeirFormat format, gint64 minsize, gint64 maxsize,
                                                gboolean async);
WEIR_API void weir_event_parse_buffer_size (WeirEvent *event, WeirFormat *format, gint64 *minsize,
                                            gint64 *maxsize, gboolean *async);

/* Control */
WEIR_API WeirEvent *weir_event_new_flush_start (void);
WEIR_API WeirEvent *weir_event_new_flush_stop (gboolean reset_time);
WEIR_API void weir_event_parse_flush_stop (WeirEvent *event, gboolean *reset_time);
WEIR_API WeirEvent *weir_event_new_seek (double rate, WeirFormat format, WeirSeekFlags flags,
                                         WeirSeekType start_type, gint64 start,
                                         WeirSeekType stop_type, gint64 stop);
WEIR_API void weir_event_parse_seek (WeirEvent *event, double *rate, WeirFormat *format,
                                     WeirSeekFlags *flags, WeirSeekType *start_type, gint64 *start,
                                     WeirSeekType *stop_type, gint64 *stop);
WEIR_API void weir_event_set_seek_trickmode_interval (WeirEvent *event, WeirClockTime interval);
WEIR_API void weir_event_parse_seek_trickmode_interval (WeirEvent *event, WeirClockTime *interval);
WEIR_API WeirEvent *weir_event_new_navigation (WeirStructure *structure);
WEIR_API WeirEvent *weir_event_new_latency (WeirClockTime latency);
WEIR_API void weir_event_parse_latency (WeirEvent *event, WeirClockTime *latency);
WEIR_API WeirEvent *weir_event_new_qos (WeirQOSType type, double proportion, WeirClockTimeDiff diff,
                                        WeirClockTime timestamp);
WEIR_API void weir_event_parse_qos (WeirEvent *event, WeirQOSType *type, double *proportion,
                                    WeirClockTimeDiff *diff, WeirClockTime *timestamp);
WEIR_API WeirEvent *weir_event_new_step (WeirFormat format, guint64 amount, double rate,
                                         gboolean flush, gboolean intermediate);
WEIR_API void weir_event_parse_step (WeirEvent *event, WeirFormat *format, guint64 *amount,
                                     double *rate, gboolean *flush, gboolean *intermediate);
WEIR_API WeirEvent *weir_event_new_reconfigure (void);
WEIR_API WeirEvent *weir_event_new_instant_rate_change (double rate_multiplier,
                                                        WeirSegmentFlags new_flags);
WEIR_API void weir_event_parse_instant_rate_change (WeirEvent *event, double *rate_multiplier,
                                                    WeirSegmentFlags *new_flags);
WEIR_API WeirEvent *weir_event_new_instant_rate_sync_time (double rate_multiplier,
                                                           WeirClockTime running_time,
                                                           WeirClockTime upstream_running_time);
WEIR_API void weir_event_parse_instant_rate_sync_time (WeirEvent *event, double *rate_multiplier,
                                                       WeirClockTime *running_time,
                                                       WeirClockTime *upstream_running_time);

#define WEIR_EVENT_CAST(obj) ((WeirEvent *) (obj))
#define WEIR_EVENT(obj) (WEIR_EVENT_CAST (obj))
#define WEIR_IS_EVENT(obj) ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_EVENT)
#define WEIR_EVENT_TYPE(event) (WEIR_EVENT_CAST (event)->type)
#define WEIR_EVENT_TYPE_NAME(event) (weir_event_type_get_name (WEIR_EVENT_TYPE (event)))
#define WEIR_EVENT_TIMESTAMP(event) (WEIR_EVENT_CAST (event)->timestamp)
#define WEIR_EVENT_SEQNUM(event) (WEIR_EVENT_CAST (event)->seqnum)
#define WEIR_EVENT_IS_UPSTREAM(event) (!!(WEIR_EVENT_TYPE (event) & WEIR_EVENT_TYPE_UPSTREAM))
#define WEIR_EVENT_IS_DOWNSTREAM(event) (!!(WEIR_EVENT_TYPE (event) & WEIR_EVENT_TYPE_DOWNSTREAM))
#define WEIR_EVENT_IS_SERIALIZED(event) (!!(WEIR_EVENT_TYPE (event) & WEIR_EVENT_TYPE_SERIALIZED))
#define WEIR_EVENT_IS_STICKY(event) (!!(WEIR_EVENT_TYPE (event) & WEIR_EVENT_TYPE_STICKY))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEvent, weir_event_unref)

G_END_DECLS
