/* SPDX-License-Identifier: MIT */
/* Probes: user code that watches a pad.
 *
 * A probe never runs in the middle of element code. What a step pushes on a watched pad is staged; when the step has
 * ended and the element was let go, the probes see it; what they let pass enters the link when the next step begins. On
 * a sink pad the item at the head is staged before the element sees it. A blocking probe is a gate on what is staged: no
 * thread sleeps. */
#include <weir/base/reaper.h>
#include <weir/graph/element-private.h>

struct _WeirProbe {
  int refs; /* under the pad's lock */
  gulong id;
  WeirPadProbeType mask;
  WeirPadProbeCallback callback;
  gpointer user_data;
  GDestroyNotify destroy;
  gboolean removed;
};

static void
probe_unref (WeirProbe *probe)
{
  if (__atomic_fetch_sub (&probe->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  if (probe->destroy != NULL)
    weir_reaper_push (probe->destroy, probe->user_data);
  g_free (probe);
}

/* The probes that want `type`, referenced. */
static GPtrArray *
matching (WeirPad *pad, WeirPadProbeType type)
{
  GPtrArray *found = NULL;

  pthread_mutex_lock (&pad->lock);
  for (guint i = 0; pad->probes != NULL && i < pad->probes->len; i++) {
    WeirProbe *probe = g_ptr_array_index (pad->probes, i);

    if ((probe->mask & type & WEIR_PAD_PROBE_TYPE_ALL_BOTH) == 0 && (probe->mask & type & WEIR_PAD_PROBE_TYPE_EVENT_FLUSH) == 0)
      continue;
    if (found == NULL)
      found = g_ptr_array_new_with_free_func ((GDestroyNotify) probe_unref);
    __atomic_fetch_add (&probe->refs, 1, __ATOMIC_RELAXED);
    g_ptr_array_add (found, probe);
  }
  pthread_mutex_unlock (&pad->lock);
  return found;
}

/* The caller has a reference of its own. */
static void
remove_probe (WeirPad *pad, WeirProbe *probe)
{
  gboolean last;

  pthread_mutex_lock (&pad->lock);
  if (probe->removed) {
    pthread_mutex_unlock (&pad->lock);
    return;
  }
  probe->removed = TRUE;
  g_ptr_array_remove (pad->probes, probe);
  last = pad->probes->len == 0;
  pad->blocked = FALSE; /* another blocking probe holds again at the next item */
  pthread_mutex_unlock (&pad->lock);
  if (last)
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_PROBES, FALSE);
  if (pad->element != NULL && pad->element->priv->task != NULL)
    weir_task_wake (pad->element->priv->task);
  probe_unref (probe); /* the pad's */
}

typedef enum { VERDICT_PASS = 1, VERDICT_DROP, VERDICT_HELD } Verdict;

/* Shows one item to the probes that want it. `data` may be exchanged by them. */
static Verdict
show (WeirPad *pad, WeirPadProbeType type, gpointer *data)
{
  g_autoptr (GPtrArray) probes = matching (pad, type);
  Verdict verdict = VERDICT_PASS;

  for (guint i = 0; probes != NULL && i < probes->len; i++) {
    WeirProbe *probe = g_ptr_array_index (probes, i);
    gboolean blocking = (probe->mask & WEIR_PAD_PROBE_TYPE_BLOCKING) != 0;
    WeirPadProbeInfo info = { .type = type | (probe->mask & WEIR_PAD_PROBE_TYPE_BLOCKING), .id = probe->id, .data = *data };

    if (__atomic_load_n (&probe->removed, __ATOMIC_RELAXED))
      continue;
    switch (probe->callback (pad, &info, probe->user_data)) {
    case WEIR_PAD_PROBE_OK:
      if (blocking)
        verdict = VERDICT_HELD;
      break;
    case WEIR_PAD_PROBE_PASS:
      break;
    case WEIR_PAD_PROBE_REMOVE:
      remove_probe (pad, probe);
      break;
    case WEIR_PAD_PROBE_DROP:
      *data = info.data;
      return VERDICT_DROP;
    case WEIR_PAD_PROBE_HANDLED:
      *data = NULL; /* the probe took it */
      return VERDICT_DROP;
    }
    *data = info.data;
  }
  return verdict;
}

static WeirPadProbeType
type_of (WeirMini *item)
{
  switch (item->kind) {
  case WEIR_MINI_BUFFER:
    return WEIR_PAD_PROBE_TYPE_BUFFER | WEIR_PAD_PROBE_TYPE_PUSH;
  case WEIR_MINI_BUFFER_LIST:
    return WEIR_PAD_PROBE_TYPE_BUFFER_LIST | WEIR_PAD_PROBE_TYPE_PUSH;
  default:
    return WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM | WEIR_PAD_PROBE_TYPE_PUSH;
  }
}

void
weir_pad_stage (WeirPad *pad, WeirMini *item)
{
  gboolean first;
  WeirOut *out;

  pthread_mutex_lock (&pad->lock);
  g_queue_push_tail (&pad->staged, item);
  first = (weir_pad_slow (pad) & WEIR_PAD_SLOW_STAGED) == 0;
  pthread_mutex_unlock (&pad->lock);
  if (!first)
    return;
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_STAGED, TRUE);
  out = g_new0 (WeirOut, 1);
  out->kind = WEIR_OUT_PROBE;
  out->pad = g_object_ref (pad);
  weir_element_outbox_push (pad->element, out);
}

/* Under the pad's lock. */
static gboolean
has_gate (WeirPad *pad)
{
  for (guint i = 0; pad->probes != NULL && i < pad->probes->len; i++) {
    if ((((WeirProbe *) pad->probes->pdata[i])->mask & WEIR_PAD_PROBE_TYPE_BLOCKING) != 0)
      return TRUE;
  }
  return FALSE;
}

/* Without ownership, from the outbox. */
void
weir_pad_run_probes (WeirPad *pad)
{
  for (;;) {
    WeirMini *item;
    gpointer data;
    Verdict verdict;

    pthread_mutex_lock (&pad->lock);
    item = pad->blocked ? NULL : g_queue_pop_head (&pad->staged);
    pad->shown = item;
    pad->shower = pthread_self ();
    pthread_mutex_unlock (&pad->lock);
    if (item == NULL)
      break;

    data = item;
    verdict = show (pad, type_of (item), &data);
    pthread_mutex_lock (&pad->lock);
    if (verdict == VERDICT_HELD && !has_gate (pad))
      verdict = VERDICT_PASS; /* it was removed while it looked */
    pad->shown = NULL;
    if (verdict == VERDICT_PASS && data != NULL) {
      g_queue_push_tail (&pad->passed, data);
    } else if (verdict == VERDICT_HELD && data != NULL) {
      g_queue_push_head (&pad->staged, data);
      pad->blocked = TRUE;
    } else if (data != NULL) {
      weir_mini_unref (data);
    }
    pthread_mutex_unlock (&pad->lock);
  }
  if (pad->element != NULL)
    weir_task_wake (pad->element->priv->task);
}

gboolean
weir_pad_is_within_probe (WeirPad *pad)
{
  gboolean within;

  pthread_mutex_lock (&pad->lock);
  within = pad->shown != NULL && pthread_equal (pad->shower, pthread_self ());
  pthread_mutex_unlock (&pad->lock);
  return within;
}

/* What a probe sends comes before what it sees, which may be all that stands before EOS. The pad's probes don't see it. */
gboolean
weir_pad_push_before_shown (WeirPad *pad, WeirEvent *event)
{
  if (WEIR_EVENT_IS_STICKY (event))
    weir_pad_store_sticky (pad, event);
  pthread_mutex_lock (&pad->lock);
  g_queue_push_tail (&pad->passed, event);
  pthread_mutex_unlock (&pad->lock);
  return TRUE;
}

/* Owner. */
gboolean
weir_pad_flush_passed (WeirPad *pad)
{
  gboolean waits, blocked;

  pthread_mutex_lock (&pad->lock);
  if (pad->direction == WEIR_PAD_SINK) {
    if (pad->held == NULL)
      pad->held = g_queue_pop_head (&pad->passed);
  } else if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_UNLINKED) == 0) {
    WeirMini *item;
    while ((item = g_queue_pop_head (&pad->passed)) != NULL)
      weir_link_push (pad->link, item, pad->epoch);
  } else if (!pad->hold) {
    g_queue_clear_full (&pad->passed, (GDestroyNotify) weir_mini_unref);
  }
  waits = !g_queue_is_empty (&pad->staged);
  blocked = pad->blocked;
  if (!waits)
    weir_pad_set_slow (pad, WEIR_PAD_SLOW_STAGED, FALSE);
  pthread_mutex_unlock (&pad->lock);

  if (waits && !blocked) {
    WeirOut *out = g_new0 (WeirOut, 1);
    out->kind = WEIR_OUT_PROBE;
    out->pad = g_object_ref (pad);
    weir_element_outbox_push (pad->element, out);
  }
  return !waits;
}

void
weir_pad_clear_staged (WeirPad *pad)
{
  GQueue staged, passed;

  pthread_mutex_lock (&pad->lock);
  staged = pad->staged;
  passed = pad->passed;
  g_queue_init (&pad->staged);
  g_queue_init (&pad->passed);
  pad->blocked = FALSE;
  pthread_mutex_unlock (&pad->lock);
  weir_pad_set_slow (pad, WEIR_PAD_SLOW_STAGED, FALSE);
  g_queue_clear_full (&staged, (GDestroyNotify) weir_mini_unref);
  g_queue_clear_full (&passed, (GDestroyNotify) weir_mini_unref);
}

gboolean
weir_pad_probe_upstream (WeirPad *pad, WeirPadProbeType type, gpointer data)
{
  gpointer shown = data;

  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_PROBES) == 0)
    return TRUE;
  return show (pad, type, &shown) == VERDICT_PASS;
}

void
weir_pad_clear_probes (WeirPad *pad)
{
  GPtrArray *probes;

  pthread_mutex_lock (&pad->lock);
  probes = g_steal_pointer (&pad->probes);
  for (guint i = 0; probes != NULL && i < probes->len; i++)
    ((WeirProbe *) g_ptr_array_index (probes, i))->removed = TRUE;
  pthread_mutex_unlock (&pad->lock);
  for (guint i = 0; probes != NULL && i < probes->len; i++)
    probe_unref (g_ptr_array_index (probes, i));
  g_clear_pointer (&probes, g_ptr_array_unref);
}

/* An idle probe is called at once at an item boundary: when nothing passes the pad. */
static void
call_idle (gpointer self, gpointer data)
{
  WeirProbe *probe = data;
  (void) self;
  __atomic_fetch_add (&probe->refs, 1, __ATOMIC_RELAXED);
}

static void
run_idle (WeirPad *pad, WeirProbe *probe)
{
  WeirPadProbeInfo info = { .type = WEIR_PAD_PROBE_TYPE_IDLE, .id = probe->id };
  WeirTask *task = pad->element != NULL ? pad->element->priv->task : NULL;

  /* To have owned the element once is to have been between two items. */
  if (task != NULL && weir_task_call (task, call_idle, probe))
    probe_unref (probe);
  if (probe->callback (pad, &info, probe->user_data) == WEIR_PAD_PROBE_REMOVE)
    remove_probe (pad, probe);
  else if (pad->element != NULL && task != NULL)
    weir_task_wake (task);
}

/**
 * weir_pad_add_probe:
 * @pad: a pad
 * @mask: what it shall be called for
 * @callback: (scope notified) (closure user_data): the probe
 * @user_data: given to it
 * @destroy_data: (nullable) (destroy user_data): called when the probe is gone
 *
 * Watches, changes, drops or holds what passes the pad. Thread: any that owns no element.
 *
 * Returns: its id, for weir_pad_remove_probe (); 0 if an idle probe was called and is done
 */
gulong
weir_pad_add_probe (WeirPad *pad, WeirPadProbeType mask, WeirPadProbeCallback callback, gpointer user_data,
                    GDestroyNotify destroy_data)
{
  WeirProbe *probe;
  WeirPad *leaf;
  gulong id;

  g_return_val_if_fail (WEIR_IS_PAD (pad), 0);
  g_return_val_if_fail (callback != NULL, 0);

  leaf = weir_pad_leaf (pad);
  if (leaf == NULL)
    leaf = pad;
  if ((mask & (WEIR_PAD_PROBE_TYPE_ALL_BOTH | WEIR_PAD_PROBE_TYPE_EVENT_FLUSH)) == 0)
    mask |= WEIR_PAD_PROBE_TYPE_ALL_BOTH;
  probe = g_new0 (WeirProbe, 1);
  *probe = (WeirProbe){ .refs = 2, .mask = mask, .callback = callback, .user_data = user_data, .destroy = destroy_data };

  pthread_mutex_lock (&leaf->lock);
  if (leaf->probes == NULL)
    leaf->probes = g_ptr_array_new ();
  probe->id = id = ++leaf->last_probe_id;
  g_ptr_array_add (leaf->probes, probe);
  pthread_mutex_unlock (&leaf->lock);
  weir_pad_set_slow (leaf, WEIR_PAD_SLOW_PROBES, TRUE);

  if ((mask & WEIR_PAD_PROBE_TYPE_IDLE) != 0)
    run_idle (leaf, probe);
  if (probe->removed)
    id = 0;
  probe_unref (probe);
  return id;
}

/**
 * weir_pad_remove_probe:
 * @pad: a pad
 * @id: what weir_pad_add_probe () answered
 *
 * What a blocking probe held goes on. Thread: any.
 */
void
weir_pad_remove_probe (WeirPad *pad, gulong id)
{
  WeirProbe *found = NULL;
  WeirPad *leaf;

  g_return_if_fail (WEIR_IS_PAD (pad));

  leaf = weir_pad_leaf (pad);
  if (leaf == NULL)
    leaf = pad;
  pthread_mutex_lock (&leaf->lock);
  for (guint i = 0; leaf->probes != NULL && i < leaf->probes->len; i++) {
    WeirProbe *probe = g_ptr_array_index (leaf->probes, i);
    if (probe->id == id)
      found = probe;
  }
  if (found != NULL)
    __atomic_fetch_add (&found->refs, 1, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&leaf->lock);
  if (found == NULL)
    return;
  remove_probe (leaf, found);
  probe_unref (found);
}

/**
 * weir_pad_is_blocked:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: whether it has a blocking probe
 */
gboolean
weir_pad_is_blocked (WeirPad *pad)
{
  gboolean blocked = FALSE;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);

  pthread_mutex_lock (&pad->lock);
  for (guint i = 0; pad->probes != NULL && i < pad->probes->len; i++) {
    WeirProbe *probe = g_ptr_array_index (pad->probes, i);
    blocked |= (probe->mask & WEIR_PAD_PROBE_TYPE_BLOCKING) != 0;
  }
  pthread_mutex_unlock (&pad->lock);
  return blocked;
}

/**
 * weir_pad_is_blocking:
 * @pad: a pad
 *
 * Thread: any.
 *
 * Returns: whether a blocking probe holds something now
 */
gboolean
weir_pad_is_blocking (WeirPad *pad)
{
  gboolean blocking;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);

  pthread_mutex_lock (&pad->lock);
  blocking = pad->blocked;
  pthread_mutex_unlock (&pad->lock);
  return blocking;
}

/**
 * weir_pad_probe_info_get_buffer:
 * @info: what a probe was shown
 *
 * Looks at what a buffer probe is shown; it is a programmer's mistake to ask for another kind than
 * @info says. Thread: any, within the probe.
 *
 * Returns: (transfer none) (nullable): the buffer
 */
WeirBuffer *
weir_pad_probe_info_get_buffer (WeirPadProbeInfo *info)
{
  g_return_val_if_fail ((info->type & WEIR_PAD_PROBE_TYPE_BUFFER) != 0, NULL);
  return info->data;
}

/**
 * weir_pad_probe_info_set_buffer:
 * @info: what a probe was shown
 * @buffer: (transfer full): what shall pass instead
 *
 * Exchanges the buffer. (In C a probe may as well set `info->data`, minding the references itself.)
 * Thread: any, within the probe.
 */
void
weir_pad_probe_info_set_buffer (WeirPadProbeInfo *info, WeirBuffer *buffer)
{
  g_return_if_fail ((info->type & WEIR_PAD_PROBE_TYPE_BUFFER) != 0);
  g_return_if_fail (buffer != NULL);
  WeirBuffer *old = info->data;
  info->data = buffer;
  if (old != NULL)
    weir_buffer_unref (old);
}

/**
 * weir_pad_probe_info_get_buffer_list:
 * @info: what a probe was shown
 *
 * Looks at what a buffer list probe is shown; it is a programmer's mistake to ask for another kind
 * than @info says. Thread: any, within the probe.
 *
 * Returns: (transfer none) (nullable): the buffer list
 */
WeirBufferList *
weir_pad_probe_info_get_buffer_list (WeirPadProbeInfo *info)
{
  g_return_val_if_fail ((info->type & WEIR_PAD_PROBE_TYPE_BUFFER_LIST) != 0, NULL);
  return info->data;
}

/**
 * weir_pad_probe_info_get_event:
 * @info: what a probe was shown
 *
 * Looks at what an event probe is shown; it is a programmer's mistake to ask for another kind than
 * @info says. Thread: any, within the probe.
 *
 * Returns: (transfer none) (nullable): the event
 */
WeirEvent *
weir_pad_probe_info_get_event (WeirPadProbeInfo *info)
{
  g_return_val_if_fail ((info->type & (WEIR_PAD_PROBE_TYPE_EVENT_BOTH | WEIR_PAD_PROBE_TYPE_EVENT_FLUSH)) != 0, NULL);
  return info->data;
}

/**
 * weir_pad_probe_info_get_query:
 * @info: what a probe was shown
 *
 * Looks at what a query probe is shown; it is a programmer's mistake to ask for another kind than
 * @info says. Thread: any, within the probe.
 *
 * Returns: (transfer none) (nullable): the query
 */
WeirQuery *
weir_pad_probe_info_get_query (WeirPadProbeInfo *info)
{
  g_return_val_if_fail ((info->type & WEIR_PAD_PROBE_TYPE_QUERY_BOTH) != 0, NULL);
  return info->data;
}
