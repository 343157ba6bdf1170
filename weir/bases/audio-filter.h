/* SPDX-License-Identifier: MIT */
/* Elements that change the samples of raw sound: as many come out as go in.
 *
 * The base reads the formats from the caps and maps the buffers; the element sees samples. Written on #WeirTransform,
 * whose functions stay there for the rest: caps that differ (transform_caps (), fixate_caps), passthrough, events. The
 * table's pads may have any raw caps, interleaved or not. For elements that change the number of samples #WeirTransform is
 * the base.
 */
#pragma once

#include <weir/bases/transform.h>
#include <weir/data/audio-buffer.h>

G_BEGIN_DECLS

#define WEIR_TYPE_AUDIO_FILTER (weir_audio_filter_get_type ())
WEIR_API GType weir_audio_filter_get_type (void) G_GNUC_CONST;
#define WEIR_AUDIO_FILTER(object)                                                                  \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_AUDIO_FILTER, WeirAudioFilter))
#define WEIR_AUDIO_FILTER_CAST(object) ((WeirAudioFilter *) (object))
#define WEIR_AUDIO_FILTER_CLASS(klass)                                                             \
  (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_AUDIO_FILTER, WeirAudioFilterClass))
#define WEIR_AUDIO_FILTER_GET_CLASS(object)                                                        \
  (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_AUDIO_FILTER, WeirAudioFilterClass))
#define WEIR_IS_AUDIO_FILTER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_AUDIO_FILTER))

typedef struct _WeirAudioFilter WeirAudioFilter;
typedef struct _WeirAudioFilterClass WeirAudioFilterClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioFilter, g_object_unref)

/**
 * WeirAudioFilter:
 * @in: the format of what comes in; unknown before the first caps
 * @out: the format of what goes out
 *
 * An element that changes samples.
 */
struct _WeirAudioFilter {
  WeirTransform parent_instance;

  WeirAudioInfo in;
  WeirAudioInfo out;
};

/**
 * WeirAudioFilterClass:
 * @setup: Owner. (nullable) The formats are known (`in` and `out` of the instance). %FALSE: not possible, `error` says why
 * @filter: Owner. (nullable) Writes as many samples into `out` as there are in `in`
 * @filter_ip: Owner. (nullable) Changes samples where they are. Used where both formats are equal, or there is no @filter
 *
 * What kinds of filters of sound implement: one of the two filters, or both. Neither is called for buffers without
 * samples. Both answer as #WeirTransformClass says.
 */
struct _WeirAudioFilterClass {
  WeirTransformClass parent_class;

  gboolean (*setup) (WeirAudioFilter *self, GError **error);
  WeirFlowReturn (*filter) (WeirAudioFilter *self, const WeirAudioBuffer *in, WeirAudioBuffer *out,
                            GError **error);
  WeirFlowReturn (*filter_ip) (WeirAudioFilter *self, WeirAudioBuffer *samples, GError **error);
};

G_END_DECLS
