/* SPDX-License-Identifier: MIT */
/* Samples: a buffer with all that is needed to understand it. */
#pragma once

#include <weir/data/buffer-list.h>
#include <weir/data/caps.h>
#include <weir/data/segment.h>

G_BEGIN_DECLS

/**
 * WeirSample:
 *
 * A buffer or a list of buffers, with caps, segment and more.
 */
typedef struct _WeirSample WeirSample;

#define WEIR_TYPE_SAMPLE (weir_sample_get_type ())
#define WEIR_SAMPLE(obj) ((WeirSample *) (obj))
#define WEIR_IS_SAMPLE(obj) ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_SAMPLE)

WEIR_API GType weir_sample_get_type (void) G_GNUC_CONST;
WEIR_API WeirSample *weir_sample_new (WeirBuffer *buffer, WeirCaps *caps,
                                      const WeirSegment *segment, WeirStructure *info);
WEIR_API WeirSample *weir_sample_ref (WeirSample *sample);
WEIR_API void weir_sample_unref (WeirSample *sample);
WEIR_API WeirSample *weir_sample_copy (const WeirSample *sample);
WEIR_API gboolean weir_sample_is_writable (const WeirSample *sample);
WEIR_API WeirSample *weir_sample_make_writable (WeirSample *sample) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API WeirBuffer *weir_sample_get_buffer (WeirSample *sample);
WEIR_API WeirBufferList *weir_sample_get_buffer_list (WeirSample *sample);
WEIR_API WeirCaps *weir_sample_get_caps (WeirSample *sample);
WEIR_API WeirSegment *weir_sample_get_segment (WeirSample *sample);
WEIR_API const WeirStructure *weir_sample_get_info (WeirSample *sample);
WEIR_API void weir_sample_set_buffer (WeirSample *sample, WeirBuffer *buffer);
WEIR_API void weir_sample_set_buffer_list (WeirSample *sample, WeirBufferList *buffer_list);
WEIR_API void weir_sample_set_caps (WeirSample *sample, WeirCaps *caps);
WEIR_API void weir_sample_set_segment (WeirSample *sample, const WeirSegment *segment);
WEIR_API gboolean weir_sample_set_info (WeirSample *sample, WeirStructure *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSample, weir_sample_unref)

G_END_DECLS
