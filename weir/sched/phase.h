/* SPDX-License-Identifier: MIT */
/* The one word that says who may touch an element: phase, flags and counts, changed by
 * compare-and-swap only.
 *
 * from       to         who            when ---------  ---------  -------------
 * ------------------------------------------------------------------------------
 * IDLE       QUEUED     waker          it was woken
 * QUEUED     RUNNING    worker         its queue entry was popped
 * QUEUED     OWNED      acquirer       its queue entry turns stale, and it counts as notified
 * IDLE       OWNED      acquirer
 * EMITTING   OWNED      acquirer       callbacks, or a blocking call, are in progress
 * RUNNING    IDLE       worker         the step parked
 * RUNNING    QUEUED     worker         the step wants to go on, or it was notified meanwhile
 * RUNNING    EMITTING   worker         outbox delivered, blocking call begins, emissions open
 * RUNNING    OWNED      worker         granted to a waiter
 * OWNED      IDLE       owner          let go
 * OWNED      QUEUED     owner          let go; notified meanwhile, or something in its outbox
 * OWNED      EMITTING   owner          let go while emissions are open, or one of its own begins
 * OWNED      OWNED      owner          let go, and granted to a waiter
 * OWNED      RETIRED    owner          removed for ever
 * EMITTING   IDLE       deliverer      the last emission ended
 * EMITTING   QUEUED     deliverer      the last emission ended, and it was notified meanwhile
 * EMITTING   RUNNING    emitter        a blocking call ended
 * EMITTING   OWNED      emitter        an outside owner's emission ended
 *
 * Nothing leaves RETIRED. weir_phase_may[] is this table as data; the simulation checks each
 * transition against it, and that each occurs. tests/sched/task-phases.pml is the protocol as a
 * model, checked exhaustively. */
#pragma once

#include <weir/sched/atomics.h>

G_BEGIN_DECLS

typedef enum {
  WEIR_PHASE_IDLE = 1,
  WEIR_PHASE_QUEUED,
  WEIR_PHASE_RUNNING,
  WEIR_PHASE_EMITTING,
  WEIR_PHASE_OWNED,
  WEIR_PHASE_RETIRED,
  WEIR_N_PHASES,
} WeirPhase;

typedef enum {
  WEIR_WHO_WAKER = 1,
  WEIR_WHO_WORKER,
  WEIR_WHO_ACQUIRER,
  WEIR_WHO_OWNER,
  WEIR_WHO_DELIVERER,
  WEIR_WHO_EMITTER,
  WEIR_N_WHO,
} WeirWho;

/* For each (from, to) the set of who may: bits 1 << WeirWho. */
extern const guint8 weir_phase_may[WEIR_N_PHASES][WEIR_N_PHASES];
const char *weir_phase_get_name (WeirPhase phase);
const char *weir_who_get_name (WeirWho who);

/* For the test of the table: counts transitions while it is not NULL (simulation only: one
 * thread at a time). */
typedef struct {
  guint64 seen[WEIR_N_PHASES][WEIR_N_PHASES][WEIR_N_WHO];
} WeirPhaseLog;
extern WeirPhaseLog *weir_phase_log;

#define WEIR_WORD_PHASE G_GUINT64_CONSTANT (0x7)
#define WEIR_WORD_NOTIFIED                                                                         \
  G_GUINT64_CONSTANT (0x8) /* woken while somebody had it: queue it again afterwards */
#define WEIR_WORD_INQUEUE G_GUINT64_CONSTANT (0x10) /* a queue entry exists, perhaps a stale one */
#define WEIR_WORD_GRANT                                                                            \
  G_GUINT64_CONSTANT (0x20) /* OWNED was handed to a waiter, who hasn't taken it yet */
#define WEIR_WORD_OUTBOX G_GUINT64_CONSTANT (0x40)     /* something lies in the outbox */
#define WEIR_WORD_DELIVERING G_GUINT64_CONSTANT (0x80) /* one thread is in deliver () */
#define WEIR_WORD_WAITER                                                                           \
  (G_GUINT64_CONSTANT (1) << 8) /* 16 bits: threads that wait to own it, not counting a grant */
#define WEIR_WORD_EMITTER (G_GUINT64_CONSTANT (1) << 24) /* 16 bits: emissions in progress */
#define WEIR_WORD_ENDER                                                                            \
  (G_GUINT64_CONSTANT (1) << 40) /* 16 bits: threads that wait to have it back after theirs */
#define WEIR_WORD_COUNT(word, unit) ((guint) (((word) / (unit)) & 0xffff))

typedef WEIR_ATOMIC (guint64) WeirWord;

static inline WeirPhase
weir_word_phase (guint64 word)
{
  return (WeirPhase) (word & WEIR_WORD_PHASE);
}

static inline guint64
weir_word_with (guint64 word, WeirPhase phase)
{
  return (word & ~WEIR_WORD_PHASE) | phase;
}

/* What the caller of a transition must do next. */
typedef enum {
  WEIR_TODO_NOTHING = 0,
  WEIR_TODO_SUBMIT = 1 << 0,  /* put an entry into the queue */
  WEIR_TODO_NOTIFY = 1 << 1,  /* threads wait for this change */
  WEIR_TODO_DELIVER = 1 << 2, /* the caller is the deliverer now: an emission was begun for it */
} WeirTodo;

typedef enum {
  WEIR_GOT_NOTHING = 0, /* wait, and try again */
  WEIR_GOT_IT,
  WEIR_GOT_RETIRED, /* it is gone for ever */
} WeirGot;

/* Each returns what the table allows and nothing else. All compare-and-swaps acquire and
 * release: what the last owner wrote is seen by the next one. */
gboolean weir_phase_wake_slow (WeirWord *word);
WeirGot weir_phase_begin_step (WeirWord *word);
WeirTodo weir_phase_end_step (WeirWord *word, gboolean again);
WeirGot weir_phase_acquire (WeirWord *word, gboolean wait);
WeirGot weir_phase_take_grant (WeirWord *word);
WeirTodo weir_phase_release (WeirWord *word);
WeirTodo weir_phase_retire (WeirWord *word, gboolean *has_entry);
WeirTodo weir_phase_emit_begin (WeirWord *word);
WeirGot weir_phase_emit_end (WeirWord *word, WeirPhase back, gboolean *waits);
void weir_phase_emission_lost (WeirWord *word);
/* TRUE: more lies in the outbox, deliver again. */
gboolean weir_phase_deliver_end (WeirWord *word, WeirTodo *todo);

/* The caller's fence came before: a task that is queued or notified already costs one load.
 * TRUE: submit it. */
static inline gboolean
weir_phase_wake (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  if ((seen & WEIR_WORD_NOTIFIED) != 0 || weir_word_phase (seen) == WEIR_PHASE_QUEUED
      || weir_word_phase (seen) == WEIR_PHASE_RETIRED)
    return FALSE;
  return weir_phase_wake_slow (word);
}

static inline void
weir_phase_set_outbox (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  while ((seen & WEIR_WORD_OUTBOX) == 0
         && !WEIR_ATOMIC_CAS (word, &seen, seen | WEIR_WORD_OUTBOX, acq_rel))
    ;
}

G_END_DECLS
