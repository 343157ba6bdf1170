/* SPDX-License-Identifier: MIT */
/* A sink as an object: properties, states, and what is asked of it. */
#include <weir/bases/hot-private.h>
#include <weir/bases/sink-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirSink, weir_sink, WEIR_TYPE_ELEMENT)

static void get_last_sample (gpointer object, GValue *value);
static void get_stats (gpointer object, GValue *value);

enum { ROW_SYNC, ROW_ASYNC, ROW_QOS, ROW_LAST, ROW_MAX_LATENESS, N_DEFAULT_ROWS };

static const WeirProp props[] = {
  [ROW_SYNC] = WEIR_PROP_BOOLEAN (WeirSinkPrivate, sync, "sync", TRUE, WEIR_PROP_LIVE,
                                  "Waits with each buffer until its time has come by the clock"),
  [ROW_ASYNC] = WEIR_PROP_BOOLEAN (WeirSinkPrivate, async, "async", TRUE, WEIR_PROP_LIVE,
                                   "Going to PAUSED takes until the first buffer is there"),
  [ROW_QOS] = WEIR_PROP_BOOLEAN (WeirSinkPrivate, qos, "qos", FALSE, WEIR_PROP_LIVE,
                                 "Tells upstream how late buffers are, so that it can leave out work"),
  [ROW_LAST] = WEIR_PROP_BOOLEAN (WeirSinkPrivate, enable_last_sample, "enable-last-sample", TRUE, WEIR_PROP_LIVE,
                                  "Keeps the last buffer for last-sample"),
  [ROW_MAX_LATENESS] = WEIR_PROP_INT64 (WeirSinkPrivate, max_lateness, "max-lateness", -1, G_MAXINT64, -1, WEIR_PROP_LIVE,
                                        "Drops buffers that are later than this many ns; -1: none"),
  WEIR_PROP_INT64 (WeirSinkPrivate, ts_offset, "ts-offset", G_MININT64, G_MAXINT64, 0, WEIR_PROP_LIVE,
                   "Renders this many ns later, or earlier where it is negative"),
  WEIR_PROP_UINT (WeirSinkPrivate, blocksize, "blocksize", 0, G_MAXUINT, 4096, WEIR_PROP_LIVE,
                  "Bytes a time for sinks that pull; buffers have the size that upstream gave them"),
  WEIR_PROP_UINT64 (WeirSinkPrivate, render_delay, "render-delay", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "How many ns the element takes to show a buffer: it gets them so much earlier"),
  WEIR_PROP_UINT64 (WeirSinkPrivate, throttle_time, "throttle-time", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Asks upstream for no more than a buffer in this many ns; 0: all"),
  WEIR_PROP_UINT64 (WeirSinkPrivate, max_bitrate, "max-bitrate", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Renders no more than this many bits a second; 0: all"),
  WEIR_PROP_UINT64 (WeirSinkPrivate, processing_deadline, "processing-deadline", 0, G_MAXUINT64, 20000000, WEIR_PROP_LIVE,
                    "In live pipelines: how many ns the elements upstream may take for a buffer"),
  WEIR_PROP_COMPUTED ("last-sample", BOXED, weir_sample_get_type, get_last_sample, "The last buffer, with its caps"),
  WEIR_PROP_COMPUTED ("stats", BOXED, weir_structure_get_type, get_stats, "Buffers rendered and dropped, and their rate"),
};

/* --- asked from outside ------------------------------------------------------------------------------------------- */

static void
read_last_sample (gpointer object, gpointer data)
{
  WeirSink *self = object;
  WeirSample **sample = data;

  if (self->priv->last != NULL)
    *sample = weir_sample_new (self->priv->last, self->priv->last_caps, &self->segment, NULL);
}

/**
 * weir_sink_get_last_sample:
 * @self: a sink
 *
 * Waits for a step of the element at the most. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the last buffer that was rendered, or the one that waits
 */
WeirSample *
weir_sink_get_last_sample (WeirSink *self)
{
  WeirSample *sample = NULL;

  g_return_val_if_fail (WEIR_IS_SINK (self), NULL);
  weir_task_call (WEIR_ELEMENT_CAST (self)->priv->task, read_last_sample, &sample);
  return sample;
}

static void
get_last_sample (gpointer object, GValue *value)
{
  g_value_take_boxed (value, weir_sink_get_last_sample (object));
}

typedef struct {
  guint64 rendered, dropped;
  double rate;
} Stats;

static void
read_stats (gpointer object, gpointer data)
{
  WeirSinkPrivate *p = WEIR_SINK_CAST (object)->priv;

  *(Stats *) data = (Stats){ p->rendered, p->dropped, p->avg_rate };
}

static void
get_stats (gpointer object, GValue *value)
{
  Stats stats = { 0, 0, 1.0 };

  weir_task_call (WEIR_ELEMENT_CAST (object)->priv->task, read_stats, &stats);
  g_value_take_boxed (value, weir_structure_new ("application/x-gst-base-sink-stats", "average-rate", G_TYPE_DOUBLE,
                                                 stats.rate, "dropped", G_TYPE_UINT64, stats.dropped, "rendered",
                                                 G_TYPE_UINT64, stats.rendered, NULL));
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static void
forget (WeirSink *self)
{
  WeirSinkPrivate *p = self->priv;

  g_clear_pointer (&p->pending, weir_buffer_unref);
  g_clear_pointer (&p->list, weir_buffer_list_unref);
  p->shown = p->prerolled = p->at_eos = p->finishing = p->seen = FALSE;
  p->fresh = TRUE;
  p->last_stop = p->last_render = p->next_rate = p->last_start = p->prev_start = p->rendering = WEIR_CLOCK_TIME_NONE;
  p->step.active = FALSE;
  p->avg_rate = 1.0;
  p->jitter = 0;
  p->told_late = FALSE;
  weir_segment_init (&self->segment, WEIR_FORMAT_UNDEFINED);
}

static void
say_latency (WeirSink *self)
{
  WeirSinkPrivate *p = self->priv;
  WeirClockTime own = p->sync ? p->render_delay + p->processing_deadline + p->own_latency : 0;

  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, own, WEIR_CLOCK_TIME_NONE);
}

static gboolean
weir_sink_start (WeirElement *element, GError **error)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);

  forget (self);
  self->priv->rendered = self->priv->dropped = 0;
  say_latency (self);
  return klass->start == NULL || klass->start (self, error);
}

static void
weir_sink_stop (WeirElement *element)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);

  if (klass->stop != NULL)
    klass->stop (self);
  forget (self);
  g_clear_pointer (&self->priv->caps, weir_caps_unref);
  g_clear_pointer (&self->priv->last, weir_buffer_unref);
  g_clear_pointer (&self->priv->last_caps, weir_caps_unref);
}

static void
weir_sink_flush (WeirElement *element, WeirPad *pad)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkClass *klass = WEIR_SINK_GET_CLASS (self);

  forget (self);
  if (klass->reset != NULL)
    klass->reset (self);
}

static void
weir_sink_play (WeirElement *element)
{
  WeirSinkPrivate *p = WEIR_SINK_CAST (element)->priv;

  p->fresh = TRUE;
  p->seen = FALSE;
  p->behind = 0;
  p->late_by = 0;
  p->prev_start = WEIR_CLOCK_TIME_NONE;
}

/* What it holds from now on is the preroll; nothing there: it waits for something again. */
static void
weir_sink_pause (WeirElement *element)
{
  WeirSink *self = WEIR_SINK_CAST (element);
  WeirSinkPrivate *p = self->priv;
  WeirMini *item = weir_pad_peek (self->sinkpad);
  WeirEventType type;

  p->shown = FALSE;
  if (p->at_eos || p->pending != NULL || p->list != NULL)
    return;
  type = item != NULL && item->kind == WEIR_MINI_EVENT ? ((WeirEvent *) item)->type : WEIR_EVENT_EOS;
  if (item != NULL && (type == WEIR_EVENT_EOS || type == WEIR_EVENT_GAP))
    return;
  p->prerolled = FALSE;
  weir_element_lose_preroll (element);
}

static void
apply_settings (WeirSink *self)
{
  weir_element_set_wants_preroll (WEIR_ELEMENT_CAST (self), self->priv->async);
  weir_element_set_paces (WEIR_ELEMENT_CAST (self), self->priv->sync);
}

static void
weir_sink_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirSink *self = WEIR_SINK_CAST (element);

  apply_settings (self);
  if (element->priv->active)
    say_latency (self);
  if (!self->priv->enable_last_sample)
    g_clear_pointer (&self->priv->last, weir_buffer_unref);
}

static void
weir_sink_finalize (GObject *object)
{
  WeirSinkPrivate *p = WEIR_SINK_CAST (object)->priv;

  g_clear_pointer (&p->pending, weir_buffer_unref);
  g_clear_pointer (&p->list, weir_buffer_list_unref);
  g_clear_pointer (&p->caps, weir_caps_unref);
  g_clear_pointer (&p->last, weir_buffer_unref);
  g_clear_pointer (&p->last_caps, weir_caps_unref);
  G_OBJECT_CLASS (weir_sink_parent_class)->finalize (object);
}

/**
 * WeirSinkClass::get_times:
 * @self: the sink
 * @buffer: a buffer
 * @start: (out): when it is due
 * @end: (out): when it ends
 *
 * Says when a buffer is due, in the segment's time.
 */

static void
weir_sink_class_init (WeirSinkClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_sink_finalize;
  element_class->process = weir_sink_process;
  element_class->start = weir_sink_start;
  element_class->stop = weir_sink_stop;
  element_class->flush = weir_sink_flush;
  element_class->play = weir_sink_play;
  element_class->pause = weir_sink_pause;
  element_class->take_event = weir_sink_take_event;
  element_class->property_applied = weir_sink_property_applied;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirSink_private_offset);
}

static void
weir_sink_init (WeirSink *self)
{
  guint n_pads;
  WeirPad *const *pads = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_pads);

  self->priv = weir_sink_get_instance_private (self);
  self->sinkpad = n_pads > 0 ? pads[0] : NULL;
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SINK, TRUE);
  forget (self);
  apply_settings (self); /* the defaults of the class are in their fields already */
}

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_sink_class_set_defaults: (skip)
 * @klass: the class of an element
 * @defaults: what its properties are at first
 *
 * For class_init. Thread: any.
 */
void
weir_sink_class_set_defaults (WeirSinkClass *klass, const WeirSinkDefaults *defaults)
{
  WeirProp *rows = g_memdup2 (props, N_DEFAULT_ROWS * sizeof *rows); /* lives as long as the class */

  rows[ROW_SYNC].i.def = defaults->sync;
  rows[ROW_ASYNC].i.def = defaults->async;
  rows[ROW_QOS].i.def = defaults->qos;
  rows[ROW_LAST].i.def = defaults->enable_last_sample;
  rows[ROW_MAX_LATENESS].i.def = defaults->max_lateness;
  weir_element_class_add_props (WEIR_ELEMENT_CLASS (klass), rows, N_DEFAULT_ROWS, WeirSink_private_offset);
}

/**
 * weir_sink_set_drop_out_of_segment:
 * @self: the sink
 * @drop: whether buffers outside of the segment are dropped; the default
 *
 * Says what happens to buffers that are no part of the segment. Thread: owner.
 */
void
weir_sink_set_drop_out_of_segment (WeirSink *self, gboolean drop)
{
  self->priv->keep_out_of_segment = !drop;
}

/**
 * weir_sink_get_caps:
 * @self: the sink
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the format of what flows in
 */
WeirCaps *
weir_sink_get_caps (WeirSink *self)
{
  return self->priv->caps;
}

/**
 * weir_sink_get_sync:
 * @self: the sink
 *
 * Thread: owner.
 *
 * Returns: whether it waits for the clock
 */
gboolean
weir_sink_get_sync (WeirSink *self)
{
  return self->priv->sync;
}

/**
 * weir_sink_set_lead:
 * @self: the sink
 * @lead: how long before its time it is given a buffer, in ns
 * @latency: how long before its time it must have it, at the latest
 *
 * For elements that keep the time of each buffer themselves (sound: the device plays samples, and needs them in advance):
 * render () is called early, and asks weir_sink_get_due_ns (). EOS comes at its time.
 * Thread: owner.
 */
void
weir_sink_set_lead (WeirSink *self, WeirClockTime lead, WeirClockTime latency)
{
  self->priv->lead = lead;
  self->priv->own_latency = latency;
  say_latency (self);
}

/**
 * weir_sink_get_due_ns:
 * @self: the sink
 *
 * For render (): when what it is given should be seen or heard. If the segment cuts off a buffer's beginning, this is the
 * time of what is left of it. Thread: owner.
 *
 * Returns: monotonic time in ns; -1: it has no time, or the sink doesn't wait for the clock
 */
gint64
weir_sink_get_due_ns (WeirSink *self)
{
  WeirSinkPrivate *p = self->priv;

  return p->rendering != WEIR_CLOCK_TIME_NONE ? weir_sink_due_ns (self, p->rendering) : -1;
}
