/* SPDX-License-Identifier: MIT */
#include <weir/data/audio-info.h>

#include <string.h>

#define BASE "audio/x-raw, format=(string)S16LE, "
#define RATE "rate=(int)44100, "

static const struct {
  const char *in;
  const char *out; /* NULL: refused */
} cases[] = {
  { BASE "layout=(string)interleaved, " RATE "channels=(int)1",
    BASE "layout=(string)interleaved, " RATE "channels=(int)1" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)2",
    BASE "layout=(string)interleaved, " RATE
         "channels=(int)2, channel-mask=(bitmask)0x0000000000000003" },
  { BASE "layout=(string)non-interleaved, " RATE "channels=(int)2, channel-mask=(bitmask)0x3",
    BASE "layout=(string)non-interleaved, " RATE
         "channels=(int)2, channel-mask=(bitmask)0x0000000000000003" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)2, channel-mask=(bitmask)0x0",
    BASE "layout=(string)interleaved, " RATE
         "channels=(int)2, channel-mask=(bitmask)0x0000000000000000" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)6, channel-mask=(bitmask)0x3f",
    BASE "layout=(string)interleaved, " RATE
         "channels=(int)6, channel-mask=(bitmask)0x000000000000003f" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)1, channel-mask=(bitmask)0x4",
    BASE "layout=(string)interleaved, " RATE
         "channels=(int)1, channel-mask=(bitmask)0x0000000000000004" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)70, channel-mask=(bitmask)0x0",
    BASE "layout=(string)interleaved, " RATE
         "channels=(int)70, channel-mask=(bitmask)0x0000000000000000" },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)6", NULL },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)0", NULL },
  { BASE "layout=(string)interleaved, " RATE "channels=(int)3, channel-mask=(bitmask)0x3", NULL },
  { BASE "layout=(string)foo, " RATE "channels=(int)2", NULL },
  { BASE RATE "channels=(int)2", NULL },
  { "audio/x-raw, format=(string)FOO, layout=(string)interleaved, " RATE "channels=(int)1", NULL },
  { "video/x-raw, format=(string)I420", NULL },
};

static void
test_caps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WeirCaps *in = weir_caps_from_string (cases[i].in);
    WeirAudioInfo info, again;
    gboolean ok;

    g_assert_nonnull (in);
    ok = weir_audio_info_from_caps (&info, in);
    if (ok != (cases[i].out != NULL))
      g_test_message ("%s", cases[i].in);
    g_assert_cmpint (ok, ==, cases[i].out != NULL);
    if (ok) {
      WeirCaps *made = weir_audio_info_to_caps (&info);
      g_autofree char *text = weir_caps_to_string (made);

      g_assert_cmpstr (text, ==, cases[i].out);
      g_assert_true (weir_audio_info_from_caps (&again, made));
      g_assert_true (weir_audio_info_is_equal (&info, &again));
      weir_caps_unref (made);
    } else {
      g_assert_false (WEIR_AUDIO_INFO_IS_VALID (&info));
    }
    weir_caps_unref (in);
  }
}

static void
test_set_format (void)
{
  WeirAudioChannelPosition swapped[64] = { WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT,
                                           WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT };
  WeirAudioInfo info;

  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_S24LE, 48000, 2, NULL);
  g_assert_cmpint (info.bpf, ==, 6);
  g_assert_cmpint (info.position[0], ==, WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT);
  g_assert_cmpint (info.position[2], ==, WEIR_AUDIO_CHANNEL_POSITION_INVALID);
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F32, 48000, 6, NULL);
  g_assert_true (WEIR_AUDIO_INFO_IS_UNPOSITIONED (&info));
  g_assert_cmpint (info.position[5], ==, WEIR_AUDIO_CHANNEL_POSITION_NONE);
  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_F32, 48000, 2, swapped);
  g_assert_true (WEIR_AUDIO_INFO_IS_UNPOSITIONED (&info));
}

static void
test_formats (void)
{
  guint n;
  const WeirAudioFormat *formats = weir_audio_formats_raw (&n);

  g_assert_cmpuint (n, ==, 30);
  for (guint i = 0; i < n; i++) {
    const WeirAudioFormatInfo *f = weir_audio_format_get_info (formats[i]);
    guint8 silence[48];

    g_assert_cmpint (weir_audio_format_from_string (f->name), ==, formats[i]);
    g_assert_cmpint (f->depth, <=, f->width);
    memset (silence, 0xa5, sizeof silence);
    weir_audio_format_info_fill_silence (f, silence, sizeof silence);
    for (guint k = 0; k < sizeof silence; k++)
      g_assert_cmpuint (silence[k], ==, f->silence[k % ((guint) f->width / 8)]);
    if (WEIR_AUDIO_FORMAT_INFO_IS_INTEGER (f))
      g_assert_cmpint (weir_audio_format_build_integer (WEIR_AUDIO_FORMAT_INFO_IS_SIGNED (f),
                                                        f->endianness, f->width, f->depth),
                       ==, formats[i]);
  }
  g_assert_cmpint (weir_audio_format_from_string ("s16le"), ==, WEIR_AUDIO_FORMAT_UNKNOWN);
  g_assert_null (weir_audio_format_to_string ((WeirAudioFormat) 999));
}

static void
test_channels (void)
{
  WeirAudioChannelPosition p[64];
  WeirAudioChannelPosition mixed[] = { WEIR_AUDIO_CHANNEL_POSITION_FRONT_CENTER,
                                       WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT,
                                       WEIR_AUDIO_CHANNEL_POSITION_FRONT_RIGHT };
  WeirAudioChannelPosition twice[] = { WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT,
                                       WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT };
  WeirAudioChannelPosition partly[] = { WEIR_AUDIO_CHANNEL_POSITION_NONE,
                                        WEIR_AUDIO_CHANNEL_POSITION_FRONT_LEFT };
  static const guint64 fallback[] = { 0, 0, 0x3, 0xb, 0x33, 0x37, 0x3f, 0x13f, 0xc3f, 0 };
  gint map[3];
  guint64 mask;
  g_autofree char *text = NULL;

  for (gint n = 0; n < 10; n++)
    g_assert_cmpuint (weir_audio_channel_get_fallback_mask (n), ==, fallback[n]);
  g_assert_true (weir_audio_channel_positions_from_mask (8, 0xc3f, p));
  g_assert_cmpint (p[7], ==, WEIR_AUDIO_CHANNEL_POSITION_SIDE_RIGHT);
  g_assert_true (weir_audio_channel_positions_to_mask (p, 8, TRUE, &mask));
  g_assert_cmpuint (mask, ==, 0xc3f);
  g_assert_false (weir_audio_channel_positions_from_mask (3, 0x3, p));
  g_assert_false (weir_audio_check_valid_channel_positions (mixed, 3, TRUE));
  g_assert_true (weir_audio_check_valid_channel_positions (mixed, 3, FALSE));
  g_assert_false (weir_audio_check_valid_channel_positions (twice, 2, FALSE));
  g_assert_false (weir_audio_check_valid_channel_positions (partly, 2, FALSE));
  memcpy (p, mixed, sizeof mixed);
  g_assert_true (weir_audio_channel_positions_to_valid_order (p, 3));
  g_assert_true (weir_audio_get_channel_reorder_map (3, mixed, p, map));
  g_assert_cmpint (map[0], ==, 2);
  g_assert_cmpint (map[1], ==, 0);
  text = weir_audio_channel_positions_to_string (p, 3);
  g_assert_cmpstr (text, ==, "[ FL, FR, FC ]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/audio-info/formats", test_formats);
  g_test_add_func ("/data/audio-info/set-format", test_set_format);
  g_test_add_func ("/data/audio-info/caps", test_caps);
  g_test_add_func ("/data/audio-info/channels", test_channels);
  return g_test_run ();
}
