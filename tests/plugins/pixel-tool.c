/* SPDX-License-Identifier: MIT */
/* Prints the colours of a raw frame on stdin, FORMAT WIDTH HEIGHT, at the points of
 * pattern-points.h. For observe-patterns.py. */
#include "pattern-points.h"

#include <stdio.h>
#include <stdlib.h>
#include <weir/data/video-info.h>

int
main (int argc, char **argv)
{
  WeirVideoInfo info;
  g_autofree guint8 *frame = NULL;
  g_autofree char *text = NULL;

  if (argc != 4
      || !weir_video_info_set_format (&info, weir_video_format_from_string (argv[1]),
                                      (guint) atoi (argv[2]), (guint) atoi (argv[3])))
    return EXIT_FAILURE;
  frame = g_malloc (info.size);
  if (fread (frame, 1, info.size, stdin) != info.size)
    return EXIT_FAILURE;
  text = pattern_points_read (&info, frame);
  puts (text);
  return EXIT_SUCCESS;
}
