/* SPDX-License-Identifier: MIT */
/* Clocks: what a pipeline plays by.
 *
 * A clock shows a time that never goes back. It may be read in any thread without waiting. What it shows is made of an
 * internal time (of the system, of a device) and a calibration: external + (internal' - internal) * rate. */
#pragma once

#include <weir/graph/object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_CLOCK (weir_clock_get_type ())
WEIR_API GType weir_clock_get_type (void) G_GNUC_CONST;
#define WEIR_CLOCK(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_CLOCK, WeirClock))
#define WEIR_CLOCK_CAST(object) ((WeirClock *) (object))
#define WEIR_CLOCK_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_CLOCK, WeirClockClass))
#define WEIR_IS_CLOCK(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_CLOCK))
#define WEIR_CLOCK_GET_CLASS(object)                                                               \
  (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_CLOCK, WeirClockClass))
typedef struct _WeirClockClass WeirClockClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirClock, g_object_unref)

/**
 * WeirClock:
 *
 * Shows a time.
 */
struct _WeirClock {
  WeirObject parent_instance;

  /*< private >*/
  struct _WeirClockPrivate *clock_priv;
};

/**
 * WeirClockClass:
 * @get_internal_time: any thread, never waits: the time before calibration, in ns
 * @get_resolution: any thread: how fine the internal time is, in ns; the default says 1
 *
 * What a kind of clock implements.
 */
struct _WeirClockClass {
  WeirObjectClass parent_class;

  WeirClockTime (*get_internal_time) (WeirClock *clock);
  WeirClockTime (*get_resolution) (WeirClock *clock);

  /*< private >*/
  /* Any thread, never waits: the monotonic time at which the internal time will be `internal`. */
  gint64 (*internal_to_monotonic) (WeirClock *clock, WeirClockTime internal);
};

/**
 * WeirClockID:
 *
 * A moment that a clock is asked to announce. Shared by count.
 */
typedef gpointer WeirClockID;

/**
 * WeirClockReturn:
 * @WEIR_CLOCK_OK: the time came
 * @WEIR_CLOCK_EARLY: the time had passed already
 * @WEIR_CLOCK_UNSCHEDULED: it was taken back
 * @WEIR_CLOCK_BUSY: it is being waited for already
 * @WEIR_CLOCK_BADTIME: the time isn't valid
 * @WEIR_CLOCK_ERROR: it failed
 * @WEIR_CLOCK_UNSUPPORTED: the clock can't do it
 * @WEIR_CLOCK_DONE: the callback was called
 *
 * What became of waiting.
 */
typedef enum {
  WEIR_CLOCK_OK = 0,
  WEIR_CLOCK_EARLY = 1,
  WEIR_CLOCK_UNSCHEDULED = 2,
  WEIR_CLOCK_BUSY = 3,
  WEIR_CLOCK_BADTIME = 4,
  WEIR_CLOCK_ERROR = 5,
  WEIR_CLOCK_UNSUPPORTED = 6,
  WEIR_CLOCK_DONE = 7,
} WeirClockReturn;

WEIR_API GType weir_clock_return_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_CLOCK_RETURN (weir_clock_return_get_type ())

/**
 * WeirClockCallback:
 * @clock: the clock
 * @time: the time that was asked for
 * @id: the id that came due
 * @user_data: (closure): what was given
 *
 * Is called when the time of an id has come, in a thread that owns nothing.
 *
 * Returns: ignored
 */
typedef gboolean (*WeirClockCallback) (WeirClock *clock, WeirClockTime time, WeirClockID id,
                                       gpointer user_data);

/* --- reading --- */
WEIR_API WeirClockTime weir_clock_get_time (WeirClock *clock);
WEIR_API WeirClockTime weir_clock_get_internal_time (WeirClock *clock);
WEIR_API WeirClockTime weir_clock_get_resolution (WeirClock *clock);

/* --- calibration --- */
WEIR_API void weir_clock_set_calibration (WeirClock *clock, WeirClockTime internal,
                                          WeirClockTime external, WeirClockTime rate_num,
                                          WeirClockTime rate_denom);
WEIR_API void weir_clock_get_calibration (WeirClock *clock, WeirClockTime *internal,
                                          WeirClockTime *external, WeirClockTime *rate_num,
                                          WeirClockTime *rate_denom);
WEIR_API WeirClockTime weir_clock_adjust_with_calibration (
  WeirClock *clock, WeirClockTime internal_target, WeirClockTime cinternal, WeirClockTime cexternal,
  WeirClockTime cnum, WeirClockTime cdenom);
WEIR_API WeirClockTime weir_clock_unadjust_with_calibration (
  WeirClock *clock, WeirClockTime external_target, WeirClockTime cinternal, WeirClockTime cexternal,
  WeirClockTime cnum, WeirClockTime cdenom);

/* --- following another clock --- */
WEIR_API gboolean weir_clock_set_master (WeirClock *clock, WeirClock *master);
WEIR_API WeirClock *weir_clock_get_master (WeirClock *clock);
WEIR_API void weir_clock_set_timeout (WeirClock *clock, WeirClockTime timeout);
WEIR_API WeirClockTime weir_clock_get_timeout (WeirClock *clock);
WEIR_API gboolean weir_clock_add_observation (WeirClock *clock, WeirClockTime slave,
                                              WeirClockTime master, double *r_squared);
WEIR_API gboolean weir_clock_is_synced (WeirClock *clock);
WEIR_API void weir_clock_set_synced (WeirClock *clock, gboolean synced);
WEIR_API gboolean weir_clock_wait_for_sync (WeirClock *clock, WeirClockTime timeout);

/* --- waiting --- */
WEIR_API WeirClockID weir_clock_new_single_shot_id (WeirClock *clock, WeirClockTime time);
WEIR_API WeirClockID weir_clock_new_periodic_id (WeirClock *clock, WeirClockTime start_time,
                                                 WeirClockTime interval);
WEIR_API WeirClockID weir_clock_id_ref (WeirClockID id);
WEIR_API void weir_clock_id_unref (WeirClockID id);
WEIR_API WeirClockReturn weir_clock_id_wait (WeirClockID id, WeirClockTimeDiff *jitter);
WEIR_API WeirClockReturn weir_clock_id_wait_async (WeirClockID id, WeirClockCallback func,
                                                   gpointer user_data, GDestroyNotify destroy_data);
WEIR_API void weir_clock_id_unschedule (WeirClockID id);
WEIR_API WeirClockTime weir_clock_id_get_time (WeirClockID id);
WEIR_API WeirClock *weir_clock_id_get_clock (WeirClockID id);
WEIR_API gboolean weir_clock_id_uses_clock (WeirClockID id, WeirClock *clock);
WEIR_API int weir_clock_id_compare_func (gconstpointer id1, gconstpointer id2);

G_END_DECLS
