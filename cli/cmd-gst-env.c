/* SPDX-License-Identifier: MIT */
/* `weir gst-env`: runs a Python program that was written for GStreamer on Weir, by putting a second
 * name of our introspection data, and an import hook, in front of what it would find. */
#include <cli/commands.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What the alias's folder is called: in the build folder and below the library's folder. */
#define FOLDER "gst-env"
#define GOOD_PYTHON "/usr/bin/python3"

typedef enum {
  KIND_PYTHON = 1,
  KIND_SCRIPT,   /* of another interpreter, which may run a Python program */
  KIND_COMPILED, /* has its GStreamer linked in */
} Kind;

/* (transfer full) (nullable) */
static char *
folder_if_there (const char *first, const char *second, const char *third)
{
  g_autofree char *path = g_build_filename (first, second, third, NULL);
  g_autofree char *typelibs = g_build_filename (path, "typelib", NULL);

  return g_file_test (typelibs, G_FILE_TEST_IS_DIR) ? g_canonicalize_filename (path, NULL) : NULL;
}

/* Beside the program as it lies in the build folder or as it is installed, wherever that was moved,
 * else where it was to be installed. (transfer full) (nullable) */
static char *
find_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = program != NULL ? g_path_get_dirname (program) : NULL;
  char *found = NULL;

  if (here != NULL) {
    found = folder_if_there (here, "../python", FOLDER);
    if (found == NULL)
      found = folder_if_there (here, WEIR_BIN_TO_LIB, "weir-1.0/" FOLDER);
  }
  return found != NULL ? found : folder_if_there (WEIR_LIB_DIR, "weir-1.0", FOLDER);
}

/* The program that a script's first line names. (transfer full) (nullable) */
static char *
read_shebang (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length < 3
      || strncmp (text, "#!", 2) != 0)
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text + 2, "\n", 2);
  g_auto (GStrv) words = g_strsplit (g_strstrip (lines[0]), " ", 3);
  if (words[0] == NULL)
    return NULL;
  g_autofree char *base = g_path_get_basename (words[0]);
  if (g_str_equal (base, "env") && words[1] != NULL)
    return g_find_program_in_path (words[1]);
  return g_strdup (words[0]);
}

static gboolean
is_python (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_str_has_prefix (base, "python") || g_str_has_prefix (base, "pypy");
}

/* Programs that only run another one. */
static gboolean
runs_others (const char *path)
{
  static const char *const names[] = { "sh",   "bash",   "dash",    "zsh", "env",      "timeout",
                                       "nice", "strace", "setpriv", "gdb", "valgrind", "time" };
  g_autofree char *base = g_path_get_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (base, names[i]))
      return TRUE;
  return FALSE;
}

/* *python (transfer full) is the interpreter of a KIND_PYTHON. */
static Kind
find_kind (const char *path, char **python)
{
  if (is_python (path)) {
    /* Also one that is itself a script, as version managers put them there. */
    *python = g_strdup (path);
    return KIND_PYTHON;
  }
  g_autofree char *interpreter = read_shebang (path);
  if (interpreter == NULL)
    return runs_others (path) ? KIND_SCRIPT : KIND_COMPILED;
  if (!is_python (interpreter))
    return KIND_SCRIPT;
  *python = g_steal_pointer (&interpreter);
  return KIND_PYTHON;
}

static gboolean
can_import (const char *python)
{
  const char *const argv[] = { python, "-c", "import gi", NULL };
  int status = -1;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

/* The same call with an interpreter that works. */
static int
fail_python (const CliProgram *program, const char *python, char **argv, gboolean is_script)
{
  g_autoptr (GString) call = g_string_new (NULL);

  g_string_append_printf (call, "%s gst-env %s", program->name, GOOD_PYTHON);
  for (char **at = argv + (is_script ? 1 : 2); *at != NULL; at++) {
    const gboolean is_plain = strpbrk (*at, " \t\n\"'\\$`&|;<>()*?[]{}!#~") == NULL && **at != '\0';
    g_autofree char *quoted = is_plain ? g_strdup (*at) : g_shell_quote (*at);
    g_string_append_printf (call, " %s", quoted);
  }
  g_printerr ("%s gst-env: %s can't import gi: it has no PyGObject. Debian's Python has it "
              "(package python3-gi):\n  %s\n",
              program->name, python, call->str);
  return CLI_EXIT_USAGE;
}

static int
fail_compiled (const CliProgram *program, const char *path)
{
  g_printerr ("%s gst-env: %s is a compiled program: its GStreamer is linked in and can't be "
              "exchanged. Only programs that use GStreamer by introspection, those in Python, are "
              "served.\n",
              program->name, path);
  return CLI_EXIT_USAGE;
}

static void
prepend (const char *variable, const char *folder, const char *part)
{
  const char *before = g_getenv (variable);
  g_autofree char *path = g_build_filename (folder, part, NULL);
  g_autofree char *value =
    before != NULL && *before != '\0' ? g_strconcat (path, ":", before, NULL) : g_strdup (path);

  g_setenv (variable, value, TRUE);
}

int
cli_cmd_gst_env (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  g_autofree char *python = NULL;
  int status = CLI_EXIT_OK;

  /* What looks like an option behind CMD is CMD's. */
  if (argc < 2)
    return cli_fail_usage (program, command, "CMD is missing");
  if (*argv[1] == '-') {
    if (!cli_parse_options (program, command, NULL, &argc, &argv, &status))
      return status;
    if (argc < 2)
      return cli_fail_usage (program, command, "CMD is missing");
  }

  g_autofree char *path = g_find_program_in_path (argv[1]);
  if (path == NULL) {
    g_printerr ("%s gst-env: there is no program '%s'\n", program->name, argv[1]);
    return CLI_EXIT_USAGE;
  }
  switch (find_kind (path, &python)) {
  case KIND_COMPILED:
    return fail_compiled (program, path);
  case KIND_PYTHON:
    if (!can_import (python))
      return fail_python (program, python, argv, !is_python (path));
    break;
  case KIND_SCRIPT:
    break;
  }

  g_autofree char *folder = find_folder ();
  if (folder == NULL) {
    g_printerr ("%s gst-env: this Weir was built without its introspection data, which gst-env "
                "needs: build it with -Dintrospection=enabled\n",
                program->name);
    return CLI_EXIT_FAILED;
  }
  prepend ("GI_TYPELIB_PATH", folder, "typelib");
  prepend ("PYTHONPATH", folder, "python");
  execv (path, argv + 1);
  g_printerr ("%s gst-env: %s can't be run: %s\n", program->name, path, g_strerror (errno));
  return CLI_EXIT_FAILED;
}
