/* SPDX-License-Identifier: MIT */
/* The points at which test pictures are compared: in the middle of what the patterns draw, so that
 * a pixel more or less at an edge doesn't matter. */
#pragma once

#include <weir/data/video-info.h>
#include <weir/data/video-pack.h>

#define N_PATTERN_POINTS 20

/* In thousandths of width and height. */
static const guint16 pattern_points[N_PATTERN_POINTS][2] = {
  { 71, 100 },  { 214, 100 }, { 357, 100 }, { 500, 100 }, { 643, 100 }, { 786, 100 }, { 929, 100 },
  { 71, 710 },  { 214, 710 }, { 357, 710 }, { 60, 630 },  { 300, 630 }, { 900, 630 }, { 50, 900 },
  { 250, 900 }, { 420, 900 }, { 540, 900 }, { 620, 900 }, { 690, 900 }, { 80, 800 },
};

/* Three components of eight bits in hex for each point. */
static inline char *
pattern_points_read (const WeirVideoInfo *info, const guint8 *frame)
{
  GString *text = g_string_new (NULL);
  g_autofree guint16 *line = g_new (guint16, 4 * (gsize) info->width);
  gboolean wide = info->finfo->unpack_format == WEIR_VIDEO_FORMAT_AYUV64
                  || info->finfo->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;
  const guint8 *data[WEIR_VIDEO_MAX_PLANES];

  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
    data[p] = frame + info->offset[p];
  for (guint i = 0; i < N_PATTERN_POINTS; i++) {
    gint x = pattern_points[i][0] * info->width / 1000;
    gint y = pattern_points[i][1] * info->height / 1000;

    weir_video_unpack_line (info->finfo, WEIR_VIDEO_PACK_FLAG_NONE, data, info->stride, y,
                            info->width, line);
    if (i > 0)
      g_string_append_c (text, ' ');
    for (gint k = 1; k < 4; k++)
      g_string_append_printf (text, "%02x",
                              wide ? line[4 * x + k] >> 8 : ((guint8 *) line)[4 * x + k]);
  }
  return g_string_free (text, FALSE);
}
