/* SPDX-License-Identifier: MIT */
/* Films, songs and pictures through whole pipelines: decodebin and what it finds, encoders, muxers, broken files, seeks,
 * and being stopped at any moment. */
#include <glib/gstdio.h>
#include <string.h>
#include <weir/weir.h>

#define ORIGINALS "/usr/share/forensics-samples/original-files/"

/* --- running a line ----------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement *pipeline;
  guint n[2];             /* buffers at the sinks s0 and s1 */
  WeirClockTime first[2]; /* their first time */
} Run;

static void
handoff_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  Run *run = data;
  guint i = g_str_has_suffix (WEIR_OBJECT_NAME (sink), "1");

  if (__atomic_fetch_add (&run->n[i], 1, __ATOMIC_RELAXED) == 0)
    run->first[i] = buffer->pts;
}

static void
begin (Run *run, const char *format, ...)
{
  g_autofree char *line = NULL;
  GError *error = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  memset (run, 0, sizeof *run);
  run->pipeline = weir_parse_launch (line, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strdup_printf ("s%u", i);
    g_autoptr (WeirElement) sink = weir_bin_get_by_name (WEIR_BIN (run->pipeline), name);

    if (sink == NULL)
      continue;
    g_object_set (sink, "signal-handoffs", TRUE, NULL);
    g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), run);
  }
}

/* Plays to the end. (transfer full): what went wrong; NULL: nothing did. */
static char *
play (Run *run)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (run->pipeline);
  WeirMessage *message;
  char *text = NULL;

  weir_element_set_state (run->pipeline, WEIR_STATE_PLAYING);
  message =
    weir_bus_timed_pop_filtered (bus, 30 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_nonnull (message);
  if (message->type == WEIR_MESSAGE_ERROR) {
    GError *error = NULL;

    weir_message_parse_error (message, &error, NULL);
    text = g_strdup (error->message);
    g_error_free (error);
  }
  weir_message_unref (message);
  return text;
}

static void
end (Run *run)
{
  weir_element_set_state (run->pipeline, WEIR_STATE_NULL);
  g_clear_object (&run->pipeline);
}

static void
assert_plays (Run *run)
{
  g_autofree char *error = play (run);
  g_assert_cmpstr (error, ==, NULL);
}

static char *
in_tmp (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

/* The camera's film comes with a Debian package; where it isn't installed these cases are skipped. */
static const char *
film (void)
{
  const char *path = ORIGINALS "movie2/movie-hello.mp4";

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return path;
  g_test_skip ("forensics-samples-files isn't installed");
  return NULL;
}

/* --- decoding ---------------------------------------------------------------------------------------------------------- */

static void
test_decode (void)
{
  const char *path = film ();
  Run run;

  if (path == NULL)
    return;
  begin (
    &run,
    "filesrc location=%s ! decodebin name=d  d. ! video/x-raw ! fakesink name=s0  d. ! audio/x-raw ! fakesink name=s1",
    path);
  assert_plays (&run);
  g_assert_cmpuint (run.n[0], ==, 249);
  g_assert_cmpuint (run.n[1], >, 300);
  end (&run);
}

/* What nobody wants is dropped, and doesn't hold up the rest. */
static void
test_one_stream (void)
{
  const char *path = film ();
  Run run;

  if (path == NULL)
    return;
  for (guint i = 0; i < 2; i++) {
    begin (&run, "filesrc location=%s ! decodebin name=d  d. ! %s/x-raw ! fakesink name=s%u", path,
           i == 0 ? "video" : "audio", i);
    assert_plays (&run);
    g_assert_cmpuint (run.n[i], >, 200);
    end (&run);
  }
}

/* Many kinds of files, by the same line. */
static void
test_kinds (void)
{
  static const struct {
    const char *name;
    guint least;
  } files[] = { { "movie2/movie-hello.avi", 200 }, { "movie2/movie-hello.mpeg", 240 },
                { "movie2/movie-hello.ogg", 200 }, { "audio1/debian.wav", 5 },
                { "audio1/debian.ogg", 50 },       { "audio1/debian.mp3", 50 },
                { "pic1/debian.png", 1 },          { "pic1/IMG_1054.JPG", 1 } };
  Run run;

  if (film () == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    begin (&run, "filesrc location=" ORIGINALS "%s ! decodebin ! fakesink name=s0", files[i].name);
    assert_plays (&run);
    g_assert_cmpuint (run.n[0], >=, files[i].least);
    end (&run);
  }
}

typedef struct {
  WeirElement *pipeline;
  GString *found; /* formats in the order in which they came */
  int sinks;      /* that have their first buffer */
  int sinks_at_the_last_pad;
} Found;

static void
first_buffer_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  Found *found = data;

  if (g_object_get_data (G_OBJECT (sink), "seen") == NULL)
    __atomic_fetch_add (&found->sinks, 1, __ATOMIC_RELAXED);
  g_object_set_data (G_OBJECT (sink), "seen", sink);
}

static void
pad_added_cb (WeirElement *element, WeirPad *pad, gpointer data)
{
  Found *found = data;
  g_autoptr (WeirCaps) caps = weir_pad_get_current_caps (pad);
  WeirElement *sink = weir_element_factory_make ("fakesink", NULL);
  g_autoptr (WeirPad) entry = weir_element_get_static_pad (sink, "sink");
  WeirStructure *structure;
  int value = 0;

  g_assert_nonnull (caps);
  g_assert_true (weir_caps_is_fixed (caps));
  structure = weir_caps_get_structure (caps, 0);
  if (!weir_structure_get_int (structure, "width", &value))
    weir_structure_get_int (structure, "rate", &value);
  g_string_append_printf (found->found, "%s %d ", weir_structure_get_name (structure), value);
  g_object_set (sink, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (first_buffer_cb), found);
  weir_bin_add (WEIR_BIN (found->pipeline), sink);
  g_assert_cmpint (weir_pad_link (pad, entry), ==, WEIR_PAD_LINK_OK);
  weir_element_sync_state_with_parent (sink);
  found->sinks_at_the_last_pad = __atomic_load_n (&found->sinks, __ATOMIC_RELAXED);
}

/* Who links pads as they come knows their formats by then, and has all his sinks before the first of them gets data. */
static void
test_pads_have_formats (void)
{
  const char *path = film ();
  g_autoptr (WeirElement) decodebin = NULL;
  Found found = { 0 };
  Run run;

  if (path == NULL)
    return;
  begin (&run, "filesrc location=%s ! decodebin name=d", path);
  found.pipeline = run.pipeline;
  found.found = g_string_new (NULL);
  decodebin = weir_bin_get_by_name (WEIR_BIN (run.pipeline), "d");
  g_signal_connect (decodebin, "pad-added", G_CALLBACK (pad_added_cb), &found);
  assert_plays (&run);
  g_assert_nonnull (strstr (found.found->str, "video/x-raw 1280 "));
  g_assert_nonnull (strstr (found.found->str, "audio/x-raw 4"));
  g_assert_cmpint (found.sinks_at_the_last_pad, ==, 0);
  g_assert_cmpint (found.sinks, ==, 2);
  g_string_free (found.found, TRUE);
  end (&run);
}

/* A pipeline can play again; its bin finds everything anew. */
static void
test_again (void)
{
  const char *path = film ();
  Run run;

  if (path == NULL)
    return;
  begin (&run, "filesrc location=%s ! decodebin name=d  d. ! audio/x-raw ! fakesink name=s1", path);
  for (guint i = 0; i < 3; i++) {
    run.n[1] = 0;
    assert_plays (&run);
    g_assert_cmpuint (run.n[1], >, 300);
    weir_element_set_state (run.pipeline, WEIR_STATE_NULL);
  }
  end (&run);
}

static void
test_stopped_any_time (void)
{
  const char *path = film ();
  Run run;

  if (path == NULL)
    return;
  for (guint i = 0; i < 40; i++) {
    gint64 before = g_get_monotonic_time ();

    begin (&run,
           "filesrc location=%s ! decodebin name=d  d. ! fakesink name=s0  d. ! fakesink name=s1",
           path);
    weir_element_set_state (run.pipeline, WEIR_STATE_PLAYING);
    g_usleep ((gulong) g_test_rand_int_range (0, 40000));
    end (&run);
    g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  }
}

static void
test_seek (void)
{
  const char *path = film ();
  Run run;

  if (path == NULL)
    return;
  begin (&run, "filesrc location=%s ! decodebin name=d  d. ! video/x-raw ! fakesink name=s0", path);
  weir_element_set_state (run.pipeline, WEIR_STATE_PAUSED);
  g_assert_cmpint (weir_element_get_state (run.pipeline, NULL, NULL, 10 * WEIR_SECOND), ==,
                   WEIR_STATE_CHANGE_SUCCESS);
  g_assert_true (weir_element_seek_simple (run.pipeline, WEIR_FORMAT_TIME,
                                           WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_ACCURATE,
                                           6 * WEIR_SECOND));
  g_assert_cmpint (weir_element_get_state (run.pipeline, NULL, NULL, 10 * WEIR_SECOND), ==,
                   WEIR_STATE_CHANGE_SUCCESS);
  run.n[0] = 0;
  assert_plays (&run);
  g_assert_cmpuint (run.n[0], >, 50);
  g_assert_cmpuint (run.n[0], <, 80);
  g_assert_cmpuint (run.first[0], >=, 6 * WEIR_SECOND - 40 * WEIR_MSECOND);
  g_assert_cmpuint (run.first[0], <, 6 * WEIR_SECOND + 100 * WEIR_MSECOND);
  end (&run);
}

/* --- choosing ------------------------------------------------------------------------------------------------------------ */

static gboolean
keep_h264_cb (WeirElement *bin, WeirPad *pad, WeirCaps *caps, gpointer data)
{
  return !weir_structure_has_name (weir_caps_get_structure (caps, 0), "video/x-h264");
}

static void
test_autoplug_continue (void)
{
  const char *path = film ();
  g_autoptr (WeirElement) bin = NULL;
  Run run;

  if (path == NULL)
    return;
  begin (&run, "filesrc location=%s ! decodebin name=d  d. ! video/x-h264 ! fakesink name=s0",
         path);
  bin = weir_bin_get_by_name (WEIR_BIN (run.pipeline), "d");
  g_signal_connect (bin, "autoplug-continue", G_CALLBACK (keep_h264_cb), NULL);
  assert_plays (&run);
  g_assert_cmpuint (run.n[0], ==, 250);
  end (&run);
}

static void
drained_cb (WeirElement *bin, gpointer data)
{
  __atomic_store_n ((int *) data, 1, __ATOMIC_RELAXED);
}

static void
test_drained (void)
{
  const char *path = film ();
  g_autoptr (WeirElement) bin = NULL;
  int drained = 0;
  Run run;

  if (path == NULL)
    return;
  begin (&run, "filesrc location=%s ! decodebin name=d  d. ! audio/x-raw ! fakesink name=s1", path);
  bin = weir_bin_get_by_name (WEIR_BIN (run.pipeline), "d");
  g_signal_connect (bin, "drained", G_CALLBACK (drained_cb), &drained);
  assert_plays (&run);
  end (&run);
  g_assert_cmpint (__atomic_load_n (&drained, __ATOMIC_RELAXED), ==, 1);
}

/* --- broken files ---------------------------------------------------------------------------------------------------------- */

static void
test_broken (void)
{
  static const struct {
    const char *what;
    gsize bytes; /* of the film; 0: other bytes */
    const char *other;
    const char *word;
  } cases[] = {
    { "cut in its header", 4000, NULL, "truncated" },
    { "text", 0, "one line of text\nand another one\n", "text" },
    { "noise", 0, "\x01\x9f\x02\x80\x03\x91\x04\x92 \xff\x05\x06\x07\xf7\x08\x0e\x0f\x10\x11",
      "not known" },
    { "nothing", 0, "", "empty" },
  };
  const char *path = film ();
  g_autofree char *contents = NULL;
  g_autofree char *broken = in_tmp ("weir-test-broken.mp4");
  gsize size;
  Run run;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *error = NULL;

    if (cases[i].bytes > 0)
      g_assert_true (g_file_set_contents (broken, contents, (gssize) cases[i].bytes, NULL));
    else
      g_assert_true (
        g_file_set_contents (broken, cases[i].other, (gssize) strlen (cases[i].other), NULL));
    begin (&run, "filesrc location=%s ! decodebin ! fakesink name=s0", broken);
    error = play (&run);
    g_test_message ("%s: %s", cases[i].what, error);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error, broken));
    g_assert_nonnull (strstr (error, cases[i].word));
    end (&run);
  }
  g_unlink (broken);
}

/* --- encoding ---------------------------------------------------------------------------------------------------------------- */

/* Written, taken apart and decoded: as many frames as there were. */
static void
there_and_back (const char *encoders, const char *name, guint frames)
{
  g_autofree char *path = in_tmp (name);
  Run run;

  begin (&run, "%s ! filesink location=%s", encoders, path);
  assert_plays (&run);
  end (&run);
  begin (&run, "filesrc location=%s ! decodebin name=d  d. ! video/x-raw ! fakesink name=s0", path);
  assert_plays (&run);
  g_assert_cmpuint (run.n[0], ==, frames);
  end (&run);
  g_unlink (path);
}

#define PICTURES "videotestsrc num-buffers=60 ! video/x-raw,width=160,height=120,framerate=30/1"

static void
test_files (void)
{
  there_and_back (PICTURES " ! x264enc ! mp4mux", "weir-test-a.mp4", 60);
  there_and_back (PICTURES " ! x264enc bframes=0 tune=zerolatency ! qtmux", "weir-test-b.mov", 60);
  there_and_back (PICTURES " ! x264enc ! matroskamux", "weir-test-c.mkv", 60);
  there_and_back (PICTURES " ! jpegenc ! avimux", "weir-test-d.avi", 60);
  there_and_back (PICTURES " ! x264enc ! mp4mux streamable=true", "weir-test-e.mp4", 60);
  there_and_back ("mp4mux name=m  " PICTURES
                  " ! x264enc ! m.  audiotestsrc num-buffers=90 ! avenc_aac ! m.  m.",
                  "weir-test-f.mp4", 60);
  there_and_back (PICTURES " ! x264enc byte-stream=true ! h264parse ! mp4mux", "weir-test-g.mp4",
                  60);
  there_and_back (PICTURES " ! x264enc byte-stream=true", "weir-test-h.h264", 60);
}

/* Sound that begins later than the pictures does so in the file, too, to a few microseconds; it is one frame of AAC early,
 * which the encoder needs to get going. */
static void
test_beginnings (void)
{
  const WeirClockTime late = 42 * WEIR_MSECOND, frame = 1024 * (WeirClockTime) WEIR_SECOND / 48000;
  g_autofree char *path = in_tmp ("weir-test-i.mp4");
  Run run;

  begin (
    &run,
    "mp4mux name=m ! filesink location=%s  " PICTURES " ! x264enc ! m.  "
    "audiotestsrc num-buffers=90 timestamp-offset=42000000 ! audio/x-raw,rate=48000 ! avenc_aac ! m.",
    path);
  assert_plays (&run);
  end (&run);
  begin (
    &run,
    "filesrc location=%s ! decodebin name=d  d. ! video/x-raw ! fakesink name=s0  d. ! audio/x-raw ! fakesink name=s1",
    path);
  assert_plays (&run);
  g_assert_cmpuint (run.first[1] - run.first[0], >=, late - frame - 25000);
  g_assert_cmpuint (run.first[1] - run.first[0], <=, late - frame + 25000);
  end (&run);
  g_unlink (path);
}

static void
test_lines (void)
{
  static const struct {
    const char *line;
    guint n;
  } lines[] = {
    { PICTURES " ! x264enc ! avdec_h264 ! fakesink name=s0", 60 },
    { PICTURES " ! x264enc ! h264parse ! video/x-h264,stream-format=byte-stream ! h264parse ! "
               "video/x-h264,stream-format=avc ! avdec_h264 ! fakesink name=s0",
      60 },
    { PICTURES " ! x264enc ! video/x-h264,profile=baseline ! fakesink name=s0", 60 },
    { PICTURES " ! jpegenc quality=50 ! jpegdec ! fakesink name=s0", 60 },
    { "audiotestsrc num-buffers=50 ! avenc_aac ! aacparse ! audio/mpeg,stream-format=adts ! aacparse ! "
      "audio/mpeg,stream-format=raw ! avdec_aac ! fakesink name=s0",
      50 },
    { "videotestsrc num-buffers=60 ! video/x-raw,format=RGB,width=160,height=120 ! pngenc snapshot=false ! pngdec ! fakesink name=s0",
      60 },
  };
  Run run;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    begin (&run, "%s", lines[i].line);
    assert_plays (&run);
    g_test_message ("%s: %u", lines[i].line, run.n[0]);
    g_assert_cmpuint (run.n[0], >=, lines[i].n);
    g_assert_cmpuint (run.n[0], <=, lines[i].n + 2);
    end (&run);
  }
}

int
main (int argc, char **argv)
{
  weir_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/decode", test_decode);
  g_test_add_func ("/media/one-stream", test_one_stream);
  g_test_add_func ("/media/pads-have-formats", test_pads_have_formats);
  g_test_add_func ("/media/kinds", test_kinds);
  g_test_add_func ("/media/again", test_again);
  g_test_add_func ("/media/stopped-any-time", test_stopped_any_time);
  g_test_add_func ("/media/seek", test_seek);
  g_test_add_func ("/media/autoplug-continue", test_autoplug_continue);
  g_test_add_func ("/media/drained", test_drained);
  g_test_add_func ("/media/broken", test_broken);
  g_test_add_func ("/media/files", test_files);
  g_test_add_func ("/media/beginnings", test_beginnings);
  g_test_add_func ("/media/lines", test_lines);
  return g_test_run ();
}
