/* SPDX-License-Identifier: MIT */
/* The meta that says where the planes of a raw picture lie. */
#include <string.h>
#include <weir/data/video-meta.h>

G_DEFINE_FLAGS_TYPE (WeirVideoFrameFlags, weir_video_frame_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_FRAME_FLAG_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_FRAME_FLAG_INTERLACED, "interlaced"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_FRAME_FLAG_TFF, "tff"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_FRAME_FLAG_RFF, "rff"),
                     G_DEFINE_ENUM_VALUE (WEIR_VIDEO_FRAME_FLAG_ONEFIELD, "onefield"))

/**
 * weir_video_meta_api_get_type:
 *
 * Returns: what a #WeirVideoMeta says
 */
GType
weir_video_meta_api_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type)) {
    static const char *tags[] = { "video", WEIR_META_TAG_MEMORY_STR, "colorspace", "size", NULL };
    g_once_init_leave (&type, weir_meta_api_type_register ("WeirVideoMetaAPI", tags));
  }
  return type;
}

static gboolean
video_init (WeirMeta *meta, gpointer params, WeirBuffer *buffer)
{
  ((WeirVideoMeta *) meta)->buffer = buffer;
  return TRUE;
}

static gboolean
video_transform (WeirBuffer *transbuf, WeirMeta *meta, WeirBuffer *buffer, GQuark type,
                 gpointer data)
{
  if (!weir_meta_transform_is_copy (type)
      || (data != NULL && ((WeirMetaTransformCopy *) data)->region))
    return FALSE;
  WeirVideoMeta *from = (WeirVideoMeta *) meta;
  WeirVideoMeta *to =
    weir_buffer_add_video_meta_full (transbuf, from->flags, from->format, from->width, from->height,
                                     from->n_planes, from->offset, from->stride);
  if (to == NULL)
    return FALSE;
  to->id = from->id;
  to->alignment = from->alignment;
  return TRUE;
}

/**
 * weir_video_meta_get_info:
 *
 * Gives the kind under which #WeirVideoMeta is registered. Thread: any.
 *
 * Returns: (transfer none): the kind of #WeirVideoMeta
 */
const WeirMetaInfo *
weir_video_meta_get_info (void)
{
  static const WeirMetaInfo *info;
  if (g_once_init_enter (&info))
    g_once_init_leave (&info, weir_meta_register (WEIR_VIDEO_META_API_TYPE, "WeirVideoMeta",
                                                  sizeof (WeirVideoMeta), video_init, NULL,
                                                  video_transform));
  return info;
}

/**
 * weir_buffer_get_video_meta:
 * @buffer: a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the meta of its first picture: the one with the lowest
 *   number
 */
WeirVideoMeta *
weir_buffer_get_video_meta (WeirBuffer *buffer)
{
  gpointer state = NULL;
  WeirMeta *meta;
  WeirVideoMeta *first = NULL;
  while ((meta = weir_buffer_iterate_meta_filtered (buffer, &state, WEIR_VIDEO_META_API_TYPE))) {
    WeirVideoMeta *found = (WeirVideoMeta *) meta;
    if (found->id == 0)
      return found;
    if (first == NULL || found->id < first->id)
      first = found;
  }
  return first;
}

/**
 * weir_buffer_get_video_meta_id:
 * @buffer: a buffer
 * @id: number of a picture
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the meta of that picture
 */
WeirVideoMeta *
weir_buffer_get_video_meta_id (WeirBuffer *buffer, gint id)
{
  gpointer state = NULL;
  WeirMeta *meta;
  while ((meta = weir_buffer_iterate_meta_filtered (buffer, &state, WEIR_VIDEO_META_API_TYPE)))
    if (((WeirVideoMeta *) meta)->id == id)
      return (WeirVideoMeta *) meta;
  return NULL;
}

/**
 * weir_buffer_add_video_meta:
 * @buffer: a buffer that may be changed
 * @flags: what the frame is like
 * @format: its format
 * @width: pixels across
 * @height: lines
 *
 * Says that the planes lie as the format says. Thread: owner.
 *
 * Returns: (transfer none) (nullable): the meta, %NULL if there is no such format
 */
WeirVideoMeta *
weir_buffer_add_video_meta (WeirBuffer *buffer, WeirVideoFrameFlags flags, WeirVideoFormat format,
                            guint width, guint height)
{
  WeirVideoInfo info;
  if (!weir_video_info_set_format (&info, format, width, height))
    return NULL;
  return weir_buffer_add_video_meta_full (buffer, flags, format, width, height,
                                          WEIR_VIDEO_INFO_N_PLANES (&info), info.offset,
                                          info.stride);
}

/**
 * weir_buffer_add_video_meta_full:
 * @buffer: a buffer that may be changed
 * @flags: what the frame is like
 * @format: its format
 * @width: pixels across
 * @height: lines
 * @n_planes: how many planes
 * @offset: (array fixed-size=4): byte of the buffer at which each begins
 * @stride: (array fixed-size=4): bytes from one line of it to the next
 *
 * Says where the planes lie. Thread: owner.
 *
 * Returns: (transfer none): the meta
 */
WeirVideoMeta *
weir_buffer_add_video_meta_full (WeirBuffer *buffer, WeirVideoFrameFlags flags,
                                 WeirVideoFormat format, guint width, guint height, guint n_planes,
                                 const gsize offset[WEIR_VIDEO_MAX_PLANES],
                                 const gint stride[WEIR_VIDEO_MAX_PLANES])
{
  g_return_val_if_fail (n_planes <= WEIR_VIDEO_MAX_PLANES, NULL);
  WeirVideoMeta *meta =
    (WeirVideoMeta *) weir_buffer_add_meta (buffer, weir_video_meta_get_info (), NULL);
  if (meta == NULL)
    return NULL;
  meta->flags = flags;
  meta->format = format;
  meta->width = width;
  meta->height = height;
  meta->n_planes = n_planes;
  memcpy (meta->offset, offset, n_planes * sizeof *offset);
  memcpy (meta->stride, stride, n_planes * sizeof *stride);
  return meta;
}

/**
 * weir_video_meta_map:
 * @meta: a meta
 * @plane: which plane
 * @info: (out caller-allocates): for weir_video_meta_unmap ()
 * @data: (out) (transfer none): its first byte
 * @stride: (out): bytes from one line of it to the next
 * @flags: what for
 *
 * Maps the memories that hold a plane. Thread: any.
 *
 * Returns: %FALSE if the plane doesn't lie in the buffer, or can't be mapped
 */
gboolean
weir_video_meta_map (WeirVideoMeta *meta, guint plane, WeirMapInfo *info, gpointer *data,
                     gint *stride, WeirMapFlags flags)
{
  g_return_val_if_fail (meta != NULL && plane < meta->n_planes, FALSE);
  g_return_val_if_fail (info != NULL && data != NULL && stride != NULL, FALSE);

  gsize sizes[WEIR_VIDEO_MAX_PLANES], skip;
  guint idx, length;
  if (!weir_video_meta_get_plane_size (meta, sizes))
    return FALSE;
  /* The last line may end before the stride does. */
  gsize size = MAX (sizes[plane], 1);
  gsize have = weir_buffer_get_size (meta->buffer);
  if (meta->offset[plane] >= have)
    return FALSE;
  size = MIN (size, have - meta->offset[plane]);
  if (!weir_buffer_find_memory (meta->buffer, meta->offset[plane], size, &idx, &length, &skip)
      || !weir_buffer_map_range (meta->buffer, idx, length, info, flags))
    return FALSE;
  *data = info->data + skip;
  *stride = meta->stride[plane];
  return TRUE;
}

/**
 * weir_video_meta_unmap:
 * @meta: a meta
 * @plane: which plane
 * @info: what weir_video_meta_map () filled
 *
 * Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_video_meta_unmap (WeirVideoMeta *meta, guint plane, WeirMapInfo *info)
{
  g_return_val_if_fail (meta != NULL && plane < meta->n_planes, FALSE);
  weir_buffer_unmap (meta->buffer, info);
  return TRUE;
}

/**
 * weir_video_meta_set_alignment:
 * @meta: a meta
 * @alignment: what is free around the picture
 *
 * Thread: owner.
 *
 * Returns: %FALSE if a stride isn't a multiple of what @alignment asks for
 */
gboolean
weir_video_meta_set_alignment (WeirVideoMeta *meta, WeirVideoAlignment alignment)
{
  g_return_val_if_fail (meta != NULL, FALSE);
  for (guint i = 0; i < meta->n_planes; i++)
    if ((guint) meta->stride[i] & alignment.stride_align[i])
      return FALSE;
  meta->alignment = alignment;
  return TRUE;
}

/**
 * weir_video_meta_get_plane_height:
 * @meta: a meta
 * @plane_height: (out) (array fixed-size=4): lines of each plane, with those that are free around
 *
 * Thread: any.
 *
 * Returns: %FALSE if the format isn't one of raw pictures
 */
gboolean
weir_video_meta_get_plane_height (WeirVideoMeta *meta, guint plane_height[WEIR_VIDEO_MAX_PLANES])
{
  g_return_val_if_fail (meta != NULL && plane_height != NULL, FALSE);
  memset (plane_height, 0, WEIR_VIDEO_MAX_PLANES * sizeof *plane_height);
  WeirVideoInfo info;
  guint height = meta->height + meta->alignment.padding_top + meta->alignment.padding_bottom;
  guint width = meta->width + meta->alignment.padding_left + meta->alignment.padding_right;
  if (!weir_video_info_set_format (&info, meta->format, width, height))
    return FALSE;
  for (guint i = 0; i < meta->n_planes; i++)
    plane_height[i] = weir_video_info_get_plane_height (&info, i);
  return TRUE;
}

/**
 * weir_video_meta_get_plane_size:
 * @meta: a meta
 * @plane_size: (out) (array fixed-size=4): bytes of each plane
 *
 * Thread: any.
 *
 * Returns: %FALSE if the format isn't one of raw pictures
 */
gboolean
weir_video_meta_get_plane_size (WeirVideoMeta *meta, gsize plane_size[WEIR_VIDEO_MAX_PLANES])
{
  g_return_val_if_fail (meta != NULL && plane_size != NULL, FALSE);
  memset (plane_size, 0, WEIR_VIDEO_MAX_PLANES * sizeof *plane_size);
  guint heights[WEIR_VIDEO_MAX_PLANES];
  if (!weir_video_meta_get_plane_height (meta, heights))
    return FALSE;
  for (guint i = 0; i < meta->n_planes; i++)
    plane_size[i] = (gsize) ABS (meta->stride[i]) * heights[i];
  return TRUE;
}
