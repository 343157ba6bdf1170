/* SPDX-License-Identifier: MIT */
/* Segments: both ways of time, both directions, clipping and seeks. */
#include <weir/data/segment.h>

#define T WEIR_FORMAT_TIME
#define NONE ((guint64) -1)

static void
assert_running (const WeirSegment *segment, guint64 position, gint sign, guint64 expected)
{
  guint64 time = 0;
  g_assert_cmpint (weir_segment_to_running_time_full (segment, T, position, &time), ==, sign);
  if (sign != 0)
    g_assert_cmpuint (time, ==, expected);
}

static void
assert_stream (const WeirSegment *segment, guint64 position, gint sign, guint64 expected)
{
  guint64 time = 0;
  g_assert_cmpint (weir_segment_to_stream_time_full (segment, T, position, &time), ==, sign);
  if (sign != 0)
    g_assert_cmpuint (time, ==, expected);
}

static void
test_init (void)
{
  WeirSegment segment, copy;
  weir_segment_init (&segment, T);
  g_assert_cmpfloat (segment.rate, ==, 1.0);
  g_assert_cmpfloat (segment.applied_rate, ==, 1.0);
  g_assert_cmpuint (segment.start, ==, 0);
  g_assert_cmpuint (segment.stop, ==, NONE);
  g_assert_cmpuint (segment.duration, ==, NONE);
  weir_segment_copy_into (&segment, &copy);
  g_assert_true (weir_segment_is_equal (&segment, &copy));
  copy.base++;
  g_assert_false (weir_segment_is_equal (&segment, &copy));
  g_autoptr (WeirSegment) boxed = g_boxed_copy (WEIR_TYPE_SEGMENT, &copy);
  g_assert_true (weir_segment_is_equal (boxed, &copy));
}

static void
test_forward (void)
{
  WeirSegment segment;
  weir_segment_init (&segment, T);
  segment.start = 100;
  segment.stop = 200;
  segment.time = 1000;
  segment.base = 50;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 100), ==, 50);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 200), ==, 150);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 99), ==, NONE);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 201), ==, NONE);
  assert_running (&segment, 90, 1, 40);
  assert_running (&segment, 40, -1, 10);
  assert_running (&segment, NONE, 0, 0);
  g_assert_cmpuint (weir_segment_to_stream_time (&segment, T, 150), ==, 1050);
  g_assert_cmpuint (weir_segment_position_from_running_time (&segment, T, 60), ==, 110);
  g_assert_cmpuint (weir_segment_position_from_running_time (&segment, T, 151), ==, NONE);
  g_assert_cmpuint (weir_segment_position_from_stream_time (&segment, T, 1010), ==, 110);
  g_assert_cmpuint (weir_segment_to_position (&segment, T, 60), ==, 110);
  guint64 position;
  g_assert_cmpint (weir_segment_position_from_stream_time_full (&segment, T, 800, &position), ==,
                   -1);
  g_assert_cmpuint (position, ==, 100);

  segment.rate = 2.0;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 200), ==, 100);
  g_assert_cmpuint (weir_segment_position_from_running_time (&segment, T, 60), ==, 120);
  segment.rate = 0.5;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 200), ==, 250);
  segment.rate = 1.0;
  segment.applied_rate = 2.0;
  assert_stream (&segment, 150, 1, 1100);
  segment.offset = 10;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 110), ==, 50);
}

static void
test_backward (void)
{
  WeirSegment segment;
  weir_segment_init (&segment, T);
  segment.rate = -1.0;
  segment.start = 100;
  segment.stop = 200;
  segment.time = 100;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 200), ==, 0);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 100), ==, 100);
  assert_running (&segment, 210, -1, 10);
  g_assert_cmpuint (weir_segment_to_stream_time (&segment, T, 150), ==, 150);
  g_assert_cmpuint (weir_segment_position_from_running_time (&segment, T, 30), ==, 170);
  segment.rate = -2.0;
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 100), ==, 50);
  segment.applied_rate = -1.0;
  assert_stream (&segment, 150, 1, 150);
  assert_stream (&segment, 350, -1, 50);
  segment.stop = NONE;
  assert_running (&segment, 150, 0, 0);
  assert_stream (&segment, 150, 0, 0);
}

/* The whole range of positions: no wrap-around. */
static void
test_wide (void)
{
  WeirSegment segment;
  weir_segment_init (&segment, T);
  segment.start = G_MAXUINT64 - 100;
  assert_running (&segment, G_MAXUINT64 - 50, 1, 50);
  assert_running (&segment, 0, -1, G_MAXUINT64 - 100);
}

static void
test_clip (void)
{
  WeirSegment segment;
  weir_segment_init (&segment, WEIR_FORMAT_BYTES);
  segment.start = 100;
  segment.stop = 200;
  static const struct {
    guint64 start, stop;
    gboolean inside;
    guint64 clip_start, clip_stop;
  } cases[] = {
    { 0, 50, FALSE, 0, 0 },         { 0, 100, FALSE, 0, 0 },      { 0, 101, TRUE, 100, 101 },
    { 100, 100, TRUE, 100, 100 },   { 150, 160, TRUE, 150, 160 }, { 150, 300, TRUE, 150, 200 },
    { 200, 300, FALSE, 0, 0 },      { 200, 200, FALSE, 0, 0 },    { 50, NONE, TRUE, 100, 200 },
    { NONE, 150, TRUE, NONE, 150 }, { NONE, 50, FALSE, 0, 0 },    { 50, 300, TRUE, 100, 200 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint64 start = 7, stop = 7;
    g_assert_cmpint (
      weir_segment_clip (&segment, WEIR_FORMAT_BYTES, cases[i].start, cases[i].stop, &start, &stop),
      ==, cases[i].inside);
    if (cases[i].inside) {
      g_assert_cmpuint (start, ==, cases[i].clip_start);
      g_assert_cmpuint (stop, ==, cases[i].clip_stop);
    }
  }
}

static void
test_seek (void)
{
  WeirSegment segment;
  gboolean update;
  weir_segment_init (&segment, T);
  segment.duration = 1000;
  g_assert_true (
    weir_segment_do_seek (&segment, 1.0, T, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_ACCURATE,
                          WEIR_SEEK_TYPE_SET, 300, WEIR_SEEK_TYPE_NONE, NONE, &update));
  g_assert_true (update);
  g_assert_cmpuint (segment.flags, ==, WEIR_SEGMENT_FLAG_RESET);
  g_assert_cmpuint (segment.start, ==, 300);
  g_assert_cmpuint (segment.time, ==, 300);
  g_assert_cmpuint (segment.position, ==, 300);
  g_assert_cmpuint (segment.base, ==, 0);

  /* Without flush running time goes on. */
  segment.position = 400;
  g_assert_true (weir_segment_do_seek (&segment, 2.0, T, WEIR_SEEK_FLAG_SEGMENT, WEIR_SEEK_TYPE_SET,
                                       600, WEIR_SEEK_TYPE_END, (guint64) -100, &update));
  g_assert_cmpuint (segment.base, ==, 100);
  g_assert_cmpuint (segment.stop, ==, 900);
  g_assert_cmpuint (segment.flags, ==, WEIR_SEGMENT_FLAG_SEGMENT);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 600), ==, 100);

  /* Only the speed: the position stays, and is where running time goes on. */
  segment.position = 700;
  g_assert_true (weir_segment_do_seek (&segment, 1.0, T, WEIR_SEEK_FLAG_FLUSH, WEIR_SEEK_TYPE_NONE,
                                       0, WEIR_SEEK_TYPE_NONE, 0, &update));
  g_assert_false (update);
  g_assert_cmpuint (segment.position, ==, 700);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 700), ==, 0);

  /* Backwards one begins at the end. */
  g_assert_true (weir_segment_do_seek (&segment, -1.0, T, WEIR_SEEK_FLAG_FLUSH, WEIR_SEEK_TYPE_SET,
                                       100, WEIR_SEEK_TYPE_SET, 500, &update));
  g_assert_cmpuint (segment.position, ==, 500);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 500), ==, 0);
  g_assert_true (weir_segment_do_seek (&segment, -1.0, T, WEIR_SEEK_FLAG_FLUSH, WEIR_SEEK_TYPE_SET,
                                       0, WEIR_SEEK_TYPE_SET, NONE, &update));
  g_assert_cmpuint (segment.position, ==, 1000);

  WeirSegment before = segment;
  g_assert_false (weir_segment_do_seek (&segment, 1.0, T, WEIR_SEEK_FLAG_NONE, WEIR_SEEK_TYPE_SET,
                                        500, WEIR_SEEK_TYPE_SET, 400, NULL));
  g_assert_true (weir_segment_is_equal (&before, &segment));
}

static void
test_offset (void)
{
  WeirSegment segment;
  weir_segment_init (&segment, T);
  segment.stop = 1000;
  g_assert_true (weir_segment_offset_running_time (&segment, T, 50));
  g_assert_cmpuint (segment.base, ==, 50);
  g_assert_true (weir_segment_offset_running_time (&segment, T, -80));
  g_assert_cmpuint (segment.base, ==, 0);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 30), ==, 0);
  g_assert_false (weir_segment_offset_running_time (&segment, T, -2000));

  weir_segment_init (&segment, T);
  segment.rate = -1.0;
  segment.stop = 1000;
  g_assert_true (weir_segment_offset_running_time (&segment, T, -30));
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 970), ==, 0);

  weir_segment_init (&segment, T);
  segment.stop = 1000;
  g_assert_true (weir_segment_set_running_time (&segment, T, 300));
  g_assert_cmpuint (segment.start, ==, 300);
  g_assert_cmpuint (segment.time, ==, 300);
  g_assert_cmpuint (weir_segment_to_running_time (&segment, T, 300), ==, 300);
  g_assert_false (weir_segment_set_running_time (&segment, T, 2000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/init", test_init);
  g_test_add_func ("/segment/forward", test_forward);
  g_test_add_func ("/segment/backward", test_backward);
  g_test_add_func ("/segment/wide", test_wide);
  g_test_add_func ("/segment/clip", test_clip);
  g_test_add_func ("/segment/seek", test_seek);
  g_test_add_func ("/segment/offset", test_offset);
  return g_test_run ();
}
