/* SPDX-License-Identifier: MIT */
/* What changes in a pipeline, told to its bus: for `weir launch -v`, and diagrams. */
#pragma once

#include <weir/graph/pipeline.h>

G_BEGIN_DECLS

/* From now on each change of a property or of caps below the pipeline, also of what is added later,
 * is posted as an application message with this name and a field "text". */
#define CLI_WATCH_MESSAGE "weir-cli-change"
void cli_watch_changes (WeirPipeline *pipeline);

/* From now on each state change of the pipeline leaves a diagram, `NAME.OLD_NEW.dot`, taken before
 * whoever made the change goes on. name must stay. */
void cli_watch_dump (WeirPipeline *pipeline, const char *name);

G_END_DECLS
