/* SPDX-License-Identifier: MIT */
/* A device that plays sound, by SDL, with the ring from which it fetches. All calls are made in the thread
 * WEIR_SDL_SOUND. */
#pragma once

#include <weir/data/audio-info.h>
#include <weir/graph/element-impl.h>

#include "plugins/windows/sound-ring.h"

G_BEGIN_DECLS

#define WEIR_SOUND_FORMATS "{ S16LE, S16BE, S32LE, S32BE, F32LE, F32BE, S8, U8 }"

typedef struct {
  WeirElement *element; /* (unowned) */
  WeirSoundRing *ring;  /* (owned) */
  WeirAudioInfo info;
  gint64 period, delay; /* frames that it fetches a time; from fetching to hearing */
  guint32 id;           /* SDL's */
} WeirSoundDevice;

/* Opens the default device; the ring holds `capacity_ns`. The clock must outlive it. `why`: half a sentence. (transfer
 * full) (nullable) */
WeirSoundDevice *weir_sound_device_new (WeirElement *element, const WeirAudioInfo *info,
                                        gint64 capacity_ns, WeirMediaClock *clock, char **why);
void weir_sound_device_free (WeirSoundDevice *self);

gint64 weir_sound_device_to_frames (const WeirSoundDevice *self, gint64 ns);
gint64 weir_sound_device_to_ns (const WeirSoundDevice *self, gint64 frames);

G_END_DECLS
