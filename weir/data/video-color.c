/* SPDX-License-Identifier: MIT */
/* What the numbers of a picture mean as colours: the strings of `colorimetry` and `chroma-site` in
 * caps, the code points of ITU-T H.273 (ISO/IEC 23091-2), and the numbers that painters and
 * converters need. */
#include <weir/data/video-color.h>

#include <stdio.h>
#include <string.h>

static const struct {
  const gchar *name;
  WeirVideoColorimetry color;
} colorimetries[] = {
  { WEIR_VIDEO_COLORIMETRY_BT601,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT601, WEIR_VIDEO_TRANSFER_BT601,
      WEIR_VIDEO_COLOR_PRIMARIES_SMPTE170M } },
  { WEIR_VIDEO_COLORIMETRY_BT709,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT709, WEIR_VIDEO_TRANSFER_BT709,
      WEIR_VIDEO_COLOR_PRIMARIES_BT709 } },
  { WEIR_VIDEO_COLORIMETRY_SMPTE240M,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_SMPTE240M,
      WEIR_VIDEO_TRANSFER_SMPTE240M, WEIR_VIDEO_COLOR_PRIMARIES_SMPTE240M } },
  { WEIR_VIDEO_COLORIMETRY_SRGB,
    { WEIR_VIDEO_COLOR_RANGE_0_255, WEIR_VIDEO_COLOR_MATRIX_RGB, WEIR_VIDEO_TRANSFER_SRGB,
      WEIR_VIDEO_COLOR_PRIMARIES_BT709 } },
  { WEIR_VIDEO_COLORIMETRY_BT2020,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT2020, WEIR_VIDEO_TRANSFER_BT2020_12,
      WEIR_VIDEO_COLOR_PRIMARIES_BT2020 } },
  { WEIR_VIDEO_COLORIMETRY_BT2020_10,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT2020, WEIR_VIDEO_TRANSFER_BT2020_10,
      WEIR_VIDEO_COLOR_PRIMARIES_BT2020 } },
  { WEIR_VIDEO_COLORIMETRY_BT2100_PQ,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT2020, WEIR_VIDEO_TRANSFER_SMPTE2084,
      WEIR_VIDEO_COLOR_PRIMARIES_BT2020 } },
  { WEIR_VIDEO_COLORIMETRY_BT2100_HLG,
    { WEIR_VIDEO_COLOR_RANGE_16_235, WEIR_VIDEO_COLOR_MATRIX_BT2020,
      WEIR_VIDEO_TRANSFER_ARIB_STD_B67, WEIR_VIDEO_COLOR_PRIMARIES_BT2020 } },
};

/* H.273 code points, by our value. */
static const guint8 matrix_iso[] = { 2, 0, 4, 1, 6, 7, 9 };
static const guint8 transfer_iso[] = { 2, 8, 2, 2, 4, 1, 7, 13, 5, 9, 10, 15, 2, 14, 16, 18, 6 };
static const guint8 primaries_iso[] = { 2, 1, 4, 5, 6, 7, 8, 9, 2, 10, 11, 12, 22 };

static guint
to_iso (const guint8 *table, guint n, guint value)
{
  g_return_val_if_fail (value < n, 2);
  return table[value];
}

/* The value 2 is "unspecified" in all three tables. */
static guint
from_iso (const guint8 *table, guint n, guint code)
{
  if (code == 2)
    return 0;
  for (guint i = 1; i < n; i++)
    if (table[i] == code)
      return i;
  return 0;
}

/**
 * weir_video_colorimetry_from_string:
 * @cinfo: (out caller-allocates): receives the colorimetry; all unknown if @color isn't understood
 * @color: (nullable): a name like `bt709`, or the four numbers `range:matrix:transfer:primaries`
 *
 * Reads the `colorimetry` field of caps.
 *
 * Thread: any
 *
 * Returns: whether @color was understood
 */
gboolean
weir_video_colorimetry_from_string (WeirVideoColorimetry *cinfo, const gchar *color)
{
  guint range, matrix, transfer, primaries;
  int used = 0;

  g_return_val_if_fail (cinfo != NULL, FALSE);

  memset (cinfo, 0, sizeof *cinfo);
  if (color == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (colorimetries); i++) {
    if (strcmp (colorimetries[i].name, color) == 0) {
      *cinfo = colorimetries[i].color;
      return TRUE;
    }
  }
  if (sscanf (color, "%3u:%3u:%3u:%3u%n", &range, &matrix, &transfer, &primaries, &used) != 4
      || color[used] != '\0')
    return FALSE;
  if (range > WEIR_VIDEO_COLOR_RANGE_16_235 || matrix >= G_N_ELEMENTS (matrix_iso)
      || transfer >= G_N_ELEMENTS (transfer_iso) || primaries >= G_N_ELEMENTS (primaries_iso))
    return FALSE;
  *cinfo = (WeirVideoColorimetry){ (WeirVideoColorRange) range, (WeirVideoColorMatrix) matrix,
                                   (WeirVideoTransferFunction) transfer,
                                   (WeirVideoColorPrimaries) primaries };
  return TRUE;
}

/**
 * weir_video_colorimetry_to_string:
 * @cinfo: a colorimetry
 *
 * Writes the `colorimetry` field of caps: a name where the combination has one, else four numbers.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the string, or %NULL if nothing of it is known
 */
gchar *
weir_video_colorimetry_to_string (const WeirVideoColorimetry *cinfo)
{
  g_return_val_if_fail (cinfo != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colorimetries); i++)
    if (weir_video_colorimetry_is_equal (&colorimetries[i].color, cinfo))
      return g_strdup (colorimetries[i].name);
  if (cinfo->range == 0 && cinfo->matrix == 0 && cinfo->transfer == 0 && cinfo->primaries == 0)
    return NULL;
  return g_strdup_printf ("%d:%d:%d:%d", cinfo->range, cinfo->matrix, cinfo->transfer,
                          cinfo->primaries);
}

/**
 * weir_video_colorimetry_matches:
 * @cinfo: a colorimetry
 * @color: what weir_video_colorimetry_from_string () reads
 *
 * Thread: any
 *
 * Returns: whether @cinfo is what @color says
 */
gboolean
weir_video_colorimetry_matches (const WeirVideoColorimetry *cinfo, const gchar *color)
{
  WeirVideoColorimetry other;

  g_return_val_if_fail (cinfo != NULL, FALSE);
  g_return_val_if_fail (color != NULL, FALSE);

  return weir_video_colorimetry_from_string (&other, color)
         && weir_video_colorimetry_is_equal (cinfo, &other);
}

/**
 * weir_video_colorimetry_is_equal:
 * @cinfo: a colorimetry
 * @other: another one
 *
 * Thread: any
 *
 * Returns: whether all four parts are the same
 */
gboolean
weir_video_colorimetry_is_equal (const WeirVideoColorimetry *cinfo,
                                 const WeirVideoColorimetry *other)
{
  g_return_val_if_fail (cinfo != NULL && other != NULL, FALSE);

  return cinfo->range == other->range && cinfo->matrix == other->matrix
         && cinfo->transfer == other->transfer && cinfo->primaries == other->primaries;
}

/**
 * weir_video_color_range_offsets:
 * @range: a range; unknown counts as full
 * @info: a format
 * @offset: (out) (array fixed-size=4): value of zero, per component, in units of its depth
 * @scale: (out) (array fixed-size=4): distance from the lowest to the highest value
 *
 * Tells which numbers stand for black, white and no colour. Components that the format lacks get 0.
 *
 * Thread: any
 */
void
weir_video_color_range_offsets (WeirVideoColorRange range, const WeirVideoFormatInfo *info,
                                gint offset[WEIR_VIDEO_MAX_COMPONENTS],
                                gint scale[WEIR_VIDEO_MAX_COMPONENTS])
{
  gboolean yuv;

  g_return_if_fail (info != NULL);

  yuv = WEIR_VIDEO_FORMAT_INFO_IS_YUV (info);
  for (guint c = 0; c < WEIR_VIDEO_MAX_COMPONENTS; c++) {
    gint depth = (gint) info->depth[c];
    gboolean chroma = yuv && (c == 1 || c == 2);

    if (c >= info->n_components || depth == 0) {
      offset[c] = scale[c] = 0;
    } else if (c < 3 && range == WEIR_VIDEO_COLOR_RANGE_16_235 && depth >= 8) {
      offset[c] = chroma ? 1 << (depth - 1) : 16 << (depth - 8);
      scale[c] = (chroma ? 224 : 219) << (depth - 8);
    } else {
      offset[c] = chroma ? 1 << (depth - 1) : 0;
      scale[c] = (1 << depth) - 1;
    }
  }
}

/**
 * weir_video_color_matrix_get_Kr_Kb:
 * @matrix: a matrix
 * @Kr: (out): weight of red in luma
 * @Kb: (out): weight of blue in luma
 *
 * Gives the two numbers that define a matrix; green has the rest of 1.
 *
 * Thread: any
 *
 * Returns: whether the matrix is defined so; %FALSE, and both 0, for RGB and unknown
 */
gboolean
weir_video_color_matrix_get_Kr_Kb (WeirVideoColorMatrix matrix, gdouble *Kr, gdouble *Kb)
{
  static const gdouble weights[][2] = {
    [WEIR_VIDEO_COLOR_MATRIX_FCC] = { 0.30, 0.11 },
    [WEIR_VIDEO_COLOR_MATRIX_BT709] = { 0.2126, 0.0722 },
    [WEIR_VIDEO_COLOR_MATRIX_BT601] = { 0.2990, 0.1140 },
    [WEIR_VIDEO_COLOR_MATRIX_SMPTE240M] = { 0.212, 0.087 },
    [WEIR_VIDEO_COLOR_MATRIX_BT2020] = { 0.2627, 0.0593 },
  };

  g_return_val_if_fail (Kr != NULL && Kb != NULL, FALSE);

  *Kr = *Kb = 0;
  if ((guint) matrix >= G_N_ELEMENTS (weights) || weights[matrix][0] == 0)
    return FALSE;
  *Kr = weights[matrix][0];
  *Kb = weights[matrix][1];
  return TRUE;
}

/**
 * weir_video_color_matrix_to_iso:
 * @matrix: a matrix
 *
 * Thread: any
 *
 * Returns: the MatrixCoefficients of H.273; 2 where there is none
 */
guint
weir_video_color_matrix_to_iso (WeirVideoColorMatrix matrix)
{
  return to_iso (matrix_iso, G_N_ELEMENTS (matrix_iso), matrix);
}

/**
 * weir_video_color_matrix_from_iso:
 * @value: MatrixCoefficients of H.273
 *
 * Thread: any
 *
 * Returns: the matrix
 */
WeirVideoColorMatrix
weir_video_color_matrix_from_iso (guint value)
{
  /* BT.470BG (5) has the numbers of BT.601 */
  if (value == 5)
    return WEIR_VIDEO_COLOR_MATRIX_BT601;
  return (WeirVideoColorMatrix) from_iso (matrix_iso, G_N_ELEMENTS (matrix_iso), value);
}

/**
 * weir_video_transfer_function_to_iso:
 * @func: a transfer function
 *
 * Thread: any
 *
 * Returns: the TransferCharacteristics of H.273; 2 where there is none
 */
guint
weir_video_transfer_function_to_iso (WeirVideoTransferFunction func)
{
  return to_iso (transfer_iso, G_N_ELEMENTS (transfer_iso), func);
}

/**
 * weir_video_transfer_function_from_iso:
 * @value: TransferCharacteristics of H.273
 *
 * Thread: any
 *
 * Returns: the transfer function
 */
WeirVideoTransferFunction
weir_video_transfer_function_from_iso (guint value)
{
  return (WeirVideoTransferFunction) from_iso (transfer_iso, G_N_ELEMENTS (transfer_iso), value);
}

/**
 * weir_video_color_primaries_to_iso:
 * @primaries: primaries
 *
 * Thread: any
 *
 * Returns: the ColourPrimaries of H.273; 2 where there is none
 */
guint
weir_video_color_primaries_to_iso (WeirVideoColorPrimaries primaries)
{
  return to_iso (primaries_iso, G_N_ELEMENTS (primaries_iso), primaries);
}

/**
 * weir_video_color_primaries_from_iso:
 * @value: ColourPrimaries of H.273
 *
 * Thread: any
 *
 * Returns: the primaries
 */
WeirVideoColorPrimaries
weir_video_color_primaries_from_iso (guint value)
{
  return (WeirVideoColorPrimaries) from_iso (primaries_iso, G_N_ELEMENTS (primaries_iso), value);
}

/* Names that stand for a combination come first, so that they are what is written. */
static const struct {
  const gchar *name;
  WeirVideoChromaSite site;
} chroma_sites[] = {
  { "jpeg", WEIR_VIDEO_CHROMA_SITE_JPEG },
  { "mpeg2", WEIR_VIDEO_CHROMA_SITE_MPEG2 },
  { "dv", WEIR_VIDEO_CHROMA_SITE_DV },
  { "cosited", WEIR_VIDEO_CHROMA_SITE_COSITED },
  { "v-cosited", WEIR_VIDEO_CHROMA_SITE_V_COSITED },
  { "alt-line", WEIR_VIDEO_CHROMA_SITE_ALT_LINE },
  { "none", WEIR_VIDEO_CHROMA_SITE_NONE },
  { "h-cosited", WEIR_VIDEO_CHROMA_SITE_H_COSITED },
};

/**
 * weir_video_chroma_site_from_string:
 * @s: names joined by `+`, like `mpeg2` or `v-cosited+alt-line`
 *
 * Reads the `chroma-site` field of caps.
 *
 * Thread: any
 *
 * Returns: the site, or WEIR_VIDEO_CHROMA_SITE_UNKNOWN if a name isn't known
 */
WeirVideoChromaSite
weir_video_chroma_site_from_string (const gchar *s)
{
  g_auto (GStrv) parts = NULL;
  guint site = 0;

  g_return_val_if_fail (s != NULL, WEIR_VIDEO_CHROMA_SITE_UNKNOWN);

  parts = g_strsplit (s, "+", -1);
  for (guint p = 0; parts[p] != NULL; p++) {
    guint i;

    for (i = 0; i < G_N_ELEMENTS (chroma_sites); i++)
      if (strcmp (chroma_sites[i].name, parts[p]) == 0)
        break;
    if (i == G_N_ELEMENTS (chroma_sites))
      return WEIR_VIDEO_CHROMA_SITE_UNKNOWN;
    site |= chroma_sites[i].site;
  }
  return (WeirVideoChromaSite) site;
}

/**
 * weir_video_chroma_site_to_string:
 * @site: a site
 *
 * Writes the `chroma-site` field of caps.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the string; %NULL for unknown and for combinations that
 *   contradict themselves
 */
gchar *
weir_video_chroma_site_to_string (WeirVideoChromaSite site)
{
  guint last_bit = WEIR_VIDEO_CHROMA_SITE_ALT_LINE;

  for (guint i = 0; i < G_N_ELEMENTS (chroma_sites); i++)
    if (chroma_sites[i].site == site)
      return g_strdup (chroma_sites[i].name);
  /* what is left: one kind of siting, in alternating lines */
  if ((site & last_bit) != 0 && (site & WEIR_VIDEO_CHROMA_SITE_NONE) == 0) {
    guint rest = site & ~last_bit;

    if (rest == WEIR_VIDEO_CHROMA_SITE_H_COSITED)
      return g_strdup ("h-cosited+alt-line");
    if (rest == WEIR_VIDEO_CHROMA_SITE_V_COSITED)
      return g_strdup ("v-cosited+alt-line");
  }
  return NULL;
}
