/* SPDX-License-Identifier: MIT */
/* Compares what a test made with a file of tests/golden that people review. With
 * WEIR_UPDATE_GOLDEN=1 the file is written anew instead, to be looked at as a diff. */
#pragma once

#include <glib.h>
#include <string.h>

static inline char *
golden_path (const char *name)
{
  return g_build_filename (g_test_get_dir (G_TEST_DIST), "golden", name, NULL);
}

/* The line of both at which they part, for the report. */
static inline void
golden_report (const char *name, const char *expected, const char *actual)
{
  g_auto (GStrv) a = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) b = g_strsplit (actual, "\n", -1);
  guint i = 0;

  while (a[i] != NULL && b[i] != NULL && strcmp (a[i], b[i]) == 0)
    i++;
  g_test_message ("%s differs in line %u", name, i + 1);
  g_test_message ("expected: %s", a[i] != NULL ? a[i] : "(end)");
  g_test_message ("made:     %s", b[i] != NULL ? b[i] : "(end)");
  g_test_fail ();
}

static inline void
golden_check (const char *name, const char *actual)
{
  g_autofree char *path = golden_path (name);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("WEIR_UPDATE_GOLDEN"), "1") == 0) {
    g_autofree char *folder = g_path_get_dirname (path);
    g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
    g_file_set_contents (path, actual, -1, &error);
    g_assert_no_error (error);
    return;
  }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  if (strcmp (expected, actual) != 0)
    golden_report (name, expected, actual);
}
