/* SPDX-License-Identifier: MIT */
/* What an element is made of, for the rooms of the library. */
#pragma once

#include <weir/graph/bus.h>
#include <weir/graph/clock-private.h>
#include <weir/graph/clock.h>
#include <weir/graph/element-impl.h>
#include <weir/graph/object-private.h>
#include <weir/graph/pad-private.h>
#include <weir/graph/strand.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* One installed property: a row of a table and where its fields begin in the instance. */
typedef struct _WeirPropRow {
  const WeirProp *prop;
  gssize base_offset;
  GParamSpec *pspec;
} WeirPropRow;

/* What lies in an outbox. */
typedef enum {
  WEIR_OUT_MESSAGE = 1,
  WEIR_OUT_NOTIFY,
  WEIR_OUT_SIGNAL,
  WEIR_OUT_PAD_ADDED,
  WEIR_OUT_PAD_REMOVED,
  WEIR_OUT_NO_MORE_PADS,
  WEIR_OUT_PROBE,
  WEIR_OUT_PAD_CAPS, /* notify::caps */
  WEIR_OUT_CALL,
} WeirOutKind;

typedef struct {
  WeirOutKind kind;
  union {
    WeirMessage *message;
    GParamSpec *pspec;
    WeirPad *pad;
    struct {
      guint id;
      GQuark detail;
      GArray *values; /* of GValue; [0] is the element */
    } signal;
    struct {
      void (*func) (WeirElement *self, gpointer data);
      gpointer data;
      GDestroyNotify destroy;
    } call;
  };
} WeirOut;

/* An upstream event on its way. */
typedef struct {
  WeirPad *pad; /* (owned) (nullable) */
  WeirEvent *event; /* (owned) */
} WeirMail;

typedef struct _WeirElementPrivate WeirElementPrivate;

struct _WeirElementPrivate {
  WeirTask *task;      /* (owned): leaf elements and bins with logic; NULL in plain bins */
  WeirStrand *strand;  /* (owned): of an element without parent; others use their root's */
  gboolean is_bin;

  /* pads: changed on the strand with the task owned; read by the owner, or under `lock` */
  GPtrArray *sinks, *srcs; /* (element-type WeirPad) (owned) */

  /* owner */
  gboolean active;   /* PAUSED or PLAYING: process () may run */
  gboolean playing;
  gboolean resting;  /* ended or failed: rests until flushed or stopped, or, if it ended, until a new stream begins */
  gboolean ended;    /* of the last rest */
  gboolean started, opened;
  gboolean retired;

  /* properties */
  pthread_mutex_t lock; /* guards shadows, mailbox, outbox, pads for outside readers, clock: a few stores only */
  GValue *shadows;      /* by property id; unset: the default */
  guint64 *dirty;       /* bit per property: the shadow waits to be applied */
  int any_dirty;        /* atomic */
  GQueue mailbox;       /* of WeirMail */
  int any_mail;         /* atomic */
  GQueue outbox;        /* of WeirOut */
  gboolean telling;     /* what was in the outbox last is being told */
  guint32 eos_barrier;  /* atomic: EOS messages of a lower number were said before the last flush; 0: none */

  /* states: written on the strand; `current` and its like under the strand's monitor, read anywhere.
   * level: how far the element's own functions have been called; current: what the world sees, which lags behind level
   * while a sink waits for its first item */
  int level;
  int current, next, pending, target; /* WeirState; target is atomic and may be set by anybody */
  int last_return;                    /* WeirStateChangeReturn */
  int prerolled;                      /* atomic: the sink holds its first item */
  gboolean wants_preroll;             /* atomic; sinks: READY to PAUSED is ASYNC until prerolled */
  gboolean awaiting_preroll;          /* strand: ASYNC and not yet committed */
  gboolean joins_late;                /* strand: it was waited for long enough (preroll.c) */
  gboolean live;                      /* atomic; live source: NO_PREROLL */
  gboolean paces;                     /* atomic; clock-synced sink, or live source */
  gboolean locked_state;
  guint flags; /* WeirElementFlags */
  gboolean failed;                    /* strand: an ERROR since READY; get_state answers FAILURE */

  /* time; under lock */
  WeirClock *clock; /* (owned) (nullable) */
  gint64 base_time, start_time; /* atomic */
  guint64 latency;  /* atomic: of the pipeline, for sinks */
  WeirBus *bus;     /* (owned) (nullable) */

  /* published, atomic (position, duration per format: time and bytes) */
  gint64 position_time, position_bytes, duration_time, duration_bytes;
  int seekable; /* -1 unknown */
  gint64 seek_start, seek_stop;
  int is_live;
  guint64 latency_min, latency_max;

  /* statistics, owner */
  guint64 buffers_in, buffers_out, copied_bytes;
};

/* --- element.c --- */
WeirElement *weir_element_root (WeirElement *self);
/* The root's strand with a reference; entering is the caller's. */
WeirStrand *weir_element_ref_strand (WeirElement *self);
/* Enters the strand of the element's root, coping with the element changing roots meanwhile. Leave with the result. */
WeirStrand *weir_element_enter_strand (WeirElement *self);
WeirTaskGroup *weir_element_task_group (WeirElement *self);
/* Strand: marks the links of the element's pipeline that are paced (pacing.c). */
void weir_element_update_pacing (WeirElement *self);
/* All leaf elements below (or the element itself); (element-type WeirElement) (transfer container), referenced. */
GPtrArray *weir_element_leaves (WeirElement *self);

/* --- element-outbox.c --- */
void weir_element_outbox_push (WeirElement *self, WeirOut *out /* (transfer full) */);
/* Would anybody hear the signal? Any thread. */
gboolean weir_signal_is_connected (gpointer object, guint signal_id, GQuark detail);
void weir_element_deliver (gpointer self);
void weir_element_outbox_clear (WeirElement *self);
/* Owner: `func` runs without ownership after the step. */
void weir_element_call_later (WeirElement *self, void (*func) (WeirElement *self, gpointer data), gpointer data,
                              GDestroyNotify destroy);
/* Without ownership: brings a message to the parent bin or the bus. (transfer full) */
gboolean weir_element_route_message (WeirElement *self, WeirMessage *message);

/* --- element-quiet.c --- */
/* Without ownership and strand. Waits until no callback of what is below runs in another thread; those that take too long
 * are named on the bus. From one of these callbacks it doesn't wait. */
gboolean weir_element_wait_quiet (WeirElement *self, WeirStrand *strand);

/* --- element-step.c --- */
extern const WeirTaskFuncs weir_element_task_funcs;
/* Any thread: gives an upstream event to the element. (transfer full) */
gboolean weir_element_mail (WeirElement *self, WeirPad *pad, WeirEvent *event);
void weir_element_clear_mail (WeirElement *self);
/* Owner. */
void weir_element_fail (WeirElement *self, GError *error /* (transfer full) */);

/* --- element-props.c --- */
void weir_element_apply_props (WeirElement *self);
/* Instance init: the class is the one the instance is made for. */
void weir_element_init_props (WeirElement *self, WeirElementClass *klass);
void weir_element_finalize_props (WeirElement *self);

/* --- element-state.c (strand held) --- */
/* Brings the element (and what is in it) to `state`, transition by transition. */
WeirStateChangeReturn weir_element_drive (WeirElement *self, WeirState state);
/* The element's own part of one transition: the vfuncs, in the right thread. */
WeirStateChangeReturn weir_element_leaf_transition (WeirElement *self, WeirStateChange transition);
void weir_element_commit (WeirElement *self, WeirState state, WeirStateChangeReturn ret);
/* Owner of a sink: it holds its first item (or GAP, or EOS). The strand goes on. */
void weir_element_set_prerolled (WeirElement *self);
/* Owner, or strand: the sink lost it (flush). */
void weir_element_lose_preroll (WeirElement *self);
void weir_element_set_wants_preroll (WeirElement *self, gboolean wants);
void weir_element_set_live (WeirElement *self, gboolean live);
void weir_element_set_flags (WeirElement *self, guint flags, gboolean on);
/* Strand: continues what waited for preroll. */
void weir_element_continue (WeirElement *root);

/* --- pacing.c --- */
/* Any thread: does what comes to this sink pad begin at a live source? */
gboolean weir_element_is_fed_live (WeirPad *sink);
gboolean weir_element_fold_latency (WeirElement *self, gboolean *live, WeirClockTime *min);

/* --- element-event.c --- */
/* Flush events that a program or an element sends downstream from a source pad. (transfer full) */
gboolean weir_element_flush_downstream (WeirPad *pad, WeirEvent *event);
/* Strand: a flushing or other seek over the graph. */
gboolean weir_element_perform_seek (WeirElement *root, WeirEvent *seek);

G_END_DECLS
