/* SPDX-License-Identifier: MIT */
#include "pattern-points.h"
#include "plugins/sources/test-pattern.h"

#include <stdlib.h>
#include <string.h>

#define TOLERANCE 2

/* A picture with guards around it. */
typedef struct {
  WeirVideoInfo info;
  guint8 *memory; /* (owned) */
} Picture;

static void
picture_init (Picture *p, WeirVideoFormat format, guint width, guint height)
{
  g_assert_true (weir_video_info_set_format (&p->info, format, width, height));
  p->memory = g_malloc (p->info.size + 64);
  memset (p->memory, 0xa5, p->info.size + 64);
}

static void
picture_clear (Picture *p)
{
  for (guint i = 0; i < 64; i++)
    g_assert_cmphex (p->memory[p->info.size + i], ==, 0xa5);
  g_free (p->memory);
}

static void
paint (Picture *p, const WeirTestPatternParams *params, guint64 frame_number)
{
  WeirTestPatternFrame frame = { .info = &p->info };

  for (guint k = 0; k < WEIR_VIDEO_MAX_PLANES; k++) {
    frame.data[k] = p->memory + p->info.offset[k];
    frame.stride[k] = p->info.stride[k];
  }
  weir_test_pattern_paint (params, &frame, frame_number);
}

static WeirTestPatternKind
by_nick (const char *nick)
{
  for (guint i = 0; i < WEIR_TEST_PATTERN_COUNT; i++)
    if (strcmp (weir_test_pattern_get_nick (i), nick) == 0)
      return (WeirTestPatternKind) i;
  g_error ("no pattern %s", nick);
}

static void
set_prop (WeirTestPatternParams *p, const char *name, const char *value)
{
  const struct {
    const char *name;
    gint *field;
  } ints[] = {
    { "k0", &p->k0 },
    { "kx", &p->kx },
    { "ky", &p->ky },
    { "kt", &p->kt },
    { "kxt", &p->kxt },
    { "kyt", &p->kyt },
    { "kxy", &p->kxy },
    { "kx2", &p->kx2 },
    { "ky2", &p->ky2 },
    { "kt2", &p->kt2 },
    { "xoffset", &p->xoffset },
    { "yoffset", &p->yoffset },
    { "horizontal-speed", &p->horizontal_speed },
  };

  if (strcmp (name, "foreground-color") == 0)
    p->foreground_color = (guint) g_ascii_strtoull (value, NULL, 0);
  else if (strcmp (name, "background-color") == 0)
    p->background_color = (guint) g_ascii_strtoull (value, NULL, 0);
  else if (strcmp (name, "flip") == 0)
    p->flip = strcmp (value, "true") == 0;
  else if (strcmp (name, "motion") == 0)
    p->motion = strcmp (value, "sweep") == 0    ? WEIR_TEST_MOTION_SWEEP
                : strcmp (value, "hsweep") == 0 ? WEIR_TEST_MOTION_HSWEEP
                                                : WEIR_TEST_MOTION_WAVY;
  else {
    for (guint i = 0; i < G_N_ELEMENTS (ints); i++) {
      if (strcmp (ints[i].name, name) == 0) {
        *ints[i].field = atoi (value);
        return;
      }
    }
    g_error ("no property %s", name);
  }
}

/* Largest difference of two lists of points. */
static gint
compare_points (const char *expected, const char *made)
{
  gint worst = 0;

  g_assert_cmpuint (strlen (expected), ==, strlen (made));
  for (gsize i = 0; expected[i] != '\0'; i += 2) {
    gint a, b;

    if (expected[i] == ' ')
      i++;
    a = g_ascii_xdigit_value (expected[i]) * 16 + g_ascii_xdigit_value (expected[i + 1]);
    b = g_ascii_xdigit_value (made[i]) * 16 + g_ascii_xdigit_value (made[i + 1]);
    worst = MAX (worst, ABS (a - b));
  }
  return worst;
}

static void
check_line (char *line)
{
  g_auto (GStrv) f = g_strsplit (line, "\t", -1);
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  g_autofree char *made = NULL;
  Picture picture;
  gint worst;

  g_assert_cmpuint (g_strv_length (f), ==, 7);
  params.pattern = by_nick (f[0]);
  if (strcmp (f[1], "-") != 0) {
    g_auto (GStrv) props = g_strsplit (f[1], " ", -1);

    for (guint i = 0; props[i] != NULL; i++) {
      char *value = strchr (props[i], '=');

      *value = '\0';
      set_prop (&params, props[i], value + 1);
    }
  }
  picture_init (&picture, weir_video_format_from_string (f[3]), (guint) atoi (f[4]),
                (guint) atoi (f[5]));
  paint (&picture, &params, (guint64) atoi (f[2]));
  made = pattern_points_read (&picture.info, picture.memory);
  worst = compare_points (f[6], made);
  if (worst > TOLERANCE) {
    g_test_message ("off by %d: %s", worst, line);
    g_test_message ("made: %s", made);
    g_test_fail ();
  }
  picture_clear (&picture);
}

/* What users know: each pattern in each of the common formats, at twenty points. */
static void
test_golden (void)
{
  g_autofree char *path =
    g_build_filename (g_test_get_dir (G_TEST_DIST), "golden", "patterns.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '#' || lines[i][0] == '\0')
      continue;
    check_line (lines[i]);
    n++;
  }
  g_assert_cmpuint (n, >=, 480);
}

/* Every pattern in every format, in sizes down to a pixel, stays within its memory. */
static void
test_sizes (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 2, 3 }, { 5, 4 }, { 17, 9 }, { 48, 50 } };
  guint n;
  const WeirVideoFormat *formats = weir_video_formats_raw (&n);

  for (guint i = 0; i < n; i++) {
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
      for (guint k = 0; k < WEIR_TEST_PATTERN_COUNT; k++) {
        WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
        Picture picture;

        params.pattern = (WeirTestPatternKind) k;
        params.horizontal_speed = k % 2 == 0 ? 0 : -3;
        params.motion = (WeirTestMotion) (s % 3);
        picture_init (&picture, formats[i], sizes[s][0], sizes[s][1]);
        paint (&picture, &params, 5 + s);
        picture_clear (&picture);
      }
    }
  }
}

/* The fast ways into 8-bit luma planes give what the general way gives. */
static void
test_fast_paths (void)
{
  static const WeirTestPatternKind kinds[] = { WEIR_TEST_PATTERN_BALL, WEIR_TEST_PATTERN_ZONE_PLATE,
                                               WEIR_TEST_PATTERN_SPOKES, WEIR_TEST_PATTERN_BAR,
                                               WEIR_TEST_PATTERN_BLINK };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    for (gint speed = 0; speed < 8; speed += 7) {
      WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
      Picture fast, slow;

      params.pattern = kinds[i];
      params.kx2 = 15;
      params.ky2 = 11;
      params.horizontal_speed = speed;
      picture_init (&fast, WEIR_VIDEO_FORMAT_I420, 160, 96);
      picture_init (&slow, WEIR_VIDEO_FORMAT_AYUV, 160, 96);
      paint (&fast, &params, 31);
      paint (&slow, &params, 31);
      for (guint k = 0; k < 160 * 96; k++)
        g_assert_cmphex (fast.memory[k], ==, slow.memory[4 * k + 1]);
      picture_clear (&fast);
      picture_clear (&slow);
    }
  }
}

static void
test_snow (void)
{
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  Picture a, b;
  guint histogram[256] = { 0 };
  gdouble sum = 0, together = 0, squares = 0;
  const guint n = 320 * 240;

  params.pattern = WEIR_TEST_PATTERN_SNOW;
  picture_init (&a, WEIR_VIDEO_FORMAT_I420, 320, 240);
  picture_init (&b, WEIR_VIDEO_FORMAT_I420, 320, 240);
  paint (&a, &params, 3);
  paint (&b, &params, 3);
  g_assert_cmpmem (a.memory, a.info.size, b.memory, b.info.size);
  paint (&b, &params, 4);
  for (guint i = 0; i < n; i++) {
    gdouble u = a.memory[i] - 125.5, v = b.memory[i] - 125.5;

    histogram[a.memory[i]]++;
    sum += a.memory[i];
    together += u * v;
    squares += u * u;
  }
  for (guint i = 0; i < 256; i++)
    g_assert_cmpint (histogram[i] > n / 2000, ==, i >= 16 && i <= 235);
  g_assert_cmpfloat_with_epsilon (sum / n, 125.5, 1.5);
  /* as a flat distribution over 220 values has it */
  g_assert_cmpfloat_with_epsilon (squares / n, 220.0 * 220 / 12, 150);
  /* one frame tells nothing of the next */
  g_assert_cmpfloat_with_epsilon (together / squares, 0, 0.02);
  params.seed = 1;
  paint (&b, &params, 3);
  g_assert_cmpint (memcmp (a.memory, b.memory, n), !=, 0);
  for (gsize i = n; i < a.info.size; i++)
    g_assert_cmphex (a.memory[i], ==, 128);
  picture_clear (&a);
  picture_clear (&b);
}

/* Noise is in its corner and nowhere else. */
static void
test_smpte_noise (void)
{
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  static const WeirVideoFormat formats[] = { WEIR_VIDEO_FORMAT_I420, WEIR_VIDEO_FORMAT_BGRX };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
    Picture a, b;
    guint differ = 0;
    gint bytes = formats[f] == WEIR_VIDEO_FORMAT_I420 ? 1 : 4;

    picture_init (&a, formats[f], 320, 240);
    picture_init (&b, formats[f], 320, 240);
    paint (&a, &params, 0);
    paint (&b, &params, 1);
    for (gint y = 0; y < 240; y++)
      for (gint x = 0; x < 320; x++) {
        gboolean same = a.memory[(y * 320 + x) * bytes] == b.memory[(y * 320 + x) * bytes];

        if (x < 240 || y < 180)
          g_assert_true (same);
        else
          differ += !same;
      }
    g_assert_cmpuint (differ, >, 80 * 60 * 9 / 10);
    picture_clear (&a);
    picture_clear (&b);
  }
}

static void
test_is_static (void)
{
  for (guint k = 0; k < WEIR_TEST_PATTERN_COUNT; k++) {
    WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
    Picture a, b;
    gboolean same;

    params.pattern = (WeirTestPatternKind) k;
    picture_init (&a, WEIR_VIDEO_FORMAT_RGB, 64, 48);
    picture_init (&b, WEIR_VIDEO_FORMAT_RGB, 64, 48);
    paint (&a, &params, 0);
    paint (&b, &params, 21);
    same = memcmp (a.memory, b.memory, a.info.size) == 0;
    g_assert_cmpint (weir_test_pattern_is_static (&params), ==, same);
    params.horizontal_speed = 1;
    g_assert_false (weir_test_pattern_is_static (&params));
    picture_clear (&a);
    picture_clear (&b);
  }
  g_assert_null (weir_test_pattern_get_nick (WEIR_TEST_PATTERN_COUNT));
}

/* By time, the ball goes round in a second, whatever the number of frames. */
static void
test_animation_by_time (void)
{
  WeirTestPatternParams params = WEIR_TEST_PATTERN_PARAMS_INIT;
  WeirTestPatternMoment first = { 0, 250000000 }, later = { 77, 250000000 };
  g_autoptr (WeirTestPainter) painter = NULL;
  Picture a, b;

  params.pattern = WEIR_TEST_PATTERN_BALL;
  params.animation_mode = WEIR_TEST_ANIMATION_RUNNING_TIME;
  picture_init (&a, WEIR_VIDEO_FORMAT_GRAY8, 320, 240);
  picture_init (&b, WEIR_VIDEO_FORMAT_GRAY8, 320, 240);
  painter = weir_test_painter_new (&a.info);
  weir_test_painter_paint (painter, &params, &first, &a.memory, a.info.stride);
  weir_test_painter_paint (painter, &params, &later, &b.memory, b.info.stride);
  g_assert_cmpmem (a.memory, a.info.size, b.memory, b.info.size);
  /* a quarter of a round: at the right edge */
  g_assert_cmpuint (a.memory[209 * 320 + 300], ==, 235);
  g_assert_cmpuint (a.memory[209 * 320 + 160], ==, 16);
  picture_clear (&a);
  picture_clear (&b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugins/test-pattern/golden", test_golden);
  g_test_add_func ("/plugins/test-pattern/sizes", test_sizes);
  g_test_add_func ("/plugins/test-pattern/fast-paths", test_fast_paths);
  g_test_add_func ("/plugins/test-pattern/snow", test_snow);
  g_test_add_func ("/plugins/test-pattern/smpte-noise", test_smpte_noise);
  g_test_add_func ("/plugins/test-pattern/is-static", test_is_static);
  g_test_add_func ("/plugins/test-pattern/animation-by-time", test_animation_by_time);
  return g_test_run ();
}
