/* SPDX-License-Identifier: MIT */
/* Elements that make a stream: files, patterns, cameras.
 *
 * The base owns stream-start, caps, segment, EOS, seeks, the number of buffers, time stamps and the pace of live sources;
 * the element makes buffers. For element authors: the table and the pads are those of element-impl.h; there must be an
 * always source pad.
 *
 *   static WeirFlowReturn
 *   weir_count_create (WeirSource *source, WeirBuffer **buffer, GError **error)
 *   {
 *     *buffer = weir_buffer_new_memdup (&WEIR_COUNT (source)->n, sizeof (guint32));
 *     return WEIR_COUNT (source)->n++ < 10 ? WEIR_FLOW_OK : WEIR_FLOW_EOS;
 *   }
 */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SOURCE (weir_source_get_type ())
WEIR_API GType weir_source_get_type (void) G_GNUC_CONST;
#define WEIR_SOURCE(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_SOURCE, WeirSource))
#define WEIR_SOURCE_CAST(object) ((WeirSource *) (object))
#define WEIR_SOURCE_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_SOURCE, WeirSourceClass))
#define WEIR_SOURCE_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_SOURCE, WeirSourceClass))
#define WEIR_IS_SOURCE(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_SOURCE))

typedef struct _WeirSource WeirSource;
typedef struct _WeirSourceClass WeirSourceClass;
typedef struct _WeirSourcePrivate WeirSourcePrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSource, g_object_unref)

/**
 * WeirSource:
 * @srcpad: its source pad
 * @segment: what it plays; read by the element, written by the base
 *
 * An element that makes a stream.
 */
struct _WeirSource {
  WeirElement parent_instance;

  WeirPad *srcpad;
  WeirSegment segment;

  /*< private >*/
  WeirSourcePrivate *priv;
};

/**
 * WeirSourceClass:
 * @create: Owner. Makes the next buffer, with its times. (out) (transfer full). Called when there is room. %WEIR_FLOW_OK;
 *   %WEIR_FLOW_EOS: there is no more; %WEIR_FLOW_AGAIN: nothing now, and the element has said by weir_element_want_... ()
 *   what it waits for; anything else: failed, `error` is set
 * @get_caps: Owner. (nullable) What it can make, in its preferred order, within the pad's template. (transfer full).
 *   Default: what the pad admits
 * @fixate: Owner. (nullable) Chooses one format. Takes `caps`, returns fixed caps. (transfer full)
 * @set_caps: Owner. (nullable) The chosen format; what follows from `create` must have it
 * @start: Owner. (nullable) READY to PAUSED, before anything is made. May wait in the blocking lane
 * @stop: Owner. (nullable) PAUSED to READY
 * @is_seekable: Owner. (nullable) Default: seekable if there is a @do_seek
 * @do_seek: Owner. (nullable) The stream goes on at `segment->position`; may set it elsewhere (to a key frame). Failing
 *   ends the source with the error
 * @get_times: Owner. (nullable) When a buffer is due, in the segment's time; %WEIR_CLOCK_TIME_NONE: at once. The base keeps it
 *   until then by the clock. Default: at once. Sources that aren't live give no times
 * @event: Owner. (nullable) An event from downstream. (transfer full). %FALSE: not handled, and still the caller's
 *
 * What kinds of sources implement.
 */
struct _WeirSourceClass {
  WeirElementClass parent_class;

  WeirFlowReturn (*create) (WeirSource *self, WeirBuffer **buffer, GError **error);
  WeirCaps *(*get_caps) (WeirSource *self);
  WeirCaps *(*fixate) (WeirSource *self, WeirCaps *caps);
  gboolean (*set_caps) (WeirSource *self, WeirCaps *caps, GError **error);
  gboolean (*start) (WeirSource *self, GError **error);
  void (*stop) (WeirSource *self);
  gboolean (*is_seekable) (WeirSource *self);
  gboolean (*do_seek) (WeirSource *self, WeirSegment *segment, GError **error);
  void (*get_times) (WeirSource *self, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end);
  gboolean (*event) (WeirSource *self, WeirEvent *event);
};

WEIR_API void weir_source_set_live (WeirSource *self, gboolean live);
WEIR_API gboolean weir_source_is_live (WeirSource *self);
WEIR_API void weir_source_set_format (WeirSource *self, WeirFormat format);
WEIR_API void weir_source_set_caps (WeirSource *self, WeirCaps *caps);
WEIR_API void weir_source_set_do_timestamp (WeirSource *self, gboolean do_timestamp);
WEIR_API guint weir_source_get_blocksize (WeirSource *self);
WEIR_API void weir_source_set_duration (WeirSource *self, gint64 duration);
WEIR_API void weir_source_new_segment (WeirSource *self, const WeirSegment *segment);
WEIR_API void weir_source_set_stream_id (WeirSource *self, const char *stream_id);
WEIR_API WeirBuffer *weir_source_allocate (WeirSource *self, gsize size);

G_END_DECLS
