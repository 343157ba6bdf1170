/* SPDX-License-Identifier: MIT */
/* The video side of a transform: caps become infos, buffers become frames. */
#include <weir/bases/video-filter.h>

G_DEFINE_ABSTRACT_TYPE (WeirVideoFilter, weir_video_filter, WEIR_TYPE_TRANSFORM)

static gboolean
read_caps (WeirVideoInfo *info, WeirCaps *caps, GError **error)
{
  g_autofree char *text = NULL;

  if (weir_video_info_from_caps (info, caps))
    return TRUE;
  text = weir_caps_to_string (caps);
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "%s doesn't say what pictures are like", text);
  return FALSE;
}

static gboolean
weir_video_filter_set_caps (WeirTransform *transform, WeirCaps *incaps, WeirCaps *outcaps, GError **error)
{
  WeirVideoFilter *self = WEIR_VIDEO_FILTER_CAST (transform);
  WeirVideoFilterClass *klass = WEIR_VIDEO_FILTER_GET_CLASS (self);

  if (!read_caps (&self->in_info, incaps, error) || !read_caps (&self->out_info, outcaps, error)) {
    /* what lies in a device's memory may have a layout that only the device knows: it may pass */
    if (!WEIR_TRANSFORM_CLASS (klass)->passthrough_on_same_caps || !weir_caps_is_equal (incaps, outcaps))
      return FALSE;
    g_clear_error (error);
    return TRUE;
  }
  weir_transform_set_in_place (transform, klass->transform_frame_ip != NULL);
  weir_transform_set_passthrough (transform, klass->transform_frame == NULL && klass->transform_frame_ip == NULL);
  return klass->set_info == NULL
         || klass->set_info (self, incaps, &self->in_info, outcaps, &self->out_info, error);
}

static gboolean
weir_video_filter_get_unit_size (WeirTransform *transform, WeirCaps *caps, gsize *size)
{
  WeirVideoInfo info;

  if (!weir_video_info_from_caps (&info, caps))
    return FALSE;
  *size = info.size;
  return TRUE;
}

/* One picture comes of each, whatever lies around it in its buffer. */
static gboolean
weir_video_filter_transform_size (WeirTransform *transform, WeirPadDirection direction, WeirCaps *caps, gsize size,
                                  WeirCaps *othercaps, gsize *othersize)
{
  WeirVideoFilter *self = WEIR_VIDEO_FILTER_CAST (transform);

  *othersize = direction == WEIR_PAD_SINK ? self->out_info.size : self->in_info.size;
  return TRUE;
}

static gboolean
map_frame (WeirVideoFrame *frame, const WeirVideoInfo *info, WeirBuffer *buffer, WeirMapFlags flags, GError **error)
{
  if (weir_video_frame_map (frame, info, buffer, flags))
    return TRUE;
  g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
               "a buffer of %" G_GSIZE_FORMAT " bytes can't be mapped as a picture of %dx%d in %s, which has %" G_GSIZE_FORMAT,
               weir_buffer_get_size (buffer), info->width, info->height, info->finfo->name, info->size);
  return FALSE;
}

static WeirFlowReturn
weir_video_filter_transform (WeirTransform *transform, WeirBuffer *inbuf, WeirBuffer *outbuf, GError **error)
{
  WeirVideoFilter *self = WEIR_VIDEO_FILTER_CAST (transform);
  WeirVideoFrame in, out;
  WeirFlowReturn ret;

  if (!map_frame (&in, &self->in_info, inbuf, WEIR_MAP_READ, error))
    return WEIR_FLOW_ERROR;
  if (!map_frame (&out, &self->out_info, outbuf, WEIR_MAP_WRITE, error)) {
    weir_video_frame_unmap (&in);
    return WEIR_FLOW_ERROR;
  }
  ret = WEIR_VIDEO_FILTER_GET_CLASS (self)->transform_frame (self, &in, &out, error);
  weir_video_frame_unmap (&out);
  weir_video_frame_unmap (&in);
  return ret;
}

static WeirFlowReturn
weir_video_filter_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirVideoFilter *self = WEIR_VIDEO_FILTER_CAST (transform);
  WeirVideoFrame frame;
  WeirFlowReturn ret;

  if (!map_frame (&frame, &self->in_info, buffer, WEIR_MAP_READWRITE, error))
    return WEIR_FLOW_ERROR;
  ret = WEIR_VIDEO_FILTER_GET_CLASS (self)->transform_frame_ip (self, &frame, error);
  weir_video_frame_unmap (&frame);
  return ret;
}

static void
weir_video_filter_class_init (WeirVideoFilterClass *klass)
{
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  transform_class->set_caps = weir_video_filter_set_caps;
  transform_class->get_unit_size = weir_video_filter_get_unit_size;
  transform_class->transform_size = weir_video_filter_transform_size;
  transform_class->transform = weir_video_filter_transform;
  transform_class->transform_ip = weir_video_filter_transform_ip;
}

static void
weir_video_filter_init (WeirVideoFilter *self)
{
  weir_video_info_init (&self->in_info);
  weir_video_info_init (&self->out_info);
}
