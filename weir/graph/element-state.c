/* SPDX-License-Identifier: MIT */
/* States, on the control strand.
 *
 * An element has a level (how far its functions have been called) and a current state (what the world sees). They differ
 * while a sink waits for its first item: its level is PAUSED (or, in a live pipeline, PLAYING already), its state still
 * READY. When it has the item, weir_element_continue () makes the states catch up, bins after what is in them, and drives
 * the root on to its target.
 *
 *   transition         vfunc        without data   holds data      live source   async=false
 *   NULL -> READY      open         SUCCESS        -               SUCCESS       SUCCESS
 *   READY -> PAUSED    start        ASYNC (sinks)  SUCCESS         NO_PREROLL    SUCCESS
 *   PAUSED -> PLAYING  play         ASYNC (sinks)  SUCCESS         SUCCESS       SUCCESS
 *   PLAYING -> PAUSED  pause        ASYNC (sinks)  SUCCESS         NO_PREROLL    SUCCESS
 *   PAUSED -> READY    stop         SUCCESS        SUCCESS         SUCCESS       SUCCESS
 *   READY -> NULL      close        SUCCESS        SUCCESS         SUCCESS       SUCCESS
 *
 * Each commit posts STATE_CHANGED of that element; the root posts ASYNC_DONE after the last sink of a batch. The target is
 * one word that anybody may set: the holder of the strand looks at the root's between elements, so that NULL overtakes a
 * change to PLAYING in progress. */
#include <weir/base/log.h>
#include <weir/graph/bin-private.h>
#include <weir/graph/element-private.h>
#include <weir/graph/pipeline.h>

WEIR_LOG_TOPIC ("state");

static int
target_of (WeirElement *self)
{
  return __atomic_load_n (&self->priv->target, __ATOMIC_ACQUIRE); /* pairs with the store in set_state */
}

static gboolean
is_root (WeirElement *self)
{
  return weir_object_peek_parent (WEIR_OBJECT_CAST (self)) == NULL;
}

/* --- what the world sees -------------------------------------------------------------------------------------------- */

static void
publish (WeirElement *self, int current, int next, int pending, WeirStateChangeReturn ret)
{
  WeirElement *root = weir_element_root (self);
  WeirMonitor *monitor = weir_strand_monitor (root->priv->strand);
  WeirElementPrivate *p = self->priv;

  weir_monitor_enter (monitor);
  __atomic_store_n (&p->current, current, __ATOMIC_RELEASE);
  p->next = next;
  p->pending = pending;
  p->last_return = ret;
  weir_monitor_notify_all (monitor);
  weir_monitor_leave (monitor);
}

void
weir_element_commit (WeirElement *self, WeirState state, WeirStateChangeReturn ret)
{
  int old = self->priv->current, target = target_of (self);
  WeirState pending = is_root (self) && target != (int) state ? (WeirState) target : WEIR_STATE_VOID_PENDING;

  /* whoever waits for the state waits for where it is going */
  if (pending != WEIR_STATE_VOID_PENDING && ret != WEIR_STATE_CHANGE_FAILURE)
    ret = WEIR_STATE_CHANGE_ASYNC;
  publish (self, state, pending, pending, ret);
  if (old != (int) state)
    weir_element_post_message (self,
                               weir_message_new_state_changed (WEIR_OBJECT_CAST (self), (WeirState) old, state, pending));
  if (state == WEIR_STATE_NULL && WEIR_IS_PIPELINE (self))
    weir_pipeline_ended (WEIR_PIPELINE_CAST (self));
  /* the sinks may have said EOS before the bin was seen to play */
  if (self->priv->is_bin && state == WEIR_STATE_PLAYING)
    weir_bin_check_eos (WEIR_BIN_CAST (self));
}

/* --- one element, one transition ------------------------------------------------------------------------------------ */

typedef struct {
  WeirStateChange transition;
  gboolean ok;
  GError *error;
} Change;

static void
set_pads_active (WeirElement *self, gboolean active)
{
  GPtrArray *lists[2] = { self->priv->sinks, self->priv->srcs };

  for (guint l = 0; l < 2; l++) {
    for (guint i = 0; i < lists[l]->len; i++) {
      WeirPad *pad = lists[l]->pdata[i];

      weir_pad_set_slow (pad, WEIR_PAD_SLOW_INACTIVE, !active);
      pad->was_linked = pad->link != NULL;
      pad->wasted = FALSE;
      if (!active)
        weir_pad_reset (pad);
      /* sinks stop first: until the producer stops, too, it works for nobody */
      if (pad->direction == WEIR_PAD_SINK && pad->link != NULL)
        weir_link_set_unwanted (pad->link, !active);
    }
  }
}

/* Nothing flows: there is no position, and no duration is known. */
static void
forget_published (WeirElementPrivate *p)
{
  p->position_time = p->position_bytes = p->duration_time = p->duration_bytes = -1;
}

/* Who is active already has chosen without this element. */
static void
have_upstream_choose (WeirElement *self)
{
  for (guint i = 0; i < self->priv->sinks->len; i++) {
    g_autoptr (WeirPad) far = weir_pad_get_far (self->priv->sinks->pdata[i]);

    if (far != NULL && weir_pad_is_active (far))
      weir_pad_mark_reconfigure (far);
  }
}

/* What a producer was about to push when this element stopped came in afterwards. */
static void
drop_remains (WeirElement *self)
{
  for (guint i = 0; i < self->priv->sinks->len; i++) {
    WeirPad *pad = self->priv->sinks->pdata[i];

    if (pad->link != NULL && pad->far != NULL && !pad->far->element->priv->active)
      weir_link_drop (pad->link, NULL, NULL);
  }
}

static gboolean
start (WeirElement *self, WeirElementClass *klass, GError **error)
{
  WeirElementPrivate *p = self->priv;

  p->resting = FALSE;
  p->joins_late = FALSE;
  __atomic_store_n (&p->prerolled, 0, __ATOMIC_RELAXED);
  forget_published (p);
  drop_remains (self);
  set_pads_active (self, TRUE);
  p->active = TRUE;
  have_upstream_choose (self);
  if (klass->start == NULL || klass->start (self, error))
    return TRUE;
  p->active = FALSE;
  set_pads_active (self, FALSE);
  return FALSE;
}

static void
stop (WeirElement *self, WeirElementClass *klass)
{
  self->priv->active = FALSE;
  if (klass->stop != NULL)
    klass->stop (self);
  set_pads_active (self, FALSE);
  weir_element_clear_mail (self);
  weir_element_bar_eos (self);
  forget_published (self->priv);
  __atomic_store_n (&self->priv->prerolled, 0, __ATOMIC_RELAXED);
}

/* Owner, in the element's own thread. */
static void
change (gpointer object, gpointer data)
{
  WeirElement *self = object;
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);
  Change *call = data;

  if (__atomic_load_n (&self->priv->any_dirty, __ATOMIC_RELAXED) != 0)
    weir_element_apply_props (self);
  call->ok = TRUE;
  switch (call->transition) {
  case WEIR_STATE_CHANGE_NULL_TO_READY:
    call->ok = klass->open == NULL || klass->open (self, &call->error);
    break;
  case WEIR_STATE_CHANGE_READY_TO_PAUSED:
    call->ok = start (self, klass, &call->error);
    break;
  case WEIR_STATE_CHANGE_PAUSED_TO_PLAYING:
    self->priv->playing = TRUE;
    if (klass->play != NULL)
      klass->play (self);
    break;
  case WEIR_STATE_CHANGE_PLAYING_TO_PAUSED:
    self->priv->playing = FALSE;
    if (klass->pause != NULL)
      klass->pause (self);
    break;
  case WEIR_STATE_CHANGE_PAUSED_TO_READY:
    stop (self, klass);
    break;
  case WEIR_STATE_CHANGE_READY_TO_NULL:
    if (klass->close != NULL)
      klass->close (self);
    weir_element_outbox_clear (self);
    break;
  default:
    break;
  }
}

/* Elements may find out in a step. */
static gboolean
is_live (WeirElement *self)
{
  return __atomic_load_n (&self->priv->live, __ATOMIC_RELAXED);
}

/* The default of WeirElementClass.change_state: the six functions of a leaf element. */
WeirStateChangeReturn
weir_element_leaf_transition (WeirElement *self, WeirStateChange transition)
{
  WeirElementPrivate *p = self->priv;
  Change call = { .transition = transition };

  if (p->task == NULL)
    return WEIR_STATE_CHANGE_SUCCESS;
  if (!weir_task_call (p->task, change, &call))
    return WEIR_STATE_CHANGE_FAILURE;
  if (!call.ok) {
    if (call.error == NULL)
      g_set_error (&call.error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE, "%s failed and didn't say why",
                   weir_state_change_get_name (transition));
    weir_element_post_error (self, call.error, NULL);
    g_error_free (call.error);
    return WEIR_STATE_CHANGE_FAILURE;
  }
  if (transition != WEIR_STATE_CHANGE_NULL_TO_READY && transition != WEIR_STATE_CHANGE_READY_TO_NULL)
    weir_task_wake (p->task); /* between those two there is nothing to do */

  if (is_live (self) && (transition == WEIR_STATE_CHANGE_READY_TO_PAUSED || transition == WEIR_STATE_CHANGE_PLAYING_TO_PAUSED))
    return WEIR_STATE_CHANGE_NO_PREROLL;
  if (__atomic_load_n (&p->wants_preroll, __ATOMIC_RELAXED) && !p->joins_late
      && WEIR_STATE_TRANSITION_NEXT (transition) >= WEIR_STATE_PAUSED
      && __atomic_load_n (&p->prerolled, __ATOMIC_ACQUIRE) == 0)
    return WEIR_STATE_CHANGE_ASYNC;
  return WEIR_STATE_CHANGE_SUCCESS;
}

/* --- driving -------------------------------------------------------------------------------------------------------- */

/* Has somebody set a lower target for the whole while we drive up? */
static gboolean
overtaken (WeirElement *self, int next)
{
  WeirElement *root = weir_element_root (self);

  return next > self->priv->level && root != self && target_of (root) < next && target_of (root) < root->priv->level + 1;
}

static WeirStateChangeReturn
one_transition (WeirElement *self, int next)
{
  WeirElementPrivate *p = self->priv;
  WeirStateChange transition = WEIR_STATE_TRANSITION (p->level, next);
  gboolean up = next > p->level;
  WeirStateChangeReturn ret;

  publish (self, p->current, next, is_root (self) && target_of (self) != next ? target_of (self) : WEIR_STATE_VOID_PENDING,
           WEIR_STATE_CHANGE_ASYNC);
  ret = WEIR_ELEMENT_GET_CLASS (self)->change_state (self, transition);
  WEIR_LOG_DEBUG (WEIR_OBJECT_NAME (self), "%s: %s", weir_state_change_get_name (transition),
                  weir_element_state_change_return_get_name (ret));
  if (ret == WEIR_STATE_CHANGE_FAILURE) {
    publish (self, p->current, WEIR_STATE_VOID_PENDING, WEIR_STATE_VOID_PENDING, WEIR_STATE_CHANGE_FAILURE);
    return ret;
  }
  p->level = next;
  if (ret == WEIR_STATE_CHANGE_ASYNC) {
    p->awaiting_preroll = TRUE;
    if (transition == WEIR_STATE_CHANGE_PLAYING_TO_PAUSED) /* the state is lost until there is an item again */
      publish (self, p->current, next, WEIR_STATE_VOID_PENDING, WEIR_STATE_CHANGE_ASYNC);
    return ret;
  }
  if (ret == WEIR_STATE_CHANGE_NO_PREROLL) { /* nothing comes while paused: what waits for it waits until it plays */
    weir_element_commit (self, (WeirState) next, ret);
    return ret;
  }
  if (up && p->awaiting_preroll)
    return WEIR_STATE_CHANGE_ASYNC;
  p->awaiting_preroll = FALSE;
  weir_element_commit (self, (WeirState) next, ret);
  return ret;
}

WeirStateChangeReturn
weir_element_drive (WeirElement *self, WeirState state)
{
  WeirElementPrivate *p = self->priv;
  WeirStateChangeReturn ret = p->awaiting_preroll ? WEIR_STATE_CHANGE_ASYNC : WEIR_STATE_CHANGE_SUCCESS;

  while (p->level != (int) state) {
    int next = p->level < (int) state ? p->level + 1 : p->level - 1;

    if (overtaken (self, next))
      return WEIR_STATE_CHANGE_SUCCESS;
    ret = one_transition (self, next);
    if (ret == WEIR_STATE_CHANGE_FAILURE)
      return ret;
    /* The root waits for its sinks before it plays; what is in a bin goes along with the bin. */
    if (ret == WEIR_STATE_CHANGE_ASYNC && is_root (self) && next < (int) state)
      return ret;
    if (is_root (self) && target_of (self) != (int) state)
      state = (WeirState) target_of (self);
  }
  return ret;
}

/* --- preroll -------------------------------------------------------------------------------------------------------- */

void
weir_element_set_wants_preroll (WeirElement *self, gboolean wants)
{
  __atomic_store_n (&self->priv->wants_preroll, wants, __ATOMIC_RELAXED);
}

void
weir_element_set_live (WeirElement *self, gboolean live)
{
  __atomic_store_n (&self->priv->live, live, __ATOMIC_RELAXED);
}

static void
continue_job (gpointer data)
{
  WeirElement *root = data;
  WeirStrand *strand = weir_element_enter_strand (root);

  weir_element_continue (weir_element_root (root));
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  g_object_unref (root);
}

void
weir_element_set_prerolled (WeirElement *self)
{
  WeirElement *root;

  if (__atomic_exchange_n (&self->priv->prerolled, 1, __ATOMIC_ACQ_REL) != 0)
    return;
  root = weir_element_root (self);
  weir_run_job (root, continue_job, g_object_ref (root));
}

void
weir_element_lose_preroll (WeirElement *self)
{
  __atomic_store_n (&self->priv->prerolled, 0, __ATOMIC_RELEASE);
}

/* The states of one element catch up with its level. */
static void
catch_up (WeirElement *self)
{
  WeirElementPrivate *p = self->priv;
  WeirStateChangeReturn ret = is_live (self) && p->level == WEIR_STATE_PAUSED ? WEIR_STATE_CHANGE_NO_PREROLL
                                                                       : WEIR_STATE_CHANGE_SUCCESS;

  p->awaiting_preroll = FALSE;
  if (p->current < WEIR_STATE_PAUSED && p->level >= WEIR_STATE_PAUSED)
    weir_element_commit (self, WEIR_STATE_PAUSED, ret);
  if (p->current != p->level || p->next != WEIR_STATE_VOID_PENDING || p->last_return != (int) ret)
    weir_element_commit (self, (WeirState) p->level, ret);
}

/* Returns whether something below (or the element itself) still waits. */
static gboolean
settle (WeirElement *self, gboolean *settled)
{
  gboolean waits = FALSE;

  if (self->priv->is_bin) {
    g_autoptr (GPtrArray) children = weir_bin_snapshot (WEIR_BIN_CAST (self));

    for (guint i = 0; i < children->len; i++) {
      WeirElement *child = children->pdata[i];
      if (!child->priv->locked_state)
        waits |= settle (child, settled);
    }
  } else if (self->priv->awaiting_preroll) {
    waits = !self->priv->joins_late && __atomic_load_n (&self->priv->prerolled, __ATOMIC_ACQUIRE) == 0;
  }
  if (self->priv->awaiting_preroll && !waits) {
    catch_up (self);
    *settled = TRUE;
  }
  return waits;
}

void
weir_element_continue (WeirElement *root)
{
  gboolean settled = FALSE, waits = settle (root, &settled);

  if (WEIR_IS_PIPELINE (root) && (settled || !waits))
    weir_pipeline_watch_preroll (WEIR_PIPELINE_CAST (root), waits);
  if (waits || !settled)
    return;
  if (root->priv->is_bin)
    weir_element_post_message (root, weir_message_new_async_done (WEIR_OBJECT_CAST (root), WEIR_CLOCK_TIME_NONE));
  if (target_of (root) > root->priv->level)
    weir_element_drive (root, (WeirState) target_of (root));
}

/* --- the public calls ----------------------------------------------------------------------------------------------- */

/* Makes blocking calls below return, so that a strand's holder who waits for them is done soon. */
static GPtrArray *
cancel_all (WeirElement *self)
{
  GPtrArray *leaves = weir_element_leaves (self);

  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];
    if (leaf->priv->task != NULL && weir_task_get_lane (leaf->priv->task) != WEIR_LANE_POOL)
      weir_task_cancel (leaf->priv->task);
  }
  return leaves;
}

static void
uncancel_all (GPtrArray *leaves)
{
  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];
    if (leaf->priv->task != NULL && weir_task_get_lane (leaf->priv->task) != WEIR_LANE_POOL)
      weir_task_uncancel (leaf->priv->task);
  }
  g_ptr_array_unref (leaves);
}

static WeirStateChangeReturn
answer_of (WeirElement *self, WeirStateChangeReturn driven)
{
  if (driven == WEIR_STATE_CHANGE_FAILURE)
    return driven;
  if (driven == WEIR_STATE_CHANGE_NO_PREROLL && self->priv->level == WEIR_STATE_PAUSED)
    return driven;
  return self->priv->awaiting_preroll ? WEIR_STATE_CHANGE_ASYNC : WEIR_STATE_CHANGE_SUCCESS;
}

static void
forget_failure (WeirElement *self, WeirStrand *strand)
{
  WeirMonitor *monitor = weir_strand_monitor (strand); /* who waits for a state looks at it */

  weir_monitor_enter (monitor);
  self->priv->failed = FALSE;
  weir_monitor_leave (monitor);
}

/**
 * weir_element_set_state:
 * @element: an element
 * @state: where it shall go
 *
 * Brings the element, and what is in it, to @state. What can't be done at once (sinks wait for their first item) is done
 * later without any main loop: the answer is %WEIR_STATE_CHANGE_ASYNC. A lower state overtakes a change in progress and
 * takes bounded time. After %WEIR_STATE_NULL no callback of the element runs any more in another thread, so that what
 * they use can be freed; one that takes longer than 2 s is named on the bus, and the answer is
 * %WEIR_STATE_CHANGE_FAILURE. Called from a callback it doesn't wait for others. Thread: any that owns no element; also
 * from callbacks.
 *
 * Returns: what became of it
 */
WeirStateChangeReturn
weir_element_set_state (WeirElement *element, WeirState state)
{
  GPtrArray *cancelled = NULL;
  WeirStateChangeReturn ret;
  WeirStrand *strand;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), WEIR_STATE_CHANGE_FAILURE);
  g_return_val_if_fail (state >= WEIR_STATE_NULL && state <= WEIR_STATE_PLAYING, WEIR_STATE_CHANGE_FAILURE);

  __atomic_store_n (&element->priv->target, state, __ATOMIC_RELEASE); /* pairs with target_of () */
  if (state <= WEIR_STATE_READY)
    cancelled = cancel_all (element);
  g_object_ref (element);
  strand = weir_element_enter_strand (element);
  if (element->priv->level <= WEIR_STATE_READY)
    forget_failure (element, strand);
  if (target_of (element) == (int) state)
    ret = answer_of (element, weir_element_drive (element, state));
  else
    ret = WEIR_STATE_CHANGE_SUCCESS; /* somebody else has set another target meanwhile */
  weir_strand_leave (strand);
  if (state == WEIR_STATE_NULL && !weir_element_wait_quiet (element, strand))
    ret = WEIR_STATE_CHANGE_FAILURE;
  weir_strand_unref (strand);
  if (cancelled != NULL)
    uncancel_all (cancelled);
  g_object_unref (element);
  return ret;
}

/**
 * weir_element_get_state:
 * @element: an element
 * @state: (out) (optional): its state
 * @pending: (out) (optional): where it is going
 * @timeout: how long to wait for a change in progress, in ns; %WEIR_CLOCK_TIME_NONE: until it is done
 *
 * From a callback of the same pipeline it answers at once, because what it would wait for may wait for the callback.
 * Thread: any that owns no element.
 *
 * Returns: what became of the last change; %WEIR_STATE_CHANGE_FAILURE after an error
 */
WeirStateChangeReturn
weir_element_get_state (WeirElement *element, WeirState *state, WeirState *pending, WeirClockTime timeout)
{
  WeirElementPrivate *p;
  WeirStrand *strand;
  WeirMonitor *monitor;
  WeirStateChangeReturn ret;
  gint64 deadline;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), WEIR_STATE_CHANGE_FAILURE);

  p = element->priv;
  strand = weir_element_ref_strand (element);
  monitor = weir_strand_monitor (strand);
  if (timeout == WEIR_CLOCK_TIME_NONE)
    deadline = WEIR_FOREVER;
  else
    deadline = timeout == 0 ? 0 : weir_now_ns () + (gint64) MIN (timeout, (WeirClockTime) G_MAXINT64 / 2);

  weir_monitor_enter (monitor);
  while (p->last_return == WEIR_STATE_CHANGE_ASYNC && !p->failed && timeout != 0
         && !weir_strand_in_callback (strand)) {
    if (!weir_monitor_wait (monitor, deadline))
      break;
  }
  ret = p->failed ? WEIR_STATE_CHANGE_FAILURE : (WeirStateChangeReturn) p->last_return;
  if (state != NULL)
    *state = (WeirState) p->current;
  if (pending != NULL)
    *pending = (WeirState) (p->last_return == WEIR_STATE_CHANGE_ASYNC && p->pending == WEIR_STATE_VOID_PENDING ? p->next
                                                                                                              : p->pending);
  weir_monitor_leave (monitor);
  weir_strand_unref (strand);
  return ret;
}

/**
 * weir_element_sync_state_with_parent:
 * @element: an element in a bin
 *
 * Brings it to the state of its bin, as one does with elements added to a running one. Thread: any that owns no element.
 *
 * Returns: %FALSE if it has no bin, or it failed
 */
gboolean
weir_element_sync_state_with_parent (WeirElement *element)
{
  WeirElement *parent;
  WeirStrand *strand;
  WeirStateChangeReturn ret;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  strand = weir_element_enter_strand (element);
  parent = (WeirElement *) weir_object_peek_parent (WEIR_OBJECT_CAST (element));
  if (parent == NULL) {
    ret = WEIR_STATE_CHANGE_FAILURE;
  } else {
    __atomic_store_n (&element->priv->target, parent->priv->level, __ATOMIC_RELEASE);
    ret = weir_element_drive (element, (WeirState) parent->priv->level);
  }
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  return ret != WEIR_STATE_CHANGE_FAILURE;
}

/**
 * weir_element_set_locked_state:
 * @element: an element
 * @locked_state: whether the state changes of its bin leave it alone
 *
 * Thread: any.
 *
 * Returns: whether that is new
 */
gboolean
weir_element_set_locked_state (WeirElement *element, gboolean locked_state)
{
  gboolean changed;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  changed = element->priv->locked_state != locked_state;
  element->priv->locked_state = locked_state;
  weir_element_set_flags (element, WEIR_ELEMENT_FLAG_LOCKED_STATE, locked_state);
  return changed;
}

/**
 * weir_element_is_locked_state:
 * @element: an element
 *
 * Thread: any.
 *
 * Returns: whether the state changes of its bin leave it alone
 */
gboolean
weir_element_is_locked_state (WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  return element->priv->locked_state;
}

/**
 * weir_element_state_get_name:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: its name
 */
const char *
weir_element_state_get_name (WeirState state)
{
  static const char *const names[] = { "VOID_PENDING", "NULL", "READY", "PAUSED", "PLAYING" };

  return (guint) state < G_N_ELEMENTS (names) ? names[state] : "UNKNOWN";
}

/**
 * weir_element_state_change_return_get_name:
 * @state_ret: an answer of weir_element_set_state ()
 *
 * Thread: any.
 *
 * Returns: its name
 */
const char *
weir_element_state_change_return_get_name (WeirStateChangeReturn state_ret)
{
  static const char *const names[] = { "FAILURE", "SUCCESS", "ASYNC", "NO_PREROLL" };

  return (guint) state_ret < G_N_ELEMENTS (names) ? names[state_ret] : "UNKNOWN";
}

/**
 * weir_state_change_get_name:
 * @transition: a transition
 *
 * Thread: any.
 *
 * Returns: it in words: `NULL->READY`
 */
const char *
weir_state_change_get_name (WeirStateChange transition)
{
  switch (transition) {
  case WEIR_STATE_CHANGE_NULL_TO_READY:
    return "NULL->READY";
  case WEIR_STATE_CHANGE_READY_TO_PAUSED:
    return "READY->PAUSED";
  case WEIR_STATE_CHANGE_PAUSED_TO_PLAYING:
    return "PAUSED->PLAYING";
  case WEIR_STATE_CHANGE_PLAYING_TO_PAUSED:
    return "PLAYING->PAUSED";
  case WEIR_STATE_CHANGE_PAUSED_TO_READY:
    return "PAUSED->READY";
  case WEIR_STATE_CHANGE_READY_TO_NULL:
    return "READY->NULL";
  case WEIR_STATE_CHANGE_NULL_TO_NULL:
    return "NULL->NULL";
  case WEIR_STATE_CHANGE_READY_TO_READY:
    return "READY->READY";
  case WEIR_STATE_CHANGE_PAUSED_TO_PAUSED:
    return "PAUSED->PAUSED";
  case WEIR_STATE_CHANGE_PLAYING_TO_PLAYING:
    return "PLAYING->PLAYING";
  }
  return "unknown";
}
