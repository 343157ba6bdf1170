/* SPDX-License-Identifier: MIT */
/* Another rate without a filter: the nearest sample, or what lies on the line between two. */
#pragma once

#include <weir/data/audio-info.h>

G_BEGIN_DECLS

typedef struct _WeirAudioStepper WeirAudioStepper;

/* (transfer full): for samples of `format` (one of libswresample's) in `info`'s layout and rate */
WeirAudioStepper *weir_audio_stepper_new (const WeirAudioInfo *info, WeirAudioFormat format,
                                          gint out_rate, gboolean linear);
void weir_audio_stepper_free (WeirAudioStepper *self);
void weir_audio_stepper_reset (WeirAudioStepper *self);

/* How many samples of each channel come out when `n` go in. */
gsize weir_audio_stepper_get_out_frames (const WeirAudioStepper *self, gsize n);
/* Writes as many to `to`, which has a pointer for each plane, as `from` has. */
gsize weir_audio_stepper_process (WeirAudioStepper *self, const guint8 *const from[], gsize n,
                                  guint8 *const to[]);
/* At the end: the last sample stands for those that would follow. */
gsize weir_audio_stepper_finish (WeirAudioStepper *self, guint8 *const to[]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAudioStepper, weir_audio_stepper_free)

G_END_DECLS
