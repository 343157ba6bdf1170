/* SPDX-License-Identifier: MIT */
/* Copies of buffers and of parts of them. Memories are shared where that is possible; copies are
 * counted. */
#include <weir/data/buffer-private.h>
#include <weir/data/meta.h>
#include <weir/data/meta-private.h>

/* Holds `size` bytes from `offset` on of one memory in `dest`. */
static gboolean
add_memory (WeirBuffer *dest, WeirMemory *mem, gsize offset, gsize size, gboolean deep)
{
  WeirMemory *part;
  if (deep || (mem->flags & WEIR_MEMORY_FLAG_NO_SHARE))
    part = weir_memory_copy (mem, offset, size);
  else if (offset == 0 && size == mem->size)
    part = weir_memory_ref (mem);
  else
    part = weir_memory_share (mem, offset, size);
  if (part == NULL)
    return FALSE;
  weir_buffer_append_memory (dest, part);
  return TRUE;
}

static gboolean
copy_memories (WeirBuffer *dest, WeirBuffer *src, gsize offset, gsize size,
               WeirBufferCopyFlags flags)
{
  for (guint i = 0; i < src->n_mem && size > 0; i++) {
    WeirMemory *mem = weir_buffer_cell (src)->mem[i];
    if (offset >= mem->size) {
      offset -= mem->size;
      continue;
    }
    gsize piece = MIN (mem->size - offset, size);
    if (!add_memory (dest, mem, offset, piece, (flags & WEIR_BUFFER_COPY_DEEP) != 0))
      return FALSE;
    size -= piece;
    offset = 0;
  }
  if ((flags & WEIR_BUFFER_COPY_MERGE) && dest->n_mem > 1) {
    WeirMemory *joined = weir_buffer_join (dest, 0, dest->n_mem, FALSE);
    if (joined == NULL)
      return FALSE;
    weir_buffer_replace_all_memory (dest, joined);
  }
  return TRUE;
}

/* What belongs to the buffer as a thing, not to its content. */
#define PRIVATE_FLAGS WEIR_BUFFER_FLAG_TAG_MEMORY

/**
 * weir_buffer_copy_into:
 * @dest: a buffer that may be changed
 * @src: a buffer
 * @flags: what to copy
 * @offset: first byte of the payload
 * @size: how many bytes; -1: up to the end
 *
 * Copies parts of @src into @dest; memories are added behind those that are there. The end of the
 * range (duration, offset_end) is only copied with the whole payload. Thread: owner.
 *
 * Returns: %FALSE if a memory couldn't be copied, or the range isn't in @src
 */
gboolean
weir_buffer_copy_into (WeirBuffer *dest, WeirBuffer *src, WeirBufferCopyFlags flags, gsize offset,
                       gsize size)
{
  g_return_val_if_fail (dest != NULL && weir_buffer_is_writable (dest), FALSE);
  g_return_val_if_fail (src != NULL, FALSE);
  if (dest == src)
    return TRUE;

  gsize have = weir_buffer_size (src);
  g_return_val_if_fail (offset <= have, FALSE);
  if (size == (gsize) -1)
    size = have - offset;
  g_return_val_if_fail (size <= have - offset, FALSE);
  gboolean whole = offset == 0 && size == have;

  if (flags & WEIR_BUFFER_COPY_FLAGS)
    dest->flags = (src->flags & ~PRIVATE_FLAGS) | (dest->flags & PRIVATE_FLAGS);
  if (flags & WEIR_BUFFER_COPY_TIMESTAMPS) {
    dest->pts = offset == 0 ? src->pts : WEIR_CLOCK_TIME_NONE;
    dest->dts = offset == 0 ? src->dts : WEIR_CLOCK_TIME_NONE;
    dest->offset = offset == 0 ? src->offset : WEIR_BUFFER_OFFSET_NONE;
    dest->duration = whole ? src->duration : WEIR_CLOCK_TIME_NONE;
    dest->offset_end = whole ? src->offset_end : WEIR_BUFFER_OFFSET_NONE;
  }
  if ((flags & WEIR_BUFFER_COPY_MEMORY) && !copy_memories (dest, src, offset, size, flags))
    return FALSE;
  if ((flags & WEIR_BUFFER_COPY_META) && weir_buffer_cell (src)->metas != NULL) {
    gboolean deep = (flags & WEIR_BUFFER_COPY_DEEP) != 0;
    weir_buffer_copy_metas (dest, src, !whole, offset, size, deep);
  }
  return TRUE;
}

static WeirBuffer *
copy_with (const WeirBuffer *buf, WeirBufferCopyFlags flags)
{
  g_autoptr (WeirBuffer) copy = weir_buffer_new ();
  if (!weir_buffer_copy_into (copy, (WeirBuffer *) buf, flags, 0, -1))
    return NULL;
  return g_steal_pointer (&copy);
}

/**
 * weir_buffer_copy:
 * @buf: a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): a copy that shares the memories
 */
WeirBuffer *
weir_buffer_copy (const WeirBuffer *buf)
{
  g_return_val_if_fail (buf != NULL, NULL);
  return copy_with (buf, WEIR_BUFFER_COPY_ALL);
}

/**
 * weir_buffer_copy_deep:
 * @buf: a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): a copy with memories of its own
 */
WeirBuffer *
weir_buffer_copy_deep (const WeirBuffer *buf)
{
  g_return_val_if_fail (buf != NULL, NULL);
  return copy_with (buf, WEIR_BUFFER_COPY_ALL | WEIR_BUFFER_COPY_DEEP);
}

/**
 * weir_buffer_copy_region:
 * @parent: a buffer
 * @flags: what to copy
 * @offset: first byte of the payload
 * @size: how many bytes; -1: up to the end
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): a buffer with a part of the payload, shared where that is
 *   possible
 */
WeirBuffer *
weir_buffer_copy_region (WeirBuffer *parent, WeirBufferCopyFlags flags, gsize offset, gsize size)
{
  g_return_val_if_fail (parent != NULL, NULL);
  g_autoptr (WeirBuffer) region = weir_buffer_new ();
  if (!weir_buffer_copy_into (region, parent, flags, offset, size))
    return NULL;
  return g_steal_pointer (&region);
}

/**
 * weir_buffer_append_region:
 * @buf1: (transfer full): a buffer
 * @buf2: (transfer full): another one
 * @offset: first byte of @buf2
 * @size: how many bytes of @buf2; -1: up to the end
 *
 * Adds a part of the memories of @buf2 to @buf1, or to a copy of it where others hold it.
 * Thread: any.
 *
 * Returns: (transfer full): the longer buffer, with the times and flags of @buf1
 */
WeirBuffer *
weir_buffer_append_region (WeirBuffer *buf1, WeirBuffer *buf2, gssize offset, gssize size)
{
  g_return_val_if_fail (buf1 != NULL, NULL);
  g_return_val_if_fail (buf2 != NULL && buf2 != buf1, NULL);
  g_return_val_if_fail (offset >= 0 && size >= -1, NULL);

  WeirBuffer *longer = weir_buffer_make_writable (buf1);
  weir_buffer_copy_into (longer, buf2, WEIR_BUFFER_COPY_MEMORY, offset, size);
  weir_buffer_unref (buf2);
  return longer;
}

/**
 * weir_buffer_append:
 * @buf1: (transfer full): a buffer
 * @buf2: (transfer full): another one
 *
 * Adds the memories of @buf2 to @buf1, or to a copy of it where others hold it. Thread: any.
 *
 * Returns: (transfer full): the longer buffer, with the times and flags of @buf1
 */
WeirBuffer *
weir_buffer_append (WeirBuffer *buf1, WeirBuffer *buf2)
{
  return weir_buffer_append_region (buf1, buf2, 0, -1);
}
