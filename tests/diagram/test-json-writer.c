/* SPDX-License-Identifier: MIT */
/* Commas, escapes and numbers of the JSON writer. */
#include <weir/diagram/json-writer.h>

#include <tests/harness/comma-locale.h>

#include <math.h>
#include <string.h>

static char *
write_string (const char *text)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  weir_json_writer_string (&writer, text);
  return weir_json_writer_finish (&writer);
}

static char *
write_double (double number)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  weir_json_writer_double (&writer, number);
  return weir_json_writer_finish (&writer);
}

static void
test_strings (void)
{
  static const struct {
    const char *text, *json;
  } strings[] = {
    { NULL, "null\n" },
    { "", "\"\"\n" },
    { "a", "\"a\"\n" },
    { "\"\\/", "\"\\\"\\\\/\"\n" },
    { "\n\t\r\x01\x7f", "\"\\n\\t\\u000d\\u0001\\u007f\"\n" },
    { "\xc3\xa9\xf0\x9f\x8e\xac", "\"\xc3\xa9\xf0\x9f\x8e\xac\"\n" },
    { "a\xff"
      "b",
      "\"a\xef\xbf\xbd"
      "b\"\n" },
    { "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autofree char *json = write_string (strings[i].text);
    g_assert_cmpstr (json, ==, strings[i].json);
  }
}

static void
test_numbers (void)
{
  comma_locale_set ();
  g_autofree char *fraction = write_double (1.5);
  g_autofree char *small = write_double (1e-9);
  g_autofree char *nan = write_double (NAN);
  g_autofree char *infinite = write_double (-INFINITY);
  comma_locale_unset ();

  g_assert_cmpstr (fraction, ==, "1.5\n");
  g_assert_cmpfloat (g_ascii_strtod (small, NULL), ==, 1e-9);
  g_assert_null (strchr (small, ','));
  g_assert_cmpstr (nan, ==, "null\n");
  g_assert_cmpstr (infinite, ==, "null\n");
}

static void
test_nesting (void)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  weir_json_writer_begin (&writer, '{');
  weir_json_writer_key (&writer, "a");
  weir_json_writer_begin (&writer, '[');
  weir_json_writer_end (&writer, ']');
  weir_json_writer_key (&writer, "b");
  weir_json_writer_begin (&writer, '[');
  weir_json_writer_uint (&writer, G_MAXUINT64);
  weir_json_writer_begin (&writer, '{');
  weir_json_writer_end (&writer, '}');
  weir_json_writer_boolean (&writer, TRUE);
  weir_json_writer_end (&writer, ']');
  weir_json_writer_end (&writer, '}');
  g_autofree char *json = weir_json_writer_finish (&writer);

  g_assert_cmpstr (json, ==,
                   "{\n"
                   "  \"a\": [],\n"
                   "  \"b\": [\n"
                   "    18446744073709551615,\n"
                   "    {},\n"
                   "    true\n"
                   "  ]\n"
                   "}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/json-writer/strings", test_strings);
  g_test_add_func ("/diagram/json-writer/numbers", test_numbers);
  g_test_add_func ("/diagram/json-writer/nesting", test_nesting);
  return g_test_run ();
}
