/* SPDX-License-Identifier: MIT */
/* Allocators: who makes memory. The default one makes ordinary memory; others wrap what a library
 * gives them. */
#pragma once

#include <weir/data/memory.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ALLOCATOR (weir_allocator_get_type ())
WEIR_API
G_DECLARE_DERIVABLE_TYPE (WeirAllocator, weir_allocator, WEIR, ALLOCATOR, GObject)

/**
 * WeirAllocatorClass:
 * @alloc: makes a memory of @size bytes; thread: any
 *
 * To be filled by who writes an allocator.
 */
struct _WeirAllocatorClass {
  GObjectClass parent_class;
  WeirMemory *(*alloc) (WeirAllocator *allocator, gsize size, WeirAllocationParams *params);
};

WEIR_API WeirAllocator *weir_allocator_find (const char *name);
WEIR_API WeirMemory *weir_allocator_alloc (WeirAllocator *allocator, gsize size,
                                           WeirAllocationParams *params);

G_END_DECLS
