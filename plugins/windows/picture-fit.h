/* SPDX-License-Identifier: MIT */
/* Where a picture lies in a window. */
#pragma once

#include <weir/data/video-info.h>

G_BEGIN_DECLS

typedef struct {
  int x, y, width, height;
} WeirArea;

/* As large as it is seen with square pixels; a pixel aspect other than 1 makes it wider or narrower. */
void weir_picture_size (const WeirVideoInfo *info, int *width, int *height);
/* The largest area of the picture's shape in the middle of a window; all of it if the shape doesn't matter. */
WeirArea weir_picture_fit (const WeirVideoInfo *info, int window_width, int window_height,
                           gboolean keep_shape);

G_END_DECLS
