/* SPDX-License-Identifier: MIT */
/* The clock of the system. */
#pragma once

#include <weir/graph/clock.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SYSTEM_CLOCK (weir_system_clock_get_type ())
WEIR_API GType weir_system_clock_get_type (void) G_GNUC_CONST;
#define WEIR_SYSTEM_CLOCK(object)                                                                  \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_SYSTEM_CLOCK, WeirSystemClock))
#define WEIR_IS_SYSTEM_CLOCK(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_SYSTEM_CLOCK))

/**
 * WeirSystemClock:
 *
 * Shows the system's monotonic or wall-clock time.
 */
typedef struct _WeirSystemClock WeirSystemClock;
typedef struct _WeirSystemClockClass WeirSystemClockClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSystemClock, g_object_unref)

/**
 * WeirClockType:
 * @WEIR_CLOCK_TYPE_REALTIME: the time since 1970
 * @WEIR_CLOCK_TYPE_MONOTONIC: the time since some moment; nobody sets it
 * @WEIR_CLOCK_TYPE_OTHER: another one (as monotonic)
 * @WEIR_CLOCK_TYPE_TAI: international atomic time (as realtime)
 *
 * Which time a system clock shows.
 */
typedef enum {
  WEIR_CLOCK_TYPE_REALTIME = 0,
  WEIR_CLOCK_TYPE_MONOTONIC = 1,
  WEIR_CLOCK_TYPE_OTHER = 2,
  WEIR_CLOCK_TYPE_TAI = 3,
} WeirClockType;

WEIR_API GType weir_clock_type_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_CLOCK_TYPE (weir_clock_type_get_type ())

WEIR_API WeirClock *weir_system_clock_obtain (void);
WEIR_API void weir_system_clock_set_default (WeirClock *new_clock);

G_END_DECLS
