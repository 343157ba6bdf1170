/* SPDX-License-Identifier: MIT */
#include "folders.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *top;

void
folders_init (void)
{
  g_autoptr (GError) error = NULL;

  top = g_dir_make_tmp ("weir-registry-XXXXXX", &error);
  if (top == NULL)
    g_error ("%s", error->message);
  g_autofree char *cache = g_build_filename (top, "cache", NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_unsetenv ("WEIR_PLUGIN_PATH");
  g_setenv ("WEIR_PLUGIN_SYSTEM_PATH", "", TRUE);
}

static char *
cache_folder (void)
{
  return g_build_filename (top, "cache", "weir", NULL);
}

guint
folders_count_cached (void)
{
  g_autofree char *path = cache_folder ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
folder_add (const char *folder, const char *plugin)
{
  g_autofree char *name = g_strdup_printf ("test-plugin-%s.so", plugin);
  g_autofree char *from =
    g_build_filename (g_getenv ("WEIR_BUILD"), "tests", "registry", name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL), *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (from, &bytes, &size, &error)
      || !g_file_set_contents (to, bytes, (gssize) size, &error))
    g_error ("%s", error->message);
}

char *
folder_new (const char *plugin, ...)
{
  g_autofree char *template = g_build_filename (top, "plugins-XXXXXX", NULL);
  char *folder = g_mkdtemp (g_steal_pointer (&template));
  va_list args;

  if (folder == NULL)
    g_error ("%s", g_strerror (errno));
  va_start (args, plugin);
  for (const char *name = plugin; name != NULL; name = va_arg (args, const char *))
    folder_add (folder, name);
  va_end (args);
  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_all (child);
  }
  if (g_remove (path) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
}

void
folder_remove (char *folder)
{
  remove_all (folder);
  g_free (folder);
}

void
folders_clear (void)
{
  folder_remove (g_steal_pointer (&top));
}
