/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/graph/bin.h>
#include <weir/graph/element-private.h>

G_BEGIN_DECLS

struct _WeirBinClass {
  WeirElementClass parent_class;

  /* Any thread that owns no element: a message of something inside. (transfer full). The default counts EOS and its
   * like and passes on the rest. */
  void (*handle_message) (WeirBin *bin, WeirMessage *message);
  /* Any thread that owns no element, on the strand. */
  gboolean (*add_element) (WeirBin *bin, WeirElement *element);
  gboolean (*remove_element) (WeirBin *bin, WeirElement *element);
  void (*element_added) (WeirBin *bin, WeirElement *child);
  void (*element_removed) (WeirBin *bin, WeirElement *child);
  void (*deep_element_added) (WeirBin *bin, WeirBin *sub_bin, WeirElement *child);
  void (*deep_element_removed) (WeirBin *bin, WeirBin *sub_bin, WeirElement *child);
};

struct _WeirPipelineClass {
  WeirBinClass parent_class;
};

#define WEIR_BIN_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_BIN, WeirBinClass))
#define WEIR_BIN_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_BIN, WeirBinClass))

typedef struct _WeirBinPrivate {
  pthread_mutex_t lock; /* guards what follows; short */
  GPtrArray *children;  /* (element-type WeirElement) (owned) */
  GHashTable *by_name;  /* name -> WeirElement, names as they were when added */
  GHashTable *eos_from; /* set of WeirObject * (not owned): children that said EOS */
  gboolean eos_posted;
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
/* All sinks have said EOS while the bin was not playing: say it now. */
void weir_bin_check_eos (WeirBin *bin);
/* Strand: gives clock, base time and bus-side data to everything below. */
void weir_bin_distribute_time (WeirBin *bin, WeirClock *clock, WeirClockTime base_time);

/* Pipeline parts. */
WeirTaskGroup *weir_pipeline_task_group (WeirPipeline *pipeline);
void weir_pipeline_flush_bus (WeirPipeline *pipeline);

G_END_DECLS
