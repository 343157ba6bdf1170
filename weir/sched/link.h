/* SPDX-License-Identifier: MIT */
/* A link: the queue between one producer and one consumer.
 *
 * An unbounded single-producer single-consumer list of chunks. Pushing never fails for want of
 * room: limits are soft, and it is the producer's duty to look for room before it takes its next
 * input. Changing a limit is one store. The items are buffers and events (WeirMini), told apart by
 * their kind.
 *
 * Who may call what: "producer" is the owner of the producing task, "consumer" the owner of the
 * consuming one. Both sides may be at work at the same time. Waking the other side is batched:
 * pushes and takes mark the link, and the wake is sent when the caller's step ends, when it emits,
 * blocks or releases, or by weir_link_send_wakes ().
 *
 * Room. The opening says how many items the producer may be ahead. In an open link: fewer items
 * than the opening and fewer bytes than the limit (two items always fit). In a paced link whose
 * opening is 0 there is room only when the link is empty and the consumer has parked for it
 * ("demand"): what is paced stays fresh. `hurry` (a paced end was late and
 * doesn't catch up, or ran dry) opens it by one, then doubles it up to 64 as long as that serves;
 * `ease` (it was on time for a while) halves it, and so do 5 s in which half was not used. The liveness scan may raise
 * opening and limit of any link.
 *
 * A parked producer is woken when the link has fallen to half of its limit, or when its consumer
 * parks for any reason but room. */
#pragma once

#include <weir/base/macros.h>
#include <weir/data/mini.h>

G_BEGIN_DECLS

typedef struct _WeirTask WeirTask;
typedef struct _WeirTaskGroup WeirTaskGroup;
typedef struct _WeirLink WeirLink;

typedef enum {
  WEIR_LINK_BLOCK = 1,   /* the producer waits for room */
  WEIR_LINK_LEAK_OLDEST, /* a full link drops what it holds longest, never events */
  WEIR_LINK_LEAK_NEWEST, /* a full link drops what is pushed */
} WeirLinkPolicy;

typedef enum {
  WEIR_PUSH_OK = 0,
  WEIR_PUSH_FLUSHING, /* pushed under an older epoch: dropped, counted */
  WEIR_PUSH_UNWANTED, /* the consumer wants no more: dropped, counted */
} WeirPush;

/* Read by anybody at any time; each field has one writer. Times in ns, stamps as in the buffers
 * (NONE: never seen). */
typedef struct {
  guint64 items_in, items_out, bytes_in, bytes_out;
  guint64 buffers_in, buffers_out;
  guint64 drops; /* by flush, leak, unwanted or drop in an edit */
  guint64 high_water_items;
  guint64 last_pts_in, last_pts_out;
  guint64 full_ns, empty_ns; /* how long the producer waited for room, the consumer for items */
  guint32 opening;
  gboolean paced;
} WeirLinkCounters;

/* Thread: any. Ends may be NULL and set later; they are referenced. Before its user drops a
 * link, both ends are cut (set to NULL) or their tasks retired: the last reference may be
 * dropped by a report in another thread. */
WeirLink *weir_link_new (void);
WeirLink *weir_link_ref (WeirLink *link);
void weir_link_unref (WeirLink *link);
/* Thread: both ends owned or absent (an edit). */
void weir_link_set_producer (WeirLink *link, WeirTask *task /* (nullable) */);
void weir_link_set_consumer (WeirLink *link, WeirTask *task /* (nullable) */);
WeirTask *weir_link_get_producer (WeirLink *link); /* (transfer none) (nullable) */
WeirTask *weir_link_get_consumer (WeirLink *link);

/* --- producer -------------------------------------------------------------------------------- */

/* Takes `item` in every case. `epoch` is what weir_link_get_epoch () said when the step began. */
WeirPush weir_link_push (WeirLink *link, WeirMini *item /* (transfer full) */, guint32 epoch);
gboolean weir_link_has_room (WeirLink *link);
guint32 weir_link_get_epoch (WeirLink *link);

/* --- consumer -------------------------------------------------------------------------------- */

WeirMini *weir_link_peek (WeirLink *link); /* (transfer none) (nullable): stays at the head */
WeirMini *weir_link_take (WeirLink *link); /* (transfer full) (nullable) */
/* The item at `index` behind the head (0 = head), for looking ahead. */
WeirMini *weir_link_peek_nth (WeirLink *link, guint index);
/* Wants no more: producers learn it from push. Reversible by FALSE (an edit puts a new consumer
 * there). */
void weir_link_set_unwanted (WeirLink *link, gboolean unwanted);
/* A paced consumer was late, or ran dry. A fork upstream that waits for room is looked at. `open`:
 * it doesn't catch up by itself: opens this link and those upstream, where a producer was parked. */
void weir_link_hurry (WeirLink *link, gboolean open);
/* It is on time again: halves what was opened. Answers whether something is open still. */
gboolean weir_link_ease (WeirLink *link);

/* --- either end, as owner of both or of the consumer with the epoch raised ------------------- */

/* Items of older epochs are refused from now on. Returns the new epoch. Thread: any. */
guint32 weir_link_raise_epoch (WeirLink *link);
/* Drops everything for which `keep` says no (NULL: everything); kept items stay in order. Owner
 * of the consumer. */
typedef gboolean (*WeirLinkKeep) (WeirMini *item, gpointer data);
guint weir_link_drop (WeirLink *link, WeirLinkKeep keep, gpointer data);
/* Moves all items of `from` to the end of `to`: owner of all ends. */
void weir_link_splice (WeirLink *to, WeirLink *from);

/* --- limits, any thread ---------------------------------------------------------------------- */

/* 0 items or bytes = the default (64, 8 MiB); time 0 = none. As `queue` sets them. */
void weir_link_set_limits (WeirLink *link, guint items, guint64 bytes, guint64 time_ns);
void weir_link_set_policy (WeirLink *link, WeirLinkPolicy policy);
void weir_link_set_paced (WeirLink *link, gboolean paced);
void weir_link_send_wakes (WeirLink *link);

/* --- reading, any thread --------------------------------------------------------------------- */

guint64 weir_link_level_items (WeirLink *link);
guint64 weir_link_level_bytes (WeirLink *link);
guint64 weir_link_level_time_ns (WeirLink *link); /* between the stamps of its ends */
void weir_link_get_counters (WeirLink *link, WeirLinkCounters *counters);
/* For who reads from outside (reports, the page): names of the two ends, set by the pads.
 * Interned or owned by link. */
void weir_link_set_data (WeirLink *link, gpointer source_pad, gpointer sink_pad);
gpointer weir_link_get_source_data (WeirLink *link);
gpointer weir_link_get_sink_data (WeirLink *link);

G_END_DECLS
