/* SPDX-License-Identifier: MIT */
/* Puts the tokens of a launch line into order. Bins are kept on a stack of their own, so that no
 * line, however nested, can overflow the thread's. */
#include <weir/launch/parser.h>

#include <weir/base/error.h>
#include <weir/launch/lexer.h>

#include <string.h>

/* A bin that is being read; the outermost is the line itself. */
typedef struct {
  WeirLaunchNode *bin;
  WeirLaunchChain **chain_end; /* where the next chain of the bin goes */
  WeirLaunchProp **prop_end;   /* where the next property goes: of last, or at first of the bin */
  WeirLaunchChain *chain;      /* (nullable): the open one */
  WeirLaunchNode *last;        /* (nullable): its last node */
  WeirLaunchLink *link;        /* (nullable): waits for its second node */
  WeirLaunchPads pads;         /* named behind link, for that node */
} Frame;

typedef struct {
  WeirLaunchLexer lexer;
  WeirLaunchAst *ast;
  Frame stack[WEIR_LAUNCH_MAX_DEPTH + 1];
  gsize depth;
} Parser;

#define fail(parser, where, error, ...)                                                            \
  weir_launch_lexer_fail (&(parser)->lexer, where, error, __VA_ARGS__)

static gboolean
fail_with_code (Parser *parser, WeirLaunchSpan where, GError **error, WeirParseError code,
                const char *message)
{
  parser->lexer.where = where;
  g_set_error_literal (error, WEIR_PARSE_ERROR, code, message);
  return FALSE;
}

static Frame *
top (Parser *parser)
{
  return &parser->stack[parser->depth];
}

static void
open_frame (Parser *parser, WeirLaunchNode *bin)
{
  *top (parser) = (Frame){ .bin = bin, .chain_end = &bin->chains, .prop_end = &bin->props };
}

static gboolean
end_chain (Parser *parser, GError **error)
{
  Frame *frame = top (parser);
  const WeirLaunchNode *last = frame->last;

  if (frame->link != NULL)
    return fail (parser, frame->link->span, error,
                 "The link leads nowhere: an element is missing after it");
  if (last == NULL)
    return TRUE;
  if (last->kind == WEIR_LAUNCH_REFERENCE && frame->chain->first == last)
    return fail (parser, last->span, error,
                 "The reference to \"%s\" is linked to nothing: a link is missing before or after "
                 "it, as in \"%s. ! ELEMENT\"",
                 last->name, last->name);
  if (last->src_pads.n > 0)
    return fail (parser, last->src_pads.span, error, "A link is missing after the pad \"%s\"",
                 last->src_pads.names[0]);
  frame->chain->span.end = last->span.end;
  frame->chain = NULL;
  frame->last = NULL;
  return TRUE;
}

/* Puts a node behind the open link, or at the beginning of a new chain. */
static gboolean
add_node (Parser *parser, WeirLaunchNode *node, const WeirLaunchToken *token, GError **error)
{
  Frame *frame = top (parser);

  node->span = token->span;
  node->name_span = token->name_span;
  if (frame->link == NULL) {
    if (!end_chain (parser, error))
      return FALSE;
    frame->chain = weir_launch_ast_alloc (parser->ast, sizeof *frame->chain);
    frame->chain->first = node;
    frame->chain->span = node->span;
    *frame->chain_end = frame->chain;
    frame->chain_end = &frame->chain->next;
  } else {
    if (frame->pads.n > 0 && (node->kind == WEIR_LAUNCH_REFERENCE || node->kind == WEIR_LAUNCH_URI))
      return fail (parser, frame->pads.span, error,
                   node->kind == WEIR_LAUNCH_URI
                     ? "A URI has no pads that could be named"
                     : "The pads of a reference are written behind its dot, as in \"NAME.%s\"",
                   frame->pads.names[0]);
    if (frame->pads.n > 0)
      node->sink_pads = frame->pads;
    frame->last->link = g_steal_pointer (&frame->link);
    frame->last->next = node;
    frame->pads = (WeirLaunchPads){ 0 };
  }
  frame->last = node;
  frame->prop_end = &node->props;
  return TRUE;
}

static gboolean
add_reference (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  WeirLaunchNode *node =
    weir_launch_ast_new_node (parser->ast, WEIR_LAUNCH_REFERENCE, token->name, -1);
  const gboolean is_target = top (parser)->link != NULL;

  if (!add_node (parser, node, token, error))
    return FALSE;
  if (is_target)
    node->sink_pads = token->pads;
  else
    node->src_pads = token->pads;
  return TRUE;
}

static gboolean
add_assignment (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  Frame *frame = top (parser);
  WeirLaunchNode *owner = frame->last;

  if (frame->link != NULL)
    return fail (parser, token->span, error,
                 "An element is missing between the link and the property \"%s\"", token->name);
  if (owner == NULL && parser->depth == 0)
    return fail (parser, token->span, error,
                 "The property \"%s\" belongs to no element: an element comes first", token->name);
  if (owner != NULL && owner->kind == WEIR_LAUNCH_BIN)
    return fail (parser, token->span, error,
                 "The properties of a bin stand right behind its opening bracket, as in "
                 "\"( %s=... ELEMENT )\"",
                 token->name);
  if (owner != NULL && owner->kind != WEIR_LAUNCH_ELEMENT)
    return fail (parser, token->span, error,
                 "A %s can't have properties: give them to an element that is written by its name",
                 owner->kind == WEIR_LAUNCH_URI ? "URI" : "reference");
  if (owner != NULL && owner->src_pads.n > 0)
    return fail (parser, token->span, error,
                 "Properties are written before the pads, as in "
                 "\"%s %s=... .%s !\"",
                 owner->name, token->name, owner->src_pads.names[0]);

  *frame->prop_end = token->prop;
  frame->prop_end = &token->prop->next;
  if (owner != NULL)
    owner->span.end = token->span.end;
  return TRUE;
}

static gboolean
add_pads (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  Frame *frame = top (parser);
  const WeirLaunchPads *pads = &token->pads;
  WeirLaunchPads *target = frame->link != NULL   ? &frame->pads
                           : frame->last != NULL ? &frame->last->src_pads
                                                 : NULL;

  if (target == NULL)
    return fail (parser, token->span, error, "The pad \"%s\" belongs to no element",
                 pads->names[0]);
  if (frame->link == NULL && frame->last->kind == WEIR_LAUNCH_REFERENCE)
    return fail (parser, token->span, error,
                 "The pads of a reference are written behind its dot, without a space, as in "
                 "\"%s.%s\", and several with commas between them",
                 frame->last->name, pads->names[0]);
  if (frame->link == NULL && frame->last->kind == WEIR_LAUNCH_URI)
    return fail (parser, token->span, error, "A URI has no pads that could be named");
  if (target->n > 0)
    return fail (parser, token->span, error,
                 "Several pads are written with commas, as in \".%s,%s\"", target->names[0],
                 pads->names[0]);
  *target = *pads;
  return TRUE;
}

static gboolean
add_link (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  Frame *frame = top (parser);
  const WeirLaunchNode *last = frame->last;

  if (frame->link != NULL && frame->link->caps != NULL && frame->pads.n == 0)
    return fail (parser, token->span, error,
                 "An element is missing between the caps and this link; two caps filters in a row "
                 "need one between them, as in \"! identity !\"");
  if (frame->link != NULL)
    return fail (parser, token->span, error,
                 "An element is missing between this link and the one before it");
  if (last == NULL)
    return fail (parser, token->span, error, "An element is missing before the link");
  if (last != frame->chain->first
      && (last->kind == WEIR_LAUNCH_REFERENCE || last->kind == WEIR_LAUNCH_URI))
    return fail (parser, token->span, error,
                 last->kind == WEIR_LAUNCH_URI
                   ? "Nothing can follow a URI that data flows into"
                   : "Nothing can follow a reference that data flows into: begin a new chain with "
                     "\"%s. ! ELEMENT\"",
                 last->name);
  frame->link = token->link;
  return TRUE;
}

static gboolean
open_bin (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  WeirLaunchNode *node = weir_launch_ast_new_node (parser->ast, WEIR_LAUNCH_BIN, token->name, -1);

  if (parser->depth == WEIR_LAUNCH_MAX_DEPTH)
    return fail (parser, token->span, error, "Bins are nested deeper than %d",
                 WEIR_LAUNCH_MAX_DEPTH);
  if (!add_node (parser, node, token, error))
    return FALSE;
  parser->depth++;
  open_frame (parser, node);
  return TRUE;
}

static gboolean
close_bin (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  if (!end_chain (parser, error))
    return FALSE;
  if (parser->depth == 0)
    return fail (parser, token->span, error, "This bracket closes nothing: no \"(\" is open");

  WeirLaunchNode *bin = top (parser)->bin;
  bin->span.end = token->span.end;
  if (bin->chains == NULL)
    return fail_with_code (parser, bin->span, error, WEIR_PARSE_ERROR_EMPTY_BIN,
                           "The bin is empty: it needs an element at least");
  parser->depth--;
  return TRUE;
}

static gboolean
end_line (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  const WeirLaunchLexer *lexer = &parser->lexer;

  if (!end_chain (parser, error))
    return FALSE;
  if (parser->depth > 0) {
    const WeirLaunchSpan opened = top (parser)->bin->span;
    const WeirLaunchSpan glued = lexer->glued_bracket;
    if (glued.start > opened.start)
      return fail (parser, (WeirLaunchSpan){ glued.end - 1, glued.end }, error,
                   "The bin isn't closed: this bracket is a part of the value before it; put a "
                   "space between them");
    return fail (parser, opened, error,
                 "The bin that begins here is never closed: a \")\" is "
                 "missing");
  }
  parser->ast->root->span = (WeirLaunchSpan){ 0, lexer->length };
  if (parser->ast->root->chains == NULL)
    return fail_with_code (parser, token->span, error, WEIR_PARSE_ERROR_EMPTY,
                           "The line is empty: a pipeline needs an element at least");
  return TRUE;
}

static gboolean
add_token (Parser *parser, const WeirLaunchToken *token, GError **error)
{
  switch (token->kind) {
  case WEIR_LAUNCH_TOKEN_END:
    return end_line (parser, token, error);
  case WEIR_LAUNCH_TOKEN_WORD:
    return add_node (parser,
                     weir_launch_ast_new_node (parser->ast, WEIR_LAUNCH_ELEMENT, token->name, -1),
                     token, error);
  case WEIR_LAUNCH_TOKEN_URI:
    return add_node (parser,
                     weir_launch_ast_new_node (parser->ast, WEIR_LAUNCH_URI, token->name, -1),
                     token, error);
  case WEIR_LAUNCH_TOKEN_REFERENCE:
    return add_reference (parser, token, error);
  case WEIR_LAUNCH_TOKEN_ASSIGN:
    return add_assignment (parser, token, error);
  case WEIR_LAUNCH_TOKEN_PADS:
    return add_pads (parser, token, error);
  case WEIR_LAUNCH_TOKEN_LINK:
    return add_link (parser, token, error);
  case WEIR_LAUNCH_TOKEN_BIN_OPEN:
    return open_bin (parser, token, error);
  case WEIR_LAUNCH_TOKEN_BIN_CLOSE:
    return close_bin (parser, token, error);
  }
  g_assert_not_reached ();
}

WeirLaunchAst *
weir_launch_parse (const char *line, gssize length, WeirLaunchSpan *where, GError **error)
{
  g_return_val_if_fail (line != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (WeirLaunchAst) ast = weir_launch_ast_new ();
  const gsize n_bytes = length < 0 ? strlen (line) : (gsize) length;
  const char *nul = memchr (line, '\0', n_bytes);
  Parser parser = { .ast = ast };
  WeirLaunchToken token = { 0 };

  weir_launch_lexer_init (&parser.lexer, line, n_bytes, ast);
  open_frame (&parser, ast->root);
  gboolean good = nul == NULL
                  || fail (&parser, (WeirLaunchSpan){ nul - line, nul - line + 1 }, error,
                           "The line has a NUL byte in it");
  while (good && token.kind != WEIR_LAUNCH_TOKEN_END)
    good =
      weir_launch_lexer_next (&parser.lexer, &token, error) && add_token (&parser, &token, error);
  if (!good && where != NULL)
    *where = parser.lexer.where;
  return good ? g_steal_pointer (&ast) : NULL;
}
