/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <weir/graph/clock-private.h>
#include <weir/graph/media-clock.h>
#include <weir/graph/system-clock.h>
#include <weir/sched/sim.h>

/* A clock whose internal time the test sets. */
typedef struct {
  WeirClock parent_instance;
  WeirClockTime internal;
} FakeClock;
typedef WeirClockClass FakeClockClass;
GType fake_clock_get_type (void);
G_DEFINE_TYPE (FakeClock, fake_clock, WEIR_TYPE_CLOCK)

static WeirClockTime
fake_clock_get_internal_time (WeirClock *clock)
{
  return ((FakeClock *) clock)->internal;
}

static void
fake_clock_class_init (FakeClockClass *klass)
{
  klass->get_internal_time = fake_clock_get_internal_time;
}

static void
fake_clock_init (FakeClock *clock)
{
  WEIR_CLOCK_CAST (clock)->clock_priv->can_follow = TRUE;
}

static WeirClock *
fake_clock_new (void)
{
  return g_object_ref_sink (g_object_new (fake_clock_get_type (), NULL));
}

static void
set_internal (WeirClock *clock, WeirClockTime time)
{
  ((FakeClock *) clock)->internal = time;
}

/* --- system clock --------------------------------------------------------------------- */

static void
test_system (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain (), again = weir_system_clock_obtain ();
  int type;

  g_assert_true (clock == again);
  g_object_get (clock, "clock-type", &type, NULL);
  g_assert_cmpint (type, ==, WEIR_CLOCK_TYPE_MONOTONIC);

  gint64 before_ns = weir_now_ns ();
  WeirClockTime now = weir_clock_get_time (clock);
  g_assert_cmpint (before_ns, <=, (gint64) now);
  g_assert_cmpint ((gint64) now, <=, weir_now_ns ());
  g_assert_cmpint (weir_clock_time_to_monotonic (clock, now + 5), ==, (gint64) now + 5);
  g_assert_cmpint (weir_clock_time_to_monotonic (clock, WEIR_CLOCK_TIME_NONE), ==, G_MAXINT64);
  g_assert_cmpuint (weir_clock_get_resolution (clock), ==, 1);
}

static void
test_realtime (void)
{
  g_autoptr (WeirClock) clock = g_object_ref_sink (
    g_object_new (WEIR_TYPE_SYSTEM_CLOCK, "clock-type", WEIR_CLOCK_TYPE_REALTIME, NULL));
  gint64 now_ns = (gint64) weir_clock_get_time (clock);

  g_assert_cmpint (ABS (now_ns - weir_wall_now_ns ()), <, WEIR_SECOND);
  gint64 ahead_ns =
    weir_clock_time_to_monotonic (clock, (WeirClockTime) (now_ns + WEIR_SECOND)) - weir_now_ns ();
  g_assert_cmpint (ABS (ahead_ns - WEIR_SECOND), <, WEIR_SECOND / 10);
}

static void
test_set_default (void)
{
  g_autoptr (WeirClock) fake = fake_clock_new ();

  weir_system_clock_set_default (fake);
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  g_assert_true (clock == fake);
  weir_system_clock_set_default (NULL);
  g_autoptr (WeirClock) usual = weir_system_clock_obtain ();
  g_assert_true (WEIR_IS_SYSTEM_CLOCK (usual));
}

/* --- calibration -------------------------------------------------------------------------- */

static void
test_calibration (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new ();
  WeirClockTime internal, external, num, denom;

  set_internal (clock, 1000);
  weir_clock_set_calibration (clock, 1000, 5000, 2, 1);
  weir_clock_get_calibration (clock, &internal, &external, &num, &denom);
  g_assert_cmpuint (internal, ==, 1000);
  g_assert_cmpuint (external, ==, 5000);
  g_assert_cmpuint (num, ==, 2);
  g_assert_cmpuint (denom, ==, 1);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 5000);
  set_internal (clock, 1500);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 6000);

  g_assert_cmpuint (weir_clock_adjust_with_calibration (NULL, 900, 1000, 5000, 2, 1), ==, 4800);
  g_assert_cmpuint (weir_clock_adjust_with_calibration (NULL, 0, 1000, 500, 2, 1), ==, 0);
  g_assert_cmpuint (weir_clock_unadjust_with_calibration (NULL, 6000, 1000, 5000, 2, 1), ==, 1500);
  g_assert_cmpuint (weir_clock_unadjust_with_calibration (NULL, 4800, 1000, 5000, 2, 1), ==, 900);
  g_assert_cmpuint (weir_clock_unadjust_with_calibration (NULL, 6000, 1000, 5000, 0, 1), ==,
                    WEIR_CLOCK_TIME_NONE);
}

static void
test_never_back (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new ();

  set_internal (clock, 1000);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 1000);
  set_internal (clock, 400);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 1000);
  weir_clock_set_calibration (clock, 400, 500, 1, 1);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 1000);
  set_internal (clock, 901);
  g_assert_cmpuint (weir_clock_get_time (clock), ==, 1001);
}

static void
test_unknown_clock_to_monotonic (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new ();

  set_internal (clock, 1000);
  gint64 ahead_ns = weir_clock_time_to_monotonic (clock, 1000 + WEIR_SECOND) - weir_now_ns ();
  g_assert_cmpint (ABS (ahead_ns - WEIR_SECOND), <, WEIR_SECOND / 10);
  weir_clock_set_calibration (clock, 1000, 1000, 2, 1);
  ahead_ns = weir_clock_time_to_monotonic (clock, 1000 + WEIR_SECOND) - weir_now_ns ();
  g_assert_cmpint (ABS (ahead_ns - WEIR_SECOND / 2), <, WEIR_SECOND / 10);
}

/* Readers never see half of one calibration and half of another. */
typedef struct {
  WeirClock *clock;
  int stop; /* atomic */
} Torn;

static gpointer
torn_reader (gpointer data)
{
  Torn *torn = data;

  while (!g_atomic_int_get (&torn->stop)) {
    WeirClockTime internal, external, num, denom;

    weir_clock_get_calibration (torn->clock, &internal, &external, &num, &denom);
    if (external != internal * 3 || num != internal + 1 || denom != internal + 2)
      g_error ("torn: %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, internal, external);
  }
  return NULL;
}

static void
test_snapshot (void)
{
  Torn torn = { fake_clock_new (), 0 };

  weir_clock_set_calibration (torn.clock, 1, 3, 2, 3);
  GThread *reader = g_thread_new ("reader", torn_reader, &torn);
  for (WeirClockTime i = 1; i < 100000; i++)
    weir_clock_set_calibration (torn.clock, i, i * 3, i + 1, i + 2);
  g_atomic_int_set (&torn.stop, 1);
  g_thread_join (reader);
  g_object_unref (torn.clock);
}

/* --- waiting ---------------------------------------------------------------------------------- */

static void
test_wait (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockTime now = weir_clock_get_time (clock), target = now + 20 * WEIR_MSECOND;
  WeirClockTimeDiff jitter;

  WeirClockID id = weir_clock_new_single_shot_id (clock, target);
  g_assert_cmpuint (weir_clock_id_get_time (id), ==, target);
  g_assert_true (weir_clock_id_uses_clock (id, clock));
  g_assert_cmpint (weir_clock_id_wait (id, &jitter), ==, WEIR_CLOCK_OK);
  g_assert_cmpint (jitter, <, 0);
  g_assert_cmpuint (weir_clock_get_time (clock), >=, target);
  g_assert_cmpint (weir_clock_id_wait (id, &jitter), ==, WEIR_CLOCK_EARLY);
  g_assert_cmpint (jitter, >, 0);
  weir_clock_id_unref (id);

  id = weir_clock_new_single_shot_id (clock, WEIR_CLOCK_TIME_NONE);
  g_assert_cmpint (weir_clock_id_wait (id, NULL), ==, WEIR_CLOCK_BADTIME);
  weir_clock_id_unref (id);
}

static void
test_wait_periodic (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockTime start = weir_clock_get_time (clock) + WEIR_MSECOND;
  WeirClockID id = weir_clock_new_periodic_id (clock, start, 5 * WEIR_MSECOND);

  for (guint i = 0; i < 4; i++) {
    g_assert_cmpuint (weir_clock_id_get_time (id), ==, start + i * 5 * WEIR_MSECOND);
    WeirClockReturn result = weir_clock_id_wait (id, NULL);
    g_assert_true (result == WEIR_CLOCK_OK || result == WEIR_CLOCK_EARLY);
    g_assert_cmpuint (weir_clock_get_time (clock), >=, start + i * 5 * WEIR_MSECOND);
  }
  weir_clock_id_unref (id);
}

static gpointer
wait_thread (gpointer id)
{
  return GINT_TO_POINTER (weir_clock_id_wait (id, NULL));
}

static void
test_unschedule (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockID id =
    weir_clock_new_single_shot_id (clock, weir_clock_get_time (clock) + 1000 * WEIR_SECOND);
  GThread *thread = g_thread_new ("waiter", wait_thread, id);

  g_usleep (10000);
  weir_clock_id_unschedule (id);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, WEIR_CLOCK_UNSCHEDULED);
  g_assert_cmpint (weir_clock_id_wait (id, NULL), ==, WEIR_CLOCK_UNSCHEDULED);
  weir_clock_id_unref (id);
}

/* Who waits for a clock that is calibrated meanwhile wakes at the new moment. */
static void
test_wait_recalibrated (void)
{
  g_autoptr (WeirClock) clock = g_object_ref_sink (g_object_new (WEIR_TYPE_SYSTEM_CLOCK, NULL));
  WeirClockTime now = weir_clock_get_time (clock);
  WeirClockID id = weir_clock_new_single_shot_id (clock, now + 1000 * WEIR_SECOND);
  GThread *thread = g_thread_new ("waiter", wait_thread, id);

  g_usleep (10000);
  weir_clock_set_calibration (clock, now, now + 2000 * WEIR_SECOND, 1, 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, WEIR_CLOCK_OK);
  weir_clock_id_unref (id);
}

typedef struct {
  GMutex mutex;
  GCond cond;
  GArray *times;
  guint n_freed;
} Calls;

static void
calls_init (Calls *calls)
{
  *calls = (Calls){ .times = g_array_new (FALSE, FALSE, sizeof (WeirClockTime)) };
  g_mutex_init (&calls->mutex);
  g_cond_init (&calls->cond);
}

static void
calls_clear (Calls *calls)
{
  g_array_unref (calls->times);
  g_mutex_clear (&calls->mutex);
  g_cond_clear (&calls->cond);
}

static gboolean
call_cb (WeirClock *clock, WeirClockTime time, WeirClockID id, gpointer user_data)
{
  Calls *calls = user_data;

  g_assert_cmpuint (weir_clock_get_time (clock), >=, time);
  g_mutex_lock (&calls->mutex);
  g_array_append_val (calls->times, time);
  g_cond_broadcast (&calls->cond);
  g_mutex_unlock (&calls->mutex);
  return TRUE;
}

static void
call_freed (gpointer user_data)
{
  Calls *calls = user_data;

  g_mutex_lock (&calls->mutex);
  calls->n_freed++;
  g_cond_broadcast (&calls->cond);
  g_mutex_unlock (&calls->mutex);
}

static void
await_calls (Calls *calls, guint n, guint n_freed)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  g_mutex_lock (&calls->mutex);
  while (calls->times->len < n || calls->n_freed < n_freed)
    if (!g_cond_wait_until (&calls->cond, &calls->mutex, deadline))
      g_error ("%u calls, %u freed", calls->times->len, calls->n_freed);
  g_mutex_unlock (&calls->mutex);
}

static void
test_async (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockTime now = weir_clock_get_time (clock);
  const WeirClockTime late = now + 30 * WEIR_MSECOND, soon = now + 10 * WEIR_MSECOND;
  WeirClockID first = weir_clock_new_single_shot_id (clock, late);
  WeirClockID second = weir_clock_new_single_shot_id (clock, soon);
  Calls calls;

  calls_init (&calls);
  g_assert_cmpint (weir_clock_id_compare_func (first, second), >, 0);
  g_assert_cmpint (weir_clock_id_wait_async (first, call_cb, &calls, call_freed), ==,
                   WEIR_CLOCK_OK);
  g_assert_cmpint (weir_clock_id_wait_async (second, call_cb, &calls, call_freed), ==,
                   WEIR_CLOCK_OK);
  g_assert_cmpint (weir_clock_id_wait_async (second, call_cb, &calls, NULL), ==, WEIR_CLOCK_BUSY);
  weir_clock_id_unref (first);
  weir_clock_id_unref (second);
  await_calls (&calls, 2, 2);
  g_assert_cmpuint (g_array_index (calls.times, WeirClockTime, 0), ==, soon);
  g_assert_cmpuint (g_array_index (calls.times, WeirClockTime, 1), ==, late);
  calls_clear (&calls);
}

static void
test_async_periodic (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockTime start = weir_clock_get_time (clock);
  WeirClockID id = weir_clock_new_periodic_id (clock, start, 3 * WEIR_MSECOND);
  Calls calls;

  calls_init (&calls);
  weir_clock_id_wait_async (id, call_cb, &calls, call_freed);
  await_calls (&calls, 5, 0);
  weir_clock_id_unschedule (id);
  weir_clock_id_unref (id);
  await_calls (&calls, 5, 1);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (g_array_index (calls.times, WeirClockTime, i), ==,
                      start + i * 3 * WEIR_MSECOND);
  calls_clear (&calls);
}

static void
test_async_unscheduled (void)
{
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockID id =
    weir_clock_new_single_shot_id (clock, weir_clock_get_time (clock) + 1000 * WEIR_SECOND);
  Calls calls;

  calls_init (&calls);
  weir_clock_id_wait_async (id, call_cb, &calls, call_freed);
  weir_clock_id_unschedule (id);
  g_assert_cmpint (weir_clock_id_wait_async (id, call_cb, &calls, NULL), ==,
                   WEIR_CLOCK_UNSCHEDULED);
  weir_clock_id_unref (id);
  await_calls (&calls, 0, 1);
  g_assert_cmpuint (calls.times->len, ==, 0);
  calls_clear (&calls);
}

/* --- following ---------------------------------------------------------------------------- */

static void
test_observations (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new ();
  double r_squared = 0;
  gboolean fitted = FALSE;

  /* The other clock is 7 s ahead and 100 ppm faster. */
  for (guint i = 0; i < 20; i++) {
    WeirClockTime slave = i * 100 * WEIR_MSECOND;
    WeirClockTime master = 7 * WEIR_SECOND + slave + slave / 10000;

    fitted = weir_clock_add_observation (clock, slave, master, &r_squared);
    g_assert_cmpint (fitted, ==, i >= 3);
  }
  g_assert_cmpfloat (r_squared, >, 0.999999);
  set_internal (clock, 100 * WEIR_SECOND);
  gint64 shown_ns = (gint64) weir_clock_get_time (clock);
  g_assert_cmpint (ABS (shown_ns - (107 * WEIR_SECOND + WEIR_SECOND / 100)), <, WEIR_USECOND);
}

static void
test_master (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new (), media = weir_media_clock_new ("m");
  g_autoptr (WeirClock) master = weir_system_clock_obtain ();

  g_assert_false (weir_clock_set_master (media, master));
  set_internal (clock, 1000);
  g_assert_true (weir_clock_set_master (clock, master));
  g_autoptr (WeirClock) found = weir_clock_get_master (clock);
  g_assert_true (found == master);
  gint64 off_ns = (gint64) weir_clock_get_time (clock) - (gint64) weir_clock_get_time (master);
  g_assert_cmpint (ABS (off_ns), <, WEIR_SECOND);
  g_assert_true (weir_clock_set_master (clock, NULL));
  g_assert_null (weir_clock_get_master (clock));
}

static void
test_synced (void)
{
  g_autoptr (WeirClock) clock = fake_clock_new ();

  g_assert_true (weir_clock_is_synced (clock));
  g_assert_true (weir_clock_wait_for_sync (clock, 0));
  weir_clock_set_synced (clock, FALSE);
  g_assert_false (weir_clock_wait_for_sync (clock, 5 * WEIR_MSECOND));
  weir_clock_set_synced (clock, TRUE);
  g_assert_true (weir_clock_wait_for_sync (clock, WEIR_CLOCK_TIME_NONE));
}

/* --- media clock --------------------------------------------------------------------------- */

/* Its time at a moment that has not come yet. */
static gint64
shown_at (WeirClock *clock, gint64 monotonic_ns)
{
  gint64 low = 0, high = monotonic_ns * 2;

  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (weir_clock_time_to_monotonic (clock, (WeirClockTime) middle) <= monotonic_ns)
      low = middle;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  double rate, jitter_ns;
  gint64 period_ns;
  gint64 start_ns;    /* the monotonic time of the first observation */
  gint64 position_ns; /* the device's, then */
} Device;

static gint64
device_at (const Device *device, gint64 monotonic_ns)
{
  return device->position_ns + llround ((double) (monotonic_ns - device->start_ns) * device->rate);
}

/* Tells the clock about the device for a while; returns when it ended. What is told lies in the future of the test,
 * which makes no difference to the clock. */
static gint64
play (WeirClock *clock, const Device *device, gint64 from_ns, gint64 duration_ns)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  gint64 at_ns = from_ns, shown = shown_at (clock, from_ns);

  for (; at_ns < from_ns + duration_ns; at_ns += device->period_ns) {
    double error_ns = g_rand_double_range (rand, -1, 1) * device->jitter_ns;

    weir_media_clock_observe (WEIR_MEDIA_CLOCK (clock),
                              (WeirClockTime) (device_at (device, at_ns) + llround (error_ns)),
                              at_ns);
    gint64 next = shown_at (clock, at_ns);
    g_assert_cmpint (next, >=, shown - 2); /* never back (but for rounding on this way), no jump */
    g_assert_cmpint (next - shown, <, 2 * device->period_ns + 1000);
    shown = next;
  }
  return at_ns;
}

static void
test_media_plain (void)
{
  g_autoptr (WeirClock) clock = weir_media_clock_new ("plain");
  gint64 before_ns = weir_now_ns (), shown_ns = (gint64) weir_clock_get_time (clock);

  g_assert_cmpint (before_ns, <=, shown_ns);
  g_assert_cmpint (shown_ns, <=, weir_now_ns ());
  g_assert_cmpstr (WEIR_OBJECT_NAME (clock), ==, "plain");
}

static void
test_media_follows (void)
{
  g_autoptr (WeirClock) clock = weir_media_clock_new ("follows");
  gint64 start_ns = weir_now_ns () + WEIR_MSECOND;
  const Device device = { 1.0005, 2 * WEIR_MSECOND, 10 * WEIR_MSECOND, start_ns, 0 };

  gint64 end_ns = play (clock, &device, start_ns, 30 * WEIR_SECOND);
  double rate = weir_media_clock_get_rate (WEIR_MEDIA_CLOCK (clock));
  g_assert_cmpfloat (fabs (rate - 1.0005), <, 0.0002);

  gint64 should_ns = (gint64) weir_media_clock_to_time (
    WEIR_MEDIA_CLOCK (clock), (WeirClockTime) device_at (&device, end_ns));
  gint64 error_ns = shown_at (clock, end_ns) - should_ns;
  g_assert_cmpint (ABS (error_ns), <, WEIR_MSECOND);
}

static void
test_media_goes_on (void)
{
  g_autoptr (WeirClock) clock = weir_media_clock_new ("goes-on");
  gint64 start_ns = weir_now_ns () + WEIR_MSECOND;
  const Device device = { 0.999, 0, 10 * WEIR_MSECOND, start_ns, 5 * WEIR_SECOND };

  gint64 end_ns = play (clock, &device, start_ns, 30 * WEIR_SECOND);
  gint64 shown_ns = shown_at (clock, end_ns), minute_ns = 60 * WEIR_SECOND;

  /* A minute of silence: it goes on at the device's rate. */
  gint64 gone_ns = shown_at (clock, end_ns + minute_ns) - shown_ns;
  g_assert_cmpint (ABS (gone_ns - (gint64) (minute_ns * 0.999)), <, 5 * WEIR_MSECOND);

  /* Then the device goes on from where it stood: the clock doesn't notice (play () checks), and knows where it is. */
  Device again = device;
  again.start_ns = end_ns + minute_ns;
  again.position_ns = device_at (&device, end_ns);
  gint64 last_ns = play (clock, &again, again.start_ns, 10 * WEIR_SECOND);
  gint64 should_ns = (gint64) weir_media_clock_to_time (
    WEIR_MEDIA_CLOCK (clock), (WeirClockTime) device_at (&again, last_ns));
  gint64 error_ns = shown_at (clock, last_ns) - should_ns;
  g_assert_cmpint (ABS (error_ns), <, WEIR_MSECOND);
}

static void
test_media_ignores_old (void)
{
  g_autoptr (WeirClock) clock = weir_media_clock_new ("old");
  gint64 now_ns = weir_now_ns ();

  weir_media_clock_observe (WEIR_MEDIA_CLOCK (clock), 0, now_ns);
  WeirClockTime time = weir_media_clock_to_time (WEIR_MEDIA_CLOCK (clock), 1000);
  weir_media_clock_observe (WEIR_MEDIA_CLOCK (clock), 77 * WEIR_SECOND, now_ns - 1);
  g_assert_cmpuint (weir_media_clock_to_time (WEIR_MEDIA_CLOCK (clock), 1000), ==, time);
}

/* --- in virtual time ------------------------------------------------------------------------ */

#define N_SEEDS 300

typedef struct {
  guint n_ticks;
  gboolean alarm;
  WeirClockReturn waited, unscheduled;
  WeirClockID far;
} Virtual;

static gboolean
tick_cb (WeirClock *clock, WeirClockTime time, WeirClockID id, gpointer data)
{
  Virtual *self = data;

  g_assert_cmpuint (weir_clock_get_time (clock), >=, time);
  if (++self->n_ticks == 10)
    weir_clock_id_unschedule (id);
  return TRUE;
}

static gboolean
alarm_cb (WeirClock *clock, WeirClockTime time, WeirClockID id, gpointer data)
{
  ((Virtual *) data)->alarm = TRUE;
  return TRUE;
}

static void
wait_far (gpointer data)
{
  Virtual *self = data;

  self->unscheduled = weir_clock_id_wait (self->far, NULL);
}

/* Minutes of waiting, in several threads at once: they cost nothing and end on time, whatever the order. */
static void
simulated (gpointer data)
{
  Virtual *self = data;
  g_autoptr (WeirClock) clock = weir_system_clock_obtain ();
  WeirClockTime start = weir_clock_get_time (clock);
  WeirClockID periodic = weir_clock_new_periodic_id (clock, start, WEIR_SECOND);
  WeirClockID alarm_id = weir_clock_new_single_shot_id (clock, start + 30 * WEIR_SECOND);
  WeirClockID near = weir_clock_new_single_shot_id (clock, start + 60 * WEIR_SECOND);

  self->far = weir_clock_new_single_shot_id (clock, start + 1800 * WEIR_SECOND);
  weir_sim_spawn ("far", wait_far, self);
  weir_clock_id_wait_async (periodic, tick_cb, self, NULL);
  weir_clock_id_wait_async (alarm_id, alarm_cb, self, NULL);
  self->waited = weir_clock_id_wait (near, NULL);
  g_assert_cmpuint (weir_clock_get_time (clock), >=, start + 60 * WEIR_SECOND);
  g_assert_cmpuint (weir_clock_get_time (clock), <, start + 61 * WEIR_SECOND);
  weir_clock_id_unschedule (self->far);
  weir_clock_id_unref (periodic);
  weir_clock_id_unref (alarm_id);
  weir_clock_id_unref (near);
}

static void
test_simulated (void)
{
  for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
    const WeirSimParams params = { .seed = seed };
    g_autofree char *why = NULL;
    Virtual self = { 0 };

    if (!weir_sim_run (&params, simulated, &self, &why))
      g_error ("seed %" G_GUINT64_FORMAT ": %s", seed, why);
    g_assert_cmpuint (self.n_ticks, ==, 10);
    g_assert_true (self.alarm);
    g_assert_cmpint (self.waited, ==, WEIR_CLOCK_OK);
    g_assert_cmpint (self.unscheduled, ==, WEIR_CLOCK_UNSCHEDULED);
    weir_clock_id_unref (self.far);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/realtime", test_realtime);
  g_test_add_func ("/clock/set-default", test_set_default);
  g_test_add_func ("/clock/calibration", test_calibration);
  g_test_add_func ("/clock/never-back", test_never_back);
  g_test_add_func ("/clock/unknown-to-monotonic", test_unknown_clock_to_monotonic);
  g_test_add_func ("/clock/snapshot", test_snapshot);
  g_test_add_func ("/clock/wait", test_wait);
  g_test_add_func ("/clock/wait-periodic", test_wait_periodic);
  g_test_add_func ("/clock/unschedule", test_unschedule);
  g_test_add_func ("/clock/wait-recalibrated", test_wait_recalibrated);
  g_test_add_func ("/clock/async", test_async);
  g_test_add_func ("/clock/async-periodic", test_async_periodic);
  g_test_add_func ("/clock/async-unscheduled", test_async_unscheduled);
  g_test_add_func ("/clock/observations", test_observations);
  g_test_add_func ("/clock/master", test_master);
  g_test_add_func ("/clock/synced", test_synced);
  g_test_add_func ("/clock/media/plain", test_media_plain);
  g_test_add_func ("/clock/media/follows", test_media_follows);
  g_test_add_func ("/clock/media/goes-on", test_media_goes_on);
  g_test_add_func ("/clock/media/ignores-old", test_media_ignores_old);
  g_test_add_func ("/clock/simulated", test_simulated);
  return g_test_run ();
}
