/* SPDX-License-Identifier: MIT */
/* What the two halves of the lexer, words and links with caps, share with each other and argv.c. */
#pragma once

#include <weir/launch/lexer.h>

G_BEGIN_DECLS

gsize weir_launch_lexer_skip_space (const WeirLaunchLexer *lexer, gsize at);
gsize weir_launch_lexer_find_quote (const WeirLaunchLexer *lexer, gsize at);

/* Takes the backslashes out; out has room for length + 1 bytes. Inside double quotes that stand
 * within an unquoted word they can be kept: such quotes belong to a syntax further in, of caps
 * mostly, that has backslashes of its own. */
void weir_launch_unescape (const char *text, gsize length, gboolean keep_in_quotes, char *out);

gboolean weir_launch_lexer_is_caps (const WeirLaunchLexer *lexer, gsize at);
gboolean weir_launch_lexer_read_link (WeirLaunchLexer *lexer, WeirLaunchToken *token,
                                      GError **error);

G_END_DECLS
