/* SPDX-License-Identifier: MIT */
/* Where pictures lie in windows of other shapes. */
#include "plugins/windows/picture-fit.h"

static WeirVideoInfo
picture (guint width, guint height, int par_n, int par_d)
{
  WeirVideoInfo info;

  g_assert_true (weir_video_info_set_format (&info, WEIR_VIDEO_FORMAT_I420, width, height));
  info.par_n = par_n;
  info.par_d = par_d;
  return info;
}

static void
assert_area (WeirArea area, int x, int y, int width, int height)
{
  g_assert_cmpint (area.x, ==, x);
  g_assert_cmpint (area.y, ==, y);
  g_assert_cmpint (area.width, ==, width);
  g_assert_cmpint (area.height, ==, height);
}

static void
test_size (void)
{
  static const struct {
    int width, height, par_n, par_d, seen;
  } cases[] = {
    { 640, 480, 1, 1, 640 }, { 720, 576, 16, 11, 1047 }, { 720, 480, 8, 9, 640 },
    { 320, 240, 2, 1, 640 }, { 1, 1, 1, 3, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WeirVideoInfo info =
      picture ((guint) cases[i].width, (guint) cases[i].height, cases[i].par_n, cases[i].par_d);
    int width, height;

    weir_picture_size (&info, &width, &height);
    g_assert_cmpint (width, ==, cases[i].seen);
    g_assert_cmpint (height, ==, cases[i].height);
  }
}

static void
test_fit (void)
{
  WeirVideoInfo square = picture (320, 240, 1, 1), wide = picture (320, 240, 2, 1);

  assert_area (weir_picture_fit (&square, 320, 240, TRUE), 0, 0, 320, 240);
  assert_area (weir_picture_fit (&square, 640, 480, TRUE), 0, 0, 640, 480);
  assert_area (weir_picture_fit (&square, 640, 240, TRUE), 160, 0, 320, 240);
  assert_area (weir_picture_fit (&square, 320, 480, TRUE), 0, 120, 320, 240);
  assert_area (weir_picture_fit (&wide, 640, 480, TRUE), 0, 120, 640, 240);
  assert_area (weir_picture_fit (&wide, 640, 480, FALSE), 0, 0, 640, 480);
  assert_area (weir_picture_fit (&wide, 1, 1000, TRUE), 0, 499, 1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/windows/picture-fit/size", test_size);
  g_test_add_func ("/windows/picture-fit/fit", test_fit);
  return g_test_run ();
}
