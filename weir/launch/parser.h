/* SPDX-License-Identifier: MIT */
/* From the text of a launch line to its tree.
 *
 * The grammar, with what the lexer makes one token of in capitals:
 *
 *   line      = chain { chain }
 *   chain     = node { [PADS] LINK [PADS] node }
 *   node      = WORD { ASSIGN } | REFERENCE | URI | BIN_OPEN { ASSIGN } chain { chain } BIN_CLOSE
 *
 * A reference or a URI stands only at an end of a chain; a reference on its own says nothing and is
 * refused. Pads of a reference are written with it (`t.src_0`), not before or behind it.
 */
#pragma once

#include <weir/launch/ast.h>

G_BEGIN_DECLS

/* Bins within bins; more are an error. */
#define WEIR_LAUNCH_MAX_DEPTH 64

/* length -1: up to the NUL. Returns (transfer full) (nullable) the tree, or sets an error of the
 * domain WEIR_PARSE_ERROR and the place in the line that it speaks of. Thread: any. */
WeirLaunchAst *weir_launch_parse (const char *line, gssize length, WeirLaunchSpan *where,
                                  GError **error);

G_END_DECLS
