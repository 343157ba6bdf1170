/* SPDX-License-Identifier: MIT */
/* Lean objects of any kind: who carries a WeirMini without knowing its kind ends it through the
 * table here. */
#include <weir/data/buffer.h>
#include <weir/data/buffer-list.h>
#include <weir/data/mini-private.h>

static void (*const ends[]) (WeirMini *) = {
  [WEIR_MINI_BUFFER] = weir_buffer_end,   [WEIR_MINI_BUFFER_LIST] = weir_buffer_list_end,
  [WEIR_MINI_EVENT] = weir_event_end,     [WEIR_MINI_QUERY] = weir_query_end,
  [WEIR_MINI_MESSAGE] = weir_message_end, [WEIR_MINI_MEMORY] = weir_memory_end,
  [WEIR_MINI_SAMPLE] = weir_sample_end,   [WEIR_MINI_TAG_LIST] = weir_tag_list_end,
  [WEIR_MINI_CONTEXT] = weir_context_end,
};

/**
 * weir_mini_ref: (skip)
 * @mini: any lean object
 *
 * Adds a reference. Thread: any.
 *
 * Returns: (transfer full): @mini
 */
WeirMini *
weir_mini_ref (WeirMini *mini)
{
  g_return_val_if_fail (mini != NULL, NULL);
  weir_mini_retain (mini);
  return mini;
}

/**
 * weir_mini_unref: (skip)
 * @mini: (transfer full): any lean object
 *
 * Drops a reference; the last one ends the object. Thread: any.
 */
void
weir_mini_unref (WeirMini *mini)
{
  g_return_if_fail (mini != NULL);
  if (weir_mini_release (mini))
    ends[mini->kind](mini);
}

gsize
weir_mini_get_bytes (const WeirMini *mini)
{
  switch (mini->kind) {
  case WEIR_MINI_BUFFER:
    return weir_buffer_get_size ((WeirBuffer *) mini);
  case WEIR_MINI_BUFFER_LIST:
    return weir_buffer_list_calculate_size ((WeirBufferList *) mini);
  default:
    return 0;
  }
}
