/* SPDX-License-Identifier: MIT */
/* Factors from the channels' positions. libswresample knows the usual ones; here they are brought into Weir's order of
 * channels and to a level at which one channel alone keeps its own (mono to stereo), and all at full scale don't
 * overflow. */
#include "plugins/audio/mix.h"

#include "plugins/libav/sampfmt.h"

#include <libswresample/swresample.h>
#include <math.h>
#include <weir/base/error.h>

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
sorted_layout (const WeirAudioInfo *info, AVChannelLayout *layout, gint place[WEIR_AUDIO_MIX_MAX])
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

static gboolean
usual_mix (const WeirAudioInfo *in, const WeirAudioInfo *out, gdouble *matrix)
{
  gint in_place[WEIR_AUDIO_MIX_MAX], out_place[WEIR_AUDIO_MIX_MAX];
  AVChannelLayout in_layout = { 0 }, out_layout = { 0 };
  gdouble built[WEIR_AUDIO_MIX_MAX * WEIR_AUDIO_MIX_MAX] = { 0 };
  gboolean usable = sorted_layout (in, &in_layout, in_place)
                    && sorted_layout (out, &out_layout, out_place)
                    && swr_build_matrix2 (&in_layout, &out_layout, M_SQRT1_2, M_SQRT1_2, 0, 1, 1,
                                          built, WEIR_AUDIO_MIX_MAX, AV_MATRIX_ENCODING_NONE, NULL)
                         >= 0;

  av_channel_layout_uninit (&in_layout);
  av_channel_layout_uninit (&out_layout);
  for (gint o = 0; usable && o < out->channels; o++)
    for (gint i = 0; i < in->channels; i++)
      matrix[o * in->channels + i] = built[out_place[o] * WEIR_AUDIO_MIX_MAX + in_place[i]];
  return usable;
}

/* The channel that all others together make loudest reaches full scale when they do. */
static void
level (gint n_in, gint n_out, gdouble *matrix)
{
  gdouble loudest = 0;

  for (gint o = 0; o < n_out; o++) {
    gdouble sum = 0;

    for (gint i = 0; i < n_in; i++)
      sum += fabs (matrix[o * n_in + i]);
    loudest = MAX (loudest, sum);
  }
  for (gint k = 0; loudest > 0 && k < n_in * n_out; k++)
    /* what should be 1 is exactly 1 */
    matrix[k] = fabs (matrix[k] / loudest - 1) < 1e-9 ? 1 : matrix[k] / loudest;
}

static WeirAudioMixKind
kind_of (gint n_in, gint n_out, const gdouble *matrix)
{
  for (gint o = 0; o < n_out; o++) {
    gint ones = 0;

    for (gint i = 0; i < n_in; i++) {
      gdouble factor = matrix[o * n_in + i];

      if (factor != 0 && factor != 1)
        return WEIR_AUDIO_MIX_SUM;
      ones += factor == 1;
    }
    if (ones > 1)
      return WEIR_AUDIO_MIX_SUM;
  }
  return WEIR_AUDIO_MIX_COPY;
}

gboolean
weir_audio_mix (const WeirAudioInfo *in, const WeirAudioInfo *out, const gfloat *given,
                gdouble *matrix, WeirAudioMixKind *kind, GError **error)
{
  g_return_val_if_fail (in->channels <= WEIR_AUDIO_MIX_MAX && out->channels <= WEIR_AUDIO_MIX_MAX,
                        FALSE);

  if (given == NULL && same_channels (in, out)) {
    *kind = WEIR_AUDIO_MIX_NONE;
    return TRUE;
  }
  if (given != NULL) {
    for (gint k = 0; k < in->channels * out->channels; k++)
      matrix[k] = (gdouble) given[k];
  } else if (usual_mix (in, out, matrix)) {
    level (in->channels, out->channels, matrix);
  } else {
    g_autofree gchar *from = weir_audio_channel_positions_to_string (in->position, in->channels);
    g_autofree gchar *to = weir_audio_channel_positions_to_string (out->position, out->channels);

    g_set_error (error, WEIR_ERROR, WEIR_ERROR_UNSUPPORTED,
                 "No usual way to mix channels %s into %s is known; give a mix-matrix.", from, to);
    return FALSE;
  }
  *kind = kind_of (in->channels, out->channels, matrix);
  return TRUE;
}
