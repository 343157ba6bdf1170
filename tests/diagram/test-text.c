/* SPDX-License-Identifier: MIT */
/* Caps in lines, numbers for people, texts of bounded length. */
#include <weir/diagram/text.h>

#include <tests/diagram/samples.h>
#include <tests/harness/comma-locale.h>

#include <math.h>
#include <string.h>

static char *
split (const char *caps)
{
  g_autoptr (GPtrArray) all = weir_diagram_split_caps (caps);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    const WeirDiagramCaps *part = g_ptr_array_index (all, i);
    g_string_append_printf (out, "<%s|%s", part->media,
                            part->features != NULL ? part->features : "");
    for (guint j = 0; j < part->fields->len; j++)
      g_string_append_printf (out, "|%s", (char *) g_ptr_array_index (part->fields, j));
    g_string_append_c (out, '>');
  }
  return g_string_free (out, FALSE);
}

static void
test_caps (void)
{
  static const struct {
    const char *caps, *parts;
  } all[] = {
    { "", "" },
    { "ANY", "<ANY|>" },
    { "video/x-raw", "<video/x-raw|>" },
    { "video/x-raw, width=(int)640", "<video/x-raw||width=640>" },
    { "video/x-raw(memory:DMABuf, meta:X), a=(string)\"b, c; (int)\"",
      "<video/x-raw|memory:DMABuf, meta:X|a=\"b, c; (int)\">" },
    { "a/b, c=(int){ 1, 2 }, d=(fraction)[ 0/1, 30/1 ]; e/f",
      "<a/b||c={ 1, 2 }|d=[ 0/1, 30/1 ]><e/f|>" },
    { "a/b, c=< (int)1, (string)x >", "<a/b||c=< 1, x >>" },
    { ";;a/b,,;", "<a/b|>" },
    { "([{<\"\\", "<([{<\"\\|>" },
    { "a/b, c=\"\\\"; \"; d/e", "<a/b||c=\"\\\"; \"><d/e|>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *parts = split (all[i].caps);
    g_assert_cmpstr (parts, ==, all[i].parts);
  }
}

static void
test_numbers (void)
{
  static const struct {
    double number;
    const char *text;
  } numbers[] = {
    { 0, "0" },          { 1, "1" },
    { 29.97, "30.0" },   { 99.94, "99.9" },
    { 150.4, "150" },    { 999.4, "999" },
    { 999.5, "1.0 k" },  { 1234567, "1.2 M" },
    { 1e10, "10.0 G" },  { 1e30, "1000000000000 E" },
    { -1500, "-1.5 k" }, { NAN, "?" },
    { INFINITY, "?" },   { 0.25, "0.2" },
  };

  comma_locale_set ();
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *text = weir_diagram_format_number (numbers[i].number);
    g_assert_cmpstr (text, ==, numbers[i].text);
  }
  comma_locale_unset ();
}

static void
test_shorten (void)
{
  g_autofree char *same = weir_diagram_shorten ("\xc3\xa4\xc3\xb6\xc3\xbc", 3);
  g_autofree char *cut = weir_diagram_shorten ("\xc3\xa4\xc3\xb6\xc3\xbc", 2);

  g_assert_cmpstr (same, ==, "\xc3\xa4\xc3\xb6\xc3\xbc");
  g_assert_cmpstr (cut, ==, "\xc3\xa4\xe2\x80\xa6");
}

static char *
join_label (const WeirDiagramLink *link, WeirDebugGraphDetails details)
{
  const WeirDiagramLabel label = weir_diagram_link_label (link, details);

  g_ptr_array_add (label.lines, NULL);
  char *text = g_strjoinv ("|", (char **) label.lines->pdata);
  g_ptr_array_unref (label.lines);
  return text;
}

static void
test_labels (void)
{
  g_autoptr (WeirDiagram) tee = sample_tee ();
  g_autoptr (WeirDiagram) large = sample_large ();
  const WeirDiagramLink *link = weir_diagram_find_link (tee, "t.src_0~outputs.sink0");
  const WeirDiagramLink *early = weir_diagram_find_link (large, "queue0.src~h264parse1.sink");
  g_autofree char *all = join_label (link, WEIR_DEBUG_GRAPH_SHOW_ALL);
  g_autofree char *media = join_label (link, WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE);
  g_autofree char *numbers = join_label (link, 0);
  g_autofree char *verbose = join_label (link, WEIR_DEBUG_GRAPH_SHOW_VERBOSE);
  g_autofree char *guess = join_label (early, WEIR_DEBUG_GRAPH_SHOW_ALL);

  g_assert_cmpstr (all, ==,
                   "video/x-raw|format=I420|640\xc3\x97"
                   "360|framerate=30/1|pixel-aspect-ratio=1/1"
                   "|interlace-mode=progressive|30.0 buffers/s|10.4 MB/s|64 of 64 waiting"
                   "|50 dropped");
  g_assert_cmpstr (media, ==, "video/x-raw|30.0 buffers/s|10.4 MB/s|64 of 64 waiting|50 dropped");
  g_assert_cmpstr (numbers, ==, "30.0 buffers/s|10.4 MB/s|64 of 64 waiting|50 dropped");
  g_assert_nonnull (strstr (verbose, "|width=640|height=360|"));
  g_assert_cmpstr (guess, ==, "video/x-raw|video/x-h264");
}

/* Long values are cut unless they are asked for whole; only everything shows what is default. */
static void
test_props (void)
{
  g_autofree char *many = g_strnfill (300, 'x');
  const WeirDiagramProp changed = { .name = "location", .value = many }, other = { .name = "sync", .is_default = TRUE };
  const WeirDebugGraphDetails all = WEIR_DEBUG_GRAPH_SHOW_ALL, full = all | WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS;
  g_autofree char *cut = weir_diagram_prop_text (&changed, all), *whole = weir_diagram_prop_text (&changed, full);

  g_assert_null (strstr (cut, many));
  g_assert_nonnull (strstr (whole, many));
  g_assert_true (weir_diagram_shows_prop (&changed, all) && weir_diagram_shows_prop (&changed, full));
  g_assert_false (weir_diagram_shows_prop (&changed, WEIR_DEBUG_GRAPH_SHOW_STATES));
  g_assert_false (weir_diagram_shows_prop (&other, full));
  g_assert_true (weir_diagram_shows_prop (&other, WEIR_DEBUG_GRAPH_SHOW_VERBOSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram/text/caps", test_caps);
  g_test_add_func ("/diagram/text/numbers", test_numbers);
  g_test_add_func ("/diagram/text/shorten", test_shorten);
  g_test_add_func ("/diagram/text/labels", test_labels);
  g_test_add_func ("/diagram/text/props", test_props);
  return g_test_run ();
}
