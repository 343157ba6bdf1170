/* SPDX-License-Identifier: MIT */
/* Windows by SDL: one renderer and one texture each. */
#include "plugins/windows/window.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include <weir/base/error.h>
#include <weir/data/video-meta.h>

#include "plugins/windows/picture-fit.h"

#define DATA_NAME "weir"

struct _WeirWindow {
  SDL_Window *window;     /* (owned) */
  SDL_Renderer *renderer; /* (owned) */
  SDL_Texture *texture;   /* (owned) (nullable) */
  WeirVideoInfo info;     /* of what is in the texture */
  guint8 *grey;           /* (owned) (nullable): a plane of chroma without colour, for GRAY8 */
  gboolean has_picture, keeps_shape;
  gboolean closed, stale; /* set by whoever reads the events */
  void (*wake) (gpointer data);
  gpointer data;
};

/* --- formats -------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirVideoFormat format;
  Uint32 sdl;
} Mapping;

/* SDL names packed formats by the value of a pixel, or (with 32 or 24 at the end) by its bytes in memory. */
static const Mapping mappings[] = {
  { WEIR_VIDEO_FORMAT_I420, SDL_PIXELFORMAT_IYUV },
  { WEIR_VIDEO_FORMAT_YV12, SDL_PIXELFORMAT_YV12 },
  { WEIR_VIDEO_FORMAT_NV12, SDL_PIXELFORMAT_NV12 },
  { WEIR_VIDEO_FORMAT_NV21, SDL_PIXELFORMAT_NV21 },
  { WEIR_VIDEO_FORMAT_YUY2, SDL_PIXELFORMAT_YUY2 },
  { WEIR_VIDEO_FORMAT_UYVY, SDL_PIXELFORMAT_UYVY },
  { WEIR_VIDEO_FORMAT_YVYU, SDL_PIXELFORMAT_YVYU },
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  { WEIR_VIDEO_FORMAT_BGRX, SDL_PIXELFORMAT_XRGB8888 },
  { WEIR_VIDEO_FORMAT_RGBX, SDL_PIXELFORMAT_XBGR8888 },
  { WEIR_VIDEO_FORMAT_XRGB, SDL_PIXELFORMAT_BGRX8888 },
  { WEIR_VIDEO_FORMAT_XBGR, SDL_PIXELFORMAT_RGBX8888 },
#else
  { WEIR_VIDEO_FORMAT_BGRX, SDL_PIXELFORMAT_BGRX8888 },
  { WEIR_VIDEO_FORMAT_RGBX, SDL_PIXELFORMAT_RGBX8888 },
  { WEIR_VIDEO_FORMAT_XRGB, SDL_PIXELFORMAT_XRGB8888 },
  { WEIR_VIDEO_FORMAT_XBGR, SDL_PIXELFORMAT_XBGR8888 },
#endif
  { WEIR_VIDEO_FORMAT_BGRA, SDL_PIXELFORMAT_BGRA32 },
  { WEIR_VIDEO_FORMAT_RGBA, SDL_PIXELFORMAT_RGBA32 },
  { WEIR_VIDEO_FORMAT_ARGB, SDL_PIXELFORMAT_ARGB32 },
  { WEIR_VIDEO_FORMAT_ABGR, SDL_PIXELFORMAT_ABGR32 },
  { WEIR_VIDEO_FORMAT_RGB, SDL_PIXELFORMAT_RGB24 },
  { WEIR_VIDEO_FORMAT_BGR, SDL_PIXELFORMAT_BGR24 },
  { WEIR_VIDEO_FORMAT_RGB16, SDL_PIXELFORMAT_RGB565 },
  { WEIR_VIDEO_FORMAT_BGR16, SDL_PIXELFORMAT_BGR565 },
  { WEIR_VIDEO_FORMAT_RGB15, SDL_PIXELFORMAT_XRGB1555 },
  { WEIR_VIDEO_FORMAT_BGR15, SDL_PIXELFORMAT_XBGR1555 },
  { WEIR_VIDEO_FORMAT_GRAY8, SDL_PIXELFORMAT_IYUV },
};

static Uint32
find_format (WeirVideoFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (mappings); i++) {
    if (mappings[i].format == format)
      return mappings[i].sdl;
  }
  return SDL_PIXELFORMAT_UNKNOWN;
}

/* SDL knows three ways from YUV to RGB, and one at a time for the process: the nearest one. */
static void
choose_matrix (const WeirVideoInfo *info)
{
  SDL_YUV_CONVERSION_MODE mode = SDL_YUV_CONVERSION_BT709;

  if (info->colorimetry.range == WEIR_VIDEO_COLOR_RANGE_0_255)
    mode = SDL_YUV_CONVERSION_JPEG;
  else if (info->colorimetry.matrix == WEIR_VIDEO_COLOR_MATRIX_BT601)
    mode = SDL_YUV_CONVERSION_BT601;
  SDL_SetYUVConversionMode (mode);
}

/* --- events --------------------------------------------------------------------------------------------------------- */

static void
note (const SDL_WindowEvent *event)
{
  SDL_Window *window = SDL_GetWindowFromID (event->windowID);
  WeirWindow *self = window != NULL ? SDL_GetWindowData (window, DATA_NAME) : NULL;

  if (self == NULL)
    return;
  if (event->event == SDL_WINDOWEVENT_CLOSE)
    self->closed = TRUE;
  else if (event->event == SDL_WINDOWEVENT_EXPOSED || event->event == SDL_WINDOWEVENT_SIZE_CHANGED)
    self->stale = TRUE;
  else
    return;
  self->wake (self->data);
}

static void
read_events (void)
{
  SDL_Event event;

  while (SDL_PollEvent (&event)) {
    if (event.type == SDL_WINDOWEVENT)
      note (&event.window);
  }
}

/* --- drawing -------------------------------------------------------------------------------------------------------- */

/* A process that ends unloads GL under the feet of who still draws: that waits for the picture, and allows no other. */
static pthread_mutex_t drawing = PTHREAD_MUTEX_INITIALIZER;

static void
stop_drawing (void)
{
  struct timespec until;

  timespec_get (&until, TIME_UTC);
  until.tv_sec++;
  pthread_mutex_timedlock (&drawing, &until);
}

static void
draw (WeirWindow *self)
{
  int width = 0, height = 0;
  WeirArea area;

  self->stale = FALSE;
  SDL_GetRendererOutputSize (self->renderer, &width, &height);
  area = weir_picture_fit (&self->info, width, height, self->keeps_shape);
  choose_matrix (&self->info);
  SDL_SetRenderDrawColor (self->renderer, 0, 0, 0, 255);
  SDL_RenderClear (self->renderer);
  if (self->has_picture)
    SDL_RenderCopy (self->renderer, self->texture, NULL,
                    &(SDL_Rect){ area.x, area.y, area.width, area.height });
  SDL_RenderPresent (self->renderer);
}

/* --- pictures ------------------------------------------------------------------------------------------------------- */

typedef struct {
  const guint8 *data[WEIR_VIDEO_MAX_PLANES];
  int stride[WEIR_VIDEO_MAX_PLANES];
} Planes;

/* FALSE: the buffer is too small for the planes. */
static gboolean
find_planes (const WeirVideoInfo *info, WeirBuffer *buffer, const WeirMapInfo *map, Planes *planes)
{
  WeirVideoMeta *meta = weir_buffer_get_video_meta (buffer);

  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (info); p++) {
    gsize offset = meta != NULL ? meta->offset[p] : info->offset[p];
    int stride = meta != NULL ? meta->stride[p] : info->stride[p];
    gsize lines = (gsize) weir_video_info_get_plane_height (info, p);
    gsize last_line =
      (gsize) MIN (stride, info->stride[p]); /* needn't be filled up to a wider stride */

    if (stride <= 0 || offset + (lines - 1) * (gsize) stride + last_line > map->size)
      return FALSE;
    planes->data[p] = map->data + offset;
    planes->stride[p] = stride;
  }
  return TRUE;
}

static int
upload (WeirWindow *self, const Planes *planes)
{
  WeirVideoFormat format = WEIR_VIDEO_INFO_FORMAT (&self->info);
  guint u = WEIR_VIDEO_INFO_N_PLANES (&self->info) == 3
              ? (guint) WEIR_VIDEO_INFO_COMP_PLANE (&self->info, 1)
              : 1;

  switch (format) {
  case WEIR_VIDEO_FORMAT_GRAY8:
    return SDL_UpdateYUVTexture (self->texture, NULL, planes->data[0], planes->stride[0],
                                 self->grey, self->info.width, self->grey, self->info.width);
  case WEIR_VIDEO_FORMAT_I420:
  case WEIR_VIDEO_FORMAT_YV12:
    return SDL_UpdateYUVTexture (self->texture, NULL, planes->data[0], planes->stride[0],
                                 planes->data[u], planes->stride[u], planes->data[3 - u],
                                 planes->stride[3 - u]);
  case WEIR_VIDEO_FORMAT_NV12:
  case WEIR_VIDEO_FORMAT_NV21:
    return SDL_UpdateNVTexture (self->texture, NULL, planes->data[0], planes->stride[0],
                                planes->data[1], planes->stride[1]);
  default:
    return SDL_UpdateTexture (self->texture, NULL, planes->data[0], planes->stride[0]);
  }
}

gboolean
weir_window_put (WeirWindow *self, WeirBuffer *buffer, GError **error)
{
  WeirMapInfo map;
  Planes planes;
  int failed = 0;
  gboolean whole;

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_READ,
                 "the picture's memory can't be read");
    return FALSE;
  }
  whole = find_planes (&self->info, buffer, &map, &planes);
  pthread_mutex_lock (&drawing);
  if (whole) {
    choose_matrix (&self->info);
    failed = upload (self, &planes);
    self->has_picture |= failed == 0;
    draw (self);
  }
  pthread_mutex_unlock (&drawing);
  weir_buffer_unmap (buffer, &map);
  if (!whole)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "a buffer of %" G_GSIZE_FORMAT
                 " bytes is too small for a picture of %d x %d in %s",
                 map.size, self->info.width, self->info.height, WEIR_VIDEO_INFO_NAME (&self->info));
  else if (failed != 0)
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_WRITE,
                 "the picture can't be shown: %s", SDL_GetError ());
  return whole && failed == 0;
}

gboolean
weir_window_set_format (WeirWindow *self, const WeirVideoInfo *info, GError **error)
{
  Uint32 format = find_format (WEIR_VIDEO_INFO_FORMAT (info));
  SDL_Texture *texture;

  choose_matrix (info); /* some renderers look at it now, others when they draw */
  texture = SDL_CreateTexture (self->renderer, format, SDL_TEXTUREACCESS_STREAMING, info->width,
                               info->height);
  if (texture == NULL) {
    g_set_error (
      error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SETTINGS,
      "pictures of %d x %d can't be shown here (%s); a videoscale in front of the element makes them smaller",
      info->width, info->height, SDL_GetError ());
    return FALSE;
  }
  SDL_SetTextureBlendMode (texture, SDL_BLENDMODE_NONE);
  if (self->texture != NULL)
    SDL_DestroyTexture (self->texture);
  self->texture = texture;
  self->info = *info;
  self->has_picture = FALSE;
  g_clear_pointer (&self->grey, g_free);
  if (WEIR_VIDEO_INFO_IS_GRAY (info)) {
    gsize bytes = (gsize) info->width * (gsize) ((info->height + 1) / 2);

    self->grey = g_malloc (bytes);
    memset (self->grey, 128, bytes);
  }
  return TRUE;
}

/* --- the window ----------------------------------------------------------------------------------------------------- */

/* Where no graphics device is, GL is computed by a library of a hundred megabytes and a thread for each CPU; SDL's own
 * drawing in memory is quicker. */
static Uint32
choose_renderer (void)
{
  gboolean has_device = access ("/dev/dri", F_OK) == 0 || access ("/dev/nvidiactl", F_OK) == 0
                        || access ("/dev/dxg", F_OK) == 0 || g_getenv ("SDL_RENDER_DRIVER") != NULL;

  return has_device ? 0 : SDL_RENDERER_SOFTWARE;
}

static SDL_Renderer *
make_renderer (SDL_Window *window)
{
  static gboolean minded;
  Uint32 flags = choose_renderer ();
  SDL_Renderer *renderer = SDL_CreateRenderer (window, -1, flags);

  if (renderer == NULL && flags == 0)
    renderer = SDL_CreateRenderer (window, -1, SDL_RENDERER_SOFTWARE);
  if (!minded) { /* after the libraries of GL, so that it is called before theirs */
    minded = TRUE;
    atexit (stop_drawing);
  }
  return renderer;
}

/* As large as the picture, but not larger than the screen. */
static void
choose_size (const WeirVideoInfo *info, int *width, int *height)
{
  SDL_Rect screen;
  WeirArea area;

  weir_picture_size (info, width, height);
  if (SDL_GetDisplayUsableBounds (0, &screen) != 0 || (*width <= screen.w && *height <= screen.h))
    return;
  area = weir_picture_fit (info, screen.w, screen.h, TRUE);
  *width = area.width;
  *height = area.height;
}

WeirWindow *
weir_window_new (const char *title, const WeirVideoInfo *info, void (*wake) (gpointer data),
                 gpointer data, char **why)
{
  int width, height;
  SDL_Window *window;
  SDL_Renderer *renderer;
  WeirWindow *self;

  choose_size (info, &width, &height);
  window = SDL_CreateWindow (title, SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, width, height,
                             SDL_WINDOW_RESIZABLE);
  renderer = window != NULL ? make_renderer (window) : NULL;
  if (renderer == NULL) {
    *why = g_strdup_printf ("no window on the display (%s)", SDL_GetError ());
    if (window != NULL)
      SDL_DestroyWindow (window);
    return NULL;
  }
  self = g_new0 (WeirWindow, 1);
  self->window = window;
  self->renderer = renderer;
  self->info = *info;
  self->keeps_shape = TRUE;
  self->wake = wake;
  self->data = data;
  SDL_SetWindowData (window, DATA_NAME, self);
  return self;
}

void
weir_window_free (WeirWindow *self)
{
  if (self->texture != NULL)
    SDL_DestroyTexture (self->texture);
  SDL_DestroyRenderer (self->renderer);
  SDL_DestroyWindow (self->window);
  read_events (); /* nobody else may come to do it, and the server wants to be read */
  g_free (self->grey);
  g_free (self);
}

void
weir_window_set_keeps_shape (WeirWindow *self, gboolean keeps)
{
  self->stale |= self->keeps_shape != keeps;
  self->keeps_shape = keeps;
}

gboolean
weir_window_look (WeirWindow *self)
{
  read_events ();
  if (self->stale && !self->closed) {
    pthread_mutex_lock (&drawing);
    draw (self);
    pthread_mutex_unlock (&drawing);
  }
  return !self->closed;
}
