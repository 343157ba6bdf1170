/* SPDX-License-Identifier: MIT */
/* videoconvertscale: changes format and size of pictures in one go. */
#include "converter.h"

typedef struct {
  WeirConverter parent_instance;
} WeirVideoConvertScale;

typedef WeirConverterClass WeirVideoConvertScaleClass;

G_DEFINE_FINAL_TYPE (WeirVideoConvertScale, weir_video_convert_scale, WEIR_TYPE_CONVERTER)

static const WeirElementInfo info = {
  .name = "videoconvertscale",
  .klass = "Filter/Converter/Video/Scaler/Colorspace",
  .description = "Changes format and size of pictures in one go, as what follows wants them",
  .example = "videotestsrc num-buffers=100 ! videoconvertscale ! video/x-raw,format=RGB,width=640,height=360 ! fakesink",
  .rank = 128,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", WEIR_CONVERTER_CAPS), WEIR_SRC ("src", WEIR_CONVERTER_CAPS), {} },
};

static void
weir_video_convert_scale_class_init (WeirVideoConvertScaleClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  klass->changes = WEIR_VIDEO_CHANGES_FORMAT | WEIR_VIDEO_CHANGES_SIZE;
}

static void
weir_video_convert_scale_init (WeirVideoConvertScale *self)
{
}
