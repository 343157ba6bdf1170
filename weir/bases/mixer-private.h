/* SPDX-License-Identifier: MIT */
/* What the files of the mixer base share. */
#pragma once

#include <weir/bases/mixer.h>

G_BEGIN_DECLS

/* A buffer that was taken, with what is said of it. */
typedef struct {
  WeirBuffer *buffer;  /* (owned) */
  WeirCaps *caps;      /* (owned) (nullable) */
  gint64 start, stop;  /* running time of the output */
  gboolean open;       /* its length isn't said: it lasts until the next one */
} WeirMixerHeld;

typedef struct {
  WeirMixerInput input; /* the public part */
  WeirMixer *mixer;
  WeirCaps *next_caps;  /* (owned) (nullable): of what is taken now */
  GQueue held;          /* of WeirMixerHeld */
  gint64 known;         /* running time of the output up to which it is known what there is */
  gint64 shift;         /* what aligns it */
  gboolean joined;      /* something came */
  gboolean ended;
} WeirMixerPad;

struct _WeirMixerPrivate {
  gboolean align; /* property */

  GPtrArray *inputs;  /* of WeirMixerPad (owned), in the order of their pads */
  GPtrArray *missing; /* of WeirPad: (per step) inputs that aren't known up to the frame's end */
  guint frames, seconds; /* length of a frame: seconds / frames; 0: not known yet */
  guint64 n_made;     /* frames since `origin` */
  gint64 origin;      /* running time at which the frames have this length */
  gint64 start, stop; /* of the frame that is next */
  WeirSegment segment; /* of the output */
  gboolean begun;     /* stream-start was sent */
  gboolean placed;    /* the segment was sent */
};

WeirMixerPad *weir_mixer_pad_new (WeirMixer *mixer, WeirPad *pad);
void weir_mixer_pad_free (gpointer pad);
/* Owner: forgets the stream. */
void weir_mixer_pad_forget (WeirMixerPad *self);
/* Owner: takes what there is until it is known up to the end of the frame. */
void weir_mixer_pad_read (WeirMixerPad *self);
/* Owner: drops what ended before `time`. */
void weir_mixer_pad_drop_until (WeirMixerPad *self, gint64 time);
/* Owner: the format of what is next, if it isn't the input's yet. (nullable) (transfer none) */
WeirCaps *weir_mixer_pad_changed_caps (WeirMixerPad *self);

G_END_DECLS
