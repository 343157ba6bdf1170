/* SPDX-License-Identifier: MIT */
/* Where the planes of a raw picture lie in its buffer, when that isn't what the format says. */
#pragma once

#include <weir/data/meta.h>
#include <weir/data/video-info.h>

G_BEGIN_DECLS

#define WEIR_VIDEO_META_API_TYPE (weir_video_meta_api_get_type ())
#define WEIR_TYPE_VIDEO_FRAME_FLAGS (weir_video_frame_flags_get_type ())

/**
 * WeirVideoFrameFlags:
 * @WEIR_VIDEO_FRAME_FLAG_NONE: nothing
 * @WEIR_VIDEO_FRAME_FLAG_INTERLACED: the frame has two fields
 * @WEIR_VIDEO_FRAME_FLAG_TFF: the upper field comes first
 * @WEIR_VIDEO_FRAME_FLAG_RFF: the first field is to be shown again
 * @WEIR_VIDEO_FRAME_FLAG_ONEFIELD: there is one field only
 *
 * What one frame is like.
 */
typedef enum {
  WEIR_VIDEO_FRAME_FLAG_NONE = 0,
  WEIR_VIDEO_FRAME_FLAG_INTERLACED = 1 << 0,
  WEIR_VIDEO_FRAME_FLAG_TFF = 1 << 1,
  WEIR_VIDEO_FRAME_FLAG_RFF = 1 << 2,
  WEIR_VIDEO_FRAME_FLAG_ONEFIELD = 1 << 3,
} WeirVideoFrameFlags;

/**
 * WeirVideoMeta:
 * @meta: the head
 * @buffer: (transfer none): the buffer it is on
 * @flags: what the frame is like
 * @format: its format
 * @id: number of the picture, where a buffer has several
 * @width: pixels across
 * @height: lines
 * @n_planes: how many planes
 * @offset: (array fixed-size=4): byte of the buffer at which each begins
 * @stride: (array fixed-size=4): bytes from one line of it to the next
 * @alignment: what is free around the picture
 *
 * Where the planes of a raw picture lie.
 */
typedef struct {
  WeirMeta meta;
  WeirBuffer *buffer;
  WeirVideoFrameFlags flags;
  WeirVideoFormat format;
  gint id;
  guint width;
  guint height;
  guint n_planes;
  gsize offset[WEIR_VIDEO_MAX_PLANES];
  gint stride[WEIR_VIDEO_MAX_PLANES];
  WeirVideoAlignment alignment;
} WeirVideoMeta;

WEIR_API GType weir_video_frame_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_video_meta_api_get_type (void);
WEIR_API const WeirMetaInfo *weir_video_meta_get_info (void);
WEIR_API WeirVideoMeta *weir_buffer_get_video_meta (WeirBuffer *buffer);
WEIR_API WeirVideoMeta *weir_buffer_get_video_meta_id (WeirBuffer *buffer, gint id);
WEIR_API WeirVideoMeta *weir_buffer_add_video_meta (WeirBuffer *buffer, WeirVideoFrameFlags flags,
                                                    WeirVideoFormat format, guint width,
                                                    guint height);
WEIR_API WeirVideoMeta *weir_buffer_add_video_meta_full (WeirBuffer *buffer,
                                                         WeirVideoFrameFlags flags,
                                                         WeirVideoFormat format, guint width,
                                                         guint height, guint n_planes,
                                                         const gsize offset[WEIR_VIDEO_MAX_PLANES],
                                                         const gint stride[WEIR_VIDEO_MAX_PLANES]);
WEIR_API gboolean weir_video_meta_map (WeirVideoMeta *meta, guint plane, WeirMapInfo *info,
                                       gpointer *data, gint *stride, WeirMapFlags flags);
WEIR_API gboolean weir_video_meta_unmap (WeirVideoMeta *meta, guint plane, WeirMapInfo *info);
WEIR_API gboolean weir_video_meta_set_alignment (WeirVideoMeta *meta, WeirVideoAlignment alignment);
WEIR_API gboolean weir_video_meta_get_plane_height (WeirVideoMeta *meta,
                                                    guint plane_height[WEIR_VIDEO_MAX_PLANES]);
WEIR_API gboolean weir_video_meta_get_plane_size (WeirVideoMeta *meta,
                                                  gsize plane_size[WEIR_VIDEO_MAX_PLANES]);

G_END_DECLS
