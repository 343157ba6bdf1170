/* SPDX-License-Identifier: MIT */
/* The table between Weir's raw video formats and FFmpeg's, and the same for colours. Both sides use
 * the code points of ITU-T H.273 for colours, so those need no tables. */
#include "plugins/libav/pixfmt.h"

static const struct {
  WeirVideoFormat weir;
  enum AVPixelFormat av;
} formats[] = {
  /* where two of Weir's share one of FFmpeg's, the one in FFmpeg's order of planes is first */
  { WEIR_VIDEO_FORMAT_I420, AV_PIX_FMT_YUV420P },
  { WEIR_VIDEO_FORMAT_YV12, AV_PIX_FMT_YUV420P },
  { WEIR_VIDEO_FORMAT_YUY2, AV_PIX_FMT_YUYV422 },
  { WEIR_VIDEO_FORMAT_UYVY, AV_PIX_FMT_UYVY422 },
  { WEIR_VIDEO_FORMAT_YVYU, AV_PIX_FMT_YVYU422 },
  { WEIR_VIDEO_FORMAT_RGBX, AV_PIX_FMT_RGB0 },
  { WEIR_VIDEO_FORMAT_BGRX, AV_PIX_FMT_BGR0 },
  { WEIR_VIDEO_FORMAT_XRGB, AV_PIX_FMT_0RGB },
  { WEIR_VIDEO_FORMAT_XBGR, AV_PIX_FMT_0BGR },
  { WEIR_VIDEO_FORMAT_RGBA, AV_PIX_FMT_RGBA },
  { WEIR_VIDEO_FORMAT_BGRA, AV_PIX_FMT_BGRA },
  { WEIR_VIDEO_FORMAT_ARGB, AV_PIX_FMT_ARGB },
  { WEIR_VIDEO_FORMAT_ABGR, AV_PIX_FMT_ABGR },
  { WEIR_VIDEO_FORMAT_RGB, AV_PIX_FMT_RGB24 },
  { WEIR_VIDEO_FORMAT_BGR, AV_PIX_FMT_BGR24 },
  { WEIR_VIDEO_FORMAT_Y41B, AV_PIX_FMT_YUV411P },
  { WEIR_VIDEO_FORMAT_Y42B, AV_PIX_FMT_YUV422P },
  { WEIR_VIDEO_FORMAT_Y444, AV_PIX_FMT_YUV444P },
  { WEIR_VIDEO_FORMAT_NV12, AV_PIX_FMT_NV12 },
  { WEIR_VIDEO_FORMAT_NV21, AV_PIX_FMT_NV21 },
  { WEIR_VIDEO_FORMAT_NV16, AV_PIX_FMT_NV16 },
  { WEIR_VIDEO_FORMAT_NV24, AV_PIX_FMT_NV24 },
  { WEIR_VIDEO_FORMAT_GRAY8, AV_PIX_FMT_GRAY8 },
  { WEIR_VIDEO_FORMAT_GRAY16_LE, AV_PIX_FMT_GRAY16LE },
  { WEIR_VIDEO_FORMAT_GRAY16_BE, AV_PIX_FMT_GRAY16BE },
  { WEIR_VIDEO_FORMAT_RGB16, AV_PIX_FMT_RGB565LE },
  { WEIR_VIDEO_FORMAT_BGR16, AV_PIX_FMT_BGR565LE },
  { WEIR_VIDEO_FORMAT_RGB15, AV_PIX_FMT_RGB555LE },
  { WEIR_VIDEO_FORMAT_BGR15, AV_PIX_FMT_BGR555LE },
  { WEIR_VIDEO_FORMAT_A420, AV_PIX_FMT_YUVA420P },
  { WEIR_VIDEO_FORMAT_YUV9, AV_PIX_FMT_YUV410P },
  { WEIR_VIDEO_FORMAT_YVU9, AV_PIX_FMT_YUV410P },
  { WEIR_VIDEO_FORMAT_AYUV64, AV_PIX_FMT_AYUV64 },
  { WEIR_VIDEO_FORMAT_I420_10BE, AV_PIX_FMT_YUV420P10BE },
  { WEIR_VIDEO_FORMAT_I420_10LE, AV_PIX_FMT_YUV420P10LE },
  { WEIR_VIDEO_FORMAT_I422_10BE, AV_PIX_FMT_YUV422P10BE },
  { WEIR_VIDEO_FORMAT_I422_10LE, AV_PIX_FMT_YUV422P10LE },
  { WEIR_VIDEO_FORMAT_Y444_10BE, AV_PIX_FMT_YUV444P10BE },
  { WEIR_VIDEO_FORMAT_Y444_10LE, AV_PIX_FMT_YUV444P10LE },
  { WEIR_VIDEO_FORMAT_GBR, AV_PIX_FMT_GBRP },
  { WEIR_VIDEO_FORMAT_RGBP, AV_PIX_FMT_GBRP },
  { WEIR_VIDEO_FORMAT_BGRP, AV_PIX_FMT_GBRP },
  { WEIR_VIDEO_FORMAT_GBR_10BE, AV_PIX_FMT_GBRP10BE },
  { WEIR_VIDEO_FORMAT_GBR_10LE, AV_PIX_FMT_GBRP10LE },
  { WEIR_VIDEO_FORMAT_A420_10BE, AV_PIX_FMT_YUVA420P10BE },
  { WEIR_VIDEO_FORMAT_A420_10LE, AV_PIX_FMT_YUVA420P10LE },
  { WEIR_VIDEO_FORMAT_A422_10BE, AV_PIX_FMT_YUVA422P10BE },
  { WEIR_VIDEO_FORMAT_A422_10LE, AV_PIX_FMT_YUVA422P10LE },
  { WEIR_VIDEO_FORMAT_A444_10BE, AV_PIX_FMT_YUVA444P10BE },
  { WEIR_VIDEO_FORMAT_A444_10LE, AV_PIX_FMT_YUVA444P10LE },
  { WEIR_VIDEO_FORMAT_P010_10BE, AV_PIX_FMT_P010BE },
  { WEIR_VIDEO_FORMAT_P010_10LE, AV_PIX_FMT_P010LE },
  { WEIR_VIDEO_FORMAT_GBRA, AV_PIX_FMT_GBRAP },
  { WEIR_VIDEO_FORMAT_GBRA_10BE, AV_PIX_FMT_GBRAP10BE },
  { WEIR_VIDEO_FORMAT_GBRA_10LE, AV_PIX_FMT_GBRAP10LE },
  { WEIR_VIDEO_FORMAT_GBR_12BE, AV_PIX_FMT_GBRP12BE },
  { WEIR_VIDEO_FORMAT_GBR_12LE, AV_PIX_FMT_GBRP12LE },
  { WEIR_VIDEO_FORMAT_GBRA_12BE, AV_PIX_FMT_GBRAP12BE },
  { WEIR_VIDEO_FORMAT_GBRA_12LE, AV_PIX_FMT_GBRAP12LE },
  { WEIR_VIDEO_FORMAT_I420_12BE, AV_PIX_FMT_YUV420P12BE },
  { WEIR_VIDEO_FORMAT_I420_12LE, AV_PIX_FMT_YUV420P12LE },
  { WEIR_VIDEO_FORMAT_I422_12BE, AV_PIX_FMT_YUV422P12BE },
  { WEIR_VIDEO_FORMAT_I422_12LE, AV_PIX_FMT_YUV422P12LE },
  { WEIR_VIDEO_FORMAT_Y444_12BE, AV_PIX_FMT_YUV444P12BE },
  { WEIR_VIDEO_FORMAT_Y444_12LE, AV_PIX_FMT_YUV444P12LE },
  { WEIR_VIDEO_FORMAT_Y210, AV_PIX_FMT_Y210LE },
  { WEIR_VIDEO_FORMAT_Y444_16BE, AV_PIX_FMT_YUV444P16BE },
  { WEIR_VIDEO_FORMAT_Y444_16LE, AV_PIX_FMT_YUV444P16LE },
  { WEIR_VIDEO_FORMAT_P016_BE, AV_PIX_FMT_P016BE },
  { WEIR_VIDEO_FORMAT_P016_LE, AV_PIX_FMT_P016LE },
  { WEIR_VIDEO_FORMAT_RGBA64_LE, AV_PIX_FMT_RGBA64LE },
  { WEIR_VIDEO_FORMAT_RGBA64_BE, AV_PIX_FMT_RGBA64BE },
  { WEIR_VIDEO_FORMAT_BGRA64_LE, AV_PIX_FMT_BGRA64LE },
  { WEIR_VIDEO_FORMAT_BGRA64_BE, AV_PIX_FMT_BGRA64BE },
};

/* The "J" formats: YUV of full range, from the days before frames could tell their range. */
static const struct {
  enum AVPixelFormat full;
  enum AVPixelFormat limited;
} full_ranges[] = {
  { AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV420P },
  { AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUV422P },
  { AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUV444P },
  { AV_PIX_FMT_YUVJ411P, AV_PIX_FMT_YUV411P },
};

enum AVPixelFormat
weir_libav_pixel_format (WeirVideoFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].weir == format)
      return formats[i].av;
  return AV_PIX_FMT_NONE;
}

WeirVideoFormat
weir_libav_video_format (enum AVPixelFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (full_ranges); i++)
    if (full_ranges[i].full == format)
      format = full_ranges[i].limited;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].av == format)
      return formats[i].weir;
  return WEIR_VIDEO_FORMAT_UNKNOWN;
}

gboolean
weir_libav_is_full_range (enum AVPixelFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (full_ranges); i++)
    if (full_ranges[i].full == format)
      return TRUE;
  return FALSE;
}

void
weir_libav_map_planes (const WeirVideoFormatInfo *finfo, guint8 *const data[], const gint stride[],
                       guint8 *av_data[WEIR_VIDEO_MAX_PLANES],
                       gint av_stride[WEIR_VIDEO_MAX_PLANES])
{
  /* FFmpeg's planar RGB is green, blue, red, alpha; its YUV is in the order of components */
  static const guint8 rgb_order[] = { 1, 2, 0, 3 };
  gboolean planar = finfo->n_planes >= 3 && finfo->n_planes == finfo->n_components;

  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++) {
    guint from = p;

    if (planar && p < finfo->n_planes)
      from = finfo->plane[WEIR_VIDEO_FORMAT_INFO_IS_RGB (finfo) ? rgb_order[p] : p];
    av_data[p] = p < finfo->n_planes ? data[from] : NULL;
    av_stride[p] = p < finfo->n_planes ? stride[from] : 0;
  }
}

void
weir_libav_colorimetry (enum AVColorRange range, enum AVColorSpace space,
                        enum AVColorTransferCharacteristic transfer,
                        enum AVColorPrimaries primaries, WeirVideoColorimetry *color)
{
  color->range = range == AVCOL_RANGE_JPEG   ? WEIR_VIDEO_COLOR_RANGE_0_255
                 : range == AVCOL_RANGE_MPEG ? WEIR_VIDEO_COLOR_RANGE_16_235
                                             : WEIR_VIDEO_COLOR_RANGE_UNKNOWN;
  color->matrix = weir_video_color_matrix_from_iso (space);
  color->transfer = weir_video_transfer_function_from_iso (transfer);
  color->primaries = weir_video_color_primaries_from_iso (primaries);
}

enum AVColorRange
weir_libav_color_range (WeirVideoColorRange range)
{
  return range == WEIR_VIDEO_COLOR_RANGE_0_255    ? AVCOL_RANGE_JPEG
         : range == WEIR_VIDEO_COLOR_RANGE_16_235 ? AVCOL_RANGE_MPEG
                                                  : AVCOL_RANGE_UNSPECIFIED;
}

enum AVColorSpace
weir_libav_color_space (WeirVideoColorMatrix matrix)
{
  return (enum AVColorSpace) weir_video_color_matrix_to_iso (matrix);
}

enum AVColorTransferCharacteristic
weir_libav_color_transfer (WeirVideoTransferFunction transfer)
{
  return (enum AVColorTransferCharacteristic) weir_video_transfer_function_to_iso (transfer);
}

enum AVColorPrimaries
weir_libav_color_primaries (WeirVideoColorPrimaries primaries)
{
  return (enum AVColorPrimaries) weir_video_color_primaries_to_iso (primaries);
}

WeirVideoChromaSite
weir_libav_chroma_site (enum AVChromaLocation location)
{
  switch (location) {
  case AVCHROMA_LOC_LEFT:
    return WEIR_VIDEO_CHROMA_SITE_MPEG2;
  case AVCHROMA_LOC_CENTER:
    return WEIR_VIDEO_CHROMA_SITE_JPEG;
  case AVCHROMA_LOC_TOPLEFT:
    return WEIR_VIDEO_CHROMA_SITE_COSITED;
  case AVCHROMA_LOC_TOP:
    return WEIR_VIDEO_CHROMA_SITE_V_COSITED;
  default:
    return WEIR_VIDEO_CHROMA_SITE_UNKNOWN;
  }
}

enum AVChromaLocation
weir_libav_chroma_location (WeirVideoChromaSite site)
{
  switch (site) {
  case WEIR_VIDEO_CHROMA_SITE_MPEG2:
    return AVCHROMA_LOC_LEFT;
  case WEIR_VIDEO_CHROMA_SITE_JPEG:
    return AVCHROMA_LOC_CENTER;
  case WEIR_VIDEO_CHROMA_SITE_COSITED:
    return AVCHROMA_LOC_TOPLEFT;
  case WEIR_VIDEO_CHROMA_SITE_V_COSITED:
    return AVCHROMA_LOC_TOP;
  default:
    return AVCHROMA_LOC_UNSPECIFIED;
  }
}
