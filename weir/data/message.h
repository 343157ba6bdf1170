/* SPDX-License-Identifier: MIT */
/* Messages: what elements and the pipeline tell the application, by the bus. */
#pragma once

#include <weir/base/time.h>
#include <weir/data/context.h>
#include <weir/data/format.h>
#include <weir/data/mini.h>
#include <weir/data/query.h>
#include <weir/data/state.h>
#include <weir/data/structure.h>
#include <weir/data/tags.h>

G_BEGIN_DECLS

/* Who speaks and what of belongs to the graph, which is a later room: here only their names. */
typedef struct _WeirObject WeirObject;
typedef struct _WeirElement WeirElement;
typedef struct _WeirClock WeirClock;

typedef struct _WeirMessage WeirMessage;

#define WEIR_TYPE_MESSAGE (weir_message_get_type ())
#define WEIR_TYPE_MESSAGE_TYPE (weir_message_type_get_type ())
#define WEIR_TYPE_PROGRESS_TYPE (weir_progress_type_get_type ())
#define WEIR_TYPE_STRUCTURE_CHANGE_TYPE (weir_structure_change_type_get_type ())

/**
 * WeirMessageType:
 * @WEIR_MESSAGE_UNKNOWN: none
 * @WEIR_MESSAGE_EOS: all sinks ended
 * @WEIR_MESSAGE_ERROR: something failed
 * @WEIR_MESSAGE_WARNING: something is not as it should be
 * @WEIR_MESSAGE_INFO: something to know
 * @WEIR_MESSAGE_TAG: facts about a stream
 * @WEIR_MESSAGE_BUFFERING: how full buffers are
 * @WEIR_MESSAGE_STATE_CHANGED: an element changed its state
 * @WEIR_MESSAGE_STATE_DIRTY: an element wants its state looked at
 * @WEIR_MESSAGE_STEP_DONE: a step was done
 * @WEIR_MESSAGE_CLOCK_PROVIDE: an element has a clock
 * @WEIR_MESSAGE_CLOCK_LOST: a clock is no longer good
 * @WEIR_MESSAGE_NEW_CLOCK: a clock was chosen
 * @WEIR_MESSAGE_STRUCTURE_CHANGE: links are being changed
 * @WEIR_MESSAGE_STREAM_STATUS: a streaming thread came or went
 * @WEIR_MESSAGE_APPLICATION: from the application to itself
 * @WEIR_MESSAGE_ELEMENT: anything an element has to say
 * @WEIR_MESSAGE_SEGMENT_START: the segment of a segment seek begins
 * @WEIR_MESSAGE_SEGMENT_DONE: the segment of a segment seek ended
 * @WEIR_MESSAGE_DURATION_CHANGED: ask for the duration again
 * @WEIR_MESSAGE_LATENCY: compute the latency again
 * @WEIR_MESSAGE_ASYNC_START: a change of state goes on by itself
 * @WEIR_MESSAGE_ASYNC_DONE: a change of state came to its end
 * @WEIR_MESSAGE_REQUEST_STATE: an element wants the pipeline in a state
 * @WEIR_MESSAGE_STEP_START: a step began
 * @WEIR_MESSAGE_QOS: data was dropped or late
 * @WEIR_MESSAGE_PROGRESS: how a long task goes
 * @WEIR_MESSAGE_TOC: table of contents
 * @WEIR_MESSAGE_RESET_TIME: running time begins anew
 * @WEIR_MESSAGE_STREAM_START: new streams begin
 * @WEIR_MESSAGE_NEED_CONTEXT: an element needs a context
 * @WEIR_MESSAGE_HAVE_CONTEXT: an element has a context
 * @WEIR_MESSAGE_EXTENDED: set in all types that follow: they are numbers, not flags
 * @WEIR_MESSAGE_DEVICE_ADDED: a device came
 * @WEIR_MESSAGE_DEVICE_REMOVED: a device went
 * @WEIR_MESSAGE_PROPERTY_NOTIFY: a property changed
 * @WEIR_MESSAGE_STREAM_COLLECTION: which streams there are
 * @WEIR_MESSAGE_STREAMS_SELECTED: which streams were chosen
 * @WEIR_MESSAGE_REDIRECT: look elsewhere
 * @WEIR_MESSAGE_DEVICE_CHANGED: a device changed
 * @WEIR_MESSAGE_INSTANT_RATE_REQUEST: an element wants another speed at once
 * @WEIR_MESSAGE_ANY: all
 *
 * What a message says. All but the extended ones are flags, so that several can be waited for.
 */
typedef enum {
  WEIR_MESSAGE_UNKNOWN = 0,
  WEIR_MESSAGE_EOS = 1 << 0,
  WEIR_MESSAGE_ERROR = 1 << 1,
  WEIR_MESSAGE_WARNING = 1 << 2,
  WEIR_MESSAGE_INFO = 1 << 3,
  WEIR_MESSAGE_TAG = 1 << 4,
  WEIR_MESSAGE_BUFFERING = 1 << 5,
  WEIR_MESSAGE_STATE_CHANGED = 1 << 6,
  WEIR_MESSAGE_STATE_DIRTY = 1 << 7,
  WEIR_MESSAGE_STEP_DONE = 1 << 8,
  WEIR_MESSAGE_CLOCK_PROVIDE = 1 << 9,
  WEIR_MESSAGE_CLOCK_LOST = 1 << 10,
  WEIR_MESSAGE_NEW_CLOCK = 1 << 11,
  WEIR_MESSAGE_STRUCTURE_CHANGE = 1 << 12,
  WEIR_MESSAGE_STREAM_STATUS = 1 << 13,
  WEIR_MESSAGE_APPLICATION = 1 << 14,
  WEIR_MESSAGE_ELEMENT = 1 << 15,
  WEIR_MESSAGE_SEGMENT_START = 1 << 16,
  WEIR_MESSAGE_SEGMENT_DONE = 1 << 17,
  WEIR_MESSAGE_DURATION_CHANGED = 1 << 18,
  WEIR_MESSAGE_LATENCY = 1 << 19,
  WEIR_MESSAGE_ASYNC_START = 1 << 20,
  WEIR_MESSAGE_ASYNC_DONE = 1 << 21,
  WEIR_MESSAGE_REQUEST_STATE = 1 << 22,
  WEIR_MESSAGE_STEP_START = 1 << 23,
  WEIR_MESSAGE_QOS = 1 << 24,
  WEIR_MESSAGE_PROGRESS = 1 << 25,
  WEIR_MESSAGE_TOC = 1 << 26,
  WEIR_MESSAGE_RESET_TIME = 1 << 27,
  WEIR_MESSAGE_STREAM_START = 1 << 28,
  WEIR_MESSAGE_NEED_CONTEXT = 1 << 29,
  WEIR_MESSAGE_HAVE_CONTEXT = 1 << 30,
  WEIR_MESSAGE_EXTENDED = (int) (1u << 31),
  WEIR_MESSAGE_DEVICE_ADDED = WEIR_MESSAGE_EXTENDED + 1,
  WEIR_MESSAGE_DEVICE_REMOVED = WEIR_MESSAGE_EXTENDED + 2,
  WEIR_MESSAGE_PROPERTY_NOTIFY = WEIR_MESSAGE_EXTENDED + 3,
  WEIR_MESSAGE_STREAM_COLLECTION = WEIR_MESSAGE_EXTENDED + 4,
  WEIR_MESSAGE_STREAMS_SELECTED = WEIR_MESSAGE_EXTENDED + 5,
  WEIR_MESSAGE_REDIRECT = WEIR_MESSAGE_EXTENDED + 6,
  WEIR_MESSAGE_DEVICE_CHANGED = WEIR_MESSAGE_EXTENDED + 7,
  WEIR_MESSAGE_INSTANT_RATE_REQUEST = WEIR_MESSAGE_EXTENDED + 8,
  WEIR_MESSAGE_ANY = (int) 0xffffffff,
} WeirMessageType;

/**
 * WeirProgressType:
 * @WEIR_PROGRESS_TYPE_START: begins
 * @WEIR_PROGRESS_TYPE_CONTINUE: goes on
 * @WEIR_PROGRESS_TYPE_COMPLETE: is done
 * @WEIR_PROGRESS_TYPE_CANCELED: was given up
 * @WEIR_PROGRESS_TYPE_ERROR: failed
 *
 * Where a long task stands.
 */
typedef enum {
  WEIR_PROGRESS_TYPE_START = 0,
  WEIR_PROGRESS_TYPE_CONTINUE,
  WEIR_PROGRESS_TYPE_COMPLETE,
  WEIR_PROGRESS_TYPE_CANCELED,
  WEIR_PROGRESS_TYPE_ERROR,
} WeirProgressType;

/**
 * WeirStructureChangeType:
 * @WEIR_STRUCTURE_CHANGE_TYPE_PAD_LINK: a link is made
 * @WEIR_STRUCTURE_CHANGE_TYPE_PAD_UNLINK: a link is cut
 *
 * How the graph changes.
 */
typedef enum {
  WEIR_STRUCTURE_CHANGE_TYPE_PAD_LINK = 0,
  WEIR_STRUCTURE_CHANGE_TYPE_PAD_UNLINK,
} WeirStructureChangeType;

/**
 * WeirMessage:
 * @type: what it says
 * @timestamp: when it was made, in ns, or %WEIR_CLOCK_TIME_NONE
 * @src: (nullable): who says it
 * @seqnum: the same for all events and messages that come from one cause
 *
 * Something that the application is told.
 */
struct _WeirMessage {
  /*< private >*/
  WeirMini mini;

  /*< public >*/
  WeirMessageType type;
  guint64 timestamp;
  WeirObject *src;
  guint32 seqnum;

  /*< private >*/
  WeirStructure *structure; /* (owned) (nullable) */
};

WEIR_API GType weir_message_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_message_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_progress_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_structure_change_type_get_type (void) G_GNUC_CONST;

WEIR_API const char *weir_message_type_get_name (WeirMessageType type);
WEIR_API GQuark weir_message_type_to_quark (WeirMessageType type);

/* Holding */
WEIR_API WeirMessage *weir_message_new_custom (WeirMessageType type, WeirObject *src,
                                               WeirStructure *structure);
WEIR_API WeirMessage *weir_message_ref (WeirMessage *msg);
WEIR_API void weir_message_unref (WeirMessage *msg);
WEIR_API void weir_clear_message (WeirMessage **msg_ptr);
WEIR_API WeirMessage *weir_message_copy (const WeirMessage *msg);
WEIR_API gboolean weir_message_is_writable (const WeirMessage *msg);
WEIR_API WeirMessage *weir_message_make_writable (WeirMessage *msg) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API gboolean weir_message_replace (WeirMessage **old_message, WeirMessage *new_message);
WEIR_API gboolean weir_message_take (WeirMessage **old_message, WeirMessage *new_message);
WEIR_API const WeirStructure *weir_message_get_structure (WeirMessage *message);
WEIR_API WeirStructure *weir_message_writable_structure (WeirMessage *message);
WEIR_API gboolean weir_message_has_name (WeirMessage *message, const char *name);
WEIR_API guint32 weir_message_get_seqnum (WeirMessage *message);
WEIR_API void weir_message_set_seqnum (WeirMessage *message, guint32 seqnum);

/* Errors */
WEIR_API WeirMessage *weir_message_new_error (WeirObject *src, GError *error, const char *debug);
WEIR_API WeirMessage *weir_message_new_error_with_details (WeirObject *src, GError *error,
                                                           const char *debug,
                                                           WeirStructure *details);
WEIR_API void weir_message_parse_error (WeirMessage *message, GError **gerror, char **debug);
WEIR_API void weir_message_parse_error_details (WeirMessage *message,
                                                const WeirStructure **structure);
WEIR_API WeirMessage *weir_message_new_warning (WeirObject *src, GError *error, const char *debug);
WEIR_API WeirMessage *weir_message_new_warning_with_details (WeirObject *src, GError *error,
                                                             const char *debug,
                                                             WeirStructure *details);
WEIR_API void weir_message_parse_warning (WeirMessage *message, GError **gerror, char **debug);
WEIR_API void weir_message_parse_warning_details (WeirMessage *message,
                                                  const WeirStructure **structure);
WEIR_API WeirMessage *weir_message_new_info (WeirObject *src, GError *error, const char *debug);
WEIR_API WeirMessage *weir_message_new_info_with_details (WeirObject *src, GError *error,
                                                          const char *debug,
                                                          WeirStructure *details);
WEIR_API void weir_message_parse_info (WeirMessage *message, GError **gerror, char **debug);
WEIR_API void weir_message_parse_info_details (WeirMessage *message,
                                               const WeirStructure **structure);

/* Streams */
WEIR_API WeirMessage *weir_message_new_eos (WeirObject *src);
WEIR_API WeirMessage *weir_message_new_stream_start (WeirObject *src);
WEIR_API void weir_message_set_group_id (WeirMessage *message, guint group_id);
WEIR_API gboolean weir_message_parse_group_id (WeirMessage *message, guint *group_id);
WEIR_API WeirMessage *weir_message_new_tag (WeirObject *src, WeirTagList *tag_list);
WEIR_API void weir_message_parse_tag (WeirMessage *message, WeirTagList **tag_list);
WEIR_API WeirMessage *weir_message_new_duration_changed (WeirObject *src);
WEIR_API WeirMessage *weir_message_new_segment_start (WeirObject *src, WeirFormat format,
                                                      gint64 position);
WEIR_API void weir_message_parse_segment_start (WeirMessage *message, WeirFormat *format,
                                                gint64 *position);
WEIR_API WeirMessage *weir_message_new_segment_done (WeirObject *src, WeirFormat format,
                                                     gint64 position);
WEIR_API void weir_message_parse_segment_done (WeirMessage *message, WeirFormat *format,
                                               gint64 *position);
WEIR_API WeirMessage *weir_message_new_buffering (WeirObject *src, int percent);
WEIR_API void weir_message_parse_buffering (WeirMessage *message, int *percent);
WEIR_API void weir_message_set_buffering_stats (WeirMessage *message, WeirBufferingMode mode,
                                                int avg_in, int avg_out, gint64 buffering_left);
WEIR_API void weir_message_parse_buffering_stats (WeirMessage *message, WeirBufferingMode *mode,
                                                  int *avg_in, int *avg_out,
                                                  gint64 *buffering_left);

/* States */
WEIR_API WeirMessage *weir_message_new_state_changed (WeirObject *src, WeirState oldstate,
                                                      WeirState newstate, WeirState pending);
WEIR_API void weir_message_parse_state_changed (WeirMessage *message, WeirState *oldstate,
                                                WeirState *newstate, WeirState *pending);
WEIR_API WeirMessage *weir_message_new_state_dirty (WeirObject *src);
WEIR_API WeirMessage *weir_message_new_async_start (WeirObject *src);
WEIR_API WeirMessage *weir_message_new_async_done (WeirObject *src, WeirClockTime running_time);
WEIR_API void weir_message_parse_async_done (WeirMessage *message, WeirClockTime *running_time);
WEIR_API WeirMessage *weir_message_new_request_state (WeirObject *src, WeirState state);
WEIR_API void weir_message_parse_request_state (WeirMessage *message, WeirState *state);
WEIR_API WeirMessage *weir_message_new_latency (WeirObject *src);
WEIR_API WeirMessage *weir_message_new_reset_time (WeirObject *src, WeirClockTime running_time);
WEIR_API void weir_message_parse_reset_time (WeirMessage *message, WeirClockTime *running_time);

/* Clocks */
WEIR_API WeirMessage *weir_message_new_clock_provide (WeirObject *src, WeirClock *clock, gboolean ready);
WEIR_API void weir_message_parse_clock_provide (WeirMessage *message, WeirClock **clock,
                                                gboolean *ready);
WEIR_API WeirMessage *weir_message_new_clock_lost (WeirObject *src, WeirClock *clock);
WEIR_API void weir_message_parse_clock_lost (WeirMessage *message, WeirClock **clock);
WEIR_API WeirMessage *weir_message_new_new_clock (WeirObject *src, WeirClock *clock);
WEIR_API void weir_message_parse_new_clock (WeirMessage *message, WeirClock **clock);

/* Anything */
WEIR_API WeirMessage *weir_message_new_application (WeirObject *src, WeirStructure *structure);
WEIR_API WeirMessage *weir_message_new_element (WeirObject *src, WeirStructure *structure);

/* Graph and tasks */
WEIR_API WeirMessage *weir_message_new_structure_change (WeirObject *src, WeirStructureChangeType type,
                                                         WeirElement *owner, gboolean busy);
WEIR_API void weir_message_parse_structure_change (WeirMessage *message,
                                                   WeirStructureChangeType *type, WeirElement **owner,
                                                   gboolean *busy);
WEIR_API WeirMessage *weir_message_new_progress (WeirObject *src, WeirProgressType type,
                                                 const char *code, const char *text);
WEIR_API void weir_message_parse_progress (WeirMessage *message, WeirProgressType *type,
                                           char **code, char **text);

/* Steps and quality */
WEIR_API WeirMessage *weir_message_new_step_start (WeirObject *src, gboolean active, WeirFormat format,
                                                   guint64 amount, double rate, gboolean flush,
                                                   gboolean intermediate);
WEIR_API void weir_message_parse_step_start (WeirMessage *message, gboolean *active,
                                             WeirFormat *format, guint64 *amount, double *rate,
                                             gboolean *flush, gboolean *intermediate);
WEIR_API WeirMessage *weir_message_new_step_done (WeirObject *src, WeirFormat format, guint64 amount,
                                                  double rate, gboolean flush,
                                                  gboolean intermediate, guint64 duration,
                                                  gboolean eos);
WEIR_API void weir_message_parse_step_done (WeirMessage *message, WeirFormat *format,
                                            guint64 *amount, double *rate, gboolean *flush,
                                            gboolean *intermediate, guint64 *duration,
                                            gboolean *eos);
WEIR_API WeirMessage *weir_message_new_qos (WeirObject *src, gboolean live, guint64 running_time,
                                            guint64 stream_time, guint64 timestamp,
                                            guint64 duration);
WEIR_API void weir_message_parse_qos (WeirMessage *message, gboolean *live, guint64 *running_time,
                                      guint64 *stream_time, guint64 *timestamp, guint64 *duration);
WEIR_API void weir_message_set_qos_values (WeirMessage *message, gint64 jitter, double proportion,
                                           int quality);
WEIR_API void weir_message_parse_qos_values (WeirMessage *message, gint64 *jitter,
                                             double *proportion, int *quality);
WEIR_API void weir_message_set_qos_stats (WeirMessage *message, WeirFormat format,
                                          guint64 processed, guint64 dropped);
WEIR_API void weir_message_parse_qos_stats (WeirMessage *message, WeirFormat *format,
                                            guint64 *processed, guint64 *dropped);
WEIR_API WeirMessage *weir_message_new_instant_rate_request (WeirObject *src, double rate_multiplier);
WEIR_API void weir_message_parse_instant_rate_request (WeirMessage *message,
                                                       double *rate_multiplier);

/* Sharing and watching */
WEIR_API WeirMessage *weir_message_new_need_context (WeirObject *src, const char *context_type);
WEIR_API gboolean weir_message_parse_context_type (WeirMessage *message, const char **context_type);
WEIR_API WeirMessage *weir_message_new_have_context (WeirObject *src, WeirContext *context);
WEIR_API void weir_message_parse_have_context (WeirMessage *message, WeirContext **context);
WEIR_API WeirMessage *weir_message_new_property_notify (WeirObject *src, const char *property_name,
                                                        GValue *val);
WEIR_API void weir_message_parse_property_notify (WeirMessage *message, WeirObject **object,
                                                  const char **property_name,
                                                  const GValue **property_value);
WEIR_API WeirMessage *weir_message_new_redirect (WeirObject *src, const char *location,
                                                 WeirTagList *tag_list,
                                                 WeirStructure *entry_struct);
WEIR_API void weir_message_add_redirect_entry (WeirMessage *message, const char *location,
                                               WeirTagList *tag_list, WeirStructure *entry_struct);
WEIR_API void weir_message_parse_redirect_entry (WeirMessage *message, gsize entry_index,
                                                 const char **location, WeirTagList **tag_list,
                                                 const WeirStructure **entry_struct);
WEIR_API gsize weir_message_get_num_redirect_entries (WeirMessage *message);

#define WEIR_MESSAGE_CAST(obj) ((WeirMessage *) (obj))
#define WEIR_MESSAGE(obj) (WEIR_MESSAGE_CAST (obj))
#define WEIR_IS_MESSAGE(obj)                                                                       \
  ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_MESSAGE)
#define WEIR_MESSAGE_TYPE(message) (WEIR_MESSAGE_CAST (message)->type)
#define WEIR_MESSAGE_TYPE_NAME(message) (weir_message_type_get_name (WEIR_MESSAGE_TYPE (message)))
#define WEIR_MESSAGE_TYPE_IS_EXTENDED(message)                                                     \
  (!!(WEIR_MESSAGE_TYPE (message) & WEIR_MESSAGE_EXTENDED))
#define WEIR_MESSAGE_TIMESTAMP(message) (WEIR_MESSAGE_CAST (message)->timestamp)
#define WEIR_MESSAGE_SEQNUM(message) (WEIR_MESSAGE_CAST (message)->seqnum)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMessage, weir_message_unref)

G_END_DECLS
