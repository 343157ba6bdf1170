/* SPDX-License-Identifier: MIT */
/* Two pipelines: a callback of one sleeps for a second each time; the other has 30 frames a second to show. */
#include <stdio.h>

#include <weir/weir.h>

static int frames;
static gint64 last_us, worst_us;

static void
slow_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer unused)
{
  g_usleep (G_USEC_PER_SEC);
}

static void
count_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer unused)
{
  gint64 now_us = g_get_monotonic_time ();
  if (frames > 0)
    worst_us = MAX (worst_us, now_us - last_us);
  last_us = now_us;
  frames++;
}

static WeirElement *
start (const char *line, GCallback callback)
{
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (line, &error);
  if (pipeline == NULL || error != NULL)
  {
    printf ("%s\n", error->message);
    exit (1);
  }
  WeirElement *sink = weir_bin_get_by_name (WEIR_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", callback, NULL);
  weir_object_unref (sink);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  return pipeline;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  WeirElement *slow = start ("videotestsrc ! video/x-raw,format=GRAY8,width=64,height=48,framerate=30/1 ! "
                             "fakesink name=sink sync=true signal-handoffs=true", G_CALLBACK (slow_cb));
  g_usleep (500000);
  gint64 begin_us = g_get_monotonic_time ();
  WeirElement *even = start ("videotestsrc num-buffers=150 ! video/x-raw,format=GRAY8,width=64,height=48,"
                             "framerate=30/1 ! fakesink name=sink sync=true signal-handoffs=true",
                             G_CALLBACK (count_cb));
  WeirBus *bus = weir_element_get_bus (even);
  WeirMessage *message = weir_bus_timed_pop_filtered (bus, 20 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  double took = (g_get_monotonic_time () - begin_us) / 1e6;
  printf ("%d frames in %.2f s, at most %.0f ms between two\n", frames, took, worst_us / 1e3);
  gboolean good = message != NULL && WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_EOS && frames == 150 &&
                  took < 6 && worst_us < 200000;
  if (message != NULL)
    weir_message_unref (message);
  weir_object_unref (bus);
  weir_element_set_state (slow, WEIR_STATE_NULL);
  weir_element_set_state (even, WEIR_STATE_NULL);
  weir_object_unref (slow);
  weir_object_unref (even);
  return good ? 0 : 1;
}
