/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/graph/bin-impl.h>
#include <weir/graph/child-proxy.h>
#include <weir/graph/element-private.h>

G_BEGIN_DECLS

struct _WeirPipelineClass {
  WeirBinClass parent_class;
};

typedef struct _WeirBinPrivate {
  pthread_mutex_t lock; /* guards what follows; short */
  GPtrArray *children;  /* (element-type WeirElement) (owned) */
  GHashTable *by_name;  /* name -> WeirElement, names as they were when added */
  GHashTable *eos_from; /* set of WeirObject * (not owned): children that said EOS */
  gboolean eos_posted;
  int eos_due; /* atomic: all sinks have said EOS; it waits for what elements have yet to tell */
  GHashTable *started;  /* set: children whose stream has started */
  gboolean message_forward;
  gboolean async_handling;
} WeirBinPrivate;

/* A message of a child. (transfer full). Any thread that owns no element. */
void weir_bin_take_message (WeirBin *bin, WeirMessage *message);
/* Referenced snapshot of the children. (element-type WeirElement) (transfer full) */
GPtrArray *weir_bin_snapshot (WeirBin *bin);
/* Children before the ones that feed them: sinks first. (transfer full) */
GPtrArray *weir_bin_sorted (WeirBin *bin);
/* The stream begins anew: nobody has said EOS. */
void weir_bin_reset_eos (WeirBin *bin);
/* EOS messages that were made before don't count any more. */
void weir_element_bar_eos (WeirElement *element);
/* All sinks have said EOS while the bin was not playing: say it now. */
void weir_bin_check_eos (WeirBin *bin);
/* Any thread that owns no element: an element below has told all it had to. */
void weir_bin_told (WeirBin *bin);
/* Strand: gives clock, base time and bus-side data to everything below. */
void weir_bin_distribute_time (WeirBin *bin, WeirClock *clock, WeirClockTime base_time);

/* GInterfaceInitFunc: WeirChildProxy over the children. */
void weir_bin_init_child_proxy (gpointer iface, gpointer unused);

/* preroll.c */
typedef struct _WeirPreroll WeirPreroll;
WeirPreroll *weir_preroll_new (WeirElement *pipeline);
/* Thread: any that owns no element. */
void weir_preroll_free (WeirPreroll *preroll);
/* Strand: from now on it is time, unless it runs already. */
void weir_preroll_watch (WeirPreroll *preroll, guint64 timeout_ns);
void weir_preroll_unwatch (WeirPreroll *preroll);

/* Pipeline parts. */
WeirTaskGroup *weir_pipeline_task_group (WeirPipeline *pipeline);
/* Strand: some sinks have their first item and others wait for theirs, or nobody waits any more. */
void weir_pipeline_watch_preroll (WeirPipeline *pipeline, gboolean some_wait);
/* Strand: it has been committed to NULL. */
void weir_pipeline_ended (WeirPipeline *pipeline);

G_END_DECLS
