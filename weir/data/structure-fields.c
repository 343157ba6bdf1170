/* SPDX-License-Identifier: MIT */
/* Fields of one type, and all fields in turn. */
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

static const GValue *
find_typed (const WeirStructure *structure, const char *name, GType type)
{
  const WeirField *field = weir_structure_find (structure, name);

  return field && G_VALUE_TYPE (&field->value) == type ? &field->value : NULL;
}

/**
 * weir_structure_get_boolean:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type boolean.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_boolean (const WeirStructure *structure, const char *fieldname, gboolean *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_BOOLEAN);
  if (field)
    *value = g_value_get_boolean (field);
  return field != NULL;
}

/**
 * weir_structure_get_int:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type int.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_int (const WeirStructure *structure, const char *fieldname, int *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_INT);
  if (field)
    *value = field->data[0].v_int;
  return field != NULL;
}

/**
 * weir_structure_get_uint:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type guint.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_uint (const WeirStructure *structure, const char *fieldname, guint *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_UINT);
  if (field)
    *value = field->data[0].v_uint;
  return field != NULL;
}

/**
 * weir_structure_get_int64:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type gint64.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_int64 (const WeirStructure *structure, const char *fieldname, gint64 *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_INT64);
  if (field)
    *value = field->data[0].v_int64;
  return field != NULL;
}

/**
 * weir_structure_get_uint64:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type guint64.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_uint64 (const WeirStructure *structure, const char *fieldname, guint64 *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_UINT64);
  if (field)
    *value = field->data[0].v_uint64;
  return field != NULL;
}

/**
 * weir_structure_get_double:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type double.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_double (const WeirStructure *structure, const char *fieldname, double *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_DOUBLE);
  if (field)
    *value = field->data[0].v_double;
  return field != NULL;
}

/**
 * weir_structure_get_clock_time:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out): the value
 *
 * Gets a field of type clock time, in nanoseconds.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_clock_time (const WeirStructure *structure, const char *fieldname,
                               WeirClockTime *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, WEIR_TYPE_CLOCK_TIME);
  if (field)
    *value = field->data[0].v_uint64;
  return field != NULL;
}

/**
 * weir_structure_get_string:
 * @structure: a structure
 * @fieldname: the field's name
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the field's string; it lives as long as the field
 */
const char *
weir_structure_get_string (const WeirStructure *structure, const char *fieldname)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL, NULL);
  field = find_typed (structure, fieldname, G_TYPE_STRING);
  return field ? g_value_get_string (field) : NULL;
}

/**
 * weir_structure_get_fraction:
 * @structure: a structure
 * @fieldname: the field's name
 * @value_numerator: (out): the numerator
 * @value_denominator: (out): the denominator
 *
 * Gets a field of type #WeirFraction.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_fraction (const WeirStructure *structure, const char *fieldname,
                             int *value_numerator, int *value_denominator)
{
  const GValue *field;
  WeirFraction fraction;

  g_return_val_if_fail (structure != NULL && fieldname != NULL, FALSE);
  g_return_val_if_fail (value_numerator != NULL && value_denominator != NULL, FALSE);
  field = find_typed (structure, fieldname, WEIR_TYPE_FRACTION);
  if (!field)
    return FALSE;
  fraction = weir_value_fraction (field);
  *value_numerator = fraction.num;
  *value_denominator = fraction.denom;
  return TRUE;
}

/**
 * weir_structure_get_enum:
 * @structure: a structure
 * @fieldname: the field's name
 * @enumtype: the enum type
 * @value: (out): the value
 *
 * Gets a field of an enum type.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_enum (const WeirStructure *structure, const char *fieldname, GType enumtype,
                         int *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  g_return_val_if_fail (G_TYPE_IS_ENUM (enumtype), FALSE);
  field = find_typed (structure, fieldname, enumtype);
  if (field)
    *value = g_value_get_enum (field);
  return field != NULL;
}

/**
 * weir_structure_get_flags:
 * @structure: a structure
 * @fieldname: the field's name
 * @flags_type: the flags type
 * @value: (out): the value
 *
 * Gets a field of a flags type.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_flags (const WeirStructure *structure, const char *fieldname, GType flags_type,
                          guint *value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  g_return_val_if_fail (G_TYPE_IS_FLAGS (flags_type), FALSE);
  field = find_typed (structure, fieldname, flags_type);
  if (field)
    *value = g_value_get_flags (field);
  return field != NULL;
}

/**
 * weir_structure_get_flagset:
 * @structure: a structure
 * @fieldname: the field's name
 * @value_flags: (out) (optional): the bits that are set
 * @value_mask: (out) (optional): the bits that matter
 *
 * Gets a field of type #WeirFlagSet.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_flagset (const WeirStructure *structure, const char *fieldname,
                            guint *value_flags, guint *value_mask)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL, FALSE);
  field = find_typed (structure, fieldname, WEIR_TYPE_FLAG_SET);
  if (field && value_flags)
    *value_flags = weir_value_get_flagset_flags (field);
  if (field && value_mask)
    *value_mask = weir_value_get_flagset_mask (field);
  return field != NULL;
}

/**
 * weir_structure_get_date:
 * @structure: a structure
 * @fieldname: the field's name
 * @value: (out) (transfer full): the date
 *
 * Gets a field of type date.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_date (const WeirStructure *structure, const char *fieldname, GDate **value)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && value != NULL, FALSE);
  field = find_typed (structure, fieldname, G_TYPE_DATE);
  if (!field)
    return FALSE;
  *value = g_value_dup_boxed (field);
  return TRUE;
}

/**
 * weir_structure_get_list:
 * @structure: a structure
 * @fieldname: the field's name
 * @list: (out) (transfer full): the list
 *
 * Gets a field that is a list.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_list (const WeirStructure *structure, const char *fieldname,
                         WeirValueList **list)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && list != NULL, FALSE);
  field = find_typed (structure, fieldname, WEIR_TYPE_LIST);
  if (!field)
    return FALSE;
  *list = weir_value_seq (field) ? g_value_dup_boxed (field) : weir_value_list_new ();
  return TRUE;
}

/**
 * weir_structure_set_list:
 * @structure: a writable structure
 * @fieldname: the field's name
 * @list: the list
 *
 * Sets a field to a list.
 *
 * Thread: owner
 */
void
weir_structure_set_list (WeirStructure *structure, const char *fieldname, const WeirValueList *list)
{
  GValue value = G_VALUE_INIT;

  g_return_if_fail (list != NULL);
  g_value_init (&value, WEIR_TYPE_LIST);
  g_value_set_boxed (&value, list);
  weir_structure_take_value (structure, fieldname, &value);
}

/**
 * weir_structure_get_array:
 * @structure: a structure
 * @fieldname: the field's name
 * @array: (out) (transfer full): the array
 *
 * Gets a field that is an array.
 *
 * Thread: any
 *
 * Returns: %FALSE if there is no such field or it is of another type
 */
gboolean
weir_structure_get_array (const WeirStructure *structure, const char *fieldname,
                          WeirValueArray **array)
{
  const GValue *field;

  g_return_val_if_fail (structure != NULL && fieldname != NULL && array != NULL, FALSE);
  field = find_typed (structure, fieldname, WEIR_TYPE_ARRAY);
  if (!field)
    return FALSE;
  *array = weir_value_seq (field) ? g_value_dup_boxed (field) : weir_value_array_new ();
  return TRUE;
}

/**
 * weir_structure_set_array:
 * @structure: a writable structure
 * @fieldname: the field's name
 * @array: the array
 *
 * Sets a field to an array.
 *
 * Thread: owner
 */
void
weir_structure_set_array (WeirStructure *structure, const char *fieldname,
                          const WeirValueArray *array)
{
  GValue value = G_VALUE_INIT;

  g_return_if_fail (array != NULL);
  g_value_init (&value, WEIR_TYPE_ARRAY);
  g_value_set_boxed (&value, array);
  weir_structure_take_value (structure, fieldname, &value);
}

/**
 * weir_structure_foreach:
 * @structure: a structure
 * @func: (scope call): called for each field, in order
 * @user_data: given to @func
 *
 * Goes over the fields, until @func answers %FALSE.
 *
 * Thread: any
 *
 * Returns: whether it went over all
 */
gboolean
weir_structure_foreach (const WeirStructure *structure, WeirStructureForeachFunc func,
                        gpointer user_data)
{
  g_return_val_if_fail (structure != NULL && func != NULL, FALSE);
  for (guint i = 0; i < structure->n; i++)
    if (!func (structure->fields[i].name, &structure->fields[i].value, user_data))
      return FALSE;
  return TRUE;
}

/**
 * weir_structure_map_in_place:
 * @structure: a writable structure
 * @func: (scope call): called for each field, in order; it may change the value
 * @user_data: given to @func
 *
 * Goes over the fields, until @func answers %FALSE.
 *
 * Thread: owner
 *
 * Returns: whether it went over all
 */
gboolean
weir_structure_map_in_place (WeirStructure *structure, WeirStructureMapFunc func,
                             gpointer user_data)
{
  g_return_val_if_fail (structure != NULL && func != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  for (guint i = 0; i < structure->n; i++)
    if (!func (structure->fields[i].name, &structure->fields[i].value, user_data))
      return FALSE;
  return TRUE;
}

/**
 * weir_structure_filter_and_map_in_place:
 * @structure: a writable structure
 * @func: (scope call): called for each field, in order; it may change the value, and answers
 *   whether the field stays
 * @user_data: given to @func
 *
 * Goes over all fields and removes those for which @func answers %FALSE (or which it unset).
 *
 * Thread: owner
 */
void
weir_structure_filter_and_map_in_place (WeirStructure *structure, WeirStructureFilterMapFunc func,
                                        gpointer user_data)
{
  guint kept = 0;

  g_return_if_fail (structure != NULL && func != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  g_clear_pointer (&structure->index, g_hash_table_unref);
  for (guint i = 0; i < structure->n; i++) {
    WeirField field = structure->fields[i];

    if (func (field.name, &field.value, user_data) && G_IS_VALUE (&field.value)) {
      structure->fields[kept++] = field;
      continue;
    }
    if (G_IS_VALUE (&field.value))
      g_value_unset (&field.value);
    g_ref_string_release (field.name);
  }
  structure->n = kept;
  weir_structure_reindex (structure);
}
