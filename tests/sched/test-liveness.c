/* SPDX-License-Identifier: MIT */
/* What can hang elsewhere: forks that rejoin with look-ahead, beside timers; what is hopeless is
 * reported by name. */
#include <string.h>
#include <weir/sched/link-inline.h>
#include "tests/harness/worlds.h"
#include "nodes.h"

#define MS G_GINT64_CONSTANT (1000000)
#define SECOND (1000 * MS)

/* A task that wakes itself every 10 ms, as a live source that nobody listens to. */
typedef struct {
  WeirTask *task;
  gint64 next_ns;
  gint64 busy_ns; /* each time */
} Ticker;

static WeirStep
ticker_step (gpointer self)
{
  Ticker *ticker = self;
  if (weir_now_ns () >= ticker->next_ns)
    ticker->next_ns = weir_now_ns () + 10 * MS;
  if (ticker->busy_ns > 0)
    weir_sim_busy_ns (ticker->busy_ns);
  weir_task_want_deadline (ticker->task, ticker->next_ns);
  return WEIR_STEP_PARK;
}

static void
nothing_cb (gpointer self)
{
}

static const WeirTaskFuncs ticker_funcs = { .step = ticker_step, .deliver = nothing_cb };

static void
ticker_start (Ticker *ticker, Net *net)
{
  *ticker = (Ticker){ .busy_ns = ticker->busy_ns, .task = weir_task_new (&ticker_funcs, ticker, net->group) };
  weir_task_wake (ticker->task);
}

static void
ticker_stop (Ticker *ticker)
{
  g_assert_true (weir_task_acquire (ticker->task));
  weir_task_retire (ticker->task);
  weir_task_unref (ticker->task);
}

/* source ! tee; one branch by way of `kind`; both into a mix; sink. */
static Net *
make_rejoin (NodeKind kind, const char *name, guint holds, guint opening)
{
  Net *net = net_new ();
  Node *source = net_add (net, NODE_SOURCE, "source");
  Node *tee = net_add (net, NODE_PASS, "tee");
  Node *branch = net_add (net, kind, name);
  Node *mix = net_add (net, NODE_MIX, "mix");
  Node *sink = net_add (net, NODE_SINK, "sink");
  source->to_make = 500;
  branch->holds = holds;
  weir_link_set_limits (net_link (net, source, tee), opening, 0, 0);
  weir_link_set_limits (net_link (net, tee, branch), opening, 0, 0);
  weir_link_set_limits (net_link (net, tee, mix), opening, 0, 0);
  net_link (net, branch, mix);
  net_link (net, mix, sink);
  return net;
}

static void
test_rejoin (void)
{
  Ticker ticker = { 0 };
  Net *net = make_rejoin (NODE_DELAY, "encoder", 60, 4);
  ticker_start (&ticker, net);
  net_start (net);
  g_assert_true (net_wait (net, 20 * SECOND));
  g_assert_cmpuint (net->n_stalls, ==, 0);
  ticker_stop (&ticker);
  net_free (net);
}

/* Who looks at something outside now and then waits for its input as much as without. */
static void
test_looking (void)
{
  Net *net = make_rejoin (NODE_DELAY, "encoder", 60, 4);
  Node *mix = net->nodes->pdata[3];
  mix->look_ns = 3 * MS;
  net_start (net);
  g_assert_true (net_wait (net, 20 * SECOND));
  g_assert_cmpuint (net->n_stalls, ==, 0);
  net_free (net);
}

/* One of a hundred comes through one branch: the other one can't hold what that takes. */
static void
test_hopeless (void)
{
  Net *net = make_rejoin (NODE_THIN, "thin", 100, 4);
  /* often at work when the scan comes by, so that it comes again; but it isn't part of the matter */
  Ticker ticker = { .busy_ns = 4 * MS };
  weir_task_group_set_max_bytes (net->group, 10000);
  ticker_start (&ticker, net);
  net_start (net);
  g_assert_true (net_wait_or_stall (net, 20 * SECOND));
  g_assert_false (net_wait (net, 300 * MS));
  weir_monitor_enter (&net->monitor);
  g_assert_cmpuint (net->n_stalls, ==, 1);
  for (guint i = 1; i < 4; i++)
    g_assert_nonnull (strstr (net->stall, ((Node *) net->nodes->pdata[i])->name));
  weir_monitor_leave (&net->monitor);
  ticker_stop (&ticker);
  net_free (net);
}

/* A consumer that rests without closing its link: whoever waits for room there waits for ever,
 * and is told who rests. */
static WeirStep
rest_step (gpointer self)
{
  weir_task_want (*(WeirTask **) self, WEIR_WAIT_REST);
  return WEIR_STEP_PARK;
}

static char *
rest_describe (gpointer self)
{
  return g_strdup ("sleeper");
}

static void
test_resting (void)
{
  static const WeirTaskFuncs funcs = { .step = rest_step,
                                       .deliver = nothing_cb,
                                       .describe = rest_describe };
  WeirTask *rester = NULL;
  Net *net = net_new ();
  Node *source = net_add (net, NODE_SOURCE, "source");
  Node *tee = net_add (net, NODE_PASS, "tee");
  Node *sink = net_add (net, NODE_SINK, "sink");
  source->to_make = 500;
  weir_task_group_set_max_bytes (net->group, 50000);
  rester = weir_task_new (&funcs, &rester, net->group);
  net_link (net, source, tee);
  net_link (net, tee, sink);
  WeirLink *dead = tee->out[tee->n_out++] = weir_link_new ();
  weir_link_set_producer (dead, tee->task);
  weir_link_set_consumer (dead, rester);
  weir_task_wake (rester);
  net_start (net);
  g_assert_true (net_wait_or_stall (net, 20 * SECOND));
  weir_monitor_enter (&net->monitor);
  g_assert_nonnull (net->stall);
  g_assert_nonnull (strstr (net->stall, "sleeper"));
  weir_monitor_leave (&net->monitor);
  g_assert_true (weir_task_acquire (rester));
  weir_task_retire (rester);
  net_free (net);
  weir_link_unref (dead);
  weir_task_unref (rester);
}

/* A late sink: the fork above it waits for room before a sink that waits for its clock. */

static void
test_late (void)
{
  Net *net = net_new ();
  Node *source = net_add (net, NODE_SOURCE, "source");
  Node *fork = net_add (net, NODE_PASS, "demuxer");
  Node *thin = net_add (net, NODE_THIN, "video");
  Node *video = net_add (net, NODE_SINK, "video sink");
  source->to_make = 400;
  thin->holds = 100;
  net_link (net, source, fork);
  net_link (net, fork, thin);
  WeirLink *late = net_link (net, thin, video);
  /* the audio branch ends in a task that waits for its clock, far away */
  Ticker audio = { .next_ns = weir_now_ns () + 1000000 * SECOND };
  audio.task = weir_task_new (&ticker_funcs, &audio, net->group);
  WeirLink *link = fork->out[fork->n_out++] = weir_link_new ();
  weir_link_set_producer (link, fork->task);
  weir_link_set_consumer (link, audio.task);
  weir_task_wake (audio.task);
  net_start (net);
  for (guint i = 0; i < 20000 && net->n_done == 0; i++) {
    g_assert_true (weir_task_acquire (video->task));
    weir_link_hurry (late, FALSE);
    weir_task_release (video->task);
    g_assert_false (net_wait (net, 1 * MS) && net->n_done == 0);
  }
  g_assert_true (net_wait (net, SECOND));
  g_assert_cmpuint (weir_link_level_items (link), ==, 401);
  ticker_stop (&audio);
  net_free (net);
  weir_link_unref (link);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_test ("/sched/liveness/rejoin", test_rejoin);
  world_add_test ("/sched/liveness/looking", test_looking);
  world_add_test ("/sched/liveness/stall-hopeless", test_hopeless);
  world_add_test ("/sched/liveness/stall-resting", test_resting);
  world_add_test ("/sched/liveness/late", test_late);
  return world_test_run ();
}
