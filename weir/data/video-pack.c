/* SPDX-License-Identifier: MIT */
/* Lines of pixels in any raw format from and to one plain form, so that painters and simple filters
 * are written once: four samples a pixel (alpha, then Y, U, V or R, G, B), of 8 bits where the
 * format's `unpack_format` is AYUV or ARGB, else of 16 bits in the machine's byte order. */
#include <weir/data/video-pack.h>
#include <weir/data/video-format-private.h>

#include <string.h>

/* Place of component c in a plain pixel. */
static inline guint
slot (guint c)
{
  return c == 3 ? 0 : c + 1;
}

static inline void
put16 (guint8 *d, guint16 value, gboolean le)
{
  value = le ? GUINT16_TO_LE (value) : GUINT16_TO_BE (value);
  memcpy (d, &value, sizeof value);
}

static inline guint16
get16 (const guint8 *d, gboolean le)
{
  guint16 value;

  memcpy (&value, d, sizeof value);
  return le ? GUINT16_FROM_LE (value) : GUINT16_FROM_BE (value);
}

static inline void
put32 (guint8 *d, guint32 value, gboolean le)
{
  value = le ? GUINT32_TO_LE (value) : GUINT32_TO_BE (value);
  memcpy (d, &value, sizeof value);
}

static inline guint32
get32 (const guint8 *d, gboolean le)
{
  guint32 value;

  memcpy (&value, d, sizeof value);
  return le ? GUINT32_FROM_LE (value) : GUINT32_FROM_BE (value);
}

static inline gboolean
is_le (const WeirVideoFormatInfo *finfo)
{
  return WEIR_VIDEO_FORMAT_INFO_IS_LE (finfo);
}

static inline gboolean
is_wide (const WeirVideoFormatInfo *finfo)
{
  return finfo->unpack_format == WEIR_VIDEO_FORMAT_AYUV64
         || finfo->unpack_format == WEIR_VIDEO_FORMAT_ARGB64;
}

/* Bits of a sample spread over 16 (or 8): repeated, or with zeros below. */
static inline guint
widen (guint value, guint depth, guint to, WeirVideoPackFlags flags)
{
  guint wide;

  if (depth == 0)
    return 0;
  wide = value << (to - depth);
  if ((flags & WEIR_VIDEO_PACK_FLAG_TRUNCATE_RANGE) == 0)
    for (guint have = depth; have < to; have *= 2)
      wide |= wide >> have;
  return wide;
}

/* The byte that RGBx and its like don't use. */
static gint
unused_byte (const WeirVideoFormatInfo *finfo)
{
  if (finfo->n_planes != 1 || finfo->n_components != 3 || finfo->pixel_stride[0] != 4
      || finfo->packing != WEIR_VIDEO_PACKING_PLAIN || finfo->depth[0] != 8)
    return -1;
  return 6 - (gint) (finfo->poffset[0] + finfo->poffset[1] + finfo->poffset[2]);
}

static void
pack_quads8 (guint8 *restrict d, const guint8 *restrict s, gint width, const guint place[4])
{
  const guint a = place[3], r = place[0], g = place[1], b = place[2];

  for (gint x = 0; x < width; x++) {
    d[4 * x + a] = s[4 * x];
    d[4 * x + r] = s[4 * x + 1];
    d[4 * x + g] = s[4 * x + 2];
    d[4 * x + b] = s[4 * x + 3];
  }
}

static void
pack_plain8 (const WeirVideoFormatInfo *finfo, guint8 *const data[], const gint stride[], gint y,
             gint width, const guint8 *line)
{
  gint unused = unused_byte (finfo);

  if (unused >= 0 && finfo->w_sub[1] == 0) {
    guint place[4] = { finfo->poffset[0], finfo->poffset[1], finfo->poffset[2], (guint) unused };

    pack_quads8 (data[0] + (gssize) y * stride[0], line, width, place);
    return;
  }
  if (finfo->n_planes == 1 && finfo->n_components == 4 && finfo->pixel_stride[0] == 4) {
    pack_quads8 (data[0] + (gssize) y * stride[0], line, width, finfo->poffset);
    return;
  }
  for (guint c = 0; c < finfo->n_components; c++) {
    guint p = finfo->plane[c], w_sub = finfo->w_sub[c], h_sub = finfo->h_sub[c];
    gint n = WEIR_VIDEO_SUB_SCALE (width, (gint) w_sub), step = finfo->pixel_stride[c];
    const guint8 *s = line + slot (c);
    guint8 *d;

    if ((y & ((1 << h_sub) - 1)) != 0)
      continue;
    d = data[p] + (gssize) (y >> h_sub) * stride[p] + finfo->poffset[c];
    if (step == 1 && w_sub == 0)
      for (gint i = 0; i < n; i++)
        d[i] = s[4 * i];
    else if (step == 1 && w_sub == 1)
      for (gint i = 0; i < n; i++)
        d[i] = s[8 * i];
    else
      for (gint i = 0; i < n; i++)
        d[(gsize) i * step] = s[(gsize) i << (2 + w_sub)];
  }
}

static void
pack_plain16 (const WeirVideoFormatInfo *finfo, guint8 *const data[], const gint stride[], gint y,
              gint width, const guint16 *line)
{
  gboolean le = is_le (finfo);

  for (guint c = 0; c < finfo->n_components; c++) {
    guint p = finfo->plane[c], w_sub = finfo->w_sub[c], h_sub = finfo->h_sub[c];
    guint down = 16 - finfo->depth[c], up = finfo->shift[c];
    gint n = WEIR_VIDEO_SUB_SCALE (width, (gint) w_sub);
    guint8 *d;

    if ((y & ((1 << h_sub) - 1)) != 0)
      continue;
    d = data[p] + (gssize) (y >> h_sub) * stride[p] + finfo->poffset[c];
    for (gint i = 0; i < n; i++, d += finfo->pixel_stride[c])
      put16 (d, (guint16) (line[((gsize) i << (2 + w_sub)) + slot (c)] >> down << up), le);
  }
}

static void
pack_word (const WeirVideoFormatInfo *finfo, guint8 *d, gint width, gconstpointer line)
{
  gboolean le = is_le (finfo), wide = is_wide (finfo);
  guint bits = wide ? 16 : 8;

  for (gint x = 0; x < width; x++, d += finfo->pixel_stride[0]) {
    guint32 word = 0;

    for (guint c = 0; c < finfo->n_components; c++) {
      gsize at = 4 * (gsize) x + slot (c);
      guint32 v = wide ? ((const guint16 *) line)[at] : ((const guint8 *) line)[at];

      word |= v >> (bits - finfo->depth[c]) << finfo->shift[c];
    }
    if (finfo->pixel_stride[0] == 2)
      put16 (d, (guint16) word, le);
    else
      put32 (d, word, le);
  }
}

/* The sample of component c at pixel x, or at the last one. */
static inline guint32
sample10 (const guint16 *line, gint x, gint width, guint c)
{
  return line[4 * (gsize) MIN (x, width - 1) + slot (c)] >> 6;
}

/* Which component, and which pixel of six, comes first, second... in v210's twelve thirds. */
static const guint8 v210_component[12] = { 1, 0, 2, 0, 1, 0, 2, 0, 1, 0, 2, 0 };
static const guint8 v210_pixel[12] = { 0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 4, 5 };

static void
pack_v210 (guint8 *d, gint width, const guint16 *line)
{
  for (gint x = 0; x < width; x += 6)
    for (guint i = 0; i < 12; i += 3, d += 4) {
      guint32 word = 0;

      for (guint k = 0; k < 3; k++) {
        gint px = x + v210_pixel[i + k];

        if (px < width || v210_component[i + k] == 0)
          word |= sample10 (line, px, width, v210_component[i + k]) << (10 * k);
      }
      put32 (d, word, TRUE);
    }
}

static void
unpack_v210 (const guint8 *s, gint width, guint16 *line, WeirVideoPackFlags flags)
{
  for (gint x = 0; x < width; x++) {
    const guint8 *group = s + x / 6 * 16;
    guint at = (guint) (x % 6);

    line[4 * x] = 0xffff;
    for (guint i = 0; i < 12; i++) {
      guint c = v210_component[i];

      if (v210_pixel[i] == (c == 0 ? at : at & ~1u))
        line[4 * x + (gint) slot (c)] = (guint16) widen (
          get32 (group + i / 3 * 4, TRUE) >> (10 * (i % 3)) & 0x3ff, 10, 16, flags);
    }
  }
}

/* U, Y, V, Y in 40 bits, the first one highest. A line of an odd number of pixels may end within
 * such a group; what lies beyond the @bytes of the line isn't there. */
static void
pack_uyvp (guint8 *d, gint bytes, gint width, const guint16 *line)
{
  for (gint x = 0; x < width; x += 2, d += 5, bytes -= 5) {
    guint64 word =
      (guint64) sample10 (line, x, width, 1) << 30 | (guint64) sample10 (line, x, width, 0) << 20
      | (guint64) sample10 (line, x, width, 2) << 10 | (guint64) sample10 (line, x + 1, width, 0);

    for (gint i = 0; i < MIN (bytes, 5); i++)
      d[i] = (guint8) (word >> (32 - 8 * i));
  }
}

static void
unpack_uyvp (const guint8 *s, gint bytes, gint width, guint16 *line, WeirVideoPackFlags flags)
{
  for (gint x = 0; x < width; x++) {
    gint at = x / 2 * 5;
    guint64 word = 0;

    for (gint i = at; i < at + 5; i++)
      word = word << 8 | (i < bytes ? s[i] : 0);
    line[4 * x] = 0xffff;
    line[4 * x + 1] =
      (guint16) widen ((guint) (word >> (x % 2 == 0 ? 20 : 0)) & 0x3ff, 10, 16, flags);
    line[4 * x + 2] = (guint16) widen ((guint) (word >> 30) & 0x3ff, 10, 16, flags);
    line[4 * x + 3] = (guint16) widen ((guint) (word >> 10) & 0x3ff, 10, 16, flags);
  }
}

/* Where Y of each of four pixels is; U is byte 0, V is byte 3. */
static const guint8 iyu1_luma[4] = { 1, 2, 4, 5 };

static void
pack_iyu1 (guint8 *d, gint width, const guint8 *line)
{
  for (gint x = 0; x < width; x += 4, d += 6) {
    d[0] = line[4 * x + 2];
    d[3] = line[4 * x + 3];
    for (gint i = 0; i < 4; i++)
      d[iyu1_luma[i]] = line[4 * MIN (x + i, width - 1) + 1];
  }
}

static void
unpack_iyu1 (const guint8 *s, gint width, guint8 *line)
{
  for (gint x = 0; x < width; x++) {
    const guint8 *g = s + x / 4 * 6;

    line[4 * x] = 0xff;
    line[4 * x + 1] = g[iyu1_luma[x % 4]];
    line[4 * x + 2] = g[0];
    line[4 * x + 3] = g[3];
  }
}

/**
 * weir_video_pack_line:
 * @finfo: format to write
 * @data: (array fixed-size=4): first byte of each plane
 * @stride: (array fixed-size=4): bytes from a line of each plane to the next
 * @y: number of the line
 * @width: pixels
 * @line: four samples a pixel: alpha, then Y, U, V or R, G, B; bytes or 16-bit words as
 *   `finfo->unpack_format` says
 *
 * Writes a line of pixels. Where a component is subsampled, the first pixel of each group and the
 * first line of each group give its sample: who wants an average makes it in @line before. Depth is
 * lost by dropping low bits.
 *
 * Thread: any
 */
void
weir_video_pack_line (const WeirVideoFormatInfo *finfo, guint8 *const data[], const gint stride[],
                      gint y, gint width, gconstpointer line)
{
  g_return_if_fail (finfo != NULL && data != NULL && stride != NULL && line != NULL);
  g_return_if_fail (width > 0 && y >= 0);

  switch ((WeirVideoPacking) finfo->packing) {
  case WEIR_VIDEO_PACKING_PLAIN:
    if (is_wide (finfo))
      pack_plain16 (finfo, data, stride, y, width, line);
    else
      pack_plain8 (finfo, data, stride, y, width, line);
    break;
  case WEIR_VIDEO_PACKING_WORD:
    pack_word (finfo, data[0] + (gssize) y * stride[0], width, line);
    break;
  case WEIR_VIDEO_PACKING_V210:
    pack_v210 (data[0] + (gssize) y * stride[0], width, line);
    break;
  case WEIR_VIDEO_PACKING_UYVP:
    pack_uyvp (data[0] + (gssize) y * stride[0], ABS (stride[0]), width, line);
    break;
  case WEIR_VIDEO_PACKING_IYU1:
    pack_iyu1 (data[0] + (gssize) y * stride[0], width, line);
    break;
  default:
    g_return_if_reached ();
  }
}

static void
unpack_plain (const WeirVideoFormatInfo *finfo, WeirVideoPackFlags flags,
              const guint8 *const data[], const gint stride[], gint y, gint width, gpointer line)
{
  gboolean le = is_le (finfo), wide = is_wide (finfo);

  for (guint c = 0; c < finfo->n_components; c++) {
    guint p = finfo->plane[c], w_sub = finfo->w_sub[c], depth = finfo->depth[c];
    const guint8 *s = data[p] + (gssize) (y >> finfo->h_sub[c]) * stride[p] + finfo->poffset[c];
    guint mask = (1u << depth) - 1;

    for (gint x = 0; x < width; x++) {
      const guint8 *from = s + (gssize) (x >> w_sub) * finfo->pixel_stride[c];

      if (wide)
        ((guint16 *) line)[4 * x + (gint) slot (c)] =
          (guint16) widen (get16 (from, le) >> finfo->shift[c] & mask, depth, 16, flags);
      else
        ((guint8 *) line)[4 * x + (gint) slot (c)] = *from;
    }
  }
}

static void
unpack_word (const WeirVideoFormatInfo *finfo, WeirVideoPackFlags flags, const guint8 *s,
             gint width, gpointer line)
{
  gboolean le = is_le (finfo), wide = is_wide (finfo);

  for (gint x = 0; x < width; x++, s += finfo->pixel_stride[0]) {
    guint32 word = finfo->pixel_stride[0] == 2 ? get16 (s, le) : get32 (s, le);

    for (guint c = 0; c < finfo->n_components; c++) {
      guint v = word >> finfo->shift[c] & ((1u << finfo->depth[c]) - 1);

      if (wide)
        ((guint16 *) line)[4 * x + (gint) slot (c)] =
          (guint16) widen (v, finfo->depth[c], 16, flags);
      else
        ((guint8 *) line)[4 * x + (gint) slot (c)] = (guint8) widen (v, finfo->depth[c], 8, flags);
    }
  }
}

/* Opaque, and without colour, where a format has no sample to tell. */
static void
fill_missing (const WeirVideoFormatInfo *finfo, gint width, gpointer line)
{
  gboolean gray = finfo->n_components == 1;

  if (finfo->n_components == 4)
    return;
  for (gint x = 0; x < width; x++) {
    if (is_wide (finfo)) {
      guint16 *d = (guint16 *) line + 4 * (gsize) x;

      d[0] = 0xffff;
      if (gray)
        d[2] = d[3] = 0x8000;
    } else {
      guint8 *d = (guint8 *) line + 4 * (gsize) x;

      d[0] = 0xff;
      if (gray)
        d[2] = d[3] = 0x80;
    }
  }
}

/**
 * weir_video_unpack_line:
 * @finfo: format to read
 * @flags: how depth is gained
 * @data: (array fixed-size=4): first byte of each plane
 * @stride: (array fixed-size=4): bytes from a line of each plane to the next
 * @y: number of the line
 * @width: pixels
 * @line: (out caller-allocates): receives four samples a pixel, as weir_video_pack_line () takes
 *   them
 *
 * Reads a line of pixels. Subsampled components are repeated; alpha that isn't there is opaque.
 *
 * Thread: any
 */
void
weir_video_unpack_line (const WeirVideoFormatInfo *finfo, WeirVideoPackFlags flags,
                        const guint8 *const data[], const gint stride[], gint y, gint width,
                        gpointer line)
{
  const guint8 *first;

  g_return_if_fail (finfo != NULL && data != NULL && stride != NULL && line != NULL);
  g_return_if_fail (width > 0 && y >= 0);

  first = data[0] + (gssize) y * stride[0];
  switch ((WeirVideoPacking) finfo->packing) {
  case WEIR_VIDEO_PACKING_PLAIN:
    unpack_plain (finfo, flags, data, stride, y, width, line);
    fill_missing (finfo, width, line);
    break;
  case WEIR_VIDEO_PACKING_WORD:
    unpack_word (finfo, flags, first, width, line);
    fill_missing (finfo, width, line);
    break;
  case WEIR_VIDEO_PACKING_V210:
    unpack_v210 (first, width, line, flags);
    break;
  case WEIR_VIDEO_PACKING_UYVP:
    unpack_uyvp (first, ABS (stride[0]), width, line, flags);
    break;
  case WEIR_VIDEO_PACKING_IYU1:
    unpack_iyu1 (first, width, line);
    break;
  default:
    g_return_if_reached ();
  }
}
