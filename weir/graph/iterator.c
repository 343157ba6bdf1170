/* SPDX-License-Identifier: MIT */
/* Iterators are what programs know for "all pads", "all elements". Since the graph may change at any moment, also from
 * other threads, the items are collected when the iterator is made; a disturbed iteration can't happen. */
#include <weir/graph/iterator.h>

struct _WeirIterator {
  GType type;
  GArray *items; /* (owned) of GValue, each of `type` */
  guint next;
};

G_DEFINE_BOXED_TYPE (WeirIterator, weir_iterator, weir_iterator_copy, weir_iterator_free)

GType
weir_iterator_result_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_ITERATOR_DONE, "WEIR_ITERATOR_DONE", "done" },
    { WEIR_ITERATOR_OK, "WEIR_ITERATOR_OK", "ok" },
    { WEIR_ITERATOR_RESYNC, "WEIR_ITERATOR_RESYNC", "resync" },
    { WEIR_ITERATOR_ERROR, "WEIR_ITERATOR_ERROR", "error" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirIteratorResult", values));
  return type;
}

static WeirIterator *
iterator_new (GType type, guint n_expected)
{
  WeirIterator *it = g_new0 (WeirIterator, 1);

  it->type = type;
  it->items = g_array_sized_new (FALSE, TRUE, sizeof (GValue), n_expected);
  g_array_set_clear_func (it->items, (GDestroyNotify) g_value_unset);
  return it;
}

static GValue *
append (WeirIterator *it)
{
  g_array_set_size (it->items, it->items->len + 1);
  return &g_array_index (it->items, GValue, it->items->len - 1);
}

static void
append_copy (WeirIterator *it, const GValue *value)
{
  GValue *item = append (it);

  g_value_init (item, it->type);
  g_value_copy (value, item);
}

static const GValue *
next_item (WeirIterator *it)
{
  return it->next < it->items->len ? &g_array_index (it->items, GValue, it->next++) : NULL;
}

/* Who calls in C may give a fresh value or one that was used in the step before. */
static void
hand_out (const GValue *item, GValue *elem)
{
  if (!G_IS_VALUE (elem))
    g_value_init (elem, G_VALUE_TYPE (item));
  g_value_copy (item, elem);
}

/**
 * weir_iterator_new_single:
 * @type: the type of the item
 * @object: the item
 *
 * Makes an iterator over one item.
 *
 * Thread: any
 *
 * Returns: (transfer full): the iterator
 */
WeirIterator *
weir_iterator_new_single (GType type, const GValue *object)
{
  g_return_val_if_fail (G_IS_VALUE (object), NULL);
  g_return_val_if_fail (g_value_type_compatible (G_VALUE_TYPE (object), type), NULL);

  WeirIterator *it = iterator_new (type, 1);
  append_copy (it, object);
  return it;
}

/**
 * weir_iterator_new_objects: (skip)
 * @type: the type of the items, an object type
 * @objects: (element-type GObject): the items
 *
 * Makes an iterator over objects, each of which it references.
 *
 * Thread: any
 *
 * Returns: (transfer full): the iterator
 */
WeirIterator *
weir_iterator_new_objects (GType type, GPtrArray *objects)
{
  g_return_val_if_fail (objects != NULL, NULL);

  WeirIterator *it = iterator_new (type, objects->len);
  for (guint i = 0; i < objects->len; i++) {
    GValue *item = append (it);

    g_value_init (item, type);
    g_value_set_object (item, objects->pdata[i]);
  }
  return it;
}

/**
 * weir_iterator_copy:
 * @it: an iterator
 *
 * Makes an iterator that goes on from where @it is.
 *
 * Thread: any
 *
 * Returns: (transfer full): the copy
 */
WeirIterator *
weir_iterator_copy (const WeirIterator *it)
{
  g_return_val_if_fail (it != NULL, NULL);

  WeirIterator *copy = iterator_new (it->type, it->items->len);
  for (guint i = 0; i < it->items->len; i++)
    append_copy (copy, &g_array_index (it->items, GValue, i));
  copy->next = it->next;
  return copy;
}

/**
 * weir_iterator_free:
 * @it: (transfer full): an iterator
 *
 * Frees the iterator and its references to the items.
 *
 * Thread: any
 */
void
weir_iterator_free (WeirIterator *it)
{
  g_return_if_fail (it != NULL);
  g_array_unref (it->items);
  g_free (it);
}

/**
 * weir_iterator_next:
 * @it: an iterator
 * @elem: (out caller-allocates): the item. It is unset, or of the iterator's type, before the call; unset it after use.
 *   At the end it is empty.
 *
 * Gives the next item.
 *
 * Thread: any
 *
 * Returns: %WEIR_ITERATOR_OK with an item, %WEIR_ITERATOR_DONE at the end
 */
WeirIteratorResult
weir_iterator_next (WeirIterator *it, GValue *elem)
{
  g_return_val_if_fail (it != NULL, WEIR_ITERATOR_ERROR);
  g_return_val_if_fail (elem != NULL, WEIR_ITERATOR_ERROR);

  const GValue *item = next_item (it);
  if (item == NULL) {
    /* Bindings look at what comes out in every case. */
    if (!G_IS_VALUE (elem))
      g_value_init (elem, it->type);
    return WEIR_ITERATOR_DONE;
  }
  hand_out (item, elem);
  return WEIR_ITERATOR_OK;
}

/**
 * weir_iterator_resync:
 * @it: an iterator
 *
 * Begins again with the first item.
 *
 * Thread: any
 */
void
weir_iterator_resync (WeirIterator *it)
{
  g_return_if_fail (it != NULL);
  it->next = 0;
}

/**
 * weir_iterator_push:
 * @it: an iterator
 * @other: (transfer full): an iterator over items of the same type
 *
 * Puts the items that @other has left before the next item of @it.
 *
 * Thread: any
 */
void
weir_iterator_push (WeirIterator *it, WeirIterator *other)
{
  g_return_if_fail (it != NULL);
  g_return_if_fail (other != NULL && other != it);

  WeirIterator *sum = iterator_new (it->type, it->items->len + other->items->len);
  const GValue *item;

  for (guint i = 0; i < it->next; i++)
    append_copy (sum, &g_array_index (it->items, GValue, i));
  sum->next = it->next;
  while ((item = next_item (other)) != NULL)
    append_copy (sum, item);
  while ((item = next_item (it)) != NULL)
    append_copy (sum, item);
  it->next = sum->next;
  g_array_unref (it->items);
  it->items = g_array_ref (sum->items);
  weir_iterator_free (sum);
  weir_iterator_free (other);
}

/**
 * weir_iterator_filter:
 * @it: (transfer full): an iterator
 * @func: (scope call): called with an item and @user_data; 0 lets the item pass
 * @user_data: what @func gets as its second argument
 *
 * Makes an iterator over those items that @it has left and @func lets pass.
 *
 * Thread: any
 *
 * Returns: (transfer full): the iterator, to be used instead of @it
 */
WeirIterator *
weir_iterator_filter (WeirIterator *it, GCompareFunc func, const GValue *user_data)
{
  g_return_val_if_fail (it != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  WeirIterator *filtered = iterator_new (it->type, 0);
  const GValue *item;

  while ((item = next_item (it)) != NULL)
    if (func (item, user_data) == 0)
      append_copy (filtered, item);
  weir_iterator_free (it);
  return filtered;
}

/**
 * weir_iterator_fold:
 * @it: an iterator
 * @func: (scope call): called with each item
 * @ret: (nullable): what @func gets to collect into
 * @user_data: (closure): what @func gets
 *
 * Calls @func for all items that are left, until it answers %FALSE.
 *
 * Thread: any
 *
 * Returns: %WEIR_ITERATOR_DONE if @func saw all items, %WEIR_ITERATOR_OK if it stopped
 */
WeirIteratorResult
weir_iterator_fold (WeirIterator *it, WeirIteratorFoldFunction func, GValue *ret,
                    gpointer user_data)
{
  g_return_val_if_fail (it != NULL, WEIR_ITERATOR_ERROR);
  g_return_val_if_fail (func != NULL, WEIR_ITERATOR_ERROR);

  const GValue *item;
  while ((item = next_item (it)) != NULL)
    if (!func (item, ret, user_data))
      return WEIR_ITERATOR_OK;
  return WEIR_ITERATOR_DONE;
}

/**
 * weir_iterator_foreach:
 * @it: an iterator
 * @func: (scope call): called with each item
 * @user_data: (closure): what @func gets
 *
 * Calls @func for all items that are left.
 *
 * Thread: any
 *
 * Returns: %WEIR_ITERATOR_DONE
 */
WeirIteratorResult
weir_iterator_foreach (WeirIterator *it, WeirIteratorForeachFunction func, gpointer user_data)
{
  g_return_val_if_fail (it != NULL, WEIR_ITERATOR_ERROR);
  g_return_val_if_fail (func != NULL, WEIR_ITERATOR_ERROR);

  const GValue *item;
  while ((item = next_item (it)) != NULL)
    func (item, user_data);
  return WEIR_ITERATOR_DONE;
}

/**
 * weir_iterator_find_custom:
 * @it: an iterator
 * @func: (scope call): called with an item and @user_data; 0 for the one that is looked for
 * @elem: (out caller-allocates): the item that was found; unset it after use
 * @user_data: (closure): what @func gets as its second argument
 *
 * Finds the first of the items that are left which @func accepts.
 *
 * Thread: any
 *
 * Returns: whether there is one
 */
gboolean
weir_iterator_find_custom (WeirIterator *it, GCompareFunc func, GValue *elem, gpointer user_data)
{
  g_return_val_if_fail (it != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  g_return_val_if_fail (elem != NULL, FALSE);

  const GValue *item;
  while ((item = next_item (it)) != NULL) {
    if (func (item, user_data) == 0) {
      hand_out (item, elem);
      return TRUE;
    }
  }
  return FALSE;
}
