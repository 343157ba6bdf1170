/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavformat/avformat.h>
#include <weir/data/buffer.h>
#include <weir/data/caps.h>
#include <weir/data/tags.h>

G_BEGIN_DECLS

/* A muxer of libavformat: coded buffers in, bytes out. No engine. Thread: owner */
typedef struct _WeirLibavMux WeirLibavMux;

/* Takes bytes for @offset. Called in the calls below. */
typedef void (*WeirLibavMuxWrite) (gpointer user_data, guint64 offset, const guint8 *bytes,
                                   gsize n);

/* @format: libavformat's name of the muxer. @seekable: what was written may be written anew.
 * (transfer full) (nullable) */
WeirLibavMux *weir_libav_mux_new (const char *format, gboolean seekable, WeirLibavMuxWrite write,
                                  gpointer user_data, GError **error);
void weir_libav_mux_free (WeirLibavMux *self);

/* Before the header: a stream of these caps; its number, or -1. */
int weir_libav_mux_add_stream (WeirLibavMux *self, const WeirCaps *caps, GError **error);
void weir_libav_mux_add_tags (WeirLibavMux *self, const WeirTagList *tags);
void weir_libav_mux_set_option (WeirLibavMux *self, const char *name, const char *value);

gboolean weir_libav_mux_write_header (WeirLibavMux *self, GError **error);
/* Times (running times, ns) may be negative; G_MININT64: not known. Where a stream's first decode times
 * are not known (they lie before 0, and buffers can't say so) they are counted back from the first one
 * that is; until then its packets are kept. */
gboolean weir_libav_mux_write (WeirLibavMux *self, int stream, WeirBuffer *buffer, gint64 pts_ns,
                               gint64 dts_ns, GError **error);
gboolean weir_libav_mux_write_trailer (WeirLibavMux *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLibavMux, weir_libav_mux_free)

G_END_DECLS
