/* SPDX-License-Identifier: MIT */
/* Lines of elements for tests: made of types, run until their end, in the real world or in simulated ones. */
#pragma once

#include <weir/graph/bin.h>
#include <weir/graph/bus.h>
#include <weir/graph/pipeline.h>

#include "worlds.h"

/* An element of the type with properties set from text ("num-buffers=5 silent=false"); nullable. Floating. */
WeirElement *line_element (GType type, const char *settings);
/* A pipeline with these elements linked one after the other; NULL-terminated. Owned by the caller. */
WeirElement *line_new (WeirElement *first, ...) G_GNUC_NULL_TERMINATED;
/* Adds and links to an element that is there already. */
void line_add (WeirElement *pipeline, WeirElement *from, WeirElement *element);
void line_set (WeirElement *element, const char *settings);

/* Waits (30 s of its world) for one of the types; errors count always. Owned by the caller. */
WeirMessage *line_wait (WeirElement *pipeline, WeirMessageType types);
/* Goes to `state` and waits until it is there. */
void line_reach (WeirElement *pipeline, WeirState state);
/* Plays until EOS. Answers NULL, or the text of the error. Owned by the caller. */
char *line_run (WeirElement *pipeline);
/* NULL, and the last reference. */
void line_free (WeirElement *pipeline);
/* The running, fails the test on an error. */
void line_run_well (WeirElement *pipeline);

/* What came out at the end, without an element that sees it: rendered buffers of a sink. */
guint64 line_rendered (WeirElement *sink);

/* Adds the test to run in the real world as PATH, and in simulated ones as PATH/simulated. */
void line_add_test (const char *path, void (*func) (void));
/* As g_test_run (), and then ends the threads, so that what they still hold isn't taken for lost. */
int line_test_run (void);
