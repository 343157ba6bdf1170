/* SPDX-License-Identifier: MIT */
/* Elements, as programs use them. (For writing elements: element-impl.h.) */
#pragma once

#include <weir/graph/object.h>
#include <weir/graph/pad.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ELEMENT (weir_element_get_type ())
WEIR_API GType weir_element_get_type (void) G_GNUC_CONST;
#define WEIR_ELEMENT(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_ELEMENT, WeirElement))
#define WEIR_ELEMENT_CAST(object) ((WeirElement *) (object))
#define WEIR_IS_ELEMENT(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_ELEMENT))
typedef struct _WeirElementClass WeirElementClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirElement, g_object_unref)

#define WEIR_ELEMENT_NAME(element) WEIR_OBJECT_NAME (element)

struct _WeirElement {
  WeirObject parent_instance;

  /*< private >*/
  struct _WeirElementPrivate *priv;
};

/**
 * WeirElementFlags:
 * @WEIR_ELEMENT_FLAG_LOCKED_STATE: the bin's state changes leave the element alone
 * @WEIR_ELEMENT_FLAG_SINK: the element is an end of the stream
 * @WEIR_ELEMENT_FLAG_SOURCE: the element is a beginning of the stream
 * @WEIR_ELEMENT_FLAG_PROVIDE_CLOCK: it can provide a clock
 * @WEIR_ELEMENT_FLAG_REQUIRE_CLOCK: it needs a clock
 * @WEIR_ELEMENT_FLAG_INDEXABLE: it can use an index
 *
 * What kind of element it is.
 */
typedef enum {
  WEIR_ELEMENT_FLAG_LOCKED_STATE = 1 << 4,
  WEIR_ELEMENT_FLAG_SINK = 1 << 5,
  WEIR_ELEMENT_FLAG_SOURCE = 1 << 6,
  WEIR_ELEMENT_FLAG_PROVIDE_CLOCK = 1 << 7,
  WEIR_ELEMENT_FLAG_REQUIRE_CLOCK = 1 << 8,
  WEIR_ELEMENT_FLAG_INDEXABLE = 1 << 9,
} WeirElementFlags;

WEIR_API GType weir_element_flags_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_ELEMENT_FLAGS (weir_element_flags_get_type ())

/* --- pads and links --- */
WEIR_API gboolean weir_element_add_pad (WeirElement *element, WeirPad *pad);
WEIR_API gboolean weir_element_remove_pad (WeirElement *element, WeirPad *pad);
WEIR_API void weir_element_no_more_pads (WeirElement *element);
WEIR_API WeirPad *weir_element_get_static_pad (WeirElement *element, const char *name);
WEIR_API WeirPad *weir_element_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name,
                                            const WeirCaps *caps);
WEIR_API WeirPad *weir_element_request_pad_simple (WeirElement *element, const char *name);
WEIR_API void weir_element_release_request_pad (WeirElement *element, WeirPad *pad);
WEIR_API WeirPadTemplate *weir_element_get_pad_template (WeirElement *element, const char *name);
WEIR_API GList *weir_element_get_pad_template_list (WeirElement *element);
WEIR_API WeirPad *weir_element_get_compatible_pad (WeirElement *element, WeirPad *pad, WeirCaps *caps);
WEIR_API WeirPadTemplate *weir_element_get_compatible_pad_template (WeirElement *element, WeirPadTemplate *compattempl);
WEIR_API WeirIterator *weir_element_iterate_pads (WeirElement *element);
WEIR_API WeirIterator *weir_element_iterate_src_pads (WeirElement *element);
WEIR_API WeirIterator *weir_element_iterate_sink_pads (WeirElement *element);

/**
 * WeirElementForeachPadFunc:
 * @element: the element
 * @pad: one of its pads
 * @user_data: what was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirElementForeachPadFunc) (WeirElement *element, WeirPad *pad, gpointer user_data);
WEIR_API gboolean weir_element_foreach_pad (WeirElement *element, WeirElementForeachPadFunc func, gpointer user_data);
WEIR_API gboolean weir_element_foreach_src_pad (WeirElement *element, WeirElementForeachPadFunc func,
                                                gpointer user_data);
WEIR_API gboolean weir_element_foreach_sink_pad (WeirElement *element, WeirElementForeachPadFunc func,
                                                 gpointer user_data);

WEIR_API gboolean weir_element_link (WeirElement *src, WeirElement *dest);
WEIR_API gboolean weir_element_link_many (WeirElement *element_1, WeirElement *element_2, ...) G_GNUC_NULL_TERMINATED;
WEIR_API gboolean weir_element_link_filtered (WeirElement *src, WeirElement *dest, WeirCaps *filter);
WEIR_API gboolean weir_element_link_pads (WeirElement *src, const char *srcpadname, WeirElement *dest,
                                          const char *destpadname);
WEIR_API gboolean weir_element_link_pads_filtered (WeirElement *src, const char *srcpadname, WeirElement *dest,
                                                   const char *destpadname, WeirCaps *filter);
/* The same as link_pads_filtered, and says why not. */
WEIR_API gboolean weir_element_link_checked (WeirElement *src, const char *srcpadname, WeirElement *dest,
                                             const char *destpadname, WeirCaps *filter, GError **error);
WEIR_API void weir_element_unlink (WeirElement *src, WeirElement *dest);
WEIR_API void weir_element_unlink_many (WeirElement *element_1, WeirElement *element_2, ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_element_unlink_pads (WeirElement *src, const char *srcpadname, WeirElement *dest,
                                        const char *destpadname);

/* --- states --- */
WEIR_API WeirStateChangeReturn weir_element_set_state (WeirElement *element, WeirState state);
WEIR_API WeirStateChangeReturn weir_element_get_state (WeirElement *element, WeirState *state, WeirState *pending,
                                                       WeirClockTime timeout);
WEIR_API gboolean weir_element_sync_state_with_parent (WeirElement *element);
WEIR_API gboolean weir_element_set_locked_state (WeirElement *element, gboolean locked_state);
WEIR_API gboolean weir_element_is_locked_state (WeirElement *element);
WEIR_API const char *weir_element_state_get_name (WeirState state);
WEIR_API const char *weir_element_state_change_return_get_name (WeirStateChangeReturn state_ret);
WEIR_API const char *weir_state_change_get_name (WeirStateChange transition);

/* --- events, queries, messages --- */
WEIR_API gboolean weir_element_send_event (WeirElement *element, WeirEvent *event);
WEIR_API gboolean weir_element_seek (WeirElement *element, double rate, WeirFormat format, WeirSeekFlags flags,
                                     WeirSeekType start_type, gint64 start, WeirSeekType stop_type, gint64 stop);
WEIR_API gboolean weir_element_seek_simple (WeirElement *element, WeirFormat format, WeirSeekFlags seek_flags,
                                            gint64 seek_pos);
WEIR_API gboolean weir_element_query (WeirElement *element, WeirQuery *query);
WEIR_API gboolean weir_element_query_position (WeirElement *element, WeirFormat format, gint64 *cur);
WEIR_API gboolean weir_element_query_duration (WeirElement *element, WeirFormat format, gint64 *duration);
WEIR_API gboolean weir_element_query_convert (WeirElement *element, WeirFormat src_format, gint64 src_val,
                                              WeirFormat dest_format, gint64 *dest_val);
WEIR_API gboolean weir_element_post_message (WeirElement *element, WeirMessage *message);
WEIR_API void weir_element_set_bus (WeirElement *element, WeirBus *bus);
WEIR_API WeirBus *weir_element_get_bus (WeirElement *element);

/* --- time --- */
WEIR_API WeirClock *weir_element_get_clock (WeirElement *element);
WEIR_API gboolean weir_element_set_clock (WeirElement *element, WeirClock *clock);
WEIR_API WeirClock *weir_element_provide_clock (WeirElement *element);
WEIR_API WeirClockTime weir_element_get_base_time (WeirElement *element);
WEIR_API void weir_element_set_base_time (WeirElement *element, WeirClockTime time);
WEIR_API WeirClockTime weir_element_get_start_time (WeirElement *element);
WEIR_API void weir_element_set_start_time (WeirElement *element, WeirClockTime time);
WEIR_API WeirClockTime weir_element_get_current_running_time (WeirElement *element);
WEIR_API WeirClockTime weir_element_get_current_clock_time (WeirElement *element);

/* --- where it comes from --- */
WEIR_API WeirElementFactory *weir_element_get_factory (WeirElement *element);
WEIR_API const char *weir_element_get_metadata (WeirElement *element, const char *key);
WEIR_API WeirElementFlags weir_element_get_element_flags (WeirElement *element);

G_END_DECLS
