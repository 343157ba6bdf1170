/* SPDX-License-Identifier: MIT */
/* Tests that run in both worlds. WEIR_TEST_WORLD says in which: the real pool (default), or `simulated`, where each case
 * runs once per seed; WEIR_TEST_SEEDS says how many (default 2,000), WEIR_TEST_SEED replays one. tests/meson.build runs
 * each such program with 1, 2 and 4 workers and simulated. */
#pragma once

#include <weir/sched/sim.h>

/* A test that says nothing about order: in the simulation each seed is another one. */
void world_add_test (const char *path, void (*func) (void));
/* The same, `n_real` times in the real world, where chance has its part, too. */
void world_add_repeated_test (const char *path, void (*func) (void), guint n_real);
/* A test whose seed also says what is built; the real world takes the seeds 1 to `n_real`. */
void world_add_seeded_test (const char *path, void (*func) (guint64 seed), guint n_real);
/* As g_test_run (), and then ends the threads, so that what they still hold isn't taken for lost. */
int world_test_run (void);

/* Runs `func` in one simulated world. FALSE: it got stuck, `why` says how. */
gboolean world_simulate (guint64 seed, void (*func) (guint64 seed), char **why);

/* Chance of the test's own, so that a seed builds the same in both worlds. */
typedef struct {
  guint64 state;
} Dice;
guint dice_roll (Dice *dice, guint n);
