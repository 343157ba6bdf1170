/* SPDX-License-Identifier: MIT */
/* A clock that follows another one: it looks at it now and then, and from the last looks gets, by least squares, the
 * rate and offset that its calibration needs. */
#include <weir/graph/clock-private.h>

#include <math.h>

typedef struct {
  WeirClockTime slave, master;
} Observation;

struct _WeirClockMaster {
  WeirClock *clock; /* (owned) who is followed */
  WeirClockID id;   /* (owned) */
};

/* The rate is a fraction of this denominator: finer than any drift, and small enough for exact scaling. */
#define RATE_DENOM (G_GUINT64_CONSTANT (1) << 32)

/* Puts the observation in the window; copies the window out. 0: too few yet. Inside the monitor. */
static guint
remember (WeirClockPrivate *priv, const Observation *observation, Observation **copy)
{
  GArray *window = priv->observations;

  if (window == NULL)
    window = priv->observations = g_array_new (FALSE, FALSE, sizeof (Observation));
  while (window->len > 0 && window->len >= priv->window_size)
    g_array_remove_index (window, 0);
  g_array_append_val (window, *observation);
  if (window->len < priv->window_threshold)
    return 0;
  *copy = g_memdup2 (window->data, window->len * sizeof (Observation));
  return window->len;
}

/* The line through the points with the least squares. FALSE: they don't define one. */
static gboolean
fit_line (const Observation *points, guint n, WeirCalibration *line, double *r_squared)
{
  double mean_x = 0, mean_y = 0, sxx = 0, sxy = 0, syy = 0;
  const Observation *first = &points[0];

  for (guint i = 0; i < n; i++) {
    mean_x += (double) (gint64) (points[i].slave - first->slave) / n;
    mean_y += (double) (gint64) (points[i].master - first->master) / n;
  }
  for (guint i = 0; i < n; i++) {
    double x = (double) (gint64) (points[i].slave - first->slave) - mean_x;
    double y = (double) (gint64) (points[i].master - first->master) - mean_y;

    sxx += x * x;
    sxy += x * y;
    syy += y * y;
  }
  if (sxx <= 0 || sxy <= 0)
    return FALSE;
  *line = (WeirCalibration){ .internal = first->slave + (WeirClockTime) llround (mean_x),
                             .external = first->master + (WeirClockTime) llround (mean_y),
                             .num = (WeirClockTime) llround (sxy / sxx * (double) RATE_DENOM),
                             .denom = RATE_DENOM };
  *r_squared = syy > 0 ? sxy * sxy / (sxx * syy) : 1;
  return line->num > 0;
}

/**
 * weir_clock_add_observation:
 * @clock: a clock
 * @slave: its internal time at some moment
 * @master: what the other clock showed at that moment
 * @r_squared: (out) (optional): how well the looks lie on a line: 1 is perfectly
 *
 * Takes note of a look at another clock, and sets the calibration when there were enough.
 *
 * Thread: any
 *
 * Returns: whether the calibration was set
 */
gboolean
weir_clock_add_observation (WeirClock *clock, WeirClockTime slave, WeirClockTime master,
                            double *r_squared)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), FALSE);
  g_return_val_if_fail (WEIR_CLOCK_TIME_IS_VALID (slave), FALSE);
  g_return_val_if_fail (WEIR_CLOCK_TIME_IS_VALID (master), FALSE);

  const Observation observation = { slave, master };
  g_autofree Observation *points = NULL;
  WeirCalibration line;
  double fit = 0;

  weir_monitor_enter (&clock->clock_priv->monitor);
  guint n = remember (clock->clock_priv, &observation, &points);
  weir_monitor_leave (&clock->clock_priv->monitor);

  gboolean fitted = n >= 2 && fit_line (points, n, &line, &fit);
  if (fitted)
    weir_clock_set_calibration (clock, line.internal, line.external, line.num, line.denom);
  if (r_squared != NULL)
    *r_squared = fit;
  return fitted;
}

static gboolean
look_cb (WeirClock *master, WeirClockTime time, WeirClockID id, gpointer data)
{
  g_autoptr (WeirClock) clock = g_weak_ref_get (data);

  if (clock != NULL)
    weir_clock_add_observation (clock, weir_clock_get_internal_time (clock),
                                weir_clock_get_time (master), NULL);
  return TRUE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static WeirClockMaster *
master_new (WeirClock *clock, WeirClock *master)
{
  WeirClockTime now = weir_clock_get_time (master), internal = weir_clock_get_internal_time (clock);
  WeirClockMaster *self = g_new0 (WeirClockMaster, 1);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  /* At once as far as one look can tell: its time now, our own rate. */
  weir_clock_set_calibration (clock, internal, now, 1, 1);
  weir_clock_add_observation (clock, internal, now, NULL);

  g_weak_ref_init (weak, clock);
  self->clock = g_object_ref (master);
  self->id =
    weir_clock_new_periodic_id (master, now, MAX (weir_clock_get_timeout (clock), 1000000));
  weir_clock_id_wait_async (self->id, look_cb, weak, weak_ref_free);
  return self;
}

static void
master_free (WeirClockMaster *self)
{
  if (self == NULL)
    return;
  weir_clock_id_unschedule (self->id);
  weir_clock_id_unref (self->id);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * weir_clock_set_master:
 * @clock: a clock
 * @master: (nullable): the clock to follow, or %NULL for none
 *
 * Has a clock follow another one: it looks at it every #WeirClock:timeout and sets its calibration accordingly.
 *
 * Thread: any that owns nothing
 *
 * Returns: %FALSE if this clock can't follow others
 */
gboolean
weir_clock_set_master (WeirClock *clock, WeirClock *master)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), FALSE);
  g_return_val_if_fail (master != clock, FALSE);

  WeirClockPrivate *priv = clock->clock_priv;
  if (master != NULL && !priv->can_follow)
    return FALSE;

  weir_monitor_enter (&priv->monitor);
  WeirClockMaster *old = g_steal_pointer (&priv->master);
  g_clear_pointer (&priv->observations, g_array_unref);
  weir_monitor_leave (&priv->monitor);
  master_free (old);
  if (master == NULL)
    return TRUE;

  WeirClockMaster *made = master_new (clock, master);
  weir_monitor_enter (&priv->monitor);
  old = priv->master;
  priv->master = made;
  weir_monitor_leave (&priv->monitor);
  master_free (old); /* of another thread that was at it too */
  return TRUE;
}

/**
 * weir_clock_get_master:
 * @clock: a clock
 *
 * Gives the clock that it follows.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the other clock
 */
WeirClock *
weir_clock_get_master (WeirClock *clock)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), NULL);

  weir_monitor_enter (&clock->clock_priv->monitor);
  WeirClockMaster *master = clock->clock_priv->master;
  WeirClock *found = master != NULL ? g_object_ref (master->clock) : NULL;
  weir_monitor_leave (&clock->clock_priv->monitor);
  return found;
}

/**
 * weir_clock_set_timeout:
 * @clock: a clock
 * @timeout: time between looks at its master, in ns; from the next weir_clock_set_master() on
 *
 * Says how often to look at the clock that is followed.
 *
 * Thread: any
 */
void
weir_clock_set_timeout (WeirClock *clock, WeirClockTime timeout)
{
  g_return_if_fail (WEIR_IS_CLOCK (clock));

  weir_monitor_enter (&clock->clock_priv->monitor);
  clock->clock_priv->timeout = timeout;
  weir_monitor_leave (&clock->clock_priv->monitor);
}

/**
 * weir_clock_get_timeout:
 * @clock: a clock
 *
 * Says how often it looks at the clock that it follows.
 *
 * Thread: any
 *
 * Returns: ns
 */
WeirClockTime
weir_clock_get_timeout (WeirClock *clock)
{
  g_return_val_if_fail (WEIR_IS_CLOCK (clock), WEIR_CLOCK_TIME_NONE);

  weir_monitor_enter (&clock->clock_priv->monitor);
  WeirClockTime timeout = clock->clock_priv->timeout;
  weir_monitor_leave (&clock->clock_priv->monitor);
  return timeout;
}
