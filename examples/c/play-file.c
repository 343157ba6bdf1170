/* SPDX-License-Identifier: MIT */
/* Decodes a file: decodebin finds out what is in it, and `pad-added` links each stream as it is found.
 *
 *   play-file FILE
 *
 * Here the streams end in fakesinks that keep time; put autovideosink and autoaudiosink in their place to see and hear
 * them. */
#include <stdlib.h>
#include <weir/weir.h>

/* No thread of the engine waits for this function, and it may do anything to the pipeline. */
static void
pad_added_cb (WeirElement *decoder, WeirPad *pad, gpointer data)
{
  WeirElement *pipeline = data;
  g_autoptr (WeirCaps) caps = weir_pad_query_caps (pad, NULL);
  const char *media = weir_structure_get_name (weir_caps_get_structure (caps, 0));
  WeirElement *sink = weir_element_factory_make ("fakesink", NULL);
  g_autoptr (WeirPad) entry = weir_element_get_static_pad (sink, "sink");

  g_object_set (sink, "sync", TRUE, NULL);
  weir_bin_add (WEIR_BIN (pipeline), sink);
  if (weir_pad_link (pad, entry) != WEIR_PAD_LINK_OK)
    g_printerr ("%s can't be linked\n", media);
  weir_element_sync_state_with_parent (sink);
  g_print ("found %s\n", media);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  WeirMessageType types = WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR;

  weir_init (&argc, &argv);
  if (argc != 2) {
    g_printerr ("usage: play-file FILE\n");
    return 2;
  }

  g_autoptr (WeirElement) pipeline = weir_parse_launch ("filesrc name=file ! decodebin name=decoder", &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_autoptr (WeirElement) file = weir_bin_get_by_name (WEIR_BIN (pipeline), "file");
  g_autoptr (WeirElement) decoder = weir_bin_get_by_name (WEIR_BIN (pipeline), "decoder");
  g_object_set (file, "location", argv[1], NULL);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (pad_added_cb), pipeline);

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (WeirMessage) message = weir_bus_timed_pop_filtered (bus, WEIR_CLOCK_TIME_NONE, types);
  gboolean failed = WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ERROR;
  if (failed) {
    weir_message_parse_error (message, &error, NULL);
    g_printerr ("%s: %s\n", WEIR_MESSAGE_SRC_NAME (message), error->message);
  } else {
    g_print ("played to the end\n");
  }
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
