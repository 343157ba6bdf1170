/* SPDX-License-Identifier: MIT */
/* Requests for key frames travel as custom events whose structure has the name and fields that other programs know. */
#include <weir/data/structure.h>
#include <weir/data/video-event.h>

#define NAME "GstForceKeyUnit"

/**
 * weir_video_event_new_upstream_force_key_unit:
 * @running_time: from when on, in ns; %WEIR_CLOCK_TIME_NONE: as soon as possible
 * @all_headers: whether the stream's headers are to be repeated before the key frame
 * @count: a number that the answer bears
 *
 * Makes the event that asks an encoder for a key frame.
 *
 * Thread: any
 *
 * Returns: (transfer full): the event, to be sent upstream
 */
WeirEvent *
weir_video_event_new_upstream_force_key_unit (WeirClockTime running_time, gboolean all_headers, guint count)
{
  return weir_event_new_custom (
    WEIR_EVENT_CUSTOM_UPSTREAM,
    weir_structure_new (NAME, "running-time", G_TYPE_UINT64, running_time, "all-headers", G_TYPE_BOOLEAN, all_headers,
                        "count", G_TYPE_UINT, count, NULL));
}

/**
 * weir_video_event_new_downstream_force_key_unit:
 * @timestamp: the key frame's time stamp in ns
 * @stream_time: its stream time in ns
 * @running_time: its running time in ns
 * @all_headers: whether the stream's headers come before it
 * @count: the number of the request
 *
 * Makes the event that an encoder sends before a key frame that it was asked for.
 *
 * Thread: any
 *
 * Returns: (transfer full): the event, to be sent downstream
 */
WeirEvent *
weir_video_event_new_downstream_force_key_unit (WeirClockTime timestamp, WeirClockTime stream_time,
                                                WeirClockTime running_time, gboolean all_headers, guint count)
{
  return weir_event_new_custom (
    WEIR_EVENT_CUSTOM_DOWNSTREAM,
    weir_structure_new (NAME, "timestamp", G_TYPE_UINT64, timestamp, "stream-time", G_TYPE_UINT64, stream_time,
                        "running-time", G_TYPE_UINT64, running_time, "all-headers", G_TYPE_BOOLEAN, all_headers, "count",
                        G_TYPE_UINT, count, NULL));
}

/**
 * weir_video_event_is_force_key_unit:
 * @event: an event
 *
 * Thread: any
 *
 * Returns: whether it asks for a key frame, or announces one
 */
gboolean
weir_video_event_is_force_key_unit (WeirEvent *event)
{
  const WeirStructure *fields;

  g_return_val_if_fail (event != NULL, FALSE);
  fields = weir_event_get_structure (event);
  return (event->type == WEIR_EVENT_CUSTOM_UPSTREAM || event->type == WEIR_EVENT_CUSTOM_DOWNSTREAM) && fields != NULL
         && weir_structure_has_name (fields, NAME);
}

/* What is not there is not known: no time, no headers, number 0. */
static void
read_common (const WeirStructure *fields, WeirClockTime *running_time, gboolean *all_headers, guint *count)
{
  if (running_time != NULL && !weir_structure_get_clock_time (fields, "running-time", running_time))
    *running_time = WEIR_CLOCK_TIME_NONE;
  if (all_headers != NULL && !weir_structure_get_boolean (fields, "all-headers", all_headers))
    *all_headers = FALSE;
  if (count != NULL && !weir_structure_get_uint (fields, "count", count))
    *count = 0;
}

/**
 * weir_video_event_parse_upstream_force_key_unit:
 * @event: an event
 * @running_time: (out) (optional): from when on, in ns; %WEIR_CLOCK_TIME_NONE: as soon as possible
 * @all_headers: (out) (optional): whether headers are to be repeated
 * @count: (out) (optional): the request's number
 *
 * Reads a request for a key frame.
 *
 * Thread: any
 *
 * Returns: whether it is one
 */
gboolean
weir_video_event_parse_upstream_force_key_unit (WeirEvent *event, WeirClockTime *running_time, gboolean *all_headers,
                                                guint *count)
{
  if (!weir_video_event_is_force_key_unit (event) || event->type != WEIR_EVENT_CUSTOM_UPSTREAM)
    return FALSE;
  read_common (weir_event_get_structure (event), running_time, all_headers, count);
  return TRUE;
}

/**
 * weir_video_event_parse_downstream_force_key_unit:
 * @event: an event
 * @timestamp: (out) (optional): the key frame's time stamp in ns
 * @stream_time: (out) (optional): its stream time in ns
 * @running_time: (out) (optional): its running time in ns
 * @all_headers: (out) (optional): whether headers come before it
 * @count: (out) (optional): the request's number
 *
 * Reads the announcement of a key frame.
 *
 * Thread: any
 *
 * Returns: whether it is one
 */
gboolean
weir_video_event_parse_downstream_force_key_unit (WeirEvent *event, WeirClockTime *timestamp, WeirClockTime *stream_time,
                                                  WeirClockTime *running_time, gboolean *all_headers, guint *count)
{
  const WeirStructure *fields;

  if (!weir_video_event_is_force_key_unit (event) || event->type != WEIR_EVENT_CUSTOM_DOWNSTREAM)
    return FALSE;
  fields = weir_event_get_structure (event);
  if (timestamp != NULL && !weir_structure_get_clock_time (fields, "timestamp", timestamp))
    *timestamp = WEIR_CLOCK_TIME_NONE;
  if (stream_time != NULL && !weir_structure_get_clock_time (fields, "stream-time", stream_time))
    *stream_time = WEIR_CLOCK_TIME_NONE;
  read_common (fields, running_time, all_headers, count);
  return TRUE;
}
