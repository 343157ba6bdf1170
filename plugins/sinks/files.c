/* SPDX-License-Identifier: MIT */
/* The module of the elements that read and write files and descriptors. */
#include "plugins/sinks/files.h"

#include <weir/graph/uri-handler.h>
#include <weir/registry/plugin-impl.h>

char *
weir_file_element_get_uri (WeirElement *element)
{
  g_autofree char *location = NULL;

  g_object_get (element, "location", &location, NULL);
  return location != NULL ? weir_filename_to_uri (location, NULL) : NULL;
}

gboolean
weir_file_element_set_uri (WeirElement *element, const char *uri, GError **error)
{
  g_autofree char *location = weir_uri_get_location (uri);

  if (location == NULL || location[0] != '/') {
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_URI,
                 "\"%s\" names no file of this machine; a file is written file:///path/from/the/root", uri);
    return FALSE;
  }
  g_object_set (element, "location", location, NULL);
  return TRUE;
}

WEIR_PLUGIN_DEFINE ("files", "Reads and writes files and descriptors", "0.1.0", "MIT", weir_file_src_get_type,
                    weir_fd_src_get_type, weir_file_sink_get_type, weir_fd_sink_get_type, weir_multi_file_sink_get_type)
