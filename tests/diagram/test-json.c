/* SPDX-License-Identifier: MIT */
/* The JSON is what was reviewed, and documented: every member has its line in the docs. */
#include <weir/diagram/emit.h>

#include <tests/diagram/samples.h>
#include <tests/harness/comma-locale.h>
#include <tests/harness/golden.h>

static void
test_golden (void)
{
  g_autoptr (WeirDiagram) simple = sample_simple ();
  g_autoptr (WeirDiagram) tee = sample_tee ();
  g_autoptr (WeirDiagram) weird = sample_weird ();
  g_autofree char *a = weir_diagram_to_json (simple);
  g_autofree char *b = weir_diagram_to_json (tee);
  g_autofree char *c = weir_diagram_to_json (weird);

  golden_check ("diagram/simple.json", a);
  golden_check ("diagram/tee.json", b);
  golden_check ("diagram/weird.json", c);
  g_assert_null (strstr (b, "geheim"));
  g_assert_true (g_utf8_validate (c, -1, NULL));
}

static void
test_locale (void)
{
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  g_autofree char *before = weir_diagram_to_json (diagram);

  comma_locale_set ();
  g_autofree char *after = weir_diagram_to_json (diagram);
  comma_locale_unset ();
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "\"buffers-per-second\": 29.97"));
}

static void
test_documented (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "docs", "design",
                                            "diagram-json.md", NULL);
  g_autofree char *docs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDiagram) diagram = sample_tee ();
  g_autofree char *json = weir_diagram_to_json (diagram);
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);
  guint n_members = 0;

  g_file_get_contents (path, &docs, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *key = g_strchug (lines[i]);
    const char *end = strstr (key, "\": ");
    if (*key != '"' || end == NULL)
      continue;
    g_autofree char *documented = g_strdup_printf ("`%.*s`", (int) (end - key - 1), key + 1);
    if (strstr (docs, documented) == NULL)
      g_error ("%s isn't in docs/design/diagram-json.md", documented);
    n_members++;
  }
  g_assert_cmpuint (n_members, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/json/golden", test_golden);
  g_test_add_func ("/diagram/json/locale", test_locale);
  g_test_add_func ("/diagram/json/documented", test_documented);
  return g_test_run ();
}
