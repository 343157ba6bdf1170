/* SPDX-License-Identifier: MIT */
/* Runs a test in the real pool, or in simulated worlds, and says which seed it was when something goes wrong. */
#include "worlds.h"

#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <weir/sched/sim-private.h>

#define SEEDS 2000
#define SECONDS_PER_SEED 120 /* of the real clock: a simulated world that really blocks is a bug, too */

typedef struct {
  void (*plain) (void);
  void (*seeded) (guint64 seed);
  guint n_real;
} Case;

static char now_running[160]; /* what to say if it doesn't come back */

guint
dice_roll (Dice *dice, guint n)
{
  dice->state = dice->state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) ((dice->state >> 33) % n);
}

static gboolean
is_simulated (void)
{
  return g_strcmp0 (g_getenv ("WEIR_TEST_WORLD"), "simulated") == 0;
}

static guint64
read_number (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* --- what it was ---------------------------------------------------------------------------------------------------- */

static void
say_what_it_was (int signal_number)
{
  static const char too_long[] = "# it takes too long: its threads wait for each other\n";

  if (signal_number == SIGALRM && write (STDERR_FILENO, too_long, sizeof too_long - 1) < 0)
    _exit (1);
  if (write (STDERR_FILENO, now_running, strlen (now_running)) < 0)
    _exit (1);
  signal (SIGABRT, SIG_DFL);
  abort ();
}

static void
note_running (guint64 seed)
{
  g_snprintf (now_running, sizeof now_running, "# replay: WEIR_TEST_WORLD=%s WEIR_TEST_SEED=%" G_GUINT64_FORMAT " %s -p %s\n",
              is_simulated () ? "simulated" : "real", seed, g_get_prgname (), g_test_get_path ());
  alarm (SECONDS_PER_SEED);
}

/* --- one case ------------------------------------------------------------------------------------------------------- */

typedef struct {
  const Case *test;
  guint64 seed;
} Run;

static void
run_cb (gpointer data)
{
  const Run *run = data;

  if (run->test->plain != NULL)
    run->test->plain ();
  else
    run->test->seeded (run->seed);
}

static gboolean
simulate (const Case *test, guint64 seed, char **why)
{
  /* the phases' table is checked at each transition */
  const WeirSimParams params = { .seed = seed, .workers = 1 + (guint) (seed % 3), .log_transitions = TRUE };
  Run run = { test, seed };

  return weir_sim_run (&params, run_cb, &run, why);
}

gboolean
world_simulate (guint64 seed, void (*func) (guint64 seed), char **why)
{
  const Case test = { .seeded = func };

  return simulate (&test, seed, why);
}

static void
run_simulated (const Case *test, guint64 first, guint64 last)
{
  for (guint64 seed = first; seed <= last; seed++) {
    g_autofree char *why = NULL;

    note_running (seed);
    if (!simulate (test, seed, &why))
      g_error ("%s", why);
  }
  g_test_message ("seeds: %" G_GUINT64_FORMAT, last - first + 1);
}

static void
run_real (const Case *test, guint64 first, guint64 last)
{
  for (guint64 seed = first; seed <= last; seed++) {
    Run run = { test, seed };

    note_running (seed);
    run_cb (&run);
  }
}

static void
run_case (gconstpointer data)
{
  const Case *test = data;
  guint64 one = read_number ("WEIR_TEST_SEED", 0);
  guint64 n = is_simulated () ? read_number ("WEIR_TEST_SEEDS", SEEDS) : test->n_real;

  (is_simulated () ? run_simulated : run_real) (test, one != 0 ? one : 1, one != 0 ? one : n);
  alarm (0);
}

/* --- all of them ---------------------------------------------------------------------------------------------------- */

static void
add (const char *path, Case test)
{
  g_test_add_data_func_full (path, g_memdup2 (&test, sizeof test), run_case, g_free);
}

void
world_add_test (const char *path, void (*func) (void))
{
  add (path, (Case){ .plain = func, .n_real = 1 });
}

void
world_add_repeated_test (const char *path, void (*func) (void), guint n_real)
{
  add (path, (Case){ .plain = func, .n_real = n_real });
}

void
world_add_seeded_test (const char *path, void (*func) (guint64 seed), guint n_real)
{
  add (path, (Case){ .seeded = func, .n_real = n_real });
}

/* Only one thread of a simulated world runs at a time: on one CPU it wakes the next one fastest. */
static void
stay_on_one_cpu (void)
{
  cpu_set_t cpus;

  CPU_ZERO (&cpus);
  CPU_SET (sched_getcpu (), &cpus);
  sched_setaffinity (0, sizeof cpus, &cpus);
}

int
world_test_run (void)
{
  int status;

  if (is_simulated ())
    stay_on_one_cpu ();
  signal (SIGABRT, say_what_it_was);
  signal (SIGTRAP, say_what_it_was); /* g_error () */
  signal (SIGTERM, say_what_it_was);
  signal (SIGALRM, say_what_it_was);
  status = g_test_run ();
  weir_sched_shutdown ();
  return status;
}
