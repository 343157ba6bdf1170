/* SPDX-License-Identifier: MIT */
/* Encoders: what downstream admits, key frames on request, and what raw and coded formats have in common. The step is in
 * codec.c. */
#include <weir/bases/codec-private.h>
#include <weir/bases/encoder.h>
#include <weir/bases/hot-private.h>
#include <weir/bases/negotiate-private.h>
#include <weir/data/video-event.h>

/* Somebody wants a key frame. */
typedef struct {
  WeirClockTime running; /* at this running time or soon after; NONE: at once */
  gboolean all_headers;
  guint count;
} Wish;

struct _WeirEncoderPrivate {
  guint64 min_key_interval; /* property */

  WeirCodec codec;
  GArray *wishes;          /* of Wish */
  GArray *granted;         /* of Wish, `running` is the frame's pts: its event goes before the coded frame */
  WeirClockTime last_key;  /* running time of the last frame that was made one on request */
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirEncoder, weir_encoder, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_UINT64 (WeirEncoderPrivate, min_key_interval, "min-force-key-unit-interval", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Ignores requests for key frames that come sooner than this many ns after the last one"),
};

/* --- key frames on request ------------------------------------------------------------------------------------------ */

static gboolean
note_wish (WeirEncoder *self, WeirEvent *event)
{
  Wish wish;

  if (!weir_video_event_parse_upstream_force_key_unit (event, &wish.running, &wish.all_headers, &wish.count))
    return FALSE;
  g_array_append_val (self->priv->wishes, wish);
  return TRUE;
}

/**
 * weir_encoder_take_force_key_unit:
 * @self: the encoder
 * @frame: (transfer none): a raw frame that is about to be encoded
 *
 * Thread: owner.
 *
 * Returns: whether somebody wants a key frame made of it
 */
gboolean
weir_encoder_take_force_key_unit (WeirEncoder *self, WeirBuffer *frame)
{
  WeirEncoderPrivate *p = self->priv;
  WeirClockTime running = WEIR_CLOCK_TIME_NONE;
  gboolean wanted = FALSE;

  if (G_LIKELY (p->wishes->len == 0))
    return FALSE;
  if (self->segment.format == WEIR_FORMAT_TIME && frame->pts != WEIR_CLOCK_TIME_NONE)
    running = weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, frame->pts);
  if (running != WEIR_CLOCK_TIME_NONE && p->last_key != WEIR_CLOCK_TIME_NONE && running < p->last_key + p->min_key_interval)
    return FALSE;
  for (guint i = 0; i < p->wishes->len;) {
    Wish wish = g_array_index (p->wishes, Wish, i);

    if (wish.running != WEIR_CLOCK_TIME_NONE && running != WEIR_CLOCK_TIME_NONE && running < wish.running) {
      i++;
      continue;
    }
    wanted = TRUE;
    wish.running = frame->pts;
    g_array_append_val (p->granted, wish);
    g_array_remove_index (p->wishes, i);
  }
  if (wanted)
    p->last_key = running;
  return wanted;
}

/* Those downstream that cut at key frames (segmenters) are told which ones were wished for. */
static void
tell_granted (WeirEncoder *self, WeirBuffer *buffer)
{
  WeirEncoderPrivate *p = self->priv;

  for (guint i = 0; i < p->granted->len;) {
    Wish wish = g_array_index (p->granted, Wish, i);

    if (wish.running != buffer->pts) {
      i++;
      continue;
    }
    weir_pad_push_event (self->srcpad,
                         weir_video_event_new_downstream_force_key_unit (
                           buffer->pts, weir_segment_to_stream_time (&self->segment, WEIR_FORMAT_TIME, buffer->pts),
                           weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, buffer->pts), wish.all_headers,
                           wish.count));
    g_array_remove_index (p->granted, i);
  }
}

/* --- the element's functions ---------------------------------------------------------------------------------------- */

static gboolean
set_format (WeirElement *element, WeirCaps *caps, GError **error)
{
  return WEIR_ENCODER_GET_CLASS (element)->set_format (WEIR_ENCODER_CAST (element), caps, error);
}

static WeirFlowReturn
handle_frame (WeirElement *element, WeirBuffer *buffer, GError **error)
{
  return WEIR_ENCODER_GET_CLASS (element)->handle_frame (WEIR_ENCODER_CAST (element), buffer, error);
}

static void
reset (WeirElement *element)
{
  WeirEncoderClass *klass = WEIR_ENCODER_GET_CLASS (element);

  if (klass->reset != NULL)
    klass->reset (WEIR_ENCODER_CAST (element));
}

static gboolean
sink_event (WeirElement *element, WeirEvent *event)
{
  WeirEncoderClass *klass = WEIR_ENCODER_GET_CLASS (element);

  if (event->type == WEIR_EVENT_CUSTOM_DOWNSTREAM && note_wish (WEIR_ENCODER_CAST (element), event))
    return TRUE;
  return klass->sink_event != NULL && klass->sink_event (WEIR_ENCODER_CAST (element), event);
}

static const WeirCodecFuncs funcs = { set_format, handle_frame, reset, sink_event };

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_encoder_finish:
 * @self: the encoder
 * @buffer: (transfer full): a coded frame, with pts, dts and its key frame flag
 *
 * Gives out a frame. Call weir_encoder_set_output_caps () before the first one. Thread: owner.
 *
 * Returns: what `handle_frame` returns, unless it is %WEIR_FLOW_OK
 */
WeirFlowReturn
weir_encoder_finish (WeirEncoder *self, WeirBuffer *buffer)
{
  g_return_val_if_fail (self->priv->codec.outcaps != NULL, WEIR_FLOW_NOT_NEGOTIATED);

  if (G_UNLIKELY (self->priv->granted->len > 0))
    tell_granted (self, buffer);
  return weir_codec_push (&self->priv->codec, buffer);
}

/**
 * weir_encoder_get_allowed_caps:
 * @self: the encoder
 * @error: why there are none
 *
 * Thread: owner.
 *
 * Returns: (transfer full) (nullable): what may come out: the pad's template within what downstream admits; %NULL:
 * nothing
 */
WeirCaps *
weir_encoder_get_allowed_caps (WeirEncoder *self, GError **error)
{
  g_autoptr (WeirCaps) own = weir_pad_own_caps (self->srcpad);

  return weir_base_common_caps (self->srcpad, own, error);
}

/**
 * weir_encoder_set_output_caps:
 * @self: the encoder
 * @caps: (transfer none): what comes out, fixed
 * @error: why not: which pads, which field
 *
 * Thread: owner.
 *
 * Returns: %FALSE if downstream doesn't want it
 */
gboolean
weir_encoder_set_output_caps (WeirEncoder *self, WeirCaps *caps, GError **error)
{
  return weir_codec_set_output_caps (&self->priv->codec, caps, NULL, error);
}

/**
 * weir_encoder_allocate:
 * @self: the encoder
 * @size: bytes
 *
 * Memory for a frame. Thread: owner.
 *
 * Returns: (transfer full): the buffer, whose bytes may be anything
 */
WeirBuffer *
weir_encoder_allocate (WeirEncoder *self, gsize size)
{
  return weir_buffer_new_allocate (NULL, size, NULL); /* coded frames have all sizes: no pool */
}

/**
 * weir_encoder_set_latency:
 * @self: the encoder
 * @min: ns that frames are kept back at least
 * @max: and at most
 *
 * Says how long the encoder keeps frames back. Thread: owner.
 */
void
weir_encoder_set_latency (WeirEncoder *self, WeirClockTime min, WeirClockTime max)
{
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, min, max);
}

/**
 * weir_encoder_set_tags:
 * @self: the encoder
 * @tags: (nullable) (transfer none): what it knows of the stream
 *
 * Says what is known of the stream, and sends it on before the next data. Thread: owner.
 */
void
weir_encoder_set_tags (WeirEncoder *self, WeirTagList *tags)
{
  weir_codec_set_tags (&self->priv->codec, tags);
}

/**
 * weir_encoder_get_input_caps:
 * @self: the encoder
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the raw format
 */
WeirCaps *
weir_encoder_get_input_caps (WeirEncoder *self)
{
  return self->priv->codec.incaps;
}

/**
 * weir_encoder_get_output_caps:
 * @self: the encoder
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the coded format
 */
WeirCaps *
weir_encoder_get_output_caps (WeirEncoder *self)
{
  return self->priv->codec.outcaps;
}

/* --- caps ----------------------------------------------------------------------------------------------------------- */

/* What an encoder doesn't change: one side's sizes and rates are the other's. */
static gboolean
copy_fields (const WeirStructure *from, WeirStructure *to)
{
  static const char *const fields[] = { "width", "height", "framerate", "pixel-aspect-ratio", "rate", "channels" };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const GValue *value = weir_structure_get_value (from, fields[i]);

    if (value == NULL)
      continue;
    weir_structure_set_value (to, fields[i], value);
    any = TRUE;
  }
  return any;
}

static WeirCaps *
weir_encoder_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  WeirEncoder *self = WEIR_ENCODER_CAST (element);
  WeirPad *other = direction == WEIR_PAD_SRC ? self->sinkpad : self->srcpad;
  g_autoptr (WeirCaps) templ = weir_pad_get_pad_template_caps (other), result = NULL;

  if (weir_caps_is_any (caps) || weir_caps_is_any (templ))
    return NULL;
  result = weir_caps_new_empty ();
  for (guint i = 0; i < weir_caps_get_size (caps); i++) {
    for (guint j = 0; j < weir_caps_get_size (templ); j++) {
      WeirStructure *theirs = weir_caps_get_structure (templ, j);
      WeirStructure *made = weir_structure_new_empty (weir_structure_get_name (theirs));
      WeirCapsFeatures *features = weir_caps_get_features (templ, j);

      if (!copy_fields (weir_caps_get_structure (caps, i), made)) {
        weir_structure_free (made);
        return NULL; /* one that says nothing admits everything */
      }
      result = weir_caps_merge_structure_full (g_steal_pointer (&result), made,
                                               features != NULL ? weir_caps_features_copy (features) : NULL);
    }
  }
  return g_steal_pointer (&result);
}

/* --- the class ------------------------------------------------------------------------------------------------------ */

static void
forget (WeirEncoder *self)
{
  g_array_set_size (self->priv->wishes, 0);
  g_array_set_size (self->priv->granted, 0);
  self->priv->last_key = WEIR_CLOCK_TIME_NONE;
}

static WeirProcess
weir_encoder_process (WeirElement *element, GError **error)
{
  return weir_codec_process (&WEIR_ENCODER_CAST (element)->priv->codec, error);
}

static gboolean
weir_encoder_start (WeirElement *element, GError **error)
{
  WeirEncoderClass *klass = WEIR_ENCODER_GET_CLASS (element);

  forget (WEIR_ENCODER_CAST (element));
  return klass->start == NULL || klass->start (WEIR_ENCODER_CAST (element), error);
}

static void
weir_encoder_stop (WeirElement *element)
{
  WeirEncoderClass *klass = WEIR_ENCODER_GET_CLASS (element);

  if (klass->stop != NULL)
    klass->stop (WEIR_ENCODER_CAST (element));
  weir_codec_clear (&WEIR_ENCODER_CAST (element)->priv->codec);
}

/* Requests for key frames outlive a flush. */
static void
weir_encoder_flush (WeirElement *element, WeirPad *pad)
{
  WeirEncoder *self = WEIR_ENCODER_CAST (element);

  g_array_set_size (self->priv->granted, 0);
  self->priv->last_key = WEIR_CLOCK_TIME_NONE;
  weir_codec_flush (&self->priv->codec);
}

static gboolean
weir_encoder_src_event (WeirElement *element, WeirPad *pad, WeirEvent *event)
{
  WeirEncoder *self = WEIR_ENCODER_CAST (element);
  WeirEncoderClass *klass = WEIR_ENCODER_GET_CLASS (self);

  if ((event->type == WEIR_EVENT_CUSTOM_UPSTREAM && note_wish (self, event))
      || (klass->src_event != NULL && klass->src_event (self, event))) {
    weir_event_unref (event);
    return TRUE;
  }
  return weir_element_default_src_event (element, pad, event);
}

static void
weir_encoder_finalize (GObject *object)
{
  WeirEncoderPrivate *p = WEIR_ENCODER_CAST (object)->priv;

  weir_codec_clear (&p->codec);
  g_array_unref (p->wishes);
  g_array_unref (p->granted);
  G_OBJECT_CLASS (weir_encoder_parent_class)->finalize (object);
}

static void
weir_encoder_class_init (WeirEncoderClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_encoder_finalize;
  element_class->process = weir_encoder_process;
  element_class->start = weir_encoder_start;
  element_class->stop = weir_encoder_stop;
  element_class->flush = weir_encoder_flush;
  element_class->src_event = weir_encoder_src_event;
  element_class->transform_caps = weir_encoder_transform_caps;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirEncoder_private_offset);
}

static void
weir_encoder_init (WeirEncoder *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  guint n_sinks, n_srcs;
  WeirPad *const *sinks = weir_element_sink_pads (element, &n_sinks);
  WeirPad *const *srcs = weir_element_src_pads (element, &n_srcs);

  self->priv = weir_encoder_get_instance_private (self);
  self->priv->wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->priv->granted = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->priv->last_key = WEIR_CLOCK_TIME_NONE;
  self->sinkpad = n_sinks > 0 ? sinks[0] : NULL;
  self->srcpad = n_srcs > 0 ? srcs[0] : NULL;
  weir_codec_init (&self->priv->codec, element, self->sinkpad, self->srcpad, &self->segment, &funcs);
}
