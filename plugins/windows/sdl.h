/* SPDX-License-Identifier: MIT */
/* SDL itself, of which a process has one. Its parts are begun when the first element needs them, and stay. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The threads (weir_element_set_affine ()) in which SDL is used: windows are bound to theirs, and devices are opened one
 * after the other. */
#define WEIR_SDL_WINDOWS "sdl"
#define WEIR_SDL_SOUND "sdl-sound"

/* In their threads. FALSE: there is no display, or no sound; `why` gets half a sentence that says so. (transfer full) */
gboolean weir_sdl_begin_video (char **why);
gboolean weir_sdl_begin_sound (char **why);

GType weir_auto_audio_sink_get_type (void);
GType weir_auto_video_sink_get_type (void);

G_END_DECLS
