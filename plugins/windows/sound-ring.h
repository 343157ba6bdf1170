/* SPDX-License-Identifier: MIT */
/* What lies between an element that has sound in advance and a device that fetches it, piece by piece, in its own thread.
 *
 * Frames of the ring are numbered as they are heard; what was not written is silence. While the ring rests the device gets
 * silence and the ring's frames stay; its clock goes on. Where a frame belongs that must be heard at some time is told
 * from the device's clock, which the fetching drives. */
#pragma once

#include <weir/graph/media-clock.h>

G_BEGIN_DECLS

typedef struct _WeirSoundRing WeirSoundRing;

typedef struct {
  int rate; /* frames a second */
  gsize frame_bytes;
  guint8 silence;  /* a byte of it */
  gint64 capacity; /* frames that it holds */
  gint64 delay;    /* frames from being fetched to being heard */
} WeirSoundRingParams;

/* The clock must outlive the ring. */
WeirSoundRing *weir_sound_ring_new (const WeirSoundRingParams *params, WeirMediaClock *clock);
void weir_sound_ring_free (WeirSoundRing *self);

/* The device's thread, at monotonic time `now_ns`. */
void weir_sound_ring_fetch (WeirSoundRing *self, void *out, gint64 n_frames, gint64 now_ns);

/* All others: the element's owner. */
void weir_sound_ring_set_playing (WeirSoundRing *self, gboolean playing);
/* Forgets what was written. */
void weir_sound_ring_clear (WeirSoundRing *self);
/* The frame that is heard at monotonic time `due_ns`, if the ring plays on; it may be gone already. */
gint64 weir_sound_ring_place (WeirSoundRing *self, gint64 due_ns, gint64 now_ns);
/* The next frame that the device fetches. */
gint64 weir_sound_ring_head (WeirSoundRing *self);
/* How many frames from `at` on there is no room for; may be negative. */
gint64 weir_sound_ring_excess (WeirSoundRing *self, gint64 at);
/* Frames from `at` on; those that are too late are passed over. Returns how many are done with: fewer when it is full. */
gint64 weir_sound_ring_write (WeirSoundRing *self, gint64 at, const guint8 *frames,
                              gint64 n_frames);
/* Frames that were written, and fetched after their time or not at all. */
guint64 weir_sound_ring_lost (WeirSoundRing *self);
/* Frames until all that was written has been heard. */
gint64 weir_sound_ring_left (WeirSoundRing *self);

G_END_DECLS
