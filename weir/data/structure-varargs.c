/* SPDX-License-Identifier: MIT */
/* Structures as C programs write them: several fields in one call. */
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

#include <gobject/gvaluecollector.h>

/**
 * weir_structure_new: (skip)
 * @name: the name
 * @firstfield: (nullable): the first field's name, followed by its type and value
 * @...: more names, types and values, and %NULL at the end
 *
 * Makes a structure with fields, as in
 * `weir_structure_new ("shot", "number", G_TYPE_INT, 5, NULL)`. A fraction and a range take two
 * values.
 *
 * Thread: any
 *
 * Returns: (transfer full): the structure
 */
WeirStructure *
weir_structure_new (const char *name, const char *firstfield, ...)
{
  WeirStructure *structure;
  va_list args;

  va_start (args, firstfield);
  structure = weir_structure_new_valist (name, firstfield, args);
  va_end (args);
  return structure;
}

/**
 * weir_structure_new_valist: (skip)
 * @name: the name
 * @firstfield: (nullable): the first field's name
 * @varargs: its type and value, more names, types and values, and %NULL
 *
 * As weir_structure_new().
 *
 * Thread: any
 *
 * Returns: (transfer full): the structure
 */
WeirStructure *
weir_structure_new_valist (const char *name, const char *firstfield, va_list varargs)
{
  WeirStructure *structure = weir_structure_new_empty (name);

  if (structure && firstfield)
    weir_structure_set_valist (structure, firstfield, varargs);
  return structure;
}

/* Takes a value of @type from the arguments: our types by their parts, others as GObject does. */
static gboolean
collect (GValue *value, GType type, va_list *args)
{
  char *error = NULL;

  if (type == WEIR_TYPE_FRACTION) {
    int num = va_arg (*args, int), denom = va_arg (*args, int);
    g_value_init (value, type);
    weir_value_set_fraction (value, num, denom);
  } else if (type == WEIR_TYPE_INT_RANGE) {
    int min = va_arg (*args, int), max = va_arg (*args, int);
    g_value_init (value, type);
    weir_value_set_int_range (value, min, max);
  } else if (type == WEIR_TYPE_INT64_RANGE) {
    gint64 min = va_arg (*args, gint64), max = va_arg (*args, gint64);
    g_value_init (value, type);
    weir_value_set_int64_range (value, min, max);
  } else if (type == WEIR_TYPE_DOUBLE_RANGE) {
    double min = va_arg (*args, double), max = va_arg (*args, double);
    g_value_init (value, type);
    weir_value_set_double_range (value, min, max);
  } else if (type == WEIR_TYPE_FRACTION_RANGE) {
    int n1 = va_arg (*args, int), d1 = va_arg (*args, int);
    int n2 = va_arg (*args, int), d2 = va_arg (*args, int);
    g_value_init (value, type);
    weir_value_set_fraction_range_full (value, n1, d1, n2, d2);
  } else if (type == WEIR_TYPE_BITMASK) {
    guint64 mask = va_arg (*args, guint64);
    g_value_init (value, type);
    weir_value_set_bitmask (value, mask);
  } else if (type == WEIR_TYPE_FLAG_SET) {
    guint flags = va_arg (*args, guint), mask = va_arg (*args, guint);
    g_value_init (value, type);
    weir_value_set_flagset (value, flags, mask);
  } else if (type == WEIR_TYPE_LIST || type == WEIR_TYPE_ARRAY) {
    const GValue *from = va_arg (*args, const GValue *);
    weir_value_init_and_copy (value, from);
  } else {
    G_VALUE_COLLECT_INIT (value, type, *args, 0, &error);
  }
  if (error) {
    g_critical ("%s", error);
    g_free (error);
    return FALSE;
  }
  return TRUE;
}

/**
 * weir_structure_set_valist: (skip)
 * @structure: a writable structure
 * @fieldname: the first field's name
 * @varargs: its type and value, more names, types and values, and %NULL
 *
 * As weir_structure_set().
 *
 * Thread: owner
 */
void
weir_structure_set_valist (WeirStructure *structure, const char *fieldname, va_list varargs)
{
  va_list args;

  g_return_if_fail (structure != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  va_copy (args, varargs);
  while (fieldname) {
    GValue value = G_VALUE_INIT;
    GType type = va_arg (args, GType);

    if (!collect (&value, type, &args))
      break;
    weir_structure_take_value (structure, fieldname, &value);
    if (G_IS_VALUE (&value))
      g_value_unset (&value);
    fieldname = va_arg (args, const char *);
  }
  va_end (args);
}

/**
 * weir_structure_set: (skip)
 * @structure: a writable structure
 * @fieldname: the first field's name, followed by its type and value
 * @...: more names, types and values, and %NULL at the end
 *
 * Sets several fields. A fraction and a range take two values, a list and an array a value that
 * holds one.
 *
 * Thread: owner
 */
void
weir_structure_set (WeirStructure *structure, const char *fieldname, ...)
{
  va_list args;

  va_start (args, fieldname);
  weir_structure_set_valist (structure, fieldname, args);
  va_end (args);
}

/* Gives a value of our types by its parts; FALSE if the type isn't ours. */
static gboolean
lend (const GValue *value, va_list *args)
{
  WeirKind kind = weir_value_kind (value);

  if (kind == WEIR_KIND_FRACTION) {
    WeirFraction fraction = weir_value_fraction (value);
    *va_arg (*args, int *) = fraction.num;
    *va_arg (*args, int *) = fraction.denom;
  } else if (kind == WEIR_KIND_INT_RANGE) {
    *va_arg (*args, int *) = weir_value_get_int_range_min (value);
    *va_arg (*args, int *) = weir_value_get_int_range_max (value);
  } else if (kind == WEIR_KIND_INT64_RANGE) {
    *va_arg (*args, gint64 *) = weir_value_get_int64_range_min (value);
    *va_arg (*args, gint64 *) = weir_value_get_int64_range_max (value);
  } else if (kind == WEIR_KIND_DOUBLE_RANGE) {
    *va_arg (*args, double *) = weir_value_get_double_range_min (value);
    *va_arg (*args, double *) = weir_value_get_double_range_max (value);
  } else if (kind == WEIR_KIND_FRACTION_RANGE) {
    WeirFraction min = weir_value_fraction (weir_value_get_fraction_range_min (value));
    WeirFraction max = weir_value_fraction (weir_value_get_fraction_range_max (value));
    *va_arg (*args, int *) = min.num;
    *va_arg (*args, int *) = min.denom;
    *va_arg (*args, int *) = max.num;
    *va_arg (*args, int *) = max.denom;
  } else if (kind == WEIR_KIND_BITMASK) {
    *va_arg (*args, guint64 *) = weir_value_get_bitmask (value);
  } else if (kind == WEIR_KIND_FLAG_SET) {
    *va_arg (*args, guint *) = weir_value_get_flagset_flags (value);
    *va_arg (*args, guint *) = weir_value_get_flagset_mask (value);
  } else if (kind == WEIR_KIND_LIST || kind == WEIR_KIND_ARRAY) {
    weir_value_init_and_copy (va_arg (*args, GValue *), value);
  } else {
    return FALSE;
  }
  return TRUE;
}

/**
 * weir_structure_get_valist: (skip)
 * @structure: a structure
 * @first_fieldname: the first field's name
 * @args: its type and where the value goes, more of them, and %NULL
 *
 * As weir_structure_get().
 *
 * Thread: any
 *
 * Returns: %FALSE if one of the fields isn't there or is of another type; those before it are set
 */
gboolean
weir_structure_get_valist (const WeirStructure *structure, const char *first_fieldname,
                           va_list args)
{
  const char *fieldname = first_fieldname;
  gboolean ok = TRUE;
  va_list rest;

  g_return_val_if_fail (structure != NULL, FALSE);
  va_copy (rest, args);
  while (ok && fieldname) {
    GType type = va_arg (rest, GType);
    const WeirField *field = weir_structure_find (structure, fieldname);

    ok = field && G_VALUE_TYPE (&field->value) == type;
    if (ok && !lend (&field->value, &rest)) {
      char *error = NULL;
      G_VALUE_LCOPY (&field->value, rest, 0, &error);
      if (error) {
        g_critical ("%s", error);
        g_free (error);
        ok = FALSE;
      }
    }
    if (ok)
      fieldname = va_arg (rest, const char *);
  }
  va_end (rest);
  return ok;
}

/**
 * weir_structure_get: (skip)
 * @structure: a structure
 * @first_fieldname: the first field's name, followed by its type and where the value goes
 * @...: more names, types and places, and %NULL at the end
 *
 * Gets several fields. Strings and boxed values are copied; the caller frees them. A fraction and
 * a range take two places, a list and an array an unset value.
 *
 * Thread: any
 *
 * Returns: %FALSE if one of the fields isn't there or is of another type; those before it are set
 */
gboolean
weir_structure_get (const WeirStructure *structure, const char *first_fieldname, ...)
{
  gboolean ok;
  va_list args;

  va_start (args, first_fieldname);
  ok = weir_structure_get_valist (structure, first_fieldname, args);
  va_end (args);
  return ok;
}

/**
 * weir_structure_remove_fields_valist: (skip)
 * @structure: a writable structure
 * @fieldname: the first field's name
 * @varargs: more names, and %NULL
 *
 * As weir_structure_remove_fields().
 *
 * Thread: owner
 */
void
weir_structure_remove_fields_valist (WeirStructure *structure, const char *fieldname,
                                     va_list varargs)
{
  va_list args;

  va_copy (args, varargs);
  for (const char *name = fieldname; name; name = va_arg (args, const char *))
    weir_structure_remove_field (structure, name);
  va_end (args);
}

/**
 * weir_structure_remove_fields: (skip)
 * @structure: a writable structure
 * @fieldname: the first field's name
 * @...: more names, and %NULL at the end
 *
 * Removes fields.
 *
 * Thread: owner
 */
void
weir_structure_remove_fields (WeirStructure *structure, const char *fieldname, ...)
{
  va_list args;

  va_start (args, fieldname);
  weir_structure_remove_fields_valist (structure, fieldname, args);
  va_end (args);
}
