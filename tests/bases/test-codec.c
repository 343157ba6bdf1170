/* SPDX-License-Identifier: MIT */
/* Decoders, encoders, muxers and demuxers: nothing that is kept back gets lost, and seeks, gaps and ends come through. */
#include <string.h>

#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"
#include "toys.h"

static void
assert_all (ToySink *sink, guint first)
{
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES - first);
  for (guint i = 0; i < sink->seen->len; i++)
    g_assert_cmpuint (g_array_index (sink->seen, ToySeen, i).offset, ==, first + i);
}

static WeirElement *
codec_line (ToySink **sink)
{
  WeirElement *element = line_element (toy_sink_get_type (), "sync=false");

  *sink = TOY_SINK (element);
  return line_new (line_element (toy_source_get_type (), NULL), line_element (toy_encoder_get_type (), NULL),
                   line_element (toy_decoder_get_type (), NULL), element, NULL);
}

static void
test_round_trip (void)
{
  ToySink *sink;
  WeirElement *line = codec_line (&sink);

  line_run_well (line);
  assert_all (sink, 0);
  line_free (line);
}

static void
test_codec_seek (void)
{
  ToySink *sink;
  WeirElement *line = codec_line (&sink);

  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 50 * TOY_FRAME_NS));
  line_run_well (line);
  assert_all (sink, 50);
  line_free (line);
}

static void
test_no_caps (void)
{
  WeirElement *line = line_new (line_element (weir_fake_src_get_type (), "num-buffers=2"),
                                line_element (toy_decoder_get_type (), NULL),
                                line_element (weir_fake_sink_get_type (), NULL), NULL);
  g_autofree char *error = line_run (line);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error, "without caps"));
  line_free (line);
}

static void
test_unwanted_rate (void)
{
  WeirElement *filter = line_element (weir_caps_filter_get_type (), "caps=audio/x-raw,rate=[1,100]");
  WeirElement *source = line_element (toy_source_get_type (), NULL), *line;
  WeirElement *before = line_element (weir_caps_filter_get_type (), "caps=audio/x-raw,rate=8000");
  g_autofree char *error = NULL;

  line = line_new (source, before, line_element (toy_encoder_get_type (), NULL), line_element (toy_decoder_get_type (), NULL),
                   filter, line_element (weir_fake_sink_get_type (), NULL), NULL);
  error = line_run (line);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error, "8000"));
  line_free (line);
}

/* --- containers ----------------------------------------------------------------------------------------------------- */

typedef struct {
  GByteArray *bytes;
  guint64 at;
} File;

static void
write_cb (WeirElement *sink, WeirBuffer *buffer, WeirPad *pad, gpointer data)
{
  File *file = data;
  gsize size = weir_buffer_get_size (buffer);

  if (file->bytes->len < buffer->offset + size)
    g_byte_array_set_size (file->bytes, (guint) (buffer->offset + size));
  weir_buffer_extract (buffer, 0, file->bytes->data + buffer->offset, size);
}

/* Two streams of all frames. */
static GBytes *
make_file (void)
{
  WeirElement *muxer = line_element (toy_muxer_get_type (), NULL);
  WeirElement *sink = line_element (weir_fake_sink_get_type (), "signal-handoffs=true");
  WeirElement *line = line_new (line_element (toy_source_get_type (), NULL), muxer, sink, NULL);
  WeirElement *second = line_element (toy_source_get_type (), NULL);
  File file = { g_byte_array_new (), 0 };

  line_add (line, NULL, second);
  g_assert_true (weir_element_link (second, muxer));
  g_signal_connect (sink, "handoff", G_CALLBACK (write_cb), &file);
  line_run_well (line);
  line_free (line);
  return g_byte_array_free_to_bytes (file.bytes);
}

static void
test_muxer (void)
{
  g_autoptr (GBytes) file = make_file ();
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint32 last = 0;

  g_assert_cmpuint (size, ==, 5 + 2 * TOY_FRAMES * 10 + 1);
  g_assert_cmpint (memcmp (data, "TOY1", 4), ==, 0);
  g_assert_cmpint (data[4], ==, 2);
  for (guint i = 0; i < 2 * TOY_FRAMES; i++) {
    guint32 ms;

    memcpy (&ms, data + 5 + i * 10 + 2, 4);
    g_assert_cmpuint (ms, >=, last);
    last = ms;
  }
}

typedef struct {
  WeirElement *line;
  ToySink *sinks[2]; /* (owned) */
  guint n_linked, n_wanted;
} Player;

/* With the demuxer: a callback that was under way when the line was stopped still uses it. */
static void
player_free (gpointer data, GClosure *closure)
{
  Player *player = data;

  g_clear_object (&player->sinks[0]);
  g_clear_object (&player->sinks[1]);
  g_free (player);
}

static void
pad_added_cb (WeirElement *demuxer, WeirPad *pad, gpointer data)
{
  Player *player = data;
  g_autoptr (WeirPad) to = NULL;

  if (weir_pad_get_direction (pad) != WEIR_PAD_SRC || player->n_linked >= player->n_wanted)
    return;
  to = weir_element_get_static_pad (WEIR_ELEMENT_CAST (player->sinks[player->n_linked++]), "sink");
  weir_pad_link (pad, to); /* refused when the line was taken apart meanwhile; what comes through is looked at */
}

static Player *
player_start (const char *source_settings, guint n_wanted)
{
  Player *player = g_new0 (Player, 1);
  g_autoptr (GBytes) file = make_file ();
  WeirElement *source = line_element (toy_bytes_get_type (), source_settings);
  WeirElement *demuxer = line_element (toy_demuxer_get_type (), NULL);

  toy_bytes_set (source, file);
  player->n_wanted = n_wanted;
  player->line = line_new (source, demuxer, NULL);
  for (guint i = 0; i < n_wanted; i++) {
    player->sinks[i] = g_object_ref_sink (TOY_SINK (line_element (toy_sink_get_type (), "sync=false")));
    line_add (player->line, NULL, WEIR_ELEMENT_CAST (player->sinks[i]));
  }
  g_signal_connect_data (demuxer, "pad-added", G_CALLBACK (pad_added_cb), player, player_free, 0);
  return player;
}

static void
demux (const char *settings)
{
  Player *player = player_start (settings, 2);

  line_run_well (player->line);
  assert_all (player->sinks[0], 0);
  assert_all (player->sinks[1], 0);
  line_free (player->line);
}

static void
test_pulls (void)
{
  demux ("pull=true");
}

static void
test_pushed (void)
{
  demux ("pull=false");
}

static void
test_one_linked (void)
{
  Player *player = player_start ("pull=true", 1);

  line_run_well (player->line);
  assert_all (player->sinks[0], 0);
  line_free (player->line);
}

static void
test_none_linked (void)
{
  Player *player = player_start ("pull=true", 0);
  g_autoptr (WeirMessage) message = NULL;

  weir_element_set_state (player->line, WEIR_STATE_PLAYING);
  message = line_wait (player->line, WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_ERROR);
  line_free (player->line);
}

static void
test_demuxer_seeks (void)
{
  Player *player = player_start ("pull=true", 2);

  line_reach (player->line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_seek_simple (player->line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH | WEIR_SEEK_FLAG_KEY_UNIT,
                                           40 * TOY_FRAME_NS));
  line_run_well (player->line);
  assert_all (player->sinks[0], 40);
  assert_all (player->sinks[1], 40);
  line_free (player->line);
}

static void
garbage (const char *settings)
{
  static const char text[] = "this is no toy";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text);
  WeirElement *source = line_element (toy_bytes_get_type (), settings);
  WeirElement *line = line_new (source, line_element (toy_demuxer_get_type (), NULL), NULL);
  g_autoptr (WeirMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  toy_bytes_set (source, bytes);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  message = line_wait (line, WEIR_MESSAGE_ERROR);
  weir_message_parse_error (message, &error, NULL);
  g_assert_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_WRONG_TYPE);
  line_free (line);
}

static void
test_garbage (void)
{
  garbage ("pull=true");
  garbage ("pull=false");
}

/* Stopped while the thread waits for bytes. */
static void
test_stopped (void)
{
  guint rounds = weir_sim_active () ? 1 : 10;

  for (guint i = 0; i < rounds; i++) {
    guint moment = weir_sim_active () ? weir_sim_choose (10) : i;
    Player *player = player_start ("pull=false", 2);

    weir_element_set_state (player->line, WEIR_STATE_PLAYING);
    weir_sim_sleep_ns (moment * WEIR_MSECOND / 4);
    line_free (player->line);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/codec/round-trip", test_round_trip);
  line_add_test ("/codec/seek", test_codec_seek);
  line_add_test ("/codec/no-caps", test_no_caps);
  line_add_test ("/codec/unwanted-rate", test_unwanted_rate);
  line_add_test ("/muxer/order", test_muxer);
  line_add_test ("/demuxer/pulls", test_pulls);
  line_add_test ("/demuxer/pushed", test_pushed);
  line_add_test ("/demuxer/one-linked", test_one_linked);
  line_add_test ("/demuxer/none-linked", test_none_linked);
  line_add_test ("/demuxer/seeks", test_demuxer_seeks);
  line_add_test ("/demuxer/garbage", test_garbage);
  line_add_test ("/demuxer/stopped", test_stopped);
  return line_test_run ();
}
