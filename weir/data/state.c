/* SPDX-License-Identifier: MIT */
/* The type of the state enumeration. */
#include <weir/data/state.h>

G_DEFINE_ENUM_TYPE (WeirState, weir_state,
                    G_DEFINE_ENUM_VALUE (WEIR_STATE_VOID_PENDING, "void-pending"),
                    G_DEFINE_ENUM_VALUE (WEIR_STATE_NULL, "null"),
                    G_DEFINE_ENUM_VALUE (WEIR_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (WEIR_STATE_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (WEIR_STATE_PLAYING, "playing"))
