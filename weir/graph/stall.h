/* SPDX-License-Identifier: MIT */
/* What is said when part of a pipeline can't go on: the chain of who waits for whom, and the cure. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

/* WeirTaskGroupFuncs.stalled of pipelines: posts the report as an error of the element that is the culprit, with the
 * chain as the details' structure `WeirStallReport`. Helper thread, owning nothing. */
void weir_pipeline_report_stall (gpointer pipeline, GPtrArray *chain);

G_END_DECLS
