/* SPDX-License-Identifier: MIT */
/* The size of a scaled picture: its shape on the screen (width x pixel aspect / height) stays the same. What the caps fix
 * is taken; what is left open follows from the shape; the shape of pixels changes only if nothing else can. */
#include "plugins/filters/video-size.h"

#include <weir/base/time.h>
#include <weir/data/value.h>

typedef struct {
  int n, d;
} Ratio;

/* What is known of the output. */
typedef struct {
  WeirStructure *s;
  Ratio shape; /* of the picture: width / height as seen */
  int in_width, in_height;
  Ratio in_par;
} Sizing;

static Ratio
times (Ratio a, int n, int d)
{
  Ratio r;

  if (!weir_util_fraction_multiply (a.n, a.d, n, d, &r.n, &r.d))
    return (Ratio){ 1, 1 };
  return r;
}

static int
scaled (int length, Ratio by)
{
  return (int) CLAMP (weir_util_uint64_scale_round ((guint64) length, (guint64) by.n, (guint64) MAX (by.d, 1)), 1, G_MAXINT);
}

static gboolean
fixed_int (const WeirStructure *s, const char *field, int *value)
{
  return weir_structure_get_int (s, field, value);
}

/* The nearest that the caps admit. */
static int
nearest (WeirStructure *s, const char *field, int target)
{
  int value = target;

  if (!weir_structure_has_field (s, field))
    weir_structure_set (s, field, G_TYPE_INT, target, NULL);
  else
    weir_structure_fixate_field_nearest_int (s, field, target);
  weir_structure_get_int (s, field, &value);
  return value;
}

static gboolean
admits_par (const WeirStructure *s, Ratio par)
{
  const GValue *possible = weir_structure_get_value (s, "pixel-aspect-ratio");
  g_auto (GValue) wish = G_VALUE_INIT;

  if (possible == NULL)
    return TRUE;
  g_value_init (&wish, WEIR_TYPE_FRACTION);
  weir_value_set_fraction (&wish, par.n, par.d);
  return weir_value_intersect (NULL, possible, &wish);
}

/* Square pixels needn't be mentioned. */
static void
set_par (WeirStructure *s, Ratio par)
{
  if (weir_structure_has_field (s, "pixel-aspect-ratio"))
    weir_structure_fixate_field_nearest_fraction (s, "pixel-aspect-ratio", par.n, par.d);
  else if (par.n != par.d)
    weir_structure_set (s, "pixel-aspect-ratio", WEIR_TYPE_FRACTION, par.n, par.d, NULL);
}

/* Both lengths are settled: pixels get the shape that the picture needs. */
static void
settle_par (const Sizing *z, int width, int height)
{
  set_par (z->s, times (z->shape, height, width));
}

/* Tries to fit the picture with pixels of this shape; `width` or `height` are 0 where they aren't settled. */
static gboolean
try_par (const Sizing *z, Ratio par, int width, int height)
{
  Ratio storage = times (z->shape, par.d, par.n); /* width / height in pixels */
  Ratio inverse = { storage.d, storage.n };
  g_autoptr (WeirStructure) trial = weir_structure_copy (z->s);

  if (!admits_par (z->s, par))
    return FALSE;
  if (width == 0 && height == 0)
    height = nearest (trial, "height", z->in_height);
  if (width == 0) {
    width = scaled (height, storage);
    if (nearest (trial, "width", width) != width)
      return FALSE;
  } else {
    height = scaled (width, inverse);
    if (nearest (trial, "height", height) != height)
      return FALSE;
  }
  nearest (z->s, "width", width);
  nearest (z->s, "height", height);
  set_par (z->s, par);
  return TRUE;
}

/* Neither length is settled, and the input's height doesn't lead to a width that may be. */
static gboolean
try_width_first (const Sizing *z, Ratio par)
{
  g_autoptr (WeirStructure) trial = weir_structure_copy (z->s);

  return try_par (z, par, nearest (trial, "width", z->in_width), 0);
}

void
weir_video_choose_size (const WeirStructure *in, WeirStructure *out)
{
  Sizing z = { .s = out, .in_par = { 1, 1 } };
  int width = 0, height = 0;
  Ratio par = { 1, 1 };
  gboolean par_is_fixed;

  if (!fixed_int (in, "width", &z.in_width) || !fixed_int (in, "height", &z.in_height) || z.in_width < 1 || z.in_height < 1)
    return;
  weir_structure_get_fraction (in, "pixel-aspect-ratio", &z.in_par.n, &z.in_par.d);
  if (z.in_par.n < 1 || z.in_par.d < 1)
    z.in_par = (Ratio){ 1, 1 };
  z.shape = times (z.in_par, z.in_width, z.in_height);
  par_is_fixed = weir_structure_get_fraction (out, "pixel-aspect-ratio", &par.n, &par.d) && par.n > 0 && par.d > 0;
  fixed_int (out, "width", &width);
  fixed_int (out, "height", &height);
  if (width != 0 && height != 0) {
    if (!par_is_fixed)
      settle_par (&z, width, height);
    return;
  }
  if (!par_is_fixed)
    par = z.in_par;
  if (try_par (&z, par, width, height) || (width == 0 && height == 0 && try_width_first (&z, par)))
    return;
  if (!par_is_fixed && try_par (&z, (Ratio){ 1, 1 }, width, height))
    return;
  width = nearest (out, "width", width != 0 ? width : z.in_width);
  height = nearest (out, "height", height != 0 ? height : z.in_height);
  if (!par_is_fixed)
    settle_par (&z, width, height);
}
