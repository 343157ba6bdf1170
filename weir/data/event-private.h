/* SPDX-License-Identifier: MIT */
/* The engine's own events. They travel in links among the others, serialized and downstream, and no
 * element and no probe ever sees them. Their types lie outside of the public range. */
#pragma once

#include <weir/data/event.h>
#include <weir/data/mini-private.h>

G_BEGIN_DECLS

#define WEIR_EVENT_ENGINE_BIT (1 << 24)
#define WEIR_EVENT_ENGINE_TYPE(num)                                                                \
  ((WeirEventType) (WEIR_EVENT_ENGINE_BIT                                                          \
                    | WEIR_EVENT_MAKE_TYPE (num, WEIR_EVENT_TYPE_DOWNSTREAM                        \
                                                   | WEIR_EVENT_TYPE_SERIALIZED)))

/* A flush that an element began itself; mark: the epoch from which on data counts again. */
#define WEIR_EVENT_FLUSH_MARK WEIR_EVENT_ENGINE_TYPE (1)
/* Where an edit cut; mark: number of the seam. */
#define WEIR_EVENT_SEAM WEIR_EVENT_ENGINE_TYPE (2)
/* The consumer wants no more. */
#define WEIR_EVENT_UNWANTED WEIR_EVENT_ENGINE_TYPE (3)

#define WEIR_EVENT_IS_ENGINE(event) (!!(WEIR_EVENT_TYPE (event) & WEIR_EVENT_ENGINE_BIT))

WeirEvent *weir_event_new_flush_mark (guint32 epoch);
WeirEvent *weir_event_new_seam (guint64 seam);
WeirEvent *weir_event_new_unwanted (void);

/* One load per item of a link. */
static inline gboolean
weir_mini_is_buffer (const WeirMini *item)
{
  return item->kind == WEIR_MINI_BUFFER;
}

static inline gboolean
weir_mini_is_event (const WeirMini *item)
{
  return item->kind == WEIR_MINI_EVENT;
}

G_END_DECLS
