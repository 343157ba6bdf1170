/* SPDX-License-Identifier: MIT */
/* libswresample has U8, S16, S32, F32 and F64 of the machine. All other formats are the same numbers in another order of
 * bytes, or integers that fit into 32 bits. */
#include "plugins/audio/samples.h"

#include <string.h>

static gboolean
is_swapped (const WeirAudioFormatInfo *f)
{
  gboolean plain = WEIR_AUDIO_FORMAT_INFO_IS_FLOAT (f) || WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f);

  return plain && f->depth == f->width && f->width != 24 && f->endianness != 0
         && f->endianness != G_BYTE_ORDER;
}

WeirAudioFormat
weir_audio_mate (WeirAudioFormat format)
{
  switch (format) {
  case WEIR_AUDIO_FORMAT_U8:
  case WEIR_AUDIO_FORMAT_S16:
  case WEIR_AUDIO_FORMAT_S32:
  case WEIR_AUDIO_FORMAT_F32:
  case WEIR_AUDIO_FORMAT_F64:
    return format;
  case WEIR_AUDIO_OE (S16):
    return WEIR_AUDIO_FORMAT_S16;
  case WEIR_AUDIO_OE (F32):
    return WEIR_AUDIO_FORMAT_F32;
  case WEIR_AUDIO_OE (F64):
    return WEIR_AUDIO_FORMAT_F64;
  default:
    return WEIR_AUDIO_FORMAT_S32;
  }
}

static void
swap (guint8 *to, const guint8 *from, gsize width, gsize n)
{
  for (gsize i = 0; i < n * width; i += width)
    for (gsize k = 0; k < width; k++)
      to[i + k] = from[i + width - 1 - k];
}

static inline gint32
read_integer (const WeirAudioFormatInfo *f, const guint8 *s)
{
  guint bytes = (guint) f->width / 8;
  guint32 v = 0;

  for (guint i = 0; i < bytes; i++)
    v |= (guint32) s[f->endianness == G_BIG_ENDIAN ? bytes - 1 - i : i] << (8 * i);
  v <<= 32 - f->depth;
  return (gint32) (WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f) ? v : v ^ 0x80000000u);
}

static inline void
write_integer (const WeirAudioFormatInfo *f, guint8 *d, gint32 sample)
{
  guint bytes = (guint) f->width / 8, down = 32 - (guint) f->depth;
  guint32 v = WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f) ? (guint32) (sample >> down)
                                                   : ((guint32) sample ^ 0x80000000u) >> down;

  for (guint i = 0; i < bytes; i++)
    d[f->endianness == G_BIG_ENDIAN ? bytes - 1 - i : i] = (guint8) (v >> (8 * i));
}

void
weir_audio_pack_integers (const WeirAudioFormatInfo *f, const gint32 *from, guint8 *to, gsize n)
{
  gsize bytes = (gsize) f->width / 8;

  switch (f->format) {
  case WEIR_AUDIO_FORMAT_S16:
    for (gsize i = 0; i < n; i++)
      ((gint16 *) to)[i] = (gint16) (from[i] >> 16);
    break;
  case WEIR_AUDIO_FORMAT_S32:
    memcpy (to, from, n * sizeof *from);
    break;
  default:
    for (gsize i = 0; i < n; i++)
      write_integer (f, to + i * bytes, from[i]);
  }
}

void
weir_audio_to_mate (const WeirAudioFormatInfo *f, const guint8 *from, guint8 *to, gsize n)
{
  gsize bytes = (gsize) f->width / 8;

  if (is_swapped (f))
    swap (to, from, bytes, n);
  else
    for (gsize i = 0; i < n; i++)
      ((gint32 *) to)[i] = read_integer (f, from + i * bytes);
}

void
weir_audio_from_mate (const WeirAudioFormatInfo *f, const guint8 *from, guint8 *to, gsize n)
{
  if (is_swapped (f))
    swap (to, from, (gsize) f->width / 8, n);
  else
    weir_audio_pack_integers (f, (const gint32 *) from, to, n);
}
