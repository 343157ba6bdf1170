/* SPDX-License-Identifier: MIT */
/* Tags: kinds, merging by every mode, several values, and text. */
#include <weir/data/tags.h>

static void
assert_list (const WeirTagList *list, const char *expected)
{
  g_autofree char *text = weir_tag_list_to_string (list);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_kinds (void)
{
  g_assert_true (weir_tag_exists (WEIR_TAG_TITLE));
  g_assert_false (weir_tag_exists ("no-such-tag"));
  g_assert_cmpuint (weir_tag_get_type (WEIR_TAG_BITRATE), ==, G_TYPE_UINT);
  g_assert_cmpuint (weir_tag_get_type (WEIR_TAG_IMAGE), ==, WEIR_TYPE_SAMPLE);
  g_assert_cmpuint (weir_tag_get_type ("no-such-tag"), ==, 0);
  g_assert_cmpstr (weir_tag_get_nick (WEIR_TAG_VIDEO_CODEC), ==, "video codec");
  g_assert_nonnull (weir_tag_get_description (WEIR_TAG_VIDEO_CODEC));
  g_assert_cmpint (weir_tag_get_flag (WEIR_TAG_DURATION), ==, WEIR_TAG_FLAG_DECODED);
  g_assert_true (weir_tag_is_fixed (WEIR_TAG_BITRATE));
  g_assert_false (weir_tag_is_fixed (WEIR_TAG_TITLE));
  weir_tag_register ("my-number", WEIR_TAG_FLAG_META, G_TYPE_INT, "my number", "a number of mine",
                     NULL);
  weir_tag_register ("my-number", WEIR_TAG_FLAG_META, G_TYPE_STRING, "other", "too late", NULL);
  g_assert_cmpuint (weir_tag_get_type ("my-number"), ==, G_TYPE_INT);
  g_autoptr (WeirTagList) list = weir_tag_list_new ("my-number", 4, NULL);
  int number;
  g_assert_true (weir_tag_list_get_int (list, "my-number", &number));
  g_assert_cmpint (number, ==, 4);
}

static void
test_merge (void)
{
  static const struct {
    WeirTagMergeMode mode;
    const char *merged, *added;
  } cases[] = {
    { WEIR_TAG_MERGE_REPLACE_ALL, "taglist, title=(string)B, album=(string)Q, bitrate=(uint)2;",
      "taglist, title=(string)C, bitrate=(uint)7;" },
    { WEIR_TAG_MERGE_REPLACE,
      "taglist, title=(string)B, artist=(string)X, bitrate=(uint)2, album=(string)Q;",
      "taglist, title=(string)C, bitrate=(uint)7;" },
    { WEIR_TAG_MERGE_APPEND,
      "taglist, title=(string){ A, B }, artist=(string)X, bitrate=(uint)1, album=(string)Q;",
      "taglist, title=(string){ A, C }, bitrate=(uint)1;" },
    { WEIR_TAG_MERGE_PREPEND,
      "taglist, title=(string){ B, A }, artist=(string)X, bitrate=(uint)2, album=(string)Q;",
      "taglist, title=(string){ C, A }, bitrate=(uint)7;" },
    { WEIR_TAG_MERGE_KEEP,
      "taglist, title=(string)A, artist=(string)X, bitrate=(uint)1, album=(string)Q;",
      "taglist, title=(string)A, bitrate=(uint)1;" },
    { WEIR_TAG_MERGE_KEEP_ALL, "taglist, title=(string)A, artist=(string)X, bitrate=(uint)1;",
      "taglist, title=(string)A, bitrate=(uint)1;" },
  };
  g_autoptr (WeirTagList) first =
    weir_tag_list_new_from_string ("taglist, title=(string)A, artist=(string)X, bitrate=(uint)1;");
  g_autoptr (WeirTagList) second =
    weir_tag_list_new_from_string ("taglist, title=(string)B, album=(string)Q, bitrate=(uint)2;");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WeirTagList) merged = weir_tag_list_merge (first, second, cases[i].mode);
    assert_list (merged, cases[i].merged);

    g_autoptr (WeirTagList) list =
      weir_tag_list_new_from_string ("taglist, title=(string)A, bitrate=(uint)1;");
    GValue value = G_VALUE_INIT;
    g_value_init (&value, G_TYPE_STRING);
    g_value_set_static_string (&value, "C");
    weir_tag_list_add_value (list, cases[i].mode, WEIR_TAG_TITLE, &value);
    g_value_unset (&value);
    g_value_init (&value, G_TYPE_UINT);
    g_value_set_uint (&value, 7);
    weir_tag_list_add_value (list, cases[i].mode, WEIR_TAG_BITRATE, &value);
    assert_list (list, cases[i].added);
  }
  g_autoptr (WeirTagList) copy = weir_tag_list_merge (NULL, second, WEIR_TAG_MERGE_KEEP_ALL);
  g_assert_true (weir_tag_list_is_equal (copy, second));
  g_assert_null (weir_tag_list_merge (NULL, NULL, WEIR_TAG_MERGE_REPLACE));
}

static void
test_values (void)
{
  g_autoptr (WeirTagList) list = weir_tag_list_new (
    WEIR_TAG_TITLE, "A", WEIR_TAG_TITLE, "B", WEIR_TAG_TRACK_NUMBER, 3, WEIR_TAG_TRACK_NUMBER, 4,
    WEIR_TAG_DURATION, (guint64) 5, WEIR_TAG_TRACK_GAIN, 0.5, NULL);
  g_autofree char *all = NULL, *second = NULL, *none = NULL;
  const char *peeked;
  guint number;
  guint64 duration;
  double gain;
  g_assert_cmpint (weir_tag_list_n_tags (list), ==, 4);
  g_assert_cmpuint (weir_tag_list_get_tag_size (list, WEIR_TAG_TITLE), ==, 2);
  g_assert_cmpuint (weir_tag_list_get_tag_size (list, WEIR_TAG_ALBUM), ==, 0);
  g_assert_true (weir_tag_list_get_string (list, WEIR_TAG_TITLE, &all));
  g_assert_cmpstr (all, ==, "A, B");
  g_assert_true (weir_tag_list_get_string_index (list, WEIR_TAG_TITLE, 1, &second));
  g_assert_cmpstr (second, ==, "B");
  g_assert_false (weir_tag_list_get_string_index (list, WEIR_TAG_TITLE, 2, &none));
  g_assert_true (weir_tag_list_peek_string_index (list, WEIR_TAG_TITLE, 0, &peeked));
  g_assert_cmpstr (peeked, ==, "A");
  g_assert_true (weir_tag_list_get_uint (list, WEIR_TAG_TRACK_NUMBER, &number));
  g_assert_cmpuint (number, ==, 3);
  g_assert_true (weir_tag_list_get_uint_index (list, WEIR_TAG_TRACK_NUMBER, 1, &number));
  g_assert_cmpuint (number, ==, 4);
  g_assert_true (weir_tag_list_get_uint64 (list, WEIR_TAG_DURATION, &duration));
  g_assert_cmpuint (duration, ==, 5);
  g_assert_true (weir_tag_list_get_double (list, WEIR_TAG_TRACK_GAIN, &gain));
  g_assert_cmpfloat (gain, ==, 0.5);
  g_assert_false (weir_tag_list_get_uint (list, WEIR_TAG_TITLE, &number));
  g_assert_false (weir_tag_list_get_uint (list, WEIR_TAG_ALBUM, &number));

  weir_tag_list_remove_tag (list, WEIR_TAG_TITLE);
  g_assert_cmpint (weir_tag_list_n_tags (list), ==, 3);
  g_assert_cmpstr (weir_tag_list_nth_tag_name (list, 0), ==, WEIR_TAG_TRACK_NUMBER);
}

static void
test_objects (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_new ();
  g_autoptr (WeirSample) sample = weir_sample_new (buffer, NULL, NULL, NULL), got = NULL;
  g_autoptr (GDate) date = g_date_new_dmy (2, 1, 2020), got_date = NULL;
  g_autoptr (GDateTime) time = g_date_time_new_utc (2020, 1, 2, 3, 4, 5), got_time = NULL;
  g_autoptr (WeirTagList) list =
    weir_tag_list_new (WEIR_TAG_IMAGE, sample, WEIR_TAG_DATE, date, WEIR_TAG_DATE_TIME, time, NULL);
  g_assert_true (weir_tag_list_get_sample (list, WEIR_TAG_IMAGE, &got));
  g_assert_true (got == sample);
  g_assert_true (weir_tag_list_get_date (list, WEIR_TAG_DATE, &got_date));
  g_assert_cmpint (g_date_compare (date, got_date), ==, 0);
  g_assert_true (weir_tag_list_get_date_time_index (list, WEIR_TAG_DATE_TIME, 0, &got_time));
  g_assert_true (g_date_time_equal (time, got_time));
}

static void
test_text (void)
{
  g_autoptr (WeirTagList) empty = weir_tag_list_new_empty ();
  g_assert_true (weir_tag_list_is_empty (empty));
  assert_list (empty, "taglist;");
  g_autoptr (WeirTagList) list =
    weir_tag_list_new (WEIR_TAG_TITLE, "A; \"quoted\", \xc3\xa4 = {b}", WEIR_TAG_COMMENT, "one",
                       WEIR_TAG_COMMENT, "two", WEIR_TAG_BITRATE, 128000, NULL);
  g_autofree char *text = weir_tag_list_to_string (list);
  g_autoptr (WeirTagList) again = weir_tag_list_new_from_string (text);
  g_assert_nonnull (again);
  g_assert_true (weir_tag_list_is_equal (list, again));
  g_assert_null (weir_tag_list_new_from_string ("video/x-raw, title=x;"));
  g_assert_null (weir_tag_list_new_from_string ("taglists, title=x;"));
  g_assert_null (weir_tag_list_new_from_string ("taglist, title=(string"));
  g_assert_null (weir_tag_list_new_from_string (""));

  /* As a value inside a structure, there and back. */
  g_autoptr (WeirStructure) structure =
    weir_structure_new ("holder", "taglist", WEIR_TYPE_TAG_LIST, list, NULL);
  g_autofree char *nested = weir_structure_to_string (structure);
  g_autoptr (WeirStructure) parsed = weir_structure_from_string (nested, NULL);
  g_assert_nonnull (parsed);
  const GValue *value = weir_structure_get_value (parsed, "taglist");
  g_assert_true (G_VALUE_HOLDS (value, WEIR_TYPE_TAG_LIST));
  g_assert_true (weir_tag_list_is_equal (g_value_get_boxed (value), list));
}

static void
test_holding (void)
{
  WeirTagList *list = weir_tag_list_new (WEIR_TAG_TITLE, "A", NULL);
  WeirTagList *other = weir_tag_list_make_writable (weir_tag_list_ref (list));
  g_assert_true (other != list);
  g_assert_true (weir_tag_list_is_equal (list, other));
  weir_tag_list_set_scope (other, WEIR_TAG_SCOPE_GLOBAL);
  g_assert_false (weir_tag_list_is_equal (list, other));
  weir_tag_list_set_scope (other, WEIR_TAG_SCOPE_STREAM);
  weir_tag_list_add (other, WEIR_TAG_MERGE_REPLACE, WEIR_TAG_TITLE, "B", NULL);
  g_assert_false (weir_tag_list_is_equal (list, other));
  assert_list (list, "taglist, title=(string)A;");
  WeirTagList *place = NULL;
  g_assert_true (weir_tag_list_take (&place, other));
  g_assert_true (weir_tag_list_replace (&place, list));
  g_assert_true (weir_tag_list_replace (&place, NULL));
  weir_clear_tag_list (&list);
}

/* What can't be is refused with a warning, and nothing is changed. */
static void
test_refused (void)
{
  g_autoptr (WeirTagList) list = weir_tag_list_new_empty ();
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*unknown tag 'no-such-tag'*");
  weir_tag_list_add (list, WEIR_TAG_MERGE_APPEND, "no-such-tag", 3, NULL);
  g_test_assert_expected_messages ();
  GValue value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_INT);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*'title'*gchararray*gint*");
  weir_tag_list_add_value (list, WEIR_TAG_MERGE_APPEND, WEIR_TAG_TITLE, &value);
  g_test_assert_expected_messages ();
  g_assert_true (weir_tag_list_is_empty (list));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tags/kinds", test_kinds);
  g_test_add_func ("/tags/merge", test_merge);
  g_test_add_func ("/tags/values", test_values);
  g_test_add_func ("/tags/objects", test_objects);
  g_test_add_func ("/tags/text", test_text);
  g_test_add_func ("/tags/holding", test_holding);
  g_test_add_func ("/tags/refused", test_refused);
  return g_test_run ();
}
