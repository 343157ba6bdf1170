/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* Format, size and colour matrix of one picture into another's, by libswscale. No engine. What it
 * doesn't do: change the transfer function or the primaries, deinterlace. */

/* The values are those of videoscale's property `method`. */
typedef enum {
  WEIR_VIDEO_SCALE_NEAREST = 0,
  WEIR_VIDEO_SCALE_BILINEAR = 1,
  WEIR_VIDEO_SCALE_4TAP = 2,
  WEIR_VIDEO_SCALE_LANCZOS = 3,
  WEIR_VIDEO_SCALE_BILINEAR2 = 4,
  WEIR_VIDEO_SCALE_SINC = 5,
  WEIR_VIDEO_SCALE_HERMITE = 6,
  WEIR_VIDEO_SCALE_SPLINE = 7,
  WEIR_VIDEO_SCALE_CATROM = 8,
  WEIR_VIDEO_SCALE_MITCHELL = 9,
  WEIR_VIDEO_SCALE_BICUBIC = 10, /* what the ffmpeg program does by default */
  WEIR_VIDEO_SCALE_AREA = 11,
} WeirVideoScaleMethod;

/* Whether colour that is stored at a lower resolution is computed for each pixel, or taken from its neighbour. The values
 * are those of the property `chroma-mode`. */
typedef enum {
  WEIR_VIDEO_CHROMA_FULL = 0, /* both ways, and with exact rounding: for more time */
  WEIR_VIDEO_CHROMA_UPSAMPLE = 1,
  WEIR_VIDEO_CHROMA_DOWNSAMPLE = 2,
  WEIR_VIDEO_CHROMA_NONE = 3, /* what the ffmpeg program does by default */
} WeirVideoChromaMode;

/* The values are those of the property `dither`. */
typedef enum {
  WEIR_VIDEO_DITHER_NONE = 0,
  WEIR_VIDEO_DITHER_BAYER = 4,
} WeirVideoDither;

typedef struct {
  WeirVideoScaleMethod method;
  gboolean add_borders; /* keep the shape of the picture, with black beside it */
  WeirVideoChromaMode chroma;
  WeirVideoDither dither; /* where the output has fewer bits */
  guint threads;          /* 0: one for each core; 1: only the caller's */
} WeirVideoConvertParams;

/* What the ffmpeg program does by default, in the caller's thread. */
#define WEIR_VIDEO_CONVERT_PARAMS_INIT                                                                                   \
  {                                                                                                                      \
    .method = WEIR_VIDEO_SCALE_BICUBIC, .chroma = WEIR_VIDEO_CHROMA_NONE, .dither = WEIR_VIDEO_DITHER_BAYER, .threads = 1 \
  }

typedef struct {
  gint x, y, width, height;
} WeirVideoRectangle;

typedef struct _WeirVideoConvert WeirVideoConvert;

/* Whether pictures of this format can come and go. Thread: any */
gboolean weir_video_convert_knows (WeirVideoFormat format);

/* Where the picture lies within the output, so that its shape is kept. Thread: any */
WeirVideoRectangle weir_video_convert_fit (const WeirVideoInfo *in, const WeirVideoInfo *out);

/* (transfer full) (nullable): %NULL, with @error in the domain %WEIR_ERROR, for a format that isn't
 * known or for memory that there isn't. Infos and parameters are copied. Thread: owner */
WeirVideoConvert *weir_video_convert_new (const WeirVideoInfo *in, const WeirVideoInfo *out,
                                          const WeirVideoConvertParams *params, GError **error);
void weir_video_convert_free (WeirVideoConvert *self);

/* Whether output is input, byte for byte. */
gboolean weir_video_convert_is_passthrough (const WeirVideoConvert *self);

/* Converts one picture. Planes are in the order of the formats; strides may be any. */
gboolean weir_video_convert_frame (WeirVideoConvert *self, const guint8 *const in_data[],
                                   const gint in_stride[], guint8 *const out_data[],
                                   const gint out_stride[], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirVideoConvert, weir_video_convert_free)

G_END_DECLS
