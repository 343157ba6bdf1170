/* SPDX-License-Identifier: MIT */
/* Finding what is in a bin. */
#include <weir/graph/bin-private.h>
#include <weir/graph/iterator.h>

static void
collect (WeirBin *bin, gboolean recurse, GPtrArray *found)
{
  g_autoptr (GPtrArray) children = weir_bin_snapshot (bin);

  for (guint i = 0; i < children->len; i++) {
    WeirElement *child = children->pdata[i];

    g_ptr_array_add (found, g_object_ref (child));
    if (recurse && child->priv->is_bin)
      collect (WEIR_BIN_CAST (child), TRUE, found);
  }
}

static GPtrArray *
collected (WeirBin *bin, gboolean recurse)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  collect (bin, recurse, found);
  return found;
}

static WeirIterator *
iterator_over (GPtrArray *elements /* (transfer full) */)
{
  WeirIterator *it = weir_iterator_new_objects (WEIR_TYPE_ELEMENT, elements);

  g_ptr_array_unref (elements);
  return it;
}

/* Keeps those that `keep` says yes to. */
static GPtrArray *
filtered (GPtrArray *elements /* (transfer full) */, gboolean (*keep) (WeirElement *element, gconstpointer data),
          gconstpointer data)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < elements->len; i++) {
    if (keep (elements->pdata[i], data))
      g_ptr_array_add (kept, g_object_ref (elements->pdata[i]));
  }
  g_ptr_array_unref (elements);
  return kept;
}

static gboolean
has_flag (WeirElement *element, gconstpointer flag)
{
  return (element->priv->flags & GPOINTER_TO_UINT (flag)) != 0;
}

static gboolean
has_factory (WeirElement *element, gconstpointer name)
{
  const WeirElementInfo *info = WEIR_ELEMENT_GET_CLASS (element)->info;

  return info != NULL && g_str_equal (info->name, name);
}

/**
 * weir_bin_get_by_name:
 * @bin: a bin
 * @name: an element's name
 *
 * Looks in the bin and in the bins in it. Thread: any.
 *
 * Returns: (transfer full) (nullable): the element
 */
WeirElement *
weir_bin_get_by_name (WeirBin *bin, const char *name)
{
  g_autoptr (GPtrArray) children = NULL;
  WeirElement *found;

  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  pthread_mutex_lock (&bin->bin_priv->lock);
  found = g_hash_table_lookup (bin->bin_priv->by_name, name);
  if (found != NULL)
    g_object_ref (found);
  pthread_mutex_unlock (&bin->bin_priv->lock);
  if (found != NULL)
    return found;

  children = weir_bin_snapshot (bin);
  for (guint i = 0; i < children->len && found == NULL; i++) {
    WeirElement *child = children->pdata[i];
    if (child->priv->is_bin)
      found = weir_bin_get_by_name (WEIR_BIN_CAST (child), name);
  }
  return found;
}

/**
 * weir_bin_get_by_name_recurse_up:
 * @bin: a bin
 * @name: an element's name
 *
 * As weir_bin_get_by_name (), then in the bins that hold @bin. Thread: any.
 *
 * Returns: (transfer full) (nullable): the element
 */
WeirElement *
weir_bin_get_by_name_recurse_up (WeirBin *bin, const char *name)
{
  WeirElement *found;
  g_autoptr (WeirObject) parent = NULL;

  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  found = weir_bin_get_by_name (bin, name);
  if (found != NULL)
    return found;
  parent = weir_object_get_parent (WEIR_OBJECT_CAST (bin));
  if (parent == NULL || !WEIR_IS_BIN (parent))
    return NULL;
  return weir_bin_get_by_name_recurse_up (WEIR_BIN_CAST (parent), name);
}

/**
 * weir_bin_get_by_interface:
 * @bin: a bin
 * @iface: an interface
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): an element below @bin that implements it
 */
WeirElement *
weir_bin_get_by_interface (WeirBin *bin, GType iface)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  all = collected (bin, TRUE);
  for (guint i = 0; i < all->len; i++) {
    if (g_type_is_a (G_OBJECT_TYPE (all->pdata[i]), iface))
      return g_object_ref (all->pdata[i]);
  }
  return NULL;
}

/**
 * weir_bin_iterate_elements:
 * @bin: a bin
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements in it
 */
WeirIterator *
weir_bin_iterate_elements (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  return iterator_over (collected (bin, FALSE));
}

/**
 * weir_bin_iterate_recurse:
 * @bin: a bin
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements in it and in the bins in it
 */
WeirIterator *
weir_bin_iterate_recurse (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  return iterator_over (collected (bin, TRUE));
}

/**
 * weir_bin_iterate_sinks:
 * @bin: a bin
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements in it that are ends of streams
 */
WeirIterator *
weir_bin_iterate_sinks (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  return iterator_over (filtered (collected (bin, FALSE), has_flag, GUINT_TO_POINTER (WEIR_ELEMENT_FLAG_SINK)));
}

/**
 * weir_bin_iterate_sources:
 * @bin: a bin
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements in it that are beginnings of streams
 */
WeirIterator *
weir_bin_iterate_sources (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  return iterator_over (filtered (collected (bin, FALSE), has_flag, GUINT_TO_POINTER (WEIR_ELEMENT_FLAG_SOURCE)));
}

/**
 * weir_bin_iterate_sorted:
 * @bin: a bin
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements in it, sinks first, each before those that feed it
 */
WeirIterator *
weir_bin_iterate_sorted (WeirBin *bin)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  return iterator_over (weir_bin_sorted (bin));
}

/**
 * weir_bin_iterate_all_by_element_factory_name:
 * @bin: a bin
 * @factory_name: a factory's name
 *
 * Thread: any.
 *
 * Returns: (transfer full): over the elements below @bin that it made
 */
WeirIterator *
weir_bin_iterate_all_by_element_factory_name (WeirBin *bin, const char *factory_name)
{
  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);
  g_return_val_if_fail (factory_name != NULL, NULL);
  return iterator_over (filtered (collected (bin, TRUE), has_factory, factory_name));
}

/**
 * weir_bin_find_unlinked_pad:
 * @bin: a bin
 * @direction: which way data goes through the pad
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): a pad of an element below @bin that has no peer
 */
WeirPad *
weir_bin_find_unlinked_pad (WeirBin *bin, WeirPadDirection direction)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  all = collected (bin, TRUE);
  for (guint i = 0; i < all->len; i++) {
    WeirElement *element = all->pdata[i];
    GPtrArray *pads = direction == WEIR_PAD_SRC ? element->priv->srcs : element->priv->sinks;
    WeirPad *found = NULL;

    pthread_mutex_lock (&element->priv->lock);
    for (guint j = 0; j < pads->len && found == NULL; j++) {
      WeirPad *pad = pads->pdata[j];
      if (pad->peer == NULL && pad->ghost == NULL)
        found = g_object_ref (pad);
    }
    pthread_mutex_unlock (&element->priv->lock);
    if (found != NULL)
      return found;
  }
  return NULL;
}

/**
 * weir_bin_sync_children_states:
 * @bin: a bin
 *
 * Brings what is in it to its own state. Thread: any that owns no element.
 *
 * Returns: %FALSE if one of them failed
 */
gboolean
weir_bin_sync_children_states (WeirBin *bin)
{
  g_autoptr (GPtrArray) order = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (WEIR_IS_BIN (bin), FALSE);

  order = weir_bin_sorted (bin);
  for (guint i = 0; i < order->len; i++)
    ok &= weir_element_sync_state_with_parent (order->pdata[i]);
  return ok;
}
