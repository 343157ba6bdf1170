/* SPDX-License-Identifier: MIT */
/* The life of a task, and ownership from outside: acquire, release, retire, emissions, blocking
 * calls. */
#include <sys/eventfd.h>
#include <unistd.h>
#include <weir/base/reaper.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

/* Threads that wait for a task meet in one of these: a wait is rare, a monitor in each task
 * would be its biggest part. */
#define N_PLACES 64

static WeirMonitor places[N_PLACES];
static WEIR_ATOMIC (guint) next_place;
static pthread_once_t places_once = PTHREAD_ONCE_INIT;
static pthread_mutex_t topology_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t cancel_lock = PTHREAD_MUTEX_INITIALIZER;

static void
init_places (void)
{
  for (guint i = 0; i < N_PLACES; i++)
    weir_monitor_init (&places[i]);
}

static WeirMonitor *
get_place (WeirTask *task)
{
  pthread_once (&places_once, init_places);
  return &places[task->place];
}

void
weir_topology_lock (void)
{
  pthread_mutex_lock (&topology_lock);
}

void
weir_topology_unlock (void)
{
  pthread_mutex_unlock (&topology_lock);
}

/* --- life ------------------------------------------------------------------------------------ */

WeirTask *
weir_task_new (const WeirTaskFuncs *funcs, gpointer self, WeirTaskGroup *group)
{
  WeirTask *task = NULL;
  g_return_val_if_fail (funcs != NULL && funcs->step != NULL, NULL);
  if (posix_memalign ((void **) &task, WEIR_CACHE_LINE, sizeof *task) != 0)
    g_error ("out of memory: no room for a task of %zu bytes", sizeof *task);
  *task = (WeirTask){
    .word = WEIR_PHASE_IDLE,
    .refs = 2, /* the caller's, and the task's own until it is retired */
    .funcs = funcs,
    .self = self,
    .lane = WEIR_LANE_POOL,
    .wants_room = G_N_ELEMENTS (task->wants_inline),
    .deadline_ns = G_MAXINT64,
    .budget_first = 1,
    .cancel_fd = -1,
  };
  task->wants = task->wants_inline;
  /* by number, not by address: a simulated world must go the same way again */
  task->place = WEIR_ATOMIC_ADD (&next_place, 1, relaxed) % N_PLACES;
  if (group != NULL)
    weir_task_set_group (task, group);
  if (weir_sim_on)
    weir_sim_add_task (task);
  return task;
}

WeirTask *
weir_task_ref (WeirTask *task)
{
  WEIR_ATOMIC_ADD (&task->refs, 1, relaxed); /* the caller's own reference keeps it alive */
  return task;
}

void
weir_task_unref (WeirTask *task)
{
  /* pairs with itself: what others did with the task comes before its end */
  if (WEIR_ATOMIC_ADD (&task->refs, -1, acq_rel) != 1)
    return;
  if (weir_sim_on)
    weir_sim_remove_task (task);
  weir_task_set_group (task, NULL);
  if (task->wants != task->wants_inline)
    g_free (task->wants);
  if (task->cancel_fd >= 0)
    close (task->cancel_fd);
  g_free (task->want_fds);
  g_free (task->inputs.links);
  g_free (task->outputs.links);
  free (task);
}

gpointer
weir_task_get_self (WeirTask *task)
{
  return task->self;
}

void
weir_task_set_lane (WeirTask *task, WeirLane lane, const char *affinity)
{
  g_return_if_fail (lane != WEIR_LANE_AFFINE || affinity != NULL);
  task->lane = lane;
  task->affinity = g_intern_string (affinity);
  task->heavy = FALSE;
}

WeirLane
weir_task_get_lane (WeirTask *task)
{
  return task->lane;
}

void
weir_link_set_add (WeirLinkSet *set, WeirLink *link)
{
  if (set->n == set->room) {
    set->room = MAX (2, set->room * 2);
    set->links = g_renew (WeirLink *, set->links, set->room);
  }
  set->links[set->n++] = link;
}

void
weir_link_set_remove (WeirLinkSet *set, WeirLink *link)
{
  for (guint i = 0; i < set->n; i++) {
    if (set->links[i] != link)
      continue;
    for (guint j = i + 1; j < set->n; j++)
      set->links[j - 1] = set->links[j];
    set->n--;
    return;
  }
}

/* An edit took a link away: what was awaited of it can't come any more, so the task looks again. */
void
weir_task_lost_link (WeirTask *task, WeirLink *link)
{
  guint kept = 0;
  for (guint i = 0; i < task->n_wants; i++)
    if (task->wants[i].link != link)
      task->wants[kept++] = task->wants[i];
  if (kept == task->n_wants)
    return;
  task->n_wants = kept;
  weir_task_wake (task);
}

/* --- ownership ------------------------------------------------------------------------------- */

void
weir_task_set_owner (WeirTask *task, gboolean mine)
{
  WEIR_ATOMIC_STORE (&task->owner, mine ? &weir_thread : NULL,
                     relaxed); /* only compared with one's own token */
  if (mine)
    weir_reaper_hold ();
  else
    weir_reaper_let_go ();
}

gboolean
weir_task_is_owner (WeirTask *task)
{
  return WEIR_ATOMIC_LOAD (&task->owner, relaxed) == &weir_thread;
}

WeirTask *
weir_task_current (void)
{
  return weir_thread.current;
}

void
weir_task_notify_place (guint place)
{
  pthread_once (&places_once, init_places);
  weir_monitor_enter (&places[place]); /* who looked before the change waits by now */
  weir_monitor_notify_all (&places[place]);
  weir_monitor_leave (&places[place]);
}

void
weir_task_notify_waiters (WeirTask *task)
{
  weir_task_notify_place (task->place);
}

static void
deliver_job (gpointer data)
{
  weir_task_deliver (data);
  weir_task_unref (data);
}

/* In a helper: the calling thread has better things to do than user code. */
void
weir_task_deliver_later (WeirTask *task)
{
  weir_run_job (NULL, deliver_job, weir_task_ref (task));
}

/* The caller keeps a reference, and sees to WEIR_TODO_DELIVER itself. */
void
weir_task_do (WeirTask *task, WeirTodo todo)
{
  if ((todo & WEIR_TODO_NOTIFY) != 0)
    weir_task_notify_waiters (task);
  if ((todo & WEIR_TODO_SUBMIT) != 0)
    weir_pool_submit (task, FALSE);
}

static WeirGot
wait_for_grant (WeirTask *task)
{
  WeirMonitor *place = get_place (task);
  WeirGot got;
  weir_monitor_enter (place);
  while ((got = weir_phase_take_grant (&task->word)) == WEIR_GOT_NOTHING)
    weir_monitor_wait (place, WEIR_FOREVER);
  weir_monitor_leave (place);
  return got;
}

gboolean
weir_task_acquire (WeirTask *task)
{
  gboolean owned = FALSE;
  weir_task_acquire_all (&task, &owned, 1);
  return owned;
}

void
weir_task_acquire_all (WeirTask **tasks, gboolean *owned, guint n_tasks)
{
  weir_sim_choice_point ();
  g_return_if_fail (weir_thread.current
                    == NULL); /* a step owns its task already, and may not wait */
  g_autofree WeirGot *more = n_tasks > 16 ? g_new (WeirGot, n_tasks) : NULL;
  WeirGot few[16];
  WeirGot *got = more != NULL ? more : few;
  for (guint i = 0; i < n_tasks; i++)
    got[i] = weir_phase_acquire (&tasks[i]->word, TRUE);
  for (guint i = 0; i < n_tasks; i++) {
    if (got[i] == WEIR_GOT_NOTHING)
      got[i] = wait_for_grant (tasks[i]);
    owned[i] = got[i] == WEIR_GOT_IT;
    if (owned[i])
      weir_task_set_owner (tasks[i], TRUE);
  }
}

gboolean
weir_task_try_acquire (WeirTask *task)
{
  if (weir_phase_acquire (&task->word, FALSE) != WEIR_GOT_IT)
    return FALSE;
  weir_task_set_owner (task, TRUE);
  return TRUE;
}

void
weir_task_release (WeirTask *task)
{
  g_return_if_fail (weir_task_is_owner (task));
  weir_task_ref (task); /* once let go, it may be retired elsewhere */
  weir_task_flush (task, WEIR_ATOMIC_LOAD (&task->parked_for, relaxed) != 0);
  weir_task_set_owner (task, FALSE);
  WeirTodo todo = weir_phase_release (&task->word);
  weir_task_do (task, todo);
  if ((todo & WEIR_TODO_DELIVER) != 0)
    weir_task_deliver_later (task);
  weir_task_unref (task);
  weir_sim_choice_point ();
  weir_reaper_poll ();
}

void
weir_task_retire (WeirTask *task)
{
  g_return_if_fail (weir_task_is_owner (task) && weir_thread.current != task);
  weir_task_ref (task);
  weir_task_forget_wants (task);
  WEIR_ATOMIC_STORE (&task->parked_for, WEIR_WAIT_REST, relaxed);
  weir_task_flush (task, TRUE);
  weir_reactor_forget (task);
  weir_task_set_owner (task, FALSE);
  gboolean has_entry = FALSE;
  WeirTodo todo = weir_phase_retire (&task->word, &has_entry);
  weir_task_do (task, todo);
  if (!has_entry) /* else its own reference is dropped where the entry is popped */
    weir_task_unref (task);
  weir_task_unref (task);
  weir_reaper_poll ();
}

/* --- calls in the task's own thread ---------------------------------------------------------- */

typedef struct {
  WeirTask *task;
  WeirTaskCall func;
  gpointer data;
  gboolean called;
} Call;

static void
call_cb (gpointer data)
{
  Call *call = data;
  call->called = weir_task_acquire (call->task);
  if (!call->called)
    return;
  call->func (call->task->self, call->data);
  weir_task_release (call->task);
}

gboolean
weir_task_call (WeirTask *task, WeirTaskCall func, gpointer data)
{
  Call call = { task, func, data, FALSE };
  if (task->lane == WEIR_LANE_AFFINE && !weir_lane_is_here (task->affinity))
    weir_lane_call (task->affinity, call_cb, &call);
  else
    call_cb (&call);
  return call.called;
}

/* --- emissions and blocking calls ------------------------------------------------------------ */

void
weir_task_set_outbox (WeirTask *task)
{
  weir_phase_set_outbox (&task->word);
}

static void
let_go_for_emission (WeirTask *task)
{
  weir_task_ref (task); /* the emission's, dropped at its end */
  weir_task_set_owner (task, FALSE);
  WeirTodo todo = weir_phase_emit_begin (&task->word);
  weir_task_do (task, todo);
  weir_sim_choice_point ();
}

static gboolean
take_back (WeirTask *task, WeirPhase back)
{
  gboolean waits = FALSE;
  WeirGot got = weir_phase_emit_end (&task->word, back, &waits);
  if (got == WEIR_GOT_NOTHING) {
    WeirMonitor *place = get_place (task);
    weir_monitor_enter (place);
    while ((got = weir_phase_emit_end (&task->word, back, &waits)) == WEIR_GOT_NOTHING)
      weir_monitor_wait (place, WEIR_FOREVER);
    weir_monitor_leave (place);
  }
  if (got != WEIR_GOT_IT)
    return FALSE;
  weir_task_set_owner (task, TRUE);
  weir_task_emission_ended (task);
  weir_task_unref (task);
  return TRUE;
}

/* It was retired during the emission. Who waits until all is quiet may end what belongs to it
 * after this. */
void
weir_task_lose_emission (WeirTask *task)
{
  weir_phase_emission_lost (&task->word);
  weir_task_emission_ended (task);
  weir_task_unref (task);
}

void
weir_task_emit_begin (WeirTask *task)
{
  g_return_if_fail (weir_task_is_owner (task) && weir_thread.current != task);
  weir_task_flush (task, WEIR_ATOMIC_LOAD (&task->parked_for, relaxed) != 0);
  let_go_for_emission (task);
}

gboolean
weir_task_emit_end (WeirTask *task)
{
  gboolean owned = take_back (task, WEIR_PHASE_OWNED);
  if (!owned)
    weir_task_lose_emission (task);
  return owned;
}

void
weir_task_block_begin (WeirTask *task)
{
  g_return_if_fail (weir_thread.current == task && task->lane != WEIR_LANE_POOL);
  WEIR_ATOMIC_STORE (&task->parked_for, WEIR_WAIT_BLOCK, release);
  weir_task_flush (task, TRUE);
  weir_thread.current = NULL;
  let_go_for_emission (task);
}

gboolean
weir_task_block_end (WeirTask *task)
{
  if (!take_back (task, WEIR_PHASE_RUNNING))
    return FALSE; /* the emission ends when the step has returned: it still uses its element */
  weir_thread.current = task;
  WEIR_ATOMIC_STORE (&task->parked_for, 0, relaxed);
  return !weir_task_is_cancelled (task);
}

/* Who waits until no callbacks of the task are in progress looks again. */
void
weir_task_emission_ended (WeirTask *task)
{
  if (WEIR_ATOMIC_LOAD (&task->quiet_waiters, seq_cst)
      > 0) /* pairs with wait_quiet (): add, then look at the word */
    weir_task_notify_waiters (task);
}

gboolean
weir_task_wait_quiet (WeirTask *task, gint64 deadline_ns)
{
  WeirMonitor *place = get_place (task);
  gboolean quiet;
  gboolean in_time = TRUE;
  WEIR_ATOMIC_ADD (&task->quiet_waiters, 1, seq_cst);
  weir_monitor_enter (place);
  for (;;) {
    quiet = WEIR_WORD_COUNT (WEIR_ATOMIC_LOAD (&task->word, seq_cst), WEIR_WORD_EMITTER) == 0;
    if (quiet || !in_time)
      break;
    in_time = weir_monitor_wait (place, deadline_ns);
  }
  weir_monitor_leave (place);
  WEIR_ATOMIC_ADD (&task->quiet_waiters, -1, relaxed);
  return quiet;
}

/* --- cancelling ------------------------------------------------------------------------------ */

int
weir_task_cancel_fd (WeirTask *task)
{
  pthread_mutex_lock (&cancel_lock);
  if (task->cancel_fd < 0) {
    gboolean cancelled = WEIR_ATOMIC_LOAD (&task->cancels, relaxed) > 0;
    task->cancel_fd = eventfd (cancelled ? 1 : 0, EFD_CLOEXEC | EFD_NONBLOCK);
  }
  int fd = task->cancel_fd;
  pthread_mutex_unlock (&cancel_lock);
  return fd;
}

void
weir_task_cancel (WeirTask *task)
{
  pthread_mutex_lock (&cancel_lock);
  if (WEIR_ATOMIC_ADD (&task->cancels, 1, seq_cst) == 0 && task->cancel_fd >= 0)
    eventfd_write (task->cancel_fd, 1);
  pthread_mutex_unlock (&cancel_lock);
  if (task->funcs->unblock != NULL
      && weir_word_phase (WEIR_ATOMIC_LOAD (&task->word, acquire)) != WEIR_PHASE_RETIRED)
    task->funcs->unblock (task->self);
}

void
weir_task_uncancel (WeirTask *task)
{
  pthread_mutex_lock (&cancel_lock);
  if (WEIR_ATOMIC_ADD (&task->cancels, -1, seq_cst) == 1 && task->cancel_fd >= 0) {
    eventfd_t value;
    eventfd_read (task->cancel_fd, &value);
  }
  pthread_mutex_unlock (&cancel_lock);
}

gboolean
weir_task_is_cancelled (WeirTask *task)
{
  return WEIR_ATOMIC_LOAD (&task->cancels, acquire) > 0; /* pairs with cancel () */
}

/* --- reading --------------------------------------------------------------------------------- */

WeirWait
weir_task_get_wants (WeirTask *task)
{
  return WEIR_ATOMIC_LOAD (&task->parked_for, acquire); /* pairs with arm () */
}

gboolean
weir_task_is_parked (WeirTask *task)
{
  guint64 word = WEIR_ATOMIC_LOAD (&task->word, acquire);
  return weir_word_phase (word) == WEIR_PHASE_IDLE
         && WEIR_ATOMIC_LOAD (&task->parked_for, relaxed) != 0;
}

const WeirTaskStats *
weir_task_get_stats (WeirTask *task)
{
  return &task->stats;
}

char *
weir_task_describe (WeirTask *task)
{
  char *name = task->funcs->describe != NULL ? task->funcs->describe (task->self) : NULL;
  return name != NULL ? name : g_strdup_printf ("task %p", (void *) task);
}
