/* SPDX-License-Identifier: MIT */
/* H.264's two shapes, made from each other. libavcodec has filters for one way; the other way lives
 * inside its muxers, and both ways are a loop over units. */
#include "h264.h"

#include <string.h>

/* --- names ------------------------------------------------------------------------------------------ */

const char *
weir_h264_profile_name (guint8 profile, guint8 constraints)
{
  switch (profile) {
  case 66:
    return (constraints & 0x40) != 0 ? "constrained-baseline" : "baseline";
  case 77:
    return "main";
  case 88:
    return "extended";
  case 100:
    return (constraints & 0x0c) == 0x0c ? "constrained-high"
           : (constraints & 0x08) != 0  ? "progressive-high"
                                        : "high";
  case 110:
    return (constraints & 0x10) != 0 ? "high-10-intra" : "high-10";
  case 122:
    return (constraints & 0x10) != 0 ? "high-4:2:2-intra" : "high-4:2:2";
  case 244:
    return (constraints & 0x10) != 0 ? "high-4:4:4-intra" : "high-4:4:4";
  case 44:
    return "cavlc-4:4:4-intra";
  default:
    return NULL;
  }
}

const char *
weir_h264_level_name (guint8 level, guint8 profile, guint8 constraints)
{
  static const struct {
    guint8 level;
    const char *name;
  } levels[] = { { 10, "1" },   { 11, "1.1" }, { 12, "1.2" }, { 13, "1.3" }, { 20, "2" },
                 { 21, "2.1" }, { 22, "2.2" }, { 30, "3" },   { 31, "3.1" }, { 32, "3.2" },
                 { 40, "4" },   { 41, "4.1" }, { 42, "4.2" }, { 50, "5" },   { 51, "5.1" },
                 { 52, "5.2" }, { 60, "6" },   { 61, "6.1" }, { 62, "6.2" }, { 9, "1b" } };

  if (level == 11 && (profile == 66 || profile == 77 || profile == 88) && (constraints & 0x10) != 0)
    return "1b";
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i].level == level)
      return levels[i].name;
  return NULL;
}

/* --- units ------------------------------------------------------------------------------------------- */

/* Where the next 00 00 01 begins, or `size`. */
static gsize
find_start (const guint8 *data, gsize size, gsize pos)
{
  while (pos + 3 <= size) {
    const guint8 *one = memchr (data + pos + 2, 1, size - pos - 2);

    if (one == NULL)
      return size;
    pos = (gsize) (one - data) - 2;
    if (data[pos] == 0 && data[pos + 1] == 0)
      return pos;
    pos++;
  }
  return size;
}

gboolean
weir_h264_next_unit (const guint8 *data, gsize size, gsize *pos, WeirH264Unit *unit)
{
  gsize start = find_start (data, size, *pos);
  gsize end;

  if (start == size)
    return FALSE;
  start += 3;
  end = *pos = find_start (data, size, start);
  while (end > start && data[end - 1] == 0) /* the fourth byte of a start code, and stuffing */
    end--;
  unit->data = data + start;
  unit->size = end - start;
  return TRUE;
}

gboolean
weir_h264_next_sized_unit (const guint8 *data, gsize size, guint length_bytes, gsize *pos,
                           WeirH264Unit *unit)
{
  gsize length = 0;

  if (size - *pos < length_bytes)
    return FALSE;
  for (guint i = 0; i < length_bytes; i++)
    length = length << 8 | data[(*pos)++];
  if (length > size - *pos)
    return FALSE;
  unit->data = data + *pos;
  unit->size = length;
  *pos += length;
  return TRUE;
}

/* --- parameter sets ----------------------------------------------------------------------------------- */

static void
append_sets (GByteArray *to, const guint8 *data, gsize size, guint type, guint max)
{
  guint8 head[2];
  gsize pos = 0;
  guint n = 0;
  WeirH264Unit unit;

  while (n < max && weir_h264_next_unit (data, size, &pos, &unit)) {
    if (WEIR_H264_UNIT_TYPE (&unit) != type || unit.size > G_MAXUINT16)
      continue;
    head[0] = (guint8) (unit.size >> 8);
    head[1] = (guint8) unit.size;
    g_byte_array_append (to, head, 2);
    g_byte_array_append (to, unit.data, (guint) unit.size);
    n++;
  }
}

static guint
count_sets (const guint8 *data, gsize size, guint type, WeirH264Unit *first)
{
  WeirH264Unit unit;
  gsize pos = 0;
  guint n = 0;

  while (weir_h264_next_unit (data, size, &pos, &unit))
    if (WEIR_H264_UNIT_TYPE (&unit) == type && unit.size <= G_MAXUINT16 && n++ == 0)
      *first = unit;
  return n;
}

GBytes *
weir_h264_make_avcc (const guint8 *data, gsize size)
{
  WeirH264Unit sps = { NULL, 0 }, pps;
  guint n_sps = MIN (count_sets (data, size, WEIR_H264_SPS, &sps), 31);
  guint n_pps = MIN (count_sets (data, size, WEIR_H264_PPS, &pps), 255);
  GByteArray *avcc;
  guint8 head[6], count;

  if (n_sps == 0 || n_pps == 0 || sps.size < 4)
    return NULL;
  avcc = g_byte_array_new ();
  head[0] = 1;
  memcpy (head + 1, sps.data + 1, 3);
  head[4] = 0xfc | 3; /* lengths of 4 bytes */
  head[5] = (guint8) (0xe0 | n_sps);
  g_byte_array_append (avcc, head, 6);
  append_sets (avcc, data, size, WEIR_H264_SPS, n_sps);
  count = (guint8) n_pps;
  g_byte_array_append (avcc, &count, 1);
  append_sets (avcc, data, size, WEIR_H264_PPS, n_pps);
  return g_byte_array_free_to_bytes (avcc);
}

static const guint8 start_code[4] = { 0, 0, 0, 1 };

GBytes *
weir_h264_split_avcc (const guint8 *avcc, gsize size, guint *length_bytes)
{
  g_autoptr (GByteArray) sets = g_byte_array_new ();
  gsize pos = 6;

  if (size < 7 || avcc[0] != 1)
    return NULL;
  *length_bytes = (avcc[4] & 3) + 1;
  for (guint round = 0; round < 2; round++) {
    guint n = round == 0 ? avcc[5] & 0x1f : avcc[pos++];
    WeirH264Unit unit;

    while (n-- > 0) {
      if (!weir_h264_next_sized_unit (avcc, size, 2, &pos, &unit))
        return NULL;
      g_byte_array_append (sets, start_code, 4);
      g_byte_array_append (sets, unit.data, (guint) unit.size);
    }
    if (round == 0 && pos >= size)
      return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&sets));
}

/* --- whole buffers -------------------------------------------------------------------------------------- */

static WeirBuffer *
finish (WeirBuffer *buffer, GByteArray *bytes)
{
  gsize size = bytes->len;
  guint8 *data = g_byte_array_free (bytes, FALSE);
  WeirBuffer *made = weir_buffer_new_wrapped (data, size);

  weir_buffer_copy_into (made, buffer, WEIR_BUFFER_COPY_METADATA, 0, (gsize) -1);
  return made;
}

WeirBuffer *
weir_h264_to_sized (WeirBuffer *buffer, gboolean drop_parameter_sets)
{
  WeirMapInfo map;
  GByteArray *bytes;
  WeirH264Unit unit;
  gsize pos = 0;

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
    return NULL;
  bytes = g_byte_array_sized_new ((guint) map.size + 64);
  while (weir_h264_next_unit (map.data, map.size, &pos, &unit)) {
    guint type = WEIR_H264_UNIT_TYPE (&unit);
    guint32 length = GUINT32_TO_BE ((guint32) unit.size);

    if (unit.size == 0
        || (drop_parameter_sets
            && (type == WEIR_H264_SPS || type == WEIR_H264_PPS || type == WEIR_H264_AUD)))
      continue;
    g_byte_array_append (bytes, (const guint8 *) &length, 4);
    g_byte_array_append (bytes, unit.data, (guint) unit.size);
  }
  weir_buffer_unmap (buffer, &map);
  return finish (buffer, bytes);
}

WeirBuffer *
weir_h264_to_byte_stream (WeirBuffer *buffer, guint length_bytes, GBytes *prefix)
{
  WeirMapInfo map;
  GByteArray *bytes;
  WeirH264Unit unit;
  gsize pos = 0, n;

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
    return NULL;
  bytes = g_byte_array_sized_new ((guint) map.size + 64);
  if (prefix != NULL) {
    const guint8 *data = g_bytes_get_data (prefix, &n);
    g_byte_array_append (bytes, data, (guint) n);
  }
  while (pos < map.size) {
    if (!weir_h264_next_sized_unit (map.data, map.size, length_bytes, &pos, &unit)) {
      weir_buffer_unmap (buffer, &map);
      g_byte_array_unref (bytes);
      return NULL;
    }
    g_byte_array_append (bytes, start_code, 4);
    g_byte_array_append (bytes, unit.data, (guint) unit.size);
  }
  weir_buffer_unmap (buffer, &map);
  return finish (buffer, bytes);
}
