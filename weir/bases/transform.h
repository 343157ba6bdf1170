/* SPDX-License-Identifier: MIT */
/* Elements with one input and one output that turn each buffer into another: filters and converters.
 *
 * The base owns caps, segments, EOS, memory, QoS and the order of things; the element turns buffers. What it needs not
 * touch costs nothing: in passthrough a buffer goes from link to link. The table must have always pads "sink" and "src"
 * (in any order; the names are free).
 *
 * Choosing caps. What the input may be follows from what downstream admits through WeirElementClass.transform_caps
 * (default: the same on both sides), without any code being called at run time. When the input's caps come, the base
 * takes what transform_caps () makes of them, within what downstream admits: the same caps if that is possible, else the
 * first alternative, made fixed by `fixate_caps`. `set_caps` tells the element.
 */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_TRANSFORM (weir_transform_get_type ())
WEIR_API GType weir_transform_get_type (void) G_GNUC_CONST;
#define WEIR_TRANSFORM(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_TRANSFORM, WeirTransform))
#define WEIR_TRANSFORM_CAST(object) ((WeirTransform *) (object))
#define WEIR_TRANSFORM_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_TRANSFORM, WeirTransformClass))
#define WEIR_TRANSFORM_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_TRANSFORM, WeirTransformClass))
#define WEIR_IS_TRANSFORM(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_TRANSFORM))

typedef struct _WeirTransform WeirTransform;
typedef struct _WeirTransformClass WeirTransformClass;
typedef struct _WeirTransformPrivate WeirTransformPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTransform, g_object_unref)

/* What transform () and transform_ip () answer when no buffer comes of this one. */
#define WEIR_TRANSFORM_DROPPED WEIR_FLOW_CUSTOM_SUCCESS

/**
 * WeirTransform:
 * @sinkpad: its sink pad
 * @srcpad: its source pad
 * @segment: what flows in; undefined format before the first one
 *
 * An element that turns each buffer into another.
 */
struct _WeirTransform {
  WeirElement parent_instance;

  WeirPad *sinkpad;
  WeirPad *srcpad;
  WeirSegment segment;

  /*< private >*/
  WeirTransformPrivate *priv;
};

/**
 * WeirTransformClass:
 * @passthrough_on_same_caps: where input and output have the same caps, buffers pass untouched
 * @transform_ip_on_passthrough: @transform_ip is called in passthrough, too (it only looks, or the buffer is writable)
 * @transform: Owner. (nullable) Fills `outbuf` (from @prepare_output; its times are set) from `inbuf`. Neither is taken
 * @transform_ip: Owner. (nullable) Changes a writable buffer. Used where both caps are equal, or there is no @transform.
 *   Both may answer %WEIR_TRANSFORM_DROPPED, and may push by weir_transform_push () themselves. An element without
 *   either always passes buffers through
 * @set_caps: Owner. (nullable) Both formats. %FALSE: not possible, `error` says why
 * @fixate_caps: Owner. (nullable) Makes `othercaps`, of the pads of the other direction, fixed. Takes and returns them
 *   (transfer full)
 * @get_unit_size: Any thread. (nullable) Bytes of a frame of these caps; the default output size follows
 * @transform_size: Owner. (nullable) Bytes of the output for `size` bytes of input
 * @prepare_output: Owner. (nullable) Makes the output buffer. (out) (transfer full). Default: from a pool
 * @before_transform: Owner. (nullable) Sees each buffer first, also in passthrough
 * @ready: Owner. (nullable) Sees each buffer before it is taken from the input. %WEIR_FLOW_OK: go on;
 *   %WEIR_FLOW_AGAIN: not now, the element has said what it waits for; %WEIR_TRANSFORM_DROPPED: drop it; %WEIR_FLOW_EOS:
 *   end the stream before it; otherwise failed, `error` is set
 * @sink_event: Owner. (nullable) An event that came in order with the buffers. (transfer full), also where it fails.
 *   Gives on what it doesn't keep by weir_transform_pass_event (). CAPS and SEGMENT are shown after the base has noted
 *   them
 * @src_event: Owner. (nullable) An event from downstream. (transfer full). Default: passed upstream
 * @drain: Owner. (nullable) Pushes what is kept back: before new caps, and before EOS
 * @start: Owner. (nullable) READY to PAUSED
 * @stop: Owner. (nullable) PAUSED to READY
 * @reset: Owner. (nullable) Forgets the stream: a flush
 *
 * What kinds of filters implement.
 */
struct _WeirTransformClass {
  WeirElementClass parent_class;

  gboolean passthrough_on_same_caps;
  gboolean transform_ip_on_passthrough;

  WeirFlowReturn (*transform) (WeirTransform *self, WeirBuffer *inbuf, WeirBuffer *outbuf, GError **error);
  WeirFlowReturn (*transform_ip) (WeirTransform *self, WeirBuffer *buffer, GError **error);
  gboolean (*set_caps) (WeirTransform *self, WeirCaps *incaps, WeirCaps *outcaps, GError **error);
  WeirCaps *(*fixate_caps) (WeirTransform *self, WeirPadDirection direction, WeirCaps *caps, WeirCaps *othercaps);
  gboolean (*get_unit_size) (WeirTransform *self, WeirCaps *caps, gsize *size);
  gboolean (*transform_size) (WeirTransform *self, WeirPadDirection direction, WeirCaps *caps, gsize size,
                              WeirCaps *othercaps, gsize *othersize);
  WeirFlowReturn (*prepare_output) (WeirTransform *self, WeirBuffer *inbuf, WeirBuffer **outbuf, GError **error);
  void (*before_transform) (WeirTransform *self, WeirBuffer *buffer);
  WeirFlowReturn (*ready) (WeirTransform *self, WeirBuffer *buffer, GError **error);
  gboolean (*sink_event) (WeirTransform *self, WeirEvent *event, GError **error);
  gboolean (*src_event) (WeirTransform *self, WeirEvent *event);
  WeirFlowReturn (*drain) (WeirTransform *self, GError **error);
  gboolean (*start) (WeirTransform *self, GError **error);
  void (*stop) (WeirTransform *self);
  void (*reset) (WeirTransform *self);
};

WEIR_API void weir_transform_set_passthrough (WeirTransform *self, gboolean passthrough);
WEIR_API gboolean weir_transform_is_passthrough (WeirTransform *self);
WEIR_API void weir_transform_set_in_place (WeirTransform *self, gboolean in_place);
WEIR_API void weir_transform_set_watching (WeirTransform *self, gboolean watching);
WEIR_API void weir_transform_set_live (WeirTransform *self, gboolean live);
WEIR_API void weir_transform_reconfigure (WeirTransform *self);
WEIR_API WeirCaps *weir_transform_get_in_caps (WeirTransform *self);
WEIR_API WeirCaps *weir_transform_get_out_caps (WeirTransform *self);
WEIR_API WeirBuffer *weir_transform_allocate (WeirTransform *self, gsize size);
WEIR_API WeirFlowReturn weir_transform_push (WeirTransform *self, WeirBuffer *buffer);
WEIR_API gboolean weir_transform_pass_event (WeirTransform *self, WeirEvent *event);

G_END_DECLS
