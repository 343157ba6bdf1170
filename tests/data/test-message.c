/* SPDX-License-Identifier: MIT */
/* Messages: types, what each says, and what they hold. */
#include <gio/gio.h>
#include <string.h>
#include <weir/base/reaper.h>
#include <weir/data/event.h>
#include <weir/data/message.h>

static gpointer
new_source (void)
{
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
test_types (void)
{
  g_assert_cmpstr (weir_message_type_get_name (WEIR_MESSAGE_STATE_CHANGED), ==, "state-changed");
  g_assert_cmpstr (weir_message_type_get_name (WEIR_MESSAGE_PROPERTY_NOTIFY), ==,
                   "property-notify");
  g_assert_cmpstr (weir_message_type_get_name (WEIR_MESSAGE_EXTENDED), ==, "extended");
  g_assert_cmpstr (weir_message_type_get_name (WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR), ==,
                   "unknown");
  g_assert_cmpuint ((guint) WEIR_MESSAGE_REDIRECT, ==, 2147483654u);
  g_assert_cmpuint ((guint) WEIR_MESSAGE_HAVE_CONTEXT, ==, 1u << 30);
  g_autoptr (GFlagsClass) types = g_type_class_ref (WEIR_TYPE_MESSAGE_TYPE);
  g_assert_cmpuint (g_flags_get_value_by_nick (types, "async-done")->value, ==,
                    WEIR_MESSAGE_ASYNC_DONE);
}

/* The source lives as long as the message, and its last reference isn't dropped where the message
 * ends. */
static void
test_source (void)
{
  WeirObject *source = new_source ();
  WeirMessage *message = weir_message_new_eos (source);
  g_assert_true (WEIR_IS_MESSAGE (message));
  g_assert_true (message->src == source);
  g_assert_cmpuint (WEIR_MESSAGE_SEQNUM (message), !=, WEIR_SEQNUM_INVALID);
  WeirMessage *copy = weir_message_copy (message);
  g_assert_cmpuint (copy->seqnum, ==, message->seqnum);
  g_assert_true (copy->src == source);
  weir_message_set_seqnum (copy, 5);
  g_assert_cmpuint (weir_message_get_seqnum (copy), ==, 5);
  g_object_add_weak_pointer ((GObject *) source, (gpointer *) &source);
  g_object_unref (source);
  weir_message_unref (message);
  g_assert_nonnull (source);
  weir_message_unref (copy);
  g_assert_null (source);

  WeirMessage *place = NULL;
  message = weir_message_new_latency (NULL);
  g_assert_true (weir_message_replace (&place, message));
  g_assert_false (weir_message_is_writable (message));
  WeirMessage *other = weir_message_make_writable (message);
  g_assert_true (other != message);
  g_assert_true (weir_message_take (&place, other));
  weir_clear_message (&place);
}

static void
test_problems (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no file '%s'", "x");
  struct {
    WeirMessage *(*new_with_details) (WeirObject *, GError *, const char *, WeirStructure *);
    WeirMessage *(*new_plain) (WeirObject *, GError *, const char *);
    void (*parse) (WeirMessage *, GError **, char **);
    void (*parse_details) (WeirMessage *, const WeirStructure **);
    WeirMessageType type;
  } kinds[] = {
    { weir_message_new_error_with_details, weir_message_new_error, weir_message_parse_error,
      weir_message_parse_error_details, WEIR_MESSAGE_ERROR },
    { weir_message_new_warning_with_details, weir_message_new_warning, weir_message_parse_warning,
      weir_message_parse_warning_details, WEIR_MESSAGE_WARNING },
    { weir_message_new_info_with_details, weir_message_new_info, weir_message_parse_info,
      weir_message_parse_info_details, WEIR_MESSAGE_INFO },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) got = NULL;
    g_autofree char *debug = NULL;
    const WeirStructure *details;
    g_autoptr (WeirMessage) message = kinds[i].new_with_details (
      NULL, error, "why", weir_structure_new ("details", "n", G_TYPE_INT, 3, NULL));
    g_assert_cmpuint (WEIR_MESSAGE_TYPE (message), ==, kinds[i].type);
    kinds[i].parse (message, &got, &debug);
    g_assert_error (got, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_cmpstr (got->message, ==, "no file 'x'");
    g_assert_cmpstr (debug, ==, "why");
    kinds[i].parse_details (message, &details);
    g_assert_true (weir_structure_has_name (details, "details"));
    g_autoptr (WeirMessage) plain = kinds[i].new_plain (NULL, error, NULL);
    kinds[i].parse_details (plain, &details);
    g_assert_null (details);
    g_autofree char *none = NULL;
    kinds[i].parse (plain, NULL, &none);
    g_assert_null (none);
  }
}

static void
test_streams (void)
{
  guint group;
  WeirFormat format;
  gint64 position, left;
  int percent, in, out;
  WeirBufferingMode mode;
  g_autoptr (WeirMessage) start = weir_message_new_stream_start (NULL);
  g_assert_false (weir_message_parse_group_id (start, &group));
  weir_message_set_group_id (start, 9);
  g_assert_true (weir_message_parse_group_id (start, &group));
  g_assert_cmpuint (group, ==, 9);

  WeirTagList *tags = weir_tag_list_new (WEIR_TAG_TITLE, "x", NULL);
  g_autoptr (WeirMessage) tag = weir_message_new_tag (NULL, tags);
  g_autoptr (WeirTagList) got = NULL;
  weir_message_parse_tag (tag, &got);
  g_assert_true (got == tags);

  g_autoptr (WeirMessage) done = weir_message_new_segment_done (NULL, WEIR_FORMAT_TIME, 5);
  weir_message_parse_segment_done (done, &format, &position);
  g_assert_true (format == WEIR_FORMAT_TIME && position == 5);
  g_autoptr (WeirMessage) begin = weir_message_new_segment_start (NULL, WEIR_FORMAT_BYTES, 6);
  weir_message_parse_segment_start (begin, &format, &position);
  g_assert_true (format == WEIR_FORMAT_BYTES && position == 6);

  g_autoptr (WeirMessage) buffering = weir_message_new_buffering (NULL, 40);
  weir_message_set_buffering_stats (buffering, WEIR_BUFFERING_DOWNLOAD, 1, 2, 3);
  weir_message_parse_buffering (buffering, &percent);
  weir_message_parse_buffering_stats (buffering, &mode, &in, &out, &left);
  g_assert_true (percent == 40 && mode == WEIR_BUFFERING_DOWNLOAD && in == 1 && out == 2
                 && left == 3);
  g_autoptr (WeirMessage) changed = weir_message_new_duration_changed (NULL);
  g_assert_true (weir_message_has_name (changed, "GstMessageDurationChanged"));
}

static void
test_states (void)
{
  WeirState before, now, pending;
  WeirClockTime time;
  g_autoptr (WeirMessage) changed =
    weir_message_new_state_changed (NULL, WEIR_STATE_NULL, WEIR_STATE_READY, WEIR_STATE_PLAYING);
  weir_message_parse_state_changed (changed, &before, &now, &pending);
  g_assert_true (before == WEIR_STATE_NULL && now == WEIR_STATE_READY
                 && pending == WEIR_STATE_PLAYING);
  g_autofree char *text = weir_structure_to_string (weir_message_get_structure (changed));
  g_assert_nonnull (strstr (text, "null"));
  g_assert_nonnull (strstr (text, "playing"));
  g_autoptr (WeirMessage) done = weir_message_new_async_done (NULL, 7);
  weir_message_parse_async_done (done, &time);
  g_assert_cmpuint (time, ==, 7);
  g_autoptr (WeirMessage) request = weir_message_new_request_state (NULL, WEIR_STATE_PAUSED);
  weir_message_parse_request_state (request, &now);
  g_assert_cmpint (now, ==, WEIR_STATE_PAUSED);
  g_autoptr (WeirMessage) reset = weir_message_new_reset_time (NULL, 8);
  weir_message_parse_reset_time (reset, &time);
  g_assert_cmpuint (time, ==, 8);
  g_autoptr (WeirMessage) dirty = weir_message_new_state_dirty (NULL);
  g_autoptr (WeirMessage) start = weir_message_new_async_start (NULL);
  g_assert_null (weir_message_get_structure (dirty));
  g_assert_null (weir_message_get_structure (start));
}

static void
test_clocks_and_graph (void)
{
  g_autoptr (GObject) made = new_source ();
  WeirClock *clock = (WeirClock *) made, *got;
  WeirElement *owner;
  gboolean ready, busy;
  WeirStructureChangeType type;
  g_autoptr (WeirMessage) provide = weir_message_new_clock_provide (NULL, clock, TRUE);
  weir_message_parse_clock_provide (provide, &got, &ready);
  g_assert_true (got == clock && ready);
  g_autoptr (WeirMessage) lost = weir_message_new_clock_lost (NULL, clock);
  weir_message_parse_clock_lost (lost, &got);
  g_assert_true (got == clock);
  g_autoptr (WeirMessage) new_clock = weir_message_new_new_clock (NULL, clock);
  weir_message_parse_new_clock (new_clock, &got);
  g_assert_true (got == clock);
  g_autoptr (WeirMessage) none = weir_message_new_new_clock (NULL, NULL);
  weir_message_parse_new_clock (none, &got);
  g_assert_null (got);
  g_autoptr (WeirMessage) change =
    weir_message_new_structure_change (NULL, WEIR_STRUCTURE_CHANGE_TYPE_PAD_UNLINK, (WeirElement *) made, TRUE);
  weir_message_parse_structure_change (change, &type, &owner, &busy);
  g_assert_true (type == WEIR_STRUCTURE_CHANGE_TYPE_PAD_UNLINK && owner == (WeirElement *) made && busy);
  WeirProgressType progress;
  g_autofree char *code = NULL, *text = NULL;
  g_autoptr (WeirMessage) message =
    weir_message_new_progress (NULL, WEIR_PROGRESS_TYPE_CONTINUE, "open", "opening it");
  weir_message_parse_progress (message, &progress, &code, &text);
  g_assert_cmpint (progress, ==, WEIR_PROGRESS_TYPE_CONTINUE);
  g_assert_cmpstr (code, ==, "open");
  g_assert_cmpstr (text, ==, "opening it");
}

static void
test_quality (void)
{
  gboolean live, flush, intermediate, eos, active;
  guint64 a, b, c, d;
  gint64 jitter;
  double number;
  int quality;
  WeirFormat format;
  g_autoptr (WeirMessage) qos = weir_message_new_qos (NULL, TRUE, 1, 2, 3, 4);
  weir_message_parse_qos (qos, &live, &a, &b, &c, &d);
  g_assert_true (live && a == 1 && b == 2 && c == 3 && d == 4);
  weir_message_parse_qos_values (qos, &jitter, &number, &quality);
  g_assert_true (jitter == 0 && number == 1.0 && quality == 1000000);
  weir_message_set_qos_values (qos, -5, 0.5, 6);
  weir_message_set_qos_stats (qos, WEIR_FORMAT_BUFFERS, 7, 8);
  weir_message_parse_qos_values (qos, &jitter, &number, &quality);
  weir_message_parse_qos_stats (qos, &format, &a, &b);
  g_assert_true (jitter == -5 && number == 0.5 && quality == 6);
  g_assert_true (format == WEIR_FORMAT_BUFFERS && a == 7 && b == 8);
  g_autoptr (WeirMessage) done =
    weir_message_new_step_done (NULL, WEIR_FORMAT_TIME, 1, 2.0, TRUE, FALSE, 3, TRUE);
  weir_message_parse_step_done (done, &format, &a, &number, &flush, &intermediate, &b, &eos);
  g_assert_true (format == WEIR_FORMAT_TIME && a == 1 && number == 2.0 && flush && !intermediate
                 && b == 3 && eos);
  g_autoptr (WeirMessage) start =
    weir_message_new_step_start (NULL, TRUE, WEIR_FORMAT_BUFFERS, 4, 1.0, FALSE, TRUE);
  weir_message_parse_step_start (start, &active, &format, &a, &number, &flush, &intermediate);
  g_assert_true (active && format == WEIR_FORMAT_BUFFERS && a == 4 && !flush && intermediate);
  g_autoptr (WeirMessage) rate = weir_message_new_instant_rate_request (NULL, 1.5);
  weir_message_parse_instant_rate_request (rate, &number);
  g_assert_cmpfloat (number, ==, 1.5);
}

static void
test_sharing (void)
{
  const char *type, *name, *location;
  g_autoptr (WeirMessage) need = weir_message_new_need_context (NULL, "gl");
  g_assert_true (weir_message_parse_context_type (need, &type));
  g_assert_cmpstr (type, ==, "gl");
  WeirContext *context = weir_context_new ("gl", FALSE);
  g_autoptr (WeirMessage) have = weir_message_new_have_context (NULL, context);
  g_autoptr (WeirContext) got_context = NULL;
  weir_message_parse_have_context (have, &got_context);
  g_assert_true (got_context == context);

  GValue value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_INT);
  g_value_set_int (&value, 4);
  g_autoptr (GObject) made = new_source ();
  WeirObject *source = (WeirObject *) made, *object;
  const GValue *got_value;
  g_autoptr (WeirMessage) notify = weir_message_new_property_notify (source, "volume", &value);
  weir_message_parse_property_notify (notify, &object, &name, &got_value);
  g_assert_true (object == source);
  g_assert_cmpstr (name, ==, "volume");
  g_assert_cmpint (g_value_get_int (got_value), ==, 4);
  g_autoptr (WeirMessage) bare = weir_message_new_property_notify (source, "volume", NULL);
  weir_message_parse_property_notify (bare, NULL, NULL, &got_value);
  g_assert_null (got_value);

  WeirTagList *tags, *title = weir_tag_list_new (WEIR_TAG_TITLE, "x", NULL);
  const WeirStructure *more;
  g_autoptr (WeirMessage) redirect = weir_message_new_redirect (NULL, "http://a", NULL, NULL);
  weir_message_add_redirect_entry (redirect, "http://b", title, weir_structure_new_empty ("more"));
  g_assert_cmpuint (weir_message_get_num_redirect_entries (redirect), ==, 2);
  weir_message_parse_redirect_entry (redirect, 0, &location, &tags, &more);
  g_assert_cmpstr (location, ==, "http://a");
  g_assert_true (tags == NULL && more == NULL);
  weir_message_parse_redirect_entry (redirect, 1, &location, &tags, &more);
  g_assert_cmpstr (location, ==, "http://b");
  g_assert_true (tags == title && weir_structure_has_name (more, "more"));

  g_autoptr (WeirMessage) element =
    weir_message_new_element (NULL, weir_structure_new_empty ("prepare-window-handle"));
  g_assert_true (weir_message_has_name (element, "prepare-window-handle"));
  g_autoptr (WeirMessage) application =
    weir_message_new_application (NULL, weir_structure_new_empty ("mine"));
  g_assert_cmpuint (WEIR_MESSAGE_TYPE (application), ==, WEIR_MESSAGE_APPLICATION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/types", test_types);
  g_test_add_func ("/message/source", test_source);
  g_test_add_func ("/message/problems", test_problems);
  g_test_add_func ("/message/streams", test_streams);
  g_test_add_func ("/message/states", test_states);
  g_test_add_func ("/message/clocks-and-graph", test_clocks_and_graph);
  g_test_add_func ("/message/quality", test_quality);
  g_test_add_func ("/message/sharing", test_sharing);
  return g_test_run ();
}
