/* SPDX-License-Identifier: MIT */
/* What a launch line says, as a tree, before anybody looks up an element.
 *
 *   ast -> root (a bin without a word of its own)
 *            chains: lists of nodes, each but the last with the link that leads to the next one
 *              node: an element, a bin with chains of its own, a URI or a reference to a name
 *
 * Everything belongs to the tree and goes with it: strings and nodes come out of its blocks, so a
 * line of 10,000 elements costs a few dozen allocations, and freeing never recurses. Every part
 * knows the bytes of the line from which it came, for the caret under a mistake that shows only
 * later (an element that doesn't exist, a value that a property refuses). A part that was made by
 * code has an empty span (0, 0).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes [start, end) of the line. */
typedef struct {
  gsize start;
  gsize end;
} WeirLaunchSpan;

typedef struct _WeirLaunchAst WeirLaunchAst;
typedef struct _WeirLaunchNode WeirLaunchNode;
typedef struct _WeirLaunchChain WeirLaunchChain;
typedef struct _WeirLaunchLink WeirLaunchLink;
typedef struct _WeirLaunchProp WeirLaunchProp;

typedef enum {
  WEIR_LAUNCH_ELEMENT = 1,
  WEIR_LAUNCH_BIN,
  WEIR_LAUNCH_URI,
  WEIR_LAUNCH_REFERENCE,
} WeirLaunchNodeKind;

/* Names of pads: `.src_0,src_1`, or those of a reference. None: names is NULL. */
typedef struct {
  char **names; /* (array length=n) (nullable) */
  gsize n;
  WeirLaunchSpan span;
} WeirLaunchPads;

/* `name=value`; a preset is a property named "@preset", one of a child is "child::name". */
struct _WeirLaunchProp {
  WeirLaunchProp *next; /* (nullable) */
  char *name;
  char *value; /* without its quotes and escapes; never NULL */
  WeirLaunchSpan span;
  WeirLaunchSpan name_span;
  WeirLaunchSpan value_span;
};

/* `!` or, between all pads that fit, `:`; with caps between two of them if there is a filter. */
struct _WeirLaunchLink {
  gboolean all_pads;
  char *caps; /* (nullable): the text, not yet parsed */
  WeirLaunchSpan span;
  WeirLaunchSpan caps_span;
};

struct _WeirLaunchNode {
  WeirLaunchNodeKind kind;
  char *name; /* factory; type of the bin, "bin" for a plain bracket; URI; the name referred to */
  WeirLaunchProp *props;    /* (nullable) */
  WeirLaunchChain *chains;  /* (nullable): of a bin */
  WeirLaunchPads sink_pads; /* named for the link that comes in */
  WeirLaunchPads src_pads;  /* named for the link that goes out */
  WeirLaunchLink *link;     /* (nullable): to next */
  WeirLaunchNode *next;     /* (nullable): in the chain; there if and only if link is */
  WeirLaunchSpan span;      /* all of it, a bin up to its closing bracket */
  WeirLaunchSpan name_span; /* of a plain bracket: the bracket */
};

struct _WeirLaunchChain {
  WeirLaunchNode *first;
  WeirLaunchChain *next; /* (nullable) */
  WeirLaunchSpan span;
};

struct _WeirLaunchAst {
  WeirLaunchNode *root;
  struct _WeirLaunchBlock *blocks; /* (owned): the memory of all this */
  gsize used_bytes;                /* of the newest block */
};

WeirLaunchAst *weir_launch_ast_new (void);
void weir_launch_ast_free (WeirLaunchAst *ast);

gpointer weir_launch_ast_alloc (WeirLaunchAst *ast, gsize n_bytes);
char *weir_launch_ast_strndup (WeirLaunchAst *ast, const char *text, gsize length);

WeirLaunchNode *weir_launch_ast_new_node (WeirLaunchAst *ast, WeirLaunchNodeKind kind,
                                          const char *name, gssize length);
WeirLaunchProp *weir_launch_ast_new_prop (WeirLaunchAst *ast, const char *name, const char *value);
WeirLaunchLink *weir_launch_ast_new_link (WeirLaunchAst *ast, gboolean all_pads, const char *caps);
void weir_launch_ast_set_pads (WeirLaunchAst *ast, WeirLaunchPads *pads, const char *const *names,
                               gsize n);

/* The value of a property that the line sets on the node; the last one wins. (nullable) */
const WeirLaunchProp *weir_launch_node_find_prop (const WeirLaunchNode *node, const char *name);

/* Whether both say the same, wherever in their lines they say it. */
gboolean weir_launch_ast_equal (const WeirLaunchAst *a, const WeirLaunchAst *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLaunchAst, weir_launch_ast_free)

G_END_DECLS
