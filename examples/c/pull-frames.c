/* SPDX-License-Identifier: MIT */
/* Pictures that a program wants to look at: appsink gives them as samples.
 *
 *   pull-frames
 *
 * A pull waits until there is a sample, and returns NULL at the end of the stream. The caps say how the bytes lie. */
#include <stdlib.h>
#include <weir/bases/app-sink.h>
#include <weir/weir.h>

static guint
mean_brightness (const WeirMapInfo *map, const WeirVideoInfo *info)
{
  guint64 sum = 0;

  for (int y = 0; y < info->height; y++)
    for (int x = 0; x < info->width; x++)
      sum += map->data[info->offset[0] + (gsize) y * info->stride[0] + x];
  return (guint) (sum / ((guint64) info->width * info->height));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  WeirSample *sample;

  weir_init (&argc, &argv);
  g_autoptr (WeirElement) pipeline
    = weir_parse_launch ("videotestsrc num-buffers=5 pattern=white "
                         "! video/x-raw,format=GRAY8,width=320,height=240,framerate=25/1 ! appsink name=frames sync=false",
                         &error);
  if (pipeline == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  g_autoptr (WeirElement) frames = weir_bin_get_by_name (WEIR_BIN (pipeline), "frames");

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  while ((sample = weir_app_sink_pull_sample (WEIR_APP_SINK (frames))) != NULL) {
    WeirBuffer *buffer = weir_sample_get_buffer (sample); /* the sample's */
    WeirVideoInfo info;
    WeirMapInfo map;

    if (weir_video_info_from_caps (&info, weir_sample_get_caps (sample)) && weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
      g_print ("%" WEIR_TIME_FORMAT " %dx%d brightness %u\n", WEIR_TIME_ARGS (WEIR_BUFFER_PTS (buffer)), info.width,
               info.height, mean_brightness (&map, &info));
      weir_buffer_unmap (buffer, &map);
    }
    weir_sample_unref (sample);
  }
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return EXIT_SUCCESS;
}
