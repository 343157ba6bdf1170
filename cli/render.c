/* SPDX-License-Identifier: MIT */
/* Runs Graphviz with what it may use limited: its layout takes very long for some graphs, and its
 * output can be larger than anybody wants. No shell has a part in it. */
#include <cli/render.h>

#include <weir/base/error.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

const CliRenderLimits cli_render_defaults = { .program = "dot",
                                              .time_limit_ms = 10 * 1000,
                                              .output_limit_bytes = 64 * 1024 * 1024 };

/* Of what it complains about, the beginning is enough. */
#define MAX_COMPLAINT_BYTES 4096

typedef struct {
  GPid pid;
  int out, err; /* (owned): -1 once at their end */
  GByteArray *picture;
  GString *complaints;
  gint64 deadline_us;
  const CliRenderLimits *limits;
} Child;

gboolean
cli_picture_from_path (const char *path, CliPicture *picture, GError **error)
{
  static const struct {
    const char *ending;
    CliPicture picture;
  } endings[] = {
    { ".dot", CLI_PICTURE_DOT },   { ".gv", CLI_PICTURE_DOT },  { ".mmd", CLI_PICTURE_MERMAID },
    { ".json", CLI_PICTURE_JSON }, { ".svg", CLI_PICTURE_SVG }, { ".png", CLI_PICTURE_PNG },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending)) {
      *picture = endings[i].picture;
      return TRUE;
    }
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE,
               "\"%s\" doesn't say which kind of picture it is to be: it must end in .svg, .png, "
               ".dot, .mmd or .json",
               path);
  return FALSE;
}

/* A file without a name that holds the text, to be read from its beginning; -1 on failure. */
static int
open_text (const char *text, GError **error)
{
  const int fd = memfd_create ("weir-dot", MFD_CLOEXEC);
  const gsize n_bytes = strlen (text);

  for (gsize at = 0; fd >= 0 && at < n_bytes;) {
    const ssize_t n = write (fd, text + at, n_bytes - at);
    if (n < 0 && errno != EINTR)
      break;
    at += n > 0 ? n : 0;
  }
  if (fd < 0 || lseek (fd, 0, SEEK_CUR) != (off_t) n_bytes || lseek (fd, 0, SEEK_SET) != 0) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "No memory to hand a diagram on: %s",
                 g_strerror (errno));
    if (fd >= 0)
      close (fd);
    return -1;
  }
  return fd;
}

static gboolean
start (Child *child, const char *dot, CliPicture picture, GError **error)
{
  const char *argv[] = { child->limits->program, picture == CLI_PICTURE_SVG ? "-Tsvg" : "-Tpng",
                         NULL };
  g_autoptr (GError) own_error = NULL;
  const int in = open_text (dot, error);

  if (in < 0)
    return FALSE;
  const gboolean good = g_spawn_async_with_pipes_and_fds (
    NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, in, -1, -1, NULL,
    NULL, 0, &child->pid, NULL, &child->out, &child->err, &own_error);
  close (in);
  if (good)
    return TRUE;
  if (g_error_matches (own_error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
                 "SVG and PNG need the program \"%s\" of Graphviz, which isn't installed (Debian: "
                 "apt-get install graphviz); .dot, .mmd and .json don't need it",
                 child->limits->program);
  else
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "Can't start \"%s\": %s",
                 child->limits->program, own_error->message);
  return FALSE;
}

/* Takes what there is to read. Returns the bytes, 0 at the end. */
static gssize
read_some (int *fd, char *buffer, gsize n_bytes)
{
  gssize n;

  do
    n = read (*fd, buffer, n_bytes);
  while (n < 0 && errno == EINTR);
  if (n <= 0) {
    close (*fd);
    *fd = -1;
  }
  return MAX (n, 0);
}

static int
remaining_ms (const Child *child)
{
  const gint64 left_us = child->deadline_us - g_get_monotonic_time ();

  return left_us > 0 ? (int) (left_us / 1000) + 1 : 0;
}

static gboolean
fail_with_time (const Child *child, GError **error)
{
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_TIMEOUT,
               "\"%s\" took more than %u s to draw the diagram; ask for fewer details, or draw the "
               ".dot file by hand",
               child->limits->program, child->limits->time_limit_ms / 1000);
  return FALSE;
}

static gboolean
collect (Child *child, GError **error)
{
  char buffer[64 * 1024];

  while (child->out >= 0 || child->err >= 0) {
    struct pollfd fds[] = { { child->out, POLLIN, 0 }, { child->err, POLLIN, 0 } };
    const int left_ms = remaining_ms (child);
    if (left_ms == 0)
      return fail_with_time (child, error);
    if (poll (fds, G_N_ELEMENTS (fds), left_ms) <= 0)
      continue;
    if (fds[0].revents != 0) {
      const gssize n = read_some (&child->out, buffer, sizeof buffer);
      g_byte_array_append (child->picture, (const guint8 *) buffer, n);
    }
    if (fds[1].revents != 0) {
      const gssize n = read_some (&child->err, buffer, sizeof buffer);
      if (child->complaints->len < MAX_COMPLAINT_BYTES)
        g_string_append_len (child->complaints, buffer, n);
    }
    if (child->picture->len > child->limits->output_limit_bytes) {
      g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                   "The picture is larger than %" G_GSIZE_FORMAT " bytes; ask for fewer details",
                   child->limits->output_limit_bytes);
      return FALSE;
    }
  }
  return TRUE;
}

/* Waits for its end, at most until the deadline. */
static gboolean
finish (Child *child, GError **error)
{
  int status = 0;

  for (;;) {
    const pid_t ended = waitpid (child->pid, &status, WNOHANG);
    if (ended == child->pid)
      break;
    if (ended < 0 && errno != EINTR) {
      g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "\"%s\" is lost: %s",
                   child->limits->program, g_strerror (errno));
      child->pid = 0;
      return FALSE;
    }
    if (remaining_ms (child) == 0)
      return fail_with_time (child, error);
    g_usleep (1000);
  }
  child->pid = 0;
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;

  g_autofree char *valid = g_utf8_make_valid (g_strstrip (child->complaints->str), -1);
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "\"%s\" could not draw the diagram: %s",
               child->limits->program, *valid != '\0' ? valid : "it gave no reason");
  return FALSE;
}

static void
end (Child *child)
{
  if (child->pid > 0) {
    kill (child->pid, SIGKILL);
    while (waitpid (child->pid, NULL, 0) < 0 && errno == EINTR)
      ;
  }
  if (child->out >= 0)
    close (child->out);
  if (child->err >= 0)
    close (child->err);
  g_string_free (child->complaints, TRUE);
}

GBytes *
cli_render (const char *dot, CliPicture picture, const CliRenderLimits *limits, GError **error)
{
  g_return_val_if_fail (picture == CLI_PICTURE_SVG || picture == CLI_PICTURE_PNG, NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Child child = { .out = -1,
                  .err = -1,
                  .picture = bytes,
                  .complaints = g_string_new (NULL),
                  .deadline_us = g_get_monotonic_time () + limits->time_limit_ms * 1000LL,
                  .limits = limits };
  const gboolean good =
    start (&child, dot, picture, error) && collect (&child, error) && finish (&child, error);

  end (&child);
  return good ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
