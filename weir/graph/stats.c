/* SPDX-License-Identifier: MIT */
/* Brings the counters of links and tasks, which the scheduler keeps, to those who look from outside. */
#include <weir/graph/element-private.h>
#include <weir/graph/stats.h>

G_DEFINE_BOXED_TYPE (WeirLinkStats, weir_link_stats, weir_link_stats_copy, weir_link_stats_free)
G_DEFINE_BOXED_TYPE (WeirElementStats, weir_element_stats, weir_element_stats_copy,
                     weir_element_stats_free)

/**
 * weir_link_stats_copy:
 * @stats: statistics of a link
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirLinkStats *
weir_link_stats_copy (const WeirLinkStats *stats)
{
  return g_memdup2 (stats, sizeof *stats);
}

/**
 * weir_link_stats_free:
 * @stats: (transfer full): statistics of a link
 *
 * Frees statistics. Thread: any.
 */
void
weir_link_stats_free (WeirLinkStats *stats)
{
  g_free (stats);
}

/* (transfer full) (nullable). The link is read at its source pad, which has the same one from linking to unlinking. */
static WeirLink *
ref_link (WeirPad *pad)
{
  WeirLink *link = NULL;

  pthread_rwlock_rdlock (&weir_graph_lock);
  WeirPad *src = weir_pad_leaf (pad);
  if (src != NULL && src->direction == WEIR_PAD_SINK)
    src = src->far;
  if (src != NULL && src->far != NULL && src->link != NULL)
    link = weir_link_ref (src->link);
  pthread_rwlock_unlock (&weir_graph_lock);
  return link;
}

/**
 * weir_pad_get_link_stats:
 * @pad: a pad, at either end of a link; a ghost pad stands for the pad behind it
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what has gone through its link; %NULL if it isn't linked
 */
WeirLinkStats *
weir_pad_get_link_stats (WeirPad *pad)
{
  g_return_val_if_fail (WEIR_IS_PAD (pad), NULL);

  WeirLink *link = ref_link (pad);
  if (link == NULL)
    return NULL;

  WeirLinkCounters counters;
  WeirLinkStats *stats = g_new (WeirLinkStats, 1);
  weir_link_get_counters (link, &counters);
  *stats = (WeirLinkStats){
    .buffers_in = counters.buffers_in,
    .buffers_out = counters.buffers_out,
    .bytes_in = counters.bytes_in,
    .bytes_out = counters.bytes_out,
    .drops = counters.drops,
    .level_items = weir_link_level_items (link),
    .level_bytes = weir_link_level_bytes (link),
    .level_time = weir_link_level_time_ns (link),
    .high_water_items = counters.high_water_items,
    .opening = counters.opening,
    .is_paced = counters.paced,
    .last_pts_in = counters.last_pts_in,
    .last_pts_out = counters.last_pts_out,
    .full_time = counters.full_ns,
    .empty_time = counters.empty_ns,
  };
  weir_link_unref (link);
  return stats;
}

/**
 * weir_element_stats_copy:
 * @stats: statistics of an element
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirElementStats *
weir_element_stats_copy (const WeirElementStats *stats)
{
  WeirElementStats *copy = g_memdup2 (stats, sizeof *stats);

  copy->waits_for = g_strdup (stats->waits_for);
  return copy;
}

/**
 * weir_element_stats_free:
 * @stats: (transfer full) (nullable): statistics of an element
 *
 * Frees statistics. Thread: any.
 */
void
weir_element_stats_free (WeirElementStats *stats)
{
  if (stats == NULL)
    return;
  g_free (stats->waits_for);
  g_free (stats);
}

/* What a parked element waits for, in words. (transfer full) (nullable) */
static char *
describe_wants (WeirWait wants)
{
  static const struct {
    WeirWait wait;
    const char *words;
  } all[] = {
    { WEIR_WAIT_INPUT_ALL, "data on all inputs" },
    { WEIR_WAIT_INPUT_ANY, "data" },
    { WEIR_WAIT_ROOM, "room behind it" },
    { WEIR_WAIT_DEADLINE, "the right time" },
    { WEIR_WAIT_FD, "a file or connection" },
    { WEIR_WAIT_POOL, "a free buffer" },
    { WEIR_WAIT_APP, "the application" },
    { WEIR_WAIT_PREROLL, "the other sinks, or playing" },
    { WEIR_WAIT_STATE, "a change of state" },
    { WEIR_WAIT_BLOCK, "a blocking call" },
    { WEIR_WAIT_REST, "nothing: it has ended" },
    { WEIR_WAIT_PROBE, "a probe" },
  };
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if ((wants & all[i].wait) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", or " : "", all[i].words);
  return g_string_free (words, words->len == 0);
}

static void
add_links (WeirElement *self, WeirElementStats *stats)
{
  g_autoptr (GPtrArray) pads = g_ptr_array_new_with_free_func (g_object_unref);

  pthread_mutex_lock (&self->priv->lock);
  for (guint i = 0; i < self->priv->sinks->len; i++)
    g_ptr_array_add (pads, g_object_ref (self->priv->sinks->pdata[i]));
  for (guint i = 0; i < self->priv->srcs->len; i++)
    g_ptr_array_add (pads, g_object_ref (self->priv->srcs->pdata[i]));
  pthread_mutex_unlock (&self->priv->lock);

  for (guint i = 0; i < pads->len; i++) {
    WeirPad *pad = pads->pdata[i];
    g_autoptr (WeirLinkStats) link = weir_pad_get_link_stats (pad);

    if (link != NULL && pad->direction == WEIR_PAD_SINK) {
      stats->buffers_in += link->buffers_out;
      stats->bytes_in += link->bytes_out;
      stats->drops += link->drops;
    } else if (link != NULL) {
      stats->buffers_out += link->buffers_in;
      stats->bytes_out += link->bytes_in;
    }
  }
}

/**
 * weir_element_get_stats:
 * @element: an element; of a bin, only what its ghost pads let through is counted
 *
 * Thread: any.
 *
 * Returns: (transfer full): what it has done so far
 */
WeirElementStats *
weir_element_get_stats (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), NULL);

  WeirElementStats *stats = g_new0 (WeirElementStats, 1);
  WeirTask *task = element->priv->task;

  if (task != NULL) {
    const WeirTaskStats *counted = weir_task_get_stats (task);

    stats->steps = __atomic_load_n (&counted->steps, __ATOMIC_RELAXED);
    stats->busy_time = __atomic_load_n (&counted->busy_ns, __ATOMIC_RELAXED);
    stats->mean_step_time = __atomic_load_n (&counted->mean_step_ns, __ATOMIC_RELAXED);
    stats->last_activity = __atomic_load_n (&counted->last_activity_ns, __ATOMIC_RELAXED);
    if (weir_task_is_parked (task))
      stats->waits_for = describe_wants (weir_task_get_wants (task));
  }
  stats->copied_bytes = __atomic_load_n (&element->priv->copied_bytes, __ATOMIC_RELAXED);
  add_links (element, stats);
  return stats;
}
