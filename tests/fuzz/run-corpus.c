/* SPDX-License-Identifier: MIT */
/* Runs a fuzzer's entry point over a folder of inputs, so that what fuzzing found stays tested in
 * every build, with any compiler. Each file is a case; its beginnings are tried too, since input
 * that ends early is what parsers get wrong most. */
#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Beginnings of every length are tried up to here; a longer file is cut at 16 places. */
#define MAX_ALL_LENGTHS 256

/* Each run gets memory of exactly its size: reading past the end is seen by sanitizers. */
static void
run_one (const char *data, gsize size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
test_input (gconstpointer user_data)
{
  const char *path = user_data;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, step;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  step = size <= MAX_ALL_LENGTHS ? 1 : size / 16;
  for (gsize length = 0; length < size; length += step)
    run_one (data, length);
  run_one (data, size);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *folder, *name;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s FOLDER", argv[0]);
  folder = argv[1];
  dir = g_dir_open (folder, 0, &error);
  if (dir == NULL)
    g_error ("%s", error->message);

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *test = g_strdup_printf ("/corpus/%s", name);

    g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_input, g_free);
  }
  return g_test_run ();
}
