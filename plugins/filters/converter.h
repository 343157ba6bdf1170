/* SPDX-License-Identifier: MIT */
/* What videoconvert and videoscale share: a transform around the conversion kernel. They differ in the fields of the
 * caps that they may change. */
#pragma once

#include <weir/bases/transform.h>
#include <weir/data/video-info.h>

#include "video-convert-kernel.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CONVERTER (weir_converter_get_type ())
#define WEIR_CONVERTER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_CONVERTER, WeirConverter))

typedef struct {
  WeirTransform parent_instance;
  WeirVideoInfo in, out;
  WeirVideoConvert *kernel; /* (owned) (nullable) */
  WeirVideoConvertParams params;
} WeirConverter;

typedef struct {
  WeirTransformClass parent_class;
} WeirConverterClass;

GType weir_converter_get_type (void);
GType weir_video_convert_element_get_type (void);
GType weir_video_scale_element_get_type (void);
GType weir_video_scale_method_get_type (void);

/* Any thread, pure: `caps` without the given fields, after `caps` themselves. (transfer full) */
WeirCaps *weir_converter_relax (const WeirCaps *caps, const char *const *fields, gboolean any_size);

G_END_DECLS
