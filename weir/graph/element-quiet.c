/* SPDX-License-Identifier: MIT */
/* After set_state (NULL) programs free what their callbacks use: so it waits for those that run in other threads. One
 * that doesn't end is named, and the program is told when it has ended after all. */
#include <weir/graph/element-private.h>

#define STOP_TIMEOUT_NS (2 * (gint64) WEIR_SECOND)

/* Behind a bus that NULL has emptied. */
static void
say (WeirElement *leaf, gboolean ended)
{
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (leaf));
  g_autoptr (WeirBus) bus = weir_element_get_bus (weir_element_root (leaf));
  g_autoptr (GError) error = NULL;

  if (bus != NULL)
    weir_bus_set_flushing (bus, FALSE);
  if (ended) {
    error = g_error_new (WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE, "The callback of %s has ended", path);
    weir_element_post_message (leaf, weir_message_new_info (WEIR_OBJECT_CAST (leaf), error, NULL));
  } else {
    error = g_error_new (WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE,
                         "%s was stopped, but a callback of it still runs; what it uses can't be freed yet", path);
    weir_element_post_message (leaf, weir_message_new_warning (WEIR_OBJECT_CAST (leaf), error, NULL));
  }
}

static void
wait_on_cb (gpointer data)
{
  WeirElement *leaf = data;

  weir_task_wait_quiet (leaf->priv->task, WEIR_FOREVER);
  say (leaf, TRUE);
  g_object_unref (leaf);
}

gboolean
weir_element_wait_quiet (WeirElement *self, WeirStrand *strand)
{
  const gint64 deadline_ns = weir_now_ns () + STOP_TIMEOUT_NS;
  g_autoptr (GPtrArray) leaves = NULL;
  gboolean quiet;

  if (weir_strand_in_callback (strand) || weir_strand_current () != NULL)
    return TRUE;
  leaves = weir_element_leaves (self);
  quiet = weir_strand_wait_told (strand, deadline_ns);
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];

    if (leaf->priv->task == NULL || weir_task_wait_quiet (leaf->priv->task, deadline_ns))
      continue;
    quiet = FALSE;
    say (leaf, FALSE);
    weir_spawn ("weir-quiet", wait_on_cb, g_object_ref (leaf));
  }
  return quiet;
}
