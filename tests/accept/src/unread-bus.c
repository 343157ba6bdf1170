/* SPDX-License-Identifier: MIT */
/* A bus that nobody reads gets a million messages: memory must not grow, an error must not be lost. */
#include <stdio.h>
#include <string.h>

#include <weir/weir.h>

static long
peak_kib (void)
{
  g_autofree char *text = NULL;
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  const char *line = strstr (text, "VmHWM:");
  return line != NULL ? strtol (line + 6, NULL, 10) : 0;
}

static void
post (WeirElement *pipeline, int from, int to)
{
  for (int n = from; n < to; n++)
    weir_element_post_message (pipeline, weir_message_new_application (WEIR_OBJECT (pipeline),
      weir_structure_new ("tick", "n", G_TYPE_INT, n, NULL)));
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  WeirElement *pipeline = weir_parse_launch ("videotestsrc is-live=true ! fakesink sync=true", NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  weir_element_get_state (pipeline, NULL, NULL, 5 * WEIR_SECOND);
  g_autoptr (GError) error = g_error_new (WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "kept");
  weir_element_post_message (pipeline, weir_message_new_error (WEIR_OBJECT (pipeline), error, "kept too"));
  post (pipeline, 0, 5000);
  long before = peak_kib ();
  post (pipeline, 5000, 1000000);
  long grown = peak_kib () - before;

  WeirBus *bus = weir_element_get_bus (pipeline);
  int left = 0, errors = 0, newest = -1;
  WeirMessage *message;
  while ((message = weir_bus_pop (bus)) != NULL)
  {
    left++;
    if (WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ERROR)
      errors++;
    if (WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_APPLICATION)
      weir_structure_get_int (weir_message_get_structure (message), "n", &newest);
    weir_message_unref (message);
  }
  printf ("grown by %ld KiB; %d messages left, %d errors, the newest is %d\n", grown, left, errors, newest);
  weir_object_unref (bus);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_object_unref (pipeline);
  if (grown > 2048 || left > 1000 || errors != 1 || newest != 999999)
    return 1;
  printf ("fine\n");
  return 0;
}
