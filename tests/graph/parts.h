/* SPDX-License-Identifier: MIT */
/* Small elements written on the engine itself, for its tests: a counting source, a passer, a collecting sink. */
#pragma once

#include <weir/graph/bin.h>
#include <weir/graph/bus.h>
#include <weir/graph/element-private.h>
#include <weir/graph/pipeline.h>

G_DECLARE_FINAL_TYPE (PartSrc, part_src, PART, SRC, WeirElement)
G_DECLARE_FINAL_TYPE (PartPass, part_pass, PART, PASS, WeirElement)
G_DECLARE_FINAL_TYPE (PartSink, part_sink, PART, SINK, WeirElement)

struct _PartSrc {
  WeirElement parent_instance;
  int n_buffers; /* property: -1 endless */
  int made;
  gboolean begun;
};

struct _PartPass {
  WeirElement parent_instance;
};

struct _PartSink {
  WeirElement parent_instance;
  int seen;     /* buffers */
  int disorder; /* buffers out of order */
  gboolean eos;
  guint64 last_offset;
};

WeirElement *part_new (GType type, const char *name);
/* src ! pass x n ! sink in a pipeline. */
WeirElement *part_line (int n_buffers, guint n_pass, PartSink **sink);
