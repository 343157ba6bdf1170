/* SPDX-License-Identifier: MIT */
/* The step of a mixer: frame by frame, each when all inputs are known up to its end, or when its time has come. What the
 * inputs bring is in mixer-inputs.c. */
#include <weir/bases/flow-private.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/mixer-private.h>
#include <weir/bases/negotiate-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirMixer, weir_mixer, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirMixerPrivate, align, "align", TRUE, WEIR_PROP_LIVE,
                     "A source that joins late begins where the output is; FALSE: at its own time"),
};

/* --- frames ----------------------------------------------------------------------------------------------------------- */

/* As long as its length isn't known the frame is the shortest one: the inputs' first buffers lie in it. */
static void
place_frame (WeirMixerPrivate *p)
{
  guint64 length = (guint64) p->seconds * WEIR_SECOND;

  if (p->frames == 0) {
    p->start = p->origin;
    p->stop = p->origin + 1;
    return;
  }
  p->start = p->origin + (gint64) weir_util_uint64_scale (p->n_made, length, p->frames);
  p->stop = p->origin + (gint64) weir_util_uint64_scale (p->n_made + 1, length, p->frames);
}

/**
 * weir_mixer_set_frame_rate:
 * @self: the mixer
 * @frames: how many frames come ...
 * @seconds: ... in so many seconds
 *
 * Says how long each frame of the output is, from the next one on. For `set_caps`.
 *
 * Thread: owner.
 */
void
weir_mixer_set_frame_rate (WeirMixer *self, guint frames, guint seconds)
{
  WeirMixerPrivate *p = self->priv;
  WeirClockTime length;

  g_return_if_fail (frames > 0 && seconds > 0);
  if (p->frames == frames && p->seconds == seconds)
    return;
  p->origin = p->start;
  p->n_made = 0;
  p->frames = frames;
  p->seconds = seconds;
  place_frame (p);
  length = (WeirClockTime) (p->stop - p->start);
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, length, WEIR_CLOCK_TIME_NONE);
}

/* --- the output's format ---------------------------------------------------------------------------------------------- */

static gboolean
choose_caps (WeirMixer *self, GError **error)
{
  WeirMixerClass *klass = WEIR_MIXER_GET_CLASS (self);
  g_autoptr (WeirCaps) own = klass->get_caps != NULL ? klass->get_caps (self) : weir_pad_own_caps (self->srcpad);
  WeirCaps *common = weir_base_common_caps (self->srcpad, own, error);
  g_autoptr (WeirCaps) chosen = NULL;

  if (common == NULL)
    return FALSE;
  chosen = klass->fixate != NULL ? klass->fixate (self, common) : weir_caps_fixate (common);
  if (!weir_caps_is_fixed (chosen) || !klass->set_caps (self, chosen, error)) {
    if (error != NULL && *error == NULL) {
      g_autofree char *text = weir_caps_to_string (chosen);
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "no format can be chosen from %s", text);
    }
    return FALSE;
  }
  if (!self->priv->begun)
    weir_base_push_stream_start (WEIR_ELEMENT_CAST (self), self->srcpad, NULL, weir_util_group_id_next (), 0);
  self->priv->begun = TRUE;
  weir_base_push_caps (self->srcpad, chosen);
  return TRUE;
}

/* The output's stream time is that of the first input. */
static void
push_segment (WeirMixer *self)
{
  WeirMixerPrivate *p = self->priv;

  weir_segment_init (&p->segment, WEIR_FORMAT_TIME);
  for (guint i = 0; i < p->inputs->len; i++) {
    const WeirSegment *input = &((WeirMixerPad *) p->inputs->pdata[i])->input.segment;

    if (input->format == WEIR_FORMAT_TIME && input->rate > 0 && input->time != WEIR_CLOCK_TIME_NONE) {
      p->segment.start = p->segment.position = p->segment.time = input->time;
      break;
    }
  }
  weir_pad_push_event (self->srcpad, weir_event_new_segment (&p->segment));
  p->placed = TRUE;
}

/* --- the step --------------------------------------------------------------------------------------------------------- */

typedef enum { COMPLETE = 1, MISSING, ALL_ENDED, NOBODY } Inputs;

/* Takes what has come, and says whether the next frame can be made of it. */
static Inputs
read_inputs (WeirMixer *self)
{
  WeirMixerPrivate *p = self->priv;
  guint n_ended = 0, n_waiting = 0;

  g_ptr_array_set_size (p->missing, 0);
  for (guint i = 0; i < p->inputs->len; i++) {
    WeirMixerPad *input = p->inputs->pdata[i];

    weir_mixer_pad_read (input);
    weir_mixer_pad_drop_until (input, p->start);
    if (!g_queue_is_empty (&input->held) || input->known >= p->stop)
      n_waiting++;
    else if (input->ended)
      n_ended++;
    if (input->known < p->stop && !input->ended && input->input.pad->link != NULL)
      g_ptr_array_add (p->missing, input->input.pad);
  }
  if (p->missing->len > 0)
    return MISSING;
  return n_waiting > 0 ? COMPLETE : n_ended > 0 ? ALL_ENDED : NOBODY;
}

/* Live: a frame is made when its time has come. TRUE: wait. */
static gboolean
wait_for_missing (WeirMixer *self)
{
  WeirMixerPrivate *p = self->priv;
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gboolean live = FALSE;

  for (guint i = 0; i < p->inputs->len && !live; i++)
    live = weir_element_is_fed_live (((WeirMixerPad *) p->inputs->pdata[i])->input.pad);
  if (live && weir_element_is_playing (element) && (p->frames > 0 || p->missing->len < p->inputs->len)) {
    gint64 due_ns = weir_element_running_time_to_monotonic (element, (WeirClockTime) p->start);

    if (due_ns <= weir_element_now_ns (element))
      return FALSE;
    weir_element_want_deadline (element, due_ns);
  }
  if (live) /* the first one to come begins the frames */
    weir_element_want_any (element, (WeirPad *const *) p->missing->pdata, p->missing->len);
  else
    weir_element_want_all (element, (WeirPad *const *) p->missing->pdata, p->missing->len);
  return TRUE;
}

static gboolean
tell_formats (WeirMixer *self, GError **error)
{
  WeirMixerClass *klass = WEIR_MIXER_GET_CLASS (self);

  for (guint i = 0; i < self->priv->inputs->len; i++) {
    WeirMixerPad *input = self->priv->inputs->pdata[i];
    WeirCaps *caps = weir_mixer_pad_changed_caps (input);

    if (caps == NULL)
      continue;
    if (!weir_base_accept_caps (input->input.pad, caps, error)
        || (klass->input_caps != NULL && !klass->input_caps (self, &input->input, caps, error)))
      return FALSE;
    weir_caps_replace (&input->input.caps, caps);
  }
  return TRUE;
}

static WeirFlowReturn
make_frame (WeirMixer *self, GError **error)
{
  WeirMixerPrivate *p = self->priv;
  WeirBuffer *buffer = NULL;
  WeirFlowReturn ret;

  if (!p->placed)
    push_segment (self);
  ret = weir_flow_checked (WEIR_MIXER_GET_CLASS (self)->mix (self, (WeirClockTime) p->start, (WeirClockTime) p->stop,
                                                             &buffer, error),
                           error);
  if (ret != WEIR_FLOW_OK) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FAILED, "a frame could not be mixed (%s)",
                   weir_flow_get_name (ret));
    return WEIR_FLOW_ERROR;
  }
  buffer->pts = p->segment.start + (WeirClockTime) p->start;
  buffer->duration = (WeirClockTime) (p->stop - p->start);
  p->n_made++;
  place_frame (p);
  return weir_pad_hot_push (self->srcpad, buffer);
}

/* Downstream wants no more. */
static WeirProcess
end (WeirMixer *self)
{
  for (guint i = 0; i < self->priv->inputs->len; i++)
    weir_pad_set_unwanted (((WeirMixerPad *) self->priv->inputs->pdata[i])->input.pad);
  return WEIR_PROCESS_EOS;
}

static WeirProcess
weir_mixer_process (WeirElement *element, GError **error)
{
  WeirMixer *self = WEIR_MIXER_CAST (element);

  for (;;) {
    WeirFlowReturn ret;

    if (!weir_pad_hot_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    switch (read_inputs (self)) {
    case MISSING:
      if (wait_for_missing (self))
        return WEIR_PROCESS_PARK;
      break;
    case ALL_ENDED:
      return WEIR_PROCESS_EOS;
    case NOBODY:
      weir_element_want_state (element);
      return WEIR_PROCESS_PARK;
    case COMPLETE:
      break;
    }
    if (!tell_formats (self, error))
      return WEIR_PROCESS_ERROR;
    if (WEIR_UNLIKELY (self->priv->frames == 0 || weir_pad_hot_needs_reconfigure (self->srcpad))) {
      weir_pad_check_reconfigure (self->srcpad);
      if (!choose_caps (self, error))
        return WEIR_PROCESS_ERROR;
      continue; /* the frame's end is known now, or another one */
    }
    ret = make_frame (self, error);
    if (ret == WEIR_FLOW_EOS)
      return end (self);
    if (ret == WEIR_FLOW_ERROR)
      return WEIR_PROCESS_ERROR;
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- pads, states ----------------------------------------------------------------------------------------------------- */

static WeirPad *
weir_mixer_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  WeirPad *pad = weir_pad_new_from_template (templ, name);

  g_ptr_array_add (WEIR_MIXER_CAST (element)->priv->inputs, weir_mixer_pad_new (WEIR_MIXER_CAST (element), pad));
  return pad;
}

static void
weir_mixer_release_pad (WeirElement *element, WeirPad *pad)
{
  WeirMixer *self = WEIR_MIXER_CAST (element);
  GPtrArray *inputs = self->priv->inputs;

  for (guint i = 0; i < inputs->len; i++) {
    WeirMixerPad *input = inputs->pdata[i];

    if (input->input.pad != pad)
      continue;
    if (WEIR_MIXER_GET_CLASS (self)->remove_input != NULL)
      WEIR_MIXER_GET_CLASS (self)->remove_input (self, &input->input);
    g_ptr_array_remove_index (inputs, i);
    return;
  }
}

static void
forget (WeirMixer *self)
{
  WeirMixerPrivate *p = self->priv;

  for (guint i = 0; i < p->inputs->len; i++)
    weir_mixer_pad_forget (p->inputs->pdata[i]);
  p->n_made = 0;
  p->origin = 0;
  p->placed = FALSE;
  place_frame (p);
  if (WEIR_MIXER_GET_CLASS (self)->reset != NULL)
    WEIR_MIXER_GET_CLASS (self)->reset (self);
}

static void
weir_mixer_flush (WeirElement *element, WeirPad *pad)
{
  forget (WEIR_MIXER_CAST (element));
}

static void
weir_mixer_stop (WeirElement *element)
{
  WeirMixer *self = WEIR_MIXER_CAST (element);

  self->priv->frames = 0;
  self->priv->begun = FALSE;
  forget (self);
}

static void
weir_mixer_finalize (GObject *object)
{
  WeirMixerPrivate *p = WEIR_MIXER_CAST (object)->priv;

  g_ptr_array_unref (p->inputs);
  g_ptr_array_unref (p->missing);
  G_OBJECT_CLASS (weir_mixer_parent_class)->finalize (object);
}

/**
 * WeirMixerClass::fixate:
 * @self: the mixer
 * @caps: (transfer full): what is possible
 *
 * Chooses one format.
 *
 * Returns: (transfer full): fixed caps
 */

/**
 * WeirMixerClass::mix:
 * @self: the mixer
 * @start: running time of the frame in ns
 * @stop: running time of its end in ns
 * @buffer: (out) (transfer full) (optional) (nullable): the frame
 * @error: return location for an error
 *
 * Makes a frame.
 *
 * Returns: %WEIR_FLOW_OK
 */

static void
weir_mixer_class_init (WeirMixerClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_mixer_finalize;
  element_class->process = weir_mixer_process;
  element_class->stop = weir_mixer_stop;
  element_class->flush = weir_mixer_flush;
  element_class->request_pad = weir_mixer_request_pad;
  element_class->release_pad = weir_mixer_release_pad;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirMixer_private_offset);
}

static void
weir_mixer_init (WeirMixer *self)
{
  guint n_srcs;
  WeirPad *const *srcs = weir_element_src_pads (WEIR_ELEMENT_CAST (self), &n_srcs);

  self->priv = weir_mixer_get_instance_private (self);
  self->srcpad = n_srcs > 0 ? srcs[0] : NULL;
  self->priv->inputs = g_ptr_array_new_with_free_func (weir_mixer_pad_free);
  self->priv->missing = g_ptr_array_new ();
  place_frame (self->priv);
}

/**
 * weir_mixer_get_inputs:
 * @self: the mixer
 * @n_inputs: (out) (optional): how many there are
 *
 * Gives the inputs that there are.
 *
 * Thread: owner.
 *
 * Returns: (array length=n_inputs) (transfer none): the inputs in the order of their pads
 */
WeirMixerInput *const *
weir_mixer_get_inputs (WeirMixer *self, guint *n_inputs)
{
  if (n_inputs != NULL)
    *n_inputs = self->priv->inputs->len;
  return (WeirMixerInput *const *) self->priv->inputs->pdata; /* each begins with its public part */
}
