/* SPDX-License-Identifier: MIT */
/* The module of file formats: all that needs libavformat. */
#include <weir/registry/plugin-impl.h>

#include "libav-formats.h"

WEIR_PLUGIN_DEFINE ("formats", "File formats by libavformat", "0.1.0", "MIT", weir_qtdemux_get_type,
                    weir_avidemux_get_type, weir_matroskademux_get_type, weir_oggdemux_get_type,
                    weir_flvdemux_get_type, weir_tsdemux_get_type, weir_mpegpsdemux_get_type,
                    weir_wavparse_get_type, weir_id3demux_get_type, weir_mpegaudioparse_get_type,
                    weir_mp4mux_get_type, weir_qtmux_get_type, weir_matroskamux_get_type,
                    weir_avimux_get_type)
