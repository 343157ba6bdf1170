/* SPDX-License-Identifier: MIT */
/* From a pattern's lines of pixels to a picture in any raw format. Lines that repeat are painted
 * once and copied while they are in the cache; noise and grey patterns go straight into 8-bit luma
 * planes, since that is what most pipelines ask for. */
#include "test-pattern-private.h"

#include <math.h>
#include <string.h>
#include <weir/data/video-pack.h>

#define MAX_BAND 4

struct _WeirTestPainter {
  WeirVideoInfo info;
  guint band;                 /* lines that share colour samples */
  WeirPixel *lines[MAX_BAND]; /* (owned) */
  WeirPixel *turned;          /* (owned) a line moved sideways */
  guint8 *grey;               /* (owned) */
  guint16 *wide;              /* (owned) */
  gsize row_bytes[WEIR_VIDEO_MAX_PLANES];
  WeirPatternCanvas canvas;
};

static gboolean
always (const WeirTestPatternParams *params)
{
  return TRUE;
}

static guint
same_lines (const WeirPatternCanvas *c, gint y)
{
  return 1;
}

const WeirPatternPainter weir_pattern_painters[WEIR_TEST_PATTERN_COUNT] = {
  { "smpte", weir_pattern_smpte, NULL, weir_pattern_smpte_key, NULL },
  { "snow", NULL, weir_pattern_snow, NULL, NULL },
  { "black", NULL, weir_pattern_black, same_lines, always },
  { "white", NULL, weir_pattern_white, same_lines, always },
  { "red", weir_pattern_red, NULL, same_lines, always },
  { "green", weir_pattern_green, NULL, same_lines, always },
  { "blue", weir_pattern_blue, NULL, same_lines, always },
  { "checkers-1", weir_pattern_checkers, NULL, NULL, always },
  { "checkers-2", weir_pattern_checkers, NULL, NULL, always },
  { "checkers-4", weir_pattern_checkers, NULL, NULL, always },
  { "checkers-8", weir_pattern_checkers, NULL, NULL, always },
  { "circular", NULL, weir_pattern_circular, NULL, always },
  { "blink", NULL, weir_pattern_blink, same_lines, NULL },
  { "smpte75", weir_pattern_bars75, NULL, same_lines, always },
  { "zone-plate", NULL, weir_pattern_zone_plate, NULL, weir_pattern_zone_is_static },
  { "gamut", weir_pattern_gamut, NULL, NULL, always },
  { "chroma-zone-plate", weir_pattern_chroma_zone_plate, NULL, NULL, weir_pattern_zone_is_static },
  { "solid-color", NULL, weir_pattern_white, same_lines, always },
  { "ball", NULL, weir_pattern_ball, weir_pattern_ball_key, NULL },
  { "smpte100", weir_pattern_bars100, NULL, same_lines, always },
  { "bar", NULL, weir_pattern_bar, same_lines, always },
  { "pinwheel", NULL, weir_pattern_pinwheel, NULL, always },
  { "spokes", NULL, weir_pattern_spokes, NULL, always },
  { "gradient", NULL, weir_pattern_gradient, NULL, always },
  { "colors", weir_pattern_colors, NULL, NULL, always },
  { "smpte-rp-219", weir_pattern_rp219, NULL, weir_pattern_rp219_key, always },
};

/* The colours of WeirPatternColor: BT.601's, BT.709's, and RGB's. */
static const guint8 palette[3][WEIR_PATTERN_N_COLORS][3] = {
  { { 235, 128, 128 },
    { 210, 16, 146 },
    { 170, 166, 16 },
    { 145, 54, 34 },
    { 106, 202, 222 },
    { 81, 90, 240 },
    { 41, 240, 110 },
    { 16, 128, 128 },
    { 16, 198, 21 },
    { 16, 235, 198 },
    { 0, 128, 128 },
    { 32, 128, 128 },
    { 180, 128, 128 },
    { 162, 44, 142 },
    { 131, 156, 44 },
    { 112, 72, 58 },
    { 84, 184, 198 },
    { 65, 100, 212 },
    { 35, 212, 114 } },
  { { 235, 128, 128 },
    { 219, 16, 138 },
    { 188, 154, 16 },
    { 173, 42, 26 },
    { 78, 214, 230 },
    { 63, 102, 240 },
    { 32, 240, 118 },
    { 16, 128, 128 },
    { 16, 198, 21 },
    { 16, 235, 198 },
    { 0, 128, 128 },
    { 32, 128, 128 },
    { 180, 128, 128 },
    { 168, 44, 136 },
    { 145, 147, 44 },
    { 133, 63, 52 },
    { 63, 193, 204 },
    { 51, 109, 212 },
    { 28, 212, 120 } },
  { { 255, 255, 255 },
    { 255, 255, 0 },
    { 0, 255, 255 },
    { 0, 255, 0 },
    { 255, 0, 255 },
    { 255, 0, 0 },
    { 0, 0, 255 },
    { 0, 0, 0 },
    { 0, 0, 128 },
    { 0, 128, 255 },
    { 0, 0, 0 },
    { 19, 19, 19 },
    { 191, 191, 191 },
    { 191, 191, 0 },
    { 0, 191, 191 },
    { 0, 191, 0 },
    { 191, 0, 191 },
    { 191, 0, 0 },
    { 0, 0, 191 } },
};

static const guint8 *
sine_table (void)
{
  static guint8 table[256];
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    for (guint i = 0; i < 256; i++)
      table[i] = (guint8) CLAMP (rint (127.5 + 128 * sin (2 * G_PI * i / 256)), 0, 255);
    g_once_init_leave (&made, 1);
  }
  return table;
}

/* A colour given as 0xAARRGGBB, as a picture's components. */
static WeirPixel
color_to_pixel (guint argb, gboolean rgb, gboolean bt601)
{
  gdouble kr = bt601 ? 0.299 : 0.2126, kb = bt601 ? 0.114 : 0.0722;
  guint8 a = (guint8) (argb >> 24), r = (guint8) (argb >> 16);
  guint8 g = (guint8) (argb >> 8), b = (guint8) argb;
  gdouble y;

  if (rgb)
    return weir_pixel (a, r, g, b);
  y = kr * r + (1 - kr - kb) * g + kb * b;
  return weir_pixel (a, (guint8) rint (16 + y * 219 / 255),
                     (guint8) rint (128 + (b - y) / (2 * (1 - kb)) * 224 / 255),
                     (guint8) rint (128 + (r - y) / (2 * (1 - kr)) * 224 / 255));
}

void
weir_pattern_canvas_init (WeirPatternCanvas *canvas, const WeirVideoInfo *info,
                          const WeirTestPatternParams *params, const WeirTestPatternMoment *moment)
{
  gboolean rgb = WEIR_VIDEO_INFO_IS_RGB (info);
  gboolean bt601 =
    info->colorimetry.matrix == WEIR_VIDEO_COLOR_MATRIX_BT601 || WEIR_VIDEO_INFO_IS_GRAY (info);
  guint which = rgb ? 2 : bt601 ? 0 : 1;
  WeirPixel ends[2] = { color_to_pixel (params->background_color, rgb, bt601),
                        color_to_pixel (params->foreground_color, rgb, bt601) };
  const guint8 *from = (const guint8 *) &ends[0], *to = (const guint8 *) &ends[1];

  canvas->width = info->width;
  canvas->height = WEIR_VIDEO_INFO_FIELD_HEIGHT (info);
  canvas->rgb = rgb;
  canvas->params = params;
  canvas->frame = moment->frame;
  canvas->time_ns = moment->time_ns;
  canvas->noise_later = FALSE;
  canvas->sine = sine_table ();
  for (guint i = 0; i < WEIR_PATTERN_N_COLORS; i++)
    canvas->color[i] =
      weir_pixel (255, palette[which][i][0], palette[which][i][1], palette[which][i][2]);
  for (guint i = 0; i < 256; i++) {
    guint8 mixed[4];

    for (guint k = 0; k < 4; k++)
      mixed[k] = (guint8) ((from[k] * (255 - i) + to[k] * i + 127) / 255);
    canvas->ramp[i] = weir_pixel (mixed[0], mixed[1], mixed[2], mixed[3]);
  }
}

WeirTestPainter *
weir_test_painter_new (const WeirVideoInfo *info)
{
  WeirTestPainter *self;
  WeirVideoInfo plain;
  gsize width;

  g_return_val_if_fail (info != NULL && info->width > 0 && info->height > 0, NULL);

  self = g_new0 (WeirTestPainter, 1);
  self->info = *info;
  width = (gsize) info->width;
  self->band = 1;
  for (guint c = 0; c < info->finfo->n_components; c++)
    self->band = MAX (self->band, 1u << info->finfo->h_sub[c]);
  for (guint i = 0; i < self->band; i++)
    self->lines[i] = g_new (WeirPixel, width);
  self->turned = g_new (WeirPixel, width);
  self->grey = g_new (guint8, width);
  self->wide = g_new (guint16, 4 * width);
  if (weir_video_info_set_format (&plain, info->finfo->format, (guint) info->width, 1))
    for (guint p = 0; p < WEIR_VIDEO_MAX_PLANES; p++)
      self->row_bytes[p] = (gsize) plain.stride[p];
  return self;
}

void
weir_test_painter_free (WeirTestPainter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < MAX_BAND; i++)
    g_free (self->lines[i]);
  g_free (self->turned);
  g_free (self->grey);
  g_free (self->wide);
  g_free (self);
}

/* Pixels by which a line begins further right. */
static gint
sideways (const WeirTestPatternParams *params, guint64 frame, gint width)
{
  gint64 moved = (gint64) (frame % (guint64) width) * params->horizontal_speed % width;

  return (gint) (moved < 0 ? moved + width : moved);
}

/* The luma plane, if the format has one of bytes and the pattern has no colour. */
static gboolean
is_plain_grey (const WeirTestPainter *self)
{
  const WeirVideoFormatInfo *f = self->info.finfo;
  const guint8 *first = (const guint8 *) &self->canvas.ramp[0];
  const guint8 *last = (const guint8 *) &self->canvas.ramp[255];

  return !self->canvas.rgb && !WEIR_VIDEO_FORMAT_INFO_HAS_ALPHA (f) && f->depth[0] == 8
         && f->pixel_stride[0] == 1 && (f->n_planes > 1 || f->n_components == 1) && first[2] == 128
         && first[3] == 128 && last[2] == 128 && last[3] == 128;
}

static void
fill_colourless (WeirTestPainter *self, guint8 *const data[], const gint stride[])
{
  for (guint p = 1; p < self->info.finfo->n_planes; p++) {
    gint rows = weir_video_info_get_plane_height (&self->info, p);

    for (gint y = 0; y < rows; y++)
      memset (data[p] + (gssize) y * stride[p], 128, MIN (self->row_bytes[p], (gsize) stride[p]));
  }
}

/* Noise within the rectangle right of @left and below @top of a luma plane. */
static void
fill_noise (WeirTestPainter *self, guint8 *luma, gint stride, gint left, gint top)
{
  const WeirPatternCanvas *c = &self->canvas;
  gboolean usual =
    ((const guint8 *) &c->ramp[0])[1] == 16 && ((const guint8 *) &c->ramp[255])[1] == 235;
  WeirPatternNoise noise;

  weir_pattern_noise_init (&noise, c->params->seed, c->frame, 0);
  for (gint y = top; y < c->height; y++) {
    guint8 *d = luma + (gssize) y * stride + left;

    if (usual) {
      weir_pattern_noise_fill_luma (&noise, d, (gsize) (c->width - left));
      continue;
    }
    weir_pattern_noise_fill (&noise, d, (gsize) (c->width - left));
    for (gint x = 0; x < c->width - left; x++)
      d[x] = ((const guint8 *) &c->ramp[d[x]])[1];
  }
}

/* Greys straight into the luma plane. */
static void
paint_luma (WeirTestPainter *self, const WeirPatternPainter *painter, gint offset,
            guint8 *const data[], const gint stride[])
{
  const WeirPatternCanvas *c = &self->canvas;
  guint8 luma[256];
  guint last_key = 0;

  for (guint i = 0; i < 256; i++)
    luma[i] = ((const guint8 *) &c->ramp[i])[1];
  for (gint y = 0; y < c->height; y++) {
    guint key = painter->key != NULL ? painter->key (c, y) : 0;
    guint8 *d = data[0] + (gssize) y * stride[0];

    if (key != 0 && key == last_key) {
      memcpy (d, d - stride[0], (gsize) c->width);
      continue;
    }
    last_key = key;
    painter->paint_grey (c, y, self->grey);
    for (gint x = offset; x < c->width; x++)
      d[x - offset] = luma[self->grey[x]];
    for (gint x = 0; x < offset; x++)
      d[c->width - offset + x] = luma[self->grey[x]];
  }
  fill_colourless (self, data, stride);
}

/* A line of pixels, moved sideways. */
static void
paint_line (WeirTestPainter *self, const WeirPatternPainter *painter, gint y, gint offset,
            WeirPixel *line)
{
  const WeirPatternCanvas *c = &self->canvas;
  WeirPixel *painted = offset == 0 ? line : self->turned;

  if (painter->paint != NULL) {
    painter->paint (c, y, painted);
  } else {
    painter->paint_grey (c, y, self->grey);
    for (gint x = 0; x < c->width; x++)
      painted[x] = c->ramp[self->grey[x]];
  }
  if (offset != 0) {
    memcpy (line, painted + offset, (gsize) (c->width - offset) * sizeof *line);
    memcpy (line + c->width - offset, painted, (gsize) offset * sizeof *line);
  }
}

static void
pack_lines (WeirTestPainter *self, gint y, gint n, guint8 *const data[], const gint stride[])
{
  const WeirVideoFormatInfo *f = self->info.finfo;
  gint width = self->canvas.width;
  gboolean wide =
    f->unpack_format == WEIR_VIDEO_FORMAT_AYUV64 || f->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;

  /* the last band may be short: then its first line speaks for all */
  if (n > 1 && n == (gint) self->band
      && (self->info.chroma_site & WEIR_VIDEO_CHROMA_SITE_V_COSITED) == 0)
    weir_pattern_average_lines (self->lines, (guint) n, width);
  if (f->n_components > 1 && f->w_sub[1] > 0)
    weir_pattern_average_across (self->lines[0], width, f->w_sub[1],
                                 (self->info.chroma_site & WEIR_VIDEO_CHROMA_SITE_H_COSITED) != 0);
  for (gint i = 0; i < n; i++) {
    const guint8 *bytes = (const guint8 *) self->lines[i];

    if (wide)
      for (gint x = 0; x < 4 * width; x++)
        self->wide[x] = (guint16) (bytes[x] * 257);
    weir_video_pack_line (f, data, stride, y + i, width,
                          wide ? (gconstpointer) self->wide : (gconstpointer) bytes);
  }
}

static void
copy_band (WeirTestPainter *self, gint y, gint n, guint8 *const data[], const gint stride[])
{
  const WeirVideoFormatInfo *f = self->info.finfo;

  for (guint p = 0; p < f->n_planes; p++) {
    guint sub = 0;
    gint per_band, rows;

    for (guint c = 0; c < f->n_components; c++)
      if (f->plane[c] == p)
        sub = f->h_sub[c];
    per_band = (gint) self->band >> sub;
    rows = WEIR_VIDEO_SUB_SCALE (n, (gint) sub);
    for (gint i = 0; i < rows; i++) {
      guint8 *d = data[p] + (gssize) ((y >> sub) + i) * stride[p];

      memcpy (d, d - (gssize) per_band * stride[p], MIN (self->row_bytes[p], (gsize) stride[p]));
    }
  }
}

/* What all lines of a band have in common; 0: nothing. */
static guint
band_key (const WeirPatternCanvas *c, const WeirPatternPainter *painter, gint y, gint n)
{
  guint key = painter->key != NULL ? painter->key (c, y) : 0;

  for (gint i = 1; i < n && key != 0; i++)
    if (painter->key (c, y + i) != key)
      key = 0;
  return key;
}

static void
paint_bands (WeirTestPainter *self, const WeirPatternPainter *painter, gint offset,
             guint8 *const data[], const gint stride[])
{
  const WeirPatternCanvas *c = &self->canvas;
  guint last_key = 0;

  for (gint y = 0; y < c->height; y += (gint) self->band) {
    gint n = MIN ((gint) self->band, c->height - y);
    guint key = band_key (c, painter, y, n);

    if (key != 0 && key == last_key) {
      copy_band (self, y, n, data, stride);
      continue;
    }
    last_key = key;
    for (gint i = 0; i < n; i++)
      paint_line (self, painter, y + i, offset, self->lines[i]);
    /* a format like NV16 has bands of one line, but all of them need their colours averaged */
    pack_lines (self, y, n, data, stride);
  }
}

/* Paints one picture. `params` and `moment` are only read; all scratch memory is the painter's. */
void
weir_test_painter_paint (WeirTestPainter *self, const WeirTestPatternParams *params,
                         const WeirTestPatternMoment *moment, guint8 *const data[],
                         const gint stride[])
{
  const WeirPatternPainter *painter;
  gint offset;
  gboolean grey;

  g_return_if_fail (self != NULL && params != NULL && moment != NULL);
  g_return_if_fail ((guint) params->pattern < WEIR_TEST_PATTERN_COUNT);

  painter = &weir_pattern_painters[params->pattern];
  weir_pattern_canvas_init (&self->canvas, &self->info, params, moment);
  offset = sideways (params, moment->frame, self->canvas.width);
  grey = is_plain_grey (self);

  if (grey && params->pattern == WEIR_TEST_PATTERN_SNOW) {
    fill_noise (self, data[0], stride[0], 0, 0);
    fill_colourless (self, data, stride);
  } else if (grey && painter->paint_grey != NULL) {
    paint_luma (self, painter, offset, data, stride);
  } else {
    self->canvas.noise_later = grey && offset == 0 && params->pattern == WEIR_TEST_PATTERN_SMPTE;
    paint_bands (self, painter, offset, data, stride);
    if (self->canvas.noise_later)
      fill_noise (self, data[0], stride[0], weir_pattern_smpte_noise_left (self->canvas.width),
                  weir_pattern_smpte_noise_top (self->canvas.height));
  }
}

void
weir_test_pattern_paint (const WeirTestPatternParams *params, const WeirTestPatternFrame *frame,
                         guint64 frame_number)
{
  WeirTestPatternMoment moment = { .frame = frame_number };
  g_autoptr (WeirTestPainter) painter = weir_test_painter_new (frame->info);

  weir_test_painter_paint (painter, params, &moment, frame->data, frame->stride);
}

gboolean
weir_test_pattern_is_static (const WeirTestPatternParams *params)
{
  const WeirPatternPainter *painter;

  g_return_val_if_fail (params != NULL && (guint) params->pattern < WEIR_TEST_PATTERN_COUNT, FALSE);

  painter = &weir_pattern_painters[params->pattern];
  return params->horizontal_speed == 0 && painter->is_static != NULL && painter->is_static (params);
}

const gchar *
weir_test_pattern_get_nick (guint pattern)
{
  return pattern < WEIR_TEST_PATTERN_COUNT ? weir_pattern_painters[pattern].nick : NULL;
}
