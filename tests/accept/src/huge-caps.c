/* SPDX-License-Identifier: MIT */
/* Texts of 1 MB as caps, as a structure and in a launch line: valid, broken and nested ones. Each call must
 * come back, soon, with a result or without. */
#include <stdio.h>
#include <string.h>

#include <weir/weir.h>

#define SIZE 1000000

/* `start`, then `piece` again and again up to 1 MB, then `end`. */
static char *
repeat (const char *start, const char *piece, const char *end)
{
  GString *text = g_string_new (start);
  while (text->len < SIZE)
    g_string_append (text, piece);
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

static char *
many_fields (void)
{
  GString *text = g_string_new ("video/x-raw");
  for (int n = 0; text->len < SIZE; n++)
    g_string_append_printf (text, ", field%d=(int)%d", n, n);
  return g_string_free (text, FALSE);
}

static void
in_time (gint64 begin, const char *what, int number)
{
  double took = (g_get_monotonic_time () - begin) / 1e6;
  printf ("%s of text %d: %.2f s\n", what, number, took);
  fflush (stdout);
  if (took > 10)
    exit (1);
}

static void
try_text (const char *text, int number, gboolean valid)
{
  gint64 begin = g_get_monotonic_time ();
  WeirCaps *caps = weir_caps_from_string (text);
  in_time (begin, "caps", number);
  if (valid)
  {
    if (caps == NULL)
      exit (2);
    begin = g_get_monotonic_time ();
    g_autofree char *again = weir_caps_to_string (caps);
    WeirCaps *same = weir_caps_from_string (again);
    if (same == NULL || !weir_caps_is_equal (caps, same))
      exit (3);
    weir_caps_unref (same);
    in_time (begin, "the way back", number);
  }
  if (caps != NULL)
    weir_caps_unref (caps);

  begin = g_get_monotonic_time ();
  WeirStructure *structure = weir_structure_from_string (text, NULL);
  if (structure != NULL)
    weir_structure_free (structure);
  in_time (begin, "structure", number);

  begin = g_get_monotonic_time ();
  g_autofree char *line = g_strdup_printf ("videotestsrc ! %s ! fakesink", text);
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (line, &error);
  if (pipeline == NULL && error == NULL)
    exit (4);
  if (error != NULL && strlen (error->message) > 4000)
    exit (5);
  if (pipeline != NULL)
    weir_object_unref (pipeline);
  in_time (begin, "line", number);
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  char *texts[] = {
    many_fields (),
    repeat ("video/x-raw, name=(string)\"", "a", "\""),
    repeat ("video/x-raw, sizes=(int)< 1", ", 2", " >"),
    repeat ("video/x-raw, width=(int){ 1", ", 2", " }"),
    repeat ("video/x-raw, width={", "{", ""),
    repeat ("video/x-raw, width=", "[", ""),
    repeat ("video/x-raw, width=", "(", ""),
    repeat ("video/x-raw, width=", "<", ""),
    repeat ("video/x-raw, name=\"", "\\", ""),
    repeat ("video/x-raw, name=(structure)\"a, b=(structure)\\\"", "c, d=(structure)\\\\\\\"", ""),
    repeat ("video/x-raw(", "a:b,", ")"),
    repeat ("", "video/x-raw;", "video/x-raw"),
    repeat ("", ";", ""),
    repeat ("", "\xff\xfe", ""),
  };
  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
  {
    try_text (texts[n], n, n < 3);
    g_free (texts[n]);
  }
  return 0;
}
