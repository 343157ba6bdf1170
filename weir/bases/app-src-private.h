/* SPDX-License-Identifier: MIT */
/* What the files of appsrc share. */
#pragma once

#include <weir/bases/app-src.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

typedef enum { WEIR_APP_BUFFER = 1, WEIR_APP_CAPS, WEIR_APP_SEGMENT, WEIR_APP_EOS } WeirAppItemKind;

typedef struct {
  WeirAppItemKind kind;
  WeirBuffer *buffer;   /* (owned) (nullable) */
  WeirCaps *caps;       /* (owned) (nullable) */
  WeirSegment *segment; /* (owned) (nullable) */
} WeirAppItem;

struct _WeirAppSrc {
  WeirSource parent_instance;
  WeirAppSrcPrivate *priv;
};

struct _WeirAppSrcClass {
  WeirSourceClass parent_class;
};

/* What the program's threads read of the properties. */
typedef struct {
  guint64 max_bytes, max_buffers, max_time;
  gboolean block, emit_signals, handle_segment;
  int leaky;
} WeirAppSrcLimits;

struct _WeirAppSrcPrivate {
  /* properties, owner */
  WeirCaps *caps;
  gint64 size, min_latency, max_latency;
  guint64 duration;
  int stream_type, format;
  gboolean live;
  guint min_percent;
  WeirAppSrcLimits wanted;

  /* owner */
  gboolean said_need; /* need-data was emitted since something came */
  guint64 offset;     /* for seek-data */

  /* under `monitor` */
  WeirMonitor monitor;
  WeirAppSrcLimits limits;
  GQueue items;            /* of WeirAppItem */
  guint64 bytes, buffers;  /* in it */
  gboolean flushing;
  gboolean ended;          /* EOS is queued, or went out */
  gboolean seeking;        /* the program hasn't answered seek-data yet */
  gboolean seek_failed;
  WeirCaps *last_caps;     /* (owned) (nullable): queued last */
  WeirAppSrcCallbacks callbacks;
  gpointer callback_data;
  GDestroyNotify callback_notify;
};

typedef enum {
  WEIR_APP_SRC_NEED_DATA,
  WEIR_APP_SRC_ENOUGH_DATA,
  WEIR_APP_SRC_SEEK_DATA,
  WEIR_APP_SRC_N_SIGNALS,
} WeirAppSrcSignal;
extern guint weir_app_src_signals[WEIR_APP_SRC_N_SIGNALS];

void weir_app_item_free (WeirAppItem *item);
/* In the monitor: how many ns of the stream wait. */
guint64 weir_app_src_level_time (WeirAppSrc *self);
/* In the monitor. */
gboolean weir_app_src_is_full (WeirAppSrc *self);
/* In the monitor: puts caps behind what is queued, unless they are those already. */
void weir_app_src_queue_caps (WeirAppSrc *self, const WeirCaps *caps);

G_END_DECLS
