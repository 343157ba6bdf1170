/* SPDX-License-Identifier: MIT */
/* The elements of nodes.h. */
#include <weir/sched/link-inline.h>
#include "nodes.h"

WeirMini *
node_item_new (guint64 seq)
{
  WeirBuffer *buffer = weir_buffer_new ();
  buffer->offset = seq;
  buffer->pts = seq;
  return (WeirMini *) buffer;
}

guint64
node_item_seq (WeirMini *item)
{
  return ((WeirBuffer *) item)->offset;
}

static gboolean
all_have_room (Node *node)
{
  gboolean room = TRUE;
  for (guint i = 0; i < node->n_out; i++) {
    if (weir_link_hot_has_room (node->out[i]))
      continue;
    weir_task_want_room (node->task, node->out[i]);
    room = FALSE;
  }
  return room;
}

static void
push_all (Node *node, WeirMini *item)
{
  for (guint i = 0; i + 1 < node->n_out; i++)
    weir_link_hot_push (node->out[i], weir_mini_ref (item), weir_link_get_epoch (node->out[i]));
  if (node->n_out > 0)
    weir_link_hot_push (node->out[node->n_out - 1], item,
                        weir_link_get_epoch (node->out[node->n_out - 1]));
  else
    weir_mini_unref (item);
}

static void
spend (Node *node)
{
  if (node->cost_ns == 0)
    return;
  weir_sim_busy_ns ((gint64) node->cost_ns);
}

static void
count_emission (Node *node)
{
  if (node->emit_every != 0 && node->taken % node->emit_every == 0)
    weir_task_set_outbox (node->task);
}

static void
say_done (Node *node)
{
  Net *net = node->data;
  weir_monitor_enter (&net->monitor);
  net->n_done++;
  weir_monitor_notify_all (&net->monitor);
  weir_monitor_leave (&net->monitor);
  __atomic_store_n (&node->done, 1, __ATOMIC_RELEASE);
}

static WeirStep
end (Node *node)
{
  if (!node->eos_sent) {
    node->eos_sent = TRUE;
    if (node->n_out > 0)
      push_all (node, node_item_new (NODE_EOS));
    else
      say_done (node);
  }
  weir_task_want (node->task, WEIR_WAIT_REST);
  return WEIR_STEP_PARK;
}

static WeirStep
step_source (Node *node)
{
  do {
    if (node->made == node->to_make)
      return end (node);
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    push_all (node, node_item_new (node->made++));
    node->taken++;
    spend (node);
    count_emission (node);
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

static void
check_order (Node *node, guint i, WeirMini *item)
{
  guint64 seq = node_item_seq (item);
  if (node->renumber ? seq < node->next_seq[i] : seq != node->next_seq[i])
    g_error ("%s: input %u gave %" G_GUINT64_FORMAT " instead of %" G_GUINT64_FORMAT, node->name, i,
             seq, node->next_seq[i]);
  node->next_seq[i] = seq + 1;
}

/* One item on its way; FALSE: it was EOS. */
static gboolean
take_one (Node *node, guint i, gboolean forward)
{
  WeirMini *item = weir_link_hot_take (node->in[i]);
  if (node_item_seq (item) == NODE_EOS) {
    node->in_eos[i] = TRUE;
    weir_mini_unref (item);
    return FALSE;
  }
  check_order (node, i, item);
  node->taken++;
  spend (node);
  count_emission (node);
  if (forward)
    push_all (node, item);
  else
    weir_mini_unref (item);
  return TRUE;
}

static void
enter (Node *node)
{
  int inside = node->inside++;
  g_assert_cmpint (inside, ==, 0);
  weir_sim_choice_point ();
}

static WeirStep
step_pass (Node *node)
{
  do {
    if (node->in_eos[0])
      return end (node);
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    if (weir_link_hot_peek (node->in[0]) == NULL) {
      weir_task_want_input (node->task, node->in[0], TRUE);
      return WEIR_STEP_PARK;
    }
    take_one (node, 0, node->n_out > 0);
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
step_delay (Node *node)
{
  do {
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    if (node->in_eos[0] && g_queue_is_empty (&node->held))
      return end (node);
    if (node->in_eos[0] || node->held.length > node->holds) {
      push_all (node, g_queue_pop_head (&node->held));
      continue;
    }
    WeirMini *item = weir_link_hot_peek (node->in[0]);
    if (item == NULL) {
      weir_task_want_input (node->task, node->in[0], TRUE);
      return WEIR_STEP_PARK;
    }
    if (node_item_seq (item) != NODE_EOS)
      g_queue_push_tail (&node->held, weir_mini_ref (item));
    take_one (node, 0, FALSE);
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
step_block (Node *node)
{
  if (node->holds == 0 || node->taken % node->holds != 0)
    return step_pass (node);
  WeirTask *task = node->task;
  node->inside--; /* others may own it now */
  weir_task_block_begin (task);
  weir_sim_sleep_ns (1000);
  if (!weir_task_block_end (task) && !weir_task_is_owner (task))
    return WEIR_STEP_PARK;
  enter (node);
  return step_pass (node);
}

static WeirStep
step_thin (Node *node)
{
  do {
    if (node->in_eos[0])
      return end (node);
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    if (weir_link_hot_peek (node->in[0]) == NULL) {
      weir_task_want_input (node->task, node->in[0], TRUE);
      return WEIR_STEP_PARK;
    }
    if (take_one (node, 0, FALSE) && node->taken % node->holds == 0)
      push_all (node, node_item_new (node->made++));
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
step_mix (Node *node)
{
  do {
    gboolean any = FALSE, missing = FALSE;
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    for (guint i = 0; i < node->n_in; i++) {
      any |= !node->in_eos[i];
      missing |= !node->in_eos[i] && weir_link_hot_peek (node->in[i]) == NULL;
    }
    if (!any)
      return end (node);
    if (missing) {
      for (guint i = 0; i < node->n_in; i++)
        if (!node->in_eos[i])
          weir_task_want_input (node->task, node->in[i], TRUE);
      if (node->look_ns > 0)
        weir_task_want_look (node->task, weir_now_ns () + node->look_ns);
      return WEIR_STEP_PARK;
    }
    gboolean some = FALSE;
    for (guint i = 0; i < node->n_in; i++)
      some |= !node->in_eos[i] && take_one (node, i, FALSE);
    if (some)
      push_all (node, node_item_new (node->made++));
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
step_funnel (Node *node)
{
  do {
    gboolean any = FALSE, taken = FALSE;
    if (!all_have_room (node))
      return WEIR_STEP_PARK;
    for (guint i = 0; i < node->n_in; i++) {
      if (node->in_eos[i])
        continue;
      any = TRUE;
      if (weir_link_hot_peek (node->in[i]) == NULL)
        continue;
      taken = TRUE;
      if (take_one (node, i, FALSE))
        push_all (node, node_item_new (node->made++));
    }
    if (!any)
      return end (node);
    if (!taken) {
      for (guint i = 0; i < node->n_in; i++)
        if (!node->in_eos[i])
          weir_task_want_input (node->task, node->in[i], FALSE);
      return WEIR_STEP_PARK;
    }
  } while (!weir_task_budget_used (node->task));
  return WEIR_STEP_AGAIN;
}

#define STEP(kind)                                                                                 \
  static WeirStep kind##_cb (gpointer self)                                                        \
  {                                                                                                \
    Node *node = self;                                                                             \
    enter (node);                                                                                  \
    WeirStep result = step_##kind (node);                                                          \
    weir_sim_choice_point ();                                                                      \
    if (weir_task_is_owner (node->task))                                                           \
      node->inside--;                                                                              \
    return result;                                                                                 \
  }
STEP (source)
STEP (pass)
STEP (delay)
STEP (thin)
STEP (block)
STEP (mix)
STEP (funnel)

static void
deliver_cb (gpointer self)
{
  Node *node = self;
  __atomic_fetch_add (&node->delivered, 1, __ATOMIC_RELAXED);
  if (node->on_deliver != NULL) {
    weir_callback_begin ();
    node->on_deliver (node);
  }
}

static char *
describe_cb (gpointer self)
{
  return g_strdup (((Node *) self)->name);
}

static const WeirTaskFuncs funcs[] = {
  [NODE_SOURCE] = { .step = source_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_PASS] = { .step = pass_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_MIX] = { .step = mix_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_FUNNEL] = { .step = funnel_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_DELAY] = { .step = delay_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_THIN] = { .step = thin_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_BLOCK] = { .step = block_cb, .deliver = deliver_cb, .describe = describe_cb },
  [NODE_SINK] = { .step = pass_cb, .deliver = deliver_cb, .describe = describe_cb },
};

static void
stalled_cb (gpointer data, GPtrArray *chain)
{
  Net *net = data;
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < chain->len; i++) {
    WeirStallLink *link = chain->pdata[i];
    g_autofree char *name = weir_task_describe (link->task);
    g_string_append_printf (text, "%s%s(%x)", i > 0 ? " " : "", name, link->wants);
  }
  weir_monitor_enter (&net->monitor);
  net->n_stalls++;
  g_free (net->stall);
  net->stall = g_string_free (text, FALSE);
  weir_monitor_notify_all (&net->monitor);
  weir_monitor_leave (&net->monitor);
}

Net *
net_new (void)
{
  Net *net = g_new0 (Net, 1);
  weir_monitor_init (&net->monitor);
  net->nodes = g_ptr_array_new ();
  net->links = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_link_unref);
  net->group = weir_task_group_new (&(WeirTaskGroupFuncs){ stalled_cb, net });
  return net;
}

Node *
net_add (Net *net, NodeKind kind, const char *name)
{
  Node *node = NULL;
  if (posix_memalign ((void **) &node, WEIR_CACHE_LINE, sizeof *node) != 0)
    g_error ("out of memory");
  *node = (Node){ .name = name, .data = net };
  node->task = weir_task_new (&funcs[kind], node, net->group);
  if (kind == NODE_BLOCK)
    weir_task_set_lane (node->task, WEIR_LANE_BLOCKING, NULL);
  net->n_sinks += kind == NODE_SINK;
  g_ptr_array_add (net->nodes, node);
  return node;
}

WeirLink *
net_link (Net *net, Node *from, Node *to)
{
  WeirLink *link = weir_link_new ();
  g_assert (from->n_out < NODE_MAX_PORTS && to->n_in < NODE_MAX_PORTS);
  from->out[from->n_out++] = link;
  to->in[to->n_in++] = link;
  weir_link_set_producer (link, from->task);
  weir_link_set_consumer (link, to->task);
  g_ptr_array_add (net->links, link);
  return link;
}

void
net_start (Net *net)
{
  for (guint i = 0; i < net->nodes->len; i++)
    weir_task_wake (((Node *) net->nodes->pdata[i])->task);
}

gboolean
net_wait (Net *net, gint64 timeout_ns)
{
  gint64 deadline_ns = weir_now_ns () + timeout_ns;
  weir_monitor_enter (&net->monitor);
  while (net->n_done < net->n_sinks)
    if (!weir_monitor_wait (&net->monitor, deadline_ns))
      break;
  gboolean all = net->n_done == net->n_sinks;
  weir_monitor_leave (&net->monitor);
  return all;
}

gboolean
net_wait_or_stall (Net *net, gint64 timeout_ns)
{
  gint64 deadline_ns = weir_now_ns () + timeout_ns;
  weir_monitor_enter (&net->monitor);
  while (net->n_done < net->n_sinks && net->n_stalls == 0)
    if (!weir_monitor_wait (&net->monitor, deadline_ns))
      break;
  gboolean ended = net->n_done == net->n_sinks || net->n_stalls > 0;
  weir_monitor_leave (&net->monitor);
  return ended;
}

void
net_free (Net *net)
{
  weir_task_group_detach (net->group);
  for (guint i = 0; i < net->nodes->len; i++) {
    Node *node = net->nodes->pdata[i];
    if (weir_task_acquire (node->task))
      weir_task_retire (node->task);
  }
  for (guint i = 0; i < net->nodes->len; i++)
    weir_task_wait_quiet (((Node *) net->nodes->pdata[i])->task, WEIR_FOREVER);
  g_ptr_array_unref (net->links);
  for (guint i = 0; i < net->nodes->len; i++) {
    Node *node = net->nodes->pdata[i];
    weir_task_unref (node->task);
    g_queue_clear_full (&node->held, (GDestroyNotify) weir_mini_unref);
    free (node);
  }
  g_ptr_array_unref (net->nodes);
  weir_task_group_unref (net->group);
  weir_monitor_clear (&net->monitor);
  g_free (net->stall);
  g_free (net);
}
