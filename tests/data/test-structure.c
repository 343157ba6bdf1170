/* SPDX-License-Identifier: MIT */
#include <weir/base/error.h>
#include <weir/data/structure.h>

#include <string.h>

#include "tests/harness/comma-locale.h"

static void
test_fields (void)
{
  g_autoptr (WeirStructure) structure = NULL;
  g_autoptr (WeirStructure) copy = NULL;
  gboolean truth;
  int number, num, denom;
  guint natural;
  gint64 wide;
  guint64 wide_natural;
  double real;

  structure = weir_structure_new (
    "shot", "b", G_TYPE_BOOLEAN, TRUE, "i", G_TYPE_INT, -5, "u", G_TYPE_UINT, 7u, "l", G_TYPE_INT64,
    G_GINT64_CONSTANT (-1), "q", G_TYPE_UINT64, G_MAXUINT64, "d", G_TYPE_DOUBLE, 0.5, "s",
    G_TYPE_STRING, "text", "f", WEIR_TYPE_FRACTION, 30, 1, "r", WEIR_TYPE_INT_RANGE, 1, 9, NULL);
  copy = weir_structure_copy (structure);
  g_assert_true (weir_structure_is_equal (structure, copy));
  g_assert_cmpint (weir_structure_n_fields (structure), ==, 9);
  g_assert_cmpstr (weir_structure_get_name (structure), ==, "shot");
  g_assert_cmpstr (weir_structure_nth_field_name (structure, 1), ==, "i");
  g_assert_true (weir_structure_get_boolean (copy, "b", &truth) && truth);
  g_assert_true (weir_structure_get_int (copy, "i", &number));
  g_assert_cmpint (number, ==, -5);
  g_assert_true (weir_structure_get_uint (copy, "u", &natural));
  g_assert_cmpuint (natural, ==, 7);
  g_assert_true (weir_structure_get_int64 (copy, "l", &wide));
  g_assert_cmpint (wide, ==, -1);
  g_assert_true (weir_structure_get_uint64 (copy, "q", &wide_natural));
  g_assert_true (weir_structure_get_clock_time (copy, "q", &wide_natural));
  g_assert_cmpuint (wide_natural, ==, G_MAXUINT64);
  g_assert_true (weir_structure_get_double (copy, "d", &real));
  g_assert_cmpfloat (real, ==, 0.5);
  g_assert_cmpstr (weir_structure_get_string (copy, "s"), ==, "text");
  g_assert_true (weir_structure_get_fraction (copy, "f", &num, &denom));
  g_assert_cmpint (num, ==, 30);
  g_assert_false (weir_structure_get_int (copy, "u", &number));
  g_assert_false (weir_structure_get_int (copy, "none", &number));
  g_assert_null (weir_structure_get_string (copy, "i"));
  g_assert_true (weir_structure_has_field (copy, "r"));
  g_assert_true (weir_structure_has_field_typed (copy, "r", WEIR_TYPE_INT_RANGE));
  g_assert_cmpuint (weir_structure_get_field_type (copy, "none"), ==, G_TYPE_INVALID);
  weir_structure_remove_fields (copy, "b", "none", "s", NULL);
  g_assert_cmpint (weir_structure_n_fields (copy), ==, 7);
  weir_structure_remove_all_fields (copy);
  g_assert_cmpint (weir_structure_n_fields (copy), ==, 0);
  weir_structure_set_name (copy, "other");
  g_assert_true (weir_structure_has_name (copy, "other"));
}

static void
test_varargs (void)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_empty ("x");
  g_autofree char *text = NULL, *string = NULL;
  g_auto (GValue) list = G_VALUE_INIT;
  int n, d, min, max, number = 0;
  guint64 mask;
  guint flags, care;
  double from, to;

  weir_structure_set (structure, "f", WEIR_TYPE_FRACTION, 60, 2, "m", WEIR_TYPE_BITMASK,
                      G_GUINT64_CONSTANT (0x8000000000000001), "s", G_TYPE_STRING, "hi", "g",
                      WEIR_TYPE_FLAG_SET, 1u, 3u, "dr", WEIR_TYPE_DOUBLE_RANGE, 1.0, 2.0, "fr",
                      WEIR_TYPE_FRACTION_RANGE, 1, 2, 3, 1, "r", WEIR_TYPE_INT_RANGE, 1, 5, NULL);
  text = weir_structure_to_string (structure);
  g_assert_cmpstr (text, ==,
                   "x, f=(fraction)30/1, m=(bitmask)0x8000000000000001, s=(string)hi, "
                   "g=(flagset)1:3, dr=(double)[ 1, 2 ], fr=(fraction)[ 1/2, 3/1 ], "
                   "r=(int)[ 1, 5 ];");
  g_assert_true (weir_structure_get (
    structure, "f", WEIR_TYPE_FRACTION, &n, &d, "m", WEIR_TYPE_BITMASK, &mask, "s", G_TYPE_STRING,
    &string, "g", WEIR_TYPE_FLAG_SET, &flags, &care, "dr", WEIR_TYPE_DOUBLE_RANGE, &from, &to, "r",
    WEIR_TYPE_INT_RANGE, &min, &max, NULL));
  g_assert_cmpint (n, ==, 30);
  g_assert_cmpuint (mask, ==, G_GUINT64_CONSTANT (0x8000000000000001));
  g_assert_cmpstr (string, ==, "hi");
  g_assert_cmpuint (flags, ==, 1);
  g_assert_cmpuint (care, ==, 3);
  g_assert_cmpfloat (to, ==, 2.0);
  g_assert_cmpint (max, ==, 5);
  g_assert_false (weir_structure_get (structure, "r", WEIR_TYPE_INT_RANGE, &min, &max, "none",
                                      G_TYPE_INT, &number, NULL));
  g_assert_false (weir_structure_get (structure, "s", G_TYPE_INT, &number, NULL));
  g_assert_cmpint (number, ==, 0);
}

static void
test_many_fields (void)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_empty ("x");
  int number;

  for (int i = 0; i < 5000; i++) {
    g_autofree char *name = g_strdup_printf ("field-%d", i);
    weir_structure_set (structure, name, G_TYPE_INT, i, NULL);
  }
  for (int i = 0; i < 5000; i += 2) {
    g_autofree char *name = g_strdup_printf ("field-%d", i);
    weir_structure_set (structure, name, G_TYPE_INT, -i, NULL);
  }
  weir_structure_remove_field (structure, "field-1");
  g_assert_false (weir_structure_has_field (structure, "field-1"));
  g_assert_cmpint (weir_structure_n_fields (structure), ==, 4999);
  g_assert_true (weir_structure_get_int (structure, "field-4998", &number));
  g_assert_cmpint (number, ==, -4998);
  g_assert_true (weir_structure_get_int (structure, "field-4999", &number));
  g_assert_cmpint (number, ==, 4999);
}

static gboolean
drop_odd_cb (const char *field, GValue *value, gpointer user_data)
{
  int number = g_value_get_int (value);

  g_value_set_int (value, number * 10);
  return number % 2 == 0;
}

static gboolean
stop_at_cb (const char *field, const GValue *value, gpointer user_data)
{
  return strcmp (field, user_data) != 0;
}

static void
test_foreach (void)
{
  for (int n = 4; n <= 100; n += 96) {
    g_autoptr (WeirStructure) structure = weir_structure_new_empty ("x");
    int number;

    for (int i = 0; i < n; i++) {
      g_autofree char *name = g_strdup_printf ("f%d", i);
      weir_structure_set (structure, name, G_TYPE_INT, i, NULL);
    }
    g_assert_false (weir_structure_foreach (structure, stop_at_cb, (gpointer) "f2"));
    g_assert_true (weir_structure_foreach (structure, stop_at_cb, (gpointer) "none"));
    weir_structure_filter_and_map_in_place (structure, drop_odd_cb, NULL);
    g_assert_cmpint (weir_structure_n_fields (structure), ==, n / 2);
    g_assert_true (weir_structure_get_int (structure, "f2", &number));
    g_assert_cmpint (number, ==, 20);
    g_assert_false (weir_structure_has_field (structure, "f1"));
    g_assert_true (weir_structure_map_in_place (structure, drop_odd_cb, NULL));
    g_assert_true (weir_structure_get_int (structure, "f2", &number));
    g_assert_cmpint (number, ==, 200);
  }
}

static void
test_shared_is_not_written (void)
{
  WeirStructure *structure = weir_structure_new ("x", "a", G_TYPE_INT, 1, NULL);
  int refs = 2, number;

  weir_structure_set_parent_refcount (structure, &refs);
  g_assert_false (weir_structure_is_writable (structure));
  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*is_writable*");
  weir_structure_set (structure, "a", G_TYPE_INT, 2, NULL);
  g_test_assert_expected_messages ();
  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*is_writable*");
  weir_structure_remove_field (structure, "a");
  g_test_assert_expected_messages ();
  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*parent_refs*");
  weir_structure_free (structure);
  g_test_assert_expected_messages ();
  refs = 1;
  weir_structure_set (structure, "b", G_TYPE_INT, 2, NULL);
  g_assert_true (weir_structure_get_int (structure, "a", &number));
  g_assert_cmpint (number, ==, 1);
  g_assert_true (weir_structure_has_field (structure, "b"));
  weir_structure_set_parent_refcount (structure, NULL);
  weir_structure_free (structure);
}

static void
check_fixate (const char *text, const char *expected, int width, int n, int d)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_from_string (text);
  g_autofree char *result = NULL;

  weir_structure_fixate_field_nearest_int (structure, "w", width);
  weir_structure_fixate_field_nearest_fraction (structure, "f", n, d);
  weir_structure_fixate_field_nearest_double (structure, "d", 1.4);
  weir_structure_fixate_field_string (structure, "s", "NV12");
  weir_structure_fixate_field_boolean (structure, "b", TRUE);
  result = weir_structure_to_string (structure);
  g_assert_cmpstr (result, ==, expected);
}

static void
test_fixate (void)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_from_string ("x, a={1,2}, b=[3,9]");

  check_fixate ("x, w=[16,4096,16], f=[1/1,60/1]", "x, w=(int)640, f=(fraction)30/1;", 645, 30, 1);
  check_fixate ("x, w=[16,4096,16]", "x, w=(int)656;", 650, 30, 1);
  check_fixate ("x, w={100,[300,400],900}, f={24/1,25/1}", "x, w=(int)400, f=(fraction)25/1;", 500,
                30, 1);
  check_fixate ("x, w=5, f=24/1", "x, w=(int)5, f=(fraction)24/1;", 500, 30, 1);
  check_fixate ("x, w=[-10,-5], f=[0/1,1/2]", "x, w=(int)-5, f=(fraction)1/2;", 500, 30, 1);
  check_fixate ("x, d=[0.0,9.0], s={I420,NV12}, b={false,true}",
                "x, d=(double)1.4, s=(string)NV12, b=(boolean)true;", 0, 1, 1);
  check_fixate ("x, d={1.0,2.0}, s={I420,RGB}, b={false}",
                "x, d=(double)1, s=(string)I420, b=(boolean)false;", 0, 1, 1);
  check_fixate ("x, w={a,b}", "x, w=(string){ a, b };", 0, 1, 1);
  g_assert_true (weir_structure_fixate_field (structure, "b"));
  g_assert_false (weir_structure_fixate_field (structure, "b"));
  g_assert_false (weir_structure_fixate_field (structure, "none"));
  g_assert_false (weir_structure_is_fixed (structure));
  weir_structure_fixate (structure);
  g_assert_true (weir_structure_is_fixed (structure));
}

static void
test_text (void)
{
  char *end = NULL;
  const char *two = "one, a=1; two, b=2";
  g_autoptr (WeirStructure) structure = weir_structure_from_string (two, &end);
  g_autoptr (WeirStructure) nested = NULL, again = NULL;
  g_autofree char *text = NULL, *quoted = NULL;

  g_assert_cmpstr (weir_structure_get_name (structure), ==, "one");
  g_assert_cmpstr (end, ==, " two, b=2");
  g_assert_null (weir_structure_from_string ("one, a=1 two", NULL));
  nested = weir_structure_new_from_string ("a, b=[c, d=[e, f={1,2}]], s=\"x y\\303\\251\"");
  quoted = weir_structure_to_string (nested);
  text = weir_structure_serialize (nested, WEIR_SERIALIZE_FLAG_NONE);
  g_assert_cmpstr (text, ==,
                   "a, b=(structure)[c, d=(structure)[e, f=(int){ 1, 2 };];], "
                   "s=(string)\"x\\ y\\303\\251\";");
  again = weir_structure_new_from_string (quoted);
  g_assert_true (weir_structure_is_equal (nested, again));
  g_assert_cmpstr (weir_structure_get_string (again, "s"), ==, "x yé");
}

static void
test_no_text (void)
{
  g_autoptr (WeirStructure) structure =
    weir_structure_new ("x", "p", G_TYPE_POINTER, &structure, NULL);
  g_autofree char *text = weir_structure_to_string (structure);
  g_autofree char *strict = weir_structure_serialize (structure, WEIR_SERIALIZE_FLAG_STRICT);

  g_assert_cmpstr (text, ==, "x, p=(gpointer)NULL;");
  g_assert_null (strict);
}

static void
test_errors (void)
{
  const struct {
    const char *text, *message;
    int code;
  } cases[] = {
    { "", "at character 1: expected a name that begins with a letter, found the end",
      WEIR_ERROR_SYNTAX },
    { "x, a", "at character 5: expected \"=\" after the name of a field, found the end",
      WEIR_ERROR_SYNTAX },
    { "x, a=(integr)5", "at character 7: there is no type \"integr\"; did you mean int?",
      WEIR_ERROR_UNKNOWN_NAME },
    { "x, a=(int)fish", "at character 11: \"fish\" is no value of type int",
      WEIR_ERROR_WRONG_VALUE },
    { "x, a=[9,1]", "at character 7: this range ends below its start, at 1",
      WEIR_ERROR_WRONG_VALUE },
    { "x, a={1,2", "at character 10: expected \",\" or \"}\", found the end", WEIR_ERROR_SYNTAX },
    { "x, a=\"b", "at character 6: this quote is never closed", WEIR_ERROR_SYNTAX },
    { "x, a=1 b", "at character 8: expected \",\" and a field, or the end, found \"b\"",
      WEIR_ERROR_SYNTAX },
    { "x, a=(structure)\"b, c\"",
      "at character 17: in the quoted text, at character 5: expected \"=\" after the name of a "
      "field, found the end",
      WEIR_ERROR_SYNTAX },
    { "x, a=\"\\377\"", "at character 6: this is not valid UTF-8", WEIR_ERROR_WRONG_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *message = g_strconcat ("Not a structure: ", cases[i].message, NULL);

    g_assert_null (weir_structure_from_string_checked (cases[i].text, &error));
    g_assert_cmpstr (error->message, ==, message);
    g_assert_error (error, WEIR_ERROR, cases[i].code);
  }
}

/* As deep as is allowed, and one more. */
static void
test_depth (void)
{
  for (guint extra = 0; extra < 2; extra++) {
    guint depth = WEIR_STRUCTURE_MAX_DEPTH + extra;
    g_autofree char *open = g_strnfill (depth, '{'), *close = g_strnfill (depth, '}');
    g_autofree char *text = g_strconcat ("x, a=", open, "1", close, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (WeirStructure) structure = weir_structure_from_string_checked (text, &error);

    g_assert_true ((structure != NULL) == (extra == 0));
    if (extra)
      g_assert_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT);
  }
}

static void
test_comma_locale (void)
{
  g_autoptr (WeirStructure) structure = NULL;
  g_autofree char *text = NULL;
  double number;

  comma_locale_set ();
  structure = weir_structure_new_from_string ("x, a=1.5, r=[0.5,2.5], f=(float)0.25");
  g_assert_true (weir_structure_get_double (structure, "a", &number));
  g_assert_cmpfloat (number, ==, 1.5);
  text = weir_structure_to_string (structure);
  g_assert_cmpstr (text, ==, "x, a=(double)1.5, r=(double)[ 0.5, 2.5 ], f=(float)0.25;");
  comma_locale_unset ();
}

static void
test_lists (void)
{
  g_autoptr (WeirStructure) structure = weir_structure_new_from_string ("x, l={1,2}, a=<3>");
  g_autoptr (WeirValueList) list = NULL;
  g_autoptr (WeirValueArray) array = NULL;

  g_assert_true (weir_structure_get_list (structure, "l", &list));
  g_assert_cmpuint (weir_value_list_length (list), ==, 2);
  g_assert_false (weir_structure_get_list (structure, "a", &list));
  g_assert_true (weir_structure_get_array (structure, "a", &array));
  weir_structure_set_list (structure, "l2", list);
  weir_structure_set_array (structure, "a2", array);
  g_assert_true (weir_structure_has_field_typed (structure, "l2", WEIR_TYPE_LIST));
  g_assert_cmpuint (weir_value_array_get_size (weir_structure_get_value (structure, "a2")), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/structure/fields", test_fields);
  g_test_add_func ("/structure/varargs", test_varargs);
  g_test_add_func ("/structure/many-fields", test_many_fields);
  g_test_add_func ("/structure/foreach", test_foreach);
  g_test_add_func ("/structure/shared-is-not-written", test_shared_is_not_written);
  g_test_add_func ("/structure/fixate", test_fixate);
  g_test_add_func ("/structure/text", test_text);
  g_test_add_func ("/structure/no-text", test_no_text);
  g_test_add_func ("/structure/errors", test_errors);
  g_test_add_func ("/structure/depth", test_depth);
  g_test_add_func ("/structure/comma-locale", test_comma_locale);
  g_test_add_func ("/structure/lists", test_lists);
  return g_test_run ();
}
