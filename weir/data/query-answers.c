/* SPDX-License-Identifier: MIT */
/* What queries of each type ask and answer, part two: buffering, addresses, formats, scheduling. */
#include <weir/data/fields-private.h>
#include <weir/data/query.h>

#define CHECK(query, kind) g_return_if_fail ((query) != NULL && (query)->type == WEIR_QUERY_##kind)
#define SET(query, ...)                                                                            \
  weir_structure_set (weir_query_writable_structure (query), __VA_ARGS__, NULL)

/* Buffering */

/**
 * weir_query_new_buffering:
 * @format: unit of the answer
 *
 * Makes a buffering query. Thread: any.
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
 * Reads how full the buffer is from a buffering answer. Thread: any.
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
 * Reads how data is buffered from a buffering answer. Thread: any.
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
 * Reads what is buffered from a buffering answer. Thread: any.
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
 * Makes a URI query. Thread: any.
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
 * Reads a URI query. Thread: any.
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
 * Reads where a URI answer leads on to. Thread: any.
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
 * Reads whether a URI answer leads on for good. Thread: any.
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
 * Makes a bitrate query. Thread: any.
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
 * Reads a bitrate query. Thread: any.
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
 * Makes a selectable query. Thread: any.
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
 * Reads a selectable query. Thread: any.
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
 * Makes a drain query. Thread: any.
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
 * Makes a context query. Thread: any.
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
 * Reads the answer of a context query. Thread: any.
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
 * Makes a caps query. Thread: any.
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
 * Reads what a caps query asks. Thread: any.
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
 * Reads the answer of a caps query. Thread: any.
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
 * Makes an accept-caps query. Thread: any.
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
 * Reads what an accept-caps query asks. Thread: any.
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
 * Reads the answer of an accept-caps query. Thread: any.
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
 * Makes a scheduling query. Thread: any.
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
 * Reads a scheduling query. Thread: any.
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
