/* SPDX-License-Identifier: MIT */
/* The summary for each thing that a sink can have got. */
#include <cli/summary.h>

#include <tests/harness/comma-locale.h>

#include <string.h>

static GPtrArray *
new_sinks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cli_sink_summary_free);
}

static CliSinkSummary *
add_sink (GPtrArray *sinks, const char *name)
{
  CliSinkSummary *sink = cli_sink_summary_new (name);

  g_ptr_array_add (sinks, sink);
  return sink;
}

static void
test_muxed (void)
{
  g_autoptr (GPtrArray) sinks = new_sinks ();
  CliSinkSummary *file = add_sink (sinks, "filesink0");

  cli_sink_summary_add (file, "video frames", 200);
  cli_sink_summary_add (file, "audio buffers", 358);
  cli_sink_summary_add (file, "video frames", 49);
  file->n_bytes = 1300000;
  file->position_ns = 8300 * WEIR_MSECOND;
  g_autofree char *text = cli_summary_format (sinks, "Ended", 2 * WEIR_SECOND);
  g_assert_cmpstr (text, ==,
                   "Ended after 2.00 s\n"
                   "  filesink0  249 video frames, 358 audio buffers, 1.3 MB, up to 8.30 s, "
                   "124 frames/s, 4.15x\n");
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) sinks = new_sinks ();

  add_sink (sinks, "silent");
  CliSinkSummary *other = add_sink (sinks, "outputs/fakesink12");
  cli_sink_summary_add (other, "buffers", 1);
  cli_sink_summary_add (other, "pictures", 0);
  other->n_drops = 3;
  g_autofree char *text = cli_summary_format (sinks, "Stopped", 12345 * WEIR_MSECOND);
  g_assert_cmpstr (text, ==,
                   "Stopped after 12.3 s\n"
                   "  silent              nothing arrived\n"
                   "  outputs/fakesink12  1 buffer, 3 dropped\n");
}

static void
test_numbers (void)
{
  g_autoptr (GPtrArray) sinks = new_sinks ();

  g_assert_cmpint (cli_summary_count_frames (sinks), ==, -1);
  g_assert_cmpint (cli_summary_find_position (sinks), ==, -1);
  CliSinkSummary *sound = add_sink (sinks, "sound");
  CliSinkSummary *picture = add_sink (sinks, "picture");
  cli_sink_summary_add (sound, "audio buffers", 100);
  cli_sink_summary_add (picture, "video frames", 7);
  sound->position_ns = 3 * WEIR_SECOND;
  sound->n_drops = 1;
  picture->n_drops = 2;
  g_assert_cmpint (cli_summary_count_frames (sinks), ==, 7);
  g_assert_cmpint (cli_summary_find_position (sinks), ==, 3 * WEIR_SECOND);
  g_assert_cmpuint (cli_summary_count_drops (sinks), ==, 3);
}

static void
test_comma (void)
{
  g_autoptr (GPtrArray) sinks = new_sinks ();
  CliSinkSummary *sink = add_sink (sinks, "sink");

  comma_locale_set ();
  cli_sink_summary_add (sink, "video frames", 10);
  sink->position_ns = WEIR_SECOND / 3;
  g_autofree char *text = cli_summary_format (sinks, "Ended", WEIR_SECOND / 3);
  comma_locale_unset ();
  g_assert_nonnull (strstr (text, "up to 0.33 s"));
  g_assert_nonnull (strstr (text, "30.0 frames/s"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/summary/muxed", test_muxed);
  g_test_add_func ("/cli/summary/many", test_many);
  g_test_add_func ("/cli/summary/numbers", test_numbers);
  g_test_add_func ("/cli/summary/comma", test_comma);
  return g_test_run ();
}
