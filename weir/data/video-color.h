/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-format.h>

G_BEGIN_DECLS

/**
 * WeirVideoColorRange:
 * @WEIR_VIDEO_COLOR_RANGE_UNKNOWN: not known
 * @WEIR_VIDEO_COLOR_RANGE_0_255: all values are used ("full", "JPEG")
 * @WEIR_VIDEO_COLOR_RANGE_16_235: room is left below black and above white ("limited", "video")
 *
 * Which values stand for black and for white, told for 8 bits.
 */
typedef enum {
  WEIR_VIDEO_COLOR_RANGE_UNKNOWN,
  WEIR_VIDEO_COLOR_RANGE_0_255,
  WEIR_VIDEO_COLOR_RANGE_16_235,
} WeirVideoColorRange;

/**
 * WeirVideoColorMatrix:
 * @WEIR_VIDEO_COLOR_MATRIX_UNKNOWN: not known
 * @WEIR_VIDEO_COLOR_MATRIX_RGB: identity: the components are R, G, B
 * @WEIR_VIDEO_COLOR_MATRIX_FCC: FCC Title 47 73.682
 * @WEIR_VIDEO_COLOR_MATRIX_BT709: ITU-R BT.709
 * @WEIR_VIDEO_COLOR_MATRIX_BT601: ITU-R BT.601
 * @WEIR_VIDEO_COLOR_MATRIX_SMPTE240M: SMPTE 240M
 * @WEIR_VIDEO_COLOR_MATRIX_BT2020: ITU-R BT.2020, non-constant luminance
 *
 * How Y, U, V are made of R, G, B.
 */
typedef enum {
  WEIR_VIDEO_COLOR_MATRIX_UNKNOWN,
  WEIR_VIDEO_COLOR_MATRIX_RGB,
  WEIR_VIDEO_COLOR_MATRIX_FCC,
  WEIR_VIDEO_COLOR_MATRIX_BT709,
  WEIR_VIDEO_COLOR_MATRIX_BT601,
  WEIR_VIDEO_COLOR_MATRIX_SMPTE240M,
  WEIR_VIDEO_COLOR_MATRIX_BT2020,
} WeirVideoColorMatrix;

/**
 * WeirVideoTransferFunction:
 * @WEIR_VIDEO_TRANSFER_UNKNOWN: not known
 * @WEIR_VIDEO_TRANSFER_GAMMA10: linear
 * @WEIR_VIDEO_TRANSFER_GAMMA18: gamma 1.8
 * @WEIR_VIDEO_TRANSFER_GAMMA20: gamma 2.0
 * @WEIR_VIDEO_TRANSFER_GAMMA22: gamma 2.2
 * @WEIR_VIDEO_TRANSFER_BT709: ITU-R BT.709
 * @WEIR_VIDEO_TRANSFER_SMPTE240M: SMPTE 240M
 * @WEIR_VIDEO_TRANSFER_SRGB: IEC 61966-2-1
 * @WEIR_VIDEO_TRANSFER_GAMMA28: gamma 2.8
 * @WEIR_VIDEO_TRANSFER_LOG100: logarithmic, 100:1
 * @WEIR_VIDEO_TRANSFER_LOG316: logarithmic, 316.22777:1
 * @WEIR_VIDEO_TRANSFER_BT2020_12: ITU-R BT.2020 for 12 bits
 * @WEIR_VIDEO_TRANSFER_ADOBERGB: gamma 2.19921875
 * @WEIR_VIDEO_TRANSFER_BT2020_10: ITU-R BT.2020 for 10 bits
 * @WEIR_VIDEO_TRANSFER_SMPTE2084: SMPTE ST 2084 (PQ)
 * @WEIR_VIDEO_TRANSFER_ARIB_STD_B67: ARIB STD-B67 (HLG)
 * @WEIR_VIDEO_TRANSFER_BT601: ITU-R BT.601
 *
 * How light becomes a signal.
 */
typedef enum {
  WEIR_VIDEO_TRANSFER_UNKNOWN,
  WEIR_VIDEO_TRANSFER_GAMMA10,
  WEIR_VIDEO_TRANSFER_GAMMA18,
  WEIR_VIDEO_TRANSFER_GAMMA20,
  WEIR_VIDEO_TRANSFER_GAMMA22,
  WEIR_VIDEO_TRANSFER_BT709,
  WEIR_VIDEO_TRANSFER_SMPTE240M,
  WEIR_VIDEO_TRANSFER_SRGB,
  WEIR_VIDEO_TRANSFER_GAMMA28,
  WEIR_VIDEO_TRANSFER_LOG100,
  WEIR_VIDEO_TRANSFER_LOG316,
  WEIR_VIDEO_TRANSFER_BT2020_12,
  WEIR_VIDEO_TRANSFER_ADOBERGB,
  WEIR_VIDEO_TRANSFER_BT2020_10,
  WEIR_VIDEO_TRANSFER_SMPTE2084,
  WEIR_VIDEO_TRANSFER_ARIB_STD_B67,
  WEIR_VIDEO_TRANSFER_BT601,
} WeirVideoTransferFunction;

/**
 * WeirVideoColorPrimaries:
 * @WEIR_VIDEO_COLOR_PRIMARIES_UNKNOWN: not known
 * @WEIR_VIDEO_COLOR_PRIMARIES_BT709: ITU-R BT.709
 * @WEIR_VIDEO_COLOR_PRIMARIES_BT470M: ITU-R BT.470M
 * @WEIR_VIDEO_COLOR_PRIMARIES_BT470BG: ITU-R BT.470BG
 * @WEIR_VIDEO_COLOR_PRIMARIES_SMPTE170M: SMPTE 170M
 * @WEIR_VIDEO_COLOR_PRIMARIES_SMPTE240M: SMPTE 240M
 * @WEIR_VIDEO_COLOR_PRIMARIES_FILM: generic film
 * @WEIR_VIDEO_COLOR_PRIMARIES_BT2020: ITU-R BT.2020
 * @WEIR_VIDEO_COLOR_PRIMARIES_ADOBERGB: Adobe RGB
 * @WEIR_VIDEO_COLOR_PRIMARIES_SMPTEST428: SMPTE ST 428
 * @WEIR_VIDEO_COLOR_PRIMARIES_SMPTERP431: SMPTE RP 431
 * @WEIR_VIDEO_COLOR_PRIMARIES_SMPTEEG432: SMPTE EG 432
 * @WEIR_VIDEO_COLOR_PRIMARIES_EBU3213: EBU Tech 3213
 *
 * Which red, green, blue and white are meant.
 */
typedef enum {
  WEIR_VIDEO_COLOR_PRIMARIES_UNKNOWN,
  WEIR_VIDEO_COLOR_PRIMARIES_BT709,
  WEIR_VIDEO_COLOR_PRIMARIES_BT470M,
  WEIR_VIDEO_COLOR_PRIMARIES_BT470BG,
  WEIR_VIDEO_COLOR_PRIMARIES_SMPTE170M,
  WEIR_VIDEO_COLOR_PRIMARIES_SMPTE240M,
  WEIR_VIDEO_COLOR_PRIMARIES_FILM,
  WEIR_VIDEO_COLOR_PRIMARIES_BT2020,
  WEIR_VIDEO_COLOR_PRIMARIES_ADOBERGB,
  WEIR_VIDEO_COLOR_PRIMARIES_SMPTEST428,
  WEIR_VIDEO_COLOR_PRIMARIES_SMPTERP431,
  WEIR_VIDEO_COLOR_PRIMARIES_SMPTEEG432,
  WEIR_VIDEO_COLOR_PRIMARIES_EBU3213,
} WeirVideoColorPrimaries;

/**
 * WeirVideoChromaSite:
 * @WEIR_VIDEO_CHROMA_SITE_UNKNOWN: not known
 * @WEIR_VIDEO_CHROMA_SITE_NONE: between the luma samples both ways; the same as jpeg
 * @WEIR_VIDEO_CHROMA_SITE_H_COSITED: at a luma sample across; the same as mpeg2
 * @WEIR_VIDEO_CHROMA_SITE_V_COSITED: at a luma sample down
 * @WEIR_VIDEO_CHROMA_SITE_ALT_LINE: the two colour differences sit in alternating lines
 * @WEIR_VIDEO_CHROMA_SITE_COSITED: at a luma sample both ways
 * @WEIR_VIDEO_CHROMA_SITE_JPEG: between the luma samples both ways
 * @WEIR_VIDEO_CHROMA_SITE_MPEG2: at a luma sample across, between two down
 * @WEIR_VIDEO_CHROMA_SITE_DV: cosited, in alternating lines
 *
 * Where the subsampled colour samples sit.
 */
typedef enum {
  WEIR_VIDEO_CHROMA_SITE_UNKNOWN = 0,
  WEIR_VIDEO_CHROMA_SITE_NONE = 1 << 0,
  WEIR_VIDEO_CHROMA_SITE_H_COSITED = 1 << 1,
  WEIR_VIDEO_CHROMA_SITE_V_COSITED = 1 << 2,
  WEIR_VIDEO_CHROMA_SITE_ALT_LINE = 1 << 3,
  WEIR_VIDEO_CHROMA_SITE_COSITED =
    WEIR_VIDEO_CHROMA_SITE_H_COSITED | WEIR_VIDEO_CHROMA_SITE_V_COSITED,
  WEIR_VIDEO_CHROMA_SITE_JPEG = WEIR_VIDEO_CHROMA_SITE_NONE,
  WEIR_VIDEO_CHROMA_SITE_MPEG2 = WEIR_VIDEO_CHROMA_SITE_H_COSITED,
  WEIR_VIDEO_CHROMA_SITE_DV = WEIR_VIDEO_CHROMA_SITE_COSITED | WEIR_VIDEO_CHROMA_SITE_ALT_LINE,
} WeirVideoChromaSite;

#define WEIR_TYPE_VIDEO_COLOR_RANGE (weir_video_color_range_get_type ())
#define WEIR_TYPE_VIDEO_COLOR_MATRIX (weir_video_color_matrix_get_type ())
#define WEIR_TYPE_VIDEO_TRANSFER_FUNCTION (weir_video_transfer_function_get_type ())
#define WEIR_TYPE_VIDEO_COLOR_PRIMARIES (weir_video_color_primaries_get_type ())
#define WEIR_TYPE_VIDEO_CHROMA_SITE (weir_video_chroma_site_get_type ())
WEIR_API GType weir_video_color_range_get_type (void);
WEIR_API GType weir_video_color_matrix_get_type (void);
WEIR_API GType weir_video_transfer_function_get_type (void);
WEIR_API GType weir_video_color_primaries_get_type (void);
WEIR_API GType weir_video_chroma_site_get_type (void);

/* Names of the usual combinations, as in caps. */
#define WEIR_VIDEO_COLORIMETRY_BT601 "bt601"
#define WEIR_VIDEO_COLORIMETRY_BT709 "bt709"
#define WEIR_VIDEO_COLORIMETRY_SMPTE240M "smpte240m"
#define WEIR_VIDEO_COLORIMETRY_SRGB "sRGB"
#define WEIR_VIDEO_COLORIMETRY_BT2020 "bt2020"
#define WEIR_VIDEO_COLORIMETRY_BT2020_10 "bt2020-10"
#define WEIR_VIDEO_COLORIMETRY_BT2100_PQ "bt2100-pq"
#define WEIR_VIDEO_COLORIMETRY_BT2100_HLG "bt2100-hlg"

typedef struct _WeirVideoColorimetry WeirVideoColorimetry;

/**
 * WeirVideoColorimetry:
 * @range: which values stand for black and white
 * @matrix: how Y, U, V are made of R, G, B
 * @transfer: how light becomes a signal
 * @primaries: which red, green and blue are meant
 *
 * What the numbers of a picture mean as colours.
 */
struct _WeirVideoColorimetry {
  WeirVideoColorRange range;
  WeirVideoColorMatrix matrix;
  WeirVideoTransferFunction transfer;
  WeirVideoColorPrimaries primaries;
};

WEIR_API gboolean weir_video_colorimetry_from_string (WeirVideoColorimetry *cinfo,
                                                      const gchar *color);
WEIR_API gchar *weir_video_colorimetry_to_string (const WeirVideoColorimetry *cinfo);
WEIR_API gboolean weir_video_colorimetry_matches (const WeirVideoColorimetry *cinfo,
                                                  const gchar *color);
WEIR_API gboolean weir_video_colorimetry_is_equal (const WeirVideoColorimetry *cinfo,
                                                   const WeirVideoColorimetry *other);
WEIR_API void weir_video_color_range_offsets (WeirVideoColorRange range,
                                              const WeirVideoFormatInfo *info,
                                              gint offset[WEIR_VIDEO_MAX_COMPONENTS],
                                              gint scale[WEIR_VIDEO_MAX_COMPONENTS]);
WEIR_API gboolean weir_video_color_matrix_get_Kr_Kb (WeirVideoColorMatrix matrix, gdouble *Kr,
                                                     gdouble *Kb);
WEIR_API guint weir_video_color_matrix_to_iso (WeirVideoColorMatrix matrix);
WEIR_API WeirVideoColorMatrix weir_video_color_matrix_from_iso (guint value);
WEIR_API guint weir_video_transfer_function_to_iso (WeirVideoTransferFunction func);
WEIR_API WeirVideoTransferFunction weir_video_transfer_function_from_iso (guint value);
WEIR_API guint weir_video_color_primaries_to_iso (WeirVideoColorPrimaries primaries);
WEIR_API WeirVideoColorPrimaries weir_video_color_primaries_from_iso (guint value);
WEIR_API WeirVideoChromaSite weir_video_chroma_site_from_string (const gchar *s);
WEIR_API gchar *weir_video_chroma_site_to_string (WeirVideoChromaSite site);

G_END_DECLS
