/* SPDX-License-Identifier: MIT */
/* What links and elements count, read while they play and after they have ended. */
#include "parts.h"

#include <weir/graph/ghost-pad.h>
#include <weir/graph/stats.h>

static void
play_to_eos (WeirElement *pipeline)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  g_autoptr (WeirMessage) message =
    weir_bus_timed_pop_filtered (bus, 10 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
}

static void
test_link (void)
{
  PartSink *sink;
  g_autoptr (WeirElement) pipeline = part_line (200, 1, &sink);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  g_autoptr (WeirPad) peer = weir_pad_get_peer (pad);

  g_autoptr (WeirLinkStats) before = weir_pad_get_link_stats (pad);
  g_assert_nonnull (before);
  g_assert_cmpuint (before->buffers_in, ==, 0);
  g_assert_cmpuint (before->last_pts_in, ==, WEIR_CLOCK_TIME_NONE);

  play_to_eos (pipeline);
  g_autoptr (WeirLinkStats) after = weir_pad_get_link_stats (pad);
  g_autoptr (WeirLinkStats) other_end = weir_pad_get_link_stats (peer);
  g_assert_cmpuint (after->buffers_in, ==, 200);
  g_assert_cmpuint (after->buffers_out, ==, 200);
  g_assert_cmpuint (other_end->buffers_out, ==, 200);
  g_assert_cmpuint (after->level_items, ==, 0);
  g_assert_cmpuint (after->high_water_items, >=, 1);
  g_assert_cmpuint (after->drops, ==, 0);
  g_autoptr (WeirLinkStats) copy = weir_link_stats_copy (after);
  g_assert_cmpmem (copy, sizeof *copy, after, sizeof *after);

  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  weir_pad_unlink (peer, pad);
  g_assert_null (weir_pad_get_link_stats (pad));
  g_assert_null (weir_pad_get_link_stats (peer));
}

static void
test_ghost (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *bin = weir_bin_new (NULL), *sink = part_new (part_sink_get_type (), "in");
  WeirElement *src = part_new (part_src_get_type (), "out");

  g_object_set (src, "n-buffers", 7, NULL);
  weir_bin_add (WEIR_BIN (bin), sink);
  g_autoptr (WeirPad) inner = weir_element_get_static_pad (sink, "sink");
  weir_element_add_pad (bin, weir_ghost_pad_new ("sink", inner));
  weir_bin_add_many (WEIR_BIN (pipeline), src, bin, NULL);
  g_assert_true (weir_element_link (src, bin));
  g_autoptr (WeirPad) ghost = weir_element_get_static_pad (bin, "sink");

  play_to_eos (pipeline);
  g_autoptr (WeirLinkStats) outside = weir_pad_get_link_stats (ghost);
  g_assert_cmpuint (outside->buffers_out, ==, 7);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

static void
test_element (void)
{
  PartSink *sink;
  g_autoptr (WeirElement) pipeline = part_line (200, 1, &sink);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (WEIR_ELEMENT (sink), "sink");
  g_autoptr (WeirPad) peer = weir_pad_get_peer (pad);
  g_autoptr (WeirElement) pass = weir_pad_get_parent_element (peer);

  play_to_eos (pipeline);
  g_autoptr (WeirElementStats) stats = weir_element_get_stats (pass);
  g_assert_cmpuint (stats->steps, >=, 1);
  g_assert_cmpuint (stats->last_activity, >, 0);
  g_assert_cmpuint (stats->buffers_in, ==, 200);
  g_assert_cmpuint (stats->buffers_out, ==, 200);
  g_assert_cmpuint (stats->drops, ==, 0);
  g_autoptr (WeirElementStats) copy = weir_element_stats_copy (stats);
  g_assert_cmpuint (copy->steps, ==, stats->steps);
  g_assert_cmpstr (copy->waits_for, ==, stats->waits_for);

  g_autoptr (WeirElementStats) of_bin = weir_element_get_stats (pipeline);
  g_assert_cmpuint (of_bin->steps, ==, 0);
  g_assert_null (of_bin->waits_for);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

/* Makes a copy of 100 bytes at each step's end, twice. */
static WeirProcess
copy_and_rest (WeirElement *self, GError **error)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, 100, NULL);

  for (guint i = 0; i < 2; i++)
    weir_buffer_unref (weir_buffer_copy_deep (buffer));
  weir_element_want_rest (self);
  return WEIR_PROCESS_PARK;
}

static void
test_copied (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *pass = part_new (part_pass_get_type (), NULL);
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (pass);
  WeirProcess (*process) (WeirElement *, GError **) = klass->process;
  guint64 steps = 0;

  klass->process = copy_and_rest;
  weir_bin_add (WEIR_BIN (pipeline), pass);
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  for (guint i = 0; i < 5000 && steps == 0; i++) {
    g_autoptr (WeirElementStats) stats = weir_element_get_stats (pass);
    steps = stats->steps;
    g_usleep (1000);
  }
  weir_element_set_state (pipeline, WEIR_STATE_READY);
  g_autoptr (WeirElementStats) stats = weir_element_get_stats (pass);
  g_assert_cmpuint (steps, >, 0);
  g_assert_cmpuint (stats->copied_bytes, >=, 200);
  g_assert_cmpuint (stats->copied_bytes % 200, ==, 0);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  klass->process = process;
}

/* A sink that holds its first item in PAUSED waits, and says for what. */
static void
test_waits_for (void)
{
  PartSink *sink;
  g_autoptr (WeirElement) pipeline = part_line (-1, 0, &sink);
  g_autofree char *seen = NULL;

  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  g_assert_cmpint (weir_element_get_state (pipeline, NULL, NULL, 5 * WEIR_SECOND), ==,
                   WEIR_STATE_CHANGE_SUCCESS);
  for (guint i = 0; i < 5000 && seen == NULL; i++) {
    g_autoptr (WeirElementStats) stats = weir_element_get_stats (WEIR_ELEMENT (sink));
    seen = g_strdup (stats->waits_for);
    g_usleep (1000);
  }
  g_assert_nonnull (seen);
  g_assert_nonnull (strstr (seen, "playing"));
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/stats/link", test_link);
  g_test_add_func ("/graph/stats/ghost", test_ghost);
  g_test_add_func ("/graph/stats/element", test_element);
  g_test_add_func ("/graph/stats/copied", test_copied);
  g_test_add_func ("/graph/stats/waits-for", test_waits_for);
  return g_test_run ();
}
