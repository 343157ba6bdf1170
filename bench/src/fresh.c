/* SPDX-License-Identifier: MIT */
/* How fresh a synced sink is: fresh TRIALS. While it plays, the pattern is set to the other of black and
 * white; counted is which frame after the call is the first to show it. Prints `frames N`, the worst,
 * and `median N`. */
#include "both.h"

static GMutex lock;
static GCond seen;
static int brightness = -1; /* of the newest frame */
static int frames;

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer unused)
{
  WeirMapInfo map;
  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
    exit (1);
  g_mutex_lock (&lock);
  brightness = map.data[0];
  frames++;
  g_cond_signal (&seen);
  g_mutex_unlock (&lock);
  weir_buffer_unmap (buffer, &map);
}

/* Frames from the call on until the picture is as wanted. */
static int
change (WeirElement *source, gboolean white)
{
  g_object_set (source, "pattern", white ? 3 : 2, NULL);
  g_mutex_lock (&lock);
  int before = frames;
  while ((brightness > 128) != white && frames < before + 300)
    g_cond_wait (&seen, &lock);
  int after = frames - before;
  g_mutex_unlock (&lock);
  return after;
}

static int
compare (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int trials = atoi (argv[1]);
  g_autofree int *counts = g_new (int, trials);
  WeirElement *pipeline =
    parse ("videotestsrc name=source pattern=black ! video/x-raw,format=GRAY8,width=640,height=480,"
           "framerate=30/1 ! videoconvert ! fakesink name=sink sync=true signal-handoffs=true");
  WeirElement *source = weir_bin_get_by_name (WEIR_BIN (pipeline), "source");
  WeirElement *sink = weir_bin_get_by_name (WEIR_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), NULL);
  if (weir_element_set_state (pipeline, WEIR_STATE_PLAYING) == WEIR_STATE_CHANGE_FAILURE)
    return 1;
  g_usleep (G_USEC_PER_SEC);
  GRand *random = g_rand_new_with_seed (7);
  for (int n = 0; n < trials; n++)
  {
    counts[n] = change (source, n % 2 == 0);
    g_usleep (g_rand_int_range (random, 100000, 200000));
  }
  qsort (counts, trials, sizeof (int), compare);
  printf ("frames %d\nmedian %d\n", counts[trials - 1], counts[trials / 2]);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  g_rand_free (random);
  weir_object_unref (source);
  weir_object_unref (sink);
  weir_object_unref (pipeline);
  return 0;
}
