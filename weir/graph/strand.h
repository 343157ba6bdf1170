/* SPDX-License-Identifier: MIT */
/* The control strand of a pipeline: state changes, edits, seeks and late joins run on it, one at a time.
 *
 * It is not a thread: whoever wants to control takes the strand in his own thread, or leaves a job that a helper thread
 * does. No user code runs while it is held: what it has to tell (messages, signals) lies in its outbox and is delivered,
 * in order and by one thread at a time, after it was let go.
 *
 * A thread that holds a strand may wait for the ownership of tasks; a thread that owns a task never waits for a strand.
 */
#pragma once

#include <weir/sched/sched.h>

G_BEGIN_DECLS

typedef struct _WeirStrand WeirStrand;

WeirStrand *weir_strand_new (void);
WeirStrand *weir_strand_ref (WeirStrand *strand);
void weir_strand_unref (WeirStrand *strand);

/* Waits until nobody holds it. May be nested. Thread: any that owns no task. */
void weir_strand_enter (WeirStrand *strand);
/* The outermost leave lets go, and then delivers the outbox unless another thread is at it. */
void weir_strand_leave (WeirStrand *strand);
gboolean weir_strand_is_held_here (WeirStrand *strand);
/* The strand that the calling thread holds innermost, or NULL. */
WeirStrand *weir_strand_current (void);

/* Holder: `func (data)` is called, then `destroy (data)`, after the strand was let go. */
void weir_strand_later (WeirStrand *strand, void (*func) (gpointer data), gpointer data, GDestroyNotify destroy);

/* Any thread that owns no task: the same, also by who doesn't hold it; delivered by the holder, or at once. What is told
 * this way comes after what the strand has to tell. */
void weir_strand_tell (WeirStrand *strand, void (*func) (gpointer data), gpointer data, GDestroyNotify destroy);

/* Waits until no thread tells what lies in the outbox; FALSE: the deadline passed. Not from what is told. */
gboolean weir_strand_wait_told (WeirStrand *strand, gint64 deadline_ns);

/* Its monitor also serves threads that wait for states (weir_element_get_state ()). */
WeirMonitor *weir_strand_monitor (WeirStrand *strand);

/* Brackets user code that runs on behalf of this strand's pipeline, so that what it calls knows. Nested. */
typedef struct _WeirCallbackScope {
  WeirStrand *strand;
  struct _WeirCallbackScope *outer;
} WeirCallbackScope;
void weir_callback_scope_enter (WeirCallbackScope *scope, WeirStrand *strand);
void weir_callback_scope_leave (WeirCallbackScope *scope);
/* Is the calling thread inside a callback of this strand's pipeline? */
gboolean weir_strand_in_callback (WeirStrand *strand);

G_END_DECLS
