/* SPDX-License-Identifier: MIT */
/* What an element tells the world: it lies here until the element was let go, and is then told in order. */
#include <gobject/gvaluecollector.h>

#include <weir/base/reaper.h>
#include <weir/graph/bin-private.h>
#include <weir/graph/element-private.h>

static void
out_free (WeirOut *out)
{
  switch (out->kind) {
  case WEIR_OUT_MESSAGE:
    g_clear_pointer (&out->message, weir_message_unref);
    break;
  case WEIR_OUT_NOTIFY:
    g_param_spec_unref (out->pspec);
    break;
  case WEIR_OUT_SIGNAL:
    g_array_unref (out->signal.values);
    break;
  case WEIR_OUT_PAD_ADDED:
  case WEIR_OUT_PAD_REMOVED:
  case WEIR_OUT_PROBE:
  case WEIR_OUT_PAD_CAPS:
    g_object_unref (out->pad);
    break;
  case WEIR_OUT_CALL:
    if (out->call.destroy != NULL)
      out->call.destroy (out->call.data);
    break;
  case WEIR_OUT_NO_MORE_PADS:
    break;
  }
  g_free (out);
}

void
weir_element_outbox_push (WeirElement *self, WeirOut *out)
{
  pthread_mutex_lock (&self->priv->lock);
  g_queue_push_tail (&self->priv->outbox, out);
  pthread_mutex_unlock (&self->priv->lock);
  weir_task_set_outbox (self->priv->task);
}

static WeirOut *
outbox_pop (WeirElement *self)
{
  WeirOut *out;

  pthread_mutex_lock (&self->priv->lock);
  out = g_queue_pop_head (&self->priv->outbox);
  self->priv->telling = out != NULL;
  pthread_mutex_unlock (&self->priv->lock);
  return out;
}

/* The handlers of pad-added have run: what was held for them goes on, or, when nobody linked it, is dropped. */
static void
settle_pad (WeirElement *self, WeirPad *pad)
{
  g_signal_emit_by_name (self, "pad-added", pad);
  pthread_mutex_lock (&pad->lock);
  pad->announced = TRUE;
  pthread_mutex_unlock (&pad->lock);
  weir_task_wake (self->priv->task);
}

static void
end_hold (gpointer self, gpointer data)
{
  GPtrArray *srcs = WEIR_ELEMENT_CAST (self)->priv->srcs;

  for (guint i = 0; i < srcs->len; i++)
    ((WeirPad *) g_ptr_array_index (srcs, i))->hold = FALSE;
}

static void
tell (WeirElement *self, WeirOut *out)
{
  if (out->kind != WEIR_OUT_MESSAGE) /* of these the bus knows who handles them */
    weir_callback_begin ();
  switch (out->kind) {
  case WEIR_OUT_MESSAGE:
    weir_element_route_message (self, g_steal_pointer (&out->message));
    break;
  case WEIR_OUT_NOTIFY:
    g_object_notify_by_pspec (G_OBJECT (self), out->pspec);
    break;
  case WEIR_OUT_SIGNAL:
    g_signal_emitv ((GValue *) out->signal.values->data, out->signal.id, out->signal.detail, NULL);
    break;
  case WEIR_OUT_PAD_ADDED:
    settle_pad (self, out->pad);
    break;
  case WEIR_OUT_PAD_REMOVED:
    g_signal_emit_by_name (self, "pad-removed", out->pad);
    break;
  case WEIR_OUT_NO_MORE_PADS:
    g_signal_emit_by_name (self, "no-more-pads");
    weir_task_call (self->priv->task, end_hold, NULL);
    weir_task_wake (self->priv->task);
    break;
  case WEIR_OUT_PROBE:
    weir_pad_run_probes (out->pad);
    break;
  case WEIR_OUT_PAD_CAPS:
    weir_pad_notify_caps (out->pad);
    break;
  case WEIR_OUT_CALL:
    out->call.func (self, out->call.data);
    break;
  }
}

/* EOS of the whole may have waited for this. */
static void
say_told (WeirElement *self)
{
  WeirObject *root = weir_object_get_parent (WEIR_OBJECT_CAST (self)), *parent;

  while (root != NULL && (parent = weir_object_get_parent (root)) != NULL) {
    weir_reaper_push (g_object_unref, root);
    root = parent;
  }
  if (root == NULL)
    return;
  weir_bin_told (WEIR_BIN_CAST (root));
  weir_reaper_push (g_object_unref, root); /* it may be the last reference */
}

/* WeirTaskFuncs.deliver: without ownership; one thread at a time. */
void
weir_element_deliver (gpointer object)
{
  WeirElement *self = g_object_ref (object);
  WeirStrand *strand = weir_element_ref_strand (self);
  WeirCallbackScope scope;
  WeirOut *out;

  weir_callback_scope_enter (&scope, strand);
  while ((out = outbox_pop (self)) != NULL) {
    tell (self, out);
    out_free (out);
  }
  say_told (self);
  weir_callback_scope_leave (&scope);
  weir_strand_unref (strand);
  /* It may be the last reference: a callback may have removed the element. Its end waits for this emission's. */
  weir_reaper_hold ();
  weir_reaper_push (g_object_unref, self);
  weir_reaper_let_go ();
}

void
weir_element_outbox_clear (WeirElement *self)
{
  WeirOut *out;

  while ((out = outbox_pop (self)) != NULL)
    out_free (out);
}

void
weir_element_call_later (WeirElement *self, void (*func) (WeirElement *self, gpointer data), gpointer data,
                         GDestroyNotify destroy)
{
  WeirOut *out = g_new0 (WeirOut, 1);

  out->kind = WEIR_OUT_CALL;
  out->call.func = func;
  out->call.data = data;
  out->call.destroy = destroy;
  weir_element_outbox_push (self, out);
}

gboolean
weir_signal_is_connected (gpointer object, guint signal_id, GQuark detail)
{
  /* GLib looks for the very detail only; who wants all is connected without one */
  return g_signal_has_handler_pending (object, signal_id, 0, FALSE)
         || (detail != 0 && g_signal_has_handler_pending (object, signal_id, detail, FALSE));
}

/**
 * weir_element_emit: (skip)
 * @self: an element
 * @signal_id: a signal without answer
 * @detail: its detail, or 0
 * @...: arguments of the signal
 *
 * Emits a signal after the step, through the outbox. The arguments are copied; without a handler nothing
 * happens.
 * Thread: owner.
 */
void
weir_element_emit (WeirElement *self, guint signal_id, GQuark detail, ...)
{
  GSignalQuery query;
  WeirOut *out;
  GArray *values;
  va_list args;

  if (!weir_signal_is_connected (self, signal_id, detail))
    return;
  g_signal_query (signal_id, &query);
  values = g_array_sized_new (FALSE, TRUE, sizeof (GValue), query.n_params + 1);
  g_array_set_clear_func (values, (GDestroyNotify) g_value_unset);
  g_array_set_size (values, query.n_params + 1);
  g_value_init (&g_array_index (values, GValue, 0), G_OBJECT_TYPE (self));
  g_value_set_object (&g_array_index (values, GValue, 0), self);

  va_start (args, detail);
  for (guint i = 0; i < query.n_params; i++) {
    GValue *value = &g_array_index (values, GValue, i + 1);
    char *error = NULL;

    G_VALUE_COLLECT_INIT (value, query.param_types[i] & ~G_SIGNAL_TYPE_STATIC_SCOPE, args, 0, &error);
    if (error != NULL) {
      g_critical ("%s: %s", query.signal_name, error);
      g_free (error);
      break;
    }
  }
  va_end (args);

  out = g_new0 (WeirOut, 1);
  out->kind = WEIR_OUT_SIGNAL;
  out->signal.id = signal_id;
  out->signal.detail = detail;
  out->signal.values = values;
  weir_element_outbox_push (self, out);
}

/* --- messages ------------------------------------------------------------------------------------------------------- */

gboolean
weir_element_route_message (WeirElement *self, WeirMessage *message)
{
  WeirObject *parent = weir_object_get_parent (WEIR_OBJECT_CAST (self));
  WeirBus *bus;
  gboolean posted = FALSE;

  if (parent != NULL) {
    weir_bin_take_message (WEIR_BIN_CAST (parent), message);
    weir_reaper_push (g_object_unref, parent); /* it may be the last reference */
    return TRUE;
  }
  bus = weir_element_get_bus (self);
  if (bus != NULL) {
    posted = weir_bus_post (bus, message);
    g_object_unref (bus);
  } else {
    weir_message_unref (message);
  }
  return posted;
}

typedef struct {
  WeirElement *element;
  WeirMessage *message;
} Posting;

static void
posting_run (gpointer data)
{
  Posting *posting = data;
  weir_element_route_message (posting->element, g_steal_pointer (&posting->message));
}

static void
posting_free (gpointer data)
{
  Posting *posting = data;

  g_clear_pointer (&posting->message, weir_message_unref);
  g_object_unref (posting->element);
  g_free (posting);
}

/**
 * weir_element_post_message:
 * @element: an element
 * @message: (transfer full): what it has to say
 *
 * Posts a message to the bus of the element's pipeline, by way of its bins. From element code, and while the control
 * strand is held, it lies in the outbox until both are let go. Thread: any.
 *
 * Returns: %FALSE if there is no bus
 */
gboolean
weir_element_post_message (WeirElement *element, WeirMessage *message)
{
  WeirStrand *strand = weir_strand_current ();

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (strand != NULL) {
    Posting *posting = g_new (Posting, 1);

    posting->element = g_object_ref (element);
    posting->message = message;
    weir_strand_later (strand, posting_run, posting, posting_free);
    return TRUE;
  }
  if (element->priv->task != NULL && weir_task_is_owner (element->priv->task)) {
    WeirOut *out = g_new0 (WeirOut, 1);

    out->kind = WEIR_OUT_MESSAGE;
    out->message = message;
    weir_element_outbox_push (element, out);
    return TRUE;
  }
  return weir_element_route_message (element, message);
}

/**
 * weir_element_post_error:
 * @self: an element
 * @error: (transfer none): what failed, on what, and what to do about it
 * @debug: (nullable): details for who reads the code
 *
 * Posts an error message in the name of @self. Data flow doesn't end by itself: process () answers
 * %WEIR_PROCESS_ERROR for that, which posts its error. Thread: any.
 */
void
weir_element_post_error (WeirElement *self, const GError *error, const char *debug)
{
  weir_element_post_message (self, weir_message_new_error (WEIR_OBJECT_CAST (self), (GError *) error, debug));
}

/**
 * weir_element_post_warning:
 * @self: an element
 * @error: (transfer none): what went wrong, and what was done about it
 * @debug: (nullable): details for who reads the code
 *
 * Posts a warning message in the name of @self. Thread: any.
 */
void
weir_element_post_warning (WeirElement *self, const GError *error, const char *debug)
{
  weir_element_post_message (self, weir_message_new_warning (WEIR_OBJECT_CAST (self), (GError *) error, debug));
}
