/* SPDX-License-Identifier: MIT */
/* Which loudspeaker a channel is for: masks as caps carry them, and lists of positions as programs
 * handle them. The order of the positions' numbers is the order of channels in a buffer. */
#include <weir/data/audio-channels.h>

#include <string.h>

#define N_POSITIONS (WEIR_AUDIO_CHANNEL_POSITION_SURROUND_RIGHT + 1)

static const gchar *const short_names[N_POSITIONS] = {
  "FL",  "FR", "FC",  "LFE1", "RL",  "RR",  "FLC", "FRC", "RC",  "LFE2", "SL", "SR", "TFL", "TFR",
  "TFC", "TC", "TRL", "TRR",  "TSL", "TSR", "TRC", "BFC", "BFL", "BFR",  "WL", "WR", "SSL", "SSR",
};

/**
 * weir_audio_channel_positions_from_mask:
 * @channels: number of channels
 * @channel_mask: a mask; 0 means that no channel has a position
 * @position: (out caller-allocates) (array length=channels): receives the positions
 *
 * Turns a channel mask into positions. Bits beyond @channels are ignored.
 *
 * Thread: any
 *
 * Returns: whether the mask has a position for each channel
 */
gboolean
weir_audio_channel_positions_from_mask (gint channels, guint64 channel_mask,
                                        WeirAudioChannelPosition *position)
{
  gint n = 0;

  g_return_val_if_fail (position != NULL && channels > 0, FALSE);

  if (channel_mask == 0) {
    for (gint i = 0; i < channels; i++)
      position[i] = WEIR_AUDIO_CHANNEL_POSITION_NONE;
    return TRUE;
  }
  for (gint bit = 0; bit < N_POSITIONS && n < channels; bit++)
    if ((channel_mask & G_GUINT64_CONSTANT (1) << bit) != 0)
      position[n++] = (WeirAudioChannelPosition) bit;
  return n == channels;
}

/**
 * weir_audio_channel_positions_to_mask:
 * @position: (array length=channels): positions
 * @channels: number of channels
 * @force_order: whether the positions must come in the order of their numbers
 * @channel_mask: (out): receives the mask; 0 for a single channel and for channels without
 *   positions
 *
 * Turns positions into a channel mask.
 *
 * Thread: any
 *
 * Returns: whether the positions can be written as a mask
 */
gboolean
weir_audio_channel_positions_to_mask (const WeirAudioChannelPosition *position, gint channels,
                                      gboolean force_order, guint64 *channel_mask)
{
  guint64 mask = 0;

  g_return_val_if_fail (position != NULL && channels > 0 && channel_mask != NULL, FALSE);

  *channel_mask = 0;
  if (channels == 1 && position[0] == WEIR_AUDIO_CHANNEL_POSITION_MONO)
    return TRUE;
  if (position[0] == WEIR_AUDIO_CHANNEL_POSITION_NONE) {
    for (gint i = 1; i < channels; i++)
      if (position[i] != WEIR_AUDIO_CHANNEL_POSITION_NONE)
        return FALSE;
    return TRUE;
  }
  for (gint i = 0; i < channels; i++) {
    guint64 bit;

    if ((gint) position[i] < 0 || (gint) position[i] >= N_POSITIONS)
      return FALSE;
    bit = G_GUINT64_CONSTANT (1) << position[i];
    if ((mask & bit) != 0 || (force_order && mask > bit))
      return FALSE;
    mask |= bit;
  }
  *channel_mask = mask;
  return TRUE;
}

/**
 * weir_audio_check_valid_channel_positions:
 * @position: (array length=channels): positions
 * @channels: number of channels
 * @force_order: whether they must come in the order of their numbers
 *
 * Thread: any
 *
 * Returns: whether the positions make sense together: none twice, "none" only for all, "mono" only
 *   alone
 */
gboolean
weir_audio_check_valid_channel_positions (const WeirAudioChannelPosition *position, gint channels,
                                          gboolean force_order)
{
  guint64 mask;

  g_return_val_if_fail (position != NULL && channels > 0, FALSE);

  return weir_audio_channel_positions_to_mask (position, channels, force_order, &mask);
}

/**
 * weir_audio_channel_positions_to_valid_order:
 * @position: (array length=channels) (inout): positions
 * @channels: number of channels
 *
 * Sorts positions into the order that buffers use.
 *
 * Thread: any
 *
 * Returns: whether the positions were valid; otherwise nothing is changed
 */
gboolean
weir_audio_channel_positions_to_valid_order (WeirAudioChannelPosition *position, gint channels)
{
  guint64 mask;

  g_return_val_if_fail (position != NULL && channels > 0, FALSE);

  if (!weir_audio_channel_positions_to_mask (position, channels, FALSE, &mask))
    return FALSE;
  return mask == 0 || weir_audio_channel_positions_from_mask (channels, mask, position);
}

/**
 * weir_audio_get_channel_reorder_map:
 * @channels: number of channels
 * @from: (array length=channels): positions as they come
 * @to: (array length=channels): positions as they are wanted
 * @reorder_map: (out caller-allocates) (array length=channels): for each channel that comes, the
 *   place where it is wanted
 *
 * Finds how to exchange channels.
 *
 * Thread: any
 *
 * Returns: whether both lists are valid and hold the same positions
 */
gboolean
weir_audio_get_channel_reorder_map (gint channels, const WeirAudioChannelPosition *from,
                                    const WeirAudioChannelPosition *to, gint *reorder_map)
{
  g_return_val_if_fail (reorder_map != NULL && from != NULL && to != NULL, FALSE);

  if (!weir_audio_check_valid_channel_positions (from, channels, FALSE)
      || !weir_audio_check_valid_channel_positions (to, channels, FALSE))
    return FALSE;
  if (from[0] == WEIR_AUDIO_CHANNEL_POSITION_NONE || to[0] == WEIR_AUDIO_CHANNEL_POSITION_NONE) {
    if (from[0] != to[0])
      return FALSE;
    for (gint i = 0; i < channels; i++)
      reorder_map[i] = i;
    return TRUE;
  }
  for (gint i = 0; i < channels; i++) {
    gint j;

    for (j = 0; j < channels && to[j] != from[i]; j++)
      ;
    if (j == channels)
      return FALSE;
    reorder_map[i] = j;
  }
  return TRUE;
}

/**
 * weir_audio_channel_get_fallback_mask:
 * @channels: number of channels
 *
 * Gives the usual positions for sound whose source doesn't tell them.
 *
 * Thread: any
 *
 * Returns: the mask for 2 to 8 channels; 0 for all other numbers
 */
guint64
weir_audio_channel_get_fallback_mask (gint channels)
{
  /* stereo, 2.1, quadro, 5.0, 5.1, 6.1, 7.1 */
  static const guint64 masks[] = { 0, 0, 0x3, 0xb, 0x33, 0x37, 0x3f, 0x13f, 0xc3f };

  return channels > 0 && channels < (gint) G_N_ELEMENTS (masks) ? masks[channels] : 0;
}

/**
 * weir_audio_channel_positions_to_string:
 * @position: (array length=channels): positions
 * @channels: number of channels
 *
 * Writes positions for people to read.
 *
 * Thread: any
 *
 * Returns: (transfer full): a string like `[ FL, FR, LFE1 ]`
 */
gchar *
weir_audio_channel_positions_to_string (const WeirAudioChannelPosition *position, gint channels)
{
  GString *text = g_string_new ("[");

  g_return_val_if_fail (position != NULL || channels == 0, g_string_free (text, FALSE));

  for (gint i = 0; i < channels; i++) {
    gint p = position[i];
    const gchar *name = p >= 0 && p < N_POSITIONS               ? short_names[p]
                        : p == WEIR_AUDIO_CHANNEL_POSITION_NONE ? "NONE"
                        : p == WEIR_AUDIO_CHANNEL_POSITION_MONO ? "MONO"
                                                                : "INVALID";

    g_string_append_printf (text, "%s %s", i > 0 ? "," : "", name);
  }
  g_string_append (text, channels > 0 ? " ]" : "]");
  return g_string_free (text, FALSE);
}
