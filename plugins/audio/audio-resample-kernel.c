/* SPDX-License-Identifier: MIT */
/* libswresample between any two raw formats of Weir. Samples that it doesn't know become their mates on the way
 * (samples.c); where steps get coarser, it gives floating point and the quantizer rounds. */
#include "plugins/audio/audio-resample-kernel.h"

#include "plugins/audio/mix.h"
#include "plugins/audio/samples.h"
#include "plugins/audio/stepper.h"
#include "plugins/libav/sampfmt.h"

#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <string.h>
#include <weir/base/error.h>
#include <weir/base/time.h>

#define MAX_CHANNELS WEIR_AUDIO_MIX_MAX

/* Samples on one side of libswresample. */
typedef struct {
  WeirAudioInfo info;
  WeirAudioFormat format; /* as libswresample has it */
  enum AVSampleFormat av;
  guint8 *memory; /* (owned) (nullable) for samples in that format */
  gsize capacity; /* samples per channel that fit */
} End;

struct _WeirAudioResample {
  End in, out;
  gboolean passthrough;
  WeirAudioStepper *stepper;     /* (owned) (nullable) changes the rate instead of libswresample */
  End stepped;                   /* what it makes */
  SwrContext *swr;               /* (owned) (nullable) */
  WeirAudioQuantizer *quantizer; /* (owned) (nullable) */
  gint32 *integers;              /* (owned) (nullable) what it made, for one plane */
  gsize integers_capacity;
  guint64 latency_ns;
  guint64 in_total, out_total; /* samples per channel since the beginning */
};

static guint
n_planes (const WeirAudioInfo *info)
{
  return info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED ? 1 : (guint) info->channels;
}

static guint
channels_per_plane (const WeirAudioInfo *info)
{
  return info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED ? (guint) info->channels : 1;
}

static void
end_set (End *end, const WeirAudioInfo *info, WeirAudioFormat format)
{
  end->info = *info;
  end->format = format;
  end->av = weir_libav_sample_format (format, info->layout);
}

static gboolean
is_translated (const End *end)
{
  return end->format != WEIR_AUDIO_INFO_FORMAT (&end->info);
}

/* Room for @frames in libswresample's format; planes one behind the other. */
static void
make_room (End *end, gsize frames, guint8 *planes[MAX_CHANNELS])
{
  gsize bytes = (gsize) weir_audio_format_get_info (end->format)->width / 8;

  if (frames > end->capacity) {
    g_free (end->memory);
    end->memory = g_malloc_n (frames, bytes * (gsize) end->info.channels);
    end->capacity = frames;
  }
  for (guint p = 0; p < n_planes (&end->info); p++)
    planes[p] = end->memory + p * frames * bytes;
}

/* --- opening ---------------------------------------------------------------------------------------------------------- */

/* How many samples that come in make one that goes out, at the same rate. */
static gint
filter_taps (const WeirAudioResampleParams *params)
{
  static const guint8 sinc[] = { 4, 8, 12, 16, 32, 40, 48, 64, 80, 96, 128 };

  return params->method == WEIR_AUDIO_RESAMPLE_CUBIC ? 4 : sinc[MIN (params->quality, 10)];
}

/* The exponent of the number of filters: as many as phases occur, if that is wanted. */
static gint
phase_shift (const WeirAudioResampleParams *params, gint in_rate, gint out_rate, gsize sample_bytes)
{
  gint a = in_rate, b = out_rate, usual = 10;
  guint64 phases, bytes;

  while (b != 0) {
    gint rest = a % b;

    a = b;
    b = rest;
  }
  phases = (guint64) (out_rate / a);
  bytes = phases * sample_bytes * (guint64) filter_taps (params) * MAX (1, in_rate / out_rate);
  if (params->filters == WEIR_AUDIO_FILTERS_INTERPOLATED
      || (params->filters == WEIR_AUDIO_FILTERS_AUTO && bytes > params->full_bytes))
    return usual;
  return CLAMP ((gint) g_bit_storage ((gulong) phases), usual, 20);
}

static void
set_filter (WeirAudioResample *self, const WeirAudioResampleParams *params,
            enum AVSampleFormat computed)
{
  static const int types[] = { 0, 0, SWR_FILTER_TYPE_CUBIC, SWR_FILTER_TYPE_BLACKMAN_NUTTALL,
                               SWR_FILTER_TYPE_KAISER };
  /* the better the filter, the more it may take off what lies above half the rate */
  static const gdouble betas[] = { 4, 5, 6, 7, 9, 9, 9, 10, 10, 11, 12 };
  gint in_rate = self->in.info.rate, out_rate = self->out.info.rate, taps = filter_taps (params);
  gboolean exact = params->filters != WEIR_AUDIO_FILTERS_INTERPOLATED;

  av_opt_set_int (self->swr, "filter_size", taps, 0);
  av_opt_set_int (self->swr, "filter_type", types[params->method], 0);
  av_opt_set_double (self->swr, "kaiser_beta", betas[MIN (params->quality, 10)], 0);
  av_opt_set_int (self->swr, "exact_rational", exact, 0);
  av_opt_set_int (self->swr, "linear_interp", params->between != WEIR_AUDIO_FILTERS_NEAREST, 0);
  av_opt_set_int (
    self->swr, "phase_shift",
    phase_shift (params, in_rate, out_rate, (gsize) av_get_bytes_per_sample (computed)), 0);
  if (self->stepper == NULL && in_rate != out_rate)
    self->latency_ns = (guint64) taps * WEIR_SECOND / 2 / (guint64) MIN (in_rate, out_rate);
}

static gboolean
open_swr (WeirAudioResample *self, const WeirAudioResampleParams *params, const gdouble *matrix,
          GError **error)
{
  const WeirAudioInfo *in = &self->in.info, *out = &self->out.info;
  AVChannelLayout from = { .order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = in->channels };
  AVChannelLayout to = { .order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = out->channels };
  gboolean fine = MAX (in->finfo->depth, out->finfo->depth) > 24
                  && in->finfo->format != WEIR_AUDIO_FORMAT_F32
                  && out->finfo->format != WEIR_AUDIO_FORMAT_F32;
  enum AVSampleFormat computed = fine ? AV_SAMPLE_FMT_DBLP : AV_SAMPLE_FMT_FLTP;

  if (in->rate != out->rate && params->method <= WEIR_AUDIO_RESAMPLE_LINEAR) {
    self->stepper = weir_audio_stepper_new (in, self->in.format, out->rate,
                                            params->method == WEIR_AUDIO_RESAMPLE_LINEAR);
    end_set (&self->stepped, in, self->in.format);
  }
  if (swr_alloc_set_opts2 (&self->swr, &to, self->out.av, out->rate, &from, self->in.av,
                           self->stepper != NULL ? out->rate : in->rate, 0, NULL)
      < 0) {
    g_set_error_literal (error, WEIR_ERROR, WEIR_ERROR_LIMIT, "No memory for an audio converter.");
    return FALSE;
  }
  av_opt_set_sample_fmt (self->swr, "internal_sample_fmt", computed, 0);
  set_filter (self, params, computed);
  if ((matrix == NULL || swr_set_matrix (self->swr, matrix, in->channels) >= 0)
      && swr_init (self->swr) >= 0)
    return TRUE;
  g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
               "libswresample can't convert %s, %d Hz, %d channels to %s, %d Hz, %d channels.",
               WEIR_AUDIO_INFO_NAME (in), in->rate, in->channels, WEIR_AUDIO_INFO_NAME (out),
               out->rate, out->channels);
  return FALSE;
}

/* Whether samples lie between the integers that come out. */
static gboolean
gets_coarser (const WeirAudioInfo *in, const WeirAudioInfo *out, WeirAudioMixKind mix,
              WeirAudioResampleMethod method)
{
  if (!WEIR_AUDIO_INFO_IS_INTEGER (out))
    return FALSE;
  return WEIR_AUDIO_INFO_IS_FLOAT (in) || in->finfo->depth > out->finfo->depth
         || in->rate != out->rate || mix == WEIR_AUDIO_MIX_SUM;
}

static void
set_ends (WeirAudioResample *self, const WeirAudioInfo *in, const WeirAudioInfo *out,
          WeirAudioMixKind mix, const WeirAudioResampleParams *params)
{
  guint depth = (guint) out->finfo->depth;
  gboolean dithered = depth <= params->dither_depth;

  end_set (&self->in, in, weir_audio_mate (in->finfo->format));
  if (!gets_coarser (in, out, mix, params->method)) {
    end_set (&self->out, out, weir_audio_mate (out->finfo->format));
    return;
  }
  end_set (&self->out, out, depth <= 16 ? WEIR_AUDIO_FORMAT_F32 : WEIR_AUDIO_FORMAT_F64);
  self->quantizer = weir_audio_quantizer_new (
    (guint) out->channels, depth, dithered ? params->dither : WEIR_AUDIO_DITHER_NONE,
    dithered ? params->shaping : WEIR_AUDIO_NOISE_SHAPING_NONE, params->seed);
}

static gboolean
check (const WeirAudioInfo *in, const WeirAudioInfo *out, GError **error)
{
  if (!WEIR_AUDIO_INFO_IS_VALID (in) || !WEIR_AUDIO_INFO_IS_VALID (out)) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE,
                 "Only raw sound can be converted, not %s at %d Hz to %s at %d Hz.",
                 in->finfo->name, in->rate, out->finfo->name, out->rate);
    return FALSE;
  }
  if (in->channels > MAX_CHANNELS || out->channels > MAX_CHANNELS) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                 "Sound of %d channels can't be converted; %d are the most.",
                 MAX (in->channels, out->channels), MAX_CHANNELS);
    return FALSE;
  }
  return TRUE;
}

WeirAudioResample *
weir_audio_resample_new (const WeirAudioInfo *in, const WeirAudioInfo *out,
                         const WeirAudioResampleParams *params, GError **error)
{
  g_autoptr (WeirAudioResample) self = NULL;
  gdouble matrix[MAX_CHANNELS * MAX_CHANNELS];
  WeirAudioMixKind mix;

  g_return_val_if_fail (in != NULL && out != NULL && params != NULL, NULL);
  g_return_val_if_fail ((guint) params->dither <= WEIR_AUDIO_DITHER_TPDF_HF, NULL);
  g_return_val_if_fail ((guint) params->method <= WEIR_AUDIO_RESAMPLE_KAISER, NULL);

  if (!check (in, out, error) || !weir_audio_mix (in, out, params->mix_matrix, matrix, &mix, error))
    return NULL;
  self = g_new0 (WeirAudioResample, 1);
  set_ends (self, in, out, mix, params);
  self->passthrough = in->finfo->format == out->finfo->format && in->rate == out->rate
                      && in->layout == out->layout && mix == WEIR_AUDIO_MIX_NONE;
  if (!self->passthrough
      && !open_swr (self, params, mix != WEIR_AUDIO_MIX_NONE ? matrix : NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
weir_audio_resample_free (WeirAudioResample *self)
{
  if (self == NULL)
    return;
  swr_free (&self->swr);
  g_clear_pointer (&self->stepper, weir_audio_stepper_free);
  g_free (self->stepped.memory);
  g_clear_pointer (&self->quantizer, weir_audio_quantizer_free);
  g_free (self->integers);
  g_free (self->in.memory);
  g_free (self->out.memory);
  g_free (self);
}

gboolean
weir_audio_resample_is_passthrough (const WeirAudioResample *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->passthrough;
}

gsize
weir_audio_resample_get_out_frames (WeirAudioResample *self, gsize in_frames)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->passthrough)
    return in_frames;
  if (self->stepper != NULL)
    in_frames = weir_audio_stepper_get_out_frames (self->stepper, MAX (in_frames, 1));
  /* one more, to come to the exact number at the end */
  return (gsize) swr_get_out_samples (self->swr, (int) in_frames) + 1;
}

guint64
weir_audio_resample_get_latency_ns (const WeirAudioResample *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->latency_ns;
}

/* --- processing ------------------------------------------------------------------------------------------------------- */

static void
copy_planes (const WeirAudioInfo *info, const guint8 *const in[], guint8 *const out[], gsize frames)
{
  gsize bytes = frames * channels_per_plane (info) * (gsize) info->finfo->width / 8;

  for (guint p = 0; p < n_planes (info); p++)
    memcpy (out[p], in[p], bytes);
}

/* From floating point to the integers of the output. */
static void
quantize (WeirAudioResample *self, guint8 *const from[], guint8 *const to[], gsize frames)
{
  guint step = channels_per_plane (&self->out.info);
  gsize n = frames * step;

  if (n > self->integers_capacity) {
    g_free (self->integers);
    self->integers = g_new (gint32, n);
    self->integers_capacity = n;
  }
  for (guint p = 0; p < n_planes (&self->out.info); p++) {
    for (guint c = 0; c < step; c++)
      if (self->out.format == WEIR_AUDIO_FORMAT_F32)
        weir_audio_quantize_floats (self->quantizer, p + c, (const gfloat *) from[p] + c,
                                    self->integers + c, step, frames);
      else
        weir_audio_quantize_doubles (self->quantizer, p + c, (const gdouble *) from[p] + c,
                                     self->integers + c, step, frames);
    weir_audio_pack_integers (self->out.info.finfo, self->integers, to[p], n);
  }
}

static void
translate_out (WeirAudioResample *self, guint8 *const from[], guint8 *const to[], gsize frames)
{
  const WeirAudioInfo *info = &self->out.info;

  if (self->quantizer != NULL) {
    quantize (self, from, to, frames);
    return;
  }
  for (guint p = 0; p < n_planes (info); p++)
    weir_audio_from_mate (info->finfo, from[p], to[p], frames * channels_per_plane (info));
}

/* At the end: what is too much goes, what lacks is as the last sample. */
static gsize
make_exact (WeirAudioResample *self, guint8 *const planes[], gsize made, gsize capacity)
{
  guint64 wanted = weir_util_uint64_scale_ceil (self->in_total, (guint64) self->out.info.rate,
                                                (guint64) self->in.info.rate);
  gsize n = wanted > self->out_total ? (gsize) MIN (wanted - self->out_total, capacity) : 0;
  gsize bytes = (gsize) weir_audio_format_get_info (self->out.format)->width / 8
                * channels_per_plane (&self->out.info);

  for (guint p = 0; p < n_planes (&self->out.info); p++)
    for (gsize i = made; i < n; i++)
      if (i > 0)
        memcpy (planes[p] + i * bytes, planes[p] + (i - 1) * bytes, bytes);
      else
        memset (planes[p], 0, bytes);
  return n;
}

/* Forgets; opening it again is how libswresample does, and that can't fail where it went well before. */
void
weir_audio_resample_reset (WeirAudioResample *self)
{
  g_return_if_fail (self != NULL);

  self->in_total = self->out_total = 0;
  if (self->quantizer != NULL)
    weir_audio_quantizer_reset (self->quantizer);
  if (self->stepper != NULL)
    weir_audio_stepper_reset (self->stepper);
  if (!self->passthrough)
    swr_init (self->swr);
}

/* The rate without a filter; at the end (`from` NULL), what the last sample is to stand for. */
static gsize
step (WeirAudioResample *self, const guint8 *const **from, gsize n, guint8 *planes[MAX_CHANNELS])
{
  make_room (&self->stepped, weir_audio_stepper_get_out_frames (self->stepper, MAX (n, 1)), planes);
  n = *from != NULL ? weir_audio_stepper_process (self->stepper, *from, n, planes)
                    : weir_audio_stepper_finish (self->stepper, planes);
  *from = (const guint8 *const *) planes;
  return n;
}

static gssize
convert (WeirAudioResample *self, const guint8 *const in[], gsize in_frames, guint8 *const out[],
         gsize out_capacity, GError **error)
{
  guint8 *in_planes[MAX_CHANNELS], *stepped_planes[MAX_CHANNELS], *out_planes[MAX_CHANNELS];
  const guint8 *const *from = in;
  guint8 *const *to = out;
  int made;

  if (in != NULL && is_translated (&self->in)) {
    const WeirAudioInfo *info = &self->in.info;

    make_room (&self->in, in_frames, in_planes);
    for (guint p = 0; p < n_planes (info); p++)
      weir_audio_to_mate (info->finfo, in[p], in_planes[p], in_frames * channels_per_plane (info));
    from = (const guint8 *const *) in_planes;
  }
  if (self->stepper != NULL)
    in_frames = step (self, &from, in_frames, stepped_planes);
  if (is_translated (&self->out)) {
    make_room (&self->out, out_capacity, out_planes);
    to = out_planes;
  }
  made = swr_convert (self->swr, (uint8_t **) to, (int) out_capacity, (const uint8_t **) from,
                      from != NULL ? (int) in_frames : 0);
  if (made < 0) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "libswresample failed: %s.",
                 av_err2str (made));
    return -1;
  }
  if (in == NULL)
    made = (int) make_exact (self, to, (gsize) made, out_capacity);
  if (to == out_planes)
    translate_out (self, out_planes, out, (gsize) made);
  return made;
}

gssize
weir_audio_resample_process (WeirAudioResample *self, const guint8 *const in[], gsize in_frames,
                             guint8 *const out[], gsize out_capacity, GError **error)
{
  gssize made;

  g_return_val_if_fail (self != NULL && out != NULL, -1);
  g_return_val_if_fail (in_frames <= G_MAXINT && out_capacity <= G_MAXINT, -1);

  if (self->passthrough) {
    gsize n = in != NULL ? MIN (in_frames, out_capacity) : 0;

    if (n > 0)
      copy_planes (&self->in.info, in, out, n);
    return (gssize) n;
  }
  if (in != NULL && in_frames == 0)
    return 0;
  self->in_total += in != NULL ? in_frames : 0;
  made = convert (self, in, in_frames, out, out_capacity, error);
  if (made > 0)
    self->out_total += (guint64) made;
  if (in == NULL)
    weir_audio_resample_reset (self);
  return made;
}
