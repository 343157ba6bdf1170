/* SPDX-License-Identifier: MIT */
/* Queries: types and their names, and queries of any type. */
#include <weir/data/cells-private.h>
#include <weir/data/mini-private.h>
#include <weir/data/query-private.h>

G_DEFINE_BOXED_TYPE (WeirQuery, weir_query, weir_query_ref, weir_query_unref)

G_DEFINE_FLAGS_TYPE (WeirQueryTypeFlags, weir_query_type_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_QUERY_TYPE_UPSTREAM, "upstream"),
                     G_DEFINE_ENUM_VALUE (WEIR_QUERY_TYPE_DOWNSTREAM, "downstream"),
                     G_DEFINE_ENUM_VALUE (WEIR_QUERY_TYPE_SERIALIZED, "serialized"))

G_DEFINE_ENUM_TYPE (WeirBufferingMode, weir_buffering_mode,
                    G_DEFINE_ENUM_VALUE (WEIR_BUFFERING_STREAM, "stream"),
                    G_DEFINE_ENUM_VALUE (WEIR_BUFFERING_DOWNLOAD, "download"),
                    G_DEFINE_ENUM_VALUE (WEIR_BUFFERING_TIMESHIFT, "timeshift"),
                    G_DEFINE_ENUM_VALUE (WEIR_BUFFERING_LIVE, "live"))

G_DEFINE_FLAGS_TYPE (WeirSchedulingFlags, weir_scheduling_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_SCHEDULING_FLAG_SEEKABLE, "seekable"),
                     G_DEFINE_ENUM_VALUE (WEIR_SCHEDULING_FLAG_SEQUENTIAL, "sequential"),
                     G_DEFINE_ENUM_VALUE (WEIR_SCHEDULING_FLAG_BANDWIDTH_LIMITED,
                                          "bandwidth-limited"))

G_DEFINE_ENUM_TYPE (WeirPadMode, weir_pad_mode, G_DEFINE_ENUM_VALUE (WEIR_PAD_MODE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WEIR_PAD_MODE_PUSH, "push"),
                    G_DEFINE_ENUM_VALUE (WEIR_PAD_MODE_PULL, "pull"))

/* One row is both the value of the enumeration type and the name. */
static const GEnumValue type_values[] = {
#define ROW(name, nick)                                                                            \
  {                                                                                                \
    WEIR_QUERY_##name, "WEIR_QUERY_" #name, nick                                                   \
  }
  ROW (UNKNOWN, "unknown"),
  ROW (POSITION, "position"),
  ROW (DURATION, "duration"),
  ROW (LATENCY, "latency"),
  ROW (JITTER, "jitter"),
  ROW (RATE, "rate"),
  ROW (SEEKING, "seeking"),
  ROW (SEGMENT, "segment"),
  ROW (CONVERT, "convert"),
  ROW (FORMATS, "formats"),
  ROW (BUFFERING, "buffering"),
  ROW (CUSTOM, "custom"),
  ROW (URI, "uri"),
  ROW (ALLOCATION, "allocation"),
  ROW (SCHEDULING, "scheduling"),
  ROW (ACCEPT_CAPS, "accept-caps"),
  ROW (CAPS, "caps"),
  ROW (DRAIN, "drain"),
  ROW (CONTEXT, "context"),
  ROW (BITRATE, "bitrate"),
  ROW (SELECTABLE, "selectable"),
#undef ROW
  { 0, NULL, NULL },
};

GType
weir_query_type_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirQueryType", type_values));
  return type;
}

/**
 * weir_query_type_get_name:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: its name, or `unknown`
 */
const char *
weir_query_type_get_name (WeirQueryType type)
{
  for (guint i = 0; type_values[i].value_nick != NULL; i++)
    if (type_values[i].value == (gint) type)
      return type_values[i].value_nick;
  return "unknown";
}

/**
 * weir_query_type_to_quark:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: the quark of its name
 */
GQuark
weir_query_type_to_quark (WeirQueryType type)
{
  return g_quark_from_static_string (weir_query_type_get_name (type));
}

/**
 * weir_query_type_get_flags:
 * @type: a type
 *
 * Thread: any.
 *
 * Returns: how queries of that type travel
 */
WeirQueryTypeFlags
weir_query_type_get_flags (WeirQueryType type)
{
  return (WeirQueryTypeFlags) (type & ((1 << WEIR_QUERY_NUM_SHIFT) - 1));
}

void
weir_query_end (WeirMini *mini)
{
  WeirQuery *query = (WeirQuery *) mini;
  if (query->structure != NULL) {
    weir_structure_set_parent_refcount (query->structure, NULL);
    weir_structure_free (query->structure);
  }
  if (query->lists != NULL)
    weir_query_lists_free (query->lists);
  weir_cell_free (query, sizeof *query);
}

/**
 * weir_query_new_custom:
 * @type: what is asked
 * @structure: (transfer full) (nullable): its content
 *
 * Makes a query of any type. Thread: any.
 *
 * Returns: (transfer full): a query
 */
WeirQuery *
weir_query_new_custom (WeirQueryType type, WeirStructure *structure)
{
  WeirQuery *query = weir_cell_alloc (sizeof *query);
  weir_mini_init (&query->mini, WEIR_MINI_QUERY);
  query->type = type;
  query->structure = structure;
  query->lists = NULL;
  if (structure != NULL)
    weir_structure_set_parent_refcount (structure, &query->mini.refs);
  return query;
}

/**
 * weir_query_ref: (skip)
 * @q: a query
 *
 * Thread: any.
 *
 * Returns: (transfer full): @q with one more reference
 */
WeirQuery *
weir_query_ref (WeirQuery *q)
{
  g_return_val_if_fail (q != NULL, NULL);
  weir_mini_retain (&q->mini);
  return q;
}

/**
 * weir_query_unref: (skip)
 * @q: (transfer full): a query
 *
 * Drops a reference. Thread: any.
 */
void
weir_query_unref (WeirQuery *q)
{
  g_return_if_fail (q != NULL);
  if (weir_mini_release (&q->mini))
    weir_query_end (&q->mini);
}

/**
 * weir_clear_query: (skip)
 * @query_ptr: (inout): a place that holds a query or %NULL
 *
 * Drops the reference that is held there and sets the place to %NULL. Thread: owner of the place.
 */
void
weir_clear_query (WeirQuery **query_ptr)
{
  g_clear_pointer (query_ptr, weir_query_unref);
}

/**
 * weir_query_copy:
 * @q: a query
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy, with what was answered so far
 */
WeirQuery *
weir_query_copy (const WeirQuery *q)
{
  g_return_val_if_fail (q != NULL, NULL);
  WeirQuery *copy = weir_query_new_custom (
    q->type, q->structure != NULL ? weir_structure_copy (q->structure) : NULL);
  if (q->lists != NULL)
    copy->lists = weir_query_lists_copy (q->lists);
  return copy;
}

/**
 * weir_query_is_writable:
 * @q: a query
 *
 * Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_query_is_writable (const WeirQuery *q)
{
  g_return_val_if_fail (q != NULL, FALSE);
  return weir_mini_is_alone (&q->mini);
}

/**
 * weir_query_make_writable:
 * @q: (transfer full): a query
 *
 * Thread: any.
 *
 * Returns: (transfer full): @q, or a copy of it where others hold it
 */
WeirQuery *
weir_query_make_writable (WeirQuery *q)
{
  g_return_val_if_fail (q != NULL, NULL);
  if (weir_mini_is_alone (&q->mini))
    return q;
  WeirQuery *copy = weir_query_copy (q);
  weir_query_unref (q);
  return copy;
}

/**
 * weir_query_replace: (skip)
 * @old_query: (inout) (transfer full) (nullable): a place that holds a query or %NULL
 * @new_query: (transfer none) (nullable): what it is to hold
 *
 * Drops what the place held and puts a reference of @new_query there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_query_replace (WeirQuery **old_query, WeirQuery *new_query)
{
  WEIR_MINI_REPLACE (old_query, new_query, weir_query_ref, weir_query_unref);
}

/**
 * weir_query_take: (skip)
 * @old_query: (inout) (transfer full) (nullable): a place that holds a query or %NULL
 * @new_query: (transfer full) (nullable): what it is to hold
 *
 * Drops what the place held and moves @new_query there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_query_take (WeirQuery **old_query, WeirQuery *new_query)
{
  WEIR_MINI_TAKE (old_query, new_query, weir_query_unref);
}

/**
 * weir_query_get_structure:
 * @query: a query
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its content, valid as long as @query is
 */
const WeirStructure *
weir_query_get_structure (WeirQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);
  return query->structure;
}

/**
 * weir_query_writable_structure:
 * @query: a query that may be changed
 *
 * Thread: owner.
 *
 * Returns: (transfer none): its content, made if there was none
 */
WeirStructure *
weir_query_writable_structure (WeirQuery *query)
{
  g_return_val_if_fail (query != NULL && weir_query_is_writable (query), NULL);
  if (query->structure == NULL) {
    query->structure = weir_structure_new_empty (weir_query_type_get_name (query->type));
    weir_structure_set_parent_refcount (query->structure, &query->mini.refs);
  }
  return query->structure;
}
