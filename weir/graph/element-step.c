/* SPDX-License-Identifier: MIT */
/* One step of an element: what the engine does around process (), and why an element parks. */
#include <weir/base/log.h>
#include <weir/data/cells-private.h>
#include <weir/graph/element-private.h>
#include <weir/sched/link-inline.h>

WEIR_LOG_TOPIC ("step");

/* --- upstream events ------------------------------------------------------------------------------------------------ */

gboolean
weir_element_mail (WeirElement *self, WeirPad *pad, WeirEvent *event)
{
  WeirMail *mail;

  if (pad != NULL && !weir_pad_probe_upstream (pad, WEIR_PAD_PROBE_TYPE_EVENT_UPSTREAM, event)) {
    weir_event_unref (event);
    return TRUE;
  }
  if (event->type == WEIR_EVENT_RECONFIGURE && pad != NULL) {
    /* it needs no code of the element: producers look at the mark before their next buffer */
    weir_pad_mark_reconfigure (pad);
    weir_event_unref (event);
    weir_task_wake (self->priv->task);
    return TRUE;
  }
  mail = g_new (WeirMail, 1);
  mail->pad = pad != NULL ? g_object_ref (pad) : NULL;
  mail->event = event;
  pthread_mutex_lock (&self->priv->lock);
  g_queue_push_tail (&self->priv->mailbox, mail);
  pthread_mutex_unlock (&self->priv->lock);
  __atomic_store_n (&self->priv->any_mail, 1, __ATOMIC_RELEASE); /* pairs with the exchange in read_mail */
  weir_task_wake (self->priv->task);
  return TRUE;
}

static void
mail_free (WeirMail *mail)
{
  g_clear_object (&mail->pad);
  g_clear_pointer (&mail->event, weir_event_unref);
  g_free (mail);
}

static WeirMail *
next_mail (WeirElement *self)
{
  WeirMail *mail;

  pthread_mutex_lock (&self->priv->lock);
  mail = g_queue_pop_head (&self->priv->mailbox);
  pthread_mutex_unlock (&self->priv->lock);
  return mail;
}

void
weir_element_clear_mail (WeirElement *self)
{
  WeirMail *mail;

  while ((mail = next_mail (self)) != NULL)
    mail_free (mail);
}

static void
read_mail (WeirElement *self)
{
  WeirMail *mail;

  if (__atomic_exchange_n (&self->priv->any_mail, 0, __ATOMIC_ACQUIRE) == 0)
    return;
  while ((mail = next_mail (self)) != NULL) {
    WEIR_ELEMENT_GET_CLASS (self)->src_event (self, mail->pad, g_steal_pointer (&mail->event));
    mail_free (mail);
  }
}

/* --- the step ------------------------------------------------------------------------------------------------------- */

/* Owner: what probes have let pass goes on; epochs are noted. FALSE: a probe holds a pad. */
static gboolean
prepare_pads (WeirElement *self)
{
  gboolean free = TRUE;

  for (guint i = 0; i < self->priv->srcs->len; i++) {
    WeirPad *pad = self->priv->srcs->pdata[i];

    if (pad->link != NULL)
      pad->epoch = weir_link_get_epoch (pad->link);
    if (WEIR_UNLIKELY ((weir_pad_slow (pad) & WEIR_PAD_SLOW_STAGED) != 0 || pad->passed.length > 0))
      free &= weir_pad_flush_passed (pad);
  }
  for (guint i = 0; i < self->priv->sinks->len; i++) {
    WeirPad *pad = self->priv->sinks->pdata[i];

    if (WEIR_UNLIKELY ((weir_pad_slow (pad) & WEIR_PAD_SLOW_STAGED) != 0) && !weir_pad_flush_passed (pad))
      weir_task_want (self->priv->task, WEIR_WAIT_PROBE);
  }
  return free;
}

static void
push_eos_everywhere (WeirElement *self)
{
  for (guint i = 0; i < self->priv->srcs->len; i++) {
    WeirPad *pad = self->priv->srcs->pdata[i];
    if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_EOS) == 0)
      weir_pad_push_event (pad, weir_event_new_eos ());
  }
}

static void
end_owned (gpointer object, gpointer data)
{
  WeirElement *self = object;

  if (!self->priv->resting || !self->priv->active)
    return; /* flushed or stopped meanwhile */
  for (guint i = 0; i < self->priv->srcs->len; i++)
    weir_pad_note_epoch (self->priv->srcs->pdata[i]);
  push_eos_everywhere (self);
}

/* Behind the error message: who hears of the end hears of its cause first. */
static void
end_downstream (WeirElement *self, gpointer data)
{
  weir_task_call (self->priv->task, end_owned, NULL);
}

void
weir_element_fail (WeirElement *self, GError *error)
{
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (self));

  WEIR_LOG_DEBUG (path, "failed: %s", error->message);
  weir_element_post_error (self, error, NULL);
  g_error_free (error);
  self->priv->resting = TRUE;
  self->priv->ended = FALSE;
  weir_element_call_later (self, end_downstream, NULL, NULL);
  for (guint i = 0; i < self->priv->sinks->len; i++)
    weir_pad_set_unwanted (self->priv->sinks->pdata[i]);
}

/* A stream may follow the one that ended, without a flush: from the same producer, or from one that was linked since. */
static gboolean
begins_anew (WeirElement *self)
{
  WeirElementPrivate *p = self->priv;
  WeirPad *pad = p->sinks->len == 1 ? p->sinks->pdata[0] : NULL;
  WeirMini *head;

  if (!p->ended || pad == NULL || pad->link == NULL)
    return FALSE;
  head = weir_pad_peek (pad);
  if (head == NULL)
    weir_task_want_input (p->task, pad->link, FALSE);
  if (head == NULL || !WEIR_ITEM_IS_EVENT (head) || ((WeirEvent *) head)->type != WEIR_EVENT_STREAM_START)
    return FALSE;
  p->resting = p->ended = FALSE;
  if (WEIR_ELEMENT_GET_CLASS (self)->flush != NULL)
    WEIR_ELEMENT_GET_CLASS (self)->flush (self, NULL);
  return TRUE;
}

/* What this thread copies meanwhile, the element has copied. */
static WeirProcess
process (WeirElement *self, GError **error)
{
  guint64 before = weir_copied_bytes_count, *copied = &self->priv->copied_bytes;
  WeirProcess result = WEIR_ELEMENT_GET_CLASS (self)->process (self, error);

  if (WEIR_UNLIKELY (weir_copied_bytes_count != before))
    __atomic_store_n (copied, *copied + weir_copied_bytes_count - before, __ATOMIC_RELAXED);
  return result;
}

/* It is in a branch of a fork: what is lost here may go on elsewhere. */
static gboolean
is_in_a_branch (WeirElement *self)
{
  gboolean forks = FALSE;

  pthread_rwlock_rdlock (&weir_graph_lock);
  for (WeirElement *at = self; at != NULL && !forks;) {
    WeirPad *in = at->priv->sinks->len > 0 ? at->priv->sinks->pdata[0] : NULL;

    at = in != NULL && in->far != NULL ? in->far->element : NULL;
    forks = at != NULL && at->priv->srcs->len > 1;
  }
  pthread_rwlock_unlock (&weir_graph_lock);
  return forks;
}

/* All that it makes is lost, since nothing was ever linked to it: a pipeline without a sink would run, or rest, for ever and
 * say nothing. Pads that were unlinked meanwhile wait for what will be linked; what a bin shows is that bin's affair. */
static gboolean
works_for_nobody (WeirElement *self)
{
  gboolean wasted = FALSE;

  for (guint i = 0; i < self->priv->srcs->len; i++) {
    WeirPad *pad = self->priv->srcs->pdata[i];

    if (pad->was_linked || pad->ghost != NULL || pad->templ == NULL || pad->templ->presence != WEIR_PAD_ALWAYS)
      return FALSE;
    wasted |= pad->wasted;
    pad->wasted = FALSE;
  }
  return wasted && !is_in_a_branch (self);
}

static GError *
not_linked_error (WeirElement *self)
{
  g_autofree char *path = weir_object_get_path_string (self->priv->srcs->pdata[0]);

  return g_error_new (WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED,
                      "%s is linked to nothing, and what comes out of it is lost; link it to a sink (fakesink, if nothing is to "
                      "become of it)",
                      path);
}

static WeirStep
step (gpointer object)
{
  WeirElement *self = object;
  WeirElementPrivate *p = self->priv;
  GError *error = NULL;
  WeirProcess result;

  if (WEIR_UNLIKELY (__atomic_load_n (&p->any_dirty, __ATOMIC_RELAXED) != 0))
    weir_element_apply_props (self);
  if (WEIR_UNLIKELY (!p->active)) {
    weir_task_want (p->task, WEIR_WAIT_STATE);
    return WEIR_STEP_PARK;
  }
  if (WEIR_UNLIKELY (!prepare_pads (self))) {
    weir_task_want (p->task, WEIR_WAIT_PROBE);
    return WEIR_STEP_PARK;
  }
  if (WEIR_UNLIKELY (__atomic_load_n (&p->any_mail, __ATOMIC_RELAXED) != 0))
    read_mail (self);
  if (WEIR_UNLIKELY (p->resting) && !begins_anew (self)) {
    weir_task_want (p->task, WEIR_WAIT_REST);
    return WEIR_STEP_PARK;
  }

  result = process (self, &error);
  if (WEIR_UNLIKELY (p->srcs->len > 0 && ((WeirPad *) p->srcs->pdata[0])->wasted) && error == NULL && works_for_nobody (self)) {
    error = not_linked_error (self);
    result = WEIR_PROCESS_ERROR;
  }
  switch (result) {
  case WEIR_PROCESS_PARK:
    return WEIR_STEP_PARK;
  case WEIR_PROCESS_AGAIN:
    return WEIR_STEP_AGAIN;
  case WEIR_PROCESS_EOS:
    p->resting = p->ended = TRUE;
    push_eos_everywhere (self);
    if (begins_anew (self))
      return WEIR_STEP_AGAIN;
    weir_task_want (p->task, WEIR_WAIT_REST);
    return WEIR_STEP_PARK;
  case WEIR_PROCESS_ERROR:
    if (error == NULL)
      g_set_error (&error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "the element failed and didn't say why");
    weir_element_fail (self, error);
    weir_task_want (p->task, WEIR_WAIT_REST);
    return WEIR_STEP_PARK;
  }
  g_return_val_if_reached (WEIR_STEP_PARK);
}

static void
unblock (gpointer object)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (object);

  if (klass->unblock != NULL)
    klass->unblock (object);
}

static char *
describe (gpointer object)
{
  return weir_object_get_path_string (object);
}

const WeirTaskFuncs weir_element_task_funcs = {
  .step = step,
  .deliver = weir_element_deliver,
  .unblock = unblock,
  .describe = describe,
};

/* --- wants ---------------------------------------------------------------------------------------------------------- */

static void
want_items (WeirElement *self, WeirPad *pad, gboolean all)
{
  WeirTask *task = self->priv->task;

  if ((weir_pad_slow (pad) & (WEIR_PAD_SLOW_STAGED)) != 0)
    weir_task_want (task, WEIR_WAIT_PROBE);
  else if (pad->link == NULL)
    weir_task_want (task, WEIR_WAIT_STATE);
  else
    weir_task_want_input (task, pad->link, all);
  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_EOS) != 0)
    weir_task_want (task, WEIR_WAIT_REST); /* the stream has ended here: to wait is no stall */
}

/**
 * weir_element_want_input:
 * @self: an element
 * @pad: one of its sink pads
 *
 * Parks until @pad has an item; named for several pads, until one of them has. Wants are a set: the element
 * steps again as soon as one comes true, and names them anew each time it parks. Thread: owner, in a step.
 */
void
weir_element_want_input (WeirElement *self, WeirPad *pad)
{
  want_items (self, pad, FALSE);
}

/**
 * weir_element_want_all: (skip)
 * @self: an element
 * @pads: (array length=n_pads): some of its sink pads
 * @n_pads: how many
 *
 * Parks until each of @pads has an item. Thread: owner, in a step.
 */
void
weir_element_want_all (WeirElement *self, WeirPad *const *pads, guint n_pads)
{
  for (guint i = 0; i < n_pads; i++)
    want_items (self, pads[i], TRUE);
}

/**
 * weir_element_want_any: (skip)
 * @self: an element
 * @pads: (array length=n_pads): some of its sink pads
 * @n_pads: how many
 *
 * Parks until one of @pads has an item. Thread: owner, in a step.
 */
void
weir_element_want_any (WeirElement *self, WeirPad *const *pads, guint n_pads)
{
  for (guint i = 0; i < n_pads; i++)
    want_items (self, pads[i], FALSE);
}

/**
 * weir_element_want_room:
 * @self: an element
 * @pad: one of its source pads
 *
 * Parks until @pad has room. Named for several pads, the element steps again when all of them have. Thread:
 * owner, in a step.
 */
void
weir_element_want_room (WeirElement *self, WeirPad *pad)
{
  if ((weir_pad_slow (pad) & WEIR_PAD_SLOW_STAGED) != 0)
    weir_task_want (self->priv->task, WEIR_WAIT_PROBE);
  else if (pad->link == NULL)
    weir_task_want (self->priv->task, WEIR_WAIT_STATE);
  else
    weir_task_want_room (self->priv->task, pad->link);
}

/**
 * weir_element_want_deadline:
 * @self: an element
 * @monotonic_ns: a time as weir_element_now_ns () gives it
 *
 * Parks until that time, never a shorter one. Thread: owner, in a step.
 */
void
weir_element_want_deadline (WeirElement *self, gint64 monotonic_ns)
{
  weir_task_want_deadline (self->priv->task, monotonic_ns);
}

/**
 * weir_element_want_fd:
 * @self: an element
 * @fd: a descriptor that epoll takes; it must stay open while the element is parked
 * @epoll_events: `EPOLLIN`, `EPOLLOUT` and their like
 *
 * Parks until the descriptor is ready. Thread: owner, in a step.
 */
/**
 * weir_element_want_look:
 * @self: an element
 * @monotonic_ns: a time as weir_element_now_ns () gives it
 *
 * Beside another want, for elements that look at something outside now and then (the events of a window): steps at that
 * time if nothing woke it before. It is no reason to park, and whoever waits for the element can't count on it. Thread:
 * owner, in a step.
 */
void
weir_element_want_look (WeirElement *self, gint64 monotonic_ns)
{
  weir_task_want_look (self->priv->task, monotonic_ns);
}

void
weir_element_want_fd (WeirElement *self, int fd, guint epoll_events)
{
  weir_task_want_fd (self->priv->task, fd, epoll_events);
}

/**
 * weir_element_want_app:
 * @self: an element
 *
 * Parks until the application has done something, which is told by weir_element_wake (). Thread: owner, in
 * a step.
 */
void
weir_element_want_app (WeirElement *self)
{
  weir_task_want (self->priv->task, WEIR_WAIT_APP);
}

/**
 * weir_element_want_pool:
 * @self: an element
 *
 * Parks until a buffer of a bounded pool has come back, which is told by weir_element_wake (). Thread:
 * owner, in a step.
 */
void
weir_element_want_pool (WeirElement *self)
{
  weir_task_want (self->priv->task, WEIR_WAIT_POOL);
}

/**
 * weir_element_want_rest:
 * @self: an element
 *
 * Parks for good: there is nothing left to do until a flush or a new state. Thread: owner, in a step.
 */
void
weir_element_want_rest (WeirElement *self)
{
  weir_task_want (self->priv->task, WEIR_WAIT_REST);
}

/**
 * weir_element_want_state:
 * @self: an element
 *
 * Parks until the state changes, as a live source does that is not PLAYING. Thread: owner, in a step.
 */
void
weir_element_want_state (WeirElement *self)
{
  weir_task_want (self->priv->task, WEIR_WAIT_STATE);
}

/**
 * weir_element_want_preroll:
 * @self: an element
 *
 * Parks a sink that holds its first item in PAUSED, until the pipeline plays. Thread: owner, in a step.
 */
void
weir_element_want_preroll (WeirElement *self)
{
  weir_task_want (self->priv->task, WEIR_WAIT_PREROLL);
}

/**
 * weir_element_wake:
 * @self: an element
 *
 * Has the element step soon, whatever it is parked for. Never waits. Thread: any.
 */
void
weir_element_wake (WeirElement *self)
{
  weir_task_wake (self->priv->task);
}

/**
 * weir_element_budget_used:
 * @self: an element
 *
 * Counts one item of work. Thread: owner, in a step.
 *
 * Returns: %TRUE if the step should end with %WEIR_PROCESS_AGAIN (64 items or 2 ms), so that others get their turn
 */
gboolean
weir_element_budget_used (WeirElement *self)
{
  return weir_task_budget_used (self->priv->task);
}

/* --- events that the element doesn't handle ------------------------------------------------------------------------ */

/**
 * weir_element_default_event:
 * @self: an element
 * @pad: the sink pad at which it came
 * @event: (transfer full): an event from upstream
 *
 * Passes an event on to all source pads. Caps events end here: who chooses the caps of a source pad sends
 * its own.
 * Thread: owner.
 */
void
weir_element_default_event (WeirElement *self, WeirPad *pad, WeirEvent *event)
{
  /* caps are the business of whoever chooses them */
  if (event->type != WEIR_EVENT_CAPS) {
    for (guint i = 0; i < self->priv->srcs->len; i++)
      weir_pad_push_event (self->priv->srcs->pdata[i], weir_event_ref (event));
  }
  weir_event_unref (event);
}

/**
 * weir_element_default_src_event:
 * @self: an element
 * @pad: (nullable): the source pad at which it came; %NULL: it was sent to the element
 * @event: (transfer full): an event from downstream
 *
 * Passes an event on to all sink pads. Thread: owner.
 *
 * Returns: %FALSE if there was nobody to take it
 */
gboolean
weir_element_default_src_event (WeirElement *self, WeirPad *pad, WeirEvent *event)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->priv->sinks->len; i++)
    any |= weir_pad_push_event (self->priv->sinks->pdata[i], weir_event_ref (event));
  weir_event_unref (event);
  return any;
}
