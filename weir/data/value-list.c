/* SPDX-License-Identifier: MIT */
/* Lists (alternatives) and arrays (sequences) of values. Both are one counted block: copying caps
 * copies no list, and the first write to a shared one makes a copy of its own. */
#include <weir/data/value-private.h>

static WeirValueSeq *
seq_new (guint prealloc)
{
  WeirValueSeq *seq = g_new0 (WeirValueSeq, 1);

  seq->refs = 1;
  seq->allocated = prealloc;
  seq->values = prealloc ? g_new0 (GValue, prealloc) : NULL;
  return seq;
}

static void
seq_unref (WeirValueSeq *seq)
{
  if (!g_atomic_int_dec_and_test (&seq->refs))
    return;
  for (guint i = 0; i < seq->n; i++)
    g_value_unset (&seq->values[i]);
  g_free (seq->values);
  g_free (seq);
}

static void
seq_grow (WeirValueSeq *seq)
{
  if (seq->n < seq->allocated)
    return;
  seq->allocated = MAX (4, seq->allocated * 2);
  seq->values = g_renew (GValue, seq->values, seq->allocated);
}

/* Appends @value, which is unset afterwards. */
void
weir_value_seq_take (WeirValueSeq *seq, GValue *value)
{
  seq_grow (seq);
  seq->values[seq->n++] = *value;
  *value = (GValue) G_VALUE_INIT;
}

static void
seq_append (WeirValueSeq *seq, const GValue *value)
{
  GValue copy = G_VALUE_INIT;

  weir_value_init_and_copy (&copy, value);
  weir_value_seq_take (seq, &copy);
}

static void
seq_prepend (WeirValueSeq *seq, const GValue *value)
{
  seq_append (seq, value);
  for (guint i = seq->n - 1; i > 0; i--) {
    GValue swap = seq->values[i];
    seq->values[i] = seq->values[i - 1];
    seq->values[i - 1] = swap;
  }
}

/* The members of a list or array, or NULL if it was never set. */
WeirValueSeq *
weir_value_seq (const GValue *value)
{
  return weir_value_payload (value);
}

/* The members of a list or array, for writing: not shared with any other value. */
WeirValueSeq *
weir_value_writable_seq (GValue *value)
{
  WeirValueSeq *old = weir_value_payload (value), *seq;

  if (old && g_atomic_int_get (&old->refs) == 1)
    return old;
  seq = seq_new (old ? old->n + 1 : 0);
  for (guint i = 0; old && i < old->n; i++)
    seq_append (seq, &old->values[i]);
  g_value_take_boxed (value, seq);
  return seq;
}

/* Moves @list into @dest (nullable, unset) as a list, or as its only member; FALSE if empty. */
gboolean
weir_value_list_finish (GValue *dest, GValue *list)
{
  WeirValueSeq *seq = weir_value_payload (list);
  gboolean any = seq && seq->n > 0;

  if (!any || !dest) {
    g_value_unset (list);
  } else if (seq->n == 1) {
    weir_value_init_and_copy (dest, &seq->values[0]);
    g_value_unset (list);
  } else {
    *dest = *list;
    *list = (GValue) G_VALUE_INIT;
  }
  return any;
}

G_DEFINE_BOXED_TYPE (WeirValueList, weir_value_list, weir_value_list_ref, weir_value_list_unref)

/**
 * weir_value_list_new: (constructor)
 *
 * Makes an empty list.
 *
 * Thread: any
 *
 * Returns: (transfer full): the list
 */
WeirValueList *
weir_value_list_new (void)
{
  return (WeirValueList *) seq_new (0);
}

/**
 * weir_value_list_ref:
 * @list: a list
 *
 * Thread: any
 *
 * Returns: (transfer full): the same list, with one more reference
 */
WeirValueList *
weir_value_list_ref (WeirValueList *list)
{
  g_atomic_int_inc (&list->seq.refs);
  return list;
}

/**
 * weir_value_list_unref:
 * @list: (transfer full): a list
 *
 * Drops a reference.
 *
 * Thread: any
 */
void
weir_value_list_unref (WeirValueList *list)
{
  seq_unref (&list->seq);
}

/**
 * weir_value_list_length:
 * @list: a list
 *
 * Thread: any
 *
 * Returns: how many members it has
 */
guint
weir_value_list_length (const WeirValueList *list)
{
  g_return_val_if_fail (list != NULL, 0);
  return list->seq.n;
}

/**
 * weir_value_list_nth:
 * @list: a list
 * @index: which member, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the member
 */
const GValue *
weir_value_list_nth (const WeirValueList *list, guint index)
{
  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (index < list->seq.n, NULL);
  return &list->seq.values[index];
}

/**
 * weir_value_list_init:
 * @value: an unset value
 * @prealloc: for how many members room is made at once
 *
 * Makes @value an empty list.
 *
 * Thread: any
 *
 * Returns: (transfer none): @value
 */
GValue *
weir_value_list_init (GValue *value, guint prealloc)
{
  g_return_val_if_fail (value != NULL && G_VALUE_TYPE (value) == 0, NULL);
  g_value_init (value, WEIR_TYPE_LIST);
  g_value_take_boxed (value, seq_new (prealloc));
  return value;
}

/**
 * weir_value_list_append_value:
 * @value: a value of type #WeirValueList
 * @append_value: the new member
 *
 * Appends a copy of @append_value.
 *
 * Thread: any
 */
void
weir_value_list_append_value (GValue *value, const GValue *append_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_LIST (value));
  g_return_if_fail (G_IS_VALUE (append_value));
  seq_append (weir_value_writable_seq (value), append_value);
}

/**
 * weir_value_list_append_and_take_value: (skip)
 * @value: a value of type #WeirValueList
 * @append_value: (transfer full): the new member, unset afterwards
 *
 * Appends @append_value itself.
 *
 * Thread: any
 */
void
weir_value_list_append_and_take_value (GValue *value, GValue *append_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_LIST (value));
  g_return_if_fail (G_IS_VALUE (append_value));
  weir_value_seq_take (weir_value_writable_seq (value), append_value);
}

/**
 * weir_value_list_prepend_value:
 * @value: a value of type #WeirValueList
 * @prepend_value: the new member
 *
 * Puts a copy of @prepend_value first.
 *
 * Thread: any
 */
void
weir_value_list_prepend_value (GValue *value, const GValue *prepend_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_LIST (value));
  g_return_if_fail (G_IS_VALUE (prepend_value));
  seq_prepend (weir_value_writable_seq (value), prepend_value);
}

/**
 * weir_value_list_get_size:
 * @value: a value of type #WeirValueList
 *
 * Thread: any
 *
 * Returns: how many members it has
 */
guint
weir_value_list_get_size (const GValue *value)
{
  const WeirValueSeq *seq;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_LIST (value), 0);
  seq = weir_value_seq (value);
  return seq ? seq->n : 0;
}

/**
 * weir_value_list_get_value:
 * @value: a value of type #WeirValueList
 * @index: which member, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the member
 */
const GValue *
weir_value_list_get_value (const GValue *value, guint index)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_LIST (value), NULL);
  g_return_val_if_fail (index < weir_value_list_get_size (value), NULL);
  return &weir_value_seq (value)->values[index];
}

G_DEFINE_BOXED_TYPE (WeirValueArray, weir_value_array, weir_value_array_ref, weir_value_array_unref)

/**
 * weir_value_array_new: (constructor)
 *
 * Makes an empty array.
 *
 * Thread: any
 *
 * Returns: (transfer full): the array
 */
WeirValueArray *
weir_value_array_new (void)
{
  return (WeirValueArray *) seq_new (0);
}

/**
 * weir_value_array_ref:
 * @array: an array
 *
 * Thread: any
 *
 * Returns: (transfer full): the same array, with one more reference
 */
WeirValueArray *
weir_value_array_ref (WeirValueArray *array)
{
  g_atomic_int_inc (&array->seq.refs);
  return array;
}

/**
 * weir_value_array_unref:
 * @array: (transfer full): an array
 *
 * Drops a reference.
 *
 * Thread: any
 */
void
weir_value_array_unref (WeirValueArray *array)
{
  seq_unref (&array->seq);
}

/**
 * weir_value_array_length:
 * @array: an array
 *
 * Thread: any
 *
 * Returns: how many members it has
 */
guint
weir_value_array_length (const WeirValueArray *array)
{
  g_return_val_if_fail (array != NULL, 0);
  return array->seq.n;
}

/**
 * weir_value_array_nth:
 * @array: an array
 * @index: which member, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the member
 */
const GValue *
weir_value_array_nth (const WeirValueArray *array, guint index)
{
  g_return_val_if_fail (array != NULL, NULL);
  g_return_val_if_fail (index < array->seq.n, NULL);
  return &array->seq.values[index];
}

/**
 * weir_value_array_init:
 * @value: an unset value
 * @prealloc: for how many members room is made at once
 *
 * Makes @value an empty array.
 *
 * Thread: any
 *
 * Returns: (transfer none): @value
 */
GValue *
weir_value_array_init (GValue *value, guint prealloc)
{
  g_return_val_if_fail (value != NULL && G_VALUE_TYPE (value) == 0, NULL);
  g_value_init (value, WEIR_TYPE_ARRAY);
  g_value_take_boxed (value, seq_new (prealloc));
  return value;
}

/**
 * weir_value_array_append_value:
 * @value: a value of type #WeirValueArray
 * @append_value: the new member
 *
 * Appends a copy of @append_value.
 *
 * Thread: any
 */
void
weir_value_array_append_value (GValue *value, const GValue *append_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_ARRAY (value));
  g_return_if_fail (G_IS_VALUE (append_value));
  seq_append (weir_value_writable_seq (value), append_value);
}

/**
 * weir_value_array_append_and_take_value: (skip)
 * @value: a value of type #WeirValueArray
 * @append_value: (transfer full): the new member, unset afterwards
 *
 * Appends @append_value itself.
 *
 * Thread: any
 */
void
weir_value_array_append_and_take_value (GValue *value, GValue *append_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_ARRAY (value));
  g_return_if_fail (G_IS_VALUE (append_value));
  weir_value_seq_take (weir_value_writable_seq (value), append_value);
}

/**
 * weir_value_array_prepend_value:
 * @value: a value of type #WeirValueArray
 * @prepend_value: the new member
 *
 * Puts a copy of @prepend_value first.
 *
 * Thread: any
 */
void
weir_value_array_prepend_value (GValue *value, const GValue *prepend_value)
{
  g_return_if_fail (WEIR_VALUE_HOLDS_ARRAY (value));
  g_return_if_fail (G_IS_VALUE (prepend_value));
  seq_prepend (weir_value_writable_seq (value), prepend_value);
}

/**
 * weir_value_array_get_size:
 * @value: a value of type #WeirValueArray
 *
 * Thread: any
 *
 * Returns: how many members it has
 */
guint
weir_value_array_get_size (const GValue *value)
{
  const WeirValueSeq *seq;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_ARRAY (value), 0);
  seq = weir_value_seq (value);
  return seq ? seq->n : 0;
}

/**
 * weir_value_array_get_value:
 * @value: a value of type #WeirValueArray
 * @index: which member, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the member
 */
const GValue *
weir_value_array_get_value (const GValue *value, guint index)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_ARRAY (value), NULL);
  g_return_val_if_fail (index < weir_value_array_get_size (value), NULL);
  return &weir_value_seq (value)->values[index];
}

/* The members of a list, or the value itself as the only member, in @room. */
static const WeirValueSeq *
members_of (const GValue *value, WeirValueSeq *room)
{
  if (WEIR_VALUE_HOLDS_LIST (value)) {
    *room = (WeirValueSeq){ 0 };
    return weir_value_payload (value) ? weir_value_payload (value) : room;
  }
  *room = (WeirValueSeq){ .n = 1, .values = (GValue *) value };
  return room;
}

/* Appends the members that aren't there yet; @set (nullable) helps to know. */
static void
append_new (WeirValueSeq *seq, const WeirValueSeq *members, GHashTable *set)
{
  for (guint i = 0; i < members->n; i++) {
    GValue *member = &members->values[i];
    if (set ? g_hash_table_add (set, member) : !weir_value_seq_contains (seq, member))
      seq_append (seq, member);
  }
}

/**
 * weir_value_list_concat:
 * @dest: (out caller-allocates): an unset value
 * @value1: a value, or a list
 * @value2: a value, or a list
 *
 * Makes @dest the list of all members of both; what isn't a list counts as a member.
 *
 * Thread: any
 */
void
weir_value_list_concat (GValue *dest, const GValue *value1, const GValue *value2)
{
  GValue list = G_VALUE_INIT;
  WeirValueSeq room1, room2;
  const WeirValueSeq *members[2];

  g_return_if_fail (dest != NULL && G_IS_VALUE (value1) && G_IS_VALUE (value2));
  members[0] = members_of (value1, &room1);
  members[1] = members_of (value2, &room2);
  weir_value_list_init (&list, members[0]->n + members[1]->n);
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < members[k]->n; i++)
      seq_append (weir_value_seq (&list), &members[k]->values[i]);
  *dest = list;
}

/**
 * weir_value_list_merge:
 * @dest: (out caller-allocates): an unset value
 * @value1: a value, or a list
 * @value2: a value, or a list
 *
 * As weir_value_list_concat(), without doubles; a single value doesn't become a list.
 *
 * Thread: any
 */
void
weir_value_list_merge (GValue *dest, const GValue *value1, const GValue *value2)
{
  GValue list = G_VALUE_INIT;
  WeirValueSeq room1, room2;
  const WeirValueSeq *members1, *members2;
  g_autoptr (GHashTable) set = NULL;

  g_return_if_fail (dest != NULL && G_IS_VALUE (value1) && G_IS_VALUE (value2));
  members1 = members_of (value1, &room1);
  members2 = members_of (value2, &room2);
  set = weir_value_seq_make_set (members1, members2);
  weir_value_list_init (&list, members1->n);
  append_new (weir_value_seq (&list), members1, set);
  append_new (weir_value_seq (&list), members2, set);
  *dest = (GValue) G_VALUE_INIT;
  if (weir_value_seq (&list)->n == 0)
    *dest = list;
  else
    weir_value_list_finish (dest, &list);
}
