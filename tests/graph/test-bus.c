/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <weir/base/reaper.h>
#include <weir/graph/bus.h>
#include <weir/graph/system-clock.h>
#include <weir/sched/sim.h>

/* Something that can be a message's source. */
static GObject *
make_source (void)
{
  return g_object_ref_sink (g_object_new (WEIR_TYPE_SYSTEM_CLOCK, NULL));
}

static WeirMessage *
eos (GObject *source)
{
  return weir_message_new_eos (WEIR_OBJECT_CAST (source));
}

static WeirMessage *
failure (GObject *source)
{
  g_autoptr (GError) error = g_error_new (WEIR_ERROR, WEIR_ERROR_FAILED, "it failed");

  return weir_message_new_error (WEIR_OBJECT_CAST (source), error, NULL);
}

static WeirMessage *
note (GObject *source, const char *name, int number)
{
  return weir_message_new_element (WEIR_OBJECT_CAST (source),
                                   weir_structure_new (name, "n", G_TYPE_INT, number, NULL));
}

static int
number_of (WeirMessage *message)
{
  int number = -1;

  weir_structure_get_int (weir_message_get_structure (message), "n", &number);
  return number;
}

/* Takes all off and says what they were: a letter for the type, a number for notes. */
static char *
drain (WeirBus *bus)
{
  GString *text = g_string_new (NULL);
  WeirMessage *message;

  while ((message = weir_bus_pop (bus)) != NULL) {
    if (message->type == WEIR_MESSAGE_ELEMENT)
      g_string_append_printf (text, "%d ", number_of (message));
    else
      g_string_append_printf (text, "%s ", weir_message_type_get_name (message->type));
    weir_message_unref (message);
  }
  return g_string_free (text, FALSE);
}

static void
assert_drained (WeirBus *bus, const char *expected)
{
  g_autofree char *text = drain (bus);

  g_assert_cmpstr (text, ==, expected);
}

/* --- the queue ------------------------------------------------------------------------------- */

static void
test_order (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();

  g_assert_false (weir_bus_have_pending (bus));
  g_assert_null (weir_bus_pop (bus));
  g_assert_null (weir_bus_peek (bus));
  for (int i = 0; i < 4; i++)
    g_assert_true (weir_bus_post (bus, note (NULL, "a", i)));
  g_assert_true (weir_bus_have_pending (bus));
  WeirMessage *peeked = weir_bus_peek (bus), *popped = weir_bus_pop (bus);
  g_assert_true (peeked == popped);
  weir_message_unref (peeked);
  weir_message_unref (popped);
  assert_drained (bus, "1 2 3 ");
}

static void
test_filter (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();

  weir_bus_post (bus, note (NULL, "a", 0));
  weir_bus_post (bus, failure (NULL));
  weir_bus_post (bus, note (NULL, "a", 1));
  weir_bus_post (bus, eos (NULL));
  weir_bus_post (bus, note (NULL, "a", 2));
  WeirMessage *message = weir_bus_pop_filtered (bus, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_ERROR);
  weir_message_unref (message);
  message = weir_bus_pop_filtered (bus, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  weir_message_unref (message);
  g_assert_null (weir_bus_pop_filtered (bus, WEIR_MESSAGE_EOS));
  g_assert_false (weir_bus_have_pending (bus));
}

/* An extended type shares bits with others by chance; a filter for those doesn't mean it. */
static void
test_filter_extended (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  WeirStructure *structure = weir_structure_new_empty ("x");

  weir_bus_post (bus, weir_message_new_custom (WEIR_MESSAGE_PROPERTY_NOTIFY, NULL, structure));
  g_assert_null (weir_bus_pop_filtered (bus, WEIR_MESSAGE_EOS | WEIR_MESSAGE_ERROR));
  weir_bus_post (bus, weir_message_new_custom (WEIR_MESSAGE_PROPERTY_NOTIFY, NULL,
                                               weir_structure_new_empty ("x")));
  WeirMessage *message = weir_bus_pop_filtered (bus, WEIR_MESSAGE_ANY);
  g_assert_nonnull (message);
  weir_message_unref (message);
}

static void
test_flushing (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  g_autoptr (GObject) source = make_source ();

  weir_bus_post (bus, eos (source));
  weir_bus_set_flushing (bus, TRUE);
  g_assert_false (weir_bus_have_pending (bus));
  g_assert_false (weir_bus_post (bus, eos (source)));
  g_assert_cmpuint (source->ref_count, ==, 1); /* both are gone */
  weir_bus_set_flushing (bus, FALSE);
  g_assert_true (weir_bus_post (bus, eos (source)));
  assert_drained (bus, "eos ");
}

static void
test_no_async (void)
{
  g_autoptr (WeirBus) bus =
    g_object_ref_sink (g_object_new (WEIR_TYPE_BUS, "enable-async", FALSE, NULL));

  g_assert_true (weir_bus_post (bus, eos (NULL)));
  g_assert_false (weir_bus_have_pending (bus));
}

/* --- nobody reads ------------------------------------------------------------------------------- */

static void
test_unread_keeps_newest (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  g_autoptr (GObject) one = make_source (), two = make_source ();

  weir_bus_post (bus, failure (one));
  for (int i = 0; i < 100000; i++) {
    weir_bus_post (bus, note (one, "a", i));
    weir_bus_post (bus, note (one, "b", i));
    weir_bus_post (bus, note (two, "a", i));
    if (i == 50000)
      weir_bus_post (bus, eos (two));
  }
  /* What came before the last clearing is there once per matter and source. */
  g_autofree char *text = drain (bus);
  g_assert_true (g_str_has_prefix (text, "error eos "));
  g_assert_true (g_str_has_suffix (text, "99998 99998 99998 99999 99999 99999 "));
  g_assert_cmpuint (one->ref_count, ==, 1);
}

static void
test_unread_is_bounded (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0;

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (sources, make_source ());
  weir_bus_post (bus, eos (sources->pdata[0]));
  for (guint i = 0; i < 5000; i++)
    weir_bus_post (bus, note (sources->pdata[i], "a", (int) i));

  g_autoptr (WeirMessage) first = weir_bus_pop (bus);
  g_assert_cmpint (first->type, ==, WEIR_MESSAGE_EOS);
  int last = -1;
  for (WeirMessage *message; (message = weir_bus_pop (bus)) != NULL; n++) {
    g_assert_cmpint (number_of (message), >, last); /* those that are left are in order */
    last = number_of (message);
    weir_message_unref (message);
  }
  g_assert_cmpint (last, ==, 4999);
  g_assert_cmpuint (n, <, WEIR_BUS_MAX_MESSAGES);
  g_assert_cmpuint (n, >=, WEIR_BUS_MAX_MESSAGES / 2);
}

static void
test_unread_errors (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  guint n = 0;

  for (guint i = 0; i < 3000; i++) {
    WeirMessage *message = failure (NULL);
    weir_message_set_seqnum (message, i + 1);
    weir_bus_post (bus, message);
  }
  guint32 seqnum = 0;
  for (WeirMessage *message; (message = weir_bus_pop (bus)) != NULL; n++) {
    if (n == 0)
      g_assert_cmpuint (weir_message_get_seqnum (message), ==, 1); /* the cause is the first */
    g_assert_cmpuint (weir_message_get_seqnum (message), >, seqnum);
    seqnum = weir_message_get_seqnum (message);
    weir_message_unref (message);
  }
  g_assert_cmpuint (seqnum, ==, 3000);
  g_assert_cmpuint (n, <=, WEIR_BUS_MAX_MESSAGES);
}

/* What the bus drops by itself is freed by the reaper: who posts may be in the middle of anything. */
static void
test_drops_go_to_the_reaper (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  GObject *source = make_source (), *alive = source;

  weir_reaper_hold ();
  g_object_add_weak_pointer (source, (gpointer *) &alive);
  weir_bus_post (bus, eos (source));
  g_object_unref (source);
  weir_bus_set_flushing (bus, TRUE);
  g_assert_nonnull (alive);
  weir_reaper_poll ();
  g_assert_nonnull (alive);
  weir_reaper_let_go ();
  weir_reaper_poll ();
  g_assert_null (alive);
}

/* --- waiting ---------------------------------------------------------------------------------- */

static gpointer
post_later (gpointer data)
{
  WeirBus *bus = data;

  g_usleep (20000);
  weir_bus_post (bus, note (NULL, "a", 1));
  g_usleep (20000);
  weir_bus_post (bus, eos (NULL));
  return NULL;
}

static void
test_timed_pop (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  gint64 before_ns = weir_now_ns ();

  g_assert_null (weir_bus_timed_pop (bus, 20 * WEIR_MSECOND));
  g_assert_cmpint (weir_now_ns () - before_ns, >=, 20 * WEIR_MSECOND);
  g_assert_null (weir_bus_timed_pop (bus, 0));

  GThread *thread = g_thread_new ("poster", post_later, bus);
  WeirMessage *message = weir_bus_timed_pop_filtered (bus, WEIR_CLOCK_TIME_NONE, WEIR_MESSAGE_EOS);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  weir_message_unref (message);
  g_thread_join (thread);
  g_assert_false (weir_bus_have_pending (bus));
}

typedef struct {
  WeirBus *bus;
  int count;
} Flood;

static gpointer
flood (gpointer data)
{
  Flood *self = data;

  for (int i = 0; i < self->count; i++)
    weir_bus_post (self->bus, eos (NULL));
  return NULL;
}

static void
test_many_threads (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  Flood self = { bus, 200 };
  GThread *threads[4];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("poster", flood, &self);
  while (n < G_N_ELEMENTS (threads) * 200) {
    WeirMessage *message = weir_bus_timed_pop (bus, 10 * WEIR_SECOND);
    g_assert_nonnull (message);
    weir_message_unref (message);
    n++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_false (weir_bus_have_pending (bus));
}

static gboolean
is_readable (WeirBus *bus)
{
  GPollFD fd;

  weir_bus_get_pollfd (bus, &fd);
  g_assert_cmpint (fd.events, ==, G_IO_IN);
  struct pollfd poll_fd = { .fd = fd.fd, .events = POLLIN };
  return poll (&poll_fd, 1, 0) == 1;
}

static void
test_pollfd (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();

  weir_bus_post (bus, eos (NULL));
  g_assert_true (is_readable (bus)); /* made when there was one already */
  weir_bus_post (bus, eos (NULL));
  weir_message_unref (weir_bus_pop (bus));
  g_assert_true (is_readable (bus));
  weir_message_unref (weir_bus_pop (bus));
  g_assert_false (is_readable (bus));
  weir_bus_post (bus, eos (NULL));
  g_assert_true (is_readable (bus));
  weir_bus_set_flushing (bus, TRUE);
  g_assert_false (is_readable (bus));
}

/* --- sync handlers ------------------------------------------------------------------------------ */

typedef struct {
  WeirBusSyncReply reply;
  guint n_calls, n_freed;
  gboolean frees;
} Handler;

static WeirBusSyncReply
handler_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Handler *handler = data;

  handler->n_calls++;
  if (handler->reply == WEIR_BUS_DROP && handler->frees)
    weir_message_unref (message);
  return handler->reply;
}

static void
handler_freed (gpointer data)
{
  ((Handler *) data)->n_freed++;
}

static void
test_sync_handler (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  g_autoptr (GObject) source = make_source ();
  Handler first = { .reply = WEIR_BUS_DROP, .frees = TRUE }, second = { .reply = WEIR_BUS_PASS };

  weir_bus_set_sync_handler (bus, handler_cb, &first, handler_freed);
  g_assert_true (weir_bus_post (bus, eos (source)));
  g_assert_cmpuint (source->ref_count, ==, 1);
  first.frees = FALSE;
  weir_bus_set_sync_handler_keeping (bus, handler_cb, &first, handler_freed);
  g_assert_true (weir_bus_post (bus, eos (source)));
  g_assert_cmpuint (source->ref_count, ==, 1);
  g_assert_cmpuint (first.n_calls, ==, 2);
  g_assert_cmpuint (first.n_freed, ==, 1);
  assert_drained (bus, "");

  weir_bus_set_sync_handler (bus, handler_cb, &second, handler_freed);
  g_assert_cmpuint (first.n_freed, ==, 2);
  weir_bus_post (bus, eos (source));
  g_assert_cmpuint (second.n_calls, ==, 1);
  weir_bus_set_sync_handler (bus, NULL, NULL, NULL);
  g_assert_cmpuint (second.n_freed, ==, 1);
  weir_bus_post (bus, eos (source));
  g_assert_cmpuint (second.n_calls, ==, 1);
  assert_drained (bus, "eos eos ");
}

static WeirBusSyncReply
replacing_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  weir_bus_set_sync_handler (bus, NULL, NULL, NULL);
  g_assert_cmpuint (((Handler *) data)->n_freed, ==, 0); /* not while it runs */
  return WEIR_BUS_PASS;
}

static void
test_sync_handler_replaces_itself (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  Handler handler = { 0 };

  weir_bus_set_sync_handler (bus, replacing_cb, &handler, handler_freed);
  weir_bus_post (bus, eos (NULL));
  g_assert_cmpuint (handler.n_freed, ==, 1);
  assert_drained (bus, "eos ");
}

static gpointer
post_async (gpointer bus)
{
  weir_bus_post (bus, eos (NULL));
  return NULL;
}

static void
test_async_reply (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  Handler handler = { .reply = WEIR_BUS_ASYNC };

  weir_bus_set_sync_handler (bus, handler_cb, &handler, NULL);
  GThread *thread = g_thread_new ("poster", post_async, bus);
  WeirMessage *message = weir_bus_timed_pop (bus, WEIR_CLOCK_TIME_NONE);
  weir_message_unref (message);
  g_thread_join (thread); /* ends because the message was taken */

  thread = g_thread_new ("poster", post_async, bus);
  while (!weir_bus_have_pending (bus))
    g_usleep (1000);
  weir_bus_set_flushing (bus, TRUE);
  g_thread_join (thread); /* ends because it was dropped */
}

static void
count_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  ++*(guint *) data;
}

static void
test_sync_signal (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();
  guint n_all = 0, n_eos = 0, n_error = 0;

  g_signal_connect (bus, "sync-message", G_CALLBACK (count_cb), &n_all);
  g_signal_connect (bus, "sync-message::eos", G_CALLBACK (count_cb), &n_eos);
  g_signal_connect (bus, "sync-message::error", G_CALLBACK (count_cb), &n_error);
  weir_bus_post (bus, eos (NULL));
  g_assert_cmpuint (n_all, ==, 0);
  weir_bus_enable_sync_message_emission (bus);
  weir_bus_enable_sync_message_emission (bus);
  weir_bus_post (bus, eos (NULL));
  weir_bus_disable_sync_message_emission (bus);
  weir_bus_set_sync_handler (bus, weir_bus_sync_signal_handler, NULL, NULL);
  weir_bus_post (bus, eos (NULL)); /* once, not twice */
  weir_bus_disable_sync_message_emission (bus);
  weir_bus_set_sync_handler (bus, NULL, NULL, NULL);
  weir_bus_post (bus, eos (NULL));
  g_assert_cmpuint (n_all, ==, 2);
  g_assert_cmpuint (n_eos, ==, 2);
  g_assert_cmpuint (n_error, ==, 0);
}

/* --- main loops ----------------------------------------------------------------------------- */

typedef struct {
  GMainLoop *loop;
  GString *seen;
  guint n_freed;
} Loop;

static gboolean
watch_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Loop *self = data;

  g_string_append_printf (self->seen, "%s ", weir_message_type_get_name (message->type));
  if (message->type != WEIR_MESSAGE_EOS)
    return TRUE;
  g_main_loop_quit (self->loop);
  return FALSE;
}

static void
watch_freed (gpointer data)
{
  ((Loop *) data)->n_freed++;
}

static void
loop_init (Loop *self)
{
  *self = (Loop){ .loop = g_main_loop_new (NULL, FALSE), .seen = g_string_new (NULL) };
}

static void
loop_clear (Loop *self)
{
  g_main_loop_unref (self->loop);
  g_string_free (self->seen, TRUE);
}

static void
test_watch (void)
{
  WeirBus *bus = weir_bus_new (), *alive = bus;
  Loop self;

  loop_init (&self);
  g_object_add_weak_pointer (G_OBJECT (bus), (gpointer *) &alive);
  weir_bus_post (bus, failure (NULL));
  g_assert_cmpuint (weir_bus_add_watch_full (bus, G_PRIORITY_HIGH, watch_cb, &self, watch_freed),
                    !=, 0);
  g_test_expect_message ("Weir", G_LOG_LEVEL_CRITICAL, "*has a watch already*");
  g_assert_cmpuint (weir_bus_add_watch (bus, watch_cb, &self), ==, 0);
  g_test_assert_expected_messages ();

  GThread *thread = g_thread_new ("poster", post_later, bus);
  g_main_loop_run (self.loop);
  g_thread_join (thread);
  g_assert_cmpstr (self.seen->str, ==, "error element eos ");
  g_assert_cmpuint (self.n_freed, ==, 1);
  g_assert_false (weir_bus_remove_watch (bus)); /* it ended itself */
  g_object_unref (bus);
  g_assert_null (alive);
  loop_clear (&self);
}

static void
test_remove_watch (void)
{
  WeirBus *bus = weir_bus_new (), *alive = bus;
  Loop self;

  loop_init (&self);
  g_object_add_weak_pointer (G_OBJECT (bus), (gpointer *) &alive);
  weir_bus_add_watch_full (bus, G_PRIORITY_DEFAULT, watch_cb, &self, watch_freed);
  g_assert_true (weir_bus_remove_watch (bus));
  g_assert_cmpuint (self.n_freed, ==, 1);
  guint id = weir_bus_add_watch_full (bus, G_PRIORITY_DEFAULT, watch_cb, &self, watch_freed);
  g_assert_cmpuint (id, !=, 0);
  g_assert_true (g_source_remove (id));
  g_assert_cmpuint (self.n_freed, ==, 2);
  g_assert_false (weir_bus_remove_watch (bus));
  weir_bus_post (bus, eos (NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (self.seen->str, ==, "");
  g_object_unref (bus);
  g_assert_null (alive);
  loop_clear (&self);
}

static void
quit_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  g_main_loop_quit (((Loop *) data)->loop);
}

static void
test_signal_watch (void)
{
  WeirBus *bus = weir_bus_new (), *alive = bus;
  guint n_all = 0, n_error = 0;
  Loop self;

  loop_init (&self);
  g_object_add_weak_pointer (G_OBJECT (bus), (gpointer *) &alive);
  g_signal_connect (bus, "message", G_CALLBACK (count_cb), &n_all);
  g_signal_connect (bus, "message::error", G_CALLBACK (count_cb), &n_error);
  g_signal_connect (bus, "message::eos", G_CALLBACK (quit_cb), &self);
  weir_bus_add_signal_watch (bus);
  weir_bus_add_signal_watch (bus);
  weir_bus_post (bus, failure (NULL));
  weir_bus_post (bus, eos (NULL));
  g_main_loop_run (self.loop);
  g_assert_cmpuint (n_all, ==, 2);
  g_assert_cmpuint (n_error, ==, 1);

  weir_bus_remove_signal_watch (bus);
  weir_bus_post (bus, eos (NULL));
  g_main_loop_run (self.loop); /* one is left */
  weir_bus_remove_signal_watch (bus);
  weir_bus_post (bus, eos (NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_all, ==, 3);
  g_object_unref (bus);
  g_assert_null (alive);
  loop_clear (&self);
}

static void
test_own_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (WeirBus) bus = weir_bus_new ();
  Loop self;

  loop_init (&self);
  GSource *source = weir_bus_create_watch (bus);
  g_source_set_callback (source, (GSourceFunc) (void (*) (void)) watch_cb, &self, NULL);
  g_source_attach (source, context);
  weir_bus_post (bus, failure (NULL));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_cmpstr (self.seen->str, ==, "error ");
  g_assert_false (g_main_context_iteration (context, FALSE));
  g_source_destroy (source);
  g_source_unref (source);
  loop_clear (&self);
}

static void
test_poll (void)
{
  g_autoptr (WeirBus) bus = weir_bus_new ();

  g_assert_null (weir_bus_poll (bus, WEIR_MESSAGE_ANY, 0));
  g_assert_null (weir_bus_poll (bus, WEIR_MESSAGE_ANY, 10 * WEIR_MSECOND));
  GThread *thread = g_thread_new ("poster", post_later, bus);
  g_autoptr (WeirMessage) message = weir_bus_poll (bus, WEIR_MESSAGE_EOS, WEIR_CLOCK_TIME_NONE);
  g_assert_cmpint (message->type, ==, WEIR_MESSAGE_EOS);
  g_thread_join (thread);
}

/* --- in virtual time ------------------------------------------------------------------------ */

#define N_SEEDS 300
#define N_POSTERS 3
#define N_POSTS 20

typedef struct {
  WeirBus *bus;
  gboolean waits; /* its poster waits for readers */
} Virtual;

static WeirBusSyncReply
async_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  return ((Virtual *) data)->waits && message->type == WEIR_MESSAGE_ELEMENT ? WEIR_BUS_ASYNC
                                                                            : WEIR_BUS_PASS;
}

static void
post_some (gpointer data)
{
  Virtual *self = data;

  for (int i = 0; i < N_POSTS; i++) {
    weir_bus_post (self->bus, note (NULL, "a", i));
    weir_sim_choice_point ();
  }
  weir_bus_post (self->bus, eos (NULL));
}

/* Readers and posters in any order: nobody waits for ever, nothing is lost. */
static void
simulated (gpointer data)
{
  Virtual *self = data;
  int n_notes = 0, n_eos = 0;

  for (guint i = 0; i < N_POSTERS; i++)
    weir_sim_spawn ("poster", post_some, self);
  while (n_eos < N_POSTERS) {
    g_autoptr (WeirMessage) message = weir_bus_timed_pop (self->bus, WEIR_CLOCK_TIME_NONE);
    if (message->type == WEIR_MESSAGE_EOS)
      n_eos++;
    else
      n_notes++;
  }
  g_assert_cmpint (n_notes, ==, N_POSTERS * N_POSTS);
  gint64 before_ns = weir_now_ns ();
  g_assert_null (weir_bus_timed_pop (self->bus, 100 * WEIR_SECOND));
  g_assert_cmpint (weir_now_ns () - before_ns, >=, 100 * WEIR_SECOND);
}

static void
test_simulated (void)
{
  for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
    const WeirSimParams params = { .seed = seed };
    g_autoptr (WeirBus) bus = weir_bus_new ();
    g_autofree char *why = NULL;
    Virtual self = { .bus = bus, .waits = seed % 2 };

    weir_bus_set_sync_handler (bus, async_cb, &self, NULL);
    if (!weir_sim_run (&params, simulated, &self, &why))
      g_error ("seed %" G_GUINT64_FORMAT ": %s", seed, why);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bus/order", test_order);
  g_test_add_func ("/bus/filter", test_filter);
  g_test_add_func ("/bus/filter-extended", test_filter_extended);
  g_test_add_func ("/bus/flushing", test_flushing);
  g_test_add_func ("/bus/no-async", test_no_async);
  g_test_add_func ("/bus/unread/keeps-newest", test_unread_keeps_newest);
  g_test_add_func ("/bus/unread/is-bounded", test_unread_is_bounded);
  g_test_add_func ("/bus/unread/errors", test_unread_errors);
  g_test_add_func ("/bus/drops-go-to-the-reaper", test_drops_go_to_the_reaper);
  g_test_add_func ("/bus/timed-pop", test_timed_pop);
  g_test_add_func ("/bus/many-threads", test_many_threads);
  g_test_add_func ("/bus/pollfd", test_pollfd);
  g_test_add_func ("/bus/sync-handler", test_sync_handler);
  g_test_add_func ("/bus/sync-handler-replaces-itself", test_sync_handler_replaces_itself);
  g_test_add_func ("/bus/async-reply", test_async_reply);
  g_test_add_func ("/bus/sync-signal", test_sync_signal);
  g_test_add_func ("/bus/watch", test_watch);
  g_test_add_func ("/bus/remove-watch", test_remove_watch);
  g_test_add_func ("/bus/signal-watch", test_signal_watch);
  g_test_add_func ("/bus/own-context", test_own_context);
  g_test_add_func ("/bus/poll", test_poll);
  g_test_add_func ("/bus/simulated", test_simulated);
  return g_test_run ();
}
