/* SPDX-License-Identifier: MIT */
/* What is said when pads can't agree: the place, both values, who decided, what would mend it, and that it does. */
#include <string.h>

#include <weir/weir.h>

static char *
fails_to_parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (line, &error);

  g_assert_nonnull (error);
  g_clear_object (&pipeline);
  return g_strdup (error->message);
}

/* Plays until EOS (NULL) or an error (its text). */
static char *
play (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirElement) pipeline = weir_parse_launch (line, &error);
  g_autoptr (WeirBus) bus = NULL;
  g_autoptr (WeirMessage) message = NULL;
  char *text = NULL;

  g_assert_no_error (error);
  bus = weir_element_get_bus (pipeline);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = weir_bus_timed_pop_filtered (bus, 20 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_nonnull (message);
  if (message->type == WEIR_MESSAGE_ERROR) {
    g_autoptr (GError) failed = NULL;

    weir_message_parse_error (message, &failed, NULL);
    text = g_strdup (failed->message);
  }
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
  return text;
}

static void
assert_says (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++) {
    if (strstr (text, words[i]) == NULL)
      g_error ("\"%s\" does not say \"%s\"", text, words[i]);
  }
}

#define ASSERT_SAYS(text, ...) assert_says ((text), (const char *const[]){ __VA_ARGS__, NULL })

static void
test_formats (void)
{
  g_autofree char *text = fails_to_parse ("videotestsrc ! video/x-raw,format=I420 ! identity ! capsfilter name=f "
                                          "caps=video/x-raw,format=RGB ! fakesink");

  ASSERT_SAYS (text, "identity0.src", "f.sink", "\"format\" is I420 on the one side, RGB on the other", "video/x-raw,format=I420 ! identity", "decided that",
               "Put videoconvert between them");
}

/* The format of a decoder's output comes with the data. The search for a cure makes elements in the middle of the decoder's
 * step, and ends them elsewhere (a critical warning would end this test). */
static void
test_while_playing (void)
{
  g_autofree char *text =
    play ("videotestsrc num-buffers=3 ! video/x-raw,format=I420 ! jpegenc ! jpegdec ! video/x-raw,format=RGB ! fakesink");

  g_assert_nonnull (text);
  ASSERT_SAYS (text, "jpegdec0.src", "\"format\"", "RGB", "Put videoconvert between them");
}

static void
test_cure_works (void)
{
  g_autofree char *text = play ("videotestsrc num-buffers=3 ! video/x-raw,format=I420 ! jpegenc ! jpegdec ! videoconvert ! "
                                "video/x-raw,format=RGB ! fakesink");

  g_assert_cmpstr (text, ==, NULL);
}

/* What can't be mended gets no cure: encoding and decoding again changes no size. Of several the one that changes least. */
static void
test_cures (void)
{
  g_autofree char *both = fails_to_parse ("videotestsrc ! video/x-raw,format=I420,width=64 ! capsfilter "
                                          "caps=video/x-raw,format=RGB,width=32 ! fakesink");
  g_autofree char *size = fails_to_parse ("videotestsrc ! video/x-raw,width=64,format=I420 ! capsfilter "
                                          "caps=video/x-raw,width=32 ! fakesink");
  g_autofree char *rate = fails_to_parse ("videotestsrc ! video/x-raw,framerate=30/1 ! capsfilter "
                                          "caps=video/x-raw,framerate=25/1 ! fakesink");
  g_autofree char *codec = fails_to_parse ("videotestsrc ! jpegdec ! fakesink");
  g_autofree char *none = fails_to_parse ("videotestsrc ! video/x-raw,interlace-mode=progressive ! capsfilter "
                                          "caps=video/x-raw,interlace-mode=fields ! fakesink");

  ASSERT_SAYS (both, "Put videoconvertscale between them");
  ASSERT_SAYS (size, "Put videoscale between them");
  ASSERT_SAYS (rate, "Put videorate between them");
  ASSERT_SAYS (codec, "Put jpegenc between them");
  ASSERT_SAYS (none, "\"interlace-mode\"");
  g_assert_null (strstr (none, "between them"));
}

static void
test_occupied (void)
{
  g_autofree char *sink = fails_to_parse ("videotestsrc name=a ! fakesink name=f  videotestsrc name=b ! f.");
  g_autofree char *named = fails_to_parse ("videotestsrc name=a ! fakesink name=f  videotestsrc name=b ! f.sink");
  g_autofree char *src = fails_to_parse ("videotestsrc name=a ! fakesink  a. ! fakesink name=f");

  ASSERT_SAYS (sink, "b.src can't be linked to", "f.sink is linked to", "a.src already", "funnel", "unlink");
  ASSERT_SAYS (named, "f.sink is linked to", "a.src already", "funnel");
  ASSERT_SAYS (src, "a.src is linked to", "already", "tee");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  weir_init (NULL, NULL);
  g_test_add_func ("/explain/formats", test_formats);
  g_test_add_func ("/explain/while-playing", test_while_playing);
  g_test_add_func ("/explain/cure-works", test_cure_works);
  g_test_add_func ("/explain/cures", test_cures);
  g_test_add_func ("/explain/occupied", test_occupied);
  int status = g_test_run ();
  weir_deinit ();
  return status;
}
