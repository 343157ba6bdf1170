/* SPDX-License-Identifier: MIT */
#pragma once

#include "test-pattern.h"

G_BEGIN_DECLS

/* A pixel on its way into the picture: four bytes in memory, alpha, then R, G, B or Y, U, V. */
typedef guint32 WeirPixel;

static inline WeirPixel
weir_pixel (guint8 a, guint8 c0, guint8 c1, guint8 c2)
{
  return GUINT32_TO_LE ((guint32) a | (guint32) c0 << 8 | (guint32) c1 << 16 | (guint32) c2 << 24);
}

/* Indices into WeirPatternCanvas.color, by what the colour is for. */
typedef enum {
  WEIR_PATTERN_WHITE,
  WEIR_PATTERN_YELLOW,
  WEIR_PATTERN_CYAN,
  WEIR_PATTERN_GREEN,
  WEIR_PATTERN_MAGENTA,
  WEIR_PATTERN_RED,
  WEIR_PATTERN_BLUE,
  WEIR_PATTERN_BLACK,
  WEIR_PATTERN_MINUS_I,
  WEIR_PATTERN_PLUS_Q,
  WEIR_PATTERN_SUPER_BLACK,
  WEIR_PATTERN_DARK_GREY,
  WEIR_PATTERN_WHITE75, /* and six more, in the order of the first seven */
  WEIR_PATTERN_N_COLORS = WEIR_PATTERN_WHITE75 + 7,
} WeirPatternColor;

/* All that a line painter may know. */
typedef struct {
  gint width;
  gint height;
  gboolean rgb;
  const WeirTestPatternParams *params;
  guint64 frame;
  guint64 time_ns;
  gboolean noise_later; /* smpte's noise is filled in afterwards */
  const guint8 *sine;   /* 256 values: 128 plus a sine of the index */
  WeirPixel color[WEIR_PATTERN_N_COLORS];
  WeirPixel ramp[256]; /* from background to foreground */
} WeirPatternCanvas;

/* How a pattern is painted: `paint` gives pixels, `paint_grey` indices into the ramp. Lines with
 * the same key, other than 0, are the same: only the first is painted. */
typedef struct {
  const gchar *nick;
  void (*paint) (const WeirPatternCanvas *canvas, gint y, WeirPixel *line);
  void (*paint_grey) (const WeirPatternCanvas *canvas, gint y, guint8 *line);
  guint (*key) (const WeirPatternCanvas *canvas, gint y);
  gboolean (*is_static) (const WeirTestPatternParams *params);
} WeirPatternPainter;

extern const WeirPatternPainter weir_pattern_painters[WEIR_TEST_PATTERN_COUNT];

void weir_pattern_canvas_init (WeirPatternCanvas *canvas, const WeirVideoInfo *info,
                               const WeirTestPatternParams *params,
                               const WeirTestPatternMoment *moment);

/* test-pattern-chroma.c */
void weir_pattern_average_lines (WeirPixel *const lines[], guint n, gint width);
void weir_pattern_average_across (WeirPixel *line, gint width, guint w_sub, gboolean cosited);

static inline void
weir_pattern_fill (WeirPixel *line, gint from, gint to, WeirPixel pixel)
{
  for (gint x = from; x < to; x++)
    line[x] = pixel;
}

/* test-pattern-noise.c */

/* A stream of random bytes. */
typedef struct {
  guint32 words[16];
} WeirPatternNoise;

void weir_pattern_noise_init (WeirPatternNoise *noise, guint64 seed, guint64 frame, guint64 line);
void weir_pattern_noise_fill (WeirPatternNoise *noise, guint8 *d, gsize n);
void weir_pattern_noise_fill_luma (WeirPatternNoise *noise, guint8 *d, gsize n);
void weir_pattern_snow (const WeirPatternCanvas *c, gint y, guint8 *line);

/* test-pattern-bars.c */
gint weir_pattern_smpte_noise_top (gint height);
gint weir_pattern_smpte_noise_left (gint width);
void weir_pattern_smpte (const WeirPatternCanvas *c, gint y, WeirPixel *line);
guint weir_pattern_smpte_key (const WeirPatternCanvas *c, gint y);
void weir_pattern_bars75 (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_bars100 (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_bar (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_rp219 (const WeirPatternCanvas *c, gint y, WeirPixel *line);
guint weir_pattern_rp219_key (const WeirPatternCanvas *c, gint y);

/* test-pattern-static.c */
void weir_pattern_black (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_white (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_blink (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_red (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_green (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_blue (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_checkers (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_gamut (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_gradient (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_colors (const WeirPatternCanvas *c, gint y, WeirPixel *line);

/* test-pattern-zone.c */
void weir_pattern_zone_plate (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_chroma_zone_plate (const WeirPatternCanvas *c, gint y, WeirPixel *line);
void weir_pattern_circular (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_pinwheel (const WeirPatternCanvas *c, gint y, guint8 *line);
void weir_pattern_spokes (const WeirPatternCanvas *c, gint y, guint8 *line);
gboolean weir_pattern_zone_is_static (const WeirTestPatternParams *params);

/* test-pattern-ball.c */
void weir_pattern_ball (const WeirPatternCanvas *c, gint y, guint8 *line);
guint weir_pattern_ball_key (const WeirPatternCanvas *c, gint y);

G_END_DECLS
