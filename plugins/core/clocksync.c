/* SPDX-License-Identifier: MIT */
/* clocksync: keeps each buffer until its time has come by the clock. */
#include <weir/bases/transform.h>

#include "core.h"

G_DECLARE_FINAL_TYPE (WeirClockSync, weir_clock_sync, WEIR, CLOCK_SYNC, WeirTransform)

struct _WeirClockSync {
  WeirTransform parent_instance;

  gboolean sync, sync_to_first;
  gint64 ts_offset;

  gboolean first;      /* sync-to-first: nothing has passed yet */
  gint64 first_offset; /* sync-to-first: between the first buffer's time and when it came */
};

G_DEFINE_FINAL_TYPE (WeirClockSync, weir_clock_sync, WEIR_TYPE_TRANSFORM)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirClockSync, sync, "sync", TRUE, WEIR_PROP_LIVE, "Keeps buffers until their time has come"),
  WEIR_PROP_INT64 (WeirClockSync, ts_offset, "ts-offset", G_MININT64, G_MAXINT64, 0, WEIR_PROP_LIVE,
                   "Waits this many ns longer, or shorter where it is negative"),
  WEIR_PROP_BOOLEAN (WeirClockSync, sync_to_first, "sync-to-first", FALSE, 0,
                     "The first buffer passes when it comes, and the others keep their distance from it"),
};

static const WeirElementInfo info = {
  .name = "clocksync",
  .long_name = "Clock sync",
  .klass = "Generic",
  .description = "Keeps each buffer until its time has come by the clock",
  .example = "fakesrc num-buffers=5 format=time datarate=100000 sizetype=fixed sizemax=1000 ! clocksync ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirFlowReturn
weir_clock_sync_ready (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirClockSync *self = WEIR_CLOCK_SYNC (transform);
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirClockTime at = WEIR_BUFFER_DTS_OR_PTS (buffer), running, now;
  gint64 due_ns;

  if (transform->segment.format != WEIR_FORMAT_TIME || at == WEIR_CLOCK_TIME_NONE)
    return WEIR_FLOW_OK;
  if (!weir_element_is_playing (element)) {
    weir_element_want_state (element);
    return WEIR_FLOW_AGAIN;
  }
  running = weir_segment_to_running_time (&transform->segment, WEIR_FORMAT_TIME, at);
  now = weir_element_running_time (element);
  if (running == WEIR_CLOCK_TIME_NONE || now == WEIR_CLOCK_TIME_NONE)
    return WEIR_FLOW_OK;
  if (self->first && self->sync_to_first)
    self->first_offset = (gint64) now - (gint64) running;
  self->first = FALSE;
  due_ns = weir_element_running_time_to_monotonic (element, running) + self->ts_offset + self->first_offset;
  if (due_ns <= weir_element_now_ns (element))
    return WEIR_FLOW_OK;
  weir_element_want_deadline (element, due_ns);
  return WEIR_FLOW_AGAIN;
}

static void
weir_clock_sync_reset (WeirTransform *transform)
{
  WEIR_CLOCK_SYNC (transform)->first = TRUE;
  WEIR_CLOCK_SYNC (transform)->first_offset = 0;
}

static gboolean
weir_clock_sync_start (WeirTransform *transform, GError **error)
{
  weir_clock_sync_reset (transform);
  return TRUE;
}

static void
weir_clock_sync_property_applied (WeirElement *element, const WeirProp *prop)
{
  weir_transform_set_watching (WEIR_TRANSFORM_CAST (element), WEIR_CLOCK_SYNC (element)->sync);
  weir_transform_set_live (WEIR_TRANSFORM_CAST (element), WEIR_CLOCK_SYNC (element)->sync);
}

static void
weir_clock_sync_class_init (WeirClockSyncClass *klass)
{
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_clock_sync_property_applied;
  transform_class->ready = weir_clock_sync_ready;
  transform_class->reset = weir_clock_sync_reset;
  transform_class->start = weir_clock_sync_start;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_clock_sync_init (WeirClockSync *self)
{
  weir_transform_set_live (WEIR_TRANSFORM_CAST (self), TRUE);
}
