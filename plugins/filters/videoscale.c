/* SPDX-License-Identifier: MIT */
/* videoscale: changes the size of pictures, not their format. */
#include "converter.h"

typedef struct {
  WeirConverter parent_instance;
} WeirVideoScaleElement;

typedef struct {
  WeirConverterClass parent_class;
} WeirVideoScaleElementClass;

G_DEFINE_FINAL_TYPE (WeirVideoScaleElement, weir_video_scale_element, WEIR_TYPE_CONVERTER)

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

#define CAPS                                                                                                             \
  "video/x-raw, format=(string)" WEIR_VIDEO_FORMATS_ALL ", width=(int)[1,32767], height=(int)[1,32767], "                \
  "framerate=(fraction)[0/1,2147483647/1]"

static const WeirProp props[] = {
  WEIR_PROP_ENUM (WeirConverter, params.method, "method", weir_video_scale_method_get_type, WEIR_VIDEO_SCALE_BICUBIC, 0,
                  "How pictures are scaled"),
  WEIR_PROP_BOOLEAN (WeirConverter, params.add_borders, "add-borders", TRUE, 0,
                     "Keep the shape of the picture, with black beside it"),
  WEIR_PROP_UINT (WeirConverter, params.threads, "n-threads", 0, 64, 1, 0, "How many threads scale; 0: one for each core"),
};

static const WeirElementInfo info = {
  .name = "videoscale",
  .klass = "Filter/Converter/Video/Scaler",
  .description = "Changes the size of pictures, as what follows wants it",
  .example = "videotestsrc num-buffers=100 ! videoscale ! video/x-raw,width=640,height=360 ! fakesink",
  .rank = 64,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirCaps *
weir_video_scale_element_transform_caps (WeirElement *self, WeirPadDirection direction, const WeirCaps *caps)
{
  static const char *const fields[] = { "pixel-aspect-ratio", NULL };

  return weir_converter_relax (caps, fields, TRUE);
}

/* What isn't asked for stays as it comes in. */
static WeirCaps *
weir_video_scale_element_fixate_caps (WeirTransform *transform, WeirPadDirection direction, WeirCaps *caps,
                                      WeirCaps *othercaps)
{
  WeirVideoInfo from;
  WeirStructure *to;

  othercaps = weir_caps_make_writable (weir_caps_truncate (othercaps));
  if (weir_video_info_from_caps (&from, caps)) {
    to = weir_caps_get_structure (othercaps, 0);
    weir_structure_fixate_field_nearest_int (to, "width", from.width);
    weir_structure_fixate_field_nearest_int (to, "height", from.height);
  }
  return weir_caps_fixate (othercaps);
}

static void
weir_video_scale_element_class_init (WeirVideoScaleElementClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_ELEMENT_CLASS (klass)->transform_caps = weir_video_scale_element_transform_caps;
  WEIR_TRANSFORM_CLASS (klass)->fixate_caps = weir_video_scale_element_fixate_caps;
}

static void
weir_video_scale_element_init (WeirVideoScaleElement *self)
{
}
