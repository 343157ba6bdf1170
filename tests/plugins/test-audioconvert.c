/* SPDX-License-Identifier: MIT */
/* audioconvert and volume in lines: what must stay bit for bit, what is mixed and how loud, what is refused. */
#include "sound-line.h"

#include <math.h>
#include <string.h>

#define N 500

#define CAPS(format, channels)                                                                     \
  "audio/x-raw,format=" format ",rate=48000,layout=interleaved,channels=" #channels

/* Pushes one buffer; what came out. (transfer full) */
static GByteArray *
through (const char *caps, const char *line, gconstpointer data, gsize bytes)
{
  SoundLine sound;
  GByteArray *made;

  sound_line_begin (&sound, caps, line);
  sound_line_push (&sound, data, bytes, 0);
  made = sound_line_finish (&sound);
  sound_line_end (&sound);
  return made;
}

static void
assert_through (const char *caps, const char *line, gconstpointer in, gsize in_bytes,
                gconstpointer out, gsize out_bytes)
{
  g_autoptr (GByteArray) made = through (caps, line, in, in_bytes);

  g_assert_cmpuint (made->len, ==, out_bytes);
  if (out_bytes > 0)
    g_assert_cmpmem (made->data, made->len, out, out_bytes);
}

static void
fill_noise (gint16 *samples, gsize n)
{
  for (gsize i = 0; i < n; i++)
    samples[i] = (gint16) g_test_rand_int ();
  samples[0] = G_MININT16;
  samples[1] = G_MAXINT16;
}

/* 16 bits survive every format that has as many, in both layouts; 8 bits survive all. */
static void
test_identity (void)
{
  guint n;
  const WeirAudioFormat *formats = weir_audio_formats_raw (&n);
  gint16 samples[2 * N];
  guint8 bytes[2 * N];

  fill_noise (samples, G_N_ELEMENTS (samples));
  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    bytes[i] = (guint8) i;
  for (guint i = 0; i < 2 * n; i++) {
    const WeirAudioFormatInfo *f = weir_audio_format_get_info (formats[i / 2]);
    g_autofree char *line = g_strdup_printf (
      "audioconvert ! audio/x-raw,format=%s,layout=%s ! audioconvert dithering=none ! audio/x-raw,format=%s,layout=interleaved",
      f->name, i % 2 != 0 ? "interleaved" : "non-interleaved", f->depth >= 16 ? "S16LE" : "S8");

    if (f->depth >= 16)
      assert_through (CAPS ("S16LE", 2), line, samples, sizeof samples, samples, sizeof samples);
    else
      assert_through (CAPS ("S8", 2), line, bytes, sizeof bytes, bytes, sizeof bytes);
  }
}

/* Where nothing is to be done, the buffer itself goes on. */
static void
test_passthrough (void)
{
  static const char *const lines[] = { "audioconvert", "audioresample", "volume",
                                       "volume volume=0.5 mute=false name=v",
                                       "audioconvert ! audioresample ! audioconvert ! volume" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    SoundLine sound;
    WeirBuffer *in = weir_buffer_new_allocate (NULL, 400, NULL);
    g_autoptr (WeirBuffer) out = NULL;

    weir_buffer_memset (in, 0, 0, 400);
    in->pts = 0;
    sound_line_begin (&sound, CAPS ("S16LE", 2), lines[i]);
    if (strstr (lines[i], "name=v") != NULL) {
      g_autoptr (WeirElement) volume = weir_bin_get_by_name (WEIR_BIN (sound.pipeline), "v");

      g_object_set (volume, "volume", 1.0, NULL); /* while it plays */
    }
    sound_line_push_buffer (&sound, weir_buffer_ref (in));
    out = sound_line_pull (&sound, NULL);
    g_assert_true (out == in);
    weir_buffer_unref (in);
    sound_line_end (&sound);
  }
}

static void
test_channels (void)
{
  const gfloat one[] = { 0.5f, -1.0f }, two[] = { 0.5f, 0.5f, -1.0f, -1.0f };
  const gint16 pair[] = { 1000, 3000 }, mean[] = { 2000 }, wide[] = { 1000, 3000, 0, 0, 0, 0 };
  /* ITU-R BS.775: sides and centre by the root of a half, then all so that full scale stays full scale */
  const gdouble root = sqrt (0.5), full = 1 / (1 + 2 * root);
  const gfloat surround[] = { 0.8f, 0.4f, 0.2f, 0.9f, 0.1f, -0.3f };
  g_autoptr (GByteArray) made = NULL;
  g_autoptr (GByteArray) mono = NULL;

  assert_through (CAPS ("F32LE", 1), "audioconvert ! audio/x-raw,channels=2", one, sizeof one, two,
                  sizeof two);
  assert_through (CAPS ("F32LE", 2), "audioconvert ! audio/x-raw,channels=1", two, sizeof two, one,
                  sizeof one);
  assert_through (CAPS ("S16LE", 2), "audioconvert dithering=none ! audio/x-raw,channels=1", pair,
                  sizeof pair, mean, sizeof mean);
  assert_through (CAPS ("S16LE", 2), "audioconvert ! audio/x-raw,channels=6", pair, sizeof pair,
                  wide, sizeof wide);

  made = through (CAPS ("F32LE", 6) ",channel-mask=(bitmask)0x3f",
                  "audioconvert ! audio/x-raw,channels=2", surround, sizeof surround);
  g_assert_cmpuint (made->len, ==, 2 * sizeof (gfloat));
  g_assert_cmpfloat_with_epsilon (((gfloat *) made->data)[0],
                                  full * (0.8 + root * 0.2 + root * 0.1), 1e-6);
  g_assert_cmpfloat_with_epsilon (((gfloat *) made->data)[1],
                                  full * (0.4 + root * 0.2 - root * 0.3), 1e-6);
  /* the same with loudspeakers at the sides, in FFmpeg's order another one */
  mono = through (CAPS ("F32LE", 6) ",channel-mask=(bitmask)0xc0f",
                  "audioconvert ! audio/x-raw,channels=2", surround, sizeof surround);
  g_assert_cmpfloat_with_epsilon (((gfloat *) mono->data)[0], ((gfloat *) made->data)[0], 1e-6);
}

static void
test_mix_matrix (void)
{
  const gint16 in[] = { 1000, 2000, 3000, 4000, 100, 200, 300, 400 };
  const gint16 swapped[] = { 4000, 1000, 400, 100 }, first[] = { 1000, 2000, 3000, 100, 200, 300 };
  const char *caps = CAPS ("S16LE", 4) ",channel-mask=(bitmask)0";

  assert_through (
    caps, "audioconvert mix-matrix=\"<<0.0,0.0,0.0,1.0>,<1,0,0,0>>\" ! audio/x-raw,channels=2", in,
    sizeof in, swapped, sizeof swapped);
  /* the matrix alone says how many channels come out */
  assert_through (caps, "audioconvert mix-matrix=\"<<0.0,0.0,0.0,1.0>,<1,0,0,0>>\"", in, sizeof in,
                  swapped, sizeof swapped);
  /* an empty one takes the first channels */
  assert_through (caps,
                  "audioconvert mix-matrix=\"<>\" ! audio/x-raw,channels=3,channel-mask=(bitmask)0",
                  in, sizeof in, first, sizeof first);
}

/* Noise where steps get coarser, and nowhere else. */
static void
test_dither (void)
{
  static const struct {
    const char *in, *line;
    gboolean noisy;
  } cases[] = {
    { CAPS ("F32LE", 1), "audioconvert ! audio/x-raw,format=S16LE", TRUE },
    { CAPS ("F32LE", 1), "audioconvert dithering=none ! audio/x-raw,format=S16LE", FALSE },
    { CAPS ("F32LE", 1), "audioconvert dithering-threshold=8 ! audio/x-raw,format=S16LE", FALSE },
    { CAPS ("F32LE", 1), "audioconvert ! audio/x-raw,format=S24LE", FALSE },
    { CAPS ("F32LE", 1), "audioconvert dithering-threshold=24 ! audio/x-raw,format=S24LE", TRUE },
    { CAPS ("S16LE", 1), "audioconvert ! audio/x-raw,format=S16BE,channels=2", FALSE },
    { CAPS ("S16LE", 2), "audioconvert ! audio/x-raw,channels=1", TRUE },
    { CAPS ("S16LE", 1), "audioconvert noise-shaping=high ! audio/x-raw,format=S8", TRUE }
  };
  guint8 silence[8000] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) made = through (cases[i].in, cases[i].line, silence, sizeof silence);
    guint loud = 0;

    g_assert_cmpuint (made->len, >=, 2000);
    for (guint k = 0; k < made->len; k++)
      loud += made->data[k] != 0;
    g_assert_cmpint (loud > made->len / 20, ==, cases[i].noisy);
  }
}

static void
test_odd_numbers (void)
{
  const gfloat odd[] = { NAN, INFINITY, -INFINITY, 3.0f };
  const gint16 made[] = { 0, 32767, -32768, 32767 };

  assert_through (CAPS ("F32LE", 1), "audioconvert dithering=none ! audio/x-raw,format=S16LE", odd,
                  sizeof odd, made, sizeof made);
  assert_through (CAPS ("F32LE", 1), "audioconvert dithering=none ! audio/x-raw,format=S16LE", NULL,
                  0, NULL, 0);
}

static void
test_volume (void)
{
  const gint16 s16[] = { 1000, -1001, 30000, -30000 }, half[] = { 500, -501, 15000, -15000 };
  const gint16 triple[] = { 3000, -3003, 32767, -32768 };
  const gint8 s8[] = { 10, -128, 127 }, double8[] = { 20, -128, 127 };
  const guint8 s24[] = { 0x56, 0x34, 0x12, 0x00, 0x00, 0x80 },
               double24[] = { 0xac, 0x68, 0x24, 0x00, 0x00, 0x80 };
  const gint32 s32[] = { 100, G_MININT32, G_MAXINT32 },
               double32[] = { 200, G_MININT32, G_MAXINT32 };
  const gfloat f32[] = { 0.25f, -0.75f }, double_f32[] = { 0.5f, -1.5f };
  const gdouble f64[] = { 0.25, -0.75 }, double_f64[] = { 0.5, -1.5 };
  const gint16 silence[4] = { 0 };

  assert_through (CAPS ("S16LE", 2), "volume volume=0.5", s16, sizeof s16, half, sizeof half);
  assert_through (CAPS ("S16LE", 2), "volume volume=3", s16, sizeof s16, triple, sizeof triple);
  assert_through (CAPS ("S16LE", 2), "volume mute=true", s16, sizeof s16, silence, sizeof silence);
  assert_through (CAPS ("S16LE", 2), "volume volume=0", s16, sizeof s16, silence, sizeof silence);
  assert_through (CAPS ("S8", 1), "volume volume=2", s8, sizeof s8, double8, sizeof double8);
  assert_through (CAPS ("S24LE", 1), "volume volume=2", s24, sizeof s24, double24, sizeof double24);
  assert_through (CAPS ("S32LE", 1), "volume volume=2", s32, sizeof s32, double32, sizeof double32);
  assert_through (CAPS ("F32LE", 1), "volume volume=2", f32, sizeof f32, double_f32,
                  sizeof double_f32);
  assert_through (CAPS ("F64LE", 1), "volume volume=2", f64, sizeof f64, double_f64,
                  sizeof double_f64);
}

/* While it plays: what is pushed after the call is as loud as it says. */
static void
test_volume_live (void)
{
  const gint16 in[] = { 1000 };
  static const gdouble volumes[] = { 1.0, 0.5, 2.0, 1.0, 0.0 };
  g_autoptr (WeirElement) volume = NULL;
  SoundLine sound;

  sound_line_begin (&sound, CAPS ("S16LE", 1), "volume name=v");
  volume = weir_bin_get_by_name (WEIR_BIN (sound.pipeline), "v");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (volumes); i++) {
    gboolean mute = i % 2 != 0;
    g_autoptr (WeirBuffer) out = NULL;
    gint16 wanted = mute ? 0 : (gint16) (1000 * volumes[i / 2]);

    g_object_set (volume, "volume", volumes[i / 2], "mute", mute, NULL);
    sound_line_push (&sound, in, sizeof in, i * WEIR_SECOND / 48000);
    out = sound_line_pull (&sound, NULL);
    g_assert_cmpint (weir_buffer_memcmp (out, 0, &wanted, 2), ==, 0);
    g_assert_cmpint ((out->flags & WEIR_BUFFER_FLAG_GAP) != 0, ==, wanted == 0);
  }
  sound_line_end (&sound);
}

static void
assert_fails (const char *caps, const char *line, gsize bytes, const char *says)
{
  const guint8 data[64] = { 0 };
  g_autofree char *error = NULL;
  SoundLine sound;

  sound_line_begin (&sound, caps, line);
  sound_line_push (&sound, data, bytes, 0);
  error = sound_line_fail (&sound);
  if (strstr (error, says) == NULL)
    g_test_message ("%s", error);
  g_assert_nonnull (strstr (error, says));
  sound_line_end (&sound);
}

static void
test_refused (void)
{
  /* bytes that aren't whole samples */
  assert_fails (CAPS ("S24LE", 2), "audioconvert ! audio/x-raw,format=S16LE", 13, "13 bytes");
  assert_fails (CAPS ("S16LE", 2), "audioresample ! audio/x-raw,rate=44100", 6, "6 bytes");
  assert_fails (CAPS ("S16LE", 2), "volume volume=2", 7, "7 bytes");
  /* channels that nobody knows, rates that this element leaves alone */
  assert_fails (CAPS ("S16LE", 4) ",channel-mask=(bitmask)0",
                "audioconvert ! audio/x-raw,channels=2", 8, "channels");
  assert_fails (CAPS ("S16LE", 2), "audioconvert ! audio/x-raw,rate=44100", 8, "rate");
  assert_fails (CAPS ("S16LE", 2), "audioresample ! audio/x-raw,format=F32LE", 8, "format");
  /* matrices that don't fit */
  assert_fails (CAPS ("S16LE", 2), "audioconvert mix-matrix=\"<<1.0,0.0,0.0>>\"", 8, "channels");
  assert_fails (CAPS ("S16LE", 2), "audioconvert mix-matrix=\"<<1.0,0.0>,<1.0>>\"", 8, "row 2");
  assert_fails (CAPS ("S16LE", 2), "audioconvert mix-matrix=\"<<(string)a,(string)b>>\"", 8,
                "row 1");
}

/* What says how the bytes lay doesn't outlive them, what says more does. */
static void
test_metas (void)
{
  WeirBuffer *in = weir_buffer_new_allocate (NULL, 4000, NULL);
  g_autoptr (WeirCaps) reference = weir_caps_from_string ("timestamp/x-unix");
  g_autoptr (WeirBuffer) out = NULL;
  const gsize offsets[2] = { 2000, 8 };
  SoundLine sound;
  gint16 first = 0;

  weir_buffer_memset (in, 0, 0, 4000);
  weir_buffer_memset (in, 2000, 0x11, 2);
  sound_line_begin (&sound, "audio/x-raw,format=S16LE,rate=48000,layout=non-interleaved,channels=2",
                    "audioconvert ! audio/x-raw,format=S16BE,layout=interleaved");
  g_assert_nonnull (weir_buffer_add_audio_meta (in, &sound.info, 100, offsets));
  g_assert_nonnull (
    weir_buffer_add_reference_timestamp_meta (in, reference, 5, WEIR_CLOCK_TIME_NONE));
  sound_line_push_buffer (&sound, in);
  out = sound_line_pull (&sound, NULL);
  g_assert_cmpuint (weir_buffer_get_size (out), ==, 400);
  weir_buffer_extract (out, 0, &first, 2);
  g_assert_cmpint (first, ==, 0x1111);
  g_assert_null (weir_buffer_get_audio_meta (out));
  g_assert_nonnull (weir_buffer_get_reference_timestamp_meta (out, reference));
  sound_line_end (&sound);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  weir_init (NULL, NULL);
  g_test_add_func ("/plugins/audioconvert/identity", test_identity);
  g_test_add_func ("/plugins/audioconvert/passthrough", test_passthrough);
  g_test_add_func ("/plugins/audioconvert/channels", test_channels);
  g_test_add_func ("/plugins/audioconvert/mix-matrix", test_mix_matrix);
  g_test_add_func ("/plugins/audioconvert/dither", test_dither);
  g_test_add_func ("/plugins/audioconvert/odd-numbers", test_odd_numbers);
  g_test_add_func ("/plugins/audioconvert/metas", test_metas);
  g_test_add_func ("/plugins/audioconvert/refused", test_refused);
  g_test_add_func ("/plugins/volume/levels", test_volume);
  g_test_add_func ("/plugins/volume/live", test_volume_live);
  return g_test_run ();
}
