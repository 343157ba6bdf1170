/* SPDX-License-Identifier: MIT */
/* libswscale between any two raw formats of Weir. Formats that libswscale doesn't know go through a
 * mate, a format that it knows and that holds the same samples, by way of plain lines. */
#include "plugins/filters/video-convert-kernel.h"

#include "plugins/filters/video-shuffle.h"
#include "plugins/libav/pixfmt.h"

#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
#include <string.h>
#include <weir/base/error.h>
#include <weir/data/video-pack.h>

/* Into lines that are shorter libswscale stores whole vectors, over the beginning of what lies behind them. */
#define NARROW 16
#define NARROW_STRIDE 256 /* of 15 pixels with 8 bytes, and more */

/* One end of the conversion. */
typedef struct {
  WeirVideoInfo info; /* as the caller has it */
  WeirVideoInfo mate; /* as libswscale has it; the same where no repacking is needed */
  gboolean repack;
  guint8 *memory; /* (owned) (nullable) of the mate */
  enum AVPixelFormat av;
  AVFrame *frame; /* (owned) (nullable) for several threads */
} End;

struct _WeirVideoConvert {
  WeirVideoConvertParams params;
  End in, out;
  WeirVideoRectangle rect;
  gboolean passthrough;
  gboolean can_shuffle;
  struct SwsContext *sws; /* (owned) (nullable) */
  guint8 *line8;          /* (owned) */
  guint16 *line16;        /* (owned) */
  guint8 *narrow[WEIR_VIDEO_MAX_PLANES]; /* (owned) (nullable) where libswscale writes pictures of few pixels across */
};

static gboolean
is_wide (const WeirVideoFormatInfo *f)
{
  return f->unpack_format == WEIR_VIDEO_FORMAT_AYUV64
         || f->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;
}

/* A format that libswscale has, with as many samples and bits. */
static WeirVideoFormat
mate_of (const WeirVideoFormatInfo *f)
{
  gboolean wide = is_wide (f);

  if (WEIR_VIDEO_FORMAT_INFO_IS_GRAY (f))
    return wide ? WEIR_VIDEO_FORMAT_Y444_16LE : WEIR_VIDEO_FORMAT_Y444;
  if (WEIR_VIDEO_FORMAT_INFO_IS_RGB (f))
    return wide ? WEIR_VIDEO_FORMAT_RGBA64_LE : WEIR_VIDEO_FORMAT_RGBA;
  if (f->w_sub[1] == 2)
    return WEIR_VIDEO_FORMAT_Y41B;
  if (f->h_sub[1] == 1)
    return wide                                   ? WEIR_VIDEO_FORMAT_I420_12LE
           : WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA (f) ? WEIR_VIDEO_FORMAT_A420
                                                  : WEIR_VIDEO_FORMAT_I420;
  if (f->w_sub[1] == 1)
    return !wide              ? WEIR_VIDEO_FORMAT_Y42B
           : f->depth[0] > 10 ? WEIR_VIDEO_FORMAT_I422_12LE
                              : WEIR_VIDEO_FORMAT_I422_10LE;
  return WEIR_VIDEO_FORMAT_AYUV64;
}

gboolean
weir_video_convert_knows (WeirVideoFormat format)
{
  const WeirVideoFormatInfo *f = weir_video_format_get_info (format);

  return f != NULL && f->n_planes > 0;
}

WeirVideoRectangle
weir_video_convert_fit (const WeirVideoInfo *in, const WeirVideoInfo *out)
{
  guint64 num = (guint64) in->width * (guint) MAX (in->par_n, 1) * (guint) MAX (out->par_d, 1);
  guint64 den = (guint64) in->height * (guint) MAX (in->par_d, 1) * (guint) MAX (out->par_n, 1);
  WeirVideoRectangle r = { 0, 0, out->width, out->height };
  gdouble shape = (gdouble) num / (gdouble) MAX (den, 1);

  if (out->width < out->height * shape)
    r.height = (gint) (out->width / shape + 0.5);
  else
    r.width = (gint) (out->height * shape + 0.5);
  /* begin and end at colour samples */
  for (guint c = 0; c < out->finfo->n_components; c++) {
    gint across = 1 << out->finfo->w_sub[c], down = 1 << out->finfo->h_sub[c];

    if (r.width != out->width)
      r.width = MAX (r.width / across * across, MIN (across, out->width));
    if (r.height != out->height)
      r.height = MAX (r.height / down * down, MIN (down, out->height));
  }
  r.x = (out->width - r.width) / 2;
  r.y = (out->height - r.height) / 2;
  for (guint c = 0; c < out->finfo->n_components; c++) {
    r.x &= ~((1 << out->finfo->w_sub[c]) - 1);
    r.y &= ~((1 << out->finfo->h_sub[c]) - 1);
  }
  return r;
}

static int
is_full_range (const WeirVideoInfo *info)
{
  if (WEIR_VIDEO_INFO_IS_RGB (info))
    return info->colorimetry.range != WEIR_VIDEO_COLOR_RANGE_16_235;
  return info->colorimetry.range == WEIR_VIDEO_COLOR_RANGE_0_255;
}

/* To libswscale grey is always of full range. */
static gboolean
is_limited_grey (const WeirVideoInfo *info)
{
  return WEIR_VIDEO_INFO_IS_GRAY (info) && !is_full_range (info);
}

/* Of odd width libswscale can't interpolate colour for them, and says so on the terminal. */
static gboolean
is_odd_rgb16 (const WeirVideoInfo *info)
{
  return WEIR_VIDEO_INFO_IS_RGB (info) && info->finfo->depth[0] < 8 && info->width % 2 != 0;
}

static gboolean
end_init (End *end, const WeirVideoInfo *info, gboolean output, GError **error)
{
  int supported;

  end->info = *info;
  end->mate = *info;
  end->av = weir_libav_pixel_format (info->finfo->format);
  supported = output ? sws_isSupportedOutput (end->av) : sws_isSupportedInput (end->av);
  if (end->av != AV_PIX_FMT_NONE && supported && !is_limited_grey (info) && !(output && is_odd_rgb16 (info)))
    return TRUE;

  end->repack = TRUE;
  if (!weir_video_info_set_format (&end->mate, mate_of (info->finfo), (guint) info->width,
                                   (guint) info->height)) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                 "A picture of %d x %d pixels is too large to convert from or to %s.", info->width,
                 info->height, info->finfo->name);
    return FALSE;
  }
  end->mate.colorimetry = info->colorimetry;
  end->mate.chroma_site = info->chroma_site;
  end->av = weir_libav_pixel_format (end->mate.finfo->format);
  end->memory = g_try_malloc0 (end->mate.size + 64);
  if (end->memory == NULL)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                 "No memory for a picture of %" G_GSIZE_FORMAT " bytes.", end->mate.size);
  return end->memory != NULL;
}

static int
method_flags (const WeirVideoConvertParams *params, const WeirVideoInfo *in)
{
  static const int flags[] = {
    [WEIR_VIDEO_SCALE_NEAREST] = SWS_POINT,      [WEIR_VIDEO_SCALE_BILINEAR] = SWS_BILINEAR,
    [WEIR_VIDEO_SCALE_4TAP] = SWS_BICUBIC,       [WEIR_VIDEO_SCALE_LANCZOS] = SWS_LANCZOS,
    [WEIR_VIDEO_SCALE_BILINEAR2] = SWS_BILINEAR, [WEIR_VIDEO_SCALE_SINC] = SWS_SINC,
    [WEIR_VIDEO_SCALE_HERMITE] = SWS_BICUBIC,    [WEIR_VIDEO_SCALE_SPLINE] = SWS_SPLINE,
    [WEIR_VIDEO_SCALE_CATROM] = SWS_BICUBIC,     [WEIR_VIDEO_SCALE_MITCHELL] = SWS_BICUBIC,
    [WEIR_VIDEO_SCALE_BICUBIC] = SWS_BICUBIC,    [WEIR_VIDEO_SCALE_AREA] = SWS_AREA,
  };
  int f = flags[params->method];

  if (params->chroma == WEIR_VIDEO_CHROMA_FULL)
    f |= SWS_ACCURATE_RND;
  if (params->chroma == WEIR_VIDEO_CHROMA_FULL || params->chroma == WEIR_VIDEO_CHROMA_UPSAMPLE)
    f |= SWS_FULL_CHR_H_INT;
  if (params->chroma == WEIR_VIDEO_CHROMA_FULL || params->chroma == WEIR_VIDEO_CHROMA_DOWNSAMPLE)
    f |= SWS_FULL_CHR_H_INP;
  if (WEIR_VIDEO_INFO_IS_RGB (in) && in->width % 2 != 0)
    f |= SWS_FULL_CHR_H_INP; /* else the last colour is mixed with what lies behind the line */
  return f;
}

/* The B and C of a cubic (D. Mitchell, A. Netravali, "Reconstruction filters in computer graphics",
 * 1988), where the method is one by name. */
static void
set_cubic (struct SwsContext *sws, WeirVideoScaleMethod method)
{
  gdouble b, c;

  switch (method) {
  case WEIR_VIDEO_SCALE_HERMITE:
    b = c = 0;
    break;
  case WEIR_VIDEO_SCALE_CATROM:
    b = 0;
    c = 0.5;
    break;
  case WEIR_VIDEO_SCALE_MITCHELL:
    b = c = 1.0 / 3;
    break;
  default:
    return;
  }
  av_opt_set_double (sws, "param0", b, 0);
  av_opt_set_double (sws, "param1", c, 0);
}

/* Where colour samples sit, in 1/256 of a pixel; libswscale's own default where not known. */
static void
set_chroma_position (struct SwsContext *sws, const WeirVideoInfo *info, const char *across,
                     const char *down)
{
  WeirVideoChromaSite site = info->chroma_site;

  if (site == WEIR_VIDEO_CHROMA_SITE_UNKNOWN || !WEIR_VIDEO_INFO_IS_YUV (info))
    return;
  if (info->finfo->w_sub[1] > 0)
    av_opt_set_int (sws, across, (site & WEIR_VIDEO_CHROMA_SITE_H_COSITED) != 0 ? 0 : 128, 0);
  if (info->finfo->h_sub[1] > 0)
    av_opt_set_int (sws, down, (site & WEIR_VIDEO_CHROMA_SITE_V_COSITED) != 0 ? 0 : 128, 0);
}

static const int *
coefficients (const WeirVideoInfo *info)
{
  switch (info->colorimetry.matrix) {
  case WEIR_VIDEO_COLOR_MATRIX_FCC:
    return sws_getCoefficients (SWS_CS_FCC);
  case WEIR_VIDEO_COLOR_MATRIX_BT709:
    return sws_getCoefficients (SWS_CS_ITU709);
  case WEIR_VIDEO_COLOR_MATRIX_SMPTE240M:
    return sws_getCoefficients (SWS_CS_SMPTE240M);
  case WEIR_VIDEO_COLOR_MATRIX_BT2020:
    return sws_getCoefficients (SWS_CS_BT2020);
  default:
    return sws_getCoefficients (SWS_CS_ITU601);
  }
}

static gboolean
try_scaler (WeirVideoConvert *self, int flags)
{
  const WeirVideoInfo *in = &self->in.mate, *out = &self->out.mate;
  struct SwsContext *sws;

  sws_freeContext (self->sws);
  sws = self->sws = sws_alloc_context ();
  if (sws == NULL)
    return FALSE;
  av_opt_set_int (sws, "srcw", in->width, 0);
  av_opt_set_int (sws, "srch", WEIR_VIDEO_INFO_FIELD_HEIGHT (in), 0);
  av_opt_set_int (sws, "src_format", self->in.av, 0);
  av_opt_set_int (sws, "src_range", is_full_range (in), 0);
  av_opt_set_int (sws, "dstw", self->rect.width, 0);
  av_opt_set_int (sws, "dsth", self->rect.height, 0);
  av_opt_set_int (sws, "dst_format", self->out.av, 0);
  av_opt_set_int (sws, "dst_range", is_full_range (out), 0);
  av_opt_set_int (sws, "sws_flags", flags, 0);
  av_opt_set (sws, "sws_dither", self->params.dither == WEIR_VIDEO_DITHER_NONE ? "none" : "bayer", 0);
  av_opt_set_int (sws, "threads", self->params.threads, 0);
  set_cubic (sws, self->params.method);
  set_chroma_position (sws, in, "src_h_chr_pos", "src_v_chr_pos");
  set_chroma_position (sws, out, "dst_h_chr_pos", "dst_v_chr_pos");
  return sws_init_context (sws, NULL, NULL) >= 0;
}

static gboolean
open_scaler (WeirVideoConvert *self, GError **error)
{
  const WeirVideoInfo *in = &self->in.mate, *out = &self->out.mate;
  int flags = method_flags (&self->params, in);

  /* its filters have 256 taps at the most: what becomes smaller still takes the nearest pixels */
  if (!try_scaler (self, flags) && !try_scaler (self, SWS_POINT)) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
                 "libswscale can't convert %s of %d x %d to %s of %d x %d.",
                 self->in.info.finfo->name, self->in.info.width, self->in.info.height,
                 self->out.info.finfo->name, self->rect.width, self->rect.height);
    return FALSE;
  }
  /* fails where neither side is YUV: then there is nothing to set */
  sws_setColorspaceDetails (self->sws, coefficients (in), is_full_range (in), coefficients (out),
                            is_full_range (out), 0, 1 << 16, 1 << 16);
  return TRUE;
}

/* Interlacing apart: both sides must agree in it, and lines stay where they are. */
static gboolean
is_same_picture (const WeirVideoInfo *in, const WeirVideoInfo *out)
{
  return in->finfo->format == out->finfo->format && in->width == out->width
         && in->height == out->height && in->colorimetry.range == out->colorimetry.range
         && in->colorimetry.matrix == out->colorimetry.matrix;
}

static gboolean
is_whole (const WeirVideoRectangle *r, const WeirVideoInfo *out)
{
  return r->width == out->width && r->height == WEIR_VIDEO_INFO_FIELD_HEIGHT (out);
}

WeirVideoConvert *
weir_video_convert_new (const WeirVideoInfo *in, const WeirVideoInfo *out,
                        const WeirVideoConvertParams *params, GError **error)
{
  g_autoptr (WeirVideoConvert) self = NULL;
  gsize width;

  g_return_val_if_fail (in != NULL && out != NULL && params != NULL, NULL);
  g_return_val_if_fail ((guint) params->method <= WEIR_VIDEO_SCALE_AREA, NULL);

  if (!weir_video_convert_knows (in->finfo->format)
      || !weir_video_convert_knows (out->finfo->format) || in->width < 1 || in->height < 1
      || out->width < 1 || out->height < 1) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE,
                 "Only raw pictures can be converted, not %s of %d x %d to %s of %d x %d.",
                 in->finfo->name, in->width, in->height, out->finfo->name, out->width, out->height);
    return NULL;
  }
  self = g_new0 (WeirVideoConvert, 1);
  self->params = *params;
  if (!end_init (&self->in, in, FALSE, error) || !end_init (&self->out, out, TRUE, error))
    return NULL;
  self->rect = (WeirVideoRectangle){ 0, 0, out->width, WEIR_VIDEO_INFO_FIELD_HEIGHT (out) };
  if (params->add_borders)
    self->rect = weir_video_convert_fit (in, out);
  if (self->rect.width % NARROW != 0)
    self->params.threads = 1; /* one part's last vector would go over the beginning of the next part */
  self->passthrough = is_same_picture (in, out) && is_whole (&self->rect, out);
  self->can_shuffle = weir_video_can_shuffle (in, out);
  if (self->passthrough)
    return g_steal_pointer (&self);

  width = (gsize) MAX (in->width, out->width);
  self->line8 = g_malloc (4 * width);
  self->line16 = g_new (guint16, 4 * width);
  if (!open_scaler (self, error))
    return NULL;
  if (self->rect.width < NARROW)
    for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
      self->narrow[p] = g_malloc0 ((gsize) (self->rect.height + 1) * NARROW_STRIDE);
  if (self->params.threads != 1) {
    self->in.frame = av_frame_alloc ();
    self->out.frame = av_frame_alloc ();
  }
  return g_steal_pointer (&self);
}

void
weir_video_convert_free (WeirVideoConvert *self)
{
  if (self == NULL)
    return;
  sws_freeContext (self->sws);
  av_frame_free (&self->in.frame);
  av_frame_free (&self->out.frame);
  g_free (self->in.memory);
  g_free (self->out.memory);
  g_free (self->line8);
  g_free (self->line16);
  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
    g_free (self->narrow[p]);
  g_free (self);
}

gboolean
weir_video_convert_is_passthrough (const WeirVideoConvert *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->passthrough;
}

static void
copy_planes (const WeirVideoInfo *info, const guint8 *const in[], const gint in_stride[],
             guint8 *const out[], const gint out_stride[])
{
  for (guint p = 0; p < info->finfo->n_planes; p++) {
    gint rows = weir_video_info_get_plane_height (info, p);
    gsize bytes = (gsize) MIN (ABS (in_stride[p]), ABS (out_stride[p]));

    for (gint y = 0; y < rows; y++)
      memcpy (out[p] + (gssize) y * out_stride[p], in[p] + (gssize) y * in_stride[p], bytes);
  }
}

/* Same samples, other order of bytes. YUV gains depth by zeros, so that black stays black. */
static void
repack (WeirVideoConvert *self, const WeirVideoInfo *from, const guint8 *const from_data[],
        const gint from_stride[], const WeirVideoInfo *to, guint8 *const to_data[],
        const gint to_stride[])
{
  gboolean wide_from = is_wide (from->finfo), wide_to = is_wide (to->finfo);
  gboolean yuv = WEIR_VIDEO_INFO_IS_YUV (from);
  WeirVideoPackFlags flags = yuv ? WEIR_VIDEO_PACK_FLAG_TRUNCATE_RANGE : WEIR_VIDEO_PACK_FLAG_NONE;
  gint n = 4 * from->width;

  for (gint y = 0; y < WEIR_VIDEO_INFO_FIELD_HEIGHT (from); y++) {
    weir_video_unpack_line (from->finfo, flags, from_data, from_stride, y, from->width,
                            wide_from ? (gpointer) self->line16 : (gpointer) self->line8);
    if (wide_to && !wide_from)
      for (gint i = 0; i < n; i++)
        self->line16[i] = (guint16) (self->line8[i] * (yuv ? 256 : 257));
    else if (wide_from && !wide_to)
      for (gint i = 0; i < n; i++)
        self->line8[i] = (guint8) (self->line16[i] >> 8);
    weir_video_pack_line (to->finfo, to_data, to_stride, y, to->width,
                          wide_to ? (gconstpointer) self->line16 : (gconstpointer) self->line8);
  }
}

static void
mate_planes (End *end, guint8 *data[WEIR_VIDEO_MAX_PLANES])
{
  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
    data[p] = end->memory + end->mate.offset[p];
}

/* Planes of a part of a picture; x and y are at colour samples. */
static void
part_of (const WeirVideoInfo *info, guint8 *const data[], const gint stride[], gint x, gint y,
         guint8 *part[WEIR_VIDEO_MAX_PLANES])
{
  const WeirVideoFormatInfo *f = info->finfo;

  for (guint p = 0; p < f->n_planes; p++)
    for (guint c = f->n_components; c-- > 0;)
      if (f->plane[c] == p)
        part[p] = data[p] + (gssize) (y >> f->h_sub[c]) * stride[p]
                  + (gssize) (x >> f->w_sub[c]) * f->pixel_stride[c];
}

/* Black in a rectangle. */
static void
fill_black (WeirVideoConvert *self, const WeirVideoInfo *info, guint8 *const data[],
            const gint stride[], WeirVideoRectangle r)
{
  guint8 *part[WEIR_VIDEO_MAX_PLANES];
  gint offset[WEIR_VIDEO_MAX_COMPONENTS], scale[WEIR_VIDEO_MAX_COMPONENTS];
  gboolean wide = is_wide (info->finfo), yuv = !WEIR_VIDEO_INFO_IS_RGB (info);

  if (r.width <= 0 || r.height <= 0)
    return;
  weir_video_color_range_offsets (info->colorimetry.range, info->finfo, offset, scale);
  for (gint i = 0; i < 4 * r.width; i++) {
    guint k = (guint) i % 4;
    guint depth = k == 0 ? 0 : info->finfo->depth[MIN (k - 1, info->finfo->n_components - 1)];
    guint value = k == 0 ? 0xffff : k > 1 && yuv ? 0x8000 : (guint) offset[k - 1] << (16 - depth);

    if (wide)
      self->line16[i] = (guint16) value;
    else
      self->line8[i] = (guint8) (value >> 8);
  }
  part_of (info, data, stride, r.x, r.y, part);
  for (gint y = 0; y < r.height; y++)
    weir_video_pack_line (info->finfo, part, stride, y, r.width,
                          wide ? (gconstpointer) self->line16 : (gconstpointer) self->line8);
}

static void
fill_borders (WeirVideoConvert *self, guint8 *const data[], const gint stride[])
{
  const WeirVideoInfo *out = &self->out.mate;
  WeirVideoRectangle r = self->rect;
  gint below = r.y + r.height, right = r.x + r.width, height = WEIR_VIDEO_INFO_FIELD_HEIGHT (out);

  fill_black (self, out, data, stride, (WeirVideoRectangle){ 0, 0, out->width, r.y });
  fill_black (self, out, data, stride,
              (WeirVideoRectangle){ 0, below, out->width, height - below });
  fill_black (self, out, data, stride, (WeirVideoRectangle){ 0, r.y, r.x, r.height });
  fill_black (self, out, data, stride,
              (WeirVideoRectangle){ right, r.y, out->width - right, r.height });
}

static void
keep_memory (void *opaque, uint8_t *data)
{
}

/* An AVFrame around planes that somebody else owns. */
static gboolean
wrap (AVFrame *frame, enum AVPixelFormat format, gint width, gint height, guint8 *const data[],
      const gint stride[])
{
  av_frame_unref (frame);
  frame->format = format;
  frame->width = width;
  frame->height = height;
  for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++) {
    frame->data[p] = data[p];
    frame->linesize[p] = stride[p];
  }
  frame->buf[0] = av_buffer_create (data[0], 1, keep_memory, NULL, 0);
  return frame->buf[0] != NULL;
}

static gboolean
scale (WeirVideoConvert *self, guint8 *const in_data[], const gint in_stride[],
       guint8 *const out_data[], const gint out_stride[])
{
  gint in_height = WEIR_VIDEO_INFO_FIELD_HEIGHT (&self->in.mate);
  int done = -1;

  if (self->in.frame == NULL)
    return sws_scale (self->sws, (const uint8_t *const *) in_data, in_stride, 0, in_height,
                      out_data, out_stride)
           >= 0;
  if (wrap (self->in.frame, self->in.av, self->in.mate.width, in_height, in_data, in_stride)
      && wrap (self->out.frame, self->out.av, self->rect.width, self->rect.height, out_data,
               out_stride))
    done = sws_scale_frame (self->sws, self->out.frame, self->in.frame);
  av_frame_unref (self->in.frame);
  av_frame_unref (self->out.frame);
  return done >= 0;
}

/* Into lines of our own, and from there to where they belong. */
static gboolean
scale_narrow (WeirVideoConvert *self, guint8 *const in_data[], const gint in_stride[],
              guint8 *const out_data[], const gint out_stride[])
{
  static const gint stride[WEIR_VIDEO_MAX_PLANES] = { NARROW_STRIDE, NARROW_STRIDE, NARROW_STRIDE, NARROW_STRIDE };
  WeirVideoInfo part = self->out.mate;
  guint8 *av_data[WEIR_VIDEO_MAX_PLANES];
  gint av_stride[WEIR_VIDEO_MAX_PLANES];

  weir_libav_map_planes (part.finfo, self->narrow, stride, av_data, av_stride);
  if (!scale (self, in_data, in_stride, av_data, av_stride))
    return FALSE;
  part.width = self->rect.width;
  part.height = self->rect.height;
  for (guint p = 0; p < part.finfo->n_planes; p++) {
    gsize bytes = 0;

    for (guint c = 0; c < part.finfo->n_components; c++)
      if (part.finfo->plane[c] == p)
        bytes = MAX (bytes, (gsize) WEIR_VIDEO_INFO_COMP_WIDTH (&part, c) * (gsize) part.finfo->pixel_stride[c]);
    for (gint y = 0; y < weir_video_info_get_plane_height (&part, p); y++)
      memcpy (out_data[p] + (gssize) y * out_stride[p], self->narrow[p] + (gssize) y * NARROW_STRIDE, bytes);
  }
  return TRUE;
}

/* Between NV12's kind of formats and planar ones libswscale stores whole vectors, once it has seen
 * that the first line is aligned; it crashes where the second isn't. */
static gboolean
is_unsafe (const WeirVideoConvert *self, const gint in_stride[], const gint out_stride[])
{
  const WeirVideoFormatInfo *a = self->in.info.finfo, *b = self->out.info.finfo;

  if (a->n_planes == b->n_planes || MIN (a->n_planes, b->n_planes) != 2)
    return FALSE;
  for (guint p = 0; p < a->n_planes; p++)
    if (in_stride[p] % 32 != 0)
      return TRUE;
  for (guint p = 0; p < b->n_planes; p++)
    if (out_stride[p] % 32 != 0)
      return TRUE;
  return FALSE;
}

gboolean
weir_video_convert_frame (WeirVideoConvert *self, const guint8 *const in_data[],
                          const gint in_stride[], guint8 *const out_data[], const gint out_stride[],
                          GError **error)
{
  guint8 *in_planes[WEIR_VIDEO_MAX_PLANES] = { 0 }, *out_planes[WEIR_VIDEO_MAX_PLANES] = { 0 };
  guint8 *target[WEIR_VIDEO_MAX_PLANES] = { 0 };
  guint8 *av_in[WEIR_VIDEO_MAX_PLANES], *av_out[WEIR_VIDEO_MAX_PLANES];
  gint av_in_stride[WEIR_VIDEO_MAX_PLANES], av_out_stride[WEIR_VIDEO_MAX_PLANES];
  End *in = &self->in, *out = &self->out;
  const gint *in_strides = in->repack ? in->mate.stride : in_stride;
  const gint *out_strides = out->repack ? out->mate.stride : out_stride;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->passthrough) {
    copy_planes (&in->info, in_data, in_stride, out_data, out_stride);
    return TRUE;
  }
  if (self->can_shuffle && is_whole (&self->rect, &out->info) && (in->repack || out->repack || is_unsafe (self, in_stride, out_stride))) {
    weir_video_shuffle (&in->info, in_data, in_stride, &out->info, out_data, out_stride);
    return TRUE;
  }
  if (in->repack) {
    mate_planes (in, in_planes);
    repack (self, &in->info, in_data, in_stride, &in->mate, in_planes, in_strides);
  } else {
    memcpy (in_planes, in_data, in->info.finfo->n_planes * sizeof *in_planes);
  }
  if (out->repack)
    mate_planes (out, out_planes);
  else
    memcpy (out_planes, out_data, out->info.finfo->n_planes * sizeof *out_planes);

  part_of (&out->mate, out_planes, out_strides, self->rect.x, self->rect.y, target);
  weir_libav_map_planes (in->mate.finfo, in_planes, in_strides, av_in, av_in_stride);
  weir_libav_map_planes (out->mate.finfo, target, out_strides, av_out, av_out_stride);
  done = self->narrow[0] != NULL ? scale_narrow (self, av_in, av_in_stride, target, out_strides)
                                 : scale (self, av_in, av_in_stride, av_out, av_out_stride);
  if (!done) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "libswscale failed to convert %s to %s.",
                 in->info.finfo->name, out->info.finfo->name);
    return FALSE;
  }
  fill_borders (self, out_planes, out_strides); /* after it: vectors may go a little beyond the picture */
  if (out->repack)
    repack (self, &out->mate, (const guint8 *const *) out_planes, out_strides, &out->info, out_data,
            out_stride);
  return TRUE;
}
