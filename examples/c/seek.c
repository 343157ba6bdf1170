/* SPDX-License-Identifier: MIT */
/* Position, duration, and going elsewhere in a file.
 *
 *   seek FILE
 */
#include <stdlib.h>
#include <weir/weir.h>

/* Waits for one of `types`. FALSE: an error came instead, and was printed. */
static gboolean
wait_for (WeirElement *pipeline, WeirMessageType types)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (WeirMessage) message = weir_bus_timed_pop_filtered (bus, WEIR_CLOCK_TIME_NONE, types | WEIR_MESSAGE_ERROR);
  g_autoptr (GError) error = NULL;

  if (WEIR_MESSAGE_TYPE (message) != WEIR_MESSAGE_ERROR)
    return TRUE;
  weir_message_parse_error (message, &error, NULL);
  g_printerr ("%s: %s\n", WEIR_MESSAGE_SRC_NAME (message), error->message);
  return FALSE;
}

static void
tell (WeirElement *pipeline, const char *when)
{
  gint64 position = -1, duration = -1;

  weir_element_query_position (pipeline, WEIR_FORMAT_TIME, &position);
  weir_element_query_duration (pipeline, WEIR_FORMAT_TIME, &duration);
  g_print ("%s: %" WEIR_TIME_FORMAT " of %" WEIR_TIME_FORMAT "\n", when, WEIR_TIME_ARGS (position),
           WEIR_TIME_ARGS (duration));
}

static gboolean
show (WeirElement *pipeline)
{
  /* PAUSED is reached when the first picture is there: ASYNC_DONE says so, after a flushing seek as well. */
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  if (!wait_for (pipeline, WEIR_MESSAGE_ASYNC_DONE))
    return FALSE;
  tell (pipeline, "start");

  if (!weir_element_seek_simple (pipeline, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_ACCURATE, WEIR_SECOND)) {
    g_printerr ("this file can't be sought in\n");
    return FALSE;
  }
  if (!wait_for (pipeline, WEIR_MESSAGE_ASYNC_DONE))
    return FALSE;
  tell (pipeline, "after the seek");

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  if (!wait_for (pipeline, WEIR_MESSAGE_EOS))
    return FALSE;
  tell (pipeline, "end");
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  weir_init (&argc, &argv);
  if (argc != 2) {
    g_printerr ("usage: seek FILE\n");
    return 2;
  }
  g_autoptr (WeirElement) pipeline = weir_parse_launch ("filesrc name=file ! decodebin ! fakesink sync=true", &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_autoptr (WeirElement) file = weir_bin_get_by_name (WEIR_BIN (pipeline), "file");
  g_object_set (file, "location", argv[1], NULL);
  gboolean shown = show (pipeline);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return shown ? EXIT_SUCCESS : EXIT_FAILURE;
}
