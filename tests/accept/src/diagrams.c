/* SPDX-License-Identifier: MIT */
/* The diagram calls, as an application uses them: diagrams all|flags|data. The pipeline stays in NULL. */
#include <string.h>

#include <weir/weir.h>

#define LONG_NAME "a-name-that-is-so-long-that-a-diagram-would-rather-not-show-the-whole-of-it-in-a-box-of-its-own.yuv"

static void
expect (gboolean holds, const char *what)
{
  if (!holds)
  {
    g_print ("not so: %s\n", what);
    exit (1);
  }
}

static void
check_flags (WeirBin *bin)
{
  g_autofree char *bare = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE);
  g_autofree char *changed = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS);
  g_autofree char *full = weir_debug_bin_to_dot_data (
    bin, WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS | WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS);
  g_autofree char *all = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_ALL);
  expect (strstr (bare, "source") && strstr (bare, "target"), "elements are always there");
  expect (!strstr (bare, "num-buffers"), "media type alone shows no properties");
  expect (strstr (changed, "num-buffers") != NULL, "properties that were set are shown");
  expect (!strstr (changed, "blocksize"), "properties that were not set are not shown");
  expect (strstr (full, LONG_NAME) != NULL, "full parameters show long values whole");
  expect (strstr (all, "num-buffers") != NULL, "all shows properties");
}

static void
check_data (WeirBin *bin)
{
  g_autofree char *data = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_ALL);
  weir_debug_bin_to_dot_file (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "same");
  g_autofree char *path = g_build_filename (g_getenv ("WEIR_DEBUG_DUMP_DOT_DIR"), "same.dot", NULL);
  g_autofree char *text = NULL;
  expect (g_file_get_contents (path, &text, NULL, NULL), "the file is there");
  expect (strcmp (text, data) == 0, "file and data are the same");
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (
    "videotestsrc name=source num-buffers=7 ! video/x-raw,width=640,height=480 ! filesink name=target location=" LONG_NAME, &error);
  expect (pipeline != NULL && error == NULL, "the line is parsed");
  if (strcmp (argv[1], "flags") == 0)
    check_flags (WEIR_BIN (pipeline));
  else if (strcmp (argv[1], "data") == 0)
    check_data (WEIR_BIN (pipeline));
  else
    weir_debug_bin_to_dot_file (WEIR_BIN (pipeline), WEIR_DEBUG_GRAPH_SHOW_ALL, "in_null");
  weir_object_unref (pipeline);
  g_print ("ok\n");
  return 0;
}
