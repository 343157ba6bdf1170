/* SPDX-License-Identifier: MIT */
/* Pictures that a program makes itself: appsrc takes them, and the rest of the line encodes them into a file.
 *
 *   push-frames FILE.mp4
 *
 * With block=true a push waits while appsrc is full, so a program may make frames as fast as it can. */
#include <stdlib.h>
#include <string.h>
#include <weir/bases/app-src.h>
#include <weir/weir.h>

#define WIDTH 160
#define HEIGHT 120
#define N_FRAMES 50
#define RATE 25

/* A bright column that wanders over the picture. I420: a plane of brightness, then two of colour with half the size. */
static WeirBuffer *
draw (guint n)
{
  WeirBuffer *buffer = weir_buffer_new_allocate (NULL, WIDTH * HEIGHT * 3 / 2, NULL);
  WeirMapInfo map;

  if (weir_buffer_map (buffer, &map, WEIR_MAP_WRITE)) {
    memset (map.data, 16, WIDTH * HEIGHT);
    memset (map.data + WIDTH * HEIGHT, 128, WIDTH * HEIGHT / 2);
    for (guint y = 0; y < HEIGHT; y++)
      map.data[y * WIDTH + n * WIDTH / N_FRAMES] = 235;
    weir_buffer_unmap (buffer, &map);
  }
  WEIR_BUFFER_PTS (buffer) = weir_util_uint64_scale (n, WEIR_SECOND, RATE);
  WEIR_BUFFER_DURATION (buffer) = WEIR_SECOND / RATE;
  return buffer;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  WeirMessageType types = WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR;

  weir_init (&argc, &argv);
  if (argc != 2) {
    g_printerr ("usage: push-frames FILE.mp4\n");
    return 2;
  }

  g_autoptr (WeirElement) pipeline
    = weir_parse_launch ("appsrc name=frames format=time block=true max-buffers=4 "
                         "caps=video/x-raw,format=I420,width=160,height=120,framerate=25/1 "
                         "! x264enc ! mp4mux ! filesink name=file",
                         &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_autoptr (WeirElement) file = weir_bin_get_by_name (WEIR_BIN (pipeline), "file");
  g_autoptr (WeirElement) frames = weir_bin_get_by_name (WEIR_BIN (pipeline), "frames");
  g_object_set (file, "location", argv[1], NULL);

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  guint n = 0;
  while (n < N_FRAMES && weir_app_src_push_buffer (WEIR_APP_SRC (frames), draw (n)) == WEIR_FLOW_OK)
    n++;
  weir_app_src_end_of_stream (WEIR_APP_SRC (frames));

  /* Only after EOS has come through is the file whole. */
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (WeirMessage) message = weir_bus_timed_pop_filtered (bus, WEIR_CLOCK_TIME_NONE, types);
  gboolean failed = WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ERROR;
  if (failed) {
    weir_message_parse_error (message, &error, NULL);
    g_printerr ("%s: %s\n", WEIR_MESSAGE_SRC_NAME (message), error->message);
  } else {
    g_print ("%u frames written\n", n);
  }
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
