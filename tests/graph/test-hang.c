/* SPDX-License-Identifier: MIT */
/* Shapes that hang elsewhere: forks without queues, forks that rejoin behind an encoder that looks ahead, beside a timer,
 * a socket, an application that is silent. What can go on does; what can't is told by name. */
#include <unistd.h>

#include "plugins/core/core.h"
#include "shapes.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"
#include "weir/bases/app-src.h"

#define SRC(settings) line_element (weir_fake_src_get_type (), settings)
#define SINK(settings) line_element (weir_fake_sink_get_type (), settings)
#define IDENTITY(settings) line_element (weir_identity_get_type (), settings)
#define TEE() line_element (weir_tee_get_type (), NULL)
#define MIXER() line_element (shape_mixer_get_type (), NULL)
#define DELAY(settings) line_element (shape_delay_get_type (), settings)
/* 1 kB a buffer, 100 kB a second: 10 ms each */
#define TIMED "format=time sizetype=fixed sizemax=1000 datarate=100000"

static void
test_tee (void)
{
  WeirElement *tee = TEE (), *sinks[5], *line = line_new (SRC ("num-buffers=30 " TIMED), tee, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++) {
    sinks[i] = SINK ("sync=true");
    line_add (line, tee, sinks[i]);
  }
  line_run_well (line);
  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++)
    g_assert_cmpuint (line_rendered (sinks[i]), ==, 30);
  line_free (line);
}

/* source ! tee ! delay ! mixer ! sink, and tee ! mixer: a look-ahead of more than links hold by themselves. */
static WeirElement *
rejoin_new (const char *delay_settings, WeirElement **sink)
{
  WeirElement *tee = TEE (), *mixer = MIXER ();

  *sink = SINK ("sync=false");
  WeirElement *line = line_new (SRC ("num-buffers=200"), tee, DELAY (delay_settings), mixer, *sink, NULL);
  g_assert_true (weir_element_link (tee, mixer));
  return line;
}

static void
test_look_ahead (void)
{
  WeirElement *sink, *line = rejoin_new ("holds=150", &sink);

  line_run_well (line);
  g_assert_cmpuint (line_rendered (sink), ==, 200);
  line_free (line);
}

/* Behind the look-ahead, and beside it, a sink that keeps time. */
static void
test_look_ahead_synced (void)
{
  WeirElement *tee = TEE (), *a = SINK ("sync=true"), *b = SINK ("sync=true");
  WeirElement *line = line_new (SRC ("num-buffers=80 " TIMED), tee, DELAY ("holds=60"), a, NULL);

  line_add (line, tee, b);
  line_run_well (line);
  g_assert_cmpuint (line_rendered (a), ==, 80);
  g_assert_cmpuint (line_rendered (b), ==, 80);
  line_free (line);
}

static void
wait_for_frames (WeirElement *sink, guint n)
{
  for (guint i = 0; i < 20000 && line_rendered (sink) < n; i++)
    weir_sim_sleep_ns (WEIR_MSECOND);
  g_assert_cmpuint (line_rendered (sink), ==, n);
}

/* A branch that is alive all the time hides nothing. */
static void
test_beside_timer (void)
{
  WeirElement *sink, *line = rejoin_new ("holds=150", &sink), *live = SRC ("is-live=true sync=true " TIMED);

  line_add (line, NULL, live);
  line_add (line, live, SINK ("async=false sync=true"));
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  wait_for_frames (sink, 200);
  line_free (line);
}

static void
test_beside_socket (void)
{
  WeirElement *sink, *line = rejoin_new ("holds=150", &sink);
  WeirElement *silent = line_element (shape_socket_get_type (), NULL);
  int fd = shape_socket_open (silent);

  line_add (line, NULL, silent);
  line_add (line, silent, SINK ("async=false sync=false"));
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  wait_for_frames (sink, 200);
  close (fd);
  line_run_well (line);
  line_free (line);
}

static void
test_beside_appsrc (void)
{
  WeirElement *sink, *line = rejoin_new ("holds=150", &sink), *silent = line_element (WEIR_TYPE_APP_SRC, NULL);
  WeirElement *late = SINK ("sync=false");
  g_autoptr (WeirMessage) warning = NULL;

  g_object_set (line, "preroll-timeout", (guint64) 200 * WEIR_MSECOND, NULL);
  line_add (line, NULL, silent);
  line_add (line, silent, late);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  /* that sink has nothing to begin with: the others begin without it */
  warning = line_wait (line, WEIR_MESSAGE_WARNING);
  g_assert_true (WEIR_ELEMENT (warning->src) == late);
  wait_for_frames (sink, 200);
  g_assert_cmpint (weir_app_src_end_of_stream (WEIR_APP_SRC (silent)), ==, WEIR_FLOW_OK);
  line_run_well (line);
  line_free (line);
}

/* The other input of the mixer never gets anything: told by name, not silent; NULL helps. */
static void
test_stall_is_named (void)
{
  WeirElement *tee = TEE (), *mixer = MIXER (), *valve = line_element (weir_valve_get_type (), "drop=true name=closed");
  WeirElement *line = line_new (SRC (TIMED " num-buffers=-1"), tee, valve, mixer, SINK ("sync=false"), NULL);
  g_autoptr (WeirMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  weir_task_group_set_max_bytes (weir_element_task_group (line), 500000);
  g_assert_true (weir_element_link (tee, mixer));
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  message = line_wait (line, WEIR_MESSAGE_ERROR);
  weir_message_parse_error (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "mixer"));
  g_assert_nonnull (strstr (error->message, "closed"));
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/hang/tee", test_tee);
  line_add_test ("/hang/look-ahead", test_look_ahead);
  line_add_test ("/hang/look-ahead-synced", test_look_ahead_synced);
  line_add_test ("/hang/beside-timer", test_beside_timer);
  line_add_test ("/hang/beside-socket", test_beside_socket);
  line_add_test ("/hang/beside-appsrc", test_beside_appsrc);
  line_add_test ("/hang/stall-is-named", test_stall_is_named);
  return line_test_run ();
}
