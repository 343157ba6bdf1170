/* SPDX-License-Identifier: MIT */
/* What a group is made of. */
#pragma once

#include <weir/sched/atomics.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

struct _WeirTaskGroup {
  WEIR_ATOMIC (gint) refs;
  WEIR_ATOMIC (guint64) max_bytes;
  GPtrArray *tasks; /* (locked by the topology lock) of WeirTask, unowned: a task leaves as it ends */
  WeirTaskGroupFuncs funcs;
  WeirMonitor monitor;
  gboolean detached;  /* (locked by monitor) */
  gboolean reporting; /* (locked by monitor) */
};

G_END_DECLS
