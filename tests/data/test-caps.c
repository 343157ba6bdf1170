/* SPDX-License-Identifier: MIT */
#include <weir/base/error.h>
#include <weir/data/caps.h>

#include <string.h>
#include <time.h>

#include "tests/harness/comma-locale.h"

static WeirCaps *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirCaps *caps = weir_caps_from_string_checked (text, &error);

  g_assert_no_error (error);
  return caps;
}

static void
assert_caps (WeirCaps *caps, const char *expected)
{
  g_autofree char *text = weir_caps_to_string (caps);

  g_assert_cmpstr (text, ==, expected);
  weir_caps_unref (caps);
}

static void
test_text (void)
{
  const char *const same[] = {
    "ANY",
    "EMPTY",
    "video/x-raw",
    "video/x-raw, format=(string)I420, width=(int)[ 1, 2147483647 ], "
    "framerate=(fraction)[ 0/1, 2147483647/1 ]; image/jpeg",
    "video/x-raw(memory:DMABuf, meta:Overlay), format=(string){ NV12, I420 }",
    "video/x-raw(ANY), x=(int)1",
    "audio/x-raw, channel-mask=(bitmask)0x0000000000000003, rate=(int){ 44100, [ 48000, 96000 ] }",
    "a/b, c=(GstCaps)[x/y, a=(int)1; z/w], s=(structure)[t, l=(string)\"a\\,b\";]",
    "a/b, f=(float)0.1, d=(double)0.1, q=(guint64)7, l=(gint64)[ -4, 4, 2 ], u=(uint)1",
    "a/b, g=(flagset)3:ff, a=(int)< 1, { (int)2, (int)3 } >, e=(date)2020-02-29",
    "video/x-h264, codec_data=(buffer)01640028ff",
    "a/b, x=(string)\"\", y=(string)NULL, z=(string)\"NULL\"",
  };
  const struct {
    const char *text, *caps;
  } others[] = {
    { "", "EMPTY" },
    { "NONE", "EMPTY" },
    { " video/x-raw , width = 5 ; ", "video/x-raw, width=(int)5" },
    { "video/x-raw(memory:SystemMemory)", "video/x-raw" },
    { "video/x-raw()", "video/x-raw" },
    { "a/b, w=640, r=30/1, d=0.5, b=yes, s=I420, n=no, h=0x10",
      "a/b, w=(int)640, r=(fraction)30/1, d=(double)0.5, b=(boolean)true, s=(string)I420, "
      "n=(boolean)false, h=(int)16" },
    { "a/b, s=\"5\"", "a/b, s=(string)5" },
    { "a/b, x=[1,1]", "a/b, x=(int)1" },
    { "a/b, x=1, x=2", "a/b, x=(int)2" },
    { "a/b; ANY", "ANY" },
    { "a/b; EMPTY; c/d", "a/b; c/d" },
    { "a/b, c=(GstCaps)\"x/y, a=1\"", "a/b, c=(GstCaps)[x/y, a=(int)1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_caps (parse (same[i]), same[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_caps (parse (others[i].text), others[i].caps);
}

static void
test_errors (void)
{
  const struct {
    const char *text, *message;
  } cases[] = {
    { "1foo", "at character 1: expected a name that begins with a letter, found \"1foo\"" },
    { "a/b, x", "at character 7: expected \"=\" after the name of a field, found the end" },
    { "a/b(foo)",
      "at character 5: expected a feature such as memory:DMABuf, or ANY, found \"foo)\"" },
    { "a/b(memory:A", "at character 13: expected \",\" or \")\" after a feature, found the end" },
    { "a/b(ANY, memory:A)", "at character 10: expected nothing beside ANY, found \"memory:A)\"" },
    { "a/b;;c/d", "at character 5: expected a name that begins with a letter, found \";c/d\"" },
    { "a/b, x=1 y=2",
      "at character 10: expected \",\" and a field, \";\" and another alternative, or the end, found "
      "\"y=2\"" },
    { "a/b, x=(float)[1,2]", "at character 16: there are no ranges of type float" },
    { "a/b, x=[0,10,3]", "at character 9: the ends of this range are no multiples of its step, 3" },
    { "a/b, x=[1,2,0]", "at character 9: the step of a range must be positive" },
    { "a/b, x=(buffr)00", "at character 9: there is no type \"buffr\"; did you mean buffer?" },
    { "a/b, x=(buffer)0", "at character 16: \"0\" is no value of type buffer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *message = g_strconcat ("Not caps: ", cases[i].message, NULL);

    g_assert_null (weir_caps_from_string_checked (cases[i].text, &error));
    g_assert_cmpstr (error->message, ==, message);
    g_assert_null (weir_caps_from_string (cases[i].text));
  }
}

/* Texts of a megabyte: an error or a result, at once. */
static void
test_large (void)
{
  const char *const units[] = { "a/b;",
                                "(",
                                "{",
                                "[",
                                "<",
                                "\"",
                                "\\",
                                ",x=",
                                "a/b,x=1,",
                                ";",
                                "a/b,c=(caps)[",
                                "a/b,s=[t,s=",
                                "x\\\"",
                                "(structure)\"",
                                "é",
                                "{1,",
                                "a/b(memory:x,",
                                "1/",
                                "=" };
  const gsize size = 1 << 20;
  clock_t start = clock (); /* of the process: others may load the machine */

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint in_field = 0; in_field < 2; in_field++) {
      GString *text = g_string_new (in_field ? "a/b,x=" : NULL);
      g_autoptr (WeirCaps) caps = NULL;
      g_autoptr (GError) error = NULL;

      while (text->len < size)
        g_string_append (text, units[i]);
      caps = weir_caps_from_string_checked (text->str, &error);
      g_assert_true ((caps == NULL) == (error != NULL));
      if (error)
        g_assert_cmpuint (strlen (error->message), <, 3000);
      g_string_free (text, TRUE);
    }
  g_assert_cmpint (clock () - start, <, 20 * CLOCKS_PER_SEC);
}

static char *
large_list (const char *format, guint n)
{
  GString *text = g_string_new ("a/b,x={");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, format, i);
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

/* 100,000 members on both sides, and 50,000 fields: no operation may compare each with each. */
static void
test_large_lists (void)
{
  const char *const formats[] = { "%u,", "s%u,", "%u/7," };
  clock_t start = clock (); /* of the process: others may load the machine */

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *text = large_list (formats[i], 100000);
    g_autoptr (WeirCaps) a = parse (text);
    g_autoptr (WeirCaps) b = parse (text);
    g_autoptr (WeirCaps) common = weir_caps_intersect (a, b);
    g_autoptr (WeirCaps) rest = weir_caps_subtract (a, b);
    g_autoptr (WeirCaps) again = NULL;
    g_autofree char *printed = weir_caps_to_string (common);

    again = parse (printed);
    g_assert_true (weir_caps_is_equal (common, again));
    g_assert_true (weir_caps_is_equal (common, a));
    g_assert_true (weir_caps_is_empty (rest));
  }
  {
    GString *text = g_string_new ("a/b");
    g_autoptr (WeirCaps) a = NULL, b = NULL, common = NULL;

    for (guint i = 0; i < 50000; i++)
      g_string_append_printf (text, ",field%u=%u", i, i);
    a = parse (text->str);
    b = parse (text->str);
    common = weir_caps_intersect (a, b);
    g_assert_true (weir_caps_is_equal (common, a));
    g_string_free (text, TRUE);
  }
  g_assert_cmpint (clock () - start, <, 20 * CLOCKS_PER_SEC);
}

/* What would take minutes or all memory if each were compared with each, or cut by each. */
static void
test_bounded (void)
{
  clock_t start = clock (); /* of the process: others may load the machine */
  g_autofree char *ints = large_list ("%u,", 100000);
  g_autofree char *ranges = large_list ("[%u,1000000],", WEIR_VALUE_MAX_SETS + 1);
  g_autoptr (WeirCaps) list = parse (ints);
  g_autoptr (WeirCaps) range = parse ("a/b,x=[0,1000000]");
  g_autoptr (WeirCaps) halves = parse ("a/b,x={[0,50000],[50001,99999]}");
  g_autoptr (WeirCaps) common = weir_caps_intersect (list, halves);
  g_autoptr (WeirCaps) flipped = weir_caps_intersect (halves, list);
  g_autoptr (WeirCaps) rest = weir_caps_subtract (range, list);
  g_autoptr (WeirCaps) sum = NULL, cut = NULL, boxes = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL), *all = g_string_new ("a/b");
  GRand *rand = g_rand_new_with_seed (3);

  g_assert_null (weir_caps_from_string_checked (ranges, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT);
  g_assert_true (weir_caps_is_equal (common, list));
  g_assert_true (weir_caps_is_equal (flipped, list));
  g_assert_false (weir_caps_is_subset (range, list));
  g_assert_true (weir_caps_is_subset (rest, range));
  sum = weir_caps_simplify (weir_caps_merge (weir_caps_ref (list), parse ("a/b,x={-1,-2}")));
  g_assert_cmpuint (weir_caps_get_size (sum), ==, 1);

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (all, ",f%u=[0,9]", i);
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "a/b,f%d=%d,f%d=%d;", g_rand_int_range (rand, 0, 10),
                            g_rand_int_range (rand, 0, 10), g_rand_int_range (rand, 10, 20),
                            g_rand_int_range (rand, 0, 10));
  boxes = parse (all->str);
  cut = parse (text->str);
  weir_caps_unref (rest);
  rest = weir_caps_subtract (boxes, cut);
  g_assert_cmpuint (weir_caps_get_size (rest), <=, 2000);
  g_assert_true (weir_caps_is_subset (rest, boxes));
  g_assert_cmpint (clock () - start, <, 20 * CLOCKS_PER_SEC);
  g_rand_free (rand);
  g_string_free (text, TRUE);
  g_string_free (all, TRUE);
}

static void
test_counting (void)
{
  WeirCaps *caps = weir_caps_new_simple ("video/x-raw", "width", G_TYPE_INT, 5, NULL);
  WeirCaps *second = weir_caps_ref (caps), *held = NULL;
  WeirStructure *structure = weir_caps_get_structure (caps, 0);

  g_assert_false (weir_caps_is_writable (caps));
  g_assert_false (weir_structure_is_writable (structure));
  second = weir_caps_make_writable (second);
  g_assert_true (second != caps);
  g_assert_true (weir_caps_is_writable (caps) && weir_structure_is_writable (structure));
  weir_caps_set_simple (second, "width", G_TYPE_INT, 6, "height", G_TYPE_INT, 7, NULL);
  g_assert_false (weir_caps_is_equal (caps, second));
  g_assert_true (weir_caps_replace (&held, caps));
  g_assert_false (weir_caps_replace (&held, caps));
  g_assert_true (weir_caps_take (&held, weir_caps_ref (second)));
  g_assert_true (weir_caps_take (&held, NULL));
  g_assert_true (weir_caps_is_writable (caps));
  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*is_writable*");
  weir_caps_append_structure (WEIR_CAPS_ANY, NULL);
  g_test_assert_expected_messages ();
  weir_caps_unref (second);
  weir_caps_unref (caps);
}

static gboolean
is_raw_cb (WeirCapsFeatures *features, WeirStructure *structure, gpointer user_data)
{
  ++*(int *) user_data;
  return weir_structure_has_name (structure, "video/x-raw");
}

static void
test_parts (void)
{
  WeirCaps *caps = weir_caps_new_full (weir_structure_new_empty ("video/x-raw"),
                                       weir_structure_new_empty ("image/jpeg"), NULL);
  WeirStructure *structure;
  int count = 0;

  weir_caps_set_features (caps, 0, weir_caps_features_new ("memory:A", "meta:B", NULL));
  g_assert_true (weir_caps_features_contains (weir_caps_get_features (caps, 0), "meta:B"));
  g_assert_true (weir_caps_features_is_equal (weir_caps_get_features (caps, 1),
                                              WEIR_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY));
  weir_caps_features_add (weir_caps_get_features (caps, 1), "meta:C");
  assert_caps (weir_caps_copy (caps),
               "video/x-raw(memory:A, meta:B); image/jpeg(memory:SystemMemory, "
               "meta:C)");
  assert_caps (weir_caps_copy_nth (caps, 0), "video/x-raw(memory:A, meta:B)");
  assert_caps (weir_caps_copy_nth (caps, 9), "EMPTY");
  weir_caps_set_features_simple (caps, weir_caps_features_new_any ());
  assert_caps (weir_caps_copy (caps), "video/x-raw(ANY); image/jpeg(ANY)");
  weir_caps_set_features_simple (caps, NULL);
  weir_caps_append (caps, parse ("audio/x-raw; video/x-raw, x=1"));
  g_assert_cmpuint (weir_caps_get_size (caps), ==, 4);
  g_assert_false (weir_caps_foreach (caps, is_raw_cb, &count));
  g_assert_cmpint (count, ==, 2);
  weir_caps_filter_and_map_in_place (caps, is_raw_cb, &count);
  assert_caps (weir_caps_copy (caps), "video/x-raw; video/x-raw, x=(int)1");
  structure = weir_caps_steal_structure (caps, 0);
  g_assert_true (weir_structure_is_writable (structure));
  weir_structure_free (structure);
  g_assert_null (weir_caps_steal_structure (caps, 5));
  weir_caps_remove_structure (caps, 0);
  g_assert_true (weir_caps_is_empty (caps));
  weir_caps_append (caps, weir_caps_new_any ());
  weir_caps_append_structure (caps, weir_structure_new_empty ("a/b"));
  assert_caps (caps, "ANY");
}

static void
test_merge (void)
{
  assert_caps (weir_caps_merge (parse ("a/b, x=[1,5]"), parse ("a/b, x=3; a/b, x=9; c/d")),
               "a/b, x=(int)[ 1, 5 ]; a/b, x=(int)9; c/d");
  assert_caps (weir_caps_merge (parse ("a/b"), parse ("ANY")), "ANY");
  assert_caps (weir_caps_merge (parse ("EMPTY"), parse ("a/b")), "a/b");
  assert_caps (
    weir_caps_merge_structure (parse ("a/b(memory:A)"), weir_structure_new_empty ("a/b")),
    "a/b(memory:A); a/b");
}

static void
check_pair (const char *a, const char *b, const char *common, const char *rest, gboolean subset,
            gboolean equal)
{
  g_autoptr (WeirCaps) caps_a = parse (a);
  g_autoptr (WeirCaps) caps_b = parse (b);
  g_autoptr (WeirCaps) result = weir_caps_intersect (caps_a, caps_b);
  g_autoptr (WeirCaps) left = weir_caps_subtract (caps_a, caps_b);
  g_autofree char *text = weir_caps_to_string (result);
  g_autofree char *left_text = weir_caps_to_string (left);

  g_test_message ("%s | %s", a, b);
  g_assert_cmpstr (text, ==, common);
  g_assert_cmpstr (left_text, ==, rest);
  g_assert_true (weir_caps_can_intersect (caps_a, caps_b) == (strcmp (common, "EMPTY") != 0));
  g_assert_true (weir_caps_is_subset (caps_a, caps_b) == subset);
  g_assert_true (weir_caps_is_equal (caps_a, caps_b) == equal);
}

static void
test_sets (void)
{
  check_pair ("ANY", "a/b", "a/b", "ANY", FALSE, FALSE);
  check_pair ("a/b", "ANY", "a/b", "EMPTY", TRUE, FALSE);
  check_pair ("ANY", "ANY", "ANY", "EMPTY", TRUE, TRUE);
  check_pair ("EMPTY", "a/b", "EMPTY", "EMPTY", TRUE, FALSE);
  check_pair ("a/b", "EMPTY", "EMPTY", "a/b", FALSE, FALSE);
  check_pair ("a/b", "c/d", "EMPTY", "a/b", FALSE, FALSE);
  check_pair ("a/b", "a/b, x=1", "a/b, x=(int)1", "a/b", FALSE, FALSE);
  check_pair ("a/b, x=1", "a/b", "a/b, x=(int)1", "EMPTY", TRUE, FALSE);
  check_pair ("a/b, x={1,2}", "a/b, x={2,1}", "a/b, x=(int){ 1, 2 }", "EMPTY", TRUE, TRUE);
  check_pair ("a/b, x=[1,10], y=[1,10]", "a/b, x=5, y=5", "a/b, x=(int)5, y=(int)5",
              "a/b, x=(int){ [ 1, 4 ], [ 6, 10 ] }, y=(int)[ 1, 10 ]; "
              "a/b, x=(int)5, y=(int){ [ 1, 4 ], [ 6, 10 ] }",
              FALSE, FALSE);
  check_pair ("a/b, x=[1,9]", "a/b, x=[2,3]; a/b, x=[6,7]",
              "a/b, x=(int)[ 2, 3 ]; a/b, x=(int)[ 6, 7 ]", "a/b, x=(int){ 1, [ 4, 5 ], [ 8, 9 ] }",
              FALSE, FALSE);
  check_pair ("a/b(memory:A)", "a/b", "EMPTY", "a/b(memory:A)", FALSE, FALSE);
  check_pair ("a/b(memory:A,meta:B)", "a/b(meta:B,memory:A)", "a/b(memory:A, meta:B)", "EMPTY",
              TRUE, TRUE);
  check_pair ("a/b(ANY)", "a/b(memory:A)", "a/b(memory:A)", "a/b(ANY)", FALSE, FALSE);
  check_pair ("a/b(memory:A)", "a/b(ANY)", "a/b(memory:A)", "EMPTY", TRUE, FALSE);
  check_pair ("a/b", "a/b(memory:SystemMemory)", "a/b", "EMPTY", TRUE, TRUE);
  check_pair ("a/b, x=(buffer)00ff", "a/b, x=(buffer)00FF", "a/b, x=(buffer)00ff", "EMPTY", TRUE,
              TRUE);
  check_pair ("a/b, x=(buffer)00ff", "a/b, x=(buffer)00fe", "EMPTY", "a/b, x=(buffer)00ff", FALSE,
              FALSE);
  check_pair ("a/b, x={}", "a/b, x=1", "EMPTY", "EMPTY", TRUE, FALSE);
}

static void
test_order (void)
{
  g_autoptr (WeirCaps) a = parse ("a/b; c/d; e/f");
  g_autoptr (WeirCaps) b = parse ("e/f; c/d; a/b");
  g_autoptr (WeirCaps) wide = parse ("a/b, x=[1,9]; a/b, x=[1,5]");
  g_autoptr (WeirCaps) both = parse ("a/b, x=[4,6]");

  assert_caps (weir_caps_intersect (a, b), "e/f; c/d; a/b");
  assert_caps (weir_caps_intersect_full (a, b, WEIR_CAPS_INTERSECT_FIRST), "a/b; c/d; e/f");
  assert_caps (weir_caps_intersect (wide, both), "a/b, x=(int)[ 4, 6 ]");
}

static void
test_equality (void)
{
  g_autoptr (WeirCaps) a = parse ("a/b, x=1, y=2");
  g_autoptr (WeirCaps) b = parse ("a/b, y=2, x=1");
  g_autoptr (WeirCaps) two = parse ("a/b; c/d");
  g_autoptr (WeirCaps) other_way = parse ("c/d; a/b");
  g_autoptr (WeirCaps) any_features = parse ("a/b(ANY), x=1, y=2");
  g_autoptr (WeirStructure) structure = weir_structure_new_from_string ("a/b, x=1, y=2, z=3");

  g_assert_true (weir_caps_is_equal_fixed (a, b));
  g_assert_true (weir_caps_is_strictly_equal (a, b));
  g_assert_true (weir_caps_is_equal (two, other_way));
  g_assert_false (weir_caps_is_strictly_equal (two, other_way));
  g_assert_false (weir_caps_is_strictly_equal (a, any_features));
  g_assert_false (weir_caps_is_fixed (any_features));
  g_assert_true (weir_caps_is_fixed (a));
  g_assert_false (weir_caps_is_fixed (two));
  g_assert_true (weir_caps_is_subset_structure (a, structure));
  g_assert_true (weir_caps_is_always_compatible (a, b));
}

static void
test_shapes (void)
{
  const struct {
    const char *caps, *simple, *normal, *fixed;
  } cases[] = {
    { "a/b, x=[1,5]; a/b, x=[6,10]", "a/b, x=(int)[ 1, 10 ]",
      "a/b, x=(int)[ 1, 5 ]; a/b, x=(int)[ 6, 10 ]", "a/b, x=(int)1" },
    { "a/b, x=1; a/b, x=2", "a/b, x=(int){ 1, 2 }", "a/b, x=(int)1; a/b, x=(int)2",
      "a/b, x=(int)1" },
    { "a/b, x=1; a/b", "a/b", "a/b, x=(int)1; a/b", "a/b, x=(int)1" },
    { "a/b, x={1,2}; a/b, x={2,3}", "a/b, x=(int){ 1, 2, 3 }",
      "a/b, x=(int)1; a/b, x=(int)2; a/b, x=(int)2; a/b, x=(int)3", "a/b, x=(int)1" },
    { "c/d; a/b, x=1; c/d", "c/d; a/b, x=(int)1", "c/d; a/b, x=(int)1; c/d", "c/d" },
    { "a/b, x={1,2}, y={3,4}", "a/b, x=(int){ 1, 2 }, y=(int){ 3, 4 }",
      "a/b, x=(int)1, y=(int)3; a/b, x=(int)1, y=(int)4; a/b, x=(int)2, y=(int)3; "
      "a/b, x=(int)2, y=(int)4",
      "a/b, x=(int)1, y=(int)3" },
    { "a/b, x={{1,2},3}", "a/b, x=(int){ { (int)1, (int)2 }, 3 }",
      "a/b, x=(int)1; a/b, x=(int)2; a/b, x=(int)3", "a/b, x=(int)1" },
    { "a/b(memory:A), x=1; a/b, x=2", "a/b(memory:A), x=(int)1; a/b, x=(int)2",
      "a/b(memory:A), x=(int)1; a/b, x=(int)2", "a/b(memory:A), x=(int)1" },
    { "a/b(ANY), x=[2,8,2], f=[1/2,1/1]", "a/b(ANY), x=(int)[ 2, 8, 2 ], f=(fraction)[ 1/2, 1/1 ]",
      "a/b(ANY), x=(int)[ 2, 8, 2 ], f=(fraction)[ 1/2, 1/1 ]", "a/b, x=(int)2, f=(fraction)1/2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    assert_caps (weir_caps_simplify (parse (cases[i].caps)), cases[i].simple);
    assert_caps (weir_caps_normalize (parse (cases[i].caps)), cases[i].normal);
    assert_caps (weir_caps_fixate (parse (cases[i].caps)), cases[i].fixed);
  }
  assert_caps (weir_caps_truncate (parse ("a/b; c/d")), "a/b");
  assert_caps (weir_caps_truncate (parse ("ANY")), "ANY");
}

static void
test_normalize_is_bounded (void)
{
  GString *text = g_string_new ("a/b");
  g_autoptr (WeirCaps) caps = NULL;

  for (guint field = 0; field < 10; field++)
    g_string_append_printf (text, ", f%u={0,1,2,3,4,5,6,7,8,9}", field);
  caps = weir_caps_normalize (parse (text->str));
  g_assert_cmpuint (weir_caps_get_size (caps), >=, 1000);
  g_assert_cmpuint (weir_caps_get_size (caps), <=, 10000);
  g_string_free (text, TRUE);
}

static void
test_too_many (void)
{
  GString *text = g_string_new ("a/b");
  g_autoptr (WeirCaps) caps = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < WEIR_CAPS_MAX_STRUCTURES; i++)
    g_string_append (text, ";a/b");
  caps = weir_caps_from_string (text->str);
  g_assert_cmpuint (weir_caps_get_size (caps), ==, WEIR_CAPS_MAX_STRUCTURES);
  g_string_append (text, ";a/b");
  g_assert_null (weir_caps_from_string_checked (text->str, &error));
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT);
  g_string_free (text, TRUE);
}

static void
check_conflict (const char *a, const char *b, const char *field, const char *value_a,
                const char *value_b)
{
  g_autoptr (WeirCaps) caps_a = parse (a);
  g_autoptr (WeirCaps) caps_b = parse (b);
  g_autofree char *name = NULL, *in_a = NULL, *in_b = NULL;

  g_assert_true (weir_caps_explain_conflict (caps_a, caps_b, &name, &in_a, &in_b)
                 == (field != NULL));
  g_assert_cmpstr (name, ==, field);
  g_assert_cmpstr (in_a, ==, value_a);
  g_assert_cmpstr (in_b, ==, value_b);
  g_assert_true (weir_caps_explain_conflict (caps_a, caps_b, NULL, NULL, NULL) == (field != NULL));
}

static void
test_explain (void)
{
  check_conflict ("a/b, x=1", "a/b, x=[0,5]", NULL, NULL, NULL);
  check_conflict ("ANY", "a/b", NULL, NULL, NULL);
  check_conflict ("video/x-raw, format=I420, width=640",
                  "video/x-raw, format={NV12,RGB}, width=640", "format", "I420", "{ NV12, RGB }");
  check_conflict ("video/x-raw", "image/jpeg", "media-type", "video/x-raw", "image/jpeg");
  check_conflict ("audio/x-raw; video/x-h264", "video/x-raw", "media-type", "video/x-h264",
                  "video/x-raw");
  check_conflict ("video/x-raw(memory:GLMemory)", "video/x-raw", "features", "memory:GLMemory",
                  "memory:SystemMemory");
  check_conflict ("a/b, x=1, y=1; a/b, x=1, y=2", "a/b, x=2, y=2; c/d", "x", "1", "2");
  check_conflict ("image/png; a/b, x=1", "image/jpeg; a/b, x=2", "x", "1", "2");
  check_conflict ("EMPTY", "a/b", "caps", "EMPTY", "not empty");
}

static gpointer
get_static_thread (gpointer data)
{
  WeirCaps *caps = weir_static_caps_get (data);

  g_assert_cmpuint (weir_caps_features_get_size (weir_caps_get_features (caps, 0)), ==, 1);
  return caps;
}

static void
test_static (void)
{
  static WeirStaticCaps template = WEIR_STATIC_CAPS ("video/x-raw, format={I420,NV12}");
  GThread *threads[4];
  WeirCaps *first = weir_static_caps_get (&template);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("getter", get_static_thread, &template);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    WeirCaps *caps = g_thread_join (threads[i]);
    g_assert_true (caps == first);
    weir_caps_unref (caps);
  }
  weir_caps_unref (first);
  weir_static_caps_cleanup (&template);
  g_assert_true (weir_caps_is_any (WEIR_CAPS_ANY));
  g_assert_true (weir_caps_is_empty (WEIR_CAPS_NONE));
}

static void
test_in_values (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) features = G_VALUE_INIT;
  g_autoptr (WeirCaps) caps = parse ("a/b");

  g_value_init (&value, WEIR_TYPE_CAPS);
  weir_value_set_caps (&value, caps);
  g_assert_true (weir_value_get_caps (&value) == caps);
  g_value_init (&features, WEIR_TYPE_CAPS_FEATURES);
  weir_value_set_caps_features (&features, WEIR_CAPS_FEATURES_ANY);
  g_assert_true (weir_caps_features_is_any (weir_value_get_caps_features (&features)));
}

static void
test_comma_locale (void)
{
  comma_locale_set ();
  test_text ();
  comma_locale_unset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/caps/text", test_text);
  g_test_add_func ("/caps/comma-locale", test_comma_locale);
  g_test_add_func ("/caps/errors", test_errors);
  g_test_add_func ("/caps/large", test_large);
  g_test_add_func ("/caps/large-lists", test_large_lists);
  g_test_add_func ("/caps/bounded", test_bounded);
  g_test_add_func ("/caps/counting", test_counting);
  g_test_add_func ("/caps/parts", test_parts);
  g_test_add_func ("/caps/merge", test_merge);
  g_test_add_func ("/caps/sets", test_sets);
  g_test_add_func ("/caps/order", test_order);
  g_test_add_func ("/caps/equality", test_equality);
  g_test_add_func ("/caps/shapes", test_shapes);
  g_test_add_func ("/caps/normalize-is-bounded", test_normalize_is_bounded);
  g_test_add_func ("/caps/too-many", test_too_many);
  g_test_add_func ("/caps/explain", test_explain);
  g_test_add_func ("/caps/static", test_static);
  g_test_add_func ("/caps/in-values", test_in_values);
  return g_test_run ();
}
