/* SPDX-License-Identifier: MIT */
/* The ball: its way, its anti-aliased disc, and the cross hairs of the sweeping motions. */
#include "test-pattern-private.h"

#include <math.h>
#include <string.h>

#define WAVY_RADIUS 20
#define FRAMES_PER_ROUND 200
#define FRAMES_PER_FLIP 50
#define NS_PER_ROUND G_GUINT64_CONSTANT (1000000000)

typedef struct {
  gdouble x, y, radius;
  gboolean hairs;
  gboolean flipped;
} Ball;

static Ball
where (const WeirPatternCanvas *c)
{
  const WeirTestPatternParams *p = c->params;
  gboolean by_frames = p->animation_mode == WEIR_TEST_ANIMATION_FRAMES;
  gdouble rounds = by_frames ? (gdouble) c->frame / FRAMES_PER_ROUND
                             : (gdouble) c->time_ns / (gdouble) NS_PER_ROUND;
  Ball ball = { .radius = WAVY_RADIUS };

  ball.flipped =
    p->flip && (by_frames ? c->frame / FRAMES_PER_FLIP : c->time_ns / NS_PER_ROUND) % 2 != 0;
  if (p->motion == WEIR_TEST_MOTION_WAVY) {
    gdouble reach_x = 0.5 * (c->width - 2 * WAVY_RADIUS);
    gdouble reach_y = 0.5 * (c->height - 2 * WAVY_RADIUS);

    ball.x = WAVY_RADIUS + reach_x * (1 + sin (2 * G_PI * rounds));
    ball.y = WAVY_RADIUS + reach_y * (1 + sin (2 * G_PI * G_SQRT2 * rounds));
    return ball;
  }
  rounds -= floor (rounds);
  if (p->motion == WEIR_TEST_MOTION_HSWEEP)
    rounds /= 2;
  ball.hairs = TRUE;
  ball.radius = MIN (c->width, c->height) / 4;
  ball.x = c->width / 2 + ball.radius * sin (2 * G_PI * rounds);
  ball.y = c->height / 2 - ball.radius * cos (2 * G_PI * rounds);
  return ball;
}

static gboolean
is_hair (const WeirPatternCanvas *c, const Ball *ball, gint y)
{
  return ball->hairs && (y == c->height / 2 || y == (gint) ball->y);
}

static gboolean
is_beside (const Ball *ball, gint y)
{
  return fabs (y - ball->y) >= ball->radius;
}

/* Lines without ball are all alike, but for the horizontal hairs. */
guint
weir_pattern_ball_key (const WeirPatternCanvas *c, gint y)
{
  Ball ball = where (c);

  if (is_hair (c, &ball, y))
    return 2;
  return is_beside (&ball, y) ? 1 : 0;
}

void
weir_pattern_ball (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  Ball ball = where (c);
  gint w = c->width, left, right;

  memset (line, is_hair (c, &ball, y) ? 255 : 0, (gsize) w);
  if (ball.hairs) {
    line[w / 2] = 255;
    if (ball.x >= 0 && ball.x < w)
      line[(gint) ball.x] = 255;
  }
  if (!is_beside (&ball, y)) {
    left = CLAMP ((gint) floor (ball.x - ball.radius), 0, w);
    right = CLAMP ((gint) ceil (ball.x + ball.radius) + 1, 0, w);
    for (gint x = left; x < right; x++) {
      gdouble dx = x - ball.x, dy = y - ball.y;
      /* the edge is two pixels wide */
      gdouble cover = (ball.radius - sqrt (dx * dx + dy * dy)) / 2;
      gint grey = (gint) rint (255 * CLAMP (cover, 0, 1));

      line[x] = (guint8) MAX (grey, line[x]);
    }
  }
  if (ball.flipped)
    for (gint x = 0; x < w; x++)
      line[x] = (guint8) (255 - line[x]);
}
