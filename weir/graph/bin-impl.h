/* SPDX-License-Identifier: MIT */
/* For those who write bins: elements made of elements, which they may choose by what they see (decodebin). A bin's code
 * runs in handlers of what its children say, where no element is owned and everything is allowed. */
#pragma once

#include <weir/graph/bin.h>
#include <weir/graph/element-impl.h>

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

#define WEIR_BIN_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_BIN, WeirBinClass))
#define WEIR_BIN_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_BIN, WeirBinClass))

G_END_DECLS
