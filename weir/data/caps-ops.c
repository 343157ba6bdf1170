/* SPDX-License-Identifier: MIT */
/* Caps as sets: whether one is within another, and what two have in common. */
#include <weir/data/caps-private.h>

/**
 * weir_caps_is_any:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: whether every format matches
 */
gboolean
weir_caps_is_any (const WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, FALSE);
  return caps->any;
}

/**
 * weir_caps_is_empty:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: whether no format matches
 */
gboolean
weir_caps_is_empty (const WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, FALSE);
  return !caps->any && caps->n == 0;
}

/**
 * weir_caps_is_fixed:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: whether the caps stand for one format
 */
gboolean
weir_caps_is_fixed (const WeirCaps *caps)
{
  const WeirCapsFeatures *features;

  g_return_val_if_fail (caps != NULL, FALSE);
  if (caps->any || caps->n != 1)
    return FALSE;
  features = weir_caps_features_at (caps, 0);
  return !(features && weir_caps_features_is_any (features))
         && weir_structure_is_fixed (caps->entries[0].structure);
}

/**
 * weir_caps_is_subset_structure_full:
 * @caps: caps
 * @structure: a structure
 * @features: (nullable): its features, or %NULL for system memory
 *
 * Thread: any
 *
 * Returns: whether everything that @structure stands for is within one structure of @caps
 */
gboolean
weir_caps_is_subset_structure_full (const WeirCaps *caps, const WeirStructure *structure,
                                    const WeirCapsFeatures *features)
{
  g_return_val_if_fail (caps != NULL && structure != NULL, FALSE);
  if (caps->any)
    return TRUE;
  for (guint i = caps->n; i > 0; i--)
    if (weir_caps_features_is_subset (features, weir_caps_features_at (caps, i - 1))
        && weir_structure_is_subset (structure, caps->entries[i - 1].structure))
      return TRUE;
  return FALSE;
}

/**
 * weir_caps_is_subset_structure:
 * @caps: caps
 * @structure: a structure that needs system memory
 *
 * Thread: any
 *
 * Returns: whether everything that @structure stands for is within one structure of @caps
 */
gboolean
weir_caps_is_subset_structure (const WeirCaps *caps, const WeirStructure *structure)
{
  return weir_caps_is_subset_structure_full (caps, structure, NULL);
}

/**
 * weir_caps_is_subset:
 * @subset: caps
 * @superset: caps
 *
 * Thread: any
 *
 * Returns: whether each structure of @subset is within one of @superset
 */
gboolean
weir_caps_is_subset (const WeirCaps *subset, const WeirCaps *superset)
{
  g_return_val_if_fail (subset != NULL && superset != NULL, FALSE);
  if (subset == superset || superset->any || weir_caps_is_empty (subset))
    return TRUE;
  if (subset->any)
    return FALSE;
  for (guint i = 0; i < subset->n; i++)
    if (!weir_caps_is_subset_structure_full (superset, subset->entries[i].structure,
                                             weir_caps_features_at (subset, i)))
      return FALSE;
  return TRUE;
}

/**
 * weir_caps_is_always_compatible:
 * @caps1: caps
 * @caps2: caps
 *
 * Thread: any
 *
 * Returns: whether every format of @caps1 is one of @caps2
 */
gboolean
weir_caps_is_always_compatible (const WeirCaps *caps1, const WeirCaps *caps2)
{
  return weir_caps_is_subset (caps1, caps2);
}

/**
 * weir_caps_is_equal:
 * @caps1: caps
 * @caps2: caps
 *
 * Thread: any
 *
 * Returns: whether both stand for the same formats
 */
gboolean
weir_caps_is_equal (const WeirCaps *caps1, const WeirCaps *caps2)
{
  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, FALSE);
  if (caps1 == caps2)
    return TRUE;
  if (caps1->any || caps2->any)
    return caps1->any == caps2->any;
  return weir_caps_is_subset (caps1, caps2) && weir_caps_is_subset (caps2, caps1);
}

/**
 * weir_caps_is_equal_fixed:
 * @caps1: fixed caps
 * @caps2: fixed caps
 *
 * Thread: any
 *
 * Returns: whether both stand for the same format
 */
gboolean
weir_caps_is_equal_fixed (const WeirCaps *caps1, const WeirCaps *caps2)
{
  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, FALSE);
  g_return_val_if_fail (weir_caps_is_fixed (caps1) && weir_caps_is_fixed (caps2), FALSE);
  return weir_caps_features_match (weir_caps_features_at (caps1, 0),
                                   weir_caps_features_at (caps2, 0))
         && weir_structure_is_equal (caps1->entries[0].structure, caps2->entries[0].structure);
}

static gboolean
features_are_identical (const WeirCapsFeatures *features1, const WeirCapsFeatures *features2)
{
  return weir_caps_features_is_subset (features1, features2)
         && weir_caps_features_is_subset (features2, features1);
}

/**
 * weir_caps_is_strictly_equal:
 * @caps1: caps
 * @caps2: caps
 *
 * Thread: any
 *
 * Returns: whether both have the same structures in the same order
 */
gboolean
weir_caps_is_strictly_equal (const WeirCaps *caps1, const WeirCaps *caps2)
{
  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, FALSE);
  if (caps1 == caps2)
    return TRUE;
  if (caps1->any != caps2->any || caps1->n != caps2->n)
    return FALSE;
  for (guint i = 0; i < caps1->n; i++)
    if (!features_are_identical (weir_caps_features_at (caps1, i), weir_caps_features_at (caps2, i))
        || !weir_structure_is_equal (caps1->entries[i].structure, caps2->entries[i].structure))
      return FALSE;
  return TRUE;
}

/**
 * weir_caps_can_intersect:
 * @caps1: caps
 * @caps2: caps
 *
 * Thread: any
 *
 * Returns: whether a format matches both
 */
gboolean
weir_caps_can_intersect (const WeirCaps *caps1, const WeirCaps *caps2)
{
  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, FALSE);
  if (weir_caps_is_empty (caps1) || weir_caps_is_empty (caps2))
    return FALSE;
  if (caps1 == caps2 || caps1->any || caps2->any)
    return TRUE;
  for (guint i = 0; i < caps1->n; i++)
    for (guint j = 0; j < caps2->n; j++)
      if (weir_caps_features_match (weir_caps_features_at (caps1, i),
                                    weir_caps_features_at (caps2, j))
          && weir_structure_can_intersect (caps1->entries[i].structure,
                                           caps2->entries[j].structure))
        return TRUE;
  return FALSE;
}

/* Whether a result adds nothing to those found before. Only so many are looked at: more would make
 * the time of an intersection grow with the square of its result. */
static gboolean
is_within_recent (const WeirCaps *result, const WeirStructure *structure,
                  const WeirCapsFeatures *features)
{
  guint n = MIN (result->n, WEIR_CAPS_MERGE_WINDOW);

  for (guint i = 0; i < n; i++)
    if (weir_caps_features_is_subset (features, weir_caps_features_at (result, i))
        && weir_structure_is_subset (structure, result->entries[i].structure))
      return TRUE;
  return FALSE;
}

/* Adds what structure @i of one and @j of the other have in common. */
static void
add_common (WeirCaps *result, const WeirCaps *caps1, guint i, const WeirCaps *caps2, guint j)
{
  const WeirCapsFeatures *features1 = weir_caps_features_at (caps1, i);
  const WeirCapsFeatures *features2 = weir_caps_features_at (caps2, j);
  const WeirCapsFeatures *features;
  WeirStructure *common;

  if (!weir_caps_features_match (features1, features2))
    return;
  common = weir_structure_intersect (caps1->entries[i].structure, caps2->entries[j].structure);
  if (!common)
    return;
  features = features1 && weir_caps_features_is_any (features1) ? features2 : features1;
  if (is_within_recent (result, common, features))
    weir_structure_free (common);
  else
    weir_caps_put (result, common, weir_caps_features_dup (features));
}

/* The sum of the two positions says how little a pair is preferred by both together. */
static void
intersect_zig_zag (WeirCaps *result, const WeirCaps *caps1, const WeirCaps *caps2)
{
  for (guint sum = 0; sum + 1 < caps1->n + caps2->n; sum++) {
    guint first = MIN (sum, caps1->n - 1);

    for (guint i = first + 1; i > 0 && sum - (i - 1) < caps2->n; i--)
      add_common (result, caps1, i - 1, caps2, sum - (i - 1));
  }
}

static void
intersect_first (WeirCaps *result, const WeirCaps *caps1, const WeirCaps *caps2)
{
  for (guint i = 0; i < caps1->n; i++)
    for (guint j = 0; j < caps2->n; j++)
      add_common (result, caps1, i, caps2, j);
}

/**
 * weir_caps_intersect_full:
 * @caps1: caps
 * @caps2: caps
 * @mode: whose order counts
 *
 * Finds the formats that match both.
 *
 * Thread: any
 *
 * Returns: (transfer full): the common caps, which may be empty
 */
WeirCaps *
weir_caps_intersect_full (WeirCaps *caps1, WeirCaps *caps2, WeirCapsIntersectMode mode)
{
  WeirCaps *result;

  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, NULL);
  if (caps1 == caps2 || caps2->any || weir_caps_is_empty (caps1))
    return weir_caps_ref (caps1);
  if (caps1->any || weir_caps_is_empty (caps2))
    return weir_caps_ref (caps2);
  result = weir_caps_new_empty ();
  if (mode == WEIR_CAPS_INTERSECT_FIRST)
    intersect_first (result, caps1, caps2);
  else
    intersect_zig_zag (result, caps1, caps2);
  return result;
}

/**
 * weir_caps_intersect:
 * @caps1: caps
 * @caps2: caps
 *
 * Finds the formats that match both, in an order that takes the preferences of both alike.
 *
 * Thread: any
 *
 * Returns: (transfer full): the common caps, which may be empty
 */
WeirCaps *
weir_caps_intersect (WeirCaps *caps1, WeirCaps *caps2)
{
  return weir_caps_intersect_full (caps1, caps2, WEIR_CAPS_INTERSECT_ZIG_ZAG);
}
