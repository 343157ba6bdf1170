/* SPDX-License-Identifier: MIT */
/* Reading values of tag lists. Asked without an index, several values are merged as the tag's kind
 * says; asked for another type than the tag has, the answer is no. */
#include <weir/data/tags-private.h>

/**
 * weir_tag_list_get_value_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 *
 * Looks at a value, valid as long as the list isn't changed. Thread: any.
 *
 * Returns: (transfer none) (nullable): the value
 */
const GValue *
weir_tag_list_get_value_index (const WeirTagList *list, const char *tag, guint index)
{
  g_return_val_if_fail (list != NULL && tag != NULL, NULL);
  const GValue *value = weir_tag_list_peek_value (list, tag);
  if (value == NULL)
    return NULL;
  if (WEIR_VALUE_HOLDS_LIST (value))
    return index < weir_value_list_get_size (value) ? weir_value_list_get_value (value, index)
                                                    : NULL;
  return index == 0 ? value : NULL;
}

/**
 * weir_tag_list_copy_value:
 * @dest: (out caller-allocates): where the value goes; not initialised
 * @list: a list
 * @tag: a tag
 *
 * Copies the value of a tag; several are merged as the tag's kind says. Thread: any.
 *
 * Returns: %FALSE if @list doesn't have the tag
 */
gboolean
weir_tag_list_copy_value (GValue *dest, const WeirTagList *list, const char *tag)
{
  g_return_val_if_fail (dest != NULL && G_VALUE_TYPE (dest) == 0, FALSE);
  g_return_val_if_fail (list != NULL && tag != NULL, FALSE);
  const GValue *value = weir_tag_list_peek_value (list, tag);
  if (value == NULL)
    return FALSE;
  WeirTagMergeFunc merge = weir_tag_get_merge (tag);
  if (!WEIR_VALUE_HOLDS_LIST (value))
    weir_value_init_and_copy (dest, value);
  else if (weir_value_list_get_size (value) == 0)
    return FALSE;
  else
    (merge != NULL ? merge : weir_tag_merge_use_first) (dest, value);
  return TRUE;
}

/**
 * weir_tag_list_peek_string_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer none): the value, valid as long as @list isn't changed
 *
 * Looks at a string without copying it. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
gboolean
weir_tag_list_peek_string_index (const WeirTagList *list, const char *tag, guint index,
                                 const char **value)
{
  g_return_val_if_fail (value != NULL, FALSE);
  const GValue *found = weir_tag_list_get_value_index (list, tag, index);
  if (found == NULL || !G_VALUE_HOLDS_STRING (found))
    return FALSE;
  *value = g_value_get_string (found);
  return *value != NULL;
}

/* Both functions for one type; `get` gives what the caller shall own. */
#define GETTER(name, ctype, gtype, get)                                                            \
  gboolean weir_tag_list_get_##name (const WeirTagList *list, const char *tag, ctype *value)       \
  {                                                                                                \
    g_return_val_if_fail (list != NULL && tag != NULL && value != NULL, FALSE);                    \
    GValue found = G_VALUE_INIT;                                                                   \
    if (!weir_tag_list_copy_value (&found, list, tag))                                             \
      return FALSE;                                                                                \
    gboolean fits = G_VALUE_HOLDS (&found, gtype);                                                 \
    if (fits)                                                                                      \
      *value = get (&found);                                                                       \
    g_value_unset (&found);                                                                        \
    return fits;                                                                                   \
  }                                                                                                \
                                                                                                   \
  gboolean weir_tag_list_get_##name##_index (const WeirTagList *list, const char *tag,             \
                                             guint index, ctype *value)                            \
  {                                                                                                \
    g_return_val_if_fail (list != NULL && tag != NULL && value != NULL, FALSE);                    \
    const GValue *found = weir_tag_list_get_value_index (list, tag, index);                        \
    if (found == NULL || !G_VALUE_HOLDS (found, gtype))                                            \
      return FALSE;                                                                                \
    *value = get (found);                                                                          \
    return TRUE;                                                                                   \
  }

/**
 * weir_tag_list_get_boolean:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a truth value. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_boolean_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a truth value. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (boolean, gboolean, G_TYPE_BOOLEAN, g_value_get_boolean)

/**
 * weir_tag_list_get_int:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as an int. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_int_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as an int. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (int, int, G_TYPE_INT, g_value_get_int)

/**
 * weir_tag_list_get_uint:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a guint. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_uint_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a guint. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (uint, guint, G_TYPE_UINT, g_value_get_uint)

/**
 * weir_tag_list_get_int64:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a gint64. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_int64_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a gint64. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (int64, gint64, G_TYPE_INT64, g_value_get_int64)

/**
 * weir_tag_list_get_uint64:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a guint64. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_uint64_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a guint64. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (uint64, guint64, G_TYPE_UINT64, g_value_get_uint64)

/**
 * weir_tag_list_get_float:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a float. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_float_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a float. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (float, float, G_TYPE_FLOAT, g_value_get_float)

/**
 * weir_tag_list_get_double:
 * @list: a list
 * @tag: a tag
 * @value: (out): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a double. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_double_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out): the value
 *
 * Reads one of the values of a tag as a double. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (double, double, G_TYPE_DOUBLE, g_value_get_double)

/**
 * weir_tag_list_get_string:
 * @list: a list
 * @tag: a tag
 * @value: (out) (transfer full): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a string. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_string_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer full): the value
 *
 * Reads one of the values of a tag as a string. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (string, char *, G_TYPE_STRING, g_value_dup_string)

/**
 * weir_tag_list_get_pointer:
 * @list: a list
 * @tag: a tag
 * @value: (out) (transfer none): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a pointer. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_pointer_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer none): the value
 *
 * Reads one of the values of a tag as a pointer. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (pointer, gpointer, G_TYPE_POINTER, g_value_get_pointer)

/**
 * weir_tag_list_get_date:
 * @list: a list
 * @tag: a tag
 * @value: (out) (transfer full): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a date. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_date_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer full): the value
 *
 * Reads one of the values of a tag as a date. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (date, GDate *, G_TYPE_DATE, g_value_dup_boxed)

/**
 * weir_tag_list_get_date_time:
 * @list: a list
 * @tag: a tag
 * @value: (out) (transfer full): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a date with a time. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_date_time_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer full): the value
 *
 * Reads one of the values of a tag as a date with a time. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (date_time, GDateTime *, G_TYPE_DATE_TIME, g_value_dup_boxed)

/**
 * weir_tag_list_get_sample:
 * @list: a list
 * @tag: a tag
 * @value: (out) (transfer full): its value; several are merged as the tag's kind says
 *
 * Reads a tag as a sample. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */

/**
 * weir_tag_list_get_sample_index:
 * @list: a list
 * @tag: a tag
 * @index: which of its values
 * @value: (out) (transfer full): the value
 *
 * Reads one of the values of a tag as a sample. Thread: any.
 *
 * Returns: %FALSE if @list has no such value
 */
GETTER (sample, WeirSample *, WEIR_TYPE_SAMPLE, g_value_dup_boxed)
