/* SPDX-License-Identifier: MIT */
/* Elements that encode: raw frames in, coded ones out. Pads "sink" and "src" of the table, always there.
 *
 * The base owns caps, segments, EOS, draining, flushes and key frames on request; the element owns the codec:
 *
 *   set_format     the input's caps. Opens the codec; what downstream admits (profile, stream-format ...) is
 *                  weir_encoder_get_allowed_caps (). Then, or with the first frame, weir_encoder_set_output_caps ().
 *   handle_frame   one raw frame, or NULL: give out what is kept back. Calls weir_encoder_finish () for each coded frame.
 *   reset          a flush: forgets what is kept back.
 */
#pragma once

#include <weir/data/tags.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ENCODER (weir_encoder_get_type ())
WEIR_API GType weir_encoder_get_type (void) G_GNUC_CONST;
#define WEIR_ENCODER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_ENCODER, WeirEncoder))
#define WEIR_ENCODER_CAST(object) ((WeirEncoder *) (object))
#define WEIR_ENCODER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_ENCODER, WeirEncoderClass))
#define WEIR_ENCODER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_ENCODER, WeirEncoderClass))
#define WEIR_IS_ENCODER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_ENCODER))

typedef struct _WeirEncoder WeirEncoder;
typedef struct _WeirEncoderClass WeirEncoderClass;
typedef struct _WeirEncoderPrivate WeirEncoderPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEncoder, g_object_unref)

/**
 * WeirEncoder:
 * @sinkpad: its sink pad
 * @srcpad: its source pad
 * @segment: what flows in; undefined format before the first one
 *
 * An element that encodes.
 */
struct _WeirEncoder {
  WeirElement parent_instance;

  WeirPad *sinkpad;
  WeirPad *srcpad;
  WeirSegment segment;

  /*< private >*/
  WeirEncoderPrivate *priv;
};

/**
 * WeirEncoderClass:
 * @set_format: Owner. The input's format; the codec was drained before. %FALSE: not possible, `error` says why
 * @handle_frame: Owner. Encodes `buffer` (transfer none), or gives out all that is kept back (%NULL). Answers as
 *   WeirDecoderClass.handle_frame
 * @reset: Owner. (nullable) Forgets what is kept back, without giving it out
 * @start: Owner. (nullable) READY to PAUSED
 * @stop: Owner. (nullable) PAUSED to READY: closes the codec
 * @sink_event: Owner. (nullable) An event that came in order, after the base has noted it. (transfer none). %TRUE: it
 *   goes no further
 * @src_event: Owner. (nullable) An event from downstream that isn't a request for a key frame. (transfer none). %TRUE: it
 *   goes no further
 *
 * What kinds of encoders implement.
 */
struct _WeirEncoderClass {
  WeirElementClass parent_class;

  gboolean (*set_format) (WeirEncoder *self, WeirCaps *caps, GError **error);
  WeirFlowReturn (*handle_frame) (WeirEncoder *self, WeirBuffer *buffer, GError **error);
  void (*reset) (WeirEncoder *self);
  gboolean (*start) (WeirEncoder *self, GError **error);
  void (*stop) (WeirEncoder *self);
  gboolean (*sink_event) (WeirEncoder *self, WeirEvent *event);
  gboolean (*src_event) (WeirEncoder *self, WeirEvent *event);
};

/* What may come out: the pad's template within what downstream admits, in downstream's order. Never empty: %NULL and
 * `error` explains. (transfer full) */
WEIR_API WeirCaps *weir_encoder_get_allowed_caps (WeirEncoder *self, GError **error);
/* Fixed caps of what comes out (with codec_data where there is such a thing). FALSE: not wanted, `error` explains. */
WEIR_API gboolean weir_encoder_set_output_caps (WeirEncoder *self, WeirCaps *caps, GError **error);
WEIR_API WeirBuffer *weir_encoder_allocate (WeirEncoder *self, gsize size);
WEIR_API WeirFlowReturn weir_encoder_finish (WeirEncoder *self, WeirBuffer *buffer);
WEIR_API gboolean weir_encoder_take_force_key_unit (WeirEncoder *self, WeirBuffer *frame);
WEIR_API void weir_encoder_set_latency (WeirEncoder *self, WeirClockTime min, WeirClockTime max);
WEIR_API void weir_encoder_set_tags (WeirEncoder *self, WeirTagList *tags);
WEIR_API WeirCaps *weir_encoder_get_input_caps (WeirEncoder *self);
WEIR_API WeirCaps *weir_encoder_get_output_caps (WeirEncoder *self);

G_END_DECLS
