/* SPDX-License-Identifier: MIT */
/* What a pipeline has done, sink by sink: for the status line and for the end. */
#pragma once

#include <weir/graph/bin.h>

G_BEGIN_DECLS

/* What arrived of one kind. Where a muxer is before the sink, there is one for each of its inputs. */
typedef struct {
  char *kind; /* "video frames" */
  guint64 n;
} CliStreamCount;

typedef struct {
  char *name;         /* path below the pipeline: "bin0/fakesink0" */
  GArray *streams;    /* (owned) (element-type CliStreamCount): not those of which nothing came */
  guint64 n_bytes;    /* into the sink */
  gint64 position_ns; /* stamp of the last buffer; below 0: unknown */
  guint64 n_drops;    /* on the links to it, and what came too late */
} CliSinkSummary;

/* (transfer full) (element-type CliSinkSummary). late (nullable) says how many buffers each element
 * has dropped for being late: name to a number. Thread: any that owns no element. */
GPtrArray *cli_summary_collect (WeirBin *pipeline, GHashTable *late);

/* Frames of the first sink that has any; buffers of video and pictures only. -1: there are none. */
gint64 cli_summary_count_frames (const GPtrArray *sinks);
/* The furthest stamp of all; -1: none is known. */
gint64 cli_summary_find_position (const GPtrArray *sinks);
guint64 cli_summary_count_drops (const GPtrArray *sinks);

/* (transfer full) The text for the end: what happened ("Ended"), when, and a line for each sink. */
char *cli_summary_format (const GPtrArray *sinks, const char *what, gint64 elapsed_ns);

void cli_sink_summary_free (CliSinkSummary *sink);
CliSinkSummary *cli_sink_summary_new (const char *name);
/* Counts of the same kind are one. */
void cli_sink_summary_add (CliSinkSummary *sink, const char *kind, guint64 n);

G_END_DECLS
