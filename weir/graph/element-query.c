/* SPDX-License-Identifier: MIT */
/* Queries. What is asked often (position, duration, seekable range, latency) is published by the elements and read without
 * disturbing them; what needs code is asked one element at a time, when it is between two steps. */
#include <weir/graph/bin-private.h>
#include <weir/graph/element-private.h>
#include <weir/graph/pipeline.h>

/* --- publishing ------------------------------------------------------------------------------------------------------ */

static gint64 *
slot (WeirElement *self, WeirFormat format, gboolean duration)
{
  if (format == WEIR_FORMAT_TIME)
    return duration ? &self->priv->duration_time : &self->priv->position_time;
  if (format == WEIR_FORMAT_BYTES)
    return duration ? &self->priv->duration_bytes : &self->priv->position_bytes;
  return NULL;
}

/**
 * weir_element_publish_duration:
 * @self: an element
 * @format: time (ns) or bytes; others are ignored
 * @duration: how long the stream is; -1: not known
 *
 * Says how long the stream is, for queries to read without disturbing the element. A change is posted as
 * DURATION_CHANGED.
 * Thread: owner.
 */
void
weir_element_publish_duration (WeirElement *self, WeirFormat format, gint64 duration)
{
  gint64 *place = slot (self, format, TRUE);

  if (place == NULL || __atomic_load_n (place, __ATOMIC_RELAXED) == duration)
    return;
  __atomic_store_n (place, duration, __ATOMIC_RELAXED);
  weir_element_post_message (self, weir_message_new_duration_changed (WEIR_OBJECT_CAST (self)));
}

/**
 * weir_element_publish_position:
 * @self: an element
 * @format: time (ns) or bytes; others are ignored
 * @position: where the stream is; -1: not known
 *
 * Says where the stream is, for queries to read without disturbing the element. Thread: owner.
 */
void
weir_element_publish_position (WeirElement *self, WeirFormat format, gint64 position)
{
  gint64 *place = slot (self, format, FALSE);

  if (place != NULL)
    __atomic_store_n (place, position, __ATOMIC_RELAXED);
}

/**
 * weir_element_publish_seekable:
 * @self: an element
 * @seekable: whether one may seek
 * @start: first position, in ns
 * @stop: last position, in ns; -1: not known
 *
 * Says where one may seek to, for queries to read without disturbing the element. Thread: owner.
 */
void
weir_element_publish_seekable (WeirElement *self, gboolean seekable, gint64 start, gint64 stop)
{
  __atomic_store_n (&self->priv->seek_start, start, __ATOMIC_RELAXED);
  __atomic_store_n (&self->priv->seek_stop, stop, __ATOMIC_RELAXED);
  __atomic_store_n (&self->priv->seekable, seekable, __ATOMIC_RELEASE);
}

/**
 * weir_element_publish_latency:
 * @self: an element
 * @live: whether it makes data in real time
 * @min: ns that it adds at least
 * @max: ns that it can hold back at the most; %WEIR_CLOCK_TIME_NONE: any
 *
 * Says how late the element makes what it passes on; the engine sums it over the graph. A change of @min
 * while the element is active is posted as LATENCY, on which the pipeline distributes the latency anew.
 * Thread: owner.
 */
void
weir_element_publish_latency (WeirElement *self, gboolean live, WeirClockTime min, WeirClockTime max)
{
  gboolean changed = __atomic_load_n (&self->priv->latency_min, __ATOMIC_RELAXED) != min;

  __atomic_store_n (&self->priv->latency_max, max, __ATOMIC_RELAXED);
  __atomic_store_n (&self->priv->latency_min, min, __ATOMIC_RELAXED);
  __atomic_store_n (&self->priv->is_live, live, __ATOMIC_RELAXED);
  if (changed && self->priv->active)
    weir_element_post_message (self, weir_message_new_latency (WEIR_OBJECT_CAST (self)));
}

/* --- answering from what was published -------------------------------------------------------------------------------- */

static gboolean
answer_position (WeirElement *self, WeirQuery *query)
{
  WeirFormat format;
  gint64 *place, value;

  weir_query_parse_position (query, &format, NULL);
  place = slot (self, format, FALSE);
  value = place != NULL ? __atomic_load_n (place, __ATOMIC_RELAXED) : -1;
  if (value < 0)
    return FALSE;
  weir_query_set_position (query, format, value);
  return TRUE;
}

static gboolean
answer_duration (WeirElement *self, WeirQuery *query)
{
  WeirFormat format;
  gint64 *place, value;

  weir_query_parse_duration (query, &format, NULL);
  place = slot (self, format, TRUE);
  value = place != NULL ? __atomic_load_n (place, __ATOMIC_RELAXED) : -1;
  if (value < 0)
    return FALSE;
  weir_query_set_duration (query, format, value);
  return TRUE;
}

static gboolean
answer_seeking (WeirElement *self, WeirQuery *query)
{
  WeirFormat format;
  int seekable = __atomic_load_n (&self->priv->seekable, __ATOMIC_ACQUIRE);

  weir_query_parse_seeking (query, &format, NULL, NULL, NULL);
  if (seekable < 0 || format != WEIR_FORMAT_TIME)
    return FALSE;
  weir_query_set_seeking (query, format, seekable > 0, __atomic_load_n (&self->priv->seek_start, __ATOMIC_RELAXED),
                          __atomic_load_n (&self->priv->seek_stop, __ATOMIC_RELAXED));
  return TRUE;
}

static gboolean
answer_latency (WeirElement *self, WeirQuery *query)
{
  gboolean live;
  WeirClockTime min;

  weir_element_fold_latency (self, &live, &min);
  weir_query_set_latency (query, live, min, WEIR_CLOCK_TIME_NONE);
  return TRUE;
}

static gboolean
answer_published (WeirElement *self, WeirQuery *query)
{
  switch (query->type) {
  case WEIR_QUERY_POSITION:
    return answer_position (self, query);
  case WEIR_QUERY_DURATION:
    return answer_duration (self, query);
  case WEIR_QUERY_SEEKING:
    return answer_seeking (self, query);
  default:
    return FALSE;
  }
}

static gboolean
answer_caps (WeirPad *pad, WeirQuery *query)
{
  WeirCaps *given;
  g_autoptr (WeirCaps) caps = NULL;

  if (query->type == WEIR_QUERY_CAPS) {
    weir_query_parse_caps (query, &given);
    caps = weir_pad_query_caps (pad, given);
    weir_query_set_caps_result (query, caps);
    return TRUE;
  }
  weir_query_parse_accept_caps (query, &given);
  weir_query_set_accept_caps_result (query, weir_pad_query_accept_caps (pad, given));
  return TRUE;
}

/* --- asking ------------------------------------------------------------------------------------------------------------ */

typedef struct {
  WeirPad *pad;
  WeirQuery *query;
  gboolean ok;
} Ask;

static void
ask_owner (gpointer object, gpointer data)
{
  Ask *ask = data;
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (object);

  ask->ok = klass->query (object, ask->pad, ask->query);
}

static gboolean
ask_leaf (WeirElement *self, WeirPad *pad, WeirQuery *query)
{
  Ask ask = { pad, query, FALSE };
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (self);

  if (answer_published (self, query))
    return TRUE;
  if (klass->query == weir_element_default_query || self->priv->task == NULL)
    return FALSE;
  weir_task_call (self->priv->task, ask_owner, &ask);
  return ask.ok;
}

/* Asks `from`, then what is upstream of it, nearest first, until somebody knows. */
static gboolean
ask_upstream (WeirElement *from, WeirPad *pad, WeirQuery *query)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_ptr_array_add (todo, g_object_ref (from));
  while (todo->len > 0) {
    g_autoptr (WeirElement) at = g_ptr_array_steal_index (todo, 0);

    if (!g_hash_table_add (seen, at))
      continue;
    if (ask_leaf (at, at == from ? pad : NULL, query))
      return TRUE;
    pthread_rwlock_rdlock (&weir_graph_lock);
    for (guint i = 0; i < at->priv->sinks->len; i++) {
      WeirPad *far = ((WeirPad *) at->priv->sinks->pdata[i])->far;
      if (far != NULL && far->element != NULL)
        g_ptr_array_add (todo, g_object_ref (far->element));
    }
    pthread_rwlock_unlock (&weir_graph_lock);
  }
  return FALSE;
}

/**
 * weir_element_default_query:
 * @self: an element
 * @pad: (nullable): the pad that was asked; %NULL: the element
 * @query: (transfer none): the question, which holds the answer afterwards
 *
 * Answers position, duration and seekable range from what was published. Thread: any.
 *
 * Returns: %FALSE if that isn't known; neighbours upstream are then asked by the engine
 */
gboolean
weir_element_default_query (WeirElement *self, WeirPad *pad, WeirQuery *query)
{
  return answer_published (self, query);
}

/* A bin: the largest answer of its sinks for times, else the first. */
static gboolean
ask_bin (WeirElement *bin, WeirQuery *query)
{
  g_autoptr (GPtrArray) leaves = weir_element_leaves (bin);
  gint64 best = -1, value;
  gboolean any = FALSE;
  WeirFormat format;

  for (guint i = 0; i < leaves->len; i++) {
    WeirElement *leaf = leaves->pdata[i];

    if (leaf->priv->srcs->len > 0 || !ask_upstream (leaf, NULL, query))
      continue;
    any = TRUE;
    if (query->type == WEIR_QUERY_POSITION)
      weir_query_parse_position (query, &format, &value);
    else if (query->type == WEIR_QUERY_DURATION)
      weir_query_parse_duration (query, &format, &value);
    else
      return TRUE;
    best = MAX (best, value);
  }
  if (any && query->type == WEIR_QUERY_POSITION)
    weir_query_set_position (query, format, best);
  else if (any && query->type == WEIR_QUERY_DURATION)
    weir_query_set_duration (query, format, best);
  return any;
}

/**
 * weir_element_query:
 * @element: an element
 * @query: (transfer none): the question, which holds the answer afterwards
 *
 * A bin asks its sinks, and they what feeds them. Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_element_query (WeirElement *element, WeirQuery *query)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  if (query->type == WEIR_QUERY_LATENCY)
    return answer_latency (element, query);
  return element->priv->is_bin ? ask_bin (element, query) : ask_upstream (element, NULL, query);
}

/**
 * weir_pad_query:
 * @pad: a pad
 * @query: (transfer none): the question, which holds the answer afterwards
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_pad_query (WeirPad *pad, WeirQuery *query)
{
  WeirPad *leaf;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  leaf = weir_pad_leaf (pad);
  if (query->type == WEIR_QUERY_CAPS || query->type == WEIR_QUERY_ACCEPT_CAPS)
    return answer_caps (pad, query);
  if (leaf == NULL || leaf->element == NULL)
    return FALSE;
  if (query->type == WEIR_QUERY_LATENCY)
    return answer_latency (leaf->element, query);
  return ask_upstream (leaf->element, leaf, query);
}

/**
 * weir_pad_peer_query:
 * @pad: a pad
 * @query: (transfer none): the question, which holds the answer afterwards
 *
 * Thread: any that owns no element.
 *
 * Returns: whether its peer, or somebody behind it, knew
 */
gboolean
weir_pad_peer_query (WeirPad *pad, WeirQuery *query)
{
  g_autoptr (WeirPad) far = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (pad), FALSE);
  far = weir_pad_get_far (pad);
  return far != NULL && weir_pad_query (far, query);
}

/* --- the usual questions ----------------------------------------------------------------------------------------------- */

typedef gboolean (*AskFunc) (gpointer object, WeirQuery *query);

static gboolean
ask_number (gpointer object, AskFunc ask, WeirQuery *query, gint64 *number)
{
  gboolean ok = ask (object, query);

  if (ok && number != NULL && query->type == WEIR_QUERY_POSITION)
    weir_query_parse_position (query, NULL, number);
  else if (ok && number != NULL)
    weir_query_parse_duration (query, NULL, number);
  weir_query_unref (query);
  return ok;
}

/**
 * weir_element_query_position:
 * @element: an element, mostly the pipeline
 * @format: time (ns) or bytes
 * @cur: (out) (optional): where the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_element_query_position (WeirElement *element, WeirFormat format, gint64 *cur)
{
  return ask_number (element, (AskFunc) weir_element_query, weir_query_new_position (format), cur);
}

/**
 * weir_element_query_duration:
 * @element: an element, mostly the pipeline
 * @format: time (ns) or bytes
 * @duration: (out) (optional): how long the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_element_query_duration (WeirElement *element, WeirFormat format, gint64 *duration)
{
  return ask_number (element, (AskFunc) weir_element_query, weir_query_new_duration (format), duration);
}

/**
 * weir_element_query_convert:
 * @element: an element
 * @src_format: of @src_val
 * @src_val: what shall be converted
 * @dest_format: of the answer
 * @dest_val: (out): the answer
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_element_query_convert (WeirElement *element, WeirFormat src_format, gint64 src_val, WeirFormat dest_format,
                            gint64 *dest_val)
{
  g_autoptr (WeirQuery) query = weir_query_new_convert (src_format, src_val, dest_format);

  if (!weir_element_query (element, query))
    return FALSE;
  weir_query_parse_convert (query, NULL, NULL, NULL, dest_val);
  return TRUE;
}

/**
 * weir_pad_query_position:
 * @pad: a pad
 * @format: time (ns) or bytes
 * @cur: (out) (optional): where the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_pad_query_position (WeirPad *pad, WeirFormat format, gint64 *cur)
{
  return ask_number (pad, (AskFunc) weir_pad_query, weir_query_new_position (format), cur);
}

/**
 * weir_pad_query_duration:
 * @pad: a pad
 * @format: time (ns) or bytes
 * @duration: (out) (optional): how long the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody knew
 */
gboolean
weir_pad_query_duration (WeirPad *pad, WeirFormat format, gint64 *duration)
{
  return ask_number (pad, (AskFunc) weir_pad_query, weir_query_new_duration (format), duration);
}

/**
 * weir_pad_peer_query_position:
 * @pad: a pad
 * @format: time (ns) or bytes
 * @cur: (out) (optional): where the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody behind its peer knew
 */
gboolean
weir_pad_peer_query_position (WeirPad *pad, WeirFormat format, gint64 *cur)
{
  return ask_number (pad, (AskFunc) weir_pad_peer_query, weir_query_new_position (format), cur);
}

/**
 * weir_pad_peer_query_duration:
 * @pad: a pad
 * @format: time (ns) or bytes
 * @duration: (out) (optional): how long the stream is
 *
 * Thread: any that owns no element.
 *
 * Returns: whether somebody behind its peer knew
 */
gboolean
weir_pad_peer_query_duration (WeirPad *pad, WeirFormat format, gint64 *duration)
{
  return ask_number (pad, (AskFunc) weir_pad_peer_query, weir_query_new_duration (format), duration);
}
