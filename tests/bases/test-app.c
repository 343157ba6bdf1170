/* SPDX-License-Identifier: MIT */
/* appsrc and appsink: the program on both ends. */
#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

#define N 300

static WeirElement *
app_line (const char *src_settings, const char *sink_settings, WeirAppSrc **src, WeirAppSink **sink)
{
  WeirElement *first = line_element (WEIR_TYPE_APP_SRC, src_settings), *last = line_element (WEIR_TYPE_APP_SINK, sink_settings);

  *src = WEIR_APP_SRC (first);
  *sink = WEIR_APP_SINK (last);
  return line_new (first, line_element (weir_identity_get_type (), NULL), last, NULL);
}

static WeirBuffer *
numbered (guint32 n)
{
  WeirBuffer *buffer = weir_buffer_new_memdup (&n, sizeof n);

  buffer->offset = n;
  return buffer;
}

static void
push_all (gpointer src)
{
  for (guint i = 0; i < N; i++)
    g_assert_cmpint (weir_app_src_push_buffer (src, numbered (i)), ==, WEIR_FLOW_OK);
  g_assert_cmpint (weir_app_src_end_of_stream (src), ==, WEIR_FLOW_OK);
}

static void
pull_all (WeirAppSink *sink)
{
  for (guint i = 0; i < N; i++) {
    g_autoptr (WeirSample) sample = weir_app_sink_pull_sample (sink);

    g_assert_nonnull (sample);
    g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, ==, i);
  }
  g_assert_null (weir_app_sink_pull_sample (sink));
  g_assert_true (weir_app_sink_is_eos (sink));
}

static void
test_pushes_first (void)
{
  WeirAppSrc *src;
  WeirAppSink *sink;
  WeirElement *line = app_line (NULL, "sync=false", &src, &sink);
  g_autoptr (WeirMessage) message = NULL;

  push_all (src);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  pull_all (sink);
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  line_free (line);
}

static void
push_all_and_unref (gpointer src)
{
  push_all (src);
  g_object_unref (src);
}

/* Both ends wait for each other. */
static void
test_two_threads (void)
{
  WeirAppSrc *src;
  WeirAppSink *sink;
  WeirElement *line = app_line ("max-bytes=40 block=true", "sync=false max-buffers=3", &src, &sink);
  g_autoptr (WeirMessage) message = NULL;

  weir_element_set_state (line, WEIR_STATE_PLAYING);
  weir_spawn ("pusher", push_all_and_unref, g_object_ref (src));
  pull_all (sink);
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  line_free (line);
}

/* --- signals -------------------------------------------------------------------------------------------------------- */

static void
need_data_cb (WeirElement *src, guint length, gpointer n)
{
  WeirFlowReturn ret;
  g_autoptr (WeirBuffer) buffer = NULL;

  if (*(guint *) n == N) {
    g_signal_emit_by_name (src, "end-of-stream", &ret);
    return;
  }
  buffer = numbered ((*(guint *) n)++);
  g_signal_emit_by_name (src, "push-buffer", buffer, &ret);
  g_assert_cmpint (ret, ==, WEIR_FLOW_OK);
}

static WeirFlowReturn
new_sample_cb (WeirElement *sink, gpointer n)
{
  g_autoptr (WeirSample) sample = NULL;

  g_signal_emit_by_name (sink, "pull-sample", &sample);
  g_assert_nonnull (sample);
  g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, ==, *(guint *) n);
  ++*(guint *) n;
  return WEIR_FLOW_OK;
}

static void
test_signals (void)
{
  WeirAppSrc *src;
  WeirAppSink *sink;
  WeirElement *line = app_line (NULL, "sync=false emit-signals=true", &src, &sink);
  guint pushed = 0, pulled = 0;

  g_signal_connect (src, "need-data", G_CALLBACK (need_data_cb), &pushed);
  g_signal_connect (sink, "new-sample", G_CALLBACK (new_sample_cb), &pulled);
  line_run_well (line);
  g_assert_cmpuint (pushed, ==, N);
  g_assert_cmpuint (pulled, ==, N);
  line_free (line);
}

static WeirFlowReturn
refuse_cb (WeirElement *sink, gpointer n)
{
  return ++*(guint *) n == 5 ? WEIR_FLOW_EOS : WEIR_FLOW_OK;
}

static void
test_refuses (void)
{
  WeirElement *sink = line_element (WEIR_TYPE_APP_SINK, "sync=false emit-signals=true wait-on-eos=false");
  WeirElement *line = line_new (line_element (weir_fake_src_get_type (), NULL), sink, NULL);
  guint n = 0;

  g_signal_connect (sink, "new-sample", G_CALLBACK (refuse_cb), &n);
  line_run_well (line);
  g_assert_cmpuint (n, >=, 5);
  line_free (line);
}

/* --- the rest ------------------------------------------------------------------------------------------------------- */

static void
test_caps_in_order (void)
{
  WeirAppSrc *src;
  WeirAppSink *sink;
  WeirElement *line = app_line (NULL, "sync=false", &src, &sink);
  g_autoptr (WeirCaps) a = weir_caps_from_string ("text/a"), b = weir_caps_from_string ("text/b");
  g_autoptr (WeirSample) first = NULL, second = NULL;

  weir_app_src_set_caps (src, a);
  weir_app_src_push_buffer (src, numbered (0));
  weir_app_src_set_caps (src, b);
  weir_app_src_push_buffer (src, numbered (1));
  weir_app_src_end_of_stream (src);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  first = weir_app_sink_pull_sample (sink);
  second = weir_app_sink_pull_sample (sink);
  g_assert_true (weir_caps_is_equal (weir_sample_get_caps (first), a));
  g_assert_true (weir_caps_is_equal (weir_sample_get_caps (second), b));
  line_free (line);
}

static void
test_drops_old (void)
{
  WeirElement *sink = line_element (WEIR_TYPE_APP_SINK, "sync=false max-buffers=1 drop=true wait-on-eos=false");
  WeirElement *line = line_new (line_element (weir_fake_src_get_type (), "num-buffers=50"), sink, NULL);
  g_autoptr (WeirSample) sample = NULL;

  line_run_well (line);
  sample = weir_app_sink_try_pull_sample (WEIR_APP_SINK (sink), 0);
  g_assert_nonnull (sample);
  g_assert_cmpuint (weir_sample_get_buffer (sample)->offset, ==, 49);
  line_free (line);
}

static void
test_preroll (void)
{
  WeirElement *sink = line_element (WEIR_TYPE_APP_SINK, NULL);
  WeirElement *line = line_new (line_element (weir_fake_src_get_type (), NULL), sink, NULL);
  g_autoptr (WeirSample) preroll = NULL, none = NULL;

  line_reach (line, WEIR_STATE_PAUSED);
  preroll = weir_app_sink_pull_preroll (WEIR_APP_SINK (sink));
  g_assert_nonnull (preroll);
  none = weir_app_sink_try_pull_sample (WEIR_APP_SINK (sink), 20 * WEIR_MSECOND);
  g_assert_null (none);
  line_free (line);
}

static void
stop_line (gpointer line)
{
  weir_sim_sleep_ns (50 * WEIR_MSECOND);
  weir_element_set_state (line, WEIR_STATE_NULL);
  g_object_unref (line);
}

/* Stopping wakes who waits. */
static void
test_stopped (void)
{
  WeirAppSrc *src;
  WeirAppSink *sink;
  WeirElement *line = app_line (NULL, "sync=false", &src, &sink);

  weir_element_set_state (line, WEIR_STATE_PLAYING);
  weir_spawn ("stopper", stop_line, g_object_ref (line));
  g_assert_null (weir_app_sink_pull_sample (sink));
  line_reach (line, WEIR_STATE_NULL);
  g_assert_cmpint (weir_app_src_push_buffer (src, numbered (0)), ==, WEIR_FLOW_FLUSHING);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/app/pushes-first", test_pushes_first);
  line_add_test ("/app/two-threads", test_two_threads);
  line_add_test ("/app/signals", test_signals);
  line_add_test ("/app/refuses", test_refuses);
  line_add_test ("/app/caps-in-order", test_caps_in_order);
  line_add_test ("/app/drops-old", test_drops_old);
  line_add_test ("/app/preroll", test_preroll);
  line_add_test ("/app/stopped", test_stopped);
  return line_test_run ();
}
