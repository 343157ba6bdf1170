/* SPDX-License-Identifier: MIT */
#include <weir/data/caps.h>
#include <weir/data/format.h>

#include <math.h>
#include <string.h>

#include "tests/harness/comma-locale.h"

/* A value from text: untyped or with a type in front, as inside caps. */
static void
parse (GValue *value, const char *text)
{
  g_autofree char *line = g_strconcat ("x, v=", text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirStructure) structure = weir_structure_from_string_checked (line, &error);

  g_assert_no_error (error);
  *value = (GValue) G_VALUE_INIT;
  weir_value_init_and_copy (value, weir_structure_get_value (structure, "v"));
}

static char *
print (const GValue *value)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_empty ("x");
  g_autofree char *text = NULL;

  if (!G_IS_VALUE (value))
    return g_strdup ("-");
  weir_structure_set_value (structure, "v", value);
  text = weir_structure_serialize (structure, WEIR_SERIALIZE_FLAG_NONE);
  text[strlen (text) - 1] = '\0';
  return g_strdup (text + strlen ("x, v="));
}

typedef gboolean (*Operation) (GValue *dest, const GValue *a, const GValue *b);

/* Checks an operation's result as text; "-" for none. */
static void
check_operation (Operation operation, const char *a, const char *b, const char *expected)
{
  g_auto (GValue) value_a = G_VALUE_INIT;
  g_auto (GValue) value_b = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;
  g_autofree char *text = NULL;
  gboolean any;

  parse (&value_a, a);
  parse (&value_b, b);
  any = operation (&result, &value_a, &value_b);
  text = print (&result);
  if (strcmp (text, expected) != 0)
    g_error ("%s and %s give %s instead of %s", a, b, text, expected);
  g_assert_true (any == G_IS_VALUE (&result));
  if (operation != weir_value_union)
    g_assert_true (any == operation (NULL, &value_a, &value_b));
}

static void
test_types (void)
{
  const GType types[] = { WEIR_TYPE_FRACTION,     WEIR_TYPE_INT_RANGE,      WEIR_TYPE_INT64_RANGE,
                          WEIR_TYPE_DOUBLE_RANGE, WEIR_TYPE_FRACTION_RANGE, WEIR_TYPE_BITMASK,
                          WEIR_TYPE_FLAG_SET,     WEIR_TYPE_LIST,           WEIR_TYPE_ARRAY };

  /* A value that was never set can be copied, compared, printed and asked. */
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_auto (GValue) copy = G_VALUE_INIT;
    g_autofree char *text = NULL;

    g_assert_true (g_str_has_prefix (g_type_name (types[i]), "Weir"));
    g_value_init (&value, types[i]);
    weir_value_init_and_copy (&copy, &value);
    text = weir_value_serialize (&value);
    g_assert_nonnull (text);
    g_assert_cmpint (weir_value_compare (&value, &copy), ==, WEIR_VALUE_EQUAL);
    weir_value_is_fixed (&value);
  }
}

static void
test_fraction (void)
{
  g_auto (GValue) a = G_VALUE_INIT;
  g_auto (GValue) b = G_VALUE_INIT;
  g_auto (GValue) c = G_VALUE_INIT;
  g_autoptr (WeirFraction) fraction = weir_fraction_new (10, -4);
  g_autoptr (WeirFraction) copy = weir_fraction_copy (fraction);

  g_assert_cmpint (copy->num, ==, -5);
  g_assert_cmpint (copy->denom, ==, 2);
  g_value_init (&a, WEIR_TYPE_FRACTION);
  g_value_init (&b, WEIR_TYPE_FRACTION);
  g_value_init (&c, WEIR_TYPE_FRACTION);
  weir_value_set_fraction (&a, 60, 2);
  g_assert_cmpint (weir_value_get_fraction_numerator (&a), ==, 30);
  g_assert_cmpint (weir_value_get_fraction_denominator (&a), ==, 1);
  weir_value_set_fraction (&b, 1, 3);
  g_assert_true (weir_value_fraction_multiply (&c, &a, &b));
  g_assert_cmpint (weir_value_get_fraction_numerator (&c), ==, 10);
  g_assert_true (weir_value_fraction_subtract (&c, &a, &b));
  g_assert_cmpint (weir_value_get_fraction_numerator (&c), ==, 89);
  g_assert_cmpint (weir_value_get_fraction_denominator (&c), ==, 3);
  g_assert_cmpint (weir_value_compare (&a, &b), ==, WEIR_VALUE_GREATER_THAN);
  g_assert_cmpint (weir_value_compare (&b, &a), ==, WEIR_VALUE_LESS_THAN);
}

static void
test_ranges (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) copy = G_VALUE_INIT;

  g_value_init (&value, WEIR_TYPE_INT_RANGE);
  weir_value_set_int_range_step (&value, -10, 20, 5);
  g_assert_cmpint (weir_value_get_int_range_min (&value), ==, -10);
  g_assert_cmpint (weir_value_get_int_range_max (&value), ==, 20);
  g_assert_cmpint (weir_value_get_int_range_step (&value), ==, 5);
  g_value_unset (&value);
  g_value_init (&value, WEIR_TYPE_FRACTION_RANGE);
  weir_value_set_fraction_range_full (&value, 2, 4, 60, 2);
  weir_value_init_and_copy (&copy, &value);
  g_value_unset (&value);
  g_assert_cmpint (weir_value_get_fraction_denominator (weir_value_get_fraction_range_min (&copy)),
                   ==, 2);
  g_assert_cmpint (weir_value_get_fraction_numerator (weir_value_get_fraction_range_max (&copy)),
                   ==, 30);
}

static void
test_lists_are_shared_until_written (void)
{
  g_auto (GValue) list = G_VALUE_INIT;
  g_auto (GValue) copy = G_VALUE_INIT;
  g_auto (GValue) member = G_VALUE_INIT;
  g_auto (GValue) unset = G_VALUE_INIT;

  weir_value_list_init (&list, 0);
  g_value_init (&member, G_TYPE_INT);
  for (int i = 1; i <= 3; i++) {
    g_value_set_int (&member, i);
    weir_value_list_append_value (&list, &member);
  }
  weir_value_init_and_copy (&copy, &list);
  g_assert_true (g_value_get_boxed (&copy) == g_value_get_boxed (&list));
  g_value_set_int (&member, 0);
  weir_value_list_prepend_value (&copy, &member);
  g_assert_cmpuint (weir_value_list_get_size (&list), ==, 3);
  g_assert_cmpuint (weir_value_list_get_size (&copy), ==, 4);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (g_value_get_int (weir_value_list_get_value (&copy, (guint) i)), ==, i);
  g_assert_cmpuint (weir_value_list_length (g_value_get_boxed (&copy)), ==, 4);
  g_assert_cmpint (g_value_get_int (weir_value_list_nth (g_value_get_boxed (&copy), 3)), ==, 3);
  weir_value_list_append_and_take_value (&list, &member);
  g_assert_false (G_IS_VALUE (&member));
  g_value_init (&unset, WEIR_TYPE_ARRAY);
  g_assert_cmpuint (weir_value_array_get_size (&unset), ==, 0);
  weir_value_array_append_value (&unset, &list);
  g_assert_cmpuint (weir_value_array_get_size (&unset), ==, 1);
}

static void
test_concat_and_merge (void)
{
  g_auto (GValue) a = G_VALUE_INIT;
  g_auto (GValue) b = G_VALUE_INIT;
  g_auto (GValue) both = G_VALUE_INIT;
  g_auto (GValue) merged = G_VALUE_INIT;
  g_autofree char *text = NULL, *merged_text = NULL;

  parse (&a, "{ 1, 2 }");
  parse (&b, "2");
  weir_value_list_concat (&both, &a, &b);
  text = print (&both);
  g_assert_cmpstr (text, ==, "(int){ 1, 2, 2 }");
  weir_value_list_merge (&merged, &a, &b);
  merged_text = print (&merged);
  g_assert_cmpstr (merged_text, ==, "(int){ 1, 2 }");
}

static void
check_compare (const char *a, const char *b, int expected)
{
  g_auto (GValue) value_a = G_VALUE_INIT;
  g_auto (GValue) value_b = G_VALUE_INIT;

  parse (&value_a, a);
  parse (&value_b, b);
  if (weir_value_compare (&value_a, &value_b) != expected)
    g_error ("%s and %s compare as %d", a, b, weir_value_compare (&value_a, &value_b));
}

static void
test_compare (void)
{
  check_compare ("1", "2", WEIR_VALUE_LESS_THAN);
  check_compare ("2", "2", WEIR_VALUE_EQUAL);
  check_compare ("1", "1.0", WEIR_VALUE_UNORDERED);
  check_compare ("1.5", "1.0", WEIR_VALUE_GREATER_THAN);
  check_compare ("a", "b", WEIR_VALUE_LESS_THAN);
  check_compare ("true", "false", WEIR_VALUE_UNORDERED);
  check_compare ("(uint)4000000000", "(uint)1", WEIR_VALUE_GREATER_THAN);
  check_compare ("(guint64)1", "(guint64)2", WEIR_VALUE_LESS_THAN);
  check_compare ("1/2", "2/4", WEIR_VALUE_EQUAL);
  check_compare ("1/2", "2/3", WEIR_VALUE_LESS_THAN);
  check_compare ("[1,2]", "[1,2]", WEIR_VALUE_EQUAL);
  check_compare ("[1,2]", "[1,3]", WEIR_VALUE_UNORDERED);
  check_compare ("[0,4]", "[0,4,2]", WEIR_VALUE_UNORDERED);
  check_compare ("{1,2}", "{2,1}", WEIR_VALUE_EQUAL);
  check_compare ("{1,1,2}", "{1,2,2}", WEIR_VALUE_UNORDERED);
  check_compare ("{1,1}", "1", WEIR_VALUE_EQUAL);
  check_compare ("1", "{1,2}", WEIR_VALUE_UNORDERED);
  check_compare ("<1,2>", "<2,1>", WEIR_VALUE_UNORDERED);
  check_compare ("<1,2>", "<1,2>", WEIR_VALUE_EQUAL);
  check_compare ("(bitmask)1", "(bitmask)2", WEIR_VALUE_UNORDERED);
  check_compare ("1:3", "1:3", WEIR_VALUE_EQUAL);
  check_compare ("(date)2020-01-01", "(date)2021-01-01", WEIR_VALUE_LESS_THAN);
  check_compare ("[a,x=1]", "[a,x=1]", WEIR_VALUE_EQUAL);
  check_compare ("(caps)[a/b;c/d]", "(caps)[c/d;a/b]", WEIR_VALUE_EQUAL);
}

static void
test_intersect (void)
{
  const struct {
    const char *a, *b, *common;
  } cases[] = {
    { "1", "1", "(int)1" },
    { "1", "2", "-" },
    { "1", "(gint64)1", "-" },
    { "[1,10]", "5", "(int)5" },
    { "5", "[6,10]", "-" },
    { "[1,10]", "[5,20]", "(int)[ 5, 10 ]" },
    { "[1,5]", "[5,9]", "(int)5" },
    { "[1,4]", "[5,9]", "-" },
    { "[0,10,2]", "[0,15,3]", "(int)[ 0, 6, 6 ]" },
    { "[-10,10,5]", "[-9,9,3]", "(int)0" },
    { "[-10,-2,2]", "[-9,-3,3]", "(int)-6" },
    { "[2,10,2]", "[3,15,3]", "(int)6" },
    { "[2,4,2]", "[3,9,3]", "-" },
    { "[0,10,2]", "3", "-" },
    { "[0,10,2]", "4", "(int)4" },
    { "[MIN,MAX]", "[MIN,0]", "(int)[ -2147483648, 0 ]" },
    { "(gint64)[MIN,MAX]", "(gint64)[-5,MAX]", "(gint64)[ -5, 9223372036854775807 ]" },
    { "(gint64)[0,9223372036854775806,9223372036854775806]",
      "(gint64)[0,9223372036854775805,9223372036854775805]", "(gint64)0" },
    { "[1.0,2.0]", "[1.5,3.0]", "(double)[ 1.5, 2 ]" },
    { "[1.0,2.0]", "2.0", "(double)2" },
    { "[1/2,3/1]", "[2/1,4/1]", "(fraction)[ 2/1, 3/1 ]" },
    { "[0/1,60/1]", "30000/1001", "(fraction)30000/1001" },
    { "{1,2,3}", "{3,2,5}", "(int){ 2, 3 }" },
    { "{1,2,3}", "2", "(int)2" },
    { "2", "{1,2,2}", "(int)2" },
    { "{1,2,3}", "[2,9]", "(int){ 2, 3 }" },
    { "[2,9]", "{[1,3],[8,20]}", "(int){ [ 2, 3 ], [ 8, 9 ] }" },
    { "{a,b}", "{c}", "-" },
    { "{}", "1", "-" },
    { "<1,2>", "<1,2>", "(int)< 1, 2 >" },
    { "<1,{2,3}>", "<[0,5],3>", "(int)< 1, 3 >" },
    { "<1,2>", "<1>", "-" },
    { "<1,2>", "1", "-" },
    { "(bitmask)3", "(bitmask)1", "-" },
    { "1:3", "4:c", "(flagset)5:f" },
    { "1:3", "2:3", "-" },
    { "[a,x=[1,5]]", "[a,x=3,y=1]", "(structure)[a, x=(int)3, y=(int)1;]" },
    { "(caps)[a/b,x={1,2}]", "(caps)[a/b,x=2]", "(GstCaps)[a/b, x=(int)2]" },
    { "(caps)[a/b]", "(caps)[c/d]", "-" },
    { "(string)NULL", "a", "-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_operation (weir_value_intersect, cases[i].a, cases[i].b, cases[i].common);
}

static void
test_subtract (void)
{
  const struct {
    const char *a, *b, *rest;
  } cases[] = {
    { "1", "1", "-" },
    { "1", "2", "(int)1" },
    { "1", "[0,5]", "-" },
    { "1", "[0,4,2]", "(int)1" },
    { "[1,10]", "5", "(int){ [ 1, 4 ], [ 6, 10 ] }" },
    { "[1,10]", "1", "(int)[ 2, 10 ]" },
    { "[1,3]", "2", "(int){ 1, 3 }" },
    { "[1,10]", "[3,20]", "(int)[ 1, 2 ]" },
    { "[1,10]", "[0,20]", "-" },
    { "[1,10]", "[11,20]", "(int)[ 1, 10 ]" },
    { "[0,10,5]", "5", "(int){ 0, 10 }" },
    { "[0,10,5]", "6", "(int)[ 0, 10, 5 ]" },
    { "[0,10]", "[0,10,2]", "(int){ 1, 3, 5, 7, 9 }" },
    { "[0,10,2]", "[1,9]", "(int){ 0, 10 }" },
    { "[0,12,4]", "[0,12,2]", "-" },
    { "[MIN,MAX]", "[MIN,0]", "(int)[ 1, 2147483647 ]" },
    { "(gint64)[MIN,MAX]", "(gint64)MAX", "(gint64)[ -9223372036854775808, 9223372036854775806 ]" },
    { "(gint64)[MIN,MAX]", "(gint64)[MIN,MAX]", "-" },
    { "{1,2,3}", "2", "(int){ 1, 3 }" },
    { "{1,2,3}", "{1,3}", "(int)2" },
    { "{1,2}", "[0,5]", "-" },
    { "[1,10]", "{[1,4],[6,10]}", "(int)5" },
    { "[1,10]", "{[1,5],[6,10]}", "-" },
    { "[1.0,3.0]", "[2.0,5.0]", "(double)[ 1, 2 ]" },
    { "[1.0,3.0]", "2.0", "(double)[ 1, 3 ]" },
    { "[1/1,5/1]", "[2/1,3/1]", "(fraction){ [ 1/1, 2/1 ], [ 3/1, 5/1 ] }" },
    { "<1,2>", "<1,{2,3}>", "-" },
    { "<1,{2,3}>", "<1,2>", "(int)< 1, { (int)2, (int)3 } >" },
    { "a", "b", "(string)a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_operation (weir_value_subtract, cases[i].a, cases[i].b, cases[i].rest);
}

static void
test_union (void)
{
  const struct {
    const char *a, *b, *sum;
  } cases[] = {
    { "1", "1", "(int)1" },
    { "1", "2", "(int){ 1, 2 }" },
    { "[1,5]", "6", "(int)[ 1, 6 ]" },
    { "0", "[1,5]", "(int)[ 0, 5 ]" },
    { "[1,5]", "7", "(int){ [ 1, 5 ], 7 }" },
    { "[1,5]", "[3,9]", "(int)[ 1, 9 ]" },
    { "[1,5]", "[6,9]", "(int)[ 1, 9 ]" },
    { "[0,4,2]", "[6,8,2]", "(int)[ 0, 8, 2 ]" },
    { "[0,4,2]", "[5,9]", "(int){ [ 0, 4, 2 ], [ 5, 9 ] }" },
    { "[0,4,2]", "6", "(int)[ 0, 6, 2 ]" },
    { "[0,4,2]", "5", "(int){ [ 0, 4, 2 ], 5 }" },
    { "[MIN,0]", "[1,MAX]", "(int)[ -2147483648, 2147483647 ]" },
    { "[1,9]", "3", "(int)[ 1, 9 ]" },
    { "{1,2}", "{2,3}", "(int){ 1, 2, 3 }" },
    { "[1.0,2.0]", "[1.5,3.0]", "(double)[ 1, 3 ]" },
    { "[1/2,1/1]", "[1/1,3/1]", "(fraction)[ 1/2, 3/1 ]" },
    { "[1/2,1/1]", "[2/1,3/1]", "(fraction){ [ 1/2, 1/1 ], [ 2/1, 3/1 ] }" },
    { "a", "{b,a}", "(string){ b, a }" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_operation (weir_value_union, cases[i].a, cases[i].b, cases[i].sum);
}

/* What the operations say about a span must be what counting its members says. */
static void
test_spans_by_counting (void)
{
  GRand *rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 20000; round++) {
    GValue values[5] = { G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT };
    gboolean any[3];

    for (guint i = 0; i < 2; i++) {
      int step = g_rand_int_range (rand, 1, 5), min = g_rand_int_range (rand, -6, 6) * step;
      int n = g_rand_int_range (rand, 0, 8);

      g_value_init (&values[i], n == 0 ? G_TYPE_INT : WEIR_TYPE_INT_RANGE);
      if (n == 0)
        g_value_set_int (&values[i], min);
      else
        weir_value_set_int_range_step (&values[i], min, min + n * step, step);
    }
    any[0] = weir_value_intersect (&values[2], &values[0], &values[1]);
    any[1] = weir_value_subtract (&values[3], &values[0], &values[1]);
    any[2] = weir_value_union (&values[4], &values[0], &values[1]);
    for (int number = -80; number <= 80; number++) {
      g_auto (GValue) one = G_VALUE_INIT;
      gboolean in[5] = { FALSE };

      g_value_init (&one, G_TYPE_INT);
      g_value_set_int (&one, number);
      for (guint i = 0; i < 5; i++)
        in[i] = (i < 2 || any[i - 2]) && weir_value_intersect (NULL, &one, &values[i]);
      g_assert_true (in[2] == (in[0] && in[1]));
      g_assert_true (in[3] == (in[0] && !in[1]));
      g_assert_true (in[4] == (in[0] || in[1]));
    }
    g_assert_true (weir_value_is_subset (&values[0], &values[1]) == !any[1]);
    for (guint i = 0; i < 5; i++)
      if (G_IS_VALUE (&values[i]))
        g_value_unset (&values[i]);
  }
  g_rand_free (rand);
}

static void
check_subset (const char *a, const char *b, gboolean expected)
{
  g_auto (GValue) value_a = G_VALUE_INIT;
  g_auto (GValue) value_b = G_VALUE_INIT;

  parse (&value_a, a);
  parse (&value_b, b);
  if (weir_value_is_subset (&value_a, &value_b) != expected)
    g_error ("%s within %s?", a, b);
}

static void
test_subset (void)
{
  check_subset ("1", "1", TRUE);
  check_subset ("1", "[0,5]", TRUE);
  check_subset ("[0,5]", "1", FALSE);
  check_subset ("[0,4,2]", "[0,5]", TRUE);
  check_subset ("[0,5]", "[0,6,2]", FALSE);
  check_subset ("[1,10]", "{[1,5],[6,10]}", TRUE);
  check_subset ("{1,2}", "{2,1,3}", TRUE);
  check_subset ("{1,4}", "{2,1,3}", FALSE);
  check_subset ("{1}", "1", TRUE);
  check_subset ("1.5", "[1.0,2.0]", TRUE);
  check_subset ("1/2", "[1/3,1/1]", TRUE);
  check_subset ("<1,2>", "<[0,5],{2,3}>", TRUE);
  check_subset ("<1,2>", "<1,2,3>", FALSE);
  check_subset ("3:3", "1:1", TRUE);
  check_subset ("1:1", "3:3", FALSE);
  check_subset ("(caps)[a/b,x=1]", "(caps)[a/b]", TRUE);
  check_subset ("[s,x=1]", "[s]", TRUE);
}

static void
test_fixate (void)
{
  const struct {
    const char *value, *fixed;
  } cases[] = {
    { "1", "-" },
    { "[3,9,3]", "(int)3" },
    { "(gint64)[1,5]", "(gint64)1" },
    { "[1.5,2.0]", "(double)1.5" },
    { "[1/2,3/1]", "(fraction)1/2" },
    { "{b,a}", "(string)b" },
    { "{[5,9],1}", "(int)5" },
    { "{}", "-" },
    { "<1,{2,3}>", "(int)< 1, 2 >" },
    { "<1,2>", "-" },
    { "3:ff", "(flagset)3:ffffffff" },
    { "[s,x={1,2}]", "(structure)[s, x=(int)1;]" },
    { "(caps)[a/b,x={1,2};c/d]", "(GstCaps)[a/b, x=(int)1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_auto (GValue) fixed = G_VALUE_INIT;
    g_autofree char *text = NULL;

    parse (&value, cases[i].value);
    weir_value_fixate (&fixed, &value);
    text = print (&fixed);
    g_assert_cmpstr (text, ==, cases[i].fixed);
    if (G_IS_VALUE (&fixed))
      g_assert_false (weir_value_is_fixed (&value));
    if (G_IS_VALUE (&fixed))
      g_assert_true (weir_value_is_fixed (&fixed));
  }
}

static void
check_deserialize (GType type, const char *text, const char *expected)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *again = NULL;

  g_value_init (&value, type);
  if (weir_value_deserialize (&value, text))
    again = weir_value_serialize (&value);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_text (void)
{
  check_deserialize (G_TYPE_INT, "5", "5");
  check_deserialize (G_TYPE_INT, "0xff000000", "-16777216");
  check_deserialize (G_TYPE_INT, "-2147483648", "-2147483648");
  check_deserialize (G_TYPE_INT, "2147483648", NULL);
  check_deserialize (G_TYPE_INT, "5x", NULL);
  check_deserialize (G_TYPE_INT, "", NULL);
  check_deserialize (G_TYPE_UCHAR, "255", "255");
  check_deserialize (G_TYPE_UCHAR, "256", NULL);
  check_deserialize (G_TYPE_UINT64, "18446744073709551615", "18446744073709551615");
  check_deserialize (G_TYPE_DOUBLE, "0.1", "0.1");
  check_deserialize (G_TYPE_DOUBLE, "1e300", "1e+300");
  check_deserialize (G_TYPE_DOUBLE, "0,1", NULL);
  check_deserialize (G_TYPE_FLOAT, "0.1", "0.1");
  check_deserialize (G_TYPE_BOOLEAN, "1", "true");
  check_deserialize (G_TYPE_STRING, "plain words, as they are",
                     "\"plain\\ words\\,\\ as\\ they\\ are\"");
  check_deserialize (G_TYPE_STRING, "\"a\\\"b\"", "\"a\\\"b\"");
  check_deserialize (WEIR_TYPE_FRACTION, "30", "30/1");
  check_deserialize (WEIR_TYPE_FRACTION, "1/0", NULL);
  check_deserialize (WEIR_TYPE_FRACTION, "1/-2", "-1/2");
  check_deserialize (WEIR_TYPE_INT_RANGE, "[1,5]", "[ 1, 5 ]");
  check_deserialize (WEIR_TYPE_INT_RANGE, "[5,5]", NULL);
  check_deserialize (WEIR_TYPE_BITMASK, "0xff", "0x00000000000000ff");
  check_deserialize (WEIR_TYPE_LIST, "{ 1, 2.5, (uint)3 }", "{ (int)1, (double)2.5, (uint)3 }");
  check_deserialize (WEIR_TYPE_ARRAY, "<>", "<  >");
  check_deserialize (G_TYPE_GTYPE, "WeirFraction", "GstFraction");
  check_deserialize (WEIR_TYPE_STRUCTURE, "a, b=1;", "a, b=(int)1;");
  check_deserialize (WEIR_TYPE_CAPS, "a/b, x=1; c/d", "a/b, x=(int)1; c/d");
  check_deserialize (WEIR_TYPE_CAPS_FEATURES, "memory:A,meta:B", "\"memory:A\\,\\ meta:B\"");
  check_deserialize (WEIR_TYPE_FORMAT, "time", "time");
  check_deserialize (WEIR_TYPE_FORMAT, "WEIR_FORMAT_TIME", "time");
  check_deserialize (WEIR_TYPE_FORMAT, "GST_FORMAT_TIME", "time");
  check_deserialize (WEIR_TYPE_FORMAT, "GST_TIME", NULL);
  check_deserialize (G_TYPE_DATE, "2020-02-30", NULL);
  check_deserialize (G_TYPE_POINTER, "0", NULL);
}

static int
compare_inetish (const GValue *a, const GValue *b)
{
  return g_strcmp0 (g_value_get_boxed (a), g_value_get_boxed (b)) == 0 ? WEIR_VALUE_EQUAL
                                                                       : WEIR_VALUE_UNORDERED;
}

static char *
serialize_inetish (const GValue *value)
{
  return g_strdup (g_value_get_boxed (value));
}

static gboolean
deserialize_inetish (GValue *dest, const char *text)
{
  if (!strchr (text, '@'))
    return FALSE;
  g_value_set_boxed (dest, text);
  return TRUE;
}

static void
test_registered (void)
{
  WeirValueTable table = { 0, "mail", compare_inetish, serialize_inetish, deserialize_inetish };
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) same = G_VALUE_INIT;
  g_autofree char *text = NULL;

  table.type = g_boxed_type_register_static ("TestMail", (GBoxedCopyFunc) g_strdup, g_free);
  weir_value_register (&table);
  parse (&value, "(mail)a@b");
  parse (&same, "(TestMail)\"a\\@b\"");
  g_assert_true (G_VALUE_HOLDS (&value, table.type));
  g_assert_cmpint (weir_value_compare (&value, &same), ==, WEIR_VALUE_EQUAL);
  g_assert_true (weir_value_can_compare (&value, &same));
  text = print (&value);
  g_assert_cmpstr (text, ==, "(mail)\"a\\@b\"");
  g_assert_null (weir_structure_new_from_string ("x, v=(mail)nobody"));
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
  g_test_add_func ("/value/types", test_types);
  g_test_add_func ("/value/fraction", test_fraction);
  g_test_add_func ("/value/ranges", test_ranges);
  g_test_add_func ("/value/lists-are-shared-until-written", test_lists_are_shared_until_written);
  g_test_add_func ("/value/concat-and-merge", test_concat_and_merge);
  g_test_add_func ("/value/compare", test_compare);
  g_test_add_func ("/value/intersect", test_intersect);
  g_test_add_func ("/value/subtract", test_subtract);
  g_test_add_func ("/value/union", test_union);
  g_test_add_func ("/value/spans-by-counting", test_spans_by_counting);
  g_test_add_func ("/value/subset", test_subset);
  g_test_add_func ("/value/fixate", test_fixate);
  g_test_add_func ("/value/text", test_text);
  g_test_add_func ("/value/comma-locale", test_comma_locale);
  g_test_add_func ("/value/registered", test_registered);
  return g_test_run ();
}
