/* SPDX-License-Identifier: MIT */
/* audioresample in lines: what comes out is the same sound, of exactly the same length, at exactly its time, whatever
 * happens on the way: gaps, other caps, seeks, the end. */
#include "sound-line.h"

#include <math.h>

#define CAPS(rate) "audio/x-raw,format=F32LE,layout=interleaved,channels=1,rate=" #rate
#define TO(rate) "audioresample ! audio/x-raw,rate=" #rate

static void
push_sine (SoundLine *sound, gdouble hz, guint64 from, gsize n, WeirClockTime pts)
{
  g_autofree gfloat *samples = g_new (gfloat, n);

  for (gsize i = 0; i < n; i++)
    samples[i] = (gfloat) (0.5 * sin (2 * G_PI * hz * (gdouble) (from + i) / sound->info.rate));
  sound_line_push (sound, samples, n * sizeof *samples, pts);
}

static WeirClockTime
time_at (guint64 samples, gint rate)
{
  return weir_util_uint64_scale_int_round (samples, WEIR_SECOND, rate);
}

/* Signal to noise in dB, against the sine that should be there: amplitude, frequency and phase count. */
static gdouble
measure (const gfloat *made, gsize n, gdouble hz, gint rate)
{
  gdouble wanted = 0, wrong = 0;

  for (gsize i = n / 20; i < n - n / 20; i++) {
    gdouble right = 0.5 * sin (2 * G_PI * hz * (gdouble) i / rate);

    wanted += right * right;
    wrong += ((gdouble) made[i] - right) * ((gdouble) made[i] - right);
  }
  return 10 * log10 (wanted / wrong);
}

/* One second; at least so many dB. */
static void
test_quality (void)
{
  static const struct {
    const char *caps, *line;
    gdouble hz;
    gint rate, least_db;
  } cases[] = {
    { CAPS (44100), TO (48000), 1000, 48000, 95 },
    { CAPS (48000), TO (44100), 1000, 44100, 95 },
    { CAPS (44100), TO (48000), 15000, 48000, 60 },
    { CAPS (44100), "audioresample quality=10 ! audio/x-raw,rate=48000", 15000, 48000, 100 },
    { CAPS (44100), "audioresample quality=0 ! audio/x-raw,rate=48000", 1000, 48000, 30 },
    { CAPS (44100), "audioresample sinc-filter-mode=interpolated ! audio/x-raw,rate=48000", 1000,
      48000, 80 },
    { CAPS (44100), "audioresample resample-method=nearest ! audio/x-raw,rate=48000", 1000, 48000,
      26 },
    { CAPS (44100), "audioresample resample-method=linear ! audio/x-raw,rate=48000", 1000, 48000,
      50 },
    { CAPS (44100), "audioresample resample-method=cubic ! audio/x-raw,rate=48000", 1000, 48000,
      40 },
    { CAPS (44100), "audioresample resample-method=blackman-nuttall ! audio/x-raw,rate=48000", 1000,
      48000, 80 },
    { CAPS (8000), TO (48000), 440, 48000, 95 },
    { CAPS (96000), TO (44100), 1000, 44100, 90 },
    { CAPS (44100), TO (44101), 1000, 44101, 85 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) made = NULL;
    SoundLine sound;
    gdouble db;

    sound_line_begin (&sound, cases[i].caps, cases[i].line);
    for (gint k = 0; k < 10; k++)
      push_sine (&sound, cases[i].hz, (guint64) (k * sound.info.rate / 10),
                 (gsize) sound.info.rate / 10, (guint64) k * WEIR_SECOND / 10);
    made = sound_line_finish (&sound);
    g_assert_cmpuint (made->len, ==, (guint) cases[i].rate * sizeof (gfloat));
    db = measure ((const gfloat *) made->data, (gsize) cases[i].rate, cases[i].hz, cases[i].rate);
    g_test_message ("%s ! %s: %.0f Hz, %.1f dB", cases[i].caps, cases[i].line, cases[i].hz, db);
    g_assert_cmpfloat (db, >, cases[i].least_db);
    sound_line_end (&sound);
  }
}

/* What lies above half of the lower rate must go, not come back as another tone. */
static void
test_alias (void)
{
  g_autoptr (GByteArray) made = NULL;
  SoundLine sound;
  gdouble power = 0;

  sound_line_begin (&sound, CAPS (48000), "audioresample quality=10 ! audio/x-raw,rate=16000");
  push_sine (&sound, 11000, 0, 48000, 0);
  made = sound_line_finish (&sound);
  for (guint i = 1000; i < 15000; i++)
    power += pow ((gdouble) ((gfloat *) made->data)[i], 2) / 14000;
  g_assert_cmpfloat (10 * log10 (power / 0.125), <, -90);
  sound_line_end (&sound);
}

/* Every output begins where the last one ended, to the nanosecond that is nearest, for hours. */
static void
test_hours (void)
{
  SoundLine sound;
  WeirBuffer *out;
  guint64 made = 0;
  const guint64 rate = 441, hours = 5, buffers = hours * 3600 * 10;

  sound_line_begin (&sound, "audio/x-raw,format=S8,layout=interleaved,channels=1,rate=441",
                    TO (480));
  for (guint64 i = 0; i < buffers; i++) {
    guint64 begin = i * rate / 10, end = (i + 1) * rate / 10;
    guint8 silence[64] = { 0 };

    sound_line_push (&sound, silence, end - begin, time_at (begin, (gint) rate));
  }
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, NULL)) != NULL) {
    gsize n = weir_buffer_get_size (out);

    g_assert_cmpuint (out->pts, ==, time_at (made, 480));
    made += n;
    g_assert_cmpuint (out->pts + out->duration, ==, time_at (made, 480));
    weir_buffer_unref (out);
  }
  g_assert_cmpuint (made, ==, hours * 3600 * 480);
  sound_line_end (&sound);
}

/* Times that shake, as those of a container that counts in ms, don't show in what comes out; those that jump do. */
static void
test_jumps (void)
{
  SoundLine sound;
  WeirBuffer *out;
  guint64 second_part = 0, made = 0;
  guint parts = 0;

  sound_line_begin (&sound, CAPS (44100), TO (48000));
  for (guint i = 0; i < 20; i++) {
    WeirClockTime pts =
      time_at (i * 4410u, 44100) / WEIR_MSECOND * WEIR_MSECOND + (i % 3) * 5 * WEIR_MSECOND;

    push_sine (&sound, 440, i * 4410u, 4410, i < 10 ? pts : pts + WEIR_SECOND);
  }
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, NULL)) != NULL) {
    if ((out->flags & WEIR_BUFFER_FLAG_DISCONT) != 0) {
      g_assert_cmpuint (made, ==, parts++ * 48000);
      if (parts == 2)
        second_part = out->pts - 2 * WEIR_SECOND;
      made = (parts - 1) * 48000;
    }
    g_assert_cmpuint (out->pts, ==,
                      parts == 1 ? time_at (made, 48000)
                                 : 2 * WEIR_SECOND + second_part + time_at (made - 48000, 48000));
    made += weir_buffer_get_size (out) / sizeof (gfloat);
    weir_buffer_unref (out);
  }
  g_assert_cmpuint (parts, ==, 2);
  g_assert_cmpuint (second_part, ==, 5 * WEIR_MSECOND);
  g_assert_cmpuint (made, ==, 96000);
  sound_line_end (&sound);
}

/* Buffers without times follow the one that had one; offsets are counted in samples of each rate. */
static void
test_offsets (void)
{
  SoundLine sound;
  WeirBuffer *out;
  guint64 next = 4800;

  sound_line_begin (&sound, CAPS (44100), TO (48000));
  for (guint i = 0; i < 3; i++) {
    WeirBuffer *in = weir_buffer_new_allocate (NULL, 441 * sizeof (gfloat), NULL);

    weir_buffer_memset (in, 0, 0, 441 * sizeof (gfloat));
    in->pts = i == 0 ? 5 * WEIR_SECOND : WEIR_CLOCK_TIME_NONE;
    in->offset = 4410;
    sound_line_push_buffer (&sound, in);
  }
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, NULL)) != NULL) {
    g_assert_cmpuint (out->pts, ==, 5 * WEIR_SECOND + time_at (next - 4800, 48000));
    g_assert_cmpuint (out->offset, ==, next);
    next += weir_buffer_get_size (out) / sizeof (gfloat);
    g_assert_cmpuint (out->offset_end, ==, next);
    weir_buffer_unref (out);
  }
  g_assert_cmpuint (next, ==, 4800 + 3 * 480);
  sound_line_end (&sound);
}

/* Other caps on the way: what was held back comes out before them, in the old format. */
static void
test_caps_change (void)
{
  SoundLine sound;
  WeirBuffer *out;
  WeirAudioInfo info;
  guint64 made[2] = { 0 };

  sound_line_begin (&sound, CAPS (44100), "audioresample ! audio/x-raw,rate=48000");
  for (guint i = 0; i < 10; i++)
    push_sine (&sound, 440, i * 441u, 441, time_at (i * 441u, 44100));
  sound_line_set_caps (&sound, "audio/x-raw,format=F32LE,layout=interleaved,channels=2,rate=32000");
  for (guint i = 0; i < 10; i++)
    push_sine (&sound, 440, i * 640u, 640, 100 * WEIR_MSECOND + time_at (i * 320u, 32000));
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, &info)) != NULL) {
    gsize n = weir_buffer_get_size (out) / (gsize) info.bpf;

    g_assert_cmpint (info.rate, ==, 48000);
    if (info.channels == 1) {
      g_assert_cmpuint (made[1], ==, 0);
      g_assert_cmpuint (out->pts, ==, time_at (made[0], 48000));
    } else {
      g_assert_cmpuint (made[0], ==, 4800);
      g_assert_cmpuint (out->pts, ==, 100 * WEIR_MSECOND + time_at (made[1], 48000));
    }
    made[info.channels - 1] += n;
    weir_buffer_unref (out);
  }
  g_assert_cmpuint (made[0], ==, 4800);
  g_assert_cmpuint (made[1], ==, 4800);
  sound_line_end (&sound);
}

/* The capsfilter behind it is set to another rate while sound flows. */
static void
test_rate_change_downstream (void)
{
  SoundLine sound;
  WeirBuffer *out;
  g_autoptr (WeirElement) filter = NULL;
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw,rate=8000");
  WeirAudioInfo info;
  WeirClockTime length = 0;

  sound_line_begin (&sound, CAPS (44100),
                    "audioresample ! capsfilter name=f caps=audio/x-raw,rate=48000");
  filter = weir_bin_get_by_name (WEIR_BIN (sound.pipeline), "f");
  push_sine (&sound, 440, 0, 44100, 0);
  out = sound_line_pull (&sound, &info);
  g_assert_cmpint (info.rate, ==, 48000);
  g_assert_cmpuint (out->pts, ==, 0);
  length = time_at (weir_buffer_get_size (out) / sizeof (gfloat), info.rate);
  weir_buffer_unref (out);
  g_object_set (filter, "caps", caps, NULL);
  push_sine (&sound, 440, 0, 44100, WEIR_SECOND);
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, &info)) != NULL) {
    /* nothing got lost between the two rates */
    g_assert_cmpuint (out->pts, <=, length + 1);
    g_assert_cmpuint (out->pts + 1, >=, length);
    length = out->pts + time_at (weir_buffer_get_size (out) / sizeof (gfloat), info.rate);
    weir_buffer_unref (out);
  }
  g_assert_cmpint (info.rate, ==, 8000);
  g_assert_cmpuint (length, ==, 2 * WEIR_SECOND);
  sound_line_end (&sound);
}

/* Channels that lie apart, with a meta that says where, come out one behind the other. */
static void
test_planes (void)
{
  SoundLine sound;
  g_autoptr (WeirBuffer) out = NULL;
  WeirBuffer *in = weir_buffer_new_allocate (NULL, 9000 * sizeof (gfloat), NULL);
  const gsize offsets[] = { 4410 * sizeof (gfloat), 0 };
  WeirMapInfo map;
  gsize n;

  sound_line_begin (&sound, "audio/x-raw,format=F32LE,layout=non-interleaved,channels=2,rate=44100",
                    TO (48000));
  g_assert_true (weir_buffer_map (in, &map, WEIR_MAP_WRITE));
  for (gsize i = 0; i < 9000; i++)
    ((gfloat *) map.data)[i] = i < 4410 ? -0.25f : 0.5f;
  weir_buffer_unmap (in, &map);
  g_assert_nonnull (weir_buffer_add_audio_meta (in, &sound.info, 4410, offsets));
  sound_line_push_buffer (&sound, in);
  out = sound_line_pull (&sound, NULL);
  n = weir_buffer_get_size (out) / sizeof (gfloat) / 2;
  g_assert_cmpuint (n, >, 4700);
  g_assert_true (weir_buffer_map (out, &map, WEIR_MAP_READ));
  for (gsize i = 100; i < n; i++) {
    g_assert_cmpfloat_with_epsilon (((gfloat *) map.data)[i], 0.5, 1e-3);
    g_assert_cmpfloat_with_epsilon (((gfloat *) map.data)[n + i], -0.25, 1e-3);
  }
  weir_buffer_unmap (out, &map);
  sound_line_end (&sound);
}

/* A flush forgets what was held back: what comes after it is none of what was before it. */
static void
test_flush (void)
{
  SoundLine sound;
  WeirBuffer *out;
  g_autofree gfloat *loud = g_new (gfloat, 4410);
  g_autofree gfloat *silent = g_new0 (gfloat, 4410);
  guint64 made = 0;

  for (guint i = 0; i < 4410; i++)
    loud[i] = 1;
  sound_line_begin (&sound, CAPS (44100), TO (48000));
  sound_line_push (&sound, loud, 4410 * sizeof (gfloat), 0);
  weir_buffer_unref (sound_line_pull (&sound, NULL));
  g_assert_true (weir_element_send_event (sound.src, weir_event_new_flush_start ()));
  g_assert_true (weir_element_send_event (sound.src, weir_event_new_flush_stop (TRUE)));
  sound_line_push (&sound, silent, 4410 * sizeof (gfloat), WEIR_SECOND);
  weir_app_src_end_of_stream (WEIR_APP_SRC (sound.src));
  while ((out = sound_line_pull (&sound, NULL)) != NULL) {
    gfloat first;

    weir_buffer_extract (out, 0, &first, sizeof first);
    g_assert_true (first == 0);
    g_assert_cmpuint (out->pts, ==, WEIR_SECOND + time_at (made, 48000));
    made += weir_buffer_get_size (out) / sizeof (gfloat);
    weir_buffer_unref (out);
  }
  g_assert_cmpuint (made, ==, 4800);
  sound_line_end (&sound);
}

/* The time for which samples are held back is in the pipeline's latency. */
static void
test_latency (void)
{
  GError *error = NULL;
  g_autoptr (WeirElement) pipeline = weir_parse_launch (
    "audiotestsrc is-live=true samplesperbuffer=441 ! audio/x-raw,rate=44100 ! audioresample name=r quality=10 "
    "! audio/x-raw,rate=8000 ! fakesink sync=true",
    &error);
  g_autoptr (WeirElement) resample = weir_bin_get_by_name (WEIR_BIN (pipeline), "r");
  g_autoptr (WeirQuery) query = weir_query_new_latency ();
  WeirClockTime min = 0;
  gboolean live = FALSE;

  g_assert_no_error (error);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  for (guint i = 0; i < 1000; i++) {
    g_assert_true (weir_element_query (pipeline, query));
    weir_query_parse_latency (query, &live, &min, NULL);
    if (min >= 8 * WEIR_MSECOND)
      break;
    g_usleep (5000);
  }
  g_assert_true (live);
  /* half of 128 samples at the lower rate */
  g_assert_cmpuint (min, >=, 8 * WEIR_MSECOND);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

/* Nothing goes in, little goes in, buffers without samples. */
static void
test_short (void)
{
  static const gsize lengths[] = { 0, 1, 2, 15 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    SoundLine sound;
    g_autoptr (GByteArray) made = NULL;

    sound_line_begin (&sound, CAPS (48000), TO (44100));
    sound_line_push (&sound, NULL, 0, 0);
    if (lengths[i] > 0)
      push_sine (&sound, 440, 0, lengths[i], 0);
    sound_line_push (&sound, NULL, 0, time_at (lengths[i], 48000));
    made = sound_line_finish (&sound);
    g_assert_cmpuint (made->len, ==, (lengths[i] * 44100 + 47999) / 48000 * sizeof (gfloat));
    sound_line_end (&sound);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  weir_init (NULL, NULL);
  g_test_add_func ("/plugins/audioresample/quality", test_quality);
  g_test_add_func ("/plugins/audioresample/alias", test_alias);
  g_test_add_func ("/plugins/audioresample/hours", test_hours);
  g_test_add_func ("/plugins/audioresample/jumps", test_jumps);
  g_test_add_func ("/plugins/audioresample/offsets", test_offsets);
  g_test_add_func ("/plugins/audioresample/caps-change", test_caps_change);
  g_test_add_func ("/plugins/audioresample/rate-change-downstream", test_rate_change_downstream);
  g_test_add_func ("/plugins/audioresample/planes", test_planes);
  g_test_add_func ("/plugins/audioresample/flush", test_flush);
  g_test_add_func ("/plugins/audioresample/latency", test_latency);
  g_test_add_func ("/plugins/audioresample/short", test_short);
  return g_test_run ();
}
