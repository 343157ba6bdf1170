/* SPDX-License-Identifier: MIT */
/* Cells: small pieces of memory, 64-byte aligned, that come from and go to the calling thread's
 * magazines.
 *
 * A thread has, per size class, a loaded magazine (an array of free cells) and a spare one; taking
 * and giving are a load and a store there. Whole magazines are exchanged with a depot that all
 * threads share, so that a thread which only gives (a sink) feeds one which only takes (a source)
 * with one lock per magazine. What ends with a thread goes to the depot; the depot holds a bounded
 * number of bytes per class. Under sanitizers, and with WEIR_NO_MAGAZINES=1 in the environment,
 * every cell is an allocation of its own, so that leaks and uses after free are seen. */
#pragma once

#include <stdlib.h>
#include <string.h>
#include <weir/base/macros.h>

G_BEGIN_DECLS

#define WEIR_CELL_ALIGN 64
#define WEIR_CELL_CLASSES 9 /* 64 << 0 .. 64 << 8 bytes */
#define WEIR_CELL_MAX (WEIR_CELL_ALIGN << (WEIR_CELL_CLASSES - 1))
#define WEIR_MAGAZINE_MAX 64

typedef struct _WeirMagazine WeirMagazine;
struct _WeirMagazine {
  guint n;   /* cells in it */
  guint max; /* fewer for large cells; 0 in the placeholder that stands for "none yet" */
  WeirMagazine *next;
  gpointer cells[WEIR_MAGAZINE_MAX];
};

typedef struct {
  WeirMagazine *loaded[WEIR_CELL_CLASSES]; /* (owned) never NULL */
  WeirMagazine *spare[WEIR_CELL_CLASSES];  /* (owned) never NULL */
} WeirCellCache;

/* initial-exec: one load instead of a call; two words of the static block, which dlopen () has room
 * for. */
extern __thread WeirCellCache *weir_cell_cache __attribute__ ((tls_model ("initial-exec")));
extern __thread guint64 weir_copied_bytes_count __attribute__ ((tls_model ("initial-exec")));

gpointer weir_cell_alloc_slow (guint cell_class);
void weir_cell_free_slow (gpointer cell, guint cell_class);

static inline guint
weir_cell_class (gsize size)
{
  return size <= WEIR_CELL_ALIGN ? 0 : 58 - (guint) __builtin_clzll (size - 1);
}

/* Thread: any. Contents undefined. Never fails: like g_malloc () it aborts when the system has no
 * memory left. Sizes above WEIR_CELL_MAX go straight to the system. */
static inline gpointer
weir_cell_alloc (gsize size)
{
  if (WEIR_UNLIKELY (size > WEIR_CELL_MAX)) {
    gpointer block = NULL;
    if (posix_memalign (&block, WEIR_CELL_ALIGN, size) != 0)
      g_error ("can't allocate %" G_GSIZE_FORMAT " bytes", size);
    return block;
  }
  guint cell_class = weir_cell_class (size);
  WeirCellCache *cache = weir_cell_cache;
  if (WEIR_LIKELY (cache != NULL)) {
    WeirMagazine *magazine = cache->loaded[cell_class];
    if (WEIR_LIKELY (magazine->n > 0))
      return magazine->cells[--magazine->n];
  }
  return weir_cell_alloc_slow (cell_class);
}

/* Thread: any. `size` is what the cell was asked for. */
static inline void
weir_cell_free (gpointer cell, gsize size)
{
  if (WEIR_UNLIKELY (size > WEIR_CELL_MAX)) {
    free (cell);
    return;
  }
  guint cell_class = weir_cell_class (size);
  WeirCellCache *cache = weir_cell_cache;
  if (WEIR_LIKELY (cache != NULL)) {
    WeirMagazine *magazine = cache->loaded[cell_class];
    if (WEIR_LIKELY (magazine->n < magazine->max)) {
      magazine->cells[magazine->n++] = cell;
      return;
    }
  }
  weir_cell_free_slow (cell, cell_class);
}

/* Payload is copied by this, so that every copy shows. */
static inline void
weir_copy_bytes (gpointer to, gconstpointer from, gsize size)
{
  weir_copied_bytes_count += size;
  if (size > 0)
    memcpy (to, from, size);
}

G_END_DECLS
