/* SPDX-License-Identifier: MIT */
#include <weir/base/time.h>

#include <math.h>

static void
test_scale (void)
{
  g_assert_cmpuint (weir_util_uint64_scale (10, 3, 4), ==, 7);
  g_assert_cmpuint (weir_util_uint64_scale_round (10, 3, 4), ==, 8);
  g_assert_cmpuint (weir_util_uint64_scale_ceil (9, 3, 4), ==, 7);
  g_assert_cmpuint (weir_util_uint64_scale_int (48000, WEIR_SECOND / 1000000, 48), ==, 1000000);
  g_assert_cmpuint (weir_util_uint64_scale_int_round (1, 1, 2), ==, 1);
  g_assert_cmpuint (weir_util_uint64_scale_int_ceil (1, 1, 3), ==, 1);
  g_assert_cmpuint (weir_util_uint64_scale (G_MAXUINT64, G_MAXUINT64, G_MAXUINT64), ==,
                    G_MAXUINT64);
  g_assert_cmpuint (weir_util_uint64_scale (G_MAXUINT64 - 1, 7, 7), ==, G_MAXUINT64 - 1);
  g_assert_cmpuint (weir_util_uint64_scale (G_MAXUINT64, 3, 4), ==,
                    G_GUINT64_CONSTANT (13835058055282163711));
  g_assert_cmpuint (weir_util_uint64_scale (G_MAXUINT64, 2, 1), ==, G_MAXUINT64);
  g_assert_cmpuint (weir_util_uint64_scale (5, 0, 3), ==, 0);
}

static void
check_double (double number, int n, int d)
{
  int got_n, got_d;

  weir_util_double_to_fraction (number, &got_n, &got_d);
  g_assert_cmpint (got_n, ==, n);
  g_assert_cmpint (got_d, ==, d);
}

static void
test_double_to_fraction (void)
{
  check_double (0.0, 0, 1);
  check_double (1.0, 1, 1);
  check_double (-0.5, -1, 2);
  check_double (29.97, 2997, 100);
  check_double (30000.0 / 1001.0, 30000, 1001);
  check_double (24000.0 / 1001.0, 24000, 1001);
  check_double (1.0 / 3.0, 1, 3);
  check_double (1e-10, 0, 1);
  check_double (G_MAXINT, G_MAXINT, 1);
  check_double (1e300, G_MAXINT, 1);
  check_double (-INFINITY, -G_MAXINT, 1);
  check_double (NAN, 0, 1);
}

static void
test_fractions (void)
{
  int n, d;
  double number;

  g_assert_true (weir_util_fraction_multiply (2, 3, 3, 4, &n, &d));
  g_assert_cmpint (n, ==, 1);
  g_assert_cmpint (d, ==, 2);
  g_assert_true (weir_util_fraction_multiply (1, -2, 1, 1, &n, &d));
  g_assert_cmpint (n, ==, -1);
  g_assert_cmpint (d, ==, 2);
  g_assert_true (weir_util_fraction_add (1, 2, 1, 3, &n, &d));
  g_assert_cmpint (n, ==, 5);
  g_assert_cmpint (d, ==, 6);
  g_assert_false (weir_util_fraction_multiply (G_MAXINT, 1, 2, 1, &n, &d));
  g_assert_false (weir_util_fraction_add (G_MAXINT, 1, 1, 1, &n, &d));
  g_assert_false (weir_util_fraction_multiply (G_MININT, 1, G_MININT, 1, &n, &d));
  g_assert_cmpint (weir_util_fraction_compare (1, 2, 2, 4), ==, 0);
  g_assert_cmpint (weir_util_fraction_compare (1, 3, 1, 2), ==, -1);
  g_assert_cmpint (weir_util_fraction_compare (1, -3, -1, 2), ==, 1);
  g_assert_cmpint (weir_util_fraction_compare (G_MAXINT, 1, G_MAXINT, 2), ==, 1);
  weir_util_fraction_to_double (1, 4, &number);
  g_assert_cmpfloat (number, ==, 0.25);
  g_assert_cmpint (weir_util_greatest_common_divisor (12, -18), ==, 6);
  g_assert_cmpint (weir_util_greatest_common_divisor (0, 0), ==, 0);
  g_assert_cmpint (weir_util_greatest_common_divisor_int64 (G_MININT64, 6), ==, 2);
}

static void
test_format (void)
{
  g_autofree char *time = NULL, *none = NULL, *negative = NULL;

  time = g_strdup_printf ("%" WEIR_TIME_FORMAT, WEIR_TIME_ARGS (3723 * WEIR_SECOND + 5));
  g_assert_cmpstr (time, ==, "1:02:03.000000005");
  none = g_strdup_printf ("%" WEIR_TIME_FORMAT, WEIR_TIME_ARGS (WEIR_CLOCK_TIME_NONE));
  g_assert_cmpstr (none, ==, "99:99:99.999999999");
  negative = g_strdup_printf ("%" WEIR_STIME_FORMAT, WEIR_STIME_ARGS (-2 * WEIR_SECOND));
  g_assert_cmpstr (negative, ==, "-0:00:02.000000000");
  g_assert_false (WEIR_CLOCK_TIME_IS_VALID (WEIR_CLOCK_TIME_NONE));
  g_assert_cmpint (WEIR_TIME_AS_MSECONDS (5 * WEIR_SECOND), ==, 5000);
  g_assert_cmpint (WEIR_CLOCK_DIFF (5, 3), ==, -2);
}

static void
test_timestamp (void)
{
  WeirClockTime before = weir_util_get_timestamp ();

  g_usleep (1000);
  g_assert_cmpuint (weir_util_get_timestamp () - before, >=, WEIR_MSECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/scale", test_scale);
  g_test_add_func ("/time/double-to-fraction", test_double_to_fraction);
  g_test_add_func ("/time/fractions", test_fractions);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/timestamp", test_timestamp);
  return g_test_run ();
}
