/* SPDX-License-Identifier: MIT */
/* A plan is right if what it foresees is what flows. */
#include <string.h>

#include <weir/negotiate/plan.h>
#include <weir/weir.h>

static WeirElement *
build (const char *line)
{
  g_autoptr (GError) error = NULL;
  WeirElement *pipeline = weir_parse_launch (line, &error);

  g_assert_no_error (error);
  return g_object_ref_sink (pipeline);
}

/* "/pipeline0/videotestsrc0.src" in the pipeline. */
static WeirPad *
find_pad (WeirElement *pipeline, const char *path)
{
  g_autofree char *name = g_strdup (strrchr (path, '/') + 1);
  char *dot = strrchr (name, '.');
  g_autoptr (WeirElement) element = NULL;
  WeirPad *pad;

  *dot = '\0';
  element = weir_bin_get_by_name (WEIR_BIN (pipeline), name);
  g_assert_nonnull (element);
  pad = weir_element_get_static_pad (element, dot + 1);
  g_assert_nonnull (pad);
  return pad;
}

typedef struct {
  const char *line;
  guint n_known; /* links whose caps the plan has to know */
} Case;

#define ONE_I420 "video/x-raw,format=I420,width=64,height=48"

static const Case cases[] = {
  { "videotestsrc num-buffers=1 ! fakesink", 1 },
  { "videotestsrc num-buffers=1 ! video/x-raw,width=64 ! fakesink", 2 },
  { "videotestsrc num-buffers=1 ! video/x-raw,width=[1,64],framerate=[1/1,10/1] ! identity ! fakesink", 3 },
  { "videotestsrc num-buffers=1 ! video/x-raw,format={NV12,GRAY8} ! fakesink", 2 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! videoconvert ! video/x-raw,format=RGB ! fakesink", 4 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! videoconvert ! fakesink", 3 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! videoscale ! video/x-raw,width=32,height=24 ! fakesink", 4 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! videoscale ! video/x-raw,width=128 ! fakesink", 4 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! videoconvert ! videoscale ! video/x-raw,width=100,format=BGRx ! fakesink", 5 },
  { "videotestsrc num-buffers=1 ! video/x-raw,width=64 ! tee name=t  t. ! queue ! fakesink  t. ! videoconvert ! "
    "video/x-raw,format=RGB ! fakesink", 7 },
  { "videotestsrc num-buffers=1 ! " ONE_I420 " ! f.  videotestsrc num-buffers=1 ! " ONE_I420 " ! f.  funnel name=f ! fakesink", 5 },
  { "audiotestsrc num-buffers=1 ! fakesink", 1 },
  { "audiotestsrc num-buffers=1 ! audio/x-raw,rate=[8000,16000],channels=2 ! fakesink", 2 },
  { "audiotestsrc num-buffers=1 ! audio/x-raw,format={F32LE,S16LE} ! identity ! fakesink", 3 },
  { "fakesrc num-buffers=1 ! fakesink", 0 },
};

static void
test_foresees (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (WeirElement) pipeline = build (test->line);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPlan) plan = weir_plan_bin (WEIR_BIN (pipeline), &error);
  g_autoptr (WeirBus) bus = weir_element_get_bus (pipeline);
  g_autoptr (WeirMessage) message = NULL;
  guint n_known = 0;

  g_assert_no_error (error);
  weir_element_set_state (pipeline, WEIR_STATE_PLAYING);
  message = weir_bus_timed_pop_filtered (bus, 20 * WEIR_SECOND, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  for (guint i = 0; i < weir_plan_get_n_links (plan); i++) {
    const WeirPlanLink *link = weir_plan_get_link (plan, i);
    g_autoptr (WeirPad) pad = find_pad (pipeline, link->sink_pad);
    g_autoptr (WeirCaps) flows = weir_pad_get_current_caps (pad);
    g_autofree char *foreseen = link->caps != NULL ? weir_caps_to_string (link->caps) : NULL;
    g_autofree char *seen = flows != NULL ? weir_caps_to_string (flows) : NULL;

    if (foreseen == NULL)
      continue;
    g_assert_cmpstr (foreseen, ==, seen);
    n_known++;
  }
  g_assert_cmpuint (n_known, ==, test->n_known);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

/* What comes out of a codec is known when it has seen data; a plan doesn't guess. */
static void
test_codecs_stay_unknown (void)
{
  g_autoptr (WeirElement) pipeline = build ("videotestsrc ! " ONE_I420 " ! jpegenc ! jpegdec ! fakesink");
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPlan) plan = weir_plan_bin (WEIR_BIN (pipeline), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (weir_plan_get_n_links (plan), ==, 4);
  g_assert_null (weir_plan_get_link (plan, 3)->caps);
  text = weir_plan_to_string (plan);
  g_assert_nonnull (strstr (text, "jpegdec0.src"));
  g_assert_nonnull (strstr (text, "unknown until data"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  weir_init (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/plan/foresees/%u", i);
    g_test_add_data_func (path, &cases[i], test_foresees);
  }
  g_test_add_func ("/plan/codecs-stay-unknown", test_codecs_stay_unknown);
  int status = g_test_run ();
  weir_deinit ();
  return status;
}
