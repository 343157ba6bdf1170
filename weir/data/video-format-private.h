/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-format.h>

G_BEGIN_DECLS

/* How the samples of a line are reached. */
typedef enum {
  WEIR_VIDEO_PACKING_PLAIN = 1, /* each sample in bytes of its own, at poffset + x * pixel_stride */
  WEIR_VIDEO_PACKING_WORD,      /* all samples of a pixel in one word, at bit `shift` */
  WEIR_VIDEO_PACKING_V210,      /* 6 pixels in four little-endian words */
  WEIR_VIDEO_PACKING_UYVP,      /* 2 pixels in 40 bits, first sample in the highest */
  WEIR_VIDEO_PACKING_IYU1,      /* 4 pixels in 6 bytes */
} WeirVideoPacking;

extern const WeirVideoFormatInfo weir_video_format_table[WEIR_VIDEO_FORMAT_LAST];

G_END_DECLS
