/* SPDX-License-Identifier: MIT */
/* Flat colours, checkers and ramps. */
#include "test-pattern-private.h"

#include <string.h>

#define CHECKER_GAMUT 16

void
weir_pattern_black (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  memset (line, 0, (gsize) c->width);
}

void
weir_pattern_white (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  memset (line, 255, (gsize) c->width);
}

void
weir_pattern_blink (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  memset (line, c->frame % 2 == 0 ? 0 : 255, (gsize) c->width);
}

void
weir_pattern_red (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  weir_pattern_fill (line, 0, c->width, c->color[WEIR_PATTERN_RED]);
}

void
weir_pattern_green (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  weir_pattern_fill (line, 0, c->width, c->color[WEIR_PATTERN_GREEN]);
}

void
weir_pattern_blue (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  weir_pattern_fill (line, 0, c->width, c->color[WEIR_PATTERN_BLUE]);
}

void
weir_pattern_checkers (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  gint side = 1 << (c->params->pattern - WEIR_TEST_PATTERN_CHECKERS_1);

  for (gint x = 0; x < c->width; x++)
    line[x] = c->color[((x ^ y) & side) == 0 ? WEIR_PATTERN_RED : WEIR_PATTERN_GREEN];
}

/* A value driven out of the legal range beside the legal one: black, white, red's V, blue's U. In
 * RGB both are the same, so nothing shows. */
void
weir_pattern_gamut (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  static const guint8 driven[4] = { 1, 1, 3, 2 };
  static const WeirPatternColor bases[4] = { WEIR_PATTERN_SUPER_BLACK, WEIR_PATTERN_WHITE,
                                             WEIR_PATTERN_RED, WEIR_PATTERN_BLUE };
  gint band = (gint) ((gint64) y * 4 / c->height);
  WeirPixel pair[2] = { c->color[bases[band]],
                        c->color[band > 0 ? bases[band] : WEIR_PATTERN_BLACK] };

  if (band > 0 && !c->rgb)
    ((guint8 *) &pair[0])[driven[band]] = 255;
  for (gint x = 0; x < c->width; x++)
    line[x] = pair[((x ^ y) & CHECKER_GAMUT) != 0];
}

void
weir_pattern_gradient (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  memset (line, (gint) ((gint64) y * 255 / c->height), (gsize) c->width);
}

/* As many different colours as the picture has room for: a grid of 16 x 16 cells gives one
 * component, the place within the cell the two others. */
void
weir_pattern_colors (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  guint w = (guint) c->width, h = (guint) c->height;
  guint row = (guint) ((guint64) y * 16 / h) << 4;
  guint8 third = (guint8) ((guint64) y * 4096 / h);

  for (guint x = 0; x < w; x++)
    line[x] = weir_pixel (255, (guint8) ((guint64) x * 4096 / w),
                          (guint8) (row | (guint) ((guint64) x * 16 / w)), third);
}
