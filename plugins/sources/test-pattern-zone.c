/* SPDX-License-Identifier: MIT */
/* Patterns of waves and of angles: zone plates, rings, the pinwheel and the spokes. */
#include "test-pattern-private.h"

#include <math.h>

#define N_ARMS 19
#define RINGS 8

/* The generalised zone plate: the phase is a polynomial of second degree in x, y and time; the
 * square terms count from the centre. 256 is a cycle, and only that much of the phase matters, so
 * all sums may wrap. */
typedef struct {
  guint32 phase; /* at the first pixel of a line */
  guint32 step;  /* from pixel to pixel */
  guint32 cross; /* the same for the term x * y, in 1/65536 */
  guint32 square;
  gint x0;
} ZoneLine;

static ZoneLine
zone_line (const WeirPatternCanvas *c, gint y)
{
  const WeirTestPatternParams *p = c->params;
  guint32 t = (guint32) c->frame;
  gint64 from_middle = y - c->height / 2 - p->yoffset;
  guint32 dy = (guint32) from_middle;
  guint32 cross_scale = 0xffffu / (guint32) MAX (c->width / 2, 1);
  guint32 rows = (guint32) y + 1;
  ZoneLine z;

  z.step = (guint32) p->kx + (guint32) p->kxt * t;
  z.phase =
    (guint32) p->k0 + (guint32) p->ky * rows + (guint32) p->kt * t + (guint32) p->kyt * rows * t
    + (guint32) (p->ky2 * from_middle * from_middle / c->height) + ((guint32) p->kt2 * t * t >> 1);
  z.cross = (guint32) p->kxy * dy * cross_scale;
  z.square = (guint32) p->kx2 * (0xffffu / (guint32) c->width);
  z.x0 = -(c->width / 2) - p->xoffset;
  return z;
}

static inline guint
zone_phase (const ZoneLine *z, gint x)
{
  guint32 dx = (guint32) (x + z->x0);

  return (z->phase + z->step * ((guint32) x + 1) + (z->cross * (dx + 1) >> 16)
          + (z->square * dx * dx >> 16))
         & 0xff;
}

void
weir_pattern_zone_plate (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  ZoneLine z = zone_line (c, y);

  for (gint x = 0; x < c->width; x++)
    line[x] = c->sine[zone_phase (&z, x)];
}

void
weir_pattern_chroma_zone_plate (const WeirPatternCanvas *c, gint y, WeirPixel *line)
{
  ZoneLine z = zone_line (c, y);

  for (gint x = 0; x < c->width; x++) {
    guint8 wave = c->sine[zone_phase (&z, x)];

    line[x] = c->rgb ? weir_pixel (255, 128, 128, wave) : weir_pixel (255, 128, wave, wave);
  }
}

gboolean
weir_pattern_zone_is_static (const WeirTestPatternParams *params)
{
  return params->kt == 0 && params->kxt == 0 && params->kyt == 0 && params->kt2 == 0;
}

/* Seven rings, each of its own frequency, falling outwards by a fourth root of 2. */
void
weir_pattern_circular (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  gdouble frequency[RINGS];

  for (guint i = 1; i < RINGS; i++)
    frequency[i] = 200 * pow (2.0, -(gdouble) (i - 1) / 4);
  for (gint x = 0; x < c->width; x++) {
    gdouble dx = 2.0 * x - c->width, dy = 2.0 * y - c->height;
    gdouble distance = sqrt (dx * dx + dy * dy) / (2 * c->width);
    gint ring = (gint) floor (distance * 16);

    if (ring == 0 || ring >= RINGS)
      line[x] = 0;
    else
      line[x] = c->sine[(guint) floor (256 * distance * frequency[ring] + 0.5) & 0xff];
  }
}

static void
arm_directions (gfloat cosine[N_ARMS], gfloat sine[N_ARMS])
{
  for (guint k = 0; k < N_ARMS; k++) {
    cosine[k] = (gfloat) cos (G_PI / N_ARMS * k);
    sine[k] = (gfloat) sin (G_PI / N_ARMS * k);
  }
}

static inline gfloat
clamp (gfloat v, gfloat low, gfloat high)
{
  return v < low ? low : v > high ? high : v;
}

/* Each arm is a line through the centre; crossing one exchanges black and white. */
void
weir_pattern_pinwheel (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  gfloat cosine[N_ARMS], sine[N_ARMS];
  gfloat dy = (gfloat) y - 0.5f * (gfloat) c->height;

  arm_directions (cosine, sine);
  for (gint x = 0; x < c->width; x++) {
    gfloat dx = (gfloat) x - 0.5f * (gfloat) c->width, sum = 0;

    for (guint k = 0; k < N_ARMS; k++) {
      gfloat side = clamp (cosine[k] * dx + sine[k] * dy, -1, 1);

      sum += k % 2 == 0 ? side : -side;
    }
    line[x] = (guint8) clamp (rintf (sum * 128 + 128), 0, 255);
  }
}

/* Each arm is a line of light, a pixel wide on either side. */
void
weir_pattern_spokes (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  gfloat cosine[N_ARMS], sine[N_ARMS];
  gfloat dy = (gfloat) y - 0.5f * (gfloat) c->height;

  arm_directions (cosine, sine);
  for (gint x = 0; x < c->width; x++) {
    gfloat dx = (gfloat) x - 0.5f * (gfloat) c->width, sum = 0;

    for (guint k = 0; k < N_ARMS; k++)
      sum += clamp (1.5f - fabsf (cosine[k] * dx + sine[k] * dy), 0, 1);
    line[x] = (guint8) clamp (rintf (sum * 255), 0, 255);
  }
}
