/* SPDX-License-Identifier: MIT */
/* What messages of each type say, part three: contexts, properties, redirections. */
#include <weir/data/fields-private.h>
#include <weir/data/message.h>

#define CHECK(message, kind)                                                                       \
  g_return_if_fail ((message) != NULL && (message)->type == WEIR_MESSAGE_##kind)

/* Adds to the list in a field; takes the value and leaves it unset. */
static void
append_entry (WeirStructure *structure, const char *field, GValue *value)
{
  GValue list = G_VALUE_INIT;
  const GValue *old = weir_structure_get_value (structure, field);
  if (old != NULL)
    weir_value_init_and_copy (&list, old);
  else
    weir_value_list_init (&list, 1);
  weir_value_list_append_and_take_value (&list, value);
  weir_structure_take_value (structure, field, &list);
}

static const GValue *
nth_entry (WeirMessage *message, const char *field, gsize index)
{
  return weir_value_list_get_value (weir_structure_get_value (message->structure, field), index);
}

/* Sharing and watching */

/**
 * weir_message_new_need_context:
 * @src: (transfer none) (nullable): who says it
 * @context_type: a kind of context
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element needs a context
 */
WeirMessage *
weir_message_new_need_context (WeirObject *src, const char *context_type)
{
  g_return_val_if_fail (context_type != NULL, NULL);
  return weir_message_new_custom (WEIR_MESSAGE_NEED_CONTEXT, src,
                                  weir_structure_new ("GstMessageNeedContext", "context-type",
                                                      G_TYPE_STRING, context_type, NULL));
}

/**
 * weir_message_parse_context_type:
 * @message: a need-context message
 * @context_type: (out) (optional) (transfer none): the kind of context
 *
 * Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_message_parse_context_type (WeirMessage *message, const char **context_type)
{
  g_return_val_if_fail (message != NULL && message->type == WEIR_MESSAGE_NEED_CONTEXT, FALSE);
  if (context_type != NULL)
    *context_type = weir_structure_get_string (message->structure, "context-type");
  return TRUE;
}

/**
 * weir_message_new_have_context:
 * @src: (transfer none) (nullable): who says it
 * @context: (transfer full): the context
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element has a context
 */
WeirMessage *
weir_message_new_have_context (WeirObject *src, WeirContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);
  WeirStructure *structure =
    weir_structure_new ("GstMessageHaveContext", "context", WEIR_TYPE_CONTEXT, context, NULL);
  weir_context_unref (context);
  return weir_message_new_custom (WEIR_MESSAGE_HAVE_CONTEXT, src, structure);
}

/**
 * weir_message_parse_have_context:
 * @message: a have-context message
 * @context: (out) (optional) (transfer full): the context
 *
 * Reads a have-context message. Thread: any.
 */
void
weir_message_parse_have_context (WeirMessage *message, WeirContext **context)
{
  CHECK (message, HAVE_CONTEXT);
  if (context != NULL)
    *context =
      g_boxed_copy (WEIR_TYPE_CONTEXT, weir_structure_peek_boxed (message->structure, "context"));
}

/**
 * weir_message_new_property_notify:
 * @src: (transfer none) (nullable): who says it
 * @property_name: the property
 * @val: (transfer full) (nullable): its value now
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a property changed
 */
WeirMessage *
weir_message_new_property_notify (WeirObject *src, const char *property_name, GValue *val)
{
  g_return_val_if_fail (property_name != NULL, NULL);
  WeirStructure *structure = weir_structure_new ("GstMessagePropertyNotify", "property-name",
                                                 G_TYPE_STRING, property_name, NULL);
  if (val != NULL)
    weir_structure_take_value (structure, "property-value", val);
  return weir_message_new_custom (WEIR_MESSAGE_PROPERTY_NOTIFY, src, structure);
}

/**
 * weir_message_parse_property_notify:
 * @message: a property-notify message
 * @object: (out) (optional) (transfer none): whose property it is
 * @property_name: (out) (optional) (transfer none): the property
 * @property_value: (out) (optional) (nullable) (transfer none): its value, if @message tells it
 *
 * Reads a property-notify message. Thread: any.
 */
void
weir_message_parse_property_notify (WeirMessage *message, WeirObject **object,
                                    const char **property_name, const GValue **property_value)
{
  CHECK (message, PROPERTY_NOTIFY);
  if (object != NULL)
    *object = message->src;
  if (property_name != NULL)
    *property_name = weir_structure_get_string (message->structure, "property-name");
  if (property_value != NULL)
    *property_value = weir_structure_get_value (message->structure, "property-value");
}

/**
 * weir_message_add_redirect_entry:
 * @message: a redirect message that may be changed
 * @location: an address
 * @tag_list: (transfer full) (nullable): facts about it
 * @entry_struct: (transfer full) (nullable): more about it
 *
 * Adds an address to a redirect message. Thread: owner.
 */
void
weir_message_add_redirect_entry (WeirMessage *message, const char *location, WeirTagList *tag_list,
                                 WeirStructure *entry_struct)
{
  CHECK (message, REDIRECT);
  g_return_if_fail (location != NULL);
  WeirStructure *structure = weir_message_writable_structure (message);
  GValue value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, location);
  append_entry (structure, "redirect-entry-locations", &value);
  g_value_init (&value, WEIR_TYPE_TAG_LIST);
  g_value_take_boxed (&value, tag_list);
  append_entry (structure, "redirect-entry-taglists", &value);
  g_value_init (&value, WEIR_TYPE_STRUCTURE);
  g_value_take_boxed (&value, entry_struct);
  append_entry (structure, "redirect-entry-structures", &value);
}

/**
 * weir_message_new_redirect:
 * @src: (transfer none) (nullable): who says it
 * @location: an address
 * @tag_list: (transfer full) (nullable): facts about it
 * @entry_struct: (transfer full) (nullable): more about it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: look elsewhere
 */
WeirMessage *
weir_message_new_redirect (WeirObject *src, const char *location, WeirTagList *tag_list,
                           WeirStructure *entry_struct)
{
  g_return_val_if_fail (location != NULL, NULL);
  WeirMessage *message = weir_message_new_custom (WEIR_MESSAGE_REDIRECT, src,
                                                  weir_structure_new_empty ("GstMessageRedirect"));
  weir_message_add_redirect_entry (message, location, tag_list, entry_struct);
  return message;
}

/**
 * weir_message_parse_redirect_entry:
 * @message: a redirect message
 * @entry_index: which
 * @location: (out) (optional) (transfer none): an address
 * @tag_list: (out) (optional) (nullable) (transfer none): facts about it
 * @entry_struct: (out) (optional) (nullable) (transfer none): more about it
 *
 * Reads one address of a redirect message. Thread: any.
 */
void
weir_message_parse_redirect_entry (WeirMessage *message, gsize entry_index, const char **location,
                                   WeirTagList **tag_list, const WeirStructure **entry_struct)
{
  CHECK (message, REDIRECT);
  g_return_if_fail (entry_index < weir_message_get_num_redirect_entries (message));
  if (location != NULL)
    *location = g_value_get_string (nth_entry (message, "redirect-entry-locations", entry_index));
  if (tag_list != NULL)
    *tag_list = g_value_get_boxed (nth_entry (message, "redirect-entry-taglists", entry_index));
  if (entry_struct != NULL)
    *entry_struct =
      g_value_get_boxed (nth_entry (message, "redirect-entry-structures", entry_index));
}

/**
 * weir_message_get_num_redirect_entries:
 * @message: a redirect message
 *
 * Thread: any.
 *
 * Returns: how many addresses it names
 */
gsize
weir_message_get_num_redirect_entries (WeirMessage *message)
{
  g_return_val_if_fail (message != NULL && message->type == WEIR_MESSAGE_REDIRECT, 0);
  const GValue *list = weir_structure_get_value (message->structure, "redirect-entry-locations");
  return list != NULL ? weir_value_list_get_size (list) : 0;
}
