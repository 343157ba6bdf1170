/* SPDX-License-Identifier: MIT */
/* audioresample: changes the rate of sound. Times of what goes out are counted from the time at which the sound began, so
 * that they are exact for hours; where sound begins anew (a gap, a jump), what is held back comes out first. */
#include <weir/bases/transform.h>
#include <weir/data/audio-buffer.h>
#include <weir/registry/plugin-impl.h>

#include "plugins/audio/audio-caps.h"
#include "plugins/audio/audio-elements.h"
#include "plugins/audio/audio-resample-kernel.h"

#define WEIR_TYPE_AUDIO_RESAMPLE_ELEMENT (weir_audio_resample_element_get_type ())
G_DECLARE_FINAL_TYPE (WeirAudioResampleElement, weir_audio_resample_element, WEIR,
                      AUDIO_RESAMPLE_ELEMENT, WeirTransform)

/* Times that are less off than this are those of a source that can't tell better. */
#define TOLERANCE (40 * WEIR_MSECOND)
/* Outputs differ by a sample or two: with this their memory is used again all the same. */
#define ROUND_BYTES 1024

struct _WeirAudioResampleElement {
  WeirTransform parent_instance;
  WeirAudioResampleParams params;

  WeirAudioInfo in, out;
  WeirAudioResample *kernel; /* (owned) (nullable) */
  /* since the sound began */
  WeirClockTime begin_time;        /* NONE: it has no times */
  guint64 begin_offset;            /* of what goes out; NONE */
  guint64 in_samples, out_samples; /* per channel */
  gboolean discont;                /* nothing of it has gone out */
};

G_DEFINE_FINAL_TYPE (WeirAudioResampleElement, weir_audio_resample_element, WEIR_TYPE_TRANSFORM)

static G_DEFINE_ENUM_TYPE (
  WeirAudioResampleMethod, weir_audio_resample_method,
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_RESAMPLE_NEAREST, "nearest"),
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_RESAMPLE_LINEAR, "linear"),
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_RESAMPLE_CUBIC, "cubic"),
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_RESAMPLE_BLACKMAN_NUTTALL, "blackman-nuttall"),
  G_DEFINE_ENUM_VALUE (
    WEIR_AUDIO_RESAMPLE_KAISER,
    "kaiser")) static G_DEFINE_ENUM_TYPE (WeirAudioFilters, weir_audio_filters,
                                          G_DEFINE_ENUM_VALUE (WEIR_AUDIO_FILTERS_INTERPOLATED,
                                                               "interpolated"),
                                          G_DEFINE_ENUM_VALUE (WEIR_AUDIO_FILTERS_FULL, "full"),
                                          G_DEFINE_ENUM_VALUE (
                                            WEIR_AUDIO_FILTERS_AUTO,
                                            "auto")) static G_DEFINE_ENUM_TYPE (WeirAudioFiltersBetween,
                                                                                weir_audio_filters_between,
                                                                                G_DEFINE_ENUM_VALUE (
                                                                                  WEIR_AUDIO_FILTERS_NEAREST,
                                                                                  "none"),
                                                                                G_DEFINE_ENUM_VALUE (
                                                                                  WEIR_AUDIO_FILTERS_LINEAR,
                                                                                  "linear"),
                                                                                G_DEFINE_ENUM_VALUE (
                                                                                  WEIR_AUDIO_FILTERS_CUBIC,
                                                                                  "cubic"))

#define T WeirAudioResampleElement
  static const WeirProp props[] = {
    WEIR_PROP_INT (T, params.quality, "quality", 0, 10, 4, 0, "From fast (0) to best (10)"),
    WEIR_PROP_ENUM (
      T, params.method, "resample-method", weir_audio_resample_method_get_type,
      WEIR_AUDIO_RESAMPLE_KAISER, 0,
      "What is computed from samples nearby: one, two or four of them, or a windowed sinc"),
    WEIR_PROP_ENUM (T, params.filters, "sinc-filter-mode", weir_audio_filters_get_type,
                    WEIR_AUDIO_FILTERS_AUTO, 0,
                    "A filter for each phase that occurs, or some of them and what lies between"),
    WEIR_PROP_UINT (T, params.full_bytes, "sinc-filter-auto-threshold", 0, G_MAXUINT, 1048576, 0,
                    "Bytes that the filters of all phases may take in the mode `auto`"),
    WEIR_PROP_ENUM (T, params.between, "sinc-filter-interpolation",
                    weir_audio_filters_between_get_type, WEIR_AUDIO_FILTERS_CUBIC, 0,
                    "Between two filters: the nearer one, or a mean of both (linear and cubic)"),
  };
#undef T

static const WeirElementInfo info = {
  .name = "audioresample",
  .klass = "Filter/Converter/Audio",
  .description = "Changes the rate of sound, as what follows wants it",
  .example = "audiotestsrc num-buffers=100 ! audioresample ! audio/x-raw,rate=48000 ! fakesink",
  .rank = WEIR_RANK_PRIMARY,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", WEIR_AUDIO_CAPS_ALL),
                                 WEIR_SRC ("src", WEIR_AUDIO_CAPS_ALL),
                                 {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- caps --------------------------------------------------------------------------------------------------------------- */

static WeirCaps *
weir_audio_resample_element_transform_caps (WeirElement *self, WeirPadDirection direction,
                                            const WeirCaps *caps)
{
  return weir_audio_changed_caps (caps, WEIR_AUDIO_CHANGES_RATE);
}

static WeirCaps *
weir_audio_resample_element_fixate_caps (WeirTransform *self, WeirPadDirection direction,
                                         WeirCaps *caps, WeirCaps *othercaps)
{
  return weir_audio_choose_caps (caps, othercaps);
}

static WeirCaps *
weir_audio_resample_element_choose_caps (WeirElement *self, WeirPad *src, const WeirCaps *in,
                                         WeirCaps *possible)
{
  return in != NULL ? weir_audio_choose_caps (in, possible) : weir_caps_fixate (possible);
}

/* --- outputs ------------------------------------------------------------------------------------------------------------ */

static void
begin_at (WeirAudioResampleElement *self, WeirClockTime time, guint64 offset)
{
  self->begin_time = time;
  self->begin_offset = offset == WEIR_BUFFER_OFFSET_NONE
                         ? WEIR_BUFFER_OFFSET_NONE
                         : weir_util_uint64_scale_int_round (offset, self->out.rate, self->in.rate);
  self->in_samples = self->out_samples = 0;
  self->discont = TRUE;
}

static WeirClockTime
time_of (WeirAudioResampleElement *self, guint64 samples, gint rate)
{
  return self->begin_time + weir_util_uint64_scale_int_round (samples, WEIR_SECOND, rate);
}

/* Room for `capacity` samples of each channel: as planes, which may be moved together later. (transfer full) */
static WeirBuffer *
allocate (WeirAudioResampleElement *self, gsize capacity)
{
  gsize bytes = capacity * (gsize) self->out.bpf;

  return weir_transform_allocate (WEIR_TRANSFORM_CAST (self),
                                  (bytes / ROUND_BYTES + 1) * ROUND_BYTES);
}

/* Says of an output what it is: `n` samples, the next ones. */
static void
finish (WeirAudioResampleElement *self, WeirBuffer *buffer, gsize n)
{
  guint64 next = self->out_samples + n;

  weir_buffer_set_size (buffer, (gssize) (n * (gsize) self->out.bpf));
  buffer->dts = WEIR_CLOCK_TIME_NONE;
  buffer->pts = buffer->duration = WEIR_CLOCK_TIME_NONE;
  if (self->begin_time != WEIR_CLOCK_TIME_NONE) {
    buffer->pts = time_of (self, self->out_samples, self->out.rate);
    buffer->duration = time_of (self, next, self->out.rate) - buffer->pts;
  }
  buffer->offset = buffer->offset_end = WEIR_BUFFER_OFFSET_NONE;
  if (self->begin_offset != WEIR_BUFFER_OFFSET_NONE) {
    buffer->offset = self->begin_offset + self->out_samples;
    buffer->offset_end = self->begin_offset + next;
  }
  /* sound rings on into what was silent */
  buffer->flags &= ~(WeirBufferFlags) (WEIR_BUFFER_FLAG_GAP | WEIR_BUFFER_FLAG_DISCONT);
  if (self->discont)
    buffer->flags |= WEIR_BUFFER_FLAG_DISCONT;
  self->discont = FALSE;
  self->out_samples = next;
}

/* Converts into `outbuf`; with `in` NULL, what is held back. Answers samples per channel, or -1 with `error`. */
static gssize
convert (WeirAudioResampleElement *self, const WeirAudioBuffer *in, WeirBuffer *outbuf,
         GError **error)
{
  gboolean apart = self->out.layout == WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  gint n_planes = apart ? self->out.channels : 1;
  gsize capacity = weir_buffer_get_size (outbuf) / (gsize) self->out.bpf;
  gsize width = (gsize) self->out.bpf / (gsize) n_planes;
  guint8 *planes[WEIR_AUDIO_MAX_CHANNELS];
  WeirMapInfo map;
  gssize made;

  if (!weir_buffer_map (outbuf, &map, WEIR_MAP_WRITE)) {
    g_set_error_literal (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NO_SPACE_LEFT,
                         "no memory for samples");
    return -1;
  }
  for (gint p = 0; p < n_planes; p++)
    planes[p] = map.data + (gsize) p * capacity * width;
  made = weir_audio_resample_process (self->kernel,
                                      in != NULL ? (const guint8 *const *) in->planes : NULL,
                                      in != NULL ? in->n_samples : 0, planes, capacity, error);
  for (gint p = 1; p < n_planes && made > 0; p++)
    memmove (map.data + (gsize) p * (gsize) made * width, planes[p], (gsize) made * width);
  weir_buffer_unmap (outbuf, &map);
  return made;
}

/* Gives on what is held back, as the end of the sound so far. */
static WeirFlowReturn
weir_audio_resample_element_drain (WeirTransform *transform, GError **error)
{
  WeirAudioResampleElement *self = WEIR_AUDIO_RESAMPLE_ELEMENT (transform);
  g_autoptr (WeirBuffer) buffer = NULL;
  gssize made;

  if (self->kernel == NULL || self->in_samples == 0
      || weir_audio_resample_is_passthrough (self->kernel))
    return WEIR_FLOW_OK;
  buffer = allocate (self, weir_audio_resample_get_out_frames (self->kernel, 0) + ROUND_BYTES);
  made = convert (self, NULL, buffer, error);
  self->in_samples = 0;
  if (made < 0)
    return WEIR_FLOW_ERROR;
  if (made == 0)
    return WEIR_FLOW_OK;
  finish (self, buffer, (gsize) made);
  return weir_transform_push (transform, g_steal_pointer (&buffer));
}

/* --- inputs ------------------------------------------------------------------------------------------------------------- */

/* Does this buffer follow what came before it? */
static gboolean
follows (WeirAudioResampleElement *self, WeirBuffer *buffer)
{
  WeirClockTime expected, tolerance = TOLERANCE;

  if (self->in_samples == 0)
    return FALSE;
  if (buffer->pts == WEIR_CLOCK_TIME_NONE)
    return TRUE;
  if (self->begin_time == WEIR_CLOCK_TIME_NONE)
    return FALSE;
  if ((buffer->flags & WEIR_BUFFER_FLAG_DISCONT) != 0)
    tolerance = WEIR_SECOND / (WeirClockTime) self->in.rate + 1;
  expected = time_of (self, self->in_samples, self->in.rate);
  return MAX (expected, buffer->pts) - MIN (expected, buffer->pts) <= tolerance;
}

static WeirFlowReturn
weir_audio_resample_element_prepare_output (WeirTransform *transform, WeirBuffer *inbuf,
                                            WeirBuffer **outbuf, GError **error)
{
  WeirAudioResampleElement *self = WEIR_AUDIO_RESAMPLE_ELEMENT (transform);
  gsize in_frames = weir_buffer_get_size (inbuf) / (gsize) self->in.bpf;

  if (!follows (self, inbuf)) {
    WeirFlowReturn ret = weir_audio_resample_element_drain (transform, error);

    if (ret == WEIR_FLOW_ERROR)
      return ret;
    begin_at (self, inbuf->pts, inbuf->offset);
  }
  *outbuf = allocate (self, weir_audio_resample_get_out_frames (self->kernel, in_frames));
  weir_buffer_copy_into (*outbuf, inbuf, WEIR_BUFFER_COPY_FLAGS, 0, (gsize) -1);
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
weir_audio_resample_element_transform (WeirTransform *transform, WeirBuffer *inbuf,
                                       WeirBuffer *outbuf, GError **error)
{
  WeirAudioResampleElement *self = WEIR_AUDIO_RESAMPLE_ELEMENT (transform);
  WeirAudioBuffer in;
  gssize made;

  if (weir_buffer_get_size (inbuf) == 0)
    return WEIR_TRANSFORM_DROPPED;
  if (!weir_audio_buffer_map (&in, &self->in, inbuf, WEIR_MAP_READ)) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "a buffer of %" G_GSIZE_FORMAT
                 " bytes doesn't hold whole samples of %s with %d channels (%d bytes each)",
                 weir_buffer_get_size (inbuf), WEIR_AUDIO_INFO_NAME (&self->in), self->in.channels,
                 self->in.bpf);
    return WEIR_FLOW_ERROR;
  }
  made = convert (self, &in, outbuf, error);
  self->in_samples += in.n_samples;
  weir_audio_buffer_unmap (&in);
  if (made <= 0)
    return made < 0 ? WEIR_FLOW_ERROR : WEIR_TRANSFORM_DROPPED;
  finish (self, outbuf, (gsize) made);
  return WEIR_FLOW_OK;
}

/* What comes behind an event comes out behind it. */
static gboolean
weir_audio_resample_element_sink_event (WeirTransform *transform, WeirEvent *event, GError **error)
{
  gboolean ends_sound = event->type == WEIR_EVENT_SEGMENT || event->type == WEIR_EVENT_GAP
                        || event->type == WEIR_EVENT_STREAM_START
                        || event->type == WEIR_EVENT_SEGMENT_DONE;

  if (ends_sound && weir_audio_resample_element_drain (transform, error) == WEIR_FLOW_ERROR) {
    weir_event_unref (event);
    return FALSE;
  }
  return weir_transform_pass_event (transform, event);
}

/* --- life --------------------------------------------------------------------------------------------------------------- */

static gboolean
weir_audio_resample_element_set_caps (WeirTransform *transform, WeirCaps *incaps, WeirCaps *outcaps,
                                      GError **error)
{
  WeirAudioResampleElement *self = WEIR_AUDIO_RESAMPLE_ELEMENT (transform);

  /* when what follows wants another rate, nobody has asked for it yet */
  if (weir_audio_resample_element_drain (transform, error) == WEIR_FLOW_ERROR)
    return FALSE;
  g_clear_pointer (&self->kernel, weir_audio_resample_free);
  self->in_samples = 0;
  if (!weir_audio_info_from_caps (&self->in, incaps)
      || !weir_audio_info_from_caps (&self->out, outcaps)) {
    g_autofree char *a = weir_caps_to_string (incaps), *b = weir_caps_to_string (outcaps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "%s or %s doesn't say all that must be known of raw sound", a, b);
    return FALSE;
  }
  self->params.seed = weir_element_random_u32 (WEIR_ELEMENT_CAST (self));
  self->kernel = weir_audio_resample_new (&self->in, &self->out, &self->params, error);
  if (self->kernel == NULL)
    return FALSE;
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE,
                                weir_audio_resample_get_latency_ns (self->kernel),
                                WEIR_CLOCK_TIME_NONE);
  return TRUE;
}

static void
weir_audio_resample_element_reset (WeirTransform *transform)
{
  WeirAudioResampleElement *self = WEIR_AUDIO_RESAMPLE_ELEMENT (transform);

  self->in_samples = 0;
  if (self->kernel != NULL)
    weir_audio_resample_reset (self->kernel);
}

static void
weir_audio_resample_element_stop (WeirTransform *transform)
{
  g_clear_pointer (&WEIR_AUDIO_RESAMPLE_ELEMENT (transform)->kernel, weir_audio_resample_free);
}

static void
weir_audio_resample_element_class_init (WeirAudioResampleElementClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  weir_element_class_set_info (element_class, &info);
  element_class->transform_caps = weir_audio_resample_element_transform_caps;
  element_class->choose_caps = weir_audio_resample_element_choose_caps;
  transform_class->passthrough_on_same_caps = TRUE;
  transform_class->set_caps = weir_audio_resample_element_set_caps;
  transform_class->fixate_caps = weir_audio_resample_element_fixate_caps;
  transform_class->prepare_output = weir_audio_resample_element_prepare_output;
  transform_class->transform = weir_audio_resample_element_transform;
  transform_class->sink_event = weir_audio_resample_element_sink_event;
  transform_class->drain = weir_audio_resample_element_drain;
  transform_class->reset = weir_audio_resample_element_reset;
  transform_class->stop = weir_audio_resample_element_stop;
}

static void
weir_audio_resample_element_init (WeirAudioResampleElement *self)
{
  self->params = (WeirAudioResampleParams) WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
  self->params.dither = WEIR_AUDIO_DITHER_TPDF;
}

WEIR_PLUGIN_DEFINE ("swresample", "Sound converted and resampled by libswresample", "0.1.0", "MIT",
                    weir_audio_convert_get_type, weir_audio_resample_element_get_type)
