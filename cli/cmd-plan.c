/* SPDX-License-Identifier: MIT */
/* `weir plan`: says what would flow where, and runs nothing. */
#include <cli/commands.h>

#include <cli/line.h>
#include <cli/say.h>
#include <weir/negotiate/plan.h>

int
cli_cmd_plan (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse_line_options (program, command, NULL, &argc, &argv, &status))
    return status;
  g_autoptr (WeirPipeline) pipeline = cli_build_line (program, command, argv, &status);
  if (pipeline == NULL)
    return status;
  g_autoptr (WeirPlan) plan = weir_plan_bin (WEIR_BIN (pipeline), &error);
  if (plan == NULL) {
    cli_say_error (NULL, error);
    return CLI_EXIT_FAILED;
  }
  g_autofree char *text = weir_plan_to_string (plan);
  g_print ("%s", text);
  return CLI_EXIT_OK;
}
