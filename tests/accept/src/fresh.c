/* SPDX-License-Identifier: MIT */
/* fresh FROM TO [FRAMERATE]: while it plays, the pattern is set to TO and back at random moments; which frame
 * after the call is the first that shows it? The second, at the latest. */
#include <stdio.h>
#include <string.h>

#include <weir/weir.h>

#define TRIALS 40

static GMutex lock;
static GCond seen;
static int frames;
static gboolean changed; /* the newest frame isn't the reference */
static GBytes *reference; /* the first frame, showing FROM */

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer unused)
{
  WeirMapInfo map;
  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
    exit (1);
  g_mutex_lock (&lock);
  if (reference == NULL)
    reference = g_bytes_new (map.data, map.size);
  changed = memcmp (g_bytes_get_data (reference, NULL), map.data, map.size) != 0;
  frames++;
  g_cond_signal (&seen);
  g_mutex_unlock (&lock);
  weir_buffer_unmap (buffer, &map);
}

/* Sets the pattern; how many frames came until one showed it. */
static int
change (WeirElement *source, const char *pattern, gboolean to)
{
  weir_util_set_object_arg (G_OBJECT (source), "pattern", pattern);
  g_mutex_lock (&lock);
  int before = frames;
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  while (!(frames > before && changed == to) && g_cond_wait_until (&seen, &lock, until))
    ;
  int after = changed == to ? frames - before : 1000;
  g_mutex_unlock (&lock);
  return after;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  const char *from = argv[1], *to = argv[2], *framerate = argc > 3 ? argv[3] : "30/1";
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf (
    "videotestsrc name=source pattern=%s ! video/x-raw,width=640,height=480,framerate=%s ! videoconvert ! "
    "fakesink name=sink sync=true signal-handoffs=true", from, framerate);
  WeirElement *pipeline = weir_parse_launch (line, &error);
  if (pipeline == NULL || error != NULL)
  {
    printf ("%s\n", error->message);
    return 1;
  }
  WeirElement *source = weir_bin_get_by_name (WEIR_BIN (pipeline), "source");
  WeirElement *sink = weir_bin_get_by_name (WEIR_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_usleep (G_USEC_PER_SEC);

  GRand *random = g_rand_new_with_seed (11);
  int worst = 0;
  for (int n = 0; n < TRIALS; n++)
  {
    int after = change (source, n % 2 == 0 ? to : from, n % 2 == 0);
    printf ("%d ", after);
    worst = MAX (worst, after);
    g_usleep (g_rand_int_range (random, 60000, 260000));
  }
  printf ("\nthe worst: frame %d after the call\n", worst);
  g_rand_free (random);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_object_unref (source);
  weir_object_unref (sink);
  weir_object_unref (pipeline);
  if (worst > 2)
    return 1;
  printf ("fine\n");
  return 0;
}
