/* SPDX-License-Identifier: MIT */
/* A window that shows pictures. All calls are made in the thread WEIR_SDL_WINDOWS. */
#pragma once

#include <weir/data/buffer.h>
#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* What SDL shows as it is: no sample is changed on the way to it. */
#define WEIR_WINDOW_FORMATS                                                                                              \
  "{ I420, YV12, NV12, NV21, YUY2, UYVY, YVYU, BGRx, RGBx, xRGB, xBGR, BGRA, RGBA, ARGB, ABGR, RGB, BGR, RGB16, BGR16, " \
  "RGB15, BGR15, GRAY8 }"

typedef struct _WeirWindow WeirWindow;

/* `wake` is called (in the same thread) with `data` when something happened to the window while others looked. `why`:
 * half a sentence. (transfer full) (nullable) */
WeirWindow *weir_window_new (const char *title, const WeirVideoInfo *info,
                             void (*wake) (gpointer data), gpointer data, char **why);
void weir_window_free (WeirWindow *self);

/* The format of what is put next. */
gboolean weir_window_set_format (WeirWindow *self, const WeirVideoInfo *info, GError **error);
/* Shows the picture; it stays until the next one. */
gboolean weir_window_put (WeirWindow *self, WeirBuffer *buffer, GError **error);
/* FALSE: pictures fill the window, whatever their shape. */
void weir_window_set_keeps_shape (WeirWindow *self, gboolean keeps);
/* Looks what has happened to all windows, and draws this one again if it must be. FALSE: it was closed. */
gboolean weir_window_look (WeirWindow *self);

G_END_DECLS
