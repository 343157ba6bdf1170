/* SPDX-License-Identifier: MIT */
/* Media time is made of products and quotients that overflow 64 bits (time x rate / scale) and of
 * frame rates that no double holds. Both are done here once, exactly, with 128-bit intermediates. */
#include <weir/base/time.h>

#include <math.h>
#include <time.h>

typedef unsigned __int128 Wide;

static guint64
scale (guint64 val, guint64 num, guint64 denom, guint64 correction)
{
  Wide result;

  if (num == denom)
    return val;
  result = ((Wide) val * num + correction) / denom;
  return result > G_MAXUINT64 ? G_MAXUINT64 : (guint64) result;
}

/**
 * weir_util_uint64_scale:
 * @val: the number to scale
 * @num: the numerator
 * @denom: the denominator, not 0
 *
 * Computes @val * @num / @denom without intermediate overflow, rounded down.
 *
 * Thread: any
 *
 * Returns: the result, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale (guint64 val, guint64 num, guint64 denom)
{
  g_return_val_if_fail (denom != 0, G_MAXUINT64);
  return scale (val, num, denom, 0);
}

/**
 * weir_util_uint64_scale_round:
 * @val: the number to scale
 * @num: the numerator
 * @denom: the denominator, not 0
 *
 * Computes @val * @num / @denom without intermediate overflow, rounded to the nearest number.
 *
 * Thread: any
 *
 * Returns: the result, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale_round (guint64 val, guint64 num, guint64 denom)
{
  g_return_val_if_fail (denom != 0, G_MAXUINT64);
  return scale (val, num, denom, denom / 2);
}

/**
 * weir_util_uint64_scale_ceil:
 * @val: the number to scale
 * @num: the numerator
 * @denom: the denominator, not 0
 *
 * Computes @val * @num / @denom without intermediate overflow, rounded up.
 *
 * Thread: any
 *
 * Returns: the result, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale_ceil (guint64 val, guint64 num, guint64 denom)
{
  g_return_val_if_fail (denom != 0, G_MAXUINT64);
  return scale (val, num, denom, denom - 1);
}

/**
 * weir_util_uint64_scale_int:
 * @val: the number to scale
 * @num: the numerator, not negative
 * @denom: the denominator, positive
 *
 * As weir_util_uint64_scale(), for a fraction of two ints.
 *
 * Thread: any
 *
 * Returns: the result, rounded down, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale_int (guint64 val, int num, int denom)
{
  g_return_val_if_fail (num >= 0 && denom > 0, G_MAXUINT64);
  return scale (val, num, denom, 0);
}

/**
 * weir_util_uint64_scale_int_round:
 * @val: the number to scale
 * @num: the numerator, not negative
 * @denom: the denominator, positive
 *
 * As weir_util_uint64_scale_round(), for a fraction of two ints.
 *
 * Thread: any
 *
 * Returns: the result, rounded to the nearest number, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale_int_round (guint64 val, int num, int denom)
{
  g_return_val_if_fail (num >= 0 && denom > 0, G_MAXUINT64);
  return scale (val, num, denom, (guint64) denom / 2);
}

/**
 * weir_util_uint64_scale_int_ceil:
 * @val: the number to scale
 * @num: the numerator, not negative
 * @denom: the denominator, positive
 *
 * As weir_util_uint64_scale_ceil(), for a fraction of two ints.
 *
 * Thread: any
 *
 * Returns: the result, rounded up, or %G_MAXUINT64 if it doesn't fit
 */
guint64
weir_util_uint64_scale_int_ceil (guint64 val, int num, int denom)
{
  g_return_val_if_fail (num >= 0 && denom > 0, G_MAXUINT64);
  return scale (val, num, denom, (guint64) denom - 1);
}

/**
 * weir_util_greatest_common_divisor_int64:
 * @a: a number
 * @b: a number
 *
 * Thread: any
 *
 * Returns: the greatest number that divides both, never negative; 0 if both are 0
 */
gint64
weir_util_greatest_common_divisor_int64 (gint64 a, gint64 b)
{
  guint64 x = a < 0 ? 0 - (guint64) a : (guint64) a;
  guint64 y = b < 0 ? 0 - (guint64) b : (guint64) b;

  while (y != 0) {
    guint64 rest = x % y;
    x = y;
    y = rest;
  }
  return x > G_MAXINT64 ? G_MAXINT64 : (gint64) x;
}

/**
 * weir_util_greatest_common_divisor:
 * @a: a number
 * @b: a number
 *
 * Thread: any
 *
 * Returns: the greatest number that divides both, never negative; 0 if both are 0
 */
int
weir_util_greatest_common_divisor (int a, int b)
{
  gint64 divisor = weir_util_greatest_common_divisor_int64 (a, b);
  return divisor > G_MAXINT ? G_MAXINT : (int) divisor;
}

/**
 * weir_util_fraction_to_double:
 * @src_n: the numerator
 * @src_d: the denominator, not 0
 * @dest: (out): the quotient
 *
 * Turns a fraction into the nearest double.
 *
 * Thread: any
 */
void
weir_util_fraction_to_double (int src_n, int src_d, double *dest)
{
  g_return_if_fail (dest != NULL);
  g_return_if_fail (src_d != 0);
  *dest = (double) src_n / (double) src_d;
}

/**
 * weir_util_double_to_fraction:
 * @src: a number
 * @dest_n: (out): the numerator
 * @dest_d: (out): the denominator, positive
 *
 * Finds the simplest fraction that agrees with @src to about ten digits (the continued fraction is
 * cut where the next term would leave the range of int). What is too large gives
 * %G_MAXINT / 1, infinities likewise, and not-a-number 0 / 1.
 *
 * Thread: any
 */
void
weir_util_double_to_fraction (double src, int *dest_n, int *dest_d)
{
  gint64 n = 1, d = 0, n_before = 0, d_before = 1;
  double rest = fabs (src), magnitude = rest;
  gboolean negative = src < 0.0;

  g_return_if_fail (dest_n != NULL && dest_d != NULL);

  if (isnan (src) || magnitude >= G_MAXINT) {
    *dest_n = isnan (src) ? 0 : negative ? -G_MAXINT : G_MAXINT;
    *dest_d = 1;
    return;
  }
  for (int i = 0; i < 64; i++) {
    double term = floor (rest);
    gint64 next_n, next_d;

    if (term > G_MAXINT)
      break;
    next_n = (gint64) term * n + n_before;
    next_d = (gint64) term * d + d_before;
    if (next_n > G_MAXINT || next_d > G_MAXINT)
      break;
    n_before = n;
    d_before = d;
    n = next_n;
    d = next_d;
    if (rest - term < 1e-12 || fabs ((double) n / (double) d - magnitude) <= magnitude * 1e-11)
      break;
    rest = 1.0 / (rest - term);
  }
  *dest_n = (int) (negative ? -n : n);
  *dest_d = (int) d;
}

/* Reduces n/d and stores it; FALSE if it doesn't fit into ints. */
static gboolean
store_fraction (gint64 n, gint64 d, int *res_n, int *res_d)
{
  gint64 divisor = weir_util_greatest_common_divisor_int64 (n, d);

  if (divisor > 1) {
    n /= divisor;
    d /= divisor;
  }
  if (d < 0) {
    n = -n;
    d = -d;
  }
  if (n > G_MAXINT || n < -G_MAXINT || d > G_MAXINT)
    return FALSE;
  *res_n = (int) n;
  *res_d = (int) d;
  return TRUE;
}

/**
 * weir_util_fraction_multiply:
 * @a_n: numerator of the first factor
 * @a_d: its denominator, not 0
 * @b_n: numerator of the second factor
 * @b_d: its denominator, not 0
 * @res_n: (out): numerator of the product
 * @res_d: (out): its denominator, positive
 *
 * Multiplies two fractions; the result is in lowest terms.
 *
 * Thread: any
 *
 * Returns: %FALSE if the product doesn't fit into ints, with the results untouched
 */
gboolean
weir_util_fraction_multiply (int a_n, int a_d, int b_n, int b_d, int *res_n, int *res_d)
{
  g_return_val_if_fail (res_n != NULL && res_d != NULL, FALSE);
  g_return_val_if_fail (a_d != 0 && b_d != 0, FALSE);
  return store_fraction ((gint64) a_n * b_n, (gint64) a_d * b_d, res_n, res_d);
}

/**
 * weir_util_fraction_add:
 * @a_n: numerator of the first term
 * @a_d: its denominator, not 0
 * @b_n: numerator of the second term
 * @b_d: its denominator, not 0
 * @res_n: (out): numerator of the sum
 * @res_d: (out): its denominator, positive
 *
 * Adds two fractions; the result is in lowest terms.
 *
 * Thread: any
 *
 * Returns: %FALSE if the sum doesn't fit into ints, with the results untouched
 */
gboolean
weir_util_fraction_add (int a_n, int a_d, int b_n, int b_d, int *res_n, int *res_d)
{
  gint64 sum;

  g_return_val_if_fail (res_n != NULL && res_d != NULL, FALSE);
  g_return_val_if_fail (a_d != 0 && b_d != 0, FALSE);
  if (__builtin_add_overflow ((gint64) a_n * b_d, (gint64) b_n * a_d, &sum))
    return FALSE;
  return store_fraction (sum, (gint64) a_d * b_d, res_n, res_d);
}

/**
 * weir_util_fraction_compare:
 * @a_n: numerator of the first fraction
 * @a_d: its denominator, not 0
 * @b_n: numerator of the second fraction
 * @b_d: its denominator, not 0
 *
 * Thread: any
 *
 * Returns: -1 if the first is smaller, 0 if they are equal, 1 if it is larger
 */
int
weir_util_fraction_compare (int a_n, int a_d, int b_n, int b_d)
{
  gint64 left = (gint64) a_n * b_d, right = (gint64) b_n * a_d;

  g_return_val_if_fail (a_d != 0 && b_d != 0, 0);
  if ((a_d < 0) != (b_d < 0)) {
    gint64 swap = left;
    left = right;
    right = swap;
  }
  return (left > right) - (left < right);
}

/**
 * weir_util_get_timestamp:
 *
 * Reads the monotonic clock of the system. Elements take their time from the engine instead, so
 * that they can be simulated.
 *
 * Thread: any
 *
 * Returns: nanoseconds since an arbitrary moment
 */
WeirClockTime
weir_util_get_timestamp (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (WeirClockTime) now.tv_sec * WEIR_SECOND + (WeirClockTime) now.tv_nsec;
}
