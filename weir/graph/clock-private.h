/* SPDX-License-Identifier: MIT */
/* What the engine asks a clock, and what the files of the clock share. */
#pragma once

#include <weir/graph/clock.h>
#include <weir/sched/atomics.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* At which monotonic time the clock will show `time` (in the past, if it has). Exact for the system clock, estimated
 * for others: look again when it has come. G_MAXINT64 for WEIR_CLOCK_TIME_NONE. Lock-free. Thread: any. */
gint64 weir_clock_time_to_monotonic (WeirClock *clock, WeirClockTime time);

/* --- a few numbers that are read together, without waiting, while they may be replaced --------------------------------
 *
 * The writer makes the count odd, stores, makes it even. Its stores are releases, the reader's loads acquires: a reader
 * that meets a new number also meets the count that went before it, and begins again. One writer at a time. */
#define WEIR_SNAPSHOT_MAX 5
typedef struct {
  WEIR_ATOMIC (guint32) count;
  WEIR_ATOMIC (gint64) numbers[WEIR_SNAPSHOT_MAX];
} WeirSnapshot;

void weir_snapshot_write (WeirSnapshot *snapshot, const gint64 *numbers, guint n);
void weir_snapshot_read (WeirSnapshot *snapshot, gint64 *numbers, guint n);

/* --- calibration, as one thing --- */
typedef struct {
  WeirClockTime internal, external, num, denom;
} WeirCalibration;

WeirClockTime weir_calibration_apply (const WeirCalibration *calibration, WeirClockTime internal);
WeirClockTime weir_calibration_undo (const WeirCalibration *calibration, WeirClockTime external);

typedef struct _WeirClockMaster WeirClockMaster;

typedef struct _WeirClockPrivate WeirClockPrivate;

struct _WeirClockPrivate {
  WeirSnapshot calibration;    /* 4 numbers; written inside the monitor */
  WEIR_ATOMIC (guint64) shown; /* the latest time that was shown */
  gboolean can_follow;         /* constant: set_master () is possible */
  gboolean is_steady;          /* its internal time never goes back by itself */

  WeirMonitor monitor; /* guards all below; those who wait for ids wait here */
  gboolean synced;
  WeirClockTime timeout;
  guint window_size, window_threshold;
  WeirClockMaster *master; /* (owned) (nullable) */
  GArray *observations;    /* (owned) (nullable) */
};

G_END_DECLS
