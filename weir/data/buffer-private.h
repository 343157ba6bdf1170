/* SPDX-License-Identifier: MIT */
/* The whole of a buffer: what lies behind the public fields, in one cell of 256 bytes. */
#pragma once

#include <weir/data/buffer.h>
#include <weir/data/memory-private.h>

G_BEGIN_DECLS

#define WEIR_BUFFER_INLINE_MEMORIES 4
#define WEIR_BUFFER_MAX_MEMORIES 32768

/* In mini.flags: */
enum {
  WEIR_BUFFER_SIZE_UNSURE = 1 << 0, /* somebody else can resize a memory of it: count anew */
  WEIR_BUFFER_OWN_USED = 1 << 1,    /* `own` is alive: the cell holds one reference of it */
};

typedef struct _WeirPoolCore WeirPoolCore;
typedef struct _WeirMetaItem WeirMetaItem;

typedef struct {
  WeirBuffer buffer;
  WeirMemory **mem; /* n_mem of max_mem are used; (owned) each, together with an exclusive count */
  WeirMetaItem *metas; /* (owned) chained, oldest first */
  WeirPoolCore *pool;  /* (owned) (nullable) where it goes when nobody holds it */
  WeirMemory *places[WEIR_BUFFER_INLINE_MEMORIES]; /* mem points here until more are needed */
  /* The memory that comes with the buffer, so that the common buffer is one cell. The cell lives as
   * long as it. */
  WeirMemory own;
} WeirBufferCell;

G_STATIC_ASSERT (sizeof (WeirBufferCell) <= 256);

static inline WeirBufferCell *
weir_buffer_cell (const WeirBuffer *buffer)
{
  return (WeirBufferCell *) buffer;
}

static inline WeirBufferCell *
weir_buffer_cell_of_memory (WeirMemory *own)
{
  return (WeirBufferCell *) ((char *) own - G_STRUCT_OFFSET (WeirBufferCell, own));
}

static inline void
weir_buffer_cell_free (WeirBufferCell *cell)
{
  weir_cell_free (cell, sizeof *cell);
}

/* For pools: the times, flags and metas of a fresh buffer; pooled metas stay. */
void weir_buffer_reset (WeirBuffer *buffer);
/* For pools: TRUE when nobody else holds a memory of it, and it is as big as it was. */
gboolean weir_buffer_is_reusable (WeirBuffer *buffer, gsize size);
/* For pools: ends it without going back to one. */
void weir_buffer_destroy (WeirBuffer *buffer);
/* Takes back what nobody holds: TRUE if the pool keeps it. */
void weir_pool_core_return (WeirPoolCore *core, WeirBuffer *buffer);

gsize weir_buffer_count_size (WeirBuffer *buffer);
void weir_buffer_free_metas (WeirBuffer *buffer, gboolean keep_pooled);
/* The memories idx .. idx + length - 1 as one: a new reference of the only one, or a joined
 * copy. */
WeirMemory *weir_buffer_join (WeirBuffer *buffer, guint idx, guint length, gboolean writable);
/* FALSE: out of range. length -1: up to the end. */
gboolean weir_buffer_resolve_range (const WeirBuffer *buffer, guint idx, gint *length);

/* A field load for who reads it per item. */
static inline gsize
weir_buffer_size (WeirBuffer *buffer)
{
  if (WEIR_UNLIKELY (__atomic_load_n (&buffer->mini.flags, __ATOMIC_RELAXED)
                     & WEIR_BUFFER_SIZE_UNSURE))
    return weir_buffer_count_size (buffer);
  return buffer->size;
}

/* The bytes of a buffer with one memory of ordinary kind, without mapping; NULL where that isn't
 * so. For reading by who holds a reference, for writing by who found it writable. */
static inline guint8 *
weir_buffer_peek_data (WeirBuffer *buffer, gsize *size)
{
  if (WEIR_UNLIKELY (buffer->n_mem != 1))
    return NULL;
  WeirMemory *mem = weir_buffer_cell (buffer)->mem[0];
  if (WEIR_UNLIKELY (mem->flags & WEIR_MEMORY_FLAG_NOT_MAPPABLE))
    return NULL;
  *size = mem->size;
  return mem->data + mem->offset;
}

G_END_DECLS
