/* SPDX-License-Identifier: MIT */
/* A structure's memory: its name, its fields, finding one, and who may write. Most structures have
 * few fields, which are searched in order; one with many (from a text of a megabyte) gets an
 * index. */
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

#include <string.h>

#define MIN_FOR_INDEX 48

G_DEFINE_BOXED_TYPE (WeirStructure, weir_structure, weir_structure_copy, weir_structure_free)

/* A letter, then letters, digits and / - _ . : + */
gboolean
weir_structure_name_is_valid (const char *name)
{
  if (!g_ascii_isalpha (name[0]))
    return FALSE;
  for (const char *p = name + 1; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("/-_.:+", *p))
      return FALSE;
  return TRUE;
}

/* What can be read back: no space and none of the characters that separate. */
gboolean
weir_field_name_is_valid (const char *name)
{
  if (name[0] == '\0' || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f || strchr (",;(){}[]<>=\"\\", *p))
      return FALSE;
  return TRUE;
}

/* The field of that name, or NULL. */
WeirField *
weir_structure_find (const WeirStructure *structure, const char *name)
{
  if (structure->index) {
    guint position = GPOINTER_TO_UINT (g_hash_table_lookup (structure->index, name));
    return position ? &structure->fields[position - 1] : NULL;
  }
  for (guint i = 0; i < structure->n; i++) {
    const char *have = structure->fields[i].name;
    if (have == name || (have[0] == name[0] && strcmp (have, name) == 0))
      return &structure->fields[i];
  }
  return NULL;
}

/* Makes the index anew, or does without if the fields are few. */
void
weir_structure_reindex (WeirStructure *structure)
{
  g_clear_pointer (&structure->index, g_hash_table_unref);
  if (structure->n < MIN_FOR_INDEX)
    return;
  structure->index = g_hash_table_new (weir_string_hash, g_str_equal);
  for (guint i = 0; i < structure->n; i++)
    g_hash_table_insert (structure->index, structure->fields[i].name, GUINT_TO_POINTER (i + 1));
}

static void
append_field (WeirStructure *structure, char *name, const GValue *value)
{
  if (structure->n == structure->allocated) {
    structure->allocated = MAX (4, structure->allocated * 2);
    structure->fields = g_renew (WeirField, structure->fields, structure->allocated);
  }
  structure->fields[structure->n].name = name;
  structure->fields[structure->n].value = *value;
  structure->n++;
  if (structure->index)
    g_hash_table_insert (structure->index, name, GUINT_TO_POINTER (structure->n));
  else if (structure->n == MIN_FOR_INDEX)
    weir_structure_reindex (structure);
}

/* Sets a field to @value, which is unset afterwards; no checks. */
void
weir_structure_put (WeirStructure *structure, const char *name, GValue *value)
{
  WeirField *field = weir_structure_find (structure, name);

  if (field) {
    g_value_unset (&field->value);
    field->value = *value;
  } else {
    append_field (structure, g_ref_string_new (name), value);
  }
  *value = (GValue) G_VALUE_INIT;
}

/* Removes a field by position. */
void
weir_structure_remove_nth (WeirStructure *structure, guint i)
{
  WeirField *field = &structure->fields[i];

  g_clear_pointer (&structure->index, g_hash_table_unref);
  g_ref_string_release (field->name);
  g_value_unset (&field->value);
  structure->n--;
  memmove (field, field + 1, (structure->n - i) * sizeof (WeirField));
  weir_structure_reindex (structure);
}

static void
clear_fields (WeirStructure *structure)
{
  g_clear_pointer (&structure->index, g_hash_table_unref);
  for (guint i = 0; i < structure->n; i++) {
    g_ref_string_release (structure->fields[i].name);
    g_value_unset (&structure->fields[i].value);
  }
  structure->n = 0;
}

/* A structure of the same name without fields. */
WeirStructure *
weir_structure_copy_named (const WeirStructure *structure)
{
  WeirStructure *copy = g_new0 (WeirStructure, 1);

  copy->name = g_ref_string_acquire (structure->name);
  return copy;
}

/**
 * weir_structure_new_empty: (constructor)
 * @name: the name: a letter, then letters, digits and any of `/-_.:+`
 *
 * Makes a structure without fields.
 *
 * Thread: any
 *
 * Returns: (transfer full): the structure
 */
WeirStructure *
weir_structure_new_empty (const char *name)
{
  WeirStructure *structure;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (weir_structure_name_is_valid (name), NULL);
  structure = g_new0 (WeirStructure, 1);
  structure->name = g_ref_string_new (name);
  return structure;
}

/**
 * weir_structure_copy:
 * @structure: a structure
 *
 * Makes a copy that nobody else holds. Its lists and strings may be shared inside.
 *
 * Thread: any
 *
 * Returns: (transfer full): the copy
 */
WeirStructure *
weir_structure_copy (const WeirStructure *structure)
{
  WeirStructure *copy;

  g_return_val_if_fail (structure != NULL, NULL);
  copy = weir_structure_copy_named (structure);
  copy->allocated = structure->n;
  copy->fields = g_new (WeirField, structure->n);
  for (guint i = 0; i < structure->n; i++) {
    GValue value = G_VALUE_INIT;

    weir_value_init_and_copy (&value, &structure->fields[i].value);
    append_field (copy, g_ref_string_acquire (structure->fields[i].name), &value);
  }
  return copy;
}

/**
 * weir_structure_free:
 * @structure: (transfer full): a structure that is part of nothing
 *
 * Frees a structure with its fields.
 *
 * Thread: any
 */
void
weir_structure_free (WeirStructure *structure)
{
  g_return_if_fail (structure != NULL);
  g_return_if_fail (structure->parent_refs == NULL);

  clear_fields (structure);
  g_free (structure->fields);
  g_ref_string_release (structure->name);
  g_free (structure);
}

/**
 * weir_structure_take: (skip)
 * @oldstr_ptr: (inout) (nullable): where a structure is held
 * @newstr: (transfer full) (nullable): the new one
 *
 * Replaces a structure that is held, and frees the old one.
 *
 * Thread: any
 *
 * Returns: whether the new one differs from the old one
 */
gboolean
weir_structure_take (WeirStructure **oldstr_ptr, WeirStructure *newstr)
{
  WeirStructure *old;

  g_return_val_if_fail (oldstr_ptr != NULL, FALSE);
  old = *oldstr_ptr;
  *oldstr_ptr = newstr;
  if (old == newstr)
    return FALSE;
  if (old)
    weir_structure_free (old);
  return TRUE;
}

/**
 * weir_structure_set_parent_refcount: (skip)
 * @structure: a structure
 * @refcount: (nullable): the reference count of what it becomes part of, or %NULL for nothing
 *
 * Makes a structure part of something counted: it can be written while that count is 1, and not
 * be freed.
 *
 * Thread: owner
 *
 * Returns: %FALSE if it is part of something already
 */
gboolean
weir_structure_set_parent_refcount (WeirStructure *structure, int *refcount)
{
  g_return_val_if_fail (structure != NULL, FALSE);
  g_return_val_if_fail (structure->parent_refs == NULL || refcount == NULL, FALSE);
  structure->parent_refs = refcount;
  return TRUE;
}

/**
 * weir_structure_is_writable:
 * @structure: a structure
 *
 * Thread: any
 *
 * Returns: whether what the structure is part of has only one holder
 */
gboolean
weir_structure_is_writable (const WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, FALSE);
  return !structure->parent_refs || g_atomic_int_get (structure->parent_refs) == 1;
}

/**
 * weir_structure_get_name:
 * @structure: a structure
 *
 * Thread: any
 *
 * Returns: (transfer none): its name
 */
const char *
weir_structure_get_name (const WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, NULL);
  return structure->name;
}

/**
 * weir_structure_has_name:
 * @structure: a structure
 * @name: a name
 *
 * Thread: any
 *
 * Returns: whether that is the structure's name
 */
gboolean
weir_structure_has_name (const WeirStructure *structure, const char *name)
{
  g_return_val_if_fail (structure != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  return strcmp (structure->name, name) == 0;
}

/**
 * weir_structure_set_name:
 * @structure: a writable structure
 * @name: the new name: a letter, then letters, digits and any of `/-_.:+`
 *
 * Renames a structure. Thread: owner.
 */
void
weir_structure_set_name (WeirStructure *structure, const char *name)
{
  char *old;

  g_return_if_fail (structure != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  g_return_if_fail (name != NULL && weir_structure_name_is_valid (name));
  old = structure->name;
  structure->name = g_ref_string_new (name);
  g_ref_string_release (old);
}

/**
 * weir_structure_n_fields:
 * @structure: a structure
 *
 * Thread: any
 *
 * Returns: how many fields it has
 */
int
weir_structure_n_fields (const WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, 0);
  return (int) structure->n;
}

/**
 * weir_structure_nth_field_name:
 * @structure: a structure
 * @index: which field, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the field's name
 */
const char *
weir_structure_nth_field_name (const WeirStructure *structure, guint index)
{
  g_return_val_if_fail (structure != NULL, NULL);
  g_return_val_if_fail (index < structure->n, NULL);
  return structure->fields[index].name;
}

/**
 * weir_structure_has_field:
 * @structure: a structure
 * @fieldname: a name
 *
 * Thread: any
 *
 * Returns: whether there is a field of that name
 */
gboolean
weir_structure_has_field (const WeirStructure *structure, const char *fieldname)
{
  g_return_val_if_fail (structure != NULL, FALSE);
  g_return_val_if_fail (fieldname != NULL, FALSE);
  return weir_structure_find (structure, fieldname) != NULL;
}

/**
 * weir_structure_get_field_type:
 * @structure: a structure
 * @fieldname: a name
 *
 * Thread: any
 *
 * Returns: the type of the field's value, or %G_TYPE_INVALID if there is no such field
 */
GType
weir_structure_get_field_type (const WeirStructure *structure, const char *fieldname)
{
  const WeirField *field;

  g_return_val_if_fail (structure != NULL, G_TYPE_INVALID);
  g_return_val_if_fail (fieldname != NULL, G_TYPE_INVALID);
  field = weir_structure_find (structure, fieldname);
  return field ? G_VALUE_TYPE (&field->value) : G_TYPE_INVALID;
}

/**
 * weir_structure_has_field_typed:
 * @structure: a structure
 * @fieldname: a name
 * @type: a type
 *
 * Thread: any
 *
 * Returns: whether there is a field of that name and type
 */
gboolean
weir_structure_has_field_typed (const WeirStructure *structure, const char *fieldname, GType type)
{
  return weir_structure_get_field_type (structure, fieldname) == type;
}

/**
 * weir_structure_get_value:
 * @structure: a structure
 * @fieldname: a name
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the field's value, or %NULL if there is no such field
 */
const GValue *
weir_structure_get_value (const WeirStructure *structure, const char *fieldname)
{
  const WeirField *field;

  g_return_val_if_fail (structure != NULL, NULL);
  g_return_val_if_fail (fieldname != NULL, NULL);
  field = weir_structure_find (structure, fieldname);
  return field ? &field->value : NULL;
}

/**
 * weir_structure_take_value: (skip)
 * @structure: a writable structure
 * @fieldname: the field's name: none of the characters that separate in texts
 * @value: (transfer full): the new value, unset afterwards
 *
 * Sets a field, which is made if it isn't there.
 *
 * Thread: owner
 */
void
weir_structure_take_value (WeirStructure *structure, const char *fieldname, GValue *value)
{
  g_return_if_fail (structure != NULL);
  g_return_if_fail (fieldname != NULL && weir_field_name_is_valid (fieldname));
  g_return_if_fail (G_IS_VALUE (value));
  g_return_if_fail (weir_structure_is_writable (structure));
  if (G_VALUE_HOLDS_STRING (value))
    g_return_if_fail (!g_value_get_string (value)
                      || g_utf8_validate (g_value_get_string (value), -1, NULL));
  weir_structure_put (structure, fieldname, value);
}

/**
 * weir_structure_set_value:
 * @structure: a writable structure
 * @fieldname: the field's name: none of the characters that separate in texts
 * @value: the new value; it is copied
 *
 * Sets a field, which is made if it isn't there.
 *
 * Thread: owner
 */
void
weir_structure_set_value (WeirStructure *structure, const char *fieldname, const GValue *value)
{
  GValue copy = G_VALUE_INIT;

  g_return_if_fail (G_IS_VALUE (value));
  weir_value_init_and_copy (&copy, value);
  weir_structure_take_value (structure, fieldname, &copy);
  if (G_IS_VALUE (&copy))
    g_value_unset (&copy);
}

/**
 * weir_structure_remove_field:
 * @structure: a writable structure
 * @fieldname: the field's name
 *
 * Removes a field; nothing happens if there is none of that name.
 *
 * Thread: owner
 */
void
weir_structure_remove_field (WeirStructure *structure, const char *fieldname)
{
  const WeirField *field;

  g_return_if_fail (structure != NULL);
  g_return_if_fail (fieldname != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  field = weir_structure_find (structure, fieldname);
  if (field)
    weir_structure_remove_nth (structure, (guint) (field - structure->fields));
}

/**
 * weir_structure_remove_all_fields:
 * @structure: a writable structure
 *
 * Removes all fields; the name stays. Thread: owner.
 */
void
weir_structure_remove_all_fields (WeirStructure *structure)
{
  g_return_if_fail (structure != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  clear_fields (structure);
}

/**
 * weir_value_get_structure: (skip)
 * @value: a value of type #WeirStructure
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the structure
 */
const WeirStructure *
weir_value_get_structure (const GValue *value)
{
  g_return_val_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_STRUCTURE), NULL);
  return g_value_get_boxed (value);
}

/**
 * weir_value_set_structure: (skip)
 * @value: a value of type #WeirStructure
 * @structure: (nullable): the structure; it is copied
 *
 * Stores a copy of a structure in a value. Thread: any.
 */
void
weir_value_set_structure (GValue *value, const WeirStructure *structure)
{
  g_return_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_STRUCTURE));
  g_value_set_boxed (value, structure);
}
