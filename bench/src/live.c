/* SPDX-License-Identifier: MIT */
/* Many live pipelines at the same time: live COUNT SECONDS. Prints what they take: `startup N` seconds
 * until all play, `memory N` KiB over the empty program, `cpu N` seconds of processor time per second,
 * and `threads N`. Each makes ten small pictures a second. */
#include <sys/resource.h>

#include "both.h"

#define LINE \
  "videotestsrc is-live=true pattern=black ! video/x-raw,format=GRAY8,width=16,height=16,framerate=10/1 " \
  "! identity ! fakesink sync=true"

static double
cpu_seconds (void)
{
  struct rusage used;
  getrusage (RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  int count = atoi (argv[1]), playing_seconds = atoi (argv[2]);
  g_autofree WeirElement **pipelines = g_new (WeirElement *, count);
  /* The modules are loaded before the count begins. */
  WeirElement *first = parse (LINE);
  weir_object_unref (first);
  long memory_kib = status_number ("VmRSS:");

  double begin = seconds ();
  for (int n = 0; n < count; n++)
  {
    pipelines[n] = parse (LINE);
    if (weir_element_set_state (pipelines[n], WEIR_STATE_PLAYING) == WEIR_STATE_CHANGE_FAILURE)
      return 1;
  }
  for (int n = 0; n < count; n++)
    if (weir_element_get_state (pipelines[n], NULL, NULL, 60 * WEIR_SECOND) == WEIR_STATE_CHANGE_FAILURE)
      return 1;
  printf ("startup %.4f\n", seconds () - begin);

  g_usleep (G_USEC_PER_SEC);
  double cpu = cpu_seconds (), since = seconds ();
  g_usleep (playing_seconds * G_USEC_PER_SEC);
  printf ("cpu %.4f\n", (cpu_seconds () - cpu) / (seconds () - since));
  printf ("memory %ld\n", status_number ("VmRSS:") - memory_kib);
  printf ("threads %ld\n", status_number ("Threads:"));
  fflush (stdout);
  /* Ending one by one isn't what is measured here. */
  _Exit (0);
}
