/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

static void
set_one (WeirElement *element, const char *name, const char *text)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (element), name);
  g_auto (GValue) value = G_VALUE_INIT;

  if (pspec == NULL)
    g_error ("no property %s", name);
  g_value_init (&value, pspec->value_type);
  if (pspec->value_type == WEIR_TYPE_CAPS)
    g_value_take_boxed (&value, weir_caps_from_string (text));
  else if (!weir_value_deserialize (&value, text))
    g_error ("%s doesn't take %s", name, text);
  g_object_set_property (G_OBJECT (element), name, &value);
}

void
line_set (WeirElement *element, const char *settings)
{
  g_auto (GStrv) words = NULL;

  if (settings == NULL)
    return;
  words = g_strsplit (settings, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    char *equals = strchr (words[i], '=');

    g_assert_nonnull (equals);
    *equals = '\0';
    set_one (element, words[i], equals + 1);
  }
}

WeirElement *
line_element (GType type, const char *settings)
{
  WeirElement *element = g_object_new (type, NULL);

  line_set (element, settings);
  return element;
}

void
line_add (WeirElement *pipeline, WeirElement *from, WeirElement *element)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_bin_add (WEIR_BIN (pipeline), element));
  if (from == NULL)
    return;
  weir_element_link_checked (from, NULL, element, NULL, NULL, &error);
  g_assert_no_error (error);
}

WeirElement *
line_new (WeirElement *first, ...)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL)), *element;
  va_list args;

  line_add (pipeline, NULL, first);
  va_start (args, first);
  while ((element = va_arg (args, WeirElement *)) != NULL) {
    line_add (pipeline, first, element);
    first = element;
  }
  va_end (args);
  return pipeline;
}

WeirMessage *
line_wait (WeirElement *pipeline, WeirMessageType types)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  WeirMessage *message = weir_bus_timed_pop_filtered (bus, 30 * WEIR_SECOND, types | WEIR_MESSAGE_ERROR);

  if (message == NULL)
    g_error ("no message of %x came", types);
  return message;
}

void
line_reach (WeirElement *pipeline, WeirState state)
{
  WeirState reached;

  weir_element_set_state (pipeline, state);
  weir_element_get_state (pipeline, &reached, NULL, 30 * WEIR_SECOND);
  g_assert_cmpint (reached, ==, state);
}

char *
line_run (WeirElement *pipeline)
{
  WeirMessage *message;
  char *text = NULL;

  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = line_wait (pipeline, WEIR_MESSAGE_EOS);
  if (message->type == WEIR_MESSAGE_ERROR) {
    g_autoptr (GError) error = NULL;

    weir_message_parse_error (message, &error, NULL);
    text = g_strdup (error->message);
  }
  weir_message_unref (message);
  return text;
}

void
line_run_well (WeirElement *pipeline)
{
  g_autofree char *error = line_run (pipeline);

  g_assert_cmpstr (error, ==, NULL);
}

void
line_free (WeirElement *pipeline)
{
  g_assert_cmpint (weir_element_set_state (pipeline, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_object_unref (pipeline);
}

guint64
line_rendered (WeirElement *sink)
{
  g_autoptr (WeirStructure) stats = NULL;
  guint64 rendered = 0;

  g_object_get (sink, "stats", &stats, NULL);
  weir_structure_get_uint64 (stats, "rendered", &rendered);
  return rendered;
}

/* --- worlds --------------------------------------------------------------------------------------------------------- */

void
line_add_test (const char *path, void (*func) (void))
{
  world_add_test (path, func);
}

int
line_test_run (void)
{
  return world_test_run ();
}
