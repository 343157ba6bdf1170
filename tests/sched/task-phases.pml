/* SPDX-License-Identifier: MIT */
/* Task phases: a model of who may touch an element, and when. It is kept true to weir/sched/phase.c and to the way in
 * which task.c, step.c and the pool use it; run.sh has spin check it exhaustively, and that each planted mistake
 * (spin -DMISTAKE_...) is found.
 *
 * Two tasks, A and B (B consumes what A produces). Two workers and a helper. An editor (takes the control strand,
 * acquires A and B, may retire A once everything was produced). A setter that acquires one task, puts something into its
 * outbox, and emits while it owns it. Callbacks: each task's outbox is filled once by its step; A's callback acquires A
 * and, owning it, emits again (nested); B's acquires A. B makes a blocking call in its first step.
 *
 * Each d_step or atomic block stands for one compare-and-swap of the task's word, or for one section under the monitor
 * of those who wait. Whoever must be told (WEIR_TODO_NOTIFY) is told in a step of its own, after the swap.
 *
 * Checked: an element never has two owners; at most one thread delivers for it; no wake-up is lost (at rest every item
 * was consumed, unless A was retired, and no outbox holds anything); no entry is doubled and none is popped of a task
 * that is gone; no dead-lock (every thread that is not a worker ends; every emission ends). */
#define N 2
#define A 0
#define B 1
#define ITEMS 1
#define PIDS 8

mtype = { IDLE, QUEUED, RUNNING, EMITTING, OWNED, RETIRED };

mtype phase[N] = IDLE;
bool notified[N];
bool inqueue[N];
bool grant[N];
bool outbox[N];
bool delivering[N];
byte emitters[N];
byte waiters[N];
byte enders[N];
bool exists[N] = true; /* the task's own reference */

byte users[N];      /* ghost: threads inside the element's code or state */
byte deliverers[N]; /* ghost: threads inside deliver () */
byte sleeps[PIDS];  /* on which task's monitor a thread sleeps, from 1; 0: awake */

byte link_ab;
byte to_make = ITEMS;
byte consumed;
bool filled[N];
bool blocked;
byte outside = 2;
byte open_emissions;
bool strand;

chan runq = [N] of { byte };
chan jobs = [N] of { byte };

inline submit(t) { assert(exists[t]); runq!t }

/* --- those who wait ------------------------------------------------------------------------------------------------ */

inline tell(t) {
  d_step {
    i = 0;
    do
    :: i < PIDS -> if :: sleeps[i] == t + 1 -> sleeps[i] = 0 :: else -> skip fi; i++
    :: else -> break
    od;
    i = 0
  }
}

/* --- the word ------------------------------------------------------------------------------------------------------ */

inline wake(t) {
  d_step {
    if
    :: phase[t] == IDLE -> phase[t] = QUEUED; assert(!inqueue[t]); inqueue[t] = true; submit(t)
    :: phase[t] == QUEUED || phase[t] == RETIRED -> skip
    :: else ->
#ifndef MISTAKE_WAKE_OF_OWNED_FORGOTTEN
       notified[t] = true
#else
       if :: phase[t] == OWNED -> skip :: else -> notified[t] = true fi
#endif
    fi
  }
}

inline enter(t) { users[t]++; assert(users[t] == 1) }
inline leave(t) { users[t]-- }

/* back to the queue if it was woken meanwhile, else to rest */
inline rest(t) {
  if
  :: notified[t] ->
     phase[t] = QUEUED; notified[t] = false;
#ifndef MISTAKE_SECOND_ENTRY
     if :: !inqueue[t] -> inqueue[t] = true; submit(t) :: else -> skip fi
#else
     assert(!inqueue[t]); inqueue[t] = true; submit(t)
#endif
  :: else -> phase[t] = IDLE
  fi
}

/* what becomes of a task when its owner lets go: a waiter first, then threads whose emission ended, then the queue */
inline let_go(t) {
  if
#ifndef MISTAKE_WAITERS_FORGOTTEN
  :: waiters[t] > 0 -> waiters[t]--; grant[t] = true; phase[t] = OWNED; told = true
  :: waiters[t] == 0 && emitters[t] > 0 ->
#else
  :: emitters[t] > 0 ->
#endif
     phase[t] = EMITTING;
#ifndef MISTAKE_ENDERS_NOT_TOLD
     told = enders[t] > 0
#endif
  :: else -> rest(t)
  fi
}

/* got: false where the task was retired */
inline acquire(t, got) {
  atomic {
    if
    :: phase[t] == RETIRED -> got = false
    :: phase[t] == IDLE || phase[t] == EMITTING -> phase[t] = OWNED; got = true; enter(t)
    :: phase[t] == QUEUED ->
       phase[t] = OWNED; got = true; enter(t);
#ifndef MISTAKE_TAKEN_ENTRY_FORGOTTEN
       notified[t] = true
#endif
    :: else ->
       waiters[t]++;
       do
       :: phase[t] == RETIRED -> got = false; break
       :: phase[t] != RETIRED && grant[t] -> grant[t] = false; got = true; enter(t); break
       :: else -> sleeps[_pid] = t + 1; sleeps[_pid] == 0
       od
    fi
  }
}

inline release(t, got) {
  d_step {
    told = false; later = false;
    if
    :: got ->
       leave(t);
       if
#ifndef MISTAKE_TWO_DELIVER
       :: outbox[t] && !delivering[t] ->
#else
       :: outbox[t] ->
#endif
          if
          :: emitters[t] == 0 ->
#ifndef MISTAKE_OUTBOX_OF_OUTSIDER
             notified[t] = true
#else
             skip
#endif
          :: else -> outbox[t] = false; delivering[t] = true; emitters[t]++; open_emissions++; later = true
          fi
       :: else -> skip
       fi;
       let_go(t)
    :: else -> skip
    fi;
    if :: later -> jobs!t :: else -> skip fi
  }
  if :: told -> tell(t) :: else -> skip fi
}

inline retire(t, got) {
  d_step {
    if
    :: got ->
       leave(t); phase[t] = RETIRED; notified[t] = false; outbox[t] = false;
#ifndef MISTAKE_REFERENCE_OF_ENTRY
       exists[t] = inqueue[t]
#else
       exists[t] = false
#endif
    :: else -> skip
    fi
  }
#ifndef MISTAKE_RETIREMENT_NOT_TOLD
  if :: got -> tell(t) :: else -> skip fi
#endif
}

inline emit_begin(t) {
  d_step {
    told = false; leave(t); open_emissions++;
#ifndef MISTAKE_EMISSIONS_NOT_COUNTED
    emitters[t]++;
#else
    emitters[t] = 1;
#endif
    let_go(t)
  }
  if :: told -> tell(t) :: else -> skip fi
}

inline one_emission_less(t) {
  open_emissions--;
#ifndef MISTAKE_EMISSIONS_NOT_COUNTED
  emitters[t]--
#else
  emitters[t] = 0
#endif
}

/* back to the phase one came from; alive: false where the task was retired meanwhile */
inline emit_end(t, back, alive) {
  atomic {
    if
    :: phase[t] == EMITTING || phase[t] == RETIRED -> skip
    :: else ->
       enders[t]++;
       do
       :: phase[t] == EMITTING || phase[t] == RETIRED -> break
       :: else -> sleeps[_pid] = t + 1; sleeps[_pid] == 0
       od;
       enders[t]--
    fi;
    one_emission_less(t);
    if
    :: phase[t] == RETIRED -> alive = false
    :: else -> phase[t] = back; alive = true; enter(t)
    fi
  }
}

inline deliver_begin(t) { d_step { deliverers[t]++; assert(deliverers[t] == 1) } }

/* more: something came into the outbox meanwhile */
inline deliver_end(t, more) {
  d_step {
    deliverers[t]--; more = false;
    if
#ifndef MISTAKE_OUTBOX_NOT_READ_AGAIN
    :: outbox[t] && phase[t] != RETIRED -> outbox[t] = false; more = true
#endif
    :: else ->
       delivering[t] = false; one_emission_less(t);
       if :: phase[t] == EMITTING && emitters[t] == 0 -> rest(t) :: else -> skip fi
    fi
  }
}

inline take_strand()  { atomic { !strand -> strand = true } }
inline leave_strand() { strand = false }

/* --- user code ----------------------------------------------------------------------------------------------------- */

inline callback(t) {
  deliver_begin(t);
  acquire(A, g);
  if
  :: g && t == A -> emit_begin(A); emit_end(A, OWNED, g)
  :: else -> skip
  fi;
  release(A, g); g = false
}

inline deliver(t) {
  more = true;
  do
  :: more -> callback(t); deliver_end(t, more)
  :: else -> break
  od
}

inline fill(t) { if :: !filled[t] -> d_step { filled[t] = true; outbox[t] = true } :: else -> skip fi }

/* --- threads ------------------------------------------------------------------------------------------------------- */

proctype worker() {
  byte t, i; bool mine, alive, g, more, told, later, delivers;
end:
  do
  :: runq?t ->
     d_step {
       assert(exists[t]);
       inqueue[t] = false; mine = false;
       if
#ifndef MISTAKE_STALE_ENTRY_RUNS
       :: phase[t] == QUEUED ->
#else
       :: phase[t] != RETIRED ->
#endif
          phase[t] = RUNNING; notified[t] = false; enter(t); mine = true
       :: phase[t] == RETIRED -> exists[t] = false
       :: else -> skip
       fi
     };
     if
     :: !mine -> skip
     :: mine ->
        mine = false; alive = true;
        if
        :: t == A && to_make > 0 && link_ab < 1 -> d_step { to_make--; link_ab++ }; wake(B); fill(A)
        :: t == B && !blocked -> blocked = true; notified[B] = true; emit_begin(B); emit_end(B, RUNNING, alive)
        :: t == B && blocked && link_ab > 0 -> d_step { link_ab--; consumed++ }; wake(A); fill(B)
        :: else -> skip
        fi;
        d_step {
          told = false; delivers = false;
          if
          :: alive ->
             leave(t);
             if
             :: outbox[t] && !delivering[t] ->
                outbox[t] = false; delivering[t] = true; emitters[t]++; open_emissions++; delivers = true
             :: else -> skip
             fi;
             let_go(t)
          :: else -> skip
          fi;
          alive = false
        }
        if :: told -> tell(t) :: else -> skip fi;
        if :: delivers -> deliver(t) :: else -> skip fi
     fi
  od
}

proctype helper() {
  byte t, i; bool g, more, told, later;
end:
  do
  :: jobs?t -> deliver(t)
  od
}

proctype editor() {
  byte i; bool g, h, told, later;
  take_strand(); acquire(A, g); acquire(B, h);
  release(B, h);
  if
  :: to_make == 0 -> retire(A, g)
  :: release(A, g)
  fi;
  leave_strand();
  wake(A); outside--
}

proctype setter() {
  byte t, i; bool g, told, later;
  if :: t = A :: t = B fi;
  acquire(t, g);
  if :: g -> outbox[t] = true; emit_begin(t); emit_end(t, OWNED, g) :: else -> skip fi;
  release(t, g); outside--
}

init {
  atomic { run worker(); run worker(); run helper(); run editor(); run setter() };
  wake(A); wake(B);
  timeout ->                                    /* at rest: nothing queued, nobody at work */
    assert(outside == 0 && open_emissions == 0 && !strand);
    assert(to_make == 0 && link_ab == 0 && consumed == ITEMS);
    assert((phase[A] == IDLE || phase[A] == RETIRED) && phase[B] == IDLE);
    assert(exists[B] && (exists[A] == (phase[A] != RETIRED)));
    assert(!outbox[A] && !outbox[B] && !delivering[A] && !delivering[B]);
    assert(emitters[A] == 0 && emitters[B] == 0 && enders[A] == 0 && enders[B] == 0)
}
