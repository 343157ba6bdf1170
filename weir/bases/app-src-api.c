/* SPDX-License-Identifier: MIT */
/* What programs call of appsrc, in any thread: pushing waits, if it is to wait, in the queue's own monitor. */
#include <weir/bases/app-src-private.h>
#include <weir/graph/element-private.h>

/* --- pushing -------------------------------------------------------------------------------------------------------- */

/* Out of the monitor: the program's own thread tells it. */
static void
tell_enough (WeirAppSrc *self)
{
  WeirAppSrcPrivate *p = self->priv;
  WeirAppSrcCallbacks callbacks;
  gpointer user_data;
  gboolean emits;

  weir_monitor_enter (&p->monitor);
  callbacks = p->callbacks;
  user_data = p->callback_data;
  emits = p->limits.emit_signals;
  weir_monitor_leave (&p->monitor);
  if (callbacks.enough_data != NULL)
    callbacks.enough_data (self, user_data);
  else if (emits)
    g_signal_emit (self, weir_app_src_signals[WEIR_APP_SRC_ENOUGH_DATA], 0);
}

/* In the monitor: the oldest buffer goes. Answers it. */
static WeirAppItem *
leak_one (WeirAppSrc *self)
{
  WeirAppSrcPrivate *p = self->priv;

  for (GList *l = p->items.head; l != NULL; l = l->next) {
    WeirAppItem *item = l->data;

    if (item->kind != WEIR_APP_BUFFER)
      continue;
    g_queue_delete_link (&p->items, l);
    p->bytes -= weir_buffer_get_size (item->buffer);
    p->buffers--;
    return item;
  }
  return NULL;
}

typedef enum { ADMITTED = 1, LEFT_OUT, REFUSED } Admission;

/* In the monitor, which is left and entered again: is there place? `dropped` must be freed outside. */
static Admission
admit (WeirAppSrc *self, GPtrArray *dropped, WeirFlowReturn *why)
{
  WeirAppSrcPrivate *p = self->priv;
  gboolean told = FALSE;

  for (;;) {
    *why = p->flushing ? WEIR_FLOW_FLUSHING : WEIR_FLOW_EOS;
    if (p->flushing || p->ended)
      return REFUSED;
    if (!weir_app_src_is_full (self))
      return ADMITTED;
    if (p->limits.leaky == WEIR_APP_LEAKY_TYPE_UPSTREAM)
      return LEFT_OUT;
    if (p->limits.leaky == WEIR_APP_LEAKY_TYPE_DOWNSTREAM) {
      WeirAppItem *item = leak_one (self);

      if (item == NULL)
        return ADMITTED;
      g_ptr_array_add (dropped, item);
      continue;
    }
    if (!told) {
      told = TRUE;
      weir_monitor_leave (&p->monitor);
      tell_enough (self);
      weir_monitor_enter (&p->monitor);
      continue;
    }
    if (!p->limits.block)
      return ADMITTED;
    weir_monitor_wait (&p->monitor, WEIR_FOREVER);
  }
}

/* Takes the buffer. */
static WeirFlowReturn
push (WeirAppSrc *self, WeirBuffer *buffer, WeirCaps *caps, const WeirSegment *segment)
{
  WeirAppSrcPrivate *p = self->priv;
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_app_item_free);
  WeirAppItem *item = g_new0 (WeirAppItem, 1);
  WeirFlowReturn why;
  Admission admission;

  item->kind = WEIR_APP_BUFFER;
  item->buffer = buffer;
  weir_monitor_enter (&p->monitor);
  admission = admit (self, dropped, &why);
  if (admission == ADMITTED) {
    weir_app_src_queue_caps (self, caps);
    if (segment != NULL && p->limits.handle_segment) {
      WeirAppItem *before = g_new0 (WeirAppItem, 1);

      before->kind = WEIR_APP_SEGMENT;
      before->segment = weir_segment_copy (segment);
      g_queue_push_tail (&p->items, before);
    }
    p->bytes += weir_buffer_get_size (buffer);
    p->buffers++;
    g_queue_push_tail (&p->items, g_steal_pointer (&item));
  }
  weir_monitor_leave (&p->monitor);
  if (item != NULL)
    weir_app_item_free (item);
  if (admission == ADMITTED)
    weir_element_wake (WEIR_ELEMENT_CAST (self));
  return admission == REFUSED ? why : WEIR_FLOW_OK;
}

/**
 * weir_app_src_push_buffer:
 * @appsrc: an appsrc
 * @buffer: (transfer full): what comes next
 *
 * Queues a buffer. With block=true it waits while too much is queued. Thread: any that owns no element.
 *
 * Returns: %WEIR_FLOW_OK; %WEIR_FLOW_FLUSHING if it isn't PAUSED or PLAYING any more; %WEIR_FLOW_EOS after the end
 */
WeirFlowReturn
weir_app_src_push_buffer (WeirAppSrc *appsrc, WeirBuffer *buffer)
{
  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), WEIR_FLOW_ERROR);
  g_return_val_if_fail (buffer != NULL, WEIR_FLOW_ERROR);
  return push (appsrc, buffer, NULL, NULL);
}

/**
 * weir_app_src_push_buffer_list:
 * @appsrc: an appsrc
 * @buffer_list: (transfer full): what comes next
 *
 * As weir_app_src_push_buffer (), for each buffer. Thread: any that owns no element.
 *
 * Returns: as weir_app_src_push_buffer ()
 */
WeirFlowReturn
weir_app_src_push_buffer_list (WeirAppSrc *appsrc, WeirBufferList *buffer_list)
{
  WeirFlowReturn ret = WEIR_FLOW_OK;
  guint n;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), WEIR_FLOW_ERROR);
  g_return_val_if_fail (buffer_list != NULL, WEIR_FLOW_ERROR);

  n = weir_buffer_list_length (buffer_list);
  for (guint i = 0; i < n && ret == WEIR_FLOW_OK; i++)
    ret = push (appsrc, weir_buffer_ref (weir_buffer_list_get (buffer_list, i)), NULL, NULL);
  weir_buffer_list_unref (buffer_list);
  return ret;
}

/**
 * weir_app_src_push_sample:
 * @appsrc: an appsrc
 * @sample: (transfer none): what comes next, with its caps
 *
 * As weir_app_src_push_buffer (); the sample's caps count from here on. Thread: any that owns no element.
 *
 * Returns: as weir_app_src_push_buffer ()
 */
WeirFlowReturn
weir_app_src_push_sample (WeirAppSrc *appsrc, WeirSample *sample)
{
  WeirBuffer *buffer;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), WEIR_FLOW_ERROR);
  g_return_val_if_fail (sample != NULL, WEIR_FLOW_ERROR);

  buffer = weir_sample_get_buffer (sample);
  if (buffer == NULL)
    return WEIR_FLOW_OK;
  return push (appsrc, weir_buffer_ref (buffer), weir_sample_get_caps (sample), weir_sample_get_segment (sample));
}

/**
 * weir_app_src_end_of_stream:
 * @appsrc: an appsrc
 *
 * Says that nothing comes behind what is queued. Thread: any that owns no element.
 *
 * Returns: as weir_app_src_push_buffer ()
 */
WeirFlowReturn
weir_app_src_end_of_stream (WeirAppSrc *appsrc)
{
  WeirAppSrcPrivate *p;
  WeirFlowReturn ret = WEIR_FLOW_OK;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), WEIR_FLOW_ERROR);

  p = appsrc->priv;
  weir_monitor_enter (&p->monitor);
  if (p->flushing) {
    ret = WEIR_FLOW_FLUSHING;
  } else if (!p->ended) {
    WeirAppItem *item = g_new0 (WeirAppItem, 1);

    item->kind = WEIR_APP_EOS;
    g_queue_push_tail (&p->items, item);
    p->ended = TRUE;
    weir_monitor_notify_all (&p->monitor); /* those who wait for place learn that it is over */
  }
  weir_monitor_leave (&p->monitor);
  weir_element_wake (WEIR_ELEMENT_CAST (appsrc));
  return ret;
}

/**
 * weir_app_src_set_callbacks: (skip)
 * @appsrc: an appsrc
 * @callbacks: (transfer none): what is called; it is copied
 * @user_data: given to them
 * @notify: (nullable): called when they are exchanged or the element ends
 *
 * Has functions called in the place of signals. Thread: any.
 */
void
weir_app_src_set_callbacks (WeirAppSrc *appsrc, const WeirAppSrcCallbacks *callbacks, gpointer user_data,
                            GDestroyNotify notify)
{
  WeirAppSrcPrivate *p;
  GDestroyNotify old_notify;
  gpointer old_data;

  g_return_if_fail (WEIR_IS_APP_SRC (appsrc));
  g_return_if_fail (callbacks != NULL);

  p = appsrc->priv;
  weir_monitor_enter (&p->monitor);
  old_notify = p->callback_notify;
  old_data = p->callback_data;
  p->callbacks = *callbacks;
  p->callback_data = user_data;
  p->callback_notify = notify;
  weir_monitor_leave (&p->monitor);
  if (old_notify != NULL)
    old_notify (old_data);
}

/* --- levels --------------------------------------------------------------------------------------------------------- */

/**
 * weir_app_src_get_current_level_bytes:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: bytes that wait now
 */
guint64
weir_app_src_get_current_level_bytes (WeirAppSrc *appsrc)
{
  WeirAppSrcPrivate *p;
  guint64 level;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), 0);

  p = appsrc->priv;
  weir_monitor_enter (&p->monitor);
  level = p->bytes;
  weir_monitor_leave (&p->monitor);
  return level;
}

/**
 * weir_app_src_get_current_level_buffers:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: buffers that wait now
 */
guint64
weir_app_src_get_current_level_buffers (WeirAppSrc *appsrc)
{
  WeirAppSrcPrivate *p;
  guint64 level;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), 0);

  p = appsrc->priv;
  weir_monitor_enter (&p->monitor);
  level = p->buffers;
  weir_monitor_leave (&p->monitor);
  return level;
}

/**
 * weir_app_src_get_current_level_time:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: ns of the stream that wait now
 */
WeirClockTime
weir_app_src_get_current_level_time (WeirAppSrc *appsrc)
{
  WeirAppSrcPrivate *p;
  WeirClockTime level;

  g_return_val_if_fail (WEIR_IS_APP_SRC (appsrc), 0);

  p = appsrc->priv;
  weir_monitor_enter (&p->monitor);
  level = weir_app_src_level_time (appsrc);
  weir_monitor_leave (&p->monitor);
  return level;
}

/* --- properties by name --------------------------------------------------------------------------------------------- */

/**
 * weir_app_src_set_size:
 * @appsrc: an appsrc
 * @size: bytes in all; -1: not known
 *
 * Sets the property `size`. Thread: any.
 */
void
weir_app_src_set_size (WeirAppSrc *appsrc, gint64 size)
{
  g_object_set (appsrc, "size", size, NULL);
}

/**
 * weir_app_src_get_size:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: bytes in all; -1: not known
 */
gint64
weir_app_src_get_size (WeirAppSrc *appsrc)
{
  gint64 size;

  g_object_get (appsrc, "size", &size, NULL);
  return size;
}

/**
 * weir_app_src_set_duration:
 * @appsrc: an appsrc
 * @duration: how long the stream is, in ns
 *
 * Sets the property `duration`. Thread: any.
 */
void
weir_app_src_set_duration (WeirAppSrc *appsrc, WeirClockTime duration)
{
  g_object_set (appsrc, "duration", duration, NULL);
}

/**
 * weir_app_src_get_duration:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: how long the stream is, in ns
 */
WeirClockTime
weir_app_src_get_duration (WeirAppSrc *appsrc)
{
  WeirClockTime duration;

  g_object_get (appsrc, "duration", &duration, NULL);
  return duration;
}

/**
 * weir_app_src_set_stream_type:
 * @appsrc: an appsrc
 * @type: whether the program can seek
 *
 * Sets the property `stream-type`. Thread: any.
 */
void
weir_app_src_set_stream_type (WeirAppSrc *appsrc, WeirAppStreamType type)
{
  g_object_set (appsrc, "stream-type", type, NULL);
}

/**
 * weir_app_src_get_stream_type:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: whether the program can seek
 */
WeirAppStreamType
weir_app_src_get_stream_type (WeirAppSrc *appsrc)
{
  WeirAppStreamType type;

  g_object_get (appsrc, "stream-type", &type, NULL);
  return type;
}

/**
 * weir_app_src_set_max_bytes:
 * @appsrc: an appsrc
 * @max: bytes that may wait; 0: any
 *
 * Sets the property `max-bytes`. Thread: any.
 */
void
weir_app_src_set_max_bytes (WeirAppSrc *appsrc, guint64 max)
{
  g_object_set (appsrc, "max-bytes", max, NULL);
}

/**
 * weir_app_src_get_max_bytes:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: bytes that may wait; 0: any
 */
guint64
weir_app_src_get_max_bytes (WeirAppSrc *appsrc)
{
  guint64 max;

  g_object_get (appsrc, "max-bytes", &max, NULL);
  return max;
}

/**
 * weir_app_src_set_max_buffers:
 * @appsrc: an appsrc
 * @max: buffers that may wait; 0: any
 *
 * Sets the property `max-buffers`. Thread: any.
 */
void
weir_app_src_set_max_buffers (WeirAppSrc *appsrc, guint64 max)
{
  g_object_set (appsrc, "max-buffers", max, NULL);
}

/**
 * weir_app_src_get_max_buffers:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: buffers that may wait; 0: any
 */
guint64
weir_app_src_get_max_buffers (WeirAppSrc *appsrc)
{
  guint64 max;

  g_object_get (appsrc, "max-buffers", &max, NULL);
  return max;
}

/**
 * weir_app_src_set_leaky_type:
 * @appsrc: an appsrc
 * @leaky: what happens when too much is queued
 *
 * Sets the property `leaky-type`. Thread: any.
 */
void
weir_app_src_set_leaky_type (WeirAppSrc *appsrc, WeirAppLeakyType leaky)
{
  g_object_set (appsrc, "leaky-type", leaky, NULL);
}

/**
 * weir_app_src_get_leaky_type:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: what happens when too much is queued
 */
WeirAppLeakyType
weir_app_src_get_leaky_type (WeirAppSrc *appsrc)
{
  WeirAppLeakyType leaky;

  g_object_get (appsrc, "leaky-type", &leaky, NULL);
  return leaky;
}

/**
 * weir_app_src_set_emit_signals:
 * @appsrc: an appsrc
 * @emit: whether need-data, enough-data and seek-data are emitted
 *
 * Sets the property `emit-signals`. Thread: any.
 */
void
weir_app_src_set_emit_signals (WeirAppSrc *appsrc, gboolean emit)
{
  g_object_set (appsrc, "emit-signals", emit, NULL);
}

/**
 * weir_app_src_get_emit_signals:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: whether need-data, enough-data and seek-data are emitted
 */
gboolean
weir_app_src_get_emit_signals (WeirAppSrc *appsrc)
{
  gboolean emit;

  g_object_get (appsrc, "emit-signals", &emit, NULL);
  return emit;
}

/**
 * weir_app_src_set_caps:
 * @appsrc: an appsrc
 * @caps: (nullable) (transfer none): the format of what is pushed from now on
 *
 * Sets the property `caps`. Thread: any.
 */
void
weir_app_src_set_caps (WeirAppSrc *appsrc, const WeirCaps *caps)
{
  g_return_if_fail (WEIR_IS_APP_SRC (appsrc));

  /* at once, so that it stands before what the program pushes next */
  weir_monitor_enter (&appsrc->priv->monitor);
  weir_app_src_queue_caps (appsrc, caps);
  weir_monitor_leave (&appsrc->priv->monitor);
  g_object_set (appsrc, "caps", caps, NULL);
}

/**
 * weir_app_src_get_caps:
 * @appsrc: an appsrc
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the format that was set last
 */
WeirCaps *
weir_app_src_get_caps (WeirAppSrc *appsrc)
{
  WeirCaps *caps = NULL;

  g_object_get (appsrc, "caps", &caps, NULL);
  return caps;
}

/**
 * weir_app_src_set_latency:
 * @appsrc: an appsrc
 * @min: how late a live program pushes at least, in ns
 * @max: and at most
 *
 * Sets the properties `min-latency` and `max-latency`. Thread: any.
 */
void
weir_app_src_set_latency (WeirAppSrc *appsrc, guint64 min, guint64 max)
{
  g_object_set (appsrc, "min-latency", (gint64) min, "max-latency", (gint64) max, NULL);
}

/**
 * weir_app_src_get_latency:
 * @appsrc: an appsrc
 * @min: (out) (optional): how late a live program pushes at least, in ns
 * @max: (out) (optional): and at most
 *
 * Reads the properties `min-latency` and `max-latency`. Thread: any.
 */
void
weir_app_src_get_latency (WeirAppSrc *appsrc, guint64 *min, guint64 *max)
{
  gint64 least, most;

  g_object_get (appsrc, "min-latency", &least, "max-latency", &most, NULL);
  if (min != NULL)
    *min = (guint64) least;
  if (max != NULL)
    *max = (guint64) most;
}
