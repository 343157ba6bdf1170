/* SPDX-License-Identifier: MIT */
/* A pipeline: the outermost bin, with a bus, a clock and a control strand. */
#pragma once

#include <weir/graph/bin.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PIPELINE (weir_pipeline_get_type ())
WEIR_API GType weir_pipeline_get_type (void) G_GNUC_CONST;
#define WEIR_PIPELINE(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_PIPELINE, WeirPipeline))
#define WEIR_PIPELINE_CAST(object) ((WeirPipeline *) (object))
#define WEIR_IS_PIPELINE(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_PIPELINE))
typedef struct _WeirPipelineClass WeirPipelineClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPipeline, g_object_unref)

struct _WeirPipeline {
  WeirBin parent_instance;

  /*< private >*/
  struct _WeirPipelinePrivate *pipeline_priv;
};

WEIR_API WeirElement *weir_pipeline_new (const char *name);
WEIR_API WeirBus *weir_pipeline_get_bus (WeirPipeline *pipeline);
WEIR_API void weir_pipeline_use_clock (WeirPipeline *pipeline, WeirClock *clock);
WEIR_API void weir_pipeline_auto_clock (WeirPipeline *pipeline);
WEIR_API WeirClock *weir_pipeline_get_pipeline_clock (WeirPipeline *pipeline);
WEIR_API WeirClock *weir_pipeline_get_clock (WeirPipeline *pipeline);
WEIR_API void weir_pipeline_set_delay (WeirPipeline *pipeline, WeirClockTime delay);
WEIR_API WeirClockTime weir_pipeline_get_delay (WeirPipeline *pipeline);
WEIR_API void weir_pipeline_set_latency (WeirPipeline *pipeline, WeirClockTime latency);
WEIR_API WeirClockTime weir_pipeline_get_latency (WeirPipeline *pipeline);
WEIR_API void weir_pipeline_set_auto_flush_bus (WeirPipeline *pipeline, gboolean auto_flush);
WEIR_API gboolean weir_pipeline_get_auto_flush_bus (WeirPipeline *pipeline);

G_END_DECLS
