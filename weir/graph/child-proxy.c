/* SPDX-License-Identifier: MIT */
/* The names of properties of children: "child::property", through as many levels as there are. It is what launch lines
 * and programs use for the elements inside bins and for the pads of mixers. */
#include <weir/graph/child-proxy.h>
#include <weir/graph/object.h>

#include <gobject/gvaluecollector.h>
#include <string.h>

enum { SIGNAL_CHILD_ADDED, SIGNAL_CHILD_REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

static GObject *default_get_child_by_name (WeirChildProxy *parent, const char *name);

G_DEFINE_INTERFACE (WeirChildProxy, weir_child_proxy, G_TYPE_OBJECT)

static guint
add_signal (const char *name, guint offset)
{
  return g_signal_new (name, WEIR_TYPE_CHILD_PROXY, G_SIGNAL_RUN_FIRST, offset, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_OBJECT, G_TYPE_STRING);
}

static void
weir_child_proxy_default_init (WeirChildProxyInterface *iface)
{
  iface->get_child_by_name = default_get_child_by_name;

  /**
   * WeirChildProxy::child-added:
   * @proxy: the parent
   * @object: the child
   * @name: its name
   *
   * A child came.
   */
  signals[SIGNAL_CHILD_ADDED] =
    add_signal ("child-added", G_STRUCT_OFFSET (WeirChildProxyInterface, child_added));
  /**
   * WeirChildProxy::child-removed:
   * @proxy: the parent
   * @object: the child
   * @name: its name
   *
   * A child went.
   */
  signals[SIGNAL_CHILD_REMOVED] =
    add_signal ("child-removed", G_STRUCT_OFFSET (WeirChildProxyInterface, child_removed));
}

static GObject *
default_get_child_by_name (WeirChildProxy *parent, const char *name)
{
  guint n = weir_child_proxy_get_children_count (parent);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) child = weir_child_proxy_get_child_by_index (parent, i);

    if (child == NULL)
      break; /* one went meanwhile */
    if (WEIR_IS_OBJECT (child)) {
      g_autofree char *child_name = weir_object_get_name (WEIR_OBJECT (child));
      if (g_strcmp0 (child_name, name) == 0)
        return g_steal_pointer (&child);
    }
  }
  return NULL;
}

/**
 * weir_child_proxy_get_child_by_name:
 * @parent: the parent
 * @name: a name
 *
 * Finds a child by its name.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the child
 */
GObject *
weir_child_proxy_get_child_by_name (WeirChildProxy *parent, const char *name)
{
  g_return_val_if_fail (WEIR_IS_CHILD_PROXY (parent), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  return WEIR_CHILD_PROXY_GET_INTERFACE (parent)->get_child_by_name (parent, name);
}

/**
 * weir_child_proxy_get_child_by_name_recurse:
 * @child_proxy: the parent
 * @name: names of children with `::` between them
 *
 * Finds a child of a child (of a child ...).
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the child
 */
GObject *
weir_child_proxy_get_child_by_name_recurse (WeirChildProxy *child_proxy, const char *name)
{
  g_return_val_if_fail (WEIR_IS_CHILD_PROXY (child_proxy), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (name[0] == '\0')
    return NULL; /* nobody's name */

  g_auto (GStrv) parts = g_strsplit (name, "::", -1);
  g_autoptr (GObject) found = g_object_ref (G_OBJECT (child_proxy));

  for (guint i = 0; parts[i] != NULL; i++) {
    GObject *child = WEIR_IS_CHILD_PROXY (found)
                       ? weir_child_proxy_get_child_by_name (WEIR_CHILD_PROXY (found), parts[i])
                       : NULL;
    g_set_object (&found, child);
    g_clear_object (&child);
    if (found == NULL)
      return NULL;
  }
  return g_steal_pointer (&found);
}

/**
 * weir_child_proxy_get_child_by_index:
 * @parent: the parent
 * @index: a number, from 0
 *
 * Gives a child by its number.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the child
 */
GObject *
weir_child_proxy_get_child_by_index (WeirChildProxy *parent, guint index)
{
  g_return_val_if_fail (WEIR_IS_CHILD_PROXY (parent), NULL);

  WeirChildProxyInterface *iface = WEIR_CHILD_PROXY_GET_INTERFACE (parent);
  return iface->get_child_by_index != NULL ? iface->get_child_by_index (parent, index) : NULL;
}

/**
 * weir_child_proxy_get_children_count:
 * @parent: the parent
 *
 * Counts the children.
 *
 * Thread: any
 *
 * Returns: how many there are
 */
guint
weir_child_proxy_get_children_count (WeirChildProxy *parent)
{
  g_return_val_if_fail (WEIR_IS_CHILD_PROXY (parent), 0);

  WeirChildProxyInterface *iface = WEIR_CHILD_PROXY_GET_INTERFACE (parent);
  return iface->get_children_count != NULL ? iface->get_children_count (parent) : 0;
}

/**
 * weir_child_proxy_lookup:
 * @object: the parent
 * @name: a property, or `child::property`, or deeper
 * @target: (out) (optional) (transfer full): who has the property
 * @pspec: (out) (optional) (transfer none): the property
 *
 * Finds what a name stands for.
 *
 * Thread: any
 *
 * Returns: whether it stands for something
 */
gboolean
weir_child_proxy_lookup (WeirChildProxy *object, const char *name, GObject **target,
                         GParamSpec **pspec)
{
  g_return_val_if_fail (WEIR_IS_CHILD_PROXY (object), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  g_autoptr (GObject) owner = NULL;
  const char *property = g_strrstr (name, "::");

  if (property == NULL) {
    owner = g_object_ref (G_OBJECT (object));
    property = name;
  } else {
    g_autofree char *path = g_strndup (name, property - name);
    owner = weir_child_proxy_get_child_by_name_recurse (object, path);
    property += strlen ("::");
  }
  if (owner == NULL)
    return FALSE;

  GParamSpec *found = g_object_class_find_property (G_OBJECT_GET_CLASS (owner), property);
  if (found == NULL)
    return FALSE;
  if (pspec != NULL)
    *pspec = found;
  if (target != NULL)
    *target = g_steal_pointer (&owner);
  return TRUE;
}

/**
 * weir_child_proxy_get_property:
 * @object: the parent
 * @name: a property, or `child::property`, or deeper
 * @value: (out caller-allocates): its value. It may be unset before the call; unset it after use.
 *
 * Reads a property of a child.
 *
 * Thread: any
 */
void
weir_child_proxy_get_property (WeirChildProxy *object, const char *name, GValue *value)
{
  g_autoptr (GObject) target = NULL;
  GParamSpec *pspec;

  g_return_if_fail (value != NULL);
  if (!weir_child_proxy_lookup (object, name, &target, &pspec)) {
    g_warning ("there is no property %s", name);
    return;
  }
  if (!G_IS_VALUE (value))
    g_value_init (value, pspec->value_type);
  g_object_get_property (target, pspec->name, value);
}

/**
 * weir_child_proxy_set_property:
 * @object: the parent
 * @name: a property, or `child::property`, or deeper
 * @value: the value
 *
 * Sets a property of a child.
 *
 * Thread: any
 */
void
weir_child_proxy_set_property (WeirChildProxy *object, const char *name, const GValue *value)
{
  g_autoptr (GObject) target = NULL;
  GParamSpec *pspec;

  g_return_if_fail (G_IS_VALUE (value));
  if (!weir_child_proxy_lookup (object, name, &target, &pspec)) {
    g_warning ("there is no property %s", name);
    return;
  }
  g_object_set_property (target, pspec->name, value);
}

/**
 * weir_child_proxy_get_valist: (skip)
 * @object: the parent
 * @first_property_name: a property, or `child::property`, or deeper
 * @var_args: where its value goes, then more such pairs, then %NULL
 *
 * As weir_child_proxy_get().
 *
 * Thread: any
 */
void
weir_child_proxy_get_valist (WeirChildProxy *object, const char *first_property_name,
                             va_list var_args)
{
  g_return_if_fail (WEIR_IS_CHILD_PROXY (object));

  for (const char *name = first_property_name; name != NULL;
       name = va_arg (var_args, const char *)) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_autofree char *trouble = NULL;

    weir_child_proxy_get_property (object, name, &value);
    if (!G_IS_VALUE (&value))
      return; /* it has been said; what follows in the list can't be told apart */
    G_VALUE_LCOPY (&value, var_args, 0, &trouble);
    if (trouble != NULL) {
      g_warning ("%s: %s", name, trouble);
      return;
    }
  }
}

/**
 * weir_child_proxy_get: (skip)
 * @object: the parent
 * @first_property_name: a property, or `child::property`, or deeper
 * @...: where its value goes, then more such pairs, then %NULL
 *
 * Reads properties of children, as g_object_get().
 *
 * Thread: any
 */
void
weir_child_proxy_get (WeirChildProxy *object, const char *first_property_name, ...)
{
  va_list args;

  va_start (args, first_property_name);
  weir_child_proxy_get_valist (object, first_property_name, args);
  va_end (args);
}

/**
 * weir_child_proxy_set_valist: (skip)
 * @object: the parent
 * @first_property_name: a property, or `child::property`, or deeper
 * @var_args: its value, then more such pairs, then %NULL
 *
 * As weir_child_proxy_set().
 *
 * Thread: any
 */
void
weir_child_proxy_set_valist (WeirChildProxy *object, const char *first_property_name,
                             va_list var_args)
{
  g_return_if_fail (WEIR_IS_CHILD_PROXY (object));

  for (const char *name = first_property_name; name != NULL;
       name = va_arg (var_args, const char *)) {
    g_autoptr (GObject) target = NULL;
    g_auto (GValue) value = G_VALUE_INIT;
    g_autofree char *trouble = NULL;
    GParamSpec *pspec;

    if (!weir_child_proxy_lookup (object, name, &target, &pspec)) {
      g_warning ("there is no property %s", name);
      return; /* what follows in the list can't be told apart */
    }
    G_VALUE_COLLECT_INIT (&value, pspec->value_type, var_args, 0, &trouble);
    if (trouble != NULL) {
      g_warning ("%s: %s", name, trouble);
      return;
    }
    g_object_set_property (target, pspec->name, &value);
  }
}

/**
 * weir_child_proxy_set: (skip)
 * @object: the parent
 * @first_property_name: a property, or `child::property`, or deeper
 * @...: its value, then more such pairs, then %NULL
 *
 * Sets properties of children, as g_object_set().
 *
 * Thread: any
 */
void
weir_child_proxy_set (WeirChildProxy *object, const char *first_property_name, ...)
{
  va_list args;

  va_start (args, first_property_name);
  weir_child_proxy_set_valist (object, first_property_name, args);
  va_end (args);
}

/**
 * weir_child_proxy_child_added:
 * @parent: the parent
 * @child: the child
 * @name: its name
 *
 * Emits #WeirChildProxy::child-added. Called by implementations.
 *
 * Thread: any that owns nothing: handlers are user code
 */
void
weir_child_proxy_child_added (WeirChildProxy *parent, GObject *child, const char *name)
{
  g_signal_emit (parent, signals[SIGNAL_CHILD_ADDED], 0, child, name);
}

/**
 * weir_child_proxy_child_removed:
 * @parent: the parent
 * @child: the child
 * @name: its name
 *
 * Emits #WeirChildProxy::child-removed. Called by implementations.
 *
 * Thread: any that owns nothing: handlers are user code
 */
void
weir_child_proxy_child_removed (WeirChildProxy *parent, GObject *child, const char *name)
{
  g_signal_emit (parent, signals[SIGNAL_CHILD_REMOVED], 0, child, name);
}
