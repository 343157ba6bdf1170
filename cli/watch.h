/* SPDX-License-Identifier: MIT */
/* What changes in a pipeline: for `weir launch -v`, and for diagrams. */
#pragma once

#include <weir/graph/pipeline.h>

G_BEGIN_DECLS

/* From now on each change of a property or of caps below the pipeline, also of what is added later,
 * is posted as an application message with this name and a field "text". */
#define CLI_WATCH_MESSAGE "weir-cli-change"
void cli_watch_changes (WeirPipeline *pipeline);

/* Leaves a diagram, `NAME.OLD_NEW.dot`, if the message is a state change of the pipeline. For a sync
 * handler of the bus: whoever made the change hasn't gone on yet. */
void cli_watch_dump (WeirPipeline *pipeline, WeirMessage *message, const char *name);

G_END_DECLS
