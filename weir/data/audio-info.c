/* SPDX-License-Identifier: MIT */
/* Format, rate and channels of raw sound, read from caps and written to them. */
#include <weir/data/audio-info.h>

#include <string.h>

#define RAW_MEDIA_TYPE "audio/x-raw"
#define INTERLEAVED "interleaved"
#define NON_INTERLEAVED "non-interleaved"

G_DEFINE_BOXED_TYPE (WeirAudioInfo, weir_audio_info, weir_audio_info_copy, weir_audio_info_free)

/* Positions of channels that have none. */
static void
set_unpositioned (WeirAudioInfo *info)
{
  info->flags |= WEIR_AUDIO_FLAG_UNPOSITIONED;
  for (gint i = 0; i < MIN (info->channels, WEIR_AUDIO_MAX_CHANNELS); i++)
    info->position[i] = WEIR_AUDIO_CHANNEL_POSITION_NONE;
}

/* Positions of one or two channels that nobody described. */
static gboolean
set_usual_positions (WeirAudioInfo *info)
{
  if (info->channels == 1) {
    info->position[0] = WEIR_AUDIO_CHANNEL_POSITION_MONO;
  } else if (info->channels == 2) {
    info->position[0] = WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT;
    info->position[1] = WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT;
  } else {
    return FALSE;
  }
  return TRUE;
}

/**
 * weir_audio_info_init:
 * @info: (out caller-allocates): what to initialize
 *
 * Makes @info say that nothing is known.
 *
 * Thread: any
 */
void
weir_audio_info_init (WeirAudioInfo *info)
{
  static const WeirAudioFormatInfo unknown = { .name = "UNKNOWN", .description = "unknown" };

  g_return_if_fail (info != NULL);

  memset (info, 0, sizeof *info);
  info->finfo = &unknown;
  for (guint i = 0; i < WEIR_AUDIO_MAX_CHANNELS; i++)
    info->position[i] = WEIR_AUDIO_CHANNEL_POSITION_INVALID;
}

/**
 * weir_audio_info_new:
 *
 * Makes an info on the heap, as weir_audio_info_init () leaves it.
 *
 * Thread: any
 *
 * Returns: (transfer full): the info
 */
WeirAudioInfo *
weir_audio_info_new (void)
{
  WeirAudioInfo *info = g_new (WeirAudioInfo, 1);

  weir_audio_info_init (info);
  return info;
}

/**
 * weir_audio_info_new_from_caps:
 * @caps: fixed caps
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): what weir_audio_info_from_caps () reads, or %NULL if it
 *   can't
 */
WeirAudioInfo *
weir_audio_info_new_from_caps (const WeirCaps *caps)
{
  WeirAudioInfo info;

  return weir_audio_info_from_caps (&info, caps) ? weir_audio_info_copy (&info) : NULL;
}

/**
 * weir_audio_info_copy:
 * @info: an info
 *
 * Thread: any
 *
 * Returns: (transfer full): a copy on the heap
 */
WeirAudioInfo *
weir_audio_info_copy (const WeirAudioInfo *info)
{
  return g_memdup2 (info, sizeof *info);
}

/**
 * weir_audio_info_free:
 * @info: (transfer full) (nullable): an info from the heap
 *
 * Frees an info.
 *
 * Thread: any
 */
void
weir_audio_info_free (WeirAudioInfo *info)
{
  g_free (info);
}

/**
 * weir_audio_info_set_format:
 * @info: (out caller-allocates): what to set
 * @format: format of the samples
 * @rate: samples per second and channel
 * @channels: number of channels
 * @position: (nullable) (array fixed-size=64): positions of the channels, in the order of their
 *   numbers; %NULL for mono, stereo, or no positions
 *
 * Sets @info for interleaved sound; nothing that @info held before is kept. Positions that don't
 * make sense together are taken as none.
 *
 * Thread: any
 */
void
weir_audio_info_set_format (WeirAudioInfo *info, WeirAudioFormat format, gint rate, gint channels,
                            const WeirAudioChannelPosition *position)
{
  const WeirAudioFormatInfo *finfo = weir_audio_format_get_info (format);

  g_return_if_fail (info != NULL && finfo != NULL);
  g_return_if_fail (channels > 0 && channels <= G_MAXINT / 8);
  g_return_if_fail (position == NULL || channels <= WEIR_AUDIO_MAX_CHANNELS);

  weir_audio_info_init (info);
  info->finfo = finfo;
  info->rate = rate;
  info->channels = channels;
  info->bpf = finfo->width / 8 * channels;
  if (position == NULL) {
    if (!set_usual_positions (info))
      set_unpositioned (info);
  } else if (position[0] == WEIR_AUDIO_CHANNEL_POSITION_NONE
             || !weir_audio_check_valid_channel_positions (position, channels, TRUE)) {
    set_unpositioned (info);
  } else {
    memcpy (info->position, position, (gsize) channels * sizeof *position);
  }
}

static gboolean
read_positions (WeirAudioInfo *info, const WeirStructure *s)
{
  guint64 mask;

  if (!weir_structure_get (s, "channel-mask", WEIR_TYPE_BITMASK, &mask, NULL))
    return set_usual_positions (info);
  if (mask == 0 && info->channels == 1) {
    info->position[0] = WEIR_AUDIO_CHANNEL_POSITION_MONO;
    return TRUE;
  }
  if (mask == 0) {
    set_unpositioned (info);
    return TRUE;
  }
  return info->channels <= WEIR_AUDIO_MAX_CHANNELS
         && weir_audio_channel_positions_from_mask (info->channels, mask, info->position);
}

static gboolean
read_layout (WeirAudioInfo *info, const WeirStructure *s)
{
  const gchar *text = weir_structure_get_string (s, "layout");

  if (g_strcmp0 (text, INTERLEAVED) == 0)
    info->layout = WEIR_AUDIO_LAYOUT_INTERLEAVED;
  else if (g_strcmp0 (text, NON_INTERLEAVED) == 0)
    info->layout = WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  else
    return FALSE;
  return TRUE;
}

/**
 * weir_audio_info_from_caps:
 * @info: (out caller-allocates): what to set
 * @caps: fixed caps
 *
 * Reads what caps say. Raw caps need format, layout, rate and channels, and a channel mask for more
 * than two channels. Other caps of sound (`audio/...`) give WEIR_AUDIO_FORMAT_ENCODED with as much
 * of rate and channels as they tell.
 *
 * Thread: any
 *
 * Returns: whether caps are of sound and complete; otherwise @info is as weir_audio_info_init ()
 *   leaves it
 */
gboolean
weir_audio_info_from_caps (WeirAudioInfo *info, const WeirCaps *caps)
{
  const WeirStructure *s;
  WeirAudioFormat format = WEIR_AUDIO_FORMAT_ENCODED;
  WeirAudioInfo made;
  gboolean raw;

  g_return_val_if_fail (info != NULL, FALSE);
  g_return_val_if_fail (caps != NULL && weir_caps_is_fixed (caps), FALSE);

  weir_audio_info_init (info);
  weir_audio_info_init (&made);
  s = weir_caps_get_structure (caps, 0);
  raw = weir_structure_has_name (s, RAW_MEDIA_TYPE);
  if (raw) {
    const gchar *text = weir_structure_get_string (s, "format");

    format = text != NULL ? weir_audio_format_from_string (text) : WEIR_AUDIO_FORMAT_UNKNOWN;
  } else if (!g_str_has_prefix (weir_structure_get_name (s), "audio/")) {
    return FALSE;
  }
  made.finfo = weir_audio_format_get_info (format);
  if (made.finfo == NULL)
    return FALSE;

  if (!weir_structure_get_int (s, "rate", &made.rate) && raw)
    return FALSE;
  if (!weir_structure_get_int (s, "channels", &made.channels) && raw)
    return FALSE;
  if (made.rate < 0 || made.channels < 0 || made.channels > G_MAXINT / 8)
    return FALSE;
  if (raw && (made.channels == 0 || !read_layout (&made, s)))
    return FALSE;
  if (made.channels > 0 && !read_positions (&made, s)) {
    if (raw)
      return FALSE;
    set_unpositioned (&made);
  }
  made.bpf = made.finfo->width / 8 * made.channels;
  *info = made;
  return TRUE;
}

/**
 * weir_audio_info_to_caps:
 * @info: an info with a known format
 *
 * Writes caps that weir_audio_info_from_caps () reads back to the same.
 *
 * Thread: any
 *
 * Returns: (transfer full): fixed caps
 */
WeirCaps *
weir_audio_info_to_caps (const WeirAudioInfo *info)
{
  WeirCaps *caps;
  guint64 mask = 0;
  gboolean interleaved;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (info->finfo->format != WEIR_AUDIO_FORMAT_UNKNOWN, NULL);

  interleaved = info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED;
  caps =
    weir_caps_new_simple (RAW_MEDIA_TYPE, "format", G_TYPE_STRING, info->finfo->name, "layout",
                          G_TYPE_STRING, interleaved ? INTERLEAVED : NON_INTERLEAVED, "rate",
                          G_TYPE_INT, info->rate, "channels", G_TYPE_INT, info->channels, NULL);
  if (info->channels == 1 && info->position[0] == WEIR_AUDIO_CHANNEL_POSITION_MONO)
    return caps;
  if (info->channels > 1 || info->position[0] >= 0) {
    if (!WEIR_AUDIO_INFO_IS_UNPOSITIONED (info)
        && !weir_audio_channel_positions_to_mask (info->position, info->channels, TRUE, &mask))
      mask = 0;
    weir_caps_set_simple (caps, "channel-mask", WEIR_TYPE_BITMASK, mask, NULL);
  }
  return caps;
}

/**
 * weir_audio_info_is_equal:
 * @info: an info
 * @other: another one
 *
 * Thread: any
 *
 * Returns: whether all that they say is the same
 */
gboolean
weir_audio_info_is_equal (const WeirAudioInfo *info, const WeirAudioInfo *other)
{
  g_return_val_if_fail (info != NULL && other != NULL, FALSE);

  if (info->finfo->format != other->finfo->format || info->flags != other->flags
      || info->layout != other->layout || info->rate != other->rate
      || info->channels != other->channels)
    return FALSE;
  for (gint i = 0; i < MIN (info->channels, WEIR_AUDIO_MAX_CHANNELS); i++)
    if (info->position[i] != other->position[i])
      return FALSE;
  return TRUE;
}
