/* SPDX-License-Identifier: MIT */
/* What a task is made of. For the files of this room and its tests. */
#pragma once

#include <weir/sched/phase.h>
#include <weir/sched/task.h>

G_BEGIN_DECLS

#define WEIR_BUDGET_ITEMS 64
#define WEIR_BUDGET_NS (2 * G_GINT64_CONSTANT (1000000))
#define WEIR_HEAVY_STEP_NS (4 * G_GINT64_CONSTANT (1000000))
#define WEIR_WORTH_A_WAKE_NS (20 * G_GINT64_CONSTANT (1000))

typedef enum {
  WEIR_WANT_ANY = 1, /* an item on this link */
  WEIR_WANT_ALL,     /* an item on this link, and on all others marked so */
  WEIR_WANT_ROOM,    /* room on this link, and on all others marked so */
  WEIR_WANT_SOLE,    /* as armed: the same, where there are no others to be counted */
} WeirWantKind;

typedef struct {
  WeirLink
    *link; /* (unowned): links of a task change only while it is owned, and that forgets the want */
  WeirWantKind kind;
} WeirWant;

typedef struct {
  WeirLink **links; /* (owned array, unowned links) */
  guint n, room;
} WeirLinkSet;

typedef struct {
  int fd;
  guint events;
} WeirWantFd;

struct _WeirTask {
  /* what other threads touch */
  WeirWord word;
  WEIR_ATOMIC (gint) refs;
  WEIR_ATOMIC (gint)
  missing_inputs; /* links of WANT_ALL that are still empty; who fills the last one wakes */
  WEIR_ATOMIC (gint)
  missing_room; /* links of WANT_ROOM that are still full; who drains the last one wakes */
  WEIR_ATOMIC (gint) cancels;
  WEIR_ATOMIC (gint) quiet_waiters;
  WEIR_ATOMIC (guint32) parked_for; /* WeirWait: set while parked, 0 while at work */
  WeirTask *queue_next;             /* (locked by the queue's lock) */
  gint64 queued_ns;                 /* (locked by the queue's lock) since when */

  /* constant, or changed by the owner only */
  const WeirTaskFuncs *funcs WEIR_CACHE_ALIGNED;
  gpointer self;
  WEIR_ATOMIC (WeirTaskGroup *) group; /* (owned); changes under the lock of the old group */
  guint group_index;                   /* (locked by the group) */
  guint place;                         /* where threads wait for it */
  WeirLane lane;
  const char *affinity;         /* (interned) (nullable) */
  WEIR_ATOMIC (gpointer) owner; /* token of the owning thread; written by the owner */
  WeirLinkSet inputs, outputs;  /* changed by the owner under the group's lock */

  /* one step */
  WeirWant *wants; /* (owned) */
  guint n_wants, wants_room;
  WeirWant wants_inline[4];
  WeirWantFd *want_fds; /* (owned) */
  guint n_want_fds, want_fds_room;
  guint32 wants_mask;
  gint64 want_deadline_ns;
  guint budget_items;
  guint budget_check; /* when so many are used, the clock is read */
  gint64 step_start_ns;
  guint budget_first;   /* the same at the beginning of a step, by what an item cost last */
  gboolean heavy;

  /* timers and descriptors */
  WEIR_ATOMIC (gint64) deadline_ns; /* G_MAXINT64: none */
  gint64 heap_key_ns;               /* (locked by the reactor) */
  guint heap_index;                 /* (locked by the reactor) from 1; 0: not in the heap */
  gboolean has_fds;

  guint64 told_steps; /* (locked by the topology lock) its steps and 1 as of its last stall report */

  gint cancel_fd; /* (locked by cancel_lock) -1: not made yet */
  WeirTaskStats stats WEIR_CACHE_ALIGNED;
};

/* --- the steps (step.c) ---------------------------------------------------------------------- */

/* A queue entry was popped: runs one step if it isn't stale. */
void weir_task_run_entry (WeirTask *task);
/* Sends the wakes that the owner's pushes and takes have made due. parked: and looks at what it
 * waits for, too. */
void weir_task_flush (WeirTask *task, gboolean parked);
void weir_task_forget_wants (WeirTask *task);
/* The caller's fence came between its change and this call. */
void weir_task_wake_fenced (WeirTask *task);
/* Threads that wait for a change of this task's word look again. */
void weir_task_notify_waiters (WeirTask *task);
/* The same, of a task that may have ended: its `place` as it was. */
void weir_task_notify_place (guint place);
void weir_task_do (WeirTask *task, WeirTodo todo);
void weir_task_set_owner (WeirTask *task, gboolean mine);
void weir_task_deliver (WeirTask *task);
void weir_task_deliver_later (WeirTask *task);
void weir_task_emission_ended (WeirTask *task);
void weir_task_lose_emission (WeirTask *task);
void weir_task_lost_link (WeirTask *task, WeirLink *link);
void weir_link_set_add (WeirLinkSet *set, WeirLink *link);
void weir_link_set_remove (WeirLinkSet *set, WeirLink *link);

G_END_DECLS
