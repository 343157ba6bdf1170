/* SPDX-License-Identifier: MIT */
/* Filters of raw pictures: the element sees planes.
 *
 * A transform (weir/bases/transform.h) whose buffers are pictures: the base knows both formats, maps the planes wherever
 * they lie, and calls the element with them. An element that changes pictures where they are implements
 * `transform_frame_ip`, one that makes other pictures `transform_frame`; with both, the first is used where input and
 * output have the same caps. With neither, pictures pass untouched.
 */
#pragma once

#include <weir/bases/transform.h>
#include <weir/data/video-frame.h>

G_BEGIN_DECLS

#define WEIR_TYPE_VIDEO_FILTER (weir_video_filter_get_type ())
WEIR_API GType weir_video_filter_get_type (void) G_GNUC_CONST;
#define WEIR_VIDEO_FILTER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_VIDEO_FILTER, WeirVideoFilter))
#define WEIR_VIDEO_FILTER_CAST(object) ((WeirVideoFilter *) (object))
#define WEIR_VIDEO_FILTER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_VIDEO_FILTER, WeirVideoFilterClass))
#define WEIR_VIDEO_FILTER_GET_CLASS(object)                                                                              \
  (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_VIDEO_FILTER, WeirVideoFilterClass))
#define WEIR_IS_VIDEO_FILTER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_VIDEO_FILTER))

typedef struct _WeirVideoFilter WeirVideoFilter;
typedef struct _WeirVideoFilterClass WeirVideoFilterClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirVideoFilter, g_object_unref)

/**
 * WeirVideoFilter:
 * @in_info: what comes in
 * @out_info: what goes out
 *
 * An element that turns pictures. Both infos are those of the caps: a frame's own say where its planes lie.
 */
struct _WeirVideoFilter {
  WeirTransform parent_instance;

  WeirVideoInfo in_info;
  WeirVideoInfo out_info;
};

/**
 * WeirVideoFilterClass:
 * @set_info: Owner. (nullable) Both formats, before the first picture of theirs. %FALSE: not possible, `error` says why
 * @transform_frame: Owner. (nullable) Makes a picture from another one
 * @transform_frame_ip: Owner. (nullable) Changes a picture
 *
 * What filters of pictures implement. Both functions may answer %WEIR_TRANSFORM_DROPPED.
 */
struct _WeirVideoFilterClass {
  WeirTransformClass parent_class;

  gboolean (*set_info) (WeirVideoFilter *self, WeirCaps *incaps, const WeirVideoInfo *in_info, WeirCaps *outcaps,
                        const WeirVideoInfo *out_info, GError **error);
  WeirFlowReturn (*transform_frame) (WeirVideoFilter *self, const WeirVideoFrame *in, WeirVideoFrame *out, GError **error);
  WeirFlowReturn (*transform_frame_ip) (WeirVideoFilter *self, WeirVideoFrame *frame, GError **error);
};

G_END_DECLS
