/* SPDX-License-Identifier: MIT */
/* Bins hold elements; a bin is an element to whoever uses it. Bins are flat: links and tasks exist between leaf elements
 * only, and a bin's ghost pads are resolved when links are made. */
#pragma once

#include <weir/graph/element.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BIN (weir_bin_get_type ())
WEIR_API GType weir_bin_get_type (void) G_GNUC_CONST;
#define WEIR_BIN(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_BIN, WeirBin))
#define WEIR_BIN_CAST(object) ((WeirBin *) (object))
#define WEIR_IS_BIN(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_BIN))
typedef struct _WeirBinClass WeirBinClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirBin, g_object_unref)

struct _WeirBin {
  WeirElement parent_instance;

  /*< private >*/
  struct _WeirBinPrivate *bin_priv;
};

WEIR_API WeirElement *weir_bin_new (const char *name);
WEIR_API gboolean weir_bin_add (WeirBin *bin, WeirElement *element);
WEIR_API void weir_bin_add_many (WeirBin *bin, WeirElement *element_1, ...) G_GNUC_NULL_TERMINATED;
WEIR_API gboolean weir_bin_remove (WeirBin *bin, WeirElement *element);
WEIR_API void weir_bin_remove_many (WeirBin *bin, WeirElement *element_1, ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirElement *weir_bin_get_by_name (WeirBin *bin, const char *name);
WEIR_API WeirElement *weir_bin_get_by_name_recurse_up (WeirBin *bin, const char *name);
WEIR_API WeirElement *weir_bin_get_by_interface (WeirBin *bin, GType iface);
WEIR_API WeirIterator *weir_bin_iterate_elements (WeirBin *bin);
WEIR_API WeirIterator *weir_bin_iterate_recurse (WeirBin *bin);
WEIR_API WeirIterator *weir_bin_iterate_sinks (WeirBin *bin);
WEIR_API WeirIterator *weir_bin_iterate_sources (WeirBin *bin);
WEIR_API WeirIterator *weir_bin_iterate_sorted (WeirBin *bin);
WEIR_API WeirIterator *weir_bin_iterate_all_by_element_factory_name (WeirBin *bin, const char *factory_name);
WEIR_API WeirPad *weir_bin_find_unlinked_pad (WeirBin *bin, WeirPadDirection direction);
WEIR_API gboolean weir_bin_recalculate_latency (WeirBin *bin);
WEIR_API gboolean weir_bin_sync_children_states (WeirBin *bin);

G_END_DECLS
