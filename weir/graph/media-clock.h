/* SPDX-License-Identifier: MIT */
/* For authors of elements that provide a clock: a clock that a device drives.
 *
 * The element tells it, now and then, where the device was at which monotonic time (a sound card: samples played / rate).
 * The clock shows a time that follows the device smoothly, never goes back, and goes on at the last known rate when the
 * device falls silent. It begins as the monotonic time; when the device jumps (an underrun, a pause, another device), the
 * clock doesn't: it takes the new position for the time that it shows just then. */
#pragma once

#include <weir/graph/clock.h>

G_BEGIN_DECLS

#define WEIR_TYPE_MEDIA_CLOCK (weir_media_clock_get_type ())
WEIR_API GType weir_media_clock_get_type (void) G_GNUC_CONST;
#define WEIR_MEDIA_CLOCK(object)                                                                   \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_MEDIA_CLOCK, WeirMediaClock))
#define WEIR_IS_MEDIA_CLOCK(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_MEDIA_CLOCK))

/**
 * WeirMediaClock:
 *
 * Follows a device.
 */
typedef struct _WeirMediaClock WeirMediaClock;
typedef struct _WeirMediaClockClass WeirMediaClockClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMediaClock, g_object_unref)

WEIR_API WeirClock *weir_media_clock_new (const char *name);
WEIR_API void weir_media_clock_observe (WeirMediaClock *clock, WeirClockTime media_time,
                                        gint64 monotonic_ns);
WEIR_API WeirClockTime weir_media_clock_to_time (WeirMediaClock *clock, WeirClockTime media_time);
WEIR_API double weir_media_clock_get_rate (WeirMediaClock *clock);

G_END_DECLS
