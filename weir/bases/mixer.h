/* SPDX-License-Identifier: MIT */
/* Elements that make one stream of several by time: pictures over each other, sounds together.
 *
 * The table has request sink pads ("sink_%u") and an always source pad.
 *
 * The output is a row of frames of equal length, from running time 0 on. For each frame the base sees to it that every
 * input that is linked and hasn't ended is known up to the frame's end, by buffers or by GAP events; then the element
 * mixes what lies within. Where live sources feed it, a frame whose time has come is made of what is there.
 *
 *   A source that joins while it runs is aligned: its first buffer comes where the output is, unless it is live, and
 *   brings the time by itself, or `align` is unset. Inputs may come and go at any time. The output ends when all inputs
 *   have, and what they brought was mixed.
 */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_MIXER (weir_mixer_get_type ())
WEIR_API GType weir_mixer_get_type (void) G_GNUC_CONST;
#define WEIR_MIXER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_MIXER, WeirMixer))
#define WEIR_MIXER_CAST(object) ((WeirMixer *) (object))
#define WEIR_MIXER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_MIXER, WeirMixerClass))
#define WEIR_MIXER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_MIXER, WeirMixerClass))
#define WEIR_IS_MIXER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_MIXER))

typedef struct _WeirMixer WeirMixer;
typedef struct _WeirMixerClass WeirMixerClass;
typedef struct _WeirMixerPrivate WeirMixerPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMixer, g_object_unref)

/**
 * WeirMixerInput:
 * @pad: its sink pad
 * @caps: (nullable): the format of what is mixed now
 * @segment: what flows in
 * @data: the element's own; 0 at first
 *
 * A stream that is mixed.
 */
typedef struct {
  WeirPad *pad;
  WeirCaps *caps;
  WeirSegment segment;
  gpointer data;
} WeirMixerInput;

/**
 * WeirMixer:
 * @srcpad: its source pad
 *
 * An element that makes one stream of several by time.
 */
struct _WeirMixer {
  WeirElement parent_instance;

  WeirPad *srcpad;

  /*< private >*/
  WeirMixerPrivate *priv;
};

/**
 * WeirMixerClass:
 * @get_caps: Owner. (nullable) What it can make of the inputs that there are, in its preferred order. (transfer full).
 *   Default: what the source pad admits
 * @fixate: Owner. (nullable) Chooses one format. Takes `caps`, returns fixed caps. (transfer full)
 * @set_caps: Owner. The chosen format. Says how long a frame is: weir_mixer_set_frame_rate ()
 * @input_caps: Owner. (nullable) The format of what an input brings from this frame on
 * @mix: Owner. Makes the frame from running time `start` to `stop`, in ns, of what weir_mixer_input_peek () shows. (out)
 *   (transfer full). Its times are set by the base. %WEIR_FLOW_OK, or failed, `error` is set
 * @remove_input: Owner. (nullable) The input goes: frees what belongs to it
 * @reset: Owner. (nullable) Forgets the stream: a flush, or PAUSED to READY
 *
 * What kinds of mixers implement.
 */
struct _WeirMixerClass {
  WeirElementClass parent_class;

  WeirCaps *(*get_caps) (WeirMixer *self);
  WeirCaps *(*fixate) (WeirMixer *self, WeirCaps *caps);
  gboolean (*set_caps) (WeirMixer *self, WeirCaps *caps, GError **error);
  gboolean (*input_caps) (WeirMixer *self, WeirMixerInput *input, WeirCaps *caps, GError **error);
  WeirFlowReturn (*mix) (WeirMixer *self, WeirClockTime start, WeirClockTime stop, WeirBuffer **buffer, GError **error);
  void (*remove_input) (WeirMixer *self, WeirMixerInput *input);
  void (*reset) (WeirMixer *self);
};

/* Owner. The inputs in the order of their pads. */
WEIR_API WeirMixerInput *const *weir_mixer_get_inputs (WeirMixer *self, guint *n_inputs);
/* Owner, in `mix`: the n-th buffer of the input that begins before the frame's end, with its running time. The last frame
 * may have had a part of it. NULL: there are no more. (transfer none) */
WEIR_API WeirBuffer *weir_mixer_input_peek (WeirMixerInput *input, guint n, WeirClockTime *start, WeirClockTime *stop);
WEIR_API void weir_mixer_set_frame_rate (WeirMixer *self, guint frames, guint seconds);

G_END_DECLS
