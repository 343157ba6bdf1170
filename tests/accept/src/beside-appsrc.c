/* SPDX-License-Identifier: MIT */
/* A fork with 60 frames of look-ahead that rejoins in a muxer, beside an appsrc that says nothing: the fork
 * must come to its end (a.mp4), and the pipeline to its own once the appsrc has ended. */
#include <stdio.h>

#include <weir/weir.h>

static gint ended;

static WeirPadProbeReturn
event_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer unused)
{
  if (WEIR_EVENT_TYPE (WEIR_PAD_PROBE_INFO_EVENT (info)) == WEIR_EVENT_EOS)
    g_atomic_int_set (&ended, 1);
  return WEIR_PAD_PROBE_OK;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (
    "videotestsrc num-buffers=150 ! video/x-raw,format=I420,width=160,height=120,framerate=30/1 ! tee name=t  "
    "t. ! x264enc rc-lookahead=60 ! m.  t. ! x264enc tune=zerolatency ! m.  "
    "mp4mux name=m ! filesink name=file location=a.mp4  "
    "appsrc name=silent caps=text/x-raw,format=utf8 ! fakesink",
    &error);
  if (pipeline == NULL || error != NULL)
  {
    printf ("%s\n", error->message);
    return 1;
  }
  WeirElement *file = weir_bin_get_by_name (WEIR_BIN (pipeline), "file");
  WeirElement *silent = weir_bin_get_by_name (WEIR_BIN (pipeline), "silent");
  WeirPad *pad = weir_element_get_static_pad (file, "sink");
  weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, event_cb, NULL, NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  for (int n = 0; n < 300 && !g_atomic_int_get (&ended); n++)
    g_usleep (100000);
  if (!g_atomic_int_get (&ended))
  {
    printf ("the fork did not come to its end within 30 s\n");
    return 1;
  }
  int answer = 0;
  g_signal_emit_by_name (silent, "end-of-stream", &answer);
  WeirBus *bus = weir_element_get_bus (pipeline);
  WeirMessage *message = weir_bus_timed_pop_filtered (bus, 10 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  if (message == NULL || WEIR_MESSAGE_TYPE (message) != WEIR_MESSAGE_EOS)
  {
    printf ("no end of stream after the appsrc had ended\n");
    return 1;
  }
  weir_message_unref (message);
  weir_object_unref (bus);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_object_unref (pad);
  weir_object_unref (file);
  weir_object_unref (silent);
  weir_object_unref (pipeline);
  return 0;
}
