/* SPDX-License-Identifier: MIT */
/* Messages: types and their names, and messages of any type. What those of one type say is in
 * message-types.c, message-notices.c and message-sharing.c. */
#include <weir/base/reaper.h>
#include <weir/data/cells-private.h>
#include <weir/data/event.h>
#include <weir/data/message.h>
#include <weir/data/mini-private.h>

G_DEFINE_BOXED_TYPE (WeirMessage, weir_message, weir_message_ref, weir_message_unref)

G_DEFINE_ENUM_TYPE (WeirProgressType, weir_progress_type,
                    G_DEFINE_ENUM_VALUE (WEIR_PROGRESS_TYPE_START, "start"),
                    G_DEFINE_ENUM_VALUE (WEIR_PROGRESS_TYPE_CONTINUE, "continue"),
                    G_DEFINE_ENUM_VALUE (WEIR_PROGRESS_TYPE_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (WEIR_PROGRESS_TYPE_CANCELED, "canceled"),
                    G_DEFINE_ENUM_VALUE (WEIR_PROGRESS_TYPE_ERROR, "error"))

G_DEFINE_ENUM_TYPE (WeirStructureChangeType, weir_structure_change_type,
                    G_DEFINE_ENUM_VALUE (WEIR_STRUCTURE_CHANGE_TYPE_PAD_LINK, "link"),
                    G_DEFINE_ENUM_VALUE (WEIR_STRUCTURE_CHANGE_TYPE_PAD_UNLINK, "unlink"))

/* One row is both the value of the flags type and the name. */
static const GFlagsValue type_values[] = {
#define ROW(name, nick)                                                                            \
  {                                                                                                \
    (guint) WEIR_MESSAGE_##name, "WEIR_MESSAGE_" #name, nick                                       \
  }
  ROW (UNKNOWN, "unknown"),
  ROW (EOS, "eos"),
  ROW (ERROR, "error"),
  ROW (WARNING, "warning"),
  ROW (INFO, "info"),
  ROW (TAG, "tag"),
  ROW (BUFFERING, "buffering"),
  ROW (STATE_CHANGED, "state-changed"),
  ROW (STATE_DIRTY, "state-dirty"),
  ROW (STEP_DONE, "step-done"),
  ROW (CLOCK_PROVIDE, "clock-provide"),
  ROW (CLOCK_LOST, "clock-lost"),
  ROW (NEW_CLOCK, "new-clock"),
  ROW (STRUCTURE_CHANGE, "structure-change"),
  ROW (STREAM_STATUS, "stream-status"),
  ROW (APPLICATION, "application"),
  ROW (ELEMENT, "element"),
  ROW (SEGMENT_START, "segment-start"),
  ROW (SEGMENT_DONE, "segment-done"),
  ROW (DURATION_CHANGED, "duration-changed"),
  ROW (LATENCY, "latency"),
  ROW (ASYNC_START, "async-start"),
  ROW (ASYNC_DONE, "async-done"),
  ROW (REQUEST_STATE, "request-state"),
  ROW (STEP_START, "step-start"),
  ROW (QOS, "qos"),
  ROW (PROGRESS, "progress"),
  ROW (TOC, "toc"),
  ROW (RESET_TIME, "reset-time"),
  ROW (STREAM_START, "stream-start"),
  ROW (NEED_CONTEXT, "need-context"),
  ROW (HAVE_CONTEXT, "have-context"),
  ROW (EXTENDED, "extended"),
  ROW (DEVICE_ADDED, "device-added"),
  ROW (DEVICE_REMOVED, "device-removed"),
  ROW (PROPERTY_NOTIFY, "property-notify"),
  ROW (STREAM_COLLECTION, "stream-collection"),
  ROW (STREAMS_SELECTED, "streams-selected"),
  ROW (REDIRECT, "redirect"),
  ROW (DEVICE_CHANGED, "device-changed"),
  ROW (INSTANT_RATE_REQUEST, "instant-rate-request"),
  ROW (ANY, "any"),
#undef ROW
  { 0, NULL, NULL },
};

GType
weir_message_type_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_flags_register_static ("WeirMessageType", type_values));
  return type;
}

/**
 * weir_message_type_get_name:
 * @type: one type
 *
 * Thread: any.
 *
 * Returns: its name, or `unknown`
 */
const char *
weir_message_type_get_name (WeirMessageType type)
{
  for (guint i = 0; type_values[i].value_nick != NULL; i++)
    if (type_values[i].value == (guint) type)
      return type_values[i].value_nick;
  return "unknown";
}

/**
 * weir_message_type_to_quark:
 * @type: one type
 *
 * Thread: any.
 *
 * Returns: the quark of its name
 */
GQuark
weir_message_type_to_quark (WeirMessageType type)
{
  return g_quark_from_static_string (weir_message_type_get_name (type));
}

void
weir_message_end (WeirMini *mini)
{
  WeirMessage *message = (WeirMessage *) mini;
  if (message->structure != NULL) {
    weir_structure_set_parent_refcount (message->structure, NULL);
    weir_structure_free (message->structure);
  }
  if (message->src != NULL)
    weir_reaper_push (g_object_unref, message->src); /* it may be the last one */
  weir_cell_free (message, sizeof *message);
}

static WeirMessage *
message_new (WeirMessageType type, WeirObject *src, WeirStructure *structure)
{
  WeirMessage *message = weir_cell_alloc (sizeof *message);
  weir_mini_init (&message->mini, WEIR_MINI_MESSAGE);
  message->type = type;
  message->timestamp = WEIR_CLOCK_TIME_NONE;
  message->src = src != NULL ? g_object_ref (src) : NULL;
  message->structure = structure;
  if (structure != NULL)
    weir_structure_set_parent_refcount (structure, &message->mini.refs);
  return message;
}

/**
 * weir_message_new_custom:
 * @type: what it says
 * @src: (transfer none) (nullable): who says it
 * @structure: (transfer full) (nullable): its content
 *
 * Makes a message of any type, with a sequence number of its own. Thread: any.
 *
 * Returns: (transfer full): a message
 */
WeirMessage *
weir_message_new_custom (WeirMessageType type, WeirObject *src, WeirStructure *structure)
{
  WeirMessage *message = message_new (type, src, structure);
  message->seqnum = weir_util_seqnum_next ();
  return message;
}

/**
 * weir_message_ref: (skip)
 * @msg: a message
 *
 * Thread: any.
 *
 * Returns: (transfer full): @msg with one more reference
 */
WeirMessage *
weir_message_ref (WeirMessage *msg)
{
  g_return_val_if_fail (msg != NULL, NULL);
  weir_mini_retain (&msg->mini);
  return msg;
}

/**
 * weir_message_unref: (skip)
 * @msg: (transfer full): a message
 *
 * Drops a reference. Thread: any.
 */
void
weir_message_unref (WeirMessage *msg)
{
  g_return_if_fail (msg != NULL);
  if (weir_mini_release (&msg->mini))
    weir_message_end (&msg->mini);
}

/**
 * weir_clear_message: (skip)
 * @msg_ptr: (inout): a place that holds a message or %NULL
 *
 * Drops the reference that is held there and sets the place to %NULL. Thread: owner of the place.
 */
void
weir_clear_message (WeirMessage **msg_ptr)
{
  g_clear_pointer (msg_ptr, weir_message_unref);
}

/**
 * weir_message_copy:
 * @msg: a message
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirMessage *
weir_message_copy (const WeirMessage *msg)
{
  g_return_val_if_fail (msg != NULL, NULL);
  WeirMessage *copy = message_new (
    msg->type, msg->src, msg->structure != NULL ? weir_structure_copy (msg->structure) : NULL);
  copy->timestamp = msg->timestamp;
  copy->seqnum = msg->seqnum;
  return copy;
}

/**
 * weir_message_is_writable:
 * @msg: a message
 *
 * Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_message_is_writable (const WeirMessage *msg)
{
  g_return_val_if_fail (msg != NULL, FALSE);
  return weir_mini_is_alone (&msg->mini);
}

/**
 * weir_message_make_writable:
 * @msg: (transfer full): a message
 *
 * Thread: any.
 *
 * Returns: (transfer full): @msg, or a copy of it where others hold it
 */
WeirMessage *
weir_message_make_writable (WeirMessage *msg)
{
  g_return_val_if_fail (msg != NULL, NULL);
  if (weir_mini_is_alone (&msg->mini))
    return msg;
  WeirMessage *copy = weir_message_copy (msg);
  weir_message_unref (msg);
  return copy;
}

/**
 * weir_message_replace: (skip)
 * @old_message: (inout) (transfer full) (nullable): a place that holds a message or %NULL
 * @new_message: (transfer none) (nullable): what it is to hold
 *
 * Drops what the place held and puts a reference of @new_message there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_message_replace (WeirMessage **old_message, WeirMessage *new_message)
{
  WEIR_MINI_REPLACE (old_message, new_message, weir_message_ref, weir_message_unref);
}

/**
 * weir_message_take: (skip)
 * @old_message: (inout) (transfer full) (nullable): a place that holds a message or %NULL
 * @new_message: (transfer full) (nullable): what it is to hold
 *
 * Drops what the place held and moves @new_message there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_message_take (WeirMessage **old_message, WeirMessage *new_message)
{
  WEIR_MINI_TAKE (old_message, new_message, weir_message_unref);
}

/**
 * weir_message_get_structure:
 * @message: a message
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its content, valid as long as @message is
 */
const WeirStructure *
weir_message_get_structure (WeirMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);
  return message->structure;
}

/**
 * weir_message_writable_structure:
 * @message: a message that may be changed
 *
 * Thread: owner.
 *
 * Returns: (transfer none): its content, made if there was none
 */
WeirStructure *
weir_message_writable_structure (WeirMessage *message)
{
  g_return_val_if_fail (message != NULL && weir_message_is_writable (message), NULL);
  if (message->structure == NULL) {
    message->structure = weir_structure_new_empty (weir_message_type_get_name (message->type));
    weir_structure_set_parent_refcount (message->structure, &message->mini.refs);
  }
  return message->structure;
}

/**
 * weir_message_has_name:
 * @message: a message
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: %TRUE if its structure has that name
 */
gboolean
weir_message_has_name (WeirMessage *message, const char *name)
{
  g_return_val_if_fail (message != NULL && name != NULL, FALSE);
  return message->structure != NULL && weir_structure_has_name (message->structure, name);
}

/**
 * weir_message_get_seqnum:
 * @message: a message
 *
 * Thread: any.
 *
 * Returns: its sequence number: the same for all events and messages that come from one cause
 */
guint32
weir_message_get_seqnum (WeirMessage *message)
{
  g_return_val_if_fail (message != NULL, WEIR_SEQNUM_INVALID);
  return message->seqnum;
}

/**
 * weir_message_set_seqnum:
 * @message: a message that may be changed
 * @seqnum: that of the event it comes from
 *
 * Says which event the message comes from. Thread: owner.
 */
void
weir_message_set_seqnum (WeirMessage *message, guint32 seqnum)
{
  g_return_if_fail (message != NULL);
  g_return_if_fail (seqnum != WEIR_SEQNUM_INVALID);
  message->seqnum = seqnum;
}
