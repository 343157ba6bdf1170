/* SPDX-License-Identifier: MIT */
/* What the files of the demuxer base share. */
#pragma once

#include <weir/bases/byte-reader.h>
#include <weir/bases/demuxer.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* What the element's functions give, in order, for the step to act on. */
typedef enum {
  WEIR_DEMUX_OUT_ADD = 1, /* a stream */
  WEIR_DEMUX_OUT_COMPLETE,
  WEIR_DEMUX_OUT_CAPS,
  WEIR_DEMUX_OUT_TAGS,
  WEIR_DEMUX_OUT_BUFFER,
  WEIR_DEMUX_OUT_END,     /* of a stream */
  WEIR_DEMUX_OUT_DURATION,
  WEIR_DEMUX_OUT_SEEKABLE,
} WeirDemuxOutKind;

typedef struct {
  WeirDemuxOutKind kind;
  WeirDemuxerStream *stream; /* (nullable) */
  union {
    WeirBuffer *buffer; /* (owned) */
    WeirCaps *caps;     /* (owned) */
    WeirTagList *tags;  /* (owned) */
    guint64 number;
  };
} WeirDemuxOut;

struct _WeirDemuxerStream {
  /* constant */
  char *template_name;
  guint id;
  gboolean sparse;
  WeirCaps *first_caps; /* (owned) */
  WeirTagList *tags;    /* (owned) (nullable) */

  /* owner */
  WeirPad *pad; /* (owned) (nullable): once it was announced */
  gboolean need_segment, discont, ended;
  WeirClockTime position; /* stream time up to which something was said; NONE: nothing yet */
  int flow;               /* atomic; WeirFlowReturn of the last push */
};

/* Where the element's functions run. */
typedef enum {
  WEIR_DEMUX_UNDECIDED = 0, /* nothing has come yet */
  WEIR_DEMUX_PULL,          /* in the step */
  WEIR_DEMUX_PUSH,          /* in a thread */
} WeirDemuxMode;

struct _WeirDemuxerPrivate {
  /* owner */
  WeirDemuxMode mode;
  gboolean opened;          /* open_container () was called */
  GPtrArray *streams;       /* of WeirDemuxerStream (owned): announced */
  WeirTagList *tags;        /* (owned) (nullable): of the whole */
  guint group_id;
  gboolean complete;        /* no-more-pads was said */
  WeirSegment segment;
  guint32 seqnum;
  WeirClockTime furthest;   /* stream time of the furthest packet */
  WeirClockTime duration;
  gboolean seekable;
  WeirEvent *seek;          /* (owned) (nullable): acted on in the next step */
  WeirDemuxOut *head;       /* (owned) (nullable): for which there was no room */
  GHashTable *counts;       /* pads made, by template name */

  /* bytes: of who runs the element's functions */
  WeirByteReader *reader; /* (owned) (nullable) */
  guint64 offset;

  /* under `monitor` */
  WeirMonitor monitor;
  GQueue out;     /* of WeirDemuxOut */
  guint64 out_bytes;
  GQueue in;      /* of WeirBuffer: push mode */
  gsize in_first; /* bytes of the first one that were read */
  guint64 in_bytes;
  gboolean in_ended;
  gboolean starving; /* the thread waits for bytes */
  gboolean crowded;  /* the thread waits for the step */
  gboolean running;  /* the thread is there */
  gboolean stopping;
  gboolean ended;    /* demux () said EOS */
  GError *error;     /* (owned) (nullable): why the thread ended */
};

/* demuxer-bytes.c */
/* Owner. Begins; `mode` is decided. */
void weir_demuxer_start_thread (WeirDemuxer *self);
/* Ends the thread, and waits for its end. Not in a step. */
void weir_demuxer_stop_thread (WeirDemuxer *self);
/* Owner, push mode: takes from the sink pad what there is place for. */
void weir_demuxer_feed (WeirDemuxer *self);
void weir_demuxer_clear_input (WeirDemuxer *self);

/* demuxer-streams.c */
void weir_demux_out_free (WeirDemuxOut *out);
/* Owner: acts on one of them. FALSE: no room; it is wanted. */
gboolean weir_demuxer_act (WeirDemuxer *self, WeirDemuxOut *out);
/* Owner: what flows of all streams. OK while one is wanted; NOT_LINKED, EOS. */
WeirFlowReturn weir_demuxer_combine_flow (WeirDemuxer *self);
void weir_demuxer_clear_streams (WeirDemuxer *self);
/* Owner: EOS (or SEGMENT_DONE) to all that had none. Returns what process () returns. */
WeirProcess weir_demuxer_end (WeirDemuxer *self);

G_END_DECLS
