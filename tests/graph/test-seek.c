/* SPDX-License-Identifier: MIT */
/* Seeks of whole pipelines: flushing and not, segments, many in a row, from two threads, while the state changes. What is
 * shown after the last one begins where it said, goes on without a gap, and ends. */
#include "plugins/core/core.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"


typedef struct {
  WeirElement *line, *tee;
  ToySink *sinks[2];
} Fork;

static ToySink *
add_sink (Fork *fork, WeirElement *from, const char *settings)
{
  WeirElement *sink = line_element (toy_sink_get_type (), settings);

  line_add (fork->line, from, sink);
  return TOY_SINK (sink);
}

/* source ! tee ! (encoder ! decoder ! sink, sink) */
static void
fork_init (Fork *fork, const char *settings)
{
  WeirElement *decoder = line_element (toy_decoder_get_type (), NULL);

  fork->tee = line_element (weir_tee_get_type (), NULL);
  fork->line = line_new (line_element (toy_source_get_type (), NULL), fork->tee,
                         line_element (toy_encoder_get_type (), NULL), decoder, NULL);
  fork->sinks[0] = add_sink (fork, decoder, settings);
  fork->sinks[1] = add_sink (fork, fork->tee, settings);
}

static gboolean
seek_to (WeirElement *line, guint frame, WeirSeekFlags flags)
{
  return weir_element_seek_simple (line, WEIR_FORMAT_TIME, flags, (gint64) (frame * TOY_FRAME_NS));
}

/* The last unbroken run of frames of each sink begins at or after `from`, and ends with the last one. */
static void
check_tail (Fork *fork, guint from, guint to)
{
  for (guint s = 0; s < 2; s++) {
    g_autoptr (GArray) seen = toy_sink_get_seen (fork->sinks[s]);
    guint expected = to;

    g_assert_cmpuint (seen->len, >=, to - from);
    for (guint i = seen->len; expected > from; i--)
      g_assert_cmpuint (g_array_index (seen, ToySeen, i - 1).pts, ==, --expected * TOY_FRAME_NS);
  }
}

/* Ends that were reached before the last seek. */
static void
forget_ends (WeirElement *line)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (line);
  WeirMessage *old;

  while ((old = weir_bus_pop_filtered (bus, WEIR_MESSAGE_EOS)) != NULL)
    weir_message_unref (old);
}

static void
test_while_paused (void)
{
  Fork fork;
  guint frame = weir_sim_choose (TOY_FRAMES);

  fork_init (&fork, "sync=false");
  line_reach (fork.line, WEIR_STATE_PAUSED);
  g_assert_true (seek_to (fork.line, frame, WEIR_SEEK_FLAG_FLUSH));
  line_run_well (fork.line);
  for (guint s = 0; s < 2; s++)
    g_assert_cmpuint (fork.sinks[s]->seen->len, ==, TOY_FRAMES - frame);
  check_tail (&fork, frame, TOY_FRAMES);
  line_free (fork.line);
}

/* Before there is anything to flush. */
static void
test_before_start (void)
{
  static const WeirState states[] = { WEIR_STATE_READY, WEIR_STATE_PAUSED };
  Fork fork;

  fork_init (&fork, "sync=false");
  weir_element_set_state (fork.line, states[weir_sim_choose (2)]); /* and no waiting */
  g_assert_true (seek_to (fork.line, 60, WEIR_SEEK_FLAG_FLUSH));
  line_run_well (fork.line);
  for (guint s = 0; s < 2; s++)
    g_assert_cmpuint (fork.sinks[s]->seen->len, ==, TOY_FRAMES - 60);
  check_tail (&fork, 60, TOY_FRAMES);
  line_free (fork.line);
}

/* Again and again while it plays, sometimes faster than it prerolls. */
static void
test_while_playing (void)
{
  Fork fork;
  guint frame = 0;

  fork_init (&fork, NULL);
  weir_element_set_state (fork.line, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 6; i++) {
    weir_sim_sleep_ns (weir_sim_choose (4) * 15 * WEIR_MSECOND);
    frame = 50 + weir_sim_choose (50);
    g_assert_true (seek_to (fork.line, frame, WEIR_SEEK_FLAG_FLUSH));
    forget_ends (fork.line);
  }
  line_run_well (fork.line);
  check_tail (&fork, frame, TOY_FRAMES);
  line_free (fork.line);
}

static void
test_at_end (void)
{
  Fork fork;

  fork_init (&fork, "sync=false");
  line_run_well (fork.line);
  for (guint i = 0; i < 2; i++) {
    g_assert_true (seek_to (fork.line, 90, WEIR_SEEK_FLAG_FLUSH));
    line_run_well (fork.line);
    check_tail (&fork, 90, TOY_FRAMES);
  }
  g_assert_cmpuint (fork.sinks[0]->seen->len, ==, TOY_FRAMES + 20);
  line_free (fork.line);
}

/* What is on its way is shown; then it goes on elsewhere. */
static void
test_without_flush (void)
{
  Fork fork;

  fork_init (&fork, "sync=false");
  line_reach (fork.line, WEIR_STATE_PAUSED);
  g_assert_true (seek_to (fork.line, 70, 0));
  line_run_well (fork.line);
  check_tail (&fork, 70, TOY_FRAMES);
  for (guint s = 0; s < 2; s++) {
    GArray *seen = fork.sinks[s]->seen;

    for (guint i = 0; i < seen->len - 30; i++)
      g_assert_cmpuint (g_array_index (seen, ToySeen, i).pts, ==, i * TOY_FRAME_NS);
  }
  line_free (fork.line);
}

/* A loop: each segment's end asks for the next one, without a flush. */
static void
test_segments (void)
{
  Fork fork;

  fork_init (&fork, "sync=false");
  line_reach (fork.line, WEIR_STATE_PAUSED);
  for (guint i = 0; i < 4; i++) {
    g_autoptr (WeirMessage) done = NULL;

    g_assert_true (weir_element_seek (fork.line, 1.0, WEIR_FORMAT_TIME,
                                      WEIR_SEEK_FLAG_SEGMENT | (i == 0 ? WEIR_SEEK_FLAG_FLUSH : 0), WEIR_SEEK_TYPE_SET,
                                      20 * TOY_FRAME_NS, WEIR_SEEK_TYPE_SET, 30 * TOY_FRAME_NS));
    weir_element_set_state (fork.line, WEIR_STATE_PLAYING);
    done = line_wait (fork.line, WEIR_MESSAGE_SEGMENT_DONE | WEIR_MESSAGE_EOS);
    g_assert_cmpint (done->type, ==, WEIR_MESSAGE_SEGMENT_DONE);
  }
  g_assert_true (weir_element_seek (fork.line, 1.0, WEIR_FORMAT_TIME, 0, WEIR_SEEK_TYPE_SET, 95 * TOY_FRAME_NS,
                                    WEIR_SEEK_TYPE_SET, -1));
  line_run_well (fork.line);
  for (guint s = 0; s < 2; s++)
    g_assert_cmpuint (fork.sinks[s]->seen->len, ==, 4 * 10 + 5);
  check_tail (&fork, 95, TOY_FRAMES);
  line_free (fork.line);
}

/* --- with others ---------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement *line;
  WeirMonitor monitor;
  guint n_left; /* (locked by monitor) */
} Crowd;

static void
leave (Crowd *crowd)
{
  weir_monitor_enter (&crowd->monitor);
  crowd->n_left--;
  weir_monitor_notify_all (&crowd->monitor);
  weir_monitor_leave (&crowd->monitor);
}

static void
seeker_cb (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < 5; i++) {
    seek_to (crowd->line, weir_sim_choose (90), weir_sim_choose (4) != 0 ? WEIR_SEEK_FLAG_FLUSH : 0);
    weir_sim_sleep_ns (weir_sim_choose (3) * WEIR_MSECOND);
  }
  leave (crowd);
}

static void
changer_cb (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < 6; i++) {
    WeirState state = (WeirState) (WEIR_STATE_READY + weir_sim_choose (3));

    g_assert_cmpint (weir_element_set_state (crowd->line, state), !=, WEIR_STATE_CHANGE_FAILURE);
    weir_sim_sleep_ns (weir_sim_choose (3) * WEIR_MSECOND);
  }
  leave (crowd);
}

static void
in_a_crowd (void (*other) (gpointer data), const char *settings)
{
  Fork fork;
  Crowd crowd = { .n_left = 2 };

  fork_init (&fork, settings);
  crowd.line = fork.line;
  weir_monitor_init (&crowd.monitor);
  weir_element_set_state (fork.line, WEIR_STATE_PLAYING);
  weir_spawn ("seeker", seeker_cb, &crowd);
  weir_spawn ("other", other, &crowd);
  weir_monitor_enter (&crowd.monitor);
  while (crowd.n_left > 0)
    weir_monitor_wait (&crowd.monitor, WEIR_FOREVER);
  weir_monitor_leave (&crowd.monitor);
  weir_monitor_clear (&crowd.monitor);
  line_reach (fork.line, WEIR_STATE_PAUSED);
  g_assert_true (seek_to (fork.line, 80, WEIR_SEEK_FLAG_FLUSH));
  forget_ends (fork.line);
  line_run_well (fork.line);
  check_tail (&fork, 80, TOY_FRAMES);
  line_free (fork.line);
}

static void
test_threads (void)
{
  in_a_crowd (seeker_cb, "sync=false");
}

static void
test_state_changes (void)
{
  in_a_crowd (changer_cb, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/seek/while-paused", test_while_paused);
  line_add_test ("/seek/before-start", test_before_start);
  line_add_test ("/seek/while-playing", test_while_playing);
  line_add_test ("/seek/at-end", test_at_end);
  line_add_test ("/seek/without-flush", test_without_flush);
  line_add_test ("/seek/segments", test_segments);
  line_add_test ("/seek/threads", test_threads);
  line_add_test ("/seek/while-the-state-changes", test_state_changes);
  return line_test_run ();
}
