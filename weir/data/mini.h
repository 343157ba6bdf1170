/* SPDX-License-Identifier: MIT */
/* The lean header that buffers, events, queries, messages, samples, tag lists and memory begin
 * with.
 *
 * Sixteen bytes: an atomic reference count, one byte that tells what the thing is (a link carries
 * WeirMini pointers and tells a buffer from an event by one load), and one pointer for whoever
 * holds the only reference and wants to chain. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirMiniKind:
 * @WEIR_MINI_BUFFER: a #WeirBuffer
 * @WEIR_MINI_BUFFER_LIST: a #WeirBufferList
 * @WEIR_MINI_EVENT: a #WeirEvent
 * @WEIR_MINI_QUERY: a #WeirQuery
 * @WEIR_MINI_MESSAGE: a #WeirMessage
 * @WEIR_MINI_MEMORY: a #WeirMemory
 * @WEIR_MINI_SAMPLE: a #WeirSample
 * @WEIR_MINI_TAG_LIST: a #WeirTagList
 * @WEIR_MINI_CONTEXT: a #WeirContext
 *
 * What a lean object is. Zero is never a kind.
 */
typedef enum {
  WEIR_MINI_BUFFER = 1,
  WEIR_MINI_BUFFER_LIST,
  WEIR_MINI_EVENT,
  WEIR_MINI_QUERY,
  WEIR_MINI_MESSAGE,
  WEIR_MINI_MEMORY,
  WEIR_MINI_SAMPLE,
  WEIR_MINI_TAG_LIST,
  WEIR_MINI_CONTEXT,
} WeirMiniKind;

typedef struct _WeirMini WeirMini;

/**
 * WeirMini:
 *
 * The common head of the lean types. All its fields are private to the library.
 */
struct _WeirMini {
  /*< private >*/
  gint refs;      /* atomic; 1: the holder is alone and may write */
  guint8 kind;    /* WeirMiniKind, constant */
  guint8 flags;   /* private to the kind */
  guint16 detail; /* private to the kind */
  WeirMini *next; /* free for the only holder */
};

/* For who carries items of any kind. Thread: any. */
WEIR_API WeirMini *weir_mini_ref (WeirMini *mini);
WEIR_API void weir_mini_unref (WeirMini *mini);

G_END_DECLS
