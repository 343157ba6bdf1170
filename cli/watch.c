/* SPDX-License-Identifier: MIT */
/* The handlers here are called in any thread; all they do is post, or draw. */
#include <cli/watch.h>

#include <weir/data/structure.h>
#include <weir/data/value.h>
#include <weir/diagram/debug-bin.h>
#include <weir/graph/bus.h>
#include <weir/graph/iterator.h>

static char *
describe_value (GObject *object, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (object, pspec->name, &value);
  if (G_VALUE_HOLDS (&value, G_TYPE_BOXED) && g_value_get_boxed (&value) == NULL)
    return NULL;
  if (G_VALUE_HOLDS (&value, WEIR_TYPE_CAPS))
    return weir_caps_to_string (g_value_get_boxed (&value));
  if (G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  char *text = weir_value_serialize (&value);
  return text != NULL ? text : g_strdup_value_contents (&value);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer bus)
{
  if ((pspec->flags & G_PARAM_READABLE) == 0)
    return;
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT (object));
  g_autofree char *value = describe_value (object, pspec);
  g_autofree char *text =
    g_strdup_printf ("%s: %s = %s", path, pspec->name, value != NULL ? value : "NULL");
  WeirStructure *structure =
    weir_structure_new (CLI_WATCH_MESSAGE, "text", G_TYPE_STRING, text, NULL);

  weir_bus_post (bus, weir_message_new_application (WEIR_OBJECT_CAST (object), structure));
}

static void
watch_object (gpointer object, WeirBus *bus)
{
  g_signal_connect_data (object, "notify", G_CALLBACK (notify_cb), g_object_ref (bus),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

static void
pad_added_cb (WeirElement *element, WeirPad *pad, gpointer bus)
{
  watch_object (pad, bus);
}

static gboolean
watch_pad (WeirElement *element, WeirPad *pad, gpointer bus)
{
  watch_object (pad, bus);
  return TRUE;
}

static void
watch_element (WeirElement *element, WeirBus *bus)
{
  watch_object (element, bus);
  g_signal_connect_data (element, "pad-added", G_CALLBACK (pad_added_cb), g_object_ref (bus),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  weir_element_foreach_pad (element, watch_pad, bus);
}

static void
element_added_cb (WeirBin *bin, WeirBin *sub_bin, WeirElement *element, gpointer bus)
{
  watch_element (element, bus);
}

static void
watch_item (const GValue *item, gpointer bus)
{
  watch_element (g_value_get_object (item), bus);
}

void
cli_watch_changes (WeirPipeline *pipeline)
{
  g_autoptr (WeirBus) bus = weir_pipeline_get_bus (pipeline);
  g_autoptr (WeirIterator) it = weir_bin_iterate_recurse (WEIR_BIN (pipeline));

  g_signal_connect_data (pipeline, "deep-element-added", G_CALLBACK (element_added_cb),
                         g_object_ref (bus), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  weir_iterator_foreach (it, watch_item, bus);
}

void
cli_watch_dump (WeirPipeline *pipeline, WeirMessage *message, const char *name)
{
  WeirState before, now;

  if (message->type != WEIR_MESSAGE_STATE_CHANGED || message->src != WEIR_OBJECT_CAST (pipeline))
    return;
  weir_message_parse_state_changed (message, &before, &now, NULL);
  g_autofree char *file = g_strdup_printf ("%s.%s_%s", name, weir_element_state_get_name (before),
                                           weir_element_state_get_name (now));
  weir_debug_bin_to_dot_file_with_ts (WEIR_BIN (pipeline), WEIR_DEBUG_GRAPH_SHOW_ALL, file);
}
