/* SPDX-License-Identifier: MIT */
/* Where to find what is installed with the library. An installed tree may be moved, or looked at in the folder
 * that packagers install into, so each place is looked for in the prefix that the library lies in first. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <weir/registry/places-private.h>

/* The prefix that the library lies in; NULL: it isn't installed. */
static char *
find_prefix (void)
{
  Dl_info info;
  g_autofree char *library = NULL, *folder = NULL;

  if (dladdr (weir_place_find, &info) == 0 || (library = realpath (info.dli_fname, NULL)) == NULL)
    return NULL;
  folder = g_path_get_dirname (library);
  if (!g_str_has_suffix (folder, "/" WEIR_LIBDIR))
    return NULL;
  return g_strndup (folder, strlen (folder) - strlen ("/" WEIR_LIBDIR));
}

char *
weir_place_find (const char *below)
{
  g_autofree char *prefix = find_prefix (), *there = NULL;

  if (prefix != NULL) {
    there = g_build_filename (prefix, below, NULL);
    if (g_file_test (there, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&there);
  }
  return g_build_filename (WEIR_PREFIX, below, NULL);
}
