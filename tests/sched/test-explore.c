/* SPDX-License-Identifier: MIT */
/* The real code of phases, steps, tasks and links with its atomics as choice points.
 *
 * phase.c, step.c, task.c, link.c and link-limits.c are compiled here with WEIR_ATOMIC_EXPLORE:
 * each atomic access asks this file. Threads are coroutines; before each access another one may go
 * on. Stores that aren't sequentially consistent stay in a buffer of their thread until it fences,
 * swaps, locks, or chance lets one out: so a fence that is missing is found, as on a real machine.
 * Pool, reactor, monitors and jobs are small doubles.
 *
 * Each case also runs with mistakes planted in the atomics (a fence that doesn't, a swap in two
 * halves), which must be found: else the exploring would be worth nothing. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>
#include <weir/sched/group-private.h>
#include <weir/sched/link-inline.h>
#include <weir/sched/sched-private.h>
#include <weir/sched/sim-private.h>
#include <weir/sched/task-private.h>

#define STACK_BYTES 131072
#define MAX_THREADS 8
#define MAX_STORES 16
#define MAX_CHOICES 200000
#define QUEUE_ROOM 256

typedef enum {
  MISTAKE_NONE = 0,
  MISTAKE_NO_FENCE,
  MISTAKE_SWAP_IN_HALVES,
  MISTAKE_CAS_IN_HALVES,
} Mistake;

/* --- coroutines with store buffers ----------------------------------------------------------- */

typedef struct {
  void *address;
  gsize size;
  guint64 value;
} Store;

typedef struct {
  ucontext_t context;
  char *stack;
  void (*func) (gpointer data);
  gpointer data;
  gboolean ended;
  const void *sleeps_on; /* (nullable) a monitor, or a lock */
  WeirThread thread;
  Store stores[MAX_STORES];
  guint n_stores;
} Coroutine;

static Coroutine threads[MAX_THREADS];
static guint n_threads, current;
static ucontext_t main_context;
static guint64 dice;
static guint switch_one_in, flush_one_in, preemptions_left;
static guint64 n_choices;
static Mistake mistake;
static gboolean failed;
static WeirThread outside; /* while no coroutine runs */
static gboolean exploring;

static guint
roll (guint n)
{
  dice = dice * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) ((dice >> 33) % n);
}

static guint64
read_memory (const void *address, gsize size)
{
  guint64 value = 0;
  memcpy (&value, address, size);
  return value;
}

static void
let_out (Coroutine *thread)
{
  if (thread->n_stores == 0)
    return;
  Store *first = &thread->stores[0];
  memcpy (first->address, &first->value, first->size);
  thread->n_stores--;
  memmove (first, first + 1, thread->n_stores * sizeof *first);
}

static void
let_all_out (void)
{
  while (exploring && threads[current].n_stores > 0)
    let_out (&threads[current]);
}

static void
switch_to (guint next)
{
  guint previous = current;
  if (next == previous)
    return;
  current = next;
  swapcontext (&threads[previous].context, &threads[next].context);
}

/* -1: nobody can run. */
static gint
pick (void)
{
  guint can[MAX_THREADS], n = 0;
  for (guint i = 0; i < n_threads; i++)
    if (!threads[i].ended && threads[i].sleeps_on == NULL)
      can[n++] = i;
  return n > 0 ? (gint) can[roll (n)] : -1;
}

static G_GNUC_NORETURN void
leave_world (void)
{
  setcontext (&main_context);
  g_assert_not_reached ();
}

static void
choice (void)
{
  if (!exploring)
    return;
  if (++n_choices > MAX_CHOICES) {
    failed = TRUE; /* it goes on for ever */
    leave_world ();
  }
  if (roll (flush_one_in) == 0)
    let_out (&threads[roll (n_threads)]);
  if (preemptions_left > 0 && roll (switch_one_in) == 0) {
    preemptions_left--;
    switch_to ((guint) pick ());
  }
}

/* The calling coroutine can't go on. Everybody asleep is the end. */
static void
give_way (void)
{
  let_all_out ();
  gint next = pick ();
  if (next < 0)
    leave_world ();
  switch_to ((guint) next);
}

static void
sleep_on (const void *what)
{
  threads[current].sleeps_on = what;
  give_way ();
}

static void
wake_sleepers (const void *what)
{
  for (guint i = 0; i < n_threads; i++)
    if (threads[i].sleeps_on == what)
      threads[i].sleeps_on = NULL;
}

static void
coroutine_main (void)
{
  threads[current].func (threads[current].data);
  threads[current].ended = TRUE;
  give_way ();
}

static void
start (void (*func) (gpointer data), gpointer data)
{
  Coroutine *thread = &threads[n_threads++];
  g_assert (n_threads <= MAX_THREADS);
  char *stack = thread->stack != NULL ? thread->stack : g_malloc (STACK_BYTES);
  *thread = (Coroutine){ .stack = stack, .func = func, .data = data };
  getcontext (&thread->context);
  thread->context.uc_stack.ss_sp = stack;
  thread->context.uc_stack.ss_size = STACK_BYTES;
  thread->context.uc_link = NULL;
  makecontext (&thread->context, coroutine_main, 0);
}

WeirThread *
weir_explore_thread (void)
{
  return exploring ? &threads[current].thread : &outside;
}

/* --- the atomics ----------------------------------------------------------------------------- */

guint64
weir_explore_load (const void *address, gsize size)
{
  choice ();
  if (exploring)
    for (guint i = threads[current].n_stores; i-- > 0;)
      if (threads[current].stores[i].address == address)
        return threads[current].stores[i].value;
  return read_memory (address, size);
}

void
weir_explore_store (void *address, gsize size, guint64 value, gboolean flush)
{
  choice ();
  if (!exploring) {
    memcpy (address, &value, size);
    return;
  }
  Coroutine *thread = &threads[current];
  if (thread->n_stores == MAX_STORES)
    let_out (thread);
  guint64 kept = 0;
  memcpy (&kept, &value, size);
  thread->stores[thread->n_stores++] = (Store){ address, size, kept };
  if (flush)
    let_all_out ();
}

guint64
weir_explore_exchange (void *address, gsize size, guint64 value)
{
  choice ();
  let_all_out ();
  guint64 old = read_memory (address, size);
  if (mistake == MISTAKE_SWAP_IN_HALVES)
    choice ();
  memcpy (address, &value, size);
  return old;
}

guint64
weir_explore_add (void *address, gsize size, guint64 value)
{
  choice ();
  let_all_out ();
  guint64 old = read_memory (address, size);
  guint64 sum = old + value;
  if (mistake == MISTAKE_SWAP_IN_HALVES)
    choice ();
  memcpy (address, &sum, size);
  return old;
}

gboolean
weir_explore_cas (void *address, gsize size, guint64 *expected, guint64 value)
{
  choice ();
  let_all_out ();
  guint64 old = read_memory (address, size);
  if (old != *expected || roll (50) == 0) { /* a weak one may fail without a cause */
    *expected = old;
    return FALSE;
  }
  if (mistake == MISTAKE_CAS_IN_HALVES)
    choice ();
  memcpy (address, &value, size);
  return TRUE;
}

void
weir_explore_fence (void)
{
  choice ();
  if (mistake != MISTAKE_NO_FENCE)
    let_all_out ();
}

/* --- doubles of what these files use --------------------------------------------------------- */

gboolean weir_sim_on;
static WeirTask *queue[QUEUE_ROOM];
static guint n_queue;
static gint64 now_ns;

gint64
weir_now_ns (void)
{
  return now_ns += 100;
}

gint64
weir_coarse_now_ns (void)
{
  return now_ns;
}

void
weir_monitor_init (WeirMonitor *monitor)
{
  monitor->sim_waiters = 0;
}

void
weir_monitor_clear (WeirMonitor *monitor)
{
}

/* sim_waiters is the lock here */
void
weir_monitor_enter (WeirMonitor *monitor)
{
  choice ();
  while (exploring && monitor->sim_waiters != 0)
    sleep_on (&monitor->sim_waiters);
  let_all_out ();
  monitor->sim_waiters = 1;
}

void
weir_monitor_leave (WeirMonitor *monitor)
{
  let_all_out ();
  monitor->sim_waiters = 0;
  wake_sleepers (&monitor->sim_waiters);
  choice ();
}

gboolean
weir_monitor_wait (WeirMonitor *monitor, gint64 deadline_ns)
{
  let_all_out ();
  monitor->sim_waiters = 0;
  wake_sleepers (&monitor->sim_waiters);
  sleep_on (monitor);
  while (monitor->sim_waiters != 0)
    sleep_on (&monitor->sim_waiters);
  monitor->sim_waiters = 1;
  return TRUE;
}

void
weir_monitor_notify_all (WeirMonitor *monitor)
{
  wake_sleepers (monitor);
}

/* The locks of these files are held over atomics, that is, over choice points. */
int
weir_explore_lock (pthread_mutex_t *lock)
{
  choice ();
  while (exploring && lock->__data.__lock != 0)
    sleep_on (lock);
  let_all_out ();
  lock->__data.__lock = 1;
  return 0;
}

int
weir_explore_unlock (pthread_mutex_t *lock)
{
  let_all_out ();
  lock->__data.__lock = 0;
  wake_sleepers (lock);
  return 0;
}

void
weir_pool_submit (WeirTask *task, gboolean urgent)
{
  let_all_out (); /* the pool's lock */
  g_assert (n_queue < QUEUE_ROOM);
  queue[n_queue++] = task;
  wake_sleepers (queue);
}

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} Job;
static Job jobs[QUEUE_ROOM];
static guint n_jobs;

void
weir_run_job (gpointer key, void (*func) (gpointer data), gpointer data)
{
  let_all_out ();
  g_assert (n_jobs < QUEUE_ROOM);
  jobs[n_jobs++] = (Job){ func, data };
  wake_sleepers (queue);
}

static void
worker (gpointer data)
{
  for (;;) {
    choice ();
    let_all_out ();
    if (n_queue > 0) {
      guint i = roll (n_queue);
      WeirTask *task = queue[i];
      queue[i] = queue[--n_queue];
      weir_task_run_entry (task);
    } else if (n_jobs > 0) {
      Job job = jobs[--n_jobs];
      job.func (job.data);
    } else {
      sleep_on (queue);
    }
  }
}

void
weir_pool_callback_begin (void)
{
  choice ();
}
void
weir_pool_callback_end (void)
{
  choice ();
}
void
weir_sim_choice_point (void)
{
}
void
weir_sim_add_task (WeirTask *task)
{
}
void
weir_sim_remove_task (WeirTask *task)
{
}
void
weir_reactor_add_deadline (WeirTask *task, gint64 deadline_ns)
{
}
void
weir_reactor_add_fds (WeirTask *task)
{
}
void
weir_reactor_forget (WeirTask *task)
{
}
void
weir_liveness_note_parked (WeirTask *task, guint32 wants)
{
}
void
weir_liveness_late (WeirLink *link)
{
}
void
weir_task_set_group (WeirTask *task, WeirTaskGroup *group)
{
}
gboolean
weir_lane_is_here (const char *affinity)
{
  return TRUE;
}
void
weir_lane_call (const char *affinity, void (*func) (gpointer data), gpointer data)
{
  func (data);
}

/* --- elements -------------------------------------------------------------------------------- */

typedef struct {
  WeirTask *task;
  WeirLink *in[2], *out;
  guint n_in;
  guint64 made, to_make, expected[2];
  guint inside, delivered, emitted;
  gboolean gaps; /* its input leaks: numbers only rise */
} Part;

static Part parts[4];
static WeirLink *links[3];
static guint n_parts, n_links;

static void
check (gboolean holds)
{
  if (!holds) {
    failed = TRUE;
    leave_world ();
  }
}

static WeirMini *
number_new (guint64 number)
{
  WeirBuffer *buffer = weir_buffer_new ();
  buffer->offset = number;
  return (WeirMini *) buffer;
}

static gboolean
take_number (Part *part, guint i)
{
  WeirMini *item = weir_link_hot_take (part->in[i]);
  guint64 number = ((WeirBuffer *) item)->offset;
  check (part->gaps ? number >= part->expected[i] : number == part->expected[i]);
  part->expected[i] = number + 1;
  weir_mini_unref (item);
  return TRUE;
}

static WeirStep
work (Part *part)
{
  do {
    if (part->out != NULL && !weir_link_hot_has_room (part->out)) {
      weir_task_want_room (part->task, part->out);
      return WEIR_STEP_PARK;
    }
    if (part->n_in == 0 && part->made == part->to_make) {
      weir_task_want (part->task, WEIR_WAIT_REST);
      return WEIR_STEP_PARK;
    }
    gboolean missing = FALSE;
    for (guint i = 0; i < part->n_in; i++)
      missing |= weir_link_hot_peek (part->in[i]) == NULL;
    if (missing) {
      for (guint i = 0; i < part->n_in; i++)
        weir_task_want_input (part->task, part->in[i], TRUE);
      return WEIR_STEP_PARK;
    }
    for (guint i = 0; i < part->n_in; i++)
      take_number (part, i);
    if (part->out != NULL)
      weir_link_hot_push (part->out, number_new (part->made), 0);
    part->made++;
    if (part->made == 2) {
      part->emitted++;
      weir_task_set_outbox (part->task);
    }
  } while (!weir_task_budget_used (part->task));
  return WEIR_STEP_AGAIN;
}

static WeirStep
part_step (gpointer self)
{
  Part *part = self;
  check (part->inside++ == 0);
  WeirStep result = work (part);
  part->inside--;
  return result;
}

static void
part_deliver (gpointer self)
{
  Part *part = self;
  part->delivered++;
  weir_callback_begin ();
  if (!weir_task_acquire (parts[0].task))
    return;
  check (parts[0].inside++ == 0);
  choice ();
  parts[0].inside--;
  weir_task_release (parts[0].task);
}

static const WeirTaskFuncs part_funcs = { .step = part_step, .deliver = part_deliver };

static Part *
add_part (guint64 to_make)
{
  Part *part = &parts[n_parts++];
  *part = (Part){ .to_make = to_make };
  part->task = weir_task_new (&part_funcs, part, NULL);
  return part;
}

static WeirLink *
join (Part *from, Part *to, guint opening)
{
  WeirLink *link = links[n_links++] = weir_link_new ();
  from->out = to->in[to->n_in++] = link;
  weir_link_set_producer (link, from->task);
  weir_link_set_consumer (link, to->task);
  if (opening == 0)
    weir_link_set_paced (link, TRUE);
  else
    weir_link_set_limits (link, opening, 0, 0);
  return link;
}

/* --- cases ----------------------------------------------------------------------------------- */

static void
waker (gpointer data)
{
  for (guint i = 0; i < n_parts; i++)
    weir_task_wake (parts[i].task);
}

static void
editor (gpointer data)
{
  WeirTask *tasks[2] = { parts[0].task, parts[n_parts - 1].task };
  for (guint round = 0; round < 2; round++) {
    gboolean owned[2];
    weir_task_acquire_all (tasks, owned, 2);
    check (owned[0] && owned[1]);
    check (parts[0].inside++ == 0);
    choice ();
    parts[0].inside--;
    weir_task_release (tasks[1]);
    weir_task_emit_begin (tasks[0]);
    choice ();
    check (weir_task_emit_end (tasks[0]));
    parts[0].emitted++;
    weir_task_set_outbox (tasks[0]);
    weir_task_release (tasks[0]);
  }
}

static void
retirer (gpointer data)
{
  Part *part = &parts[1];
  if (!weir_task_acquire (part->task))
    return;
  check (part->inside == 0);
  weir_task_retire (part->task);
  part->to_make = 0;
}

static void
setup_chain (void)
{
  Part *source = add_part (6), *middle = add_part (0), *sink = add_part (0);
  static const guint openings[] = { 0, 1, 2, 4 };
  join (source, middle, openings[roll (4)]);
  join (middle, sink, openings[roll (4)]);
  start (worker, NULL);
  start (worker, NULL);
  start (waker, NULL);
}

static void
setup_mix (void)
{
  Part *one = add_part (4), *two = add_part (4), *mix = add_part (0);
  join (one, mix, roll (3));
  join (two, mix, roll (3));
  start (worker, NULL);
  start (worker, NULL);
  start (waker, NULL);
}

static void
setup_edits (void)
{
  setup_chain ();
  start (editor, NULL);
}

static void
setup_leak (void)
{
  Part *source = add_part (8), *sink = add_part (0);
  WeirLink *link = join (source, sink, 2);
  sink->gaps = TRUE;
  weir_link_set_policy (link, WEIR_LINK_LEAK_OLDEST);
  start (worker, NULL);
  start (worker, NULL);
  start (waker, NULL);
}

static void
setup_retire (void)
{
  setup_chain ();
  start (retirer, NULL);
}

/* Nobody can run any more: everything must have been done. */
static void
check_rest (gboolean retires)
{
  for (guint i = 0; i < n_threads; i++)
    failed |= !threads[i].ended && threads[i].sleeps_on != queue;
  failed |= n_queue > 0 || n_jobs > 0;
  for (guint i = 0; i < n_parts; i++) {
    WeirPhase phase = weir_word_phase (parts[i].task->word);
    failed |= phase != WEIR_PHASE_IDLE && phase != WEIR_PHASE_RETIRED;
    if (!retires) {
      failed |= parts[i].n_in == 0 && parts[i].made != parts[i].to_make;
      failed |= parts[i].emitted > 0 && parts[i].delivered == 0;
    }
  }
  for (guint i = 0; i < n_links && !retires; i++)
    failed |= weir_link_level_items (links[i]) != 0;
}

static void
clear (void)
{
  for (guint i = 0; i < n_parts; i++)
    if (weir_task_acquire (parts[i].task))
      weir_task_retire (parts[i].task);
  for (guint i = 0; i < n_links; i++)
    weir_link_unref (links[i]);
  for (guint i = 0; i < n_parts; i++) {
    failed |= parts[i].task->refs != 1;
    weir_task_unref (parts[i].task);
  }
}

/* TRUE: all was well. */
static gboolean
explore (guint64 seed, void (*setup) (void))
{
  static volatile gboolean over;
  dice = seed * 7919 + 13;
  n_parts = n_links = n_threads = n_queue = n_jobs = 0;
  n_choices = 0;
  switch_one_in = 1u << roll (6);
  flush_one_in = 1u << (1 + roll (6));
  preemptions_left =
    roll (2) == 0 ? 1 + roll (6) : G_MAXUINT; /* few are often enough, and found sooner */
  failed = FALSE;
  outside = (WeirThread){ 0 };
  setup ();
  over = FALSE;
  exploring = TRUE;
  current = 0;
  getcontext (&main_context);
  if (!over) {
    over = TRUE;
    current = (guint) pick ();
    setcontext (&threads[current].context);
  }
  for (guint i = 0; i < n_threads; i++)
    while (threads[i].n_stores > 0)
      let_out (&threads[i]);
  exploring = FALSE;
  if (!failed)
    check_rest (setup == setup_retire);
  if (!failed)
    clear ();
  return !failed;
}

typedef struct {
  void (*setup) (void);
  guint64 seeds;
} Case;

static void
test_case (gconstpointer data)
{
  const Case *what = data;
  mistake = MISTAKE_NONE;
  for (guint64 seed = 1; seed <= what->seeds; seed++)
    if (!explore (seed, what->setup))
      g_error ("seed %" G_GUINT64_FORMAT " fails", seed);
}

static void
test_mistake (gconstpointer data)
{
  void (*const setups[]) (void) = { setup_chain, setup_mix, setup_edits };
  int status = 0;
  /* in a process of its own: an assertion of the code may find it first */
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    struct rlimit no_core = { 0, 0 };
    setrlimit (RLIMIT_CORE, &no_core);
    if (freopen ("/dev/null", "w", stderr) == NULL)
      _exit (0);
    mistake = (Mistake) GPOINTER_TO_INT (data);
    for (guint64 seed = 1; seed <= 30000; seed++)
      if (!explore (seed, setups[seed % G_N_ELEMENTS (setups)]))
        _exit (1);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (status != 0);
}

int
main (int argc, char **argv)
{
  static const Case chain = { setup_chain, 15000 }, mix = { setup_mix, 15000 },
                    edits = { setup_edits, 15000 }, leak = { setup_leak, 3000 },
                    retire = { setup_retire, 4000 };
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sched/atomics/link-chain", &chain, test_case);
  g_test_add_data_func ("/sched/atomics/link-mix", &mix, test_case);
  g_test_add_data_func ("/sched/atomics/task-edits", &edits, test_case);
  g_test_add_data_func ("/sched/atomics/link-leak", &leak, test_case);
  g_test_add_data_func ("/sched/atomics/task-retire", &retire, test_case);
  g_test_add_data_func ("/sched/atomics/finds-missing-fence", GINT_TO_POINTER (MISTAKE_NO_FENCE),
                        test_mistake);
  g_test_add_data_func ("/sched/atomics/finds-swap-in-halves",
                        GINT_TO_POINTER (MISTAKE_SWAP_IN_HALVES), test_mistake);
  g_test_add_data_func ("/sched/atomics/finds-cas-in-halves",
                        GINT_TO_POINTER (MISTAKE_CAS_IN_HALVES), test_mistake);
  return g_test_run ();
}
