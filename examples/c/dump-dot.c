/* SPDX-License-Identifier: MIT */
/* A picture of a pipeline: as text for Graphviz, and as Mermaid for a page in Markdown.
 *
 *   dump-dot [LAUNCH-LINE] | dot -Tsvg > pipeline.svg
 *
 * With WEIR_DEBUG_DUMP_DOT_DIR set, weir_debug_bin_to_dot_file () writes into that folder, and does nothing without it. */
#include <stdlib.h>
#include <weir/weir.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  weir_init (&argc, &argv);
  g_autoptr (WeirElement) pipeline
    = weir_parse_launch (argc > 1 ? argv[1] : "videotestsrc pattern=ball ! tee name=t ! fakesink  t. ! fakesink", &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  weir_element_get_state (pipeline, NULL, NULL, 5 * WEIR_SECOND); /* caps are chosen by now */

  g_autofree char *dot = weir_debug_bin_to_dot_data (WEIR_BIN (pipeline), WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_print ("%s", dot);
  weir_debug_bin_to_dot_file (WEIR_BIN (pipeline), WEIR_DEBUG_GRAPH_SHOW_ALL, "example");
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return EXIT_SUCCESS;
}
