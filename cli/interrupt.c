/* SPDX-License-Identifier: MIT */
/* An eventfd that the handler writes to: no thread and no main loop for it, and children inherit
 * nothing. */
#include <cli/interrupt.h>

#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
static struct sigaction before[G_N_ELEMENTS (signals)];
static int event_fd = -1;
static int n_seen; /* (atomic) since the beginning */

static void
handle (int number)
{
  const int saved = errno;
  const guint64 one = 1;

  /* Whoever should look at it is stuck. */
  if (__atomic_add_fetch (&n_seen, 1, __ATOMIC_RELAXED) >= CLI_INTERRUPT_LAST) {
    signal (number, SIG_DFL);
    raise (number);
  }

  /* Can't fail before it was called 2^64 times. */
  const ssize_t n_written G_GNUC_UNUSED = write (event_fd, &one, sizeof one);
  errno = saved;
}

gboolean
cli_interrupt_begin (void)
{
  const struct sigaction action = { .sa_handler = handle, .sa_flags = SA_RESTART };

  event_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (event_fd < 0)
    return FALSE;
  __atomic_store_n (&n_seen, 0, __ATOMIC_RELAXED);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    sigaction (signals[i], NULL, &before[i]);
    /* What a parent chose to ignore (nohup) stays ignored. */
    if (before[i].sa_handler != SIG_IGN)
      sigaction (signals[i], &action, NULL);
  }
  return TRUE;
}

void
cli_interrupt_end (void)
{
  if (event_fd < 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &before[i], NULL);
  close (event_fd);
  event_fd = -1;
}

int
cli_interrupt_fd (void)
{
  return event_fd;
}

guint
cli_interrupt_take (void)
{
  guint64 count = 0;

  if (event_fd < 0 || read (event_fd, &count, sizeof count) != sizeof count)
    return 0;
  return (guint) MIN (count, G_MAXUINT);
}
