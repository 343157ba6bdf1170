/* SPDX-License-Identifier: MIT */
/* Where calls of user code go that may not be made on the spot (destroy notifies, last
 * references). */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/* Thread: any. Has `func (data)` called: at once while no engine is installed, or when it says that the thread is free,
 * else when the engine drains. Holds no lock of the library that the call may want. */
void weir_reaper_push (GDestroyNotify func, gpointer data);

/* Thread: any that owns nothing. Calls what was pushed, in order, until nothing is left. */
void weir_reaper_drain (void);

/* Thread: any. Installs the engine: `kick` is called (in any thread, it must not call user code
 * itself) when the queue has become non-empty, and must see to it that weir_reaper_drain () runs
 * soon; `is_free` says whether the calling thread owns nothing, so that nothing needs to be queued (NULL: it never is).
 * NULL for `kick` goes back to calling at once and drains what is left. */
void weir_reaper_install (void (*kick) (void), gboolean (*is_free) (void));

G_END_DECLS
