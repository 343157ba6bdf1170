/* SPDX-License-Identifier: MIT */
/* What videoconvert, videoscale and videoconvertscale share: a video filter around the conversion kernel. They differ in
 * what they may change. */
#pragma once

#include <weir/bases/video-filter.h>

#include "video-caps.h"
#include "video-convert-kernel.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CONVERTER (weir_converter_get_type ())
#define WEIR_CONVERTER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_CONVERTER, WeirConverter))
#define WEIR_CONVERTER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_CONVERTER, WeirConverterClass))
#define WEIR_CONVERTER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_CONVERTER, WeirConverterClass))

typedef struct {
  WeirVideoFilter parent_instance;
  WeirVideoConvertParams params; /* properties */
  WeirVideoConvert *frames;      /* (owned) (nullable) for whole pictures; made when the first one comes */
  WeirVideoConvert *fields;      /* (owned) (nullable) for each of the two fields of a picture, likewise */
} WeirConverter;

typedef struct {
  WeirVideoFilterClass parent_class;
  WeirVideoChanges changes; /* what the element may change */
} WeirConverterClass;

GType weir_converter_get_type (void);
GType weir_video_convert_element_get_type (void);
GType weir_video_scale_element_get_type (void);
GType weir_video_convert_scale_get_type (void);

/* What the pads of all three take. What lies in a device's memory passes through, if nothing is to be changed. */
#define WEIR_CONVERTER_CAPS                                                                                              \
  "video/x-raw, format=(string)" WEIR_VIDEO_FORMATS_ALL ", width=(int)[1,32767], height=(int)[1,32767], "                \
  "framerate=(fraction)[0/1,2147483647/1]; "                                                                             \
  "video/x-raw(ANY), width=(int)[1,32767], height=(int)[1,32767], framerate=(fraction)[0/1,2147483647/1]"

G_END_DECLS
