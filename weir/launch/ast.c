/* SPDX-License-Identifier: MIT */
/* The tree of a launch line: its memory, and the few questions asked of it. Separate from the
 * parser because the writer's callers build such trees from pipelines. */
#include <weir/launch/ast.h>

#include <string.h>

#define BLOCK_BYTES 8000

typedef struct _WeirLaunchBlock WeirLaunchBlock;

struct _WeirLaunchBlock {
  WeirLaunchBlock *next; /* (owned) (nullable) */
  gsize n_bytes;
  /* The first byte is aligned for any of the structs. */
  _Alignas(max_align_t) char bytes[];
};

WeirLaunchAst *
weir_launch_ast_new (void)
{
  WeirLaunchAst *ast = g_new0 (WeirLaunchAst, 1);

  ast->root = weir_launch_ast_new_node (ast, WEIR_LAUNCH_BIN, "bin", -1);
  return ast;
}

void
weir_launch_ast_free (WeirLaunchAst *ast)
{
  if (ast == NULL)
    return;

  WeirLaunchBlock *block = ast->blocks;
  while (block != NULL) {
    WeirLaunchBlock *next = block->next;
    g_free (block);
    block = next;
  }
  g_free (ast);
}

/* Zeroed memory that lives as long as the tree. Something large gets a block of its own behind the
 * newest one, so that what is left there isn't lost. */
gpointer
weir_launch_ast_alloc (WeirLaunchAst *ast, gsize n_bytes)
{
  const gsize rounded = (n_bytes + sizeof (gpointer) - 1) & ~(sizeof (gpointer) - 1);

  if (ast->blocks != NULL && rounded <= ast->blocks->n_bytes - ast->used_bytes) {
    gpointer memory = ast->blocks->bytes + ast->used_bytes;
    ast->used_bytes += rounded;
    return memory;
  }

  const gboolean large = rounded > BLOCK_BYTES / 4;
  const gsize size = large ? rounded : BLOCK_BYTES;
  WeirLaunchBlock *block = g_malloc0 (sizeof *block + size);
  block->n_bytes = size;
  if (large && ast->blocks != NULL) {
    block->next = ast->blocks->next;
    ast->blocks->next = block;
  } else {
    block->next = ast->blocks;
    ast->blocks = block;
    ast->used_bytes = rounded;
  }
  return block->bytes;
}

char *
weir_launch_ast_strndup (WeirLaunchAst *ast, const char *text, gsize length)
{
  char *copy = weir_launch_ast_alloc (ast, length + 1);

  memcpy (copy, text, length);
  return copy;
}

WeirLaunchNode *
weir_launch_ast_new_node (WeirLaunchAst *ast, WeirLaunchNodeKind kind, const char *name,
                          gssize length)
{
  WeirLaunchNode *node = weir_launch_ast_alloc (ast, sizeof *node);

  node->kind = kind;
  node->name = weir_launch_ast_strndup (ast, name, length < 0 ? strlen (name) : (gsize) length);
  return node;
}

WeirLaunchProp *
weir_launch_ast_new_prop (WeirLaunchAst *ast, const char *name, const char *value)
{
  WeirLaunchProp *prop = weir_launch_ast_alloc (ast, sizeof *prop);

  prop->name = weir_launch_ast_strndup (ast, name, strlen (name));
  prop->value = weir_launch_ast_strndup (ast, value, strlen (value));
  return prop;
}

WeirLaunchLink *
weir_launch_ast_new_link (WeirLaunchAst *ast, gboolean all_pads, const char *caps)
{
  WeirLaunchLink *link = weir_launch_ast_alloc (ast, sizeof *link);

  link->all_pads = all_pads;
  if (caps != NULL)
    link->caps = weir_launch_ast_strndup (ast, caps, strlen (caps));
  return link;
}

void
weir_launch_ast_set_pads (WeirLaunchAst *ast, WeirLaunchPads *pads, const char *const *names,
                          gsize n)
{
  pads->names = weir_launch_ast_alloc (ast, n * sizeof *pads->names);
  pads->n = n;
  for (gsize i = 0; i < n; i++)
    pads->names[i] = weir_launch_ast_strndup (ast, names[i], strlen (names[i]));
}

const WeirLaunchProp *
weir_launch_node_find_prop (const WeirLaunchNode *node, const char *name)
{
  const WeirLaunchProp *found = NULL;

  for (const WeirLaunchProp *prop = node->props; prop != NULL; prop = prop->next)
    if (strcmp (prop->name, name) == 0)
      found = prop;
  return found;
}

static gboolean
pads_equal (const WeirLaunchPads *a, const WeirLaunchPads *b)
{
  if (a->n != b->n)
    return FALSE;
  for (gsize i = 0; i < a->n; i++)
    if (strcmp (a->names[i], b->names[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
links_equal (const WeirLaunchLink *a, const WeirLaunchLink *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->all_pads == b->all_pads && g_strcmp0 (a->caps, b->caps) == 0;
}

static gboolean
props_equal (const WeirLaunchProp *a, const WeirLaunchProp *b)
{
  for (; a != NULL && b != NULL; a = a->next, b = b->next)
    if (strcmp (a->name, b->name) != 0 || strcmp (a->value, b->value) != 0)
      return FALSE;
  return a == b;
}

static gboolean chains_equal (const WeirLaunchChain *a, const WeirLaunchChain *b);

/* Recurses as deep as bins nest, which the parser limits. */
static gboolean
nodes_equal (const WeirLaunchNode *a, const WeirLaunchNode *b)
{
  return a->kind == b->kind && strcmp (a->name, b->name) == 0 && props_equal (a->props, b->props)
         && pads_equal (&a->sink_pads, &b->sink_pads) && pads_equal (&a->src_pads, &b->src_pads)
         && links_equal (a->link, b->link) && chains_equal (a->chains, b->chains);
}

static gboolean
chains_equal (const WeirLaunchChain *a, const WeirLaunchChain *b)
{
  for (; a != NULL && b != NULL; a = a->next, b = b->next) {
    const WeirLaunchNode *x = a->first, *y = b->first;
    for (; x != NULL && y != NULL; x = x->next, y = y->next)
      if (!nodes_equal (x, y))
        return FALSE;
    if (x != y)
      return FALSE;
  }
  return a == b;
}

gboolean
weir_launch_ast_equal (const WeirLaunchAst *a, const WeirLaunchAst *b)
{
  return nodes_equal (a->root, b->root);
}
