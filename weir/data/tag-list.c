/* SPDX-License-Identifier: MIT */
/* Tag lists: a structure whose fields are tags. A tag with several values has a list as its field's
 * value. */
#include <gobject/gvaluecollector.h>
#include <string.h>
#include <weir/data/cells-private.h>
#include <weir/data/mini-private.h>
#include <weir/data/tags-private.h>

#define NAME "taglist"

struct _WeirTagList {
  WeirMini mini;
  WeirTagScope scope;
  WeirStructure *structure; /* (owned) */
};

/* Inside structures a tag list is written as text, so that messages and events with one can be
 * printed. */
static char *
serialize (const GValue *value)
{
  const WeirTagList *list = g_value_get_boxed (value);
  return list != NULL ? weir_tag_list_to_string (list) : NULL;
}

static gboolean
deserialize (GValue *dest, const char *text)
{
  WeirTagList *list = weir_tag_list_new_from_string (text);
  if (list == NULL)
    return FALSE;
  g_value_take_boxed (dest, list);
  return TRUE;
}

static int
compare (const GValue *value1, const GValue *value2)
{
  const WeirTagList *list1 = g_value_get_boxed (value1), *list2 = g_value_get_boxed (value2);
  if (list1 == list2)
    return WEIR_VALUE_EQUAL;
  if (list1 == NULL || list2 == NULL)
    return WEIR_VALUE_UNORDERED;
  return weir_tag_list_is_equal (list1, list2) ? WEIR_VALUE_EQUAL : WEIR_VALUE_UNORDERED;
}

GType
weir_tag_list_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type)) {
    GType made = g_boxed_type_register_static ("WeirTagList", (GBoxedCopyFunc) weir_tag_list_ref,
                                               (GBoxedFreeFunc) weir_tag_list_unref);
    WeirValueTable table = { .type = made,
                             .name = NAME,
                             .compare = compare,
                             .serialize = serialize,
                             .deserialize = deserialize };
    weir_value_register (&table);
    g_once_init_leave (&type, made);
  }
  return type;
}

void
weir_tag_list_end (WeirMini *mini)
{
  WeirTagList *list = (WeirTagList *) mini;
  weir_structure_set_parent_refcount (list->structure, NULL);
  weir_structure_free (list->structure);
  weir_cell_free (list, sizeof *list);
}

static WeirTagList *
list_new (WeirStructure *structure)
{
  WeirTagList *list = weir_cell_alloc (sizeof *list);
  weir_mini_init (&list->mini, WEIR_MINI_TAG_LIST);
  list->scope = WEIR_TAG_SCOPE_STREAM;
  list->structure = structure;
  weir_structure_set_parent_refcount (structure, &list->mini.refs);
  return list;
}

/**
 * weir_tag_list_new_empty:
 *
 * Makes a list. Thread: any.
 *
 * Returns: (transfer full): a list without tags, of one stream
 */
WeirTagList *
weir_tag_list_new_empty (void)
{
  return list_new (weir_structure_new_empty (NAME));
}

/**
 * weir_tag_list_new: (skip)
 * @tag: (nullable): a tag
 * @...: its value, more tags and values, %NULL
 *
 * Makes a list from arguments. A tag that isn't registered ends it with a warning. Thread: any.
 *
 * Returns: (transfer full): a list with these tags
 */
WeirTagList *
weir_tag_list_new (const char *tag, ...)
{
  WeirTagList *list = weir_tag_list_new_empty ();
  va_list args;
  va_start (args, tag);
  weir_tag_list_add_valist (list, WEIR_TAG_MERGE_APPEND, tag, args);
  va_end (args);
  return list;
}

/**
 * weir_tag_list_new_valist: (skip)
 * @var_args: tags and values, %NULL
 *
 * Makes a list from arguments. A tag that isn't registered ends it with a warning. Thread: any.
 *
 * Returns: (transfer full): a list with these tags
 */
WeirTagList *
weir_tag_list_new_valist (va_list var_args)
{
  WeirTagList *list = weir_tag_list_new_empty ();
  const char *tag = va_arg (var_args, const char *);
  weir_tag_list_add_valist (list, WEIR_TAG_MERGE_APPEND, tag, var_args);
  return list;
}

/**
 * weir_tag_list_new_from_string:
 * @str: what weir_tag_list_to_string () gave
 *
 * Reads a list from text. Thread: any.
 *
 * Returns: (transfer full) (nullable): the list, %NULL if @str isn't one
 */
WeirTagList *
weir_tag_list_new_from_string (const char *str)
{
  g_return_val_if_fail (str != NULL, NULL);
  if (!g_str_has_prefix (str, NAME))
    return NULL;
  WeirStructure *structure = weir_structure_from_string (str, NULL);
  if (structure == NULL)
    return NULL;
  if (!weir_structure_has_name (structure, NAME)) {
    weir_structure_free (structure);
    return NULL;
  }
  return list_new (structure);
}

/**
 * weir_tag_list_to_string:
 * @list: a list
 *
 * Writes the list as text, which weir_tag_list_new_from_string () reads. Thread: any.
 *
 * Returns: (transfer full): @list as text
 */
char *
weir_tag_list_to_string (const WeirTagList *list)
{
  g_return_val_if_fail (list != NULL, NULL);
  return weir_structure_to_string (list->structure);
}

/**
 * weir_tag_list_ref: (skip)
 * @taglist: a list
 *
 * Takes a reference. Thread: any.
 *
 * Returns: (transfer full): @taglist with one more reference
 */
WeirTagList *
weir_tag_list_ref (WeirTagList *taglist)
{
  g_return_val_if_fail (taglist != NULL, NULL);
  weir_mini_retain (&taglist->mini);
  return taglist;
}

/**
 * weir_tag_list_unref: (skip)
 * @taglist: (transfer full): a list
 *
 * Drops a reference. Thread: any.
 */
void
weir_tag_list_unref (WeirTagList *taglist)
{
  g_return_if_fail (taglist != NULL);
  if (weir_mini_release (&taglist->mini))
    weir_tag_list_end (&taglist->mini);
}

/**
 * weir_clear_tag_list: (skip)
 * @taglist_ptr: (inout): a place that holds a list or %NULL
 *
 * Drops the reference that is held there and sets the place to %NULL. Thread: owner of the place.
 */
void
weir_clear_tag_list (WeirTagList **taglist_ptr)
{
  g_clear_pointer (taglist_ptr, weir_tag_list_unref);
}

/**
 * weir_tag_list_copy:
 * @taglist: a list
 *
 * Copies tags, values and scope. Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirTagList *
weir_tag_list_copy (const WeirTagList *taglist)
{
  g_return_val_if_fail (taglist != NULL, NULL);
  WeirTagList *copy = list_new (weir_structure_copy (taglist->structure));
  copy->scope = taglist->scope;
  return copy;
}

/**
 * weir_tag_list_is_writable:
 * @taglist: a list
 *
 * Tells whether the list may be changed. Thread: any.
 *
 * Returns: %TRUE if the caller's reference is the only one
 */
gboolean
weir_tag_list_is_writable (const WeirTagList *taglist)
{
  g_return_val_if_fail (taglist != NULL, FALSE);
  return weir_mini_is_alone (&taglist->mini);
}

/**
 * weir_tag_list_make_writable:
 * @taglist: (transfer full): a list
 *
 * Makes sure that the list may be changed. Thread: any.
 *
 * Returns: (transfer full): @taglist, or a copy of it where others hold it
 */
WeirTagList *
weir_tag_list_make_writable (WeirTagList *taglist)
{
  g_return_val_if_fail (taglist != NULL, NULL);
  if (weir_mini_is_alone (&taglist->mini))
    return taglist;
  WeirTagList *copy = weir_tag_list_copy (taglist);
  weir_tag_list_unref (taglist);
  return copy;
}

/**
 * weir_tag_list_replace: (skip)
 * @old_taglist: (inout) (transfer full) (nullable): a place that holds a list or %NULL
 * @new_taglist: (transfer none) (nullable): what it is to hold
 *
 * Drops what the place held and puts a reference of @new_taglist there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_tag_list_replace (WeirTagList **old_taglist, WeirTagList *new_taglist)
{
  WEIR_MINI_REPLACE (old_taglist, new_taglist, weir_tag_list_ref, weir_tag_list_unref);
}

/**
 * weir_tag_list_take: (skip)
 * @old_taglist: (inout) (transfer full) (nullable): a place that holds a list or %NULL
 * @new_taglist: (transfer full) (nullable): what it is to hold
 *
 * Drops what the place held and moves @new_taglist there. Thread: owner of the place.
 *
 * Returns: %TRUE if the place held something else before
 */
gboolean
weir_tag_list_take (WeirTagList **old_taglist, WeirTagList *new_taglist)
{
  WEIR_MINI_TAKE (old_taglist, new_taglist, weir_tag_list_unref);
}

/**
 * weir_tag_list_set_scope:
 * @list: a list that may be changed
 * @scope: of what it tells
 *
 * Says whether the tags are about one stream or about all of the medium. Thread: owner.
 */
void
weir_tag_list_set_scope (WeirTagList *list, WeirTagScope scope)
{
  g_return_if_fail (list != NULL && weir_tag_list_is_writable (list));
  list->scope = scope;
}

/**
 * weir_tag_list_get_scope:
 * @list: a list
 *
 * Tells whether the tags are about one stream or about all of the medium. Thread: any.
 *
 * Returns: of what it tells
 */
WeirTagScope
weir_tag_list_get_scope (const WeirTagList *list)
{
  g_return_val_if_fail (list != NULL, WEIR_TAG_SCOPE_STREAM);
  return list->scope;
}

/* Tags */

/**
 * weir_tag_list_n_tags:
 * @list: a list
 *
 * Counts the tags; a tag with several values counts once. Thread: any.
 *
 * Returns: how many tags it has
 */
int
weir_tag_list_n_tags (const WeirTagList *list)
{
  g_return_val_if_fail (list != NULL, 0);
  return weir_structure_n_fields (list->structure);
}

/**
 * weir_tag_list_nth_tag_name:
 * @list: a list
 * @index: which
 *
 * Names one of the tags. Thread: any.
 *
 * Returns: name of that tag
 */
const char *
weir_tag_list_nth_tag_name (const WeirTagList *list, guint index)
{
  g_return_val_if_fail (list != NULL, NULL);
  return weir_structure_nth_field_name (list->structure, index);
}

/**
 * weir_tag_list_is_empty:
 * @list: a list
 *
 * Tells whether there is nothing in it. Thread: any.
 *
 * Returns: %TRUE if it has no tags
 */
gboolean
weir_tag_list_is_empty (const WeirTagList *list)
{
  g_return_val_if_fail (list != NULL, FALSE);
  return weir_structure_n_fields (list->structure) == 0;
}

static gboolean
are_equal (const GValue *a, const GValue *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  if (G_VALUE_HOLDS_DOUBLE (a) && G_VALUE_HOLDS_DOUBLE (b)) {
    /* Gains and places go through text and other formats: near enough is the same. */
    double difference = g_value_get_double (a) - g_value_get_double (b);
    return difference < 1e-7 && difference > -1e-7;
  }
  return weir_value_compare (a, b) == WEIR_VALUE_EQUAL;
}

/**
 * weir_tag_list_is_equal:
 * @list1: a list
 * @list2: another one
 *
 * Compares two lists. Thread: any.
 *
 * Returns: %TRUE if both have the same tags with the same values, and the same scope
 */
gboolean
weir_tag_list_is_equal (const WeirTagList *list1, const WeirTagList *list2)
{
  g_return_val_if_fail (list1 != NULL && list2 != NULL, FALSE);
  int n = weir_tag_list_n_tags (list1);
  if (list1->scope != list2->scope || n != weir_tag_list_n_tags (list2))
    return FALSE;
  for (int i = 0; i < n; i++) {
    const char *tag = weir_tag_list_nth_tag_name (list1, i);
    if (!are_equal (weir_structure_get_value (list1->structure, tag),
                    weir_structure_get_value (list2->structure, tag)))
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_tag_list_get_tag_size:
 * @list: a list
 * @tag: a tag
 *
 * Counts the values of a tag. Thread: any.
 *
 * Returns: how many values it has in @list
 */
guint
weir_tag_list_get_tag_size (const WeirTagList *list, const char *tag)
{
  g_return_val_if_fail (list != NULL && tag != NULL, 0);
  const GValue *value = weir_structure_get_value (list->structure, tag);
  if (value == NULL)
    return 0;
  return WEIR_VALUE_HOLDS_LIST (value) ? weir_value_list_get_size (value) : 1;
}

/**
 * weir_tag_list_remove_tag:
 * @list: a list that may be changed
 * @tag: a tag
 *
 * Removes a tag with all its values, if it is there. Thread: owner.
 */
void
weir_tag_list_remove_tag (WeirTagList *list, const char *tag)
{
  g_return_if_fail (list != NULL && weir_tag_list_is_writable (list));
  g_return_if_fail (tag != NULL);
  weir_structure_remove_field (list->structure, tag);
}

/**
 * weir_tag_list_foreach:
 * @list: a list
 * @func: (scope call): called for each tag
 * @user_data: for @func
 *
 * Goes through the tags, not their values. @func must not change the list. Thread: any.
 */
void
weir_tag_list_foreach (const WeirTagList *list, WeirTagForeachFunc func, gpointer user_data)
{
  g_return_if_fail (list != NULL && func != NULL);
  int n = weir_tag_list_n_tags (list);
  for (int i = 0; i < n; i++)
    func (list, weir_tag_list_nth_tag_name (list, i), user_data);
}

const GValue *
weir_tag_list_peek_value (const WeirTagList *list, const char *tag)
{
  return weir_structure_get_value (list->structure, tag);
}

/* Adding and merging */

/* `first` and `second` as one value; each may be a list. */
static void
set_concat (WeirStructure *structure, const char *tag, const GValue *first, const GValue *second)
{
  GValue both = G_VALUE_INIT;
  weir_value_list_merge (&both, first, second);
  weir_structure_take_value (structure, tag, &both);
}

static void
add_value_internal (WeirTagList *list, WeirTagMergeMode mode, const char *tag, const GValue *value)
{
  const GValue *old = weir_structure_get_value (list->structure, tag);
  gboolean several = old != NULL && weir_tag_get_merge (tag) != NULL;
  switch (mode) {
  case WEIR_TAG_MERGE_REPLACE_ALL:
  case WEIR_TAG_MERGE_REPLACE:
    weir_structure_set_value (list->structure, tag, value);
    break;
  case WEIR_TAG_MERGE_PREPEND:
    if (several)
      set_concat (list->structure, tag, value, old);
    else
      weir_structure_set_value (list->structure, tag, value);
    break;
  case WEIR_TAG_MERGE_APPEND:
    if (several)
      set_concat (list->structure, tag, old, value);
    else if (old == NULL)
      weir_structure_set_value (list->structure, tag, value);
    break;
  case WEIR_TAG_MERGE_KEEP:
  case WEIR_TAG_MERGE_KEEP_ALL:
    if (old == NULL)
      weir_structure_set_value (list->structure, tag, value);
    break;
  case WEIR_TAG_MERGE_UNDEFINED:
  case WEIR_TAG_MERGE_COUNT:
    g_return_if_reached ();
  }
}

/**
 * weir_tag_list_add_value:
 * @list: a list that may be changed
 * @mode: how, where the tag has a value
 * @tag: a tag
 * @value: a value of the tag's type
 *
 * Adds a value. One of a wrong type is refused with a warning. Thread: owner.
 */
void
weir_tag_list_add_value (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                         const GValue *value)
{
  g_return_if_fail (list != NULL && weir_tag_list_is_writable (list));
  g_return_if_fail (tag != NULL && value != NULL);
  g_return_if_fail (WEIR_TAG_MODE_IS_VALID (mode));

  GType type = weir_tag_get_type (tag);
  if (type == 0) {
    g_warning ("unknown tag '%s': register it before use", tag);
    return;
  }
  if (!G_VALUE_HOLDS (value, type) && !WEIR_VALUE_HOLDS_LIST (value)) {
    g_warning ("tag '%s' has values of type %s, not %s", tag, g_type_name (type),
               G_VALUE_TYPE_NAME (value));
    return;
  }
  add_value_internal (list, mode, tag, value);
}

/**
 * weir_tag_list_add_valist: (skip)
 * @list: a list that may be changed
 * @mode: how, where a tag has a value
 * @tag: (nullable): a tag
 * @var_args: its value, more tags and values, %NULL
 *
 * Adds values. A tag that isn't registered ends it with a warning. Thread: owner.
 */
void
weir_tag_list_add_valist (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                          va_list var_args)
{
  g_return_if_fail (list != NULL && weir_tag_list_is_writable (list));
  g_return_if_fail (WEIR_TAG_MODE_IS_VALID (mode));

  if (mode == WEIR_TAG_MERGE_REPLACE_ALL)
    weir_structure_remove_all_fields (list->structure);
  for (; tag != NULL; tag = va_arg (var_args, const char *)) {
    GType type = weir_tag_get_type (tag);
    if (type == 0) {
      g_warning ("unknown tag '%s': register it before use", tag);
      return; /* the size of its value isn't known */
    }
    GValue value = G_VALUE_INIT;
    g_autofree char *error = NULL;
    G_VALUE_COLLECT_INIT (&value, type, var_args, 0, &error);
    if (error != NULL) {
      g_warning ("tag '%s': %s", tag, error);
      return;
    }
    add_value_internal (list, mode, tag, &value);
    g_value_unset (&value);
  }
}

/**
 * weir_tag_list_add_valist_values: (skip)
 * @list: a list that may be changed
 * @mode: how, where a tag has a value
 * @tag: (nullable): a tag
 * @var_args: a #GValue, more tags and values, %NULL
 *
 * Adds values. One of an unknown tag or of a wrong type is refused with a warning. Thread: owner.
 */
void
weir_tag_list_add_valist_values (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                                 va_list var_args)
{
  g_return_if_fail (list != NULL && weir_tag_list_is_writable (list));
  g_return_if_fail (WEIR_TAG_MODE_IS_VALID (mode));

  if (mode == WEIR_TAG_MERGE_REPLACE_ALL)
    weir_structure_remove_all_fields (list->structure);
  for (; tag != NULL; tag = va_arg (var_args, const char *))
    weir_tag_list_add_value (list, mode, tag, va_arg (var_args, const GValue *));
}

/**
 * weir_tag_list_add: (skip)
 * @list: a list that may be changed
 * @mode: how, where a tag has a value
 * @tag: (nullable): a tag
 * @...: its value, more tags and values, %NULL
 *
 * Adds values. A tag that isn't registered ends it with a warning. Thread: owner.
 */
void
weir_tag_list_add (WeirTagList *list, WeirTagMergeMode mode, const char *tag, ...)
{
  va_list args;
  va_start (args, tag);
  weir_tag_list_add_valist (list, mode, tag, args);
  va_end (args);
}

/**
 * weir_tag_list_add_values: (skip)
 * @list: a list that may be changed
 * @mode: how, where a tag has a value
 * @tag: (nullable): a tag
 * @...: a #GValue, more tags and values, %NULL
 *
 * Adds values. One of an unknown tag or of a wrong type is refused with a warning. Thread: owner.
 */
void
weir_tag_list_add_values (WeirTagList *list, WeirTagMergeMode mode, const char *tag, ...)
{
  va_list args;
  va_start (args, tag);
  weir_tag_list_add_valist_values (list, mode, tag, args);
  va_end (args);
}

/**
 * weir_tag_list_insert:
 * @into: a list that may be changed
 * @from: the second list
 * @mode: how
 *
 * Merges @from into @into. Thread: owner.
 */
void
weir_tag_list_insert (WeirTagList *into, const WeirTagList *from, WeirTagMergeMode mode)
{
  g_return_if_fail (into != NULL && weir_tag_list_is_writable (into));
  g_return_if_fail (from != NULL);
  g_return_if_fail (WEIR_TAG_MODE_IS_VALID (mode));

  if (mode == WEIR_TAG_MERGE_KEEP_ALL)
    return;
  if (mode == WEIR_TAG_MERGE_REPLACE_ALL)
    weir_structure_remove_all_fields (into->structure);
  int n = weir_tag_list_n_tags (from);
  for (int i = 0; i < n; i++) {
    const char *tag = weir_tag_list_nth_tag_name (from, i);
    add_value_internal (into, mode, tag, weir_structure_get_value (from->structure, tag));
  }
}

/**
 * weir_tag_list_merge:
 * @list1: (nullable): a list
 * @list2: (nullable): the second list
 * @mode: how
 *
 * Merges two lists into a new one, which has the scope of @list1. Thread: any.
 *
 * Returns: (transfer full) (nullable): both lists as one; a copy of the other where one is %NULL
 */
WeirTagList *
weir_tag_list_merge (const WeirTagList *list1, const WeirTagList *list2, WeirTagMergeMode mode)
{
  g_return_val_if_fail (WEIR_TAG_MODE_IS_VALID (mode), NULL);
  if (list1 == NULL || list2 == NULL) {
    const WeirTagList *one = list1 != NULL ? list1 : list2;
    return one != NULL ? weir_tag_list_copy (one) : NULL;
  }
  WeirTagList *merged = weir_tag_list_copy (list1);
  weir_tag_list_insert (merged, list2, mode);
  return merged;
}
