/* SPDX-License-Identifier: MIT */
/* Contexts: a kind's name and a structure, counted. */
#include <weir/data/cells-private.h>
#include <weir/data/context.h>
#include <weir/data/mini-private.h>

struct _WeirContext {
  WeirMini mini;
  char *context_type;       /* (owned) */
  WeirStructure *structure; /* (owned) */
  gboolean persistent;
};

G_DEFINE_BOXED_TYPE (WeirContext, weir_context, weir_context_ref, weir_context_unref)

void
weir_context_end (WeirMini *mini)
{
  WeirContext *context = (WeirContext *) mini;
  weir_structure_set_parent_refcount (context->structure, NULL);
  weir_structure_free (context->structure);
  g_free (context->context_type);
  weir_cell_free (context, sizeof *context);
}

static WeirContext *
context_new (const char *context_type, gboolean persistent, WeirStructure *structure)
{
  WeirContext *context = weir_cell_alloc (sizeof *context);
  weir_mini_init (&context->mini, WEIR_MINI_CONTEXT);
  context->context_type = g_strdup (context_type);
  context->persistent = persistent;
  context->structure = structure;
  weir_structure_set_parent_refcount (structure, &context->mini.refs);
  return context;
}

/**
 * weir_context_new:
 * @context_type: its kind
 * @persistent: whether it stays when the element goes to READY
 *
 * Makes a context. Thread: any.
 *
 * Returns: (transfer full): a context without content
 */
WeirContext *
weir_context_new (const char *context_type, gboolean persistent)
{
  g_return_val_if_fail (context_type != NULL, NULL);
  return context_new (context_type, persistent, weir_structure_new_empty ("context"));
}

/**
 * weir_context_ref: (skip)
 * @context: a context
 *
 * Takes a reference. Thread: any.
 *
 * Returns: (transfer full): @context with one more reference
 */
WeirContext *
weir_context_ref (WeirContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);
  weir_mini_retain (&context->mini);
  return context;
}

/**
 * weir_context_unref: (skip)
 * @context: (transfer full): a context
 *
 * Drops a reference. Thread: any.
 */
void
weir_context_unref (WeirContext *context)
{
  g_return_if_fail (context != NULL);
  if (weir_mini_release (&context->mini))
    weir_context_end (&context->mini);
}

/**
 * weir_context_copy:
 * @context: a context
 *
 * Copies the context and its content. Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirContext *
weir_context_copy (const WeirContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);
  return context_new (context->context_type, context->persistent,
                      weir_structure_copy (context->structure));
}

/**
 * weir_context_is_writable:
 * @context: a context
 *
 * Tells whether the context may be changed. Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_context_is_writable (const WeirContext *context)
{
  g_return_val_if_fail (context != NULL, FALSE);
  return weir_mini_is_alone (&context->mini);
}

/**
 * weir_context_get_context_type:
 * @context: a context
 *
 * Reads the kind, as `gst.gl.GLDisplay` is one. Thread: any.
 *
 * Returns: its kind
 */
const char *
weir_context_get_context_type (const WeirContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);
  return context->context_type;
}

/**
 * weir_context_has_context_type:
 * @context: a context
 * @context_type: a kind
 *
 * Tests the kind. Thread: any.
 *
 * Returns: %TRUE if it is of that kind
 */
gboolean
weir_context_has_context_type (const WeirContext *context, const char *context_type)
{
  g_return_val_if_fail (context != NULL, FALSE);
  return g_strcmp0 (context->context_type, context_type) == 0;
}

/**
 * weir_context_is_persistent:
 * @context: a context
 *
 * Tells how long the context stays. Thread: any.
 *
 * Returns: %TRUE if it stays when the element goes to READY
 */
gboolean
weir_context_is_persistent (const WeirContext *context)
{
  g_return_val_if_fail (context != NULL, FALSE);
  return context->persistent;
}

/**
 * weir_context_get_structure:
 * @context: a context
 *
 * Looks at the content. Thread: any.
 *
 * Returns: (transfer none): its content
 */
const WeirStructure *
weir_context_get_structure (const WeirContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);
  return context->structure;
}

/**
 * weir_context_writable_structure:
 * @context: a context that may be changed
 *
 * Gives the content to change in place. Thread: owner.
 *
 * Returns: (transfer none): its content
 */
WeirStructure *
weir_context_writable_structure (WeirContext *context)
{
  g_return_val_if_fail (context != NULL && weir_context_is_writable (context), NULL);
  return context->structure;
}
