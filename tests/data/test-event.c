/* SPDX-License-Identifier: MIT */
/* Events: types, what each holds, copies, and those of the engine. */
#include <weir/data/event-private.h>
#include <weir/data/sample.h>
#include <weir/data/video-event.h>

static void
assert_structure (WeirEvent *event, const char *expected)
{
  const WeirStructure *structure = weir_event_get_structure (event);
  if (expected == NULL) {
    g_assert_null (structure);
    return;
  }
  g_assert_nonnull (structure);
  g_autofree char *text = weir_structure_to_string (structure);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_types (void)
{
  g_assert_cmpint (WEIR_EVENT_EOS, ==, 28174);
  g_assert_cmpint (WEIR_EVENT_CAPS, ==, 12814);
  g_assert_cmpint (WEIR_EVENT_SEEK, ==, 51201);
  g_assert_cmpint (WEIR_EVENT_CUSTOM_BOTH_OOB, ==, 81923);
  g_assert_cmpstr (weir_event_type_get_name (WEIR_EVENT_BUFFERSIZE), ==, "buffersize");
  g_assert_cmpstr (weir_event_type_get_name (WEIR_EVENT_CUSTOM_DOWNSTREAM_OOB), ==,
                   "custom-downstream-oob");
  g_assert_cmpstr (weir_event_type_get_name ((WeirEventType) 12345), ==, "unknown");
  g_assert_cmpuint (weir_event_type_get_flags (WEIR_EVENT_FLUSH_STOP), ==,
                    WEIR_EVENT_TYPE_BOTH | WEIR_EVENT_TYPE_SERIALIZED);
  g_assert_cmpstr (g_quark_to_string (weir_event_type_to_quark (WEIR_EVENT_EOS)), ==, "eos");
  g_autoptr (GEnumClass) types = g_type_class_ref (WEIR_TYPE_EVENT_TYPE);
  g_assert_cmpint (g_enum_get_value_by_nick (types, "stream-start")->value, ==,
                   WEIR_EVENT_STREAM_START);
  g_assert_cmpuint (types->n_values, ==, 32);

  static const WeirEventType order[] = { WEIR_EVENT_STREAM_START, WEIR_EVENT_CAPS,
                                         WEIR_EVENT_SEGMENT,      WEIR_EVENT_INSTANT_RATE_CHANGE,
                                         WEIR_EVENT_TAG,          WEIR_EVENT_EOS };
  for (guint i = 1; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpuint (weir_event_type_to_sticky_ordering (order[i - 1]), <,
                      weir_event_type_to_sticky_ordering (order[i]));
  g_assert_cmpuint (weir_event_type_to_sticky_ordering (WEIR_EVENT_GAP), ==, 0);
}

static void
test_holding (void)
{
  WeirEvent *event = weir_event_new_eos ();
  g_assert_true (WEIR_IS_EVENT (event));
  g_assert_true (WEIR_EVENT_IS_STICKY (event));
  g_assert_true (WEIR_EVENT_IS_DOWNSTREAM (event));
  g_assert_false (WEIR_EVENT_IS_UPSTREAM (event));
  g_assert_cmpuint (event->seqnum, !=, WEIR_SEQNUM_INVALID);
  g_autoptr (WeirEvent) other = weir_event_new_eos ();
  g_assert_cmpint (weir_util_seqnum_compare (event->seqnum, other->seqnum), <, 0);
  weir_event_set_seqnum (event, 77);
  weir_event_set_running_time_offset (event, -5);
  weir_structure_set (weir_event_writable_structure (event), "more", G_TYPE_INT, 3, NULL);
  WeirEvent *copy = weir_event_make_writable (weir_event_ref (event));
  g_assert_true (copy != event);
  g_assert_cmpuint (weir_event_get_seqnum (copy), ==, 77);
  g_assert_cmpint (weir_event_get_running_time_offset (copy), ==, -5);
  weir_structure_set (weir_event_writable_structure (copy), "more", G_TYPE_INT, 4, NULL);
  int more;
  g_assert_true (weir_structure_get_int (weir_event_get_structure (event), "more", &more));
  g_assert_cmpint (more, ==, 3);
  WeirEvent *place = NULL;
  g_assert_true (weir_event_take (&place, copy));
  g_assert_true (weir_event_replace (&place, event));
  WeirEvent *stolen = weir_event_steal (&place);
  g_assert_null (place);
  g_assert_true (stolen == event);
  weir_event_unref (stolen);
  weir_clear_event (&event);
  g_assert_cmpuint (weir_util_group_id_next (), !=, weir_util_group_id_next ());
}

static void
test_streams (void)
{
  g_autoptr (WeirEvent) start = weir_event_new_stream_start ("abc/1");
  const char *id;
  WeirStreamFlags flags;
  guint group;
  weir_event_parse_stream_start (start, &id);
  g_assert_cmpstr (id, ==, "abc/1");
  g_assert_false (weir_event_parse_group_id (start, &group));
  weir_event_set_group_id (start, 4);
  weir_event_set_stream_flags (start, WEIR_STREAM_FLAG_SPARSE | WEIR_STREAM_FLAG_SELECT);
  g_assert_true (weir_event_parse_group_id (start, &group));
  weir_event_parse_stream_flags (start, &flags);
  g_assert_cmpuint (group, ==, 4);
  g_assert_cmpuint (flags, ==, WEIR_STREAM_FLAG_SPARSE | WEIR_STREAM_FLAG_SELECT);

  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw, rate=(int)44100");
  g_autoptr (WeirEvent) caps_event = weir_event_new_caps (caps);
  WeirCaps *parsed;
  weir_event_parse_caps (caps_event, &parsed);
  g_assert_true (parsed == caps);

  WeirSegment segment, copied;
  weir_segment_init (&segment, WEIR_FORMAT_TIME);
  segment.start = 10;
  g_autoptr (WeirEvent) segment_event = weir_event_new_segment (&segment);
  const WeirSegment *inside;
  weir_event_parse_segment (segment_event, &inside);
  g_assert_true (weir_segment_is_equal (inside, &segment));
  weir_event_set_running_time_offset (segment_event, 100);
  weir_event_copy_segment (segment_event, &copied);
  g_assert_cmpuint (copied.base, ==, 100);

  WeirTagList *tags = weir_tag_list_new (WEIR_TAG_TITLE, "x", NULL);
  weir_tag_list_set_scope (tags, WEIR_TAG_SCOPE_GLOBAL);
  g_autoptr (WeirEvent) tag_event = weir_event_new_tag (tags);
  WeirTagList *got;
  weir_event_parse_tag (tag_event, &got);
  g_assert_true (got == tags);
  g_assert_true (weir_event_has_name (tag_event, "GstTagList-global"));
  g_assert_true (weir_event_has_name_id (tag_event, g_quark_from_string ("GstTagList-global")));
  g_assert_false (weir_event_has_name (tag_event, "GstTagList-stream"));
}

static void
test_gap (void)
{
  g_autoptr (WeirEvent) gap = weir_event_new_gap (1, 2);
  WeirClockTime timestamp, duration;
  WeirGapFlags flags = 99;
  weir_event_parse_gap (gap, &timestamp, &duration);
  g_assert_cmpuint (timestamp, ==, 1);
  g_assert_cmpuint (duration, ==, 2);
  weir_event_parse_gap_flags (gap, &flags);
  g_assert_cmpuint (flags, ==, 0);
  weir_event_set_gap_flags (gap, WEIR_GAP_FLAG_MISSING_DATA);
  weir_event_parse_gap_flags (gap, &flags);
  g_assert_cmpuint (flags, ==, WEIR_GAP_FLAG_MISSING_DATA);

  g_autoptr (WeirEvent) done = weir_event_new_segment_done (WEIR_FORMAT_TIME, -3);
  WeirFormat format;
  gint64 position;
  weir_event_parse_segment_done (done, &format, &position);
  g_assert_cmpint (format, ==, WEIR_FORMAT_TIME);
  g_assert_cmpint (position, ==, -3);
}

static void
test_seek (void)
{
  g_autoptr (WeirEvent) seek =
    weir_event_new_seek (-2.5, WEIR_FORMAT_BYTES, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_KEY_UNIT,
                         WEIR_SEEK_TYPE_SET, 7, WEIR_SEEK_TYPE_END, -9);
  double rate;
  WeirFormat format;
  WeirSeekFlags flags;
  WeirSeekType start_type, stop_type;
  gint64 start, stop;
  WeirClockTime interval;
  weir_event_parse_seek (seek, &rate, &format, &flags, &start_type, &start, &stop_type, &stop);
  g_assert_cmpfloat (rate, ==, -2.5);
  g_assert_cmpint (format, ==, WEIR_FORMAT_BYTES);
  g_assert_cmpuint (flags, ==, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_KEY_UNIT);
  g_assert_cmpint (start_type, ==, WEIR_SEEK_TYPE_SET);
  g_assert_cmpint (start, ==, 7);
  g_assert_cmpint (stop_type, ==, WEIR_SEEK_TYPE_END);
  g_assert_cmpint (stop, ==, -9);
  weir_event_parse_seek (seek, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  weir_event_parse_seek_trickmode_interval (seek, &interval);
  g_assert_cmpuint (interval, ==, 0);
  weir_event_set_seek_trickmode_interval (seek, 5);
  weir_event_parse_seek_trickmode_interval (seek, &interval);
  g_assert_cmpuint (interval, ==, 5);
}

static void
test_control (void)
{
  gboolean reset_time = FALSE, flush, intermediate, async;
  g_autoptr (WeirEvent) stop = weir_event_new_flush_stop (TRUE);
  weir_event_parse_flush_stop (stop, &reset_time);
  g_assert_true (reset_time);
  assert_structure (stop, "GstEventFlushStop, reset-time=(boolean)true;");
  g_autoptr (WeirEvent) start = weir_event_new_flush_start ();
  assert_structure (start, NULL);

  WeirClockTime time, time2;
  g_autoptr (WeirEvent) latency = weir_event_new_latency (9);
  weir_event_parse_latency (latency, &time);
  g_assert_cmpuint (time, ==, 9);
  assert_structure (latency, "GstEventLatency, latency=(guint64)9;");

  WeirQOSType type;
  double number;
  WeirClockTimeDiff diff;
  g_autoptr (WeirEvent) qos = weir_event_new_qos (WEIR_QOS_TYPE_UNDERFLOW, 0.5, -3, 100);
  weir_event_set_running_time_offset (qos, -40);
  weir_event_parse_qos (qos, &type, &number, &diff, &time);
  g_assert_cmpint (type, ==, WEIR_QOS_TYPE_UNDERFLOW);
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_cmpint (diff, ==, -3);
  g_assert_cmpuint (time, ==, 60);
  weir_event_set_running_time_offset (qos, -400);
  weir_event_parse_qos (qos, NULL, NULL, NULL, &time);
  g_assert_cmpuint (time, ==, 0);

  WeirFormat format;
  guint64 amount;
  g_autoptr (WeirEvent) step = weir_event_new_step (WEIR_FORMAT_BUFFERS, 3, 2.0, TRUE, FALSE);
  weir_event_parse_step (step, &format, &amount, &number, &flush, &intermediate);
  g_assert_cmpint (format, ==, WEIR_FORMAT_BUFFERS);
  g_assert_cmpuint (amount, ==, 3);
  g_assert_true (flush && !intermediate && number == 2.0);

  gint64 minsize, maxsize;
  g_autoptr (WeirEvent) size = weir_event_new_buffer_size (WEIR_FORMAT_TIME, 1, 2, TRUE);
  weir_event_parse_buffer_size (size, &format, &minsize, &maxsize, &async);
  g_assert_true (format == WEIR_FORMAT_TIME && minsize == 1 && maxsize == 2 && async);

  WeirSegmentFlags flags;
  g_autoptr (WeirEvent) change =
    weir_event_new_instant_rate_change (1.5, WEIR_SEGMENT_FLAG_TRICKMODE);
  weir_event_parse_instant_rate_change (change, &number, &flags);
  g_assert_true (number == 1.5 && flags == WEIR_SEGMENT_FLAG_TRICKMODE);
  g_autoptr (WeirEvent) sync = weir_event_new_instant_rate_sync_time (1.5, 3, 4);
  weir_event_parse_instant_rate_sync_time (sync, &number, &time, &time2);
  g_assert_true (number == 1.5 && time == 3 && time2 == 4);

  guint group;
  g_autoptr (WeirEvent) done = weir_event_new_stream_group_done (6);
  weir_event_parse_stream_group_done (done, &group);
  g_assert_cmpuint (group, ==, 6);
  g_autoptr (WeirEvent) navigation =
    weir_event_new_navigation (weir_structure_new_empty ("application/x-gst-navigation"));
  g_assert_cmpint (WEIR_EVENT_TYPE (navigation), ==, WEIR_EVENT_NAVIGATION);
  g_autoptr (WeirEvent) reconfigure = weir_event_new_reconfigure ();
  g_assert_cmpstr (WEIR_EVENT_TYPE_NAME (reconfigure), ==, "reconfigure");
}

static void
test_engine (void)
{
  WeirMini *items[] = {
    (WeirMini *) weir_event_new_flush_mark (7),
    (WeirMini *) weir_event_new_seam (8),
    (WeirMini *) weir_event_new_unwanted (),
    (WeirMini *) weir_event_new_eos (),
    (WeirMini *) weir_buffer_new (),
  };
  for (guint i = 0; i < 4; i++) {
    g_assert_true (weir_mini_is_event (items[i]));
    g_assert_false (weir_mini_is_buffer (items[i]));
    g_assert_true (WEIR_EVENT_IS_ENGINE (items[i]) == (i < 3));
    g_assert_true (WEIR_EVENT_IS_SERIALIZED (items[i]));
    g_assert_cmpuint (weir_mini_get_bytes (items[i]), ==, 0);
  }
  g_assert_true (weir_mini_is_buffer (items[4]));
  g_assert_cmpuint (((WeirEvent *) items[0])->mark, ==, 7);
  g_assert_cmpuint (((WeirEvent *) items[1])->mark, ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    weir_mini_unref (items[i]);
}

/* Requests for key frames, and their answers. */
static void
test_key_units (void)
{
  g_autoptr (WeirEvent) up = weir_video_event_new_upstream_force_key_unit (5, TRUE, 3);
  g_autoptr (WeirEvent) down = weir_video_event_new_downstream_force_key_unit (1, 2, 4, FALSE, 3);
  g_autoptr (WeirEvent) bare
    = weir_event_new_custom (WEIR_EVENT_CUSTOM_UPSTREAM, weir_structure_new_empty ("GstForceKeyUnit"));
  g_autoptr (WeirEvent) eos = weir_event_new_eos ();
  WeirClockTime pts, stream, running;
  gboolean headers;
  guint count;

  assert_structure (up, "GstForceKeyUnit, running-time=(guint64)5, all-headers=(boolean)true, count=(uint)3;");
  g_assert_true (weir_video_event_is_force_key_unit (up) && weir_video_event_is_force_key_unit (down));
  g_assert_false (weir_video_event_is_force_key_unit (eos));
  g_assert_true (weir_video_event_parse_upstream_force_key_unit (up, &running, &headers, &count));
  g_assert_true (running == 5 && headers && count == 3);
  g_assert_false (weir_video_event_parse_upstream_force_key_unit (down, NULL, NULL, NULL));
  g_assert_true (weir_video_event_parse_downstream_force_key_unit (down, &pts, &stream, &running, &headers, &count));
  g_assert_true (pts == 1 && stream == 2 && running == 4 && !headers && count == 3);
  g_assert_true (weir_video_event_parse_upstream_force_key_unit (bare, &running, &headers, &count));
  g_assert_true (running == WEIR_CLOCK_TIME_NONE && !headers && count == 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/types", test_types);
  g_test_add_func ("/event/holding", test_holding);
  g_test_add_func ("/event/streams", test_streams);
  g_test_add_func ("/event/gap", test_gap);
  g_test_add_func ("/event/seek", test_seek);
  g_test_add_func ("/event/control", test_control);
  g_test_add_func ("/event/engine", test_engine);
  g_test_add_func ("/event/key-units", test_key_units);
  return g_test_run ();
}
