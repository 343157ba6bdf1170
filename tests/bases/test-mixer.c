/* SPDX-License-Identifier: MIT */
/* Mixers: several streams by time, of unequal length, joining and leaving while it runs, live with one that is silent. */
#include <weir/bases/mixer.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"
#include "toys.h"

/* --- a mixer: adds the numbers of the frames that begin within 20 ms --------------------------------------------------- */

#define FRAME_NS (20 * (WeirClockTime) WEIR_MSECOND)
#define SUM_OF_ALL (TOY_FRAMES * (TOY_FRAMES - 1) / 2)

typedef struct {
  guint32 sum;   /* of the numbers */
  guint n_heard; /* inputs that brought something */
} Mixed;

G_DECLARE_FINAL_TYPE (ToyMixer, toy_mixer, TOY, MIXER, WeirMixer)
struct _ToyMixer {
  WeirMixer parent_instance;
  GArray *mixed; /* of Mixed */
  guint n_removed;
};
G_DEFINE_FINAL_TYPE (ToyMixer, toy_mixer, WEIR_TYPE_MIXER)

static const WeirElementInfo info = {
  .name = "toymixer", .klass = "Generic", .description = "Adds numbers", .example = "toysource ! toymixer ! toysink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK_REQUEST ("sink_%u", "ANY"), WEIR_SRC ("src", "application/x-sums"), {} },
};

static gboolean
toy_mixer_set_caps (WeirMixer *mixer, WeirCaps *caps, GError **error)
{
  weir_mixer_set_frame_rate (mixer, 50, 1);
  return TRUE;
}

static WeirFlowReturn
toy_mixer_mix (WeirMixer *mixer, WeirClockTime start, WeirClockTime stop, WeirBuffer **buffer, GError **error)
{
  ToyMixer *self = TOY_MIXER (mixer);
  guint n_inputs;
  WeirMixerInput *const *inputs = weir_mixer_get_inputs (mixer, &n_inputs);
  Mixed mixed = { 0, 0 };

  g_assert_cmpuint (stop - start, ==, FRAME_NS);
  for (guint i = 0; i < n_inputs; i++) {
    WeirClockTime from, to;
    WeirBuffer *in;

    for (guint n = 0; (in = weir_mixer_input_peek (inputs[i], n, &from, &to)) != NULL; n++) {
      g_assert_cmpuint (from, <, stop);
      g_assert_cmpuint (to, >, start);
      if (from >= start)
        mixed.sum += (guint32) in->offset;
      mixed.n_heard += n == 0;
    }
  }
  g_array_append_val (self->mixed, mixed);
  *buffer = weir_buffer_new_memdup (&mixed.sum, sizeof mixed.sum);
  (*buffer)->offset = mixed.sum;
  return WEIR_FLOW_OK;
}

static void
toy_mixer_remove_input (WeirMixer *mixer, WeirMixerInput *input)
{
  TOY_MIXER (mixer)->n_removed++;
}

static void
toy_mixer_finalize (GObject *object)
{
  g_array_unref (TOY_MIXER (object)->mixed);
  G_OBJECT_CLASS (toy_mixer_parent_class)->finalize (object);
}

static void
toy_mixer_class_init (ToyMixerClass *klass)
{
  WeirMixerClass *mixer_class = WEIR_MIXER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = toy_mixer_finalize;
  mixer_class->set_caps = toy_mixer_set_caps;
  mixer_class->mix = toy_mixer_mix;
  mixer_class->remove_input = toy_mixer_remove_input;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
toy_mixer_init (ToyMixer *self)
{
  self->mixed = g_array_new (FALSE, FALSE, sizeof (Mixed));
}

/* --- lines ------------------------------------------------------------------------------------------------------------- */

/* mixer ! sink */
static WeirElement *
mixer_line (const char *settings, const char *sink_settings, ToyMixer **mixer, ToySink **sink)
{
  WeirElement *end = line_element (toy_sink_get_type (), sink_settings);

  *mixer = TOY_MIXER (line_element (toy_mixer_get_type (), settings));
  *sink = TOY_SINK (end);
  return line_new (WEIR_ELEMENT (*mixer), end, NULL);
}

/* One more source; (transfer none). */
static WeirElement *
add_source (WeirElement *line, ToyMixer *mixer, const char *settings)
{
  WeirElement *source = line_element (toy_source_get_type (), settings);

  line_add (line, NULL, source);
  g_assert_true (weir_element_link (source, WEIR_ELEMENT (mixer)));
  weir_element_sync_state_with_parent (source);
  return source;
}

static const Mixed *
nth (ToyMixer *mixer, guint n)
{
  return &g_array_index (mixer->mixed, Mixed, n);
}

static guint
sum_of (ToyMixer *mixer)
{
  guint sum = 0;

  for (guint i = 0; i < mixer->mixed->len; i++)
    sum += nth (mixer, i)->sum;
  return sum;
}

static void
test_two (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, "sync=false", &mixer, &sink);

  add_source (line, mixer, NULL);
  add_source (line, mixer, NULL);
  line_run_well (line);
  g_assert_cmpuint (mixer->mixed->len, ==, 50);
  g_assert_cmpuint (sink->seen->len, ==, 50);
  for (guint i = 0; i < 50; i++) {
    g_assert_cmpuint (nth (mixer, i)->sum, ==, 2 * (4 * i + 1));
    g_assert_cmpuint (g_array_index (sink->seen, ToySeen, i).pts, ==, i * FRAME_NS);
  }
  line_free (line);
}

static void
test_unequal (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, "sync=false", &mixer, &sink);

  add_source (line, mixer, NULL);
  add_source (line, mixer, "num-buffers=31");
  line_run_well (line);
  g_assert_cmpuint (mixer->mixed->len, ==, 50);
  g_assert_cmpuint (nth (mixer, 15)->n_heard, ==, 2);
  g_assert_cmpuint (nth (mixer, 16)->n_heard, ==, 1);
  g_assert_cmpuint (sum_of (mixer), ==, SUM_OF_ALL + 31 * 30 / 2);
  line_free (line);
}

static void
test_again (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, "sync=false", &mixer, &sink);

  add_source (line, mixer, NULL);
  for (guint i = 1; i <= 2; i++) {
    line_run_well (line);
    g_assert_cmpuint (sum_of (mixer), ==, i * SUM_OF_ALL);
    weir_element_set_state (line, WEIR_STATE_NULL);
  }
  line_free (line);
}

static void
test_seeks (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, "sync=false", &mixer, &sink);

  add_source (line, mixer, NULL);
  add_source (line, mixer, NULL);
  line_reach (line, WEIR_STATE_PAUSED);
  g_assert_true (weir_element_seek_simple (line, WEIR_FORMAT_TIME, WEIR_SEEK_FLAG_FLUSH, 60 * TOY_FRAME_NS));
  line_run_well (line);
  g_assert_cmpuint (sink->seen->len, ==, 20);
  g_assert_cmpuint (g_array_index (sink->seen, ToySeen, 0).offset, ==, 2 * (60 + 61));
  g_assert_cmpuint (g_array_index (sink->seen, ToySeen, 0).pts, ==, 60 * TOY_FRAME_NS);
  line_free (line);
}

/* While it plays one more comes: from there on, all of it is heard. */
static void
test_joins (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, NULL, &mixer, &sink);

  add_source (line, mixer, NULL);
  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (200 * WEIR_MSECOND);
  add_source (line, mixer, NULL);
  line_run_well (line);
  g_assert_cmpuint (nth (mixer, 0)->n_heard, ==, 1);
  g_assert_cmpuint (mixer->mixed->len, >, 55);
  g_assert_cmpuint (sum_of (mixer), ==, 2 * SUM_OF_ALL);
  line_free (line);
}

/* At its own time: what it would have brought before is not heard. */
static void
test_joins_at_its_time (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line ("align=false", NULL, &mixer, &sink);

  add_source (line, mixer, NULL);
  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (200 * WEIR_MSECOND);
  add_source (line, mixer, NULL);
  line_run_well (line);
  g_assert_cmpuint (mixer->mixed->len, ==, 50);
  g_assert_cmpuint (sum_of (mixer), <, 2 * SUM_OF_ALL);
  g_assert_cmpuint (nth (mixer, 49)->sum, ==, 2 * (98 + 99));
  line_free (line);
}

static void
test_leaves (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, NULL, &mixer, &sink), *leaver;
  g_autoptr (WeirPad) src = NULL, pad = NULL;

  add_source (line, mixer, NULL);
  leaver = add_source (line, mixer, NULL);
  src = weir_element_get_static_pad (leaver, "src");
  pad = weir_pad_get_peer (src);
  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (200 * WEIR_MSECOND);
  g_assert_true (weir_pad_unlink (src, pad));
  weir_element_release_request_pad (WEIR_ELEMENT (mixer), pad);
  g_object_ref (leaver);
  weir_bin_remove (WEIR_BIN (line), leaver);
  weir_element_set_state (leaver, WEIR_STATE_NULL);
  g_object_unref (leaver);
  line_run_well (line);
  g_assert_cmpuint (mixer->n_removed, ==, 1);
  g_assert_cmpuint (mixer->mixed->len, ==, 50);
  g_assert_cmpuint (nth (mixer, 49)->sum, ==, 98 + 99);
  line_free (line);
}

static WeirPadProbeReturn
hold_cb (WeirPad *pad, WeirPadProbeInfo *probe, gpointer data)
{
  return WEIR_PAD_PROBE_OK;
}

/* One of two live sources is silent: the other goes on, in time. */
static void
test_silent (void)
{
  ToyMixer *mixer;
  ToySink *sink;
  WeirElement *line = mixer_line (NULL, NULL, &mixer, &sink), *silent;
  g_autoptr (WeirPad) src = NULL;
  g_autoptr (GArray) seen = NULL;

  add_source (line, mixer, "live=true");
  silent = add_source (line, mixer, "live=true");
  src = weir_element_get_static_pad (silent, "src");
  weir_pad_add_probe (src, WEIR_PAD_PROBE_TYPE_BLOCK | WEIR_PAD_PROBE_TYPE_BUFFER, hold_cb, NULL, NULL);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (700 * WEIR_MSECOND);
  seen = toy_sink_get_seen (sink);
  weir_element_set_state (line, WEIR_STATE_NULL);
  g_assert_cmpuint (seen->len, >, 5);
  g_assert_cmpuint (seen->len, <, 40);
  for (guint i = 0; i < seen->len; i++)
    g_assert_cmpuint (g_array_index (seen, ToySeen, i).pts, ==, i * FRAME_NS);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/mixer/two", test_two);
  line_add_test ("/mixer/unequal", test_unequal);
  line_add_test ("/mixer/again", test_again);
  line_add_test ("/mixer/seeks", test_seeks);
  line_add_test ("/mixer/joins", test_joins);
  line_add_test ("/mixer/joins-at-its-time", test_joins_at_its_time);
  line_add_test ("/mixer/leaves", test_leaves);
  line_add_test ("/mixer/silent", test_silent);
  return line_test_run ();
}
