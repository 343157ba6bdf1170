/* SPDX-License-Identifier: MIT */
/* appsink: render () puts samples into a queue with a lock of its own; the program takes them out. Nobody calls the
 * program in the middle of the element's step: signals and callbacks go through the outbox. */
#include <weir/base/reaper.h>
#include <weir/bases/app-sink.h>
#include <weir/graph/element-private.h>

struct _WeirAppSink {
  WeirSink parent_instance;
  WeirAppSinkPrivate *priv;
};

struct _WeirAppSinkClass {
  WeirSinkClass parent_class;
};

struct _WeirAppSinkPrivate {
  /* properties, owner */
  WeirCaps *caps;
  gboolean emit_signals, drop, wait_on_eos, buffer_list;
  guint max_buffers;

  /* under `monitor` */
  WeirMonitor monitor;
  GQueue samples;      /* of WeirSample (owned) */
  WeirSample *preroll; /* (owned) (nullable): was not pulled yet */
  gboolean started;
  gboolean eos;        /* nothing comes behind what is queued */
  gboolean waits;      /* the element waits for the program */
  WeirFlowReturn verdict; /* what a handler said last, unless OK */
  WeirAppSinkCallbacks callbacks;
  gpointer callback_data;
  GDestroyNotify callback_notify;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirAppSink, weir_app_sink, WEIR_TYPE_SINK, G_ADD_PRIVATE (WeirAppSink))

enum { SIGNAL_EOS, SIGNAL_NEW_PREROLL, SIGNAL_NEW_SAMPLE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void get_eos (gpointer object, GValue *value);

static const WeirProp props[] = {
  WEIR_PROP_BOXED (WeirAppSinkPrivate, caps, "caps", weir_caps_get_type, WEIR_PROP_LIVE, "The formats that it takes"),
  WEIR_PROP_COMPUTED ("eos", BOOLEAN, NULL, get_eos, "Whether the stream has ended and everything was pulled"),
  WEIR_PROP_BOOLEAN (WeirAppSinkPrivate, emit_signals, "emit-signals", FALSE, WEIR_PROP_LIVE,
                     "Emits new-preroll, new-sample and eos"),
  WEIR_PROP_UINT (WeirAppSinkPrivate, max_buffers, "max-buffers", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
                  "Most buffers that may wait for the program; 0: any number"),
  WEIR_PROP_BOOLEAN (WeirAppSinkPrivate, drop, "drop", FALSE, WEIR_PROP_LIVE,
                     "Drops the oldest buffer when max-buffers wait, instead of keeping upstream back"),
  WEIR_PROP_BOOLEAN (WeirAppSinkPrivate, wait_on_eos, "wait-on-eos", TRUE, WEIR_PROP_LIVE,
                     "Says EOS to the pipeline when the program has pulled everything"),
  WEIR_PROP_BOOLEAN (WeirAppSinkPrivate, buffer_list, "buffer-list", FALSE, WEIR_PROP_LIVE,
                     "Accepted; lists come as single buffers"),
};

static const WeirElementInfo info = {
  .name = "appsink",
  .long_name = "Application sink",
  .klass = "Generic/Sink",
  .description = "Gives the stream to the program, which pulls samples or is called for each",
  .example = "fakesrc num-buffers=5 ! appsink sync=false max-buffers=1 drop=true wait-on-eos=false",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
};

static void
get_eos (gpointer object, GValue *value)
{
  g_value_set_boolean (value, weir_app_sink_is_eos (object));
}

/* --- telling the program: without ownership ------------------------------------------------------------------------- */

typedef struct {
  WeirAppSinkCallbacks callbacks;
  gpointer data;
} Callbacks;

static Callbacks
get_callbacks (WeirAppSink *self)
{
  Callbacks found;

  weir_monitor_enter (&self->priv->monitor);
  found = (Callbacks){ self->priv->callbacks, self->priv->callback_data };
  weir_monitor_leave (&self->priv->monitor);
  return found;
}

static void
note_verdict (WeirAppSink *self, WeirFlowReturn ret)
{
  if (ret == WEIR_FLOW_OK)
    return;
  weir_monitor_enter (&self->priv->monitor);
  self->priv->verdict = ret;
  weir_monitor_leave (&self->priv->monitor);
}

static void
tell_sample (WeirElement *element, gpointer data)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (element);
  Callbacks to = get_callbacks (self);
  WeirFlowReturn ret = WEIR_FLOW_OK;

  if (to.callbacks.new_sample != NULL)
    ret = to.callbacks.new_sample (self, to.data);
  else
    g_signal_emit (self, signals[SIGNAL_NEW_SAMPLE], 0, &ret);
  note_verdict (self, ret);
}

static void
tell_preroll (WeirElement *element, gpointer data)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (element);
  Callbacks to = get_callbacks (self);
  WeirFlowReturn ret = WEIR_FLOW_OK;

  if (to.callbacks.new_preroll != NULL)
    ret = to.callbacks.new_preroll (self, to.data);
  else
    g_signal_emit (self, signals[SIGNAL_NEW_PREROLL], 0, &ret);
  note_verdict (self, ret);
}

static void
tell_eos (WeirElement *element, gpointer data)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (element);
  Callbacks to = get_callbacks (self);

  if (to.callbacks.eos != NULL)
    to.callbacks.eos (self, to.data);
  else
    g_signal_emit (self, signals[SIGNAL_EOS], 0);
}

static void
tell (WeirAppSink *self, gboolean has_callback, void (*func) (WeirElement *element, gpointer data))
{
  if (has_callback || self->priv->emit_signals)
    weir_element_call_later (WEIR_ELEMENT_CAST (self), func, NULL, NULL);
}

/* --- the element's side --------------------------------------------------------------------------------------------- */

static WeirSample *
make_sample (WeirAppSink *self, WeirBuffer *buffer)
{
  WeirSink *sink = WEIR_SINK_CAST (self);

  return weir_sample_new (buffer, weir_sink_get_caps (sink), &sink->segment, NULL);
}

static WeirFlowReturn
weir_app_sink_preroll (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (sink);
  WeirAppSinkPrivate *p = self->priv;
  WeirSample *sample = make_sample (self, buffer), *old;
  gboolean has_callback;

  weir_monitor_enter (&p->monitor);
  old = p->preroll;
  p->preroll = sample;
  has_callback = p->callbacks.new_preroll != NULL;
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  g_clear_pointer (&old, weir_sample_unref);
  tell (self, has_callback, tell_preroll);
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
weir_app_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (sink);
  WeirAppSinkPrivate *p = self->priv;
  WeirSample *dropped = NULL;
  WeirFlowReturn verdict;
  gboolean has_callback;

  weir_monitor_enter (&p->monitor);
  verdict = p->verdict;
  if (verdict == WEIR_FLOW_OK && p->max_buffers > 0 && p->samples.length >= p->max_buffers) {
    if (!p->drop) {
      p->waits = TRUE;
      weir_monitor_leave (&p->monitor);
      weir_element_want_app (WEIR_ELEMENT_CAST (self));
      return WEIR_FLOW_AGAIN;
    }
    dropped = g_queue_pop_head (&p->samples);
  }
  if (verdict == WEIR_FLOW_OK) {
    g_queue_push_tail (&p->samples, make_sample (self, buffer));
    weir_monitor_notify_all (&p->monitor);
  }
  has_callback = p->callbacks.new_sample != NULL;
  weir_monitor_leave (&p->monitor);
  g_clear_pointer (&dropped, weir_sample_unref);

  if (verdict == WEIR_FLOW_OK)
    tell (self, has_callback, tell_sample);
  else if (verdict != WEIR_FLOW_EOS)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "the program's handler of new-sample answered %s",
                 weir_flow_get_name (verdict));
  return verdict;
}

static WeirFlowReturn
weir_app_sink_finish (WeirSink *sink, GError **error)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (sink);
  WeirAppSinkPrivate *p = self->priv;
  gboolean first, has_callback, waits;

  weir_monitor_enter (&p->monitor);
  first = !p->eos;
  p->eos = TRUE;
  p->waits = waits = p->wait_on_eos && p->samples.length > 0 && p->verdict == WEIR_FLOW_OK;
  has_callback = p->callbacks.eos != NULL;
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  if (first)
    tell (self, has_callback, tell_eos);
  if (!waits)
    return WEIR_FLOW_OK;
  weir_element_want_app (WEIR_ELEMENT_CAST (self));
  return WEIR_FLOW_AGAIN;
}

static void
forget (WeirAppSink *self, gboolean started)
{
  WeirAppSinkPrivate *p = self->priv;
  GQueue old;
  WeirSample *preroll;

  weir_monitor_enter (&p->monitor);
  old = p->samples;
  g_queue_init (&p->samples);
  preroll = g_steal_pointer (&p->preroll);
  p->started = started;
  p->eos = FALSE;
  p->verdict = WEIR_FLOW_OK;
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  g_clear_pointer (&preroll, weir_sample_unref);
  g_queue_clear_full (&old, (GDestroyNotify) weir_sample_unref);
}

static gboolean
weir_app_sink_start (WeirSink *sink, GError **error)
{
  forget (WEIR_APP_SINK_CAST (sink), TRUE);
  return TRUE;
}

static void
weir_app_sink_stop (WeirSink *sink)
{
  forget (WEIR_APP_SINK_CAST (sink), FALSE);
}

static void
weir_app_sink_reset (WeirSink *sink)
{
  forget (WEIR_APP_SINK_CAST (sink), TRUE);
}

static void
weir_app_sink_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirAppSink *self = WEIR_APP_SINK_CAST (element);

  if (prop == &props[0])
    weir_pad_set_allowed_caps (WEIR_SINK_CAST (self)->sinkpad, self->priv->caps);
  WEIR_ELEMENT_CLASS (weir_app_sink_parent_class)->property_applied (element, prop);
}

/* --- the program's side --------------------------------------------------------------------------------------------- */

static gint64
deadline_of (WeirClockTime timeout)
{
  if (timeout == WEIR_CLOCK_TIME_NONE || timeout > G_MAXINT64 / 2)
    return WEIR_FOREVER;
  return weir_now_ns () + (gint64) timeout;
}

/**
 * weir_app_sink_try_pull_sample:
 * @appsink: an appsink
 * @timeout: how long to wait at most, in ns; %WEIR_CLOCK_TIME_NONE: as long as it takes
 *
 * Takes the oldest sample, waiting for one if there is none. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the sample; %NULL: at the end of the stream, when it is stopped, or too late
 */
WeirSample *
weir_app_sink_try_pull_sample (WeirAppSink *appsink, WeirClockTime timeout)
{
  WeirAppSinkPrivate *p;
  WeirSample *sample;
  gint64 deadline;
  gboolean wake;

  g_return_val_if_fail (WEIR_IS_APP_SINK (appsink), NULL);

  p = appsink->priv;
  deadline = deadline_of (timeout);
  weir_monitor_enter (&p->monitor);
  while (p->started && !p->eos && g_queue_is_empty (&p->samples)) {
    if (timeout == 0 || !weir_monitor_wait (&p->monitor, deadline))
      break;
  }
  sample = g_queue_pop_head (&p->samples);
  wake = p->waits && sample != NULL;
  if (sample != NULL)
    p->waits = p->eos && p->samples.length > 0;
  weir_monitor_leave (&p->monitor);
  if (wake)
    weir_element_wake (WEIR_ELEMENT_CAST (appsink));
  return sample;
}

/**
 * weir_app_sink_pull_sample:
 * @appsink: an appsink
 *
 * Takes the oldest sample, waiting for one if there is none. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the sample; %NULL: at the end of the stream, or when it is stopped
 */
WeirSample *
weir_app_sink_pull_sample (WeirAppSink *appsink)
{
  return weir_app_sink_try_pull_sample (appsink, WEIR_CLOCK_TIME_NONE);
}

/**
 * weir_app_sink_try_pull_preroll:
 * @appsink: an appsink
 * @timeout: how long to wait at most, in ns; %WEIR_CLOCK_TIME_NONE: as long as it takes
 *
 * Gives the buffer that waits while paused; it also comes as a sample later. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the sample; %NULL: at the end of the stream, when it is stopped, or too late
 */
WeirSample *
weir_app_sink_try_pull_preroll (WeirAppSink *appsink, WeirClockTime timeout)
{
  WeirAppSinkPrivate *p;
  WeirSample *sample;
  gint64 deadline;

  g_return_val_if_fail (WEIR_IS_APP_SINK (appsink), NULL);

  p = appsink->priv;
  deadline = deadline_of (timeout);
  weir_monitor_enter (&p->monitor);
  while (p->started && !p->eos && p->preroll == NULL) {
    if (timeout == 0 || !weir_monitor_wait (&p->monitor, deadline))
      break;
  }
  sample = g_steal_pointer (&p->preroll);
  weir_monitor_leave (&p->monitor);
  return sample;
}

/**
 * weir_app_sink_pull_preroll:
 * @appsink: an appsink
 *
 * Gives the buffer that waits while paused; it also comes as a sample later. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the sample; %NULL: at the end of the stream, or when it is stopped
 */
WeirSample *
weir_app_sink_pull_preroll (WeirAppSink *appsink)
{
  return weir_app_sink_try_pull_preroll (appsink, WEIR_CLOCK_TIME_NONE);
}

/**
 * weir_app_sink_is_eos:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: whether no sample will come any more
 */
gboolean
weir_app_sink_is_eos (WeirAppSink *appsink)
{
  WeirAppSinkPrivate *p;
  gboolean eos;

  g_return_val_if_fail (WEIR_IS_APP_SINK (appsink), FALSE);

  p = appsink->priv;
  weir_monitor_enter (&p->monitor);
  eos = !p->started || (p->eos && g_queue_is_empty (&p->samples));
  weir_monitor_leave (&p->monitor);
  return eos;
}

/**
 * weir_app_sink_set_callbacks: (skip)
 * @appsink: an appsink
 * @callbacks: (transfer none): what is called; it is copied
 * @user_data: given to them
 * @notify: (nullable): called when they are exchanged or the element ends
 *
 * Callbacks cost less than signals, and are called whatever emit-signals says. Thread: any.
 */
void
weir_app_sink_set_callbacks (WeirAppSink *appsink, const WeirAppSinkCallbacks *callbacks, gpointer user_data,
                             GDestroyNotify notify)
{
  WeirAppSinkPrivate *p;
  GDestroyNotify old_notify;
  gpointer old_data;

  g_return_if_fail (WEIR_IS_APP_SINK (appsink));
  g_return_if_fail (callbacks != NULL);

  p = appsink->priv;
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

/**
 * weir_app_sink_set_caps:
 * @appsink: an appsink
 * @caps: (nullable) (transfer none): the formats that it takes
 *
 * Sets the property `caps`. Thread: any.
 */
void
weir_app_sink_set_caps (WeirAppSink *appsink, const WeirCaps *caps)
{
  g_object_set (appsink, "caps", caps, NULL);
}

/**
 * weir_app_sink_get_caps:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the formats that it takes
 */
WeirCaps *
weir_app_sink_get_caps (WeirAppSink *appsink)
{
  WeirCaps *caps = NULL;

  g_object_get (appsink, "caps", &caps, NULL);
  return caps;
}

/**
 * weir_app_sink_set_emit_signals:
 * @appsink: an appsink
 * @emit: whether new-preroll, new-sample and eos are emitted
 *
 * Sets the property `emit-signals`. Thread: any.
 */
void
weir_app_sink_set_emit_signals (WeirAppSink *appsink, gboolean emit)
{
  g_object_set (appsink, "emit-signals", emit, NULL);
}

/**
 * weir_app_sink_get_emit_signals:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: whether new-preroll, new-sample and eos are emitted
 */
gboolean
weir_app_sink_get_emit_signals (WeirAppSink *appsink)
{
  gboolean emit;

  g_object_get (appsink, "emit-signals", &emit, NULL);
  return emit;
}

/**
 * weir_app_sink_set_max_buffers:
 * @appsink: an appsink
 * @max: how many buffers may wait for the program; 0: any number
 *
 * Sets the property `max-buffers`. Thread: any.
 */
void
weir_app_sink_set_max_buffers (WeirAppSink *appsink, guint max)
{
  g_object_set (appsink, "max-buffers", max, NULL);
}

/**
 * weir_app_sink_get_max_buffers:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: how many buffers may wait for the program; 0: any number
 */
guint
weir_app_sink_get_max_buffers (WeirAppSink *appsink)
{
  guint max;

  g_object_get (appsink, "max-buffers", &max, NULL);
  return max;
}

/**
 * weir_app_sink_set_drop:
 * @appsink: an appsink
 * @drop: whether the oldest buffer is dropped when too many wait
 *
 * Sets the property `drop`. Thread: any.
 */
void
weir_app_sink_set_drop (WeirAppSink *appsink, gboolean drop)
{
  g_object_set (appsink, "drop", drop, NULL);
}

/**
 * weir_app_sink_get_drop:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: whether the oldest buffer is dropped when too many wait
 */
gboolean
weir_app_sink_get_drop (WeirAppSink *appsink)
{
  gboolean drop;

  g_object_get (appsink, "drop", &drop, NULL);
  return drop;
}

/**
 * weir_app_sink_set_wait_on_eos:
 * @appsink: an appsink
 * @wait: whether the pipeline's EOS waits until everything was pulled
 *
 * Sets the property `wait-on-eos`. Thread: any.
 */
void
weir_app_sink_set_wait_on_eos (WeirAppSink *appsink, gboolean wait)
{
  g_object_set (appsink, "wait-on-eos", wait, NULL);
}

/**
 * weir_app_sink_get_wait_on_eos:
 * @appsink: an appsink
 *
 * Thread: any.
 *
 * Returns: whether the pipeline's EOS waits until everything was pulled
 */
gboolean
weir_app_sink_get_wait_on_eos (WeirAppSink *appsink)
{
  gboolean wait;

  g_object_get (appsink, "wait-on-eos", &wait, NULL);
  return wait;
}

/* --- the class ------------------------------------------------------------------------------------------------------ */

static void
weir_app_sink_finalize (GObject *object)
{
  WeirAppSinkPrivate *p = WEIR_APP_SINK_CAST (object)->priv;

  forget (WEIR_APP_SINK_CAST (object), FALSE);
  if (p->callback_notify != NULL)
    weir_reaper_push (p->callback_notify, p->callback_data);
  weir_monitor_clear (&p->monitor);
  G_OBJECT_CLASS (weir_app_sink_parent_class)->finalize (object);
}

static void
add_actions (GType type)
{
  const GSignalFlags action = G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION;

  g_signal_new_class_handler ("pull-preroll", type, action, G_CALLBACK (weir_app_sink_pull_preroll), NULL, NULL, NULL,
                              WEIR_TYPE_SAMPLE, 0);
  g_signal_new_class_handler ("pull-sample", type, action, G_CALLBACK (weir_app_sink_pull_sample), NULL, NULL, NULL,
                              WEIR_TYPE_SAMPLE, 0);
  g_signal_new_class_handler ("try-pull-preroll", type, action, G_CALLBACK (weir_app_sink_try_pull_preroll), NULL, NULL,
                              NULL, WEIR_TYPE_SAMPLE, 1, G_TYPE_UINT64);
  g_signal_new_class_handler ("try-pull-sample", type, action, G_CALLBACK (weir_app_sink_try_pull_sample), NULL, NULL, NULL,
                              WEIR_TYPE_SAMPLE, 1, G_TYPE_UINT64);
}

static void
weir_app_sink_class_init (WeirAppSinkClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_app_sink_finalize;
  element_class->property_applied = weir_app_sink_property_applied;
  sink_class->preroll = weir_app_sink_preroll;
  sink_class->render = weir_app_sink_render;
  sink_class->finish = weir_app_sink_finish;
  sink_class->start = weir_app_sink_start;
  sink_class->stop = weir_app_sink_stop;
  sink_class->reset = weir_app_sink_reset;
  weir_element_class_set_info (element_class, &info);
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirAppSink_private_offset);

  /**
   * WeirAppSink::eos:
   * @appsink: the element
   *
   * No more samples will come. Needs emit-signals.
   */
  signals[SIGNAL_EOS] = g_signal_new ("eos", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirAppSink::new-preroll:
   * @appsink: the element
   *
   * A buffer waits while paused. Needs emit-signals.
   *
   * Returns: %WEIR_FLOW_OK to go on
   */
  signals[SIGNAL_NEW_PREROLL]
    = g_signal_new ("new-preroll", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, WEIR_TYPE_FLOW_RETURN, 0);
  /**
   * WeirAppSink::new-sample:
   * @appsink: the element
   *
   * A sample can be pulled. Needs emit-signals.
   *
   * Returns: %WEIR_FLOW_OK to go on; %WEIR_FLOW_EOS: no more is wanted; %WEIR_FLOW_ERROR: the pipeline fails
   */
  signals[SIGNAL_NEW_SAMPLE]
    = g_signal_new ("new-sample", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, WEIR_TYPE_FLOW_RETURN, 0);
  add_actions (type);
}

static void
weir_app_sink_init (WeirAppSink *self)
{
  self->priv = weir_app_sink_get_instance_private (self);
  weir_monitor_init (&self->priv->monitor);
  g_queue_init (&self->priv->samples);
  self->priv->verdict = WEIR_FLOW_OK;
}
