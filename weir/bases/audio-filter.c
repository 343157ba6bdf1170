/* SPDX-License-Identifier: MIT */
/* A transform that sees samples instead of bytes. */
#include <weir/bases/audio-filter.h>

G_DEFINE_ABSTRACT_TYPE (WeirAudioFilter, weir_audio_filter, WEIR_TYPE_TRANSFORM)

static gboolean
weir_audio_filter_set_caps (WeirTransform *transform, WeirCaps *incaps, WeirCaps *outcaps,
                            GError **error)
{
  WeirAudioFilter *self = WEIR_AUDIO_FILTER_CAST (transform);
  WeirAudioFilterClass *klass = WEIR_AUDIO_FILTER_GET_CLASS (self);

  if (!weir_audio_info_from_caps (&self->in, incaps)
      || !weir_audio_info_from_caps (&self->out, outcaps)) {
    g_autofree char *a = weir_caps_to_string (incaps), *b = weir_caps_to_string (outcaps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "%s or %s doesn't say all that must be known of raw sound", a, b);
    return FALSE;
  }
  weir_transform_set_in_place (transform, klass->filter_ip != NULL);
  return klass->setup == NULL || klass->setup (self, error);
}

static gboolean
weir_audio_filter_get_unit_size (WeirTransform *transform, WeirCaps *caps, gsize *size)
{
  WeirAudioInfo info;

  if (!weir_audio_info_from_caps (&info, caps))
    return FALSE;
  *size = (gsize) info.bpf;
  return TRUE;
}

static gboolean
map (WeirAudioBuffer *samples, const WeirAudioInfo *info, WeirBuffer *buffer, WeirMapFlags flags,
     GError **error)
{
  if (weir_audio_buffer_map (samples, info, buffer, flags))
    return TRUE;
  g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
               "a buffer of %" G_GSIZE_FORMAT
               " bytes doesn't hold whole samples of %s with %d channels (%d bytes each)",
               weir_buffer_get_size (buffer), WEIR_AUDIO_INFO_NAME (info), info->channels,
               info->bpf);
  return FALSE;
}

static WeirFlowReturn
weir_audio_filter_transform (WeirTransform *transform, WeirBuffer *inbuf, WeirBuffer *outbuf,
                             GError **error)
{
  WeirAudioFilter *self = WEIR_AUDIO_FILTER_CAST (transform);
  WeirAudioFilterClass *klass = WEIR_AUDIO_FILTER_GET_CLASS (self);
  WeirAudioBuffer in, out;
  WeirFlowReturn ret = WEIR_FLOW_ERROR;

  if (weir_buffer_get_size (inbuf) == 0)
    return WEIR_FLOW_OK;
  if (!map (&in, &self->in, inbuf, WEIR_MAP_READ, error))
    return WEIR_FLOW_ERROR;
  /* bytes between the channels of the input are none of the output */
  weir_buffer_set_size (outbuf, (gssize) (in.n_samples * (gsize) self->out.bpf));
  if (map (&out, &self->out, outbuf, WEIR_MAP_WRITE, error)) {
    ret = klass->filter (self, &in, &out, error);
    weir_audio_buffer_unmap (&out);
  }
  weir_audio_buffer_unmap (&in);
  return ret;
}

static WeirFlowReturn
weir_audio_filter_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirAudioFilter *self = WEIR_AUDIO_FILTER_CAST (transform);
  WeirAudioBuffer samples;
  WeirFlowReturn ret;

  if (weir_buffer_get_size (buffer) == 0)
    return WEIR_FLOW_OK;
  if (!map (&samples, &self->in, buffer, WEIR_MAP_READWRITE, error))
    return WEIR_FLOW_ERROR;
  ret = WEIR_AUDIO_FILTER_GET_CLASS (self)->filter_ip (self, &samples, error);
  weir_audio_buffer_unmap (&samples);
  return ret;
}

static void
weir_audio_filter_class_init (WeirAudioFilterClass *klass)
{
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  transform_class->set_caps = weir_audio_filter_set_caps;
  transform_class->get_unit_size = weir_audio_filter_get_unit_size;
  transform_class->transform = weir_audio_filter_transform;
  transform_class->transform_ip = weir_audio_filter_transform_ip;
}

static void
weir_audio_filter_init (WeirAudioFilter *self)
{
  weir_audio_info_init (&self->in);
  weir_audio_info_init (&self->out);
}
