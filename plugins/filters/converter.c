/* SPDX-License-Identifier: MIT */
/* Pictures of one format and size into another's. */
#include <weir/registry/plugin-impl.h>

#include "converter.h"

G_DEFINE_ABSTRACT_TYPE (WeirConverter, weir_converter, WEIR_TYPE_TRANSFORM)

WeirCaps *
weir_converter_relax (const WeirCaps *caps, const char *const *fields, gboolean any_size)
{
  WeirCaps *all = weir_caps_copy ((WeirCaps *) caps);
  guint n = weir_caps_get_size ((WeirCaps *) caps);

  if (weir_caps_is_any (caps))
    return all;
  for (guint i = 0; i < n; i++) {
    WeirStructure *relaxed = weir_structure_copy (weir_caps_get_structure ((WeirCaps *) caps, i));

    for (guint f = 0; fields[f] != NULL; f++)
      weir_structure_remove_field (relaxed, fields[f]);
    if (any_size)
      weir_structure_set (relaxed, "width", WEIR_TYPE_INT_RANGE, 1, 32767, "height", WEIR_TYPE_INT_RANGE, 1, 32767, NULL);
    weir_caps_append_structure (all, relaxed);
  }
  return all;
}

static gboolean
weir_converter_set_caps (WeirTransform *transform, WeirCaps *incaps, WeirCaps *outcaps, GError **error)
{
  WeirConverter *self = WEIR_CONVERTER (transform);

  if (!weir_video_info_from_caps (&self->in, incaps) || !weir_video_info_from_caps (&self->out, outcaps)) {
    g_autofree char *a = weir_caps_to_string (incaps), *b = weir_caps_to_string (outcaps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "pictures of %s can't be made into %s", a, b);
    return FALSE;
  }
  g_clear_pointer (&self->kernel, weir_video_convert_free);
  self->kernel = weir_video_convert_new (&self->in, &self->out, &self->params, error);
  return self->kernel != NULL;
}

static gboolean
weir_converter_get_unit_size (WeirTransform *transform, WeirCaps *caps, gsize *size)
{
  WeirVideoInfo info;

  if (!weir_video_info_from_caps (&info, caps))
    return FALSE;
  *size = info.size;
  return TRUE;
}

static void
planes_of (const WeirVideoInfo *info, guint8 *data, guint8 *planes[WEIR_VIDEO_MAX_PLANES])
{
  for (guint i = 0; i < WEIR_VIDEO_MAX_PLANES; i++)
    planes[i] = i < WEIR_VIDEO_INFO_N_PLANES (info) ? data + info->offset[i] : NULL;
}

static WeirFlowReturn
weir_converter_transform (WeirTransform *transform, WeirBuffer *inbuf, WeirBuffer *outbuf, GError **error)
{
  WeirConverter *self = WEIR_CONVERTER (transform);
  guint8 *from[WEIR_VIDEO_MAX_PLANES], *to[WEIR_VIDEO_MAX_PLANES];
  WeirMapInfo in, out;
  gboolean ok;

  if (weir_buffer_get_size (inbuf) < self->in.size) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "a picture has %" G_GSIZE_FORMAT " bytes, its format needs %" G_GSIZE_FORMAT, weir_buffer_get_size (inbuf),
                 self->in.size);
    return WEIR_FLOW_ERROR;
  }
  if (!weir_buffer_map (inbuf, &in, WEIR_MAP_READ))
    return WEIR_FLOW_ERROR;
  if (!weir_buffer_map (outbuf, &out, WEIR_MAP_WRITE)) {
    weir_buffer_unmap (inbuf, &in);
    return WEIR_FLOW_ERROR;
  }
  planes_of (&self->in, in.data, from);
  planes_of (&self->out, out.data, to);
  ok = weir_video_convert_frame (self->kernel, (const guint8 *const *) from, self->in.stride, to, self->out.stride, error);
  weir_buffer_unmap (outbuf, &out);
  weir_buffer_unmap (inbuf, &in);
  return ok ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

static void
weir_converter_stop (WeirTransform *transform)
{
  g_clear_pointer (&WEIR_CONVERTER (transform)->kernel, weir_video_convert_free);
}

static void
weir_converter_class_init (WeirConverterClass *klass)
{
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  transform_class->passthrough_on_same_caps = TRUE;
  transform_class->set_caps = weir_converter_set_caps;
  transform_class->get_unit_size = weir_converter_get_unit_size;
  transform_class->transform = weir_converter_transform;
  transform_class->stop = weir_converter_stop;
}

static void
weir_converter_init (WeirConverter *self)
{
  self->params.method = WEIR_VIDEO_SCALE_BICUBIC;
}

WEIR_PLUGIN_DEFINE ("swscale", "Pictures converted and scaled by libswscale", "0.1.0", "MIT",
                    weir_video_convert_element_get_type, weir_video_scale_element_get_type)
