/* SPDX-License-Identifier: MIT */
/* Elements that decode: coded frames in, raw ones out. Pads "sink" and "src" of the table, always there.
 *
 * The base owns caps, segments, EOS, draining, flushes, time stamps, clipping and QoS; the element owns the codec:
 *
 *   set_format     the input's caps (codec_data and all). Opens the codec.
 *   handle_frame   one coded frame, or NULL: give out what is kept back. Calls weir_decoder_set_output_caps () when the
 *                  raw format is known or changes, then weir_decoder_finish () for each raw frame, 0 or more times.
 *   reset          a flush: forgets what is kept back.
 *
 * All run in the owner, on the worker pool; a codec may use threads of its own library inside.
 */
#pragma once

#include <weir/data/tags.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_DECODER (weir_decoder_get_type ())
WEIR_API GType weir_decoder_get_type (void) G_GNUC_CONST;
#define WEIR_DECODER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_DECODER, WeirDecoder))
#define WEIR_DECODER_CAST(object) ((WeirDecoder *) (object))
#define WEIR_DECODER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_DECODER, WeirDecoderClass))
#define WEIR_DECODER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_DECODER, WeirDecoderClass))
#define WEIR_IS_DECODER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_DECODER))

typedef struct _WeirDecoder WeirDecoder;
typedef struct _WeirDecoderClass WeirDecoderClass;
typedef struct _WeirDecoderPrivate WeirDecoderPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDecoder, g_object_unref)

/**
 * WeirDecoder:
 * @sinkpad: its sink pad
 * @srcpad: its source pad
 * @segment: what flows in; undefined format before the first one
 *
 * An element that decodes.
 */
struct _WeirDecoder {
  WeirElement parent_instance;

  WeirPad *sinkpad;
  WeirPad *srcpad;
  WeirSegment segment;

  /*< private >*/
  WeirDecoderPrivate *priv;
};

/**
 * WeirDecoderClass:
 * @set_format: Owner. The input's format; the codec was drained before. %FALSE: not possible, `error` says why
 * @handle_frame: Owner. Decodes `buffer` (transfer none), or gives out all that is kept back (%NULL). %WEIR_FLOW_OK;
 *   %WEIR_FLOW_AGAIN: it can't be taken now, the element has said what it waits for, and gets it again; what
 *   weir_decoder_finish () answered; anything else: failed, `error` is set. A frame that is only broken is reported by
 *   weir_decoder_frame_broken (), whose answer is returned
 * @reset: Owner. (nullable) Forgets what is kept back, without giving it out
 * @start: Owner. (nullable) READY to PAUSED
 * @stop: Owner. (nullable) PAUSED to READY: closes the codec
 * @sink_event: Owner. (nullable) An event that came in order, after the base has noted it. (transfer none). %TRUE: it
 *   goes no further
 *
 * What kinds of decoders implement.
 */
struct _WeirDecoderClass {
  WeirElementClass parent_class;

  gboolean (*set_format) (WeirDecoder *self, WeirCaps *caps, GError **error);
  WeirFlowReturn (*handle_frame) (WeirDecoder *self, WeirBuffer *buffer, GError **error);
  void (*reset) (WeirDecoder *self);
  gboolean (*start) (WeirDecoder *self, GError **error);
  void (*stop) (WeirDecoder *self);
  gboolean (*sink_event) (WeirDecoder *self, WeirEvent *event);
};

/* The raw format: one, or several in preferred order, of which downstream's choice is returned in `chosen`. FALSE: none is
 * wanted downstream, `error` explains. May be called with the same caps again: it costs little then. */
WEIR_API gboolean weir_decoder_set_output_caps (WeirDecoder *self, WeirCaps *offered, WeirCaps **chosen, GError **error);
WEIR_API WeirBuffer *weir_decoder_allocate (WeirDecoder *self, gsize size);
WEIR_API WeirFlowReturn weir_decoder_finish (WeirDecoder *self, WeirBuffer *buffer);
WEIR_API WeirFlowReturn weir_decoder_frame_broken (WeirDecoder *self, const GError *reason, GError **error);
WEIR_API gint64 weir_decoder_get_lateness (WeirDecoder *self, WeirClockTime pts);
WEIR_API void weir_decoder_set_latency (WeirDecoder *self, WeirClockTime min, WeirClockTime max);
WEIR_API void weir_decoder_set_tags (WeirDecoder *self, WeirTagList *tags);
WEIR_API WeirCaps *weir_decoder_get_input_caps (WeirDecoder *self);
WEIR_API WeirCaps *weir_decoder_get_output_caps (WeirDecoder *self);

G_END_DECLS
