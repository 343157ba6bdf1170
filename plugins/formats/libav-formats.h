/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One for each kind of file that libavformat takes apart for us. */
GType weir_qtdemux_get_type (void);
GType weir_avidemux_get_type (void);
GType weir_matroskademux_get_type (void);
GType weir_oggdemux_get_type (void);
GType weir_flvdemux_get_type (void);
GType weir_tsdemux_get_type (void);
GType weir_mpegpsdemux_get_type (void);
GType weir_wavparse_get_type (void);
GType weir_id3demux_get_type (void);
GType weir_mpegaudioparse_get_type (void);

/* One for each kind of file that libavformat puts together for us. */
GType weir_mp4mux_get_type (void);
GType weir_qtmux_get_type (void);
GType weir_matroskamux_get_type (void);
GType weir_avimux_get_type (void);

G_END_DECLS
