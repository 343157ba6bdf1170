/* SPDX-License-Identifier: MIT */
/* weir-manifest opens plugin modules and writes down what they have to offer: for a whole folder, when it is built, or for
 * one module in a child process of a program that has found it. */
#include <weir/registry/manifest.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A module that takes longer to open hangs. */
#define PATIENCE_S 20

/* For who waits on the other end of a pipe: a module that crashes or hangs shall do so quickly and quietly, and what it
 * prints is not what it is asked for. Returns the real standard output. */
static int
prepare_child (void)
{
  const struct rlimit no_core = { 0, 0 };
  int out = dup (STDOUT_FILENO);

  setrlimit (RLIMIT_CORE, &no_core);
  alarm (PATIENCE_S);
  dup2 (STDERR_FILENO, STDOUT_FILENO);
  return out;
}

static gboolean
write_all (int fd, const char *text)
{
  for (gsize left = strlen (text); left > 0;) {
    gssize written = write (fd, text, left);

    if (written < 0)
      return FALSE;
    text += written;
    left -= (gsize) written;
  }
  return TRUE;
}

/* Doesn't return the usual way: what the module's destructors do is of no interest. */
static int
describe_one (const char *path)
{
  int out = prepare_child ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = weir_manifest_describe_stamped (path, &error);

  if (text == NULL || !write_all (out, text)) {
    fprintf (stderr, "%s\n", error != NULL ? error->message : "it can't be written");
    _exit (1);
  }
  _exit (0);
}

static int
describe_all (char **paths, const char *base, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    weir_manifest_describe_modules ((const char *const *) paths, base, &error);

  if (text != NULL && (output == NULL || g_file_set_contents (output, text, -1, &error))) {
    if (output == NULL)
      fputs (text, stdout);
    return 0;
  }
  fprintf (stderr, "weir-manifest: %s\n", error->message);
  return 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *output = NULL, *base = NULL;
  gboolean stamp = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      "Write the manifest to FILE instead of standard output", "FILE" },
    { "base", 'b', 0, G_OPTION_ARG_FILENAME, &base,
      "The folder that the manifest will be in; files are named from it on", "DIR" },
    { "stamp", 0, 0, G_OPTION_ARG_NONE, &stamp, "One module, with its time of change and size",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context =
    g_option_context_new ("MODULE... - write down what plugin modules have to offer");

  setlocale (LC_ALL, "");
  /* Nobody else's plugins are needed for it; looking at them would start this program again. */
  g_unsetenv ("WEIR_PLUGIN_PATH");
  g_setenv ("WEIR_PLUGIN_SYSTEM_PATH", "", TRUE);

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_description (
    context, "Example:\n  weir-manifest -b plugins -o plugins/weir.manifest plugins/*.so");
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    fprintf (stderr, "weir-manifest: %s\n", error->message);
    return 2;
  }
  if (argc < 2 || (stamp && argc != 2)) {
    fprintf (stderr, "weir-manifest: %s; see weir-manifest --help\n",
             argc < 2 ? "no module is given" : "--stamp takes one module");
    return 2;
  }
  return stamp ? describe_one (argv[1]) : describe_all (argv + 1, base, output);
}
