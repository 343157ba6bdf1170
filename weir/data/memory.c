/* SPDX-License-Identifier: MIT */
/* Memory: blocks of our own, wrapped bytes of others, and read-only parts of both, behind one type
 * without virtual calls, because a map must cost a few nanoseconds. */
#include <weir/base/reaper.h>
#include <weir/data/allocator.h>
#include <weir/data/buffer-private.h>
#include <weir/data/memory-private.h>

#define MAP_MODES (WEIR_MAP_READ | WEIR_MAP_WRITE)
#define MAP_ONE 0x100u

G_DEFINE_BOXED_TYPE (WeirMemory, weir_memory, weir_memory_ref, weir_memory_unref)
G_DEFINE_BOXED_TYPE (WeirAllocationParams, weir_allocation_params, weir_allocation_params_copy,
                     weir_allocation_params_free)

G_DEFINE_FLAGS_TYPE (WeirMemoryFlags, weir_memory_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_READONLY, "readonly"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_NO_SHARE, "no-share"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_ZERO_PREFIXED, "zero-prefixed"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_ZERO_PADDED, "zero-padded"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_PHYSICALLY_CONTIGUOUS,
                                          "physically-contiguous"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_NOT_MAPPABLE, "not-mappable"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_FREE_ANYWHERE, "free-anywhere"),
                     G_DEFINE_ENUM_VALUE (WEIR_MEMORY_FLAG_LAST, "last"))

G_DEFINE_FLAGS_TYPE (WeirMapFlags, weir_map_flags, G_DEFINE_ENUM_VALUE (WEIR_MAP_READ, "read"),
                     G_DEFINE_ENUM_VALUE (WEIR_MAP_WRITE, "write"),
                     G_DEFINE_ENUM_VALUE (WEIR_MAP_FLAG_LAST, "flag-last"))

/* Allocating */

static void
init_common (WeirMemory *mem, WeirMemoryType type, WeirMemoryFlags flags)
{
  mem->flags = flags;
  mem->type = type;
  mem->exclusive = 0;
  mem->maps = 0;
  mem->parent = NULL;
}

void
weir_memory_init_system (WeirMemory *mem, gsize size, const WeirAllocationParams *params)
{
  gsize prefix = 0, padding = 0, align = WEIR_CELL_ALIGN;
  WeirMemoryFlags flags = 0;
  if (params != NULL) {
    prefix = params->prefix;
    padding = params->padding;
    flags = params->flags;
    align = MAX (align, params->align + 1);
  }
  gsize maxsize, bytes;
  if (!g_size_checked_add (&maxsize, size, prefix)
      || !g_size_checked_add (&maxsize, maxsize, padding)
      || !g_size_checked_add (&bytes, maxsize, WEIR_MEMORY_SLACK))
    g_error ("can't allocate %" G_GSIZE_FORMAT " + %" G_GSIZE_FORMAT " + %" G_GSIZE_FORMAT " bytes",
             prefix, size, padding);

  init_common (mem, WEIR_MEMORY_SYSTEM, flags);
  if (WEIR_LIKELY (align == WEIR_CELL_ALIGN)) {
    mem->data = weir_cell_alloc (bytes);
    mem->end.block.bytes = bytes;
  } else {
    void *block = NULL;
    if (posix_memalign (&block, align, bytes) != 0)
      g_error ("can't allocate %" G_GSIZE_FORMAT " bytes aligned to %" G_GSIZE_FORMAT, bytes,
               align);
    mem->data = block;
    mem->end.block.bytes = G_MAXSIZE;
  }
  mem->end.block.start = mem->data;
  mem->maxsize = maxsize;
  mem->offset = prefix;
  mem->size = size;
  memset (mem->data + maxsize, 0, WEIR_MEMORY_SLACK);
  if (prefix > 0 && (flags & WEIR_MEMORY_FLAG_ZERO_PREFIXED))
    memset (mem->data, 0, prefix);
  if (padding > 0 && (flags & WEIR_MEMORY_FLAG_ZERO_PADDED))
    memset (mem->data + prefix + size, 0, padding);
}

void
weir_memory_init_wrapped (WeirMemory *mem, WeirMemoryFlags flags, gpointer data, gsize maxsize,
                          gsize offset, gsize size, gpointer user_data, GDestroyNotify notify)
{
  init_common (mem, WEIR_MEMORY_WRAPPED, flags);
  mem->data = data;
  mem->maxsize = maxsize;
  mem->offset = offset;
  mem->size = size;
  mem->end.notify.func = notify;
  mem->end.notify.user_data = user_data;
}

static WeirMemory *
memory_cell (void)
{
  WeirMemory *mem = weir_cell_alloc (sizeof (WeirMemory));
  weir_mini_init (&mem->mini, WEIR_MINI_MEMORY);
  return mem;
}

WeirMemory *
weir_memory_new_system (gsize size, const WeirAllocationParams *params)
{
  WeirMemory *mem = memory_cell ();
  weir_memory_init_system (mem, size, params);
  return mem;
}

void
weir_memory_clear (WeirMemory *mem)
{
  switch ((WeirMemoryType) mem->type) {
  case WEIR_MEMORY_SYSTEM:
    weir_cell_free (mem->end.block.start, mem->end.block.bytes);
    break;
  case WEIR_MEMORY_WRAPPED:
    if (mem->end.notify.func == g_free || (mem->flags & WEIR_MEMORY_FLAG_FREE_ANYWHERE) != 0)
      mem->end.notify.func (mem->end.notify.user_data);
    else if (mem->end.notify.func != NULL)
      weir_reaper_push (mem->end.notify.func, mem->end.notify.user_data);
    break;
  case WEIR_MEMORY_SHARED:
    weir_memory_drop (mem->parent);
    break;
  }
}

void
weir_memory_end (WeirMini *mini)
{
  WeirMemory *mem = (WeirMemory *) mini;
  weir_memory_clear (mem);
  if (mini->flags & WEIR_MEMORY_EMBEDDED)
    weir_buffer_cell_free (weir_buffer_cell_of_memory (mem));
  else
    weir_cell_free (mem, sizeof *mem);
}

/**
 * weir_memory_new_wrapped:
 * @flags: flags of the memory
 * @data: (array length=size) (element-type guint8) (transfer none): the bytes
 * @maxsize: how many bytes there are at @data
 * @offset: where the used ones begin
 * @size: how many are used
 * @user_data: (nullable): for @notify
 * @notify: (nullable) (scope async) (destroy user_data): called with @user_data when nobody holds
 *   the bytes any more, never in the middle of an element's work
 *
 * Makes a memory of bytes that somebody else allocated. Thread: any.
 *
 * Returns: (transfer full): a memory
 */
WeirMemory *
weir_memory_new_wrapped (WeirMemoryFlags flags, gpointer data, gsize maxsize, gsize offset,
                         gsize size, gpointer user_data, GDestroyNotify notify)
{
  g_return_val_if_fail (data != NULL || maxsize == 0, NULL);
  g_return_val_if_fail (offset <= maxsize && size <= maxsize - offset, NULL);

  WeirMemory *mem = memory_cell ();
  weir_memory_init_wrapped (mem, flags, data, maxsize, offset, size, user_data, notify);
  return mem;
}

/**
 * weir_memory_ref: (skip)
 * @memory: a memory
 *
 * Thread: any.
 *
 * Returns: (transfer full): @memory with one more reference
 */
WeirMemory *
weir_memory_ref (WeirMemory *memory)
{
  g_return_val_if_fail (memory != NULL, NULL);
  weir_mini_retain (&memory->mini);
  return memory;
}

/**
 * weir_memory_unref: (skip)
 * @memory: (transfer full): a memory
 *
 * Drops a reference. Thread: any.
 */
void
weir_memory_unref (WeirMemory *memory)
{
  g_return_if_fail (memory != NULL);
  if (weir_mini_release (&memory->mini))
    weir_memory_end (&memory->mini);
}

/* Facts */

/**
 * weir_memory_get_flags:
 * @mem: a memory
 *
 * Thread: any.
 *
 * Returns: the flags of @mem
 */
WeirMemoryFlags
weir_memory_get_flags (WeirMemory *mem)
{
  g_return_val_if_fail (mem != NULL, 0);
  return mem->flags;
}

/**
 * weir_memory_is_writable:
 * @mem: a memory
 *
 * Tells whether the bytes may be changed: @mem isn't read-only and lies in one buffer at the most.
 * Thread: any.
 *
 * Returns: %TRUE if mapping for writing is allowed
 */
gboolean
weir_memory_is_writable (WeirMemory *mem)
{
  g_return_val_if_fail (mem != NULL, FALSE);
  return !(mem->flags & WEIR_MEMORY_FLAG_READONLY) && weir_memory_is_exclusive (mem);
}

/**
 * weir_memory_is_type:
 * @mem: a memory
 * @mem_type: name of a kind of memory, as in caps features
 *
 * All memory of this library is ordinary memory of the process. Thread: any.
 *
 * Returns: %TRUE if @mem is of the kind @mem_type
 */
gboolean
weir_memory_is_type (WeirMemory *mem, const char *mem_type)
{
  g_return_val_if_fail (mem != NULL, FALSE);
  return g_strcmp0 (mem_type, WEIR_ALLOCATOR_SYSMEM) == 0;
}

/**
 * weir_memory_get_sizes:
 * @mem: a memory
 * @offset: (out) (optional): bytes before the used ones
 * @maxsize: (out) (optional): bytes allocated
 *
 * Thread: any.
 *
 * Returns: how many bytes are used
 */
gsize
weir_memory_get_sizes (WeirMemory *mem, gsize *offset, gsize *maxsize)
{
  g_return_val_if_fail (mem != NULL, 0);
  if (offset != NULL)
    *offset = mem->offset;
  if (maxsize != NULL)
    *maxsize = mem->maxsize;
  return mem->size;
}

/**
 * weir_memory_resize:
 * @mem: a memory that lies in one buffer at the most
 * @offset: by how many bytes the beginning moves (may be negative)
 * @size: the new size in bytes
 *
 * Changes which of the allocated bytes are used. Thread: owner.
 */
void
weir_memory_resize (WeirMemory *mem, gssize offset, gsize size)
{
  g_return_if_fail (mem != NULL);
  g_return_if_fail (weir_memory_is_exclusive (mem));
  g_return_if_fail (offset >= 0 || mem->offset >= (gsize) -offset);
  g_return_if_fail (offset <= 0 || mem->maxsize - mem->offset >= (gsize) offset);
  g_return_if_fail (size <= mem->maxsize - (mem->offset + offset));

  mem->offset += offset;
  mem->size = size;
}

/* Mapping */

/**
 * weir_memory_map:
 * @mem: a memory
 * @info: (out caller-allocates): filled when it succeeds
 * @flags: what for
 *
 * Gives access to the bytes until weir_memory_unmap (). Several mappings may exist if the first one
 * allows what the later ones want. Fails when @mem is read-only or lies in several buffers and
 * writing is wanted. Thread: any.
 *
 * Returns: %TRUE if mapped
 */
gboolean
weir_memory_map (WeirMemory *mem, WeirMapInfo *info, WeirMapFlags flags)
{
  g_return_val_if_fail (mem != NULL, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  guint32 modes = flags & MAP_MODES;
  if ((modes & WEIR_MAP_WRITE) && !weir_memory_is_writable (mem))
    return FALSE;
  if (mem->flags & WEIR_MEMORY_FLAG_NOT_MAPPABLE)
    return FALSE;

  guint32 old = __atomic_load_n (&mem->maps, __ATOMIC_RELAXED);
  do {
    if (old >= MAP_ONE && (old & modes) != modes)
      return FALSE;
  } while (!__atomic_compare_exchange_n (&mem->maps, &old, (old + MAP_ONE) | modes, TRUE,
                                         __ATOMIC_ACQUIRE,
                                         __ATOMIC_RELAXED)); /* pairs with the release in unmap */
  info->memory = mem;
  info->flags = flags;
  info->data = mem->data + mem->offset;
  info->size = mem->size;
  info->maxsize = mem->maxsize - mem->offset;
  return TRUE;
}

/**
 * weir_memory_unmap:
 * @mem: a memory
 * @info: what weir_memory_map () filled
 *
 * Ends a mapping. Thread: any.
 */
void
weir_memory_unmap (WeirMemory *mem, WeirMapInfo *info)
{
  g_return_if_fail (mem != NULL);
  g_return_if_fail (info != NULL && info->memory == mem);

  guint32 old = __atomic_load_n (&mem->maps, __ATOMIC_RELAXED);
  guint32 left;
  do {
    g_return_if_fail (old >= MAP_ONE);
    left = old - MAP_ONE;
    if (left < MAP_ONE)
      left = 0;
  } while (!__atomic_compare_exchange_n (&mem->maps, &old, left, TRUE, __ATOMIC_RELEASE,
                                         __ATOMIC_RELAXED));
}

/**
 * weir_memory_make_mapped:
 * @mem: (transfer full): a memory
 * @info: (out caller-allocates): filled when it succeeds
 * @flags: what for
 *
 * Maps @mem, or a copy of it where @mem can't be mapped that way. Thread: any.
 *
 * Returns: (transfer full) (nullable): the mapped memory; %NULL if it can't be done, @mem is gone
 *   then
 */
WeirMemory *
weir_memory_make_mapped (WeirMemory *mem, WeirMapInfo *info, WeirMapFlags flags)
{
  g_return_val_if_fail (mem != NULL, NULL);

  if (weir_memory_map (mem, info, flags))
    return mem;
  g_autoptr (WeirMemory) copy = weir_memory_copy (mem, 0, -1);
  weir_memory_unref (mem);
  if (copy == NULL || !weir_memory_map (copy, info, flags))
    return NULL;
  return g_steal_pointer (&copy);
}

/* Copying and sharing */

/* FALSE: the range isn't inside. On success `*size` is never -1. */
static gboolean
resolve_range (const WeirMemory *mem, gssize offset, gssize *size)
{
  if (offset < 0 ? (gsize) -offset > mem->offset : (gsize) offset > mem->maxsize - mem->offset)
    return FALSE;
  if (*size == -1) {
    if (offset > 0 && (gsize) offset > mem->size)
      return FALSE;
    *size = (gssize) mem->size - offset;
  }
  return *size >= 0 && (gsize) *size <= mem->maxsize - (mem->offset + offset);
}

/**
 * weir_memory_copy:
 * @mem: a memory
 * @offset: first byte, counted from the first used one
 * @size: how many bytes; -1: up to the end
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): a new memory with a copy of the bytes; %NULL if @mem can't
 *   be read
 */
WeirMemory *
weir_memory_copy (WeirMemory *mem, gssize offset, gssize size)
{
  g_return_val_if_fail (mem != NULL, NULL);
  g_return_val_if_fail (resolve_range (mem, offset, &size), NULL);

  WeirMapInfo info;
  if (!weir_memory_map (mem, &info, WEIR_MAP_READ))
    return NULL;
  WeirMemory *copy = weir_memory_new_system (size, NULL);
  weir_copy_bytes (copy->data, info.data + offset, size);
  weir_memory_unmap (mem, &info);
  return copy;
}

/**
 * weir_memory_share:
 * @mem: a memory
 * @offset: first byte, counted from the first used one
 * @size: how many bytes; -1: up to the end
 *
 * Makes a read-only memory of a part of @mem without copying, or a copy if @mem can't be shared.
 * While the part exists, @mem can't be written to, unless it lies in no buffer. Thread: any.
 *
 * Returns: (transfer full) (nullable): a new memory
 */
WeirMemory *
weir_memory_share (WeirMemory *mem, gssize offset, gssize size)
{
  g_return_val_if_fail (mem != NULL, NULL);
  g_return_val_if_fail (resolve_range (mem, offset, &size), NULL);

  if (mem->flags & WEIR_MEMORY_FLAG_NO_SHARE)
    return weir_memory_copy (mem, offset, size);

  WeirMemory *parent = mem->parent != NULL ? mem->parent : mem;
  WeirMemory *part = memory_cell ();
  init_common (part, WEIR_MEMORY_SHARED, mem->flags | WEIR_MEMORY_FLAG_READONLY);
  part->parent = weir_memory_ref (parent);
  weir_memory_lock_exclusive (parent);
  part->data = mem->data;
  part->maxsize = mem->maxsize;
  part->offset = mem->offset + offset;
  part->size = size;
  return part;
}

/**
 * weir_memory_is_span:
 * @mem1: a memory
 * @mem2: another one
 * @offset: (out) (optional): where @mem1 begins in the memory that both are parts of
 *
 * Tells whether @mem2 follows @mem1 without a gap in one and the same memory. Thread: any.
 *
 * Returns: %TRUE if the two can be joined without copying
 */
gboolean
weir_memory_is_span (WeirMemory *mem1, WeirMemory *mem2, gsize *offset)
{
  g_return_val_if_fail (mem1 != NULL, FALSE);
  g_return_val_if_fail (mem2 != NULL, FALSE);

  if (mem1->parent == NULL || mem1->parent != mem2->parent
      || mem1->offset + mem1->size != mem2->offset)
    return FALSE;
  if (offset != NULL)
    *offset = mem1->offset - mem1->parent->offset;
  return TRUE;
}

/* Allocation parameters */

/**
 * weir_allocation_params_new:
 *
 * Makes parameters on the heap. Thread: any.
 *
 * Returns: (transfer full): parameters with the defaults
 */
WeirAllocationParams *
weir_allocation_params_new (void)
{
  return g_new0 (WeirAllocationParams, 1);
}

/**
 * weir_allocation_params_init:
 * @params: parameters
 *
 * Sets the defaults: no flags, no alignment over 64 bytes, no prefix, no padding. Thread: owner.
 */
void
weir_allocation_params_init (WeirAllocationParams *params)
{
  g_return_if_fail (params != NULL);
  *params = (WeirAllocationParams){ 0 };
}

/**
 * weir_allocation_params_copy:
 * @params: (nullable): parameters
 *
 * Copies parameters to the heap. Thread: any.
 *
 * Returns: (transfer full) (nullable): a copy
 */
WeirAllocationParams *
weir_allocation_params_copy (const WeirAllocationParams *params)
{
  return params != NULL ? g_memdup2 (params, sizeof *params) : NULL;
}

/**
 * weir_allocation_params_free:
 * @params: (transfer full): parameters
 *
 * Frees what weir_allocation_params_new () made. Thread: owner.
 */
void
weir_allocation_params_free (WeirAllocationParams *params)
{
  g_free (params);
}

/**
 * weir_copied_bytes:
 * @reset: begin at 0 again
 *
 * How many bytes of payload the calling thread has copied. Thread: any.
 *
 * Returns: bytes since the last reset
 */
guint64
weir_copied_bytes (gboolean reset)
{
  guint64 bytes = weir_copied_bytes_count;
  if (reset)
    weir_copied_bytes_count = 0;
  return bytes;
}
