/* SPDX-License-Identifier: MIT */
/* Where calls of user code go that may not be made on the spot (destroy notifies, last references): a thread that owns an
 * element or holds a control strand makes them when it has let go of all. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/* What the calling thread holds. */
#ifndef __GI_SCANNER__
extern __thread guint weir_reaper_holds __attribute__ ((tls_model ("initial-exec")));
extern gboolean weir_reaper_any; /* atomic: something waits */

/* Thread: any. Calls `func (data)`: at once if the thread holds nothing, else by the weir_reaper_poll () that comes when
 * it has let go. */
void weir_reaper_push (GDestroyNotify func, gpointer data);

/* Thread: any that holds nothing. Calls what was pushed, in order, until nothing is left. */
void weir_reaper_drain (void);

/* Brackets of what a thread holds. Who lets go polls as soon as user code may run. */
static inline void
weir_reaper_hold (void)
{
  weir_reaper_holds++;
}

static inline void
weir_reaper_let_go (void)
{
  weir_reaper_holds--;
}

static inline gboolean
weir_reaper_is_due (void)
{
  return G_UNLIKELY (__atomic_load_n (&weir_reaper_any, __ATOMIC_RELAXED)) && weir_reaper_holds == 0;
}

static inline void
weir_reaper_poll (void)
{
  if (weir_reaper_is_due ())
    weir_reaper_drain ();
}

#endif

G_END_DECLS
