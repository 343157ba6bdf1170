/* SPDX-License-Identifier: MIT */
/* What queries of each type ask and answer. Names of structures and fields have the spelling that programs know. The
 * lists of allocation, buffering and scheduling queries are in query-lists.c. */
#include <weir/data/fields-private.h>
#include <weir/data/query.h>

#define CHECK(query, kind) g_return_if_fail ((query) != NULL && (query)->type == WEIR_QUERY_##kind)
#define SET(query, ...)                                                                            \
  weir_structure_set (weir_query_writable_structure (query), __VA_ARGS__, NULL)

/* Times */

/**
 * weir_query_new_position:
 * @format: unit of the answer
 *
 * Returns: (transfer full): a query for where in the stream one is
 */
WeirQuery *
weir_query_new_position (WeirFormat format)
{
  return weir_query_new_custom (
    WEIR_QUERY_POSITION, weir_structure_new ("GstQueryPosition", "format", WEIR_TYPE_FORMAT, format,
                                             "current", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_position:
 * @query: a position query that may be changed
 * @format: its unit
 * @cur: the position, -1: not known
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_position (WeirQuery *query, WeirFormat format, gint64 cur)
{
  CHECK (query, POSITION);
  SET (query, "format", WEIR_TYPE_FORMAT, format, "current", G_TYPE_INT64, cur);
}

/**
 * weir_query_parse_position:
 * @query: a position query
 * @format: (out) (optional): its unit
 * @cur: (out) (optional): the position, -1: not known
 *
 * Thread: any.
 */
void
weir_query_parse_position (WeirQuery *query, WeirFormat *format, gint64 *cur)
{
  CHECK (query, POSITION);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (query->structure, int64, "current", cur);
}

/**
 * weir_query_new_duration:
 * @format: unit of the answer
 *
 * Returns: (transfer full): a query for how long the stream is
 */
WeirQuery *
weir_query_new_duration (WeirFormat format)
{
  return weir_query_new_custom (
    WEIR_QUERY_DURATION, weir_structure_new ("GstQueryDuration", "format", WEIR_TYPE_FORMAT, format,
                                             "duration", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_duration:
 * @query: a duration query that may be changed
 * @format: its unit
 * @duration: the duration, -1: not known
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_duration (WeirQuery *query, WeirFormat format, gint64 duration)
{
  CHECK (query, DURATION);
  SET (query, "format", WEIR_TYPE_FORMAT, format, "duration", G_TYPE_INT64, duration);
}

/**
 * weir_query_parse_duration:
 * @query: a duration query
 * @format: (out) (optional): its unit
 * @duration: (out) (optional): the duration, -1: not known
 *
 * Thread: any.
 */
void
weir_query_parse_duration (WeirQuery *query, WeirFormat *format, gint64 *duration)
{
  CHECK (query, DURATION);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (query->structure, int64, "duration", duration);
}

/**
 * weir_query_new_latency:
 *
 * Returns: (transfer full): a query for how late data comes
 */
WeirQuery *
weir_query_new_latency (void)
{
  return weir_query_new_custom (
    WEIR_QUERY_LATENCY,
    weir_structure_new ("GstQueryLatency", "live", G_TYPE_BOOLEAN, FALSE, "min-latency",
                        WEIR_TYPE_CLOCK_TIME, (WeirClockTime) 0, "max-latency",
                        WEIR_TYPE_CLOCK_TIME, WEIR_CLOCK_TIME_NONE, NULL));
}

/**
 * weir_query_set_latency:
 * @query: a latency query that may be changed
 * @live: whether there is a live source
 * @min_latency: how late data is at the least, in ns
 * @max_latency: how late it may become, in ns; %WEIR_CLOCK_TIME_NONE: any
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_latency (WeirQuery *query, gboolean live, WeirClockTime min_latency,
                        WeirClockTime max_latency)
{
  CHECK (query, LATENCY);
  SET (query, "live", G_TYPE_BOOLEAN, live, "min-latency", WEIR_TYPE_CLOCK_TIME, min_latency,
       "max-latency", WEIR_TYPE_CLOCK_TIME, max_latency);
}

/**
 * weir_query_parse_latency:
 * @query: a latency query
 * @live: (out) (optional): whether there is a live source
 * @min_latency: (out) (optional): how late data is at the least, in ns
 * @max_latency: (out) (optional): how late it may become, in ns; %WEIR_CLOCK_TIME_NONE: any
 *
 * Thread: any.
 */
void
weir_query_parse_latency (WeirQuery *query, gboolean *live, WeirClockTime *min_latency,
                          WeirClockTime *max_latency)
{
  CHECK (query, LATENCY);
  WEIR_GET (query->structure, boolean, "live", live);
  WEIR_GET (query->structure, uint64, "min-latency", min_latency);
  WEIR_GET (query->structure, uint64, "max-latency", max_latency);
}

/**
 * weir_query_new_convert:
 * @src_format: unit of @value
 * @value: a position
 * @dest_format: unit that is wanted
 *
 * Returns: (transfer full): a query for a position in another unit
 */
WeirQuery *
weir_query_new_convert (WeirFormat src_format, gint64 value, WeirFormat dest_format)
{
  return weir_query_new_custom (
    WEIR_QUERY_CONVERT,
    weir_structure_new ("GstQueryConvert", "src_format", WEIR_TYPE_FORMAT, src_format, "src_value",
                        G_TYPE_INT64, value, "dest_format", WEIR_TYPE_FORMAT, dest_format,
                        "dest_value", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_convert:
 * @query: a convert query that may be changed
 * @src_format: unit of @src_value
 * @src_value: the position
 * @dest_format: unit of @dest_value
 * @dest_value: the same position
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_convert (WeirQuery *query, WeirFormat src_format, gint64 src_value,
                        WeirFormat dest_format, gint64 dest_value)
{
  CHECK (query, CONVERT);
  SET (query, "src_format", WEIR_TYPE_FORMAT, src_format, "src_value", G_TYPE_INT64, src_value,
       "dest_format", WEIR_TYPE_FORMAT, dest_format, "dest_value", G_TYPE_INT64, dest_value);
}

/**
 * weir_query_parse_convert:
 * @query: a convert query
 * @src_format: (out) (optional): unit of @src_value
 * @src_value: (out) (optional): the position
 * @dest_format: (out) (optional): unit of @dest_value
 * @dest_value: (out) (optional): the same position
 *
 * Thread: any.
 */
void
weir_query_parse_convert (WeirQuery *query, WeirFormat *src_format, gint64 *src_value,
                          WeirFormat *dest_format, gint64 *dest_value)
{
  CHECK (query, CONVERT);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "src_format", src_format);
  WEIR_GET (query->structure, int64, "src_value", src_value);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "dest_format", dest_format);
  WEIR_GET (query->structure, int64, "dest_value", dest_value);
}

/**
 * weir_query_new_segment:
 * @format: unit of the answer
 *
 * Returns: (transfer full): a query for the part that is played
 */
WeirQuery *
weir_query_new_segment (WeirFormat format)
{
  return weir_query_new_custom (WEIR_QUERY_SEGMENT,
                                weir_structure_new ("GstQuerySegment", "rate", G_TYPE_DOUBLE, 0.0,
                                                    "format", WEIR_TYPE_FORMAT, format,
                                                    "start_value", G_TYPE_INT64, (gint64) -1,
                                                    "stop_value", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_segment:
 * @query: a segment query that may be changed
 * @rate: speed and direction
 * @format: unit of the positions
 * @start_value: first position
 * @stop_value: last position
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_segment (WeirQuery *query, double rate, WeirFormat format, gint64 start_value,
                        gint64 stop_value)
{
  CHECK (query, SEGMENT);
  SET (query, "rate", G_TYPE_DOUBLE, rate, "format", WEIR_TYPE_FORMAT, format, "start_value",
       G_TYPE_INT64, start_value, "stop_value", G_TYPE_INT64, stop_value);
}

/**
 * weir_query_parse_segment:
 * @query: a segment query
 * @rate: (out) (optional): speed and direction
 * @format: (out) (optional): unit of the positions
 * @start_value: (out) (optional): first position
 * @stop_value: (out) (optional): last position
 *
 * Thread: any.
 */
void
weir_query_parse_segment (WeirQuery *query, double *rate, WeirFormat *format, gint64 *start_value,
                          gint64 *stop_value)
{
  CHECK (query, SEGMENT);
  WEIR_GET (query->structure, double, "rate", rate);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (query->structure, int64, "start_value", start_value);
  WEIR_GET (query->structure, int64, "stop_value", stop_value);
}

/**
 * weir_query_new_seeking:
 * @format: unit of the answer
 *
 * Returns: (transfer full): a query for where one may go
 */
WeirQuery *
weir_query_new_seeking (WeirFormat format)
{
  return weir_query_new_custom (
    WEIR_QUERY_SEEKING,
    weir_structure_new ("GstQuerySeeking", "format", WEIR_TYPE_FORMAT, format, "seekable",
                        G_TYPE_BOOLEAN, FALSE, "segment-start", G_TYPE_INT64, (gint64) -1,
                        "segment-end", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_seeking:
 * @query: a seeking query that may be changed
 * @format: unit of the positions
 * @seekable: whether one may
 * @segment_start: first position
 * @segment_end: last position, -1: not known
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_seeking (WeirQuery *query, WeirFormat format, gboolean seekable,
                        gint64 segment_start, gint64 segment_end)
{
  CHECK (query, SEEKING);
  SET (query, "format", WEIR_TYPE_FORMAT, format, "seekable", G_TYPE_BOOLEAN, seekable,
       "segment-start", G_TYPE_INT64, segment_start, "segment-end", G_TYPE_INT64, segment_end);
}

/**
 * weir_query_parse_seeking:
 * @query: a seeking query
 * @format: (out) (optional): unit of the positions
 * @seekable: (out) (optional): whether one may
 * @segment_start: (out) (optional): first position
 * @segment_end: (out) (optional): last position, -1: not known
 *
 * Thread: any.
 */
void
weir_query_parse_seeking (WeirQuery *query, WeirFormat *format, gboolean *seekable,
                          gint64 *segment_start, gint64 *segment_end)
{
  CHECK (query, SEEKING);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (query->structure, boolean, "seekable", seekable);
  WEIR_GET (query->structure, int64, "segment-start", segment_start);
  WEIR_GET (query->structure, int64, "segment-end", segment_end);
}

/* Units */

/**
 * weir_query_new_formats:
 *
 * Returns: (transfer full): a query for the units that are known
 */
WeirQuery *
weir_query_new_formats (void)
{
  return weir_query_new_custom (WEIR_QUERY_FORMATS, weir_structure_new_empty ("GstQueryFormats"));
}

/**
 * weir_query_set_formatsv: (rename-to weir_query_set_formats)
 * @query: a formats query that may be changed
 * @n_formats: how many
 * @formats: (array length=n_formats): units
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_formatsv (WeirQuery *query, int n_formats, const WeirFormat *formats)
{
  CHECK (query, FORMATS);
  g_return_if_fail (n_formats == 0 || formats != NULL);
  GValue list = G_VALUE_INIT;
  weir_value_list_init (&list, n_formats);
  for (int i = 0; i < n_formats; i++) {
    GValue format = G_VALUE_INIT;
    g_value_init (&format, WEIR_TYPE_FORMAT);
    g_value_set_enum (&format, formats[i]);
    weir_value_list_append_and_take_value (&list, &format);
  }
  weir_structure_take_value (weir_query_writable_structure (query), "formats", &list);
}

/**
 * weir_query_set_formats: (skip)
 * @query: a formats query that may be changed
 * @n_formats: how many
 * @...: units
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_formats (WeirQuery *query, int n_formats, ...)
{
  g_autofree WeirFormat *formats = g_new (WeirFormat, MAX (n_formats, 1));
  va_list args;
  va_start (args, n_formats);
  for (int i = 0; i < n_formats; i++)
    formats[i] = va_arg (args, int);
  va_end (args);
  weir_query_set_formatsv (query, n_formats, formats);
}

/**
 * weir_query_parse_n_formats:
 * @query: a formats query
 * @n_formats: (out): how many units were answered
 *
 * Thread: any.
 */
void
weir_query_parse_n_formats (WeirQuery *query, guint *n_formats)
{
  CHECK (query, FORMATS);
  g_return_if_fail (n_formats != NULL);
  const GValue *list = weir_structure_get_value (query->structure, "formats");
  *n_formats = list != NULL ? weir_value_list_get_size (list) : 0;
}

/**
 * weir_query_parse_nth_format:
 * @query: a formats query
 * @nth: which
 * @format: (out): the unit, %WEIR_FORMAT_UNDEFINED behind the end
 *
 * Thread: any.
 */
void
weir_query_parse_nth_format (WeirQuery *query, guint nth, WeirFormat *format)
{
  CHECK (query, FORMATS);
  g_return_if_fail (format != NULL);
  const GValue *list = weir_structure_get_value (query->structure, "formats");
  *format = WEIR_FORMAT_UNDEFINED;
  if (list != NULL && nth < weir_value_list_get_size (list))
    *format = g_value_get_enum (weir_value_list_get_value (list, nth));
}

/* Buffering */

/**
 * weir_query_new_buffering:
 * @format: unit of the answer
 *
 * Returns: (transfer full): a query for what is buffered
 */
WeirQuery *
weir_query_new_buffering (WeirFormat format)
{
  return weir_query_new_custom (
    WEIR_QUERY_BUFFERING,
    weir_structure_new (
      "GstQueryBuffering", "busy", G_TYPE_BOOLEAN, FALSE, "buffer-percent", G_TYPE_INT, 100,
      "buffering-mode", WEIR_TYPE_BUFFERING_MODE, WEIR_BUFFERING_STREAM, "avg-in-rate", G_TYPE_INT,
      -1, "avg-out-rate", G_TYPE_INT, -1, "buffering-left", G_TYPE_INT64, (gint64) 0,
      "estimated-total", G_TYPE_INT64, (gint64) -1, "format", WEIR_TYPE_FORMAT, format,
      "start_value", G_TYPE_INT64, (gint64) -1, "stop_value", G_TYPE_INT64, (gint64) -1, NULL));
}

/**
 * weir_query_set_buffering_percent:
 * @query: a buffering query that may be changed
 * @busy: whether it is filling
 * @percent: how full it is, 0 to 100
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_buffering_percent (WeirQuery *query, gboolean busy, int percent)
{
  CHECK (query, BUFFERING);
  SET (query, "busy", G_TYPE_BOOLEAN, busy, "buffer-percent", G_TYPE_INT, percent);
}

/**
 * weir_query_parse_buffering_percent:
 * @query: a buffering query
 * @busy: (out) (optional): whether it is filling
 * @percent: (out) (optional): how full it is, 0 to 100
 *
 * Thread: any.
 */
void
weir_query_parse_buffering_percent (WeirQuery *query, gboolean *busy, int *percent)
{
  CHECK (query, BUFFERING);
  WEIR_GET (query->structure, boolean, "busy", busy);
  WEIR_GET (query->structure, int, "buffer-percent", percent);
}

/**
 * weir_query_set_buffering_stats:
 * @query: a buffering query that may be changed
 * @mode: how data is buffered
 * @avg_in: bytes per second that come in
 * @avg_out: bytes per second that go out
 * @buffering_left: time until it is full, in ms
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_buffering_stats (WeirQuery *query, WeirBufferingMode mode, int avg_in, int avg_out,
                                gint64 buffering_left)
{
  CHECK (query, BUFFERING);
  SET (query, "buffering-mode", WEIR_TYPE_BUFFERING_MODE, mode, "avg-in-rate", G_TYPE_INT, avg_in,
       "avg-out-rate", G_TYPE_INT, avg_out, "buffering-left", G_TYPE_INT64, buffering_left);
}

/**
 * weir_query_parse_buffering_stats:
 * @query: a buffering query
 * @mode: (out) (optional): how data is buffered
 * @avg_in: (out) (optional): bytes per second that come in
 * @avg_out: (out) (optional): bytes per second that go out
 * @buffering_left: (out) (optional): time until it is full, in ms
 *
 * Thread: any.
 */
void
weir_query_parse_buffering_stats (WeirQuery *query, WeirBufferingMode *mode, int *avg_in,
                                  int *avg_out, gint64 *buffering_left)
{
  CHECK (query, BUFFERING);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_BUFFERING_MODE, "buffering-mode", mode);
  WEIR_GET (query->structure, int, "avg-in-rate", avg_in);
  WEIR_GET (query->structure, int, "avg-out-rate", avg_out);
  WEIR_GET (query->structure, int64, "buffering-left", buffering_left);
}

/**
 * weir_query_set_buffering_range:
 * @query: a buffering query that may be changed
 * @format: unit of the positions
 * @start: first position that is there
 * @stop: last position that is there
 * @estimated_total: time until all is there, in ms; -1: not known
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_buffering_range (WeirQuery *query, WeirFormat format, gint64 start, gint64 stop,
                                gint64 estimated_total)
{
  CHECK (query, BUFFERING);
  SET (query, "format", WEIR_TYPE_FORMAT, format, "start_value", G_TYPE_INT64, start, "stop_value",
       G_TYPE_INT64, stop, "estimated-total", G_TYPE_INT64, estimated_total);
}

/**
 * weir_query_parse_buffering_range:
 * @query: a buffering query
 * @format: (out) (optional): unit of the positions
 * @start: (out) (optional): first position that is there
 * @stop: (out) (optional): last position that is there
 * @estimated_total: (out) (optional): time until all is there, in ms; -1: not known
 *
 * Thread: any.
 */
void
weir_query_parse_buffering_range (WeirQuery *query, WeirFormat *format, gint64 *start, gint64 *stop,
                                  gint64 *estimated_total)
{
  CHECK (query, BUFFERING);
  WEIR_GET_ENUM (query->structure, WEIR_TYPE_FORMAT, "format", format);
  WEIR_GET (query->structure, int64, "start_value", start);
  WEIR_GET (query->structure, int64, "stop_value", stop);
  WEIR_GET (query->structure, int64, "estimated-total", estimated_total);
}

/* Addresses */

/**
 * weir_query_new_uri:
 *
 * Returns: (transfer full): a query for where data comes from
 */
WeirQuery *
weir_query_new_uri (void)
{
  return weir_query_new_custom (
    WEIR_QUERY_URI, weir_structure_new ("GstQueryURI", "uri", G_TYPE_STRING, NULL, NULL));
}

/**
 * weir_query_set_uri:
 * @query: an uri query that may be changed
 * @uri: (nullable): an address
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_uri (WeirQuery *query, const char *uri)
{
  CHECK (query, URI);
  SET (query, "uri", G_TYPE_STRING, uri);
}

/**
 * weir_query_parse_uri:
 * @query: an uri query
 * @uri: (out) (transfer full) (nullable): an address
 *
 * Thread: any.
 */
void
weir_query_parse_uri (WeirQuery *query, char **uri)
{
  CHECK (query, URI);
  if (uri != NULL)
    *uri = g_strdup (weir_structure_get_string (query->structure, "uri"));
}

/**
 * weir_query_set_uri_redirection:
 * @query: an uri query that may be changed
 * @uri: (nullable): the address it was redirected to
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_uri_redirection (WeirQuery *query, const char *uri)
{
  CHECK (query, URI);
  SET (query, "uri-redirection", G_TYPE_STRING, uri);
}

/**
 * weir_query_parse_uri_redirection:
 * @query: an uri query
 * @uri: (out) (transfer full) (nullable): the address it was redirected to
 *
 * Thread: any.
 */
void
weir_query_parse_uri_redirection (WeirQuery *query, char **uri)
{
  CHECK (query, URI);
  if (uri != NULL)
    *uri = g_strdup (weir_structure_get_string (query->structure, "uri-redirection"));
}

/**
 * weir_query_set_uri_redirection_permanent:
 * @query: an uri query that may be changed
 * @permanent: whether the redirection is permanent
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_uri_redirection_permanent (WeirQuery *query, gboolean permanent)
{
  CHECK (query, URI);
  SET (query, "uri-redirection-permanent", G_TYPE_BOOLEAN, permanent);
}

/**
 * weir_query_parse_uri_redirection_permanent:
 * @query: an uri query
 * @permanent: (out) (optional): whether the redirection is permanent
 *
 * Thread: any.
 */
void
weir_query_parse_uri_redirection_permanent (WeirQuery *query, gboolean *permanent)
{
  CHECK (query, URI);
  WEIR_GET (query->structure, boolean, "uri-redirection-permanent", permanent);
}

/* Rates, choices, sharing */

/**
 * weir_query_new_bitrate:
 *
 * Returns: (transfer full): a query for bits per second
 */
WeirQuery *
weir_query_new_bitrate (void)
{
  return weir_query_new_custom (WEIR_QUERY_BITRATE, weir_structure_new_empty ("GstQueryBitrate"));
}

/**
 * weir_query_set_bitrate:
 * @query: a bitrate query that may be changed
 * @nominal_bitrate: bits per second
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_bitrate (WeirQuery *query, guint nominal_bitrate)
{
  CHECK (query, BITRATE);
  SET (query, "nominal-bitrate", G_TYPE_UINT, nominal_bitrate);
}

/**
 * weir_query_parse_bitrate:
 * @query: a bitrate query
 * @nominal_bitrate: (out) (optional): bits per second
 *
 * Thread: any.
 */
void
weir_query_parse_bitrate (WeirQuery *query, guint *nominal_bitrate)
{
  CHECK (query, BITRATE);
  WEIR_GET (query->structure, uint, "nominal-bitrate", nominal_bitrate);
}

/**
 * weir_query_new_selectable:
 *
 * Returns: (transfer full): a query for whether streams can be chosen
 */
WeirQuery *
weir_query_new_selectable (void)
{
  return weir_query_new_custom (WEIR_QUERY_SELECTABLE,
                                weir_structure_new_empty ("GstQuerySelectable"));
}

/**
 * weir_query_set_selectable:
 * @query: a selectable query that may be changed
 * @selectable: whether they can
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_selectable (WeirQuery *query, gboolean selectable)
{
  CHECK (query, SELECTABLE);
  SET (query, "selectable", G_TYPE_BOOLEAN, selectable);
}

/**
 * weir_query_parse_selectable:
 * @query: a selectable query
 * @selectable: (out) (optional): whether they can
 *
 * Thread: any.
 */
void
weir_query_parse_selectable (WeirQuery *query, gboolean *selectable)
{
  CHECK (query, SELECTABLE);
  WEIR_GET (query->structure, boolean, "selectable", selectable);
}

/**
 * weir_query_new_drain:
 *
 * Returns: (transfer full): a query for all buffers to come back
 */
WeirQuery *
weir_query_new_drain (void)
{
  return weir_query_new_custom (WEIR_QUERY_DRAIN, weir_structure_new_empty ("GstQueryDrain"));
}

/**
 * weir_query_new_context:
 * @context_type: a kind of context
 *
 * Returns: (transfer full): a query for a thing to share
 */
WeirQuery *
weir_query_new_context (const char *context_type)
{
  g_return_val_if_fail (context_type != NULL, NULL);
  return weir_query_new_custom (
    WEIR_QUERY_CONTEXT,
    weir_structure_new ("GstQueryContext", "context-type", G_TYPE_STRING, context_type, NULL));
}

/**
 * weir_query_parse_context_type:
 * @query: a context query
 * @context_type: (out) (optional) (transfer none): the kind of context that is asked for
 *
 * Thread: any.
 *
 * Returns: %TRUE
 */
gboolean
weir_query_parse_context_type (WeirQuery *query, const char **context_type)
{
  g_return_val_if_fail (query != NULL && query->type == WEIR_QUERY_CONTEXT, FALSE);
  if (context_type != NULL)
    *context_type = weir_structure_get_string (query->structure, "context-type");
  return TRUE;
}

/**
 * weir_query_set_context:
 * @query: a context query that may be changed
 * @context: (transfer none) (nullable): the context
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_context (WeirQuery *query, WeirContext *context)
{
  CHECK (query, CONTEXT);
  SET (query, "context", WEIR_TYPE_CONTEXT, context);
}

/**
 * weir_query_parse_context:
 * @query: a context query
 * @context: (out) (transfer none) (nullable): the context
 *
 * Thread: any.
 */
void
weir_query_parse_context (WeirQuery *query, WeirContext **context)
{
  CHECK (query, CONTEXT);
  if (context != NULL)
    *context = weir_structure_peek_boxed (query->structure, "context");
}

/* Formats */

/**
 * weir_query_new_caps:
 * @filter: (transfer none) (nullable): only formats in these
 *
 * Returns: (transfer full): a query for the formats that are possible
 */
WeirQuery *
weir_query_new_caps (WeirCaps *filter)
{
  return weir_query_new_custom (
    WEIR_QUERY_CAPS, weir_structure_new ("GstQueryCaps", "filter", WEIR_TYPE_CAPS, filter, NULL));
}

/**
 * weir_query_parse_caps:
 * @query: a caps query
 * @filter: (out) (transfer none) (nullable): only formats in these
 *
 * Thread: any.
 */
void
weir_query_parse_caps (WeirQuery *query, WeirCaps **filter)
{
  CHECK (query, CAPS);
  if (filter != NULL)
    *filter = weir_structure_peek_boxed (query->structure, "filter");
}

/**
 * weir_query_set_caps_result:
 * @query: a caps query that may be changed
 * @caps: (transfer none): the formats
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_caps_result (WeirQuery *query, WeirCaps *caps)
{
  CHECK (query, CAPS);
  SET (query, "caps", WEIR_TYPE_CAPS, caps);
}

/**
 * weir_query_parse_caps_result:
 * @query: a caps query
 * @caps: (out) (transfer none) (nullable): the formats
 *
 * Thread: any.
 */
void
weir_query_parse_caps_result (WeirQuery *query, WeirCaps **caps)
{
  CHECK (query, CAPS);
  if (caps != NULL)
    *caps = weir_structure_peek_boxed (query->structure, "caps");
}

/**
 * weir_query_new_accept_caps:
 * @caps: (transfer none): a fixed format
 *
 * Returns: (transfer full): a query for whether a format is possible
 */
WeirQuery *
weir_query_new_accept_caps (WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL && weir_caps_is_fixed (caps), NULL);
  return weir_query_new_custom (WEIR_QUERY_ACCEPT_CAPS,
                                weir_structure_new ("GstQueryAcceptCaps", "caps", WEIR_TYPE_CAPS,
                                                    caps, "result", G_TYPE_BOOLEAN, FALSE, NULL));
}

/**
 * weir_query_parse_accept_caps:
 * @query: an accept-caps query
 * @caps: (out) (transfer none) (nullable): the format
 *
 * Thread: any.
 */
void
weir_query_parse_accept_caps (WeirQuery *query, WeirCaps **caps)
{
  CHECK (query, ACCEPT_CAPS);
  if (caps != NULL)
    *caps = weir_structure_peek_boxed (query->structure, "caps");
}

/**
 * weir_query_set_accept_caps_result:
 * @query: an accept-caps query that may be changed
 * @result: whether the format is possible
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_accept_caps_result (WeirQuery *query, gboolean result)
{
  CHECK (query, ACCEPT_CAPS);
  SET (query, "result", G_TYPE_BOOLEAN, result);
}

/**
 * weir_query_parse_accept_caps_result:
 * @query: an accept-caps query
 * @result: (out) (optional): whether the format is possible
 *
 * Thread: any.
 */
void
weir_query_parse_accept_caps_result (WeirQuery *query, gboolean *result)
{
  CHECK (query, ACCEPT_CAPS);
  WEIR_GET (query->structure, boolean, "result", result);
}

/* Scheduling */

/**
 * weir_query_new_scheduling:
 *
 * Returns: (transfer full): a query for how data can be fetched
 */
WeirQuery *
weir_query_new_scheduling (void)
{
  return weir_query_new_custom (
    WEIR_QUERY_SCHEDULING,
    weir_structure_new ("GstQueryScheduling", "flags", WEIR_TYPE_SCHEDULING_FLAGS, 0, "minsize",
                        G_TYPE_INT, 1, "maxsize", G_TYPE_INT, -1, "align", G_TYPE_INT, 0, NULL));
}

/**
 * weir_query_set_scheduling:
 * @query: a scheduling query that may be changed
 * @flags: how
 * @minsize: bytes at the least
 * @maxsize: bytes at the most, -1: any number
 * @align: what positions are multiples of
 *
 * Answers. Thread: owner.
 */
void
weir_query_set_scheduling (WeirQuery *query, WeirSchedulingFlags flags, int minsize, int maxsize,
                           int align)
{
  CHECK (query, SCHEDULING);
  SET (query, "flags", WEIR_TYPE_SCHEDULING_FLAGS, flags, "minsize", G_TYPE_INT, minsize, "maxsize",
       G_TYPE_INT, maxsize, "align", G_TYPE_INT, align);
}

/**
 * weir_query_parse_scheduling:
 * @query: a scheduling query
 * @flags: (out) (optional): how
 * @minsize: (out) (optional): bytes at the least
 * @maxsize: (out) (optional): bytes at the most, -1: any number
 * @align: (out) (optional): what positions are multiples of
 *
 * Thread: any.
 */
void
weir_query_parse_scheduling (WeirQuery *query, WeirSchedulingFlags *flags, int *minsize,
                             int *maxsize, int *align)
{
  CHECK (query, SCHEDULING);
  WEIR_GET_FLAGS (query->structure, WEIR_TYPE_SCHEDULING_FLAGS, "flags", flags);
  WEIR_GET (query->structure, int, "minsize", minsize);
  WEIR_GET (query->structure, int, "maxsize", maxsize);
  WEIR_GET (query->structure, int, "align", align);
}
