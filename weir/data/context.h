/* SPDX-License-Identifier: MIT */
/* Contexts: things that elements share, such as a connection to a device. */
#pragma once

#include <weir/data/mini.h>
#include <weir/data/structure.h>

G_BEGIN_DECLS

/**
 * WeirContext:
 *
 * Something that elements share, with a name for its kind.
 */
typedef struct _WeirContext WeirContext;

#define WEIR_TYPE_CONTEXT (weir_context_get_type ())
#define WEIR_IS_CONTEXT(obj)                                                                       \
  ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_CONTEXT)

WEIR_API GType weir_context_get_type (void) G_GNUC_CONST;
WEIR_API WeirContext *weir_context_new (const char *context_type, gboolean persistent);
WEIR_API WeirContext *weir_context_ref (WeirContext *context);
WEIR_API void weir_context_unref (WeirContext *context);
WEIR_API WeirContext *weir_context_copy (const WeirContext *context);
WEIR_API gboolean weir_context_is_writable (const WeirContext *context);
WEIR_API const char *weir_context_get_context_type (const WeirContext *context);
WEIR_API gboolean weir_context_has_context_type (const WeirContext *context,
                                                 const char *context_type);
WEIR_API gboolean weir_context_is_persistent (const WeirContext *context);
WEIR_API const WeirStructure *weir_context_get_structure (const WeirContext *context);
WEIR_API WeirStructure *weir_context_writable_structure (WeirContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirContext, weir_context_unref)

G_END_DECLS
