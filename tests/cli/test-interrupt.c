/* SPDX-License-Identifier: MIT */
/* Signals are counted while they are watched, and what was before comes back. */
#include <cli/interrupt.h>

#include <poll.h>
#include <signal.h>
#include <stdlib.h>

static int n_seen;

static void
count (int number)
{
  n_seen++;
}

static gboolean
is_readable (void)
{
  struct pollfd fd = { .fd = cli_interrupt_fd (), .events = POLLIN };

  return poll (&fd, 1, 0) == 1;
}

static void
test_counts (void)
{
  g_assert_true (cli_interrupt_begin ());
  g_assert_false (is_readable ());
  g_assert_cmpuint (cli_interrupt_take (), ==, 0);
  raise (SIGINT);
  g_assert_true (is_readable ());
  raise (SIGTERM);
  g_assert_cmpuint (cli_interrupt_take (), ==, 2);
  g_assert_false (is_readable ());
  raise (SIGHUP);
  g_assert_cmpuint (cli_interrupt_take (), ==, 1);
  cli_interrupt_end ();
  g_assert_cmpint (cli_interrupt_fd (), ==, -1);
  g_assert_cmpuint (cli_interrupt_take (), ==, 0);
}

/* A program that doesn't look ends all the same. */
static void
test_last (void)
{
  if (g_test_subprocess ()) {
    g_assert_true (cli_interrupt_begin ());
    for (guint i = 0; i < CLI_INTERRUPT_LAST; i++)
      raise (SIGTERM);
    exit (0);
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

static void
test_restores (void)
{
  signal (SIGINT, count);
  signal (SIGHUP, SIG_IGN);
  g_assert_true (cli_interrupt_begin ());
  raise (SIGINT);
  /* A parent that wants it ignored (nohup) is obeyed. */
  raise (SIGHUP);
  g_assert_cmpuint (cli_interrupt_take (), ==, 1);
  g_assert_cmpint (n_seen, ==, 0);
  cli_interrupt_end ();
  cli_interrupt_end ();
  raise (SIGINT);
  g_assert_cmpint (n_seen, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/interrupt/counts", test_counts);
  g_test_add_func ("/cli/interrupt/last", test_last);
  g_test_add_func ("/cli/interrupt/restores", test_restores);
  return g_test_run ();
}
