/* SPDX-License-Identifier: MIT */
/* autovideosink: shows pictures in a window, and where there is no display, takes them at their times all the same. */
#include <weir/base/error.h>
#include <weir/bases/sink.h>

#include "plugins/windows/sdl.h"
#include "plugins/windows/window.h"

/* How often a window is looked after while no picture comes. */
#define LOOK_NS (40 * WEIR_MSECOND)

G_DECLARE_FINAL_TYPE (WeirAutoVideoSink, weir_auto_video_sink, WEIR, AUTO_VIDEO_SINK, WeirSink)

struct _WeirAutoVideoSink {
  WeirSink parent_instance;

  gboolean force_aspect_ratio;
  gboolean has_display;
  gboolean ended;     /* EOS: the last picture stays to be seen */
  WeirWindow *window; /* (owned) (nullable): from the first caps until READY */
};

G_DEFINE_FINAL_TYPE (WeirAutoVideoSink, weir_auto_video_sink, WEIR_TYPE_SINK)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirAutoVideoSink, force_aspect_ratio, "force-aspect-ratio", TRUE,
                     WEIR_PROP_LIVE,
                     "Keeps the shape of pictures, with black bars where the window has another"),
};

static const WeirElementInfo info = {
  .name = "autovideosink",
  .long_name = "Window",
  .klass = "Sink/Video",
  .description =
    "Shows pictures in a window; without a display it only takes them at their times, and says so",
  .example = "videotestsrc ! videoconvert ! autovideosink",
  .pads =
    (const WeirPadInfo[]){ WEIR_SINK ("sink", "video/x-raw, format=(string)" WEIR_WINDOW_FORMATS
                                              ", width=(int)[1,16384], height=(int)[1,16384], "
                                              "framerate=(fraction)[0/1,2147483647/1]"),
                           {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- the window ----------------------------------------------------------------------------------------------------- */

/* Takes `why`. */
static void
do_without (WeirAutoVideoSink *self, char *why)
{
  g_autoptr (GError) warning =
    g_error_new (WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NOT_FOUND,
                 "There is %s: the pictures go by at their times and aren't shown", why);

  weir_element_post_warning (WEIR_ELEMENT_CAST (self), warning, NULL);
  self->has_display = FALSE;
  g_free (why);
}

static gboolean
weir_auto_video_sink_open (WeirElement *element, GError **error)
{
  WeirAutoVideoSink *self = WEIR_AUTO_VIDEO_SINK (element);
  char *why = NULL;

  self->has_display = weir_sdl_begin_video (&why);
  if (!self->has_display)
    do_without (self, why);
  return TRUE;
}

/* The pipeline, and which of its windows. */
static char *
make_title (WeirAutoVideoSink *self)
{
  g_autofree char *own = weir_object_get_name (WEIR_OBJECT (self)), *name = NULL;
  g_autoptr (WeirObject) root = weir_object_get_parent (WEIR_OBJECT (self));
  WeirObject *parent;

  if (root == NULL)
    return g_steal_pointer (&own);
  while ((parent = weir_object_get_parent (root)) != NULL) {
    g_object_unref (root);
    root = parent;
  }
  name = weir_object_get_name (root);
  return g_strdup_printf ("%s: %s", name, own);
}

static void
wake_cb (gpointer data)
{
  weir_element_wake (data);
}

static gboolean
weir_auto_video_sink_set_caps (WeirSink *sink, WeirCaps *caps, GError **error)
{
  WeirAutoVideoSink *self = WEIR_AUTO_VIDEO_SINK (sink);
  WeirVideoInfo video;

  if (!weir_video_info_from_caps (&video, caps)) {
    g_autofree char *text = weir_caps_to_string (caps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "no pictures can be shown of the format %s", text);
    return FALSE;
  }
  if (self->window == NULL && self->has_display) {
    g_autofree char *title = make_title (self);
    char *why = NULL;

    self->window = weir_window_new (title, &video, wake_cb, self, &why);
    if (self->window == NULL)
      do_without (self, why);
    else
      weir_window_set_keeps_shape (self->window, self->force_aspect_ratio);
  }
  return self->window == NULL || weir_window_set_format (self->window, &video, error);
}

static WeirFlowReturn
weir_auto_video_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirAutoVideoSink *self = (WeirAutoVideoSink *) sink;

  return self->window == NULL || weir_window_put (self->window, buffer, error) ? WEIR_FLOW_OK
                                                                               : WEIR_FLOW_ERROR;
}

static void
weir_auto_video_sink_reset (WeirSink *sink)
{
  WEIR_AUTO_VIDEO_SINK (sink)->ended = FALSE;
}

static void
weir_auto_video_sink_stop (WeirSink *sink)
{
  WeirAutoVideoSink *self = WEIR_AUTO_VIDEO_SINK (sink);

  self->ended = FALSE;
  g_clear_pointer (&self->window, weir_window_free);
}

/* --- steps ---------------------------------------------------------------------------------------------------------- */

/* Around the step of any sink: the window is looked after, also when nothing comes any more. */
static WeirProcess
weir_auto_video_sink_process (WeirElement *element, GError **error)
{
  WeirAutoVideoSink *self = (WeirAutoVideoSink *) element;
  WeirProcess answer = WEIR_PROCESS_PARK;

  if (self->window != NULL && !weir_window_look (self->window)) {
    g_clear_pointer (&self->window, weir_window_free);
    return WEIR_ELEMENT_FAIL (error, RESOURCE, NOT_FOUND, "Output window was closed");
  }
  if (!self->ended)
    answer = WEIR_ELEMENT_CLASS (weir_auto_video_sink_parent_class)->process (element, error);
  if (self->window == NULL)
    return answer;
  if (answer == WEIR_PROCESS_EOS)
    self->ended = TRUE;
  if (self->ended) {
    weir_element_want_rest (element);
    answer = WEIR_PROCESS_PARK;
  }
  if (answer == WEIR_PROCESS_PARK)
    weir_element_want_look (element, weir_element_now_ns (element) + LOOK_NS);
  return answer;
}

static void
weir_auto_video_sink_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirAutoVideoSink *self = WEIR_AUTO_VIDEO_SINK (element);

  if (self->window != NULL)
    weir_window_set_keeps_shape (self->window, self->force_aspect_ratio);
  WEIR_ELEMENT_CLASS (weir_auto_video_sink_parent_class)->property_applied (element, prop);
}

static void
weir_auto_video_sink_class_init (WeirAutoVideoSinkClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  const WeirSinkDefaults defaults = { .sync = TRUE,
                                      .async = TRUE,
                                      .qos = TRUE,
                                      .enable_last_sample = TRUE,
                                      .max_lateness = 5 * WEIR_MSECOND };

  element_class->open = weir_auto_video_sink_open;
  element_class->process = weir_auto_video_sink_process;
  element_class->property_applied = weir_auto_video_sink_property_applied;
  sink_class->set_caps = weir_auto_video_sink_set_caps;
  sink_class->preroll = weir_auto_video_sink_render;
  sink_class->render = weir_auto_video_sink_render;
  sink_class->reset = weir_auto_video_sink_reset;
  sink_class->stop = weir_auto_video_sink_stop;
  weir_sink_class_set_defaults (sink_class, &defaults);
  weir_element_class_set_info (element_class, &info);
}

static void
weir_auto_video_sink_init (WeirAutoVideoSink *self)
{
  weir_element_set_affine (WEIR_ELEMENT_CAST (self), WEIR_SDL_WINDOWS);
}
