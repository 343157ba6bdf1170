/* SPDX-License-Identifier: MIT */
/* Averages of colour for formats that have fewer colour samples than pixels. Lines are averaged
 * first, then pixels. Only the last two bytes of a pixel, U and V, change. */
#include "test-pattern-private.h"

/* U and V of a pixel; bytes a and Y. */
#define CHROMA GUINT32_TO_LE (0xffff0000u)

/* Byte-wise (a + b + 1) / 2. */
static inline guint32
average (guint32 a, guint32 b)
{
  return (a | b) - ((a ^ b) >> 1 & 0x7f7f7f7f);
}

static inline WeirPixel
with_chroma (WeirPixel pixel, guint32 chroma)
{
  return (pixel & ~CHROMA) | (chroma & CHROMA);
}

/* Byte-wise (a + 3 b + 3 c + d) / 8 of U and V. */
static inline WeirPixel
smooth4 (WeirPixel a, WeirPixel b, WeirPixel c, WeirPixel d)
{
  const guint8 *pa = (const guint8 *) &a, *pb = (const guint8 *) &b;
  const guint8 *pc = (const guint8 *) &c, *pd = (const guint8 *) &d;

  return weir_pixel (0, 0, (guint8) ((pa[2] + 3 * (pb[2] + pc[2]) + pd[2] + 4) / 8),
                     (guint8) ((pa[3] + 3 * (pb[3] + pc[3]) + pd[3] + 4) / 8));
}

/* Averages the colours of @n lines (2 or 4) into the first of them. */
void
weir_pattern_average_lines (WeirPixel *const lines[], guint n, gint width)
{
  if (n == 2)
    for (gint x = 0; x < width; x++)
      lines[0][x] = with_chroma (lines[0][x], average (lines[0][x], lines[1][x]));
  else
    for (gint x = 0; x < width; x++)
      lines[0][x] =
        with_chroma (lines[0][x], smooth4 (lines[0][x], lines[1][x], lines[2][x], lines[3][x]));
}

/* Weighted mean of bytes; @at is clamped to the line. */
static inline WeirPixel
weighted (const WeirPixel *line, gint width, gint at, const guint8 *weights, gint n, guint shift)
{
  guint u = 1u << (shift - 1), v = u;
  gint half = n / 2;

  for (gint i = 0; i < n; i++) {
    const guint8 *p = (const guint8 *) &line[CLAMP (at + i - half, 0, width - 1)];

    u += (guint) weights[i] * p[2];
    v += (guint) weights[i] * p[3];
  }
  return weir_pixel (0, 0, (guint8) (u >> shift), (guint8) (v >> shift));
}

static void
average_cosited (WeirPixel *line, gint width, guint w_sub)
{
  static const guint8 three[] = { 1, 2, 1 }, seven[] = { 1, 2, 3, 4, 3, 2, 1 };
  gint step = 1 << w_sub;
  /* what is written at x is read again at x + step - 1 at the earliest, where only the next step's
   * window begins: remember it */
  WeirPixel next =
    w_sub == 1 ? weighted (line, width, 0, three, 3, 2) : weighted (line, width, 0, seven, 7, 4);

  for (gint x = 0; x < width; x += step) {
    WeirPixel now = next;

    if (x + step < width)
      next = w_sub == 1 ? weighted (line, width, x + step, three, 3, 2)
                        : weighted (line, width, x + step, seven, 7, 4);
    line[x] = with_chroma (line[x], now);
  }
}

/* Averages the colours of 2^@w_sub pixels into the first of each group: evenly, or, where the
 * colour sits at a pixel (@cosited), around that pixel. */
void
weir_pattern_average_across (WeirPixel *line, gint width, guint w_sub, gboolean cosited)
{
  if (cosited) {
    average_cosited (line, width, w_sub);
    return;
  }
  if (w_sub == 1)
    for (gint x = 0; x + 1 < width; x += 2)
      line[x] = with_chroma (line[x], average (line[x], line[x + 1]));
  else
    for (gint x = 0; x + 3 < width; x += 4)
      line[x] = with_chroma (line[x], smooth4 (line[x], line[x + 1], line[x + 2], line[x + 3]));
}
