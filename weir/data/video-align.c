/* SPDX-License-Identifier: MIT */
/* Room around a picture: what codecs that read past the edges and vector code that wants aligned
 * lines ask for, worked into the strides and offsets of a WeirVideoInfo. */
#include <weir/data/video-info-private.h>

/**
 * weir_video_alignment_reset:
 * @align: (out caller-allocates): what to reset
 *
 * Asks for nothing: no padding, any stride.
 *
 * Thread: any
 */
void
weir_video_alignment_reset (WeirVideoAlignment *align)
{
  g_return_if_fail (align != NULL);

  *align = (WeirVideoAlignment){ 0 };
}

/* Whether the first pixel of each plane, too, is aligned when so many pixels are left of it. */
static gboolean
left_is_aligned (const WeirVideoFormatInfo *finfo, const WeirVideoAlignment *align, guint left)
{
  for (guint p = 0; p < finfo->n_planes; p++) {
    guint c = weir_video_plane_component (finfo, p);
    guint bytes =
      (guint) (WEIR_VIDEO_SUB_SCALE ((gint) left, finfo->w_sub[c]) * finfo->pixel_stride[c]);

    if ((bytes & align->stride_align[p]) != 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
strides_are_aligned (const WeirVideoInfo *info, const WeirVideoAlignment *align)
{
  for (guint p = 0; p < info->finfo->n_planes; p++)
    if (((guint) info->stride[p] & align->stride_align[p]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * weir_video_info_align_full:
 * @info: an info with a format and a size
 * @align: (inout): what is wanted; on return, what was given (left and right padding may be larger)
 * @plane_size: (out) (array fixed-size=4) (optional): bytes of each plane
 *
 * Lays the planes out again, with padding around the picture and with aligned lines. Afterwards
 * `offset` points at the first pixel inside the padding.
 *
 * Thread: any
 *
 * Returns: whether it was possible; @info is unchanged otherwise
 */
gboolean
weir_video_info_align_full (WeirVideoInfo *info, WeirVideoAlignment *align,
                            gsize plane_size[WEIR_VIDEO_MAX_PLANES])
{
  WeirVideoInfo made;
  guint64 width, height;
  guint left;

  g_return_val_if_fail (info != NULL && align != NULL, FALSE);
  for (guint p = 0; p < info->finfo->n_planes; p++)
    g_return_val_if_fail ((align->stride_align[p] & (align->stride_align[p] + 1)) == 0, FALSE);

  made = *info;
  left = align->padding_left;
  /* each step clears the lowest bit, so it ends at a power of two at the latest */
  while (left != 0 && left < 1u << 24 && !left_is_aligned (made.finfo, align, left))
    left += left & -left;
  height =
    (guint64) WEIR_VIDEO_INFO_FIELD_HEIGHT (info) + align->padding_top + align->padding_bottom;
  width = (guint64) info->width + left + align->padding_right;
  while (weir_video_info_lay_out (&made, width, height) && width != 0
         && !strides_are_aligned (&made, align))
    width += width & -width;
  if (made.size == 0 || !strides_are_aligned (&made, align))
    return FALSE;

  align->padding_left = left;
  align->padding_right = (guint) (width - left - (guint64) info->width);
  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++) {
    guint c = weir_video_plane_component (made.finfo, p);
    const WeirVideoFormatInfo *f = made.finfo;

    if (plane_size != NULL)
      plane_size[p] = 0;
    if (p >= f->n_planes)
      continue;
    if (plane_size != NULL)
      plane_size[p] = (gsize) made.stride[p] * WEIR_VIDEO_SUB_SCALE ((gint) height, f->h_sub[c]);
    made.offset[p] +=
      (gsize) WEIR_VIDEO_SUB_SCALE ((gint) align->padding_top, f->h_sub[c]) * made.stride[p]
      + (gsize) WEIR_VIDEO_SUB_SCALE ((gint) left, f->w_sub[c]) * f->pixel_stride[c];
  }
  *info = made;
  return TRUE;
}

/**
 * weir_video_info_align:
 * @info: an info with a format and a size
 * @align: (inout): as for weir_video_info_align_full ()
 *
 * Does what weir_video_info_align_full () does.
 *
 * Thread: any
 *
 * Returns: whether it was possible
 */
gboolean
weir_video_info_align (WeirVideoInfo *info, WeirVideoAlignment *align)
{
  return weir_video_info_align_full (info, align, NULL);
}
