/* SPDX-License-Identifier: MIT */
/* What a link is made of. For the files of this room and its tests. */
#pragma once

#include <pthread.h>
#include <weir/data/buffer-private.h>
#include <weir/sched/atomics.h>
#include <weir/sched/link.h>

G_BEGIN_DECLS

#define WEIR_CHUNK_SLOTS 64 /* an item's slot is its number modulo this */
#define WEIR_DEFAULT_ITEMS 64
#define WEIR_DEFAULT_BYTES (8 * 1024 * 1024)
#define WEIR_MAX_OPENING 64

typedef struct _WeirChunk WeirChunk;
struct _WeirChunk {
  WeirMini *slots[WEIR_CHUNK_SLOTS]; /* (owned) between head and tail; NULL: leaked meanwhile */
  guint32
    bytes[WEIR_CHUNK_SLOTS]; /* what each weighed when it was pushed: others may resize it later */
  WEIR_ATOMIC (WeirChunk *)
  next; /* set before the last slot is published: who takes it can go on at once */
};

/* Why the inline paths must take the long way: bits of `rare`. */
enum {
  WEIR_RARE_PUSH = 1 << 0, /* unwanted, or a leaky policy */
  WEIR_RARE_TAKE = 1 << 1, /* leak-oldest, now or once: gaps may lie ahead */
  WEIR_RARE_ROOM = 1 << 2, /* a limit of time */
};

/* Both ends count what they did, each on its own cache line; the difference is the level. */
struct _WeirLink {
  /* the producer's */
  WEIR_ATOMIC (guint64)
  items_in WEIR_CACHE_ALIGNED; /* released after the slot; the consumer acquires it */
  WEIR_ATOMIC (guint64) bytes_in, events_in, pts_in;
  WeirChunk *tail;                        /* where the next item goes */
  guint64 items_out_seen, bytes_out_seen; /* what the producer last read of the consumer's counts */
  gboolean pushed;                        /* since the last flush */

  /* the consumer's */
  WEIR_ATOMIC (guint64) items_out WEIR_CACHE_ALIGNED; /* released after the slot was read */
  WEIR_ATOMIC (guint64) bytes_out, events_out, pts_out;
  WeirChunk *head;       /* where the next item comes from */
  guint64 items_in_seen; /* what the consumer last read of items_in */
  gboolean taken;        /* since the last flush */

  /* both read it; changed once a step at the most */
  WEIR_ATOMIC (guint32) rare WEIR_CACHE_ALIGNED;
  WEIR_ATOMIC (guint32) epoch;
  WEIR_ATOMIC (guint64) limit_bytes;
  WEIR_ATOMIC (guint32) opening;        /* how many items the producer may be ahead */
  WEIR_ATOMIC (guint32) consumer_waits; /* WeirWantKind: armed by the consumer */
  WEIR_ATOMIC (guint32) producer_waits; /* WeirWantKind: armed by the producer */
  WEIR_ATOMIC (WeirTask *) producer;    /* (owned) (nullable) */
  WEIR_ATOMIC (WeirTask *) consumer;    /* (owned) (nullable) */
  WEIR_ATOMIC (WeirChunk *) spare;      /* a drained chunk on its way back to the producer */

  /* seldom touched */
  WEIR_ATOMIC (guint64) limit_time_ns WEIR_CACHE_ALIGNED; /* 0: none */
  WEIR_ATOMIC (guint32) policy;
  WEIR_ATOMIC (gboolean) unwanted, paced;
  WEIR_ATOMIC (guint32) locked;     /* the consumer has seen leak-oldest: both ends use leak_lock */
  WEIR_ATOMIC (guint32) base_items; /* what `queue` set; 0: default */
  WEIR_ATOMIC (guint32) grown_items; /* what the liveness scan opened it to; 0: not */
  WEIR_ATOMIC (guint32) hurried;     /* opening of a paced link, 0..64 */
  WEIR_ATOMIC (gint64) half_used_ns; /* when more than half of a paced opening was last in use */
  WEIR_ATOMIC (gboolean) wished;     /* the producer was parked for room since the last hurry */
  WEIR_ATOMIC (gboolean) ran_dry;    /* hurried, and yet the consumer was parked for items after that */
  WEIR_ATOMIC (gpointer) source_data, sink_data;
  WEIR_ATOMIC (gint) refs;
  gboolean peeked; /* (locked by leak_lock) the consumer looks at the head: it must stay */
  pthread_mutex_t leak_lock;
  /* of the producer */
  WEIR_ATOMIC (guint64) high_water, drops_in, full_ns;
  WEIR_ATOMIC (guint64)
  leaked, leaked_bytes; /* leak-oldest: taken away in the middle, under leak_lock */
  gint64 full_since_ns; /* 0: has room */
  /* of the consumer */
  WEIR_ATOMIC (guint64) drops_out, empty_ns;
  WEIR_ATOMIC (guint64) leaked_passed, leaked_passed_bytes; /* gaps that the consumer went over */
  gint64 empty_since_ns;                                    /* 0: has items */
};

gboolean weir_link_ref_found (WeirLink *link);
void weir_link_grow (WeirLink *link);
void weir_link_pass_chunk (WeirLink *link);
gboolean weir_link_push_rare (WeirLink *link, WeirMini *item, guint32 epoch, WeirPush *answer);
WeirMini *weir_link_peek_locked (WeirLink *link);
WeirMini *weir_link_take_locked (WeirLink *link);
void weir_link_update_rare (WeirLink *link);
void weir_link_tell_producer (WeirLink *link);
gboolean weir_link_is_full (WeirLink *link);
gboolean weir_link_look_for_room (WeirLink *link);
gboolean weir_link_room_worth_rare (WeirLink *link);

/* Room as the link's own rules see it, with the consumer's counters read afresh. */
gboolean weir_link_room_now (WeirLink *link);
/* After a fence: wakes the other end if it waits for what has come true. */
void weir_link_wake_consumer (WeirLink *link);
void weir_link_wake_producer (WeirLink *link);
/* The producer's flush: high water, and a paced opening that closes again. */
void weir_link_note_level (WeirLink *link, gint64 now_ns);
/* The liveness scan: at least so many items, bytes, and so much time (0: as it is). */
void weir_link_open_to (WeirLink *link, guint items, guint64 bytes, guint64 time_ns);

G_END_DECLS
