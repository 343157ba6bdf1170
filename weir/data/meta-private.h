/* SPDX-License-Identifier: MIT */
/* Metas as buffers keep them. */
#pragma once

#include <weir/data/meta.h>

G_BEGIN_DECLS

typedef struct _WeirMetaItem WeirMetaItem;
struct _WeirMetaItem {
  WeirMetaItem *next; /* (owned) */
  guint64 seqnum;
  WeirMeta meta; /* and what follows it in its kind */
};

/* Carries the metas over. A deep copy leaves out those that keep the memory of others. */
void weir_buffer_copy_metas (WeirBuffer *dest, WeirBuffer *src, gboolean region, gsize offset,
                             gsize size, gboolean deep);
/* Those that say nothing of how the bytes lie: what an element that makes other bytes of @src's keeps. */
void weir_buffer_copy_lasting_metas (WeirBuffer *dest, WeirBuffer *src);

G_END_DECLS
