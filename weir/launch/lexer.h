/* SPDX-License-Identifier: MIT */
/* Cuts a launch line into tokens. A token is a whole thought: an assignment with its value, a
 * reference with its pads, a link with its caps filter. So the parser is left with the order of
 * things only. */
#pragma once

#include <weir/launch/ast.h>

G_BEGIN_DECLS

typedef enum {
  WEIR_LAUNCH_TOKEN_END = 1,
  WEIR_LAUNCH_TOKEN_WORD,      /* fakesink */
  WEIR_LAUNCH_TOKEN_ASSIGN,    /* name=value */
  WEIR_LAUNCH_TOKEN_LINK,      /* !  :  ! caps ! */
  WEIR_LAUNCH_TOKEN_REFERENCE, /* t.  t.src_0,src_1 */
  WEIR_LAUNCH_TOKEN_PADS,      /* .src_0,src_1 */
  WEIR_LAUNCH_TOKEN_BIN_OPEN,  /* (  pipeline.( */
  WEIR_LAUNCH_TOKEN_BIN_CLOSE, /* ) */
  WEIR_LAUNCH_TOKEN_URI,       /* file:///x  /x  ./x */
} WeirLaunchTokenKind;

typedef struct {
  WeirLaunchTokenKind kind;
  WeirLaunchSpan span;
  char *name; /* of all but LINK, PADS, BIN_CLOSE and END */
  WeirLaunchSpan name_span;
  WeirLaunchProp *prop; /* of ASSIGN */
  WeirLaunchLink *link; /* of LINK */
  WeirLaunchPads pads;  /* of REFERENCE and PADS */
} WeirLaunchToken;

typedef struct {
  const char *line;
  gsize length;
  gsize at;                     /* the next byte to read */
  WeirLaunchAst *ast;           /* whose memory the tokens use */
  WeirLaunchSpan where;         /* of the last error */
  WeirLaunchSpan glued_bracket; /* last value that ends with a bracket written right behind it */
} WeirLaunchLexer;

void weir_launch_lexer_init (WeirLaunchLexer *lexer, const char *line, gsize length,
                             WeirLaunchAst *ast);
gboolean weir_launch_lexer_next (WeirLaunchLexer *lexer, WeirLaunchToken *token, GError **error);

/* Sets an error for a place of the line and returns FALSE. */
gboolean weir_launch_lexer_fail (WeirLaunchLexer *lexer, WeirLaunchSpan where, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF (4, 5);

/* What may begin and go on in names of elements, properties and pads. */
gboolean weir_launch_is_name_start (char c);
gboolean weir_launch_is_name_char (char c);

G_END_DECLS
