/* SPDX-License-Identifier: MIT */
/* Frames per second of each test pattern, painted into one buffer again and again, without an
 * engine: what the painters cost by themselves. */
#include "plugins/sources/test-pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIN_SECONDS 0.15

static double
frames_per_second (WeirVideoInfo *info, guint pattern, guint8 *memory, gboolean quick)
{
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  WeirTestPatternMoment moment = { 0 };
  g_autoptr (WeirTestPainter) painter = weir_test_painter_new (info);
  guint8 *data[WEIR_VIDEO_MAX_PLANES];
  gint64 begin, passed;

  params.pattern = (WeirTestPatternKind) pattern;
  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
    data[p] = memory + info->offset[p];
  weir_test_painter_paint (painter, &params, &moment, data, info->stride);
  begin = g_get_monotonic_time ();
  do {
    moment.frame++;
    weir_test_painter_paint (painter, &params, &moment, data, info->stride);
    passed = g_get_monotonic_time () - begin;
  } while (!quick && passed < MIN_SECONDS * G_USEC_PER_SEC);
  return (double) moment.frame * G_USEC_PER_SEC / (double) MAX (passed, 1);
}

int
main (int argc, char **argv)
{
  gboolean quick = argc > 1 && strcmp (argv[1], "--quick") == 0;
  static const guint sizes[][2] = { { 640, 480 }, { 1920, 1080 } };
  const gchar *format = argc > 2 ? argv[2] : "I420";

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    WeirVideoInfo info;
    g_autofree guint8 *memory = NULL;

    if (!weir_video_info_set_format (&info, weir_video_format_from_string (format), sizes[s][0],
                                     sizes[s][1]))
      return EXIT_FAILURE;
    memory = g_malloc (info.size);
    for (guint i = 0; i < WEIR_TEST_PATTERN_COUNT; i++)
      printf ("%s %ux%u %-18s %10.0f fps\n", format, sizes[s][0], sizes[s][1],
              weir_test_pattern_get_nick (i), frames_per_second (&info, i, memory, quick));
  }
  return EXIT_SUCCESS;
}
