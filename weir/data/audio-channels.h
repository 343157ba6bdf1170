/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/* How many channels can have a position each; more are possible without positions. */
#define WEIR_AUDIO_MAX_CHANNELS 64

/**
 * WeirAudioChannelPosition:
 * @WEIR_AUDIO_CHANNEL_POSITION_NONE: channels without positions
 * @WEIR_AUDIO_CHANNEL_POSITION_MONO: the only channel
 * @WEIR_AUDIO_CHANNEL_POSITION_INVALID: no position
 * @WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT: front left
 * @WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT: front right
 * @WEIR_AUDIO_CHANNEL_POSITION_FRONT_CENTER: front centre
 * @WEIR_AUDIO_CHANNEL_POSITION_LFE1: low frequencies, first
 * @WEIR_AUDIO_CHANNEL_POSITION_REAR_LEFT: rear left
 * @WEIR_AUDIO_CHANNEL_POSITION_REAR_RIGHT: rear right
 * @WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT_OF_CENTER: front, left of the centre
 * @WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT_OF_CENTER: front, right of the centre
 * @WEIR_AUDIO_CHANNEL_POSITION_REAR_CENTER: rear centre
 * @WEIR_AUDIO_CHANNEL_POSITION_LFE2: low frequencies, second
 * @WEIR_AUDIO_CHANNEL_POSITION_SIDE_LEFT: side left
 * @WEIR_AUDIO_CHANNEL_POSITION_SIDE_RIGHT: side right
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_LEFT: above, front left
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_RIGHT: above, front right
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_CENTER: above, front centre
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_CENTER: above
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_LEFT: above, rear left
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_RIGHT: above, rear right
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_LEFT: above, side left
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_RIGHT: above, side right
 * @WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_CENTER: above, rear centre
 * @WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_CENTER: below, front centre
 * @WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_LEFT: below, front left
 * @WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_RIGHT: below, front right
 * @WEIR_AUDIO_CHANNEL_POSITION_WIDE_LEFT: between front left and side left
 * @WEIR_AUDIO_CHANNEL_POSITION_WIDE_RIGHT: between front right and side right
 * @WEIR_AUDIO_CHANNEL_POSITION_SURROUND_LEFT: between rear left and side left
 * @WEIR_AUDIO_CHANNEL_POSITION_SURROUND_RIGHT: between rear right and side right
 *
 * Where the loudspeaker of a channel stands. The value is the bit in a channel mask.
 */
typedef enum {
  WEIR_AUDIO_CHANNEL_POSITION_NONE = -3,
  WEIR_AUDIO_CHANNEL_POSITION_MONO = -2,
  WEIR_AUDIO_CHANNEL_POSITION_INVALID = -1,
  WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT = 0,
  WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT = 1,
  WEIR_AUDIO_CHANNEL_POSITION_FRONT_CENTER = 2,
  WEIR_AUDIO_CHANNEL_POSITION_LFE1 = 3,
  WEIR_AUDIO_CHANNEL_POSITION_REAR_LEFT = 4,
  WEIR_AUDIO_CHANNEL_POSITION_REAR_RIGHT = 5,
  WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT_OF_CENTER = 6,
  WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT_OF_CENTER = 7,
  WEIR_AUDIO_CHANNEL_POSITION_REAR_CENTER = 8,
  WEIR_AUDIO_CHANNEL_POSITION_LFE2 = 9,
  WEIR_AUDIO_CHANNEL_POSITION_SIDE_LEFT = 10,
  WEIR_AUDIO_CHANNEL_POSITION_SIDE_RIGHT = 11,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_LEFT = 12,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_RIGHT = 13,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_FRONT_CENTER = 14,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_CENTER = 15,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_LEFT = 16,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_RIGHT = 17,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_LEFT = 18,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_SIDE_RIGHT = 19,
  WEIR_AUDIO_CHANNEL_POSITION_TOP_REAR_CENTER = 20,
  WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_CENTER = 21,
  WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_LEFT = 22,
  WEIR_AUDIO_CHANNEL_POSITION_BOTTOM_FRONT_RIGHT = 23,
  WEIR_AUDIO_CHANNEL_POSITION_WIDE_LEFT = 24,
  WEIR_AUDIO_CHANNEL_POSITION_WIDE_RIGHT = 25,
  WEIR_AUDIO_CHANNEL_POSITION_SURROUND_LEFT = 26,
  WEIR_AUDIO_CHANNEL_POSITION_SURROUND_RIGHT = 27,
} WeirAudioChannelPosition;

#define WEIR_TYPE_AUDIO_CHANNEL_POSITION (weir_audio_channel_position_get_type ())
WEIR_API GType weir_audio_channel_position_get_type (void);

#define WEIR_AUDIO_CHANNEL_POSITION_MASK(pos)                                                      \
  (G_GUINT64_CONSTANT (1) << WEIR_AUDIO_CHANNEL_POSITION_##pos)

WEIR_API gboolean weir_audio_channel_positions_from_mask (gint channels, guint64 channel_mask,
                                                          WeirAudioChannelPosition *position);
WEIR_API gboolean weir_audio_channel_positions_to_mask (const WeirAudioChannelPosition *position,
                                                        gint channels, gboolean force_order,
                                                        guint64 *channel_mask);
WEIR_API gboolean weir_audio_check_valid_channel_positions (
  const WeirAudioChannelPosition *position, gint channels, gboolean force_order);
WEIR_API gboolean weir_audio_channel_positions_to_valid_order (WeirAudioChannelPosition *position,
                                                               gint channels);
WEIR_API gboolean weir_audio_get_channel_reorder_map (gint channels,
                                                      const WeirAudioChannelPosition *from,
                                                      const WeirAudioChannelPosition *to,
                                                      gint *reorder_map);
WEIR_API guint64 weir_audio_channel_get_fallback_mask (gint channels);
WEIR_API gchar *weir_audio_channel_positions_to_string (const WeirAudioChannelPosition *position,
                                                        gint channels);

G_END_DECLS
