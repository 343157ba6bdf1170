/* SPDX-License-Identifier: MIT */
/* A ghost pad makes a pad of an element inside a bin a pad of the bin. It carries nothing itself: links are made between
 * the leaf pads at both ends. */
#pragma once

#include <weir/graph/pad.h>

G_BEGIN_DECLS

#define WEIR_TYPE_GHOST_PAD (weir_ghost_pad_get_type ())
WEIR_API GType weir_ghost_pad_get_type (void) G_GNUC_CONST;
#define WEIR_GHOST_PAD(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_GHOST_PAD, WeirGhostPad))
#define WEIR_IS_GHOST_PAD(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_GHOST_PAD))
typedef struct _WeirGhostPadClass WeirGhostPadClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirGhostPad, g_object_unref)

WEIR_API WeirPad *weir_ghost_pad_new (const char *name, WeirPad *target);
WEIR_API WeirPad *weir_ghost_pad_new_no_target (const char *name, WeirPadDirection dir);
WEIR_API WeirPad *weir_ghost_pad_new_from_template (const char *name, WeirPad *target, WeirPadTemplate *templ);
WEIR_API WeirPad *weir_ghost_pad_new_no_target_from_template (const char *name, WeirPadTemplate *templ);
WEIR_API WeirPad *weir_ghost_pad_get_target (WeirGhostPad *gpad);
WEIR_API gboolean weir_ghost_pad_set_target (WeirGhostPad *gpad, WeirPad *newtarget);

G_END_DECLS
