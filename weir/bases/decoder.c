/* SPDX-License-Identifier: MIT */
/* Decoders: raw frames get their times, are cut to the segment, and go on. The step is in codec.c. */
#include <weir/bases/codec-private.h>
#include <weir/bases/decoder.h>
#include <weir/bases/hot-private.h>
#include <weir/data/audio-info.h>

struct _WeirDecoderPrivate {
  /* properties */
  int max_errors;
  gboolean qos;

  WeirCodec codec;
  guint errors;             /* broken frames since the last good one */
  WeirClockTime next_pts;   /* where the next frame begins, if it doesn't say */
  WeirClockTime frame_time; /* of a frame at the caps' rate; NONE: not known */
  int audio_rate;           /* raw sound: for cutting; 0: it isn't */
  int audio_bpf;
  WeirClockTime earliest;   /* running time: frames before it come too late */
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirDecoder, weir_decoder, WEIR_TYPE_ELEMENT)

static const WeirProp props[] = {
  WEIR_PROP_INT (WeirDecoderPrivate, max_errors, "max-errors", -1, G_MAXINT, -1, WEIR_PROP_LIVE,
                 "Gives up after so many broken frames in succession; -1: never"),
  WEIR_PROP_BOOLEAN (WeirDecoderPrivate, qos, "qos", TRUE, WEIR_PROP_LIVE,
                     "Leaves out work on frames that would come too late"),
};

/* --- the element's functions ---------------------------------------------------------------------------------------- */

static gboolean
set_format (WeirElement *element, WeirCaps *caps, GError **error)
{
  WEIR_DECODER_CAST (element)->priv->next_pts = WEIR_CLOCK_TIME_NONE;
  return WEIR_DECODER_GET_CLASS (element)->set_format (WEIR_DECODER_CAST (element), caps, error);
}

static WeirFlowReturn
handle_frame (WeirElement *element, WeirBuffer *buffer, GError **error)
{
  return WEIR_DECODER_GET_CLASS (element)->handle_frame (WEIR_DECODER_CAST (element), buffer, error);
}

static void
reset (WeirElement *element)
{
  WeirDecoderClass *klass = WEIR_DECODER_GET_CLASS (element);

  if (klass->reset != NULL)
    klass->reset (WEIR_DECODER_CAST (element));
}

static gboolean
sink_event (WeirElement *element, WeirEvent *event)
{
  WeirDecoderClass *klass = WEIR_DECODER_GET_CLASS (element);

  if (event->type == WEIR_EVENT_SEGMENT)
    WEIR_DECODER_CAST (element)->priv->next_pts = WEIR_CLOCK_TIME_NONE;
  return klass->sink_event != NULL && klass->sink_event (WEIR_DECODER_CAST (element), event);
}

static const WeirCodecFuncs funcs = { set_format, handle_frame, reset, sink_event };

/* --- frames --------------------------------------------------------------------------------------------------------- */

static void
note_format (WeirDecoder *self, WeirCaps *caps)
{
  WeirDecoderPrivate *p = self->priv;
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  WeirAudioInfo audio;
  int num, den;

  p->frame_time = WEIR_CLOCK_TIME_NONE;
  p->audio_rate = p->audio_bpf = 0;
  if (weir_structure_has_name (structure, "audio/x-raw") && weir_audio_info_from_caps (&audio, caps)
      && audio.layout == WEIR_AUDIO_LAYOUT_INTERLEAVED) {
    p->audio_rate = audio.rate;
    p->audio_bpf = audio.bpf;
  } else if (weir_structure_get_fraction (structure, "framerate", &num, &den) && num > 0) {
    p->frame_time = weir_util_uint64_scale_int ((guint64) WEIR_SECOND, den, num);
  }
}

static WeirBuffer *
give_times (WeirDecoder *self, WeirBuffer *buffer)
{
  WeirDecoderPrivate *p = self->priv;

  if ((buffer->pts == WEIR_CLOCK_TIME_NONE && p->next_pts != WEIR_CLOCK_TIME_NONE)
      || buffer->duration == WEIR_CLOCK_TIME_NONE || buffer->dts != WEIR_CLOCK_TIME_NONE)
    buffer = weir_buffer_make_writable (buffer);
  if (buffer->pts == WEIR_CLOCK_TIME_NONE && p->next_pts != WEIR_CLOCK_TIME_NONE)
    buffer->pts = p->next_pts;
  if (buffer->duration == WEIR_CLOCK_TIME_NONE) {
    if (p->audio_rate > 0)
      buffer->duration = weir_util_uint64_scale_int (weir_buffer_size (buffer) / (gsize) p->audio_bpf, (int) WEIR_SECOND,
                                                     p->audio_rate);
    else
      buffer->duration = p->frame_time;
  }
  if (buffer->dts != WEIR_CLOCK_TIME_NONE)
    buffer->dts = WEIR_CLOCK_TIME_NONE; /* raw frames come in the order in which they are shown */
  p->next_pts = buffer->pts != WEIR_CLOCK_TIME_NONE && buffer->duration != WEIR_CLOCK_TIME_NONE
                  ? buffer->pts + buffer->duration
                  : WEIR_CLOCK_TIME_NONE;
  return buffer;
}

/* Leaves of raw sound what is between the two times. */
static void
cut_audio (WeirDecoder *self, WeirBuffer *buffer, guint64 from, guint64 to)
{
  WeirDecoderPrivate *p = self->priv;
  gsize bpf = (gsize) p->audio_bpf, samples = weir_buffer_size (buffer) / bpf;
  gsize first = weir_util_uint64_scale_int (from - buffer->pts, p->audio_rate, (int) WEIR_SECOND);
  gsize last = weir_util_uint64_scale_int (to - buffer->pts, p->audio_rate, (int) WEIR_SECOND);

  first = MIN (first, samples);
  last = CLAMP (last, first, samples);
  weir_buffer_resize (buffer, (gssize) (first * bpf), (gssize) ((last - first) * bpf));
}

/* Cuts a frame to the segment. NULL: nothing of it lies inside. */
static WeirBuffer *
clip (WeirDecoder *self, WeirBuffer *buffer)
{
  guint64 from, to, end;

  if (self->segment.format != WEIR_FORMAT_TIME || buffer->pts == WEIR_CLOCK_TIME_NONE)
    return buffer;
  end = buffer->duration != WEIR_CLOCK_TIME_NONE ? buffer->pts + buffer->duration : WEIR_CLOCK_TIME_NONE;
  if (!weir_segment_clip (&self->segment, WEIR_FORMAT_TIME, buffer->pts, end, &from, &to)) {
    weir_buffer_unref (buffer);
    return NULL;
  }
  if (from == buffer->pts && to == end)
    return buffer;
  buffer = weir_buffer_make_writable (buffer);
  if (self->priv->audio_rate > 0 && to != WEIR_CLOCK_TIME_NONE)
    cut_audio (self, buffer, from, to);
  buffer->pts = from;
  if (to != WEIR_CLOCK_TIME_NONE)
    buffer->duration = to - from;
  return buffer;
}

/**
 * weir_decoder_finish:
 * @self: the decoder
 * @buffer: (transfer full): a raw frame
 *
 * Gives out a frame. Times that it lacks are filled in; what lies outside of the segment is cut off. Call
 * weir_decoder_set_output_caps () before the first one. Thread: owner.
 *
 * Returns: what `handle_frame` returns, unless it is %WEIR_FLOW_OK
 */
WeirFlowReturn
weir_decoder_finish (WeirDecoder *self, WeirBuffer *buffer)
{
  g_return_val_if_fail (self->priv->codec.outcaps != NULL, WEIR_FLOW_NOT_NEGOTIATED);

  self->priv->errors = 0;
  buffer = clip (self, give_times (self, buffer));
  return buffer != NULL ? weir_codec_push (&self->priv->codec, buffer) : WEIR_FLOW_OK;
}

/**
 * weir_decoder_set_output_caps:
 * @self: the decoder
 * @offered: (transfer none): the raw format: one, or several in preferred order
 * @chosen: (out) (optional) (transfer full): downstream's choice
 * @error: why not: which pads, which field
 *
 * May be called with the same caps again: it costs little then. Thread: owner.
 *
 * Returns: %FALSE if none is wanted downstream
 */
gboolean
weir_decoder_set_output_caps (WeirDecoder *self, WeirCaps *offered, WeirCaps **chosen, GError **error)
{
  WeirCodec *codec = &self->priv->codec;

  if (!weir_codec_set_output_caps (codec, offered, chosen, error))
    return FALSE;
  if (codec->changed)
    note_format (self, codec->outcaps);
  codec->changed = FALSE;
  return TRUE;
}

/**
 * weir_decoder_allocate:
 * @self: the decoder
 * @size: bytes
 *
 * Memory for a frame, from a pool. Thread: owner.
 *
 * Returns: (transfer full): the buffer, whose bytes may be anything
 */
WeirBuffer *
weir_decoder_allocate (WeirDecoder *self, gsize size)
{
  return weir_base_pool_acquire (&self->priv->codec.pool, size);
}

/**
 * weir_decoder_frame_broken:
 * @self: the decoder
 * @reason: (transfer none): what is wrong with it
 * @error: set when there were too many
 *
 * A frame could not be decoded: a warning is posted for the 1st, 2nd, 4th, 8th ... in succession, and decoding goes on,
 * unless there were more than max-errors. Thread: owner.
 *
 * Returns: what `handle_frame` returns then
 */
WeirFlowReturn
weir_decoder_frame_broken (WeirDecoder *self, const GError *reason, GError **error)
{
  WeirDecoderPrivate *p = self->priv;

  p->errors++;
  if (p->max_errors >= 0 && p->errors > (guint) p->max_errors) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DECODE, "%u broken frames in succession: %s", p->errors,
                 reason->message);
    return WEIR_FLOW_ERROR;
  }
  if ((p->errors & (p->errors - 1)) == 0) { /* 1, 2, 4, 8 ...: a file full of noise has thousands */
    g_autoptr (GError) counted = g_error_new (reason->domain, reason->code, "%s; %u broken frame%s in succession",
                                              reason->message, p->errors, p->errors > 1 ? "s" : "");
    weir_element_post_warning (WEIR_ELEMENT_CAST (self), counted, NULL);
  }
  return WEIR_FLOW_OK;
}

/**
 * weir_decoder_get_lateness:
 * @self: the decoder
 * @pts: of a frame
 *
 * How much too late the frame would come if it were decoded now, by what downstream said last. Thread: owner.
 *
 * Returns: ns; 0 or less: in time
 */
gint64
weir_decoder_get_lateness (WeirDecoder *self, WeirClockTime pts)
{
  WeirClockTime running;

  if (!self->priv->qos || self->priv->earliest == WEIR_CLOCK_TIME_NONE || self->segment.format != WEIR_FORMAT_TIME
      || pts == WEIR_CLOCK_TIME_NONE)
    return 0;
  running = weir_segment_to_running_time (&self->segment, WEIR_FORMAT_TIME, pts);
  return running != WEIR_CLOCK_TIME_NONE ? (gint64) (self->priv->earliest - running) : 0;
}

/**
 * weir_decoder_set_latency:
 * @self: the decoder
 * @min: ns that frames are kept back at least
 * @max: and at most
 *
 * Says how long the decoder keeps frames back. Thread: owner.
 */
void
weir_decoder_set_latency (WeirDecoder *self, WeirClockTime min, WeirClockTime max)
{
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, min, max);
}

/**
 * weir_decoder_set_tags:
 * @self: the decoder
 * @tags: (nullable) (transfer none): what it knows of the stream
 *
 * Says what is known of the stream, and sends it on before the next data. Thread: owner.
 */
void
weir_decoder_set_tags (WeirDecoder *self, WeirTagList *tags)
{
  weir_codec_set_tags (&self->priv->codec, tags);
}

/**
 * weir_decoder_get_input_caps:
 * @self: the decoder
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the coded format
 */
WeirCaps *
weir_decoder_get_input_caps (WeirDecoder *self)
{
  return self->priv->codec.incaps;
}

/**
 * weir_decoder_get_output_caps:
 * @self: the decoder
 *
 * Thread: owner.
 *
 * Returns: (transfer none) (nullable): the raw format
 */
WeirCaps *
weir_decoder_get_output_caps (WeirDecoder *self)
{
  return self->priv->codec.outcaps;
}

/* --- the class ------------------------------------------------------------------------------------------------------ */

static void
forget (WeirDecoder *self)
{
  self->priv->errors = 0;
  self->priv->next_pts = self->priv->earliest = WEIR_CLOCK_TIME_NONE;
}

static WeirProcess
weir_decoder_process (WeirElement *element, GError **error)
{
  return weir_codec_process (&WEIR_DECODER_CAST (element)->priv->codec, error);
}

static gboolean
weir_decoder_start (WeirElement *element, GError **error)
{
  WeirDecoderClass *klass = WEIR_DECODER_GET_CLASS (element);

  forget (WEIR_DECODER_CAST (element));
  return klass->start == NULL || klass->start (WEIR_DECODER_CAST (element), error);
}

static void
weir_decoder_stop (WeirElement *element)
{
  WeirDecoderClass *klass = WEIR_DECODER_GET_CLASS (element);

  if (klass->stop != NULL)
    klass->stop (WEIR_DECODER_CAST (element));
  weir_codec_clear (&WEIR_DECODER_CAST (element)->priv->codec);
}

static void
weir_decoder_flush (WeirElement *element, WeirPad *pad)
{
  forget (WEIR_DECODER_CAST (element));
  weir_codec_flush (&WEIR_DECODER_CAST (element)->priv->codec);
}

static gboolean
weir_decoder_src_event (WeirElement *element, WeirPad *pad, WeirEvent *event)
{
  if (event->type == WEIR_EVENT_QOS) {
    WeirClockTimeDiff diff;
    WeirClockTime timestamp;

    weir_event_parse_qos (event, NULL, NULL, &diff, &timestamp);
    if (timestamp != WEIR_CLOCK_TIME_NONE)
      WEIR_DECODER_CAST (element)->priv->earliest = diff > 0 ? timestamp + 2 * (WeirClockTime) diff : WEIR_CLOCK_TIME_NONE;
  }
  return weir_element_default_src_event (element, pad, event);
}

static void
weir_decoder_finalize (GObject *object)
{
  weir_codec_clear (&WEIR_DECODER_CAST (object)->priv->codec);
  G_OBJECT_CLASS (weir_decoder_parent_class)->finalize (object);
}

static void
weir_decoder_class_init (WeirDecoderClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_decoder_finalize;
  element_class->process = weir_decoder_process;
  element_class->start = weir_decoder_start;
  element_class->stop = weir_decoder_stop;
  element_class->flush = weir_decoder_flush;
  element_class->src_event = weir_decoder_src_event;
  weir_element_class_add_props (element_class, props, G_N_ELEMENTS (props), WeirDecoder_private_offset);
}

static void
weir_decoder_init (WeirDecoder *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  guint n_sinks, n_srcs;
  WeirPad *const *sinks = weir_element_sink_pads (element, &n_sinks);
  WeirPad *const *srcs = weir_element_src_pads (element, &n_srcs);

  self->priv = weir_decoder_get_instance_private (self);
  self->sinkpad = n_sinks > 0 ? sinks[0] : NULL;
  self->srcpad = n_srcs > 0 ? srcs[0] : NULL;
  weir_codec_init (&self->priv->codec, element, self->sinkpad, self->srcpad, &self->segment, &funcs);
  forget (self);
}
