/* SPDX-License-Identifier: MIT */
/* The bus: how messages come from a pipeline's inside to the program.
 *
 * Messages are posted in any thread and taken off in the order in which they came: by a main loop (watch, signal
 * watch), by a thread that waits (timed pop), by a descriptor (poll), or at once where they are posted (sync handler).
 *
 * Nobody needs to read a bus. When 1,000 messages lie on it, those that a newer one of the same kind and source has
 * made obsolete are dropped, but no error and no EOS; so it holds what matters and never more than 1,000. */
#pragma once

#include <weir/graph/object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BUS (weir_bus_get_type ())
WEIR_API GType weir_bus_get_type (void) G_GNUC_CONST;
#define WEIR_BUS(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_BUS, WeirBus))
#define WEIR_BUS_CAST(object) ((WeirBus *) (object))
#define WEIR_IS_BUS(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_BUS))

/**
 * WeirBus:
 *
 * Brings messages from the pipeline to the program.
 */
typedef struct _WeirBusClass WeirBusClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirBus, g_object_unref)

/* More messages than this never lie on a bus. */
#define WEIR_BUS_MAX_MESSAGES 1000

/**
 * WeirBusSyncReply:
 * @WEIR_BUS_DROP: the message goes no further
 * @WEIR_BUS_PASS: the message goes onto the bus
 * @WEIR_BUS_ASYNC: the message goes onto the bus, and who posted it waits until it was taken off and handled
 *
 * What a sync handler wants to become of a message.
 */
typedef enum {
  WEIR_BUS_DROP = 0,
  WEIR_BUS_PASS = 1,
  WEIR_BUS_ASYNC = 2,
} WeirBusSyncReply;

WEIR_API GType weir_bus_sync_reply_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_BUS_SYNC_REPLY (weir_bus_sync_reply_get_type ())

/**
 * WeirBusFunc:
 * @bus: the bus
 * @message: the message, valid during the call
 * @user_data: (closure): what was given
 *
 * Is called by a main loop for each message.
 *
 * Returns: %FALSE to end the watch
 */
typedef gboolean (*WeirBusFunc) (WeirBus *bus, WeirMessage *message, gpointer user_data);

/**
 * WeirBusSyncHandler:
 * @bus: the bus
 * @message: the message
 * @user_data: (closure): what was given
 *
 * Is called in the thread that posts, before the message goes onto the bus. That thread owns nothing: the handler may
 * do anything to the pipeline. In C a handler that replies %WEIR_BUS_DROP takes the reference to the message.
 *
 * Returns: what becomes of the message
 */
typedef WeirBusSyncReply (*WeirBusSyncHandler) (WeirBus *bus, WeirMessage *message,
                                                gpointer user_data);

WEIR_API WeirBus *weir_bus_new (void);
WEIR_API gboolean weir_bus_post (WeirBus *bus, WeirMessage *message);
WEIR_API void weir_bus_set_flushing (WeirBus *bus, gboolean flushing);

/* --- taking messages off --- */
WEIR_API gboolean weir_bus_have_pending (WeirBus *bus);
WEIR_API WeirMessage *weir_bus_peek (WeirBus *bus);
WEIR_API WeirMessage *weir_bus_pop (WeirBus *bus);
WEIR_API WeirMessage *weir_bus_pop_filtered (WeirBus *bus, WeirMessageType types);
WEIR_API WeirMessage *weir_bus_timed_pop (WeirBus *bus, WeirClockTime timeout);
WEIR_API WeirMessage *weir_bus_timed_pop_filtered (WeirBus *bus, WeirClockTime timeout,
                                                   WeirMessageType types);
WEIR_API WeirMessage *weir_bus_poll (WeirBus *bus, WeirMessageType events, WeirClockTime timeout);
WEIR_API void weir_bus_get_pollfd (WeirBus *bus, GPollFD *fd);

/* --- in a main loop --- */
WEIR_API GSource *weir_bus_create_watch (WeirBus *bus);
WEIR_API guint weir_bus_add_watch (WeirBus *bus, WeirBusFunc func, gpointer user_data);
WEIR_API guint weir_bus_add_watch_full (WeirBus *bus, int priority, WeirBusFunc func,
                                        gpointer user_data, GDestroyNotify notify);
WEIR_API gboolean weir_bus_remove_watch (WeirBus *bus);
WEIR_API void weir_bus_add_signal_watch (WeirBus *bus);
WEIR_API void weir_bus_add_signal_watch_full (WeirBus *bus, int priority);
WEIR_API void weir_bus_remove_signal_watch (WeirBus *bus);
WEIR_API gboolean weir_bus_async_signal_func (WeirBus *bus, WeirMessage *message, gpointer data);

/* --- where they are posted --- */
WEIR_API void weir_bus_set_sync_handler (WeirBus *bus, WeirBusSyncHandler func, gpointer user_data,
                                         GDestroyNotify notify);
WEIR_API void weir_bus_set_sync_handler_keeping (WeirBus *bus, WeirBusSyncHandler func,
                                                 gpointer user_data, GDestroyNotify notify);
WEIR_API WeirBusSyncReply weir_bus_sync_signal_handler (WeirBus *bus, WeirMessage *message,
                                                        gpointer data);
WEIR_API void weir_bus_enable_sync_message_emission (WeirBus *bus);
WEIR_API void weir_bus_disable_sync_message_emission (WeirBus *bus);

G_END_DECLS
