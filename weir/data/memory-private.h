/* SPDX-License-Identifier: MIT */
/* What a memory is made of; for buffers, pools and who fills buffers in the library. */
#pragma once

#include <weir/data/cells-private.h>
#include <weir/data/memory.h>
#include <weir/data/mini-private.h>

G_BEGIN_DECLS

/* Zeroed bytes behind every allocation: decoders read over the end. */
#define WEIR_MEMORY_SLACK 64

/* In mini.flags: */
enum {
  WEIR_MEMORY_EMBEDDED = 1 << 0, /* lies in a buffer's cell, which ends with it */
};

typedef enum {
  WEIR_MEMORY_SYSTEM = 1, /* block of our own */
  WEIR_MEMORY_WRAPPED,    /* somebody's bytes, with a notify */
  WEIR_MEMORY_SHARED,     /* part of its parent, read-only */
} WeirMemoryType;

struct _WeirMemory {
  WeirMini mini;
  guint32 flags; /* WeirMemoryFlags, constant */
  guint8 type;   /* WeirMemoryType, constant */
  gint
    exclusive;  /* atomic: how many buffers and shared parts hold it; written to only while <= 1 */
  guint32 maps; /* atomic: modes in the low 8 bits, number of mappings above */
  guint8 *data; /* byte 0 of maxsize */
  gsize maxsize, offset, size;
  WeirMemory *parent; /* (owned) (nullable) SHARED only */
  union {
    struct {
      gpointer start; /* (owned) */
      gsize bytes;    /* what it was asked for; G_MAXSIZE: not a cell */
    } block;          /* SYSTEM */
    struct {
      GDestroyNotify func; /* (nullable) */
      gpointer user_data;
    } notify; /* WRAPPED */
  } end;
};

/* Makes a block in `mem`, whose mini is already there. `params` may be NULL. */
void weir_memory_init_system (WeirMemory *mem, gsize size, const WeirAllocationParams *params);
void weir_memory_init_wrapped (WeirMemory *mem, WeirMemoryFlags flags, gpointer data, gsize maxsize,
                               gsize offset, gsize size, gpointer user_data, GDestroyNotify notify);
WeirMemory *weir_memory_new_system (gsize size, const WeirAllocationParams *params);
/* Gives back what it holds, not the WeirMemory itself. */
void weir_memory_clear (WeirMemory *mem);

static inline void
weir_memory_lock_exclusive (WeirMemory *mem)
{
  __atomic_fetch_add (&mem->exclusive, 1,
                      __ATOMIC_ACQ_REL); /* pairs with the load in is_exclusive */
}

static inline void
weir_memory_unlock_exclusive (WeirMemory *mem)
{
  __atomic_fetch_sub (&mem->exclusive, 1, __ATOMIC_ACQ_REL);
}

static inline gboolean
weir_memory_is_exclusive (WeirMemory *mem)
{
  return __atomic_load_n (&mem->exclusive, __ATOMIC_ACQUIRE) <= 1;
}

/* Drops a buffer's hold of it: the exclusive count and the reference. */
static inline void
weir_memory_drop (WeirMemory *mem)
{
  if (__atomic_load_n (&mem->mini.refs, __ATOMIC_ACQUIRE) != 1)
    weir_memory_unlock_exclusive (mem);
  if (weir_mini_release (&mem->mini))
    weir_memory_end (&mem->mini);
}

G_END_DECLS
