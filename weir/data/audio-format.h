/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define WEIR_AUDIO_NE(name) WEIR_AUDIO_FORMAT_##name##LE
#define WEIR_AUDIO_OE(name) WEIR_AUDIO_FORMAT_##name##BE
#else
#define WEIR_AUDIO_NE(name) WEIR_AUDIO_FORMAT_##name##BE
#define WEIR_AUDIO_OE(name) WEIR_AUDIO_FORMAT_##name##LE
#endif

/**
 * WeirAudioFormat:
 * @WEIR_AUDIO_FORMAT_UNKNOWN: no format, or one that isn't known
 * @WEIR_AUDIO_FORMAT_ENCODED: not raw: coded sound
 * @WEIR_AUDIO_FORMAT_S8: signed, 8 bits
 * @WEIR_AUDIO_FORMAT_U8: unsigned, 8 bits
 * @WEIR_AUDIO_FORMAT_S16LE: signed, 16 bits, little endian
 * @WEIR_AUDIO_FORMAT_S16BE: signed, 16 bits, big endian
 * @WEIR_AUDIO_FORMAT_U16LE: unsigned, 16 bits, little endian
 * @WEIR_AUDIO_FORMAT_U16BE: unsigned, 16 bits, big endian
 * @WEIR_AUDIO_FORMAT_S24_32LE: signed, the low 24 bits of 32, little endian
 * @WEIR_AUDIO_FORMAT_S24_32BE: signed, the low 24 bits of 32, big endian
 * @WEIR_AUDIO_FORMAT_U24_32LE: unsigned, the low 24 bits of 32, little endian
 * @WEIR_AUDIO_FORMAT_U24_32BE: unsigned, the low 24 bits of 32, big endian
 * @WEIR_AUDIO_FORMAT_S32LE: signed, 32 bits, little endian
 * @WEIR_AUDIO_FORMAT_S32BE: signed, 32 bits, big endian
 * @WEIR_AUDIO_FORMAT_U32LE: unsigned, 32 bits, little endian
 * @WEIR_AUDIO_FORMAT_U32BE: unsigned, 32 bits, big endian
 * @WEIR_AUDIO_FORMAT_S24LE: signed, 24 bits in 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_S24BE: signed, 24 bits in 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_U24LE: unsigned, 24 bits in 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_U24BE: unsigned, 24 bits in 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_S20LE: signed, the low 20 bits of 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_S20BE: signed, the low 20 bits of 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_U20LE: unsigned, the low 20 bits of 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_U20BE: unsigned, the low 20 bits of 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_S18LE: signed, the low 18 bits of 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_S18BE: signed, the low 18 bits of 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_U18LE: unsigned, the low 18 bits of 3 bytes, little endian
 * @WEIR_AUDIO_FORMAT_U18BE: unsigned, the low 18 bits of 3 bytes, big endian
 * @WEIR_AUDIO_FORMAT_F32LE: floating point -1 to 1, 32 bits, little endian
 * @WEIR_AUDIO_FORMAT_F32BE: floating point -1 to 1, 32 bits, big endian
 * @WEIR_AUDIO_FORMAT_F64LE: floating point -1 to 1, 64 bits, little endian
 * @WEIR_AUDIO_FORMAT_F64BE: floating point -1 to 1, 64 bits, big endian
 * @WEIR_AUDIO_FORMAT_S16: signed, 16 bits, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U16: unsigned, 16 bits, byte order of the machine
 * @WEIR_AUDIO_FORMAT_S24_32: signed, 24 bits of 32, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U24_32: unsigned, 24 bits of 32, byte order of the machine
 * @WEIR_AUDIO_FORMAT_S32: signed, 32 bits, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U32: unsigned, 32 bits, byte order of the machine
 * @WEIR_AUDIO_FORMAT_S24: signed, 24 bits in 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U24: unsigned, 24 bits in 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_S20: signed, the low 20 bits of 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U20: unsigned, the low 20 bits of 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_S18: signed, the low 18 bits of 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_U18: unsigned, the low 18 bits of 3 bytes, byte order of the machine
 * @WEIR_AUDIO_FORMAT_F32: floating point, 32 bits, byte order of the machine
 * @WEIR_AUDIO_FORMAT_F64: floating point, 64 bits, byte order of the machine
 *
 * How a sample of raw sound is stored. The names are what `format=` in caps takes.
 */
typedef enum {
  WEIR_AUDIO_FORMAT_UNKNOWN = 0,
  WEIR_AUDIO_FORMAT_ENCODED = 1,
  WEIR_AUDIO_FORMAT_S8 = 2,
  WEIR_AUDIO_FORMAT_U8 = 3,
  WEIR_AUDIO_FORMAT_S16LE = 4,
  WEIR_AUDIO_FORMAT_S16BE = 5,
  WEIR_AUDIO_FORMAT_U16LE = 6,
  WEIR_AUDIO_FORMAT_U16BE = 7,
  WEIR_AUDIO_FORMAT_S24_32LE = 8,
  WEIR_AUDIO_FORMAT_S24_32BE = 9,
  WEIR_AUDIO_FORMAT_U24_32LE = 10,
  WEIR_AUDIO_FORMAT_U24_32BE = 11,
  WEIR_AUDIO_FORMAT_S32LE = 12,
  WEIR_AUDIO_FORMAT_S32BE = 13,
  WEIR_AUDIO_FORMAT_U32LE = 14,
  WEIR_AUDIO_FORMAT_U32BE = 15,
  WEIR_AUDIO_FORMAT_S24LE = 16,
  WEIR_AUDIO_FORMAT_S24BE = 17,
  WEIR_AUDIO_FORMAT_U24LE = 18,
  WEIR_AUDIO_FORMAT_U24BE = 19,
  WEIR_AUDIO_FORMAT_S20LE = 20,
  WEIR_AUDIO_FORMAT_S20BE = 21,
  WEIR_AUDIO_FORMAT_U20LE = 22,
  WEIR_AUDIO_FORMAT_U20BE = 23,
  WEIR_AUDIO_FORMAT_S18LE = 24,
  WEIR_AUDIO_FORMAT_S18BE = 25,
  WEIR_AUDIO_FORMAT_U18LE = 26,
  WEIR_AUDIO_FORMAT_U18BE = 27,
  WEIR_AUDIO_FORMAT_F32LE = 28,
  WEIR_AUDIO_FORMAT_F32BE = 29,
  WEIR_AUDIO_FORMAT_F64LE = 30,
  WEIR_AUDIO_FORMAT_F64BE = 31,
  WEIR_AUDIO_FORMAT_S16 = WEIR_AUDIO_NE (S16),
  WEIR_AUDIO_FORMAT_U16 = WEIR_AUDIO_NE (U16),
  WEIR_AUDIO_FORMAT_S24_32 = WEIR_AUDIO_NE (S24_32),
  WEIR_AUDIO_FORMAT_U24_32 = WEIR_AUDIO_NE (U24_32),
  WEIR_AUDIO_FORMAT_S32 = WEIR_AUDIO_NE (S32),
  WEIR_AUDIO_FORMAT_U32 = WEIR_AUDIO_NE (U32),
  WEIR_AUDIO_FORMAT_S24 = WEIR_AUDIO_NE (S24),
  WEIR_AUDIO_FORMAT_U24 = WEIR_AUDIO_NE (U24),
  WEIR_AUDIO_FORMAT_S20 = WEIR_AUDIO_NE (S20),
  WEIR_AUDIO_FORMAT_U20 = WEIR_AUDIO_NE (U20),
  WEIR_AUDIO_FORMAT_S18 = WEIR_AUDIO_NE (S18),
  WEIR_AUDIO_FORMAT_U18 = WEIR_AUDIO_NE (U18),
  WEIR_AUDIO_FORMAT_F32 = WEIR_AUDIO_NE (F32),
  WEIR_AUDIO_FORMAT_F64 = WEIR_AUDIO_NE (F64),
} WeirAudioFormat;

/* One more than the largest value of #WeirAudioFormat. */
#define WEIR_AUDIO_FORMAT_LAST 32

/**
 * WeirAudioFormatFlags:
 * @WEIR_AUDIO_FORMAT_FLAG_INTEGER: whole numbers
 * @WEIR_AUDIO_FORMAT_FLAG_FLOAT: floating point numbers
 * @WEIR_AUDIO_FORMAT_FLAG_SIGNED: silence is 0
 * @WEIR_AUDIO_FORMAT_FLAG_COMPLEX: samples aren't plain numbers (no format here has it)
 * @WEIR_AUDIO_FORMAT_FLAG_UNPACK: samples of other formats are computed with in this one
 *
 * What kind of format it is.
 */
typedef enum {
  WEIR_AUDIO_FORMAT_FLAG_INTEGER = 1 << 0,
  WEIR_AUDIO_FORMAT_FLAG_FLOAT = 1 << 1,
  WEIR_AUDIO_FORMAT_FLAG_SIGNED = 1 << 2,
  WEIR_AUDIO_FORMAT_FLAG_COMPLEX = 1 << 4,
  WEIR_AUDIO_FORMAT_FLAG_UNPACK = 1 << 5,
} WeirAudioFormatFlags;

#define WEIR_TYPE_AUDIO_FORMAT (weir_audio_format_get_type ())
#define WEIR_TYPE_AUDIO_FORMAT_FLAGS (weir_audio_format_flags_get_type ())
WEIR_API GType weir_audio_format_get_type (void);
WEIR_API GType weir_audio_format_flags_get_type (void);

typedef struct _WeirAudioFormatInfo WeirAudioFormatInfo;

/**
 * WeirAudioFormatInfo:
 * @format: the format
 * @name: its name in caps
 * @description: what it is, in words
 * @flags: what kind it is
 * @endianness: `G_LITTLE_ENDIAN`, `G_BIG_ENDIAN`, or 0 where a sample is one byte
 * @width: bits that a sample takes in memory
 * @depth: bits of it that mean something
 * @silence: (array fixed-size=8): bytes of silence, repeated to 8
 *
 * The facts of a format; one static table has them all.
 */
struct _WeirAudioFormatInfo {
  WeirAudioFormat format;
  const gchar *name;
  const gchar *description;
  WeirAudioFormatFlags flags;
  gint endianness;
  gint width;
  gint depth;
  guint8 silence[8];
};

#define WEIR_AUDIO_FORMAT_INFO_FORMAT(info) ((info)->format)
#define WEIR_AUDIO_FORMAT_INFO_NAME(info) ((info)->name)
#define WEIR_AUDIO_FORMAT_INFO_FLAGS(info) ((info)->flags)
#define WEIR_AUDIO_FORMAT_INFO_IS_INTEGER(info)                                                    \
  (((info)->flags & WEIR_AUDIO_FORMAT_FLAG_INTEGER) != 0)
#define WEIR_AUDIO_FORMAT_INFO_IS_FLOAT(info) (((info)->flags & WEIR_AUDIO_FORMAT_FLAG_FLOAT) != 0)
#define WEIR_AUDIO_FORMAT_INFO_IS_SIGNED(info)                                                     \
  (((info)->flags & WEIR_AUDIO_FORMAT_FLAG_SIGNED) != 0)
#define WEIR_AUDIO_FORMAT_INFO_ENDIANNESS(info) ((info)->endianness)
#define WEIR_AUDIO_FORMAT_INFO_IS_LITTLE_ENDIAN(info) ((info)->endianness == G_LITTLE_ENDIAN)
#define WEIR_AUDIO_FORMAT_INFO_IS_BIG_ENDIAN(info) ((info)->endianness == G_BIG_ENDIAN)
#define WEIR_AUDIO_FORMAT_INFO_WIDTH(info) ((info)->width)
#define WEIR_AUDIO_FORMAT_INFO_DEPTH(info) ((info)->depth)

WEIR_API WeirAudioFormat weir_audio_format_from_string (const gchar *format);
WEIR_API const gchar *weir_audio_format_to_string (WeirAudioFormat format);
WEIR_API const WeirAudioFormatInfo *weir_audio_format_get_info (WeirAudioFormat format);
WEIR_API WeirAudioFormat weir_audio_format_build_integer (gboolean sign, gint endianness,
                                                          gint width, gint depth);
WEIR_API const WeirAudioFormat *weir_audio_formats_raw (guint *len);
WEIR_API void weir_audio_format_info_fill_silence (const WeirAudioFormatInfo *info, gpointer dest,
                                                   gsize length);

G_END_DECLS
