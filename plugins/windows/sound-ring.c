/* SPDX-License-Identifier: MIT */
/* The ring between an element and its device. A lock is held for the copying of some milliseconds of sound; the two sides
 * touch different parts, but for the element's corrections. */
#include "plugins/windows/sound-ring.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

/* The device's first fetches fill its own memory, as fast as they can: they tell nothing about time. */
#define FIRST_FETCHES 4
#define OBSERVE_NS (100 * G_GINT64_CONSTANT (1000000))

struct _WeirSoundRing {
  WeirSoundRingParams params;
  WeirMediaClock *clock;
  gint64 origin_ns; /* where the device's frame 0 is, in the clock's media time */

  pthread_mutex_t lock;
  guint8
    *data; /* (locked) (owned): frame n lies at n % capacity; silence where nothing was written */
  gboolean playing;   /* (locked) */
  gint64 head;        /* (locked) the next frame */
  gint64 end;         /* (locked) behind the last one that was written */
  gint64 fetched;     /* (locked) by the device, silence between included */
  gint64 observed_ns; /* (locked) when the clock was told last; 0: never */
  guint n_fetches;    /* (locked) */
  guint64 lost;       /* (locked) */
};

static gint64
to_frames (WeirSoundRing *self, gint64 ns)
{
  return llround ((double) ns * self->params.rate / 1e9);
}

static gint64
to_ns (WeirSoundRing *self, gint64 frames)
{
  return (gint64) ((__int128) frames * 1000000000 / self->params.rate);
}

/* --- places --------------------------------------------------------------------------------------------------------- */

/* `n` frames from `at` on lie in one or two pieces. */
static guint8 *
piece (WeirSoundRing *self, gint64 at, gint64 n, gsize *bytes)
{
  gint64 begin = at % self->params.capacity;

  *bytes = (gsize) MIN (n, self->params.capacity - begin) * self->params.frame_bytes;
  return self->data + (gsize) begin * self->params.frame_bytes;
}

static void
take_out (WeirSoundRing *self, guint8 *out, gint64 n)
{
  gsize left = (gsize) n * self->params.frame_bytes, bytes;

  while (left > 0) {
    guint8 *from = piece (self, self->head, (gint64) (left / self->params.frame_bytes), &bytes);

    memcpy (out, from, bytes);
    memset (from, self->params.silence, bytes);
    out += bytes;
    left -= bytes;
    self->head += (gint64) (bytes / self->params.frame_bytes);
  }
}

/* --- the device ----------------------------------------------------------------------------------------------------- */

void
weir_sound_ring_fetch (WeirSoundRing *self, void *out, gint64 n_frames, gint64 now_ns)
{
  gint64 media_ns = -1, from_ring;

  pthread_mutex_lock (&self->lock);
  if (++self->n_fetches > FIRST_FETCHES && now_ns - self->observed_ns >= OBSERVE_NS) {
    media_ns = self->origin_ns + to_ns (self, self->fetched);
    self->observed_ns = now_ns;
  }
  self->fetched += n_frames;
  from_ring = self->playing ? MIN (n_frames, self->params.capacity) : 0;
  take_out (self, out, from_ring);
  if (from_ring < n_frames)
    memset ((guint8 *) out + (gsize) from_ring * self->params.frame_bytes, self->params.silence,
            (gsize) (n_frames - from_ring) * self->params.frame_bytes);
  if (self->playing)
    self->head += n_frames - from_ring;
  pthread_mutex_unlock (&self->lock);
  if (media_ns >= 0)
    weir_media_clock_observe (self->clock, (WeirClockTime) media_ns, now_ns);
}

/* --- the element ---------------------------------------------------------------------------------------------------- */

void
weir_sound_ring_set_playing (WeirSoundRing *self, gboolean playing)
{
  pthread_mutex_lock (&self->lock);
  self->playing = playing;
  pthread_mutex_unlock (&self->lock);
}

void
weir_sound_ring_clear (WeirSoundRing *self)
{
  pthread_mutex_lock (&self->lock);
  memset (self->data, self->params.silence,
          (gsize) self->params.capacity * self->params.frame_bytes);
  self->end = self->head;
  pthread_mutex_unlock (&self->lock);
}

gint64
weir_sound_ring_place (WeirSoundRing *self, gint64 due_ns, gint64 now_ns)
{
  gint64 device, place;

  pthread_mutex_lock (&self->lock);
  if (self->observed_ns == 0) {
    device = self->fetched + to_frames (self, due_ns - now_ns);
  } else {
    /* the clock is smooth, single fetches aren't */
    gint64 shown_ns =
      (gint64) weir_clock_get_internal_time ((WeirClock *) self->clock) + due_ns - now_ns;
    gint64 offset_ns =
      (gint64) weir_media_clock_to_time (self->clock, (WeirClockTime) self->origin_ns);

    device = to_frames (self, shown_ns - offset_ns);
  }
  place = device - self->params.delay - self->fetched + self->head;
  pthread_mutex_unlock (&self->lock);
  return place;
}

gint64
weir_sound_ring_head (WeirSoundRing *self)
{
  gint64 head;

  pthread_mutex_lock (&self->lock);
  head = self->head;
  pthread_mutex_unlock (&self->lock);
  return head;
}

gint64
weir_sound_ring_excess (WeirSoundRing *self, gint64 at)
{
  return at - weir_sound_ring_head (self) - self->params.capacity;
}

gint64
weir_sound_ring_write (WeirSoundRing *self, gint64 at, const guint8 *frames, gint64 n_frames)
{
  gint64 late, n, done;
  gsize bytes;

  pthread_mutex_lock (&self->lock);
  late = CLAMP (self->head - at, 0, n_frames);
  at += late;
  n = CLAMP (self->head + self->params.capacity - at, 0, n_frames - late);
  frames += (gsize) late * self->params.frame_bytes;
  self->lost += (guint64) late;
  done = late + n;
  while (n > 0) {
    guint8 *to = piece (self, at, n, &bytes);

    memcpy (to, frames, bytes);
    frames += bytes;
    at += (gint64) (bytes / self->params.frame_bytes);
    n -= (gint64) (bytes / self->params.frame_bytes);
  }
  self->end = MAX (self->end, at);
  pthread_mutex_unlock (&self->lock);
  return done;
}

guint64
weir_sound_ring_lost (WeirSoundRing *self)
{
  guint64 lost;

  pthread_mutex_lock (&self->lock);
  lost = self->lost;
  pthread_mutex_unlock (&self->lock);
  return lost;
}

gint64
weir_sound_ring_left (WeirSoundRing *self)
{
  gint64 left;

  pthread_mutex_lock (&self->lock);
  left = self->end + self->params.delay - self->head;
  pthread_mutex_unlock (&self->lock);
  return MAX (left, 0);
}

/* Goes on in the clock's media time where the device before it is now, so that the clock sees no jump. */
static gint64
media_now_ns (WeirMediaClock *clock)
{
  gint64 start_ns = (gint64) weir_media_clock_to_time (clock, 0);

  return start_ns > 0
           ? MAX ((gint64) weir_clock_get_internal_time ((WeirClock *) clock) - start_ns, 0)
           : 0;
}

WeirSoundRing *
weir_sound_ring_new (const WeirSoundRingParams *params, WeirMediaClock *clock)
{
  WeirSoundRing *self = g_new0 (WeirSoundRing, 1);

  self->params = *params;
  self->clock = clock;
  self->origin_ns = media_now_ns (clock);
  self->data = g_malloc ((gsize) params->capacity * params->frame_bytes);
  memset (self->data, params->silence, (gsize) params->capacity * params->frame_bytes);
  pthread_mutex_init (&self->lock, NULL);
  return self;
}

void
weir_sound_ring_free (WeirSoundRing *self)
{
  pthread_mutex_destroy (&self->lock);
  g_free (self->data);
  g_free (self);
}
