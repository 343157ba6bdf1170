/* SPDX-License-Identifier: MIT */
/* What a buffer costs on its way from fakesrc through N identities to fakesink, without work in any.
 * per-buffer BUFFERS IDENTITIES open|paced: prints `ns N`, per buffer, from PLAYING to the end.
 * paced: a live source and a synced sink, so that nothing runs ahead. */
#include "both.h"

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int buffers = atoi (argv[1]), identities = atoi (argv[2]);
  gboolean paced = strcmp (argv[3], "paced") == 0;

  WeirElement *pipeline = weir_pipeline_new (NULL);
  WeirElement *last = make ("fakesrc"), *sink = make ("fakesink");
  g_object_set (last, "num-buffers", buffers, "is-live", paced, NULL);
  g_object_set (sink, "sync", paced, NULL);
  weir_bin_add (WEIR_BIN (pipeline), last);
  for (int n = 0; n < identities; n++)
  {
    WeirElement *next = make ("identity");
    weir_bin_add (WEIR_BIN (pipeline), next);
    if (!weir_element_link (last, next))
      return 1;
    last = next;
  }
  weir_bin_add (WEIR_BIN (pipeline), sink);
  if (!weir_element_link (last, sink))
    return 1;

  double begin = seconds ();
  if (weir_element_set_state (pipeline, WEIR_STATE_PLAYING) == WEIR_STATE_CHANGE_FAILURE)
    return 1;
  wait_for_end (pipeline);
  printf ("ns %.2f\n", (seconds () - begin) * 1e9 / buffers);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_object_unref (pipeline);
  return 0;
}
