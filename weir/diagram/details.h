/* SPDX-License-Identifier: MIT */
/* What a diagram shows. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirDebugGraphDetails:
 * @WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE: the media type on each link
 * @WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS: all fields of the caps on each link
 * @WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS: the properties that don't have their default value
 * @WEIR_DEBUG_GRAPH_SHOW_STATES: the state of each element, by colour and by name
 * @WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS: their values whole, however long they are
 * @WEIR_DEBUG_GRAPH_SHOW_ALL: all of the above but the last
 * @WEIR_DEBUG_GRAPH_SHOW_VERBOSE: everything, properties with their default value too, and nothing is shortened
 *
 * What the diagram of a bin shows.
 */
typedef enum {
  WEIR_DEBUG_GRAPH_SHOW_MEDIA_TYPE = 1 << 0,
  WEIR_DEBUG_GRAPH_SHOW_CAPS_DETAILS = 1 << 1,
  WEIR_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS = 1 << 2,
  WEIR_DEBUG_GRAPH_SHOW_STATES = 1 << 3,
  WEIR_DEBUG_GRAPH_SHOW_FULL_PARAMS = 1 << 4,
  WEIR_DEBUG_GRAPH_SHOW_ALL = (1 << 4) - 1,
  WEIR_DEBUG_GRAPH_SHOW_VERBOSE = (int) 0xffffffff,
} WeirDebugGraphDetails;

G_END_DECLS
