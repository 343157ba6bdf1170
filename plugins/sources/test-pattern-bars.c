/* SPDX-License-Identifier: MIT */
/* Colour bars: EG 1-1990 (smpte), plain bars, and RP 219 for wide pictures. */
#include "test-pattern-private.h"

#include <string.h>

static void
seven_bars (const WeirPatternCanvas *c, WeirPixel *line, guint first)
{
  for (gint i = 0; i < 7; i++)
    weir_pattern_fill (line, (gint) ((gint64) i * c->width / 7),
                       (gint) ((gint64) (i + 1) * c->width / 7), c->color[first + (guint) i]);
}

void
weir_pattern_bars75 (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  seven_bars (c, line, WEIR_PATTERN_WHITE75);
}

void
weir_pattern_bars100 (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  seven_bars (c, line, WEIR_PATTERN_WHITE);
}

void
weir_pattern_bar (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  memset (line, 0, (gsize) c->width);
  memset (line, 255, (gsize) (c->width / 7));
}

gint
weir_pattern_smpte_noise_top (gint height)
{
  return (gint) ((gint64) height * 3 / 4);
}

gint
weir_pattern_smpte_noise_left (gint width)
{
  return (gint) ((gint64) width * 3 / 4);
}

/* Every other bar, in the opposite order: for setting hue. */
static void
castellations (const WeirPatternCanvas *c, WeirPixel *line)
{
  for (gint i = 0; i < 7; i++) {
    guint color = i % 2 == 0 ? (guint) (WEIR_PATTERN_BLUE - i) : (guint) WEIR_PATTERN_BLACK;

    weir_pattern_fill (line, (gint) ((gint64) i * c->width / 7),
                       (gint) ((gint64) (i + 1) * c->width / 7), c->color[color]);
  }
}

static void
smpte_bottom (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  static const guint8 wide[3] = { WEIR_PATTERN_MINUS_I, WEIR_PATTERN_WHITE, WEIR_PATTERN_PLUS_Q };
  static const guint8 pluge[3] = { WEIR_PATTERN_SUPER_BLACK, WEIR_PATTERN_BLACK,
                                   WEIR_PATTERN_DARK_GREY };
  gint w = c->width, left = weir_pattern_smpte_noise_left (w);

  for (gint i = 0; i < 3; i++)
    weir_pattern_fill (line, (gint) ((gint64) i * w / 6), (gint) ((gint64) (i + 1) * w / 6),
                       c->color[wide[i]]);
  for (gint i = 0; i < 3; i++)
    weir_pattern_fill (line, w / 2 + (gint) ((gint64) i * w / 12),
                       w / 2 + (gint) ((gint64) (i + 1) * w / 12), c->color[pluge[i]]);
  if (c->noise_later) {
    weir_pattern_fill (line, left, w, c->ramp[0]);
  } else {
    WeirPatternNoise noise;
    guint8 grey[64];

    weir_pattern_noise_init (&noise, c->params->seed, c->frame, (guint64) y);
    for (gint x = left; x < w; x++) {
      if ((x - left) % (gint) sizeof grey == 0)
        weir_pattern_noise_fill (&noise, grey, sizeof grey);
      line[x] = c->ramp[grey[(x - left) % (gint) sizeof grey]];
    }
  }
}

void
weir_pattern_smpte (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  if (y < (gint) ((gint64) c->height * 2 / 3))
    seven_bars (c, line, WEIR_PATTERN_WHITE);
  else if (y < weir_pattern_smpte_noise_top (c->height))
    castellations (c, line);
  else
    smpte_bottom (c, y, line);
}

guint
weir_pattern_smpte_key (const WeirPatternCanvas *c, gint y)
{
  if (y < (gint) ((gint64) c->height * 2 / 3))
    return 1;
  if (y < weir_pattern_smpte_noise_top (c->height))
    return 2;
  return c->noise_later ? 3 : 0;
}

/* RP 219's colours: Y, U, V of BT.709 and what they are in RGB. The three kinds of black below and
 * above black (RP 219: -2 %, +2 %, +4 %) are at the end. */
typedef enum {
  GREY40,
  WHITE75,
  YELLOW75,
  CYAN75,
  GREEN75,
  MAGENTA75,
  RED75,
  BLUE75,
  CYAN,
  MINUS_I,
  BLUE,
  YELLOW,
  PLUS_Q,
  RED,
  GREY15,
  BLACK,
  WHITE,
  BELOW2,
  ABOVE2,
  ABOVE4,
} Rp219Color;

static const guint8 rp219_yuv[][3] = {
  { 104, 128, 128 }, { 180, 128, 128 }, { 168, 44, 136 }, { 145, 147, 44 }, { 133, 63, 52 },
  { 63, 193, 204 },  { 51, 109, 212 },  { 28, 212, 120 }, { 188, 154, 16 }, { 61, 153, 99 },
  { 32, 240, 118 },  { 219, 16, 138 },  { 35, 174, 152 }, { 63, 102, 240 }, { 49, 128, 128 },
  { 16, 128, 128 },  { 235, 128, 128 }, { 12, 128, 128 }, { 20, 128, 128 }, { 25, 128, 128 },
};

static const guint8 rp219_rgb[][3] = {
  { 102, 102, 102 }, { 191, 191, 191 }, { 190, 203, 8 }, { 16, 211, 189 }, { 15, 223, 5 },
  { 176, 0, 186 },   { 175, 0, 2 },     { 1, 0, 183 },   { 22, 255, 253 }, { 6, 66, 103 },
  { 3, 0, 245 },     { 252, 255, 10 },  { 60, 0, 115 },  { 233, 0, 2 },    { 38, 38, 38 },
  { 0, 0, 0 },       { 255, 255, 255 }, { 0, 0, 0 },     { 5, 5, 5 },      { 10, 11, 10 },
};

static WeirPixel
rp219 (const WeirPatternCanvas *c, Rp219Color color)
{
  const guint8 *v = c->rgb ? rp219_rgb[color] : rp219_yuv[color];

  return weir_pixel (255, v[0], v[1], v[2]);
}

/* Edge of an inner bar: n_21ths thirds of a seventh of what is between the outer bars. */
static gint
inner_edge (const WeirPatternCanvas *c, gint n_21ths)
{
  gint64 outer = c->width / 8, inner = c->width - 2 * outer;

  return (gint) (outer + (inner * n_21ths * 2 + 21) / 42);
}

/* Which of the twelve rows a line belongs to; the first seven are one. */
static gint
rp219_row (const WeirPatternCanvas *c, gint y)
{
  if (y < (gint) ((gint64) c->height * 7 / 12))
    return 0;
  return MAX ((gint) ((gint64) y * 12 / c->height), 7);
}

guint
weir_pattern_rp219_key (const WeirPatternCanvas *c, gint y)
{
  return (guint) rp219_row (c, y) + 1;
}

static void
rp219_bars (const WeirPatternCanvas *c, WeirPixel *line)
{
  for (gint i = 0; i < 7; i++)
    weir_pattern_fill (line, inner_edge (c, 3 * i), inner_edge (c, 3 * i + 3),
                       rp219 (c, (Rp219Color) (WHITE75 + i)));
}

static void
rp219_ramp (const WeirPatternCanvas *c, WeirPixel *line)
{
  gint from = inner_edge (c, 3), to = inner_edge (c, 18);

  weir_pattern_fill (line, inner_edge (c, 0), from, rp219 (c, PLUS_Q));
  for (gint x = from; x < to; x++) {
    guint grey = (guint) ((x - from) * 255 / (to - from));

    line[x] = c->rgb ? weir_pixel (255, (guint8) grey, (guint8) grey, (guint8) grey)
                     : weir_pixel (255, (guint8) (16 + (grey * 219 + 127) / 255), 128, 128);
  }
  weir_pattern_fill (line, to, inner_edge (c, 21), rp219 (c, WHITE));
}

/* A valley below black and a peak above white, which RGB can't show. */
static void
rp219_excursion (const WeirPatternCanvas *c, WeirPixel *line, gint from, gint to, gint base,
                 gint height)
{
  for (gint x = from; x < to; x++) {
    gint half = to - from;
    gint off = 2 * MIN (x - from, to - x);
    gint y = base + (height * off * 2 + (height < 0 ? -half : half)) / (2 * half);

    line[x] = weir_pixel (255, (guint8) y, 128, 128);
  }
}

static void
rp219_bottom (const WeirPatternCanvas *c, WeirPixel *line, gboolean excursions)
{
  static const guint8 pluge[6] = { BELOW2, BLACK, ABOVE2, BELOW2, ABOVE4, BLACK };
  gint w = c->width, half = w / 2, sixths_5;
  gint from = inner_edge (c, 0), mid = from + (gint) (((gint64) (w - 2 * (w / 8)) * 3 + 7) / 14);

  weir_pattern_fill (line, from, mid, rp219 (c, BLACK));
  weir_pattern_fill (line, mid, half, rp219 (c, WHITE));
  if (excursions && !c->rgb) {
    rp219_excursion (c, line, from, mid, 16, -15);
    rp219_excursion (c, line, mid, half, 235, 19);
  }
  /* five sixths of a bar, then stripes of a third of a bar, the last of which is a whole bar */
  sixths_5 = half + (gint) (((gint64) (w - 2 * (w / 8)) * 5 + 21) / 42);
  weir_pattern_fill (line, half, inner_edge (c, 21), rp219 (c, BLACK));
  for (gint i = 0; i < 5; i++)
    weir_pattern_fill (line, MAX (inner_edge (c, 13 + i), sixths_5), inner_edge (c, 14 + i),
                       rp219 (c, (Rp219Color) pluge[i]));
}

void
weir_pattern_rp219 (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  gint row = rp219_row (c, y), left = inner_edge (c, 0), right = inner_edge (c, 21);
  /* left and right outer bars, by row */
  static const guint8 outer[5][2] = {
    { GREY40, GREY40 }, { CYAN, BLUE }, { YELLOW, RED }, { GREY15, GREY15 }, { GREY15, GREY15 },
  };
  const guint8 *pair = outer[row == 0 ? 0 : MIN (row - 6, 4)];

  if (row == 0) {
    rp219_bars (c, line);
  } else if (row == 7) {
    weir_pattern_fill (line, left, inner_edge (c, 3), rp219 (c, MINUS_I));
    weir_pattern_fill (line, inner_edge (c, 3), right, rp219 (c, WHITE75));
  } else if (row == 8) {
    rp219_ramp (c, line);
  } else {
    rp219_bottom (c, line, row == 10);
  }
  weir_pattern_fill (line, 0, left, rp219 (c, (Rp219Color) pair[0]));
  weir_pattern_fill (line, right, c->width, rp219 (c, (Rp219Color) pair[1]));
}
