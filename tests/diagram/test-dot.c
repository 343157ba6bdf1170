/* SPDX-License-Identifier: MIT */
/* The drawings are what was reviewed, and Graphviz draws them without a word, whatever names are in
 * them. */
#include <weir/diagram/emit.h>

#include <tests/diagram/samples.h>
#include <tests/harness/comma-locale.h>
#include <tests/harness/golden.h>

static void
test_golden (void)
{
  g_autoptr (WeirDiagram) simple = sample_simple ();
  g_autoptr (WeirDiagram) tee = sample_tee ();
  g_autoptr (WeirDiagram) large = sample_large ();
  g_autoptr (WeirDiagram) weird = sample_weird ();
  g_autofree char *a = weir_diagram_to_dot (simple, WEIR_DEBUG_GRAPH_SHOW_ALL, TRUE);
  g_autofree char *b = weir_diagram_to_dot (tee, WEIR_DEBUG_GRAPH_SHOW_ALL, FALSE);
  g_autofree char *c = weir_diagram_to_dot (large, WEIR_DEBUG_GRAPH_SHOW_ALL, FALSE);
  g_autofree char *d = weir_diagram_to_dot (weird, WEIR_DEBUG_GRAPH_SHOW_ALL, FALSE);
  g_autofree char *e = weir_diagram_to_dot (simple, WEIR_DEBUG_GRAPH_SHOW_VERBOSE, FALSE);

  golden_check ("diagram/simple.dot", a);
  golden_check ("diagram/tee.dot", b);
  golden_check ("diagram/large.dot", c);
  golden_check ("diagram/weird.dot", d);
  golden_check ("diagram/verbose.dot", e);
}

/* Each detail adds what it names, and nothing else does. */
static void
test_details (void)
{
  static const struct {
    WeirDebugGraphDetails detail;
    const char *text;
  } details[] = {
    { WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE, ">video/x-raw<" },
    { WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS, ">format=I420<" },
    { WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS, ">num-buffers=100<" },
    { WEIR_DEBUG_GRAPH_SHOW_STATES, ">PLAYING<" },
  };
  g_autoptr (WeirDiagram) diagram = sample_simple ();
  diagram->root->state = WEIR_DIAGRAM_STATE_UNKNOWN;

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++) {
    g_autofree char *dot = weir_diagram_to_dot (diagram, details[i].detail, FALSE);
    g_autofree char *bare = g_strdup (dot);
    for (gsize j = 0; j < G_N_ELEMENTS (details); j++) {
      const char *plain = strstr (bare, details[j].text);
      const gboolean implied = i == 1 && j == 0; /* caps in full have their media type */
      g_autofree char *bold = g_strdup_printf ("><B%s/B><", details[j].text);
      const gboolean shown = plain != NULL || strstr (bare, bold) != NULL;
      g_assert_cmpint (shown, ==, i == j || implied);
    }
  }
}

static void
test_no_password (void)
{
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  g_autofree char *dot = weir_diagram_to_dot (diagram, WEIR_DEBUG_GRAPH_SHOW_VERBOSE, TRUE);

  g_assert_null (strstr (dot, "geheim"));
  g_assert_nonnull (strstr (dot, "rtsp://admin:***@10.0.0.7/stream"));
}

static void
test_locale (void)
{
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  g_autofree char *before = weir_diagram_to_dot (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL, TRUE);

  comma_locale_set ();
  g_autofree char *after = weir_diagram_to_dot (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL, TRUE);
  comma_locale_unset ();
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "30.0 buffers/s"));
}

static void
draw (WeirDiagram *diagram, WeirDebugGraphDetails details)
{
  g_autofree char *dot = weir_diagram_to_dot (diagram, details, TRUE);
  g_autofree char *path = NULL;
  g_autofree char *svg = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  const int fd = g_file_open_tmp ("weir-XXXXXX.dot", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (dot, -1, NULL));
  g_close (fd, NULL);
  g_file_set_contents (path, dot, -1, &error);
  g_assert_no_error (error);
  const char *argv[] = { "dot", "-Tsvg", path, NULL };
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &svg, &complaints,
                &status, &error);

  g_unlink (path);
  g_assert_no_error (error);
  g_assert_cmpstr (complaints, ==, "");
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (svg, "</svg>"));
}

static void
test_graphviz (void)
{
  WeirDiagram *(*const samples[]) (void) = { sample_simple, sample_tee, sample_large,
                                             sample_weird };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (WeirDiagram) diagram = samples[i]();
    draw (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL);
    draw (diagram, WEIR_DEBUG_GRAPH_SHOW_VERBOSE);
    draw (diagram, 0);
  }
}

/* Random bytes as names, values and caps. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (WeirDiagram) diagram = weir_diagram_new ("random", NULL);
  WeirDiagramPad *from = NULL;

  for (guint i = 0; i < 40; i++) {
    char name[25] = "", value[61] = "", caps[61] = "";
    for (gsize j = 0; j + 1 < sizeof name; j++)
      name[j] = (char) g_rand_int_range (rand, 1, 256);
    for (gsize j = 0; j + 1 < sizeof value; j++) {
      value[j] = (char) g_rand_int_range (rand, 1, 128);
      caps[j] = ",;=()[]{}<>\"\\ &a/\n"[g_rand_int_range (rand, 0, 19) % 18];
    }
    WeirDiagramNode *node = weir_diagram_node_add_element (diagram->root, name, value);
    weir_diagram_node_add_prop (node, name, value, FALSE);
    WeirDiagramPad *sink =
      weir_diagram_node_add_pad (node, name, WEIR_DIAGRAM_SINK, WEIR_DIAGRAM_ALWAYS);
    if (from != NULL)
      weir_diagram_link (diagram, from, sink, caps);
    from = weir_diagram_node_add_pad (node, value, WEIR_DIAGRAM_SRC, WEIR_DIAGRAM_ALWAYS);
  }
  draw (diagram, WEIR_DEBUG_GRAPH_SHOW_VERBOSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/dot/golden", test_golden);
  g_test_add_func ("/diagram/dot/details", test_details);
  g_test_add_func ("/diagram/dot/no-password", test_no_password);
  g_test_add_func ("/diagram/dot/locale", test_locale);
  g_test_add_func ("/diagram/dot/graphviz", test_graphviz);
  g_test_add_func ("/diagram/dot/any-bytes", test_any_bytes);
  return g_test_run ();
}
