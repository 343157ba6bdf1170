/* SPDX-License-Identifier: MIT */
/* `weir play`: picture and sound of a file, on the screen and the speakers that there are. */
#include <cli/commands.h>

#include <cli/decode.h>
#include <cli/say.h>
#include <cli/session.h>

/* The first picture and the first sound. */
typedef struct {
  gboolean has_video, has_audio;
} Chosen;

static char *
choose_cb (CliDecode *decode, WeirPad *pad, const char *media)
{
  Chosen *chosen = decode->data;

  if ((g_str_has_prefix (media, "video/") || g_str_has_prefix (media, "image/"))
      && !chosen->has_video) {
    chosen->has_video = TRUE;
    return g_strdup ("videoconvert ! autovideosink");
  }
  if (g_str_has_prefix (media, "audio/") && !chosen->has_audio) {
    chosen->has_audio = TRUE;
    return g_strdup ("audioconvert ! audioresample ! autoaudiosink");
  }
  return NULL;
}

int
cli_cmd_play (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  CliSessionOptions session = { 0 };
  const GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &session.is_quiet, "Say nothing but errors", NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &session.is_verbose,
      "Say which caps and properties change", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  Chosen chosen = { 0 };
  CliDecode decode;
  int status = CLI_EXIT_OK;

  if (!cli_parse_options (program, command, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return cli_fail_usage (program, command,
                           argc < 2 ? "FILE or URI is missing" : "One FILE or URI at a time");
  if (!cli_decode_init (&decode, argv[1], choose_cb, &chosen, &error)) {
    cli_say_error (NULL, error);
    return CLI_EXIT_FAILED;
  }
  status = cli_session_run (decode.pipeline, &session);
  cli_decode_clear (&decode);
  return status;
}
