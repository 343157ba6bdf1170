/* SPDX-License-Identifier: MIT */
/* Pictures of one format and size into another's. What is possible and what is chosen is in video-caps.c, what is done to
 * pixels in video-convert-kernel.c; this is the element between the two. */
#include "converter.h"

#include <weir/registry/plugin-impl.h>

G_DEFINE_ABSTRACT_TYPE (WeirConverter, weir_converter, WEIR_TYPE_VIDEO_FILTER)

static GType weir_video_scale_method_get_type (void);
G_DEFINE_ENUM_TYPE (WeirVideoScaleMethod, weir_video_scale_method,
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_NEAREST, "nearest-neighbour"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_BILINEAR, "bilinear"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_4TAP, "4-tap"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_LANCZOS, "lanczos"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_BILINEAR2, "bilinear2"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_SINC, "sinc"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_HERMITE, "hermite"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_SPLINE, "spline"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_CATROM, "catrom"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_MITCHELL, "mitchell"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_BICUBIC, "bicubic"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_SCALE_AREA, "area"))

static GType weir_video_chroma_mode_get_type (void);
G_DEFINE_ENUM_TYPE (WeirVideoChromaMode, weir_video_chroma_mode,
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_CHROMA_FULL, "full"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_CHROMA_UPSAMPLE, "upsample-only"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_CHROMA_DOWNSAMPLE, "downsample-only"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_CHROMA_NONE, "none"))

static GType weir_video_dither_get_type (void);
G_DEFINE_ENUM_TYPE (WeirVideoDither, weir_video_dither,
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_DITHER_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WEIR_VIDEO_DITHER_BAYER, "bayer"))

static const WeirProp props[] = {
  WEIR_PROP_ENUM (WeirConverter, params.method, "method", weir_video_scale_method_get_type, WEIR_VIDEO_SCALE_BICUBIC,
                  WEIR_PROP_LIVE, "How pictures are scaled"),
  WEIR_PROP_BOOLEAN (WeirConverter, params.add_borders, "add-borders", TRUE, WEIR_PROP_LIVE,
                     "Keep the shape of the picture, with black beside it"),
  WEIR_PROP_ENUM (WeirConverter, params.chroma, "chroma-mode", weir_video_chroma_mode_get_type, WEIR_VIDEO_CHROMA_NONE,
                  WEIR_PROP_LIVE, "Where colour is computed for each pixel instead of taken from its neighbour"),
  WEIR_PROP_ENUM (WeirConverter, params.dither, "dither", weir_video_dither_get_type, WEIR_VIDEO_DITHER_BAYER,
                  WEIR_PROP_LIVE, "What hides the steps where the output has fewer bits"),
  WEIR_PROP_UINT (WeirConverter, params.threads, "n-threads", 0, 64, 1, WEIR_PROP_LIVE,
                  "How many threads convert; 0: one for each core"),
};

/* --- caps ------------------------------------------------------------------------------------------------------------- */

static WeirCaps *
weir_converter_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_video_changed_caps (caps, WEIR_CONVERTER_GET_CLASS (element)->changes);
}

static WeirCaps *
weir_converter_fixate_caps (WeirTransform *transform, WeirPadDirection direction, WeirCaps *caps, WeirCaps *othercaps)
{
  return weir_video_choose_caps (caps, othercaps, WEIR_CONVERTER_GET_CLASS (transform)->changes);
}

/* --- kernels ---------------------------------------------------------------------------------------------------------- */

static void
forget_kernels (WeirConverter *self)
{
  g_clear_pointer (&self->frames, weir_video_convert_free);
  g_clear_pointer (&self->fields, weir_video_convert_free);
}

/* Lines of two moments mustn't be mixed: by height, or where colour has half the lines. */
static gboolean
mixes_lines (const WeirVideoInfo *in, const WeirVideoInfo *out)
{
  return in->height != out->height || in->finfo->h_sub[1] != out->finfo->h_sub[1]
         || (in->finfo->h_sub[1] > 0 && in->finfo->format != out->finfo->format);
}

static gboolean
can_be_split (const WeirVideoInfo *info)
{
  return info->height % (2 << info->finfo->h_sub[1]) == 0;
}

static gboolean
has_fields (const WeirVideoInfo *info)
{
  return info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED
         || info->interlace_mode == WEIR_VIDEO_INTERLACE_MODE_MIXED;
}

/* What one buffer, or one field of it, holds. */
static WeirVideoInfo
part_info (const WeirVideoInfo *info, gboolean field)
{
  WeirVideoInfo part = *info;

  part.height = field ? info->height / 2 : WEIR_VIDEO_INFO_FIELD_HEIGHT (info);
  part.interlace_mode = WEIR_VIDEO_INTERLACE_MODE_PROGRESSIVE;
  return part;
}

static WeirVideoConvert *
kernel_for (WeirConverter *self, gboolean fields, GError **error)
{
  const WeirVideoFilter *filter = (WeirVideoFilter *) self;
  WeirVideoConvert **kernel = fields ? &self->fields : &self->frames;
  WeirVideoInfo in = part_info (&filter->in_info, fields), out = part_info (&filter->out_info, fields);

  if (*kernel == NULL)
    *kernel = weir_video_convert_new (&in, &out, &self->params, error);
  return *kernel;
}

static gboolean
weir_converter_set_info (WeirVideoFilter *filter, WeirCaps *incaps, const WeirVideoInfo *in, WeirCaps *outcaps,
                         const WeirVideoInfo *out, GError **error)
{
  WeirConverter *self = WEIR_CONVERTER (filter);
  gboolean fields = has_fields (in) && mixes_lines (in, out);
  WeirVideoConvert *kernel;

  forget_kernels (self);
  if (weir_caps_is_equal (incaps, outcaps))
    return TRUE; /* passes through, perhaps in a device's memory */
  if (fields && (!can_be_split (in) || !can_be_split (out))) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "interlaced pictures of %dx%d in %s can't be made into %dx%d in %s: both fields need as many lines, "
                 "colour included; choose a height that is a multiple of 4",
                 in->width, in->height, in->finfo->name, out->width, out->height, out->finfo->name);
    return FALSE;
  }
  kernel = kernel_for (self, fields, error);
  if (kernel == NULL)
    return FALSE;
  weir_transform_set_passthrough (WEIR_TRANSFORM_CAST (self), weir_video_convert_is_passthrough (kernel));
  return TRUE;
}

/* --- pictures --------------------------------------------------------------------------------------------------------- */

/* Field 0 has the upper lines. */
static gboolean
convert_field (WeirVideoConvert *kernel, const WeirVideoFrame *in, WeirVideoFrame *out, guint field, GError **error)
{
  guint8 *from[WEIR_VIDEO_MAX_PLANES] = { NULL }, *to[WEIR_VIDEO_MAX_PLANES] = { NULL };
  gint from_stride[WEIR_VIDEO_MAX_PLANES] = { 0 }, to_stride[WEIR_VIDEO_MAX_PLANES] = { 0 };

  for (guint p = 0; p < WEIR_VIDEO_FRAME_N_PLANES (in); p++) {
    from[p] = (guint8 *) in->data[p] + (gssize) field * in->info.stride[p];
    from_stride[p] = 2 * in->info.stride[p];
  }
  for (guint p = 0; p < WEIR_VIDEO_FRAME_N_PLANES (out); p++) {
    to[p] = (guint8 *) out->data[p] + (gssize) field * out->info.stride[p];
    to_stride[p] = 2 * out->info.stride[p];
  }
  return weir_video_convert_frame (kernel, (const guint8 *const *) from, from_stride, to, to_stride, error);
}

static WeirFlowReturn
weir_converter_transform_frame (WeirVideoFilter *filter, const WeirVideoFrame *in, WeirVideoFrame *out, GError **error)
{
  WeirConverter *self = WEIR_CONVERTER (filter);
  gboolean fields = has_fields (&filter->in_info) && WEIR_VIDEO_FRAME_IS_INTERLACED (in)
                    && mixes_lines (&filter->in_info, &filter->out_info);
  WeirVideoConvert *kernel;
  gboolean ok;

  if (in->info.width != filter->in_info.width || in->info.height != filter->in_info.height) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT, "a picture of %dx%d came where the caps say %dx%d",
                 in->info.width, in->info.height, filter->in_info.width, filter->in_info.height);
    return WEIR_FLOW_ERROR;
  }
  kernel = kernel_for (self, fields, error);
  if (kernel == NULL)
    return WEIR_FLOW_ERROR;
  if (fields)
    ok = convert_field (kernel, in, out, 0, error) && convert_field (kernel, in, out, 1, error);
  else
    ok = weir_video_convert_frame (kernel, (const guint8 *const *) in->data, in->info.stride, (guint8 *const *) out->data,
                                   out->info.stride, error);
  return ok ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

/* --- the element ------------------------------------------------------------------------------------------------------ */

/* The next picture is made as the properties say now. */
static void
weir_converter_property_applied (WeirElement *element, const WeirProp *prop)
{
  forget_kernels (WEIR_CONVERTER (element));
  if (g_str_equal (prop->name, "add-borders"))
    weir_transform_reconfigure (WEIR_TRANSFORM_CAST (element));
}

static void
weir_converter_stop (WeirTransform *transform)
{
  forget_kernels (WEIR_CONVERTER (transform));
}

static void
weir_converter_finalize (GObject *object)
{
  forget_kernels (WEIR_CONVERTER (object));
  G_OBJECT_CLASS (weir_converter_parent_class)->finalize (object);
}

static void
weir_converter_class_init (WeirConverterClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);
  WeirVideoFilterClass *filter_class = WEIR_VIDEO_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_converter_finalize;
  element_class->transform_caps = weir_converter_transform_caps;
  element_class->property_applied = weir_converter_property_applied;
  transform_class->passthrough_on_same_caps = TRUE;
  transform_class->fixate_caps = weir_converter_fixate_caps;
  transform_class->stop = weir_converter_stop;
  filter_class->set_info = weir_converter_set_info;
  filter_class->transform_frame = weir_converter_transform_frame;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), 0);
}

static void
weir_converter_init (WeirConverter *self)
{
  self->params = (WeirVideoConvertParams) WEIR_VIDEO_CONVERT_PARAMS_INIT;
  self->params.add_borders = TRUE;
}

WEIR_PLUGIN_DEFINE ("swscale", "Pictures converted and scaled by libswscale", "0.1.0", "MIT",
                    weir_video_convert_element_get_type, weir_video_scale_element_get_type,
                    weir_video_convert_scale_get_type)
