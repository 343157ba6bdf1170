/* SPDX-License-Identifier: MIT */
/* Waiting for a clock, in the caller's thread or with a callback. Elements don't wait like this (they name a deadline
 * and return); it is for programs.
 *
 * A waiting thread sleeps in its clock's monitor until the estimated moment and then looks again, since a device's clock
 * may have gone slower. Ids with callbacks, of all clocks, are served by one job in a helper thread, which is there
 * while such ids are. */
#include <weir/graph/clock-private.h>

typedef struct {
  gint refs;              /* atomic */
  WeirClock *clock;       /* (owned) */
  WeirClockTime interval; /* constant; NONE: single shot */
  WEIR_ATOMIC (guint64) time;
  WEIR_ATOMIC (gboolean) unscheduled;
  /* of waiting with a callback; guarded by the service's monitor */
  gboolean queued;
  WeirClockCallback func;
  gpointer user_data;
  GDestroyNotify destroy_data; /* (nullable) */
} Entry;

/* The service: all ids that wait for a callback. */
static struct {
  gsize initialized;
  WeirMonitor monitor; /* guards what follows */
  GPtrArray
    *entries; /* (owned) (nullable) of Entry, each with a reference; NULL: no job is at it */
} service;

static void
enter_service (void)
{
  if (g_once_init_enter (&service.initialized)) {
    weir_monitor_init (&service.monitor);
    g_once_init_leave (&service.initialized, 1);
  }
  weir_monitor_enter (&service.monitor);
}

/* --- ids -------------------------------------------------------------------------------------- */

static Entry *
entry_new (WeirClock *clock, WeirClockTime time, WeirClockTime interval)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->refs = 1;
  entry->clock = g_object_ref (clock);
  entry->interval = interval;
  WEIR_ATOMIC_STORE (&entry->time, time, relaxed); /* nobody else knows it yet */
  return entry;
}

/* The times of a periodic id are written by who waits for it, and read by anybody. */
static WeirClockTime
entry_time (Entry *entry)
{
  return WEIR_ATOMIC_LOAD (&entry->time, relaxed);
}

static void
entry_advance (Entry *entry)
{
  if (WEIR_CLOCK_TIME_IS_VALID (entry->interval))
    WEIR_ATOMIC_STORE (&entry->time, entry_time (entry) + entry->interval, relaxed);
}

/* Pairs with the exchange in weir_clock_id_unschedule (). */
static gboolean
is_unscheduled (Entry *entry)
{
  return WEIR_ATOMIC_LOAD (&entry->unscheduled, acquire);
}

/**
 * weir_clock_new_single_shot_id:
 * @clock: a clock
 * @time: a time of that clock, in ns
 *
 * Makes an id for one moment.
 *
 * Thread: any
 *
 * Returns: (transfer full): the id; weir_clock_id_unref() it
 */
WeirClockID
weir_clock_new_single_shot_id (WeirClock *clock, WeirClockTime time)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), NULL);
  return entry_new (clock, time, WEIR_CLOCK_TIME_NONE);
}

/**
 * weir_clock_new_periodic_id:
 * @clock: a clock
 * @start_time: the first time, in ns
 * @interval: what is between the times, in ns, not 0
 *
 * Makes an id for a moment that comes again and again.
 *
 * Thread: any
 *
 * Returns: (transfer full): the id; weir_clock_id_unref() it
 */
WeirClockID
weir_clock_new_periodic_id (WeirClock *clock, WeirClockTime start_time, WeirClockTime interval)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (WEIR_CLOCK_TIME_IS_VALID (start_time), NULL);
  g_return_val_if_fail (interval != 0 && WEIR_CLOCK_TIME_IS_VALID (interval), NULL);
  return entry_new (clock, start_time, interval);
}

/**
 * weir_clock_id_ref:
 * @id: an id
 *
 * Adds a reference.
 *
 * Thread: any
 *
 * Returns: (transfer full): @id
 */
WeirClockID
weir_clock_id_ref (WeirClockID id)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_atomic_int_inc (&((Entry *) id)->refs);
  return id;
}

/**
 * weir_clock_id_unref:
 * @id: (transfer full): an id
 *
 * Drops a reference. With the last one the callback's data are freed.
 *
 * Thread: any that owns nothing
 */
void
weir_clock_id_unref (WeirClockID id)
{
  Entry *entry = id;

  g_return_if_fail (id != NULL);
  if (!g_atomic_int_dec_and_test (&entry->refs))
    return;
  if (entry->destroy_data != NULL)
    entry->destroy_data (entry->user_data);
  g_object_unref (entry->clock);
  g_free (entry);
}

/**
 * weir_clock_id_get_time:
 * @id: an id
 *
 * Says for which time it stands.
 *
 * Thread: any
 *
 * Returns: the time, for a periodic id the next one
 */
WeirClockTime
weir_clock_id_get_time (WeirClockID id)
{
  g_return_val_if_fail (id != NULL, WEIR_CLOCK_TIME_NONE);
  return entry_time (id);
}

/**
 * weir_clock_id_get_clock:
 * @id: an id
 *
 * Gives the clock that it was made by.
 *
 * Thread: any
 *
 * Returns: (transfer full): the clock
 */
WeirClock *
weir_clock_id_get_clock (WeirClockID id)
{
  g_return_val_if_fail (id != NULL, NULL);
  return g_object_ref (((Entry *) id)->clock);
}

/**
 * weir_clock_id_uses_clock:
 * @id: an id
 * @clock: a clock
 *
 * Asks whether the id was made by that clock.
 *
 * Thread: any
 *
 * Returns: whether it was
 */
gboolean
weir_clock_id_uses_clock (WeirClockID id, WeirClock *clock)
{
  g_return_val_if_fail (id != NULL, FALSE);
  return ((Entry *) id)->clock == clock;
}

/**
 * weir_clock_id_compare_func:
 * @id1: (nullable): an id
 * @id2: (nullable): another one
 *
 * Compares the times of two ids, for sorting.
 *
 * Thread: any
 *
 * Returns: less than 0, 0, more than 0 as the first is earlier, at the same time, later
 */
int
weir_clock_id_compare_func (gconstpointer id1, gconstpointer id2)
{
  WeirClockTime time1 = entry_time ((Entry *) id1), time2 = entry_time ((Entry *) id2);

  return (time1 > time2) - (time1 < time2);
}

/* --- waiting in the caller's thread ---------------------------------------------------- */

/**
 * weir_clock_id_wait:
 * @id: an id
 * @jitter: (out) (optional): how late the call came, in ns; negative: early
 *
 * Waits until the clock shows the id's time.
 *
 * Thread: any that owns nothing
 *
 * Returns: %WEIR_CLOCK_OK when it came, %WEIR_CLOCK_EARLY if it had passed, %WEIR_CLOCK_UNSCHEDULED when it was taken
 *   back, %WEIR_CLOCK_BADTIME if it isn't valid
 */
WeirClockReturn
weir_clock_id_wait (WeirClockID id, WeirClockTimeDiff *jitter)
{
  Entry *entry = id;
  WeirClockReturn result = WEIR_CLOCK_OK;

  g_return_val_if_fail (id != NULL, WEIR_CLOCK_ERROR);

  WeirClock *clock = entry->clock;
  WeirClockTime time = entry_time (entry), now = weir_clock_get_time (clock);
  if (!WEIR_CLOCK_TIME_IS_VALID (time))
    return WEIR_CLOCK_BADTIME;
  if (jitter != NULL)
    *jitter = WEIR_CLOCK_DIFF (time, now);
  if (is_unscheduled (entry))
    return WEIR_CLOCK_UNSCHEDULED;
  if (now >= time) {
    result = now > time ? WEIR_CLOCK_EARLY : WEIR_CLOCK_OK;
  } else {
    WeirMonitor *monitor = &clock->clock_priv->monitor;

    weir_monitor_enter (monitor);
    while (!is_unscheduled (entry) && weir_clock_get_time (clock) < time)
      weir_monitor_wait (monitor, weir_clock_time_to_monotonic (clock, time));
    weir_monitor_leave (monitor);
    if (is_unscheduled (entry))
      return WEIR_CLOCK_UNSCHEDULED;
  }
  entry_advance (entry);
  return result;
}

/* --- waiting with a callback ------------------------------------------------------------ */

/* The entry whose turn is next, and when that is. Inside the monitor. */
static Entry *
next_entry (gint64 *when_ns)
{
  Entry *next = NULL;

  *when_ns = WEIR_FOREVER;
  for (guint i = 0; i < service.entries->len; i++) {
    Entry *entry = service.entries->pdata[i];
    gint64 entry_ns = weir_clock_time_to_monotonic (entry->clock, entry_time (entry));

    if (next == NULL || entry_ns < *when_ns) {
      next = entry;
      *when_ns = entry_ns;
    }
  }
  return next;
}

/* Inside the monitor; gives the reference back. */
static void
dequeue (Entry *entry)
{
  g_ptr_array_remove_fast (service.entries, entry);
  entry->queued = FALSE;
}

/* Waits for the next id that is due. NULL: there are none left, and the job ends. */
static Entry *
await_due (WeirClockTime *time)
{
  Entry *due = NULL;
  gint64 when_ns;

  enter_service ();
  while (due == NULL && service.entries->len > 0) {
    Entry *next = next_entry (&when_ns);

    if (weir_now_ns () < when_ns || weir_clock_get_time (next->clock) < entry_time (next))
      weir_monitor_wait (&service.monitor, when_ns);
    else
      due = weir_clock_id_ref (next);
  }
  if (due == NULL) {
    g_clear_pointer (&service.entries, g_ptr_array_unref);
  } else {
    *time = entry_time (due);
    entry_advance (due);
    if (!WEIR_CLOCK_TIME_IS_VALID (due->interval)) {
      dequeue (due);
      weir_clock_id_unref (due); /* not the last: we hold one */
    }
  }
  weir_monitor_leave (&service.monitor);
  return due;
}

static void
serve_cb (gpointer data)
{
  WeirClockTime time;
  Entry *due;

  while ((due = await_due (&time)) != NULL) {
    if (!is_unscheduled (due))
      due->func (due->clock, time, due, due->user_data);
    weir_clock_id_unref (due);
  }
}

/**
 * weir_clock_id_wait_async:
 * @id: an id
 * @func: (scope notified) (closure user_data) (destroy destroy_data): called when its time has come; for a periodic id
 *   each time, until it is unscheduled
 * @user_data: what @func gets
 * @destroy_data: (nullable): called with @user_data when the last reference of the id is dropped
 *
 * Has a function called when the clock shows the id's time. All such functions are called one after the other.
 *
 * Thread: any
 *
 * Returns: %WEIR_CLOCK_OK, or %WEIR_CLOCK_UNSCHEDULED, %WEIR_CLOCK_BADTIME, %WEIR_CLOCK_BUSY if it can't be
 */
WeirClockReturn
weir_clock_id_wait_async (WeirClockID id, WeirClockCallback func, gpointer user_data,
                          GDestroyNotify destroy_data)
{
  Entry *entry = id;
  WeirClockReturn result = WEIR_CLOCK_OK;
  gboolean start = FALSE;

  g_return_val_if_fail (id != NULL, WEIR_CLOCK_ERROR);
  g_return_val_if_fail (func != NULL, WEIR_CLOCK_ERROR);

  enter_service ();
  if (is_unscheduled (entry))
    result = WEIR_CLOCK_UNSCHEDULED;
  else if (!WEIR_CLOCK_TIME_IS_VALID (entry_time (entry)))
    result = WEIR_CLOCK_BADTIME;
  else if (entry->queued || entry->func != NULL)
    result = WEIR_CLOCK_BUSY;
  if (result == WEIR_CLOCK_OK) {
    entry->func = func;
    entry->user_data = user_data;
    entry->destroy_data = destroy_data;
    entry->queued = TRUE;
    start = service.entries == NULL;
    if (start)
      service.entries = g_ptr_array_new ();
    g_ptr_array_add (service.entries, weir_clock_id_ref (entry));
    weir_monitor_notify_all (&service.monitor);
  }
  weir_monitor_leave (&service.monitor);

  if (start)
    weir_spawn ("weir-clock", serve_cb, NULL);
  if (result != WEIR_CLOCK_OK && destroy_data != NULL)
    destroy_data (user_data);
  return result;
}

/**
 * weir_clock_id_unschedule:
 * @id: an id
 *
 * Takes it back: who waits for it returns, its function isn't called any more (a call in progress goes on).
 *
 * Thread: any
 */
void
weir_clock_id_unschedule (WeirClockID id)
{
  Entry *entry = id;

  g_return_if_fail (id != NULL);

  WEIR_ATOMIC_EXCHANGE (&entry->unscheduled, TRUE, acq_rel); /* pairs with is_unscheduled () */
  weir_monitor_enter (&entry->clock->clock_priv->monitor);
  weir_monitor_notify_all (&entry->clock->clock_priv->monitor);
  weir_monitor_leave (&entry->clock->clock_priv->monitor);

  enter_service ();
  gboolean queued = entry->queued;
  if (queued) {
    dequeue (entry);
    weir_monitor_notify_all (&service.monitor);
  }
  weir_monitor_leave (&service.monitor);
  if (queued)
    weir_clock_id_unref (entry);
}
