/* SPDX-License-Identifier: MIT */
/* Ids, look-ups, and what is cleaned on its way in. */
#include <weir/diagram/model.h>

#include <tests/diagram/samples.h>

#include <string.h>

static void
test_ids (void)
{
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  const WeirDiagramNode *queue = weir_diagram_find_node (diagram, "outputs/queue0");
  const WeirDiagramLink *link =
    weir_diagram_find_link (diagram, "outputs/queue0.src~outputs/x264enc0.sink");

  g_assert_cmpstr (queue->name, ==, "queue0");
  g_assert_cmpstr (queue->parent->id, ==, "outputs");
  g_assert_true (link->src->node == queue);
  g_assert_true (weir_diagram_find_node (diagram, "") == diagram->root);
  g_assert_nonnull (weir_diagram_find_link (diagram, "t.src_0~outputs.sink0"));
  g_assert_null (weir_diagram_find_node (diagram, "outputs/queue"));
  g_assert_null (weir_diagram_find_node (diagram, "outputs/"));
  g_assert_null (weir_diagram_find_link (diagram, "t.src_0"));
}

/* Different names never give the same id. */
static void
test_unique_ids (void)
{
  static const char *const names[] = { "a", "a/b", "a.b", "a~b", "a%2Fb", "a%b", "b" };
  g_autoptr (WeirDiagram) diagram = weir_diagram_new ("p", "pipeline");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    WeirDiagramNode *bin = weir_diagram_node_add_bin (diagram->root, names[i], "bin");
    g_assert_true (g_hash_table_add (ids, bin->id));
    n++;
    for (gsize j = 0; j < G_N_ELEMENTS (names); j++) {
      WeirDiagramNode *node = weir_diagram_node_add_element (bin, names[j], "identity");
      WeirDiagramPad *pad =
        weir_diagram_node_add_pad (node, names[j], WEIR_DIAGRAM_SRC, WEIR_DIAGRAM_ALWAYS);
      g_assert_true (g_hash_table_add (ids, node->id));
      g_assert_true (g_hash_table_add (ids, pad->id));
      g_assert_true (weir_diagram_find_node (diagram, node->id) == node);
      n += 2;
    }
  }
  g_assert_cmpuint (g_hash_table_size (ids), ==, n);
}

static void
test_clean (void)
{
  g_autoptr (WeirDiagram) diagram = weir_diagram_new ("\xff", NULL);
  WeirDiagramNode *node = weir_diagram_node_add_element (diagram->root, "a", "b");

  weir_diagram_node_add_prop (node, "uri", "rtsp://u:p@h", FALSE);
  weir_diagram_node_add_prop (node, "passphrase", "p", FALSE);
  weir_diagram_node_add_prop (node, "user-pw", NULL, TRUE);
  weir_diagram_node_set_waits_for (node, "http://u:p@h");
  weir_diagram_set_title (diagram, "a uri=x://u:p@h", NULL);

  g_assert_cmpstr (diagram->root->name, ==, "\xef\xbf\xbd");
  g_assert_null (diagram->root->factory);
  g_assert_cmpstr (((WeirDiagramProp *) node->props->pdata[0])->value, ==, "rtsp://u:***@h");
  g_assert_cmpstr (((WeirDiagramProp *) node->props->pdata[1])->value, ==, "***");
  g_assert_null (((WeirDiagramProp *) node->props->pdata[2])->value);
  g_assert_cmpstr (node->waits_for, ==, "http://u:***@h");
  g_assert_cmpstr (diagram->title, ==, "a uri=x://u:***@h");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/model/ids", test_ids);
  g_test_add_func ("/diagram/model/unique-ids", test_unique_ids);
  g_test_add_func ("/diagram/model/clean", test_clean);
  return g_test_run ();
}
