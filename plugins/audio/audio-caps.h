/* SPDX-License-Identifier: MIT */
/* What audioconvert and audioresample can make of a format, and which of the possible formats they take. Pure functions on
 * caps. Thread: any */
#pragma once

#include <weir/data/caps.h>

G_BEGIN_DECLS

#define WEIR_AUDIO_FORMATS_ALL                                                                     \
  "{ F64LE, F64BE, F32LE, F32BE, "                                                                 \
  "S32LE, S32BE, U32LE, U32BE, S24_32LE, S24_32BE, "                                               \
  "U24_32LE, U24_32BE, S24LE, S24BE, U24LE, U24BE, "                                               \
  "S20LE, S20BE, U20LE, U20BE, S18LE, S18BE, U18LE, U18BE, "                                       \
  "S16LE, S16BE, U16LE, U16BE, S8, U8 }"
#define WEIR_AUDIO_CAPS_ALL                                                                        \
  "audio/x-raw, format=(string)" WEIR_AUDIO_FORMATS_ALL                                            \
  ", rate=(int)[ 1, 2147483647 ], channels=(int)[ 1, 64 ], "                                       \
  "layout=(string){ interleaved, non-interleaved }"

/* What may change on the way. */
typedef enum {
  WEIR_AUDIO_CHANGES_FORMAT = 1 << 0, /* and the layout */
  WEIR_AUDIO_CHANGES_CHANNELS = 1 << 1,
  WEIR_AUDIO_CHANGES_ANY_CHANNELS = 1 << 2, /* also without positions */
  WEIR_AUDIO_CHANGES_RATE = 1 << 3,
} WeirAudioChanges;

/* What can be on one side if `caps` are on the other; each as it is first. Channels without positions usually
 * keep their number: nobody knows what they are. (transfer full) */
WeirCaps *weir_audio_changed_caps (const WeirCaps *caps, WeirAudioChanges changes);
/* The same where a matrix makes `n_from` channels (of `caps`) into `n_to`. (transfer full) */
WeirCaps *weir_audio_mixed_caps (const WeirCaps *caps, gint n_from, gint n_to);
/* Makes `possible` fixed, so that the least of `in` gets lost. Takes and returns `possible`. (transfer full) */
WeirCaps *weir_audio_choose_caps (const WeirCaps *in, WeirCaps *possible);

G_END_DECLS
