/* SPDX-License-Identifier: MIT */
/* The ring of sound and the clock that its device drives, with a stand-in for the device whose time is the simulation's:
 * it may be quick or slow, late with a fetch, and stop for a while. */
#include "plugins/windows/sound-ring.h"

#include <math.h>
#include <weir/sched/sim.h>

#define RATE 48000
#define PERIOD 480
#define DELAY (2 * PERIOD)
#define CAPACITY 9600
#define MS G_GINT64_CONSTANT (1000000)

typedef struct {
  WeirMediaClock *clock;
  WeirSoundRing *ring;
  gint16 heard[PERIOD]; /* the last fetch */
  gint64 fetched;
} Desk;

static Desk
desk_new (void)
{
  const WeirSoundRingParams params = {
    .rate = RATE, .frame_bytes = 2, .silence = 0, .capacity = CAPACITY, .delay = DELAY
  };
  Desk desk = { .clock = (WeirMediaClock *) weir_media_clock_new ("device") };

  desk.ring = weir_sound_ring_new (&params, desk.clock);
  return desk;
}

static void
desk_clear (Desk *desk)
{
  weir_sound_ring_free (desk->ring);
  g_object_unref (desk->clock);
}

static void
fetch (Desk *desk)
{
  weir_sound_ring_fetch (desk->ring, desk->heard, PERIOD, weir_now_ns ());
  desk->fetched += PERIOD;
}

/* `n` frames that are numbered from `first` on. */
static void
fill (gint16 *frames, gint64 first, gint64 n)
{
  for (gint64 i = 0; i < n; i++)
    frames[i] = (gint16) (first + i);
}

static void
assert_heard (Desk *desk, gint64 at, gint64 n, gint16 first)
{
  for (gint64 i = 0; i < n; i++)
    g_assert_cmpint (desk->heard[at + i], ==, first != 0 ? first + i : 0);
}

/* --- what is written and heard -------------------------------------------------------------------------------------- */

static void
test_write (void)
{
  Desk desk = desk_new ();
  gint16 frames[CAPACITY];

  weir_sound_ring_set_playing (desk.ring, TRUE);
  fill (frames, 1, CAPACITY);
  /* 100 of silence, then sound that doesn't all fit */
  g_assert_cmpint (weir_sound_ring_write (desk.ring, 100, (guint8 *) frames, CAPACITY), ==,
                   CAPACITY - 100);
  g_assert_cmpint (weir_sound_ring_excess (desk.ring, CAPACITY + 50), ==, 50);
  fetch (&desk);
  assert_heard (&desk, 0, 100, 0);
  assert_heard (&desk, 100, PERIOD - 100, 1);
  /* there is room for a period more, which goes around the ring's end */
  g_assert_cmpint (
    weir_sound_ring_write (desk.ring, CAPACITY, (guint8 *) (frames + CAPACITY - 100), 100), ==,
    100);
  for (gint64 at = PERIOD; at < CAPACITY; at += PERIOD) {
    fetch (&desk);
    assert_heard (&desk, 0, PERIOD, (gint16) (at - 100 + 1));
  }
  fetch (&desk);
  assert_heard (&desk, 0, 100, CAPACITY - 100 + 1);
  assert_heard (&desk, 100, PERIOD - 100, 0);
  desk_clear (&desk);
}

static void
test_late (void)
{
  Desk desk = desk_new ();
  gint16 frames[PERIOD];

  weir_sound_ring_set_playing (desk.ring, TRUE);
  fetch (&desk);
  fill (frames, 1, PERIOD);
  g_assert_cmpint (weir_sound_ring_write (desk.ring, 0, (guint8 *) frames, PERIOD), ==, PERIOD);
  g_assert_cmpint (weir_sound_ring_write (desk.ring, PERIOD - 80, (guint8 *) frames, PERIOD), ==,
                   PERIOD);
  g_assert_cmpuint (weir_sound_ring_lost (desk.ring), ==, PERIOD + 80);
  g_assert_cmpint (weir_sound_ring_left (desk.ring), ==, PERIOD - 80 + DELAY);
  fetch (&desk);
  assert_heard (&desk, 0, PERIOD - 80, 81);
  assert_heard (&desk, PERIOD - 80, 80, 0);
  desk_clear (&desk);
}

static void
test_rest_and_clear (void)
{
  Desk desk = desk_new ();
  gint16 frames[2 * PERIOD];

  weir_sound_ring_set_playing (desk.ring, TRUE);
  fill (frames, 1, 2 * PERIOD);
  weir_sound_ring_write (desk.ring, 0, (guint8 *) frames, 2 * PERIOD);
  fetch (&desk);
  weir_sound_ring_set_playing (desk.ring, FALSE);
  for (guint i = 0; i < 50; i++) {
    fetch (&desk);
    assert_heard (&desk, 0, PERIOD, 0);
  }
  weir_sound_ring_set_playing (desk.ring, TRUE);
  fetch (&desk);
  assert_heard (&desk, 0, PERIOD, PERIOD + 1);
  weir_sound_ring_write (desk.ring, weir_sound_ring_head (desk.ring), (guint8 *) frames, PERIOD);
  weir_sound_ring_clear (desk.ring);
  g_assert_cmpint (weir_sound_ring_left (desk.ring), ==, DELAY);
  fetch (&desk);
  assert_heard (&desk, 0, PERIOD, 0);
  desk_clear (&desk);
}

/* --- time ----------------------------------------------------------------------------------------------------------- */

/* Fetches for some seconds at `speed` times the nominal rate, each up to `late_ns` after its time. */
static void
run_device (Desk *desk, double seconds, double speed, gint64 late_ns)
{
  gint64 start_ns = weir_now_ns (), first = desk->fetched;

  while (desk->fetched - first < seconds * RATE) {
    gint64 at_ns = start_ns + llround ((double) (desk->fetched - first) * 1e9 / (RATE * speed));

    if (late_ns > 0)
      at_ns += weir_random_u32 () % (guint32) late_ns;
    if (at_ns > weir_now_ns ())
      weir_sim_sleep_ns (at_ns - weir_now_ns ());
    fetch (desk);
  }
}

/* Where sound of a moment belongs, in ns off from where the device will be: what was fetched just now, it begins with
 * just now. */
static double
place_error_ns (Desk *desk, double speed)
{
  gint64 now_ns = weir_now_ns (), ahead_ns = 150 * MS;
  double fetched_then = (double) (desk->fetched - PERIOD) + (double) ahead_ns * RATE * speed / 1e9;
  gint64 place = weir_sound_ring_place (desk->ring, now_ns + ahead_ns, now_ns);

  return ((double) place + DELAY - fetched_then) * 1e9 / RATE;
}

static void
drift_cb (gpointer data)
{
  static const double speeds[] = { 1.0, 1.001, 0.999, 1.01, 0.985 };

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++) {
    Desk desk = desk_new ();
    WeirClockTime before = weir_clock_get_internal_time ((WeirClock *) desk.clock), after;
    gint64 start_ns = weir_now_ns ();

    weir_sound_ring_set_playing (desk.ring, TRUE);
    run_device (&desk, 60, speeds[i], 4 * MS);
    after = weir_clock_get_internal_time ((WeirClock *) desk.clock);
    g_assert_cmpfloat_with_epsilon (weir_media_clock_get_rate (desk.clock), speeds[i], 0.0005);
    /* a minute by the device, whatever the monotonic time says */
    g_assert_cmpfloat_with_epsilon ((double) (after - before), 60e9, 30e6);
    g_assert_cmpfloat_with_epsilon ((double) (weir_now_ns () - start_ns), 60e9 / speeds[i], 30e6);
    g_assert_cmpfloat (fabs (place_error_ns (&desk, speeds[i])), <, 8e6);
    desk_clear (&desk);
  }
}

/* A device that stops, and one that takes its place: the clock goes on evenly, and sound finds its place again. */
static void
stop_cb (gpointer data)
{
  Desk desk = desk_new ();
  const WeirSoundRingParams other = {
    .rate = RATE, .frame_bytes = 2, .silence = 0, .capacity = CAPACITY, .delay = DELAY
  };
  WeirClockTime before, after;
  gint64 start_ns;

  weir_sound_ring_set_playing (desk.ring, TRUE);
  run_device (&desk, 5, 1.0, 0);
  before = weir_clock_get_internal_time ((WeirClock *) desk.clock);
  start_ns = weir_now_ns ();
  weir_sim_sleep_ns (3000 * MS);
  run_device (&desk, 5, 1.0, 0);
  after = weir_clock_get_internal_time ((WeirClock *) desk.clock);
  g_assert_cmpfloat_with_epsilon ((double) (after - before), (double) (weir_now_ns () - start_ns),
                                  5e6);
  g_assert_cmpfloat (fabs (place_error_ns (&desk, 1.0)), <, 4e6);

  weir_sound_ring_free (desk.ring);
  desk.ring = weir_sound_ring_new (&other, desk.clock);
  desk.fetched = 0;
  weir_sound_ring_set_playing (desk.ring, TRUE);
  run_device (&desk, 5, 1.0, 0);
  after = weir_clock_get_internal_time ((WeirClock *) desk.clock);
  g_assert_cmpfloat_with_epsilon ((double) (after - before), (double) (weir_now_ns () - start_ns),
                                  15e6);
  g_assert_cmpfloat (fabs (place_error_ns (&desk, 1.0)), <, 4e6);
  desk_clear (&desk);
}

/* Before the device has told anything, and while the ring has rested. */
static void
place_cb (gpointer data)
{
  Desk desk = desk_new ();
  gint64 now_ns = weir_now_ns ();

  g_assert_cmpint (weir_sound_ring_place (desk.ring, now_ns + 100 * MS, now_ns), ==,
                   RATE / 10 - DELAY);
  run_device (&desk, 5, 1.0, 0); /* it rests */
  weir_sound_ring_set_playing (desk.ring, TRUE);
  now_ns = weir_now_ns ();
  g_assert_cmpint (weir_sound_ring_head (desk.ring), ==, 0);
  g_assert_cmpint (
    ABS (weir_sound_ring_place (desk.ring, now_ns + 100 * MS, now_ns) - (RATE / 10 - DELAY)), <,
    PERIOD + 50);
  desk_clear (&desk);
}

static void
simulated (gconstpointer func)
{
  for (guint64 seed = 1; seed <= 5; seed++) {
    const WeirSimParams params = { .seed = seed };
    g_autofree char *why = NULL;

    if (!weir_sim_run (&params, (void (*) (gpointer)) func, NULL, &why))
      g_error ("seed %" G_GUINT64_FORMAT ": %s", seed, why);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/windows/sound-ring/write", test_write);
  g_test_add_func ("/windows/sound-ring/late", test_late);
  g_test_add_func ("/windows/sound-ring/rest-and-clear", test_rest_and_clear);
  g_test_add_data_func ("/windows/sound-ring/drift", drift_cb, simulated);
  g_test_add_data_func ("/windows/sound-ring/stop", stop_cb, simulated);
  g_test_add_data_func ("/windows/sound-ring/place", place_cb, simulated);
  return g_test_run ();
}
