/* SPDX-License-Identifier: MIT */
/* Iterators: what a container held at the moment the iterator was made.
 *
 * An iterator here is a snapshot: it holds its own references to all items, so that nothing that happens to the container
 * meanwhile can disturb it. Programs that were written for iterators that can be disturbed work unchanged:
 * %WEIR_ITERATOR_RESYNC just never comes. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ITERATOR (weir_iterator_get_type ())
WEIR_API GType weir_iterator_get_type (void) G_GNUC_CONST;

/**
 * WeirIterator:
 *
 * Goes through the items of a container.
 */

/**
 * WeirIteratorResult:
 * @WEIR_ITERATOR_DONE: there are no more items
 * @WEIR_ITERATOR_OK: here is an item
 * @WEIR_ITERATOR_RESYNC: the container changed (never comes)
 * @WEIR_ITERATOR_ERROR: it failed (never comes)
 *
 * What became of a step of an iterator.
 */
typedef enum {
  WEIR_ITERATOR_DONE = 0,
  WEIR_ITERATOR_OK = 1,
  WEIR_ITERATOR_RESYNC = 2,
  WEIR_ITERATOR_ERROR = 3,
} WeirIteratorResult;

WEIR_API GType weir_iterator_result_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_ITERATOR_RESULT (weir_iterator_result_get_type ())

/**
 * WeirIteratorFoldFunction:
 * @item: the item
 * @ret: what is being made of the items
 * @user_data: (closure): what was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirIteratorFoldFunction) (const GValue *item, GValue *ret, gpointer user_data);

/**
 * WeirIteratorForeachFunction:
 * @item: the item
 * @user_data: (closure): what was given
 *
 * Is called for an item.
 */
typedef void (*WeirIteratorForeachFunction) (const GValue *item, gpointer user_data);

WEIR_API WeirIterator *weir_iterator_new_single (GType type, const GValue *object);
WEIR_API WeirIterator *weir_iterator_new_objects (GType type, GPtrArray *objects);
WEIR_API WeirIterator *weir_iterator_copy (const WeirIterator *it);
WEIR_API void weir_iterator_free (WeirIterator *it);

WEIR_API WeirIteratorResult weir_iterator_next (WeirIterator *it, GValue *elem);
WEIR_API void weir_iterator_resync (WeirIterator *it);
WEIR_API void weir_iterator_push (WeirIterator *it, WeirIterator *other);

WEIR_API WeirIterator *weir_iterator_filter (WeirIterator *it, GCompareFunc func,
                                             const GValue *user_data);
WEIR_API WeirIteratorResult weir_iterator_fold (WeirIterator *it, WeirIteratorFoldFunction func,
                                                GValue *ret, gpointer user_data);
WEIR_API WeirIteratorResult weir_iterator_foreach (WeirIterator *it,
                                                   WeirIteratorForeachFunction func,
                                                   gpointer user_data);
WEIR_API gboolean weir_iterator_find_custom (WeirIterator *it, GCompareFunc func, GValue *elem,
                                             gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirIterator, weir_iterator_free)

G_END_DECLS
