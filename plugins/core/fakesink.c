/* SPDX-License-Identifier: MIT */
/* fakesink: swallows a stream, and shows it to those who want to look. fakevideosink and fakeaudiosink: the same by the
 * clock, and for raw pictures or sound only. */
#include <weir/bases/dump.h>
#include <weir/bases/sink.h>

#include "core.h"

typedef enum {
  WEIR_FAKE_SINK_STATE_ERROR_NONE = 0,
  WEIR_FAKE_SINK_STATE_ERROR_NULL_READY,
  WEIR_FAKE_SINK_STATE_ERROR_READY_PAUSED,
  WEIR_FAKE_SINK_STATE_ERROR_PAUSED_PLAYING,
  WEIR_FAKE_SINK_STATE_ERROR_PLAYING_PAUSED,
  WEIR_FAKE_SINK_STATE_ERROR_PAUSED_READY,
  WEIR_FAKE_SINK_STATE_ERROR_READY_NULL,
} WeirFakeSinkStateError;

GType weir_fake_sink_state_error_get_type (void);
G_DEFINE_ENUM_TYPE (WeirFakeSinkStateError, weir_fake_sink_state_error,
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_NULL_READY, "null-to-ready"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_READY_PAUSED, "ready-to-paused"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_PAUSED_PLAYING, "paused-to-playing"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_PLAYING_PAUSED, "playing-to-paused"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_PAUSED_READY, "paused-to-ready"),
                    G_DEFINE_ENUM_VALUE (WEIR_FAKE_SINK_STATE_ERROR_READY_NULL, "ready-to-null"))

typedef struct {
  WeirSink parent_instance;

  int state_error, num_buffers;
  gboolean silent, dump, handoffs, drop_out_of_segment, can_push, can_pull;
  gboolean looks; /* anybody wants to see what passes */
  int left;       /* buffers until EOS; -1: any number */
} WeirFakeBase;

typedef WeirSinkClass WeirFakeBaseClass;

GType weir_fake_base_get_type (void);
G_DEFINE_ABSTRACT_TYPE (WeirFakeBase, weir_fake_base, WEIR_TYPE_SINK)

static guint handoff_signal, preroll_handoff_signal;

static const WeirProp props[] = {
  WEIR_PROP_ENUM (WeirFakeBase, state_error, "state-error", weir_fake_sink_state_error_get_type,
                  WEIR_FAKE_SINK_STATE_ERROR_NONE, WEIR_PROP_LIVE, "Fails in this change of state, for tests"),
  WEIR_PROP_BOOLEAN (WeirFakeBase, silent, "silent", TRUE, WEIR_PROP_LIVE, "Says nothing in last-message"),
  WEIR_PROP_BOOLEAN (WeirFakeBase, dump, "dump", FALSE, WEIR_PROP_LIVE, "Prints the bytes of each buffer"),
  WEIR_PROP_BOOLEAN (WeirFakeBase, handoffs, "signal-handoffs", FALSE, WEIR_PROP_LIVE,
                     "Emits handoff and preroll-handoff for buffers"),
  WEIR_PROP_BOOLEAN (WeirFakeBase, drop_out_of_segment, "drop-out-of-segment", TRUE, WEIR_PROP_LIVE,
                     "Doesn't show buffers outside of the segment"),
  { .name = "last-message", .blurb = "What came last, unless silent", .kind = WEIR_PROP_KIND_STRING,
    .flags = WEIR_PROP_READ_ONLY },
  WEIR_PROP_BOOLEAN (WeirFakeBase, can_push, "can-activate-push", TRUE, 0, "Without it the element can't start"),
  WEIR_PROP_BOOLEAN (WeirFakeBase, can_pull, "can-activate-pull", FALSE, 0,
                     "Accepted; it never asks upstream for bytes by itself"),
  WEIR_PROP_INT (WeirFakeBase, num_buffers, "num-buffers", -1, G_MAXINT, -1, WEIR_PROP_LIVE,
                 "Ends the stream after this many buffers; -1: never"),
};

static void
show (WeirFakeBase *self, const char *what, guint signal_id, WeirBuffer *buffer)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirPad *pad = WEIR_SINK_CAST (self)->sinkpad;

  if (!self->silent)
    weir_element_say (element, "last-message", what, pad, (WeirMini *) buffer);
  if (self->handoffs)
    weir_element_emit (element, signal_id, 0, buffer, pad);
  if (self->dump)
    weir_element_dump_buffer (element, buffer);
}

static WeirFlowReturn
weir_fake_base_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirFakeBase *self = (WeirFakeBase *) sink;

  if (G_UNLIKELY (self->looks))
    show (self, "chain", handoff_signal, buffer);
  if (G_UNLIKELY (self->left >= 0) && (self->left == 0 || --self->left == 0))
    return WEIR_FLOW_EOS;
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
weir_fake_base_preroll (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirFakeBase *self = (WeirFakeBase *) sink;

  if (self->looks)
    show (self, "preroll", preroll_handoff_signal, buffer);
  return WEIR_FLOW_OK;
}

static void
weir_fake_base_event (WeirSink *sink, WeirEvent *event)
{
  if (!((WeirFakeBase *) sink)->silent)
    weir_element_say (WEIR_ELEMENT_CAST (sink), "last-message", "event", sink->sinkpad, (WeirMini *) event);
}

static gboolean
weir_fake_base_start (WeirSink *sink, GError **error)
{
  WeirFakeBase *self = (WeirFakeBase *) sink;

  if (!self->can_push) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD,
                 "can-activate-push=false leaves no way to get data into it; leave it at true");
    return FALSE;
  }
  self->left = self->num_buffers;
  return TRUE;
}

static void
weir_fake_base_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirFakeBase *self = (WeirFakeBase *) element;

  self->looks = !self->silent || self->dump || self->handoffs;
  weir_sink_set_drop_out_of_segment (WEIR_SINK_CAST (self), self->drop_out_of_segment);
  if (g_str_equal (prop->name, "num-buffers"))
    self->left = self->num_buffers;
  WEIR_ELEMENT_CLASS (weir_fake_base_parent_class)->property_applied (element, prop);
}

/* On the control strand, which may read properties only as anybody else does. */
static WeirStateChangeReturn
weir_fake_base_change_state (WeirElement *element, WeirStateChange transition)
{
  static const WeirStateChange at[] = {
    0, WEIR_STATE_CHANGE_NULL_TO_READY, WEIR_STATE_CHANGE_READY_TO_PAUSED, WEIR_STATE_CHANGE_PAUSED_TO_PLAYING,
    WEIR_STATE_CHANGE_PLAYING_TO_PAUSED, WEIR_STATE_CHANGE_PAUSED_TO_READY, WEIR_STATE_CHANGE_READY_TO_NULL,
  };
  WeirFakeSinkStateError wanted;

  g_object_get (element, "state-error", &wanted, NULL);
  if (wanted != WEIR_FAKE_SINK_STATE_ERROR_NONE && at[wanted] == transition) {
    g_autoptr (GError) error = g_error_new (WEIR_CORE_ERROR, WEIR_CORE_ERROR_STATE_CHANGE,
                                            "failed in %s, as state-error asks for",
                                            weir_state_change_get_name (transition));

    weir_element_post_error (element, error, NULL);
    return WEIR_STATE_CHANGE_FAILURE;
  }
  return WEIR_ELEMENT_CLASS (weir_fake_base_parent_class)->change_state (element, transition);
}

static void
weir_fake_base_class_init (WeirFakeBaseClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);

  element_class->property_applied = weir_fake_base_property_applied;
  element_class->change_state = weir_fake_base_change_state;
  sink_class->render = weir_fake_base_render;
  sink_class->preroll = weir_fake_base_preroll;
  sink_class->event = weir_fake_base_event;
  sink_class->start = weir_fake_base_start;

  /* A buffer is swallowed; the arguments are the buffer and the sink pad. */
  handoff_signal = g_signal_new ("handoff", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, WEIR_TYPE_BUFFER, WEIR_TYPE_PAD);
  /* A buffer waits for the pipeline to play. */
  preroll_handoff_signal = g_signal_new ("preroll-handoff", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, WEIR_TYPE_BUFFER, WEIR_TYPE_PAD);
}

static void
weir_fake_base_init (WeirFakeBase *self)
{
  self->left = -1;
}

/* --- the elements --------------------------------------------------------------------------------------------------- */

/* What each is, and whether it goes by the clock. */
static void
make_class (gpointer klass, const WeirElementInfo *info, gboolean sync)
{
  const WeirSinkDefaults defaults = { .sync = sync, .async = TRUE, .qos = FALSE, .enable_last_sample = TRUE,
                                      .max_lateness = -1 };

  weir_sink_class_set_defaults (klass, &defaults);
  weir_element_class_set_info (klass, info);
}

/* clang-format off */
#define DEFINE(Type, type, NAME, LONG, KLASS, CAPS, SYNC, DESCRIPTION, EXAMPLE)                                          \
  typedef WeirFakeBase Type;                                                                                             \
  typedef WeirFakeBaseClass Type##Class;                                                                                 \
  G_DEFINE_FINAL_TYPE (Type, type, weir_fake_base_get_type ())                                                           \
  static void type##_init (Type *self) {}                                                                                \
  static void type##_class_init (Type##Class *klass)                                                                     \
  {                                                                                                                      \
    static const WeirPadInfo pads[] = { WEIR_SINK ("sink", CAPS), {} };                                                  \
    static const WeirElementInfo info = {                                                                                \
      .name = NAME, .long_name = LONG, .klass = KLASS, .description = DESCRIPTION, .example = EXAMPLE,                   \
      .pads = pads, .props = props, .n_props = G_N_ELEMENTS (props),                                                     \
    };                                                                                                                   \
    make_class (klass, &info, SYNC);                                                                                     \
  }

DEFINE (WeirFakeSink, weir_fake_sink, "fakesink", "Fake sink", "Sink", "ANY", FALSE,
        "Swallows a stream, and shows it to those who want to look", "fakesrc num-buffers=5 ! fakesink silent=false")
DEFINE (WeirFakeVideoSink, weir_fake_video_sink, "fakevideosink", "Fake video sink", "Video/Sink", "video/x-raw(ANY)", TRUE,
        "Swallows pictures at their times, and shows them to those who want to look", "videotestsrc ! fakevideosink")
DEFINE (WeirFakeAudioSink, weir_fake_audio_sink, "fakeaudiosink", "Fake audio sink", "Audio/Sink", "audio/x-raw(ANY)", TRUE,
        "Swallows sound at its time, and shows it to those who want to look", "audiotestsrc ! fakeaudiosink")
/* clang-format on */
