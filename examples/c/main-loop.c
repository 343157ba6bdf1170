/* SPDX-License-Identifier: MIT */
/* The usual frame of a program with a main loop: a bus watch that ends it on EOS or an error, Ctrl-C that ends the stream
 * properly, and what the pipeline tells meanwhile.
 *
 *   main-loop [LAUNCH-LINE]
 */
#include <glib-unix.h>
#include <stdlib.h>
#include <weir/weir.h>

typedef struct {
  WeirElement *pipeline;
  GMainLoop *loop;
  gboolean failed;
} Program;

static gboolean
message_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Program *program = data;

  switch (WEIR_MESSAGE_TYPE (message)) {
  case WEIR_MESSAGE_ERROR: {
    g_autoptr (GError) error = NULL;

    weir_message_parse_error (message, &error, NULL);
    g_printerr ("error of %s: %s\n", WEIR_MESSAGE_SRC_NAME (message), error->message);
    program->failed = TRUE;
    g_main_loop_quit (program->loop);
    break;
  }
  case WEIR_MESSAGE_EOS:
    g_print ("the end\n");
    g_main_loop_quit (program->loop);
    break;
  case WEIR_MESSAGE_STATE_CHANGED: {
    WeirState old_state, new_state;

    weir_message_parse_state_changed (message, &old_state, &new_state, NULL);
    if (WEIR_MESSAGE_SRC (message) == WEIR_OBJECT (program->pipeline))
      g_print ("%s to %s\n", weir_element_state_get_name (old_state), weir_element_state_get_name (new_state));
    break;
  }
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupt_cb (gpointer data)
{
  Program *program = data;

  g_print ("interrupted\n");
  weir_element_send_event (program->pipeline, weir_event_new_eos ()); /* files are finished; EOS comes by the bus */
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Program program = { 0 };

  weir_init (&argc, &argv);
  program.pipeline = weir_parse_launch (argc > 1 ? argv[1] : "videotestsrc num-buffers=25 ! fakesink sync=true", &error);
  if (program.pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  program.loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WeirBus) bus = weir_element_get_bus (program.pipeline);
  weir_bus_add_watch (bus, message_cb, &program);
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, &program);

  weir_element_set_state (program.pipeline, WEIR_STATE_PLAYING);
  g_main_loop_run (program.loop);

  weir_element_set_state (program.pipeline, WEIR_STATE_NULL);
  weir_bus_remove_watch (bus);
  g_source_remove (interrupt);
  g_object_unref (program.pipeline);
  g_main_loop_unref (program.loop);
  return program.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
