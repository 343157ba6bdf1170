/* SPDX-License-Identifier: MIT */
/* What messages of each type say, part one: errors, streams, states. Names of structures and fields
 * have the spelling that programs know. */
#include <weir/data/fields-private.h>
#include <weir/data/message.h>

#define CHECK(message, kind)                                                                       \
  g_return_if_fail ((message) != NULL && (message)->type == WEIR_MESSAGE_##kind)

static WeirMessage *
new_problem (WeirMessageType type, const char *name, WeirObject *src, GError *error, const char *debug,
             WeirStructure *details)
{
  g_return_val_if_fail (error != NULL, NULL);
  WeirStructure *structure =
    weir_structure_new (name, "gerror", G_TYPE_ERROR, error, "debug", G_TYPE_STRING, debug, NULL);
  if (details != NULL) {
    GValue value = G_VALUE_INIT;
    g_value_init (&value, WEIR_TYPE_STRUCTURE);
    g_value_take_boxed (&value, details);
    weir_structure_take_value (structure, "details", &value);
  }
  return weir_message_new_custom (type, src, structure);
}

static void
parse_problem (WeirMessage *message, GError **gerror, char **debug)
{
  if (gerror != NULL)
    *gerror = g_error_copy (weir_structure_peek_boxed (message->structure, "gerror"));
  if (debug != NULL)
    *debug = g_strdup (weir_structure_get_string (message->structure, "debug"));
}

/* Errors */

/**
 * weir_message_new_error_with_details:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 * @details: (transfer full) (nullable): the same for programs
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something failed
 */
WeirMessage *
weir_message_new_error_with_details (WeirObject *src, GError *error, const char *debug,
                                     WeirStructure *details)
{
  return new_problem (WEIR_MESSAGE_ERROR, "GstMessageError", src, error, debug, details);
}

/**
 * weir_message_new_error:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something failed
 */
WeirMessage *
weir_message_new_error (WeirObject *src, GError *error, const char *debug)
{
  return weir_message_new_error_with_details (src, error, debug, NULL);
}

/**
 * weir_message_parse_error:
 * @message: an error message
 * @gerror: (out) (optional) (transfer full): what is the matter
 * @debug: (out) (optional) (nullable) (transfer full): more for those who look for the cause
 *
 * Reads an error message. Thread: any.
 */
void
weir_message_parse_error (WeirMessage *message, GError **gerror, char **debug)
{
  CHECK (message, ERROR);
  parse_problem (message, gerror, debug);
}

/**
 * weir_message_parse_error_details:
 * @message: an error message
 * @structure: (out) (nullable) (transfer none): the same for programs
 *
 * Reads the details of an error message. Thread: any.
 */
void
weir_message_parse_error_details (WeirMessage *message, const WeirStructure **structure)
{
  CHECK (message, ERROR);
  if (structure != NULL)
    *structure = weir_structure_peek_boxed (message->structure, "details");
}

/**
 * weir_message_new_warning_with_details:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 * @details: (transfer full) (nullable): the same for programs
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something is not as it should be
 */
WeirMessage *
weir_message_new_warning_with_details (WeirObject *src, GError *error, const char *debug,
                                       WeirStructure *details)
{
  return new_problem (WEIR_MESSAGE_WARNING, "GstMessageWarning", src, error, debug, details);
}

/**
 * weir_message_new_warning:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something is not as it should be
 */
WeirMessage *
weir_message_new_warning (WeirObject *src, GError *error, const char *debug)
{
  return weir_message_new_warning_with_details (src, error, debug, NULL);
}

/**
 * weir_message_parse_warning:
 * @message: a warning message
 * @gerror: (out) (optional) (transfer full): what is the matter
 * @debug: (out) (optional) (nullable) (transfer full): more for those who look for the cause
 *
 * Reads a warning message. Thread: any.
 */
void
weir_message_parse_warning (WeirMessage *message, GError **gerror, char **debug)
{
  CHECK (message, WARNING);
  parse_problem (message, gerror, debug);
}

/**
 * weir_message_parse_warning_details:
 * @message: a warning message
 * @structure: (out) (nullable) (transfer none): the same for programs
 *
 * Reads the details of a warning message. Thread: any.
 */
void
weir_message_parse_warning_details (WeirMessage *message, const WeirStructure **structure)
{
  CHECK (message, WARNING);
  if (structure != NULL)
    *structure = weir_structure_peek_boxed (message->structure, "details");
}

/**
 * weir_message_new_info_with_details:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 * @details: (transfer full) (nullable): the same for programs
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something to know
 */
WeirMessage *
weir_message_new_info_with_details (WeirObject *src, GError *error, const char *debug,
                                    WeirStructure *details)
{
  return new_problem (WEIR_MESSAGE_INFO, "GstMessageInfo", src, error, debug, details);
}

/**
 * weir_message_new_info:
 * @src: (transfer none) (nullable): who says it
 * @error: (transfer none): what is the matter
 * @debug: (nullable): more for those who look for the cause
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: something to know
 */
WeirMessage *
weir_message_new_info (WeirObject *src, GError *error, const char *debug)
{
  return weir_message_new_info_with_details (src, error, debug, NULL);
}

/**
 * weir_message_parse_info:
 * @message: an info message
 * @gerror: (out) (optional) (transfer full): what is the matter
 * @debug: (out) (optional) (nullable) (transfer full): more for those who look for the cause
 *
 * Reads an info message. Thread: any.
 */
void
weir_message_parse_info (WeirMessage *message, GError **gerror, char **debug)
{
  CHECK (message, INFO);
  parse_problem (message, gerror, debug);
}

/**
 * weir_message_parse_info_details:
 * @message: an info message
 * @structure: (out) (nullable) (transfer none): the same for programs
 *
 * Reads the details of an info message. Thread: any.
 */
void
weir_message_parse_info_details (WeirMessage *message, const WeirStructure **structure)
{
  CHECK (message, INFO);
  if (structure != NULL)
    *structure = weir_structure_peek_boxed (message->structure, "details");
}

/* Streams */

/**
 * weir_message_new_eos:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: all sinks ended
 */
WeirMessage *
weir_message_new_eos (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_EOS, src, NULL);
}

/**
 * weir_message_new_stream_start:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: new streams begin
 */
WeirMessage *
weir_message_new_stream_start (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_STREAM_START, src,
                                  weir_structure_new_empty ("GstMessageStreamStart"));
}

/**
 * weir_message_set_group_id:
 * @message: a stream-start message that may be changed
 * @group_id: the same for all streams that play together
 *
 * Writes to which group the stream belongs. Thread: owner.
 */
void
weir_message_set_group_id (WeirMessage *message, guint group_id)
{
  CHECK (message, STREAM_START);
  weir_structure_set (weir_message_writable_structure (message), "group-id", G_TYPE_UINT, group_id,
                      NULL);
}

/**
 * weir_message_parse_group_id:
 * @message: a stream-start message
 * @group_id: (out) (optional): the same for all streams that play together
 *
 * Thread: any.
 *
 * Returns: %FALSE if @message names none
 */
gboolean
weir_message_parse_group_id (WeirMessage *message, guint *group_id)
{
  g_return_val_if_fail (message != NULL && message->type == WEIR_MESSAGE_STREAM_START, FALSE);
  guint ignored;
  return weir_structure_get_uint (message->structure, "group-id",
                                  group_id != NULL ? group_id : &ignored);
}

/**
 * weir_message_new_tag:
 * @src: (transfer none) (nullable): who says it
 * @tag_list: (transfer full): facts
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: facts about a stream
 */
WeirMessage *
weir_message_new_tag (WeirObject *src, WeirTagList *tag_list)
{
  g_return_val_if_fail (tag_list != NULL, NULL);
  WeirStructure *structure =
    weir_structure_new ("GstMessageTag", "taglist", WEIR_TYPE_TAG_LIST, tag_list, NULL);
  weir_tag_list_unref (tag_list);
  return weir_message_new_custom (WEIR_MESSAGE_TAG, src, structure);
}

/**
 * weir_message_parse_tag:
 * @message: a tag message
 * @tag_list: (out) (optional) (transfer full): facts
 *
 * Reads a tag message. Thread: any.
 */
void
weir_message_parse_tag (WeirMessage *message, WeirTagList **tag_list)
{
  CHECK (message, TAG);
  if (tag_list != NULL)
    *tag_list =
      g_boxed_copy (WEIR_TYPE_TAG_LIST, weir_structure_peek_boxed (message->structure, "taglist"));
}

/**
 * weir_message_new_duration_changed:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: ask for the duration again
 */
WeirMessage *
weir_message_new_duration_changed (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_DURATION_CHANGED, src,
                                  weir_structure_new_empty ("GstMessageDurationChanged"));
}

/**
 * weir_message_new_segment_start:
 * @src: (transfer none) (nullable): who says it
 * @format: unit of @position
 * @position: where it begins
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: the segment of a segment seek begins
 */
WeirMessage *
weir_message_new_segment_start (WeirObject *src, WeirFormat format, gint64 position)
{
  return weir_message_new_custom (WEIR_MESSAGE_SEGMENT_START, src,
                                  weir_structure_new ("GstMessageSegmentStart", "format",
                                                      WEIR_TYPE_FORMAT, format, "position",
                                                      G_TYPE_INT64, position, NULL));
}

/**
 * weir_message_parse_segment_start:
 * @message: a segment-start message
 * @format: (out) (optional): unit of @position
 * @position: (out) (optional): where it begins
 *
 * Reads a segment-start message. Thread: any.
 */
void
weir_message_parse_segment_start (WeirMessage *message, WeirFormat *format, gint64 *position)
{
  CHECK (message, SEGMENT_START);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (message->structure, int64, "position", position);
}

/**
 * weir_message_new_segment_done:
 * @src: (transfer none) (nullable): who says it
 * @format: unit of @position
 * @position: where it ended
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: the segment of a segment seek ended
 */
WeirMessage *
weir_message_new_segment_done (WeirObject *src, WeirFormat format, gint64 position)
{
  return weir_message_new_custom (WEIR_MESSAGE_SEGMENT_DONE, src,
                                  weir_structure_new ("GstMessageSegmentDone", "format",
                                                      WEIR_TYPE_FORMAT, format, "position",
                                                      G_TYPE_INT64, position, NULL));
}

/**
 * weir_message_parse_segment_done:
 * @message: a segment-done message
 * @format: (out) (optional): unit of @position
 * @position: (out) (optional): where it ended
 *
 * Reads a segment-done message. Thread: any.
 */
void
weir_message_parse_segment_done (WeirMessage *message, WeirFormat *format, gint64 *position)
{
  CHECK (message, SEGMENT_DONE);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (message->structure, int64, "position", position);
}

/**
 * weir_message_new_buffering:
 * @src: (transfer none) (nullable): who says it
 * @percent: how full buffers are, 0 to 100
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: how full buffers are
 */
WeirMessage *
weir_message_new_buffering (WeirObject *src, int percent)
{
  g_return_val_if_fail (percent >= 0 && percent <= 100, NULL);
  return weir_message_new_custom (
    WEIR_MESSAGE_BUFFERING, src,
    weir_structure_new ("GstMessageBuffering", "buffer-percent", G_TYPE_INT, percent,
                        "buffering-mode", WEIR_TYPE_BUFFERING_MODE, WEIR_BUFFERING_STREAM,
                        "avg-in-rate", G_TYPE_INT, -1, "avg-out-rate", G_TYPE_INT, -1,
                        "buffering-left", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_message_parse_buffering:
 * @message: a buffering message
 * @percent: (out) (optional): how full buffers are, 0 to 100
 *
 * Reads a buffering message. Thread: any.
 */
void
weir_message_parse_buffering (WeirMessage *message, int *percent)
{
  CHECK (message, BUFFERING);
  WEIR_GET (message->structure, int, "buffer-percent", percent);
}

/**
 * weir_message_set_buffering_stats:
 * @message: a buffering message that may be changed
 * @mode: how data is buffered
 * @avg_in: bytes per second that come in
 * @avg_out: bytes per second that go out
 * @buffering_left: time until it is full, in ms
 *
 * Writes how data is buffered into a buffering message. Thread: owner.
 */
void
weir_message_set_buffering_stats (WeirMessage *message, WeirBufferingMode mode, int avg_in,
                                  int avg_out, gint64 buffering_left)
{
  CHECK (message, BUFFERING);
  weir_structure_set (weir_message_writable_structure (message), "buffering-mode",
                      WEIR_TYPE_BUFFERING_MODE, mode, "avg-in-rate", G_TYPE_INT, avg_in,
                      "avg-out-rate", G_TYPE_INT, avg_out, "buffering-left", G_TYPE_INT64,
                      buffering_left, NULL);
}

/**
 * weir_message_parse_buffering_stats:
 * @message: a buffering message
 * @mode: (out) (optional): how data is buffered
 * @avg_in: (out) (optional): bytes per second that come in
 * @avg_out: (out) (optional): bytes per second that go out
 * @buffering_left: (out) (optional): time until it is full, in ms
 *
 * Reads how data is buffered from a buffering message. Thread: any.
 */
void
weir_message_parse_buffering_stats (WeirMessage *message, WeirBufferingMode *mode, int *avg_in,
                                    int *avg_out, gint64 *buffering_left)
{
  CHECK (message, BUFFERING);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_BUFFERING_MODE, "buffering-mode", mode);
  WEIR_GET (message->structure, int, "avg-in-rate", avg_in);
  WEIR_GET (message->structure, int, "avg-out-rate", avg_out);
  WEIR_GET (message->structure, int64, "buffering-left", buffering_left);
}

/* States */

/**
 * weir_message_new_state_changed:
 * @src: (transfer none) (nullable): who says it
 * @oldstate: the state before
 * @newstate: the state now
 * @pending: the state it goes on to
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element changed its state
 */
WeirMessage *
weir_message_new_state_changed (WeirObject *src, WeirState oldstate, WeirState newstate,
                                WeirState pending)
{
  return weir_message_new_custom (WEIR_MESSAGE_STATE_CHANGED, src,
                                  weir_structure_new ("GstMessageStateChanged", "old-state",
                                                      WEIR_TYPE_STATE, oldstate, "new-state",
                                                      WEIR_TYPE_STATE, newstate, "pending-state",
                                                      WEIR_TYPE_STATE, pending, NULL));
}

/**
 * weir_message_parse_state_changed:
 * @message: a state-changed message
 * @oldstate: (out) (optional): the state before
 * @newstate: (out) (optional): the state now
 * @pending: (out) (optional): the state it goes on to
 *
 * Reads a state-changed message. Thread: any.
 */
void
weir_message_parse_state_changed (WeirMessage *message, WeirState *oldstate, WeirState *newstate,
                                  WeirState *pending)
{
  CHECK (message, STATE_CHANGED);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_STATE, "old-state", oldstate);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_STATE, "new-state", newstate);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_STATE, "pending-state", pending);
}

/**
 * weir_message_new_state_dirty:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element wants its state looked at
 */
WeirMessage *
weir_message_new_state_dirty (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_STATE_DIRTY, src, NULL);
}

/**
 * weir_message_new_async_start:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a change of state goes on by itself
 */
WeirMessage *
weir_message_new_async_start (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_ASYNC_START, src, NULL);
}

/**
 * weir_message_new_async_done:
 * @src: (transfer none) (nullable): who says it
 * @running_time: running time from which to go on, in ns, or %WEIR_CLOCK_TIME_NONE
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a change of state came to its end
 */
WeirMessage *
weir_message_new_async_done (WeirObject *src, WeirClockTime running_time)
{
  return weir_message_new_custom (WEIR_MESSAGE_ASYNC_DONE, src,
                                  weir_structure_new ("GstMessageAsyncDone", "running-time",
                                                      WEIR_TYPE_CLOCK_TIME, running_time, NULL));
}

/**
 * weir_message_parse_async_done:
 * @message: an async-done message
 * @running_time: (out) (optional): running time from which to go on, in ns, or
 *   %WEIR_CLOCK_TIME_NONE
 *
 * Reads an async-done message. Thread: any.
 */
void
weir_message_parse_async_done (WeirMessage *message, WeirClockTime *running_time)
{
  CHECK (message, ASYNC_DONE);
  WEIR_GET (message->structure, uint64, "running-time", running_time);
}

/**
 * weir_message_new_request_state:
 * @src: (transfer none) (nullable): who says it
 * @state: the state that is wanted
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element wants the pipeline in a state
 */
WeirMessage *
weir_message_new_request_state (WeirObject *src, WeirState state)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_REQUEST_STATE, src,
    weir_structure_new ("GstMessageRequestState", "new-state", WEIR_TYPE_STATE, state, NULL));
}

/**
 * weir_message_parse_request_state:
 * @message: a request-state message
 * @state: (out) (optional): the state that is wanted
 *
 * Reads a request-state message. Thread: any.
 */
void
weir_message_parse_request_state (WeirMessage *message, WeirState *state)
{
  CHECK (message, REQUEST_STATE);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_STATE, "new-state", state);
}

/**
 * weir_message_new_latency:
 * @src: (transfer none) (nullable): who says it
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: compute the latency again
 */
WeirMessage *
weir_message_new_latency (WeirObject *src)
{
  return weir_message_new_custom (WEIR_MESSAGE_LATENCY, src, NULL);
}

/**
 * weir_message_new_reset_time:
 * @src: (transfer none) (nullable): who says it
 * @running_time: running time from which to begin, in ns
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: running time begins anew
 */
WeirMessage *
weir_message_new_reset_time (WeirObject *src, WeirClockTime running_time)
{
  return weir_message_new_custom (WEIR_MESSAGE_RESET_TIME, src,
                                  weir_structure_new ("GstMessageResetTime", "running-time",
                                                      WEIR_TYPE_CLOCK_TIME, running_time, NULL));
}

/**
 * weir_message_parse_reset_time:
 * @message: a reset-time message
 * @running_time: (out) (optional): running time from which to begin, in ns
 *
 * Reads a reset-time message. Thread: any.
 */
void
weir_message_parse_reset_time (WeirMessage *message, WeirClockTime *running_time)
{
  CHECK (message, RESET_TIME);
  WEIR_GET (message->structure, uint64, "running-time", running_time);
}
