/* SPDX-License-Identifier: MIT */
/* `weir inspect`: what elements and plugins there are, and what is known about one. */
#include <cli/commands.h>

#include <cli/inspect.h>
#include <cli/say.h>
#include <weir/base/error.h>

#include <sys/ioctl.h>
#include <unistd.h>

#define MIN_COLUMNS 60
#define MAX_COLUMNS 120

static guint
count_columns (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 100;
  return CLAMP (size.ws_col, MIN_COLUMNS, MAX_COLUMNS);
}

static int
fail_unknown (const char *name)
{
  g_autoptr (GPtrArray) elements = cli_inspect_list_elements (NULL);
  g_autoptr (GPtrArray) plugins = cli_inspect_list_plugins ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < elements->len; i++)
    g_ptr_array_add (names, (gpointer) WEIR_OBJECT_NAME (elements->pdata[i]));
  for (guint i = 0; i < plugins->len; i++)
    g_ptr_array_add (names, (gpointer) weir_plugin_get_name (plugins->pdata[i]));
  const char *meant =
    weir_error_did_you_mean ((const char *const *) names->pdata, names->len, name);
  if (meant != NULL)
    g_set_error (&error, WEIR_ERROR, WEIR_ERROR_UNKNOWN_NAME,
                 "There is no element or plugin \"%s\"; did you mean \"%s\"?", name, meant);
  else
    g_set_error (&error, WEIR_ERROR, WEIR_ERROR_UNKNOWN_NAME,
                 "There is no element or plugin \"%s\"; `weir inspect` lists what there is", name);
  cli_say_error (NULL, error);
  return CLI_EXIT_USAGE;
}

/* (transfer full) (nullable): NULL if there is nothing of that name. */
static char *
describe (const char *name, gboolean as_json)
{
  g_autoptr (WeirElementFactory) factory = weir_element_factory_find (name);
  g_autoptr (WeirPlugin) plugin = NULL;

  if (factory != NULL)
    return as_json ? cli_inspect_element_to_json (factory)
                   : cli_inspect_format_element (factory, count_columns ());
  plugin = weir_registry_find_plugin (weir_registry_get (), name);
  if (plugin == NULL)
    return NULL;
  return as_json ? cli_inspect_plugin_to_json (plugin)
                 : cli_inspect_format_plugin (plugin, count_columns ());
}

int
cli_cmd_inspect (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  gboolean as_json = FALSE;
  g_autofree char *complete = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Write JSON, for programs", NULL },
    { "complete", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &complete, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *text = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse_options (program, command, entries, &argc, &argv, &status))
    return status;
  if (argc > 2)
    return cli_fail_usage (program, command, "One NAME is enough, but there is \"%s\" too",
                           argv[2]);
  if (complete != NULL)
    text = cli_inspect_complete (complete);
  else if (argc == 2)
    text = describe (argv[1], as_json);
  else
    text = as_json ? cli_inspect_list_to_json () : cli_inspect_format_list (count_columns ());
  if (text == NULL)
    return fail_unknown (argv[1]);
  g_print ("%s", text);
  return CLI_EXIT_OK;
}
