/* SPDX-License-Identifier: MIT */
/* Bins show their elements as children, so that "name::property" reaches into them. */
#include <weir/graph/bin-private.h>

static GObject *
get_child_by_name (WeirChildProxy *proxy, const char *name)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (proxy)->bin_priv;
  GObject *child;

  pthread_mutex_lock (&p->lock);
  child = g_hash_table_lookup (p->by_name, name);
  if (child != NULL)
    g_object_ref (child);
  pthread_mutex_unlock (&p->lock);
  return child;
}

static GObject *
get_child_by_index (WeirChildProxy *proxy, guint index)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (proxy)->bin_priv;
  GObject *child;

  pthread_mutex_lock (&p->lock);
  child = index < p->children->len ? g_object_ref (p->children->pdata[index]) : NULL;
  pthread_mutex_unlock (&p->lock);
  return child;
}

static guint
get_children_count (WeirChildProxy *proxy)
{
  WeirBinPrivate *p = WEIR_BIN_CAST (proxy)->bin_priv;
  guint n;

  pthread_mutex_lock (&p->lock);
  n = p->children->len;
  pthread_mutex_unlock (&p->lock);
  return n;
}

void
weir_bin_init_child_proxy (gpointer iface, gpointer unused)
{
  WeirChildProxyInterface *proxy = iface;

  proxy->get_child_by_name = get_child_by_name;
  proxy->get_child_by_index = get_child_by_index;
  proxy->get_children_count = get_children_count;
}
