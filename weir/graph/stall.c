/* SPDX-License-Identifier: MIT */
/* The stall report in words. */
#include <weir/base/log.h>
#include <weir/graph/element-private.h>
#include <weir/graph/stall.h>

WEIR_LOG_TOPIC ("stall");

static const char *
reason (WeirWait wants)
{
  if ((wants & WEIR_WAIT_ROOM) != 0)
    return "waits for room";
  if ((wants & (WEIR_WAIT_INPUT_ALL | WEIR_WAIT_INPUT_ANY)) != 0)
    return "waits for data";
  if ((wants & WEIR_WAIT_PREROLL) != 0)
    return "holds its first item until all sinks have theirs";
  if ((wants & WEIR_WAIT_POOL) != 0)
    return "waits for a free buffer of a pool";
  if ((wants & WEIR_WAIT_PROBE) != 0)
    return "is held by a blocking probe";
  return "waits";
}

static void
add_sentence (GString *text, const WeirStallLink *at)
{
  g_autofree char *who = weir_task_describe (at->task);
  WeirPad *src = at->link != NULL ? weir_link_get_source_data (at->link) : NULL;
  WeirPad *sink = at->link != NULL ? weir_link_get_sink_data (at->link) : NULL;

  g_string_append_printf (text, "\n  %s %s", who, reason (at->wants));
  if (src != NULL && sink != NULL) {
    g_autofree char *a = weir_object_get_path_string (WEIR_OBJECT_CAST (src));
    g_autofree char *b = weir_object_get_path_string (WEIR_OBJECT_CAST (sink));

    g_string_append_printf (text, " %s %s -> %s (%" G_GUINT64_FORMAT " items, %" G_GUINT64_FORMAT " bytes queued)",
                            (at->wants & WEIR_WAIT_ROOM) != 0 ? "on" : "from", a, b,
                            at->level_items, at->level_bytes);
  }
}

static const char *
cure (GPtrArray *chain)
{
  WeirWait all = 0;

  for (guint i = 0; i < chain->len; i++)
    all |= ((WeirStallLink *) chain->pdata[i])->wants;
  if ((all & WEIR_WAIT_ROOM) != 0)
    return "what is queued has reached the pipeline's limit: give the branch that waits data or EOS, or raise the limit "
           "(weir_pipeline_set_max_bytes ())";
  if ((all & WEIR_WAIT_PREROLL) != 0)
    return "a sink will never get its first item: give it a source, set async=false on it, or remove it";
  return "the elements wait for each other: an input of one of them has no producer that can go on; unlink it, or send "
         "EOS to it";
}

void
weir_pipeline_report_stall (gpointer pipeline, GPtrArray *chain)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) debug = g_string_new ("who waits for whom:");
  const WeirStallLink *first = chain->len > 0 ? chain->pdata[0] : NULL;
  g_autofree char *culprit = first != NULL ? weir_task_describe (first->task) : g_strdup ("part of the pipeline");

  for (guint i = 0; i < chain->len; i++)
    add_sentence (debug, chain->pdata[i]);
  g_string_printf (text, "The pipeline can't go on: %s %s; %s. %s", culprit,
                   first != NULL ? reason (first->wants) : "waits", cure (chain), debug->str);
  error = g_error_new_literal (WEIR_CORE_ERROR, WEIR_CORE_ERROR_FAILED, text->str);
  WEIR_LOG_WARNING (culprit, "stalled: %s", debug->str);
  weir_element_post_error (WEIR_ELEMENT_CAST (pipeline), error, debug->str);
}
