/* SPDX-License-Identifier: MIT */
/* Files are replaced whole or not at all; devices and links stay what they are. */
#include <cli/file.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
write_good (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cli_write_file (path, text, strlen (text), &error));
  g_assert_no_error (error);
}

static void
assert_refused (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cli_write_file (path, "text", 4, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_replace (void)
{
  g_autofree char *path = path_of ("file");
  g_autofree char *link = path_of ("link");
  struct stat before, after, info;

  write_good (path, "one");
  assert_content (path, "one");
  g_assert_cmpint (stat (path, &before), ==, 0);
  write_good (path, "two");
  assert_content (path, "two");
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_true (before.st_ino != after.st_ino);

  g_assert_cmpint (symlink ("file", link), ==, 0);
  write_good (link, "three");
  assert_content (path, "three");
  g_assert_cmpint (lstat (link, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 2);
  g_unlink (path);
  g_unlink (link);
}

static void
test_special (void)
{
  struct stat info;

  write_good ("/dev/null", "text");
  g_assert_cmpint (stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
  assert_refused ("/dev/full", "No space left");
  g_assert_cmpint (stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

static void
test_refused (void)
{
  g_autofree char *missing = path_of ("no/file");

  assert_refused (folder, "directory");
  assert_refused (missing, "there is no folder");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("weir-file-XXXXXX", NULL);
  g_test_add_func ("/cli/file/replace", test_replace);
  g_test_add_func ("/cli/file/special", test_special);
  g_test_add_func ("/cli/file/refused", test_refused);
  const int status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
