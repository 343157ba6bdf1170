/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/caps.h>
#include <weir/data/video-color.h>
#include <weir/data/video-format.h>

G_BEGIN_DECLS

/**
 * WeirVideoInterlaceMode:
 * @WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE: whole frames
 * @WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED: both fields of a frame in alternating lines of one buffer
 * @WEIR_VIDEO_INTERLACE_MODE_MIXED: whole and interleaved frames; buffer flags tell which
 * @WEIR_VIDEO_INTERLACE_MODE_FIELDS: both fields in one buffer, as views
 * @WEIR_VIDEO_INTERLACE_MODE_ALTERNATE: one field a buffer (caps feature `format:Interlaced`)
 *
 * How lines of different moments are mixed.
 */
typedef enum {
  WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE = 0,
  WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED,
  WEIR_VIDEO_INTERLACE_MODE_MIXED,
  WEIR_VIDEO_INTERLACE_MODE_FIELDS,
  WEIR_VIDEO_INTERLACE_MODE_ALTERNATE,
} WeirVideoInterlaceMode;

/**
 * WeirVideoFieldOrder:
 * @WEIR_VIDEO_FIELD_ORDER_UNKNOWN: not known, or told by each buffer
 * @WEIR_VIDEO_FIELD_ORDER_TOP_FIELD_FIRST: lines 0, 2, 4... are earlier
 * @WEIR_VIDEO_FIELD_ORDER_BOTTOM_FIELD_FIRST: lines 1, 3, 5... are earlier
 *
 * Which field of an interleaved frame comes first in time.
 */
typedef enum {
  WEIR_VIDEO_FIELD_ORDER_UNKNOWN = 0,
  WEIR_VIDEO_FIELD_ORDER_TOP_FIELD_FIRST,
  WEIR_VIDEO_FIELD_ORDER_BOTTOM_FIELD_FIRST,
} WeirVideoFieldOrder;

/**
 * WeirVideoFlags:
 * @WEIR_VIDEO_FLAG_NONE: nothing
 * @WEIR_VIDEO_FLAG_VARIABLE_FPS: caps said `framerate=0/1`: frames come when they come
 * @WEIR_VIDEO_FLAG_PREMULTIPLIED_ALPHA: colours are multiplied by alpha
 *
 * More about a stream of pictures.
 */
typedef enum {
  WEIR_VIDEO_FLAG_NONE = 0,
  WEIR_VIDEO_FLAG_VARIABLE_FPS = 1 << 0,
  WEIR_VIDEO_FLAG_PREMULTIPLIED_ALPHA = 1 << 1,
} WeirVideoFlags;

#define WEIR_TYPE_VIDEO_INTERLACE_MODE (weir_video_interlace_mode_get_type ())
#define WEIR_TYPE_VIDEO_FIELD_ORDER (weir_video_field_order_get_type ())
#define WEIR_TYPE_VIDEO_FLAGS (weir_video_flags_get_type ())
WEIR_API GType weir_video_interlace_mode_get_type (void);
WEIR_API GType weir_video_field_order_get_type (void);
WEIR_API GType weir_video_flags_get_type (void);

/* Caps feature of WEIR_VIDEO_INTERLACE_MODE_ALTERNATE. */
#define WEIR_CAPS_FEATURE_FORMAT_INTERLACED "format:Interlaced"

#define WEIR_TYPE_VIDEO_INFO (weir_video_info_get_type ())

typedef struct _WeirVideoInfo WeirVideoInfo;
typedef struct _WeirVideoAlignment WeirVideoAlignment;

/**
 * WeirVideoInfo:
 * @finfo: facts of the format
 * @interlace_mode: how fields are stored
 * @flags: more
 * @width: pixels across
 * @height: lines of a whole frame
 * @size: bytes of a frame
 * @views: number of views in a buffer
 * @chroma_site: where the subsampled colour samples sit
 * @colorimetry: what the numbers mean
 * @par_n: numerator of the pixel aspect ratio
 * @par_d: its denominator
 * @fps_n: frames per second, numerator; 0 where not known or variable
 * @fps_d: its denominator
 * @field_order: which field comes first
 * @offset: (array fixed-size=4): byte at which a plane begins
 * @stride: (array fixed-size=4): bytes from a line of a plane to the next
 *
 * Everything that is needed to reach the pixels of raw pictures. A plain value: copy it by
 * assignment.
 */
struct _WeirVideoInfo {
  const WeirVideoFormatInfo *finfo;

  WeirVideoInterlaceMode interlace_mode;
  WeirVideoFlags flags;
  gint width;
  gint height;
  gsize size;
  gint views;

  WeirVideoChromaSite chroma_site;
  WeirVideoColorimetry colorimetry;

  gint par_n;
  gint par_d;
  gint fps_n;
  gint fps_d;
  WeirVideoFieldOrder field_order;

  gsize offset[WEIR_VIDEO_MAX_PLANES];
  gint stride[WEIR_VIDEO_MAX_PLANES];
};

/**
 * WeirVideoAlignment:
 * @padding_top: lines to keep free above the picture
 * @padding_bottom: lines to keep free below it
 * @padding_left: pixels to keep free left of it
 * @padding_right: pixels to keep free right of it
 * @stride_align: (array fixed-size=4): per plane, a power of two minus 1: bits that must be 0 in
 *   the stride
 *
 * What somebody wants of the memory around a picture.
 */
struct _WeirVideoAlignment {
  guint padding_top;
  guint padding_bottom;
  guint padding_left;
  guint padding_right;
  guint stride_align[WEIR_VIDEO_MAX_PLANES];
};

#define WEIR_VIDEO_INFO_FORMAT(i) (WEIR_VIDEO_FORMAT_INFO_FORMAT ((i)->finfo))
#define WEIR_VIDEO_INFO_NAME(i) (WEIR_VIDEO_FORMAT_INFO_NAME ((i)->finfo))
#define WEIR_VIDEO_INFO_IS_YUV(i) (WEIR_VIDEO_FORMAT_INFO_IS_YUV ((i)->finfo))
#define WEIR_VIDEO_INFO_IS_RGB(i) (WEIR_VIDEO_FORMAT_INFO_IS_RGB ((i)->finfo))
#define WEIR_VIDEO_INFO_IS_GRAY(i) (WEIR_VIDEO_FORMAT_INFO_IS_GRAY ((i)->finfo))
#define WEIR_VIDEO_INFO_HAS_ALPHA(i) (WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA ((i)->finfo))
#define WEIR_VIDEO_INFO_INTERLACE_MODE(i) ((i)->interlace_mode)
#define WEIR_VIDEO_INFO_IS_INTERLACED(i)                                                           \
  ((i)->interlace_mode != WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE)
#define WEIR_VIDEO_INFO_FIELD_ORDER(i) ((i)->field_order)
#define WEIR_VIDEO_INFO_FLAGS(i) ((i)->flags)
#define WEIR_VIDEO_INFO_WIDTH(i) ((i)->width)
#define WEIR_VIDEO_INFO_HEIGHT(i) ((i)->height)
/* Lines that one buffer holds. */
#define WEIR_VIDEO_INFO_FIELD_HEIGHT(i)                                                            \
  ((i)->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_ALTERNATE ? ((i)->height + 1) / 2 : (i)->height)
#define WEIR_VIDEO_INFO_SIZE(i) ((i)->size)
#define WEIR_VIDEO_INFO_VIEWS(i) ((i)->views)
#define WEIR_VIDEO_INFO_PAR_N(i) ((i)->par_n)
#define WEIR_VIDEO_INFO_PAR_D(i) ((i)->par_d)
#define WEIR_VIDEO_INFO_FPS_N(i) ((i)->fps_n)
#define WEIR_VIDEO_INFO_FPS_D(i) ((i)->fps_d)
#define WEIR_VIDEO_INFO_COLORIMETRY(i) ((i)->colorimetry)
#define WEIR_VIDEO_INFO_CHROMA_SITE(i) ((i)->chroma_site)
#define WEIR_VIDEO_INFO_N_PLANES(i) (WEIR_VIDEO_FORMAT_INFO_N_PLANES ((i)->finfo))
#define WEIR_VIDEO_INFO_PLANE_OFFSET(i, p) ((i)->offset[p])
#define WEIR_VIDEO_INFO_PLANE_STRIDE(i, p) ((i)->stride[p])
#define WEIR_VIDEO_INFO_N_COMPONENTS(i) (WEIR_VIDEO_FORMAT_INFO_N_COMPONENTS ((i)->finfo))
#define WEIR_VIDEO_INFO_COMP_DEPTH(i, c) (WEIR_VIDEO_FORMAT_INFO_DEPTH ((i)->finfo, c))
#define WEIR_VIDEO_INFO_COMP_BITS(i, c) (WEIR_VIDEO_FORMAT_INFO_BITS ((i)->finfo))
#define WEIR_VIDEO_INFO_COMP_DATA(i, d, c) (WEIR_VIDEO_FORMAT_INFO_DATA ((i)->finfo, d, c))
#define WEIR_VIDEO_INFO_COMP_OFFSET(i, c)                                                          \
  (WEIR_VIDEO_FORMAT_INFO_OFFSET ((i)->finfo, (i)->offset, c))
#define WEIR_VIDEO_INFO_COMP_STRIDE(i, c)                                                          \
  (WEIR_VIDEO_FORMAT_INFO_STRIDE ((i)->finfo, (i)->stride, c))
#define WEIR_VIDEO_INFO_COMP_WIDTH(i, c)                                                           \
  (WEIR_VIDEO_FORMAT_INFO_SCALE_WIDTH ((i)->finfo, c, (i)->width))
#define WEIR_VIDEO_INFO_COMP_HEIGHT(i, c)                                                          \
  (WEIR_VIDEO_FORMAT_INFO_SCALE_HEIGHT ((i)->finfo, c, WEIR_VIDEO_INFO_FIELD_HEIGHT (i)))
#define WEIR_VIDEO_INFO_COMP_PLANE(i, c) (WEIR_VIDEO_FORMAT_INFO_PLANE ((i)->finfo, c))
#define WEIR_VIDEO_INFO_COMP_PSTRIDE(i, c) (WEIR_VIDEO_FORMAT_INFO_PSTRIDE ((i)->finfo, c))
#define WEIR_VIDEO_INFO_COMP_POFFSET(i, c) (WEIR_VIDEO_FORMAT_INFO_POFFSET ((i)->finfo, c))

WEIR_API GType weir_video_info_get_type (void);
WEIR_API void weir_video_info_init (WeirVideoInfo *info);
WEIR_API WeirVideoInfo *weir_video_info_new (void);
WEIR_API WeirVideoInfo *weir_video_info_new_from_caps (const WeirCaps *caps);
WEIR_API WeirVideoInfo *weir_video_info_copy (const WeirVideoInfo *info);
WEIR_API void weir_video_info_free (WeirVideoInfo *info);
WEIR_API gboolean weir_video_info_set_format (WeirVideoInfo *info, WeirVideoFormat format,
                                              guint width, guint height);
WEIR_API gboolean weir_video_info_set_interlaced_format (WeirVideoInfo *info,
                                                         WeirVideoFormat format,
                                                         WeirVideoInterlaceMode mode, guint width,
                                                         guint height);
WEIR_API gboolean weir_video_info_from_caps (WeirVideoInfo *info, const WeirCaps *caps);
WEIR_API WeirCaps *weir_video_info_to_caps (const WeirVideoInfo *info);
WEIR_API gboolean weir_video_info_is_equal (const WeirVideoInfo *info, const WeirVideoInfo *other);
WEIR_API gboolean weir_video_info_align (WeirVideoInfo *info, WeirVideoAlignment *align);
WEIR_API gboolean weir_video_info_align_full (WeirVideoInfo *info, WeirVideoAlignment *align,
                                              gsize plane_size[WEIR_VIDEO_MAX_PLANES]);
WEIR_API void weir_video_alignment_reset (WeirVideoAlignment *align);
WEIR_API gint weir_video_info_get_plane_height (const WeirVideoInfo *info, guint plane);
WEIR_API const gchar *weir_video_interlace_mode_to_string (WeirVideoInterlaceMode mode);
WEIR_API WeirVideoInterlaceMode weir_video_interlace_mode_from_string (const gchar *mode);
WEIR_API const gchar *weir_video_field_order_to_string (WeirVideoFieldOrder order);
WEIR_API WeirVideoFieldOrder weir_video_field_order_from_string (const gchar *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirVideoInfo, weir_video_info_free)

G_END_DECLS
