/* SPDX-License-Identifier: MIT */
#include <weir/graph/child-proxy.h>
#include <weir/graph/object.h>

/* An object with a number and children, which may have children too. */
typedef struct {
  WeirObject parent_instance;
  int number;
  GPtrArray *children;
} Node;
typedef WeirObjectClass NodeClass;

static GObject *
node_get_child_by_index (WeirChildProxy *proxy, guint index)
{
  GPtrArray *children = ((Node *) proxy)->children;

  return index < children->len ? g_object_ref (children->pdata[index]) : NULL;
}

static guint
node_get_children_count (WeirChildProxy *proxy)
{
  return ((Node *) proxy)->children->len;
}

static void
node_proxy_init (WeirChildProxyInterface *iface)
{
  iface->get_child_by_index = node_get_child_by_index;
  iface->get_children_count = node_get_children_count;
}

GType node_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Node, node, WEIR_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (WEIR_TYPE_CHILD_PROXY, node_proxy_init))

static void
node_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, ((Node *) object)->number);
}

static void
node_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ((Node *) object)->number = g_value_get_int (value);
}

static void
node_finalize (GObject *object)
{
  g_ptr_array_unref (((Node *) object)->children);
  G_OBJECT_CLASS (node_parent_class)->finalize (object);
}

static void
node_class_init (NodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = node_get_property;
  object_class->set_property = node_set_property;
  object_class->finalize = node_finalize;
  g_object_class_install_property (
    object_class, 1,
    g_param_spec_int ("number", "Number", "A number", 0, 99, 0, G_PARAM_READWRITE));
}

static void
node_init (Node *node)
{
  node->children = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Ownership: the parent's. */
static Node *
add_child (Node *parent, const char *name)
{
  Node *child = g_object_ref_sink (g_object_new (node_get_type (), "name", name, NULL));

  g_ptr_array_add (parent->children, child);
  return child;
}

static Node *
make_tree (void)
{
  Node *top = g_object_ref_sink (g_object_new (node_get_type (), "name", "top", NULL));
  Node *a = add_child (top, "a");

  add_child (top, "b");
  add_child (a, "deep");
  return top;
}

static WeirChildProxy *
proxy (gpointer node)
{
  return WEIR_CHILD_PROXY (node);
}

static void
test_children (void)
{
  g_autoptr (GObject) top = (GObject *) make_tree ();

  g_assert_cmpuint (weir_child_proxy_get_children_count (proxy (top)), ==, 2);
  g_autoptr (GObject) second = weir_child_proxy_get_child_by_index (proxy (top), 1);
  g_autoptr (GObject) b = weir_child_proxy_get_child_by_name (proxy (top), "b");
  g_assert_true (second == b);
  g_assert_null (weir_child_proxy_get_child_by_index (proxy (top), 2));
  g_assert_null (weir_child_proxy_get_child_by_name (proxy (top), "deep"));
  g_autoptr (GObject) deep = weir_child_proxy_get_child_by_name_recurse (proxy (top), "a::deep");
  g_assert_cmpstr (WEIR_OBJECT_NAME (deep), ==, "deep");
  g_assert_null (weir_child_proxy_get_child_by_name_recurse (proxy (top), "a::nosuch"));
  g_assert_null (weir_child_proxy_get_child_by_name_recurse (proxy (top), ""));
}

static void
test_lookup (void)
{
  g_autoptr (GObject) top = (GObject *) make_tree ();
  g_autoptr (GObject) target = NULL;
  GParamSpec *pspec;

  g_assert_true (weir_child_proxy_lookup (proxy (top), "a::deep::number", &target, &pspec));
  g_assert_cmpstr (WEIR_OBJECT_NAME (target), ==, "deep");
  g_assert_cmpstr (pspec->name, ==, "number");
  g_clear_object (&target);
  g_assert_true (weir_child_proxy_lookup (proxy (top), "number", &target, NULL));
  g_assert_true (target == top);
  g_assert_true (weir_child_proxy_lookup (proxy (top), "b::number", NULL, NULL));
  g_assert_false (weir_child_proxy_lookup (proxy (top), "b::nosuch", NULL, NULL));
  g_assert_false (weir_child_proxy_lookup (proxy (top), "c::number", NULL, NULL));
  g_assert_false (weir_child_proxy_lookup (proxy (top), "::", NULL, NULL));
}

static void
test_properties (void)
{
  g_autoptr (GObject) top = (GObject *) make_tree ();
  g_auto (GValue) value = G_VALUE_INIT;
  int one, two;

  weir_child_proxy_set (proxy (top), "a::deep::number", 7, "b::number", 8, NULL);
  weir_child_proxy_get (proxy (top), "a::deep::number", &one, "b::number", &two, NULL);
  g_assert_cmpint (one, ==, 7);
  g_assert_cmpint (two, ==, 8);
  weir_child_proxy_get_property (proxy (top), "b::number", &value);
  g_assert_cmpint (g_value_get_int (&value), ==, 8);
  g_value_set_int (&value, 9);
  weir_child_proxy_set_property (proxy (top), "a::number", &value);
  weir_child_proxy_get (proxy (top), "a::number", &one, NULL);
  g_assert_cmpint (one, ==, 9);

  g_test_expect_message ("Weir", G_LOG_LEVEL_WARNING, "*no property c::number*");
  weir_child_proxy_set (proxy (top), "c::number", 1, NULL);
  g_test_assert_expected_messages ();
}

static void
told_cb (WeirChildProxy *parent, GObject *child, const char *name, GString *told)
{
  g_string_append_printf (told, "%s=%s ", name, WEIR_OBJECT_NAME (child));
}

static void
test_signals (void)
{
  g_autoptr (GObject) top = (GObject *) make_tree ();
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (top, "child-added", G_CALLBACK (told_cb), told);
  g_signal_connect (top, "child-removed", G_CALLBACK (told_cb), told);
  weir_child_proxy_child_added (proxy (top), ((Node *) top)->children->pdata[0], "x");
  weir_child_proxy_child_removed (proxy (top), ((Node *) top)->children->pdata[1], "y");
  g_assert_cmpstr (told->str, ==, "x=a y=b ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/child-proxy/children", test_children);
  g_test_add_func ("/child-proxy/lookup", test_lookup);
  g_test_add_func ("/child-proxy/properties", test_properties);
  g_test_add_func ("/child-proxy/signals", test_signals);
  return g_test_run ();
}
