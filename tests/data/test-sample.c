/* SPDX-License-Identifier: MIT */
/* Samples: what they hold, and copies. */
#include <weir/data/sample.h>

static void
test_new (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_memdup ("abc", 3);
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("video/x-raw, width=(int)3");
  WeirSegment segment;
  weir_segment_init (&segment, WEIR_FORMAT_BYTES);
  segment.start = 4;
  WeirSample *sample =
    weir_sample_new (buffer, caps, &segment, weir_structure_new ("info", "n", G_TYPE_INT, 1, NULL));
  g_assert_true (WEIR_IS_SAMPLE (sample));
  g_assert_true (weir_sample_get_buffer (sample) == buffer);
  g_assert_true (weir_sample_get_caps (sample) == caps);
  g_assert_true (weir_segment_is_equal (weir_sample_get_segment (sample), &segment));
  g_assert_true (weir_structure_has_name (weir_sample_get_info (sample), "info"));
  g_assert_null (weir_sample_get_buffer_list (sample));
  g_assert_false (weir_buffer_is_writable (buffer));

  WeirSample *copy = weir_sample_make_writable (weir_sample_ref (sample));
  g_assert_true (copy != sample);
  g_assert_true (weir_sample_get_buffer (copy) == buffer);
  g_assert_true (
    weir_structure_is_equal (weir_sample_get_info (copy), weir_sample_get_info (sample)));
  weir_sample_unref (sample);
  g_assert_true (weir_sample_get_buffer (copy) == buffer);
  weir_sample_unref (copy);
  g_assert_true (weir_buffer_is_writable (buffer));
}

static void
test_set (void)
{
  g_autoptr (WeirSample) sample = weir_sample_new (NULL, NULL, NULL, NULL);
  g_autoptr (WeirBuffer) buffer = weir_buffer_new ();
  g_autoptr (WeirBufferList) list = weir_buffer_list_new ();
  g_autoptr (WeirCaps) caps = weir_caps_new_any ();
  g_assert_null (weir_sample_get_buffer (sample));
  g_assert_cmpint (weir_sample_get_segment (sample)->format, ==, WEIR_FORMAT_TIME);
  weir_sample_set_buffer (sample, buffer);
  weir_sample_set_buffer (sample, buffer);
  weir_sample_set_buffer_list (sample, list);
  weir_sample_set_buffer_list (sample, list);
  weir_sample_set_caps (sample, caps);
  WeirSegment segment;
  weir_segment_init (&segment, WEIR_FORMAT_BUFFERS);
  weir_sample_set_segment (sample, &segment);
  g_assert_true (weir_sample_set_info (sample, weir_structure_new_empty ("a")));
  g_assert_true (weir_sample_set_info (sample, weir_structure_new_empty ("b")));
  g_assert_true (weir_sample_get_buffer (sample) == buffer);
  g_assert_true (weir_sample_get_buffer_list (sample) == list);
  g_assert_true (weir_sample_get_caps (sample) == caps);
  g_assert_cmpint (weir_sample_get_segment (sample)->format, ==, WEIR_FORMAT_BUFFERS);
  g_assert_true (weir_structure_has_name (weir_sample_get_info (sample), "b"));
  g_autoptr (WeirSample) copy = weir_sample_copy (sample);
  g_assert_true (weir_sample_get_buffer_list (copy) == list);
  weir_sample_set_buffer (sample, NULL);
  weir_sample_set_segment (sample, NULL);
  g_assert_null (weir_sample_get_buffer (sample));
  g_assert_true (weir_sample_get_buffer (copy) == buffer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/new", test_new);
  g_test_add_func ("/sample/set", test_set);
  return g_test_run ();
}
