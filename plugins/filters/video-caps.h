/* SPDX-License-Identifier: MIT */
/* What videoconvert and videoscale can make of a format, and which of the possible formats they take. Pure functions on
 * caps. Thread: any */
#pragma once

#include <weir/data/caps.h>

G_BEGIN_DECLS

/* What may change on the way. */
typedef enum {
  WEIR_VIDEO_CHANGES_FORMAT = 1 << 0, /* and what the numbers mean */
  WEIR_VIDEO_CHANGES_SIZE = 1 << 1,   /* and the shape of pixels */
} WeirVideoChanges;

/* What can be on one side if `caps` are on the other; each as it is first. (transfer full) */
WeirCaps *weir_video_changed_caps (const WeirCaps *caps, WeirVideoChanges changes);
/* Makes `possible` fixed: nothing converted if that can be, else what loses least of `in`. Takes and returns `possible`.
 * (transfer full) */
WeirCaps *weir_video_choose_caps (const WeirCaps *in, WeirCaps *possible, WeirVideoChanges changes);

G_END_DECLS
