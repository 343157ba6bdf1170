/* SPDX-License-Identifier: MIT */
/* `weir discover`: reads a file until all its streams have shown themselves, and says what they are. */
#include <cli/commands.h>

#include <cli/decode.h>
#include <cli/say.h>
#include <weir/base/error.h>
#include <weir/data/tags.h>
#include <weir/graph/bus.h>

#define TIMEOUT (30 * WEIR_SECOND)

static char *
choose_cb (CliDecode *decode, WeirPad *pad, const char *media)
{
  return g_strdup ("fakesink sync=false");
}

static void
fail_timeout (GError **error)
{
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_TIMEOUT,
               "Its streams have not all shown themselves within %d s",
               (int) (TIMEOUT / WEIR_SECOND));
}

static void
merge_tags (WeirTagList **all, WeirMessage *message)
{
  WeirTagList *tags = NULL;

  weir_message_parse_tag (message, &tags);
  if (tags == NULL)
    return;
  WeirTagList *merged = weir_tag_list_merge (*all, tags, WEIR_TAG_MERGE_REPLACE);
  weir_tag_list_unref (tags);
  g_clear_pointer (all, weir_tag_list_unref);
  *all = merged;
}

/* Until the pipeline holds the first data of each stream. */
static gboolean
wait_for_streams (WeirBus *bus, WeirTagList **tags, GError **error)
{
  for (;;) {
    g_autofree char *debug = NULL;
    g_autoptr (WeirMessage) message = weir_bus_timed_pop_filtered (
      bus, TIMEOUT,
      WEIR_MESSAGE_ASYNC_DONE | WEIR_MESSAGE_ERROR | WEIR_MESSAGE_TAG | WEIR_MESSAGE_EOS);

    if (message == NULL) {
      fail_timeout (error);
      return FALSE;
    }
    switch (message->type) {
    case WEIR_MESSAGE_ERROR:
      weir_message_parse_error (message, error, &debug);
      return FALSE;
    case WEIR_MESSAGE_TAG:
      merge_tags (tags, message);
      break;
    default:
      return TRUE;
    }
  }
}

static void
show_time (WeirElement *pipeline)
{
  gint64 duration;
  g_autoptr (WeirQuery) query = weir_query_new_seeking (WEIR_FORMAT_TIME);
  gboolean is_seekable = FALSE;

  if (weir_element_query_duration (pipeline, WEIR_FORMAT_TIME, &duration) && duration >= 0)
    g_print ("  length    %" WEIR_TIME_FORMAT "\n", WEIR_TIME_ARGS ((WeirClockTime) duration));
  else
    g_print ("  length    unknown\n");
  if (weir_element_query (pipeline, query))
    weir_query_parse_seeking (query, NULL, &is_seekable, NULL, NULL);
  g_print ("  seekable  %s\n", is_seekable ? "yes" : "no");
}

static void
show_streams (const CliDecode *decode)
{
  for (guint i = 0; i < decode->pads->len; i++) {
    g_autoptr (WeirCaps) caps = weir_pad_get_current_caps (decode->pads->pdata[i]);
    g_autofree char *text = caps != NULL ? weir_caps_to_string (caps) : g_strdup ("unknown");
    g_print ("  stream %u  %s\n", i, text);
  }
}

static void
show_tag (const WeirTagList *tags, const char *tag, gpointer data)
{
  const GValue *value = weir_tag_list_get_value_index (tags, tag, 0);
  g_autofree char *text = value != NULL ? g_strdup_value_contents (value) : NULL;

  if (text != NULL)
    g_print ("  tag       %s: %s\n", tag, text);
}

static gboolean
discover (CliDecode *decode, const char *place, GError **error)
{
  WeirElement *pipeline = WEIR_ELEMENT (decode->pipeline);
  g_autoptr (WeirBus) bus = weir_pipeline_get_bus (decode->pipeline);
  g_autoptr (WeirTagList) tags = NULL;

  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  if (!wait_for_streams (bus, &tags, error))
    return FALSE;
  g_print ("%s\n", place);
  show_time (pipeline);
  show_streams (decode);
  if (tags != NULL)
    weir_tag_list_foreach (tags, show_tag, NULL);
  return TRUE;
}

int
cli_cmd_discover (const CliProgram *program, const CliCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  CliDecode decode;
  int status = CLI_EXIT_OK;

  if (!cli_parse_options (program, command, NULL, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return cli_fail_usage (program, command,
                           argc < 2 ? "FILE or URI is missing" : "One FILE or URI at a time");
  if (!cli_decode_init (&decode, argv[1], choose_cb, NULL, &error)) {
    cli_say_error (NULL, error);
    return CLI_EXIT_FAILED;
  }
  if (!discover (&decode, argv[1], &error)) {
    cli_say_error (argv[1], error);
    status = CLI_EXIT_FAILED;
  }
  weir_element_set_state (WEIR_ELEMENT (decode.pipeline), WEIR_STATE_NULL);
  cli_decode_clear (&decode);
  return status;
}
