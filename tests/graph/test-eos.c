/* SPDX-License-Identifier: MIT */
/* The end of the stream: by every branch, once, after all data and all that was told before it. */
#include "plugins/core/core.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"
#include "weir/graph/element-private.h"
#include "weir/graph/ghost-pad.h"

#define SRC(settings) line_element (weir_fake_src_get_type (), settings)
#define SINK(settings) line_element (weir_fake_sink_get_type (), settings)
#define IDENTITY(settings) line_element (weir_identity_get_type (), settings)
#define TEE() line_element (weir_tee_get_type (), NULL)
#define FUNNEL() line_element (weir_funnel_get_type (), NULL)

/* EOS came, and there is no second one. */
static void
check_once (WeirElement *line)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (line);
  g_autoptr (WeirMessage) second = NULL;

  line_run_well (line);
  second = weir_bus_timed_pop_filtered (bus, 20 * WEIR_MSECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_null (second);
}

static void
test_tee (void)
{
  WeirElement *tee = TEE (), *a = SINK (NULL), *b = SINK (NULL), *c = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=70"), tee, IDENTITY ("sleep-time=100"), a, NULL);

  line_add (line, tee, b);
  line_add (line, tee, c);
  check_once (line);
  g_assert_cmpuint (line_rendered (a), ==, 70);
  g_assert_cmpuint (line_rendered (b), ==, 70);
  g_assert_cmpuint (line_rendered (c), ==, 70);
  line_free (line);
}

static void
test_funnel (void)
{
  WeirElement *funnel = FUNNEL (), *sink = SINK (NULL), *line = line_new (SRC ("num-buffers=90"), funnel, sink, NULL);
  static const guint counts[] = { 0, 3, 130 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autofree char *settings = g_strdup_printf ("num-buffers=%u", counts[i]);
    WeirElement *more = SRC (settings);

    line_add (line, NULL, more);
    g_assert_true (weir_element_link (more, funnel));
  }
  check_once (line);
  g_assert_cmpuint (line_rendered (sink), ==, 90 + 3 + 130);
  line_free (line);
}

/* Branches of unlike length in one pipeline: it ends with the last one. */
static void
test_branches (void)
{
  WeirElement *a = SINK (NULL), *b = SINK (NULL), *line = line_new (SRC ("num-buffers=3"), a, NULL);
  WeirElement *longer = SRC ("num-buffers=200");

  line_add (line, NULL, longer);
  line_add (line, longer, b);
  check_once (line);
  g_assert_cmpuint (line_rendered (a), ==, 3);
  g_assert_cmpuint (line_rendered (b), ==, 200);
  line_free (line);
}

/* A bin with two sinks in a pipeline that has a third one. */
static void
test_bin (void)
{
  WeirElement *bin = weir_bin_new ("inner"), *tee = TEE (), *a = SINK (NULL), *b = SINK (NULL), *c = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=40"), TEE (), c, NULL);
  g_autoptr (WeirPad) pad = NULL;
  g_autoptr (GPtrArray) parts = weir_element_leaves (line);

  line_add (bin, NULL, tee);
  line_add (bin, tee, a);
  line_add (bin, tee, b);
  pad = weir_element_get_static_pad (tee, "sink");
  g_assert_true (weir_element_add_pad (bin, weir_ghost_pad_new ("sink", pad)));
  line_add (line, parts->pdata[1], bin);
  for (guint i = 0; i < 2; i++) {
    check_once (line);
    line_reach (line, WEIR_STATE_READY);
  }
  check_once (line);
  g_assert_cmpuint (line_rendered (a), ==, 40);
  g_assert_cmpuint (line_rendered (b), ==, 40);
  g_assert_cmpuint (line_rendered (c), ==, 40);
  line_free (line);
}

/* A program ends it, at any moment. */
static void
test_sent (void)
{
  WeirElement *tee = TEE (), *a = SINK (NULL), *b = SINK (NULL), *line = line_new (SRC (NULL), tee, IDENTITY (NULL), a, NULL);
  g_autoptr (WeirMessage) message = NULL;

  line_add (line, tee, b);
  weir_element_set_state (line, WEIR_STATE_PLAYING);
  if (weir_sim_choose (2) == 0)
    weir_sim_sleep_ns (weir_sim_choose (300) * WEIR_USECOND);
  else
    line_reach (line, WEIR_STATE_PLAYING);
  g_assert_true (weir_element_send_event (line, weir_event_new_eos ()));
  message = line_wait (line, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_assert_cmpuint (line_rendered (a), ==, line_rendered (b));
  line_free (line);
}

/* A sink that wants no more ends its branch only. */
static void
test_early_sink (void)
{
  WeirElement *tee = TEE (), *a = SINK ("num-buffers=5"), *b = SINK (NULL);
  WeirElement *line = line_new (SRC ("num-buffers=100"), tee, IDENTITY (NULL), a, NULL);

  line_add (line, tee, b);
  check_once (line);
  g_assert_cmpuint (line_rendered (b), ==, 100);
  line_free (line);
}

/* What looks ahead gives all it holds. */
static void
test_look_ahead (void)
{
  ToySink *sink = g_object_new (toy_sink_get_type (), "sync", FALSE, NULL);
  WeirElement *line = line_new (line_element (toy_source_get_type (), NULL), line_element (toy_encoder_get_type (), NULL),
                                line_element (toy_decoder_get_type (), NULL), WEIR_ELEMENT (sink), NULL);

  check_once (line);
  g_assert_cmpuint (sink->seen->len, ==, TOY_FRAMES);
  line_free (line);
}

static void
count_cb (WeirElement *identity, WeirBuffer *buffer, gpointer n)
{
  __atomic_fetch_add ((guint *) n, 1, __ATOMIC_RELAXED);
}

static void
test_after_signals (void)
{
  WeirElement *tee = TEE (), *identities[3], *line = line_new (SRC ("num-buffers=50"), tee, NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++) {
    identities[i] = IDENTITY (NULL);
    g_signal_connect (identities[i], "handoff", G_CALLBACK (count_cb), &n);
    line_add (line, tee, identities[i]);
    line_add (line, identities[i], SINK (NULL));
  }
  line_run_well (line);
  g_assert_cmpuint (__atomic_load_n (&n, __ATOMIC_RELAXED), ==, 150);
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/eos/tee", test_tee);
  line_add_test ("/eos/funnel", test_funnel);
  line_add_test ("/eos/branches", test_branches);
  line_add_test ("/eos/bin", test_bin);
  line_add_test ("/eos/sent", test_sent);
  line_add_test ("/eos/early-sink", test_early_sink);
  line_add_test ("/eos/look-ahead", test_look_ahead);
  line_add_test ("/eos/after-signals", test_after_signals);
  return line_test_run ();
}
