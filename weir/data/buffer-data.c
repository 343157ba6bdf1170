/* SPDX-License-Identifier: MIT */
/* The bytes of a buffer: mapping, and reading and writing without mapping. */
#include <weir/data/buffer-private.h>

#define CELL(buffer) (weir_buffer_cell (buffer))

/* Puts a mapped memory in the place of what it was made from. Takes a reference of its own. */
static void
keep_joined (WeirBuffer *buffer, guint idx, gint length, WeirMemory *mem)
{
  weir_buffer_replace_memory_range (buffer, idx, length, weir_memory_ref (mem));
}

/**
 * weir_buffer_map_range:
 * @buffer: a buffer
 * @idx: first memory
 * @length: how many; -1: all that follow
 * @info: (out caller-allocates): filled when it succeeds
 * @flags: what for
 *
 * Gives access to the bytes of some memories as one piece, until weir_buffer_unmap (). Several
 * memories are joined (a copy); a buffer that may be changed keeps the joined one. To write, the
 * caller must hold the only reference of @buffer; bytes that lie in other buffers too are copied
 * first. Thread: any.
 *
 * Returns: %TRUE if mapped
 */
gboolean
weir_buffer_map_range (WeirBuffer *buffer, guint idx, gint length, WeirMapInfo *info,
                       WeirMapFlags flags)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);
  if (!weir_buffer_resolve_range (buffer, idx, &length))
    return FALSE;

  gboolean alone = weir_mini_is_alone (&buffer->mini);
  gboolean write = (flags & WEIR_MAP_WRITE) != 0;
  if (write && !alone)
    return FALSE;
  if (length == 0) {
    *info = (WeirMapInfo){ .flags = flags };
    return TRUE;
  }
  WeirMemory *mem = weir_buffer_join (buffer, idx, length, write);
  if (WEIR_UNLIKELY (mem == NULL))
    return FALSE;
  WeirMemory *joined = mem;
  if (WEIR_UNLIKELY (!weir_memory_map (mem, info, flags))) {
    if (!write)
      mem = weir_memory_make_mapped (mem, info, flags);
    else if (length > 1 || !weir_memory_is_writable (mem))
      mem = weir_memory_make_mapped (mem, info, flags);
    else
      g_clear_pointer (
        &mem, weir_memory_unref); /* mapped in another way: a copy would tear the two apart */
    if (mem == NULL)
      return FALSE;
  }
  if (alone && (length > 1 || (write && mem != joined)))
    keep_joined (buffer, idx, length, mem);
  return TRUE;
}

/**
 * weir_buffer_map:
 * @buffer: a buffer
 * @info: (out caller-allocates): filled when it succeeds
 * @flags: what for
 *
 * Gives access to all bytes as one piece, until weir_buffer_unmap (). See weir_buffer_map_range ().
 * Thread: any.
 *
 * Returns: %TRUE if mapped
 */
gboolean
weir_buffer_map (WeirBuffer *buffer, WeirMapInfo *info, WeirMapFlags flags)
{
  return weir_buffer_map_range (buffer, 0, -1, info, flags);
}

/**
 * weir_buffer_unmap:
 * @buffer: a buffer
 * @info: what the map filled
 *
 * Ends a mapping. Thread: any.
 */
void
weir_buffer_unmap (WeirBuffer *buffer, WeirMapInfo *info)
{
  g_return_if_fail (buffer != NULL);
  g_return_if_fail (info != NULL);
  WeirMemory *mem = info->memory;
  if (mem == NULL)
    return; /* an empty buffer */
  weir_memory_unmap (mem, info);
  info->memory = NULL;
  weir_memory_unref (mem);
}

/* What is done with each piece of a range; `data` moves on by the piece. FALSE stops. */
typedef gboolean (*PieceFunc) (guint8 *piece, gsize size, gpointer data);

/* Walks the memories of a range. Returns how many bytes were handled. */
static gsize
walk (WeirBuffer *buffer, gsize offset, gsize size, WeirMapFlags flags, PieceFunc func,
      gpointer data)
{
  gsize done = 0;
  for (guint i = 0; i < buffer->n_mem && done < size; i++) {
    gsize have = CELL (buffer)->mem[i]->size;
    if (offset >= have) {
      offset -= have;
      continue;
    }
    WeirMapInfo info;
    if (!weir_buffer_map_range (buffer, i, 1, &info, flags))
      break;
    gsize piece = MIN (info.size - offset, size - done);
    gboolean go_on = func (info.data + offset, piece, data);
    weir_buffer_unmap (buffer, &info);
    if (!go_on)
      break;
    done += piece;
    offset = 0;
  }
  return done;
}

static gboolean
extract_cb (guint8 *piece, gsize size, gpointer data)
{
  guint8 **to = data;
  weir_copy_bytes (*to, piece, size);
  *to += size;
  return TRUE;
}

static gboolean
fill_cb (guint8 *piece, gsize size, gpointer data)
{
  const guint8 **from = data;
  weir_copy_bytes (piece, *from, size);
  *from += size;
  return TRUE;
}

static gboolean
memset_cb (guint8 *piece, gsize size, gpointer data)
{
  memset (piece, *(guint8 *) data, size);
  return TRUE;
}

typedef struct {
  const guint8 *other;
  gint result;
} Comparison;

static gboolean
memcmp_cb (guint8 *piece, gsize size, gpointer data)
{
  Comparison *comparison = data;
  comparison->result = memcmp (piece, comparison->other, size);
  comparison->other += size;
  return comparison->result == 0;
}

/**
 * weir_buffer_extract:
 * @buffer: a buffer
 * @offset: first byte
 * @dest: (out caller-allocates) (array length=size) (element-type guint8): where to
 * @size: how many bytes
 *
 * Copies bytes out. Thread: any.
 *
 * Returns: how many bytes were copied
 */
gsize
weir_buffer_extract (WeirBuffer *buffer, gsize offset, gpointer dest, gsize size)
{
  g_return_val_if_fail (buffer != NULL, 0);
  g_return_val_if_fail (dest != NULL || size == 0, 0);
  guint8 *to = dest;
  return walk (buffer, offset, size, WEIR_MAP_READ, extract_cb, &to);
}

/**
 * weir_buffer_extract_dup:
 * @buffer: a buffer
 * @offset: first byte
 * @size: how many bytes; -1: up to the end
 * @dest: (array length=dest_size) (element-type guint8) (out): the copy; free with g_free ()
 * @dest_size: (out): how many bytes it has
 *
 * Copies bytes into new memory. Thread: any.
 */
void
weir_buffer_extract_dup (WeirBuffer *buffer, gsize offset, gsize size, gpointer *dest,
                         gsize *dest_size)
{
  g_return_if_fail (buffer != NULL);
  g_return_if_fail (dest != NULL && dest_size != NULL);
  gsize have = weir_buffer_size (buffer);
  size = offset < have ? MIN (size, have - offset) : 0;
  *dest = g_malloc (size);
  *dest_size = weir_buffer_extract (buffer, offset, *dest, size);
}

/**
 * weir_buffer_fill:
 * @buffer: a buffer that may be changed
 * @offset: first byte
 * @src: (array length=size) (element-type guint8): what to copy in
 * @size: how many bytes
 *
 * Copies bytes in. Thread: owner.
 *
 * Returns: how many bytes were copied; fewer than @size if @buffer ends before or can't be written
 *   to
 */
gsize
weir_buffer_fill (WeirBuffer *buffer, gsize offset, gconstpointer src, gsize size)
{
  g_return_val_if_fail (buffer != NULL, 0);
  g_return_val_if_fail (src != NULL || size == 0, 0);
  const guint8 *from = src;
  return walk (buffer, offset, size, WEIR_MAP_WRITE, fill_cb, &from);
}

/**
 * weir_buffer_memcmp:
 * @buffer: a buffer
 * @offset: first byte
 * @mem: (array length=size) (element-type guint8): what to compare with
 * @size: how many bytes
 *
 * Thread: any.
 *
 * Returns: 0 if the bytes are equal; otherwise their order, as memcmp () tells it, or what isn't 0
 *   if @buffer ends before
 */
gint
weir_buffer_memcmp (WeirBuffer *buffer, gsize offset, gconstpointer mem, gsize size)
{
  g_return_val_if_fail (buffer != NULL, -1);
  g_return_val_if_fail (mem != NULL || size == 0, -1);
  Comparison comparison = { mem, 0 };
  gsize done = walk (buffer, offset, size, WEIR_MAP_READ, memcmp_cb, &comparison);
  if (comparison.result != 0)
    return comparison.result;
  return done < size ? -1 : 0;
}

/**
 * weir_buffer_memset:
 * @buffer: a buffer that may be changed
 * @offset: first byte
 * @val: the value to set
 * @size: how many bytes
 *
 * Thread: owner.
 *
 * Returns: how many bytes were set
 */
gsize
weir_buffer_memset (WeirBuffer *buffer, gsize offset, guint8 val, gsize size)
{
  g_return_val_if_fail (buffer != NULL, 0);
  return walk (buffer, offset, size, WEIR_MAP_WRITE, memset_cb, &val);
}
