/* SPDX-License-Identifier: MIT */
/* The program `weir`: its commands, and what they say of themselves. */
#include <cli/commands.h>

#include <weir/registry/init.h>

#include <locale.h>

static const CliCommand commands[] = {
  {
    .name = "launch",
    .arguments = "PIPELINE",
    .summary = "Play a pipeline that is described in a line",
    .details =
      "PIPELINE is elements with properties, joined by exclamation marks. A format between two\n"
      "of them is a caps filter; NAME. refers to an element with name=NAME; ( ) makes a bin.\n"
      "Ctrl-C ends the streams, so that files are whole; a second time stops at once.\n"
      "\n"
      "Exit status: 0 it ended well; 1 it failed; 2 the line or the call is wrong.",
    .example = "launch videotestsrc num-buffers=100 ! video/x-raw,width=640 ! autovideosink",
    .run = cli_cmd_launch,
  },
  {
    .name = "inspect",
    .arguments = "[NAME]",
    .summary = "Show what elements there are, or all about one",
    .details = "NAME is an element or a plugin.",
    .example = "inspect videotestsrc",
    .run = cli_cmd_inspect,
  },
  {
    .name = "graph",
    .arguments = "PIPELINE -o FILE",
    .summary = "Draw a pipeline without running it",
    .details =
      "The ending of FILE says what it becomes. Pictures (.svg, .png) are drawn by Graphviz.",
    .example = "graph videotestsrc ! autovideosink -o pipeline.svg",
    .run = cli_cmd_graph,
  },
  {
    .name = "plan",
    .arguments = "PIPELINE",
    .summary = "Say which formats would flow, without running it",
    .details =
      "For each link the format, whether it is converted and copied, and what only data can tell.\n"
      "If it can't work: which two pads, why, and a line that would.",
    .example = "plan videotestsrc ! videoconvert ! video/x-raw,format=RGB ! fakesink",
    .run = cli_cmd_plan,
  },
  {
    .name = "play",
    .arguments = "FILE|URI",
    .summary = "Play a file with picture and sound",
    .example = "play film.mp4",
    .run = cli_cmd_play,
  },
  {
    .name = "discover",
    .arguments = "FILE|URI",
    .summary = "Say what streams are in a file, and how long it is",
    .example = "discover film.mp4",
    .run = cli_cmd_discover,
  },
  {
    .name = "gst-env",
    .arguments = "CMD [ARGUMENT...]",
    .summary = "Run a Python program that was written for GStreamer",
    .details = "In CMD, `from gi.repository import Gst` gives Weir under that name.",
    .example = "gst-env /usr/bin/python3 program.py",
    .run = cli_cmd_gst_env,
  },
  { .name = NULL },
};

static const CliProgram program = {
  .name = "weir",
  .version = WEIR_VERSION,
  .summary = "Media pipelines that you can see, and change while they run.",
  .commands = commands,
};

/* Commands that people know of and that this version doesn't have. */
static gboolean
is_absent (const char *name)
{
  return g_strcmp0 (name, "serve") == 0 || g_strcmp0 (name, "top") == 0;
}

int
main (int argc, char **argv)
{
  /* Characters as the terminal has them; numbers and errors are the same everywhere. */
  setlocale (LC_CTYPE, "");
  g_set_prgname (program.name);
  weir_init (&argc, &argv);
  if (argc > 1 && is_absent (argv[1])) {
    g_printerr (
      "weir: the command \"%s\" is not there yet: this version has no service. `weir launch "
      "--dot DIR` leaves diagrams of a pipeline, `weir graph` draws one.\n",
      argv[1]);
    return CLI_EXIT_USAGE;
  }
  const int status = cli_run (&program, argc, argv);
  weir_deinit ();
  return status;
}
