/* SPDX-License-Identifier: MIT */
#include <weir/base/error.h>

static void
test_domains (void)
{
  g_autofree char *message =
    weir_error_get_message (WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NOT_FOUND);
  g_autofree char *unknown = weir_error_get_message (WEIR_CORE_ERROR, 1000);

  g_assert_cmpstr (g_quark_to_string (WEIR_CORE_ERROR), ==, "gst-core-error-quark");
  g_assert_cmpstr (g_quark_to_string (WEIR_STREAM_ERROR), ==, "gst-stream-error-quark");
  g_assert_cmpstr (g_quark_to_string (WEIR_PARSE_ERROR), ==, "gst_parse_error");
  g_assert_cmpint (WEIR_CORE_ERROR_NEGOTIATION, ==, 7);
  g_assert_cmpint (WEIR_RESOURCE_ERROR_NOT_AUTHORIZED, ==, 15);
  g_assert_cmpint (WEIR_STREAM_ERROR_DECRYPT_NOKEY, ==, 13);
  g_assert_cmpint (WEIR_PARSE_ERROR_DELAYED_LINK, ==, 7);
  g_assert_nonnull (message);
  g_assert_nonnull (unknown);
  for (int domain = 0; domain < 4; domain++) {
    const GQuark quarks[] = { WEIR_CORE_ERROR, WEIR_LIBRARY_ERROR, WEIR_RESOURCE_ERROR,
                              WEIR_STREAM_ERROR };
    const int ends[] = { WEIR_CORE_ERROR_NUM_ERRORS, WEIR_LIBRARY_ERROR_NUM_ERRORS,
                         WEIR_RESOURCE_ERROR_NUM_ERRORS, WEIR_STREAM_ERROR_NUM_ERRORS };
    for (int code = 1; code < ends[domain]; code++) {
      g_autofree char *text = weir_error_get_message (quarks[domain], code);
      g_assert_nonnull (text);
      g_assert_false (g_str_has_prefix (text, "Error "));
    }
  }
}

static void
test_hints (void)
{
  g_autoptr (GError) error = NULL, copy = NULL, plain = NULL;

  weir_set_error_with_hint (&error, WEIR_ERROR_CAPS, "add videoconvert", "no format in %s",
                            "common");
  g_assert_error (error, WEIR_ERROR, WEIR_ERROR_CAPS);
  g_assert_cmpstr (error->message, ==, "no format in common");
  g_assert_cmpstr (weir_error_get_hint (error), ==, "add videoconvert");
  copy = g_error_copy (error);
  g_assert_cmpstr (weir_error_get_hint (copy), ==, "add videoconvert");
  g_prefix_error (&copy, "here: ");
  g_assert_cmpstr (weir_error_get_hint (copy), ==, "add videoconvert");
  plain = g_error_new (WEIR_ERROR, WEIR_ERROR_FAILED, "x");
  g_assert_null (weir_error_get_hint (plain));
  g_clear_error (&plain);
  plain = g_error_new (WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "x");
  g_assert_null (weir_error_get_hint (plain));
  weir_set_error_with_hint (NULL, WEIR_ERROR_CAPS, NULL, "nobody reads this");
}

static void
test_did_you_mean (void)
{
  static const char *const names[] = { "videotestsrc", "audiotestsrc", "videoconvert",
                                       "x264enc",      "fakesink",     "filesink",
                                       "tee",          "queue",        "x265enc" };
  const struct {
    const char *word, *meant;
  } cases[] = {
    { "videotetsrc", "videotestsrc" },
    { "vidoetestsrc", "videotestsrc" },
    { "FakeSink", "fakesink" },
    { "fksink", "fakesink" },
    { "x264", "x264enc" },
    { "teee", "tee" },
    { "quue", "queue" },
    { "x266enc", "x264enc" },
    { "zzz", NULL },
    { "", NULL },
    { "completely-different", NULL },
    { "ab", NULL },
  };
  g_autofree char *monster = g_strnfill (100000, 'v');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (weir_error_did_you_mean (names, G_N_ELEMENTS (names), cases[i].word), ==,
                     cases[i].meant);
  g_assert_null (weir_error_did_you_mean (names, G_N_ELEMENTS (names), monster));
  g_assert_null (weir_error_did_you_mean (NULL, 0, "tee"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/domains", test_domains);
  g_test_add_func ("/error/hints", test_hints);
  g_test_add_func ("/error/did-you-mean", test_did_you_mean);
  return g_test_run ();
}
