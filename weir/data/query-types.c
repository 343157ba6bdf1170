/* SPDX-License-Identifier: MIT */
/* What queries of each type ask and answer, part one: times and units. Names of structures and
 * fields have the spelling that programs know; the lists of some queries are in query-lists.c. */
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
 * Makes a position query. Thread: any.
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
 * Reads a position query. Thread: any.
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
 * Makes a duration query. Thread: any.
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
 * Reads a duration query. Thread: any.
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
 * Makes a latency query. Thread: any.
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
 * Reads a latency query. Thread: any.
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
 * Makes a convert query. Thread: any.
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
 * Reads a convert query, the answer included. Thread: any.
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
 * Makes a segment query. Thread: any.
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
 * Reads a segment query. Thread: any.
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
 * Makes a seeking query. Thread: any.
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
 * Reads a seeking query. Thread: any.
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
 * Makes a formats query. Thread: any.
 *
 * Returns: (transfer full): a query for the units that are known
 */
WeirQuery *
weir_query_new_formats (void)
{
  return weir_query_new_custom (WEIR_QUERY_FORMATS, weir_structure_new_empty ("GstQueryFormats"));
}

/**
 * weir_query_set_formatsv:
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
 * Counts the units of a formats answer. Thread: any.
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
 * Reads one unit of a formats answer. Thread: any.
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
