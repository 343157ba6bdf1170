/* SPDX-License-Identifier: MIT */
/* How far a producer may run ahead: limits, pace, hurry, ease, growth; and when the other end is
 * woken. */
#include <weir/sched/group-private.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

#define CLOSE_AFTER_NS (5 * G_GINT64_CONSTANT (1000000000))
#define MAX_HURRIED_LINKS 1024

/* --- room ------------------------------------------------------------------------------------ */

static inline guint64
gaps (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->leaked, relaxed)
         - WEIR_ATOMIC_LOAD (&link->leaked_passed, relaxed);
}

/* By its limits alone, with the consumer's counts read afresh. Producer. */
gboolean
weir_link_is_full (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, acquire); /* pairs with take */
  guint64 items = WEIR_ATOMIC_LOAD (&link->items_in, relaxed) - out - gaps (link);
  guint32 opening = MAX (1, WEIR_ATOMIC_LOAD (&link->opening, relaxed));
  if (items >= opening)
    return TRUE;
  if (items < 2)
    return FALSE;
  guint64 time_ns = WEIR_ATOMIC_LOAD (&link->limit_time_ns, relaxed);
  return weir_link_level_bytes (link) >= WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed)
         || (time_ns != 0 && weir_link_level_time_ns (link) >= time_ns);
}

gboolean
weir_link_room_now (WeirLink *link)
{
  if (WEIR_UNLIKELY ((WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_PUSH) != 0))
    return TRUE; /* what doesn't fit is dropped */
  if (WEIR_ATOMIC_LOAD (&link->opening, relaxed) == 0)
    return WEIR_ATOMIC_LOAD (&link->items_in, relaxed)
             == WEIR_ATOMIC_LOAD (&link->items_out, acquire)
           && WEIR_ATOMIC_LOAD (&link->consumer_waits, relaxed) != 0;
  return !weir_link_is_full (link);
}

/* Producer: what it saw last didn't suffice. */
gboolean
weir_link_look_for_room (WeirLink *link)
{
  link->items_out_seen = WEIR_ATOMIC_LOAD (&link->items_out, acquire); /* pairs with take */
  link->bytes_out_seen = WEIR_ATOMIC_LOAD (&link->bytes_out, relaxed);
  return weir_link_room_now (link);
}

gboolean
weir_link_room_worth_rare (WeirLink *link)
{
  guint32 opening = WEIR_ATOMIC_LOAD (&link->opening, relaxed);
  if (!weir_link_room_now (link))
    return FALSE;
  WeirTask *consumer = weir_link_get_consumer (link);
  if (consumer == NULL || opening == 0
      || (WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_PUSH) != 0)
    return TRUE;
  if (weir_link_level_items (link) <= opening / 2
      && weir_link_level_bytes (link) <= WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed) / 2)
    return TRUE;
  return (WEIR_ATOMIC_LOAD (&consumer->parked_for, relaxed) & ~(guint32) WEIR_WAIT_ROOM) != 0;
}

/* --- wakes ----------------------------------------------------------------------------------- */

/* A sole want is woken by whoever sees it, perhaps once too often; of several each is counted
 * down once, by who swaps its mark out, and the last one wakes. */
void
weir_link_wake_consumer (WeirLink *link)
{
  guint32 kind = WEIR_ATOMIC_LOAD (&link->consumer_waits, relaxed);
  WeirTask *consumer = weir_link_get_consumer (link);
  if (kind == 0 || consumer == NULL)
    return;
  if (kind != WEIR_WANT_SOLE
      && (WEIR_ATOMIC_EXCHANGE (&link->consumer_waits, 0, acq_rel) == 0
          || WEIR_ATOMIC_ADD (&consumer->missing_inputs, -1, acq_rel) != 1))
    return;
  weir_task_wake_fenced (consumer);
}

void
weir_link_wake_producer (WeirLink *link)
{
  guint32 kind = WEIR_ATOMIC_LOAD (&link->producer_waits, relaxed);
  WeirTask *producer = weir_link_get_producer (link);
  if (kind == 0 || producer == NULL)
    return;
  if (kind != WEIR_WANT_SOLE
      && (WEIR_ATOMIC_EXCHANGE (&link->producer_waits, 0, acq_rel) == 0
          || WEIR_ATOMIC_ADD (&producer->missing_room, -1, acq_rel) != 1))
    return;
  weir_task_wake_fenced (producer);
}

/* A limit changed: the producer may have room. Thread: any. */
void
weir_link_tell_producer (WeirLink *link)
{
  WEIR_ATOMIC_FENCE (); /* pairs with the fence of who parks */
  if (WEIR_ATOMIC_LOAD (&link->producer_waits, relaxed) != 0 && weir_link_room_worth (link))
    weir_link_wake_producer (link);
}

/* --- limits ---------------------------------------------------------------------------------- */

static void
update_opening (WeirLink *link)
{
  guint32 base = WEIR_ATOMIC_LOAD (&link->base_items, relaxed);
  guint32 opening = base != 0 ? base : WEIR_DEFAULT_ITEMS;
  if (WEIR_ATOMIC_LOAD (&link->paced, relaxed)) {
    guint32 hurried = WEIR_ATOMIC_LOAD (&link->hurried, relaxed);
    opening = base > G_MAXUINT32 - hurried ? G_MAXUINT32 : base + hurried;
  }
  WEIR_ATOMIC_STORE (&link->opening, MAX (opening, WEIR_ATOMIC_LOAD (&link->grown_items, relaxed)),
                     release);
  weir_link_tell_producer (link);
}

void
weir_link_update_rare (WeirLink *link)
{
  WeirLinkPolicy policy = WEIR_ATOMIC_LOAD (&link->policy, relaxed);
  guint32 rare = 0;
  pthread_mutex_lock (&link->leak_lock); /* several threads may set several of these at a time */
  if (WEIR_ATOMIC_LOAD (&link->unwanted, relaxed) || policy != WEIR_LINK_BLOCK)
    rare |= WEIR_RARE_PUSH;
  if (policy == WEIR_LINK_LEAK_OLDEST
      || (WEIR_ATOMIC_LOAD (&link->rare, relaxed) & WEIR_RARE_TAKE) != 0)
    rare |= WEIR_RARE_TAKE;
  if (WEIR_ATOMIC_LOAD (&link->limit_time_ns, relaxed) != 0)
    rare |= WEIR_RARE_ROOM;
  WEIR_ATOMIC_STORE (&link->rare, rare, release);
  pthread_mutex_unlock (&link->leak_lock);
}

void
weir_link_set_limits (WeirLink *link, guint items, guint64 bytes, guint64 time_ns)
{
  WEIR_ATOMIC_STORE (&link->base_items, items, relaxed);
  WEIR_ATOMIC_STORE (&link->limit_bytes, bytes != 0 ? bytes : WEIR_DEFAULT_BYTES, relaxed);
  WEIR_ATOMIC_STORE (&link->limit_time_ns, time_ns, relaxed);
  weir_link_update_rare (link);
  update_opening (link);
}

void
weir_link_set_policy (WeirLink *link, WeirLinkPolicy policy)
{
  WeirTask *consumer = weir_link_get_consumer (link);
  WEIR_ATOMIC_STORE (&link->policy, policy, release);
  weir_link_update_rare (link);
  /* a consumer that is at work takes notice at its next look; one that rests is told here */
  if (policy == WEIR_LINK_LEAK_OLDEST) {
    if (consumer == NULL || weir_task_is_owner (consumer)) {
      WEIR_ATOMIC_STORE (&link->locked, 1, release);
    } else if (weir_task_try_acquire (consumer)) {
      WEIR_ATOMIC_STORE (&link->locked, 1, release);
      weir_task_release (consumer);
    }
  }
  weir_link_tell_producer (link);
}

void
weir_link_set_paced (WeirLink *link, gboolean paced)
{
  WEIR_ATOMIC_STORE (&link->paced, paced, relaxed);
  WEIR_ATOMIC_STORE (&link->hurried, 0, relaxed);
  update_opening (link);
}

void
weir_link_open_to (WeirLink *link, guint items, guint64 bytes, guint64 time_ns)
{
  WEIR_ATOMIC_STORE (&link->grown_items,
                     MAX (items, WEIR_ATOMIC_LOAD (&link->grown_items, relaxed)), relaxed);
  if (bytes > WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed))
    WEIR_ATOMIC_STORE (&link->limit_bytes, bytes, relaxed);
  if (time_ns > WEIR_ATOMIC_LOAD (&link->limit_time_ns, relaxed))
    WEIR_ATOMIC_STORE (&link->limit_time_ns, time_ns, relaxed);
  update_opening (link);
}

/* --- pace ------------------------------------------------------------------------------------ */

/* Opens by one, and then doubles as long as that serves: the producer had no room, and later the
 * consumer found nothing. */
static void
hurry_one (WeirLink *link, gint64 now_ns)
{
  if (!WEIR_ATOMIC_LOAD (&link->paced, relaxed))
    return;
  gboolean wished = WEIR_ATOMIC_EXCHANGE (&link->wished, FALSE, relaxed);
  gboolean ran_dry = WEIR_ATOMIC_EXCHANGE (&link->ran_dry, FALSE, relaxed);
  guint32 hurried = WEIR_ATOMIC_LOAD (&link->hurried, relaxed);
  if (!wished || (hurried != 0 && !ran_dry) || hurried >= WEIR_MAX_OPENING)
    return;
  WEIR_ATOMIC_STORE (&link->half_used_ns, now_ns, relaxed);
  WEIR_ATOMIC_STORE (&link->hurried, hurried == 0 ? 1 : hurried * 2, relaxed);
  update_opening (link);
}

/* `link` and all upstream of it. `fork_waits`: a task with several outputs waits for room there. */
static GPtrArray *
upstream_of (WeirLink *link, gboolean *fork_waits)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_link_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  *fork_waits = FALSE;
  weir_topology_lock ();
  g_ptr_array_add (links, weir_link_ref (link));
  g_hash_table_add (seen, link);
  for (guint i = 0; i < links->len && links->len < MAX_HURRIED_LINKS; i++) {
    WeirTask *producer = weir_link_get_producer (links->pdata[i]);
    if (producer != NULL && producer->outputs.n > 1)
      *fork_waits |= (WEIR_ATOMIC_LOAD (&producer->parked_for, relaxed) & WEIR_WAIT_ROOM) != 0;
    for (guint j = 0; producer != NULL && j < producer->inputs.n; j++)
      if (g_hash_table_add (seen, producer->inputs.links[j])
          && weir_link_ref_found (producer->inputs.links[j]))
        g_ptr_array_add (links, producer->inputs.links[j]);
  }
  weir_topology_unlock ();
  return links;
}

void
weir_link_hurry (WeirLink *link, gboolean open)
{
  gboolean fork_waits;
  g_autoptr (GPtrArray) links = upstream_of (link, &fork_waits);
  gint64 now_ns = weir_coarse_now_ns ();
  for (guint i = 0; open && i < links->len; i++)
    hurry_one (links->pdata[i], now_ns);
  if (fork_waits)
    weir_liveness_late (link);
}

gboolean
weir_link_ease (WeirLink *link)
{
  gboolean fork_waits, is_open = FALSE;
  g_autoptr (GPtrArray) links = upstream_of (link, &fork_waits);
  for (guint i = 0; i < links->len; i++) {
    WeirLink *at = links->pdata[i];
    guint32 hurried = WEIR_ATOMIC_LOAD (&at->hurried, relaxed);
    if (hurried == 0)
      continue;
    WEIR_ATOMIC_STORE (&at->hurried, hurried / 2, relaxed);
    update_opening (at);
    is_open |= hurried > 1;
  }
  return is_open;
}

/* Producer, in its flush. */
void
weir_link_note_level (WeirLink *link, gint64 now_ns)
{
  guint64 level = WEIR_ATOMIC_LOAD (&link->items_in, relaxed)
                  - WEIR_ATOMIC_LOAD (&link->items_out, relaxed) - gaps (link);
  if (level > WEIR_ATOMIC_LOAD (&link->high_water, relaxed))
    WEIR_ATOMIC_STORE (&link->high_water, level, relaxed);
  guint32 hurried = WEIR_ATOMIC_LOAD (&link->hurried, relaxed);
  if (WEIR_LIKELY (hurried == 0))
    return;
  /* an item for which the consumer waits already isn't run ahead */
  guint64 ahead =
    level - MIN (level, WEIR_ATOMIC_LOAD (&link->consumer_waits, relaxed) != 0 ? 1 : 0);
  if (ahead * 2 > hurried) {
    WEIR_ATOMIC_STORE (&link->half_used_ns, now_ns, relaxed);
  } else if (now_ns - WEIR_ATOMIC_LOAD (&link->half_used_ns, relaxed) > CLOSE_AFTER_NS) {
    WEIR_ATOMIC_STORE (&link->half_used_ns, now_ns, relaxed);
    WEIR_ATOMIC_STORE (&link->hurried, hurried / 2, relaxed);
    update_opening (link);
  }
}
