/* SPDX-License-Identifier: MIT */
/* `weir graph`: draws a launch line without running it. */
#include <cli/commands.h>

#include <cli/file.h>
#include <cli/line.h>
#include <cli/render.h>
#include <cli/say.h>
#include <weir/diagram/debug-bin.h>

#include <string.h>

static GBytes *
take_text (char *text /* (transfer full) */)
{
  return g_bytes_new_take (text, strlen (text));
}

/* (transfer full) (nullable) */
static GBytes *
draw (WeirBin *bin, CliPicture picture, WeirDebugGraphDetails details, GError **error)
{
  if (picture == CLI_PICTURE_DOT)
    return take_text (weir_debug_bin_to_dot_data (bin, details));
  if (picture == CLI_PICTURE_MERMAID)
    return take_text (weir_debug_bin_to_mermaid_data (bin, details));
  if (picture == CLI_PICTURE_JSON)
    return take_text (weir_debug_bin_to_json_data (bin));
  g_autofree char *dot = weir_debug_bin_to_dot_data (bin, details);
  return cli_render (dot, picture, &cli_render_defaults, error);
}

static int
fail (const GError *error)
{
  cli_say_error (NULL, error);
  return CLI_EXIT_FAILED;
}

int
cli_cmd_graph (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean shows_all = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
      "The file to write: .svg, .png, .dot, .mmd (Mermaid) or .json; - is dot to standard output",
      "FILE" },
    { "full", 0, 0, G_OPTION_ARG_NONE, &shows_all, "Show all properties, and shorten nothing",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  CliPicture picture = CLI_PICTURE_DOT;
  int status = CLI_EXIT_OK;

  if (!cli_parse_line_options (program, command, entries, &argc, &argv, &status))
    return status;
  if (path == NULL)
    return cli_fail_usage (program, command, "-o FILE is missing: where the diagram goes");
  if (!g_str_equal (path, "-") && !cli_picture_from_path (path, &picture, &error))
    return cli_fail_usage (program, command, "%s", error->message);
  g_autoptr (WeirPipeline) pipeline = cli_build_line (program, command, argv, &status);
  if (pipeline == NULL)
    return status;

  g_autoptr (GBytes) drawn =
    draw (WEIR_BIN (pipeline), picture,
          shows_all ? WEIR_DEBUG_GRAPH_SHOW_VERBOSE : WEIR_DEBUG_GRAPH_SHOW_ALL, &error);
  if (drawn == NULL)
    return fail (error);
  gsize n_bytes;
  const char *data = g_bytes_get_data (drawn, &n_bytes);
  if (!cli_write_file (path, data, n_bytes, &error))
    return fail (error);
  return CLI_EXIT_OK;
}
