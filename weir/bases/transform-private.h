/* SPDX-License-Identifier: MIT */
/* What the files of the transform base share. */
#pragma once

#include <weir/bases/pool-private.h>
#include <weir/bases/transform.h>

G_BEGIN_DECLS

struct _WeirTransformPrivate {
  gboolean qos; /* property */

  /* how a buffer goes through, decided when caps come; owner */
  gboolean plain;       /* from link to link, nobody looks at it */
  gboolean passthrough; /* the buffer itself goes on */
  gboolean in_place;    /* by transform_ip */
  gboolean always_passthrough; /* the element said so */
  gboolean no_in_place;        /* likewise */
  int watch_wish;              /* -1: as the class is */
  gboolean watching;           /* before_transform and ready are called */

  WeirCaps *incaps, *outcaps; /* (owned) (nullable) */
  gboolean negotiated;        /* outcaps fit incaps and what downstream admitted */
  gsize in_unit, out_unit;    /* bytes of a frame; 0: not known */
  WeirBasePool pool;

  /* what downstream said of its lateness */
  double proportion;
  WeirClockTime earliest; /* running time: older buffers would come too late */
};

/* Owner: chooses the output's caps for those of the input. */
gboolean weir_transform_negotiate (WeirTransform *self, GError **error);
/* Owner: the input's caps. */
gboolean weir_transform_take_caps (WeirTransform *self, WeirCaps *caps, GError **error);
/* WeirElementClass.choose_caps: what flows out among `possible` when `in` flows in. */
WeirCaps *weir_transform_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible);
/* Owner: decides how buffers go through. */
void weir_transform_update_mode (WeirTransform *self);

G_END_DECLS
