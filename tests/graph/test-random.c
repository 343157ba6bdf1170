/* SPDX-License-Identifier: MIT */
/* Random graphs of whole elements: each sink gets what it must, in order, nothing lost or doubled, and the end comes. */
#include "plugins/core/core.h"
#include "shapes.h"
#include "tests/bases/toys.h"
#include "tests/harness/line.h"

#define MAX_ENDS 12

typedef enum {
  TEES = 1 << 0,   /* parts, and may be joined again */
  MIXERS = 1 << 1, /* joins by taking from all; else by taking what comes */
  SLOW = 1 << 2,   /* takes time, looks ahead, and gives in bursts */
  EDITS = 1 << 3,  /* callbacks that change the graph while it runs */
} Flavour;

/* An output that nobody takes yet, and how many buffers it will give. */
typedef struct {
  WeirElement *element;
  guint n;
  gboolean numbered; /* from 0, without a gap */
} End;

typedef struct {
  WeirElement *sink; /* (unowned) */
  End end;
} Expected;

typedef struct {
  WeirElement *line;
  Dice dice;
  Flavour flavour;
  guint items;
  End ends[MAX_ENDS];
  guint n_ends;
  GArray *expected;  /* of Expected */
  GPtrArray *extras; /* of sinks that a callback may take away, each linked to a tee; (unowned) */
  guint edits;       /* atomic */
} Graph;

static WeirElement *
element (Graph *graph, GType type, const char *format, guint number)
{
  g_autofree char *settings = format != NULL ? g_strdup_printf (format, number) : NULL;
  WeirElement *made = line_element (type, settings);

  line_add (graph->line, NULL, made);
  return made;
}

static void
add_end (Graph *graph, End end)
{
  g_assert_cmpuint (graph->n_ends, <, MAX_ENDS);
  graph->ends[graph->n_ends++] = end;
}

static End
take_end (Graph *graph)
{
  guint which = dice_roll (&graph->dice, graph->n_ends);
  End end = graph->ends[which];

  graph->ends[which] = graph->ends[--graph->n_ends];
  return end;
}

static void
extend (Graph *graph, End *end, WeirElement *by)
{
  g_assert_true (weir_element_link (end->element, by));
  end->element = by;
}

/* --- edits from callbacks -------------------------------------------------------------------------------------------- */

/* One more element behind the one whose callback this is: it can't push meanwhile. */
static void
insert_behind (Graph *graph, WeirElement *self)
{
  g_autoptr (WeirPad) src = weir_element_get_static_pad (self, "src");
  g_autoptr (WeirPad) peer = weir_pad_get_peer (src), in = NULL, out = NULL;
  WeirElement *inserted = line_element (weir_identity_get_type (), NULL);

  if (peer == NULL) {
    g_object_unref (g_object_ref_sink (inserted));
    return;
  }
  line_add (graph->line, NULL, inserted);
  in = weir_element_get_static_pad (inserted, "sink");
  out = weir_element_get_static_pad (inserted, "src");
  g_assert_true (weir_pad_unlink (src, peer));
  g_assert_cmpint (weir_pad_link (out, peer), ==, WEIR_PAD_LINK_OK);
  g_assert_true (weir_element_sync_state_with_parent (inserted));
  g_assert_cmpint (weir_pad_link (src, in), ==, WEIR_PAD_LINK_OK);
}

/* One branch less elsewhere. */
static void
take_branch_away (Graph *graph)
{
  WeirElement *sink = g_ptr_array_steal_index (graph->extras, graph->extras->len - 1);
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (sink, "sink"), tee = weir_pad_get_peer (pad);

  g_object_ref (sink);
  g_assert_true (weir_pad_unlink (tee, pad));
  g_assert_true (weir_bin_remove (WEIR_BIN (graph->line), sink));
  g_assert_cmpint (weir_element_set_state (sink, WEIR_STATE_NULL), ==, WEIR_STATE_CHANGE_SUCCESS);
  g_object_unref (sink);
}

static void
edit_cb (WeirElement *self, WeirBuffer *buffer, gpointer data)
{
  Graph *graph = data;
  guint n = __atomic_load_n (&graph->edits, __ATOMIC_RELAXED);

  if (buffer->offset % 7 != 3 || n >= 4)
    return;
  __atomic_store_n (&graph->edits, n + 1, __ATOMIC_RELAXED);
  if (n % 2 == 1 && graph->extras->len > 0)
    take_branch_away (graph);
  else
    insert_behind (graph, self);
}

/* --- building -------------------------------------------------------------------------------------------------------- */

static void
pass (Graph *graph)
{
  End end = take_end (graph);
  guint which = dice_roll (&graph->dice, (graph->flavour & SLOW) != 0 ? 4 : 2);

  switch (which) {
  case 0:
    extend (graph, &end, element (graph, weir_identity_get_type (), NULL, 0));
    break;
  case 1:
    extend (graph, &end, element (graph, weir_queue_get_type (), "max-size-buffers=%u", 1 + dice_roll (&graph->dice, 5)));
    break;
  case 2:
    extend (graph, &end, element (graph, weir_identity_get_type (), "sleep-time=%u", 50 + dice_roll (&graph->dice, 500)));
    break;
  default:
    extend (graph, &end, element (graph, shape_delay_get_type (), "holds=%u", 1 + dice_roll (&graph->dice, 90)));
    break;
  }
  add_end (graph, end);
}

static void
part (Graph *graph)
{
  End end = take_end (graph);

  extend (graph, &end, element (graph, weir_tee_get_type (), NULL, 0));
  add_end (graph, end);
  add_end (graph, end);
  if ((graph->flavour & EDITS) != 0) {
    WeirElement *extra = element (graph, weir_fake_sink_get_type (), "async=false", 0);

    g_assert_true (weir_element_link (end.element, extra));
    g_ptr_array_add (graph->extras, extra);
  }
}

static void
join (Graph *graph)
{
  gboolean mixes = (graph->flavour & MIXERS) != 0;
  WeirElement *by = element (graph, mixes ? shape_mixer_get_type () : weir_funnel_get_type (), NULL, 0);
  guint n = 2 + dice_roll (&graph->dice, 2);
  End joined = { .element = by, .numbered = mixes };

  for (guint i = 0; i < n && graph->n_ends > 0; i++) {
    End end = take_end (graph);

    g_assert_true (weir_element_link (end.element, by));
    joined.n = mixes ? MAX (joined.n, end.n) : joined.n + end.n;
  }
  add_end (graph, joined);
}

static void
close_end (Graph *graph)
{
  Expected expected = { .end = take_end (graph) };

  expected.sink = element (graph, toy_sink_get_type (), "sync=false", 0);
  g_assert_true (weir_element_link (expected.end.element, expected.sink));
  g_array_append_val (graph->expected, expected);
}

static void
build (Graph *graph)
{
  guint n_sources = 1 + dice_roll (&graph->dice, 2), n_steps = 3 + dice_roll (&graph->dice, 6);

  for (guint i = 0; i < n_sources; i++) {
    guint n = dice_roll (&graph->dice, graph->items);
    End end = { element (graph, weir_fake_src_get_type (), "num-buffers=%u", n), n, TRUE };

    add_end (graph, end);
  }
  for (guint i = 0; i < n_steps; i++) {
    guint what = dice_roll (&graph->dice, 4);

    if (what == 0 && (graph->flavour & TEES) != 0 && graph->n_ends < MAX_ENDS - 1)
      part (graph);
    else if (what == 1)
      join (graph);
    else
      pass (graph);
  }
  if ((graph->flavour & EDITS) != 0) {
    End end = take_end (graph);

    extend (graph, &end, element (graph, weir_identity_get_type (), NULL, 0));
    g_signal_connect (end.element, "handoff", G_CALLBACK (edit_cb), graph);
    add_end (graph, end);
  }
  while (graph->n_ends > 0)
    close_end (graph);
}

static void
check (Graph *graph)
{
  for (guint i = 0; i < graph->expected->len; i++) {
    Expected *expected = &g_array_index (graph->expected, Expected, i);
    GArray *seen = TOY_SINK (expected->sink)->seen;

    g_assert_cmpuint (seen->len, ==, expected->end.n);
    for (guint b = 0; b < seen->len && expected->end.numbered; b++)
      g_assert_cmpuint (g_array_index (seen, ToySeen, b).offset, ==, b);
  }
}

static void
run (guint64 seed, Flavour flavour)
{
  Graph graph = { .line = g_object_ref_sink (weir_pipeline_new (NULL)), .dice = { seed * 7919 + flavour }, .flavour = flavour,
                  .items = weir_sim_active () ? 60 : 2000 };

  graph.expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  graph.extras = g_ptr_array_new ();
  build (&graph);
  line_run_well (graph.line);
  check (&graph);
  line_free (graph.line);
  g_array_unref (graph.expected);
  g_ptr_array_unref (graph.extras);
}

static void
test_tees (guint64 seed)
{
  run (seed, TEES);
}

static void
test_mixers (guint64 seed)
{
  run (seed, TEES | MIXERS);
}

static void
test_slow (guint64 seed)
{
  run (seed, TEES | SLOW | (seed % 2 == 0 ? MIXERS : 0));
}

static void
test_edits (guint64 seed)
{
  run (seed, TEES | EDITS | (seed % 2 == 0 ? MIXERS : 0) | (seed % 3 == 0 ? SLOW : 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_seeded_test ("/random/tees-that-rejoin", test_tees, 40);
  world_add_seeded_test ("/random/mixers", test_mixers, 40);
  world_add_seeded_test ("/random/slow-and-bursty", test_slow, 10);
  world_add_seeded_test ("/random/callbacks-that-edit", test_edits, 40);
  return line_test_run ();
}
