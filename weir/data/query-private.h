/* SPDX-License-Identifier: MIT */
/* The lists of queries that have some: kept apart, because few have. */
#pragma once

#include <weir/data/query.h>

G_BEGIN_DECLS

typedef struct {
  GArray *pools;  /* (owned) (nullable) of WeirQueryPool */
  GArray *params; /* (owned) (nullable) of WeirQueryParam */
  GArray *metas;  /* (owned) (nullable) of WeirQueryMeta */
  GArray *ranges; /* (owned) (nullable) of WeirQueryRange */
  GArray *modes;  /* (owned) (nullable) of WeirPadMode */
} WeirQueryLists;

typedef struct {
  WeirBufferPool *pool; /* (owned) (nullable) */
  guint size, min_buffers, max_buffers;
} WeirQueryPool;

typedef struct {
  WeirAllocator *allocator; /* (owned) (nullable) */
  WeirAllocationParams params;
} WeirQueryParam;

typedef struct {
  GType api;
  WeirStructure *params; /* (owned) (nullable) */
} WeirQueryMeta;

typedef struct {
  gint64 start, stop;
} WeirQueryRange;

/* Made when first needed. */
WeirQueryLists *weir_query_ensure_lists (WeirQuery *query);
WeirQueryLists *weir_query_lists_copy (const WeirQueryLists *lists);
void weir_query_lists_free (WeirQueryLists *lists);

static inline guint
weir_query_list_length (const WeirQuery *query, gsize member)
{
  if (query->lists == NULL)
    return 0;
  const GArray *array = *(GArray **) ((char *) query->lists + member);
  return array != NULL ? array->len : 0;
}

#define WEIR_QUERY_LENGTH(query, list)                                                             \
  weir_query_list_length (query, G_STRUCT_OFFSET (WeirQueryLists, list))

G_END_DECLS
