/* SPDX-License-Identifier: MIT */
/* The memories of a buffer: the list, and what is asked about parts of it. A memory in a buffer is
 * held by a reference and an exclusive count; bytes may be written while the count is one. */
#include <weir/data/buffer-private.h>

#define CELL(buffer) (weir_buffer_cell (buffer))

gboolean
weir_buffer_resolve_range (const WeirBuffer *buffer, guint idx, gint *length)
{
  if (*length == -1) {
    if (idx > buffer->n_mem)
      return FALSE;
    *length = buffer->n_mem - idx;
    return TRUE;
  }
  return *length >= 0 && idx <= buffer->n_mem && (guint) *length <= buffer->n_mem - idx;
}

/* From now on somebody else may resize a memory. Others may be doing the same to a buffer that
 * several hold. */
static void
mark_unsure (WeirBuffer *buffer)
{
  if (!(__atomic_load_n (&buffer->mini.flags, __ATOMIC_RELAXED) & WEIR_BUFFER_SIZE_UNSURE))
    __atomic_fetch_or (&buffer->mini.flags, WEIR_BUFFER_SIZE_UNSURE, __ATOMIC_RELAXED);
}

gsize
weir_buffer_count_size (WeirBuffer *buffer)
{
  gsize size = 0;
  for (guint i = 0; i < buffer->n_mem; i++)
    size += CELL (buffer)->mem[i]->size;
  return size;
}

/* The list was changed by its only holder. */
static void
list_changed (WeirBuffer *buffer)
{
  buffer->size = weir_buffer_count_size (buffer);
  if (CELL (buffer)->pool != NULL)
    buffer->flags |= WEIR_BUFFER_FLAG_TAG_MEMORY;
}

/* Drops the list's hold of a memory. The cell's own one stays for the cell's life while others hold
 * it. */
static void
drop_memory (WeirBufferCell *cell, WeirMemory *mem)
{
  if (mem != &cell->own) {
    weir_memory_drop (mem);
  } else if (weir_mini_is_alone (&mem->mini) && mem->exclusive == 1) {
    weir_memory_clear (mem);
    cell->buffer.mini.flags &= ~WEIR_BUFFER_OWN_USED;
  } else {
    weir_memory_unlock_exclusive (mem);
  }
}

static void
make_room (WeirBufferCell *cell)
{
  WeirBuffer *buffer = &cell->buffer;
  if (buffer->n_mem < buffer->max_mem)
    return;
  guint max_mem = buffer->max_mem * 2;
  if (cell->mem == cell->places) {
    cell->mem = g_new (WeirMemory *, max_mem);
    memcpy (cell->mem, cell->places, sizeof cell->places);
  } else {
    cell->mem = g_renew (WeirMemory *, cell->mem, max_mem);
  }
  buffer->max_mem = max_mem;
}

/* A memory that somebody else holds too may change its size unseen. */
static void
hold_memory (WeirBuffer *buffer, WeirMemory *mem)
{
  if (!weir_mini_is_alone (&mem->mini))
    mark_unsure (buffer);
  weir_memory_lock_exclusive (mem);
}

/* Puts `mem` (nullable, taken) in the place of `length` memories from `idx` on. */
static void
splice (WeirBuffer *buffer, guint idx, guint length, WeirMemory *mem)
{
  WeirBufferCell *cell = CELL (buffer);
  if (mem != NULL)
    hold_memory (buffer, mem);
  for (guint i = idx; i < idx + length; i++)
    drop_memory (cell, cell->mem[i]);
  if (mem != NULL && length == 0)
    make_room (cell);
  guint added = mem != NULL;
  memmove (&cell->mem[idx + added], &cell->mem[idx + length],
           (buffer->n_mem - idx - length) * sizeof (WeirMemory *));
  if (mem != NULL)
    cell->mem[idx] = mem;
  if (mem == &cell->own)
    weir_memory_unref (mem); /* it comes back: the cell holds it already */
  buffer->n_mem += added - length;
  list_changed (buffer);
}

static gboolean
is_one_span (WeirMemory **mem, guint length, gsize *offset)
{
  if (!weir_memory_is_span (mem[0], mem[1], offset))
    return FALSE;
  for (guint i = 1; i + 1 < length; i++)
    if (!weir_memory_is_span (mem[i], mem[i + 1], NULL))
      return FALSE;
  return TRUE;
}

WeirMemory *
weir_buffer_join (WeirBuffer *buffer, guint idx, guint length, gboolean writable)
{
  WeirMemory **mem = &CELL (buffer)->mem[idx];
  if (length == 1)
    return weir_memory_ref (mem[0]);

  gsize size = 0, offset = 0;
  for (guint i = 0; i < length; i++)
    size += mem[i]->size;
  if (!writable && is_one_span (mem, length, &offset))
    return weir_memory_share (mem[0]->parent, offset, size);

  g_autoptr (WeirMemory) joined = weir_memory_new_system (size, NULL);
  guint8 *to = joined->data;
  for (guint i = 0; i < length; i++) {
    WeirMapInfo info;
    if (!weir_memory_map (mem[i], &info, WEIR_MAP_READ))
      return NULL;
    weir_copy_bytes (to, info.data, info.size);
    to += info.size;
    weir_memory_unmap (mem[i], &info);
  }
  return g_steal_pointer (&joined);
}

/**
 * weir_buffer_get_max_memory:
 *
 * A buffer that is given more memories than this joins those it has. Thread: any.
 *
 * Returns: the highest number of memories in a buffer
 */
guint
weir_buffer_get_max_memory (void)
{
  return WEIR_BUFFER_MAX_MEMORIES;
}

/**
 * weir_buffer_n_memory:
 * @buffer: a buffer
 *
 * Counts the memories. Thread: any.
 *
 * Returns: how many memories it holds
 */
guint
weir_buffer_n_memory (WeirBuffer *buffer)
{
  g_return_val_if_fail (buffer != NULL, 0);
  return buffer->n_mem;
}

/**
 * weir_buffer_peek_memory:
 * @buffer: a buffer
 * @idx: which memory
 *
 * Looks at a memory. Thread: any.
 *
 * Returns: (transfer none): the memory, valid until the buffer's list of memories changes
 */
WeirMemory *
weir_buffer_peek_memory (WeirBuffer *buffer, guint idx)
{
  g_return_val_if_fail (buffer != NULL, NULL);
  g_return_val_if_fail (idx < buffer->n_mem, NULL);
  mark_unsure (buffer);
  return CELL (buffer)->mem[idx];
}

/**
 * weir_buffer_get_memory_range:
 * @buffer: a buffer
 * @idx: first memory
 * @length: how many; -1: all that follow
 *
 * Joins several memories into a new one. Thread: any.
 *
 * Returns: (transfer full) (nullable): one memory; %NULL if the range is empty or a memory can't be
 *   read
 */
WeirMemory *
weir_buffer_get_memory_range (WeirBuffer *buffer, guint idx, gint length)
{
  g_return_val_if_fail (buffer != NULL, NULL);
  g_return_val_if_fail (weir_buffer_resolve_range (buffer, idx, &length), NULL);
  if (length == 0)
    return NULL;
  mark_unsure (buffer);
  return weir_buffer_join (buffer, idx, length, FALSE);
}

/**
 * weir_buffer_get_memory:
 * @buffer: a buffer
 * @idx: which memory
 *
 * Takes a reference of a memory. Thread: any.
 *
 * Returns: (transfer full) (nullable): the memory
 */
WeirMemory *
weir_buffer_get_memory (WeirBuffer *buffer, guint idx)
{
  return weir_buffer_get_memory_range (buffer, idx, 1);
}

/**
 * weir_buffer_get_all_memory:
 * @buffer: a buffer
 *
 * Gives all bytes as one memory; where there are several they are joined, which copies.
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): all its bytes as one memory; %NULL if it has none
 */
WeirMemory *
weir_buffer_get_all_memory (WeirBuffer *buffer)
{
  return weir_buffer_get_memory_range (buffer, 0, -1);
}

/**
 * weir_buffer_insert_memory:
 * @buffer: a buffer that may be changed
 * @idx: before which memory; -1: at the end
 * @mem: (transfer full): a memory
 *
 * Adds a memory. Thread: owner.
 */
void
weir_buffer_insert_memory (WeirBuffer *buffer, gint idx, WeirMemory *mem)
{
  g_return_if_fail (buffer != NULL && weir_buffer_is_writable (buffer));
  g_return_if_fail (mem != NULL);
  g_return_if_fail (idx == -1 || (idx >= 0 && idx <= buffer->n_mem));

  if (WEIR_UNLIKELY (buffer->n_mem == WEIR_BUFFER_MAX_MEMORIES)) {
    WeirMemory *joined = weir_buffer_join (buffer, 0, buffer->n_mem, TRUE);
    g_return_if_fail (joined != NULL);
    splice (buffer, 0, buffer->n_mem, joined);
    idx = MIN (idx, 1);
  }
  splice (buffer, idx == -1 ? buffer->n_mem : idx, 0, mem);
}

/**
 * weir_buffer_append_memory:
 * @buffer: a buffer that may be changed
 * @mem: (transfer full): a memory
 *
 * Adds a memory at the end. Thread: owner.
 */
void
weir_buffer_append_memory (WeirBuffer *buffer, WeirMemory *mem)
{
  weir_buffer_insert_memory (buffer, -1, mem);
}

/**
 * weir_buffer_prepend_memory:
 * @buffer: a buffer that may be changed
 * @mem: (transfer full): a memory
 *
 * Adds a memory at the beginning. Thread: owner.
 */
void
weir_buffer_prepend_memory (WeirBuffer *buffer, WeirMemory *mem)
{
  weir_buffer_insert_memory (buffer, 0, mem);
}

/**
 * weir_buffer_replace_memory_range:
 * @buffer: a buffer that may be changed
 * @idx: first memory
 * @length: how many; -1: all that follow
 * @mem: (transfer full): what comes in their place
 *
 * Puts one memory in the place of several. Thread: owner.
 */
void
weir_buffer_replace_memory_range (WeirBuffer *buffer, guint idx, gint length, WeirMemory *mem)
{
  g_return_if_fail (buffer != NULL && weir_buffer_is_writable (buffer));
  g_return_if_fail (mem != NULL);
  g_return_if_fail (weir_buffer_resolve_range (buffer, idx, &length));
  splice (buffer, idx, length, mem);
}

/**
 * weir_buffer_replace_memory:
 * @buffer: a buffer that may be changed
 * @idx: which memory
 * @mem: (transfer full): what comes in its place
 *
 * Puts a memory in the place of another. Thread: owner.
 */
void
weir_buffer_replace_memory (WeirBuffer *buffer, guint idx, WeirMemory *mem)
{
  weir_buffer_replace_memory_range (buffer, idx, 1, mem);
}

/**
 * weir_buffer_replace_all_memory:
 * @buffer: a buffer that may be changed
 * @mem: (transfer full): what comes in the place of all memories
 *
 * Puts one memory in the place of all. Thread: owner.
 */
void
weir_buffer_replace_all_memory (WeirBuffer *buffer, WeirMemory *mem)
{
  weir_buffer_replace_memory_range (buffer, 0, -1, mem);
}

/**
 * weir_buffer_remove_memory_range:
 * @buffer: a buffer that may be changed
 * @idx: first memory
 * @length: how many; -1: all that follow
 *
 * Removes and drops several memories. Thread: owner.
 */
void
weir_buffer_remove_memory_range (WeirBuffer *buffer, guint idx, gint length)
{
  g_return_if_fail (buffer != NULL && weir_buffer_is_writable (buffer));
  g_return_if_fail (weir_buffer_resolve_range (buffer, idx, &length));
  splice (buffer, idx, length, NULL);
}

/**
 * weir_buffer_remove_memory:
 * @buffer: a buffer that may be changed
 * @idx: which memory
 *
 * Removes and drops a memory. Thread: owner.
 */
void
weir_buffer_remove_memory (WeirBuffer *buffer, guint idx)
{
  weir_buffer_remove_memory_range (buffer, idx, 1);
}

/**
 * weir_buffer_remove_all_memory:
 * @buffer: a buffer that may be changed
 *
 * Removes and drops all memories. Thread: owner.
 */
void
weir_buffer_remove_all_memory (WeirBuffer *buffer)
{
  weir_buffer_remove_memory_range (buffer, 0, -1);
}

/**
 * weir_buffer_find_memory:
 * @buffer: a buffer
 * @offset: first byte
 * @size: how many bytes; -1: up to the end
 * @idx: (out): the memory with the first byte
 * @length: (out): how many memories the bytes span
 * @skip: (out): how many bytes of the first memory come before @offset
 *
 * Finds the memories that hold a range of bytes. Thread: any.
 *
 * Returns: %TRUE if the range lies in @buffer
 */
gboolean
weir_buffer_find_memory (WeirBuffer *buffer, gsize offset, gsize size, guint *idx, guint *length,
                         gsize *skip)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  g_return_val_if_fail (idx != NULL && length != NULL && skip != NULL, FALSE);

  WeirMemory **mem = CELL (buffer)->mem;
  guint i = 0;
  while (i < buffer->n_mem && offset >= mem[i]->size) {
    offset -= mem[i]->size;
    i++;
  }
  if (i == buffer->n_mem)
    return FALSE;
  *idx = i;
  *skip = offset;
  if (size == (gsize) -1) {
    *length = buffer->n_mem - i;
    return TRUE;
  }
  gsize reach = mem[i]->size - offset;
  while (reach < size && ++i < buffer->n_mem)
    reach += mem[i]->size;
  *length = i - *idx + 1;
  return reach >= size;
}

/**
 * weir_buffer_is_memory_range_writable:
 * @buffer: a buffer
 * @idx: first memory
 * @length: how many; -1: all that follow
 *
 * Thread: any.
 *
 * Returns: %TRUE if the bytes of these memories may be changed without a copy
 */
gboolean
weir_buffer_is_memory_range_writable (WeirBuffer *buffer, guint idx, gint length)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  g_return_val_if_fail (weir_buffer_resolve_range (buffer, idx, &length), FALSE);
  if (!weir_buffer_is_writable (buffer))
    return FALSE;
  for (guint i = idx; i < idx + length; i++)
    if (!weir_memory_is_writable (CELL (buffer)->mem[i]))
      return FALSE;
  return TRUE;
}

/**
 * weir_buffer_is_all_memory_writable:
 * @buffer: a buffer
 *
 * Thread: any.
 *
 * Returns: %TRUE if all its bytes may be changed without a copy
 */
gboolean
weir_buffer_is_all_memory_writable (WeirBuffer *buffer)
{
  return weir_buffer_is_memory_range_writable (buffer, 0, -1);
}

/* Sizes */

/**
 * weir_buffer_get_size:
 * @buffer: a buffer
 *
 * Thread: any.
 *
 * Returns: how many bytes it holds
 */
gsize
weir_buffer_get_size (WeirBuffer *buffer)
{
  g_return_val_if_fail (buffer != NULL, 0);
  return weir_buffer_size (buffer);
}

/**
 * weir_buffer_get_sizes_range:
 * @buffer: a buffer
 * @idx: first memory
 * @length: how many; -1: all that follow
 * @offset: (out) (optional): bytes before the first used one
 * @maxsize: (out) (optional): @offset, the used bytes and those free behind the last one
 *
 * Thread: any.
 *
 * Returns: how many bytes are used
 */
gsize
weir_buffer_get_sizes_range (WeirBuffer *buffer, guint idx, gint length, gsize *offset,
                             gsize *maxsize)
{
  g_return_val_if_fail (buffer != NULL, 0);
  g_return_val_if_fail (weir_buffer_resolve_range (buffer, idx, &length), 0);

  WeirMemory **mem = CELL (buffer)->mem + idx;
  gsize size = 0;
  for (gint i = 0; i < length; i++)
    size += mem[i]->size;
  gsize before = length > 0 ? mem[0]->offset : 0;
  if (offset != NULL)
    *offset = before;
  if (maxsize != NULL) {
    *maxsize = before + size;
    if (length > 0)
      *maxsize += mem[length - 1]->maxsize - mem[length - 1]->offset - mem[length - 1]->size;
  }
  return size;
}

/**
 * weir_buffer_get_sizes:
 * @buffer: a buffer
 * @offset: (out) (optional): bytes before the first used one
 * @maxsize: (out) (optional): @offset, the used bytes and those free behind the last one
 *
 * Thread: any.
 *
 * Returns: how many bytes are used
 */
gsize
weir_buffer_get_sizes (WeirBuffer *buffer, gsize *offset, gsize *maxsize)
{
  return weir_buffer_get_sizes_range (buffer, 0, -1, offset, maxsize);
}

/* Moves the window of memory `i`, in place where nobody else has it in a buffer, else by a part of
 * it. */
static void
resize_nth (WeirBuffer *buffer, guint i, gssize offset, gsize size)
{
  WeirBufferCell *cell = CELL (buffer);
  WeirMemory *mem = cell->mem[i];
  if (offset == 0 && size == mem->size)
    return;
  if (weir_memory_is_exclusive (mem)) {
    weir_memory_resize (mem, offset, size);
    return;
  }
  WeirMemory *part = weir_memory_share (mem, offset, size);
  weir_memory_lock_exclusive (part);
  drop_memory (cell, mem);
  cell->mem[i] = part;
  if (cell->pool != NULL)
    buffer->flags |= WEIR_BUFFER_FLAG_TAG_MEMORY;
}

/**
 * weir_buffer_resize_range:
 * @buffer: a buffer that may be changed
 * @idx: first memory
 * @length: how many; -1: all that follow
 * @offset: by how many bytes the beginning moves (may be negative)
 * @size: the new size of these memories in bytes; -1: what is left
 *
 * Changes which of the allocated bytes are used. Thread: owner.
 *
 * Returns: %FALSE if there is no room for that, and nothing was changed
 */
gboolean
weir_buffer_resize_range (WeirBuffer *buffer, guint idx, gint length, gssize offset, gssize size)
{
  g_return_val_if_fail (buffer != NULL && weir_buffer_is_writable (buffer), FALSE);
  g_return_val_if_fail (size >= -1, FALSE);
  g_return_val_if_fail (weir_buffer_resolve_range (buffer, idx, &length), FALSE);

  gsize before, maxsize;
  gsize used = weir_buffer_get_sizes_range (buffer, idx, length, &before, &maxsize);
  if (length == 0)
    return offset == 0 && size <= 0;
  if (offset < 0 ? (gsize) -offset > before : (gsize) offset > maxsize - before)
    return FALSE;
  if (size == -1) {
    if (offset > 0 && (gsize) offset > used)
      return FALSE;
    size = (gssize) used - offset;
  }
  if ((gsize) size > maxsize - before - offset)
    return FALSE;

  for (guint i = idx; i < idx + length; i++) {
    gssize old = CELL (buffer)->mem[i]->size;
    gboolean last = i + 1 == idx + length;
    gssize skip = last ? offset : MIN (offset, old);
    gssize keep = last ? size : MIN (old - skip, size);
    resize_nth (buffer, i, skip, keep);
    offset -= skip;
    size -= keep;
  }
  buffer->size = weir_buffer_count_size (buffer);
  return TRUE;
}

/**
 * weir_buffer_resize:
 * @buffer: a buffer that may be changed
 * @offset: by how many bytes the beginning moves (may be negative)
 * @size: the new size in bytes; -1: what is left
 *
 * Changes which of the allocated bytes are used. Thread: owner.
 */
void
weir_buffer_resize (WeirBuffer *buffer, gssize offset, gssize size)
{
  g_return_if_fail (buffer != NULL);
  if (!weir_buffer_resize_range (buffer, 0, -1, offset, size))
    g_critical ("%s: no room for %" G_GSSIZE_FORMAT " bytes at offset %" G_GSSIZE_FORMAT, G_STRFUNC,
                size, offset);
}

/**
 * weir_buffer_set_size:
 * @buffer: a buffer that may be changed
 * @size: the new size in bytes
 *
 * Changes the size, keeping the beginning. Thread: owner.
 */
void
weir_buffer_set_size (WeirBuffer *buffer, gssize size)
{
  weir_buffer_resize (buffer, 0, size);
}
