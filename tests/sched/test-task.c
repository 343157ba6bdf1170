/* SPDX-License-Identifier: MIT */
/* Tasks: steps, wakes, ownership, deadlines, descriptors, callbacks, lanes,
 * retirement. */
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "tests/harness/worlds.h"
#include "nodes.h"

#define MS G_GINT64_CONSTANT (1000000)
#define LONG (10000 * MS)

typedef struct {
  WeirMonitor monitor;
  WeirTask *task;
  guint steps, delivered; /* (locked) */
  gint64 stepped_ns;      /* (locked) */
  gint64 deadline_ns;
  int fd;
  gint64 callback_ns;
  gboolean outbox;
  gboolean blocks;
  gboolean ended_well;
  pthread_t thread;
} Probe;

/* As many in the real world, few in each of thousands of simulated ones. */
static guint
some (guint many)
{
  return weir_sim_active () ? MAX (5, many / 100) : many;
}

static WeirStep
probe_step (gpointer self)
{
  Probe *probe = self;
  weir_monitor_enter (&probe->monitor);
  probe->steps++;
  probe->stepped_ns = weir_now_ns ();
  probe->thread = pthread_self ();
  weir_monitor_notify_all (&probe->monitor);
  weir_monitor_leave (&probe->monitor);
  if (probe->blocks) {
    probe->blocks = FALSE;
    weir_task_block_begin (probe->task);
    struct pollfd wait = { .fd = weir_task_cancel_fd (probe->task), .events = POLLIN };
    /* a simulated world stands still while one of its threads really waits */
    while (poll (&wait, 1, weir_sim_active () ? 0 : 10000) == 0)
      weir_sim_sleep_ns (MS);
    probe->ended_well = weir_task_block_end (probe->task);
  }
  if (probe->outbox)
    weir_task_set_outbox (probe->task);
  if (probe->deadline_ns > weir_now_ns ())
    weir_task_want_deadline (probe->task, probe->deadline_ns);
  if (probe->fd >= 0)
    weir_task_want_fd (probe->task, probe->fd, EPOLLIN);
  weir_task_want (probe->task, WEIR_WAIT_APP);
  return WEIR_STEP_PARK;
}

static void
probe_deliver (gpointer self)
{
  Probe *probe = self;
  weir_monitor_enter (&probe->monitor);
  probe->delivered++;
  weir_monitor_notify_all (&probe->monitor);
  weir_monitor_leave (&probe->monitor);
  if (probe->callback_ns > 0) {
    weir_callback_begin ();
    weir_sim_sleep_ns (probe->callback_ns);
  }
}

static const WeirTaskFuncs probe_funcs = { .step = probe_step, .deliver = probe_deliver };

static void
probe_init (Probe *probe)
{
  *probe = (Probe){ .fd = -1 };
  weir_monitor_init (&probe->monitor);
  probe->task = weir_task_new (&probe_funcs, probe, NULL);
}

static void
probe_clear (Probe *probe)
{
  g_assert_true (weir_task_acquire (probe->task));
  weir_task_retire (probe->task);
  g_assert_false (weir_task_acquire (probe->task));
  weir_task_wake (probe->task);
  g_assert_true (weir_task_wait_quiet (probe->task, WEIR_FOREVER));
  weir_task_unref (probe->task);
  weir_monitor_clear (&probe->monitor);
}

static void
wait_for (Probe *probe, guint *what, guint n)
{
  gint64 deadline_ns = weir_now_ns () + LONG;
  weir_monitor_enter (&probe->monitor);
  while (*what < n)
    g_assert_true (weir_monitor_wait (&probe->monitor, deadline_ns));
  weir_monitor_leave (&probe->monitor);
}

/* Its deadline has come, in the first step already on a busy machine, and no step came too early. */
static void
wait_for_deadline (Probe *probe)
{
  gint64 end_ns = weir_now_ns () + LONG;
  weir_monitor_enter (&probe->monitor);
  while (probe->stepped_ns < probe->deadline_ns)
    g_assert_true (weir_monitor_wait (&probe->monitor, end_ns));
  g_assert_cmpuint (probe->steps, <=, 2);
  weir_monitor_leave (&probe->monitor);
}

static void
test_wake (void)
{
  Probe probe;
  probe_init (&probe);
  for (guint i = 1; i <= some (100); i++) {
    weir_task_wake (probe.task);
    wait_for (&probe, &probe.steps, i);
  }
  probe_clear (&probe);
}

static void
test_acquire (void)
{
  Probe probe;
  probe_init (&probe);
  g_assert_true (weir_task_acquire (probe.task));
  g_assert_true (weir_task_is_owner (probe.task));
  g_assert_false (weir_task_try_acquire (probe.task));
  weir_task_wake (probe.task);
  weir_sim_sleep_ns (5 * MS);
  g_assert_cmpuint (probe.steps, ==, 0); /* owned: nobody steps */
  weir_task_release (probe.task);
  wait_for (&probe, &probe.steps, 1);
  probe_clear (&probe);
}

typedef struct {
  WeirTask *tasks[2];
  guint64 *counts; /* of each task, changed by its owner only */
  guint rounds;
  WeirMonitor monitor;
  guint n_left; /* (locked by monitor) */
} Contender;

static void
contender_done (Contender *contender)
{
  weir_monitor_enter (&contender->monitor);
  contender->n_left--;
  weir_monitor_notify_all (&contender->monitor);
  weir_monitor_leave (&contender->monitor);
}

static void
contend_cb (gpointer data)
{
  Contender *contender = data;
  for (guint i = 0; i < contender->rounds; i++) {
    gboolean owned[2];
    weir_task_acquire_all (contender->tasks, owned, 2);
    g_assert_true (owned[0] && owned[1]);
    contender->counts[0]++;
    contender->counts[1]++;
    weir_task_release (contender->tasks[1]);
    weir_task_release (contender->tasks[0]);
  }
  contender_done (contender);
}

static void
contend_one_cb (gpointer data)
{
  Contender *contender = data;
  for (guint i = 0; i < contender->rounds * 2; i++) {
    guint which = i % 2;
    g_assert_true (weir_task_acquire (contender->tasks[which]));
    contender->counts[which]++;
    weir_task_wake (contender->tasks[1 - which]);
    weir_task_release (contender->tasks[which]);
  }
  contender_done (contender);
}

static void
test_contention (void)
{
  Probe probes[2];
  guint64 counts[2] = { 0 };
  probe_init (&probes[0]);
  probe_init (&probes[1]);
  Contender contender = {
    .tasks = { probes[0].task, probes[1].task }, .counts = counts, .rounds = some (2000), .n_left = 3
  };
  weir_monitor_init (&contender.monitor);
  /* one editor (the control strand allows no second one that takes several), two that take one */
  weir_spawn ("editor", contend_cb, &contender);
  weir_spawn ("taker", contend_one_cb, &contender);
  weir_spawn ("taker", contend_one_cb, &contender);
  weir_monitor_enter (&contender.monitor);
  while (contender.n_left > 0)
    weir_monitor_wait (&contender.monitor, WEIR_FOREVER);
  weir_monitor_leave (&contender.monitor);
  weir_monitor_clear (&contender.monitor);
  g_assert_true (weir_task_acquire (probes[0].task));
  g_assert_cmpuint (counts[0], ==, 3 * contender.rounds);
  weir_task_release (probes[0].task);
  g_assert_true (weir_task_acquire (probes[1].task));
  g_assert_cmpuint (counts[1], ==, 3 * contender.rounds);
  weir_task_release (probes[1].task);
  probe_clear (&probes[0]);
  probe_clear (&probes[1]);
}

static void
test_deadline (void)
{
  Probe probe;
  probe_init (&probe);
  probe.deadline_ns = weir_now_ns () + 30 * MS;
  weir_task_wake (probe.task);
  wait_for_deadline (&probe);
  g_assert_cmpint (probe.stepped_ns, <, probe.deadline_ns + 500 * MS);
  probe_clear (&probe);
}

/* Each has its own deadline; none fires early, and none is forgotten. */
static void
test_many_deadlines (void)
{
  Probe probes[200];
  const guint n = some (G_N_ELEMENTS (probes));
  gint64 start_ns = weir_now_ns ();
  for (guint i = 0; i < n; i++) {
    probe_init (&probes[i]);
    probes[i].deadline_ns = start_ns + 5 * MS + (gint64) (i * 7919 % 200) * MS / 4;
    weir_task_wake (probes[i].task);
  }
  for (guint i = 0; i < n; i++) {
    wait_for_deadline (&probes[i]);
    probe_clear (&probes[i]);
  }
}

static void
test_descriptor (void)
{
  Probe probe;
  probe_init (&probe);
  probe.fd = eventfd (0, EFD_CLOEXEC);
  weir_task_wake (probe.task);
  wait_for (&probe, &probe.steps, 1);
  weir_sim_sleep_ns (2 * MS);
  eventfd_write (probe.fd, 1);
  wait_for (&probe, &probe.steps, 2);
  int fd = probe.fd;
  probe_clear (&probe);
  close (fd);
}

/* Callbacks of one task sleep; a timer of another one is on time all the same. */
static void
test_callbacks_do_not_starve (void)
{
  Probe sleepers[4], ticker;
  for (guint i = 0; i < 4; i++) {
    probe_init (&sleepers[i]);
    sleepers[i].outbox = TRUE;
    sleepers[i].callback_ns = 300 * MS;
    weir_task_wake (sleepers[i].task);
  }
  for (guint i = 0; i < 4; i++)
    wait_for (&sleepers[i], &sleepers[i].delivered, 1);
  gint64 start_ns = weir_now_ns ();
  probe_init (&ticker);
  ticker.deadline_ns = start_ns + 20 * MS;
  weir_task_wake (ticker.task);
  wait_for (&ticker, &ticker.steps, 2);
  g_assert_cmpint (weir_now_ns () - start_ns, <, 200 * MS);
  probe_clear (&ticker);
  for (guint i = 0; i < 4; i++)
    probe_clear (&sleepers[i]);
}

/* What an outside owner puts into the outbox is delivered after release. */
static void
test_outbox_of_outsider (void)
{
  Probe probe;
  probe_init (&probe);
  g_assert_true (weir_task_acquire (probe.task));
  weir_task_set_outbox (probe.task);
  weir_task_release (probe.task);
  wait_for (&probe, &probe.delivered, 1);
  probe_clear (&probe);
}

static void
test_emission (void)
{
  Probe probe;
  probe_init (&probe);
  g_assert_true (weir_task_acquire (probe.task));
  weir_task_emit_begin (probe.task);
  g_assert_true (weir_task_acquire (probe.task)); /* as user code would */
  weir_task_release (probe.task);
  g_assert_true (weir_task_emit_end (probe.task));
  weir_task_emit_begin (probe.task);
  g_assert_true (weir_task_acquire (probe.task));
  weir_task_retire (probe.task);
  g_assert_false (weir_task_emit_end (probe.task));
  weir_task_unref (probe.task);
  weir_monitor_clear (&probe.monitor);
}

static void
test_blocking (void)
{
  Probe probe;
  probe_init (&probe);
  weir_task_set_lane (probe.task, WEIR_LANE_BLOCKING, NULL);
  probe.blocks = TRUE;
  weir_task_wake (probe.task);
  wait_for (&probe, &probe.steps, 1);
  /* it can be had although its thread sits in a call */
  g_assert_true (weir_task_acquire (probe.task));
  weir_task_release (probe.task);
  weir_task_cancel (probe.task);
  g_assert_true (weir_task_wait_quiet (probe.task, weir_now_ns () + LONG));
  g_assert_true (weir_task_acquire (probe.task));
  g_assert_false (probe.ended_well);
  weir_task_release (probe.task);
  weir_task_uncancel (probe.task);
  g_assert_false (weir_task_is_cancelled (probe.task));
  probe_clear (&probe);
}

static void
note_thread_cb (gpointer self, gpointer data)
{
  *(pthread_t *) data = pthread_self ();
}

static void
test_affine (void)
{
  Probe probes[2];
  pthread_t called;
  for (guint i = 0; i < 2; i++) {
    probe_init (&probes[i]);
    weir_task_set_lane (probes[i].task, WEIR_LANE_AFFINE, "test-lane");
    probes[i].outbox = TRUE;
    weir_task_wake (probes[i].task);
    wait_for (&probes[i], &probes[i].steps, 1);
    wait_for (&probes[i], &probes[i].delivered, 1);
  }
  g_assert_true (weir_task_call (probes[0].task, note_thread_cb, &called));
  g_assert_true (pthread_equal (probes[0].thread, called));
  g_assert_true (pthread_equal (probes[1].thread, called));
  g_assert_false (pthread_equal (pthread_self (), called));
  for (guint i = 0; i < 2; i++)
    probe_clear (&probes[i]);
}

static WeirStep
wake_late_step (gpointer self)
{
  Probe *probe = self;
  WeirStep answer = probe_step (probe);

  g_usleep (50000);
  weir_task_wake (probe[1].task);
  return answer;
}

static void
nothing_cb (gpointer self, gpointer data)
{
}

static void
call_late_cb (gpointer data)
{
  Probe *probe = data;

  g_usleep (100000);
  weir_task_call (probe->task, nothing_cb, NULL);
}

/* A worker, and another thread, have something for a named thread while all are being ended: it ends, too. In the real
 * world. */
static void
test_affine_at_the_end (void)
{
  static const WeirTaskFuncs late_funcs = { .step = wake_late_step };
  Probe probes[2];

  for (guint i = 0; i < 2; i++)
    probe_init (&probes[i]);
  g_assert_true (weir_task_acquire (probes[0].task));
  weir_task_retire (probes[0].task);
  weir_task_unref (probes[0].task);
  probes[0].task = weir_task_new (&late_funcs, probes, NULL);
  weir_task_set_lane (probes[1].task, WEIR_LANE_AFFINE, "test-late-lane");
  weir_task_wake (probes[0].task);
  wait_for (&probes[0], &probes[0].steps, 1);
  weir_run_job (&probes, call_late_cb, &probes[1]);
  weir_sched_shutdown ();
  for (guint i = 0; i < 2; i++)
    probe_clear (&probes[i]);
}

typedef struct {
  guint next;
  WeirMonitor monitor;
} Order;

typedef struct {
  Order *order;
  guint number;
} OrderedJob;

static void
ordered_cb (gpointer data)
{
  OrderedJob *job = data;
  g_assert_cmpuint (job->order->next, ==, job->number);
  weir_monitor_enter (&job->order->monitor);
  job->order->next++;
  weir_monitor_notify_all (&job->order->monitor);
  weir_monitor_leave (&job->order->monitor);
}

static void
test_jobs (void)
{
  Order order = { 0 };
  OrderedJob jobs[100];
  const guint n = some (G_N_ELEMENTS (jobs));
  weir_monitor_init (&order.monitor);
  for (guint i = 0; i < n; i++) {
    jobs[i] = (OrderedJob){ &order, i };
    weir_run_job (&order, ordered_cb, &jobs[i]);
  }
  weir_monitor_enter (&order.monitor);
  while (order.next < n)
    weir_monitor_wait (&order.monitor, WEIR_FOREVER);
  weir_monitor_leave (&order.monitor);
  weir_monitor_clear (&order.monitor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_test ("/sched/task/wake", test_wake);
  world_add_test ("/sched/task/acquire", test_acquire);
  world_add_test ("/sched/task/contention", test_contention);
  world_add_test ("/sched/task/deadline", test_deadline);
  world_add_test ("/sched/task/many-deadlines", test_many_deadlines);
  world_add_test ("/sched/task/descriptor", test_descriptor);
  world_add_test ("/sched/task/callbacks-do-not-starve", test_callbacks_do_not_starve);
  world_add_test ("/sched/task/outbox-of-outsider", test_outbox_of_outsider);
  world_add_test ("/sched/task/emission", test_emission);
  world_add_test ("/sched/task/blocking", test_blocking);
  world_add_test ("/sched/task/affine", test_affine);
  world_add_test ("/sched/task/jobs", test_jobs);
  g_test_add_func ("/sched/task/affine-at-the-end", test_affine_at_the_end);
  return world_test_run ();
}
