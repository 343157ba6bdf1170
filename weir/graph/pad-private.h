/* SPDX-License-Identifier: MIT */
/* What a pad is made of.
 *
 * Three kinds of neighbours:
 *   peer    the pad that this one was linked with, as users see it; may be a ghost pad
 *   target  of a ghost pad: the pad inside the bin that it stands for; ghost: the way back
 *   far     of a leaf pad: the leaf pad at the other end of the link, ghost pads resolved; NULL while there is none
 *
 * peer, target, ghost and far change only with the topology lock held for writing (on the strand, tasks of both ends
 * owned); they are read by the owner of the element, or under the topology lock.
 *
 * The queue of a link belongs to the sink pad and outlives the link: what an unlinked producer left there is still
 * consumed, and a new producer's queue is read after it (next_links).
 */
#pragma once

#include <weir/graph/object-private.h>
#include <weir/graph/pad.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* Anything that keeps an item from going straight into or out of the link. */
enum {
  WEIR_PAD_SLOW_PROBES = 1 << 0,   /* there are probes: stage what is pushed, show what is peeked */
  WEIR_PAD_SLOW_STAGED = 1 << 1,   /* something is staged: later items must queue behind it */
  WEIR_PAD_SLOW_EOS = 1 << 2,      /* EOS went by */
  WEIR_PAD_SLOW_INACTIVE = 1 << 3, /* the element is not PAUSED or PLAYING */
  WEIR_PAD_SLOW_UNLINKED = 1 << 4, /* source pad without link */
  WEIR_PAD_SLOW_CHAIN = 1 << 5,    /* sink pad: queues of earlier or later producers exist */
};

typedef struct _WeirProbe WeirProbe;

struct _WeirPad {
  WeirObject parent_instance;

  /* hot, owner */
  WeirLink *link; /* (owned) (nullable): source: where pushes go; sink: what is read now */
  guint32 epoch;  /* source: the link's epoch when this step began */
  guint32 slow;   /* WEIR_PAD_SLOW_*; changed by the owner, or by who holds strand and task */
  WeirElement *element; /* (not owned): set while the element holds the pad */

  /* constant */
  WeirPadDirection direction;
  gboolean is_ghost;
  WeirPadTemplate *templ; /* (owned) (nullable) */

  /* topology */
  WeirPad *peer;   /* (not owned) (nullable) */
  WeirPad *target; /* (owned) (nullable): ghost pads */
  WeirPad *ghost;  /* (not owned) (nullable) */
  WeirPad *far;    /* (not owned) (nullable) */

  /* sink, owner */
  GQueue next_links;     /* (element-type WeirLink): queues to read after `link` */
  WeirMini *held;    /* (owned) (nullable): what the probes let pass, for the next peek */

  /* source, owner */
  gboolean announced;  /* pad-added was emitted */
  gboolean was_linked; /* source pad, owner: since the element started */
  gboolean wasted;     /* source pad, owner: a buffer was lost since nothing was linked */
  gboolean hold;       /* its pad-added handlers have not decided yet: keeps the element waiting */
  gboolean fixed_caps; /* weir_pad_use_fixed_caps () */

  /* any thread */
  pthread_mutex_t lock;  /* guards what follows; a few loads and stores only */
  GPtrArray *stickies;   /* of WeirEvent, in their order: source: tail (last sent); sink: head (last taken) */
  WeirCaps *allowed;     /* (owned) (nullable): what the element admits; NULL: the template */
  GQueue staged;         /* of WeirMini: pushed (sink: taken), not yet shown to the probes */
  GQueue passed;         /* of WeirMini: shown; enter the link (sink: `held`) when the next step begins */
  GPtrArray *probes;     /* (nullable) of WeirProbe */
  gboolean blocked;      /* a blocking probe holds what is staged */
  WeirMini *shown;       /* (unowned) (nullable): probes look at it now, called by `shower` */
  pthread_t shower;
  gulong last_probe_id;
  int need_reconfigure;  /* atomic: downstream changed what it admits */
  gint64 offset_ns;      /* atomic: added to running time */
};

struct _WeirPadClass {
  WeirObjectClass parent_class;
  void (*linked) (WeirPad *pad, WeirPad *peer);
  void (*unlinked) (WeirPad *pad, WeirPad *peer);
};

struct _WeirPadTemplate {
  WeirObject parent_instance;
  char *name_template; /* (owned) */
  WeirPadDirection direction;
  WeirPadPresence presence;
  WeirCaps *caps; /* (owned) */
};

struct _WeirPadTemplateClass {
  WeirObjectClass parent_class;
};

/* Why the pad takes the long way. Others than its owner set bits, too: what they set is acted upon a step later at the
 * latest. */
static inline guint
weir_pad_slow (WeirPad *pad)
{
  return __atomic_load_n (&pad->slow, __ATOMIC_RELAXED);
}

/* Readers of peers and targets outside of their owner, and the writers. Never held in element or user code. */
extern pthread_rwlock_t weir_graph_lock;

/* --- links (pad-link.c) --- */
/* The leaf pad at the other end. (transfer full) (nullable). Any thread. */
WeirPad *weir_pad_get_far (WeirPad *pad);
/* The leaf pad that stands behind a pad; NULL for a ghost pad without target. */
WeirPad *weir_pad_leaf (WeirPad *pad);
/* Strand held. Makes the links that peers and targets ask for around leaf pad `pad`, and cuts those they don't. */
void weir_pad_reconnect (WeirPad *pad);
/* Strand held: makes or cuts the peer relation without any check. */
void weir_pad_set_peer (WeirPad *src, WeirPad *sink);
void weir_pad_cut_peer (WeirPad *src, WeirPad *sink);

/* --- data (pad-data.c) --- */
/* Owner: the epochs of the source pads, when a step begins. */
void weir_pad_note_epoch (WeirPad *pad);
/* Owner of the sink pad's element: drops what is queued; keeps sticky events but segment and EOS. */
void weir_pad_drop_queue (WeirPad *pad);
/* Owner (or stopped): forgets the stream (stickies, EOS) when the element goes to READY. */
void weir_pad_reset (WeirPad *pad);
/* Owner of the sink pad's element: reads its first queue no more, and awaits nothing of it. */
void weir_pad_leave_queue (WeirPad *pad);
void weir_pad_set_slow (WeirPad *pad, guint bits, gboolean on);
/* Owner: pushes without looking at probes. */
WeirFlowReturn weir_pad_push_item (WeirPad *pad, WeirMini *item);
/* Stores a sticky event in the pad's set; (transfer none). */
void weir_pad_store_sticky (WeirPad *pad, WeirEvent *event);
void weir_pad_notify_caps (WeirPad *pad);
/* Sends all stickies of a source pad into its link (a new link was made). Owner. */
void weir_pad_resend_stickies (WeirPad *pad);

/* --- caps (pad-caps.c) --- */
/* What the pad admits, by itself and by the graph on its element's other side. (transfer full). Any thread. */
WeirCaps *weir_pad_allowed (WeirPad *pad);
/* The pad's own caps: what was set, or the template. (transfer full) */
WeirCaps *weir_pad_own_caps (WeirPad *pad);
/* Any thread: producers upstream of (and including) this source pad choose again before their next buffer. */
void weir_pad_mark_reconfigure (WeirPad *pad);
/* Owner: was it marked since the last call? */
gboolean weir_pad_check_reconfigure (WeirPad *pad);

/* --- probes (pad-probe.c) --- */
/* Owner: puts an item before the probes, which see it when the step has ended. (transfer full) */
void weir_pad_stage (WeirPad *pad, WeirMini *item);
/* Owner, when a step begins: what the probes let pass goes on. FALSE: the pad still waits for a probe. */
gboolean weir_pad_flush_passed (WeirPad *pad);
void weir_pad_clear_staged (WeirPad *pad);
/* Without ownership: calls the pad's probes for what is staged (source) or for the head item (sink). */
void weir_pad_run_probes (WeirPad *pad);
/* Any thread: is the caller within a probe of the pad that is shown an item? */
gboolean weir_pad_is_within_probe (WeirPad *pad);
/* Owner: puts an event before the item that is shown now. (transfer full) */
gboolean weir_pad_push_before_shown (WeirPad *pad, WeirEvent *event);
/* Without ownership: upstream events and queries. TRUE: go on. */
gboolean weir_pad_probe_upstream (WeirPad *pad, WeirPadProbeType type, gpointer data);
void weir_pad_clear_probes (WeirPad *pad);

G_END_DECLS
