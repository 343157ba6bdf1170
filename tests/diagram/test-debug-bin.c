/* SPDX-License-Identifier: MIT */
/* Pictures of real bins: in NULL and while they play, with bins in bins, as text and as files. */
#include <tests/graph/parts.h>

#include <weir/diagram/debug-bin.h>
#include <weir/diagram/model-from-bin.h>
#include <weir/graph/ghost-pad.h>

#include <glib/gstdio.h>
#include <string.h>

/* src ! bin.( pass ! sink ) */
static WeirElement *
make_nested (void)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new ("top"));
  WeirElement *bin = weir_bin_new ("inner"), *src = part_new (part_src_get_type (), "source");
  WeirElement *pass = part_new (part_pass_get_type (), "pass");
  WeirElement *sink = part_new (part_sink_get_type (), "target");

  g_object_set (src, "n-buffers", 12, NULL);
  weir_bin_add_many (WEIR_BIN (bin), pass, sink, NULL);
  g_assert_true (weir_element_link (pass, sink));
  g_autoptr (WeirPad) inside = weir_element_get_static_pad (pass, "sink");
  weir_element_add_pad (bin, weir_ghost_pad_new ("sink", inside));
  weir_bin_add_many (WEIR_BIN (pipeline), src, bin, NULL);
  g_assert_true (weir_element_link (src, bin));
  return pipeline;
}

static const WeirDiagramProp *
find_prop (const WeirDiagramNode *node, const char *name)
{
  for (guint i = 0; i < node->props->len; i++) {
    const WeirDiagramProp *prop = node->props->pdata[i];
    if (g_str_equal (prop->name, name))
      return prop;
  }
  return NULL;
}

static void
test_null (void)
{
  g_autoptr (WeirElement) pipeline = make_nested ();
  g_autoptr (WeirDiagram) diagram = weir_diagram_new_from_bin (WEIR_BIN (pipeline));
  const WeirDiagramNode *source = weir_diagram_find_node (diagram, "source");
  const WeirDiagramNode *inner = weir_diagram_find_node (diagram, "inner");
  const WeirDiagramNode *pass = weir_diagram_find_node (diagram, "inner/pass");

  g_assert_cmpstr (diagram->root->name, ==, "top");
  g_assert_cmpstr (diagram->root->factory, ==, "pipeline");
  g_assert_cmpint (diagram->root->state, ==, WEIR_DIAGRAM_STATE_NULL);
  g_assert_nonnull (source);
  g_assert_nonnull (inner->children);
  g_assert_nonnull (pass);
  g_assert_cmpstr (find_prop (source, "n-buffers")->value, ==, "12");
  g_assert_false (find_prop (source, "n-buffers")->is_default);
  g_assert_null (find_prop (source, "name"));

  const WeirDiagramPad *ghost = inner->pads->pdata[0];
  g_assert_true (ghost->is_ghost);
  g_assert_true (ghost->target == pass->pads->pdata[0]);
  g_assert_cmpuint (diagram->links->len, ==, 2);
  const WeirDiagramLink *link = weir_diagram_find_link (diagram, "source.src~inner.sink");
  g_assert_nonnull (link);
  g_assert_null (link->caps);
  g_assert_false (link->has_numbers);
  g_assert_nonnull (weir_diagram_find_link (diagram, "inner/pass.src~inner/target.sink"));
}

static void
test_playing (void)
{
  PartSink *sink;
  g_autoptr (WeirElement) pipeline = part_line (-1, 1, &sink);

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_assert_cmpint (weir_element_get_state (pipeline, NULL, NULL, 10 * WEIR_SECOND), ==,
                   WEIR_STATE_CHANGE_SUCCESS);
  while (__atomic_load_n (&sink->seen, __ATOMIC_RELAXED) < 1000)
    g_usleep (100);
  g_autoptr (WeirDiagram) diagram = weir_diagram_new_from_bin (WEIR_BIN (pipeline));
  g_assert_cmpint (diagram->root->state, ==, WEIR_DIAGRAM_STATE_PLAYING);
  for (guint i = 0; i < diagram->links->len; i++) {
    const WeirDiagramLink *link = diagram->links->pdata[i];
    g_assert_true (link->has_numbers);
    g_assert_cmpuint (link->n_buffers, >=, 1000);
    g_assert_cmpfloat (link->buffers_per_s, >, 0);
  }
  g_autofree char *dot =
    weir_debug_bin_to_dot_data (WEIR_BIN (pipeline), WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_assert_nonnull (strstr (dot, "buffers/s"));
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

/* Pictures are taken while elements and pads come and go. */
static gpointer
rebuild (gpointer pipeline)
{
  for (guint i = 0; i < 300; i++) {
    WeirElement *extra = part_new (part_pass_get_type (), "extra");

    weir_bin_add (WEIR_BIN (pipeline), extra);
    weir_bin_remove (WEIR_BIN (pipeline), extra);
  }
  return NULL;
}

static void
test_while_it_changes (void)
{
  g_autoptr (WeirElement) pipeline = make_nested ();
  GThread *thread = g_thread_new ("rebuild", rebuild, pipeline);

  for (guint i = 0; i < 100; i++) {
    g_autofree char *json = weir_debug_bin_to_json_data (WEIR_BIN (pipeline));
    g_assert_nonnull (strstr (json, "\"target\""));
  }
  g_thread_join (thread);
}

static void
test_texts (void)
{
  g_autoptr (WeirElement) pipeline = make_nested ();
  WeirBin *bin = WEIR_BIN (pipeline);
  g_autofree char *dot = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *bare = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE);
  g_autofree char *mermaid = weir_debug_bin_to_mermaid_data (bin, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *json = weir_debug_bin_to_json_data (bin);

  g_assert_true (g_str_has_prefix (dot, "digraph"));
  g_assert_nonnull (strstr (dot, "n-buffers=12"));
  g_assert_null (strstr (bare, "n-buffers"));
  g_assert_true (g_str_has_prefix (mermaid, "flowchart"));
  g_assert_nonnull (strstr (json, "\"inner/pass\""));
}

static char **
list_files (const char *folder)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}

static void
assert_one_file (const char *folder, const char *pattern, const char *text)
{
  g_auto (GStrv) names = list_files (folder);

  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_true (g_regex_match_simple (pattern, names[0], 0, 0));
  g_autofree char *path = g_build_filename (folder, names[0], NULL);
  g_autofree char *written = NULL;
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, text);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_files (void)
{
  g_autoptr (WeirElement) pipeline = make_nested ();
  WeirBin *bin = WEIR_BIN (pipeline);
  g_autofree char *text = weir_debug_bin_to_dot_data (bin, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);

  g_unsetenv ("WEIR_DEBUG_DUMP_DOT_DIR");
  g_setenv ("GST_DEBUG_DUMP_DOT_DIR", folder, TRUE);
  WEIR_DEBUG_BIN_TO_DOT_FILE (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "known");
  assert_one_file (folder, "^known\\.dot$", text);

  g_setenv ("WEIR_DEBUG_DUMP_DOT_DIR", folder, TRUE);
  g_setenv ("GST_DEBUG_DUMP_DOT_DIR", "/nonexistent", TRUE);
  weir_debug_bin_to_dot_file (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "../out");
  assert_one_file (folder, "^\\.\\.-out\\.dot$", text);
  weir_debug_bin_to_dot_file_with_ts (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "weir-launch.NULL_READY");
  assert_one_file (folder, "^0\\.\\d\\d\\.\\d\\d\\.\\d{9}-weir-launch\\.NULL_READY\\.dot$", text);
  weir_debug_bin_to_dot_file_with_ts (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, NULL);
  assert_one_file (folder, "-test-diagram-debug-bin\\.dot$", text);

  /* A folder that isn't there is nobody's end. */
  g_setenv ("WEIR_DEBUG_DUMP_DOT_DIR", "/nonexistent", TRUE);
  weir_debug_bin_to_dot_file (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "nowhere");

  g_unsetenv ("GST_DEBUG_DUMP_DOT_DIR");
  g_setenv ("WEIR_DEBUG_DUMP_DOT_DIR", "", TRUE);
  weir_debug_bin_to_dot_file (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "unset");
  weir_debug_bin_to_dot_file_with_ts (bin, WEIR_DEBUG_GRAPH_SHOW_ALL, "unset");
  g_auto (GStrv) left = list_files (folder);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_details_type (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (WEIR_TYPE_DEBUG_GRAPH_DETAILS);
  const GFlagsValue *value = g_flags_get_value_by_nick ((GFlagsClass *) klass, "states");

  g_assert_cmpuint (value->value, ==, WEIR_DEBUG_GRAPH_SHOW_STATES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First: the environment may not be changed when there are threads. */
  g_test_add_func ("/diagram/debug-bin/files", test_files);
  g_test_add_func ("/diagram/debug-bin/null", test_null);
  g_test_add_func ("/diagram/debug-bin/playing", test_playing);
  g_test_add_func ("/diagram/debug-bin/while-it-changes", test_while_it_changes);
  g_test_add_func ("/diagram/debug-bin/texts", test_texts);
  g_test_add_func ("/diagram/debug-bin/details-type", test_details_type);
  return g_test_run ();
}
