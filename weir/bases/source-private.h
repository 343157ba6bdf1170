/* SPDX-License-Identifier: MIT */
/* What the files of the source base share. */
#pragma once

#include <weir/bases/pool-private.h>
#include <weir/bases/source.h>

G_BEGIN_DECLS

struct _WeirSourcePrivate {
  /* properties */
  int num_buffers;
  guint blocksize;
  gboolean do_timestamp;
  gboolean typefind;

  gboolean live;
  WeirFormat format;
  char *stream_id; /* (owned) (nullable): given by the element */
  gint64 duration; /* in `format`; -1: unknown */

  /* the stream, owner */
  int left;                  /* buffers that may still be made; -1: any number */
  gboolean said_start;       /* stream-start was pushed */
  gboolean negotiated;
  gboolean need_segment;     /* a segment goes before the next buffer */
  gboolean end_asked;        /* a program sent EOS */
  gboolean at_end;           /* nothing is made until a seek */
  gboolean first;            /* nothing was made since start */
  gboolean discont;          /* the next buffer doesn't follow the last one */
  WeirBuffer *held;          /* (owned) (nullable): waits for its time */
  WeirEvent *seek;           /* (owned) (nullable): asked for, acted on in the next step */
  guint32 seqnum;            /* of the seek that made the segment */
  WeirBasePool pool;
};

/* Owner: acts on the recorded seek. */
gboolean weir_source_perform_seek (WeirSource *self, GError **error);
/* WeirElementClass.seek */
gboolean weir_source_record_seek (WeirElement *element, WeirEvent *seek, GError **error);
gboolean weir_source_can_seek (WeirSource *self);
/* Owner: the end of the segment, or of all. Returns what process () returns. */
WeirProcess weir_source_end (WeirSource *self);
/* Owner: what may go before the next buffer. FALSE: no common format. */
gboolean weir_source_prepare (WeirSource *self, GError **error);

G_END_DECLS
