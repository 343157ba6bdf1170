/* SPDX-License-Identifier: MIT */
/* What a device tells about its position is coarse (it moves by periods), late and jittery. A loop of second order (after
 * F. Adriaensen, "Using a DLL to filter time", 2005) makes a smooth estimate of its position and rate. What the clock
 * shows is a line that runs into the estimate within a second, so that it neither jumps nor goes back; behind that second
 * it goes on with the estimated rate, observations or not. Readers get the line as a snapshot. */
#include <weir/graph/clock-private.h>
#include <weir/graph/media-clock.h>

#include <math.h>

/* Rates are fractions of this. */
#define ONE (G_GINT64_CONSTANT (1) << 32)
/* The shown time runs into the estimate within this. */
#define RUN_IN_NS WEIR_SECOND
/* A device that is further off than this has jumped. (So the line's rate is within 10% of the estimate's.) */
#define JUMP_NS (100 * WEIR_MSECOND)
/* No clock of a device is further off than 2%. */
#define MAX_DRIFT 0.02
/* The loop's bandwidth while it finds the device's rate, and later. */
#define FAST_HZ 1.0
#define SLOW_HZ 0.1
#define N_FAST 32

/* From `begin_ns` on, where the clock shows `time`, it goes at `first`; from `bend_ns` on at `then`. */
typedef struct {
  gint64 begin_ns, time, first, bend_ns, then;
} Line;

G_STATIC_ASSERT (sizeof (Line) == WEIR_SNAPSHOT_MAX * sizeof (gint64));

struct _WeirMediaClock {
  WeirClock parent_instance;
  WeirSnapshot line; /* a Line; written under lock */

  pthread_mutex_t lock;
  gint64 offset_ns;     /* shown time = media time + offset, where the device is */
  guint n_observations; /* since the last jump */
  gint64 last_ns;       /* monotonic time of the last observation */
  double estimate_ns; /* of the shown time that the device stood for then, relative to origin_ns */
  gint64 origin_ns;
  double rate; /* of the device, to the monotonic time */
};

struct _WeirMediaClockClass {
  WeirClockClass parent_class;
};

G_DEFINE_FINAL_TYPE (WeirMediaClock, weir_media_clock, WEIR_TYPE_CLOCK)

static gint64
scale (gint64 value, gint64 num, gint64 denom)
{
  return (gint64) ((__int128) value * num / denom);
}

static gint64
line_at (const Line *line, gint64 monotonic_ns)
{
  gint64 first_ns = MIN (monotonic_ns, line->bend_ns) - line->begin_ns;
  gint64 then_ns = MAX (monotonic_ns - line->bend_ns, 0);

  return line->time + scale (MAX (first_ns, 0), line->first, ONE)
         + scale (then_ns, line->then, ONE);
}

static gint64
line_when (const Line *line, gint64 time)
{
  gint64 bend_time = line_at (line, line->bend_ns);

  if (time <= bend_time)
    return line->begin_ns + scale (time - line->time, ONE, line->first);
  return line->bend_ns + scale (time - bend_time, ONE, line->then);
}

static void
read_line (WeirMediaClock *self, Line *line)
{
  gint64 numbers[WEIR_SNAPSHOT_MAX];

  weir_snapshot_read (&self->line, numbers, G_N_ELEMENTS (numbers));
  *line = (Line){ numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] };
}

static void
write_line (WeirMediaClock *self, const Line *line)
{
  const gint64 numbers[] = { line->begin_ns, line->time, line->first, line->bend_ns, line->then };

  weir_snapshot_write (&self->line, numbers, G_N_ELEMENTS (numbers));
}

/* The device jumped, or is seen for the first time: its position is the time shown then. */
static void
settle (WeirMediaClock *self, const Line *line, gint64 media_ns, gint64 monotonic_ns)
{
  gint64 shown_ns = line_at (line, monotonic_ns);

  self->offset_ns = shown_ns - media_ns;
  self->origin_ns = shown_ns;
  self->estimate_ns = 0;
  self->last_ns = monotonic_ns;
  self->n_observations = 1;
}

/* One turn of the loop. FALSE: the device has jumped. */
static gboolean
follow (WeirMediaClock *self, gint64 media_ns, gint64 monotonic_ns)
{
  double step_ns = (double) (monotonic_ns - self->last_ns);
  double expected_ns = self->estimate_ns + step_ns * self->rate;
  double error_ns = (double) (media_ns + self->offset_ns - self->origin_ns) - expected_ns;

  if (fabs (error_ns) > JUMP_NS)
    return FALSE;

  double bandwidth_hz = self->n_observations < N_FAST ? FAST_HZ : SLOW_HZ;
  double omega = MIN (2 * G_PI * bandwidth_hz * step_ns / WEIR_SECOND, 0.5);

  self->estimate_ns = expected_ns + G_SQRT2 * omega * error_ns;
  self->rate =
    CLAMP (self->rate + omega * omega * error_ns / step_ns, 1 - MAX_DRIFT, 1 + MAX_DRIFT);
  self->last_ns = monotonic_ns;
  self->n_observations++;
  return TRUE;
}

/* From now on the clock runs from what it shows into the estimate. */
static void
aim (WeirMediaClock *self, const Line *line, gint64 now_ns)
{
  gint64 shown_ns = line_at (line, now_ns);
  double estimate_ns = self->estimate_ns + (double) (now_ns - self->last_ns) * self->rate;
  double off_ns = estimate_ns - (double) (shown_ns - self->origin_ns);

  /* Whatever came together, it goes on, and not at a gallop. */
  double first = CLAMP (self->rate + off_ns / RUN_IN_NS, 0.5, 2.0);
  const Line aimed = { .begin_ns = now_ns,
                       .time = shown_ns,
                       .first = llround (first * (double) ONE),
                       .bend_ns = now_ns + RUN_IN_NS,
                       .then = llround (self->rate * (double) ONE) };
  write_line (self, &aimed);
}

/**
 * weir_media_clock_observe:
 * @clock: a media clock
 * @media_time: where the device is, in ns of media
 * @monotonic_ns: when it was there, not in the future, later than the last time
 *
 * Tells where the device is. A few times a second is enough.
 *
 * Thread: any
 */
void
weir_media_clock_observe (WeirMediaClock *clock, WeirClockTime media_time, gint64 monotonic_ns)
{
  Line line;

  g_return_if_fail (WEIR_IS_MEDIA_CLOCK (clock));
  g_return_if_fail (media_time <= G_MAXINT64);

  pthread_mutex_lock (&clock->lock);
  read_line (clock, &line);
  if (clock->n_observations == 0) {
    settle (clock, &line, (gint64) media_time, monotonic_ns);
  } else if (monotonic_ns > clock->last_ns) {
    if (!follow (clock, (gint64) media_time, monotonic_ns))
      settle (clock, &line, (gint64) media_time, monotonic_ns);
    aim (clock, &line, MAX (weir_now_ns (), monotonic_ns));
  }
  pthread_mutex_unlock (&clock->lock);

  WeirMonitor *monitor = &WEIR_CLOCK_CAST (clock)->clock_priv->monitor;
  weir_monitor_enter (monitor);
  weir_monitor_notify_all (monitor); /* who waits computes again */
  weir_monitor_leave (monitor);
}

/**
 * weir_media_clock_to_time:
 * @clock: a media clock
 * @media_time: a position of the device, in ns of media
 *
 * Says what the clock shows when the device is there, as far as is known now. By it an audio sink finds the place in the
 * device's stream that belongs to a time of the clock.
 *
 * Thread: any
 *
 * Returns: a time of the clock, in ns
 */
WeirClockTime
weir_media_clock_to_time (WeirMediaClock *clock, WeirClockTime media_time)
{
  g_return_val_if_fail (WEIR_IS_MEDIA_CLOCK (clock), WEIR_CLOCK_TIME_NONE);

  pthread_mutex_lock (&clock->lock);
  gint64 time = (gint64) media_time + clock->offset_ns;
  pthread_mutex_unlock (&clock->lock);
  return (WeirClockTime) MAX (time, 0);
}

/**
 * weir_media_clock_get_rate:
 * @clock: a media clock
 *
 * Says how fast the device goes.
 *
 * Thread: any
 *
 * Returns: seconds of media per second of monotonic time
 */
double
weir_media_clock_get_rate (WeirMediaClock *clock)
{
  g_return_val_if_fail (WEIR_IS_MEDIA_CLOCK (clock), 1);

  pthread_mutex_lock (&clock->lock);
  double rate = clock->rate;
  pthread_mutex_unlock (&clock->lock);
  return rate;
}

static WeirClockTime
weir_media_clock_get_internal_time (WeirClock *clock)
{
  Line line;

  read_line ((WeirMediaClock *) clock, &line);
  return (WeirClockTime) MAX (line_at (&line, weir_now_ns ()), 0);
}

static gint64
weir_media_clock_internal_to_monotonic (WeirClock *clock, WeirClockTime internal)
{
  Line line;

  read_line ((WeirMediaClock *) clock, &line);
  return line_when (&line, (gint64) internal);
}

static void
weir_media_clock_finalize (GObject *object)
{
  pthread_mutex_destroy (&((WeirMediaClock *) object)->lock);
  G_OBJECT_CLASS (weir_media_clock_parent_class)->finalize (object);
}

static void
weir_media_clock_class_init (WeirMediaClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_media_clock_finalize;
  WEIR_CLOCK_CLASS (klass)->get_internal_time = weir_media_clock_get_internal_time;
  WEIR_CLOCK_CLASS (klass)->internal_to_monotonic = weir_media_clock_internal_to_monotonic;
}

static void
weir_media_clock_init (WeirMediaClock *self)
{
  gint64 now_ns = weir_now_ns ();
  const Line plain = { now_ns, now_ns, ONE, now_ns, ONE };

  pthread_mutex_init (&self->lock, NULL);
  self->rate = 1;
  write_line (self, &plain);
}

/**
 * weir_media_clock_new:
 * @name: (nullable): its name
 *
 * Makes a clock for an element to provide.
 *
 * Thread: any
 *
 * Returns: (transfer full): the clock
 */
WeirClock *
weir_media_clock_new (const char *name)
{
  return g_object_ref_sink (g_object_new (WEIR_TYPE_MEDIA_CLOCK, "name", name, NULL));
}
