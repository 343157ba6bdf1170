/* SPDX-License-Identifier: MIT */
/* What the files of the bus share: bus.c (the queue), bus-handler.c (who is called where messages are posted) and
 * bus-watch.c (main loops and descriptors). */
#pragma once

#include <weir/graph/bus.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* A sync handler in force. Who calls it holds a reference, so that another may be set meanwhile. */
typedef struct {
  gint refs; /* atomic */
  WeirBusSyncHandler func;
  gpointer user_data;
  GDestroyNotify notify; /* (nullable) */
  gboolean keeping;      /* DROP leaves the reference to the bus */
} WeirBusHandler;

struct _WeirBus {
  WeirObject parent_instance;

  WeirMonitor monitor; /* guards all below */
  GQueue queue;        /* (owned) of WeirBusEntry */
  gboolean flushing;
  gboolean enable_async;   /* constant: messages are kept for readers at all */
  guint waiters;           /* threads inside timed pops, or posting with WEIR_BUS_ASYNC */
  int event_fd;            /* readable while the queue isn't empty; -1: nobody asked for it yet */
  WeirBusHandler *handler; /* (owned) (nullable) */
  guint n_sync_emissions;  /* calls of enable_sync_message_emission () in force */
  guint n_signal_watches;
  GSource *watch; /* (owned) (nullable): of add_watch () or add_signal_watch () */
  gboolean watch_is_signal;
};

/* A message on its way, with who waits until it was handled. */
typedef struct {
  WeirMessage *message; /* (owned) (nullable): taken by the reader */
  gboolean *handled;    /* (nullable) (guarded by the monitor): set when a reader is done with it */
} WeirBusEntry;

/* Takes the oldest entry. FALSE: there is none. Tell when it was handled. */
gboolean weir_bus_take (WeirBus *bus, WeirBusEntry *entry);
/* The reader is done: who posted it and waits may go on. */
void weir_bus_handled (WeirBus *bus, WeirBusEntry *entry);
/* The descriptor, made when first asked for. Inside the monitor. */
int weir_bus_ensure_event_fd (WeirBus *bus);

/* Is the message of one of these types? */
gboolean weir_bus_is_wanted (WeirMessage *message, WeirMessageType types);

void weir_bus_handler_unref (WeirBusHandler *handler /* (nullable) */);
/* What the handlers make of a message that is being posted. DROP: it is gone. */
WeirBusSyncReply weir_bus_ask_handlers (WeirBus *bus, WeirMessage *message, WeirBusHandler *handler,
                                        gboolean emits);

G_END_DECLS
