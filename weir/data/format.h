/* SPDX-License-Identifier: MIT */
/* Units in which positions and durations are told, and other small enumerations of the data
 * room. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

#define WEIR_TYPE_FORMAT (weir_format_get_type ())

/**
 * WeirFormat:
 * @WEIR_FORMAT_UNDEFINED: none
 * @WEIR_FORMAT_DEFAULT: frames of video, samples of audio
 * @WEIR_FORMAT_BYTES: bytes
 * @WEIR_FORMAT_TIME: nanoseconds
 * @WEIR_FORMAT_BUFFERS: buffers
 * @WEIR_FORMAT_PERCENT: percent of the stream, times %WEIR_FORMAT_PERCENT_SCALE
 *
 * A unit.
 */
typedef enum {
  WEIR_FORMAT_UNDEFINED = 0,
  WEIR_FORMAT_DEFAULT = 1,
  WEIR_FORMAT_BYTES = 2,
  WEIR_FORMAT_TIME = 3,
  WEIR_FORMAT_BUFFERS = 4,
  WEIR_FORMAT_PERCENT = 5,
} WeirFormat;

#define WEIR_FORMAT_PERCENT_MAX G_GINT64_CONSTANT (1000000)
#define WEIR_FORMAT_PERCENT_SCALE G_GINT64_CONSTANT (10000)

WEIR_API GType weir_format_get_type (void) G_GNUC_CONST;
WEIR_API const char *weir_format_get_name (WeirFormat format);
WEIR_API GQuark weir_format_to_quark (WeirFormat format);
WEIR_API WeirFormat weir_format_get_by_nick (const char *nick);
WEIR_API gboolean weir_formats_contains (const WeirFormat *formats, WeirFormat format);

G_END_DECLS
