/* SPDX-License-Identifier: MIT */
/* The transitions of a task's word. Kept apart from everything else, so that the table in
 * phase.h, the model and the explorer in tests/sched can be held against a page
 * of code. */
#include <weir/sched/phase.h>

#define MAY(who) (1 << WEIR_WHO_##who)

const guint8 weir_phase_may[WEIR_N_PHASES][WEIR_N_PHASES] = {
  [WEIR_PHASE_IDLE] = {
    [WEIR_PHASE_QUEUED] = MAY (WAKER),
    [WEIR_PHASE_OWNED] = MAY (ACQUIRER),
  },
  [WEIR_PHASE_QUEUED] = {
    [WEIR_PHASE_RUNNING] = MAY (WORKER),
    [WEIR_PHASE_OWNED] = MAY (ACQUIRER),
  },
  [WEIR_PHASE_RUNNING] = {
    [WEIR_PHASE_IDLE] = MAY (WORKER),
    [WEIR_PHASE_QUEUED] = MAY (WORKER),
    [WEIR_PHASE_EMITTING] = MAY (WORKER),
    [WEIR_PHASE_OWNED] = MAY (WORKER),
  },
  [WEIR_PHASE_EMITTING] = {
    [WEIR_PHASE_IDLE] = MAY (DELIVERER),
    [WEIR_PHASE_QUEUED] = MAY (DELIVERER),
    [WEIR_PHASE_RUNNING] = MAY (EMITTER),
    [WEIR_PHASE_OWNED] = MAY (ACQUIRER) | MAY (EMITTER),
  },
  [WEIR_PHASE_OWNED] = {
    [WEIR_PHASE_IDLE] = MAY (OWNER),
    [WEIR_PHASE_QUEUED] = MAY (OWNER),
    [WEIR_PHASE_EMITTING] = MAY (OWNER),
    [WEIR_PHASE_OWNED] = MAY (OWNER),
    [WEIR_PHASE_RETIRED] = MAY (OWNER),
  },
};

WeirPhaseLog *weir_phase_log;

const char *
weir_phase_get_name (WeirPhase phase)
{
  static const char *const names[WEIR_N_PHASES] = { "none",     "IDLE",  "QUEUED", "RUNNING",
                                                    "EMITTING", "OWNED", "RETIRED" };
  return phase < WEIR_N_PHASES ? names[phase] : "none";
}

const char *
weir_who_get_name (WeirWho who)
{
  static const char *const names[WEIR_N_WHO] = { "none",  "waker",     "worker", "acquirer",
                                                 "owner", "deliverer", "emitter" };
  return who < WEIR_N_WHO ? names[who] : "none";
}

static inline void
note (guint64 from, guint64 to, WeirWho who)
{
  if (WEIR_LIKELY (weir_phase_log == NULL))
    return;
  if ((weir_phase_may[weir_word_phase (from)][weir_word_phase (to)] & (1 << who)) == 0)
    g_error ("a %s may not take a task from %s to %s", weir_who_get_name (who),
             weir_phase_get_name (weir_word_phase (from)),
             weir_phase_get_name (weir_word_phase (to)));
  weir_phase_log->seen[weir_word_phase (from)][weir_word_phase (to)][who]++;
}

static inline WeirWho
owner_kind (guint64 word)
{
  return weir_word_phase (word) == WEIR_PHASE_RUNNING ? WEIR_WHO_WORKER : WEIR_WHO_OWNER;
}

/* What becomes of a task when nobody has it any more: back to the queue if it was woken
 * meanwhile. */
static inline guint64
rest (guint64 word, WeirTodo *todo)
{
  if ((word & WEIR_WORD_NOTIFIED) == 0)
    return weir_word_with (word, WEIR_PHASE_IDLE);
  if ((word & WEIR_WORD_INQUEUE) == 0)
    *todo |= WEIR_TODO_SUBMIT;
  return weir_word_with ((word & ~WEIR_WORD_NOTIFIED) | WEIR_WORD_INQUEUE, WEIR_PHASE_QUEUED);
}

/* What becomes of a task when its owner lets go: a waiter first, then threads whose emission
 * ended, then the queue. */
static inline guint64
let_go (guint64 word, WeirTodo *todo)
{
  if (WEIR_WORD_COUNT (word, WEIR_WORD_WAITER) > 0) {
    *todo |= WEIR_TODO_NOTIFY;
    return weir_word_with ((word - WEIR_WORD_WAITER) | WEIR_WORD_GRANT, WEIR_PHASE_OWNED);
  }
  if (WEIR_WORD_COUNT (word, WEIR_WORD_EMITTER) > 0) {
    if (WEIR_WORD_COUNT (word, WEIR_WORD_ENDER) > 0)
      *todo |= WEIR_TODO_NOTIFY;
    return weir_word_with (word, WEIR_PHASE_EMITTING);
  }
  return rest (word, todo);
}

/* The caller's fence came before its own change and this: TRUE when it must submit the task. */
gboolean
weir_phase_wake_slow (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    guint64 next;
    switch (weir_word_phase (seen)) {
    case WEIR_PHASE_RETIRED:
    case WEIR_PHASE_QUEUED:
      return FALSE;
    case WEIR_PHASE_IDLE:
      g_assert ((seen & WEIR_WORD_INQUEUE) == 0);
      next = weir_word_with (seen | WEIR_WORD_INQUEUE, WEIR_PHASE_QUEUED);
      break;
    default:
      next = seen | WEIR_WORD_NOTIFIED;
      break;
    }
    if (next == seen)
      return FALSE;
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      if (weir_word_phase (seen) != WEIR_PHASE_IDLE)
        return FALSE;
      note (seen, next, WEIR_WHO_WAKER);
      return TRUE;
    }
  }
}

/* A queue entry was popped. NOTHING: it was stale. RETIRED: so it was, and the task's own
 * reference was left for it. */
WeirGot
weir_phase_begin_step (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    guint64 next = seen & ~WEIR_WORD_INQUEUE;
    WeirPhase phase = weir_word_phase (seen);
    if (phase == WEIR_PHASE_QUEUED)
      next = weir_word_with (next & ~WEIR_WORD_NOTIFIED, WEIR_PHASE_RUNNING);
    /* seq_cst: what was stored before a wake that saw this task QUEUED is seen by the step
     * (fence before the wake) */
    if (WEIR_ATOMIC_CAS (word, &seen, next, seq_cst)) {
      if (phase == WEIR_PHASE_RETIRED)
        return WEIR_GOT_RETIRED;
      if (phase != WEIR_PHASE_QUEUED)
        return WEIR_GOT_NOTHING;
      note (seen, next, WEIR_WHO_WORKER);
      return WEIR_GOT_IT;
    }
  }
}

WeirTodo
weir_phase_end_step (WeirWord *word, gboolean again)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    WeirTodo todo = WEIR_TODO_NOTHING;
    guint64 next = seen;
    if (again)
      next |= WEIR_WORD_NOTIFIED;
    if ((seen & (WEIR_WORD_OUTBOX | WEIR_WORD_DELIVERING)) == WEIR_WORD_OUTBOX) {
      next = ((next & ~WEIR_WORD_OUTBOX) | WEIR_WORD_DELIVERING) + WEIR_WORD_EMITTER;
      todo |= WEIR_TODO_DELIVER;
    }
    next = let_go (next, &todo);
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      note (seen, next, WEIR_WHO_WORKER);
      return todo;
    }
  }
}

/* wait: where it can't be had at once, the caller is counted as a waiter, and must wait until
 * take_grant () answers. */
WeirGot
weir_phase_acquire (WeirWord *word, gboolean wait)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    guint64 next;
    switch (weir_word_phase (seen)) {
    case WEIR_PHASE_RETIRED:
      return WEIR_GOT_RETIRED;
    case WEIR_PHASE_QUEUED: /* its queue entry stays, and turns stale */
      next = weir_word_with (seen | WEIR_WORD_NOTIFIED, WEIR_PHASE_OWNED);
      break;
    case WEIR_PHASE_IDLE:
    case WEIR_PHASE_EMITTING:
      next = weir_word_with (seen, WEIR_PHASE_OWNED);
      break;
    default:
      if (!wait)
        return WEIR_GOT_NOTHING;
      next = seen + WEIR_WORD_WAITER;
      break;
    }
    if (WEIR_ATOMIC_CAS (word, &seen, next, seq_cst)) {
      if (weir_word_phase (next) == weir_word_phase (seen))
        return WEIR_GOT_NOTHING;
      note (seen, next, WEIR_WHO_ACQUIRER);
      return WEIR_GOT_IT;
    }
  }
}

/* A counted waiter looks again. On RETIRED the count doesn't matter any more. */
WeirGot
weir_phase_take_grant (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (
    word, acquire); /* pairs with the compare-and-swap of who let go, or retired */
  for (;;) {
    if (weir_word_phase (seen) == WEIR_PHASE_RETIRED)
      return WEIR_GOT_RETIRED;
    if ((seen & WEIR_WORD_GRANT) == 0)
      return WEIR_GOT_NOTHING;
    if (WEIR_ATOMIC_CAS (word, &seen, seen & ~WEIR_WORD_GRANT, acq_rel))
      return WEIR_GOT_IT;
  }
}

WeirTodo
weir_phase_release (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    WeirTodo todo = WEIR_TODO_NOTHING;
    guint64 next = seen;
    g_assert (weir_word_phase (seen) == WEIR_PHASE_OWNED && (seen & WEIR_WORD_GRANT) == 0);
    if ((seen & (WEIR_WORD_OUTBOX | WEIR_WORD_DELIVERING)) == WEIR_WORD_OUTBOX) {
      /* a worker delivers after a step; while a callback or blocking call is open there is none,
       * and a helper does */
      if (WEIR_WORD_COUNT (seen, WEIR_WORD_EMITTER) == 0) {
        next |= WEIR_WORD_NOTIFIED;
      } else {
        next = ((next & ~WEIR_WORD_OUTBOX) | WEIR_WORD_DELIVERING) + WEIR_WORD_EMITTER;
        todo |= WEIR_TODO_DELIVER;
      }
    }
    next = let_go (next, &todo);
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      note (seen, next, WEIR_WHO_OWNER);
      return todo;
    }
  }
}

WeirTodo
weir_phase_retire (WeirWord *word, gboolean *has_entry)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    g_assert (weir_word_phase (seen) == WEIR_PHASE_OWNED);
    guint64 next =
      weir_word_with (seen & ~(WEIR_WORD_NOTIFIED | WEIR_WORD_OUTBOX), WEIR_PHASE_RETIRED);
    *has_entry = (seen & WEIR_WORD_INQUEUE) != 0;
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      note (seen, next, WEIR_WHO_OWNER);
      return WEIR_TODO_NOTIFY;
    }
  }
}

/* The owner lets go around user code or a blocking call. */
WeirTodo
weir_phase_emit_begin (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  for (;;) {
    WeirTodo todo = WEIR_TODO_NOTHING;
    guint64 next = let_go (seen + WEIR_WORD_EMITTER, &todo);
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      note (seen, next, owner_kind (seen));
      return todo;
    }
  }
}

/* Takes the task back as RUNNING or OWNED. `waits` counts the caller among those who wait, and
 * back. Where the task was retired the emission still counts: the caller ends it when it is
 * through with what belongs to the task. */
WeirGot
weir_phase_emit_end (WeirWord *word, WeirPhase back, gboolean *waits)
{
  guint64 seen = WEIR_ATOMIC_LOAD (
    word, acquire); /* pairs with the compare-and-swap of who let go, or retired */
  for (;;) {
    WeirGot got;
    guint64 next = seen;
    switch (weir_word_phase (seen)) {
    case WEIR_PHASE_EMITTING:
      next = weir_word_with (seen - WEIR_WORD_EMITTER, back);
      got = WEIR_GOT_IT;
      break;
    case WEIR_PHASE_RETIRED:
      return WEIR_GOT_RETIRED;
    default:
      if (*waits)
        return WEIR_GOT_NOTHING;
      next = seen + WEIR_WORD_ENDER;
      got = WEIR_GOT_NOTHING;
      break;
    }
    if (*waits)
      next -= WEIR_WORD_ENDER;
    if (WEIR_ATOMIC_CAS (word, &seen, next, seq_cst)) {
      *waits = got == WEIR_GOT_NOTHING;
      if (got == WEIR_GOT_IT)
        note (seen, next, WEIR_WHO_EMITTER);
      return got;
    }
  }
}

void
weir_phase_emission_lost (WeirWord *word)
{
  guint64 seen = WEIR_ATOMIC_LOAD (word, relaxed);
  while (!WEIR_ATOMIC_CAS (word, &seen, seen - WEIR_WORD_EMITTER, acq_rel))
    ;
}

gboolean
weir_phase_deliver_end (WeirWord *word, WeirTodo *todo)
{
  guint64 seen =
    WEIR_ATOMIC_LOAD (word, acquire); /* pairs with the owner's compare-and-swap in set_outbox () */
  for (;;) {
    WeirPhase phase = weir_word_phase (seen);
    gboolean more = (seen & WEIR_WORD_OUTBOX) != 0 && phase != WEIR_PHASE_RETIRED;
    guint64 next;
    *todo = WEIR_TODO_NOTHING;
    if (more) {
      next = seen & ~WEIR_WORD_OUTBOX;
    } else {
      next = (seen & ~WEIR_WORD_DELIVERING) - WEIR_WORD_EMITTER;
      if (phase == WEIR_PHASE_EMITTING && WEIR_WORD_COUNT (next, WEIR_WORD_EMITTER) == 0)
        next = rest (next, todo);
    }
    if (WEIR_ATOMIC_CAS (word, &seen, next, acq_rel)) {
      if (weir_word_phase (next) != phase)
        note (seen, next, WEIR_WHO_DELIVERER);
      return more;
    }
  }
}
