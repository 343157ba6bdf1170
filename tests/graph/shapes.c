/* SPDX-License-Identifier: MIT */
#include "shapes.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#define SINK_PAD(element) (weir_element_sink_pads (element, NULL)[0])
#define SRC_PAD(element) (weir_element_src_pads (element, NULL)[0])

/* --- looks ahead ---------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement parent_instance;
  guint holds;
  GQueue held; /* of WeirBuffer */
} ShapeDelay;
typedef WeirElementClass ShapeDelayClass;
G_DEFINE_TYPE (ShapeDelay, shape_delay, WEIR_TYPE_ELEMENT)

static const WeirProp delay_props[] = {
  WEIR_PROP_UINT (ShapeDelay, holds, "holds", 0, G_MAXUINT, 60, 0, "How many buffers stay inside"),
};
static const WeirElementInfo delay_info = {
  .name = "shapedelay", .klass = "Filter", .description = "Looks ahead", .example = "fakesrc ! shapedelay ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = delay_props, .n_props = G_N_ELEMENTS (delay_props),
};

static WeirProcess
delay_process (WeirElement *element, GError **error)
{
  ShapeDelay *self = (ShapeDelay *) element;
  WeirPad *sink = SINK_PAD (element), *src = SRC_PAD (element);

  for (;;) {
    WeirMini *item = weir_pad_peek (sink);
    gboolean ends = item != NULL && WEIR_ITEM_IS_EVENT (item) && ((WeirEvent *) item)->type == WEIR_EVENT_EOS;

    if (!weir_pad_has_room (src)) {
      weir_element_want_room (element, src);
      return WEIR_PROCESS_PARK;
    }
    if (self->held.length > (ends ? 0 : self->holds)) {
      weir_pad_push (src, g_queue_pop_head (&self->held));
      continue;
    }
    item = weir_pad_take (sink);
    if (item == NULL) {
      weir_element_want_input (element, sink);
      return WEIR_PROCESS_PARK;
    }
    if (WEIR_ITEM_IS_BUFFER (item))
      g_queue_push_tail (&self->held, item);
    else
      weir_element_default_event (element, sink, (WeirEvent *) item);
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static void
delay_stop (WeirElement *element)
{
  g_queue_clear_full (&((ShapeDelay *) element)->held, (GDestroyNotify) weir_buffer_unref);
}

static void
delay_flush (WeirElement *element, WeirPad *pad)
{
  delay_stop (element);
}

static WeirCaps *
same_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_caps_ref ((WeirCaps *) caps);
}

static void
shape_delay_class_init (ShapeDelayClass *klass)
{
  klass->process = delay_process;
  klass->stop = delay_stop;
  klass->flush = delay_flush;
  klass->transform_caps = same_caps;
  weir_element_class_set_info (klass, &delay_info);
}

static void
shape_delay_init (ShapeDelay *self)
{
}

/* --- takes from all -------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement parent_instance;
  guint64 made;
  gboolean begun;
} ShapeMixer;
typedef WeirElementClass ShapeMixerClass;
G_DEFINE_TYPE (ShapeMixer, shape_mixer, WEIR_TYPE_ELEMENT)

static const WeirElementInfo mixer_info = {
  .name = "shapemixer", .klass = "Generic", .description = "Takes one of each", .example = "fakesrc ! shapemixer ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK_REQUEST ("sink_%u", "ANY"),
                                 WEIR_SRC ("src", "ANY"), {} },
};

/* Owner. Takes the events at the head; NULL: nothing more is there. */
static WeirMini *
next_buffer (WeirPad *pad, gboolean *ended)
{
  g_autoptr (WeirEvent) eos = NULL;
  WeirMini *item;

  while ((item = weir_pad_peek (pad)) != NULL && WEIR_ITEM_IS_EVENT (item))
    weir_mini_unref (weir_pad_take (pad));
  if (item == NULL)
    eos = weir_pad_get_sticky_event (pad, WEIR_EVENT_EOS, 0);
  *ended = eos != NULL;
  return item;
}

static void
begin (ShapeMixer *self, WeirPad *src)
{
  WeirSegment segment;

  weir_segment_init (&segment, WEIR_FORMAT_TIME);
  weir_pad_push_event (src, weir_event_new_stream_start ("mixed"));
  weir_pad_push_event (src, weir_event_new_segment (&segment));
  self->begun = TRUE;
}

/* TRUE: every input that hasn't ended has a buffer. */
static gboolean
look (WeirElement *element, guint *n_ended)
{
  guint n;
  WeirPad *const *pads = weir_element_sink_pads (element, &n);
  gboolean all = TRUE;

  *n_ended = 0;
  for (guint i = 0; i < n; i++) {
    gboolean ended, there = next_buffer (pads[i], &ended) != NULL;

    *n_ended += !there && ended;
    if (there || ended)
      continue;
    weir_element_want_all (element, &pads[i], 1);
    all = FALSE;
  }
  return all;
}

static WeirProcess
mixer_process (WeirElement *element, GError **error)
{
  ShapeMixer *self = (ShapeMixer *) element;
  WeirPad *src = SRC_PAD (element);

  for (;;) {
    guint n, n_ended;
    WeirPad *const *pads = weir_element_sink_pads (element, &n);
    WeirBuffer *made;

    if (!weir_pad_has_room (src)) {
      weir_element_want_room (element, src);
      return WEIR_PROCESS_PARK;
    }
    if (!look (element, &n_ended))
      return WEIR_PROCESS_PARK;
    if (!self->begun)
      begin (self, src);
    if (n_ended == n)
      return WEIR_PROCESS_EOS;
    for (guint i = 0; i < n; i++) {
      WeirMini *item = weir_pad_peek (pads[i]);

      if (item != NULL)
        weir_mini_unref (weir_pad_take (pads[i]));
    }
    made = weir_buffer_new ();
    made->offset = self->made++;
    weir_pad_push (src, made);
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static WeirPad *
mixer_request_pad (WeirElement *element, WeirPadTemplate *templ, const char *name, const WeirCaps *caps)
{
  return weir_pad_new_from_template (templ, name);
}

static void
mixer_stop (WeirElement *element)
{
  ((ShapeMixer *) element)->begun = FALSE;
  ((ShapeMixer *) element)->made = 0;
}

static void
shape_mixer_class_init (ShapeMixerClass *klass)
{
  klass->process = mixer_process;
  klass->request_pad = mixer_request_pad;
  klass->stop = mixer_stop;
  weir_element_class_set_info (klass, &mixer_info);
}

static void
shape_mixer_init (ShapeMixer *self)
{
}

/* --- waits for a descriptor ------------------------------------------------------------------------------------------ */

typedef struct {
  WeirElement parent_instance;
  int fd;
  gboolean begun;
} ShapeSocket;
typedef WeirElementClass ShapeSocketClass;
G_DEFINE_TYPE (ShapeSocket, shape_socket, WEIR_TYPE_ELEMENT)

static const WeirElementInfo socket_info = {
  .name = "shapesocket", .klass = "Source", .description = "Waits for bytes", .example = "shapesocket ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
};

static WeirProcess
socket_process (WeirElement *element, GError **error)
{
  ShapeSocket *self = (ShapeSocket *) element;
  WeirSegment segment;
  char byte;

  if (!self->begun) {
    weir_segment_init (&segment, WEIR_FORMAT_BYTES);
    weir_pad_push_event (SRC_PAD (element), weir_event_new_stream_start ("socket"));
    weir_pad_push_event (SRC_PAD (element), weir_event_new_segment (&segment));
    self->begun = TRUE;
  }
  for (;;) {
    gssize n = read (self->fd, &byte, 1);

    if (n == 0)
      return WEIR_PROCESS_EOS;
    if (n < 0)
      break;
    weir_pad_push (SRC_PAD (element), weir_buffer_new ());
  }
  weir_element_want_fd (element, self->fd, EPOLLIN);
  return WEIR_PROCESS_PARK;
}

static void
socket_finalize (GObject *object)
{
  close (((ShapeSocket *) object)->fd);
  G_OBJECT_CLASS (shape_socket_parent_class)->finalize (object);
}

static void
shape_socket_class_init (ShapeSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = socket_finalize;
  klass->process = socket_process;
  weir_element_class_set_info (klass, &socket_info);
}

static void
shape_socket_init (ShapeSocket *self)
{
  self->fd = -1;
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SOURCE, TRUE);
}

int
shape_socket_open (WeirElement *element)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC | O_NONBLOCK), ==, 0);
  ((ShapeSocket *) element)->fd = ends[0];
  return ends[1];
}
