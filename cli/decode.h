/* SPDX-License-Identifier: MIT */
/* A pipeline that reads and decodes a file or URI, and asks what to do with each stream. */
#pragma once

#include <weir/graph/pipeline.h>

G_BEGIN_DECLS

typedef struct _CliDecode CliDecode;

/* Callback, any thread. Returns (transfer full) (nullable) a launch line for what this stream goes
 * into; NULL: nobody wants it. */
typedef char *(*CliDecodeChoose) (CliDecode *decode, WeirPad *pad, const char *media);

struct _CliDecode {
  CliDecodeChoose choose;
  gpointer data;          /* of whoever chooses */
  WeirPipeline *pipeline; /* (owned) */
  GMutex lock;            /* guards what follows */
  GPtrArray *pads;        /* (owned) (element-type WeirPad): all decoded streams */
  guint n_linked;
};

/* Makes the pipeline: place is a path, or a URI. */
gboolean cli_decode_init (CliDecode *decode, const char *place, CliDecodeChoose choose,
                          gpointer data, GError **error);
/* The pipeline must be in NULL. */
void cli_decode_clear (CliDecode *decode);

G_END_DECLS
