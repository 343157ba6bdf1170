/* SPDX-License-Identifier: MIT */
/* The raw audio formats as one table of facts. */
#include <weir/data/audio-format.h>

#include <string.h>

#define INTEGER WEIR_AUDIO_FORMAT_FLAG_INTEGER
#define SIGNED (INTEGER | WEIR_AUDIO_FORMAT_FLAG_SIGNED)
#define FLOAT WEIR_AUDIO_FORMAT_FLAG_FLOAT
/* Arithmetic happens in the machine's 32-bit integers and 64-bit floats. */
#define UNPACK(le) (G_BYTE_ORDER == (le) ? WEIR_AUDIO_FORMAT_FLAG_UNPACK : 0)

#define ROW(name_, flags_, endianness_, width_, depth_, text, ...)                                 \
  [WEIR_AUDIO_FORMAT_##name_] = { WEIR_AUDIO_FORMAT_##name_,                                       \
                                  #name_,                                                          \
                                  text,                                                            \
                                  (WeirAudioFormatFlags) (flags_),                                 \
                                  endianness_,                                                     \
                                  width_,                                                          \
                                  depth_,                                                          \
                                  { __VA_ARGS__ } }
#define LE G_LITTLE_ENDIAN
#define BE G_BIG_ENDIAN

static const WeirAudioFormatInfo table[WEIR_AUDIO_FORMAT_LAST] = {
  ROW (ENCODED, 0, 0, 0, 0, "coded sound"),
  ROW (S8, SIGNED, 0, 8, 8, "8 bits, signed"),
  ROW (U8, INTEGER, 0, 8, 8, "8 bits, unsigned", 128, 128, 128, 128, 128, 128, 128, 128),
  ROW (S16LE, SIGNED, LE, 16, 16, "16 bits, signed, little endian"),
  ROW (S16BE, SIGNED, BE, 16, 16, "16 bits, signed, big endian"),
  ROW (U16LE, INTEGER, LE, 16, 16, "16 bits, unsigned, little endian", 0, 128, 0, 128, 0, 128, 0,
       128),
  ROW (U16BE, INTEGER, BE, 16, 16, "16 bits, unsigned, big endian", 128, 0, 128, 0, 128, 0, 128),
  ROW (S24_32LE, SIGNED, LE, 32, 24, "24 bits in 32, signed, little endian"),
  ROW (S24_32BE, SIGNED, BE, 32, 24, "24 bits in 32, signed, big endian"),
  ROW (U24_32LE, INTEGER, LE, 32, 24, "24 bits in 32, unsigned, little endian", 0, 0, 128, 0, 0, 0,
       128),
  ROW (U24_32BE, INTEGER, BE, 32, 24, "24 bits in 32, unsigned, big endian", 0, 128, 0, 0, 0, 128),
  ROW (S32LE, SIGNED | UNPACK (LE), LE, 32, 32, "32 bits, signed, little endian"),
  ROW (S32BE, SIGNED | UNPACK (BE), BE, 32, 32, "32 bits, signed, big endian"),
  ROW (U32LE, INTEGER, LE, 32, 32, "32 bits, unsigned, little endian", 0, 0, 0, 128, 0, 0, 0, 128),
  ROW (U32BE, INTEGER, BE, 32, 32, "32 bits, unsigned, big endian", 128, 0, 0, 0, 128),
  ROW (S24LE, SIGNED, LE, 24, 24, "24 bits, signed, little endian"),
  ROW (S24BE, SIGNED, BE, 24, 24, "24 bits, signed, big endian"),
  ROW (U24LE, INTEGER, LE, 24, 24, "24 bits, unsigned, little endian", 0, 0, 128, 0, 0, 128),
  ROW (U24BE, INTEGER, BE, 24, 24, "24 bits, unsigned, big endian", 128, 0, 0, 128),
  ROW (S20LE, SIGNED, LE, 24, 20, "20 bits in 3 bytes, signed, little endian"),
  ROW (S20BE, SIGNED, BE, 24, 20, "20 bits in 3 bytes, signed, big endian"),
  ROW (U20LE, INTEGER, LE, 24, 20, "20 bits in 3 bytes, unsigned, little endian", 0, 0, 8, 0, 0, 8),
  ROW (U20BE, INTEGER, BE, 24, 20, "20 bits in 3 bytes, unsigned, big endian", 8, 0, 0, 8, 0, 0, 8),
  ROW (S18LE, SIGNED, LE, 24, 18, "18 bits in 3 bytes, signed, little endian"),
  ROW (S18BE, SIGNED, BE, 24, 18, "18 bits in 3 bytes, signed, big endian"),
  ROW (U18LE, INTEGER, LE, 24, 18, "18 bits in 3 bytes, unsigned, little endian", 0, 0, 2, 0, 0, 2),
  ROW (U18BE, INTEGER, BE, 24, 18, "18 bits in 3 bytes, unsigned, big endian", 2, 0, 0, 2, 0, 0, 2),
  ROW (F32LE, FLOAT, LE, 32, 32, "32-bit floating point, little endian"),
  ROW (F32BE, FLOAT, BE, 32, 32, "32-bit floating point, big endian"),
  ROW (F64LE, FLOAT | UNPACK (LE), LE, 64, 64, "64-bit floating point, little endian"),
  ROW (F64BE, FLOAT | UNPACK (BE), BE, 64, 64, "64-bit floating point, big endian"),
};

/**
 * weir_audio_format_get_info:
 * @format: a format
 *
 * Looks up the facts of a format.
 *
 * Thread: any
 *
 * Returns: (nullable) (transfer none): the facts, or %NULL for WEIR_AUDIO_FORMAT_UNKNOWN and for a
 *   number that stands for no format
 */
const WeirAudioFormatInfo *
weir_audio_format_get_info (WeirAudioFormat format)
{
  if ((guint) format >= WEIR_AUDIO_FORMAT_LAST || table[format].name == NULL)
    return NULL;
  return &table[format];
}

/**
 * weir_audio_format_from_string:
 * @format: a format's name as in caps, like `S16LE`; upper and lower case differ
 *
 * Finds a raw format by its name.
 *
 * Thread: any
 *
 * Returns: the format, or WEIR_AUDIO_FORMAT_UNKNOWN if none has this name
 */
WeirAudioFormat
weir_audio_format_from_string (const gchar *format)
{
  g_return_val_if_fail (format != NULL, WEIR_AUDIO_FORMAT_UNKNOWN);

  for (guint i = 0; i < WEIR_AUDIO_FORMAT_LAST; i++)
    if (table[i].name != NULL && strcmp (table[i].name, format) == 0)
      return (WeirAudioFormat) i;
  return WEIR_AUDIO_FORMAT_UNKNOWN;
}

/**
 * weir_audio_format_to_string:
 * @format: a format
 *
 * Thread: any
 *
 * Returns: (nullable): the format's name in caps, or %NULL for WEIR_AUDIO_FORMAT_UNKNOWN
 */
const gchar *
weir_audio_format_to_string (WeirAudioFormat format)
{
  const WeirAudioFormatInfo *info = weir_audio_format_get_info (format);

  return info != NULL ? info->name : NULL;
}

/**
 * weir_audio_format_build_integer:
 * @sign: whether samples are signed
 * @endianness: `G_LITTLE_ENDIAN` or `G_BIG_ENDIAN`; not looked at for samples of 8 bits
 * @width: bits that a sample takes
 * @depth: bits of it that mean something
 *
 * Finds the integer format with these facts.
 *
 * Thread: any
 *
 * Returns: the format, or WEIR_AUDIO_FORMAT_UNKNOWN if there is none
 */
WeirAudioFormat
weir_audio_format_build_integer (gboolean sign, gint endianness, gint width, gint depth)
{
  for (guint i = 0; i < WEIR_AUDIO_FORMAT_LAST; i++) {
    const WeirAudioFormatInfo *f = &table[i];

    if (WEIR_AUDIO_FORMAT_INFO_IS_INTEGER (f) && f->width == width && f->depth == depth
        && WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f) == !!sign
        && (f->endianness == 0 || f->endianness == endianness))
      return (WeirAudioFormat) i;
  }
  return WEIR_AUDIO_FORMAT_UNKNOWN;
}

/**
 * weir_audio_formats_raw:
 * @len: (out): number of formats
 *
 * All raw formats that Weir knows, in the order of their numbers.
 *
 * Thread: any
 *
 * Returns: (transfer none) (array length=len): the formats
 */
const WeirAudioFormat *
weir_audio_formats_raw (guint *len)
{
  static WeirAudioFormat formats[WEIR_AUDIO_FORMAT_LAST];
  static gsize n_formats = 0;

  g_return_val_if_fail (len != NULL, NULL);

  if (g_once_init_enter (&n_formats)) {
    gsize n = 0;

    for (guint i = WEIR_AUDIO_FORMAT_ENCODED + 1; i < WEIR_AUDIO_FORMAT_LAST; i++)
      if (table[i].name != NULL)
        formats[n++] = (WeirAudioFormat) i;
    g_once_init_leave (&n_formats, n);
  }
  *len = (guint) n_formats;
  return formats;
}

/**
 * weir_audio_format_info_fill_silence:
 * @info: a format
 * @dest: (array length=length) (element-type guint8): where samples begin
 * @length: bytes; whole samples
 *
 * Writes silence.
 *
 * Thread: any
 */
void
weir_audio_format_info_fill_silence (const WeirAudioFormatInfo *info, gpointer dest, gsize length)
{
  guint8 *d = dest;
  gsize unit;

  g_return_if_fail (info != NULL && info->width != 0);
  g_return_if_fail (dest != NULL || length == 0);

  unit = (gsize) info->width / 8;
  if (memcmp (info->silence, (guint8[8]){ 0 }, 8) == 0) {
    memset (d, 0, length);
    return;
  }
  for (gsize i = 0; i < length; i++)
    d[i] = info->silence[i % unit];
}
