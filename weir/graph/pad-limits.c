/* SPDX-License-Identifier: MIT */
/* How much may wait at a sink pad: what `queue` and its like set on the link that ends there. */
#include <weir/graph/element-private.h>

/**
 * weir_pad_set_limits: (skip)
 * @pad: a sink pad
 * @limits: what may wait there: items, bytes, ns; 0: any
 *
 * Sets the limits of the pad's link, as `queue` does. Without a link it does nothing. Thread: owner of the
 * pad's element.
 */
void
weir_pad_set_limits (WeirPad *pad, const WeirPadLimits *limits)
{
  static const WeirLinkPolicy policies[]
    = { [WEIR_PAD_LEAK_NONE] = WEIR_LINK_BLOCK, [WEIR_PAD_LEAK_NEWEST] = WEIR_LINK_LEAK_NEWEST,
        [WEIR_PAD_LEAK_OLDEST] = WEIR_LINK_LEAK_OLDEST };

  if (pad->link == NULL)
    return;
  weir_link_set_limits (pad->link, limits->items != 0 ? limits->items : G_MAXUINT,
                        limits->bytes != 0 ? limits->bytes : G_MAXUINT64, limits->time_ns);
  weir_link_set_policy (pad->link, policies[limits->leak]);
}

typedef struct {
  WeirPad *pad;
  WeirPadLimits *level;
} Ask;

static void
read_level (gpointer self, gpointer data)
{
  Ask *ask = data;
  WeirLink *link = ask->pad->link;

  if (link == NULL)
    return;
  ask->level->items = (guint) MIN (weir_link_level_items (link), G_MAXUINT);
  ask->level->bytes = weir_link_level_bytes (link);
  ask->level->time_ns = weir_link_level_time_ns (link);
}

/**
 * weir_pad_get_level: (skip)
 * @pad: a sink pad
 * @level: (out caller-allocates): what waits there: items, bytes, and ns between the first and the last time stamp
 *
 * Measures what waits at the pad's link; nothing waits where there is none. Another thread waits until the
 * element is between two steps. Thread: any that owns no other element.
 */
void
weir_pad_get_level (WeirPad *pad, WeirPadLimits *level)
{
  Ask ask = { pad, level };

  *level = (WeirPadLimits){ 0 };
  if (pad->element == NULL)
    return;
  if (weir_task_is_owner (pad->element->priv->task))
    read_level (pad->element, &ask);
  else
    weir_task_call (pad->element->priv->task, read_level, &ask);
}
