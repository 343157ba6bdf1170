/* SPDX-License-Identifier: MIT */
/* A branch that comes and goes while the pipeline plays: recording is switched on and off, and the main branch, which
 * counts its pictures, doesn't miss one.
 *
 *   tee-branch FILE.h264
 *
 * Links may be made and cut at any time, from any thread: there is no pad to block, no probe, no queue. What the branch
 * still holds when it is cut off is its own business: EOS makes the encoder give it out. */
#include <stdlib.h>
#include <weir/weir.h>

typedef struct {
  WeirElement *pipeline, *tee, *bin; /* bin: the branch, while there is one */
  WeirPad *from;                     /* the tee's pad that feeds it */
} Recorder;

static void
start_recording (Recorder *recorder, const char *location)
{
  g_autoptr (GError) error = NULL;

  recorder->bin = weir_parse_bin_from_description ("x264enc ! video/x-h264,stream-format=byte-stream ! filesink name=file", TRUE, &error);
  if (recorder->bin == NULL)
    g_error ("%s", error->message);
  g_autoptr (WeirElement) file = weir_bin_get_by_name (WEIR_BIN (recorder->bin), "file");
  g_object_set (file, "location", location, NULL);

  weir_bin_add (WEIR_BIN (recorder->pipeline), g_object_ref (recorder->bin));
  weir_element_sync_state_with_parent (recorder->bin);
  recorder->from = weir_element_request_pad_simple (recorder->tee, "src_%u");
  g_autoptr (WeirPad) to = weir_element_get_static_pad (recorder->bin, "sink");
  weir_pad_link (recorder->from, to);
}

static WeirPadProbeReturn
ended_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  if (WEIR_EVENT_TYPE (weir_pad_probe_info_get_event (info)) != WEIR_EVENT_EOS)
    return WEIR_PAD_PROBE_OK;
  g_async_queue_push (data, pad);
  return WEIR_PAD_PROBE_REMOVE;
}

static void
stop_recording (Recorder *recorder)
{
  g_autoptr (GAsyncQueue) ended = g_async_queue_new ();
  g_autoptr (WeirElement) file = weir_bin_get_by_name (WEIR_BIN (recorder->bin), "file");
  g_autoptr (WeirPad) last = weir_element_get_static_pad (file, "sink");
  g_autoptr (WeirPad) to = weir_element_get_static_pad (recorder->bin, "sink");

  weir_pad_unlink (recorder->from, to);
  weir_element_release_request_pad (recorder->tee, recorder->from);
  g_clear_object (&recorder->from);

  weir_pad_add_probe (last, WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, ended_cb, ended, NULL);
  weir_pad_send_event (to, weir_event_new_eos ());
  g_async_queue_timeout_pop (ended, 5 * G_USEC_PER_SEC); /* all pictures have come out */

  weir_bin_remove (WEIR_BIN (recorder->pipeline), recorder->bin);
  weir_element_set_state (recorder->bin, WEIR_STATE_NULL);
  g_clear_object (&recorder->bin);
}

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Recorder recorder = { 0 };
  int shown = 0;

  weir_init (&argc, &argv);
  if (argc != 2) {
    g_printerr ("usage: tee-branch FILE.h264\n");
    return 2;
  }
  g_autoptr (WeirElement) pipeline
    = weir_parse_launch ("videotestsrc num-buffers=90 ! video/x-raw,format=I420,width=160,height=120,framerate=60/1 "
                         "! tee name=tee ! fakesink name=screen sync=true signal-handoffs=true",
                         &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_autoptr (WeirElement) tee = weir_bin_get_by_name (WEIR_BIN (pipeline), "tee");
  g_autoptr (WeirElement) screen = weir_bin_get_by_name (WEIR_BIN (pipeline), "screen");
  g_signal_connect (screen, "handoff", G_CALLBACK (handoff_cb), &shown);
  recorder.pipeline = pipeline;
  recorder.tee = tee;

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_usleep (G_USEC_PER_SEC / 4);
  start_recording (&recorder, argv[1]);
  g_print ("recording\n");
  g_usleep (G_USEC_PER_SEC / 2);
  stop_recording (&recorder);
  g_print ("recorded\n");

  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (WeirMessage) message
    = weir_bus_timed_pop_filtered (bus, WEIR_CLOCK_TIME_NONE, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  gboolean failed = WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ERROR;
  if (failed) {
    weir_message_parse_error (message, &error, NULL);
    g_printerr ("%s: %s\n", WEIR_MESSAGE_SRC_NAME (message), error->message);
  }
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  g_print ("%d pictures shown\n", g_atomic_int_get (&shown));
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
