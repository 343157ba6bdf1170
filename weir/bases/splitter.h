/* SPDX-License-Identifier: MIT */
/* Elements with one input and any number of outputs on request, each of which gets what comes in (tee), or some of it.
 *
 * The table has an always sink pad and a request template of source pads. An item is taken when all linked outputs have
 * room, so that none gets lost; a branch that is slow keeps the others back only as far as its own link is full. A branch
 * that is linked later begins with the stream's present caps and segment.
 */
#pragma once

#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SPLITTER (weir_splitter_get_type ())
WEIR_API GType weir_splitter_get_type (void) G_GNUC_CONST;
#define WEIR_SPLITTER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_SPLITTER, WeirSplitter))
#define WEIR_SPLITTER_CAST(object) ((WeirSplitter *) (object))
#define WEIR_SPLITTER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_SPLITTER, WeirSplitterClass))
#define WEIR_SPLITTER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_SPLITTER, WeirSplitterClass))
#define WEIR_IS_SPLITTER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_SPLITTER))

typedef struct _WeirSplitter WeirSplitter;
typedef struct _WeirSplitterClass WeirSplitterClass;
typedef struct _WeirSplitterPrivate WeirSplitterPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSplitter, g_object_unref)

/**
 * WeirSplitter:
 * @sinkpad: its sink pad
 *
 * An element that gives what it gets to several.
 */
struct _WeirSplitter {
  WeirElement parent_instance;

  WeirPad *sinkpad;

  /*< private >*/
  WeirSplitterPrivate *priv;
};

/**
 * WeirSplitterClass:
 * @buffer: Owner. (nullable) Sees each buffer before it is given on. (transfer none)
 * @choose: Owner. (nullable) Does this output get the item? Default: all do. Asked for buffers; events go to all
 * @start: Owner. (nullable) READY to PAUSED
 * @stop: Owner. (nullable) PAUSED to READY
 * @pads_changed: Owner. (nullable) An output was added or is going away; `n_pads` are there then
 *
 * What kinds of splitters implement.
 */
struct _WeirSplitterClass {
  WeirElementClass parent_class;

  void (*buffer) (WeirSplitter *self, WeirBuffer *buffer);
  gboolean (*choose) (WeirSplitter *self, WeirPad *srcpad, WeirBuffer *buffer);
  gboolean (*start) (WeirSplitter *self, GError **error);
  void (*stop) (WeirSplitter *self);
  void (*pads_changed) (WeirSplitter *self, guint n_pads);
};

WEIR_API void weir_splitter_set_allow_not_linked (WeirSplitter *self, gboolean allow);
WEIR_API void weir_splitter_set_watching (WeirSplitter *self, gboolean watching);
WEIR_API void weir_splitter_resend_sticky (WeirSplitter *self, WeirPad *srcpad);

G_END_DECLS
