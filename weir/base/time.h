/* SPDX-License-Identifier: MIT */
/* Time in nanoseconds, exact scaling of 64-bit numbers, and arithmetic on fractions. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirClockTime:
 *
 * A point in time or a span, in nanoseconds; %WEIR_CLOCK_TIME_NONE stands for "not known".
 */
typedef guint64 WeirClockTime;

/**
 * WeirClockTimeDiff:
 *
 * A signed difference of two times, in nanoseconds; %WEIR_CLOCK_STIME_NONE stands for "not known".
 */
typedef gint64 WeirClockTimeDiff;

#define WEIR_TYPE_CLOCK_TIME G_TYPE_UINT64

/**
 * WEIR_CLOCK_TIME_NONE: (value 18446744073709551615) (type WeirClockTime)
 *
 * A time that is not known.
 */
#define WEIR_CLOCK_TIME_NONE ((WeirClockTime) -1)

/**
 * WEIR_CLOCK_STIME_NONE: (value -9223372036854775808) (type WeirClockTimeDiff)
 *
 * A difference of times that is not known.
 */
#define WEIR_CLOCK_STIME_NONE ((WeirClockTimeDiff) (-G_GINT64_CONSTANT (9223372036854775807) - 1))

#define WEIR_CLOCK_TIME_IS_VALID(time) (((WeirClockTime) (time)) != WEIR_CLOCK_TIME_NONE)
#define WEIR_CLOCK_STIME_IS_VALID(time) (((WeirClockTimeDiff) (time)) != WEIR_CLOCK_STIME_NONE)
#define WEIR_CLOCK_DIFF(start, end) ((WeirClockTimeDiff) ((end) - (start)))

/* The casts keep the constants 64 bits wide and signed, so that products with ints don't wrap. */
/**
 * WEIR_SECOND: (value 1000000000) (type WeirClockTimeDiff)
 *
 * One second, in nanoseconds.
 */
#define WEIR_SECOND ((WeirClockTimeDiff) (G_USEC_PER_SEC * G_GINT64_CONSTANT (1000)))

/**
 * WEIR_MSECOND: (value 1000000) (type WeirClockTimeDiff)
 *
 * One millisecond, in nanoseconds.
 */
#define WEIR_MSECOND ((WeirClockTimeDiff) (WEIR_SECOND / G_GINT64_CONSTANT (1000)))

/**
 * WEIR_USECOND: (value 1000) (type WeirClockTimeDiff)
 *
 * One microsecond, in nanoseconds.
 */
#define WEIR_USECOND ((WeirClockTimeDiff) (WEIR_SECOND / G_GINT64_CONSTANT (1000000)))

/**
 * WEIR_NSECOND: (value 1) (type WeirClockTimeDiff)
 *
 * One nanosecond, in nanoseconds.
 */
#define WEIR_NSECOND ((WeirClockTimeDiff) (WEIR_SECOND / G_GINT64_CONSTANT (1000000000)))

#define WEIR_TIME_AS_SECONDS(time) ((time) / WEIR_SECOND)
#define WEIR_TIME_AS_MSECONDS(time) ((time) / G_GINT64_CONSTANT (1000000))
#define WEIR_TIME_AS_USECONDS(time) ((time) / G_GINT64_CONSTANT (1000))
#define WEIR_TIME_AS_NSECONDS(time) (time)

/* printf format and arguments that show a time as h:mm:ss.nnnnnnnnn (all nines when not valid). */
#define WEIR_TIME_FORMAT "u:%02u:%02u.%09u"
#define WEIR_TIME_ARGS(t)                                                                          \
  WEIR_CLOCK_TIME_IS_VALID (t) ? (guint) (((WeirClockTime) (t)) / (WEIR_SECOND * 60 * 60)) : 99,   \
    WEIR_CLOCK_TIME_IS_VALID (t) ? (guint) ((((WeirClockTime) (t)) / (WEIR_SECOND * 60)) % 60)     \
                                 : 99,                                                             \
    WEIR_CLOCK_TIME_IS_VALID (t) ? (guint) ((((WeirClockTime) (t)) / WEIR_SECOND) % 60) : 99,      \
    WEIR_CLOCK_TIME_IS_VALID (t) ? (guint) (((WeirClockTime) (t)) % WEIR_SECOND) : 999999999

/* The same for signed differences, with a sign in front. */
#define WEIR_STIME_FORMAT "c%" WEIR_TIME_FORMAT
#define WEIR_STIME_ARGS(t)                                                                         \
  ((t) == WEIR_CLOCK_STIME_NONE || (t) >= 0) ? '+' : '-',                                          \
    WEIR_TIME_ARGS ((t) == WEIR_CLOCK_STIME_NONE ? WEIR_CLOCK_TIME_NONE                            \
                    : (t) < 0                    ? (WeirClockTime) (0 - (guint64) (t))             \
                                                 : (WeirClockTime) (t))

WEIR_API guint64 weir_util_uint64_scale (guint64 val, guint64 num, guint64 denom);
WEIR_API guint64 weir_util_uint64_scale_round (guint64 val, guint64 num, guint64 denom);
WEIR_API guint64 weir_util_uint64_scale_ceil (guint64 val, guint64 num, guint64 denom);
WEIR_API guint64 weir_util_uint64_scale_int (guint64 val, int num, int denom);
WEIR_API guint64 weir_util_uint64_scale_int_round (guint64 val, int num, int denom);
WEIR_API guint64 weir_util_uint64_scale_int_ceil (guint64 val, int num, int denom);

WEIR_API int weir_util_greatest_common_divisor (int a, int b);
WEIR_API gint64 weir_util_greatest_common_divisor_int64 (gint64 a, gint64 b);

WEIR_API void weir_util_fraction_to_double (int src_n, int src_d, double *dest);
WEIR_API void weir_util_double_to_fraction (double src, int *dest_n, int *dest_d);
WEIR_API gboolean weir_util_fraction_multiply (int a_n, int a_d, int b_n, int b_d, int *res_n,
                                               int *res_d);
WEIR_API gboolean weir_util_fraction_add (int a_n, int a_d, int b_n, int b_d, int *res_n,
                                          int *res_d);
WEIR_API int weir_util_fraction_compare (int a_n, int a_d, int b_n, int b_d);

WEIR_API WeirClockTime weir_util_get_timestamp (void);

G_END_DECLS
