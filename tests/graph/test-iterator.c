/* SPDX-License-Identifier: MIT */
#include <weir/graph/clock.h>
#include <weir/graph/iterator.h>
#include <weir/graph/system-clock.h>

static WeirClock *
make_object (const char *name)
{
  return g_object_ref_sink (g_object_new (WEIR_TYPE_SYSTEM_CLOCK, "name", name, NULL));
}

static GPtrArray *
make_objects (guint n)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("o%u", i);
    g_ptr_array_add (objects, make_object (name));
  }
  return objects;
}

static WeirIterator *
make_iterator (guint n)
{
  g_autoptr (GPtrArray) objects = make_objects (n);

  return weir_iterator_new_objects (WEIR_TYPE_CLOCK, objects);
}

/* The names that are left, without the "o". Frees nothing. */
static char *
names_left (WeirIterator *it)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GString *names = g_string_new (NULL);

  while (weir_iterator_next (it, &value) == WEIR_ITERATOR_OK) {
    g_assert_true (G_VALUE_HOLDS (&value, WEIR_TYPE_CLOCK));
    g_string_append (names, WEIR_OBJECT_NAME (g_value_get_object (&value)) + 1);
    g_value_reset (&value);
  }
  return g_string_free (names, FALSE);
}

static void
assert_left (WeirIterator *it, const char *expected)
{
  g_autofree char *names = names_left (it);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_next (void)
{
  g_autoptr (WeirIterator) it = make_iterator (3), empty = make_iterator (0);
  g_auto (GValue) value = G_VALUE_INIT;

  assert_left (it, "012");
  assert_left (it, "");
  weir_iterator_resync (it);
  assert_left (it, "012");
  g_assert_cmpint (weir_iterator_next (empty, &value), ==, WEIR_ITERATOR_DONE);
  g_assert_true (G_VALUE_HOLDS (&value, WEIR_TYPE_CLOCK));
  g_assert_null (g_value_get_object (&value));
}

static void
test_holds_references (void)
{
  g_autoptr (GPtrArray) objects = make_objects (1);
  WeirClock *object = objects->pdata[0];
  WeirIterator *it = weir_iterator_new_objects (WEIR_TYPE_CLOCK, objects);

  g_object_add_weak_pointer (G_OBJECT (object), (gpointer *) &object);
  g_ptr_array_set_size (objects, 0);
  g_assert_nonnull (object);
  assert_left (it, "0");
  weir_iterator_free (it);
  g_assert_null (object);
}

static void
test_copy (void)
{
  g_autoptr (WeirIterator) it = make_iterator (4);
  g_auto (GValue) value = G_VALUE_INIT;

  weir_iterator_next (it, &value);
  g_autoptr (WeirIterator) copy = weir_iterator_copy (it);
  assert_left (it, "123");
  assert_left (copy, "123");
}

static void
test_single_and_push (void)
{
  g_auto (GValue) object = G_VALUE_INIT, value = G_VALUE_INIT;
  g_autoptr (WeirIterator) it = make_iterator (3);

  g_value_init (&object, WEIR_TYPE_CLOCK);
  g_value_take_object (&object, make_object ("o9"));
  weir_iterator_next (it, &value);
  weir_iterator_push (it, weir_iterator_new_single (WEIR_TYPE_CLOCK, &object));
  assert_left (it, "912");
  weir_iterator_resync (it);
  assert_left (it, "0912");
}

static int
compare_name (gconstpointer item, gconstpointer wanted)
{
  return g_strcmp0 (WEIR_OBJECT_NAME (g_value_get_object (item)), g_value_get_string (wanted));
}

static int
compare_plain_name (gconstpointer item, gconstpointer wanted)
{
  return g_strcmp0 (WEIR_OBJECT_NAME (g_value_get_object (item)), wanted);
}

static void
test_filter_and_find (void)
{
  g_auto (GValue) name = G_VALUE_INIT, found = G_VALUE_INIT, none = G_VALUE_INIT;
  g_autoptr (WeirIterator) it = make_iterator (3);

  g_assert_true (weir_iterator_find_custom (it, compare_plain_name, &found, "o1"));
  g_assert_cmpstr (WEIR_OBJECT_NAME (g_value_get_object (&found)), ==, "o1");
  assert_left (it, "2");
  weir_iterator_resync (it);
  g_assert_false (weir_iterator_find_custom (it, compare_plain_name, &none, "o7"));

  g_value_init (&name, G_TYPE_STRING);
  g_value_set_static_string (&name, "o2");
  weir_iterator_resync (it);
  it = weir_iterator_filter (it, compare_name, &name);
  assert_left (it, "2");
}

static gboolean
fold_cb (const GValue *item, GValue *ret, gpointer user_data)
{
  g_value_set_int (ret, g_value_get_int (ret) + 1);
  return g_value_get_int (ret) < GPOINTER_TO_INT (user_data);
}

static void
foreach_cb (const GValue *item, gpointer user_data)
{
  g_string_append (user_data, WEIR_OBJECT_NAME (g_value_get_object (item)));
}

static void
test_fold_and_foreach (void)
{
  g_auto (GValue) count = G_VALUE_INIT;
  g_autoptr (WeirIterator) it = make_iterator (5);
  g_autoptr (GString) names = g_string_new (NULL);

  g_value_init (&count, G_TYPE_INT);
  g_assert_cmpint (weir_iterator_fold (it, fold_cb, &count, GINT_TO_POINTER (2)), ==,
                   WEIR_ITERATOR_OK);
  g_assert_cmpint (g_value_get_int (&count), ==, 2);
  g_assert_cmpint (weir_iterator_fold (it, fold_cb, &count, GINT_TO_POINTER (100)), ==,
                   WEIR_ITERATOR_DONE);
  g_assert_cmpint (g_value_get_int (&count), ==, 5);
  weir_iterator_resync (it);
  g_assert_cmpint (weir_iterator_foreach (it, foreach_cb, names), ==, WEIR_ITERATOR_DONE);
  g_assert_cmpstr (names->str, ==, "o0o1o2o3o4");
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, WEIR_TYPE_ITERATOR);
  g_value_take_boxed (&value, make_iterator (2));
  g_autoptr (WeirIterator) copy = g_value_dup_boxed (&value);
  assert_left (copy, "01");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iterator/next", test_next);
  g_test_add_func ("/iterator/holds-references", test_holds_references);
  g_test_add_func ("/iterator/copy", test_copy);
  g_test_add_func ("/iterator/single-and-push", test_single_and_push);
  g_test_add_func ("/iterator/filter-and-find", test_filter_and_find);
  g_test_add_func ("/iterator/fold-and-foreach", test_fold_and_foreach);
  g_test_add_func ("/iterator/boxed", test_boxed);
  return g_test_run ();
}
