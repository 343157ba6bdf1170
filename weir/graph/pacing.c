/* SPDX-License-Identifier: MIT */
/* Which links are paced (engine section 4), and the latency of the whole (section 9): both are folds over the graph. */
#include <weir/graph/bin-private.h>
#include <weir/graph/pipeline.h>

/**
 * weir_element_set_paces:
 * @self: an element
 * @paces: whether it keeps time
 *
 * Says that this end keeps time: a sink that synchronises to the clock, or a live source. The links of its
 * paths then run on demand, so that what flows stays fresh; it is looked at when links are made and states
 * change. Thread: any.
 */
void
weir_element_set_paces (WeirElement *self, gboolean paces)
{
  __atomic_store_n (&self->priv->paces, paces, __ATOMIC_RELAXED);
}

/* Graph lock held. The queue that is filled now; a sink pad may still read an earlier one. */
static WeirLink *
producers_link (WeirPad *pad)
{
  if (pad->far == NULL)
    return NULL;
  return pad->direction == WEIR_PAD_SRC ? pad->link : pad->far->link;
}

/* Marks all links upstream (or downstream) of `from`. */
static void
mark_from (WeirElement *from, gboolean upstream, GHashTable *paced)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_ptr_array_add (todo, from);
  while (todo->len > 0) {
    WeirElement *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);
    GPtrArray *pads = upstream ? at->priv->sinks : at->priv->srcs;

    if (!g_hash_table_add (seen, at))
      continue;
    for (guint i = 0; i < pads->len; i++) {
      WeirPad *pad = pads->pdata[i], *far = pad->far;
      WeirLink *link = producers_link (pad);

      if (link == NULL || far->element == NULL)
        continue;
      g_hash_table_add (paced, link);
      g_ptr_array_add (todo, far->element);
    }
  }
}

void
weir_element_update_pacing (WeirElement *self)
{
  WeirElement *root = weir_element_root (self);
  g_autoptr (GPtrArray) leaves = NULL;
  g_autoptr (GHashTable) paced = NULL;

  if (root->priv->level < WEIR_STATE_READY)
    return; /* done for all when the pipeline starts */
  leaves = weir_element_leaves (root);
  paced = g_hash_table_new (NULL, NULL);
  pthread_rwlock_rdlock (&weir_graph_lock);
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];

    if (!__atomic_load_n (&leaf->priv->paces, __ATOMIC_RELAXED))
      continue;
    mark_from (leaf, leaf->priv->srcs->len == 0, paced);
  }
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];

    for (guint j = 0; j < leaf->priv->sinks->len; j++) {
      WeirLink *link = producers_link (leaf->priv->sinks->pdata[j]);
      if (link != NULL)
        weir_link_set_paced (link, g_hash_table_contains (paced, link));
    }
  }
  pthread_rwlock_unlock (&weir_graph_lock);
}

/* --- latency ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean live;
  guint64 min;
} Latency;

/* What has added up at the output of `self`. `known`: element -> Latency. */
static Latency
latency_of (WeirElement *self, GHashTable *known, guint depth)
{
  Latency *there = g_hash_table_lookup (known, self), sum = { FALSE, 0 };
  WeirClockTime own;

  if (there != NULL)
    return *there;
  for (guint i = 0; i < self->priv->sinks->len && depth < 4096; i++) {
    WeirPad *far = ((WeirPad *) self->priv->sinks->pdata[i])->far;
    Latency above;

    if (far == NULL || far->element == NULL)
      continue;
    above = latency_of (far->element, known, depth + 1);
    sum.live |= above.live;
    sum.min = MAX (sum.min, above.min);
  }
  sum.live |= __atomic_load_n (&self->priv->live, __ATOMIC_RELAXED);
  own = __atomic_load_n (&self->priv->latency_min, __ATOMIC_RELAXED);
  if (own != WEIR_CLOCK_TIME_NONE)
    sum.min += own;
  g_hash_table_insert (known, self, g_memdup2 (&sum, sizeof sum));
  return sum;
}

gboolean
weir_element_is_fed_live (WeirPad *sink)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean live;

  pthread_rwlock_rdlock (&weir_graph_lock);
  live = sink->far != NULL && sink->far->element != NULL && latency_of (sink->far->element, known, 0).live;
  pthread_rwlock_unlock (&weir_graph_lock);
  return live;
}

/* The largest latency at a sink below `bin`. */
static Latency
fold_latency (WeirBin *bin, GPtrArray *leaves)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Latency all = { FALSE, 0 };

  pthread_rwlock_rdlock (&weir_graph_lock);
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];
    Latency at;

    if (leaf->priv->srcs->len > 0)
      continue;
    at = latency_of (leaf, known, 0);
    all.live |= at.live;
    if (at.live)
      all.min = MAX (all.min, at.min);
  }
  pthread_rwlock_unlock (&weir_graph_lock);
  return all;
}

gboolean
weir_element_fold_latency (WeirElement *self, gboolean *live, WeirClockTime *min)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (self);
  Latency all = fold_latency (NULL, leaves);

  *live = all.live;
  *min = all.min;
  return TRUE;
}

/**
 * weir_bin_recalculate_latency:
 * @bin: the outermost bin
 *
 * Works out the latency of the whole and gives it to the sinks. The engine does it by itself when latencies change.
 * Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_bin_recalculate_latency (WeirBin *bin)
{
  g_autoptr (GPtrArray) leaves = NULL;
  guint64 latency;

  g_return_val_if_fail (WEIR_IS_BIN (bin), FALSE);

  leaves = weir_element_leaves (WEIR_ELEMENT_CAST (bin));
  latency = WEIR_IS_PIPELINE (bin) ? weir_pipeline_get_latency (WEIR_PIPELINE_CAST (bin)) : WEIR_CLOCK_TIME_NONE;
  if (latency == WEIR_CLOCK_TIME_NONE) {
    Latency all = fold_latency (bin, leaves);
    latency = all.live ? all.min : 0;
  }
  __atomic_store_n (&WEIR_ELEMENT_CAST (bin)->priv->latency, latency, __ATOMIC_RELAXED);
  for (guint i = 0; i < leaves->len; i++)
    __atomic_store_n (&((WeirElement *) leaves->pdata[i])->priv->latency, latency, __ATOMIC_RELAXED);
  return TRUE;
}
