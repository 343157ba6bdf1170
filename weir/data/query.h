/* SPDX-License-Identifier: MIT */
/* Queries: questions to pads, which whoever answers fills in. */
#pragma once

#include <weir/base/time.h>
#include <weir/data/buffer-pool.h>
#include <weir/data/caps.h>
#include <weir/data/context.h>
#include <weir/data/format.h>
#include <weir/data/mini.h>

G_BEGIN_DECLS

typedef struct _WeirQuery WeirQuery;

#define WEIR_TYPE_QUERY (weir_query_get_type ())
#define WEIR_TYPE_QUERY_TYPE (weir_query_type_get_type ())
#define WEIR_TYPE_QUERY_TYPE_FLAGS (weir_query_type_flags_get_type ())
#define WEIR_TYPE_BUFFERING_MODE (weir_buffering_mode_get_type ())
#define WEIR_TYPE_SCHEDULING_FLAGS (weir_scheduling_flags_get_type ())
#define WEIR_TYPE_PAD_MODE (weir_pad_mode_get_type ())

/**
 * WeirQueryTypeFlags:
 * @WEIR_QUERY_TYPE_UPSTREAM: goes to sources
 * @WEIR_QUERY_TYPE_DOWNSTREAM: goes to sinks
 * @WEIR_QUERY_TYPE_SERIALIZED: keeps its place among the buffers
 *
 * How a query travels.
 */
typedef enum {
  WEIR_QUERY_TYPE_UPSTREAM = 1 << 0,
  WEIR_QUERY_TYPE_DOWNSTREAM = 1 << 1,
  WEIR_QUERY_TYPE_SERIALIZED = 1 << 2,
} WeirQueryTypeFlags;

#define WEIR_QUERY_NUM_SHIFT 8
#define WEIR_QUERY_MAKE_TYPE(num, flags) (((num) << WEIR_QUERY_NUM_SHIFT) | (flags))
#define WEIR_QUERY_TYPE_BOTH                                                                       \
  ((WeirQueryTypeFlags) (WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM))

/**
 * WeirQueryType:
 * @WEIR_QUERY_UNKNOWN: none
 * @WEIR_QUERY_POSITION: where in the stream one is
 * @WEIR_QUERY_DURATION: how long the stream is
 * @WEIR_QUERY_LATENCY: how late data comes
 * @WEIR_QUERY_JITTER: how unsteady data comes
 * @WEIR_QUERY_RATE: how fast data is played
 * @WEIR_QUERY_SEEKING: where one may go
 * @WEIR_QUERY_SEGMENT: which part is played
 * @WEIR_QUERY_CONVERT: a position in another unit
 * @WEIR_QUERY_FORMATS: which units are known
 * @WEIR_QUERY_BUFFERING: what is buffered
 * @WEIR_QUERY_CUSTOM: anything
 * @WEIR_QUERY_URI: where data comes from
 * @WEIR_QUERY_ALLOCATION: which buffers are wanted
 * @WEIR_QUERY_SCHEDULING: how data can be fetched
 * @WEIR_QUERY_ACCEPT_CAPS: whether a format is possible
 * @WEIR_QUERY_CAPS: which formats are possible
 * @WEIR_QUERY_DRAIN: that all buffers come back
 * @WEIR_QUERY_CONTEXT: a thing to share
 * @WEIR_QUERY_BITRATE: bits per second
 * @WEIR_QUERY_SELECTABLE: whether streams can be chosen
 *
 * What is asked.
 */
typedef enum {
  WEIR_QUERY_UNKNOWN = WEIR_QUERY_MAKE_TYPE (0, 0),
  WEIR_QUERY_POSITION =
    WEIR_QUERY_MAKE_TYPE (10, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_DURATION =
    WEIR_QUERY_MAKE_TYPE (20, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_LATENCY =
    WEIR_QUERY_MAKE_TYPE (30, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_JITTER =
    WEIR_QUERY_MAKE_TYPE (40, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_RATE =
    WEIR_QUERY_MAKE_TYPE (50, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_SEEKING =
    WEIR_QUERY_MAKE_TYPE (60, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_SEGMENT =
    WEIR_QUERY_MAKE_TYPE (70, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_CONVERT =
    WEIR_QUERY_MAKE_TYPE (80, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_FORMATS =
    WEIR_QUERY_MAKE_TYPE (90, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_BUFFERING =
    WEIR_QUERY_MAKE_TYPE (110, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_CUSTOM =
    WEIR_QUERY_MAKE_TYPE (120, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_URI =
    WEIR_QUERY_MAKE_TYPE (130, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_ALLOCATION =
    WEIR_QUERY_MAKE_TYPE (140, WEIR_QUERY_TYPE_DOWNSTREAM | WEIR_QUERY_TYPE_SERIALIZED),
  WEIR_QUERY_SCHEDULING = WEIR_QUERY_MAKE_TYPE (150, WEIR_QUERY_TYPE_UPSTREAM),
  WEIR_QUERY_ACCEPT_CAPS =
    WEIR_QUERY_MAKE_TYPE (160, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_CAPS =
    WEIR_QUERY_MAKE_TYPE (170, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_DRAIN =
    WEIR_QUERY_MAKE_TYPE (180, WEIR_QUERY_TYPE_DOWNSTREAM | WEIR_QUERY_TYPE_SERIALIZED),
  WEIR_QUERY_CONTEXT =
    WEIR_QUERY_MAKE_TYPE (190, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_BITRATE = WEIR_QUERY_MAKE_TYPE (200, WEIR_QUERY_TYPE_DOWNSTREAM),
  WEIR_QUERY_SELECTABLE =
    WEIR_QUERY_MAKE_TYPE (210, WEIR_QUERY_TYPE_UPSTREAM | WEIR_QUERY_TYPE_DOWNSTREAM),
} WeirQueryType;

/**
 * WeirBufferingMode:
 * @WEIR_BUFFERING_STREAM: a little, while playing
 * @WEIR_BUFFERING_DOWNLOAD: all of it, to a file
 * @WEIR_BUFFERING_TIMESHIFT: the last part, to a file
 * @WEIR_BUFFERING_LIVE: a live source
 *
 * How data is buffered.
 */
typedef enum {
  WEIR_BUFFERING_STREAM = 0,
  WEIR_BUFFERING_DOWNLOAD,
  WEIR_BUFFERING_TIMESHIFT,
  WEIR_BUFFERING_LIVE,
} WeirBufferingMode;

/**
 * WeirSchedulingFlags:
 * @WEIR_SCHEDULING_FLAG_SEEKABLE: any position can be read
 * @WEIR_SCHEDULING_FLAG_SEQUENTIAL: better in order
 * @WEIR_SCHEDULING_FLAG_BANDWIDTH_LIMITED: reading is slow
 *
 * How data can be fetched.
 */
typedef enum {
  WEIR_SCHEDULING_FLAG_SEEKABLE = 1 << 0,
  WEIR_SCHEDULING_FLAG_SEQUENTIAL = 1 << 1,
  WEIR_SCHEDULING_FLAG_BANDWIDTH_LIMITED = 1 << 2,
} WeirSchedulingFlags;

/**
 * WeirPadMode:
 * @WEIR_PAD_MODE_NONE: nothing flows
 * @WEIR_PAD_MODE_PUSH: data is handed on
 * @WEIR_PAD_MODE_PULL: data is asked for
 *
 * How data comes to a pad.
 */
typedef enum {
  WEIR_PAD_MODE_NONE = 0,
  WEIR_PAD_MODE_PUSH,
  WEIR_PAD_MODE_PULL,
} WeirPadMode;

/**
 * WeirQuery:
 * @type: what is asked
 *
 * A question.
 */
struct _WeirQuery {
  /*< private >*/
  WeirMini mini;

  /*< public >*/
  WeirQueryType type;

  /*< private >*/
  WeirStructure *structure; /* (owned) (nullable) */
  gpointer lists;           /* (owned) (nullable) pools, params, metas, ranges, modes */
};

WEIR_API GType weir_query_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_query_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_query_type_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_buffering_mode_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_scheduling_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_pad_mode_get_type (void) G_GNUC_CONST;

WEIR_API const char *weir_query_type_get_name (WeirQueryType type);
WEIR_API GQuark weir_query_type_to_quark (WeirQueryType type);
WEIR_API WeirQueryTypeFlags weir_query_type_get_flags (WeirQueryType type);

/* Holding */
WEIR_API WeirQuery *weir_query_new_custom (WeirQueryType type, WeirStructure *structure);
WEIR_API WeirQuery *weir_query_ref (WeirQuery *q);
WEIR_API void weir_query_unref (WeirQuery *q);
WEIR_API void weir_clear_query (WeirQuery **query_ptr);
WEIR_API WeirQuery *weir_query_copy (const WeirQuery *q);
WEIR_API gboolean weir_query_is_writable (const WeirQuery *q);
WEIR_API WeirQuery *weir_query_make_writable (WeirQuery *q) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API gboolean weir_query_replace (WeirQuery **old_query, WeirQuery *new_query);
WEIR_API gboolean weir_query_take (WeirQuery **old_query, WeirQuery *new_query);
WEIR_API const WeirStructure *weir_query_get_structure (WeirQuery *query);
WEIR_API WeirStructure *weir_query_writable_structure (WeirQuery *query);

/* Times */
WEIR_API WeirQuery *weir_query_new_position (WeirFormat format);
WEIR_API void weir_query_set_position (WeirQuery *query, WeirFormat format, gint64 cur);
WEIR_API void weir_query_parse_position (WeirQuery *query, WeirFormat *format, gint64 *cur);
WEIR_API WeirQuery *weir_query_new_duration (WeirFormat format);
WEIR_API void weir_query_set_duration (WeirQuery *query, WeirFormat format, gint64 duration);
WEIR_API void weir_query_parse_duration (WeirQuery *query, WeirFormat *format, gint64 *duration);
WEIR_API WeirQuery *weir_query_new_latency (void);
WEIR_API void weir_query_set_latency (WeirQuery *query, gboolean live, WeirClockTime min_latency,
                                      WeirClockTime max_latency);
WEIR_API void weir_query_parse_latency (WeirQuery *query, gboolean *live,
                                        WeirClockTime *min_latency, WeirClockTime *max_latency);
WEIR_API WeirQuery *weir_query_new_convert (WeirFormat src_format, gint64 value,
                                            WeirFormat dest_format);
WEIR_API void weir_query_set_convert (WeirQuery *query, WeirFormat src_format, gint64 src_value,
                                      WeirFormat dest_format, gint64 dest_value);
WEIR_API void weir_query_parse_convert (WeirQuery *query, WeirFormat *src_format, gint64 *src_value,
                                        WeirFormat *dest_format, gint64 *dest_value);
WEIR_API WeirQuery *weir_query_new_segment (WeirFormat format);
WEIR_API void weir_query_set_segment (WeirQuery *query, double rate, WeirFormat format,
                                      gint64 start_value, gint64 stop_value);
WEIR_API void weir_query_parse_segment (WeirQuery *query, double *rate, WeirFormat *format,
                                        gint64 *start_value, gint64 *stop_value);
WEIR_API WeirQuery *weir_query_new_seeking (WeirFormat format);
WEIR_API void weir_query_set_seeking (WeirQuery *query, WeirFormat format, gboolean seekable,
                                      gint64 segment_start, gint64 segment_end);
WEIR_API void weir_query_parse_seeking (WeirQuery *query, WeirFormat *format, gboolean *seekable,
                                        gint64 *segment_start, gint64 *segment_end);
WEIR_API WeirQuery *weir_query_new_formats (void);
WEIR_API void weir_query_set_formats (WeirQuery *query, int n_formats, ...);
WEIR_API void weir_query_set_formatsv (WeirQuery *query, int n_formats, const WeirFormat *formats);
WEIR_API void weir_query_parse_n_formats (WeirQuery *query, guint *n_formats);
WEIR_API void weir_query_parse_nth_format (WeirQuery *query, guint nth, WeirFormat *format);

/* Buffering, addresses, rates */
WEIR_API WeirQuery *weir_query_new_buffering (WeirFormat format);
WEIR_API void weir_query_set_buffering_percent (WeirQuery *query, gboolean busy, int percent);
WEIR_API void weir_query_parse_buffering_percent (WeirQuery *query, gboolean *busy, int *percent);
WEIR_API void weir_query_set_buffering_stats (WeirQuery *query, WeirBufferingMode mode, int avg_in,
                                              int avg_out, gint64 buffering_left);
WEIR_API void weir_query_parse_buffering_stats (WeirQuery *query, WeirBufferingMode *mode,
                                                int *avg_in, int *avg_out, gint64 *buffering_left);
WEIR_API void weir_query_set_buffering_range (WeirQuery *query, WeirFormat format, gint64 start,
                                              gint64 stop, gint64 estimated_total);
WEIR_API void weir_query_parse_buffering_range (WeirQuery *query, WeirFormat *format, gint64 *start,
                                                gint64 *stop, gint64 *estimated_total);
WEIR_API gboolean weir_query_add_buffering_range (WeirQuery *query, gint64 start, gint64 stop);
WEIR_API guint weir_query_get_n_buffering_ranges (WeirQuery *query);
WEIR_API gboolean weir_query_parse_nth_buffering_range (WeirQuery *query, guint index,
                                                        gint64 *start, gint64 *stop);
WEIR_API WeirQuery *weir_query_new_uri (void);
WEIR_API void weir_query_set_uri (WeirQuery *query, const char *uri);
WEIR_API void weir_query_parse_uri (WeirQuery *query, char **uri);
WEIR_API void weir_query_set_uri_redirection (WeirQuery *query, const char *uri);
WEIR_API void weir_query_parse_uri_redirection (WeirQuery *query, char **uri);
WEIR_API void weir_query_set_uri_redirection_permanent (WeirQuery *query, gboolean permanent);
WEIR_API void weir_query_parse_uri_redirection_permanent (WeirQuery *query, gboolean *permanent);
WEIR_API WeirQuery *weir_query_new_bitrate (void);
WEIR_API void weir_query_set_bitrate (WeirQuery *query, guint nominal_bitrate);
WEIR_API void weir_query_parse_bitrate (WeirQuery *query, guint *nominal_bitrate);
WEIR_API WeirQuery *weir_query_new_selectable (void);
WEIR_API void weir_query_set_selectable (WeirQuery *query, gboolean selectable);
WEIR_API void weir_query_parse_selectable (WeirQuery *query, gboolean *selectable);
WEIR_API WeirQuery *weir_query_new_drain (void);
WEIR_API WeirQuery *weir_query_new_context (const char *context_type);
WEIR_API gboolean weir_query_parse_context_type (WeirQuery *query, const char **context_type);
WEIR_API void weir_query_set_context (WeirQuery *query, WeirContext *context);
WEIR_API void weir_query_parse_context (WeirQuery *query, WeirContext **context);

/* Formats */
WEIR_API WeirQuery *weir_query_new_caps (WeirCaps *filter);
WEIR_API void weir_query_parse_caps (WeirQuery *query, WeirCaps **filter);
WEIR_API void weir_query_set_caps_result (WeirQuery *query, WeirCaps *caps);
WEIR_API void weir_query_parse_caps_result (WeirQuery *query, WeirCaps **caps);
WEIR_API WeirQuery *weir_query_new_accept_caps (WeirCaps *caps);
WEIR_API void weir_query_parse_accept_caps (WeirQuery *query, WeirCaps **caps);
WEIR_API void weir_query_set_accept_caps_result (WeirQuery *query, gboolean result);
WEIR_API void weir_query_parse_accept_caps_result (WeirQuery *query, gboolean *result);

/* Memory */
WEIR_API WeirQuery *weir_query_new_allocation (WeirCaps *caps, gboolean need_pool);
WEIR_API void weir_query_parse_allocation (WeirQuery *query, WeirCaps **caps, gboolean *need_pool);
WEIR_API void weir_query_add_allocation_pool (WeirQuery *query, WeirBufferPool *pool, guint size,
                                              guint min_buffers, guint max_buffers);
WEIR_API guint weir_query_get_n_allocation_pools (WeirQuery *query);
WEIR_API void weir_query_parse_nth_allocation_pool (WeirQuery *query, guint index,
                                                    WeirBufferPool **pool, guint *size,
                                                    guint *min_buffers, guint *max_buffers);
WEIR_API void weir_query_set_nth_allocation_pool (WeirQuery *query, guint index,
                                                  WeirBufferPool *pool, guint size,
                                                  guint min_buffers, guint max_buffers);
WEIR_API void weir_query_remove_nth_allocation_pool (WeirQuery *query, guint index);
WEIR_API void weir_query_add_allocation_param (WeirQuery *query, WeirAllocator *allocator,
                                               const WeirAllocationParams *params);
WEIR_API guint weir_query_get_n_allocation_params (WeirQuery *query);
WEIR_API void weir_query_parse_nth_allocation_param (WeirQuery *query, guint index,
                                                     WeirAllocator **allocator,
                                                     WeirAllocationParams *params);
WEIR_API void weir_query_set_nth_allocation_param (WeirQuery *query, guint index,
                                                   WeirAllocator *allocator,
                                                   const WeirAllocationParams *params);
WEIR_API void weir_query_remove_nth_allocation_param (WeirQuery *query, guint index);
WEIR_API void weir_query_add_allocation_meta (WeirQuery *query, GType api,
                                              const WeirStructure *params);
WEIR_API guint weir_query_get_n_allocation_metas (WeirQuery *query);
WEIR_API GType weir_query_parse_nth_allocation_meta (WeirQuery *query, guint index,
                                                     const WeirStructure **params);
WEIR_API void weir_query_remove_nth_allocation_meta (WeirQuery *query, guint index);
WEIR_API gboolean weir_query_find_allocation_meta (WeirQuery *query, GType api, guint *index);

/* Scheduling */
WEIR_API WeirQuery *weir_query_new_scheduling (void);
WEIR_API void weir_query_set_scheduling (WeirQuery *query, WeirSchedulingFlags flags, int minsize,
                                         int maxsize, int align);
WEIR_API void weir_query_parse_scheduling (WeirQuery *query, WeirSchedulingFlags *flags,
                                           int *minsize, int *maxsize, int *align);
WEIR_API void weir_query_add_scheduling_mode (WeirQuery *query, WeirPadMode mode);
WEIR_API guint weir_query_get_n_scheduling_modes (WeirQuery *query);
WEIR_API WeirPadMode weir_query_parse_nth_scheduling_mode (WeirQuery *query, guint index);
WEIR_API gboolean weir_query_has_scheduling_mode (WeirQuery *query, WeirPadMode mode);
WEIR_API gboolean weir_query_has_scheduling_mode_with_flags (WeirQuery *query, WeirPadMode mode,
                                                             WeirSchedulingFlags flags);

#define WEIR_QUERY_CAST(obj) ((WeirQuery *) (obj))
#define WEIR_QUERY(obj) (WEIR_QUERY_CAST (obj))
#define WEIR_IS_QUERY(obj) ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_QUERY)
#define WEIR_QUERY_TYPE(query) (WEIR_QUERY_CAST (query)->type)
#define WEIR_QUERY_TYPE_NAME(query) (weir_query_type_get_name (WEIR_QUERY_TYPE (query)))
#define WEIR_QUERY_IS_UPSTREAM(query) (!!(WEIR_QUERY_TYPE (query) & WEIR_QUERY_TYPE_UPSTREAM))
#define WEIR_QUERY_IS_DOWNSTREAM(query) (!!(WEIR_QUERY_TYPE (query) & WEIR_QUERY_TYPE_DOWNSTREAM))
#define WEIR_QUERY_IS_SERIALIZED(query) (!!(WEIR_QUERY_TYPE (query) & WEIR_QUERY_TYPE_SERIALIZED))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirQuery, weir_query_unref)

G_END_DECLS
