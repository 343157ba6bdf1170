/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavutil/pixfmt.h>
#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* Raw video formats and colours in the words of FFmpeg's libraries. Thread: any */

/* AV_PIX_FMT_NONE where FFmpeg has no format with this order of bytes. Planes may come in another
 * order: weir_libav_map_planes () knows. */
enum AVPixelFormat weir_libav_pixel_format (WeirVideoFormat format);

/* WEIR_VIDEO_FORMAT_UNKNOWN where Weir has none. The "J" formats give their limited-range twins:
 * ask weir_libav_is_full_range (). Planes are in FFmpeg's order. */
WeirVideoFormat weir_libav_video_format (enum AVPixelFormat format);
gboolean weir_libav_is_full_range (enum AVPixelFormat format);

/* Puts planes into FFmpeg's order. */
void weir_libav_map_planes (const WeirVideoFormatInfo *finfo, guint8 *const data[],
                            const gint stride[], guint8 *av_data[WEIR_VIDEO_MAX_PLANES],
                            gint av_stride[WEIR_VIDEO_MAX_PLANES]);

/* Colours, both ways. What the other side can't say becomes "unspecified" or "unknown". */
void weir_libav_colorimetry (enum AVColorRange range, enum AVColorSpace space,
                             enum AVColorTransferCharacteristic transfer,
                             enum AVColorPrimaries primaries, WeirVideoColorimetry *color);
enum AVColorRange weir_libav_color_range (WeirVideoColorRange range);
enum AVColorSpace weir_libav_color_space (WeirVideoColorMatrix matrix);
enum AVColorTransferCharacteristic weir_libav_color_transfer (WeirVideoTransferFunction transfer);
enum AVColorPrimaries weir_libav_color_primaries (WeirVideoColorPrimaries primaries);
WeirVideoChromaSite weir_libav_chroma_site (enum AVChromaLocation location);
enum AVChromaLocation weir_libav_chroma_location (WeirVideoChromaSite site);

G_END_DECLS
