/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavformat/avformat.h>
#include <weir/data/buffer.h>
#include <weir/data/caps.h>
#include <weir/data/tags.h>

#include "decode.h"

G_BEGIN_DECLS

/* A demuxer of libavformat: bytes in (by callback), streams of coded buffers out. No engine.
 * Thread: owner; the callbacks are called in the calls below. */
typedef struct _WeirLibavDemux WeirLibavDemux;

typedef struct {
  /* Bytes at @offset: how many came; 0 at the end; -1: failed or cancelled. */
  gssize (*read_at) (gpointer data, guint64 offset, gpointer to, gsize n);
  /* Bytes there are, -1 if that isn't known. */
  gint64 (*get_size) (gpointer data);
  gboolean (*is_cancelled) (gpointer data);
  gboolean seekable; /* read_at may be asked for any offset; else offsets only grow */
  gpointer data;
} WeirLibavReader;

typedef struct {
  WeirCaps *caps;    /* (owned) (nullable): nothing in caps says what it is */
  WeirTagList *tags; /* (owned) (nullable) */
  enum AVMediaType type;
  const char *codec;  /* a name for people */
  gint64 duration_ns; /* -1: not known */
  gboolean wanted;    /* set by the user: packets of others are skipped */
} WeirLibavStream;

/* @format: libavformat's name of the demuxer, or NULL to let it guess. (transfer full) (nullable) */
WeirLibavDemux *weir_libav_demux_new (const char *format, const WeirLibavReader *reader,
                                      GError **error);
void weir_libav_demux_free (WeirLibavDemux *self);

guint weir_libav_demux_n_streams (WeirLibavDemux *self);
WeirLibavStream *weir_libav_demux_get_stream (WeirLibavDemux *self, guint i);
gint64 weir_libav_demux_duration_ns (WeirLibavDemux *self); /* -1: not known */
/* (transfer none) (nullable): of the whole file */
WeirTagList *weir_libav_demux_get_tags (WeirLibavDemux *self);
/* The next buffer of a wanted stream. (out) (transfer full). BAD: a damaged place was skipped. Decode
 * times before 0 are left out; what would be shown before 0 is marked DECODE_ONLY. */
WeirLibavStatus weir_libav_demux_read (WeirLibavDemux *self, guint *stream, WeirBuffer **buffer,
                                       GError **error);
/* After EOS: whether the bytes ended before what the file's index promises. */
gboolean weir_libav_demux_is_truncated (WeirLibavDemux *self);

/* Goes to the key frame at or before (@after: at or behind) a time of the file; *@reached_ns is where
 * that is. */
gboolean weir_libav_demux_seek (WeirLibavDemux *self, WeirClockTime time_ns, gboolean after,
                                WeirClockTime *reached_ns, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLibavDemux, weir_libav_demux_free)

G_END_DECLS
