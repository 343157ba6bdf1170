/* SPDX-License-Identifier: MIT */
/* Buffers: how they begin and end. The cell of a buffer has room for one memory of its own; since
 * others may hold that memory longer than the buffer lives, the cell ends with the memory: the
 * buffer holds one reference of it for life. */
#include <weir/data/buffer-private.h>
#include <weir/data/mini-private.h>

G_DEFINE_BOXED_TYPE (WeirBuffer, weir_buffer, weir_buffer_ref, weir_buffer_unref)

G_DEFINE_FLAGS_TYPE (WeirBufferFlags, weir_buffer_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_LIVE, "live"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_DECODE_ONLY, "decode-only"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_DISCONT, "discont"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_RESYNC, "resync"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_CORRUPTED, "corrupted"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_MARKER, "marker"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_HEADER, "header"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_GAP, "gap"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_DROPPABLE, "droppable"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_DELTA_UNIT, "delta-unit"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_TAG_MEMORY, "tag-memory"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_SYNC_AFTER, "sync-after"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_NON_DROPPABLE, "non-droppable"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_FLAG_LAST, "last"))

G_DEFINE_FLAGS_TYPE (WeirBufferCopyFlags, weir_buffer_copy_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_FLAGS, "flags"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_TIMESTAMPS, "timestamps"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_META, "meta"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_MEMORY, "memory"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_MERGE, "merge"),
                     G_DEFINE_ENUM_VALUE (WEIR_BUFFER_COPY_DEEP, "deep"))

static inline WeirBufferCell *
buffer_cell_new (void)
{
  WeirBufferCell *cell = weir_cell_alloc (sizeof *cell);
  WeirBuffer *buffer = &cell->buffer;
  weir_mini_init (&buffer->mini, WEIR_MINI_BUFFER);
  buffer->pts = buffer->dts = buffer->duration = WEIR_CLOCK_TIME_NONE;
  buffer->offset = buffer->offset_end = WEIR_BUFFER_OFFSET_NONE;
  buffer->flags = 0;
  buffer->n_mem = 0;
  buffer->max_mem = WEIR_BUFFER_INLINE_MEMORIES;
  buffer->size = 0;
  cell->mem = cell->places;
  cell->metas = NULL;
  cell->pool = NULL;
  return cell;
}

/* Puts `own`, whose contents the caller has just made, into the empty buffer. */
static inline WeirBuffer *
adopt_own (WeirBufferCell *cell)
{
  weir_mini_init (&cell->own.mini, WEIR_MINI_MEMORY);
  cell->own.mini.flags = WEIR_MEMORY_EMBEDDED;
  cell->own.exclusive = 1;
  cell->mem[0] = &cell->own;
  cell->buffer.n_mem = 1;
  cell->buffer.size = cell->own.size;
  cell->buffer.mini.flags |= WEIR_BUFFER_OWN_USED;
  return &cell->buffer;
}

void
weir_buffer_destroy (WeirBuffer *buffer)
{
  WeirBufferCell *cell = weir_buffer_cell (buffer);
  if (cell->metas != NULL)
    weir_buffer_free_metas (buffer, FALSE);
  for (guint i = 0; i < buffer->n_mem; i++)
    if (cell->mem[i] != &cell->own)
      weir_memory_drop (cell->mem[i]);
    else if (__atomic_load_n (&cell->own.mini.refs, __ATOMIC_ACQUIRE) != 1)
      weir_memory_unlock_exclusive (&cell->own);
  if (cell->mem != cell->places)
    g_free (cell->mem);
  if (!(buffer->mini.flags & WEIR_BUFFER_OWN_USED))
    weir_buffer_cell_free (cell);
  else if (weir_mini_release (&cell->own.mini))
    weir_memory_end (&cell->own.mini);
}

void
weir_buffer_end (WeirMini *mini)
{
  WeirBufferCell *cell = (WeirBufferCell *) mini;
  if (cell->pool != NULL)
    weir_pool_core_return (cell->pool, &cell->buffer);
  else
    weir_buffer_destroy (&cell->buffer);
}

void
weir_buffer_reset (WeirBuffer *buffer)
{
  buffer->pts = buffer->dts = buffer->duration = WEIR_CLOCK_TIME_NONE;
  buffer->offset = buffer->offset_end = WEIR_BUFFER_OFFSET_NONE;
  buffer->flags = 0;
  if (weir_buffer_cell (buffer)->metas != NULL)
    weir_buffer_free_metas (buffer, TRUE);
}

gboolean
weir_buffer_is_reusable (WeirBuffer *buffer, gsize size)
{
  if (buffer->flags & WEIR_BUFFER_FLAG_TAG_MEMORY)
    return FALSE;
  WeirMemory **mem = weir_buffer_cell (buffer)->mem;
  for (guint i = 0; i < buffer->n_mem; i++)
    if (!weir_mini_is_alone (&mem[i]->mini))
      return FALSE;
  if (weir_buffer_size (buffer) != size) {
    if (buffer->n_mem != 1 || mem[0]->maxsize < size)
      return FALSE;
    mem[0]->offset = MIN (mem[0]->offset, mem[0]->maxsize - size);
    mem[0]->size = size;
  }
  buffer->size = size;
  buffer->mini.flags &= ~WEIR_BUFFER_SIZE_UNSURE; /* nobody else holds a memory any more */
  return TRUE;
}

/**
 * weir_buffer_new:
 *
 * Makes a buffer without memory, times or flags. Thread: any.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new (void)
{
  return &buffer_cell_new ()->buffer;
}

/**
 * weir_buffer_new_allocate:
 * @allocator: (nullable): who makes the memory; %NULL: ordinary memory
 * @size: bytes
 * @params: (nullable): flags, alignment, prefix and padding
 *
 * Makes a buffer with one memory of @size bytes, contents undefined, 64-byte aligned, with 64
 * zeroed bytes behind. Thread: any.
 *
 * Returns: (transfer full) (nullable): a buffer, or %NULL if @allocator made no memory
 */
WeirBuffer *
weir_buffer_new_allocate (WeirAllocator *allocator, gsize size, WeirAllocationParams *params)
{
  if (WEIR_LIKELY (allocator == NULL)) {
    WeirBufferCell *cell = buffer_cell_new ();
    weir_memory_init_system (&cell->own, size, params);
    return adopt_own (cell);
  }
  WeirMemory *mem = weir_allocator_alloc (allocator, size, params);
  if (mem == NULL)
    return NULL;
  WeirBuffer *buffer = weir_buffer_new ();
  weir_buffer_append_memory (buffer, mem);
  return buffer;
}

/**
 * weir_buffer_new_wrapped_full:
 * @flags: flags of the memory
 * @data: (array length=size) (element-type guint8) (transfer none): the bytes
 * @maxsize: how many bytes there are at @data
 * @offset: where the used ones begin
 * @size: how many are used
 * @user_data: (nullable): for @notify
 * @notify: (nullable) (scope async) (destroy user_data): called with @user_data when nobody holds
 *   the bytes any more, never in the middle of an element's work
 *
 * Makes a buffer of bytes that somebody else allocated. Thread: any.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new_wrapped_full (WeirMemoryFlags flags, gpointer data, gsize maxsize, gsize offset,
                              gsize size, gpointer user_data, GDestroyNotify notify)
{
  g_return_val_if_fail (data != NULL || maxsize == 0, NULL);
  g_return_val_if_fail (offset <= maxsize && size <= maxsize - offset, NULL);

  WeirBufferCell *cell = buffer_cell_new ();
  weir_memory_init_wrapped (&cell->own, flags, data, maxsize, offset, size, user_data, notify);
  return adopt_own (cell);
}

/**
 * weir_buffer_new_wrapped:
 * @data: (array length=size) (element-type guint8) (transfer full): bytes from g_malloc ()
 * @size: how many
 *
 * Makes a buffer of @data, which g_free () will free. Thread: any.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new_wrapped (gpointer data, gsize size)
{
  return weir_buffer_new_wrapped_full (0, data, size, 0, size, data, g_free);
}

/**
 * weir_buffer_new_wrapped_bytes:
 * @bytes: (transfer none): bytes
 *
 * Makes a read-only buffer of @bytes without copying. Thread: any.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new_wrapped_bytes (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  return weir_buffer_new_wrapped_full (WEIR_MEMORY_FLAG_READONLY, (gpointer) data, size, 0, size,
                                       g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
}

/**
 * weir_buffer_new_memdup:
 * @data: (array length=size) (element-type guint8) (transfer none): bytes
 * @size: how many
 *
 * Makes a buffer with a copy of @data. Thread: any.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new_memdup (gconstpointer data, gsize size)
{
  g_return_val_if_fail (data != NULL || size == 0, NULL);
  WeirBufferCell *cell = buffer_cell_new ();
  weir_memory_init_system (&cell->own, size, NULL);
  weir_copy_bytes (cell->own.data, data, size);
  return adopt_own (cell);
}

/**
 * weir_buffer_ref: (skip)
 * @buf: a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer full): @buf with one more reference
 */
WeirBuffer *
weir_buffer_ref (WeirBuffer *buf)
{
  g_return_val_if_fail (buf != NULL, NULL);
  weir_mini_retain (&buf->mini);
  return buf;
}

/**
 * weir_buffer_unref: (skip)
 * @buf: (transfer full): a buffer
 *
 * Drops a reference; with the last one the buffer goes back to its pool or ends. Thread: any.
 */
void
weir_buffer_unref (WeirBuffer *buf)
{
  g_return_if_fail (buf != NULL);
  if (weir_mini_release (&buf->mini))
    weir_buffer_end (&buf->mini);
}

/**
 * weir_clear_buffer: (skip)
 * @buf_ptr: (inout): a place that holds a buffer or %NULL
 *
 * Drops the reference that is held there and sets the place to %NULL. Thread: owner of the place.
 */
void
weir_clear_buffer (WeirBuffer **buf_ptr)
{
  g_clear_pointer (buf_ptr, weir_buffer_unref);
}

/**
 * weir_buffer_replace: (skip)
 * @obuf: (inout) (transfer full) (nullable): a place that holds a buffer or %NULL
 * @nbuf: (transfer none) (nullable): what it is to hold
 *
 * Drops what the place held and puts a reference of @nbuf there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_buffer_replace (WeirBuffer **obuf, WeirBuffer *nbuf)
{
  WEIR_MINI_REPLACE (obuf, nbuf, weir_buffer_ref, weir_buffer_unref);
}

/**
 * weir_buffer_is_writable:
 * @buf: a buffer
 *
 * Tells whether the caller's reference is the only one, so that fields, metas and the list of
 * memories may be changed. Thread: any.
 *
 * Returns: %TRUE if @buf may be changed
 */
gboolean
weir_buffer_is_writable (const WeirBuffer *buf)
{
  g_return_val_if_fail (buf != NULL, FALSE);
  return weir_mini_is_alone (&buf->mini);
}

/**
 * weir_buffer_make_writable:
 * @buf: (transfer full): a buffer
 *
 * Returns @buf if nobody else holds it, else a copy that shares its memories. Thread: any.
 *
 * Returns: (transfer full): a buffer that may be changed
 */
WeirBuffer *
weir_buffer_make_writable (WeirBuffer *buf)
{
  g_return_val_if_fail (buf != NULL, NULL);
  if (weir_mini_is_alone (&buf->mini))
    return buf;
  WeirBuffer *copy = weir_buffer_copy (buf);
  weir_buffer_unref (buf);
  return copy;
}

/**
 * weir_buffer_get_flags:
 * @buffer: a buffer
 *
 * Reads the flags. Thread: any.
 *
 * Returns: its flags
 */
WeirBufferFlags
weir_buffer_get_flags (WeirBuffer *buffer)
{
  g_return_val_if_fail (buffer != NULL, 0);
  return buffer->flags;
}

/**
 * weir_buffer_has_flags:
 * @buffer: a buffer
 * @flags: flags
 *
 * Tests flags. Thread: any.
 *
 * Returns: %TRUE if all of @flags are set
 */
gboolean
weir_buffer_has_flags (WeirBuffer *buffer, WeirBufferFlags flags)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  return (buffer->flags & flags) == flags;
}

/**
 * weir_buffer_set_flags:
 * @buffer: a buffer that may be changed
 * @flags: flags to set
 *
 * Sets flags, besides those that are set. Thread: owner.
 *
 * Returns: %TRUE
 */
gboolean
weir_buffer_set_flags (WeirBuffer *buffer, WeirBufferFlags flags)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  buffer->flags |= flags;
  return TRUE;
}

/**
 * weir_buffer_unset_flags:
 * @buffer: a buffer that may be changed
 * @flags: flags to remove
 *
 * Removes flags. Thread: owner.
 *
 * Returns: %TRUE
 */
gboolean
weir_buffer_unset_flags (WeirBuffer *buffer, WeirBufferFlags flags)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  buffer->flags &= ~flags;
  return TRUE;
}
