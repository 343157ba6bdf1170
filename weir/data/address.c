/* SPDX-License-Identifier: MIT */
/* Bindings give an array of C as a copy. What is here lets them look at the bytes themselves, and
 * hand in theirs: a frame goes to numpy and back without being copied. */
#include <weir/data/address.h>

/**
 * weir_map_info_get_address:
 * @info: a mapping
 *
 * Tells where the mapped bytes lie. The address is good until the unmap. Thread: any.
 *
 * Returns: the address of the first byte; 0 if there is none
 */
gsize
weir_map_info_get_address (const WeirMapInfo *info)
{
  g_return_val_if_fail (info != NULL, 0);
  return GPOINTER_TO_SIZE (info->data);
}

/**
 * weir_buffer_new_for_address:
 * @address: where the bytes lie
 * @size: how many there are
 * @flags: flags of the memory
 * @notify: (scope async) (closure user_data): called once, when nobody holds the bytes any more
 * @user_data: for @notify
 *
 * Makes a buffer of bytes that somebody else owns, without copying. Thread: any; @notify may be
 * called in any thread, but never in the middle of an element's work.
 *
 * Returns: (transfer full): a buffer
 */
WeirBuffer *
weir_buffer_new_for_address (gsize address, gsize size, WeirMemoryFlags flags,
                             GDestroyNotify notify, gpointer user_data)
{
  g_return_val_if_fail (address != 0 || size == 0, NULL);
  return weir_buffer_new_wrapped_full (flags, GSIZE_TO_POINTER (address), size, 0, size, user_data,
                                       notify);
}
