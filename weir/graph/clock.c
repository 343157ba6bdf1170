/* SPDX-License-Identifier: MIT */
/* A pipeline plays by one clock, which may be the system's or a device's. Whoever syncs to it reads it in any thread,
 * many times a second, so reading takes no lock: the calibration is a snapshot, and that time never goes back is seen
 * to by one word that only grows. Waiting for a time is in clock-id.c, following another clock in clock-master.c. */
#include <weir/graph/clock-private.h>

enum { PROP_TIMEOUT = 1, PROP_WINDOW_SIZE, PROP_WINDOW_THRESHOLD };
enum { SIGNAL_SYNCED, N_SIGNALS };

#define DEFAULT_TIMEOUT (WEIR_SECOND / 10)
#define DEFAULT_WINDOW_SIZE 32
#define DEFAULT_WINDOW_THRESHOLD 4

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirClock, weir_clock, WEIR_TYPE_OBJECT)

GType
weir_clock_return_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_CLOCK_OK, "WEIR_CLOCK_OK", "ok" },
    { WEIR_CLOCK_EARLY, "WEIR_CLOCK_EARLY", "early" },
    { WEIR_CLOCK_UNSCHEDULED, "WEIR_CLOCK_UNSCHEDULED", "unscheduled" },
    { WEIR_CLOCK_BUSY, "WEIR_CLOCK_BUSY", "busy" },
    { WEIR_CLOCK_BADTIME, "WEIR_CLOCK_BADTIME", "badtime" },
    { WEIR_CLOCK_ERROR, "WEIR_CLOCK_ERROR", "error" },
    { WEIR_CLOCK_UNSUPPORTED, "WEIR_CLOCK_UNSUPPORTED", "unsupported" },
    { WEIR_CLOCK_DONE, "WEIR_CLOCK_DONE", "done" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirClockReturn", values));
  return type;
}

/* --- snapshots ---------------------------------------------------------------------------- */

void
weir_snapshot_write (WeirSnapshot *snapshot, const gint64 *numbers, guint n)
{
  guint32 count = WEIR_ATOMIC_LOAD (&snapshot->count, relaxed); /* only we write */

  WEIR_ATOMIC_STORE (&snapshot->count, count + 1, relaxed); /* published by each of the next */
  for (guint i = 0; i < n; i++)
    WEIR_ATOMIC_STORE (&snapshot->numbers[i], numbers[i], release); /* pairs with the reader's */
  WEIR_ATOMIC_STORE (&snapshot->count, count + 2, release);
}

void
weir_snapshot_read (WeirSnapshot *snapshot, gint64 *numbers, guint n)
{
  guint32 before, after;

  do {
    before = WEIR_ATOMIC_LOAD (&snapshot->count, acquire);
    for (guint i = 0; i < n; i++)
      numbers[i] = WEIR_ATOMIC_LOAD (&snapshot->numbers[i], acquire);
    after = WEIR_ATOMIC_LOAD (&snapshot->count, relaxed); /* can't move before the acquires */
  } while (before != after || (before & 1) != 0);
}

/* --- calibration -------------------------------------------------------------------------- */

static WeirClockTime
scale_around (WeirClockTime time, WeirClockTime from, WeirClockTime to, WeirClockTime num,
              WeirClockTime denom)
{
  if (time >= from)
    return to + weir_util_uint64_scale (time - from, num, denom);

  WeirClockTime back = weir_util_uint64_scale (from - time, num, denom);
  return to > back ? to - back : 0;
}

WeirClockTime
weir_calibration_apply (const WeirCalibration *c, WeirClockTime internal)
{
  return scale_around (internal, c->internal, c->external, c->num, MAX (c->denom, 1));
}

/* A clock that stands still shows no later time: it would have to be waited for without end. */
WeirClockTime
weir_calibration_undo (const WeirCalibration *c, WeirClockTime external)
{
  if (c->num == 0)
    return external <= c->external ? c->internal : WEIR_CLOCK_TIME_NONE;
  return scale_around (external, c->external, c->internal, c->denom, c->num);
}

static void
read_calibration (WeirClock *clock, WeirCalibration *calibration)
{
  gint64 numbers[4];

  weir_snapshot_read (&clock->clock_priv->calibration, numbers, G_N_ELEMENTS (numbers));
  *calibration = (WeirCalibration){ .internal = (WeirClockTime) numbers[0],
                                    .external = (WeirClockTime) numbers[1],
                                    .num = (WeirClockTime) numbers[2],
                                    .denom = (WeirClockTime) numbers[3] };
}

static gboolean
is_plain (const WeirCalibration *c)
{
  return c->internal == c->external && c->num == c->denom;
}

/**
 * weir_clock_set_calibration:
 * @clock: a clock
 * @internal: an internal time
 * @external: what the clock shows then
 * @rate_num: how much faster it goes than its internal time, numerator
 * @rate_denom: denominator, not 0
 *
 * Changes what the clock makes of its internal time. What it shows never goes back: it stands still until the new
 * calibration has caught up.
 *
 * Thread: any
 */
void
weir_clock_set_calibration (WeirClock *clock, WeirClockTime internal, WeirClockTime external,
                            WeirClockTime rate_num, WeirClockTime rate_denom)
{
  g_return_if_fail (WEIR_IS_CLOCK (clock));
  g_return_if_fail (rate_denom > 0);

  const gint64 numbers[] = { (gint64) internal, (gint64) external, (gint64) rate_num,
                             (gint64) rate_denom };

  weir_monitor_enter (&clock->clock_priv->monitor);
  weir_snapshot_write (&clock->clock_priv->calibration, numbers, G_N_ELEMENTS (numbers));
  weir_monitor_notify_all (&clock->clock_priv->monitor); /* who waits computes again */
  weir_monitor_leave (&clock->clock_priv->monitor);
}

/**
 * weir_clock_get_calibration:
 * @clock: a clock
 * @internal: (out) (optional): an internal time
 * @external: (out) (optional): what the clock shows then
 * @rate_num: (out) (optional): how much faster it goes than its internal time, numerator
 * @rate_denom: (out) (optional): denominator
 *
 * Gives the calibration in force.
 *
 * Thread: any
 */
void
weir_clock_get_calibration (WeirClock *clock, WeirClockTime *internal, WeirClockTime *external,
                            WeirClockTime *rate_num, WeirClockTime *rate_denom)
{
  WeirCalibration calibration;

  g_return_if_fail (WEIR_IS_CLOCK (clock));

  read_calibration (clock, &calibration);
  if (internal != NULL)
    *internal = calibration.internal;
  if (external != NULL)
    *external = calibration.external;
  if (rate_num != NULL)
    *rate_num = calibration.num;
  if (rate_denom != NULL)
    *rate_denom = calibration.denom;
}

/**
 * weir_clock_adjust_with_calibration:
 * @clock: (nullable): a clock; not used
 * @internal_target: an internal time
 * @cinternal: internal time of the calibration
 * @cexternal: external time of the calibration
 * @cnum: numerator of its rate
 * @cdenom: denominator of its rate
 *
 * Computes what a clock with this calibration shows at an internal time.
 *
 * Thread: any
 *
 * Returns: the external time
 */
WeirClockTime
weir_clock_adjust_with_calibration (WeirClock *clock, WeirClockTime internal_target,
                                    WeirClockTime cinternal, WeirClockTime cexternal,
                                    WeirClockTime cnum, WeirClockTime cdenom)
{
  const WeirCalibration calibration = { cinternal, cexternal, cnum, cdenom };

  return weir_calibration_apply (&calibration, internal_target);
}

/**
 * weir_clock_unadjust_with_calibration:
 * @clock: (nullable): a clock; not used
 * @external_target: a time that a clock shows
 * @cinternal: internal time of the calibration
 * @cexternal: external time of the calibration
 * @cnum: numerator of its rate
 * @cdenom: denominator of its rate
 *
 * Computes at which internal time a clock with this calibration shows a time.
 *
 * Thread: any
 *
 * Returns: the internal time; %WEIR_CLOCK_TIME_NONE if its rate is 0 and the time lies ahead
 */
WeirClockTime
weir_clock_unadjust_with_calibration (WeirClock *clock, WeirClockTime external_target,
                                      WeirClockTime cinternal, WeirClockTime cexternal,
                                      WeirClockTime cnum, WeirClockTime cdenom)
{
  const WeirCalibration calibration = { cinternal, cexternal, cnum, cdenom };

  return weir_calibration_undo (&calibration, external_target);
}

/* --- reading -------------------------------------------------------------------------------- */

/**
 * weir_clock_get_internal_time:
 * @clock: a clock
 *
 * Reads the clock before calibration.
 *
 * Thread: any
 *
 * Returns: ns
 */
WeirClockTime
weir_clock_get_internal_time (WeirClock *clock)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), WEIR_CLOCK_TIME_NONE);
  return WEIR_CLOCK_GET_CLASS (clock)->get_internal_time (clock);
}

/**
 * weir_clock_get_time:
 * @clock: a clock
 *
 * Reads the clock. It never goes back.
 *
 * Thread: any
 *
 * Returns: ns
 */
WeirClockTime
weir_clock_get_time (WeirClock *clock)
{
  WeirCalibration calibration;

  g_return_val_if_fail (WEIR_IS_CLOCK (clock), WEIR_CLOCK_TIME_NONE);

  WeirClockPrivate *priv = clock->clock_priv;
  WeirClockTime now = WEIR_CLOCK_GET_CLASS (clock)->get_internal_time (clock);
  read_calibration (clock, &calibration);
  if (is_plain (&calibration) && priv->is_steady)
    return now;

  now = weir_calibration_apply (&calibration, now);
  guint64 shown = WEIR_ATOMIC_LOAD (&priv->shown, relaxed); /* one word, orders nothing else */
  do {
    if (shown >= now)
      return shown;
  } while (!WEIR_ATOMIC_CAS (&priv->shown, &shown, now, relaxed));
  return now;
}

/**
 * weir_clock_get_resolution:
 * @clock: a clock
 *
 * Says how fine its time is.
 *
 * Thread: any
 *
 * Returns: ns
 */
WeirClockTime
weir_clock_get_resolution (WeirClock *clock)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), 0);

  WeirClockClass *klass = WEIR_CLOCK_GET_CLASS (clock);
  return klass->get_resolution != NULL ? klass->get_resolution (clock) : 1;
}

gint64
weir_clock_time_to_monotonic (WeirClock *clock, WeirClockTime time)
{
  WeirCalibration calibration;

  if (!WEIR_CLOCK_TIME_IS_VALID (time))
    return G_MAXINT64;
  read_calibration (clock, &calibration);
  if (!is_plain (&calibration))
    time = weir_calibration_undo (&calibration, time);
  if (time > G_MAXINT64)
    return G_MAXINT64;

  WeirClockClass *klass = WEIR_CLOCK_GET_CLASS (clock);
  if (klass->internal_to_monotonic != NULL)
    return klass->internal_to_monotonic (clock, time);

  /* Nothing is known but what it shows now: it is taken to go as fast as the monotonic one. */
  gint64 ahead_ns = (gint64) time - (gint64) klass->get_internal_time (clock),
         now_ns = weir_now_ns ();
  return ahead_ns > G_MAXINT64 - now_ns ? G_MAXINT64 : now_ns + ahead_ns;
}

/* --- being in sync --------------------------------------------------------------------------- */

/**
 * weir_clock_is_synced:
 * @clock: a clock
 *
 * Asks whether the clock shows its true time. Clocks that don't have to find theirs always do.
 *
 * Thread: any
 *
 * Returns: whether it does
 */
gboolean
weir_clock_is_synced (WeirClock *clock)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), FALSE);

  weir_monitor_enter (&clock->clock_priv->monitor);
  gboolean synced = clock->clock_priv->synced;
  weir_monitor_leave (&clock->clock_priv->monitor);
  return synced;
}

/**
 * weir_clock_set_synced:
 * @clock: a clock
 * @synced: whether it shows its true time
 *
 * Called by clocks that must find theirs. Emits #WeirClock::synced on a change.
 *
 * Thread: any that owns nothing
 */
void
weir_clock_set_synced (WeirClock *clock, gboolean synced)
{
  g_return_if_fail (WEIR_IS_CLOCK (clock));

  weir_monitor_enter (&clock->clock_priv->monitor);
  gboolean changed = clock->clock_priv->synced != synced;
  clock->clock_priv->synced = synced;
  weir_monitor_notify_all (&clock->clock_priv->monitor);
  weir_monitor_leave (&clock->clock_priv->monitor);
  if (changed)
    g_signal_emit (clock, signals[SIGNAL_SYNCED], 0, synced);
}

/**
 * weir_clock_wait_for_sync:
 * @clock: a clock
 * @timeout: how long to wait, in ns; %WEIR_CLOCK_TIME_NONE: for ever
 *
 * Waits until the clock shows its true time.
 *
 * Thread: any that owns nothing
 *
 * Returns: whether it does
 */
gboolean
weir_clock_wait_for_sync (WeirClock *clock, WeirClockTime timeout)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), FALSE);

  WeirClockPrivate *priv = clock->clock_priv;
  gint64 now_ns = weir_now_ns (), deadline_ns = WEIR_FOREVER;
  gboolean in_time = TRUE;

  if (timeout < (WeirClockTime) (WEIR_FOREVER - now_ns))
    deadline_ns = now_ns + (gint64) timeout;
  weir_monitor_enter (&priv->monitor);
  while (!priv->synced && in_time)
    in_time = weir_monitor_wait (&priv->monitor, deadline_ns);
  gboolean synced = priv->synced;
  weir_monitor_leave (&priv->monitor);
  return synced;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
weir_clock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirClockPrivate *priv = WEIR_CLOCK_CAST (object)->clock_priv;

  weir_monitor_enter (&priv->monitor);
  switch (id) {
  case PROP_TIMEOUT:
    g_value_set_uint64 (value, priv->timeout);
    break;
  case PROP_WINDOW_SIZE:
    g_value_set_int (value, (int) priv->window_size);
    break;
  case PROP_WINDOW_THRESHOLD:
    g_value_set_int (value, (int) priv->window_threshold);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  weir_monitor_leave (&priv->monitor);
}

static void
weir_clock_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirClockPrivate *priv = WEIR_CLOCK_CAST (object)->clock_priv;

  weir_monitor_enter (&priv->monitor);
  switch (id) {
  case PROP_TIMEOUT:
    priv->timeout = g_value_get_uint64 (value);
    break;
  case PROP_WINDOW_SIZE:
    priv->window_size = (guint) g_value_get_int (value);
    priv->window_threshold = MIN (priv->window_threshold, priv->window_size);
    break;
  case PROP_WINDOW_THRESHOLD:
    priv->window_threshold = MIN ((guint) g_value_get_int (value), priv->window_size);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  weir_monitor_leave (&priv->monitor);
}

static void
weir_clock_dispose (GObject *object)
{
  WeirClock *clock = WEIR_CLOCK_CAST (object);

  weir_clock_set_master (clock, NULL);
  G_OBJECT_CLASS (weir_clock_parent_class)->dispose (object);
}

static void
weir_clock_finalize (GObject *object)
{
  weir_monitor_clear (&WEIR_CLOCK_CAST (object)->clock_priv->monitor);
  G_OBJECT_CLASS (weir_clock_parent_class)->finalize (object);
}

static void
weir_clock_class_init (WeirClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_clock_get_property;
  object_class->set_property = weir_clock_set_property;
  object_class->dispose = weir_clock_dispose;
  object_class->finalize = weir_clock_finalize;

  /**
   * WeirClock:timeout:
   *
   * How often a clock that follows another one looks at it, in ns.
   */
  g_object_class_install_property (object_class, PROP_TIMEOUT,
                                   g_param_spec_uint64 ("timeout", "Timeout",
                                                        "Time between looks at the master, in ns",
                                                        0, G_MAXUINT64, DEFAULT_TIMEOUT, flags));
  /**
   * WeirClock:window-size:
   *
   * How many looks are taken together to find the other clock's rate.
   */
  g_object_class_install_property (object_class, PROP_WINDOW_SIZE,
                                   g_param_spec_int ("window-size", "Window size",
                                                     "Number of looks that count for the rate", 2,
                                                     1024, DEFAULT_WINDOW_SIZE, flags));
  /**
   * WeirClock:window-threshold:
   *
   * How many looks are needed before the rate is used.
   */
  g_object_class_install_property (object_class, PROP_WINDOW_THRESHOLD,
                                   g_param_spec_int ("window-threshold", "Window threshold",
                                                     "Number of looks before the rate is used", 2,
                                                     1024, DEFAULT_WINDOW_THRESHOLD, flags));
  /**
   * WeirClock::synced:
   * @clock: the clock
   * @synced: whether it shows its true time
   *
   * It has found, or lost, its true time.
   */
  signals[SIGNAL_SYNCED] = g_signal_new ("synced", WEIR_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
weir_clock_init (WeirClock *clock)
{
  const gint64 plain[] = { 0, 0, 1, 1 };
  WeirClockPrivate *priv = weir_clock_get_instance_private (clock);

  clock->clock_priv = priv;
  weir_monitor_init (&priv->monitor);
  weir_snapshot_write (&priv->calibration, plain, G_N_ELEMENTS (plain));
  priv->synced = TRUE;
  priv->timeout = DEFAULT_TIMEOUT;
  priv->window_size = DEFAULT_WINDOW_SIZE;
  priv->window_threshold = DEFAULT_WINDOW_THRESHOLD;
}
