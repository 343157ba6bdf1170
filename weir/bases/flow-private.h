/* SPDX-License-Identifier: MIT */
/* What functions of elements answer, as bases take it. */
#pragma once

#include <weir/data/flow.h>

G_BEGIN_DECLS

/* A function of another language that fails by an exception can't answer, too: bindings then give 0, which is OK. */
static inline WeirFlowReturn
weir_flow_checked (WeirFlowReturn ret, GError **error)
{
  return WEIR_UNLIKELY (error != NULL && *error != NULL) && ret > WEIR_FLOW_EOS ? WEIR_FLOW_ERROR : ret;
}

G_END_DECLS
