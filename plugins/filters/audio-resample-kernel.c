/* SPDX-License-Identifier: MIT */
/* libswresample between any two raw formats of Weir. Samples that it doesn't know (24 bits, the
 * other byte order, S8, the unsigned ones) become 32-bit integers or doubles on the way. */
#include "plugins/filters/audio-resample-kernel.h"

#include "plugins/libav/sampfmt.h"

#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <math.h>
#include <string.h>
#include <weir/base/error.h>

#define MAX_CHANNELS 64

/* One end of the conversion. */
typedef struct {
  WeirAudioInfo info;
  WeirAudioFormat mate; /* as libswresample has it */
  enum AVSampleFormat av;
  guint8 *memory; /* (owned) (nullable) for samples in the mate's format */
  gsize capacity; /* samples per channel that fit */
} End;

struct _WeirAudioResample {
  End in, out;
  gboolean passthrough;
  SwrContext *swr; /* (owned) (nullable) */
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
end_init (End *end, const WeirAudioInfo *info)
{
  end->info = *info;
  end->mate = WEIR_AUDIO_INFO_FORMAT (info);
  end->av = weir_libav_sample_format (end->mate, info->layout);
  if (end->av != AV_SAMPLE_FMT_NONE)
    return;
  end->mate = WEIR_AUDIO_INFO_IS_FLOAT (info) ? WEIR_AUDIO_FORMAT_F64 : WEIR_AUDIO_FORMAT_S32;
  end->av = weir_libav_sample_format (end->mate, info->layout);
}

static gboolean
needs_mate (const End *end)
{
  return end->mate != WEIR_AUDIO_INFO_FORMAT (&end->info);
}

/* Room for @frames in the mate's format; planes one behind the other. */
static void
mate_planes (End *end, gsize frames, guint8 *planes[MAX_CHANNELS])
{
  gsize bytes = (gsize) weir_audio_format_get_info (end->mate)->width / 8;

  if (frames > end->capacity) {
    g_free (end->memory);
    end->memory = g_malloc_n (frames, bytes * (gsize) end->info.channels);
    end->capacity = frames;
  }
  for (guint p = 0; p < n_planes (&end->info); p++)
    planes[p] = end->memory + p * frames * bytes;
}

/* A sample of any integer format in the high bits of 32. */
static gint32
read_integer (const WeirAudioFormatInfo *f, const guint8 *s)
{
  guint bytes = (guint) f->width / 8;
  guint32 v = 0;

  for (guint i = 0; i < bytes; i++)
    v |= (guint32) s[f->endianness == G_BIG_ENDIAN ? bytes - 1 - i : i] << (8 * i);
  v <<= 32 - f->depth;
  return (gint32) (WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f) ? v : v ^ 0x80000000u);
}

static void
write_integer (const WeirAudioFormatInfo *f, guint8 *d, gint32 sample)
{
  guint bytes = (guint) f->width / 8, down = 32 - (guint) f->depth;
  /* to the nearest, but not past the highest */
  gint64 rounded = MIN ((gint64) sample + (down > 0 ? 1 << (down - 1) : 0), G_MAXINT32);
  guint32 v = (guint32) rounded;

  if (WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f))
    v = (guint32) ((gint32) v >> down);
  else
    v = (v ^ 0x80000000u) >> down;
  for (guint i = 0; i < bytes; i++)
    d[f->endianness == G_BIG_ENDIAN ? bytes - 1 - i : i] = (guint8) (v >> (8 * i));
}

/* Floats of the other byte order. */
static gdouble
read_float (const WeirAudioFormatInfo *f, const guint8 *s)
{
  if (f->width == 32) {
    guint32 bits;
    gfloat v;

    memcpy (&bits, s, sizeof bits);
    bits = GUINT32_SWAP_LE_BE (bits);
    memcpy (&v, &bits, sizeof v);
    return v;
  } else {
    guint64 bits;
    gdouble v;

    memcpy (&bits, s, sizeof bits);
    bits = GUINT64_SWAP_LE_BE (bits);
    memcpy (&v, &bits, sizeof v);
    return v;
  }
}

static void
write_float (const WeirAudioFormatInfo *f, guint8 *d, gdouble sample)
{
  if (f->width == 32) {
    gfloat v = (gfloat) sample;
    guint32 bits;

    memcpy (&bits, &v, sizeof bits);
    bits = GUINT32_SWAP_LE_BE (bits);
    memcpy (d, &bits, sizeof bits);
  } else {
    guint64 bits;

    memcpy (&bits, &sample, sizeof bits);
    bits = GUINT64_SWAP_LE_BE (bits);
    memcpy (d, &bits, sizeof bits);
  }
}

static void
to_mate (const End *end, const guint8 *const from[], guint8 *const to[], gsize frames)
{
  const WeirAudioFormatInfo *f = end->info.finfo;
  gsize n = frames * channels_per_plane (&end->info), bytes = (gsize) f->width / 8;

  for (guint p = 0; p < n_planes (&end->info); p++)
    for (gsize i = 0; i < n; i++)
      if (end->mate == WEIR_AUDIO_FORMAT_F64)
        ((gdouble *) to[p])[i] = read_float (f, from[p] + i * bytes);
      else
        ((gint32 *) to[p])[i] = read_integer (f, from[p] + i * bytes);
}

static void
from_mate (const End *end, guint8 *const from[], guint8 *const to[], gsize frames)
{
  const WeirAudioFormatInfo *f = end->info.finfo;
  gsize n = frames * channels_per_plane (&end->info), bytes = (gsize) f->width / 8;

  for (guint p = 0; p < n_planes (&end->info); p++)
    for (gsize i = 0; i < n; i++)
      if (end->mate == WEIR_AUDIO_FORMAT_F64)
        write_float (f, to[p] + i * bytes, ((gdouble *) from[p])[i]);
      else
        write_integer (f, to[p] + i * bytes, ((gint32 *) from[p])[i]);
}

static gboolean
same_channels (const WeirAudioInfo *in, const WeirAudioInfo *out)
{
  if (in->channels != out->channels)
    return FALSE;
  if (WEIR_AUDIO_INFO_IS_UNPOSITIONED (in) || WEIR_AUDIO_INFO_IS_UNPOSITIONED (out))
    return TRUE;
  for (gint i = 0; i < MIN (in->channels, WEIR_AUDIO_MAX_CHANNELS); i++)
    if (in->position[i] != out->position[i])
      return FALSE;
  return TRUE;
}

/* FFmpeg's layout of some channels, and for each of Weir's channels its place in that. */
static gboolean
sorted_layout (const WeirAudioInfo *info, AVChannelLayout *layout, gint place[MAX_CHANNELS])
{
  guint64 mask = 0;

  if (WEIR_AUDIO_INFO_IS_UNPOSITIONED (info)) {
    av_channel_layout_default (layout, info->channels);
    for (gint i = 0; i < info->channels; i++)
      place[i] = i;
    return layout->order == AV_CHANNEL_ORDER_NATIVE;
  }
  for (gint i = 0; i < info->channels; i++) {
    enum AVChannel channel = weir_libav_channel (info->position[i]);

    if (channel == AV_CHAN_NONE || channel >= 64)
      return FALSE;
    mask |= G_GUINT64_CONSTANT (1) << channel;
  }
  if (av_channel_layout_from_mask (layout, mask) < 0 || layout->nb_channels != info->channels)
    return FALSE;
  for (gint i = 0; i < info->channels; i++)
    place[i] =
      av_channel_layout_index_from_channel (layout, weir_libav_channel (info->position[i]));
  return TRUE;
}

/* Says how much of each channel goes into each, in Weir's order of channels. */
static gboolean
set_mix (WeirAudioResample *self, const WeirAudioResampleParams *params, GError **error)
{
  const WeirAudioInfo *in = &self->in.info, *out = &self->out.info;
  gint in_place[MAX_CHANNELS], out_place[MAX_CHANNELS];
  AVChannelLayout in_layout = { 0 }, out_layout = { 0 };
  gdouble built[MAX_CHANNELS * MAX_CHANNELS] = { 0 }, matrix[MAX_CHANNELS * MAX_CHANNELS];
  gboolean usable;

  if (params->mix_matrix == NULL && same_channels (in, out))
    return TRUE;
  if (params->mix_matrix != NULL) {
    for (gint i = 0; i < in->channels * out->channels; i++)
      matrix[i] = params->mix_matrix[i];
    return swr_set_matrix (self->swr, matrix, in->channels) >= 0;
  }
  usable = sorted_layout (in, &in_layout, in_place) && sorted_layout (out, &out_layout, out_place)
           && swr_build_matrix2 (&in_layout, &out_layout, M_SQRT1_2, M_SQRT1_2, 0, 1, 1, built,
                                 MAX_CHANNELS, AV_MATRIX_ENCODING_NONE, NULL)
                >= 0;
  av_channel_layout_uninit (&in_layout);
  av_channel_layout_uninit (&out_layout);
  if (!usable) {
    g_autofree gchar *from = weir_audio_channel_positions_to_string (in->position, in->channels);
    g_autofree gchar *to = weir_audio_channel_positions_to_string (out->position, out->channels);

    g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
                 "No usual way to mix channels %s into %s is known; give a mix-matrix.", from, to);
    return FALSE;
  }
  for (gint o = 0; o < out->channels; o++)
    for (gint i = 0; i < in->channels; i++)
      matrix[o * in->channels + i] = built[out_place[o] * MAX_CHANNELS + in_place[i]];
  return swr_set_matrix (self->swr, matrix, in->channels) >= 0;
}

static gboolean
open_resampler (WeirAudioResample *self, const WeirAudioResampleParams *params, GError **error)
{
  /* length of the filter, by quality */
  static const guint8 filter_size[] = { 4, 8, 12, 16, 32, 40, 48, 64, 80, 96, 128 };
  static const int dither[] = { SWR_DITHER_NONE, SWR_DITHER_RECTANGULAR, SWR_DITHER_TRIANGULAR,
                                SWR_DITHER_TRIANGULAR_HIGHPASS };
  AVChannelLayout in = { .order = AV_CHANNEL_ORDER_UNSPEC };
  AVChannelLayout out = { .order = AV_CHANNEL_ORDER_UNSPEC };
  int opened;

  in.nb_channels = self->in.info.channels;
  out.nb_channels = self->out.info.channels;
  if (swr_alloc_set_opts2 (&self->swr, &out, self->out.av, self->out.info.rate, &in, self->in.av,
                           self->in.info.rate, 0, NULL)
      < 0) {
    g_set_error_literal (error, WEIR_ERROR, WEIR_ERROR_LIMIT, "No memory for an audio converter.");
    return FALSE;
  }
  av_opt_set_int (self->swr, "filter_size", filter_size[MIN (params->quality, 10)], 0);
  av_opt_set_int (self->swr, "dither_method", dither[params->dither], 0);
  if (!set_mix (self, params, error))
    return FALSE;
  opened = swr_init (self->swr);
  if (opened < 0)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
                 "libswresample can't convert %s, %d Hz, %d channels to %s, %d Hz, %d channels.",
                 WEIR_AUDIO_INFO_NAME (&self->in.info), self->in.info.rate, self->in.info.channels,
                 WEIR_AUDIO_INFO_NAME (&self->out.info), self->out.info.rate,
                 self->out.info.channels);
  return opened >= 0;
}

WeirAudioResample *
weir_audio_resample_new (const WeirAudioInfo *in, const WeirAudioInfo *out,
                         const WeirAudioResampleParams *params, GError **error)
{
  g_autoptr (WeirAudioResample) self = NULL;

  g_return_val_if_fail (in != NULL && out != NULL && params != NULL, NULL);
  g_return_val_if_fail ((guint) params->dither <= WEIR_AUDIO_DITHER_TPDF_HF, NULL);

  if (!WEIR_AUDIO_INFO_IS_VALID (in) || !WEIR_AUDIO_INFO_IS_VALID (out)) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_WRONG_VALUE,
                 "Only raw sound can be converted, not %s at %d Hz to %s at %d Hz.",
                 in->finfo->name, in->rate, out->finfo->name, out->rate);
    return NULL;
  }
  if (in->channels > MAX_CHANNELS || out->channels > MAX_CHANNELS) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                 "Sound of %d channels can't be converted; %d are the most.",
                 MAX (in->channels, out->channels), MAX_CHANNELS);
    return NULL;
  }
  self = g_new0 (WeirAudioResample, 1);
  end_init (&self->in, in);
  end_init (&self->out, out);
  self->passthrough = in->finfo->format == out->finfo->format && in->rate == out->rate
                      && in->layout == out->layout && same_channels (in, out)
                      && params->mix_matrix == NULL;
  if (!self->passthrough && !open_resampler (self, params, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
weir_audio_resample_free (WeirAudioResample *self)
{
  if (self == NULL)
    return;
  swr_free (&self->swr);
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

  return self->passthrough ? in_frames : (gsize) swr_get_out_samples (self->swr, (int) in_frames);
}

guint64
weir_audio_resample_get_latency_ns (WeirAudioResample *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->passthrough ? 0 : (guint64) swr_get_delay (self->swr, 1000000000);
}

static void
copy_planes (const WeirAudioInfo *info, const guint8 *const in[], guint8 *const out[], gsize frames)
{
  gsize bytes = frames * channels_per_plane (info) * (gsize) info->finfo->width / 8;

  for (guint p = 0; p < n_planes (info); p++)
    memcpy (out[p], in[p], bytes);
}

gssize
weir_audio_resample_process (WeirAudioResample *self, const guint8 *const in[], gsize in_frames,
                             guint8 *const out[], gsize out_capacity, GError **error)
{
  guint8 *in_planes[MAX_CHANNELS], *out_planes[MAX_CHANNELS];
  const guint8 *const *from = in;
  guint8 *const *to = out;
  int made;

  g_return_val_if_fail (self != NULL && out != NULL, -1);
  g_return_val_if_fail (in_frames <= G_MAXINT && out_capacity <= G_MAXINT, -1);

  if (self->passthrough) {
    gsize n = in != NULL ? MIN (in_frames, out_capacity) : 0;

    if (n > 0)
      copy_planes (&self->in.info, in, out, n);
    return (gssize) n;
  }
  if (in != NULL && needs_mate (&self->in)) {
    mate_planes (&self->in, in_frames, in_planes);
    to_mate (&self->in, in, in_planes, in_frames);
    from = (const guint8 *const *) in_planes;
  }
  if (needs_mate (&self->out)) {
    mate_planes (&self->out, out_capacity, out_planes);
    to = out_planes;
  }
  made = swr_convert (self->swr, (uint8_t **) to, (int) out_capacity, (const uint8_t **) from,
                      in != NULL ? (int) in_frames : 0);
  if (made < 0) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_FAILED, "libswresample failed: %s.",
                 av_err2str (made));
    return -1;
  }
  if (needs_mate (&self->out))
    from_mate (&self->out, out_planes, out, (gsize) made);
  return made;
}

void
weir_audio_resample_reset (WeirAudioResample *self)
{
  g_return_if_fail (self != NULL);

  /* opening it again is how libswresample forgets; it can't fail where it went well before */
  if (!self->passthrough)
    swr_init (self->swr);
}
