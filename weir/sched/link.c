/* SPDX-License-Identifier: MIT */
/* The queue itself: chunks, room, dropping, ends and reading. What happens per item is in
 * link-inline.h, the rules of limits and pace are in link-limits.c. */
#include <string.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

static WeirChunk *
new_chunk (void)
{
  WeirChunk *chunk = malloc (sizeof *chunk);
  if (chunk == NULL)
    g_error ("out of memory: no room for %zu bytes of a link", sizeof *chunk);
  WEIR_ATOMIC_STORE (&chunk->next, NULL, relaxed);
  return chunk;
}

WeirLink *
weir_link_new (void)
{
  WeirLink *link = NULL;
  if (posix_memalign ((void **) &link, WEIR_CACHE_LINE, sizeof *link) != 0)
    g_error ("out of memory: no room for a link of %zu bytes", sizeof *link);
  memset (link, 0, sizeof *link);
  link->head = link->tail = new_chunk ();
  link->refs = 1;
  link->opening = WEIR_DEFAULT_ITEMS;
  link->limit_bytes = WEIR_DEFAULT_BYTES;
  link->policy = WEIR_LINK_BLOCK;
  link->pts_in = link->pts_out = G_MAXUINT64;
  pthread_mutex_init (&link->leak_lock, NULL);
  return link;
}

WeirLink *
weir_link_ref (WeirLink *link)
{
  WEIR_ATOMIC_ADD (&link->refs, 1, relaxed); /* the caller's own reference keeps it alive */
  return link;
}

/* For who found the link at a task, under the topology lock: FALSE: it is on its way out already. */
gboolean
weir_link_ref_found (WeirLink *link)
{
  if (WEIR_ATOMIC_ADD (&link->refs, 1, relaxed) > 0)
    return TRUE;
  WEIR_ATOMIC_ADD (&link->refs, -1, relaxed); /* its end waits for the lock, and looks at it no more */
  return FALSE;
}

/* --- ends ------------------------------------------------------------------------------------ */

static void
set_end (WeirLink *link, WeirTask *task, gboolean is_producer, gboolean is_owned)
{
  WeirTask *old = is_producer ? WEIR_ATOMIC_LOAD (&link->producer, relaxed)
                              : WEIR_ATOMIC_LOAD (&link->consumer, relaxed);
  if (old == task)
    return;
  weir_topology_lock ();
  if (old != NULL)
    weir_link_set_remove (is_producer ? &old->outputs : &old->inputs, link);
  if (task != NULL)
    weir_link_set_add (is_producer ? &task->outputs : &task->inputs, link);
  if (is_producer)
    WEIR_ATOMIC_STORE (&link->producer, task != NULL ? weir_task_ref (task) : NULL, release);
  else
    WEIR_ATOMIC_STORE (&link->consumer, task != NULL ? weir_task_ref (task) : NULL, release);
  weir_topology_unlock ();
  if (old != NULL && is_owned)
    weir_task_lost_link (old, link);
  if (old != NULL)
    weir_task_unref (old);
}

void
weir_link_set_producer (WeirLink *link, WeirTask *task)
{
  set_end (link, task, TRUE, TRUE);
  WEIR_ATOMIC_STORE (&link->producer_waits, 0, relaxed);
  link->full_since_ns = 0;
}

void
weir_link_set_consumer (WeirLink *link, WeirTask *task)
{
  set_end (link, task, FALSE, TRUE);
  WEIR_ATOMIC_STORE (&link->consumer_waits, 0, relaxed);
  link->empty_since_ns = 0;
  if (WEIR_ATOMIC_LOAD (&link->policy, relaxed) == WEIR_LINK_LEAK_OLDEST)
    WEIR_ATOMIC_STORE (&link->locked, 1, relaxed); /* both ends are owned: nobody is in between */
}

WeirTask *
weir_link_get_producer (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->producer, acquire); /* pairs with set_end () */
}

WeirTask *
weir_link_get_consumer (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->consumer, acquire); /* pairs with set_end () */
}

static void
finalize (WeirLink *link)
{
  /* whoever drops the last reference owns neither end: both are cut, or their tasks are retired */
  set_end (link, NULL, TRUE, FALSE);
  set_end (link, NULL, FALSE, FALSE);
  weir_link_drop (link, NULL, NULL);
  WeirChunk *chunk = link->head;
  while (chunk != NULL) {
    WeirChunk *next = WEIR_ATOMIC_LOAD (&chunk->next, relaxed);
    free (chunk);
    chunk = next;
  }
  free (WEIR_ATOMIC_LOAD (&link->spare, relaxed));
  pthread_mutex_destroy (&link->leak_lock);
  free (link);
}

void
weir_link_unref (WeirLink *link)
{
  /* pairs with itself: what others did with the link comes before its end */
  if (WEIR_ATOMIC_ADD (&link->refs, -1, acq_rel) == 1)
    finalize (link);
}

/* --- chunks ---------------------------------------------------------------------------------- */

/* Producer, as it fills the last slot: one more chunk, which the consumer gave back, or a new
 * one. Who sees the item (items_in, released) sees it, too. */
void
weir_link_grow (WeirLink *link)
{
  WeirChunk *chunk = NULL;
  if (WEIR_ATOMIC_LOAD (&link->spare, relaxed) != NULL)
    chunk = WEIR_ATOMIC_EXCHANGE (&link->spare, NULL, acquire); /* pairs with pass_chunk () */
  if (chunk == NULL)
    chunk = new_chunk ();
  WEIR_ATOMIC_STORE (&chunk->next, NULL, relaxed);
  WEIR_ATOMIC_STORE (&link->tail->next, chunk, release); /* pairs with pass_chunk () */
  link->tail = chunk;
}

/* Consumer, as it takes from the last slot. */
void
weir_link_pass_chunk (WeirLink *link)
{
  WeirChunk *drained = link->head;
  link->head = WEIR_ATOMIC_LOAD (&drained->next, acquire); /* pairs with grow () */
  if (WEIR_ATOMIC_LOAD (&link->spare, relaxed) == NULL)
    WEIR_ATOMIC_STORE (&link->spare, drained, release); /* pairs with grow () */
  else
    free (drained);
}

/* --- producer -------------------------------------------------------------------------------- */

WeirPush
weir_link_push (WeirLink *link, WeirMini *item, guint32 epoch)
{
  return weir_link_hot_push (link, item, epoch);
}

gboolean
weir_link_has_room (WeirLink *link)
{
  return weir_link_hot_has_room (link);
}

guint32
weir_link_get_epoch (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->epoch, acquire); /* pairs with raise_epoch () */
}

guint32
weir_link_raise_epoch (WeirLink *link)
{
  return WEIR_ATOMIC_ADD (&link->epoch, 1, acq_rel) + 1;
}

static gboolean
drop_incoming (WeirLink *link, WeirMini *item)
{
  WEIR_COUNTER_ADD (&link->drops_in, 1);
  weir_mini_unref (item);
  return TRUE;
}

/* Under leak_lock. The oldest piece of data that the consumer isn't looking at. */
static WeirMini *
leak_one (WeirLink *link)
{
  guint64 at = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
  WeirChunk *chunk = link->head;
  gboolean pinned = link->peeked;
  for (; at < WEIR_ATOMIC_LOAD (&link->items_in, relaxed); at++, pinned = FALSE) {
    guint index = at % WEIR_CHUNK_SLOTS;
    WeirMini *item = chunk->slots[index];
    if (item != NULL && !pinned && weir_item_is_data (item)) {
      chunk->slots[index] = NULL;
      WEIR_COUNTER_ADD (&link->leaked, 1);
      WEIR_COUNTER_ADD (&link->leaked_bytes, chunk->bytes[index]);
      WEIR_COUNTER_ADD (&link->drops_in, 1);
      return item;
    }
    if (index == WEIR_CHUNK_SLOTS - 1)
      chunk = WEIR_ATOMIC_LOAD (&chunk->next, relaxed);
  }
  return NULL;
}

static void
leak_oldest (WeirLink *link)
{
  if (!WEIR_ATOMIC_LOAD (&link->locked, acquire)) /* pairs with peek_locked () and set_policy () */
    return;
  pthread_mutex_lock (&link->leak_lock);
  WeirMini *item = leak_one (link);
  pthread_mutex_unlock (&link->leak_lock);
  if (item != NULL)
    weir_mini_unref (item);
}

/* TRUE: `answer` is final, the item is gone. */
gboolean
weir_link_push_rare (WeirLink *link, WeirMini *item, guint32 epoch, WeirPush *answer)
{
  if (WEIR_ATOMIC_LOAD (&link->epoch, acquire) != epoch) {
    *answer = WEIR_PUSH_FLUSHING;
    return drop_incoming (link, item);
  }
  if (WEIR_ATOMIC_LOAD (&link->unwanted, relaxed)) {
    *answer = WEIR_PUSH_UNWANTED;
    return drop_incoming (link, item);
  }
  if (!weir_item_is_data (item) || !weir_link_is_full (link))
    return FALSE;
  switch (WEIR_ATOMIC_LOAD (&link->policy, relaxed)) {
  case WEIR_LINK_LEAK_NEWEST:
    return drop_incoming (link, item);
  case WEIR_LINK_LEAK_OLDEST:
    leak_oldest (link);
    return FALSE;
  default:
    return FALSE;
  }
}

/* --- consumer -------------------------------------------------------------------------------- */

/* Goes over gaps. Under leak_lock. */
static WeirMini *
head_item (WeirLink *link)
{
  for (;;) {
    guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
    if (out == link->items_in_seen)
      return NULL;
    guint index = out % WEIR_CHUNK_SLOTS;
    if (link->head->slots[index] != NULL)
      return link->head->slots[index];
    WEIR_COUNTER_ADD (&link->leaked_passed, 1);
    WEIR_COUNTER_ADD (&link->leaked_passed_bytes, link->head->bytes[index]);
    weir_link_step_over (link);
  }
}

WeirMini *
weir_link_peek_locked (WeirLink *link)
{
  pthread_mutex_lock (&link->leak_lock);
  WEIR_ATOMIC_STORE (&link->locked, 1, release); /* from here on both ends come here */
  WeirMini *item = head_item (link);
  link->peeked = item != NULL;
  pthread_mutex_unlock (&link->leak_lock);
  return item;
}

/* The head was peeked: it is pinned. */
WeirMini *
weir_link_take_locked (WeirLink *link)
{
  pthread_mutex_lock (&link->leak_lock);
  WeirMini *item = head_item (link);
  weir_link_count_out (link, item);
  weir_link_step_over (link);
  link->peeked = FALSE;
  pthread_mutex_unlock (&link->leak_lock);
  return item;
}

WeirMini *
weir_link_peek (WeirLink *link)
{
  return weir_link_hot_peek (link);
}

WeirMini *
weir_link_take (WeirLink *link)
{
  return weir_link_hot_take (link);
}

WeirMini *
weir_link_peek_nth (WeirLink *link, guint index)
{
  WeirMini *item = weir_link_hot_peek (link);
  if (item == NULL || index == 0)
    return item;
  /* afresh, so that peek_nth (n) sees what was pushed since the head was looked at */
  link->items_in_seen = WEIR_ATOMIC_LOAD (&link->items_in, acquire);
  gboolean locked = WEIR_ATOMIC_LOAD (&link->locked, relaxed) != 0;
  if (locked)
    pthread_mutex_lock (&link->leak_lock);
  WeirChunk *chunk = link->head;
  guint seen = 0;
  item = NULL;
  for (guint64 at = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
       at < link->items_in_seen && item == NULL; at++) {
    guint slot = at % WEIR_CHUNK_SLOTS;
    if (chunk->slots[slot] != NULL && seen++ == index)
      item = chunk->slots[slot];
    if (slot == WEIR_CHUNK_SLOTS - 1)
      chunk = WEIR_ATOMIC_LOAD (&chunk->next, acquire);
  }
  if (locked)
    pthread_mutex_unlock (&link->leak_lock);
  return item;
}

void
weir_link_set_unwanted (WeirLink *link, gboolean unwanted)
{
  WEIR_ATOMIC_STORE (&link->unwanted, unwanted, release);
  weir_link_update_rare (link);
  weir_link_tell_producer (link);
}

/* --- dropping and moving --------------------------------------------------------------------- */

/* What is kept moves towards the tail, over what goes, so that the producer may go on pushing
 * meanwhile. */
static guint
drop_visible (WeirLink *link, WeirLinkKeep keep, gpointer data, GPtrArray *gone)
{
  typedef struct {
    WeirChunk *chunk;
    guint index;
  } Place;
  link->items_in_seen = WEIR_ATOMIC_LOAD (&link->items_in, acquire); /* pairs with push */
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
  guint64 n = link->items_in_seen - out;
  if (n == 0)
    return 0;
  g_autofree Place *places = g_new (Place, n);
  WeirChunk *chunk = link->head;
  for (guint64 i = 0; i < n; i++) {
    guint index = (out + i) % WEIR_CHUNK_SLOTS;
    places[i] = (Place){ chunk, index };
    if (index == WEIR_CHUNK_SLOTS - 1)
      chunk = WEIR_ATOMIC_LOAD (&chunk->next, acquire);
  }
  guint64 to = n;
  guint64 bytes = 0;
  guint dropped = 0;
  for (guint64 i = n; i-- > 0;) {
    WeirMini *item = places[i].chunk->slots[places[i].index];
    guint32 weight = places[i].chunk->bytes[places[i].index];
    if (item != NULL && keep != NULL && keep (item, data)) {
      to--;
      places[to].chunk->slots[places[to].index] = item;
      places[to].chunk->bytes[places[to].index] = weight;
      continue;
    }
    bytes += weight;
    if (item == NULL) {
      WEIR_COUNTER_ADD (&link->leaked_passed, 1);
      WEIR_COUNTER_ADD (&link->leaked_passed_bytes, weight);
    } else {
      g_ptr_array_add (gone, item);
      dropped++;
    }
  }
  for (guint64 i = 0; i < to; i++)
    if (places[i].index == WEIR_CHUNK_SLOTS - 1)
      weir_link_pass_chunk (link);
  WEIR_COUNTER_ADD (&link->bytes_out, bytes);
  WEIR_COUNTER_ADD (&link->drops_out, dropped);
  WEIR_ATOMIC_STORE (&link->items_out, out + to, release);
  link->peeked = FALSE;
  link->taken = TRUE;
  return dropped;
}

guint
weir_link_drop (WeirLink *link, WeirLinkKeep keep, gpointer data)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  pthread_mutex_lock (&link->leak_lock);
  guint dropped = drop_visible (link, keep, data, gone);
  pthread_mutex_unlock (&link->leak_lock);
  for (guint i = gone->len; i-- > 0;)
    weir_mini_unref (gone->pdata[i]);
  return dropped;
}

void
weir_link_splice (WeirLink *to, WeirLink *from)
{
  WeirMini *item;
  guint32 rare = WEIR_ATOMIC_LOAD (&to->rare, relaxed);
  WEIR_ATOMIC_STORE (&to->rare, rare & ~(guint32) WEIR_RARE_PUSH,
                     relaxed); /* nothing is dropped on the way */
  while ((item = weir_link_hot_take (from)) != NULL)
    weir_link_hot_push (to, item, WEIR_ATOMIC_LOAD (&to->epoch, relaxed));
  WEIR_ATOMIC_STORE (&to->rare, rare, relaxed);
}

void
weir_link_send_wakes (WeirLink *link)
{
  WEIR_ATOMIC_FENCE (); /* pairs with the fence of who parks */
  if (weir_link_level_items (link) > 0)
    weir_link_wake_consumer (link);
  if (WEIR_ATOMIC_LOAD (&link->producer_waits, relaxed) != 0 && weir_link_room_worth (link))
    weir_link_wake_producer (link);
}

/* --- reading --------------------------------------------------------------------------------- */

static guint64
difference (guint64 in, guint64 out)
{
  return in > out ? in - out : 0; /* the two are read one after the other */
}

guint64
weir_link_level_items (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->items_out, acquire);
  guint64 passed = WEIR_ATOMIC_LOAD (&link->leaked_passed, relaxed);
  guint64 gaps = difference (WEIR_ATOMIC_LOAD (&link->leaked, relaxed), passed);
  return difference (WEIR_ATOMIC_LOAD (&link->items_in, acquire), out + gaps);
}

guint64
weir_link_level_bytes (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->bytes_out, relaxed);
  guint64 passed = WEIR_ATOMIC_LOAD (&link->leaked_passed_bytes, relaxed);
  guint64 gaps = difference (WEIR_ATOMIC_LOAD (&link->leaked_bytes, relaxed), passed);
  return difference (WEIR_ATOMIC_LOAD (&link->bytes_in, relaxed), out + gaps);
}

guint64
weir_link_level_time_ns (WeirLink *link)
{
  guint64 out = WEIR_ATOMIC_LOAD (&link->pts_out, relaxed);
  guint64 in = WEIR_ATOMIC_LOAD (&link->pts_in, relaxed);
  return in == G_MAXUINT64 || out == G_MAXUINT64 ? 0 : difference (in, out);
}

void
weir_link_get_counters (WeirLink *link, WeirLinkCounters *counters)
{
  *counters = (WeirLinkCounters){
    .items_out = WEIR_ATOMIC_LOAD (&link->items_out, acquire),
    .bytes_out = WEIR_ATOMIC_LOAD (&link->bytes_out, relaxed),
    .last_pts_out = WEIR_ATOMIC_LOAD (&link->pts_out, relaxed),
    .empty_ns = WEIR_ATOMIC_LOAD (&link->empty_ns, relaxed),
    .items_in = WEIR_ATOMIC_LOAD (&link->items_in, acquire),
    .bytes_in = WEIR_ATOMIC_LOAD (&link->bytes_in, relaxed),
    .last_pts_in = WEIR_ATOMIC_LOAD (&link->pts_in, relaxed),
    .full_ns = WEIR_ATOMIC_LOAD (&link->full_ns, relaxed),
    .high_water_items = WEIR_ATOMIC_LOAD (&link->high_water, relaxed),
    .drops =
      WEIR_ATOMIC_LOAD (&link->drops_in, relaxed) + WEIR_ATOMIC_LOAD (&link->drops_out, relaxed),
    .opening = WEIR_ATOMIC_LOAD (&link->opening, relaxed),
    .paced = WEIR_ATOMIC_LOAD (&link->paced, relaxed),
  };
  counters->buffers_out =
    difference (counters->items_out, WEIR_ATOMIC_LOAD (&link->events_out, relaxed));
  counters->buffers_in =
    difference (counters->items_in, WEIR_ATOMIC_LOAD (&link->events_in, relaxed));
}

void
weir_link_set_data (WeirLink *link, gpointer source_pad, gpointer sink_pad)
{
  WEIR_ATOMIC_STORE (&link->source_data, source_pad, release);
  WEIR_ATOMIC_STORE (&link->sink_data, sink_pad, release);
}

gpointer
weir_link_get_source_data (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->source_data, acquire); /* pairs with set_data () */
}

gpointer
weir_link_get_sink_data (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->sink_data, acquire); /* pairs with set_data () */
}
