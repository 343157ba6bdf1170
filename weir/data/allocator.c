/* SPDX-License-Identifier: MIT */
/* Allocators: the default one, and the way to others. */
#include <weir/data/allocator.h>
#include <weir/data/memory-private.h>

G_DEFINE_TYPE (WeirAllocator, weir_allocator, G_TYPE_OBJECT)

static WeirMemory *
weir_allocator_real_alloc (WeirAllocator *allocator, gsize size, WeirAllocationParams *params)
{
  return weir_memory_new_system (size, params);
}

static void
weir_allocator_class_init (WeirAllocatorClass *klass)
{
  klass->alloc = weir_allocator_real_alloc;
}

static void
weir_allocator_init (WeirAllocator *self)
{
}

/**
 * weir_allocator_find:
 * @name: (nullable): name of an allocator; %NULL: the default one
 *
 * The one allocator that has a name is `SystemMemory`. Thread: any.
 *
 * Returns: (transfer full) (nullable): the allocator
 */
WeirAllocator *
weir_allocator_find (const char *name)
{
  static gsize once;
  static WeirAllocator *system_memory; /* (owned) for the life of the process */
  if (name != NULL && strcmp (name, WEIR_ALLOCATOR_SYSMEM) != 0)
    return NULL;
  if (g_once_init_enter (&once)) {
    system_memory = g_object_new (WEIR_TYPE_ALLOCATOR, NULL);
    g_once_init_leave (&once, 1);
  }
  return g_object_ref (system_memory);
}

/**
 * weir_allocator_alloc:
 * @allocator: (nullable): an allocator; %NULL: the default one
 * @size: bytes
 * @params: (nullable): flags, alignment, prefix and padding
 *
 * Makes memory. Ordinary memory is 64-byte aligned with 64 zeroed bytes behind it. Thread: any.
 *
 * Returns: (transfer full) (nullable): a memory of @size bytes, contents undefined
 */
WeirMemory *
weir_allocator_alloc (WeirAllocator *allocator, gsize size, WeirAllocationParams *params)
{
  if (allocator == NULL)
    return weir_memory_new_system (size, params);
  return WEIR_ALLOCATOR_GET_CLASS (allocator)->alloc (allocator, size, params);
}
