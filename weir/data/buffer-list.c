/* SPDX-License-Identifier: MIT */
/* Buffer lists: a counted array. */
#include <weir/data/buffer-list.h>
#include <weir/data/cells-private.h>
#include <weir/data/mini-private.h>

struct _WeirBufferList {
  WeirMini mini;
  GPtrArray *buffers; /* (owned) of owned buffers */
};

G_DEFINE_BOXED_TYPE (WeirBufferList, weir_buffer_list, weir_buffer_list_ref, weir_buffer_list_unref)

void
weir_buffer_list_end (WeirMini *mini)
{
  WeirBufferList *list = (WeirBufferList *) mini;
  g_ptr_array_unref (list->buffers);
  weir_cell_free (list, sizeof *list);
}

/**
 * weir_buffer_list_new:
 *
 * Makes a list. Thread: any.
 *
 * Returns: (transfer full): an empty list
 */
WeirBufferList *
weir_buffer_list_new (void)
{
  return weir_buffer_list_new_sized (8);
}

/**
 * weir_buffer_list_new_sized:
 * @size: how many buffers to make room for
 *
 * Makes a list with room for some buffers; it grows beyond that by itself. Thread: any.
 *
 * Returns: (transfer full): an empty list
 */
WeirBufferList *
weir_buffer_list_new_sized (guint size)
{
  WeirBufferList *list = weir_cell_alloc (sizeof *list);
  weir_mini_init (&list->mini, WEIR_MINI_BUFFER_LIST);
  list->buffers = g_ptr_array_new_full (size, (GDestroyNotify) weir_buffer_unref);
  return list;
}

/**
 * weir_buffer_list_ref: (skip)
 * @list: a list
 *
 * Takes a reference. Thread: any.
 *
 * Returns: (transfer full): @list with one more reference
 */
WeirBufferList *
weir_buffer_list_ref (WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  weir_mini_retain (&list->mini);
  return list;
}

/**
 * weir_buffer_list_unref: (skip)
 * @list: (transfer full): a list
 *
 * Drops a reference. Thread: any.
 */
void
weir_buffer_list_unref (WeirBufferList *list)
{
  g_return_if_fail (list != NULL);
  if (weir_mini_release (&list->mini))
    weir_buffer_list_end (&list->mini);
}

/**
 * weir_buffer_list_copy:
 * @list: a list
 *
 * Copies the list, not its buffers. Thread: any.
 *
 * Returns: (transfer full): a list of the same buffers
 */
WeirBufferList *
weir_buffer_list_copy (const WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  WeirBufferList *copy = weir_buffer_list_new_sized (list->buffers->len);
  for (guint i = 0; i < list->buffers->len; i++)
    g_ptr_array_add (copy->buffers, weir_buffer_ref (list->buffers->pdata[i]));
  return copy;
}

/**
 * weir_buffer_list_copy_deep:
 * @list: a list
 *
 * Copies the list, its buffers and their bytes. A buffer whose bytes can't be read is left out.
 * Thread: any.
 *
 * Returns: (transfer full): a list of deep copies of the buffers
 */
WeirBufferList *
weir_buffer_list_copy_deep (const WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  WeirBufferList *copy = weir_buffer_list_new_sized (list->buffers->len);
  for (guint i = 0; i < list->buffers->len; i++) {
    WeirBuffer *buffer = weir_buffer_copy_deep (list->buffers->pdata[i]);
    if (buffer != NULL)
      g_ptr_array_add (copy->buffers, buffer);
  }
  return copy;
}

/**
 * weir_buffer_list_is_writable:
 * @list: a list
 *
 * Tells whether the list may be changed. Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_buffer_list_is_writable (const WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, FALSE);
  return weir_mini_is_alone (&list->mini);
}

/**
 * weir_buffer_list_make_writable:
 * @list: (transfer full): a list
 *
 * Makes sure that the list may be changed. Thread: any.
 *
 * Returns: (transfer full): @list, or a copy of it where others hold it
 */
WeirBufferList *
weir_buffer_list_make_writable (WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  if (weir_mini_is_alone (&list->mini))
    return list;
  WeirBufferList *copy = weir_buffer_list_copy (list);
  weir_buffer_list_unref (list);
  return copy;
}

/**
 * weir_buffer_list_length:
 * @list: a list
 *
 * Counts its buffers. Thread: any.
 *
 * Returns: how many buffers it has
 */
guint
weir_buffer_list_length (WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, 0);
  return list->buffers->len;
}

/**
 * weir_buffer_list_get:
 * @list: a list
 * @idx: which
 *
 * Looks at a buffer. Thread: any.
 *
 * Returns: (transfer none) (nullable): the buffer, %NULL behind the end
 */
WeirBuffer *
weir_buffer_list_get (WeirBufferList *list, guint idx)
{
  g_return_val_if_fail (list != NULL, NULL);
  return idx < list->buffers->len ? list->buffers->pdata[idx] : NULL;
}

/**
 * weir_buffer_list_get_writable:
 * @list: a list that may be changed
 * @idx: which
 *
 * Gives a buffer to change in place. Thread: owner.
 *
 * Returns: (transfer none) (nullable): the buffer, replaced by a copy where others hold it
 */
WeirBuffer *
weir_buffer_list_get_writable (WeirBufferList *list, guint idx)
{
  g_return_val_if_fail (list != NULL && weir_buffer_list_is_writable (list), NULL);
  if (idx >= list->buffers->len)
    return NULL;
  list->buffers->pdata[idx] = weir_buffer_make_writable (list->buffers->pdata[idx]);
  return list->buffers->pdata[idx];
}

/**
 * weir_buffer_list_insert:
 * @list: a list that may be changed
 * @idx: before which buffer; -1: at the end
 * @buffer: (transfer full): a buffer
 *
 * Puts a buffer into the list; an index behind the end means the end. Thread: owner.
 */
void
weir_buffer_list_insert (WeirBufferList *list, gint idx, WeirBuffer *buffer)
{
  g_return_if_fail (list != NULL && weir_buffer_list_is_writable (list));
  g_return_if_fail (buffer != NULL);
  g_ptr_array_insert (list->buffers, idx > (gint) list->buffers->len ? -1 : idx, buffer);
}

/**
 * weir_buffer_list_add: (skip)
 * @list: a list that may be changed
 * @buffer: (transfer full): a buffer
 *
 * Adds @buffer at the end. Thread: owner.
 */
void
weir_buffer_list_add (WeirBufferList *list, WeirBuffer *buffer)
{
  weir_buffer_list_insert (list, -1, buffer);
}

/**
 * weir_buffer_list_remove:
 * @list: a list that may be changed
 * @idx: first
 * @length: how many
 *
 * Removes and drops buffers. They must all lie within the list. Thread: owner.
 */
void
weir_buffer_list_remove (WeirBufferList *list, guint idx, guint length)
{
  g_return_if_fail (list != NULL && weir_buffer_list_is_writable (list));
  g_return_if_fail (idx <= list->buffers->len && length <= list->buffers->len - idx);
  if (length > 0)
    g_ptr_array_remove_range (list->buffers, idx, length);
}

/**
 * weir_buffer_list_foreach:
 * @list: a list; one that may be changed if @func replaces or removes buffers
 * @func: (scope call): called for each buffer
 * @user_data: for @func
 *
 * Goes through the buffers in order. @func may put another buffer, or none, in the place of each.
 * Thread: owner if @func changes something, else any.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
weir_buffer_list_foreach (WeirBufferList *list, WeirBufferListFunc func, gpointer user_data)
{
  g_return_val_if_fail (list != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  gboolean go_on = TRUE;
  guint kept = 0, i = 0;
  for (; i < list->buffers->len && go_on; i++) {
    WeirBuffer *buffer = list->buffers->pdata[i];
    list->buffers->pdata[i] =
      NULL; /* the callback has it: it may give it away and put another one there */
    go_on = func (&buffer, i, user_data);
    if (buffer != NULL)
      list->buffers->pdata[kept++] = buffer;
  }
  if (kept < i) {
    for (; i < list->buffers->len; i++)
      list->buffers->pdata[kept++] = list->buffers->pdata[i];
    for (guint empty = kept; empty < list->buffers->len; empty++)
      list->buffers->pdata[empty] = NULL;
    g_ptr_array_set_free_func (list->buffers, NULL);
    g_ptr_array_set_size (list->buffers, kept);
    g_ptr_array_set_free_func (list->buffers, (GDestroyNotify) weir_buffer_unref);
  }
  return go_on;
}

/**
 * weir_buffer_list_calculate_size:
 * @list: a list
 *
 * Sums the bytes. Thread: any.
 *
 * Returns: how many bytes its buffers hold together
 */
gsize
weir_buffer_list_calculate_size (WeirBufferList *list)
{
  g_return_val_if_fail (list != NULL, 0);
  gsize size = 0;
  for (guint i = 0; i < list->buffers->len; i++)
    size += weir_buffer_get_size (list->buffers->pdata[i]);
  return size;
}
