/* SPDX-License-Identifier: MIT */
#include "folders.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>
#include <weir/registry/registry.h>

static gboolean
knows (const char *name)
{
  g_autoptr (WeirElementFactory) factory = weir_element_factory_find (name);

  return factory != NULL;
}

static void
forget (const char *plugin)
{
  g_autoptr (WeirPlugin) known = weir_registry_find_plugin (weir_registry_get (), plugin);

  if (known != NULL)
    weir_registry_remove_plugin (weir_registry_get (), known);
}

static void
test_empty (void)
{
  char *folder = folder_new (NULL, NULL);

  g_assert_false (weir_registry_scan_path (weir_registry_get (), folder));
  g_assert_false (weir_registry_scan_path (weir_registry_get (), "/nowhere/at/all"));
  folder_remove (folder);
}

static void
test_good (void)
{
  char *folder = folder_new ("good", NULL);

  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_assert_true (knows ("goodfilter"));
  g_assert_true (knows ("goodsrc"));
  g_assert_cmpuint (folders_count_cached (), ==, 1);

  g_autoptr (WeirPlugin) plugin = weir_registry_find_plugin (weir_registry_get (), "good");
  g_assert_false (weir_plugin_is_loaded (plugin)); /* looked at by a child, not by us */
  g_assert_cmpstr (weir_plugin_get_description (plugin), ==, "A good plugin");
  g_assert_cmpstr (weir_plugin_get_version (plugin), ==, "1.4.2");
  g_assert_cmpstr (weir_plugin_get_license (plugin), ==, "MIT");
  g_assert_cmpstr (weir_plugin_get_source (plugin), ==, "weir-tests");
  g_assert_cmpstr (weir_plugin_get_package (plugin), ==, "tests");
  g_assert_cmpstr (weir_plugin_get_origin (plugin), ==, "https://example.org/good");
  g_assert_true (g_str_has_prefix (weir_plugin_get_filename (plugin), folder));
  forget ("good");
  g_assert_false (knows ("goodfilter"));
  folder_remove (folder);
}

/* One that crashes, one that isn't fit and one that is foreign are left out by name; the good one is there. */
static void
test_bad_company (void)
{
  char *folder = folder_new ("bare", "crash", "foreign", "good", NULL);

  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING,
                         "*test-plugin-bare.so is left out*lacks an example*");
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING,
                         "*test-plugin-crash.so is left out: it crashed*");
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING,
                         "*test-plugin-foreign.so is left out*not a plugin*");
  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_test_assert_expected_messages ();
  g_assert_true (knows ("goodfilter"));
  g_assert_false (knows ("bare"));
  forget ("good");

  /* From the cache now: nobody is started, nothing is warned of. */
  g_autofree char *tool = g_strdup (g_getenv ("WEIR_MANIFEST_TOOL"));
  g_setenv ("WEIR_MANIFEST_TOOL", "/nowhere", TRUE);
  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_assert_true (knows ("goodfilter"));
  g_setenv ("WEIR_MANIFEST_TOOL", tool, TRUE);
  forget ("good");
  folder_remove (folder);
}

/* A changed module is looked at again. */
static void
test_changed (void)
{
  char *folder = folder_new ("good", NULL);
  g_autofree char *path = g_build_filename (folder, "test-plugin-good.so", NULL);
  const struct utimbuf past = { 1000, 1000 };

  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  forget ("good");
  g_assert_cmpint (utime (path, &past), ==, 0);
  g_setenv ("WEIR_MANIFEST_TOOL_REAL", g_getenv ("WEIR_MANIFEST_TOOL"), TRUE);
  g_setenv ("WEIR_MANIFEST_TOOL", "/nowhere", TRUE);
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING, "*left out*");
  g_assert_false (weir_registry_scan_path (weir_registry_get (), folder));
  g_test_assert_expected_messages ();
  g_setenv ("WEIR_MANIFEST_TOOL", g_getenv ("WEIR_MANIFEST_TOOL_REAL"), TRUE);

  g_autofree char *added = g_build_filename (folder, "test-plugin-foreign.so", NULL);
  folder_add (folder, "foreign");
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING, "*foreign.so is left out*");
  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_test_assert_expected_messages ();
  forget ("good");
  folder_remove (folder);
}

/* A folder with a manifest isn't scanned, whatever lies in it. */
static void
test_manifest (void)
{
  char *folder = folder_new ("good", NULL);
  g_autofree char *path = g_build_filename (folder, "weir.manifest", NULL);
  g_autofree char *module = g_build_filename (folder, "test-plugin-good.so", NULL);
  const char *argv[] = { g_getenv ("WEIR_MANIFEST_TOOL"), "-b", folder, "-o", path, module, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  folder_add (folder, "crash");
  guint n_cached = folders_count_cached ();
  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_assert_true (knows ("goodsrc"));
  g_assert_cmpuint (folders_count_cached (), ==, n_cached);
  forget ("good");

  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING,
                         "*can't be used: line 1 of the manifest is damaged*");
  g_assert_false (weir_registry_scan_path (weir_registry_get (), folder));
  g_test_assert_expected_messages ();
  folder_remove (folder);
}

/* A manifest that promises what the module doesn't hold: errors that say so. */
static void
test_stale_manifest (void)
{
  char *folder = folder_new ("foreign", "good", NULL);
  g_autofree char *path = g_build_filename (folder, "weir.manifest", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
    path,
    "weir-manifest\t1\t0.1.0\n"
    "plugin\tother\ttest-plugin-good.so\t0\t0\t\t\t\t\t\t\nelement\tstale1\t0\tX\n"
    "plugin\tgood\ttest-plugin-good.so\t0\t0\t\t\t\t\t\t\nelement\tstale2\t0\tX\n"
    "plugin\tforeign\ttest-plugin-foreign.so\t0\t0\t\t\t\t\t\t\nelement\tstale3\t0\tX\n"
    "plugin\tgone\tgone.so\t0\t0\t\t\t\t\t\t\nelement\tstale4\t0\tX\n",
    -1, NULL));
  g_assert_true (weir_registry_scan_path (weir_registry_get (), folder));
  g_assert_null (weir_element_factory_make_checked ("stale1", NULL, &error));
  g_assert_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_NAME_MISMATCH);
  g_clear_error (&error);
  for (guint i = 2; i <= 4; i++) {
    g_autofree char *name = g_strdup_printf ("stale%u", i);
    g_assert_null (weir_element_factory_make_checked (name, NULL, &error));
    g_assert_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE);
    g_clear_error (&error);
    g_assert_null (weir_element_factory_make_checked (name, NULL, &error)); /* and again the same */
    g_assert_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE);
    g_clear_error (&error);
  }
  folder_remove (folder);
}

/* What is built with a manifest must be fit: the tool refuses, so the build stops. */
static void
test_tool_refuses (void)
{
  char *folder = folder_new ("bare", NULL);
  g_autofree char *module = g_build_filename (folder, "test-plugin-bare.so", NULL),
                  *complaint = NULL, *out = NULL;
  const char *argv[] = { g_getenv ("WEIR_MANIFEST_TOOL"), module, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &complaint, &status,
                &error);
  g_assert_no_error (error);
  g_assert_false (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (complaint, "lacks an example"));
  g_assert_cmpstr (out, ==, "");
  folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folders_init ();
  g_test_add_func ("/scan/empty", test_empty);
  g_test_add_func ("/scan/good", test_good);
  g_test_add_func ("/scan/bad-company", test_bad_company);
  g_test_add_func ("/scan/changed", test_changed);
  g_test_add_func ("/scan/manifest", test_manifest);
  g_test_add_func ("/scan/stale-manifest", test_stale_manifest);
  g_test_add_func ("/scan/tool-refuses", test_tool_refuses);
  int result = g_test_run ();
  folders_clear ();
  return result;
}
