/* SPDX-License-Identifier: MIT */
/* What messages of each type say, part two: clocks, the graph, steps and quality. */
#include <weir/data/fields-private.h>
#include <weir/data/message.h>

#define CHECK(message, kind)                                                                       \
  g_return_if_fail ((message) != NULL && (message)->type == WEIR_MESSAGE_##kind)

static gpointer
peek_object (WeirMessage *message, const char *field)
{
  const GValue *value = weir_structure_get_value (message->structure, field);
  return value != NULL && G_VALUE_HOLDS_OBJECT (value) ? g_value_get_object (value) : NULL;
}

/* Clocks */

/**
 * weir_message_new_clock_provide:
 * @src: (transfer none) (nullable): who says it
 * @clock: (transfer none): the clock
 * @ready: whether it can be used now
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element has a clock
 */
WeirMessage *
weir_message_new_clock_provide (WeirObject *src, WeirClock *clock, gboolean ready)
{
  return weir_message_new_custom (WEIR_MESSAGE_CLOCK_PROVIDE, src,
                                  weir_structure_new ("GstMessageClockProvide", "clock",
                                                      G_TYPE_OBJECT, clock, "ready", G_TYPE_BOOLEAN,
                                                      ready, NULL));
}

/**
 * weir_message_parse_clock_provide:
 * @message: a clock-provide message
 * @clock: (out) (optional) (transfer none): the clock
 * @ready: (out) (optional): whether it can be used now
 *
 * Reads a clock-provide message. Thread: any.
 */
void
weir_message_parse_clock_provide (WeirMessage *message, WeirClock **clock, gboolean *ready)
{
  CHECK (message, CLOCK_PROVIDE);
  if (clock != NULL)
    *clock = peek_object (message, "clock");
  WEIR_GET (message->structure, boolean, "ready", ready);
}

/**
 * weir_message_new_clock_lost:
 * @src: (transfer none) (nullable): who says it
 * @clock: (transfer none): the clock
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a clock is no longer good
 */
WeirMessage *
weir_message_new_clock_lost (WeirObject *src, WeirClock *clock)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_CLOCK_LOST, src,
    weir_structure_new ("GstMessageClockLost", "clock", G_TYPE_OBJECT, clock, NULL));
}

/**
 * weir_message_parse_clock_lost:
 * @message: a clock-lost message
 * @clock: (out) (optional) (transfer none): the clock
 *
 * Reads a clock-lost message. Thread: any.
 */
void
weir_message_parse_clock_lost (WeirMessage *message, WeirClock **clock)
{
  CHECK (message, CLOCK_LOST);
  if (clock != NULL)
    *clock = peek_object (message, "clock");
}

/**
 * weir_message_new_new_clock:
 * @src: (transfer none) (nullable): who says it
 * @clock: (transfer none): the clock
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a clock was chosen
 */
WeirMessage *
weir_message_new_new_clock (WeirObject *src, WeirClock *clock)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_NEW_CLOCK, src,
    weir_structure_new ("GstMessageNewClock", "clock", G_TYPE_OBJECT, clock, NULL));
}

/**
 * weir_message_parse_new_clock:
 * @message: a new-clock message
 * @clock: (out) (optional) (transfer none): the clock
 *
 * Reads a new-clock message. Thread: any.
 */
void
weir_message_parse_new_clock (WeirMessage *message, WeirClock **clock)
{
  CHECK (message, NEW_CLOCK);
  if (clock != NULL)
    *clock = peek_object (message, "clock");
}

/* Anything */

/**
 * weir_message_new_application:
 * @src: (transfer none) (nullable): who says it
 * @structure: (transfer full): what it says
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: from the application to itself
 */
WeirMessage *
weir_message_new_application (WeirObject *src, WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, NULL);
  return weir_message_new_custom (WEIR_MESSAGE_APPLICATION, src, structure);
}

/**
 * weir_message_new_element:
 * @src: (transfer none) (nullable): who says it
 * @structure: (transfer full): what it says
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: anything an element has to say
 */
WeirMessage *
weir_message_new_element (WeirObject *src, WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, NULL);
  return weir_message_new_custom (WEIR_MESSAGE_ELEMENT, src, structure);
}

/* Graph and tasks */

/**
 * weir_message_new_structure_change:
 * @src: (transfer none) (nullable): who says it
 * @type: whether a link is made or cut
 * @owner: (transfer none): the element whose pad it is
 * @busy: whether it is under way
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: links are being changed
 */
WeirMessage *
weir_message_new_structure_change (WeirObject *src, WeirStructureChangeType type, WeirElement *owner,
                                   gboolean busy)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_STRUCTURE_CHANGE, src,
    weir_structure_new ("GstMessageStructureChange", "type", WEIR_TYPE_STRUCTURE_CHANGE_TYPE, type,
                        "owner", G_TYPE_OBJECT, owner, "busy", G_TYPE_BOOLEAN, busy, NULL));
}

/**
 * weir_message_parse_structure_change:
 * @message: a structure-change message
 * @type: (out) (optional): whether a link is made or cut
 * @owner: (out) (optional) (transfer none): the element whose pad it is
 * @busy: (out) (optional): whether it is under way
 *
 * Reads a structure-change message. Thread: any.
 */
void
weir_message_parse_structure_change (WeirMessage *message, WeirStructureChangeType *type,
                                     WeirElement **owner, gboolean *busy)
{
  CHECK (message, STRUCTURE_CHANGE);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_STRUCTURE_CHANGE_TYPE, "type", type);
  if (owner != NULL)
    *owner = peek_object (message, "owner");
  WEIR_GET (message->structure, boolean, "busy", busy);
}

/**
 * weir_message_new_progress:
 * @src: (transfer none) (nullable): who says it
 * @type: where it stands
 * @code: what is done, for programs
 * @text: what is done, for people
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: how a long task goes
 */
WeirMessage *
weir_message_new_progress (WeirObject *src, WeirProgressType type, const char *code, const char *text)
{
  g_return_val_if_fail (code != NULL && text != NULL, NULL);
  return weir_message_new_custom (
    WEIR_MESSAGE_PROGRESS, src,
    weir_structure_new ("GstMessageProgress", "type", WEIR_TYPE_PROGRESS_TYPE, type, "code",
                        G_TYPE_STRING, code, "text", G_TYPE_STRING, text, "percent", G_TYPE_INT, 0,
                        "timeout", G_TYPE_INT, -1, NULL));
}

/**
 * weir_message_parse_progress:
 * @message: a progress message
 * @type: (out) (optional): where it stands
 * @code: (out) (optional) (transfer full): what is done, for programs
 * @text: (out) (optional) (transfer full): what is done, for people
 *
 * Reads a progress message. Thread: any.
 */
void
weir_message_parse_progress (WeirMessage *message, WeirProgressType *type, char **code, char **text)
{
  CHECK (message, PROGRESS);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_PROGRESS_TYPE, "type", type);
  if (code != NULL)
    *code = g_strdup (weir_structure_get_string (message->structure, "code"));
  if (text != NULL)
    *text = g_strdup (weir_structure_get_string (message->structure, "text"));
}

/* Steps and quality */

/**
 * weir_message_new_step_start:
 * @src: (transfer none) (nullable): who says it
 * @active: whether it is under way, or only waits its turn
 * @format: unit of @amount
 * @amount: by how much
 * @rate: speed at which
 * @flush: whether what is in between is dropped
 * @intermediate: whether another step follows
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a step began
 */
WeirMessage *
weir_message_new_step_start (WeirObject *src, gboolean active, WeirFormat format, guint64 amount,
                             double rate, gboolean flush, gboolean intermediate)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_STEP_START, src,
    weir_structure_new ("GstMessageStepStart", "active", G_TYPE_BOOLEAN, active, "format",
                        WEIR_TYPE_FORMAT, format, "amount", G_TYPE_UINT64, amount, "rate",
                        G_TYPE_DOUBLE, rate, "flush", G_TYPE_BOOLEAN, flush, "intermediate",
                        G_TYPE_BOOLEAN, intermediate, NULL));
}

/**
 * weir_message_parse_step_start:
 * @message: a step-start message
 * @active: (out) (optional): whether it is under way, or only waits its turn
 * @format: (out) (optional): unit of @amount
 * @amount: (out) (optional): by how much
 * @rate: (out) (optional): speed at which
 * @flush: (out) (optional): whether what is in between is dropped
 * @intermediate: (out) (optional): whether another step follows
 *
 * Reads a step-start message. Thread: any.
 */
void
weir_message_parse_step_start (WeirMessage *message, gboolean *active, WeirFormat *format,
                               guint64 *amount, double *rate, gboolean *flush,
                               gboolean *intermediate)
{
  CHECK (message, STEP_START);
  WEIR_GET (message->structure, boolean, "active", active);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (message->structure, uint64, "amount", amount);
  WEIR_GET (message->structure, double, "rate", rate);
  WEIR_GET (message->structure, boolean, "flush", flush);
  WEIR_GET (message->structure, boolean, "intermediate", intermediate);
}

/**
 * weir_message_new_step_done:
 * @src: (transfer none) (nullable): who says it
 * @format: unit of @amount
 * @amount: by how much
 * @rate: speed at which
 * @flush: whether what is in between is dropped
 * @intermediate: whether another step follows
 * @duration: how long it was, in ns
 * @eos: whether the stream ended
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: a step was done
 */
WeirMessage *
weir_message_new_step_done (WeirObject *src, WeirFormat format, guint64 amount, double rate,
                            gboolean flush, gboolean intermediate, guint64 duration, gboolean eos)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_STEP_DONE, src,
    weir_structure_new ("GstMessageStepDone", "format", WEIR_TYPE_FORMAT, format, "amount",
                        G_TYPE_UINT64, amount, "rate", G_TYPE_DOUBLE, rate, "flush", G_TYPE_BOOLEAN,
                        flush, "intermediate", G_TYPE_BOOLEAN, intermediate, "duration",
                        G_TYPE_UINT64, duration, "eos", G_TYPE_BOOLEAN, eos, NULL));
}

/**
 * weir_message_parse_step_done:
 * @message: a step-done message
 * @format: (out) (optional): unit of @amount
 * @amount: (out) (optional): by how much
 * @rate: (out) (optional): speed at which
 * @flush: (out) (optional): whether what is in between is dropped
 * @intermediate: (out) (optional): whether another step follows
 * @duration: (out) (optional): how long it was, in ns
 * @eos: (out) (optional): whether the stream ended
 *
 * Reads a step-done message. Thread: any.
 */
void
weir_message_parse_step_done (WeirMessage *message, WeirFormat *format, guint64 *amount,
                              double *rate, gboolean *flush, gboolean *intermediate,
                              guint64 *duration, gboolean *eos)
{
  CHECK (message, STEP_DONE);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (message->structure, uint64, "amount", amount);
  WEIR_GET (message->structure, double, "rate", rate);
  WEIR_GET (message->structure, boolean, "flush", flush);
  WEIR_GET (message->structure, boolean, "intermediate", intermediate);
  WEIR_GET (message->structure, uint64, "duration", duration);
  WEIR_GET (message->structure, boolean, "eos", eos);
}

/**
 * weir_message_new_qos:
 * @src: (transfer none) (nullable): who says it
 * @live: whether the stream is live
 * @running_time: running time of the data, in ns
 * @stream_time: stream time of the data, in ns
 * @timestamp: time stamp of the data, in ns
 * @duration: duration of the data, in ns
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: data was dropped or late
 */
WeirMessage *
weir_message_new_qos (WeirObject *src, gboolean live, guint64 running_time, guint64 stream_time,
                      guint64 timestamp, guint64 duration)
{
  return weir_message_new_custom (
    WEIR_MESSAGE_QOS, src,
    weir_structure_new (
      "GstMessageQOS", "live", G_TYPE_BOOLEAN, live, "running-time", G_TYPE_UINT64, running_time,
      "stream-time", G_TYPE_UINT64, stream_time, "timestamp", G_TYPE_UINT64, timestamp, "duration",
      G_TYPE_UINT64, duration, "jitter", G_TYPE_INT64, (gint64) 0, "proportion", G_TYPE_DOUBLE, 1.0,
      "quality", G_TYPE_INT, 1000000, "format", WEIR_TYPE_FORMAT, WEIR_FORMAT_UNDEFINED,
      "processed", G_TYPE_UINT64, (guint64) -1, "dropped", G_TYPE_UINT64, (guint64) -1, NULL));
}

/**
 * weir_message_parse_qos:
 * @message: a qos message
 * @live: (out) (optional): whether the stream is live
 * @running_time: (out) (optional): running time of the data, in ns
 * @stream_time: (out) (optional): stream time of the data, in ns
 * @timestamp: (out) (optional): time stamp of the data, in ns
 * @duration: (out) (optional): duration of the data, in ns
 *
 * Reads a qos message. Thread: any.
 */
void
weir_message_parse_qos (WeirMessage *message, gboolean *live, guint64 *running_time,
                        guint64 *stream_time, guint64 *timestamp, guint64 *duration)
{
  CHECK (message, QOS);
  WEIR_GET (message->structure, boolean, "live", live);
  WEIR_GET (message->structure, uint64, "running-time", running_time);
  WEIR_GET (message->structure, uint64, "stream-time", stream_time);
  WEIR_GET (message->structure, uint64, "timestamp", timestamp);
  WEIR_GET (message->structure, uint64, "duration", duration);
}

/**
 * weir_message_set_qos_values:
 * @message: a qos message that may be changed
 * @jitter: how late (positive) or early, in ns
 * @proportion: speed that would be right, as a part of the present one
 * @quality: how good the result is; 1000000: as good as can be
 *
 * Writes how late data came into a qos message. Thread: owner.
 */
void
weir_message_set_qos_values (WeirMessage *message, gint64 jitter, double proportion, int quality)
{
  CHECK (message, QOS);
  weir_structure_set (weir_message_writable_structure (message), "jitter", G_TYPE_INT64, jitter,
                      "proportion", G_TYPE_DOUBLE, proportion, "quality", G_TYPE_INT, quality,
                      NULL);
}

/**
 * weir_message_parse_qos_values:
 * @message: a qos message
 * @jitter: (out) (optional): how late (positive) or early, in ns
 * @proportion: (out) (optional): speed that would be right, as a part of the present one
 * @quality: (out) (optional): how good the result is; 1000000: as good as can be
 *
 * Reads how late data came from a qos message. Thread: any.
 */
void
weir_message_parse_qos_values (WeirMessage *message, gint64 *jitter, double *proportion,
                               int *quality)
{
  CHECK (message, QOS);
  WEIR_GET (message->structure, int64, "jitter", jitter);
  WEIR_GET (message->structure, double, "proportion", proportion);
  WEIR_GET (message->structure, int, "quality", quality);
}

/**
 * weir_message_set_qos_stats:
 * @message: a qos message that may be changed
 * @format: unit of the numbers
 * @processed: how much was rendered since the state changed or a flush
 * @dropped: how much was dropped since then
 *
 * Writes what became of the data into a qos message. Thread: owner.
 */
void
weir_message_set_qos_stats (WeirMessage *message, WeirFormat format, guint64 processed,
                            guint64 dropped)
{
  CHECK (message, QOS);
  weir_structure_set (weir_message_writable_structure (message), "format", WEIR_TYPE_FORMAT, format,
                      "processed", G_TYPE_UINT64, processed, "dropped", G_TYPE_UINT64, dropped,
                      NULL);
}

/**
 * weir_message_parse_qos_stats:
 * @message: a qos message
 * @format: (out) (optional): unit of the numbers
 * @processed: (out) (optional): how much was rendered since the state changed or a flush
 * @dropped: (out) (optional): how much was dropped since then
 *
 * Reads what became of the data from a qos message. Thread: any.
 */
void
weir_message_parse_qos_stats (WeirMessage *message, WeirFormat *format, guint64 *processed,
                              guint64 *dropped)
{
  CHECK (message, QOS);
  WEIR_GET_ENUM (message->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (message->structure, uint64, "processed", processed);
  WEIR_GET (message->structure, uint64, "dropped", dropped);
}

/**
 * weir_message_new_instant_rate_request:
 * @src: (transfer none) (nullable): who says it
 * @rate_multiplier: what the speed is to be multiplied with
 *
 * Thread: any.
 *
 * Returns: (transfer full): a message: an element wants another speed at once
 */
WeirMessage *
weir_message_new_instant_rate_request (WeirObject *src, double rate_multiplier)
{
  return weir_message_new_custom (WEIR_MESSAGE_INSTANT_RATE_REQUEST, src,
                                  weir_structure_new ("GstMessageInstantRateRequest", "rate",
                                                      G_TYPE_DOUBLE, rate_multiplier, NULL));
}

/**
 * weir_message_parse_instant_rate_request:
 * @message: an instant-rate-request message
 * @rate_multiplier: (out) (optional): what the speed is to be multiplied with
 *
 * Reads an instant-rate-request message. Thread: any.
 */
void
weir_message_parse_instant_rate_request (WeirMessage *message, double *rate_multiplier)
{
  CHECK (message, INSTANT_RATE_REQUEST);
  WEIR_GET (message->structure, double, "rate", rate_multiplier);
}
