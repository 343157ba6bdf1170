/* SPDX-License-Identifier: MIT */
/* What is always measured: per link and per element. Reading disturbs nobody: counters have one writer each and are
 * read without locks, so numbers of one moment may differ from each other by an item. */
#pragma once

#include <weir/graph/element.h>

G_BEGIN_DECLS

typedef struct _WeirLinkStats WeirLinkStats;
typedef struct _WeirElementStats WeirElementStats;

/**
 * WeirLinkStats:
 * @buffers_in: buffers that the producer has pushed
 * @buffers_out: buffers that the consumer has taken
 * @bytes_in: bytes pushed
 * @bytes_out: bytes taken
 * @drops: items dropped, by a flush, a leaky queue, or because nobody wanted them
 * @level_items: items that lie in the link now
 * @level_bytes: bytes that lie in the link now
 * @level_time: time between the newest and the oldest of them, in ns; 0 if unknown
 * @high_water_items: the most items that ever lay in it
 * @opening: how many items the producer may be ahead; 0: it runs on demand
 * @is_paced: whether the link leads to or comes from an end that keeps time
 * @last_pts_in: time stamp of the last buffer pushed, in ns, or %WEIR_CLOCK_TIME_NONE
 * @last_pts_out: time stamp of the last buffer taken, in ns, or %WEIR_CLOCK_TIME_NONE
 * @full_time: how long the producer has waited for room, in ns
 * @empty_time: how long the consumer has waited for items, in ns
 *
 * What has gone through the link of a pad since the link was made.
 */
struct _WeirLinkStats {
  guint64 buffers_in;
  guint64 buffers_out;
  guint64 bytes_in;
  guint64 bytes_out;
  guint64 drops;
  guint64 level_items;
  guint64 level_bytes;
  WeirClockTime level_time;
  guint64 high_water_items;
  guint opening;
  gboolean is_paced;
  WeirClockTime last_pts_in;
  WeirClockTime last_pts_out;
  WeirClockTime full_time;
  WeirClockTime empty_time;
};

/**
 * WeirElementStats:
 * @steps: how often its code was run
 * @busy_time: how long its code has run, in ns; estimated from samples
 * @mean_step_time: how long a step takes, in ns
 * @last_activity: monotonic time at which its last step ended, in ns; 0: never
 * @buffers_in: buffers taken from its sink pads
 * @buffers_out: buffers pushed to its linked source pads
 * @bytes_in: bytes taken
 * @bytes_out: bytes pushed
 * @drops: items dropped on the links that lead to it
 * @copied_bytes: bytes of payload that it has copied in its steps
 * @waits_for: (nullable): what it waits for now, in words; %NULL: it is at work
 *
 * What an element has done so far.
 */
struct _WeirElementStats {
  guint64 steps;
  WeirClockTime busy_time;
  WeirClockTime mean_step_time;
  WeirClockTime last_activity;
  guint64 buffers_in;
  guint64 buffers_out;
  guint64 bytes_in;
  guint64 bytes_out;
  guint64 drops;
  guint64 copied_bytes;
  char *waits_for;
};

#define WEIR_TYPE_LINK_STATS (weir_link_stats_get_type ())
#define WEIR_TYPE_ELEMENT_STATS (weir_element_stats_get_type ())

WEIR_API GType weir_link_stats_get_type (void) G_GNUC_CONST;
WEIR_API WeirLinkStats *weir_link_stats_copy (const WeirLinkStats *stats);
WEIR_API void weir_link_stats_free (WeirLinkStats *stats);
WEIR_API WeirLinkStats *weir_pad_get_link_stats (WeirPad *pad);

WEIR_API GType weir_element_stats_get_type (void) G_GNUC_CONST;
WEIR_API WeirElementStats *weir_element_stats_copy (const WeirElementStats *stats);
WEIR_API void weir_element_stats_free (WeirElementStats *stats);
WEIR_API WeirElementStats *weir_element_get_stats (WeirElement *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLinkStats, weir_link_stats_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirElementStats, weir_element_stats_free)

G_END_DECLS
