/* SPDX-License-Identifier: MIT */
/* The bus in main loops: sources that call a function or emit a signal for each message, the descriptor for other loops,
 * and weir_bus_poll (), which runs a main loop itself.
 *
 * All of them look at the bus's event descriptor, which is readable while messages lie there; it is made when the first
 * of them is. At most one source per bus is "the watch", which the bus must find again (remove_watch): the bus holds a
 * reference to it, and it one to the bus. The circle is cut when the source is destroyed, whoever does it: GLib frees a
 * source's callback then, and the callback's data are what holds the two together. */
#include <weir/graph/bus-private.h>

typedef struct {
  GSource source;
  WeirBus *bus; /* (owned) */
  gpointer tag; /* of the descriptor */
} BusSource;

typedef struct {
  WeirBus *bus;    /* (owned) */
  GSource *source; /* only compared */
  WeirBusFunc func;
  gpointer user_data;
  GDestroyNotify notify; /* (nullable) */
} Watch;

static gboolean
bus_source_prepare (GSource *source, int *timeout_ms)
{
  *timeout_ms = -1;
  return weir_bus_have_pending (((BusSource *) source)->bus);
}

static gboolean
bus_source_check (GSource *source)
{
  return weir_bus_have_pending (((BusSource *) source)->bus);
}

/* One message per turn, so that other sources of the loop get theirs. */
static gboolean
bus_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  WeirBus *bus = ((BusSource *) source)->bus;
  WeirBusFunc func = (WeirBusFunc) (void (*) (void)) callback;
  WeirBusEntry entry;

  if (func == NULL) {
    g_warning ("a watch of a bus was attached to a main loop without a callback; it is removed");
    return G_SOURCE_REMOVE;
  }
  if (!weir_bus_take (bus, &entry))
    return G_SOURCE_CONTINUE; /* somebody else was faster */

  gboolean keep = func (bus, entry.message, user_data);
  weir_message_unref (entry.message);
  weir_bus_handled (bus, &entry);
  return keep;
}

static void
bus_source_finalize (GSource *source)
{
  g_object_unref (((BusSource *) source)->bus);
}

static GSourceFuncs bus_source_funcs = {
  .prepare = bus_source_prepare,
  .check = bus_source_check,
  .dispatch = bus_source_dispatch,
  .finalize = bus_source_finalize,
};

/**
 * weir_bus_create_watch:
 * @bus: a bus
 *
 * Makes a source for a main loop. Its callback is a #WeirBusFunc.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the source, not attached
 */
GSource *
weir_bus_create_watch (WeirBus *bus)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), NULL);
  g_return_val_if_fail (bus->enable_async, NULL);

  weir_monitor_enter (&bus->monitor);
  int fd = weir_bus_ensure_event_fd (bus);
  weir_monitor_leave (&bus->monitor);
  if (fd < 0)
    return NULL;

  BusSource *source = (BusSource *) g_source_new (&bus_source_funcs, sizeof (BusSource));
  source->bus = g_object_ref (bus);
  source->tag = g_source_add_unix_fd (&source->source, fd, G_IO_IN);
  g_source_set_static_name (&source->source, "weir bus");
  return &source->source;
}

/* The source was destroyed: it is no longer the bus's watch. */
static void
watch_destroyed (gpointer data)
{
  Watch *watch = data;
  WeirBus *bus = watch->bus;
  GSource *source = NULL;

  weir_monitor_enter (&bus->monitor);
  if (bus->watch == watch->source)
    source = g_steal_pointer (&bus->watch);
  weir_monitor_leave (&bus->monitor);

  if (watch->notify != NULL)
    watch->notify (watch->user_data);
  g_clear_pointer (&source, g_source_unref);
  g_object_unref (bus);
  g_free (watch);
}

static gboolean
watch_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Watch *watch = data;

  return watch->func (bus, message, watch->user_data);
}

/* Makes the source the bus's watch and attaches it. 0: there is one already. */
static guint
attach_watch (WeirBus *bus, int priority, gboolean is_signal, WeirBusFunc func, gpointer user_data,
              GDestroyNotify notify)
{
  g_autoptr (GSource) source = weir_bus_create_watch (bus);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Watch *watch;

  if (source == NULL)
    return 0;
  watch = g_new (Watch, 1);
  *watch =
    (Watch){ .bus = g_object_ref (bus), .source = source, .func = func, .user_data = user_data };
  g_source_set_callback (source, (GSourceFunc) (void (*) (void)) watch_cb, watch, watch_destroyed);
  g_source_set_priority (source, priority);

  weir_monitor_enter (&bus->monitor);
  gboolean taken = bus->watch != NULL;
  if (!taken) {
    bus->watch = g_source_ref (source);
    bus->watch_is_signal = is_signal;
    watch->notify = notify;
  }
  weir_monitor_leave (&bus->monitor);
  if (taken) {
    g_source_destroy (
      source); /* frees the callback without telling the caller, who keeps his data */
    return 0;
  }
  return g_source_attach (source, context);
}

static GSource *
steal_watch (WeirBus *bus, gboolean is_signal)
{
  weir_monitor_enter (&bus->monitor);
  GSource *source = bus->watch_is_signal == is_signal ? g_steal_pointer (&bus->watch) : NULL;
  weir_monitor_leave (&bus->monitor);
  return source;
}

/**
 * weir_bus_add_watch: (skip)
 * @bus: a bus
 * @func: called for each message
 * @user_data: what @func gets
 *
 * As weir_bus_add_watch_full() with the usual priority.
 *
 * Thread: any
 *
 * Returns: the id of the source; 0 if the bus has a watch already
 */
guint
weir_bus_add_watch (WeirBus *bus, WeirBusFunc func, gpointer user_data)
{
  return weir_bus_add_watch_full (bus, G_PRIORITY_DEFAULT, func, user_data, NULL);
}

/**
 * weir_bus_add_watch_full: (rename-to weir_bus_add_watch)
 * @bus: a bus
 * @priority: the priority in the main loop
 * @func: (scope notified) (closure user_data) (destroy notify): called for each message
 * @user_data: what @func gets
 * @notify: (nullable): called with @user_data when @func is no longer used
 *
 * Has a function called for each message, in the thread's default main loop, until it returns %FALSE or
 * weir_bus_remove_watch() is called. A bus has one watch, or signal watches.
 *
 * Thread: any
 *
 * Returns: the id of the source; 0 if the bus has a watch already
 */
guint
weir_bus_add_watch_full (WeirBus *bus, int priority, WeirBusFunc func, gpointer user_data,
                         GDestroyNotify notify)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), 0);
  g_return_val_if_fail (func != NULL, 0);

  guint id = attach_watch (bus, priority, FALSE, func, user_data, notify);
  if (id == 0)
    g_critical ("%s has a watch already; a bus takes one", WEIR_OBJECT_NAME (bus));
  return id;
}

/**
 * weir_bus_remove_watch:
 * @bus: a bus
 *
 * Ends the watch that weir_bus_add_watch() made.
 *
 * Thread: any
 *
 * Returns: %FALSE if there was none
 */
gboolean
weir_bus_remove_watch (WeirBus *bus)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), FALSE);

  GSource *source = steal_watch (bus, FALSE);
  if (source == NULL)
    return FALSE;
  g_source_destroy (source);
  g_source_unref (source);
  return TRUE;
}

/**
 * weir_bus_add_signal_watch:
 * @bus: a bus
 *
 * As weir_bus_add_signal_watch_full() with the usual priority.
 *
 * Thread: any
 */
void
weir_bus_add_signal_watch (WeirBus *bus)
{
  weir_bus_add_signal_watch_full (bus, G_PRIORITY_DEFAULT);
}

/**
 * weir_bus_add_signal_watch_full:
 * @bus: a bus
 * @priority: the priority in the main loop; that of the first call counts
 *
 * Has #WeirBus::message emitted for each message, in the thread's default main loop, until
 * weir_bus_remove_signal_watch() was called as often.
 *
 * Thread: any
 */
void
weir_bus_add_signal_watch_full (WeirBus *bus, int priority)
{
  g_return_if_fail (WEIR_IS_BUS (bus));

  weir_monitor_enter (&bus->monitor);
  gboolean first = bus->n_signal_watches++ == 0;
  weir_monitor_leave (&bus->monitor);
  if (first && attach_watch (bus, priority, TRUE, weir_bus_async_signal_func, NULL, NULL) == 0)
    g_critical ("%s has a watch already; it can't have a signal watch too", WEIR_OBJECT_NAME (bus));
}

/**
 * weir_bus_remove_signal_watch:
 * @bus: a bus
 *
 * Takes back one weir_bus_add_signal_watch().
 *
 * Thread: any
 */
void
weir_bus_remove_signal_watch (WeirBus *bus)
{
  g_return_if_fail (WEIR_IS_BUS (bus));

  weir_monitor_enter (&bus->monitor);
  gboolean had_one = bus->n_signal_watches > 0;
  bus->n_signal_watches -= had_one;
  gboolean last = had_one && bus->n_signal_watches == 0;
  weir_monitor_leave (&bus->monitor);

  if (!had_one)
    g_critical ("%s has no signal watch", WEIR_OBJECT_NAME (bus));
  GSource *source = last ? steal_watch (bus, TRUE) : NULL;
  if (source != NULL) {
    g_source_destroy (source);
    g_source_unref (source);
  }
}

/**
 * weir_bus_get_pollfd:
 * @bus: a bus
 * @fd: (out caller-allocates): a descriptor that is readable while messages lie on the bus
 *
 * For other kinds of loops. The descriptor belongs to the bus and is neither read nor closed by the caller.
 *
 * Thread: any
 */
void
weir_bus_get_pollfd (WeirBus *bus, GPollFD *fd)
{
  g_return_if_fail (WEIR_IS_BUS (bus));
  g_return_if_fail (bus->enable_async);
  g_return_if_fail (fd != NULL);

  weir_monitor_enter (&bus->monitor);
  fd->fd = weir_bus_ensure_event_fd (bus);
  weir_monitor_leave (&bus->monitor);
  fd->events = G_IO_IN;
  fd->revents = 0;
}

/* --- weir_bus_poll () ----------------------------------------------------------------------- */

typedef struct {
  GMainLoop *loop;
  WeirMessageType events;
  WeirMessage *found; /* (owned) (nullable) */
} Poll;

static void
poll_message_cb (WeirBus *bus, WeirMessage *message, gpointer data)
{
  Poll *poll = data;

  if (poll->found != NULL || !weir_bus_is_wanted (message, poll->events))
    return;
  poll->found = weir_message_ref (message);
  g_main_loop_quit (poll->loop);
}

static gboolean
poll_timeout_cb (gpointer data)
{
  g_main_loop_quit (((Poll *) data)->loop);
  return G_SOURCE_REMOVE;
}

/**
 * weir_bus_poll:
 * @bus: a bus
 * @events: which types of messages are wanted
 * @timeout: how long to wait, in ns; %WEIR_CLOCK_TIME_NONE: for ever
 *
 * Runs the thread's default main loop until a message of certain types comes; others are emitted as #WeirBus::message and
 * dropped. Whatever else the main loop does goes on meanwhile: prefer weir_bus_timed_pop_filtered().
 *
 * Thread: any that may run its default main context
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if none came
 */
WeirMessage *
weir_bus_poll (WeirBus *bus, WeirMessageType events, WeirClockTime timeout)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), NULL);

  if (timeout == 0)
    return weir_bus_pop_filtered (bus, events);

  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Poll poll = { .loop = g_main_loop_new (context, FALSE), .events = events };
  GSource *timer = NULL;

  weir_bus_add_signal_watch (bus);
  gulong handler = g_signal_connect (bus, "message", G_CALLBACK (poll_message_cb), &poll);
  if (WEIR_CLOCK_TIME_IS_VALID (timeout)) {
    guint64 timeout_ms = MIN (timeout / 1000000 + (timeout % 1000000 != 0), G_MAXUINT);

    timer = g_timeout_source_new ((guint) timeout_ms);
    g_source_set_callback (timer, poll_timeout_cb, &poll, NULL);
    g_source_attach (timer, context);
  }
  g_main_loop_run (poll.loop);

  if (timer != NULL) {
    g_source_destroy (timer);
    g_source_unref (timer);
  }
  g_signal_handler_disconnect (bus, handler);
  weir_bus_remove_signal_watch (bus);
  g_main_loop_unref (poll.loop);
  return poll.found;
}
