/* SPDX-License-Identifier: MIT */
/* Small elements made of bare tasks and links, for the tests and benchmarks of the scheduler. */
#pragma once

#include <weir/data/buffer.h>
#include <weir/sched/sim.h>

#define NODE_MAX_PORTS 16
#define NODE_EOS G_MAXUINT64

typedef struct _Node Node;
struct _Node {
  const char *name;
  WeirTask *task;                /* (owned) */
  WeirLink *in[NODE_MAX_PORTS];  /* (owned by the net) */
  WeirLink *out[NODE_MAX_PORTS]; /* (owned by the net) */
  guint n_in, n_out;
  gboolean in_eos[NODE_MAX_PORTS];
  guint64 next_seq[NODE_MAX_PORTS]; /* what comes next on each input, where order is checked */
  guint64 to_make, made, taken;
  guint64 cost_ns; /* of each item, spent by spinning */
  guint holds;
  gint64 look_ns;    /* a mix looks at something outside this often while it waits; 0: never */
  GQueue held;       /* of WeirMini, (owned) */
  gboolean renumber; /* its inputs aren't numbered without gaps: only rising */
  guint emit_every;  /* every so many items something goes to the outbox; 0: never */
  void (*on_deliver) (Node *node);
  gpointer data;
  gboolean eos_sent;
  WEIR_CACHE_ALIGNED int inside; /* who is inside the step, for the check that it is one */
  int done;                      /* (atomic) */
  int delivered;                 /* (atomic) */
};

typedef struct {
  WeirMonitor monitor;
  GPtrArray *nodes; /* of Node, (owned) */
  GPtrArray *links; /* of WeirLink, (owned) */
  WeirTaskGroup *group;
  guint n_sinks, n_done;
  guint n_stalls; /* (locked by monitor) */
  char *stall;    /* (locked by monitor) (owned) (nullable) the last report, as text */
} Net;

typedef enum {
  NODE_SOURCE = 1, /* makes to_make numbered items, then EOS */
  NODE_PASS,       /* takes from its input, gives to all outputs */
  NODE_MIX,        /* takes one from each input that isn't at EOS */
  NODE_FUNNEL,     /* takes from any input */
  NODE_DELAY,      /* as a pass, but holds `holds` items back, as an encoder that looks ahead */
  NODE_THIN,       /* passes every `holds`-th item only */
  NODE_BLOCK, /* as a pass, in the blocking lane, and waits before every `holds`-th item */
  NODE_SINK, /* checks order, counts */
} NodeKind;

Net *net_new (void);
Node *net_add (Net *net, NodeKind kind, const char *name);
WeirLink *net_link (Net *net, Node *from, Node *to);
/* Wakes all sources. */
void net_start (Net *net);
/* FALSE: not all sinks were at EOS in time. */
gboolean net_wait (Net *net, gint64 timeout_ns);
/* The same, but a stall report ends the wait, too. */
gboolean net_wait_or_stall (Net *net, gint64 timeout_ns);
void net_free (Net *net);

WeirMini *node_item_new (guint64 seq);
guint64 node_item_seq (WeirMini *item);
