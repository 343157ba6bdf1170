/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* The pictures of videotestsrc, painted into memory. No engine, no threads, no clock: what is
 * painted is a function of the parameters and the moment. */

/* The values and the nicks are those of videotestsrc's property `pattern`. */
typedef enum {
  WEIR_TEST_PATTERN_SMPTE = 0,
  WEIR_TEST_PATTERN_SNOW = 1,
  WEIR_TEST_PATTERN_BLACK = 2,
  WEIR_TEST_PATTERN_WHITE = 3,
  WEIR_TEST_PATTERN_RED = 4,
  WEIR_TEST_PATTERN_GREEN = 5,
  WEIR_TEST_PATTERN_BLUE = 6,
  WEIR_TEST_PATTERN_CHECKERS_1 = 7,
  WEIR_TEST_PATTERN_CHECKERS_2 = 8,
  WEIR_TEST_PATTERN_CHECKERS_4 = 9,
  WEIR_TEST_PATTERN_CHECKERS_8 = 10,
  WEIR_TEST_PATTERN_CIRCULAR = 11,
  WEIR_TEST_PATTERN_BLINK = 12,
  WEIR_TEST_PATTERN_SMPTE75 = 13,
  WEIR_TEST_PATTERN_ZONE_PLATE = 14,
  WEIR_TEST_PATTERN_GAMUT = 15,
  WEIR_TEST_PATTERN_CHROMA_ZONE_PLATE = 16,
  WEIR_TEST_PATTERN_SOLID_COLOR = 17,
  WEIR_TEST_PATTERN_BALL = 18,
  WEIR_TEST_PATTERN_SMPTE100 = 19,
  WEIR_TEST_PATTERN_BAR = 20,
  WEIR_TEST_PATTERN_PINWHEEL = 21,
  WEIR_TEST_PATTERN_SPOKES = 22,
  WEIR_TEST_PATTERN_GRADIENT = 23,
  WEIR_TEST_PATTERN_COLORS = 24,
  WEIR_TEST_PATTERN_SMPTE_RP_219 = 25,
} WeirTestPatternKind;

#define WEIR_TEST_PATTERN_COUNT 26

/* What moves the ball: `animation-mode`. */
typedef enum {
  WEIR_TEST_ANIMATION_FRAMES = 0,
  WEIR_TEST_ANIMATION_WALL_TIME = 1,
  WEIR_TEST_ANIMATION_RUNNING_TIME = 2,
} WeirTestAnimation;

/* How the ball moves: `motion`. */
typedef enum {
  WEIR_TEST_MOTION_WAVY = 0,
  WEIR_TEST_MOTION_SWEEP = 1,
  WEIR_TEST_MOTION_HSWEEP = 2,
} WeirTestMotion;

/* The properties of videotestsrc that change the picture, by the same names. */
typedef struct {
  WeirTestPatternKind pattern;
  guint foreground_color; /* 0xAARRGGBB */
  guint background_color; /* 0xAARRGGBB */
  /* zone plates; phases count 256 to the cycle */
  gint k0, kx, ky, kt, kxt, kyt, kxy, kx2, ky2, kt2;
  gint xoffset, yoffset; /* pixels by which a zone plate's centre is moved */
  gint horizontal_speed; /* pixels to the left, per frame */
  WeirTestAnimation animation_mode;
  WeirTestMotion motion;
  gboolean flip; /* exchange the ball's colours now and then */
  guint64 seed;  /* of the noise; the same seed and frame number give the same noise */
} WeirTestPatternParams;

/* The values that the properties have by default. */
#define WEIR_TEST_PATTERN_PARAMS_INIT                                                              \
  {                                                                                                \
    .foreground_color = 0xffffffff, .background_color = 0xff000000                                 \
  }

/* When a picture is. */
typedef struct {
  guint64 frame;   /* number of the picture, from 0 */
  guint64 time_ns; /* wall or running time, whichever animation_mode asks for */
} WeirTestPatternMoment;

/* Where a picture goes: planes as `info` describes them, but strides of their own. */
typedef struct {
  const WeirVideoInfo *info;
  guint8 *data[WEIR_VIDEO_MAX_PLANES];
  gint stride[WEIR_VIDEO_MAX_PLANES];
} WeirTestPatternFrame;

/* Scratch memory for pictures of one size and format, so that painting allocates nothing. */
typedef struct _WeirTestPainter WeirTestPainter;

/* (transfer full). Thread: owner, for all of these but the two that take no painter. */
WeirTestPainter *weir_test_painter_new (const WeirVideoInfo *info);
void weir_test_painter_free (WeirTestPainter *self);
void weir_test_painter_paint (WeirTestPainter *self, const WeirTestPatternParams *params,
                              const WeirTestPatternMoment *moment, guint8 *const data[],
                              const gint stride[]);

/* Paints one picture; for callers that paint few. Thread: any */
void weir_test_pattern_paint (const WeirTestPatternParams *params,
                              const WeirTestPatternFrame *frame, guint64 frame_number);

/* Whether all pictures are the same, so that one may be sent again and again. Thread: any */
gboolean weir_test_pattern_is_static (const WeirTestPatternParams *params);

/* The nick of a pattern (`smpte`, `chroma-zone-plate`...); %NULL past the last. Thread: any */
const gchar *weir_test_pattern_get_nick (guint pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestPainter, weir_test_painter_free)

G_END_DECLS
