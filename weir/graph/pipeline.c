/* SPDX-License-Identifier: MIT */
/* The outermost bin: its bus, its clock, its running time, and what it says when something in it can't go on. */
#include <weir/graph/bin-private.h>
#include <weir/graph/pipeline.h>
#include <weir/graph/stall.h>
#include <weir/graph/system-clock.h>

struct _WeirPipelinePrivate {
  WeirTaskGroup *group;
  gboolean auto_flush_bus;
  WeirClock *fixed_clock; /* (owned) (nullable): by use_clock */
  gboolean fixed;
  guint64 delay_ns;
  guint64 latency_ns; /* NONE: worked out from the elements */
  WeirPreroll *preroll; /* (owned) */
  guint64 preroll_timeout_ns;
};
typedef struct _WeirPipelinePrivate WeirPipelinePrivate;

enum { PROP_AUTO_FLUSH_BUS = 1, PROP_DELAY, PROP_LATENCY, PROP_PREROLL_TIMEOUT };

G_DEFINE_TYPE_WITH_PRIVATE (WeirPipeline, weir_pipeline, WEIR_TYPE_BIN)

WeirTaskGroup *
weir_pipeline_task_group (WeirPipeline *pipeline)
{
  return pipeline->pipeline_priv->group;
}

void
weir_pipeline_watch_preroll (WeirPipeline *pipeline, gboolean some_wait)
{
  WeirPipelinePrivate *p = pipeline->pipeline_priv;

  if (p->preroll == NULL)
    return; /* it is on its way out */
  if (some_wait)
    weir_preroll_watch (p->preroll, p->preroll_timeout_ns);
  else
    weir_preroll_unwatch (p->preroll);
}

/* --- clock ------------------------------------------------------------------------------------------------------------ */

/* The first clock that an element provides, sinks first; else the system's. */
static WeirClock *
choose_clock (WeirPipeline *self)
{
  g_autoptr (GPtrArray) order = NULL;

  if (self->pipeline_priv->fixed)
    return self->pipeline_priv->fixed_clock != NULL ? g_object_ref (self->pipeline_priv->fixed_clock) : NULL;
  order = weir_bin_sorted (WEIR_BIN_CAST (self));
  for (guint i = 0; i < order->len; i++) {
    g_autoptr (GPtrArray) leaves = weir_element_leaves (order->pdata[i]);

    for (guint l = 0; l < leaves->len; l++) {
      WeirClock *clock = weir_element_provide_clock (leaves->pdata[l]);
      if (clock != NULL)
        return clock;
    }
  }
  return weir_system_clock_obtain ();
}

void
weir_bin_distribute_time (WeirBin *bin, WeirClock *clock, WeirClockTime base_time)
{
  g_autoptr (GPtrArray) children = weir_bin_snapshot (bin);

  weir_element_set_clock (WEIR_ELEMENT_CAST (bin), clock);
  weir_element_set_base_time (WEIR_ELEMENT_CAST (bin), base_time);
  for (guint i = 0; i < children->len; i++) {
    WeirElement *child = children->pdata[i];

    if (child->priv->is_bin) {
      weir_bin_distribute_time (WEIR_BIN_CAST (child), clock, base_time);
    } else {
      weir_element_set_clock (child, clock);
      weir_element_set_base_time (child, base_time);
    }
  }
}

static void
begin_to_play (WeirPipeline *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  g_autoptr (WeirClock) clock = choose_clock (self);
  WeirClockTime start = weir_element_get_start_time (element);
  WeirClockTime base = weir_element_get_base_time (element);

  if (clock != element->priv->clock)
    weir_element_post_message (element, weir_message_new_new_clock (WEIR_OBJECT_CAST (self), clock));
  if (start != WEIR_CLOCK_TIME_NONE)
    base = (clock != NULL ? weir_clock_get_time (clock) : 0) - start + self->pipeline_priv->delay_ns;
  weir_bin_distribute_time (WEIR_BIN_CAST (self), clock, base);
  weir_bin_recalculate_latency (WEIR_BIN_CAST (self));
}

static WeirStateChangeReturn
weir_pipeline_change_state (WeirElement *element, WeirStateChange transition)
{
  WeirPipeline *self = WEIR_PIPELINE_CAST (element);
  WeirStateChangeReturn ret;
  WeirClockTime now;

  switch (transition) {
  case WEIR_STATE_CHANGE_NULL_TO_READY:
    if (element->priv->bus != NULL)
      weir_bus_set_flushing (element->priv->bus, FALSE);
    break;
  case WEIR_STATE_CHANGE_READY_TO_PAUSED:
    if (weir_element_get_start_time (element) != WEIR_CLOCK_TIME_NONE)
      weir_element_set_start_time (element, 0);
    weir_element_update_pacing (element);
    break;
  case WEIR_STATE_CHANGE_PAUSED_TO_PLAYING:
    begin_to_play (self);
    break;
  default:
    break;
  }

  ret = WEIR_ELEMENT_CLASS (weir_pipeline_parent_class)->change_state (element, transition);

  if (transition == WEIR_STATE_CHANGE_PLAYING_TO_PAUSED) {
    now = weir_element_get_current_running_time (element);
    if (now != WEIR_CLOCK_TIME_NONE && weir_element_get_start_time (element) != WEIR_CLOCK_TIME_NONE)
      weir_element_set_start_time (element, now);
  }
  return ret;
}

static void
flush_bus (gpointer pipeline)
{
  WeirElement *element = WEIR_ELEMENT_CAST (pipeline);

  if (__atomic_load_n (&element->priv->current, __ATOMIC_RELAXED) == WEIR_STATE_NULL && element->priv->bus != NULL)
    weir_bus_set_flushing (element->priv->bus, TRUE);
}

/* After the messages of the way down: whoever reads the bus later finds it empty, as programs expect. */
void
weir_pipeline_ended (WeirPipeline *pipeline)
{
  WeirElement *element = WEIR_ELEMENT_CAST (pipeline);

  if (element->priv->bus != NULL && pipeline->pipeline_priv->auto_flush_bus)
    weir_strand_later (weir_strand_current (), flush_bus, g_object_ref (pipeline), g_object_unref);
}

/* --- object ----------------------------------------------------------------------------------------------------------- */

static void
weir_pipeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirPipeline *self = WEIR_PIPELINE_CAST (object);

  switch (id) {
  case PROP_AUTO_FLUSH_BUS:
    weir_pipeline_set_auto_flush_bus (self, g_value_get_boolean (value));
    break;
  case PROP_DELAY:
    weir_pipeline_set_delay (self, g_value_get_uint64 (value));
    break;
  case PROP_LATENCY:
    weir_pipeline_set_latency (self, g_value_get_uint64 (value));
    break;
  case PROP_PREROLL_TIMEOUT:
    self->pipeline_priv->preroll_timeout_ns = g_value_get_uint64 (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pipeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirPipeline *self = WEIR_PIPELINE_CAST (object);

  switch (id) {
  case PROP_AUTO_FLUSH_BUS:
    g_value_set_boolean (value, weir_pipeline_get_auto_flush_bus (self));
    break;
  case PROP_DELAY:
    g_value_set_uint64 (value, weir_pipeline_get_delay (self));
    break;
  case PROP_LATENCY:
    g_value_set_uint64 (value, weir_pipeline_get_latency (self));
    break;
  case PROP_PREROLL_TIMEOUT:
    g_value_set_uint64 (value, self->pipeline_priv->preroll_timeout_ns);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_pipeline_dispose (GObject *object)
{
  WeirPipeline *self = WEIR_PIPELINE_CAST (object);

  if (WEIR_ELEMENT_CAST (self)->priv->level != WEIR_STATE_NULL)
    weir_element_set_state (WEIR_ELEMENT_CAST (self), WEIR_STATE_NULL);
  g_clear_pointer (&self->pipeline_priv->preroll, weir_preroll_free);
  weir_task_group_detach (self->pipeline_priv->group);
  g_clear_object (&self->pipeline_priv->fixed_clock);
  G_OBJECT_CLASS (weir_pipeline_parent_class)->dispose (object);
}

static void
weir_pipeline_finalize (GObject *object)
{
  weir_task_group_unref (WEIR_PIPELINE_CAST (object)->pipeline_priv->group);
  G_OBJECT_CLASS (weir_pipeline_parent_class)->finalize (object);
}

static void
weir_pipeline_class_init (WeirPipelineClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);

  gobject_class->set_property = weir_pipeline_set_property;
  gobject_class->get_property = weir_pipeline_get_property;
  gobject_class->dispose = weir_pipeline_dispose;
  gobject_class->finalize = weir_pipeline_finalize;
  WEIR_ELEMENT_CLASS (klass)->change_state = weir_pipeline_change_state;

  g_object_class_install_property (
    gobject_class, PROP_AUTO_FLUSH_BUS,
    g_param_spec_boolean ("auto-flush-bus", "Auto flush bus", "Empties the bus when the pipeline goes to NULL", TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_DELAY,
    g_param_spec_uint64 ("delay", "Delay", "Added to the base time when the pipeline begins to play, in ns", 0,
                         G_MAXUINT64, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_LATENCY,
    g_param_spec_uint64 ("latency", "Latency", "Latency in ns; the maximum: worked out from the elements", 0, G_MAXUINT64,
                         G_MAXUINT64, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_PREROLL_TIMEOUT,
    g_param_spec_uint64 ("preroll-timeout", "Preroll timeout",
                         "How long the other sinks wait for one that depends on the world before they begin without it, "
                         "in ns; the maximum: for ever",
                         0, G_MAXUINT64, 2 * WEIR_SECOND, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
weir_pipeline_init (WeirPipeline *self)
{
  WeirPipelinePrivate *p = self->pipeline_priv = weir_pipeline_get_instance_private (self);
  g_autoptr (WeirBus) bus = weir_bus_new ();
  const WeirTaskGroupFuncs funcs = { .stalled = weir_pipeline_report_stall, .data = self };

  p->group = weir_task_group_new (&funcs);
  p->preroll = weir_preroll_new (WEIR_ELEMENT_CAST (self));
  p->preroll_timeout_ns = 2 * WEIR_SECOND;
  p->auto_flush_bus = TRUE;
  p->latency_ns = WEIR_CLOCK_TIME_NONE;
  weir_element_set_bus (WEIR_ELEMENT_CAST (self), bus);
}

/**
 * weir_pipeline_new:
 * @name: (nullable): its name
 *
 * Thread: any.
 *
 * Returns: (transfer floating): the pipeline
 */
WeirElement *
weir_pipeline_new (const char *name)
{
  return g_object_new (WEIR_TYPE_PIPELINE, "name", name, NULL);
}

/**
 * weir_pipeline_get_bus:
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bus
 */
WeirBus *
weir_pipeline_get_bus (WeirPipeline *pipeline)
{
  return weir_element_get_bus (WEIR_ELEMENT_CAST (pipeline));
}

/**
 * weir_pipeline_use_clock:
 * @pipeline: a pipeline
 * @clock: (nullable) (transfer none): the clock; %NULL: no clock at all, as fast as it goes
 *
 * Goes by @clock, whatever the elements provide, from the next time it begins to play. Thread: any.
 */
void
weir_pipeline_use_clock (WeirPipeline *pipeline, WeirClock *clock)
{
  g_return_if_fail (WEIR_IS_PIPELINE (pipeline));
  g_set_object (&pipeline->pipeline_priv->fixed_clock, clock);
  pipeline->pipeline_priv->fixed = TRUE;
}

/**
 * weir_pipeline_auto_clock:
 * @pipeline: a pipeline
 *
 * Goes by the clock that an element provides, or the system's. Thread: any.
 */
void
weir_pipeline_auto_clock (WeirPipeline *pipeline)
{
  g_return_if_fail (WEIR_IS_PIPELINE (pipeline));
  g_clear_object (&pipeline->pipeline_priv->fixed_clock);
  pipeline->pipeline_priv->fixed = FALSE;
}

/**
 * weir_pipeline_get_pipeline_clock:
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the clock it goes by, or would go by
 */
WeirClock *
weir_pipeline_get_pipeline_clock (WeirPipeline *pipeline)
{
  WeirClock *clock;

  g_return_val_if_fail (WEIR_IS_PIPELINE (pipeline), NULL);
  clock = weir_element_get_clock (WEIR_ELEMENT_CAST (pipeline));
  return clock != NULL ? clock : choose_clock (pipeline);
}

/**
 * weir_pipeline_get_clock: (skip)
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): as weir_pipeline_get_pipeline_clock ()
 */
WeirClock *
weir_pipeline_get_clock (WeirPipeline *pipeline)
{
  return weir_pipeline_get_pipeline_clock (pipeline);
}

/**
 * weir_pipeline_set_delay:
 * @pipeline: a pipeline
 * @delay: nanoseconds
 *
 * Added to the base time when it begins to play. Thread: any.
 */
void
weir_pipeline_set_delay (WeirPipeline *pipeline, WeirClockTime delay)
{
  g_return_if_fail (WEIR_IS_PIPELINE (pipeline));
  pipeline->pipeline_priv->delay_ns = delay;
}

/**
 * weir_pipeline_get_delay:
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: nanoseconds added to the base time
 */
WeirClockTime
weir_pipeline_get_delay (WeirPipeline *pipeline)
{
  g_return_val_if_fail (WEIR_IS_PIPELINE (pipeline), 0);
  return pipeline->pipeline_priv->delay_ns;
}

/**
 * weir_pipeline_set_latency:
 * @pipeline: a pipeline
 * @latency: nanoseconds; %WEIR_CLOCK_TIME_NONE: worked out from the elements
 *
 * Sets the latency of the whole, or has it worked out. Thread: any that owns no element.
 */
void
weir_pipeline_set_latency (WeirPipeline *pipeline, WeirClockTime latency)
{
  g_return_if_fail (WEIR_IS_PIPELINE (pipeline));
  pipeline->pipeline_priv->latency_ns = latency;
  weir_bin_recalculate_latency (WEIR_BIN_CAST (pipeline));
}

/**
 * weir_pipeline_get_latency:
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: what was set, in ns, or %WEIR_CLOCK_TIME_NONE
 */
WeirClockTime
weir_pipeline_get_latency (WeirPipeline *pipeline)
{
  g_return_val_if_fail (WEIR_IS_PIPELINE (pipeline), WEIR_CLOCK_TIME_NONE);
  return pipeline->pipeline_priv->latency_ns;
}

/**
 * weir_pipeline_set_auto_flush_bus:
 * @pipeline: a pipeline
 * @auto_flush: whether its bus is emptied when it goes to NULL
 *
 * Sets the property `auto-flush-bus`. Thread: any.
 */
void
weir_pipeline_set_auto_flush_bus (WeirPipeline *pipeline, gboolean auto_flush)
{
  g_return_if_fail (WEIR_IS_PIPELINE (pipeline));
  pipeline->pipeline_priv->auto_flush_bus = auto_flush;
}

/**
 * weir_pipeline_get_auto_flush_bus:
 * @pipeline: a pipeline
 *
 * Thread: any.
 *
 * Returns: whether its bus is emptied when it goes to NULL
 */
gboolean
weir_pipeline_get_auto_flush_bus (WeirPipeline *pipeline)
{
  g_return_val_if_fail (WEIR_IS_PIPELINE (pipeline), FALSE);
  return pipeline->pipeline_priv->auto_flush_bus;
}
