/* SPDX-License-Identifier: MIT */
/* Everything that knows of terminals. What is written is for people who look: into a file or a pipe
 * goes nothing. */
#include <cli/status-line.h>

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MIN_INTERVAL_US (100 * 1000)
#define ERASE_TO_END "\x1b[K"

void
cli_status_line_init (CliStatusLine *line, int fd)
{
  const char *terminal = g_getenv ("TERM");

  *line = (CliStatusLine){
    .fd = fd,
    .is_terminal = isatty (fd) && g_strcmp0 (terminal, "dumb") != 0,
    .is_utf8 = g_get_charset (NULL),
  };
}

static guint
count_columns (int fd)
{
  struct winsize size = { 0 };

  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  const char *columns = g_getenv ("COLUMNS");
  const guint64 n = columns != NULL ? g_ascii_strtoull (columns, NULL, 10) : 0;
  return n > 0 && n < 10000 ? (guint) n : 80;
}

/* A terminal that is gone is no reason to fail. */
static void
write_text (const CliStatusLine *line, const char *text)
{
  for (gsize left = strlen (text); left > 0;) {
    const ssize_t n = write (line->fd, text, left);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return;
    text += n;
    left -= n;
  }
}

void
cli_status_line_show (CliStatusLine *line, const CliProgress *progress, gboolean is_last)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (!line->is_terminal
      || (line->is_shown && !is_last && now_us - line->shown_us < MIN_INTERVAL_US))
    return;
  /* The last column stays free: a character there makes some terminals begin a new line. */
  g_autofree char *text =
    cli_progress_format (progress, count_columns (line->fd) - 1, line->is_utf8);
  g_autofree char *all = g_strconcat ("\r", text, ERASE_TO_END, NULL);
  write_text (line, all);
  line->is_shown = TRUE;
  line->shown_us = now_us;
}

void
cli_status_line_clear (CliStatusLine *line)
{
  if (line->is_shown)
    write_text (line, "\r" ERASE_TO_END);
  line->is_shown = FALSE;
}

void
cli_status_line_end (CliStatusLine *line)
{
  if (line->is_shown)
    write_text (line, "\n");
  line->is_shown = FALSE;
}
