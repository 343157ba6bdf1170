/* SPDX-License-Identifier: MIT */
/* For those who write elements directly on the engine. Most elements are written on one of the bases (weir/bases/),
 * which own the hard parts; this is what the bases themselves are written on.
 *
 * An element is an actor. One thread at a time runs its code (its owner), and that code never waits, takes no locks and
 * calls no user code. It reads its fields, takes items from its sink pads and pushes items to its source pads.
 *
 *   process ()   does what can be done with what is there, and returns. It looks for room on its source pads *before* it
 *                takes the next input (weir_pad_has_room ()), because pushing never fails for want of room. When nothing
 *                can be done it says what for (weir_element_want_*) and returns WEIR_PROCESS_PARK. When the budget is
 *                used up (weir_element_budget_used ()) it returns WEIR_PROCESS_AGAIN.
 *   events       come through the same links as buffers, in order. What the element doesn't handle itself it gives to
 *                weir_element_default_event (), which passes it on.
 *   messages, signals, notifies, new pads: what an element tells the world lies in its outbox until its step has ended.
 *   time         only from weir_element_now_ns () and the pipeline's clock; no other clock, timer, thread, random number.
 *
 * "Owner" below: called by the thread that owns the element, which is the case in all vfuncs unless they say otherwise.
 */
#pragma once

#include <weir/base/prop.h>
#include <weir/graph/element.h>
#include <weir/graph/pad.h>

G_BEGIN_DECLS

/* --- the info table ------------------------------------------------------------------------------------------------ */

/* Rows of `pads` and `signals` end with an empty one. */
typedef struct {
  const char *name; /* "sink", "src", "src_%u" */
  const char *caps; /* as text; "ANY" */
  WeirPadDirection direction;
  WeirPadPresence presence;
} WeirPadInfo;

#define WEIR_SINK(name_, caps_) { .name = name_, .caps = caps_, .direction = WEIR_PAD_SINK, .presence = WEIR_PAD_ALWAYS }
#define WEIR_SRC(name_, caps_) { .name = name_, .caps = caps_, .direction = WEIR_PAD_SRC, .presence = WEIR_PAD_ALWAYS }
#define WEIR_SINK_REQUEST(name_, caps_)                                                                                  \
  { .name = name_, .caps = caps_, .direction = WEIR_PAD_SINK, .presence = WEIR_PAD_REQUEST }
#define WEIR_SRC_REQUEST(name_, caps_)                                                                                   \
  { .name = name_, .caps = caps_, .direction = WEIR_PAD_SRC, .presence = WEIR_PAD_REQUEST }
#define WEIR_SRC_SOMETIMES(name_, caps_)                                                                                 \
  { .name = name_, .caps = caps_, .direction = WEIR_PAD_SRC, .presence = WEIR_PAD_SOMETIMES }

struct _WeirElementInfo {
  const char *name;        /* factory name: the word in a launch line */
  const char *long_name;   /* nullable: description is used */
  const char *klass;       /* "Filter/Effect/Audio" */
  const char *description; /* one sentence */
  const char *author;      /* nullable */
  const char *example;     /* a launch line that works */
  const WeirPadInfo *pads;
  const WeirProp *props;
  guint n_props;
  guint rank;             /* WeirRank; 0: never chosen automatically */
  const char *const *uri_protocols; /* nullable, NULL-terminated; with uri_type */
  guint uri_type;         /* WeirURIType */
};

/* --- the class ------------------------------------------------------------------------------------------------------ */

typedef enum {
  WEIR_PROCESS_PARK = 0, /* nothing more can be done until one of the wants comes true */
  WEIR_PROCESS_AGAIN,    /* budget used up, or more can be done at once */
  WEIR_PROCESS_EOS,      /* the element has ended for good (it has pushed EOS where it must): rest until flushed */
  WEIR_PROCESS_ERROR,    /* `error` is set: it is posted with the element's path, EOS goes downstream, the task rests */
} WeirProcess;

#define WEIR_ELEMENT_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_ELEMENT, WeirElementClass))
#define WEIR_ELEMENT_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_ELEMENT, WeirElementClass))
#define WEIR_IS_ELEMENT_CLASS(klass) (G_TYPE_CHECK_CLASS_TYPE ((klass), WEIR_TYPE_ELEMENT))

struct _WeirElementClass {
  WeirObjectClass parent_class;

  /* Owner. One step. */
  WeirProcess (*process) (WeirElement *self, GError **error);

  /* Owner. The four steps of the states; each may fail with an error that says what to do. May wait only in elements of
   * the blocking or affine lane. stop and close can't fail. */
  gboolean (*open) (WeirElement *self, GError **error);  /* NULL to READY */
  gboolean (*start) (WeirElement *self, GError **error); /* READY to PAUSED */
  void (*stop) (WeirElement *self);                      /* PAUSED to READY */
  void (*close) (WeirElement *self);                     /* READY to NULL */
  /* Owner. PAUSED to PLAYING and back; the element is woken after them. */
  void (*play) (WeirElement *self);
  void (*pause) (WeirElement *self);

  /* On the control strand, for Bin and Pipeline and their subclasses in Python; leaf elements use the six above. */
  WeirStateChangeReturn (*change_state) (WeirElement *self, WeirStateChange transition);

  /* Owner. An upstream event that arrived at source pad `pad` (NULL: sent to the element). Takes it. The default passes
   * it on by weir_element_default_src_event (). */
  gboolean (*src_event) (WeirElement *self, WeirPad *pad, WeirEvent *event);
  /* Owner. A query for this element (`pad` NULL) or pad. FALSE: not answered. The default: what was published, or what
   * the neighbours say (weir_element_default_query ()). */
  gboolean (*query) (WeirElement *self, WeirPad *pad, WeirQuery *query);
  /* Owner. The links of `pad` (a sink pad; NULL: all of a source element) were emptied by a flush: forget the stream. */
  void (*flush) (WeirElement *self, WeirPad *pad);
  /* Owner. Record the target of a seek; the next step acts on it. FALSE: can't be done here, `error` says why. Elements
   * that leave it NULL pass seeks upstream. */
  gboolean (*seek) (WeirElement *self, WeirEvent *seek, GError **error);
  /* Owner. An event that a program sent to the element itself (EOS to a source, for one). FALSE: pass it on as usual.
   * (transfer none) */
  gboolean (*take_event) (WeirElement *self, WeirEvent *event);
  /* Owner. Makes (weir_pad_new_from_template ()) and returns the pad; the engine adds it. */
  WeirPad *(*request_pad) (WeirElement *self, WeirPadTemplate *templ, const char *name, const WeirCaps *caps);
  void (*release_pad) (WeirElement *self, WeirPad *pad);
  /* Owner. A link of `pad` was made or cut. */
  void (*pad_linked) (WeirElement *self, WeirPad *pad);
  void (*pad_unlinked) (WeirElement *self, WeirPad *pad);
  /* Owner. A property was stored in its field. */
  void (*property_applied) (WeirElement *self, const WeirProp *prop);

  /* Any thread, pure: what is possible on `other` pads if `caps` are possible on pads of `direction`. Looks at nothing
   * but constants of the class and `self`'s published caps. Ownership of the answer: full. NULL: the pads don't depend on
   * each other. */
  WeirCaps *(*transform_caps) (WeirElement *self, WeirPadDirection direction, const WeirCaps *caps);

  /* Any thread, pure. (nullable) The caps that source pad `src` would choose among `possible` when `in` comes in (NULL: the
   * element has no input). Takes `possible`, returns fixed caps. (transfer full). For plans; bases see to it. */
  WeirCaps *(*choose_caps) (WeirElement *self, WeirPad *src, const WeirCaps *in, WeirCaps *possible);

  /* Any thread, without ownership, any number of times: makes a blocking call return. */
  void (*unblock) (WeirElement *self);

  /* Any thread. (transfer full) (nullable): the clock that the element can provide. */
  WeirClock *(*provide_clock) (WeirElement *self);

  /* Class data, by weir_element_class_set_info (). */
  /*< private >*/
  const WeirElementInfo *info;
  WeirElementInfo *described; /* (owned) (nullable): what `info` is in classes without a table */
  struct _WeirPropRow *props; /* rows of this class and its parents; index = GObject property id */
  guint n_props;
  GPtrArray *templates;
  WeirElementFactory *factory;
  /* Class signals that applications connect to (GObject's own signals; emission goes through the outbox) */
  void (*pad_added) (WeirElement *self, WeirPad *pad);
  void (*pad_removed) (WeirElement *self, WeirPad *pad);
  void (*no_more_pads) (WeirElement *self);
};

/* class_init: the table becomes templates, properties and registry data. A base class that adds properties for all its
 * elements calls weir_element_class_add_props () with the offset of its private part. */
WEIR_API void weir_element_class_set_info (WeirElementClass *klass, const WeirElementInfo *info);
WEIR_API void weir_element_class_add_props (WeirElementClass *klass, const WeirProp *props, guint n_props,
                                            gssize base_offset);

/* Classes of other languages, which have no table. Their elements run in the blocking lane. */
WEIR_API void weir_element_class_set_metadata (WeirElementClass *klass, const char *longname, const char *classification,
                                               const char *description, const char *author);
WEIR_API void weir_element_class_set_example (WeirElementClass *klass, const char *name, const char *example);
WEIR_API void weir_element_class_add_pad_template (WeirElementClass *klass, WeirPadTemplate *templ);

/* --- pads ----------------------------------------------------------------------------------------------------------- */

/* Owner, or in instance init: always pads are made by the engine from the table, in its order. */
WEIR_API WeirPad *weir_element_get_always_pad (WeirElement *self, const char *name); /* (transfer none): for init */
/* Owner. A pad that the element makes itself: announced (pad-added) after the step. Takes the floating reference. */
WEIR_API void weir_element_announce_pad (WeirElement *self, WeirPad *pad);
WEIR_API void weir_element_retract_pad (WeirElement *self, WeirPad *pad);
WEIR_API void weir_element_announce_no_more_pads (WeirElement *self);
/* Owner. The element's pads in order; (transfer none). */
WEIR_API WeirPad *const *weir_element_sink_pads (WeirElement *self, guint *n_pads);
WEIR_API WeirPad *const *weir_element_src_pads (WeirElement *self, guint *n_pads);

/* Owner, sink pad: the next item (buffer, buffer list or event), left there / taken. NULL: nothing now. */
WEIR_API WeirMini *weir_pad_peek (WeirPad *pad);
WEIR_API WeirMini *weir_pad_take (WeirPad *pad);
WEIR_API guint weir_pad_level (WeirPad *pad);
#define WEIR_ITEM_IS_BUFFER(item) ((item)->kind == WEIR_MINI_BUFFER)
#define WEIR_ITEM_IS_EVENT(item) ((item)->kind == WEIR_MINI_EVENT)
/* Owner, sink pad: no more is wanted; producers learn it. */
WEIR_API void weir_pad_set_unwanted (WeirPad *pad);

/* What `queue` sets: how much may wait at a sink pad (0: any), and what happens to what doesn't fit. */
typedef enum {
  WEIR_PAD_LEAK_NONE = 0, /* the producer waits */
  WEIR_PAD_LEAK_NEWEST,   /* what comes is dropped */
  WEIR_PAD_LEAK_OLDEST,   /* what waits longest is dropped */
} WeirPadLeak;
typedef struct {
  guint items;
  guint64 bytes, time_ns;
  WeirPadLeak leak;
} WeirPadLimits;
/* Owner, sink pad. A new link begins with the defaults: set them again in pad_linked (). */
WEIR_API void weir_pad_set_limits (WeirPad *pad, const WeirPadLimits *limits);
/* Any thread that owns no other element. What waits there now. */
WEIR_API void weir_pad_get_level (WeirPad *pad, WeirPadLimits *level);

/* Owner, source pad. */
WEIR_API gboolean weir_pad_has_room (WeirPad *pad);
/* Owner. weir_pad_push () and weir_pad_push_event () of pad.h are the calls; buffers need stream-start, caps (where the
 * pad has any) and segment before them: bases see to it. What they return was decided without running anybody. */

/* --- wants: why the element parks --------------------------------------------------------------------------------- */

WEIR_API void weir_element_want_input (WeirElement *self, WeirPad *pad); /* goes on when any of the pads has an item */
WEIR_API void weir_element_want_all (WeirElement *self, WeirPad *const *pads, guint n_pads);
WEIR_API void weir_element_want_any (WeirElement *self, WeirPad *const *pads, guint n_pads);
WEIR_API void weir_element_want_room (WeirElement *self, WeirPad *pad);
WEIR_API void weir_element_want_deadline (WeirElement *self, gint64 monotonic_ns);
WEIR_API void weir_element_want_look (WeirElement *self, gint64 monotonic_ns);
WEIR_API void weir_element_want_fd (WeirElement *self, int fd, guint epoll_events);
WEIR_API void weir_element_want_app (WeirElement *self);  /* ended by weir_element_wake () */
WEIR_API void weir_element_want_pool (WeirElement *self); /* ended by weir_element_wake () */
WEIR_API void weir_element_want_rest (WeirElement *self);    /* nothing left to do */
WEIR_API void weir_element_want_state (WeirElement *self);   /* goes on when the state changes (live: until PLAYING) */
WEIR_API void weir_element_want_preroll (WeirElement *self); /* a sink that holds its first item in PAUSED */
/* Any thread: the element will step soon. */
WEIR_API void weir_element_wake (WeirElement *self);
/* Owner: counts one item of work; TRUE when the step should end. */
WEIR_API gboolean weir_element_budget_used (WeirElement *self);

/* Instance init of sources and sinks, by the bases. Any thread: recomputed when links are made and states change. */
/* This end keeps time: what leads to it (sink), or comes from it (source), stays fresh and runs on demand. */
WEIR_API void weir_element_set_paces (WeirElement *self, gboolean paces);

/* --- what an element says ------------------------------------------------------------------------------------------ */

/* Owner. Fills `error` (if it isn't yet) and returns WEIR_PROCESS_ERROR; the message names the element by itself. */
#define WEIR_ELEMENT_FAIL(error, domain, code, ...)                                                                      \
  (g_set_error ((error), WEIR_##domain##_ERROR, WEIR_##domain##_ERROR_##code, __VA_ARGS__), WEIR_PROCESS_ERROR)
/* Any thread: posts; from the owner it goes through the outbox. weir_element_post_message () of element.h likewise. */
WEIR_API void weir_element_post_error (WeirElement *self, const GError *error, const char *debug);
WEIR_API void weir_element_post_warning (WeirElement *self, const GError *error, const char *debug);
/* Owner: emits a signal without answer through the outbox; arguments as for g_signal_emit (). */
WEIR_API void weir_element_emit (WeirElement *self, guint signal_id, GQuark detail, ...);
/* Owner: stores a new value of a property that the element changes itself: shadow, field and notify. */
WEIR_API void weir_element_update_property (WeirElement *self, const char *name, const GValue *value);

/* Owner. What an element does with an item or upstream event that it doesn't know: passes it on. Take the event. */
WEIR_API void weir_element_default_event (WeirElement *self, WeirPad *pad, WeirEvent *event);
WEIR_API gboolean weir_element_default_src_event (WeirElement *self, WeirPad *pad, WeirEvent *event);
WEIR_API gboolean weir_element_default_query (WeirElement *self, WeirPad *pad, WeirQuery *query);

/* --- time, state, lanes ------------------------------------------------------------------------------------------- */

WEIR_API gint64 weir_element_now_ns (WeirElement *self); /* monotonic */
/* Owner: when this step began, monotonic. Costs nothing. */
WEIR_API gint64 weir_element_step_ns (WeirElement *self);
/* Wall-clock time in ns since 1970. Any thread. */
WEIR_API gint64 weir_element_wall_time_ns (WeirElement *self);
WEIR_API guint32 weir_element_random_u32 (WeirElement *self);
/* Owner. */
WEIR_API gboolean weir_element_is_playing (WeirElement *self);
/* Running time now by the pipeline's clock, or NONE when there is none. Any thread. */
WEIR_API WeirClockTime weir_element_running_time (WeirElement *self);
/* The monotonic time at which running time `t` comes (plus the pipeline's latency), for want_deadline. */
WEIR_API gint64 weir_element_running_time_to_monotonic (WeirElement *self, WeirClockTime t);

/* Instance init: steps and state changes run on a cached thread and may wait between block_begin and block_end. */
WEIR_API void weir_element_set_blocking (WeirElement *self);
/* Instance init: everything of the element runs in the one thread of that name (an interned string). */
WEIR_API void weir_element_set_affine (WeirElement *self, const char *thread_name);
/* Owner, blocking lane: between the two the element's state must not be touched. block_end FALSE: cancelled, give up. */
WEIR_API void weir_element_block_begin (WeirElement *self);
WEIR_API gboolean weir_element_block_end (WeirElement *self);
WEIR_API gboolean weir_element_is_cancelled (WeirElement *self); /* any thread */
WEIR_API int weir_element_cancel_fd (WeirElement *self);

/* Owner. Published for lock-free reading by queries. NONE: not known. */
WEIR_API void weir_element_publish_duration (WeirElement *self, WeirFormat format, gint64 duration);
WEIR_API void weir_element_publish_position (WeirElement *self, WeirFormat format, gint64 position);
WEIR_API void weir_element_publish_seekable (WeirElement *self, gboolean seekable, gint64 start, gint64 stop);
/* Own latency: what this element adds. Changed values reach the pipeline (a LATENCY message is posted). */
WEIR_API void weir_element_publish_latency (WeirElement *self, gboolean live, WeirClockTime min, WeirClockTime max);

G_END_DECLS
