/* SPDX-License-Identifier: MIT */
/* States of whole pipelines: each transition, again and again, from several threads, from callbacks, and NULL in the
 * middle of anything. */
#include "plugins/core/core.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"
#include "weir/bases/app-src.h"

#define SRC(settings) line_element (weir_fake_src_get_type (), settings)
#define SINK(settings) line_element (weir_fake_sink_get_type (), settings)
#define IDENTITY(settings) line_element (weir_identity_get_type (), settings)
/* 1 kB a buffer, 100 kB a second: 10 ms each */
#define TIMED "format=time sizetype=fixed sizemax=1000 datarate=100000"
#define N_STATES 4
#define N_REAL 100 /* moments at which NULL comes */

/* Chance that is the seed's in the simulation. */
static guint
chance (guint n)
{
  return weir_sim_choose (n);
}

/* source ! tee ! (identity ! sink, sink) */
static WeirElement *
fork_new (const char *source_settings, const char *sink_settings, WeirElement **sink)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL);
  WeirElement *line;

  *sink = SINK (sink_settings);
  line = line_new (SRC (source_settings), tee, IDENTITY (NULL), *sink, NULL);
  line_add (line, tee, SINK (sink_settings));
  return line;
}

/* Each STATE_CHANGED of the pipeline goes on from where the one before it ended. */
static void
check_messages (WeirElement *line, WeirState last)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (line);
  WeirMessage *message;
  WeirState at = WEIR_STATE_NULL;

  while ((message = weir_bus_pop (bus)) != NULL) {
    if (message->type == WEIR_MESSAGE_STATE_CHANGED && message->src == WEIR_OBJECT_CAST (line)) {
      WeirState from, to;

      weir_message_parse_state_changed (message, &from, &to, NULL);
      g_assert_cmpint (from, ==, at);
      at = to;
    }
    g_assert_cmpint (message->type, !=, WEIR_MESSAGE_ERROR);
    weir_message_unref (message);
  }
  g_assert_cmpint (at, ==, last);
}

static void
one_transition (WeirElement *line, WeirState from, WeirState to)
{
  line_reach (line, from);
  line_reach (line, to);
}

static void
test_each (void)
{
  WeirElement *sink, *line = fork_new (TIMED, NULL, &sink);

  weir_pipeline_set_auto_flush_bus (WEIR_PIPELINE (line), FALSE);
  for (guint i = 0; i < N_STATES * N_STATES; i++) {
    if (weir_sim_active () && chance (4) != 0)
      continue;
    one_transition (line, (WeirState) (WEIR_STATE_NULL + i / N_STATES), (WeirState) (WEIR_STATE_NULL + i % N_STATES));
  }
  line_reach (line, WEIR_STATE_NULL);
  check_messages (line, WEIR_STATE_NULL);
  line_free (line);
}

/* Set, and not waited for. */
static void
test_overtaken (void)
{
  WeirElement *sink, *line = fork_new ("num-buffers=20", NULL, &sink);

  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (weir_element_set_state (line, (WeirState) (WEIR_STATE_NULL + chance (N_STATES))), !=,
                     WEIR_STATE_CHANGE_FAILURE);
  line_reach (line, WEIR_STATE_NULL);
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 20);
  line_free (line);
}

/* Between READY and PLAYING the sinks keep what they have. */
static void
test_pauses (void)
{
  WeirElement *sink, *line = fork_new ("num-buffers=30 " TIMED, NULL, &sink);

  for (guint i = 0; i < 4; i++) {
    line_reach (line, WEIR_STATE_PLAYING);
    weir_sim_sleep_ns (chance (40) * WEIR_MSECOND);
    line_reach (line, WEIR_STATE_PAUSED);
  }
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 30);
  line_free (line);
}

/* --- several threads ------------------------------------------------------------------------------------------------ */

typedef struct {
  WeirMonitor monitor;
  guint n_left; /* (locked by monitor) */
  WeirElement *line;
} Crowd;

static void
change_cb (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < 6; i++) {
    WeirState state = (WeirState) (WEIR_STATE_NULL + chance (N_STATES));

    g_assert_cmpint (weir_element_set_state (crowd->line, state), !=, WEIR_STATE_CHANGE_FAILURE);
    if (chance (3) == 0)
      weir_element_get_state (crowd->line, NULL, NULL, chance (5) * WEIR_MSECOND);
    weir_sim_sleep_ns (chance (3) * WEIR_MSECOND);
  }
  weir_monitor_enter (&crowd->monitor);
  crowd->n_left--;
  weir_monitor_notify_all (&crowd->monitor);
  weir_monitor_leave (&crowd->monitor);
}

static void
test_threads (void)
{
  WeirElement *sink;
  Crowd crowd = { .n_left = 3, .line = fork_new ("num-buffers=20", NULL, &sink) };

  weir_monitor_init (&crowd.monitor);
  weir_pipeline_set_auto_flush_bus (WEIR_PIPELINE (crowd.line), FALSE);
  for (guint i = 0; i < 3; i++)
    weir_spawn ("changer", change_cb, &crowd);
  weir_monitor_enter (&crowd.monitor);
  while (crowd.n_left > 0)
    weir_monitor_wait (&crowd.monitor, WEIR_FOREVER);
  weir_monitor_leave (&crowd.monitor);
  weir_monitor_clear (&crowd.monitor);
  line_reach (crowd.line, WEIR_STATE_NULL);
  check_messages (crowd.line, WEIR_STATE_NULL);
  line_run_well (crowd.line);
  g_assert_cmpuint (line_rendered (sink), ==, 20);
  weir_pipeline_set_auto_flush_bus (WEIR_PIPELINE (crowd.line), TRUE); /* what lies there holds the line */
  line_free (crowd.line);
}

/* --- NULL at any moment --------------------------------------------------------------------------------------------- */

static void
null_soon (WeirElement *line)
{
  gint64 before = weir_now_ns ();

  g_assert_cmpint (weir_element_set_state (line, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_assert_cmpint (weir_now_ns () - before, <, 2 * WEIR_SECOND);
}

static void
test_null_during_preroll (void)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=5 " TIMED), tee, IDENTITY ("sleep-time=20000"), sink, NULL);
  WeirState state;

  line_add (line, tee, SINK (NULL));
  for (guint i = 0; i < 3; i++) {
    weir_element_set_state (line, i == 0 ? WEIR_STATE_PLAYING : WEIR_STATE_PAUSED);
    weir_sim_sleep_ns (chance (30) * WEIR_MSECOND);
    null_soon (line);
    g_assert_cmpint (weir_element_get_state (line, &state, NULL, 0), ==, WEIR_STATE_CHANGE_SUCCESS);
    g_assert_cmpint (state, ==, WEIR_STATE_NULL);
  }
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 5);
  line_free (line);
}

/* --- from callbacks ------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement *line;
  guint at;     /* the how many-th call does it */
  guint n;      /* atomic: calls so far */
  int done;     /* atomic: it came back */
} Stopper;

static void
stop_here (Stopper *stopper)
{
  WeirState state;

  if (__atomic_fetch_add (&stopper->n, 1, __ATOMIC_RELAXED) != stopper->at)
    return;
  null_soon (stopper->line);
  weir_element_get_state (stopper->line, &state, NULL, WEIR_SECOND); /* from a callback it answers at once */
  __atomic_store_n (&stopper->done, 1, __ATOMIC_RELEASE);
}

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer stopper)
{
  stop_here (stopper);
}

static void
identity_handoff_cb (WeirElement *identity, WeirBuffer *buffer, gpointer stopper)
{
  stop_here (stopper);
}

static WeirPadProbeReturn
probe_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer stopper)
{
  stop_here (stopper);
  return WEIR_PAD_PROBE_OK;
}

static WeirBusSyncReply
sync_cb (WeirBus *bus, WeirMessage *message, gpointer stopper)
{
  stop_here (stopper);
  return WEIR_BUS_PASS;
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer stopper)
{
  stop_here (stopper);
}

static void
run_stopped (Stopper *stopper)
{
  weir_element_set_state (stopper->line, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 20000 && __atomic_load_n (&stopper->done, __ATOMIC_ACQUIRE) == 0; i++)
    weir_sim_sleep_ns (WEIR_MSECOND);
  g_assert_cmpint (stopper->done, ==, 1);
  null_soon (stopper->line);
  line_reach (stopper->line, WEIR_STATE_NULL);
  line_free (stopper->line);
}

static void
test_null_from_handoff (void)
{
  WeirElement *sink;
  Stopper stopper = { .line = fork_new (TIMED, "signal-handoffs=true", &sink), .at = chance (4) };

  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), &stopper);
  run_stopped (&stopper);
}

static void
test_null_from_identity (void)
{
  WeirElement *identity = IDENTITY (NULL);
  Stopper stopper = { .line = line_new (SRC (TIMED), identity, SINK (NULL), NULL), .at = chance (4) };

  g_signal_connect (identity, "handoff", G_CALLBACK (identity_handoff_cb), &stopper);
  run_stopped (&stopper);
}

static void
test_null_from_probe (void)
{
  static const char *const names[] = { "src", "sink" };
  WeirElement *identity = IDENTITY (NULL);
  Stopper stopper = { .line = line_new (SRC (TIMED), identity, SINK (NULL), NULL), .at = chance (4) };
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (identity, names[chance (2)]);

  weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_DATA_DOWNSTREAM, probe_cb, &stopper, NULL);
  run_stopped (&stopper);
}

static void
test_null_from_sync_handler (void)
{
  WeirElement *sink;
  Stopper stopper = { .line = fork_new (TIMED, NULL, &sink), .at = chance (12) };
  g_autoptr (WeirBus) bus = weir_element_get_bus (stopper.line);

  weir_bus_set_sync_handler (bus, sync_cb, &stopper, NULL);
  run_stopped (&stopper);
}

static void
need_data_cb (WeirElement *src, guint length, gpointer stopper)
{
  weir_app_src_push_buffer (WEIR_APP_SRC (src), weir_buffer_new ());
  stop_here (stopper);
}

static void
test_null_from_need_data (void)
{
  WeirElement *src = line_element (WEIR_TYPE_APP_SRC, "emit-signals=true");
  Stopper stopper = { .line = line_new (src, IDENTITY (NULL), SINK ("sync=false"), NULL), .at = chance (4) };

  g_signal_connect (src, "need-data", G_CALLBACK (need_data_cb), &stopper);
  run_stopped (&stopper);
}

static void
test_null_from_notify (void)
{
  WeirElement *sink = line_element (toy_sink_get_type (), NULL);
  Stopper stopper = { .line = line_new (line_element (toy_source_get_type (), NULL), IDENTITY (NULL), sink, NULL) };
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (sink, "sink");

  g_signal_connect (pad, "notify::caps", G_CALLBACK (notify_cb), &stopper);
  run_stopped (&stopper);
}

/* --- callbacks that take their time --------------------------------------------------------------------------------- */

typedef struct {
  gint64 sleep_ns;
  int inside, calls; /* atomic */
} Sleeper;

static void
sleep_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  Sleeper *sleeper = data;

  __atomic_store_n (&sleeper->inside, 1, __ATOMIC_SEQ_CST);
  __atomic_fetch_add (&sleeper->calls, 1, __ATOMIC_SEQ_CST);
  weir_sim_sleep_ns (sleeper->sleep_ns);
  __atomic_store_n (&sleeper->inside, 0, __ATOMIC_SEQ_CST);
}

static WeirElement *
sleeping_line (Sleeper *sleeper)
{
  WeirElement *sink, *line = fork_new (TIMED, "signal-handoffs=true", &sink);

  g_signal_connect (sink, "handoff", G_CALLBACK (sleep_cb), sleeper);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  while (__atomic_load_n (&sleeper->calls, __ATOMIC_SEQ_CST) == 0)
    weir_sim_sleep_ns (WEIR_MSECOND);
  weir_sim_sleep_ns (chance (20) * WEIR_MSECOND);
  return line;
}

/* What the callback uses may be freed when NULL was reached. */
static void
test_null_waits (void)
{
  Sleeper sleeper = { .sleep_ns = (1 + chance (30)) * WEIR_MSECOND };
  WeirElement *line = sleeping_line (&sleeper);

  null_soon (line);
  g_assert_cmpint (__atomic_load_n (&sleeper.inside, __ATOMIC_SEQ_CST), ==, 0);
  line_free (line);
}

static void
test_null_names_who_hangs (void)
{
  Sleeper sleeper = { .sleep_ns = 2700 * WEIR_MSECOND };
  WeirElement *line = sleeping_line (&sleeper);
  g_autoptr (WeirMessage) warning = NULL, info = NULL;
  gint64 before = weir_now_ns ();

  g_assert_cmpint (weir_element_set_state (line, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_FAILURE);
  g_assert_cmpint (weir_now_ns () - before, <, 2500 * WEIR_MSECOND);
  warning = line_wait (line, WEIR_MESSAGE_WARNING);
  g_assert_true (WEIR_IS_SINK (warning->src));
  info = line_wait (line, WEIR_MESSAGE_INFO);
  g_assert_true (info->src == warning->src);
  g_assert_cmpint (__atomic_load_n (&sleeper.inside, __ATOMIC_SEQ_CST), ==, 0);
  line_free (line);
}

/* A branch that computes is waited for as long as it takes. */
static void
test_waits_for_who_computes (void)
{
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *sink = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=2"), tee, IDENTITY ("sleep-time=300000"), sink, NULL);
  g_autoptr (WeirBus) bus = weir_element_get_bus (line);
  g_autoptr (WeirMessage) warning = NULL;
  gint64 before = weir_now_ns ();

  g_object_set (line, "preroll-timeout", (guint64) 50 * WEIR_MSECOND, NULL);
  line_add (line, tee, SINK (NULL));
  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_cmpint (weir_now_ns () - before, >=, 300 * WEIR_MSECOND);
  warning = weir_bus_pop_filtered (bus, WEIR_MESSAGE_WARNING);
  g_assert_null (warning);
  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 2);
  line_free (line);
}

/* --- live, and failing ---------------------------------------------------------------------------------------------- */

static void
test_live (void)
{
  WeirElement *sink, *line = fork_new ("is-live=true sync=true " TIMED, NULL, &sink);
  WeirState state;

  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (weir_element_set_state (line, WEIR_STATE_PAUSED), ==, WEIR_STATE_CHANGE_NO_PREROLL);
    g_assert_cmpint (weir_element_get_state (line, &state, NULL, WEIR_SECOND), ==, WEIR_STATE_CHANGE_NO_PREROLL);
    g_assert_cmpint (state, ==, WEIR_STATE_PAUSED);
    line_reach (line, WEIR_STATE_PLAYING);
    weir_sim_sleep_ns (50 * WEIR_MSECOND);
    g_assert_cmpuint (line_rendered (sink), >, 0);
  }
  line_free (line);
}

static void
test_fails (void)
{
  static const char *const when[] = { "null-to-ready", "ready-to-paused" };
  g_autofree char *settings = g_strdup_printf ("state-error=%s", when[chance (2)]);
  WeirElement *sink, *line = fork_new (NULL, settings, &sink);
  g_autoptr (WeirMessage) message = NULL;

  g_assert_cmpint (weir_element_set_state (line, WEIR_STATE_PLAYING), ==, WEIR_STATE_CHANGE_FAILURE);
  message = line_wait (line, WEIR_MESSAGE_ERROR);
  g_assert_cmpint (weir_element_get_state (line, NULL, NULL, WEIR_SECOND), ==, WEIR_STATE_CHANGE_FAILURE);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/state/each", test_each);
  world_add_repeated_test ("/state/overtaken", test_overtaken, N_REAL);
  line_add_test ("/state/pauses", test_pauses);
  world_add_repeated_test ("/state/threads", test_threads, N_REAL);
  world_add_repeated_test ("/state/null-during-preroll", test_null_during_preroll, N_REAL / 5);
  world_add_repeated_test ("/state/null-from-handoff", test_null_from_handoff, N_REAL);
  world_add_repeated_test ("/state/null-from-identity", test_null_from_identity, N_REAL);
  world_add_repeated_test ("/state/null-from-probe", test_null_from_probe, N_REAL);
  world_add_repeated_test ("/state/null-from-sync-handler", test_null_from_sync_handler, N_REAL);
  world_add_repeated_test ("/state/null-from-need-data", test_null_from_need_data, N_REAL);
  world_add_repeated_test ("/state/null-from-notify", test_null_from_notify, N_REAL);
  line_add_test ("/state/null-waits", test_null_waits);
  line_add_test ("/state/null-names-who-hangs", test_null_names_who_hangs);
  line_add_test ("/state/waits-for-who-computes", test_waits_for_who_computes);
  line_add_test ("/state/live", test_live);
  line_add_test ("/state/fails", test_fails);
  return line_test_run ();
}
