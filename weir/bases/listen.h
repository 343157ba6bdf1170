/* SPDX-License-Identifier: MIT */
/* Whether anybody listens to a signal, for elements that would emit it for each buffer: asked now and then only, because
 * asking takes a lock that all objects of the process share. */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_LISTEN_EVERY_NS 1000000

typedef struct {
  gint64 looked_ns;
  gboolean heard;
} WeirListen;

/* Owner. A handler that was connected counts after a millisecond at the latest. */
static inline gboolean
weir_element_is_listened (WeirElement *self, guint signal_id, WeirListen *listen)
{
  gint64 now_ns = weir_element_step_ns (self);

  if (now_ns - listen->looked_ns > WEIR_LISTEN_EVERY_NS || now_ns < listen->looked_ns || listen->looked_ns == 0) {
    listen->looked_ns = now_ns;
    listen->heard = g_signal_has_handler_pending (self, signal_id, 0, FALSE);
  }
  return listen->heard;
}

G_END_DECLS
