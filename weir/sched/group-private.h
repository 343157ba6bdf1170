/* SPDX-License-Identifier: MIT */
/* What a group is made of, and what the liveness scan offers to the rest of this room. */
#pragma once

#include <weir/sched/atomics.h>
#include <weir/sched/sched-private.h>

G_BEGIN_DECLS

struct _WeirTaskGroup {
  WEIR_ATOMIC (gint) refs;
  WEIR_ATOMIC (guint64) max_bytes;
  GPtrArray
    *tasks; /* (locked by the topology lock) of WeirTask, unowned: a task leaves as it ends */
  WeirTaskGroupFuncs funcs;

  WEIR_ATOMIC (gboolean)
  has_room_waits;                 /* a task parked for room since the last scan that found none */
  WEIR_ATOMIC (gboolean) suspect; /* in the list of suspects */
  gint64 scanned_ns;              /* (locked by the suspects' lock) */
  gint64 interval_ns;             /* (locked by the suspects' lock) until the next scan */
  gint64 backoff_ns;              /* (locked by the suspects' lock) grows while it doesn't step */
  guint64 scanned_steps; /* (locked by the topology lock) of all its tasks, at the last scan */

  WeirMonitor monitor;
  gboolean detached; /* (locked by monitor) */
  WeirThread
    *reporter; /* (locked by monitor) (nullable) the thread that is inside funcs.stalled () */
};

/* Owner: the task is about to park. */
void weir_liveness_note_parked (WeirTask *task, guint32 wants);
/* When suspects want to be looked at; G_MAXINT64: there are none. */
gint64 weir_liveness_get_next_ns (void);
/* Looks at those whose time has come, or, if the caller has nothing better to do, soon comes. */
void weir_liveness_look (gint64 now_ns, gboolean idle);
/* The consumer of `link` got its item late; somewhere above it a fork waits for room. Owner of
 * the consumer. */
void weir_liveness_late (WeirLink *link);
/* A simulated world is over. */
void weir_liveness_forget (void);

G_END_DECLS
