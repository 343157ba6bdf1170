/* SPDX-License-Identifier: MIT */
/* Pipelines of small elements: states, preroll, order, EOS, stopping, messages. */
#include "parts.h"

#include <weir/graph/child-proxy.h>

static WeirMessage *
wait_for (WeirElement *pipeline, WeirMessageType types)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  WeirMessage *message = weir_bus_timed_pop_filtered (bus, 10 * WEIR_SECOND, types);

  g_assert_nonnull (message);
  if (message->type == WEIR_MESSAGE_ERROR) {
    g_autoptr (GError) error = NULL;

    weir_message_parse_error (message, &error, NULL);
    g_test_message ("%s", error->message);
  }
  return message;
}

static void
stop (WeirElement *pipeline)
{
  g_assert_cmpint (weir_element_set_state (pipeline, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_object_add_weak_pointer (G_OBJECT (pipeline), (gpointer *) &pipeline);
  g_object_unref (pipeline);
  /* helper threads may hold it for a moment yet */
  for (guint i = 0; i < 5000 && __atomic_load_n (&pipeline, __ATOMIC_RELAXED) != NULL; i++)
    g_usleep (1000);
  g_assert_null (pipeline);
}

static void
test_runs_to_eos (gconstpointer data)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (1000, GPOINTER_TO_UINT (data), &sink);
  g_autoptr (WeirMessage) message = NULL;

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = wait_for (pipeline, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_assert_true (message->src == WEIR_OBJECT_CAST (pipeline));
  g_assert_cmpint (sink->seen, ==, 1000);
  g_assert_cmpint (sink->disorder, ==, 0);
  g_clear_pointer (&message, weir_message_unref);
  stop (pipeline);
}

static void
test_prerolls (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (-1, 3, &sink);
  WeirState state, pending;

  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  g_assert_cmpint (weir_element_get_state (pipeline, &state, &pending, 5 * WEIR_SECOND), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_assert_cmpint (state, ==, WEIR_STATE_PAUSED);
  g_assert_cmpint (pending, ==, WEIR_STATE_VOID_PENDING);
  g_assert_cmpint (sink->seen, ==, 0);
  g_assert_cmpint (weir_element_set_state (pipeline, WEIR_STATE_PLAYING), ==, WEIR_STATE_CHANGE_SUCCESS);
  while (__atomic_load_n (&sink->seen, __ATOMIC_RELAXED) < 10000)
    g_thread_yield ();
  g_assert_cmpint (weir_element_set_state (pipeline, WEIR_STATE_PAUSED), !=, WEIR_STATE_CHANGE_FAILURE);
  stop (pipeline);
}

static void
test_again_and_again (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (-1, 2, &sink);

  for (guint i = 0; i < 200; i++) {
    weir_element_set_state (pipeline, i % 3 == 0 ? WEIR_STATE_PAUSED : WEIR_STATE_PLAYING);
    if (i % 5 == 0)
      g_assert_cmpint (weir_element_get_state (pipeline, NULL, NULL, 5 * WEIR_SECOND), ==, WEIR_STATE_CHANGE_SUCCESS);
    g_assert_cmpint (weir_element_set_state (pipeline, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_SUCCESS);
  }
  stop (pipeline);
}

static void
test_messages (void)
{
  WeirElement *pipeline = part_line (10, 1, NULL);
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (GString) seen = g_string_new (NULL);

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  for (;;) {
    g_autoptr (WeirMessage) message = weir_bus_timed_pop (bus, 10 * WEIR_SECOND);

    g_assert_nonnull (message);
    if (message->src == WEIR_OBJECT_CAST (pipeline)) {
      if (message->type == WEIR_MESSAGE_STATE_CHANGED) {
        WeirState old, new, pending;

        weir_message_parse_state_changed (message, &old, &new, &pending);
        g_string_append_printf (seen, "%s>%s(%s) ", weir_element_state_get_name (old), weir_element_state_get_name (new),
                                weir_element_state_get_name (pending));
      } else {
        g_string_append_printf (seen, "%s ", weir_message_type_get_name (message->type));
      }
    }
    if (message->type == WEIR_MESSAGE_EOS)
      break;
  }
  g_assert_cmpstr (seen->str, ==,
                   "NULL>READY(PLAYING) READY>PAUSED(PLAYING) async-done new-clock PAUSED>PLAYING(VOID_PENDING) eos ");
  stop (pipeline);
}

static WeirPadProbeReturn
drop_odd (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  WeirBuffer *buffer = weir_pad_probe_info_get_buffer (info);

  (*(int *) data)++;
  return buffer->offset % 2 == 1 ? WEIR_PAD_PROBE_DROP : WEIR_PAD_PROBE_OK;
}

static void
test_probe_drops (gconstpointer where)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (500, 1, &sink);
  g_autoptr (WeirElement) pass = weir_bin_get_by_name (WEIR_BIN (pipeline), "partpass0");
  g_autoptr (WeirPad) pad = NULL;
  g_autoptr (WeirMessage) message = NULL;
  int shown = 0;

  if (pass == NULL) {
    g_autoptr (WeirPad) sinkpad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
    g_autoptr (WeirPad) peer = weir_pad_get_peer (sinkpad);
    pass = weir_pad_get_parent_element (peer);
  }
  pad = weir_element_get_static_pad (pass, where);
  weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_BUFFER, drop_odd, &shown, NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = wait_for (pipeline, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_assert_cmpint (shown, ==, 500);
  g_assert_cmpint (sink->seen, ==, 250);
  g_clear_pointer (&message, weir_message_unref);
  g_clear_object (&pass);
  g_clear_object (&pad);
  stop (pipeline);
}

static WeirPadProbeReturn
send_tags (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  g_assert_true (weir_pad_push_event (pad, weir_event_new_tag (weir_tag_list_new_empty ())));
  return WEIR_PAD_PROBE_REMOVE;
}

static WeirPadProbeReturn
note_kind (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  if ((info->type & WEIR_PAD_PROBE_TYPE_BUFFER) != 0)
    g_string_append (data, "buffer ");
  else if (weir_pad_probe_info_get_event (info)->type == WEIR_EVENT_TAG)
    g_string_append (data, "tag ");
  else if (weir_pad_probe_info_get_event (info)->type == WEIR_EVENT_EOS)
    g_string_append (data, "eos ");
  return WEIR_PAD_PROBE_OK;
}

static void
note_gone (gpointer gone)
{
  __atomic_store_n ((gboolean *) gone, TRUE, __ATOMIC_RELEASE);
}

static WeirPadProbeReturn
see_once (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  return WEIR_PAD_PROBE_REMOVE;
}

/* Its data is let go when it takes itself away. */
static void
test_probe_removed (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (3, 0, &sink);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  gboolean gone = FALSE;

  weir_pad_add_probe (pad, WEIR_PAD_PROBE_TYPE_BUFFER, see_once, &gone, note_gone);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  weir_message_unref (wait_for (pipeline, WEIR_MESSAGE_EOS));
  for (guint i = 0; i < 10000 && !__atomic_load_n (&gone, __ATOMIC_ACQUIRE); i++)
    g_usleep (1000);
  g_assert_true (__atomic_load_n (&gone, __ATOMIC_ACQUIRE));
  g_clear_object (&pad);
  stop (pipeline);
}

/* The only buffer, with EOS behind it already: what is sent while it is seen goes before it. */
static void
test_probe_sends (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (1, 0, &sink);
  g_autoptr (WeirPad) sinkpad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  g_autoptr (WeirPad) srcpad = weir_pad_get_peer (sinkpad);
  g_autoptr (GString) seen = g_string_new (NULL);

  weir_pad_add_probe (srcpad, WEIR_PAD_PROBE_TYPE_BUFFER, send_tags, NULL, NULL);
  weir_pad_add_probe (sinkpad, WEIR_PAD_PROBE_TYPE_BUFFER | WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, note_kind, seen, NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  weir_message_unref (wait_for (pipeline, WEIR_MESSAGE_EOS));
  g_assert_cmpstr (seen->str, ==, "tag buffer eos ");
  g_clear_object (&srcpad);
  g_clear_object (&sinkpad);
  stop (pipeline);
}

static void
test_loop_refused (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *a = part_new (part_pass_get_type (), "a"), *b = part_new (part_pass_get_type (), "b");
  g_autoptr (GError) error = NULL;

  weir_bin_add_many (WEIR_BIN (pipeline), a, b, NULL);
  g_assert_true (weir_element_link (a, b));
  g_assert_false (weir_element_link_checked (b, "src", a, "sink", NULL, &error));
  g_assert_nonnull (strstr (error->message, "loop"));
}

static void
test_occupied (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new ("p"));
  WeirElement *a = part_new (part_src_get_type (), "a"), *b = part_new (part_sink_get_type (), "b"),
              *c = part_new (part_sink_get_type (), "c");
  g_autoptr (GError) error = NULL;

  weir_bin_add_many (WEIR_BIN (pipeline), a, b, c, NULL);
  g_assert_true (weir_element_link (a, b));
  g_assert_false (weir_element_link_checked (a, "src", c, "sink", NULL, &error));
  g_assert_nonnull (strstr (error->message, "/p/a.src is linked to /p/b.sink already"));
}

/* What was cut off holds its first item; EOS that a program gives to it comes behind that. */
static void
test_eos_to_a_cut_branch (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (20, 1, &sink);
  g_autoptr (WeirPad) last = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  g_autoptr (WeirPad) before = weir_pad_get_peer (last);
  g_autoptr (WeirElement) pass = weir_pad_get_parent_element (before);
  g_autoptr (WeirPad) first = weir_element_get_static_pad (pass, "sink"), from = weir_pad_get_peer (first);
  g_autoptr (WeirMessage) message = NULL;

  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  g_assert_cmpint (weir_element_get_state (pipeline, NULL, NULL, 5 * WEIR_SECOND), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_assert_true (weir_pad_unlink (from, first));
  g_assert_true (weir_pad_send_event (first, weir_event_new_eos ()));
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = wait_for (pipeline, WEIR_MESSAGE_EOS);
  g_assert_cmpint (sink->seen, >=, 1);
  g_assert_cmpint (sink->disorder, ==, 0);
  g_clear_pointer (&message, weir_message_unref);
  stop (pipeline);
}

static void
test_eos_to_the_unlinked (void)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *pass = part_new (part_pass_get_type (), "pass"), *sink = part_new (part_sink_get_type (), "sink");
  g_autoptr (WeirPad) first = weir_element_get_static_pad (pass, "sink");
  g_autoptr (WeirMessage) message = NULL;

  weir_bin_add_many (WEIR_BIN (pipeline), pass, sink, NULL);
  g_assert_true (weir_element_link (pass, sink));
  g_assert_false (weir_pad_send_event (first, weir_event_new_eos ())); /* NULL: nothing flows */
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_assert_true (weir_pad_send_event (first, weir_event_new_eos ()));
  message = wait_for (pipeline, WEIR_MESSAGE_EOS);
  g_clear_pointer (&message, weir_message_unref);
  stop (pipeline);
}

/* Without names, too: what holds the pad is said. */
static void
test_occupied_by_element (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new ("p"));
  WeirElement *a = part_new (part_src_get_type (), "a"), *b = part_new (part_src_get_type (), "b"),
              *f = part_new (part_sink_get_type (), "f");
  g_autoptr (GError) error = NULL;

  weir_bin_add_many (WEIR_BIN (pipeline), a, b, f, NULL);
  g_assert_true (weir_element_link (a, f));
  g_assert_false (weir_element_link_checked (b, NULL, f, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "/p/b.src can't be linked to /p/f.sink: /p/f.sink is linked to /p/a.src already"));
  g_clear_error (&error);
  g_assert_false (weir_element_link_checked (f, NULL, b, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "/p/f has no source pad"));
}

static void
note_caps (GObject *pad, GParamSpec *pspec, gpointer data)
{
  int *calls = data;

  /* engine.md: user code never runs in the middle of element code; it may even stop the pipeline */
  g_assert_null (weir_task_current ());
  __atomic_fetch_add (calls, 1, __ATOMIC_RELEASE);
}

static void
test_notify_caps_after_the_step (gconstpointer data)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (-1, 1, &sink);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  g_autoptr (WeirPad) before = weir_pad_get_peer (pad);
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("a/b, c=(int)1"), current = NULL;
  WeirEvent *event = weir_event_new_caps (caps);
  int calls = 0;

  g_signal_connect (pad, data, G_CALLBACK (note_caps), &calls);
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  g_assert_true (weir_pad_push_event (before, event));
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 10000 && __atomic_load_n (&calls, __ATOMIC_ACQUIRE) == 0; i++)
    g_usleep (1000);
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  current = weir_pad_get_current_caps (pad);
  g_assert_true (weir_caps_is_equal (caps, current));
  g_assert_cmpint (calls, ==, 1);
  g_clear_object (&pad);
  g_clear_object (&before);
  stop (pipeline);
}

static void
count_child (WeirChildProxy *proxy, GObject *child, const char *name, GString *log)
{
  g_string_append_printf (log, "%s ", name);
}

static void
test_children (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new ("p"));
  WeirElement *inner = weir_bin_new ("inner"), *a = part_new (part_src_get_type (), "a");
  WeirChildProxy *proxy = WEIR_CHILD_PROXY (pipeline);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GObject) first = NULL, found = NULL;
  int n_buffers = 0;

  g_signal_connect (proxy, "child-added", G_CALLBACK (count_child), log);
  g_signal_connect (proxy, "child-removed", G_CALLBACK (count_child), log);
  weir_bin_add (WEIR_BIN (inner), a);
  weir_bin_add (WEIR_BIN (pipeline), inner);
  g_assert_cmpuint (weir_child_proxy_get_children_count (proxy), ==, 1);
  first = weir_child_proxy_get_child_by_index (proxy, 0);
  g_assert_true (first == G_OBJECT (inner));
  g_assert_null (weir_child_proxy_get_child_by_name (proxy, "a"));
  found = weir_child_proxy_get_child_by_name_recurse (proxy, "inner::a");
  g_assert_true (found == G_OBJECT (a));
  weir_child_proxy_set (proxy, "inner::a::n-buffers", 7, NULL);
  weir_child_proxy_get (proxy, "inner::a::n-buffers", &n_buffers, NULL);
  g_assert_cmpint (n_buffers, ==, 7);
  weir_bin_remove (WEIR_BIN (pipeline), inner);
  g_assert_cmpuint (weir_child_proxy_get_children_count (proxy), ==, 0);
  g_assert_cmpstr (log->str, ==, "inner inner ");
}

typedef struct {
  GAsyncQueue *held, *go; /* the gate holds something; it may answer */
  gboolean waits;
  int starts;
} Gate;

static WeirPadProbeReturn
gate_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  Gate *gate = data;

  g_async_queue_push (gate->held, gate);
  if (gate->waits)
    g_async_queue_pop (gate->go);
  return WEIR_PAD_PROBE_OK;
}

static WeirPadProbeReturn
count_starts_cb (WeirPad *pad, WeirPadProbeInfo *info, gpointer data)
{
  ((Gate *) data)->starts += weir_pad_probe_info_get_event (info)->type == WEIR_EVENT_STREAM_START;
  return WEIR_PAD_PROBE_OK;
}

/* What a gate holds when a pad is linked comes once; and a gate that is taken away while it looks doesn't hold on. */
static void
test_gate_before_link (gconstpointer waits)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *src = part_new (part_src_get_type (), "src"), *sink = part_new (part_sink_get_type (), "sink");
  g_autoptr (WeirPad) from = weir_element_get_static_pad (src, "src"), to = weir_element_get_static_pad (sink, "sink");
  g_autoptr (WeirMessage) message = NULL;
  Gate gate = { g_async_queue_new (), g_async_queue_new (), waits != NULL, 0 };
  gulong id;

  PART_SRC (src)->n_buffers = 5;
  weir_bin_add_many (WEIR_BIN (pipeline), src, sink, NULL);
  id = weir_pad_add_probe (from, WEIR_PAD_PROBE_TYPE_BLOCK | WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, gate_cb, &gate, NULL);
  weir_pad_add_probe (to, WEIR_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, count_starts_cb, &gate, NULL);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_assert_nonnull (g_async_queue_timeout_pop (gate.held, 10 * G_USEC_PER_SEC));
  g_assert_cmpint (weir_pad_link (from, to), ==, WEIR_PAD_LINK_OK);
  weir_pad_remove_probe (from, id);
  g_async_queue_push (gate.go, &gate);
  message = wait_for (pipeline, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_assert_cmpint (gate.starts, ==, 1);
  g_assert_cmpint (PART_SINK (sink)->seen, ==, 5);
  g_clear_pointer (&message, weir_message_unref);
  stop (pipeline);
  g_async_queue_unref (gate.held);
  g_async_queue_unref (gate.go);
}

/* What works for nobody says so; what was linked once waits to be linked again. */
static void
test_linked_to_nothing (void)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new ("p"));
  WeirElement *src = part_new (part_src_get_type (), "src"), *pass = part_new (part_pass_get_type (), "pass");
  g_autoptr (WeirMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  weir_bin_add_many (WEIR_BIN (pipeline), src, pass, NULL);
  g_assert_true (weir_element_link (src, pass));
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = wait_for (pipeline, WEIR_MESSAGE_ERROR);
  weir_message_parse_error (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "/p/pass.src is linked to nothing"));
  g_clear_pointer (&message, weir_message_unref);
  stop (pipeline);
}

static void
test_unlinked_meanwhile (void)
{
  PartSink *sink;
  WeirElement *pipeline = part_line (-1, 1, &sink);
  g_autoptr (WeirPad) in = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink"), out = weir_pad_get_peer (in);
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  int seen;

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  while ((seen = __atomic_load_n (&sink->seen, __ATOMIC_RELAXED)) == 0)
    g_thread_yield ();
  g_assert_true (weir_pad_unlink (out, in));
  g_usleep (20000);
  seen = __atomic_load_n (&sink->seen, __ATOMIC_RELAXED);
  g_assert_cmpint (weir_pad_link (out, in), ==, WEIR_PAD_LINK_OK);
  while (__atomic_load_n (&sink->seen, __ATOMIC_RELAXED) == seen)
    g_thread_yield ();
  g_assert_null (weir_bus_pop_filtered (bus, WEIR_MESSAGE_ERROR));
  g_clear_object (&in);
  g_clear_object (&out);
  g_clear_object (&bus);
  stop (pipeline);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pipeline/runs-to-eos/0", GUINT_TO_POINTER (0), test_runs_to_eos);
  g_test_add_data_func ("/pipeline/runs-to-eos/1", GUINT_TO_POINTER (1), test_runs_to_eos);
  g_test_add_data_func ("/pipeline/runs-to-eos/20", GUINT_TO_POINTER (20), test_runs_to_eos);
  g_test_add_func ("/pipeline/prerolls", test_prerolls);
  g_test_add_func ("/pipeline/again-and-again", test_again_and_again);
  g_test_add_func ("/pipeline/messages", test_messages);
  g_test_add_data_func ("/pipeline/probe-drops/src", "src", test_probe_drops);
  g_test_add_data_func ("/pipeline/probe-drops/sink", "sink", test_probe_drops);
  g_test_add_func ("/pipeline/probe-sends", test_probe_sends);
  g_test_add_func ("/pipeline/probe-removed", test_probe_removed);
  g_test_add_func ("/pipeline/loop-refused", test_loop_refused);
  g_test_add_func ("/pipeline/occupied", test_occupied);
  g_test_add_data_func ("/pipeline/gate-before-link/held", NULL, test_gate_before_link);
  g_test_add_data_func ("/pipeline/gate-before-link/looking", "", test_gate_before_link);
  g_test_add_func ("/pipeline/eos-to-a-cut-branch", test_eos_to_a_cut_branch);
  g_test_add_func ("/pipeline/eos-to-the-unlinked", test_eos_to_the_unlinked);
  g_test_add_func ("/pipeline/occupied/by-element", test_occupied_by_element);
  g_test_add_data_func ("/pipeline/notify-caps-after-the-step", "notify::caps", test_notify_caps_after_the_step);
  g_test_add_data_func ("/pipeline/notify-after-the-step", "notify", test_notify_caps_after_the_step);
  g_test_add_func ("/pipeline/children", test_children);
  g_test_add_func ("/pipeline/linked-to-nothing", test_linked_to_nothing);
  g_test_add_func ("/pipeline/unlinked-meanwhile", test_unlinked_meanwhile);
  return g_test_run ();
}
