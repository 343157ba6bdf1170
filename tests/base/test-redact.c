/* SPDX-License-Identifier: MIT */
/* No password gets through, nothing else is touched, and places stay where they were. */
#include <weir/base/redact.h>

#include <string.h>

static void
test_texts (void)
{
  static const struct {
    const char *text, *shown;
  } texts[] = {
    { "", "" },
    { "nothing://here", "nothing://here" },
    { "rtsp://user:pass@host/path", "rtsp://user:***@host/path" },
    { "rtsp://user:@host", "rtsp://user:***@host" },
    { "rtsp://:pass@host", "rtsp://:***@host" },
    { "rtsp://user@host:554/a", "rtsp://user@host:554/a" },
    { "http://host:80/a@b", "http://host:80/a@b" },
    { "http://host:80", "http://host:80" },
    { "http://host/a:b@c", "http://host/a:b@c" },
    { "http://u:123@host", "http://u:***@host" },
    { "http://u:a:b@c@host/d@e", "http://u:***@host/d@e" },
    { "http://u:a/b?c@host/d", "http://u:***@host/d" },
    { "x location=\"r://a:b@c\" ! r://d:e@f", "x location=\"r://a:***@c\" ! r://d:***@f" },
    { "a://b://c:d@e", "a://b://c:***@e" },
    { "a:b@c", "a:b@c" },
    { "see <http://a:b@c>, or http://[::1]:80/", "see <http://a:***@c>, or http://[::1]:80/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *shown = weir_redact (texts[i].text, NULL, 0);
    g_autofree char *again = weir_redact (shown, NULL, 0);
    g_assert_cmpstr (shown, ==, texts[i].shown);
    g_assert_cmpstr (again, ==, texts[i].shown);
  }
}

static void
test_places (void)
{
  const char *text = "a://b:PASSWORD@c d://e:P@f";
  gsize places[] = { 0, 6, 10, 14, 24, 26 };
  g_autofree char *shown = weir_redact (text, places, G_N_ELEMENTS (places));

  g_assert_cmpstr (shown, ==, "a://b:***@c d://e:***@f");
  g_assert_cmpuint (places[0], ==, 0);
  g_assert_cmpuint (places[1], ==, 6);
  g_assert_cmpuint (places[2], ==, 6);
  g_assert_cmpuint (places[3], ==, strchr (shown, '@') - shown);
  g_assert_cmpuint (places[4], ==, strrchr (shown, '@') - shown);
  g_assert_cmpuint (places[5], ==, strlen (shown));
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, i % 2 == 0 ? "a://u:p" : "://");
  g_test_timer_start ();
  g_autofree char *shown = weir_redact (text->str, NULL, 0);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 1.0);
  g_assert_cmpstr (shown, ==, text->str);
}

static void
test_secrets (void)
{
  g_assert_true (weir_redact_is_secret ("user-pw"));
  g_assert_true (weir_redact_is_secret ("passphrase"));
  g_assert_true (weir_redact_is_secret ("http-password"));
  g_assert_false (weir_redact_is_secret ("location"));
  g_assert_false (weir_redact_is_secret ("key-int-max"));
  g_assert_false (weir_redact_is_secret ("pass"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/redact/texts", test_texts);
  g_test_add_func ("/base/redact/places", test_places);
  g_test_add_func ("/base/redact/large", test_large);
  g_test_add_func ("/base/redact/secrets", test_secrets);
  return g_test_run ();
}
