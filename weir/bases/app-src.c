/* SPDX-License-Identifier: MIT */
/* appsrc as an element: takes what the program has queued, and tells it when there is too little. The program's calls are
 * in app-src-api.c. */
#include <weir/base/reaper.h>
#include <weir/bases/app-src-private.h>
#include <weir/graph/element-private.h>

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirAppSrc, weir_app_src, WEIR_TYPE_SOURCE, G_ADD_PRIVATE (WeirAppSrc))

G_DEFINE_ENUM_TYPE (WeirAppStreamType, weir_app_stream_type,
                    G_DEFINE_ENUM_VALUE (WEIR_APP_STREAM_TYPE_STREAM, "stream"),
                    G_DEFINE_ENUM_VALUE (WEIR_APP_STREAM_TYPE_SEEKABLE, "seekable"),
                    G_DEFINE_ENUM_VALUE (WEIR_APP_STREAM_TYPE_RANDOM_ACCESS, "random-access"))
G_DEFINE_ENUM_TYPE (WeirAppLeakyType, weir_app_leaky_type,
                    G_DEFINE_ENUM_VALUE (WEIR_APP_LEAKY_TYPE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WEIR_APP_LEAKY_TYPE_UPSTREAM, "upstream"),
                    G_DEFINE_ENUM_VALUE (WEIR_APP_LEAKY_TYPE_DOWNSTREAM, "downstream"))

guint weir_app_src_signals[WEIR_APP_SRC_N_SIGNALS];

static void
get_level_bytes (gpointer object, GValue *value)
{
  g_value_set_uint64 (value, weir_app_src_get_current_level_bytes (object));
}

static void
get_level_buffers (gpointer object, GValue *value)
{
  g_value_set_uint64 (value, weir_app_src_get_current_level_buffers (object));
}

static void
get_level_time (gpointer object, GValue *value)
{
  g_value_set_uint64 (value, weir_app_src_get_current_level_time (object));
}

#define P WeirAppSrcPrivate
static const WeirProp props[] = {
  WEIR_PROP_BOXED (P, caps, "caps", weir_caps_get_type, WEIR_PROP_LIVE, "The format of what is pushed from now on"),
  WEIR_PROP_INT64 (P, size, "size", -1, G_MAXINT64, -1, WEIR_PROP_LIVE, "Bytes in all; -1: not known"),
  WEIR_PROP_ENUM (P, stream_type, "stream-type", weir_app_stream_type_get_type, WEIR_APP_STREAM_TYPE_STREAM, 0,
                  "Whether the program can seek"),
  WEIR_PROP_UINT64 (P, wanted.max_bytes, "max-bytes", 0, G_MAXUINT64, 200000, WEIR_PROP_LIVE,
                    "Bytes that may wait before it says enough-data; 0: any"),
  WEIR_PROP_UINT64 (P, wanted.max_buffers, "max-buffers", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Buffers that may wait before it says enough-data; 0: any"),
  WEIR_PROP_UINT64 (P, wanted.max_time, "max-time", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Ns of the stream that may wait before it says enough-data; 0: any"),
  WEIR_PROP_ENUM (P, format, "format", weir_format_get_type, WEIR_FORMAT_BYTES, 0, "What segments and seeks count in"),
  WEIR_PROP_BOOLEAN (P, wanted.block, "block", FALSE, WEIR_PROP_LIVE, "Pushing waits while too much is queued"),
  WEIR_PROP_BOOLEAN (P, live, "is-live", FALSE, 0, "The data comes as it happens, and only while playing"),
  WEIR_PROP_INT64 (P, min_latency, "min-latency", -1, G_MAXINT64, -1, WEIR_PROP_LIVE,
                   "How late a live program pushes at least, in ns; -1: not late"),
  WEIR_PROP_INT64 (P, max_latency, "max-latency", -1, G_MAXINT64, -1, WEIR_PROP_LIVE,
                   "How late it may be at most, in ns; -1: any"),
  WEIR_PROP_BOOLEAN (P, wanted.emit_signals, "emit-signals", TRUE, WEIR_PROP_LIVE,
                     "Emits need-data, enough-data and seek-data"),
  WEIR_PROP_UINT (P, min_percent, "min-percent", 0, 100, 0, WEIR_PROP_LIVE,
                  "Says need-data when less than this share of max-bytes waits"),
  WEIR_PROP_COMPUTED ("current-level-bytes", UINT64, NULL, get_level_bytes, "Bytes that wait now"),
  WEIR_PROP_COMPUTED ("current-level-buffers", UINT64, NULL, get_level_buffers, "Buffers that wait now"),
  WEIR_PROP_COMPUTED ("current-level-time", UINT64, NULL, get_level_time, "Ns of the stream that wait now"),
  WEIR_PROP_UINT64 (P, duration, "duration", 0, G_MAXUINT64, G_MAXUINT64, WEIR_PROP_LIVE,
                    "How long the stream is, in ns; the maximum: not known"),
  WEIR_PROP_BOOLEAN (P, wanted.handle_segment, "handle-segment-change", FALSE, 0,
                     "Takes over the segments of samples that are pushed"),
  WEIR_PROP_ENUM (P, wanted.leaky, "leaky-type", weir_app_leaky_type_get_type, WEIR_APP_LEAKY_TYPE_NONE, WEIR_PROP_LIVE,
                  "What happens when too much is queued"),
};
#undef P

static const WeirElementInfo info = {
  .name = "appsrc",
  .long_name = "Application source",
  .klass = "Generic/Source",
  .description = "Takes the stream from the program, which pushes buffers",
  .example = "appsrc num-buffers=0 ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
};

/* --- the queue ------------------------------------------------------------------------------------------------------ */

void
weir_app_item_free (WeirAppItem *item)
{
  g_clear_pointer (&item->buffer, weir_buffer_unref);
  g_clear_pointer (&item->caps, weir_caps_unref);
  g_clear_pointer (&item->segment, weir_segment_free);
  g_free (item);
}

guint64
weir_app_src_level_time (WeirAppSrc *self)
{
  WeirClockTime first = WEIR_CLOCK_TIME_NONE, last = WEIR_CLOCK_TIME_NONE;

  for (GList *l = self->priv->items.head; l != NULL && first == WEIR_CLOCK_TIME_NONE; l = l->next) {
    WeirAppItem *item = l->data;
    if (item->kind == WEIR_APP_BUFFER)
      first = WEIR_BUFFER_DTS_OR_PTS (item->buffer);
  }
  for (GList *l = self->priv->items.tail; l != NULL && last == WEIR_CLOCK_TIME_NONE; l = l->prev) {
    WeirAppItem *item = l->data;
    if (item->kind == WEIR_APP_BUFFER) {
      last = WEIR_BUFFER_DTS_OR_PTS (item->buffer);
      if (last != WEIR_CLOCK_TIME_NONE && item->buffer->duration != WEIR_CLOCK_TIME_NONE)
        last += item->buffer->duration;
    }
  }
  return first != WEIR_CLOCK_TIME_NONE && last != WEIR_CLOCK_TIME_NONE && last > first ? last - first : 0;
}

gboolean
weir_app_src_is_full (WeirAppSrc *self)
{
  WeirAppSrcPrivate *p = self->priv;

  return (p->limits.max_bytes != 0 && p->bytes >= p->limits.max_bytes)
         || (p->limits.max_buffers != 0 && p->buffers >= p->limits.max_buffers)
         || (p->limits.max_time != 0 && weir_app_src_level_time (self) >= p->limits.max_time);
}

void
weir_app_src_queue_caps (WeirAppSrc *self, const WeirCaps *caps)
{
  WeirAppSrcPrivate *p = self->priv;
  WeirAppItem *item;

  if (caps == NULL || (p->last_caps != NULL && weir_caps_is_equal (p->last_caps, caps)))
    return;
  weir_caps_replace (&p->last_caps, (WeirCaps *) caps);
  item = g_new0 (WeirAppItem, 1);
  item->kind = WEIR_APP_CAPS;
  item->caps = weir_caps_ref ((WeirCaps *) caps);
  g_queue_push_tail (&p->items, item);
}

static void
clear_queue (WeirAppSrc *self, gboolean flushing)
{
  WeirAppSrcPrivate *p = self->priv;
  GQueue old;

  weir_monitor_enter (&p->monitor);
  old = p->items;
  g_queue_init (&p->items);
  p->bytes = p->buffers = 0;
  p->flushing = flushing;
  p->ended = p->seeking = p->seek_failed = FALSE;
  if (flushing)
    g_clear_pointer (&p->last_caps, weir_caps_unref);
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  g_queue_clear_full (&old, (GDestroyNotify) weir_app_item_free);
}

/* --- telling the program: without ownership ------------------------------------------------------------------------- */

static void
tell_need (WeirElement *element, gpointer data)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (element);
  WeirAppSrcPrivate *p = self->priv;
  WeirAppSrcCallbacks callbacks;
  gpointer user_data;
  gboolean emits;

  weir_monitor_enter (&p->monitor);
  callbacks = p->callbacks;
  user_data = p->callback_data;
  emits = p->limits.emit_signals;
  weir_monitor_leave (&p->monitor);
  if (callbacks.need_data != NULL)
    callbacks.need_data (self, GPOINTER_TO_UINT (data), user_data);
  else if (emits)
    g_signal_emit (self, weir_app_src_signals[WEIR_APP_SRC_NEED_DATA], 0, GPOINTER_TO_UINT (data));
}

static void
tell_seek (WeirElement *element, gpointer data)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (element);
  WeirAppSrcPrivate *p = self->priv;
  WeirAppSrcCallbacks callbacks;
  gpointer user_data;
  gboolean ok = FALSE;

  weir_monitor_enter (&p->monitor);
  callbacks = p->callbacks;
  user_data = p->callback_data;
  weir_monitor_leave (&p->monitor);
  if (callbacks.seek_data != NULL)
    ok = callbacks.seek_data (self, *(guint64 *) data, user_data);
  else
    g_signal_emit (self, weir_app_src_signals[WEIR_APP_SRC_SEEK_DATA], 0, *(guint64 *) data, &ok);
  weir_monitor_enter (&p->monitor);
  p->seeking = FALSE;
  p->seek_failed = !ok;
  weir_monitor_leave (&p->monitor);
  weir_element_wake (element);
}

/* --- the element's side --------------------------------------------------------------------------------------------- */

static WeirAppItem *
take_item (WeirAppSrc *self, gboolean *few)
{
  WeirAppSrcPrivate *p = self->priv;
  WeirAppItem *item;

  weir_monitor_enter (&p->monitor);
  item = p->seeking || p->seek_failed ? NULL : g_queue_pop_head (&p->items);
  if (item != NULL && item->kind == WEIR_APP_BUFFER) {
    p->bytes -= weir_buffer_get_size (item->buffer);
    p->buffers--;
    weir_monitor_notify_all (&p->monitor);
  }
  *few = !p->ended && p->min_percent > 0 && p->limits.max_bytes > 0
         && p->bytes * 100 / p->limits.max_bytes < p->min_percent;
  weir_monitor_leave (&p->monitor);
  return item;
}

static void
say_need (WeirAppSrc *self)
{
  if (self->priv->said_need)
    return;
  self->priv->said_need = TRUE;
  weir_element_call_later (WEIR_ELEMENT_CAST (self), tell_need,
                           GUINT_TO_POINTER (weir_source_get_blocksize (WEIR_SOURCE_CAST (self))), NULL);
}

static WeirFlowReturn
find_nothing (WeirAppSrc *self, GError **error)
{
  WeirAppSrcPrivate *p = self->priv;
  gboolean failed, seeking;

  weir_monitor_enter (&p->monitor);
  failed = p->seek_failed;
  seeking = p->seeking;
  weir_monitor_leave (&p->monitor);
  if (failed) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SEEK, "the program refused to seek");
    return WEIR_FLOW_ERROR;
  }
  if (!seeking)
    say_need (self);
  weir_element_want_app (WEIR_ELEMENT_CAST (self));
  return WEIR_FLOW_AGAIN;
}

static WeirFlowReturn
weir_app_src_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (source);
  WeirAppItem *item;
  gboolean few, ended;

  for (;;) {
    item = take_item (self, &few);
    if (item == NULL)
      return find_nothing (self, error);
    if (item->kind == WEIR_APP_BUFFER) {
      *buffer = g_steal_pointer (&item->buffer);
      weir_app_item_free (item);
      self->priv->said_need &= few;
      if (few)
        say_need (self);
      return WEIR_FLOW_OK;
    }
    ended = item->kind == WEIR_APP_EOS;
    if (item->kind == WEIR_APP_CAPS) {
      weir_pad_set_allowed_caps (source->srcpad, item->caps);
      weir_source_set_caps (source, item->caps);
    } else if (item->kind == WEIR_APP_SEGMENT) {
      weir_source_new_segment (source, item->segment);
    }
    weir_app_item_free (item);
    if (ended)
      return WEIR_FLOW_EOS;
  }
}

static gboolean
weir_app_src_is_seekable (WeirSource *source)
{
  return WEIR_APP_SRC_CAST (source)->priv->stream_type != WEIR_APP_STREAM_TYPE_STREAM;
}

/* The program is asked when the element was let go; nothing is taken until it has answered. */
static gboolean
weir_app_src_do_seek (WeirSource *source, WeirSegment *segment, GError **error)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (source);

  clear_queue (self, FALSE);
  weir_monitor_enter (&self->priv->monitor);
  self->priv->seeking = TRUE;
  weir_monitor_leave (&self->priv->monitor);
  self->priv->said_need = FALSE;
  weir_element_call_later (WEIR_ELEMENT_CAST (self), tell_seek, g_memdup2 (&segment->position, sizeof (guint64)), g_free);
  return TRUE;
}

static void
apply_limits (WeirAppSrc *self)
{
  weir_monitor_enter (&self->priv->monitor);
  self->priv->limits = self->priv->wanted;
  weir_monitor_notify_all (&self->priv->monitor);
  weir_monitor_leave (&self->priv->monitor);
}

static void
say_facts (WeirAppSrc *self)
{
  WeirAppSrcPrivate *p = self->priv;
  WeirSource *source = WEIR_SOURCE_CAST (self);

  if (p->format == WEIR_FORMAT_BYTES && p->size >= 0)
    weir_source_set_duration (source, p->size);
  else if (p->format == WEIR_FORMAT_TIME && p->duration != WEIR_CLOCK_TIME_NONE)
    weir_source_set_duration (source, (gint64) p->duration);
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), p->live, p->min_latency > 0 ? (WeirClockTime) p->min_latency : 0,
                                p->max_latency >= 0 ? (WeirClockTime) p->max_latency : WEIR_CLOCK_TIME_NONE);
}

static gboolean
weir_app_src_start (WeirSource *source, GError **error)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (source);
  WeirAppSrcPrivate *p = self->priv;

  weir_monitor_enter (&p->monitor);
  p->flushing = FALSE;
  weir_monitor_leave (&p->monitor);
  p->said_need = FALSE;
  weir_source_set_format (source, p->format == WEIR_FORMAT_UNDEFINED ? WEIR_FORMAT_BYTES : (WeirFormat) p->format);
  weir_source_set_live (source, p->live);
  say_facts (self);
  return TRUE;
}

static void
weir_app_src_stop (WeirSource *source)
{
  clear_queue (WEIR_APP_SRC_CAST (source), TRUE);
}

static void
weir_app_src_flush (WeirElement *element, WeirPad *pad)
{
  clear_queue (WEIR_APP_SRC_CAST (element), FALSE);
  WEIR_ELEMENT_CLASS (weir_app_src_parent_class)->flush (element, pad);
}

static void
weir_app_src_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirAppSrc *self = WEIR_APP_SRC_CAST (element);

  if (prop == &props[0]) {
    weir_monitor_enter (&self->priv->monitor);
    weir_app_src_queue_caps (self, self->priv->caps);
    weir_monitor_leave (&self->priv->monitor);
    if (!element->priv->active)
      weir_pad_set_allowed_caps (WEIR_SOURCE_CAST (self)->srcpad, self->priv->caps);
  }
  apply_limits (self);
  if (element->priv->active)
    say_facts (self);
  WEIR_ELEMENT_CLASS (weir_app_src_parent_class)->property_applied (element, prop);
}

/* --- the class ------------------------------------------------------------------------------------------------------ */

static void
weir_app_src_finalize (GObject *object)
{
  WeirAppSrcPrivate *p = WEIR_APP_SRC_CAST (object)->priv;

  clear_queue (WEIR_APP_SRC_CAST (object), TRUE);
  if (p->callback_notify != NULL)
    weir_reaper_push (p->callback_notify, p->callback_data);
  weir_monitor_clear (&p->monitor);
  G_OBJECT_CLASS (weir_app_src_parent_class)->finalize (object);
}

/* Actions don't take what they are given. */
static WeirFlowReturn
push_buffer_action (WeirAppSrc *self, WeirBuffer *buffer)
{
  return weir_app_src_push_buffer (self, weir_buffer_ref (buffer));
}

static WeirFlowReturn
push_buffer_list_action (WeirAppSrc *self, WeirBufferList *list)
{
  return weir_app_src_push_buffer_list (self, weir_buffer_list_ref (list));
}

static void
add_signals (GType type)
{
  const GSignalFlags action = G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION;

  /**
   * WeirAppSrc::need-data:
   * @appsrc: the element
   * @length: bytes that would do
   *
   * Too little is queued: push more, in the handler or later.
   */
  weir_app_src_signals[WEIR_APP_SRC_NEED_DATA]
    = g_signal_new ("need-data", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * WeirAppSrc::enough-data:
   * @appsrc: the element
   *
   * Enough is queued: stop pushing until need-data.
   */
  weir_app_src_signals[WEIR_APP_SRC_ENOUGH_DATA]
    = g_signal_new ("enough-data", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirAppSrc::seek-data:
   * @appsrc: the element
   * @offset: where to go on, in its format
   *
   * What is pushed next shall begin at @offset.
   *
   * Returns: %FALSE if that can't be
   */
  weir_app_src_signals[WEIR_APP_SRC_SEEK_DATA] = g_signal_new (
    "seek-data", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_UINT64);

  g_signal_new_class_handler ("push-buffer", type, action, G_CALLBACK (push_buffer_action), NULL, NULL, NULL,
                              WEIR_TYPE_FLOW_RETURN, 1, WEIR_TYPE_BUFFER);
  g_signal_new_class_handler ("push-buffer-list", type, action, G_CALLBACK (push_buffer_list_action), NULL, NULL, NULL,
                              WEIR_TYPE_FLOW_RETURN, 1, WEIR_TYPE_BUFFER_LIST);
  g_signal_new_class_handler ("push-sample", type, action, G_CALLBACK (weir_app_src_push_sample), NULL, NULL, NULL,
                              WEIR_TYPE_FLOW_RETURN, 1, WEIR_TYPE_SAMPLE);
  g_signal_new_class_handler ("end-of-stream", type, action, G_CALLBACK (weir_app_src_end_of_stream), NULL, NULL, NULL,
                              WEIR_TYPE_FLOW_RETURN, 0);
}

static void
weir_app_src_class_init (WeirAppSrcClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_app_src_finalize;
  element_class->flush = weir_app_src_flush;
  element_class->property_applied = weir_app_src_property_applied;
  source_class->create = weir_app_src_create;
  source_class->start = weir_app_src_start;
  source_class->stop = weir_app_src_stop;
  source_class->is_seekable = weir_app_src_is_seekable;
  source_class->do_seek = weir_app_src_do_seek;
  weir_element_class_set_info (element_class, &info);
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirAppSrc_private_offset);
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
weir_app_src_init (WeirAppSrc *self)
{
  self->priv = weir_app_src_get_instance_private (self);
  weir_monitor_init (&self->priv->monitor);
  g_queue_init (&self->priv->items);
  self->priv->limits = self->priv->wanted; /* the defaults are in their fields already */
}
