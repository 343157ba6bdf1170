/* SPDX-License-Identifier: MIT */
/* What decoders and encoders have in common: frames in, frames out, something kept back in between. */
#pragma once

#include <weir/bases/pool-private.h>
#include <weir/data/tags.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

/* The functions of the element, as its class has them. `self` is the element. */
typedef struct {
  gboolean (*set_format) (WeirElement *self, WeirCaps *caps, GError **error);
  WeirFlowReturn (*handle_frame) (WeirElement *self, WeirBuffer *buffer, GError **error);
  void (*reset) (WeirElement *self);
  gboolean (*sink_event) (WeirElement *self, WeirEvent *event);
} WeirCodecFuncs;

/* A part of the private data of both bases. Owner. */
typedef struct {
  WeirElement *element;
  WeirPad *sinkpad, *srcpad;
  WeirSegment *segment;
  const WeirCodecFuncs *funcs;

  WeirCaps *incaps, *outcaps; /* (owned) (nullable) */
  gboolean formatted;         /* set_format () was called for incaps */
  gboolean changed;           /* outcaps are new since the caller looked last */
  gboolean renegotiate;       /* downstream doesn't admit outcaps any more */
  gboolean busy;              /* frames went in since the last drain */
  WeirBuffer *pending;        /* (owned) (nullable): could not be taken yet */
  GQueue early;               /* of WeirEvent (owned): wait for the output's caps */
  WeirTagList *their_tags, *own_tags; /* (owned) (nullable) */
  WeirBasePool pool;
} WeirCodec;

void weir_codec_init (WeirCodec *self, WeirElement *element, WeirPad *sinkpad, WeirPad *srcpad, WeirSegment *segment,
                      const WeirCodecFuncs *funcs);
void weir_codec_clear (WeirCodec *self);
/* The element's process (). */
WeirProcess weir_codec_process (WeirCodec *self, GError **error);
/* A flush. */
void weir_codec_flush (WeirCodec *self);
/* Chooses among `offered`; (out) (optional) (transfer full) `chosen`. */
gboolean weir_codec_set_output_caps (WeirCodec *self, WeirCaps *offered, WeirCaps **chosen, GError **error);
void weir_codec_set_tags (WeirCodec *self, WeirTagList *tags);
/* Takes the buffer. */
WeirFlowReturn weir_codec_push (WeirCodec *self, WeirBuffer *buffer);

G_END_DECLS
