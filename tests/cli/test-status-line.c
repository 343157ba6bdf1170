/* SPDX-License-Identifier: MIT */
/* What reaches a terminal, and that nothing reaches anything else. */
#include <cli/status-line.h>

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const CliProgress progress = {
  .position_ns = 0, .duration_ns = -1, .frames_per_s = 25, .speed = -1
};

/* A terminal of that width: *other is the side that a person looks at. */
static int
open_terminal (guint n_columns, int *other)
{
  struct winsize size = { .ws_row = 24, .ws_col = n_columns };

  *other = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*other, >=, 0);
  g_assert_cmpint (grantpt (*other), ==, 0);
  g_assert_cmpint (unlockpt (*other), ==, 0);
  const int fd = open (ptsname (*other), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ioctl (fd, TIOCSWINSZ, &size), ==, 0);
  return fd;
}

/* All that comes until it is quiet; a terminal hands on what is written a little later. */
static char *
read_all (int fd)
{
  struct pollfd waits = { .fd = fd, .events = POLLIN };
  char text[1000] = "";
  gsize n = 0;

  while (poll (&waits, 1, 100) > 0 && n + 1 < sizeof text) {
    const ssize_t got = read (fd, text + n, sizeof text - 1 - n);
    if (got <= 0)
      break;
    n += got;
  }
  return g_strndup (text, n);
}

static void
test_terminal (void)
{
  CliStatusLine line;
  int other;

  g_setenv ("TERM", "xterm", TRUE);
  const int fd = open_terminal (80, &other);
  cli_status_line_init (&line, fd);
  cli_status_line_clear (&line);
  cli_status_line_show (&line, &progress, FALSE);
  cli_status_line_show (&line, &progress, FALSE);
  g_autofree char *once = read_all (other);
  g_assert_cmpstr (once, ==, "\r0:00:00  25.0 frames/s\x1b[K");

  cli_status_line_show (&line, &progress, TRUE);
  cli_status_line_clear (&line);
  cli_status_line_clear (&line);
  g_autofree char *cleared = read_all (other);
  g_assert_cmpstr (cleared, ==, "\r0:00:00  25.0 frames/s\x1b[K\r\x1b[K");

  cli_status_line_show (&line, &progress, TRUE);
  cli_status_line_end (&line);
  cli_status_line_end (&line);
  g_autofree char *ended = read_all (other);
  g_assert_cmpstr (ended, ==, "\r0:00:00  25.0 frames/s\x1b[K\r\n");
  close (fd);
  close (other);
}

static void
test_narrow (void)
{
  CliStatusLine line;
  int other;

  const int fd = open_terminal (10, &other);
  cli_status_line_init (&line, fd);
  cli_status_line_show (&line, &progress, FALSE);
  g_autofree char *shown = read_all (other);
  g_assert_cmpstr (shown, ==, "\r0:00:00\x1b[K");
  close (fd);
  close (other);
}

static void
test_elsewhere (void)
{
  CliStatusLine line;
  int fds[2], other;

  g_assert_cmpint (pipe (fds), ==, 0);
  cli_status_line_init (&line, fds[1]);
  cli_status_line_show (&line, &progress, TRUE);
  cli_status_line_clear (&line);
  cli_status_line_end (&line);
  g_autofree char *piped = read_all (fds[0]);
  g_assert_cmpstr (piped, ==, "");
  close (fds[0]);
  close (fds[1]);

  g_setenv ("TERM", "dumb", TRUE);
  const int fd = open_terminal (80, &other);
  cli_status_line_init (&line, fd);
  cli_status_line_show (&line, &progress, TRUE);
  g_autofree char *dumb = read_all (other);
  g_assert_cmpstr (dumb, ==, "");
  g_setenv ("TERM", "xterm", TRUE);
  close (fd);
  close (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/status-line/terminal", test_terminal);
  g_test_add_func ("/cli/status-line/narrow", test_narrow);
  g_test_add_func ("/cli/status-line/elsewhere", test_elsewhere);
  return g_test_run ();
}
