/* SPDX-License-Identifier: MIT */
/* Buffers: payload on its way through a pipeline, with its times, flags and metas.
 *
 * A buffer holds any number of memories; mapping one that holds several joins them. Who holds the
 * only reference may change the buffer; its bytes may be changed when, beyond that, its memories
 * lie in no other buffer. */
#pragma once

#include <weir/base/time.h>
#include <weir/data/allocator.h>
#include <weir/data/memory.h>

G_BEGIN_DECLS

typedef struct _WeirBuffer WeirBuffer;

#define WEIR_TYPE_BUFFER (weir_buffer_get_type ())
#define WEIR_TYPE_BUFFER_FLAGS (weir_buffer_flags_get_type ())
#define WEIR_TYPE_BUFFER_COPY_FLAGS (weir_buffer_copy_flags_get_type ())

/**
 * WeirBufferFlags:
 * @WEIR_BUFFER_FLAG_LIVE: made by a live source, to be dropped when not playing
 * @WEIR_BUFFER_FLAG_DECODE_ONLY: needed for decoding, not to be shown
 * @WEIR_BUFFER_FLAG_DISCONT: doesn't continue the buffer before it
 * @WEIR_BUFFER_FLAG_RESYNC: time stamps jump here
 * @WEIR_BUFFER_FLAG_CORRUPTED: the payload is damaged
 * @WEIR_BUFFER_FLAG_MARKER: ends a unit of the stream (a frame, a talk spurt)
 * @WEIR_BUFFER_FLAG_HEADER: holds headers of the stream
 * @WEIR_BUFFER_FLAG_GAP: was made to fill a gap: silence or nothing
 * @WEIR_BUFFER_FLAG_DROPPABLE: nothing else depends on it
 * @WEIR_BUFFER_FLAG_DELTA_UNIT: can't be decoded alone
 * @WEIR_BUFFER_FLAG_TAG_MEMORY: its memories were changed since it left its pool
 * @WEIR_BUFFER_FLAG_SYNC_AFTER: is to be on disk before what follows
 * @WEIR_BUFFER_FLAG_NON_DROPPABLE: must not be dropped
 * @WEIR_BUFFER_FLAG_LAST: where flags of media libraries begin
 *
 * What a buffer is like.
 */
typedef enum {
  WEIR_BUFFER_FLAG_LIVE = 1 << 4,
  WEIR_BUFFER_FLAG_DECODE_ONLY = 1 << 5,
  WEIR_BUFFER_FLAG_DISCONT = 1 << 6,
  WEIR_BUFFER_FLAG_RESYNC = 1 << 7,
  WEIR_BUFFER_FLAG_CORRUPTED = 1 << 8,
  WEIR_BUFFER_FLAG_MARKER = 1 << 9,
  WEIR_BUFFER_FLAG_HEADER = 1 << 10,
  WEIR_BUFFER_FLAG_GAP = 1 << 11,
  WEIR_BUFFER_FLAG_DROPPABLE = 1 << 12,
  WEIR_BUFFER_FLAG_DELTA_UNIT = 1 << 13,
  WEIR_BUFFER_FLAG_TAG_MEMORY = 1 << 14,
  WEIR_BUFFER_FLAG_SYNC_AFTER = 1 << 15,
  WEIR_BUFFER_FLAG_NON_DROPPABLE = 1 << 16,
  WEIR_BUFFER_FLAG_LAST = 1 << 20,
} WeirBufferFlags;

/**
 * WeirBufferCopyFlags:
 * @WEIR_BUFFER_COPY_NONE: nothing
 * @WEIR_BUFFER_COPY_FLAGS: the flags
 * @WEIR_BUFFER_COPY_TIMESTAMPS: pts, dts, duration, offset and offset_end
 * @WEIR_BUFFER_COPY_META: the metas
 * @WEIR_BUFFER_COPY_MEMORY: the memories, shared where that is possible
 * @WEIR_BUFFER_COPY_MERGE: join what the target holds then into one memory
 * @WEIR_BUFFER_COPY_DEEP: copy the bytes instead of sharing
 *
 * What weir_buffer_copy_into () copies.
 */
typedef enum {
  WEIR_BUFFER_COPY_NONE = 0,
  WEIR_BUFFER_COPY_FLAGS = 1 << 0,
  WEIR_BUFFER_COPY_TIMESTAMPS = 1 << 1,
  WEIR_BUFFER_COPY_META = 1 << 2,
  WEIR_BUFFER_COPY_MEMORY = 1 << 3,
  WEIR_BUFFER_COPY_MERGE = 1 << 4,
  WEIR_BUFFER_COPY_DEEP = 1 << 5,
} WeirBufferCopyFlags;

#define WEIR_BUFFER_COPY_METADATA                                                                  \
  ((WeirBufferCopyFlags) (WEIR_BUFFER_COPY_FLAGS | WEIR_BUFFER_COPY_TIMESTAMPS                     \
                          | WEIR_BUFFER_COPY_META))
#define WEIR_BUFFER_COPY_ALL                                                                       \
  ((WeirBufferCopyFlags) (WEIR_BUFFER_COPY_METADATA | WEIR_BUFFER_COPY_MEMORY))

#define WEIR_BUFFER_OFFSET_NONE ((guint64) -1)

/**
 * WeirBuffer:
 * @pts: when it is to be shown, in ns, or %WEIR_CLOCK_TIME_NONE
 * @dts: when it is to be decoded, in ns, or %WEIR_CLOCK_TIME_NONE
 * @duration: how long it lasts, in ns, or %WEIR_CLOCK_TIME_NONE
 * @offset: first sample, frame or byte of it in the stream, or %WEIR_BUFFER_OFFSET_NONE
 * @offset_end: the one behind its last, or %WEIR_BUFFER_OFFSET_NONE
 * @flags: what it is like
 *
 * A piece of payload. The fields may be written by who holds the only reference.
 */
struct _WeirBuffer {
  /*< private >*/
  WeirMini mini;

  /*< public >*/
  WeirClockTime pts;
  WeirClockTime dts;
  WeirClockTime duration;
  guint64 offset;
  guint64 offset_end;
  WeirBufferFlags flags;

  /*< private >*/
  guint16 n_mem;   /* memories in use */
  guint16 max_mem; /* places for them */
  gsize size;      /* bytes, unless mini.flags says that it isn't sure */
};

WEIR_API GType weir_buffer_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_buffer_flags_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_buffer_copy_flags_get_type (void) G_GNUC_CONST;

/* Making and holding */
WEIR_API WeirBuffer *weir_buffer_new (void);
WEIR_API WeirBuffer *weir_buffer_new_allocate (WeirAllocator *allocator, gsize size,
                                               WeirAllocationParams *params);
WEIR_API WeirBuffer *weir_buffer_new_wrapped (gpointer data, gsize size);
WEIR_API WeirBuffer *weir_buffer_new_wrapped_full (WeirMemoryFlags flags, gpointer data,
                                                   gsize maxsize, gsize offset, gsize size,
                                                   gpointer user_data, GDestroyNotify notify);
WEIR_API WeirBuffer *weir_buffer_new_wrapped_bytes (GBytes *bytes);
WEIR_API WeirBuffer *weir_buffer_new_memdup (gconstpointer data, gsize size);
WEIR_API WeirBuffer *weir_buffer_ref (WeirBuffer *buf);
WEIR_API void weir_buffer_unref (WeirBuffer *buf);
WEIR_API void weir_clear_buffer (WeirBuffer **buf_ptr);
WEIR_API gboolean weir_buffer_replace (WeirBuffer **obuf, WeirBuffer *nbuf);
WEIR_API gboolean weir_buffer_is_writable (const WeirBuffer *buf);
WEIR_API WeirBuffer *weir_buffer_make_writable (WeirBuffer *buf) G_GNUC_WARN_UNUSED_RESULT;

/* Flags and sizes */
WEIR_API WeirBufferFlags weir_buffer_get_flags (WeirBuffer *buffer);
WEIR_API gboolean weir_buffer_has_flags (WeirBuffer *buffer, WeirBufferFlags flags);
WEIR_API gboolean weir_buffer_set_flags (WeirBuffer *buffer, WeirBufferFlags flags);
WEIR_API gboolean weir_buffer_unset_flags (WeirBuffer *buffer, WeirBufferFlags flags);
WEIR_API gsize weir_buffer_get_size (WeirBuffer *buffer);
WEIR_API gsize weir_buffer_get_sizes (WeirBuffer *buffer, gsize *offset, gsize *maxsize);
WEIR_API gsize weir_buffer_get_sizes_range (WeirBuffer *buffer, guint idx, gint length,
                                            gsize *offset, gsize *maxsize);
WEIR_API void weir_buffer_resize (WeirBuffer *buffer, gssize offset, gssize size);
WEIR_API gboolean weir_buffer_resize_range (WeirBuffer *buffer, guint idx, gint length,
                                            gssize offset, gssize size);
WEIR_API void weir_buffer_set_size (WeirBuffer *buffer, gssize size);

/* Memories */
WEIR_API guint weir_buffer_get_max_memory (void);
WEIR_API guint weir_buffer_n_memory (WeirBuffer *buffer);
WEIR_API WeirMemory *weir_buffer_peek_memory (WeirBuffer *buffer, guint idx);
WEIR_API WeirMemory *weir_buffer_get_memory (WeirBuffer *buffer, guint idx);
WEIR_API WeirMemory *weir_buffer_get_memory_range (WeirBuffer *buffer, guint idx, gint length);
WEIR_API WeirMemory *weir_buffer_get_all_memory (WeirBuffer *buffer);
WEIR_API void weir_buffer_append_memory (WeirBuffer *buffer, WeirMemory *mem);
WEIR_API void weir_buffer_prepend_memory (WeirBuffer *buffer, WeirMemory *mem);
WEIR_API void weir_buffer_insert_memory (WeirBuffer *buffer, gint idx, WeirMemory *mem);
WEIR_API void weir_buffer_replace_memory (WeirBuffer *buffer, guint idx, WeirMemory *mem);
WEIR_API void weir_buffer_replace_all_memory (WeirBuffer *buffer, WeirMemory *mem);
WEIR_API void weir_buffer_replace_memory_range (WeirBuffer *buffer, guint idx, gint length,
                                                WeirMemory *mem);
WEIR_API void weir_buffer_remove_memory (WeirBuffer *buffer, guint idx);
WEIR_API void weir_buffer_remove_all_memory (WeirBuffer *buffer);
WEIR_API void weir_buffer_remove_memory_range (WeirBuffer *buffer, guint idx, gint length);
WEIR_API gboolean weir_buffer_find_memory (WeirBuffer *buffer, gsize offset, gsize size, guint *idx,
                                           guint *length, gsize *skip);
WEIR_API gboolean weir_buffer_is_memory_range_writable (WeirBuffer *buffer, guint idx, gint length);
WEIR_API gboolean weir_buffer_is_all_memory_writable (WeirBuffer *buffer);

/* Bytes */
WEIR_API gboolean weir_buffer_map (WeirBuffer *buffer, WeirMapInfo *info, WeirMapFlags flags);
WEIR_API gboolean weir_buffer_map_range (WeirBuffer *buffer, guint idx, gint length,
                                         WeirMapInfo *info, WeirMapFlags flags);
WEIR_API void weir_buffer_unmap (WeirBuffer *buffer, WeirMapInfo *info);
WEIR_API gsize weir_buffer_extract (WeirBuffer *buffer, gsize offset, gpointer dest, gsize size);
WEIR_API void weir_buffer_extract_dup (WeirBuffer *buffer, gsize offset, gsize size, gpointer *dest,
                                       gsize *dest_size);
WEIR_API gsize weir_buffer_fill (WeirBuffer *buffer, gsize offset, gconstpointer src, gsize size);
WEIR_API gint weir_buffer_memcmp (WeirBuffer *buffer, gsize offset, gconstpointer mem, gsize size);
WEIR_API gsize weir_buffer_memset (WeirBuffer *buffer, gsize offset, guint8 val, gsize size);

/* Copies */
WEIR_API WeirBuffer *weir_buffer_copy (const WeirBuffer *buf);
WEIR_API WeirBuffer *weir_buffer_copy_deep (const WeirBuffer *buf);
WEIR_API gboolean weir_buffer_copy_into (WeirBuffer *dest, WeirBuffer *src,
                                         WeirBufferCopyFlags flags, gsize offset, gsize size);
WEIR_API WeirBuffer *weir_buffer_copy_region (WeirBuffer *parent, WeirBufferCopyFlags flags,
                                              gsize offset, gsize size);
WEIR_API WeirBuffer *weir_buffer_append (WeirBuffer *buf1, WeirBuffer *buf2);
WEIR_API WeirBuffer *weir_buffer_append_region (WeirBuffer *buf1, WeirBuffer *buf2, gssize offset,
                                                gssize size);

#define WEIR_BUFFER_CAST(obj) ((WeirBuffer *) (obj))
#define WEIR_BUFFER(obj) (WEIR_BUFFER_CAST (obj))
#define WEIR_IS_BUFFER(obj) ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_BUFFER)
#define WEIR_BUFFER_FLAGS(buf) (WEIR_BUFFER_CAST (buf)->flags)
#define WEIR_BUFFER_FLAG_IS_SET(buf, flag) (!!(WEIR_BUFFER_FLAGS (buf) & (flag)))
#define WEIR_BUFFER_FLAG_SET(buf, flag) (WEIR_BUFFER_FLAGS (buf) |= (flag))
#define WEIR_BUFFER_FLAG_UNSET(buf, flag) (WEIR_BUFFER_FLAGS (buf) &= ~(flag))
#define WEIR_BUFFER_PTS(buf) (WEIR_BUFFER_CAST (buf)->pts)
#define WEIR_BUFFER_DTS(buf) (WEIR_BUFFER_CAST (buf)->dts)
#define WEIR_BUFFER_DTS_OR_PTS(buf)                                                                \
  (WEIR_BUFFER_DTS_IS_VALID (buf) ? WEIR_BUFFER_DTS (buf) : WEIR_BUFFER_PTS (buf))
#define WEIR_BUFFER_DURATION(buf) (WEIR_BUFFER_CAST (buf)->duration)
#define WEIR_BUFFER_OFFSET(buf) (WEIR_BUFFER_CAST (buf)->offset)
#define WEIR_BUFFER_OFFSET_END(buf) (WEIR_BUFFER_CAST (buf)->offset_end)
#define WEIR_BUFFER_PTS_IS_VALID(buf) (WEIR_CLOCK_TIME_IS_VALID (WEIR_BUFFER_PTS (buf)))
#define WEIR_BUFFER_DTS_IS_VALID(buf) (WEIR_CLOCK_TIME_IS_VALID (WEIR_BUFFER_DTS (buf)))
#define WEIR_BUFFER_DURATION_IS_VALID(buf) (WEIR_CLOCK_TIME_IS_VALID (WEIR_BUFFER_DURATION (buf)))
#define WEIR_BUFFER_OFFSET_IS_VALID(buf) (WEIR_BUFFER_OFFSET (buf) != WEIR_BUFFER_OFFSET_NONE)
#define WEIR_BUFFER_OFFSET_END_IS_VALID(buf)                                                       \
  (WEIR_BUFFER_OFFSET_END (buf) != WEIR_BUFFER_OFFSET_NONE)
#define WEIR_BUFFER_IS_DISCONT(buf) (WEIR_BUFFER_FLAG_IS_SET (buf, WEIR_BUFFER_FLAG_DISCONT))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirBuffer, weir_buffer_unref)

G_END_DECLS
