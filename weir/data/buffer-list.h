/* SPDX-License-Identifier: MIT */
/* Lists of buffers that travel as one item. */
#pragma once

#include <weir/data/buffer.h>

G_BEGIN_DECLS

/**
 * WeirBufferList:
 *
 * A counted list of buffers; who holds the only reference may change it.
 */
typedef struct _WeirBufferList WeirBufferList;

#define WEIR_TYPE_BUFFER_LIST (weir_buffer_list_get_type ())
#define WEIR_BUFFER_LIST(obj) ((WeirBufferList *) (obj))
#define WEIR_IS_BUFFER_LIST(obj)                                                                   \
  ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_BUFFER_LIST)

/**
 * WeirBufferListFunc:
 * @buffer: (inout) (nullable): the buffer; may be replaced, or set to %NULL to have it removed
 * @idx: where it is
 * @user_data: what was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirBufferListFunc) (WeirBuffer **buffer, guint idx, gpointer user_data);

WEIR_API GType weir_buffer_list_get_type (void) G_GNUC_CONST;
WEIR_API WeirBufferList *weir_buffer_list_new (void);
WEIR_API WeirBufferList *weir_buffer_list_new_sized (guint size);
WEIR_API WeirBufferList *weir_buffer_list_ref (WeirBufferList *list);
WEIR_API void weir_buffer_list_unref (WeirBufferList *list);
WEIR_API WeirBufferList *weir_buffer_list_copy (const WeirBufferList *list);
WEIR_API WeirBufferList *weir_buffer_list_copy_deep (const WeirBufferList *list);
WEIR_API gboolean weir_buffer_list_is_writable (const WeirBufferList *list);
WEIR_API WeirBufferList *
weir_buffer_list_make_writable (WeirBufferList *list) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API guint weir_buffer_list_length (WeirBufferList *list);
WEIR_API WeirBuffer *weir_buffer_list_get (WeirBufferList *list, guint idx);
WEIR_API WeirBuffer *weir_buffer_list_get_writable (WeirBufferList *list, guint idx);
WEIR_API void weir_buffer_list_insert (WeirBufferList *list, gint idx, WeirBuffer *buffer);
WEIR_API void weir_buffer_list_add (WeirBufferList *list, WeirBuffer *buffer);
WEIR_API void weir_buffer_list_remove (WeirBufferList *list, guint idx, guint length);
WEIR_API gboolean weir_buffer_list_foreach (WeirBufferList *list, WeirBufferListFunc func,
                                            gpointer user_data);
WEIR_API gsize weir_buffer_list_calculate_size (WeirBufferList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirBufferList, weir_buffer_list_unref)

G_END_DECLS
