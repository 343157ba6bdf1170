/* SPDX-License-Identifier: MIT */
/* The module of typefind and decodebin, which uses none of FFmpeg's libraries itself. */
#include "playback.h"

static GType (*const elements[]) (void) = { weir_typefind_get_type, weir_decodebin_get_type, NULL };

WEIR_PLUGIN_DEFINE_INFO (.name = "playback",
                         .description = "Finds out what streams are, and decodes them",
                         .version = "0.1.0", .license = "MIT", .elements = elements,
                         .type_finds = weir_type_finders)
