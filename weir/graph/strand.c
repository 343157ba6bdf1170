/* SPDX-License-Identifier: MIT */
/* One control action at a time per pipeline, and what it tells the world afterwards. */
#include <weir/base/reaper.h>
#include <weir/graph/strand.h>

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} Later;

struct _WeirStrand {
  int refs; /* atomic */
  WeirMonitor monitor;
  /* guarded by the monitor: */
  gboolean held;
  gboolean delivering; /* a thread empties the outbox */
  GQueue outbox;       /* of Later * */
  /* holder only: */
  guint depth;
  WeirStrand *outer; /* which strand the holder held before */
};

static __thread WeirStrand *current_strand;
static __thread WeirCallbackScope *current_scope;

WeirStrand *
weir_strand_new (void)
{
  WeirStrand *self = g_new0 (WeirStrand, 1);

  self->refs = 1;
  weir_monitor_init (&self->monitor);
  g_queue_init (&self->outbox);
  return self;
}

WeirStrand *
weir_strand_ref (WeirStrand *strand)
{
  __atomic_fetch_add (&strand->refs, 1, __ATOMIC_RELAXED);
  return strand;
}

void
weir_strand_unref (WeirStrand *strand)
{
  if (__atomic_fetch_sub (&strand->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_assert (g_queue_is_empty (&strand->outbox));
  weir_monitor_clear (&strand->monitor);
  g_free (strand);
}

gboolean
weir_strand_is_held_here (WeirStrand *strand)
{
  for (WeirStrand *at = current_strand; at != NULL; at = at->outer) {
    if (at == strand)
      return TRUE;
  }
  return FALSE;
}

WeirStrand *
weir_strand_current (void)
{
  return current_strand;
}

WeirMonitor *
weir_strand_monitor (WeirStrand *strand)
{
  return &strand->monitor;
}

void
weir_strand_enter (WeirStrand *strand)
{
  if (weir_strand_is_held_here (strand)) {
    strand->depth++;
    return;
  }
  weir_monitor_enter (&strand->monitor);
  while (strand->held)
    weir_monitor_wait (&strand->monitor, WEIR_FOREVER);
  strand->held = TRUE;
  weir_monitor_leave (&strand->monitor);
  strand->depth = 1;
  strand->outer = current_strand;
  current_strand = weir_strand_ref (strand);
  weir_reaper_hold ();
}

static void
deliver (WeirStrand *strand)
{
  weir_monitor_enter (&strand->monitor);
  if (strand->delivering) {
    weir_monitor_leave (&strand->monitor);
    return;
  }
  strand->delivering = TRUE;
  while (!g_queue_is_empty (&strand->outbox)) {
    Later *later = g_queue_pop_head (&strand->outbox);
    WeirCallbackScope scope;

    weir_monitor_leave (&strand->monitor);
    weir_callback_scope_enter (&scope, strand);
    later->func (later->data);
    if (later->destroy != NULL)
      later->destroy (later->data);
    weir_callback_scope_leave (&scope);
    g_free (later);
    weir_monitor_enter (&strand->monitor);
  }
  strand->delivering = FALSE;
  weir_monitor_notify_all (&strand->monitor);
  weir_monitor_leave (&strand->monitor);
}

gboolean
weir_strand_wait_told (WeirStrand *strand, gint64 deadline_ns)
{
  gboolean told;

  weir_monitor_enter (&strand->monitor);
  while (strand->delivering && weir_monitor_wait (&strand->monitor, deadline_ns))
    ;
  told = !strand->delivering;
  weir_monitor_leave (&strand->monitor);
  return told;
}

void
weir_strand_leave (WeirStrand *strand)
{
  gboolean something;

  g_assert (weir_strand_is_held_here (strand));
  if (--strand->depth > 0)
    return;
  g_assert (current_strand == strand);
  current_strand = strand->outer;
  strand->outer = NULL;
  weir_reaper_let_go ();

  weir_monitor_enter (&strand->monitor);
  strand->held = FALSE;
  something = !g_queue_is_empty (&strand->outbox);
  weir_monitor_notify_all (&strand->monitor);
  weir_monitor_leave (&strand->monitor);
  /* A thread that still holds another strand must not run user code; what lies there is delivered by its last leave. */
  if (something && current_strand == NULL)
    deliver (strand);
  else if (something)
    weir_strand_later (current_strand, (void (*) (gpointer)) deliver, weir_strand_ref (strand),
                       (GDestroyNotify) weir_strand_unref);
  weir_strand_unref (strand);
  weir_reaper_poll ();
}

void
weir_strand_later (WeirStrand *strand, void (*func) (gpointer data), gpointer data, GDestroyNotify destroy)
{
  Later *later = g_new (Later, 1);

  *later = (Later){ func, data, destroy };
  weir_monitor_enter (&strand->monitor);
  g_queue_push_tail (&strand->outbox, later);
  weir_monitor_leave (&strand->monitor);
}

void
weir_strand_tell (WeirStrand *strand, void (*func) (gpointer data), gpointer data, GDestroyNotify destroy)
{
  gboolean held;

  weir_strand_later (strand, func, data, destroy);
  weir_monitor_enter (&strand->monitor);
  held = strand->held;
  weir_monitor_leave (&strand->monitor);
  if (!held)
    deliver (strand);
}

void
weir_callback_scope_enter (WeirCallbackScope *scope, WeirStrand *strand)
{
  scope->strand = strand;
  scope->outer = current_scope;
  current_scope = scope;
}

void
weir_callback_scope_leave (WeirCallbackScope *scope)
{
  g_assert (current_scope == scope);
  current_scope = scope->outer;
}

gboolean
weir_strand_in_callback (WeirStrand *strand)
{
  for (WeirCallbackScope *at = current_scope; at != NULL; at = at->outer) {
    if (at->strand == strand)
      return TRUE;
  }
  return FALSE;
}
