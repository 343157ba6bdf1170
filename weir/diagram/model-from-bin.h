/* SPDX-License-Identifier: MIT */
/* Takes the picture of a bin. */
#pragma once

#include <weir/diagram/model.h>
#include <weir/graph/bin.h>

G_BEGIN_DECLS

/* Everything below the bin as it is now, with live numbers where data has flown. (transfer full).
 * Thread: any that owns no element; runs no element. */
WeirDiagram *weir_diagram_new_from_bin (WeirBin *bin);

G_END_DECLS
