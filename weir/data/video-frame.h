/* SPDX-License-Identifier: MIT */
/* A raw picture in a buffer, with its planes mapped. */
#pragma once

#include <weir/data/video-meta.h>

G_BEGIN_DECLS

#define WEIR_TYPE_VIDEO_BUFFER_FLAGS (weir_video_buffer_flags_get_type ())

/**
 * WeirVideoBufferFlags:
 * @WEIR_VIDEO_BUFFER_FLAG_INTERLACED: the frame has two fields (where the caps say `mixed`)
 * @WEIR_VIDEO_BUFFER_FLAG_TFF: the upper field comes first
 * @WEIR_VIDEO_BUFFER_FLAG_RFF: the first field is to be shown again
 * @WEIR_VIDEO_BUFFER_FLAG_ONEFIELD: there is one field only
 * @WEIR_VIDEO_BUFFER_FLAG_TOP_FIELD: it is an upper field
 * @WEIR_VIDEO_BUFFER_FLAG_BOTTOM_FIELD: it is a lower field
 * @WEIR_VIDEO_BUFFER_FLAG_MARKER: the last buffer of a frame
 *
 * What flags of a buffer say where it holds a picture.
 */
typedef enum {
  WEIR_VIDEO_BUFFER_FLAG_INTERLACED = WEIR_BUFFER_FLAG_LAST << 0,
  WEIR_VIDEO_BUFFER_FLAG_TFF = WEIR_BUFFER_FLAG_LAST << 1,
  WEIR_VIDEO_BUFFER_FLAG_RFF = WEIR_BUFFER_FLAG_LAST << 2,
  WEIR_VIDEO_BUFFER_FLAG_ONEFIELD = WEIR_BUFFER_FLAG_LAST << 3,
  WEIR_VIDEO_BUFFER_FLAG_TOP_FIELD = WEIR_VIDEO_BUFFER_FLAG_TFF | WEIR_VIDEO_BUFFER_FLAG_ONEFIELD,
  WEIR_VIDEO_BUFFER_FLAG_BOTTOM_FIELD = WEIR_VIDEO_BUFFER_FLAG_ONEFIELD,
  WEIR_VIDEO_BUFFER_FLAG_MARKER = WEIR_BUFFER_FLAG_MARKER,
} WeirVideoBufferFlags;

/**
 * WeirVideoFrame:
 * @info: format and size of this picture; offsets and strides are those that it really has
 * @flags: what the frame is like
 * @buffer: (transfer none) (nullable): where it lies; %NULL when it isn't mapped
 * @meta: (transfer none) (nullable): the meta that says where its planes lie, if it has one
 * @id: number of the picture, where a buffer has several
 * @data: (array fixed-size=4): the first byte of each plane
 * @map: (array fixed-size=4): how they are mapped; only the first one where there is no meta
 *
 * A picture whose planes can be reached: plane `p` begins at `data[p]`, its lines are `info.stride[p]` bytes apart.
 */
typedef struct {
  WeirVideoInfo info;
  WeirVideoFrameFlags flags;
  WeirBuffer *buffer;
  WeirVideoMeta *meta;
  gint id;
  gpointer data[WEIR_VIDEO_MAX_PLANES];
  WeirMapInfo map[WEIR_VIDEO_MAX_PLANES];
} WeirVideoFrame;

#define WEIR_VIDEO_FRAME_FORMAT(f) (WEIR_VIDEO_INFO_FORMAT (&(f)->info))
#define WEIR_VIDEO_FRAME_WIDTH(f) (WEIR_VIDEO_INFO_WIDTH (&(f)->info))
#define WEIR_VIDEO_FRAME_HEIGHT(f) (WEIR_VIDEO_INFO_HEIGHT (&(f)->info))
#define WEIR_VIDEO_FRAME_SIZE(f) (WEIR_VIDEO_INFO_SIZE (&(f)->info))
#define WEIR_VIDEO_FRAME_FLAGS(f) ((f)->flags)
#define WEIR_VIDEO_FRAME_FLAG_IS_SET(f, flag) (((f)->flags & (flag)) == (flag))
#define WEIR_VIDEO_FRAME_IS_INTERLACED(f) (WEIR_VIDEO_FRAME_FLAG_IS_SET (f, WEIR_VIDEO_FRAME_FLAG_INTERLACED))
#define WEIR_VIDEO_FRAME_IS_TFF(f) (WEIR_VIDEO_FRAME_FLAG_IS_SET (f, WEIR_VIDEO_FRAME_FLAG_TFF))
#define WEIR_VIDEO_FRAME_IS_RFF(f) (WEIR_VIDEO_FRAME_FLAG_IS_SET (f, WEIR_VIDEO_FRAME_FLAG_RFF))
#define WEIR_VIDEO_FRAME_IS_ONEFIELD(f) (WEIR_VIDEO_FRAME_FLAG_IS_SET (f, WEIR_VIDEO_FRAME_FLAG_ONEFIELD))
#define WEIR_VIDEO_FRAME_N_PLANES(f) (WEIR_VIDEO_INFO_N_PLANES (&(f)->info))
#define WEIR_VIDEO_FRAME_PLANE_DATA(f, p) ((f)->data[p])
#define WEIR_VIDEO_FRAME_PLANE_OFFSET(f, p) (WEIR_VIDEO_INFO_PLANE_OFFSET (&(f)->info, p))
#define WEIR_VIDEO_FRAME_PLANE_STRIDE(f, p) (WEIR_VIDEO_INFO_PLANE_STRIDE (&(f)->info, p))
#define WEIR_VIDEO_FRAME_N_COMPONENTS(f) (WEIR_VIDEO_INFO_N_COMPONENTS (&(f)->info))
#define WEIR_VIDEO_FRAME_COMP_DEPTH(f, c) (WEIR_VIDEO_INFO_COMP_DEPTH (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_DATA(f, c) (WEIR_VIDEO_INFO_COMP_DATA (&(f)->info, (f)->data, c))
#define WEIR_VIDEO_FRAME_COMP_STRIDE(f, c) (WEIR_VIDEO_INFO_COMP_STRIDE (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_WIDTH(f, c) (WEIR_VIDEO_INFO_COMP_WIDTH (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_HEIGHT(f, c) (WEIR_VIDEO_INFO_COMP_HEIGHT (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_PLANE(f, c) (WEIR_VIDEO_INFO_COMP_PLANE (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_PSTRIDE(f, c) (WEIR_VIDEO_INFO_COMP_PSTRIDE (&(f)->info, c))
#define WEIR_VIDEO_FRAME_COMP_POFFSET(f, c) (WEIR_VIDEO_INFO_COMP_POFFSET (&(f)->info, c))

WEIR_API GType weir_video_buffer_flags_get_type (void) G_GNUC_CONST;
WEIR_API gboolean weir_video_frame_map (WeirVideoFrame *frame, const WeirVideoInfo *info, WeirBuffer *buffer,
                                        WeirMapFlags flags);
WEIR_API gboolean weir_video_frame_map_id (WeirVideoFrame *frame, const WeirVideoInfo *info, WeirBuffer *buffer,
                                           gint id, WeirMapFlags flags);
WEIR_API void weir_video_frame_unmap (WeirVideoFrame *frame);
WEIR_API gboolean weir_video_frame_copy (WeirVideoFrame *dest, const WeirVideoFrame *src);
WEIR_API gboolean weir_video_frame_copy_plane (WeirVideoFrame *dest, const WeirVideoFrame *src, guint plane);

G_END_DECLS
