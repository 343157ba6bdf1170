/* SPDX-License-Identifier: MIT */
/* The shape of a picture on the screen: width x pixel aspect / height. */
#include "plugins/windows/picture-fit.h"

#include <weir/base/time.h>

static int
scale (int length, int num, int denom)
{
  return (int) CLAMP (weir_util_uint64_scale_round ((guint64) length, (guint64) MAX (num, 1),
                                                    (guint64) MAX (denom, 1)),
                      1, G_MAXINT16);
}

void
weir_picture_size (const WeirVideoInfo *info, int *width, int *height)
{
  *width = scale (info->width, info->par_n, info->par_d);
  *height = scale (info->height, 1, 1);
}

WeirArea
weir_picture_fit (const WeirVideoInfo *info, int window_width, int window_height,
                  gboolean keep_shape)
{
  WeirArea area = { 0, 0, window_width, window_height };
  int width, height;

  if (!keep_shape)
    return area;
  weir_picture_size (info, &width, &height);
  if ((gint64) window_width * height > (gint64) window_height * width)
    area.width = scale (window_height, width, height);
  else
    area.height = scale (window_width, height, width);
  area.x = (window_width - area.width) / 2;
  area.y = (window_height - area.height) / 2;
  return area;
}
