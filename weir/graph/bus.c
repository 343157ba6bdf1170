/* SPDX-License-Identifier: MIT */
/* The bus decouples those who report (workers, helpers, the caller of a state change) from the program that reads, in
 * a thread of its choice, or never. This file is the queue: posting, what is kept when nobody reads, and taking messages
 * off. Sync handlers are in bus-handler.c, main loops and descriptors in bus-watch.c.
 *
 * Whose thread frees a message: a message holds a reference to its source, and the last reference of an element runs
 * user code (weak notifies, destroy notifies). Readers free what they took. What the bus itself drops (overflow,
 * flushing, a post that comes too late) goes to the reaper: the dropping thread may be in the middle of anything. */
#include <weir/base/reaper.h>
#include <weir/graph/bus-private.h>

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { PROP_ENABLE_ASYNC = 1 };
enum { SIGNAL_MESSAGE, SIGNAL_SYNC_MESSAGE, N_SIGNALS };

struct _WeirBusClass {
  WeirObjectClass parent_class;
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirBus, weir_bus, WEIR_TYPE_OBJECT)

GType
weir_bus_sync_reply_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_BUS_DROP, "WEIR_BUS_DROP", "drop" },
    { WEIR_BUS_PASS, "WEIR_BUS_PASS", "pass" },
    { WEIR_BUS_ASYNC, "WEIR_BUS_ASYNC", "async" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirBusSyncReply", values));
  return type;
}

/* --- what is kept ------------------------------------------------------------------------------ */

static void
drop (WeirMessage *message)
{
  weir_reaper_push ((GDestroyNotify) weir_message_unref, message);
}

static gboolean
must_be_kept (WeirMessage *message)
{
  return WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_ERROR
         || WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_EOS;
}

/* What makes two messages news of the same matter: type, source, and for those that are told apart by their content
 * (element, application, property notify) its name and property. */
static const char *
matter_of (WeirMessage *message, const char **property)
{
  const WeirStructure *structure = weir_message_get_structure (message);

  *property = NULL;
  if (structure == NULL)
    return "";
  if (WEIR_MESSAGE_TYPE (message) == WEIR_MESSAGE_PROPERTY_NOTIFY)
    *property = weir_structure_get_string (structure, "property-name");
  return weir_structure_get_name (structure);
}

static guint
matter_hash (gconstpointer key)
{
  WeirMessage *message = (WeirMessage *) key;
  const char *property, *name = matter_of (message, &property);

  return g_direct_hash (WEIR_MESSAGE_SRC (message)) * 31 + (guint) WEIR_MESSAGE_TYPE (message) * 7
         + g_str_hash (name) + (property != NULL ? g_str_hash (property) : 0);
}

static gboolean
matter_equal (gconstpointer key_a, gconstpointer key_b)
{
  WeirMessage *a = (WeirMessage *) key_a, *b = (WeirMessage *) key_b;
  const char *property_a, *property_b;

  if (WEIR_MESSAGE_TYPE (a) != WEIR_MESSAGE_TYPE (b)
      || WEIR_MESSAGE_SRC (a) != WEIR_MESSAGE_SRC (b))
    return FALSE;
  return g_str_equal (matter_of (a, &property_a), matter_of (b, &property_b))
         && g_strcmp0 (property_a, property_b) == 0;
}

/* Takes an entry out for good; who waits for it is told. */
static void
discard (WeirBus *bus, GList *node, GQueue *dropped)
{
  WeirBusEntry *entry = node->data;

  if (entry->handled != NULL)
    *entry->handled = TRUE;
  g_queue_push_tail (dropped, entry->message);
  g_free (entry);
  g_queue_delete_link (&bus->queue, node);
}

/* The queue is full. First what is obsolete goes; then, as long as less than a quarter is free, the oldest that may be
 * dropped; then, if there are errors and nothing else, those in the middle: the first tell the cause, the last the
 * state of affairs. A quarter, so that the work is shared by at least 250 posts. Inside the monitor. */
static void
make_room (WeirBus *bus, GQueue *dropped)
{
  const guint enough = WEIR_BUS_MAX_MESSAGES * 3 / 4;
  g_autoptr (GHashTable) seen = g_hash_table_new (matter_hash, matter_equal);
  GList *node, *other;

  for (node = bus->queue.tail; node != NULL; node = other) {
    WeirMessage *message = ((WeirBusEntry *) node->data)->message;

    other = node->prev;
    if (!must_be_kept (message) && !g_hash_table_add (seen, message))
      discard (bus, node, dropped);
  }
  for (node = bus->queue.head; node != NULL && bus->queue.length > enough; node = other) {
    other = node->next;
    if (!must_be_kept (((WeirBusEntry *) node->data)->message))
      discard (bus, node, dropped);
  }
  node = bus->queue.length > enough ? g_queue_peek_nth_link (&bus->queue, enough / 2) : NULL;
  for (; bus->queue.length > enough; node = other) {
    other = node->next;
    discard (bus, node, dropped);
  }
}

/* --- the queue ---------------------------------------------------------------------------------- */

int
weir_bus_ensure_event_fd (WeirBus *bus)
{
  if (bus->event_fd < 0) {
    bus->event_fd = eventfd (bus->queue.length > 0 ? 1 : 0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (bus->event_fd < 0)
      g_critical ("no descriptor could be made for a bus: %s", g_strerror (errno));
  }
  return bus->event_fd;
}

/* Keeps the descriptor readable exactly while there are messages. Inside the monitor. */
static void
sync_event_fd (WeirBus *bus, gboolean was_empty)
{
  gboolean empty = bus->queue.length == 0;
  guint64 count = 1;
  gssize done;

  if (bus->event_fd < 0 || empty == was_empty)
    return;
  do
    done = empty ? read (bus->event_fd, &count, sizeof count)
                 : write (bus->event_fd, &count, sizeof count);
  while (done < 0 && errno == EINTR);
}

gboolean
weir_bus_take (WeirBus *bus, WeirBusEntry *entry)
{
  weir_monitor_enter (&bus->monitor);
  WeirBusEntry *head = g_queue_pop_head (&bus->queue);
  if (head != NULL)
    sync_event_fd (bus, FALSE);
  weir_monitor_leave (&bus->monitor);

  if (head == NULL)
    return FALSE;
  *entry = *head;
  g_free (head);
  return TRUE;
}

void
weir_bus_handled (WeirBus *bus, WeirBusEntry *entry)
{
  if (entry->handled == NULL)
    return;
  weir_monitor_enter (&bus->monitor);
  *entry->handled = TRUE;
  weir_monitor_notify_all (&bus->monitor);
  weir_monitor_leave (&bus->monitor);
}

/* Puts the message at the end; waits for a reader if `wait`. FALSE: flushing, the message wasn't taken. */
static gboolean
enqueue (WeirBus *bus, WeirMessage *message, gboolean wait)
{
  GQueue dropped = G_QUEUE_INIT;
  gboolean handled = FALSE;
  WeirMessage *old;

  weir_monitor_enter (&bus->monitor);
  if (bus->flushing) {
    weir_monitor_leave (&bus->monitor);
    return FALSE;
  }
  gboolean was_empty = bus->queue.length == 0;
  if (bus->queue.length >= WEIR_BUS_MAX_MESSAGES)
    make_room (bus, &dropped);
  WeirBusEntry *entry = g_new (WeirBusEntry, 1);
  *entry = (WeirBusEntry){ .message = message, .handled = wait ? &handled : NULL };
  g_queue_push_tail (&bus->queue, entry);
  sync_event_fd (bus, was_empty);
  if (bus->waiters > 0)
    weir_monitor_notify_all (&bus->monitor);

  bus->waiters += wait;
  while (wait && !handled)
    weir_monitor_wait (&bus->monitor, WEIR_FOREVER);
  bus->waiters -= wait;
  weir_monitor_leave (&bus->monitor);

  while ((old = g_queue_pop_head (&dropped)) != NULL)
    drop (old);
  return TRUE;
}

/**
 * weir_bus_post:
 * @bus: a bus
 * @message: (transfer full): a message
 *
 * Calls the sync handler, then puts the message onto the bus.
 *
 * Thread: any that owns nothing: handlers are user code
 *
 * Returns: %FALSE if the bus is flushing; then the message is dropped
 */
gboolean
weir_bus_post (WeirBus *bus, WeirMessage *message)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  weir_monitor_enter (&bus->monitor);
  gboolean flushing = bus->flushing, emits = bus->n_sync_emissions > 0;
  WeirBusHandler *handler = bus->handler;
  if (handler != NULL)
    g_atomic_int_inc (&handler->refs);
  weir_monitor_leave (&bus->monitor);

  WeirBusSyncReply reply = WEIR_BUS_DROP;
  if (!flushing)
    reply = weir_bus_ask_handlers (bus, message, handler, emits);
  weir_bus_handler_unref (handler);

  if (!flushing && reply == WEIR_BUS_DROP)
    return TRUE;
  if (!flushing && !bus->enable_async) {
    drop (message);
    return TRUE;
  }
  if (flushing || !enqueue (bus, message, reply == WEIR_BUS_ASYNC)) {
    drop (message);
    return FALSE;
  }
  return TRUE;
}

/**
 * weir_bus_set_flushing:
 * @bus: a bus
 * @flushing: %TRUE to drop what lies on it and all that comes; %FALSE to work again
 *
 * Empties the bus and refuses messages. A pipeline does it when it is brought to NULL.
 *
 * Thread: any
 */
void
weir_bus_set_flushing (WeirBus *bus, gboolean flushing)
{
  GQueue dropped = G_QUEUE_INIT;
  WeirMessage *old;

  g_return_if_fail (WEIR_IS_BUS (bus));

  weir_monitor_enter (&bus->monitor);
  gboolean was_empty = bus->queue.length == 0;
  bus->flushing = flushing;
  while (flushing && bus->queue.head != NULL)
    discard (bus, bus->queue.head, &dropped);
  sync_event_fd (bus, was_empty);
  weir_monitor_notify_all (&bus->monitor);
  weir_monitor_leave (&bus->monitor);

  while ((old = g_queue_pop_head (&dropped)) != NULL)
    drop (old);
}

/* --- taking off ------------------------------------------------------------------------------- */

/* Types above EXTENDED are numbers, not bits: a filter can name all of them or none. */
gboolean
weir_bus_is_wanted (WeirMessage *message, WeirMessageType types)
{
  guint type = (guint) WEIR_MESSAGE_TYPE (message), extended = (guint) WEIR_MESSAGE_EXTENDED;

  return (type & extended) != 0 ? ((guint) types & extended) != 0 : (type & (guint) types) != 0;
}

/**
 * weir_bus_have_pending:
 * @bus: a bus
 *
 * Asks whether messages lie on the bus.
 *
 * Thread: any
 *
 * Returns: whether there is one
 */
gboolean
weir_bus_have_pending (WeirBus *bus)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), FALSE);

  weir_monitor_enter (&bus->monitor);
  gboolean pending = bus->queue.length > 0;
  weir_monitor_leave (&bus->monitor);
  return pending;
}

/**
 * weir_bus_peek:
 * @bus: a bus
 *
 * Gives the next message and leaves it on the bus.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if there is none
 */
WeirMessage *
weir_bus_peek (WeirBus *bus)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), NULL);

  weir_monitor_enter (&bus->monitor);
  WeirBusEntry *entry = g_queue_peek_head (&bus->queue);
  WeirMessage *message = entry != NULL ? weir_message_ref (entry->message) : NULL;
  weir_monitor_leave (&bus->monitor);
  return message;
}

/**
 * weir_bus_pop:
 * @bus: a bus
 *
 * Takes the next message off, without waiting.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if there is none
 */
WeirMessage *
weir_bus_pop (WeirBus *bus)
{
  return weir_bus_timed_pop_filtered (bus, 0, WEIR_MESSAGE_ANY);
}

/**
 * weir_bus_pop_filtered:
 * @bus: a bus
 * @types: which types are wanted
 *
 * Takes the next message of certain types off, without waiting. Others before it are dropped.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if there is none
 */
WeirMessage *
weir_bus_pop_filtered (WeirBus *bus, WeirMessageType types)
{
  return weir_bus_timed_pop_filtered (bus, 0, types);
}

/**
 * weir_bus_timed_pop:
 * @bus: a bus
 * @timeout: how long to wait, in ns; %WEIR_CLOCK_TIME_NONE: for ever
 *
 * Takes the next message off, and waits for one.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if none came
 */
WeirMessage *
weir_bus_timed_pop (WeirBus *bus, WeirClockTime timeout)
{
  return weir_bus_timed_pop_filtered (bus, timeout, WEIR_MESSAGE_ANY);
}

/**
 * weir_bus_timed_pop_filtered:
 * @bus: a bus
 * @timeout: how long to wait, in ns; 0: not at all; %WEIR_CLOCK_TIME_NONE: for ever
 * @types: which types are wanted
 *
 * Takes the next message of certain types off, and waits for one. Others before it are dropped.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if none came
 */
WeirMessage *
weir_bus_timed_pop_filtered (WeirBus *bus, WeirClockTime timeout, WeirMessageType types)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), NULL);
  g_return_val_if_fail (timeout == 0 || bus->enable_async, NULL);

  gint64 now_ns = timeout != 0 ? weir_now_ns () : 0, deadline_ns = WEIR_FOREVER;
  WeirBusEntry entry;

  if (timeout < (WeirClockTime) (WEIR_FOREVER - now_ns))
    deadline_ns = now_ns + (gint64) timeout;
  for (;;) {
    while (weir_bus_take (bus, &entry)) {
      gboolean wanted = weir_bus_is_wanted (entry.message, types);

      if (!wanted)
        weir_message_unref (entry.message);
      weir_bus_handled (bus, &entry);
      if (wanted)
        return entry.message;
    }
    if (timeout == 0)
      return NULL;

    weir_monitor_enter (&bus->monitor);
    gboolean in_time = TRUE;
    bus->waiters++;
    while (in_time && bus->queue.length == 0)
      in_time = weir_monitor_wait (&bus->monitor, deadline_ns);
    bus->waiters--;
    weir_monitor_leave (&bus->monitor);
    if (!in_time)
      timeout = 0; /* a last look */
  }
}

/* --- as signals ------------------------------------------------------------------------------ */

/**
 * weir_bus_sync_signal_handler:
 * @bus: a bus
 * @message: a message
 * @data: (nullable): not used
 *
 * Emits #WeirBus::sync-message. May be given to weir_bus_set_sync_handler().
 *
 * Thread: any that owns nothing
 *
 * Returns: %WEIR_BUS_PASS
 */
WeirBusSyncReply
weir_bus_sync_signal_handler (WeirBus *bus, WeirMessage *message, gpointer data)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), WEIR_BUS_DROP);
  g_return_val_if_fail (message != NULL, WEIR_BUS_DROP);

  g_signal_emit (bus, signals[SIGNAL_SYNC_MESSAGE],
                 weir_message_type_to_quark (WEIR_MESSAGE_TYPE (message)), message);
  return WEIR_BUS_PASS;
}

/**
 * weir_bus_async_signal_func:
 * @bus: a bus
 * @message: a message
 * @data: (nullable): not used
 *
 * Emits #WeirBus::message. May be given to weir_bus_add_watch().
 *
 * Thread: any that owns nothing
 *
 * Returns: %TRUE
 */
gboolean
weir_bus_async_signal_func (WeirBus *bus, WeirMessage *message, gpointer data)
{
  g_return_val_if_fail (WEIR_IS_BUS (bus), TRUE);
  g_return_val_if_fail (message != NULL, TRUE);

  g_signal_emit (bus, signals[SIGNAL_MESSAGE],
                 weir_message_type_to_quark (WEIR_MESSAGE_TYPE (message)), message);
  return TRUE;
}

/* --- the object ----------------------------------------------------------------------------- */

static void
weir_bus_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ENABLE_ASYNC:
    g_value_set_boolean (value, WEIR_BUS_CAST (object)->enable_async);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_bus_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ENABLE_ASYNC:
    WEIR_BUS_CAST (object)->enable_async = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
weir_bus_finalize (GObject *object)
{
  WeirBus *bus = WEIR_BUS_CAST (object);

  weir_bus_set_flushing (bus, TRUE);
  weir_bus_handler_unref (bus->handler);
  if (bus->event_fd >= 0)
    close (bus->event_fd);
  weir_monitor_clear (&bus->monitor);
  G_OBJECT_CLASS (weir_bus_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, WEIR_TYPE_BUS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                       g_cclosure_marshal_VOID__BOXED, G_TYPE_NONE, 1, WEIR_TYPE_MESSAGE);
}

static void
weir_bus_class_init (WeirBusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_bus_get_property;
  object_class->set_property = weir_bus_set_property;
  object_class->finalize = weir_bus_finalize;

  /**
   * WeirBus:enable-async:
   *
   * Whether messages go onto the bus. Without it only sync handlers see them.
   */
  g_object_class_install_property (
    object_class, PROP_ENABLE_ASYNC,
    g_param_spec_boolean ("enable-async", "Enable async", "Keep messages for readers", TRUE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  /**
   * WeirBus::message:
   * @bus: the bus
   * @message: the message
   *
   * Emitted by a main loop for each message, when there is a signal watch. The detail is the name of the message's type.
   */
  signals[SIGNAL_MESSAGE] = add_signal ("message");
  /**
   * WeirBus::sync-message:
   * @bus: the bus
   * @message: the message
   *
   * Emitted in the thread that posts, when it was enabled. The detail is the name of the message's type.
   */
  signals[SIGNAL_SYNC_MESSAGE] = add_signal ("sync-message");
}

static void
weir_bus_init (WeirBus *bus)
{
  weir_monitor_init (&bus->monitor);
  g_queue_init (&bus->queue);
  bus->event_fd = -1;
}

/**
 * weir_bus_new:
 *
 * Makes a bus. Pipelines bring their own.
 *
 * Thread: any
 *
 * Returns: (transfer full): the bus
 */
WeirBus *
weir_bus_new (void)
{
  return g_object_ref_sink (g_object_new (WEIR_TYPE_BUS, NULL));
}
