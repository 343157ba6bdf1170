/* SPDX-License-Identifier: MIT */
/* Who waits for a first item that depends on the world (an application, a socket, a device) does not make the others wait
 * for ever: some time after the first sink had its item, such a sink joins late. One whose branch computes is never given
 * up. */
#include <weir/graph/bin-private.h>
#include <weir/graph/pipeline.h>

#define OUTSIDE (WEIR_WAIT_FD | WEIR_WAIT_APP | WEIR_WAIT_BLOCK)

struct _WeirPreroll {
  WeirElement *pipeline; /* (unowned): it retires the task before it ends */
  WeirTask *task;        /* (owned): the timer */
  gint64 deadline_ns;    /* atomic; WEIR_FOREVER: nobody waits */
};

/* --- who is late ---------------------------------------------------------------------------------------------------- */

/* Something upstream waits for the world, and nothing is at work. */
static gboolean
depends_on_the_world (WeirElement *sink)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean outside = FALSE;

  g_ptr_array_add (todo, sink);
  while (todo->len > 0) {
    WeirElement *at = g_ptr_array_steal_index_fast (todo, todo->len - 1);
    WeirWait wants = weir_task_get_wants (at->priv->task);

    if (!g_hash_table_add (seen, at))
      continue;
    outside |= (wants & OUTSIDE) != 0;
    if (!weir_task_is_parked (at->priv->task) && (wants & OUTSIDE) == 0)
      return FALSE;
    for (guint i = 0; i < at->priv->sinks->len; i++) {
      WeirPad *far = ((WeirPad *) at->priv->sinks->pdata[i])->far;
      if (far != NULL && far->element != NULL)
        g_ptr_array_add (todo, far->element);
    }
  }
  return outside;
}

static void
let_join_late (WeirElement *sink)
{
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (sink));
  g_autoptr (GError) error = NULL;

  sink->priv->joins_late = TRUE;
  error = g_error_new (WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE,
                       "%s has got nothing yet while others wait for it to begin: they begin without it, and it joins when "
                       "something comes (async=false on it says so from the start)",
                       path);
  weir_element_post_warning (sink, error, NULL);
}

static void
late_job (gpointer data)
{
  WeirElement *pipeline = data;
  WeirStrand *strand = weir_element_enter_strand (pipeline);
  g_autoptr (GPtrArray) leaves = weir_element_leaves (pipeline);

  for (guint i = 0; i < leaves->len && pipeline->priv->level >= WEIR_STATE_PAUSED; i++) {
    WeirElementPrivate *p = ((WeirElement *) leaves->pdata[i])->priv;

    if (p->awaiting_preroll && __atomic_load_n (&p->wants_preroll, __ATOMIC_RELAXED) && p->task != NULL && !p->joins_late
        && __atomic_load_n (&p->prerolled, __ATOMIC_ACQUIRE) == 0 && depends_on_the_world (leaves->pdata[i]))
      let_join_late (leaves->pdata[i]);
  }
  weir_pipeline_watch_preroll (WEIR_PIPELINE_CAST (pipeline), pipeline->priv->awaiting_preroll); /* who computes, later */
  weir_element_continue (weir_element_root (pipeline));
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  g_object_unref (pipeline);
}

/* --- the timer ------------------------------------------------------------------------------------------------------ */

static WeirStep
step (gpointer data)
{
  WeirPreroll *self = data;
  gint64 deadline_ns = __atomic_load_n (&self->deadline_ns, __ATOMIC_ACQUIRE);

  if (deadline_ns != WEIR_FOREVER && weir_now_ns () >= deadline_ns
      && __atomic_compare_exchange_n (&self->deadline_ns, &deadline_ns, WEIR_FOREVER, FALSE, __ATOMIC_ACQ_REL,
                                      __ATOMIC_ACQUIRE)) {
    weir_run_job (self->pipeline, late_job, g_object_ref (self->pipeline));
    deadline_ns = WEIR_FOREVER;
  }
  if (deadline_ns != WEIR_FOREVER)
    weir_task_want_deadline (self->task, deadline_ns);
  weir_task_want (self->task, WEIR_WAIT_STATE);
  return WEIR_STEP_PARK;
}

static void
nothing (gpointer data)
{
}

WeirPreroll *
weir_preroll_new (WeirElement *pipeline)
{
  static const WeirTaskFuncs funcs = { .step = step, .deliver = nothing };
  WeirPreroll *self = g_new0 (WeirPreroll, 1);

  self->pipeline = pipeline;
  self->deadline_ns = WEIR_FOREVER;
  self->task = weir_task_new (&funcs, self, NULL);
  return self;
}

void
weir_preroll_free (WeirPreroll *self)
{
  if (weir_task_acquire (self->task))
    weir_task_retire (self->task);
  weir_task_unref (self->task);
  g_free (self);
}

void
weir_preroll_watch (WeirPreroll *self, guint64 timeout_ns)
{
  gint64 deadline_ns = timeout_ns < (guint64) G_MAXINT64 / 2 ? weir_now_ns () + (gint64) timeout_ns : WEIR_FOREVER;

  if (__atomic_load_n (&self->deadline_ns, __ATOMIC_ACQUIRE) != WEIR_FOREVER || deadline_ns == WEIR_FOREVER)
    return;
  __atomic_store_n (&self->deadline_ns, deadline_ns, __ATOMIC_RELEASE); /* pairs with step () */
  weir_task_wake (self->task);
}

void
weir_preroll_unwatch (WeirPreroll *self)
{
  __atomic_store_n (&self->deadline_ns, WEIR_FOREVER, __ATOMIC_RELEASE);
}
