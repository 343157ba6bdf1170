/* SPDX-License-Identifier: MIT */
/* Parsing a launch line and building what it says: parse TIMES. Prints `us N` per line, the modules
 * being loaded already. */
#include "both.h"

#define LINE \
  "videotestsrc name=source pattern=ball num-buffers=100 ! video/x-raw,format=I420,width=640,height=480," \
  "framerate=30/1 ! tee name=t  t. ! queue max-size-buffers=5 ! identity silent=true ! fakesink sync=false  " \
  "t. ! queue ! videoconvert ! video/x-raw,format=RGB ! fakesink name=last sync=true"

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int times = atoi (argv[1]);
  weir_object_unref (parse (LINE));
  double begin = seconds ();
  for (int n = 0; n < times; n++)
    weir_object_unref (parse (LINE));
  printf ("us %.3f\n", (seconds () - begin) * 1e6 / times);
  return 0;
}
