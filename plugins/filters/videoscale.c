/* SPDX-License-Identifier: MIT */
/* videoscale: changes the size of pictures, not their format. */
#include "converter.h"

typedef struct {
  WeirConverter parent_instance;
} WeirVideoScaleElement;

typedef WeirConverterClass WeirVideoScaleElementClass;

G_DEFINE_FINAL_TYPE (WeirVideoScaleElement, weir_video_scale_element, WEIR_TYPE_CONVERTER)

static const WeirElementInfo info = {
  .name = "videoscale",
  .klass = "Filter/Converter/Video/Scaler",
  .description = "Changes the size of pictures, as what follows wants it",
  .example = "videotestsrc num-buffers=100 ! videoscale ! video/x-raw,width=640,height=360 ! fakesink",
  .rank = 64,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", WEIR_CONVERTER_CAPS), WEIR_SRC ("src", WEIR_CONVERTER_CAPS), {} },
};

static void
weir_video_scale_element_class_init (WeirVideoScaleElementClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  klass->changes = WEIR_VIDEO_CHANGES_SIZE;
}

static void
weir_video_scale_element_init (WeirVideoScaleElement *self)
{
}
