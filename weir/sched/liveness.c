/* SPDX-License-Identifier: MIT */
/* Why nothing can hang: finds the part of a group that can't go on, and opens a link in it, or
 * reports it.
 *
 * A fork whose branches meet again can dead-lock part of a graph while timers or the application
 * keep the rest alive, so the test is local. Tasks that can go on by themselves are alive;
 * whoever waits for something that an alive task may bring is alive, too; the rest, D, waits for
 * members of D only. If none of them stepped while we looked, D is stable: nothing but we can
 * move it. Full links in D are opened further (after Parks, 1995), up to a bound of bytes. */
#include <weir/sched/group-private.h>
#include <weir/sched/link-private.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/task-private.h>

#define TICK_NS (5 * G_GINT64_CONSTANT (1000000))
#define SOON_NS G_GINT64_CONSTANT (1000000)
#define MAX_INTERVAL_NS (100 * G_GINT64_CONSTANT (1000000))
#define FEW_TASKS 32
#define FEW_GROUPS 32
#define ITEM_OVERHEAD_BYTES 256 /* what an item without payload occupies */

#define ALIVE_BY_ITSELF                                                                            \
  (WEIR_WAIT_FD | WEIR_WAIT_APP | WEIR_WAIT_STATE | WEIR_WAIT_BLOCK | WEIR_WAIT_PROBE)

static pthread_mutex_t suspects_lock = PTHREAD_MUTEX_INITIALIZER;
static GPtrArray *suspects; /* (locked) of WeirTaskGroup, (owned) */
static WEIR_ATOMIC (gint64) next_ns = G_MAXINT64;

/* --- suspects -------------------------------------------------------------------------------- */

static void
update_next (void)
{
  gint64 next = G_MAXINT64;
  for (guint i = 0; suspects != NULL && i < suspects->len; i++) {
    WeirTaskGroup *group = suspects->pdata[i];
    next = MIN (next, group->scanned_ns + group->interval_ns);
  }
  WEIR_ATOMIC_STORE (&next_ns, next, release);
}

/* Under the lock: many groups are looked at more seldom each, so that looking stays cheap; when nobody is at work it
 * is done at once all the same. */
static gint64
tick_ns (void)
{
  return MIN (TICK_NS * (1 + suspects->len / FEW_GROUPS), MAX_INTERVAL_NS);
}

static void
add_suspect (WeirTaskGroup *group, gint64 now_ns)
{
  pthread_mutex_lock (&suspects_lock);
  if (!WEIR_ATOMIC_EXCHANGE (&group->suspect, TRUE, acq_rel)) {
    if (suspects == NULL)
      suspects = g_ptr_array_new ();
    g_ptr_array_add (suspects, weir_task_group_ref (group));
    group->interval_ns = tick_ns ();
    group->scanned_ns = MAX (group->scanned_ns, now_ns - group->interval_ns + SOON_NS);
    gint64 then_ns = group->scanned_ns + group->interval_ns;
    if (then_ns < WEIR_ATOMIC_LOAD (&next_ns, relaxed))
      WEIR_ATOMIC_STORE (&next_ns, then_ns, release);
  }
  pthread_mutex_unlock (&suspects_lock);
}

void
weir_liveness_note_parked (WeirTask *task, guint32 wants)
{
  WeirTaskGroup *group = WEIR_ATOMIC_LOAD (&task->group, relaxed);
  if (group == NULL)
    return;
  if ((wants & WEIR_WAIT_ROOM) != 0) {
    if (!WEIR_ATOMIC_LOAD (&group->has_room_waits, relaxed))
      WEIR_ATOMIC_STORE (&group->has_room_waits, TRUE, relaxed);
  } else if (!WEIR_ATOMIC_LOAD (&group->has_room_waits, relaxed)) {
    return;
  }
  if (!WEIR_ATOMIC_LOAD (&group->suspect, relaxed))
    add_suspect (group, weir_coarse_now_ns ());
}

gint64
weir_liveness_get_next_ns (void)
{
  return WEIR_ATOMIC_LOAD (&next_ns, acquire); /* pairs with update_next () */
}

/* --- one scan -------------------------------------------------------------------------------- */

typedef struct {
  WeirTask *task; /* (unowned): in the group, under the topology lock */
  guint64 word, steps;
  guint32 wants;
  gboolean alive;
  gboolean done; /* finished: not stuck; alive only if an input that hasn't ended may bring more */
} Seen;

typedef struct {
  WeirTaskGroup *group;
  Seen *seen; /* of its tasks, in the same order */
  guint n;
  WeirLink *late; /* (nullable): deadlines don't count, and its consumer counts as waiting for it */
  gboolean moving; /* a task was neither parked nor finished: look again */
} Scan;

static guint64
count_steps (WeirTask *task)
{
  return __atomic_load_n (&task->stats.steps, __ATOMIC_RELAXED);
}

static void
see (Scan *scan, WeirTask *task)
{
  Seen seen = { .task = task,
                .steps = count_steps (task),
                .word = WEIR_ATOMIC_LOAD (&task->word, acquire) };
  seen.wants = WEIR_ATOMIC_LOAD (&task->parked_for, acquire); /* pairs with arm () */
  WeirPhase phase = weir_word_phase (seen.word);
  guint32 by_itself = ALIVE_BY_ITSELF | (scan->late == NULL ? WEIR_WAIT_DEADLINE : 0);
  if (scan->late != NULL && weir_link_get_consumer (scan->late) == task) {
    seen.wants = WEIR_WAIT_INPUT_ANY;
  } else if (phase == WEIR_PHASE_RETIRED
             || (phase == WEIR_PHASE_IDLE && (seen.wants & WEIR_WAIT_REST) != 0)) {
    seen.done = TRUE;
  } else if (phase == WEIR_PHASE_EMITTING && seen.wants == WEIR_WAIT_BLOCK) {
    seen.alive = TRUE; /* when its call returns, it steps and parks: that is a new suspicion */
  } else if (phase != WEIR_PHASE_IDLE) {
    seen.alive = scan->moving = TRUE;
  } else {
    seen.alive = seen.wants == 0 || (seen.wants & by_itself) != 0;
  }
  scan->seen[scan->n++] = seen;
}

static Seen *
find (Scan *scan, WeirTask *task)
{
  return WEIR_ATOMIC_LOAD (&task->group, relaxed) == scan->group ? &scan->seen[task->group_index]
                                                                 : NULL;
}

/* Whom we don't see may do anything. */
static gboolean
end_is_alive (Scan *scan, WeirTask *task)
{
  Seen *seen = task != NULL ? find (scan, task) : NULL;
  return seen == NULL || seen->alive;
}

static gboolean
is_empty (WeirLink *link)
{
  return weir_link_level_items (link) == 0;
}

static gboolean
is_awaited (Scan *scan, WeirLink *link)
{
  return link == scan->late || WEIR_ATOMIC_LOAD (&link->consumer_waits, acquire) != 0;
}

static gboolean
input_may_come (Scan *scan, Seen *seen)
{
  WeirLinkSet *inputs = &seen->task->inputs;
  gboolean any = FALSE, all = TRUE;
  for (guint i = 0; i < inputs->n; i++) {
    if (!is_awaited (scan, inputs->links[i]))
      continue;
    gboolean comes = !is_empty (inputs->links[i])
                     || end_is_alive (scan, weir_link_get_producer (inputs->links[i]));
    any |= comes;
    all &= comes;
  }
  return (seen->wants & WEIR_WAIT_INPUT_ALL) != 0 ? all : any;
}

static gboolean
is_full (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->producer_waits, acquire) != 0 && !weir_link_room_now (link);
}

static gboolean
room_may_come (Scan *scan, Seen *seen)
{
  WeirLinkSet *outputs = &seen->task->outputs;
  gboolean waits = FALSE;
  for (guint i = 0; i < outputs->n; i++) {
    if (!is_full (outputs->links[i]))
      continue;
    waits = TRUE;
    if (!end_is_alive (scan, weir_link_get_consumer (outputs->links[i])))
      return FALSE;
  }
  return waits; /* it has the room that it waits for: it must be woken */
}

static gboolean
downstream_is_alive (Scan *scan, Seen *seen)
{
  WeirLinkSet *outputs = &seen->task->outputs;
  for (guint i = 0; i < outputs->n; i++)
    if (end_is_alive (scan, weir_link_get_consumer (outputs->links[i])))
      return TRUE;
  return FALSE;
}

/* Every sink that must still preroll. */
static gboolean
preroll_may_end (Scan *scan)
{
  for (guint i = 0; i < scan->n; i++) {
    Seen *seen = &scan->seen[i];
    gboolean is_sink = seen->task->inputs.n > 0 && seen->task->outputs.n == 0;
    if (is_sink && !seen->done && !seen->alive && (seen->wants & WEIR_WAIT_PREROLL) == 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
may_go_on (Scan *scan, Seen *seen)
{
  if ((seen->wants & (WEIR_WAIT_INPUT_ALL | WEIR_WAIT_INPUT_ANY)) != 0
      && input_may_come (scan, seen))
    return TRUE;
  if ((seen->wants & WEIR_WAIT_ROOM) != 0 && room_may_come (scan, seen))
    return TRUE;
  if ((seen->wants & WEIR_WAIT_PREROLL) != 0 && preroll_may_end (scan))
    return TRUE;
  return (seen->wants & WEIR_WAIT_POOL) != 0 && downstream_is_alive (scan, seen);
}

static gboolean
is_stuck (Seen *seen)
{
  return !seen->alive && !seen->done;
}

/* TRUE: there is a D, and it didn't change while we looked. */
static gboolean
find_stuck (Scan *scan)
{
  gboolean changed = TRUE, stuck = FALSE;
  while (changed) {
    changed = FALSE;
    for (guint i = 0; i < scan->n; i++) {
      Seen *seen = &scan->seen[i];
      if (!seen->alive && may_go_on (scan, seen))
        changed = seen->alive = TRUE;
    }
  }
  WEIR_ATOMIC_FENCE (); /* what follows is read after all of the above */
  for (guint i = 0; i < scan->n; i++) {
    Seen *seen = &scan->seen[i];
    if (!is_stuck (seen))
      continue;
    stuck = TRUE;
    gboolean is_late = scan->late != NULL && weir_link_get_consumer (scan->late) == seen->task;
    if (!is_late
        && (WEIR_ATOMIC_LOAD (&seen->task->word, acquire) != seen->word
            || count_steps (seen->task) != seen->steps)) {
      scan->moving = TRUE;
      return FALSE;
    }
  }
  return stuck;
}

/* --- the cure -------------------------------------------------------------------------------- */

static guint64
weigh (WeirLink *link)
{
  return weir_link_level_bytes (link) + weir_link_level_items (link) * ITEM_OVERHEAD_BYTES;
}

static guint64
weigh_group (Scan *scan)
{
  guint64 bytes = 0;
  for (guint i = 0; i < scan->n; i++) {
    WeirLinkSet *inputs = &scan->seen[i].task->inputs;
    for (guint j = 0; j < inputs->n; j++)
      bytes += weigh (inputs->links[j]);
  }
  return bytes;
}

/* Wakes who has what it waits for; else finds the full link within D that holds the least. */
static WeirLink *
find_link_to_open (Scan *scan, gboolean *woken)
{
  WeirLink *best = NULL;
  for (guint i = 0; i < scan->n; i++) {
    Seen *seen = &scan->seen[i];
    if (!is_stuck (seen) || (seen->wants & WEIR_WAIT_ROOM) == 0)
      continue;
    gboolean full = FALSE;
    for (guint j = 0; j < seen->task->outputs.n; j++) {
      WeirLink *link = seen->task->outputs.links[j];
      if (!is_full (link))
        continue;
      full = TRUE;
      if (!end_is_alive (scan, weir_link_get_consumer (link))
          && (best == NULL || weigh (link) < weigh (best)))
        best = link;
    }
    if (!full) {
      weir_task_wake (seen->task);
      *woken = TRUE;
    }
  }
  return best;
}

/* To its limit first, then the double. */
static void
open_further (WeirLink *link)
{
  guint64 items = weir_link_level_items (link);
  guint64 bytes = weir_link_level_bytes (link);
  guint64 limit_bytes = WEIR_ATOMIC_LOAD (&link->limit_bytes, relaxed);
  guint64 limit_ns = WEIR_ATOMIC_LOAD (&link->limit_time_ns, relaxed);
  guint64 opening = WEIR_ATOMIC_LOAD (&link->opening, relaxed);
  if (items >= opening || opening == 0)
    opening = MAX (WEIR_MAX_OPENING, items * 2);
  weir_link_open_to (link, (guint) MIN (opening, G_MAXUINT32),
                     bytes >= limit_bytes ? bytes * 2 : limit_bytes,
                     limit_ns != 0 ? MAX (limit_ns, weir_link_level_time_ns (link) * 2) : 0);
}

/* --- the report ------------------------------------------------------------------------------ */

static void
stall_link_free (gpointer data)
{
  WeirStallLink *link = data;
  weir_task_unref (link->task);
  if (link->link != NULL)
    weir_link_unref (link->link);
  g_free (link);
}

/* The link for which a stuck task waits, and who is at its other end. */
static WeirLink *
find_cause (Scan *scan, Seen *seen, WeirTask **other)
{
  for (guint i = 0; (seen->wants & WEIR_WAIT_ROOM) != 0 && i < seen->task->outputs.n; i++) {
    WeirLink *link = seen->task->outputs.links[i];
    *other = weir_link_get_consumer (link);
    if (is_full (link) && !end_is_alive (scan, *other))
      return link;
  }
  for (guint i = 0; i < seen->task->inputs.n; i++) {
    WeirLink *link = seen->task->inputs.links[i];
    *other = weir_link_get_producer (link);
    if (is_awaited (scan, link) && is_empty (link) && !end_is_alive (scan, *other))
      return link;
  }
  *other = NULL;
  return NULL;
}

static void
append_chain (Scan *scan, Seen *seen, GPtrArray *chain, GHashTable *told)
{
  while (seen != NULL && !seen->alive && g_hash_table_add (told, seen->task)) {
    WeirTask *other = NULL;
    WeirLink *cause = seen->done ? NULL : find_cause (scan, seen, &other);
    WeirStallLink *link = g_new0 (WeirStallLink, 1);
    link->task = weir_task_ref (seen->task);
    link->wants = seen->wants;
    if (cause != NULL && weir_link_ref_found (cause)) {
      link->link = cause;
      link->level_items = weir_link_level_items (cause);
      link->level_bytes = weir_link_level_bytes (cause);
    }
    g_ptr_array_add (chain, link);
    seen = other != NULL ? find (scan, other) : NULL;
  }
}

/* Who waits for whom: from one that waits for room along its causes, then whatever that didn't
 * reach. */
static GPtrArray *
make_chain (Scan *scan)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func (stall_link_free);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < scan->n; i++) {
      Seen *seen = &scan->seen[i];
      if (is_stuck (seen) && (pass == 1 || (seen->wants & WEIR_WAIT_ROOM) != 0))
        append_chain (scan, seen, chain, told);
    }
  }
  return chain;
}

typedef struct {
  WeirTaskGroup *group; /* (owned) */
  GPtrArray *chain;     /* (owned) */
} Report;

static void
report_cb (gpointer data)
{
  Report *report = data;
  WeirTaskGroup *group = report->group;
  weir_monitor_enter (&group->monitor);
  gboolean wanted = !group->detached && group->funcs.stalled != NULL;
  if (wanted)
    group->reporter = &weir_thread;
  weir_monitor_leave (&group->monitor);
  if (wanted) {
    group->funcs.stalled (group->funcs.data, report->chain);
    weir_monitor_enter (&group->monitor);
    group->reporter = NULL;
    weir_monitor_notify_all (&group->monitor);
    weir_monitor_leave (&group->monitor);
  }
  g_ptr_array_unref (report->chain);
  weir_task_group_unref (group);
  g_free (report);
}

/* TRUE: a member of D is new in it, or has stepped since it was told. What else goes on in the
 * group is no reason to say it again. */
static gboolean
is_news (Scan *scan)
{
  gboolean news = FALSE;
  for (guint i = 0; i < scan->n; i++) {
    Seen *seen = &scan->seen[i];
    if (!is_stuck (seen) || seen->task->told_steps == seen->steps + 1)
      continue;
    seen->task->told_steps = seen->steps + 1;
    news = TRUE;
  }
  return news;
}

static void
report_stall (Scan *scan)
{
  if (!is_news (scan))
    return;
  Report *report = g_new (Report, 1);
  *report = (Report){ weir_task_group_ref (scan->group), make_chain (scan) };
  weir_run_job (scan->group, report_cb, report);
}

/* Under the topology lock. TRUE: it wants to be looked at again. */
static gboolean
scan_group (WeirTaskGroup *group, WeirLink *late)
{
  Scan scan = { .group = group, .late = late };
  gboolean room = FALSE, rest = FALSE;
  guint64 steps = 0;
  Seen few[FEW_TASKS];
  g_autofree Seen *many = group->tasks->len > FEW_TASKS ? g_new (Seen, group->tasks->len) : NULL;
  scan.seen = many != NULL ? many : few;
  for (guint i = 0; i < group->tasks->len; i++) {
    see (&scan, group->tasks->pdata[i]);
    Seen *seen = &scan.seen[i];
    steps += seen->steps;
    room |= (seen->wants & WEIR_WAIT_ROOM) != 0 && !seen->done;
    rest |= (seen->wants & (WEIR_WAIT_INPUT_ALL | WEIR_WAIT_INPUT_ANY | WEIR_WAIT_PREROLL)) != 0;
  }
  group->scanned_steps = steps;
  if (!room && !scan.moving)
    WEIR_ATOMIC_STORE (&group->has_room_waits, FALSE, relaxed);
  if (room && (rest || late == NULL) && find_stuck (&scan)) {
    gboolean woken = FALSE;
    WeirLink *link = find_link_to_open (&scan, &woken);
    gboolean opens =
      !woken && link != NULL && weigh_group (&scan) < WEIR_ATOMIC_LOAD (&group->max_bytes, relaxed);
    if (opens)
      open_further (link);
    else if (!woken && late == NULL)
      report_stall (&scan);
    scan.moving |= woken || opens; /* its producer may wait for room elsewhere, too */
  }
  return scan.moving;
}

/* --- looking --------------------------------------------------------------------------------- */

/* Takes out those whose time has come. */
static GPtrArray *
pop_due (gint64 now_ns, gboolean idle)
{
  GPtrArray *due = g_ptr_array_new ();
  pthread_mutex_lock (&suspects_lock);
  for (guint i = 0; suspects != NULL && i < suspects->len;) {
    WeirTaskGroup *group = suspects->pdata[i];
    gint64 interval_ns = idle ? MIN (SOON_NS, group->interval_ns) : group->interval_ns;
    if (now_ns - group->scanned_ns < interval_ns) {
      i++;
      continue;
    }
    g_ptr_array_remove_index_fast (suspects, i);
    group->scanned_ns = now_ns;
    /* from here on who parks makes it a suspect again; who is between its mark and its parking
     * is seen at work */
    WEIR_ATOMIC_STORE (&group->suspect, FALSE, seq_cst);
    g_ptr_array_add (due, group);
  }
  update_next ();
  pthread_mutex_unlock (&suspects_lock);
  return due;
}

/* Soon while its tasks step; ever more seldom while, say, a callback takes its time. */
static void
look_again_later (WeirTaskGroup *group, gint64 now_ns, gboolean stepped)
{
  add_suspect (group, now_ns);
  pthread_mutex_lock (&suspects_lock);
  group->scanned_ns = now_ns;
  group->interval_ns = group->backoff_ns =
    stepped ? tick_ns () : MIN (group->backoff_ns * 2, MAX_INTERVAL_NS);
  pthread_mutex_unlock (&suspects_lock);
}

static void
look_at (WeirTaskGroup *group, gint64 now_ns)
{
  weir_topology_lock ();
  guint64 steps = group->scanned_steps;
  gboolean again = scan_group (group, NULL);
  gboolean stepped = group->scanned_steps != steps;
  weir_topology_unlock ();
  if (again)
    look_again_later (group, now_ns, stepped);
}

void
weir_liveness_look (gint64 now_ns, gboolean idle)
{
  if (weir_liveness_get_next_ns () == G_MAXINT64
      || (!idle && now_ns < weir_liveness_get_next_ns ()))
    return;
  g_autoptr (GPtrArray) due = pop_due (now_ns, idle);
  for (guint i = 0; i < due->len; i++) {
    look_at (due->pdata[i], now_ns);
    weir_task_group_unref (due->pdata[i]);
  }
}

void
weir_liveness_late (WeirLink *link)
{
  WeirTask *consumer = weir_link_get_consumer (link);
  WeirTaskGroup *group = consumer != NULL ? WEIR_ATOMIC_LOAD (&consumer->group, relaxed) : NULL;
  if (group == NULL)
    return;
  weir_topology_lock ();
  scan_group (group, link);
  weir_topology_unlock ();
}

void
weir_liveness_forget (void)
{
  pthread_mutex_lock (&suspects_lock);
  g_autoptr (GPtrArray) old = g_steal_pointer (&suspects);
  update_next ();
  pthread_mutex_unlock (&suspects_lock);
  for (guint i = 0; old != NULL && i < old->len; i++) {
    WEIR_ATOMIC_STORE (&((WeirTaskGroup *) old->pdata[i])->suspect, FALSE, relaxed);
    weir_task_group_unref (old->pdata[i]);
  }
}
