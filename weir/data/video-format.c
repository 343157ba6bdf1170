/* SPDX-License-Identifier: MIT */
/* Finding a raw video format by its name, number or four-character code. The facts themselves are
 * in video-format-table.c. */
#include <weir/data/video-format-private.h>

#include <string.h>

#define FOURCC(a, b, c, d)                                                                         \
  ((guint32) (a) | (guint32) (b) << 8 | (guint32) (c) << 16 | (guint32) (d) << 24)

/* Codes under which these formats travel in files and device APIs. */
static const struct {
  guint32 fourcc;
  WeirVideoFormat format;
} fourccs[] = {
  { FOURCC ('I', '4', '2', '0'), WEIR_VIDEO_FORMAT_I420 },
  { FOURCC ('Y', 'V', '1', '2'), WEIR_VIDEO_FORMAT_YV12 },
  { FOURCC ('Y', 'U', 'Y', '2'), WEIR_VIDEO_FORMAT_YUY2 },
  { FOURCC ('Y', 'V', 'Y', 'U'), WEIR_VIDEO_FORMAT_YVYU },
  { FOURCC ('U', 'Y', 'V', 'Y'), WEIR_VIDEO_FORMAT_UYVY },
  { FOURCC ('V', 'Y', 'U', 'Y'), WEIR_VIDEO_FORMAT_VYUY },
  { FOURCC ('A', 'Y', 'U', 'V'), WEIR_VIDEO_FORMAT_AYUV },
  { FOURCC ('Y', '4', '1', 'B'), WEIR_VIDEO_FORMAT_Y41B },
  { FOURCC ('Y', '4', '2', 'B'), WEIR_VIDEO_FORMAT_Y42B },
  { FOURCC ('Y', '4', '4', '4'), WEIR_VIDEO_FORMAT_Y444 },
  { FOURCC ('v', '2', '1', '0'), WEIR_VIDEO_FORMAT_V210 },
  { FOURCC ('v', '2', '1', '6'), WEIR_VIDEO_FORMAT_V216 },
  { FOURCC ('v', '3', '0', '8'), WEIR_VIDEO_FORMAT_V308 },
  { FOURCC ('I', 'Y', 'U', '1'), WEIR_VIDEO_FORMAT_IYU1 },
  { FOURCC ('I', 'Y', 'U', '2'), WEIR_VIDEO_FORMAT_IYU2 },
  { FOURCC ('Y', '8', '0', '0'), WEIR_VIDEO_FORMAT_GRAY8 },
  { FOURCC ('Y', '8', ' ', ' '), WEIR_VIDEO_FORMAT_GRAY8 },
  { FOURCC ('G', 'R', 'E', 'Y'), WEIR_VIDEO_FORMAT_GRAY8 },
  { FOURCC ('Y', '1', '6', ' '), WEIR_VIDEO_FORMAT_GRAY16_LE },
  { FOURCC ('U', 'Y', 'V', 'P'), WEIR_VIDEO_FORMAT_UYVP },
  { FOURCC ('Y', 'U', 'V', '9'), WEIR_VIDEO_FORMAT_YUV9 },
  { FOURCC ('Y', 'V', 'U', '9'), WEIR_VIDEO_FORMAT_YVU9 },
  { FOURCC ('N', 'V', '1', '2'), WEIR_VIDEO_FORMAT_NV12 },
  { FOURCC ('N', 'V', '2', '1'), WEIR_VIDEO_FORMAT_NV21 },
  { FOURCC ('N', 'V', '1', '6'), WEIR_VIDEO_FORMAT_NV16 },
  { FOURCC ('N', 'V', '6', '1'), WEIR_VIDEO_FORMAT_NV61 },
  { FOURCC ('N', 'V', '2', '4'), WEIR_VIDEO_FORMAT_NV24 },
  { FOURCC ('A', 'V', '1', '2'), WEIR_VIDEO_FORMAT_AV12 },
};

/**
 * weir_video_format_get_info:
 * @format: a format
 *
 * Looks up the facts of a format.
 *
 * Thread: any
 *
 * Returns: (nullable) (transfer none): the facts, or %NULL for WEIR_VIDEO_FORMAT_UNKNOWN and for a
 *   number that stands for no format
 */
const WeirVideoFormatInfo *
weir_video_format_get_info (WeirVideoFormat format)
{
  if ((guint) format >= WEIR_VIDEO_FORMAT_LAST || weir_video_format_table[format].name == NULL)
    return NULL;
  return &weir_video_format_table[format];
}

/**
 * weir_video_format_from_string:
 * @format: a format's name as in caps, like `I420`; upper and lower case differ
 *
 * Finds a raw format by its name.
 *
 * Thread: any
 *
 * Returns: the format, or WEIR_VIDEO_FORMAT_UNKNOWN if none has this name
 */
WeirVideoFormat
weir_video_format_from_string (const gchar *format)
{
  g_return_val_if_fail (format != NULL, WEIR_VIDEO_FORMAT_UNKNOWN);

  for (guint i = 0; i < WEIR_VIDEO_FORMAT_LAST; i++) {
    const gchar *name = weir_video_format_table[i].name;

    if (name != NULL && strcmp (name, format) == 0)
      return (WeirVideoFormat) i;
  }
  return WEIR_VIDEO_FORMAT_UNKNOWN;
}

/**
 * weir_video_format_to_string:
 * @format: a format
 *
 * Thread: any
 *
 * Returns: (nullable): the format's name in caps, or %NULL for WEIR_VIDEO_FORMAT_UNKNOWN
 */
const gchar *
weir_video_format_to_string (WeirVideoFormat format)
{
  const WeirVideoFormatInfo *info = weir_video_format_get_info (format);

  return info != NULL ? info->name : NULL;
}

/**
 * weir_video_format_from_fourcc:
 * @fourcc: a four-character code, first character in the lowest byte
 *
 * Thread: any
 *
 * Returns: the format with this code, or WEIR_VIDEO_FORMAT_UNKNOWN
 */
WeirVideoFormat
weir_video_format_from_fourcc (guint32 fourcc)
{
  for (guint i = 0; i < G_N_ELEMENTS (fourccs); i++)
    if (fourccs[i].fourcc == fourcc)
      return fourccs[i].format;
  return WEIR_VIDEO_FORMAT_UNKNOWN;
}

/**
 * weir_video_format_to_fourcc:
 * @format: a format
 *
 * Thread: any
 *
 * Returns: the format's four-character code, first character in the lowest byte; 0 if it has none
 */
guint32
weir_video_format_to_fourcc (WeirVideoFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (fourccs); i++)
    if (fourccs[i].format == format)
      return fourccs[i].fourcc;
  return 0;
}

/**
 * weir_video_formats_raw:
 * @len: (out): number of formats
 *
 * All raw formats that Weir knows, in the order of their numbers.
 *
 * Thread: any
 *
 * Returns: (transfer none) (array length=len): the formats
 */
const WeirVideoFormat *
weir_video_formats_raw (guint *len)
{
  static WeirVideoFormat formats[WEIR_VIDEO_FORMAT_LAST];
  static gsize n_formats = 0;

  g_return_val_if_fail (len != NULL, NULL);

  if (g_once_init_enter (&n_formats)) {
    gsize n = 0;

    for (guint i = WEIR_VIDEO_FORMAT_ENCODED + 1; i < WEIR_VIDEO_FORMAT_LAST; i++)
      if (weir_video_format_table[i].name != NULL)
        formats[n++] = (WeirVideoFormat) i;
    g_once_init_leave (&n_formats, n);
  }
  *len = (guint) n_formats;
  return formats;
}
