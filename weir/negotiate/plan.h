/* SPDX-License-Identifier: MIT */
/* What would flow where, without running anything. */
#pragma once

#include <weir/graph/bin.h>

G_BEGIN_DECLS

typedef struct _WeirPlan WeirPlan;

/**
 * WeirPlanLink:
 * @src_pad: path of the source pad
 * @sink_pad: (nullable): path of the sink pad; %NULL where pads come with the data
 * @caps: (nullable): what would flow; %NULL where only data can tell
 * @possible: (nullable): what could flow
 * @converts: whether the element before the link makes another format of what it gets
 * @copies: whether it copies the data
 *
 * One link of a plan.
 */
typedef struct {
  char *src_pad;
  char *sink_pad;
  WeirCaps *caps;
  WeirCaps *possible;
  gboolean converts;
  gboolean copies;
} WeirPlanLink;

#define WEIR_TYPE_PLAN (weir_plan_get_type ())
WEIR_API GType weir_plan_get_type (void) G_GNUC_CONST;

WEIR_API WeirPlan *weir_plan_bin (WeirBin *bin, GError **error);
WEIR_API WeirPlan *weir_plan_ref (WeirPlan *plan);
WEIR_API void weir_plan_unref (WeirPlan *plan);
WEIR_API guint weir_plan_get_n_links (WeirPlan *plan);
WEIR_API const WeirPlanLink *weir_plan_get_link (WeirPlan *plan, guint index);
WEIR_API char *weir_plan_to_string (WeirPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlan, weir_plan_unref)

G_END_DECLS
