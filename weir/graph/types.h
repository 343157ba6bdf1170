/* SPDX-License-Identifier: MIT */
/* The names of the graph's types, before any of them is declared, and the few enums that all of them use. */
#pragma once

#include <weir/base/error.h>
#include <weir/base/macros.h>
#include <weir/base/time.h>
#include <weir/data/buffer.h>
#include <weir/data/caps.h>
#include <weir/data/event.h>
#include <weir/data/flow.h>
#include <weir/data/message.h>
#include <weir/data/query.h>
#include <weir/data/segment.h>
#include <weir/data/state.h>

G_BEGIN_DECLS

typedef struct _WeirElementFactory WeirElementFactory;
typedef struct _WeirPad WeirPad;
typedef struct _WeirPadTemplate WeirPadTemplate;
typedef struct _WeirGhostPad WeirGhostPad;
typedef struct _WeirBin WeirBin;
typedef struct _WeirPipeline WeirPipeline;
typedef struct _WeirBus WeirBus;
typedef struct _WeirIterator WeirIterator;
typedef struct _WeirElementInfo WeirElementInfo;

/**
 * WeirStateChangeReturn:
 * @WEIR_STATE_CHANGE_FAILURE: it failed; an error message says why
 * @WEIR_STATE_CHANGE_SUCCESS: done
 * @WEIR_STATE_CHANGE_ASYNC: will be done when the sinks hold their first item
 * @WEIR_STATE_CHANGE_NO_PREROLL: done, but no data comes while paused (live)
 *
 * What became of a state change.
 */
typedef enum {
  WEIR_STATE_CHANGE_FAILURE = 0,
  WEIR_STATE_CHANGE_SUCCESS = 1,
  WEIR_STATE_CHANGE_ASYNC = 2,
  WEIR_STATE_CHANGE_NO_PREROLL = 3,
} WeirStateChangeReturn;

#define WEIR_STATE_TRANSITION(current, next) ((WeirStateChange) (((current) << 3) | (next)))
#define WEIR_STATE_TRANSITION_CURRENT(transition) ((WeirState) ((transition) >> 3))
#define WEIR_STATE_TRANSITION_NEXT(transition) ((WeirState) ((transition) &0x7))

/**
 * WeirStateChange:
 * @WEIR_STATE_CHANGE_NULL_TO_READY: open what may fail early
 * @WEIR_STATE_CHANGE_READY_TO_PAUSED: get ready for data
 * @WEIR_STATE_CHANGE_PAUSED_TO_PLAYING: the clock begins to run
 * @WEIR_STATE_CHANGE_PLAYING_TO_PAUSED: the clock stops
 * @WEIR_STATE_CHANGE_PAUSED_TO_READY: forget the stream
 * @WEIR_STATE_CHANGE_READY_TO_NULL: close everything
 * @WEIR_STATE_CHANGE_NULL_TO_NULL: no change
 * @WEIR_STATE_CHANGE_READY_TO_READY: no change
 * @WEIR_STATE_CHANGE_PAUSED_TO_PAUSED: no change
 * @WEIR_STATE_CHANGE_PLAYING_TO_PLAYING: no change
 *
 * The steps between states.
 */
typedef enum {
  WEIR_STATE_CHANGE_NULL_TO_READY = (1 << 3) | 2,
  WEIR_STATE_CHANGE_READY_TO_PAUSED = (2 << 3) | 3,
  WEIR_STATE_CHANGE_PAUSED_TO_PLAYING = (3 << 3) | 4,
  WEIR_STATE_CHANGE_PLAYING_TO_PAUSED = (4 << 3) | 3,
  WEIR_STATE_CHANGE_PAUSED_TO_READY = (3 << 3) | 2,
  WEIR_STATE_CHANGE_READY_TO_NULL = (2 << 3) | 1,
  WEIR_STATE_CHANGE_NULL_TO_NULL = (1 << 3) | 1,
  WEIR_STATE_CHANGE_READY_TO_READY = (2 << 3) | 2,
  WEIR_STATE_CHANGE_PAUSED_TO_PAUSED = (3 << 3) | 3,
  WEIR_STATE_CHANGE_PLAYING_TO_PLAYING = (4 << 3) | 4,
} WeirStateChange;

/**
 * WeirPadDirection:
 * @WEIR_PAD_UNKNOWN: not known
 * @WEIR_PAD_SRC: data leaves the element here
 * @WEIR_PAD_SINK: data enters the element here
 *
 * Which way data goes through a pad.
 */
typedef enum {
  WEIR_PAD_UNKNOWN = 0,
  WEIR_PAD_SRC = 1,
  WEIR_PAD_SINK = 2,
} WeirPadDirection;

/**
 * WeirPadPresence:
 * @WEIR_PAD_ALWAYS: there from the start
 * @WEIR_PAD_SOMETIMES: made by the element when it knows its streams
 * @WEIR_PAD_REQUEST: made when somebody asks
 *
 * When pads of a template are there.
 */
typedef enum {
  WEIR_PAD_ALWAYS = 0,
  WEIR_PAD_SOMETIMES = 1,
  WEIR_PAD_REQUEST = 2,
} WeirPadPresence;

/**
 * WeirPadLinkReturn:
 * @WEIR_PAD_LINK_OK: linked
 * @WEIR_PAD_LINK_WRONG_HIERARCHY: no common bin
 * @WEIR_PAD_LINK_WAS_LINKED: one of the pads is linked already
 * @WEIR_PAD_LINK_WRONG_DIRECTION: not a source and a sink pad
 * @WEIR_PAD_LINK_NOFORMAT: no common caps
 * @WEIR_PAD_LINK_NOSCHED: it would close a loop
 * @WEIR_PAD_LINK_REFUSED: the element refused
 *
 * What became of a link.
 */
typedef enum {
  WEIR_PAD_LINK_OK = 0,
  WEIR_PAD_LINK_WRONG_HIERARCHY = -1,
  WEIR_PAD_LINK_WAS_LINKED = -2,
  WEIR_PAD_LINK_WRONG_DIRECTION = -3,
  WEIR_PAD_LINK_NOFORMAT = -4,
  WEIR_PAD_LINK_NOSCHED = -5,
  WEIR_PAD_LINK_REFUSED = -6,
} WeirPadLinkReturn;

WEIR_API GType weir_state_change_return_get_type (void);
WEIR_API GType weir_state_change_get_type (void);
WEIR_API GType weir_pad_direction_get_type (void);
WEIR_API GType weir_pad_presence_get_type (void);
WEIR_API GType weir_pad_link_return_get_type (void);

#define WEIR_TYPE_STATE_CHANGE_RETURN (weir_state_change_return_get_type ())
#define WEIR_TYPE_STATE_CHANGE (weir_state_change_get_type ())
#define WEIR_TYPE_PAD_DIRECTION (weir_pad_direction_get_type ())
#define WEIR_TYPE_PAD_PRESENCE (weir_pad_presence_get_type ())
#define WEIR_TYPE_PAD_LINK_RETURN (weir_pad_link_return_get_type ())


G_END_DECLS
