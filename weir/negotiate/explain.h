/* SPDX-License-Identifier: MIT */
/* Why two pads can't agree on a format, as data and as text, with the cure. */
#pragma once

#include <weir/graph/pad.h>

G_BEGIN_DECLS

/**
 * WeirExplanation:
 * @src_pad: path of the source pad: `/pipeline0/videotestsrc0.src`
 * @sink_pad: path of the sink pad
 * @offered: what the source side admits
 * @wanted: what the sink side admits
 * @field: what is in conflict: a field's name, `media-type` or `features`
 * @offered_value: what the source side says there
 * @wanted_value: what the sink side says there
 * @narrowed_by: (nullable): path of the element upstream that narrowed the field, where it isn't the source pad's own
 * @cure: (nullable): what would mend it if it stood between the two: `videoconvert ! videoscale`
 *
 * Why two pads can't agree on a format.
 */
typedef struct {
  char *src_pad;
  char *sink_pad;
  WeirCaps *offered;
  WeirCaps *wanted;
  char *field;
  char *offered_value;
  char *wanted_value;
  char *narrowed_by;
  char *cure;
} WeirExplanation;

#define WEIR_TYPE_EXPLANATION (weir_explanation_get_type ())
WEIR_API GType weir_explanation_get_type (void) G_GNUC_CONST;

WEIR_API WeirExplanation *weir_explain_pads (WeirPad *srcpad, WeirPad *sinkpad);
WEIR_API WeirExplanation *weir_explanation_copy (const WeirExplanation *explanation);
WEIR_API void weir_explanation_free (WeirExplanation *explanation);
WEIR_API char *weir_explanation_to_string (const WeirExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirExplanation, weir_explanation_free)

G_END_DECLS
