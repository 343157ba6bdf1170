/* SPDX-License-Identifier: MIT */
/* Buffers inside caps (codec data, stream headers): the same if their bytes are, written in
 * hexadecimal. */
#include <weir/data/buffer.h>
#include <weir/data/value-private.h>

#include <string.h>

static int
compare (const GValue *value1, const GValue *value2)
{
  WeirBuffer *buffer1 = g_value_get_boxed (value1), *buffer2 = g_value_get_boxed (value2);
  WeirMapInfo info;
  int answer = WEIR_VALUE_UNORDERED;

  if (weir_buffer_get_size (buffer1) != weir_buffer_get_size (buffer2))
    return WEIR_VALUE_UNORDERED;
  if (!weir_buffer_map (buffer1, &info, WEIR_MAP_READ))
    return WEIR_VALUE_UNORDERED;
  if (weir_buffer_memcmp (buffer2, 0, info.data, info.size) == 0)
    answer = WEIR_VALUE_EQUAL;
  weir_buffer_unmap (buffer1, &info);
  return answer;
}

static char *
serialize (const GValue *value)
{
  static const char digits[] = "0123456789abcdef";
  WeirBuffer *buffer = g_value_get_boxed (value);
  WeirMapInfo info;
  char *text;

  if (!weir_buffer_map (buffer, &info, WEIR_MAP_READ))
    return NULL;
  text = g_malloc (2 * info.size + 1);
  for (gsize i = 0; i < info.size; i++) {
    text[2 * i] = digits[info.data[i] >> 4];
    text[2 * i + 1] = digits[info.data[i] & 15];
  }
  text[2 * info.size] = '\0';
  weir_buffer_unmap (buffer, &info);
  return text;
}

static gboolean
deserialize (GValue *dest, const char *text)
{
  gsize len = strlen (text), size = len / 2;
  g_autofree guint8 *bytes = NULL;

  if (len % 2 != 0 || strspn (text, "0123456789abcdefABCDEF") != len)
    return FALSE;
  bytes = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    bytes[i] =
      (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));
  g_value_take_boxed (dest, weir_buffer_new_memdup (bytes, size));
  return TRUE;
}

/* How buffers are treated as values. */
const WeirValueTable *
weir_value_buffer_table (void)
{
  static const WeirValueTable table = { 0, "buffer", compare, serialize, deserialize };

  return &table;
}
