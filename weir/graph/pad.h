/* SPDX-License-Identifier: MIT */
/* Pads: where elements meet. A sink pad takes data in, a source pad gives it out. */
#pragma once

#include <weir/graph/object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PAD (weir_pad_get_type ())
WEIR_API GType weir_pad_get_type (void) G_GNUC_CONST;
#define WEIR_PAD(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_PAD, WeirPad))
#define WEIR_PAD_CAST(object) ((WeirPad *) (object))
#define WEIR_IS_PAD(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_PAD))
typedef struct _WeirPadClass WeirPadClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPad, g_object_unref)

#define WEIR_PAD_NAME(pad) WEIR_OBJECT_NAME (pad)
#define WEIR_PAD_DIRECTION(pad) (weir_pad_get_direction (pad))
#define WEIR_PAD_IS_SRC(pad) (weir_pad_get_direction (pad) == WEIR_PAD_SRC)
#define WEIR_PAD_IS_SINK(pad) (weir_pad_get_direction (pad) == WEIR_PAD_SINK)
#define WEIR_PAD_LINK_FAILED(ret) ((ret) < WEIR_PAD_LINK_OK)
#define WEIR_PAD_LINK_SUCCESSFUL(ret) ((ret) >= WEIR_PAD_LINK_OK)

/**
 * WeirPadProbeType:
 * @WEIR_PAD_PROBE_TYPE_INVALID: none
 * @WEIR_PAD_PROBE_TYPE_IDLE: called when nothing passes the pad, and holds it
 * @WEIR_PAD_PROBE_TYPE_BLOCK: holds what matches
 * @WEIR_PAD_PROBE_TYPE_BUFFER: buffers
 * @WEIR_PAD_PROBE_TYPE_BUFFER_LIST: buffer lists
 * @WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM: events that go with the data
 * @WEIR_PAD_PROBE_TYPE_EVENT_UPSTREAM: events that go against it
 * @WEIR_PAD_PROBE_TYPE_EVENT_FLUSH: flushes
 * @WEIR_PAD_PROBE_TYPE_QUERY_DOWNSTREAM: queries that go with the data
 * @WEIR_PAD_PROBE_TYPE_QUERY_UPSTREAM: queries that go against it
 * @WEIR_PAD_PROBE_TYPE_PUSH: pushed data (all data here)
 * @WEIR_PAD_PROBE_TYPE_PULL: pulled data (none here: pull partners share a task)
 * @WEIR_PAD_PROBE_TYPE_BLOCKING: idle or block
 * @WEIR_PAD_PROBE_TYPE_DATA_DOWNSTREAM: all that goes downstream
 * @WEIR_PAD_PROBE_TYPE_DATA_UPSTREAM: all that goes upstream
 * @WEIR_PAD_PROBE_TYPE_DATA_BOTH: both
 * @WEIR_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM: hold downstream data
 * @WEIR_PAD_PROBE_TYPE_BLOCK_UPSTREAM: hold upstream data
 * @WEIR_PAD_PROBE_TYPE_EVENT_BOTH: all events
 * @WEIR_PAD_PROBE_TYPE_QUERY_BOTH: all queries
 * @WEIR_PAD_PROBE_TYPE_ALL_BOTH: everything
 * @WEIR_PAD_PROBE_TYPE_SCHEDULING: how data passes
 *
 * What a probe is called for.
 */
typedef enum {
  WEIR_PAD_PROBE_TYPE_INVALID = 0,
  WEIR_PAD_PROBE_TYPE_IDLE = 1,
  WEIR_PAD_PROBE_TYPE_BLOCK = 2,
  WEIR_PAD_PROBE_TYPE_BUFFER = 16,
  WEIR_PAD_PROBE_TYPE_BUFFER_LIST = 32,
  WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM = 64,
  WEIR_PAD_PROBE_TYPE_EVENT_UPSTREAM = 128,
  WEIR_PAD_PROBE_TYPE_EVENT_FLUSH = 256,
  WEIR_PAD_PROBE_TYPE_QUERY_DOWNSTREAM = 512,
  WEIR_PAD_PROBE_TYPE_QUERY_UPSTREAM = 1024,
  WEIR_PAD_PROBE_TYPE_PUSH = 4096,
  WEIR_PAD_PROBE_TYPE_PULL = 8192,
  WEIR_PAD_PROBE_TYPE_BLOCKING = 3,
  WEIR_PAD_PROBE_TYPE_DATA_DOWNSTREAM = 112,
  WEIR_PAD_PROBE_TYPE_DATA_UPSTREAM = 128,
  WEIR_PAD_PROBE_TYPE_DATA_BOTH = 240,
  WEIR_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM = 114,
  WEIR_PAD_PROBE_TYPE_BLOCK_UPSTREAM = 130,
  WEIR_PAD_PROBE_TYPE_EVENT_BOTH = 192,
  WEIR_PAD_PROBE_TYPE_QUERY_BOTH = 1536,
  WEIR_PAD_PROBE_TYPE_ALL_BOTH = 1776,
  WEIR_PAD_PROBE_TYPE_SCHEDULING = 12288,
} WeirPadProbeType;

/**
 * WeirPadProbeReturn:
 * @WEIR_PAD_PROBE_DROP: the item goes no further
 * @WEIR_PAD_PROBE_OK: go on as before (a blocking probe keeps holding)
 * @WEIR_PAD_PROBE_REMOVE: this probe is done
 * @WEIR_PAD_PROBE_PASS: this item may pass a blocking probe
 * @WEIR_PAD_PROBE_HANDLED: the probe took care of the item
 *
 * A probe's answer.
 */
typedef enum {
  WEIR_PAD_PROBE_DROP = 0,
  WEIR_PAD_PROBE_OK = 1,
  WEIR_PAD_PROBE_REMOVE = 2,
  WEIR_PAD_PROBE_PASS = 3,
  WEIR_PAD_PROBE_HANDLED = 4,
} WeirPadProbeReturn;

typedef struct _WeirPadProbeInfo WeirPadProbeInfo;

/**
 * WeirPadProbeInfo:
 * @type: what this call is for
 * @id: the probe's id
 * @data: (nullable): the item: see weir_pad_probe_info_get_buffer () and its like
 * @offset: offset of pulled data
 * @size: size of pulled data
 *
 * What a probe is shown.
 */
struct _WeirPadProbeInfo {
  WeirPadProbeType type;
  gulong id;
  gpointer data;
  guint64 offset;
  guint size;
};

/**
 * WeirPadProbeCallback:
 * @pad: the pad
 * @info: what passes
 * @user_data: what was given with the probe
 *
 * Thread: any; the pad's element is not at work, and the callback may do anything to the pipeline.
 *
 * Returns: what becomes of it
 */
typedef WeirPadProbeReturn (*WeirPadProbeCallback) (WeirPad *pad, WeirPadProbeInfo *info, gpointer user_data);

/**
 * WeirPadStickyEventsForeachFunction:
 * @pad: the pad
 * @event: (inout) (nullable): the event
 * @user_data: what was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirPadStickyEventsForeachFunction) (WeirPad *pad, WeirEvent **event, gpointer user_data);

WEIR_API GType weir_pad_probe_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_pad_probe_return_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_pad_probe_info_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_PAD_PROBE_TYPE (weir_pad_probe_type_get_type ())
#define WEIR_TYPE_PAD_PROBE_RETURN (weir_pad_probe_return_get_type ())
#define WEIR_TYPE_PAD_PROBE_INFO (weir_pad_probe_info_get_type ())

#define WEIR_PAD_PROBE_INFO_TYPE(info) ((info)->type)
#define WEIR_PAD_PROBE_INFO_ID(info) ((info)->id)
#define WEIR_PAD_PROBE_INFO_DATA(info) ((info)->data)
#define WEIR_PAD_PROBE_INFO_BUFFER(info) ((WeirBuffer *) (info)->data)
#define WEIR_PAD_PROBE_INFO_EVENT(info) ((WeirEvent *) (info)->data)
#define WEIR_PAD_PROBE_INFO_QUERY(info) ((WeirQuery *) (info)->data)

WEIR_API WeirPad *weir_pad_new (const char *name, WeirPadDirection direction);
WEIR_API WeirPad *weir_pad_new_from_template (WeirPadTemplate *templ, const char *name);
WEIR_API WeirPadDirection weir_pad_get_direction (WeirPad *pad);
WEIR_API WeirElement *weir_pad_get_parent_element (WeirPad *pad);
WEIR_API WeirPadTemplate *weir_pad_get_pad_template (WeirPad *pad);
WEIR_API WeirCaps *weir_pad_get_pad_template_caps (WeirPad *pad);

WEIR_API gboolean weir_pad_can_link (WeirPad *srcpad, WeirPad *sinkpad);
WEIR_API WeirPadLinkReturn weir_pad_link (WeirPad *srcpad, WeirPad *sinkpad);
WEIR_API gboolean weir_pad_link_checked (WeirPad *srcpad, WeirPad *sinkpad, GError **error);
WEIR_API gboolean weir_pad_unlink (WeirPad *srcpad, WeirPad *sinkpad);
WEIR_API gboolean weir_pad_is_linked (WeirPad *pad);
WEIR_API WeirPad *weir_pad_get_peer (WeirPad *pad);
WEIR_API const char *weir_pad_link_get_name (WeirPadLinkReturn ret);

WEIR_API gboolean weir_pad_is_active (WeirPad *pad);
WEIR_API gboolean weir_pad_set_active (WeirPad *pad, gboolean active);
WEIR_API gboolean weir_pad_is_blocked (WeirPad *pad);
WEIR_API gboolean weir_pad_is_blocking (WeirPad *pad);

WEIR_API WeirCaps *weir_pad_get_current_caps (WeirPad *pad);
WEIR_API gboolean weir_pad_has_current_caps (WeirPad *pad);
WEIR_API WeirCaps *weir_pad_get_allowed_caps (WeirPad *pad);
WEIR_API WeirCaps *weir_pad_query_caps (WeirPad *pad, WeirCaps *filter);
WEIR_API WeirCaps *weir_pad_peer_query_caps (WeirPad *pad, WeirCaps *filter);
WEIR_API gboolean weir_pad_query_accept_caps (WeirPad *pad, WeirCaps *caps);
WEIR_API gboolean weir_pad_peer_query_accept_caps (WeirPad *pad, WeirCaps *caps);
WEIR_API void weir_pad_use_fixed_caps (WeirPad *pad);
/* Owner, or before the element runs: narrows what the pad admits (a subset of the template); NULL: the template again. */
WEIR_API void weir_pad_set_allowed_caps (WeirPad *pad, WeirCaps *caps);

WEIR_API WeirFlowReturn weir_pad_push (WeirPad *pad, WeirBuffer *buffer);
WEIR_API WeirFlowReturn weir_pad_push_list (WeirPad *pad, WeirBufferList *list);
WEIR_API gboolean weir_pad_push_event (WeirPad *pad, WeirEvent *event);
WEIR_API gboolean weir_pad_send_event (WeirPad *pad, WeirEvent *event);
WEIR_API WeirEvent *weir_pad_get_sticky_event (WeirPad *pad, WeirEventType event_type, guint idx);
WEIR_API void weir_pad_sticky_events_foreach (WeirPad *pad, WeirPadStickyEventsForeachFunction foreach_func,
                                              gpointer user_data);
WEIR_API char *weir_pad_get_stream_id (WeirPad *pad);

WEIR_API gboolean weir_pad_query (WeirPad *pad, WeirQuery *query);
WEIR_API gboolean weir_pad_peer_query (WeirPad *pad, WeirQuery *query);
WEIR_API gboolean weir_pad_query_position (WeirPad *pad, WeirFormat format, gint64 *cur);
WEIR_API gboolean weir_pad_query_duration (WeirPad *pad, WeirFormat format, gint64 *duration);
WEIR_API gboolean weir_pad_peer_query_position (WeirPad *pad, WeirFormat format, gint64 *cur);
WEIR_API gboolean weir_pad_peer_query_duration (WeirPad *pad, WeirFormat format, gint64 *duration);

WEIR_API gulong weir_pad_add_probe (WeirPad *pad, WeirPadProbeType mask, WeirPadProbeCallback callback,
                                    gpointer user_data, GDestroyNotify destroy_data);
WEIR_API void weir_pad_remove_probe (WeirPad *pad, gulong id);
WEIR_API WeirBuffer *weir_pad_probe_info_get_buffer (WeirPadProbeInfo *info);
WEIR_API void weir_pad_probe_info_set_buffer (WeirPadProbeInfo *info, WeirBuffer *buffer);
WEIR_API WeirBufferList *weir_pad_probe_info_get_buffer_list (WeirPadProbeInfo *info);
WEIR_API WeirEvent *weir_pad_probe_info_get_event (WeirPadProbeInfo *info);
WEIR_API WeirQuery *weir_pad_probe_info_get_query (WeirPadProbeInfo *info);

WEIR_API gint64 weir_pad_get_offset (WeirPad *pad);
WEIR_API void weir_pad_set_offset (WeirPad *pad, gint64 offset);

/* --- templates ------------------------------------------------------------------------------------------------------ */

#define WEIR_TYPE_PAD_TEMPLATE (weir_pad_template_get_type ())
WEIR_API GType weir_pad_template_get_type (void) G_GNUC_CONST;
#define WEIR_PAD_TEMPLATE(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_PAD_TEMPLATE, WeirPadTemplate))
#define WEIR_IS_PAD_TEMPLATE(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_PAD_TEMPLATE))
typedef struct _WeirPadTemplateClass WeirPadTemplateClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPadTemplate, g_object_unref)

WEIR_API WeirPadTemplate *weir_pad_template_new (const char *name_template, WeirPadDirection direction,
                                                 WeirPadPresence presence, WeirCaps *caps);
WEIR_API WeirCaps *weir_pad_template_get_caps (WeirPadTemplate *templ);
WEIR_API const char *weir_pad_template_get_name_template (WeirPadTemplate *templ);
WEIR_API WeirPadDirection weir_pad_template_get_direction (WeirPadTemplate *templ);
WEIR_API WeirPadPresence weir_pad_template_get_presence (WeirPadTemplate *templ);

G_END_DECLS
