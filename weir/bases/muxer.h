/* SPDX-License-Identifier: MIT */
/* Elements that put streams together: several streams in, a container out.
 *
 * The table has request sink pads ("video_%u", "audio_%u", "sink_%u") and an always source pad.
 *
 * The base owns the pads, takes always the packet with the lowest running time (it waits until every input that hasn't
 * ended has one), GAP events, EOS per input and in all, the output's caps and segments. The element writes:
 *
 *   begin    all inputs have their format (or have ended): writes the header
 *   mux      one packet
 *   finish   all inputs have ended: writes the trailer; may go back (weir_muxer_seek ())
 */
#pragma once

#include <weir/data/tags.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_MUXER (weir_muxer_get_type ())
WEIR_API GType weir_muxer_get_type (void) G_GNUC_CONST;
#define WEIR_MUXER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_MUXER, WeirMuxer))
#define WEIR_MUXER_CAST(object) ((WeirMuxer *) (object))
#define WEIR_MUXER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_MUXER, WeirMuxerClass))
#define WEIR_MUXER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_MUXER, WeirMuxerClass))
#define WEIR_IS_MUXER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_MUXER))

typedef struct _WeirMuxer WeirMuxer;
typedef struct _WeirMuxerClass WeirMuxerClass;
typedef struct _WeirMuxerPrivate WeirMuxerPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMuxer, g_object_unref)

/**
 * WeirMuxerInput: (skip)
 * @pad: its sink pad
 * @index: 0 for the first one
 * @caps: (nullable): its format
 * @tags: (nullable): what is known of it
 * @segment: what flows in
 * @data: the element's own; 0 at first
 *
 * A stream that goes into the container. Valid from `begin` to `stop`.
 */
typedef struct {
  WeirPad *pad;
  guint index;
  WeirCaps *caps;
  WeirTagList *tags;
  WeirSegment segment;
  gpointer data;
} WeirMuxerInput;

/**
 * WeirMuxer:
 * @srcpad: its source pad
 *
 * An element that puts streams together.
 */
struct _WeirMuxer {
  WeirElement parent_instance;

  WeirPad *srcpad;

  /*< private >*/
  WeirMuxerPrivate *priv;
};

/**
 * WeirMuxerClass:
 * @begin: Owner. Every input has its caps, or has ended without. Writes what comes first. %FALSE: not possible, `error`
 *   says why
 * @mux: Owner. One packet. (transfer none). %WEIR_FLOW_OK, or failed, `error` is set
 * @set_caps: Owner. (nullable) An input's format changes after @begin. Default: refused with an error
 * @finish: Owner. All inputs have ended. Writes what comes last. Not called if @begin was not
 * @accepts: Owner. (nullable) May a pad of this template be added now? `error` says why not
 * @stop: Owner. (nullable) PAUSED to READY, also after failures: frees what `begin` made
 *
 * What kinds of muxers implement.
 */
struct _WeirMuxerClass {
  WeirElementClass parent_class;

  gboolean (*begin) (WeirMuxer *self, GError **error);
  WeirFlowReturn (*mux) (WeirMuxer *self, WeirMuxerInput *input, WeirBuffer *buffer, GError **error);
  gboolean (*set_caps) (WeirMuxer *self, WeirMuxerInput *input, WeirCaps *caps, GError **error);
  WeirFlowReturn (*finish) (WeirMuxer *self, GError **error);
  gboolean (*accepts) (WeirMuxer *self, WeirPadTemplate *templ, GError **error);
  void (*stop) (WeirMuxer *self);
};

/* Owner. The inputs in the order of their pads. */
WEIR_API WeirMuxerInput *const *weir_muxer_get_inputs (WeirMuxer *self, guint *n_inputs);
/* Signed running time of a packet in ns; WEIR_CLOCK_STIME_NONE: it has none. */
WEIR_API gint64 weir_muxer_input_pts (WeirMuxerInput *input, WeirBuffer *buffer);
WEIR_API gint64 weir_muxer_input_dts (WeirMuxerInput *input, WeirBuffer *buffer);
WEIR_API gboolean weir_muxer_set_output_caps (WeirMuxer *self, WeirCaps *caps, GError **error);
WEIR_API WeirCaps *weir_muxer_get_allowed_caps (WeirMuxer *self);
WEIR_API void weir_muxer_write (WeirMuxer *self, gconstpointer data, gsize size);
WEIR_API void weir_muxer_push (WeirMuxer *self, WeirBuffer *buffer);
WEIR_API void weir_muxer_seek (WeirMuxer *self, guint64 offset);
WEIR_API guint64 weir_muxer_tell (WeirMuxer *self);
WEIR_API void weir_muxer_set_latency (WeirMuxer *self, WeirClockTime latency);

G_END_DECLS
