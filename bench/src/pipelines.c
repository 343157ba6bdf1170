/* SPDX-License-Identifier: MIT */
/* Many short pipelines at the same time: pipelines COUNT BUFFERS. Prints `seconds N` from the first
 * call to the last pipeline's end, and `threads N`, the most that the process had. */
#include "both.h"

static gint done;
static long most_threads;

/* Looks at the number of threads, itself not counted. */
static gpointer
watch_threads (gpointer unused)
{
  while (!g_atomic_int_get (&done))
  {
    most_threads = MAX (most_threads, status_number ("Threads:") - 1);
    g_usleep (2000);
  }
  return NULL;
}

static WeirElement *
short_pipeline (int buffers)
{
  WeirElement *pipeline = weir_pipeline_new (NULL);
  WeirElement *source = make ("fakesrc"), *filter = make ("identity"), *sink = make ("fakesink");
  g_object_set (source, "num-buffers", buffers, NULL);
  weir_bin_add (WEIR_BIN (pipeline), source);
  weir_bin_add (WEIR_BIN (pipeline), filter);
  weir_bin_add (WEIR_BIN (pipeline), sink);
  if (!weir_element_link (source, filter) || !weir_element_link (filter, sink))
    exit (1);
  return pipeline;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int count = atoi (argv[1]), buffers = atoi (argv[2]);
  g_autofree WeirElement **pipelines = g_new (WeirElement *, count);
  GThread *watch = g_thread_new ("watch", watch_threads, NULL);

  double begin = seconds ();
  for (int n = 0; n < count; n++)
    pipelines[n] = short_pipeline (buffers);
  for (int n = 0; n < count; n++)
    if (weir_element_set_state (pipelines[n], WEIR_STATE_PLAYING) == WEIR_STATE_CHANGE_FAILURE)
      return 1;
  for (int n = 0; n < count; n++)
    wait_for_end (pipelines[n]);
  for (int n = 0; n < count; n++)
  {
    weir_element_set_state (pipelines[n], WEIR_STATE_NULL);
    weir_object_unref (pipelines[n]);
  }
  printf ("seconds %.4f\n", seconds () - begin);
  g_atomic_int_set (&done, 1);
  g_thread_join (watch);
  printf ("threads %ld\n", most_threads);
  return 0;
}
