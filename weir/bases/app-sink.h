/* SPDX-License-Identifier: MIT */
/* appsink: the end of a stream in the program itself. The two meet in a queue with a lock of its own: the program waits
 * there, the element never does. */
#pragma once

#include <weir/bases/sink.h>

G_BEGIN_DECLS

#define WEIR_TYPE_APP_SINK (weir_app_sink_get_type ())
WEIR_API GType weir_app_sink_get_type (void) G_GNUC_CONST;
#define WEIR_APP_SINK(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_APP_SINK, WeirAppSink))
#define WEIR_APP_SINK_CAST(object) ((WeirAppSink *) (object))
#define WEIR_IS_APP_SINK(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_APP_SINK))

typedef struct _WeirAppSink WeirAppSink;
typedef struct _WeirAppSinkClass WeirAppSinkClass;
typedef struct _WeirAppSinkPrivate WeirAppSinkPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAppSink, g_object_unref)

/**
 * WeirAppSinkCallbacks: (skip)
 * @eos: (nullable): the stream has ended
 * @new_preroll: (nullable): a buffer waits while paused: weir_app_sink_pull_preroll ()
 * @new_sample: (nullable): a buffer came: weir_app_sink_pull_sample (). %WEIR_FLOW_EOS: no more is wanted;
 *   %WEIR_FLOW_ERROR: the pipeline fails
 *
 * What is called, in a thread of the engine that owns no element, instead of emitting signals.
 */
typedef struct {
  void (*eos) (WeirAppSink *appsink, gpointer user_data);
  WeirFlowReturn (*new_preroll) (WeirAppSink *appsink, gpointer user_data);
  WeirFlowReturn (*new_sample) (WeirAppSink *appsink, gpointer user_data);
} WeirAppSinkCallbacks;

WEIR_API void weir_app_sink_set_caps (WeirAppSink *appsink, const WeirCaps *caps);
WEIR_API WeirCaps *weir_app_sink_get_caps (WeirAppSink *appsink);
WEIR_API gboolean weir_app_sink_is_eos (WeirAppSink *appsink);
WEIR_API void weir_app_sink_set_emit_signals (WeirAppSink *appsink, gboolean emit);
WEIR_API gboolean weir_app_sink_get_emit_signals (WeirAppSink *appsink);
WEIR_API void weir_app_sink_set_max_buffers (WeirAppSink *appsink, guint max);
WEIR_API guint weir_app_sink_get_max_buffers (WeirAppSink *appsink);
WEIR_API void weir_app_sink_set_drop (WeirAppSink *appsink, gboolean drop);
WEIR_API gboolean weir_app_sink_get_drop (WeirAppSink *appsink);
WEIR_API void weir_app_sink_set_wait_on_eos (WeirAppSink *appsink, gboolean wait);
WEIR_API gboolean weir_app_sink_get_wait_on_eos (WeirAppSink *appsink);
WEIR_API WeirSample *weir_app_sink_pull_preroll (WeirAppSink *appsink);
WEIR_API WeirSample *weir_app_sink_pull_sample (WeirAppSink *appsink);
WEIR_API WeirSample *weir_app_sink_try_pull_preroll (WeirAppSink *appsink, WeirClockTime timeout);
WEIR_API WeirSample *weir_app_sink_try_pull_sample (WeirAppSink *appsink, WeirClockTime timeout);
WEIR_API void weir_app_sink_set_callbacks (WeirAppSink *appsink, const WeirAppSinkCallbacks *callbacks, gpointer user_data,
                                           GDestroyNotify notify);

G_END_DECLS
