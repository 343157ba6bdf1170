/* SPDX-License-Identifier: MIT */
/* The default device for sound, by SDL. It is fetched from as long as it is open: what it does with time is a clock. */
#include "plugins/windows/sound-device.h"

#include <SDL.h>
#include <dlfcn.h>

/* A period is a power of two near this. */
#define PERIODS_PER_SECOND 100
/* SDL doesn't tell how much a device has in store; its drivers ask for two periods. */
#define PERIODS_IN_STORE 2

static SDL_AudioFormat
find_format (WeirAudioFormat format)
{
  switch (format) {
  case WEIR_AUDIO_FORMAT_S8:
    return AUDIO_S8;
  case WEIR_AUDIO_FORMAT_U8:
    return AUDIO_U8;
  case WEIR_AUDIO_FORMAT_S16LE:
    return AUDIO_S16LSB;
  case WEIR_AUDIO_FORMAT_S16BE:
    return AUDIO_S16MSB;
  case WEIR_AUDIO_FORMAT_S32LE:
    return AUDIO_S32LSB;
  case WEIR_AUDIO_FORMAT_S32BE:
    return AUDIO_S32MSB;
  case WEIR_AUDIO_FORMAT_F32LE:
    return AUDIO_F32LSB;
  default:
    return AUDIO_F32MSB;
  }
}

static void
fetch_cb (void *data, Uint8 *stream, int n_bytes)
{
  WeirSoundDevice *self = data;

  weir_sound_ring_fetch (self->ring, stream, n_bytes / self->info.bpf,
                         weir_element_now_ns (self->element));
}

/* --- what ALSA writes to the terminal when there is no card ---------------------------------------------------------- */

typedef void (*AlsaHandler) (const char *file, int line, const char *function, int code,
                             const char *format, ...);

static void
hush_cb (const char *file, int line, const char *function, int code, const char *format, ...)
{
}

/* Whatever library of it SDL has loaded. What it says is in SDL's error as well. */
static SDL_AudioDeviceID
open_quietly (const SDL_AudioSpec *wanted)
{
  void *alsa = dlopen ("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD);
  AlsaHandler *handler = alsa != NULL ? dlsym (alsa, "snd_lib_error") : NULL, old = NULL;
  SDL_AudioDeviceID id;

  if (handler != NULL) {
    old = *handler;
    *handler = hush_cb;
  }
  id = SDL_OpenAudioDevice (NULL, 0, wanted, NULL, 0);
  if (handler != NULL)
    *handler = old;
  if (alsa != NULL)
    dlclose (alsa);
  return id;
}

/* --- the device ------------------------------------------------------------------------------------------------------- */

static gint64
choose_period (int rate)
{
  gint64 period = 64;

  while (period * PERIODS_PER_SECOND * 3 < (gint64) rate * 2 && period < 8192)
    period *= 2;
  return period;
}

WeirSoundDevice *
weir_sound_device_new (WeirElement *element, const WeirAudioInfo *info, gint64 capacity_ns,
                       WeirMediaClock *clock, char **why)
{
  WeirSoundDevice *self = g_new0 (WeirSoundDevice, 1);
  WeirSoundRingParams params = { 0 };
  SDL_AudioSpec wanted = { 0 };

  self->element = element;
  self->info = *info;
  self->period = choose_period (info->rate);
  self->delay = PERIODS_IN_STORE * self->period;

  wanted.freq = info->rate;
  wanted.format = find_format (WEIR_AUDIO_INFO_FORMAT (info));
  wanted.channels = (Uint8) info->channels;
  wanted.samples = (Uint16) self->period;
  wanted.callback = fetch_cb;
  wanted.userdata = self;

  params.rate = info->rate;
  params.frame_bytes = (gsize) info->bpf;
  params.silence = WEIR_AUDIO_INFO_FORMAT (info) == WEIR_AUDIO_FORMAT_U8 ? 0x80 : 0;
  params.capacity = MAX (weir_sound_device_to_frames (self, capacity_ns), 4 * self->period);
  params.delay = self->delay;
  self->ring = weir_sound_ring_new (&params, clock);

  self->id = open_quietly (&wanted);
  if (self->id == 0) {
    *why = g_strdup_printf ("no sound device (%s)", SDL_GetError ());
    weir_sound_ring_free (self->ring);
    g_free (self);
    return NULL;
  }
  SDL_PauseAudioDevice (self->id, 0);
  return self;
}

void
weir_sound_device_free (WeirSoundDevice *self)
{
  SDL_CloseAudioDevice (self->id);
  weir_sound_ring_free (self->ring);
  g_free (self);
}

gint64
weir_sound_device_to_frames (const WeirSoundDevice *self, gint64 ns)
{
  return (gint64) ((__int128) ns * self->info.rate / 1000000000);
}

gint64
weir_sound_device_to_ns (const WeirSoundDevice *self, gint64 frames)
{
  return (gint64) ((__int128) frames * 1000000000 / self->info.rate);
}
