/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/buffer.h>

G_BEGIN_DECLS

/* The two shapes of H.264: byte streams with start codes (ISO/IEC 14496-10, annex B), and units that
 * each begin with their length, whose parameter sets stand apart (14496-15, "avc"). Thread: any */

/* (nullable) The names that caps use; from bytes 1 and 2, and 3, of a sequence parameter set. */
const char *weir_h264_profile_name (guint8 profile, guint8 constraints);
const char *weir_h264_level_name (guint8 level, guint8 profile, guint8 constraints);

/* A unit (NAL) within a byte stream: without its start code. Steps from *@pos; FALSE at the end. */
typedef struct {
  const guint8 *data;
  gsize size;
} WeirH264Unit;

gboolean weir_h264_next_unit (const guint8 *data, gsize size, gsize *pos, WeirH264Unit *unit);
/* The same where each unit begins with its length in @length_bytes bytes. */
gboolean weir_h264_next_sized_unit (const guint8 *data, gsize size, guint length_bytes, gsize *pos,
                                    WeirH264Unit *unit);

enum {
  WEIR_H264_SLICE = 1,
  WEIR_H264_IDR = 5,
  WEIR_H264_SEI = 6,
  WEIR_H264_SPS = 7,
  WEIR_H264_PPS = 8,
  WEIR_H264_AUD = 9
};
#define WEIR_H264_UNIT_TYPE(unit) ((unit)->size > 0 ? (unit)->data[0] & 0x1f : 0)

/* Parameter sets in a byte stream as a decoder configuration record. (nullable): there are none. */
GBytes *weir_h264_make_avcc (const guint8 *data, gsize size);
/* The reverse: its parameter sets with start codes. @length_bytes: how long lengths are.
 * (nullable): malformed. */
GBytes *weir_h264_split_avcc (const guint8 *avcc, gsize size, guint *length_bytes);

/* The payload of @buffer in the other shape; times and flags are kept. Lengths have 4 bytes in what
 * is made. @prefix (nullable) goes before the first unit. (transfer full) (nullable): malformed. */
WeirBuffer *weir_h264_to_sized (WeirBuffer *buffer, gboolean drop_parameter_sets);
WeirBuffer *weir_h264_to_byte_stream (WeirBuffer *buffer, guint length_bytes, GBytes *prefix);

G_END_DECLS
