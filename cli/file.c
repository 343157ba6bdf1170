/* SPDX-License-Identifier: MIT */
/* GLib's atomic replacement would put an ordinary file in the place of a device or a link, so these
 * are looked for first. */
#include <cli/file.h>

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Can't write \"%s\": %s", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const char *path, const char *data, gsize n_bytes, GError **error)
{
  while (n_bytes > 0) {
    const ssize_t n = write (fd, data, n_bytes);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (path, errno, error);
    data += n;
    n_bytes -= n;
  }
  return TRUE;
}

static gboolean
write_special (const char *path, const char *data, gsize n_bytes, GError **error)
{
  const int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return fail (path, errno, error);
  const gboolean good = write_all (fd, path, data, n_bytes, error);
  if (close (fd) < 0 && good)
    return fail (path, errno, error);
  return good;
}

gboolean
cli_write_file (const char *path, const char *data, gsize n_bytes, GError **error)
{
  struct stat info;

  if (g_str_equal (path, "-"))
    return write_all (STDOUT_FILENO, "standard output", data, n_bytes, error);
  const gboolean exists = stat (path, &info) == 0;
  if (exists && S_ISDIR (info.st_mode))
    return fail (path, EISDIR, error);
  if (exists && !S_ISREG (info.st_mode))
    return write_special (path, data, n_bytes, error);

  /* A link stays a link, to a file that is replaced. */
  char *resolved = exists ? realpath (path, NULL) : NULL;
  g_autoptr (GError) own_error = NULL;
  const gboolean good = g_file_set_contents_full (resolved != NULL ? resolved : path, data, n_bytes,
                                                  G_FILE_SET_CONTENTS_CONSISTENT, 0666, &own_error);
  free (resolved);
  if (good)
    return TRUE;
  g_autofree char *folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, own_error->domain, own_error->code,
                 "Can't write \"%s\": there is no folder \"%s\"", path, folder);
  else
    g_set_error (error, own_error->domain, own_error->code, "Can't write \"%s\": %s", path,
                 own_error->message);
  return FALSE;
}
