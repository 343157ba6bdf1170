/* SPDX-License-Identifier: MIT */
/* Units by name. */
#include <string.h>
#include <weir/data/format.h>

G_DEFINE_ENUM_TYPE (WeirFormat, weir_format,
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_UNDEFINED, "undefined"),
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_BYTES, "bytes"),
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_BUFFERS, "buffers"),
                    G_DEFINE_ENUM_VALUE (WEIR_FORMAT_PERCENT, "percent"))

static const char *const names[] = {
  "undefined", "default", "bytes", "time", "buffers", "percent"
};

/**
 * weir_format_get_name:
 * @format: a unit
 *
 * Thread: any.
 *
 * Returns: (nullable): its name
 */
const char *
weir_format_get_name (WeirFormat format)
{
  return (guint) format < G_N_ELEMENTS (names) ? names[format] : NULL;
}

/**
 * weir_format_to_quark:
 * @format: a unit
 *
 * Thread: any.
 *
 * Returns: the quark of its name, 0 if there is no such unit
 */
GQuark
weir_format_to_quark (WeirFormat format)
{
  return g_quark_from_static_string (weir_format_get_name (format));
}

/**
 * weir_format_get_by_nick:
 * @nick: a name
 *
 * Thread: any.
 *
 * Returns: the unit of that name, or %WEIR_FORMAT_UNDEFINED
 */
WeirFormat
weir_format_get_by_nick (const char *nick)
{
  g_return_val_if_fail (nick != NULL, WEIR_FORMAT_UNDEFINED);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], nick) == 0)
      return (WeirFormat) i;
  return WEIR_FORMAT_UNDEFINED;
}

/**
 * weir_formats_contains:
 * @formats: (array zero-terminated=1): units, ended by %WEIR_FORMAT_UNDEFINED
 * @format: a unit
 *
 * Thread: any.
 *
 * Returns: %TRUE if @format is one of @formats
 */
gboolean
weir_formats_contains (const WeirFormat *formats, WeirFormat format)
{
  g_return_val_if_fail (formats != NULL, FALSE);
  for (; *formats != WEIR_FORMAT_UNDEFINED; formats++)
    if (*formats == format)
      return TRUE;
  return FALSE;
}
