/* SPDX-License-Identifier: MIT */
/* The three ways to write a diagram down. All return valid UTF-8 text (transfer full), the same for
 * the same diagram on every machine and in every locale. Thread: any. */
#pragma once

#include <weir/diagram/details.h>
#include <weir/diagram/model.h>

G_BEGIN_DECLS

/* The language of Graphviz. With a legend, what colours and marks mean is explained below. */
char *weir_diagram_to_dot (const WeirDiagram *diagram, WeirDebugGraphDetails details,
                           gboolean with_legend);

/* A flowchart for Markdown. */
char *weir_diagram_to_mermaid (const WeirDiagram *diagram, WeirDebugGraphDetails details);

/* All there is, for programs; described in docs/design/diagram-json.md. */
char *weir_diagram_to_json (const WeirDiagram *diagram);

G_END_DECLS
