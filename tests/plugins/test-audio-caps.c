/* SPDX-License-Identifier: MIT */
/* Which of the possible formats is chosen, and what is possible at all. */
#include "plugins/audio/audio-caps.h"

#include <weir/data/audio-info.h>

#define RAW "audio/x-raw, layout=(string)interleaved, rate=(int)48000, "

static void
test_choice (void)
{
  static const struct {
    const char *in, *possible, *chosen;
  } cases[] = {
    /* the same format, wherever it stands */
    { "format=S16LE, channels=2", "format={ F32LE, S32LE, S16LE }, channels=2",
      "format=S16LE, channels=2" },
    /* as many bits, else more, but not more than needed */
    { "format=S16LE, channels=2", "format={ U8, F64LE, S32LE, S24LE, F32LE }, channels=2",
      "format=S24LE, channels=2" },
    { "format=S16LE, channels=2", "format={ U8, S16BE, U16LE }, channels=2",
      "format=S16BE, channels=2" },
    { "format=F32LE, channels=2", "format={ S16LE, S24LE, S32LE }, channels=2",
      "format=S24LE, channels=2" },
    { "format=F32LE, channels=2", "format={ S16LE, S32LE, F64LE }, channels=2",
      "format=F64LE, channels=2" },
    /* integers stay integers */
    { "format=S24LE, channels=2", "format={ F32LE, S32LE }, channels=2",
      "format=S32LE, channels=2" },
    /* fewer bits: as many as there are */
    { "format=S32LE, channels=2", "format={ U8, S8, S16LE }, channels=2",
      "format=S16LE, channels=2" },
    { "format=S8, channels=2", "format={ U8, S16LE }, channels=2", "format=U8, channels=2" },
    /* channels are kept before bits */
    { "format=S32LE, channels=2", "format=S32LE, channels=1; audio/x-raw, format=U8, channels=2",
      "format=U8, channels=2" },
    { "format=S16LE, channels=2", "format=S16LE, channels={ 1, 6 }",
      "format=S16LE, channels=6, channel-mask=(bitmask)0x3f" },
    { "format=S16LE, channels=6, channel-mask=(bitmask)0x3f", "format=S16LE, channels=[ 1, 4 ]",
      "format=S16LE, channels=4, channel-mask=(bitmask)0x33" },
    /* what the channels are stays true */
    { "format=S16LE, channels=6, channel-mask=(bitmask)0x60f", "format=S32LE, channels=6",
      "format=S32LE, channels=6, channel-mask=(bitmask)0x60f" },
    { "format=S16LE, channels=6, channel-mask=(bitmask)0x60f",
      "format=S16LE, channels=6, channel-mask=(bitmask)0x3f",
      "format=S16LE, channels=6, channel-mask=(bitmask)0x3f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *in_text = g_strconcat (RAW, cases[i].in, NULL);
    g_autofree char *possible_text = g_strconcat ("audio/x-raw, ", cases[i].possible, NULL);
    g_autofree char *chosen_text = g_strconcat ("audio/x-raw, ", cases[i].chosen, NULL);
    g_autoptr (WeirCaps) in = weir_caps_from_string (in_text);
    g_autoptr (WeirCaps) chosen =
      weir_audio_choose_caps (in, weir_caps_from_string (possible_text));
    g_autoptr (WeirCaps) wanted = weir_caps_from_string (chosen_text);
    g_autofree char *text = weir_caps_to_string (chosen);

    g_assert_nonnull (wanted);
    if (!weir_caps_is_equal (chosen, wanted))
      g_test_message ("%s of %s gave %s", cases[i].in, cases[i].possible, text);
    g_assert_true (weir_caps_is_equal (chosen, wanted));
  }
}

static void
test_rate_and_layout (void)
{
  g_autoptr (WeirCaps) in = weir_caps_from_string (
    "audio/x-raw, format=F32LE, layout=non-interleaved, rate=44100, channels=2, channel-mask=(bitmask)0x3");
  g_autoptr (WeirCaps) chosen = weir_audio_choose_caps (
    in, weir_caps_from_string (
          "audio/x-raw, format=F32LE, layout={ interleaved, non-interleaved }, channels=2, "
          "rate={ 8000, 48000, 96000 }"));
  WeirAudioInfo info;

  g_assert_true (weir_audio_info_from_caps (&info, chosen));
  g_assert_cmpint (info.rate, ==, 48000);
  g_assert_cmpint (info.layout, ==, WEIR_AUDIO_LAYOUT_NON_INTERLEAVED);
}

static void
assert_possible (WeirCaps *caps, const char *text, gboolean possible)
{
  g_autoptr (WeirCaps) wanted = weir_caps_from_string (text);

  g_assert_cmpint (weir_caps_can_intersect (caps, wanted), ==, possible);
}

static void
test_possible (void)
{
  g_autoptr (WeirCaps) placed = weir_caps_from_string (RAW "format=S16LE, channels=2");
  g_autoptr (WeirCaps) unplaced =
    weir_caps_from_string (RAW "format=S16LE, channels=4, channel-mask=(bitmask)0");
  g_autoptr (WeirCaps) coded = weir_caps_from_string ("audio/mpeg, rate=48000, channels=2");
  g_autoptr (WeirCaps) any = weir_caps_new_any ();
  g_autoptr (WeirCaps) a =
    weir_audio_changed_caps (placed, WEIR_AUDIO_CHANGES_FORMAT | WEIR_AUDIO_CHANGES_CHANNELS);
  g_autoptr (WeirCaps) b =
    weir_audio_changed_caps (unplaced, WEIR_AUDIO_CHANGES_FORMAT | WEIR_AUDIO_CHANGES_CHANNELS);
  g_autoptr (WeirCaps) c = weir_audio_changed_caps (placed, WEIR_AUDIO_CHANGES_RATE);
  g_autoptr (WeirCaps) d = weir_audio_changed_caps (coded, WEIR_AUDIO_CHANGES_FORMAT);
  g_autoptr (WeirCaps) e = weir_audio_changed_caps (any, WEIR_AUDIO_CHANGES_FORMAT);
  g_autoptr (WeirCaps) f = weir_audio_mixed_caps (unplaced, 4, 3);
  g_autoptr (WeirCaps) g = weir_audio_mixed_caps (placed, 4, 3);

  assert_possible (a, "audio/x-raw, format=F64BE, channels=8, rate=48000, layout=non-interleaved",
                   TRUE);
  assert_possible (a, "audio/x-raw, rate=44100", FALSE);
  /* nobody knows how to make two channels of four that are nowhere */
  assert_possible (b, "audio/x-raw, format=F64BE, channels=4", TRUE);
  assert_possible (b, "audio/x-raw, channels=2", FALSE);
  assert_possible (c, "audio/x-raw, format=S16LE, channels=2, rate=1", TRUE);
  assert_possible (c, "audio/x-raw, format=S8", FALSE);
  assert_possible (c, "audio/x-raw, channels=1", FALSE);
  g_assert_true (weir_caps_is_equal (coded, d));
  g_assert_true (weir_caps_is_any (e));
  assert_possible (f, "audio/x-raw, channels=3, format=U8", TRUE);
  assert_possible (f, "audio/x-raw, channels=4", FALSE);
  g_assert_true (weir_caps_is_empty (g));
  /* the first alternative is not to convert */
  g_assert_true (
    weir_structure_is_equal (weir_caps_get_structure (a, 0), weir_caps_get_structure (placed, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugins/audio-caps/choice", test_choice);
  g_test_add_func ("/plugins/audio-caps/rate-and-layout", test_rate_and_layout);
  g_test_add_func ("/plugins/audio-caps/possible", test_possible);
  return g_test_run ();
}
