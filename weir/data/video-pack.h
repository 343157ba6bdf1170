/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-format.h>

G_BEGIN_DECLS

/**
 * WeirVideoPackFlags:
 * @WEIR_VIDEO_PACK_FLAG_NONE: depth grows by repeating the highest bits: white stays white
 * @WEIR_VIDEO_PACK_FLAG_TRUNCATE_RANGE: depth grows by zeros (a shift)
 *
 * How weir_video_unpack_line () widens samples.
 */
typedef enum {
  WEIR_VIDEO_PACK_FLAG_NONE = 0,
  WEIR_VIDEO_PACK_FLAG_TRUNCATE_RANGE = 1 << 0,
} WeirVideoPackFlags;

#define WEIR_TYPE_VIDEO_PACK_FLAGS (weir_video_pack_flags_get_type ())
WEIR_API GType weir_video_pack_flags_get_type (void);

WEIR_API void weir_video_pack_line (const WeirVideoFormatInfo *finfo, guint8 *const data[],
                                    const gint stride[], gint y, gint width, gconstpointer line);
WEIR_API void weir_video_unpack_line (const WeirVideoFormatInfo *finfo, WeirVideoPackFlags flags,
                                      const guint8 *const data[], const gint stride[], gint y,
                                      gint width, gpointer line);

G_END_DECLS
