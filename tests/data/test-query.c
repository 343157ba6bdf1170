/* SPDX-License-Identifier: MIT */
/* Queries: what each asks, what was answered, and that copies have answers of their own. */
#include <weir/data/meta.h>
#include <weir/data/query.h>

static void
test_types (void)
{
  g_assert_cmpint (WEIR_QUERY_POSITION, ==, 2563);
  g_assert_cmpint (WEIR_QUERY_ALLOCATION, ==, 35846);
  g_assert_cmpint (WEIR_QUERY_SELECTABLE, ==, 53763);
  g_assert_cmpstr (weir_query_type_get_name (WEIR_QUERY_ACCEPT_CAPS), ==, "accept-caps");
  g_assert_cmpstr (weir_query_type_get_name ((WeirQueryType) 4), ==, "unknown");
  g_assert_cmpuint (weir_query_type_get_flags (WEIR_QUERY_DRAIN), ==,
                    WEIR_QUERY_TYPE_DOWNSTREAM | WEIR_QUERY_TYPE_SERIALIZED);
  g_autoptr (WeirQuery) drain = weir_query_new_drain ();
  g_assert_true (WEIR_IS_QUERY (drain));
  g_assert_true (WEIR_QUERY_IS_SERIALIZED (drain));
  g_assert_false (WEIR_QUERY_IS_UPSTREAM (drain));
  g_assert_cmpstr (WEIR_QUERY_TYPE_NAME (drain), ==, "drain");
}

static void
test_times (void)
{
  WeirFormat format, format2;
  gint64 a, b;
  gboolean yes;
  WeirClockTime min, max;
  double rate;
  g_autoptr (WeirQuery) position = weir_query_new_position (WEIR_FORMAT_TIME);
  weir_query_parse_position (position, &format, &a);
  g_assert_true (format == WEIR_FORMAT_TIME && a == -1);
  weir_query_set_position (position, WEIR_FORMAT_TIME, 5);
  weir_query_parse_position (position, NULL, &a);
  g_assert_cmpint (a, ==, 5);
  g_autoptr (WeirQuery) duration = weir_query_new_duration (WEIR_FORMAT_BYTES);
  weir_query_set_duration (duration, WEIR_FORMAT_BYTES, 6);
  weir_query_parse_duration (duration, &format, &a);
  g_assert_true (format == WEIR_FORMAT_BYTES && a == 6);
  g_autoptr (WeirQuery) latency = weir_query_new_latency ();
  weir_query_parse_latency (latency, &yes, &min, &max);
  g_assert_true (!yes && min == 0 && max == WEIR_CLOCK_TIME_NONE);
  weir_query_set_latency (latency, TRUE, 7, 8);
  weir_query_parse_latency (latency, &yes, &min, &max);
  g_assert_true (yes && min == 7 && max == 8);
  g_autoptr (WeirQuery) convert = weir_query_new_convert (WEIR_FORMAT_TIME, 9, WEIR_FORMAT_BYTES);
  weir_query_set_convert (convert, WEIR_FORMAT_TIME, 9, WEIR_FORMAT_BYTES, 10);
  weir_query_parse_convert (convert, &format, &a, &format2, &b);
  g_assert_true (format == WEIR_FORMAT_TIME && a == 9 && format2 == WEIR_FORMAT_BYTES && b == 10);
  g_autoptr (WeirQuery) segment = weir_query_new_segment (WEIR_FORMAT_TIME);
  weir_query_set_segment (segment, -1.0, WEIR_FORMAT_TIME, 1, 2);
  weir_query_parse_segment (segment, &rate, &format, &a, &b);
  g_assert_true (rate == -1.0 && a == 1 && b == 2);
  g_autoptr (WeirQuery) seeking = weir_query_new_seeking (WEIR_FORMAT_TIME);
  weir_query_parse_seeking (seeking, NULL, &yes, &a, &b);
  g_assert_true (!yes && a == -1 && b == -1);
  weir_query_set_seeking (seeking, WEIR_FORMAT_TIME, TRUE, 3, 4);
  weir_query_parse_seeking (seeking, &format, &yes, &a, &b);
  g_assert_true (yes && a == 3 && b == 4);
}

static void
test_formats (void)
{
  guint n;
  WeirFormat format;
  g_autoptr (WeirQuery) query = weir_query_new_formats ();
  weir_query_parse_n_formats (query, &n);
  g_assert_cmpuint (n, ==, 0);
  weir_query_set_formats (query, 2, WEIR_FORMAT_TIME, WEIR_FORMAT_BYTES);
  weir_query_parse_n_formats (query, &n);
  g_assert_cmpuint (n, ==, 2);
  weir_query_parse_nth_format (query, 1, &format);
  g_assert_cmpint (format, ==, WEIR_FORMAT_BYTES);
  weir_query_parse_nth_format (query, 2, &format);
  g_assert_cmpint (format, ==, WEIR_FORMAT_UNDEFINED);
}

static void
test_buffering (void)
{
  gboolean busy;
  int percent, in, out;
  WeirBufferingMode mode;
  WeirFormat format;
  gint64 left, start, stop, total;
  g_autoptr (WeirQuery) query = weir_query_new_buffering (WEIR_FORMAT_BYTES);
  weir_query_set_buffering_percent (query, TRUE, 30);
  weir_query_set_buffering_stats (query, WEIR_BUFFERING_LIVE, 1, 2, 3);
  weir_query_set_buffering_range (query, WEIR_FORMAT_BYTES, 4, 5, 6);
  weir_query_parse_buffering_percent (query, &busy, &percent);
  weir_query_parse_buffering_stats (query, &mode, &in, &out, &left);
  weir_query_parse_buffering_range (query, &format, &start, &stop, &total);
  g_assert_true (busy && percent == 30 && mode == WEIR_BUFFERING_LIVE && in == 1 && out == 2
                 && left == 3);
  g_assert_true (format == WEIR_FORMAT_BYTES && start == 4 && stop == 5 && total == 6);
  g_assert_true (weir_query_add_buffering_range (query, 0, 10));
  g_assert_true (weir_query_add_buffering_range (query, 20, 30));
  g_assert_false (weir_query_add_buffering_range (query, 20, 40));
  g_assert_false (weir_query_add_buffering_range (query, 50, 50));
  g_assert_cmpuint (weir_query_get_n_buffering_ranges (query), ==, 2);
  g_autoptr (WeirQuery) copy = weir_query_copy (query);
  g_assert_true (weir_query_parse_nth_buffering_range (copy, 1, &start, &stop));
  g_assert_true (start == 20 && stop == 30);
  g_assert_false (weir_query_parse_nth_buffering_range (copy, 2, NULL, NULL));
}

static void
test_addresses (void)
{
  g_autofree char *uri = NULL, *redirection = NULL;
  gboolean permanent = FALSE;
  guint bits;
  g_autoptr (WeirQuery) query = weir_query_new_uri ();
  weir_query_parse_uri (query, &uri);
  g_assert_null (uri);
  weir_query_set_uri (query, "file:///a");
  weir_query_set_uri_redirection (query, "file:///b");
  weir_query_set_uri_redirection_permanent (query, TRUE);
  weir_query_parse_uri (query, &uri);
  weir_query_parse_uri_redirection (query, &redirection);
  weir_query_parse_uri_redirection_permanent (query, &permanent);
  g_assert_cmpstr (uri, ==, "file:///a");
  g_assert_cmpstr (redirection, ==, "file:///b");
  g_assert_true (permanent);
  g_autoptr (WeirQuery) bitrate = weir_query_new_bitrate ();
  weir_query_set_bitrate (bitrate, 1000);
  weir_query_parse_bitrate (bitrate, &bits);
  g_assert_cmpuint (bits, ==, 1000);
  gboolean selectable = FALSE;
  g_autoptr (WeirQuery) select = weir_query_new_selectable ();
  weir_query_set_selectable (select, TRUE);
  weir_query_parse_selectable (select, &selectable);
  g_assert_true (selectable);
}

static void
test_context (void)
{
  const char *type;
  WeirContext *got;
  g_autoptr (WeirQuery) query = weir_query_new_context ("gl");
  g_assert_true (weir_query_parse_context_type (query, &type));
  g_assert_cmpstr (type, ==, "gl");
  weir_query_parse_context (query, &got);
  g_assert_null (got);
  g_autoptr (WeirContext) context = weir_context_new ("gl", TRUE);
  weir_structure_set (weir_context_writable_structure (context), "n", G_TYPE_INT, 1, NULL);
  weir_query_set_context (query, context);
  weir_query_parse_context (query, &got);
  g_assert_true (got == context);
  g_assert_true (weir_context_is_persistent (got) && weir_context_has_context_type (got, "gl"));
  g_autoptr (WeirContext) copy = weir_context_copy (context);
  g_assert_true (weir_context_is_writable (copy));
  g_assert_false (weir_context_is_writable (context));
  g_assert_true (weir_structure_has_field (weir_context_get_structure (copy), "n"));
}

static void
test_caps (void)
{
  g_autoptr (WeirCaps) filter = weir_caps_from_string ("video/x-raw");
  g_autoptr (WeirCaps) fixed = weir_caps_from_string ("video/x-raw, width=(int)4");
  WeirCaps *got;
  g_autoptr (WeirQuery) query = weir_query_new_caps (filter);
  weir_query_parse_caps (query, &got);
  g_assert_true (got == filter);
  weir_query_parse_caps_result (query, &got);
  g_assert_null (got);
  weir_query_set_caps_result (query, fixed);
  weir_query_parse_caps_result (query, &got);
  g_assert_true (got == fixed);
  g_autoptr (WeirQuery) open = weir_query_new_caps (NULL);
  weir_query_parse_caps (open, &got);
  g_assert_null (got);

  gboolean result = TRUE;
  g_autoptr (WeirQuery) accept = weir_query_new_accept_caps (fixed);
  weir_query_parse_accept_caps_result (accept, &result);
  g_assert_false (result);
  weir_query_set_accept_caps_result (accept, TRUE);
  weir_query_parse_accept_caps_result (accept, &result);
  weir_query_parse_accept_caps (accept, &got);
  g_assert_true (result && got == fixed);
}

static void
test_allocation (void)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("video/x-raw, width=(int)4");
  g_autoptr (WeirBufferPool) pool = weir_buffer_pool_new ();
  g_autoptr (WeirAllocator) allocator = weir_allocator_find (NULL);
  g_autoptr (WeirStructure) extra = weir_structure_new ("x", "n", G_TYPE_INT, 1, NULL);
  WeirAllocationParams params = { 0, 31, 1, 2 }, got_params;
  WeirCaps *got_caps;
  gboolean need_pool;
  g_autoptr (WeirQuery) query = weir_query_new_allocation (caps, TRUE);
  weir_query_parse_allocation (query, &got_caps, &need_pool);
  g_assert_true (got_caps == caps && need_pool);
  g_assert_cmpuint (weir_query_get_n_allocation_pools (query), ==, 0);

  weir_query_add_allocation_pool (query, NULL, 10, 0, 0);
  weir_query_add_allocation_pool (query, pool, 100, 2, 3);
  weir_query_set_nth_allocation_pool (query, 0, pool, 11, 1, 4);
  weir_query_add_allocation_param (query, allocator, &params);
  weir_query_add_allocation_meta (query, WEIR_PARENT_BUFFER_META_API_TYPE, extra);
  weir_query_add_allocation_meta (query, WEIR_REFERENCE_TIMESTAMP_META_API_TYPE, NULL);
  g_autoptr (WeirQuery) copy = weir_query_copy (query);
  weir_query_remove_nth_allocation_pool (query, 0);
  weir_query_remove_nth_allocation_param (query, 0);
  weir_query_remove_nth_allocation_meta (query, 0);
  g_assert_cmpuint (weir_query_get_n_allocation_pools (query), ==, 1);
  g_assert_cmpuint (weir_query_get_n_allocation_params (query), ==, 0);
  g_assert_cmpuint (weir_query_get_n_allocation_metas (query), ==, 1);

  g_autoptr (WeirBufferPool) got_pool = NULL;
  g_autoptr (WeirAllocator) got_allocator = NULL;
  guint size, min_buffers, max_buffers, index;
  const WeirStructure *got_extra;
  weir_query_parse_nth_allocation_pool (copy, 0, &got_pool, &size, &min_buffers, &max_buffers);
  g_assert_true (got_pool == pool && size == 11 && min_buffers == 1 && max_buffers == 4);
  weir_query_parse_nth_allocation_param (copy, 0, &got_allocator, &got_params);
  g_assert_true (got_allocator == allocator && got_params.align == 31 && got_params.prefix == 1);
  weir_query_set_nth_allocation_param (copy, 0, NULL, NULL);
  g_assert_true (
    weir_query_find_allocation_meta (copy, WEIR_REFERENCE_TIMESTAMP_META_API_TYPE, &index));
  g_assert_cmpuint (index, ==, 1);
  g_assert_false (weir_query_find_allocation_meta (query, WEIR_PARENT_BUFFER_META_API_TYPE, NULL));
  g_assert_cmpuint (weir_query_parse_nth_allocation_meta (copy, 0, &got_extra), ==,
                    WEIR_PARENT_BUFFER_META_API_TYPE);
  g_assert_true (weir_structure_is_equal (got_extra, extra));
}

static void
test_scheduling (void)
{
  WeirSchedulingFlags flags;
  int min, max, align;
  g_autoptr (WeirQuery) query = weir_query_new_scheduling ();
  weir_query_parse_scheduling (query, &flags, &min, &max, &align);
  g_assert_true (flags == 0 && min == 1 && max == -1 && align == 0);
  weir_query_set_scheduling (query, WEIR_SCHEDULING_FLAG_SEEKABLE, 2, 3, 4);
  weir_query_add_scheduling_mode (query, WEIR_PAD_MODE_PULL);
  weir_query_add_scheduling_mode (query, WEIR_PAD_MODE_PUSH);
  weir_query_parse_scheduling (query, &flags, &min, &max, &align);
  g_assert_true (flags == WEIR_SCHEDULING_FLAG_SEEKABLE && min == 2 && max == 3 && align == 4);
  g_assert_cmpuint (weir_query_get_n_scheduling_modes (query), ==, 2);
  g_assert_cmpint (weir_query_parse_nth_scheduling_mode (query, 1), ==, WEIR_PAD_MODE_PUSH);
  g_assert_true (weir_query_has_scheduling_mode (query, WEIR_PAD_MODE_PULL));
  g_assert_true (weir_query_has_scheduling_mode_with_flags (query, WEIR_PAD_MODE_PULL,
                                                            WEIR_SCHEDULING_FLAG_SEEKABLE));
  g_assert_false (weir_query_has_scheduling_mode_with_flags (query, WEIR_PAD_MODE_PULL,
                                                             WEIR_SCHEDULING_FLAG_SEQUENTIAL));
}

static void
test_holding (void)
{
  WeirQuery *query = weir_query_new_custom (WEIR_QUERY_CUSTOM, NULL);
  g_assert_null (weir_query_get_structure (query));
  weir_structure_set (weir_query_writable_structure (query), "n", G_TYPE_INT, 1, NULL);
  WeirQuery *other = weir_query_make_writable (weir_query_ref (query));
  g_assert_true (other != query);
  g_assert_true (weir_structure_has_field (weir_query_get_structure (other), "n"));
  WeirQuery *place = NULL;
  g_assert_true (weir_query_take (&place, other));
  g_assert_true (weir_query_replace (&place, query));
  g_assert_true (weir_query_replace (&place, NULL));
  g_assert_true (weir_query_is_writable (query));
  weir_clear_query (&query);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/types", test_types);
  g_test_add_func ("/query/times", test_times);
  g_test_add_func ("/query/formats", test_formats);
  g_test_add_func ("/query/buffering", test_buffering);
  g_test_add_func ("/query/addresses", test_addresses);
  g_test_add_func ("/query/context", test_context);
  g_test_add_func ("/query/caps", test_caps);
  g_test_add_func ("/query/allocation", test_allocation);
  g_test_add_func ("/query/scheduling", test_scheduling);
  g_test_add_func ("/query/holding", test_holding);
  return g_test_run ();
}
