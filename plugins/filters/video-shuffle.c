/* SPDX-License-Identifier: MIT */
/* Samples from one order of bytes into another, exactly, where nothing has to be computed: for
 * formats that libswscale lacks, and for lines that it can't take. */
#include "plugins/filters/video-shuffle.h"

#include <string.h>

/* Whether each sample has bytes of its own. */
static gboolean
is_plain (const WeirVideoFormatInfo *f)
{
  gboolean shares_a_word =
    f->n_planes == 1 && f->n_components > 1 && f->poffset[0] == f->poffset[1];

  return f->pixel_stride[0] > 0 && !shares_a_word;
}

static guint
sample_bytes (const WeirVideoFormatInfo *f)
{
  return f->depth[0] + f->shift[0] > 8 ? 2 : 1;
}

gboolean
weir_video_can_shuffle (const WeirVideoInfo *in, const WeirVideoInfo *out)
{
  const WeirVideoFormatInfo *a = in->finfo, *b = out->finfo;
  guint kind =
    WEIR_VIDEO_FORMAT_FLAG_YUV | WEIR_VIDEO_FORMAT_FLAG_RGB | WEIR_VIDEO_FORMAT_FLAG_GRAY;

  if (!is_plain (a) || !is_plain (b) || in->width != out->width || in->height != out->height
      || in->interlace_mode != out->interlace_mode
      || in->colorimetry.range != out->colorimetry.range
      || in->colorimetry.matrix != out->colorimetry.matrix
      || (a->flags & kind) != (b->flags & kind))
    return FALSE;
  if (sample_bytes (a) > 1 && WEIR_VIDEO_FORMAT_INFO_IS_LE (a) != WEIR_VIDEO_FORMAT_INFO_IS_LE (b))
    return FALSE;
  for (guint c = 0; c < MIN (a->n_components, b->n_components); c++)
    if (a->w_sub[c] != b->w_sub[c] || a->h_sub[c] != b->h_sub[c] || a->depth[c] != b->depth[c]
        || a->shift[c] != b->shift[c])
      return FALSE;
  /* alpha may go, or come */
  return sample_bytes (a) == 1 || a->n_components == b->n_components;
}

static void
copy_line (const guint8 *s, gint s_step, guint8 *d, gint d_step, gint n, guint bytes)
{
  if (s_step == (gint) bytes && d_step == (gint) bytes) {
    memcpy (d, s, (gsize) n * bytes);
  } else if (bytes == 2) {
    for (gint i = 0; i < n; i++)
      memcpy (d + (gssize) i * d_step, s + (gssize) i * s_step, 2);
  } else if (s_step == 2 && d_step == 1) {
    for (gint i = 0; i < n; i++)
      d[i] = s[2 * i];
  } else if (s_step == 1 && d_step == 2) {
    for (gint i = 0; i < n; i++)
      d[2 * i] = s[i];
  } else {
    for (gint i = 0; i < n; i++)
      d[(gssize) i * d_step] = s[(gssize) i * s_step];
  }
}

/* Whether some bytes of the output are no sample of the input: alpha, or padding within a pixel. */
static gboolean
has_gaps (const WeirVideoFormatInfo *in, const WeirVideoFormatInfo *out)
{
  return out->n_components > in->n_components
         || (out->n_planes == 1 && out->n_components == 3 && out->w_sub[1] == 0
             && out->pixel_stride[0] == 4);
}

void
weir_video_shuffle (const WeirVideoInfo *in, const guint8 *const in_data[], const gint in_stride[],
                    const WeirVideoInfo *out, guint8 *const out_data[], const gint out_stride[])
{
  const WeirVideoFormatInfo *a = in->finfo, *b = out->finfo;
  guint bytes = sample_bytes (a);

  if (has_gaps (a, b))
    for (guint p = 0; p < b->n_planes; p++)
      for (gint y = 0; y < weir_video_info_get_plane_height (out, p); y++)
        memset (out_data[p] + (gssize) y * out_stride[p], 0xff,
                (gsize) MIN (ABS (out_stride[p]), out->stride[p]));
  for (guint c = 0; c < MIN (a->n_components, b->n_components); c++) {
    const guint8 *s = in_data[a->plane[c]] + a->poffset[c];
    guint8 *d = out_data[b->plane[c]] + b->poffset[c];
    gint n = WEIR_VIDEO_INFO_COMP_WIDTH (out, c);

    for (gint y = 0; y < WEIR_VIDEO_INFO_COMP_HEIGHT (out, c); y++)
      copy_line (s + (gssize) y * in_stride[a->plane[c]], a->pixel_stride[c],
                 d + (gssize) y * out_stride[b->plane[c]], b->pixel_stride[c], n, bytes);
  }
}
