/* SPDX-License-Identifier: MIT */
/* What pads admit: across elements, through forks that rejoin, and what it costs to ask. */
#include "parts.h"

#define N_DIAMONDS 40

G_DECLARE_FINAL_TYPE (PartKnot, part_knot, PART, KNOT, WeirElement)
struct _PartKnot {
  WeirElement parent_instance;
};
G_DEFINE_FINAL_TYPE (PartKnot, part_knot, WEIR_TYPE_ELEMENT)

static guint n_calls; /* of transform_caps */

static const WeirElementInfo knot_info = {
  .name = "partknot", .klass = "Generic", .description = "Two ways in, two ways out", .example = "partsrc ! partknot ! partsink",
  .pads = (const WeirPadInfo[]) { WEIR_SINK ("sink_a", "ANY"), WEIR_SINK ("sink_b", "ANY"), WEIR_SRC ("src_a", "ANY"),
                                  WEIR_SRC ("src_b", "ANY"), {} },
};

static WeirProcess
knot_process (WeirElement *self, GError **error)
{
  weir_element_want_rest (self);
  return WEIR_PROCESS_PARK;
}

static WeirCaps *
knot_transform_caps (WeirElement *self, WeirPadDirection direction, const WeirCaps *caps)
{
  n_calls++;
  return weir_caps_ref ((WeirCaps *) caps);
}

static void
part_knot_class_init (PartKnotClass *klass)
{
  WEIR_ELEMENT_CLASS (klass)->process = knot_process;
  WEIR_ELEMENT_CLASS (klass)->transform_caps = knot_transform_caps;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &knot_info);
}

static void
part_knot_init (PartKnot *self)
{
}

static void
narrow (WeirElement *element, const char *pad_name, const char *text)
{
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (element, pad_name);
  g_autoptr (WeirCaps) caps = weir_caps_from_string (text);

  weir_pad_set_allowed_caps (pad, caps);
}

/* Without a memory of what was found, 2 to the 40th calls. */
static void
test_diamonds (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *first = part_new (part_knot_get_type (), NULL), *at = first;
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (first, "sink_a");
  g_autoptr (WeirCaps) caps = NULL, expected = weir_caps_from_string ("a/b, c=(int)3");

  weir_bin_add (WEIR_BIN (pipeline), first);
  for (guint i = 0; i < N_DIAMONDS; i++) {
    WeirElement *next = part_new (part_knot_get_type (), NULL);

    weir_bin_add (WEIR_BIN (pipeline), next);
    n_calls = 0;
    g_assert_true (weir_element_link_pads (at, "src_a", next, "sink_a"));
    g_assert_true (weir_element_link_pads (at, "src_b", next, "sink_b"));
    g_assert_cmpuint (n_calls, <=, 2 * 8 * (i + 2));
    at = next;
  }
  narrow (at, "src_a", "a/b, c=(int)[1,3]");
  narrow (at, "src_b", "a/b, c=(int)[3,5]");
  n_calls = 0;
  caps = weir_pad_query_caps (pad, NULL);
  g_assert_true (weir_caps_is_equal (caps, expected));
  g_assert_cmpuint (n_calls, <=, 4 * (N_DIAMONDS + 1));
}

/* Who runs is asked to choose again when what was linked to a resting neighbour starts. */
static void
test_choose_again (void)
{
  g_autoptr (WeirElement) pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *src = part_new (part_knot_get_type (), NULL), *between = part_new (part_knot_get_type (), NULL),
              *end = part_new (part_knot_get_type (), NULL);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (src, "src_a");

  weir_bin_add_many (WEIR_BIN (pipeline), src, between, end, NULL);
  g_assert_true (weir_element_link_pads (src, "src_a", between, "sink_a"));
  weir_element_set_locked_state (between, TRUE);
  weir_element_set_locked_state (end, TRUE);
  weir_element_set_state (pipeline, WEIR_STATE_PAUSED);
  weir_pad_check_reconfigure (pad);
  g_assert_false (weir_pad_check_reconfigure (pad));
  g_assert_true (weir_element_link_pads (between, "src_a", end, "sink_a"));
  weir_element_set_state (between, WEIR_STATE_PAUSED);
  g_assert_true (weir_pad_check_reconfigure (pad));
  narrow (end, "sink_a", "a/b");
  g_assert_true (weir_pad_check_reconfigure (pad));
  weir_element_set_state (between, WEIR_STATE_NULL);
  weir_element_set_state (pipeline, WEIR_STATE_NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pad-caps/diamonds", test_diamonds);
  g_test_add_func ("/pad-caps/choose-again", test_choose_again);
  return g_test_run ();
}
