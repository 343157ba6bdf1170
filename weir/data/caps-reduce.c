/* SPDX-License-Identifier: MIT */
/* Taking caps away from caps, and bringing caps into a shape: as few structures as possible, none
 * with lists, only the first, or one format. */
#include <weir/data/caps-private.h>

/* How many structures a normalized form may have; beyond that lists stay. */
#define MAX_NORMALIZED 10000

/* Into how many structures a subtraction may cut caps; beyond that they stay whole. */
#define MAX_PARTS 1024

/* How many fields all structures of a result may have together. */
#define MAX_FIELDS 1000000

/* Whether so many structures like this one are too many for a result. */
static gboolean
is_too_much (const WeirStructure *structure, guint n, guint limit)
{
  return n > limit || (guint64) n * structure->n > MAX_FIELDS;
}

/* Adds to @result what is left of @structure without @other. Each part has the fields before it cut
 * down to what is common, so the parts don't overlap and their number stays small. */
static void
subtract_structure (WeirCaps *result, const WeirStructure *structure,
                    const WeirCapsFeatures *features, const WeirStructure *other)
{
  g_autoptr (WeirStructure) rest = weir_structure_copy (structure);

  for (guint i = 0; i < other->n; i++) {
    const WeirField *taken = &other->fields[i];
    WeirField *field = weir_structure_find (rest, taken->name);
    GValue left = G_VALUE_INIT, common = G_VALUE_INIT;

    if (weir_value_subtract (&left, &field->value, &taken->value)) {
      WeirStructure *part = weir_structure_copy (rest);

      weir_structure_put (part, taken->name, &left);
      weir_caps_put (result, part, weir_caps_features_dup (features));
    }
    if (!weir_value_intersect (&common, &field->value, &taken->value))
      return;
    g_value_unset (&field->value);
    field->value = common;
  }
}

/* Whether @other can take something away: a field that @structure leaves open can't be expressed
 * without what @other names. */
static gboolean
can_subtract (const WeirStructure *structure, const WeirStructure *other)
{
  if (!weir_structure_can_intersect (structure, other))
    return FALSE;
  for (guint i = 0; i < other->n; i++)
    if (!weir_structure_find (structure, other->fields[i].name))
      return FALSE;
  return TRUE;
}

/**
 * weir_caps_subtract:
 * @minuend: caps
 * @subtrahend: caps
 *
 * Finds the formats that match @minuend and not @subtrahend. Where the rest can't be expressed the
 * result is larger than the exact one, never smaller: nothing is taken from ANY, nor from a
 * structure that leaves open what @subtrahend names, nor where a thousand parts would be left.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps that are left, simplified
 */
WeirCaps *
weir_caps_subtract (WeirCaps *minuend, WeirCaps *subtrahend)
{
  WeirCaps *rest;

  g_return_val_if_fail (minuend != NULL && subtrahend != NULL, NULL);
  if (subtrahend->any)
    return weir_caps_new_empty ();
  if (minuend->any || weir_caps_is_empty (minuend) || weir_caps_is_empty (subtrahend))
    return weir_caps_ref (minuend);
  rest = weir_caps_ref (minuend);
  for (guint j = 0; j < subtrahend->n && rest->n > 0; j++) {
    const WeirStructure *other = subtrahend->entries[j].structure;
    const WeirCapsFeatures *other_features = weir_caps_features_at (subtrahend, j);
    WeirCaps *smaller = weir_caps_new_empty ();

    for (guint i = 0; i < rest->n; i++) {
      const WeirStructure *structure = rest->entries[i].structure;
      const WeirCapsFeatures *features = weir_caps_features_at (rest, i);

      if (!weir_caps_features_is_subset (features, other_features))
        weir_caps_put (smaller, weir_structure_copy (structure), weir_caps_features_dup (features));
      else if (weir_structure_is_subset (structure, other))
        continue;
      else if (can_subtract (structure, other)
               && !is_too_much (structure, smaller->n + other->n + rest->n - i, MAX_PARTS))
        subtract_structure (smaller, structure, features, other);
      else
        weir_caps_put (smaller, weir_structure_copy (structure), weir_caps_features_dup (features));
    }
    weir_caps_unref (rest);
    rest = smaller;
  }
  return weir_caps_simplify (rest);
}

/* The one field in which two structures of the same name and fields differ; NULL if there are more
 * or none. */
static WeirField *
only_difference (const WeirStructure *a, const WeirStructure *b)
{
  WeirField *difference = NULL;

  if (a->n != b->n || !weir_structure_has_name (a, b->name))
    return NULL;
  for (guint i = 0; i < a->n; i++) {
    WeirField *field = &a->fields[i];
    const WeirField *other = weir_structure_find (b, field->name);

    if (!other)
      return NULL;
    if (weir_value_is_equal (&field->value, &other->value))
      continue;
    if (difference)
      return NULL;
    difference = field;
  }
  return difference;
}

/* Widens entry @i so that it includes entry @j as well, if one structure can. */
static gboolean
absorb (WeirCaps *caps, guint i, guint j)
{
  const WeirCapsFeatures *features1 = weir_caps_features_at (caps, i);
  const WeirCapsFeatures *features2 = weir_caps_features_at (caps, j);
  WeirStructure *into = caps->entries[i].structure;
  const WeirStructure *from = caps->entries[j].structure;
  WeirField *field;
  GValue both = G_VALUE_INIT;

  if (!weir_structure_has_name (into, from->name))
    return FALSE;
  if (weir_caps_features_is_subset (features2, features1) && weir_structure_is_subset (from, into))
    return TRUE;
  if (!weir_caps_features_is_subset (features1, features2))
    return FALSE;
  if (weir_structure_is_subset (into, from)) {
    WeirCapsEntry narrow = caps->entries[i];
    caps->entries[i] = caps->entries[j];
    caps->entries[j] = narrow;
    return TRUE;
  }
  if (!weir_caps_features_is_subset (features2, features1))
    return FALSE;
  field = only_difference (into, from);
  if (!field)
    return FALSE;
  weir_value_union (&both, &field->value, &weir_structure_find (from, field->name)->value);
  g_value_unset (&field->value);
  field->value = both;
  return TRUE;
}

/**
 * weir_caps_simplify:
 * @caps: (transfer full): caps
 *
 * Stands for the same formats with fewer structures: those within others go, those that differ in
 * one field become one. The order of preference stays.
 *
 * Thread: any
 *
 * Returns: (transfer full): the simplified caps
 */
WeirCaps *
weir_caps_simplify (WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, NULL);
  if (caps->n < 2)
    return caps;
  caps = weir_caps_make_writable (caps);
  for (guint j = 1; j < caps->n;) {
    guint i = 0;

    while (i < j && !absorb (caps, i, j))
      i++;
    if (i < j)
      weir_caps_drop_nth (caps, j);
    else
      j++;
  }
  return caps;
}

/* The first field of entry @i that is a list of several, or of one. */
static WeirField *
first_list (const WeirCaps *caps, guint i)
{
  WeirStructure *structure = caps->entries[i].structure;

  for (guint k = 0; k < structure->n; k++)
    if (WEIR_VALUE_HOLDS_LIST (&structure->fields[k].value)
        && weir_value_list_get_size (&structure->fields[k].value) > 0)
      return &structure->fields[k];
  return NULL;
}

/* Adds entry @i of @caps with each member of the list in @field; deepest first is not needed, since
 * the results are gone over again. */
static void
expand_list (WeirCaps *result, const WeirCaps *caps, guint i, const WeirField *field)
{
  guint n = weir_value_list_get_size (&field->value);

  for (guint k = 0; k < n; k++) {
    WeirStructure *copy = weir_structure_copy (caps->entries[i].structure);
    GValue member = G_VALUE_INIT;

    weir_value_init_and_copy (&member, weir_value_list_get_value (&field->value, k));
    weir_structure_put (copy, field->name, &member);
    weir_caps_put (result, copy, weir_caps_features_dup (weir_caps_features_at (caps, i)));
  }
}

/**
 * weir_caps_normalize:
 * @caps: (transfer full): caps
 *
 * Stands for the same formats without lists: one structure for each combination of their members.
 * Beyond 10,000 structures (fewer if they have many fields) the lists that are left stay.
 *
 * Thread: any
 *
 * Returns: (transfer full): the normalized caps
 */
WeirCaps *
weir_caps_normalize (WeirCaps *caps)
{
  gboolean again = TRUE;

  g_return_val_if_fail (caps != NULL, NULL);
  while (again) {
    WeirCaps *result = weir_caps_new_empty ();

    again = FALSE;
    for (guint i = 0; i < caps->n; i++) {
      const WeirField *field = first_list (caps, i);

      guint n = field ? result->n + weir_value_list_get_size (&field->value) + caps->n - i : 0;

      if (field && !is_too_much (caps->entries[i].structure, n, MAX_NORMALIZED)) {
        expand_list (result, caps, i, field);
        again = TRUE;
      } else {
        weir_caps_put (result, weir_structure_copy (caps->entries[i].structure),
                       weir_caps_features_dup (weir_caps_features_at (caps, i)));
      }
    }
    if (!again) {
      weir_caps_unref (result);
      break;
    }
    weir_caps_unref (caps);
    caps = result;
  }
  return caps;
}

/**
 * weir_caps_truncate:
 * @caps: (transfer full): caps
 *
 * Thread: any
 *
 * Returns: (transfer full): caps with only the first structure
 */
WeirCaps *
weir_caps_truncate (WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, NULL);
  if (caps->n < 2)
    return caps;
  caps = weir_caps_make_writable (caps);
  while (caps->n > 1)
    weir_caps_drop_nth (caps, caps->n - 1);
  return caps;
}

/**
 * weir_caps_fixate:
 * @caps: (transfer full): caps, neither ANY nor empty
 *
 * Picks one format: of the first structure the least or first of each field. Features that are ANY
 * become system memory.
 *
 * Thread: any
 *
 * Returns: (transfer full): fixed caps
 */
WeirCaps *
weir_caps_fixate (WeirCaps *caps)
{
  const WeirCapsFeatures *features;

  g_return_val_if_fail (caps != NULL, NULL);
  g_return_val_if_fail (!caps->any && caps->n > 0, NULL);
  if (weir_caps_is_fixed (caps))
    return caps;
  caps = weir_caps_make_writable (weir_caps_truncate (caps));
  weir_structure_fixate (caps->entries[0].structure);
  features = weir_caps_features_at (caps, 0);
  if (features && weir_caps_features_is_any (features))
    weir_caps_set_features (caps, 0, NULL);
  return caps;
}
