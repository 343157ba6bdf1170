/* SPDX-License-Identifier: MIT */
/* videoconvert: changes the format and the colours' coding of pictures, not their size. */
#include "converter.h"

typedef struct {
  WeirConverter parent_instance;
} WeirVideoConvertElement;

typedef struct {
  WeirConverterClass parent_class;
} WeirVideoConvertElementClass;

G_DEFINE_FINAL_TYPE (WeirVideoConvertElement, weir_video_convert_element, WEIR_TYPE_CONVERTER)

#define CAPS                                                                                                             \
  "video/x-raw, format=(string)" WEIR_VIDEO_FORMATS_ALL ", width=(int)[1,32767], height=(int)[1,32767], "                \
  "framerate=(fraction)[0/1,2147483647/1]"

static const WeirProp props[] = {
  WEIR_PROP_UINT (WeirConverter, params.threads, "n-threads", 0, 64, 1, 0, "How many threads convert; 0: one for each core"),
};

static const WeirElementInfo info = {
  .name = "videoconvert",
  .klass = "Filter/Converter/Video",
  .description = "Changes the format of pictures, as what follows wants it",
  .example = "videotestsrc num-buffers=100 ! videoconvert ! video/x-raw,format=RGB ! fakesink",
  .rank = 64,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirCaps *
weir_video_convert_element_transform_caps (WeirElement *self, WeirPadDirection direction, const WeirCaps *caps)
{
  static const char *const fields[] = { "format", "colorimetry", "chroma-site", NULL };

  return weir_converter_relax (caps, fields, FALSE);
}

static void
weir_video_convert_element_class_init (WeirVideoConvertElementClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_ELEMENT_CLASS (klass)->transform_caps = weir_video_convert_element_transform_caps;
}

static void
weir_video_convert_element_init (WeirVideoConvertElement *self)
{
}
