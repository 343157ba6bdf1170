/* SPDX-License-Identifier: MIT */
/* Some messages need an answer before their poster goes on (a window to draw into, a context to share). So a program may
 * have a function called in the thread that posts; here is who is called, and for how long he is kept. */
#include <weir/graph/bus-private.h>

void
weir_bus_handler_unref (WeirBusHandler *handler)
{
  if (handler == NULL || !g_atomic_int_dec_and_test (&handler->refs))
    return;
  if (handler->notify != NULL)
    handler->notify (handler->user_data);
  g_free (handler);
}

static void
set_handler (WeirBus *bus, WeirBusHandler *handler)
{
  weir_monitor_enter (&bus->monitor);
  WeirBusHandler *old = bus->handler;
  bus->handler = handler;
  weir_monitor_leave (&bus->monitor);
  weir_bus_handler_unref (old);
}

static WeirBusHandler *
handler_new (WeirBusSyncHandler func, gpointer user_data, GDestroyNotify notify, gboolean keeping)
{
  WeirBusHandler *handler = g_new (WeirBusHandler, 1);

  *handler = (WeirBusHandler){
    .refs = 1, .func = func, .user_data = user_data, .notify = notify, .keeping = keeping
  };
  return handler;
}

/* What the handlers make of the message. DROP: it is gone. */
WeirBusSyncReply
weir_bus_ask_handlers (WeirBus *bus, WeirMessage *message, WeirBusHandler *handler, gboolean emits)
{
  WeirBusSyncReply reply = WEIR_BUS_PASS;

  if (handler != NULL || emits)
    weir_callback_begin ();
  if (handler != NULL)
    reply = handler->func (bus, message, handler->user_data);
  if (reply == WEIR_BUS_DROP) {
    if (handler->keeping)
      weir_message_unref (message);
  } else if (emits && (handler == NULL || handler->func != weir_bus_sync_signal_handler)) {
    weir_bus_sync_signal_handler (bus, message, NULL);
  }
  return reply;
}

/**
 * weir_bus_set_sync_handler: (skip)
 * @bus: a bus
 * @func: (nullable): called with each message in the thread that posts it
 * @user_data: what @func gets
 * @notify: (nullable): called with @user_data when @func is no longer used
 *
 * Has a function called where messages are posted; it replaces the one that was there. When it replies %WEIR_BUS_DROP it
 * has taken the reference to the message.
 *
 * Thread: any
 */
void
weir_bus_set_sync_handler (WeirBus *bus, WeirBusSyncHandler func, gpointer user_data,
                           GDestroyNotify notify)
{
  g_return_if_fail (WEIR_IS_BUS (bus));
  set_handler (bus, func != NULL ? handler_new (func, user_data, notify, FALSE) : NULL);
}

/**
 * weir_bus_set_sync_handler_keeping: (rename-to weir_bus_set_sync_handler)
 * @bus: a bus
 * @func: (nullable) (scope notified) (closure user_data) (destroy notify): called with each message in the thread that
 *   posts it
 * @user_data: what @func gets
 * @notify: (nullable): called with @user_data when @func is no longer used
 *
 * As weir_bus_set_sync_handler(), but a @func that replies %WEIR_BUS_DROP leaves the reference to the message to the
 * bus, as suits languages that count references themselves.
 *
 * Thread: any
 */
void
weir_bus_set_sync_handler_keeping (WeirBus *bus, WeirBusSyncHandler func, gpointer user_data,
                                   GDestroyNotify notify)
{
  g_return_if_fail (WEIR_IS_BUS (bus));
  set_handler (bus, func != NULL ? handler_new (func, user_data, notify, TRUE) : NULL);
}

static void
add_to (WeirBus *bus, guint *counter, int change)
{
  weir_monitor_enter (&bus->monitor);
  *counter += (guint) change;
  weir_monitor_leave (&bus->monitor);
}

/**
 * weir_bus_enable_sync_message_emission:
 * @bus: a bus
 *
 * Has #WeirBus::sync-message emitted, until weir_bus_disable_sync_message_emission() was called as often.
 *
 * Thread: any
 */
void
weir_bus_enable_sync_message_emission (WeirBus *bus)
{
  g_return_if_fail (WEIR_IS_BUS (bus));
  add_to (bus, &bus->n_sync_emissions, 1);
}

/**
 * weir_bus_disable_sync_message_emission:
 * @bus: a bus
 *
 * Takes back one weir_bus_enable_sync_message_emission().
 *
 * Thread: any
 */
void
weir_bus_disable_sync_message_emission (WeirBus *bus)
{
  g_return_if_fail (WEIR_IS_BUS (bus));
  g_return_if_fail (bus->n_sync_emissions > 0);
  add_to (bus, &bus->n_sync_emissions, -1);
}
