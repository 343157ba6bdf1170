/* SPDX-License-Identifier: MIT */
/* A task: the scheduling record of one leaf element.
 *
 * Who may touch an element
 *   At any moment at most one thread owns a task; only the owner touches the state of the element
 *   behind it. The owner is a worker during a step, or an outside thread that acquired the task (a
 *   state change, an edit, a property that is set while the element rests). So element code has no
 *   locks.
 *
 * Phases, all in one atomic word together with the flags and counts below it (see phase.h for the
 * table):
 *   IDLE      nobody has it and nothing is to be done
 *   QUEUED    it waits in the run queue of the scheduler
 *   RUNNING   a worker (or a lane's thread) is in its step
 *   EMITTING  callbacks of it are in progress, or a blocking call; nobody owns it
 *   OWNED     an outside thread holds it
 *   RETIRED   removed for ever: wakes do nothing, the end of a callback answers FALSE
 *
 * Steps
 *   step () does what can be done and returns. WEIR_STEP_AGAIN: the budget is used up, queue me
 *   again. WEIR_STEP_PARK: nothing can be done until one of the things happens that were named by
 *   weir_task_want_*() during this step. A task
 *   that parks and named nothing is a bug of its element, reported by name.
 *
 * Callbacks
 *   User code never runs inside a step. What a step wants to tell the user lies in the element's
 *   outbox; it calls weir_task_set_outbox (). When the step has returned, the scheduler lets go of
 *   the task (EMITTING) and calls deliver (), which says weir_callback_begin () before such code;
 *   the task steps again only after that. At most one thread
 *   delivers for a task at a time, so the order is kept; what another owner (a state change) puts
 *   in the outbox meanwhile is delivered by the same thread, or by a worker soon after release.
 *
 * A task has its own reference count: a timer, a descriptor, an emission and a link's end hold
 * one each, and the task itself holds one until it is retired and has left the queue. */
#pragma once

#include <weir/sched/link.h>

G_BEGIN_DECLS

typedef enum {
  WEIR_STEP_PARK = 0,
  WEIR_STEP_AGAIN,
} WeirStep;

/* Where the steps of a task run. */
typedef enum {
  WEIR_LANE_POOL = 1, /* on the workers; must never wait. Long steps move to heavy threads */
  WEIR_LANE_BLOCKING, /* on a cached thread: may wait between block_begin and block_end */
  WEIR_LANE_AFFINE,   /* always on one and the same thread, named by weir_task_set_affinity () */
} WeirLane;

/* Why a task is parked. A set: the task goes on when any of them comes true. */
typedef enum {
  WEIR_WAIT_INPUT_ALL = 1 << 0, /* an item on every link marked by want_input (.., all) */
  WEIR_WAIT_INPUT_ANY = 1 << 1, /* an item on one of the links marked by want_input (.., any) */
  WEIR_WAIT_ROOM = 1 << 2,      /* room on the links marked by want_room */
  WEIR_WAIT_DEADLINE = 1 << 3,
  WEIR_WAIT_FD = 1 << 4,
  WEIR_WAIT_POOL = 1 << 5,    /* a buffer of a bounded pool */
  WEIR_WAIT_APP = 1 << 6,     /* the application (appsrc without data, appsink that is full) */
  WEIR_WAIT_PREROLL = 1 << 7, /* prerolled: goes on when all sinks have and the pipeline plays */
  WEIR_WAIT_STATE = 1 << 8,   /* its state, or a missing link, does not let it run */
  WEIR_WAIT_BLOCK = 1 << 9,   /* inside a blocking call */
  WEIR_WAIT_REST = 1 << 10,   /* finished: EOS was passed on, or an error ended it */
  WEIR_WAIT_PROBE = 1 << 11,  /* a blocking probe holds the pad */
  WEIR_WAIT_LOOK = 1 << 12,   /* no reason to park: it looks at something now and then meanwhile */
} WeirWait;

/* The element's side of a task. `self` is what weir_task_new () was given. */
typedef struct {
  /* Owner. Does what can be done now. */
  WeirStep (*step) (gpointer self);
  /* Without ownership; user code may run. Empties the outbox in order. Returns when it is empty. */
  void (*deliver) (gpointer self);
  /* Any thread, without ownership, any number of times: makes a blocking call of the element
   * return. Nullable. */
  void (*unblock) (gpointer self);
  /* Any thread: what to call the task in reports. Ownership: full. */
  char *(*describe) (gpointer self);
} WeirTaskFuncs;

/* What is always measured: written by the owner only, read by anybody without a lock. */
typedef struct {
  guint64 steps;
  guint64 busy_ns;          /* time in steps: each of the first 16 steps, then one in 16, scaled */
  guint64 mean_step_ns;     /* running mean, decides about wake-ups and heavy threads */
  guint64 last_activity_ns; /* monotonic time of the last step's end */
  guint64 wakes;
} WeirTaskStats;

/* Thread: any. The task starts IDLE. `self` is not referenced: it must stay until the task is
 * retired. Every task must be retired in the end, also one that never ran: until then it keeps a
 * reference of itself. */
WeirTask *weir_task_new (const WeirTaskFuncs *funcs, gpointer self, WeirTaskGroup *group);
WeirTask *weir_task_ref (WeirTask *task);
void weir_task_unref (WeirTask *task);
gpointer weir_task_get_self (WeirTask *task);

/* Thread: owner, or before the first wake. An affine task's `affinity` is an interned name of
 * the thread ("sdl"). */
void weir_task_set_lane (WeirTask *task, WeirLane lane, const char *affinity);
WeirLane weir_task_get_lane (WeirTask *task);

/* --- from anywhere --------------------------------------------------------------------------- */

/* Thread: any. Something may have changed for the task: it will step (again) soon. Never waits. */
void weir_task_wake (WeirTask *task);

/* Thread: any that owns nothing (or holds the control strand). Waits until the caller owns the
 * task: one step of its element at the most. FALSE: it was retired, nothing is owned. Wants of
 * the task stay as they were. */
gboolean weir_task_acquire (WeirTask *task);
/* The same for many; all are asked at once. owned[i] tells which could be had. */
void weir_task_acquire_all (WeirTask **tasks, gboolean *owned, guint n_tasks);
/* Only when it can be had at once. */
gboolean weir_task_try_acquire (WeirTask *task);
/* Thread: owner (by acquire). A waiter is served first, then ended callbacks, then the queue if
 * it was woken meanwhile or has something in its outbox. */
void weir_task_release (WeirTask *task);
/* Thread: owner (by acquire). Ends ownership and the task's life; threads that wait for it get
 * FALSE. */
void weir_task_retire (WeirTask *task);
/* Waits until no callback and no blocking call of the task is in progress in any thread; FALSE:
 * the deadline passed. A deliver () that runs when its task is retired goes on, and so does a
 * step that came back from a blocking call: `self` must stay until this has answered TRUE.
 * Thread: any that owns nothing and isn't itself inside a callback of this task. */
gboolean weir_task_wait_quiet (WeirTask *task, gint64 deadline_ns);

/* Acquires, calls `func` in the thread in which the task's code must run (the caller's, or the
 * affine lane's), releases. FALSE: retired, `func` was not called. Thread: any that owns
 * nothing. */
typedef void (*WeirTaskCall) (gpointer self, gpointer data);
gboolean weir_task_call (WeirTask *task, WeirTaskCall func, gpointer data);

/* Is the calling thread this task's owner? For assertions. */
gboolean weir_task_is_owner (WeirTask *task);
/* The task whose step runs in this thread, or NULL. */
WeirTask *weir_task_current (void);

/* --- for the owner, during a step ------------------------------------------------------------ */

/* Named before parking; all wants are forgotten when the next step begins. */
void weir_task_want_input (WeirTask *task, WeirLink *link, gboolean all);
void weir_task_want_room (WeirTask *task, WeirLink *link);
void weir_task_want_deadline (WeirTask *task, gint64 monotonic_ns);
/* Steps again at that time if nothing woke it before, to look at something outside (the events of a
 * window). It doesn't wait for that: it is no reason to park, and doesn't make the task alive for the
 * liveness scan. */
void weir_task_want_look (WeirTask *task, gint64 monotonic_ns);
void weir_task_want_fd (WeirTask *task, int fd, guint epoll_events);
/* One of the reasons that only weir_task_wake () ends: POOL, APP, PREROLL, STATE, REST, PROBE. */
void weir_task_want (WeirTask *task, WeirWait reason);
/* TRUE when 64 items or 2 ms of this step are used up; each call counts one item. */
gboolean weir_task_budget_used (WeirTask *task);

/* Owner: something lies in the outbox; deliver () will be called after the step, or after
 * release. */
void weir_task_set_outbox (WeirTask *task);
/* Owner, not inside a step: lets go (EMITTING) around user code, and takes the task back. FALSE:
 * it was retired. */
void weir_task_emit_begin (WeirTask *task);
gboolean weir_task_emit_end (WeirTask *task);

/* Brackets a call that may wait. Between the two the element's state must not be touched. Only
 * in a BLOCKING or AFFINE lane. block_end answers FALSE when it was cancelled (stop, flush,
 * removal) or retired: give up what was begun. After a FALSE of retirement the caller doesn't
 * own the task. */
void weir_task_block_begin (WeirTask *task);
gboolean weir_task_block_end (WeirTask *task);
/* Any thread: makes block calls of this task return until uncancelled; counts. */
void weir_task_cancel (WeirTask *task);
void weir_task_uncancel (WeirTask *task);
gboolean weir_task_is_cancelled (WeirTask *task);
/* Readable while cancelled: for poll () in blocking calls. Owned by the task. */
int weir_task_cancel_fd (WeirTask *task);

/* --- reading --------------------------------------------------------------------------------- */

WeirWait weir_task_get_wants (WeirTask *task);
gboolean weir_task_is_parked (WeirTask *task);
const WeirTaskStats *weir_task_get_stats (WeirTask *task);
char *weir_task_describe (WeirTask *task);

/* --- groups: the tasks of one pipeline ------------------------------------------------------- */

/* A group is what the liveness scan (engine section 5) looks at, and whose bytes in links are
 * bounded. */
typedef struct {
  /* Helper thread, owning nothing: part of the group can't go on. `report` says who waits for
   * whom. Ownership: none. */
  void (*stalled) (gpointer data, GPtrArray *chain /* of WeirStallLink */);
  gpointer data;
} WeirTaskGroupFuncs;

typedef struct {
  WeirTask *task; /* (owned) who waits */
  WeirWait wants; /* for what */
  WeirLink *link; /* (owned) (nullable) on which link */
  guint64 level_items, level_bytes;
} WeirStallLink;

WeirTaskGroup *weir_task_group_new (const WeirTaskGroupFuncs *funcs);
WeirTaskGroup *weir_task_group_ref (WeirTaskGroup *group);
void weir_task_group_unref (WeirTaskGroup *group);
/* Thread: any; a task not owned by a step. Moves a task to another group (an element that joins
 * a pipeline). */
void weir_task_set_group (WeirTask *task, WeirTaskGroup *group);
void weir_task_group_set_max_bytes (WeirTaskGroup *group, guint64 bytes); /* default 256 MiB */
/* After weir_task_group_detach () no call of `stalled` begins; one in progress is waited for. */
void weir_task_group_detach (WeirTaskGroup *group);

G_END_DECLS
