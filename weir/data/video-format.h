/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/* How many planes, and how many components, a picture has at most. */
#define WEIR_VIDEO_MAX_PLANES 4
#define WEIR_VIDEO_MAX_COMPONENTS 4

/**
 * WeirVideoFormat:
 * @WEIR_VIDEO_FORMAT_UNKNOWN: no format, or one that isn't known
 * @WEIR_VIDEO_FORMAT_ENCODED: not raw: coded pictures
 * @WEIR_VIDEO_FORMAT_I420: planar 4:2:0 YUV
 * @WEIR_VIDEO_FORMAT_YV12: planar 4:2:0 YVU
 * @WEIR_VIDEO_FORMAT_YUY2: packed 4:2:2 YUV (Y0-U-Y1-V)
 * @WEIR_VIDEO_FORMAT_UYVY: packed 4:2:2 YUV (U-Y0-V-Y1)
 * @WEIR_VIDEO_FORMAT_AYUV: packed 4:4:4 YUV with alpha first
 * @WEIR_VIDEO_FORMAT_RGBX: packed RGB, fourth byte unused
 * @WEIR_VIDEO_FORMAT_BGRX: packed BGR, fourth byte unused
 * @WEIR_VIDEO_FORMAT_XRGB: packed RGB, first byte unused
 * @WEIR_VIDEO_FORMAT_XBGR: packed BGR, first byte unused
 * @WEIR_VIDEO_FORMAT_RGBA: packed RGB, alpha last
 * @WEIR_VIDEO_FORMAT_BGRA: packed BGR, alpha last
 * @WEIR_VIDEO_FORMAT_ARGB: packed RGB, alpha first
 * @WEIR_VIDEO_FORMAT_ABGR: packed BGR, alpha first
 * @WEIR_VIDEO_FORMAT_RGB: packed RGB, 3 bytes a pixel
 * @WEIR_VIDEO_FORMAT_BGR: packed BGR, 3 bytes a pixel
 * @WEIR_VIDEO_FORMAT_Y41B: planar 4:1:1 YUV
 * @WEIR_VIDEO_FORMAT_Y42B: planar 4:2:2 YUV
 * @WEIR_VIDEO_FORMAT_YVYU: packed 4:2:2 YUV (Y0-V-Y1-U)
 * @WEIR_VIDEO_FORMAT_Y444: planar 4:4:4 YUV
 * @WEIR_VIDEO_FORMAT_V210: packed 4:2:2 YUV, 10 bits, 6 pixels in 16 bytes
 * @WEIR_VIDEO_FORMAT_V216: packed 4:2:2 YUV, 16 bits (U-Y0-V-Y1)
 * @WEIR_VIDEO_FORMAT_NV12: planar 4:2:0 YUV, interleaved UV plane
 * @WEIR_VIDEO_FORMAT_NV21: planar 4:2:0 YUV, interleaved VU plane
 * @WEIR_VIDEO_FORMAT_GRAY8: 8-bit grey
 * @WEIR_VIDEO_FORMAT_GRAY16_BE: 16-bit grey, big endian
 * @WEIR_VIDEO_FORMAT_GRAY16_LE: 16-bit grey, little endian
 * @WEIR_VIDEO_FORMAT_V308: packed 4:4:4 YUV (Y-U-V)
 * @WEIR_VIDEO_FORMAT_RGB16: RGB 5-6-5 in 16 bits
 * @WEIR_VIDEO_FORMAT_BGR16: BGR 5-6-5 in 16 bits
 * @WEIR_VIDEO_FORMAT_RGB15: RGB 5-5-5 in 16 bits
 * @WEIR_VIDEO_FORMAT_BGR15: BGR 5-5-5 in 16 bits
 * @WEIR_VIDEO_FORMAT_UYVP: packed 4:2:2 YUV, 10 bits, 2 pixels in 5 bytes
 * @WEIR_VIDEO_FORMAT_A420: planar 4:2:0 YUV with an alpha plane
 * @WEIR_VIDEO_FORMAT_YUV9: planar 4:1:0 YUV
 * @WEIR_VIDEO_FORMAT_YVU9: planar 4:1:0 YVU
 * @WEIR_VIDEO_FORMAT_IYU1: packed 4:1:1 YUV (U-Y0-Y1-V-Y2-Y3)
 * @WEIR_VIDEO_FORMAT_ARGB64: packed RGB, alpha first, 16 bits a channel, native order
 * @WEIR_VIDEO_FORMAT_AYUV64: packed 4:4:4 YUV, alpha first, 16 bits a channel, native order
 * @WEIR_VIDEO_FORMAT_R210: packed RGB, 10 bits a channel, big endian
 * @WEIR_VIDEO_FORMAT_I420_10BE: planar 4:2:0 YUV, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_I420_10LE: planar 4:2:0 YUV, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_I422_10BE: planar 4:2:2 YUV, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_I422_10LE: planar 4:2:2 YUV, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_Y444_10BE: planar 4:4:4 YUV, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_Y444_10LE: planar 4:4:4 YUV, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_GBR: planar RGB (G, B, R)
 * @WEIR_VIDEO_FORMAT_GBR_10BE: planar RGB (G, B, R), 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_GBR_10LE: planar RGB (G, B, R), 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_NV16: planar 4:2:2 YUV, interleaved UV plane
 * @WEIR_VIDEO_FORMAT_NV24: planar 4:4:4 YUV, interleaved UV plane
 * @WEIR_VIDEO_FORMAT_A420_10BE: planar 4:2:0 YUV with an alpha plane, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_A420_10LE: planar 4:2:0 YUV with an alpha plane, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_A422_10BE: planar 4:2:2 YUV with an alpha plane, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_A422_10LE: planar 4:2:2 YUV with an alpha plane, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_A444_10BE: planar 4:4:4 YUV with an alpha plane, 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_A444_10LE: planar 4:4:4 YUV with an alpha plane, 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_NV61: planar 4:2:2 YUV, interleaved VU plane
 * @WEIR_VIDEO_FORMAT_P010_10BE: planar 4:2:0 YUV, interleaved UV plane, 10 bits in the high bits
 *   of 16, big endian
 * @WEIR_VIDEO_FORMAT_P010_10LE: planar 4:2:0 YUV, interleaved UV plane, 10 bits in the high bits
 *   of 16, little endian
 * @WEIR_VIDEO_FORMAT_IYU2: packed 4:4:4 YUV (U-Y-V)
 * @WEIR_VIDEO_FORMAT_VYUY: packed 4:2:2 YUV (V-Y0-U-Y1)
 * @WEIR_VIDEO_FORMAT_GBRA: planar RGB with alpha (G, B, R, A)
 * @WEIR_VIDEO_FORMAT_GBRA_10BE: planar RGB with alpha (G, B, R, A), 10 bits, big endian
 * @WEIR_VIDEO_FORMAT_GBRA_10LE: planar RGB with alpha (G, B, R, A), 10 bits, little endian
 * @WEIR_VIDEO_FORMAT_GBR_12BE: planar RGB (G, B, R), 12 bits, big endian
 * @WEIR_VIDEO_FORMAT_GBR_12LE: planar RGB (G, B, R), 12 bits, little endian
 * @WEIR_VIDEO_FORMAT_GBRA_12BE: planar RGB with alpha (G, B, R, A), 12 bits, big endian
 * @WEIR_VIDEO_FORMAT_GBRA_12LE: planar RGB with alpha (G, B, R, A), 12 bits, little endian
 * @WEIR_VIDEO_FORMAT_I420_12BE: planar 4:2:0 YUV, 12 bits, big endian
 * @WEIR_VIDEO_FORMAT_I420_12LE: planar 4:2:0 YUV, 12 bits, little endian
 * @WEIR_VIDEO_FORMAT_I422_12BE: planar 4:2:2 YUV, 12 bits, big endian
 * @WEIR_VIDEO_FORMAT_I422_12LE: planar 4:2:2 YUV, 12 bits, little endian
 * @WEIR_VIDEO_FORMAT_Y444_12BE: planar 4:4:4 YUV, 12 bits, big endian
 * @WEIR_VIDEO_FORMAT_Y444_12LE: planar 4:4:4 YUV, 12 bits, little endian
 * @WEIR_VIDEO_FORMAT_Y210: packed 4:2:2 YUV, 10 bits in the high bits of 16 (Y0-U-Y1-V)
 * @WEIR_VIDEO_FORMAT_Y410: packed 4:4:4 YUV, 10 bits, 2 bits of alpha
 * @WEIR_VIDEO_FORMAT_VUYA: packed 4:4:4 YUV, alpha last (V-U-Y-A)
 * @WEIR_VIDEO_FORMAT_BGR10A2_LE: packed BGR, 10 bits, 2 bits of alpha, little endian
 * @WEIR_VIDEO_FORMAT_RGB10A2_LE: packed RGB, 10 bits, 2 bits of alpha, little endian
 * @WEIR_VIDEO_FORMAT_Y444_16BE: planar 4:4:4 YUV, 16 bits, big endian
 * @WEIR_VIDEO_FORMAT_Y444_16LE: planar 4:4:4 YUV, 16 bits, little endian
 * @WEIR_VIDEO_FORMAT_P016_BE: planar 4:2:0 YUV, interleaved UV plane, 16 bits, big endian
 * @WEIR_VIDEO_FORMAT_P016_LE: planar 4:2:0 YUV, interleaved UV plane, 16 bits, little endian
 * @WEIR_VIDEO_FORMAT_P012_BE: planar 4:2:0 YUV, interleaved UV plane, 12 bits in the high bits
 *   of 16, big endian
 * @WEIR_VIDEO_FORMAT_P012_LE: planar 4:2:0 YUV, interleaved UV plane, 12 bits in the high bits
 *   of 16, little endian
 * @WEIR_VIDEO_FORMAT_Y212_BE: packed 4:2:2 YUV (Y0-U-Y1-V), 12 bits in the high bits of 16, big
 *   endian
 * @WEIR_VIDEO_FORMAT_Y212_LE: packed 4:2:2 YUV (Y0-U-Y1-V), 12 bits in the high bits of 16,
 *   little endian
 * @WEIR_VIDEO_FORMAT_Y412_BE: packed 4:4:4 YUV with alpha (U-Y-V-A), 12 bits in the high bits of
 *   16, big endian
 * @WEIR_VIDEO_FORMAT_Y412_LE: packed 4:4:4 YUV with alpha (U-Y-V-A), 12 bits in the high bits of
 *   16, little endian
 * @WEIR_VIDEO_FORMAT_RGBP: planar RGB (R, G, B)
 * @WEIR_VIDEO_FORMAT_BGRP: planar RGB (B, G, R)
 * @WEIR_VIDEO_FORMAT_AV12: planar 4:2:0 YUV, interleaved UV plane, alpha plane
 * @WEIR_VIDEO_FORMAT_ARGB64_LE: packed RGB, alpha first, 16 bits a channel, little endian
 * @WEIR_VIDEO_FORMAT_ARGB64_BE: packed RGB, alpha first, 16 bits a channel, big endian
 * @WEIR_VIDEO_FORMAT_RGBA64_LE: packed RGB, alpha last, 16 bits a channel, little endian
 * @WEIR_VIDEO_FORMAT_RGBA64_BE: packed RGB, alpha last, 16 bits a channel, big endian
 * @WEIR_VIDEO_FORMAT_BGRA64_LE: packed BGR, alpha last, 16 bits a channel, little endian
 * @WEIR_VIDEO_FORMAT_BGRA64_BE: packed BGR, alpha last, 16 bits a channel, big endian
 * @WEIR_VIDEO_FORMAT_ABGR64_LE: packed BGR, alpha first, 16 bits a channel, little endian
 * @WEIR_VIDEO_FORMAT_ABGR64_BE: packed BGR, alpha first, 16 bits a channel, big endian
 *
 * How the pixels of a raw picture lie in memory. The names are what `format=` in caps takes.
 */
typedef enum {
  WEIR_VIDEO_FORMAT_UNKNOWN = 0,
  WEIR_VIDEO_FORMAT_ENCODED = 1,
  WEIR_VIDEO_FORMAT_I420 = 2,
  WEIR_VIDEO_FORMAT_YV12 = 3,
  WEIR_VIDEO_FORMAT_YUY2 = 4,
  WEIR_VIDEO_FORMAT_UYVY = 5,
  WEIR_VIDEO_FORMAT_AYUV = 6,
  WEIR_VIDEO_FORMAT_RGBX = 7,
  WEIR_VIDEO_FORMAT_BGRX = 8,
  WEIR_VIDEO_FORMAT_XRGB = 9,
  WEIR_VIDEO_FORMAT_XBGR = 10,
  WEIR_VIDEO_FORMAT_RGBA = 11,
  WEIR_VIDEO_FORMAT_BGRA = 12,
  WEIR_VIDEO_FORMAT_ARGB = 13,
  WEIR_VIDEO_FORMAT_ABGR = 14,
  WEIR_VIDEO_FORMAT_RGB = 15,
  WEIR_VIDEO_FORMAT_BGR = 16,
  WEIR_VIDEO_FORMAT_Y41B = 17,
  WEIR_VIDEO_FORMAT_Y42B = 18,
  WEIR_VIDEO_FORMAT_YVYU = 19,
  WEIR_VIDEO_FORMAT_Y444 = 20,
  WEIR_VIDEO_FORMAT_V210 = 21,
  WEIR_VIDEO_FORMAT_V216 = 22,
  WEIR_VIDEO_FORMAT_NV12 = 23,
  WEIR_VIDEO_FORMAT_NV21 = 24,
  WEIR_VIDEO_FORMAT_GRAY8 = 25,
  WEIR_VIDEO_FORMAT_GRAY16_BE = 26,
  WEIR_VIDEO_FORMAT_GRAY16_LE = 27,
  WEIR_VIDEO_FORMAT_V308 = 28,
  WEIR_VIDEO_FORMAT_RGB16 = 29,
  WEIR_VIDEO_FORMAT_BGR16 = 30,
  WEIR_VIDEO_FORMAT_RGB15 = 31,
  WEIR_VIDEO_FORMAT_BGR15 = 32,
  WEIR_VIDEO_FORMAT_UYVP = 33,
  WEIR_VIDEO_FORMAT_A420 = 34,
  WEIR_VIDEO_FORMAT_YUV9 = 36,
  WEIR_VIDEO_FORMAT_YVU9 = 37,
  WEIR_VIDEO_FORMAT_IYU1 = 38,
  WEIR_VIDEO_FORMAT_ARGB64 = 39,
  WEIR_VIDEO_FORMAT_AYUV64 = 40,
  WEIR_VIDEO_FORMAT_R210 = 41,
  WEIR_VIDEO_FORMAT_I420_10BE = 42,
  WEIR_VIDEO_FORMAT_I420_10LE = 43,
  WEIR_VIDEO_FORMAT_I422_10BE = 44,
  WEIR_VIDEO_FORMAT_I422_10LE = 45,
  WEIR_VIDEO_FORMAT_Y444_10BE = 46,
  WEIR_VIDEO_FORMAT_Y444_10LE = 47,
  WEIR_VIDEO_FORMAT_GBR = 48,
  WEIR_VIDEO_FORMAT_GBR_10BE = 49,
  WEIR_VIDEO_FORMAT_GBR_10LE = 50,
  WEIR_VIDEO_FORMAT_NV16 = 51,
  WEIR_VIDEO_FORMAT_NV24 = 52,
  WEIR_VIDEO_FORMAT_A420_10BE = 54,
  WEIR_VIDEO_FORMAT_A420_10LE = 55,
  WEIR_VIDEO_FORMAT_A422_10BE = 56,
  WEIR_VIDEO_FORMAT_A422_10LE = 57,
  WEIR_VIDEO_FORMAT_A444_10BE = 58,
  WEIR_VIDEO_FORMAT_A444_10LE = 59,
  WEIR_VIDEO_FORMAT_NV61 = 60,
  WEIR_VIDEO_FORMAT_P010_10BE = 61,
  WEIR_VIDEO_FORMAT_P010_10LE = 62,
  WEIR_VIDEO_FORMAT_IYU2 = 63,
  WEIR_VIDEO_FORMAT_VYUY = 64,
  WEIR_VIDEO_FORMAT_GBRA = 65,
  WEIR_VIDEO_FORMAT_GBRA_10BE = 66,
  WEIR_VIDEO_FORMAT_GBRA_10LE = 67,
  WEIR_VIDEO_FORMAT_GBR_12BE = 68,
  WEIR_VIDEO_FORMAT_GBR_12LE = 69,
  WEIR_VIDEO_FORMAT_GBRA_12BE = 70,
  WEIR_VIDEO_FORMAT_GBRA_12LE = 71,
  WEIR_VIDEO_FORMAT_I420_12BE = 72,
  WEIR_VIDEO_FORMAT_I420_12LE = 73,
  WEIR_VIDEO_FORMAT_I422_12BE = 74,
  WEIR_VIDEO_FORMAT_I422_12LE = 75,
  WEIR_VIDEO_FORMAT_Y444_12BE = 76,
  WEIR_VIDEO_FORMAT_Y444_12LE = 77,
  WEIR_VIDEO_FORMAT_Y210 = 82,
  WEIR_VIDEO_FORMAT_Y410 = 83,
  WEIR_VIDEO_FORMAT_VUYA = 84,
  WEIR_VIDEO_FORMAT_BGR10A2_LE = 85,
  WEIR_VIDEO_FORMAT_RGB10A2_LE = 86,
  WEIR_VIDEO_FORMAT_Y444_16BE = 87,
  WEIR_VIDEO_FORMAT_Y444_16LE = 88,
  WEIR_VIDEO_FORMAT_P016_BE = 89,
  WEIR_VIDEO_FORMAT_P016_LE = 90,
  WEIR_VIDEO_FORMAT_P012_BE = 91,
  WEIR_VIDEO_FORMAT_P012_LE = 92,
  WEIR_VIDEO_FORMAT_Y212_BE = 93,
  WEIR_VIDEO_FORMAT_Y212_LE = 94,
  WEIR_VIDEO_FORMAT_Y412_BE = 95,
  WEIR_VIDEO_FORMAT_Y412_LE = 96,
  WEIR_VIDEO_FORMAT_RGBP = 99,
  WEIR_VIDEO_FORMAT_BGRP = 100,
  WEIR_VIDEO_FORMAT_AV12 = 101,
  WEIR_VIDEO_FORMAT_ARGB64_LE = 102,
  WEIR_VIDEO_FORMAT_ARGB64_BE = 103,
  WEIR_VIDEO_FORMAT_RGBA64_LE = 104,
  WEIR_VIDEO_FORMAT_RGBA64_BE = 105,
  WEIR_VIDEO_FORMAT_BGRA64_LE = 106,
  WEIR_VIDEO_FORMAT_BGRA64_BE = 107,
  WEIR_VIDEO_FORMAT_ABGR64_LE = 108,
  WEIR_VIDEO_FORMAT_ABGR64_BE = 109,
} WeirVideoFormat;

/* One more than the largest value of #WeirVideoFormat. */
#define WEIR_VIDEO_FORMAT_LAST 110

/**
 * WeirVideoFormatFlags:
 * @WEIR_VIDEO_FORMAT_FLAG_YUV: components are luma and two colour differences
 * @WEIR_VIDEO_FORMAT_FLAG_RGB: components are red, green, blue
 * @WEIR_VIDEO_FORMAT_FLAG_GRAY: one component, luma
 * @WEIR_VIDEO_FORMAT_FLAG_ALPHA: the last component is alpha, not premultiplied
 * @WEIR_VIDEO_FORMAT_FLAG_LE: words of more than a byte are little endian
 * @WEIR_VIDEO_FORMAT_FLAG_PALETTE: pixels are indices (no format here has it)
 * @WEIR_VIDEO_FORMAT_FLAG_COMPLEX: pixels can't be reached by stride and pixel stride alone
 * @WEIR_VIDEO_FORMAT_FLAG_UNPACK: lines of other formats unpack to this one
 * @WEIR_VIDEO_FORMAT_FLAG_TILED: stored in tiles (no format here has it)
 *
 * What kind of format it is.
 */
typedef enum {
  WEIR_VIDEO_FORMAT_FLAG_YUV = 1 << 0,
  WEIR_VIDEO_FORMAT_FLAG_RGB = 1 << 1,
  WEIR_VIDEO_FORMAT_FLAG_GRAY = 1 << 2,
  WEIR_VIDEO_FORMAT_FLAG_ALPHA = 1 << 3,
  WEIR_VIDEO_FORMAT_FLAG_LE = 1 << 4,
  WEIR_VIDEO_FORMAT_FLAG_PALETTE = 1 << 5,
  WEIR_VIDEO_FORMAT_FLAG_COMPLEX = 1 << 6,
  WEIR_VIDEO_FORMAT_FLAG_UNPACK = 1 << 7,
  WEIR_VIDEO_FORMAT_FLAG_TILED = 1 << 8,
} WeirVideoFormatFlags;

#define WEIR_TYPE_VIDEO_FORMAT (weir_video_format_get_type ())
#define WEIR_TYPE_VIDEO_FORMAT_FLAGS (weir_video_format_flags_get_type ())
WEIR_API GType weir_video_format_get_type (void);
WEIR_API GType weir_video_format_flags_get_type (void);

typedef struct _WeirVideoFormatInfo WeirVideoFormatInfo;

/**
 * WeirVideoFormatInfo:
 * @format: the format
 * @name: its name in caps
 * @description: what it is, in words
 * @flags: what kind it is
 * @bits: bits that a component takes in memory
 * @n_components: number of components
 * @shift: bit at which a component begins within its word
 * @depth: bits of a component that mean something
 * @pixel_stride: bytes from a sample of a component to the next one; 0 where that has no answer
 * @n_planes: number of planes
 * @plane: plane in which a component lies
 * @poffset: byte at which a component begins within its plane
 * @w_sub: the component has one sample per 2^n pixels across
 * @h_sub: the component has one sample per 2^n lines
 * @unpack_format: format of a line after weir_video_unpack_line ()
 *
 * The facts of a format; one static table has them all. Components come in the order Y, U, V, A or
 * R, G, B, A, whatever the order in memory.
 */
struct _WeirVideoFormatInfo {
  WeirVideoFormat format;
  const gchar *name;
  const gchar *description;
  WeirVideoFormatFlags flags;
  guint bits;
  guint n_components;
  guint shift[WEIR_VIDEO_MAX_COMPONENTS];
  guint depth[WEIR_VIDEO_MAX_COMPONENTS];
  gint pixel_stride[WEIR_VIDEO_MAX_COMPONENTS];
  guint n_planes;
  guint plane[WEIR_VIDEO_MAX_COMPONENTS];
  guint poffset[WEIR_VIDEO_MAX_COMPONENTS];
  guint w_sub[WEIR_VIDEO_MAX_COMPONENTS];
  guint h_sub[WEIR_VIDEO_MAX_COMPONENTS];
  WeirVideoFormat unpack_format;

  /*< private >*/
  guint row_align; /* height is rounded up to this before planes are laid out */
  guint packing;   /* WeirVideoPacking */
};

#define WEIR_VIDEO_FORMAT_INFO_FORMAT(info) ((info)->format)
#define WEIR_VIDEO_FORMAT_INFO_NAME(info) ((info)->name)
#define WEIR_VIDEO_FORMAT_INFO_FLAGS(info) ((info)->flags)
#define WEIR_VIDEO_FORMAT_INFO_IS_YUV(info) (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_YUV) != 0)
#define WEIR_VIDEO_FORMAT_INFO_IS_RGB(info) (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_RGB) != 0)
#define WEIR_VIDEO_FORMAT_INFO_IS_GRAY(info) (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_GRAY) != 0)
#define WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA(info) (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_ALPHA) != 0)
#define WEIR_VIDEO_FORMAT_INFO_IS_LE(info) (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_LE) != 0)
#define WEIR_VIDEO_FORMAT_INFO_IS_COMPLEX(info)                                                    \
  (((info)->flags & WEIR_VIDEO_FORMAT_FLAG_COMPLEX) != 0)
#define WEIR_VIDEO_FORMAT_INFO_BITS(info) ((info)->bits)
#define WEIR_VIDEO_FORMAT_INFO_N_COMPONENTS(info) ((info)->n_components)
#define WEIR_VIDEO_FORMAT_INFO_SHIFT(info, c) ((info)->shift[c])
#define WEIR_VIDEO_FORMAT_INFO_DEPTH(info, c) ((info)->depth[c])
#define WEIR_VIDEO_FORMAT_INFO_PSTRIDE(info, c) ((info)->pixel_stride[c])
#define WEIR_VIDEO_FORMAT_INFO_N_PLANES(info) ((info)->n_planes)
#define WEIR_VIDEO_FORMAT_INFO_PLANE(info, c) ((info)->plane[c])
#define WEIR_VIDEO_FORMAT_INFO_POFFSET(info, c) ((info)->poffset[c])
#define WEIR_VIDEO_FORMAT_INFO_W_SUB(info, c) ((info)->w_sub[c])
#define WEIR_VIDEO_FORMAT_INFO_H_SUB(info, c) ((info)->h_sub[c])

/* A width or height of the picture in samples of component c: rounded up, so none is lost. */
#define WEIR_VIDEO_SUB_SCALE(size, sub) (-((-(size)) >> (sub)))
#define WEIR_VIDEO_FORMAT_INFO_SCALE_WIDTH(info, c, w) WEIR_VIDEO_SUB_SCALE (w, (info)->w_sub[c])
#define WEIR_VIDEO_FORMAT_INFO_SCALE_HEIGHT(info, c, h) WEIR_VIDEO_SUB_SCALE (h, (info)->h_sub[c])

/* Planes and strides may be arrays of a mapped frame or of a WeirVideoInfo. */
#define WEIR_VIDEO_FORMAT_INFO_DATA(info, planes, c)                                               \
  (((guint8 *) (planes)[(info)->plane[c]]) + (info)->poffset[c])
#define WEIR_VIDEO_FORMAT_INFO_STRIDE(info, strides, c) ((strides)[(info)->plane[c]])
#define WEIR_VIDEO_FORMAT_INFO_OFFSET(info, offsets, c)                                            \
  ((offsets)[(info)->plane[c]] + (info)->poffset[c])

WEIR_API WeirVideoFormat weir_video_format_from_string (const gchar *format);
WEIR_API const gchar *weir_video_format_to_string (WeirVideoFormat format);
WEIR_API const WeirVideoFormatInfo *weir_video_format_get_info (WeirVideoFormat format);
WEIR_API WeirVideoFormat weir_video_format_from_fourcc (guint32 fourcc);
WEIR_API guint32 weir_video_format_to_fourcc (WeirVideoFormat format);
WEIR_API const WeirVideoFormat *weir_video_formats_raw (guint *len);

/* All raw formats as a list in caps, the usual ones first: the first that fits is chosen. */
#define WEIR_VIDEO_FORMATS_ALL                                                                     \
  "{ I420, YV12, NV12, NV21, YUY2, UYVY, RGB, BGR, RGBx, BGRx, xRGB, xBGR, RGBA, BGRA, ARGB, "     \
  "ABGR, AYUV, Y42B, Y444, GRAY8, Y41B, YVYU, v210, v216, GRAY16_BE, GRAY16_LE, v308, RGB16, "     \
  "BGR16, RGB15, BGR15, UYVP, A420, YUV9, YVU9, IYU1, ARGB64, AYUV64, r210, I420_10BE, "           \
  "I420_10LE, I422_10BE, I422_10LE, Y444_10BE, Y444_10LE, GBR, GBR_10BE, GBR_10LE, NV16, "         \
  "NV24, A420_10BE, A420_10LE, A422_10BE, A422_10LE, A444_10BE, A444_10LE, NV61, P010_10BE, "      \
  "P010_10LE, IYU2, VYUY, GBRA, GBRA_10BE, GBRA_10LE, GBR_12BE, GBR_12LE, GBRA_12BE, "             \
  "GBRA_12LE, I420_12BE, I420_12LE, I422_12BE, I422_12LE, Y444_12BE, Y444_12LE, Y210, Y410, "      \
  "VUYA, BGR10A2_LE, RGB10A2_LE, Y444_16BE, Y444_16LE, P016_BE, P016_LE, P012_BE, P012_LE, "       \
  "Y212_BE, Y212_LE, Y412_BE, Y412_LE, RGBP, BGRP, AV12, ARGB64_LE, ARGB64_BE, RGBA64_LE, "        \
  "RGBA64_BE, BGRA64_LE, BGRA64_BE, ABGR64_LE, ABGR64_BE }"

G_END_DECLS
