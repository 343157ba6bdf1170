/* SPDX-License-Identifier: MIT */
/* Where each sample of a raw picture lies: computed from format and size, or read from caps. The
 * strides and offsets chosen here are visible in files of raw frames, so they are those that other
 * programs of this field expect: lines of whole 32-bit words, planes without gaps. */
#include <weir/data/video-info.h>
#include <weir/data/video-format-private.h>
#include <weir/data/video-info-private.h>

#include <string.h>

#define RAW_MEDIA_TYPE "video/x-raw"
/* From this height on a stream that doesn't say is taken as high definition. */
#define FIRST_HD_HEIGHT 577

G_DEFINE_BOXED_TYPE (WeirVideoInfo, weir_video_info, weir_video_info_copy, weir_video_info_free)

static const gchar *const interlace_modes[] = { "progressive", "interleaved", "mixed", "fields",
                                                "alternate" };
static const gchar *const field_orders[] = { "unknown", "top-field-first", "bottom-field-first" };

static guint64
round_up (guint64 value, guint64 to)
{
  return (value + to - 1) / to * to;
}

/* Bytes of one line, or 0 past the end of what an int holds. */
static guint64
plane_stride (const WeirVideoFormatInfo *finfo, guint plane, guint64 width)
{
  guint64 sub = G_MAXUINT, pixel_stride = 0;

  switch (finfo->packing) {
  case WEIR_VIDEO_PACKING_V210:
    return (width + 47) / 48 * 128;
  case WEIR_VIDEO_PACKING_UYVP:
    return round_up ((width * 2 * 5 + 3) / 4, 4);
  case WEIR_VIDEO_PACKING_IYU1:
    return round_up (round_up (width, 4) * 6 / 4, 4);
  default:
    break;
  }
  /* the component with most samples rules */
  for (guint c = 0; c < finfo->n_components; c++) {
    if (finfo->plane[c] == plane && finfo->w_sub[c] < sub) {
      sub = finfo->w_sub[c];
      pixel_stride = (guint64) finfo->pixel_stride[c];
    }
  }
  /* packed 4:2:2 of 16-bit words: always whole pairs */
  if (finfo->n_planes == 1 && finfo->n_components == 3 && finfo->w_sub[1] == 1)
    width = round_up (width, 2);
  return round_up (((width + (1u << sub) - 1) >> sub) * pixel_stride, 4);
}

/* The first component that lies in a plane. */
guint
weir_video_plane_component (const WeirVideoFormatInfo *finfo, guint plane)
{
  for (guint c = 0; c < finfo->n_components; c++)
    if (finfo->plane[c] == plane)
      return c;
  return 0;
}

/* Interlaced pictures have as many lines of colour for either field. The formats that came last,
 * P010 and its like and AV12, are laid out without regard to that by everybody. */
static gboolean
pairs_colour_lines (const WeirVideoInfo *info, guint sub)
{
  const WeirVideoFormatInfo *f = info->finfo;

  gboolean p010 = f->n_planes == 2 && f->depth[1] > 8;
  gboolean av12 = f->n_planes == 3 && f->n_components == 4;

  return WEIR_VIDEO_INFO_IS_INTERLACED (info) && sub > 0 && !p010 && !av12;
}

/* Lays the planes out for a picture of width x height; height counts the lines of a buffer. */
gboolean
weir_video_info_lay_out (WeirVideoInfo *info, guint64 width, guint64 height)
{
  const WeirVideoFormatInfo *finfo = info->finfo;
  guint64 size = 0;

  memset (info->stride, 0, sizeof info->stride);
  memset (info->offset, 0, sizeof info->offset);
  info->size = 0;
  if (width == 0 || height == 0 || finfo->n_planes == 0)
    return TRUE;

  for (guint p = 0; p < finfo->n_planes; p++) {
    guint sub = finfo->h_sub[weir_video_plane_component (finfo, p)];
    guint64 stride = plane_stride (finfo, p, width);
    guint64 lines = (round_up (height, finfo->row_align) + (1u << sub) - 1) >> sub;

    if (pairs_colour_lines (info, sub))
      lines = round_up (lines, 2);
    if (stride > G_MAXINT || stride * lines > G_MAXUINT)
      return FALSE;
    info->stride[p] = (gint) stride;
    info->offset[p] = (gsize) size;
    size += stride * lines;
  }
  if (size > G_MAXUINT)
    return FALSE;
  info->size = (gsize) size;
  return TRUE;
}

static void
set_default_colors (WeirVideoInfo *info)
{
  const WeirVideoFormatInfo *finfo = info->finfo;

  if (WEIR_VIDEO_FORMAT_INFO_IS_RGB (finfo)) {
    weir_video_colorimetry_from_string (&info->colorimetry, WEIR_VIDEO_COLORIMETRY_SRGB);
  } else if (WEIR_VIDEO_FORMAT_INFO_IS_GRAY (finfo)) {
    weir_video_colorimetry_from_string (&info->colorimetry, "1:4:0:0");
  } else if (WEIR_VIDEO_FORMAT_INFO_IS_YUV (finfo)) {
    gboolean hd = info->height >= FIRST_HD_HEIGHT;

    info->chroma_site = hd ? WEIR_VIDEO_CHROMA_SITE_H_COSITED : WEIR_VIDEO_CHROMA_SITE_NONE;
    weir_video_colorimetry_from_string (&info->colorimetry, hd ? WEIR_VIDEO_COLORIMETRY_BT709
                                                               : WEIR_VIDEO_COLORIMETRY_BT601);
  }
}

/**
 * weir_video_info_init:
 * @info: (out caller-allocates): what to initialize
 *
 * Makes @info say that nothing is known: format unknown, size 0.
 *
 * Thread: any
 */
void
weir_video_info_init (WeirVideoInfo *info)
{
  static const WeirVideoFormatInfo unknown = { .name = "UNKNOWN", .description = "unknown" };

  g_return_if_fail (info != NULL);

  *info = (WeirVideoInfo){ .finfo = &unknown, .views = 1, .par_n = 1, .par_d = 1, .fps_d = 1 };
}

/**
 * weir_video_info_new:
 *
 * Makes an info on the heap, as weir_video_info_init () leaves it.
 *
 * Thread: any
 *
 * Returns: (transfer full): the info
 */
WeirVideoInfo *
weir_video_info_new (void)
{
  WeirVideoInfo *info = g_new (WeirVideoInfo, 1);

  weir_video_info_init (info);
  return info;
}

/**
 * weir_video_info_new_from_caps:
 * @caps: fixed caps
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): what weir_video_info_from_caps () reads, or %NULL if it
 *   can't
 */
WeirVideoInfo *
weir_video_info_new_from_caps (const WeirCaps *caps)
{
  WeirVideoInfo info;

  return weir_video_info_from_caps (&info, caps) ? weir_video_info_copy (&info) : NULL;
}

/**
 * weir_video_info_copy:
 * @info: an info
 *
 * Thread: any
 *
 * Returns: (transfer full): a copy on the heap
 */
WeirVideoInfo *
weir_video_info_copy (const WeirVideoInfo *info)
{
  return g_memdup2 (info, sizeof *info);
}

/**
 * weir_video_info_free:
 * @info: (transfer full) (nullable): an info from the heap
 *
 * Frees an info.
 *
 * Thread: any
 */
void
weir_video_info_free (WeirVideoInfo *info)
{
  g_free (info);
}

/**
 * weir_video_info_set_format:
 * @info: (out caller-allocates): what to set
 * @format: format of the pictures
 * @width: pixels across
 * @height: lines
 *
 * Sets @info for progressive pictures with the usual strides and colours of the format; nothing
 * that @info held before is kept.
 *
 * Thread: any
 *
 * Returns: whether such a picture fits into memory that 32 bits can count
 */
gboolean
weir_video_info_set_format (WeirVideoInfo *info, WeirVideoFormat format, guint width, guint height)
{
  return weir_video_info_set_interlaced_format (info, format, WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE,
                                                width, height);
}

/**
 * weir_video_info_set_interlaced_format:
 * @info: (out caller-allocates): what to set
 * @format: format of the pictures
 * @mode: how fields are stored
 * @width: pixels across
 * @height: lines of a whole frame
 *
 * Does what weir_video_info_set_format () does, for any interlace mode. With
 * WEIR_VIDEO_INTERLACE_MODE_ALTERNATE a buffer holds one field: half of the lines.
 *
 * Thread: any
 *
 * Returns: whether such a picture fits into memory that 32 bits can count
 */
gboolean
weir_video_info_set_interlaced_format (WeirVideoInfo *info, WeirVideoFormat format,
                                       WeirVideoInterlaceMode mode, guint width, guint height)
{
  const WeirVideoFormatInfo *finfo = weir_video_format_get_info (format);

  g_return_val_if_fail (info != NULL, FALSE);
  g_return_val_if_fail (finfo != NULL, FALSE);

  weir_video_info_init (info);
  if (width > G_MAXINT || height > G_MAXINT)
    return FALSE;
  info->finfo = finfo;
  info->interlace_mode = mode;
  info->width = (gint) width;
  info->height = (gint) height;
  set_default_colors (info);
  return weir_video_info_lay_out (info, width, (guint64) WEIR_VIDEO_INFO_FIELD_HEIGHT (info));
}

static gboolean
read_interlacing (WeirVideoInfo *info, const WeirCaps *caps, const WeirStructure *s)
{
  const gchar *text = weir_structure_get_string (s, "interlace-mode");

  if (text != NULL)
    info->interlace_mode = weir_video_interlace_mode_from_string (text);
  text = weir_structure_get_string (s, "field-order");
  if (text != NULL && info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED)
    info->field_order = weir_video_field_order_from_string (text);
  if (info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_ALTERNATE) {
    const WeirCapsFeatures *features = weir_caps_get_features (caps, 0);

    return features != NULL
           && weir_caps_features_contains (features, WEIR_CAPS_FEATURE_FORMAT_INTERLACED);
  }
  return TRUE;
}

static void
read_rates (WeirVideoInfo *info, const WeirStructure *s)
{
  gint n, d;

  if (weir_structure_get_fraction (s, "framerate", &n, &d)) {
    if (n == 0) {
      info->flags |= WEIR_VIDEO_FLAG_VARIABLE_FPS;
      weir_structure_get_fraction (s, "max-framerate", &n, &d);
    }
    info->fps_n = n;
    info->fps_d = d;
  }
  if (weir_structure_get_fraction (s, "pixel-aspect-ratio", &n, &d)) {
    info->par_n = n;
    info->par_d = d;
  }
}

static void
read_colors (WeirVideoInfo *info, const WeirStructure *s)
{
  const gchar *text = weir_structure_get_string (s, "colorimetry");
  WeirVideoColorimetry color;
  gint premultiplied = 0;

  set_default_colors (info);
  if (text != NULL && weir_video_colorimetry_from_string (&color, text)) {
    gboolean rgb_matrix = color.matrix == WEIR_VIDEO_COLOR_MATRIX_RGB;

    if (WEIR_VIDEO_INFO_IS_RGB (info)) {
      color.matrix = WEIR_VIDEO_COLOR_MATRIX_RGB;
      info->colorimetry = color;
    } else if (!(WEIR_VIDEO_INFO_IS_YUV (info) && rgb_matrix)) {
      /* the default site belongs to the default colours */
      info->chroma_site = WEIR_VIDEO_CHROMA_SITE_UNKNOWN;
      info->colorimetry = color;
    }
  }
  text = weir_structure_get_string (s, "chroma-site");
  if (text != NULL && WEIR_VIDEO_INFO_IS_YUV (info)) {
    WeirVideoChromaSite site = weir_video_chroma_site_from_string (text);

    if (site != WEIR_VIDEO_CHROMA_SITE_UNKNOWN)
      info->chroma_site = site;
  }
  if (weir_structure_get_int (s, "premultiplied-alpha", &premultiplied) && premultiplied != 0)
    info->flags |= WEIR_VIDEO_FLAG_PREMULTIPLIED_ALPHA;
}

/**
 * weir_video_info_from_caps:
 * @info: (out caller-allocates): what to set
 * @caps: fixed caps
 *
 * Reads what caps say. Fields that are missing or not understood take the usual values:
 * progressive, square pixels, and colours by format and height. Caps of coded pictures (`video/...`
 * and `image/...`) give WEIR_VIDEO_FORMAT_ENCODED with a size in pixels but none in bytes.
 *
 * Thread: any
 *
 * Returns: whether caps are of pictures, with a known format and a size; otherwise @info is as
 *   weir_video_info_init () leaves it
 */
gboolean
weir_video_info_from_caps (WeirVideoInfo *info, const WeirCaps *caps)
{
  const WeirStructure *s;
  WeirVideoFormat format = WEIR_VIDEO_FORMAT_ENCODED;
  WeirVideoInfo made;

  g_return_val_if_fail (info != NULL, FALSE);
  g_return_val_if_fail (caps != NULL && weir_caps_is_fixed (caps), FALSE);

  weir_video_info_init (info);
  weir_video_info_init (&made);
  s = weir_caps_get_structure (caps, 0);
  if (weir_structure_has_name (s, RAW_MEDIA_TYPE)) {
    const gchar *text = weir_structure_get_string (s, "format");

    format = text != NULL ? weir_video_format_from_string (text) : WEIR_VIDEO_FORMAT_UNKNOWN;
  } else if (!g_str_has_prefix (weir_structure_get_name (s), "video/")
             && !g_str_has_prefix (weir_structure_get_name (s), "image/")) {
    return FALSE;
  }
  made.finfo = weir_video_format_get_info (format);
  if (made.finfo == NULL)
    return FALSE;

  if (!weir_structure_get_int (s, "width", &made.width)
      || !weir_structure_get_int (s, "height", &made.height)) {
    if (format != WEIR_VIDEO_FORMAT_ENCODED)
      return FALSE;
    made.width = made.height = 0;
  }
  if (made.width < 0 || made.height < 0 || !read_interlacing (&made, caps, s))
    return FALSE;
  read_rates (&made, s);
  read_colors (&made, s);
  if (!weir_structure_get_int (s, "views", &made.views))
    made.views = 1;
  if (!weir_video_info_lay_out (&made, (guint64) made.width,
                                (guint64) WEIR_VIDEO_INFO_FIELD_HEIGHT (&made)))
    return FALSE;
  *info = made;
  return TRUE;
}

static void
write_colors (const WeirVideoInfo *info, WeirCaps *caps)
{
  g_autofree gchar *color = weir_video_colorimetry_to_string (&info->colorimetry);

  if (info->chroma_site != WEIR_VIDEO_CHROMA_SITE_UNKNOWN) {
    g_autofree gchar *site = weir_video_chroma_site_to_string (info->chroma_site);

    if (site != NULL)
      weir_caps_set_simple (caps, "chroma-site", G_TYPE_STRING, site, NULL);
  }
  if (color != NULL)
    weir_caps_set_simple (caps, "colorimetry", G_TYPE_STRING, color, NULL);
}

static void
write_framerate (const WeirVideoInfo *info, WeirCaps *caps)
{
  if ((info->flags & WEIR_VIDEO_FLAG_VARIABLE_FPS) != 0 && info->fps_n != 0)
    weir_caps_set_simple (caps, "framerate", WEIR_TYPE_FRACTION, 0, 1, "max-framerate",
                          WEIR_TYPE_FRACTION, info->fps_n, info->fps_d, NULL);
  else
    weir_caps_set_simple (caps, "framerate", WEIR_TYPE_FRACTION, info->fps_n, info->fps_d, NULL);
}

/**
 * weir_video_info_to_caps:
 * @info: an info with a known format
 *
 * Writes caps that weir_video_info_from_caps () reads back to the same. Caps don't hold strides.
 *
 * Thread: any
 *
 * Returns: (transfer full): fixed caps
 */
WeirCaps *
weir_video_info_to_caps (const WeirVideoInfo *info)
{
  WeirCaps *caps;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (info->finfo->format != WEIR_VIDEO_FORMAT_UNKNOWN, NULL);

  caps = weir_caps_new_simple (RAW_MEDIA_TYPE, "format", G_TYPE_STRING, info->finfo->name, "width",
                               G_TYPE_INT, info->width, "height", G_TYPE_INT, info->height,
                               "interlace-mode", G_TYPE_STRING,
                               weir_video_interlace_mode_to_string (info->interlace_mode), NULL);
  if (info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_ALTERNATE)
    weir_caps_set_features (caps, 0,
                            weir_caps_features_new_single (WEIR_CAPS_FEATURE_FORMAT_INTERLACED));
  if (info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED
      && info->field_order != WEIR_VIDEO_FIELD_ORDER_UNKNOWN)
    weir_caps_set_simple (caps, "field-order", G_TYPE_STRING,
                          weir_video_field_order_to_string (info->field_order), NULL);
  weir_caps_set_simple (caps, "pixel-aspect-ratio", WEIR_TYPE_FRACTION, info->par_n, info->par_d,
                        NULL);
  write_colors (info, caps);
  if (info->views > 1)
    weir_caps_set_simple (caps, "views", G_TYPE_INT, info->views, NULL);
  if ((info->flags & WEIR_VIDEO_FLAG_PREMULTIPLIED_ALPHA) != 0)
    weir_caps_set_simple (caps, "premultiplied-alpha", G_TYPE_INT, 1, NULL);
  write_framerate (info, caps);
  return caps;
}

/**
 * weir_video_info_is_equal:
 * @info: an info
 * @other: another one
 *
 * Thread: any
 *
 * Returns: whether all that they say is the same, strides and offsets too
 */
gboolean
weir_video_info_is_equal (const WeirVideoInfo *info, const WeirVideoInfo *other)
{
  g_return_val_if_fail (info != NULL && other != NULL, FALSE);

  if (info->finfo->format != other->finfo->format || info->interlace_mode != other->interlace_mode
      || info->field_order != other->field_order || info->flags != other->flags
      || info->width != other->width || info->height != other->height || info->size != other->size
      || info->views != other->views || info->chroma_site != other->chroma_site
      || !weir_video_colorimetry_is_equal (&info->colorimetry, &other->colorimetry)
      || info->par_n != other->par_n || info->par_d != other->par_d || info->fps_n != other->fps_n
      || info->fps_d != other->fps_d)
    return FALSE;
  for (guint p = 0; p < info->finfo->n_planes; p++)
    if (info->stride[p] != other->stride[p] || info->offset[p] != other->offset[p])
      return FALSE;
  return TRUE;
}

/**
 * weir_video_info_get_plane_height:
 * @info: an info
 * @plane: number of a plane
 *
 * Thread: any
 *
 * Returns: lines of pixels in a plane of one buffer
 */
gint
weir_video_info_get_plane_height (const WeirVideoInfo *info, guint plane)
{
  g_return_val_if_fail (info != NULL && plane < info->finfo->n_planes, 0);

  return WEIR_VIDEO_INFO_COMP_HEIGHT (info, weir_video_plane_component (info->finfo, plane));
}

/**
 * weir_video_interlace_mode_to_string:
 * @mode: a mode
 *
 * Thread: any
 *
 * Returns: the mode's name in caps
 */
const gchar *
weir_video_interlace_mode_to_string (WeirVideoInterlaceMode mode)
{
  g_return_val_if_fail ((guint) mode < G_N_ELEMENTS (interlace_modes), NULL);

  return interlace_modes[mode];
}

/**
 * weir_video_interlace_mode_from_string:
 * @mode: a name as in caps
 *
 * Thread: any
 *
 * Returns: the mode; progressive if the name isn't known
 */
WeirVideoInterlaceMode
weir_video_interlace_mode_from_string (const gchar *mode)
{
  g_return_val_if_fail (mode != NULL, WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE);

  for (guint i = 0; i < G_N_ELEMENTS (interlace_modes); i++)
    if (strcmp (interlace_modes[i], mode) == 0)
      return (WeirVideoInterlaceMode) i;
  return WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE;
}

/**
 * weir_video_field_order_to_string:
 * @order: an order
 *
 * Thread: any
 *
 * Returns: the order's name in caps
 */
const gchar *
weir_video_field_order_to_string (WeirVideoFieldOrder order)
{
  g_return_val_if_fail ((guint) order < G_N_ELEMENTS (field_orders), NULL);

  return field_orders[order];
}

/**
 * weir_video_field_order_from_string:
 * @order: a name as in caps
 *
 * Thread: any
 *
 * Returns: the order; unknown if the name isn't known
 */
WeirVideoFieldOrder
weir_video_field_order_from_string (const gchar *order)
{
  g_return_val_if_fail (order != NULL, WEIR_VIDEO_FIELD_ORDER_UNKNOWN);

  for (guint i = 0; i < G_N_ELEMENTS (field_orders); i++)
    if (strcmp (field_orders[i], order) == 0)
      return (WeirVideoFieldOrder) i;
  return WEIR_VIDEO_FIELD_ORDER_UNKNOWN;
}
