/* SPDX-License-Identifier: MIT */
/* The states of elements: here, below the elements, because messages speak of them. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

#define WEIR_TYPE_STATE (weir_state_get_type ())

/**
 * WeirState:
 * @WEIR_STATE_VOID_PENDING: no change is under way
 * @WEIR_STATE_NULL: holds nothing
 * @WEIR_STATE_READY: holds devices and files, no data
 * @WEIR_STATE_PAUSED: holds data and waits for the clock
 * @WEIR_STATE_PLAYING: data flows with the clock
 *
 * What an element is doing, or is to do.
 */
typedef enum {
  WEIR_STATE_VOID_PENDING = 0,
  WEIR_STATE_NULL = 1,
  WEIR_STATE_READY = 2,
  WEIR_STATE_PAUSED = 3,
  WEIR_STATE_PLAYING = 4,
} WeirState;

WEIR_API GType weir_state_get_type (void) G_GNUC_CONST;

G_END_DECLS
