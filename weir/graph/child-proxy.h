/* SPDX-License-Identifier: MIT */
/* Objects that have children reach the children's properties by "child::property". */
#pragma once

#include <weir/graph/types.h>

#include <stdarg.h>

G_BEGIN_DECLS

#define WEIR_TYPE_CHILD_PROXY (weir_child_proxy_get_type ())
WEIR_API GType weir_child_proxy_get_type (void) G_GNUC_CONST;
#define WEIR_CHILD_PROXY(object)                                                                   \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_CHILD_PROXY, WeirChildProxy))
#define WEIR_IS_CHILD_PROXY(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_CHILD_PROXY))
#define WEIR_CHILD_PROXY_GET_INTERFACE(object)                                                     \
  (G_TYPE_INSTANCE_GET_INTERFACE ((object), WEIR_TYPE_CHILD_PROXY, WeirChildProxyInterface))

/**
 * WeirChildProxy:
 *
 * Something that has named children.
 */
typedef struct _WeirChildProxy WeirChildProxy;
typedef struct _WeirChildProxyInterface WeirChildProxyInterface;

/**
 * WeirChildProxyInterface:
 * @parent: the interface's head
 * @get_child_by_name: any thread: the child of that name; the default compares the names of all
 * @get_child_by_index: any thread: the child with that number
 * @get_children_count: any thread: how many children there are
 * @child_added: runs first for the signal
 * @child_removed: runs first for the signal
 *
 * What who has children implements.
 */
struct _WeirChildProxyInterface {
  GTypeInterface parent;

  GObject *(*get_child_by_name) (WeirChildProxy *parent, const char *name);
  GObject *(*get_child_by_index) (WeirChildProxy *parent, guint index);
  guint (*get_children_count) (WeirChildProxy *parent);
  void (*child_added) (WeirChildProxy *parent, GObject *child, const char *name);
  void (*child_removed) (WeirChildProxy *parent, GObject *child, const char *name);
};

WEIR_API GObject *weir_child_proxy_get_child_by_name (WeirChildProxy *parent, const char *name);
WEIR_API GObject *weir_child_proxy_get_child_by_name_recurse (WeirChildProxy *child_proxy,
                                                              const char *name);
WEIR_API GObject *weir_child_proxy_get_child_by_index (WeirChildProxy *parent, guint index);
WEIR_API guint weir_child_proxy_get_children_count (WeirChildProxy *parent);

WEIR_API gboolean weir_child_proxy_lookup (WeirChildProxy *object, const char *name,
                                           GObject **target, GParamSpec **pspec);
WEIR_API void weir_child_proxy_get_property (WeirChildProxy *object, const char *name,
                                             GValue *value);
WEIR_API void weir_child_proxy_set_property (WeirChildProxy *object, const char *name,
                                             const GValue *value);
WEIR_API void weir_child_proxy_get (WeirChildProxy *object, const char *first_property_name,
                                    ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_child_proxy_get_valist (WeirChildProxy *object, const char *first_property_name,
                                           va_list var_args);
WEIR_API void weir_child_proxy_set (WeirChildProxy *object, const char *first_property_name,
                                    ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_child_proxy_set_valist (WeirChildProxy *object, const char *first_property_name,
                                           va_list var_args);

WEIR_API void weir_child_proxy_child_added (WeirChildProxy *parent, GObject *child,
                                            const char *name);
WEIR_API void weir_child_proxy_child_removed (WeirChildProxy *parent, GObject *child,
                                              const char *name);

G_END_DECLS
