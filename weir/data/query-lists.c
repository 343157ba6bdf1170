/* SPDX-License-Identifier: MIT */
/* The lists that some queries hold: buffers that are wanted (allocation), ranges that are there
 * (buffering), ways in which data can be fetched (scheduling). */
#include <weir/data/fields-private.h>
#include <weir/data/query-private.h>

#define CHECK(query, kind) g_return_if_fail ((query) != NULL && (query)->type == WEIR_QUERY_##kind)
#define CHECK_VAL(query, kind, value)                                                              \
  g_return_val_if_fail ((query) != NULL && (query)->type == WEIR_QUERY_##kind, value)
#define CHECK_WRITABLE(query, kind)                                                                \
  g_return_if_fail ((query) != NULL && (query)->type == WEIR_QUERY_##kind                          \
                    && weir_query_is_writable (query))

/* Element `index` of a list that is known to have it. */
#define NTH(query, list, type, index)                                                              \
  (&g_array_index (((WeirQueryLists *) (query)->lists)->list, type, index))

static void
clear_pool (gpointer data)
{
  g_clear_object (&((WeirQueryPool *) data)->pool);
}

static void
clear_param (gpointer data)
{
  g_clear_object (&((WeirQueryParam *) data)->allocator);
}

static void
clear_meta (gpointer data)
{
  g_clear_pointer (&((WeirQueryMeta *) data)->params, weir_structure_free);
}

static GArray *
ensure_array (GArray **place, guint element_size, GDestroyNotify clear)
{
  if (*place == NULL) {
    *place = g_array_new (FALSE, FALSE, element_size);
    if (clear != NULL)
      g_array_set_clear_func (*place, clear);
  }
  return *place;
}

WeirQueryLists *
weir_query_ensure_lists (WeirQuery *query)
{
  if (query->lists == NULL)
    query->lists = g_new0 (WeirQueryLists, 1);
  return query->lists;
}

void
weir_query_lists_free (WeirQueryLists *lists)
{
  g_clear_pointer (&lists->pools, g_array_unref);
  g_clear_pointer (&lists->params, g_array_unref);
  g_clear_pointer (&lists->metas, g_array_unref);
  g_clear_pointer (&lists->ranges, g_array_unref);
  g_clear_pointer (&lists->modes, g_array_unref);
  g_free (lists);
}

static GArray *
copy_array (GArray *array, guint element_size, GDestroyNotify clear)
{
  if (array == NULL)
    return NULL;
  GArray *copy = NULL;
  ensure_array (&copy, element_size, clear);
  if (array->len > 0)
    g_array_append_vals (copy, array->data, array->len);
  return copy;
}

WeirQueryLists *
weir_query_lists_copy (const WeirQueryLists *lists)
{
  WeirQueryLists *copy = g_new0 (WeirQueryLists, 1);
  copy->pools = copy_array (lists->pools, sizeof (WeirQueryPool), clear_pool);
  copy->params = copy_array (lists->params, sizeof (WeirQueryParam), clear_param);
  copy->metas = copy_array (lists->metas, sizeof (WeirQueryMeta), clear_meta);
  copy->ranges = copy_array (lists->ranges, sizeof (WeirQueryRange), NULL);
  copy->modes = copy_array (lists->modes, sizeof (WeirPadMode), NULL);
  for (guint i = 0; copy->pools != NULL && i < copy->pools->len; i++) {
    WeirQueryPool *pool = &g_array_index (copy->pools, WeirQueryPool, i);
    if (pool->pool != NULL)
      g_object_ref (pool->pool);
  }
  for (guint i = 0; copy->params != NULL && i < copy->params->len; i++) {
    WeirQueryParam *param = &g_array_index (copy->params, WeirQueryParam, i);
    if (param->allocator != NULL)
      g_object_ref (param->allocator);
  }
  for (guint i = 0; copy->metas != NULL && i < copy->metas->len; i++) {
    WeirQueryMeta *meta = &g_array_index (copy->metas, WeirQueryMeta, i);
    if (meta->params != NULL)
      meta->params = weir_structure_copy (meta->params);
  }
  return copy;
}

/* Allocation */

/**
 * weir_query_new_allocation:
 * @caps: (transfer none) (nullable): the format of what comes
 * @need_pool: whether a pool is wanted
 *
 * Makes an allocation query. Thread: any.
 *
 * Returns: (transfer full): a query for the buffers that are wanted
 */
WeirQuery *
weir_query_new_allocation (WeirCaps *caps, gboolean need_pool)
{
  return weir_query_new_custom (
    WEIR_QUERY_ALLOCATION, weir_structure_new ("GstQueryAllocation", "caps", WEIR_TYPE_CAPS, caps,
                                               "need-pool", G_TYPE_BOOLEAN, need_pool, NULL));
}

/**
 * weir_query_parse_allocation:
 * @query: an allocation query
 * @caps: (out) (optional) (transfer none) (nullable): the format of what comes
 * @need_pool: (out) (optional): whether a pool is wanted
 *
 * Reads what an allocation query asks. Thread: any.
 */
void
weir_query_parse_allocation (WeirQuery *query, WeirCaps **caps, gboolean *need_pool)
{
  CHECK (query, ALLOCATION);
  if (caps != NULL)
    *caps = weir_structure_peek_boxed (query->structure, "caps");
  WEIR_GET (query->structure, boolean, "need-pool", need_pool);
}

/**
 * weir_query_add_allocation_pool:
 * @query: an allocation query that may be changed
 * @pool: (transfer none) (nullable): a pool
 * @size: bytes of a buffer
 * @min_buffers: how many buffers are needed
 * @max_buffers: how many there may be; 0: any number
 *
 * Answers. Thread: owner.
 */
void
weir_query_add_allocation_pool (WeirQuery *query, WeirBufferPool *pool, guint size,
                                guint min_buffers, guint max_buffers)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (max_buffers == 0 || max_buffers >= min_buffers);
  WeirQueryPool item = { pool != NULL ? g_object_ref (pool) : NULL, size, min_buffers,
                         max_buffers };
  g_array_append_val (
    ensure_array (&weir_query_ensure_lists (query)->pools, sizeof item, clear_pool), item);
}

/**
 * weir_query_get_n_allocation_pools:
 * @query: an allocation query
 *
 * Counts the pools of an allocation answer. Thread: any.
 *
 * Returns: how many pools were answered
 */
guint
weir_query_get_n_allocation_pools (WeirQuery *query)
{
  CHECK_VAL (query, ALLOCATION, 0);
  return WEIR_QUERY_LENGTH (query, pools);
}

/**
 * weir_query_parse_nth_allocation_pool:
 * @query: an allocation query
 * @index: which
 * @pool: (out) (optional) (transfer full) (nullable): the pool
 * @size: (out) (optional): bytes of a buffer
 * @min_buffers: (out) (optional): how many buffers are needed
 * @max_buffers: (out) (optional): how many there may be; 0: any number
 *
 * Reads one pool of an allocation answer. @index must be below their number. Thread: any.
 */
void
weir_query_parse_nth_allocation_pool (WeirQuery *query, guint index, WeirBufferPool **pool,
                                      guint *size, guint *min_buffers, guint *max_buffers)
{
  CHECK (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, pools));
  const WeirQueryPool *item = NTH (query, pools, WeirQueryPool, index);
  if (pool != NULL)
    *pool = item->pool != NULL ? g_object_ref (item->pool) : NULL;
  if (size != NULL)
    *size = item->size;
  if (min_buffers != NULL)
    *min_buffers = item->min_buffers;
  if (max_buffers != NULL)
    *max_buffers = item->max_buffers;
}

/**
 * weir_query_set_nth_allocation_pool:
 * @query: an allocation query that may be changed
 * @index: which
 * @pool: (transfer none) (nullable): a pool
 * @size: bytes of a buffer
 * @min_buffers: how many buffers are needed
 * @max_buffers: how many there may be; 0: any number
 *
 * Changes an answer. Thread: owner.
 */
void
weir_query_set_nth_allocation_pool (WeirQuery *query, guint index, WeirBufferPool *pool, guint size,
                                    guint min_buffers, guint max_buffers)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, pools));
  WeirQueryPool *item = NTH (query, pools, WeirQueryPool, index);
  g_set_object (&item->pool, pool);
  item->size = size;
  item->min_buffers = min_buffers;
  item->max_buffers = max_buffers;
}

/**
 * weir_query_remove_nth_allocation_pool:
 * @query: an allocation query that may be changed
 * @index: which
 *
 * Removes one pool of an allocation answer. Thread: owner.
 */
void
weir_query_remove_nth_allocation_pool (WeirQuery *query, guint index)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, pools));
  g_array_remove_index (((WeirQueryLists *) query->lists)->pools, index);
}

/**
 * weir_query_add_allocation_param:
 * @query: an allocation query that may be changed
 * @allocator: (transfer none) (nullable): who may make memory
 * @params: (transfer none) (nullable): how memory should be
 *
 * Answers. Thread: owner.
 */
void
weir_query_add_allocation_param (WeirQuery *query, WeirAllocator *allocator,
                                 const WeirAllocationParams *params)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (allocator != NULL || params != NULL);
  WeirQueryParam item = { allocator != NULL ? g_object_ref (allocator) : NULL, { 0 } };
  if (params != NULL)
    item.params = *params;
  g_array_append_val (
    ensure_array (&weir_query_ensure_lists (query)->params, sizeof item, clear_param), item);
}

/**
 * weir_query_get_n_allocation_params:
 * @query: an allocation query
 *
 * Counts the allocators of an allocation answer. Thread: any.
 *
 * Returns: how many allocators and parameters were answered
 */
guint
weir_query_get_n_allocation_params (WeirQuery *query)
{
  CHECK_VAL (query, ALLOCATION, 0);
  return WEIR_QUERY_LENGTH (query, params);
}

/**
 * weir_query_parse_nth_allocation_param:
 * @query: an allocation query
 * @index: which
 * @allocator: (out) (optional) (transfer full) (nullable): who may make memory
 * @params: (out caller-allocates) (optional): how memory should be
 *
 * Reads one allocator of an allocation answer. @index must be below their number. Thread: any.
 */
void
weir_query_parse_nth_allocation_param (WeirQuery *query, guint index, WeirAllocator **allocator,
                                       WeirAllocationParams *params)
{
  CHECK (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, params));
  const WeirQueryParam *item = NTH (query, params, WeirQueryParam, index);
  if (allocator != NULL)
    *allocator = item->allocator != NULL ? g_object_ref (item->allocator) : NULL;
  if (params != NULL)
    *params = item->params;
}

/**
 * weir_query_set_nth_allocation_param:
 * @query: an allocation query that may be changed
 * @index: which
 * @allocator: (transfer none) (nullable): who may make memory
 * @params: (transfer none) (nullable): how memory should be
 *
 * Changes an answer. Thread: owner.
 */
void
weir_query_set_nth_allocation_param (WeirQuery *query, guint index, WeirAllocator *allocator,
                                     const WeirAllocationParams *params)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, params));
  WeirQueryParam *item = NTH (query, params, WeirQueryParam, index);
  g_set_object (&item->allocator, allocator);
  item->params = params != NULL ? *params : (WeirAllocationParams){ 0 };
}

/**
 * weir_query_remove_nth_allocation_param:
 * @query: an allocation query that may be changed
 * @index: which
 *
 * Removes one allocator of an allocation answer. Thread: owner.
 */
void
weir_query_remove_nth_allocation_param (WeirQuery *query, guint index)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, params));
  g_array_remove_index (((WeirQueryLists *) query->lists)->params, index);
}

/**
 * weir_query_add_allocation_meta:
 * @query: an allocation query that may be changed
 * @api: a meta that is understood
 * @params: (transfer none) (nullable): more about it
 *
 * Answers. Thread: owner.
 */
void
weir_query_add_allocation_meta (WeirQuery *query, GType api, const WeirStructure *params)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (api != 0);
  WeirQueryMeta item = { api, params != NULL ? weir_structure_copy (params) : NULL };
  g_array_append_val (
    ensure_array (&weir_query_ensure_lists (query)->metas, sizeof item, clear_meta), item);
}

/**
 * weir_query_get_n_allocation_metas:
 * @query: an allocation query
 *
 * Counts the metas of an allocation answer. Thread: any.
 *
 * Returns: how many metas were answered
 */
guint
weir_query_get_n_allocation_metas (WeirQuery *query)
{
  CHECK_VAL (query, ALLOCATION, 0);
  return WEIR_QUERY_LENGTH (query, metas);
}

/**
 * weir_query_parse_nth_allocation_meta:
 * @query: an allocation query
 * @index: which
 * @params: (out) (optional) (transfer none) (nullable): more about it
 *
 * Reads one meta of an allocation answer. @index must be below their number. Thread: any.
 *
 * Returns: the meta that is understood
 */
GType
weir_query_parse_nth_allocation_meta (WeirQuery *query, guint index, const WeirStructure **params)
{
  CHECK_VAL (query, ALLOCATION, 0);
  g_return_val_if_fail (index < WEIR_QUERY_LENGTH (query, metas), 0);
  const WeirQueryMeta *item = NTH (query, metas, WeirQueryMeta, index);
  if (params != NULL)
    *params = item->params;
  return item->api;
}

/**
 * weir_query_remove_nth_allocation_meta:
 * @query: an allocation query that may be changed
 * @index: which
 *
 * Removes one meta of an allocation answer. Thread: owner.
 */
void
weir_query_remove_nth_allocation_meta (WeirQuery *query, guint index)
{
  CHECK_WRITABLE (query, ALLOCATION);
  g_return_if_fail (index < WEIR_QUERY_LENGTH (query, metas));
  g_array_remove_index (((WeirQueryLists *) query->lists)->metas, index);
}

/**
 * weir_query_find_allocation_meta:
 * @query: an allocation query
 * @api: a meta
 * @index: (out) (optional): where it is
 *
 * Looks for a meta in an allocation answer. Thread: any.
 *
 * Returns: %TRUE if the meta is understood
 */
gboolean
weir_query_find_allocation_meta (WeirQuery *query, GType api, guint *index)
{
  CHECK_VAL (query, ALLOCATION, FALSE);
  for (guint i = 0; i < WEIR_QUERY_LENGTH (query, metas); i++)
    if (NTH (query, metas, WeirQueryMeta, i)->api == api) {
      if (index != NULL)
        *index = i;
      return TRUE;
    }
  return FALSE;
}

/* Buffering */

/**
 * weir_query_add_buffering_range:
 * @query: a buffering query that may be changed
 * @start: first position that is there
 * @stop: last position that is there
 *
 * Answers; ranges come in order and don't overlap. Thread: owner.
 *
 * Returns: %FALSE if the range doesn't follow the one before
 */
gboolean
weir_query_add_buffering_range (WeirQuery *query, gint64 start, gint64 stop)
{
  g_return_val_if_fail (
    query != NULL && query->type == WEIR_QUERY_BUFFERING && weir_query_is_writable (query), FALSE);
  if (start >= stop)
    return FALSE;
  guint n = WEIR_QUERY_LENGTH (query, ranges);
  if (n > 0 && start <= NTH (query, ranges, WeirQueryRange, n - 1)->start)
    return FALSE;
  WeirQueryRange item = { start, stop };
  g_array_append_val (ensure_array (&weir_query_ensure_lists (query)->ranges, sizeof item, NULL),
                      item);
  return TRUE;
}

/**
 * weir_query_get_n_buffering_ranges:
 * @query: a buffering query
 *
 * Counts the ranges of a buffering answer. Thread: any.
 *
 * Returns: how many ranges were answered
 */
guint
weir_query_get_n_buffering_ranges (WeirQuery *query)
{
  CHECK_VAL (query, BUFFERING, 0);
  return WEIR_QUERY_LENGTH (query, ranges);
}

/**
 * weir_query_parse_nth_buffering_range:
 * @query: a buffering query
 * @index: which
 * @start: (out) (optional): first position that is there
 * @stop: (out) (optional): last position that is there
 *
 * Reads one range of a buffering answer. Thread: any.
 *
 * Returns: %FALSE behind the end
 */
gboolean
weir_query_parse_nth_buffering_range (WeirQuery *query, guint index, gint64 *start, gint64 *stop)
{
  CHECK_VAL (query, BUFFERING, FALSE);
  if (index >= WEIR_QUERY_LENGTH (query, ranges))
    return FALSE;
  const WeirQueryRange *item = NTH (query, ranges, WeirQueryRange, index);
  if (start != NULL)
    *start = item->start;
  if (stop != NULL)
    *stop = item->stop;
  return TRUE;
}

/* Scheduling */

/**
 * weir_query_add_scheduling_mode:
 * @query: a scheduling query that may be changed
 * @mode: a way in which data can be fetched
 *
 * Answers. Thread: owner.
 */
void
weir_query_add_scheduling_mode (WeirQuery *query, WeirPadMode mode)
{
  CHECK_WRITABLE (query, SCHEDULING);
  g_array_append_val (ensure_array (&weir_query_ensure_lists (query)->modes, sizeof mode, NULL),
                      mode);
}

/**
 * weir_query_get_n_scheduling_modes:
 * @query: a scheduling query
 *
 * Counts the ways of a scheduling answer. Thread: any.
 *
 * Returns: how many ways were answered
 */
guint
weir_query_get_n_scheduling_modes (WeirQuery *query)
{
  CHECK_VAL (query, SCHEDULING, 0);
  return WEIR_QUERY_LENGTH (query, modes);
}

/**
 * weir_query_parse_nth_scheduling_mode:
 * @query: a scheduling query
 * @index: which
 *
 * Reads one way of a scheduling answer. @index must be below their number. Thread: any.
 *
 * Returns: a way in which data can be fetched
 */
WeirPadMode
weir_query_parse_nth_scheduling_mode (WeirQuery *query, guint index)
{
  CHECK_VAL (query, SCHEDULING, WEIR_PAD_MODE_NONE);
  g_return_val_if_fail (index < WEIR_QUERY_LENGTH (query, modes), WEIR_PAD_MODE_NONE);
  return *NTH (query, modes, WeirPadMode, index);
}

/**
 * weir_query_has_scheduling_mode:
 * @query: a scheduling query
 * @mode: a way
 *
 * Looks for a way in a scheduling answer. Thread: any.
 *
 * Returns: %TRUE if data can be fetched that way
 */
gboolean
weir_query_has_scheduling_mode (WeirQuery *query, WeirPadMode mode)
{
  CHECK_VAL (query, SCHEDULING, FALSE);
  for (guint i = 0; i < WEIR_QUERY_LENGTH (query, modes); i++)
    if (*NTH (query, modes, WeirPadMode, i) == mode)
      return TRUE;
  return FALSE;
}

/**
 * weir_query_has_scheduling_mode_with_flags:
 * @query: a scheduling query
 * @mode: a way
 * @flags: what it must allow
 *
 * Looks for a way, and for what the answer must allow besides. Thread: any.
 *
 * Returns: %TRUE if data can be fetched that way, with all of @flags
 */
gboolean
weir_query_has_scheduling_mode_with_flags (WeirQuery *query, WeirPadMode mode,
                                           WeirSchedulingFlags flags)
{
  CHECK_VAL (query, SCHEDULING, FALSE);
  WeirSchedulingFlags have = 0;
  weir_query_parse_scheduling (query, &have, NULL, NULL, NULL);
  return (have & flags) == flags && weir_query_has_scheduling_mode (query, mode);
}
