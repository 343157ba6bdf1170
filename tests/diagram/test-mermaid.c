/* SPDX-License-Identifier: MIT */
/* The Mermaid text is what was reviewed, and nothing in a name can end a label. */
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
  g_autofree char *a = weir_diagram_to_mermaid (simple, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *b = weir_diagram_to_mermaid (tee, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *c = weir_diagram_to_mermaid (large, 0);
  g_autofree char *d = weir_diagram_to_mermaid (weird, WEIR_DEBUG_GRAPH_SHOW_ALL);

  golden_check ("diagram/simple.mmd", a);
  golden_check ("diagram/tee.mmd", b);
  golden_check ("diagram/large.mmd", c);
  golden_check ("diagram/weird.mmd", d);
  g_assert_null (strstr (b, "geheim"));
}

/* Each line has no quotes but those around its labels, and no markup but ours. */
static void
test_escapes (void)
{
  g_autoptr (WeirDiagram) diagram = sample_weird ();
  g_autofree char *text = weir_diagram_to_mermaid (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; lines[i] != NULL; i++) {
    guint n_quotes = 0;
    for (const char *c = lines[i]; *c != '\0'; c++) {
      n_quotes += *c == '"';
      if (*c == '<')
        g_assert_true (g_str_has_prefix (c, "<b>") || g_str_has_prefix (c, "</b>")
                       || g_str_has_prefix (c, "<br/>"));
      g_assert_cmpint ((guchar) *c, >=, 0x20);
    }
    g_assert_true (n_quotes == 0 || n_quotes == 2);
  }
}

static void
test_locale (void)
{
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  g_autofree char *before = weir_diagram_to_mermaid (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL);

  comma_locale_set ();
  g_autofree char *after = weir_diagram_to_mermaid (diagram, WEIR_DEBUG_GRAPH_SHOW_ALL);
  comma_locale_unset ();
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/mermaid/golden", test_golden);
  g_test_add_func ("/diagram/mermaid/escapes", test_escapes);
  g_test_add_func ("/diagram/mermaid/locale", test_locale);
  return g_test_run ();
}
