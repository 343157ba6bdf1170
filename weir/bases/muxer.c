/* SPDX-License-Identifier: MIT */
/* The step of a muxer: always the packet with the lowest running time; all inputs must have one to know. What is written
 * is in muxer-output.c. */
#include <weir/bases/hot-private.h>
#include <weir/bases/muxer-private.h>
#include <weir/bases/negotiate-private.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirMuxer, weir_muxer, WEIR_TYPE_ELEMENT)

/* --- inputs --------------------------------------------------------------------------------------------------------- */

static WeirMuxerPad *
find_input (WeirMuxer *self, WeirPad *pad)
{
  GPtrArray *inputs = self->priv->inputs;

  for (guint i = 0; i < inputs->len; i++) {
    WeirMuxerPad *input = inputs->pdata[i];
    if (input->input.pad == pad)
      return input;
  }
  return NULL;
}

static void
input_clear (WeirMuxerPad *input)
{
  g_clear_pointer (&input->input.caps, weir_caps_unref);
  g_clear_pointer (&input->input.tags, weir_tag_list_unref);
  weir_segment_init (&input->input.segment, WEIR_FORMAT_UNDEFINED);
  input->input.data = NULL;
  input->ended = FALSE;
  input->last = WEIR_CLOCK_STIME_NONE;
}

static void
input_free (gpointer data)
{
  input_clear (data);
  g_free (data);
}

static gint64
running_time (WeirMuxerInput *input, WeirClockTime t)
{
  guint64 running;
  int sign;

  if (t == WEIR_CLOCK_TIME_NONE)
    return WEIR_CLOCK_STIME_NONE;
  if (input->segment.format != WEIR_FORMAT_TIME)
    return (gint64) t;
  sign = weir_segment_to_running_time_full (&input->segment, WEIR_FORMAT_TIME, t, &running);
  if (sign == 0)
    return WEIR_CLOCK_STIME_NONE;
  return sign > 0 ? (gint64) running : -(gint64) running;
}

static gboolean
change_caps (WeirMuxer *self, WeirMuxerPad *input, WeirCaps *caps, GError **error)
{
  WeirMuxerClass *klass = WEIR_MUXER_GET_CLASS (self);

  if (!weir_base_accept_caps (input->input.pad, caps, error))
    return FALSE;
  if (self->priv->begun && (input->input.caps == NULL || !weir_caps_is_equal (input->input.caps, caps))) {
    if (klass->set_caps == NULL) {
      g_autofree char *before = input->input.caps != NULL ? weir_caps_to_string (input->input.caps) : g_strdup ("nothing");
      g_autofree char *after = weir_caps_to_string (caps);

      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX,
                   "the format at pad %s changed from %s to %s, which can't change inside such a file",
                   WEIR_OBJECT_NAME (input->input.pad), before, after);
      return FALSE;
    }
    if (!klass->set_caps (self, &input->input, caps, error))
      return FALSE;
  }
  weir_caps_replace (&input->input.caps, caps);
  return TRUE;
}

static gboolean
take_event (WeirMuxer *self, WeirMuxerPad *input, GError **error)
{
  g_autoptr (WeirEvent) event = (WeirEvent *) weir_pad_take (input->input.pad);
  WeirTagList *tags;
  WeirCaps *caps;

  if (event == NULL)
    return TRUE;
  switch (event->type) {
  case WEIR_EVENT_CAPS:
    weir_event_parse_caps (event, &caps);
    return change_caps (self, input, caps, error);
  case WEIR_EVENT_SEGMENT:
    weir_event_copy_segment (event, &input->input.segment);
    break;
  case WEIR_EVENT_TAG:
    weir_event_parse_tag (event, &tags);
    g_clear_pointer (&input->input.tags, weir_tag_list_unref);
    input->input.tags = weir_tag_list_ref (tags);
    break;
  case WEIR_EVENT_EOS:
    input->ended = TRUE;
    break;
  case WEIR_EVENT_STREAM_START:
    input->ended = FALSE;
    break;
  default:
    break;
  }
  return TRUE;
}

/* Where the head of an input lies in running time: as far as is known, the last one's. */
static gint64
head_time (WeirMuxerPad *input, WeirMini *item)
{
  WeirClockTime start;
  gint64 at;

  if (item->kind == WEIR_MINI_EVENT) {
    weir_event_parse_gap ((WeirEvent *) item, &start, NULL);
    at = running_time (&input->input, start);
  } else {
    at = weir_muxer_input_dts (&input->input, (WeirBuffer *) item);
    if (at == WEIR_CLOCK_STIME_NONE)
      at = weir_muxer_input_pts (&input->input, (WeirBuffer *) item);
  }
  return at != WEIR_CLOCK_STIME_NONE ? at : input->last;
}

/* The head of an input, events before it handled. NULL with `ended` or `failed`, or nothing there. */
static WeirMini *
find_head (WeirMuxer *self, WeirMuxerPad *input, GError **error, gboolean *failed)
{
  WeirMini *item;

  while ((item = weir_pad_hot_peek (input->input.pad)) != NULL) {
    if (item->kind != WEIR_MINI_EVENT || ((WeirEvent *) item)->type == WEIR_EVENT_GAP)
      return item;
    if (!take_event (self, input, error)) {
      *failed = TRUE;
      return NULL;
    }
  }
  return NULL;
}

typedef enum { CHOSEN = 1, MISSING, ALL_ENDED, FAILED } Choice;

/* Looks at all inputs; where one lacks an item, those that do are wanted. */
static Choice
choose (WeirMuxer *self, WeirMuxerPad **chosen, WeirMini **head, GError **error)
{
  WeirMuxerPrivate *p = self->priv;
  gboolean failed = FALSE;
  gint64 lowest = G_MAXINT64;

  *chosen = NULL;
  g_ptr_array_set_size (p->missing, 0);
  for (guint i = 0; i < p->inputs->len; i++) {
    WeirMuxerPad *input = p->inputs->pdata[i];
    WeirMini *item = find_head (self, input, error, &failed);

    if (failed)
      return FAILED;
    if (item == NULL) {
      if (!input->ended && input->input.pad->link != NULL)
        g_ptr_array_add (p->missing, input->input.pad);
      continue;
    }
    gint64 at = head_time (input, item);
    if (*chosen == NULL || at < lowest) {
      lowest = at;
      *chosen = input;
      *head = item;
    }
  }
  if (p->missing->len > 0) {
    weir_element_want_all (WEIR_ELEMENT_CAST (self), (WeirPad *const *) p->missing->pdata, p->missing->len);
    return MISSING;
  }
  return *chosen != NULL ? CHOSEN : ALL_ENDED;
}

/* --- the step ------------------------------------------------------------------------------------------------------- */

static gboolean
begin (WeirMuxer *self, GError **error)
{
  self->priv->begun = TRUE;
  weir_muxer_begin_output (self);
  if (WEIR_MUXER_GET_CLASS (self)->begin (self, error))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX, "the file could not be begun");
  return FALSE;
}

static gboolean
mux (WeirMuxer *self, WeirMuxerPad *input, WeirMini *item /* (transfer full) */, GError **error)
{
  WeirFlowReturn ret = WEIR_FLOW_OK;
  gint64 at = head_time (input, item);

  if (at != WEIR_CLOCK_STIME_NONE)
    input->last = at;
  if (item->kind == WEIR_MINI_BUFFER)
    ret = WEIR_MUXER_GET_CLASS (self)->mux (self, &input->input, (WeirBuffer *) item, error);
  weir_mini_unref (item);
  if (ret == WEIR_FLOW_OK)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX, "a packet could not be written (%s)",
                 weir_flow_get_name (ret));
  return FALSE;
}

static WeirProcess
finish (WeirMuxer *self, GError **error)
{
  WeirFlowReturn ret;

  if (!self->priv->begun && !begin (self, error))
    return WEIR_PROCESS_ERROR;
  ret = WEIR_MUXER_GET_CLASS (self)->finish (self, error);
  if (ret != WEIR_FLOW_OK && ret != WEIR_FLOW_EOS) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_MUX, "the file could not be finished");
    return WEIR_PROCESS_ERROR;
  }
  return WEIR_PROCESS_EOS;
}

static WeirProcess
weir_muxer_process (WeirElement *element, GError **error)
{
  WeirMuxer *self = WEIR_MUXER_CAST (element);
  WeirMuxerPrivate *p = self->priv;
  WeirMuxerPad *input;
  WeirMini *head;

  if (p->inputs->len == 0) { /* what feeds it may not know its streams yet: a demuxer */
    weir_element_want_state (element);
    return WEIR_PROCESS_PARK;
  }
  for (;;) {
    switch (choose (self, &input, &head, error)) {
    case FAILED:
      return WEIR_PROCESS_ERROR;
    case MISSING:
      return WEIR_PROCESS_PARK;
    case ALL_ENDED:
      return finish (self, error);
    case CHOSEN:
      break;
    }
    if (!weir_pad_hot_has_room (self->srcpad)) {
      weir_element_want_room (element, self->srcpad);
      return WEIR_PROCESS_PARK;
    }
    if (!p->begun && !begin (self, error))
      return WEIR_PROCESS_ERROR;
    if (!mux (self, input, weir_pad_take (input->input.pad), error))
      return WEIR_PROCESS_ERROR;
    if (p->refused) {
      for (guint i = 0; i < p->inputs->len; i++)
        weir_pad_set_unwanted (((WeirMuxerPad *) p->inputs->pdata[i])->input.pad);
      return WEIR_PROCESS_EOS;
    }
    if (weir_element_hot_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

/* --- pads ----------------------------------------------------------------------------------------------------------- */

static WeirPad *
weir_muxer_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  WeirMuxer *self = WEIR_MUXER_CAST (element);
  WeirMuxerClass *klass = WEIR_MUXER_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  WeirMuxerPad *input;

  if (self->priv->begun) {
    g_set_error (&error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD, "a file that was begun takes no more streams");
  } else if (klass->accepts == NULL || klass->accepts (self, templ, &error)) {
    input = g_new0 (WeirMuxerPad, 1);
    input_clear (input);
    input->input.pad = weir_pad_new_from_template (templ, name);
    input->input.index = self->priv->inputs->len;
    g_ptr_array_add (self->priv->inputs, input);
    return input->input.pad;
  }
  if (error != NULL)
    weir_element_post_warning (element, error, NULL);
  return NULL;
}

static void
weir_muxer_release_pad (WeirElement *element, WeirPad *pad)
{
  WeirMuxer *self = WEIR_MUXER_CAST (element);
  WeirMuxerPad *input = find_input (self, pad);

  if (input == NULL)
    return;
  g_ptr_array_remove (self->priv->inputs, input);
  for (guint i = 0; i < self->priv->inputs->len; i++)
    ((WeirMuxerPad *) self->priv->inputs->pdata[i])->input.index = i;
}

/* Always pads are inputs, too. */
static void
add_always_pads (WeirMuxer *self)
{
  guint n_pads;
  WeirPad *const *pads = weir_element_sink_pads (WEIR_ELEMENT_CAST (self), &n_pads);

  for (guint i = 0; i < n_pads; i++) {
    WeirMuxerPad *input = g_new0 (WeirMuxerPad, 1);

    input_clear (input);
    input->input.pad = pads[i];
    input->input.index = i;
    g_ptr_array_add (self->priv->inputs, input);
  }
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static void
forget (WeirMuxer *self)
{
  for (guint i = 0; i < self->priv->inputs->len; i++)
    input_clear (self->priv->inputs->pdata[i]);
  self->priv->begun = self->priv->refused = FALSE;
  self->priv->offset = 0;
}

static gboolean
weir_muxer_start (WeirElement *element, GError **error)
{
  forget (WEIR_MUXER_CAST (element));
  return TRUE;
}

static void
weir_muxer_stop (WeirElement *element)
{
  WeirMuxer *self = WEIR_MUXER_CAST (element);
  WeirMuxerClass *klass = WEIR_MUXER_GET_CLASS (self);

  if (klass->stop != NULL)
    klass->stop (self);
  forget (self);
}

static void
weir_muxer_flush (WeirElement *element, WeirPad *pad)
{
  WeirMuxer *self = WEIR_MUXER_CAST (element);

  for (guint i = 0; i < self->priv->inputs->len; i++) {
    WeirMuxerPad *input = self->priv->inputs->pdata[i];

    input->ended = FALSE;
    input->last = WEIR_CLOCK_STIME_NONE;
  }
}

static void
weir_muxer_finalize (GObject *object)
{
  WeirMuxerPrivate *p = WEIR_MUXER_CAST (object)->priv;

  g_ptr_array_unref (p->inputs);
  g_ptr_array_unref (p->missing);
  G_OBJECT_CLASS (weir_muxer_parent_class)->finalize (object);
}

static void
weir_muxer_class_init (WeirMuxerClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_muxer_finalize;
  element_class->process = weir_muxer_process;
  element_class->start = weir_muxer_start;
  element_class->stop = weir_muxer_stop;
  element_class->flush = weir_muxer_flush;
  element_class->request_pad = weir_muxer_request_pad;
  element_class->release_pad = weir_muxer_release_pad;
}

static void
weir_muxer_init (WeirMuxer *self)
{
  guint n_srcs;
  WeirPad *const *srcs = weir_element_src_pads (WEIR_ELEMENT_CAST (self), &n_srcs);

  self->priv = weir_muxer_get_instance_private (self);
  self->srcpad = n_srcs > 0 ? srcs[0] : NULL;
  self->priv->inputs = g_ptr_array_new_with_free_func (input_free);
  self->priv->missing = g_ptr_array_new ();
  add_always_pads (self);
}

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_muxer_get_inputs: (skip)
 * @self: the muxer
 * @n_inputs: (out) (optional): how many there are
 *
 * Thread: owner.
 *
 * Returns: (transfer none): the inputs in the order of their pads
 */
WeirMuxerInput *const *
weir_muxer_get_inputs (WeirMuxer *self, guint *n_inputs)
{
  if (n_inputs != NULL)
    *n_inputs = self->priv->inputs->len;
  return (WeirMuxerInput *const *) self->priv->inputs->pdata; /* each begins with its public part */
}

/**
 * weir_muxer_input_pts: (skip)
 * @input: an input
 * @buffer: (transfer none): a packet of it
 *
 * Thread: owner.
 *
 * Returns: its running time in ns, which may be negative; %WEIR_CLOCK_STIME_NONE: it has none
 */
gint64
weir_muxer_input_pts (WeirMuxerInput *input, WeirBuffer *buffer)
{
  return running_time (input, buffer->pts);
}

/**
 * weir_muxer_input_dts: (skip)
 * @input: an input
 * @buffer: (transfer none): a packet of it
 *
 * Thread: owner.
 *
 * Returns: the running time of its decoding in ns, which may be negative; %WEIR_CLOCK_STIME_NONE: it has none
 */
gint64
weir_muxer_input_dts (WeirMuxerInput *input, WeirBuffer *buffer)
{
  return running_time (input, buffer->dts);
}
