/* SPDX-License-Identifier: MIT */
/* Structures as sets: each field narrows what the structure stands for, and a field that is not
 * there leaves everything open. */
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

#include <string.h>

/**
 * weir_structure_is_fixed: (skip)
 * @structure: a structure
 *
 * Thread: any
 *
 * Returns: whether each field stands for one thing
 */
gboolean
weir_structure_is_fixed (const WeirStructure *structure)
{
  g_return_val_if_fail (structure != NULL, FALSE);
  for (guint i = 0; i < structure->n; i++)
    if (!weir_value_is_fixed (&structure->fields[i].value))
      return FALSE;
  return TRUE;
}

/**
 * weir_structure_is_equal:
 * @structure1: a structure
 * @structure2: a structure
 *
 * Thread: any
 *
 * Returns: whether both have the same name and the same fields, in any order
 */
gboolean
weir_structure_is_equal (const WeirStructure *structure1, const WeirStructure *structure2)
{
  g_return_val_if_fail (structure1 != NULL && structure2 != NULL, FALSE);
  if (structure1 == structure2)
    return TRUE;
  if (structure1->n != structure2->n || strcmp (structure1->name, structure2->name) != 0)
    return FALSE;
  for (guint i = 0; i < structure1->n; i++) {
    const WeirField *field = &structure1->fields[i];
    const WeirField *other = weir_structure_find (structure2, field->name);

    if (!other || !weir_value_is_equal (&field->value, &other->value))
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_structure_is_subset:
 * @subset: a structure
 * @superset: a structure
 *
 * Thread: any
 *
 * Returns: whether everything that @subset stands for is within @superset
 */
gboolean
weir_structure_is_subset (const WeirStructure *subset, const WeirStructure *superset)
{
  g_return_val_if_fail (subset != NULL && superset != NULL, FALSE);
  if (subset == superset)
    return TRUE;
  if (superset->n > subset->n || strcmp (subset->name, superset->name) != 0)
    return FALSE;
  for (guint i = 0; i < superset->n; i++) {
    const WeirField *field = &superset->fields[i];
    const WeirField *narrower = weir_structure_find (subset, field->name);

    if (!narrower || !weir_value_is_subset (&narrower->value, &field->value))
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_structure_can_intersect:
 * @struct1: a structure
 * @struct2: a structure
 *
 * Thread: any
 *
 * Returns: whether the two have something in common
 */
gboolean
weir_structure_can_intersect (const WeirStructure *struct1, const WeirStructure *struct2)
{
  g_return_val_if_fail (struct1 != NULL && struct2 != NULL, FALSE);
  if (strcmp (struct1->name, struct2->name) != 0)
    return FALSE;
  for (guint i = 0; i < struct1->n; i++) {
    const WeirField *field = &struct1->fields[i];
    const WeirField *other = weir_structure_find (struct2, field->name);

    if (other && !weir_value_intersect (NULL, &field->value, &other->value))
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_structure_intersect:
 * @struct1: a structure
 * @struct2: a structure
 *
 * Finds what two structures have in common: fields of both with what their values have in common,
 * and the fields that only one has.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the common structure, or %NULL if there is nothing
 */
WeirStructure *
weir_structure_intersect (const WeirStructure *struct1, const WeirStructure *struct2)
{
  g_autoptr (WeirStructure) common = NULL;

  g_return_val_if_fail (struct1 != NULL && struct2 != NULL, NULL);
  if (strcmp (struct1->name, struct2->name) != 0)
    return NULL;
  common = weir_structure_copy_named (struct1);
  for (guint i = 0; i < struct1->n; i++) {
    const WeirField *field = &struct1->fields[i];
    const WeirField *other = weir_structure_find (struct2, field->name);
    GValue value = G_VALUE_INIT;

    if (!other)
      weir_value_init_and_copy (&value, &field->value);
    else if (!weir_value_intersect (&value, &field->value, &other->value))
      return NULL;
    weir_structure_put (common, field->name, &value);
  }
  for (guint i = 0; i < struct2->n; i++) {
    const WeirField *field = &struct2->fields[i];
    GValue value = G_VALUE_INIT;

    if (weir_structure_find (struct1, field->name))
      continue;
    weir_value_init_and_copy (&value, &field->value);
    weir_structure_put (common, field->name, &value);
  }
  return g_steal_pointer (&common);
}
