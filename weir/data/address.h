/* SPDX-License-Identifier: MIT */
/* Bytes by their address, for languages whose views of memory aren't made of C arrays. */
#pragma once

#include <weir/data/buffer.h>

G_BEGIN_DECLS

WEIR_API gsize weir_map_info_get_address (const WeirMapInfo *info);
WEIR_API WeirBuffer *weir_buffer_new_for_address (gsize address, gsize size, WeirMemoryFlags flags,
                                                  GDestroyNotify notify, gpointer user_data);

G_END_DECLS
