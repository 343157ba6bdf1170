/* SPDX-License-Identifier: MIT */
/* The program that draws is held to its limits, and what goes wrong with it is said. Small scripts
 * stand in for it where it has to misbehave. */
#include <cli/render.h>

#include <weir/base/error.h>

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

/* A program that does that. (transfer full) */
static char *
make_program (const char *name, const char *script)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  return path;
}

static void
assert_fails (const char *name, const char *script, int code, const char *part)
{
  g_autofree char *program = make_program (name, script);
  const CliRenderLimits limits = { .program = program,
                                   .time_limit_ms = 300,
                                   .output_limit_bytes = 1000 };
  g_autoptr (GError) error = NULL;
  const gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GBytes) picture = cli_render ("digraph {}", CLI_PICTURE_SVG, &limits, &error);

  g_assert_null (picture);
  g_assert_error (error, WEIR_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 3 * G_USEC_PER_SEC);
  g_unlink (program);
}

static void
test_draws (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg =
    cli_render ("digraph { a -> \"\xc3\xa4\" }", CLI_PICTURE_SVG, &cli_render_defaults, &error);
  g_assert_no_error (error);
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_nonnull (strstr (text, "</svg>"));

  g_autoptr (GBytes) png =
    cli_render ("digraph { a }", CLI_PICTURE_PNG, &cli_render_defaults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (png), >, 8);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
}

static void
test_syntax (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cli_render ("digraph {", CLI_PICTURE_SVG, &cli_render_defaults, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "syntax error"));
}

static void
test_misbehaves (void)
{
  /* Each sleeps for longer than the test may take. */
  assert_fails ("hangs", "exec sleep 5", WEIR_ERROR_TIMEOUT, "took more than");
  assert_fails ("closes", "exec >&- 2>&-; exec sleep 5", WEIR_ERROR_TIMEOUT, "took more than");
  assert_fails ("floods", "exec cat /dev/zero", WEIR_ERROR_LIMIT, "1000 bytes");
  assert_fails ("complains", "echo 'bad thing' >&2; exit 3", WEIR_ERROR_FAILED, "bad thing");
  assert_fails ("is-silent", "exit 3", WEIR_ERROR_FAILED, "no reason");
  assert_fails ("dies", "kill -9 $$", WEIR_ERROR_FAILED, "no reason");
}

/* It writes a lot before it reads: neither waits for the other. */
static void
test_large (void)
{
  g_autofree char *program = make_program ("large", "exec cat");
  const CliRenderLimits limits = { .program = program,
                                   .time_limit_ms = 20000,
                                   .output_limit_bytes = 9 * 1000 * 1000 };
  g_autofree char *text = g_strnfill (8 * 1000 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = cli_render (text, CLI_PICTURE_SVG, &limits, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (copy, NULL), g_bytes_get_size (copy), text, strlen (text));
  g_unlink (program);
}

static void
test_not_installed (void)
{
  const CliRenderLimits limits = { .program = "no-such-program",
                                   .time_limit_ms = 300,
                                   .output_limit_bytes = 1000 };
  g_autoptr (GError) error = NULL;

  g_assert_null (cli_render ("digraph {}", CLI_PICTURE_SVG, &limits, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "apt-get install graphviz"));
}

static void
test_endings (void)
{
  static const struct {
    const char *path;
    CliPicture picture;
  } paths[] = {
    { "a.svg", CLI_PICTURE_SVG },     { "b/A.PNG", CLI_PICTURE_PNG },
    { "x.dot", CLI_PICTURE_DOT },     { "x.svg.gv", CLI_PICTURE_DOT },
    { "x.mmd", CLI_PICTURE_MERMAID }, { "x.json", CLI_PICTURE_JSON },
  };
  g_autoptr (GError) error = NULL;
  CliPicture picture;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_assert_true (cli_picture_from_path (paths[i].path, &picture, &error));
    g_assert_cmpint (picture, ==, paths[i].picture);
  }
  g_assert_false (cli_picture_from_path ("a.jpg", &picture, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE);
  g_assert_nonnull (strstr (error->message, ".svg, .png, .dot, .mmd or .json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("weir-render-XXXXXX", NULL);
  g_test_add_func ("/cli/render/draws", test_draws);
  g_test_add_func ("/cli/render/syntax", test_syntax);
  g_test_add_func ("/cli/render/misbehaves", test_misbehaves);
  g_test_add_func ("/cli/render/large", test_large);
  g_test_add_func ("/cli/render/not-installed", test_not_installed);
  g_test_add_func ("/cli/render/endings", test_endings);
  const int status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
