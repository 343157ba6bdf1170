/* SPDX-License-Identifier: MIT */
/* Sentences about files that can't be read or written: the file, the cause, the cure. People see them often. */
#include "plugins/sources/file-errors.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names in a folder that are looked through for one that was meant. */
#define MAX_NAMES 2000

static int
code_of (WeirFileDeed deed, int errno_)
{
  switch (errno_) {
  case ENOENT:
  case ENOTDIR:
    return deed == WEIR_FILE_READ ? WEIR_RESOURCE_ERROR_NOT_FOUND : WEIR_RESOURCE_ERROR_OPEN_WRITE;
  case ENOSPC:
  case EDQUOT:
    return WEIR_RESOURCE_ERROR_NO_SPACE_LEFT;
  case EACCES:
  case EPERM:
  case EISDIR:
  case EROFS:
    return deed == WEIR_FILE_READ ? WEIR_RESOURCE_ERROR_OPEN_READ : WEIR_RESOURCE_ERROR_OPEN_WRITE;
  default:
    return deed == WEIR_FILE_READ ? WEIR_RESOURCE_ERROR_READ : WEIR_RESOURCE_ERROR_WRITE;
  }
}

/* (transfer full) (nullable): a file beside it with nearly this name. */
static char *
similar_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry, *found;

  if (dir == NULL)
    return NULL;
  while (names->len < MAX_NAMES && (entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (entry));
  found = weir_error_did_you_mean ((const char *const *) names->pdata, names->len, name);
  if (found == NULL)
    return NULL;
  return g_path_is_absolute (path) || strchr (path, '/') != NULL ? g_build_filename (folder, found, NULL)
                                                                 : g_strdup (found);
}

/* The first folder of the path that isn't there. (transfer full) (nullable) */
static char *
missing_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *missing = NULL;

  while (!g_file_test (folder, G_FILE_TEST_EXISTS)) {
    char *above = g_path_get_dirname (folder);

    g_free (missing);
    missing = g_steal_pointer (&folder);
    folder = above;
    if (g_str_equal (folder, missing))
      break;
  }
  return missing;
}

/* (transfer full) */
static char *
about_missing (WeirFileDeed deed, const char *path)
{
  g_autofree char *folder = missing_folder (path), *meant = NULL, *here = NULL;

  if (folder != NULL)
    return g_strdup_printf (deed == WEIR_FILE_WRITE
                              ? "there is no such folder: \"%s\"; make it (mkdir -p), or choose another location"
                              : "no such file: there is no folder \"%s\"; correct the location",
                            folder);
  meant = similar_file (path);
  if (meant != NULL)
    return g_strdup_printf ("no such file; did you mean location=\"%s\"?", meant);
  here = g_get_current_dir ();
  return g_path_is_absolute (path)
           ? g_strdup ("no such file; set location to a file that is there")
           : g_strdup_printf ("no such file in the folder %s; set location to a file that is there", here);
}

/* (transfer full) */
static char *
reason_and_cure (WeirFileDeed deed, const char *path, int errno_)
{
  switch (errno_) {
  case ENOENT:
    return about_missing (deed, path);
  case ENOTDIR:
    return g_strdup ("a part of the path before the last is not a folder; correct the location");
  case EACCES:
  case EPERM:
    return g_strdup_printf ("no permission for user %s; change the rights of the file or its folder (chmod), or choose "
                            "another location",
                            g_get_user_name ());
  case EISDIR:
    return g_strdup ("it is a folder, not a file; set location to a file");
  case EROFS:
    return g_strdup ("its file system can only be read; choose another location");
  case ENOSPC:
    return g_strdup ("no space left on its device; make room or choose another location. What was written stays");
  case EDQUOT:
    return g_strdup ("no space left for this user (quota); make room or choose another location. What was written stays");
  case EFBIG:
    return g_strdup ("the file would become too large for its file system or for this user (ulimit -f)");
  case EMFILE:
  case ENFILE:
    return g_strdup ("too many files are open; raise the limit (ulimit -n)");
  default:
    return g_strdup (g_strerror (errno_));
  }
}

void
weir_file_set_error (GError **error, const char *element, WeirFileDeed deed, const char *path, int errno_)
{
  g_autofree char *reason = reason_and_cure (deed, path != NULL ? path : "", errno_);

  g_set_error (error, WEIR_RESOURCE_ERROR, code_of (deed, errno_), "%s can't %s %s%s%s: %s", element,
               deed == WEIR_FILE_READ ? "read" : "write", path != NULL ? "\"" : "", path != NULL ? path : "its descriptor",
               path != NULL ? "\"" : "", reason);
}

void
weir_file_set_no_location (GError **error, const char *element, const char *example)
{
  g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NOT_FOUND,
               "%s has no location: say which file, for example %s location=%s", element, element, example);
}
