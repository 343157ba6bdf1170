/* SPDX-License-Identifier: MIT */
/* The simulated world: virtual time, one runnable thread, a seed behind every choice. For tests. */
#pragma once

#include <weir/sched/sched.h>

G_BEGIN_DECLS

typedef struct {
  guint64 seed;
  guint workers;            /* how many steps and callbacks may be open at a time; default 2 */
  gint64 max_virtual_ns;    /* fail when the run takes longer; default 1 h of virtual time */
  guint64 max_choices;      /* fail when more choices were made; default 50 million */
  gboolean log_transitions; /* keep the phase transitions seen, for the test of the table */
} WeirSimParams;

/* Runs `func` as the first actor of a fresh simulated world and returns when it and all actors
 * have ended. What is made inside must be gone at the end. TRUE: it ended well; otherwise `why`
 * says what is stuck (who waits for what). */
gboolean weir_sim_run (const WeirSimParams *params, void (*func) (gpointer data), gpointer data,
                       char **why);
gboolean weir_sim_active (void);
/* Another application thread. Ends before weir_sim_run () returns. */
void weir_sim_spawn (const char *name, void (*func) (gpointer data), gpointer data);
/* A place where order is open: others may run now. Does nothing in the real world. */
void weir_sim_choice_point (void);
/* A number in 0..n-1, from the seed. */
guint weir_sim_choose (guint n);
/* Lets virtual time pass (real world: sleeps). */
void weir_sim_sleep_ns (gint64 ns);
/* A step that costs time: advances this step's virtual duration. In the real world: spins. */
void weir_sim_busy_ns (gint64 ns);

G_END_DECLS
