/* SPDX-License-Identifier: MIT */
/* videoconvert: changes the format and the colours' coding of pictures, not their size. */
#include "converter.h"

typedef struct {
  WeirConverter parent_instance;
} WeirVideoConvertElement;

typedef WeirConverterClass WeirVideoConvertElementClass;

G_DEFINE_FINAL_TYPE (WeirVideoConvertElement, weir_video_convert_element, WEIR_TYPE_CONVERTER)

static const WeirElementInfo info = {
  .name = "videoconvert",
  .klass = "Filter/Converter/Video/Colorspace",
  .description = "Changes the format of pictures, as what follows wants it",
  .example = "videotestsrc num-buffers=100 ! videoconvert ! video/x-raw,format=RGB ! fakesink",
  .rank = 64,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", WEIR_CONVERTER_CAPS), WEIR_SRC ("src", WEIR_CONVERTER_CAPS), {} },
};

static void
weir_video_convert_element_class_init (WeirVideoConvertElementClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  klass->changes = WEIR_VIDEO_CHANGES_FORMAT;
}

static void
weir_video_convert_element_init (WeirVideoConvertElement *self)
{
}
