/* SPDX-License-Identifier: MIT */
/* What the files of the muxer base share. */
#pragma once

#include <weir/bases/muxer.h>

G_BEGIN_DECLS

typedef struct {
  WeirMuxerInput input; /* the public part */
  gboolean ended;
  gint64 last;          /* running time of the last packet */
} WeirMuxerPad;

struct _WeirMuxerPrivate {
  GPtrArray *inputs;  /* of WeirMuxerPad (owned), in the order of their pads */
  GPtrArray *missing; /* of WeirPad: (per step) inputs without an item */
  gboolean begun;
  gboolean refused;   /* downstream wants no more */
  guint64 offset;     /* where the next bytes go */
};

/* Owner: stream-start and the first segment. */
void weir_muxer_begin_output (WeirMuxer *self);

G_END_DECLS
