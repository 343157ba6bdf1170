/* SPDX-License-Identifier: MIT */
/* The slow side of the cells: exchanging magazines with the depot, thread ends, and the mode
 * without magazines. */
#include <pthread.h>
#include <weir/data/cells-private.h>

#define DEPOT_MAX_BYTES (8u << 20) /* per class */

#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)                                  \
  || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)                           \
  || __has_feature(memory_sanitizer)
#define ALWAYS_DIRECT TRUE
#else
#define ALWAYS_DIRECT FALSE
#endif

typedef struct {
  WeirMagazine *full;  /* (owned) chained by next */
  WeirMagazine *empty; /* (owned) */
  guint n_full;
} Shelf;

__thread WeirCellCache *weir_cell_cache;
__thread guint64 weir_copied_bytes_count;

static pthread_mutex_t depot_lock = PTHREAD_MUTEX_INITIALIZER;
static Shelf depot[WEIR_CELL_CLASSES]; /* guarded by depot_lock */
static WeirMagazine nothing;           /* the placeholder: never given, never taken from */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t cache_key;
static gboolean direct;

static gsize
cell_bytes (guint cell_class)
{
  return (gsize) WEIR_CELL_ALIGN << cell_class;
}

static guint
magazine_max (guint cell_class)
{
  return MAX (8, WEIR_MAGAZINE_MAX >> MAX (0, (int) cell_class - 4));
}

static void
magazine_free (WeirMagazine *magazine)
{
  for (guint i = 0; i < magazine->n; i++)
    free (magazine->cells[i]);
  g_free (magazine);
}

/* Takes a magazine of any filling; the surplus over the depot's bound is given back to the
 * system. */
static void
depot_put (guint cell_class, WeirMagazine *magazine)
{
  if (magazine == &nothing)
    return;
  Shelf *shelf = &depot[cell_class];
  pthread_mutex_lock (&depot_lock);
  if (magazine->n == 0) {
    magazine->next = shelf->empty;
    shelf->empty = magazine;
    magazine = NULL;
  } else if ((shelf->n_full + 1) * magazine->max * cell_bytes (cell_class) <= DEPOT_MAX_BYTES) {
    magazine->next = shelf->full;
    shelf->full = magazine;
    shelf->n_full++;
    magazine = NULL;
  }
  pthread_mutex_unlock (&depot_lock);
  if (magazine != NULL)
    magazine_free (magazine);
}

static WeirMagazine *
depot_take_full (guint cell_class)
{
  Shelf *shelf = &depot[cell_class];
  pthread_mutex_lock (&depot_lock);
  WeirMagazine *magazine = shelf->full;
  if (magazine != NULL) {
    shelf->full = magazine->next;
    shelf->n_full--;
  }
  pthread_mutex_unlock (&depot_lock);
  return magazine;
}

static WeirMagazine *
depot_take_empty (guint cell_class)
{
  Shelf *shelf = &depot[cell_class];
  pthread_mutex_lock (&depot_lock);
  WeirMagazine *magazine = shelf->empty;
  if (magazine != NULL)
    shelf->empty = magazine->next;
  pthread_mutex_unlock (&depot_lock);
  if (magazine == NULL) {
    magazine = g_new (WeirMagazine, 1);
    magazine->n = 0;
    magazine->max = magazine_max (cell_class);
  }
  return magazine;
}

static void
thread_end_cb (void *data)
{
  WeirCellCache *cache = data;
  weir_cell_cache =
    NULL; /* what is freed later in this thread's end makes a new one, which ends here again */
  for (guint i = 0; i < WEIR_CELL_CLASSES; i++) {
    depot_put (i, cache->loaded[i]);
    depot_put (i, cache->spare[i]);
  }
  g_free (cache);
}

static void
init_cb (void)
{
  const char *no_magazines = g_getenv ("WEIR_NO_MAGAZINES");
  direct = ALWAYS_DIRECT || (no_magazines != NULL && *no_magazines != '\0' && *no_magazines != '0');
  pthread_key_create (&cache_key, thread_end_cb);
}

/* NULL in the mode without magazines. */
static WeirCellCache *
ensure_cache (void)
{
  pthread_once (&once, init_cb);
  if (direct)
    return NULL;
  if (weir_cell_cache == NULL) {
    WeirCellCache *cache = g_new (WeirCellCache, 1);
    for (guint i = 0; i < WEIR_CELL_CLASSES; i++)
      cache->loaded[i] = cache->spare[i] = &nothing;
    pthread_setspecific (cache_key, cache);
    weir_cell_cache = cache;
  }
  return weir_cell_cache;
}

gpointer
weir_cell_alloc_slow (guint cell_class)
{
  WeirCellCache *cache = ensure_cache ();
  if (cache != NULL) {
    if (cache->spare[cell_class]->n == 0) {
      WeirMagazine *full = depot_take_full (cell_class);
      if (full != NULL) {
        depot_put (cell_class, cache->spare[cell_class]);
        cache->spare[cell_class] = full;
      }
    }
    WeirMagazine *swap = cache->loaded[cell_class];
    cache->loaded[cell_class] = cache->spare[cell_class];
    cache->spare[cell_class] = swap;
    WeirMagazine *loaded = cache->loaded[cell_class];
    if (loaded->n > 0)
      return loaded->cells[--loaded->n];
  }
  gpointer cell = NULL;
  if (posix_memalign (&cell, WEIR_CELL_ALIGN, cell_bytes (cell_class)) != 0)
    g_error ("can't allocate %" G_GSIZE_FORMAT " bytes", cell_bytes (cell_class));
  return cell;
}

void
weir_cell_free_slow (gpointer cell, guint cell_class)
{
  WeirCellCache *cache = ensure_cache ();
  if (cache == NULL) {
    free (cell);
    return;
  }
  WeirMagazine *spare = cache->spare[cell_class];
  if (spare->n >= spare->max) {
    depot_put (cell_class, spare);
    spare = depot_take_empty (cell_class);
  }
  cache->spare[cell_class] = cache->loaded[cell_class];
  cache->loaded[cell_class] = spare;
  spare->cells[spare->n++] = cell;
}
