/* SPDX-License-Identifier: MIT */
/* Pictures in buffers: where the planes lie is in the format or, where that differs, in a meta; who works on pixels
 * needn't know which. */
#include <string.h>
#include <weir/data/video-frame.h>

G_DEFINE_FLAGS_TYPE (WeirVideoBufferFlags, weir_video_buffer_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_INTERLACED, "interlaced"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_TFF, "tff"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_RFF, "rff"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_ONEFIELD, "onefield"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_TOP_FIELD, "top-field"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_BOTTOM_FIELD, "bottom-field"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_BUFFER_FLAG_MARKER, "marker"))

/* --- what it is like -------------------------------------------------------------------------------------------------- */

static WeirVideoFrameFlags
flags_of (const WeirVideoInfo *info, WeirBuffer *buffer)
{
  static const struct {
    guint of_buffer, of_frame;
  } pairs[] = {
    { WEIR_VIDEO_BUFFER_FLAG_TFF, WEIR_VIDEO_FRAME_FLAG_TFF },
    { WEIR_VIDEO_BUFFER_FLAG_RFF, WEIR_VIDEO_FRAME_FLAG_RFF },
    { WEIR_VIDEO_BUFFER_FLAG_ONEFIELD, WEIR_VIDEO_FRAME_FLAG_ONEFIELD },
  };
  guint have = (guint) WEIR_BUFFER_FLAGS (buffer), flags = 0;
  gboolean mixed = info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_MIXED;

  if (!WEIR_VIDEO_INFO_IS_INTERLACED (info))
    return WEIR_VIDEO_FRAME_FLAG_NONE;
  if (!mixed || (have & WEIR_VIDEO_BUFFER_FLAG_INTERLACED) != 0)
    flags |= WEIR_VIDEO_FRAME_FLAG_INTERLACED;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if ((have & pairs[i].of_buffer) != 0)
      flags |= pairs[i].of_frame;
  if (info->field_order == WEIR_VIDEO_FIELD_ORDER_TOP_FIELD_FIRST && !mixed
      && (flags & WEIR_VIDEO_FRAME_FLAG_ONEFIELD) == 0)
    flags |= WEIR_VIDEO_FRAME_FLAG_TFF;
  return (WeirVideoFrameFlags) flags;
}

/* --- mapping ---------------------------------------------------------------------------------------------------------- */

static gboolean
map_whole (WeirVideoFrame *frame, WeirMapFlags flags)
{
  if (!weir_buffer_map (frame->buffer, &frame->map[0], flags))
    return FALSE;
  if (frame->map[0].size < frame->info.size) {
    weir_buffer_unmap (frame->buffer, &frame->map[0]);
    return FALSE;
  }
  for (guint p = 0; p < WEIR_VIDEO_FRAME_N_PLANES (frame); p++)
    frame->data[p] = frame->map[0].data + frame->info.offset[p];
  return TRUE;
}

static void
unmap_planes (WeirVideoFrame *frame, guint n_planes)
{
  for (guint p = 0; p < n_planes; p++)
    weir_video_meta_unmap (frame->meta, p, &frame->map[p]);
}

static gboolean
map_planes (WeirVideoFrame *frame, WeirMapFlags flags)
{
  for (guint p = 0; p < frame->meta->n_planes; p++) {
    if (!weir_video_meta_map (frame->meta, p, &frame->map[p], &frame->data[p], &frame->info.stride[p], flags)) {
      unmap_planes (frame, p);
      return FALSE;
    }
    frame->info.offset[p] = frame->meta->offset[p];
  }
  return TRUE;
}

/**
 * weir_video_frame_map_id:
 * @frame: (out caller-allocates): what is filled
 * @info: format and size, as the caps say
 * @buffer: where the picture lies; it must live until the unmap
 * @id: number of the picture; -1: the first one
 * @flags: what for
 *
 * Makes the planes of a picture reachable. What a #WeirVideoMeta of the buffer says of size and place goes before @info.
 * Thread: any; to write, the buffer must be writable.
 *
 * Returns: %FALSE if the buffer is too small, holds no such picture, or can't be mapped; @frame isn't mapped then
 */
gboolean
weir_video_frame_map_id (WeirVideoFrame *frame, const WeirVideoInfo *info, WeirBuffer *buffer, gint id,
                         WeirMapFlags flags)
{
  gboolean ok;

  g_return_val_if_fail (frame != NULL && info != NULL && info->finfo != NULL && buffer != NULL, FALSE);

  memset (frame, 0, sizeof *frame);
  frame->info = *info;
  frame->buffer = buffer;
  frame->id = MAX (id, 0);
  frame->meta = id < 0 ? weir_buffer_get_video_meta (buffer) : weir_buffer_get_video_meta_id (buffer, id);
  frame->flags = flags_of (info, buffer);
  if (frame->meta == NULL) {
    ok = id <= 0 && map_whole (frame, flags);
  } else if (frame->meta->format != info->finfo->format || frame->meta->n_planes != info->finfo->n_planes) {
    ok = FALSE;
  } else {
    frame->info.width = (gint) frame->meta->width;
    frame->info.height = (gint) frame->meta->height;
    frame->id = frame->meta->id;
    frame->flags |= frame->meta->flags;
    ok = map_planes (frame, flags);
  }
  if (!ok)
    memset (frame, 0, sizeof *frame);
  return ok;
}

/**
 * weir_video_frame_map:
 * @frame: (out caller-allocates): what is filled
 * @info: format and size, as the caps say
 * @buffer: where the picture lies; it must live until the unmap
 * @flags: what for
 *
 * Makes the planes of a buffer's first picture reachable. Thread: any; to write, the buffer must be writable.
 *
 * Returns: %FALSE if the buffer is too small, or can't be mapped
 */
gboolean
weir_video_frame_map (WeirVideoFrame *frame, const WeirVideoInfo *info, WeirBuffer *buffer, WeirMapFlags flags)
{
  return weir_video_frame_map_id (frame, info, buffer, -1, flags);
}

/**
 * weir_video_frame_unmap:
 * @frame: a mapped frame
 *
 * Its planes can't be reached any more. Thread: any, after the pixels were used.
 */
void
weir_video_frame_unmap (WeirVideoFrame *frame)
{
  g_return_if_fail (frame != NULL && frame->buffer != NULL);

  if (frame->meta != NULL)
    unmap_planes (frame, WEIR_VIDEO_FRAME_N_PLANES (frame));
  else
    weir_buffer_unmap (frame->buffer, &frame->map[0]);
  memset (frame, 0, sizeof *frame);
}

/* --- copies ----------------------------------------------------------------------------------------------------------- */

/* Bytes of a line of a plane that hold samples; 0: can't be said by component (pixels packed in groups). */
static gsize
line_bytes (const WeirVideoInfo *info, guint plane)
{
  const WeirVideoFormatInfo *f = info->finfo;
  gsize bytes = 0;

  for (guint c = 0; c < f->n_components; c++) {
    if (f->plane[c] != plane)
      continue;
    if (f->pixel_stride[c] <= 0)
      return 0;
    bytes = MAX (bytes, (gsize) WEIR_VIDEO_INFO_COMP_WIDTH (info, c) * (gsize) f->pixel_stride[c]);
  }
  return bytes;
}

/**
 * weir_video_frame_copy_plane:
 * @dest: a frame that is mapped to be written
 * @src: a frame of the same format and size
 * @plane: which plane
 *
 * Copies the lines of one plane, whatever lies between them. Thread: any that may write to @dest.
 *
 * Returns: %FALSE if the two don't have the same format and size, or no such plane
 */
gboolean
weir_video_frame_copy_plane (WeirVideoFrame *dest, const WeirVideoFrame *src, guint plane)
{
  const guint8 *from;
  guint8 *to;
  gsize bytes;
  gint n_lines;

  g_return_val_if_fail (dest != NULL && src != NULL, FALSE);

  if (dest->info.finfo != src->info.finfo || dest->info.width != src->info.width
      || WEIR_VIDEO_INFO_FIELD_HEIGHT (&dest->info) != WEIR_VIDEO_INFO_FIELD_HEIGHT (&src->info)
      || plane >= WEIR_VIDEO_FRAME_N_PLANES (src))
    return FALSE;
  bytes = (gsize) MIN (ABS (dest->info.stride[plane]), ABS (src->info.stride[plane]));
  if (line_bytes (&src->info, plane) > 0)
    bytes = MIN (bytes, line_bytes (&src->info, plane));
  n_lines = weir_video_info_get_plane_height (&src->info, plane);
  from = src->data[plane];
  to = dest->data[plane];
  for (gint y = 0; y < n_lines; y++)
    memcpy (to + (gssize) y * dest->info.stride[plane], from + (gssize) y * src->info.stride[plane], bytes);
  return TRUE;
}

/**
 * weir_video_frame_copy:
 * @dest: a frame that is mapped to be written
 * @src: a frame of the same format and size
 *
 * Copies all planes. Thread: any that may write to @dest.
 *
 * Returns: %FALSE if the two don't have the same format and size
 */
gboolean
weir_video_frame_copy (WeirVideoFrame *dest, const WeirVideoFrame *src)
{
  g_return_val_if_fail (dest != NULL && src != NULL, FALSE);

  for (guint p = 0; p < WEIR_VIDEO_FRAME_N_PLANES (src); p++)
    if (!weir_video_frame_copy_plane (dest, src, p))
      return FALSE;
  return TRUE;
}
