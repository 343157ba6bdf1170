/* SPDX-License-Identifier: MIT */
/* Memory: a piece of payload, shared by counting, mapped to be read or written. */
#pragma once

#include <weir/data/mini.h>

G_BEGIN_DECLS

typedef struct _WeirMemory WeirMemory;

#define WEIR_TYPE_MEMORY (weir_memory_get_type ())
#define WEIR_TYPE_MEMORY_FLAGS (weir_memory_flags_get_type ())
#define WEIR_TYPE_MAP_FLAGS (weir_map_flags_get_type ())
#define WEIR_TYPE_ALLOCATION_PARAMS (weir_allocation_params_get_type ())

#define WEIR_ALLOCATOR_SYSMEM "SystemMemory"

/**
 * WeirMemoryFlags:
 * @WEIR_MEMORY_FLAG_READONLY: can't be mapped for writing
 * @WEIR_MEMORY_FLAG_NO_SHARE: parts of it are copied, never shared
 * @WEIR_MEMORY_FLAG_ZERO_PREFIXED: the bytes before the offset are zero
 * @WEIR_MEMORY_FLAG_ZERO_PADDED: the bytes behind the used ones are zero
 * @WEIR_MEMORY_FLAG_PHYSICALLY_CONTIGUOUS: one piece for devices too
 * @WEIR_MEMORY_FLAG_NOT_MAPPABLE: has no address in this process
 * @WEIR_MEMORY_FLAG_FREE_ANYWHERE: (wrapped memory) its destroy notify waits for nothing, so it needs no thread that owns
 *   nothing
 * @WEIR_MEMORY_FLAG_LAST: where flags of special memories begin
 *
 * What a memory is like.
 */
typedef enum {
  WEIR_MEMORY_FLAG_READONLY = 1 << 1,
  WEIR_MEMORY_FLAG_NO_SHARE = 1 << 4,
  WEIR_MEMORY_FLAG_ZERO_PREFIXED = 1 << 5,
  WEIR_MEMORY_FLAG_ZERO_PADDED = 1 << 6,
  WEIR_MEMORY_FLAG_PHYSICALLY_CONTIGUOUS = 1 << 7,
  WEIR_MEMORY_FLAG_NOT_MAPPABLE = 1 << 8,
  WEIR_MEMORY_FLAG_FREE_ANYWHERE = 1 << 9,
  WEIR_MEMORY_FLAG_LAST = 1 << 20,
} WeirMemoryFlags;

/**
 * WeirMapFlags:
 * @WEIR_MAP_READ: to look at the bytes
 * @WEIR_MAP_WRITE: to change the bytes; without @WEIR_MAP_READ what is there may be overwritten
 *   unread
 * @WEIR_MAP_FLAG_LAST: where flags of special memories begin
 *
 * What a mapping is for.
 */
typedef enum {
  WEIR_MAP_READ = 1 << 0,
  WEIR_MAP_WRITE = 1 << 1,
  WEIR_MAP_FLAG_LAST = 1 << 16,
} WeirMapFlags;

#define WEIR_MAP_READWRITE ((WeirMapFlags) (WEIR_MAP_READ | WEIR_MAP_WRITE))

/**
 * WeirMapInfo:
 * @memory: the mapped memory
 * @flags: what it was mapped for
 * @data: (array length=size): the bytes
 * @size: how many bytes may be used
 * @maxsize: how many bytes there are from @data on
 * @user_data: free for the one who mapped
 *
 * A mapping: filled by weir_memory_map () and weir_buffer_map (), valid until the unmap.
 */
typedef struct {
  WeirMemory *memory;
  WeirMapFlags flags;
  guint8 *data;
  gsize size;
  gsize maxsize;
  gpointer user_data[4];
} WeirMapInfo;

#define WEIR_MAP_INFO_INIT                                                                         \
  {                                                                                                \
    NULL, (WeirMapFlags) 0, NULL, 0, 0,                                                            \
    {                                                                                              \
      NULL,                                                                                        \
    }                                                                                              \
  }

/**
 * WeirAllocationParams:
 * @flags: flags of the new memory
 * @align: alignment as a mask (63: a multiple of 64 bytes); at least 63 is kept in every case
 * @prefix: bytes kept free before the used ones
 * @padding: bytes kept free behind the used ones; 64 zeroed bytes are there in every case
 *
 * How memory is to be allocated.
 */
typedef struct {
  WeirMemoryFlags flags;
  gsize align;
  gsize prefix;
  gsize padding;
} WeirAllocationParams;

WEIR_API GType weir_memory_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_memory_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_map_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_allocation_params_get_type (void) G_GNUC_CONST;

WEIR_API WeirAllocationParams *weir_allocation_params_new (void);
WEIR_API void weir_allocation_params_init (WeirAllocationParams *params);
WEIR_API WeirAllocationParams *weir_allocation_params_copy (const WeirAllocationParams *params);
WEIR_API void weir_allocation_params_free (WeirAllocationParams *params);

WEIR_API WeirMemory *weir_memory_new_wrapped (WeirMemoryFlags flags, gpointer data, gsize maxsize,
                                              gsize offset, gsize size, gpointer user_data,
                                              GDestroyNotify notify);
WEIR_API WeirMemory *weir_memory_ref (WeirMemory *memory);
WEIR_API void weir_memory_unref (WeirMemory *memory);
WEIR_API WeirMemoryFlags weir_memory_get_flags (WeirMemory *mem);
WEIR_API gboolean weir_memory_is_writable (WeirMemory *mem);
WEIR_API gboolean weir_memory_is_type (WeirMemory *mem, const char *mem_type);
WEIR_API gsize weir_memory_get_sizes (WeirMemory *mem, gsize *offset, gsize *maxsize);
WEIR_API void weir_memory_resize (WeirMemory *mem, gssize offset, gsize size);
WEIR_API gboolean weir_memory_map (WeirMemory *mem, WeirMapInfo *info, WeirMapFlags flags);
WEIR_API void weir_memory_unmap (WeirMemory *mem, WeirMapInfo *info);
WEIR_API WeirMemory *weir_memory_make_mapped (WeirMemory *mem, WeirMapInfo *info,
                                              WeirMapFlags flags) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API WeirMemory *weir_memory_copy (WeirMemory *mem, gssize offset,
                                       gssize size) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API WeirMemory *weir_memory_share (WeirMemory *mem, gssize offset,
                                        gssize size) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API gboolean weir_memory_is_span (WeirMemory *mem1, WeirMemory *mem2, gsize *offset);

WEIR_API guint64 weir_copied_bytes (gboolean reset);

#define WEIR_MEMORY_CAST(mem) ((WeirMemory *) (mem))
#define WEIR_MEMORY_FLAGS(mem) (weir_memory_get_flags (WEIR_MEMORY_CAST (mem)))
#define WEIR_MEMORY_FLAG_IS_SET(mem, flag) (!!(WEIR_MEMORY_FLAGS (mem) & (flag)))
#define WEIR_MEMORY_IS_READONLY(mem) WEIR_MEMORY_FLAG_IS_SET (mem, WEIR_MEMORY_FLAG_READONLY)
#define WEIR_MEMORY_IS_NO_SHARE(mem) WEIR_MEMORY_FLAG_IS_SET (mem, WEIR_MEMORY_FLAG_NO_SHARE)
#define WEIR_MEMORY_IS_ZERO_PADDED(mem) WEIR_MEMORY_FLAG_IS_SET (mem, WEIR_MEMORY_FLAG_ZERO_PADDED)
#define WEIR_MEMORY_IS_ZERO_PREFIXED(mem)                                                          \
  WEIR_MEMORY_FLAG_IS_SET (mem, WEIR_MEMORY_FLAG_ZERO_PREFIXED)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMemory, weir_memory_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAllocationParams, weir_allocation_params_free)

G_END_DECLS
