/* SPDX-License-Identifier: MIT */
/* The module of codecs: all that needs libavcodec, and nothing that needs libavformat. */
#include "codecs.h"

#include <weir/registry/plugin-impl.h>

#define X(name) weir_##name##_get_type,
WEIR_PLUGIN_DEFINE ("codecs", "Decoders, encoders and parsers by libavcodec", "0.1.0", "MIT",
                    WEIR_LIBAV_DECODERS (X) weir_x264enc_get_type, weir_jpegenc_get_type,
                    weir_pngenc_get_type, weir_avenc_aac_get_type, weir_h264parse_get_type,
                    weir_aacparse_get_type)
#undef X
