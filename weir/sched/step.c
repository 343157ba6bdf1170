/* SPDX-License-Identifier: MIT */
/* One step of a task from its queue entry to letting go: what the element waits for is armed, what
 * its neighbours wait for is woken, and its outbox is delivered.
 *
 * No wake-up is lost. Who parks stores what it waits for, then a fence, then looks once more.
 * Who changes something (pushes, takes, raises a limit) does so, then a fence, then looks
 * whether somebody waits. Whoever's fence comes later sees the other one's store. Both fences of
 * a step are the same one. */
#include <weir/base/reaper.h>
#include <weir/sched/group-private.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

#define SAMPLED_STEPS 16
/* What the reactor's one time of a task is for. */
#define TIMED (WEIR_WAIT_DEADLINE | WEIR_WAIT_LOOK)
#define LONG_STEP_NS (250 * G_GINT64_CONSTANT (1000))

WeirSchedCounters weir_sched_counters;

void
weir_task_wake_fenced (WeirTask *task)
{
  if (weir_phase_wake (&task->word))
    weir_pool_submit (task, FALSE);
}

void
weir_task_wake (WeirTask *task)
{
  WEIR_ATOMIC_FENCE (); /* pairs with begin_step (): the step sees what the caller did before */
  weir_task_wake_fenced (task);
}

/* --- what the owner says it waits for -------------------------------------------------------- */

static void
add_want (WeirTask *task, WeirLink *link, WeirWantKind kind)
{
  for (guint i = 0; i < task->n_wants; i++)
    if (task->wants[i].link == link && task->wants[i].kind == kind)
      return;
  if (task->n_wants == task->wants_room) {
    WeirWant *more = g_new (WeirWant, task->wants_room * 2);
    for (guint i = 0; i < task->n_wants; i++)
      more[i] = task->wants[i];
    if (task->wants != task->wants_inline)
      g_free (task->wants);
    task->wants = more;
    task->wants_room *= 2;
  }
  task->wants[task->n_wants++] = (WeirWant){ link, kind };
}

void
weir_task_want_input (WeirTask *task, WeirLink *link, gboolean all)
{
  add_want (task, link, all ? WEIR_WANT_ALL : WEIR_WANT_ANY);
  task->wants_mask |= all ? WEIR_WAIT_INPUT_ALL : WEIR_WAIT_INPUT_ANY;
}

void
weir_task_want_room (WeirTask *task, WeirLink *link)
{
  add_want (task, link, WEIR_WANT_ROOM);
  task->wants_mask |= WEIR_WAIT_ROOM;
}

static void
want_time (WeirTask *task, gint64 monotonic_ns, WeirWait kind)
{
  if ((task->wants_mask & TIMED) == 0 || monotonic_ns < task->want_deadline_ns)
    task->want_deadline_ns = monotonic_ns;
  task->wants_mask |= kind;
}

void
weir_task_want_deadline (WeirTask *task, gint64 monotonic_ns)
{
  want_time (task, monotonic_ns, WEIR_WAIT_DEADLINE);
}

void
weir_task_want_look (WeirTask *task, gint64 monotonic_ns)
{
  want_time (task, monotonic_ns, WEIR_WAIT_LOOK);
}

void
weir_task_want_fd (WeirTask *task, int fd, guint epoll_events)
{
  if (task->n_want_fds == task->want_fds_room) {
    task->want_fds_room = MAX (2, task->want_fds_room * 2);
    task->want_fds = g_renew (WeirWantFd, task->want_fds, task->want_fds_room);
  }
  task->want_fds[task->n_want_fds++] = (WeirWantFd){ fd, epoll_events };
  task->wants_mask |= WEIR_WAIT_FD;
}

void
weir_task_want (WeirTask *task, WeirWait reason)
{
  task->wants_mask |= reason;
}

/* Reading the clock costs as much as an item of a cheap element. What an item cost before says
 * when to look next; a cheap element that has turned dear is found out after half a budget at
 * the latest. */
static guint
items_until_look (gint64 left_ns, guint64 item_ns)
{
  guint64 items = (guint64) MAX (0, left_ns) / (2 * (item_ns + 1));
  return (guint) CLAMP (items, 1, WEIR_BUDGET_ITEMS / 2);
}

static gboolean
look_at_budget (WeirTask *task)
{
  if (task->budget_items >= WEIR_BUDGET_ITEMS)
    return TRUE;
  gint64 now_ns = weir_thread.now_ns = weir_now_ns ();
  gint64 used_ns = now_ns - task->step_start_ns;
  guint64 item_ns = (guint64) MAX (0, used_ns) / task->budget_items;
  task->budget_first = items_until_look (WEIR_BUDGET_NS, item_ns);
  task->budget_check = task->budget_items + items_until_look (WEIR_BUDGET_NS - used_ns, item_ns);
  return used_ns >= WEIR_BUDGET_NS;
}

gboolean
weir_task_budget_used (WeirTask *task)
{
  if (WEIR_LIKELY (++task->budget_items < task->budget_check))
    return FALSE;
  return look_at_budget (task);
}

/* --- parking --------------------------------------------------------------------------------- */

/* Owner: nothing is awaited any more. */
void
weir_task_forget_wants (WeirTask *task)
{
  gint64 now_ns = weir_coarse_now_ns ();
  for (guint i = 0; i < task->n_wants; i++) {
    WeirLink *link = task->wants[i].link;
    if (task->wants[i].kind == WEIR_WANT_ROOM) {
      if (WEIR_ATOMIC_LOAD (&link->producer_waits, relaxed) != 0)
        WEIR_ATOMIC_STORE (&link->producer_waits, 0, relaxed);
      weir_link_note_room (link, now_ns);
    } else {
      if (WEIR_ATOMIC_LOAD (&link->consumer_waits, relaxed) != 0)
        WEIR_ATOMIC_STORE (&link->consumer_waits, 0, relaxed);
      weir_link_note_items (link, now_ns);
    }
  }
  task->n_wants = 0;
  task->n_want_fds = 0;
  task->wants_mask = 0;
  WEIR_ATOMIC_STORE (&task->parked_for, 0, relaxed);
}

static inline gboolean
is_empty (WeirLink *link)
{
  return WEIR_ATOMIC_LOAD (&link->items_in, acquire)
         == WEIR_ATOMIC_LOAD (&link->items_out, relaxed);
}

/* From here on whoever makes one of the wants come true wakes the task. */
static void
arm (WeirTask *task)
{
  gint inputs = 0, rooms = 0;
  for (guint i = 0; i < task->n_wants; i++) {
    inputs += task->wants[i].kind == WEIR_WANT_ALL;
    rooms += task->wants[i].kind == WEIR_WANT_ROOM;
  }
  /* who sees a link armed sees these (released by the stores below) */
  WEIR_ATOMIC_STORE (&task->missing_inputs, inputs, relaxed);
  WEIR_ATOMIC_STORE (&task->missing_room, rooms, relaxed);
  gint64 now_ns = weir_coarse_now_ns ();
  for (guint i = 0; i < task->n_wants; i++) {
    WeirLink *link = task->wants[i].link;
    if (task->wants[i].kind == WEIR_WANT_ROOM) {
      weir_link_note_full (link, now_ns);
      WEIR_ATOMIC_STORE (&link->producer_waits, rooms > 1 ? WEIR_WANT_ROOM : WEIR_WANT_SOLE,
                         release);
    } else {
      gboolean counted = task->wants[i].kind == WEIR_WANT_ALL && inputs > 1;
      weir_link_note_empty (link, now_ns);
      WEIR_ATOMIC_STORE (&link->consumer_waits, counted ? WEIR_WANT_ALL : WEIR_WANT_SOLE, release);
    }
  }
  WEIR_ATOMIC_STORE (&task->parked_for, task->wants_mask, release);
}

/* TRUE: that was the last one that was missed. Each link is counted once, by who swaps its mark
 * out. */
static inline gboolean
count_down (WEIR_ATOMIC (guint32) * waits, WEIR_ATOMIC (gint) * missing)
{
  guint32 kind = WEIR_ATOMIC_LOAD (waits, relaxed);
  if (kind == WEIR_WANT_SOLE)
    return TRUE;
  return kind != 0 && WEIR_ATOMIC_EXCHANGE (waits, 0, acq_rel) != 0
         && WEIR_ATOMIC_ADD (missing, -1, acq_rel) == 1;
}

/* After the fence: TRUE when one of the wants has come true already. */
static gboolean
is_ready (WeirTask *task)
{
  gboolean ready = FALSE;
  for (guint i = 0; i < task->n_wants; i++) {
    WeirLink *link = task->wants[i].link;
    if (task->wants[i].kind == WEIR_WANT_ROOM) {
      if (weir_link_room_worth (link))
        ready |= count_down (&link->producer_waits, &task->missing_room);
    } else if (!is_empty (link)) {
      ready |= count_down (&link->consumer_waits, &task->missing_inputs);
    }
  }
  return ready;
}

static void
flush_peers (WeirTask *task, gboolean parked)
{
  gint64 now_ns = weir_coarse_now_ns ();
  for (guint i = 0; i < task->outputs.n; i++) {
    WeirLink *link = task->outputs.links[i];
    if (!link->pushed)
      continue;
    link->pushed = FALSE;
    weir_link_note_level (link, now_ns);
    weir_link_wake_consumer (link);
  }
  for (guint i = 0; i < task->inputs.n; i++) {
    WeirLink *link = task->inputs.links[i];
    if (!link->taken && !parked)
      continue;
    link->taken = FALSE;
    if (WEIR_ATOMIC_LOAD (&link->producer_waits, relaxed) != 0 && weir_link_room_worth (link))
      weir_link_wake_producer (link);
  }
}

void
weir_task_flush (WeirTask *task, gboolean parked)
{
  WEIR_ATOMIC_FENCE (); /* pairs with the fence of who parks */
  flush_peers (task, parked);
}

/* TRUE: it need not park after all. */
static gboolean
park (WeirTask *task)
{
  if (WEIR_UNLIKELY ((task->wants_mask & ~(guint32) WEIR_WAIT_LOOK) == 0)) {
    g_autofree char *name = weir_task_describe (task);
    g_critical (
      "%s: its step parked without saying what it waits for; this is a bug of the element", name);
    task->wants_mask |= WEIR_WAIT_REST;
  }
  arm (task);
  WEIR_ATOMIC_FENCE (); /* pairs with the fences of who pushes, takes, or changes a limit */
  flush_peers (task, TRUE);
  if (task->n_wants > 0 && is_ready (task))
    return TRUE;
  weir_liveness_note_parked (task, task->wants_mask);
  if (WEIR_UNLIKELY ((task->wants_mask & WEIR_WAIT_FD) != 0))
    weir_reactor_add_fds (task);
  if ((task->wants_mask & TIMED) != 0)
    weir_reactor_add_deadline (task, task->want_deadline_ns);
  else if (WEIR_ATOMIC_LOAD (&task->deadline_ns, relaxed) != G_MAXINT64)
    WEIR_ATOMIC_STORE (&task->deadline_ns, G_MAXINT64, relaxed);
  return FALSE;
}

/* --- a step ---------------------------------------------------------------------------------- */

static inline gboolean
is_sampled (WeirTask *task)
{
  return task->stats.steps < SAMPLED_STEPS || task->stats.steps % SAMPLED_STEPS == 0
         || task->stats.mean_step_ns > WEIR_WORTH_A_WAKE_NS || weir_thread.worker == NULL;
}

static void
count_time (WeirTask *task, gint64 start_ns)
{
  WeirTaskStats *stats = &task->stats;
  gint64 now_ns = weir_now_ns ();
  guint64 took_ns = (guint64) MAX (0, now_ns - start_ns);
  weir_thread.now_ns = now_ns;
  gboolean each = stats->steps < SAMPLED_STEPS || stats->mean_step_ns > WEIR_WORTH_A_WAKE_NS
                  || weir_thread.worker == NULL;
  __atomic_store_n (&stats->busy_ns, stats->busy_ns + took_ns * (each ? 1 : SAMPLED_STEPS),
                    __ATOMIC_RELAXED);
  __atomic_store_n (&stats->mean_step_ns,
                    stats->steps == 0 ? took_ns
                                      : stats->mean_step_ns - stats->mean_step_ns / 4 + took_ns / 4,
                    __ATOMIC_RELAXED);
  if (task->lane == WEIR_LANE_POOL)
    task->heavy = stats->mean_step_ns > (task->heavy ? WEIR_HEAVY_STEP_NS / 2 : WEIR_HEAVY_STEP_NS);
}

void
weir_callback_begin (void)
{
  if (!weir_thread.delivering || weir_thread.in_callback)
    return;
  weir_thread.in_callback = TRUE;
  weir_pool_callback_begin ();
}

static void
deliver_end (void)
{
  weir_thread.delivering = FALSE;
  if (!weir_thread.in_callback)
    return;
  weir_thread.in_callback = FALSE;
  weir_pool_callback_end ();
}

/* What was left to the reaper is user code, too. */
static void
reap (void)
{
  if (!weir_reaper_is_due ())
    return;
  weir_callback_begin ();
  weir_reaper_drain ();
}

void
weir_task_deliver (WeirTask *task)
{
  WeirTodo todo = WEIR_TODO_NOTHING;
  weir_thread.delivering = TRUE;
  weir_sim_choice_point ();
  do {
    if (weir_word_phase (WEIR_ATOMIC_LOAD (&task->word, acquire)) != WEIR_PHASE_RETIRED)
      task->funcs->deliver (task->self);
  } while (weir_phase_deliver_end (&task->word, &todo));
  weir_sim_choice_point ();
  weir_task_emission_ended (task);
  weir_task_do (task, todo);
  reap (); /* after the emission: what ends here may wait for it */
  deliver_end ();
}

static WeirStep
run_step (WeirTask *task)
{
  gboolean sampled = is_sampled (task);
  if (sampled)
    weir_thread.now_ns = weir_now_ns ();
  /* not sampled: as of the last look of this thread, at most some short steps ago */
  gint64 start_ns = task->step_start_ns = weir_thread.now_ns;
  task->budget_items = 0;
  task->budget_check = task->budget_first;
  weir_task_forget_wants (task);
  WeirStep result = task->funcs->step (task->self);
  if (sampled)
    count_time (task, start_ns);
  __atomic_store_n (&task->stats.steps, task->stats.steps + 1, __ATOMIC_RELAXED);
  __atomic_store_n (&task->stats.last_activity_ns, (guint64) weir_coarse_now_ns (),
                    __ATOMIC_RELAXED);
  return result;
}

/* Once let go, another thread may retire the task: what follows may touch it only where an entry
 * or a reference keeps it. */
static void
let_go (WeirTask *task, gboolean again)
{
  gboolean delivers =
    (WEIR_ATOMIC_LOAD (&task->word, relaxed) & WEIR_WORD_OUTBOX) != 0; /* set by owners only */
  if (WEIR_UNLIKELY (delivers))
    weir_task_ref (task);
  guint place = task->place; /* who is granted the task may end it at once */
  weir_task_set_owner (task, FALSE);
  WeirTodo todo = weir_phase_end_step (&task->word, again);
  if ((todo & WEIR_TODO_NOTIFY) != 0)
    weir_task_notify_place (place);
  if ((todo & WEIR_TODO_SUBMIT) != 0)
    weir_pool_submit (task, FALSE);
  if (WEIR_LIKELY (!delivers))
    return;
  if ((todo & WEIR_TODO_DELIVER) != 0
      && task->lane == WEIR_LANE_AFFINE) /* others need its thread */
    weir_task_deliver_later (task);
  else if ((todo & WEIR_TODO_DELIVER) != 0)
    weir_task_deliver (task);
  weir_task_unref (task);
}

void
weir_task_run_entry (WeirTask *task)
{
  WeirGot got = weir_phase_begin_step (&task->word);
  if (WEIR_UNLIKELY (got != WEIR_GOT_IT)) {
    WEIR_ATOMIC_ADD (&weir_sched_counters.stale_entries, 1, relaxed);
    if (got == WEIR_GOT_RETIRED)
      weir_task_unref (task);
    return;
  }
  weir_task_set_owner (task, TRUE);
  weir_thread.current = task;
  WeirStep result = run_step (task);
  weir_thread.current = NULL;
  if (WEIR_UNLIKELY (!weir_task_is_owner (task))) {
    weir_task_lose_emission (task); /* retired during a blocking call */
    return;
  }
  gboolean again = result == WEIR_STEP_AGAIN || park (task);
  if (again)
    weir_task_flush (task, FALSE);
  let_go (task, again);
  if (weir_reaper_is_due ()) {
    weir_thread.delivering = TRUE;
    reap ();
    deliver_end ();
  }
}
