/* SPDX-License-Identifier: MIT */
/* URIs as texts. What elements do with them is in tests/registry/test-factory.c. */
#include <weir/graph/uri-handler.h>

static void
test_protocols (void)
{
  g_assert_true (weir_uri_protocol_is_valid ("http"));
  g_assert_true (weir_uri_protocol_is_valid ("a+b-c.d1"));
  g_assert_false (weir_uri_protocol_is_valid ("1a"));
  g_assert_false (weir_uri_protocol_is_valid ("a b"));
  g_assert_false (weir_uri_protocol_is_valid (""));
  g_assert_false (weir_uri_protocol_is_valid (NULL));

  g_assert_true (weir_uri_is_valid ("rtsp://host/x"));
  g_assert_true (weir_uri_is_valid ("data:,x"));
  g_assert_false (weir_uri_is_valid ("C:\\file.mp4"));
  g_assert_false (weir_uri_is_valid ("/dev/video0"));
  g_assert_false (weir_uri_is_valid ("file"));
  g_assert_false (weir_uri_is_valid (":x"));
  g_assert_false (weir_uri_is_valid (NULL));
}

static void
test_parts (void)
{
  static const struct {
    const char *uri, *protocol, *location;
  } rows[] = {
    { "file:///tmp/a%20b.mp4", "file", "/tmp/a b.mp4" },
    { "FILE://localhost/tmp/x", "file", "/tmp/x" },
    { "http://host:80/p?q=1", "http", "host:80/p?q=1" },
    { "data:text/plain,x", "data", NULL },
    { "nothing", NULL, NULL },
    { "file:///a%ZZ", "file", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *protocol = weir_uri_get_protocol (rows[i].uri);
    g_autofree char *location = weir_uri_get_location (rows[i].uri);

    g_assert_cmpstr (protocol, ==, rows[i].protocol);
    g_assert_cmpstr (location, ==, rows[i].location);
  }
  g_assert_true (weir_uri_has_protocol ("HTTPS://x", "https"));
  g_assert_false (weir_uri_has_protocol ("https://x", "http"));
}

static void
test_made (void)
{
  g_autofree char *made = weir_uri_construct ("FILE", "/tmp/a b#c");
  g_autofree char *back = weir_uri_get_location (made);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (made, ==, "file:///tmp/a%20b%23c");
  g_assert_cmpstr (back, ==, "/tmp/a b#c");

  g_autofree char *absolute = weir_filename_to_uri ("/tmp/../tmp/./x y", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (absolute, ==, "file:///tmp/x%20y");
  g_autofree char *relative = weir_filename_to_uri ("x", &error), *here = g_get_current_dir ();
  g_autofree char *path = g_build_filename (here, "x", NULL),
                  *expected = g_filename_to_uri (path, NULL, NULL);
  g_assert_cmpstr (relative, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uri/protocols", test_protocols);
  g_test_add_func ("/uri/parts", test_parts);
  g_test_add_func ("/uri/made", test_made);
  return g_test_run ();
}
