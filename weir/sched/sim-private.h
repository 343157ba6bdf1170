/* SPDX-License-Identifier: MIT */
/* What the rest of this room asks of the simulation. All of it may be called only while
 * weir_sim_on. */
#pragma once

#include <weir/sched/phase.h>
#include <weir/sched/sim.h>

G_BEGIN_DECLS

/* Set before the first actor starts and cleared after the last one has ended. */
extern gboolean weir_sim_on;

gint64 weir_sim_now_ns (void);
gint64 weir_sim_wall_now_ns (void);
guint32 weir_sim_random (void);
void weir_sim_monitor_enter (WeirMonitor *monitor);
void weir_sim_monitor_leave (WeirMonitor *monitor);
gboolean weir_sim_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns);
void weir_sim_monitor_notify_all (WeirMonitor *monitor);

/* A thread of the engine: it need not end before the world does, but must be waiting then. */
void weir_sim_spawn_daemon (const char *name, void (*func) (gpointer data), gpointer data);

/* For the report of what is stuck. */
void weir_sim_add_task (WeirTask *task);
void weir_sim_remove_task (WeirTask *task);

/* sim-pool.c */
void weir_sim_pool_start (guint workers);
void weir_sim_pool_submit (WeirTask *task);
void weir_sim_pool_callback_begin (void);
void weir_sim_pool_callback_end (void);
/* Loopers end as soon as they have nothing to do. */
void weir_sim_pool_end (void);
void weir_sim_pool_clear (void);

/* A number for all that was chosen in the last run: the same seed gives the same. */
guint64 weir_sim_get_trace (void);
/* What was seen by all runs with log_transitions so far. */
const WeirPhaseLog *weir_sim_get_phase_log (void);

G_END_DECLS
