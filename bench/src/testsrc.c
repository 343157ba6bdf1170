/* SPDX-License-Identifier: MIT */
/* Frames a second of videotestsrc: testsrc PATTERN FRAMES. Prints `fps N` for I420 of 1280x720. */
#include "both.h"

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int frames = atoi (argv[2]);
  g_autofree char *line = g_strdup_printf (
    "videotestsrc pattern=%s num-buffers=%d ! video/x-raw,format=I420,width=1280,height=720 ! fakesink",
    argv[1], frames);
  WeirElement *pipeline = parse (line);
  double begin = seconds ();
  if (weir_element_set_state (pipeline, WEIR_STATE_PLAYING) == WEIR_STATE_CHANGE_FAILURE)
    return 1;
  wait_for_end (pipeline);
  printf ("fps %.1f\n", frames / (seconds () - begin));
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_object_unref (pipeline);
  return 0;
}
