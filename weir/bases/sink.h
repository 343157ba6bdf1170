/* SPDX-License-Identifier: MIT */
/* Elements that end a stream: windows, loudspeakers, files.
 *
 * The base owns preroll, the clock, lateness and QoS, steps, EOS, the segment, the position and the last sample; the
 * element renders buffers. There must be an always sink pad.
 *
 * What happens to a buffer: while the pipeline is paused it stays where it is and is shown to `preroll`; when it plays,
 * the base waits (by a deadline; no thread sleeps) until the buffer's running time has come, and gives it to `render`.
 */
#pragma once

#include <weir/data/sample.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SINK (weir_sink_get_type ())
WEIR_API GType weir_sink_get_type (void) G_GNUC_CONST;
#define WEIR_SINK_ELEMENT(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_SINK, WeirSink))
#define WEIR_SINK_CAST(object) ((WeirSink *) (object))
#define WEIR_SINK_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_SINK, WeirSinkClass))
#define WEIR_SINK_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_SINK, WeirSinkClass))
#define WEIR_IS_SINK(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_SINK))

typedef struct _WeirSink WeirSink;
typedef struct _WeirSinkClass WeirSinkClass;
typedef struct _WeirSinkPrivate WeirSinkPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSink, g_object_unref)

/**
 * WeirSink:
 * @sinkpad: its sink pad
 * @segment: what flows in; undefined format before the first one
 *
 * An element that ends a stream.
 */
struct _WeirSink {
  WeirElement parent_instance;

  WeirPad *sinkpad;
  WeirSegment segment;

  /*< private >*/
  WeirSinkPrivate *priv;
};

/**
 * WeirSinkClass:
 * @render: Owner. Shows, plays or writes the buffer. (transfer none). %WEIR_FLOW_OK; %WEIR_FLOW_AGAIN: not now, the
 *   element has said what it waits for, and gets the same buffer again; %WEIR_FLOW_EOS: it wants no more, and the stream
 *   ends here; anything else: failed, `error` is set
 * @preroll: Owner. (nullable) The buffer that waits while paused. (transfer none). Answers as @render, but not AGAIN
 * @set_caps: Owner. (nullable) The format of what follows. %FALSE: not possible, `error` says why
 * @event: Owner. (nullable) An event that came in order with the buffers, after the base has noted it. (transfer none)
 * @get_times: Owner. (nullable) When a buffer is due, in the segment's time; %WEIR_CLOCK_TIME_NONE: at once. Default: its
 *   pts (else its dts), and duration
 * @finish: Owner. (nullable) EOS was reached: ends what was begun (flushes a file, plays what is queued). Answers as
 *   @render; EOS is posted after it
 * @start: Owner. (nullable) READY to PAUSED
 * @stop: Owner. (nullable) PAUSED to READY
 * @reset: Owner. (nullable) Forgets the stream: a flush
 *
 * What kinds of sinks implement.
 */
struct _WeirSinkClass {
  WeirElementClass parent_class;

  WeirFlowReturn (*render) (WeirSink *self, WeirBuffer *buffer, GError **error);
  WeirFlowReturn (*preroll) (WeirSink *self, WeirBuffer *buffer, GError **error);
  gboolean (*set_caps) (WeirSink *self, WeirCaps *caps, GError **error);
  void (*event) (WeirSink *self, WeirEvent *event);
  void (*get_times) (WeirSink *self, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end);
  WeirFlowReturn (*finish) (WeirSink *self, GError **error);
  gboolean (*start) (WeirSink *self, GError **error);
  void (*stop) (WeirSink *self);
  void (*reset) (WeirSink *self);
};

/**
 * WeirSinkDefaults: (skip)
 * @sync: waits for the clock
 * @async: state changes wait for the first buffer
 * @qos: tells upstream how late buffers are
 * @enable_last_sample: keeps the last buffer
 * @max_lateness: in ns; -1: no limit
 *
 * The defaults of the properties in a class; see weir_sink_class_set_defaults ().
 */
typedef struct {
  gboolean sync;
  gboolean async;
  gboolean qos;
  gboolean enable_last_sample;
  gint64 max_lateness;
} WeirSinkDefaults;

WEIR_API void weir_sink_class_set_defaults (WeirSinkClass *klass, const WeirSinkDefaults *defaults);
WEIR_API void weir_sink_set_drop_out_of_segment (WeirSink *self, gboolean drop);
WEIR_API WeirCaps *weir_sink_get_caps (WeirSink *self);
WEIR_API gboolean weir_sink_get_sync (WeirSink *self);
WEIR_API void weir_sink_set_lead (WeirSink *self, WeirClockTime lead, WeirClockTime latency);
WEIR_API gint64 weir_sink_get_due_ns (WeirSink *self);
WEIR_API WeirSample *weir_sink_get_last_sample (WeirSink *self);

G_END_DECLS
