/* SPDX-License-Identifier: MIT */
/* Links: order, room, dropping, leaking, pace; and whole nets of tasks. */
#include <weir/sched/link-inline.h>
#include "tests/harness/worlds.h"
#include "nodes.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static void
push_n (WeirLink *link, guint64 from, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (weir_link_push (link, node_item_new (from + i), weir_link_get_epoch (link)),
                     ==, WEIR_PUSH_OK);
}

static void
expect (WeirLink *link, guint64 seq)
{
  WeirMini *item = weir_link_take (link);
  g_assert_nonnull (item);
  g_assert_cmpuint (node_item_seq (item), ==, seq);
  weir_mini_unref (item);
}

static void
test_order (void)
{
  WeirLink *link = weir_link_new ();
  guint64 in = 0, out = 0;
  g_assert_null (weir_link_peek (link));
  for (guint round = 0; round < 50; round++) {
    push_n (link, in, 17 * round % 200);
    in += 17 * round % 200;
    while (out + round % 3 < in)
      expect (link, out++);
    g_assert_cmpuint (weir_link_level_items (link), ==, in - out);
  }
  while (out < in) {
    g_assert_cmpuint (node_item_seq (weir_link_peek (link)), ==, out);
    expect (link, out++);
  }
  g_assert_null (weir_link_take (link));
  WeirLinkCounters counters;
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.items_in, ==, in);
  g_assert_cmpuint (counters.items_out, ==, in);
  g_assert_cmpuint (counters.last_pts_out, ==, in - 1);
  push_n (link, 0, 3); /* what is left goes with the link */
  weir_link_unref (link);
}

static void
test_room (void)
{
  WeirLink *link = weir_link_new ();
  for (guint i = 0; i < 64; i++) {
    g_assert_true (weir_link_has_room (link));
    push_n (link, i, 1);
  }
  g_assert_false (weir_link_has_room (link));
  push_n (link, 64, 1); /* limits are soft */
  expect (link, 0);
  expect (link, 1);
  g_assert_true (weir_link_has_room (link));
  weir_link_set_limits (link, 4, 0, 0);
  g_assert_false (weir_link_has_room (link));
  weir_link_set_limits (link, 200, 0, 10);
  g_assert_false (weir_link_has_room (link)); /* 62 ns of stamps */
  weir_link_unref (link);
}

static void
test_bytes (void)
{
  WeirLink *link = weir_link_new ();
  weir_link_set_limits (link, 0, 1000, 0);
  for (guint i = 0; i < 3; i++) {
    g_assert_true (weir_link_has_room (link) == (i < 2)); /* two always fit */
    weir_link_push (link, (WeirMini *) weir_buffer_new_allocate (NULL, 5000, NULL), 0);
  }
  g_assert_cmpuint (weir_link_level_bytes (link), ==, 15000);
  weir_mini_unref (weir_link_take (link));
  g_assert_cmpuint (weir_link_level_bytes (link), ==, 10000);
  weir_link_unref (link);
}

static void
test_epoch (void)
{
  WeirLink *link = weir_link_new ();
  guint32 epoch = weir_link_get_epoch (link);
  push_n (link, 0, 1);
  g_assert_cmpuint (weir_link_raise_epoch (link), ==, epoch + 1);
  g_assert_cmpint (weir_link_push (link, node_item_new (1), epoch), ==, WEIR_PUSH_FLUSHING);
  g_assert_cmpint (weir_link_push (link, node_item_new (2), epoch + 1), ==, WEIR_PUSH_OK);
  weir_link_set_unwanted (link, TRUE);
  g_assert_true (weir_link_has_room (link));
  g_assert_cmpint (weir_link_push (link, node_item_new (3), epoch + 1), ==, WEIR_PUSH_UNWANTED);
  weir_link_set_unwanted (link, FALSE);
  expect (link, 0);
  expect (link, 2);
  WeirLinkCounters counters;
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.drops, ==, 2);
  weir_link_unref (link);
}

static gboolean
keep_even_cb (WeirMini *item, gpointer data)
{
  return node_item_seq (item) % 2 == 0;
}

static void
test_drop (void)
{
  WeirLink *link = weir_link_new ();
  push_n (link, 0, 150);
  expect (link, 0);
  g_assert_cmpuint (weir_link_drop (link, keep_even_cb, NULL), ==, 75);
  push_n (link, 150, 2);
  for (guint i = 2; i <= 150; i += 2)
    expect (link, i);
  expect (link, 151);
  push_n (link, 0, 70);
  g_assert_cmpuint (weir_link_drop (link, NULL, NULL), ==, 70);
  g_assert_null (weir_link_peek (link));
  g_assert_cmpuint (weir_link_level_bytes (link), ==, 0);
  push_n (link, 7, 1);
  expect (link, 7);
  weir_link_unref (link);
}

static void
test_peek_nth (void)
{
  WeirLink *link = weir_link_new ();
  push_n (link, 0, 100);
  expect (link, 0);
  for (guint i = 0; i < 99; i++)
    g_assert_cmpuint (node_item_seq (weir_link_peek_nth (link, i)), ==, i + 1);
  g_assert_null (weir_link_peek_nth (link, 99));
  weir_link_unref (link);
}

static void
test_splice (void)
{
  WeirLink *from = weir_link_new ();
  WeirLink *to = weir_link_new ();
  push_n (to, 0, 10);
  push_n (from, 10, 90);
  weir_link_set_policy (to, WEIR_LINK_LEAK_NEWEST);
  weir_link_splice (to, from);
  for (guint i = 0; i < 100; i++)
    expect (to, i);
  weir_link_unref (from);
  weir_link_unref (to);
}

static void
test_leak_oldest (void)
{
  WeirLink *link = weir_link_new ();
  weir_link_set_limits (link, 4, 0, 0);
  weir_link_set_policy (link, WEIR_LINK_LEAK_OLDEST);
  push_n (link, 0, 10);
  g_assert_true (weir_link_has_room (link));
  g_assert_cmpuint (weir_link_level_items (link), ==, 4);
  g_assert_cmpuint (node_item_seq (weir_link_peek (link)), ==, 6);
  push_n (link, 10, 2); /* the one that is looked at stays */
  g_assert_cmpuint (weir_link_level_items (link), ==, 4);
  g_assert_cmpuint (node_item_seq (weir_link_peek_nth (link, 1)), ==, 9);
  expect (link, 6);
  expect (link, 9);
  push_n (link, 12, 200);
  g_assert_cmpuint (weir_link_drop (link, NULL, NULL), ==, 4);
  g_assert_cmpuint (weir_link_level_items (link), ==, 0);
  g_assert_null (weir_link_peek (link));
  push_n (link, 0, 1);
  expect (link, 0);
  weir_link_unref (link);
}

static void
test_leak_newest (void)
{
  WeirLink *link = weir_link_new ();
  weir_link_set_limits (link, 4, 0, 0);
  weir_link_set_policy (link, WEIR_LINK_LEAK_NEWEST);
  push_n (link, 0, 10);
  for (guint i = 0; i < 4; i++)
    expect (link, i);
  g_assert_null (weir_link_peek (link));
  weir_link_unref (link);
}

/* source ! pass ! pass ! sink with some opening. */
static void
run_chain (guint opening, gboolean paced, guint64 n)
{
  Net *net = net_new ();
  Node *last = net_add (net, NODE_SOURCE, "source");
  last->to_make = n;
  for (guint i = 0; i < 3; i++) {
    Node *node = net_add (net, i < 2 ? NODE_PASS : NODE_SINK, i < 2 ? "pass" : "sink");
    WeirLink *link = net_link (net, last, node);
    weir_link_set_paced (link, paced);
    if (opening != 0)
      weir_link_set_limits (link, opening, 0, 0);
    last = node;
  }
  net_start (net);
  g_assert_true (net_wait (net, 30 * SECOND));
  g_assert_true (weir_task_acquire (last->task));
  g_assert_cmpuint (last->taken, ==, n);
  weir_task_release (last->task);
  WeirLinkCounters counters;
  weir_link_get_counters (net->links->pdata[1], &counters);
  g_assert_cmpuint (counters.items_in, ==, n + 1);
  g_assert_cmpuint (counters.high_water_items, <=, MAX (opening, paced ? 1 : 64) + 1);
  net_free (net);
}

static void
test_chains (void)
{
  const guint64 n = weir_sim_active () ? 40 : 20000;
  run_chain (0, FALSE, 5 * n);
  run_chain (1, FALSE, n);
  run_chain (4, FALSE, 3 * n);
  run_chain (0, TRUE, n / 4);
  run_chain (2, TRUE, n / 4);
}

/* A tee whose branches meet again, with emissions, several times at once. */
static void
test_diamonds (void)
{
  Net *nets[8];
  const guint n_nets = weir_sim_active () ? 2 : G_N_ELEMENTS (nets);
  const guint n = weir_sim_active () ? 100 : 5000;
  for (guint i = 0; i < n_nets; i++) {
    Net *net = nets[i] = net_new ();
    Node *source = net_add (net, NODE_SOURCE, "source");
    Node *tee = net_add (net, NODE_PASS, "tee");
    Node *slow = net_add (net, NODE_PASS, "slow");
    Node *mix = net_add (net, i % 2 != 0 ? NODE_MIX : NODE_FUNNEL, "mix");
    Node *sink = net_add (net, NODE_SINK, "sink");
    source->to_make = n;
    slow->cost_ns = 1000;
    slow->emit_every = 50;
    sink->emit_every = 7;
    net_link (net, source, tee);
    net_link (net, tee, slow);
    net_link (net, slow, mix);
    net_link (net, tee, mix);
    net_link (net, mix, sink);
    net_start (net);
  }
  for (guint i = 0; i < n_nets; i++) {
    g_assert_true (net_wait (nets[i], 30 * SECOND));
    Node *sink = nets[i]->nodes->pdata[4];
    g_assert_true (weir_task_acquire (sink->task));
    g_assert_cmpuint (sink->taken, ==, i % 2 != 0 ? n : 2 * n);
    weir_task_release (sink->task);
    net_free (nets[i]);
  }
}

/* ease closes by halves, down to nothing. */
static void
test_ease (void)
{
  WeirLink *link = weir_link_new ();
  WeirLinkCounters counters;
  weir_link_set_paced (link, TRUE);
  g_assert_false (weir_link_ease (link));
  for (guint i = 0; i < 3; i++) {
    weir_link_note_full (link, 1);
    weir_link_note_empty (link, 1);
    weir_link_hurry (link, i != 1); /* not to open, but to look at forks */
  }
  for (guint expected = 1;; expected /= 2) {
    gboolean is_open = weir_link_ease (link);
    weir_link_get_counters (link, &counters);
    g_assert_cmpuint (counters.opening, ==, expected);
    g_assert_cmpint (is_open, ==, expected > 0);
    if (expected == 0)
      break;
  }
  weir_link_unref (link);
}

/* hurry opens where a producer waits, one step at a time. */
static void
test_hurry (void)
{
  WeirLink *link = weir_link_new ();
  WeirLinkCounters counters;
  weir_link_set_paced (link, TRUE);
  g_assert_false (weir_link_has_room (link));
  weir_link_hurry (link, TRUE);
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.opening, ==, 0); /* nobody wanted more */
  for (guint expected = 1; expected <= 64; expected *= 2) {
    weir_link_note_full (link, 1);
    weir_link_note_empty (link, 1);
    weir_link_hurry (link, TRUE);
    weir_link_get_counters (link, &counters);
    g_assert_cmpuint (counters.opening, ==, expected);
    weir_link_note_full (link, 1);
    weir_link_hurry (link, TRUE);
    weir_link_get_counters (link, &counters);
    g_assert_cmpuint (counters.opening, ==, expected); /* the consumer always found something */
  }
  weir_link_note_full (link, 1);
  weir_link_hurry (link, TRUE);
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.opening, ==, 64);
  gint64 now_ns = weir_now_ns ();
  weir_link_note_level (link, now_ns + 6 * SECOND);
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.opening, ==, 32);
  push_n (link, 0, 20);
  weir_link_note_level (link, now_ns + 20 * SECOND); /* more than half is in use */
  weir_link_get_counters (link, &counters);
  g_assert_cmpuint (counters.opening, ==, 32);
  weir_link_unref (link);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_test ("/sched/link/order", test_order);
  world_add_test ("/sched/link/room", test_room);
  world_add_test ("/sched/link/bytes", test_bytes);
  world_add_test ("/sched/link/epoch", test_epoch);
  world_add_test ("/sched/link/drop", test_drop);
  world_add_test ("/sched/link/peek-nth", test_peek_nth);
  world_add_test ("/sched/link/splice", test_splice);
  world_add_test ("/sched/link/leak-oldest", test_leak_oldest);
  world_add_test ("/sched/link/leak-newest", test_leak_newest);
  world_add_test ("/sched/link/hurry", test_hurry);
  world_add_test ("/sched/link/ease", test_ease);
  world_add_test ("/sched/link/chains", test_chains);
  world_add_test ("/sched/link/diamonds", test_diamonds);
  return world_test_run ();
}
