/* SPDX-License-Identifier: MIT */
/* The module of what needs SDL: windows and sound. How SDL is begun, so that it disturbs nothing else in the process. */
#include "plugins/windows/sdl.h"

#include <SDL.h>
#include <pthread.h>

#include <weir/registry/plugin-impl.h>

/* SDL's start isn't made for threads: one part after the other. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static gboolean hinted, has_video, has_sound; /* (locked) */

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && value[0] != '\0';
}

static void
give_hints (void)
{
  if (hinted)
    return;
  hinted = TRUE;
  SDL_SetHint (SDL_HINT_NO_SIGNAL_HANDLERS, "1"); /* Ctrl-C is the program's */
  SDL_SetHint (SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
  SDL_SetHint (SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint (SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint (SDL_HINT_RENDER_SCALE_QUALITY, "linear");
  /* a renderer in software draws into the window's memory, not into a texture that needs GL in turn */
  SDL_SetHint (SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

/* Left alone, SDL takes its "offscreen" driver where there is nothing else, and tells nobody. */
static const char *
choose_drivers (void)
{
  gboolean wayland = is_set ("WAYLAND_DISPLAY") && is_set ("XDG_RUNTIME_DIR");

  if (is_set ("DISPLAY"))
    return wayland ? "x11,wayland" : "x11";
  return wayland ? "wayland" : NULL;
}

static gboolean
begin_video (char **why)
{
  const char *drivers =
    is_set ("SDL_VIDEODRIVER") ? g_getenv ("SDL_VIDEODRIVER") : choose_drivers ();

  if (drivers == NULL) {
    *why = g_strdup ("no display, as neither DISPLAY nor WAYLAND_DISPLAY is set");
    return FALSE;
  }
  if (SDL_WasInit (SDL_INIT_VIDEO) != 0) {
    *why = g_strdup (
      "no display, as the program itself has windows by SDL, which are bound to another thread");
    return FALSE;
  }
  SDL_SetHint (SDL_HINT_VIDEODRIVER, drivers);
  if (SDL_InitSubSystem (SDL_INIT_VIDEO) == 0)
    return TRUE;
  *why = g_strdup_printf ("no display (%s)", SDL_GetError ());
  return FALSE;
}

static gboolean
begin_sound (char **why)
{
  if (SDL_InitSubSystem (SDL_INIT_AUDIO) == 0)
    return TRUE;
  *why = g_strdup_printf ("no sound device (%s)", SDL_GetError ());
  return FALSE;
}

static gboolean
begin (gboolean *has, gboolean (*part) (char **why), char **why)
{
  gboolean good;

  pthread_mutex_lock (&lock);
  give_hints ();
  if (!*has)
    *has = part (why);
  good = *has;
  pthread_mutex_unlock (&lock);
  return good;
}

gboolean
weir_sdl_begin_video (char **why)
{
  return begin (&has_video, begin_video, why);
}

gboolean
weir_sdl_begin_sound (char **why)
{
  return begin (&has_sound, begin_sound, why);
}

WEIR_PLUGIN_DEFINE ("windows", "Windows and sound by SDL 2", "0.1.0", "MIT",
                    weir_auto_audio_sink_get_type, weir_auto_video_sink_get_type)
