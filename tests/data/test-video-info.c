/* SPDX-License-Identifier: MIT */
#include <weir/data/video-info.h>
#include <weir/data/video-pack.h>

#include <string.h>

/* Lines of a golden table, without comments. */
static GStrv
read_table (const char *name)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "golden", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

static char *
join_ints (const gint *values, guint n)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, "%s%d", i > 0 ? "," : "", values[i]);
  return g_string_free (s, FALSE);
}

static char *
join_sizes (const gsize *values, guint n)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, "%s%" G_GSIZE_FORMAT, i > 0 ? "," : "", values[i]);
  return g_string_free (s, FALSE);
}

static guint
to_uint (const char *s)
{
  return (guint) g_ascii_strtoull (s, NULL, 10);
}

static void
test_layout (void)
{
  g_auto (GStrv) lines = read_table ("video-layout.tsv");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_formats;

  weir_video_formats_raw (&n_formats);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) f = g_strsplit (lines[i], "\t", -1);
    WeirVideoInfo info;
    WeirVideoFormat format;
    g_autofree char *strides = NULL, *offsets = NULL, *size = NULL;

    if (lines[i][0] == '#' || g_strv_length (f) != 6)
      continue;
    format = weir_video_format_from_string (f[0]);
    g_assert_cmpint (format, !=, WEIR_VIDEO_FORMAT_UNKNOWN);
    g_hash_table_add (seen, GINT_TO_POINTER (format));
    g_assert_true (weir_video_info_set_format (&info, format, to_uint (f[1]), to_uint (f[2])));
    strides = join_ints (info.stride, WEIR_VIDEO_INFO_N_PLANES (&info));
    offsets = join_sizes (info.offset, WEIR_VIDEO_INFO_N_PLANES (&info));
    size = g_strdup_printf ("%" G_GSIZE_FORMAT, info.size);
    if (strcmp (strides, f[3]) != 0 || strcmp (offsets, f[4]) != 0 || strcmp (size, f[5]) != 0) {
      g_test_message ("%s: strides %s, offsets %s, size %s", lines[i], strides, offsets, size);
      g_test_fail ();
    }
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_formats);
}

static void
test_align (void)
{
  g_auto (GStrv) lines = read_table ("video-align.tsv");
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) f = g_strsplit (lines[i], "\t", -1);
    g_auto (GStrv) asked = NULL;
    g_autofree char *padding = NULL, *strides = NULL, *offsets = NULL, *sizes = NULL, *size = NULL;
    WeirVideoInfo info;
    WeirVideoAlignment align;
    gsize plane_size[WEIR_VIDEO_MAX_PLANES];

    if (lines[i][0] == '#' || g_strv_length (f) != 9)
      continue;
    n++;
    weir_video_info_set_format (&info, weir_video_format_from_string (f[0]), to_uint (f[1]),
                                to_uint (f[2]));
    asked = g_strsplit (f[3], ",", -1);
    weir_video_alignment_reset (&align);
    align.padding_top = to_uint (asked[0]);
    align.padding_bottom = to_uint (asked[1]);
    align.padding_left = to_uint (asked[2]);
    align.padding_right = to_uint (asked[3]);
    for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
      align.stride_align[p] = to_uint (asked[4]);
    g_assert_true (weir_video_info_align_full (&info, &align, plane_size));
    padding = g_strdup_printf ("%u,%u,%u,%u", align.padding_top, align.padding_bottom,
                               align.padding_left, align.padding_right);
    strides = join_ints (info.stride, WEIR_VIDEO_INFO_N_PLANES (&info));
    offsets = join_sizes (info.offset, WEIR_VIDEO_INFO_N_PLANES (&info));
    sizes = join_sizes (plane_size, WEIR_VIDEO_INFO_N_PLANES (&info));
    size = g_strdup_printf ("%" G_GSIZE_FORMAT, info.size);
    if (strcmp (padding, f[4]) != 0 || strcmp (strides, f[5]) != 0 || strcmp (offsets, f[6]) != 0
        || strcmp (sizes, f[7]) != 0 || strcmp (size, f[8]) != 0) {
      g_test_message ("%s: padding %s strides %s offsets %s planes %s size %s", lines[i], padding,
                      strides, offsets, sizes, size);
      g_test_fail ();
    }
  }
  g_assert_cmpuint (n, ==, 162);
}

#define BASE "video/x-raw, format=(string)I420, width=(int)320, height=(int)240"

static const struct {
  const char *in;
  const char *out; /* NULL: refused */
} caps_cases[] = {
  { BASE, BASE ", interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
               "chroma-site=(string)jpeg, colorimetry=(string)bt601, framerate=(fraction)0/1" },
  { BASE ", framerate=(fraction)30000/1001, interlace-mode=(string)interleaved, "
         "field-order=(string)top-field-first, views=(int)2",
    BASE ", interlace-mode=(string)interleaved, field-order=(string)top-field-first, "
         "pixel-aspect-ratio=(fraction)1/1, chroma-site=(string)jpeg, colorimetry=(string)bt601, "
         "views=(int)2, framerate=(fraction)30000/1001" },
  { BASE ", colorimetry=(string)2:4:16:1",
    BASE ", interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
         "colorimetry=(string)2:4:16:1, framerate=(fraction)0/1" },
  { BASE ", colorimetry=(string)sRGB",
    BASE ", interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
         "chroma-site=(string)jpeg, colorimetry=(string)bt601, framerate=(fraction)0/1" },
  { BASE ", colorimetry=(string)bt709, chroma-site=(string)mpeg2, "
         "pixel-aspect-ratio=(fraction)16/15",
    BASE ", interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)16/15, "
         "chroma-site=(string)mpeg2, colorimetry=(string)bt709, framerate=(fraction)0/1" },
  { BASE ", framerate=(fraction)0/1, max-framerate=(fraction)60/1",
    BASE ", interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
         "chroma-site=(string)jpeg, colorimetry=(string)bt601, framerate=(fraction)0/1, "
         "max-framerate=(fraction)60/1" },
  { "video/x-raw, format=(string)RGB, width=(int)1280, height=(int)720, "
    "colorimetry=(string)bt601",
    "video/x-raw, format=(string)RGB, width=(int)1280, height=(int)720, "
    "interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
    "colorimetry=(string)2:1:16:4, framerate=(fraction)0/1" },
  { "video/x-raw, format=(string)NV12, width=(int)1280, height=(int)720",
    "video/x-raw, format=(string)NV12, width=(int)1280, height=(int)720, "
    "interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
    "chroma-site=(string)mpeg2, colorimetry=(string)bt709, framerate=(fraction)0/1" },
  { "video/x-raw, format=(string)GRAY8, width=(int)8, height=(int)8",
    "video/x-raw, format=(string)GRAY8, width=(int)8, height=(int)8, "
    "interlace-mode=(string)progressive, pixel-aspect-ratio=(fraction)1/1, "
    "colorimetry=(string)1:4:0:0, framerate=(fraction)0/1" },
  { "video/x-raw(format:Interlaced), format=(string)I420, width=(int)320, height=(int)243, "
    "interlace-mode=(string)alternate",
    "video/x-raw(format:Interlaced), format=(string)I420, width=(int)320, height=(int)243, "
    "interlace-mode=(string)alternate, pixel-aspect-ratio=(fraction)1/1, "
    "chroma-site=(string)jpeg, colorimetry=(string)bt601, framerate=(fraction)0/1" },
  { BASE ", interlace-mode=(string)alternate", NULL },
  { "video/x-raw, format=(string)FOO, width=(int)1, height=(int)1", NULL },
  { "video/x-raw, format=(string)I420, width=(int)1", NULL },
  { "video/x-raw, width=(int)1, height=(int)1", NULL },
  { "video/x-raw, format=(string)I420, width=(int)-1, height=(int)1", NULL },
  { "video/x-raw, format=(string)I420, width=(int)100000, height=(int)100000", NULL },
  { "audio/x-raw, format=(string)S16LE", NULL },
};

static void
test_caps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (caps_cases); i++) {
    WeirCaps *in = weir_caps_from_string (caps_cases[i].in);
    WeirVideoInfo info, again;
    gboolean ok;

    g_assert_nonnull (in);
    ok = weir_video_info_from_caps (&info, in);
    g_assert_cmpint (ok, ==, caps_cases[i].out != NULL);
    if (ok) {
      WeirCaps *made = weir_video_info_to_caps (&info);
      g_autofree char *text = weir_caps_to_string (made);

      g_assert_cmpstr (text, ==, caps_cases[i].out);
      g_assert_true (weir_video_info_from_caps (&again, made));
      /* only caps that say `framerate=0/1` mean a variable rate */
      again.flags = info.flags;
      g_assert_true (weir_video_info_is_equal (&info, &again));
      weir_caps_unref (made);
    } else {
      g_assert_cmpint (info.finfo->format, ==, WEIR_VIDEO_FORMAT_UNKNOWN);
    }
    weir_caps_unref (in);
  }
}

/* Interlaced pictures, whole and a field a buffer: half of the lines, rounded up. */
static void
test_fields (void)
{
  WeirVideoInfo info;

  g_auto (GStrv) lines = read_table ("video-interlaced.tsv");

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) f = g_strsplit (lines[i], "\t", -1);
    g_autofree char *strides = NULL, *offsets = NULL, *size = NULL;

    if (lines[i][0] == '#' || g_strv_length (f) != 7)
      continue;
    g_assert_true (weir_video_info_set_interlaced_format (
      &info, weir_video_format_from_string (f[0]), weir_video_interlace_mode_from_string (f[1]),
      to_uint (f[2]), to_uint (f[3])));
    strides = join_ints (info.stride, WEIR_VIDEO_INFO_N_PLANES (&info));
    offsets = join_sizes (info.offset, WEIR_VIDEO_INFO_N_PLANES (&info));
    size = g_strdup_printf ("%" G_GSIZE_FORMAT, info.size);
    if (strcmp (strides, f[4]) != 0 || strcmp (offsets, f[5]) != 0 || strcmp (size, f[6]) != 0) {
      g_test_message ("%s: strides %s, offsets %s, size %s", lines[i], strides, offsets, size);
      g_test_fail ();
    }
  }
  g_assert_true (weir_video_info_set_interlaced_format (
    &info, WEIR_VIDEO_FORMAT_I420, WEIR_VIDEO_INTERLACE_MODE_ALTERNATE, 320, 243));
  g_assert_cmpint (WEIR_VIDEO_INFO_FIELD_HEIGHT (&info), ==, 122);
  g_assert_cmpuint (info.size, ==, 58880);
  g_assert_cmpint (WEIR_VIDEO_INFO_COMP_HEIGHT (&info, 1), ==, 61);
}

static void
test_encoded (void)
{
  WeirCaps *caps = weir_caps_from_string ("image/jpeg, width=(int)640, height=(int)480");
  WeirVideoInfo info;

  g_assert_true (weir_video_info_from_caps (&info, caps));
  g_assert_cmpint (WEIR_VIDEO_INFO_FORMAT (&info), ==, WEIR_VIDEO_FORMAT_ENCODED);
  g_assert_cmpint (info.width, ==, 640);
  g_assert_cmpuint (info.size, ==, 0);
  weir_caps_unref (caps);
}

static void
test_colorimetry (void)
{
  static const struct {
    const char *text;
    WeirVideoColorimetry color;
  } cases[] = {
    { "bt601", { 2, 4, 16, 4 } },     { "bt709", { 2, 3, 5, 1 } },
    { "sRGB", { 1, 1, 7, 1 } },       { "bt2020", { 2, 6, 11, 7 } },
    { "bt2100-pq", { 2, 6, 14, 7 } }, { "2:4:16:1", { 2, 4, 16, 1 } },
    { "1:4:0:0", { 1, 4, 0, 0 } },
  };
  static const char *const wrong[] = { "foo", "", "1:2:3", "2:99:3:1", "5:4:5:1", "1:1:1:1x" };
  WeirVideoColorimetry color;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = NULL;

    g_assert_true (weir_video_colorimetry_from_string (&color, cases[i].text));
    g_assert_true (weir_video_colorimetry_is_equal (&color, &cases[i].color));
    text = weir_video_colorimetry_to_string (&color);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (weir_video_colorimetry_from_string (&color, wrong[i]));
    g_assert_null (weir_video_colorimetry_to_string (&color));
  }
  /* H.273 and back */
  for (guint m = 0; m <= WEIR_VIDEO_COLOR_MATRIX_BT2020; m++)
    g_assert_cmpint (weir_video_color_matrix_from_iso (weir_video_color_matrix_to_iso (m)), ==, m);
  g_assert_cmpint (weir_video_color_matrix_from_iso (5), ==, WEIR_VIDEO_COLOR_MATRIX_BT601);
  g_assert_cmpint (weir_video_transfer_function_from_iso (16), ==, WEIR_VIDEO_TRANSFER_SMPTE2084);
  g_assert_cmpint (weir_video_color_primaries_from_iso (22), ==,
                   WEIR_VIDEO_COLOR_PRIMARIES_EBU3213);
}

static void
test_ranges (void)
{
  gint offset[4], scale[4];

  weir_video_color_range_offsets (WEIR_VIDEO_COLOR_RANGE_16_235,
                                  weir_video_format_get_info (WEIR_VIDEO_FORMAT_I420_10LE), offset,
                                  scale);
  g_assert_cmpint (offset[0], ==, 64);
  g_assert_cmpint (scale[0], ==, 876);
  g_assert_cmpint (offset[1], ==, 512);
  g_assert_cmpint (scale[2], ==, 896);
  g_assert_cmpint (scale[3], ==, 0);
  weir_video_color_range_offsets (WEIR_VIDEO_COLOR_RANGE_0_255,
                                  weir_video_format_get_info (WEIR_VIDEO_FORMAT_AYUV), offset,
                                  scale);
  g_assert_cmpint (offset[0], ==, 0);
  g_assert_cmpint (offset[1], ==, 128);
  g_assert_cmpint (scale[3], ==, 255);
}

static void
test_chroma_site (void)
{
  static const char *const names[] = { "jpeg",
                                       "mpeg2",
                                       "dv",
                                       "cosited",
                                       "v-cosited",
                                       "alt-line",
                                       "h-cosited+alt-line",
                                       "v-cosited+alt-line" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    WeirVideoChromaSite site = weir_video_chroma_site_from_string (names[i]);
    g_autofree char *text = weir_video_chroma_site_to_string (site);

    g_assert_cmpstr (text, ==, names[i]);
  }
  g_assert_cmpint (weir_video_chroma_site_from_string ("none"), ==, WEIR_VIDEO_CHROMA_SITE_JPEG);
  g_assert_cmpint (weir_video_chroma_site_from_string ("foo"), ==, WEIR_VIDEO_CHROMA_SITE_UNKNOWN);
  g_assert_null (weir_video_chroma_site_to_string (WEIR_VIDEO_CHROMA_SITE_UNKNOWN));
}

/* The table is consistent with itself: samples of different components don't share bits. */
static void
test_formats (void)
{
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);

  g_assert_cmpuint (n, >=, 90);
  for (guint i = 0; i < n; i++) {
    const WeirVideoFormatInfo *f = weir_video_format_get_info (formats[i]);

    g_assert_cmpint (f->format, ==, formats[i]);
    g_assert_cmpint (weir_video_format_from_string (f->name), ==, formats[i]);
    g_assert_cmpstr (weir_video_format_to_string (formats[i]), ==, f->name);
    g_assert_nonnull (f->description);
    g_assert_cmpint (WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA (f), ==, f->n_components == 4);
    for (guint c = 0; c < f->n_components; c++)
      g_assert_cmpuint (f->plane[c], <, f->n_planes);
    if (WEIR_VIDEO_FORMAT_INFO_IS_COMPLEX (f) || f->pixel_stride[0] == 0)
      continue;
    for (guint a = 0; a < f->n_components; a++)
      for (guint b = a + 1; b < f->n_components; b++)
        if (f->plane[a] == f->plane[b] && f->poffset[a] == f->poffset[b])
          g_assert_true (f->shift[a] + f->depth[a] <= f->shift[b]
                         || f->shift[b] + f->depth[b] <= f->shift[a]);
  }
  g_assert_null (weir_video_format_get_info ((WeirVideoFormat) 9999));
  g_assert_null (weir_video_format_get_info (WEIR_VIDEO_FORMAT_UNKNOWN));
  g_assert_cmpint (
    weir_video_format_from_fourcc (weir_video_format_to_fourcc (WEIR_VIDEO_FORMAT_NV12)), ==,
    WEIR_VIDEO_FORMAT_NV12);
}

/* What unpack reads of any bytes, pack writes and unpack reads again; nothing beyond the picture is
 * touched. */
static void
test_pack (void)
{
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < n; i++) {
    for (guint width = 1; width <= 17; width += 4) {
      WeirVideoInfo info;
      guint8 *from[4], *to[4];
      guint16 one[4 * 17], two[4 * 17];
      gsize bytes;
      g_autofree guint8 *a = NULL, *b = NULL;

      weir_video_info_set_format (&info, formats[i], width, 4);
      bytes = 4 * width * (info.finfo->bits > 8 ? 2 : 1);
      a = g_malloc (info.size);
      b = g_malloc (info.size + 16);
      for (gsize k = 0; k < info.size; k++)
        a[k] = (guint8) g_rand_int (rand);
      memset (b, 0xa5, info.size + 16);
      for (guint p = 0; p < 4; p++) {
        from[p] = a + info.offset[p];
        to[p] = b + info.offset[p];
      }
      for (gint y = 0; y < 4; y++) {
        weir_video_unpack_line (info.finfo, WEIR_VIDEO_PACK_FLAG_NONE, (const guint8 *const *) from,
                                info.stride, y, (gint) width, one);
        weir_video_pack_line (info.finfo, to, info.stride, y, (gint) width, one);
        weir_video_unpack_line (info.finfo, WEIR_VIDEO_PACK_FLAG_NONE, (const guint8 *const *) to,
                                info.stride, y, (gint) width, two);
        /* UYVP's line may end within the last pair */
        if (formats[i] != WEIR_VIDEO_FORMAT_UYVP)
          g_assert_cmpmem (one, bytes, two, bytes);
        else
          g_assert_cmpmem (one, (width & ~1u) * 8, two, (width & ~1u) * 8);
      }
      for (guint k = 0; k < 16; k++)
        g_assert_cmpuint (b[info.size + k], ==, 0xa5);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/video-info/formats", test_formats);
  g_test_add_func ("/data/video-info/layout", test_layout);
  g_test_add_func ("/data/video-info/align", test_align);
  g_test_add_func ("/data/video-info/caps", test_caps);
  g_test_add_func ("/data/video-info/fields", test_fields);
  g_test_add_func ("/data/video-info/encoded", test_encoded);
  g_test_add_func ("/data/video-info/colorimetry", test_colorimetry);
  g_test_add_func ("/data/video-info/ranges", test_ranges);
  g_test_add_func ("/data/video-info/chroma-site", test_chroma_site);
  g_test_add_func ("/data/video-info/pack", test_pack);
  return g_test_run ();
}
